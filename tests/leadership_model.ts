import fc from "fast-check";
import type { Sql } from "postgres";
import { z } from "zod";

// Leadership readiness as the design defines it, slow and obvious. Days are counted back from today.

export interface World {
  jobs: { area: number | null; site: number | null; ago: number; source: "hr" | "self"; excluded: boolean }[];
  teams: { at_least: 1 | 5 | 15; ago: number; excluded: boolean }[];
  projects: { ago: number | null; excluded: boolean }[];
  validations: { competency: number; level: number; ago: number; excluded: boolean }[];
  goals: {
    started: number | null;
    abandoned: number | null;
    items: { skill: number; level: number | null }[];
  }[];
  assessments: {
    skill: number;
    source: "self" | "manager" | "assessment";
    level: number;
    ago: number;
    withdrawn: number | null;
  }[];
}

/** Competencies 0 to 2 count for good, 3 until 100 days ago, 4 from 100 days ago, 5 never. */
export const COMPETENCIES = 6;
export const SKILLS = 4;
export const AREAS = 4;
const LIST_CHANGED = 100;

const ago = fc.integer({ min: 1, max: 400 });
const excluded = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
const few = <T>(item: fc.Arbitrary<T>, maxLength = 4) =>
  fc.oneof({ weight: 1, arbitrary: fc.array(item, { maxLength: 0 }) }, {
    weight: 3,
    arbitrary: fc.array(item, { maxLength }),
  });
export const worlds: fc.Arbitrary<World> = fc.record({
  jobs: few(
    fc.record({
      area: fc.option(fc.nat(AREAS - 1), { freq: 4 }),
      site: fc.option(fc.nat(2), { freq: 2 }),
      ago,
      source: fc.constantFrom("hr", "hr", "hr", "self"),
      excluded,
    }),
    6,
  ),
  teams: few(fc.record({ at_least: fc.constantFrom(1, 5, 15), ago, excluded }), 3),
  projects: few(fc.record({ ago: fc.option(ago, { freq: 4 }), excluded }), 6),
  validations: few(
    fc.record({ competency: fc.nat(COMPETENCIES - 1), level: fc.integer({ min: 1, max: 5 }), ago, excluded }),
    7,
  ),
  goals: few(
    fc.record({
      started: fc.option(ago, { freq: 4 }),
      abandoned: fc.option(ago, { freq: 1 }),
      items: fc.array(
        fc.record({
          skill: fc.nat(SKILLS - 1),
          level: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 5 }),
        }),
        { maxLength: 3 },
      ),
    }),
    3,
  ),
  assessments: few(
    fc.record({
      skill: fc.nat(SKILLS - 1),
      source: fc.constantFrom("self", "manager", "assessment"),
      level: fc.integer({ min: 1, max: 5 }),
      ago,
      withdrawn: fc.option(ago, { freq: 1 }),
    }),
    6,
  ),
});

export interface Part {
  component: string;
  weight: number;
  value: number | null;
  points: number | null;
}

const WEIGHTS: Record<string, number> = {
  breadth: 15,
  people: 20,
  projects: 20,
  competencies: 20,
  agility: 15,
  feedback: 10,
};

/** The level that the most trusted of those who said something, and had not taken it back, gave last. */
function levelOf(world: World, skill: number, day: number) {
  const standing = world.assessments.filter((a) =>
    a.skill === skill && a.ago >= day && (a.withdrawn === null || Math.min(a.withdrawn, a.ago) < day)
  );
  for (const source of ["assessment", "manager", "self"]) {
    const said = standing.filter((a) => a.source === source);
    if (said.length > 0) return said.reduce((last, a) => a.ago < last.ago ? a : last);
  }
  return null;
}

/** 0 to 100 of each component that has evidence, as of so many days ago. */
export function valuesOf(world: World, day: number): Record<string, number | null> {
  const dated = <T extends { ago: number | null; excluded: boolean }>(things: T[]) =>
    things.filter((thing) => thing.ago !== null && thing.ago >= day && !thing.excluded);
  const jobs = dated(world.jobs).filter((job) =>
    job.source === "hr" && (job.area !== null || job.site !== null)
  );
  const places = new Set(jobs.flatMap(({ area, site }) => [
    ...(area === null ? [] : [`area ${area}`]),
    ...(site === null ? [] : [`site ${site}`]),
  ]));
  const teams = dated(world.teams).map(({ at_least }) => at_least >= 15 ? 100 : at_least >= 5 ? 70 : 40);
  const projects = dated(world.projects);
  const counting = new Set([0, 1, 2, day > LIST_CHANGED ? 3 : 4]);
  const levels = new Map<number, { ago: number; level: number }>();
  for (const given of dated(world.validations)) {
    const last = levels.get(given.competency);
    if (counting.has(given.competency) && (!last || given.ago < last.ago)) {
      levels.set(given.competency, given);
    }
  }
  const planned = new Map<number, number>();
  for (const { started, abandoned, items } of world.goals) {
    if (started === null || started < day) continue;
    if (abandoned !== null && Math.min(abandoned, started) >= day) continue;
    for (const { skill, level } of items) {
      if (level !== null) planned.set(skill, Math.max(level, planned.get(skill) ?? 0));
    }
  }
  const closed = [...planned].filter(([skill, level]) => {
    const said = levelOf(world, skill, day);
    return said !== null && said.source !== "self" && said.level >= level;
  });
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  return {
    breadth: jobs.length ? Math.min(100, 20 * places.size) : null,
    people: teams.length ? Math.max(...teams) : null,
    projects: projects.length ? Math.min(100, 25 * projects.length) : null,
    competencies: levels.size ? Math.min(100, sum([...levels.values()].map(({ level }) => 5 * level))) : null,
    agility: planned.size ? Math.round(100 * closed.length / planned.size) : null,
    feedback: null,
  };
}

/** The score and its parts: the mean of what is known, weighted; none where less than 60 % is known. */
export function readinessOf(values: Record<string, number | null>): {
  score: number | null;
  coverage: number;
  parts: Part[];
} {
  const known = Object.entries(WEIGHTS).flatMap(([component, weight]) => {
    const value = values[component] ?? null;
    return value === null ? [] : [{ component, weight, value }];
  });
  const coverage = known.reduce((sum, { weight }) => sum + weight, 0);
  const total = known.reduce((sum, { weight, value }) => sum + weight * value, 0);
  const enough = coverage >= 60;
  const score = enough ? Math.floor(total / coverage + 0.5) : null;
  const exact = new Map(known.map(({ component, weight, value }) => [component, weight * value / coverage]));
  const points = new Map([...exact].map(([component, part]) => [component, Math.floor(part + 1e-9)]));
  const byRest = [...exact].sort(([a, x], [b, y]) => {
    const difference = (y - (points.get(b) ?? 0)) - (x - (points.get(a) ?? 0));
    return Math.abs(difference) < 1e-9 ? 0 : difference;
  });
  const left = (score ?? 0) - [...points.values()].reduce((a, b) => a + b, 0);
  for (const [component] of byRest.slice(0, Math.max(0, left))) {
    points.set(component, (points.get(component) ?? 0) + 1);
  }
  return {
    score,
    coverage,
    parts: Object.entries(WEIGHTS).map(([component, weight]) => ({
      component,
      weight,
      value: enough ? values[component] ?? null : null,
      points: enough ? points.get(component) ?? null : null,
    })),
  };
}

// The same in the database ---------------------------------------------------------------------------------------------------

export interface Catalogue {
  pathways: string[];
  goals: string[];
  skills: string[];
  competencies: string[];
}

const Ids = z.array(z.object({ id: z.string() })).transform((rows) => rows.map(({ id }) => id));
const marks = (length: number) => Array.from({ length }, () => crypto.randomUUID());

/** Areas with a pathway each, whose skills are most of all of the area; skills, competencies, pathways to aim at. */
export async function makeCatalogue(sql: Sql): Promise<Catalogue> {
  const named = async (table: string, names: string[]) =>
    Ids.parse(
      await sql`insert into ${sql(`public.${table}`)} (name) select unnest(${names}::text[]) returning id`,
    );
  const areas = await named("function_areas", marks(AREAS));
  const places = Ids.parse(
    await sql`insert into public.specializations (name, function_area_id)
      select gen_random_uuid()::text, a.id from unnest(${areas}::uuid[]) with ordinality a (id, n) order by n returning id`,
  );
  const required = Ids.parse(
    await sql`insert into public.skills (name, specialization_id)
      select gen_random_uuid()::text, s.id from unnest(${places}::uuid[]) with ordinality s (id, n) order by n returning id`,
  );
  const pathways = await named("career_pathways", marks(AREAS));
  for (const [i, pathway_id] of pathways.entries()) {
    // Two skills, of which the own area's weighs more.
    await sql`insert into public.pathway_requirements (pathway_id, skill_id, level, weight) values
      (${pathway_id}, ${required[i] ?? ""}, 3, 3), (${pathway_id}, ${required[(i + 1) % AREAS] ?? ""}, 3, 2)`;
  }
  const competencies = await named("competencies", marks(COMPETENCIES));
  const [a = "", b = "", c = "", old = "", recent = ""] = competencies;
  await sql`insert into public.leadership_competencies (competency_id, valid_from, valid_until)
    select v.id::uuid, v.since::date, private.today() - v.until from (values
      (${a}, '2000-01-01', null::integer), (${b}, '2000-01-01', null), (${c}, '2000-01-01', null),
      (${old}, '2000-01-01', ${LIST_CHANGED}::integer)
    ) v (id, since, until)
    union all select ${recent}::uuid, private.today() - ${LIST_CHANGED}::integer, null`;
  return {
    pathways,
    goals: await named("career_pathways", marks(3)),
    skills: await named("skills", marks(SKILLS)),
    competencies,
  };
}

/** Somebody of whom all this is true. */
export async function makePerson(sql: Sql, catalogue: Catalogue, world: World): Promise<string> {
  const [made] = Ids.parse(
    await sql`insert into public.users (full_name) values ('Lee Example') returning id`,
  );
  const user_id = made ?? "";
  await addTo(sql, catalogue, user_id, world);
  return user_id;
}

/** More evidence of somebody. */
export async function addTo(sql: Sql, catalogue: Catalogue, user_id: string, world: World): Promise<void> {
  const excluded: { kind: string; evidence: string }[] = [];
  const row = <T extends { excluded: boolean }>(kind: string, thing: T) => {
    const id = crypto.randomUUID();
    if (thing.excluded) excluded.push({ kind, evidence: id });
    return { ...thing, id };
  };
  const rows = {
    jobs: world.jobs.map((job) => ({
      ...row("position", job),
      pathway: job.area === null ? null : catalogue.pathways[job.area],
      site: job.site === null ? null : `Site ${job.site}`,
    })),
    teams: world.teams.map((team) => row("team", team)),
    projects: world.projects.map((project) => row("project", project)),
    validations: world.validations.map((given) => ({
      ...row("competency", given),
      competency: catalogue.competencies[given.competency],
    })),
    goals: world.goals.map((goal, i) => ({ ...goal, id: crypto.randomUUID(), pathway: catalogue.goals[i] })),
    assessments: world.assessments.map((said) => ({ ...said, skill: catalogue.skills[said.skill] })),
  };
  await sql.begin(async (sql) => {
    const given = sql.json(JSON.parse(JSON.stringify(rows)));
    // A title of its own: what HR says of jobs is unique.
    await sql`insert into public.position_history (id, user_id, source, role_title, organization, started_on, pathway_id)
      select j.id, ${user_id}, j.source, j.id::text, j.site, private.today() - j.ago, null
      from jsonb_to_recordset(${given}::jsonb -> 'jobs') j (id uuid, source text, site text, ago integer)`;
    await sql`update public.position_history h set pathway_id = j.pathway
      from jsonb_to_recordset(${given}::jsonb -> 'jobs') j (id uuid, pathway uuid) where h.id = j.id`;
    await sql`insert into public.teams_led (id, user_id, at_least, reached_on)
      select t.id, ${user_id}, t.at_least, private.today() - t.ago
      from jsonb_to_recordset(${given}::jsonb -> 'teams') t (id uuid, at_least integer, ago integer)`;
    await sql`insert into public.projects (id, user_id, name, confirmed_at)
      select p.id, ${user_id}, p.id::text, (private.today() - p.ago)::timestamp at time zone 'utc' + interval '23 hours'
      from jsonb_to_recordset(${given}::jsonb -> 'projects') p (id uuid, ago integer)`;
    // The later in the list, the later on the day: no two at once.
    await sql`insert into public.competency_validations (id, user_id, competency_id, source, level, validated_at)
      select v.id, ${user_id}, v.competency, 'manager', v.level, (private.today() - v.ago)::timestamp at time zone 'utc' - v.n * interval '1 second' + interval '1 hour'
      from (select v.*, row_number() over () as n from jsonb_to_recordset(${given}::jsonb -> 'validations')
        v (id uuid, competency uuid, level integer, ago integer)) v`;
    await sql`insert into public.user_career_goals (id, user_id, pathway_id, status, started_at, ended_at)
      select g.id, ${user_id}, g.pathway, case when g.started is null then 'draft' when g.abandoned is null then 'active' else 'abandoned' end,
        (private.today() - g.started)::timestamp at time zone 'utc',
        case when g.started is not null and g.abandoned is not null
          then (private.today() - least(g.abandoned, g.started))::timestamp at time zone 'utc' + interval '1 minute' end
      from jsonb_to_recordset(${given}::jsonb -> 'goals') g (id uuid, pathway uuid, started integer, abandoned integer)`;
    await sql`insert into public.goal_items (goal_id, user_id, position, kind, skill_id, level)
      select g.id, ${user_id}, 1, 'skill', (${catalogue.skills}::uuid[])[i.skill + 1], i.level
      from jsonb_to_recordset(${given}::jsonb -> 'goals') g (id uuid, items jsonb),
        jsonb_to_recordset(g.items) i (skill integer, level integer)`;
    await sql`insert into public.user_skills (user_id, skill_id)
      select distinct ${user_id}::uuid, a.skill from jsonb_to_recordset(${given}::jsonb -> 'assessments') a (skill uuid) on conflict do nothing`;
    await sql`insert into public.skill_assessments (user_id, skill_id, source, level, assessed_at, withdrawn_at)
      select ${user_id}, a.skill, a.source, a.level,
        (private.today() - a.ago)::timestamp at time zone 'utc' + interval '1 hour' - a.n * interval '1 second',
        case when a.withdrawn is not null then (private.today() - least(a.withdrawn, a.ago))::timestamp at time zone 'utc' + interval '2 hours' end
      from (select a.*, row_number() over () as n from jsonb_to_recordset(${given}::jsonb -> 'assessments')
        a (skill uuid, source text, level integer, ago integer, withdrawn integer)) a`;
    for (const { kind, evidence } of excluded) {
      await sql`insert into public.leadership_exclusions (user_id, kind, evidence) values (${user_id}, ${kind}, ${evidence})`;
    }
  });
}
