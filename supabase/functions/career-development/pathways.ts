import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { catalogue } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const PathwayRef = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() }).meta({
  id: "PathwayRef",
});
const READINESS = ["ready", "near", "develop"] as const;

const pathwayFields = {
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  /** Junior 1, Mid 2, Senior 3, Lead 4, Manager 5, Director 6. */
  level: z.int().nullable(),
  unit: Ref.nullable(),
  min_years_experience: z.int().nullable(),
  max_years_experience: z.int().nullable(),
  etag: z.string(),
};
const PathwayRow = z.object({
  ...pathwayFields,
  coverage: z.number().nullable().optional(),
  readiness: z.enum(READINESS).nullable().optional(),
  mandatory_unmet: z.int().nullable().optional(),
}).meta({ id: "PathwayRow" });
const Pathway = z.object({
  ...pathwayFields,
  status: z.enum(["active", "retired"]),
  external_uri: z.string().nullable(),
  requirements: z.array(z.object({ skill: Ref, level: z.int(), weight: z.number(), mandatory: z.boolean() })),
  competencies: z.array(z.object({ competency: Ref, level: z.int(), mandatory: z.boolean() })),
  titles: z.array(z.string()),
  edges: z.array(z.object({ to: PathwayRef, kind: z.enum(["vertical", "lateral"]) })),
}).meta({ id: "Pathway" });
const Gap = z.object({
  pathway: PathwayRef,
  person: PersonRef,
  coverage: z.number().nullable(),
  readiness: z.enum(READINESS).nullable(),
  unrated: z.array(Ref),
  gaps: z.array(z.object({
    skill: Ref,
    required: z.int(),
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
}).meta({ id: "Gap" });

const Search = Page.extend({
  q: text(200).optional(),
  org_unit_id: repeated(z.uuid()).optional(),
  level: repeated(z.coerce.number().int().min(1).max(6)).optional(),
  with: z.literal("gap").optional(),
  sort: z.enum(["name", "-name", "level", "-level", "coverage", "-coverage"]).default("name"),
});
const GapQuery = z.strictObject({ user_id: z.uuid().optional() });

export const pathways = new Hono<Env>()
  .get(
    "/",
    documentation("Pathways by name, unit and level; with=gap adds how far you cover each", {
      200: listOf(PathwayRow),
      304: null,
    }),
    catalogue,
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_pathways", query, {
        q: query.q,
        unit_ids: query.org_unit_id,
        levels: query.level,
        with_gap: query.with === "gap",
        sort: query.sort,
      });
    },
  )
  .get(
    "/:id",
    documentation("A pathway with requirements, titles and moves from it", { 200: Pathway, 304: null }),
    catalogue,
    validate("param", ById),
    async (c) => c.json(await call(c, "get_pathway", { pathway: c.req.valid("param").id })),
  )
  .get(
    "/:id/gap",
    documentation("What separates you (or user_id, in your line) from it", { 200: Gap }),
    validate("param", ById),
    validate("query", GapQuery),
    async (c) =>
      c.json(
        await call(c, "get_gap", { pathway: c.req.valid("param").id, person: c.req.valid("query").user_id }),
      ),
  );
