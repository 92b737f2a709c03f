import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import type { Json } from "@shared/database.types.ts";
import { catalogue, ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { STATUSES } from "./fields.ts";

const Item = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  status: z.enum(STATUSES),
  etag: z.string(),
});
const Search = Page.extend({ q: text(200).optional(), status: repeated(z.enum(STATUSES)).optional() });
const Fields = z.strictObject({ name: text(200), description: text(4000).nullish() });

/** What the kinds of catalogue items differ in. */
interface Kind {
  kind: "function_area" | "specialization" | "competency" | "experience_type";
  /** How summaries name them. */
  noun: string;
  nouns: string;
  Resource: z.ZodType;
  Query: z.ZodType<z.output<typeof Search> & { function_area_id?: string[] | undefined }>;
  New: z.ZodType<Json>;
  Patch: z.ZodType<Json>;
}

function itemsOf({ kind, noun, nouns, Resource, Query, New, Patch }: Kind) {
  return new Hono<Env>()
    .get(
      "/",
      documentation(`${nouns} by name (typos forgiven); active ones unless another status is asked for`, {
        200: listOf(Resource),
        304: null,
      }, { limited: true }),
      catalogue,
      validate("query", Query),
      async (c) => {
        const query = c.req.valid("query");
        return await callPage(c, "search_catalogue", query, {
          kind,
          q: query.q,
          statuses: query.status,
          area_ids: query.function_area_id,
        });
      },
    )
    .get(
      "/:id",
      documentation(`One ${noun}`, { 200: Resource, 304: null }),
      catalogue,
      validate("param", ById),
      async (c) => c.json(await call(c, "get_catalogue_item", { kind, item: c.req.valid("param").id })),
    )
    .post(
      "/",
      documentation(`Add a ${noun} (hr_admin)`, { 201: Resource, 200: Resource }),
      validate("json", New),
      async (c) => await callCreate(c, "create_catalogue_item", { kind, fields: c.req.valid("json") }),
    )
    .patch(
      "/:id",
      documentation(`Change a ${noun} (hr_admin)`, { 200: Resource }, { ifMatch: true }),
      validate("param", ById),
      validate("json", Patch),
      async (c) =>
        c.json(
          await call(c, "update_catalogue_item", {
            kind,
            item: c.req.valid("param").id,
            patch: c.req.valid("json"),
            expected_etag: ifMatch(c),
          }),
        ),
    )
    .post(
      "/:id/approve",
      documentation(`Take a proposed or retired ${noun} into the catalogue (hr_admin)`, { 200: Resource }),
      validate("param", ById),
      async (c) => c.json(await call(c, "approve_catalogue_item", { kind, item: c.req.valid("param").id })),
    )
    .post(
      "/:id/retire",
      documentation(`Retire a ${noun}: who has it keeps it, nobody finds it (hr_admin)`, { 200: Resource }),
      validate("param", ById),
      async (c) => c.json(await call(c, "retire_catalogue_item", { kind, item: c.req.valid("param").id })),
    );
}

const plain = (id: string) => ({
  Resource: Item.meta({ id }),
  Query: Search,
  New: Fields.extend({ id: z.uuid().optional() }),
  Patch: Fields.partial(),
});

export const functionAreas = itemsOf({
  kind: "function_area",
  noun: "function area",
  nouns: "Function areas",
  ...plain("FunctionArea"),
});
const placed = Fields.extend({ function_area_id: z.uuid() });
export const specializations = itemsOf({
  kind: "specialization",
  noun: "specialization",
  nouns: "Specializations",
  Resource: Item.extend({ function_area: Ref }).meta({ id: "Specialization" }),
  Query: Search.extend({ function_area_id: repeated(z.uuid()).optional() }),
  New: placed.extend({ id: z.uuid().optional() }),
  Patch: placed.partial(),
});
export const competencies = itemsOf({
  kind: "competency",
  noun: "competency",
  nouns: "Competencies",
  ...plain("Competency"),
});
export const experienceTypes = itemsOf({
  kind: "experience_type",
  noun: "type of experience",
  nouns: "Types of experience",
  ...plain("ExperienceType"),
});
