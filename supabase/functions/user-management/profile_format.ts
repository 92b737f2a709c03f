import type { Detail } from "@shared/errors.ts";
import { date, details, email, storable, text } from "@shared/validate.ts";
import { z } from "zod";
import { PROFICIENCIES } from "./languages.ts";

// Real files write "nothing" in several ways.
const blankAsNull = (value: unknown) => (typeof value === "string" && value.trim() === "" ? null : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsNull, schema.nullish());
const listOf = <T extends z.ZodType>(item: T) => z.preprocess((value) => value ?? [], z.array(item).max(200));

/** One of the words, however they are capitalised. */
const oneOf = <T extends string>(words: readonly [T, ...T[]]) =>
  z.preprocess(
    (value) =>
      typeof value === "string"
        ? words.find((word) => word.toLowerCase() === value.trim().toLowerCase()) ?? value
        : value,
    z.enum(words),
  );

/** A date, or as much of it as the source knows: a year or a month means its first day; of a time stamp the date counts. */
const looseDate = z.preprocess(
  (value) => {
    const match = typeof value === "string"
      ? value.trim().match(/^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?$/)
      : null;
    return match ? `${match[1]}-${match[2] ?? "01"}-${match[3] ?? "01"}` : blankAsNull(value);
  },
  date.nullish(),
);
const openEnd = z.preprocess(
  (value) => typeof value === "string" && /^\s*(present|current|ongoing|now)\s*$/i.test(value) ? null : value,
  looseDate,
);
const period = z.strictObject({ start: looseDate, end: openEnd }).nullish()
  .refine((value) => !value?.start || !value.end || value.start <= value.end, {
    path: ["end"],
    message: "Ends before it starts.",
    params: { reversed: true },
  });

/** One element of the `employee-profiles` format. */
export const Profile = z.strictObject({
  employee_id: text(100),
  personal_info: z.strictObject({
    name: text(200),
    email,
    office_location: optional(text(200)),
    languages: listOf(z.strictObject({ language: text(100), proficiency: oneOf(PROFICIENCIES) })),
  }),
  employment_info: z.strictObject({
    job_title: optional(text(200)),
    department: optional(text(200)),
    unit: optional(text(200)),
    line_manager: optional(text(200)),
    in_role_since: looseDate,
    hire_date: looseDate,
    last_updated: looseDate,
  }).nullish(),
  skills: listOf(
    z.strictObject({
      function_area: optional(text(200)),
      specialization: optional(text(200)),
      skill_name: text(200),
    }),
  ),
  competencies: listOf(
    z.strictObject({ name: text(200), level: oneOf(["Beginner", "Intermediate", "Advanced"]) }),
  ),
  experiences: listOf(z.strictObject({
    type: text(200),
    organization: optional(text(300)),
    program: optional(text(300)),
    period,
    focus: optional(text(4000)),
  })),
  positions_history: listOf(z.strictObject({
    role_title: text(200),
    organization: optional(text(200)),
    period,
    focus_areas: listOf(text(300)),
    key_skills_used: listOf(text(300)),
  })),
  projects: listOf(z.strictObject({
    project_name: text(300),
    role: optional(text(300)),
    period,
    description: optional(text(4000)),
    outcomes: listOf(text(1000)),
  })),
  education: listOf(z.strictObject({ degree: text(300), institution: optional(text(300)), period })),
});
export type Profile = z.infer<typeof Profile>;

const Named = z.object({ employee_id: z.string() });

/** What the database is sent for an element: the profile, or why it is refused. */
export function toElement(
  element: unknown,
): { employee_id: string | null; profile?: Profile; errors?: Detail[] } {
  const sent = Named.safeParse(element).data?.employee_id;
  const employee_id = sent === undefined ? null : storable([...sent].slice(0, 100).join("").trim());
  const { data, error } = Profile.safeParse(element);
  return data ? { employee_id, profile: data } : { employee_id, errors: details(error.issues) };
}
