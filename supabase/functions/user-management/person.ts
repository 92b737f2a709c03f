import { PersonRef, Ref } from "@shared/refs.ts";
import { z } from "zod";

/** The directory row of a person. */
export const directoryFields = {
  id: z.uuid(),
  full_name: z.string(),
  preferred_name: z.string().nullable(),
  job_title: z.string().nullable(),
  unit: Ref.nullable(),
  office_location: z.string().nullable(),
  photo_url: z.string().nullable(),
  status: z.enum(["active", "left"]),
  etag: z.string(),
};

/** What HR decides about a person. */
export const Employment = z.object({
  employment_type: z.enum(["employee", "contractor"]),
  status: z.enum(["active", "left"]),
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
