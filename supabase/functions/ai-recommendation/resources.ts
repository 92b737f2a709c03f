import type { Env } from "@shared/auth.ts";
import { call, callCreate } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { ById, date, link, text, validate } from "@shared/validate.ts";
import { type Context, Hono } from "hono";
import { z } from "zod";
import { ANSWERS, type Concern } from "./wellbeing.ts";

const KINDS = ["crisis", "well_being"] as const;

const Resource = z.object({
  id: z.uuid(),
  kind: z.enum(KINDS),
  name: z.string(),
  description: z.string().nullable(),
  phone: z.string().nullable(),
  url: z.string().nullable(),
  /** ISO 3166-1; null: anywhere. */
  country: z.string().nullable(),
  /** When HR last checked it; null: not yet. */
  reviewed_on: z.string().nullable(),
  position: z.int(),
  etag: z.string(),
}).meta({ id: "SupportResource" });

const Fields = z.strictObject({
  kind: z.enum(KINDS),
  name: text(200),
  description: text(1000).nullish(),
  phone: text(50).nullish(),
  url: link(500).nullish(),
  country: z.string().regex(/^[A-Z]{2}$/).nullish(),
  reviewed_on: date.nullish(),
  /** Lower ones come first. */
  position: z.int().min(0).max(10_000).optional(),
});

/** What somebody who is not well is told: reviewed words in their language, then who helps. */
export async function supportFor(c: Context<Env>, { kind, language }: Concern): Promise<string> {
  const { items } = listOf(Resource).parse(await call(c, "get_support_resources"));
  const helpful = items.filter((resource) => kind === "well_being" || resource.kind === "crisis");
  return [
    ANSWERS[language][kind],
    ...helpful.slice(0, 8).map(({ name, phone, url, country }) =>
      `- ${name}${country ? ` (${country})` : ""}: ${[phone, url].filter(Boolean).join(", ")}`
    ),
  ].join("\n");
}

export const resources = new Hono<Env>()
  .get(
    "/",
    documentation("Who helps when you are not well", { 200: listOf(Resource) }),
    async (c) => c.json(await call(c, "get_support_resources")),
  )
  .post(
    "/",
    documentation("Add a resource that was reviewed (hr_admin)", { 201: Resource, 200: Resource }),
    validate(
      "json",
      Fields.extend({ id: z.uuid().optional() }).refine(({ phone, url }) => phone || url, {
        path: ["phone"],
        message: "A phone number, or a url.",
      }).meta({
        anyOf: ["phone", "url"].map((name) => ({
          required: [name],
          properties: { [name]: { type: "string" } },
        })),
      }),
    ),
    async (c) => await callCreate(c, "create_support_resource", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation("Change a resource, or say that it was reviewed again (hr_admin)", { 200: Resource }, {
      ifMatch: true,
    }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_support_resource", {
          resource: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  )
  .delete(
    "/:id",
    documentation("Remove a resource (hr_admin)", { 204: null }, { ifMatch: true }),
    validate("param", ById),
    async (c) => {
      await call(c, "delete_support_resource", {
        resource: c.req.valid("param").id,
        expected_etag: ifMatch(c),
      });
      return c.body(null, 204);
    },
  );
