import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import type { Bed } from "./bed.ts";
import { asked } from "./lines.ts";
import { median } from "./load.ts";
import { organisation } from "./organisation.ts";
import { print, table } from "./table.ts";

const SMALL = 5_000;
const LARGE = 50_000;
const SKILLS = 25;
/** Of a hundred people, so many did something since yesterday. */
const BUSY = 2;
const ROUNDS = 5;

const Step = z.object({ status: z.string(), rows: z.int() });
const Overview = z.object({ answer: z.object({ months: z.array(z.object({ people: z.int() })) }) });
const Skills = z.object({ answer: z.object({ items: z.array(z.unknown()), total: z.int() }) });
const Facts = z.object({
  people: z.int(),
  skills: z.int(),
  days: z.int(),
  units: z.int(),
  unit_days: z.int(),
});

/** The nightly rollup over 50,000 people with 1.25 million skills and a year of events, beside a tenth of them. */
export async function rollups(bed: Bed): Promise<void> {
  const { dbUrl } = bed.stack;
  await using session = closing(connect(dbUrl));
  const sql = session.client;
  await sql`set statement_timeout = 0`;
  await sql.unsafe(await Deno.readTextFile(new URL("organisation.sql", import.meta.url)));
  await sql.unsafe(await Deno.readTextFile(new URL("rollups.sql", import.meta.url)));
  const { token } = bed.hr;

  const night = async (job = "rollups") => {
    const begun = performance.now();
    const run = { steps: 0, rows: 0, longest: 0, seconds: 0 };
    for (let status = "running"; status === "running";) {
      const start = performance.now();
      const [row] = await sql`select private.run_job_step(${job}) as step`;
      const step = Step.parse(row?.step);
      if (step.status === "failed") throw new Sentence("The job failed.");
      status = step.status;
      run.steps += 1;
      run.rows += step.rows;
      run.longest = Math.max(run.longest, (performance.now() - start) / 1000);
    }
    run.seconds = (performance.now() - begun) / 1000;
    return run;
  };

  const measure = async (people: number, seed: number, all: number) => {
    await organisation(dbUrl, { people, seed, skills: SKILLS });
    await sql`call pg_temp.place(${people}, ${seed}, ${Math.floor(people * 2 / 5)}, 340)`;
    await sql`call pg_temp.live(0, ${people - 1})`;
    await sql`truncate public.user_analytics, public.unit_analytics, private.unit_months, private.unit_queue, private.rollup_queue`;
    await sql`select private.rebuild_rollups()`;
    await sql`vacuum analyze`;
    const full = await night();
    await sql`vacuum analyze`;
    const again = await night();
    if (again.rows > 0) throw new Sentence(`A second run of the night changed ${again.rows} rows.`);
    // A day passes for some: a level given yesterday and a course completed last week, which is heard of today.
    await sql`
      with busy as (select id from public.users order by md5(id::text) limit ${Math.floor(all * BUSY / 100)}),
        rated as (
          insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
          select b.id, s.skill_id, 'self', 3, b.id, now() - interval '1 day' from busy b
          cross join lateral (select us.skill_id from public.user_skills us where us.user_id = b.id order by 1 limit 1) s)
      insert into public.user_training
        (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
      select b.id, (select id from public.courses order by id limit 1), 1, 100 + ${seed}, 'completed', 100, now(), current_date - 7,
        private.new_certificate_number() from busy b`;
    const day = await night();
    const [row] = await sql`
      select (select count(*) from public.users)::integer as people, (select count(*) from public.user_skills)::integer as skills,
        (select count(*) from public.user_analytics)::integer as days,
        (select count(distinct org_unit_id) from public.unit_analytics)::integer as units,
        (select count(*) from public.unit_analytics)::integer as unit_days`;
    const overview = await asked(
      sql,
      token,
      ROUNDS,
      (as) => as`select public.get_org_overview() as answer`,
      ([row]) => {
        const last = Overview.parse(row).answer.months.at(-1)?.people ?? 0;
        if (last < all) throw new Sentence(`The overview knows of ${last} people.`);
      },
    );
    const balances = await night("skill_balances");
    await sql`delete from private.publications where measure = 'engagement'`;
    const engagement = await night("engagement");
    if (engagement.rows < all) throw new Sentence(`The engagement of ${engagement.rows} people was counted.`);
    const skills = await asked(
      sql,
      token,
      ROUNDS,
      (as) => as`select public.get_org_skills(want_total => true) as answer`,
      ([row]) => {
        if (Skills.parse(row).answer.items.length < 50) throw new Sentence("There are skills.");
      },
    );
    return { facts: Facts.parse(row), full, day, balances, engagement, overview, skills };
  };

  const small = await measure(SMALL, 1, SMALL);
  const large = await measure(LARGE - SMALL, 2, LARGE);
  for (const { facts } of [small, large]) {
    print(
      `\n${facts.people} people, ${facts.skills} skills: ${facts.days} days of people, ${facts.unit_days} of ${facts.units} units`,
    );
  }
  const figures = (times: number[]) => `${median(times).toFixed(0)} ms  ${Math.max(...times).toFixed(0)}`;
  const inAll = ({ seconds, longest }: { seconds: number; longest: number }) =>
    `${seconds.toFixed(1)}, a step ${longest.toFixed(2)}`;
  const rows: [string, (m: typeof small) => string, string][] = [
    ["everybody anew, s", ({ full }) => full.seconds.toFixed(1), "60"],
    [`a day of ${BUSY} % of the people, s`, ({ day }) => day.seconds.toFixed(1), "5"],
    ["the longest step, s", ({ full, day }) => Math.max(full.longest, day.longest).toFixed(2), "5"],
    ["supply and demand of large units, s", ({ balances }) => inAll(balances), ""],
    ["the engagement index of a month, s", ({ engagement }) => inAll(engagement), ""],
    ["GET /org/overview, median and worst", ({ overview }) => figures(overview), "100"],
    ["GET /org/skills", ({ skills }) => figures(skills), "100"],
  ];
  print("");
  table(
    ["", `${SMALL} people`, `${LARGE} people`, "limit"],
    rows.map(([what, of, limit]) => [what, of(small), of(large), limit]),
  );
}
