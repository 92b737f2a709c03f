import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const STATUSES = ["active", "paused", "completed", "ended_early"] as const;

const Mentorship = z.object({
  id: z.uuid(),
  mentee: PersonRef,
  mentor: PersonRef,
  request_id: z.uuid().nullable(),
  programme_id: z.uuid().nullable(),
  skills: z.array(Ref),
  duration_weeks: z.int().nullable(),
  status: z.enum(STATUSES),
  started_at: z.string(),
  /** When the weeks are over; nothing ends by itself. */
  due_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  /** Null while it runs, and where somebody left the company. */
  ended_by: PersonRef.nullable(),
  /** For HR alone. */
  end_reason: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "Mentorship" });
const Feedback = z.object({
  id: z.uuid(),
  author: PersonRef,
  about: PersonRef,
  rating: z.int(),
  comment: z.string().nullable(),
  /** Whether the other may read it. */
  shown: z.boolean(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "MentorshipFeedback" });

const Search = Page.extend({
  as: z.enum(["mentee", "mentor"]).optional(),
  user_id: z.uuid().optional(),
  status: repeated(z.enum(STATUSES)).optional(),
});
const NewFeedback = z.strictObject({
  id: z.uuid().optional(),
  rating: z.int().min(1).max(5),
  comment: text(4000).nullish(),
});

const MOVES = {
  pause: "Pause it; the place stays taken",
  resume: "Go on",
  complete: "It is done",
};

export const mentorships = new Hono<Env>()
  .get(
    "/",
    documentation("Your mentorships (HR: those of user_id), newest first", { 200: listOf(Mentorship) }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_mentorships", query, {
        part: query.as,
        person: query.user_id,
        statuses: query.status,
      });
    },
  )
  .get(
    "/:id",
    documentation("A mentorship; for the two and HR", { 200: Mentorship }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_mentorship", { mentorship: c.req.valid("param").id })),
  )
  .post(
    "/:id/end",
    documentation("End it early; only HR reads why", { 200: Mentorship }),
    validate("param", ById),
    validate("json", z.strictObject({ reason: text(2000) })),
    async (c) =>
      c.json(
        await call(c, "move_mentorship", {
          mentorship: c.req.valid("param").id,
          move: "end",
          why: c.req.valid("json").reason,
        }),
      ),
  );
for (const [move, summary] of Object.entries(MOVES)) {
  mentorships.post(
    `/:id/${move}`,
    documentation(summary, { 200: Mentorship }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_mentorship", { mentorship: c.req.valid("param").id, move })),
  );
}

export const feedback = new Hono<Env>()
  .get(
    "/",
    documentation("Your feedback, and the other's once both gave it or the mentorship ended", {
      200: listOf(Feedback),
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_mentorship_feedback", { mentorship: c.req.valid("param").id })),
  )
  .post(
    "/",
    documentation("Say how it is or was, once", { 201: Feedback, 200: Feedback }),
    validate("param", ById),
    validate("json", NewFeedback),
    async (c) =>
      await callCreate(c, "give_mentorship_feedback", {
        mentorship: c.req.valid("param").id,
        fields: c.req.valid("json"),
      }),
  );
