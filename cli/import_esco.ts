import { globToRegExp } from "@std/path/glob-to-regexp";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { z } from "zod";
import { fail, findConnection } from "./connection.ts";
import { readEsco, type Step } from "./esco_concepts.ts";
import { openEsco } from "./esco_files.ts";

// Brings ESCO into the taxonomy and the pathways in batches, each a transaction of its own. What is as ESCO
// said last time is not written again: a second run changes nothing, and one that was stopped goes on.
const USAGE = "Usage: deno task import-esco CLASSIFICATION.zip RELATIONS.zip [--occupations GLOB]\n" +
  "GLOB chooses occupations by name, code or ISCO group, such as '*port*', '8343*' or '{8343*,*crane*}'.\n" +
  "Skills all come.";
const ATTRIBUTION = "This service uses the ESCO classification of the European Commission. It is adapted: " +
  "two levels stand above a skill instead of four; requirements have this service's own levels and weights.";
const ALWAYS = ["created", "updated", "unchanged"];
const Counts = z.record(z.string(), z.number());

const number = (count: number) => count.toLocaleString("en");
const message = (error: unknown) => error instanceof Error && error.message ? error.message : String(error);

function readArguments(): { paths: string[]; glob: string | undefined } {
  try {
    const options = { occupations: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    return positionals.length > 0 ? { paths: positionals, glob: values.occupations } : fail(USAGE);
  } catch (error) {
    fail(`${message(error)}\n${USAGE}`);
  }
}

/** Whether one of the names is meant. A name may hold slashes, which globs keep apart. */
function matcher(glob: string | undefined): (...names: string[]) => boolean {
  if (glob === undefined) return () => true;
  const flat = (text: string) => text.replaceAll("/", "\u2215");
  const pattern: RegExp = globToRegExp(flat(glob), { caseInsensitive: true });
  return (...names) => names.some((name) => pattern.test(flat(name)));
}

const { paths, glob } = readArguments();
const files = await openEsco(paths);
const esco = await readEsco(files, matcher(glob));
if (esco.steps.some(({ kind, count }) => kind === "pathway" && count === 0)) {
  fail(`No occupation matches ${glob}. Nothing was imported.`);
}
const { dbUrl } = await findConnection();
if (!dbUrl) fail("Set DB_URL to the database's URL (Supabase: Project settings, Database).");
// Unprepared, so that a pooler of transactions will do.
const sql = postgres(dbUrl, { max: 1, connect_timeout: 10, prepare: false, onnotice: () => {} });

/** Sends one batch. What lost a deadlock against somebody's work is sent again. */
async function send(kind: string, batch: unknown[], attempt = 1): Promise<z.infer<typeof Counts>> {
  try {
    const [row] = await sql`
      select private.import_concepts(${kind}, ${JSON.stringify(batch)}::text::jsonb) as counts`;
    return Counts.parse(row?.counts);
  } catch (error) {
    const passing = error instanceof postgres.PostgresError && ["40P01", "40001"].includes(error.code);
    if (!passing || attempt === 3) throw error;
    return await send(kind, batch, attempt + 1);
  }
}

/** Sends everything of a kind, shows how far it came, and answers what became of how many. */
async function sendAll({ kind, title, count, batch: size, all }: Step): Promise<Map<string, number>> {
  const terminal = Deno.stdout.isTerminal();
  const sums = new Map<string, number>();
  let batch: unknown[] = [];
  let done = 0;
  async function flush() {
    for (const [what, n] of Object.entries(await send(kind, batch))) {
      sums.set(what, (sums.get(what) ?? 0) + n);
    }
    done += batch.length;
    batch = [];
    const line = `${number(done)} of ${number(count)} ${title}`;
    await Deno.stdout.write(new TextEncoder().encode(terminal ? `\r${line}` : `${line}\n`));
  }
  for await (const item of all()) if (batch.push(item) === size) await flush();
  if (batch.length > 0) await flush();
  if (terminal) console.log();
  return sums;
}

const summary: string[] = [];
let changed = 0;
let renamed = 0;
try {
  await sql`
    insert into public.taxonomy_sources as s (name, edition, attribution, url)
    values ('ESCO', ${files.edition}, ${ATTRIBUTION}, 'https://esco.ec.europa.eu')
    on conflict (name) do update
    set edition = coalesce(excluded.edition, s.edition), attribution = excluded.attribution,
      imported_at = null
    where (coalesce(excluded.edition, s.edition), excluded.attribution)
      is distinct from (s.edition, s.attribution)`;
  for (const step of esco.steps) {
    const sums = await sendAll(step);
    const count = (what: string) => sums.get(what) ?? 0;
    changed += count("created") + count("adopted") + count("updated");
    renamed += count("renamed");
    const shown = [...new Set(["created", "adopted", "updated", "unchanged", ...sums.keys()])]
      .filter((what) => count(what) > 0 || ALWAYS.includes(what));
    summary.push(`  ${step.title}: ${shown.map((what) => `${number(count(what))} ${what}`).join(", ")}`);
  }
  await sql`
    update public.taxonomy_sources set imported_at = now()
    where name = 'ESCO' and (${changed > 0} or imported_at is null)`;
} catch (error) {
  fail(`\nThe import stopped: ${message(error)}. What is in stays; run it again to go on.`);
} finally {
  await sql.end();
}

const { odd } = esco;
const oddities: [string, number][] = [
  ["skills in several groups (the one with the lowest URI was taken)", odd.inTwoGroups],
  ["skills in no group (the nearest ancestor's was taken)", odd.inNoGroup],
  ["skills with no group above them either (in no specialization)", odd.nowhere],
  ["relations from a skill to itself (left out)", odd.toItself],
  ["relations of what the files don't have (left out)", odd.unknown],
  ["alternative labels of several occupations (nobody's title)", odd.sharedTitles],
  ["labels that are too long (left out)", odd.longLabels],
  ["names that another has (with the beginning of their id in brackets)", renamed],
];
console.log(
  `\nESCO${files.edition ? ` ${files.edition}` : ""} is in${changed > 0 ? "" : ", as it was before"}:`,
);
console.log(summary.join("\n"));
for (const [what, count] of oddities) if (count > 0) console.log(`  ${what}: ${number(count)}`);
console.log(ATTRIBUTION);
