import { CsvError, parse } from "csv-parse/sync";
import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { isCsv } from "./app.ts";
import type { Env } from "./auth.ts";
import { ApiError, Detail } from "./errors.ts";
import { limited } from "./limits.ts";
import { documentation } from "./openapi.ts";
import { details, validate } from "./validate.ts";

/** A row and its place, or why it can't go in. */
export type Checked<T> = { at: number; row: T; errors?: undefined } | { at: number; errors: Detail[] };

/** Judges one row of an import. */
export function checkRow<S extends z.ZodType>(Row: S, value: unknown, at: number): Checked<z.output<S>> {
  const { data, error } = Row.safeParse(value);
  return error ? { at, errors: details(error.issues) } : { at, row: data };
}

/** The cells of a row of a file by column, empty ones undefined. */
export type Cells<C extends string> = Partial<Record<C, string | undefined>>;

// csv-parse's own types leave out what `info` adds, and that errors know their line.
const Place = z.object({ lines: z.number() });
const Records = z.array(z.object({ record: z.array(z.string()), info: Place }));

/** The rows of a CSV file, each with the line on which it begins; a broken one is refused, the others are read. */
export function readCsv<C extends string, T>(
  file: string,
  known: readonly C[],
  required: readonly C[],
  check: (cells: Cells<C>, at: number) => Checked<T>,
): Checked<T>[] {
  const broken: Checked<T>[] = [];
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
  const header = z.array(z.enum(known)).refine(
    (columns) =>
      new Set(columns).size === columns.length && required.every((name) => new Set(columns).has(name)),
    `Needs ${required.join(", ")}, each column once.`,
  ).safeParse(first?.record.map((name) => name.toLowerCase()));
  if (!header.data) {
    throw new ApiError(400, "invalid", "The header is not valid.", details(header.error.issues));
  }
  const columns = header.data;
  const rows = rest.flatMap(({ record, info }): Checked<T>[] => {
    // `lines` is where the record ends.
    const at = info.lines - (record.join("").match(/\r\n|\r|\n/g)?.length ?? 0);
    if (record.every((cell) => cell === "")) return [];
    if (record.length !== columns.length) {
      const message = `Has ${record.length} columns, not ${columns.length}: quote what holds a comma.`;
      return [{ at, errors: [{ path: "", code: "column_count", message }] }];
    }
    const cells: Cells<C> = {};
    columns.forEach((name, i) => cells[name] = record[i] || undefined);
    return [check(cells, at)];
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

const Report = z.object({
  dry_run: z.boolean(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Rows of JSON by index, of a file by the line on which they begin. */
  rejected: z.array(
    z.object({ index: z.int().optional(), line: z.int().optional(), errors: z.array(Detail) }),
  ),
}).meta({ id: "RowsReport" });
const Outcome = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ at: z.int(), errors: z.array(Detail) })),
});
const Query = z.strictObject({ dry_run: z.enum(["true", "false"]).default("false") });

/** What an import of rows is made of. */
export interface RowImport<T extends object> {
  summary: string;
  maxRows: number;
  check: (value: unknown, at: number) => Checked<T>;
  read: (file: string) => Checked<T>[];
  /** Calls the SQL function that writes them and answers {created, updated, unchanged, rejected: [{at, errors}]}. */
  write: (c: Context<Env>, rows: (T & { at: number })[], is_dry_run: boolean) => Promise<unknown>;
}

/** `POST /imports`: rows as JSON or as a CSV file, dry run, a report by row. The app lets CSV in where it says so. */
export function rowImports<T extends object>({ summary, maxRows, check, read, write }: RowImport<T>) {
  const answer = async (
    c: Context<Env>,
    place: "index" | "line",
    checked: Checked<T>[],
    dry_run: boolean,
  ) => {
    const rows = checked.flatMap((row) => row.errors ? [] : [{ at: row.at, ...row.row }]);
    const { rejected, ...counts } = Outcome.parse(await write(c, rows, dry_run));
    const refused = [...rejected, ...checked.flatMap(({ at, errors }) => errors ? [{ at, errors }] : [])]
      .sort((a, b) => a.at - b.at);
    return c.json({
      dry_run,
      ...counts,
      rejected: refused.map(({ at, errors }) => ({ [place]: at, errors })),
    });
  };
  const Import = z.strictObject({
    // Judged one by one: a broken row is reported, the others go in.
    rows: z.array(z.unknown()).min(1).max(maxRows),
    dry_run: z.boolean().default(false),
  });
  return new Hono<Env>().post(
    "/imports",
    documentation(summary, { 200: Report }, { limited: true }),
    limited("import"),
    describeRoute({ requestBody: { content: { "text/csv": { schema: { type: "string" } } } } }),
    validate("query", Query),
    async (c, next) => {
      if (!isCsv(c)) return await next();
      const checked = read(await c.req.text());
      if (checked.length < 1 || checked.length > maxRows) {
        throw new ApiError(400, "invalid", `A file has 1 to ${maxRows} rows.`);
      }
      return await answer(c, "line", checked, c.req.valid("query").dry_run === "true");
    },
    validate("json", Import),
    async (c) => {
      const { rows, dry_run } = c.req.valid("json");
      return await answer(c, "index", rows.map(check), dry_run || c.req.valid("query").dry_run === "true");
    },
  );
}
