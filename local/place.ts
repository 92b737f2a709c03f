import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { Sentence } from "./errors.ts";

/** The folder of the repository. */
export const PROJECT = dirname(dirname(fileURLToPath(import.meta.url)));

export const IS_ROOT = Deno.build.os !== "windows" && Deno.uid() === 0;

/** Where one stack keeps what it has. `data` is all that `reset` removes; `tools` is shared by all stacks. */
export interface Place {
  home: string;
  data: string;
  tools: string;
}

// Postgres refuses to run as root, and the system user that it then runs as can't enter /root or another
// folder of mode 0700. So for root everything lies in a place of its own, found again by the project's path.
const ROOTS_PLACES = "/var/tmp";

function defaultHome(): string {
  if (!IS_ROOT) return join(PROJECT, ".local");
  const id = createHash("sha256").update(PROJECT).digest("hex").slice(0, 12);
  return `${ROOTS_PLACES}/workforce-compass-${id}`;
}

/**
 * As root: writes down whose place this is, and removes the programs of clones that are gone; their data too where
 * the clone lay in a temporary folder, else it may be on a disk that is just not there.
 */
export async function tidyPlaces(): Promise<void> {
  if (!IS_ROOT) return;
  await Deno.writeTextFile(join(defaultHome(), "project"), PROJECT);
  for await (const { name } of Deno.readDir(ROOTS_PLACES)) {
    if (!/^workforce-compass-[0-9a-f]{12}$/.test(name)) continue;
    const project = await Deno.readTextFile(join(ROOTS_PLACES, name, "project")).catch(() => null);
    if (project === null || await exists(project)) continue;
    const passing = [tmpdir(), "/tmp", ROOTS_PLACES].some((folder) => project.startsWith(`${folder}/`));
    const gone = join(ROOTS_PLACES, name, passing ? "" : "tools");
    await Deno.remove(gone, { recursive: true }).catch(() => {});
  }
}

/** Whether there is anything at this path. */
export async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/** The place of this clone's stack; `home` (or COMPASS_LOCAL) moves the data, as the tests do. */
export async function findPlace(home = Deno.env.get("COMPASS_LOCAL") || defaultHome()): Promise<Place> {
  const place = { home, data: join(home, "data"), tools: join(defaultHome(), "tools") };
  for (const path of [home, place.data, place.tools]) {
    await Deno.mkdir(path, { recursive: true, mode: 0o755 });
    if (!IS_ROOT) continue;
    // Others may write in /var/tmp: don't follow what they put there.
    const { uid, isDirectory } = await Deno.lstat(path);
    if (uid !== 0 || !isDirectory) {
      throw new Sentence(`${path} belongs to somebody else. Remove it and start again.`);
    }
  }
  return place;
}

/** Holds the stack's lock until `close`, or null while another process has it. The system frees it on a kill. */
export async function lock(place: Place): Promise<Deno.FsFile | null> {
  const file = await Deno.open(join(place.home, "lock"), { create: true, write: true });
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await file.tryLock(true)) return file;
    await new Promise((done) => setTimeout(done, 50));
  }
  file.close();
  return null;
}

/** What is known of a stack that runs, for `status`, and for the next start should this one be killed. */
export interface Running {
  pid: number;
  ready: boolean;
  apiUrl: string;
  dbUrl: string;
  children: number[];
  /** Those of them that are kept running, by name. */
  parts: Record<string, number>;
}

/** What was done to the data directory, once. */
export interface Done {
  base?: Record<string, string>;
  migrations?: Record<string, string>;
  demo?: boolean;
}

/** Secrets of one data directory. */
export interface Keys {
  publishable: string;
  secret: string;
  jwtSecret: string;
  password: string;
  adminPassword: string;
}

/** Reads a JSON file that only this code writes; null when there is none, or when half of it was written. */
export async function read<T>(place: Place, name: "running" | "done" | "keys"): Promise<T | null> {
  try {
    return JSON.parse(await Deno.readTextFile(join(place.data, `${name}.json`)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Writes such a file whole or not at all, readable by its owner alone. */
export async function write(place: Place, name: "running" | "done" | "keys", value: unknown): Promise<void> {
  const path = join(place.data, `${name}.json`);
  await Deno.writeTextFile(`${path}.new`, JSON.stringify(value, null, 2), { mode: 0o600 });
  await Deno.rename(`${path}.new`, path);
}

/** The data directory's secrets, made when it is new. */
export async function keysOf(place: Place): Promise<Keys> {
  const kept = await read<Keys>(place, "keys");
  if (kept) return kept;
  const random = (bytes: number) =>
    crypto.getRandomValues(new Uint8Array(bytes)).toBase64({ alphabet: "base64url", omitPadding: true });
  const keys: Keys = {
    publishable: `sb_publishable_${random(24)}`,
    secret: `sb_secret_${random(24)}`,
    jwtSecret: random(32),
    password: random(16),
    adminPassword: random(16),
  };
  await write(place, "keys", keys);
  return keys;
}
