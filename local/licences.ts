import { join } from "node:path";
import { z } from "zod";
import { functionNames } from "./functions.ts";
import { PROJECT } from "./place.ts";

/** Where the list is kept. */
export const LICENCES = join(PROJECT, "docs", "licences.md");

/** Licences that ask for nothing but their own text. */
export const PERMISSIVE = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "ISC",
  "MIT",
]);

export interface Package {
  name: string;
  version: string;
  licence: string;
}

const Graph = z.object({
  modules: z.array(z.object({ npmPackage: z.string().optional() })),
  npmPackages: z.record(
    z.string(),
    z.object({
      name: z.string(),
      version: z.string(),
      dependencies: z.array(z.string()),
      localPath: z.string(),
    }),
  ),
});
const Manifest = z.object({ license: z.string().default("none told") });

/** The packages that some modules load, with all that these bring along. */
async function packagesOf(files: string[]): Promise<Package[]> {
  const found = new Map<string, Package>();
  for (const file of files) {
    const { stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", file],
      cwd: PROJECT,
    }).output();
    const { modules, npmPackages } = Graph.parse(JSON.parse(new TextDecoder().decode(stdout)));
    const wanted = modules.flatMap(({ npmPackage }) => npmPackage ?? []);
    for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
      const known = npmPackages[id];
      if (!known || found.has(id)) continue;
      const manifest = await Deno.readTextFile(join(known.localPath, "package.json")).catch(() => null);
      // An optional package of another platform.
      if (manifest === null) continue;
      const { license } = Manifest.parse(JSON.parse(manifest));
      found.set(id, { name: known.name, version: known.version, licence: license });
      wanted.push(...known.dependencies);
    }
  }
  const all = [...new Map([...found.values()].map((one) => [`${one.name}@${one.version}`, one])).values()];
  return all.sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1);
}

/** What is deployed: all that the functions load. */
export const deployed = async (): Promise<Package[]> =>
  await packagesOf((await functionNames()).map((name) => `supabase/functions/${name}/index.ts`));

/** The list as a document. */
export async function printLicences(): Promise<string> {
  const { imports } = z.object({ imports: z.record(z.string(), z.string()) }).parse(
    JSON.parse(await Deno.readTextFile(join(PROJECT, "deno.json"))),
  );
  const inside = await deployed();
  const names = Object.values(imports).flatMap((target) =>
    target.match(/^npm:\/?((?:@[^/]+\/)?[^@/]+)@/)?.[1] ?? []
  );
  const tools: string[] = [];
  for (const name of [...new Set(names)].sort()) {
    if (inside.some((one) => one.name === name)) continue;
    const manifest = JSON.parse(await Deno.readTextFile(join(PROJECT, "node_modules", name, "package.json")));
    tools.push(`| \`${name}\` | ${manifest.version} | ${Manifest.parse(manifest).license} |`);
  }
  return `# Licences

Written by \`deno task licences\`; \`deno task ok\` fails when it is not current, or when a function would load something that is not
permissively licensed.

## In the functions

All that they load, and all that this brings along; some of it, such as pg, is never loaded.

| package | version | licence |
|---|---|---|
${inside.map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} |`).join("\n")}

## Beside them

For commands, the local stack, the typed client, tests: none of it is deployed.

| package | version | licence |
|---|---|---|
${tools.join("\n")}

Programs that the local stack fetches and runs: Postgres (PostgreSQL licence), PostgREST (MIT), the Supabase CLI (MIT), squawk
(Apache-2.0 or MIT). The whole of ESCO, if you import it, asks to be named as the source; the seed has nothing of it.
`;
}

if (import.meta.main) {
  await Deno.writeTextFile(LICENCES, await printLicences());
  console.log(`${LICENCES} is current.`);
}
