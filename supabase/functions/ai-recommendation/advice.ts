import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { limited } from "@shared/limits.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { ApiCall } from "@shared/refs.ts";
import { inQuery, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { advise } from "./advisor.ts";
import { hasModel } from "./model.ts";
import { TOPICS } from "./question.ts";
import { settings } from "./settings.ts";
import { Fact } from "./tools.ts";

const Advice = z.object({
  topic: z.enum(TOPICS),
  content: z.string(),
  source: z.literal("built-in"),
  facts: z.array(Fact),
}).meta({ id: "Advice" });

export const advice = new Hono<Env>()
  .post(
    "/",
    documentation(
      "One of the ten questions that people ask most, answered from your data by fixed rules; nothing is kept",
      {
        200: Advice,
      },
      { limited: true },
    ),
    limited("assistant"),
    validate(
      "json",
      z.strictObject({
        topic: z.enum(TOPICS),
        /** The role (gap_for, become) or the skill (experts) that is meant. */
        subject: text(200).optional(),
      }),
    ),
    async (c) => {
      const { topic, subject = null } = c.req.valid("json");
      return c.json({ topic, source: "built-in" as const, ...await advise(c, { topic, subject }) });
    },
  );

const Suggestion = z.object({
  kind: z.string(),
  /** The numbers and names in the text. */
  facts: z.looseObject({}),
  /** What it is about. */
  ids: z.array(z.uuid()),
  /** The call whose answer it rests on. */
  because: ApiCall,
  rank: z.int(),
  title: z.string(),
  reason: z.string(),
  /** The call that does it. */
  action: ApiCall,
}).meta({ id: "Suggestion" });

export const suggestions = new Hono<Env>()
  .get(
    "/",
    documentation("What you could do next, ranked, each with its reason and the call that does it", {
      200: listOf(Suggestion),
    }),
    validate("query", z.strictObject({ limit: inQuery(z.int().min(1).max(50).default(10)) })),
    async (c) => c.json(await call(c, "get_suggestions", { most: c.req.valid("query").limit })),
  );

const Usage = z.object({
  day: z.string(),
  /** Spent today (UTC), with what is set aside for an answer under way. */
  tokens: z.int(),
  limit: z.int(),
  left: z.int(),
  calls: z.int(),
  resets_at: z.string(),
  /** Whether a model answers you, while there are tokens left. */
  model: z.boolean(),
}).meta({ id: "AssistantUsage" });

export const usage = new Hono<Env>()
  .get("/", documentation("What a model costs you today, and what is left", { 200: Usage }), async (c) => {
    const spent = Usage.parse(await call(c, "get_ai_usage", { daily_limit: settings.dailyTokens }));
    return c.json({ ...spent, model: spent.model && hasModel() });
  });
