import type { Env } from "@shared/auth.ts";
import { A_STEP, call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { ById, repeated, text, uniqueIds, validate } from "@shared/validate.ts";
import { type Context, Hono } from "hono";
import { z } from "zod";

const STATUSES = ["draft", "open", "closed"] as const;
const ROLES = ["mentee", "mentor"] as const;

/** A call of match or publish ends before the platform ends it; the scheduler goes on with a matching. */
const MOST_MS = 60_000;

const Matching = z.object({
  status: z.enum(["running", "done", "failed"]),
  requested_at: z.string(),
  finished_at: z.string().nullable(),
  mentees: z.int(),
  mentors: z.int(),
  mentees_scored: z.int(),
  matched: z.int(),
  /** The SQLSTATE of what went wrong. */
  error: z.string().nullable(),
}).meta({ id: "Matching" });
const Programme = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(STATUSES),
  duration_weeks: z.int(),
  /** Whose people, those of units below too, may be mentees; none: everybody's. */
  units: z.array(Ref),
  min_level: z.int().nullable(),
  max_level: z.int().nullable(),
  min_months: z.int().nullable(),
  max_months: z.int().nullable(),
  /** Whether you may join as mentee. */
  eligible: z.boolean(),
  mine: z.object({
    role: z.enum(ROLES),
    places: z.int().nullable(),
    joined_at: z.string(),
    ranking: z.array(PersonRef),
  }).nullable(),
  /** For HR. */
  members: z.object({ mentees: z.int(), mentors: z.int() }).nullable(),
  /** For HR: the last matching. */
  matching: Matching.nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "Programme" });
const Member = z.object({
  person: PersonRef,
  role: z.enum(ROLES),
  places: z.int().nullable(),
  joined_at: z.string(),
}).meta({ id: "ProgrammeMember" });
const Proposal = z.object({
  id: z.uuid(),
  mentee: PersonRef,
  mentor: PersonRef,
  status: z.enum(["proposed", "published"]),
  score: z.number(),
  /** Weighed: they add up to the score. */
  parts: z.object({ need: z.number(), goal: z.number(), logistics: z.number(), interests: z.number() }),
  /** Where the mentee ranked this mentor; null where they did not. */
  wish: z.int().nullable(),
  /** Where the mentor stands on the mentee's list: whoever is before had taken mentees with a higher score. */
  mentee_rank: z.int(),
  /** Where the mentee stands among those whom this mentor gets. */
  mentor_rank: z.int(),
  mentorship_id: z.uuid().nullable(),
  created_at: z.string(),
  etag: z.string(),
}).meta({ id: "ProgrammeProposal" });
const Skipped = z.object({
  proposal_id: z.uuid(),
  reason: z.enum([
    "mentee_left",
    "mentor_unavailable",
    "already_mentored",
    "reporting_line",
    "capacity_full",
  ]),
});
const Published = z.object({
  published: z.int(),
  skipped: z.array(Skipped),
  /** False: there was no time for the rest; call again. */
  done: z.boolean(),
}).meta({ id: "Published" });

const level = z.int().min(1).max(6).nullish();
const months = z.int().min(0).max(600).nullish();
const Fields = z.strictObject({
  name: text(200),
  description: text(4000).nullish(),
  duration_weeks: z.int().min(1).max(104).optional(),
  unit_ids: z.array(z.uuid()).max(200).optional(),
  /** Of the pathway that a mentee works in. */
  min_level: level,
  max_level: level,
  /** Since a mentee was hired. */
  min_months: months,
  max_months: months,
});
const Search = Page.extend({
  status: repeated(z.enum(STATUSES)).optional(),
  mine: z.enum(["true", "false"]).transform((value) => value === "true").optional(),
});
const Join = z.strictObject({
  role: z.enum(ROLES),
  /** How many mentees a mentor takes from this programme; their capacity unless given. */
  places: z.int().min(1).max(50).optional(),
}).refine(({ role, places }) => role === "mentor" || places === undefined, {
  path: ["places"],
  message: "Mentors have places.",
}).meta({ anyOf: [{ properties: { role: { const: "mentor" } } }, { properties: { places: { not: {} } } }] });
const Choice = z.strictObject({
  all: z.literal(true).optional(),
  proposal_ids: z.array(z.uuid()).min(1).max(1000).optional(),
}).refine(({ all, proposal_ids }) => (all === undefined) !== (proposal_ids === undefined), {
  path: ["proposal_ids"],
  message: "Either all, or these.",
}).meta({ oneOf: [{ required: ["all"] }, { required: ["proposal_ids"] }] });

const Step = z.object({ more: z.boolean(), programme: Programme });
const Batch = z.object({ published: z.int(), skipped: z.array(Skipped), next: z.uuid().nullable() });

/** Begins a matching and goes on with it while there is time, two steps at once. */
async function match(c: Context<Env>, programme: string) {
  const end = performance.now() + MOST_MS;
  let last = Step.parse(await call(c, "match_programme", { programme }, A_STEP));
  const goOn = async () => {
    do {
      last = Step.parse(await call(c, "match_programme", { programme, start: false }, A_STEP));
    } while (last.more && performance.now() < end);
  };
  await Promise.all([goOn(), goOn()]);
  return last.programme;
}

/** Publishes batch after batch while there is time; each pair, and what the two are told, in one transaction. */
async function publish(c: Context<Env>, programme: string, proposals: string[] | undefined) {
  const end = performance.now() + MOST_MS;
  const sum: z.infer<typeof Published> = { published: 0, skipped: [], done: false };
  let after: string | undefined;
  while (!sum.done && performance.now() < end) {
    const batch = Batch.parse(await call(c, "publish_proposals", { programme, proposals, after }, A_STEP));
    sum.published += batch.published;
    sum.skipped.push(...batch.skipped);
    sum.done = batch.next === null;
    after = batch.next ?? undefined;
  }
  return sum;
}

export const programmes = new Hono<Env>()
  .get(
    "/",
    documentation("The programmes that you joined or may join, newest first (hr_admin: all)", {
      200: listOf(Programme),
    }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_programmes", query, { statuses: query.status, mine: query.mine });
    },
  )
  .post(
    "/",
    documentation("A new programme, as a draft (hr_admin)", { 201: Programme, 200: Programme }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_programme", { fields: c.req.valid("json") }),
  )
  .get(
    "/:id",
    documentation("A programme, and what you are in it; for HR also how its matching goes", {
      200: Programme,
    }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_programme", { programme: c.req.valid("param").id })),
  )
  .patch(
    "/:id",
    documentation("Change a programme; who joined stays (hr_admin)", { 200: Programme }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_programme", {
          programme: c.req.valid("param").id,
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
      await call(c, "delete_programme", { programme: c.req.valid("param").id });
      return c.body(null, 204);
    },
  )
  .post(
    "/:id/join",
    documentation("Take part as mentee, or as mentor with so many places; again: other places", {
      200: Programme,
    }),
    validate("param", ById),
    validate("json", Join),
    async (c) => {
      const join = c.req.valid("json");
      return c.json(
        await call(c, "join_programme", {
          programme: c.req.valid("param").id,
          as_role: join.role,
          wanted_places: join.places,
        }),
      );
    },
  )
  .post(
    "/:id/leave",
    documentation("Take part no more; mentorships go on", { 200: Programme }),
    validate("param", ById),
    async (c) => c.json(await call(c, "leave_programme", { programme: c.req.valid("param").id })),
  )
  .put(
    "/:id/rankings",
    documentation("The mentors you wish for, the first first, as a whole list", { 200: Programme }),
    validate("param", ById),
    validate(
      "json",
      z.strictObject({ mentor_ids: uniqueIds(25) }),
    ),
    async (c) =>
      c.json(
        await call(c, "set_programme_rankings", {
          programme: c.req.valid("param").id,
          mentors: c.req.valid("json").mentor_ids,
        }),
      ),
  )
  .get(
    "/:id/members",
    documentation("Its mentors; its mentees for hr_admin alone", { 200: listOf(Member) }),
    validate("param", ById),
    validate("query", Page.extend({ role: z.enum(ROLES).default("mentor") })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_programme_members", query, {
        programme: c.req.valid("param").id,
        of_role: query.role,
      });
    },
  )
  .post(
    "/:id/match",
    documentation("Match it, anew unless that is under way; see its matching (hr_admin)", { 202: Programme }),
    validate("param", ById),
    async (c) => c.json(await match(c, c.req.valid("param").id), 202),
  )
  .get(
    "/:id/proposals",
    documentation("Who is proposed for whom, and why, the best first (hr_admin)", { 200: listOf(Proposal) }),
    validate("param", ById),
    validate("query", Page.extend({ status: repeated(z.enum(["proposed", "published"])).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_programme_proposals", query, {
        programme: c.req.valid("param").id,
        statuses: query.status,
      });
    },
  )
  .post(
    "/:id/publish",
    documentation("Make mentorships of all proposals or of those chosen, and tell both sides (hr_admin)", {
      200: Published,
    }),
    validate("param", ById),
    validate("json", Choice),
    async (c) => {
      return c.json(await publish(c, c.req.valid("param").id, c.req.valid("json").proposal_ids));
    },
  );
for (const [move, summary] of [["open", "Let people join"], ["close", "Let nobody join any more"]] as const) {
  programmes.post(
    `/:id/${move}`,
    documentation(`${summary} (hr_admin)`, { 200: Programme }),
    validate("param", ById),
    async (c) => c.json(await call(c, "move_programme", { programme: c.req.valid("param").id, move })),
  );
}
