import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { catalogue } from "@shared/etag.ts";
import { documentation } from "@shared/openapi.ts";
import { Hono } from "hono";
import { z } from "zod";

/** Every closed list that a form needs, in the order to show it. The tables' checks have the same values: a test compares. */
export const LOOKUPS = {
  employment_types: { employee: "Employee", contractor: "Contractor" },
  user_statuses: { active: "Active", left: "Left" },
  roles: { hr_admin: "HR administrator", learning_admin: "Learning administrator", auditor: "Auditor" },
  proficiencies: {
    Fluent: "Fluent",
    Professional: "Professional",
    Intermediate: "Intermediate",
    Conversational: "Conversational",
    Beginner: "Beginner",
  },
  accessibility: {
    screen_reader: "I use a screen reader",
    high_contrast: "High contrast",
    large_text: "Large text",
    reduced_motion: "Less motion",
    captions: "Captions",
  },
  position_sources: { hr: "Confirmed by HR", self: "Added by the person" },
  skill_levels: { 1: "Beginner", 2: "Basic", 3: "Intermediate", 4: "Proficient", 5: "Advanced" },
  skill_sources: { self: "Self", peer: "Colleagues", manager: "Manager", assessment: "Assessment" },
  skill_visibilities: { private: "Me, my line and HR", colleagues: "All colleagues, once validated" },
  skill_relation_kinds: {
    essential: "Essential",
    optional: "Optional",
    related: "Related",
    broader: "Kind of",
  },
  validation_statuses: {
    submitted: "Waits for a decision",
    validated: "Validated",
    adjusted: "Adjusted",
    rejected: "Rejected",
    withdrawn: "Withdrawn",
    expired: "Expired",
  },
  validation_outcomes: { validated: "Validated", adjusted: "Adjusted", rejected: "Rejected" },
  competency_sources: { hr: "HR", self: "Self", manager: "Manager", assessment: "Assessment" },
  taxonomy_statuses: { proposed: "Proposed", active: "Active", retired: "Retired" },
  pathway_levels: { 1: "Junior", 2: "Mid", 3: "Senior", 4: "Lead", 5: "Manager", 6: "Director" },
  pathway_statuses: { active: "Active", retired: "Retired" },
  move_kinds: { vertical: "Up", lateral: "Sideways" },
  readiness: { ready: "Ready", near: "Nearly ready", develop: "To develop" },
  goal_statuses: {
    draft: "Draft",
    active: "Active",
    paused: "Paused",
    achieved: "Achieved",
    abandoned: "Given up",
  },
  goal_priorities: { low: "Low", medium: "Medium", high: "High" },
  goal_item_kinds: { skill: "Skill", course: "Course", other: "Something else" },
  plan_statuses: { draft: "Draft", submitted: "Sent", approved: "Approved", returned: "Returned" },
  erasure_statuses: { requested: "Requested", carried_out: "Carried out", refused: "Refused" },
  import_row_statuses: {
    created: "Created",
    updated: "Updated",
    unchanged: "Unchanged",
    rejected: "Refused",
  },
  data_problems: {
    email_missing: "No e-mail address",
    employee_id_missing: "No employee id",
    manager_missing: "No manager named",
    manager_unresolved: "The manager's name means nobody, or several",
    not_registered: "No account yet",
    same_name: "Somebody else has the same name",
    title_missing: "No job title",
    unit_missing: "No unit",
  },
} as const satisfies Record<string, Record<string, string>>;

const answer = Object.fromEntries(
  Object.entries(LOOKUPS).map(([list, labels]) => [
    list,
    Object.entries(labels).map(([value, label]) => ({
      value: list.endsWith("_levels") ? Number(value) : value,
      label,
    })),
  ]),
);
const Lookups = z.record(
  z.string(),
  z.array(z.object({ value: z.union([z.string(), z.int()]), label: z.string() })),
).meta({ id: "Lookups" });

export const lookups = new Hono<Env>()
  .get(
    "/",
    documentation("Every closed list that a form needs, with labels", { 200: Lookups, 304: null }),
    catalogue,
    async (c) => {
      await call(c, "my_id");
      return c.json(answer);
    },
  );
