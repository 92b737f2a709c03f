import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { LOOKUPS } from "../supabase/functions/user-management/lookups.ts";
import {
  call,
  cast,
  newAddress,
  PASSWORD,
  type Person,
  refused,
  register,
  registerAs,
  signIn,
  withDatabase,
} from "./support.ts";

const USERS = "user-management/users";
const UNITS = "user-management/org-units";
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A person whom HR added, with no account. */
async function add(hr: Person, fields: Record<string, unknown> = {}) {
  const answer = await hr.call("POST", USERS, { body: { full_name: "Added Person", ...fields } });
  assertEquals(answer.status, 201, JSON.stringify(answer.body));
  return answer.body;
}

Deno.test("HR adds a person: the account registers later and finds the record; the same id again answers the same row", async () => {
  const hr = await registerAs("hr_admin");
  const unit = (await hr.call("POST", UNITS, { body: { name: `Quay ${crypto.randomUUID()}` } })).body;
  const email = newAddress("added");
  const body = {
    id: crypto.randomUUID(),
    employee_id: `E-${crypto.randomUUID()}`,
    email: email.toUpperCase(),
    full_name: "Ada Added",
    job_title: "Planner",
    org_unit_id: unit.id,
    manager_id: hr.id,
    hire_date: "2020-01-31",
    grade: "C",
  };
  const made = await hr.call("POST", USERS, { body });
  assertEquals(made.status, 201);
  assertEquals([made.body.id, made.body.email, made.body.unit.id], [body.id, email, unit.id]);
  assertEquals(made.body.employment.manager.id, hr.id);
  assertEquals(made.body.roles, []);
  const again = await hr.call("POST", USERS, { body });
  assertEquals([again.status, again.body], [200, made.body]);
  const person = await register(email);
  assertEquals(person.id, body.id);
  assertEquals((await person.call("GET", "user-management/me")).body.employment.grade, "C");
  const [told] = (await person.call("GET", "analytics/notifications")).body.items;
  assertEquals([told.kind, told.actor.id], ["organisation.manager", hr.id]);
});

Deno.test("POST and PATCH /users: each bad field has its own path, and nothing is written", async () => {
  const hr = await registerAs("hr_admin");
  const other = await add(hr, { employee_id: `E-${crypto.randomUUID()}`, email: newAddress() });
  const { id } = await add(hr);
  const before = (await hr.call("GET", `${USERS}/${id}`)).body;
  const bad: [Record<string, unknown>, number, string, string][] = [
    [{ full_name: " " }, 400, "invalid", "full_name"],
    [{ full_name: null }, 400, "invalid", "full_name"],
    [{ email: "nobody" }, 400, "invalid", "email"],
    [{ hire_date: "2020-02-31" }, 400, "invalid", "hire_date"],
    [{ employment_type: "boss" }, 400, "invalid", "employment_type"],
    [{ auth_id: id }, 400, "invalid", "auth_id"],
    [{ erased_at: null }, 400, "invalid", "erased_at"],
    [{ roles: ["hr_admin"] }, 400, "invalid", "roles"],
    [{ org_unit_id: crypto.randomUUID() }, 400, "unknown_id", "org_unit_id"],
    [{ manager_id: crypto.randomUUID() }, 400, "unknown_id", "manager_id"],
    [{ employee_id: other.employee_id }, 409, "duplicate", "employee_id"],
    [{ email: other.email }, 409, "duplicate", "email"],
  ];
  for (const [fields, status, code, path] of bad) {
    for (
      const answer of [
        await hr.call("PATCH", `${USERS}/${id}`, { body: fields }),
        await hr.call("POST", USERS, { body: { full_name: "Nobody", ...fields } }),
      ]
    ) {
      refused(answer, status, code);
      assertEquals(answer.body.details[0].path, path);
    }
  }
  refused(await hr.call("PATCH", `${USERS}/${id}`, { body: { manager_id: id } }), 409, "reporting_cycle");
  refused(await hr.call("PATCH", `${USERS}/${crypto.randomUUID()}`, { body: {} }), 404, "not_found");
  assertEquals((await hr.call("GET", `${USERS}/${id}`)).body, before);
});

Deno.test("PATCH /users: one etag for the whole record, and a write that changes nothing keeps it", async () => {
  const hr = await registerAs("hr_admin");
  const { id, etag } = await add(hr, { grade: "A" });
  const patch = (body: unknown, tag: string) =>
    hr.call("PATCH", `${USERS}/${id}`, { body, headers: { "if-match": `"${tag}"` } });
  const graded = await patch({ grade: "B" }, etag);
  assertEquals([graded.status, graded.body.employment.grade], [200, "B"]);
  assertNotEquals(graded.body.etag, etag);
  refused(await patch({ grade: "C" }, etag), 412, "stale");
  assertEquals((await patch({ grade: "B" }, graded.body.etag)).body.etag, graded.body.etag);
  const listed = (await hr.call("GET", `${USERS}?id=${id}`)).body.items[0];
  assertEquals(listed.etag, graded.body.etag);
  const emptied = await patch({ grade: null }, graded.body.etag);
  assertEquals(emptied.body.employment.grade, null);
});

Deno.test("a manager by id and by name: no manager is no name either, and another name means another manager", async () => {
  const hr = await registerAs("hr_admin");
  const name = `Marge ${crypto.randomUUID()}`;
  const manager = await add(hr, { full_name: name, employee_id: crypto.randomUUID() });
  const { id } = await add(hr, { line_manager: name.toUpperCase() });
  const manages = async () => (await hr.call("GET", `${USERS}/${id}`)).body.employment;
  assertEquals((await manages()).manager.id, manager.id);
  await hr.call("PATCH", `${USERS}/${id}`, { body: { manager_id: null } });
  assertEquals([(await manages()).manager, (await manages()).line_manager], [null, null]);
  await hr.call("PATCH", `${USERS}/${id}`, { body: { line_manager: "Nobody Of That Name" } });
  assertEquals([(await manages()).manager, (await manages()).line_manager], [null, "Nobody Of That Name"]);
  const problem = await hr.call("GET", "user-management/data-quality?kind=manager_unresolved&limit=200");
  assert(problem.body.items.some(({ user }: { user: { id: string } }) => user.id === id));
  await hr.call("PATCH", `${USERS}/${id}`, { body: { line_manager: name } });
  assertEquals((await manages()).manager.id, manager.id);
});

Deno.test("a move changes at once who may see, and both sides are told", async () => {
  const { lead, worker, peer, hr } = await cast();
  const seen = async (viewer: Person) =>
    (await viewer.call("GET", `${USERS}/${worker.id}`)).body.employment !== null;
  assertEquals([await seen(lead), await seen(peer)], [true, false]);
  await hr.call("PATCH", `${USERS}/${worker.id}`, { body: { manager_id: peer.id } });
  assertEquals([await seen(lead), await seen(peer)], [false, true]);
  const told = async (person: Person) => (await person.call("GET", "analytics/notifications")).body.items[0];
  assertEquals((await told(worker)).actor.id, peer.id);
  assertEquals((await told(peer)).actor.id, worker.id);
  assertEquals(
    (await lead.supabase.from("employment_info").select("user_id").eq("user_id", worker.id)).data,
    [],
  );
});

Deno.test("GET /users/:id/reports: nearest first, page by page, for self, line and HR; 404 for peers", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  for (const viewer of [boss, hr]) {
    const { body } = await viewer.call("GET", `${USERS}/${boss.id}/reports?depth=9&count=true`);
    assertEquals(body.items.map((r: { id: string; depth: number }) => [r.id, r.depth]), [[lead.id, 1], [
      worker.id,
      2,
    ]]);
    assertEquals(body.total, 2);
  }
  const first = (await boss.call("GET", `${USERS}/${boss.id}/reports?depth=9&limit=1`)).body;
  const second = await boss.call(
    "GET",
    `${USERS}/${boss.id}/reports?depth=9&limit=1&cursor=${first.next_cursor}`,
  );
  assertEquals([second.body.items[0].id, second.body.next_cursor], [worker.id, null]);
  assertEquals((await boss.call("GET", `${USERS}/${boss.id}/reports`)).body.items.length, 1);
  assertEquals((await worker.call("GET", `${USERS}/${worker.id}/reports`)).body.items, []);
  for (const viewer of [peer, worker]) {
    refused(await viewer.call("GET", `${USERS}/${lead.id}/reports`), 404, "not_found");
    refused(await viewer.call("GET", `${USERS}/${lead.id}/deciders`), 404, "not_found");
  }
  for (const depth of ["0", "x", "101"]) {
    refused(await boss.call("GET", `${USERS}/${boss.id}/reports?depth=${depth}`), 400, "invalid");
  }
});

Deno.test("who decides: the manager, from–until the delegate too, and never the person", async () => {
  const { boss, lead, worker, peer } = await cast();
  const deciders = async (viewer: Person, person: Person) =>
    (await viewer.call("GET", `${USERS}/${person.id}/deciders`)).body.items
      .map(({ id, as }: { id: string; as: string }) => [id, as]);
  assertEquals(await deciders(worker, worker), [[lead.id, "manager"]]);
  const name = (who: Person, from: number, until: number) =>
    lead.call("PUT", "user-management/me/delegate", {
      body: { user_id: who.id, from: day(from), until: day(until) },
    });
  assertEquals((await name(peer, -1, 1)).body.delegate.id, peer.id);
  assertEquals(await deciders(worker, worker), [[lead.id, "manager"], [peer.id, "delegate"]]);
  assertEquals((await peer.call("GET", "analytics/notifications")).body.items[0].actor.id, lead.id);
  await name(peer, 1, 2);
  assertEquals(await deciders(worker, worker), [[lead.id, "manager"]]);
  await name(worker, -1, 1);
  assertEquals(await deciders(worker, worker), [[lead.id, "manager"]], "nobody decides their own request");
  assertEquals((await lead.call("GET", "user-management/me")).body.delegate.delegate.id, worker.id);
  assertEquals((await lead.call("DELETE", "user-management/me/delegate")).status, 204);
  refused(await lead.call("DELETE", "user-management/me/delegate"), 404, "not_found");
  refused(await lead.call("GET", "user-management/me/delegate"), 404, "not_found");
  refused(await name(lead, 0, 1), 400, "invalid");
  refused(await name(peer, 1, 0), 400, "invalid");
  refused(await name(peer, 0, 400), 400, "invalid");
  const unknown = { user_id: crypto.randomUUID(), from: day(0), until: day(1) };
  refused(await lead.call("PUT", "user-management/me/delegate", { body: unknown }), 400, "unknown_id");
  assertEquals(
    await deciders(boss, boss).then((all) => all.every(([, as]: string[]) => as === "hr_admin")),
    true,
  );
});

Deno.test("leaving: sign-in ends, reports move up and are told, roles and delegations end; once", async () => {
  const { boss, lead, worker, hr } = await cast();
  await hr.call("PUT", `${USERS}/${lead.id}/roles`, { body: { roles: ["auditor"] } });
  await boss.call("PUT", "user-management/me/delegate", {
    body: { user_id: lead.id, from: day(0), until: day(9) },
  });
  refused(await hr.call("POST", `${USERS}/${lead.id}/leave`, { body: { last_day: "soon" } }), 400, "invalid");
  const left = await hr.call("POST", `${USERS}/${lead.id}/leave`, { body: { last_day: day(0) } });
  assertEquals([left.body.status, left.body.employment.last_day, left.body.roles], ["left", day(0), []]);
  refused(await lead.call("GET", "user-management/me"), 403, "no_employee_record");
  refused(
    await call("POST", "user-management/auth/login", { body: { email: lead.email, password: PASSWORD } }),
    401,
  );
  assertEquals((await worker.call("GET", "user-management/me")).body.employment.manager.id, boss.id);
  assertEquals((await worker.call("GET", "analytics/notifications")).body.items[0].actor.id, boss.id);
  assertEquals((await boss.call("GET", "user-management/me")).body.delegate, null);
  refused(
    await hr.call("POST", `${USERS}/${lead.id}/leave`, { body: { last_day: day(0) } }),
    409,
    "invalid_transition",
  );
  // Who comes back signs up anew, without what was.
  assertEquals(
    (await hr.call("PATCH", `${USERS}/${lead.id}`, { body: { status: "active" } })).body.status,
    "active",
  );
  assertEquals((await register(lead.email)).id, lead.id);
});

Deno.test("a last day to come is kept until it has passed", async () => {
  const hr = await registerAs("hr_admin");
  const person = await register();
  const planned = await hr.call("POST", `${USERS}/${person.id}/leave`, { body: { last_day: day(3) } });
  assertEquals([planned.body.status, planned.body.employment.last_day], ["active", day(3)]);
  assertEquals((await person.call("GET", "user-management/me")).status, 200);
  await withDatabase(async (sql) => {
    for (const [past, status] of [[0, 200], [1, 403]] as const) {
      await sql`update public.employment_info set last_day = ${
        day(-past)
      }::date where user_id = ${person.id}`;
      await sql`select private.run_job_step('leavers')`;
      assertEquals((await person.call("GET", "user-management/me")).status, status);
    }
  });
  refused(await person.call("GET", "user-management/me"), 403, "no_employee_record");
});

Deno.test("HR never decides about HR's own record, and somebody always stays in charge", async () => {
  const [one, two] = [await registerAs("hr_admin"), await registerAs("hr_admin")];
  for (
    const [method, path, body] of [
      ["PATCH", "", { grade: "Z" }],
      ["PATCH", "", { status: "left" }],
      ["PUT", "/roles", { roles: [] }],
      ["POST", "/leave", { last_day: day(0) }],
    ] as const
  ) {
    refused(await one.call(method, `${USERS}/${one.id}${path}`, { body }), 403, "forbidden");
  }
  // Each takes the other's role at the same moment: one of them is HR afterwards.
  const take = (by: Person, from: Person) =>
    by.call("PUT", `${USERS}/${from.id}/roles`, { body: { roles: [] } });
  const answers = await Promise.all([take(one, two), take(two, one)]);
  assertEquals(answers.map(({ status }) => status).sort(), [200, 403]);
});

Deno.test("units: a tree that never loops, also when two moves meet", async () => {
  const hr = await registerAs("hr_admin");
  const make = async (name: string, parent_id?: string) =>
    (await hr.call("POST", UNITS, { body: { name: `${name} ${crypto.randomUUID()}`, parent_id } })).body;
  const top = await make("Top");
  const [a, b] = [await make("A", top.id), await make("B", top.id)];
  assertEquals((await hr.call("GET", `${UNITS}/${top.id}`)).body.children, 2);
  refused(await hr.call("PATCH", `${UNITS}/${top.id}`, { body: { parent_id: a.id } }), 409, "unit_cycle");
  refused(await hr.call("PATCH", `${UNITS}/${a.id}`, { body: { parent_id: a.id } }), 409, "unit_cycle");
  const move = (unit: { id: string }, under: { id: string }) =>
    hr.call("PATCH", `${UNITS}/${unit.id}`, { body: { parent_id: under.id } });
  const moved = await Promise.all([move(a, b), move(b, a)]);
  assertEquals(moved.map(({ status }) => status).sort(), [200, 409]);
  refused(await hr.call("POST", UNITS, { body: { name: top.name } }), 409, "duplicate");
  refused(
    await hr.call("POST", UNITS, { body: { name: "X", parent_id: crypto.randomUUID() } }),
    400,
    "unknown_id",
  );
  refused(
    await hr.call("PATCH", `${UNITS}/${top.id}`, { body: { name: "X" }, headers: { "if-match": "99" } }),
    412,
    "stale",
  );
  refused(await hr.call("GET", `${UNITS}/${crypto.randomUUID()}`), 404, "not_found");
  const typo = top.name.slice(0, 20).replace("o", "");
  const found = await hr.call("GET", `${UNITS}?q=${encodeURIComponent(typo)}&parent_id=none`);
  assertEquals(found.body.items[0].id, top.id);
});

Deno.test("the values of the closed lists are those that the tables take", async () => {
  const lists: [keyof typeof LOOKUPS, string, string][] = [
    ["employment_types", "employment_info", "employment_type"],
    ["user_statuses", "users", "status"],
    ["roles", "user_roles", "role"],
    ["proficiencies", "user_languages", "proficiency"],
    ["position_sources", "position_history", "source"],
    ["skill_sources", "skill_assessments", "source"],
    ["skill_visibilities", "user_skills", "visibility"],
    ["skill_relation_kinds", "skill_relations", "kind"],
    ["validation_statuses", "skill_validation_requests", "status"],
    ["validation_outcomes", "skill_validations", "outcome"],
    ["competency_sources", "user_competencies", "source"],
    ["taxonomy_statuses", "skills", "status"],
    ["pathway_statuses", "career_pathways", "status"],
    ["move_kinds", "pathway_edges", "kind"],
    ["goal_statuses", "user_career_goals", "status"],
    ["goal_priorities", "user_career_goals", "priority"],
    ["goal_item_kinds", "goal_items", "kind"],
    ["plan_statuses", "development_plans", "status"],
    ["erasure_statuses", "erasure_requests", "status"],
    ["import_row_statuses", "import_rows", "status"],
  ];
  await withDatabase(async (sql) => {
    for (const [list, table, column] of lists) {
      const [{ check } = { check: "" }] = await sql<{ check: string }[]>`
        select pg_get_constraintdef(oid) as check from pg_constraint
        where conname = ${`${table}_${column}_check`} and conrelid = ${`public.${table}`}::regclass`;
      const values = [...check.matchAll(/'([^']+)'/g)].map(([, value]) => value).sort();
      assertEquals(Object.keys(LOOKUPS[list]).sort(), values, list);
    }
    const [row] = await sql`select private.data_problem_kinds() as kinds`;
    assertEquals(Object.keys(LOOKUPS.data_problems).sort(), row?.kinds);
  });
  const person = await register();
  const answer = await person.call("GET", "user-management/lookups");
  assertEquals(answer.body.skill_levels[0], { value: 1, label: "Beginner" });
  const tag = answer.headers.get("etag") ?? "";
  assertEquals(
    (await person.call("GET", "user-management/lookups", { headers: { "if-none-match": tag } })).status,
    304,
  );
});

Deno.test("data quality: counts and lists agree, page by page", async () => {
  const hr = await registerAs("hr_admin");
  const name = `Twin ${crypto.randomUUID()}`;
  for (const full_name of [name, name.toUpperCase()]) await add(hr, { full_name });
  const { body: { items: counts } } = await hr.call("GET", "user-management/data-quality/summary");
  const list = async (kind: string, more: string) =>
    (await hr.call("GET", `user-management/data-quality?kind=${kind}${more}`)).body;
  // Other tests add people meanwhile: what was counted is there still.
  for (const { kind, count } of counts) {
    const { total } = await list(kind, "&limit=1&count=true");
    assert(total >= count || kind === "not_registered", `${kind}: ${total}, and not ${count}`);
  }
  const seen = new Set<string>();
  for (let cursor = "", page; page?.next_cursor !== null; cursor = `&cursor=${page.next_cursor}`) {
    page = await list("same_name", `&limit=100${cursor}`);
    for (const { kind, user } of page.items) {
      assertEquals(kind, "same_name");
      if (user.name.toLowerCase() === name.toLowerCase()) seen.add(user.id);
    }
  }
  assertEquals(seen.size, 2);
  refused(await hr.call("GET", "user-management/data-quality?kind=mood"), 400, "invalid");
});

Deno.test("a notice counts until the next one, and everybody acknowledges for themselves", async () => {
  const [hr, person] = [await registerAs("hr_admin"), await register()];
  const id = crypto.randomUUID();
  const publish = (title: string, id?: string) =>
    hr.call("POST", "user-management/notices", { body: { id, title, body: "What happens with your data." } });
  const first = await publish("One", id);
  assertEquals((await publish("One", id)).status, 200);
  const second = (await publish("Two")).body;
  assertEquals(second.version, first.body.version + 1);
  const acknowledge = (id: string) => person.call("POST", `user-management/notices/${id}/acknowledge`);
  refused(await acknowledge(id), 409, "invalid_transition");
  refused(await acknowledge(crypto.randomUUID()), 404, "not_found");
  const mine = async () => (await person.call("GET", "user-management/me")).body.notice;
  assertEquals([(await mine()).acknowledged_at, (await mine()).body], [null, second.body]);
  const at = (await acknowledge(second.id)).body.acknowledged_at;
  assertEquals((await acknowledge(second.id)).body.acknowledged_at, at);
  assertEquals([(await mine()).acknowledged_at, (await mine()).body], [at, null]);
  assertEquals((await hr.call("GET", "user-management/me")).body.notice.acknowledged_at, null);
  const listed = (await person.call("GET", "user-management/notices?limit=2")).body.items;
  assertEquals(listed.map(({ title }: { title: string }) => title), ["Two", "One"]);
});

Deno.test("contractors have the directory and no line", async () => {
  const { lead, worker, hr } = await cast();
  await hr.call("PATCH", `${USERS}/${lead.id}`, { body: { employment_type: "contractor" } });
  assertEquals((await lead.call("GET", `${USERS}/${worker.id}`)).body.employment, null);
  refused(await lead.call("GET", `${USERS}/${lead.id}/reports`), 403, "forbidden");
  const body = { user_id: hr.id, from: day(0), until: day(1) };
  refused(await lead.call("PUT", "user-management/me/delegate", { body }), 403, "forbidden");
  refused(
    await worker.call("PUT", "user-management/me/delegate", { body: { ...body, user_id: lead.id } }),
    400,
    "unknown_id",
  );
  // A contractor has no say over others: the next manager up has.
  const [decider] = (await worker.call("GET", `${USERS}/${worker.id}/deciders`)).body.items;
  assertNotEquals(decider.id, lead.id);
  assertEquals((await signIn(lead.email)).id, lead.id);
});
