import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { ById, date, email, inQuery, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { directoryFields, Employment, EMPLOYMENT_TYPES, ROLES, USER_STATUSES } from "./person.ts";

const DirectoryRow = z.object(directoryFields).meta({ id: "DirectoryRow" });
const User = z.object({
  ...directoryFields,
  employee_id: z.string().nullable(),
  email: z.string().nullable(),
  employment: Employment.nullable(),
  roles: z.array(z.enum(ROLES)).nullable(),
}).meta({ id: "User" });
const Report = z.object({
  ...PersonRef.shape,
  /** 1: reports directly. */
  depth: z.int(),
  manager: PersonRef.nullable(),
  employment_type: z.enum(EMPLOYMENT_TYPES),
}).meta({ id: "Report" });
const Decider = z.object({ ...PersonRef.shape, as: z.enum(["manager", "delegate", "hr_admin"]) }).meta({
  id: "Decider",
});

const Search = Page.extend({
  q: text(200).optional(),
  org_unit_id: repeated(z.uuid()).optional(),
  skill_id: repeated(z.uuid()).optional(),
  min_level: inQuery(z.int().min(1).max(5)).optional(),
  id: repeated(z.uuid()).optional(),
}).refine(({ skill_id, min_level }) => min_level === undefined || skill_id, {
  path: ["min_level"],
  message: "Means something with a skill_id only.",
});

const Fields = z.strictObject({
  employee_id: text(100).nullish(),
  email: email.nullish(),
  full_name: text(200),
  office_location: text(200).nullish(),
  employment_type: z.enum(EMPLOYMENT_TYPES).optional(),
  job_title: text(200).nullish(),
  org_unit_id: z.uuid().nullish(),
  grade: text(50).nullish(),
  /** Null also forgets `line_manager`, or the name would be linked again. */
  manager_id: z.uuid().nullish(),
  /** A name, linked when it means exactly one active employee. */
  line_manager: text(200).nullish(),
  hire_date: date.nullish(),
  in_role_since: date.nullish(),
});

export const users = new Hono<Env>()
  .get(
    "/",
    documentation(
      "The directory: by name or title (typos forgiven), unit, id, and by skills that people show",
      {
        200: listOf(DirectoryRow),
      },
      { limited: true },
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
  )
  .post(
    "/",
    documentation("Add a person (hr_admin)", { 201: User, 200: User }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_user", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation(
      "Change a person's record: directory, employment, manager, status (hr_admin, never oneself)",
      {
        200: User,
      },
      { ifMatch: true },
    ),
    validate("param", ById),
    validate("json", Fields.extend({ status: z.enum(USER_STATUSES) }).partial()),
    async (c) =>
      c.json(
        await call(c, "update_user", {
          person: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/roles",
    documentation("Give somebody these roles and no others (hr_admin, never oneself)", { 200: User }),
    validate("param", ById),
    validate("json", z.strictObject({ roles: z.array(z.enum(ROLES)).max(ROLES.length) })),
    async (c) =>
      c.json(
        await call(c, "set_roles", { person: c.req.valid("param").id, roles: c.req.valid("json").roles }),
      ),
  )
  .post(
    "/:id/leave",
    documentation("Somebody leaves, at once or when the last day has passed (hr_admin, never oneself)", {
      200: User,
    }),
    validate("param", ById),
    validate("json", z.strictObject({ last_day: date })),
    async (c) =>
      c.json(
        await call(c, "leave_user", {
          person: c.req.valid("param").id,
          last_day: c.req.valid("json").last_day,
        }),
      ),
  )
  .get(
    "/:id/reports",
    documentation("Who works below somebody, down to a depth; for self, line and HR", {
      200: listOf(Report),
    }),
    validate("param", ById),
    validate("query", Page.extend({ depth: inQuery(z.int().min(1).max(100).default(1)) })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_reports", query, {
        person: c.req.valid("param").id,
        max_depth: query.depth,
      });
    },
  )
  .get(
    "/:id/deciders",
    documentation("Who decides for somebody now, and as what; for self, line and HR", {
      200: listOf(Decider),
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_deciders", { person: c.req.valid("param").id })),
  );
