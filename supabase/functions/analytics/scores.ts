import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Hono } from "hono";
import { z } from "zod";

const Score = z.object({
  score: z.string(),
  label: z.string(),
  purpose: z.string(),
  /** Tables, with the columns that count. */
  inputs: z.array(z.string()),
  never_inputs: z.array(z.string()),
  version: z.string(),
  contest: z.string(),
  /** What switches it, null where nothing does. */
  feature: z.string().nullable(),
  /** Whether it is on for you. */
  enabled: z.boolean(),
  log_retention: z.string(),
}).meta({ id: "Score" });

export const scores = new Hono<Env>()
  .get(
    "/",
    documentation(
      "What is computed about people: why, from what and never from what, and how to contest it",
      {
        200: listOf(Score),
      },
    ),
    async (c) => c.json(await call(c, "get_scores")),
  );
