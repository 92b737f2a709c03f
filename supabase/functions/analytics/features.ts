import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Ref } from "@shared/refs.ts";
import { text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Feature = z.object({
  feature: z.string(),
  label: z.string(),
  /** Whether it is on where nobody said. */
  default: z.boolean(),
  /** Whether it is on in the company. */
  enabled: z.boolean(),
  /** Units that say otherwise, for themselves and what stands below them. */
  units: z.array(z.object({ unit: Ref, enabled: z.boolean() })),
}).meta({ id: "Feature" });
const Changes = z.strictObject({
  items: z.array(z.strictObject({
    feature: text(100),
    /** Null: the whole company. */
    org_unit_id: z.uuid().nullable().default(null),
    /** Null: as inherited. */
    enabled: z.boolean().nullable(),
  })).min(1).max(100)
    .refine(
      (items) => new Set(items.map((item) => `${item.feature} ${item.org_unit_id}`)).size === items.length,
      "Each setting once.",
    ),
});

export const features = new Hono<Env>()
  .get(
    "/",
    documentation("What is switched on, and where (hr_admin)", { 200: listOf(Feature) }),
    async (c) => c.json(await call(c, "get_features")),
  )
  .put(
    "/",
    documentation("Switch features for the company or a unit; those not named stay (hr_admin)", {
      200: listOf(Feature),
    }),
    validate("json", Changes),
    async (c) => c.json(await call(c, "set_features", { items: c.req.valid("json").items })),
  );
