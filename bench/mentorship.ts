import type postgres from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import type { Bed } from "./bed.ts";
import { median } from "./load.ts";
import { print, table } from "./table.ts";

const SIZES = [[5_000, 200], [50_000, 2_000]] as const;
const PATHWAYS = 300;
const WARM_UP = 6;
const ROUNDS = 30;
const MENTEES = 100;

const Scores = z.array(z.object({ mentor_id: z.string(), score: z.number() }));
type Scores = z.infer<typeof Scores>;

/** Matches for one mentee among 2,000 mentors and 50,000 people, and at a tenth of that; beside the pairs one by one. */
export async function mentorship(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  for (const file of ["careers.sql", "mentorship.sql"]) {
    await sql.unsafe(await Deno.readTextFile(new URL(file, import.meta.url)));
  }
  await sql`set statement_timeout = 0`;
  await sql`call pg_temp.pathways(${PATHWAYS})`;
  const rows: string[][] = [];
  for (const [people, mentors] of SIZES) {
    await sql`call pg_temp.mentoring(${people}, ${mentors})`;
    await sql`vacuum analyze`;
    const [one, slow] = await measure(sql);
    rows.push([
      `${mentors} mentors, ${people} people`,
      figures(one),
      figures(slow),
      (median(slow) / median(one)).toFixed(1),
    ]);
  }
  print("\nms in the database, median and best:\n");
  table(["", "one mentee", "pair by pair", "÷"], rows);
}

const figures = (times: number[]) => `${median(times).toFixed(1)}  ${Math.min(...times).toFixed(1)}`;

const OURS = "select mentor_id, score from private.match_mentors(array[$1::uuid])";
const SLOW = "select mentor_id, score from pg_temp.slow_matches($1)";

/** Throws when the ways do not find the same mentors with the same scores. */
async function measure(sql: postgres.Sql) {
  const mentees =
    (await sql`select user_id as id from public.user_career_goals where status = 'active' order by 1 limit ${MENTEES}`)
      .map(({ id }) => String(id));
  const [one, slow]: [number[], number[]] = [[], []];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const mentee = mentees[round % mentees.length] ?? "";
    const [ours, ms] = await timed(sql, OURS, mentee);
    if (round >= WARM_UP) one.push(ms);
    if (round % 6 > 0) continue;
    const [theirs, took] = await timed(sql, SLOW, mentee);
    slow.push(took);
    if (sorted(ours) !== sorted(theirs)) throw new Sentence("The ways to the best mentors differ.");
  }
  return [one, slow] as const;
}

const sorted = (scores: Scores) =>
  scores.map(({ mentor_id, score }) => `${mentor_id} ${score}`).sort().join("\n");

async function timed(sql: postgres.Sql, query: string, mentee: string): Promise<[Scores, number]> {
  const start = performance.now();
  const rows = await sql.unsafe(query, [mentee], { prepare: true });
  return [Scores.parse([...rows]), performance.now() - start];
}
