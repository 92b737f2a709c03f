import { resolveEnv } from "@supabase/server/core";
import { readTracing, type Tracing } from "./tracing.ts";

type SupabaseEnv = NonNullable<ReturnType<typeof resolveEnv>["data"]>;

/** What a function reads from its environment, once, at its start. */
export interface Config {
  /** URL, keys and JWKS of the project, as `@supabase/server` resolves them. */
  supabase: SupabaseEnv;
  /** Where PostgREST answers: `REST_URL`, else through the project's gateway. */
  restUrl: string;
  /** PostgREST through the project's gateway, which knows what secret keys mean. */
  gatewayUrl: string;
  authUrl: string;
  /** Who must have issued a token; empty: whoever has the project's key. */
  issuer: string;
  /** The key that Auth and the gateway want beside a token. */
  publishableKey: string;
  /** Origins that a browser may call from; `*` when `CORS_ORIGINS` is not set (tokens only, never cookies). */
  corsOrigins: string[];
  /** The header that says where a request came from, and how many proxies of our own side append to it. */
  addressHeader: string;
  addressHops: number;
  /** How long a small body may take to arrive. */
  bodyTimeoutMs: number;
  /** Whether Auth may hand out accounts with unconfirmed addresses. Only for a laptop. */
  allowUnconfirmed: boolean;
  /** Where spans go; null: nowhere. */
  tracing: Tracing | null;
  /** A sentence for each thing that is missing or wrong; `/ready` shows them. */
  problems: string[];
}

/** Reads the configuration; what is missing becomes a sentence in `problems`, never an exception. */
export function readConfig(env: (name: string) => string | undefined): Config {
  const problems: string[] = [];
  const resolved = resolveEnv().data;
  const supabase = resolved ??
    { url: "http://unset.invalid", publishableKeys: {}, secretKeys: {}, jwks: null };
  if (!resolved) problems.push("SUPABASE_URL is not set.");
  const publishableKey = supabase.publishableKeys.default ?? Object.values(supabase.publishableKeys)[0] ??
    env("SUPABASE_ANON_KEY") ?? "";
  if (!publishableKey) problems.push("SUPABASE_PUBLISHABLE_KEYS (or SUPABASE_ANON_KEY) is not set.");
  if (!supabase.jwks) {
    problems.push(
      "SUPABASE_JWKS is not valid, or is not set and can't be derived from SUPABASE_PUBLIC_URL or SUPABASE_URL.",
    );
  }
  if (!supabase.secretKeys.default) problems.push("SUPABASE_SECRET_KEYS has no key called default.");
  const base = supabase.url.replace(/\/+$/, "");
  return {
    supabase,
    restUrl: env("REST_URL") || `${base}/rest/v1`,
    gatewayUrl: `${base}/rest/v1`,
    authUrl: `${base}/auth/v1`,
    issuer: env("AUTH_ISSUER") ?? "",
    publishableKey,
    corsOrigins: (env("CORS_ORIGINS") ?? "*").split(",").map((origin) => origin.trim()).filter(Boolean),
    // Hosted, Cloudflare stands in front and writes this one itself.
    addressHeader: env("ADDRESS_HEADER") ||
      (new URL(base).hostname.endsWith(".supabase.co") ? "cf-connecting-ip" : "x-forwarded-for"),
    addressHops: Math.max(1, Number.parseInt(env("ADDRESS_HOPS") ?? "1") || 1),
    bodyTimeoutMs: Number(env("BODY_TIMEOUT_MS")) || 10_000,
    allowUnconfirmed: env("ALLOW_UNCONFIRMED") === "1",
    tracing: readTracing(env),
    problems,
  };
}

export const config: Config = readConfig((name) => Deno.env.get(name));
