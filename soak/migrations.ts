import { withStack } from "../local/temporary.ts";
import {
  apply,
  drop,
  fill,
  keys,
  lost,
  migrations,
  runJobs,
  schema,
  type Server,
  withDatabaseOf,
} from "../tests/states.ts";

/** What a part of the soak found. */
export interface Report {
  title: string;
  lines: string[];
  failed: number;
}

/**
 * Each earlier state by itself: a database with the first migrations and rows in every table of then, to which all later ones are
 * applied. The suite does it in one go, where rows of one state might hide what another lacks.
 */
export async function migrationsFromEachState({ stack: server }: { stack: Server }): Promise<Report> {
  const lines: string[] = [];
  let [failed, rows] = [0, 0];
  const names = await migrations();
  const empty = new Set(
    await withDatabaseOf(server, "empty", async (sql, url) => {
      await apply(url, names);
      return await schema(sql);
    }),
  );
  let snapshot: string | undefined;
  for (const [n, name] of names.entries()) {
    const next = `state_${n}`;
    await withDatabaseOf(server, next, (_, url) => apply(url, [name]), {
      keep: true,
      ...snapshot ? { copyOf: snapshot } : {},
    });
    if (snapshot) await drop(server, snapshot);
    snapshot = next;
    const wrong = await withDatabaseOf(server, "upgraded", async (sql, url) => {
      await fill(sql);
      const before = await keys(sql);
      rows += [...before.values()].reduce((sum, { size }) => sum + size, 0);
      await apply(url, names.slice(n + 1));
      return [
        ...lost(before, await keys(sql)),
        ...empty.symmetricDifference(new Set(await schema(sql))),
        ...(await runJobs(sql)).map((job) => `job ${job}`),
      ];
    }, { copyOf: next }).catch((error) => [error instanceof Error ? error.message : String(error)]);
    failed += wrong.length;
    for (const problem of wrong) lines.push(`${name}: ${problem}`);
  }
  lines.unshift(
    `${names.length} states, ${rows} rows in them, brought to the newest schema: ${failed} problems`,
  );
  return { title: "Migrations from each earlier state", lines, failed };
}

if (import.meta.main) {
  const { title, lines, failed } = await withStack(() => {}, (stack) => migrationsFromEachState({ stack }));
  console.log([title, ...lines].join("\n"));
  Deno.exit(failed === 0 ? 0 : 1);
}
