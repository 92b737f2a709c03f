import { type FileEntry, Uint8ArrayReader, ZipReader } from "@zip.js/zip.js";
import { parse } from "csv-parse";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { fail } from "./connection.ts";

/** The files that an import reads, and their columns. Other columns and files are not looked at. */
const COLUMNS = {
  skillGroups: ["conceptUri", "preferredLabel", "description"],
  skills: ["conceptUri", "preferredLabel", "altLabels", "description"],
  occupations: ["conceptUri", "iscoGroup", "preferredLabel", "altLabels", "description", "code"],
  broaderRelationsSkillPillar: ["conceptUri", "broaderUri"],
  skillSkillRelations: ["originalSkillUri", "relationType", "relatedSkillUri"],
  occupationSkillRelations: ["occupationUri", "relationType", "skillUri"],
} as const;
type File = keyof typeof COLUMNS;
type Row<F extends File> = Record<typeof COLUMNS[F][number], string>;

/** ESCO's archives, opened. */
export interface EscoFiles {
  /** The edition that the archives' names tell, such as 1.1.1. */
  edition: string | null;
  /** The rows of a file, read as they are asked for. Each call begins anew. */
  rows<F extends File>(file: F): AsyncGenerator<Row<F>>;
}

/** Opens the archives and looks at every header; ends the command with a sentence if they are not ESCO's. */
export async function openEsco(paths: string[]): Promise<EscoFiles> {
  const entries: { entry: FileEntry; place: string }[] = [];
  for (const path of paths) {
    const bytes = await Deno.readFile(path).catch((error) => fail(`${path} can't be read: ${error.message}`));
    const zip = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false, checkSignature: true });
    const found = await zip.getEntries().catch(() => fail(`${path} is no zip file, or a part of one.`));
    for (const entry of found) {
      if (!entry.directory) entries.push({ entry, place: `${entry.filename} of ${basename(path)}` });
    }
  }

  async function* cells(file: string, columns: readonly string[]): AsyncGenerator<string[]> {
    const named = new RegExp(`^(.*/)?${file}(_[a-z]{2})?\\.csv$`);
    const { entry, place } = entries.find(({ entry }) => named.test(entry.filename)) ??
      fail(
        `There is no ${file}.csv in ${paths.join(" or ")}: give ESCO's classification and relations, as CSV.`,
      );
    const inflated = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    // What goes wrong there also ends the stream that is read here.
    entry.getData(inflated.writable).catch(() => {});
    const text = inflated.readable.pipeThrough(new TextDecoderStream("utf-8", { fatal: true }));
    // Node's streams leave open of what kind their chunks are.
    const records: AsyncIterable<string[]> = Readable.from(text).compose(parse());
    let places: number[] | null = null;
    try {
      for await (const record of records) {
        if (places) yield places.map((place) => record[place] ?? "");
        places ??= columns.map((column) => {
          const found = record.indexOf(column);
          return found >= 0 ? found : fail(`${place} has no column ${column}: it is not ESCO's.`);
        });
      }
    } catch (error) {
      fail(`${place} can't be read (${error instanceof Error ? error.message : error}): is it whole?`);
    }
    if (!places) fail(`${place} is empty.`);
  }

  for (const [file, columns] of Object.entries(COLUMNS)) {
    for await (const _row of cells(file, columns)) break;
  }
  const edition = paths.map((path) => basename(path).match(/v(\d+(?:\.\d+)+)/)?.[1]).find((found) => found);
  return {
    edition: edition ?? null,
    async *rows<F extends File>(file: F) {
      for await (const row of cells(file, COLUMNS[file])) yield toRow<Row<F>>(COLUMNS[file], row);
    },
  };
}

function toRow<R extends Record<string, string>>(columns: readonly (keyof R)[], cells: string[]): R {
  // Every column has its cell.
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]])) as R;
}
