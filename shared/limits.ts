import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { asService, type Env } from "./auth.ts";
import { config } from "./config.ts";
import { unwrap } from "./errors.ts";

/** What is counted; how often each may happen is a row of private.rate_limits. Searches are counted by the database itself. */
type Action = "login" | "register" | "password_reset" | "refresh" | "session" | "assistant" | "import";

/**
 * The address that a request came from: of `config.addressHeader` the entry that the outermost proxy of our own side
 * wrote. What stands left of it came with the request, and may be made up.
 */
export const addressOf = (c: Context<Env>): string | undefined =>
  c.req.header(config.addressHeader)?.split(",").at(-config.addressHops)?.trim() || undefined;

/** Counts this request for its person, its address and an e-mail; 429 `rate_limited` where one did it too often. */
export async function count(c: Context<Env>, action: Action, email?: string): Promise<void> {
  const [person, address] = [c.var.account, addressOf(c)];
  unwrap(
    await asService(c).rpc("count_request", {
      action,
      ...(person && { person }),
      ...(address && { address }),
      ...(email && { email }),
    }),
  );
}

/** Counts every request that passes. */
export const limited = (action: Action) =>
  createMiddleware<Env>(async (c, next) => {
    await count(c, action);
    await next();
  });
