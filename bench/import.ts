import { Sentence } from "../local/errors.ts";
import { type Bed, importProfiles } from "./bed.ts";
import { profiles } from "./profiles.ts";
import { print, table } from "./table.ts";

const PEOPLE = 5000;

/** `POST /user-management/imports`: a company's file, chunk after chunk, and the same file again. */
export async function imports(bed: Bed): Promise<void> {
  const file = profiles(PEOPLE, 2);
  const passes: string[][] = [];
  for (const [name, wanted] of [["first time", "created"], ["the same again", "unchanged"]] as const) {
    const start = performance.now();
    const counts = await importProfiles(bed, file);
    const ms = performance.now() - start;
    if (counts[wanted] !== PEOPLE) throw new Sentence(`Import, ${name}: ${JSON.stringify(counts)}`);
    passes.push([name, (ms / 1000).toFixed(1), (ms / PEOPLE).toFixed(2), `${counts[wanted]} ${wanted}`]);
  }
  print(`${PEOPLE} profiles, one chunk after the other:\n`);
  table(["", "seconds", "ms a profile", ""], passes);
}
