import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { API_URL, call, cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const COURSES = "training/courses";
const SESSIONS = "training/sessions";
const hour = (offset: number) => new Date(Date.now() + offset * 3_600_000).toISOString();
const word = () => `w${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;

async function newCourse(admin: Person, body: Record<string, unknown> = {}) {
  const made = await admin.call("POST", COURSES, {
    body: { name: `Course ${word()}`, duration_hours: 8, status: "active", ...body },
  });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

async function newSkill(name = `Skill ${word()}`): Promise<{ id: string; name: string }> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.skills (name) values (${name}) returning id`
  );
  return { id: String(made?.id), name };
}

const needs = (admin: Person, course: string, course_ids: string[]) =>
  admin.call("PUT", `${COURSES}/${course}/prerequisites`, { body: { course_ids } });

const ids = ({ body }: { body: { items: { id: string }[] } }) => body.items.map(({ id }) => id);

Deno.test("the catalogue of the seed: 30 courses, each teaches something, prerequisites stand before what needs them", async () => {
  const person = await register();
  const { body } = await person.call(
    "GET",
    `${COURSES}?provider=Port%20Academy&provider=Red%20Cross&limit=200`,
  );
  assert(body.items.some(({ external_id }: { external_id: string }) => external_id === "EQP-310"));
  await withDatabase(async (sql) => {
    const [counted] = await sql`select count(*)::integer as n,
        count(*) filter (where exists (select from public.course_skills k where k.course_id = c.id))::integer as taught
      from public.courses c where external_id ~ '^[A-Z]{3}-[1-3][0-9]0$|^[A-Z]{3}-101$'`;
    assertEquals([counted?.n, counted?.taught], [30, 30]);
  });
});

Deno.test("a course: draft, published, changed with its etag, retired; the same id again is the same course", async () => {
  const [admin, person] = [await registerAs("learning_admin"), await register()];
  const id = crypto.randomUUID();
  const body = {
    id,
    name: "Berthing in fog",
    duration_hours: 7.25,
    difficulty: "advanced",
    completion_rule: "test",
    pass_mark: 70,
    language: "pt-BR",
    url: "https://courses.example/fog",
  };
  const made = await admin.call("POST", COURSES, { body });
  assertEquals([made.status, made.body.status, made.body.duration_hours], [201, "draft", 7.25]);
  const again = await admin.call("POST", COURSES, { body });
  assertEquals([again.status, again.body], [200, made.body]);
  const path = `${COURSES}/${id}`;
  refused(await person.call("GET", path), 404, "not_found");
  refused(await person.call("PATCH", path, { body: { status: "active" } }), 403, "forbidden");
  const headers = { "if-match": made.body.etag };
  const published = await admin.call("PATCH", path, { body: { status: "active" }, headers });
  assertEquals([published.status, published.body.status], [200, "active"]);
  refused(await admin.call("PATCH", path, { body: { provider: "X" }, headers }), 412, "stale");
  assertEquals((await person.call("GET", path)).body.mine, {
    enrolment_id: null,
    status: null,
    missing_prerequisites: [],
  });
  refused(await admin.call("PATCH", path, { body: { status: "draft" } }), 409, "invalid_transition");
  const retired = await admin.call("PATCH", path, { body: { status: "retired" } });
  assertEquals(retired.body.status, "retired");
  refused(await person.call("POST", "training/enrolments", { body: { course_id: id } }), 409, "retired");
  // A change that changes nothing keeps the etag.
  assertEquals(
    (await admin.call("PATCH", path, { body: { status: "retired" } })).body.etag,
    retired.body.etag,
  );
});

Deno.test("courses: what is malformed or contradicts itself is refused with its path", async () => {
  const admin = await registerAs("learning_admin");
  const good = { name: "Course", duration_hours: 1 };
  for (
    const [fields, path] of [
      [{ duration_hours: 0 }, "duration_hours"],
      [{ name: " " }, "name"],
      [{ completion_rule: "test" }, "pass_mark"],
      [{ pass_mark: 50 }, "pass_mark"],
      [{ url: "http://plain.example" }, "url"],
      [{ language: "English" }, "language"],
      [{ edition: 3 }, "edition"],
    ] as const
  ) {
    const answer = await admin.call("POST", COURSES, { body: { ...good, ...fields } });
    refused(answer, 400, "invalid");
    assertEquals(answer.body.details[0].path, path);
  }
  const course = await newCourse(admin);
  const skill = await newSkill();
  for (
    const [items, code, path] of [
      [[{ skill_id: skill.id, from_level: 3, to_level: 3 }], "invalid", "skills.0.to_level"],
      [[{ skill_id: skill.id, to_level: 1 }, { skill_id: skill.id, to_level: 2 }], "invalid", "skills"],
      [[{ skill_id: crypto.randomUUID(), to_level: 1 }], "unknown_id", "skills.0.skill_id"],
    ] as const
  ) {
    const answer = await admin.call("PUT", `${COURSES}/${course.id}/skills`, { body: { skills: items } });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, path);
  }
});

Deno.test("search: words in any order with letters missing or wrong, filters together, pages that meet", async () => {
  const [admin, person] = [await registerAs("learning_admin"), await register()];
  const provider = word();
  const skill = await newSkill();
  const names = ["Mooring with shore tension", "Mooring lines", "Tension in teams"];
  const made: { id: string }[] = [];
  for (const [i, name] of names.entries()) {
    made.push(
      await newCourse(admin, { name, provider, duration_hours: 10 - i, category: i < 2 ? "Sea" : "Land" }),
    );
  }
  await admin.call("PUT", `${COURSES}/${made[1]?.id}/skills`, {
    body: { skills: [{ skill_id: skill.id, from_level: 1, to_level: 3, outcome: "recommend" }] },
  });
  const found = async (query: string) =>
    ids(await person.call("GET", `${COURSES}?provider=${provider}&${query}`)).map((id) =>
      made.findIndex((course) => course.id === id)
    );
  assertEquals(await found("q=tension%20moor"), [0]);
  assertEquals(await found("q=moring"), [1, 0]);
  assertEquals(await found("q=nothing-like-that"), []);
  assertEquals(await found(`skill_id=${skill.id}`), [1]);
  assertEquals(await found("category=Sea&max_hours=9"), [1]);
  assertEquals(await found("sort=duration_hours"), [2, 1, 0]);
  assertEquals(await found("sort=-duration_hours"), [0, 1, 2]);
  assertEquals(await found("sort=-created_at"), [2, 1, 0]);
  assertEquals(await found("status=draft"), []);
  const seen: string[] = [];
  let cursor = "";
  do {
    const page = await person.call(
      "GET",
      `${COURSES}?provider=${provider}&sort=name&limit=2&count=true${cursor}`,
    );
    assertEquals(page.body.total, 3);
    seen.push(...ids(page));
    cursor = page.body.next_cursor ? `&cursor=${page.body.next_cursor}` : "";
  } while (cursor);
  assertEquals(seen, [made[1]?.id, made[0]?.id, made[2]?.id]);
  refused(await person.call("GET", `${COURSES}?sort=price`), 400, "invalid");
  const first = await person.call("GET", `${COURSES}?provider=${provider}`);
  const etag = first.headers.get("etag") ?? "";
  assertEquals(
    (await person.call("GET", `${COURSES}?provider=${provider}`, { headers: { "if-none-match": etag } }))
      .status,
    304,
  );
});

Deno.test("editions: who is enrolled keeps the rule that they began with, who comes later has the new one", async () => {
  const [admin, early, late] = [await registerAs("learning_admin"), await register(), await register()];
  const course = await newCourse(admin, { validity_months: 12 });
  const enrol = async (person: Person) =>
    (await person.call("POST", "training/enrolments", { body: { course_id: course.id } })).body;
  const first = await enrol(early);
  const published = await admin.call("POST", `${COURSES}/${course.id}/editions`, {
    body: { note: "New regulations.", completion_rule: "test", pass_mark: 60, validity_months: 6 },
  });
  assertEquals(published.body.edition, 2);
  assertEquals(
    published.body.editions.map((e: Record<string, unknown>) => [e.edition, e.completion_rule, e.note]),
    [[2, "test", "New regulations."], [1, "progress", null]],
  );
  const second = await enrol(late);
  assertEquals([first.edition, second.edition], [1, 2]);
  for (const [person, { id }] of [[early, first], [late, second]] as const) {
    await person.call("PATCH", `training/enrolments/${id}`, { body: { progress_percentage: 100 } });
  }
  assertEquals(
    (await early.call("POST", `training/enrolments/${first.id}/complete`, { body: {} })).status,
    200,
  );
  refused(
    await late.call("POST", `training/enrolments/${second.id}/complete`, { body: {} }),
    403,
    "forbidden",
  );
  const done = await admin.call("POST", `training/enrolments/${second.id}/complete`, { body: { score: 60 } });
  const months = (from: string, until: string) =>
    (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(until.slice(5, 7)) -
    Number(from.slice(5, 7));
  const { completed_on, certificate } = (await early.call("GET", `training/enrolments/${first.id}`)).body;
  assertEquals(months(completed_on, certificate.expires_on), 12);
  assertEquals(months(done.body.completed_on, done.body.certificate.expires_on), 6);
});

Deno.test("prerequisites: a cycle of any length is refused with the courses in order, and nothing is written", async () => {
  const admin = await registerAs("learning_admin");
  const [a, b, c] = [await newCourse(admin), await newCourse(admin), await newCourse(admin)];
  assertEquals((await needs(admin, a.id, [b.id])).status, 200);
  assertEquals((await needs(admin, b.id, [c.id])).status, 200);
  const answer = await needs(admin, c.id, [a.id]);
  refused(answer, 409, "prerequisite_cycle");
  assertEquals(answer.body.details[0].path, "course_ids.0");
  assertEquals(
    answer.body.details[0].params.cycle.map(({ name }: { name: string }) => name),
    [c.name, a.name, b.name, c.name],
  );
  refused(await needs(admin, a.id, [b.id, a.id]), 409, "prerequisite_cycle");
  assertEquals((await admin.call("GET", `${COURSES}/${c.id}`)).body.prerequisites, []);
  refused(await needs(admin, a.id, [crypto.randomUUID()]), 400, "unknown_id");
  refused(await needs(await register(), a.id, []), 403, "forbidden");
});

Deno.test("two opposite prerequisites written at once: one stands, the other is refused", async () => {
  const admin = await registerAs("learning_admin");
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await newCourse(admin), await newCourse(admin)];
    const answers = await Promise.all([needs(admin, a.id, [b.id]), needs(admin, b.id, [a.id])]);
    assertEquals(answers.map(({ status }) => status).sort(), [200, 409]);
  }
});

Deno.test("a cycle is found where walking every path finds one, on random graphs", async () => {
  // The slow, obvious way: from each needed course along every edge, until the course itself comes.
  const closes = (edges: number[][], course: number, needed: number[]) => {
    const reached = new Set(needed);
    for (const at of reached) for (const next of edges[at] ?? []) reached.add(next);
    return reached.has(course);
  };
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(5), fc.uniqueArray(fc.nat(5), { maxLength: 3 })), { maxLength: 12 }),
        async (writes) => {
          await sql.begin(async (tx) => {
            const rows = await tx`insert into public.courses (name, duration_hours)
              select 'Graph ' || n, 1 from generate_series(0, 5) n returning id`;
            const nodes = rows.map(({ id }) => String(id));
            const edges: number[][] = nodes.map(() => []);
            for (const [course, needed] of writes) {
              const others = edges.map((to, i) => i === course ? [] : to);
              const expected = closes(others, course, needed);
              await tx`delete from public.course_prerequisites where course_id = ${nodes[course] ?? ""}`;
              const [found] = await tx`select private.prerequisite_cycle(
                ${nodes[course] ?? ""}, ${needed.map((i) => nodes[i] ?? "")}::uuid[]) as path`;
              assertEquals(found?.path !== null, expected);
              const kept = expected ? edges[course] ?? [] : needed;
              edges[course] = kept;
              for (const i of kept) {
                await tx`insert into public.course_prerequisites values (${nodes[course] ?? ""}, ${
                  nodes[i] ?? ""
                })`;
              }
              if (!found?.path) continue;
              // It is one: from the course to itself, each step an edge.
              const path = found.path.map((id: string) => nodes.indexOf(id));
              assertEquals([path[0], path.at(-1)], [course, course]);
              path.slice(1, -1).forEach((at: number, i: number) => assert(others[at]?.includes(path[i + 2])));
            }
            await tx`delete from public.course_prerequisites where course_id in ${tx(nodes)}`;
            await tx`delete from public.courses where id in ${tx(nodes)}`;
          });
        },
      ),
      { numRuns: 40 },
    );
  });
});

Deno.test("a merged skill: courses teach what it became, from the lower to the higher level, the stronger outcome", async () => {
  const [admin, hr] = [await registerAs("learning_admin"), await registerAs("hr_admin")];
  const [old, kept] = [await newSkill(), await newSkill()];
  const [both, one] = [await newCourse(admin), await newCourse(admin)];
  await admin.call("PUT", `${COURSES}/${both.id}/skills`, {
    body: {
      skills: [
        { skill_id: old.id, from_level: 1, to_level: 2, outcome: "sets" },
        { skill_id: kept.id, from_level: 2, to_level: 4, outcome: "evidence" },
      ],
    },
  });
  await admin.call("PUT", `${COURSES}/${one.id}/skills`, {
    body: { skills: [{ skill_id: old.id, to_level: 3 }] },
  });
  assertEquals(
    (await hr.call("POST", `skills-management/skills/${old.id}/merge`, { body: { into: kept.id } })).status,
    200,
  );
  const taught = async (id: string) =>
    (await admin.call("GET", `${COURSES}/${id}`)).body.skills.map((s: Record<string, unknown>) => ({ ...s }));
  assertEquals(await taught(both.id), [{ skill: kept, from_level: 1, to_level: 4, outcome: "sets" }]);
  assertEquals(await taught(one.id), [{ skill: kept, from_level: 0, to_level: 3, outcome: "evidence" }]);
});

Deno.test("sessions: made once, listed by when, moved and cancelled by learning admins alone", async () => {
  const [admin, person] = [await registerAs("learning_admin"), await register()];
  const course = await newCourse(admin, { completion_rule: "attendance" });
  const path = `${COURSES}/${course.id}/sessions`;
  const body = {
    id: crypto.randomUUID(),
    starts_at: hour(48),
    ends_at: hour(56),
    seats: 2,
    instructor: "Ana",
  };
  const made = await admin.call("POST", path, { body });
  assertEquals([made.status, made.body.seats_free, made.body.waiting], [201, 2, 0]);
  assertEquals((await admin.call("POST", path, { body })).status, 200);
  refused(
    await admin.call("POST", path, { body: { ...body, id: undefined, ends_at: hour(40) } }),
    400,
    "invalid",
  );
  refused(await person.call("POST", path, { body }), 403, "forbidden");
  refused(await admin.call("POST", `${COURSES}/${crypto.randomUUID()}/sessions`, { body }), 404, "not_found");
  await admin.call("POST", path, { body: { starts_at: hour(-9), ends_at: hour(-1) } });
  assertEquals(ids(await person.call("GET", path)), [body.id]);
  assertEquals(ids(await person.call("GET", `${path}?period=all&count=true`)).length, 2);
  refused(await person.call("PATCH", `${SESSIONS}/${body.id}`, { body: { seats: 9 } }), 403, "forbidden");
  const patch = (fields: Record<string, unknown>, headers = {}) =>
    admin.call("PATCH", `${SESSIONS}/${body.id}`, { body: fields, headers });
  refused(await patch({ ends_at: hour(47) }), 400, "invalid");
  refused(await patch({ seats: 1 }, { "if-match": "99" }), 412, "stale");
  assertEquals((await patch({ seats: null })).body.seats_free, null);
  const cancelled = await patch({ status: "cancelled" });
  assertEquals(cancelled.body.status, "cancelled");
  refused(await patch({ status: "scheduled" }), 409, "invalid_transition");
  assertEquals(ids(await person.call("GET", path)), []);
  refused(await admin.call("PATCH", `${SESSIONS}/${crypto.randomUUID()}`, { body: {} }), 404, "not_found");
});

const csv = async (person: Person, path: string, body: string) => {
  const answer = await fetch(`${API_URL}/functions/v1/training/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${person.token}`, "content-type": "text/csv" },
    body,
  });
  return { status: answer.status, body: await answer.json() };
};

Deno.test("import of courses: rows that need each other in any order, a report by row, a dry run, twice the same", async () => {
  const admin = await registerAs("learning_admin");
  const [skill, tag] = [await newSkill(), word()];
  const [twin] = [await newSkill(`Twin ${tag}`)];
  await withDatabase((sql) =>
    sql`insert into public.skills (specialization_id, name)
      select id, ${twin.name} from public.specializations limit 1`
  );
  const row = (name: string, more = {}) => ({
    external_id: `${tag}-${name}`,
    name,
    duration_hours: 4,
    ...more,
  });
  const rows = [
    row("B", {
      prerequisites: [`${tag}-A`],
      skills: [{ skill: skill.name.toUpperCase(), from_level: 1, to_level: 3 }],
    }),
    row("A"),
    row("unknown skill", { skills: [{ skill: word(), to_level: 3 }] }),
    row("two of that name", { skills: [{ skill: twin.name, to_level: 3 }] }),
    row("needs what is refused", { prerequisites: [`${tag}-unknown skill`] }),
    row("no hours", { duration_hours: -1 }),
    row("itself", { prerequisites: [`${tag}-itself`] }),
    row("no mark", { completion_rule: "test" }),
  ];
  const send = (dry_run: boolean) => admin.call("POST", `${COURSES}/imports`, { body: { rows, dry_run } });
  const wanted = [
    [2, "unknown_id", "skills.0.skill"],
    [3, "ambiguous", "skills.0.skill"],
    [4, "unknown_id", "prerequisites.0"],
    [5, "too_small", "duration_hours"],
    [6, "prerequisite_cycle", "prerequisites"],
    [7, "pass_mark", "pass_mark"],
  ];
  const report = ({ body }: Awaited<ReturnType<typeof send>>) =>
    body.rejected.map(({ index, errors }: { index: number; errors: { code: string; path: string }[] }) => [
      index,
      errors[0]?.code,
      errors[0]?.path,
    ]);
  const dry = await send(true);
  assertEquals([dry.status, dry.body.created, report(dry)], [200, 2, wanted]);
  const count = () =>
    withDatabase(async (sql) => {
      const [found] = await sql`select count(*)::integer as n from public.courses where external_id like ${
        tag + "-%"
      }`;
      return found?.n;
    });
  assertEquals(await count(), 0);
  const real = await send(false);
  assertEquals([real.body.created, report(real)], [2, wanted]);
  const again = await send(false);
  assertEquals([again.body.created, again.body.updated, again.body.unchanged], [0, 0, 2]);
  assertEquals(await count(), 2);
  const { body } = await admin.call("GET", `${COURSES}?q=B&sort=-created_at&limit=1`);
  assertEquals([body.items[0].status, body.items[0].prerequisites[0].name, body.items[0].skills[0].skill], [
    "active",
    "A",
    skill,
  ]);
  const person = await register();
  refused(await person.call("POST", `${COURSES}/imports`, { body: { rows } }), 403, "forbidden");
});

Deno.test("import of courses from a file: lines are named, cells hold lists, what is left out stays", async () => {
  const admin = await registerAs("learning_admin");
  const [one, two, tag] = [await newSkill(), await newSkill(), word()];
  const file = [
    "external_id,name,duration_hours,needs_approval,skills,prerequisites,provider",
    `${tag}-1,Knots,4,,,,Guild`,
    `${tag}-2,"Ropes, wires",8.5,yes,,,`,
    `${tag}-3,"Splices, all",8.5,true,${one.name} 1>3 sets | ${two.name} 0>2,${tag}-1,`,
    `${tag}-4,Bad,1,,${one.name} to 3,,`,
  ].join("\n");
  const dry = await csv(admin, "courses/imports?dry_run=true", file);
  const first = await csv(admin, "courses/imports", file);
  assertEquals([dry.body.created, dry.body.dry_run, first.body.created], [2, true, 2]);
  assertEquals(first.body.rejected.map(({ line }: { line: number }) => line), [3, 5]);
  const second = await csv(
    admin,
    "courses/imports",
    `external_id,name,duration_hours\n${tag}-1,Knots and bends,4`,
  );
  assertEquals([second.status, second.body.updated], [200, 1]);
  const { body } = await admin.call("GET", `${COURSES}?sort=-created_at&q=splices`);
  const made = body.items[0];
  assertEquals([made.needs_approval, made.skills.length, made.prerequisites[0].name], [
    true,
    2,
    "Knots and bends",
  ]);
  const knots = await admin.call("GET", `${COURSES}/${made.prerequisites[0].id}`);
  assertEquals(knots.body.provider, "Guild");
  assertEquals((await csv(admin, "courses/imports", "name\nKnots")).status, 400);
});

Deno.test("contractors read and take courses, and write none; drafts are nobody's but learning admins'", async () => {
  const { worker } = await cast();
  await withDatabase((sql) =>
    sql`update public.employment_info set employment_type = 'contractor' where user_id = ${worker.id}`
  );
  const admin = await registerAs("learning_admin");
  const course = await newCourse(admin);
  assertEquals((await worker.call("GET", `${COURSES}/${course.id}`)).status, 200);
  const made = await worker.call("POST", "training/enrolments", { body: { course_id: course.id } });
  assertEquals([made.status, made.body.status], [201, "enrolled"]);
  refused(
    await worker.call("POST", COURSES, { body: { name: "Mine", duration_hours: 1 } }),
    403,
    "forbidden",
  );
  const draft = await newCourse(admin, { status: "draft" });
  for (const suffix of ["", "/sessions"]) {
    refused(await worker.call("GET", `${COURSES}/${draft.id}${suffix}`), 404, "not_found");
  }
  refused(
    await worker.call("POST", "training/enrolments", { body: { course_id: draft.id } }),
    400,
    "unknown_id",
  );
  const direct = await worker.supabase.from("courses").select("id").eq("id", draft.id);
  assertEquals(direct.data, []);
  const { error } = await worker.supabase.from("courses").insert({ name: "Mine", duration_hours: 1 });
  assertEquals(error?.code, "42501");
  refused(await call("GET", COURSES), 401, "unauthenticated");
  assertNotEquals(course.id, draft.id);
});
