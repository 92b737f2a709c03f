import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { level, SOURCES } from "./fields.ts";

const UNIT = /^org_unit:/;

const Matrix = z.object({
  people: z.array(z.object({
    person: PersonRef,
    cells: z.array(z.object({
      skill_id: z.uuid(),
      level: level.nullable(),
      source: z.enum(SOURCES).nullable(),
      confidence: z.number().nullable(),
    })),
  })),
  skills: z.array(z.object({
    skill: Ref,
    /** Who has it, rated or not. */
    holders: z.int(),
    /** Who has it at working level, 3 or more. */
    bus_factor: z.int(),
    /** The share of people who do; null without people. */
    coverage: z.number().nullable(),
  })),
}).meta({ id: "Matrix" });

const Query = z.strictObject({
  scope: z.union([
    z.literal("team"),
    z.templateLiteral(["org_unit:", z.uuid()]),
  ]),
  skill_id: repeated(z.uuid()).refine(
    (ids) => ids.length <= 100 && new Set(ids).size === ids.length,
    "At most 100, each once.",
  ).optional(),
});

export const matrix = new Hono<Env>()
  .get(
    "/",
    documentation(
      "People × skills with bus factors: your line (team), or of a unit and those below it the people of your line (HR: all)",
      { 200: Matrix },
    ),
    validate("query", Query),
    async (c) => {
      const { scope, skill_id } = c.req.valid("query");
      return c.json(
        await call(c, "get_matrix", {
          unit: UNIT.test(scope) ? scope.replace(UNIT, "") : undefined,
          skill_ids: skill_id,
        }),
      );
    },
  );
