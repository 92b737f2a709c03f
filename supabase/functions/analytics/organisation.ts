import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { sendCsv, wantsCsv } from "@shared/csv.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { daysFields, inOrder } from "./period.ts";

const count = z.int();
/** What the people of a unit have at the end. */
const Stocks = z.object({
  people: count,
  skills: count,
  skills_rated: count,
  /** By a manager or a test. */
  skills_validated: count,
  average_level: z.number().nullable(),
  goals_active: count,
  /** Each counts for both. */
  mentorships_active: count,
});
const Month = Stocks.extend({
  /** Its first day. */
  month: z.string(),
  courses_completed: count,
  goals_achieved: count,
  /** Courses, in this month; so are the ones below. */
  completions: count,
  hours_learned: z.number(),
  /** Goals activated or achieved, and their items done. */
  goal_moves: count,
  /** Levels that people gave themselves, and evidence. */
  skill_changes: count,
  endorsements_given: count,
}).meta({ id: "OrganisationMonth" });
const Overview = z.object({
  /** Null: all units. */
  unit: Ref.nullable(),
  /** The last day that is in it; null before the first night. */
  until: z.string().nullable(),
  months: z.array(Month),
  /** The units next below, each with all below it. */
  units: z.array(Stocks.extend({ unit: Ref, completions: count, hours_learned: z.number() })),
}).meta({ id: "OrganisationOverview" });
const SkillBalance = z.object({
  skill: Ref,
  /** At which most is missing; null: nothing asks for it. */
  level: count.nullable(),
  /** People whose job asks for this level or more. */
  jobs: count,
  /** Active goals that do. */
  goals: count,
  /** Both. */
  demand: count,
  /** People who have this level or more. */
  supply: count,
  /** Demand without supply; below 0: more have it than need it. */
  gap: count,
}).meta({ id: "SkillBalance" });

const SkillBalances = listOf(SkillBalance).extend({
  /** Of more than 2,000 people the last night counted it. */
  as_of: z.string(),
});

const unit = { org_unit_id: z.uuid().optional() };
/** More skills than there are. */
const MOST = 20_000;

export const organisation = new Hono<Env>()
  .get(
    "/overview",
    documentation(
      "What the people of a unit and those below it, or of all, had and did month by month (hr_admin); `from` and `to` mean their whole months, the last 12 unless they are said; with accept: text/csv the months as a file",
      { 200: Overview },
      { also: ["text/csv"] },
    ),
    validate("query", inOrder(z.strictObject({ ...unit, ...daysFields }))),
    async (c) => {
      const { org_unit_id, from, to } = c.req.valid("query");
      const overview = await call(c, "get_org_overview", {
        unit: org_unit_id,
        from_month: from,
        to_month: to,
      });
      if (!wantsCsv(c)) return c.json(overview);
      return sendCsv(c, Overview.parse(overview).months, {
        month: (row) => row.month,
        people: (row) => row.people,
        skills: (row) => row.skills,
        skills_rated: (row) => row.skills_rated,
        skills_validated: (row) => row.skills_validated,
        average_level: (row) => row.average_level,
        courses_completed: (row) => row.courses_completed,
        goals_active: (row) => row.goals_active,
        goals_achieved: (row) => row.goals_achieved,
        mentorships_active: (row) => row.mentorships_active,
        completions: (row) => row.completions,
        hours_learned: (row) => row.hours_learned,
        goal_moves: (row) => row.goal_moves,
        skill_changes: (row) => row.skill_changes,
        endorsements_given: (row) => row.endorsements_given,
      });
    },
  )
  .get(
    "/skills",
    documentation(
      "Which skills are asked for and which are there, the largest gap first (hr_admin): now, or, of more than 2,000 people, as the last night counted them (as_of); with accept: text/csv all of them as a file",
      { 200: SkillBalances },
      { also: ["text/csv"] },
    ),
    validate("query", Page.extend({ ...unit, skill_id: repeated(z.uuid()).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      const args = { unit: query.org_unit_id, skill_ids: query.skill_id };
      if (!wantsCsv(c)) return await callPage(c, "get_org_skills", query, args);
      const { items } = z.object({ items: z.array(SkillBalance) }).parse(
        await call(c, "get_org_skills", { ...args, page_size: MOST }),
      );
      return sendCsv(c, items, {
        skill_id: ({ skill }) => skill.id,
        skill: ({ skill }) => skill.name,
        level: (row) => row.level,
        jobs: (row) => row.jobs,
        goals: (row) => row.goals,
        demand: (row) => row.demand,
        supply: (row) => row.supply,
        gap: (row) => row.gap,
      });
    },
  );
