import { assert, assertEquals } from "@std/assert";
import {
  API_URL,
  call,
  documentOf,
  FUNCTIONS,
  PUBLISHABLE_KEY,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

Deno.test("mass assignment: every route that takes a body refuses a field that it does not know, and names it", async () => {
  const hr = await registerAs("hr_admin");
  const before = (await hr.call("GET", "user-management/me")).body;
  const foreign = ["owner_id", "auth_id", "version", "erased_at", "created_at", "actor_id"];
  let routes = 0;
  for (const name of FUNCTIONS) {
    const { paths } = await documentOf(name);
    for (const [path, verbs] of Object.entries(paths)) {
      for (const [verb, operation] of Object.entries(verbs)) {
        // The secret key's route has a test of its own.
        if (!operation.requestBody || path === "/analytics/rollups") continue;
        routes += 1;
        const route = path.slice(1).replace(/\{\w+\}/g, crypto.randomUUID());
        for (const field of foreign) {
          const answer = await hr.call(verb.toUpperCase(), route, { body: { [field]: hr.id } });
          refused(answer, 400, "invalid");
          const named = answer.body.details.filter(({ code, path }: { code: string; path: string }) =>
            code === "unrecognized_keys" && path === field
          );
          assertEquals(named.length, 1, `${verb} ${path} ${field}: ${JSON.stringify(answer.body)}`);
        }
      }
    }
  }
  assert(routes >= 25, `only ${routes} routes`);
  assertEquals((await hr.call("GET", "user-management/me")).body, before);
});

Deno.test("an unknown query parameter is refused by every GET that takes any", async () => {
  const hr = await registerAs("hr_admin");
  let routes = 0;
  for (const name of FUNCTIONS) {
    const { paths } = await documentOf(name);
    for (const [path, verbs] of Object.entries(paths)) {
      if (!verbs.get?.parameters.some((parameter) => parameter.in === "query")) continue;
      routes += 1;
      const route = path.slice(1).replace(/\{\w+\}/g, crypto.randomUUID());
      refused(await hr.call("GET", `${route}?select=*`), 400, "invalid");
    }
  }
  assert(routes >= 15, `only ${routes} routes`);
});

Deno.test("RPCs straight at PostgREST with somebody else's id: each SQL function that takes one refuses or tells nothing", async () => {
  const victim = await register(undefined, "Vera Victim");
  const attacker = await register();
  await victim.call("PATCH", "user-management/me", {
    body: { phone: "+44 1234 567", bio: "Private words." },
  });
  const snapshot = () =>
    withDatabase(async (sql) =>
      JSON.stringify(
        await sql`
        select u.*, e.*, p.* from public.users u left join public.employment_info e on e.user_id = u.id
        join public.user_personal_info p on p.user_id = u.id where u.id = ${victim.id}`,
      )
    );
  const before = await snapshot();
  const functions = await withDatabase((sql) =>
    sql<{ name: string; names: string[]; types: string[] }[]>`
      select p.proname as name, coalesce(p.proargnames, '{}') as names,
        array(select format_type(t, null) from unnest(p.proargtypes) t) as types
      from pg_proc p where p.pronamespace = 'public'::regnamespace
        and has_function_privilege('authenticated', p.oid, 'execute')`
  );
  let tried = 0;
  const values: Record<string, unknown> = {
    "uuid": victim.id,
    "uuid[]": [victim.id],
    "text": "left",
    "text[]": ["hr_admin"],
    "integer": 1,
    "boolean": true,
    "date": "2026-11-22",
    "timestamp with time zone": "2026-11-22T00:00:00Z",
  };
  for (const { name, names, types } of functions) {
    const json = {
      user_id: victim.id,
      id: victim.id,
      full_name: "Owned",
      name: "Owned",
      manager_id: attacker.id,
    };
    const args = Object.fromEntries(types.map((type, index) => [
      names[index],
      type === "jsonb"
        ? (names[index] === "after" ? null : names[index] === "items" ? [json] : json)
        : values[type],
    ]));
    if (!types.some((type) => type === "uuid" || type === "uuid[]" || type === "jsonb")) continue;
    // One's own profile is what it is for.
    if (name === "update_me" || name === "set_delegate") continue;
    tried += 1;
    const answer = await fetch(`${API_URL}/rest/v1/rpc/${name}`, {
      method: "POST",
      headers: {
        apikey: PUBLISHABLE_KEY,
        authorization: `Bearer ${attacker.token}`,
        "content-type": "application/json",
      },
      body: JSON.stringify(args),
    });
    const text = await answer.text();
    assert(answer.status < 500, `${name}: ${text}`);
    for (const secret of [victim.email, "1234 567", "Private words", '"employment":{']) {
      assertEquals(text.includes(secret), false, `${name} told ${secret}`);
    }
  }
  assert(tried >= 25, `only ${tried} functions`);
  assertEquals(await snapshot(), before);
});

Deno.test("others' ids in paths and bodies answer like ids of nobody", async () => {
  const [hr, victim, attacker] = [await registerAs("hr_admin"), await register(), await register()];
  const made = await hr.call("POST", "user-management/erasure-requests", { body: { user_id: victim.id } });
  const strange = crypto.randomUUID();
  await withDatabase((sql) =>
    sql`select private.notify(${victim.id}, 'organisation.delegate', 'For the victim')`
  );
  const { body: { items: [note] } } = await victim.call("GET", "analytics/notifications");
  for (const id of [note.id, strange]) {
    refused(await attacker.call("POST", `analytics/notifications/${id}/read`), 404, "not_found");
  }
  for (const id of [victim.id, strange]) {
    refused(await attacker.call("GET", `user-management/users/${id}/reports`), 404, "not_found");
    refused(await attacker.call("GET", `user-management/users/${id}/deciders`), 404, "not_found");
    refused(
      await attacker.call("GET", `career-development/pathways/${strange}/gap?user_id=${id}`),
      404,
      "not_found",
    );
  }
  // Routes of a role answer others with 403 whatever the id is.
  for (const id of [made.body.id, strange]) {
    refused(
      await attacker.call("POST", `user-management/erasure-requests/${id}/carry-out`),
      403,
      "forbidden",
    );
    refused(
      await attacker.call("PATCH", `user-management/users/${id}`, { body: { grade: "A" } }),
      403,
      "forbidden",
    );
  }
  const unknown = await call("GET", `user-management/users/${strange}`, { token: attacker.token });
  refused(unknown, 404, "not_found");
});
