import type { Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { PersonRef } from "@shared/refs.ts";
import { repeated, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const DATA_PROBLEMS = [
  "email_missing",
  "employee_id_missing",
  "manager_missing",
  "manager_unresolved",
  "not_registered",
  "same_name",
  "title_missing",
  "unit_missing",
] as const;
const kind = z.enum(DATA_PROBLEMS);

const Problem = z.object({
  kind,
  user: PersonRef,
  employee_id: z.string().nullable(),
  /** What the source says, such as the manager's name that means nobody. */
  detail: z.string().nullable(),
}).meta({ id: "DataProblem" });
const Count = z.object({ kind, count: z.int() });

export const dataQuality = new Hono<Env>()
  .get(
    "/",
    documentation("Active people whose records HR should look at (hr_admin)", { 200: listOf(Problem) }),
    validate("query", Page.extend({ kind: repeated(kind).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_data_quality", query, { kinds: query.kind });
    },
  )
  .get(
    "/summary",
    documentation("How many people have each problem (hr_admin)", { 200: listOf(Count) }),
    async (c) => c.json(await call(c, "count_data_quality")),
  );
