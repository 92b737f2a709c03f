import { ownCollection } from "@shared/own.ts";
import { inOrder, periodFields } from "@shared/period.ts";
import { text } from "@shared/validate.ts";
import { z } from "zod";

const Fields = z.strictObject({
  role_title: text(200),
  organization: text(200).nullish(),
  ...periodFields,
  focus_areas: z.array(text(300)).max(50).optional(),
  key_skills: z.array(text(300)).max(100).optional(),
});

export const Position = z.object({
  id: z.uuid(),
  role_title: z.string(),
  organization: z.string().nullable(),
  started_on: z.string().nullable(),
  ended_on: z.string().nullable(),
  focus_areas: z.array(z.string()),
  key_skills: z.array(z.string()),
  /** Rows of `hr` are facts and stay as HR wrote them. */
  source: z.enum(["hr", "self"]),
  etag: z.string(),
}).meta({ id: "Position" });

export const positions = ownCollection({
  table: "position_history",
  own: "my_positions",
  columns:
    "id, role_title, organization, started_on, ended_on, focus_areas, key_skills, source, etag:version::text",
  noun: "position",
  Resource: Position,
  New: inOrder(Fields.extend({ id: z.uuid().optional() })),
  Patch: inOrder(Fields.partial()),
});
