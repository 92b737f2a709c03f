import { createHash } from "node:crypto";
import { join } from "node:path";
import { startApi } from "./api.ts";
import { prepareAuth, roleToken } from "./auth.ts";
import { seedDemo } from "./demo.ts";
import { explain, Sentence } from "./errors.ts";
import { functionNames, setEnvironment, withLogs } from "./functions.ts";
import {
  type Done,
  type Keys,
  keysOf,
  lock,
  type Place,
  PROJECT,
  read,
  type Running,
  write,
} from "./place.ts";
import {
  bootstrap,
  closing,
  connect,
  type Database,
  databaseUrl,
  endOrphan,
  initPostgres,
  type Server,
  startPostgres,
} from "./postgres.ts";
import { endOrphans, freePort, isFree, type Watch } from "./process.ts";
import { startRest } from "./rest.ts";
import { startScheduler } from "./scheduler.ts";
import { supervise } from "./supervisor.ts";
import { installTools, supabase, type Tools } from "./tools.ts";

/** A stack that runs. */
export interface Stack {
  place: Place;
  tools: Tools;
  apiUrl: string;
  /** The second port, if there is one. */
  confirmUrl: string | null;
  dbUrl: string;
  adminUrl: string;
  keys: Keys;
  functions: string[];
  /** The processes that are kept running, by name. */
  parts: Readonly<Record<string, number>>;
  /** Settles with a sentence when a part died and could not be started again. */
  failed: Promise<string>;
  stop(): Promise<void>;
}

/** How a stack is started. */
export interface Options {
  place: Place;
  /** The gateway's port: told by the user (then it must be free), wanted (else the next free one), or 0. */
  port: { told: number } | { wanted: number };
  confirmEmail: boolean;
  demo: boolean;
  /** Serve this function alone. */
  only?: string;
  /** Run the scheduled jobs when their time comes. */
  schedule?: boolean;
  /** Trade safety of the data for speed. */
  fast?: boolean;
  /** Open a second port over the same data, whose Auth asks for a confirmed e-mail. */
  confirmToo?: boolean;
  /** Aborted to stop while starting. */
  signal?: AbortSignal;
  say(line: string): void;
  /** Print the mails that Auth would have sent, among the log lines of functions. */
  printMails?: boolean;
}

/** Starts everything, in the order in which the parts need each other; on failure ends what was started. */
export async function startStack(options: Options): Promise<Stack> {
  const { place, signal } = options;
  const held = await lock(place);
  if (!held) {
    const running = await read<Running>(place, "running");
    throw new Sentence(`The stack of this folder runs already${running ? ` at ${running.apiUrl}` : ""}.`);
  }
  const undo: (() => Promise<void>)[] = [];
  undo.push(async () => {
    await Deno.remove(join(place.data, "running.json")).catch(() => {});
    held.close();
  });
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step().catch(() => {});
  };
  try {
    return await start(options, undo, stop);
  } catch (error) {
    await stop();
    signal?.throwIfAborted();
    throw error;
  }
}

async function start(
  options: Options,
  undo: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Stack> {
  const { place, say, signal } = options;
  const keys = await keysOf(place);
  const left = await read<Running>(place, "running");
  await endOrphans(left?.children ?? [], [place.data, keys.password]);

  const port = choosePort(options);
  const names = await chooseFunctions(options.only);
  const done = await read<Done>(place, "done") ?? {};
  const database: Database = { port: freePort(Math.max(port + 1, 1024)), keys };
  const apiUrl = `http://127.0.0.1:${port}`;
  const dbUrl = databaseUrl(database, "postgres");
  const running: Running = { pid: Deno.pid, ready: false, apiUrl, dbUrl, children: [], parts: {} };
  const watch: Watch = {
    ...signal ? { signal } : {},
    async started(pid) {
      running.children.push(pid);
      await write(place, "running", running);
    },
    ended: (pid) => void (running.children = running.children.filter((child) => child !== pid)),
  };
  const tools = await installTools(place, say, watch);

  const { promise: failed, resolve: fail } = Promise.withResolvers<string>();
  const keep = async (name: string, run: (watch: Watch) => Promise<Server>) => {
    signal?.throwIfAborted();
    const gaveUp = (error: unknown) =>
      fail(`${name} could not be started again: ${explain(error, place.home)}`);
    const named: Watch = {
      ...watch,
      async started(pid) {
        running.parts[name] = pid;
        await watch.started?.(pid);
      },
    };
    undo.push(await supervise(name, run, { watch: named, say, gaveUp }));
    signal?.throwIfAborted();
  };

  const { fast = false } = options;
  say("Starting Postgres …");
  await initPostgres(place, tools, keys, watch);
  await keep("Postgres", async (watch) => {
    await endOrphan(place);
    return await startPostgres(place, tools, { port: database.port, fast, say }, watch);
  });
  await prepare(options, tools, database, done, watch);

  let restUrl: string | null = null;
  if (tools.postgrest && Deno.env.get("COMPASS_REST") !== "lite") {
    const { postgrest } = tools;
    const restPort = freePort(database.port + 1);
    restUrl = `http://127.0.0.1:${restPort}`;
    await keep("PostgREST", (watch) => startRest(place, postgrest, database, restPort, watch));
  }
  const confirmUrl = options.confirmToo ? `http://127.0.0.1:${freePort()}` : null;
  const { confirmEmail } = options;
  // For the process that serves, and for those that a test starts.
  await setEnvironment(database, {
    apiUrl,
    restUrl,
    confirmEmail,
    tokens: {
      anon: await roleToken("anon", keys.jwtSecret),
      service: await roleToken("service_role", keys.jwtSecret),
    },
  });
  const api = {
    place,
    databasePort: database.port,
    restUrl,
    functions: names,
    at: [
      { url: apiUrl, confirmEmail },
      ...confirmUrl ? [{ url: confirmUrl, confirmEmail: true }] : [],
    ],
    printMails: options.printMails ?? false,
  };
  await keep("The API", (watch) => startApi(api, { say, print: (line) => console.log(line) }, watch));
  if (options.schedule) undo.push(await startScheduler(dbUrl, say));

  const adminUrl = databaseUrl(database, "supabase_admin");
  const stack: Stack = {
    place,
    tools,
    apiUrl,
    confirmUrl,
    dbUrl,
    adminUrl,
    keys,
    functions: names,
    parts: running.parts,
    failed,
    stop,
  };
  if (options.demo && !done.demo) {
    say("Making demo people …");
    try {
      if (await withLogs(() => {}, () => seedDemo(stack))) {
        await write(place, "done", { ...done, demo: true });
      }
    } catch (error) {
      // The system serves without them; the next start tries again.
      say(explain(error, place.home));
    }
  }
  running.ready = true;
  await write(place, "running", running);
  return stack;
}

function choosePort({ port, say }: Options): number {
  if (!("told" in port)) {
    const free = freePort(port.wanted);
    if (port.wanted && free !== port.wanted) say(`Port ${port.wanted} is taken; using ${free}.`);
    return free;
  }
  if (port.told === 0) return freePort();
  if (isFree(port.told)) return port.told;
  throw new Sentence(`Port ${port.told} is taken. Stop what listens there, or choose another with --port.`);
}

async function chooseFunctions(only?: string): Promise<string[]> {
  const names = await functionNames();
  if (only === undefined) return names;
  if (names.includes(only)) return [only];
  throw new Sentence(`There is no function ${only}. There are: ${names.join(", ") || "none yet"}.`);
}

/** Brings the database to what the repository says; skips what was done at an earlier start. */
async function prepare(
  { place, say, signal }: Options,
  tools: Tools,
  database: Database,
  done: Done,
  watch: Watch,
): Promise<void> {
  const base = await hash(["deno.json", "local/bootstrap.sql", "local/database.sql", "local/auth.sql"]);
  if (JSON.stringify(done.base) !== JSON.stringify(base)) {
    await bootstrap(database);
    await prepareAuth(databaseUrl(database, "supabase_admin"), database.keys.jwtSecret);
    done.base = base;
    await write(place, "done", done);
  }
  const files = await sqlFiles();
  const migrations = await hash(files);
  if (files.length === 0 || JSON.stringify(done.migrations) === JSON.stringify(migrations)) return;
  for (const [file, was] of Object.entries(done.migrations ?? {})) {
    if (migrations[file] === was) continue;
    say(`${file} changed after it was applied here; \`deno task reset\` starts over with it.`);
  }
  signal?.throwIfAborted();
  say("Applying migrations and seed …");
  const remote = `--remote=${databaseUrl(database, "postgres")}`;
  try {
    await supabase(
      tools,
      ["db", "push", remote, "--include-all", "--include-roles", "--include-seed"],
      watch,
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Sentence(
      `${why}\n\n\`deno task reset\` starts over, where an applied migration was edited or renamed.`,
    );
  }
  await using sql = closing(connect(databaseUrl(database, "postgres")));
  const [settings] = await sql
    .client`select 1 from pg_tables where schemaname = 'private' and tablename = 'settings'`;
  if (settings) await sql.client`update private.settings set value = '"open"' where key = 'registration'`;
  done.migrations = migrations;
  await write(place, "done", done);
}

async function sqlFiles(): Promise<string[]> {
  const files: string[] = [];
  for (const folder of ["supabase/migrations", "supabase/seeds", "supabase"]) {
    const entries = await Array.fromAsync(Deno.readDir(join(PROJECT, folder))).catch(() => []);
    const names = entries.filter(({ name }) => name.endsWith(".sql")).map(({ name }) => `${folder}/${name}`);
    files.push(...names.sort());
  }
  return files;
}

async function hash(files: string[]): Promise<Record<string, string>> {
  const entries = files.map(async (file) => {
    const bytes = await Deno.readFile(join(PROJECT, file));
    return [file, createHash("sha256").update(bytes).digest("hex").slice(0, 16)];
  });
  return Object.fromEntries(await Promise.all(entries));
}
