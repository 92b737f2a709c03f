import { assertEquals, assertMatch } from "@std/assert";
import { gateway, type Parts } from "./gateway.ts";

const keys = {
  publishable: "sb_publishable_p",
  secret: "sb_secret_s",
  jwtSecret: "j",
  password: "",
  adminPassword: "",
};
const tokens = { anon: "anon.jwt", service: "service.jwt" };

/** A gateway over a PostgREST that answers with what it was sent. */
async function withGateway(parts: Partial<Parts>, use: (url: string) => Promise<void>): Promise<void> {
  const quiet = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const rest = Deno.serve(quiet, async (request) =>
    Response.json({
      path: new URL(request.url).pathname + new URL(request.url).search,
      method: request.method,
      authorization: request.headers.get("authorization"),
      body: await request.text(),
    }, { headers: { "content-range": "0-0/1" } }));
  const auth = {
    mails: [],
    fetch: (request: Request) =>
      Promise.resolve(Response.json({ authorization: request.headers.get("authorization") })),
    rest: () => Promise.resolve(new Response("lite")),
    close: () => Promise.resolve(),
  };
  const restUrl = `http://127.0.0.1:${rest.addr.port}`;
  const server = Deno.serve(quiet, gateway({ keys, tokens, auth, restUrl, functions: new Map(), ...parts }));
  try {
    await use(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
    await rest.shutdown();
  }
}

Deno.test("an API key becomes its role's token; a person's own token passes as it is", () =>
  withGateway({}, async (url) => {
    const seen = async (headers: Record<string, string>) =>
      (await (await fetch(`${url}/rest/v1/users?select=id`, { headers })).json()).authorization;
    const apikey = keys.publishable;
    assertEquals(await seen({ apikey }), "Bearer anon.jwt");
    assertEquals(await seen({ apikey, authorization: `Bearer ${apikey}` }), "Bearer anon.jwt");
    assertEquals(await seen({ apikey: keys.secret }), "Bearer service.jwt");
    assertEquals(await seen({ apikey, authorization: "Bearer person.jwt" }), "Bearer person.jwt");
    assertEquals(await seen({ apikey: tokens.anon }), "Bearer anon.jwt");
  }));

Deno.test("no key, or one that is not known → 401, readable by a browser", () =>
  withGateway({}, async (url) => {
    for (const path of ["/rest/v1/users", "/auth/v1/settings"]) {
      for (const headers of [{}, { apikey: "sb_secret_guess" }, { authorization: `Bearer ${keys.secret}` }]) {
        const response = await fetch(url + path, { headers });
        assertEquals(response.status, 401);
        assertEquals(response.headers.get("access-control-allow-origin"), "*");
        await response.body?.cancel();
      }
    }
  }));

Deno.test("path, query, method, body and headers pass to PostgREST and back", () =>
  withGateway({}, async (url) => {
    const response = await fetch(`${url}/rest/v1/rpc/f?select=a,b%20c`, {
      method: "POST",
      headers: { apikey: keys.publishable },
      body: "x".repeat(100_000),
    });
    assertEquals(response.headers.get("content-range"), "0-0/1");
    const { path, method, body } = await response.json();
    assertEquals([path, method, body.length], ["/rpc/f?select=a,b%20c", "POST", 100_000]);
  }));

Deno.test("an API key in place of a token is nobody's session for Auth", () =>
  withGateway({}, async (url) => {
    const headers = { apikey: keys.publishable, authorization: `Bearer ${keys.publishable}` };
    assertEquals(await (await fetch(`${url}/auth/v1/user`, { headers })).json(), { authorization: null });
  }));

Deno.test("pre-flight allows what was asked", () =>
  withGateway({}, async (url) => {
    const headers = { "origin": "http://app", "access-control-request-headers": "apikey, x-request-id" };
    const response = await fetch(`${url}/rest/v1/users`, { method: "OPTIONS", headers });
    assertEquals(response.status, 204);
    assertEquals(response.headers.get("access-control-allow-headers"), "apikey, x-request-id");
  }));

Deno.test("a function sees its own name as the first part of the path; an unknown one → 404", () => {
  const functions = new Map([["training", {
    fetch: (request: Request) => new Response(new URL(request.url).pathname),
  }]]);
  return withGateway({ functions }, async (url) => {
    assertEquals(await (await fetch(`${url}/functions/v1/training/courses?x=1`)).text(), "/training/courses");
    assertEquals(await (await fetch(`${url}/functions/v1/training`)).text(), "/training");
    const unknown = await fetch(`${url}/functions/v1/nothing`);
    assertEquals(unknown.status, 404);
    await unknown.body?.cancel();
  });
});

Deno.test("a stream arrives chunk by chunk, and ends at its source when the client leaves", async () => {
  const left = Promise.withResolvers<void>();
  const chat = () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: first\n\n")),
      cancel: () => left.resolve(),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  };
  await withGateway({ functions: new Map([["chat", { fetch: chat }]]) }, async (url) => {
    const client = new AbortController();
    const response = await fetch(`${url}/functions/v1/chat`, { signal: client.signal });
    const first = await response.body?.getReader().read();
    assertMatch(new TextDecoder().decode(first?.value), /first/);
    client.abort();
    await left.promise;
  });
});

Deno.test("where PostgREST does not answer → 503 with a sentence; where there is none, lite serves", async () => {
  await withGateway({ restUrl: "http://127.0.0.1:1" }, async (url) => {
    const response = await fetch(`${url}/rest/v1/users`, { headers: { apikey: keys.publishable } });
    assertEquals(response.status, 503);
    assertMatch((await response.json()).message, /does not answer/);
  });
  await withGateway({ restUrl: null }, async (url) => {
    const response = await fetch(`${url}/rest/v1/users`, { headers: { apikey: keys.publishable } });
    assertEquals(await response.text(), "lite");
  });
});

Deno.test("a method that nobody serves is 405, and no failure of ours", () =>
  withGateway({}, async (url) => {
    const { hostname, port } = new URL(url);
    const connection = await Deno.connect({ hostname, port: Number(port) });
    const request =
      `TRACE /functions/v1/any/thing HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    assertMatch(await new Response(connection.readable).text(), /^HTTP\/1.1 405 [^]*allow: GET/);
  }));
