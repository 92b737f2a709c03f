/** Where spans go: an OTLP receiver, by OpenTelemetry's own variables. */
export interface Tracing {
  endpoint: string;
  headers: Record<string, string>;
  service: string;
}

/** Reads OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS and OTEL_SERVICE_NAME; null where nobody asked for spans. */
export function readTracing(env: (name: string) => string | undefined): Tracing | null {
  const endpoint = env("OTEL_EXPORTER_OTLP_ENDPOINT");
  if (!endpoint) return null;
  const pairs = (env("OTEL_EXPORTER_OTLP_HEADERS") ?? "").split(",").flatMap((pair) => {
    const [name = "", ...value] = pair.split("=");
    return name.trim() ? [[name.trim(), decodeURIComponent(value.join("=").trim())] as const] : [];
  });
  return {
    endpoint: `${endpoint.replace(/\/+$/, "")}/v1/traces`,
    headers: Object.fromEntries(pairs),
    service: env("OTEL_SERVICE_NAME") || "workforce-compass",
  };
}

/** What a span tells: what the log line does. */
export interface Request {
  request_id: string;
  function: string;
  method: string;
  route: string | null;
  status: number;
  error?: string;
}

const [PATIENCE_MS, MOST] = [1000, 500];

const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
const hex = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes)).toHex();
const nanoseconds = (ms: number) => `${BigInt(Math.round(ms * 1000)) * 1000n}`;

/**
 * Sends a span a request, together with those of the next second. Losing some is no fault: nobody waits for them.
 * The middleware of Hono and the tracing of Deno put the whole address into every span, with ids and what was searched for.
 */
export function tracer({ endpoint, headers, service }: Tracing) {
  let waiting: unknown[] = [];
  const send = async () => {
    await new Promise((done) => setTimeout(done, PATIENCE_MS));
    const spans = waiting;
    waiting = [];
    const resource = { attributes: [text("service.name", service)] };
    const body = {
      resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "workforce-compass" }, spans }] }],
    };
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(5000),
    });
    await response.body?.cancel();
  };
  return (request: Request, began: number, ms: number, traceparent = "") => {
    if (waiting.length >= MOST) return;
    const [, traceId = hex(16), parentSpanId] =
      traceparent.match(/^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/) ?? [];
    waiting.push({
      traceId,
      spanId: hex(8),
      ...parentSpanId ? { parentSpanId } : {},
      name: `${request.method} ${request.route ?? ""}`.trim(),
      kind: 2, // a server's
      startTimeUnixNano: nanoseconds(began),
      endTimeUnixNano: nanoseconds(began + ms),
      attributes: [
        text("http.request.method", request.method),
        ...request.route ? [text("http.route", request.route)] : [],
        { key: "http.response.status_code", value: { intValue: String(request.status) } },
        text("faas.name", request.function),
        text("compass.request_id", request.request_id),
        ...request.error ? [text("error.type", request.error)] : [],
      ],
      ...request.status >= 500 ? { status: { code: 2 } } : {},
    });
    if (waiting.length === 1) keepAlive(send().catch(() => {}));
  };
}

/** Where the platform ends a process that has answered, it waits for this. */
function keepAlive(work: Promise<void>): void {
  const runtime: unknown = Reflect.get(globalThis, "EdgeRuntime");
  if (typeof runtime !== "object" || runtime === null) return;
  const wait: unknown = Reflect.get(runtime, "waitUntil");
  if (typeof wait === "function") wait.call(runtime, work);
}
