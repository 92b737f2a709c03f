import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { level } from "./fields.ts";

const STATUSES = ["standing", "declined", "withdrawn"] as const;

/** An endorsement as who is endorsed reads it. */
const Endorsement = z.object({
  id: z.uuid(),
  endorser: PersonRef.nullable(),
  skill: Ref,
  level,
  given_at: z.string(),
  /** Two people who endorse each other within an hour count once. */
  counts: z.boolean(),
  status: z.enum(STATUSES),
  etag: z.string(),
}).meta({ id: "Endorsement" });

/** An endorsement as who gives it reads it: nothing tells what became of it. */
export const EndorsementGiven = z.object({
  id: z.uuid(),
  user: PersonRef,
  skill: Ref,
  level,
  given_at: z.string(),
  etag: z.string(),
}).meta({ id: "EndorsementGiven" });

export const myEndorsements = new Hono<Env>()
  .get(
    "/",
    documentation("What colleagues said of your skills, newest first; standing ones unless asked otherwise", {
      200: listOf(Endorsement),
    }),
    validate("query", Page.extend({ status: repeated(z.enum(STATUSES)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_my_endorsements", query, { statuses: query.status });
    },
  );

export const endorsements = new Hono<Env>()
  .post(
    "/:id/decline",
    documentation("Decline what a colleague said of a skill, now and later; they are not told", {
      200: Endorsement,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "decline_endorsement", { endorsement: c.req.valid("param").id })),
  );
