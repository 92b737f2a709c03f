import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { ApiError } from "@shared/errors.ts";
import { Ref } from "@shared/refs.ts";
import type { Context } from "hono";
import { z } from "zod";

/** What an answer rests on: something the caller can read, and where. */
export const Fact = z.object({
  id: z.uuid(),
  kind: z.enum(["skill", "pathway", "course", "person", "certificate", "goal"]),
  name: z.string(),
  path: z.string(),
}).meta({ id: "Fact" });
export type Fact = z.infer<typeof Fact>;

/** Where each is read; certificates only all together. */
const PATHS: Record<Fact["kind"], string> = {
  skill: "/skills-management/skills/:id",
  pathway: "/career-development/pathways/:id",
  course: "/training/courses/:id",
  person: "/user-management/users/:id",
  certificate: "/skills-management/me/certifications",
  goal: "/career-development/goals/:id",
};
const fact = (kind: Fact["kind"], { id, name }: { id: string; name: string }): Fact => ({
  id,
  kind,
  name,
  path: PATHS[kind].replace(":id", id),
});

/** What a tool found: data for whoever phrases it, and the facts in it. */
export interface Found<T> {
  data: T;
  facts: Fact[];
}

const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
const percent = (share: number) => Math.round(100 * share);

// Every tool reads with the caller's own token and takes nobody's id: Row Level Security decides what there is to find.

const Skill = z.object({
  skill: Ref,
  level: z.int().nullable(),
  source: z.string().nullable(),
  confidence: z.number().nullable(),
});

/** The caller's skills, the highest level first, the surer first. */
export async function mySkills(c: Context<Env>) {
  const { items } = listed(Skill).parse(await call(c, "get_my_skills", { page_size: 200 }));
  const skills = items
    .sort((a, b) => (b.level ?? 0) - (a.level ?? 0) || (b.confidence ?? 0) - (a.confidence ?? 0))
    .slice(0, 20);
  return { data: { skills, total: items.length }, facts: skills.map(({ skill }) => fact("skill", skill)) };
}

const Me = z.object({
  full_name: z.string(),
  job_title: z.string().nullable(),
  unit: Ref.nullable(),
  languages: z.array(z.object({ language: z.string(), proficiency: z.string().nullable() })),
});

/** Who the caller is at work. */
export async function myProfile(c: Context<Env>) {
  const { full_name, job_title, unit, languages } = Me.parse(await call(c, "get_me"));
  return { data: { name: full_name, job_title, unit: unit?.name ?? null, languages }, facts: [] };
}

const Pathway = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() });

/** Career pathways by name, the best match first. */
export async function findRoles(c: Context<Env>, { name }: { name: string }) {
  const { items } = listed(Pathway).parse(
    await call(c, "search_pathways", { q: name.slice(0, 200), page_size: 5 }),
  );
  const roles = items.map(({ id, name, level }) => ({ id, name, level }));
  return { data: { roles }, facts: roles.map((role) => fact("pathway", role)) };
}

const Gap = z.object({
  pathway: Pathway.nullable(),
  coverage: z.number().nullable(),
  readiness: z.string().nullable(),
  gaps: z.array(z.object({
    skill: Ref,
    current: z.int().nullable(),
    assumed: z.int().nullish(),
    required: z.int(),
    mandatory: z.boolean(),
    share: z.number(),
  })),
});

/** What separates the caller from a role: named, else the active goal, else the current one; null when there is none. */
export async function myGap(c: Context<Env>, { role }: { role?: string | undefined }) {
  const named = role ? (await findRoles(c, { name: role })).data.roles[0] : undefined;
  if (role && !named) return { data: null, facts: [] };
  const gap = named
    ? Gap.parse(await call(c, "get_gap", { pathway: named.id }))
    : listed(Gap).parse(await call(c, "get_gaps")).items[0];
  if (!gap?.pathway) return { data: null, facts: [] };
  const unmet = gap.gaps.filter((g) => g.share > 0 || (g.mandatory && g.current === null));
  const missing = unmet.toSorted((a, b) => b.share - a.share).map((g) => ({
    skill: g.skill,
    current: g.current,
    required: g.required,
    mandatory: g.mandatory,
    share_percent: percent(g.share),
  }));
  return {
    data: {
      role: gap.pathway,
      coverage_percent: gap.coverage === null ? null : percent(gap.coverage),
      readiness: gap.readiness,
      missing,
    },
    facts: [fact("pathway", gap.pathway), ...missing.map(({ skill }) => fact("skill", skill))],
  };
}

const Recommended = z.object({
  pathway: Pathway,
  coverage: z.number(),
  readiness: z.string(),
  mandatory_unmet: z.int(),
  missing: z.array(z.object({ skill: Ref, required: z.int() })),
});

/** The roles that fit the caller best. */
export async function recommendedRoles(c: Context<Env>) {
  const { items } = listed(Recommended).parse(await call(c, "get_recommendations", { page_size: 5 }));
  const roles = items.map((item) => ({
    role: item.pathway,
    coverage_percent: percent(item.coverage),
    readiness: item.readiness,
    mandatory_unmet: item.mandatory_unmet,
    missing: item.missing.map(({ skill, required }) => ({ skill, required })),
  }));
  return { data: { roles }, facts: roles.map(({ role }) => fact("pathway", role)) };
}

const Routes = z.object({
  from: Pathway.nullable(),
  to: Pathway,
  routes: z.array(z.object({
    hops: z.array(z.object({
      from: Pathway,
      to: Pathway,
      reasons: z.object({ curated: z.string().nullable(), seen: z.int().nullable(), overlap: z.number() }),
      missing: z.array(z.object({ skill: Ref, required: z.int(), current: z.int() })),
    })),
  })),
});

/** The easiest ways from the caller's job to a role, of at most three moves; null when no role has that name. */
export async function routesTo(c: Context<Env>, { role }: { role: string }) {
  const named = (await findRoles(c, { name: role })).data.roles[0];
  if (!named) return { data: null, facts: [] };
  const { from, to, routes } = Routes.parse(await call(c, "get_routes", { target: named.id, k: 2 }));
  const ways = routes.map(({ hops }) =>
    hops.map((hop) => ({
      from: hop.from,
      to: hop.to,
      drawn_by_the_company: hop.reasons.curated !== null,
      people_who_did_it: hop.reasons.seen,
      overlap_percent: percent(hop.reasons.overlap),
      missing: hop.missing,
    }))
  );
  const stops = new Map(
    [from, to, ...routes.flatMap(({ hops }) => hops.map((hop) => hop.to))].flatMap((stop) =>
      stop ? [[stop.id, stop] as const] : []
    ),
  );
  return { data: { from, to, ways }, facts: [...stops.values()].map((stop) => fact("pathway", stop)) };
}

const CourseSet = z.object({
  pathway: Pathway,
  coverage_before: z.number().nullable(),
  coverage_after: z.number().nullable(),
  total_hours: z.number(),
  courses: z.array(z.object({
    course: Ref,
    hours: z.number(),
    closes: z.array(z.object({ skill: Ref, from: z.int(), to: z.int() })),
    needed_for: z.array(Ref),
  })),
  open: z.array(z.object({ skill: Ref, required: z.int(), reached: z.int() })),
});

/** The courses that close the gap to a role (by name or id, else the active goal's), in an order that can be taken; null without one. */
export async function coursePlan(c: Context<Env>, { role, id }: { role?: string | undefined; id?: string }) {
  const named = role ? (await findRoles(c, { name: role })).data.roles[0] : undefined;
  if (role && !named) return { data: null, facts: [] };
  const set = await call(c, "get_course_set", { pathway: id ?? named?.id }).catch((error) => {
    if (error instanceof ApiError && error.code === "no_active_goal") return null;
    throw error;
  });
  if (!set) return { data: null, facts: [] };
  const { pathway, coverage_before, coverage_after, total_hours, courses, open } = CourseSet.parse(set);
  return {
    data: {
      role: pathway,
      coverage_percent_before: percent(coverage_before ?? 0),
      coverage_percent_after: percent(coverage_after ?? 0),
      total_hours,
      courses,
      open,
    },
    facts: [fact("pathway", pathway), ...courses.map(({ course }) => fact("course", course))],
  };
}

const Match = z.object({
  mentor: z.object({ id: z.uuid(), name: z.string(), title: z.string().nullable(), unit: Ref.nullable() }),
  score: z.number(),
  covers: z.array(Ref),
});

const Mentored = z.object({ mentor: z.object({ id: z.uuid(), name: z.string() }) });

/** Mentors with a place for the caller, the best match first, and whom the caller has already. */
export async function findMentors(c: Context<Env>, { skill }: { skill?: string | undefined }) {
  const wanted = skill ? await skillNamed(c, skill) : undefined;
  const [matches, mentorships] = await Promise.all([
    call(c, "get_matches", { skills: wanted && [wanted.id], page_size: 5 }),
    call(c, "get_mentorships", { part: "mentee", statuses: ["active", "paused"], page_size: 1 }),
  ]);
  const { items } = listed(Match).parse(matches);
  const mine = listed(Mentored).parse(mentorships).items[0]?.mentor ?? null;
  const mentors = items.map(({ mentor, score, covers }) => ({
    person: { id: mentor.id, name: mentor.name, title: mentor.title, unit: mentor.unit?.name ?? null },
    match_percent: percent(score),
    covers,
  }));
  return {
    data: { my_mentor: mine && { id: mine.id, name: mine.name }, mentors },
    facts: [...mine ? [mine] : [], ...mentors.map(({ person }) => person)].map((person) =>
      fact("person", person)
    ),
  };
}

async function skillNamed(c: Context<Env>, name: string) {
  const { items } = listed(Ref).parse(
    await call(c, "search_skills", { q: name.slice(0, 200), page_size: 1 }),
  );
  return items[0];
}

const Certification = z.object({ id: z.uuid(), name: z.string(), expires_on: z.string().nullable() });
const Obligation = z.object({ course: Ref, state: z.string(), due_on: z.string().nullable() });

/** The caller's certificates by expiry, and mandatory training that is due. */
export async function myCertificates(c: Context<Env>) {
  const [own, must] = await Promise.all([call(c, "my_certifications"), call(c, "get_my_compliance")]);
  const certificates = z.array(Certification).parse(own)
    .map(({ id, name, expires_on }) => ({ id, name, expires_on }))
    .sort((a, b) => (a.expires_on ?? "9999").localeCompare(b.expires_on ?? "9999"));
  const training = listed(Obligation).parse(must).items
    .filter(({ state }) => state !== "compliant" && state !== "exempt")
    .map(({ course, state, due_on }) => ({ course, state, due_on }));
  return {
    data: { today: new Date().toISOString().slice(0, 10), certificates, training },
    facts: [
      ...certificates.map((certificate) => fact("certificate", certificate)),
      ...training.map(({ course }) => fact("course", course)),
    ],
  };
}

const Changes = z.object({
  since: z.string(),
  completions: z.array(z.object({ course: Ref, on: z.string().nullable() })),
  levels: z.array(z.object({ skill: Ref, level: z.int(), source: z.string(), on: z.string() })),
  goals: z.array(z.object({ id: z.uuid(), pathway: Pathway.nullable(), status: z.string() })),
  meetings: z.int(),
});
const QUARTER_DAYS = 91;

/** What the caller completed, was assessed at, moved towards and met for in the last quarter of a year. */
export async function myQuarter(c: Context<Env>) {
  const since = new Date(Date.now() - QUARTER_DAYS * 86_400_000).toISOString().slice(0, 10);
  const data = Changes.parse(await call(c, "get_my_changes", { since }));
  return {
    data,
    facts: [
      ...data.completions.map(({ course }) => fact("course", course)),
      ...data.levels.map(({ skill }) => fact("skill", skill)),
      ...data.goals.map(({ id, pathway }) => fact("goal", { id, name: pathway?.name ?? "Goal" })),
    ],
  };
}

const Colleague = z.object({
  id: z.uuid(),
  full_name: z.string(),
  preferred_name: z.string().nullable(),
  job_title: z.string().nullable(),
  unit: Ref.nullable(),
});

/** Colleagues who show a validated skill; null when no skill has that name. */
export async function findExperts(c: Context<Env>, { skill }: { skill: string }) {
  const wanted = await skillNamed(c, skill);
  if (!wanted) return { data: null, facts: [] };
  const [found, me] = await Promise.all([
    call(c, "search_users", { wanted_skills: [wanted.id], page_size: 10 }),
    call(c, "get_me"),
  ]);
  const { id } = z.object({ id: z.uuid() }).parse(me);
  const people = listed(Colleague).parse(found).items.filter((person) => person.id !== id).map((person) => ({
    id: person.id,
    name: person.preferred_name ?? person.full_name,
    title: person.job_title,
    unit: person.unit?.name ?? null,
  }));
  return {
    data: { skill: wanted, people },
    facts: [fact("skill", wanted), ...people.map((person) => fact("person", person))],
  };
}

const Leadership = z.object({
  score: z.int().nullable(),
  coverage: z.int(),
  parts: z.array(z.object({ component: z.string(), value: z.int().nullable(), points: z.int().nullable() })),
  missing: z.array(z.object({ component: z.string(), message: z.string() })),
});

/** The caller's leadership readiness; null where the company has it switched off. */
export async function leadershipReadiness(c: Context<Env>) {
  const answer = await call(c, "get_leadership").catch((error) => {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  });
  return { data: answer && Leadership.parse(answer), facts: [] };
}

/** A tool as a model sees it. */
export interface Tool {
  description: string;
  Input: z.ZodType;
  run(c: Context<Env>, input: unknown): Promise<Found<unknown>>;
}

const tool = <S extends z.ZodType>(
  description: string,
  Input: S,
  run: (c: Context<Env>, input: z.output<S>) => Promise<Found<unknown>>,
): Tool => ({ description, Input, run: async (c, input) => await run(c, Input.parse(input)) });

const Nothing = z.strictObject({});
const name = z.string().trim().min(1).max(200);

/** Every tool there is; all of them only read. */
export const TOOLS: Record<string, Tool> = {
  my_profile: tool("Who the person is at work: job, unit, languages.", Nothing, myProfile),
  my_skills: tool("The person's own skills with levels 1 to 5.", Nothing, mySkills),
  my_gap: tool(
    "What separates the person from a role; without a name, from their goal or current role.",
    z.strictObject({ role: name.optional() }),
    myGap,
  ),
  find_roles: tool("Roles of this company by name.", z.strictObject({ name }), findRoles),
  recommended_roles: tool("The roles that fit the person best.", Nothing, recommendedRoles),
  routes_to: tool("Ways from the person's job to a role.", z.strictObject({ role: name }), routesTo),
  course_plan: tool(
    "Courses that close the gap to a role, in order; without a name, to their goal.",
    z.strictObject({ role: name.optional() }),
    coursePlan,
  ),
  find_mentors: tool(
    "Mentors with a place, best match first; for a skill, or for the person's goal.",
    z.strictObject({ skill: name.optional() }),
    findMentors,
  ),
  my_certificates: tool(
    "The person's certificates and mandatory training, by date.",
    Nothing,
    myCertificates,
  ),
  my_quarter: tool("What changed for the person in the last three months.", Nothing, myQuarter),
  leadership_readiness: tool(
    "The person's leadership readiness, where it is switched on.",
    Nothing,
    leadershipReadiness,
  ),
  find_experts: tool("Colleagues who show a validated skill.", z.strictObject({ skill: name }), findExperts),
};
