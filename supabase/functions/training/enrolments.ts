import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { accepts } from "hono/accepts";
import { z } from "zod";
import { certificatePage } from "./certificate_page.ts";
import { Certificate } from "./certificates.ts";
import { score } from "./fields.ts";

export const ENROLMENT_STATUSES = [
  "requested",
  "approved",
  "rejected",
  "waitlisted",
  "enrolled",
  "in_progress",
  "completed",
  "failed",
  "withdrawn",
  "no_show",
] as const;

const Enrolment = z.object({
  id: z.uuid(),
  user: PersonRef,
  course: Ref,
  edition: z.int(),
  attempt: z.int(),
  status: z.enum(ENROLMENT_STATUSES),
  /** Somebody assigned it. */
  mandatory: z.boolean(),
  source: z.enum(["self", "assignment", "import"]),
  session: z.object({
    id: z.uuid(),
    starts_at: z.string(),
    ends_at: z.string(),
    location: z.string().nullable(),
    url: z.string().nullable(),
    instructor: z.string().nullable(),
  }).nullable(),
  /** 1 gets the next free seat; null for who does not wait. */
  waiting_place: z.int().nullable(),
  progress_percentage: z.int(),
  score: z.number().nullable(),
  decided_by: PersonRef.nullable(),
  decided_at: z.string().nullable(),
  /** Of who decided, the last first; to the rest of the line none. */
  comments: z.array(z.object({ author: PersonRef.nullable(), comment: z.string(), created_at: z.string() })),
  enrolled_at: z.string().nullable(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
  completed_on: z.string().nullable(),
  /** Who said so, unless the person themselves. */
  assessed_by: PersonRef.nullable(),
  certificate: z.object({
    number: z.string(),
    expires_on: z.string().nullable(),
    valid: z.boolean(),
    url: z.string().nullable(),
  }).nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "Enrolment" });

const FullCertificate = Certificate.extend({
  score: z.number().nullable(),
  url: z.string().nullable(),
  skills: z.array(z.object({ skill: Ref, level: z.int() })),
}).meta({ id: "FullCertificate" });

const Search = Page.extend({
  scope: z.enum(["mine", "approvals", "team", "all"]).default("mine"),
  status: repeated(z.enum(ENROLMENT_STATUSES)).optional(),
  course_id: repeated(z.uuid()).optional(),
  session_id: repeated(z.uuid()).optional(),
  user_id: repeated(z.uuid()).optional(),
});
const Comment = z.strictObject({ comment: text(2000).nullish() });
const Score = z.strictObject({ score: score.nullish() });

export const enrolments = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Your enrolments; scope=approvals: those that wait for your decision, team: of your line, all: everybody's (learning_admin, hr_admin)",
      { 200: listOf(Enrolment) },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_enrolments", query, {
        scope: query.scope,
        statuses: query.status,
        course_ids: query.course_id,
        session_ids: query.session_id,
        user_ids: query.user_id,
      });
    },
  )
  .post(
    "/",
    documentation("Take a course: asks for approval, waits for a seat, or begins, as the course says", {
      201: Enrolment,
      200: Enrolment,
    }),
    validate(
      "json",
      z.strictObject({ id: z.uuid().optional(), course_id: z.uuid(), session_id: z.uuid().nullish() }),
    ),
    async (c) => await callCreate(c, "create_enrolment", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("An enrolment; for self, line, whoever decides, HR and learning admins", {
      200: Enrolment,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_enrolment", { enrolment: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Your progress, which only goes forward, or another session", { 200: Enrolment }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate(
      "json",
      z.strictObject({
        progress_percentage: z.int().min(0).max(100).optional(),
        session_id: z.uuid().optional(),
      }),
    ),
    async (c) =>
      c.json(
        await call(c, "update_enrolment", {
          enrolment: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .post(
    "/:id/approve",
    documentation("Let the person take it (whoever decides for them)", { 200: Enrolment }),
    validate("param", ById),
    validate("json", Comment),
    async (c) =>
      c.json(
        await call(c, "approve_enrolment", {
          enrolment: c.req.valid("param").id,
          comment: c.req.valid("json").comment ?? undefined,
        }),
      ),
  )
  .post(
    "/:id/reject",
    documentation("Don't (whoever decides for them)", { 200: Enrolment }),
    validate("param", ById),
    validate("json", Comment),
    async (c) =>
      c.json(
        await call(c, "reject_enrolment", {
          enrolment: c.req.valid("param").id,
          comment: c.req.valid("json").comment ?? undefined,
        }),
      ),
  )
  .post(
    "/:id/withdraw",
    documentation("Give it up; the seat goes to who waits longest (the person, or learning_admin)", {
      200: Enrolment,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "withdraw_enrolment", { enrolment: c.req.valid("param").id })),
  )
  .post(
    "/:id/complete",
    documentation(
      "It is completed: you say so where progress decides, a learning_admin where presence or a test does",
      { 200: Enrolment },
    ),
    validate("param", ById),
    validate("json", Score),
    async (c) =>
      c.json(
        await call(c, "complete_enrolment", {
          enrolment: c.req.valid("param").id,
          score: c.req.valid("json").score ?? undefined,
        }),
      ),
  )
  .post(
    "/:id/fail",
    documentation("The person did not pass (learning_admin)", { 200: Enrolment }),
    validate("param", ById),
    validate("json", Score),
    async (c) =>
      c.json(
        await call(c, "fail_enrolment", {
          enrolment: c.req.valid("param").id,
          score: c.req.valid("json").score ?? undefined,
        }),
      ),
  )
  .post(
    "/:id/no-show",
    documentation("The person did not come (learning_admin)", { 200: Enrolment }),
    validate("param", ById),
    async (c) => c.json(await call(c, "mark_no_show", { enrolment: c.req.valid("param").id })),
  )
  .get(
    "/:id/certificate",
    documentation("The certificate, as JSON or, with accept: text/html, as a page to print and keep", {
      200: FullCertificate,
    }, { also: ["text/html"] }),
    validate("param", ById),
    async (c) => {
      const certificate = await call(c, "get_certificate", { enrolment: c.req.valid("param").id });
      c.header("vary", "accept");
      const type = accepts(c, {
        header: "Accept",
        supports: ["application/json", "text/html"],
        default: "application/json",
      });
      if (type === "application/json") return c.json(certificate);
      // Nothing in it runs or is fetched.
      c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
      c.header("x-content-type-options", "nosniff");
      return c.html(certificatePage(FullCertificate.parse(certificate)));
    },
  );
