import type { Env } from "@shared/auth.ts";
import { A_MINUTE, call } from "@shared/call.ts";
import { checkRow, readCsv, rowImports } from "@shared/imports.ts";
import { date, email, link, text } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { score } from "./fields.ts";

const Row = z.strictObject({
  employee_id: text(100).optional(),
  email: email.optional(),
  /** The external_id of the course. */
  course: text(200),
  completed_on: date,
  score: score.nullish(),
  expires_on: date.nullish(),
  certificate_url: link().nullish(),
});
const NamesOne = Row.refine(
  ({ employee_id, email }) => (employee_id === undefined) !== (email === undefined),
  {
    path: ["employee_id"],
    message: "Name the person by employee_id or by email, one of them.",
  },
);

const check = (value: unknown, at: number) => checkRow(NamesOne, value, at);

export const completions = new Hono<Env>().route(
  "/",
  rowImports({
    summary:
      "Who completed what elsewhere, as JSON or as a CSV file with a header; the same rows twice change nothing (learning_admin)",
    maxRows: 500,
    check,
    read: (file) =>
      readCsv(
        file,
        Row.keyof().options,
        ["course", "completed_on"],
        (cells, at) =>
          check({ ...cells, score: cells.score === undefined ? undefined : Number(cells.score) }, at),
      ),
    write: (c, rows, is_dry_run) => call(c, "import_completions", { rows, is_dry_run }, A_MINUTE),
  }),
);
