import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { sendCsv, wantsCsv } from "@shared/csv.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { cell } from "./surveys.ts";

const Engagement = z.object({
  as_of: z.string(),
  /** The sum of the parts, 0 to 100. */
  index: z.int(),
  parts: z.array(z.object({
    part: z.enum(["learning", "goals", "mentoring", "feedback"]),
    points: z.int(),
    most: z.int(),
    /** How many of what was counted, in this month and the two before. */
    count: z.int(),
    counted: z.string(),
  })),
  /** Of the formula. */
  version: z.int(),
  /** At the end of each of the last 12 months; the last is today's. */
  trend: z.array(z.object({ month: z.string(), index: z.int() })),
}).meta({ id: "Engagement" });
const UnitEngagement = z.object({ month: z.string(), ...cell, index: z.int().nullable() }).meta({
  id: "UnitEngagement",
});

/** Rows of a report. */
const MOST = 20_000;

/** A month, `2026-01`. */
const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/, "Not a month such as 2026-01.");

export const myEngagement = new Hono<Env>()
  .get(
    "/",
    documentation("Your engagement index and its parts: yours alone", { 200: Engagement }),
    async (c) => c.json(await call(c, "get_my_engagement")),
  );

export const orgEngagement = new Hono<Env>()
  .get(
    "/",
    documentation(
      "The mean engagement index by month, of a unit (or the company) and what stands right below it (hr_admin)",
      { 200: listOf(UnitEngagement) },
      { also: ["text/csv"] },
    ),
    validate(
      "query",
      Page.extend({ from: month.optional(), to: month.optional(), org_unit_id: z.uuid().optional() }),
    ),
    async (c) => {
      const query = c.req.valid("query");
      const args = { from_month: query.from, to_month: query.to, unit: query.org_unit_id };
      if (!wantsCsv(c)) return await callPage(c, "get_org_engagement", query, args);
      const whole = await call(c, "get_org_engagement", { ...args, page_size: MOST });
      const { items } = z.object({ items: z.array(UnitEngagement) }).parse(whole);
      return sendCsv(c, items, {
        month: (row) => row.month,
        unit: (row) => row.unit?.name ?? null,
        unit_id: (row) => row.unit?.id ?? null,
        rest: (row) => row.rest,
        people: (row) => row.people,
        index: (row) => row.index,
        as_of: (row) => row.as_of,
        suppressed: (row) => row.suppressed,
      });
    },
  );
