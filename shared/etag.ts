import type { Context } from "hono";
import { etag, RETAINED_304_HEADERS } from "hono/etag";

/** For catalogues: an `ETag` of the answer, and 304 to whoever has it already. */
export const catalogue = etag({
  retainedHeaders: [
    ...RETAINED_304_HEADERS,
    "x-request-id",
    "access-control-allow-origin",
    "access-control-expose-headers",
  ],
});

/** The etag that `If-Match` names, quoted or bare; undefined when the caller expects nothing in particular. */
export function ifMatch(c: Context): string | undefined {
  const header = c.req.header("if-match")?.trim();
  return !header || header === "*" ? undefined : header.replace(/^W\//, "").replace(/^"(.*)"$/, "$1");
}
