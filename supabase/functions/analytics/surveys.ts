import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, date, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const STATUSES = ["draft", "open", "closed"] as const;

const Survey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Answered by a number from 0 to 10. */
  question: z.string(),
  /** Who stands in it or below it is asked; null: everybody. */
  unit: Ref.nullable(),
  /** Whether an answer may have one. */
  comments: z.boolean(),
  status: z.enum(STATUSES),
  /** The day on which it opens by itself. */
  opens_on: z.string().nullable(),
  /** The last day. */
  closes_on: z.string().nullable(),
  opened_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  /** To be shown before somebody answers. */
  terms: z.string(),
  /** Whether it asks or asked you. */
  asked: z.boolean(),
  answered: z.boolean(),
  etag: z.string(),
}).meta({ id: "Survey" });

/** What of an aggregate is shown. */
export const cell = {
  /** Null: the company. */
  unit: Ref.nullable(),
  /** Only those who stand in the unit itself, beside the units below it. */
  rest: z.boolean(),
  people: z.int().nullable(),
  /** The day of which this is; of an earlier publication where too few have come or gone since. */
  as_of: z.string().nullable(),
  /** Too few people, or others could be worked out: nothing is shown. */
  suppressed: z.boolean(),
};
const Result = z.object({
  ...cell,
  mean: z.int().nullable(),
  /** The share of 9 and 10 minus the share of 0 to 6, from -100 to 100. */
  enps: z.int().nullable(),
}).meta({ id: "SurveyResult" });
const Results = z.object({ survey: Survey, result: Result, units: z.array(Result) }).meta({
  id: "SurveyResults",
});
const Comment = z.object({ id: z.uuid(), comment: z.string() }).meta({ id: "SurveyComment" });

const optional = {
  org_unit_id: z.uuid().nullish(),
  comments: z.boolean().optional(),
  opens_on: date.nullish(),
  closes_on: date.nullish(),
};
const New = z.strictObject({ id: z.uuid().optional(), name: text(200), question: text(500), ...optional });
const Patch = z.strictObject({ name: text(200).optional(), question: text(500).optional(), ...optional });
const Answer = z.strictObject({ score: z.int().min(0).max(10), comment: text(1000).nullish() });

export const surveys = new Hono<Env>()
  .get(
    "/",
    documentation("Surveys that ask or asked you, newest first (hr_admin: all)", { 200: listOf(Survey) }),
    validate("query", Page.extend({ status: repeated(z.enum(STATUSES)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_surveys", query, { statuses: query.status });
    },
  )
  .post(
    "/",
    documentation("Write a survey: a draft, which opens on its day or when you open it (hr_admin)", {
      201: Survey,
      200: Survey,
    }),
    validate("json", New),
    async (c) => await callCreate(c, "create_survey", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A survey, and whether you have answered", { 200: Survey }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_survey", { survey: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Change a draft, or the last day of an open one (hr_admin)", { 200: Survey }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate("json", Patch),
    async (c) =>
      c.json(
        await call(c, "update_survey", {
          survey: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete(
    "/:id",
    documentation("Delete a draft (hr_admin)", { 204: null }),
    validate("param", ById),
    async (c) => {
      await call(c, "delete_survey", { survey: c.req.valid("param").id });
      return c.body(null, 204);
    },
  )
  .post(
    "/:id/open",
    documentation("Let people answer (hr_admin)", { 200: Survey }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_survey", { survey: c.req.valid("param").id, move: "open" })),
  )
  .post(
    "/:id/close",
    documentation("Let nobody answer any more, and publish the results (hr_admin)", { 200: Survey }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_survey", { survey: c.req.valid("param").id, move: "close" })),
  )
  .post(
    "/:id/answers",
    documentation("Answer, once: counted without your name, so it can't be changed or taken back", {
      201: Survey,
    }),
    validate("param", ById),
    validate("json", Answer),
    async (c) => {
      const { score, comment } = c.req.valid("json");
      const survey = c.req.valid("param").id;
      return c.json(await call(c, "answer_survey", { survey, score, comment: comment ?? undefined }), 201);
    },
  )
  .get(
    "/:id/results",
    documentation("What came out, when it has closed and five answered; of each unit for hr_admin", {
      200: Results,
    }, { refuses: [409] }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_survey_results", { survey: c.req.valid("param").id })),
  )
  .get(
    "/:id/comments",
    documentation("What people wrote, when it has closed and ten answered, in no order (hr_admin)", {
      200: listOf(Comment),
    }),
    validate("param", ById),
    validate("query", Page),
    async (c) =>
      await callPage(c, "get_survey_comments", c.req.valid("query"), { survey: c.req.valid("param").id }),
  );
