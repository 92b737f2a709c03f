import { assert, assertEquals, assertMatch } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { call, newClient, PUBLISHABLE_KEY, register } from "../tests/support.ts";
import { type Answer, type Compass, compass, CompassError, type Data, type Schemas } from "./compass.ts";

/** The data of an answer that must have some. */
function good<T>({ data, error }: Answer<T>): T {
  if (error) throw error;
  return data;
}

/** The error of an answer that must be one. */
function bad({ data, error }: Answer<unknown>): CompassError {
  if (!(error instanceof CompassError)) throw new Error(JSON.stringify(data));
  assertEquals(data, null);
  return error;
}

/** Calls whose requests are kept, and answered like this instead of by a server. */
function answering(response: () => Response): { api: Compass; requests: Request[] } {
  const requests: Request[] = [];
  const fetch = (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input, init));
    return Promise.resolve(response());
  };
  const options = { global: { fetch }, auth: { persistSession: false, autoRefreshToken: false } };
  return { api: compass(createClient("http://answering.invalid", PUBLISHABLE_KEY, options)), requests };
}

Deno.test("a success → its data, under the session of the client", async () => {
  const person = await register();
  const api = compass(person.supabase);
  const me = good(await api.get("/user-management/me"));
  assertEquals(me.id, person.id);
  const changed = good(await api.patch("/user-management/me", { body: { bio: "Sails" }, ifMatch: me.etag }));
  assertEquals(changed.bio, "Sails");
  const other = await register();
  const query = { id: [person.id, other.id], limit: 5, count: true };
  Object.assign(query, { q: undefined });
  const page = good(await api.get("/user-management/users", { query }));
  assertEquals(page.items.map(({ id }) => id).sort(), [person.id, other.id].sort());
  assertEquals(page.total, 2);
});

Deno.test("a success with no body → null in both", async () => {
  const api = compass((await register()).supabase);
  const body = { language: "Dutch", proficiency: "Fluent" } as const;
  const { id } = good(await api.post("/user-management/me/languages", { body }));
  const answer = await api.delete("/user-management/me/languages/{id}", { path: { id } });
  assertEquals(answer, { data: null, error: null });
});

Deno.test("a refusal → our error: code, details, request id", async () => {
  const api = compass((await register()).supabase);
  const missing = bad(await api.get("/user-management/users/{id}", { path: { id: crypto.randomUUID() } }));
  assertEquals([missing.status, missing.code, missing.details], [404, "not_found", undefined]);
  assertMatch(missing.request_id ?? "", /^[0-9a-f-]{36}$/);
  assertMatch(missing.message, /no such/);

  const invalid = bad(await api.get("/user-management/users", { query: { limit: 1000 } }));
  assertEquals([invalid.status, invalid.code], [400, "invalid"]);
  assertEquals(invalid.details?.map(({ path, code }) => [path, code]), [["limit", "too_big"]]);

  const stale = bad(await api.patch("/user-management/me", { body: { bio: "Sails" }, ifMatch: "0" }));
  assertEquals([stale.status, stale.code], [412, "stale"]);

  const stranger = bad(await compass(newClient()).get("/user-management/me"));
  assertEquals([stranger.status, stranger.code], [401, "unauthenticated"]);
});

Deno.test("what the caller has already → an error not_modified", async () => {
  const { supabase, token } = await register();
  const first = await call("GET", "career-development/pathways", { token });
  const headers = { "if-none-match": first.headers.get("etag") ?? "" };
  const error = bad(await compass(supabase).get("/career-development/pathways", { headers }));
  assertEquals([error.status, error.code], [304, "not_modified"]);
});

Deno.test("nothing answers, or the caller gives up → an error unreachable", async () => {
  for (
    const answer of [
      await compass(newClient("http://127.0.0.1:1")).get("/training/health"),
      await compass(newClient()).get("/training/health", { signal: AbortSignal.abort() }),
    ]
  ) {
    const error = bad(answer);
    assertEquals([error.status, error.code, error.request_id], [0, "unreachable", null]);
    assert(error.message);
  }
});

Deno.test("something before the functions answers in another shape → an error all the same", async () => {
  const page = answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
  const error = bad(await page.api.get("/training/health"));
  assertEquals([error.status, error.code, error.message], [502, "unexpected", "The server answered 502."]);
  const relay = { code: "BOOT_ERROR", message: "Function failed to start (please check logs)" };
  const dead = answering(() => Response.json(relay, { status: 503, headers: { "x-relay-error": "true" } }));
  assertEquals(bad(await dead.api.get("/training/health")).code, "BOOT_ERROR");
  const broken = answering(() => new Response("{", { headers: { "content-type": "application/json" } }));
  assertEquals(bad(await broken.api.get("/training/health")).code, "unreachable");
});

Deno.test("what stands in a path is escaped, and no error of it escapes", async () => {
  const { api, requests } = answering(() => Response.json({}));
  await api.get("/user-management/users/{id}", { path: { id: "../me?x=1" } });
  assertEquals(
    requests[0]?.url,
    "http://answering.invalid/functions/v1/user-management/users/..%2Fme%3Fx%3D1",
  );
  bad(await api.get("/user-management/users/{id}", { path: { id: "\ud800" } }));
});

// Never called: `deno check` reads it.
export async function types(api: Compass): Promise<void> {
  const { data: me, error } = await api.get("/user-management/me");
  if (error) return void (error satisfies CompassError);
  me satisfies Schemas["Me"];
  me.employment?.manager?.name satisfies string | undefined;
  (await api.delete("/user-management/me/languages/{id}", { path: { id: "" } })).data satisfies null;
  const made: Data<"post", "/user-management/me/languages"> = {
    etag: "",
    id: "",
    language: "",
    proficiency: "Fluent",
  };
  await api.post("/user-management/auth/logout");

  // @ts-expect-error -- no such route
  await api.get("/user-management/nobody");
  // @ts-expect-error -- no such method there
  await api.delete("/user-management/me");
  // @ts-expect-error -- no path parameter
  await api.get("/user-management/users/{id}");
  // @ts-expect-error -- another path parameter
  await api.get("/user-management/users/{id}", { path: { user: "" } });
  // @ts-expect-error -- none is needed
  await api.get("/user-management/me", { path: { id: "" } });
  // @ts-expect-error -- no such filter
  await api.get("/user-management/users", { query: { colour: "red" } });
  // @ts-expect-error -- a number
  await api.get("/user-management/users", { query: { limit: "many" } });
  // @ts-expect-error -- no body
  await api.patch("/user-management/me");
  // @ts-expect-error -- no such field
  await api.patch("/user-management/me", { body: { role: "boss" } });
  // @ts-expect-error -- a required field is missing
  await api.post("/user-management/me/languages", { body: { language: made.language } });
  // @ts-expect-error -- a route that knows no etag
  await api.get("/user-management/me", { ifMatch: me.etag });
  // @ts-expect-error -- no such field in the answer
  me.salary;
  // @ts-expect-error -- perhaps an error
  (await api.get("/user-management/me")).data.id;
}
