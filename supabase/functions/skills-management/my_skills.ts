import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { date, instant, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { Evidence, NewEvidence } from "./evidence.ts";
import { BySkill, level, once, SOURCES, STATUSES } from "./fields.ts";
import { ValidationRequest } from "./validations.ts";

const source = z.enum(SOURCES);
const VISIBILITIES = ["private", "colleagues"] as const;

/** A skill of a person, with the level that counts now. */
export const UserSkill = z.object({
  skill: z.object({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(STATUSES),
    specialization: Ref.nullable(),
    function_area: Ref.nullable(),
  }),
  level: level.nullable(),
  source: source.nullable(),
  confidence: z.number().nullable(),
  assessed_at: z.string().nullable(),
  valid_until: z.string().nullable(),
  years_experience: z.number().nullable(),
  last_used: z.string().nullable(),
  visibility: z.enum(VISIBILITIES),
  etag: z.string(),
}).meta({ id: "UserSkill" });

const History = z.object({
  skill: Ref,
  as_of: z.string(),
  /** What counted at as_of. */
  level: level.nullable(),
  source: source.nullable(),
  assessed_at: z.string().nullable(),
  valid_until: z.string().nullable(),
  items: z.array(z.object({
    id: z.uuid(),
    source,
    level,
    assessor: PersonRef.nullable(),
    assessed_at: z.string(),
    valid_until: z.string().nullable(),
    withdrawn_at: z.string().nullable(),
    declined_at: z.string().nullable(),
    /** False for an endorsement that answers one within the hour. */
    counts: z.boolean(),
    comment: z.string().nullable(),
  })),
}).meta({ id: "SkillHistory" });

const Fields = z.strictObject({
  level: level.nullable(),
  years_experience: z.number().min(0).max(80).nullish(),
  last_used: date.nullish(),
  visibility: z.enum(VISIBILITIES).optional(),
});
const Items = z.strictObject({
  items: once(Fields.extend({ skill_id: z.uuid() }), ({ skill_id }) => skill_id),
});

export const mySkills = new Hono<Env>()
  .get(
    "/",
    documentation("Your skills, each with the level that counts now and the confidence in it", {
      200: listOf(UserSkill),
    }),
    validate("query", Page),
    async (c) => await callPage(c, "get_my_skills", c.req.valid("query"), {}),
  )
  .put(
    "/",
    documentation("Rate skills yourself: changes those named, removes none, all or nothing", {
      200: listOf(UserSkill),
    }),
    validate("json", Items),
    async (c) => c.json(await call(c, "set_my_skills", c.req.valid("json"))),
  )
  .put(
    "/:skill_id",
    documentation("Rate one skill yourself", { 200: UserSkill }, { ifMatch: true }),
    validate("param", BySkill),
    validate("json", Fields),
    async (c) =>
      c.json(
        await call(c, "set_my_skill", {
          skill: c.req.valid("param").skill_id,
          fields: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete(
    "/:skill_id",
    documentation("Remove a skill with its history; not one about which somebody decided", { 204: null }),
    validate("param", BySkill),
    async (c) => {
      await call(c, "remove_my_skill", { skill: c.req.valid("param").skill_id });
      return c.body(null, 204);
    },
  )
  .get(
    "/:skill_id/history",
    documentation("Every level that somebody gave, and the one that counted at a time", { 200: History }),
    validate("param", BySkill),
    validate("query", z.strictObject({ as_of: instant.optional() })),
    async (c) =>
      c.json(
        await call(c, "get_skill_history", {
          skill: c.req.valid("param").skill_id,
          as_of: c.req.valid("query").as_of,
        }),
      ),
  )
  .get(
    "/:skill_id/evidence",
    documentation("What shows that you can do it, newest first", { 200: listOf(Evidence) }),
    validate("param", BySkill),
    validate("query", Page),
    async (c) =>
      await callPage(c, "get_evidence", c.req.valid("query"), { skill: c.req.valid("param").skill_id }),
  )
  .post(
    "/:skill_id/evidence",
    documentation("Add evidence, which is withdrawn and never changed", { 201: Evidence, 200: Evidence }),
    validate("param", BySkill),
    validate("json", NewEvidence),
    async (c) =>
      await callCreate(c, "add_evidence", {
        skill: c.req.valid("param").skill_id,
        fields: c.req.valid("json"),
      }),
  )
  .post(
    "/:skill_id/validation-requests",
    documentation("Ask whoever decides for you to validate your level", {
      201: ValidationRequest,
      200: ValidationRequest,
    }),
    validate("param", BySkill),
    validate("json", z.strictObject({ id: z.uuid().optional(), note: text(2000).nullish() })),
    async (c) =>
      await callCreate(c, "request_validation", {
        skill: c.req.valid("param").skill_id,
        fields: c.req.valid("json"),
      }),
  );
