import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { exposition, type Metric } from "./exposition.ts";

/** Reads the format letter by letter, as a scraper would. */
function read(text: string): Metric[] {
  const metrics: Metric[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, kind, name = "", rest = ""] = line.match(/^# (HELP|TYPE) (\S+) (.*)$/) ?? [];
    const last = metrics.at(-1);
    if (kind === "HELP") metrics.push({ name, type: "gauge", help: unescaped(rest), samples: [] });
    else if (kind === "TYPE" && last) last.type = rest === "counter" ? "counter" : "gauge";
    else {
      const [, within = "", value] = line.match(/^[a-z_]+(?:\{(.*)\})? (\S+)$/) ?? [];
      const labels = Object.fromEntries(
        [...within.matchAll(/([a-z_]+)="((?:\\.|[^"\\])*)"/g)].map((
          [, key = "", text = ""],
        ) => [key, unescaped(text)]),
      );
      last?.samples.push({ labels, value: Number(value) });
    }
  }
  return metrics;
}

const unescaped = (text: string) => text.replace(/\\(.)/g, (_, letter) => letter === "n" ? "\n" : letter);

Deno.test("whatever labels and helps hold, a reader of the text format gets back what was written", () => {
  const name = fc.stringMatching(/^[a-z][a-z_]{0,10}$/);
  const text = fc.string({ unit: fc.constantFrom("a", '"', "\\", "\n", "n", "{", "}", ",", "=", " ", "é") });
  const metric = fc.record({
    name,
    type: fc.constantFrom("gauge" as const, "counter" as const),
    help: text,
    samples: fc.array(fc.record({
      labels: fc.dictionary(name, text, { noNullPrototype: true }),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    })),
  });
  fc.assert(fc.property(fc.array(metric), (metrics) => assertEquals(read(exposition(metrics)), metrics)));
});
