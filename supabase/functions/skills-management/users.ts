import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ById, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { UserCompetency } from "./competencies.ts";
import { EndorsementGiven } from "./endorsements.ts";
import { level } from "./fields.ts";
import { UserSkill } from "./my_skills.ts";

/** What others read and say of a person. */
export const users = new Hono<Env>()
  .get(
    "/:id/skills",
    documentation(
      "Somebody's skills: all for self, line and HR, for others what was validated and is shown",
      {
        200: listOf(UserSkill),
      },
    ),
    validate("param", ById),
    validate("query", Page),
    async (c) =>
      await callPage(c, "get_user_skills", c.req.valid("query"), { person: c.req.valid("param").id }),
  )
  .post(
    "/:id/skills/:skill_id/endorsements",
    documentation("Say at which level a colleague has a skill; the answer never tells whether they have it", {
      201: EndorsementGiven,
      200: EndorsementGiven,
    }, { limited: true }),
    validate("param", ById.extend({ skill_id: z.uuid() })),
    validate("json", z.strictObject({ id: z.uuid().optional(), level })),
    async (c) => {
      const { id: person, skill_id: skill } = c.req.valid("param");
      const { id: endorsement, level: given } = c.req.valid("json");
      return await callCreate(c, "endorse_skill", { person, skill, given, endorsement });
    },
  )
  .get(
    "/:id/competencies",
    documentation("Somebody's competencies, for self, line, who decides for them, and HR", {
      200: listOf(UserCompetency),
    }),
    validate("param", ById),
    validate("query", Page),
    async (c) =>
      await callPage(c, "get_competencies_of", c.req.valid("query"), { person: c.req.valid("param").id }),
  )
  .post(
    "/:id/competencies/:competency_id/validations",
    documentation("Say which level of a competency counts, by who decides for the person", {
      200: UserCompetency,
    }),
    validate("param", ById.extend({ competency_id: z.uuid() })),
    validate("json", z.strictObject({ level })),
    async (c) => {
      const { id: person, competency_id: competency } = c.req.valid("param");
      const given = c.req.valid("json").level;
      return c.json(await call(c, "validate_competency", { person, competency, given }));
    },
  );
