import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { Hono } from "hono";
import { z } from "zod";
import { InboxItem } from "./inbox.ts";
import { Suggestion } from "./insights.ts";

const PathwayRef = z.object({ id: z.uuid(), name: z.string(), level: z.int().nullable() }).meta({
  id: "PathwayRef",
});
const readiness = z.enum(["ready", "near", "develop"]).nullable();

const Dashboard = z.object({
  me: PersonRef.extend({
    manager: PersonRef.nullable(),
    /** The pathway that the job title means. */
    pathway: PathwayRef.nullable(),
    in_role_since: z.string().nullable(),
    contractor: z.boolean(),
    /** Somebody stands below. */
    manages: z.boolean(),
    roles: z.array(z.string()),
  }),
  /** What is on. */
  features: z.record(z.string(), z.boolean()),
  /** The current notice while you have not acknowledged it. */
  notice: z.object({
    id: z.uuid(),
    version: z.int(),
    title: z.string(),
    body: z.string().nullable(),
    published_at: z.string(),
    acknowledged_at: z.null(),
    etag: z.string(),
  }).nullable(),
  unread: z.int(),
  /** How much waits for your decision, and the first three of it. */
  inbox: z.object({ count: z.int(), items: z.array(InboxItem) }),
  suggestions: z.array(Suggestion),
  /** Active ones, the first first. */
  goals: z.array(z.object({
    id: z.uuid(),
    pathway: PathwayRef,
    target_position: z.string().nullable(),
    target_date: z.string().nullable(),
    priority: z.enum(["low", "medium", "high"]),
    status: z.literal("active"),
    shared: z.boolean(),
    items: z.array(z.object({
      id: z.uuid(),
      kind: z.enum(["skill", "course", "other"]),
      skill: Ref.nullable(),
      level: z.int().nullable(),
      title: z.string().nullable(),
      done_at: z.string().nullable(),
    })),
    progress: z.object({
      coverage: z.number().nullable(),
      coverage_at_start: z.number().nullable(),
      items_done: z.int(),
      items: z.int(),
    }),
    readiness,
    started_at: z.string().nullable(),
    ended_at: z.null(),
    created_at: z.string(),
    etag: z.string(),
  })),
  /** Open enrolments, those whose session comes next first. */
  courses: z.array(z.object({
    enrolment_id: z.uuid(),
    course: Ref,
    status: z.enum(["requested", "approved", "waitlisted", "enrolled", "in_progress"]),
    mandatory: z.boolean(),
    progress_percentage: z.int(),
    session: z.object({
      id: z.uuid(),
      starts_at: z.string(),
      ends_at: z.string(),
      location: z.string().nullable(),
      url: z.string().nullable(),
    }).nullable(),
  })),
  /** Mandatory courses that are not completed. */
  duties: z.array(z.object({ course: Ref, state: z.enum(["overdue", "due"]), due_on: z.string() })),
  /** Those that expire within 90 days; course: null where they come from elsewhere. */
  certificates: z.array(
    z.object({ id: z.uuid(), name: z.string(), course: Ref.nullable(), expires_on: z.string() }),
  ),
  mentorships: z.array(z.object({
    id: z.uuid(),
    as: z.enum(["mentee", "mentor"]),
    person: PersonRef,
    status: z.enum(["active", "paused"]),
    due_at: z.string().nullable(),
    next_meeting: z.object({ id: z.uuid(), starts_at: z.string(), topic: z.string().nullable() }).nullable(),
    goals: z.int(),
    goals_done: z.int(),
  })),
  /** Null for contractors. */
  skills: z.object({
    held: z.int(),
    rated: z.int(),
    /** By who decides, or by a test. */
    validated: z.int(),
    /** How far you cover your own role; null where the job title means none. */
    role: z.object({ pathway: PathwayRef, coverage: z.number(), readiness }).nullable(),
    best: z.array(z.object({ skill: Ref, level: z.int(), source: z.string() })),
  }).nullable(),
}).meta({ id: "Dashboard" });

export const dashboard = new Hono<Env>()
  .get(
    "/",
    documentation("All that a home page shows, in one call; contractors get what they may see", {
      200: Dashboard,
    }),
    async (c) => c.json(await call(c, "get_dashboard")),
  );
