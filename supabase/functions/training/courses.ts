import type { Env } from "@shared/auth.ts";
import { A_MINUTE, call, callCreate, callPage } from "@shared/call.ts";
import { catalogue, ifMatch } from "@shared/etag.ts";
import { rowImports } from "@shared/imports.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, inQuery, repeated, text, uniqueIds, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { check, MAX_ROWS, read } from "./course_rows.ts";
import { ENROLMENT_STATUSES } from "./enrolments.ts";
import {
  COMPLETION_RULES,
  COURSE_STATUSES,
  courseFields,
  DIFFICULTIES,
  GOES_UP,
  goesUp,
  OUTCOMES,
  taught,
  termFields,
} from "./fields.ts";

const terms = {
  completion_rule: z.enum(COMPLETION_RULES),
  pass_mark: z.int().nullable(),
  validity_months: z.int().nullable(),
};
const row = {
  id: z.uuid(),
  external_id: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  provider: z.string().nullable(),
  category: z.string().nullable(),
  difficulty: z.enum(DIFFICULTIES),
  duration_hours: z.number(),
  language: z.string(),
  url: z.string().nullable(),
  needs_approval: z.boolean(),
  ...terms,
  status: z.enum(COURSE_STATUSES),
  edition: z.int(),
  skills: z.array(z.object({
    skill: Ref,
    /** What one should bring; 0: nothing. */
    from_level: z.int(),
    to_level: z.int(),
    outcome: z.enum(OUTCOMES),
  })),
  prerequisites: z.array(Ref),
  /** Your last attempt, and what you would have to complete before another. */
  mine: z.object({
    enrolment_id: z.uuid().nullable(),
    status: z.enum(ENROLMENT_STATUSES).nullable(),
    missing_prerequisites: z.array(Ref),
  }),
  etag: z.string(),
};
const CourseRow = z.object(row).meta({ id: "CourseRow" });
const Course = z.object({
  ...row,
  /** The newest first; whoever is enrolled keeps the one they have. */
  editions: z.array(z.object({
    edition: z.int(),
    ...terms,
    note: z.string().nullable(),
    published_at: z.string(),
  })),
}).meta({ id: "Course" });

const Search = Page.extend({
  q: text(200).optional(),
  skill_id: repeated(z.uuid()).optional(),
  category: repeated(text(100)).optional(),
  provider: repeated(text(200)).optional(),
  difficulty: repeated(z.enum(DIFFICULTIES)).optional(),
  language: repeated(text(35)).optional(),
  max_hours: inQuery(z.number().positive().max(2000)).optional(),
  status: repeated(z.enum(COURSE_STATUSES)).optional(),
  sort: z.enum(["name", "duration_hours", "-duration_hours", "-created_at"]).optional(),
});
const Fields = z.strictObject({ ...courseFields, external_id: text(200).nullish() });
const Skills = z.strictObject({
  skills: z.array(z.strictObject({ skill_id: z.uuid(), ...taught }).refine(goesUp, GOES_UP)).max(50).refine(
    (items) => new Set(items.map(({ skill_id }) => skill_id)).size === items.length,
    "A skill stands here twice.",
  ),
});

export const courses = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Courses by words (typos forgiven) and filters, each with your last attempt; active ones unless another status is asked for",
      { 200: listOf(CourseRow), 304: null },
      { limited: true },
    ),
    catalogue,
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_courses", query, {
        q: query.q,
        skill_ids: query.skill_id,
        categories: query.category,
        providers: query.provider,
        difficulties: query.difficulty,
        languages: query.language,
        max_hours: query.max_hours,
        statuses: query.status,
        sort: query.sort,
      });
    },
  )
  .get(
    "/:id",
    documentation("A course with its editions", { 200: Course, 304: null }),
    catalogue,
    validate("param", ById),
    async (c) => c.json(await call(c, "get_course", { course: c.req.valid("param").id })),
  )
  .post(
    "/",
    documentation("Add a course, a draft unless it says otherwise (learning_admin)", {
      201: Course,
      200: Course,
    }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_course", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation("Change a course, publish or retire it (learning_admin)", { 200: Course }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_course", {
          course: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .post(
    "/:id/editions",
    documentation(
      "The content is new: another edition, with its rule; who is enrolled keeps theirs (learning_admin)",
      { 200: Course },
      { ifMatch: true },
    ),
    validate("param", ById),
    validate("json", z.strictObject({ ...termFields, note: text(2000).nullish() })),
    async (c) =>
      c.json(
        await call(c, "publish_edition", {
          course: c.req.valid("param").id,
          fields: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/skills",
    documentation("What it teaches, from which level to which, and nothing else (learning_admin)", {
      200: Course,
    }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Skills),
    async (c) =>
      c.json(
        await call(c, "set_course_skills", {
          course: c.req.valid("param").id,
          items: c.req.valid("json").skills,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .put(
    "/:id/prerequisites",
    documentation("The courses that come before it, all of them, and no others (learning_admin)", {
      200: Course,
    }, { ifMatch: true }),
    validate("param", ById),
    validate(
      "json",
      z.strictObject({ course_ids: uniqueIds(20) }),
    ),
    async (c) =>
      c.json(
        await call(c, "set_course_prerequisites", {
          course: c.req.valid("param").id,
          needed: c.req.valid("json").course_ids,
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .route(
    "/",
    rowImports({
      summary:
        "Rows of courses by external_id, as JSON or as a CSV file with a header; the same rows twice change nothing (learning_admin)",
      maxRows: MAX_ROWS,
      check,
      read,
      write: (c, rows, is_dry_run) => call(c, "import_courses", { rows, is_dry_run }, A_MINUTE),
    }),
  );
