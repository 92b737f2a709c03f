import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { inQuery, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { Gap, level, PathwayRef, READINESS } from "./gaps.ts";

const Recommendation = z.object({
  pathway: PathwayRef,
  readiness: z.enum(READINESS),
  coverage: z.number(),
  /** Mandatory skills and competencies that are not met. */
  mandatory_unmet: z.int(),
  /** From the current role, 0 to 1; null where the job title means no pathway. */
  distance: z.number().nullable(),
  /** Levels up (or down) from the current role. */
  level_step: z.int().nullable(),
  /** How many people have it; null when fewer than 5. */
  colleagues: z.int().nullable(),
  /** How many of the required skills the person has. */
  shared: z.int(),
  requirements: z.int(),
  /** The three that count most. */
  matches: z.array(z.object({ skill: Ref, required: z.int(), current: z.int().nullable() })),
  /** The three whose lack costs most. */
  missing: z.array(z.object({
    skill: Ref,
    required: z.int(),
    current: z.int().nullable(),
    mandatory: z.boolean(),
    share: z.number(),
  })),
}).meta({ id: "Recommendation" });
const Interest = z.object({ pathway: PathwayRef, dismissed: z.boolean() }).meta({ id: "Interest" });
const WhatIf = z.object({
  /** Of the pathway that was named. */
  gap: Gap.nullable(),
  /** The ten best, where none was named. */
  recommendations: z.array(Recommendation).nullable(),
}).meta({ id: "WhatIf" });

const Search = Page.extend({
  limit: inQuery(z.int().min(1).max(200).default(10)),
  dismissed: z.enum(["true", "false"]).default("false").transform((value) => value === "true"),
});
const ByPathway = z.strictObject({ pathway_id: z.uuid() });

export const recommendations = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Pathways for you, best first, each with its reasons; dismissed=true: those you dismissed",
      {
        200: listOf(Recommendation),
      },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_recommendations", query, { dismissed: query.dismissed });
    },
  )
  .post(
    "/:pathway_id/dismiss",
    documentation("You are not interested in a pathway; again changes nothing", { 200: Interest }),
    validate("param", ByPathway),
    async (c) =>
      c.json(await call(c, "dismiss_pathway", { pathway: c.req.valid("param").pathway_id, dismissed: true })),
  )
  .post(
    "/:pathway_id/restore",
    documentation("You are interested again; again changes nothing", { 200: Interest }),
    validate("param", ByPathway),
    async (c) =>
      c.json(
        await call(c, "dismiss_pathway", { pathway: c.req.valid("param").pathway_id, dismissed: false }),
      ),
  );

const Supposition = z.strictObject({
  skills: z.array(z.strictObject({ skill_id: z.uuid(), level })).min(1).max(100).refine(
    (skills) => new Set(skills.map(({ skill_id }) => skill_id)).size === skills.length,
    "Names a skill twice.",
  ),
  pathway_id: z.uuid().optional(),
});

export const whatIf = new Hono<Env>()
  .post(
    "/",
    documentation(
      "Your gap to a pathway, or your best recommendations, as if you had these levels; writes nothing",
      {
        200: WhatIf,
      },
    ),
    validate("json", Supposition),
    async (c) => {
      const { skills, pathway_id } = c.req.valid("json");
      return c.json(await call(c, "what_if", { skills, pathway: pathway_id }));
    },
  );
