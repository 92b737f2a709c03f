import { assert, assertEquals, assertNotEquals } from "@std/assert";
import {
  call,
  cast,
  newAddress,
  newClient,
  PASSWORD,
  refused,
  register,
  registerAs,
  signIn,
  withDatabase,
} from "./support.ts";

const ME = "user-management/me";

Deno.test("register → 202 {} for a new address and for a known one alike; login gives what setSession takes", async () => {
  const person = await register();
  const body = { email: person.email, password: "another-password" };
  const again = await call("POST", "user-management/auth/register", { body });
  assertEquals([again.status, again.body], [202, {}]);
  assertEquals((await person.supabase.auth.getUser()).data.user?.email, person.email);
  refused(await call("POST", "user-management/auth/login", { body }), 401, "unauthenticated");
});

Deno.test("login, wrong password and unknown address → the same 401", async () => {
  const person = await register();
  const wrong = await call("POST", "user-management/auth/login", {
    body: { email: person.email, password: "not-it-at-all" },
  });
  const unknown = await call("POST", "user-management/auth/login", {
    body: { email: newAddress(), password: PASSWORD },
  });
  refused(wrong, 401, "unauthenticated");
  assertEquals({ ...wrong.body, request_id: "" }, { ...unknown.body, request_id: "" });
});

Deno.test("auth bodies that are wrong → 400 with the field", async () => {
  for (
    const [route, body, path] of [
      ["register", { email: "no-address", password: PASSWORD }, "email"],
      ["register", { email: "kelvin@\u212Aelvin.example", password: PASSWORD }, "email"],
      ["register", { email: newAddress(), password: "short" }, "password"],
      ["register", { email: newAddress(), password: "ü".repeat(37) }, "password"],
      ["register", { email: newAddress(), password: PASSWORD, role: "hr_admin" }, "role"],
      ["login", { email: newAddress() }, "password"],
      ["refresh", {}, "refresh_token"],
      ["password-reset", { email: 5 }, "email"],
    ] as const
  ) {
    const answer = await call("POST", `user-management/auth/${route}`, { body });
    refused(answer, 400, "invalid");
    assertEquals(answer.body.details[0].path, path);
  }
});

Deno.test("refresh gives a new session; a made-up token → 401; logout ends the refresh token; password-reset → 202 always", async () => {
  const person = await register();
  const { data } = await person.supabase.auth.getSession();
  const refresh_token = data.session?.refresh_token;
  const renewed = await call("POST", "user-management/auth/refresh", { body: { refresh_token } });
  assertEquals(renewed.status, 200);
  refused(await call("POST", "user-management/auth/refresh", { body: { refresh_token: "made-up" } }), 401);
  assertEquals(
    (await call("POST", "user-management/auth/logout", { token: renewed.body.access_token })).status,
    204,
  );
  const dead = { refresh_token: renewed.body.refresh_token };
  refused(await call("POST", "user-management/auth/refresh", { body: dead }), 401);
  for (const email of [person.email, newAddress()]) {
    const answer = await call("POST", "user-management/auth/password-reset", { body: { email } });
    assertEquals([answer.status, answer.body], [202, {}]);
  }
});

Deno.test("a new password signs in and the old one does not", async () => {
  const person = await register();
  const changed = await person.call("PATCH", "user-management/auth/password", {
    body: { password: "brand-new-password" },
  });
  assertEquals(changed.status, 204);
  refused(
    await call("POST", "user-management/auth/login", { body: { email: person.email, password: PASSWORD } }),
    401,
  );
  const body = { email: person.email, password: "brand-new-password" };
  assertEquals((await call("POST", "user-management/auth/login", { body })).status, 200);
});

Deno.test("PATCH /me changes what is named, keeps the rest, answers If-Match, and reads the same through supabase-js", async () => {
  const person = await register();
  const before = await person.call("GET", ME);
  const patched = await person.call("PATCH", ME, {
    headers: { "if-match": `"${before.body.etag}"` },
    body: {
      preferred_name: "Patty",
      photo_url: "https://photos.example/p.jpg",
      phone: "+65 6123 4567",
      interests: ["cranes"],
      preferences: { locale: "en-SG", accessibility: { captions: true } },
      languages: [{ language: "English", proficiency: "Fluent" }, {
        language: "Tamil",
        proficiency: "Beginner",
      }],
      education: [{ degree: "B.Eng.", institution: "NUS", started_on: "2010-08-01", ended_on: "2014-05-31" }],
    },
  });
  assertEquals(patched.status, 200);
  assertNotEquals(patched.body.etag, before.body.etag);
  refused(
    await person.call("PATCH", ME, { headers: { "if-match": before.body.etag }, body: { bio: "late" } }),
    412,
    "stale",
  );

  const kept = patched.body.languages[0].id;
  const next = await person.call("PATCH", ME, {
    headers: { "if-match": patched.body.etag },
    body: {
      preferences: { time_zone: "Asia/Singapore" },
      languages: [{ language: "english", proficiency: "Professional" }],
    },
  });
  assertEquals(next.body.preferences, {
    locale: "en-SG",
    time_zone: "Asia/Singapore",
    accessibility: { captions: true },
  });
  assertEquals(next.body.languages.length, 1);
  assertEquals(next.body.languages[0].id, kept);
  assertEquals([next.body.phone, next.body.bio, next.body.education.length], ["+65 6123 4567", null, 1]);
  const unchanged = await person.call("PATCH", ME, { body: {} });
  assertEquals(unchanged.body.etag, next.body.etag);

  const { data, error } = await person.supabase.functions.invoke(ME, { method: "GET" });
  assertEquals(error, null);
  assertEquals(data.preferred_name, "Patty");
});

Deno.test("PATCH /me refuses what is not the person's to say, all of it at once", async () => {
  const person = await register();
  const before = (await person.call("GET", ME)).body;
  for (
    const body of [
      { job_title: "Chief" },
      { status: "left" },
      { employee_id: "E1" },
      { email: newAddress() },
      { roles: ["hr_admin"] },
      { employment: { grade: "X" } },
      { user_id: crypto.randomUUID() },
      { version: 9 },
      { photo_url: "http://photos.example/p.jpg" },
      { photo_url: "javascript:alert(1)" },
      { phone: "call me" },
      { preferences: { time_zone: "Mars/Olympus" } },
      { preferences: { locale: "not a locale" } },
      { preferences: { accessibility: { other: true } } },
      { bio: "nul\u0000byte" },
      { bio: "\ud800" },
      { languages: [{ language: "Dutch", proficiency: "Perfect" }] },
      {
        languages: [{ language: "Dutch", proficiency: "Fluent" }, {
          language: " dutch ",
          proficiency: "Beginner",
        }],
      },
      { education: [{ degree: "B.A.", started_on: "2020-01-01", ended_on: "2019-01-01" }] },
      { bio: "fine", interests: "no list" },
    ]
  ) {
    const answer = await person.call("PATCH", ME, { body });
    refused(answer, 400, "invalid");
    assert(answer.body.details.length > 0, JSON.stringify(body));
  }
  assertEquals({ ...(await person.call("GET", ME)).body, last_login: null }, { ...before, last_login: null });
});

const COLLECTIONS = [
  {
    path: "languages",
    one: { language: "Malay", proficiency: "Fluent" },
    change: { proficiency: "Beginner" },
    bad: { proficiency: "Perfect" },
  },
  {
    path: "education",
    one: { degree: "M.Sc. Logistics", institution: "NTU", started_on: "2015-01-01", ended_on: null },
    change: { ended_on: "2016-06-30" },
    bad: { started_on: "2015-13-01" },
  },
  {
    path: "positions",
    one: {
      role_title: "Yard Planner",
      organization: "Harbour",
      started_on: "2019-01-01",
      focus_areas: ["yards"],
    },
    change: { ended_on: "2021-01-01" },
    bad: { source: "hr" },
  },
] as const;

for (const { path, one, change, bad } of COLLECTIONS) {
  const route = `${ME}/${path}`;

  Deno.test(`/me/${path}: create, retry, list, change with etag, delete; /me has it and its etag rises`, async () => {
    const person = await register();
    const etag = (await person.call("GET", ME)).body.etag;
    const id = crypto.randomUUID();
    const made = await person.call("POST", route, { body: { id, ...one } });
    assertEquals([made.status, made.body.id, made.body.etag], [201, id, "1"]);
    const again = await person.call("POST", route, { body: { id, ...one } });
    assertEquals([again.status, again.body], [200, made.body]);
    refused(await person.call("POST", route, { body: one }), 409, "duplicate");
    const me = (await person.call("GET", ME)).body;
    assertEquals(me[path], [made.body]);
    assertNotEquals(me.etag, etag);

    refused(
      await person.call("PATCH", `${route}/${id}`, { body: change, headers: { "if-match": "7" } }),
      412,
      "stale",
    );
    refused(
      await person.call("PATCH", `${route}/${id}`, { body: change, headers: { "if-match": "x'" } }),
      412,
      "stale",
    );
    const changed = await person.call("PATCH", `${route}/${id}`, {
      body: change,
      headers: { "if-match": '"1"' },
    });
    assertEquals(changed.body, { ...made.body, ...change, etag: "2" });
    assertEquals((await person.call("PATCH", `${route}/${id}`, { body: {} })).body, changed.body);
    assertEquals((await person.call("GET", `${route}?count=true`)).body, {
      items: [changed.body],
      next_cursor: null,
      total: 1,
    });
    assertEquals((await person.call("DELETE", `${route}/${id}`)).status, 204);
    refused(await person.call("DELETE", `${route}/${id}`), 404, "not_found");
  });

  Deno.test(`/me/${path}: another's rows are 404 in every verb, for HR too, and another's id is no id of mine`, async () => {
    const [owner, stranger, hr] = [await register(), await register(), await registerAs("hr_admin")];
    const { body: { id } } = await owner.call("POST", route, { body: one });
    for (const other of [stranger, hr]) {
      refused(await other.call("PATCH", `${route}/${id}`, { body: change }), 404, "not_found");
      refused(await other.call("PATCH", `${route}/${id}`, { body: {} }), 404, "not_found");
      refused(await other.call("DELETE", `${route}/${id}`), 404, "not_found");
      refused(await other.call("POST", route, { body: { id, ...one } }), 409, "duplicate");
      assertEquals((await other.call("GET", route)).body.items, []);
    }
    assertEquals((await owner.call("GET", route)).body.items.length, 1);
  });

  Deno.test(`/me/${path}: bad bodies → 400, others' columns → 400`, async () => {
    const person = await register();
    for (
      const body of [
        {},
        { ...one, ...bad },
        { ...one, user_id: person.id },
        { ...one, id: "1" },
        [],
        "text",
        null,
      ]
    ) {
      refused(await person.call("POST", route, { body: body === "text" ? '"text"' : body }), 400, "invalid");
    }
    refused(await person.call("PATCH", `${route}/not-a-uuid`, { body: change }), 400, "invalid");
    refused(await person.call("GET", `${route}?limit=0`), 400, "invalid");
    refused(await person.call("GET", `${route}?colour=red`), 400, "invalid");
  });
}

Deno.test("a position that HR confirmed can be read and not changed by the person", async () => {
  const person = await register();
  await withDatabase((sql) =>
    sql`insert into public.position_history (user_id, source, role_title) values (${person.id}, 'hr', 'Pilot')`
  );
  const { body: { items: [position] } } = await person.call("GET", `${ME}/positions`);
  assertEquals(position.source, "hr");
  refused(
    await person.call("PATCH", `${ME}/positions/${position.id}`, { body: { role_title: "Harbour Master" } }),
    403,
    "forbidden",
  );
  refused(await person.call("DELETE", `${ME}/positions/${position.id}`), 403, "forbidden");
});

Deno.test("a list pages by cursor in both directions without gaps, and refuses a cursor of another list", async () => {
  const person = await register();
  for (let n = 0; n < 7; n++) {
    await person.call("POST", `${ME}/languages`, {
      body: { language: `Language ${n}`, proficiency: "Beginner" },
    });
  }
  for (const sort of ["created_at", "-created_at"]) {
    const seen: string[] = [];
    let cursor = "";
    do {
      const { body } = await person.call("GET", `${ME}/languages?limit=3&sort=${sort}${cursor}`);
      seen.push(...body.items.map(({ language }: { language: string }) => language));
      cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
    } while (cursor);
    const all = Array.from({ length: 7 }, (_, n) => `Language ${n}`);
    assertEquals(seen, sort === "created_at" ? all : all.reverse());
  }
  const { body: { next_cursor } } = await person.call("GET", `${ME}/languages?limit=3`);
  for (
    const query of [
      `sort=-created_at&cursor=${next_cursor}`,
      "cursor=nonsense",
      `cursor=${btoa('["a",["\\""]]')}`,
    ]
  ) {
    refused(await person.call("GET", `${ME}/languages?${query}`), 400, "invalid");
  }
  refused(await person.call("GET", `user-management/users?cursor=${next_cursor}`), 400, "invalid");
});

Deno.test("the directory finds people with a typo and shows directory columns only; a page goes on where it ended", async () => {
  const mark = crypto.randomUUID().slice(0, 8);
  for (let n = 0; n < 5; n++) await register(newAddress(), `Wilhelmina Quist ${mark} ${n}`);
  const peer = await register();
  const { body } = await peer.call(
    "GET",
    `user-management/users?q=wilhelmna%20quist%20${mark}&limit=5&count=true`,
  );
  assertEquals(
    body.items.filter(({ full_name }: { full_name: string }) => full_name.includes(mark)).length,
    5,
  );
  assertEquals(
    Object.keys(body.items[0]).sort(),
    [
      "etag",
      "full_name",
      "id",
      "job_title",
      "office_location",
      "photo_url",
      "preferred_name",
      "status",
      "unit",
    ],
  );
  const names = new Set<string>();
  let cursor = "";
  for (let page = 0; page < 3; page++) {
    const answer = await peer.call("GET", `user-management/users?q=quist%20${mark}&limit=2${cursor}`);
    answer.body.items.forEach(({ id }: { id: string }) => names.add(id));
    cursor = `&cursor=${answer.body.next_cursor}`;
  }
  assertEquals(names.size, 5);
  for (const query of ["id=x", "min_level=9", "limit=201", "q=", "sort=email", "count=yes", "q=%00"]) {
    refused(await peer.call("GET", `user-management/users?${query}`), 400, "invalid");
  }
  const two = await peer.call("GET", `user-management/users?id=${peer.id}&id=${body.items[0].id}`);
  assertEquals(two.body.items.length, 2);
});

Deno.test("GET /users/:id: employment for self, line and HR; address and employee id for self and HR; a leaver for HR only", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const seenBy = async (viewer: typeof boss) =>
    (await viewer.call("GET", `user-management/users/${worker.id}`)).body;
  for (const viewer of [boss, lead, worker, hr]) {
    assertEquals((await seenBy(viewer)).employment.job_title, "Rigger");
  }
  for (const viewer of [worker, hr]) assertEquals((await seenBy(viewer)).email, worker.email);
  for (const viewer of [boss, lead, peer]) assertEquals((await seenBy(viewer)).email, null);
  assertEquals((await seenBy(peer)).employment, null);
  assertEquals((await seenBy(peer)).job_title, "Rigger");
  assertEquals((await lead.call("GET", `user-management/users/${boss.id}`)).body.employment, null);
  assertEquals((await worker.call("GET", ME)).body.employment.manager.id, lead.id);

  await withDatabase((sql) =>
    sql`update public.employment_info set status = 'left' where user_id = ${worker.id}`
  );
  refused(await peer.call("GET", `user-management/users/${worker.id}`), 404, "not_found");
  assertEquals((await seenBy(hr)).status, "left");
  // The leaver's token is still signed, and opens nothing; signing in again does not work either.
  refused(await worker.call("GET", ME), 403, "no_employee_record");
  refused(
    await call("POST", "user-management/auth/login", { body: { email: worker.email, password: PASSWORD } }),
    401,
  );
  refused(await peer.call("GET", `user-management/users/${crypto.randomUUID()}`), 404, "not_found");
  refused(await peer.call("GET", "user-management/users/1"), 400, "invalid");
});

Deno.test("PostgREST directly: no column, row or write that the API would not give", async () => {
  const [person, victim] = [await register(), await register()];
  const { supabase } = person;
  for (const column of ["email", "employee_id", "auth_id", "last_login", "*"]) {
    assertEquals((await supabase.from("users").select(column).limit(1)).error?.code, "42501", column);
  }
  assert((await supabase.from("users").select("id, full_name").eq("id", victim.id)).data?.length === 1);
  for (
    const values of [
      { status: "left" },
      { auth_id: person.id },
      { full_name: "Somebody Else" },
      { job_title: "Chief" },
      { email: newAddress() },
      { version: 99 },
    ]
  ) {
    assertEquals(
      (await supabase.from("users").update(values).eq("id", person.id)).error?.code,
      "42501",
      JSON.stringify(values),
    );
  }
  const renamed = await supabase.from("users").update({ preferred_name: "Got you" }).eq("id", victim.id)
    .select("id");
  assertEquals(renamed.data, []);
  for (
    const table of [
      "user_personal_info",
      "user_languages",
      "employment_info",
      "imports",
      "import_rows",
    ]
  ) {
    assertEquals((await supabase.from(table).select("*").neq("user_id", person.id)).data ?? [], [], table);
  }
  const hidden = await supabase.from("user_skills").select("*").neq("user_id", person.id).neq(
    "visibility",
    "colleagues",
  );
  assertEquals(hidden.data, []);
  for (
    const [table, row] of [
      ["user_roles", { user_id: person.id, role: "hr_admin" }],
      ["employment_info", { user_id: person.id, grade: "A" }],
      ["reporting_lines", { manager_id: person.id, report_id: victim.id, depth: 1 }],
      ["user_languages", { user_id: victim.id, language: "Dutch", proficiency: "Fluent" }],
      ["position_history", { role_title: "Pilot", source: "hr" }],
      ["skill_assessments", {
        user_id: person.id,
        skill_id: crypto.randomUUID(),
        source: "assessment",
        level: 5,
      }],
      ["user_skills", { user_id: person.id, skill_id: crypto.randomUUID(), level: 5 }],
      ["skills", { name: "Invented" }],
      ["career_pathways", { name: "Invented" }],
      ["imports", { format: "employee-profiles", dry_run: false }],
    ] as const
  ) {
    assertEquals((await supabase.from(table).insert(row)).error?.code, "42501", table);
  }
  for (
    const name of ["grant_role", "claim", "link_managers", "import_chunk", "rebuild_lines", "effective_level"]
  ) {
    assertEquals((await supabase.rpc(name)).error?.code, "PGRST202", name);
  }
  assertEquals((await supabase.schema("private").from("settings").select("*")).error?.code, "PGRST106");
  assertEquals((await newClient().from("users").select("id")).error?.code, "42501");
  assertEquals((await newClient().rpc("get_me")).error?.code, "42501");
});

Deno.test("two opposite moves at once: one is made, the other refused, and nobody reports to themselves", async () => {
  for (let round = 0; round < 5; round++) {
    const [a, b] = await withDatabase((sql) =>
      sql`insert into public.users (full_name) values ('A'), ('B') returning id`.then((rows) =>
        rows.map(({ id }) => id)
      )
    );
    await withDatabase(async (sql) => {
      await sql`insert into public.employment_info (user_id) values (${a}), (${b})`;
      const move = (person: string, manager: string) =>
        sql.begin((tx) =>
          tx`update public.employment_info set manager_id = ${manager} where user_id = ${person}`
        );
      const results = await Promise.allSettled([move(a, b), move(b, a)]);
      assertEquals(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
      const lines = await sql`select 1 from public.reporting_lines where report_id in (${a}, ${b})`;
      assertEquals(lines.length, 1);
    });
  }
});

Deno.test("an address in capitals and spaces is the same address", async () => {
  const email = newAddress("mixed");
  const body = { email: ` ${email.toUpperCase()} `, password: PASSWORD };
  assertEquals((await call("POST", "user-management/auth/register", { body })).status, 202);
  assertEquals((await (await signIn(email)).call("GET", ME)).body.email, email);
});

Deno.test("an account and its record made at the same moment find each other", async () => {
  const email = newAddress();
  await withDatabase(async (sql) => {
    let registering: Promise<unknown> = Promise.resolve();
    await sql.begin(async (tx) => {
      await tx`insert into public.users (employee_id, email, full_name) values (${email}, ${email}, 'Loaded')`;
      registering = call("POST", "user-management/auth/register", { body: { email, password: PASSWORD } });
      await new Promise((resolve) => setTimeout(resolve, 700));
    });
    await registering;
  });
  assertEquals((await (await signIn(email)).call("GET", ME)).body.employee_id, email);
});

Deno.test("PostgREST directly: what the functions would refuse, the tables refuse", async () => {
  const { supabase, id } = await register();
  const refusals: [string, Record<string, unknown>][] = [
    ["user_personal_info", { interests: [null] }],
    ["user_personal_info", { interests: ["x".repeat(101)] }],
    ["user_personal_info", { accessibility: { x: true } }],
    ["user_personal_info", { accessibility: { captions: "yes" } }],
    ["user_personal_info", { phone: "call me" }],
    ["user_personal_info", { bio: "\u202eevil" }],
    ["users", { preferred_name: " \n " }],
    ["users", { photo_url: 'https://"><img src=x onerror=1>' }],
  ];
  for (const [table, values] of refusals) {
    const { error } = await supabase.from(table).update(values).eq(table === "users" ? "id" : "user_id", id);
    assertEquals(error?.code, "23514", JSON.stringify(values));
  }
  for (const row of [{ started_on: "infinity" }, { focus_areas: [null] }, { started_on: "0001-01-01" }]) {
    const { error } = await supabase.from("position_history").insert({ role_title: "Pilot", ...row });
    assertEquals(error?.code, "23514", JSON.stringify(row));
  }
  const many = Array.from({ length: 201 }, (_, n) => ({ language: `Language ${n}`, proficiency: "Fluent" }));
  const { error } = await supabase.from("user_languages").insert(many);
  assertEquals([error?.code, error?.hint], ["PT409", "too_many"]);
  assertEquals((await supabase.from("user_languages").select("id")).data, []);
});

Deno.test("a long filter pages on: the cursor does not carry it", async () => {
  const person = await register();
  const ids = await withDatabase(async (sql) =>
    (await sql`select id from public.users where status = 'active' limit 60`).map((r) => r.id)
  );
  const filter = ids.map((id) => `id=${id}`).join("&");
  const { body } = await person.call("GET", `user-management/users?limit=5&${filter}`);
  assert(body.next_cursor.length < 400);
  assertEquals(
    (await person.call("GET", `user-management/users?limit=5&${filter}&cursor=${body.next_cursor}`)).body
      .items.length,
    5,
  );
});
