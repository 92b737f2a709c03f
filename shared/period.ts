import { date } from "./validate.ts";
import { z } from "zod";

/** When something began and ended; null while unknown or going on. */
export const periodFields = { started_on: date.nullish(), ended_on: date.nullish() };

interface Period {
  started_on?: string | null | undefined;
  ended_on?: string | null | undefined;
}

/** Refuses an end before its start. ISO dates compare as text. */
export const inOrder = <T extends z.ZodType<Period>>(schema: T) =>
  schema.refine(({ started_on, ended_on }) => !started_on || !ended_on || started_on <= ended_on, {
    path: ["ended_on"],
    message: "Ends before it starts.",
  });
