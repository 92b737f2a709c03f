import { fileURLToPath } from "node:url";
import { Sentence } from "./errors.ts";
import type { Place } from "./place.ts";
import type { Server } from "./postgres.ts";
import { eachLine, end, type Watch } from "./process.ts";

/** What the process that serves is told. Secrets it reads from the data directory. */
export interface ApiOptions {
  place: Place;
  databasePort: number;
  /** PostgREST, or null where lite serves the Data API. */
  restUrl: string | null;
  functions: string[];
  /** Where it serves; the first is what functions know as SUPABASE_URL. */
  at: { url: string; confirmEmail: boolean }[];
  printMails: boolean;
}

const MAIN = fileURLToPath(new URL("api_main.ts", import.meta.url));

/** Starts gateway, Auth and functions in a process of their own, and waits until they serve. */
export async function startApi(
  options: ApiOptions,
  { say, print }: { say: (line: string) => void; print: (line: string) => void },
  watch: Watch,
): Promise<Server> {
  const child = new Deno.Command(Deno.execPath(), {
    // By the data directory a later start knows whose process this is.
    args: [
      "run",
      "-A",
      "--quiet",
      "--unstable-no-legacy-abort",
      MAIN,
      options.place.data,
      JSON.stringify(options),
    ],
    // It ends when this pipe does: with us.
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    detached: Deno.build.os !== "windows",
  }).spawn();
  child.status.then(() => watch.ended?.(child.pid));
  await watch.started?.(child.pid);
  const said: string[] = [];
  eachLine(child.stdout, print).catch(() => {});
  const complained = eachLine(child.stderr, (line) => {
    if (said.push(line) > 20) said.shift();
    say(line);
  }).catch(() => {});
  let ended = false;
  child.status.then(() => ended = true);
  for (const started = Date.now(); !await Promise.all(options.at.map(({ url }) => serves(url))).then(all);) {
    if (ended || Date.now() - started > 60_000) {
      await end(child.pid, "SIGKILL");
      await complained;
      throw new Sentence(`The API did not start:\n${said.join("\n")}`);
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

const all = (answers: boolean[]) => answers.every(Boolean);

// Any answer will do: there is nothing at this path.
async function serves(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).body?.cancel();
    return true;
  } catch {
    return false;
  }
}
