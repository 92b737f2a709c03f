import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { ApiCall } from "@shared/refs.ts";
import { Hono } from "hono";
import { z } from "zod";

const found = {
  kind: z.string(),
  /** The numbers and names in the text. */
  facts: z.looseObject({}),
  /** What it is about. */
  ids: z.array(z.uuid()),
  /** The call whose answer it rests on. */
  because: ApiCall,
};
const Insight = z.object({
  ...found,
  severity: z.enum(["urgent", "watch", "idea", "good"]),
  text: z.string(),
  /** What to do about it. */
  action: ApiCall.nullable(),
  /** When an insight of this kind is told. */
  definition: z.string(),
}).meta({ id: "Insight" });
export const Suggestion = z.object({
  ...found,
  rank: z.int(),
  title: z.string(),
  reason: z.string(),
  /** The call that does it. */
  action: ApiCall,
}).meta({ id: "Suggestion" });

export const insights = new Hono<Env>()
  .get(
    "/",
    documentation("What the numbers about you say, the most pressing first", { 200: listOf(Insight) }),
    async (c) => c.json(await call(c, "get_insights")),
  );
