import { assert, assertEquals } from "@std/assert";
import { type Answer, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

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

async function newMentor(capacity = 1): Promise<Person> {
  const mentor = await register();
  const made = await mentor.call("PUT", PROFILE, { body: { capacity, skill_ids: [await newSkill()] } });
  assertEquals(made.status, 200, JSON.stringify(made.body));
  return mentor;
}

async function ask(mentee: Person, mentor: Person): Promise<string> {
  const made = await mentee.call("POST", REQUESTS, {
    body: { mentor_id: mentor.id, message: "Will you?", duration_weeks: 12 },
  });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

async function pair(mentor?: Person) {
  const [mentee, other] = [await register(), mentor ?? await newMentor()];
  const { body } = await other.call("POST", `${REQUESTS}/${await ask(mentee, other)}/accept`);
  return {
    mentee,
    mentor: other,
    id: String(body.mentorship_id),
    path: `${MENTORSHIPS}/${body.mentorship_id}`,
  };
}

const told = async (person: Person, kind: string) =>
  (await person.call("GET", "analytics/notifications?limit=200")).body.items.filter((
    item: { kind: string },
  ) => item.kind === kind);
const ids = ({ body }: Answer): string[] => body.items.map(({ id }: { id: string }) => id);

const KINDS = {
  meetings: [{ starts_at: "2027-01-31T09:00:00Z", topic: "First" }, { notes: "We spoke of ropes." }],
  goals: [{ title: "Tie ten knots" }, { due_on: "2027-01-31" }],
} as const;

for (const [kind, [fields, change]] of Object.entries(KINDS)) {
  Deno.test(`${kind}: either of the two writes them, nobody else knows of them, HR neither; they end with the mentorship`, async () => {
    const { mentee, mentor, path } = await pair();
    const [hr, peer, other] = [await registerAs("hr_admin"), await register(), await pair()];
    const list = `${path}/${kind}`;
    const id = crypto.randomUUID();
    const body = { id, ...fields };
    const clicks = await Promise.all([1, 2, 3].map(() => mentee.call("POST", list, { body })));
    assertEquals(clicks.map(({ status }) => status).sort(), [200, 200, 201]);
    for (const click of clicks) assertEquals(click.body, clicks[0]?.body);
    assertEquals(ids(await mentor.call("GET", list)), [id]);
    refused(await other.mentee.call("POST", `${other.path}/${kind}`, { body }), 409, "duplicate");

    const changed = await mentor.call("PATCH", `${list}/${id}`, {
      body: change,
      headers: { "if-match": clicks[0]?.body.etag },
    });
    assertEquals(changed.body, { ...clicks[0]?.body, ...change, etag: changed.body.etag });
    const stale = { body: change, headers: { "if-match": "1" } };
    refused(await mentee.call("PATCH", `${list}/${id}`, stale), 412, "stale");
    assertEquals((await mentee.call("PATCH", `${list}/${id}`, { body: {} })).body, changed.body);

    for (const outsider of [hr, peer, other.mentor]) {
      for (
        const [method, route, sent] of [
          ["GET", list, undefined],
          ["POST", list, fields],
          ["GET", `${list}/${id}`, undefined],
          ["PATCH", `${list}/${id}`, change],
          ["DELETE", `${list}/${id}`, undefined],
        ] as const
      ) refused(await outsider.call(method, route, sent ? { body: sent } : {}), 404, "not_found");
      const { data } = await outsider.supabase.from(`mentorship_${kind}`).select().eq("id", id);
      assertEquals(data, []);
    }
    // Under a mentorship of one's own, another's is not there.
    for (const method of ["GET", "PATCH", "DELETE"]) {
      refused(
        await other.mentee.call(
          method,
          `${other.path}/${kind}/${id}`,
          method === "PATCH" ? { body: {} } : {},
        ),
        404,
        "not_found",
      );
    }
    const second = await mentor.call("POST", list, { body: fields });
    assertEquals((await mentee.call("DELETE", `${list}/${second.body.id}`)).status, 204);
    refused(await mentee.call("DELETE", `${list}/${second.body.id}`), 404, "not_found");

    await mentee.call("POST", `${path}/complete`);
    assertEquals(ids(await mentee.call("GET", list)), [id]);
    refused(await mentor.call("POST", list, { body: fields }), 409, "invalid_transition");
    refused(await mentor.call("PATCH", `${list}/${id}`, { body: change }), 409, "invalid_transition");
    refused(await mentor.call("DELETE", `${list}/${id}`), 409, "invalid_transition");
    assertEquals(
      (await mentee.call("POST", list, { body })).status,
      200,
      "a late retry answers what is there",
    );
  });
}

Deno.test("meetings and goals: what is malformed or unknown is refused; a goal is done once and undone; pages are in order", async () => {
  const { mentee, path } = await pair();
  for (
    const [kind, body, code, field] of [
      ["meetings", {}, "invalid", "starts_at"],
      ["meetings", { starts_at: "2027-01-31" }, "invalid", "starts_at"],
      ["meetings", { starts_at: "0027-01-31T09:00:00Z" }, "invalid", "starts_at"],
      ["meetings", { ...KINDS.meetings[0], duration_minutes: 0 }, "invalid", "duration_minutes"],
      ["goals", { title: " " }, "invalid", "title"],
      ["goals", { title: "A", skill_id: crypto.randomUUID() }, "unknown_id", "skill_id"],
      ["goals", { title: "A", mentee_id: mentee.id }, "invalid", "mentee_id"],
    ] as const
  ) {
    const answer = await mentee.call("POST", `${path}/${kind}`, { body });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, field);
  }
  const skill = await newSkill();
  const goal =
    (await mentee.call("POST", `${path}/goals`, { body: { title: "Knots", skill_id: skill } })).body;
  assertEquals([goal.skill.id, goal.done_at], [skill, null]);
  const done = (await mentee.call("PATCH", `${path}/goals/${goal.id}`, { body: { done: true } })).body;
  assert(done.done_at);
  const again = await mentee.call("PATCH", `${path}/goals/${goal.id}`, {
    body: { done: true, title: "Ropes" },
  });
  assertEquals([again.body.done_at, again.body.skill.id], [done.done_at, skill]);
  assertEquals(
    (await mentee.call("PATCH", `${path}/goals/${goal.id}`, { body: { done: false } })).body.done_at,
    null,
  );

  for (const day of [3, 1, 2]) {
    await mentee.call("POST", `${path}/meetings`, {
      body: { starts_at: `2027-02-0${day}T09:00:00Z`, topic: `${day}` },
    });
  }
  const first = await mentee.call("GET", `${path}/meetings?limit=2&count=true`);
  const rest = await mentee.call("GET", `${path}/meetings?limit=2&cursor=${first.body.next_cursor}`);
  const topics = [...first.body.items, ...rest.body.items].map(({ topic }: { topic: string }) => topic);
  assertEquals([first.body.total, topics, rest.body.next_cursor], [3, ["1", "2", "3"], null]);
});

Deno.test("feedback: each sees the other's only when both gave it", async () => {
  const { mentee, mentor, path } = await pair();
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  const give = (person: Person, body: Record<string, unknown>) =>
    person.call("POST", `${path}/feedback`, { body });
  const id = crypto.randomUUID();
  const clicks = await Promise.all([1, 2].map(() => give(mentee, { id, rating: 2, comment: "Late again." })));
  assertEquals(clicks.map(({ status }) => status).sort(), [200, 201]);
  refused(await give(mentee, { rating: 5 }), 409, "duplicate");
  refused(await give(mentor, { id, rating: 5 }), 409, "duplicate");
  assertEquals(ids(await mentee.call("GET", `${path}/feedback`)), [id]);
  assertEquals(ids(await mentor.call("GET", `${path}/feedback`)), []);
  assertEquals((await mentor.supabase.from("mentorship_feedback").select()).data, []);
  const given = await Promise.all([give(mentor, { rating: 4 }), give(mentor, { rating: 4 })]);
  assertEquals(given.map(({ status }) => status).sort(), [201, 409]);
  for (const person of [mentee, mentor]) {
    const { body } = await person.call("GET", `${path}/feedback`);
    assertEquals(body.items.map(({ rating }: { rating: number }) => rating), [2, 4]);
  }
  assertEquals((await mentor.supabase.from("mentorship_feedback").select()).data?.length, 2);
  for (const outsider of [hr, peer]) {
    refused(await outsider.call("GET", `${path}/feedback`), 404, "not_found");
    refused(await give(outsider, { rating: 1 }), 404, "not_found");
    assertEquals((await outsider.supabase.from("mentorship_feedback").select()).data, []);
  }
  refused(await give(mentee, { rating: 6 }), 400, "invalid");
});

Deno.test("feedback of one alone is shown when the mentorship ends, and so is what comes later", async () => {
  const { mentee, mentor, path } = await pair();
  await mentee.call("POST", `${path}/feedback`, { body: { rating: 3 } });
  assertEquals((await mentor.call("GET", `${path}/feedback`)).body.items, []);
  await mentor.call("POST", `${path}/end`, { body: { reason: "Moved away." } });
  assertEquals((await mentor.call("GET", `${path}/feedback`)).body.items[0].rating, 3);
  await mentor.call("POST", `${path}/feedback`, { body: { rating: 1 } });
  assertEquals((await mentee.call("GET", `${path}/feedback`)).body.items.length, 2);
});

Deno.test("who leaves closes their requests and mentorships on both sides, mentors no more, and frees places", async () => {
  const hr = await registerAs("hr_admin");
  const leave = (person: Person) =>
    hr.call("POST", `user-management/users/${person.id}/leave`, {
      body: { last_day: new Date().toISOString().slice(0, 10) },
    });
  const { mentee, mentor, path } = await pair();
  const waiting = await register();
  const request = await ask(waiting, mentor);
  assertEquals((await waiting.call("GET", `${REQUESTS}/${request}`)).body.status, "waitlisted");
  assertEquals((await leave(mentee)).status, 200);
  const ended = (await mentor.call("GET", path)).body;
  assertEquals([ended.status, ended.ended_by], ["ended_early", null]);
  assertEquals((await waiting.call("GET", `${REQUESTS}/${request}`)).body.status, "pending");
  assertEquals((await told(mentor, "mentorship.moved")).length, 1);

  const other = await pair(await newMentor(2));
  const open = await ask(waiting, other.mentor);
  // A mentor who also asked somebody.
  const asked = await ask(other.mentor, mentor);
  assertEquals((await leave(other.mentor)).status, 200);
  assertEquals((await other.mentee.call("GET", other.path)).body.status, "ended_early");
  for (const [person, id] of [[waiting, open], [mentor, asked]] as const) {
    assertEquals((await person.call("GET", `${REQUESTS}/${id}`)).body.status, "auto_cancelled");
  }
  refused(await waiting.call("GET", `${MENTORSHIP}/mentors/${other.mentor.id}`), 404, "not_found");
  assertEquals(
    (await waiting.supabase.from("mentor_profiles").select().eq("user_id", other.mentor.id)).data,
    [],
  );
  assertEquals((await waiting.call("GET", `${REQUESTS}/${request}`)).body.status, "pending");
});

Deno.test("DELETE /me takes the mentor profile at once and cancels who asked; the export has what there was", async () => {
  const { mentee, mentor, path } = await pair(await newMentor(2));
  const waiting = await register();
  const request = await ask(waiting, mentor);
  const exported = (await mentor.call("GET", "user-management/me/export")).body.tables;
  assertEquals([exported.mentor_profiles.length, exported.mentor_skills.length], [1, 1]);
  const own = (await mentee.call("GET", "user-management/me/export")).body.tables;
  assertEquals([own.mentorships.length, own.mentorship_requests[0].message], [1, "Will you?"]);
  await mentor.call("DELETE", "user-management/me", { body: { confirm: mentor.email } });
  refused(await mentor.call("GET", PROFILE), 404, "not_found");
  assertEquals((await waiting.call("GET", `${REQUESTS}/${request}`)).body.status, "auto_cancelled");
  assertEquals((await mentee.call("GET", path)).body.status, "active");
});

Deno.test("a merged skill is offered, asked for and aimed at as what it went into", async () => {
  const [hr, mentee, mentor] = [await registerAs("hr_admin"), await register(), await newMentor()];
  const [skill, target] = [await newSkill(), await newSkill()];
  await mentor.call("PUT", PROFILE, { body: { capacity: 1, skill_ids: [skill, target] } });
  const made = await mentee.call("POST", REQUESTS, {
    body: { mentor_id: mentor.id, message: "Will you?", duration_weeks: 1, skill_ids: [skill] },
  });
  const { body } = await mentor.call("POST", `${REQUESTS}/${made.body.id}/accept`);
  const goals = `${MENTORSHIPS}/${body.mentorship_id}/goals`;
  await mentee.call("POST", goals, { body: { title: "Learn it", skill_id: skill } });
  const merged = await hr.call("POST", `skills-management/skills/${skill}/merge`, { body: { into: target } });
  assertEquals(merged.status, 200);
  assertEquals(ids({ ...merged, body: { items: (await mentor.call("GET", PROFILE)).body.skills } }), [
    target,
  ]);
  assertEquals((await mentee.call("GET", `${REQUESTS}/${made.body.id}`)).body.skills[0].id, target);
  assertEquals((await mentee.call("GET", goals)).body.items[0].skill.id, target);
});

Deno.test("the functions behind the routes hold the same line when called directly with others' ids", async () => {
  const { mentor, id, mentee } = await pair();
  const peer = await register();
  const open = await ask(peer, await newMentor());
  const tries = [
    ["get_mentorship", { mentorship: id }],
    ["move_mentorship", { mentorship: id, move: "complete" }],
    ["move_mentorship", { mentorship: id, move: "nonsense" }],
    ["get_mentorship_items", { mentorship: id, kind: "meeting" }],
    ["create_mentorship_item", { mentorship: id, kind: "goal", fields: { title: "Mine now" } }],
    ["give_mentorship_feedback", { mentorship: id, fields: { rating: 1 } }],
    ["get_mentorships", { person: mentee.id }],
    ["get_mentorship_requests", { person: mentee.id }],
  ] as const;
  for (const [name, args] of tries) {
    assertEquals((await peer.supabase.rpc(name, args)).error?.code, "PT404", name);
  }
  assertEquals(
    (await mentor.supabase.rpc("move_mentorship_request", { request: open, move: "accept" })).error?.code,
    "PT404",
  );
  assertEquals(
    (await peer.supabase.rpc("move_mentorship_request", { request: open, move: "accept" })).error?.code,
    "42501",
  );
  // No table is written but through them, and no kind leads elsewhere.
  for (const table of ["mentorships", "mentorship_requests", "mentor_profiles", "mentorship_feedback"]) {
    assertEquals(
      (await mentor.supabase.from(table).update({ created_at: "2020-01-01" }).neq("created_at", "1999-01-01"))
        .error?.code,
      "42501",
    );
    assertEquals(
      (await mentor.supabase.from(table).delete().neq("created_at", "1999-01-01")).error?.code,
      "42501",
    );
  }
  for (const kind of ["feedback", "end_reason", "request_skill", "meeting s"]) {
    const { error } = await mentor.supabase.rpc("delete_mentorship_item", { mentorship: id, kind, item: id });
    assert(error, kind);
  }
  assertEquals((await mentee.call("GET", `${MENTORSHIPS}/${id}`)).body.status, "active");
});

Deno.test("each of the two takes along what they share, with the other's name", async () => {
  const { mentee, mentor, id, path } = await pair();
  await mentor.call("POST", `${path}/goals`, { body: { title: "Tie ten knots" } });
  await mentee.call("POST", `${path}/meetings`, { body: { starts_at: "2027-01-31T09:00:00Z" } });
  for (const [person, other] of [[mentee, "mentor"], [mentor, "mentee"]] as const) {
    const { tables } = (await person.call("GET", "user-management/me/export")).body;
    assertEquals(tables.mentorships.map((row: { id: string }) => row.id), [id]);
    assertEquals(typeof tables.mentorships[0][`${other}_name`], "string");
    for (const table of ["mentorship_requests", "mentorship_meetings", "mentorship_goals"]) {
      assertEquals(tables[table].length, 1, table);
    }
  }
  const { tables } = (await (await pair()).mentor.call("GET", "user-management/me/export")).body;
  assert(!JSON.stringify(tables).includes(id));
});
