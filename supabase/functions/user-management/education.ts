import { ownCollection } from "@shared/own.ts";
import { inOrder, periodFields } from "@shared/period.ts";
import { text } from "@shared/validate.ts";
import { z } from "zod";

const Fields = z.strictObject({ degree: text(300), institution: text(300).nullish(), ...periodFields });

/** A degree as a person writes it. */
export const EducationFields = inOrder(Fields);
export const Education = z.object({
  id: z.uuid(),
  degree: z.string(),
  institution: z.string().nullable(),
  started_on: z.string().nullable(),
  ended_on: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "Education" });

export const education = ownCollection({
  table: "education",
  own: "my_education",
  columns: "id, degree, institution, started_on, ended_on, etag:version::text",
  noun: "degree",
  Resource: Education,
  New: inOrder(Fields.extend({ id: z.uuid().optional() })),
  Patch: inOrder(Fields.partial()),
});
