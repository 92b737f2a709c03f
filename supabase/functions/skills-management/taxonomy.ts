import { isCsv } from "@shared/app.ts";
import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { ApiError, Detail } from "@shared/errors.ts";
import { catalogue } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { validate } from "@shared/validate.ts";
import { type Context, Hono } from "hono";
import { describeRoute } from "hono-openapi";
import { z } from "zod";
import { type Checked, checkRow, MAX_ROWS, readCsv } from "./taxonomy_rows.ts";

const branch = { id: z.uuid(), name: z.string(), skills: z.int() };
const Area = z.object({ ...branch, specializations: z.array(z.object(branch)) }).meta({ id: "Area" });

const Import = z.strictObject({
  // Judged one by one: a broken row is reported, the others go in.
  rows: z.array(z.unknown()).min(1).max(MAX_ROWS),
  dry_run: z.boolean().default(false),
});
const ImportQuery = z.strictObject({ dry_run: z.enum(["true", "false"]).default("false") });
const Report = z.object({
  dry_run: z.boolean(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Rows of JSON by index, of a file by the line on which they begin. */
  rejected: z.array(
    z.object({ index: z.int().optional(), line: z.int().optional(), errors: z.array(Detail) }),
  ),
}).meta({ id: "TaxonomyReport" });
const Outcome = z.object({
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(z.object({ at: z.int(), errors: z.array(Detail) })),
});

async function importRows(c: Context<Env>, place: "index" | "line", checked: Checked[], dry_run: boolean) {
  const rows = checked.flatMap((row) => row.errors ? [] : [{ at: row.at, ...row.row }]);
  const { rejected, ...counts } = Outcome.parse(
    await call(c, "import_taxonomy", { rows, is_dry_run: dry_run }),
  );
  const refused = [...rejected, ...checked.flatMap(({ at, errors }) => errors ? [{ at, errors }] : [])]
    .sort((a, b) => a.at - b.at);
  return c.json({ dry_run, ...counts, rejected: refused.map(({ at, errors }) => ({ [place]: at, errors })) });
}

export const taxonomy = new Hono<Env>()
  .get(
    "/",
    documentation("The tree down to specializations, with how many skills each has", {
      200: listOf(Area),
      304: null,
    }),
    catalogue,
    async (c) => c.json(await call(c, "get_taxonomy")),
  )
  .post(
    "/imports",
    documentation(
      "Rows of skills, as JSON or as a CSV file with a header; the same rows twice change nothing (hr_admin)",
      { 200: Report },
    ),
    describeRoute({ requestBody: { content: { "text/csv": { schema: { type: "string" } } } } }),
    validate("query", ImportQuery),
    async (c, next) => {
      if (!isCsv(c)) return await next();
      const checked = readCsv(await c.req.text());
      if (checked.length < 1 || checked.length > MAX_ROWS) {
        throw new ApiError(400, "invalid", `A file has 1 to ${MAX_ROWS} rows.`);
      }
      return await importRows(c, "line", checked, c.req.valid("query").dry_run === "true");
    },
    validate("json", Import),
    async (c) => {
      const { rows, dry_run } = c.req.valid("json");
      return await importRows(
        c,
        "index",
        rows.map(checkRow),
        dry_run || c.req.valid("query").dry_run === "true",
      );
    },
  );
