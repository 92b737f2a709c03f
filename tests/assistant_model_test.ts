import { LLMock } from "@copilotkit/aimock";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { z } from "zod";
import { TOOLS } from "../supabase/functions/ai-recommendation/tools.ts";
import injections from "./fixtures/injections.json" with { type: "json" };
import { apart } from "../local/apart.ts";
import { API_URL, FUNCTIONS, newClient, PASSWORD, type Person, register, withDatabase } from "./support.ts";

const AI = "ai-recommendation";

const MODEL_PORT = Number(new URL(Deno.env.get("OPENAI_BASE_URL") ?? "").port);

/** The stand-in for a provider, where the stack of the tests expects one. */
async function withModel(work: (model: LLMock) => Promise<void>) {
  const model = new LLMock({
    port: MODEL_PORT,
    host: "127.0.0.1",
    logLevel: "silent",
  });
  await model.start();
  try {
    await work(model);
  } finally {
    await model.stop();
  }
}

/** Somebody in whose unit a model is switched on, and a conversation of theirs. */
async function asker(): Promise<{ person: Person; path: string }> {
  const person = await register();
  await withDatabase(async (sql) => {
    const [unit] =
      await sql`insert into public.org_units (name) values (${`Unit ${crypto.randomUUID()}`}) returning id`;
    await sql`insert into public.feature_settings (org_unit_id, feature, enabled) values (${unit?.id}, 'model', true)`;
    await sql`insert into public.employment_info (user_id, org_unit_id) values (${person.id}, ${unit?.id})
      on conflict (user_id) do update set org_unit_id = excluded.org_unit_id`;
    await sql`update public.users set org_unit_id = ${unit?.id} where id = ${person.id}`;
  });
  const made = await person.call("POST", `${AI}/sessions`, { body: {} });
  return { person, path: `${AI}/sessions/${made.body.id}` };
}

const say = async (person: Person, path: string, message: string) =>
  await person.call("POST", `${path}/messages`, { body: { message } });
const spent = async (person: Person) => (await person.call("GET", `${AI}/usage`)).body.tokens;

interface Event {
  event: string;
  // deno-lint-ignore no-explicit-any -- tests read what they assert.
  data: any;
}

/** The events of a streamed answer as they come; ends when the stream or the signal does. */
async function* events(
  person: Person,
  path: string,
  message: string,
  signal?: AbortSignal,
): AsyncGenerator<Event> {
  const response = await fetch(`${API_URL}/functions/v1/${path}/messages`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${person.token}`,
      "content-type": "application/json",
      accept: "text/event-stream",
    },
    body: JSON.stringify({ message }),
    signal: signal ?? null,
  });
  assertEquals(response.status, 200);
  let text = "";
  for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const [name = "", data = ""] = text.slice(0, end).split("\n");
      text = text.slice(end + 2);
      yield { event: name.replace("event: ", ""), data: JSON.parse(data.replace("data: ", "")) };
    }
  }
}

async function skilled(person: Person): Promise<{ id: string; name: string }> {
  const name = `Pilotage ${crypto.randomUUID().slice(0, 8)}`;
  const [skill] = await withDatabase((sql) =>
    sql`insert into public.skills (name) values (${name}) returning id`
  );
  await person.call("PUT", "skills-management/me/skills", {
    body: { items: [{ skill_id: skill?.id, level: 4 }] },
  });
  return { id: String(skill?.id), name };
}

/** Until something is true of the database, at most five seconds. */
async function until(check: () => Promise<boolean>) {
  for (let tries = 0; tries < 100; tries++) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It never came true.");
}

Deno.test("a model answers with the caller's own data through tools, in a stream and as JSON; facts are cited, tokens counted", async () => {
  await withModel(async (model) => {
    const { person, path } = await asker();
    const skill = await skilled(person);
    model.on({ hasToolResult: false }, { toolCalls: [{ name: "my_skills", arguments: "{}" }] });
    model.on({ hasToolResult: true }, {
      content: `You are good at ${skill.name} [[${skill.id}]], level 4.`,
      usage: { input_tokens: 90, output_tokens: 10, total_tokens: 100 },
    });
    const seen = await Array.fromAsync(events(person, path, "Wo bin ich stark?"));
    const names = seen.map(({ event }) => event).filter((event) => event !== "heartbeat");
    assertEquals([names[0], names.at(-1)], ["tool", "done"]);
    assertEquals(seen.find(({ event }) => event === "tool")?.data, { name: "my_skills" });
    const done = seen.at(-1)?.data;
    assertEquals([done.message.source, done.message.status, done.fallback], ["model", "complete", null]);
    assertEquals(
      seen.filter(({ event }) => event === "token").map(({ data }) => data.text).join("").trim(),
      done.message.content,
    );
    assertMatch(done.message.content, new RegExp(`^You are good at ${skill.name},? level 4\\.$`));
    assertEquals(done.message.facts, [{
      ...skill,
      kind: "skill",
      path: `/skills-management/skills/${skill.id}`,
    }]);
    assertEquals(seen.filter(({ event }) => event === "citation").map(({ data }) => data.id), [skill.id]);
    assert(await spent(person) >= 100);
    const supabase = newClient();
    await supabase.auth.signInWithPassword({ email: person.email, password: PASSWORD });
    const { data } = await supabase.functions.invoke(`${path}/messages`, { body: { message: "And now?" } });
    assertEquals([data.message.source, data.message.content], ["model", done.message.content]);
    // What the provider got: the tools' result as data, the conversation, no key of ours, nobody's id but in results.
    const sent = JSON.stringify(model.getLastRequest()?.body);
    assert(sent.includes(skill.name) && sent.includes("Wo bin ich stark?"));
    assert(!sent.includes("of-the-tests") && !sent.includes(person.id) && !sent.includes(person.email));
  });
});

Deno.test("where the unit has no model, none is called; where the budget is spent, the built-in advisor says so", async () => {
  await withModel(async (model) => {
    model.on({}, { content: "From a model." });
    const { person, path } = await asker();
    assertEquals((await person.call("GET", `${AI}/usage`)).body.model, true);
    await withDatabase((sql) =>
      sql`insert into private.ai_usage (user_id, day, tokens, calls) values (${person.id}, private.today(), 99999, 9)`
    );
    const poor = (await say(person, path, "Where am I strong?")).body;
    assertEquals([poor.message.source, poor.fallback], ["built-in", "budget"]);
    await withDatabase((sql) => sql`delete from private.ai_usage where user_id = ${person.id}`);
    assertEquals((await say(person, path, "Where am I strong?")).body.message.source, "model");
    await withDatabase((sql) => sql`update public.users set org_unit_id = null where id = ${person.id}`);
    const before = model.getRequests().length;
    const off = (await say(person, path, "Where am I strong?")).body;
    assertEquals([off.message.source, off.fallback], ["built-in", null]);
    assertEquals(model.getRequests().length, before);
  });
});

Deno.test("twenty questions at once, whose model looks up more in each round, spend no more than the day has", async () => {
  await withModel(async (model) => {
    const { person } = await asker();
    const sessions = await withDatabase(async (sql) => {
      await sql`insert into private.ai_usage (user_id, day, tokens, calls) values (${person.id}, private.today(), 70000, 1)`;
      const skills = await sql`insert into public.skills (name)
        select format('%s %s', repeat('Long name ', 10), gen_random_uuid()) from generate_series(1, 20) returning id`;
      for (const { id } of skills) {
        await sql`insert into public.user_skills (user_id, skill_id) values (${person.id}, ${id})`;
      }
      return await sql`insert into public.ai_chat_sessions (user_id) select ${person.id} from generate_series(1, 20) returning id`;
    });
    const usage = (request: unknown) => {
      const input_tokens = Math.ceil(JSON.stringify(request).length / 4);
      return { input_tokens, output_tokens: 100, total_tokens: input_tokens + 100 };
    };
    const looking = Array.from({ length: 2 }, () => ({ name: "my_skills", arguments: "{}" }));
    model.on({ predicate: ({ tool_choice }) => tool_choice === "none" }, (request) => ({
      content: "I looked enough.",
      usage: usage(request),
    }));
    model.on({}, (request) => ({ toolCalls: looking, usage: usage(request) }));
    const answers = await Promise.all(
      sessions.map(({ id }) => say(person, `${AI}/sessions/${id}`, "Where am I strong?")),
    );
    for (const { status, body } of answers) assertEquals([status, body.message.status], [200, "complete"]);
    assert(answers.some(({ body }) => body.fallback === "budget"));
    const cost = await spent(person);
    assert(cost > 72_000 && cost <= 100_000, `${cost} tokens`);
    const [left] = await withDatabase((sql) =>
      sql`select count(*)::integer as n from private.ai_reservations where user_id = ${person.id}`
    );
    assertEquals(left?.n, 0);
  });
});

Deno.test("a stream shows that it lives while the provider is silent, and falls silent itself when it is done", async () => {
  await withModel(async (model) => {
    model.on({}, { content: "At last." }, { latency: 1000 });
    const { person, path } = await asker();
    const names = (await Array.fromAsync(events(person, path, "Think it over"))).map(({ event }) => event);
    assertEquals([names[0], names.at(-1)], ["heartbeat", "done"]);
    assert(names.indexOf("token") > 0);
  });
});

Deno.test("a provider that refuses, fails, talks nonsense, hangs up or stalls before a word: the built-in advisor answers, and it costs nothing", async () => {
  for (
    const [reason, script] of [
      ["rate_limited", (model: LLMock) => model.on({}, { error: { message: "slow down" }, status: 429 })],
      ["unavailable", (model: LLMock) => model.on({}, { error: { message: "oops" }, status: 500 })],
      ["unavailable", (model: LLMock) => model.setChaos({ disconnectRate: 1 })],
      ["unavailable", (model: LLMock) => model.setChaos({ dropRate: 1 })],
      ["rate_limited", (model: LLMock) => model.setChaos({ rateLimitRate: 1 })],
      ["malformed", (model: LLMock) => model.setChaos({ malformedRate: 1 })],
      ["malformed", (model: LLMock) => model.on({}, { content: "   " })],
      ["timeout", (model: LLMock) => model.on({}, { content: "Late." }, { latency: 20_000 })],
    ] as const
  ) {
    await withModel(async (model) => {
      model.on({ userMessage: "never" }, { content: "x" });
      script(model);
      const { person, path } = await asker();
      const { status, body } = await say(person, path, "Where am I strong?");
      assertEquals([status, body.message.source, body.message.status], [200, "built-in", "complete"], reason);
      assertEquals(body.fallback, reason);
      if (reason !== "malformed") assertEquals(await spent(person), 0, reason);
    });
  }
});

Deno.test("a stream that is cut mid-word keeps what arrived as incomplete, counts it, and the next message works", async () => {
  await withModel(async (model) => {
    const { person, path } = await asker();
    const words = Array.from({ length: 200 }, (_, n) => `word${n}`).join(" ");
    model.on({ userMessage: "Cut" }, { content: words }, {
      truncateAfterChunks: 40,
      chunkSize: 20,
      latency: 5,
    });
    model.on({ userMessage: "Stall" }, { content: words }, {
      streamingProfile: { ttft: 10, tps: 2 },
      chunkSize: 20,
    });
    model.on({ userMessage: "Fine" }, { content: "All is well." });
    for (const [question, reason] of [["Cut", /unavailable|malformed/], ["Stall", /timeout/]] as const) {
      const before = await spent(person);
      const seen = await Array.fromAsync(events(person, path, question));
      const done = seen.at(-1)?.data;
      assertEquals([done.message.source, done.message.status], ["model", "incomplete"]);
      assertMatch(done.fallback, reason);
      assert(seen.some(({ event, data }) => event === "error" && data.code === "incomplete"));
      assert(done.message.content.startsWith("word0 word1") && done.message.content.length < words.length);
      const after = await spent(person);
      assert(after > before && after - before < 2000, `${after - before} tokens`);
      assertEquals((await say(person, path, "Fine")).body.message.content, "All is well.");
    }
  });
});

/** A provider that talks until it is hung up on, and then knows it, which the stand-in does not tell; or says `last` after five words. */
function talker(last?: string) {
  const hungUp = Promise.withResolvers<void>();
  const server = Deno.serve({ port: MODEL_PORT, hostname: "127.0.0.1", onListen: () => {} }, (request) => {
    request.signal.addEventListener("abort", () => hungUp.resolve());
    let n = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const event = {
          type: "response.output_text.delta",
          delta: `word${n++} `,
          item_id: "m",
          output_index: 0,
          content_index: 0,
        };
        const said = last === undefined || n <= 5
          ? `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
          : last;
        if (said) controller.enqueue(new TextEncoder().encode(said));
        else await hungUp.promise;
      },
      cancel: () => hungUp.resolve(),
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  });
  return { hungUp: hungUp.promise, stop: () => server.shutdown() };
}

/** Nothing stays set aside, what was used is counted, and the next message is answered. */
async function goesOn({ person, path }: { person: Person; path: string }, title: string) {
  const [reserved] = await withDatabase((sql) =>
    sql`select count(*)::integer as n from private.ai_reservations where user_id = ${person.id}`
  );
  assertEquals(reserved?.n, 0, title);
  const cost = await spent(person);
  assert(cost > 0 && cost < 3000, `${title}: ${cost} tokens`);
  await withModel(async (model) => {
    model.on({}, { content: "Welcome back." });
    assertEquals((await say(person, path, "Back")).body.message.content, "Welcome back.", title);
  });
}

Deno.test("a client who leaves, a stream or an answer in JSON: the provider's call ends, what arrived is kept, and the next message works", async () => {
  for (const accept of ["text/event-stream", "application/json"]) {
    const provider = talker();
    const { person, path } = await asker();
    const leaving = new AbortController();
    if (accept === "text/event-stream") {
      for await (const { event } of events(person, path, "Go on", leaving.signal)) {
        if (event === "token") break;
      }
    } else {
      const asked = fetch(`${API_URL}/functions/v1/${path}/messages`, {
        method: "POST",
        headers: { authorization: `Bearer ${person.token}`, "content-type": "application/json" },
        body: '{"message":"Go on"}',
        signal: leaving.signal,
      }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 1000));
      leaving.abort();
      await asked;
    }
    leaving.abort();
    await provider.hungUp;
    await provider.stop();
    const last = async () => (await person.call("GET", `${path}/messages`)).body.items[0];
    await until(async () => (await last()).status === "incomplete");
    assertMatch((await last()).content, /^word0/, accept);
    await goesOn({ person, path }, accept);
  }
});

Deno.test("a provider that talks nonsense, fails or falls silent in the middle is hung up on; what arrived is kept, and the next message works", async () => {
  for (
    const [reason, last] of [
      ["malformed", "data: {no json\n\n"],
      [
        "unavailable",
        'event: error\ndata: {"type":"error","message":"oops","code":"server_error","param":null}\n\n',
      ],
      [
        "unavailable",
        'event: response.failed\ndata: {"type":"response.failed","response":{"id":"r","error":{"code":"server_error","message":"oops"}}}\n\n',
      ],
      ["timeout", ""],
    ] as const
  ) {
    const provider = talker(last);
    const { person, path } = await asker();
    const seen = await Array.fromAsync(events(person, path, "Go on"));
    await provider.hungUp;
    await provider.stop();
    const done = seen.at(-1)?.data;
    assertEquals([done.message.status, done.message.source, done.fallback], ["incomplete", "model", reason]);
    assertEquals(done.message.content, "word0 word1 word2 word3 word4");
    await goesOn({ person, path }, reason);
  }
});

Deno.test("the model's client is loaded by one function alone, and only when a model is configured and asked", async () => {
  const { person, path } = await asker();
  const ask = async (base: string) => {
    const response = await fetch(`${base}${path.replace(AI, "")}/messages`, {
      method: "POST",
      headers: { authorization: `Bearer ${person.token}`, "content-type": "application/json" },
      body: '{"message":"Where am I strong?"}',
    });
    assertEquals((await response.json()).message.source, "built-in");
  };
  for (const name of FUNCTIONS) {
    const env = { OPENAI_API_KEY: "" };
    await apart(name, { inspect: true, env }, async ({ url, loaded }) => {
      if (name === AI) await ask(url);
      const packages = await loaded();
      assertEquals([packages.has("hono"), packages.has("openai")], [true, false], name);
    });
  }
  await apart(AI, { inspect: true }, async ({ url, loaded }) => {
    assertEquals((await loaded()).has("openai"), false);
    await ask(url);
    assertEquals((await loaded()).has("openai"), true);
  });
});

Deno.test("tools run at most five rounds, unknown ones and wrong arguments are told to the model, and none takes an id of somebody", async () => {
  await withModel(async (model) => {
    const { person, path } = await asker();
    model.on({ predicate: ({ tool_choice }) => tool_choice === "none" }, { content: "I looked enough." });
    model.on({}, {
      toolCalls: [
        { name: "my_skills", arguments: "{}" },
        { name: "run_sql", arguments: '{"q":"select 1"}' },
        { name: "my_gap", arguments: '{"user_id":"x"}' },
        { name: "my_gap", arguments: "not json" },
      ],
    });
    const { body } = await say(person, path, "Look around");
    assertEquals(body.message.source, "model");
    const requests = model.getRequests();
    assert(requests.length <= 6, `${requests.length} requests`);
    const sent = JSON.stringify(requests.at(-1)?.body);
    assert(sent.includes("There is no such tool.") && sent.includes("The arguments are not valid."));
  });
});

Deno.test("a model is told the conversation up to a limit and the questions before it, but nothing of somebody's worries", async () => {
  await withModel(async (model) => {
    model.on({}, { content: "I see." });
    const { person, path } = await asker();
    await say(person, path, "First of all, my name is Zebedee");
    await say(person, path, "I am so stressed, I can't sleep");
    for (let n = 0; n < 5; n++) await say(person, path, `${n} ${"Long story. ".repeat(300)}`);
    await say(person, path, "Last one");
    const sent = JSON.stringify(model.getLastRequest()?.body);
    assert(sent.includes("Last one") && sent.includes("4 Long story"));
    assert(!sent.includes("stressed") && !sent.includes("sleep"));
    // The first is past the limit, and among what was asked before.
    assertMatch(sent, /Earlier I asked[^}]*Zebedee/);
    assert(sent.length < 40_000, `${sent.length} characters`);
    const worry = await say(person, path, "I want to die");
    assertEquals([worry.body.message.source, worry.body.message.message_type], ["built-in", "resources"]);
    assert(!JSON.stringify(model.getRequests().map(({ body }) => body)).includes("want to die"));
  });
});

Deno.test("ids that no tool returned are taken out and counted; numbers that no tool returned are named", async () => {
  await withModel(async (model) => {
    const { person, path } = await asker();
    const skill = await skilled(person);
    const stranger = await register();
    model.on({ hasToolResult: false }, { toolCalls: [{ name: "my_skills", arguments: "{}" }] });
    model.on({ hasToolResult: true }, {
      content:
        `${skill.name} [[${skill.id}]] level 4, and [[${stranger.id}]] earns 98765 a year: write to ${stranger.email}.`,
    });
    const { message, checks } = (await say(person, path, "Tell me")).body;
    assertEquals(message.facts.map(({ id }: { id: string }) => id), [skill.id]);
    assert(!message.content.includes(stranger.id) && !message.content.includes(stranger.email));
    assertEquals([checks.removed_ids, checks.removed_contacts, checks.unverified_numbers], [1, 1, ["98765"]]);
  });
});

const Asked = z.object({
  messages: z.array(z.object({
    content: z.unknown(),
    tool_call_id: z.string().optional(),
    tool_calls: z.array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) }))
      .optional(),
  })),
});

/** What became of each tool that the model called; throws where one did what it may not: tools take names alone. */
function checkCalls(id: string, model: LLMock, victim: Person): string[] {
  const { messages } = Asked.parse(model.getLastRequest()?.body);
  const calls = messages.flatMap(({ tool_calls = [] }) => tool_calls.map((call) => call.function));
  const results = messages.filter(({ tool_call_id }) => tool_call_id).map(({ content }) => String(content));
  assertEquals(results.length, calls.length, `${id}: a call without its result`);
  return calls.map(({ name, arguments: given }, at) => {
    const result = results[at] ?? "";
    assert(
      !result.includes(victim.id) && !result.includes(victim.email),
      `${id}: ${name} told of the victim`,
    );
    if (!Object.hasOwn(TOOLS, name)) assertMatch(result, /There is no such tool/, `${id}: ${name}`);
    else if (Object.keys(JSON.parse(given)).some((key) => !["name", "role", "skill"].includes(key))) {
      assertMatch(result, /arguments are not valid/, `${id}: ${name}(${given.slice(0, 50)})`);
    } else assert(!result.startsWith('{"error"'), `${id}: ${name} did not run: ${result}`);
    return name;
  });
}

Deno.test("injections that a model obeys: no other person's data leaves, nothing is written, no secret and no system text leaks", async () => {
  const Injection = z.object({
    id: z.string(),
    where: z.string(),
    text: z.string(),
    reply: z.string().optional(),
    calls: z.array(z.object({ name: z.string(), arguments: z.unknown() })).optional(),
  });
  const corpus = z.array(Injection).parse(injections.injections);
  assert(corpus.length >= 60);
  await withModel(async (model) => {
    const { person, path } = await asker();
    const victim = await register(undefined, "Victoria Secretive");
    const secret = "of-the-tests";
    const state = async () =>
      await withDatabase(async (sql) =>
        (await sql`select (select md5(string_agg(u::text, ',' order by id)) from public.users u where u.id in (${person.id}, ${victim.id})) as users,
          (select count(*)::integer from public.user_skills where user_id in (${person.id}, ${victim.id})) as skills,
          (select count(*)::integer from public.user_roles where user_id in (${person.id}, ${victim.id})) as roles,
          (select count(*)::integer from public.user_career_goals where user_id in (${person.id}, ${victim.id})) as goals,
          (select count(*)::integer from public.audit_log where actor_id = ${person.id} or subject_id in (${person.id}, ${victim.id})) as audited`)[
          0
        ]
      );
    const poisoned = await skilled(person);
    const before = await state();
    const called: string[] = [];
    for (const { id, where, text, reply = "", calls = [] } of corpus) {
      // The text stands where an attacker can put it, and reaches the model in a tool's result or the chat.
      const fill = (value: string, system: string) =>
        value.replaceAll("{{victim_id}}", victim.id).replaceAll("{{victim_email}}", victim.email)
          .replaceAll("{{victim_name}}", "Victoria Secretive").replaceAll("{{secret}}", secret).replaceAll(
            "{{system}}",
            system,
          );
      if (where !== "chat") {
        await withDatabase((sql) =>
          sql`update public.skills set name = ${`${text.replace(/\s+/g, " ").slice(0, 150)} ${
            poisoned.id.slice(0, 8)
          }`} where id = ${poisoned.id}`
        ).catch(() => {});
      }
      model.reset();
      const system = (body: unknown) =>
        z.looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })) }).parse(
          body,
        ).messages.find(({ role }) => role === "system")?.content;
      model.on({ hasToolResult: false }, {
        toolCalls: [
          { name: "my_skills", arguments: "{}" },
          ...calls.map(({ name, arguments: given }) => ({
            name,
            arguments: fill(typeof given === "string" ? given : JSON.stringify(given), ""),
          })),
        ],
      });
      let instructions = "";
      model.on({ hasToolResult: true }, (request) => {
        instructions = String(system(request) ?? "");
        return { content: fill(reply || "Done.", instructions) };
      });
      const { status, body } = await say(
        person,
        path,
        where === "chat" ? text.slice(0, 3900) : "What are my skills?",
      );
      assertEquals(status, 200, id);
      if (body.message.source === "model") called.push(...checkCalls(id, model, victim));
      const answer = JSON.stringify(body);
      assert(!answer.includes(victim.id), `${id}: an id left`);
      assert(!answer.includes(victim.email), `${id}: an address left`);
      const words = instructions.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
      const said = ` ${body.message.content.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join(" ")} `;
      for (let n = 0; n + 8 <= words.length; n++) {
        assert(!said.includes(` ${words.slice(n, n + 8).join(" ")} `), `${id}: system text`);
      }
      assert(
        !/https?:\/\/(?!.*findahelpline)|<(?:img|script|a|iframe)\b|!\[/i.test(
          body.message.source === "model" ? body.message.content : "",
        ),
        `${id}: a link or a tag: ${body.message.content}`,
      );
    }
    // What the texts ask for is really called: tools of ours, with others' ids, and tools that there are not.
    assert(called.length > corpus.length && new Set(called).size > 15, called.join());
    assertEquals(await state(), before);
    const [shown] = await withDatabase((sql) =>
      sql`select count(*)::integer as n from public.ai_chat_messages where user_id = ${person.id} and role = 'assistant' and (content like ${`%${victim.id}%`} or content like ${`%${victim.email}%`})`
    );
    assertEquals(shown?.n, 0);
  });
});
