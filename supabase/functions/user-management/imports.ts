import type { Env } from "@shared/auth.ts";
import { A_MINUTE, call, callCreate, callPage } from "@shared/call.ts";
import { Detail } from "@shared/errors.ts";
import { limited } from "@shared/limits.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { ById, repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { toElement } from "./profile_format.ts";

// Elements are judged one by one: a broken one is reported, the others go in.
const profiles = z.array(z.unknown()).min(1).max(200);
const NewImport = z.strictObject({
  id: z.uuid().optional(),
  format: z.literal("employee-profiles"),
  profiles,
  dry_run: z.boolean().default(false),
});
const Chunk = z.strictObject({ offset: z.int().min(0).max(10_000_000), profiles });

const STATUSES = ["created", "updated", "unchanged", "rejected"] as const;
const Report = z.object({
  id: z.uuid(),
  dry_run: z.boolean(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  rejected: z.array(
    z.object({ index: z.int(), employee_id: z.string().nullable(), errors: z.array(Detail) }),
  ),
  warnings: z.array(
    z.object({ index: z.int(), employee_id: z.string().nullable(), warnings: z.array(Detail) }),
  ),
  taxonomy: z.object({
    proposed: z.array(z.object({ kind: z.string(), name: z.string(), in: z.string().nullable() })),
  }),
}).meta({ id: "ImportReport" });
const Import = z.object({
  id: z.uuid(),
  format: z.literal("employee-profiles"),
  dry_run: z.boolean(),
  created_by: PersonRef.nullable(),
  created_at: z.string(),
  rows: z.object({ created: z.int(), updated: z.int(), unchanged: z.int(), rejected: z.int() }),
  etag: z.string(),
}).meta({ id: "Import" });
const ImportRow = z.object({
  index: z.int(),
  employee_id: z.string().nullable(),
  user: PersonRef.nullable(),
  status: z.enum(STATUSES),
  changed: z.array(z.string()),
  errors: z.array(Detail),
  warnings: z.array(Detail),
}).meta({ id: "ImportRow" });
const Rows = Page.extend({ status: repeated(z.enum(STATUSES)).optional() });

export const imports = new Hono<Env>()
  .post(
    "/",
    documentation("Start an import with its first chunk (hr_admin)", { 201: Report, 200: Report }, {
      limited: true,
    }),
    limited("import"),
    validate("json", NewImport),
    async (c) => {
      const { id, profiles, dry_run } = c.req.valid("json");
      return await callCreate(c, "import_profiles", {
        run: id ?? crypto.randomUUID(),
        first_index: 0,
        elements: profiles.map(toElement),
        is_new: true,
        is_dry_run: dry_run,
      }, A_MINUTE);
    },
  )
  .post(
    "/:id/chunks",
    documentation("The next chunk; the same offset again replaces its rows (hr_admin)", { 200: Report }, {
      limited: true,
    }),
    limited("import"),
    validate("param", ById),
    validate("json", Chunk),
    async (c) => {
      const { offset, profiles } = c.req.valid("json");
      return c.json(
        await call(c, "import_profiles", {
          run: c.req.valid("param").id,
          first_index: offset,
          elements: profiles.map(toElement),
        }, A_MINUTE),
      );
    },
  )
  .get(
    "/:id",
    documentation("An import and how many elements became what (hr_admin)", { 200: Import }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_import", { run: c.req.valid("param").id })),
  )
  .get(
    "/:id/rows",
    documentation("What became of each element, in the order of the file (hr_admin)", {
      200: listOf(ImportRow),
    }),
    validate("param", ById),
    validate("query", Rows),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_import_rows", query, {
        run: c.req.valid("param").id,
        statuses: query.status,
      });
    },
  );
