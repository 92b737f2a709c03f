import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, date, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Meeting = z.object({
  id: z.uuid(),
  starts_at: z.string(),
  duration_minutes: z.int().nullable(),
  topic: z.string().nullable(),
  notes: z.string().nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "MentorshipMeeting" });
const Goal = z.object({
  id: z.uuid(),
  title: z.string(),
  skill: Ref.nullable(),
  due_on: z.string().nullable(),
  done_at: z.string().nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "MentorshipGoal" });

const MeetingFields = z.strictObject({
  starts_at: z.iso.datetime({ offset: true, abort: true }).regex(
    /^(19|20|21)/,
    "Not a year from 1900 to 2199.",
  ),
  duration_minutes: z.int().min(1).max(1440).nullish(),
  topic: text(300).nullish(),
  notes: text(4000).nullish(),
});
const GoalFields = z.strictObject({
  title: text(300),
  skill_id: z.uuid().nullish(),
  due_on: date.nullish(),
  done: z.boolean().optional(),
});

const ByItem = ById.extend({ item_id: z.uuid() });
const id = z.uuid().optional();
type Fields = z.ZodType<Record<string, string | number | boolean | null | undefined>>;

/** What hangs on a mentorship, for the two alone; written while it runs. */
function inside(kind: "meeting" | "goal", Resource: z.ZodType, New: Fields, Patch: Fields) {
  return new Hono<Env>()
    .get(
      "/",
      documentation(`The ${kind}s of your mentorship, oldest first`, { 200: listOf(Resource) }),
      validate("param", ById),
      validate("query", Page),
      async (c) =>
        await callPage(c, "get_mentorship_items", c.req.valid("query"), {
          mentorship: c.req.valid("param").id,
          kind,
        }),
    )
    .post(
      "/",
      documentation(`Add a ${kind}`, { 201: Resource, 200: Resource }),
      validate("param", ById),
      validate("json", New),
      async (c) =>
        await callCreate(c, "create_mentorship_item", {
          mentorship: c.req.valid("param").id,
          kind,
          fields: c.req.valid("json"),
        }),
    )
    .get(
      "/:item_id",
      documentation(`A ${kind} of your mentorship`, { 200: Resource }),
      validate("param", ByItem),
      async (c) => {
        const { id, item_id } = c.req.valid("param");
        return c.json(await call(c, "get_mentorship_item", { mentorship: id, kind, item: item_id }));
      },
    )
    .patch(
      "/:item_id",
      documentation(`Change a ${kind}`, { 200: Resource }, { ifMatch: true }),
      validate("param", ByItem),
      validate("json", Patch),
      async (c) => {
        const { id, item_id } = c.req.valid("param");
        return c.json(
          await call(c, "update_mentorship_item", {
            mentorship: id,
            kind,
            item: item_id,
            patch: c.req.valid("json"),
            expected_etag: ifMatch(c),
          }),
        );
      },
    )
    .delete(
      "/:item_id",
      documentation(`Delete a ${kind}`, { 204: null }),
      validate("param", ByItem),
      async (c) => {
        const { id, item_id } = c.req.valid("param");
        await call(c, "delete_mentorship_item", { mentorship: id, kind, item: item_id });
        return c.body(null, 204);
      },
    );
}

export const meetings = inside("meeting", Meeting, MeetingFields.extend({ id }), MeetingFields.partial());
export const mentorshipGoals = inside("goal", Goal, GoalFields.extend({ id }), GoalFields.partial());
