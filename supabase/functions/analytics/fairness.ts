import type { Env } from "@shared/auth.ts";
import { callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const MEASURES = ["leadership", "learning_hours", "promoted", "mentored"] as const;
const ATTRIBUTES = ["gender", "age_group", "ethnic_minority", "disability", "caring_responsibilities"] as const;

const Cell = z.object({
  month: z.string(),
  measure: z.enum(MEASURES),
  attribute: z.enum(ATTRIBUTES),
  group: z.string(),
  /** How many of the group are above the median of everybody, in percent. */
  share: z.int().nullable(),
  /** To the share of the best group that is shown. */
  ratio: z.number().nullable(),
  /** The ratio is under 0.8. */
  flagged: z.boolean(),
  /** Hidden: too few, or one could tell from it who a few are. */
  suppressed: z.boolean(),
  /** Earlier than the month where too few came or went since to tell it anew. */
  measured_on: z.string().nullable(),
}).meta({ id: "FairnessCell" });

const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, "A month is written 2026-01.")
  .transform((value) => `${value}-01`);

export const fairness = new Hono<Env>()
  .get(
    "/",
    documentation("Whether chances are alike between groups of people, month by month (hr_admin)", {
      200: listOf(Cell),
    }),
    validate(
      "query",
      Page.extend({
        from: month.optional(),
        to: month.optional(),
        measure: repeated(z.enum(MEASURES)).optional(),
      }),
    ),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_fairness", query, {
        from_month: query.from,
        until_month: query.to,
        measures: query.measure,
      });
    },
  );
