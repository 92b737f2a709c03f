import { ownCollection } from "@shared/own.ts";
import { inOrder, periodFields } from "@shared/period.ts";
import { Ref } from "@shared/refs.ts";
import { text } from "@shared/validate.ts";
import { z } from "zod";

const Fields = z.strictObject({
  experience_type_id: z.uuid(),
  organization: text(300).nullish(),
  program: text(300).nullish(),
  ...periodFields,
  focus: text(4000).nullish(),
});

const Experience = z.object({
  id: z.uuid(),
  experience_type: Ref,
  organization: z.string().nullable(),
  program: z.string().nullable(),
  started_on: z.string().nullable(),
  ended_on: z.string().nullable(),
  focus: z.string().nullable(),
  /** Rows of `hr` are facts and stay as HR wrote them. */
  source: z.enum(["hr", "self"]),
  etag: z.string(),
}).meta({ id: "Experience" });

export const experiences = ownCollection({
  table: "user_experiences",
  own: "my_experiences",
  columns:
    "id, experience_type:experience_types(id, name), organization, program, started_on, ended_on, focus, source, etag:version::text",
  noun: "professional experience",
  Resource: Experience,
  New: inOrder(Fields.extend({ id: z.uuid().optional() })),
  Patch: inOrder(Fields.partial()),
});
