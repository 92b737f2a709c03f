import { decodeJwt } from "jose";
import type postgres from "postgres";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";
import { type Bed, call, signUp } from "./bed.ts";
import { median, race } from "./load.ts";
import { type Organisation, organisation, type Person } from "./organisation.ts";
import { print, table } from "./table.ts";

const SMALL = 5_000;
const LARGE = 50_000;
const DIVISION = 20_000;
const PAIRS = 200;
const PAGE = 50;
const WARM_UP = 3;

interface Measured {
  what: string;
  times: number[];
  /** What the issue asks for at the larger size. */
  limit?: string;
}

const Row = z.object({ id: z.string(), full_name: z.string(), job_title: z.string().nullable() });
const Answer = z.object({ items: z.array(Row) });
const Reports = z.object({ items: z.array(z.object({ id: z.string() })) });
const Id = z.array(z.object({ id: z.string() }));

/** Moves, the directory, one's own line and `/me` in an organisation of 50,000 people, beside one of a tenth. */
export async function lines(bed: Bed): Promise<void> {
  const { dbUrl } = bed.stack;
  const small = await organisation(dbUrl, { people: SMALL, seed: 1, skills: 0 });
  // The same person asks at both sizes.
  const { token } = await signUp(bed.stack, small.employee.email);
  const before = await measure(bed, small, small.employee, token);
  // A second company comes, and with it they are as many as the limits speak of.
  const large = await organisation(dbUrl, { people: LARGE - SMALL, seed: 2, division: DIVISION, skills: 0 });
  const after = await measure(bed, large, small.employee, token);

  print(
    `\nms, median and worst; commits don't wait for the disk; the largest division of the larger has ${DIVISION}:\n`,
  );
  table(
    ["", `${before.people} people`, `${after.people} people`, "limit"],
    before.measured.map(({ what, times, limit = "" }, index) => {
      return [what, figures(times), figures(after.measured[index]?.times ?? []), limit];
    }),
  );
  // Minutes lie between the two: /health, which always does the same, tells how busy the machine was.
  const me = after.me / before.me;
  const health = after.health / before.health;
  print(
    `\nGET /me: ${after.me.toFixed(0)} req/s with ${after.people} people beside ${
      before.me.toFixed(0)
    } with ` +
      `${before.people}: × ${me.toFixed(2)}; /health in the same rounds × ${health.toFixed(2)}, ` +
      `so × ${(me / health).toFixed(2)}`,
  );
}

function figures(times: number[]): string {
  return `${median(times).toFixed(1)}  ${Math.max(...times).toFixed(1)} of ${times.length}`;
}

/** All that is measured at one size; in the end everybody is where they were. */
async function measure(bed: Bed, made: Organisation, employee: Person, token: string) {
  const { apiUrl, dbUrl, keys } = bed.stack;
  await using session = closing(connect(dbUrl));
  const sql = session.client;
  const [row] = await sql`select count(*) from public.users`;
  const people = Number(row?.count).toLocaleString("en");

  print(`\nGET /me with ${people} people:\n`);
  const headers = { authorization: `Bearer ${token}`, apikey: keys.publishable };
  const [me = NaN, health = NaN] = await race(bed, [
    {
      name: "the function",
      url: `${apiUrl}/functions/v1/user-management/me`,
      headers,
      same: (answer) => z.object({ id: z.literal(employee.id) }).parse(answer),
    },
    { name: "the function's /health", url: `${apiUrl}/functions/v1/user-management/health` },
  ]);

  const measured: Measured[] = [
    {
      what: "get_me(), in the database",
      times: await asked(sql, token, 50, (as) => as`select public.get_me()`),
    },
    ...await moves(sql, made),
    ...await directory(bed, sql, token),
    ...await ownLine(bed, sql, "none", employee, token),
  ];
  for (const [who, person] of [["340", made.manager], ["the division", made.division]] as const) {
    const { token } = await signUp(bed.stack, person.email);
    measured.push(...await ownLine(bed, sql, who, person, token));
  }
  measured.push(await oppositeMoves(dbUrl, made));
  await checkLines(sql);
  return { people, measured, me, health };
}

/** How long something took, each time, once it is warm; what it answers is checked outside of that time. */
async function timed<T>(
  count: number,
  act: (n: number) => Promise<T>,
  check: (answer: T, n: number) => void = () => {},
): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + count; n++) {
    const start = performance.now();
    const answer = await act(n);
    times.push(performance.now() - start);
    check(answer, n);
  }
  return times.slice(WARM_UP);
}

/** Asks the database as somebody: with their claims and role, as PostgREST would. */
export async function asked(
  sql: postgres.Sql,
  token: string,
  count: number,
  query: (sql: postgres.TransactionSql, n: number) => Promise<readonly unknown[]>,
  check?: (rows: readonly unknown[], n: number) => void,
): Promise<number[]> {
  let times: number[] = [];
  await sql.begin(async (as) => {
    await as`select set_config('request.jwt.claims', ${JSON.stringify(decodeJwt(token))}, true)`;
    await as`set local role authenticated`;
    times = await timed(count, (n) => query(as, n), check);
  });
  return times;
}

async function moves(
  sql: postgres.Sql,
  { chief, division, neighbour, employee }: Organisation,
): Promise<Measured[]> {
  const [leaf] = await sql`
    select e.manager_id as from, (
      select o.manager_id from public.reporting_lines l join public.employment_info o on o.user_id = l.report_id
      where l.manager_id = ${chief.id} and l.depth = 7 and o.manager_id <> e.manager_id limit 1
    ) as to
    from public.employment_info e where e.user_id = ${employee.id}`;
  const move = (person: string, manager: string) =>
    sql`update public.employment_info set manager_id = ${manager} where user_id = ${person}`;
  const there = (n: number) => n % 2 === 0;
  const times = {
    leaf: await timed(51, (n) => move(employee.id, there(n) ? leaf?.to : leaf?.from)),
    division: await timed(5, (n) => move(division.id, there(n) ? neighbour.id : chief.id)),
  };
  await checkLines(sql);
  return [
    { what: "somebody with nobody below moves", times: times.leaf, limit: "10" },
    { what: "the largest division moves", times: times.division, limit: "2000" },
  ];
}

/** Throws when the closure is not what walking up from everybody finds, as it can't be where there is a cycle. */
async function checkLines(sql: postgres.Sql): Promise<void> {
  const [found] = await sql`
    with recursive up (manager_id, report_id, depth) as (
      select manager_id, user_id, 1 from public.employment_info where manager_id is not null
      union all
      select e.manager_id, up.report_id, up.depth + 1
      from up join public.employment_info e on e.user_id = up.manager_id
      where e.manager_id is not null and up.depth < 100
    ),
    lines as (select manager_id, report_id, depth from public.reporting_lines)
    select (select count(*) from up where manager_id = report_id) as cycles,
      (select count(*) from (table up except table lines) missing)
        + (select count(*) from (table lines except table up) stale) as wrong`;
  if (found?.cycles !== "0") throw new Sentence(`${found?.cycles} times somebody is above themselves.`);
  if (found.wrong !== "0") {
    throw new Sentence(`${found.wrong} reporting lines are not those of the managers.`);
  }
}

/** Two managers move at once, each below somebody of the other's people: one of them has to be refused. */
async function oppositeMoves(dbUrl: string, { chief }: Organisation): Promise<Measured> {
  await using one = closing(connect(dbUrl));
  await using other = closing(connect(dbUrl));
  const managers = await one.client`
    select e.user_id as id, e.manager_id as manager, min(r.user_id::text) as report
    from public.reporting_lines l
    join public.employment_info e on e.user_id = l.report_id
    join public.employment_info r on r.manager_id = e.user_id
    where l.manager_id = ${chief.id} and l.depth = 6
    group by e.user_id order by md5(e.user_id::text) limit ${2 * PAIRS}`;
  if (managers.length < 2 * PAIRS) throw new Sentence("There are too few managers for opposite moves.");
  const move = (sql: postgres.Sql, person: string, manager: string) =>
    sql`update public.employment_info set manager_id = ${manager} where user_id = ${person}`;
  let refused = 0;
  const times = await timed(PAIRS - WARM_UP, async (n) => {
    const [a, b] = [managers[2 * n], managers[2 * n + 1]];
    const both = await Promise.allSettled([
      move(one.client, a?.id, b?.report),
      move(other.client, b?.id, a?.report),
    ]);
    const reasons = both.flatMap((result) => result.status === "rejected" ? [result.reason] : []);
    if (reasons.some(({ code, hint }) => code !== "PT409" || hint !== "reporting_cycle")) throw reasons[0];
    refused += reasons.length;
    return [a, b];
  });
  await checkLines(one.client);
  if (refused !== PAIRS) {
    throw new Sentence(`Of ${PAIRS} pairs of opposite moves ${refused} moves were refused.`);
  }
  for (const { id, manager } of managers) await move(one.client, id, manager);
  return { what: `opposite moves at once (${PAIRS} pairs: ${refused} refused, 0 cycles)`, times };
}

async function directory(
  { stack: { apiUrl, keys } }: Bed,
  sql: postgres.Sql,
  token: string,
): Promise<Measured[]> {
  const people = await sql`
    select (array_agg(u.id))[1] as id, u.full_name as name from public.users u
    where u.full_name ~ '^\\w{4,} \\w{8,}$' group by u.full_name having count(*) = 1 order by md5(u.full_name) limit 50`;
  const first = Id.parse(await sql`select id from public.users order by name_key, id limit ${PAGE}`);
  const typo = (n: number) => misspell(String(people[n]?.name), n);
  const found = (answer: unknown, n: number) => {
    if (Answer.parse(answer).items.some(({ id }) => id === people[n]?.id)) return;
    throw new Sentence(`The directory does not find ${people[n]?.name} as ${typo(n)}.`);
  };
  const titled = (answer: unknown) => {
    const { items } = Answer.parse(answer);
    if (items.length === PAGE && items.every(({ job_title }) => job_title?.includes("Crane Operator"))) {
      return;
    }
    throw new Sentence("The directory does not find crane operators when somebody forgets a letter.");
  };
  const inOrder = (answer: unknown) => {
    if (String(Answer.parse(answer).items.map(({ id }) => id)) === String(first.map(({ id }) => id))) return;
    throw new Sentence("The first page of the directory is not the first by name.");
  };
  const rows: Measured[] = [];
  const search = async (
    what: string,
    count: number,
    q: (n: number) => string | null,
    check: (answer: unknown, n: number) => void,
    limit = "",
  ) => {
    const times = await asked(
      sql,
      token,
      count,
      (as, n) => as`select public.search_users(q => ${q(n)}::text) as answer`,
      ([row], n) => check(z.object({ answer: z.unknown() }).parse(row).answer, n),
    );
    rows.push({ what: `${what}, in the database`, times, limit });
    const url = `${apiUrl}/rest/v1/rpc/search_users`;
    const headers = {
      authorization: `Bearer ${token}`,
      apikey: keys.publishable,
      "content-type": "application/json",
    };
    const answers = await timed(count, async (n) => {
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify({ q: q(n) }) });
      return await response.json();
    }, check);
    rows.push({ what: `${what}, through PostgREST`, times: answers, limit });
  };
  await search("directory, a name with a typo", people.length - WARM_UP, typo, found, "20");
  await search("directory, a title with a typo", 10, () => "crane opertor", titled, "20");
  await search("directory, first page", 20, () => null, inOrder);
  return rows;
}

/** A letter left out, two changed about, or one doubled, in the middle of the last word. */
export function misspell(name: string, n: number): string {
  const at = name.length - 4;
  const [head, a, b, tail] = [name.slice(0, at), name.charAt(at), name.charAt(at + 1), name.slice(at + 2)];
  return head + ([b, b + a, a + a + b][n % 3] ?? "") + tail;
}

async function ownLine(
  bed: Bed,
  sql: postgres.Sql,
  who: string,
  person: Person,
  token: string,
): Promise<Measured[]> {
  const below = Id.parse(
    await sql`select report_id as id from public.reporting_lines where manager_id = ${person.id}`,
  );
  const line = new Set(below.map(({ id }) => id));
  const check = (answer: unknown, own: string[]) => {
    const ids = new Set(Id.parse(answer).map(({ id }) => id));
    const strangers = [...ids].filter((id) => !line.has(id) && !own.includes(id));
    if (strangers.length === 0 && ids.size === Math.min(PAGE, line.size + own.length)) return;
    throw new Sentence(
      `A page of the line of ${person.name}: ${ids.size} people, ${strangers.length} of them others.`,
    );
  };
  const limit = person.below < 1000 ? "10" : "";
  const reports = `user-management/users/${person.id}/reports?depth=100&limit=${PAGE}`;
  return [
    {
      what: `a page of employment_info under RLS, below: ${who}`,
      times: await asked(
        sql,
        token,
        20,
        (as) => as`select user_id as id, job_title from public.employment_info limit ${PAGE}`,
        (rows) => check(rows, [person.id]),
      ),
      limit,
    },
    {
      what: `get_reports(), in the database, below: ${who}`,
      times: await asked(
        sql,
        token,
        20,
        (as) => as`select public.get_reports(${person.id}, 100, null, ${PAGE}) as answer`,
        ([row]) => check(z.object({ answer: Reports }).parse(row).answer.items, []),
      ),
      limit,
    },
    {
      what: `GET /users/:id/reports, below: ${who}`,
      times: await timed(
        20,
        async () => Reports.parse(await call(bed, token, "GET", reports)).items,
        (items) => check(items, []),
      ),
      limit,
    },
  ];
}
