/** To the terminal, also while the functions' own log lines go elsewhere. */
export const print = console.log.bind(console);

/** Prints rows in aligned columns, numbers to the right. */
export function table(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))
  );
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    print(`  ${cells.join("   ")}`);
  }
}
