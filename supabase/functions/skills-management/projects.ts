import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { ownCollection } from "@shared/own.ts";
import { Page } from "@shared/page.ts";
import { inOrder, periodFields } from "@shared/period.ts";
import { PersonRef } from "@shared/refs.ts";
import { ById, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Fields = z.strictObject({
  name: text(300),
  role: text(300).nullish(),
  ...periodFields,
  description: text(4000).nullish(),
  outcomes: z.array(text(1000)).max(100).optional(),
});

const fields = {
  id: z.uuid(),
  name: z.string(),
  role: z.string().nullable(),
  started_on: z.string().nullable(),
  ended_on: z.string().nullable(),
  description: z.string().nullable(),
  outcomes: z.array(z.string()),
  /** Rows of `hr` are facts and stay as HR wrote them. */
  source: z.enum(["hr", "self"]),
  /** When who decides for the person confirmed it; a later change takes that back. */
  confirmed_at: z.string().nullable(),
  etag: z.string(),
};
const MyProject = z.object(fields).meta({ id: "MyProject" });
const Project = z.object({ ...fields, user: PersonRef, confirmed_by: PersonRef.nullable() }).meta({
  id: "Project",
});

export const myProjects = ownCollection({
  table: "projects",
  own: "my_projects",
  columns:
    "id, name, role, started_on, ended_on, description, outcomes, source, confirmed_at, etag:version::text",
  noun: "project",
  Resource: MyProject,
  New: inOrder(Fields.extend({ id: z.uuid().optional() })),
  Patch: inOrder(Fields.partial()),
});

export const projects = new Hono<Env>()
  .get(
    "/",
    documentation("Projects of everybody for whom you decide, oldest first", { 200: listOf(Project) }),
    validate(
      "query",
      Page.extend({ confirmed: z.enum(["true", "false"]).transform((value) => value === "true").optional() }),
    ),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_projects", query, { confirmed: query.confirmed });
    },
  )
  .post(
    "/:id/confirm",
    documentation("Confirm what somebody for whom you decide says of a project", { 200: Project }),
    validate("param", ById),
    async (c) => c.json(await call(c, "confirm_project", { project: c.req.valid("param").id })),
  );
