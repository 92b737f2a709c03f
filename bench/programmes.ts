import { decodeJwt } from "jose";
import type postgres from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import type { Bed } from "./bed.ts";
import { print, table } from "./table.ts";

const SIZES = [{ mentees: 2_000, mentors: 200 }, { mentees: 20_000, mentors: 2_000 }];
/** Of how many mentees the whole list is worked out the slow way. */
const CHECKED = 20;

const Batch = z.object({ published: z.number(), next: z.string().nullable() });
const Matching = z.object({ status: z.string(), matched: z.number(), error: z.string().nullable() });

/** A whole programme, from the first list to the last proposal, step by step as the route and the scheduler do it. */
export async function programmes(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  await using second = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  await sql.unsafe(await Deno.readTextFile(new URL("programmes.sql", import.meta.url)));
  await sql`select set_config('request.jwt.claims', ${JSON.stringify(decodeJwt(bed.hr.token))}, false)`;
  const rows: string[][] = [];
  for (const { mentees, mentors } of SIZES) {
    await sql`call pg_temp.programme(${mentees}, ${mentors})`;
    await sql`vacuum analyze`;
    rows.push([
      `${mentees} mentees, ${mentors} mentors, the best 25`,
      ...await measure(sql, second.client, mentees),
    ]);
  }
  print("");
  table(
    [
      "seconds",
      "in all",
      "lists",
      "who gets whom",
      "proposals",
      "longest statement",
      "publishing",
      "matched",
    ],
    rows,
  );
}

async function measure(sql: postgres.Sql, other: postgres.Sql, mentees: number): Promise<string[]> {
  const [row] = await sql`select pg_temp.id('programme', ${mentees}) as id`;
  const id = String(row?.id);
  const times = { start: 0, lists: 0, pairs: 0, proposals: 0, publishing: 0 };
  let longest = 0;
  const time = async (part: keyof typeof times, work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    times[part] += (performance.now() - start) / 1000;
  };
  const statement = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    longest = Math.max(longest, (performance.now() - start) / 1000);
  };
  /** Steps, two at once as the route does them, while a condition on the matching holds. */
  const steps = async (holds: string) => {
    const lane = async (client: postgres.Sql) => {
      while (
        (await client.unsafe(`select from private.programme_matchings where programme_id = $1 and ${holds}`, [
          id,
        ])).length > 0
      ) {
        await statement(() => client`select private.step_matching(${id})`);
      }
    };
    await Promise.all([lane(sql), lane(other)]);
  };
  await time("start", () => statement(() => sql`select private.start_matching(${id})`));
  await time("lists", () => steps("scored < mentees_total and status = 'running'"));
  await time("pairs", () => statement(() => sql`select private.step_matching(${id})`));
  await checkLists(sql, id);
  await checkPairs(sql, id);
  await time("proposals", () => steps("status = 'running'"));
  const [made] =
    await sql`select status, matched, error from private.programme_matchings where programme_id = ${id}`;
  const matching = Matching.parse(made);
  if (matching.status !== "done") {
    throw new Sentence(`The matching is ${matching.status}: ${matching.error}.`);
  }
  let published = 0;
  for (let after: string | null | undefined = null; after !== undefined;) {
    await time("publishing", () =>
      statement(async () => {
        const [batch] = await sql`select public.publish_proposals(${id}, null, ${after ?? null}) as answer`;
        const answer = Batch.parse(batch?.answer);
        published += answer.published;
        after = answer.next ?? undefined;
      }));
  }
  if (published !== matching.matched) {
    throw new Sentence(`${published} of ${matching.matched} proposals were published.`);
  }
  const { start, lists, pairs, proposals, publishing } = times;
  const all = start + lists + pairs + proposals;
  return [
    ...[all, lists, pairs, proposals, longest, publishing].map((seconds) => seconds.toFixed(2)),
    String(matching.matched),
  ];
}

/** Throws where a list is not what matching one mentee with everybody gives, wishes before. */
async function checkLists(sql: postgres.Sql, programme: string): Promise<void> {
  const [wrong] = await sql`
    with run as (select * from private.programme_matchings where programme_id = ${programme}),
    checked as (select mentee from private.programme_candidates where programme_id = ${programme} order by md5(mentee::text) limit ${CHECKED}),
    lists as (
      select run.mentees[c.mentee] as mentee, l.place, run.mentors[l.mentor] as mentor, l.score
      from run, private.programme_candidates c
      cross join lateral (
        select n as place, m as mentor, need + goal + logistics + interest as score
        from unnest(c.mentors, c.needs, c.goals, c.logistics, c.interests) with ordinality as u (m, need, goal, logistics, interest, n)
      ) l
      where c.programme_id = ${programme} and c.mentee in (select mentee from checked)
    ),
    slow as (
      select m.mentee_id as mentee, m.mentor_id as mentor, m.score,
        row_number() over (partition by m.mentee_id order by w.position, m.score desc, m.mentor_id) as place
      from (select array_agg(run.mentees[mentee]) as ids from run, checked) people
      cross join private.match_mentors(people.ids, null, false) m
      join public.programme_members j on j.programme_id = ${programme} and j.user_id = m.mentor_id and j.role = 'mentor'
      left join public.programme_rankings w
        on w.programme_id = ${programme} and w.mentee_id = m.mentee_id and w.mentor_id = m.mentor_id
    )
    select count(*)::integer as n
    from (select * from lists) l full join (select * from slow where place <= 25) s using (mentee, place, mentor, score)
    where l.mentee is null or s.mentee is null or l.score is null`;
  if (wrong?.n !== 0) throw new Sentence(`${wrong?.n} places on lists are wrong.`);
}

/** Throws where a mentor gets too many, or a mentee and a mentor would rather have each other. */
async function checkPairs(sql: postgres.Sql, programme: string): Promise<void> {
  const [wrong] = await sql`
    with asked as materialized (
      select c.mentee, c.chosen, u.n, u.mentor, u.need + u.goal + u.logistics + u.interest as score
      from private.programme_candidates c
      cross join unnest(c.mentors, c.needs, c.goals, c.logistics, c.interests) with ordinality as u (mentor, need, goal, logistics, interest, n)
      where c.programme_id = ${programme}
    ),
    held as (
      select mentor, count(*) as taken, min(score) as score,
        (array_agg(mentee order by score, mentee desc))[1] as last
      from asked where n = chosen group by mentor
    ),
    places as (
      select u.n as mentor, u.places
      from private.programme_matchings r
      cross join unnest(private.programme_places(r.programme_id, r.mentors)) with ordinality as u (places, n)
      where r.programme_id = ${programme}
    )
    select (select count(*) from held h join places p using (mentor) where h.taken > p.places)::integer as crowded,
      (select count(*) from asked a join places p using (mentor) left join held h using (mentor)
        where (a.chosen is null or a.n < a.chosen)
          and (coalesce(h.taken, 0) < p.places or (a.score, -a.mentee) > (h.score, -h.last)))::integer as blocking`;
  if (wrong?.crowded !== 0 || wrong.blocking !== 0) {
    throw new Sentence(
      `${wrong?.crowded} mentors have too many, ${wrong?.blocking} pairs would rather have each other.`,
    );
  }
}
