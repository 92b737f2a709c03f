import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { sendCsv, wantsCsv } from "@shared/csv.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { date, repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const MEASURES = ["leadership", "learning_hours", "promoted", "mentored"] as const;
const ATTRIBUTES = [
  "gender",
  "age_group",
  "ethnic_minority",
  "disability",
  "caring_responsibilities",
] as const;

const Cell = z.object({
  /** Its first day. */
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
  /** Hidden: too few, or what others show would tell of too few. */
  suppressed: z.boolean(),
  /** Earlier than the month where too few came or went since to tell it anew. */
  measured_on: z.string().nullable(),
}).meta({ id: "FairnessCell" });
const Cells = z.object({ items: z.array(Cell), next: z.array(z.string()).nullable() });

const Query = Page.extend({
  from: date.optional(),
  to: date.optional(),
  measure: repeated(z.enum(MEASURES)).optional(),
}).refine(({ from, to }) => !from || !to || from <= to, { path: ["to"], message: "Ends before it starts." });

export const fairness = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Whether chances are alike between groups of people (hr_admin); `from` and `to` mean their whole months, the last report unless they are said; with accept: text/csv all of it as a file",
      { 200: listOf(Cell) },
      { also: ["text/csv"] },
    ),
    validate("query", Query),
    async (c) => {
      const query = c.req.valid("query");
      const args = {
        from_month: query.from,
        until_month: query.to,
        measures: query.measure,
      };
      if (!wantsCsv(c)) return await callPage(c, "get_fairness", query, args);
      const rows: z.infer<typeof Cell>[] = [];
      let after: string[] | null = null;
      do {
        const page = Cells.parse(await call(c, "get_fairness", { ...args, after, page_size: 200 }));
        rows.push(...page.items);
        after = page.next;
      } while (after);
      return sendCsv(c, rows, {
        month: (row) => row.month,
        measure: (row) => row.measure,
        attribute: (row) => row.attribute,
        group: (row) => row.group,
        share: (row) => row.share,
        ratio: (row) => row.ratio,
        flagged: (row) => row.flagged,
        suppressed: (row) => row.suppressed,
        measured_on: (row) => row.measured_on,
      });
    },
  );
