import type { Context } from "hono";
import { z } from "zod";
import { type Db, type Env, PATIENCE_MS } from "./auth.ts";
import type { Database, Json } from "./database.types.ts";
import { ApiError, unwrap } from "./errors.ts";
import { after, type Page, sendPage } from "./page.ts";

type Functions = Database["public"]["Functions"];
/** Arguments as the generated types have them; undefined is left out, so that the SQL default holds. */
type Args<F extends keyof Functions> = {
  [K in keyof Functions[F]["Args"]]: Functions[F]["Args"][K] | undefined;
};

/** How long a call waits whose SQL function may take 60 s. */
export const A_MINUTE = { patience: 62_000 };
/** How long each call waits of a request that goes from step to step until its own time is up. */
export const A_STEP = { patience: PATIENCE_MS };

/**
 * Calls a SQL function as the caller and answers what it returns, or throws its refusal. With a `patience` in milliseconds it
 * waits so long, else for what is left of the request's.
 */
export async function call<F extends keyof Functions>(
  c: Context<Env>,
  name: F,
  args?: Args<F>,
  { patience }: { patience?: number } = {},
): Promise<Json> {
  for (let attempt = 1;; attempt++) {
    // JSON.stringify drops what is undefined, which the generated types don't know of.
    const calling = c.var.db.rpc(name, args as Parameters<Db["rpc"]>[1]);
    const result = await (patience ? calling.abortSignal(AbortSignal.timeout(patience)) : calling);
    // Two writers waited for each other and this one was rolled back: nothing of it happened.
    if (attempt < 3 && result.error && /^40(001|P01)$/.test(result.error.code)) continue;
    return unwrap(result as { data: Json; error: null });
  }
}

const Made = z.looseObject({ repeated: z.boolean().optional() });

/** Calls a SQL function that creates: 201 with the resource, 200 where it says that the id was there already. */
export async function callCreate<F extends keyof Functions>(
  c: Context<Env>,
  name: F,
  args: Args<F>,
  options?: { patience: number },
): Promise<Response> {
  const make = () => call(c, name, args, options);
  // Sent twice at once, the second may be refused for the first: asked again, it finds its own id.
  const made = await make().catch((error) => {
    if (error instanceof ApiError && error.status === 409) return make();
    throw error;
  });
  const { repeated, ...resource } = Made.parse(made);
  return c.json(resource, repeated ? 200 : 201);
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
