import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation } from "@shared/openapi.ts";
import { PersonRef } from "@shared/refs.ts";
import { date, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

const YEAR_IN_MS = 366 * 86_400_000;

/** Who decides in a manager's place; both days included, UTC. */
export const Delegation = z.object({
  delegate: PersonRef,
  from: z.string(),
  until: z.string(),
  etag: z.string(),
}).meta({ id: "Delegation" });

const NewDelegate = z.strictObject({ user_id: z.uuid(), from: date, until: date })
  .refine(({ from, until }) => from <= until && Date.parse(until) - Date.parse(from) <= YEAR_IN_MS, {
    path: ["until"],
    message: "From its first day on, a year at most.",
  });

export const delegate = new Hono<Env>()
  .get(
    "/",
    documentation("Who decides in your place", { 200: Delegation }),
    async (c) => c.json(await call(c, "get_delegate")),
  )
  .put(
    "/",
    documentation("Name who decides in your place while you are away", { 200: Delegation }, {
      ifMatch: true,
    }),
    validate("json", NewDelegate),
    async (c) => {
      const { user_id, from, until } = c.req.valid("json");
      return c.json(
        await call(c, "set_delegate", {
          delegate: user_id,
          starts_on: from,
          ends_on: until,
          expected_etag: ifMatch(c),
        }),
      );
    },
  )
  .delete("/", documentation("Decide yourself again", { 204: null }), async (c) => {
    await call(c, "remove_delegate");
    return c.body(null, 204);
  });
