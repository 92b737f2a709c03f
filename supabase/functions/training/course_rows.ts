import { checkRow, readCsv } from "@shared/imports.ts";
import { text } from "@shared/validate.ts";
import { z } from "zod";
import { courseFields, GOES_UP, goesUp, taught } from "./fields.ts";

export const MAX_ROWS = 1000;

const Row = z.strictObject({
  external_id: text(200),
  ...courseFields,
  skills: z.array(z.strictObject({ skill: text(200), ...taught }).refine(goesUp, GOES_UP)).max(50).optional(),
  prerequisites: z.array(text(200)).max(20).optional(),
});
const NUMBERS = ["duration_hours", "pass_mark", "validity_months"] as const;

const YES_OR_NO = new Map<string | undefined, boolean>([["true", true], ["false", false]]);

/** Judges one row of an import. */
export const check = (value: unknown, at: number) => checkRow(Row, value, at);

const listed = (cell: string | undefined) => cell?.split("|").map((item) => item.trim()).filter(Boolean);

/** `Yard Planning 1>3 sets`: a skill by its name, its levels, and what becomes of it where that is said. */
function taughtIn(cell: string) {
  const [, skill, from, to, outcome] =
    /^(.*\S)\s+(\d)\s*>\s*(\d)(?:\s+(none|evidence|recommend|sets))?$/.exec(cell) ?? [];
  return { skill: skill ?? cell, from_level: Number(from ?? 0), to_level: Number(to ?? NaN), outcome };
}

/** The rows of a CSV file; skills and prerequisites stand in one cell each, with bars between them. */
export const read = (file: string) =>
  readCsv(file, Row.keyof().options, ["external_id", "name", "duration_hours"], (cells, at) => {
    const numbers = NUMBERS.flatMap((name) => cells[name] === undefined ? [] : [[name, Number(cells[name])]]);
    return check({
      ...cells,
      ...Object.fromEntries(numbers),
      needs_approval: YES_OR_NO.get(cells.needs_approval?.toLowerCase()) ?? cells.needs_approval,
      skills: listed(cells.skills)?.map(taughtIn),
      prerequisites: listed(cells.prerequisites),
    }, at);
  });
