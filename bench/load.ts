import { join } from "node:path";
import { Sentence } from "../local/errors.ts";
import type { Bed } from "./bed.ts";
import { print, table } from "./table.ts";

/** One of those who answer the same question. */
export interface Contender {
  name: string;
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: unknown;
  /** What must be the same in every contender's answer; without it only the status is looked at. */
  same?(answer: unknown): unknown;
  /** Given, everybody's rate is also shown as a multiple of this one's, under this name. */
  yardstick?: string;
}

interface Round {
  rate: number;
  p50: number;
  p99: number;
  failed: number;
}

const CONNECTIONS = 8;
const WARM_UP = 2;
const SECONDS = 3;
const ROUNDS = 5;

/**
 * Checks that the contenders agree, loads them in turns, so that a noisy moment hits all of them, prints a table, and
 * answers the requests/s of each.
 */
export async function race(bed: Bed, contenders: Contender[]): Promise<number[]> {
  await agree(contenders);
  for (const contender of contenders) await load(bed, contender, WARM_UP);
  const rounds: Round[][] = contenders.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contender] of contenders.entries()) {
      rounds[index]?.push(await load(bed, contender, SECONDS));
    }
  }
  const rates = rounds.map((own) => median(own.map(({ rate }) => rate)));
  const yardsticks = contenders.flatMap(({ yardstick }, index) => yardstick ? [{ yardstick, index }] : []);
  print(
    `${CONNECTIONS} connections, in turns ${ROUNDS} rounds of ${SECONDS} s each; medians, ratios within a round:\n`,
  );
  table(
    ["", "req/s", "p50 ms", "p99 ms", ...yardsticks.map(({ yardstick }) => `× ${yardstick}`)],
    contenders.map(({ name }, index) => {
      const own = rounds[index] ?? [];
      return [
        name,
        (rates[index] ?? NaN).toFixed(0),
        median(own.map(({ p50 }) => p50)).toFixed(1),
        median(own.map(({ p99 }) => p99)).toFixed(1),
        ...yardsticks.map(({ index }) => {
          const other = rounds[index] ?? [];
          return median(own.map(({ rate }, round) => rate / (other[round]?.rate ?? NaN))).toFixed(2);
        }),
      ];
    }),
  );
  return rates;
}

async function agree(contenders: Contender[]): Promise<void> {
  let first: { name: string; text: string } | null = null;
  for (const { name, url, method = "GET", headers = {}, body, same } of contenders) {
    const response = await fetch(url, { method, headers, body: body ? JSON.stringify(body) : null });
    const answer = await response.text();
    if (!response.ok) throw new Sentence(`${name} answered ${response.status}: ${answer}`);
    if (!same) continue;
    const text = JSON.stringify(same(JSON.parse(answer)), null, 1);
    first ??= { name, text };
    if (text !== first.text) {
      throw new Sentence(`${first.name} and ${name} answer differently:\n${first.text}\n${text}`);
    }
  }
}

/** One round, from a process of its own: the client's work is not the server's. */
async function load({ node, programs, signal }: Bed, contender: Contender, duration: number): Promise<Round> {
  const { name, url, method = "GET", headers, body } = contender;
  const child = new Deno.Command(node.program, {
    args: [...node.args, join(programs, "load.cjs")],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    signal,
  }).spawn();
  const options = { url, method, headers, connections: CONNECTIONS, duration };
  const writer = child.stdin.getWriter();
  await writer.write(
    new TextEncoder().encode(JSON.stringify(body ? { ...options, body: JSON.stringify(body) } : options)),
  );
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success) throw new Sentence(`autocannon failed:\n${new TextDecoder().decode(stderr)}`);
  const round: Round = JSON.parse(new TextDecoder().decode(stdout));
  if (round.failed > 0) throw new Sentence(`${name}: ${round.failed} requests failed under load.`);
  return round;
}

/** The middle one; of two in the middle the larger. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
