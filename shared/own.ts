import type { PostgrestClient } from "@supabase/postgrest-js";
import { Hono } from "hono";
import { z } from "zod";
import type { Db, Env } from "./auth.ts";
import { ApiError, type DatabaseError, fromDatabase, notFound, unwrap } from "./errors.ts";
import { ifMatch } from "./etag.ts";
import { documentation, listOf } from "./openapi.ts";
import { after, Page, sendPage } from "./page.ts";
import { ById, validate } from "./validate.ts";

/** A table of which everybody keeps own rows. */
export interface OwnTable {
  /** The table that is written, under RLS and column grants. */
  table: string;
  /** The SQL function that answers the caller's rows of it (HR may read others' rows; this never does). */
  own: string;
  /** What to select: the resource, with its etag. */
  columns: string;
  /** How messages name one of them. */
  noun: string;
  Resource: z.ZodType;
  New: z.ZodType<Record<string, unknown>>;
  Patch: z.ZodType<Record<string, unknown>>;
}

const Query = Page.extend({ sort: z.enum(["created_at", "-created_at"]).default("created_at") });

const Rows = z.array(z.looseObject({ id: z.string(), created_at: z.string() }));

/** A client whose table names are variables, which the generated types can't follow; the Zod schemas name the columns. */
const untyped = (db: Db) => db as unknown as PostgrestClient;

/** List, create, change and delete of the caller's own rows of a table. */
export function ownCollection({ table, own, columns, noun, Resource, New, Patch }: OwnTable) {
  const mine = (db: Db) => untyped(db).rpc(own);
  const readMine = async (db: Db, id: string) =>
    unwrap(await mine(db).select(columns).eq("id", id).maybeSingle());

  return new Hono<Env>()
    .get(
      "/",
      documentation(`Your ${noun}s`, { 200: listOf(Resource) }),
      validate("query", Query),
      async (c) => {
        const query = c.req.valid("query");
        const ascending = query.sort === "created_at";
        const key = after(c, query);
        const listed: string = `${columns}, created_at`;
        let rows = untyped(c.var.db).rpc(own, {}, query.count ? { count: "exact" } : {}).select(listed)
          .order("created_at", { ascending }).order("id", { ascending }).limit(query.limit + 1);
        if (key) {
          const [at, id] = key;
          const beyond = ascending ? "gt" : "lt";
          rows = rows.or(`created_at.${beyond}."${at}",and(created_at.eq."${at}",id.${beyond}."${id}")`);
        }
        const result = await rows;
        const found = Rows.parse(unwrap(result));
        const items = found.slice(0, query.limit);
        const last = items.at(-1);
        return sendPage(c, query, {
          items: items.map(({ created_at: _, ...item }) => item),
          next: found.length > items.length && last ? [last.created_at, last.id] : null,
          ...(query.count ? { total: result.count ?? 0 } : {}),
        });
      },
    )
    .post(
      "/",
      documentation(`Add a ${noun}`, { 201: Resource, 200: Resource }),
      validate("json", New),
      async (c) => {
        const row = c.req.valid("json");
        const { data, error } = await untyped(c.var.db).from(table)
          .upsert(row, { onConflict: "id", ignoreDuplicates: true }).select(columns);
        // Sent twice at once, the second may be refused for what the first wrote: that is looked for by its id.
        const isTaken = error?.code === "23505" && row.id !== undefined;
        if (error && !isTaken) throw await explain(error, () => mine(c.var.db).limit(1));
        if (data && data.length > 0) return c.json(data[0], 201);
        const known = await readMine(c.var.db, String(row.id));
        if (!known && error) throw fromDatabase(error);
        if (!known) throw new ApiError(409, "duplicate", "This id belongs to something else.");
        return c.json(known, 200);
      },
    )
    .patch(
      "/:id",
      documentation(`Change a ${noun}`, { 200: Resource }, { ifMatch: true }),
      validate("param", ById),
      validate("json", Patch),
      async (c) => {
        const { id } = c.req.valid("param");
        const patch = c.req.valid("json");
        const expected = ifMatch(c);
        if (Object.keys(patch).length > 0) {
          let change = untyped(c.var.db).from(table).update(patch).eq("id", id);
          if (expected !== undefined) {
            change = change.eq("version", /^\d{1,9}$/.test(expected) ? expected : -1);
          }
          const changed = unwrap(await change.select(columns).maybeSingle());
          if (changed) return c.json(changed, 200);
        }
        const row = await readMine(c.var.db, id);
        if (!row || Object.keys(patch).length > 0 || isStale(row, expected)) refuse(row, expected);
        return c.json(row, 200);
      },
    )
    .delete("/:id", documentation(`Delete a ${noun}`, { 204: null }), validate("param", ById), async (c) => {
      const { id } = c.req.valid("param");
      const deleted = unwrap<unknown[]>(
        await untyped(c.var.db).from(table).delete().eq("id", id).select("id"),
      );
      if (deleted.length === 0) await refuse(await readMine(c.var.db, id), undefined);
      return c.body(null, 204);
    });
}

const Tagged = z.object({ etag: z.string() });

const isStale = (row: unknown, expected: string | undefined) =>
  expected !== undefined && Tagged.parse(row).etag !== expected;

/** Why a write found no row: not there (or not the caller's), changed since, or not theirs to write. */
function refuse(row: unknown, expected: string | undefined): never {
  if (!row) throw notFound();
  if (isStale(row, expected)) {
    throw new ApiError(412, "stale", "This was changed since you read it: read it again.");
  }
  throw new ApiError(403, "forbidden", "You may not change this.");
}

/** An account with no employee record fails an insert like a forbidden one; reading tells which it was. */
async function explain(
  error: DatabaseError,
  read: () => PromiseLike<{ error: DatabaseError | null }>,
): Promise<ApiError> {
  if (error.code === "42501" || error.code === "23502") {
    const reading = await read();
    if (reading.error) return fromDatabase(reading.error);
  }
  return fromDatabase(error);
}
