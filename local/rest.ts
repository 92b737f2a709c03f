import { join } from "node:path";
import { Sentence } from "./errors.ts";
import type { Place } from "./place.ts";
import { eachLine, end, type Watch } from "./process.ts";
import { type Database, databaseUrl, type Server } from "./postgres.ts";

/** Starts PostgREST as Supabase configures it, and waits until it has read the schema. */
export async function startRest(
  place: Place,
  program: string,
  database: Database,
  port: number,
  watch: Watch,
): Promise<Server> {
  const config = join(place.data, "postgrest.conf");
  const settings = {
    "db-uri": databaseUrl(database, "authenticator"),
    "db-schemas": "public",
    "db-extra-search-path": "public, extensions",
    "db-anon-role": "anon",
    "db-max-rows": 1000,
    "db-pool": 10,
    "jwt-secret": database.keys.jwtSecret,
    "server-host": "127.0.0.1",
    "server-port": port,
    "log-level": "crit",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  await Deno.writeTextFile(config, lines.join("\n"), { mode: 0o600 });
  const child = new Deno.Command(program, {
    args: [config],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    detached: Deno.build.os !== "windows",
  }).spawn();
  child.status.then(() => watch.ended?.(child.pid));
  await watch.started?.(child.pid);
  const said: string[] = [];
  eachLine(child.stderr, (line) => {
    if (said.push(line) > 20) said.shift();
  }).catch(() => {});
  let ended = false;
  child.status.then(() => ended = true);
  for (const started = Date.now(); !await ready(port);) {
    if (ended || Date.now() - started > 20_000) {
      await end(child.pid, "SIGKILL");
      throw new Sentence(`PostgREST did not start:\n${said.join("\n")}`);
    }
    await new Promise((done) => setTimeout(done, 25));
  }
  return {
    pid: child.pid,
    ended: child.status,
    async stop() {
      await end(child.pid, "SIGTERM", 2000);
      await child.status;
    },
  };
}

// 503 until the schema is read; the root is the OpenAPI document, so ask for its head only.
async function ready(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" });
    await response.body?.cancel();
    return response.status < 500;
  } catch {
    return false;
  }
}
