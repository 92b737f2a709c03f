import { z } from "zod";

/** One family of numbers, as Prometheus has it. */
export const Metric = z.object({
  name: z.string(),
  type: z.enum(["gauge", "counter"]),
  help: z.string(),
  samples: z.array(z.object({ labels: z.record(z.string(), z.string()), value: z.number() })),
});
export type Metric = z.infer<typeof Metric>;

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");

/** Prometheus' text format, version 0.0.4. */
export function exposition(metrics: readonly Metric[]): string {
  return metrics.flatMap(({ name, type, help, samples }) => [
    `# HELP ${name} ${escaped(help)}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(({ labels, value }) => {
      const pairs = Object.entries(labels).map(([key, text]) =>
        `${key}="${escaped(text).replaceAll('"', '\\"')}"`
      );
      return `${name}${pairs.length ? `{${pairs.join(",")}}` : ""} ${value}`;
    }),
  ]).map((line) => `${line}\n`).join("");
}
