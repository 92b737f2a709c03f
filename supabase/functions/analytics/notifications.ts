import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { catalogue } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { ById, instant, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Notification = z.object({
  id: z.uuid(),
  /** `<domain>.<what>`; GET /notification-preferences lists them. */
  kind: z.string(),
  title: z.string(),
  body: z.string().nullable(),
  actor: PersonRef.nullable(),
  action_url: z.string().nullable().meta({
    description:
      "Where a frontend goes from here: a page of its own, such as /requests/…, no route of a function.",
  }),
  read_at: z.string().nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "Notification" });

export const notifications = new Hono<Env>()
  .get(
    "/",
    documentation("What you were told, newest first", { 200: listOf(Notification) }),
    validate(
      "query",
      Page.extend({ unread: z.enum(["true", "false"]).optional(), kind: repeated(text(100)).optional() }),
    ),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_notifications", query, {
        unread: query.unread && query.unread === "true",
        kinds: query.kind,
      });
    },
  )
  .get(
    "/unread-count",
    documentation("How many you have not read; 304 while that stays", {
      200: z.object({ count: z.int() }),
      304: null,
    }),
    catalogue,
    async (c) => c.json(await call(c, "count_unread_notifications")),
  )
  .post(
    "/:id/read",
    documentation("You have read it", { 200: Notification }),
    validate("param", ById),
    async (c) => c.json(await call(c, "read_notification", { notification: c.req.valid("param").id })),
  )
  .post(
    "/read-all",
    documentation("You have read all of them, or those made until `before`", {
      200: z.object({ read: z.int(), count: z.int() }),
    }),
    validate("json", z.strictObject({ before: instant.optional() })),
    async (c) => c.json(await call(c, "read_all_notifications", { before: c.req.valid("json").before })),
  );
