import { PersonRef, Ref } from "@shared/refs.ts";
import { z } from "zod";

export const EMPLOYMENT_TYPES = ["employee", "contractor"] as const;
export const USER_STATUSES = ["active", "left"] as const;
export const ROLES = ["hr_admin", "learning_admin", "auditor"] as const;

/** The directory row of a person. */
export const directoryFields = {
  id: z.uuid(),
  full_name: z.string(),
  preferred_name: z.string().nullable(),
  job_title: z.string().nullable(),
  unit: Ref.nullable(),
  office_location: z.string().nullable(),
  photo_url: z.string().nullable(),
  status: z.enum(USER_STATUSES),
  etag: z.string(),
};

/** What HR decides about a person. */
export const Employment = z.object({
  employment_type: z.enum(EMPLOYMENT_TYPES),
  status: z.enum(USER_STATUSES),
  job_title: z.string().nullable(),
  department: Ref.nullable(),
  unit: Ref.nullable(),
  grade: z.string().nullable(),
  manager: PersonRef.nullable(),
  line_manager: z.string().nullable(),
  hire_date: z.string().nullable(),
  in_role_since: z.string().nullable(),
  last_day: z.string().nullable(),
}).meta({ id: "Employment" });
