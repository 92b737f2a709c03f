import { assert, assertEquals } from "@std/assert";
import { exportJWK, exportSPKI, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import {
  API_URL,
  call,
  JWT_SECRET,
  type Person,
  PUBLISHABLE_KEY,
  refused,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

const secret = new TextEncoder().encode(JWT_SECRET);
const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) =>
  new TextEncoder().encode(JSON.stringify(value)).toBase64({ alphabet: "base64url", omitPadding: true });
const claimsOf = (token: string) => {
  const payload = Uint8Array.fromBase64(token.split(".")[1] ?? "", { alphabet: "base64url" });
  return JSON.parse(new TextDecoder().decode(payload));
};
const sign = (claims: Record<string, unknown>, key: Uint8Array = secret, header = {}) =>
  new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT", kid: "local", ...header }).sign(key);

/** A read of something of one's own, straight at PostgREST. */
async function readDirectly(token: string) {
  const answer = await fetch(`${API_URL}/rest/v1/users?select=id,full_name`, {
    headers: { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${token}` },
  });
  return { status: answer.status, body: await answer.json() };
}

/** Tokens as nobody but Auth may make them, each with what it lies about. */
async function forgeries(person: Person): Promise<Record<string, string>> {
  const claims = claimsOf(person.token);
  const [header = "", payload = "", signature = ""] = person.token.split(".");
  const stranger = crypto.getRandomValues(new Uint8Array(32));
  const hs512 = new TextEncoder().encode(JWT_SECRET.repeat(2));
  return {
    "another key": await sign(claims, stranger),
    "an empty key": `${header}.${payload}.${
      new Uint8Array(
        await crypto.subtle.sign(
          "HMAC",
          await crypto.subtle.importKey(
            "raw",
            new Uint8Array(64),
            { name: "HMAC", hash: "SHA-256" },
            false,
            ["sign"],
          ),
          new TextEncoder().encode(`${header}.${payload}`),
        ),
      ).toBase64({ alphabet: "base64url", omitPadding: true })
    }`,
    "no algorithm": `${encode({ alg: "none", typ: "JWT", kid: "local" })}.${payload}.`,
    "no algorithm, with a signature": `${
      encode({ alg: "None", typ: "JWT", kid: "local" })
    }.${payload}.${signature}`,
    "somebody else's claims under a true signature": `${header}.${
      encode({ ...claims, sub: crypto.randomUUID() })
    }.${signature}`,
    "no signature": `${header}.${payload}.`,
    "a key of its own in the header": await sign(claims, stranger, {
      jwk: { kty: "oct", k: stranger.toBase64({ alphabet: "base64url", omitPadding: true }) },
    }),
    "keys from elsewhere": await sign(claims, stranger, { jku: "http://127.0.0.1:1/keys.json" }),
    "a critical header that nobody knows": `${
      encode({ alg: "HS256", kid: "local", crit: ["x"], x: 1 })
    }.${payload}.${signature}`,
    "another key with a longer algorithm": await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS512", kid: "local" }).sign(hs512.map((byte) => byte ^ 1)),
    "expired": await sign({ ...claims, exp: now() - 60 }),
    "not valid yet": await sign({ ...claims, nbf: now() + 3600 }),
  };
}

Deno.test("a forged, unsigned, re-signed, expired or early token → 401, through the functions and through PostgREST", async () => {
  const person = await register();
  assertEquals((await readDirectly(person.token)).status, 200);
  for (const [lie, token] of Object.entries(await forgeries(person))) {
    refused(await call("GET", "user-management/me", { token }), 401, "unauthenticated");
    const direct = await readDirectly(token);
    assertEquals([lie, direct.status], [lie, 401], JSON.stringify(direct.body));
    refused(
      await call("PATCH", "user-management/auth/password", { token, body: { password: "stolen-it-is" } }),
      401,
    );
  }
});

Deno.test("signed by the project's own key, but for somebody else, of no person, or with no name for its key → 401", async () => {
  const person = await register();
  const claims = claimsOf(person.token);
  const without = (name: string) =>
    Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
  // The same claims, signed again, are good: what follows is refused for what it says.
  assertEquals((await call("GET", "user-management/me", { token: await sign(claims) })).status, 200);
  const wrong: Record<string, string> = {
    "another audience": await sign({ ...claims, aud: "another-service" }),
    "no audience": await sign(without("aud")),
    "another issuer": await sign({ ...claims, iss: "https://other.supabase.co/auth/v1" }),
    "no issuer": await sign(without("iss")),
    "no role": await sign(without("role")),
    "no subject": await sign(without("sub")),
    "an empty subject": await sign({ ...claims, sub: "" }),
    "a subject that is no id": await sign({ ...claims, sub: "' or 1=1 --" }),
    "a key id that nobody has": await sign(claims, secret, { kid: "another" }),
    "no key id": await new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(secret),
    ...Object.fromEntries(
      await Promise.all(
        ["service_role", "anon", "postgres", "supabase_admin", "authenticator", "hr_admin", ""].map(
          async (role) => [`role ${role}`, await sign({ ...claims, role })],
        ),
      ),
    ),
  };
  for (const [lie, token] of Object.entries(wrong)) {
    const answer = await call("GET", "user-management/me", { token });
    assertEquals([lie, answer.status, answer.body.code], [lie, 401, "unauthenticated"]);
  }
  // PostgREST takes the role that the key's owner signed, and none that it may not become.
  for (const role of ["postgres", "supabase_admin", "hr_admin"]) {
    assertEquals((await readDirectly(await sign({ ...claims, role }))).status >= 400, true, role);
  }
  for (const sub of ["not-a-uuid", "' or 1=1 --", crypto.randomUUID()]) {
    const stranger = await sign({ ...claims, sub });
    const { status, body } = await readDirectly(stranger);
    assert(status < 500 && (status >= 400 || body.length === 0), `${sub}: ${JSON.stringify(body)}`);
  }
  refused(
    await call("GET", "user-management/me", { token: await sign({ ...claims, sub: crypto.randomUUID() }) }),
    403,
    "no_employee_record",
  );
});

Deno.test("a public key is no secret: where tokens are signed by a pair, one that HS256 signed with the public half → 401", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...await exportJWK(publicKey), alg: "ES256", kid: "pair", use: "sig" };
  const claims = {
    sub: crypto.randomUUID(),
    role: "authenticated",
    aud: "authenticated",
    iss: `${API_URL}/auth/v1`,
    exp: now() + 3600,
  };
  const publicHalf = [await exportSPKI(publicKey), JSON.stringify(jwk), jwk.x ?? "", `${jwk.x}${jwk.y}`];
  const header: JWTHeaderParameters = { alg: "ES256", kid: "pair" };
  const tokens = [
    await new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
    await new SignJWT(claims).setProtectedHeader(header).sign((await generateKeyPair("ES256")).privateKey),
    ...await Promise.all(
      publicHalf.flatMap((text) => [
        new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "pair" }).sign(
          new TextEncoder().encode(text),
        ),
        new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "local" }).sign(
          new TextEncoder().encode(text),
        ),
      ]),
    ),
    `${encode({ alg: "none", kid: "pair" })}.${encode(claims)}.`,
  ];
  const code = `
    const { default: app } = await import("./supabase/functions/training/index.ts");
    console.log = () => {};
    for (const token of ${JSON.stringify(tokens)}) {
      const answer = await app.fetch(new Request("http://local/training/courses?nothing=1", { headers: { authorization: "Bearer " + token } }));
      console.error("ANSWER", answer.status);
    }`;
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", code],
    env: {
      SUPABASE_URL: API_URL,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
      SUPABASE_JWKS: JSON.stringify({ keys: [jwk] }),
      AUTH_ISSUER: `${API_URL}/auth/v1`,
    },
  }).output();
  const said = new TextDecoder().decode(stderr);
  const statuses = [...said.matchAll(/ANSWER (\d+)/g)].map(([, status]) => Number(status));
  // The first is good, and asks for what the route does not know.
  assertEquals(statuses, [400, ...tokens.slice(1).map(() => 401)], said);
});

Deno.test("the token of an account that is gone reads nothing and does nothing, though its signature holds", async () => {
  const person = await register();
  await withDatabase(async (sql) => {
    const [row] = await sql`select auth_id from public.users where id = ${person.id}`;
    await sql`delete from auth.users where id = ${row?.auth_id}`;
    const tables = await sql`select distinct table_name as name from information_schema.column_privileges
      where table_schema = 'public' and grantee = 'authenticated' and privilege_type = 'SELECT'`;
    assert(tables.length > 50);
    for (const { name } of tables) {
      const columns = await sql`select column_name as name from information_schema.column_privileges
        where table_schema = 'public' and table_name = ${name} and grantee = 'authenticated' and privilege_type = 'SELECT'`;
      const { data, error } = await person.supabase.from(String(name))
        .select(columns.map(({ name }) => name).join(","));
      assertEquals([name, error, data], [name, null, []]);
    }
  });
  refused(await person.call("GET", "user-management/me"), 403, "no_employee_record");
  refused(
    await person.call("PATCH", "user-management/me", { body: { bio: "Still here." } }),
    403,
    "no_employee_record",
  );
  refused(
    await person.call("POST", "ai-recommendation/advice", { body: { topic: "strengths" } }),
    403,
    "no_employee_record",
  );
});

Deno.test("where a secret key is asked for, no other key, token or place of it opens", async () => {
  const hr = await registerAs("hr_admin");
  const claims = claimsOf(hr.token);
  const service = await sign(
    { role: "service_role", iss: "supabase", exp: now() + 3600 },
    new Uint8Array(32),
  );
  const wrong: Record<string, string>[] = [
    {},
    { apikey: "" },
    { apikey: PUBLISHABLE_KEY },
    { apikey: SECRET_KEY.toUpperCase() },
    { apikey: SECRET_KEY.slice(0, -1) },
    { apikey: `${SECRET_KEY}x` },
    { apikey: `${PUBLISHABLE_KEY},${SECRET_KEY}` },
    { apikey: service },
    { apikey: "undefined" },
    { apikey: "null" },
    { apikey: '{"default":""}' },
    { authorization: `Bearer ${SECRET_KEY}` },
    { authorization: SECRET_KEY },
    { authorization: `Bearer ${service}` },
    { authorization: `Bearer ${hr.token}`, apikey: PUBLISHABLE_KEY },
    { authorization: `Bearer ${await sign({ ...claims, role: "service_role" })}`, apikey: PUBLISHABLE_KEY },
    { "x-api-key": SECRET_KEY },
    { cookie: `apikey=${SECRET_KEY}` },
  ];
  for (const headers of wrong) {
    refused(await call("POST", "analytics/rollups", { headers }), 401, "unauthenticated");
  }
  refused(await call("POST", `analytics/rollups?apikey=${SECRET_KEY}`), 401, "unauthenticated");
  // What the gateway makes of such keys at PostgREST.
  for (const apikey of ["", `${SECRET_KEY}x`, SECRET_KEY.slice(0, -1), service, "undefined"]) {
    const answer = await fetch(`${API_URL}/rest/v1/users?select=id`, { headers: { apikey } });
    await answer.body?.cancel();
    assertEquals(answer.status, 401);
  }
});
