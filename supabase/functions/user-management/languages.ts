import { ownCollection } from "@shared/own.ts";
import { text } from "@shared/validate.ts";
import { z } from "zod";

export const PROFICIENCIES = [
  "Fluent",
  "Professional",
  "Intermediate",
  "Conversational",
  "Beginner",
] as const;

/** A language as a person writes it; names are kept as given. */
export const LanguageFields = z.strictObject({ language: text(100), proficiency: z.enum(PROFICIENCIES) });
export const Language = z.object({
  id: z.uuid(),
  language: z.string(),
  proficiency: z.enum(PROFICIENCIES),
  etag: z.string(),
})
  .meta({ id: "Language" });

export const languages = ownCollection({
  table: "user_languages",
  own: "my_languages",
  columns: "id, language, proficiency, etag:version::text",
  noun: "language",
  Resource: Language,
  New: LanguageFields.extend({ id: z.uuid().optional() }),
  Patch: LanguageFields.partial(),
});
