import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { date, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const UserSkill = z.object({
  skill: z.object({
    id: z.uuid(),
    name: z.string(),
    status: z.enum(["proposed", "active", "retired"]),
    specialization: Ref.nullable(),
    function_area: Ref.nullable(),
  }),
  level: z.int().min(1).max(5).nullable(),
  source: z.enum(["self", "peer", "manager", "assessment"]).nullable(),
  confidence: z.number().nullable(),
  assessed_at: z.string().nullable(),
  valid_until: z.string().nullable(),
  years_experience: z.number().nullable(),
  last_used: z.string().nullable(),
  visibility: z.enum(["private", "colleagues"]),
  etag: z.string(),
}).meta({ id: "UserSkill" });

const Item = z.strictObject({
  skill_id: z.uuid(),
  level: z.int().min(1).max(5).nullable(),
  years_experience: z.number().min(0).max(80).nullish(),
  last_used: date.nullish(),
  visibility: z.enum(["private", "colleagues"]).optional(),
});
const Items = z.strictObject({
  items: z.array(Item).min(1).max(100).superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach(({ skill_id }, index) => {
      if (seen.has(skill_id)) {
        context.addIssue({ code: "custom", path: [index, "skill_id"], message: "This skill stands twice." });
      }
      seen.add(skill_id);
    });
  }),
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
  );
