import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation } from "@shared/openapi.ts";
import { validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const oneOf = <const T extends readonly string[]>(...answers: T) =>
  z.enum([...answers, "prefer_not_to_say"]).nullable();
const answers = {
  gender: oneOf("woman", "man", "non_binary"),
  age_group: oneOf("under_25", "25_to_34", "35_to_44", "45_to_54", "55_and_over"),
  ethnic_minority: oneOf("yes", "no"),
  disability: oneOf("yes", "no"),
  caring_responsibilities: oneOf("yes", "no"),
};
const Declaration = z.object({ ...answers, declared_at: z.string().nullable(), etag: z.string() })
  .meta({ id: "DiversityDeclaration" });

export const diversity = new Hono<Env>()
  .get(
    "/",
    documentation("What you declared about yourself; nobody else reads it", { 200: Declaration }),
    async (c) => c.json(await call(c, "get_diversity")),
  )
  .put(
    "/",
    documentation(
      "Declare what you want, for the fairness report and nothing else; what is left out is withdrawn",
      { 200: Declaration },
      { ifMatch: true },
    ),
    validate("json", z.strictObject(answers).partial()),
    async (c) =>
      c.json(await call(c, "set_diversity", { fields: c.req.valid("json"), expected_etag: ifMatch(c) })),
  )
  .delete("/", documentation("Withdraw your declaration: it is gone at once", { 204: null }), async (c) => {
    await call(c, "delete_diversity");
    return c.body(null, 204);
  });
