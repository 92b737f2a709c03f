import { assert, assertEquals } from "@std/assert";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { documentsAt } from "./documents.ts";

const env = (name: string) => {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`${name} is not set: run \`deno task test\`.`);
  return value;
};

export const API_URL = env("API_URL");
export const CONFIRM_URL = env("CONFIRM_URL");
export const PUBLISHABLE_KEY = env("PUBLISHABLE_KEY");
export const SECRET_KEY = env("SECRET_KEY");
/** The key that Auth signs tokens with: for those that it never would. */
export const JWT_SECRET = env("JWT_SECRET");
export const FUNCTIONS = [
  "user-management",
  "skills-management",
  "career-development",
  "ai-recommendation",
  "mentorship",
  "training",
  "analytics",
];
export const PASSWORD = "a-long-password";

/** SQL as the owner, for what a test needs and no route makes. End it, or the test process hangs. */
export const database = () => postgres(env("DB_URL"), { max: 2, onnotice: () => {} });

/** Runs something with a database connection and ends it. */
export async function withDatabase<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = database();
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

export const newClient = (url = API_URL, key = PUBLISHABLE_KEY): SupabaseClient =>
  createClient(url, key, { auth: { persistSession: false, autoRefreshToken: false } });

/** An answer, checked against the OpenAPI document of its function. */
export interface Answer {
  status: number;
  headers: Headers;
  // deno-lint-ignore no-explicit-any -- the schema check below is what types it; tests read what they assert.
  body: any;
}

const { documentOf, check } = documentsAt(API_URL);
export { documentOf };

/** Calls a route (`"user-management/me"`) and checks status, shape and headers against the function's document. */
export async function call(
  method: string,
  route: string,
  { token, body, headers }: { token?: string | undefined; body?: unknown; headers?: Record<string, string> } =
    {},
): Promise<Answer> {
  const response = await fetch(`${API_URL}/functions/v1/${route}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  const [path = ""] = route.split("?");
  await check(path.split("/")[0] ?? "", method, `/${path}`, answer);
  assert(answer.headers.get("x-request-id"), "no x-request-id");
  assert(answer.headers.get("server-timing"), "no server-timing");
  if (answer.status >= 400) assertEquals(answer.body.request_id, answer.headers.get("x-request-id"));
  return answer;
}

/** Somebody signed in. */
export interface Person {
  id: string;
  email: string;
  token: string;
  /** supabase-js with this person's session, as a frontend has it. */
  supabase: SupabaseClient;
  call: (
    method: string,
    route: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>;
}

export const newAddress = (name = "p") => `${name}.${crypto.randomUUID()}@port.example`;

/** Registers an account as a frontend does. Registration is open here, so that it has a record. */
export async function register(email = newAddress(), full_name = "Pat Example"): Promise<Person> {
  const supabase = newClient();
  return await signedIn(
    supabase,
    await supabase.auth.signUp({ email, password: PASSWORD, options: { data: { full_name } } }),
  );
}

export async function signIn(email: string): Promise<Person> {
  const supabase = newClient();
  return await signedIn(supabase, await supabase.auth.signInWithPassword({ email, password: PASSWORD }));
}

async function signedIn(
  supabase: SupabaseClient,
  { data: { session }, error }: Awaited<ReturnType<SupabaseClient["auth"]["signUp"]>>,
): Promise<Person> {
  if (!session) throw error ?? new Error("signed up, and not signed in");
  const { access_token: token, user: { email = "" } } = session;
  const as = (method: string, route: string, options = {}) => call(method, route, { ...options, token });
  const me = await as("GET", "user-management/me");
  return { id: me.body.id ?? "", email, token, supabase, call: as };
}

/** Somebody with a role. */
export async function registerAs(role: "hr_admin" | "learning_admin" | "auditor"): Promise<Person> {
  const person = await register(newAddress(role));
  await withDatabase((sql) => sql`select private.grant_role(${person.email}, ${role})`);
  return person;
}

/** A boss, a lead below, a worker below that, a peer of none of them, and HR. */
export async function cast(): Promise<Record<"boss" | "lead" | "worker" | "peer" | "hr", Person>> {
  const made = Promise.all([register(), register(), register(), register(), registerAs("hr_admin")]);
  const [boss, lead, worker, peer, hr] = await made;
  await withDatabase((sql) =>
    sql`insert into public.employment_info (user_id, job_title, manager_id)
      values (${boss.id}, 'Director', null), (${lead.id}, 'Lead', ${boss.id}), (${worker.id}, 'Rigger', ${lead.id})`
  );
  return { boss, lead, worker, peer, hr };
}

/** Refused with this status, and if given this code. */
export function refused(answer: Answer, status: number, code?: string) {
  assertEquals(answer.status, status, JSON.stringify(answer.body));
  if (code) assertEquals(answer.body.code, code);
}
