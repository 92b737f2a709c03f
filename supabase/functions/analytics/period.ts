import { date } from "@shared/validate.ts";
import { z } from "zod";

interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** The days of a report, in UTC. */
export const daysFields = { from: date.optional(), to: date.optional() };

/** Refuses a period that ends before it starts. ISO dates compare as text. */
export const inOrder = <T extends z.ZodType<Days>>(schema: T) =>
  schema.refine(({ from, to }) => !from || !to || from <= to, {
    path: ["to"],
    message: "Ends before it starts.",
  });

/** The 12 months up to `to`, which is today unless it is said. */
export function period({ from, to = new Date().toISOString().slice(0, 10) }: Days) {
  const start = new Date(to);
  start.setUTCFullYear(start.getUTCFullYear() - 1);
  return { from_day: from ?? start.toISOString().slice(0, 10), to_day: to };
}
