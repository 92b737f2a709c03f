import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { directoryFields, Employment } from "./person.ts";

const DirectoryRow = z.object(directoryFields).meta({ id: "DirectoryRow" });
const User = z.object({
  ...directoryFields,
  employee_id: z.string().nullable(),
  email: z.string().nullable(),
  employment: Employment.nullable(),
}).meta({ id: "User" });

const Search = Page.extend({
  q: text(200).optional(),
  org_unit_id: repeated(z.uuid()).optional(),
  skill_id: repeated(z.uuid()).optional(),
  min_level: z.coerce.number().int().min(1).max(5).optional(),
  id: repeated(z.uuid()).optional(),
}).refine(({ skill_id, min_level }) => min_level === undefined || skill_id, {
  path: ["min_level"],
  message: "Means something with a skill_id only.",
});

export const users = new Hono<Env>()
  .get(
    "/",
    documentation(
      "The directory: by name or title (typos forgiven), unit, id, and by skills that people show",
      {
        200: listOf(DirectoryRow),
      },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_users", query, {
        q: query.q,
        unit_ids: query.org_unit_id,
        ids: query.id,
        wanted_skills: query.skill_id,
        min_level: query.min_level,
      });
    },
  )
  .get(
    "/:id",
    documentation("One person; employment for self, line and HR; e-mail and employee id for self and HR", {
      200: User,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_user", { person: c.req.valid("param").id })),
  );
