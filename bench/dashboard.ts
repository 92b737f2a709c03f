import { decodeJwt } from "jose";
import type postgres from "postgres";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, signUp } from "./bed.ts";
import { median } from "./load.ts";
import { organisation } from "./organisation.ts";
import { print, table } from "./table.ts";

const SIZES = [
  { people: 5_000, pathways: 300, courses: 200 },
  { people: 50_000, pathways: 3_000, courses: 2_000 },
] as const;
const SKILLS = 25;
const WARM_UP = 8;
const ROUNDS = 30;

const ROUTES = {
  "GET /me/dashboard": "select public.get_dashboard()",
  "GET /me/insights": "select public.get_insights()",
  "the suggestions alone": "select public.get_suggestions()",
  "GET /me/inbox": "select public.get_inbox()",
};

/** A person's own pages, of an employee, a manager and HR, in a company of 50,000 after a year, beside a tenth of it. */
export async function dashboard(bed: Bed): Promise<void> {
  await using session = closing(connect(bed.stack.dbUrl));
  const sql = session.client;
  for (const file of ["careers.sql", "course_sets.sql", "dashboard.sql"]) {
    await sql.unsafe(await Deno.readTextFile(new URL(file, import.meta.url)));
  }
  await sql`set statement_timeout = 0`;
  const rows = new Map<string, number[][]>();
  let readers: { who: string; token: string }[] = [];
  let there = 0;
  for (const [seed, { people, pathways, courses }] of SIZES.entries()) {
    await sql`call pg_temp.pathways(${pathways})`;
    await sql`call pg_temp.courses(${courses}, false)`;
    const made = await organisation(bed.stack.dbUrl, { people: people - there, seed, skills: SKILLS });
    there = people;
    if (readers.length === 0) {
      const [employee, manager] = await Promise.all([
        signUp(bed.stack, made.employee.email),
        signUp(bed.stack, made.manager.email),
      ]);
      // The same people at both sizes: what they have does not grow with the company.
      const [jobs] = await sql`select goal from pg_temp.person(${made.employee.id}, ${SKILLS})`;
      await sql`call pg_temp.live()`;
      await sql`delete from public.user_career_goals where user_id = ${made.employee.id}`;
      await sql`delete from public.mentorships where mentee_id = ${made.employee.id}`;
      await sql`insert into public.user_career_goals (user_id, pathway_id, status, started_at, target_date, coverage_at_start)
        values (${made.employee.id}, ${jobs?.goal}, 'active', now() - interval '100 days', current_date + 100, 0.2)`;
      readers = [
        { who: "an employee", token: employee.token },
        { who: "a manager, 340 below", token: manager.token },
        { who: "HR", token: bed.hr.token },
      ];
    } else {
      await sql`call pg_temp.live()`;
    }
    await sql`select private.refresh_moves()`;
    await sql`select private.refresh_distances(array(
      select e.pathway_id from public.employment_info e join public.users u on u.id = e.user_id and u.auth_id is not null), null)`;
    await sql`vacuum analyze`;
    const [count] =
      await sql`select (select count(*) from public.users) as people, (select count(*) from public.user_skills) as skills,
      (select count(*) from public.user_training) as enrolments, (select count(*) from public.notifications) as notifications,
      (select count(*) from public.mentor_profiles) as mentors`;
    const size = Object.entries(count ?? {}).map(([what, n]) => `${Number(n).toLocaleString("en")} ${what}`);
    print(size.join(", "));
    for (const { who, token } of readers) {
      for (const [route, query] of Object.entries(ROUTES)) {
        const times = await timed(sql, token, query);
        const before = rows.get(`${route}, ${who}`) ?? [];
        rows.set(`${route}, ${who}`, [...before, times]);
      }
    }
  }
  print("\nms in the database, median and best:\n");
  table(
    ["", ...SIZES.map(({ people }) => `${people} people`), "÷"],
    [...rows].map(([what, [small = [], large = []]]) => [
      what,
      ...[small, large].map((times) => `${median(times).toFixed(1)}  ${Math.min(...times).toFixed(1)}`),
      (median(large) / median(small)).toFixed(1),
    ]),
  );
}

/** Asks as somebody, with what PostgREST sets; throws on an answer that holds nothing. */
async function timed(sql: postgres.Sql, token: string, query: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    await sql.begin(async (sql) => {
      await sql`select set_config('request.jwt.claims', ${JSON.stringify(decodeJwt(token))}, true)`;
      const start = performance.now();
      const [answer] = await sql.unsafe(query, [], { prepare: true });
      if (round >= WARM_UP) times.push(performance.now() - start);
      if (!answer) throw new Sentence("There is no answer.");
    });
  }
  return times;
}
