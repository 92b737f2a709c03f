import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, date, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { level, PathwayRef } from "./gaps.ts";

export const GOAL_STATUSES = ["draft", "active", "paused", "achieved", "abandoned"] as const;
const PRIORITIES = ["low", "medium", "high"] as const;
const ITEM_KINDS = ["skill", "course", "other"] as const;

const goalFields = {
  id: z.uuid(),
  pathway: PathwayRef,
  target_position: z.string().nullable(),
  target_date: z.string().nullable(),
  priority: z.enum(PRIORITIES),
  status: z.enum(GOAL_STATUSES),
  shared: z.boolean(),
  /** The pathways on the way, the goal last. */
  route: z.array(PathwayRef),
  items: z.array(z.object({
    id: z.uuid(),
    kind: z.enum(ITEM_KINDS),
    skill: Ref.nullable(),
    level: z.int().nullable(),
    title: z.string().nullable(),
    done_at: z.string().nullable(),
  })),
  progress: z.object({
    coverage: z.number().nullable(),
    coverage_at_start: z.number().nullable(),
    items_done: z.int(),
    items: z.int(),
  }),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  created_at: z.string(),
  etag: z.string(),
};
/** A goal as a plan's snapshot keeps it. */
export const GoalSnapshot = z.object(goalFields).meta({ id: "GoalSnapshot" });
export const Goal = z.object({
  ...goalFields,
  user: PersonRef,
  /** For their owner alone: null to everybody else. */
  notes: z.string().nullable(),
}).meta({ id: "Goal" });

const done = z.boolean().optional();
const id = z.uuid().optional();
const Item = z.discriminatedUnion("kind", [
  z.strictObject({
    id,
    kind: z.literal("skill"),
    skill_id: z.uuid(),
    level: level.nullish(),
    title: text(300).nullish(),
    done,
  }),
  z.strictObject({ id, kind: z.enum(["course", "other"]), title: text(300), done }),
]);
const Fields = z.strictObject({
  target_position: text(200).nullish(),
  target_date: date.nullish(),
  priority: z.enum(PRIORITIES).optional(),
  notes: text(4000).nullish(),
  route: z.array(z.uuid()).max(3).optional(),
  /** All of them: an item that names its id stays, what is not named goes. */
  items: z.array(Item).max(50).optional(),
});
const Search = Page.extend({
  user_id: z.uuid().optional(),
  status: repeated(z.enum(GOAL_STATUSES)).optional(),
});

const MOVES = {
  activate: "Begin with a draft",
  pause: "Pause it",
  resume: "Go on",
  achieve: "It is achieved",
  abandon: "Give it up",
  share: "Show it to those above you",
  unshare: "Show it to nobody but HR",
};

export const goals = new Hono<Env>()
  .get(
    "/",
    documentation("Your goals, or those of user_id that you may read (line: shared ones), newest first", {
      200: listOf(Goal),
    }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_goals", query, { person: query.user_id, statuses: query.status });
    },
  )
  .post(
    "/",
    documentation("A new goal, as a draft", { 201: Goal, 200: Goal }),
    validate("json", Fields.extend({ id, pathway_id: z.uuid() })),
    async (c) => await callCreate(c, "create_goal", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A goal with its progress; for self and HR, and the line where it is shared", {
      200: Goal,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_goal", { goal: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Change your goal", { 200: Goal }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields),
    async (c) =>
      c.json(
        await call(c, "update_goal", {
          goal: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete("/:id", documentation("Delete your draft", { 204: null }), validate("param", ById), async (c) => {
    await call(c, "delete_goal", { goal: c.req.valid("param").id });
    return c.body(null, 204);
  });
for (const [move, summary] of Object.entries(MOVES)) {
  goals.post(
    `/:id/${move}`,
    documentation(summary, { 200: Goal }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_goal", { goal: c.req.valid("param").id, move })),
  );
}
