/** How many checks passed and failed, and what to show of the failed ones. */
export interface Count {
  passed: number;
  failed: number;
  shown: string[];
}

/** Reads the lines that a pgTAP file wrote; a plan that was not kept is a failure of its own. */
export function readTap(lines: string[]): Count {
  const count: Count = { passed: 0, failed: 0, shown: [] };
  let planned: number | null = null;
  let failing = false;
  for (const line of lines) {
    const plan = line.match(/^1\.\.(\d+)/)?.[1];
    if (plan !== undefined) planned = Number(plan);
    if (/^(not )?ok\b/.test(line)) {
      failing = line.startsWith("not ok") && !/# TODO\b/i.test(line);
      count[failing ? "failed" : "passed"]++;
    }
    if (failing && /^(#|not ok)/.test(line)) count.shown.push(line);
  }
  const seen = count.passed + count.failed;
  if (planned !== seen || seen === 0) {
    count.failed++;
    count.shown.push(`planned ${planned ?? "nothing"}, ran ${seen}`);
  }
  return count;
}
