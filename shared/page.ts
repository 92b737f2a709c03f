import { createHash } from "node:crypto";
import type { Context } from "hono";
import { z } from "zod";
import { ApiError } from "./errors.ts";
import { characters, inQuery } from "./validate.ts";

/** The query of every list; routes extend it with their filters and `sort`. */
export const Page = z.strictObject({
  limit: inQuery(z.int().min(1).max(200).default(50)),
  cursor: characters(2000, 1).optional(),
  count: z.enum(["true", "false"]).default("false").transform((value) => value === "true"),
});
export type Page = z.infer<typeof Page>;

/** A page as the database answers it: `next` is the key of its last row when there is more, `as_of` the day of what was counted before. */
const DatabasePage = z.object({
  items: z.array(z.unknown()),
  next: z.array(z.union([z.string(), z.number()])).nullable(),
  total: z.number().optional(),
  as_of: z.string().optional(),
});

// A cursor works for the list that gave it: same route, same sort and filters.
function scopeOf(
  c: Context,
  { limit: _limit, cursor: _cursor, count: _count, ...filters }: Page & Record<string, unknown>,
): string {
  const list = JSON.stringify([c.req.path, Object.entries(filters).sort(([a], [b]) => (a < b ? -1 : 1))]);
  return createHash("sha256").update(list).digest("base64url").slice(0, 12);
}

const encode = (value: unknown) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)))).replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function decode(cursor: string): unknown {
  const binary = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
}

const Cursor = z.tuple([z.string(), z.array(z.union([z.string(), z.number()]))]);

/** The key after which a page begins, from the query's cursor; null without one; 400 for one of another list. */
export function after(c: Context, query: Page & Record<string, unknown>): (string | number)[] | null {
  if (!query.cursor) return null;
  try {
    const [scope, key] = Cursor.parse(decode(query.cursor));
    if (scope === scopeOf(c, query)) return key;
  } catch { /* not one of ours */ }
  throw new ApiError(400, "invalid", "The cursor is not one of this list.", [
    {
      path: "cursor",
      code: "invalid_cursor",
      message: "Start without a cursor, and keep sort and filters the same from page to page.",
    },
  ]);
}

/** Sends a page of the database as `{ items, next_cursor, total?, as_of? }`. */
export function sendPage(c: Context, query: Page & Record<string, unknown>, data: unknown): Response {
  const { items, next, ...rest } = DatabasePage.parse(data);
  return c.json({ items, next_cursor: next && encode([scopeOf(c, query), next]), ...rest });
}
