import { assert, assertEquals, assertMatch } from "@std/assert";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT } from "../local/place.ts";
import { runProgram } from "../local/process.ts";
import { buildPackage } from "./build.ts";

async function npm(): Promise<string[]> {
  try {
    await new Deno.Command("npm", { args: ["--version"], stdout: "null" }).output();
    return ["npm"];
  } catch {
    return [Deno.execPath(), "run", "-A", "npm:npm@11.6.2"];
  }
}

async function run([program = "", ...args]: string[], cwd: string): Promise<string> {
  const { success, out, err } = await runProgram(program, { args, cwd, env: { NO_COLOR: "1" } }, {});
  assert(success, `${[program, ...args].join(" ")}\n${out}\n${err}`);
  return out;
}

const namesIn = async (folder: string) =>
  (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();

Deno.test("the package, packed and installed in an empty Vite app → it compiles and builds", async () => {
  const folder = await Deno.makeTempDir();
  const tool = (path: string) => [Deno.execPath(), "run", "-A", join("node_modules", path)];
  const tsc = tool("typescript/bin/tsc");
  try {
    await cp(join(PROJECT, "client", "app"), folder, { recursive: true });
    await buildPackage(join(folder, "package"));
    await run([...await npm(), "pack", "./package"], folder);
    const [packed = ""] = (await namesIn(folder)).filter((name) => name.endsWith(".tgz"));
    await run(
      [...await npm(), "install", "--no-audit", "--no-fund", "--prefer-offline", `./${packed}`],
      folder,
    );
    const installed = join(folder, "node_modules", "workforce-compass");
    assertEquals(await namesIn(installed), ["README.md", "compass.d.ts", "compass.js", "package.json"]);

    await run(tsc, folder);
    await run([...tool("vite/bin/vite.js"), "build"], folder);
    const [script = ""] = await namesIn(join(folder, "dist", "assets"));
    assertMatch(await Deno.readTextFile(join(folder, "dist", "assets", script)), /CompassError/);

    // With nothing beside them: the app skips the check of libraries, since supabase-js does not pass it.
    const alone = ["--ignoreConfig", "--noEmit", "--strict", "--lib", "es2023,dom"];
    await run([...tsc, ...alone, join(installed, "compass.d.ts")], folder);

    const wrong = `import type { Compass } from "workforce-compass";
      export const ask = (api: Compass) => api.get("/user-management/nobody");`;
    await Deno.writeTextFile(join(folder, "src", "wrong.ts"), wrong);
    const { success, out } = await runProgram(Deno.execPath(), { args: tsc.slice(1), cwd: folder }, {});
    assert(!success);
    assertMatch(out, /wrong\.ts.*TS2345.*"\/user-management\/nobody"/s);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
