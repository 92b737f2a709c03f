/** What one publication showed of a set of people: the attacker knows who they are. */
export interface Told {
  people: ReadonlySet<number>;
}

const PRIME = 2_147_483_647n;

const invert = (value: bigint) => {
  let [result, base, exponent] = [1n, value, PRIME - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = result * base % PRIME;
    base = base * base % PRIME;
  }
  return result;
};

/**
 * The fewest people of whom any combination of the told sums tells something: every sum is a row of 0 and 1, and the
 * attacker may add and subtract rows as often as they like, at any levels and dates. People who were always counted
 * together are one column. Looks for sparse combinations as one decodes linear codes: in each try the columns come in another
 * order, and each row of the reduced form is a combination that leaves out all pivots but one.
 * Never too few; with enough tries, exact for small organisations.
 */
export function fewestTold(told: readonly Told[], tries: number, random: () => number): number {
  const columns = new Map<string, { size: number; members: boolean[] }>();
  for (const person of new Set(told.flatMap(({ people }) => [...people]))) {
    const members = told.map(({ people }) => people.has(person));
    const key = members.map(Number).join("");
    const column = columns.get(key) ?? { size: 0, members };
    column.size += 1;
    columns.set(key, column);
  }
  const all = [...columns.values()];
  let fewest = Infinity;
  for (let attempt = 0; attempt < tries; attempt++) {
    // Where many stand together a combination that tells of few is most likely zero.
    const order = all.map((column) => ({ column, key: random() ** (1 / column.size) }))
      .sort((a, b) => b.key - a.key).map(({ column }) => column);
    const rows = told.map((_, i) => order.map(({ members }) => members[i] ? 1n : 0n));
    const reduced: bigint[][] = [];
    for (const row of rows) {
      const left = [...row];
      for (const other of reduced) {
        const pivot = other.findIndex((value) => value !== 0n);
        subtract(left, other, left[pivot] ?? 0n);
      }
      const pivot = left.findIndex((value) => value !== 0n);
      if (pivot < 0) continue;
      const factor = invert(left[pivot] ?? 1n);
      const scaled = left.map((value) => value * factor % PRIME);
      for (const other of reduced) subtract(other, scaled, other[pivot] ?? 0n);
      reduced.push(scaled);
    }
    const weight = (row: readonly bigint[]) =>
      row.reduce((sum, value, i) => sum + (value === 0n ? 0 : order[i]?.size ?? 0), 0);
    for (const row of reduced) fewest = Math.min(fewest, weight(row));
    for (const [i, row] of reduced.entries()) {
      for (const other of reduced.slice(i + 1)) {
        for (const sign of [1n, PRIME - 1n]) {
          fewest = Math.min(fewest, weight(row.map((value, j) => (value + sign * (other[j] ?? 0n)) % PRIME)));
        }
      }
    }
  }
  return fewest;
}

function subtract(row: bigint[], other: readonly bigint[], factor: bigint) {
  if (factor === 0n) return;
  for (const [i, value] of other.entries()) {
    if (value !== 0n) row[i] = (((row[i] ?? 0n) - factor * value) % PRIME + PRIME) % PRIME;
  }
}
