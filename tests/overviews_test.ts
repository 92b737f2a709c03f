import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "csv-parse/sync";
import type postgres from "postgres";
import { API_URL, cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const month = (date: string) => `${date.slice(0, 7)}-01`;

/** Until a night is over, whoever else runs it meanwhile. */
async function rollUp(sql: postgres.Sql) {
  for (let begun = false;;) {
    const [row] = await sql`select private.run_job_step('rollups') as step`;
    const { status } = row?.step ?? {};
    if (status === "done" && begun) return;
    assert(status !== "failed", "the job failed");
    // Somebody else's run, which may have begun too early for what is asked.
    begun ||= status === "done";
    if (status === "busy") await new Promise((done) => setTimeout(done, 50));
  }
}

/** A course of so many hours, completed by somebody on a day. */
const learned = (sql: postgres.Sql, person: string, hours: number, on: string) =>
  sql`with course as (
      insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, ${hours}, 'active') returning id)
    insert into public.user_training
      (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number, certificate_expires_on)
    select ${person}, id, 1, 1, 'completed', 100, now(), ${on}::text::date, private.new_certificate_number(), ${
    day(30)
  }::text::date from course`;

const aim = (sql: postgres.Sql, person: string, pathway: string, shared: boolean) =>
  sql`insert into public.user_career_goals (user_id, pathway_id, status, started_at, shared)
    values (${person}, ${pathway}, 'active', now(), ${shared})`;

const rate = (person: Person, skill_id: string, level: number) =>
  person.call("PUT", "skills-management/me/skills", { body: { items: [{ skill_id, level }] } });

async function made(sql: postgres.Sql) {
  const [row] = await sql`
    with skill as (insert into public.skills (name) values (gen_random_uuid()::text) returning id),
      pathway as (insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id),
      unit as (insert into public.org_units (name) values (gen_random_uuid()::text) returning id),
      below as (insert into public.org_units (name, parent_id) select gen_random_uuid()::text, id from unit returning id)
    select skill.id as skill, pathway.id as pathway, unit.id as unit, below.id as below from skill, pathway, unit, below`;
  return {
    skill: String(row?.skill),
    pathway: String(row?.pathway),
    unit: String(row?.unit),
    below: String(row?.below),
  };
}

/** A report as a file: its rows by column. */
async function csv(person: Person, route: string): Promise<Record<string, string>[]> {
  const answer = await fetch(`${API_URL}/functions/v1/${route}`, {
    headers: { authorization: `Bearer ${person.token}`, accept: "text/csv" },
  });
  assertEquals(answer.status, 200);
  assertMatch(answer.headers.get("content-type") ?? "", /^text\/csv; charset=utf-8/);
  return parse(await answer.text(), { bom: true, columns: true });
}

Deno.test("a manager's overview: the direct reports or the whole line, shared goals alone, and nobody else's people", async () => {
  const { boss, lead, worker, peer } = await cast();
  await withDatabase(async (sql) => {
    const { skill, pathway } = await made(sql);
    await rate(worker, skill, 4);
    await rate(lead, skill, 2);
    await rate(peer, skill, 5);
    await learned(sql, worker.id, 3, day(-10));
    await learned(sql, worker.id, 50, day(-400));
    await learned(sql, lead.id, 2, day(-20));
    await learned(sql, peer.id, 99, day(-1));
    await aim(sql, worker.id, pathway, true);
    await aim(sql, lead.id, pathway, false);
  });
  const direct = (await boss.call("GET", "analytics/teams/overview")).body;
  assertEquals([direct.people, direct.skills.held, direct.skills.average_level], [1, 1, 2]);
  assertEquals(direct.goals, { active: 0, achieved: 0 });
  assertEquals(direct.training, { open: 0, completed: 1, hours: 2 });
  const line = (await boss.call("GET", "analytics/teams/overview?scope=line")).body;
  assertEquals([line.people, line.skills.held, line.skills.average_level], [2, 2, 3]);
  assertEquals(line.goals, { active: 1, achieved: 0 });
  assertEquals([line.training.completed, line.training.hours, line.certificates_expiring], [2, 5, 3]);
  assertEquals(line.skills.single_holders.map(({ person }: { person: { id: string } }) => person.id), [
    worker.id,
  ]);
  const older = await boss.call(
    "GET",
    `analytics/teams/overview?scope=line&from=${day(-500)}&to=${day(-300)}`,
  );
  assertEquals(older.body.training, { open: 0, completed: 1, hours: 50 });

  for (const nobody of [worker, peer]) {
    refused(await nobody.call("GET", "analytics/teams/overview?scope=line"), 403, "forbidden");
    refused(await nobody.call("GET", "analytics/teams/people"), 403, "forbidden");
  }
  for (const wrong of ["scope=company", `from=${day(0)}&to=${day(-1)}`, "from=soon", "of=me"]) {
    refused(await boss.call("GET", `analytics/teams/overview?${wrong}`), 400, "invalid");
  }
});

Deno.test("what waits for a manager's decision is counted, and is gone once it is decided", async () => {
  const { boss, lead, worker } = await cast();
  const waiting = async (person: Person) =>
    (await person.call("GET", "analytics/teams/overview")).body.approvals;
  const { skill } = await withDatabase(made);
  await rate(worker, skill, 3);
  const asked = await worker.call("POST", `skills-management/me/skills/${skill}/validation-requests`, {
    body: {},
  });
  assertEquals(asked.status, 201);
  assertEquals(await waiting(lead), { enrolments: 0, plans: 0, validations: 1 });
  assertEquals((await waiting(boss)).validations, 0);
  const decided = await lead.call("POST", "skills-management/validations", {
    body: { items: [{ user_id: worker.id, skill_id: skill, outcome: "validated" }] },
  });
  assertEquals(decided.status, 200, JSON.stringify(decided.body));
  assertEquals((await waiting(lead)).validations, 0);
});

Deno.test("the people of a line one by one: by name, in pages, and as a file with the same numbers", async () => {
  const { boss, lead, worker } = await cast();
  await withDatabase(async (sql) => {
    const { skill, pathway } = await made(sql);
    await rate(worker, skill, 4);
    await learned(sql, worker.id, 1.5, day(-10));
    await aim(sql, worker.id, pathway, true);
    await sql`update public.users set full_name = '=1+1' where id = ${worker.id}`;
    await sql`update public.users set full_name = 'Ann' where id = ${lead.id}`;
  });
  const all = (await boss.call("GET", "analytics/teams/people?scope=line&count=true")).body;
  assertEquals([all.total, all.next_cursor], [2, null]);
  const row = all.items.find(({ person }: { person: { id: string } }) => person.id === worker.id);
  assertEquals([row.skills, row.average_level, row.goals_active, row.courses_completed, row.hours_learned], [
    1,
    4,
    1,
    1,
    1.5,
  ]);
  const first = (await boss.call("GET", "analytics/teams/people?scope=line&limit=1")).body;
  const second =
    (await boss.call("GET", `analytics/teams/people?scope=line&limit=1&cursor=${first.next_cursor}`))
      .body;
  assertEquals([...first.items, ...second.items], all.items);
  assertEquals(second.next_cursor, null);

  const file = await csv(boss, "analytics/teams/people?scope=line");
  assertEquals(
    file.map(({ id }) => id),
    all.items.map(({ person }: { person: { id: string } }) => person.id),
  );
  const line = file.find(({ id }) => id === worker.id);
  assertEquals([line?.name, line?.hours_learned, line?.overdue], ["'=1+1", "1.5", "0"]);
  assertEquals((await csv(boss, "analytics/teams/people")).length, 1);
});

Deno.test("the organisation's overview: what the people of a unit and those below it had and did, month by month", async () => {
  const hr = await registerAs("hr_admin");
  const [one, other] = [await register(), await register()];
  const { unit, below } = await withDatabase(async (sql) => {
    const { skill, unit, below, pathway } = await made(sql);
    await sql`update public.users set org_unit_id = ${unit} where id = ${one.id}`;
    await sql`update public.users set org_unit_id = ${below} where id = ${other.id}`;
    await rate(one, skill, 5);
    await learned(sql, one.id, 3, day(-70));
    await learned(sql, other.id, 8, day(0));
    await aim(sql, other.id, pathway, false);
    await rollUp(sql);
    return { unit, below };
  });
  const { body } = await hr.call("GET", `analytics/org/overview?org_unit_id=${unit}`);
  assertEquals([body.unit.id, body.months.length, body.until], [unit, 12, day(0)]);
  const of = (date: string) => body.months.find((m: { month: string }) => m.month === month(date));
  const now = of(day(0));
  assertEquals([now.people, now.skills, now.average_level, now.goals_active], [2, 1, 5, 1]);
  assertEquals([now.courses_completed, now.completions, now.hours_learned], [2, 1, 8]);
  const then = of(day(-70));
  assertEquals([then.people, then.courses_completed, then.completions, then.hours_learned], [1, 1, 1, 3]);
  assertEquals(
    body.units.map((part: { unit: { id: string }; people: number; hours_learned: number }) => [
      part.unit.id,
      part.people,
      part.hours_learned,
    ]),
    [[below, 1, 8]],
  );
  // HR does not read whose meetings and feedback they are.
  assertEquals(Object.keys(now).filter((key) => /meeting|feedback/.test(key)), []);

  const short = await hr.call("GET", `analytics/org/overview?org_unit_id=${below}&from=${day(0)}`);
  assertEquals([short.body.months.length, short.body.months[0].people, short.body.units], [1, 1, []]);
  const file = await csv(hr, `analytics/org/overview?org_unit_id=${unit}`);
  assertEquals([file.length, file.at(-1)?.month, file.at(-1)?.hours_learned], [12, month(day(0)), "8"]);

  refused(await one.call("GET", `analytics/org/overview?org_unit_id=${unit}`), 403, "forbidden");
  refused(
    await hr.call("GET", `analytics/org/overview?org_unit_id=${crypto.randomUUID()}`),
    404,
    "not_found",
  );
  refused(await hr.call("GET", "analytics/org/overview?from=1950-01-01"), 400, "invalid");
  for (const name of ["get_org_overview", "get_org_skills"]) {
    assertEquals((await one.supabase.rpc(name)).error?.code, "42501", name);
  }
  const seen = await hr.supabase.from("user_analytics").select("user_id").eq("user_id", one.id);
  assertEquals(seen.data, [], "HR reads nobody's days");
  assert((await one.supabase.from("user_analytics").select("day")).data?.length);
});

Deno.test("who moves takes along what they have and leaves behind what they did; who is erased was never there", async () => {
  const hr = await registerAs("hr_admin");
  const person = await register();
  const { unit, below } = await withDatabase(async (sql) => {
    const { unit, below } = await made(sql);
    await sql`update public.users set org_unit_id = ${unit}, created_at = now() - interval '100 days' where id = ${person.id}`;
    await learned(sql, person.id, 4, day(-50));
    await rollUp(sql);
    await sql`update public.users set org_unit_id = ${below} where id = ${person.id}`;
    await rollUp(sql);
    return { unit, below };
  });
  const months = async (id: string) =>
    (await hr.call("GET", `analytics/org/overview?org_unit_id=${id}`)).body.months;
  const last = (await months(below)).at(-1);
  assertEquals([last.people, last.courses_completed, last.completions], [1, 1, 0]);
  const all = await months(unit);
  assertEquals([all.at(-1).people, all.at(-1).courses_completed], [1, 1]);
  assertEquals(
    all.map((m: { hours_learned: number }) => m.hours_learned).reduce((a: number, b: number) => a + b),
    4,
  );
  await withDatabase(async (sql) => {
    await sql`select private.erase_person(${person.id})`;
    await rollUp(sql);
    assertEquals((await sql`select from public.user_analytics where user_id = ${person.id}`).length, 0);
  });
  assertEquals((await months(unit)).at(-1).people, 0);
  assertEquals(
    (await months(unit)).map((m: { hours_learned: number }) => m.hours_learned).every((h: number) => h === 0),
    true,
  );
});

Deno.test("skills asked for and there: told at the level at which most is missing; who can more can also less", async () => {
  const hr = await registerAs("hr_admin");
  const people = [await register(), await register(), await register()];
  const { skill, unit } = await withDatabase(async (sql) => {
    const { skill, pathway, unit, below } = await made(sql);
    await sql`insert into public.pathway_requirements (pathway_id, skill_id, level) values (${pathway}, ${skill}, 4)`;
    for (const [n, { id }] of people.entries()) {
      await sql`insert into public.employment_info (user_id, org_unit_id) values (${id}, ${
        n === 0 ? unit : below
      })`;
      if (n < 2) await sql`update public.employment_info set pathway_id = ${pathway} where user_id = ${id}`;
    }
    await aim(sql, people[2]?.id ?? "", pathway, false);
    return { skill, unit };
  });
  for (const [n, level] of [5, 3].entries()) await rate(people[n] ?? hr, skill, level);
  const asked = `analytics/org/skills?org_unit_id=${unit}`;
  const { items } = (await hr.call("GET", `${asked}&skill_id=${skill}`)).body;
  assertEquals(items.length, 1);
  const { level, jobs, goals, demand, supply, gap } = items[0];
  assertEquals({ level, jobs, goals, demand, supply, gap }, {
    level: 4,
    jobs: 2,
    goals: 1,
    demand: 3,
    supply: 1,
    gap: 2,
  });
  const file = await csv(hr, asked);
  assertEquals(file.map((row) => [row.skill_id, row.gap]), [[skill, "2"]]);

  const contractor = people[1]?.id ?? "";
  await withDatabase((sql) =>
    sql`update public.employment_info set employment_type = 'contractor' where user_id = ${contractor}`
  );
  const fewer = (await hr.call("GET", asked)).body.items[0];
  assertEquals([fewer.jobs, fewer.demand, fewer.gap], [1, 2, 1]);

  const page = (await hr.call("GET", "analytics/org/skills?limit=2&count=true")).body;
  const next = (await hr.call("GET", `analytics/org/skills?limit=2&cursor=${page.next_cursor}`)).body;
  const gaps = [...page.items, ...next.items].map((item: { gap: number }) => item.gap);
  assertEquals(gaps, gaps.toSorted((a, b) => b - a));
  assertEquals(new Set([...page.items, ...next.items].map((item) => item.skill.id)).size, 4);
  assert(page.total >= 4);
  refused(await (await register()).call("GET", "analytics/org/skills"), 403, "forbidden");
  refused(await hr.call("GET", `analytics/org/skills?org_unit_id=${crypto.randomUUID()}`), 404, "not_found");
});

Deno.test("the run log says what a night changed", async () => {
  const hr = await registerAs("hr_admin");
  await withDatabase(async (sql) => {
    await learned(sql, hr.id, 1, day(-3));
    await rollUp(sql);
  });
  const { items } = (await hr.call("GET", "analytics/rollups?job=rollups&limit=20")).body;
  const changes = items.map((run: { changes: Record<string, number> }) => run.changes);
  assert(
    changes.some((change: Record<string, number>) => (change.person_days ?? 0) > 0),
    JSON.stringify(changes),
  );
});
