import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { sendCsv, wantsCsv } from "@shared/csv.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { daysFields, inOrder, period } from "./period.ts";

const count = z.int();
const Overview = z.object({
  scope: z.enum(["direct", "line"]),
  from: z.string(),
  to: z.string(),
  people: count,
  contractors: count,
  skills: z.object({
    held: count,
    rated: count,
    /** By a manager or a test. */
    validated: count,
    average_level: z.number().nullable(),
    /** Skills that only one of them has at level 3 or more. */
    single_holders: z.array(z.object({ skill: Ref, person: PersonRef, level: count })),
  }),
  /** Those that are shared. */
  goals: z.object({ active: count, achieved: count }),
  training: z.object({ open: count, completed: count, hours: z.number() }),
  /** Within 90 days. */
  certificates_expiring: count,
  compliance: z.object({ overdue: count, due: count, expiring: count, people_overdue: count }),
  /** What waits for the caller's decision, whoever it is about. */
  approvals: z.object({ enrolments: count, plans: count, validations: count }),
}).meta({ id: "TeamOverview" });
const Member = z.object({
  person: PersonRef,
  skills: count,
  skills_rated: count,
  skills_validated: count,
  average_level: z.number().nullable(),
  /** Shared ones. */
  goals_active: count,
  courses_completed: count,
  hours_learned: z.number(),
  /** Mandatory courses. */
  overdue: count,
  certificates_expiring: count,
}).meta({ id: "TeamMember" });

const scope = z.enum(["direct", "line"]).default("direct");
/** A report is a file: as many people as one call answers, a page where they are more. */
const MOST = 1000;

export const teams = new Hono<Env>()
  .get(
    "/overview",
    documentation(
      "Your direct reports or your whole line: skills, shared goals, training, what is overdue, and what you are to decide; what was done is of the last 12 months unless `from` and `to` say otherwise",
      { 200: Overview },
    ),
    validate("query", inOrder(z.strictObject({ scope, ...daysFields }))),
    async (c) => {
      const query = c.req.valid("query");
      return c.json(await call(c, "get_team_overview", { scope: query.scope, ...period(query) }));
    },
  )
  .get(
    "/people",
    documentation(
      "The same person by person, by name; with accept: text/csv a file of 1,000 people at most",
      { 200: listOf(Member) },
      { also: ["text/csv"] },
    ),
    validate("query", inOrder(Page.extend({ scope, ...daysFields }))),
    async (c) => {
      const query = c.req.valid("query");
      const args = { scope: query.scope, ...period(query) };
      if (!wantsCsv(c)) return await callPage(c, "get_team_people", query, args);
      const { items } = z.object({ items: z.array(Member) }).parse(
        await call(c, "get_team_people", { ...args, page_size: MOST }),
      );
      return sendCsv(c, items, {
        id: ({ person }) => person.id,
        name: ({ person }) => person.name,
        title: ({ person }) => person.title,
        unit: ({ person }) => person.unit?.name ?? null,
        skills: (row) => row.skills,
        skills_rated: (row) => row.skills_rated,
        skills_validated: (row) => row.skills_validated,
        average_level: (row) => row.average_level,
        goals_active: (row) => row.goals_active,
        courses_completed: (row) => row.courses_completed,
        hours_learned: (row) => row.hours_learned,
        overdue: (row) => row.overdue,
        certificates_expiring: (row) => row.certificates_expiring,
      });
    },
  );
