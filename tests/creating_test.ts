import { assert, assertEquals } from "@std/assert";
import {
  cast,
  documentOf,
  FUNCTIONS,
  newAddress,
  type Person,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

/** What is created, by whom; the id is added. */
interface Creation {
  person: Person;
  route: string;
  body: Record<string, unknown>;
}
type Make = (all: Awaited<ReturnType<typeof people>>) => Promise<Creation>;

const people = async () => ({ ...await cast(), learning: await registerAs("learning_admin") });
const some = () => crypto.randomUUID();

/** An id of a row that is made by SQL. */
async function row(text: string, ...values: string[]): Promise<string> {
  const [made] = await withDatabase((sql) => sql.unsafe(text, values));
  return String(made?.id);
}
const newSkill = () => row("insert into public.skills (name) values (gen_random_uuid()::text) returning id");
const newPathway = () =>
  row("insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id");
const newCourse = () =>
  row(
    "insert into public.courses (name, duration_hours, status) values (gen_random_uuid()::text, 2, 'active') returning id",
  );

async function skillOf(person: Person): Promise<string> {
  const skill = await newSkill();
  const rated = await person.call("PUT", `skills-management/me/skills/${skill}`, { body: { level: 3 } });
  assertEquals(rated.status, 200);
  return skill;
}

async function mentor(): Promise<Person> {
  const person = await register();
  const body = { capacity: 3, skill_ids: [await newSkill()] };
  assertEquals((await person.call("PUT", "mentorship/me/mentor-profile", { body })).status, 200);
  return person;
}
const wanted = (mentor: Person) => ({ mentor_id: mentor.id, message: "Will you?", duration_weeks: 12 });

/** Somebody in a mentorship, and where it is. */
async function mentee(): Promise<{ person: Person; route: string }> {
  const [person, other] = [await register(), await mentor()];
  const asked = await person.call("POST", "mentorship/requests", { body: wanted(other) });
  const { body } = await other.call("POST", `mentorship/requests/${asked.body.id}/accept`);
  return { person, route: `mentorship/mentorships/${body.mentorship_id}` };
}

const simple =
  (who: keyof Awaited<ReturnType<typeof people>>, route: string, body: () => Record<string, unknown>): Make =>
  async (all) => await Promise.resolve({ person: all[who], route, body: body() });
const named = () => ({ name: some() });

const CREATIONS: Record<string, Make> = {
  "/user-management/me/languages": simple("worker", "user-management/me/languages", () => ({
    language: some(),
    proficiency: "Fluent",
  })),
  "/user-management/me/education": simple(
    "worker",
    "user-management/me/education",
    () => ({ degree: some() }),
  ),
  "/user-management/me/positions": simple(
    "worker",
    "user-management/me/positions",
    () => ({ role_title: some() }),
  ),
  "/user-management/users": simple("hr", "user-management/users", () => ({
    full_name: "Pat Example",
    email: newAddress(),
  })),
  "/user-management/org-units": simple("hr", "user-management/org-units", named),
  "/user-management/imports": simple("hr", "user-management/imports", () => ({
    format: "employee-profiles",
    profiles: [{ employee_id: some(), personal_info: { name: "Pat Example" } }],
    dry_run: true,
  })),
  "/user-management/notices": simple("hr", "user-management/notices", () => ({ title: "New", body: some() })),
  "/user-management/erasure-requests": async ({ hr }) => ({
    person: hr,
    route: "user-management/erasure-requests",
    body: { user_id: (await register()).id },
  }),
  "/skills-management/skills": simple("worker", "skills-management/skills", named),
  "/skills-management/function-areas": simple("hr", "skills-management/function-areas", named),
  "/skills-management/specializations": async ({ hr }) => ({
    person: hr,
    route: "skills-management/specializations",
    body: {
      ...named(),
      function_area_id:
        (await hr.call("POST", "skills-management/function-areas", { body: named() })).body.id,
    },
  }),
  "/skills-management/competencies": simple("hr", "skills-management/competencies", named),
  "/skills-management/experience-types": simple("hr", "skills-management/experience-types", named),
  "/skills-management/me/experiences": async ({ hr, worker }) => ({
    person: worker,
    route: "skills-management/me/experiences",
    body: {
      experience_type_id:
        (await hr.call("POST", "skills-management/experience-types", { body: named() })).body.id,
    },
  }),
  "/skills-management/me/projects": simple("worker", "skills-management/me/projects", named),
  "/skills-management/me/certifications": simple("worker", "skills-management/me/certifications", named),
  "/skills-management/me/skills/{skill_id}/evidence": async ({ worker }) => ({
    person: worker,
    route: `skills-management/me/skills/${await skillOf(worker)}/evidence`,
    body: { title: "A thing I built" },
  }),
  "/skills-management/me/skills/{skill_id}/validation-requests": async ({ worker }) => ({
    person: worker,
    route: `skills-management/me/skills/${await skillOf(worker)}/validation-requests`,
    body: {},
  }),
  "/skills-management/users/{id}/skills/{skill_id}/endorsements": async ({ worker, peer }) => ({
    person: peer,
    route: `skills-management/users/${worker.id}/skills/${await skillOf(worker)}/endorsements`,
    body: { level: 3 },
  }),
  "/career-development/pathways": simple("hr", "career-development/pathways", named),
  "/career-development/goals": async ({ worker }) => ({
    person: worker,
    route: "career-development/goals",
    body: { pathway_id: await newPathway() },
  }),
  "/career-development/plans": simple("worker", "career-development/plans", () => ({ title: some() })),
  "/mentorship/requests": async () => ({
    person: await register(),
    route: "mentorship/requests",
    body: wanted(await mentor()),
  }),
  "/mentorship/mentorships/{id}/meetings": async () => {
    const { person, route } = await mentee();
    return { person, route: `${route}/meetings`, body: { starts_at: "2026-12-01T10:00:00Z" } };
  },
  "/mentorship/mentorships/{id}/goals": async () => {
    const { person, route } = await mentee();
    return { person, route: `${route}/goals`, body: { title: "Berth a ship" } };
  },
  "/mentorship/mentorships/{id}/feedback": async () => {
    const { person, route } = await mentee();
    return { person, route: `${route}/feedback`, body: { rating: 5 } };
  },
  "/mentorship/programmes": simple("hr", "mentorship/programmes", named),
  "/training/courses": simple("learning", "training/courses", () => ({ ...named(), duration_hours: 2 })),
  "/training/courses/{id}/sessions": async ({ learning }) => ({
    person: learning,
    route: `training/courses/${await newCourse()}/sessions`,
    body: { starts_at: "2027-01-01T10:00:00Z", ends_at: "2027-01-01T12:00:00Z" },
  }),
  "/training/enrolments": async ({ worker }) => ({
    person: worker,
    route: "training/enrolments",
    body: { course_id: await newCourse() },
  }),
  "/training/assignments": async ({ learning }) => ({
    person: learning,
    route: "training/assignments",
    body: { course_id: await newCourse(), audience: "everybody" },
  }),
  "/ai-recommendation/sessions": simple("worker", "ai-recommendation/sessions", () => ({})),
  "/ai-recommendation/resources": simple("hr", "ai-recommendation/resources", () => ({
    ...named(),
    kind: "well_being",
    phone: "1",
  })),
  "/analytics/surveys": simple("hr", "analytics/surveys", () => ({ name: "Pulse", question: some() })),
  "/analytics/me/leadership/contests": async () => {
    const person = await register();
    const unit = await row(
      "insert into public.org_units (name) values (gen_random_uuid()::text) returning id",
    );
    await withDatabase(async (sql) => {
      await sql`insert into public.feature_settings (org_unit_id, feature, enabled) values (${unit}, 'leadership', true)`;
      await sql`update public.users set org_unit_id = ${unit} where id = ${person.id}`;
    });
    return { person, route: "analytics/me/leadership/contests", body: { reason: "It is wrong." } };
  },
};

// Counted without a name, so that nothing could tell that an answer is the same: 409 says that one was given.
const WITHOUT_ID = ["/analytics/surveys/{id}/answers"];

Deno.test("every POST that creates takes a client-made id", async () => {
  const documented: string[] = [];
  for (const name of FUNCTIONS) {
    const { paths } = await documentOf(name);
    for (const [path, { post }] of Object.entries(paths)) {
      if (post?.responses["201"]) documented.push(path);
    }
  }
  assertEquals(documented.sort(), [...Object.keys(CREATIONS), ...WITHOUT_ID].sort());
});

Deno.test("the same id four times at once, and again later, is one thing: 201 once, then 200; deleted, it may come again", async (t) => {
  const all = await people();
  for (const [name, make] of Object.entries(CREATIONS)) {
    await t.step(name, async () => {
      const { person, route, body } = await make(all);
      const send = (id: string) => person.call("POST", route, { body: { id, ...body } });
      const id = some();
      const answers = await Promise.all([send(id), send(id), send(id), send(id)]);
      const said = answers.map(({ status, body }) => `${status} ${body.code ?? ""}`).sort();
      assertEquals(said, ["200 ", "200 ", "200 ", "201 "]);
      assertEquals(new Set(answers.map(({ body }) => body.id)), new Set([id]));
      const again = await send(id);
      assertEquals([again.status, again.body.id], [200, id], JSON.stringify(again.body));

      const path = `/${route}/{id}`.replace(/[0-9a-f-]{36}/g, "{id}");
      const { paths } = await documentOf(route.split("/")[0] ?? "");
      const isDeletable = Object.entries(paths).some(([one, { delete: gone }]) =>
        gone && one.replace(/\{\w+\}/g, "{id}") === path
      );
      if (!isDeletable) return;
      assertEquals((await person.call("DELETE", `${route}/${id}`)).status, 204);
      assertEquals((await send(id)).status, 201);
    });
  }
});

Deno.test("an id that is somebody else's → 409 duplicate, and theirs stays as it is", async () => {
  const all = await people();
  for (
    const [route, body] of [["user-management/me/education", { degree: "Mine" }], [
      "career-development/plans",
      { title: "Mine" },
    ], ["ai-recommendation/sessions", { session_name: "Mine" }]] as const
  ) {
    const id = some();
    const theirs = await all.peer.call("POST", route, { body: { id, ...body } });
    assertEquals(theirs.status, 201);
    refused(await all.worker.call("POST", route, { body: { id, ...body } }), 409, "duplicate");
    const kept = await all.peer.call("POST", route, { body: { id, ...body } });
    assertEquals([kept.status, kept.body.etag], [200, theirs.body.etag]);
  }
});

Deno.test("a message to the assistant under one id, four times at once: it is asked once, and answered once", async () => {
  const person = await register();
  const session = (await person.call("POST", "ai-recommendation/sessions", { body: {} })).body.id;
  const route = `ai-recommendation/sessions/${session}/messages`;
  const body = { id: some(), message: "What could I be next?" };
  const send = () => person.call("POST", route, { body });
  const answers = await Promise.all([send(), send(), send(), send()]);
  for (const { status, body } of answers) {
    assert(status === 200 || body.code === "answering", `${status} ${body.code}`);
  }
  const again = await send();
  assertEquals(again.status, 200);
  const { items } = (await person.call("GET", route)).body;
  assertEquals(items.map(({ role }: { role: string }) => role), ["assistant", "user"]);
  assertEquals(items[0].id, again.body.message.id);
});
