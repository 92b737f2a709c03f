import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { limited } from "@shared/limits.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Ref } from "@shared/refs.ts";
import { text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Suggestion = z.object({
  skill: Ref,
  /** A level to begin with, for PUT /me/skills. */
  level_guess: z.int().min(1).max(3),
  /** Where the words say so. */
  quotes: z.array(z.object({
    from: z.enum(["title", "focus_area", "project", "outcome", "text"]),
    text: z.string(),
  })),
}).meta({ id: "SkillSuggestion" });

export const suggestions = new Hono<Env>()
  .post(
    "/",
    documentation("Skills that your own words speak of, or a pasted text, which is not stored", {
      200: listOf(Suggestion),
    }, { limited: true }),
    limited("assistant"),
    validate("json", z.strictObject({ text: text(20_000).optional() })),
    async (c) => c.json(await call(c, "suggest_skills", { pasted: c.req.valid("json").text })),
  );
