import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const Preference = z.object({
  kind: z.string(),
  label: z.string(),
  enabled: z.boolean(),
  /** Can't be switched off. */
  mandatory: z.boolean(),
}).meta({ id: "NotificationPreference" });
const Changes = z.strictObject({
  items: z.array(z.strictObject({ kind: text(100), enabled: z.boolean() })).min(1).max(100)
    .refine((items) => new Set(items.map(({ kind }) => kind)).size === items.length, "Each kind once."),
});

export const preferences = new Hono<Env>()
  .get(
    "/",
    documentation("What you want to be told", { 200: listOf(Preference) }),
    async (c) => c.json(await call(c, "get_notification_preferences")),
  )
  .put(
    "/",
    documentation("Switch kinds of notifications on and off; those not named stay", {
      200: listOf(Preference),
    }),
    validate("json", Changes),
    async (c) => c.json(await call(c, "set_notification_preferences", { items: c.req.valid("json").items })),
  );
