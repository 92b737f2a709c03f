import type { Env } from "@shared/auth.ts";
import { call, callCreate, callPage } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { Ref } from "@shared/refs.ts";
import { ById, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const OrgUnit = z.object({
  id: z.uuid(),
  name: z.string(),
  parent: Ref.nullable(),
  /** How many units stand directly below. */
  children: z.int(),
  etag: z.string(),
}).meta({ id: "OrgUnit" });

const Search = Page.extend({
  q: text(200).optional(),
  parent_id: repeated(z.union([z.uuid(), z.literal("none")])).optional(),
});
const Fields = z.strictObject({ name: text(200), parent_id: z.uuid().nullish() });

export const orgUnits = new Hono<Env>()
  .get(
    "/",
    documentation("Units by name (typos forgiven), and below parent_id; none: at the top", {
      200: listOf(OrgUnit),
    }, { limited: true }),
    validate("query", Search),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "search_org_units", query, {
        q: query.q,
        parents: query.parent_id?.filter((id) => id !== "none"),
        top: query.parent_id?.includes("none"),
      });
    },
  )
  .get(
    "/:id",
    documentation("A unit", { 200: OrgUnit }),
    validate("param", ById),
    async (c) => c.json(await call(c, "get_org_unit", { unit: c.req.valid("param").id })),
  )
  .post(
    "/",
    documentation("Add a unit (hr_admin)", { 201: OrgUnit, 200: OrgUnit }),
    validate("json", Fields.extend({ id: z.uuid().optional() })),
    async (c) => await callCreate(c, "create_org_unit", { fields: c.req.valid("json") }),
  )
  .patch(
    "/:id",
    documentation("Rename or move a unit (hr_admin)", { 200: OrgUnit }, { ifMatch: true }),
    validate("param", ById),
    validate("json", Fields.partial()),
    async (c) =>
      c.json(
        await call(c, "update_org_unit", {
          unit: c.req.valid("param").id,
          patch: c.req.valid("json"),
          expected_etag: ifMatch(c),
        }),
      ),
  );
