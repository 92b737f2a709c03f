import { decodeJwt } from "jose";
import type postgres from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, signUp } from "./bed.ts";
import { importEsco } from "./esco.ts";
import { misspell } from "./lines.ts";
import { median } from "./load.ts";
import { organisation } from "./organisation.ts";
import { print, table } from "./table.ts";

const PEOPLE = [5_000, 50_000];
/** About a tenth of ESCO's occupations: machine operators and elementary work. */
const SOME = "{8*,91*,93*,94*,96*}";
const SKILLS = 25;
const MATRIX = { people: 200, skills: 50 };
const WARM_UP = 6;
const ROUNDS = 30;
const MOST = 60_000;

interface Contender {
  name: string;
  /** Whose token asks. */
  token: string;
  /** SQL; $1 is the parameters, as texts. */
  query: string;
  parameters?: string[] | ((round: number) => string[]);
  /** Bare SQL that answers the question of the one before. */
  bare?: true;
  limit?: string;
}

const Step = z.object({ rows: z.number(), next: z.array(z.string()).nullable() });
const Top = z.array(z.object({ pathway_id: z.string(), coverage: z.coerce.number() }));
const Named = z.array(z.object({ id: z.string(), name: z.string() }));

/**
 * Recommendations, a gap, the search of skills and the matrix of a unit, with ESCO and 1.25 million skills of 50,000
 * people, beside bare SQL and a tenth of it.
 */
export async function careers(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  await sql.unsafe(await Deno.readTextFile(new URL("careers.sql", import.meta.url)));
  let asking: { person: string; token: string; home: string; goal: string } | null = null;
  let there = 0;
  for (const [seed, people] of PEOPLE.entries()) {
    const last = seed === PEOPLE.length - 1;
    if (!await importEsco(bed, last ? [] : ["--occupations", SOME])) {
      await sql`call pg_temp.pathways(${last ? 3_000 : 300})`;
    }
    const start = performance.now();
    const made = await organisation(bed.stack.dbUrl, { people: people - there, seed, skills: SKILLS });
    print(`${people - there} people with their skills: ${((performance.now() - start) / 1000).toFixed(0)} s`);
    there = people;
    if (!asking) {
      const { token } = await signUp(bed.stack, made.employee.email);
      const [jobs] = await sql`select home, goal from pg_temp.person(${made.employee.id}, ${SKILLS})`;
      asking = { person: made.employee.id, token, home: String(jobs?.home), goal: String(jobs?.goal) };
    }
    await sql`vacuum analyze`;
    await measure(bed, sql, asking);
  }
}

async function measure(
  bed: Bed,
  sql: postgres.Sql,
  { person, token, home, goal }: { person: string; token: string; home: string; goal: string },
): Promise<void> {
  const [count] = await sql`select (select count(*) from public.users) as people,
    (select count(*) from public.user_skills) as skills, (select count(*) from public.career_pathways) as pathways,
    (select count(*) from public.pathway_requirements) as requirements`;
  const size = Object.entries(count ?? {}).map(([what, n]) => `${Number(n).toLocaleString("en")} ${what}`);
  print(`\n${size.join(", ")}; one asks who has ${SKILLS} skills:\n`);
  await agree(sql, person);
  const job = await fillDistances(sql);
  // Whether the job came so far or not.
  await sql`select private.refresh_distances(array[${home}::uuid], null)`;
  await sql`vacuum analyze public.pathway_distances`;

  // Names of some length, so that one wrong letter leaves them what they are.
  const names = Named.parse(
    await sql`select id, name from public.skills
      where status = 'active' and name ~ '^\\w{4,} [\\w ]*\\w{8,}$' order by md5(name) limit ${
      WARM_UP + ROUNDS
    }`,
  );
  const wrong = (round: number) => [misspell(names[round % names.length]?.name ?? "", round)];
  let missed = 0;
  for (const [round, { id }] of names.entries()) {
    const [row] = await as(
      sql,
      token,
      (sql) => sql`select public.search_skills(q => ${wrong(round)[0] ?? ""}) as found`,
    );
    const { items } = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(row?.found);
    if (!items.some((item) => item.id === id)) missed++;
  }
  const [unit] = await sql`
    with recursive below (top, id) as (
      select id, id from public.org_units union all select b.top, o.id from below b join public.org_units o on o.parent_id = b.id
    )
    select b.top as id, count(*) as people from below b join public.users u on u.org_unit_id = b.id and u.status = 'active'
    group by b.top order by abs(count(*) - ${MATRIX.people}), b.top limit 1`;
  const many = await sql`
    select us.skill_id as id from public.user_skills us join public.users u on u.id = us.user_id
    where u.org_unit_id in (
      with recursive below (id) as (select ${unit?.id}::uuid union select o.id from below b join public.org_units o on o.parent_id = b.id)
      select id from below
    ) group by 1 order by count(*) desc, 1 limit ${MATRIX.skills}`;
  const matrix = [String(unit?.id), `{${many.map(({ id }) => id).join()}}`];

  const contenders: Contender[] = [
    {
      name: "GET /recommendations, a page of 10",
      token,
      query: "select public.get_recommendations(page_size => 10)",
      limit: "15",
    },
    {
      name: "… all ranked, without reasons",
      token,
      query: "select * from private.ranked_pathways(($1::text[])[1]::uuid)",
      parameters: [person],
    },
    { name: "bare SQL for this ranking alone", token, query: BARE, parameters: [person], bare: true },
    { name: "one pass over all requirements", token, query: ONE_PASS, parameters: [person] },
    {
      name: "GET /pathways/:id/gap",
      token,
      query: "select public.get_gap(($1::text[])[1]::uuid)",
      parameters: [goal],
      limit: "3",
    },
    { name: "bare SQL for one gap", token, query: BARE_GAP, parameters: [person, goal], bare: true },
    {
      name: `GET /skills?q=, a typo (${missed} of ${names.length} not found)`,
      token,
      query: "select public.search_skills(q => ($1::text[])[1])",
      parameters: wrong,
      limit: "20",
    },
    {
      name: "bare SQL: pg_trgm over names and aliases",
      token,
      query: BARE_SEARCH,
      parameters: wrong,
      bare: true,
    },
    {
      name: `GET /matrix, ${unit?.people} people × ${many.length} skills`,
      token: bed.hr.token,
      query: "select public.get_matrix(($1::text[])[1]::uuid, ($1::text[])[2]::uuid[])",
      parameters: matrix,
      limit: "100",
    },
    { name: "bare SQL for its cells", token, query: BARE_MATRIX, parameters: matrix, bare: true },
    {
      name: "GET /pathways?with=gap&sort=-coverage",
      token,
      query: "select public.search_pathways(with_gap => true, sort => '-coverage')",
    },
    {
      name: "GET /routes",
      token,
      query: "select public.get_routes(($1::text[])[1]::uuid)",
      parameters: [goal],
    },
  ];
  const times = await race(sql, contenders);
  const pass = times[contenders.findIndex(({ query }) => query === ONE_PASS)] ?? [];
  table(
    ["in the database, ms", "median", "best", "limit", "÷ bare SQL", "one pass ÷ this"],
    contenders.map(({ name, limit = "" }, n) => {
      const [own = [], next = []] = [times[n], contenders[n + 1]?.bare ? times[n + 1] : []];
      const ratio = (a: number[], b: number[]) =>
        median(a.map((ms, round) => ms / (b[round] ?? NaN))).toFixed(1);
      return [
        name,
        median(own).toFixed(2),
        Math.min(...own).toFixed(2),
        limit,
        next.length > 0 ? ratio(own, next) : "",
        n < 2 ? ratio(pass, own) : "",
      ];
    }),
  );
  const rate = (1000 * job.rows / job.ms).toFixed(0);
  print(
    `\nThe job of distances: ${job.rows} pairs in ${job.steps} steps, ${rate} a second, the longest step ${
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

// What somebody would write who needs nothing but this answer.
const BARE = `
  select t.pathway_id, e.sixtieths / (60 * t.weight) as coverage
  from (
    select r.pathway_id, sum(r.weight * (60 / r.level) * least(coalesce(u.level, 2), r.level)) as sixtieths
    from public.user_skills u join public.pathway_requirements r on r.skill_id = u.skill_id
    where u.user_id = ($1::text[])[1]::uuid group by r.pathway_id
  ) e
  join public.pathway_totals t on t.pathway_id = e.pathway_id
  order by coverage desc, t.pathway_id limit 20`;
const ONE_PASS = `
  select r.pathway_id, sum(r.weight * (60 / r.level) * least(case when u.skill_id is null then 0 else coalesce(u.level, 2) end, r.level))
    / (60 * sum(r.weight)) as coverage
  from public.pathway_requirements r
  left join public.user_skills u on u.skill_id = r.skill_id and u.user_id = ($1::text[])[1]::uuid
  group by r.pathway_id having count(u.skill_id) > 0
  order by coverage desc, r.pathway_id limit 20`;
const BARE_GAP = `
  select s.name, r.level, u.level, r.weight, r.mandatory
  from public.pathway_requirements r
  join public.skills s on s.id = r.skill_id
  left join public.user_skills u on u.skill_id = r.skill_id and u.user_id = ($1::text[])[1]::uuid
  where r.pathway_id = ($1::text[])[2]::uuid`;
const BARE_SEARCH = `
  select id, min(1 - extensions.word_similarity(lower(($1::text[])[1]), name)) as rank
  from (
    select id, name_key as name from public.skills where lower(($1::text[])[1]) operator(extensions.<%) name_key
    union all
    select skill_id, alias_key from public.skill_aliases where lower(($1::text[])[1]) operator(extensions.<%) alias_key
  ) n group by id order by rank limit 50`;
const BARE_MATRIX = `
  with recursive below (id) as (
    select ($1::text[])[1]::uuid union select o.id from below b join public.org_units o on o.parent_id = b.id
  )
  select us.user_id, us.skill_id, us.level, us.source, us.assessed_at
  from public.users u join public.user_skills us on us.user_id = u.id
  where u.org_unit_id in (select id from below) and u.status = 'active' and us.skill_id = any (($1::text[])[2]::uuid[])`;

/** Throws when the three ways do not find the same pathways with the same coverage. */
async function agree(sql: postgres.Sql, person: string): Promise<void> {
  const fit =
    `select pathway_id, coverage from private.pathway_fit(($1::text[])[1]::uuid, null, all_shared => true)
    order by coverage desc, pathway_id limit 20`;
  const [ours, ...others] = await Promise.all(
    [fit, BARE, ONE_PASS].map(async (query) =>
      JSON.stringify(
        Top.parse(await sql.unsafe(query, [[person]])).map((
          { pathway_id, coverage },
        ) => [pathway_id, coverage.toFixed(12)]),
      )
    ),
  );
  if (others.some((other) => other !== ours)) throw new Sentence("The ways to the best pathways differ.");
}

/** Asks as somebody, with what PostgREST sets. */
async function as<T>(
  sql: postgres.Sql,
  token: string,
  ask: (sql: postgres.TransactionSql) => Promise<T>,
): Promise<T> {
  return await sql.begin(async (sql) => {
    await sql`select set_config('request.jwt.claims', ${JSON.stringify(decodeJwt(token))}, true)`;
    return await ask(sql);
  }) as T;
}

/** Times each query in turns, so that a noisy moment hits all of them: for each the milliseconds of each round. */
async function race(sql: postgres.Sql, contenders: Contender[]): Promise<number[][]> {
  const times: number[][] = contenders.map(() => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [n, { token, query, parameters = [] }] of contenders.entries()) {
      const values = typeof parameters === "function" ? parameters(round) : parameters;
      const [row] = await as(sql, token, (sql) => sql`select pg_temp.ms(${query}, ${values}) as ms`);
      if (round >= WARM_UP) times[n]?.push(Number(row?.ms));
    }
  }
  return times;
}
