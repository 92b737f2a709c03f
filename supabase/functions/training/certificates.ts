import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { PersonRef, Ref } from "@shared/refs.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const Certificate = z.object({
  number: z.string(),
  user: PersonRef,
  /** The person's full name. */
  holder: z.string(),
  course: Ref,
  edition: z.int(),
  provider: z.string().nullable(),
  completed_on: z.string(),
  expires_on: z.string().nullable(),
  /** Whether it still holds. */
  valid: z.boolean(),
}).meta({ id: "Certificate" });

const ByNumber = z.strictObject({
  number: z.string().regex(/^[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}(-[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{4}){3}$/),
});

export const certificates = new Hono<Env>()
  .get(
    "/:number",
    documentation("Whose certificate has this number, for what, and whether it holds", { 200: Certificate }),
    validate("param", ByNumber),
    async (c) => c.json(await call(c, "check_certificate", { number: c.req.valid("param").number })),
  );
