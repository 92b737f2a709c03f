import { join } from "node:path";
import postgres from "postgres";
import { closing, connect } from "../local/postgres.ts";
import type { Stack } from "../local/stack.ts";
import { MISHAPS } from "./client.ts";
import { check, pause, Worker } from "./load.ts";
import type { Options, Report } from "./report.ts";
import { HANG_MS, Tally } from "./tally.ts";

const LONGEST_RECOVERY_MS = 60_000;

/** Something that goes wrong; it is over when `strike` returns, which is when recovery is counted from. */
interface Fault {
  name: string;
  strike(scene: Scene): Promise<void>;
}

interface Scene {
  stack: Stack;
  workers: Worker[];
  /** How long an outage lasts. */
  outageMs: number;
}

const kill = (pid: number | undefined, signal: Deno.Signal) => {
  try {
    if (pid) Deno.kill(pid, signal);
  } catch {
    // It ended a moment ago.
  }
};

const postmaster = ({ stack }: Scene) => stack.parts["Postgres"] ?? 0;

/** A process and those that it started. */
async function family(parent: number): Promise<number[]> {
  const children: number[] = [];
  for await (const { name } of Deno.readDir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await Deno.readTextFile(`/proc/${name}/stat`).catch(() => "");
    if (Number(stat.split(") ").at(-1)?.split(" ")[1]) === parent) children.push(Number(name));
  }
  return [parent, ...children];
}

/** As the superuser, past every limit of connections. */
async function asAdmin<T>({ stack }: Scene, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  await using sql = closing(postgres(stack.adminUrl, { max: 1, onnotice: () => {} }));
  return await work(sql.client);
}

export const FAULTS: Fault[] = [
  {
    name: "kill -9 Postgres",
    strike: async (scene) => await Promise.resolve(kill(postmaster(scene), "SIGKILL")),
  },
  {
    name: "kill -9 a server process of Postgres",
    strike: async (scene) => {
      const [row] = await asAdmin(
        scene,
        (sql) => sql`select pid from pg_stat_activity where usename = 'authenticator' limit 1`,
      );
      kill(Number(row?.pid), "SIGKILL");
    },
  },
  {
    name: "kill -9 PostgREST",
    strike: async ({ stack }) => await Promise.resolve(kill(stack.parts["PostgREST"], "SIGKILL")),
  },
  {
    name: "kill -9 gateway, Auth and functions",
    strike: async ({ stack }) => await Promise.resolve(kill(stack.parts["The API"], "SIGKILL")),
  },
  {
    name: "Postgres is down",
    async strike(scene) {
      // Without this file it refuses to start again.
      const file = join(scene.stack.place.data, "postgres", "PG_VERSION");
      await Deno.rename(file, `${file}.away`);
      try {
        kill(postmaster(scene), "SIGINT");
        await pause(scene.outageMs);
      } finally {
        await Deno.rename(`${file}.away`, file);
      }
    },
  },
  {
    name: "Postgres does not move",
    async strike(scene) {
      const processes = await family(postmaster(scene));
      for (const pid of processes) kill(pid, "SIGSTOP");
      await pause(scene.outageMs);
      for (const pid of processes) kill(pid, "SIGCONT");
    },
  },
  {
    name: "every statement waits, the pool is full",
    strike: (scene) =>
      asAdmin(scene, async (sql) => {
        await sql.begin(async (sql) => {
          await sql`lock table public.users in access exclusive mode`;
          await pause(scene.outageMs);
        });
      }),
  },
  {
    name: "no connection is free",
    async strike(scene) {
      const held: postgres.Sql[] = [];
      const end = Date.now() + scene.outageMs;
      try {
        await asAdmin(scene, async (sql) => {
          while (Date.now() < end) {
            await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename in ('authenticator', 'supabase_auth_admin')`;
            for (let free = true; free;) {
              const one = postgres(scene.stack.dbUrl, { max: 1, onnotice: () => {}, connect_timeout: 2 });
              held.push(one);
              free = await one`select 1`.then(() => true, () => false);
            }
            await pause(1000);
          }
        });
      } finally {
        await Promise.all(held.map((one) => one.end({ timeout: 0 }).catch(() => {})));
      }
    },
  },
  {
    name: "clients are cut, or slow",
    strike: async ({ workers }) =>
      void await Promise.all(workers.flatMap((worker) => MISHAPS.map((how) => worker.create(how)))),
  },
];

/**
 * Breaks one thing after the other while people work, waits until the stack answers again by itself, and compares at the end
 * what was answered with what is there. The second argument makes it short.
 */
export async function faults(
  { stack, signal, minutes, seed, say }: Options,
  { outageMs = 20_000, only = FAULTS, settleMs = 5_000, people = 6 }: {
    outageMs?: number;
    only?: Fault[];
    settleMs?: number;
    people?: number;
  } = {},
): Promise<Report> {
  const tally = new Tally();
  await using sql = closing(connect(stack.dbUrl));
  const apiUrl = stack.apiUrl;
  // The last one imports.
  const workers = await Promise.all(
    Array.from(
      { length: people + 1 },
      (_, n) =>
        Worker.make(`worker.${seed}.${n}`, {
          apiUrl,
          tally,
          sql: sql.client,
          seed: seed + n,
          isHr: n === people,
        }),
    ),
  );
  const [prober] = workers;
  if (!prober) throw new Error("nobody works");
  const scene: Scene = { stack, workers, outageMs };
  const stop = new AbortController();
  const working = Promise.all(workers.map((worker) => worker.work(AbortSignal.any([stop.signal, signal]))));
  const strikes = new Map<string, { times: number; back: number[] }>();
  const failures: string[] = [];
  const watch = watchReadiness(apiUrl, AbortSignal.any([stop.signal, signal]));

  await pause(settleMs);
  const end = Date.now() + minutes * 60_000;
  do {
    for (const fault of only) {
      if (signal.aborted) break;
      tally.current = fault.name;
      watch.during = fault.name;
      say(fault.name);
      await fault.strike(scene).catch((error) => failures.push(`${fault.name}: ${error}`));
      const back = await recovered(prober);
      if (back === null) failures.push(`${fault.name}: nothing worked after ${LONGEST_RECOVERY_MS / 1000} s`);
      const strike = strikes.get(fault.name) ?? { times: 0, back: [] };
      strikes.set(fault.name, {
        times: strike.times + 1,
        back: [...strike.back, back ?? LONGEST_RECOVERY_MS],
      });
      await pause(settleMs);
    }
    tally.current = "none";
    await pause(settleMs);
  } while (Date.now() < end && !signal.aborted);
  stop.abort();
  await working;
  await watch.ended;

  const { writes, lost, doubled } = await check(sql.client, workers);
  failures.push(...watch.wrong);
  failures.push(...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`));
  failures.push(...workers.flatMap(({ wrongs }) => wrongs));
  failures.push(...tally.wrong().map(([what, times]) => `${what} (${times} times)`));
  const hangs = tally.sum((count) => count.hangs);
  if (hangs > 0) failures.push(`${hangs} answers took more than ${HANG_MS / 1000} s`);
  const requests = tally.sum((count) => count.requests);
  const struck = [...strikes.values()].reduce((sum, { times }) => sum + times, 0);
  const resent = workers.reduce((sum, worker) => sum + worker.resent, 0);
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return {
    title: "Faults",
    lines: [
      `${requests} requests, ${struck} faults; ${writes} writes answered with success, ${resent} sent again: ` +
      `${lost.length} lost, ${doubled.length} doubled, ${hangs} answers after more than 10 s.`,
      "",
      "| while | times | requests | done | refused | 503 | cut or nobody there | longest answer, s | works again after, s |",
      "|---|---|---|---|---|---|---|---|---|",
      ...[...tally.counts].map(([name, count]) => {
        const strike = strikes.get(name);
        return `| ${name} | ${
          strike?.times ?? ""
        } | ${count.requests} | ${count.ok} | ${count.refused} | ${count.unavailable} | ${count.unreachable} | ${
          seconds(count.longest)
        } | ${strike ? seconds(Math.max(...strike.back)) : ""} |`;
      }),
      "",
      `\`/health\` and \`/ready\`: ${watch.summary()}.`,
      ...failures.map((failure) => `- **failed** ${failure}`),
    ],
    failed: failures.length,
  };
}

/** How long after now a person can read and write again; null: not within a minute. */
async function recovered(prober: Worker): Promise<number | null> {
  const start = Date.now();
  while (Date.now() - start < LONGEST_RECOVERY_MS) {
    if (await prober.works()) return Date.now() - start;
    await pause(100);
  }
  return null;
}

/** Asks for health and readiness all the time. */
function watchReadiness(apiUrl: string, signal: AbortSignal) {
  const watch = {
    during: "none",
    wrong: [] as string[],
    ended: Promise.resolve(),
    counts: { healthy: 0, ready: 0, unready: 0, nobody: 0, longest: 0 },
    summary: () => {
      const { healthy, ready, unready, nobody, longest } = watch.counts;
      return `healthy ${healthy} times, ready ${ready}, 503 with a sentence ${unready}, nobody there ${nobody}; ` +
        `the longest answer took ${(longest / 1000).toFixed(1)} s`;
    },
  };
  const ask = async (path: string) => {
    const start = performance.now();
    try {
      const response = await fetch(`${apiUrl}/functions/v1/training/${path}`, {
        signal: AbortSignal.timeout(HANG_MS),
      });
      const body = await response.json();
      return { status: response.status, body };
    } catch {
      return { status: 0, body: null };
    } finally {
      watch.counts.longest = Math.max(watch.counts.longest, performance.now() - start);
    }
  };
  watch.ended = (async () => {
    while (!signal.aborted) {
      const health = await ask("health");
      if (health.status === 200) watch.counts.healthy++;
      else if (health.status === 0) watch.counts.nobody++;
      else watch.wrong.push(`${watch.during}: /health answered ${health.status}`);
      const ready = await ask("ready");
      if (ready.status === 200) watch.counts.ready++;
      else if (ready.status === 503 && /\.$/.test(ready.body?.message ?? "")) watch.counts.unready++;
      else if (ready.status === 0) watch.counts.nobody++;
      else watch.wrong.push(`${watch.during}: /ready answered ${ready.status}`);
      await pause(250);
    }
  })();
  return watch;
}
