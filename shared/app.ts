import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { except } from "hono/combine";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { requestId } from "hono/request-id";
import { matchedRoutes } from "hono/route";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import { authenticated, type Env } from "./auth.ts";
import { config } from "./config.ts";
import { ApiError, codeOf } from "./errors.ts";
import { causeOf, logged } from "./log.ts";
import { documentation, openApi } from "./openapi.ts";
import { ready } from "./ready.ts";
import { tracer } from "./tracing.ts";

const trace = config.tracing && tracer(config.tracing);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const Status = z.object({ status: z.string() }).meta({ id: "Status" });

/** What a function says about itself. */
export interface AppOptions {
  /** One sentence for the OpenAPI document. */
  description: string;
  /** Routes by their path that need no person's token; everything else does. */
  open?: Record<string, Hono<Env>>;
  /** Largest body in bytes; 1 MiB unless given. */
  maxBody?: number;
  /** Routes that take CSV, too, and so many bytes of either. */
  csv?: { paths: string[]; maxBody: number };
}

/**
 * The app that every function starts from: request id, log line, server-timing, CORS, errors, `/health`, `/ready`,
 * `/openapi.json`, the open routes, and then the check that every other route stands behind.
 */
export function createApp(
  name: string,
  { description, open = {}, maxBody = 1 << 20, csv }: AppOptions,
): Hono<Env> {
  const app = new Hono<Env>().basePath(`/${name}`);

  app.use(requestId({ limitLength: 64 }));
  app.use(async (c, next) => {
    const [start, began] = [performance.now(), Date.now()];
    c.set("databaseMs", 0);
    await next();
    const ms = performance.now() - start;
    c.header("server-timing", `total;dur=${ms.toFixed(1)}, db;dur=${c.var.databaseMs.toFixed(1)}`);
    const line = {
      ...logged(c, name),
      status: c.res.status,
      ms: Math.round(ms),
      ...(c.res.status >= 500 && c.error ? causeOf(c.error) : {}),
    };
    console.log(JSON.stringify(line));
    trace?.(line, began, ms, c.req.header("traceparent"));
  });
  app.use(cors({
    origin: config.corsOrigins.includes("*") ? "*" : config.corsOrigins,
    allowHeaders: [
      "authorization",
      "apikey",
      "content-type",
      "x-client-info",
      "if-match",
      "if-none-match",
      "x-request-id",
    ],
    allowMethods: METHODS,
    exposeHeaders: ["etag", "x-request-id", "retry-after", "server-timing"],
    maxAge: 86_400,
  }));

  app.onError((error, c) => answerError(c, error));
  const noRoute = (c: Context<Env>) => {
    const allowed = METHODS.filter((method) =>
      app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method)
    );
    if (allowed.length === 0) {
      return answerError(c, new ApiError(404, "not_found", "There is no such route."));
    }
    c.header("allow", allowed.join(", "));
    return answerError(
      c,
      new ApiError(405, "method_not_allowed", `This route answers ${allowed.join(", ")}.`),
    );
  };
  app.notFound(noRoute);

  app.get(
    "/health",
    documentation("Whether the process answers", { 200: Status }, { open: true }),
    (c) => c.json({ status: "ok" }),
  );
  app.get(
    "/ready",
    documentation("Whether requests can be served: database, Auth, configuration", { 200: Status }, {
      open: true,
    }),
    ready,
  );
  app.get(
    "/openapi.json",
    documentation("This document", { 200: z.looseObject({ openapi: z.string() }) }, { open: true }),
    openApi(app, name, description),
  );
  for (const [path, routes] of Object.entries(open)) {
    app.use(`${path}/*`, limitBody(1 << 16), requireType(JSON_TYPE)).route(path, routes);
  }
  // What no route answers is no secret: the routes stand in the document.
  app.use((c, next) =>
    matchedRoutes(c).some(({ method }) => method !== "ALL") ? next() : Promise.resolve(noRoute(c))
  );
  app.use(authenticated);
  for (const path of csv?.paths ?? []) {
    app.use(path, limitBody(csv?.maxBody ?? maxBody), requireType(JSON_TYPE, CSV_TYPE));
  }
  app.use(
    except(csv?.paths.map((path) => `/${name}${path}`) ?? [], limitBody(maxBody), requireType(JSON_TYPE)),
  );
  return app;
}

/** Reads the body, so large at most, and as long as a slow line needs for what it announced. */
function limitBody(maxSize: number): MiddlewareHandler<Env> {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError(413, "too_large", `The body may have ${maxSize} bytes.`);
    },
  });
  return async (c, next) => {
    if (c.req.raw.body) {
      const late = Promise.withResolvers<never>();
      const announced = Number(c.req.header("content-length") ?? 0) / SLOWEST_BYTES_A_MS;
      const patience = setTimeout(
        () => late.reject(new ApiError(408, "timeout", "The body took too long to arrive.")),
        config.bodyTimeoutMs + Math.min(announced, MOST_PATIENCE_MS),
      );
      // Hono keeps what was read for the validators.
      const read = limit(c, async () => void await c.req.arrayBuffer());
      await Promise.race([read, late.promise]).finally(() => clearTimeout(patience));
    }
    await next();
  };
}

const SLOWEST_BYTES_A_MS = 64;
const MOST_PATIENCE_MS = 120_000;

const JSON_TYPE = "application/json";
const CSV_TYPE = "text/csv";

const typeOf = (c: Context<Env>) => c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase();

/** Whether the body is CSV; only where `csv` lets it in. */
export const isCsv = (c: Context<Env>): boolean => typeOf(c) === CSV_TYPE;

/** Without this, Hono reads a body of another type, or none, as an empty object. */
const requireType = (...types: string[]): MiddlewareHandler<Env> => (c, next) => {
  const type = typeOf(c);
  const { body, method, headers } = c.req.raw;
  // Some servers give a stream to whoever sent nothing.
  const isSent = body !== null && headers.get("content-length") !== "0" &&
    (headers.has("content-length") || headers.has("transfer-encoding"));
  if (type ? body && !types.includes(type) : isSent) {
    throw new ApiError(415, "unsupported_media_type", `Send the body as ${types.join(" or ")}.`);
  }
  if (!body && (method === "PUT" || method === "PATCH")) {
    throw new ApiError(400, "invalid", "Send a body.");
  }
  return next();
};

function answerError(c: Context<Env>, error: Error): Response {
  const known = error instanceof ApiError
    ? error
    : error instanceof HTTPException
    ? new ApiError(error.status as ContentfulStatusCode, codeOf(error.status), error.message)
    : new ApiError(500, "internal", error.message);
  const { status, code, details } = known;
  if (status === 429 || status === 503) c.header("retry-after", String(known.retryAfter));
  return c.json({
    code,
    message: code === "internal"
      ? "Something went wrong here. Say this request_id when you report it."
      : known.message,
    ...(details ? { details } : {}),
    request_id: c.var.requestId,
  }, status);
}
