import { LLMock } from "@copilotkit/aimock";
import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { apart } from "../local/apart.ts";
import { exists, PROJECT } from "../local/place.ts";
import { API_URL, PASSWORD, PUBLISHABLE_KEY, register, withDatabase } from "./support.ts";

const places = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/Applications/Google Chrome.app/Contents/MacOS"];
const names = ["chromium", "chromium-browser", "google-chrome", "Google Chrome"];
const found = await Promise.all(
  [Deno.env.get("CHROMIUM") ?? "", ...places.flatMap((place) => names.map((name) => join(place, name)))]
    .map(async (path) => path && await exists(path) ? path : ""),
);
const chromium = found.find(Boolean);

const MODEL_PORT = Number(new URL(Deno.env.get("OPENAI_BASE_URL") ?? "").port);
const UMD = join(PROJECT, "node_modules", "@supabase", "supabase-js", "dist", "umd", "supabase.js");

/** In the page: a conversation through supabase-js and fetch; what came goes back to where the page is from. */
const SCRIPT = `
const { api, key, email, password, path, functions } = await (await fetch("/setup")).json();
const client = supabase.createClient(api, key);
const result = { origin: location.origin };
try {
  const { data } = await client.auth.signInWithPassword({ email, password });
  const headers = {
    authorization: "Bearer " + data.session.access_token, "content-type": "application/json",
    accept: "text/event-stream",
  };
  const ask = async (base, message, most = Infinity) => {
    const leaving = new AbortController();
    const response = await fetch(base + "/" + path + "/messages", {
      method: "POST", headers, body: JSON.stringify({ message }), signal: leaving.signal,
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = "", chunks = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
      if (++chunks >= most) { leaving.abort(); break; }
    }
    const events = text.split("\\n\\n").filter(Boolean).map((each) => each.split("\\n"))
      .map(([event, data = ""]) => ({ event: event.slice(7), data: data.slice(6) }));
    return { status: response.status, id: response.headers.get("x-request-id"), chunks, events };
  };
  const base = api + "/functions/v1";
  result.streamed = await ask(base, "Tell me");
  result.left = (await ask(base, "Tell me more", 2)).chunks;
  for (let tries = 0; tries < 50; tries++) {
    result.invoked = await client.functions.invoke(path + "/messages", { body: { message: "And now?" } })
      .then(({ data, error }) => error ? null : data);
    if (result.invoked) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  result.strict = await ask(functions, "Where am I strong?").then(({ status }) => status, () => "refused");
} catch (error) {
  result.error = String(error);
}
await fetch("/result", { method: "POST", body: JSON.stringify(result) });
`;

Deno.test({
  name:
    "in a browser, from another origin: supabase-js signs in, fetch streams an answer, leaves one, and CORS lets in whom it names",
  ignore: !chromium,
  async fn() {
    const person = await register();
    await withDatabase(async (sql) => {
      const [unit] =
        await sql`insert into public.org_units (name) values (${`Unit ${crypto.randomUUID()}`}) returning id`;
      await sql`insert into public.feature_settings (org_unit_id, feature, enabled) values (${unit?.id}, 'model', true)`;
      await sql`update public.users set org_unit_id = ${unit?.id} where id = ${person.id}`;
    });
    const session = (await person.call("POST", "ai-recommendation/sessions", { body: {} })).body.id;
    const model = new LLMock({ port: MODEL_PORT, host: "127.0.0.1", logLevel: "silent" });
    const words = Array.from({ length: 10 }, (_, n) => `word${n}`).join(" ");
    model.on({}, { content: words }, { chunkSize: 10, latency: 10 });
    await model.start();
    // deno-lint-ignore no-explicit-any -- what a page sends is read by the assertions.
    const results = new Map<string, any>();
    let functions = "";
    const page = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/result") {
        const result = await request.json();
        results.set(new URL(result.origin).hostname, result);
        return new Response();
      }
      if (pathname === "/supabase.js") {
        return new Response(await Deno.readTextFile(UMD), { headers: { "content-type": "text/javascript" } });
      }
      if (pathname === "/setup") {
        const path = `ai-recommendation/sessions/${session}`;
        const { email } = person;
        return Response.json({
          api: API_URL,
          key: PUBLISHABLE_KEY,
          email,
          password: PASSWORD,
          path,
          functions,
        });
      }
      const html =
        `<!doctype html><script src="/supabase.js"></script><script type="module">${SCRIPT}</script>`;
      return new Response(html, { headers: { "content-type": "text/html" } });
    });
    const { port } = page.addr;
    const folder = await Deno.makeTempDir();
    try {
      // As in production, where CORS_ORIGINS names the frontend: one of the two pages is of an origin that it names.
      const env = { CORS_ORIGINS: `https://app.company.example,http://127.0.0.1:${port}` };
      await apart("ai-recommendation", { env }, async ({ url }) => {
        functions = dirname(url);
        for (const host of ["127.0.0.1", "localhost"]) {
          const browser = new Deno.Command(chromium ?? "", {
            args: [
              ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
              ...["--no-first-run", `--user-data-dir=${folder}/${host}`, `http://${host}:${port}/`],
            ],
            stdin: "null",
            stdout: "null",
            stderr: "null",
          }).spawn();
          try {
            const late = AbortSignal.timeout(60_000);
            while (!results.has(host)) {
              late.throwIfAborted();
              await new Promise((resolve) => setTimeout(resolve, 50));
            }
          } finally {
            browser.kill();
            await browser.status;
          }
        }
      });
    } finally {
      await page.shutdown();
      await model.stop();
      await Deno.remove(folder, { recursive: true }).catch(() => {});
    }
    for (const [host, { error, streamed, left, invoked, strict }] of results) {
      assertEquals(error, undefined, host);
      assertEquals(streamed.status, 200);
      assert(streamed.id, "x-request-id is exposed");
      const names = streamed.events.map(({ event }: { event: string }) => event);
      assertEquals(names.at(-1), "done");
      // Piece by piece, not all at once.
      assert(
        streamed.chunks > 5 && names.filter((name: string) => name === "token").length > 5,
        names.join(),
      );
      assertEquals(JSON.parse(streamed.events.at(-1).data).message.content, words);
      assertEquals(left, 2);
      assertEquals([invoked.message.source, invoked.message.content], ["model", words]);
      assertEquals(strict, host === "127.0.0.1" ? 200 : "refused");
    }
  },
});
