import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { Ref } from "@shared/refs.ts";
import { ById, link, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

export const Evidence = z.object({
  id: z.uuid(),
  skill: Ref,
  title: z.string(),
  url: z.string().nullable(),
  note: z.string().nullable(),
  added_at: z.string(),
  withdrawn_at: z.string().nullable(),
  etag: z.string(),
}).meta({ id: "Evidence" });

export const NewEvidence = z.strictObject({
  id: z.uuid().optional(),
  title: text(200),
  url: link().nullish(),
  note: text(2000).nullish(),
});

export const evidence = new Hono<Env>()
  .post(
    "/:id/withdraw",
    documentation("Withdraw evidence of yours; it stays, and shows nothing any more", { 200: Evidence }),
    validate("param", ById),
    async (c) => c.json(await call(c, "withdraw_evidence", { evidence: c.req.valid("param").id })),
  );
