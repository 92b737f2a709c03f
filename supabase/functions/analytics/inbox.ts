import type { Env } from "@shared/auth.ts";
import { callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ApiCall, PersonRef } from "@shared/refs.ts";
import { repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const InboxItem = z.object({
  /** What has to be decided: validation, enrolment, plan, project, mentorship_request, … */
  kind: z.string(),
  id: z.uuid(),
  title: z.string(),
  about: PersonRef.nullable(),
  since: z.string(),
  /** When it is too late to decide; null: never. */
  due_at: z.string().nullable(),
  calls: z.array(ApiCall.extend({ name: z.string() })),
}).meta({ id: "InboxItem" });

export const inbox = new Hono<Env>()
  .get(
    "/",
    documentation(
      "All that waits for your decision, with the calls that decide it; what expires first, then what waits longest",
      { 200: listOf(InboxItem) },
    ),
    validate("query", Page.extend({ kind: repeated(text(100)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_inbox", query, { kinds: query.kind });
    },
  );
