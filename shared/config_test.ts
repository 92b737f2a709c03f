import { assertEquals, assertMatch } from "@std/assert";
import { readConfig } from "./config.ts";

const NAMES = [
  "SUPABASE_URL",
  "SUPABASE_PUBLISHABLE_KEYS",
  "SUPABASE_PUBLISHABLE_KEY",
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
  assertEquals(problems.length, 3);
  assertMatch(problems.join(" "), /SUPABASE_URL is not set\./);
  assertMatch(problems.join(" "), /SUPABASE_PUBLISHABLE_KEYS/);
  assertEquals(
    withEnvironment({ SUPABASE_URL: "https://a.example", SUPABASE_ANON_KEY: "k", SUPABASE_JWKS: "{" })
      .problems.length,
    1,
  );
});
