import { assert, assertEquals } from "@std/assert";
import { startScheduler } from "../local/scheduler.ts";
import {
  API_URL,
  call,
  cast,
  type Person,
  PUBLISHABLE_KEY,
  refused,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

const NOTIFICATIONS = "analytics/notifications";
const PREFERENCES = "analytics/notification-preferences";
const FEATURES = "analytics/features";

const notify = (person: Person, title: string, key: string | null = null) =>
  withDatabase((sql) =>
    sql`select private.notify(${person.id}, 'organisation.delegate', ${title}, dedupe_key => ${key})`
  );

Deno.test("notifications: newest first, page by page, read one by one and all; the count answers 304 while it stays", async () => {
  const [person, other] = [await register(), await register()];
  for (let n = 0; n < 5; n++) await notify(person, `Note ${n}`);
  const titles: string[] = [];
  let cursor = "";
  do {
    const { body } = await person.call("GET", `${NOTIFICATIONS}?limit=2&count=true${cursor}`);
    assertEquals(body.total, 5);
    titles.push(...body.items.map(({ title }: { title: string }) => title));
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
  } while (cursor);
  assertEquals(titles, [4, 3, 2, 1, 0].map((n) => `Note ${n}`));

  const count = (etag = "") =>
    person.call("GET", `${NOTIFICATIONS}/unread-count`, { headers: { "if-none-match": etag } });
  const first = await count();
  assertEquals(first.body, { count: 5 });
  const etag = first.headers.get("etag") ?? "";
  assertEquals((await count(etag)).status, 304);
  const [newest, second] = (await person.call("GET", NOTIFICATIONS)).body.items;
  const read = await person.call("POST", `${NOTIFICATIONS}/${newest.id}/read`);
  assert(read.body.read_at);
  assertEquals((await person.call("POST", `${NOTIFICATIONS}/${newest.id}/read`)).body, read.body);
  assertEquals((await count(etag)).body, { count: 4 });
  assertEquals((await person.call("GET", `${NOTIFICATIONS}?unread=true&count=true`)).body.total, 4);
  assertEquals((await person.call("GET", `${NOTIFICATIONS}?unread=false`)).body.items.length, 1);

  // What comes after the page was looked at stays unread.
  await notify(person, "Late");
  const all = await person.call("POST", `${NOTIFICATIONS}/read-all`, { body: { before: second.created_at } });
  assertEquals(all.body, { read: 4, count: 1 });
  assertEquals((await person.call("POST", `${NOTIFICATIONS}/read-all`, { body: {} })).body, {
    read: 1,
    count: 0,
  });

  refused(await other.call("POST", `${NOTIFICATIONS}/${newest.id}/read`), 404, "not_found");
  assertEquals((await other.call("GET", NOTIFICATIONS)).body.items, []);
  assertEquals((await other.supabase.from("notifications").select("id").eq("id", newest.id)).data, []);
  assertEquals((await person.supabase.from("notifications").select("dedupe_key")).error?.code, "42501");
  assertEquals(
    (await person.supabase.from("notifications").update({ read_at: null }).eq("id", newest.id)).error?.code,
    "42501",
  );
  for (const query of ["unread=maybe", "limit=0", "cursor=x"]) {
    refused(await person.call("GET", `${NOTIFICATIONS}?${query}`), 400, "invalid");
  }
});

Deno.test("told once: the same key is no second notification, also when two transactions tell at once", async () => {
  const person = await register();
  await Promise.all(Array.from({ length: 5 }, () => notify(person, "Once", "the-same")));
  assertEquals((await person.call("GET", NOTIFICATIONS)).body.items.length, 1);
});

Deno.test("a name in a notification is today's name, and nobody's after an erasure", async () => {
  const { lead, peer } = await cast();
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: "2026-01-01", until: "2026-12-31" },
  });
  await lead.call("PATCH", "user-management/me", { body: { preferred_name: "Lee" } });
  const [told] = (await peer.call("GET", NOTIFICATIONS)).body.items;
  assertEquals(told.title, "You decide in the place of Lee from 2026-01-01 until 2026-12-31");
  await withDatabase((sql) => sql`select private.erase_person(${lead.id})`);
  const [later] = (await peer.call("GET", `${NOTIFICATIONS}?kind=organisation.delegate`)).body.items.slice(
    -1,
  );
  assertEquals(later.title, "You decide in the place of Erased person from 2026-01-01 until 2026-12-31");
});

Deno.test("preferences: a kind switched off is not told, a mandatory one can't be", async () => {
  const person = await register();
  const set = (kind: string, enabled: boolean) =>
    person.call("PUT", PREFERENCES, { body: { items: [{ kind, enabled }] } });
  assertEquals((await set("organisation.delegate", false)).status, 200);
  await notify(person, "Unheard");
  assertEquals((await person.call("GET", NOTIFICATIONS)).body.items, []);
  await set("organisation.delegate", true);
  await notify(person, "Heard");
  assertEquals((await person.call("GET", NOTIFICATIONS)).body.items.length, 1);
  const refusedKinds = [["organisation.roles", "mandatory"], ["nonsense.kind", "unknown_kind"]] as const;
  for (const [kind, code] of refusedKinds) {
    const answer = await set(kind, false);
    refused(answer, 400, "invalid");
    assertEquals(answer.body.details[0].code, code);
  }
  refused(await person.call("PUT", PREFERENCES, { body: { items: [] } }), 400, "invalid");
});

Deno.test("features: the nearest unit that says something wins; HR alone switches; /me shows what is on", async () => {
  const hr = await registerAs("hr_admin");
  const unit = async (name: string, parent_id?: string) =>
    (await hr.call("POST", "user-management/org-units", {
      body: { name: `${name} ${crypto.randomUUID()}`, parent_id },
    })).body.id;
  const top = await unit("Top");
  const below = await unit("Below", top);
  const person = await register();
  const mine = async () => (await person.call("GET", "user-management/me")).body.features.fairness;
  const set = (org_unit_id: string | null, enabled: boolean | null) =>
    hr.call("PUT", FEATURES, { body: { items: [{ feature: "fairness", org_unit_id, enabled }] } });
  await hr.call("PATCH", `user-management/users/${person.id}`, { body: { org_unit_id: below } });
  // Other tests switch it on for the company.
  const everywhere = await mine();
  await set(top, !everywhere);
  assertEquals(await mine(), !everywhere);
  await set(below, everywhere);
  assertEquals(await mine(), everywhere);
  await set(below, null);
  assertEquals(await mine(), !everywhere);
  await set(top, null);
  assertEquals(await mine(), everywhere);
  refused(await set(crypto.randomUUID(), true), 400, "unknown_id");
  refused(
    await hr.call("PUT", FEATURES, { body: { items: [{ feature: "magic", enabled: true }] } }),
    400,
    "invalid",
  );
  refused(
    await person.call("PUT", FEATURES, { body: { items: [{ feature: "model", enabled: true }] } }),
    403,
    "forbidden",
  );
  assertEquals((await person.supabase.from("feature_settings").select("id")).data, []);
});

Deno.test("POST /rollups: a secret key alone runs the jobs; a token, a publishable key, a wrong secret do not", async () => {
  const hr = await registerAs("hr_admin");
  const run = (headers: Record<string, string>, token?: string) =>
    call("POST", "analytics/rollups", { headers, token, body: {} });
  for (const apikey of ["", PUBLISHABLE_KEY, `${SECRET_KEY}x`, "sb_secret_nonsense", hr.token]) {
    refused(await run({ apikey }), 401, "unauthenticated");
  }
  refused(await run({ apikey: PUBLISHABLE_KEY }, hr.token), 401, "unauthenticated");
  const done = await run({ apikey: SECRET_KEY });
  assertEquals([done.status, done.body.done], [200, true]);
  const known = await withDatabase((sql) => sql`select name from private.jobs order by name`);
  assertEquals(
    done.body.jobs.map(({ job }: { job: string }) => job).sort(),
    known.map(({ name }) => name),
  );
  const runs = (await hr.call("GET", "analytics/rollups?job=retention&limit=1")).body.items;
  assertEquals([runs[0].status, runs[0].error], ["done", null]);
  refused(await (await register()).call("GET", "analytics/rollups"), 403, "forbidden");
  for (const name of ["run_job_step", "due_jobs"]) {
    const answer = await hr.supabase.rpc(name, name === "due_jobs" ? {} : { job: "retention" });
    assertEquals(answer.error?.code, "42501", name);
  }
  const bad = await fetch(`${API_URL}/functions/v1/analytics/rollups`, {
    method: "POST",
    headers: { apikey: SECRET_KEY, "content-type": "application/json" },
    body: '{"as_of":"someday"}',
  });
  assertEquals(bad.status, 400);
  await bad.body?.cancel();
});

Deno.test("retention: what was read goes after 90 days, all after 365; who is at the boundary stays", async () => {
  const person = await register();
  await withDatabase(async (sql) => {
    const add = (days: number, read: boolean) =>
      sql`insert into public.notifications (user_id, kind, title, created_at, read_at)
        values (${person.id}, 'organisation.delegate', ${`${days} ${read}`}, current_date - ${days}::integer,
          ${read ? new Date() : null})`;
    for (const days of [89, 90, 91, 364, 365, 366]) for (const read of [true, false]) await add(days, read);
    await sql`select private.run_job_step('retention')`;
    const left = await sql<
      { title: string }[]
    >`select title from public.notifications where user_id = ${person.id}`;
    assertEquals(
      left.map(({ title }) => title).sort(),
      ["364 false", "365 false", "89 false", "89 true", "90 false", "90 true", "91 false"],
    );
  });
});

Deno.test("a run that was killed goes on where its last step ended; two at once do it once; a failure is told by its code", async () => {
  await withDatabase(async (sql) => {
    await sql.unsafe(`
      create table private.counted (n integer);
      create function private.job_counting(cursor jsonb, as_of date) returns jsonb language plpgsql set search_path = '' as $$
      declare n integer := coalesce((cursor #>> '{}')::integer, 0) + 1;
      begin
        if as_of = '2001-01-01' then raise division_by_zero; end if;
        perform pg_sleep(0.2);
        insert into private.counted values (n);
        return jsonb_build_object('rows', 1, 'next', case when n < 3 then to_jsonb(n) end);
      end $$;
      insert into private.jobs values ('counting', '0 0 1 1 *', 'For a test');`);
    try {
      const step = async (day: string | null = null) =>
        (await sql`select private.run_job_step('counting', ${day}::date) as step`)[0]?.step;
      assertEquals((await step()).status, "running");
      const both = await Promise.all([
        step(),
        withDatabase(async (other) =>
          (await other`select private.run_job_step('counting') as step`)[0]?.step
        ),
      ]);
      assertEquals(both.map(({ status }) => status).sort(), ["busy", "running"]);
      assertEquals((await step()).status, "done");
      assertEquals((await sql`select n from private.counted order by n`).map(({ n }) => n), [1, 2, 3]);
      assertEquals((await step("2001-01-01")).status, "failed");
      const runs =
        await sql`select status, steps, rows::integer, error from private.job_runs where job = 'counting' order by started_at`;
      assertEquals(runs.map((run) => ({ ...run })), [
        { status: "done", steps: 3, rows: 3, error: null },
        { status: "failed", steps: 1, rows: 0, error: "22012" },
      ]);
    } finally {
      await sql.unsafe(`
        delete from private.job_runs where job = 'counting';
        delete from private.jobs where name = 'counting';
        drop function private.job_counting(jsonb, date);
        drop table private.counted;`);
    }
  });
});

Deno.test("the local scheduler runs a job when its time comes", async () => {
  await withDatabase(async (sql) => {
    await sql`update private.jobs set schedule = '* * * * * *' where name = 'managers'`;
    const said: string[] = [];
    const stop = await startScheduler(Deno.env.get("DB_URL") ?? "", (line) => said.push(line));
    try {
      const runs = async () =>
        (await sql`select 1 from private.job_runs where job = 'managers' and status = 'done'`).length;
      const before = await runs();
      const patience = Date.now() + 20_000;
      while (await runs() === before && Date.now() < patience) {
        await new Promise((done) => setTimeout(done, 200));
      }
      assert(await runs() > before, said.join());
    } finally {
      await stop();
      await sql`update private.jobs set schedule = '20 1 * * *' where name = 'managers'`;
    }
  });
});
