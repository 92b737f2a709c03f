import fc from "fast-check";
import type { Sql } from "postgres";

/** A person, a pathway and a catalogue, all by number. */
export interface World {
  /** What the pathway asks for; the place is the skill. Weights are whole. */
  required: ({ level: number; weight: number } | null)[];
  /** What the person has; null: unrated. */
  held: (number | null | undefined)[];
  courses: {
    hours: number;
    skills: { skill: number; from: number; to: number }[];
    prerequisites: readonly number[];
    status: "active" | "retired";
    completed: "valid" | "expired" | null;
  }[];
}

const levelOf = ({ held }: World, skill: number) => held[skill] === null ? 2 : held[skill] ?? 0;
const isDone = (world: World, course: number) => world.courses[course]?.completed === "valid";

/** Which of these can be taken, in rounds: each needs its prerequisites and levels from rounds before. */
export function rounds(world: World, courses: Iterable<number>): number[][] {
  const waiting = new Set(courses);
  const taken: number[][] = [];
  for (;;) {
    const before = taken.flat();
    const level = (skill: number) => levelAfter(world, before, skill);
    const round = [...waiting].filter((course) =>
      world.courses[course]?.prerequisites.every((p) => isDone(world, p) || before.includes(p)) &&
      world.courses[course]?.skills.every(({ skill, from }) => from <= level(skill))
    );
    if (round.length === 0) return taken;
    for (const course of round) waiting.delete(course);
    taken.push(round);
  }
}

const levelAfter = (world: World, courses: number[], skill: number) =>
  Math.max(
    levelOf(world, skill),
    ...courses.flatMap((course) =>
      world.courses[course]?.skills.filter((taught) => taught.skill === skill).map(({ to }) => to) ?? []
    ),
  );

/** How much of the pathway is covered after those of the courses that can be taken, in sixtieths of weight. */
export function covered(world: World, courses: Iterable<number>): number {
  const taken = rounds(world, courses).flat();
  return world.required.reduce(
    (sum, asked, skill) =>
      sum +
      (asked ? asked.weight * 60 / asked.level * Math.min(asked.level, levelAfter(world, taken, skill)) : 0),
    0,
  );
}

export const hoursOf = (world: World, courses: Iterable<number>) =>
  [...courses].reduce((sum, course) => sum + (world.courses[course]?.hours ?? 0), 0);

/** What could be taken: held courses that count and retired ones left out. */
export const takeable = (world: World) =>
  world.courses.flatMap(({ status, completed }, n) =>
    status === "active" && completed !== "valid" ? [n] : []
  );

/** The fewest hours that cover so much, by trying every set. */
export function cheapest(world: World, target: number): number {
  const open = takeable(world);
  let best = Infinity;
  for (let bits = 0; bits < 2 ** open.length; bits++) {
    const set = open.filter((_, n) => bits & 1 << n);
    const hours = hoursOf(world, set);
    if (hours < best && covered(world, set) >= target) best = hours;
  }
  return best;
}

/** The rule of the design, step by step: greedy by gap closed per hour with what each course needs before it. */
export function greedy(world: World): number[] {
  const layers = rounds(world, takeable(world));
  const roundOf = new Map(layers.flatMap((round, n) => round.map((course) => [course, n] as const)));
  const hours = (course: number) => world.courses[course]?.hours ?? 0;
  const needs = (course: number): number[] => [
    ...(world.courses[course]?.prerequisites.filter((p) => !isDone(world, p)) ?? []),
    ...(world.courses[course]?.skills.flatMap(({ skill, from }) => {
      if (from <= levelOf(world, skill)) return [];
      const [shortest] = [...roundOf.keys()].filter((other) =>
        (roundOf.get(other) ?? Infinity) < (roundOf.get(course) ?? 0) &&
        world.courses[other]?.skills.some((taught) => taught.skill === skill && taught.to >= from)
      ).sort((a, b) => hours(a) - hours(b) || a - b);
      return shortest === undefined ? [] : [shortest];
    }) ?? []),
  ];
  const closure = (course: number) => {
    const all = new Set([course]);
    for (const member of all) for (const needed of needs(member)) all.add(needed);
    return all;
  };
  let chosen: number[] = [];
  for (;;) {
    const now = covered(world, chosen);
    const [best] = [...roundOf.keys()].sort((a, b) => a - b).flatMap((course) => {
      const added = [...closure(course)].filter((member) => !chosen.includes(member));
      const gain = covered(world, [...chosen, ...added]) - now;
      const closes = world.courses[course]?.skills.some(({ skill, to }) =>
        levelOf(world, skill) < Math.min(to, world.required[skill]?.level ?? 0)
      );
      return gain > 0 && closes
        ? [{ added, ratio: Math.round(1e9 * gain / hoursOf(world, added)), hours: hoursOf(world, added) }]
        : [];
    }).sort((a, b) => b.ratio - a.ratio || a.hours - b.hours);
    if (!best) break;
    chosen.push(...best.added);
  }
  const goal = covered(world, chosen);
  for (const spare of [...chosen].sort((a, b) => hours(b) - hours(a) || a - b)) {
    const rest = rounds(world, chosen.filter((course) => course !== spare)).flat();
    if (chosen.includes(spare) && covered(world, rest) === goal) chosen = rest;
  }
  return chosen.sort((a, b) => a - b);
}

const SKILLS = 5;
const skill = fc.nat(SKILLS - 1);
const course = fc.record({
  hours: fc.integer({ min: 1, max: 12 }),
  skills: fc.uniqueArray(
    fc.record({ skill, from: fc.constantFrom(0, 0, 0, 0, 1, 2, 3), up: fc.integer({ min: 1, max: 5 }) }),
    { minLength: 1, maxLength: 3, size: "max", selector: ({ skill }) => skill },
  ).map((list) => list.map(({ skill, from, up }) => ({ skill, from, to: Math.min(5, from + up) }))),
  before: fc.array(fc.nat(20), { maxLength: 1 }),
  status: fc.constantFrom<"active" | "retired">("active", "active", "active", "active", "retired"),
  completed: fc.constantFrom<"valid" | "expired" | null>(null, null, null, null, "valid", "expired"),
});
/** Random ones of so many courses at most. */
export const worlds = (most: number): fc.Arbitrary<World> =>
  fc.record({
    required: fc.array(
      fc.option(
        fc.record({ level: fc.constantFrom(2, 3, 4, 5), weight: fc.integer({ min: 1, max: 5 }) }),
        {
          freq: 3,
        },
      ),
      { minLength: SKILLS, maxLength: SKILLS },
    ),
    held: fc.array(fc.constantFrom(undefined, undefined, undefined, null, 1, 2, 3), {
      minLength: SKILLS,
      maxLength: SKILLS,
    }),
    courses: fc.array(course, { minLength: 3, maxLength: most, size: "max" }).map((list) =>
      list.map(({ before, ...rest }, n) => ({
        ...rest,
        // Only earlier ones, so that there is no cycle.
        prerequisites: n === 0 ? [] : [...new Set(before.map((p) => p % n))],
      }))
    ),
  });

const id = (kind: string, n: number) =>
  `${kind.padEnd(8, "0")}-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
export const PERSON = id("a", 0);
export const PATHWAY = id("b", 0);
export const courseId = (n: number) => id("c", n);
export const skillId = (n: number) => id("d", n);
export const numberOf = (id: string) => parseInt(id.slice(-12), 16);

/** Writes a world; the ids of lower numbers are lower. Roll it back. */
export async function plant(sql: Pick<Sql, "unsafe">, { required, held, courses }: World): Promise<void> {
  const rows = {
    skills: held.map((level, n) => ({
      id: skillId(n),
      held: level !== undefined,
      level: level ?? null,
      required: required[n]?.level ?? null,
      weight: required[n]?.weight ?? null,
    })),
    courses: courses.map(({ hours, status, completed }, n) => ({
      id: courseId(n),
      hours,
      status,
      completed,
    })),
    teaches: courses.flatMap(({ skills }, n) =>
      skills.map(({ skill, from, to }) => ({ course: courseId(n), skill: skillId(skill), from, to }))
    ),
    needs: courses.flatMap(({ prerequisites }, n) =>
      prerequisites.map((p) => ({ course: courseId(n), needed: courseId(p) }))
    ),
  };
  const from = (list: string, columns: string) =>
    `jsonb_to_recordset($1::text::jsonb -> '${list}') as r (${columns})`;
  const text = JSON.stringify(rows);
  await sql.unsafe(
    `insert into public.users (id, full_name) select $1::uuid, 'Course Taker' on conflict do nothing`,
    [PERSON],
  );
  await sql.unsafe(
    `insert into public.career_pathways (id, name) select $1::uuid, gen_random_uuid()::text on conflict do nothing`,
    [PATHWAY],
  );
  await sql.unsafe(
    `insert into public.skills (id, name) select r.id, gen_random_uuid()::text from ${
      from("skills", "id uuid")
    }`,
    [text],
  );
  await sql.unsafe(
    `insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
    select '${PERSON}', r.id, r.level, case when r.level is not null then 'self' end, case when r.level is not null then now() end
    from ${from("skills", "id uuid, held boolean, level integer")} where r.held`,
    [text],
  );
  await sql.unsafe(
    `insert into public.pathway_requirements (pathway_id, skill_id, level, weight)
    select '${PATHWAY}', r.id, r.required, r.weight from ${
      from("skills", "id uuid, required integer, weight numeric")
    }
    where r.required is not null`,
    [text],
  );
  await sql.unsafe(
    `insert into public.courses (id, name, duration_hours, status) select r.id, gen_random_uuid()::text, r.hours, r.status
    from ${from("courses", "id uuid, hours numeric, status text")}`,
    [text],
  );
  await sql.unsafe(
    `insert into public.course_skills (course_id, skill_id, from_level, to_level)
    select r.course, r.skill, r."from", r."to" from ${
      from("teaches", `course uuid, skill uuid, "from" integer, "to" integer`)
    }`,
    [text],
  );
  await sql.unsafe(
    `insert into public.course_prerequisites (course_id, prerequisite_id) select r.course, r.needed
    from ${from("needs", "course uuid, needed uuid")}`,
    [text],
  );
  await sql.unsafe(
    `insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on,
      certificate_number, certificate_expires_on)
    select '${PERSON}', r.id, 1, 1, 'completed', 100, now(), current_date - 100, private.new_certificate_number(),
      current_date + case r.completed when 'valid' then 0 else -1 end
    from ${from("courses", "id uuid, completed text")} where r.completed is not null`,
    [text],
  );
}
