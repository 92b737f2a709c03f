import type { Env } from "@shared/auth.ts";
import { callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { inQuery, repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Match = z.object({
  mentor: PersonRef,
  bio: z.string().nullable(),
  /** What they offer. */
  skills: z.array(Ref),
  /** 0 to 1, the sum of the parts. */
  score: z.number(),
  parts: z.object({
    /** Up to 0.45: the share of the focus skills that they offer at the level you need. */
    need: z.number(),
    /** Up to 0.25: how near their role is to that of your active goal. */
    goal: z.number(),
    /** Up to 0.15: half for a common language, half for the same site. */
    logistics: z.number(),
    /** Up to 0.15: the share of your interests that they have. */
    interests: z.number(),
  }),
  /** The focus skills that count in need. */
  covers: z.array(Ref),
}).meta({ id: "Match" });

const Search = Page.extend({
  limit: inQuery(z.int().min(1).max(200).default(10)),
  skill_id: repeated(z.uuid()).optional(),
});

export const matches = new Hono<Env>()
  .get(
    "/",
    documentation(
      "Mentors with a place for you, best first, with the parts of the score; no skill_id: the gap of your active goal",
      { 200: listOf(Match) },
    ),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_matches", query, { skills: query.skill_id });
    },
  );
