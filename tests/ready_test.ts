import { assertEquals, assertMatch } from "@std/assert";
import { SignJWT } from "jose";
import { API_URL, CONFIRM_URL, PUBLISHABLE_KEY, SECRET_KEY } from "./support.ts";

const COMPLETE = {
  SUPABASE_URL: API_URL,
  SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
  SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
  SUPABASE_JWKS: '{"keys":[]}',
  ALLOW_UNCONFIRMED: "1",
};

interface Said {
  status: number;
  message: string;
  retry_after: string | null;
}

/** What routes of a function say in a process of its own, with only these variables. */
async function said(paths: string[], env: Record<string, string>, token = ""): Promise<Said[]> {
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "--no-check",
      `console.log = () => {};
      const { default: app } = await import("./supabase/functions/training/index.ts");
      const headers = { authorization: "Bearer ${token}" };
      const said = await Promise.all(${JSON.stringify(paths)}.map(async (path) => {
        const hung = new Promise((done) => setTimeout(() => done(Response.json({}, { status: 299 })), 20_000));
        const answer = await Promise.race([app.fetch(new Request("http://local/training/" + path, { headers })), hung]);
        const retry_after = answer.headers.get("retry-after");
        return { ...await answer.json(), status: answer.status, retry_after };
      }));
      console.error("ANSWER" + JSON.stringify(said));
      Deno.exit();`,
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
  return JSON.parse(text.split("ANSWER")[1] ?? `[{"status": 0, "message": ${JSON.stringify(text)}}]`);
}

async function ready(env: Record<string, string>): Promise<Said> {
  const [answer] = await said(["ready"], env);
  if (!answer) throw new Error("no answer");
  return answer;
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

Deno.test("the keys of tokens can't be fetched: refused, an error, or no answer at all → 503 for a token, and /health is 200", async () => {
  const quiet = { hostname: "127.0.0.1", port: 0, onListen: () => {} };
  const broken = Deno.serve(quiet, () => new Response("no", { status: 500 }));
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const encode = (value: unknown) => btoa(JSON.stringify(value)).replaceAll("=", "");
  const token = `${encode({ alg: "ES256", kid: "k" })}.${encode({ sub: crypto.randomUUID() })}.c2ln`;
  const { SUPABASE_JWKS: _, ...rest } = COMPLETE;
  try {
    for (const port of [9, broken.addr.port, silent.addr.port]) {
      const env = { ...rest, SUPABASE_JWKS_URL: `http://127.0.0.1:${port}/` };
      const [asked, health] = await said(["courses", "health"], env, token);
      assertEquals([asked?.status, asked?.retry_after, health?.status], [503, "1", 200], asked?.message);
    }
    assertEquals((await said(["courses"], COMPLETE, token))[0]?.status, 401);
  } finally {
    silent.close();
    await broken.shutdown();
  }
});

Deno.test("the database accepts and never answers: a request is 503 all the same, /ready a sentence, /health 200", async () => {
  const silent = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const k = secret.toBase64({ alphabet: "base64url", omitPadding: true });
  const token = await new SignJWT({ role: "authenticated", sub: crypto.randomUUID() })
    .setProtectedHeader({ alg: "HS256", kid: "k" }).setIssuer(`${API_URL}/auth/v1`).setAudience(
      "authenticated",
    )
    .setExpirationTime("1h").sign(secret);
  try {
    const env = {
      ...COMPLETE,
      SUPABASE_JWKS: JSON.stringify({ keys: [{ kty: "oct", alg: "HS256", kid: "k", k }] }),
      REST_URL: `http://127.0.0.1:${silent.addr.port}`,
    };
    const [ready, asked, health] = await said(["ready", "courses", "health"], env, token);
    assertEquals([ready?.status, ready?.message], [503, "The database does not answer within 2 s."]);
    assertEquals([asked?.status, asked?.retry_after, health?.status], [503, "1", 200], asked?.message);
  } finally {
    silent.close();
  }
});
