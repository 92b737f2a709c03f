import type { Env } from "@shared/auth.ts";
import { A_MINUTE, call } from "@shared/call.ts";
import { catalogue } from "@shared/etag.ts";
import { rowImports } from "@shared/imports.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Hono } from "hono";
import { z } from "zod";
import { check, MAX_ROWS, read } from "./taxonomy_rows.ts";

const branch = { id: z.uuid(), name: z.string(), skills: z.int() };
const Area = z.object({ ...branch, specializations: z.array(z.object(branch)) }).meta({ id: "Area" });

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
  .route(
    "/",
    rowImports({
      summary:
        "Rows of skills, as JSON or as a CSV file with a header; the same rows twice change nothing (hr_admin)",
      maxRows: MAX_ROWS,
      check,
      read,
      write: (c, rows, is_dry_run) => call(c, "import_taxonomy", { rows, is_dry_run }, A_MINUTE),
    }),
  );
