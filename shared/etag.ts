import type { Context } from "hono";

/** The etag that `If-Match` names, quoted or bare; undefined when the caller expects nothing in particular. */
export function ifMatch(c: Context): string | undefined {
  const header = c.req.header("if-match")?.trim();
  return !header || header === "*" ? undefined : header.replace(/^W\//, "").replace(/^"(.*)"$/, "$1");
}
