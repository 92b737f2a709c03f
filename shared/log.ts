import type { Context } from "hono";
import { matchedRoutes } from "hono/route";
import { ZodError } from "zod";
import type { Env } from "./auth.ts";
import { ApiError } from "./errors.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** What every log line says of a request. Nothing that a caller wrote but the request id, which has 64 safe characters. */
export const logged = (c: Context<Env>, name: string) => ({
  request_id: c.var.requestId,
  function: name,
  method: METHODS.includes(c.req.method) ? c.req.method : "other",
  // The pattern, never the path: ids stay out of the log.
  route: matchedRoutes(c).findLast(({ method }) => method !== "ALL")?.path ?? null,
});

/**
 * What went wrong, and where: a sentence of our own, else the kinds of the error and of its causes. Messages of others quote
 * addresses with their queries, bodies that were no JSON, and values of rows.
 */
export function causeOf(error: unknown): { error: string; at?: string[] } {
  if (error instanceof ApiError) return { error: error.log };
  if (error instanceof ZodError) {
    const wrong = error.issues.slice(0, 3).map(({ path, code }) => `${path.join(".")} ${code}`);
    return { error: `ZodError ${wrong.join(", ")}`, at: placesOf(error) };
  }
  const kinds: string[] = [];
  for (let cause = error; cause instanceof Error && kinds.length < 5; cause = cause.cause) {
    kinds.push(
      "code" in cause && typeof cause.code === "string" ? `${cause.name} ${cause.code}` : cause.name,
    );
  }
  return { error: kinds.join(" < ") || typeof error, at: placesOf(error) };
}

/** Function, file and line of an error's first frames. */
function placesOf(error: unknown): string[] {
  const frames = error instanceof Error
    ? error.stack?.matchAll(/^ {4}at (?:(.+) \()?(\S+?:\d+):\d+\)?$/gm)
    : null;
  return [...frames ?? []].slice(0, 8).map(([, name, place = ""]) =>
    [name, place.replace(/^.*\/(?=[^/]+\/[^/]+$)/, "")].filter(Boolean).join(" ")
  );
}

/** Logs a failure after the answer has begun, which the line of the request can't tell. */
export const logFailure = (c: Context<Env>, name: string, error: unknown) =>
  console.log(JSON.stringify({ ...logged(c, name), ...causeOf(error) }));
