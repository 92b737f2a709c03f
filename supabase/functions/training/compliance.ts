import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { ENROLMENT_STATUSES } from "./enrolments.ts";

const STATES = ["compliant", "expiring", "due", "overdue", "exempt"] as const;
const UNIT = /^org_unit:/;

const Compliance = z.object({
  person: PersonRef,
  assignment_id: z.uuid(),
  course: Ref,
  /** Expiring: the certificate holds for 90 days at most. */
  state: z.enum(STATES),
  /** By when it has to be completed, or completed again; null: done for good. */
  due_on: z.string().nullable(),
  completed_on: z.string().nullable(),
  expires_on: z.string().nullable(),
  /** The latest attempt. */
  enrolment: z.object({ id: z.uuid(), status: z.enum(ENROLMENT_STATUSES), progress_percentage: z.int() })
    .nullable(),
}).meta({ id: "Compliance" });
const CourseCompliance = z.object({
  course: Ref,
  people: z.int(),
  compliant: z.int(),
  expiring: z.int(),
  due: z.int(),
  overdue: z.int(),
  exempt: z.int(),
}).meta({ id: "CourseCompliance" });

/** Today, or the last night on which people were counted. */
const as_of = z.string();

const scope = z.union([z.enum(["team", "all"]), z.templateLiteral(["org_unit:", z.uuid()])]);
const Search = Page.extend({
  scope,
  state: repeated(z.enum(STATES)).optional(),
  course_id: z.uuid().optional(),
});
const place = (scope: string) =>
  UNIT.test(scope) ? { scope: "org_unit", unit: scope.replace(UNIT, "") } : { scope, unit: undefined };

export const myCompliance = new Hono<Env>()
  .get(
    "/",
    documentation("What you must learn and by when, the most pressing first", { 200: listOf(Compliance) }),
    async (c) => c.json(await call(c, "get_my_compliance")),
  );

export const compliance = new Hono<Env>()
  .get(
    "/",
    documentation(
      "What people must learn and whether they did, by name, of a scope: team is your line, a unit's id your line in it and below; learning_admin and hr_admin have everybody of a unit, and all. A page may hold fewer than asked for; with count=true the total is of the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night",
      { 200: listOf(Compliance).extend({ as_of: as_of.optional() }) },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_compliance", query, {
        ...place(query.scope),
        states: query.state,
        course: query.course_id,
      });
    },
  )
  .get(
    "/courses",
    documentation(
      "Per mandatory course how many people of a scope are in which state, each once, in their worst, on the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night",
      { 200: listOf(CourseCompliance).extend({ as_of }) },
    ),
    validate("query", z.strictObject({ scope })),
    async (c) => c.json(await call(c, "count_compliance", place(c.req.valid("query").scope))),
  );
