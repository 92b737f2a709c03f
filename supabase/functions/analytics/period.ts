import { date } from "@shared/validate.ts";
import { z } from "zod";

interface Days {
  from?: string | undefined;
  to?: string | undefined;
}

/** A query with a period: `from` and `to`, days in UTC. ISO dates compare as text. */
export const days = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject({ ...shape, from: date.optional(), to: date.optional() }).refine(
    ({ from, to }: Days) => !from || !to || from <= to,
    { path: ["to"], message: "Ends before it starts." },
  );

/** The last 12 months up to `to`, which is today unless it is said. */
export function period({ from, to = new Date().toISOString().slice(0, 10) }: Days) {
  const start = new Date(to);
  start.setUTCFullYear(start.getUTCFullYear() - 1);
  return { from_day: from ?? start.toISOString().slice(0, 10), to_day: to };
}
