import type { Env } from "@shared/auth.ts";
import { callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { instant, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Values = z.record(z.string(), z.json()).nullable();
const AuditEntry = z.object({
  id: z.uuid(),
  at: z.string(),
  actor: PersonRef.nullable(),
  /** The database role that wrote: authenticated for people, service_role for keys, postgres for operators and jobs. */
  role: z.string(),
  table: z.string(),
  row_id: z.string(),
  subject: PersonRef.nullable(),
  op: z.enum(["insert", "update", "delete", "erase"]),
  changed_columns: z.array(z.string()),
  before: Values,
  after: Values,
  request_id: z.string().nullable(),
}).meta({ id: "AuditEntry" });

const Search = Page.extend({
  subject_id: repeated(z.uuid()).optional(),
  table: repeated(text(63)).optional(),
  since: instant.optional(),
  until: instant.optional(),
});

export const audit = new Hono<Env>()
  .get(
    "/",
    documentation("Who changed what about whom, newest first (auditor)", { 200: listOf(AuditEntry) }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_audit", query, {
        subjects: query.subject_id,
        tables: query.table,
        since: query.since,
        until: query.until,
      });
    },
  );
