import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const ERASURE_STATUSES = ["requested", "carried_out", "refused"] as const;

const Export = z.object({
  exported_at: z.string(),
  person: PersonRef,
  account: z.object({
    email: z.string().nullable(),
    created_at: z.string().nullable(),
    last_sign_in_at: z.string().nullable(),
  }).nullable(),
  /** The caller's rows of each table, as the tables have them. */
  tables: z.record(z.string(), z.array(z.record(z.string(), z.json()))),
}).meta({ id: "Export" });
const ErasureRequest = z.object({
  id: z.uuid(),
  user: PersonRef,
  requested_by: PersonRef.nullable(),
  status: z.enum(ERASURE_STATUSES),
  reason: z.string().nullable(),
  requested_at: z.string(),
  decided_by: PersonRef.nullable(),
  decided_at: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "ErasureRequest" });

/** The caller's own data: taking it along, and having it deleted. */
export const myData = new Hono<Env>()
  .get(
    "/export",
    documentation("Everything that is held about you, table by table", { 200: Export }),
    async (c) => {
      c.header("content-disposition", 'attachment; filename="workforce-compass-export.json"');
      return c.json(await call(c, "export_me"));
    },
  )
  .delete(
    "/",
    documentation("Have your data deleted: what is optional at once, the rest as a request to HR", {
      204: null,
    }),
    validate("json", z.strictObject({ confirm: text(254) })),
    async (c) => {
      await call(c, "delete_me", { confirmation: c.req.valid("json").confirm });
      return c.body(null, 204);
    },
  );

export const erasureRequests = new Hono<Env>()
  .get(
    "/",
    documentation("Who asked to be erased, oldest first (hr_admin)", { 200: listOf(ErasureRequest) }),
    validate("query", Page.extend({ status: repeated(z.enum(ERASURE_STATUSES)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_erasure_requests", query, { statuses: query.status });
    },
  )
  .post(
    "/",
    documentation("Open a request for somebody who asked by other means (hr_admin)", {
      201: ErasureRequest,
      200: ErasureRequest,
    }),
    validate("json", z.strictObject({ id: z.uuid().optional(), user_id: z.uuid() })),
    async (c) => {
      const { id, user_id } = c.req.valid("json");
      return await callCreate(c, "create_erasure_request", { person: user_id, request: id });
    },
  )
  .post(
    "/:id/carry-out",
    documentation("Erase the person, who leaves with it (hr_admin, never oneself)", { 200: ErasureRequest }),
    validate("param", ById),
    async (c) => c.json(await call(c, "carry_out_erasure", { request: c.req.valid("param").id })),
  )
  .post(
    "/:id/refuse",
    documentation("Refuse, with the reason that the person reads (hr_admin, never oneself)", {
      200: ErasureRequest,
    }),
    validate("param", ById),
    validate("json", z.strictObject({ reason: text(2000) })),
    async (c) =>
      c.json(
        await call(c, "refuse_erasure", {
          request: c.req.valid("param").id,
          reason: c.req.valid("json").reason,
        }),
      ),
  );
