import { assert, assertEquals } from "@std/assert";
import { type Answer, cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const MENTORSHIP = "mentorship";
const REQUESTS = `${MENTORSHIP}/requests`;
const MENTORSHIPS = `${MENTORSHIP}/mentorships`;
const PROFILE = `${MENTORSHIP}/me/mentor-profile`;

async function newSkill(): Promise<string> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.skills (name) values (gen_random_uuid()::text) returning id`
  );
  return String(made?.id);
}

const offer = (person: Person, capacity = 1, skill_ids: string[] = [], more: Record<string, unknown> = {}) =>
  person.call("PUT", PROFILE, { body: { capacity, skill_ids, ...more } });

async function newMentor(capacity = 1, skill?: string): Promise<Person> {
  const mentor = await register();
  const made = await offer(mentor, capacity, [skill ?? await newSkill()]);
  assertEquals(made.status, 200, JSON.stringify(made.body));
  return mentor;
}

const ask = (mentee: Person, mentor: Person, more: Record<string, unknown> = {}) =>
  mentee.call("POST", REQUESTS, {
    body: { mentor_id: mentor.id, message: "Will you?", duration_weeks: 12, ...more },
  });

async function asked(mentee: Person, mentor: Person) {
  const made = await ask(mentee, mentor);
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

const move = (person: Person, path: string, name: string, body?: unknown) =>
  person.call("POST", `${path}/${name}`, body === undefined ? {} : { body });
const answer = (person: Person, { id }: { id: string }, name: string) =>
  move(person, `${REQUESTS}/${id}`, name);
const statusOf = async (person: Person, { id }: { id: string }) =>
  (await person.call("GET", `${REQUESTS}/${id}`)).body.status;

/** The two, and their mentorship. */
async function pair() {
  const [mentee, mentor] = [await register(), await newMentor()];
  const { body } = await answer(mentor, await asked(mentee, mentor), "accept");
  return { mentee, mentor, id: String(body.mentorship_id), path: `${MENTORSHIPS}/${body.mentorship_id}` };
}

const told = async (person: Person, kind: string) =>
  (await person.call("GET", "analytics/notifications?limit=200")).body.items.filter((
    item: { kind: string },
  ) => item.kind === kind);

const ids = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);

Deno.test("a mentor opts in, is found, pauses, changes what they offer, and opts out", async () => {
  const [person, other] = [await register(), await register()];
  const [first, second] = [await newSkill(), await newSkill()];
  refused(await person.call("GET", PROFILE), 404, "not_found");
  const made = await offer(person, 2, [first, second, first], { bio: "I know ropes." });
  assertEquals([made.body.mentor.id, made.body.capacity, made.body.places_left, made.body.is_active], [
    person.id,
    2,
    2,
    true,
  ]);
  assertEquals(made.body.skills.length, 2);
  const again = await offer(person, 2, [second, first], { bio: "I know ropes." });
  assertEquals(again.body, made.body, "the same again keeps the etag");

  const search = async (query: string) =>
    (await other.call("GET", `${MENTORSHIP}/mentors?${query}`)).body.items.map((
      { mentor }: { mentor: { id: string } },
    ) => mentor.id);
  assertEquals(await search(`skill_id=${first}&skill_id=${second}`), [person.id]);
  assertEquals(await search(`skill_id=${first}&q=Pat`), [person.id]);
  assertEquals(await search(`skill_id=${first}&q=Zyzzyva`), []);
  assertEquals(await search(`skill_id=${first}&skill_id=${await newSkill()}`), []);
  assertEquals((await other.call("GET", `${MENTORSHIP}/mentors/${person.id}`)).body.bio, "I know ropes.");

  const stale = { "if-match": made.body.etag };
  const paused = await person.call("PUT", PROFILE, {
    body: { capacity: 2, skill_ids: [first], is_active: false },
    headers: stale,
  });
  assertEquals([paused.body.bio, paused.body.skills.length, paused.body.is_active], [null, 1, false]);
  refused(
    await person.call("PUT", PROFILE, { body: { capacity: 3, skill_ids: [first] }, headers: stale }),
    412,
    "stale",
  );
  assertEquals(await search(`skill_id=${first}`), []);
  refused(await other.call("GET", `${MENTORSHIP}/mentors/${person.id}`), 404, "not_found");
  refused(await ask(other, person), 400, "unknown_id");
  assertEquals((await other.supabase.from("mentor_profiles").select().eq("user_id", person.id)).data, []);

  assertEquals((await person.call("DELETE", PROFILE)).status, 204);
  refused(await person.call("DELETE", PROFILE), 404, "not_found");
});

Deno.test("a profile that is not valid is refused, with the path", async () => {
  const person = await register();
  const skill = await newSkill();
  for (
    const [body, code, path] of [
      [{ capacity: 0, skill_ids: [skill] }, "invalid", "capacity"],
      [{ capacity: 51, skill_ids: [skill] }, "invalid", "capacity"],
      [{ capacity: 1, skill_ids: [] }, "invalid", "skill_ids"],
      [{ capacity: 1, skill_ids: [skill, crypto.randomUUID()] }, "unknown_id", "skill_ids.1"],
      [{ capacity: 1, skill_ids: [skill], bio: " " }, "invalid", "bio"],
      [{ capacity: 1, skill_ids: [skill], user_id: person.id }, "invalid", "user_id"],
    ] as const
  ) {
    const answer = await person.call("PUT", PROFILE, { body });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, path);
  }
  refused(await person.call("GET", PROFILE), 404, "not_found");
});

Deno.test("a request is sent, seen by the two and HR, accepted once, and is a mentorship then", async () => {
  const [mentee, mentor, hr, peer] = [
    await register(),
    await newMentor(),
    await registerAs("hr_admin"),
    await register(),
  ];
  const skill = await newSkill();
  const id = crypto.randomUUID();
  const body = {
    id,
    mentor_id: mentor.id,
    message: "Will you?",
    skill_ids: [skill],
    duration_weeks: 12,
  };
  const made = await mentee.call("POST", REQUESTS, { body });
  assertEquals([made.status, made.body.status, made.body.skills[0].id], [201, "pending", skill]);
  assertEquals(Date.parse(made.body.expires_at) - Date.parse(made.body.created_at), 14 * 86_400_000);
  const again = await mentee.call("POST", REQUESTS, { body });
  assertEquals([again.status, again.body], [200, made.body]);
  refused(await peer.call("POST", REQUESTS, { body }), 409, "duplicate");
  assertEquals(ids(await mentor.call("GET", `${REQUESTS}?box=received&status=pending`)), [id]);
  assertEquals(ids(await mentor.call("GET", REQUESTS)), []);
  assertEquals(ids(await mentee.call("GET", REQUESTS)), [id]);
  assertEquals((await told(mentor, "mentorship.requested"))[0].action_url, `/requests/${id}`);

  // Only the receiver answers, only the sender withdraws; whoever is neither finds nothing.
  for (const name of ["accept", "decline"]) {
    refused(await answer(mentee, { id }, name), 403, "forbidden");
    refused(await answer(hr, { id }, name), 403, "forbidden");
    refused(await answer(peer, { id }, name), 404, "not_found");
  }
  refused(await answer(mentor, { id }, "withdraw"), 403, "forbidden");
  refused(await answer(peer, { id }, "withdraw"), 404, "not_found");
  refused(await peer.call("GET", `${REQUESTS}/${id}`), 404, "not_found");
  assertEquals((await hr.call("GET", `${REQUESTS}/${id}`)).status, 200);
  assertEquals(ids(await hr.call("GET", `${REQUESTS}?user_id=${mentee.id}`)), [id]);
  refused(await peer.call("GET", `${REQUESTS}?user_id=${mentee.id}`), 404, "not_found");

  const clicks = await Promise.all([1, 2, 3].map(() => answer(mentor, { id }, "accept")));
  assertEquals(clicks.map(({ status }) => status).sort(), [200, 409, 409]);
  for (const click of clicks) if (click.status === 409) refused(click, 409, "invalid_transition");
  const accepted = (await mentee.call("GET", `${REQUESTS}/${id}`)).body;
  assertEquals([accepted.status, accepted.expires_at], ["accepted", null]);
  const { body: list } = await mentee.call("GET", `${MENTORSHIPS}?count=true`);
  assertEquals([list.total, list.items[0].id, list.items[0].mentor.id, list.items[0].skills[0].id], [
    1,
    accepted.mentorship_id,
    mentor.id,
    skill,
  ]);
  assertEquals(ids(await mentor.call("GET", `${MENTORSHIPS}?as=mentor`)), [accepted.mentorship_id]);
  assertEquals(ids(await mentor.call("GET", `${MENTORSHIPS}?as=mentee`)), []);
  assertEquals((await told(mentee, "mentorship.accepted")).length, 1);
  refused(await answer(mentor, { id }, "decline"), 409, "invalid_transition");
  refused(await answer(mentee, { id }, "withdraw"), 409, "invalid_transition");
});

Deno.test("requests: what is malformed, unknown, one's own line or one too many is refused", async () => {
  const { boss, lead, worker, peer } = await cast();
  const skill = await newSkill();
  for (const person of [boss, worker]) await offer(person, 1, [skill]);
  for (
    const [body, code, path] of [
      [{ mentor_id: crypto.randomUUID() }, "unknown_id", "mentor_id"],
      [{ mentor_id: peer.id }, "unknown_id", "mentor_id"],
      [{ mentor_id: worker.id }, "unknown_id", "mentor_id"],
      [{ mentor_id: "boss" }, "invalid", "mentor_id"],
      [{ message: " " }, "invalid", "message"],
      [{ duration_weeks: 0 }, "invalid", "duration_weeks"],
      [{ skill_ids: [crypto.randomUUID()] }, "unknown_id", "skill_ids.0"],
      [{ status: "accepted" }, "invalid", "status"],
      [{ mentee_id: peer.id }, "invalid", "mentee_id"],
    ] as const
  ) {
    const refusal = await ask(worker, boss, body);
    refused(refusal, 400, code);
    assertEquals(refusal.body.details[0].path, path);
  }
  refused(await ask(worker, boss), 409, "same_line");
  refused(await ask(boss, worker), 409, "same_line");
  refused(await ask(lead, worker), 409, "same_line");

  const mentors = await Promise.all(Array.from({ length: 6 }, () => newMentor()));
  const [first, ...others] = mentors;
  const last = others.pop();
  if (!first || !last) throw new Error("nobody");
  const clicks = await Promise.all([1, 2, 3, 4].map(() => ask(peer, first)));
  assertEquals(clicks.map(({ status }) => status).sort(), [201, 409, 409, 409]);
  for (const click of clicks) if (click.status === 409) refused(click, 409, "already_pending");
  // Six at once beside the one: five are open in the end.
  const more = await Promise.all([...others, last].map((mentor) => ask(peer, mentor)));
  assertEquals(more.map(({ status }) => status).sort(), [201, 201, 201, 201, 409]);
  for (const refusal of more) if (refusal.status === 409) refused(refusal, 409, "too_many");
  assertEquals((await peer.call("GET", `${REQUESTS}?status=pending&count=true`)).body.total, 5);

  // Who declined is not asked again for half a year; who was withdrawn from is.
  const [open] = clicks.filter(({ status }) => status === 201);
  await answer(first, open?.body, "decline");
  refused(await ask(peer, first), 409, "declined_recently");
  const [sent] = more.filter(({ status }) => status === 201);
  await answer(peer, sent?.body, "withdraw");
  const [mentor] = mentors.filter(({ id }) => id === sent?.body.mentor.id);
  if (mentor) assertEquals((await ask(peer, mentor)).status, 201);
});

Deno.test("50 acceptances at once for 3 places: 3 win, 47 get 409 capacity_full, nothing is half done", async () => {
  const mentor = await newMentor(3);
  const requests = await withDatabase((sql) =>
    sql`with people as (
        insert into public.users (full_name) select 'Mentee ' || n from generate_series(1, 50) n returning id
      )
      insert into public.mentorship_requests (mentee_id, mentor_id, message, duration_weeks, status, pending_since)
      select id, ${mentor.id}, 'Please.', 4, 'pending', now() from people returning id`
  );
  const answers = await Promise.all(requests.map(({ id }) => answer(mentor, { id }, "accept")));
  assertEquals(answers.filter(({ status }) => status === 200).length, 3);
  const refusals = answers.filter(({ status }) => status !== 200);
  assertEquals(refusals.length, 47);
  for (const refusal of refusals) refused(refusal, 409, "capacity_full");
  const [left] = await withDatabase((sql) =>
    sql`select
      (select count(*)::int from public.mentorships where mentor_id = ${mentor.id}) as mentorships,
      (select count(*)::int from public.mentorship_requests where mentor_id = ${mentor.id} and status = 'accepted') as accepted,
      (select count(*)::int from public.mentorship_requests where mentor_id = ${mentor.id} and status = 'pending') as pending,
      (select count(*)::int from public.mentorships m join public.mentorship_requests r on r.id = m.request_id
        where m.mentor_id = ${mentor.id} and r.status = 'accepted' and r.mentee_id = m.mentee_id) as whole`
  );
  assertEquals({ ...left }, { mentorships: 3, accepted: 3, pending: 47, whole: 3 });
  assertEquals((await mentor.call("GET", PROFILE)).body.places_left, 0);
});

Deno.test("of two mentors who accept the same mentee at once one wins; the other requests are cancelled, both sides told", async () => {
  for (let round = 0; round < 4; round++) {
    const mentee = await register();
    const mentors = await Promise.all([newMentor(), newMentor(), newMentor()]);
    const requests = await Promise.all(mentors.map((mentor) => asked(mentee, mentor)));
    const answers = await Promise.all(mentors.map((mentor, n) => answer(mentor, requests[n], "accept")));
    assertEquals(answers.map(({ status }) => status).sort(), [200, 409, 409]);
    assertEquals((await mentee.call("GET", `${MENTORSHIPS}?count=true`)).body.total, 1);
    for (const [n, mentor] of mentors.entries()) {
      const won = answers[n]?.status === 200;
      assertEquals(await statusOf(mentor, requests[n]), won ? "accepted" : "auto_cancelled");
      assertEquals((await told(mentor, "mentorship.cancelled")).length, won ? 0 : 1);
    }
    assertEquals((await told(mentee, "mentorship.cancelled")).length, 2);
    refused(await ask(mentee, await newMentor()), 409, "already_mentored");
  }
});

Deno.test("who asks a full mentor waits, in order; a place that frees sends the first, and its 14 days begin then", async () => {
  const mentor = await newMentor(1);
  const [first, second, third, late] = await Promise.all([register(), register(), register(), register()]);
  const held = (await answer(mentor, await asked(first, mentor), "accept")).body;
  const waiting = await asked(second, mentor);
  assertEquals([waiting.status, waiting.expires_at], ["waitlisted", null]);
  const behind = await asked(third, mentor);
  refused(await answer(mentor, waiting, "accept"), 409, "capacity_full");
  assertEquals((await told(mentor, "mentorship.requested")).length, 1);

  await move(first, `${MENTORSHIPS}/${held.mentorship_id}`, "complete");
  const sent = (await second.call("GET", `${REQUESTS}/${waiting.id}`)).body;
  assertEquals(sent.status, "pending");
  assert(Date.parse(sent.expires_at) > Date.parse(sent.created_at) + 14 * 86_400_000);
  assertEquals([(await told(second, "mentorship.place_free")).length, await statusOf(third, behind)], [
    1,
    "waitlisted",
  ]);
  // There is a place, and others were first.
  const latest = await asked(late, mentor);
  assertEquals(latest.status, "waitlisted");
  await answer(mentor, waiting, "decline");
  assertEquals([await statusOf(third, behind), await statusOf(late, latest)], ["pending", "waitlisted"]);
  await offer(mentor, 2, [await newSkill()]);
  assertEquals(await statusOf(late, latest), "pending");
  await answer(third, behind, "withdraw");
  assertEquals((await answer(mentor, latest, "accept")).status, 200);
});

Deno.test("a mentor who pauses sends nobody on; opting out cancels who waits", async () => {
  const mentor = await newMentor(1);
  const [first, second] = [await register(), await register()];
  const held = (await answer(mentor, await asked(first, mentor), "accept")).body;
  const waiting = await asked(second, mentor);
  await offer(mentor, 1, [await newSkill()], { is_active: false });
  await move(mentor, `${MENTORSHIPS}/${held.mentorship_id}`, "complete");
  assertEquals(await statusOf(second, waiting), "waitlisted");
  await mentor.call("DELETE", PROFILE);
  assertEquals(await statusOf(second, waiting), "auto_cancelled");
  assertEquals([
    (await told(second, "mentorship.cancelled")).length,
    (await told(mentor, "mentorship.cancelled")).length,
  ], [1, 0]);
});

Deno.test("a request that nobody answers within 14 days expires, both are told, and who waits moves up", async () => {
  const mentor = await newMentor(1);
  const [slow, next, fresh] = [await register(), await register(), await register()];
  const [old, young] = [await asked(slow, mentor), await asked(fresh, await newMentor())];
  const waiting = await asked(next, mentor);
  await withDatabase(async (sql) => {
    // As it is where the place was taken in between.
    await sql`update public.mentorship_requests set status = 'waitlisted', pending_since = null where id = ${waiting.id}`;
    await sql`update public.mentorship_requests set pending_since = now() - interval '15 days' where id = ${old.id}`;
    await sql`update public.mentorship_requests set pending_since = now() - interval '13 days' where id = ${young.id}`;
    for (let n = 0; n < 2; n++) await sql`select private.job_mentorship_requests(null, current_date)`;
  });
  assertEquals([await statusOf(slow, old), await statusOf(fresh, young), await statusOf(next, waiting)], [
    "expired",
    "pending",
    "pending",
  ]);
  for (const person of [slow, mentor]) assertEquals((await told(person, "mentorship.expired")).length, 1);
  refused(await answer(mentor, old, "accept"), 409, "invalid_transition");
  assertEquals((await ask(slow, mentor)).status, 201);
});

Deno.test("a mentorship is paused, resumed, ended early for a reason that HR alone reads", async () => {
  const { mentee, mentor, id, path } = await pair();
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  assertEquals((await move(mentee, path, "pause")).body.status, "paused");
  refused(await move(mentor, path, "pause"), 409, "invalid_transition");
  // The place stays taken, and the mentee has no second.
  assertEquals((await mentor.call("GET", PROFILE)).body.places_left, 0);
  refused(await ask(mentee, await newMentor()), 409, "already_mentored");
  assertEquals((await move(mentor, path, "resume")).body.status, "active");
  assertEquals((await told(mentee, "mentorship.moved")).length, 1);
  for (const name of ["pause", "resume", "complete", "end"]) {
    const body = name === "end" ? { reason: "None of mine." } : undefined;
    refused(await move(peer, path, name, body), 404, "not_found");
    refused(await move(hr, path, name, body), 403, "forbidden");
  }
  refused(await move(mentee, path, "end", {}), 400, "invalid");
  const reason = `It does not fit ${crypto.randomUUID()}`;
  const clicks = await Promise.all([
    move(mentee, path, "end", { reason }),
    move(mentor, path, "complete"),
    move(mentor, path, "end", { reason: "Nor for me." }),
    move(mentee, path, "end", { reason }),
  ]);
  assertEquals(clicks.map(({ status }) => status).sort(), [200, 409, 409, 409]);
  for (const person of [mentee, mentor]) {
    const { body } = await person.call("GET", path);
    assert(["ended_early", "completed"].includes(body.status));
    assertEquals(body.end_reason, null);
    assertEquals((await person.supabase.from("mentorship_end_reasons").select()).data, []);
  }
  const other = await pair();
  await move(other.mentor, other.path, "end", { reason });
  assertEquals((await hr.call("GET", other.path)).body.end_reason, reason);
  assertEquals((await other.mentee.call("GET", other.path)).body.end_reason, null);
  assertEquals((await other.mentor.call("GET", other.path)).body.end_reason, null);
  assertEquals(ids(await hr.call("GET", `${MENTORSHIPS}?user_id=${mentor.id}`)), [id]);
  refused(await peer.call("GET", `${MENTORSHIPS}?user_id=${mentor.id}`), 404, "not_found");
  refused(await peer.call("GET", path), 404, "not_found");
});

Deno.test("an HR admin does not read why their own mentorship was ended", async () => {
  const [hr, mentor] = [await registerAs("hr_admin"), await newMentor()];
  const { body } = await answer(mentor, await asked(hr, mentor), "accept");
  const path = `${MENTORSHIPS}/${body.mentorship_id}`;
  await move(mentor, path, "end", { reason: "HR is difficult." });
  assertEquals((await hr.call("GET", path)).body.end_reason, null);
  const { data } = await hr.supabase.from("mentorship_end_reasons").select().eq(
    "mentorship_id",
    body.mentorship_id,
  );
  assertEquals(data, []);
});
