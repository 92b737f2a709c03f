import { assert, assertEquals, assertMatch } from "@std/assert";
import { API_URL, PUBLISHABLE_KEY, refused, register, SECRET_KEY } from "./support.ts";

/** A function in a process of its own, with other settings; its address, while something is done. */
async function withFunction(
  name: string,
  settings: Record<string, string>,
  work: (url: URL) => Promise<void>,
): Promise<void> {
  const code = `
    const { default: app } = await import("./supabase/functions/${name}/index.ts");
    console.log = () => {};
    Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: ({ port }) => console.error("PORT", port) }, app.fetch);`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", code],
    env: {
      SUPABASE_URL: API_URL,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
      SUPABASE_JWKS: '{"keys":[]}',
      ...settings,
    },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const reader = child.stderr.getReader();
  let said = "";
  try {
    while (!/PORT \d+\n/.test(said)) {
      const { value, done } = await reader.read();
      if (done) throw new Error(said);
      said += new TextDecoder().decode(value);
    }
    await work(new URL(`http://127.0.0.1:${said.match(/PORT (\d+)/)?.[1]}/${name}/`));
  } finally {
    child.kill("SIGKILL");
    await reader.cancel();
    await child.status;
  }
}

/** Sends pieces of a request over a bare connection, and reads until an error of ours is there or the other side ends it. */
async function bare(url: URL, pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
  using connection = await Deno.connect({ hostname: url.hostname, port: Number(url.port) });
  let answer = "";
  let answered = false;
  // Whoever is never answered is told so by the test, not by its silence.
  const silence = Promise.withResolvers<void>();
  const patience = setTimeout(() => {
    answered = true;
    silence.resolve();
  }, 30_000);
  const read = async () => {
    const [buffer, decoder] = [new Uint8Array(65_536), new TextDecoder()];
    while (!/"request_id":"[^"]+"\}/.test(answer)) {
      const n = await connection.read(buffer).catch(() => null);
      if (n === null) break;
      answer += decoder.decode(buffer.subarray(0, n));
    }
    answered = true;
  };
  const reading = read();
  for await (const piece of pieces) {
    if (answered) break;
    try {
      for (let rest = new TextEncoder().encode(piece); rest.length > 0;) {
        rest = rest.subarray(await connection.write(rest));
      }
    } catch {
      break;
    }
  }
  await Promise.race([reading, silence.promise]);
  clearTimeout(patience);
  return answer;
}

Deno.test("CORS: with a list of origins a browser elsewhere reads no answer, refusals neither, and gets no pre-flight", async () => {
  await withFunction(
    "user-management",
    { CORS_ORIGINS: "https://app.example, https://m.app.example" },
    async (url) => {
      const origins: [string, boolean][] = [
        ["https://app.example", true],
        ["https://m.app.example", true],
        ["https://evil.example", false],
        ["http://app.example", false],
        ["https://app.example.evil.example", false],
        ["https://evil-app.example", false],
        ["https://app.example:8443", false],
        ["https://APP.example.", false],
        ["https://app.example, https://evil.example", false],
        ["null", false],
        ["*", false],
        ["", false],
      ];
      for (const [origin, listed] of origins) {
        const preflight = await fetch(new URL("me", url), {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "PATCH",
            "access-control-request-headers": "authorization",
          },
        });
        const refusal = await fetch(new URL("me", url), { headers: { origin, authorization: "Bearer x" } });
        const health = await fetch(new URL("health", url), { headers: { origin } });
        const lost = await fetch(new URL("nowhere", url), { headers: { origin } });
        for (const answer of [preflight, refusal, health, lost]) {
          await answer.body?.cancel();
          assertEquals(
            [origin, answer.url, answer.headers.get("access-control-allow-origin")],
            [origin, answer.url, listed ? origin : null],
          );
          assertEquals(answer.headers.get("access-control-allow-credentials"), null);
          // Or a shared cache would give one origin the answer of another.
          assertMatch(answer.headers.get("vary") ?? "", /origin/i, `${origin} ${answer.url}`);
        }
        assertEquals([refusal.status, health.status, lost.status], [401, 200, 404]);
      }
    },
  );
});

Deno.test("a body that hardly arrives ends in 408, one that never ends in 413, and lengths that lie in 4xx", async () => {
  await withFunction("user-management", { BODY_TIMEOUT_MS: "300" }, async (url) => {
    const head = (more: string) =>
      `POST /user-management/auth/login HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${more}\r\n\r\n`;
    async function* drops(first: string, drop: string) {
      yield first;
      for (;;) {
        await new Promise((done) => setTimeout(done, 50));
        yield drop;
      }
    }
    // Announced and never sent; by drops; in pieces, by drops.
    const slow = [
      await bare(url, drops(head("content-length: 1000"), "")),
      await bare(url, drops(head("content-length: 1000"), "x")),
      await bare(url, drops(head("transfer-encoding: chunked"), "1\r\nx\r\n")),
    ];
    for (const answer of slow) {
      assertMatch(answer, /^HTTP\/1\.1 408 /);
      assertMatch(answer, /"code":"timeout"/);
    }
    const piece = `4000\r\n${"x".repeat(0x4000)}\r\n`;
    assertMatch(
      await bare(url, [
        head("transfer-encoding: chunked"),
        ...Array.from({ length: 8 }, () => piece),
        "0\r\n\r\n",
      ]),
      /^HTTP\/1\.1 413 /,
    );
    assertMatch(await bare(url, [head("content-length: 99999999999")]), /^HTTP\/1\.1 413 /);
    // Two lengths, one of each kind, one that is none: a way to slip a second request past a proxy.
    for (
      const lengths of [
        "content-length: 5\r\ncontent-length: 6",
        "content-length: -1",
        "content-length: 0x10",
        "content-length: 5\r\ntransfer-encoding: chunked, identity",
        "transfer-encoding: xchunked",
      ]
    ) {
      assertMatch(await bare(url, [head(lengths), '{"a":1}']), /^(HTTP\/1\.1 4\d\d |$)/, lengths);
    }
    // Whoever waited is served meanwhile.
    assertEquals((await fetch(new URL("health", url)).then((answer) => answer.json())).status, "ok");
  });
});

Deno.test("a stranger's body is not read: the largest that is announced gets its 401 at once", async () => {
  const url = new URL(API_URL);
  const answer = await bare(url, [
    "POST /functions/v1/user-management/imports HTTP/1.1\r\nhost: x\r\nconnection: close\r\n",
    "content-type: application/json\r\ncontent-length: 8000000\r\n\r\n{",
  ]);
  assertMatch(answer, /^HTTP\/1\.1 401 /);
});

Deno.test("too large by a byte, announced or not → 413, and what is allowed goes in", async () => {
  const person = await register();
  const body = (bytes: number) => {
    const text = JSON.stringify({ name: "", id: "" });
    return text.replace('"id":""', `"id":"${"x".repeat(bytes - text.length)}"`);
  };
  const limit = 1 << 20;
  const send = async (bytes: number, announced: boolean) => {
    const text = body(bytes);
    const answer = await fetch(`${API_URL}/functions/v1/career-development/plans`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.token}`, "content-type": "application/json" },
      body: announced ? text : new Blob([text]).stream(),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  for (const announced of [true, false]) {
    refused(await send(limit + 1, announced), 413, "too_large");
    refused(await send(limit, announced), 400, "invalid");
  }
  assert(body(100).length === 100);
});
