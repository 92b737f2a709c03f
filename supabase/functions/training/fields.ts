import { characters, link, text } from "@shared/validate.ts";
import { z } from "zod";

export const DIFFICULTIES = ["beginner", "intermediate", "advanced"] as const;
export const COMPLETION_RULES = ["progress", "attendance", "test"] as const;
export const COURSE_STATUSES = ["draft", "active", "retired"] as const;
export const OUTCOMES = ["none", "evidence", "recommend", "sets"] as const;

/** Per cent of a test. */
export const score = z.number().min(0).max(100).multipleOf(0.01);

/** What a course teaches, beside the skill. */
export const taught = {
  from_level: z.int().min(0).max(4).optional(),
  to_level: z.int().min(1).max(5),
  outcome: z.enum(OUTCOMES).optional(),
};
export const goesUp = ({ from_level, to_level }: { from_level?: number | undefined; to_level: number }) =>
  (from_level ?? 0) < to_level;
export const GOES_UP = { path: ["to_level"], message: "Not above from_level." };

/** What decides about completing, by edition. */
export const termFields = {
  completion_rule: z.enum(COMPLETION_RULES).optional(),
  pass_mark: z.int().min(1).max(100).nullish(),
  validity_months: z.int().min(1).max(600).nullish(),
};

/** What is written of a course, by people and by imports. */
export const courseFields = {
  name: text(200),
  description: text(4000).nullish(),
  provider: text(200).nullish(),
  category: text(100).nullish(),
  difficulty: z.enum(DIFFICULTIES).optional(),
  duration_hours: z.number().positive().max(2000).multipleOf(0.01),
  language: characters(35).regex(
    /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
    "Not a language tag such as en or pt-BR.",
  ).optional(),
  url: link().nullish(),
  needs_approval: z.boolean().optional(),
  status: z.enum(COURSE_STATUSES).optional(),
  ...termFields,
};
