import { assert, assertEquals } from "@std/assert";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import type { TransactionSql } from "postgres";
import { API_URL, call, refused, register, registerAs, withDatabase } from "./support.ts";

const REPORT = "analytics/org/fairness";
const MINE = "analytics/me/diversity";

const switchOn = () =>
  withDatabase((sql) =>
    sql`insert into public.feature_settings (feature, enabled) values ('fairness', true)
      on conflict (org_unit_id, feature) do update set enabled = true`
  );

// Declarations -------------------------------------------------------------------------------------------------------------

Deno.test("a declaration is made, replaced, exported and withdrawn at once; nobody else sees it, and no log", async () => {
  await switchOn();
  const [person, hr] = [await register(), await registerAs("hr_admin")];
  const empty = await person.call("GET", MINE);
  assertEquals([empty.body.gender, empty.body.declared_at, empty.body.etag], [null, null, "0"]);
  const put = (body: unknown, etag?: string) =>
    person.call("PUT", MINE, { body, ...(etag ? { headers: { "if-match": etag } } : {}) });
  const made = await put({ gender: "non_binary", disability: "yes", age_group: "prefer_not_to_say" }, "0");
  assertEquals([made.status, made.body.gender, made.body.caring_responsibilities], [200, "non_binary", null]);
  refused(await put({ gender: "woman" }, "0"), 412, "stale");
  refused(await put({ gender: "a whale" }), 400, "invalid");
  refused(await put({ religion: "yes" }), 400, "invalid");
  refused(await put({ user_id: hr.id, gender: "woman" }), 400, "invalid");
  const less = await put({ gender: "woman" }, made.body.etag);
  assertEquals([less.body.gender, less.body.disability], ["woman", null]);
  const exported = await person.call("GET", "user-management/me/export");
  assertEquals(exported.body.tables.user_diversity[0].gender, "woman");
  assertEquals((await hr.call("GET", MINE)).body.gender, null);
  const logged = await withDatabase((sql) =>
    sql`select from public.audit_log where subject_id = ${person.id} and table_name in ('user_diversity', 'fairness_members')`
  );
  assertEquals(logged.length, 0);
  assertEquals((await person.call("DELETE", MINE)).status, 204);
  assertEquals((await person.call("DELETE", MINE)).status, 204);
  assertEquals((await person.call("GET", MINE)).body.gender, null);
  const [left] = await withDatabase((sql) =>
    sql`select count(*)::integer as rows from public.user_diversity where user_id = ${person.id}`
  );
  assertEquals(left?.rows, 0);
  // Two at once: one row, and both are answered.
  const both = await Promise.all([put({ gender: "man" }), put({ gender: "woman" })]);
  assertEquals(both.map(({ status }) => status), [200, 200]);
  await person.call("DELETE", "user-management/me", { body: { confirm: person.email } });
  assertEquals((await person.call("GET", MINE)).body.gender, null);
});

// What is hidden --------------------------------------------------------------------------------------------------------------

/** Hides one group after the other until it is enough. */
function hiddenOf(sizes: number[]): boolean[] {
  const all = sizes.reduce((a, b) => a + b, 0);
  const hidden = sizes.map((size) => size < 5 || size / all < 0.02);
  for (;;) {
    const [away, shown] = [sizes.filter((_, i) => hidden[i]), sizes.filter((_, i) => !hidden[i])];
    const enough = away.length === 0 || away.length >= 2 && away.reduce((a, b) => a + b, 0) >= 5;
    if (enough || shown.length === 0) return hidden;
    hidden[sizes.findIndex((size, i) => !hidden[i] && size === Math.min(...shown))] = true;
  }
}

Deno.test("groups under 5 or under 2 % are hidden, and with one as many more as keep it hidden", async () => {
  await withDatabase(async (sql) => {
    const size = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 700 }));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 6 }), async (sizes) => {
        const [row] = await sql`select private.hidden_groups(${sizes}::integer[]) as hidden`;
        assertEquals(row?.hidden, hiddenOf(sizes));
      }),
      { numRuns: 200 },
    );
  });
});

// Months of joiners and leavers --------------------------------------------------------------------------------------------------

const GENDERS = ["woman", "man", "non_binary"] as const;
const Change = fc.record({
  person: fc.nat(59),
  what: fc.constantFrom("woman", "man", "non_binary", "prefer_not_to_say", "withdraw", "leave", "toggle"),
});
const History = fc.record({
  /** How many of the first people are in which group; the rest have said nothing. */
  sizes: fc.tuple(
    fc.integer({ min: 0, max: 24 }),
    fc.integer({ min: 0, max: 24 }),
    fc.integer({ min: 0, max: 11 }),
  ),
  mentored: fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }),
  months: fc.array(
    fc.oneof(fc.array(Change, { maxLength: 3 }), fc.array(Change, { maxLength: 14 })),
    { minLength: 3, maxLength: 6 },
  ),
});

/** Does a job's steps, some of them twice. */
async function runJob(sql: TransactionSql, month: string, twice: number): Promise<void> {
  let cursor: unknown = null;
  for (let step = 0;; step++) {
    const given = cursor === null ? null : sql.json(JSON.parse(JSON.stringify(cursor)));
    const once = () => sql`select private.job_fairness(${given}, ${month}::date) -> 'next' as next`;
    const [row] = await once();
    if (step > 0 && step % 3 === twice) await once();
    cursor = row?.next ?? null;
    if (cursor === null) return;
  }
}

class Undone extends Error {}

Deno.test("whoever sees every report, with exact numbers, learns of no group under 5, nor of 1 to 4 who came or went", async () => {
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(History, async ({ sizes, mentored, months }) => {
        await sql.begin(async (sql) => {
          await sql`delete from public.user_diversity`;
          await sql`delete from public.fairness_members`;
          for (const table of ["fairness_reports", "fairness_cells", "fairness_months"]) {
            await sql`delete from ${sql(`private.${table}`)}`;
          }
          await sql`insert into public.feature_settings (feature, enabled) values ('fairness', true)
            on conflict (org_unit_id, feature) do update set enabled = true`;
          // So many others that the median is nobody's mentor.
          await sql`insert into public.users (full_name) select 'Other' from generate_series(1, 70)`;
          const made =
            await sql`insert into public.users (full_name) select 'Pat Example' from generate_series(1, 60) returning id`;
          const people = made.map(({ id }) => String(id));
          await sql`insert into public.mentorships (mentee_id, mentor_id, started_at)
            select p, ${people[0] ?? ""}, '2020-01-01' from unnest(${
            people.filter((_, i) => i > 0 && mentored[i])
          }::uuid[]) p`;
          const answers = new Map<string, string>();
          const write = async (person: string, answer: string | null) => {
            if (answer === null) await sql`delete from public.user_diversity where user_id = ${person}`;
            else {
              await sql`insert into public.user_diversity (user_id, gender) values (${person}, ${answer})
                on conflict (user_id) do update set gender = excluded.gender`;
            }
            if (answer === null || answer === "prefer_not_to_say") answers.delete(person);
            else answers.set(person, answer);
          };
          const first = GENDERS.flatMap((gender, i) => Array.from({ length: sizes[i] ?? 0 }, () => gender));
          for (const [i, gender] of first.entries()) await write(people[i] ?? "", gender);
          const gone = new Set<string>();
          /** Who was in each group when it was measured, by group and day. */
          const told = new Map<string, Map<string, { members: Set<string>; above: number }>>();

          for (const [n, changes] of months.entries()) {
            for (const { person: i, what } of changes) {
              const person = people[i] ?? "";
              if (gone.has(person)) continue;
              const before = answers.get(person) ?? null;
              if (what === "toggle") {
                for (let k = 0; k < 6; k++) {
                  await write(person, null);
                  if (before) await write(person, before);
                }
              } else if (what === "leave") {
                await sql`update public.users set status = 'left' where id = ${person}`;
                answers.delete(person);
                gone.add(person);
              } else await write(person, what === "withdraw" ? null : what);
              const kept = await sql`select answer from public.fairness_members
                where user_id = ${person} and attribute = 'gender' and answer is not null`;
              const now = answers.get(person) ?? null;
              assert(kept.every(({ answer }) => answer === now), "what was withdrawn is still there");
            }
            const month = `2025-0${n + 1}-01`;
            await runJob(sql, month, n % 3);
            const groups = new Map(GENDERS.map((gender) => [
              gender as string,
              new Set([...answers].filter(([, answer]) => answer === gender).map(([person]) => person)),
            ]));
            const rows =
              await sql`select answer, people, above, measured_on::text as day from private.fairness_reports
              where month = ${month} and measure = 'mentored' and attribute = 'gender'`;
            const present = [...groups].filter(([, members]) => members.size > 0);
            assertEquals(rows.map(({ answer }) => answer).sort(), present.map(([group]) => group).sort());
            const hidden = new Map(
              hiddenOf(present.sort(([a], [b]) => a < b ? -1 : 1).map(([, members]) => members.size)).map((
                is,
                i,
              ) => [present[i]?.[0], is]),
            );
            const [today] = await sql`select (${month}::date - 1)::text as day`;
            for (const { answer, people: size, above, day } of rows) {
              assertEquals(size === null, hidden.get(answer), `${answer} hidden`);
              if (size === null) continue;
              const history = told.get(answer) ?? new Map();
              told.set(answer, history);
              if (day === today?.day) {
                const members = groups.get(answer) ?? new Set();
                const over = [...members].filter((person) => {
                  const i = people.indexOf(person);
                  return i > 0 && mentored[i];
                }).length;
                assertEquals([size, above], [members.size, over], "a share that is not the group's");
                history.set(day, { members, above });
              } else {
                const then = history.get(day);
                assertEquals([size, above], [then?.members.size, then?.above], "not what was told then");
              }
              assert(size >= 5);
            }
          }
          // One cell at any two dates: nobody, or at least 5, came or went.
          for (const history of told.values()) {
            const dates = [...history.values()];
            for (const [i, then] of dates.entries()) {
              const now = dates[i + 1];
              if (!now) continue;
              const moved = then.members.symmetricDifference(now.members).size;
              assert(moved === 0 || moved >= 5, `${moved} came or went`);
            }
          }
          const [rest] = await sql`select (select count(*) from private.fairness_counts)::integer as counts,
            (select count(*) from public.fairness_members where not published)::integer as members`;
          assertEquals([rest?.counts, rest?.members], [0, 0]);
          throw new Undone();
        }).catch((error) => {
          if (!(error instanceof Undone)) throw error;
        });
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

// The report ---------------------------------------------------------------------------------------------------------------------------

Deno.test("GET /org/fairness: shares, ratios to the best group that is shown, flags under 0.8; by month, in pages and as CSV; HR alone", async () => {
  await switchOn();
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  // A time of its own.
  const year = 1950 + Math.floor(Math.random() * 50);
  await withDatabase(async (sql) => {
    for (const month of [`${year}-01-01`, `${year}-02-01`]) {
      await sql`insert into private.fairness_months (month) values (${month}) on conflict do nothing`;
      await sql`insert into private.fairness_reports (month, measure, attribute, answer, people, above, measured_on) values
        (${month}, 'promoted', 'gender', 'man', 50, 25, ${month}), (${month}, 'promoted', 'gender', 'woman', 500, 200, ${month}),
        (${month}, 'promoted', 'disability', 'yes', null, null, null), (${month}, 'promoted', 'disability', 'no', null, null, null),
        (${month}, 'mentored', 'age_group', '25_to_34', 1000, 0, ${month}), (${month}, 'mentored', 'age_group', 'under_25', 10, 0, ${month}),
        (${month}, 'learning_hours', 'gender', 'man', 1000, 500, ${month}), (${month}, 'learning_hours', 'gender', 'woman', 1000, 399, ${month})
        on conflict do nothing`;
    }
  });
  const query = `${REPORT}?from=${year}-01-01&to=${year}-01-31`;
  const { body } = await hr.call("GET", `${query}&count=true`);
  const cells = body.items.map((
    cell: {
      measure: string;
      group: string;
      share: number;
      ratio: number;
      flagged: boolean;
      suppressed: boolean;
    },
  ) => [cell.measure, cell.group, cell.share, cell.ratio, cell.flagged, cell.suppressed]);
  assertEquals([body.total, cells], [8, [
    ["learning_hours", "man", 50, 1, false, false],
    // 0.798: what is shown is rounded, what is flagged is not.
    ["learning_hours", "woman", 40, 0.8, true, false],
    ["mentored", "25_to_34", 0, null, false, false],
    ["mentored", "under_25", 0, null, false, false],
    ["promoted", "no", null, null, false, true],
    ["promoted", "yes", null, null, false, true],
    ["promoted", "man", 50, 1, false, false],
    ["promoted", "woman", 40, 0.8, false, false],
  ]]);
  // No number of people, anywhere.
  assertEquals(/people|above/.test(JSON.stringify(body)), false);
  const page = await hr.call("GET", `${query}&limit=5`);
  const rest = await hr.call("GET", `${query}&limit=5&cursor=${page.body.next_cursor}`);
  assertEquals([...page.body.items, ...rest.body.items], body.items);
  const some = await hr.call("GET", `${REPORT}?from=${year}-01-15&to=${year}-02-01&measure=promoted`);
  assertEquals(some.body.items.length, 8);

  const response = await fetch(`${API_URL}/functions/v1/${query}`, {
    headers: { authorization: `Bearer ${hr.token}`, accept: "text/csv" },
  });
  assertEquals(response.headers.get("content-type")?.split(";")[0], "text/csv");
  const [titles, ...rows] = parse(await response.text(), { bom: true });
  assertEquals([titles?.[0], rows.length, rows[1]?.[3], rows[4]?.[4]], ["month", 8, "woman", ""]);

  refused(await hr.call("GET", `${REPORT}?from=2026-13-01`), 400, "invalid");
  refused(await hr.call("GET", `${REPORT}?org_unit_id=${crypto.randomUUID()}`), 400, "invalid");
  refused(await peer.call("GET", REPORT), 403, "forbidden");
  refused(await call("GET", REPORT), 401, "unauthenticated");
});
