import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, instant, link, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const SESSION_STATUSES = ["scheduled", "cancelled"] as const;

const Session = z.object({
  id: z.uuid(),
  course: Ref,
  starts_at: z.string(),
  ends_at: z.string(),
  location: z.string().nullable(),
  url: z.string().nullable(),
  instructor: z.string().nullable(),
  status: z.enum(SESSION_STATUSES),
  /** Null: as many as come. */
  seats: z.int().nullable(),
  seats_free: z.int().nullable(),
  waiting: z.int(),
  etag: z.string(),
}).meta({ id: "Session" });

const Fields = z.strictObject({
  starts_at: instant,
  ends_at: instant,
  seats: z.int().min(0).max(10_000).nullish(),
  location: text(300).nullish(),
  url: link().nullish(),
  instructor: text(200).nullish(),
});
const Search = Page.extend({
  period: z.enum(["upcoming", "past", "all"]).default("upcoming"),
  status: repeated(z.enum(SESSION_STATUSES)).optional(),
});

export const courseSessions = new Hono<Env>()
  .get(
    "/:id/sessions",
    documentation("When and where a course is held, and the seats that are free; the earliest first", {
      200: listOf(Session),
    }),
    validate("param", ById),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_sessions", query, {
        course: c.req.valid("param").id,
        period: query.period,
        statuses: query.status,
      });
    },
  )
  .post(
    "/:id/sessions",
    documentation("Hold a course (learning_admin)", { 201: Session, 200: Session }),
    validate("param", ById),
    validate(
      "json",
      Fields.extend({ id: z.uuid().optional() }).refine(
        ({ starts_at, ends_at }) => Date.parse(starts_at) < Date.parse(ends_at),
        { path: ["ends_at"], message: "Not after starts_at." },
      ),
    ),
    async (c) =>
      await callCreate(c, "create_session", {
        course: c.req.valid("param").id,
        fields: c.req.valid("json"),
      }),
  );

export const sessions = new Hono<Env>()
  .patch(
    "/:id",
    documentation("Move a session, change its seats, or cancel it; who is in it is told (learning_admin)", {
      200: Session,
    }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.partial().extend({ status: z.enum(SESSION_STATUSES).optional() })),
    async (c) =>
      c.json(
        await call(c, "update_session", {
          session: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  );
