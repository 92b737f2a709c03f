import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Sql } from "postgres";
import { withDatabase } from "./support.ts";

const UNITS = 4;
const PEOPLE = 6;
const PATHWAYS = 2;
const COURSES = 3;

/** Everything by number, days from today on. */
interface World {
  /** Above each unit; lower numbers only. */
  parents: (number | null)[];
  people: {
    left: boolean;
    unit: number | null;
    pathway: number | null;
    /** A lower number. */
    manager: number | null;
    created: number;
    hired: number | null;
    /** Since when they are in the unit and those above, in the pathway, below the managers. */
    inUnits: (number | null)[];
    inPathway: number | null;
    below: number[];
  }[];
  retired: number | null;
  assignments: {
    course: number;
    audience: "everybody" | "pathway" | "unit" | "person";
    target: number;
    line: number | null;
    due_on: number | null;
    due_days: number;
    assigned_on: number;
  }[];
  exemptions: { assignment: number; person: number; until: number | null }[];
  attempts: {
    person: number;
    course: number;
    status: "completed" | "failed";
    on: number;
    expires: number | null;
  }[];
  today: number;
}

/** A number and what it leads to, again and again. */
function chain(from: number | null, next: (n: number) => number | null): number[] {
  return from === null ? [] : [from, ...chain(next(from), next)];
}
const unitsOf = ({ people, parents }: World, person: number) =>
  chain(people[person]?.unit ?? null, (unit) => parents[unit] ?? null)
    .map((unit, depth) => ({ unit, since: people[person]?.inUnits[depth] ?? null }));
const managersOf = ({ people }: World, person: number) =>
  chain(people[person]?.manager ?? null, (above) => people[above]?.manager ?? null)
    .map((manager, depth) => ({ manager, since: people[person]?.below[depth] ?? 0 }));

/** Who must learn what, and whether they did: one person, one assignment after the other. */
function expected(world: World) {
  return world.people.flatMap((person, p) =>
    world.assignments.flatMap((assignment, a) => {
      if (person.left || assignment.course === world.retired) return [];
      const joined = person.hired ?? person.created;
      const unit = unitsOf(world, p).find(({ unit }) => unit === assignment.target);
      const covers = {
        everybody: true,
        unit: unit !== undefined,
        pathway: person.pathway === assignment.target,
        person: p === assignment.target,
      };
      const line = managersOf(world, p).find(({ manager }) => manager === assignment.line);
      if (!covers[assignment.audience] || (assignment.line !== null && !line)) return [];
      const came = {
        everybody: joined,
        person: joined,
        unit: unit?.since ?? joined,
        pathway: person.inPathway ?? joined,
      };
      const begun = Math.max(assignment.assigned_on, came[assignment.audience], line?.since ?? -Infinity);
      const first = assignment.due_on !== null && assignment.due_on >= begun
        ? assignment.due_on
        : begun + assignment.due_days;
      const attempts = world.attempts.filter(({ person, course }) =>
        person === p && course === assignment.course
      );
      const completed = attempts.filter(({ status }) => status === "completed");
      const until = Math.max(-Infinity, ...completed.map(({ expires }) => expires ?? Infinity));
      const exempt = world.exemptions.some((one) =>
        one.assignment === a && one.person === p && (one.until ?? Infinity) >= world.today
      );
      const due = until >= world.today ? until : Math.max(first, until);
      const state = () => {
        if (exempt) return "exempt";
        if (until >= world.today) return until > world.today + 90 ? "compliant" : "expiring";
        return due >= world.today ? "due" : "overdue";
      };
      return [{
        person: p,
        assignment: a,
        state: state(),
        due_on: Number.isFinite(due) ? due : null,
        completed_on: completed.length > 0 ? Math.max(...completed.map(({ on }) => on)) : null,
        expires_on: Number.isFinite(until) ? until : null,
        attempt: attempts.length > 0 ? attempts.length : null,
      }];
    })
  );
}

const day = fc.integer({ min: -120, max: 60 });
const nobody = <T>(some: fc.Arbitrary<T>) => fc.option(some, { freq: 2 });
const worlds: fc.Arbitrary<World> = fc.record({
  parents: fc.tuple(
    ...Array.from({ length: UNITS }, (_, n) => n === 0 ? fc.constant(null) : nobody(fc.nat(n - 1))),
  ),
  people: fc.array(
    fc.record({
      left: fc.constantFrom(false, false, false, false, true),
      unit: nobody(fc.nat(UNITS - 1)),
      pathway: nobody(fc.nat(PATHWAYS - 1)),
      manager: nobody(fc.nat(PEOPLE)),
      created: day,
      hired: nobody(day),
      inUnits: fc.array(nobody(day), { minLength: UNITS, maxLength: UNITS }),
      inPathway: nobody(day),
      below: fc.array(day, { minLength: PEOPLE, maxLength: PEOPLE }),
    }),
    { minLength: PEOPLE, maxLength: PEOPLE },
  ).map((people) =>
    people.map(({ manager, left, ...rest }, n) => {
      const above = manager === null || n === 0 || left ? null : manager % n;
      return { ...rest, left, manager: above === null || people[above]?.left ? null : above };
    })
  ),
  retired: nobody(fc.nat(COURSES - 1)),
  assignments: fc.uniqueArray(
    fc.record({
      course: fc.nat(COURSES - 1),
      audience: fc.constantFrom("everybody", "pathway", "unit", "person"),
      target: fc.nat(PATHWAYS - 1),
      line: nobody(fc.nat(2)),
      due_on: nobody(day),
      due_days: fc.integer({ min: 0, max: 60 }),
      assigned_on: day,
    }),
    {
      minLength: 3,
      maxLength: 8,
      selector: ({ course, audience, target, line }) =>
        [course, audience, audience === "everybody" ? null : target, line].join(),
    },
  ),
  exemptions: fc.uniqueArray(
    fc.record({ assignment: fc.nat(3), person: fc.nat(PEOPLE - 1), until: nobody(day) }),
    { maxLength: 6, selector: ({ assignment, person }) => [assignment, person].join() },
  ),
  attempts: fc.array(
    fc.record({
      person: fc.nat(PEOPLE - 1),
      course: fc.nat(COURSES - 1),
      status: fc.constantFrom("completed", "completed", "failed"),
      on: fc.integer({ min: -120, max: 0 }),
      expires: nobody(fc.integer({ min: -60, max: 200 })),
    }),
    { maxLength: 12 },
  ),
  today: fc.integer({ min: -30, max: 60 }),
}).map(({ exemptions, ...rest }) => ({
  ...rest,
  exemptions: exemptions.filter(({ assignment }) => assignment < rest.assignments.length),
}));

const id = (kind: string, n: number | null) =>
  n === null ? null : `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, "0")}`;
const ids = { unit: "1", pathway: "2", person: "3", course: "4", assignment: "5" };

/** Writes a world, through the triggers that keep lines and units; roll it back. */
async function plant(sql: Pick<Sql, "unsafe">, world: World): Promise<void> {
  const { parents, people, assignments, exemptions, attempts } = world;
  const count: Record<string, number> = {};
  const rows = JSON.stringify({
    units: parents.map((parent, n) => ({ id: id(ids.unit, n), parent_id: id(ids.unit, parent) })),
    pathways: Array.from({ length: PATHWAYS }, (_, n) => ({ id: id(ids.pathway, n) })),
    people: people.map(({ left, unit, pathway, manager, created, hired }, n) => ({
      id: id(ids.person, n),
      status: left ? "left" : "active",
      unit: id(ids.unit, unit),
      pathway: id(ids.pathway, pathway),
      manager: id(ids.person, manager),
      created,
      hired,
    })),
    since: people.flatMap(({ pathway, inPathway }, n) => [
      ...unitsOf(world, n).map(({ unit, since }) => ({
        person: id(ids.person, n),
        place: id(ids.unit, unit),
        since,
      })),
      { person: id(ids.person, n), place: id(ids.pathway, pathway), since: inPathway },
    ]),
    below: people.flatMap((_, n) =>
      managersOf(world, n).map(({ manager, since }) => ({
        person: id(ids.person, n),
        manager: id(ids.person, manager),
        since,
      }))
    ),
    courses: Array.from({ length: COURSES }, (_, n) => ({
      id: id(ids.course, n),
      status: n === world.retired ? "retired" : "active",
    })),
    assignments: assignments.map(({ course, audience, target, line, ...rest }, n) => ({
      ...rest,
      id: id(ids.assignment, n),
      course: id(ids.course, course),
      audience,
      pathway: audience === "pathway" ? id(ids.pathway, target) : null,
      unit: audience === "unit" ? id(ids.unit, target) : null,
      person: audience === "person" ? id(ids.person, target) : null,
      line: id(ids.person, line),
    })),
    exemptions: exemptions.map(({ assignment, person, until }) => ({
      assignment: id(ids.assignment, assignment),
      person: id(ids.person, person),
      until,
    })),
    attempts: attempts.map(({ person, course, ...rest }) => {
      const attempt = count[`${person},${course}`] = (count[`${person},${course}`] ?? 0) + 1;
      return { ...rest, person: id(ids.person, person), course: id(ids.course, course), attempt };
    }),
  });
  const write = (list: string, columns: string, statement: string) =>
    sql.unsafe(
      statement.replace("from r", `from jsonb_to_recordset($1::text::jsonb -> '${list}') as r (${columns})`),
      [rows],
    );
  await write(
    "units",
    "id uuid, parent_id uuid",
    `insert into public.org_units (id, parent_id, name) select id, parent_id, id::text from r`,
  );
  await write(
    "pathways",
    "id uuid",
    `insert into public.career_pathways (id, name) select id, gen_random_uuid()::text from r`,
  );
  const columns =
    "id uuid, status text, unit uuid, pathway uuid, manager uuid, created integer, hired integer";
  await write(
    "people",
    columns,
    `insert into public.users (id, full_name, status, created_at) select id, 'Learner', status, now() + make_interval(days => created) from r`,
  );
  await write(
    "people",
    columns,
    `insert into public.employment_info (user_id, status, org_unit_id, manager_id, hire_date)
    select id, status, unit, manager, private.today() + hired from r`,
  );
  await write(
    "people",
    columns,
    `update public.employment_info e set pathway_id = r.pathway from r where e.user_id = r.id`,
  );
  await write(
    "since",
    "person uuid, place uuid, since integer",
    `update public.placements p set since = private.today() + r.since from r where p.user_id = r.person and r.place in (p.org_unit_id, p.pathway_id)`,
  );
  await write(
    "below",
    "person uuid, manager uuid, since integer",
    `update public.reporting_lines l set since = private.today() + r.since from r where l.report_id = r.person and l.manager_id = r.manager`,
  );
  await write(
    "courses",
    "id uuid, status text",
    `insert into public.courses (id, name, duration_hours, status) select id, gen_random_uuid()::text, 1, status from r`,
  );
  await write(
    "assignments",
    "id uuid, course uuid, audience text, pathway uuid, unit uuid, person uuid, line uuid, due_on integer, due_days integer, assigned_on integer",
    `insert into public.course_assignments (id, course_id, audience, pathway_id, org_unit_id, user_id, line_id, due_on, due_days, assigned_on)
    select id, course, audience, pathway, unit, person, line, private.today() + due_on, due_days, private.today() + assigned_on from r`,
  );
  await write(
    "exemptions",
    "assignment uuid, person uuid, until integer",
    `insert into public.assignment_exemptions (assignment_id, user_id, reason, until_day)
    select assignment, person, 'Done elsewhere', private.today() + until from r`,
  );
  await write(
    "attempts",
    `person uuid, course uuid, attempt integer, status text, "on" integer, expires integer`,
    `insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on,
      certificate_number, certificate_expires_on)
    select person, course, 1, attempt, status, case status when 'completed' then 100 else 0 end, now(),
      case status when 'completed' then private.today() + "on" end, case status when 'completed' then private.new_certificate_number() end,
      case status when 'completed' then private.today() + expires end from r`,
  );
}

class Undo extends Error {}

Deno.test("what people must learn, whether they did and by when is what asking one by one finds, for all at once as for each alone", async () => {
  const states = new Set<string>();
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await sql.begin(async (as) => {
          await plant(as, world);
          const people = world.people.map((_, n) => id(ids.person, n));
          const assigned = world.assignments.map((_, n) => id(ids.assignment, n));
          const ask = (which: (string | null)[] | null) =>
            as`
              select right(r.user_id::text, 4)::integer as person, right(r.assignment_id::text, 4)::integer as assignment, r.state,
                r.due_on - private.today() as due_on, r.completed_on - private.today() as completed_on,
                r.expires_on - private.today() as expires_on, t.attempt
              from private.compliance_of(${which}::uuid[], private.today() + ${world.today}::integer) r
              left join public.user_training t on t.id = r.enrolment_id
              where r.user_id = any (${people}::uuid[]) and r.assignment_id = any (${assigned}::uuid[])
              order by r.user_id, r.assignment_id`.then((rows) => rows.map((row) => ({ ...row })));
          const wanted = expected(world);
          for (const { state } of wanted) states.add(state);
          assertEquals(await ask(null), wanted);
          const alone = [];
          for (const person of people) alone.push(...await ask([person]));
          assertEquals(alone, wanted);
          throw new Undo();
        }).catch((error) => {
          if (!(error instanceof Undo)) throw error;
        });
      }),
      { numRuns: 100 },
    );
  });
  assert(states.size === 5, `only ${[...states]} came up`);
});
