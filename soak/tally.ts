/** A request that takes longer is a hang. */
export const HANG_MS = 10_000;
/** An import's chunk, which may take a minute. */
export const LONG_MS = 65_000;

interface Count {
  requests: number;
  ok: number;
  refused: number;
  unavailable: number;
  unreachable: number;
  hangs: number;
  longest: number;
  wrong: Map<string, number>;
}

/** What became of every request, by the fault under which it was sent. */
export class Tally {
  readonly counts = new Map<string, Count>();
  current = "none";

  /** Counts a request: with its status, 0 where nobody answered; what no client should see goes into `wrong`. */
  add(fault: string, { status, ms, limit, wrong }: {
    status: number;
    ms: number;
    limit: number;
    wrong?: string | undefined;
  }): void {
    const count = this.of(fault);
    count.requests++;
    if (status === 0) count.unreachable++;
    else if (status === 503) count.unavailable++;
    else if (status >= 400) count.refused++;
    else count.ok++;
    if (ms > limit) count.hangs++;
    if (limit === HANG_MS) count.longest = Math.max(count.longest, ms);
    if (wrong) count.wrong.set(wrong, (count.wrong.get(wrong) ?? 0) + 1);
  }

  sum(read: (count: Count) => number): number {
    return [...this.counts.values()].reduce((sum, count) => sum + read(count), 0);
  }

  wrong(): [string, number][] {
    return [...this.counts].flatMap(([fault, { wrong }]) =>
      [...wrong].map(([what, times]): [string, number] => [`${fault}: ${what}`, times])
    );
  }

  of(fault: string): Count {
    const count = this.counts.get(fault) ?? {
      requests: 0,
      ok: 0,
      refused: 0,
      unavailable: 0,
      unreachable: 0,
      hangs: 0,
      longest: 0,
      wrong: new Map(),
    };
    this.counts.set(fault, count);
    return count;
  }
}
