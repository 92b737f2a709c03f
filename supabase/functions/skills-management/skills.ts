import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { catalogue, ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { once, STATUSES } from "./fields.ts";
import { externalUri } from "./taxonomy_rows.ts";

export const RELATIONS = ["essential", "optional", "related", "broader"] as const;

const row = {
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(STATUSES),
  specialization: Ref.nullable(),
  function_area: Ref.nullable(),
  aliases: z.array(z.string()),
  half_life_months: z.int(),
  external_uri: z.string().nullable(),
  /** Where a merged skill went. */
  merged_into: Ref.nullable(),
  etag: z.string(),
};
const SkillRow = z.object(row).meta({ id: "SkillRow" });
const Skill = z.object({
  ...row,
  /** For HR. */
  proposed_by: PersonRef.nullable(),
  /** to: what this skill needs, is helped by, goes with or is a kind of; from: what says so of this one. */
  relations: z.array(z.object({ skill: Ref, kind: z.enum(RELATIONS), direction: z.enum(["to", "from"]) })),
}).meta({ id: "Skill" });

const Search = Page.extend({
  q: text(200).optional(),
  specialization_id: repeated(z.uuid()).optional(),
  function_area_id: repeated(z.uuid()).optional(),
  status: repeated(z.enum(STATUSES)).optional(),
});
const Fields = z.strictObject({
  name: text(200),
  specialization_id: z.uuid().nullish(),
  description: text(4000).nullish(),
  aliases: z.array(text(200)).max(100).optional(),
  half_life_months: z.int().min(1).max(600).optional(),
  external_uri: externalUri.nullish(),
});
const Relations = z.strictObject({
  items: once(
    z.strictObject({ skill_id: z.uuid(), kind: z.enum(RELATIONS) }),
    ({ skill_id, kind }) => `${skill_id} ${kind}`,
    0,
  ),
});

export const skills = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Skills by name or alias (typos forgiven); active ones unless another status is asked for",
      { 200: listOf(SkillRow), 304: null },
      { limited: true },
    ),
    catalogue,
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_skills", query, {
        q: query.q,
        place_ids: query.specialization_id,
        area_ids: query.function_area_id,
        statuses: query.status,
      });
    },
  )
  .get(
    "/:id",
    documentation("A skill with its relations; a merged one says where it went", { 200: Skill, 304: null }),
    catalogue,
    validate("param", ById),
    async (c) => c.json(await call(c, "get_skill", { skill: c.req.valid("param").id })),
  )
  .post(
    "/",
    documentation(
      "Add a skill (hr_admin), or propose one and have it: name, specialization and description alone",
      { 201: Skill, 200: Skill },
    ),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_skill", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation("Change a skill; aliases as a whole list (hr_admin)", { 200: Skill }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_skill", {
          skill: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/relations",
    documentation(
      "What a skill needs, goes with or is a kind of, the whole list (hr_admin)",
      { 200: Skill },
      {
        ifMatch: true,
      },
    ),
    validate("param", ById),
    validate("json", Relations),
    async (c) =>
      c.json(
        await call(c, "set_skill_relations", {
          skill: c.req.valid("param").id,
          items: c.req.valid("json").items,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .post(
    "/:id/approve",
    documentation("Take a proposed or retired skill into the catalogue, with its place (hr_admin)", {
      200: Skill,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "approve_skill", { skill: c.req.valid("param").id })),
  )
  .post(
    "/:id/retire",
    documentation("Retire a skill: who has it keeps it, nobody finds it (hr_admin)", { 200: Skill }),
    validate("param", ById),
    async (c) => c.json(await call(c, "retire_skill", { skill: c.req.valid("param").id })),
  )
  .post(
    "/:id/merge",
    documentation("Make it part of another, which gets all that names it, and is answered (hr_admin)", {
      200: Skill,
    }),
    validate("param", ById),
    validate("json", z.strictObject({ into: z.uuid() })),
    async (c) =>
      c.json(
        await call(c, "merge_skill", { skill: c.req.valid("param").id, target: c.req.valid("json").into }),
      ),
  );
