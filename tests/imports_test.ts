import { assert, assertEquals, assertMatch } from "@std/assert";
import { newAddress, refused, register, registerAs, signIn, withDatabase } from "./support.ts";

const IMPORTS = "user-management/imports";
const UNTIDY = JSON.parse(await Deno.readTextFile(new URL("fixtures/untidy_profiles.json", import.meta.url)));

/** A profile of one's own, so that a test disturbs no other. */
function profile<T extends Record<string, unknown>>(more?: T, personal: Record<string, unknown> = {}) {
  const id = crypto.randomUUID();
  return {
    employee_id: `EMP-${id}`,
    personal_info: { name: `Person ${id}`, email: `${id}@port.example`, ...personal },
    ...(more ?? {} as T), // an absent T adds nothing
  };
}
const body = (profiles: unknown[], more = {}) => ({
  body: { format: "employee-profiles", profiles, ...more },
});

/** The number of rows of every table that an import may write, and of the changes to them. */
const fingerprint = () =>
  withDatabase(async (sql) => {
    const tables = await sql`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('imports', 'import_rows')
      order by 1`;
    const rows: Record<string, string> = {};
    for (const { name } of tables) {
      const [found] = await sql.unsafe(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from public.${name} t`,
      );
      rows[name] = found?.sum;
    }
    return rows;
  });

Deno.test("an untidy file: ten people go in, three are refused by field; the same file again changes nothing", async () => {
  const hr = await registerAs("hr_admin");
  const dry = await hr.call("POST", IMPORTS, body(UNTIDY, { dry_run: true }));
  assertEquals([dry.status, dry.body.created, dry.body.rejected.length], [201, 10, 3]);
  const before = await fingerprint();
  assertEquals((await hr.call("POST", IMPORTS, body(UNTIDY, { dry_run: true }))).body.created, 10);
  assertEquals(await fingerprint(), before);

  const { status, body: report } = await hr.call("POST", IMPORTS, body(UNTIDY));
  assertEquals([status, report.created, report.updated, report.unchanged], [201, 10, 0, 0]);
  const reasons = report.rejected.map(({ index, errors }: { index: number; errors: { path: string }[] }) => [
    index,
    ...errors.map(({ path }) => path).sort(),
  ]);
  assertEquals(reasons, [
    [10, "projects.0.period.end"],
    [11, "personal_info.email"],
    [12, "employment_info", "personal_info.email", "personal_info.languages", "personal_info.name", "salary"],
  ]);
  // Two spellings of one specialization, one skill name under two of them, a new type and a new competency.
  const proposed = report.taxonomy.proposed.map(({ kind, name }: { kind: string; name: string }) =>
    `${kind} ${name}`
  );
  assertEquals(proposed.sort(), [
    "competency Leading Through Fog",
    "experience_type Exchange Voyage",
    "function_area Untidy Corporate",
    "skill Berth Ledger Review",
    "skill Pilotage Hazard Log",
    "skill Tide Risk Appraisal",
    "skill Tide Risk Appraisal",
    "specialization Governance : Risk",
    "specialization Governance: Audit",
  ]);
  const managers = await withDatabase((sql) =>
    sql`select u.employee_id, m.employee_id as manager from public.employment_info e
      join public.users u on u.id = e.user_id left join public.users m on m.id = e.manager_id
      where u.employee_id like 'UN-%' order by substr(u.employee_id, 4)::int`
  );
  assertEquals(managers.map(({ manager }) => manager), [
    null, // a post, not a name
    "UN-1",
    "UN-1",
    "UN-1",
    null, // two people have this name
    "UN-8", // named before defined
    null,
    "UN-1",
    null, // these two name each other
    null,
  ]);
  const rows = await hr.call("GET", `${IMPORTS}/${report.id}/rows?limit=100`);
  const warned = rows.body.items.filter(({ warnings }: { warnings: unknown[] }) => warnings.length > 0);
  assertEquals(warned.map(({ index }: { index: number }) => index), [0, 4, 8, 9]);
  assertEquals(warned[0].warnings[0].code, "manager_unresolved");

  const after = await fingerprint();
  const again = await hr.call("POST", IMPORTS, body(UNTIDY));
  assertEquals([again.body.created, again.body.updated, again.body.unchanged], [0, 0, 10]);
  assertEquals(again.body.taxonomy.proposed, []);
  assertEquals(await fingerprint(), after);
});

Deno.test("an imported person registers, signs in with supabase-js, reads /me and a gap, and moves it", async () => {
  const hr = await registerAs("hr_admin");
  const names = await withDatabase((sql) =>
    sql`select s.name, sp.name as specialization, a.name as area from public.skills s
      join public.specializations sp on sp.id = s.specialization_id join public.function_areas a on a.id = sp.function_area_id
      where s.status = 'active' order by s.name_key, s.id limit 3`
  );
  const email = newAddress();
  const someone = profile({
    employment_info: { job_title: "Gap Tester", department: "Testing" },
    skills: names.map(({ name, specialization, area }) => ({
      function_area: area,
      specialization,
      skill_name: name,
    })),
  }, { email });
  assertEquals((await hr.call("POST", IMPORTS, body([someone]))).body.created, 1);

  const person = await register(email);
  const me = await person.supabase.functions.invoke("user-management/me", { method: "GET" });
  assertEquals([me.data.employee_id, me.data.job_title, me.data.unit.name], [
    someone.employee_id,
    "Gap Tester",
    "Testing",
  ]);
  const skills = await person.call("GET", "skills-management/me/skills");
  assertEquals(skills.body.items.map(({ level }: { level: null }) => level), [null, null, null]);

  const ids: string[] = skills.body.items.map(({ skill }: { skill: { id: string } }) => skill.id);
  const pathway = await withDatabase(async (sql) => {
    const [{ id } = {}] = await sql`insert into public.career_pathways (name) values (${email}) returning id`;
    await sql`insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
      values (${id}, ${ids[0] ?? ""}, 4, 3, true), (${id}, ${ids[1] ?? ""}, 5, 1, false)`;
    return id;
  });
  // Unrated counts as 2: C = (3·2/4 + 1·2/5) / 4 = (1.5 + 0.4) / 4 = 0.475.
  const gap = await person.call("GET", `career-development/pathways/${pathway}/gap`);
  assertEquals([gap.body.coverage, gap.body.readiness, gap.body.unrated.length], [0.475, "develop", 2]);
  // Level 4 in the first: C = (3·1 + 0.4) / 4 = 0.85. It moves by 3/4·(1 − 2/4) = 0.375; no mandatory is unmet, C ≥ 0.7: near.
  const rated = await person.call("PUT", "skills-management/me/skills", {
    body: { items: [{ skill_id: ids[0], level: 4 }] },
  });
  assertEquals(rated.status, 200);
  const moved = await person.call("GET", `career-development/pathways/${pathway}/gap`);
  assertEquals([moved.body.coverage, moved.body.readiness, moved.body.unrated.length], [0.85, "near", 1]);

  const colleague = await register();
  refused(
    await colleague.call("GET", `career-development/pathways/${pathway}/gap?user_id=${person.id}`),
    404,
    "not_found",
  );
  assertEquals((await colleague.call("GET", `user-management/users/${person.id}`)).body.employment, null);
  assertEquals(
    (await hr.call("GET", `career-development/pathways/${pathway}/gap?user_id=${person.id}`)).body.coverage,
    0.85,
  );
});

Deno.test("only HR imports, and only HR reads what became of it: employees → 403, before anything else", async () => {
  const [hr, person, auditor] = [await registerAs("hr_admin"), await register(), await registerAs("auditor")];
  const { body: { id } } = await hr.call("POST", IMPORTS, body([profile()]));
  for (const other of [person, auditor]) {
    refused(await other.call("POST", IMPORTS, body([profile()])), 403, "forbidden");
    refused(
      await other.call("POST", `${IMPORTS}/${id}/chunks`, { body: { offset: 1, profiles: [profile()] } }),
      403,
      "forbidden",
    );
    refused(await other.call("GET", `${IMPORTS}/${id}`), 403, "forbidden");
    refused(await other.call("GET", `${IMPORTS}/${id}/rows`), 403, "forbidden");
    const direct = await other.supabase.rpc("import_profiles", { run: id, first_index: 0, elements: [] });
    assertEquals(direct.error?.code, "42501");
  }
  assertEquals((await hr.call("GET", `${IMPORTS}/${id}`)).body.rows, {
    created: 1,
    updated: 0,
    unchanged: 0,
    rejected: 0,
  });
  for (const path of ["", "/rows"]) {
    refused(await hr.call("GET", `${IMPORTS}/${crypto.randomUUID()}${path}`), 404, "not_found");
  }
  refused(
    await hr.call("POST", `${IMPORTS}/${crypto.randomUUID()}/chunks`, {
      body: { offset: 0, profiles: [{}] },
    }),
    404,
  );
});

Deno.test("import bodies that are wrong → 400", async () => {
  const hr = await registerAs("hr_admin");
  const wrong = [
    {},
    { format: "csv", profiles: [profile()] },
    { format: "employee-profiles", profiles: [] },
    { format: "employee-profiles", profiles: Array.from({ length: 201 }, () => 1) },
    { format: "employee-profiles", profiles: [profile()], dry: true },
  ];
  for (const body of wrong) refused(await hr.call("POST", IMPORTS, { body }), 400, "invalid");
  const { body: { id } } = await hr.call("POST", IMPORTS, body([profile()]));
  for (const body of [{ profiles: [1] }, { offset: -1, profiles: [1] }, { offset: 1.5, profiles: [1] }]) {
    refused(await hr.call("POST", `${IMPORTS}/${id}/chunks`, { body }), 400, "invalid");
  }
});

Deno.test("chunks: the same id or offset again changes nothing and answers the same; rows page in file order", async () => {
  const hr = await registerAs("hr_admin");
  const id = crypto.randomUUID();
  const all = Array.from({ length: 7 }, () => profile());
  const first = await hr.call("POST", IMPORTS, body(all.slice(0, 3), { id }));
  assertEquals([first.status, first.body.id, first.body.created], [201, id, 3]);
  const repeat = await hr.call("POST", IMPORTS, body(all.slice(0, 3), { id }));
  assertEquals([repeat.status, repeat.body], [200, first.body]);
  const chunk = { body: { offset: 3, profiles: [...all.slice(3), "broken", { ...all[0] }] } };
  const second = await hr.call("POST", `${IMPORTS}/${id}/chunks`, chunk);
  assertEquals([second.body.created, second.body.rejected.map(({ index }: { index: number }) => index)], [4, [
    7,
    8,
  ]]);
  assertEquals(second.body.rejected[1].errors[0].code, "duplicate");
  const before = await fingerprint();
  const third = await hr.call("POST", `${IMPORTS}/${id}/chunks`, chunk);
  assertEquals([third.body.created, third.body.unchanged, third.body.rejected.length], [0, 4, 2]);
  assertEquals(await fingerprint(), before);

  const page = await hr.call("GET", `${IMPORTS}/${id}/rows?limit=4&count=true`);
  const rest = await hr.call("GET", `${IMPORTS}/${id}/rows?limit=20&cursor=${page.body.next_cursor}`);
  const indexes = [...page.body.items, ...rest.body.items].map(({ index }: { index: number }) => index);
  assertEquals([page.body.total, indexes], [9, [0, 1, 2, 3, 4, 5, 6, 7, 8]]);
  const rejected = await hr.call("GET", `${IMPORTS}/${id}/rows?status=rejected`);
  assertEquals(rejected.body.items.map(({ index }: { index: number }) => index), [7, 8]);
  refused(
    await (await registerAs("hr_admin")).call("POST", IMPORTS, body([profile()], { id })),
    409,
    "duplicate",
  );
});

Deno.test("an import adds to what a person entered and overwrites none of it; employment is HR's", async () => {
  const hr = await registerAs("hr_admin");
  const email = newAddress();
  const one = profile({
    employment_info: { job_title: "Rigger", department: "Yard", in_role_since: "2020-01-01" },
    education: [{
      degree: "Diploma",
      institution: "Poly",
      period: { start: "2001-01-01", end: "2003-01-01" },
    }],
    positions_history: [{
      role_title: "Rigger",
      organization: "Us",
      period: { start: "2020-01-01", end: null },
    }],
  }, { email, languages: [{ language: "Dutch", proficiency: "Beginner" }] });
  const person = await register(email);
  await person.call("PATCH", "user-management/me", {
    body: {
      bio: "mine",
      languages: [{ language: "dutch", proficiency: "Fluent" }],
      education: [{ degree: "diploma", institution: "Poly", started_on: "2000-01-01" }],
    },
  });
  // Adopted: the record that open registration made becomes the employee's.
  const report = await hr.call("POST", IMPORTS, body([one]));
  assertEquals([report.body.created, report.body.updated], [0, 1]);
  const me = (await person.call("GET", "user-management/me")).body;
  assertEquals([me.employee_id, me.bio, me.languages.length, me.education.length], [
    one.employee_id,
    "mine",
    1,
    1,
  ]);
  assertEquals([me.languages[0].proficiency, me.education[0].started_on], ["Fluent", "2000-01-01"]);

  // A new job: the open row is closed where the new one begins.
  const next = {
    ...one,
    employment_info: { ...one.employment_info, job_title: "Lead Rigger", in_role_since: "2024-05-01" },
  };
  assertEquals((await hr.call("POST", IMPORTS, body([next]))).body.updated, 1);
  const { positions, employment } = (await person.call("GET", "user-management/me")).body;
  assertEquals(employment.job_title, "Lead Rigger");
  assertEquals(
    positions.map((
      { role_title, ended_on }: { role_title: string; ended_on: string },
    ) => [role_title, ended_on]),
    [["Lead Rigger", null], ["Rigger", "2024-05-01"]],
  );
  // HR gives another address: the old account ends, and the new address may claim.
  const moved = { ...next, personal_info: { ...next.personal_info, email: newAddress() } };
  assertEquals((await hr.call("POST", IMPORTS, body([moved]))).body.updated, 1);
  refused(await person.call("GET", "user-management/me"), 403, "no_employee_record");
  const again = await register(moved.personal_info.email);
  assertEquals((await again.call("GET", "user-management/me")).body.employee_id, one.employee_id);
});

Deno.test("one element of a chunk that breaks in the database is refused alone, and the operator's command says the same", async () => {
  const hr = await registerAs("hr_admin");
  const file = await Deno.makeTempFile({ suffix: ".json" });
  const broken = profile({}, { name: "x".repeat(300) });
  await Deno.writeTextFile(file, JSON.stringify([profile(), broken, profile()]));
  const run = async (...flags: string[]) => {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "cli/import.ts", file, ...flags],
      env: { HR_EMAIL: hr.email, HR_PASSWORD: "a-long-password" },
    }).output();
    return { code, text: new TextDecoder().decode(stdout) };
  };
  const dry = await run("--dry-run");
  assertMatch(dry.text, /3 of 3: 2 created, 0 updated, 0 unchanged, 1 rejected/);
  assertMatch(dry.text, /refused \[1\] EMP-.* personal_info\.name: /);
  assertMatch(dry.text, /Nothing was written/);
  assertMatch((await run()).text, /2 created, 0 updated, 0 unchanged, 1 rejected/);
  const last = await run();
  assertMatch(last.text, /0 created, 0 updated, 2 unchanged, 1 rejected/);
  assertEquals(last.code, 2);
  await Deno.remove(file);
});

Deno.test("grant-role: the first hr_admin comes from the database URL; an unknown address or role is told so", async () => {
  const person = await register();
  refused(await person.call("POST", IMPORTS, body([profile()])), 403);
  const run = (...args: string[]) =>
    new Deno.Command(Deno.execPath(), { args: ["run", "-A", "--no-check", "cli/grant_role.ts", ...args] })
      .output();
  assertEquals((await run(person.email, "king")).code, 1);
  const unknown = await run(newAddress(), "hr_admin");
  assertEquals(unknown.code, 1);
  assertMatch(new TextDecoder().decode(unknown.stderr), /no active employee has the address/);
  assertEquals((await run(person.email, "hr_admin")).code, 0);
  assertEquals((await (await signIn(person.email)).call("GET", "user-management/me")).body.roles, [
    "hr_admin",
  ]);
  assertEquals((await person.call("POST", IMPORTS, body([profile()]))).status, 201);
});

Deno.test("two imports of the same new people at once: every person once, every new skill once", async () => {
  const hr = await registerAs("hr_admin");
  const mark = crypto.randomUUID();
  const all = Array.from(
    { length: 20 },
    () =>
      profile({
        skills: [{ function_area: `Area ${mark}`, specialization: "One: Two", skill_name: `Skill ${mark}` }],
      }),
  );
  const reports = await Promise.all([1, 2, 3].map(() => hr.call("POST", IMPORTS, body(all))));
  assertEquals(reports.map(({ status }) => status), [201, 201, 201]);
  assertEquals(reports.reduce((sum, { body }) => sum + body.created, 0), 20);
  assertEquals(reports.flatMap(({ body }) => body.rejected), []);
  const [made] = await withDatabase((sql) =>
    sql`select count(*)::int as n from public.skills where name = ${`Skill ${mark}`}`
  );
  assertEquals(made?.n, 1);
  assert(reports.filter(({ body }) => body.taxonomy.proposed.length > 0).length === 1);
});

Deno.test("whoever registers with a manager's name becomes nobody's manager", async () => {
  const hr = await registerAs("hr_admin");
  const post = `Head of ${crypto.randomUUID()}`;
  const worker = profile({ employment_info: { line_manager: post } });
  await hr.call("POST", IMPORTS, body([worker]));
  const mallory = await register(newAddress(), post);
  const again = await hr.call("POST", IMPORTS, body([worker]));
  assertEquals(again.body.warnings[0].warnings[0].code, "manager_unresolved");
  assertEquals((await mallory.supabase.from("reporting_lines").select("*")).data, []);
  assertEquals((await mallory.supabase.from("employment_info").select("user_id")).data, []);
});

Deno.test("a name that comes to mean two people links to neither any more, and says so", async () => {
  const hr = await registerAs("hr_admin");
  const name = `Dup ${crypto.randomUUID()}`;
  const worker = profile({ employment_info: { line_manager: name } });
  assertEquals((await hr.call("POST", IMPORTS, body([profile({}, { name }), worker]))).body.warnings, []);
  const second = profile({}, { name });
  await hr.call("POST", IMPORTS, body([second]));
  const { body: { warnings } } = await hr.call("POST", IMPORTS, body([worker]));
  assertEquals(warnings.map(({ employee_id }: { employee_id: string }) => employee_id), [worker.employee_id]);
});

Deno.test("an element with keys or ids that can't be stored is refused alone", async () => {
  const hr = await registerAs("hr_admin");
  const odd = [
    { employee_id: "A", "a\u0000b": 1 },
    JSON.parse('{"employee_id":"A","\\ud800":1}'),
    JSON.parse('{"employee_id":"\\ud800"}'),
    { employee_id: "x".repeat(99) + "😀😀" },
    { ...profile(), "__proto__x": 1 },
    42,
    null,
    [],
  ];
  const report = await hr.call("POST", IMPORTS, body([profile(), ...odd]));
  assertEquals([report.status, report.body.created, report.body.rejected.length], [201, 1, odd.length]);
});

Deno.test("a title that changes with no new date leaves the years of the job before to it", async () => {
  const hr = await registerAs("hr_admin");
  const job = { job_title: "Yard Manager", in_role_since: "2020-01-01", last_updated: "2025-06-30" };
  const one = profile({ employment_info: job });
  await hr.call("POST", IMPORTS, body([one]));
  await hr.call(
    "POST",
    IMPORTS,
    body([{ ...one, employment_info: { job_title: "Terminal Lead", last_updated: "2026-02-01" } }]),
  );
  const rows = await withDatabase((sql) =>
    sql`select h.role_title, h.started_on::text, h.ended_on::text from public.position_history h
      join public.users u on u.id = h.user_id where u.employee_id = ${one.employee_id} order by h.started_on`
  );
  assertEquals(rows.map((row) => Object.values(row)), [
    ["Yard Manager", "2020-01-01", "2026-02-01"],
    ["Terminal Lead", "2026-02-01", null],
  ]);
});

Deno.test("a skill of a place that is not known yet is not the skill of no place", async () => {
  const hr = await registerAs("hr_admin");
  const name = `Frobnication ${crypto.randomUUID()}`;
  const report = await hr.call(
    "POST",
    IMPORTS,
    body([
      profile({ skills: [{ skill_name: name }] }),
      profile({ skills: [{ function_area: name, specialization: "Group: New", skill_name: name }] }),
    ]),
  );
  const kinds = report.body.taxonomy.proposed.map(({ kind }: { kind: string }) => kind);
  assertEquals(kinds, ["function_area", "skill", "skill", "specialization"]);
});
