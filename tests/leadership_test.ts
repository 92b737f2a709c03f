import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Sql } from "postgres";
import { z } from "zod";
import {
  addTo,
  makeCatalogue,
  makePerson,
  readinessOf,
  SKILLS,
  valuesOf,
  type World,
  worlds,
} from "./leadership_model.ts";
import { cast, newAddress, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const MINE = "analytics/me/leadership";
const CONTESTS = "analytics/leadership/contests";

const Readiness = z.object({
  score: z.number().nullable(),
  coverage: z.number(),
  parts: z.array(z.object({
    component: z.string(),
    weight: z.number(),
    value: z.number().nullable(),
    points: z.number().nullable(),
    evidence: z.array(
      z.object({ kind: z.string(), id: z.string(), counts: z.boolean(), excluded: z.boolean() }),
    ),
  })),
  missing: z.array(z.object({ component: z.string(), message: z.string() })),
});
type Readiness = z.infer<typeof Readiness>;

async function readiness(sql: Sql, person: string, daysAgo = 0): Promise<Readiness> {
  const [row] =
    await sql`select private.leadership_of(${person}, private.today() - ${daysAgo}::integer) as readiness`;
  return Readiness.parse(row?.readiness);
}

/** Switches leadership readiness on, or off, in a unit of its own, where these people then work. */
async function pilot(people: Person[], enabled = true) {
  await withDatabase(async (sql) => {
    const [unit] =
      await sql`insert into public.org_units (name) values (gen_random_uuid()::text) returning id`;
    await sql`insert into public.feature_settings (org_unit_id, feature, enabled) values (${unit?.id}, 'leadership', ${enabled})`;
    await sql`insert into public.employment_info (user_id, org_unit_id)
      select p, ${unit?.id} from unnest(${people.map(({ id }) => id)}::uuid[]) p
      on conflict (user_id) do update set org_unit_id = excluded.org_unit_id`;
  });
}

const leave = (person: Person) =>
  withDatabase((sql) =>
    sql`insert into public.employment_info (user_id, status) values (${person.id}, 'left')
      on conflict (user_id) do update set status = 'left'`
  );

// Breadth, people and projects: 55 %, and a competency: 75 %.
const ENOUGH: World = {
  jobs: [{ area: 0, site: 0, ago: 300, source: "hr", excluded: false }],
  teams: [{ at_least: 5, ago: 200, excluded: false }],
  projects: [{ ago: 90, excluded: false }, { ago: 30, excluded: false }],
  validations: [{ competency: 0, level: 4, ago: 60, excluded: false }],
  goals: [],
  assessments: [],
};
const NOTHING: World = { jobs: [], teams: [], projects: [], validations: [], goals: [], assessments: [] };

async function evidenceFor(person: Person, world = ENOUGH) {
  await withDatabase(async (sql) => await addTo(sql, await makeCatalogue(sql), person.id, world));
}

// The rule -------------------------------------------------------------------------------------------------------------------

Deno.test("leadership readiness is what the definition makes of random histories, on whatever day one looks; its parts add up", async () => {
  await withDatabase(async (sql) => {
    const catalogue = await makeCatalogue(sql);
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom(0, 1, 50, 100, 101, 250), async (world, day) => {
        const person = await makePerson(sql, catalogue, world);
        const [got, values] = [await readiness(sql, person, day), valuesOf(world, day)];
        const want = readinessOf(values);
        assertEquals(
          {
            score: got.score,
            coverage: got.coverage,
            parts: got.parts.map(({ evidence: _, ...part }) => part),
          },
          want,
        );
        assertEquals(got.missing.map(({ component }) => component), [
          ...Object.keys(values).filter((component) => values[component] === null),
        ]);
        const points = got.parts.map((part) => part.points ?? 0);
        assertEquals(points.reduce((a, b) => a + b, 0), got.score ?? 0);
        for (const { weight, value, points } of got.parts) {
          if (value !== null) {
            assert(Math.abs((points ?? NaN) - weight * value / got.coverage) < 1, "a part is not its share");
          }
        }
        if (got.coverage < 60) assert(got.parts.every((part) => part.value === null && part.points === null));
        assert(got.parts.flatMap((part) => part.evidence).every((one) => !(one.excluded && one.counts)));
      }),
      { numRuns: 150 },
    );
  });
});

Deno.test("more evidence never covers less; where a component had some, it never lowers the score", async () => {
  const more: fc.Arbitrary<[string, World]> = fc.constantFrom<[string, World]>(
    ["breadth", {
      ...NOTHING,
      jobs: [{ area: 1, site: 2, ago: 120, source: "hr", excluded: false }],
    }],
    ["people", { ...NOTHING, teams: [{ at_least: 1, ago: 10, excluded: false }] }],
    ["people", { ...NOTHING, teams: [{ at_least: 15, ago: 10, excluded: false }] }],
    ["projects", { ...NOTHING, projects: [{ ago: 5, excluded: false }] }],
    ["agility", {
      ...NOTHING,
      assessments: Array.from(
        { length: SKILLS },
        (_, skill) => ({ skill, source: "assessment", level: 5, ago: 0.5, withdrawn: null } as const),
      ),
    }],
  );
  await withDatabase(async (sql) => {
    const catalogue = await makeCatalogue(sql);
    await fc.assert(
      fc.asyncProperty(worlds, more, async (world, [component, evidence]) => {
        const person = await makePerson(sql, catalogue, world);
        const before = await readiness(sql, person);
        await addTo(sql, catalogue, person, {
          ...evidence,
          assessments: evidence.assessments.map((said) => ({ ...said, ago: 0 })),
        });
        const after = await readiness(sql, person);
        assert(after.coverage >= before.coverage, "covers less");
        const had = !before.missing.some((gap) => gap.component === component);
        if (had && before.score !== null) assert((after.score ?? -1) >= before.score, "lowers the score");
      }),
      { numRuns: 80 },
    );
  });
});

Deno.test("the first evidence of a component can lower the score: it is a mean of what is known", async () => {
  await withDatabase(async (sql) => {
    const catalogue = await makeCatalogue(sql);
    const strong: World = {
      ...ENOUGH,
      teams: [],
      projects: Array.from({ length: 4 }, () => ({ ago: 9, excluded: false })),
      validations: [0, 1, 2].map((competency) => ({ competency, level: 5, ago: 9, excluded: false })),
      goals: [{ started: 300, abandoned: null, items: [{ skill: 0, level: 1 }] }],
      assessments: [{ skill: 0, source: "manager", level: 3, ago: 9, withdrawn: null }],
    };
    const person = await makePerson(sql, catalogue, strong);
    const before = await readiness(sql, person);
    await addTo(sql, catalogue, person, {
      ...NOTHING,
      teams: [{ at_least: 1, ago: 1, excluded: false }],
    });
    const after = await readiness(sql, person);
    assertEquals([before.coverage, after.coverage], [70, 90]);
    assert((after.score ?? 100) < (before.score ?? 0));
  });
});

Deno.test("leadership: name, photo, declared diversity, chat, well-being, absence, grade and self-ratings change nothing", async () => {
  await withDatabase(async (sql) => {
    const catalogue = await makeCatalogue(sql);
    await fc.assert(
      fc.asyncProperty(worlds, fc.constantFrom("woman", "man", "non_binary"), async (world, gender) => {
        const person = await makePerson(sql, catalogue, world);
        const before = await readiness(sql, person);
        await sql`update public.users set full_name = ${gender}, preferred_name = 'Zoë', photo_url = 'https://photos.example/z.jpg',
          email = ${newAddress()} where id = ${person}`;
        await sql`insert into public.user_diversity (user_id, gender, age_group, ethnic_minority, disability, caring_responsibilities)
          values (${person}, ${gender}, '55_and_over', 'yes', 'yes', 'yes')`;
        await sql`insert into public.employment_info (user_id, grade, hire_date) values (${person}, 'X9', '1990-01-01')`;
        await sql`update public.user_personal_info set bio = 'I was ill for a year.', interests = '{chess}',
          accessibility = '{"captions": true}' where user_id = ${person}`;
        await sql`insert into public.user_competencies (user_id, competency_id, level, source)
          values (${person}, ${catalogue.competencies[1] ?? ""}, 5, 'self')`;
        await sql`insert into public.position_history (user_id, source, role_title, organization, started_on)
          values (${person}, 'self', 'Chief of Everything', 'Everywhere', '2001-01-01')`;
        await sql`insert into public.projects (user_id, name) values (${person}, 'The moon')`;
        assertEquals(await readiness(sql, person), before);
      }),
      { numRuns: 40 },
    );
  });
});

Deno.test("teams and validations are kept beyond the line and the next decision, as of their days", async () => {
  const [lead, hr] = [await register(), await registerAs("hr_admin")];
  await pilot([lead]);
  const values = async () => {
    const { body } = await lead.call("GET", MINE);
    return body.parts.map((part: { evidence: { kind: string; counts: boolean }[] }) => part.evidence.length);
  };
  assertEquals(await values(), [0, 0, 0, 0, 0, 0]);
  const reports = await withDatabase(async (sql) => {
    const made =
      await sql`insert into public.users (full_name) select 'Bo Low' from generate_series(1, 5) returning id`;
    await sql`insert into public.employment_info (user_id, manager_id) select id, ${lead.id} from public.users
      where id = any (${made.map(({ id }) => String(id))}::uuid[])`;
    return made.map(({ id }) => String(id));
  });
  // One, and then five.
  assertEquals((await values())[1], 2);
  await withDatabase((sql) =>
    sql`update public.employment_info set manager_id = null where user_id = any (${reports}::uuid[])`
  );
  assertEquals((await values())[1], 2);

  const competency = await withDatabase(async (sql) => {
    const [made] =
      await sql`insert into public.competencies (name) values (gen_random_uuid()::text) returning id`;
    return String(made?.id);
  });
  const listed = await hr.call("GET", "analytics/leadership/competencies");
  const ids = listed.body.items.map((item: { competency: { id: string } }) => item.competency.id);
  const set = (competency_ids: string[]) =>
    hr.call("PUT", "analytics/leadership/competencies", { body: { competency_ids } });
  refused(await set([...ids, crypto.randomUUID()]), 400, "unknown_id");
  assertEquals((await set([...ids, competency])).body.items.length, ids.length + 1);
  for (const level of [2, 4]) {
    await hr.call("POST", `skills-management/users/${lead.id}/competencies/${competency}/validations`, {
      body: { level },
    });
  }
  const decided = await withDatabase((sql) =>
    sql`select level from public.competency_validations where user_id = ${lead.id} order by validated_at`
  );
  assertEquals(decided.map(({ level }) => level), [2, 4]);
  assertEquals((await values())[3], 1);
  assertEquals((await set(ids)).status, 200);
  assertEquals((await values())[3], 0);
});

// The route --------------------------------------------------------------------------------------------------------------------

Deno.test("GET /me/leadership: off is 404, not enough evidence is no number, and nobody reads another's", async () => {
  const { boss, lead, worker, hr } = await cast();
  const off = await register();
  await pilot([off], false);
  refused(await off.call("GET", MINE), 404, "not_found");
  refused(await off.call("POST", `${MINE}/contests`, { body: { reason: "Where is it?" } }), 404);
  await pilot([worker, lead, boss]);
  const empty = await worker.call("GET", MINE);
  assertEquals([empty.status, empty.body.score, empty.body.coverage, empty.body.missing.length], [
    200,
    null,
    0,
    6,
  ]);
  await evidenceFor(worker);
  const mine = await worker.call("GET", MINE);
  assertEquals([mine.body.coverage, typeof mine.body.score, mine.body.model.name], [
    75,
    "number",
    "leadership",
  ]);
  const past = await worker.call("GET", `${MINE}?as_of=2020-01-01`);
  assertEquals([past.body.score, past.body.as_of], [null, "2020-01-01"]);
  refused(await worker.call("GET", `${MINE}?as_of=2199-01-01`), 400, "invalid");
  refused(await worker.call("GET", `${MINE}?user_id=${lead.id}`), 400, "invalid");
  // There is no way to ask for another's, and no table from which to tell.
  for (const reader of [boss, lead, hr]) {
    assertEquals(
      (await reader.call("GET", MINE)).body.parts?.[1]?.evidence?.length ?? 0,
      reader === hr ? 0 : 1,
    );
    for (
      const table of [
        "teams_led",
        "competency_validations",
        "leadership_exclusions",
        "leadership_contest_cases",
        "leadership_contest_readings",
      ]
    ) {
      const { data } = await reader.supabase.from(table).select("user_id").eq("user_id", worker.id);
      assertEquals(data, [], table);
    }
    const { error } = await reader.supabase.rpc("leadership_of", { person: worker.id, as_of: "2026-01-01" });
    assertEquals(error?.code, "PGRST202");
  }
});

// Contests -----------------------------------------------------------------------------------------------------------------------

async function contested(reason = "I led twenty people, not five.") {
  const [person, hr, other] = [await register(), await registerAs("hr_admin"), await registerAs("hr_admin")];
  await pilot([person]);
  await evidenceFor(person);
  const made = await person.call("POST", `${MINE}/contests`, { body: { reason } });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return { person, hr, other, contest: made.body, path: `${CONTESTS}/${made.body.id}` };
}

const decide = (reviewer: Person, path: string, body: Record<string, unknown> = {}) =>
  reviewer.call("POST", `${path}/decide`, {
    body: { outcome: "upheld", explanation: "It is what the records say.", ...body },
  });

Deno.test("a contest: one of HR takes it, reads the score, which is written down, decides, and reads it no more", async () => {
  const { person, hr, other, contest, path } = await contested();
  assertEquals([contest.status, contest.contested.coverage, contest.explanation], ["open", 75, null]);
  const same = await person.call("POST", `${MINE}/contests`, {
    body: { id: contest.id, reason: "Again, from a phone" },
  });
  assertEquals([same.status, same.body.reason], [200, contest.reason]);
  refused(
    await person.call("POST", `${MINE}/contests`, { body: { reason: "Another" } }),
    409,
    "already_pending",
  );
  assertEquals((await person.call("GET", MINE)).body.contest.id, contest.id);
  const told = await hr.call("GET", "analytics/notifications?kind=leadership.contested");
  assert(told.body.items.some(({ action_url }: { action_url: string }) => action_url.endsWith(contest.id)));

  // Before anybody took it nobody reads it, and nobody decides.
  assertEquals((await hr.call("GET", path)).body.review, null);
  refused(await decide(hr, path), 409, "invalid_transition");
  const takes = await Promise.all([hr, other].map((admin) => admin.call("POST", `${path}/take`)));
  assertEquals(takes.map(({ status }) => status).sort(), [200, 409]);
  const [taker, loser] = takes[0]?.status === 200 ? [hr, other] : [other, hr];
  refused(await loser.call("POST", `${path}/take`), 409, "already_taken");
  assertEquals((await taker.call("POST", `${path}/take`)).status, 200);

  const read = await taker.call("GET", path);
  assertEquals(read.body.review, { reason: contest.reason, contested: contest.contested });
  assertEquals((await loser.call("GET", path)).body.review, null);
  refused(await decide(loser, path), 403, "forbidden");
  refused(await loser.call("POST", `${path}/release`), 403, "forbidden");
  const listed = await loser.call("GET", `${CONTESTS}?status=in_review&limit=200`);
  assertEquals(JSON.stringify(listed.body).includes(contest.reason), false);
  // The same token, past the functions.
  for (const table of ["leadership_contest_cases", "leadership_contest_readings"]) {
    assertEquals((await taker.supabase.from(table).select("*").eq("contest_id", contest.id)).data, []);
  }
  const seen = await person.call("GET", `${MINE}/contests`);
  assertEquals(seen.body.items[0].readings.map((reading: { reader: { id: string } }) => reading.reader.id), [
    taker.id,
  ]);

  const outcomes = await Promise.all([decide(taker, path), decide(taker, path)]);
  assertEquals(outcomes.map(({ status }) => status).sort(), [200, 409]);
  assertEquals((await taker.call("GET", path)).body.review, null);
  const mine = await person.call("GET", `${MINE}/contests?count=true`);
  assertEquals([mine.body.total, mine.body.items[0].status, mine.body.items[0].explanation], [
    1,
    "upheld",
    "It is what the records say.",
  ]);
  assertEquals(
    (await person.call("GET", "analytics/notifications?kind=leadership.contest_decided")).body.items.length,
    1,
  );
  const audit = await withDatabase((sql) =>
    sql`select table_name, op, actor_id, after, before from public.audit_log
      where subject_id = ${person.id} and table_name like 'leadership_%' order by at`
  );
  assert(audit.some((row) => row.table_name === "leadership_contest_readings" && row.actor_id === taker.id));
  // Neither the reason nor the score stands there.
  assertEquals(/twenty people|parts|score/.test(JSON.stringify(audit)), false);
  refused(await person.call("POST", `${MINE}/contests/${contest.id}/withdraw`), 409, "invalid_transition");
});

Deno.test("corrected: only where the evidence changed, by exclusion or at its source; nobody writes a score, and employment stays as it was", async () => {
  const { person, hr, contest, path } = await contested();
  await withDatabase((sql) =>
    sql`update public.employment_info set job_title = 'Rigger', grade = '7' where user_id = ${person.id}`
  );
  const employment = () =>
    withDatabase(async (sql) => [
      ...await sql`select to_jsonb(e) as e, (select jsonb_agg(h order by id) from public.position_history h where h.user_id = e.user_id) as h,
        (select jsonb_agg(r) from public.user_roles r where r.user_id = e.user_id) as r
        from public.employment_info e where user_id = ${person.id}`,
    ]);
  const before = await employment();
  await hr.call("POST", `${path}/take`);
  refused(await decide(hr, path, { outcome: "corrected" }), 409, "nothing_corrected");
  refused(await decide(hr, path, { score: 99 }), 400, "invalid");
  const [project] = contest.contested.parts[2].evidence;
  const wrong = { kind: "project", id: project.id };
  refused(await decide(hr, path, { exclude: [wrong] }), 400, "invalid");
  const unknown = await decide(hr, path, {
    outcome: "corrected",
    exclude: [wrong, { kind: "team", id: project.id }],
  });
  refused(unknown, 400, "unknown_id");
  assertEquals(unknown.body.details[0].path, "exclude.1");
  // The same past the function that checks the form.
  for (
    const args of [
      { outcome: "upheld", exclude: [wrong] },
      { outcome: "open" },
      { outcome: "corrected", exclude: [wrong], explanation: " " },
    ]
  ) {
    const { error } = await hr.supabase.rpc("decide_leadership_contest", {
      contest: contest.id,
      explanation: "Because",
      ...args,
    });
    assertEquals(error?.code, "PT400");
  }
  assertEquals((await decide(hr, path, { outcome: "corrected", exclude: [wrong] })).body.status, "corrected");
  const now = (await person.call("GET", MINE)).body;
  assertEquals(
    now.parts[2].evidence.find(({ id }: { id: string }) => id === project.id),
    { ...project, counts: false, excluded: true },
  );
  assert(now.score < contest.contested.score);
  assertEquals(await employment(), before);
  const written = await withDatabase((sql) =>
    sql`select distinct table_name from public.audit_log a
      where a.actor_id = ${hr.id} and a.subject_id = ${person.id} order by 1`
  );
  assertEquals(
    written.map(({ table_name }) => table_name),
    [
      "leadership_contest_cases",
      "leadership_contest_readings",
      "leadership_contests",
      "leadership_exclusions",
    ].filter((name) => name !== "leadership_contest_readings"),
  );

  // It was right after all.
  const again = await person.call("POST", `${MINE}/contests`, { body: { reason: "That project was mine." } });
  const second = `${CONTESTS}/${again.body.id}`;
  await hr.call("POST", `${second}/take`);
  assertEquals((await decide(hr, second, { outcome: "corrected", restore: [wrong] })).status, 200);
  assertEquals((await person.call("GET", MINE)).body.score, contest.contested.score);

  // Corrected where it stands: somebody confirms another project.
  const third = await person.call("POST", `${MINE}/contests`, {
    body: { reason: "Project Quay is missing." },
  });
  await hr.call("POST", `${CONTESTS}/${third.body.id}/take`);
  await withDatabase((sql) =>
    sql`insert into public.projects (user_id, name, confirmed_at) values (${person.id}, 'Quay', now())`
  );
  assertEquals((await decide(hr, `${CONTESTS}/${third.body.id}`, { outcome: "corrected" })).status, 200);
});

Deno.test("nobody decides their own contest or one of their line; withdrawing, leaving and losing the role end what the reviewer reads", async () => {
  const { person, hr, other, contest, path } = await contested();
  const own = await registerAs("hr_admin");
  await pilot([own]);
  const theirs = await own.call("POST", `${MINE}/contests`, { body: { reason: "Mine" } });
  refused(await own.call("POST", `${CONTESTS}/${theirs.body.id}/take`), 403, "forbidden");
  assertEquals((await own.call("GET", `${CONTESTS}/${theirs.body.id}`)).body.review, null);
  await withDatabase((sql) =>
    sql`update public.employment_info set manager_id = ${own.id} where user_id = ${person.id}`
  );
  refused(await own.call("POST", `${path}/take`), 403, "forbidden");
  refused(await person.call("POST", `${path}/take`), 403, "forbidden");
  refused(await person.call("GET", path), 403, "forbidden");
  refused(await own.call("POST", `${MINE}/contests/${contest.id}/withdraw`), 404, "not_found");

  await hr.call("POST", `${path}/take`);
  assertEquals((await hr.call("POST", `${path}/release`)).body.status, "open");
  assertEquals((await hr.call("GET", path)).body.review, null);
  await hr.call("POST", `${path}/take`);
  // Whoever lost the role holds nobody up.
  await withDatabase((sql) => sql`delete from public.user_roles where user_id = ${hr.id}`);
  refused(await hr.call("GET", path), 403, "forbidden");
  assertEquals((await other.call("POST", `${path}/take`)).body.reviewer.id, other.id);
  // A withdrawal and a decision at once: one of them.
  const [withdrawn, decided] = await Promise.all([
    person.call("POST", `${MINE}/contests/${contest.id}/withdraw`),
    decide(other, path),
  ]);
  assertEquals([withdrawn.status, decided.status].sort(), [200, 409]);
  assertEquals((await other.call("GET", path)).body.review, null);

  const next = await person.call("POST", `${MINE}/contests`, { body: { reason: "Once more" } });
  await other.call("POST", `${CONTESTS}/${next.body.id}/take`);
  await leave(other);
  assertEquals((await own.call("GET", `${CONTESTS}/${next.body.id}`)).body.status, "open");
  await leave(person);
  assertEquals((await own.call("GET", `${CONTESTS}/${next.body.id}`)).body.status, "withdrawn");
});
