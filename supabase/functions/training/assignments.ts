import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, date, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const PathwayRef = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() }).meta({
  id: "PathwayRef",
});

const AUDIENCES = ["everybody", "pathway", "unit", "person"] as const;

const Assignment = z.object({
  id: z.uuid(),
  course: Ref,
  audience: z.enum(AUDIENCES),
  pathway: PathwayRef.nullable(),
  unit: Ref.nullable(),
  person: PersonRef.nullable(),
  /** The manager who assigned it to their line; null: it holds for the company. */
  line: PersonRef.nullable(),
  due_on: z.string().nullable(),
  due_days: z.int(),
  reason: z.string().nullable(),
  assigned_on: z.string(),
  created_by: PersonRef.nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "Assignment" });
const Exemption = z.object({
  person: PersonRef,
  reason: z.string(),
  /** The last day; null: for good. */
  until: z.string().nullable(),
  granted_by: PersonRef.nullable(),
  granted_at: z.string(),
}).meta({ id: "Exemption" });

const due = {
  /** For whoever is covered by then; who comes later has due_days. */
  due_on: date.nullish(),
  /** From when it is assigned, or from when somebody comes to be covered. */
  due_days: z.int().min(0).max(3650).optional(),
  reason: text(1000).nullish(),
};
const fields = { id: z.uuid().optional(), course_id: z.uuid(), ...due };
const target = z.uuid().optional();
const NewAssignment = z.strictObject({
  ...fields,
  audience: z.enum(AUDIENCES),
  pathway_id: target,
  org_unit_id: target,
  user_id: target,
}).superRefine(({ audience, pathway_id, org_unit_id, user_id }, context) => {
  const names = {
    pathway: ["pathway_id", pathway_id],
    unit: ["org_unit_id", org_unit_id],
    person: ["user_id", user_id],
  } as const;
  for (const [whose, [field, id]] of Object.entries(names)) {
    if ((id !== undefined) === (audience === whose)) continue;
    const message = id === undefined ? "Say which one." : "This audience is not named by it.";
    context.addIssue({ code: "custom", path: [field], message });
  }
}).meta({
  anyOf: AUDIENCES.map((audience) => {
    const field = { pathway: "pathway_id", unit: "org_unit_id", person: "user_id", everybody: "" }[audience];
    const others = ["pathway_id", "org_unit_id", "user_id"].filter((name) => name !== field);
    return {
      properties: {
        audience: { const: audience },
        ...Object.fromEntries(others.map((name) => [name, { not: {} }])),
      },
      ...(field ? { required: [field] } : {}),
    };
  }),
});
const ByPerson = z.strictObject({ id: z.uuid(), user_id: z.uuid() });

export const assignments = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Mandatory courses and for whom, newest first; managers: those of their line (learning_admin, hr_admin, managers)",
      { 200: listOf(Assignment) },
    ),
    validate("query", Page.extend({ course_id: z.uuid().optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_assignments", query, { course: query.course_id });
    },
  )
  .post(
    "/",
    documentation(
      "Make a course mandatory: in the company (learning_admin), or for those of the audience who are below you (managers)",
      { 201: Assignment, 200: Assignment },
    ),
    validate("json", NewAssignment),
    async (c) => await callCreate(c, "create_assignment", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A mandatory course and for whom", { 200: Assignment }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_assignment", { assignment: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Change by when, or why", { 200: Assignment }, { ifMatch: true }),
    validate("param", ById),
    validate("json", z.strictObject(due)),
    async (c) =>
      c.json(
        await call(c, "update_assignment", {
          assignment: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete(
    "/:id",
    documentation("Make a course mandatory no longer", { 204: null }),
    validate("param", ById),
    async (c) => {
      await call(c, "delete_assignment", { assignment: c.req.valid("param").id });
      return c.body(null, 204);
    },
  )
  .put(
    "/:id/exemptions/:user_id",
    documentation("Exempt somebody, with a reason; by whoever may change the assignment", { 200: Exemption }),
    validate("param", ByPerson),
    validate("json", z.strictObject({ reason: text(1000), until: date.nullish() })),
    async (c) => {
      const { id, user_id } = c.req.valid("param");
      return c.json(
        await call(c, "set_exemption", { assignment: id, person: user_id, fields: c.req.valid("json") }),
      );
    },
  )
  .delete(
    "/:id/exemptions/:user_id",
    documentation("Exempt somebody no longer; again changes nothing", { 204: null }),
    validate("param", ByPerson),
    async (c) => {
      const { id, user_id } = c.req.valid("param");
      await call(c, "remove_exemption", { assignment: id, person: user_id });
      return c.body(null, 204);
    },
  );
