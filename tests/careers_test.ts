import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type postgres from "postgres";
import { cast, refused, register, withDatabase } from "./support.ts";

const PATHWAYS = "career-development/pathways";

Deno.test("pathways: search with a typo, levels, every sort paged whole, with the gap of the reader", async () => {
  const person = await register();
  const all = (await person.call("GET", `${PATHWAYS}?limit=200&count=true&with=gap`)).body;
  // Other tests made more.
  for (let next = all.next_cursor; next;) {
    const { body } = await person.call("GET", `${PATHWAYS}?limit=200&count=true&with=gap&cursor=${next}`);
    all.items.push(...body.items);
    next = body.next_cursor;
  }
  assert(all.total >= 25);
  assertEquals(all.items.length, all.total);
  const one = all.items.find(({ name }: { name: string }) => name === "Senior Terminal Planner");
  const typo = encodeURIComponent(one.name.replace(/(..)./, "$1"));
  assert(
    (await person.call("GET", `${PATHWAYS}?q=${typo}`)).body.items.some(({ id }: { id: string }) =>
      id === one.id
    ),
  );
  const levels = (await person.call("GET", `${PATHWAYS}?level=3&level=4&limit=200`)).body.items;
  assert(levels.length > 0 && levels.every(({ level }: { level: number }) => level === 3 || level === 4));

  // One skill of the first pathway, so that coverages differ.
  const { requirements } = (await person.call("GET", `${PATHWAYS}/${one.id}`)).body;
  await person.call("PUT", "skills-management/me/skills", {
    body: { items: [{ skill_id: requirements[0].skill.id, level: 5 }] },
  });
  for (const sort of ["name", "-name", "level", "-level", "coverage", "-coverage"]) {
    const seen: { id: string; coverage: number; level: number; name: string }[] = [];
    let cursor = "";
    do {
      const { body } = await person.call(
        "GET",
        `${PATHWAYS}?with=gap&sort=${sort}&limit=${Math.min(200, Math.ceil(all.total / 5))}${cursor}`,
      );
      seen.push(...body.items);
      cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
    } while (cursor);
    assertEquals(new Set(seen.map(({ id }) => id)).size, all.total, sort);
    const by = sort.replace("-", "") as "coverage" | "level";
    if (by === "coverage" || by === "level") {
      // A pathway with no level comes last in both directions.
      const values = seen.map((item) => item[by] ?? (sort === "level" ? 7 : 0));
      assertEquals(values, values.toSorted((a, b) => (sort.startsWith("-") ? b - a : a - b)), sort);
    }
  }
  const gap = (await person.call("GET", `${PATHWAYS}/${one.id}/gap`)).body;
  const listed =
    (await person.call("GET", `${PATHWAYS}?with=gap&q=${encodeURIComponent(one.name)}`)).body.items;
  const same = listed.find(({ id }: { id: string }) => id === one.id);
  assertEquals([same.coverage, same.readiness], [gap.coverage, gap.readiness]);
  assert(gap.coverage > 0 && gap.coverage < 1);
});

Deno.test("pathways answer If-None-Match with 304, until something changes", async () => {
  const person = await register();
  const first = await person.call("GET", `${PATHWAYS}?limit=3`);
  const etag = first.headers.get("etag") ?? "";
  assertEquals(
    (await person.call("GET", `${PATHWAYS}?limit=3`, { headers: { "if-none-match": etag } })).status,
    304,
  );
  assertEquals(
    (await person.call("GET", `${PATHWAYS}?limit=2`, { headers: { "if-none-match": etag } })).status,
    200,
  );
});

Deno.test("pathway routes: bad ids and queries → 400, missing → 404", async () => {
  const person = await register();
  for (const path of ["1", "1/gap"]) refused(await person.call("GET", `${PATHWAYS}/${path}`), 400, "invalid");
  for (const path of ["", "/gap"]) {
    refused(await person.call("GET", `${PATHWAYS}/${crypto.randomUUID()}${path}`), 404, "not_found");
  }
  for (
    const query of [
      "level=9",
      "level=x",
      "with=all",
      "sort=id",
      "q=",
      "limit=-1",
      "org_unit_id=1",
      "user_id=1",
    ]
  ) {
    refused(await person.call("GET", `${PATHWAYS}?${query}`), 400, "invalid");
  }
  const { body: { items: [{ id }] } } = await person.call("GET", `${PATHWAYS}?limit=1`);
  refused(await person.call("GET", `${PATHWAYS}/${id}/gap?user_id=me`), 400, "invalid");
  refused(await person.call("GET", `${PATHWAYS}/${id}/gap?user_id=${crypto.randomUUID()}`), 404, "not_found");
});

Deno.test("the gap of another: line above and HR; peers, people below and missing people → 404", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const { body: { items: [{ id }] } } = await peer.call("GET", `${PATHWAYS}?limit=1`);
  for (const viewer of [boss, lead, worker, hr]) {
    assertEquals((await viewer.call("GET", `${PATHWAYS}/${id}/gap?user_id=${worker.id}`)).status, 200);
  }
  refused(await peer.call("GET", `${PATHWAYS}/${id}/gap?user_id=${worker.id}`), 404, "not_found");
  refused(await worker.call("GET", `${PATHWAYS}/${id}/gap?user_id=${boss.id}`), 404, "not_found");
});

// The gap against the slow obvious version ------------------------------------------------------------------------

interface Requirement {
  level: number;
  /** In hundredths, as the column has two decimals. */
  weight: number;
  mandatory: boolean;
  /** What the person has: null is unrated, undefined is not at all. */
  has: number | null | undefined;
}
interface Competency {
  level: number;
  mandatory: boolean;
  has: number | undefined;
}

/** Design section 6, word by word, in whole numbers: 60 is divisible by every level. */
function slowGap(requirements: Requirement[], competencies: Competency[]) {
  const counted = ({ has }: Requirement) => (has === undefined ? 0 : has ?? 2);
  const total = requirements.reduce((sum, r) => sum + r.weight * 60, 0);
  const earned = requirements.reduce(
    (sum, r) => sum + r.weight * Math.min(counted(r), r.level) * (60 / r.level),
    0,
  );
  const unmet = requirements.filter((r) => r.mandatory && (r.has ?? 0) < r.level).length +
    competencies.filter((c) => c.mandatory && (c.has ?? 0) < c.level).length;
  const readiness = unmet === 0 && earned * 10 >= total * 9
    ? "ready"
    : unmet <= 1 && earned * 10 >= total * 7
    ? "near"
    : "develop";
  return {
    coverage: requirements.length ? earned / total : null,
    readiness: requirements.length ? readiness : null,
    shares: requirements.map((r) =>
      (r.weight * 60 - r.weight * Math.min(counted(r), r.level) * (60 / r.level)) / total
    ),
  };
}

const level = fc.integer({ min: 1, max: 5 });
const requirement: fc.Arbitrary<Requirement> = fc.record({
  level,
  weight: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(100, 200, 300)),
  mandatory: fc.boolean(),
  has: fc.oneof(level, level, level, fc.constantFrom(null, undefined)),
});
const competency: fc.Arbitrary<Competency> = fc.record({
  level,
  mandatory: fc.boolean(),
  has: fc.oneof(level, level, fc.constant(undefined)),
});

/** Writes a case into the database and asks it for the gap, in a transaction that never lasts. */
async function databaseGap(
  sql: postgres.Sql,
  person: string,
  requirements: Requirement[],
  competencies: Competency[],
) {
  const rollback = new Error("rollback");
  const rows = JSON.stringify(
    requirements.map((r, n) => ({
      ...r,
      n,
      weight: r.weight / 100,
      has: r.has ?? null,
      absent: r.has === undefined,
    })),
  );
  const asked = JSON.stringify(competencies);
  // deno-lint-ignore no-explicit-any -- the answer of a SQL function; the assertions read it.
  let gap: any;
  await sql.begin(async (tx) => {
    await tx`select set_config('request.jwt.claims', json_build_object('sub', (select auth_id from public.users where id = ${person}))::text, true)`;
    const [made] = await tx`
      with pathway as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id),
      input as (
        select r.*, gen_random_uuid() as skill_id from jsonb_to_recordset(${rows}::text::jsonb) as r (n int, level int, weight numeric, mandatory boolean, has int, absent boolean)
      ),
      skills as (insert into public.skills (id, name) select skill_id, 'Skill ' || n || skill_id from input returning id),
      levels as (
        insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
        select ${person}, skill_id, has, case when has is not null then 'self' end, case when has is not null then now() end
        from input where not absent
      ),
      requirements as (
        insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
        select pathway.id, skill_id, level, weight, mandatory from input, pathway
      ),
      asked as (
        select c.*, gen_random_uuid() as competency_id from jsonb_to_recordset(${asked}::text::jsonb) as c (level int, mandatory boolean, has int)
      ),
      competencies as (insert into public.competencies (id, name) select competency_id, competency_id::text from asked),
      held as (
        insert into public.user_competencies (user_id, competency_id, level, source)
        select ${person}, competency_id, has, 'hr' from asked where has is not null
      ),
      wanted as (
        insert into public.pathway_competencies (pathway_id, competency_id, level, mandatory)
        select pathway.id, competency_id, level, mandatory from asked, pathway
      )
      select id from pathway`;
    const [answer] = await tx`select private.get_gap(${made?.id}, null) as gap`;
    gap = answer?.gap;
    throw rollback;
  }).catch((error) => {
    if (error !== rollback) throw error;
  });
  return gap;
}

Deno.test("gap: equal to the slow obvious version; C + Σ shares = 1; order and weight scale change nothing; monotone", async () => {
  const { id } = await register();
  await withDatabase((sql) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(requirement, { maxLength: 8 }),
        fc.array(competency, { maxLength: 3 }),
        async (requirements, competencies) => {
          const slow = slowGap(requirements, competencies);
          const fast = await databaseGap(sql, id, requirements, competencies);
          assertEquals(fast.readiness, slow.readiness);
          if (slow.coverage === null) return assertEquals([fast.coverage, fast.gaps], [null, []]);
          assertAlmostEquals(fast.coverage, slow.coverage, 1e-12);
          const shares: number[] = fast.gaps.map(({ share }: { share: number }) => share);
          assertEquals(shares.length, requirements.length);
          assertAlmostEquals(fast.coverage + shares.reduce((a, b) => a + b), 1, 1e-12);
          shares.forEach((share, n) =>
            assertAlmostEquals(share, slow.shares.toSorted((a, b) => b - a)[n] ?? NaN, 1e-12)
          );
          for (const { current, assumed } of fast.gaps) {
            assertEquals(assumed, current === null ? 2 : undefined);
          }
          assertEquals(fast.unrated.length, requirements.filter(({ has }) => has === null).length);

          const other = await databaseGap(
            sql,
            id,
            requirements.toReversed().map((r) => ({ ...r, weight: r.weight * 3 })),
            competencies.toReversed(),
          );
          assertEquals([other.coverage, other.readiness], [fast.coverage, fast.readiness]);
          const rank = ["develop", "near", "ready"];
          const better = requirements.map((r) => ({ ...r, has: Math.min(5, (r.has ?? 2) + 1) }));
          const raised = await databaseGap(sql, id, better, competencies);
          assert(
            raised.coverage >= fast.coverage &&
              rank.indexOf(raised.readiness) >= rank.indexOf(fast.readiness),
          );
        },
      ),
      { numRuns: 60 },
    )
  );
});

Deno.test("gap: known answers at the borders, by hand", async () => {
  const { id } = await register();
  const one = (level: number, has: number | null | undefined, mandatory = false, weight = 100) => ({
    level,
    has,
    mandatory,
    weight,
  });
  await withDatabase(async (sql) => {
    const gap = (requirements: Requirement[], competencies: Competency[] = []) =>
      databaseGap(sql, id, requirements, competencies);
    // Nine of ten equal ones met and one lacking: 9/10 is ready, exactly at the border.
    const nine = Array.from({ length: 9 }, () => one(3, 3));
    assertEquals((await gap([...nine, one(3, undefined)])).readiness, "ready");
    // The lacking one mandatory: near. Two mandatory lacking: develop, whatever the coverage.
    assertEquals((await gap([...nine, one(3, undefined, true)])).readiness, "near");
    assertEquals((await gap([...nine, ...nine, one(3, 2, true), one(3, 2, true)])).readiness, "develop");
    // 0.7 exactly: (2·1 + 1·(1/2) + 2·(1/2)) / 5 = 3.5 / 5.
    assertEquals((await gap([one(1, 1, false, 200), one(4, 2), one(2, 1, false, 200)])).readiness, "near");
    // Just below either border, by weight: 89 of 100 is near, 69 of 100 is to develop.
    assertEquals((await gap([one(3, 3, false, 89), one(3, undefined, false, 11)])).readiness, "near");
    assertEquals((await gap([one(3, 3, false, 69), one(3, undefined, false, 31)])).readiness, "develop");
    // Surplus pays for nothing: 5 of 1 beside 0 of 1 is a half.
    assertEquals((await gap([one(1, 5), one(1, undefined)])).coverage, 0.5);
    // Unrated counts as 2, yet leaves its mandatory requirement unmet: C = 1, near and not ready.
    const unrated = await gap([one(2, null, true)]);
    assertEquals([unrated.coverage, unrated.readiness, unrated.gaps[0].current, unrated.gaps[0].assumed], [
      1,
      "near",
      null,
      2,
    ]);
    // An unmet mandatory competency counts for readiness and stays out of coverage.
    const competency = await gap([one(3, 3)], [{ level: 3, mandatory: true, has: 2 }]);
    assertEquals([competency.coverage, competency.readiness, competency.competencies[0].met], [
      1,
      "near",
      false,
    ]);
    assertEquals((await gap([], [{ level: 3, mandatory: true, has: 2 }])).readiness, null);
  });
});
