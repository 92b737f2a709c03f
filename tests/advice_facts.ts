import { assertEquals } from "@std/assert";
import type { Answer } from "./support.ts";

// deno-lint-ignore no-explicit-any -- answers of routes, checked against their documents where they are called.
type Get = (route: string) => Promise<any>;
type Call = (method: string, route: string, options?: { body?: unknown }) => Promise<Answer>;

/** What an answer of the built-in advisor must rest on: its numbers in their order, and whom and what it names. */
interface Expected {
  numbers: (number | string)[];
  /** Null: not compared. */
  ids: string[] | null;
}

const percent = (share: number) => Math.round(100 * share);
const written = (text: string) => text.match(/\d{4}-\d\d-\d\d|\d+(?:\.\d+)?/g) ?? [];

/** What the other functions tell somebody, topic by topic, put together without the advisor's code. */
async function expected(get: Get, role: string, skill: string): Promise<Record<string, Expected>> {
  const named = async (path: string, name: string) =>
    (await get(`${path}?q=${encodeURIComponent(name)}&limit=1`)).items[0].id;
  const pathway = await named("career-development/pathways", role);
  const wanted = await named("skills-management/skills", skill);
  const me = await get("user-management/me");

  const skills = (await get("skills-management/me/skills?limit=200")).items;
  const strong = skills.filter((s: { level: number }) => s.level >= 3)
    .sort((a: { level: number; confidence: number }, b: { level: number; confidence: number }) =>
      b.level - a.level || b.confidence - a.confidence
    ).slice(0, 5);
  const roles = (await get("career-development/recommendations?limit=5")).items;
  const gap = await get(`career-development/pathways/${pathway}/gap`);
  const missing = gap.gaps.filter((g: { share: number; mandatory: boolean; current: number | null }) =>
    g.share > 0 || (g.mandatory && g.current === null)
  ).sort((a: { share: number }, b: { share: number }) => b.share - a.share);
  const goal = await get("training/recommendations");
  const courses = goal.code !== "no_active_goal"
    ? goal
    : await get(`training/recommendations?pathway_id=${roles[0].pathway.id}`);
  const mentors = (await get("mentorship/matches?limit=5")).items;
  const { from, routes } = await get(`career-development/routes?to=${pathway}&k=2`);
  const hops = routes[0]?.hops ?? [];
  const today = new Date().toISOString().slice(0, 10);
  const since = new Date(Date.now() - 91 * 86_400_000).toISOString().slice(0, 10);
  const done = (await get("training/enrolments?limit=200")).items
    .filter((e: { completed_on: string | null; status: string }) =>
      e.status === "completed" && (e.completed_on ?? "") >= since
    );
  const certificates = (await get("skills-management/me/certifications")).items
    .map((c: { expires_on: string | null }) => c.expires_on).filter(Boolean).sort();
  const duties = (await get("training/me/compliance")).items
    .filter((d: { state: string }) => d.state !== "compliant" && d.state !== "exempt");
  const readiness = await get("analytics/me/leadership");
  const experts = (await get(`user-management/users?skill_id=${wanted}&limit=10`)).items
    .map(({ id }: { id: string }) => id).filter((id: string) => id !== me.id);

  // deno-lint-ignore no-explicit-any -- answers of routes, checked against their documents where they are called.
  const list = <T>(items: any[], say: (item: any) => T[]) => items.flatMap(say);
  return {
    strengths: {
      numbers: strong.length > 0
        ? list(strong, ({ level }) => [level])
        : skills.length > 0
        ? [skills.length, 3]
        : [],
      ids: list(strong, ({ skill }) => [skill.id]),
    },
    next_role: {
      numbers: list(roles, ({ coverage }) => [percent(coverage)]),
      ids: list(roles, ({ pathway }) => [pathway.id]),
    },
    gap_for: {
      numbers: missing.length === 0 ? [] : [
        percent(gap.coverage),
        ...list(missing.slice(0, 6), ({ current, required }) => current ? [current, required] : [required]),
        ...missing.length > 6 ? [missing.length - 6] : [],
      ],
      ids: [pathway, ...list(missing.slice(0, 6), ({ skill }) => [skill.id])],
    },
    first_course: {
      numbers: courses.courses.length === 0 ? [] : [
        courses.courses[0].hours,
        courses.total_hours,
        percent(courses.coverage_before ?? 0),
        percent(courses.coverage_after ?? 0),
      ],
      ids: [courses.pathway.id, ...list(courses.courses, ({ course }) => [course.id])],
    },
    mentors: { numbers: [], ids: list(mentors, ({ mentor }) => [mentor.id]) },
    become: {
      numbers: !from || hops.length === 0 ? [] : [
        hops.length,
        ...list(hops, ({ reasons }) => [percent(reasons.overlap), ...reasons.seen ? [reasons.seen] : []]),
      ],
      ids: null,
    },
    quarter: { numbers: done.length > 0 ? [since, done.length] : [since], ids: null },
    certificates: {
      numbers: [
        ...certificates.filter((on: string) => on >= today).slice(0, 5),
        ...certificates.filter((on: string) => on < today).slice(0, 4),
        ...list(duties.slice(0, 4), ({ due_on }) => due_on ? [String(due_on)] : []),
      ],
      ids: null,
    },
    leadership: {
      numbers: readiness.code === "not_found" ? [] : [
        ...readiness.score === null ? [readiness.coverage] : [readiness.score, 100, readiness.coverage],
        ...list(readiness.parts, ({ value, points }) => points === null ? [] : [value, 100, points]),
      ],
      ids: [],
    },
    experts: { numbers: [], ids: [wanted, ...experts] },
  };
}

/** Asks all ten questions as somebody and compares each number and each fact with what the other functions tell them. */
export async function checkAdvice(call: Call, role: string, skill: string): Promise<number> {
  const names = new Set<string>();
  const get: Get = async (route) => {
    const { body } = await call("GET", route);
    for (const [, name = ""] of JSON.stringify(body).matchAll(/"name":"([^"]+)"/g)) names.add(name);
    return body;
  };
  let compared = 0;
  for (const [topic, { numbers, ids }] of Object.entries(await expected(get, role, skill))) {
    const subject = topic === "experts"
      ? skill
      : topic === "gap_for" || topic === "become"
      ? role
      : undefined;
    const { body } = await call("POST", "ai-recommendation/advice", { body: { topic, subject } });
    for (const { id, name, path } of body.facts) {
      names.add(name);
      const { status, body } = await call("GET", path.slice(1));
      assertEquals([status, JSON.stringify(body).includes(id)], [200, true], `${topic}: ${path}`);
    }
    if (ids) assertEquals(body.facts.map(({ id }: { id: string }) => id), ids, topic);
    // Names may have numbers of their own, and what leadership lacks is told in its own words.
    const content = [...names].sort((a, b) => b.length - a.length)
      .reduce((text, name) => text.replaceAll(name, ""), String(body.content))
      .replace(/What is missing:[^]*(?=It is no prediction)/, "");
    // Of a quarter only what was completed is compared: levels and meetings are told by no other route.
    const told = topic === "quarter" ? written(content).slice(0, numbers.length) : written(content);
    assertEquals(told, numbers.map(String), `${topic}: ${body.content}`);
    compared += numbers.length + (ids?.length ?? 0);
  }
  return compared;
}
