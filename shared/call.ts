import type { Context } from "hono";
import type { Db, Env } from "./auth.ts";
import type { Database, Json } from "./database.types.ts";
import { unwrap } from "./errors.ts";
import { after, type Page, sendPage } from "./page.ts";

type Functions = Database["public"]["Functions"];
/** Arguments as the generated types have them; undefined is left out, so that the SQL default holds. */
type Args<F extends keyof Functions> = {
  [K in keyof Functions[F]["Args"]]: Functions[F]["Args"][K] | undefined;
};

/** Calls a SQL function as the caller and answers what it returns, or throws its refusal. */
export async function call<F extends keyof Functions>(
  c: Context<Env>,
  name: F,
  args?: Args<F>,
): Promise<Json> {
  // JSON.stringify drops what is undefined, which the generated types don't know of.
  return unwrap(await c.var.db.rpc(name, args as Parameters<Db["rpc"]>[1]) as { data: Json; error: null });
}

/** Calls a SQL function that answers a page (after, page_size, want_total → items, next, total) and sends it. */
export async function callPage<F extends keyof Functions>(
  c: Context<Env>,
  name: F,
  query: Page,
  args: Omit<Args<F>, "after" | "page_size" | "want_total">,
): Promise<Response> {
  const paging = { after: after(c, query), page_size: query.limit, want_total: query.count };
  // Every function that answers a page takes these three; pgTAP holds them to it.
  return sendPage(c, query, await call(c, name, { ...args, ...paging } as unknown as Args<F>));
}
