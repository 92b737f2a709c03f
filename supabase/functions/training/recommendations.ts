import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { Ref } from "@shared/refs.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { PathwayRef } from "./assignments.ts";

const CourseSet = z.object({
  pathway: PathwayRef,
  /** As GET /career-development/pathways/:id/gap has it; null where the pathway asks for nothing. */
  coverage_before: z.number().nullable(),
  coverage_after: z.number().nullable(),
  total_hours: z.number(),
  /** In an order in which they can be taken. */
  courses: z.array(z.object({
    course: Ref,
    hours: z.number(),
    /** Share: how much coverage grows by it, after the courses before it. */
    closes: z.array(z.object({
      skill: Ref,
      from: z.int(),
      to: z.int(),
      required: z.int(),
      share: z.number(),
    })),
    /** Courses of the set that can't begin without it. */
    needed_for: z.array(Ref),
  })),
  /** What no course closes. */
  open: z.array(z.object({
    skill: Ref,
    required: z.int(),
    /** 0: the person lacks it; null: unrated, counted as 2. */
    current: z.int().nullable(),
    /** After the courses. */
    reached: z.int(),
    mandatory: z.boolean(),
    share: z.number(),
  })),
}).meta({ id: "CourseSet" });

export const recommendations = new Hono<Env>()
  .get(
    "/",
    documentation(
      "The courses that close your gap in few hours, in an order that can be taken; no pathway named: that of your active goal",
      { 200: CourseSet },
    ),
    validate("query", z.strictObject({ pathway_id: z.uuid().optional() })),
    async (c) => c.json(await call(c, "get_course_set", { pathway: c.req.valid("query").pathway_id })),
  );
