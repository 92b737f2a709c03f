import type { TransactionSql } from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, signUp } from "./bed.ts";
import { asked } from "./lines.ts";
import { median } from "./load.ts";
import { type Organisation, organisation } from "./organisation.ts";
import { print, table } from "./table.ts";

const SMALL = 5_000;
const LARGE = 50_000;
const DIVISION = 20_000;
const PAGE = 50;
const ROUNDS = 5;

const Answer = z.object({ items: z.array(z.unknown()), next: z.unknown(), total: z.int().optional() });
const Counts = z.object({ items: z.array(z.object({ people: z.int() })) });
const Own = z.object({ items: z.array(z.object({ person: z.object({ id: z.uuid() }) })) });

/** Pages of compliance for a line and for all, with 20 courses assigned to 50,000 people, beside a tenth of them. */
export async function compliance(bed: Bed): Promise<void> {
  const { dbUrl } = bed.stack;
  const small = await organisation(dbUrl, { people: SMALL, seed: 1, skills: 0 });
  const before = await measure(bed, small);
  // A second company comes beside the first.
  const large = await organisation(dbUrl, { people: LARGE - SMALL, seed: 2, division: DIVISION, skills: 0 });
  const after = await measure(bed, large);
  print("\nms in the database, median and worst, the larger division has 20,000:\n");
  table(
    ["", `${SMALL} people`, `${LARGE} people`],
    before.map(({ what, times }, n) => [what, figures(times), figures(after[n]?.times ?? [])]),
  );
}

const figures = (times: number[]) => `${median(times).toFixed(1)}  ${Math.max(...times).toFixed(1)}`;

async function measure({ stack }: Bed, { chief, manager, division, neighbour, employee }: Organisation) {
  await using session = closing(connect(stack.dbUrl));
  const sql = session.client;
  await sql`set statement_timeout = 0`;
  await sql.unsafe(await Deno.readTextFile(new URL("compliance.sql", import.meta.url)));
  const managers = [chief, manager, division, neighbour].map(({ id }) => id);
  await sql`call pg_temp.comply(${managers}::uuid[])`;
  await sql`vacuum analyze`;
  const night = performance.now();
  while ((await sql`select private.run_job_step('compliance_counts') as step`)[0]?.step.status === "running");
  print(`\ncounted at night in ${((performance.now() - night) / 1000).toFixed(1)} s`);
  await sql`reset statement_timeout`;
  const tokens = {
    admin: (await signUp(stack, neighbour.email)).token,
    manager: (await signUp(stack, manager.email)).token,
    division: (await signUp(stack, division.email)).token,
    employee: (await signUp(stack, employee.email)).token,
  };
  await sql`select private.grant_role(${neighbour.email}, 'learning_admin')`;
  const [facts] = await sql`
    select (select count(*)::integer from private.compliance_of(null, private.today())) as rows, p.org_unit_id as unit,
      (select jsonb_build_array(name_key, id, 'ffffffff-ffff-ffff-ffff-ffffffffffff') from public.users order by name_key desc, id desc offset 200 limit 1) as late
    from public.placements p where p.user_id = ${division.id} and p.org_unit_id is not null
    order by (select count(*) from public.placements o where o.org_unit_id = p.org_unit_id) limit 1`;
  const { rows, unit, late } = z.object({ rows: z.int(), unit: z.uuid(), late: z.array(z.string()) }).parse(
    facts,
  );
  const full = ({ items }: z.infer<typeof Answer>) => items.length === PAGE;
  const page = (
    what: string,
    who: keyof typeof tokens,
    ask: { scope: string; unit?: string; states?: string[]; after?: string[]; total?: boolean },
    right = full,
  ) => ({
    what,
    who,
    query: (as: TransactionSql) =>
      as`select public.get_compliance(${ask.scope}, ${ask.unit ?? null}, ${ask.states ?? null}, null,
        ${ask.after ? JSON.stringify(ask.after) : null}::text::jsonb, ${PAGE}, ${
        ask.total ?? false
      }) as answer`,
    right: (answer: unknown) => right(Answer.parse(answer)),
  });
  const counts = (
    what: string,
    who: keyof typeof tokens,
    scope: string,
    right: (people: number) => boolean,
  ) => ({
    what,
    who,
    query: (as: TransactionSql) => as`select public.count_compliance(${scope}) as answer`,
    right: (answer: unknown) =>
      right(Counts.parse(answer).items.reduce((sum, { people }) => sum + people, 0)),
  });
  const questions = [
    page("all", "admin", { scope: "all" }),
    page("all, late by name", "admin", { scope: "all", after: late }),
    page("all, overdue", "admin", { scope: "all", states: ["overdue"] }),
    page(
      "all, exempt: nobody",
      "admin",
      { scope: "all", states: ["exempt"] },
      ({ items }) => items.length === 0,
    ),
    page(
      "all, with the total",
      "admin",
      { scope: "all", total: true },
      (answer) => full(answer) && answer.total === rows,
    ),
    page("a unit", "admin", { scope: "org_unit", unit }),
    page("the line, 340", "manager", { scope: "team" }),
    page("the line, 340, with the total", "manager", { scope: "team", total: true }),
    page("the line, the division", "division", { scope: "team" }),
    page("the line, the division, overdue", "division", { scope: "team", states: ["overdue"] }),
    counts("by course: the line, 340", "manager", "team", (people) => people > 10 * 340),
    counts("by course: the line, the division", "division", "team", (people) => people > 10 * division.below),
    counts("by course: all", "admin", "all", (people) => people === rows),
    {
      what: "one's own",
      who: "employee" as const,
      query: (as: TransactionSql) => as`select public.get_my_compliance() as answer`,
      right: (answer: unknown) => Own.parse(answer).items.every(({ person }) => person.id === employee.id),
    },
  ];
  const measured: { what: string; times: number[] }[] = [];
  for (const { what, who, query, right } of questions) {
    const times = await asked(sql, tokens[who], ROUNDS, query, ([row]) => {
      if (!right(z.object({ answer: z.unknown() }).parse(row).answer)) {
        throw new Sentence(`${what}: not what is there.`);
      }
    });
    measured.push({ what, times });
  }
  return measured;
}
