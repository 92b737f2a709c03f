import { join } from "node:path";
import postgres from "postgres";
import { explain, saysDiskFull, Sentence } from "./errors.ts";
import { exists, IS_ROOT, type Keys, type Place } from "./place.ts";
import { alive, commandOf, eachLine, end, runProgram, type Watch } from "./process.ts";
import type { Tools } from "./tools.ts";

/** The port and secrets by which a database of this machine is reached. */
export interface Database {
  port: number;
  keys: Keys;
}

/** The address of the database for one role. */
export function databaseUrl({ port, keys }: Database, role: string): string {
  const password = role === "supabase_admin" ? keys.adminPassword : keys.password;
  return `postgresql://${role}:${password}@127.0.0.1:${port}/postgres`;
}

/** A connection that says nothing of notices; one unless told otherwise. */
export function connect(url: string, max = 1): postgres.Sql {
  return postgres(url, { max, onnotice: () => {} });
}

/** A Postgres server that runs. */
export interface Server {
  pid: number;
  ended: Promise<Deno.CommandStatus>;
  stop(): Promise<void>;
}

/** Makes the cluster if there is none. A cluster that was interrupted while being made is made again. */
export async function initPostgres(place: Place, tools: Tools, keys: Keys, watch: Watch): Promise<void> {
  const cluster = join(place.data, "postgres");
  if (await exists(cluster)) return;
  for await (const { name } of Deno.readDir(place.data)) {
    // A killed initdb may still be writing into its draft; a later start removes what is left.
    if (name.startsWith("postgres.new")) {
      await Deno.remove(join(place.data, name), { recursive: true }).catch(() => {});
    }
  }
  const draft = `${cluster}.new.${crypto.randomUUID().slice(0, 8)}`;
  await Deno.mkdir(draft, { mode: 0o700 });
  const passwordFile = join(place.data, "password");
  await Deno.writeTextFile(passwordFile, keys.adminPassword, { mode: 0o600 });
  const user = await unprivileged();
  if ("uid" in user) {
    await Deno.chown(draft, user.uid, user.gid);
    await Deno.chown(passwordFile, user.uid, user.gid);
  }
  const locale = { linux: "C.UTF-8", darwin: "en_US.UTF-8" }[String(Deno.build.os)] ?? "C";
  const { success, out, err } = await runProgram(program(tools, "initdb"), {
    args: [
      ...["--pgdata", draft, "--username", "supabase_admin", "--pwfile", passwordFile],
      ...[
        "--auth",
        "scram-sha-256",
        "--encoding",
        "UTF8",
        "--locale",
        locale,
        "--no-sync",
        "--no-instructions",
      ],
      // Sorts as on Supabase (en_US), the same on every platform.
      ...["--locale-provider", "icu", "--icu-locale", "en-US"],
    ],
    cwd: place.data,
    ...user,
  }, watch);
  await Deno.remove(passwordFile);
  if (!success) throw new Sentence(`Postgres could not make its data directory:\n${`${out}\n${err}`.trim()}`);
  await Deno.rename(draft, cluster);
}

/** How a server is started. */
export interface ServerOptions {
  port: number;
  /** Trade safety of the data for speed, for tests. */
  fast: boolean;
  say(line: string): void;
}

/** Starts the server and waits until it answers. */
export async function startPostgres(
  place: Place,
  tools: Tools,
  options: ServerOptions,
  watch: Watch,
): Promise<Server> {
  const { port, fast, say } = options;
  const cluster = join(place.data, "postgres");
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    shared_preload_libraries: "pg_stat_statements",
    max_connections: "60",
    // As hosted: data is on SSDs.
    random_page_cost: "1.1",
    timezone: "UTC",
    log_timezone: "UTC",
    wal_level: "logical",
    max_wal_size: "512MB",
    ...fast ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {},
  };
  const child = new Deno.Command(program(tools, "postgres"), {
    args: [
      ...["-D", cluster, "-p", String(port)],
      ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    cwd: place.data,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    detached: Deno.build.os !== "windows",
    ...await unprivileged(),
  }).spawn();
  child.status.then(() => watch.ended?.(child.pid));
  await watch.started?.(child.pid);
  const log = await Deno.open(join(place.data, "postgres.log"), { create: true, append: true, mode: 0o600 });
  const first: string[] = [];
  let toldFull = false;
  const ready = Promise.withResolvers<boolean>();
  const logged = eachLine(child.stderr, (line) => {
    if (first.length < 50) first.push(line);
    if (saysDiskFull(line) && !toldFull) {
      toldFull = true;
      say(explain(line, place.home));
    }
    if (line.includes("database system is ready to accept connections")) ready.resolve(true);
    try {
      log.writeSync(new TextEncoder().encode(`${line}\n`));
    } catch {
      // A full disk must not end the server.
    }
  }).catch(() => {}).finally(() => log.close());
  child.status.then(() => logged).then(() => ready.resolve(false));
  if (!await ready.promise) {
    const why = first.filter((line) => /FATAL|PANIC|ERROR|HINT|could not/.test(line)).join("\n");
    throw new Sentence(`Postgres did not start:\n${why || first.join("\n")}`);
  }
  return {
    pid: child.pid,
    ended: child.status,
    async stop() {
      // SIGINT: end the sessions, write everything, stop.
      await end(child.pid, "SIGINT");
      await child.status;
    },
  };
}

/** Ends a server that a killed start left behind, and removes the lock file of one that is gone. */
export async function endOrphan(place: Place): Promise<void> {
  const cluster = join(place.data, "postgres");
  const file = join(cluster, "postmaster.pid");
  const pid = Number((await Deno.readTextFile(file).catch(() => "")).split("\n")[0]);
  if (!pid) return;
  if (alive(pid) && (await commandOf(pid)).includes(cluster)) {
    await end(pid, "SIGINT");
    // Its own children end a moment after a server that was killed.
    await new Promise((done) => setTimeout(done, 200));
  }
  await Deno.remove(file).catch(() => {});
}

/** Gives a new database the roles, limits and default privileges of Supabase. */
export async function bootstrap(database: Database): Promise<void> {
  await using sql = closing(connect(databaseUrl(database, "supabase_admin")));
  const [made] = await sql.client`select 1 from pg_roles where rolname = 'authenticator'`;
  if (made) return;
  const text = await Deno.readTextFile(new URL("bootstrap.sql", import.meta.url));
  await sql.client.unsafe(text.replaceAll(":'password'", `'${database.keys.password}'`));
  await sql.client.unsafe("alter database postgres owner to postgres");
  await furnish(sql.client);
}

/** Gives a database of postgres, made by the superuser who asks, what Supabase's have before any migration. */
export async function furnish(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(await Deno.readTextFile(new URL("database.sql", import.meta.url)));
}

/** A connection that a block closes when it is left. */
export function closing(client: postgres.Sql): { client: postgres.Sql } & AsyncDisposable {
  return { client, [Symbol.asyncDispose]: () => client.end({ timeout: 1 }) };
}

function program(tools: Tools, name: string): string {
  return join(tools.bin, Deno.build.os === "windows" ? `${name}.exe` : name);
}

// Postgres refuses to run as root: then it runs as the system user postgres, who is made if need be.
async function unprivileged(): Promise<{ uid: number; gid: number } | Record<never, never>> {
  if (!IS_ROOT) return {};
  const find = async () =>
    (await Deno.readTextFile("/etc/passwd")).match(/^postgres:[^:]*:(\d+):(\d+):/m)?.slice(1).map(Number);
  let ids = await find();
  if (!ids) {
    for (
      const [name, ...args] of [["groupadd", "-f", "postgres"], ["useradd", "-g", "postgres", "postgres"]]
    ) {
      await new Deno.Command(name ?? "", { args }).output().catch(() => {});
    }
    ids = await find();
  }
  const [uid, gid] = ids ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Sentence(
      "Postgres does not run as root, and no system user 'postgres' could be made. Start as an ordinary user.",
    );
  }
  return { uid, gid };
}
