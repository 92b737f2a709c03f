import { join } from "node:path";
import postgres from "postgres";
import { z } from "zod";
import { prepareAuth } from "../local/auth.ts";
import { PROJECT } from "../local/place.ts";
import { closing, connect, furnish } from "../local/postgres.ts";
import { SOURCES, TABLES } from "./access.ts";

const SUPABASE = join(PROJECT, "supabase");
const FOLDER = join(SUPABASE, "migrations");

/** The names of the migrations, in their order. */
export const migrations = async (): Promise<string[]> =>
  (await Array.fromAsync(Deno.readDir(FOLDER))).map(({ name }) => name).sort();

/** Applies migrations as `supabase db push --include-roles` does, in a session of their own, each whole or not at all. */
export async function apply(url: string, names: string[]): Promise<void> {
  await using sql = closing(connect(url));
  await sql.client.unsafe(await Deno.readTextFile(join(SUPABASE, "roles.sql"))).simple();
  for (const name of names) {
    await sql.client.unsafe(await Deno.readTextFile(join(FOLDER, name))).simple().catch((error) => {
      throw new Error(`${name}: ${error instanceof Error ? error.message : error}`);
    });
  }
}

/** A server on which databases can be made: the superuser's address, and that of postgres. */
export interface Server {
  adminUrl: string;
  dbUrl: string;
}

const at = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** Makes a database as a new project has it, or a copy of another, uses it as postgres, and drops it. */
export async function withDatabaseOf<T>(
  { adminUrl, dbUrl }: Server,
  name: string,
  work: (sql: postgres.Sql, url: string) => Promise<T>,
  { copyOf, keep = false }: { copyOf?: string; keep?: boolean } = {},
): Promise<T> {
  const admin = connect(adminUrl);
  try {
    await admin`drop database if exists ${admin(name)} with (force)`;
    await admin.unsafe(`create database ${name} owner postgres${copyOf ? ` template ${copyOf}` : ""}`);
    if (!copyOf) {
      const inside = connect(at(adminUrl, name));
      await furnish(inside);
      await inside.end();
      await prepareAuth(at(adminUrl, name), "of-no-use-here");
    }
    const sql = connect(at(dbUrl, name));
    try {
      return await work(sql, at(dbUrl, name));
    } finally {
      await sql.end({ timeout: 1 });
      if (!keep) await admin`drop database ${admin(name)} with (force)`;
    }
  } finally {
    await admin.end();
  }
}

/** Drops a database that was kept. */
export async function drop({ adminUrl }: Server, name: string): Promise<void> {
  const admin = connect(adminUrl);
  await admin`drop database if exists ${admin(name)} with (force)`;
  await admin.end();
}

const Row = z.record(z.string(), z.json());

/** A value of tests/access.ts with its # and "@name" replaced. */
async function resolve(sql: postgres.Sql, value: unknown, person: string, party: string): Promise<unknown> {
  if (Array.isArray(value)) return await Promise.all(value.map((item) => resolve(sql, item, person, party)));
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(async ([key, inner]) =>
      [key, await resolve(sql, inner, person, party)] as const
    );
    return Object.fromEntries(await Promise.all(entries));
  }
  if (typeof value !== "string") return value;
  if (value === "@party") return party;
  if (!value.startsWith("@")) return value.replaceAll("#", crypto.randomUUID().slice(0, 8));
  const source = SOURCES[value.slice(1)] ?? "";
  const [made] = await sql.unsafe(source, source.includes("$1") ? [person] : []);
  return Object.values(made ?? {})[0];
}

/**
 * Puts rows about two people into every table that there is by now and that takes them. `filled` remembers with which columns:
 * a table gets new rows when it has others.
 */
export async function fill(sql: postgres.Sql, filled = new Map<string, string>()): Promise<void> {
  const columns = await sql`select table_name, column_name from information_schema.columns
    where table_schema = 'public' and is_generated = 'NEVER'`;
  const there = Map.groupBy(columns, ({ table_name }) => String(table_name));
  const person = async (name: string, manager: string | null) => {
    const [made] = await sql`insert into public.users (full_name, email, employee_id)
      values (${name}, ${`${crypto.randomUUID()}@port.example`}, ${crypto.randomUUID()}) returning id`;
    const id = String(made?.id);
    await sql`insert into public.employment_info (user_id, job_title, manager_id) values (${id}, 'Rigger', ${manager})`;
    return id;
  };
  if (!there.has("users")) return;
  const boss = await person("Vic Example", null);
  const people = [await person("Ann Example", boss), await person("Bo Example", boss)] as const;
  for (const [name, { of, row }] of Object.entries(TABLES)) {
    const known = new Set(there.get(name)?.map(({ column_name }) => String(column_name)));
    const columns = [...known].sort().join();
    if (known.size === 0 || filled.get(name) === columns) continue;
    for (const [one, other] of [people, [people[1], people[0]] as const]) {
      try {
        const all = { ...of ? { [of]: one } : {}, ...Row.parse(await resolve(sql, row, one, other)) };
        const values = Object.fromEntries(Object.entries(all).filter(([column]) => known.has(column)));
        const [table, list] = [sql(`public.${name}`), sql(Object.keys(values))];
        await sql`insert into ${table} (${list}) select ${list} from jsonb_populate_record(null::${table}, ${
          sql.json(values)
        }) on conflict do nothing`;
        filled.set(name, columns);
      } catch (error) {
        // What a later migration makes, this state has not.
        if (!(error instanceof postgres.PostgresError || error instanceof z.ZodError)) throw error;
      }
    }
  }
}

/** Every row's key by its table, of what may not be lost. */
export async function keys(sql: postgres.Sql): Promise<Map<string, Set<string>>> {
  const tables = await sql<{ name: string; key: string[] }[]>`
    select c.oid::regclass::text as name, array_agg(a.attname::text order by a.attnum) as key
    from pg_class c
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    group by c.oid`;
  const found = await Promise.all(tables.map(async ({ name, key }) => {
    const rows = await sql.unsafe(
      `select row(${key.map((column) => `"${column}"`).join()})::text as key from ${name}`,
    );
    return [name, new Set(rows.map((row) => String(row.key)))] as const;
  }));
  return new Map(found);
}

/** What was there before and is not any more. */
export function lost(before: Map<string, Set<string>>, after: Map<string, Set<string>>): string[] {
  return [...before].flatMap(([table, rows]) => {
    const left = rows.difference(after.get(table) ?? new Set());
    return left.size > 0 ? [`${table} lost ${left.size} of ${rows.size} rows`] : [];
  });
}

/** All that a schema is: columns, constraints, indexes, functions, triggers, policies, grants, comments. */
export async function schema(sql: postgres.Sql): Promise<string[]> {
  const rows = await sql`
    with places as (select oid, nspname from pg_namespace where nspname in ('public', 'private')),
    tables as (
      select c.* from pg_class c join places p on p.oid = c.relnamespace
      where c.relkind in ('r', 'p', 'v', 'm', 'S') and c.relname !~ '^audit_log_'
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    )
    select format('table %s %s %s %s', c.oid::regclass, c.relkind, c.relrowsecurity, c.relacl) as line from tables c
    union all
    select format('column %s.%s %s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid), a.attacl)
    from tables c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    union all
    select format('constraint %s %s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid), k.convalidated)
    from tables c join pg_constraint k on k.conrelid = c.oid
    union all
    select format('index %s %s', pg_get_indexdef(i.indexrelid), i.indisvalid) from tables c join pg_index i on i.indrelid = c.oid
    union all
    select format('trigger %s %s %s', c.oid::regclass, pg_get_triggerdef(t.oid), t.tgenabled)
    from tables c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal
    union all
    select format('policy %s %s %s %s %s %s', c.oid::regclass, p.polname, p.polcmd, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid),
      pg_get_expr(p.polwithcheck, p.polrelid))
    from tables c join pg_policy p on p.polrelid = c.oid
    union all
    select format('function %s %s %s', p.oid::regprocedure, p.proacl, md5(pg_get_functiondef(p.oid)))
    from pg_proc p join places n on n.oid = p.pronamespace
    where not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select format('comment %s %s', d.objoid::regclass, d.description) from tables c join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass
    order by line`;
  return rows.map(({ line }) => String(line));
}

/** Runs every job to its end; answers those that failed. */
export async function runJobs(sql: postgres.Sql): Promise<string[]> {
  const failed: string[] = [];
  for (const { name } of await sql`select name from private.jobs order by name`) {
    for (let status = "running"; status === "running";) {
      const [step] = await sql`select private.run_job_step(${name}) as step`;
      status = step?.step.status;
      if (status !== "running" && status !== "done") failed.push(`${name} ${status}`);
    }
  }
  return failed;
}
