import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import {
  API_URL,
  call,
  newClient,
  PASSWORD,
  PUBLISHABLE_KEY,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

const files = (Deno.env.get("LOGS") ?? "").split(",");
const [functionsLog = "", postgresLog = ""] = files;

/** What a log line may hold: docs/operations.md says what each field is. */
const Line = z.strictObject({
  request_id: z.string().max(64),
  function: z.string(),
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"]),
  route: z.string().nullable(),
  status: z.int().optional(),
  ms: z.int().optional(),
  error: z.string().optional(),
  at: z.array(z.string()).optional(),
});

const newId = () => crypto.randomUUID();

/** The log lines of the request with this id; they come through a pipe, so perhaps a moment after the answer. */
async function linesOf(id: string): Promise<z.infer<typeof Line>[]> {
  for (let attempt = 0;; attempt++) {
    const lines = (await Deno.readTextFile(functionsLog)).split("\n").filter((line) => line.includes(id));
    if (lines.length > 0 || attempt === 100) return lines.map((line) => Line.parse(JSON.parse(line)));
    await new Promise((done) => setTimeout(done, 50));
  }
}

Deno.test("nothing that people say of themselves, send wrongly or put into addresses stands in a log, nor do tokens and keys", async () => {
  const canary = `Qanary${crypto.randomUUID().replaceAll("-", "")}`;
  const email = `${canary.toLowerCase()}@port.example`;
  const person = await register(email, `${canary} Example`);
  const [hr, learning] = [await registerAs("hr_admin"), await registerAs("learning_admin")];
  const me = (method: string, path: string, body?: unknown) => person.call(method, path, { body });
  const marked = (words: string) => `${canary} ${words}`;
  await me("PATCH", "user-management/me", {
    phone: `+31 6 ${canary}`,
    bio: marked("bio"),
    interests: [marked("interest")],
    preferred_name: canary,
    accessibility: { [canary]: canary },
  });
  await me("POST", "user-management/me/education", { degree: canary, institution: canary });
  await me("POST", "user-management/me/positions", { role_title: canary, organization: canary });
  await me("POST", "skills-management/skills", { name: canary });
  await me("POST", "skills-management/me/projects", { name: canary, description: canary });
  await me("POST", "skills-management/me/certifications", { name: canary, credential_id: canary });
  await me("POST", "skills-management/me/skills/suggestions", { text: marked("I weld") });
  await me("POST", "career-development/plans", { title: canary });
  await me("PUT", "mentorship/me/mentor-profile", { capacity: 1, skill_ids: [], bio: marked("mentor") });
  const session = (await me("POST", "ai-recommendation/sessions", { context_data: { canary } })).body.id;
  for (const message of [marked("Where am I strong?"), marked("I am so stressed")]) {
    await me("POST", `ai-recommendation/sessions/${session}/messages`, { message });
  }
  const survey = await hr.call("POST", "analytics/surveys", {
    body: { question: marked("How are you?"), opens_on: "2020-01-01", closes_on: "2020-01-31" },
  });
  await me("POST", `analytics/surveys/${survey.body.id ?? newId()}/answers`, { rating: 3, comment: canary });
  // Bad requests: unknown fields, wrong forms, no JSON, wrong types, values that only the database refuses.
  for (
    const [path, body] of Object.entries({
      "user-management/me": { [canary]: canary, phone: [canary], bio: canary.repeat(500) },
      "user-management/me?x=1": { preferred_name: `${canary}\u0000` },
    })
  ) await me("PATCH", path, body);
  for (
    const path of [
      "skills-management/skills",
      "career-development/goals",
      "mentorship/requests",
      "training/enrolments",
    ]
  ) {
    await me("POST", path, { id: canary, name: { canary }, pathway_id: canary, message: canary });
    await me("POST", path, `{"name": "${canary}`);
    await me("POST", path, `"${canary}"`);
  }
  await call("POST", "user-management/auth/login", { body: { email, password: canary } });
  await call("POST", "user-management/auth/register", { body: { email: `${canary}@@`, password: canary } });
  await call("POST", "user-management/auth/refresh", { body: { refresh_token: canary } });
  await call("POST", "user-management/auth/password-reset", { body: { email } });
  for (const value of [canary, email, encodeURIComponent(marked("ü"))]) {
    await me("GET", `user-management/users?q=${value}`);
    await me("GET", `user-management/users?id=${value}&cursor=${value}`);
    await me("GET", `mentorship/mentors?q=${value}`);
    await me("GET", `training/courses?q=${value}&${canary}=1`);
    await (await fetch(`${API_URL}/functions/v1/user-management/users/${value}`)).body?.cancel();
    await (await fetch(`${API_URL}/functions/v1/user-management/${value}`, { headers: { [canary]: canary } }))
      .body
      ?.cancel();
  }
  await hr.call("POST", "user-management/imports", {
    body: {
      format: "employee-profiles",
      dry_run: false,
      profiles: [{ employee_id: canary, [canary]: canary }],
    },
  });
  await fetch(`${API_URL}/functions/v1/training/courses/imports`, {
    method: "POST",
    headers: { authorization: `Bearer ${learning.token}`, "content-type": "text/csv" },
    body: `external_id,name,duration_hours\n"${canary},${canary},many\n`,
  }).then((answer) => answer.body?.cancel());
  // Past the functions, where Postgres itself refuses, and quotes what it got.
  const direct = person.supabase;
  for (const table of ["users", "user_languages", "certifications"]) {
    await direct.from(table).select("id").eq("id", canary);
    await direct.from(table).insert({ id: canary, name: canary, language: canary });
  }
  const row = { language: `${canary} tongue`, proficiency: canary };
  await direct.from("user_languages").insert(row);
  await direct.from("user_languages").insert({ ...row, proficiency: "Fluent" });
  const twice = await direct.from("user_languages").insert({ ...row, proficiency: "Fluent" });
  assertEquals(twice.error?.code, "23505", "Postgres would quote this one in its log");
  await direct.rpc("get_user", { user_id: canary });
  await direct.rpc("search_users", { q: canary, cursor: canary });
  await newClient().from("users").select("id").eq("full_name", canary);
  await newClient(API_URL, `sb_secret_${canary}`).from("users").select("id");

  const secrets = [
    person.token,
    hr.token,
    SECRET_KEY,
    PUBLISHABLE_KEY,
    PASSWORD,
    person.token.split(".")[2] ?? "",
  ];
  for (const file of files) {
    const log = await Deno.readTextFile(file);
    assert(log.length > 0, file);
    for (const text of [canary, canary.toLowerCase(), ...secrets]) {
      const line = log.split("\n").find((line) => line.includes(text));
      assertEquals(line, undefined, `${file} has ${text}`);
    }
  }
});

Deno.test("every line of the functions' log is JSON with the documented fields, and no others", async () => {
  const id = newId();
  await call("GET", "user-management/health", { headers: { "x-request-id": id } });
  assertEquals((await linesOf(id)).map(({ route, status }) => [route, status]), [[
    "/user-management/health",
    200,
  ]]);
  const wrong = (await Deno.readTextFile(functionsLog)).split("\n").filter((line) => {
    try {
      return line !== "" && !Line.safeParse(JSON.parse(line)).success;
    } catch {
      return true;
    }
  });
  assertEquals(wrong, []);
});

Deno.test("whatever stands where a method, a path, a request id could be is not in the log", async () => {
  const canary = `Q${newId().replaceAll("-", "")}`;
  for (
    const [method, path, id] of [[canary.slice(0, 12), "me", newId()], ["GET", canary, newId()], [
      "GET",
      "me",
      `${canary}@x.example`,
    ]] as const
  ) {
    const answer = await fetch(`${API_URL}/functions/v1/user-management/${path}?q=${canary}`, {
      method,
      headers: { "x-request-id": id, "user-agent": canary, referer: `https://x.example/${canary}` },
    });
    await answer.body?.cancel();
    const lines = await linesOf(answer.headers.get("x-request-id") ?? "");
    assertEquals(lines.length, 1);
    assert(!JSON.stringify(lines).includes(canary.slice(0, 12)), JSON.stringify(lines));
  }
});

Deno.test("a failure that nobody foresaw says its kind and its place in the log, and nothing of the data; the answer says neither", async () => {
  const canary = `Qanary${newId().replaceAll("-", "")}`;
  await withDatabase(async (sql) => {
    const [{ source } = { source: "" }] =
      await sql`select pg_get_functiondef('private.get_metrics()'::regprocedure) as source`;
    const broken = (body: string) =>
      sql.unsafe(
        `create or replace function private.get_metrics() returns jsonb language plpgsql stable security definer set search_path = '' as $$ begin ${body} end $$`,
      );
    try {
      for (
        const [body, expected] of [
          [`return jsonb_build_array(jsonb_build_object('name', 1, 'help', '${canary}'));`, /^ZodError /],
          [`raise exception '${canary}' using errcode = 'XX000';`, /^database error XX000$/],
          [`return ('"' || '${canary}' || '"')::jsonb -> 1 / 0;`, /^database error 22012$/],
        ] as const
      ) {
        await broken(body);
        const id = newId();
        const answer = await call("GET", "analytics/metrics", {
          headers: { "x-request-id": id, apikey: SECRET_KEY },
        });
        assertEquals([answer.status, answer.body.code], [500, "internal"]);
        assert(!JSON.stringify(answer.body).includes(canary));
        const [line] = await linesOf(id);
        assert(expected.test(line?.error ?? ""), JSON.stringify(line));
        if (line?.error?.startsWith("Zod")) {
          assert(line.at?.some((place) => /analytics\/metrics\.ts:\d+$/.test(place)), JSON.stringify(line));
        }
      }
    } finally {
      await sql.unsafe(String(source));
    }
  });
  for (const file of files) assert(!(await Deno.readTextFile(file)).includes(canary), file);
});

Deno.test("a job that fails says its code and place in Postgres' log, not the value that it met", async () => {
  const canary = `Qanary${newId().replaceAll("-", "")}`;
  await withDatabase(async (sql) => {
    await sql.unsafe(`
      create function private.job_stumbling(cursor jsonb, as_of date) returns jsonb language plpgsql set search_path = '' as $$
      begin
        execute 'select ' || quote_literal('${canary}') || '::date';
      end $$;
      insert into private.jobs values ('stumbling', '0 0 1 1 *', 'For a test');`);
    try {
      const step =
        (await call("POST", "analytics/rollups", { headers: { apikey: SECRET_KEY }, body: {} })).body.jobs;
      assertEquals(step.find(({ job }: { job: string }) => job === "stumbling")?.status, "failed");
    } finally {
      await sql.unsafe(`
        delete from private.job_runs where job = 'stumbling';
        delete from private.jobs where name = 'stumbling';
        drop function private.job_stumbling(jsonb, date);`);
    }
  });
  const log = await Deno.readTextFile(postgresLog);
  assert(/job stumbling failed: 22007 in private\.job_stumbling:3 < /.test(log), "no such line");
  assert(!log.includes(`invalid input syntax for type date: "${canary}"`));
});
