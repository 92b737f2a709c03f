import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { Ref } from "@shared/refs.ts";
import { inQuery, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { PathwayRef } from "./gaps.ts";

const Routes = z.object({
  /** The current role; null where the job title means no pathway, and then there are no routes. */
  from: PathwayRef.nullable(),
  to: PathwayRef,
  /** Cheapest first. */
  routes: z.array(z.object({
    cost: z.number(),
    hops: z.array(z.object({
      from: PathwayRef,
      to: PathwayRef,
      cost: z.number(),
      /** What has to be learned, 0 to 1: in the first hop from your own levels, then from what the job before asks for. */
      distance: z.number(),
      reasons: z.object({
        /** How the company drew this move. */
        curated: z.enum(["vertical", "lateral"]).nullable(),
        /** How many people made it; null when fewer than 5. */
        seen: z.int().nullable(),
        /** How much of what it asks for is there already, 0 to 1. */
        overlap: z.number(),
      }),
      /** The five skills that it asks for most beyond what is there. */
      missing: z.array(z.object({ skill: Ref, required: z.int(), current: z.int() })),
    })),
  })),
}).meta({ id: "Routes" });

const Query = z.strictObject({
  to: z.uuid(),
  k: inQuery(z.int().min(1).max(10).default(3)),
});

export const routes = new Hono<Env>()
  .get(
    "/",
    documentation("The k easiest ways of at most three moves from your current role to a pathway", {
      200: Routes,
    }),
    validate("query", Query),
    async (c) => {
      const { to, k } = c.req.valid("query");
      return c.json(await call(c, "get_routes", { target: to, k }));
    },
  );
