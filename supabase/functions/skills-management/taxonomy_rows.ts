import { ApiError, type Detail } from "@shared/errors.ts";
import { details, text } from "@shared/validate.ts";
import { CsvError, parse } from "csv-parse/sync";
import { z } from "zod";

export const MAX_ROWS = 5000;

/** An address in a public classification. */
export const externalUri = z.string().max(500, { abort: true }).regex(
  /^https?:\/\/[^\s"<>\\]+$/,
  "Not an http address.",
);

const Row = z.strictObject({
  function_area: text(200),
  specialization: text(200),
  skill: text(200),
  description: text(4000).nullish(),
  aliases: z.array(text(200)).max(100).optional(),
  external_uri: externalUri.nullish(),
});

/** A row and its place, or why it can't go in. */
export type Checked =
  | { at: number; row: z.infer<typeof Row>; errors?: undefined }
  | { at: number; errors: Detail[] };

/** Judges one row of an import. */
export function checkRow(value: unknown, at: number): Checked {
  const { data, error } = Row.safeParse(value);
  return data ? { at, row: data } : { at, errors: details(error.issues) };
}

const Header = z.array(z.enum(Row.keyof().options)).refine(
  (columns) => new Set(columns).size === columns.length && REQUIRED.every((name) => columns.includes(name)),
  "Needs function_area, specialization and skill, each column once.",
);
const REQUIRED = ["function_area", "specialization", "skill"] as const;

// csv-parse's own types leave out what `info` adds, and that errors know their line.
const Place = z.object({ lines: z.number() });
const Records = z.array(z.object({ record: z.array(z.string()), info: Place }));

/** The rows of a CSV file, each with the line on which it begins; a broken one is refused, the others are read. */
export function readCsv(file: string): Checked[] {
  const broken: Checked[] = [];
  const unclosed: CsvError[] = [];
  const records = Records.parse(parse(file, {
    bom: true,
    info: true,
    trim: true,
    // The header says how many columns there are; a row that has more or fewer is refused by itself.
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error?.code === "CSV_QUOTE_NOT_CLOSED") unclosed.push(error);
      else if (error) broken.push({ at: Place.parse(error).lines, errors: [problem(error)] });
      return undefined;
    },
  }));
  const [first, ...rest] = records;
  const header = Header.safeParse(first?.record.map((name) => name.toLowerCase()));
  if (!header.data) {
    throw new ApiError(400, "invalid", "The header is not valid.", details(header.error.issues));
  }
  const columns = header.data;
  const rows = rest.flatMap(({ record, info }): Checked[] => {
    // `lines` is where the record ends.
    const at = info.lines - (record.join("").match(/\r\n|\r|\n/g)?.length ?? 0);
    if (record.every((cell) => cell === "")) return [];
    if (record.length !== columns.length) {
      const message = `Has ${record.length} columns, not ${columns.length}: quote what holds a comma.`;
      return [{ at, errors: [{ path: "", code: "column_count", message }] }];
    }
    const cells = Object.fromEntries(columns.map((name, i) => [name, record[i] || undefined]));
    const aliases = cells.aliases?.split("|").map((alias) => alias.trim()).filter(Boolean);
    return [checkRow({ ...cells, aliases }, at)];
  });
  // A quote that nothing closes swallows the rest of the file: it begins after what was read last.
  const end = Math.max(records.at(-1)?.info.lines ?? 0, broken.at(-1)?.at ?? 0);
  broken.push(...unclosed.map((error) => ({ at: end + 1, errors: [problem(error)] })));
  return [...rows, ...broken].sort((a, b) => a.at - b.at);
}

const problem = (error: CsvError): Detail => ({
  path: "",
  code: error.code.toLowerCase(),
  message: error.code === "CSV_QUOTE_NOT_CLOSED" ? "A quote is opened and never closed." : error.message,
});
