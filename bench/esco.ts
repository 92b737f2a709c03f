import { join } from "node:path";
import { Sentence } from "../local/errors.ts";
import { PROJECT } from "../local/place.ts";
import { closing, connect } from "../local/postgres.ts";
import type { Bed } from "./bed.ts";
import { print, table } from "./table.ts";

/**
 * Runs `deno task import-esco` over the archives in ESCO_DATA; says how long it took and what the command said, or
 * answers null where there are none.
 */
export async function importEsco({ stack, signal }: Bed, args: string[] = []) {
  const folder = Deno.env.get("ESCO_DATA") || join(PROJECT, "..", "shared", "data", "esco");
  const found = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  const archives = found.filter(({ name }) => name.endsWith(".zip")).map(({ name }) => join(folder, name));
  if (archives.length === 0) {
    print(`No archives of ESCO in ${folder}; ESCO_DATA says where they are.`);
    return null;
  }
  const start = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "cli/import_esco.ts", ...archives, ...args],
    cwd: PROJECT,
    env: { DB_URL: stack.dbUrl },
    signal,
  }).output();
  const seconds = (performance.now() - start) / 1000;
  const said = new TextDecoder().decode(success ? stdout : stderr);
  if (!success) throw new Sentence(`ESCO: ${said}`);
  return { seconds, said };
}

/** `deno task import-esco`: the whole of ESCO into the database, and the same again. */
export async function esco(bed: Bed): Promise<void> {
  const passes: string[][] = [];
  for (const [name, last] of [["first time", "ESCO"], ["the same again", "as it was before"]] as const) {
    const run = await importEsco(bed);
    if (!run) return;
    if (!run.said.includes(last)) throw new Sentence(`ESCO, ${name}: ${run.said}`);
    passes.push([name, run.seconds.toFixed(1)]);
  }

  await using sql = closing(connect(bed.stack.dbUrl));
  const [rows] = await sql.client`
    select (select count(*) from public.skills where external_uri is not null) as skills,
      (select count(*) from public.skill_aliases) as aliases, (select count(*) from public.skill_relations) as relations,
      (select count(*) from public.career_pathways where external_uri is not null) as pathways,
      (select count(*) from public.pathway_requirements) as requirements`;
  const counts = Object.entries(rows ?? {}).map(([what, count]) =>
    `${Number(count).toLocaleString("en")} ${what}`
  );
  print(`${counts.join(", ")} then\n`);
  table(["", "seconds"], passes);
}
