import { describeRoute, type GenerateSpecOptions, resolver } from "hono-openapi";
import { z } from "zod";
import { ErrorBody } from "./errors.ts";

/** One sentence and the answers of a route, for its OpenAPI document; every error has the one shape. */
export function documentation(
  summary: string,
  answers: Record<number, z.ZodType | null>,
  { open = false, secret = false, ifMatch = false, limited = false, also = [] }: {
    open?: boolean;
    secret?: boolean;
    ifMatch?: boolean;
    /** Whether it counts, and refuses who calls too often. */
    limited?: boolean;
    /** Other media types of the same answer, to who accepts them. */
    also?: ("text/html" | "text/csv" | "text/event-stream")[];
  } = {},
) {
  return describeRoute({
    summary,
    ...(open ? { security: [] } : secret ? { security: [{ secretKey: [] }] } : {}),
    ...(ifMatch ? { parameters: [IF_MATCH] } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, schema]) => [status, {
          description: DESCRIPTIONS[status] ?? "Done.",
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
      ...(limited ? { 429: TOO_MANY } : {}),
      default: {
        description: "Refused, or failed: what is wrong, and the request id to quote.",
        content: { "application/json": { schema: resolver(ErrorBody) } },
      },
    },
  });
}

const IF_MATCH = {
  in: "header" as const,
  name: "If-Match",
  schema: { type: "string" as const },
  description: "The etag that you read; 412 stale if it changed since.",
};

const TOO_MANY = {
  description: "Too often: rate_limited.",
  headers: {
    "retry-after": {
      description: "Seconds until it is allowed again.",
      schema: { type: "integer" as const },
    },
  },
  content: { "application/json": { schema: resolver(ErrorBody) } },
};

const DESCRIPTIONS: Record<string, string> = {
  "200": "The resource, or what it became.",
  "201": "Created.",
  "202": "Accepted.",
  "204": "Done; nothing to tell.",
  "304": "You have the current version.",
};

/** What `/openapi.json` says beside the routes. */
export const openApiOptions = (name: string, description: string): Partial<GenerateSpecOptions> => ({
  documentation: {
    info: { title: `Workforce Compass: ${name}`, version: "1.0.0", description },
    servers: [{ url: "/functions/v1" }],
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        secretKey: { type: "apiKey", in: "header", name: "apikey" },
      },
    },
    security: [{ token: [] }],
  },
  defaultValidationErrorResponse: false,
});

/** `{ items, next_cursor, total? }` of a schema. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next_cursor: z.string().nullable(),
    total: z.int().optional(),
  });
