import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { text, validate } from "@shared/validate.ts";
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
    ),
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
const Spent = Usage.extend({ model: z.boolean() });

export const usage = new Hono<Env>()
  .get("/", documentation("What a model costs you today, and what is left", { 200: Usage }), async (c) => {
    const spent = Spent.parse(await call(c, "get_ai_usage", { daily_limit: settings.dailyTokens }));
    return c.json({ ...spent, model: spent.model && hasModel() });
  });
