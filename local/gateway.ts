import { z } from "zod";
import type { Auth } from "./auth.ts";
import type { EdgeFunction } from "./functions.ts";
import type { Keys } from "./place.ts";

/** What the gateway serves on its one port. */
export interface Parts {
  keys: Keys;
  /** The JWTs that stand for the API keys before PostgREST; as on Supabase they are (legacy) keys too. */
  tokens: { anon: string; service: string };
  auth: Auth;
  /** PostgREST, or null where lite serves the Data API. */
  restUrl: string | null;
  functions: Map<string, EdgeFunction>;
}

type Routes = Omit<Parts, "tokens"> & { tokens: Map<string, string> };

const Connection = z.object({ remoteAddr: z.object({ hostname: z.string() }) });

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS,TRACE,CONNECT",
  "access-control-max-age": "3600",
};
// Auth's pages that a mail links to, and its public keys: a browser opens them with no key.
const KEYLESS = /^\/auth\/v1\/(verify|callback|authorize|health|\.well-known\/)/;

/** The handler of the gateway: who may pass, and where to; bodies stream through untouched. */
export function gateway(parts: Parts): (request: Request, info?: unknown) => Promise<Response> {
  const { keys, tokens: { anon, service } } = parts;
  const tokens = new Map([[keys.publishable, anon], [keys.secret, service], [anon, anon], [
    service,
    service,
  ]]);
  const routes = { ...parts, tokens };
  return async (request, info) => {
    const path = request.url.slice(request.url.indexOf("/", 8));
    // No request that is made of this one may have such a method.
    if (/^(?:CONNECT|TRACE|TRACK)$/i.test(request.method)) {
      const headers = { ...CORS, allow: "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS" };
      return Response.json({ message: "Method not allowed" }, { status: 405, headers });
    }
    if (path.startsWith("/rest/v1/") || path.startsWith("/auth/v1/")) {
      if (request.method === "OPTIONS") return preflight(request);
      const refused = KEYLESS.test(path) ? null : refuse(request, routes);
      if (refused) return refused;
      return path.startsWith("/rest") ? await rest(request, path, routes) : await auth(request, routes);
    }
    if (path.startsWith("/functions/v1/")) return await call(request, path, info, routes);
    if (path.startsWith("/mail")) return mail(request, routes);
    return answer(404, "no Route matched with those values");
  };
}

function answer(status: number, message: string): Response {
  return Response.json({ message }, { status, headers: CORS });
}

function preflight(request: Request): Response {
  const asked = request.headers.get("access-control-request-headers") ?? "*";
  return new Response(null, { status: 204, headers: { ...CORS, "access-control-allow-headers": asked } });
}

function refuse(request: Request, { tokens }: Routes): Response | null {
  const key = request.headers.get("apikey");
  if (key === null) return answer(401, "No API key found in request");
  return tokens.has(key) ? null : answer(401, "Invalid API key");
}

/** The caller's own token; where there is none (clients then repeat the API key), that of the key. */
function bearer(request: Request, { tokens }: Routes): string {
  const own = request.headers.get("authorization");
  const token = own?.replace(/^Bearer /i, "");
  if (own && token && !tokens.has(token)) return own;
  return `Bearer ${tokens.get(request.headers.get("apikey") ?? "")}`;
}

async function rest(request: Request, path: string, routes: Routes): Promise<Response> {
  if (!routes.restUrl) return await routes.auth.rest(withoutKey(request, routes));
  const headers = new Headers(request.headers);
  headers.set("authorization", bearer(request, routes));
  headers.delete("host");
  try {
    return await fetch(routes.restUrl + path.slice("/rest/v1".length), {
      method: request.method,
      headers,
      body: request.body,
      redirect: "manual",
      signal: request.signal,
    });
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    return answer(503, `The Data API does not answer: ${error instanceof Error ? error.message : error}`);
  }
}

async function auth(request: Request, routes: Routes): Promise<Response> {
  if (new URL(request.url).pathname === "/auth/v1/.well-known/jwks.json") {
    return Response.json({ keys: [] }, { headers: CORS });
  }
  const response = await routes.auth.fetch(withoutKey(request, routes)).catch((error) =>
    answer(503, `Auth does not answer: ${error instanceof Error ? error.message : error}`)
  );
  if (response.headers.has("access-control-allow-origin")) return response;
  const headers = new Headers(response.headers);
  headers.set("access-control-allow-origin", "*");
  return new Response(response.body, { status: response.status, headers });
}

// An API key in place of a token is nobody's session.
function withoutKey(request: Request, { tokens }: Routes): Request {
  const token = request.headers.get("authorization")?.replace(/^Bearer /i, "");
  if (!token || !tokens.has(token)) return request;
  const copy = new Request(request);
  copy.headers.delete("authorization");
  return copy;
}

async function call(request: Request, path: string, info: unknown, { functions }: Routes): Promise<Response> {
  const inner = path.slice("/functions/v1".length);
  const name = inner.split(/[/?]/)[1] ?? "";
  const serve = functions.get(name);
  if (!serve) {
    const body = { code: "NOT_FOUND", message: "Requested function was not found" };
    return Response.json(body, { status: 404, headers: CORS });
  }
  try {
    // As on Supabase, a function sees its own name as the first part of the path, and where the request came from.
    const inside = new Request(new URL(inner, request.url), request);
    const { data: from } = Connection.safeParse(info);
    if (from) inside.headers.append("x-forwarded-for", from.remoteAddr.hostname);
    return await serve.fetch(inside, info);
  } catch (error) {
    if (request.signal.aborted) return new Response(null, { status: 499 });
    console.error(`Function ${name} failed:`, error);
    const body = { code: "WORKER_ERROR", message: "Function exited due to an error (please check logs)" };
    return Response.json(body, { status: 500, headers: CORS });
  }
}

function mail(request: Request, { auth }: Routes): Response {
  const to = new URL(request.url).searchParams.get("to")?.toLowerCase();
  return Response.json(auth.mails.filter((mail) => !to || mail.to.toLowerCase() === to));
}
