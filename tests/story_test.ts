import { assert, assertEquals, assertMatch } from "@std/assert";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type Answer, type Compass, compass } from "../client/compass.ts";
import { API_URL, CONFIRM_URL, newAddress, newClient, PASSWORD, registerAs, SECRET_KEY } from "./support.ts";

// One working life in the product, from the file that HR loads to the erased record, called as frontends call: by
// supabase-js and the typed client over it. Read it first: each step says what people do, and what they look at.

interface Somebody {
  id: string;
  email: string;
  supabase: SupabaseClient;
  api: Compass;
}

/** What a call answers, which must not be refused. */
async function got<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await answer;
  if (error) throw error;
  return data;
}

/** Why a call is refused, which it must be. */
async function refusal(answer: Promise<Answer<unknown>>): Promise<string> {
  const { error } = await answer;
  if (!error) throw new Error("Nothing was refused.");
  return `${error.status} ${error.code}`;
}

/** The first of a list, or the first that is so. */
function first<T>(items: T[], like: (item: T) => boolean = () => true): T {
  const found = items.find(like);
  if (found === undefined) throw new Error(`Not among ${JSON.stringify(items)}`);
  return found;
}

/** Registers with Auth, opens the mail, types its code, and signs in. */
async function join(email: string): Promise<Somebody> {
  const visitor = newClient(CONFIRM_URL);
  await visitor.auth.signUp({ email, password: PASSWORD });
  const early = await newClient(CONFIRM_URL).auth.signInWithPassword({ email, password: PASSWORD });
  assertEquals(early.error?.code, "email_not_confirmed");
  const [mail] = await (await fetch(`${CONFIRM_URL}/mail?to=${encodeURIComponent(email)}`)).json();
  const { error } = await visitor.auth.verifyOtp({ email, token: mail.code, type: "signup" });
  assertEquals(error, null);
  return await enter(email);
}

async function enter(email: string): Promise<Somebody> {
  const supabase = newClient();
  const { error } = await supabase.auth.signInWithPassword({ email, password: PASSWORD });
  assertEquals(error, null);
  const api = compass(supabase);
  return { id: (await got(api.get("/user-management/me"))).id, email, supabase, api };
}

/** Presses a button of the inbox: makes the call as it stands there, with what it leaves open filled in. */
async function press({ api, supabase }: Somebody, kind: string, name: string, filled: object = {}) {
  const { items } = await got(api.get("/analytics/me/inbox", { query: { kind } }));
  const { method, path, body } = first(first(items).calls, (call) => call.name === name);
  const { error } = await supabase.functions.invoke(path.slice(1), {
    method,
    ...(body ? { body: { ...body, ...filled } } : {}),
  });
  assertEquals(error, null);
}

const percent = (share: number | null | undefined) => Math.round((share ?? NaN) * 100);

Deno.test("Nadia's working life, from HR's file to the day after", async (t) => {
  // The first HR admin is made by `deno task grant-role`, and gives others their roles.
  const [hr, auditor] = [
    await enter((await registerAs("hr_admin")).email),
    await enter((await registerAs("auditor")).email),
  ];
  const addresses = { nadia: newAddress(), viktor: newAddress(), salome: newAddress() };

  /** A step, and what it leaves for later ones; where one fails, the story ends. */
  async function tell<T>(title: string, happens: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<T>();
    assert(await t.step(title, async () => resolve(await happens())), "The story can't go on.");
    return await promise;
  }

  await tell(
    "HR imports a file: three go in, the fourth is refused by field; the same again changes nothing",
    async () => {
      const load = async (dry_run = false) => {
        const body = { format: "employee-profiles" as const, profiles: fileOf(addresses), dry_run };
        const report = await got(hr.api.post("/user-management/imports", { body }));
        const refused = report.rejected.map(({ index, errors }) =>
          `${index} ${errors.map(({ path }) => path)}`
        );
        return [report.created, report.unchanged, ...refused];
      };
      assertEquals(await load(true), [3, 0, "3 personal_info.email"]);
      assertEquals(await load(), [3, 0, "3 personal_info.email"]);
      assertEquals(await load(), [0, 3, "3 personal_info.email"]);
    },
  );

  const [nadia, viktor, salome] = await tell(
    "they register, confirm by mail, and are who HR says they are",
    async () => {
      const [nadia, viktor, salome] = [
        await join(addresses.nadia),
        await join(addresses.viktor),
        await join(addresses.salome),
      ];
      const me = await got(nadia.api.get("/user-management/me"));
      assertEquals([me.full_name, me.job_title, me.unit?.name, me.employment?.manager?.id], [
        "Nadia Brandão",
        "Operations Trainee",
        "Story Shift A",
        viktor.id,
      ]);
      assertEquals((await got(viktor.api.get("/analytics/me/dashboard"))).me.manages, true);
      return [nadia, viktor, salome];
    },
  );

  const skills = await tell(
    "Nadia completes her profile: it suggests skills by her own words, and she rates them",
    async () => {
      const home = () => got(nadia.api.get("/analytics/me/dashboard"));
      const isIncomplete = async () =>
        (await got(nadia.api.get("/analytics/me/insights"))).items.some(({ kind }) =>
          kind === "profile_incomplete"
        );
      assert(await isIncomplete());
      const { etag } = await got(nadia.api.get("/user-management/me"));
      const body = { bio: "I sort stacks.", phone: "+31 20 555 0100", interests: ["Chess", "Sailing"] };
      await got(nadia.api.patch("/user-management/me", { body, ifMatch: etag }));
      assertEquals(
        await refusal(nadia.api.patch("/user-management/me", { body, ifMatch: etag })),
        "412 stale",
      );

      const { items } = await got(nadia.api.post("/skills-management/me/skills/suggestions", { body: {} }));
      const [yard, dispatching] = [
        first(items, ({ skill }) => skill.name === "Yard Planning"),
        first(items, ({ skill }) => skill.name === "Equipment Dispatching"),
      ];
      assertMatch(first(yard.quotes).text, /^Yard planning for the night shift/);
      const before = (await home()).skills;
      const rated = [
        { skill_id: yard.skill.id, level: 1 },
        { skill_id: dispatching.skill.id, level: dispatching.level_guess },
      ];
      await got(nadia.api.put("/skills-management/me/skills", { body: { items: rated } }));
      const after = (await home()).skills;
      assertEquals([before?.held, before?.rated, after?.held, after?.rated], [1, 0, 3, 2]);
      assert(!await isIncomplete());
      return { yard: yard.skill.id, dispatching: dispatching.skill.id };
    },
  );

  const job = await tell("she looks at the job she wants, and sees what separates her from it", async () => {
    const query = { q: "yard planner", with: "gap" as const };
    const { id, name, coverage } = first(
      (await got(nadia.api.get("/career-development/pathways", { query }))).items,
    );
    assertEquals([name, percent(coverage)], ["Yard Planner", 21]);
    const gap = await got(nadia.api.get("/career-development/pathways/{id}/gap", { path: { id } }));
    assertEquals([percent(gap.coverage), gap.readiness], [21, "develop"]);
    const missing = gap.gaps.reduce((sum, { share }) => sum + share, 0);
    assertEquals(percent(missing), 79, "what she has and what she lacks are the whole job");
    const yard = first(gap.gaps, ({ skill }) => skill.id === skills.yard);
    assertEquals([yard.current, yard.required, yard.mandatory], [1, 3, true]);
    return { path: { id } };
  });
  const coverage = async () =>
    percent((await got(nadia.api.get("/career-development/pathways/{id}/gap", job))).coverage);

  const goal = await tell("she asks what would be if, picks a route, and makes it her goal", async () => {
    const { id } = job.path;
    const wish = { pathway_id: id, skills: [{ skill_id: skills.yard, level: 3 }] };
    const { gap } = await got(nadia.api.post("/career-development/what-if", { body: wish }));
    assertEquals([percent(gap?.coverage), await coverage()], [36, 21]);
    const { from, routes } = await got(nadia.api.get("/career-development/routes", { query: { to: id } }));
    const { hops } = first(routes);
    assertEquals([from?.name, ...hops.map(({ to }) => to.name)], [
      "Terminal Operations Trainee",
      "Yard Planner",
    ]);
    const body = {
      id: crypto.randomUUID(),
      pathway_id: id,
      route: hops.map(({ to }) => to.id),
      priority: "high" as const,
      items: [{ kind: "skill" as const, skill_id: skills.yard, level: 3 }],
    };
    const made = await got(nadia.api.post("/career-development/goals", { body }));
    const again = await got(nadia.api.post("/career-development/goals", { body }));
    assertEquals(again, made, "sent twice, as from a phone, it is one goal");
    const path = { id: made.id };
    const { progress } = await got(nadia.api.post("/career-development/goals/{id}/activate", { path }));
    assertEquals([percent(progress.coverage), percent(progress.coverage_at_start)], [21, 21]);
    return { path };
  });

  await tell(
    "she takes two courses that it recommends, one after the other, and sees the gap move",
    async () => {
      const set = await got(nadia.api.get("/training/recommendations"));
      assertEquals([set.pathway.id, percent(set.coverage_before)], [job.path.id, 21]);
      assert((set.coverage_after ?? 0) > (set.coverage_before ?? 0));
      const named = (name: string) => first(set.courses, ({ course }) => course.name === name).course.id;
      const [basics, planning] = [named("How a Container Terminal Works"), named("Yard Planning Essentials")];
      const enrol = (course_id: string) => nadia.api.post("/training/enrolments", { body: { course_id } });
      assertEquals(await refusal(enrol(planning)), "409 prerequisite_missing");
      const complete = async (course_id: string) => {
        const path = { id: (await got(enrol(course_id))).id };
        const half = { path, body: { progress_percentage: 50 } };
        await got(nadia.api.patch("/training/enrolments/{id}", half));
        assertEquals(
          await refusal(nadia.api.post("/training/enrolments/{id}/complete", { path, body: {} })),
          "409 not_finished",
        );
        await got(nadia.api.patch("/training/enrolments/{id}", { path, body: { progress_percentage: 100 } }));
        await got(nadia.api.post("/training/enrolments/{id}/complete", { path, body: {} }));
        return await got(nadia.api.get("/training/enrolments/{id}/certificate", { path }));
      };
      await complete(basics);
      // The course shows that she has a skill, not how well: until she rates it, it counts as level 2.
      assertEquals(await coverage(), 36);
      const { number, holder } = await complete(planning);
      assertEquals(await coverage(), 50);
      const checked = await got(viktor.api.get("/training/certificates/{number}", { path: { number } }));
      assertEquals([checked.holder, checked.course.name, checked.valid], [
        holder,
        "Yard Planning Essentials",
        true,
      ]);
      const { progress } = await got(nadia.api.get("/career-development/goals/{id}", goal));
      assertEquals([percent(progress.coverage_at_start), percent(progress.coverage)], [21, 50]);
    },
  );

  const mentorship = await tell(
    "she asks the best match to be her mentor; Salome accepts, they meet, and say how it was",
    async () => {
      await got(salome.api.patch("/user-management/me", { body: { interests: ["Chess"] } }));
      const skill_ids = [skills.yard, skills.dispatching];
      const known = skill_ids.map((skill_id) => ({ skill_id, level: 5 }));
      await got(salome.api.put("/skills-management/me/skills", { body: { items: known } }));
      const offer = { capacity: 1, skill_ids, bio: "Ten years of stacks." };
      await got(salome.api.put("/mentorship/me/mentor-profile", { body: offer }));

      const query = { skill_id: [skills.yard] };
      const match = first((await got(nadia.api.get("/mentorship/matches", { query }))).items);
      assertEquals([match.mentor.name, match.covers.map(({ name }) => name)], ["Salome Adeyemi", [
        "Yard Planning",
      ]]);
      const parts = Object.values(match.parts);
      assert(parts.every((part) => part > 0), "need, goal, language and interests all count");
      assertEquals(percent(parts.reduce((sum, part) => sum + part)), percent(match.score));
      const wish = { mentor_id: match.mentor.id, message: "Show me a week of yours?", duration_weeks: 12 };
      const request = await got(nadia.api.post("/mentorship/requests", { body: { ...wish, skill_ids } }));
      await press(salome, "mentorship_request", "accept");
      const { mentorship_id } = await got(
        nadia.api.get("/mentorship/requests/{id}", { path: { id: request.id } }),
      );
      const path = { id: mentorship_id ?? "" };
      const mentor = { path: { id: salome.id } };
      assertEquals((await got(nadia.api.get("/mentorship/mentors/{id}", mentor))).places_left, 0);

      const meeting = { starts_at: new Date().toISOString(), duration_minutes: 45, topic: "Rehandles" };
      await got(nadia.api.post("/mentorship/mentorships/{id}/meetings", { path, body: meeting }));
      const say = (who: Somebody, comment: string) =>
        got(who.api.post("/mentorship/mentorships/{id}/feedback", { path, body: { rating: 5, comment } }));
      const read = async (who: Somebody) =>
        (await got(who.api.get("/mentorship/mentorships/{id}/feedback", { path }))).items.map(({ comment }) =>
          comment
        );
      await say(nadia, "She explains.");
      assertEquals(await read(salome), [], "nobody's words colour the other's");
      await say(salome, "She asks.");
      assertEquals((await read(salome)).sort(), ["She asks.", "She explains."]);
      return { path };
    },
  );

  await tell(
    "she talks to the assistant, which knows her gap, her courses and her mentor's place; nobody else reads it",
    async () => {
      const path = { id: (await got(nadia.api.post("/ai-recommendation/sessions", { body: {} }))).id };
      const ask = async (message: string) =>
        (await got(nadia.api.post("/ai-recommendation/sessions/{id}/messages", { path, body: { message } })))
          .message;
      const gap = await ask("What am I missing for Yard Planner?");
      assertMatch(gap.content, /^For Yard Planner you cover 50 %/);
      assertEquals([gap.source, first(gap.facts).id], ["built-in", job.path.id]);
      assertMatch(
        (await ask("Which course should I take first?")).content,
        /^Take .+ to \d+ % of Yard Planner\./s,
      );
      assertMatch(
        (await ask("What changed for me this quarter?")).content,
        /completed 2 courses.+1 mentoring meeting/s,
      );
      const topic = async (topic: "gap_for" | "mentors") =>
        (await got(nadia.api.post("/ai-recommendation/advice", { body: { topic } }))).content;
      assertMatch(
        await topic("gap_for"),
        /^For Yard Planner you cover 50 %/,
        "her goal, not the job she has",
      );
      assertMatch(await topic("mentors"), /^Salome Adeyemi is your mentor/);
      for (const who of [nadia, viktor, salome, hr]) {
        const { data } = await who.supabase.from("ai_chat_messages").select("content");
        assertEquals(data?.length, who === nadia ? 6 : 0);
      }
    },
  );

  await tell("she sends Viktor what he has to decide, and he decides it from his inbox", async () => {
    const home = async (who: Somebody) => await got(who.api.get("/analytics/me/dashboard"));
    const before = await home(nadia);
    // A survey of the company may wait there, too.
    const waiting = (await home(viktor)).inbox.count;
    const path = { skill_id: skills.yard };
    await got(
      nadia.api.post("/skills-management/me/skills/{skill_id}/validation-requests", {
        path,
        body: { note: "The course is done." },
      }),
    );
    const project = { name: "Stacks by colour", role: "Had the idea" };
    await got(nadia.api.post("/skills-management/me/projects", { body: project }));
    const body = { title: "To the yard", goal_ids: [goal.path.id], items: [{ title: "A week with Salome" }] };
    const plan = { path: { id: (await got(nadia.api.post("/career-development/plans", { body }))).id } };
    await got(nadia.api.post("/career-development/plans/{id}/submit", plan));

    assertEquals((await home(viktor)).inbox.count - waiting, 3);
    await press(viktor, "validation", "validate");
    await press(viktor, "plan", "approve");
    await press(viktor, "project", "confirm");
    assertEquals((await home(viktor)).inbox.count, waiting);

    const after = await home(nadia);
    assertEquals([before.skills?.validated, after.skills?.validated], [0, 1]);
    assertEquals(after.unread - before.unread, 3, "she is told of each");
    const { gaps } = await got(nadia.api.get("/career-development/pathways/{id}/gap", job));
    const yard = first(gaps, ({ skill }) => skill.id === skills.yard);
    assertEquals(
      [yard.current, yard.confidence],
      [3, 0.85],
      "the level that she gave, now by her manager's word",
    );
    assertEquals((await got(nadia.api.get("/career-development/plans/{id}", plan))).status, "approved");
    // He sees the goal, which went with the plan, and her skills; her phone number stays hers.
    assertEquals((await got(viktor.api.get("/career-development/goals/{id}", goal))).user.id, nadia.id);
    const phones = await viktor.supabase.from("user_personal_info").select("phone").eq("user_id", nadia.id);
    assertEquals(phones.data, []);
  });

  await tell("the night's work is done, and HR and Viktor see in numbers what happened", async () => {
    const { unit } = await got(nadia.api.get("/user-management/me"));
    const query = { org_unit_id: unit?.id ?? "" };
    const month = async () => (await got(hr.api.get("/analytics/org/overview", { query }))).months.at(-1);
    assertEquals((await month())?.hours_learned, 0);
    for (let status = 202; status === 202;) {
      const answer = await fetch(`${API_URL}/functions/v1/analytics/rollups`, {
        method: "POST",
        headers: { apikey: SECRET_KEY, "content-type": "application/json" },
        body: "{}",
      });
      await answer.body?.cancel();
      status = answer.status;
      assert(answer.ok, `${status}`);
    }
    const now = await month();
    assertEquals([
      now?.people,
      now?.completions,
      now?.hours_learned,
      now?.skills_validated,
      now?.goals_active,
    ], [
      2,
      2,
      21,
      1,
      1,
    ]);
    const team = await got(viktor.api.get("/analytics/teams/overview"));
    assertEquals([team.people, team.training.hours, team.goals.active, team.skills.validated], [1, 21, 1, 1]);
    const wanted = await got(
      hr.api.get("/analytics/org/skills", { query: { ...query, skill_id: skills.yard } }),
    );
    const { goals, supply } = first(wanted.items);
    assertEquals([goals, supply], [1, 1]);
    assertEquals(await refusal(viktor.api.get("/analytics/org/overview", { query })), "403 forbidden");
  });

  const request = await tell(
    "she takes everything along, and asks to be erased: her conversations go at once",
    async () => {
      const { person, account, tables } = await got(nadia.api.get("/user-management/me/export"));
      assertEquals([person.name, account?.email], ["Nadia Brandão", nadia.email]);
      const counted = [
        "user_training",
        "ai_chat_messages",
        "mentorships",
        "mentorship_feedback",
        "user_career_goals",
      ];
      assertEquals(counted.map((table) => tables[table]?.length), [2, 6, 1, 1, 1]);
      const wrong = nadia.api.delete("/user-management/me", { body: { confirm: viktor.email } });
      assertEquals(await refusal(wrong), "400 invalid");
      await got(nadia.api.delete("/user-management/me", { body: { confirm: nadia.email } }));
      assertEquals((await got(nadia.api.get("/ai-recommendation/sessions"))).items, []);
      const me = await got(nadia.api.get("/user-management/me"));
      assertEquals([me.erasure_request?.status, me.phone, me.bio], ["requested", null, null]);
      return { path: { id: me.erasure_request?.id ?? "" } };
    },
  );

  await tell(
    "she leaves: she can't sign in, Viktor reads nothing of her any more, Salome has a place again",
    async () => {
      const path = { id: nadia.id };
      /** What Viktor gets of her: a word for each call, the number of rows for each table. */
      const seen = async () => {
        const answers = await Promise.all([
          viktor.api.get("/user-management/users/{id}", { path }),
          viktor.api.get("/skills-management/users/{id}/skills", { path }),
          viktor.api.get("/career-development/users/{id}/gap", { path }),
          viktor.api.get("/career-development/goals/{id}", goal),
        ]);
        const rows = ["employment_info", "user_skills", "user_training"].map((table) =>
          viktor.supabase.from(table).select("user_id").eq("user_id", nadia.id)
        );
        return [
          ...answers.map(({ error }) => error?.code ?? "read"),
          ...(await Promise.all(rows)).map(({ data }) => data?.length),
        ];
      };
      assertEquals(await seen(), ["read", "read", "read", "read", 1, 4, 2]);
      const last_day = new Date().toISOString().slice(0, 10);
      await got(hr.api.post("/user-management/users/{id}/leave", { path, body: { last_day } }));
      assertEquals(await seen(), [...Array(4).fill("not_found"), 0, 0, 0]);
      const { error } = await newClient().auth.signInWithPassword({ email: nadia.email, password: PASSWORD });
      assertEquals(error?.code, "invalid_credentials");
      assertEquals(await refusal(nadia.api.get("/user-management/me")), "403 no_employee_record");
      assert((await nadia.supabase.auth.refreshSession()).error, "her session can't be renewed");
      assertEquals(
        (await got(salome.api.get("/mentorship/mentorships/{id}", mentorship))).status,
        "ended_early",
      );
      assertEquals((await got(salome.api.get("/mentorship/me/mentor-profile"))).places_left, 1);
    },
  );

  await tell("HR erases her, and the auditor sees who did what, without her name", async () => {
    const query = { subject_id: [nadia.id], limit: 200 };
    const read = async () => (await got(auditor.api.get("/user-management/audit", { query }))).items;
    const named = /Nadia|Brandão/;
    assertMatch(JSON.stringify(await read()), named);
    await got(hr.api.post("/user-management/erasure-requests/{id}/carry-out", request));
    const { full_name, email, status } = await got(
      hr.api.get("/user-management/users/{id}", { path: { id: nadia.id } }),
    );
    assertEquals([full_name, email, status], ["Erased person", null, "left"]);
    const items = await read();
    const did = (who: Somebody, op: string, table: string) =>
      items.some((entry) => entry.actor?.id === who.id && entry.op === op && entry.table === table);
    assert(did(hr, "insert", "users"));
    assert(did(nadia, "insert", "user_training"));
    assert(did(viktor, "insert", "skill_validations"));
    assert(did(hr, "erase", "audit_log"));
    assertEquals(named.test(JSON.stringify(items)), false);
    assertEquals(await refusal(hr.api.get("/user-management/audit", { query })), "403 forbidden");
  });
});

/** What HR has: the manager, a colleague who knows the yard, Nadia, and a line that somebody mistyped. */
function fileOf({ nadia, viktor, salome }: Record<"nadia" | "viktor" | "salome", string>) {
  const profile = (
    employee_id: string,
    name: string,
    email: string,
    job_title: string,
    unit: string,
    more = {},
  ) => ({
    employee_id,
    personal_info: { name, email, languages: [{ language: "English", proficiency: "Fluent" }] },
    employment_info: { job_title, department: "Story Terminal", unit, ...more },
  });
  return [
    profile("ST-1", "Viktor Halloran", viktor, "Shift Manager", "Story Shift A"),
    profile("ST-2", "Salome Adeyemi", salome, "Yard Planner", "Story Planning"),
    {
      ...profile("ST-3", "Nadia Brandão", nadia, "Operations Trainee", "Story Shift A", {
        line_manager: "Viktor Halloran",
        hire_date: "2025-03-01",
      }),
      skills: [{
        function_area: "Operations",
        specialization: "Operations: Gate & Rail",
        skill_name: "Gate Operations",
      }],
      projects: [{
        project_name: "Night stacks",
        description: "Yard planning for the night shift, with equipment dispatching by radio.",
      }],
    },
    profile("ST-4", "Somebody", "somebody at port.example", "Yard Planner", "Story Planning"),
  ];
}
