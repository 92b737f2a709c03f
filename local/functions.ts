import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseEnv } from "node:util";
import { issuerOf, jwks } from "./auth.ts";
import { type Database, databaseUrl } from "./postgres.ts";
import { exists, PROJECT } from "./place.ts";

/** An Edge Function: what its index.ts exports as default. */
export interface EdgeFunction {
  fetch(request: Request, info?: unknown): Response | Promise<Response>;
}

const FOLDER = join(PROJECT, "supabase", "functions");

/** The names of the functions: every folder that has an index.ts. */
export async function functionNames(): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await Array.fromAsync(Deno.readDir(FOLDER)).catch(() => [])) {
    if (entry.isDirectory && await exists(join(FOLDER, entry.name, "index.ts"))) names.push(entry.name);
  }
  return names.sort();
}

/** Sets what a function finds in its environment on Supabase, then what is ours, then supabase/functions/.env. */
export async function setEnvironment(
  database: Database,
  options: {
    apiUrl: string;
    restUrl: string | null;
    confirmEmail: boolean;
    tokens: { anon: string; service: string };
  },
): Promise<void> {
  const { keys } = database;
  const hosted = {
    SUPABASE_URL: options.apiUrl,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishable }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
    SUPABASE_ANON_KEY: options.tokens.anon,
    SUPABASE_SERVICE_ROLE_KEY: options.tokens.service,
    SUPABASE_JWKS: jwks(keys.jwtSecret),
    SUPABASE_DB_URL: databaseUrl(database, "postgres"),
  };
  const ours = {
    CORS_ORIGINS: Deno.env.get("CORS_ORIGINS") ?? "*",
    ALLOW_UNCONFIRMED: options.confirmEmail ? undefined : "1",
    REST_URL: options.restUrl ?? undefined,
    AUTH_ISSUER: issuerOf(options.apiUrl),
  };
  const file = await Deno.readTextFile(join(FOLDER, ".env")).catch(() => "");
  const own = Object.entries(parseEnv(file)).filter(([name]) => !name.startsWith("SUPABASE_"));
  for (const [name, value] of [...Object.entries(hosted), ...Object.entries(ours), ...own]) {
    if (value === undefined) Deno.env.delete(name);
    else Deno.env.set(name, value);
  }
}

/** Imports functions. One that fails to load is told of and answers 503, as on Supabase; the others serve. */
export async function loadFunctions(
  names: string[],
  say: (line: string) => void,
): Promise<Map<string, EdgeFunction>> {
  const loaded = await Promise.all(names.map(async (name): Promise<[string, EdgeFunction]> => {
    try {
      const module = await import(pathToFileURL(join(FOLDER, name, "index.ts")).href);
      if (typeof module.default?.fetch !== "function") throw new Error("its default export has no fetch()");
      return [name, module.default];
    } catch (error) {
      say(`Function ${name} could not be loaded: ${error instanceof Error ? error.message : error}`);
      const body = { code: "BOOT_ERROR", message: "Function failed to start (please check logs)" };
      return [name, { fetch: () => Response.json(body, { status: 503 }) }];
    }
  }));
  return new Map(loaded);
}

/** Does something while the log lines that each request to a function writes in this process go elsewhere, or nowhere. */
export async function withLogs<T>(write: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const { log, info } = console;
  console.log = console.info = (...values: unknown[]) => write(values.map(String).join(" "));
  try {
    return await work();
  } finally {
    Object.assign(console, { log, info });
  }
}
