import { createClient } from "@supabase/supabase-js";
import { join } from "node:path";
import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { PROJECT } from "../local/place.ts";
import { closing, connect } from "../local/postgres.ts";
import { freePort } from "../local/process.ts";
import type { Stack } from "../local/stack.ts";
import { profiles } from "./profiles.ts";

const PASSWORD = "a-long-password";
const CHUNK = 200;

/** Node where it is, else Deno. */
interface Program {
  name: string;
  program: string;
  args: string[];
}

/** What benches stand on: the stack, an HR admin, and on demand an employee and the Express service. */
export interface Bed extends Disposable {
  stack: Stack;
  /** Ends the programs that were started. */
  signal: AbortSignal;
  /** What runs the programs of bench/express, and where they are. */
  node: Program;
  programs: string;
  hr: { token: string };
  employee(): Promise<Employee>;
  /** Starts the Express service, once, and answers its address. */
  express(): Promise<string>;
}

/** An employee out of an imported file, signed in, and the pathway they ask about. */
export interface Employee {
  /** What their frontend sends. */
  headers: { authorization: string; apikey: string };
  /** A pathway with ten requirements: seven of its skills they rated, one they have unrated, two they lack. */
  pathway: string;
}

/** Prepares all that benches share. */
export async function makeBed(stack: Stack, interrupted: AbortSignal): Promise<Bed> {
  const done = new AbortController();
  const signal = AbortSignal.any([interrupted, done.signal]);
  const programs = join(PROJECT, "bench", "express");
  const install = await new Deno.Command(Deno.execPath(), {
    args: ["install", "--quiet", "--frozen"],
    cwd: programs,
    signal,
  }).output();
  if (!install.success) {
    throw new Sentence(`autocannon and Express: ${new TextDecoder().decode(install.stderr)}`);
  }
  const hr = await signUp(stack, "hr@port.example");
  await using sql = closing(connect(stack.dbUrl));
  await sql.client`select private.grant_role('hr@port.example', 'hr_admin')`;
  const bed: Bed = {
    stack,
    signal,
    node: await findNode(),
    programs,
    hr,
    employee: once(() => makeEmployee(bed)),
    express: once(() => startExpress(bed)),
    [Symbol.dispose]: () => done.abort(),
  };
  return bed;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => made ??= make();
}

async function findNode(): Promise<Program> {
  const answer = await new Deno.Command("node", { args: ["--version"] }).output().catch(() => null);
  const version = answer?.success ? new TextDecoder().decode(answer.stdout).trim() : "";
  const major = Number(version.match(/^v(\d+)\./)?.[1] ?? 0);
  if (major < 20) {
    return { name: `Deno ${Deno.version.deno}`, program: Deno.execPath(), args: ["run", "-A", "--quiet"] };
  }
  // supabase-js makes no client where there is no WebSocket, which Node has by itself from 22 on.
  return { name: `Node ${version}`, program: "node", args: major < 22 ? ["--experimental-websocket"] : [] };
}

/** Registers an account, which claims the employee with this address. */
export async function signUp({ apiUrl, keys }: Stack, email: string): Promise<{ token: string }> {
  const supabase = createClient(apiUrl, keys.publishable, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const options = { data: { full_name: "Robin Bench" } };
  const { data: { session }, error } = await supabase.auth.signUp({ email, password: PASSWORD, options });
  if (!session) throw new Sentence(`${email} can't sign up: ${error?.message ?? "no session"}.`);
  return { token: session.access_token };
}

/** Calls a function as somebody. */
export async function call(
  { stack }: Bed,
  token: string,
  method: string,
  route: string,
  body?: string,
): Promise<unknown> {
  const response = await fetch(`${stack.apiUrl}/functions/v1/${route}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body ? { body } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Sentence(`${method} ${route} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}

const Report = z.object({
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.array(z.unknown()),
});
/** How many profiles became what. */
export interface Imported {
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
}

/** Sends profiles as `deno task import` does. */
export async function importProfiles(bed: Bed, file: ReturnType<typeof profiles>): Promise<Imported> {
  const id = crypto.randomUUID();
  const sum: Imported = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for (let offset = 0; offset < file.length; offset += CHUNK) {
    const chunk = file.slice(offset, offset + CHUNK);
    const [route, body] = offset === 0
      ? ["imports", { id, format: "employee-profiles", profiles: chunk }] as const
      : [`imports/${id}/chunks`, { offset, profiles: chunk }] as const;
    const answer = await call(bed, bed.hr.token, "POST", `user-management/${route}`, JSON.stringify(body));
    const { created, updated, unchanged, rejected } = Report.parse(answer);
    sum.created += created;
    sum.updated += updated;
    sum.unchanged += unchanged;
    sum.rejected += rejected.length;
  }
  return sum;
}

async function makeEmployee(bed: Bed): Promise<Employee> {
  const { stack } = bed;
  const file = profiles(500);
  await importProfiles(bed, file);
  // Neither the fullest profile nor the emptiest, and with a manager.
  const size = (profile: typeof file[number]) => JSON.stringify(profile).length;
  const somebody = file.slice(1).toSorted((a, b) => size(a) - size(b))[250];
  const { token } = await signUp(stack, somebody?.personal_info.email ?? "");

  await using sql = closing(connect(stack.dbUrl));
  const rows = await sql.client`
    with pathway as (
      insert into public.career_pathways (name, level) values ('Bench', 3) returning id
    ), requirement as (
      insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
      select pathway.id, s.id, 1 + n % 5, 1 + n % 3, n % 4 = 0
      from pathway, (
        select id, row_number() over (order by name, id)::integer as n
        from public.skills where status = 'active' order by name, id limit 10
      ) s
      returning pathway_id, skill_id
    )
    select pathway_id, skill_id from requirement`;
  const items = rows.slice(0, 8).map(({ skill_id }, index) => ({
    skill_id,
    level: index < 7 ? 1 + index % 4 : null,
  }));
  await call(bed, token, "PUT", "skills-management/me/skills", JSON.stringify({ items }));
  return {
    headers: { authorization: `Bearer ${token}`, apikey: stack.keys.publishable },
    pathway: String(rows[0]?.pathway_id),
  };
}

async function startExpress({ stack, node, programs, signal }: Bed): Promise<string> {
  const port = freePort();
  const child = new Deno.Command(node.program, {
    args: [...node.args, join(programs, "service.cjs")],
    env: {
      NODE_ENV: "production",
      PORT: String(port),
      SUPABASE_URL: stack.apiUrl,
      SUPABASE_PUBLISHABLE_KEY: stack.keys.publishable,
    },
    stdin: "null",
    stdout: "null",
    stderr: "null",
    signal,
  }).spawn();
  let ended = false;
  child.status.then(() => ended = true);
  const url = `http://127.0.0.1:${port}`;
  while (!ended) {
    const health = await fetch(`${url}/health`).catch(() => null);
    await health?.body?.cancel();
    if (health?.ok) return url;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Sentence(
    `The Express service did not start. Try: ${node.program} ${join(programs, "service.cjs")}`,
  );
}
