import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { catalogue, ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, characters, inQuery, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { Gap, level, PathwayRef, READINESS } from "./gaps.ts";

const PATHWAY_STATUSES = ["active", "retired"] as const;
const MOVE_KINDS = ["vertical", "lateral"] as const;

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
  status: z.enum(PATHWAY_STATUSES),
  external_uri: z.string().nullable(),
  requirements: z.array(z.object({ skill: Ref, level: z.int(), weight: z.number(), mandatory: z.boolean() })),
  competencies: z.array(z.object({ competency: Ref, level: z.int(), mandatory: z.boolean() })),
  titles: z.array(z.string()),
  edges: z.array(z.object({ to: PathwayRef, kind: z.enum(MOVE_KINDS) })),
}).meta({ id: "Pathway" });
const UnmappedTitle = z.object({ title: z.string(), people: z.int() }).meta({ id: "UnmappedTitle" });

const Search = Page.extend({
  q: text(200).optional(),
  org_unit_id: repeated(z.uuid()).optional(),
  level: repeated(inQuery(z.int().min(1).max(6))).optional(),
  with: z.literal("gap").optional(),
  sort: z.enum(["name", "-name", "level", "-level", "coverage", "-coverage"]).optional(),
});
const GapQuery = z.strictObject({ user_id: z.uuid().optional() });

const years = z.int().min(0).max(80).nullish();
const Fields = z.strictObject({
  name: text(200),
  description: text(4000).nullish(),
  org_unit_id: z.uuid().nullish(),
  level: z.int().min(1).max(6).nullish(),
  min_years_experience: years,
  max_years_experience: years,
  external_uri: characters(500).regex(/^https?:\/\/[^\s"<>\\]+$/, "Not an http address.").nullish(),
});

/** A whole list in which no two items name the same thing. */
const listOfEach = <T extends z.ZodType<Record<string, unknown>>>(item: T, key: string, most: number) =>
  z.array(item).max(most).superRefine((items, { addIssue }) =>
    items.forEach((one, n) => {
      if (items.findIndex((other) => other[key] === one[key]) < n) {
        addIssue({ code: "custom", path: [n, key], message: "Stands in the list already." });
      }
    })
  );
const mandatory = z.boolean().optional();
const Requirements = listOfEach(
  z.strictObject({
    skill_id: z.uuid(),
    level,
    weight: z.number().min(0.01).max(9999.99).multipleOf(0.01).optional(),
    mandatory,
  }),
  "skill_id",
  500,
);
const Competencies = listOfEach(
  z.strictObject({ competency_id: z.uuid(), level, mandatory }),
  "competency_id",
  100,
);
const Edges = listOfEach(z.strictObject({ to_id: z.uuid(), kind: z.enum(MOVE_KINDS) }), "to_id", 100);

export const pathways = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Pathways by name (the best match first), unit and level; with=gap adds how far you cover each",
      { 200: listOf(PathwayRow), 304: null },
      { limited: true },
    ),
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
  )
  .post(
    "/",
    documentation("Add a pathway (hr_admin)", { 201: Pathway, 200: Pathway }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_pathway", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation("Change or retire a pathway (hr_admin)", { 200: Pathway }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.extend({ status: z.enum(PATHWAY_STATUSES) }).partial()),
    async (c) =>
      c.json(
        await call(c, "update_pathway", {
          pathway: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/requirements",
    documentation("The skills it asks for, and no others (hr_admin)", { 200: Pathway }, { ifMatch: true }),
    validate("param", ById),
    validate("json", z.strictObject({ requirements: Requirements })),
    async (c) =>
      c.json(
        await call(c, "set_pathway_requirements", {
          pathway: c.req.valid("param").id,
          items: c.req.valid("json").requirements,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/competencies",
    documentation("The competencies it asks for, and no others (hr_admin)", { 200: Pathway }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate("json", z.strictObject({ competencies: Competencies })),
    async (c) =>
      c.json(
        await call(c, "set_pathway_competencies", {
          pathway: c.req.valid("param").id,
          items: c.req.valid("json").competencies,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/edges",
    documentation("The moves from it, and no others (hr_admin)", { 200: Pathway }, { ifMatch: true }),
    validate("param", ById),
    validate("json", z.strictObject({ edges: Edges })),
    async (c) =>
      c.json(
        await call(c, "set_pathway_edges", {
          pathway: c.req.valid("param").id,
          items: c.req.valid("json").edges,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/titles",
    documentation("The job titles that mean it, and no others (hr_admin)", { 200: Pathway }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate("json", z.strictObject({ titles: z.array(text(200)).max(500) })),
    async (c) =>
      c.json(
        await call(c, "set_pathway_titles", {
          pathway: c.req.valid("param").id,
          titles: c.req.valid("json").titles,
          expected_etag: ifMatch(c),
        }),
      ),
  );

export const unmappedTitles = new Hono<Env>()
  .get(
    "/",
    documentation("Job titles that mean no pathway, and how many people have them (hr_admin)", {
      200: listOf(UnmappedTitle),
    }),
    validate("query", Page),
    async (c) => await callPage(c, "get_unmapped_titles", c.req.valid("query"), {}),
  );
