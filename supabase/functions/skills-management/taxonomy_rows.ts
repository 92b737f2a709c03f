import { checkRow, readCsv } from "@shared/imports.ts";
import { characters, text } from "@shared/validate.ts";
import { z } from "zod";

export const MAX_ROWS = 5000;

/** An address in a public classification. */
export const externalUri = characters(500).regex(
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

/** Judges one row of an import. */
export const check = (value: unknown, at: number) => checkRow(Row, value, at);

/** The rows of a CSV file; aliases stand in one cell, with bars between them. */
export const read = (file: string) =>
  readCsv(file, Row.keyof().options, ["function_area", "specialization", "skill"], (cells, at) =>
    check({
      ...cells,
      aliases: cells.aliases?.split("|").map((alias) => alias.trim()).filter(Boolean),
    }, at));
