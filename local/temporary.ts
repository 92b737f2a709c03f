import { tmpdir } from "node:os";
import { join } from "node:path";
import { Sentence } from "./errors.ts";
import { findPlace, IS_ROOT, lock, read, type Running } from "./place.ts";
import { closing, connect, endOrphan } from "./postgres.ts";
import { endOrphans } from "./process.ts";
import { type Stack, startStack } from "./stack.ts";

// As root, a folder that the system user postgres may enter, which $TMPDIR need not be.
const FOLDER = IS_ROOT ? "/var/tmp" : tmpdir();
const PREFIX = "workforce-compass-test-";

/**
 * Makes a stack with no demo people on free ports in a folder of its own, uses it, and removes it all. Unless told otherwise a
 * server process that is killed may take with it what was written last.
 */
export async function withStack<T>(
  say: (line: string) => void,
  use: (stack: Stack, signal: AbortSignal) => Promise<T>,
  { fast = true }: { fast?: boolean } = {},
): Promise<T> {
  await sweep();
  const home = await Deno.makeTempDir({ dir: FOLDER, prefix: PREFIX });
  const stopped = new AbortController();
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => {});
  const interrupt = () => {
    stopped.abort();
    ended.reject(new Sentence("Interrupted."));
  };
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, interrupt);
  let stack: Stack | null = null;
  try {
    if (IS_ROOT) await Deno.chmod(home, 0o755);
    const place = await findPlace(home);
    stack = await startStack({
      place,
      port: { wanted: 0 },
      confirmEmail: false,
      confirmToo: true,
      demo: false,
      fast,
      signal: stopped.signal,
      say,
    });
    await allowAll(stack.dbUrl);
    return await Promise.race([use(stack, stopped.signal), ended.promise]);
  } finally {
    await stack?.stop();
    await Deno.remove(home, { recursive: true }).catch(() => {});
    for (const signal of signals) Deno.removeSignalListener(signal, interrupt);
  }
}

// Tests and benches call from one address, more often than anybody.
async function allowAll(dbUrl: string): Promise<void> {
  await using sql = closing(connect(dbUrl));
  await sql.client`update private.rate_limits set most = 1000000000 where most > 0`;
}

// What a killed run left behind: nobody else's, who may be between two starts.
async function sweep(): Promise<void> {
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.startsWith(PREFIX)) continue;
    const { mtime } = await Deno.stat(join(FOLDER, name));
    if (Date.now() - Number(mtime) < 10 * 60_000) continue;
    const place = await findPlace(join(FOLDER, name)).catch(() => null);
    const held = place && await lock(place);
    if (!place || !held) continue;
    await endOrphans((await read<Running>(place, "running"))?.children ?? [], [place.data]);
    await endOrphan(place);
    held.close();
    await Deno.remove(place.home, { recursive: true }).catch(() => {});
  }
}
