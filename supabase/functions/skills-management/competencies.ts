import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { level, once, STATUSES } from "./fields.ts";

/** A competency of a person: what counts, and beside it what they say themselves. */
export const UserCompetency = z.object({
  competency: z.object({ id: z.uuid(), name: z.string(), status: z.enum(STATUSES) }),
  level,
  source: z.enum(["hr", "self", "manager", "assessment"]),
  self_level: level.nullable(),
  validated_by: PersonRef.nullable(),
  validated_at: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "UserCompetency" });

const Items = z.strictObject({
  items: once(
    z.strictObject({ competency_id: z.uuid(), level: level.nullable() }),
    ({ competency_id }) => competency_id,
  ),
});

export const myCompetencies = new Hono<Env>()
  .get(
    "/",
    documentation("Your competencies", { 200: listOf(UserCompetency) }),
    validate("query", Page),
    async (c) => await callPage(c, "get_competencies_of", c.req.valid("query"), {}),
  )
  .put(
    "/",
    documentation("Rate competencies yourself: changes those named; what others decided stays what counts", {
      200: listOf(UserCompetency),
    }),
    validate("json", Items),
    async (c) => c.json(await call(c, "set_my_competencies", c.req.valid("json"))),
  );
