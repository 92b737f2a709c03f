import { z } from "zod";
import { createMiddleware } from "hono/factory";
import type { Env } from "./auth.ts";
import { config } from "./config.ts";
import { ApiError } from "./errors.ts";

const Refusal = z.object({ code: z.string() });
const AuthSettings = z.object({ mailer_autoconfirm: z.boolean() });

const get = async (url: string) => {
  const response = await fetch(url, {
    headers: { apikey: config.publishableKey },
    signal: AbortSignal.timeout(2000),
  });
  return await response.json();
};

// A stranger may read no table; that Postgres itself says so (42501) proves that it answers and that the schema is there.
async function databaseProblem(): Promise<string | undefined> {
  try {
    const { data } = Refusal.safeParse(await get(`${config.restUrl}/users?select=id&limit=1`));
    if (data?.code === "42501") return;
    if (data?.code === "PGRST205" || data?.code === "42P01") {
      return "The migrations are not applied: the table users is missing.";
    }
    return "The database does not answer.";
  } catch {
    return "The database does not answer within 2 s.";
  }
}

async function authProblem(): Promise<string | undefined> {
  try {
    const { data } = AuthSettings.safeParse(await get(`${config.authUrl}/settings`));
    if (!data) return "Auth does not tell its settings.";
    if (data.mailer_autoconfirm && !config.allowUnconfirmed) {
      return "Auth confirms addresses that nobody proved to own: set enable_confirmations (or ALLOW_UNCONFIRMED=1 on a laptop).";
    }
  } catch {
    return "Auth does not answer within 2 s.";
  }
}

/** Answers 200, or 503 with a sentence for everything that keeps requests from being served. */
export const ready = createMiddleware<Env>(async (c) => {
  const problems = [...config.problems];
  if (problems.length === 0) {
    const found = await Promise.all([databaseProblem(), authProblem()]);
    problems.push(...found.filter((problem) => problem !== undefined));
  }
  if (problems.length > 0) throw new ApiError(503, "unavailable", problems.join(" "));
  return c.json({ status: "ready" });
});
