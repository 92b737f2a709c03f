import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import {
  type Answer,
  API_URL,
  cast,
  type Person,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

const ENROLMENTS = "training/enrolments";
const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString();
const day = (offset: number) => hour(24 * offset).slice(0, 10);

interface Wanted {
  rule?: "progress" | "attendance" | "test";
  approval?: boolean;
  validity?: number;
  seats?: number;
  outcome?: "none" | "evidence" | "recommend" | "sets";
  level?: number;
}

/** A course, a session of it where seats are asked for, and a skill that it teaches where an outcome is. */
const newCourse = (
  { rule = "progress", approval = false, validity, seats, outcome, level = 3 }: Wanted = {},
) =>
  withDatabase(async (sql) => {
    const [made] = await sql`insert into public.courses
        (external_id, name, duration_hours, status, completion_rule, pass_mark, needs_approval, validity_months)
      values (gen_random_uuid()::text, gen_random_uuid()::text, 8, 'active', ${rule}, ${
      rule === "test" ? 70 : null
    }, ${approval}, ${validity ?? null}) returning id, name, external_id`;
    const course = String(made?.id);
    const [session] = seats === undefined
      ? []
      : await sql`insert into public.course_sessions (course_id, starts_at, ends_at, seats)
        values (${course}, now() + interval '7 days', now() + interval '8 days', ${seats}) returning id`;
    const [skill] = outcome === undefined ? [] : await sql`
      with s as (insert into public.skills (name) values (gen_random_uuid()::text) returning id)
      insert into public.course_skills (course_id, skill_id, to_level, outcome)
      select ${course}, id, ${level}, ${outcome} from s returning skill_id as id`;
    return {
      id: course,
      name: String(made?.name),
      external_id: String(made?.external_id),
      session: String(session?.id),
      skill: String(skill?.id),
    };
  });

const take = (person: Person, course_id: string, session_id?: string) =>
  person.call("POST", ENROLMENTS, { body: { course_id, ...(session_id ? { session_id } : {}) } });
async function taken(person: Person, course: string, session?: string) {
  const made = await take(person, course, session);
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body;
}
const move = (person: Person, id: string, name: string, body: unknown = undefined) =>
  person.call("POST", `${ENROLMENTS}/${id}/${name}`, body === undefined ? {} : { body });
const progress = (person: Person, id: string, progress_percentage: number, headers = {}) =>
  person.call("PATCH", `${ENROLMENTS}/${id}`, { body: { progress_percentage }, headers });
const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort();
const kindsOf = async (person: Person) =>
  (await person.call("GET", "analytics/notifications")).body.items.map(({ kind }: { kind: string }) => kind);
const attended = (person: Person, course: string) =>
  withDatabase((sql) =>
    sql`insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
      values (${person.id}, ${course}, 1, 1, 'completed', 100, now(), current_date, private.new_certificate_number())`
  );

Deno.test("an enrolment from the first to the last per cent: forward only, completed once, a certificate that is checked by its number", async () => {
  const person = await register();
  const course = await newCourse({ validity: 12 });
  const id = crypto.randomUUID();
  const body = { id, course_id: course.id };
  const made = await person.call("POST", ENROLMENTS, { body });
  assertEquals([made.status, made.body.status, made.body.attempt, made.body.certificate], [
    201,
    "enrolled",
    1,
    null,
  ]);
  const again = await person.call("POST", ENROLMENTS, { body });
  assertEquals([again.status, again.body], [200, made.body]);
  refused(await (await register()).call("POST", ENROLMENTS, { body }), 409, "duplicate");
  refused(await take(person, course.id), 409, "duplicate");
  refused(await move(person, id, "complete", {}), 409, "not_finished");
  const half = await progress(person, id, 50, { "if-match": made.body.etag });
  assertEquals([half.body.status, half.body.progress_percentage], ["in_progress", 50]);
  refused(await progress(person, id, 60, { "if-match": made.body.etag }), 412, "stale");
  refused(await progress(person, id, 49), 409, "invalid_transition");
  refused(await progress(person, id, 101), 400, "invalid");
  assertEquals((await progress(person, id, 50)).body.etag, half.body.etag);
  refused(await person.call("GET", `${ENROLMENTS}/${id}/certificate`), 404, "not_found");
  await progress(person, id, 100);
  const done = await move(person, id, "complete", {});
  assertEquals([done.body.status, done.body.completed_on, done.body.assessed_by], [
    "completed",
    day(0),
    null,
  ]);
  for (const name of ["complete", "withdraw"]) {
    refused(await move(person, id, name, name === "complete" ? {} : undefined), 409, "invalid_transition");
  }
  refused(await progress(person, id, 100), 409, "invalid_transition");
  const { body: certificate } = await person.call("GET", `${ENROLMENTS}/${id}/certificate`);
  assertMatch(certificate.number, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  assertEquals([certificate.valid, certificate.completed_on, certificate.holder], [
    true,
    day(0),
    "Pat Example",
  ]);
  assert(certificate.expires_on > day(360) && certificate.expires_on < day(370));
  const other = await register();
  refused(await other.call("GET", `${ENROLMENTS}/${id}/certificate`), 404, "not_found");
  const checked = await other.call("GET", `training/certificates/${certificate.number.toLowerCase()}`);
  assertEquals([checked.body.user.id, checked.body.course.id, checked.body.valid], [
    person.id,
    course.id,
    true,
  ]);
  refused(await other.call("GET", "training/certificates/0000-0000-0000-0000"), 404, "not_found");
  refused(await other.call("GET", "training/certificates/1"), 400, "invalid");
  // Once more is another attempt.
  assertEquals((await taken(person, course.id)).attempt, 2);
});

Deno.test("the page to print says the same, with names of any script as they are and nothing of them run", async () => {
  const person = await register(undefined, "محمد <script>alert(1)</script> & Søn");
  const course = await newCourse();
  const { id } = await taken(person, course.id);
  await progress(person, id, 100);
  await move(person, id, "complete", {});
  const answer = await fetch(`${API_URL}/functions/v1/${ENROLMENTS}/${id}/certificate`, {
    headers: {
      authorization: `Bearer ${person.token}`,
      accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
    },
  });
  const page = await answer.text();
  assertEquals([answer.status, answer.headers.get("content-type")], [200, "text/html; charset=UTF-8"]);
  assertMatch(answer.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert(
    page.includes('<p class="name" dir="auto">محمد &lt;script&gt;alert(1)&lt;/script&gt; &amp; Søn</p>'),
    page,
  );
  assert(!page.includes("<script"));
  assert(page.includes(course.name) && page.includes(day(0)));
});

Deno.test("prerequisites: what is missing is named; a completed one counts until it expires", async () => {
  const person = await register();
  const [first, second] = [await newCourse({ validity: 1 }), await newCourse()];
  await withDatabase((sql) =>
    sql`insert into public.course_prerequisites values (${second.id}, ${first.id})`
  );
  const answer = await take(person, second.id);
  refused(answer, 409, "prerequisite_missing");
  assertEquals(answer.body.details[0].params, { id: first.id, name: first.name });
  const mine = async () => (await person.call("GET", `training/courses/${second.id}`)).body.mine;
  assertEquals((await mine()).missing_prerequisites, [{ id: first.id, name: first.name }]);
  await attended(person, first.id);
  assertEquals((await mine()).missing_prerequisites, []);
  const expire = (on: string) =>
    withDatabase((sql) =>
      sql`update public.user_training set certificate_expires_on = ${on} where user_id = ${person.id}`
    );
  await expire(day(-1));
  refused(await take(person, second.id), 409, "prerequisite_missing");
  await expire(day(0));
  const made = await taken(person, second.id);
  assertEquals(await mine(), { enrolment_id: made.id, status: "enrolled", missing_prerequisites: [] });
});

Deno.test("approval: whoever decides is told and decides, once; the comment is not for the rest of the line", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const course = await newCourse({ approval: true });
  const asked = await taken(worker, course.id);
  assertEquals(asked.status, "requested");
  assert((await kindsOf(lead)).includes("training.requested"));
  const waiting = async (person: Person) =>
    (await person.call("GET", `${ENROLMENTS}?scope=approvals`)).body.items.map(({ id }: { id: string }) =>
      id
    );
  assertEquals([await waiting(lead), await waiting(boss)], [[asked.id], []]);
  for (const person of [worker, boss, hr, await registerAs("learning_admin")]) {
    refused(await move(person, asked.id, "approve", {}), 403, "forbidden");
  }
  for (const name of ["approve", "reject", "withdraw"]) {
    refused(await move(peer, asked.id, name, name === "withdraw" ? undefined : {}), 404, "not_found");
  }
  refused(await progress(worker, asked.id, 10), 409, "invalid_transition");
  refused(await move(lead, asked.id, "withdraw"), 403, "forbidden");
  const rejected = await move(lead, asked.id, "reject", { comment: "Not this month." });
  assertEquals([rejected.body.status, rejected.body.decided_by.id], ["rejected", lead.id]);
  const comments = async (person: Person) =>
    (await person.call("GET", `${ENROLMENTS}/${asked.id}`)).body.comments.length;
  assertEquals(await Promise.all([worker, lead, hr, boss].map(comments)), [1, 1, 1, 0]);
  assertEquals((await boss.supabase.from("enrolment_comments").select("id")).data, []);
  assert((await kindsOf(worker)).includes("training.decided"));
  const second = await taken(worker, course.id);
  assertEquals((await move(lead, second.id, "approve", {})).body.status, "enrolled");
  refused(await move(lead, second.id, "reject", {}), 409, "invalid_transition");
});

Deno.test("a contractor's request goes to whoever decides; HR decides where nobody stands above", async () => {
  const { lead, worker, hr } = await cast();
  const alone = await register();
  await withDatabase((sql) =>
    sql`update public.employment_info set employment_type = 'contractor' where user_id = ${worker.id}`
  );
  const course = await newCourse({ approval: true, outcome: "recommend" });
  const { id } = await taken(worker, course.id);
  assertEquals((await move(lead, id, "approve", {})).body.status, "enrolled");
  await progress(worker, id, 100);
  assertEquals((await move(worker, id, "complete", {})).body.status, "completed");
  // Contractors have training, and no skills.
  const [held] = await withDatabase((sql) =>
    sql`select count(*)::integer as n from public.user_skills where user_id = ${worker.id}`
  );
  assertEquals(held?.n, 0);
  const other = await taken(alone, course.id);
  assertEquals((await move(hr, other.id, "approve", {})).body.decided_by.id, hr.id);
});

Deno.test("two who decide at once, and a double click on every move: one wins, the others get 409", async () => {
  const { lead, worker, peer } = await cast();
  const admin = await registerAs("learning_admin");
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: day(-1), until: day(1) },
  });
  const asking = await newCourse({ approval: true });
  for (let round = 0; round < 3; round++) {
    const { id } = await taken(worker, asking.id);
    const answers = await Promise.all([
      move(lead, id, "approve", {}),
      move(peer, id, "reject", { comment: "No." }),
    ]);
    assertEquals(statuses(answers), [200, 409]);
    if (answers[0].status === 200) await move(worker, id, "withdraw");
  }
  const plain = await newCourse();
  const twice = async (status: string, name: string, by: Person, body?: unknown) => {
    const id = status === "requested"
      ? (await taken(worker, asking.id)).id
      : (await taken(worker, plain.id)).id;
    if (name === "complete") await progress(worker, id, 100);
    const answers = await Promise.all([1, 2, 3].map(() => move(by, id, name, body)));
    assertEquals(statuses(answers), [200, 409, 409], name);
    for (const answer of answers) if (answer.status === 409) refused(answer, 409, "invalid_transition");
    if (name === "approve") await move(worker, id, "withdraw");
    return id;
  };
  await twice("requested", "approve", lead, {});
  await twice("requested", "reject", lead, {});
  await twice("enrolled", "withdraw", worker);
  await twice("enrolled", "fail", admin, { score: 10 });
  await twice("enrolled", "no-show", admin);
  const done = await twice("enrolled", "complete", worker, {});
  await withDatabase(async (sql) => {
    const [kept] =
      await sql`select count(*)::integer as n, count(distinct certificate_number)::integer as numbers
      from public.user_training where user_id = ${worker.id} and status = 'completed'`;
    assertEquals([kept?.n, kept?.numbers], [1, 1]);
  });
  assertEquals((await worker.call("GET", `${ENROLMENTS}/${done}`)).body.status, "completed");
});

Deno.test("enrolled twice at once: one enrolment, by the same id 201 and 200, by none 201 and 409", async () => {
  const person = await register();
  for (let round = 0; round < 3; round++) {
    const course = await newCourse();
    const id = crypto.randomUUID();
    const same = await Promise.all(
      [1, 2, 3].map(() => person.call("POST", ENROLMENTS, { body: { id, course_id: course.id } })),
    );
    assertEquals(statuses(same), [200, 200, 201]);
    const other = await newCourse();
    assertEquals(statuses(await Promise.all([1, 2, 3].map(() => take(person, other.id)))), [201, 409, 409]);
  }
});

Deno.test("the last seat at once: it goes once, the others wait in the order that they asked, and move up when seats free", async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => register()));
  const course = await newCourse({ rule: "attendance", seats: 3 });
  const answers = await Promise.all(people.map((person) => take(person, course.id, course.session)));
  assertEquals(statuses(answers), Array(8).fill(201));
  const of = (status: string) =>
    answers.map((a, i) => ({ ...a.body, person: people[i] })).filter((e) => e.status === status);
  assertEquals([of("enrolled").length, of("waitlisted").length], [3, 5]);
  const places = await Promise.all(
    of("waitlisted").map(async ({ id, person }) =>
      [(await person.call("GET", `${ENROLMENTS}/${id}`)).body.waiting_place, id, person] as const
    ),
  );
  const queue = places.sort(([a], [b]) => a - b);
  assertEquals(queue.map(([place]) => place), [1, 2, 3, 4, 5]);
  // Two leave at once: the first two who wait have their seats, and are told.
  const gone = of("enrolled").slice(0, 2);
  assertEquals(statuses(await Promise.all(gone.map(({ id, person }) => move(person, id, "withdraw")))), [
    200,
    200,
  ]);
  const state = async ([, id, person]: (typeof queue)[number]) =>
    (await person.call("GET", `${ENROLMENTS}/${id}`)).body.status;
  assertEquals(await Promise.all(queue.map(state)), [
    "enrolled",
    "enrolled",
    "waitlisted",
    "waitlisted",
    "waitlisted",
  ]);
  const [first] = queue;
  assert(first && (await kindsOf(first[2])).includes("training.seat"));
  const admin = await registerAs("learning_admin");
  refused(
    await admin.call("PATCH", `training/sessions/${course.session}`, { body: { seats: 2 } }),
    409,
    "capacity_full",
  );
  const more = await admin.call("PATCH", `training/sessions/${course.session}`, { body: { seats: 4 } });
  assertEquals([more.body.seats_free, more.body.waiting], [0, 2]);
  // Cancelled: everybody chooses again.
  await admin.call("PATCH", `training/sessions/${course.session}`, { body: { status: "cancelled" } });
  assertEquals(await Promise.all(queue.map(state)), Array(5).fill("approved"));
  assert(first && (await kindsOf(first[2])).includes("training.session"));
});

Deno.test("seats and withdrawals at random, all at once: never more seats than there are, none free while somebody waits", async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => register()));
  const course = await newCourse({ rule: "attendance", seats: 2 });
  for (let round = 0; round < 3; round++) {
    const made = await Promise.all(people.map((person) => take(person, course.id, course.session)));
    await Promise.all([
      ...made.map(({ body }, i) =>
        (i + round) % 2 && people[i] ? move(people[i], body.id, "withdraw") : null
      ),
    ]);
    await withDatabase(async (sql) => {
      const [found] = await sql`select count(*) filter (where status = 'enrolled')::integer as seated,
        count(*) filter (where status = 'waitlisted')::integer as waiting
        from public.user_training where session_id = ${course.session}`;
      assertEquals(found?.seated, Math.min(2, 3), `round ${round}`);
      assertEquals(found?.waiting, 1);
    });
    await Promise.all(made.map(({ body }, i) => people[i] ? move(people[i], body.id, "withdraw") : null));
  }
});

Deno.test("sessions: without one a course that is attended is approved; another one frees the seat of the first; a begun one is closed", async () => {
  const [person, other] = [await register(), await register()];
  const course = await newCourse({ rule: "attendance", seats: 1 });
  const [second, begun] = await withDatabase((sql) =>
    sql`insert into public.course_sessions (course_id, starts_at, ends_at, seats) values
      (${course.id}, now() + interval '20 days', now() + interval '21 days', 1),
      (${course.id}, now() - interval '1 hour', now() + interval '1 day', 9) returning id`
  );
  const enrolment = await taken(person, course.id);
  assertEquals([enrolment.status, enrolment.session], ["approved", null]);
  const choose = (by: Person, id: string, session_id: string) =>
    by.call("PATCH", `${ENROLMENTS}/${id}`, { body: { session_id } });
  assertEquals((await choose(person, enrolment.id, course.session)).body.status, "enrolled");
  const waiting = await taken(other, course.id, course.session);
  assertEquals([waiting.status, waiting.waiting_place], ["waitlisted", 1]);
  refused(await choose(person, enrolment.id, String(begun?.id)), 409, "session_closed");
  refused(await choose(person, enrolment.id, (await newCourse({ seats: 1 })).session), 400, "unknown_id");
  refused(await choose(other, enrolment.id, course.session), 404, "not_found");
  assertEquals((await choose(person, enrolment.id, String(second?.id))).body.session.id, second?.id);
  assertEquals((await other.call("GET", `${ENROLMENTS}/${waiting.id}`)).body.status, "enrolled");
  refused(await take(await register(), course.id, String(begun?.id)), 409, "session_closed");
});

Deno.test("who still waits when a session begins may choose another", async () => {
  const [person, other] = [await register(), await register()];
  const course = await newCourse({ rule: "attendance", seats: 1 });
  await taken(other, course.id, course.session);
  const { id } = await taken(person, course.id, course.session);
  await withDatabase(async (sql) => {
    await sql`update public.course_sessions set starts_at = now() - interval '1 hour' where id = ${course.session}`;
    await sql`select private.job_waitlists(null, current_date)`;
    const [again] = await sql`select private.job_waitlists(null, current_date) as step`;
    assertEquals(again?.step, { rows: 0, next: null });
  });
  const { body } = await person.call("GET", `${ENROLMENTS}/${id}`);
  assertEquals([body.status, body.session], ["approved", null]);
  assert((await kindsOf(person)).includes("training.seat"));
});

Deno.test("presence and tests are for learning admins to say, never of themselves; below the mark is failed, and one may try again", async () => {
  const { lead, worker } = await cast();
  const admin = await registerAs("learning_admin");
  const test = await newCourse({ rule: "test", outcome: "sets", level: 4, validity: 24 });
  const first = await taken(worker, test.id);
  await progress(worker, first.id, 100);
  for (const person of [worker, lead]) {
    refused(await move(person, first.id, "complete", { score: 99 }), 403, "forbidden");
  }
  refused(await move(worker, first.id, "complete", {}), 403, "forbidden");
  refused(await move(admin, first.id, "complete", {}), 400, "invalid");
  refused(await move(admin, first.id, "complete", { score: 101 }), 400, "invalid");
  const failed = await move(admin, first.id, "complete", { score: 69.5 });
  assertEquals([failed.body.status, failed.body.score, failed.body.certificate], ["failed", 69.5, null]);
  const second = await taken(worker, test.id);
  assertEquals(second.attempt, 2);
  const passed = await move(admin, second.id, "complete", { score: 70 });
  assertEquals([passed.body.status, passed.body.assessed_by.id], ["completed", admin.id]);
  assert((await kindsOf(worker)).includes("training.result"));
  const own = await taken(admin, test.id);
  for (const name of ["complete", "fail"]) {
    refused(await move(admin, own.id, name, { score: 99 }), 403, "forbidden");
  }
  refused(await move(admin, own.id, "no-show"), 403, "forbidden");
  const { data } = await worker.supabase.from("skill_assessments").select("source, level, assessor_id").eq(
    "skill_id",
    test.skill,
  );
  assertEquals(data, [{ source: "assessment", level: 4, assessor_id: admin.id }]);
});

Deno.test("what a course teaches: nothing, evidence, the own level, or an assessment where somebody assessed; nothing is lowered", async () => {
  const admin = await registerAs("learning_admin");
  const levelOf = async (person: Person, skill: string) => {
    const { data } = await person.supabase.from("user_skills").select("level, source").eq("skill_id", skill);
    return data?.[0] ? [data[0].level, data[0].source] : null;
  };
  const evidenceOf = async (person: Person, skill: string) =>
    ((await person.supabase.from("skill_evidence").select("title").eq("skill_id", skill)).data ?? []).length;
  const finish = async (person: Person, course: string, by: Person) => {
    const { id } = await taken(person, course);
    await progress(person, id, 100);
    assertEquals((await move(by, id, "complete", {})).status, 200);
  };
  const rate = (person: Person, skill_id: string, level: number) =>
    person.call("PUT", "skills-management/me/skills", { body: { items: [{ skill_id, level }] } });
  for (
    const [outcome, assessed, before, level, evidence] of [
      ["none", false, null, null, 0],
      ["evidence", false, null, [null, null], 1],
      ["evidence", true, 2, [2, "self"], 1],
      ["recommend", false, null, [3, "self"], 1],
      ["recommend", true, 1, [3, "self"], 1],
      ["recommend", false, 5, [5, "self"], 1],
      ["sets", false, 1, [3, "self"], 1],
      ["sets", true, null, [3, "assessment"], 1],
      ["sets", true, 5, [3, "assessment"], 1],
    ] as const
  ) {
    const person = await register();
    const course = await newCourse({ outcome });
    if (before) await rate(person, course.skill, before);
    await finish(person, course.id, assessed ? admin : person);
    const what = `${outcome}, ${assessed ? "assessed" : "alone"}, had ${before}`;
    assertEquals(await levelOf(person, course.skill), level, what);
    assertEquals(await evidenceOf(person, course.skill), evidence, what);
  }
  // A manager said 5: a course that teaches 3 takes nothing away, one that teaches as much renews it.
  const person = await register();
  const [lower, equal] = [
    await newCourse({ outcome: "sets", level: 3 }),
    await newCourse({ outcome: "sets", level: 5, validity: 6 }),
  ];
  await withDatabase(async (sql) => {
    await sql`update public.course_skills set skill_id = ${lower.skill} where course_id = ${equal.id}`;
    await sql`insert into public.user_skills (user_id, skill_id) values (${person.id}, ${lower.skill})`;
    await sql`insert into public.skill_assessments (user_id, skill_id, source, level) values (${person.id}, ${lower.skill}, 'manager', 5)`;
  });
  await finish(person, lower.id, admin);
  assertEquals(await levelOf(person, lower.skill), [5, "manager"]);
  await finish(person, equal.id, admin);
  const { data } = await person.supabase.from("user_skills").select("level, source, valid_until").eq(
    "skill_id",
    lower.skill,
  );
  assertEquals([data?.[0]?.level, data?.[0]?.source], [5, "assessment"]);
  assert(data?.[0]?.valid_until > day(175));
});

Deno.test("completing and learning are one: where the level can't be written, nothing is completed", async () => {
  const person = await register();
  const course = await newCourse({ outcome: "evidence" });
  const { id } = await taken(person, course.id);
  await progress(person, id, 100);
  await withDatabase(async (sql) => {
    await sql`create function public.spoil_evidence() returns trigger language plpgsql as
      ${sql.unsafe("$$ begin raise exception 'spoilt'; end $$")}`;
    await sql`create trigger spoil before insert on public.skill_evidence for each row when (new.title like ${
      sql.unsafe(`'%${course.name}'`)
    }) execute function public.spoil_evidence()`;
    try {
      assertEquals((await move(person, id, "complete", {})).status, 500);
    } finally {
      await sql`drop trigger spoil on public.skill_evidence`;
      await sql`drop function public.spoil_evidence()`;
    }
  });
  assertEquals((await person.call("GET", `${ENROLMENTS}/${id}`)).body.status, "in_progress");
  assertEquals((await move(person, id, "complete", {})).status, 200);
});

Deno.test("the line reads training and certificates, learning admins and HR everybody's, peers nothing, also past the routes", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const admin = await registerAs("learning_admin");
  const course = await newCourse();
  const { id } = await taken(worker, course.id);
  await progress(worker, id, 100);
  await move(worker, id, "complete", {});
  for (const person of [boss, lead, hr, admin]) {
    assertEquals((await person.call("GET", `${ENROLMENTS}/${id}/certificate`)).status, 200);
    assertEquals((await person.supabase.from("user_training").select("id").eq("id", id)).data, [{ id }]);
    refused(await progress(person, id, 100), 403, "forbidden");
  }
  const listed = async (person: Person, query: string) =>
    (await person.call("GET", `${ENROLMENTS}?${query}`)).body.items.map(({ id }: { id: string }) => id);
  assertEquals(await listed(lead, `scope=team&status=completed`), [id]);
  assertEquals(await listed(lead, `scope=team&status=withdrawn`), []);
  assertEquals(await listed(admin, `scope=all&course_id=${course.id}&user_id=${worker.id}`), [id]);
  assertEquals(await listed(worker, "scope=mine"), [id]);
  assertEquals(await listed(peer, "scope=team"), []);
  refused(await lead.call("GET", `${ENROLMENTS}?scope=all`), 403, "forbidden");
  for (
    const [method, suffix] of [["GET", ""], ["PATCH", ""], ["GET", "/certificate"], [
      "POST",
      "/complete",
    ]] as const
  ) {
    const body = method === "GET" ? {} : { body: {} };
    refused(await peer.call(method, `${ENROLMENTS}/${id}${suffix}`, body), 404, "not_found");
  }
  // For a role: whatever is there, others are refused.
  for (const [name, body] of [["fail", {}], ["no-show", undefined]] as const) {
    refused(await move(peer, id, name, body), 403, "forbidden");
    refused(await move(admin, crypto.randomUUID(), name, body), 404, "not_found");
  }
  assertEquals((await peer.supabase.from("user_training").select("id").eq("user_id", worker.id)).data, []);
  const rpc = await peer.supabase.rpc("get_certificate", { enrolment: id });
  assertEquals(rpc.error?.code, "PT404");
  const written = await worker.supabase.from("user_training").update({ status: "completed" }).eq("id", id);
  assertEquals(written.error?.code, "42501");
  for (
    const [name, args] of [["finish", { enrolment: id }], ["teach", { e: null }], ["fill_seats", {
      session: id,
    }]] as const
  ) {
    const { error } = await worker.supabase.rpc(name, args);
    assertEquals(error?.code, "PGRST202", name);
  }
});

Deno.test("completions from elsewhere: by row, into the open enrolment or as an attempt, twice the same, never one's own", async () => {
  const [admin, person, second] = [await registerAs("learning_admin"), await register(), await register()];
  const course = await newCourse({ rule: "test", outcome: "sets", validity: 12 });
  const badge = `E-${crypto.randomUUID()}`;
  await withDatabase((sql) => sql`update public.users set employee_id = ${badge} where id = ${person.id}`);
  const open = await taken(second, course.id);
  const row = (more: Record<string, unknown>) => ({
    email: person.email,
    course: course.external_id,
    completed_on: day(-30),
    score: 90,
    ...more,
  });
  const rows = [
    { ...row({ employee_id: badge, certificate_url: "https://proof.example/1" }), email: undefined },
    row({ email: second.email, completed_on: day(0) }),
    row({ email: "nobody@port.example" }),
    row({ course: "no such course" }),
    row({ completed_on: day(2) }),
    row({ score: 10 }),
    row({ score: undefined }),
    row({ email: admin.email }),
    row({ employee_id: badge }),
    row({ expires_on: day(-31) }),
  ];
  const send = (dry_run: boolean) =>
    admin.call("POST", "training/completions/imports", { body: { rows, dry_run } });
  const wanted = [
    [2, "email"],
    [3, "course"],
    [4, "completed_on"],
    [5, "score"],
    [6, "score"],
    [7, ""],
    [8, "employee_id"],
    [9, "expires_on"],
  ];
  for (const [dry_run, counts] of [[true, [1, 1, 0]], [false, [1, 1, 0]], [false, [0, 0, 2]]] as const) {
    const { body } = await send(dry_run);
    assertEquals([body.created, body.updated, body.unchanged], counts, `dry run ${dry_run}`);
    assertEquals(
      body.rejected.map((
        { index, errors }: { index: number; errors: { path: string }[] },
      ) => [index, errors[0]?.path]),
      wanted,
    );
  }
  const { items } = (await person.call("GET", ENROLMENTS)).body;
  assertEquals(items.length, 1);
  const [mine] = items;
  assertEquals([mine.status, mine.source, mine.completed_on, mine.assessed_by.id], [
    "completed",
    "import",
    day(-30),
    admin.id,
  ]);
  assertEquals(mine.certificate.url, "https://proof.example/1");
  assertEquals((await second.call("GET", `${ENROLMENTS}/${open.id}`)).body.status, "completed");
  const { data } = await person.supabase.from("user_skills").select("level, source, assessed_at").eq(
    "skill_id",
    course.skill,
  );
  assertEquals([data?.[0]?.level, data?.[0]?.source, data?.[0]?.assessed_at.slice(0, 10)], [
    3,
    "assessment",
    day(-30),
  ]);
  const lead = await register();
  refused(await lead.call("POST", "training/completions/imports", { body: { rows } }), 403, "forbidden");
  const file = await fetch(`${API_URL}/functions/v1/training/completions/imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${admin.token}`, "content-type": "text/csv" },
    body: `email,course,completed_on,score\n${person.email},${course.external_id},${
      day(-400)
    },71.5\n${person.email},${course.external_id},soon,80`,
  });
  const report = await file.json();
  assertEquals([report.created, report.rejected[0].line], [1, 3]);
});

Deno.test("leaving closes what runs and waits, gives the seat to who waits, and hands requests to the next who decides", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const [asking, attendedCourse, plain] = [
    await newCourse({ approval: true }),
    await newCourse({ rule: "attendance", seats: 1 }),
    await newCourse(),
  ];
  const done = await taken(worker, plain.id);
  await progress(worker, done.id, 100);
  await move(worker, done.id, "complete", {});
  const request = await taken(worker, asking.id);
  const seat = await taken(lead, attendedCourse.id, attendedCourse.session);
  const waiting = await taken(peer, attendedCourse.id, attendedCourse.session);
  assertEquals(waiting.status, "waitlisted");
  const leave = (person: Person) =>
    hr.call("POST", `user-management/users/${person.id}/leave`, { body: { last_day: day(-1) } });
  assertEquals((await leave(lead)).status, 200);
  assertEquals((await hr.call("GET", `${ENROLMENTS}/${seat.id}`)).body.status, "withdrawn");
  assertEquals((await peer.call("GET", `${ENROLMENTS}/${waiting.id}`)).body.status, "enrolled");
  assertEquals((await move(boss, request.id, "approve", {})).body.status, "enrolled");
  await leave(worker);
  assertEquals((await hr.call("GET", `${ENROLMENTS}/${request.id}`)).body.status, "withdrawn");
  assertEquals((await hr.call("GET", `${ENROLMENTS}/${done.id}`)).body.status, "completed");
});

Deno.test("erased: certificates and mandatory training stay without a name, the rest goes; an export has all", async () => {
  const [person, hr] = [await register(), await registerAs("hr_admin")];
  const [kept, gone, duty] = [await newCourse(), await newCourse(), await newCourse()];
  const { id } = await taken(person, kept.id);
  await progress(person, id, 100);
  await move(person, id, "complete", {});
  await taken(person, gone.id);
  const assigned = await taken(person, duty.id);
  await withDatabase((sql) =>
    sql`update public.user_training set mandatory = true where id = ${assigned.id}`
  );
  const exported = (await person.call("GET", "user-management/me/export")).body.tables.user_training;
  assertEquals(
    exported.map((row: { course_name: string }) => row.course_name).sort(),
    [kept.name, gone.name, duty.name].sort(),
  );
  const { body: request } = await hr.call("POST", "user-management/erasure-requests", {
    body: { user_id: person.id },
  });
  await hr.call("POST", `user-management/erasure-requests/${request.id}/carry-out`);
  const { items } = (await hr.call("GET", `${ENROLMENTS}?scope=all&user_id=${person.id}`)).body;
  assertEquals(
    items.map((e: { course: { id: string }; status: string }) => [e.course.id, e.status]).sort(),
    [
      [kept.id, "completed"],
      [duty.id, "withdrawn"],
    ].sort(),
  );
  assertNotEquals(items[0].user.name, "Pat Example");
});
