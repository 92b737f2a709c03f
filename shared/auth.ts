import { PostgrestClient } from "@supabase/postgrest-js";
import { verifyAuth } from "@supabase/server/core";
import { createMiddleware } from "hono/factory";
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
    db: Db;
  };
}

/** Lets a request pass that carries a person's token, and gives it `db`; a bad token is refused, never downgraded. */
export const authenticated = createMiddleware<Env>(async (c, next) => {
  const { data, error } = await verifyAuth(c.req.raw, { auth: "user", env: config.supabase });
  if (error && error.status >= 500) {
    throw new ApiError(503, "unavailable", "Tokens can't be checked now: try again.");
  }
  // A secret key's token would pass RLS unseen; people have the role `authenticated`.
  if (error || !data.token || data.jwtClaims?.role !== "authenticated") {
    throw new ApiError(401, "unauthenticated", "Sign in and send the access token as a bearer token.");
  }
  c.set("token", data.token);
  c.set(
    "db",
    new PostgrestClient<Database>(config.restUrl, {
      headers: {
        authorization: `Bearer ${data.token}`,
        apikey: config.publishableKey,
        "x-request-id": c.var.requestId,
      },
      retry: false,
      fetch: async (input, init) => {
        const start = performance.now();
        try {
          return await fetch(input, init);
        } finally {
          c.set("databaseMs", c.var.databaseMs + performance.now() - start);
        }
      },
    }),
  );
  await next();
});
