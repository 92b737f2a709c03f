import { assert, assertEquals, assertMatch } from "@std/assert";
import { parse } from "csv-parse/sync";
import {
  type Answer,
  API_URL,
  call,
  documentOf,
  FUNCTIONS,
  newAddress,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

/** Does something for each item, so many at a time. */
async function inParallel<T>(items: T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(Array.from({ length: most }, async () => {
    for (const item of waiting) await work(item);
  }));
}

/** Bodies that no client of ours sends, each refused with a clear 4xx by whoever reads it. */
const BODIES: Record<string, string | Uint8Array<ArrayBuffer>> = {
  "nothing": "",
  "null": "null",
  "a number": "1",
  "a text": '"text"',
  "a list": "[]",
  "half of an object": '{"name":',
  "two objects": "{}{}",
  "a comment": "/* */{}",
  "a single quote": "{'name':'x'}",
  "10,000 nested lists": `{"name":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
  "10,000 nested objects": `${'{"name":'.repeat(10_000)}1${"}".repeat(10_000)}`,
  "a prototype": '{"__proto__":{"role":"hr_admin"},"constructor":{"prototype":{"role":"hr_admin"}}}',
  "a field named like a function": '{"toString":"x","hasOwnProperty":1,"then":{}}',
  "a number that is none": '{"level":1e400,"limit":-1e400}',
  "a number of 10,000 digits": `{"level":${"9".repeat(10_000)}}`,
  "a field of NUL": '{"\\u0000":"\\u0000"}',
  "half a character": '{"\\ud800":"\\udfff"}',
  "NUL itself": "\u0000",
  "no UTF-8": new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  "UTF-16": new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]),
  "a long field": `{"${"x".repeat(100_000)}":1}`,
};

Deno.test("each route that takes a body answers each broken one with 4xx: nothing fails, hangs or is taken for something else", async () => {
  const hr = await registerAs("hr_admin");
  const routes = (await Promise.all(FUNCTIONS.map(documentOf))).flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).flatMap(([verb, operation]) =>
        operation.requestBody && path !== "/analytics/rollups" ? [{ verb: verb.toUpperCase(), path }] : []
      )
    )
  );
  assert(routes.length > 100);
  const problems: string[] = [];
  const names = Object.keys(BODIES);
  // Each route meets a sixth of them, each of them a sixth of the routes, and two of them all.
  const worst = ["10,000 nested lists", "a field of NUL"];
  const tries = routes.flatMap((route, i) =>
    names.filter((name, n) => (n + i) % 6 === 0 || worst.includes(name)).map((name) => ({ ...route, name }))
  );
  await inParallel(tries, 8, async ({ verb, path, name }) => {
    const answer = await fetch(`${API_URL}/functions/v1${path.replace(/\{\w+\}/g, crypto.randomUUID())}`, {
      method: verb,
      headers: { authorization: `Bearer ${hr.token}`, "content-type": "application/json" },
      body: new Blob([BODIES[name] ?? ""]),
    });
    const text = await answer.text();
    if (answer.status >= 500 || answer.status < 400) {
      problems.push(`${verb} ${path}, ${name} → ${answer.status} ${text}`);
    } else if (!JSON.parse(text).request_id) problems.push(`${verb} ${path}, ${name} → ${text}`);
  });
  assertEquals(problems, []);
  const prototype: Record<string, unknown> = {};
  assertEquals(prototype.role, undefined);
});

Deno.test("of two fields with one name, and of numbers too large, what was checked is what is written", async () => {
  const person = await register();
  const twice = await person.call("PATCH", "user-management/me", { body: '{"bio":"First","bio":"Second"}' });
  assertEquals([twice.status, twice.body.bio], [200, "Second"]);
  refused(
    await person.call("PATCH", "user-management/me", { body: '{"bio":"Good","bio":{"$ne":null}}' }),
    400,
    "invalid",
  );
  refused(
    await person.call("PATCH", "user-management/me", {
      body: '{"bio":"Good","status":"left","status":null}',
    }),
    400,
    "invalid",
  );
  for (const level of ["1e400", "1e99", "-0.5", "3.0000001", "9007199254740993", '"3"', "NaN"]) {
    const answer = await person.call("PUT", "skills-management/me/skills", {
      body: `{"items":[{"skill_id":"${crypto.randomUUID()}","level":${level}}]}`,
    });
    refused(answer, 400, "invalid");
  }
  for (const capacity of ["1e400", "2147483648", "-1", "1.5"]) {
    refused(
      await person.call("PUT", "mentorship/me/mentor-profile", {
        body: `{"capacity":${capacity},"skill_ids":[]}`,
      }),
      400,
      "invalid",
    );
  }
  assertEquals((await person.call("GET", "user-management/me")).body.bio, "Second");
});

/** Where people write texts, and a body with the text in it. */
const TEXTS: [string, string, (text: string) => unknown][] = [
  ["PATCH", "user-management/me", (bio) => ({ bio })],
  ["PATCH", "user-management/me", (preferred_name) => ({ preferred_name })],
  ["POST", "user-management/me/education", (degree) => ({ degree })],
  ["POST", "user-management/me/positions", (role_title) => ({ role_title })],
  ["POST", "skills-management/me/projects", (name) => ({ name })],
  ["POST", "skills-management/me/certifications", (name) => ({ name })],
  ["POST", "skills-management/skills", (name) => ({ name })],
  ["POST", "career-development/plans", (title) => ({ title })],
  ["POST", "ai-recommendation/sessions", (session_name) => ({ session_name })],
  [
    "POST",
    "user-management/auth/register",
    (full_name) => ({ email: newAddress(), password: "a-long-password", full_name }),
  ],
];

Deno.test("texts that can't be stored or would hide what they say are refused with the place: NUL, halves of characters, overrides of direction, a megabyte", async () => {
  const person = await register();
  const broken: Record<string, string> = {
    "NUL": "a\u0000b",
    "half a character": "a\ud800b",
    "the other half": "\udc00",
    "an escape": "a\u001b[31mb",
    "right to left": "a\u202egnp.exe",
    "an isolate": "a\u2066b",
    "a bell": "\u0007",
    "too long": "x".repeat(30_000),
  };
  for (const [method, route, body] of TEXTS) {
    for (const [name, text] of Object.entries(broken)) {
      // As JSON has it: halves of characters survive no encoding to UTF-8.
      const json = JSON.stringify(body(text));
      const answer = await person.call(method, route, { body: json });
      assertEquals([route, name, answer.status, answer.body?.code], [route, name, 400, "invalid"]);
      assertEquals(answer.body.details.length, 1, `${route} ${name}: ${JSON.stringify(answer.body)}`);
    }
    const megabyte = await person.call(method, route, { body: body("x".repeat(1 << 20)) });
    assert([400, 413].includes(megabyte.status), `${route}: ${megabyte.status}`);
  }
});

const HOSTILE =
  "=cmd|'/c calc'!A1 Robert'); drop table public.users;-- <img src=x onerror=alert(1)> \"{actor}\" ${7*7} {{7*7}} %s \\' عمر";

Deno.test("a name of SQL, HTML, a formula and placeholders is kept as it is, and does nothing to who reads it later", async () => {
  const [manager, hr] = [await register(), await registerAs("hr_admin")];
  const word = `zq${crypto.randomUUID().slice(0, 8)}`;
  const name = `${HOSTILE} ${word}`;
  const person = await register(undefined, name);
  await withDatabase((sql) =>
    sql`insert into public.employment_info (user_id, manager_id, job_title) values (${person.id}, ${manager.id}, ${name})`
  );
  const me = await person.call("PATCH", "user-management/me", { body: { preferred_name: null, bio: name } });
  assertEquals([me.body.full_name, me.body.bio], [name, name]);

  // Searched for by itself, whole, and by its dangerous halves.
  for (
    const q of [
      word,
      name.slice(0, 200),
      "drop table public.users;--",
      "%",
      "_",
      "\\",
      "'",
      "<img",
      "a|b&!(c:*",
    ]
  ) {
    const found = await manager.call("GET", `user-management/users?limit=50&q=${encodeURIComponent(q)}`);
    assertEquals(found.status, 200, q);
    for (const item of found.body.items) if (item.id === person.id) assertEquals(item.full_name, name);
    if (q === word || q.length === 200) assertEquals(found.body.items[0]?.id, person.id, q);
    for (
      const list of [
        "skills-management/skills",
        "training/courses",
        "career-development/pathways",
        "mentorship/mentors",
        "user-management/org-units",
        "skills-management/competencies",
      ]
    ) {
      assertEquals(
        (await manager.call("GET", `${list}?q=${encodeURIComponent(q)}`)).status,
        200,
        `${list} ${q}`,
      );
    }
  }

  // A spreadsheet sees text, and the reader of CSV the same name again.
  const file = await fetch(`${API_URL}/functions/v1/analytics/teams/people`, {
    headers: { authorization: `Bearer ${manager.token}`, accept: "text/csv" },
  });
  const csv = await file.text();
  assertEquals(file.status, 200, csv);
  const rows = parse(csv, { bom: true, columns: true });
  const row = Object.values(rows).find((row) => JSON.stringify(row).includes(word));
  assertEquals(row, { ...Object(row), name: `'${name}`, title: `'${name}` });

  // A title names whoever did it, and no placeholder in their name is filled in again.
  await withDatabase((sql) =>
    sql`select private.notify(${manager.id}, 'organisation.delegate', '{actor} and {actor}', actor => ${person.id})`
  );
  const { body: { items: [told] } } = await manager.call("GET", "analytics/notifications");
  assertEquals(told.title, `${name} and ${name}`);

  // A certificate, for the eye.
  const [course] = await withDatabase((sql) =>
    sql`with c as (insert into public.courses (name, duration_hours, status) values (${name}, 8, 'active') returning id)
      insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
      select ${person.id}, id, 1, 1, 'completed', 100, now(), current_date, private.new_certificate_number() from c returning id`
  );
  const page = await fetch(`${API_URL}/functions/v1/training/enrolments/${course?.id}/certificate`, {
    headers: { authorization: `Bearer ${person.token}`, accept: "text/html" },
  });
  const html = await page.text();
  assertEquals(page.status, 200);
  assertEquals(/<img|<script|onerror=alert\(1\)>/.test(html), false);
  assertMatch(html, /&lt;img src=x onerror=alert\(1\)&gt;/);

  // What leaves with the person, what HR audits, and what the assistant says.
  const file2 = await person.call("GET", "user-management/me/export");
  assert(JSON.stringify(file2.body).includes(JSON.stringify(name).slice(1, -1)));
  const seen = await hr.call("GET", `user-management/users/${person.id}`);
  assertEquals([seen.body.full_name, seen.body.employment.job_title], [name, name]);
  for (const topic of ["strengths", "next_role", "mentors", "quarter"]) {
    assertEquals((await person.call("POST", "ai-recommendation/advice", { body: { topic } })).status, 200);
  }
  const advised = await person.call("POST", "ai-recommendation/advice", {
    body: { topic: "become", subject: name.slice(0, 200) },
  });
  assertEquals(advised.status, 200);
  const [tables] = await withDatabase((sql) =>
    sql`select count(*)::integer as n from public.users where full_name = ${name}`
  );
  assertEquals(tables?.n, 1);
});

Deno.test("paths, queries and headers that no client sends are answered with 4xx, or like any other", async () => {
  const person = await register();
  const ask = async (
    path: string,
    headers: Record<string, string> = {},
  ): Promise<Pick<Answer, "status" | "body">> => {
    const answer = await fetch(`${API_URL}${path}`, {
      headers: { authorization: `Bearer ${person.token}`, ...headers },
    });
    return { status: answer.status, body: await answer.text() };
  };
  const functions = "/functions/v1";
  const paths = [
    `${functions}/user-management/users/%00`,
    `${functions}/user-management/users/%ff%fe`,
    `${functions}/user-management/users/%E0%A4%A`,
    `${functions}/user-management/users/${"x".repeat(8000)}`,
    `${functions}/user-management/${"a/".repeat(3000)}`,
    `${functions}/user-management/users/..%2f..%2fanalytics%2frollups`,
    `${functions}/user-management//users`,
    `${functions}/user-management/users/${person.id}%27%20or%201=1`,
    `${functions}/user-management/users/${person.id}/`,
    `${functions}/..%2f..%2frest/v1/users`,
    `${functions}/__proto__/me`,
    `${functions}/constructor`,
    `${functions}/toString/health`,
    `${functions}/%00`,
    functions,
    `${functions}/`,
    "/rest/v1/%00",
    "/rest/v1/users?select=%00",
    "/rest/v1/users?id=eq.%ff",
    "/auth/v1/%2e%2e/rest/v1/users",
    "/%2e%2e/%2e%2e/etc/passwd",
  ];
  for (const path of paths) {
    const { status, body } = await ask(path);
    assert(status >= 400 && status < 500, `${path.slice(0, 100)}: ${status} ${body.slice(0, 200)}`);
  }
  const queries = [
    "q=%00",
    `q=${"x".repeat(5000)}`,
    "q[]=a",
    "q[a]=b",
    "__proto__=1",
    "constructor=1",
    "limit=1&limit=2",
    "q=a&q=b",
    "cursor=",
    "count=TRUE",
    "org_unit_id=",
    "id=1",
    `id=${"a,".repeat(2000)}`,
    "limit",
  ];
  for (const query of queries) {
    for (const list of ["user-management/users", "training/courses", "skills-management/skills"]) {
      const { status, body } = await ask(`${functions}/${list}?${query}`);
      assert(status >= 400 && status < 500, `${list}?${query.slice(0, 40)}: ${status} ${body.slice(0, 200)}`);
    }
  }
  // What is no UTF-8 is read as the sign for that, like everywhere.
  for (const q of ["%ff", "%ED%A0%80", "%F0%9F"]) {
    assertEquals((await ask(`${functions}/user-management/users?q=${q}`)).status, 200);
  }
  const many = Array.from({ length: 300 }, () => `id=${crypto.randomUUID()}`).join("&");
  assert([400, 413, 414, 431].includes((await ask(`${functions}/user-management/users?${many}`)).status));
  const headers: Record<string, string>[] = [
    { "x-long": "x".repeat(6_000) },
    { "if-match": `"${"9".repeat(5000)}"` },
    { "if-none-match": "*" },
    { accept: "x".repeat(3000) },
    { accept: "text/html;q=2,*/*;q=-1,;;;" },
    { "content-type": 'application/json; charset="utf-7"' },
    { "x-request-id": "\u00e9" },
    { "accept-language": "q=1,".repeat(500) },
    { "x-http-method-override": "DELETE" },
    { "x-forwarded-host": "evil.example", "x-forwarded-proto": "javascript" },
    { range: "bytes=0-0" },
    { prefer: "tx=rollback,count=exact" },
    { "content-profile": "private" },
  ];
  for (const more of headers) {
    const { status, body } = await ask(`${functions}/user-management/me`, more);
    assertEquals([JSON.stringify(more).slice(0, 60), status, JSON.parse(body).id], [
      JSON.stringify(more).slice(0, 60),
      200,
      person.id,
    ]);
  }
  refused(
    await call("GET", "user-management/me", { headers: { authorization: `Bearer ${"x".repeat(6000)}` } }),
    401,
  );
  refused(
    await call("GET", "user-management/me", { headers: { authorization: `Basic ${btoa("a:b")}` } }),
    401,
  );
  refused(
    await call("GET", "user-management/me", {
      headers: { authorization: `Bearer ${person.token}, Bearer x` },
    }),
    401,
  );
});
