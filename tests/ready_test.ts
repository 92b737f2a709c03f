import { assertEquals, assertMatch } from "@std/assert";
import { API_URL, CONFIRM_URL, PUBLISHABLE_KEY, SECRET_KEY } from "./support.ts";

const COMPLETE = {
  SUPABASE_URL: API_URL,
  SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
  SUPABASE_JWKS: '{"keys":[]}',
  ALLOW_UNCONFIRMED: "1",
};

/** What `/ready` of a function says in a process of its own, with only these variables. */
async function ready(env: Record<string, string>): Promise<{ status: number; message: string }> {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-check",
      `console.log = () => {};
      const { default: app } = await import("./supabase/functions/training/index.ts");
      const answer = await app.fetch(new Request("http://local/training/ready"));
      console.error("ANSWER" + JSON.stringify({ ...await answer.json(), status: answer.status }));`,
    ],
    clearEnv: true,
    env: {
      PATH: Deno.env.get("PATH") ?? "",
      HOME: Deno.env.get("HOME") ?? "",
      DENO_DIR: Deno.env.get("DENO_DIR") ?? "",
      ...env,
    },
  }).output();
  const text = new TextDecoder().decode(stderr);
  return JSON.parse(text.split("ANSWER")[1] ?? `{"status": 0, "message": ${JSON.stringify(text)}}`);
}

Deno.test("/ready: whole → 200; each thing that is missing → 503 with a sentence that names it", async () => {
  assertEquals((await ready(COMPLETE)).status, 200);
  const cases: [Record<string, string>, RegExp][] = [
    [{ ...COMPLETE, SUPABASE_URL: "" }, /SUPABASE_URL is not set/],
    [{ ...COMPLETE, SUPABASE_PUBLISHABLE_KEYS: "" }, /SUPABASE_PUBLISHABLE_KEYS/],
    [{ ...COMPLETE, SUPABASE_SECRET_KEYS: "" }, /SUPABASE_SECRET_KEYS/],
    [{ ...COMPLETE, SUPABASE_JWKS: "nonsense" }, /SUPABASE_JWKS/],
    [{ ...COMPLETE, REST_URL: "http://127.0.0.1:9" }, /database does not answer/],
    [{ ...COMPLETE, ALLOW_UNCONFIRMED: "" }, /addresses that nobody proved to own/],
  ];
  for (const [env, sentence] of cases) {
    const { status, message } = await ready(env);
    assertEquals(status, 503, message);
    assertMatch(message, sentence);
  }
});

Deno.test("/ready: an Auth that asks for confirmation needs no permission to be careless", async () => {
  const { status, message } = await ready({ ...COMPLETE, SUPABASE_URL: CONFIRM_URL, ALLOW_UNCONFIRMED: "" });
  assertEquals(status, 200, message);
});
