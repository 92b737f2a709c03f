import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ById, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Session = z.object({
  id: z.uuid(),
  /** The first question, shortened, until you rename it. */
  session_name: z.string().nullable(),
  context_data: z.looseObject({}),
  messages: z.int(),
  last_message_at: z.string(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "ChatSession" });

const Fields = z.strictObject({
  session_name: text(200).nullable().optional(),
  /** Whatever your frontend keeps beside it, at most 4 KB; a model never sees it. */
  context_data: z.record(z.string(), z.json()).refine(
    (data) => JSON.stringify(data).length <= 3000,
    "At most 3000 characters.",
  ).optional(),
});

export const sessions = new Hono<Env>()
  .get(
    "/",
    documentation("Your conversations, the last one first; nobody else ever reads them", {
      200: listOf(Session),
    }),
    validate("query", Page),
    async (c) => await callPage(c, "get_chat_sessions", c.req.valid("query"), {}),
  )
  .post(
    "/",
    documentation("Begin a conversation", { 201: Session, 200: Session }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_chat_session", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A conversation of yours", { 200: Session }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_chat_session", { session: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Rename it", { 200: Session }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields),
    async (c) =>
      c.json(
        await call(c, "update_chat_session", {
          session: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete(
    "/:id",
    documentation("Delete it, with all that was said", { 204: null }),
    validate("param", ById),
    async (c) => {
      await call(c, "delete_chat_session", { session: c.req.valid("param").id });
      return c.body(null, 204);
    },
  );
