import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, signUp } from "./bed.ts";
import { asked } from "./lines.ts";
import { median } from "./load.ts";
import { organisation } from "./organisation.ts";
import { print, table } from "./table.ts";

const PEOPLE = [5_000, 50_000];
const ROUNDS = 20;
/** No step of a job may take longer. */
const MOST_MS = 5_000;

const Step = z.object({ next: z.json(), rows: z.int() });
const Score = z.object({ answer: z.object({ coverage: z.int() }) });

/** The month's fairness report of 50,000 people, step by step, and one's own readiness, beside a tenth of it. */
export async function fairness(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  await sql.unsafe(await Deno.readTextFile(new URL("fairness.sql", import.meta.url)));
  const measured: string[][] = [];
  let there = 0;
  for (const [seed, people] of PEOPLE.entries()) {
    const made = await organisation(bed.stack.dbUrl, { people: people - there, seed, skills: 5 });
    there = people;
    await sql`set statement_timeout = 0`;
    await sql`call pg_temp.deserve()`;
    await sql`vacuum analyze`;
    const steps: number[] = [];
    let counted = 0;
    for (
      let cursor: z.infer<typeof Step>["next"] = null, first = true;
      first || cursor !== null;
      first = false
    ) {
      const given: string | null = cursor === null ? null : JSON.stringify(cursor);
      const start = performance.now();
      const [row] = await sql`select private.job_fairness(${given}::text::jsonb, private.today()) as step`;
      steps.push(performance.now() - start);
      const step = Step.parse(row?.step);
      counted += step.rows;
      cursor = step.next;
    }
    const slowest = Math.max(...steps);
    if (slowest > MOST_MS) {
      throw new Sentence(`Step ${steps.indexOf(slowest)} of ${steps.length} took ${slowest.toFixed(0)} ms.`);
    }
    if (counted < people) throw new Sentence(`${counted} people were counted.`);
    const { token } = await signUp(bed.stack, made.manager.email);
    const mine = await asked(
      sql,
      token,
      ROUNDS,
      (as) => as`select public.get_leadership() as answer`,
      ([row]) => {
        if (Score.parse(row).answer.coverage < 20) throw new Sentence("A manager leads nobody.");
      },
    );
    measured.push([
      String(people),
      `${(steps.reduce((a, b) => a + b, 0) / 1000).toFixed(1)} s`,
      String(steps.length),
      `${slowest.toFixed(0)} ms`,
      `${median(mine).toFixed(1)} ms`,
    ]);
  }
  print("\n");
  table(
    ["people", "the report in all", "steps", "slowest step", "GET /me/leadership, a manager of 340"],
    measured,
  );
}
