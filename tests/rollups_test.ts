import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type postgres from "postgres";
import { z } from "zod";
import { model, personDays, unitDays, unitModel, unitMonths } from "./rollups_model.ts";
import { withDatabase } from "./support.ts";

const PEOPLE = 4;
const UNITS = 3;
const SKILLS = 3;
/** A history has these days, the last is today. */
const DAYS = 50;

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
/** A moment of the n-th day of a history. */
const at = (n: number, hour = 12) => `${day(n - DAYS)}T${String(hour).padStart(2, "0")}:00:00Z`;

const Step = z.object({ next: z.record(z.string(), z.unknown()).nullable(), rows: z.number() });

/** The job, a step at a time. */
async function step(sql: postgres.Sql, cursor: unknown, asOf: string) {
  const [row] = await sql`select private.job_rollups(${
    cursor ? JSON.stringify(cursor) : null
  }::text::jsonb, ${asOf}::date) as step`;
  return Step.parse(row?.step);
}

/** Goes on until the job is done; how many rows it changed. */
async function finish(sql: postgres.Sql, asOf: string, cursor: unknown = null): Promise<number> {
  let rows = 0;
  for (;;) {
    const done = await step(sql, cursor, asOf);
    rows += done.rows;
    if (!done.next) return rows;
    cursor = done.next;
  }
}

interface World {
  sql: postgres.Sql;
  people: string[];
  units: string[];
  skills: string[];
  courses: string[];
  pathway: string;
  /** How far an unfinished run came. */
  cursor: { asOf: string; next: unknown } | null;
  attempts: number;
}

async function world(sql: postgres.Sql): Promise<World> {
  const ids = async (query: postgres.PendingQuery<postgres.Row[]>) =>
    (await query).map(({ id }) => String(id));
  return {
    sql,
    people: await ids(
      sql`insert into public.users (full_name, created_at) select 'Vic Example', ${
        at(30)
      }::timestamptz from generate_series(1, ${PEOPLE}) returning id`,
    ),
    units: await ids(
      sql`insert into public.org_units (name) select gen_random_uuid()::text from generate_series(1, ${UNITS}) returning id`,
    ),
    skills: await ids(
      sql`insert into public.skills (name) select gen_random_uuid()::text from generate_series(1, ${SKILLS}) returning id`,
    ),
    courses: await ids(
      sql`insert into public.courses (name, duration_hours, status) select gen_random_uuid()::text, n, 'active' from generate_series(1, 2) n returning id`,
    ),
    pathway: (await ids(
      sql`insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id`,
    ))[0] ?? "",
    cursor: null,
    attempts: 0,
  };
}

const person = fc.nat(PEOPLE - 1);
const skill = fc.nat(SKILLS - 1);
const past = fc.nat(DAYS);
/** Days to come, too. */
const ahead = fc.nat(DAYS + 10);

type Act = (w: World) => Promise<unknown>;
const who = (w: World, n: number) => w.people[n] ?? "";

const rate = fc.record({
  p: person,
  s: skill,
  by: person,
  source: fc.constantFrom("self", "self", "peer", "peer", "manager", "assessment"),
  level: fc.integer({ min: 1, max: 5 }),
  on: past,
  hour: fc.nat(22),
  lasts: fc.option(fc.integer({ min: 0, max: 40 })),
  made: past,
  counts: fc.constantFrom(true, true, true, false),
}).map(({ p, s, by, source, level, on, hour, lasts, made, counts }): Act => async (w) => {
  await w.sql`insert into public.user_skills (user_id, skill_id, created_at)
    values (${who(w, p)}, ${w.skills[s] ?? ""}, ${at(made)}) on conflict do nothing`;
  await w
    .sql`insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, counts)
    values (${who(w, p)}, ${w.skills[s] ?? ""}, ${source}, ${level}, ${who(w, source === "self" ? p : by)}, ${
    at(on, hour)
  }, ${lasts === null ? null : at(on + lasts, 23)}, ${source !== "peer" || counts})`;
});
const withdraw = fc.record({ p: person, s: skill, on: past, hour: fc.nat(23) }).map(
  ({ p, s, on, hour }): Act => (w) =>
    w.sql`update public.skill_assessments set withdrawn_at = greatest(assessed_at, ${
      at(on, hour)
    }::timestamptz) where id = (
      select id from public.skill_assessments where user_id = ${who(w, p)} and skill_id = ${
      w.skills[s] ?? ""
    } order by assessed_at, id limit 1)`,
);
const forget = fc.record({ p: person, s: skill }).map(({ p, s }): Act => (w) =>
  w.sql`delete from public.user_skills where user_id = ${who(w, p)} and skill_id = ${w.skills[s] ?? ""}`
);
const prove = fc.record({ p: person, s: skill, on: past }).map(({ p, s, on }): Act => (w) =>
  w.sql`insert into public.skill_evidence (user_id, skill_id, title, added_at)
    select user_id, skill_id, 'Proof', ${at(on)} from public.user_skills where user_id = ${
    who(w, p)
  } and skill_id = ${w.skills[s] ?? ""}`
);
const complete = fc.record({ p: person, c: fc.nat(1), on: past }).map(({ p, c, on }): Act => (w) =>
  w.sql`insert into public.user_training
      (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
    values (${who(w, p)}, ${w.courses[c] ?? ""}, 1, ${++w.attempts}, 'completed', 100, now(), ${
    at(on)
  }, private.new_certificate_number())`
);
const undo = fc.record({ p: person }).map(({ p }): Act => (w) =>
  w.sql`delete from public.user_training where id = (select id from public.user_training where user_id = ${
    who(w, p)
  } order by attempt limit 1)`
);
const lengthen = fc.record({ c: fc.nat(1), hours: fc.integer({ min: 1, max: 80 }) }).map((
  { c, hours },
): Act =>
(w) =>
  w.sql`update public.courses set duration_hours = ${hours}::numeric / 4 where id = ${w.courses[c] ?? ""}`
);
const aim = fc.record({
  p: person,
  on: past,
  lasts: fc.option(fc.nat(30)),
  achieved: fc.boolean(),
  done: past,
})
  .map(({ p, on, lasts, achieved, done }): Act => (w) =>
    w.sql`with goal as (
      insert into public.user_career_goals (user_id, pathway_id, status, started_at, ended_at)
      values (${who(w, p)}, ${w.pathway}, ${
      lasts === null ? "paused" : achieved ? "achieved" : "abandoned"
    }, ${at(on)}, ${lasts === null ? null : at(Math.min(on + lasts, DAYS))}) returning id, user_id)
    insert into public.goal_items (goal_id, user_id, position, kind, title, done_at)
    select id, user_id, 1, 'other', 'Step', ${at(done)} from goal`
  );
const drop = fc.record({ p: person }).map(({ p }): Act => (w) =>
  w.sql`delete from public.user_career_goals where id = (select id from public.user_career_goals where user_id = ${
    who(w, p)
  } order by started_at, id limit 1)`
);
const mentor = fc.record({ p: person, q: person, on: past, lasts: fc.option(fc.nat(30)), meets: ahead }).map(
  ({ p, q, on, lasts, meets }): Act => async (w) => {
    if (p === q) return;
    await w.sql`with pair as (
        insert into public.mentorships (mentee_id, mentor_id, status, started_at, ended_at)
        values (${who(w, p)}, ${who(w, q)}, ${lasts === null ? "paused" : "completed"}, ${at(on)}, ${
      lasts === null ? null : at(Math.min(on + lasts, DAYS))
    }) on conflict do nothing returning *),
      feedback as (
        insert into public.mentorship_feedback (mentorship_id, author_id, about_id, rating, created_at)
        select id, mentor_id, mentee_id, 4, ${at(on)} from pair)
      insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at)
      select id, mentee_id, mentor_id, ${at(meets)} from pair`;
  },
);
const part = fc.record({ p: person }).map(({ p }): Act => (w) =>
  w.sql`delete from public.mentorships where id = (select id from public.mentorships where mentee_id = ${
    who(w, p)
  } order by started_at, id limit 1)`
);
const stay = fc.record({
  p: person,
  // The last is no unit; null: gone.
  places: fc.array(fc.record({ u: fc.option(fc.nat(UNITS)), on: past }), { maxLength: 4 }),
}).map(({ p, places }): Act => async (w) => {
  const sorted = places.toSorted((a, b) => a.on - b.on).filter(({ on }, n, all) => all[n + 1]?.on !== on);
  await w.sql`delete from private.unit_memberships where user_id = ${who(w, p)}`;
  for (const [n, { u, on }] of sorted.entries()) {
    if (u === null) continue;
    const [from, until] = [n === 0 ? "-infinity" : day(on - DAYS), sorted[n + 1]];
    await w.sql`insert into private.unit_memberships (user_id, org_unit_id, from_day, until_day)
      values (${who(w, p)}, ${w.units[u] ?? null}, ${from}::text::date, ${
      until ? day(until.on - DAYS) : null
    }::text::date)`;
  }
});
const hire = fc.record({ p: person, on: fc.option(past) }).map(({ p, on }): Act => (w) =>
  w.sql`insert into public.employment_info (user_id, hire_date) values (${who(w, p)}, ${
    on === null ? null : at(on)
  })
    on conflict (user_id) do update set hire_date = excluded.hire_date`
);
// As private.erase_person() does with what the registry declares.
const erase = fc.record({ p: person }).map(({ p }): Act => async (w) => {
  await w.sql`delete from public.user_analytics where user_id = ${who(w, p)}`;
  await w.sql`update public.users set erased_at = now() where id = ${who(w, p)}`;
});
const night = fc.integer({ min: 30, max: DAYS }).map((on): Act => async (w) => {
  if (w.cursor) await finish(w.sql, w.cursor.asOf, w.cursor.next);
  w.cursor = null;
  await finish(w.sql, day(on - DAYS));
});
const half = fc.integer({ min: 30, max: DAYS }).map((on): Act => async (w) => {
  const asOf = w.cursor?.asOf ?? day(on - DAYS);
  const { next } = await step(w.sql, w.cursor?.next ?? null, asOf);
  w.cursor = next && { asOf, next };
});

const act = fc.oneof(
  { weight: 10, arbitrary: rate },
  { weight: 3, arbitrary: withdraw },
  { weight: 1, arbitrary: forget },
  { weight: 2, arbitrary: prove },
  { weight: 4, arbitrary: complete },
  { weight: 1, arbitrary: undo },
  { weight: 1, arbitrary: lengthen },
  { weight: 3, arbitrary: aim },
  { weight: 1, arbitrary: drop },
  { weight: 3, arbitrary: mentor },
  { weight: 1, arbitrary: part },
  { weight: 5, arbitrary: stay },
  { weight: 1, arbitrary: hire },
  { weight: 1, arbitrary: erase },
  { weight: 5, arbitrary: night },
  { weight: 8, arbitrary: half },
);

/** Does something in a transaction of which nothing stays. */
async function undone(work: (sql: postgres.Sql) => Promise<void>): Promise<void> {
  const back = new Error("back");
  await withDatabase((sql) =>
    sql.begin(async (transaction) => {
      // A transaction has what a connection has, but for what ends one.
      await work(transaction as unknown as postgres.Sql);
      throw back;
    })
  ).catch((error) => {
    if (error !== back) throw error;
  });
}

Deno.test("whatever happened in whichever order, late or undone, with nights in between and cut short: the rows are those of one recomputation, and those of the definitions", async () => {
  await withDatabase(async (sql) => {
    // What other tests left to do is done before, or each history would do it.
    await sql`set statement_timeout = 0`;
    while ((await sql`select private.run_job_step('rollups') as step`)[0]?.step.status === "running");
  });
  let rows = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 5, maxLength: 40, size: "max" }),
      (acts) =>
        undone(async (sql) => {
          const w = await world(sql);
          for (const act of acts) await act(w);
          if (w.cursor) await finish(sql, w.cursor.asOf, w.cursor.next);
          await finish(sql, day(0));
          assertEquals(await finish(sql, day(0)), 0, "a second run of the same day changes nothing");
          const people = await personDays(sql, w.people);
          const units = await unitDays(sql, w.units);
          rows += people.length + units.length;

          assertEquals(people, await model(sql, w.people, day(-DAYS - 3), day(0)));
          assertEquals(units, await unitModel(sql, w.units));
          const [months, wanted] = await unitMonths(sql, w.units);
          assertEquals(months, wanted);

          await sql`delete from public.user_analytics where user_id = any (${w.people})`;
          await sql`delete from public.unit_analytics where org_unit_id = any (${w.units})`;
          await sql`delete from private.unit_months where org_unit_id = any (${w.units})`;
          await sql`insert into private.rollup_queue (user_id) select unnest(${w.people}::uuid[])`;
          await sql`insert into private.unit_queue (org_unit_id, from_day) select unnest(${w.units}::uuid[]), '-infinity'`;
          await finish(sql, day(0));
          assertEquals(await personDays(sql, w.people), people);
          assertEquals(await unitDays(sql, w.units), units);
          assertEquals((await unitMonths(sql, w.units))[0], months);
        }),
    ),
    { numRuns: 20 },
  );
  assert(rows > 100, "the histories have something to tell");
});
