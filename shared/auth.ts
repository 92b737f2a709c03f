import { PostgrestClient } from "@supabase/postgrest-js";
import { verifyAuth } from "@supabase/server/core";
import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { z } from "zod";
import { config } from "./config.ts";
import type { Database } from "./database.types.ts";
import { ApiError } from "./errors.ts";

/** The database as the caller: every query runs under their own token, so RLS decides. */
export type Db = PostgrestClient<Database>;

/** What a handler finds in `c.var`. */
export interface Env {
  Variables: {
    requestId: string;
    /** Time spent waiting for the database, for `server-timing`. */
    databaseMs: number;
    token: string;
    /** The account that the token is of; unset where a route needs none. */
    account: string | undefined;
    db: Db;
  };
}

// A statement is cancelled after 8 s, but may have waited before that. Whoever asks hears within 10 s.
export const PATIENCE_MS = 8_500;
const LAST_CALL_MS = 500;

/** A client of PostgREST for one request, with what says who is calling; all its calls together wait `PATIENCE_MS`. */
const database = (c: Context<Env>, url: string, caller: Record<string, string>) =>
  new PostgrestClient<Database>(url, {
    headers: { ...caller, "x-request-id": c.var.requestId },
    retry: false,
    fetch: async (input, init) => {
      const start = performance.now();
      try {
        const left = Math.max(PATIENCE_MS - c.var.databaseMs, LAST_CALL_MS);
        return await fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(left) });
      } finally {
        c.set("databaseMs", c.var.databaseMs + performance.now() - start);
      }
    },
  });

const Claims = z.object({ sub: z.guid(), role: z.literal("authenticated") });

/** Lets a request pass that carries a person's token, and gives it `db`; a bad token is refused, never downgraded. */
export const authenticated = createMiddleware<Env>(async (c, next) => {
  const { data, error } = await verifyAuth(c.req.raw, {
    auth: "user",
    env: config.supabase,
    audience: "authenticated",
    ...(config.issuer ? { issuer: config.issuer } : {}),
  });
  if (error && error.status >= 500) {
    throw new ApiError(503, "unavailable", "Tokens can't be checked now: try again.");
  }
  // A secret key's token would pass RLS unseen; people have the role `authenticated`.
  const { data: claims } = Claims.safeParse(data?.jwtClaims);
  if (error || !data.token || !claims) {
    throw new ApiError(401, "unauthenticated", "Sign in and send the access token as a bearer token.");
  }
  c.set("token", data.token);
  c.set("account", claims.sub);
  const caller = { authorization: `Bearer ${data.token}`, apikey: config.publishableKey };
  c.set("db", database(c, config.restUrl, caller));
  await next();
});

/**
 * A `db` with this project's own secret key, which RLS does not hold: for what no person may write, in a person's request.
 * CONTRIBUTING.md lists who uses it.
 */
export const asService = (c: Context<Env>): Db =>
  database(c, config.gatewayUrl, { apikey: config.supabase.secretKeys.default ?? "" });

/**
 * Lets a request pass that carries one of these named secret keys as `apikey`, and gives it a `db` that RLS does not
 * hold: for schedulers. CONTRIBUTING.md lists who uses it.
 */
export const secretKey = (...names: string[]) =>
  createMiddleware<Env>(async (c, next) => {
    const key = c.req.header("apikey") ?? "";
    const { data } = await verifyAuth(c.req.raw, {
      auth: names.map((name) => `secret:${name}` as const),
      env: config.supabase,
    });
    if (data?.authMode !== "secret" || !key) {
      throw new ApiError(401, "unauthenticated", "Send a secret key of this project as apikey.");
    }
    c.set("db", database(c, config.gatewayUrl, { apikey: key }));
    await next();
  });
