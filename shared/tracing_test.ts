import { assert, assertEquals } from "@std/assert";
import { Hono } from "hono";
import { z } from "zod";
import { ApiError } from "./errors.ts";
import type { Env } from "./auth.ts";
import { readTracing } from "./tracing.ts";

const Value = z.object({ key: z.string(), value: z.record(z.string(), z.string()) });
const Spans = z.object({
  resourceSpans: z.array(z.object({
    resource: z.object({ attributes: z.array(Value) }),
    scopeSpans: z.array(z.object({
      spans: z.array(z.object({
        traceId: z.string().regex(/^[0-9a-f]{32}$/),
        spanId: z.string().regex(/^[0-9a-f]{16}$/),
        parentSpanId: z.string().optional(),
        name: z.string(),
        startTimeUnixNano: z.string().regex(/^\d{19}$/),
        endTimeUnixNano: z.string().regex(/^\d{19}$/),
        attributes: z.array(Value),
        status: z.object({ code: z.int() }).optional(),
      })),
    })),
  })),
});

Deno.test("a receiver that the environment names gets a span a request: pattern, status, whose trace it is, and nothing that was sent", async () => {
  const got = Promise.withResolvers<{ path: string; key: string | null; text: string }>();
  const receiver = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, async (request) => {
    const { pathname } = new URL(request.url);
    got.resolve({ path: pathname, key: request.headers.get("x-key"), text: await request.text() });
    return new Response("{}");
  });
  const variables = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${receiver.addr.port}`,
    OTEL_EXPORTER_OTLP_HEADERS: "x-key=a%20b",
  };
  const print = console.log;
  console.log = () => {};
  try {
    for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
    const { createApp } = await import("./app.ts");
    for (const name of Object.keys(variables)) Deno.env.delete(name);
    const things = new Hono<Env>().get("/:name", (c) => c.json({ name: c.req.param("name") })).post(
      "/:name",
      () => {
        throw new ApiError(503, "unavailable", "The canary is away.");
      },
    );
    const app = createApp("probe", { description: "For a test.", open: { "/things": things } });
    const headers = {
      "x-request-id": "the-request",
      "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      "user-agent": "canary",
      "authorization": "Bearer canary",
    };
    await app.request("/probe/things/canary?q=canary#canary", { headers });
    await app.request("/probe/things/canary", { method: "POST" });
    const { path, key, text } = await got.promise;
    assertEquals([path, key], ["/v1/traces", "a b"]);
    assert(!text.includes("canary"), text);
    const [{ resource, scopeSpans } = { resource: null, scopeSpans: [] }] =
      Spans.parse(JSON.parse(text)).resourceSpans;
    assertEquals(resource?.attributes, [{
      key: "service.name",
      value: { stringValue: "workforce-compass" },
    }]);
    const [first, second] = scopeSpans.flatMap(({ spans }) => spans);
    assertEquals(
      [first?.traceId, first?.parentSpanId, first?.name],
      ["0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", "GET /probe/things/:name"],
    );
    assertEquals(
      Object.fromEntries(first?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? []),
      {
        "http.request.method": "GET",
        "http.route": "/probe/things/:name",
        "http.response.status_code": "200",
        "faas.name": "probe",
        "compass.request_id": "the-request",
      },
    );
    assertEquals([second?.name, second?.status, second?.parentSpanId], ["POST /probe/things/:name", {
      code: 2,
    }, undefined]);
  } finally {
    console.log = print;
    await receiver.shutdown();
  }
});

Deno.test("nobody asked for spans: there is no tracer", () => {
  assertEquals(readTracing(() => undefined), null);
});
