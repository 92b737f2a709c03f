import { join } from "node:path";
import { prepareAuth } from "../local/auth.ts";
import { withLogs } from "../local/functions.ts";
import { PROJECT } from "../local/place.ts";
import { closing, connect, furnish } from "../local/postgres.ts";
import { runProgram } from "../local/process.ts";
import type { Stack } from "../local/stack.ts";
import { withStack } from "../local/temporary.ts";
import { fill, runJobs, schema } from "../tests/states.ts";
import type { Report } from "./migrations.ts";

const PASSWORD = "a-long-password";

/**
 * A drill: cli/backup.sh, somebody leaves and somebody is erased, the database is lost, cli/restore.sh into an empty one. pg_dump 17 and
 * psql have to be installed.
 */
export async function restore({ stack }: { stack: Stack }): Promise<Report> {
  const { apiUrl, dbUrl, adminUrl, keys, place, tools } = stack;
  const lines: string[] = [];
  let failed = 0;
  const check = (what: string, right: boolean) => {
    lines.push(`${right ? "ok" : "WRONG"}: ${what}`);
    if (!right) failed += 1;
  };
  const call = async (method: string, path: string, options: { token?: string; body?: unknown } = {}) => {
    const response = await fetch(`${apiUrl}/functions/v1/${path}`, {
      method,
      headers: {
        apikey: keys.secret,
        "content-type": "application/json",
        ...options.token ? { authorization: `Bearer ${options.token}` } : {},
      },
      body: options.body === undefined ? null : JSON.stringify(options.body),
    });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };
  const signIn = async (email: string) =>
    (await call("POST", "user-management/auth/login", { body: { email, password: PASSWORD } })).body
      .access_token;
  const register = async (email: string) => {
    await call("POST", "user-management/auth/register", {
      body: { email, password: PASSWORD, full_name: "Vic Example" },
    });
    const token = await signIn(email);
    return { email, token, id: (await call("GET", "user-management/me", { token })).body.id };
  };
  const run = async (script: string, ...args: string[]) => {
    const began = performance.now();
    const { success, err } = await runProgram(join(PROJECT, "cli", script), {
      args,
      env: { DB_URL: dbUrl, SUPABASE: tools.supabase, PGSSLMODE: "disable" },
      cwd: PROJECT,
    }, {});
    check(`${script} in ${((performance.now() - began) / 1000).toFixed(1)} s`, success);
    if (!success) throw new Error(err);
  };

  const [staying, leaver, erased] = [
    await register("staying@port.example"),
    await register("leaver@port.example"),
    await register("erased@port.example"),
  ];
  const folder = join(place.home, "backup");
  const state = async () => {
    await using sql = closing(connect(dbUrl));
    return { schema: await schema(sql.client), counts: await counts(sql.client) };
  };
  await using before = closing(connect(dbUrl));
  await fill(before.client);
  await runJobs(before.client);
  const then = await state();
  await run("backup.sh", folder);
  await before.client`select private.leave(${leaver.id}, current_date)`;
  await before.client`select private.erase_person(${erased.id})`;
  const [list] = await before.client`select private.departures()::text as departures`;

  // The bad day.
  const somewhere = Object.assign(new URL(adminUrl), { pathname: "/template1" }).href;
  await using admin = closing(connect(somewhere));
  await admin.client`drop database postgres with (force)`;
  await admin.client`create database postgres owner postgres`;
  await using inside = closing(connect(adminUrl));
  await furnish(inside.client);
  await prepareAuth(adminUrl, keys.jwtSecret);
  check("nobody can sign in to an empty database", !await signIn(staying.email));

  await run("restore.sh", folder);
  const now = await state();
  // pg_dump writes conditions with other brackets, and no right of the owner where nobody else has one.
  const same = (line: string) => line.replace(/[()]/g, "").replace(/\{postgres=\w+\/postgres\}/, "");
  const [had, has] = [new Set(then.schema.map(same)), new Set(now.schema.map(same))];
  for (const line of had.symmetricDifference(has)) lines.push(`  ${has.has(line) ? "+" : "-"} ${line}`);
  check(
    `the same schema, grants, policies and triggers (${had.size} lines)`,
    had.symmetricDifference(has).size === 0,
  );
  const rows = [...then.counts.values()].reduce((sum, n) => sum + n, 0);
  const other = [...then.counts].filter(([table, n]) => now.counts.get(table) !== n).map(([table, n]) =>
    `${table} ${n} → ${now.counts.get(table)}`
  );
  check(
    `the same number of rows in ${then.counts.size} tables, ${rows} in all ${other.join(", ")}`,
    other.length === 0,
  );

  // The Data API reads the schema anew when the script tells it to.
  for (let tries = 0; tries < 60 && (await call("GET", "user-management/ready")).status !== 200; tries++) {
    await new Promise((done) => setTimeout(done, 500));
  }
  const token = await signIn(staying.email);
  check(
    "who had a password signs in with it",
    (await call("GET", "user-management/me", { token })).body.id === staying.id,
  );
  check("who left since the backup is back, and so is who was erased", Boolean(await signIn(erased.email)));
  await using after = closing(connect(dbUrl));
  const audited = async () =>
    Number((await after.client`select count(*)::integer as n from public.audit_log`)[0]?.n);
  const [again] = await after.client`select private.repeat_departures(${
    String(list?.departures)
  }::text::jsonb) as done`;
  check(
    `they depart again: ${JSON.stringify(again?.done)}`,
    !await signIn(leaver.email) && !await signIn(erased.email),
  );
  const [nameless] = await after.client`select full_name, email from public.users where id = ${erased.id}`;
  check("who was erased has no name", nameless?.full_name === "Erased person" && nameless.email === null);
  const [written, fresh] = [await audited(), await register("new@port.example")];
  check("a new account gets its record: triggers on accounts are there", Boolean(fresh.id));
  check("changes are audited", await audited() > written);
  const refused = await after.client`delete from public.audit_log`.then(() => false, () => true);
  check("the audit log refuses to be changed", refused);
  const { status, body } = await call("POST", "analytics/rollups", { body: {} });
  check(
    `${body.jobs?.length} jobs run`,
    status === 200 && body.jobs.every((job: { status: string }) => job.status === "done"),
  );
  const { body: numbers } = await call("GET", "analytics/metrics");
  const quotes = numbers.metrics.find(({ name }: { name: string }) => name === "compass_log_quotes_values");
  check("the log of Postgres quotes nothing", quotes?.samples[0]?.value === 0);
  return { title: "Restore from a backup", lines, failed };
}

async function counts(sql: ReturnType<typeof connect>): Promise<Map<string, number>> {
  const tables =
    await sql`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'private', 'auth', 'supabase_migrations') and c.relkind = 'r'`;
  const found = await Promise.all(tables.map(async ({ name }) => {
    const [row] = await sql.unsafe(`select count(*)::integer as n from ${name}`);
    return [String(name), Number(row?.n)] as const;
  }));
  return new Map(found);
}

if (import.meta.main) {
  const { title, lines, failed } = await withStack(
    () => {},
    (stack) => withLogs(() => {}, () => restore({ stack })),
  );
  console.log([title, ...lines].join("\n"));
  Deno.exit(failed === 0 ? 0 : 1);
}
