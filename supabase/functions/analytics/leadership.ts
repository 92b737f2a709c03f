import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, date, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const COMPONENTS = ["breadth", "people", "projects", "competencies", "agility", "feedback"] as const;
const KINDS = ["position", "team", "project", "competency", "goal_item"] as const;
const STATUSES = ["open", "in_review", "upheld", "corrected", "withdrawn"] as const;

const percent = z.int().min(0).max(100);

/** Parts are whole numbers that add up to the score; all numbers are null where too little is known. */
const Readiness = z.object({
  as_of: z.string(),
  model: z.object({ name: z.string(), version: z.string() }),
  score: percent.nullable(),
  /** How much of the weights has evidence, in percent; under 60 there is no score. */
  coverage: percent,
  parts: z.array(z.object({
    component: z.enum(COMPONENTS),
    /** In percent. */
    weight: percent,
    value: percent.nullable(),
    /** What it gives of the score. */
    points: percent.nullable(),
    evidence: z.array(z.object({
      kind: z.enum(KINDS),
      id: z.uuid(),
      name: z.string().nullable(),
      on: z.string(),
      /** Whether it adds something: a second job in one function does not. */
      counts: z.boolean(),
      /** A contest found it wrong. */
      excluded: z.boolean(),
    })),
  })),
  /** What has no evidence, and what would be some. */
  missing: z.array(z.object({ component: z.enum(COMPONENTS), message: z.string() })),
}).meta({ id: "LeadershipReadiness" });

const Contest = z.object({
  id: z.uuid(),
  user: PersonRef,
  status: z.enum(STATUSES),
  /** Whoever in HR has taken it, or decided. */
  reviewer: PersonRef.nullable(),
  taken_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "LeadershipContest" });
const MyContest = Contest.extend({
  reason: z.string(),
  /** The readiness when it was contested. */
  contested: Readiness,
  explanation: z.string().nullable(),
  /** Who else has read it, and when. */
  readings: z.array(z.object({ reader: PersonRef.nullable(), read_at: z.string() })),
}).meta({ id: "MyLeadershipContest" });
const ReviewedContest = Contest.extend({
  /** For whoever has taken it, until it is decided. */
  review: z.object({ reason: z.string(), contested: Readiness }).nullable(),
}).meta({ id: "ReviewedLeadershipContest" });

const evidence = z.array(z.strictObject({ kind: z.enum(KINDS), id: z.uuid() })).max(100).default([]);
const Decision = z.strictObject({
  outcome: z.enum(["upheld", "corrected"]),
  /** For the person. */
  explanation: text(4000),
  /** Evidence that is wrong and counts no more. */
  exclude: evidence,
  /** Evidence that was excluded and counts again. */
  restore: evidence,
}).refine(
  ({ outcome, exclude, restore }) => outcome === "corrected" || exclude.length + restore.length === 0,
  {
    path: ["outcome"],
    message: "Evidence is excluded and restored where something is corrected.",
  },
).meta({
  anyOf: [
    { properties: { outcome: { const: "corrected" } } },
    { properties: { exclude: { maxItems: 0 }, restore: { maxItems: 0 } } },
  ],
});

const Competency = z.object({ competency: Ref, valid_from: z.string() }).meta({ id: "LeadershipCompetency" });

export const myLeadership = new Hono<Env>()
  .get(
    "/",
    documentation("What evidence of leading there is about you, counted; nobody else reads it", {
      200: Readiness.extend({ contest: Contest.nullable() }).meta({ id: "MyLeadershipReadiness" }),
    }),
    validate("query", z.strictObject({ as_of: date.optional() })),
    async (c) => c.json(await call(c, "get_leadership", c.req.valid("query"))),
  )
  .get(
    "/contests",
    documentation("Your contests, newest first, with what was explained and who read the score", {
      200: listOf(MyContest),
    }),
    validate("query", Page),
    async (c) => await callPage(c, "get_my_leadership_contests", c.req.valid("query"), {}),
  )
  .post(
    "/contests",
    documentation("Contest your readiness as it is now: one person in HR will read it and decide", {
      201: MyContest,
      200: MyContest,
    }),
    validate("json", z.strictObject({ id: z.uuid().optional(), reason: text(4000) })),
    async (c) => await callCreate(c, "create_leadership_contest", { fields: c.req.valid("json") }),
  )
  .post(
    "/contests/:id/withdraw",
    documentation("Withdraw a contest: nobody reads it any more", { 200: MyContest }),
    validate("param", ById),
    async (c) => c.json(await call(c, "withdraw_leadership_contest", { contest: c.req.valid("param").id })),
  );

export const leadership = new Hono<Env>()
  .get(
    "/competencies",
    documentation("The competencies that count for leadership readiness", { 200: listOf(Competency) }),
    async (c) => c.json(await call(c, "get_leadership_competencies")),
  )
  .put(
    "/competencies",
    documentation("Say which competencies count from today on (hr_admin)", { 200: listOf(Competency) }),
    validate("json", z.strictObject({ competency_ids: z.array(z.uuid()).max(100) })),
    async (c) =>
      c.json(
        await call(c, "set_leadership_competencies", { competencies: c.req.valid("json").competency_ids }),
      ),
  )
  .get(
    "/contests",
    documentation("Who contests their readiness, oldest first; no scores (hr_admin)", {
      200: listOf(Contest),
    }),
    validate("query", Page.extend({ status: repeated(z.enum(STATUSES)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_leadership_contests", query, { statuses: query.status });
    },
  )
  .get(
    "/contests/:id",
    documentation(
      "A contest; for whoever has taken it with the contested score, until it is decided, and each reading is written down (hr_admin)",
      { 200: ReviewedContest },
    ),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_leadership_contest", { contest: c.req.valid("param").id })),
  )
  .post(
    "/contests/:id/take",
    documentation(
      "Take a contest: from here on you alone read it (hr_admin, not about oneself or the own line)",
      {
        200: Contest,
      },
    ),
    validate("param", ById),
    async (c) => c.json(await call(c, "take_leadership_contest", { contest: c.req.valid("param").id })),
  )
  .post(
    "/contests/:id/release",
    documentation("Give back a contest that you took (hr_admin)", { 200: Contest }),
    validate("param", ById),
    async (c) => c.json(await call(c, "release_leadership_contest", { contest: c.req.valid("param").id })),
  )
  .post(
    "/contests/:id/decide",
    documentation(
      "Decide a contest that you took: the evidence stands, or was corrected; the score follows (hr_admin)",
      { 200: Contest },
    ),
    validate("param", ById),
    validate("json", Decision),
    async (c) =>
      c.json(
        await call(c, "decide_leadership_contest", {
          contest: c.req.valid("param").id,
          ...c.req.valid("json"),
        }),
      ),
  );
