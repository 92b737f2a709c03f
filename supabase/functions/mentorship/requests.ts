import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const STATUSES = [
  "waitlisted",
  "pending",
  "accepted",
  "declined",
  "withdrawn",
  "expired",
  "auto_cancelled",
] as const;

const Request = z.object({
  id: z.uuid(),
  mentee: PersonRef,
  mentor: PersonRef,
  message: z.string(),
  duration_weeks: z.int(),
  skills: z.array(Ref),
  status: z.enum(STATUSES),
  created_at: z.string(),
  /** While it is pending: 14 days after it was sent, or after a place became free. */
  expires_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  /** What it led to. */
  mentorship_id: z.uuid().nullable(),
  etag: z.string(),
}).meta({ id: "MentorshipRequest" });

const NewRequest = z.strictObject({
  id: z.uuid().optional(),
  mentor_id: z.uuid(),
  message: text(2000),
  skill_ids: z.array(z.uuid()).max(20).default([]),
  duration_weeks: z.int().min(1).max(104),
});
const Search = Page.extend({
  box: z.enum(["sent", "received"]).default("sent"),
  user_id: z.uuid().optional(),
  status: repeated(z.enum(STATUSES)).optional(),
});

const MOVES = {
  accept: "Accept it, which opens the mentorship and cancels the mentee's other requests (the mentor)",
  decline: "Decline it (the mentor)",
  withdraw: "Take it back (the mentee)",
};

export const requests = new Hono<Env>()
  .get(
    "/",
    documentation("Requests that you sent or received (HR: user_id did), newest first", {
      200: listOf(Request),
    }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_mentorship_requests", query, {
        box: query.box,
        person: query.user_id,
        statuses: query.status,
      });
    },
  )
  .post(
    "/",
    documentation("Ask somebody to be your mentor; waitlisted while they are full", {
      201: Request,
      200: Request,
    }),
    validate("json", NewRequest),
    async (c) => await callCreate(c, "create_mentorship_request", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A request; for the two and HR", { 200: Request }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_mentorship_request", { request: c.req.valid("param").id })),
  );
for (const [move, summary] of Object.entries(MOVES)) {
  requests.post(
    `/:id/${move}`,
    documentation(summary, { 200: Request }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_mentorship_request", { request: c.req.valid("param").id, move })),
  );
}
