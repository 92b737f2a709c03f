import { decodeJwt } from "jose";
import type postgres from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, signUp } from "./bed.ts";
import { median } from "./load.ts";
import { print, table } from "./table.ts";

const SIZES = [300, 3_000];
const SKILLS = 25;
const WARM_UP = 6;
const ROUNDS = 30;
const MOST = 60_000;

interface Contender {
  name: string;
  /** SQL; $1 is the person, $2 a pathway. */
  query: string;
  parameters: string[];
}

const Step = z.object({ rows: z.number(), next: z.array(z.string()).nullable() });
const Top = z.array(z.object({ pathway_id: z.string(), coverage: z.coerce.number() }));

/** Recommendations, gaps and the job of distances among generated pathways, beside bare SQL and one pass over all. */
export async function careers(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  const { token } = await signUp(bed.stack, "career.bench@port.example");
  await sql.unsafe(await Deno.readTextFile(new URL("careers.sql", import.meta.url)));
  for (const size of SIZES) {
    await sql`call pg_temp.pathways(${size})`;
    const [made] =
      await sql`select pg_temp.person('career.bench@port.example', ${SKILLS}) as person, pg_temp.id('pathway', 100) as pathway`;
    await sql`vacuum analyze`;
    await measure(sql, token, String(made?.person), String(made?.pathway));
  }
}

async function measure(sql: postgres.Sql, token: string, person: string, pathway: string): Promise<void> {
  const [count] = await sql`select (select count(*) from public.career_pathways) as pathways,
    (select count(*) from public.pathway_requirements) as requirements`;
  print(
    `\n${count?.pathways} pathways, ${count?.requirements} requirements, a person with ${SKILLS} skills:\n`,
  );
  await agree(sql, person);

  const job = await fillDistances(sql);
  // Whether the job came so far or not.
  await sql`select private.refresh_distances(array[private.current_pathway(${person})], null)`;
  await sql`vacuum analyze public.pathway_distances`;

  const mine = [person];
  const both = [person, pathway];
  const times = await race(sql, token, [
    {
      name: "GET /recommendations, a page of 10",
      query: "select public.get_recommendations(page_size => 10)",
      parameters: [],
    },
    {
      name: "… all ranked, without reasons",
      query: "select * from private.ranked_pathways($1)",
      parameters: mine,
    },
    { name: "bare SQL for this question alone", query: BARE, parameters: mine },
    { name: "one pass over all requirements", query: ONE_PASS, parameters: mine },
    {
      name: "GET /pathways?with=gap&sort=-coverage",
      query: "select public.search_pathways(with_gap => true, sort => '-coverage')",
      parameters: [],
    },
    { name: "GET /pathways/:id/gap", query: "select public.get_gap($1)", parameters: [pathway] },
    { name: "bare SQL for one gap", query: BARE_GAP, parameters: both },
    { name: "GET /routes", query: "select public.get_routes(pg_temp.id('pathway', 112))", parameters: [] },
  ]);
  const pass = times.find(({ name }) => name.startsWith("one pass"))?.rounds ?? [];
  const bare = times.find(({ name }) => name.startsWith("bare SQL for this"))?.rounds ?? [];
  table(
    ["in the database, ms", "median", "best", "one pass ÷ this", "this ÷ bare SQL"],
    times.map(({ name, rounds }) => [
      name,
      median(rounds).toFixed(2),
      Math.min(...rounds).toFixed(2),
      median(rounds.map((ms, n) => (pass[n] ?? NaN) / ms)).toFixed(1),
      median(rounds.map((ms, n) => ms / (bare[n] ?? NaN))).toFixed(1),
    ]),
  );
  const rate = (1000 * job.rows / job.ms).toFixed(0);
  print(
    `\nThe job of distances, from nothing: ${job.rows} pairs in ${job.steps} steps, ${rate} a second, the longest step ${
      (job.longest / 1000).toFixed(2)
    } s${job.done ? "" : " (stopped after a minute)"}`,
  );
}

/** Runs the job until it is done, a minute at most. */
async function fillDistances(sql: postgres.Sql) {
  const job = { steps: 0, rows: 0, longest: 0, ms: 0, done: false };
  for (let next: string | null = null; !job.done && job.ms < MOST;) {
    const start = performance.now();
    const [row] = await sql`select private.job_distances(${next}::text::jsonb, current_date) as step`;
    const { rows, next: key } = Step.parse(row?.step);
    const took = performance.now() - start;
    job.steps++;
    job.rows += rows;
    job.ms += took;
    job.longest = Math.max(job.longest, took);
    job.done = key === null;
    next = JSON.stringify(key);
  }
  return job;
}

// What somebody would write who needs nothing but the ranking: the same join, inlined.
const BARE = `
  select t.pathway_id, e.sixtieths / (60 * t.weight) as coverage
  from (
    select r.pathway_id, sum(r.weight * (60 / r.level) * least(coalesce(u.level, 2), r.level)) as sixtieths
    from public.user_skills u join public.pathway_requirements r on r.skill_id = u.skill_id
    where u.user_id = $1 group by r.pathway_id
  ) e
  join public.pathway_totals t on t.pathway_id = e.pathway_id
  order by coverage desc, t.pathway_id limit 20`;
const ONE_PASS = `
  select r.pathway_id, sum(r.weight * (60 / r.level) * least(case when u.skill_id is null then 0 else coalesce(u.level, 2) end, r.level))
    / (60 * sum(r.weight)) as coverage
  from public.pathway_requirements r
  left join public.user_skills u on u.skill_id = r.skill_id and u.user_id = $1
  group by r.pathway_id having count(u.skill_id) > 0
  order by coverage desc, r.pathway_id limit 20`;
const BARE_GAP = `
  select s.name, r.level, u.level, r.weight, r.mandatory
  from public.pathway_requirements r
  join public.skills s on s.id = r.skill_id
  left join public.user_skills u on u.skill_id = r.skill_id and u.user_id = $1
  where r.pathway_id = $2`;

/** Throws when the three ways do not find the same pathways with the same coverage. */
async function agree(sql: postgres.Sql, person: string): Promise<void> {
  const fit =
    "select pathway_id, coverage from private.pathway_fit($1, null, all_shared => true) order by coverage desc, pathway_id limit 20";
  const [ours, ...others] = await Promise.all(
    [fit, BARE, ONE_PASS].map(async (query) =>
      JSON.stringify(
        Top.parse(await sql.unsafe(query, [person])).map((
          { pathway_id, coverage },
        ) => [pathway_id, coverage.toFixed(12)]),
      )
    ),
  );
  if (others.some((other) => other !== ours)) throw new Sentence("The ways to the best pathways differ.");
}

/** Times each query in turns, so that a noisy moment hits all of them; as the person, with what PostgREST sets. */
async function race(sql: postgres.Sql, token: string, contenders: Contender[]) {
  const times = contenders.map(({ name }) => ({ name, rounds: [] as number[] }));
  await sql.begin(async (as) => {
    await as`select set_config('request.jwt.claims', ${JSON.stringify(decodeJwt(token))}, true)`;
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const [n, { query, parameters }] of contenders.entries()) {
        const [row] = await as`select pg_temp.ms(${query}, ${parameters}) as ms`;
        if (round >= WARM_UP) times[n]?.rounds.push(Number(row?.ms));
      }
    }
  });
  return times;
}
