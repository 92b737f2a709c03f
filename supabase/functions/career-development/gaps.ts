import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const READINESS = ["ready", "near", "develop"] as const;
/** How well somebody can do something: Beginner 1, Intermediate 3, Advanced 5. */
export const level = z.int().min(1).max(5);

export const PathwayRef = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() }).meta({
  id: "PathwayRef",
});

const gapFields = {
  person: PersonRef,
  coverage: z.number().nullable(),
  readiness: z.enum(READINESS).nullable(),
  unrated: z.array(Ref),
  gaps: z.array(z.object({
    skill: Ref,
    required: z.int(),
    /** 0: the person lacks it; null: unrated, counted as `assumed`. */
    current: z.int().nullable(),
    assumed: z.int().optional(),
    weight: z.number(),
    mandatory: z.boolean(),
    share: z.number(),
    confidence: z.number().nullable(),
  })),
  competencies: z.array(
    z.object({
      competency: Ref,
      required: z.int(),
      current: z.int(),
      mandatory: z.boolean(),
      met: z.boolean(),
    }),
  ),
};
/** What separates somebody from a pathway; the largest share first. */
export const Gap = z.object({ pathway: PathwayRef, ...gapFields }).meta({ id: "Gap" });
/** The same for the current role: no pathway where the job title means none. */
const CurrentGap = z.object({ pathway: PathwayRef.nullable(), ...gapFields }).meta({ id: "CurrentGap" });

export const gaps = new Hono<Env>()
  .get(
    "/",
    documentation(
      "What separates you from up to 50 pathways; none named: your active goals, then your role",
      {
        200: listOf(Gap),
      },
    ),
    validate(
      "query",
      z.strictObject({ pathway_id: repeated(z.uuid()).pipe(z.array(z.uuid()).max(50)).optional() }),
    ),
    async (c) => c.json(await call(c, "get_gaps", { pathways: c.req.valid("query").pathway_id })),
  );

export const users = new Hono<Env>()
  .get(
    "/:id/gap",
    documentation("What separates somebody from their current role; for self, line and HR", {
      200: CurrentGap,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_current_gap", { person: c.req.valid("param").id })),
  );
