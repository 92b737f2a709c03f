import { parseArgs } from "node:util";
import { join } from "node:path";
import { explain, keepErrorsShort, Sentence } from "../local/errors.ts";
import { withLogs } from "../local/functions.ts";
import { PROJECT } from "../local/place.ts";
import { withStack } from "../local/temporary.ts";
import { contract } from "./contract.ts";
import { faults } from "./faults.ts";
import { migrationsFromEachState } from "./migrations.ts";
import type { Options, Report } from "./report.ts";
import { restore } from "./restore.ts";

// What takes too long for the tests. Each part runs on a stack of its own; its numbers go into docs/reliability.md.
const PARTS: Record<string, (options: Options) => Promise<Report>> = {
  faults,
  contract,
  migrations: migrationsFromEachState,
  restore,
};
const DOCUMENT = join(PROJECT, "docs", "reliability.md");
const print = console.log.bind(console);

function options() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: "string", default: "10" }, seed: { type: "string", default: "1" } },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes >= 0 && Number.isInteger(seed))) throw new Sentence("--minutes and --seed take numbers.");
  const names = positionals.length > 0 ? positionals : Object.keys(PARTS);
  const unknown = names.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown) throw new Sentence(`There is no ${unknown}. There are: ${Object.keys(PARTS).join(", ")}.`);
  return { minutes, seed, names };
}

async function main(): Promise<number> {
  const { minutes, seed, names } = options();
  let failed = 0;
  for (const name of names) {
    const run = PARTS[name];
    if (!run) continue;
    const say = (line: string) => print(`${new Date().toISOString().slice(11, 19)} ${line}`);
    const report = await withStack(
      say,
      (stack, signal) => withLogs(() => {}, () => run({ stack, signal, minutes, seed, say })),
      // What was answered must outlive a kill.
      { fast: false },
    );
    print(`\n${report.title}\n${report.lines.join("\n")}\n`);
    failed += report.failed;
    await keep(name, `deno task soak ${name} --minutes ${minutes} --seed ${seed}`, report);
  }
  print(failed === 0 ? "All was as promised." : `${failed} things were not as promised.`);
  return failed === 0 ? 0 : 1;
}

/** Writes a report between its markers in the document, at the end where it has none yet. */
async function keep(name: string, command: string, { title, lines }: Report): Promise<void> {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const made = `\`${command}\`, Deno ${Deno.version.deno}, ${navigator.hardwareConcurrency} cores:`;
  const text = [begin, `### ${title}`, "", made, "", ...lines, end].join("\n");
  const kept = await Deno.readTextFile(DOCUMENT).catch(() => "");
  const [from, to] = [kept.indexOf(begin), kept.indexOf(end)];
  await Deno.writeTextFile(
    DOCUMENT,
    from < 0 || to < from
      ? `${kept.trimEnd()}\n\n${text}\n`
      : kept.slice(0, from) + text + kept.slice(to + end.length),
  );
}

keepErrorsShort();
let code = 1;
try {
  code = await main();
} catch (error) {
  console.error(explain(error, "the temporary folder"));
}
Deno.exit(code);
