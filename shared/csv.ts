import { stringify } from "csv-stringify/sync";
import type { Context } from "hono";
import { accepts } from "hono/accepts";

type Cell = string | number | boolean | null;

/** Each column's title and what a row has there. */
export type Columns<Row> = Record<string, (row: Row) => Cell>;

/** Whether who asks prefers `text/csv`; who accepts neither gets JSON. */
export function wantsCsv(c: Context): boolean {
  c.header("vary", "accept");
  const supports = ["application/json", "text/csv"];
  return accepts(c, { header: "Accept", supports, default: "application/json" }) === "text/csv";
}

/** Sends rows as CSV (RFC 4180, UTF-8 with the mark that spreadsheets look for); no text becomes a formula. */
export function sendCsv<Row>(c: Context, rows: readonly Row[], columns: Columns<Row>): Response {
  const cells = rows.map((row) => Object.values(columns).map((cell) => cell(row)));
  const text = stringify([Object.keys(columns), ...cells], {
    bom: true,
    cast: { boolean: String },
    escape_formulas: true,
    record_delimiter: "windows",
  });
  c.header("content-type", "text/csv; charset=utf-8; header=present");
  c.header("x-content-type-options", "nosniff");
  return c.body(text);
}
