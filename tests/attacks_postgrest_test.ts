import { assert, assertEquals } from "@std/assert";
import { TABLES } from "./access.ts";
import {
  API_URL,
  newAddress,
  type Person,
  PUBLISHABLE_KEY,
  refused,
  register,
  withDatabase,
} from "./support.ts";

/** Asks PostgREST as somebody. */
async function rest(
  { token }: Person,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
) {
  const answer = await fetch(`${API_URL}/rest/v1/${path}`, {
    ...init,
    headers: {
      apikey: PUBLISHABLE_KEY,
      authorization: `Bearer ${token}`,
      ...(init.body === undefined ? {} : { "content-type": "application/json" }),
      ...init.headers,
    },
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

/** Somebody with private texts, and somebody with no right to read them. */
async function pair() {
  const [victim, attacker] = [await register(newAddress("victim"), "Vera Victim"), await register()];
  const word = `canary${crypto.randomUUID().slice(0, 8)}`;
  await victim.call("PATCH", "user-management/me", { body: { phone: "+44 1234 567", bio: `Bio ${word}` } });
  await withDatabase(async (sql) => {
    await sql`insert into public.employment_info (user_id, grade, job_title) values (${victim.id}, ${word}, 'Rigger')`;
    const [goal] =
      await sql`with p as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id)
      insert into public.user_career_goals (user_id, pathway_id) select ${victim.id}, id from p returning id`;
    await sql`insert into public.goal_notes (goal_id, user_id, notes) values (${goal?.id}, ${victim.id}, ${word})`;
    await sql`with s as (insert into public.ai_chat_sessions (user_id, session_name) values (${victim.id}, ${word}) returning id)
      insert into public.ai_chat_messages (session_id, user_id, role, content) select id, ${victim.id}, 'user', ${word} from s`;
    await sql`select private.notify(${victim.id}, 'organisation.delegate', ${word})`;
  });
  return { victim, attacker, word };
}

Deno.test("selects that reach around the functions: embeds, aggregates, casts, aliases and computed columns tell nothing of somebody else", async () => {
  const { victim, attacker, word } = await pair();
  const [day] = victim.id.split("-");
  const paths = [
    // Hidden columns by every name they go by.
    ...["email", "employee_id", "auth_id", "*", "e:email", "email::text", "search_text", "name_key,email"]
      .map((columns) => `users?select=${columns}&id=eq.${victim.id}`),
    ...["email", "auth_id", "employee_id"].flatMap((column) => [
      `users?select=id&${column}=like.*victim*`,
      `users?select=id&or=(${column}.not.is.null,id.eq.${victim.id})`,
      `users?select=id&and=(${column}.not.is.null)`,
      `users?select=id&order=${column}`,
      `users?select=id&not.and=(${column}.is.null)`,
    ]),
    // What belongs to the person, embedded into what everybody may read, and filtered by.
    ...["user_personal_info", "employment_info", "user_career_goals", "ai_chat_sessions", "notifications"]
      .flatMap((
        table,
      ) => [
        `users?select=id,${table}(*)&id=eq.${victim.id}`,
        `users?select=id,${table}!inner(user_id)&id=eq.${victim.id}`,
        `users?select=id,...${table}(user_id)&id=eq.${victim.id}`,
        `users?select=id,x:${table}(user_id)&id=eq.${victim.id}&x=not.is.null`,
      ]),
    `users?select=id,user_personal_info!inner(bio)&user_personal_info.bio=ilike.*${word}*`,
    `users?select=id,employment_info!inner(grade)&employment_info.grade=eq.${word}`,
    `user_personal_info?select=bio,users(full_name)`,
    `employment_info?select=grade,users!employment_info_user_id_fkey(full_name)&users.id=eq.${victim.id}`,
    `goal_notes?select=notes,user_career_goals(*)`,
    `ai_chat_messages?select=content,ai_chat_sessions(session_name)&or=(user_id.eq.${victim.id},user_id.neq.${victim.id})`,
    // Filters that are always true, in every form, and that ask letter by letter.
    `user_personal_info?select=*&or=(user_id.eq.${victim.id},user_id.is.null,user_id.not.is.null)`,
    `user_personal_info?select=*&user_id=neq.${attacker.id}`,
    `user_personal_info?select=*&user_id=in.(${victim.id},${attacker.id})&user_id=neq.${attacker.id}`,
    `user_personal_info?select=*&bio=imatch.^B`,
    `notifications?select=title&title=fts.${word}`,
    `notifications?select=title&id=gte.${day}-0000-0000-0000-000000000000&user_id=neq.${attacker.id}`,
    // Counting what one can't read.
    `user_personal_info?select=count`,
    `user_personal_info?select=user_id.count(),bio.max()`,
    `employment_info?select=grade.min()&user_id=eq.${victim.id}`,
    `employment_info?select=grade,user_id.count()`,
    // JSON paths and composite columns.
    `ai_chat_sessions?select=context_data->>x&user_id=neq.${attacker.id}`,
    `users?select=users->>email`,
    `users?select=to_jsonb`,
    `users?select=row_to_json(users)`,
    `users?select=id,pg_sleep(5)`,
    `users?select=id;select pg_sleep(5)`,
    `users?id=eq.${victim.id})%20or%20(1=1`,
  ];
  for (const path of paths) {
    const { status, text } = await rest(attacker, path, { headers: { prefer: "count=exact" } });
    assert(status < 500, `${path}: ${status} ${text}`);
    for (const secret of [word, victim.email, "1234 567"]) {
      assertEquals(text.includes(secret), false, `${path} told ${secret}: ${text}`);
    }
    // What names the person embeds nothing of theirs.
    if (status === 200 && path.startsWith("users?select=id,")) {
      for (const row of JSON.parse(text)) {
        const [inner] = Object.entries(row).filter(([column]) => column !== "id").map(([, value]) => value);
        assert(inner === null || Array.isArray(inner) && inner.length === 0, `${path}: ${text}`);
      }
    }
  }
  // The same words are found by who they are of, or this test would prove nothing.
  assert((await rest(victim, `user_personal_info?select=bio`)).text.includes(word));
  assert(
    (await rest(victim, `users?select=id,user_personal_info(bio)&id=eq.${victim.id}`)).text.includes(word),
  );
});

Deno.test("counts of PostgREST count what the caller may read: the exact, the planned and the estimated one of each private table", async () => {
  const { attacker } = await pair();
  const hidden = Object.entries(TABLES).filter(([, { of, select, but = {} }]) =>
    of && select[1] &&
    ![select[0], ...Object.values(but).map((row) => row.select)].some((who) => /\beveryone\b/.test(who ?? ""))
  );
  assert(hidden.length >= 30);
  for (const [name, { of = "", select }] of hidden) {
    const column = select[1].split(" ")[0];
    const query = `${name}?select=${column}&${of}=neq.${attacker.id}`;
    const { status, text, headers } = await rest(attacker, query, { headers: { prefer: "count=exact" } });
    if (name === "reporting_lines" || status === 403) continue;
    assertEquals([name, text, headers.get("content-range")], [name, "[]", "*/0"]);
  }
});

Deno.test("writes that reach around the functions: upserts, filters and returned rows change and tell nothing of somebody else", async () => {
  const { victim, attacker, word } = await pair();
  const personal = () =>
    withDatabase((sql) =>
      sql`select to_jsonb(p) as p, to_jsonb(e) as e, to_jsonb(u) as u from public.user_personal_info p
      join public.employment_info e using (user_id) join public.users u on u.id = p.user_id where p.user_id = ${victim.id}`
    );
  const before = JSON.stringify(await personal());
  const upsert = { prefer: "resolution=merge-duplicates,return=representation" };
  const attempts: [string, string, unknown, Record<string, string>?][] = [
    ["POST", "user_personal_info", { user_id: victim.id, bio: "Owned" }, upsert],
    ["POST", "user_personal_info?on_conflict=user_id", [{ user_id: victim.id, bio: "Owned" }], upsert],
    ["POST", "user_personal_info?columns=user_id,bio", [{ user_id: victim.id, bio: "Owned" }], upsert],
    ["POST", "users", { id: victim.id, full_name: "Owned" }, upsert],
    ["POST", "employment_info", { user_id: victim.id, grade: "Owned" }, upsert],
    ["POST", "user_roles", { user_id: attacker.id, role: "hr_admin" }, upsert],
    ["PUT", `user_personal_info?user_id=eq.${victim.id}`, { user_id: victim.id, bio: "Owned" }],
    ["PATCH", `user_personal_info?user_id=eq.${victim.id}`, { bio: "Owned" }, upsert],
    ["PATCH", "user_personal_info?user_id=not.is.null", { bio: "Owned" }, {
      prefer: "return=representation",
    }],
    ["PATCH", "user_personal_info?order=user_id&limit=1", { user_id: attacker.id }, {
      prefer: "return=representation",
    }],
    ["PATCH", `users?id=eq.${victim.id}`, { full_name: "Owned" }],
    ["PATCH", `employment_info?user_id=eq.${attacker.id}`, { manager_id: null, grade: "Boss" }],
    ["DELETE", `user_personal_info?user_id=eq.${victim.id}`, undefined],
    ["DELETE", "notifications?user_id=not.is.null", undefined, { prefer: "return=representation" }],
    ["DELETE", "users?id=not.is.null", undefined],
    ["POST", "rpc/update_me", { patch: { id: victim.id, user_id: victim.id, bio: "Owned" } }],
    ["POST", "rpc/grant_role", { address: attacker.email, role: "hr_admin" }],
    ["POST", "rpc/require_user", {}],
    ["POST", "rpc/current_user_id", {}],
    ["POST", "rpc/set_config", { setting_name: "role", new_value: "service_role", is_local: false }],
  ];
  for (const [method, path, body, headers = {}] of attempts) {
    const { status, text } = await rest(attacker, path, {
      method,
      headers: { prefer: "return=representation", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert(status < 500, `${method} ${path}: ${status} ${text}`);
    for (const secret of [word, victim.email, "1234 567"]) {
      assertEquals(text.includes(secret), false, `${method} ${path} told ${secret}`);
    }
  }
  assertEquals(JSON.stringify(await personal()), before);
  // Nor do other schemas, or roles that a header asks for.
  for (
    const schema of ["private", "auth", "pg_catalog", "information_schema", "extensions", "graphql_public"]
  ) {
    for (const headers of [{ "accept-profile": schema }, { "content-profile": schema }]) {
      const method = "content-profile" in headers ? { method: "POST", body: "{}" } : {};
      const { status } = await rest(attacker, "users?select=id", { headers, ...method });
      assert(status >= 400 && status < 500, `${schema}: ${status}`);
    }
  }
  for (
    const headers of [{ role: "service_role" }, { "x-role": "service_role" }, { "x-user-id": victim.id }]
  ) {
    assertEquals(
      (await rest(attacker, "user_personal_info?select=user_id", { headers })).text.includes(victim.id),
      false,
    );
  }
});

Deno.test("a limit of a billion, a deep offset or a range beyond the end neither fails nor gives more than 1,000 rows", async () => {
  const { attacker } = await pair();
  for (
    const query of [
      "limit=1000000000",
      "limit=-1",
      "offset=-1",
      "offset=100000000000000000000",
      "limit=1&offset=9223372036854775807",
      "limit=1e9",
      "limit=NaN",
    ]
  ) {
    const { status, text } = await rest(attacker, `users?select=id&${query}`);
    assert(status < 500, `${query}: ${text}`);
    if (status < 300) assert(JSON.parse(text).length <= 1000);
  }
  for (const range of ["0-999999999", "5-1", "9999999999999-99999999999999", "a-b", "-5"]) {
    const { status, text } = await rest(attacker, "users?select=id", {
      headers: { range, "range-unit": "items" },
    });
    assert(status < 500, `${range}: ${text}`);
  }
  for (const page_size of [1_000_000, 0, -1, 2_147_483_647]) {
    const { status, text } = await rest(attacker, "rpc/search_users", {
      method: "POST",
      body: JSON.stringify({ page_size }),
    });
    assert(status < 500, `${page_size}: ${text}`);
    if (status === 200) assert(JSON.parse(text).items.length <= 200);
  }
});

Deno.test("cursors are no secrets and no keys: another list's, another person's or a made-up one shows no more than the list itself", async () => {
  const { victim, attacker, word } = await pair();
  const languages = "user-management/me/languages";
  for (let n = 0; n < 3; n++) {
    await victim.call("POST", languages, { body: { language: `${word} ${n}`, proficiency: "Beginner" } });
    await attacker.call("POST", languages, { body: { language: `Mine ${n}`, proficiency: "Beginner" } });
  }
  const { body: { next_cursor } } = await victim.call("GET", `${languages}?limit=1`);
  const answer = await attacker.call("GET", `${languages}?limit=3&cursor=${next_cursor}`);
  assertEquals(JSON.stringify(answer.body).includes(word), false);
  // The scope of a true cursor, with another key in it.
  const [scope] = JSON.parse(atob(next_cursor.replaceAll("-", "+").replaceAll("_", "/")));
  const forged = (key: unknown) =>
    btoa(JSON.stringify([scope, key])).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const keys: unknown[] = [
    [],
    ["2026-01-01T00:00:00Z", victim.id],
    ["2026-01-01T00:00:00Z", "'; drop table users; --"],
    ["1),or(id.not.is.null", victim.id],
    ["a,b.c(d)", 'e"f\\g'],
    ["infinity", victim.id],
    [1e308, 1e308],
    [-1, "\u0000"],
    ["\ud800", "x".repeat(1000)],
    Array.from({ length: 300 }, () => 1),
  ];
  const lists = [
    languages,
    "user-management/users",
    "training/courses",
    "career-development/pathways",
    "analytics/notifications",
  ];
  for (const list of lists) {
    for (const key of keys) {
      const { status, body } = await attacker.call("GET", `${list}?limit=2&cursor=${forged(key)}`);
      assert(status === 200 || status === 400, `${list} ${JSON.stringify(key)}: ${status}`);
      assertEquals(JSON.stringify(body).includes(word), false);
    }
    for (
      const cursor of [
        "%00",
        "AAAA",
        btoa("null"),
        btoa("[]"),
        btoa("[[[[]]]]"),
        btoa('{"__proto__":1}'),
        "x".repeat(2001),
        "%F0%9F%98%80",
      ]
    ) {
      refused(await attacker.call("GET", `${list}?limit=2&cursor=${cursor}`), 400, "invalid");
    }
    for (const limit of ["0", "-1", "201", "1e3", "1.5", "NaN", "0x10", "10;drop", "99999999999999999999"]) {
      const { status } = await attacker.call("GET", `${list}?limit=${limit}`);
      assertEquals([list, limit, status], [list, limit, 400]);
    }
  }
  // True scopes of each list, keys of the wrong kind, straight at the database too.
  for (
    const name of [
      "search_users",
      "search_courses",
      "search_skills",
      "search_pathways",
      "search_mentors",
      "get_my_notifications",
    ]
  ) {
    for (const after of [["a", "b", "c"], [1, 2, 3], {}, "x", 5, [null, null, null], [[1], {}, "'"]]) {
      const { status, text } = await rest(attacker, `rpc/${name}`, {
        method: "POST",
        body: JSON.stringify({ after }),
      });
      assert(status < 500, `${name} ${JSON.stringify(after)}: ${text}`);
      assertEquals(text.includes(word), false);
    }
  }
});
