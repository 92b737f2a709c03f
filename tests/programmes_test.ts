import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Row, Sql } from "postgres";
import { type Answer, cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const PROGRAMMES = "mentorship/programmes";

/** A small market: who could get whom, how the mentee orders them, how well they fit, and how many each mentor takes. */
interface Market {
  candidates: Candidate[];
  capacities: number[];
}
interface Candidate {
  mentee: number;
  mentor: number;
  place: number;
  score: number;
}
type Outcome = Map<number, number>;

const market: fc.Arbitrary<Market> = fc.record({
  mentees: fc.integer({ min: 0, max: 5 }),
  capacities: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 5 }),
  // Few scores and places, so that there are ties.
  draws: fc.array(
    fc.record({
      known: fc.boolean(),
      place: fc.integer({ min: 1, max: 3 }),
      score: fc.integer({ min: 0, max: 4 }),
    }),
    { minLength: 25, maxLength: 25 },
  ),
}).map(({ mentees, capacities, draws }) => ({
  capacities,
  candidates: draws.flatMap(({ known, place, score }, n) => {
    const [mentee, mentor] = [1 + Math.floor(n / 5), 1 + n % 5];
    return known && mentee <= mentees && mentor <= capacities.length
      ? [{ mentee, mentor, place, score }]
      : [];
  }),
}));

/** Who gets whom, whatever the order in which the mentees come. */
async function match(
  sql: Sql,
  { candidates, capacities }: Market,
  mentees = [1, 2, 3, 4, 5],
): Promise<Outcome> {
  const lists = mentees.map((mentee) =>
    candidates.filter((candidate) => candidate.mentee === mentee)
      .sort((a, b) => before(menteeOrder(a), menteeOrder(b)) ? -1 : 1)
  );
  const filled = (key: "mentor" | "score") =>
    lists.map((list) => Array.from({ length: 5 }, (_, n) => list[n]?.[key] ?? 0));
  const rows = await sql`select mentee, mentor from private.deferred_acceptance(
    ${mentees}::integer[], ${filled("mentor")}::integer[], ${
    filled("score")
  }::integer[], ${capacities}::integer[])`;
  assertEquals(new Set(rows.map(({ mentee }) => mentee)).size, rows.length, "somebody has two mentors");
  return new Map(rows.map(({ mentee, mentor }) => [Number(mentee), Number(mentor)]));
}

const before = (a: number[], b: number[]) => {
  const at = a.findIndex((value, n) => value !== b[n]);
  return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
};
const menteeOrder = ({ place, score, mentor }: Candidate) => [place, -score, mentor];
const mentorOrder = ({ score, mentee }: Candidate) => [-score, mentee];
const find = ({ candidates }: Market, mentee: number, mentor: number | undefined) =>
  candidates.find((candidate) => candidate.mentee === mentee && candidate.mentor === mentor);

/** Whether no mentee and mentor would both rather have each other than what they have. */
function isStable(market: Market, outcome: Outcome): boolean {
  return !market.candidates.some((candidate) => {
    const has = find(market, candidate.mentee, outcome.get(candidate.mentee));
    if (has && !before(menteeOrder(candidate), menteeOrder(has))) return false;
    const held = [...outcome].filter(([, mentor]) => mentor === candidate.mentor)
      .flatMap(([mentee, mentor]) => find(market, mentee, mentor) ?? []);
    return held.length < (market.capacities[candidate.mentor - 1] ?? 0) ||
      held.some((other) => before(mentorOrder(candidate), mentorOrder(other)));
  });
}

/** Every way to give mentees mentors within the capacities. */
function* outcomes(market: Market, mentee = 1, sofar: Outcome = new Map()): Generator<Outcome> {
  if (mentee > 5) return void (yield new Map(sofar));
  yield* outcomes(market, mentee + 1, sofar);
  for (const candidate of market.candidates.filter((candidate) => candidate.mentee === mentee)) {
    const taken = [...sofar.values()].filter((mentor) => mentor === candidate.mentor).length;
    if (taken < (market.capacities[candidate.mentor - 1] ?? 0)) {
      yield* outcomes(market, mentee + 1, new Map([...sofar, [mentee, candidate.mentor]]));
    }
  }
}

/** Whether the mentee is at least as well off in the first. */
function isNoWorse(market: Market, mentee: number, first: Outcome, second: Outcome): boolean {
  const [one, other] = [first, second].map((outcome) => find(market, mentee, outcome.get(mentee)));
  return !other || one !== undefined && !before(menteeOrder(other), menteeOrder(one));
}

Deno.test("matching small random markets: capacities hold, nobody would rather swap, no stable outcome is better for any mentee", async () => {
  await withDatabase((sql) =>
    fc.assert(
      fc.asyncProperty(market, async (market) => {
        const outcome = await match(sql, market);
        for (const [n, capacity] of market.capacities.entries()) {
          assert([...outcome.values()].filter((mentor) => mentor === n + 1).length <= capacity);
        }
        assert(isStable(market, outcome), "a pair would rather have each other");
        for (const other of outcomes(market)) {
          if (!isStable(market, other)) continue;
          for (let mentee = 1; mentee <= 5; mentee++) assert(isNoWorse(market, mentee, outcome, other));
        }
      }),
      { numRuns: 300 },
    )
  );
});

Deno.test("matching: the same result in any order of the mentees, and more capacity hurts no mentee", async () => {
  await withDatabase((sql) =>
    fc.assert(
      fc.asyncProperty(
        market.chain((market) =>
          fc.record({
            market: fc.constant(market),
            shuffled: fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5, maxLength: 5 }),
            lucky: fc.nat(market.capacities.length - 1),
          })
        ),
        async ({ market, shuffled, lucky }) => {
          const outcome = await match(sql, market);
          assertEquals(await match(sql, market, shuffled), outcome);
          const capacities = market.capacities.map((capacity, n) => n === lucky ? capacity + 1 : capacity);
          const more = await match(sql, { ...market, capacities });
          for (let mentee = 1; mentee <= 5; mentee++) assert(isNoWorse(market, mentee, more, outcome));
        },
      ),
      { numRuns: 300 },
    )
  );
});

async function newProgramme(hr: Person, body: Record<string, unknown> = {}, open = true): Promise<string> {
  const made = await hr.call("POST", PROGRAMMES, { body: { name: "Sponsors", ...body } });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  const path = `${PROGRAMMES}/${made.body.id}`;
  if (open) assertEquals((await hr.call("POST", `${path}/open`)).body.status, "open");
  return path;
}

async function newSkill(): Promise<string> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.skills (name) values (gen_random_uuid()::text) returning id`
  );
  return String(made?.id);
}

/** Somebody who mentors and joined. */
async function newMentor(path: string, capacity = 1, places?: number): Promise<Person> {
  const mentor = await register();
  const offered = await mentor.call("PUT", "mentorship/me/mentor-profile", {
    body: { capacity, skill_ids: [await newSkill()] },
  });
  assertEquals(offered.status, 200, JSON.stringify(offered.body));
  const joined = await mentor.call("POST", `${path}/join`, {
    body: { role: "mentor", ...(places === undefined ? {} : { places }) },
  });
  assertEquals(joined.status, 200, JSON.stringify(joined.body));
  return mentor;
}

async function newMentee(path: string): Promise<Person> {
  const mentee = await register();
  const joined = await mentee.call("POST", `${path}/join`, { body: { role: "mentee" } });
  assertEquals([joined.status, joined.body.mine.role], [200, "mentee"], JSON.stringify(joined.body));
  return mentee;
}

async function matched(hr: Person, path: string) {
  const { status, body } = await hr.call("POST", `${path}/match`);
  assertEquals([status, body.matching.status], [202, "done"], JSON.stringify(body));
  return body.matching;
}

const proposals = async (hr: Person, path: string, query = "") =>
  (await hr.call("GET", `${path}/proposals?limit=200${query}`)).body.items;
const pairs = (items: { mentee: { id: string }; mentor: { id: string } }[]) =>
  items.map(({ mentee, mentor }) => `${mentee.id} ${mentor.id}`).sort();
const ids = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);
const mentorshipsOf = async (person: Person) =>
  (await person.call("GET", "mentorship/mentorships")).body.items;
const told = async (person: Person) =>
  (await person.call("GET", "analytics/notifications?limit=200")).body.items
    .filter(({ kind }: { kind: string }) => kind === "mentorship.matched");

Deno.test("HR keeps a programme: a draft is HR's alone, the same id is the same one, it opens and closes, stale and foreign writes are refused", async () => {
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  const id = crypto.randomUUID();
  const body = { id, name: "First year", description: "For newcomers.", duration_weeks: 12, max_months: 600 };
  const made = await hr.call("POST", PROGRAMMES, { body });
  assertEquals([made.status, made.body.status, made.body.units, made.body.matching], [
    201,
    "draft",
    [],
    null,
  ]);
  const again = await hr.call("POST", PROGRAMMES, { body });
  assertEquals([again.status, again.body], [200, made.body]);
  const path = `${PROGRAMMES}/${id}`;
  refused(await peer.call("GET", path), 404, "not_found");
  refused(await peer.call("POST", `${path}/join`, { body: { role: "mentee" } }), 404, "not_found");
  refused(await hr.call("POST", `${path}/match`), 409, "invalid_transition");
  refused(await hr.call("POST", `${path}/close`), 409, "invalid_transition");
  const changed = await hr.call("PATCH", path, {
    body: { max_months: null, min_level: null, description: null },
    headers: { "if-match": made.body.etag },
  });
  assertEquals([changed.status, changed.body.max_months, changed.body.description], [200, null, null]);
  refused(
    await hr.call("PATCH", path, { body: { name: "Late" }, headers: { "if-match": made.body.etag } }),
    412,
    "stale",
  );
  assertEquals((await hr.call("POST", `${path}/open`)).body.status, "open");
  const seen = await peer.call("GET", path);
  assertEquals([seen.body.eligible, seen.body.mine, seen.body.members, seen.body.matching], [
    true,
    null,
    null,
    null,
  ]);
  for (
    const [method, route, sent] of [
      ["POST", PROGRAMMES, { name: "Mine" }],
      ["PATCH", path, {}],
      ["DELETE", path, undefined],
      ["POST", `${path}/close`, undefined],
      ["POST", `${path}/match`, undefined],
      ["GET", `${path}/proposals`, undefined],
      ["GET", `${path}/members?role=mentee`, undefined],
      ["POST", `${path}/publish`, { all: true }],
    ] as const
  ) refused(await peer.call(method, route, sent === undefined ? {} : { body: sent }), 403, "forbidden");
  refused(await hr.call("DELETE", path), 409, "invalid_transition");
  assertEquals((await hr.call("POST", `${path}/close`)).body.status, "closed");
  refused(await peer.call("POST", `${path}/join`, { body: { role: "mentee" } }), 409, "invalid_transition");
  const draft = await newProgramme(hr, {}, false);
  assertEquals((await hr.call("DELETE", draft)).status, 204);
  refused(await hr.call("GET", draft), 404, "not_found");
  for (
    const [fields, code, at] of [
      [{ name: " " }, "invalid", "name"],
      [{ name: "A", unit_ids: [crypto.randomUUID()] }, "unknown_id", "unit_ids.0"],
      [{ name: "A", duration_weeks: 0 }, "invalid", "duration_weeks"],
      [{ name: "A", status: "open" }, "invalid", "status"],
    ] as const
  ) {
    const answer = await hr.call("POST", PROGRAMMES, { body: fields });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, at);
  }
  refused(
    await hr.call("POST", PROGRAMMES, { body: { name: "A", min_level: 4, max_level: 2 } }),
    400,
    "invalid",
  );
});

Deno.test("whoever fits a programme finds and joins it; others do not know of it, but mentors do; the list knows status and mine", async () => {
  const { worker, peer, hr } = await cast();
  const [unit] = await withDatabase(async (sql) => {
    const made =
      await sql`with top as (insert into public.org_units (name) values (gen_random_uuid()::text) returning id)
      insert into public.org_units (parent_id, name) select id, 'Below' from top returning id, parent_id`;
    await sql`update public.users set org_unit_id = ${made[0]?.id} where id = ${worker.id}`;
    await sql`update public.employment_info set org_unit_id = ${
      made[0]?.id
    }, hire_date = current_date - 100 where user_id = ${worker.id}`;
    return made;
  });
  const path = await newProgramme(hr, { unit_ids: [unit?.parent_id], min_months: 2, max_months: 6 });
  const [id = ""] = path.split("/").slice(-1);
  assertEquals((await worker.call("GET", path)).body.eligible, true);
  refused(await peer.call("GET", path), 404, "not_found");
  refused(await peer.call("PUT", `${path}/rankings`, { body: { mentor_ids: [] } }), 404, "not_found");
  assert(ids(await worker.call("GET", `${PROGRAMMES}?mine=false&status=open&limit=200`)).includes(id));
  assert(!ids(await peer.call("GET", `${PROGRAMMES}?limit=200`)).includes(id));
  // A mentor may come from anywhere.
  await peer.call("PUT", "mentorship/me/mentor-profile", {
    body: { capacity: 2, skill_ids: [await newSkill()] },
  });
  refused(await peer.call("POST", `${path}/join`, { body: { role: "mentee" } }), 409, "not_eligible");
  refused(await worker.call("POST", `${path}/join`, { body: { role: "mentor" } }), 409, "no_mentor_profile");
  refused(
    await peer.call("POST", `${path}/join`, { body: { role: "mentor", places: 3 } }),
    409,
    "capacity_full",
  );
  refused(await worker.call("POST", `${path}/join`, { body: { role: "mentee", places: 1 } }), 400, "invalid");
  assertEquals((await peer.call("POST", `${path}/join`, { body: { role: "mentor" } })).body.mine.places, 2);
  assertEquals(
    (await peer.call("POST", `${path}/join`, { body: { role: "mentor", places: 1 } })).body.mine.places,
    1,
  );
  assertEquals((await worker.call("POST", `${path}/join`, { body: { role: "mentee" } })).status, 200);
  assertEquals((await worker.call("POST", `${path}/join`, { body: { role: "mentee" } })).status, 200);
  await worker.call("PUT", "mentorship/me/mentor-profile", {
    body: { capacity: 1, skill_ids: [await newSkill()] },
  });
  refused(await worker.call("POST", `${path}/join`, { body: { role: "mentor" } }), 409, "already_joined");
  assertEquals(ids(await worker.call("GET", `${PROGRAMMES}?mine=true`)), [id]);
  const members = await worker.call("GET", `${path}/members?count=true`);
  assertEquals([members.body.total, members.body.items[0].person.id, members.body.items[0].places], [
    1,
    peer.id,
    1,
  ]);
  assertEquals((await hr.call("GET", `${path}/members?role=mentee`)).body.items[0].person.id, worker.id);
  assertEquals((await hr.call("GET", path)).body.members, { mentees: 1, mentors: 1 });

  const ranked = await worker.call("PUT", `${path}/rankings`, { body: { mentor_ids: [peer.id] } });
  assertEquals(ranked.body.mine.ranking.map(({ id }: { id: string }) => id), [peer.id]);
  for (const mentor of [hr.id, worker.id]) {
    const answer = await worker.call("PUT", `${path}/rankings`, { body: { mentor_ids: [peer.id, mentor] } });
    refused(answer, 400, "unknown_id");
    assertEquals(answer.body.details[0].path, "mentor_ids.1");
  }
  refused(
    await worker.call("PUT", `${path}/rankings`, { body: { mentor_ids: [peer.id, peer.id] } }),
    400,
    "invalid",
  );
  refused(
    await peer.call("PUT", `${path}/rankings`, { body: { mentor_ids: [] } }),
    403,
    "forbidden",
  );
  // The mentor learns nothing of it, on whatever way.
  assertEquals((await peer.supabase.from("programme_rankings").select("mentee_id")).data, []);
  assertEquals(
    (await peer.supabase.from("programme_members").select("user_id").neq("user_id", peer.id)).data,
    [],
  );

  assertEquals((await peer.call("POST", `${path}/leave`)).body.mine, null);
  assertEquals((await peer.call("POST", `${path}/leave`)).status, 200);
  assertEquals((await worker.call("GET", path)).body.mine.ranking, []);
});

Deno.test("matching gives scarce mentors by wish, then score; the explanation adds up; a rerun says the same; publishing makes mentorships once", async () => {
  const hr = await registerAs("hr_admin");
  const path = await newProgramme(hr, { duration_weeks: 10 });
  const [one, two] = [await newMentor(path, 1), await newMentor(path, 3, 1)];
  const [first, second, third] = [await newMentee(path), await newMentee(path), await newMentee(path)];
  // The second needs what mentor one offers at the level: a goal asks for it.
  await withDatabase((sql) =>
    sql`with skill as (select skill_id from public.mentor_skills where mentor_id = ${one.id}),
        pathway as (insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id),
        asked as (insert into public.pathway_requirements (pathway_id, skill_id, level) select pathway.id, skill_id, 4 from pathway, skill),
        held as (insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
          select ${one.id}, skill_id, 5, 'manager', now() from skill)
      insert into public.user_career_goals (user_id, pathway_id, status, started_at) select ${second.id}, id, 'active', now() from pathway`
  );
  for (const mentee of [first, second, third]) {
    const ranked = await mentee.call("PUT", `${path}/rankings`, { body: { mentor_ids: [one.id, two.id] } });
    assertEquals(ranked.status, 200);
  }
  const matching = await matched(hr, path);
  assertEquals([matching.mentees, matching.mentors, matching.matched], [3, 2, 2]);
  const items = await proposals(hr, path);
  const [best] = items;
  assertEquals([best.mentee.id, best.mentor.id, best.wish, best.mentee_rank, best.mentor_rank], [
    second.id,
    one.id,
    1,
    1,
    1,
  ]);
  assertEquals(best.parts, { need: 0.45, goal: 0, logistics: 0, interests: 0 });
  assertEquals(best.score, 0.45);
  // Of equals the one with the lower id.
  const [lucky, unlucky] = first.id < third.id ? [first, third] : [third, first];
  assertEquals(pairs(items), [`${second.id} ${one.id}`, `${lucky.id} ${two.id}`].sort());
  await matched(hr, path);
  assertEquals(pairs(await proposals(hr, path)), pairs(items));
  for (const person of [second, one]) {
    assertEquals([await mentorshipsOf(person), await told(person)], [[], []]);
    assertEquals((await person.supabase.from("programme_proposals").select("id")).data, []);
    const exported = await person.call("GET", "user-management/me/export");
    assert(!JSON.stringify(exported.body.tables).includes(best.id));
    refused(await person.call("GET", `${path}/proposals`), 403, "forbidden");
  }

  const chosen = (await proposals(hr, path))[0].id;
  refused(
    await hr.call("POST", `${path}/publish`, { body: { proposal_ids: [crypto.randomUUID()] } }),
    400,
    "unknown_id",
  );
  refused(await hr.call("POST", `${path}/publish`, { body: {} }), 400, "invalid");
  const answers = await Promise.all(
    [1, 2, 3].map(() => hr.call("POST", `${path}/publish`, { body: { proposal_ids: [chosen] } })),
  );
  assertEquals(answers.map(({ status, body }) => [status, body.published]).sort(), [[200, 0], [200, 0], [
    200,
    1,
  ]]);
  const [mentorship] = await mentorshipsOf(second);
  assertEquals(mentorship.mentor.id, one.id);
  assertEquals((await told(second))[0].action_url, `/mentorships/${mentorship.id}`);
  assertEquals((await told(one)).length, 1);
  assertEquals((await proposals(hr, path, "&status=published"))[0].mentorship_id, mentorship.id);

  // Who has a mentor of this programme is not matched again; whose places are taken gets nobody else.
  assertEquals((await matched(hr, path)).matched, 1);
  assertEquals(pairs(await proposals(hr, path, "&status=proposed")), [`${lucky.id} ${two.id}`]);
  assertEquals((await hr.call("POST", `${path}/publish`, { body: { all: true } })).body, {
    published: 1,
    skipped: [],
    done: true,
  });
  assertEquals((await hr.call("POST", `${path}/publish`, { body: { all: true } })).body, {
    published: 0,
    skipped: [],
    done: true,
  });
  assertEquals(await mentorshipsOf(unlucky), []);
  assertEquals((await matched(hr, path)).matched, 0);
});

Deno.test("publishing skips what has changed since, and says why", async () => {
  const hr = await registerAs("hr_admin");
  const path = await newProgramme(hr);
  const mentors = [
    await newMentor(path),
    await newMentor(path),
    await newMentor(path),
    await newMentor(path),
  ];
  const mentees = [
    await newMentee(path),
    await newMentee(path),
    await newMentee(path),
    await newMentee(path),
  ];
  for (const [n, mentee] of mentees.entries()) {
    await mentee.call("PUT", `${path}/rankings`, { body: { mentor_ids: [mentors[n]?.id] } });
  }
  assertEquals((await matched(hr, path)).matched, 4);
  const [full, paused, boss, gone] = mentors;
  const [, , below] = mentees;
  if (!full || !paused || !boss || !gone || !below) throw new Error("nobody");
  // A request of somebody else takes the place; a pause; a move below the mentor; the profile is deleted.
  const other = await register();
  const { body: request } = await other.call("POST", "mentorship/requests", {
    body: { mentor_id: full.id, message: "Please.", duration_weeks: 4, skill_ids: [] },
  });
  assertEquals((await full.call("POST", `mentorship/requests/${request.id}/accept`)).status, 200);
  const pause = await paused.call("PUT", "mentorship/me/mentor-profile", {
    body: { capacity: 1, skill_ids: [await newSkill()], is_active: false },
  });
  assertEquals(pause.status, 200);
  await withDatabase((sql) =>
    sql`insert into public.employment_info (user_id, manager_id) values (${boss.id}, null), (${below.id}, ${boss.id})`
  );
  assertEquals((await gone.call("DELETE", "mentorship/me/mentor-profile")).status, 204);
  const items = await proposals(hr, path);
  assertEquals(items.length, 3);
  const { body } = await hr.call("POST", `${path}/publish`, { body: { all: true } });
  assertEquals(body.published, 0);
  const reasonOf = (mentor: Person) => {
    const item = items.find((item: { mentor: { id: string } }) => item.mentor.id === mentor.id);
    return body.skipped.find((one: { proposal_id: string }) => one.proposal_id === item?.id)?.reason;
  };
  assertEquals([full, paused, boss].map(reasonOf), ["capacity_full", "mentor_unavailable", "reporting_line"]);
  // Matched again, nobody is proposed to whom they can't get.
  assertEquals((await matched(hr, path)).mentors, 2);
  assert(
    !pairs(await proposals(hr, path)).some((pair) => pair.startsWith(below.id) && pair.endsWith(boss.id)),
  );
});

Deno.test("a matching is told to everybody at once and done once: a double click changes nothing, its steps may come from the scheduler", async () => {
  const hr = await registerAs("hr_admin");
  const path = await newProgramme(hr);
  const [mentor, mentee] = [await newMentor(path), await newMentee(path)];
  const answers = await Promise.all([1, 2, 3].map(() => hr.call("POST", `${path}/match`)));
  assertEquals(answers.map(({ status }) => status), [202, 202, 202]);
  const [id = ""] = path.split("/").slice(-1);
  await withDatabase(async (sql) => {
    for (let step = 0; step < 10; step++) await sql`select private.run_job_step('programmes')`;
  });
  assertEquals((await hr.call("GET", path)).body.matching.status, "done");
  assertEquals(pairs(await proposals(hr, path)), [`${mentee.id} ${mentor.id}`]);
  // Begun, and nobody goes on with it but the scheduler; meanwhile nothing is published.
  await withDatabase(async (sql) => {
    await sql`select private.start_matching(${id})`;
    refused(await hr.call("POST", `${path}/publish`, { body: { all: true } }), 409, "matching");
    assertEquals((await hr.call("GET", path)).body.matching.status, "running");
    for (let step = 0; step < 10; step++) await sql`select private.run_job_step('programmes')`;
    const [left] =
      await sql`select count(*)::integer as n from private.programme_candidates where programme_id = ${id}`;
    assertEquals(left?.n, 0);
  });
  assertEquals((await hr.call("GET", path)).body.matching.matched, 1);
});

Deno.test("steps of a matching taken by many at once make what they make one after the other", async () => {
  await withDatabase(async (sql) => {
    const [made] =
      await sql`insert into public.programmes (name, status) values ('Many hands', 'open') returning id`;
    const id = String(made?.id);
    await sql`select setseed(0.25)`;
    await sql.unsafe(RANDOM.replaceAll("MENTEES", "60").replaceAll("MENTORS", "20"), [id]);
    const match = async (hands: number) => {
      await sql`select private.start_matching(${id})`;
      await sql`delete from private.programme_steps where programme_id = ${id}`;
      await sql`select private.add_steps(${id}, 4)`;
      await Promise.all(Array.from({ length: hands }, () =>
        withDatabase(async (own) => {
          let more = true;
          while (more) more = (await own`select private.step_matching(${id}) as more`)[0]?.more;
        })));
      const [matching] = await sql`
        select status, scored, written, matched from private.programme_matchings where programme_id = ${id}`;
      const rows = await sql`
        select mentee_id, mentor_id, score, mentee_rank, mentor_rank
        from public.programme_proposals where programme_id = ${id} order by mentee_id`;
      assertEquals(rows.length, matching?.matched);
      return { matching, rows: [...rows] };
    };
    const alone = await match(1);
    assertEquals(alone.matching, { status: "done", scored: 60, written: 60, matched: alone.rows.length });
    assert(alone.rows.length > 0);
    assertEquals(await match(4), alone);
  });
});

Deno.test("who leaves the company leaves programmes, rankings and open proposals", async () => {
  const hr = await registerAs("hr_admin");
  const path = await newProgramme(hr);
  const [mentor, other, mentee] = [await newMentor(path), await newMentor(path), await newMentee(path)];
  await mentee.call("PUT", `${path}/rankings`, { body: { mentor_ids: [mentor.id, other.id] } });
  await matched(hr, path);
  assertEquals((await proposals(hr, path))[0].mentor.id, mentor.id);
  const left = await hr.call("PATCH", `user-management/users/${mentor.id}`, { body: { status: "left" } });
  assertEquals(left.status, 200);
  assertEquals(await proposals(hr, path), []);
  assertEquals((await mentee.call("GET", path)).body.mine.ranking.map(({ id }: { id: string }) => id), [
    other.id,
  ]);
  assertEquals((await matched(hr, path)).mentors, 1);
  assertEquals((await proposals(hr, path))[0].mentor.id, other.id);
});

/** The lists of a programme's mentees: those that matching makes, and the first of what /matches would show. */
async function listsOf(sql: Sql, id: string) {
  await sql`select private.start_matching(${id})`;
  await sql`select private.list_candidates(r, 1, r.mentees_total) from private.programme_matchings r where r.programme_id = ${id}`;
  const made = await sql`
    select r.mentees[c.mentee] as mentee, l.place, r.mentors[l.mentor] as mentor, l.need, l.goal, l.logistics, l.interests, l.wish
    from private.programme_matchings r
    join private.programme_candidates c on c.programme_id = r.programme_id
    cross join unnest(c.mentors, c.needs, c.goals, c.logistics, c.interests, c.wishes)
      with ordinality as l (mentor, need, goal, logistics, interests, wish, place)
    where r.programme_id = ${id} order by 1, 2`;
  const slow = await sql`
    with people as (select array_agg(user_id) as ids from public.programme_members where programme_id = ${id} and role = 'mentee'),
    ranked as (
      select m.*, w.position, row_number() over (partition by m.mentee_id order by w.position, m.score desc, m.mentor_id) as place
      from people, private.match_mentors(people.ids, null, false) m
      join public.programme_members j on j.programme_id = ${id} and j.user_id = m.mentor_id and j.role = 'mentor'
      left join public.programme_rankings w on w.programme_id = ${id} and w.mentee_id = m.mentee_id and w.mentor_id = m.mentor_id
    )
    select mentee_id as mentee, place, mentor_id as mentor, need, goal, logistics, interests, position as wish
    from ranked where place <= 25 order by 1, 2`;
  return [[...made], [...slow]] as const;
}

Deno.test("the lists that matching makes are the first of what /matches would show, wishes before, with as few as no mentors", async () => {
  await withDatabase(async (sql) => {
    for (const [mentees, mentors] of [[40, 200], [30, 20], [3, 0]] as const) {
      const [made] =
        await sql`insert into public.programmes (name, status) values ('Random', 'open') returning id`;
      const id = String(made?.id);
      await sql`select setseed(${mentees / 100})`;
      await sql.unsafe(RANDOM.replaceAll("MENTEES", String(mentees)).replaceAll("MENTORS", String(mentors)), [
        id,
      ]);
      // A title that means nothing forgets the pathway, but not afterwards.
      await sql`update public.employment_info e set pathway_id = (
          select g.pathway_id from public.user_career_goals g join public.programme_members m on m.user_id = g.user_id and m.programme_id = ${id}
          order by md5(e.user_id::text || g.id) limit 1
        ) where e.user_id in (select user_id from public.programme_members where programme_id = ${id})`;
      await sql`update public.user_personal_info p set interests = array(
          select i from unnest('{Cranes,Tides,Knots,Maps}'::text[]) i where hashtext(p.user_id || i) % 3 = 0
        ) where p.user_id in (select user_id from public.programme_members where programme_id = ${id})`;
      await sql`update public.employment_info e set manager_id = (
          select user_id from public.programme_members where programme_id = ${id} and role = 'mentor' order by user_id limit 1
        ) where e.user_id in (select user_id from public.programme_members where programme_id = ${id} and role = 'mentee' and hashtext(user_id::text) % 4 = 0)`;
      const [made_lists, slow] = await listsOf(sql, id);
      assertEquals(made_lists, slow);
      assertEquals(slow.length > 0, mentors > 0);
    }
  });
});

Deno.test("a shared interest alone brings a mentor onto a full list, just above those who score alike", async () => {
  await withDatabase(async (sql) => {
    const ids = async (rows: Promise<Row[]>) => (await rows).map(({ id }) => String(id));
    const [id = ""] = await ids(
      sql`insert into public.programmes (name, status) values ('Alike', 'open') returning id`,
    );
    const [goal = "", near = "", far = ""] = await ids(
      sql`insert into public.career_pathways (name) select gen_random_uuid()::text from generate_series(1, 3) returning id`,
    );
    // 1,250 points for 25 mentors; 925 for one who shares an interest of four, which gives 375.
    await sql`insert into public.pathway_distances (from_id, to_id, d) values (${near}, ${goal}, 0.5), (${far}, ${goal}, 0.63)`;
    const [mentee = "", alike = "", ...others] = await ids(
      sql`insert into public.users (full_name) select 'Vic' from generate_series(1, 27) returning id`,
    );
    const mentors = [alike, ...others];
    await sql`insert into public.employment_info (user_id) select unnest(${mentors}::uuid[])`;
    await sql`update public.employment_info set pathway_id = case when user_id = ${alike} then ${far}::uuid else ${near}::uuid end
      where user_id = any (${mentors})`;
    await sql`insert into public.mentor_profiles (user_id, capacity) select m, 1 from unnest(${mentors}::uuid[]) m`;
    await sql`insert into public.user_career_goals (user_id, pathway_id, status, started_at) values (${mentee}, ${goal}, 'active', now())`;
    await sql`update public.user_personal_info set interests = '{Knots}' where user_id = ${alike}`;
    await sql`update public.user_personal_info set interests = '{Cranes,Knots,Maps,Tides}' where user_id = ${mentee}`;
    await sql`insert into public.programme_members (programme_id, user_id, role, places)
      select ${id}::uuid, m, 'mentor', 1 from unnest(${mentors}::uuid[]) m union all select ${id}::uuid, ${mentee}::uuid, 'mentee', null`;
    const [made, slow] = await listsOf(sql, id);
    assertEquals(made, slow);
    const [best] = made;
    assertEquals([best?.mentor, best?.goal, best?.interests, made.length], [alike, 925, 375, 25]);
  });
});

// People with everything that matching looks at, mentees below some of the mentors, and wishes.
const RANDOM = `
  with skills as (
    insert into public.skills (name) select gen_random_uuid()::text from generate_series(1, 8) returning id
  ),
  pathways as (insert into public.career_pathways (name) select gen_random_uuid()::text from generate_series(1, 5) returning id),
  asked as (
    insert into public.pathway_requirements (pathway_id, skill_id, level)
    select p.id, s.id, 2 + floor(4 * random())::integer from pathways p, skills s where random() < 0.5
  ),
  near as (
    insert into public.pathway_distances (from_id, to_id, d)
    select a.id, b.id, round(random()::numeric, 3) from pathways a, pathways b where a.id <> b.id and random() < 0.6
  ),
  people as (
    insert into public.users (full_name, office_location)
    select case when n <= MENTORS then 'Mentor' else 'Mentee' end, (array['Busan', 'Gdansk', null])[1 + floor(3 * random())::integer]
    from generate_series(1, MENTORS + MENTEES) n returning id, full_name = 'Mentor' as mentors
  ),
  jobs as (
    insert into public.employment_info (user_id, pathway_id)
    select u.id, (select p.id from pathways p where u.id is not null order by random() limit 1) from people u
  ),
  spoken as (
    insert into public.user_languages (user_id, language, proficiency)
    select u.id, l, 'Fluent' from people u, unnest('{English,Malay,Tamil}'::text[]) l where random() < 0.4
  ),
  held as (
    insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
    select u.id, s.id, 1 + floor(5 * random())::integer, 'manager', now() from people u, skills s where random() < 0.6
  ),
  profiles as (insert into public.mentor_profiles (user_id, capacity) select u.id, 1 from people u where u.mentors),
  offered as (
    insert into public.mentor_skills (mentor_id, skill_id) select u.id, s.id from people u, skills s where u.mentors and random() < 0.4
  ),
  aims as (
    insert into public.user_career_goals (user_id, pathway_id, status, started_at)
    select u.id, (select p.id from pathways p where u.id is not null order by random() limit 1), 'active', now()
    from people u where not u.mentors and random() < 0.8
  ),
  joined as (
    insert into public.programme_members (programme_id, user_id, role, places)
    select $1, u.id, case when u.mentors then 'mentor' else 'mentee' end, case when u.mentors then 1 end from people u
  ),
  refused as (
    insert into public.mentorship_requests (mentee_id, mentor_id, message, duration_weeks, status, closed_at)
    select a.id, b.id, 'Please.', 4, 'declined', now() - interval '1 month' from people a, people b where not a.mentors and b.mentors and random() < 0.1
  )
  insert into public.programme_rankings (programme_id, mentee_id, mentor_id, position)
  select $1, w.mentee, w.mentor, w.position
  from (
    select a.id as mentee, b.id as mentor, row_number() over (partition by a.id order by random()) as position
    from people a, people b where not a.mentors and b.mentors and random() < 0.05
  ) w where w.position <= 25`;
