import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ById, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const fields = {
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  body: z.string(),
  published_at: z.string(),
  /** When you acknowledged it, null if you have not. */
  acknowledged_at: z.string().nullable(),
  etag: z.string(),
};
const Notice = z.object(fields).meta({ id: "Notice" });
/** The notice that counts, in `/me`: with its body until it is acknowledged. */
export const MyNotice = z.object({ ...fields, body: z.string().nullable() }).meta({ id: "MyNotice" });

const NewNotice = z.strictObject({ id: z.uuid().optional(), title: text(200), body: text(20_000) });

export const notices = new Hono<Env>()
  .get(
    "/",
    documentation("What everybody has to have read; the first is the one that counts", {
      200: listOf(Notice),
    }),
    validate("query", Page),
    async (c) => await callPage(c, "get_notices", c.req.valid("query"), {}),
  )
  .post(
    "/",
    documentation("Publish the next version (hr_admin)", { 201: Notice, 200: Notice }),
    validate("json", NewNotice),
    async (c) => await callCreate(c, "publish_notice", { fields: c.req.valid("json") }),
  )
  .post(
    "/:id/acknowledge",
    documentation("You have read it", { 200: Notice }),
    validate("param", ById),
    async (c) => c.json(await call(c, "acknowledge_notice", { notice: c.req.valid("param").id })),
  );
