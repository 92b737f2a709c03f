import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  call,
  cast,
  newAddress,
  PASSWORD,
  type Person,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

const ME = "user-management/me";
const REQUESTS = "user-management/erasure-requests";

/** Every place of the database where each text stands: tables, written as "text in table". */
async function places(needles: string[]): Promise<string[]> {
  return await withDatabase(async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private', 'auth') and c.relkind = 'r'`;
    const found: string[] = [];
    for (const { name } of tables) {
      // As few readings of as many rows as there are: each once, whatever is looked for.
      const rows = await sql.unsafe<{ needle: string }[]>(
        `select distinct n.needle from (select lower(to_jsonb(t)::text) as row from ${name} t offset 0) r
         join unnest($1::text[]) n (needle) on position(lower(n.needle) in r.row) > 0`,
        [needles],
      );
      found.push(...rows.map(({ needle }) => `${needle} in ${name}`));
    }
    return found;
  });
}

/** Somebody with something in every table, who is also named in others' records and in reports of imports. */
async function somebodyWithEverything(hr: Person) {
  const mark = crypto.randomUUID().slice(0, 8);
  const name = `Zebulon Quartermain ${mark}`;
  const email = newAddress("zebulon");
  const employee_id = `ZQ-${mark}`;
  const phone = `+31 ${parseInt(mark, 16) + 1_000_000_000}`;
  const profile = (fields: { employee_id: string; name: string; email: string; line_manager?: string }) => ({
    employee_id: fields.employee_id,
    personal_info: {
      name: fields.name,
      email: fields.email,
      office_location: "Quay 9",
      languages: [{ language: "Dutch", proficiency: "Fluent" }],
    },
    employment_info: {
      job_title: "Pilot",
      department: "Marine",
      unit: "Pilots",
      line_manager: fields.line_manager,
      hire_date: "2011-01-01",
      last_updated: "2026-01-01",
    },
    skills: [{ function_area: "Marine", specialization: "Pilotage", skill_name: "Ship Handling" }],
    competencies: [{ name: "Calm", level: "Advanced" }],
    experiences: [{
      type: "Program",
      organization: "Port",
      program: "Bridge",
      period: { start: "2015-01-01" },
    }],
    positions_history: [{
      role_title: "Mate",
      organization: "Line",
      period: { start: "2005-01-01", end: "2010-12-31" },
    }],
    projects: [{ project_name: "Pilot Boats", role: "Lead", period: { start: "2019-01-01" } }],
    education: [{ degree: "Master Mariner", institution: "Academy", period: { start: "2000-01-01" } }],
  });
  const person = await register(email, name);
  const below = { employee_id: `B-${mark}`, name: `Below ${mark}`, email: newAddress(), line_manager: name };
  // Before the person is HR's own, the name means nobody: a warning that quotes it. An element that is refused twice over.
  await hr.call("POST", "user-management/imports", {
    body: { format: "employee-profiles", profiles: [profile(below)] },
  });
  const own = profile({ employee_id, name, email });
  const imported = await hr.call("POST", "user-management/imports", {
    body: { format: "employee-profiles", profiles: [own, own, { ...own, nonsense: true }] },
  });
  assertEquals([imported.body.updated, imported.body.rejected.length], [1, 2]);
  await person.call("PATCH", ME, {
    body: {
      phone,
      bio: `I am ${name}.`,
      preferred_name: `Zeb ${mark}`,
      photo_url: `https://photos.example/${mark}.jpg`,
      interests: ["Knots"],
    },
  });
  await person.call("POST", `${ME}/positions`, { body: { role_title: "Deckhand", organization: "Tug" } });
  const skills = (await person.call("GET", "skills-management/me/skills")).body.items;
  await person.call("PUT", "skills-management/me/skills", {
    body: { items: [{ skill_id: skills[0].skill.id, level: 4 }] },
  });
  await person.call("PUT", `${ME}/delegate`, {
    body: { user_id: hr.id, from: "2026-01-01", until: "2026-12-31" },
  });
  await person.call("PUT", "analytics/notification-preferences", {
    body: { items: [{ kind: "organisation.manager", enabled: false }] },
  });
  await hr.call("PUT", `user-management/users/${person.id}/roles`, { body: { roles: ["auditor"] } });
  const auth_id: string = await withDatabase(async (sql) =>
    (await sql`select auth_id from public.users where id = ${person.id}`)[0]?.auth_id
  );
  return { person, name, email, employee_id, auth_id, phone, mark, below };
}

Deno.test("an export holds the person's rows of every table, told with names, and nobody else's", async () => {
  const hr = await registerAs("hr_admin");
  const { person, name, email, employee_id } = await somebodyWithEverything(hr);
  const other = await register();
  const answer = await person.call("GET", `${ME}/export`);
  assertMatch(answer.headers.get("content-disposition") ?? "", /attachment/);
  const { account, tables } = answer.body;
  assertEquals(account.email, email);
  assertEquals([tables.users[0].full_name, tables.users[0].employee_id], [name, employee_id]);
  assertEquals(tables.user_skills[0].skill_name, "Ship Handling");
  for (
    const table of [
      ...[
        "users",
        "user_personal_info",
        "employment_info",
        "user_languages",
        "education",
        "position_history",
      ],
      ...["user_skills", "skill_assessments", "user_competencies", "user_experiences", "projects"],
      ...["user_roles", "delegations", "notification_preferences", "notifications", "import_rows"],
    ]
  ) {
    assert(tables[table].length > 0, `${table} is empty`);
  }
  for (const [table, rows] of Object.entries<Record<string, unknown>[]>(tables)) {
    for (const row of rows) assertEquals(row[table === "users" ? "id" : "user_id"], person.id, table);
  }
  assertEquals(JSON.stringify(answer.body).includes(other.id), false);
  const theirs = (await other.call("GET", `${ME}/export`)).body;
  assertEquals([theirs.tables.users.length, theirs.tables.position_history], [1, []]);
});

Deno.test("DELETE /me: what is optional goes at once, the rest waits for HR, and twice is once", async () => {
  const hr = await registerAs("hr_admin");
  const { person, email, phone } = await somebodyWithEverything(hr);
  for (const confirm of ["", "somebody@else.example", 7, undefined]) {
    refused(await person.call("DELETE", ME, { body: { confirm } }), 400, "invalid");
  }
  refused(await person.call("DELETE", ME), 400, "invalid");
  assertEquals((await person.call("GET", ME)).body.phone, phone);
  for (let time = 0; time < 2; time++) {
    assertEquals((await person.call("DELETE", ME, { body: { confirm: email.toUpperCase() } })).status, 204);
  }
  const me = (await person.call("GET", ME)).body;
  assertEquals([me.phone, me.bio, me.interests, me.preferred_name, me.photo_url, me.languages], [
    null,
    null,
    [],
    null,
    null,
    [],
  ]);
  assertEquals([me.employment.job_title, me.erasure_request.status], ["Pilot", "requested"]);
  const open = (await hr.call("GET", `${REQUESTS}?status=requested&limit=200`)).body.items
    .filter(({ user }: { user: { id: string } }) => user.id === person.id);
  assertEquals(open.length, 1);
  const told =
    (await hr.call("GET", "analytics/notifications?kind=privacy.erasure_requested&limit=200")).body.items;
  assertEquals(told.filter(({ actor }: { actor: Person }) => actor.id === person.id).length, 1);

  refused(await person.call("POST", `${REQUESTS}/${open[0].id}/carry-out`), 403, "forbidden");
  refused(
    await hr.call("POST", `${REQUESTS}/${open[0].id}/refuse`, { body: { reason: " " } }),
    400,
    "invalid",
  );
  const reason = "You are employed here; we need the record until you leave.";
  const decided = await hr.call("POST", `${REQUESTS}/${open[0].id}/refuse`, { body: { reason } });
  assertEquals([decided.body.status, decided.body.decided_by.id], ["refused", hr.id]);
  refused(await hr.call("POST", `${REQUESTS}/${open[0].id}/carry-out`), 409, "invalid_transition");
  const [answered] = (await person.call("GET", "analytics/notifications")).body.items;
  assertEquals([answered.kind, answered.body], ["privacy.erasure_refused", reason]);
});

Deno.test("erasure: no table knows the name, the address, the employee id, the phone or the account; what must stay stays", async () => {
  const [hr, auditor] = [await registerAs("hr_admin"), await registerAs("auditor")];
  const { person, name, email, employee_id, auth_id, phone, mark, below } = await somebodyWithEverything(hr);
  const needles = [name, email, employee_id, auth_id, phone, `Zeb ${mark}`];
  const there = await places(needles);
  for (const needle of needles) {
    assert(there.some((place) => place.startsWith(`${needle} in `)), `${needle} is nowhere to begin with`);
  }
  const other = async () =>
    await withDatabase(async (sql) =>
      (await sql`select full_name, email from public.users where employee_id = ${below.employee_id}`)[0]
    );
  const before = await other();
  await person.call("DELETE", ME, { body: { confirm: email } });
  const { body: { erasure_request: { id } } } = await person.call("GET", ME);
  const done = await hr.call("POST", `${REQUESTS}/${id}/carry-out`);
  assertEquals([done.status, done.body.user.name], [200, "Erased person"]);

  assertEquals(await places([...needles, `${mark}.jpg`]), []);
  assertEquals(await other(), before);
  refused(await person.call("GET", ME), 403, "no_employee_record");
  refused(await call("POST", "user-management/auth/login", { body: { email, password: PASSWORD } }), 401);
  await withDatabase(async (sql) => {
    const [kept] = await sql`select e.job_title, e.hire_date::text, u.full_name, u.status
      from public.users u join public.employment_info e on e.user_id = u.id where u.id = ${person.id}`;
    assertEquals({ ...kept }, {
      job_title: "Pilot",
      hire_date: "2011-01-01",
      full_name: "Erased person",
      status: "left",
    });
    const positions =
      await sql`select source, role_title from public.position_history where user_id = ${person.id}`;
    assert(positions.length > 0 && positions.every(({ source }) => source === "hr"));
    for (
      const table of ["user_skills", "education", "user_languages", "projects", "user_roles", "delegations"]
    ) {
      assertEquals(
        (await sql`select 1 from ${sql(`public.${table}`)} where user_id = ${person.id}`).length,
        0,
        table,
      );
    }
    // After the years that employment is kept nothing but the nameless row is left.
    await sql`update public.employment_info set last_day = current_date - 3000 where user_id = ${person.id}`;
    await sql`select private.run_job_step('retention')`;
    for (const table of ["employment_info", "position_history", "user_personal_info", "import_rows"]) {
      assertEquals(
        (await sql`select 1 from ${sql(`public.${table}`)} where user_id = ${person.id}`).length,
        0,
        table,
      );
    }
  });
  const entries =
    (await auditor.call("GET", `user-management/audit?subject_id=${person.id}&limit=200`)).body.items;
  assert(
    entries.some(({ op, actor }: { op: string; actor: Person }) => op === "erase" && actor.id === hr.id),
  );
  // The address is free again, for somebody else.
  assertEquals((await register(email)).id === person.id, false);
});

Deno.test("erasure on behalf of a leaver; nobody decides their own; twice at once is once", async () => {
  const [hr, second] = [await registerAs("hr_admin"), await registerAs("hr_admin")];
  const { body: { id: leaver } } = await hr.call("POST", "user-management/users", {
    body: { full_name: "Gone Already" },
  });
  await hr.call("POST", `user-management/users/${leaver}/leave`, { body: { last_day: "2026-01-31" } });
  const body = { id: crypto.randomUUID(), user_id: leaver };
  const made = await hr.call("POST", REQUESTS, { body });
  assertEquals([made.status, made.body.requested_by.id], [201, hr.id]);
  assertEquals((await hr.call("POST", REQUESTS, { body })).status, 200);
  refused(await hr.call("POST", REQUESTS, { body: { user_id: leaver } }), 409, "already_pending");
  refused(await hr.call("POST", REQUESTS, { body: { user_id: crypto.randomUUID() } }), 400, "unknown_id");
  const outcomes = await Promise.all([
    hr.call("POST", `${REQUESTS}/${body.id}/carry-out`),
    second.call("POST", `${REQUESTS}/${body.id}/refuse`, { body: { reason: "Kept for a court." } }),
  ]);
  assertEquals(outcomes.map(({ status }) => status).sort(), [200, 409]);
  const own = await hr.call("DELETE", ME, { body: { confirm: hr.email } });
  assertEquals(own.status, 204);
  const { erasure_request } = (await hr.call("GET", ME)).body;
  refused(await hr.call("POST", `${REQUESTS}/${erasure_request.id}/carry-out`), 403, "forbidden");
  assertEquals((await second.call("POST", `${REQUESTS}/${erasure_request.id}/carry-out`)).status, 200);
  refused(await second.call("POST", `${REQUESTS}/${crypto.randomUUID()}/carry-out`), 404, "not_found");
});

Deno.test("the audit log: who changed what, values only where they may be kept, pages by time, auditors alone", async () => {
  const { worker, hr } = await cast();
  const auditor = await registerAs("auditor");
  const AUDIT = "user-management/audit";
  await hr.call("PATCH", `user-management/users/${worker.id}`, {
    body: { grade: "D7" },
    headers: { "x-request-id": "hr-changes-grade" },
  });
  await worker.call("PATCH", ME, { body: { bio: "A secret of mine.", phone: "+65 5550 100" } });
  const { items } = (await auditor.call("GET", `${AUDIT}?subject_id=${worker.id}&limit=200&count=true`)).body;
  const graded = items.find(({ changed_columns }: { changed_columns: string[] }) =>
    changed_columns.includes("grade")
  );
  assertEquals(graded.before, { grade: null });
  assertEquals(graded.after, { grade: "D7" });
  assertEquals([graded.actor.id, graded.request_id, graded.op, graded.role], [
    hr.id,
    "hr-changes-grade",
    "update",
    "authenticated",
  ]);
  const told = items.find(({ table, op }: { table: string; op: string }) =>
    table === "user_personal_info" && op === "update"
  );
  assertEquals([told.changed_columns, told.before, told.after], [["bio", "phone"], null, null]);
  assertEquals(/secret|5550/.test(JSON.stringify(items)), false);

  const paged: string[] = [];
  let cursor = "";
  do {
    const { body } = await auditor.call("GET", `${AUDIT}?subject_id=${worker.id}&limit=2${cursor}`);
    paged.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
  } while (cursor);
  assertEquals(paged, items.map(({ id }: { id: string }) => id));
  const since = encodeURIComponent(graded.at);
  const later =
    (await auditor.call("GET", `${AUDIT}?subject_id=${worker.id}&since=${since}&table=employment_info`)).body
      .items;
  assertEquals(later.map(({ id }: { id: string }) => id), [graded.id]);
  for (const query of ["since=yesterday", "subject_id=1", "until=2026-02-30"]) {
    refused(await auditor.call("GET", `${AUDIT}?${query}`), 400, "invalid");
  }
  for (const person of [worker, hr]) {
    refused(await person.call("GET", AUDIT), 403, "forbidden");
    assertEquals((await person.supabase.from("audit_log").select("id").limit(1)).data, []);
  }
  for (const write of ["update", "delete", "truncate"] as const) {
    const statements = {
      update: `update public.audit_log set actor_id = null where id = '${graded.id}'`,
      delete: `delete from public.audit_log where id = '${graded.id}'`,
      truncate: "truncate public.audit_log",
    };
    // Even its owner.
    const outcome = await withDatabase((sql) =>
      sql.unsafe(statements[write]).then(() => "done", ({ code }) => code)
    );
    assertEquals(outcome, "42501", write);
  }
});

Deno.test("a request id of 10 KB, with quotes or line ends, in a header of ours or straight at PostgREST → not stored, nothing breaks", async () => {
  const person = await register();
  for (const id of ["x".repeat(10_000), `a"b'c`, "a;drop table users", "ünïcode", "{}"]) {
    const headers = { "x-request-id": encodeURI(id) === id ? id : encodeURI(id) };
    const bio = crypto.randomUUID();
    const answer = await person.call("PATCH", ME, { body: { bio }, headers });
    assertEquals([answer.status, answer.body.bio], [200, bio]);
    const { error } = await person.supabase.from("user_personal_info").update({ bio: id.slice(0, 50) })
      .eq("user_id", person.id).setHeader("x-request-id", headers["x-request-id"]);
    assertEquals(error, null);
  }
  await withDatabase(async (sql) => {
    const stored =
      await sql`select distinct request_id from public.audit_log where subject_id = ${person.id}`;
    for (const { request_id } of stored) {
      assert(request_id === null || /^[\w=.-]{1,64}$/.test(request_id), request_id);
    }
  });
});
