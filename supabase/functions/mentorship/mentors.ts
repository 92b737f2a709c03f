import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Mentor = z.object({
  mentor: PersonRef,
  bio: z.string().nullable(),
  /** What they offer. */
  skills: z.array(Ref),
  /** False: a pause, no new requests. */
  is_active: z.boolean(),
  capacity: z.int(),
  places_left: z.int(),
  etag: z.string(),
}).meta({ id: "Mentor" });

const Profile = z.strictObject({
  capacity: z.int().min(1).max(50),
  skill_ids: z.array(z.uuid()).min(1).max(50),
  bio: text(2000).nullish(),
  is_active: z.boolean().default(true),
});
const Search = Page.extend({
  q: text(200).optional(),
  skill_id: repeated(z.uuid()).optional(),
});

export const myMentorProfile = new Hono<Env>()
  .get(
    "/",
    documentation("You as a mentor; 404 while you are none", { 200: Mentor }),
    async (c) => c.json(await call(c, "get_mentor_profile")),
  )
  .put(
    "/",
    documentation(
      "Be a mentor: how many at once, what you offer, paused or not. Matching then looks at the level of the skills you offer, your role, languages, site and interests",
      { 200: Mentor },
      { ifMatch: true },
    ),
    validate("json", Profile),
    async (c) =>
      c.json(
        await call(c, "set_mentor_profile", { fields: c.req.valid("json"), expected_etag: ifMatch(c) }),
      ),
  )
  .delete(
    "/",
    documentation("Be no mentor any more: open requests are cancelled, mentorships go on", { 204: null }),
    async (c) => {
      await call(c, "delete_mentor_profile");
      return c.body(null, 204);
    },
  );

export const mentors = new Hono<Env>()
  .get(
    "/",
    documentation("Who mentors, by name: q in name or title, all of the skills offered", {
      200: listOf(Mentor),
    }, { limited: true }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_mentors", query, { q: query.q, wanted_skills: query.skill_id });
    },
  )
  .get(
    "/:id",
    documentation("A mentor", { 200: Mentor }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_mentor", { person: c.req.valid("param").id })),
  );
