import { assert, assertEquals } from "@std/assert";
import {
  type Answer,
  API_URL,
  call,
  documentOf,
  FUNCTIONS,
  newAddress,
  PASSWORD,
  type Person,
  PUBLISHABLE_KEY,
  refused,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

/** Does something under other limits, in windows of years that nobody else counts in. */
async function withLimits<T>(
  limits: [action: string, per: string, most: number][],
  work: (seconds: number) => Promise<T>,
): Promise<T> {
  const seconds = 50_000_000 + Math.floor(Math.random() * 50_000_000);
  return await withDatabase(async (sql) => {
    const before = await sql`select action, per, most, seconds from private.rate_limits`;
    try {
      for (const [action, per, most] of limits) {
        await sql`update private.rate_limits set most = ${most}, seconds = ${seconds}
          where (${action} = 'all' or action = ${action}) and (${per} = 'all' or per = ${per})`;
      }
      return await work(seconds);
    } finally {
      for (const { action, per, most, seconds } of before) {
        await sql`update private.rate_limits set most = ${most}, seconds = ${seconds} where action = ${action} and per = ${per}`;
      }
    }
  });
}

function tooMany(answer: Answer, seconds: number) {
  refused(answer, 429, "rate_limited");
  const wait = Number(answer.headers.get("retry-after"));
  assert(
    Number.isInteger(wait) && wait >= 1 && wait <= seconds,
    `retry-after: ${answer.headers.get("retry-after")}`,
  );
  assertEquals(answer.body.message, `Too many requests: try again in ${wait} s.`);
}

const login = (email: string, password = "a-wrong-password", headers = {}) =>
  call("POST", "user-management/auth/login", { body: { email, password }, headers });

/** A search straight at PostgREST. */
const searchDirectly = (
  { token }: Person,
  name = "search_users",
  args: Record<string, unknown> = { q: "pat" },
) =>
  fetch(`${API_URL}/rest/v1/rpc/${name}`, {
    method: "POST",
    headers: {
      apikey: PUBLISHABLE_KEY,
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(args),
  });

const countOf = <T>(items: T[], is: (item: T) => boolean) => items.filter(is).length;

Deno.test("of 50 logins at once for one address of mail exactly 10 are tried where 10 are allowed", async () => {
  await withLimits([["login", "email", 10]], async (seconds) => {
    const known = (await register()).email;
    for (const [email, tries] of [[known, 20], [newAddress(), 50]] as const) {
      const answers = await Promise.all(
        Array.from({ length: tries }, (_, i) => login(i % 2 ? email.toUpperCase() : ` ${email} `)),
      );
      assertEquals(countOf(answers, ({ status }) => status === 401), 10);
      const others = answers.filter(({ status }) => status !== 401);
      for (const answer of others) tooMany(answer, seconds);
    }
    // Not with the right password either, and others are not meant.
    tooMany(await login(known, PASSWORD), seconds);
    refused(await login(newAddress()), 401, "unauthenticated");
  });
});

Deno.test("register, login and reset answer the same at the limit, whether the address has an account or not", async () => {
  const known = (await register()).email;
  await withLimits(
    [["login", "email", 1], ["register", "email", 1], ["password_reset", "email", 1]],
    async () => {
      const answersFor = async (email: string) => {
        const answers: string[] = [];
        for (
          const [path, body] of Object.entries({
            login: { email, password: "a-wrong-password" },
            register: { email, password: PASSWORD },
            "password-reset": { email },
          })
        ) {
          for (let i = 0; i < 3; i++) {
            const { status, body: said } = await call("POST", `user-management/auth/${path}`, { body });
            const { request_id: _, message, ...rest } = said;
            answers.push(
              JSON.stringify([path, status, rest, String(message).replace(/in \d+ s/, "in some time")]),
            );
          }
        }
        return answers;
      };
      const [had, had_none] = [await answersFor(known), await answersFor(newAddress())];
      assertEquals(had, had_none);
      assertEquals(had.map((answer) => JSON.parse(answer)[1]), [401, 429, 429, 202, 429, 429, 202, 429, 429]);
    },
  );
});

Deno.test("an address is what the gateway saw: no header of the client's own gets round its limit, and others are not refused", async () => {
  await withLimits([["login", "address", 5]], async (seconds) => {
    const forged = () => {
      const made_up = `203.0.113.${Math.floor(Math.random() * 255)}`;
      return {
        "x-forwarded-for": `${made_up}, 198.51.100.7`,
        "x-real-ip": made_up,
        "cf-connecting-ip": made_up,
        "true-client-ip": made_up,
        "sb-forwarded-for": made_up,
        "forwarded": `for=${made_up}`,
      };
    };
    const answers: Answer[] = [];
    for (let i = 0; i < 8; i++) answers.push(await login(newAddress(), PASSWORD, forged()));
    assertEquals(answers.map(({ status }) => status), [401, 401, 401, 401, 401, 429, 429, 429]);
    for (const answer of answers.slice(5)) tooMany(answer, seconds);

    using elsewhere = Deno.createHttpClient({ localAddress: "127.0.0.2" });
    const other = await fetch(`${API_URL}/functions/v1/user-management/auth/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: newAddress(), password: PASSWORD }),
      client: elsewhere,
    });
    await other.body?.cancel();
    assertEquals(other.status, 401);
  });
});

Deno.test("of 50 searches at once exactly 10 are answered where 10 are allowed, directly and through the functions together", async () => {
  const [person, other] = [await register(), await register()];
  await withLimits([["search", "person", 10]], async (seconds) => {
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        if (i % 2) return (await person.call("GET", "user-management/users?q=pat")).status;
        const answer = await searchDirectly(person);
        const body = await answer.json();
        if (answer.status === 429) {
          assertEquals([body.code, body.hint, body.items], ["PT429", "rate_limited", undefined]);
          assertEquals(answer.headers.get("retry-after"), body.details);
        }
        return answer.status;
      }),
    );
    assertEquals(countOf(statuses, (status) => status === 200), 10);
    assertEquals(countOf(statuses, (status) => status === 429), 40);
    // One count for all searches.
    tooMany(await person.call("GET", "skills-management/skills?q=pat"), seconds);
    const { error } = await person.supabase.rpc("search_courses", { q: "pat" });
    assertEquals(error?.code, "PT429");
    // A list that is no search is read as ever, and others search.
    assertEquals((await person.call("GET", "user-management/users?limit=1")).status, 200);
    assertEquals((await searchDirectly(person, "search_users", { q: " " })).status, 200);
    assertEquals((await other.call("GET", "user-management/users?q=pat")).status, 200);
  });
});

Deno.test("every SQL function that takes q counts, also called directly, and none of them answers to GET", async () => {
  const functions = await withDatabase((sql) =>
    sql<{ name: string; has_kind: boolean }[]>`
      select proname as name, 'kind' = any (proargnames) as has_kind from pg_proc
      where pronamespace = 'public'::regnamespace and 'q' = any (proargnames)
        and has_function_privilege('authenticated', oid, 'execute')`
  );
  assert(functions.length >= 7, `only ${functions.length}`);
  const person = await register();
  for (const { name, has_kind } of functions) {
    await withLimits([["search", "person", 1]], async () => {
      const args = { q: "pat", ...(has_kind ? { kind: "competency" } : {}) };
      const statuses: number[] = [];
      for (let i = 0; i < 2; i++) {
        const answer = await searchDirectly(person, name, args);
        await answer.body?.cancel();
        statuses.push(answer.status);
      }
      assertEquals([name, ...statuses], [name, 200, 429]);
      const read = await fetch(
        `${API_URL}/rest/v1/rpc/${name}?${new URLSearchParams(args)}`,
        { headers: { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${person.token}` } },
      );
      await read.body?.cancel();
      assertEquals([name, read.status], [name, 405]);
    });
  }
});

/** A request of each route that says it counts. */
const LIMITED: Record<string, { query?: string; body?: unknown }> = {
  "POST /user-management/auth/register": { body: { email: newAddress(), password: PASSWORD } },
  "POST /user-management/auth/login": { body: { email: newAddress(), password: PASSWORD } },
  "POST /user-management/auth/refresh": { body: { refresh_token: "none" } },
  "POST /user-management/auth/password-reset": { body: { email: newAddress() } },
  "POST /user-management/auth/logout": {},
  "PATCH /user-management/auth/password": { body: { password: PASSWORD } },
  "GET /user-management/users": { query: "?q=a" },
  "GET /user-management/org-units": { query: "?q=a" },
  "POST /user-management/imports": { body: { format: "employee-profiles", profiles: [{}], dry_run: true } },
  "POST /user-management/imports/{id}/chunks": { body: { offset: 0, profiles: [{}] } },
  ...Object.fromEntries(
    ["skills", "function-areas", "specializations", "competencies", "experience-types"].map((
      name,
    ) => [`GET /skills-management/${name}`, { query: "?q=a" }]),
  ),
  "POST /skills-management/taxonomy/imports": { body: { rows: [{}], dry_run: true } },
  "POST /skills-management/me/skills/suggestions": { body: { text: "cranes" } },
  "GET /career-development/pathways": { query: "?q=a" },
  "GET /mentorship/mentors": { query: "?q=a" },
  "GET /training/courses": { query: "?q=a" },
  "POST /training/courses/imports": { body: { rows: [{}], dry_run: true } },
  "POST /training/completions/imports": { body: { rows: [{}], dry_run: true } },
  "POST /ai-recommendation/sessions/{id}/messages": { body: { message: "Where do I stand?" } },
  "POST /ai-recommendation/advice": { body: { topic: "strengths" } },
};

Deno.test("the routes that say so, and no others, are refused where nothing is allowed, for the person alone and for the address alone", async () => {
  const documents = await Promise.all(FUNCTIONS.map(documentOf));
  const documented = documents.flatMap(({ paths }) =>
    Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).flatMap(([verb, { responses }]) =>
        "429" in responses ? [`${verb.toUpperCase()} ${path}`] : []
      )
    )
  );
  // Fifty a day is a rule of endorsements, and no row of the limits.
  const endorsing = "POST /skills-management/users/{id}/skills/{skill_id}/endorsements";
  assertEquals(documented.sort(), [...Object.keys(LIMITED), endorsing].sort());

  const hr = await registerAs("hr_admin");
  const ask = (key: string) => {
    const { query = "", body } = LIMITED[key] ?? {};
    const [method = "", path = ""] = key.split(" ");
    return hr.call(
      method,
      path.slice(1).replace("{id}", crypto.randomUUID()) + query,
      body === undefined ? {} : { body },
    );
  };
  const isOpen = (key: string) => /auth\/(register|login|refresh|password-reset)$/.test(key);
  const isSearch = (key: string) => key.startsWith("GET ");
  await withLimits([["all", "person", 0]], async (seconds) => {
    for (const key of Object.keys(LIMITED)) if (!isOpen(key)) tooMany(await ask(key), seconds);
    const { paths } = await documentOf("user-management");
    for (const path of Object.keys(paths)) {
      const key = `GET ${path}`;
      if (path.includes("{") || !paths[path]?.get || key in LIMITED) continue;
      assert((await hr.call("GET", path.slice(1))).status !== 429, key);
    }
  });
  await withLimits([["all", "address", 0]], async (seconds) => {
    for (const key of Object.keys(LIMITED)) {
      if (!isSearch(key)) tooMany(await ask(key), seconds);
      else assertEquals((await ask(key)).status, 200, key);
    }
  });
});

Deno.test("a person's limit is theirs alone, whatever their address", async () => {
  const [one, other] = [await register(), await register()];
  await withLimits([["assistant", "person", 2]], async (seconds) => {
    const advice = (person: Person) =>
      person.call("POST", "ai-recommendation/advice", { body: { topic: "strengths" } });
    assertEquals((await advice(one)).status, 200);
    assertEquals((await advice(one)).status, 200);
    tooMany(await advice(one), seconds);
    assertEquals((await advice(other)).status, 200);
  });
});

Deno.test("what is counted can't be read: neither by people, nor from the table's own rows", async () => {
  const person = await register();
  await login(person.email);
  const [unlogged, kept] = await withDatabase((sql) =>
    Promise.all([
      sql`select relpersistence from pg_class where oid = 'private.rate_counts'::regclass`,
      sql`select key, key::text || "window" || n as row from private.rate_counts`,
    ])
  );
  assertEquals(unlogged[0]?.relpersistence, "u");
  assert(kept.length > 0);
  const hash = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
  const plain = [person.email, person.id, "127.0.0.1"];
  const guesses = await Promise.all(plain.flatMap((text) => [hash(text), hash(`login email ${text}`)]));
  for (const { key, row } of kept) {
    assertEquals(key.length, 32);
    for (const text of [...plain, ...guesses]) {
      assertEquals(row.includes(text) || new TextDecoder().decode(key).includes(text), false);
    }
  }
  const count = (headers: Record<string, string>) =>
    fetch(`${API_URL}/rest/v1/rpc/count_request`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ action: "login", email: person.email }),
    });
  // Or anybody could lock anybody out.
  for (
    const [headers, status] of [
      [{ apikey: PUBLISHABLE_KEY }, 401],
      [{ apikey: PUBLISHABLE_KEY, authorization: `Bearer ${person.token}` }, 403],
      [{ apikey: SECRET_KEY }, 200],
    ] as const
  ) {
    const answer = await count(headers);
    await answer.body?.cancel();
    assertEquals(answer.status, status);
  }
});
