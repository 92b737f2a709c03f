import { join } from "node:path";
import { ACCESS, printAccess } from "./access.ts";
import { generatePaths, PATHS } from "../client/build.ts";
import { explain, keepErrorsShort } from "./errors.ts";
import { withLogs } from "./functions.ts";
import { PROJECT } from "./place.ts";
import { closing, connect } from "./postgres.ts";
import { eachLine, freePort } from "./process.ts";
import type { Stack } from "./stack.ts";
import { type Count, readTap } from "./tap.ts";
import { withStack } from "./temporary.ts";
import { supabase } from "./tools.ts";
import { generateTypes, TYPES } from "./types.ts";

// Everything that can be tested; with arguments, only these test files. Half of the files are tested by a second process
// with a stack of its own: most of the time a test waits for one process or another.
const print = console.log.bind(console);
const LOG = "functions.log";
const BESIDE = "--beside";
const FOLDERS = ["shared", "supabase/functions", "cli", "local", "client", "tests"];

async function main(): Promise<Count> {
  const sum: Count = { passed: 0, failed: 0, shown: [] };
  const add = (title: string, { passed, failed, shown }: Count) => {
    sum.passed += passed;
    sum.failed += failed;
    if (title) print(`${failed === 0 ? "ok" : "FAILED"}  ${title} (${passed} passed, ${failed} failed)`);
    if (failed > 0) shown.forEach((line) => print(`        ${line}`));
  };
  const use = async (stack: Stack, signal: AbortSignal) => {
    const [first, ...more] = Deno.args;
    if (first === BESIDE) return add("", await denoTests(stack, more, "dot", signal));
    if (first) return add("deno test", await denoTests(stack, Deno.args, "pretty", signal));
    const [here, there] = await halves();
    const other = testBeside(there, signal);
    for (const file of await sqlTests()) add(`supabase/tests/${file}`, await pgtap(stack, file));
    for (const [title, check] of gates(stack)) add(title, await gate(check));
    add("deno test, one half", await denoTests(stack, here, "dot", signal));
    add("deno test, the other half", await other);
  };
  // Where tests that want a model have a stand-in for it; for everybody else no model is switched on.
  Deno.env.set("OPENAI_BASE_URL", `http://127.0.0.1:${await freePort()}/v1`);
  Deno.env.set("OPENAI_API_KEY", "of-the-tests");
  Deno.env.set("ASSISTANT_TIMEOUT_MS", "3000");
  Deno.env.set("ASSISTANT_HEARTBEAT_MS", "200");
  const debug = Deno.env.has("COMPASS_DEBUG");
  await withStack(
    print,
    async (stack, signal) => {
      using log = await Deno.open(join(stack.place.home, LOG), { create: true, append: true });
      const write = (line: string) => void log.writeSync(new TextEncoder().encode(`${line}\n`));
      await withLogs(debug ? print : write, () => use(stack, signal));
    },
  );
  return sum;
}

// What a file costs that makes a stack of its own, in bytes of others.
const STACK = 30_000;

/** All test files in two halves that take about as long. */
async function halves(): Promise<[string[], string[]]> {
  const files: { path: string; size: number }[] = [];
  const walk = async (folder: string) => {
    for await (const { name, isDirectory } of Deno.readDir(join(PROJECT, folder))) {
      const path = join(folder, name);
      if (isDirectory && name !== "node_modules") await walk(path);
      if (!name.endsWith("_test.ts")) continue;
      const text = await Deno.readTextFile(join(PROJECT, path));
      files.push({ path, size: text.length + (/\bstartStack\b|\bwithStack\b/.test(text) ? STACK : 0) });
    }
  };
  for (const folder of FOLDERS) await walk(folder);
  const halves: [string[], string[]] = [[], []];
  let ahead = 0;
  for (const { path, size } of files.sort((a, b) => b.size - a.size)) {
    halves[ahead > 0 ? 1 : 0].push(path);
    ahead += ahead > 0 ? -size : size;
  }
  return [halves[0].sort(), halves[1].sort()];
}

/** Runs these files in a process with a stack of its own. */
async function testBeside(paths: string[], signal: AbortSignal): Promise<Count> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--unstable-no-legacy-abort", import.meta.filename ?? "", BESIDE, ...paths],
    cwd: PROJECT,
    signal,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const count: Count = { passed: 0, failed: 0, shown: [] };
  await eachLine(child.stdout, (line) => {
    const [, passed, failed] = line.match(/^(\d+) passed, (\d+) failed$/) ?? [];
    if (!passed) return show(line);
    count.passed = Number(passed);
    count.failed = Number(failed);
  });
  const { code } = await child.status;
  if (code !== 0 && count.failed === 0) return { ...count, failed: 1, shown: [`it ended with ${code}`] };
  return count;
}

// Where the output is no terminal, each dot would be a line.
function show(line: string): void {
  if (/^[.,!]$/.test(line)) Deno.stdout.writeSync(new TextEncoder().encode(line));
  else print(line);
}

async function sqlTests(): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(join(PROJECT, "supabase", "tests"))).catch(() => []);
  return entries.map(({ name }) => name).filter((name) => name.endsWith(".sql")).sort();
}

/** A test file with what it reads by `\ir`, as psql (and so `supabase test db`) would. */
async function readSql(file: string): Promise<string> {
  const text = await Deno.readTextFile(join(PROJECT, "supabase", "tests", file));
  const [include, name] = text.match(/^\\ir (\S+)$/m) ?? [];
  if (!include || !name) return text;
  const included = await readSql(name);
  return text.replace(include, () => included);
}

async function pgtap(stack: Stack, file: string): Promise<Count> {
  await using admin = closing(connect(stack.adminUrl));
  await admin.client`create extension if not exists pgtap with schema extensions`;
  const text = await readSql(file);
  await using sql = closing(connect(stack.dbUrl));
  try {
    const results = await sql.client.unsafe(`begin;\n${text}\n;rollback;`).simple();
    const values = results.flat().flatMap((row) => Object.values(row ?? {}));
    return readTap(values.flatMap((value) => String(value).split("\n")));
  } catch (error) {
    const at = error instanceof Error && "position" in error ? Number(error.position) : NaN;
    const line = at ? text.slice(0, at - "begin;\n".length).split("\n").length : "?";
    return {
      passed: 0,
      failed: 1,
      shown: [`line ${line}: ${error instanceof Error ? error.message : error}`],
    };
  }
}

function gates(stack: Stack): [string, () => Promise<string | null>][] {
  return [
    ["shared/database.types.ts is current", async () => {
      const [current, kept] = [await generateTypes(stack.tools, stack.dbUrl), await Deno.readTextFile(TYPES)];
      return current === kept ? null : "run `deno task types` and commit what it writes";
    }],
    ["client/paths.ts is current", async () => {
      const [current, kept] = [await generatePaths(), await Deno.readTextFile(PATHS)];
      return current === kept ? null : "run `deno task client` and commit what it writes";
    }],
    ["docs/access.md is current", async () => {
      const kept = await Deno.readTextFile(ACCESS).catch(() => null);
      return printAccess() === kept ? null : "run `deno task access` and commit what it writes";
    }],
    ["supabase db advisors is clean", async () => {
      await supabase(stack.tools, ["db", "advisors", `--remote=${stack.dbUrl}`, "--fail-on", "warn"]);
      return null;
    }],
  ];
}

async function gate(check: () => Promise<string | null>): Promise<Count> {
  const wrong = await check().catch((error) => error instanceof Error ? error.message : String(error));
  return wrong === null
    ? { passed: 1, failed: 0, shown: [] }
    : { passed: 0, failed: 1, shown: wrong.split("\n") };
}

async function denoTests(
  stack: Stack,
  paths: string[],
  reporter: string,
  signal: AbortSignal,
): Promise<Count> {
  const report = join(stack.place.home, "junit.xml");
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "-A",
      "--no-check",
      "--quiet",
      `--reporter=${reporter}`,
      `--junit-path=${report}`,
      ...paths,
    ],
    cwd: PROJECT,
    signal,
    env: {
      NO_COLOR: "1",
      API_URL: stack.apiUrl,
      CONFIRM_URL: stack.confirmUrl ?? "",
      DB_URL: stack.dbUrl,
      ADMIN_URL: stack.adminUrl,
      PUBLISHABLE_KEY: stack.keys.publishable,
      SECRET_KEY: stack.keys.secret,
      JWT_SECRET: stack.keys.jwtSecret,
      LOGS: [join(stack.place.home, LOG), join(stack.place.data, "postgres.log")].join(","),
    },
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  await eachLine(child.stdout, show);
  const { code } = await child.status;
  const total = (await Deno.readTextFile(report).catch(() => "")).match(/<testsuites [^>]*>/)?.[0] ?? "";
  const number = (name: string) => Number(total.match(new RegExp(` ${name}="(\\d+)"`))?.[1] ?? 0);
  const failed = number("failures") + number("errors");
  const passed = number("tests") - failed - number("disabled");
  if (code === 0 && passed > 0) return { passed, failed, shown: [] };
  const why = passed + failed === 0 ? "no test ran" : `deno test ended with ${code}`;
  return { passed, failed: Math.max(1, failed), shown: [why] };
}

keepErrorsShort();
const { passed, failed } = await main().catch((error): Count => {
  console.error(explain(error, "the temporary folder"));
  return { passed: 0, failed: 1, shown: [] };
});
print(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
