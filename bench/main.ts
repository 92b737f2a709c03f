import { availableParallelism } from "node:os";
import { join } from "node:path";
import { explain, keepErrorsShort, Sentence } from "../local/errors.ts";
import { withStack } from "../local/temporary.ts";
import { type Bed, makeBed } from "./bed.ts";
import { gap } from "./gap.ts";
import { imports } from "./import.ts";
import { lines } from "./lines.ts";
import { me } from "./me.ts";
import { print } from "./table.ts";

// A bench prints what it measured and throws when an answer is wrong; a new one is a file and a line here.
const BENCHES: Record<string, { title: string; run(bed: Bed): Promise<void> }> = {
  me: { title: "GET /functions/v1/user-management/me", run: me },
  gap: { title: "GET /functions/v1/career-development/pathways/:id/gap", run: gap },
  import: { title: "POST /functions/v1/user-management/imports", run: imports },
  organisation: {
    title: "moves, the directory, one's own line, /me in an organisation of 50,000",
    run: lines,
  },
};

async function main(names: string[]): Promise<void> {
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown) {
    throw new Sentence(`There is no bench ${unknown}. There are: ${Object.keys(BENCHES).join(", ")}.`);
  }
  await withStack(print, async (stack, signal) => {
    const stopLogging = await logTo(join(stack.place.home, "functions.log"));
    try {
      using bed = await makeBed(stack, signal);
      print(
        `\n${availableParallelism()} cores, Deno ${Deno.version.deno}; client and Express on ${bed.node.name}`,
      );
      for (const [name, { title, run }] of Object.entries(BENCHES)) {
        if (names.length > 0 && !names.includes(name)) continue;
        print(`\n${name}: ${title}`);
        await run(bed);
      }
    } finally {
      stopLogging();
    }
  });
}

/** Sends the functions' log lines to a file: they are part of what a request costs. */
async function logTo(path: string): Promise<() => void> {
  const file = await Deno.open(path, { create: true, append: true });
  const encoder = new TextEncoder();
  const { log } = console;
  console.log = (...values) => file.writeSync(encoder.encode(`${values.join(" ")}\n`));
  return () => {
    console.log = log;
    file.close();
  };
}

keepErrorsShort();
let code = 0;
await main(Deno.args).catch((error) => {
  console.error(explain(error, "the temporary folder"));
  code = 1;
});
Deno.exit(code);
