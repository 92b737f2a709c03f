import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, date, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { Gap } from "./gaps.ts";
import { Goal, GoalSnapshot } from "./goals.ts";

export const PLAN_STATUSES = ["draft", "submitted", "approved", "returned"] as const;

const PlanItem = z.object({
  id: z.uuid(),
  title: z.string(),
  skill: Ref.nullable(),
  due_on: z.string().nullable(),
  done_at: z.string().nullable(),
}).meta({ id: "PlanItem" });
const Plan = z.object({
  id: z.uuid(),
  user: PersonRef,
  title: z.string(),
  status: z.enum(PLAN_STATUSES),
  goals: z.array(Goal),
  items: z.array(PlanItem),
  /** Why it was returned, the last first; to the rest of the line none. */
  comments: z.array(z.object({ author: PersonRef.nullable(), comment: z.string(), created_at: z.string() })),
  submitted_at: z.string().nullable(),
  decided_by: PersonRef.nullable(),
  decided_at: z.string().nullable(),
  /** As it was when it was last approved. */
  snapshot: z.object({
    approved_at: z.string(),
    goals: z.array(GoalSnapshot),
    items: z.array(PlanItem),
    gaps: z.array(Gap.omit({ person: true })),
  }).nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "Plan" });

const id = z.uuid().optional();
const Fields = z.strictObject({
  title: text(200),
  goal_ids: z.array(z.uuid()).max(20).optional(),
  /** All of them: an item that names its id stays, what is not named goes. */
  items: z.array(z.strictObject({
    id,
    title: text(300),
    skill_id: z.uuid().nullish(),
    due_on: date.nullish(),
    done: z.boolean().optional(),
  })).max(50).optional(),
});
const Search = Page.extend({
  scope: z.enum(["mine", "approvals", "team"]).default("mine"),
  status: repeated(z.enum(PLAN_STATUSES)).optional(),
});

const MOVES = {
  submit: "Send it to whoever decides for you; shares its goals with the line",
  withdraw: "Take it back before it is decided",
  reopen: "Open an approved plan again, as a draft; the snapshot stays",
  approve: "Approve it, which freezes goals, items and gaps (whoever decides for the person)",
};

export const plans = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Your plans; scope=approvals: those that wait for your decision, team: those your line sent",
      {
        200: listOf(Plan),
      },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_plans", query, { scope: query.scope, statuses: query.status });
    },
  )
  .post(
    "/",
    documentation("A new development plan, as a draft", { 201: Plan, 200: Plan }),
    validate("json", Fields.extend({ id })),
    async (c) => await callCreate(c, "create_plan", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A plan; for self and HR, once it is sent also for the line and whoever decides", {
      200: Plan,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_plan", { plan: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Change your plan while it is a draft or returned", { 200: Plan }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_plan", {
          plan: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete("/:id", documentation("Delete your draft", { 204: null }), validate("param", ById), async (c) => {
    await call(c, "delete_plan", { plan: c.req.valid("param").id });
    return c.body(null, 204);
  })
  .post(
    "/:id/return",
    documentation("Return it, with a comment (whoever decides for the person)", { 200: Plan }),
    validate("param", ById),
    validate("json", z.strictObject({ comment: text(2000) })),
    async (c) =>
      c.json(
        await call(c, "move_plan", {
          plan: c.req.valid("param").id,
          move: "return",
          comment: c.req.valid("json").comment,
        }),
      ),
  );
for (const [move, summary] of Object.entries(MOVES)) {
  plans.post(
    `/:id/${move}`,
    documentation(summary, { 200: Plan }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_plan", { plan: c.req.valid("param").id, move })),
  );
}
