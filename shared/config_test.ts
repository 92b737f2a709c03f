import { assertEquals, assertMatch } from "@std/assert";
import { readConfig } from "./config.ts";

const NAMES = [
  "SUPABASE_URL",
  "SUPABASE_PUBLISHABLE_KEYS",
  "SUPABASE_PUBLISHABLE_KEY",
  "SUPABASE_SECRET_KEYS",
  "SUPABASE_SECRET_KEY",
  "SUPABASE_JWKS",
  "SUPABASE_PUBLIC_URL",
];

/** Reads the configuration with only these variables set. */
function withEnvironment(values: Record<string, string>) {
  const before = NAMES.map((name) => [name, Deno.env.get(name)] as const);
  for (const name of NAMES) Deno.env.delete(name);
  for (const [name, value] of Object.entries(values)) if (NAMES.includes(name)) Deno.env.set(name, value);
  try {
    return readConfig((name) => values[name]);
  } finally {
    for (const [name, value] of before) {
      value === undefined ? Deno.env.delete(name) : Deno.env.set(name, value);
    }
  }
}

Deno.test("a hosted project's own variables are enough, and PostgREST is reached through the gateway", () => {
  const config = withEnvironment({
    SUPABASE_URL: "https://abc.supabase.co/",
    SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_x"}',
    SUPABASE_SECRET_KEYS: '{"default":"sb_secret_x"}',
  });
  assertEquals(config.problems, []);
  assertEquals(config.restUrl, "https://abc.supabase.co/rest/v1");
  assertEquals(config.publishableKey, "sb_publishable_x");
  assertEquals(config.corsOrigins, ["*"]);
  assertEquals(config.allowUnconfirmed, false);
});

Deno.test("origins are a list; REST_URL wins over the gateway", () => {
  const config = withEnvironment({
    SUPABASE_URL: "http://127.0.0.1:54321",
    SUPABASE_PUBLISHABLE_KEY: "k",
    CORS_ORIGINS: "https://a.example, https://b.example,",
    REST_URL: "http://127.0.0.1:3000",
  });
  assertEquals(config.corsOrigins, ["https://a.example", "https://b.example"]);
  assertEquals(config.restUrl, "http://127.0.0.1:3000");
});

Deno.test("what is missing becomes a sentence, never an exception", () => {
  const { problems } = withEnvironment({});
  assertEquals(problems.length, 4);
  assertMatch(problems.join(" "), /SUPABASE_URL is not set\./);
  assertMatch(problems.join(" "), /SUPABASE_PUBLISHABLE_KEYS/);
  assertEquals(
    withEnvironment({ SUPABASE_URL: "https://a.example", SUPABASE_ANON_KEY: "k", SUPABASE_JWKS: "{" })
      .problems.length,
    2,
  );
});

Deno.test("where a request came from is what the nearest proxy says, hosted what Cloudflare says, or as configured", () => {
  const of = (values: Record<string, string>) => {
    const { addressHeader, addressHops } = withEnvironment(values);
    return [addressHeader, addressHops];
  };
  assertEquals(of({ SUPABASE_URL: "http://kong:8000" }), ["x-forwarded-for", 1]);
  assertEquals(of({ SUPABASE_URL: "https://abc.supabase.co" }), ["cf-connecting-ip", 1]);
  assertEquals(of({ SUPABASE_URL: "https://abc.supabase.co.evil.example" }), ["x-forwarded-for", 1]);
  assertEquals(of({ SUPABASE_URL: "http://kong:8000", ADDRESS_HEADER: "x-real-ip" }), ["x-real-ip", 1]);
  assertEquals(of({ ADDRESS_HOPS: "2" }), ["x-forwarded-for", 2]);
  // Zero would be the leftmost entry, which the client writes.
  for (const ADDRESS_HOPS of ["0", "-1", "many"]) assertEquals(of({ ADDRESS_HOPS }), ["x-forwarded-for", 1]);
});
