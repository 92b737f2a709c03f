import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { explain, keepErrorsShort, Sentence } from "../local/errors.ts";
import { withStack } from "../local/temporary.ts";
import { freePort } from "../local/process.ts";
import { assistant } from "./assistant.ts";
import { type Bed, makeBed } from "./bed.ts";
import { careers } from "./careers.ts";
import { compliance } from "./compliance.ts";
import { courseSets } from "./course_sets.ts";
import { dashboard } from "./dashboard.ts";
import { esco } from "./esco.ts";
import { fairness } from "./fairness.ts";
import { gap } from "./gap.ts";
import { imports } from "./import.ts";
import { lines } from "./lines.ts";
import { me } from "./me.ts";
import { mentorship } from "./mentorship.ts";
import { programmes } from "./programmes.ts";
import { rollups } from "./rollups.ts";
import { suggestions } from "./suggestions.ts";
import { print } from "./table.ts";

// A bench prints what it measured and throws when an answer is wrong; a new one is a file and a line here.
const BENCHES: Record<string, { title: string; run(bed: Bed): Promise<void> }> = {
  me: { title: "GET /functions/v1/user-management/me", run: me },
  gap: { title: "GET /functions/v1/career-development/pathways/:id/gap", run: gap },
  suggestions: { title: "POST /functions/v1/skills-management/me/skills/suggestions", run: suggestions },
  import: { title: "POST /functions/v1/user-management/imports", run: imports },
  organisation: {
    title: "moves, the directory, one's own line, /me in an organisation of 50,000",
    run: lines,
  },
  esco: { title: "deno task import-esco, the whole of ESCO", run: esco },
  careers: {
    title: "recommendations, gaps, search and matrix with ESCO and 1.25 million skills of people",
    run: careers,
  },
  compliance: { title: "who has done what must be done, 50,000 people and 20 courses", run: compliance },
  fairness: { title: "the fairness report and one's own readiness, 50,000 people", run: fairness },
  course_sets: { title: "the courses that close a gap, among 2,000", run: courseSets },
  dashboard: { title: "a person's own pages in a company of 50,000", run: dashboard },
  mentorship: { title: "matches for one mentee among 2,000 mentors and 50,000 people", run: mentorship },
  programmes: {
    title: "POST /functions/v1/mentorship/programmes/:id/match, 20,000 mentees",
    run: programmes,
  },
  assistant: { title: "what the assistant understands, its streams and cold starts", run: assistant },
  rollups: {
    title: "the nightly rollup over 50,000 people, 1.25 million skills and a year of events",
    run: rollups,
  },
};

async function main(names: string[]): Promise<void> {
  const [first = "", ...others] = names.length > 0 ? names : Object.keys(BENCHES);
  if (others.length > 0) {
    for (const name of [first, ...others]) await apart(name);
    return;
  }
  const bench = Object.hasOwn(BENCHES, first) ? BENCHES[first] : null;
  if (!bench) {
    throw new Sentence(`There is no bench ${first}. There are: ${Object.keys(BENCHES).join(", ")}.`);
  }
  // For the bench that has a stand-in for a model there; no other switches one on.
  Deno.env.set("OPENAI_BASE_URL", `http://127.0.0.1:${freePort()}/v1`);
  Deno.env.set("OPENAI_API_KEY", "of-the-bench");
  await withStack(print, async (stack, signal) => {
    const stopLogging = await logTo(join(stack.place.home, "functions.log"));
    try {
      using bed = await makeBed(stack, signal);
      print(
        `\n${availableParallelism()} cores, Deno ${Deno.version.deno}; client and Express on ${bed.node.name}`,
      );
      print(`\n${first}: ${bench.title}`);
      await bench.run(bed);
    } finally {
      stopLogging();
    }
  });
}

/** Runs one bench in a process of its own: on a new stack, so that it finds no other's people. */
async function apart(name: string): Promise<void> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--unstable-no-legacy-abort", fileURLToPath(import.meta.url), name],
    stdin: "null",
  }).spawn();
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  const interrupt = () => child.kill("SIGTERM");
  for (const signal of signals) Deno.addSignalListener(signal, interrupt);
  const { success } = await child.status;
  for (const signal of signals) Deno.removeSignalListener(signal, interrupt);
  if (!success) throw new Sentence(`${name} failed.`);
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
