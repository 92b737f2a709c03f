import type { components, paths } from "./paths.ts";

/** The shapes of the API by their names: `Schemas["Me"]`. */
export type Schemas = components["schemas"];

/** What was refused or failed. */
export class CompassError extends Error {
  override readonly name = "CompassError";
  /** 0 when nothing answered. */
  readonly status: number;
  /** `stale`, `not_found`, …; `unreachable` when nothing answered, `not_modified` for a 304. */
  readonly code: string;
  readonly details: Schemas["Detail"][] | undefined;
  /** To quote when you report it; null when no function answered. */
  readonly request_id: string | null;

  constructor(status: number, body: Partial<Schemas["Error"]>, cause?: unknown) {
    super(body.message ?? `The server answered ${status}.`, { cause });
    this.status = status;
    this.code = String(body.code ?? "unexpected");
    this.details = body.details;
    this.request_id = body.request_id ?? null;
  }
}

/** `data` or `error`, as supabase-js answers; where a success has no body (204), both are null. */
export type Answer<T> = { data: T; error: null } | { data: null; error: CompassError };

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** The paths that have a method. */
export type Path<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, unknown> ? P : never;
}[keyof paths];

interface AnyOperation {
  parameters: { path?: unknown; query?: unknown; header?: unknown };
  requestBody?: unknown;
  responses: unknown;
}
type Operation<M extends Method, P extends Path<M>> = Extract<paths[P][M], AnyOperation>;
type Json<T> = T extends { content: { "application/json": infer B } } ? B : null;
type Etag<Header> = Header extends { "If-Match"?: infer T } ? T : never;
type Good<R> = R[keyof R & (200 | 201 | 202 | 204)];

/** What a call takes: `path`, `query`, `body` and `ifMatch` where the route has them. */
export type Options<M extends Method, P extends Path<M>, O extends AnyOperation = Operation<M, P>> =
  & Pick<O["parameters"], "path" | "query">
  & (O extends { requestBody: infer B } ? { body: Json<B> } : { body?: Json<NonNullable<O["requestBody"]>> })
  & {
    /** The etag that you read: 412 `stale` if the thing changed since. */
    ifMatch?: Etag<NonNullable<O["parameters"]["header"]>> | undefined;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  };

/** What a call answers: `Data<"get", "/user-management/me">`. */
export type Data<M extends Method, P extends Path<M>> = Json<Good<Operation<M, P>["responses"]>>;

type Call<M extends Method> = <P extends Path<M>>(
  path: P,
  ...options: Record<never, never> extends Options<M, P> ? [options?: Options<M, P>]
    : [options: Options<M, P>]
) => Promise<Answer<Data<M, P>>>;

/** A function for each method, which never throws: `api.get("/user-management/users/{id}", { path: { id } })`. */
export type Compass = { [M in Method]: Call<M> };

interface AnyOptions {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
  ifMatch?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What is used of a supabase-js client: every 2.x has it. */
interface Supabase {
  functions: {
    invoke(
      name: string,
      options: Omit<AnyOptions, "path" | "query" | "ifMatch"> & { method: Uppercase<Method> },
    ): Promise<{ data: unknown; error: unknown }>;
  };
}

/** The API under the session of a supabase-js client. */
export function compass(supabase: Supabase): Compass {
  const call = (method: Uppercase<Method>) => async (path: string, options: AnyOptions = {}) => {
    const { ifMatch, headers, body, signal } = options;
    try {
      const { data, error } = await supabase.functions.invoke(address(path, options), {
        method,
        headers: { ...(ifMatch === undefined ? {} : { "if-match": ifMatch }), ...headers },
        ...(body ? { body } : {}),
        ...(signal ? { signal } : {}),
      });
      if (error) throw error;
      // supabase-js reads the body that a 204 has not as "".
      return { data: data === "" ? null : data, error: null };
    } catch (error) {
      return { data: null, error: await refusal(error) };
    }
  };
  const [get, post, put] = [call("GET"), call("POST"), call("PUT")];
  // The functions check requests with the schemas that the types come from; their tests check the answers.
  return { get, post, put, patch: call("PATCH"), delete: call("DELETE") } as Compass;
}

function address(path: string, { path: values = {}, query = {} }: AnyOptions): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one !== undefined) search.append(name, String(one));
  }
  const filled = path.slice(1).replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  return [filled, search.toString()].filter(Boolean).join("?");
}

/** Our error, of one of supabase-js: its `context` is the response, where there was one. */
async function refusal(error: unknown): Promise<CompassError> {
  const { context, message = "" }: { context?: Partial<Response>; message?: string } = Object(error);
  const status = context?.status ?? 0;
  if (status === 0) return new CompassError(status, { code: "unreachable", message }, error);
  if (status === 304) {
    return new CompassError(status, { code: "not_modified", message: "You have it." }, error);
  }
  // A gateway may answer in any shape, or in none.
  const body = await context?.json?.().catch(() => null);
  return new CompassError(status, Object(body), error);
}
