import { assert, assertEquals, assertMatch } from "@std/assert";
import { COMMON, ROUTES } from "./access.ts";
import {
  API_URL,
  call,
  FUNCTIONS,
  newClient,
  PUBLISHABLE_KEY,
  refused,
  register,
  SECRET_KEY,
} from "./support.ts";

/** Every route of every function that needs a token or a key. */
const guarded = FUNCTIONS.flatMap((name) =>
  Object.entries({ ...COMMON, ...ROUTES[name] }).filter(([, { who }]) => who !== "anyone").map(([route]) => {
    const [method = "", path = ""] = route.split("?")[0]?.split(" ") ?? [];
    return { method, path: `/${name}${path}` };
  })
);
const concrete = (path: string) => path.slice(1).replace(/\{\w+\}/g, crypto.randomUUID());
const withBody = (
  method: string,
) => (method === "GET" || method === "DELETE" ? {} : { body: { nothing: true } });

Deno.test("every route without a token → 401, with each thing that is no token → 401, before the body is looked at", async () => {
  const [header = "", , signature = ""] = (await register()).token.split(".");
  const later = Math.floor(Date.now() / 1000) + 3600;
  const encode = (value: unknown) =>
    btoa(JSON.stringify(value)).replaceAll("=", "").replaceAll("+", "-").replaceAll("/", "_");
  const claims = encode({ sub: crypto.randomUUID(), role: "authenticated", exp: later });
  const tokens = [
    undefined,
    "nonsense",
    PUBLISHABLE_KEY,
    SECRET_KEY,
    // Somebody else's claims under a true signature, and claims that nobody signed.
    `${header}.${claims}.${signature}`,
    `${encode({ alg: "none", typ: "JWT" })}.${claims}.`,
  ];
  for (const { method, path } of guarded) {
    for (const token of tokens) {
      const answer = await call(method, concrete(path), { token, ...withBody(method) });
      refused(answer, 401, "unauthenticated");
      assertEquals("details" in answer.body, false, `${method} ${path} judged the body of a stranger`);
    }
  }
});

Deno.test("the roles behind the keys are no people: a signed service_role or anon token → 401", async () => {
  for (const [name, role] of [["SECRET", "service_role"], ["PUBLISHABLE", "anon"]] as const) {
    const key = name === "SECRET" ? SECRET_KEY : PUBLISHABLE_KEY;
    // The key itself works as what it is: PostgREST knows its role.
    const seen = await newClient(API_URL, key).from("users").select("id").limit(1);
    assertEquals(seen.error === null, role === "service_role");
    refused(await call("GET", "user-management/me", { token: key }), 401);
  }
});

Deno.test("health, readiness and OpenAPI need no token, on every function", async () => {
  for (const name of FUNCTIONS) {
    assertEquals((await call("GET", `${name}/health`)).body, { status: "ok" });
    assertEquals((await call("GET", `${name}/ready`)).body, { status: "ready" });
    const document = await (await fetch(`${API_URL}/functions/v1/${name}/openapi.json`)).json();
    assertEquals(document.openapi, "3.1.0");
    for (const [path, verbs] of Object.entries(document.paths)) {
      assertMatch(path, new RegExp(`^/${name}/`));
      for (const operation of Object.values(verbs as Record<string, { summary?: string }>)) {
        assert(operation.summary, path);
      }
    }
  }
});

Deno.test("a route that is not there → 404, a verb that a route has not → 405 with those it has", async () => {
  const { token } = await register();
  refused(await call("GET", "training/nowhere", { token }), 404, "not_found");
  const answer = await call("PUT", "user-management/me", { token });
  refused(answer, 405, "method_not_allowed");
  assertEquals(answer.headers.get("allow"), "GET, PATCH, DELETE");
});

Deno.test("CORS: a browser may send our headers and read them, without credentials", async () => {
  const answer = await fetch(`${API_URL}/functions/v1/user-management/me`, {
    method: "OPTIONS",
    headers: {
      origin: "https://app.example",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "if-match",
    },
  });
  await answer.body?.cancel();
  assertEquals(answer.status, 204);
  assertMatch(answer.headers.get("access-control-allow-headers") ?? "", /if-match/);
  assertMatch(answer.headers.get("access-control-allow-methods") ?? "", /PATCH/);
  assertEquals(answer.headers.get("access-control-allow-credentials"), null);
});

Deno.test("a request id: a sane one is kept, 10 KB or quotes are replaced, and both reach the answer", async () => {
  const kept = await call("GET", "training/health", { headers: { "x-request-id": "from-the-phone_1" } });
  assertEquals(kept.headers.get("x-request-id"), "from-the-phone_1");
  for (const id of ["x".repeat(10_000), `a"b'; drop table users`, "x".repeat(65)]) {
    const answer = await call("GET", "training/health", { headers: { "x-request-id": id } });
    assertMatch(answer.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  }
});

Deno.test("a body of another type → 415, malformed JSON → 400, too large → 413", async () => {
  const { token, call: as } = await register();
  const text = await call("PATCH", "user-management/me", {
    token,
    body: "bio=x",
    headers: { "content-type": "text/plain" },
  });
  refused(text, 415, "unsupported_media_type");
  refused(await as("PATCH", "user-management/me", { body: "{" }), 400, "invalid");
  refused(
    await as("PUT", "skills-management/me/skills", { body: { items: "x".repeat(2 << 20) } }),
    413,
    "too_large",
  );
});
