import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";

/** What is wrong with one field: where, a stable code, a sentence, and the limits that were broken. */
export const Detail = z.object({
  path: z.string().meta({ example: "languages.0.proficiency" }),
  code: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.json()).optional(),
}).meta({ id: "Detail" });
export type Detail = z.infer<typeof Detail>;

/** The one shape of every error answer. */
export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  details: z.array(Detail).optional(),
  request_id: z.string(),
}).meta({ id: "Error" });

/** An answer that is not a success; thrown anywhere, sent by the app's error handler. */
export class ApiError extends Error {
  /** What the log says of it: nothing that somebody wrote. */
  readonly log: string;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number;

  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly details?: Detail[],
    { log = code, retryAfter = 1 }: { log?: string; retryAfter?: number } = {},
  ) {
    super(message);
    this.log = log;
    this.retryAfter = retryAfter;
  }
}

export const notFound = () => new ApiError(404, "not_found", "There is no such thing, or it is not for you.");

const CODES: Record<number, string> = {
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  408: "timeout",
  409: "conflict",
  412: "stale",
  413: "too_large",
  415: "unsupported_media_type",
  429: "rate_limited",
  503: "unavailable",
};

/** The usual code of a status. */
export const codeOf = (status: number): string => CODES[status] ?? "internal";

/** What PostgREST says of a failed call. */
export interface DatabaseError {
  code?: string;
  message: string;
  details: string | null;
  hint: string | null;
}

/** Turns an error of PostgREST or Postgres into ours; what is not the caller's doing stays unknown to them. */
export function fromDatabase(error: DatabaseError): ApiError {
  // Without a code it comes from something before PostgREST, such as a gateway that finds nobody behind it.
  const { code = "" } = error;
  const log = `database error ${code || "none"}`;
  if (/^PT[45]\d\d$/.test(code)) {
    const status = Number(code.slice(2)) as ContentfulStatusCode;
    const hint = error.hint || codeOf(status);
    // A refusal that keeps its count is no exception of Postgres, but looks like one; its details are the seconds to wait; a rule without seconds is one for days.
    if (status === 429) {
      const retryAfter = Number(error.details) || 3600;
      return new ApiError(status, hint, error.message, undefined, { retryAfter });
    }
    return new ApiError(status, hint, error.message, parseDetails(error.details));
  }
  switch (code) {
    case "42501":
      // Our own sentences say why, and end with a period; those of Postgres name tables, and don't.
      return new ApiError(
        403,
        "forbidden",
        error.message.endsWith(".") ? error.message : "You may not do this.",
      );
    case "23503":
      return new ApiError(400, "unknown_id", "An id names nothing that exists.");
    case "23505":
      return new ApiError(409, "duplicate", "There is one like this already.");
    case "23514":
    case "23502":
      return new ApiError(400, "invalid", "A value is not allowed here.");
    case "40001":
    case "40P01":
      return new ApiError(409, "conflict", "Somebody else changed this at the same moment: try again.");
    case "57014":
      return new ApiError(
        503,
        "unavailable",
        "This took too long and was stopped: try again.",
        undefined,
        { log },
      );
  }
  if (/^PGRST30\d$/.test(code)) return new ApiError(401, "unauthenticated", "The token is not valid.");
  if (/^(22|PGRST10)/.test(code) && code !== "22012") {
    return new ApiError(400, "invalid", "A value has the wrong form.");
  }
  // 25006: it takes no writes, as where the disk was full, or while another takes over.
  if (/^(PGRST00\d|08|53|57|25006)/.test(code) || code === "") {
    return new ApiError(503, "unavailable", "The database can't be reached: try again.", undefined, { log });
  }
  // Only the SQLSTATE: a message of Postgres may quote a person's data.
  return new ApiError(500, "internal", "", undefined, { log });
}

function parseDetails(text: string | null): Detail[] | undefined {
  return text?.startsWith("[") ? z.array(Detail).parse(JSON.parse(text)) : undefined;
}

/** The data of a PostgREST answer, or the error thrown. */
export function unwrap<T>(result: { data: T; error: null } | { data: unknown; error: DatabaseError }): T {
  if (result.error) throw fromDatabase(result.error);
  return result.data as T; // The union is discriminated by `error`; PostgREST's own types are wider.
}
