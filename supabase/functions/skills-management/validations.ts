import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { level, once } from "./fields.ts";

const OUTCOMES = ["validated", "adjusted", "rejected"] as const;
const STATUSES = ["submitted", ...OUTCOMES, "withdrawn", "expired"] as const;

export const ValidationRequest = z.object({
  id: z.uuid(),
  user: PersonRef,
  skill: Ref,
  /** What the person says now. */
  self_level: level.nullable(),
  note: z.string().nullable(),
  status: z.enum(STATUSES),
  requested_at: z.string(),
  /** What was decided. */
  level: level.nullable(),
  decided_by: PersonRef.nullable(),
  decided_at: z.string().nullable(),
  /** For the person, who decided, and HR. */
  comment: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "ValidationRequest" });
const Validation = z.object({
  id: z.uuid(),
  user: PersonRef,
  skill: Ref,
  request_id: z.uuid().nullable(),
  outcome: z.enum(OUTCOMES),
  level: level.nullable(),
  comment: z.string().nullable(),
  decided_by: PersonRef,
  decided_at: z.string(),
  etag: z.string(),
}).meta({ id: "Validation" });

const Requests = Page.extend({ status: repeated(z.enum(STATUSES)).optional() });
const Item = z.strictObject({
  user_id: z.uuid(),
  skill_id: z.uuid(),
  outcome: z.enum(OUTCOMES),
  level: level.optional(),
  comment: text(2000).nullish(),
}).refine(
  ({ outcome, level }) => outcome === "validated" || (outcome === "adjusted") === (level !== undefined),
  {
    path: ["level"],
    message: "An adjusted skill needs a level, a rejected one has none.",
  },
).meta({
  anyOf: [
    { properties: { outcome: { const: "validated" } } },
    { properties: { outcome: { const: "adjusted" } }, required: ["level"] },
    { properties: { outcome: { const: "rejected" }, level: { not: {} } } },
  ],
});
const Items = z.strictObject({ items: once(Item, ({ user_id, skill_id }) => `${user_id} ${skill_id}`) });

export const myValidationRequests = new Hono<Env>()
  .get(
    "/",
    documentation("What you asked to be validated, oldest first", { 200: listOf(ValidationRequest) }),
    validate("query", Requests),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_my_validation_requests", query, { statuses: query.status });
    },
  );

export const validationRequests = new Hono<Env>()
  .post(
    "/:id/withdraw",
    documentation("Withdraw a request of yours that nobody decided", { 200: ValidationRequest }),
    validate("param", ById),
    async (c) => c.json(await call(c, "withdraw_validation_request", { request: c.req.valid("param").id })),
  );

export const validations = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Requests of everybody for whom you decide, oldest first; open ones unless asked otherwise",
      {
        200: listOf(ValidationRequest),
      },
    ),
    validate("query", Requests),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_validations", query, { statuses: query.status });
    },
  )
  .post(
    "/",
    documentation("Decide about skills of people for whom you decide, asked or not, all or nothing", {
      200: listOf(Validation),
    }),
    validate("json", Items),
    async (c) => c.json(await call(c, "decide_validations", c.req.valid("json"))),
  );
