import { assert, assertEquals } from "@std/assert";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const ME = "analytics/me";
const INBOX = `${ME}/inbox`;

interface Call {
  name?: string;
  method: string;
  path: string;
  body: Record<string, unknown> | null;
}
interface Item {
  kind: string;
  id: string;
  title: string;
  about: { id: string } | null;
  due_at: string | null;
  since: string;
  calls: Call[];
}

/** Makes a call as an answer names it, with these values where it leaves something to fill in. */
async function make(person: Person, named: Call | undefined, filled: Record<string, unknown> = {}) {
  if (!named) throw new Error("No call is named.");
  const { method, path, body } = named;
  const text = body && JSON.stringify(body, (key, value) => value === null ? filled[key] : value);
  return await person.call(method, path.slice(1), text === null ? {} : { body: text, headers: JSON_TYPE });
}
const JSON_TYPE = { "content-type": "application/json" };

/** The whole inbox, however much other tests left in it. */
async function inboxOf(person: Person, query = ""): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const { body } = await person.call("GET", `${INBOX}?limit=200${query}${cursor && `&cursor=${cursor}`}`);
    items.push(...body.items);
    cursor = body.next_cursor;
  }
  return items;
}
const waiting = async (person: Person, kind: string, id: string) =>
  (await inboxOf(person, `&kind=${kind}`)).find((item) => item.id === id);

const one = (strings: TemplateStringsArray, ...values: string[]) =>
  withDatabase(async (sql) => String((await sql(strings, ...values))[0]?.id));

/** For each kind of the inbox: makes an item, and says who decides and what each call takes. */
const KINDS: Record<
  string,
  {
    item(worker: Person, mentor: Person): Promise<string>;
    by: "lead" | "peer" | "hr" | "worker" | "learning";
    filled?: object;
  }
> = {
  validation: {
    by: "lead",
    filled: { level: 3, comment: "As I see it." },
    item: async (worker) => {
      const skill = await one`insert into public.skills (name) values (gen_random_uuid()::text) returning id`;
      await worker.call("PUT", "skills-management/me/skills", {
        body: { items: [{ skill_id: skill, level: 2 }] },
      });
      const path = `skills-management/me/skills/${skill}/validation-requests`;
      return (await worker.call("POST", path, { body: {} })).body.id;
    },
  },
  enrolment: {
    by: "lead",
    filled: { comment: "Good." },
    item: async (worker) => {
      const course_id = await one`insert into public.courses (name, duration_hours, status, needs_approval)
        values (gen_random_uuid()::text, 8, 'active', true) returning id`;
      return (await worker.call("POST", "training/enrolments", { body: { course_id } })).body.id;
    },
  },
  plan: {
    by: "lead",
    filled: { comment: "Say more." },
    item: async (worker) => {
      const { body } = await worker.call("POST", "career-development/plans", { body: { title: "Plan" } });
      await worker.call("POST", `career-development/plans/${body.id}/submit`);
      return body.id;
    },
  },
  project: {
    by: "lead",
    item: async (worker) =>
      (await worker.call("POST", "skills-management/me/projects", { body: { name: crypto.randomUUID() } }))
        .body.id,
  },
  mentorship_request: {
    by: "peer",
    // Who has a mentor asks for no other.
    item: async (_, mentor) => {
      const body = { mentor_id: mentor.id, message: "Will you?", duration_weeks: 4 };
      return (await (await register()).call("POST", "mentorship/requests", { body })).body.id;
    },
  },
  session: {
    by: "worker",
    item: async (worker) => {
      const course_id = await one`insert into public.courses (name, duration_hours, status, completion_rule)
        values (gen_random_uuid()::text, 8, 'active', 'attendance') returning id`;
      await one`insert into public.course_sessions (course_id, starts_at, ends_at)
        values (${course_id}, now() + interval '7 days', now() + interval '8 days') returning id`;
      return (await worker.call("POST", "training/enrolments", { body: { course_id } })).body.id;
    },
  },
  result: {
    by: "learning",
    item: async (worker) =>
      await one`with c as (
          insert into public.courses (name, duration_hours, status, completion_rule)
          values (gen_random_uuid()::text, 8, 'active', 'attendance') returning id
        ), s as (
          insert into public.course_sessions (course_id, starts_at, ends_at)
          select id, now() - interval '2 days', now() - interval '1 day' from c returning id, course_id
        )
        insert into public.user_training (user_id, course_id, session_id, edition, attempt, status)
        select ${worker.id}, course_id, id, 1, 1, 'enrolled' from s returning id`,
  },
  skill_proposal: {
    by: "hr",
    item: async (worker) =>
      (await worker.call("POST", "skills-management/skills", { body: { name: crypto.randomUUID() } })).body
        .id,
  },
  function_area_proposal: {
    by: "hr",
    item: () =>
      one`insert into public.function_areas (name, status) values (gen_random_uuid()::text, 'proposed') returning id`,
  },
  specialization_proposal: {
    by: "hr",
    item: () =>
      one`with a as (insert into public.function_areas (name) values (gen_random_uuid()::text) returning id)
      insert into public.specializations (function_area_id, name, status) select id, gen_random_uuid()::text, 'proposed' from a returning id`,
  },
  competency_proposal: {
    by: "hr",
    item: () =>
      one`insert into public.competencies (name, status) values (gen_random_uuid()::text, 'proposed') returning id`,
  },
  experience_type_proposal: {
    by: "hr",
    item: () =>
      one`insert into public.experience_types (name, status) values (gen_random_uuid()::text, 'proposed') returning id`,
  },
};

Deno.test("each call that the inbox names decides its item, which then waits for nobody, and was in nobody else's inbox", async () => {
  const people = { ...await cast(), learning: await registerAs("learning_admin") };
  await mentors(people.peer);
  const into = await one`insert into public.skills (name) values (gen_random_uuid()::text) returning id`;
  for (const [kind, { item, by, filled = {} }] of Object.entries(KINDS)) {
    const decider = people[by];
    let names: string[] = [];
    for (let n = 0; n === 0 || n < names.length; n++) {
      const id = await item(people.worker, people.peer);
      const found = await waiting(decider, kind, id);
      assert(found, `${kind} does not wait for ${by}`);
      for (const [who, other] of Object.entries(people)) {
        if (who !== by) assertEquals(await waiting(other, kind, id), undefined, `${kind} waits for ${who}`);
      }
      names = (found?.calls ?? []).map(({ name = "" }) => name);
      const call = found?.calls[n];
      const session_id = kind === "session"
        ? await one`select s.id from public.course_sessions s join public.user_training t using (course_id) where t.id = ${id}`
        : undefined;
      const answer = await make(decider, call, { ...filled, into, session_id });
      assertEquals(answer.status, 200, `${kind} ${call?.name}: ${JSON.stringify(answer.body)}`);
      assertEquals(await waiting(decider, kind, id), undefined, `${kind} still waits after ${call?.name}`);
    }
  }
  const known = await withDatabase((sql) => sql`select kind from private.inbox_kinds order by 1`);
  // These are the next tests'.
  assertEquals(
    known.map(({ kind }) => kind),
    [...Object.keys(KINDS), ...ELSEWHERE].sort(),
  );
});
const ELSEWHERE = ["erasure", "leadership_contest", "leadership_review", "programme", "survey"];

async function mentors(person: Person) {
  const skill = await one`insert into public.skills (name) values (gen_random_uuid()::text) returning id`;
  const body = { capacity: 9, skill_ids: [skill] };
  assertEquals((await person.call("PUT", "mentorship/me/mentor-profile", { body })).status, 200);
}

Deno.test("an erasure waits for every HR admin but whom it is about, and of two who decide at once one wins", async () => {
  const { worker, lead, hr } = await cast();
  const other = await registerAs("hr_admin");
  refused(await worker.call("DELETE", "user-management/me", { body: { confirm: "x@y.example" } }), 400);
  await worker.call("DELETE", "user-management/me", { body: { confirm: worker.email } });
  const id = await one`select id from public.erasure_requests where user_id = ${worker.id}`;
  const [mine, theirs] = [await waiting(hr, "erasure", id), await waiting(other, "erasure", id)];
  assertEquals([mine, await waiting(lead, "erasure", id)], [theirs, undefined]);
  const refuse = mine?.calls.find(({ name }) => name === "refuse");
  const answers = await Promise.all(
    [hr, other].map((person) => make(person, refuse, { reason: "A contract runs." })),
  );
  assertEquals(answers.map(({ status }) => status).sort(), [200, 409]);
  assertEquals([await waiting(hr, "erasure", id), await waiting(other, "erasure", id)], [
    undefined,
    undefined,
  ]);
  await other.call("DELETE", "user-management/me", { body: { confirm: other.email } });
  const own = await one`select id from public.erasure_requests where user_id = ${other.id}`;
  assert(await waiting(hr, "erasure", own));
  assertEquals(await waiting(other, "erasure", own), undefined);
  const carryOut = (await waiting(hr, "erasure", own))?.calls.find(({ name }) => name === "carry_out");
  assertEquals((await make(hr, carryOut)).status, 200);
});

Deno.test("the pairs of a programme wait for HR until they are published", async () => {
  const [hr, mentee, mentor] = [await registerAs("hr_admin"), await register(), await register()];
  await mentors(mentor);
  const id = await one`with p as (
      insert into public.programmes (name, status) values (gen_random_uuid()::text, 'open') returning id
    ), m as (
      insert into public.programme_members (programme_id, user_id, role, places)
      select p.id, ${mentee.id}::uuid, 'mentee', null from p union all select p.id, ${mentor.id}::uuid, 'mentor', 1 from p
    ), r as (
      insert into private.programme_matchings (programme_id, status, finished_at, mentees, mentors, turns, mentees_total, mentors_total)
      select id, 'done', now(), '{}', '{}', '{}', 1, 1 from p
    )
    insert into public.programme_proposals
      (programme_id, mentee_id, mentor_id, score, need, goal, logistics, interests, mentee_rank, mentor_rank)
    select id, ${mentee.id}, ${mentor.id}, 1, 1, 0, 0, 0, 1, 1 from p returning programme_id as id`;
  const [publish] = (await waiting(hr, "programme", id))?.calls ?? [];
  const { body } = await make(hr, publish);
  assertEquals(body, { published: 1, skipped: [], done: true });
  assertEquals(await waiting(hr, "programme", id), undefined);
});

Deno.test("a contest of a leadership readiness waits for HR, once taken for whoever took it, and for all when given back", async () => {
  const [person, hr, other] = [await register(), await registerAs("hr_admin"), await registerAs("hr_admin")];
  const id = await one`with unit as (
      insert into public.org_units (name) values (gen_random_uuid()::text) returning id
    ), setting as (
      insert into public.feature_settings (org_unit_id, feature, enabled) select id, 'leadership', true from unit
    ), contest as (
      insert into public.leadership_contests (user_id) values (${person.id}) returning id
    )
    insert into public.leadership_contest_cases (contest_id, user_id, reason, contested)
    select id, ${person.id}, 'I led more than this.', '{}' from contest returning contest_id as id`;
  const kindsOf = async (reader: Person) =>
    (await inboxOf(reader)).filter((item) => item.id === id).map(({ kind }) => kind);
  const call = async (kind: string, wanted: string, filled = {}) => {
    const named = (await waiting(hr, kind, id))?.calls.find(({ name }) => name === wanted);
    assertEquals((await make(hr, named, filled)).status, 200, wanted);
    return [await kindsOf(hr), await kindsOf(other), await kindsOf(person)];
  };
  assertEquals([await kindsOf(hr), await kindsOf(person)], [["leadership_contest"], []]);
  assertEquals(await call("leadership_contest", "take"), [["leadership_review"], [], []]);
  assertEquals(await call("leadership_review", "release"), [
    ["leadership_contest"],
    ["leadership_contest"],
    [],
  ]);
  await call("leadership_contest", "take");
  assertEquals(await call("leadership_review", "uphold", { explanation: "It holds." }), [[], [], []]);
});

Deno.test("a survey waits for the answer of everybody whom it asks", async () => {
  const [unit, elsewhere] = [
    await one`insert into public.org_units (name) values (gen_random_uuid()::text) returning id`,
    await register(),
  ];
  const person = await register();
  await withDatabase((sql) => sql`update public.users set org_unit_id = ${unit} where id = ${person.id}`);
  const id = await one`insert into public.surveys (name, question, org_unit_id, status, opened_at)
    values (gen_random_uuid()::text, 'How?', ${unit}, 'open', now()) returning id`;
  const [answer] = (await waiting(person, "survey", id))?.calls ?? [];
  assertEquals(await waiting(elsewhere, "survey", id), undefined);
  assert((await make(person, answer, { score: 9, comment: "Well." })).status < 300);
  assertEquals(await waiting(person, "survey", id), undefined);
});

Deno.test("the inbox: what expires first, then what waits longest; by kind, in pages, counted", async () => {
  const { worker, lead } = await cast();
  await withDatabase((sql) =>
    sql`insert into public.projects (user_id, source, name, created_at)
      select ${worker.id}, 'self', 'Project ' || n, now() - make_interval(days => n) from generate_series(1, 5) n`
  );
  const request = await KINDS["validation"]?.item(worker, lead);
  // Surveys of other tests may ask everybody.
  const ours = "&kind=validation&kind=project";
  const all = await inboxOf(lead, ours);
  assertEquals(
    all.map(({ title }) => title).slice(1),
    [5, 4, 3, 2, 1].map((n) => `Confirm the project "Project ${n}"`),
  );
  assertEquals([all[0]?.id, all[0]?.about?.id], [request, worker.id]);
  const pages: Item[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const { body } = await lead.call(
      "GET",
      `${INBOX}?limit=2&count=true${ours}${cursor && `&cursor=${cursor}`}`,
    );
    assertEquals(body.total, 6);
    pages.push(...body.items);
    cursor = body.next_cursor;
  }
  assertEquals(pages, all);
  assertEquals(await inboxOf(lead, "&kind=validation"), all.slice(0, 1));
  assertEquals(await inboxOf(lead, "&kind=nothing"), []);
  refused(await lead.call("GET", `${INBOX}?status=open`), 400, "invalid");
});

/** Somebody about whom there is much to say. */
async function busy() {
  const { worker, lead, hr } = await cast();
  const mentor = await register();
  await withDatabase(async (sql) => {
    await sql`select set_config('test.me', ${worker.id}, false), set_config('test.mentor', ${mentor.id}, false),
      set_config('test.lead', ${lead.id}, false)`;
    await sql.unsafe(BUSY).simple();
  });
  return { worker, lead, hr };
}
const BUSY = `do $$
declare
  me uuid := current_setting('test.me');
  mentor uuid := current_setting('test.mentor');
  knots uuid; ropes uuid; lamps uuid; aim uuid; role uuid; goal uuid; safety uuid; splicing uuid;
begin
  insert into public.skills (name) values (gen_random_uuid()::text) returning id into knots;
  insert into public.skills (name) values (gen_random_uuid()::text) returning id into ropes;
  insert into public.skills (name) values (gen_random_uuid()::text) returning id into lamps;
  insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id into aim;
  insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 2) returning id into role;
  insert into public.pathway_requirements (pathway_id, skill_id, level) values (aim, knots, 4), (aim, ropes, 3), (role, lamps, 3), (role, knots, 1);
  update public.employment_info set hire_date = current_date - 900 where user_id = me;
  insert into public.user_skills (user_id, skill_id, last_used) values
    (me, knots, current_date), (me, ropes, null), (me, lamps, current_date - 1000), (mentor, knots, null);
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, valid_until) values
    (me, knots, 'self', 2, me, null), (me, lamps, 'assessment', 4, null, now() + interval '20 days'), (mentor, knots, 'self', 5, mentor, null);
  insert into public.user_career_goals (user_id, pathway_id, status, started_at, target_date, coverage_at_start)
  values (me, aim, 'active', now() - interval '300 days', current_date + 30, 0.5) returning id into goal;
  insert into public.courses (name, duration_hours, status, validity_months) values (gen_random_uuid()::text, 2, 'active', 12) returning id into safety;
  insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 16, 'active') returning id into splicing;
  insert into public.course_skills (course_id, skill_id, to_level, outcome) values (splicing, knots, 4, 'recommend');
  insert into public.course_assignments (course_id, audience, user_id, assigned_on, due_on) values (safety, 'person', me, current_date - 100, current_date - 3);
  -- What other tests assign to everybody.
  insert into public.assignment_exemptions (assignment_id, user_id, reason)
  select a.id, p, 'Not here.' from public.course_assignments a, unnest(array[me, current_setting('test.lead')::uuid]) p where a.audience = 'everybody';
  insert into public.certifications (user_id, name, expires_on) values (me, 'Diver', current_date + 20);
  insert into public.mentor_profiles (user_id, capacity) values (mentor, 2);
  insert into public.mentor_skills values (mentor, knots);
  insert into public.development_plans (user_id, title, status, decided_at) values (me, 'Back', 'returned', now());
  insert into public.notices (edition, title, body) select coalesce(max(edition), 0) + 1 + (10000 * random())::integer, 'A', 'B' from public.notices;
end
$$`;

Deno.test("what a suggestion says to do can be done: each call is taken, and what it was about is then said no more", async () => {
  const { worker } = await busy();
  const { body } = await worker.call("GET", `${ME}/dashboard`);
  const kinds = body.suggestions.map(({ kind }: { kind: string }) => kind);
  assertEquals(kinds, [
    "training_overdue",
    "plan_returned",
    "goal_at_risk",
    "skill_expiring",
    "course_closes_gap",
  ]);
  const seen = new Set<string>();
  for (let more = true; more;) {
    const { items } = (await worker.call("GET", `${ME}/insights`)).body;
    const next = items.find((item: { action: Call | null; kind: string }) =>
      item.action && !seen.has(item.kind)
    );
    more = Boolean(next);
    if (!next) break;
    seen.add(next.kind);
    const because = await make(worker, next.because);
    assertEquals(because.status, 200, `${next.kind}: ${JSON.stringify(next.because)}`);
    const filled = {
      level: 3,
      starts_at: "2030-01-01T10:00:00Z",
      bio: "I am.",
      interests: ["Sails"],
      languages: [{ language: "Igbo", proficiency: "Fluent" }],
    };
    const answer = await make(worker, next.action, filled);
    assert(
      answer.status < 300,
      `${next.kind}: ${JSON.stringify(next.action)} ${JSON.stringify(answer.body)}`,
    );
    if (next.action.method === "GET") continue;
    const after = (await worker.call("GET", `${ME}/insights`)).body.items;
    const key = JSON.stringify([next.kind, next.ids]);
    // A draft of a goal is not active yet, an enrolment has not been completed.
    if (["goal_missing", "training_overdue"].includes(next.kind)) continue;
    assert(
      !after.some((item: { kind: string; ids: string[] }) => JSON.stringify([item.kind, item.ids]) === key),
      `${key} is still said`,
    );
  }
  assertEquals([...seen].sort(), [
    "course_closes_gap",
    "goal_at_risk",
    "goal_without_plan",
    "mentor_available",
    "plan_returned",
    "profile_incomplete",
    "ready_for_role",
    "skill_expiring",
    "skill_unused",
    "training_overdue",
    "unrated_skills",
  ]);
});

Deno.test("the dashboard says what the routes say of which it is made", async () => {
  const { worker, lead } = await busy();
  const get = async (person: Person, route: string) => (await person.call("GET", route)).body;
  await KINDS["validation"]?.item(worker, lead);
  for (const person of [worker, lead]) {
    const page = await get(person, `${ME}/dashboard`);
    const me = await get(person, "user-management/me");
    const inbox = await get(person, `${INBOX}?limit=3&count=true`);
    const insights = await get(person, `${ME}/insights`);
    assertEquals(page.unread, (await get(person, "analytics/notifications/unread-count")).count);
    assertEquals(page.inbox, { count: inbox.total, items: inbox.items });
    assertEquals([page.me.id, page.features, page.notice?.id], [me.id, me.features, me.notice?.id]);
    assertEquals(
      page.suggestions.map(({ kind, reason, action }: Record<string, unknown>) => [kind, reason, action]),
      insights.items.filter(({ action }: { action: unknown }) => action).slice(0, 5)
        .map(({ kind, text, action }: Record<string, unknown>) => [kind, text, action]),
    );
    const goals = (await get(person, "career-development/goals?status=active")).items;
    assertEquals(page.goals.map(pick), goals.map(pick));
    const duties = (await get(person, "training/me/compliance")).items
      .filter(({ state }: { state: string }) => state === "overdue" || state === "due");
    assertEquals(
      page.duties.map((duty: { course: unknown }) => duty.course),
      duties.map((duty: { course: unknown }) => duty.course),
    );
    const skills = (await get(person, "skills-management/me/skills")).items;
    assertEquals([page.skills.held, page.skills.rated], [
      skills.length,
      skills.filter(({ level }: { level: number | null }) => level !== null).length,
    ]);
  }
  const page = await get(worker, `${ME}/dashboard`);
  assertEquals([page.me.manager.id, page.me.manages, page.certificates[0].name], [lead.id, false, "Diver"]);
  assertEquals((await get(lead, `${ME}/dashboard`)).me.manages, true);
});
const pick = ({ id, progress }: { id: string; progress: unknown }) => [id, progress];

Deno.test("the notice leaves the dashboard once it is acknowledged, a mentorship shows its next meeting to both", async () => {
  const [mentee, mentor] = [await register(), await register()];
  await mentors(mentor);
  const body = { mentor_id: mentor.id, message: "Will you?", duration_weeks: 4 };
  const request = (await mentee.call("POST", "mentorship/requests", { body })).body.id;
  await mentor.call("POST", `mentorship/requests/${request}/accept`);
  const [open] = (await mentee.call("GET", "mentorship/mentorships")).body.items;
  const starts_at = new Date(Date.now() + 86_400_000).toISOString();
  await mentee.call("POST", `mentorship/mentorships/${open.id}/meetings`, {
    body: { starts_at, topic: "Hello" },
  });
  for (const [person, other, as] of [[mentee, mentor, "mentee"], [mentor, mentee, "mentor"]] as const) {
    const { mentorships } = (await person.call("GET", `${ME}/dashboard`)).body;
    assertEquals(mentorships.length, 1);
    assertEquals([mentorships[0].as, mentorships[0].person.id, mentorships[0].next_meeting.topic], [
      as,
      other.id,
      "Hello",
    ]);
  }
  await withDatabase((sql) =>
    sql`insert into public.notices (edition, title, body)
      select coalesce(max(edition), 0) + 1 + (10000 * random())::integer, 'A', 'B' from public.notices`
  );
  const { notice } = (await mentee.call("GET", `${ME}/dashboard`)).body;
  await mentee.call("POST", `user-management/notices/${notice.id}/acknowledge`);
  const after = (await mentee.call("GET", `${ME}/dashboard`)).body.notice;
  assert(after?.id !== notice.id);
});

Deno.test("a contractor's dashboard holds training and the directory, and nothing of what they had as an employee", async () => {
  const { worker, lead, hr } = await busy();
  await KINDS["enrolment"]?.item(worker, lead);
  const changed = await hr.call("PATCH", `user-management/users/${worker.id}`, {
    body: { employment_type: "contractor" },
  });
  assertEquals(changed.status, 200);
  const { status, body } = await worker.call("GET", `${ME}/dashboard`);
  assertEquals([status, body.me.contractor, body.skills, body.goals, body.mentorships, body.me.pathway], [
    200,
    true,
    null,
    [],
    [],
    null,
  ]);
  assertEquals([body.duties.length, body.courses.length, body.certificates], [1, 1, []]);
  assertEquals(
    body.suggestions.map(({ kind }: { kind: string }) => kind),
    ["training_overdue", "profile_incomplete"],
  );
  assertEquals((await inboxOf(lead, "&kind=enrolment")).length, 1);
  assertEquals(await inboxOf(worker), []);
});

Deno.test("asked directly, the functions tell nobody of others", async () => {
  const [person, other] = [await register(), await register()];
  for (const name of ["get_dashboard", "get_insights", "get_inbox", "get_suggestions"]) {
    const { data, error } = await person.supabase.rpc(name, { person: other.id });
    assertEquals([data, error?.code], [null, "PGRST202"], name);
    assertEquals((await person.supabase.rpc(name)).error, null, name);
  }
  assertEquals((await person.supabase.rpc("get_suggestions", { most: 1 })).data.items.length, 1);
});
