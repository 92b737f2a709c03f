import fc from "fast-check";
import type { Sql } from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import {
  cheapest,
  covered,
  greedy,
  hoursOf,
  numberOf,
  PATHWAY,
  PERSON,
  plant,
  worlds,
} from "../tests/course_set_model.ts";
import { type Bed, signUp } from "./bed.ts";
import { median } from "./load.ts";
import { print, table } from "./table.ts";

const SIZES = [200, 2_000];
const SKILLS = 12;
const WARM_UP = 3;
const ROUNDS = 15;
const WORLDS = 400;

const CourseSet = z.object({
  coverage_before: z.number(),
  coverage_after: z.number(),
  total_hours: z.number(),
  courses: z.array(z.object({ course: z.object({ id: z.string() }) })),
  open: z.array(z.unknown()),
});

/** The course set for a pathway with 40 requirements among many courses, of a company or far denser, and how far greedy is from the best. */
export async function courseSets(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  const address = "course.bench@port.example";
  await signUp(bed.stack, address);
  for (const file of ["careers.sql", "course_sets.sql"]) {
    await sql.unsafe(await Deno.readTextFile(new URL(file, import.meta.url)));
  }
  await sql`call pg_temp.pathways(300)`;
  const [made] = await sql`
    select u.id as person, p.home, pg_temp.id('pathway', 100) as pathway
    from public.users u cross join lateral pg_temp.person(u.id, ${SKILLS}) p where u.email = ${address}`;
  const both = [String(made?.person), String(made?.pathway)];
  const rows: string[][] = [];
  for (const [dense, size] of [false, true].flatMap((dense) => SIZES.map((size) => [dense, size] as const))) {
    await sql`call pg_temp.courses(${size}, ${dense})`;
    await sql`vacuum analyze`;
    const [first] = await sql`
      select private.course_set(person, pathway) as set, pg_temp.most(person, pathway) as most, (
        select count(distinct cs.course_id) from public.course_skills cs
        join public.pathway_requirements r on r.skill_id = cs.skill_id and r.pathway_id = pathway
      ) as teach
      from (select ${both[0] ?? ""}::uuid as person, ${both[1] ?? ""}::uuid as pathway) asked`;
    const set = CourseSet.parse(first?.set);
    if (Math.abs(Number(first?.most) - set.coverage_after) > 1e-9) {
      throw new Sentence(`All courses together cover ${first?.most}, the chosen ones ${set.coverage_after}.`);
    }
    const times: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const [row] =
        await sql`select pg_temp.ms('select private.course_set(($1)[1]::uuid, ($1)[2]::uuid)', ${both}) as ms`;
      if (round >= WARM_UP) times.push(Number(row?.ms));
    }
    rows.push([
      `${size} courses, ${dense ? "all of one field" : "of a company"}`,
      median(times).toFixed(1),
      Math.min(...times).toFixed(1),
      String(first?.teach),
      String(set.courses.length),
      String(set.total_hours),
      `${set.coverage_before.toFixed(2)} → ${set.coverage_after.toFixed(2)}`,
      String(set.open.length),
    ]);
  }
  print("");
  table([
    "in the database, ms",
    "median",
    "best",
    "teach what is asked",
    "chosen",
    "hours",
    "coverage",
    "left open",
  ], rows);
  await compare(sql);
}

class Undo extends Error {}

/** Among small random catalogues: the database against the written-out rule, and its hours against brute force. */
async function compare(sql: Sql): Promise<void> {
  const ratios: number[] = [];
  for (const world of fc.sample(worlds(9), { numRuns: WORLDS, seed: 1 })) {
    let ids: number[] = [];
    await sql.begin(async (as) => {
      await plant(as, world);
      const [row] = await as`select private.course_set(${PERSON}, ${PATHWAY}) -> 'courses' as courses`;
      ids = CourseSet.shape.courses.parse(row?.courses).map(({ course }) => numberOf(course.id));
      throw new Undo();
    }).catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
    if (JSON.stringify(ids.toSorted((a, b) => a - b)) !== JSON.stringify(greedy(world))) {
      throw new Sentence(`The set is not what the rule says: ${JSON.stringify(world)}`);
    }
    if (ids.length > 0) ratios.push(hoursOf(world, ids) / cheapest(world, covered(world, ids)));
  }
  const best = ratios.filter((ratio) => ratio === 1).length;
  print(
    `\n${ratios.length} random catalogues of up to 9 courses against brute force: ${
      (100 * best / ratios.length).toFixed(0)
    } % are the cheapest set that closes as much, the worst takes ${
      Math.max(...ratios).toFixed(2)
    } times its hours`,
  );
}
