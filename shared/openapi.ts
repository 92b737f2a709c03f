import type { Context, Hono } from "hono";
import { describeRoute, generateSpecs, resolver } from "hono-openapi";
import { z } from "zod";
import type { Env } from "./auth.ts";
import { ErrorBody } from "./errors.ts";

type Media = "text/html" | "text/csv" | "text/event-stream" | "text/plain";

/**
 * One sentence and the answers of a route, for its OpenAPI document. What a route refuses follows from its method, parameters
 * and body (`refusals` below); `refuses` names what does not.
 */
export function documentation(
  summary: string,
  answers: Record<number, z.ZodType | null>,
  { open = false, secret = false, ifMatch = false, limited = false, refuses = [], also = [] }: {
    open?: boolean;
    secret?: boolean;
    ifMatch?: boolean;
    /** Whether it counts, and refuses who calls too often. */
    limited?: boolean;
    refuses?: (keyof typeof REFUSALS)[];
    /** Other media types of the same answer, to who accepts them. */
    also?: Media[];
  } = {},
) {
  const tagged = 304 in answers;
  return describeRoute({
    summary,
    ...(open ? { security: [] } : secret ? { security: [{ secretKey: [] }] } : {}),
    ...(ifMatch ? { parameters: [IF_MATCH] } : tagged ? { parameters: [IF_NONE_MATCH] } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [status, {
          description: DESCRIPTIONS[status] ?? "Done.",
          headers: tagged ? { ...HEADERS, etag: { $ref: "#/components/headers/Etag" } } : HEADERS,
          ...(schema
            ? {
              content: {
                "application/json": { schema: resolver(schema) },
                ...Object.fromEntries(also.map((type) => [type, { schema: { type: "string" as const } }])),
              },
            }
            : {}),
        }]),
      ),
      ...(limited ? { 429: refusal(429) } : {}),
      ...Object.fromEntries(refuses.map((status) => [status, refusal(status)])),
    },
  });
}

const IF_MATCH = {
  in: "header" as const,
  name: "If-Match",
  schema: { type: "string" as const },
  description: "The etag that you read; 412 stale if it changed since.",
};

const IF_NONE_MATCH = {
  in: "header" as const,
  name: "If-None-Match",
  schema: { type: "string" as const },
  description: "The ETag of the answer that you have; 304 if it is the same still.",
};

const HEADERS = {
  "x-request-id": { $ref: "#/components/headers/RequestId" },
  "server-timing": { $ref: "#/components/headers/ServerTiming" },
};

const HEADER_COMPONENTS = {
  RequestId: {
    description: "Names this request, in logs too; yours, if you sent a sane one.",
    required: true,
    schema: { type: "string" as const },
  },
  ServerTiming: {
    description: "Milliseconds in all, and of them waiting for the database.",
    required: true,
    schema: { type: "string" as const },
  },
  Etag: {
    description: "Of this answer, for If-None-Match.",
    required: true,
    schema: { type: "string" as const },
  },
  RetryAfter: {
    description: "Seconds to wait before the same again.",
    required: true,
    schema: { type: "integer" as const },
  },
};

const DESCRIPTIONS: Record<string, string> = {
  "200": "The resource, or what it became.",
  "201": "Created.",
  "202": "Accepted.",
  "204": "Done; nothing to tell.",
  "304": "You have the current version.",
};

/** What is refused, by status: the name of its response, and why. */
const REFUSALS = {
  400: ["Invalid", "`invalid`: the form is wrong, `details` says where; `unknown_id`: an id names nothing."],
  401: ["Unauthenticated", "`unauthenticated`: no valid token or key."],
  403: ["Forbidden", "`forbidden`: not for you; `no_employee_record`: the account belongs to no employee."],
  404: ["NotFound", "`not_found`: no such thing, or not for you, or switched off where you are."],
  409: ["Conflict", "What is there forbids it; `conflict`: somebody else changed it at the same moment."],
  412: ["Stale", "`stale`: changed since you read it."],
  413: ["TooLarge", "`too_large`: the body has too many bytes."],
  415: ["UnsupportedMediaType", "`unsupported_media_type`: the body is of another type."],
  429: ["RateLimited", "`rate_limited`: over a limit."],
  500: ["Internal", "`internal`: a fault of ours; quote the request id."],
  503: ["Unavailable", "`unavailable`: something is away or took too long."],
} as const;

const STATUSES = [400, 401, 403, 404, 409, 412, 413, 415, 429, 500, 503] as const;
type Refusal = typeof STATUSES[number];

const refusal = (status: Refusal) => ({ $ref: `#/components/responses/${REFUSALS[status][0]}` });

const refused = (status: Refusal) => ({
  description: REFUSALS[status][1],
  headers: status === 429 || status === 503
    ? { ...HEADERS, "retry-after": { $ref: "#/components/headers/RetryAfter" } }
    : HEADERS,
  content: { "application/json": { schema: resolver(ErrorBody) } },
});

type Document = Awaited<ReturnType<typeof generateSpecs>>;
type Operation = NonNullable<Document["paths"][string]["get"]>;

/** What an operation may refuse beside what its route says: follows from its method, parameters, body and who may call. */
function refusals(method: string, { parameters = [], requestBody, security }: Operation): Refusal[] {
  const places = parameters.map((parameter) => "in" in parameter ? `${parameter.in} ${parameter.name}` : "");
  const takes = (place: string) => places.some((known) => known.startsWith(place));
  const [open, secret] = [security?.length === 0, security?.some((way) => "secretKey" in way)];
  const writes = method !== "get";
  const holds: Record<Refusal, boolean> = {
    400: takes("path") || takes("query") || requestBody !== undefined,
    401: !open,
    403: !open && !secret,
    404: !open && !secret,
    409: writes && !open && !secret,
    412: takes("header If-Match"),
    413: writes,
    415: writes,
    // Its route says so.
    429: false,
    500: true,
    503: true,
  };
  return STATUSES.filter((status) => holds[status]);
}

async function describe(app: Hono<Env>, name: string, description: string): Promise<Document> {
  const document = await generateSpecs(app, {
    documentation: {
      info: { title: `Workforce Compass: ${name}`, version: "1.0.0", description },
      servers: [{ url: "/functions/v1" }],
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
          secretKey: { type: "apiKey", in: "header", name: "apikey" },
        },
        headers: HEADER_COMPONENTS,
        responses: Object.fromEntries(STATUSES.map((status) => [REFUSALS[status][0], refused(status)])),
      },
      security: [{ token: [] }],
    },
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
  });
  for (const [path, verbs] of Object.entries(document.paths)) {
    for (const method of ["get", "post", "put", "patch", "delete"] as const) {
      const operation = verbs[method];
      if (!operation) continue;
      operation.tags = [path.split("/")[2] ?? name];
      const refused = refusals(method, operation).map((status) => [status, refusal(status)]);
      operation.responses = { ...Object.fromEntries(refused), ...operation.responses };
      // What is only told to happen may leave out a body of which nothing is asked.
      const { requestBody } = operation;
      const body = requestBody && "content" in requestBody && requestBody.content["application/json"]?.schema;
      if (
        method === "post" && body && "type" in body && body.type === "object" && !body.required?.length &&
        !body.oneOf
      ) {
        operation.requestBody = { ...requestBody, required: false };
      }
    }
  }
  // A document names nothing that it does not use.
  const { securitySchemes = {}, responses = {}, headers = {} } = document.components;
  const kept = <T>(things: Record<string, T>, by: unknown) => {
    const text = JSON.stringify(by);
    return Object.fromEntries(Object.entries(things).filter(([name]) => text.includes(`${name}"`)));
  };
  document.components.responses = kept(responses, document.paths);
  document.components.headers = kept(headers, [document.paths, document.components.responses]);
  document.components.securitySchemes = kept(securitySchemes, [document.paths, document.security]);
  return document;
}

/** Answers a function's OpenAPI document. */
export function openApi(app: Hono<Env>, name: string, description: string) {
  let document: Promise<Document> | undefined;
  return async (c: Context<Env>) => c.json(await (document ??= describe(app, name, description)));
}

/** `{ items, next_cursor, total? }` of a schema. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    total: z.int().optional(),
  });
