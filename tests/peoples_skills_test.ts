import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const HERE = "skills-management";
const MINE = `${HERE}/me/skills`;

/** New active skills, so that tests don't meet. */
const newSkills = (count: number) =>
  withDatabase(async (sql) => {
    const rows = await sql`insert into public.skills (name)
      select 'Skill ' || gen_random_uuid() from generate_series(1, ${count}) returning id`;
    return rows.map(({ id }): string => id);
  });
const newSkill = async () => (await newSkills(1))[0] ?? "";
const rate = (who: Person, skill: string, more: Record<string, unknown>) =>
  who.call("PUT", `${MINE}/${skill}`, { body: more });
const endorse = (by: Person, who: Person, skill: string, level: number, id?: string) =>
  by.call("POST", `${HERE}/users/${who.id}/skills/${skill}/endorsements`, { body: { level, id } });
const decide = (by: Person, ...items: Record<string, unknown>[]) =>
  by.call("POST", `${HERE}/validations`, { body: { items } });
const skillOf = async (viewer: Person, who: Person, skill: string) =>
  (await viewer.call("GET", `${HERE}/users/${who.id}/skills?limit=200`)).body.items
    .find((item: { skill: { id: string } }) => item.skill.id === skill);

Deno.test("PUT and DELETE /me/skills/:skill_id: one skill, under its etag; not one about which somebody decided", async () => {
  const { worker, lead } = await cast();
  const [skill, other] = await newSkills(2);
  const made = await rate(worker, skill ?? "", { level: 3, visibility: "colleagues" });
  assertEquals([made.status, made.body.level, made.body.visibility], [200, 3, "colleagues"]);
  const put = (etag: string) =>
    worker.call("PUT", `${MINE}/${skill}`, { body: { level: 4 }, headers: { "if-match": etag } });
  assertEquals((await put(made.body.etag)).body.level, 4);
  refused(await put(made.body.etag), 412, "stale");
  refused(await rate(worker, crypto.randomUUID(), { level: 3 }), 404, "not_found");
  refused(await rate(worker, skill ?? "", { level: 9 }), 400, "invalid");
  assertEquals((await worker.call("DELETE", `${MINE}/${skill}`)).status, 204);
  refused(await worker.call("DELETE", `${MINE}/${skill}`), 404, "not_found");
  await rate(worker, other ?? "", { level: 5 });
  await decide(lead, { user_id: worker.id, skill_id: other, outcome: "adjusted", level: 2 });
  // Or a level that somebody gave would go with it, and one's own come back.
  refused(await worker.call("DELETE", `${MINE}/${other}`), 409, "validated");
});

Deno.test("GET /users/:id/skills: all for self, line and HR; for peers what is validated and shown, also in counts and cursors", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const [shown, hidden, own, a, b] = await newSkills(5);
  for (const skill of [shown, own, a]) {
    await rate(worker, skill ?? "", { level: 3, visibility: "colleagues" });
  }
  for (const skill of [hidden, b]) await rate(worker, skill ?? "", { level: 3 });
  const validated = (skill_id: string | undefined) => ({
    user_id: worker.id,
    skill_id,
    outcome: "validated",
  });
  assertEquals((await decide(lead, validated(shown), validated(hidden), validated(a))).status, 200);
  const at = `${HERE}/users/${worker.id}/skills`;
  for (const viewer of [worker, boss, lead, hr]) {
    assertEquals((await viewer.call("GET", `${at}?count=true`)).body.total, 5);
  }
  const first = (await peer.call("GET", `${at}?count=true&limit=1`)).body;
  const second = (await peer.call("GET", `${at}?limit=1&cursor=${first.next_cursor}`)).body;
  assertEquals([first.total, second.next_cursor], [2, null]);
  assertEquals(
    [first, second].map(({ items }) => items[0].skill.id).sort(),
    [shown, a].sort(),
  );
  refused(await peer.call("GET", `${HERE}/users/${crypto.randomUUID()}/skills`), 404, "not_found");
  await rate(worker, shown ?? "", { level: 3, visibility: "private" });
  assertEquals(await skillOf(peer, worker, shown ?? ""), undefined);
});

Deno.test("history: every level with who and when, and the level that counted at a time", async () => {
  const { worker, lead, peer } = await cast();
  const skill = await newSkill();
  const before = new Date().toISOString();
  await rate(worker, skill, { level: 4 });
  const rated = new Date().toISOString();
  await decide(lead, {
    user_id: worker.id,
    skill_id: skill,
    outcome: "adjusted",
    level: 2,
    comment: "Not alone yet.",
  });
  const at = async (as_of?: string) =>
    (await worker.call(
      "GET",
      `${MINE}/${skill}/history${as_of ? `?as_of=${encodeURIComponent(as_of)}` : ""}`,
    )).body;
  const now = await at();
  assertEquals([now.level, now.source], [2, "manager"]);
  assertEquals(
    now.items.map((
      item: Record<string, { id: string }>,
    ) => [item.source, item.level, item.assessor?.id, item.comment]),
    [["manager", 2, lead.id, "Not alone yet."], ["self", 4, worker.id, null]],
  );
  const then = await at(rated);
  assertEquals([then.level, then.source, then.items.length], [4, "self", 2]);
  assertEquals([(await at(before)).level, (await at(before)).source], [null, null]);
  await rate(worker, skill, { level: null });
  assertNotEquals((await at()).items[1].withdrawn_at, null);
  assertEquals((await at(rated)).level, 4);
  refused(await peer.call("GET", `${MINE}/${skill}/history`), 404, "not_found");
  refused(await worker.call("GET", `${MINE}/${skill}/history?as_of=yesterday`), 400, "invalid");
});

Deno.test("evidence: added once, withdrawn once, never changed; nobody else's to withdraw", async () => {
  const { worker, lead, peer } = await cast();
  const skill = await newSkill();
  const id = crypto.randomUUID();
  const at = `${MINE}/${skill}/evidence`;
  const body = { id, title: "A photo", url: "https://photos.example/1" };
  refused(await worker.call("POST", at, { body }), 404, "not_found");
  await rate(worker, skill, { level: 3 });
  assertEquals((await worker.call("POST", at, { body })).status, 201);
  assertEquals((await worker.call("POST", at, { body })).status, 200);
  await rate(peer, skill, { level: 1 });
  refused(await peer.call("POST", at, { body }), 409, "duplicate");
  for (const wrong of [{ title: "" }, { title: "X", url: "javascript:1" }, { title: "X", level: 3 }]) {
    refused(await worker.call("POST", at, { body: wrong }), 400, "invalid");
  }
  const withdraw = (who: Person) => who.call("POST", `${HERE}/evidence/${id}/withdraw`);
  refused(await peer.call("POST", `${HERE}/evidence/${id}/withdraw`), 404, "not_found");
  refused(await withdraw(lead), 403, "forbidden");
  assertNotEquals((await withdraw(worker)).body.withdrawn_at, null);
  refused(await withdraw(worker), 409, "invalid_transition");
  const { body: listed } = await worker.call("GET", `${at}?count=true`);
  assertEquals([listed.total, listed.items[0].id], [1, id]);
});

Deno.test("endorsements: two count before oneself, by the lower of the two; the latest of each; the person reads who", async () => {
  const [person, one, two, three] = await Promise.all(Array.from({ length: 4 }, () => register()));
  if (!person || !one || !two || !three) throw new Error("nobody");
  const skill = await newSkill();
  await rate(person, skill, { level: 5 });
  const now = async () => {
    const { level, source, confidence } = await skillOf(person, person, skill);
    return [level, source, confidence];
  };
  await endorse(one, person, skill, 2);
  assertEquals(await now(), [5, "self", 0.4]);
  // Levels 2 and 4: the lower median of two is 2. By peers just now: 0.6 × 0.5^0.
  await endorse(two, person, skill, 4);
  assertEquals(await now(), [2, "peer", 0.6]);
  // 2, 3 and 4: the middle is 3.
  await endorse(three, person, skill, 3);
  assertEquals(await now(), [3, "peer", 0.6]);
  // The first says 5 now: of 3, 4 and 5 the middle is 4.
  await endorse(one, person, skill, 5);
  assertEquals(await now(), [4, "peer", 0.6]);
  const mine = async (query = "") =>
    (await person.call("GET", `${HERE}/me/endorsements?count=true${query}`)).body;
  assertEquals((await mine()).total, 3);
  assertEquals((await mine()).items.map((e: { endorser: { id: string } }) => e.endorser.id), [
    one.id,
    three.id,
    two.id,
  ]);
  assertEquals((await mine("&status=withdrawn")).items.map((e: { level: number }) => e.level), [2]);
  assertEquals((await one.call("GET", `${HERE}/me/endorsements`)).body.items, []);
  refused(await endorse(person, person, skill, 5), 403, "forbidden");
  refused(await endorse(one, person, crypto.randomUUID(), 5), 404, "not_found");
  refused(await endorse(one, { ...person, id: crypto.randomUUID() }, skill, 5), 404, "not_found");
  refused(await endorse(one, person, skill, 6), 400, "invalid");
});

Deno.test("whoever endorses learns nothing: not whether the person has the skill, shows it, or declined", async () => {
  const [person, endorser] = [await register(), await register()];
  const [had, lacked, declined] = await newSkills(3);
  await rate(person, had ?? "", { level: 5, visibility: "colleagues" });
  await endorse(endorser, person, declined ?? "", 2);
  const { body: { items: [first] } } = await person.call("GET", `${HERE}/me/endorsements`);
  assertEquals(
    (await person.call("POST", `${HERE}/endorsements/${first.id}/decline`)).body.status,
    "declined",
  );
  refused(await person.call("POST", `${HERE}/endorsements/${first.id}/decline`), 409, "invalid_transition");

  const shape = (answer: Awaited<ReturnType<typeof endorse>>) => {
    const { id: _, given_at: __, skill: ___, ...rest } = answer.body;
    return [answer.status, rest];
  };
  const answers = [];
  for (const skill of [had, lacked, declined]) answers.push(await endorse(endorser, person, skill ?? "", 3));
  assertEquals(new Set(answers.map((answer) => JSON.stringify(shape(answer)))).size, 1);
  // Nor through lists, PostgREST, or a repetition.
  const id = crypto.randomUUID();
  for (
    const [again, status] of [[await endorse(endorser, person, declined ?? "", 4, id), 201], [
      await endorse(endorser, person, declined ?? "", 4, id),
      200,
    ]] as const
  ) {
    assertEquals([again.status, again.body.level], [status, 4]);
  }
  refused(await endorse(endorser, person, had ?? "", 4, id), 409, "duplicate");
  assertEquals(
    (await endorser.supabase.from("skill_assessments").select("id").eq("user_id", person.id)).data,
    [],
  );
  assertEquals((await endorser.call("GET", `${HERE}/users/${person.id}/skills?count=true`)).body.total, 0);

  // What was declined stays so; what was lacked is there, unrated and private.
  assertEquals(
    (await person.call("GET", `${HERE}/me/endorsements?count=true&status=declined`)).body.items.length,
    3,
  );
  const added = await skillOf(person, person, lacked ?? "");
  assertEquals([added.level, added.visibility], [null, "private"]);
  const notes = (await person.call("GET", "analytics/notifications")).body.items
    .filter(({ kind }: { kind: string }) => kind === "skills.endorsement");
  assertEquals(notes.length, 3, "declined ones are not told");
});

Deno.test("two who endorse each other within the hour count once, also at the same moment; later they count again", async () => {
  const [a, b, other, another] = await Promise.all(Array.from({ length: 4 }, () => register()));
  if (!a || !b || !other || !another) throw new Error("nobody");
  const [one, two] = await newSkills(2);
  const given = await Promise.all([endorse(a, b, one ?? "", 5), endorse(b, a, two ?? "", 5)]);
  assertEquals(given.map(({ status }) => status), [201, 201]);
  const counts = async (who: Person) =>
    (await who.call("GET", `${HERE}/me/endorsements`)).body.items
      .filter(({ endorser }: { endorser: { id: string } }) => [a.id, b.id].includes(endorser.id))
      .map(({ counts }: { counts: boolean }) => counts);
  assertEquals([...await counts(a), ...await counts(b)].sort(), [false, true]);
  // A second voice each: whose level is the peers' has two that count.
  await endorse(other, b, one ?? "", 4);
  await endorse(another, a, two ?? "", 4);
  const levels = [(await skillOf(b, b, one ?? "")).level, (await skillOf(a, a, two ?? "")).level];
  assertEquals(levels.filter((level) => level === 4).length, 1);
  // An hour later it is no exchange any more.
  await withDatabase((sql) =>
    sql`update public.skill_assessments set assessed_at = assessed_at - interval '61 minutes' where user_id in (${a.id}, ${b.id})`
  );
  await endorse(a, b, one ?? "", 5);
  await endorse(b, a, two ?? "", 5);
  assertEquals([...await counts(a), ...await counts(b)].filter(Boolean).length >= 1, true);
});

Deno.test("endorsements: off where the feature is off for whoever endorses; fifty a day", async () => {
  const [hr, person, endorser] = [await registerAs("hr_admin"), await register(), await register()];
  const skills = await newSkills(51);
  const unit =
    (await hr.call("POST", "user-management/org-units", { body: { name: crypto.randomUUID() } })).body;
  await hr.call("PATCH", `user-management/users/${endorser.id}`, { body: { org_unit_id: unit.id } });
  const set = (enabled: boolean | null) =>
    hr.call("PUT", "analytics/features", {
      body: { items: [{ feature: "peer_endorsement", org_unit_id: unit.id, enabled }] },
    });
  await set(false);
  refused(await endorse(endorser, person, skills[0] ?? "", 3), 404, "not_found");
  await set(null);
  for (const skill of skills.slice(0, 50)) {
    assertEquals((await endorse(endorser, person, skill, 3)).status, 201);
  }
  refused(await endorse(endorser, person, skills[50] ?? "", 3), 429, "rate_limited");
});

Deno.test("validation: asked, told, decided by who decides; the comment for the person, who decided, and HR", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const skill = await newSkill();
  const at = `${MINE}/${skill}/validation-requests`;
  refused(await worker.call("POST", at, { body: {} }), 404, "not_found");
  await rate(worker, skill, { level: 4 });
  const id = crypto.randomUUID();
  const asked = await worker.call("POST", at, { body: { id, note: "Since the new cranes." } });
  assertEquals([asked.status, asked.body.status, asked.body.self_level], [201, "submitted", 4]);
  assertEquals((await worker.call("POST", at, { body: { id } })).status, 200);
  refused(await worker.call("POST", at, { body: {} }), 409, "already_pending");
  const inbox = async (who: Person, query = "") =>
    (await who.call("GET", `${HERE}/validations?count=true${query}`)).body.items
      .map((request: { id: string }) => request.id);
  assertEquals([await inbox(lead), await inbox(boss), await inbox(peer), await inbox(worker)], [
    [id],
    [],
    [],
    [],
  ]);
  assertEquals((await inbox(hr)).includes(id), false);
  assertEquals(
    (await lead.call("GET", "analytics/notifications")).body.items[0].kind,
    "skills.validation_requested",
  );

  const item = { user_id: worker.id, skill_id: skill, outcome: "adjusted", level: 3, comment: "Nearly." };
  for (const nobody of [worker, boss, hr]) refused(await decide(nobody, item), 403, "forbidden");
  refused(await decide(peer, item), 400, "unknown_id");
  const { body: { items: [decided] } } = await decide(lead, item);
  assertEquals([decided.outcome, decided.level, decided.request_id], ["adjusted", 3, id]);
  const mine = await skillOf(worker, worker, skill);
  // Just now, by a manager: 0.85 × 0.5^0.
  assertEquals([mine.level, mine.source, mine.confidence], [3, "manager", 0.85]);
  const own = (await worker.call("GET", `${HERE}/me/validation-requests`)).body.items[0];
  assertEquals([own.status, own.level, own.comment, own.decided_by.id], ["adjusted", 3, "Nearly.", lead.id]);
  for (const [reader, comments] of [[worker, 1], [lead, 1], [hr, 1], [boss, 0], [peer, 0]] as const) {
    assertEquals(
      (await reader.supabase.from("skill_validations").select("comment").eq("user_id", worker.id)).data
        ?.length,
      comments,
    );
  }
  // The line reads the level.
  assertEquals((await skillOf(boss, worker, skill)).level, 3);
  assertEquals(await inbox(lead), []);
  assertEquals(await inbox(lead, "&status=adjusted"), [id]);
  assertEquals((await worker.call("GET", "analytics/notifications")).body.items[0].kind, "skills.validation");
});

Deno.test("a delegate decides while the manager is away, HR where nobody is above; a withdrawn request is nobody's", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const skill = await newSkill();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  for (const who of [worker, boss]) await rate(who, skill, { level: 3 });
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: day(-1), until: day(1) },
  });
  const ask = (who: Person) => who.call("POST", `${MINE}/${skill}/validation-requests`, { body: {} });
  const { body: { id } } = await ask(worker);
  const inbox = async (who: Person) =>
    (await who.call("GET", `${HERE}/validations?limit=200`)).body.items.map((r: { id: string }) => r.id);
  assert((await inbox(peer)).includes(id));
  const withdraw = (who: Person) => who.call("POST", `${HERE}/validation-requests/${id}/withdraw`);
  refused(await withdraw(lead), 403, "forbidden");
  assertEquals((await withdraw(worker)).body.status, "withdrawn");
  refused(await withdraw(worker), 409, "invalid_transition");
  assertEquals(await inbox(peer), []);
  assertEquals(
    (await decide(peer, { user_id: worker.id, skill_id: skill, outcome: "validated" })).body.items[0].level,
    3,
  );
  const { body: { id: asked } } = await ask(boss);
  assert((await inbox(hr)).includes(asked));
  assertEquals((await decide(hr, { user_id: boss.id, skill_id: skill, outcome: "rejected" })).status, 200);
  assertEquals((await skillOf(boss, boss, skill)).source, "self");
});

Deno.test("POST /validations is all or nothing, and names the place of what is wrong", async () => {
  const { lead, worker, peer } = await cast();
  const [skill, unrated, strange] = await newSkills(3);
  await rate(worker, skill ?? "", { level: 4 });
  await rate(worker, unrated ?? "", { level: null });
  const good = { user_id: worker.id, skill_id: skill, outcome: "validated" };
  for (
    const [bad, status, path] of [
      [{ ...good, skill_id: unrated }, 400, "items.1.level"],
      [{ ...good, skill_id: strange }, 400, "items.1.skill_id"],
      [{ ...good, user_id: peer.id }, 400, "items.1.user_id"],
      [{ ...good, user_id: lead.id }, 403, "items.1"],
      [{ ...good, skill_id: unrated, outcome: "adjusted" }, 400, "items.1.level"],
      [{ ...good, skill_id: unrated, outcome: "rejected", level: 1 }, 400, "items.1.level"],
      [good, 400, "items.1"],
    ] as const
  ) {
    if (bad.user_id === lead.id) await rate(lead, skill ?? "", { level: 1 });
    const answer = await decide(lead, good, bad);
    refused(answer, status);
    assertEquals(answer.body.details[0].path, path);
  }
  assertEquals((await skillOf(worker, worker, skill ?? "")).source, "self");
  for (const items of [[], Array.from({ length: 101 }, () => ({ ...good, user_id: crypto.randomUUID() }))]) {
    refused(await decide(lead, ...items), 400, "invalid");
  }
});

Deno.test("two deciders at once: one wins, the other → 409; what is repeated, or said again by the same, is no error", async () => {
  const { boss, lead, worker, peer } = await cast();
  const day = new Date().toISOString().slice(0, 10);
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: day, until: day },
  });
  for (const asked of [true, false]) {
    const skill = await newSkill();
    await rate(worker, skill, { level: 4 });
    if (asked) await worker.call("POST", `${MINE}/${skill}/validation-requests`, { body: {} });
    const item = (level: number) => ({ user_id: worker.id, skill_id: skill, outcome: "adjusted", level });
    const answers = await Promise.all([decide(lead, item(2)), decide(peer, item(3))]);
    assertEquals(answers.map(({ status }) => status).sort(), [200, 409]);
    const [winner, level] = answers[0]?.status === 200 ? [lead, 2] : [peer, 3];
    assertEquals((await skillOf(worker, worker, skill)).level, level);
    assertEquals((await decide(winner, item(level))).status, 200);
    const loser = winner === lead ? peer : lead;
    assertEquals((await decide(loser, item(level))).status, asked ? 409 : 200);
    assertEquals((await decide(winner, item(5))).body.items[0].level, 5);
    const history = await worker.call("GET", `${MINE}/${skill}/history`);
    assertEquals(
      history.body.items.map((i: { source: string; level: number }) => [i.source, i.level]),
      [["manager", 5], ["manager", level], ["self", 4]],
    );
  }
  refused(await decide(boss, { user_id: worker.id, skill_id: await newSkill(), outcome: "rejected" }), 400);
});

Deno.test("what two sessions write at once: the level that stands is the one that the written rules give", async () => {
  const { lead, worker, peer, boss } = await cast();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 5 })), { minLength: 2, maxLength: 8 }),
      async (writes) => {
        const skill = await newSkill();
        await rate(worker, skill, { level: 1 });
        const answers = await Promise.all(writes.map(([who, level]) =>
          [
            () => rate(worker, skill, { level }),
            () => decide(lead, { user_id: worker.id, skill_id: skill, outcome: "adjusted", level }),
            () => endorse(peer, worker, skill, level),
            () => endorse(boss, worker, skill, level),
          ][who]?.()
        ));
        for (const answer of answers) assert([200, 201, 429].includes(answer?.status ?? 0));
        const [rows, [stored]] = await withDatabase((sql) =>
          Promise.all([
            sql`select source, level, assessor_id, assessed_at from public.skill_assessments
            where user_id = ${worker.id} and skill_id = ${skill} and withdrawn_at is null and counts order by assessed_at`,
            sql`select level, source from public.user_skills where user_id = ${worker.id} and skill_id = ${skill}`,
          ])
        );
        const last = (source: string) => rows.findLast((row) => row.source === source)?.level;
        const peers = [
          ...new Map(
            rows.filter(({ source }) => source === "peer").map((row) => [row.assessor_id, row.level]),
          ).values(),
        ].sort();
        const wanted = last("manager") ??
          (peers.length >= 2 ? peers[Math.ceil(peers.length / 2) - 1] : last("self"));
        assertEquals(stored?.level, wanted);
      },
    ),
    { numRuns: 10 },
  );
});

Deno.test("certificates, experiences, projects: one's own rows; HR's stay as HR wrote them; the line reads them", async () => {
  const { worker, lead, peer, hr } = await cast();
  const skill = await newSkill();
  const [{ id: type } = { id: "" }] = await withDatabase((sql) =>
    sql`insert into public.experience_types (name) values (gen_random_uuid()::text) returning id`
  );
  const hidden = await withDatabase(async (sql) => {
    const [a] =
      await sql`insert into public.skills (name, status) values (gen_random_uuid()::text, 'proposed') returning id`;
    const [b] =
      await sql`insert into public.experience_types (name, status) values (gen_random_uuid()::text, 'proposed') returning id`;
    return { skill: a?.id, type: b?.id };
  });
  for (
    const [path, table, body, patch, wrong] of [
      ["certifications", "certifications", { name: "Lifting", skill_id: skill, expires_on: "2030-01-01" }, {
        issuer: "Port",
      }, [
        { name: "X", skill_id: hidden.skill },
        { name: "X", skill_id: crypto.randomUUID() },
        { name: "X", issued_on: "2026-02-01", expires_on: "2026-01-01" },
        { name: "X", evidence_url: "http://plain.example" },
      ]],
      ["experiences", "user_experiences", { experience_type_id: type, program: "Exchange" }, {
        focus: "Cranes",
      }, [
        { experience_type_id: hidden.type },
        { experience_type_id: type, started_on: "2026-02-01", ended_on: "2026-01-01" },
        { program: "X" },
      ]],
      ["projects", "projects", { name: "New Quay", outcomes: ["Built."] }, { role: "Lead" }, [
        { name: "" },
        { name: "X", confirmed_at: "2026-01-01" },
        { name: "X", source: "hr" },
      ]],
    ] as const
  ) {
    const at = `${HERE}/me/${path}`;
    const id = crypto.randomUUID();
    const made = await worker.call("POST", at, { body: { id, ...body } });
    assertEquals([made.status, made.body.source], [201, "self"], JSON.stringify(made.body));
    assertEquals((await worker.call("POST", at, { body: { id, ...body } })).status, 200);
    refused(await worker.call("POST", at, { body }), 409, "duplicate");
    const changed = await worker.call("PATCH", `${at}/${id}`, {
      body: patch,
      headers: { "if-match": made.body.etag },
    });
    assertEquals(changed.status, 200);
    refused(
      await worker.call("PATCH", `${at}/${id}`, { body: patch, headers: { "if-match": made.body.etag } }),
      412,
      "stale",
    );
    for (const body of wrong) refused(await worker.call("POST", at, { body }), 400);
    refused(await peer.call("PATCH", `${at}/${id}`, { body: patch }), 404, "not_found");
    refused(await hr.call("DELETE", `${at}/${id}`), 404, "not_found");
    const seen = async (who: Person) =>
      (await who.supabase.from(table).select("id").eq("id", id)).data?.length;
    assertEquals([await seen(lead), await seen(hr), await seen(peer)], [1, 1, 0]);
    await withDatabase((sql) => sql`update ${sql(`public.${table}`)} set source = 'hr' where id = ${id}`);
    refused(await worker.call("PATCH", `${at}/${id}`, { body: patch }), 403, "forbidden");
    refused(await worker.call("DELETE", `${at}/${id}`), 403, "forbidden");
    assertEquals((await worker.call("GET", `${at}?count=true`)).body.total, 1);
    await withDatabase((sql) => sql`update ${sql(`public.${table}`)} set source = 'self' where id = ${id}`);
    assertEquals((await worker.call("DELETE", `${at}/${id}`)).status, 204);
  }
});

Deno.test("a project is confirmed by who decides for the person, once; a change of it takes that back", async () => {
  const { boss, lead, worker, peer } = await cast();
  const { body: project } = await worker.call("POST", `${HERE}/me/projects`, { body: { name: "New Quay" } });
  const inbox = async (who: Person, confirmed: boolean) =>
    (await who.call("GET", `${HERE}/projects?confirmed=${confirmed}`)).body.items.map((p: { id: string }) =>
      p.id
    );
  assertEquals([await inbox(lead, false), await inbox(boss, false), await inbox(peer, false)], [
    [project.id],
    [],
    [],
  ]);
  const confirm = (who: Person) => who.call("POST", `${HERE}/projects/${project.id}/confirm`);
  refused(await confirm(worker), 403, "forbidden");
  refused(await confirm(boss), 403, "forbidden");
  refused(await confirm(peer), 404, "not_found");
  const confirmed = await confirm(lead);
  assertEquals(confirmed.body.confirmed_by.id, lead.id);
  assertEquals((await confirm(lead)).body, confirmed.body);
  assertEquals([await inbox(lead, false), await inbox(lead, true)], [[], [project.id]]);
  const day = new Date().toISOString().slice(0, 10);
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: day, until: day },
  });
  refused(await confirm(peer), 409, "invalid_transition");
  const mine = async () => (await worker.call("GET", `${HERE}/me/projects`)).body.items[0].confirmed_at;
  assertNotEquals(await mine(), null);
  await worker.call("PATCH", `${HERE}/me/projects/${project.id}`, { body: { role: "Director" } });
  assertEquals(await mine(), null);
});

Deno.test("competencies: one's own level beside what HR or a manager said, which counts; who decides validates", async () => {
  const { boss, lead, worker, peer } = await cast();
  const ids = await withDatabase(async (sql) => {
    const rows = await sql`insert into public.competencies (name)
      select 'Competency ' || gen_random_uuid() from generate_series(1, 3) returning id`;
    const [own, hr, tested] = rows.map(({ id }): string => id);
    await sql`insert into public.user_competencies (user_id, competency_id, level, source) values
      (${worker.id}, ${hr ?? ""}, 2, 'hr'), (${worker.id}, ${tested ?? ""}, 1, 'assessment')`;
    return { own, hr, tested };
  });
  const at = `${HERE}/me/competencies`;
  const set = (...items: unknown[]) => worker.call("PUT", at, { body: { items } });
  const mine = async (id: string | undefined) => {
    const { body } = await worker.call("GET", at);
    const found = body.items.find(({ competency }: { competency: { id: string } }) => competency.id === id);
    return found && [found.level, found.source, found.self_level];
  };
  assertEquals(
    (await set({ competency_id: ids.own, level: 3 }, { competency_id: ids.hr, level: 5 })).body.items.length,
    2,
  );
  assertEquals([await mine(ids.own), await mine(ids.hr)], [[3, "self", 3], [2, "hr", 5]]);
  const validate = (who: Person, id: string | undefined, level = 4) =>
    who.call("POST", `${HERE}/users/${worker.id}/competencies/${id}/validations`, { body: { level } });
  for (const [nobody, status] of [[worker, 403], [boss, 403], [peer, 404]] as const) {
    refused(await validate(nobody, ids.own), status);
  }
  assertEquals((await validate(lead, ids.own)).body.validated_by.id, lead.id);
  await validate(lead, ids.hr, 3);
  refused(await validate(lead, ids.tested), 409, "outranked");
  refused(await validate(lead, crypto.randomUUID()), 404, "not_found");
  await set({ competency_id: ids.own, level: 1 }, { competency_id: ids.hr, level: null });
  assertEquals([await mine(ids.own), await mine(ids.hr)], [[4, "manager", 1], [3, "manager", null]]);
  assertEquals((await lead.call("GET", `${HERE}/users/${worker.id}/competencies?count=true`)).body.total, 3);
  refused(await peer.call("GET", `${HERE}/users/${worker.id}/competencies`), 404, "not_found");
  const unknown = await set({ competency_id: ids.own, level: 2 }, {
    competency_id: crypto.randomUUID(),
    level: 2,
  });
  refused(unknown, 400, "unknown_id");
  assertEquals(unknown.body.details[0].path, "items.1.competency_id");
  refused(
    await set({ competency_id: ids.own, level: 2 }, { competency_id: ids.own, level: 3 }),
    400,
    "invalid",
  );
});

Deno.test("the matrix of a line, against counting by hand: holders, bus factor, coverage", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const [a, b, empty] = await newSkills(3);
  await rate(worker, a ?? "", { level: 3 });
  await rate(lead, a ?? "", { level: 2 });
  await rate(worker, b ?? "", { level: null });
  const matrix = async (who: Person, query: string) =>
    (await who.call("GET", `${HERE}/matrix?${query}`)).body;
  const wanted = [a, b, empty].map((id) => `&skill_id=${id}`).join("");
  const { people, skills } = await matrix(boss, `scope=team${wanted}`);
  assertEquals(
    people.map(({ person, cells }: { person: { id: string }; cells: { level: number | null }[] }) => [
      person.id,
      cells.map(({ level }) => level).sort(),
    ]).sort(),
    [[lead.id, [2]], [worker.id, [3, null]]].sort(),
  );
  const of = (id: string | undefined) => {
    const row = skills.find(({ skill }: { skill: { id: string } }) => skill.id === id);
    return [row.holders, row.bus_factor, row.coverage];
  };
  // Two people: one of two has a at 3 or more, nobody b, nobody the third.
  assertEquals([of(a), of(b), of(empty)], [[2, 1, 0.5], [1, 0, 0], [0, 0, 0]]);
  const cell = people.flatMap(({ cells }: { cells: { skill_id: string; level: number }[] }) => cells)
    .find((c: { level: number }) => c.level === 3);
  assertEquals([cell.source, cell.confidence], ["self", 0.4]);
  const most = await matrix(lead, "scope=team");
  assertEquals(most.skills.map(({ skill }: { skill: { id: string } }) => skill.id).sort(), [a, b].sort());

  // A unit: the people of one's own line in it and below; for HR everybody.
  const make = async (parent_id?: string) =>
    (await hr.call("POST", "user-management/org-units", { body: { name: crypto.randomUUID(), parent_id } }))
      .body.id;
  const top = await make();
  const below = await make(top);
  for (const [who, unit] of [[worker, below], [peer, top]] as const) {
    await hr.call("PATCH", `user-management/users/${who.id}`, { body: { org_unit_id: unit } });
  }
  const seen = async (who: Person, unit: string) =>
    (await matrix(who, `scope=org_unit:${unit}`)).people.map((p: { person: { id: string } }) => p.person.id)
      .sort();
  assertEquals(await seen(hr, top), [worker.id, peer.id].sort());
  assertEquals([await seen(boss, top), await seen(hr, below)], [[worker.id], [worker.id]]);
  for (const scope of ["team", `org_unit:${top}`]) {
    for (const nobody of [peer, worker]) {
      refused(await nobody.call("GET", `${HERE}/matrix?scope=${scope}`), 403, "forbidden");
    }
  }
  refused(await boss.call("GET", `${HERE}/matrix?scope=org_unit:${crypto.randomUUID()}`), 404, "not_found");
  const unknown = await boss.call(
    "GET",
    `${HERE}/matrix?scope=team&skill_id=${a}&skill_id=${crypto.randomUUID()}`,
  );
  refused(unknown, 400, "unknown_id");
  assertEquals(unknown.body.details[0].path, "skill_id.1");
  for (
    const query of [
      "",
      "scope=all",
      "scope=org_unit:1",
      `scope=team&skill_id=${a}&skill_id=${a}`,
      "scope=team&q=1",
    ]
  ) {
    refused(await boss.call("GET", `${HERE}/matrix?${query}`), 400, "invalid");
  }
});

Deno.test("a matrix has 500 people at most, and says how many there would be", async () => {
  const [manager, hr] = [await register(), await registerAs("hr_admin")];
  const unit =
    (await hr.call("POST", "user-management/org-units", { body: { name: crypto.randomUUID() } })).body;
  await withDatabase((sql) =>
    sql`with made as (insert into public.users (full_name) select 'Vic Example' from generate_series(1, 501) returning id)
      insert into public.employment_info (user_id, manager_id, org_unit_id) select id, ${manager.id}, ${unit.id} from made`
  );
  for (const [who, scope] of [[manager, "team"], [hr, `org_unit:${unit.id}`]] as const) {
    const answer = await who.call("GET", `${HERE}/matrix?scope=${scope}`);
    refused(answer, 400, "too_many");
    assertEquals(answer.body.details[0].params, { count: 501 });
  }
});

Deno.test("who leaves asks nothing any more; what nobody decides for 90 days expires; certificates are told of in time", async () => {
  const { lead, worker, hr } = await cast();
  const [skill, other] = await newSkills(2);
  for (const id of [skill, other]) {
    await rate(worker, id ?? "", { level: 3 });
    await worker.call("POST", `${MINE}/${id}/validation-requests`, { body: {} });
  }
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await worker.call("POST", `${HERE}/me/certifications`, { body: { name: "Lifting", expires_on: day(80) } });
  const statuses = async () =>
    (await lead.call("GET", `${HERE}/validations?status=submitted&status=expired`)).body.items
      .map(({ status }: { status: string }) => status).sort();
  const told = async () =>
    (await worker.call("GET", "analytics/notifications")).body.items
      .filter(({ kind }: { kind: string }) => kind === "skills.certificate").length;
  await withDatabase(async (sql) => {
    await sql`update public.skill_validation_requests set requested_at = now() - interval '91 days' where skill_id = ${
      skill ?? ""
    }`;
    const run = (job: string, as_of: string) => sql`select private.run_job_step(${job}, ${as_of}::date)`;
    await run("validation_requests", day(0));
    assertEquals(await statuses(), ["expired", "submitted"]);
    // Expires in 80 days: told now, at 30 and at 7, once each however often the job runs.
    for (
      const [on, times] of [[0, 1], [1, 1], [49, 1], [50, 2], [51, 2], [73, 3], [80, 3], [81, 3]] as const
    ) {
      const [{ step } = { step: null }] = await sql`select private.job_certificates(null, ${
        day(on)
      }::date) as step`;
      assert(step);
      assertEquals(await told(), times, `day ${on}`);
    }
  });
  await hr.call("POST", `user-management/users/${worker.id}/leave`, { body: { last_day: day(0) } });
  const [{ status } = { status: "" }] = await withDatabase((sql) =>
    sql`select status from public.skill_validation_requests where skill_id = ${other ?? ""}`
  );
  assertEquals(status, "withdrawn");
});
