import { z } from "zod";
import type { Bed } from "./bed.ts";
import { race } from "./load.ts";

// What a frontend would select to show the same; employee_id, email and last_login are granted to nobody.
const PERSON = "id,full_name,preferred_name,job_title,photo_url,unit:org_units(id,name)";
const SELECT = [
  "phone,bio,interests,locale,time_zone,accessibility,version",
  `user:users(${PERSON},office_location,status`,
  "languages:user_languages(id,language,proficiency,version)",
  "education(id,degree,institution,started_on,ended_on,version)",
  "employment:employment_info!employment_info_user_id_fkey(employment_type,status,job_title,grade,line_manager",
  "hire_date,in_role_since,last_day,unit:org_units(id,name,parent:parent_id(id,name))",
  `manager:users!employment_info_manager_id_fkey(${PERSON}))`,
  "positions:position_history(id,role_title,organization,started_on,ended_on,focus_areas,key_skills,source,version)",
  "roles:user_roles(role))",
].join(",");

/** A list of which the order says nothing. */
const unordered = <T extends z.ZodType>(item: T) =>
  z.array(item).transform((items) => items.map(text).sort());
const text = (value: unknown) => JSON.stringify(value);

const Same = z.object({
  full_name: z.string(),
  job_title: z.string(),
  unit: z.object({ name: z.string() }),
  languages: unordered(z.object({ language: z.string(), proficiency: z.string() })),
  education: unordered(z.object({ degree: z.string(), ended_on: z.string().nullable() })),
  employment: z.object({
    hire_date: z.string(),
    line_manager: z.string(),
    manager: z.object({ id: z.string(), unit: z.object({ name: z.string() }) }),
  }),
  positions: unordered(z.object({ role_title: z.string(), focus_areas: z.array(z.string()) })),
});
const Selected = z.object({ user: Same });

/** `GET /user-management/me`: everything about the caller in one answer. */
export async function me(bed: Bed): Promise<void> {
  const { apiUrl } = bed.stack;
  const { headers } = await bed.employee();
  const same = (answer: unknown) => Same.parse(answer);
  await race(bed, [
    { name: "the function", url: `${apiUrl}/functions/v1/user-management/me`, headers, same },
    {
      name: "PostgREST, rpc/get_me",
      url: `${apiUrl}/rest/v1/rpc/get_me`,
      method: "POST",
      headers,
      same,
      yardstick: "PostgREST",
    },
    {
      name: "PostgREST, one nested select",
      url: `${apiUrl}/rest/v1/user_personal_info?select=${SELECT}`,
      headers: { ...headers, accept: "application/vnd.pgrst.object+json" },
      same: (answer) => Selected.parse(answer).user,
    },
    {
      name: "Express and supabase-js",
      url: `${await bed.express()}/me`,
      headers,
      same,
      yardstick: "Express",
    },
    { name: "the function's /health", url: `${apiUrl}/functions/v1/user-management/health` },
  ]);
}
