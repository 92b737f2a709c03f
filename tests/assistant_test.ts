import { assert, assertEquals, assertMatch } from "@std/assert";
import { checkAdvice } from "./advice_facts.ts";
import {
  call,
  cast,
  newClient,
  PASSWORD,
  type Person,
  refused,
  register,
  registerAs,
  withDatabase,
} from "./support.ts";

const AI = "ai-recommendation";

async function session(person: Person, body: Record<string, unknown> = {}): Promise<string> {
  const made = await person.call("POST", `${AI}/sessions`, { body });
  assertEquals(made.status, 201);
  return `${AI}/sessions/${made.body.id}`;
}

const say = async (person: Person, path: string, message: string, id?: string) =>
  await person.call("POST", `${path}/messages`, { body: { message, ...(id ? { id } : {}) } });

/** A role with two requirements, and a person who has one of the two skills. */
async function withGap(person: Person) {
  const suffix = crypto.randomUUID().slice(0, 8);
  const [skills, pathway] = await withDatabase(async (sql) => {
    const skills =
      await sql`insert into public.skills (name) values (${`Mooring ${suffix}`}), (${`Bunkering ${suffix}`}) returning id, name`;
    const [pathway] =
      await sql`insert into public.career_pathways (name, level) values (${`Pilot ${suffix}`}, 3) returning id, name`;
    for (const skill of skills) {
      await sql`insert into public.pathway_requirements (pathway_id, skill_id, level) values (${pathway?.id}, ${skill.id}, 4)`;
    }
    return [skills, pathway];
  });
  const [mooring, bunkering] = skills.map(({ id, name }) => ({ id: String(id), name: String(name) }));
  await person.call("PUT", "skills-management/me/skills", {
    body: { items: [{ skill_id: mooring?.id, level: 4 }] },
  });
  return { mooring, bunkering, pathway: { id: String(pathway?.id), name: String(pathway?.name) } };
}

Deno.test("conversations: made once, renamed, listed last first, stale and foreign ones refused, gone with all that was said", async () => {
  const [me, other] = [await register(), await register()];
  const id = crypto.randomUUID();
  const first = await me.call("POST", `${AI}/sessions`, { body: { id, session_name: "Plans" } });
  assertEquals([first.status, first.body.session_name, first.body.messages], [201, "Plans", 0]);
  assertEquals((await me.call("POST", `${AI}/sessions`, { body: { id } })).status, 200);
  refused(await other.call("POST", `${AI}/sessions`, { body: { id } }), 409, "duplicate");
  refused(await me.call("POST", `${AI}/sessions`, { body: { name: "x" } }), 400, "invalid");
  const path = `${AI}/sessions/${id}`;
  const renamed = await me.call("PATCH", path, {
    body: { session_name: "My plans", context_data: { page: "home" } },
    headers: { "if-match": first.body.etag },
  });
  assertEquals([renamed.status, renamed.body.context_data], [200, { page: "home" }]);
  refused(
    await me.call("PATCH", path, { body: { session_name: "x" }, headers: { "if-match": "99" } }),
    412,
    "stale",
  );
  const second = await session(me);
  assertEquals((await me.call("GET", `${AI}/sessions?count=true`)).body.total, 2);
  await say(me, path, "Where am I strong?");
  assertEquals((await me.call("GET", `${AI}/sessions?limit=1`)).body.items[0].id, id);
  const page = await me.call("GET", `${AI}/sessions?limit=1`);
  const next = await me.call("GET", `${AI}/sessions?limit=1&cursor=${page.body.next_cursor}`);
  assertEquals(`${AI}/sessions/${next.body.items[0].id}`, second);
  for (
    const [verb, at, body] of [
      ["GET", path],
      ["PATCH", path, { session_name: "Mine" }],
      ["DELETE", path],
      ["GET", `${path}/messages`],
      ["POST", `${path}/messages`, { message: "Hello" }],
    ] as const
  ) refused(await other.call(verb, at, body && { body }), 404, "not_found");
  assertEquals((await me.call("DELETE", path)).status, 204);
  refused(await me.call("GET", path), 404, "not_found");
  const [left] = await withDatabase((sql) =>
    sql`select count(*)::integer as n from public.ai_chat_messages where session_id = ${id}`
  );
  assertEquals(left?.n, 0);
});

Deno.test("the built-in advisor answers from the asker's own data, says that it spoke, and what its words rest on", async () => {
  const me = await register();
  const { mooring, bunkering, pathway } = await withGap(me);
  const path = await session(me);
  const strong = (await say(me, path, "Where am I strong?")).body;
  assertEquals([strong.message.source, strong.message.status, strong.fallback], [
    "built-in",
    "complete",
    null,
  ]);
  assertMatch(strong.message.content, new RegExp(`${mooring?.name}: level 4`));
  assertEquals(strong.message.facts.map(({ id }: { id: string }) => id), [mooring?.id]);
  const gap = (await say(me, path, `What do I miss for ${pathway.name}?`)).body.message;
  assertMatch(gap.content, new RegExp(`For ${pathway.name} you cover 50 %`));
  assertMatch(gap.content, new RegExp(`- ${bunkering?.name}: you lack it, it asks for 4`));
  assertEquals(gap.facts[0], {
    id: pathway.id,
    kind: "pathway",
    name: pathway.name,
    path: `/career-development/pathways/${pathway.id}`,
  });
  for (const fact of gap.facts) assertEquals((await me.call("GET", fact.path.slice(1))).status, 200);
  assertMatch((await say(me, path, "What is my next role?")).body.message.content, new RegExp(pathway.name));
  assertMatch((await say(me, path, "Which certificate expires?")).body.message.content, /no certificates/);
  assertMatch(
    (await say(me, path, "What do I miss for Astronaut Zzyzx?")).body.message.content,
    /no role called/,
  );
  assertMatch(
    (await say(me, path, "What is the weather?")).body.message.content,
    /not something I can answer/,
  );
  const said = await me.call("GET", `${path}/messages?count=true&limit=3`);
  assertEquals([said.body.total, said.body.items.length], [12, 3]);
  assertEquals(said.body.items[0].reply_to, said.body.items[1].id);
  assertEquals((await me.call("GET", path)).body.session_name, "Where am I strong?");
});

Deno.test("each number and each fact of the advisor's answers is what the other functions tell the asker", async () => {
  const me = await register();
  const { mooring, bunkering, pathway } = await withGap(me);
  const mate = await register();
  await mate.call("PUT", `skills-management/me/skills/${mooring?.id}`, {
    body: { level: 4, visibility: "colleagues" },
  });
  const suffix = pathway.name.slice(-8);
  await withDatabase(async (sql) => {
    const [next, other] = await sql`insert into public.career_pathways (name, level)
      values (${`Harbour Lead ${suffix}`}, 5), (${`Deckhand ${suffix}`}, 1) returning id`;
    for (const [role, level] of [[next?.id, 5], [other?.id, 2]]) {
      await sql`insert into public.pathway_requirements (pathway_id, skill_id, level, mandatory)
        values (${role}, ${String(bunkering?.id)}, ${level}, true), (${role}, ${
        String(mooring?.id)
      }, ${level}, false)`;
    }
    await sql`insert into public.pathway_edges (from_id, to_id, kind) values (${other?.id}, ${pathway.id}, 'vertical')`;
    await sql`insert into public.pathway_titles (pathway_id, title) values (${other?.id}, ${`Deckhand ${suffix}`})`;
    await sql`insert into public.employment_info (user_id, job_title) values (${me.id}, ${`Deckhand ${suffix}`})
      on conflict (user_id) do update set job_title = excluded.job_title`;
    await sql`update public.users set job_title = ${`Deckhand ${suffix}`} where id = ${me.id}`;
    const [course] = await sql`insert into public.courses (name, duration_hours, status)
      values (${`Bunkering course ${suffix}`}, 7.5, 'active') returning id`;
    await sql`insert into public.course_skills (course_id, skill_id, from_level, to_level) values (${course?.id}, ${
      String(bunkering?.id)
    }, 0, 4)`;
    await sql`insert into public.certifications (user_id, name, expires_on) values
      (${me.id}, 'Old', '2025-01-31'), (${me.id}, 'Soon', private.today() + 30), (${me.id}, 'Later', private.today() + 90), (${me.id}, 'Never', null)`;
    await sql`insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id)
      values (${mate.id}, ${String(mooring?.id)}, 'manager', 5, ${me.id})`;
  });
  const compared = await checkAdvice(me.call, pathway.name, String(mooring?.name));
  assert(compared > 15, `${compared} compared`);
});

Deno.test("the ten topics answer everybody who asks, with nothing on their profile, too", async () => {
  const me = await register();
  const { paths } = await (await import("./support.ts")).documentOf(AI);
  assert(paths[`/${AI}/advice`]);
  for (
    const topic of [
      "strengths",
      "next_role",
      "gap_for",
      "first_course",
      "mentors",
      "become",
      "quarter",
      "certificates",
      "leadership",
      "experts",
    ]
  ) {
    for (const subject of [undefined, "Nothing of that name"]) {
      const answer = await me.call("POST", `${AI}/advice`, { body: { topic, subject } });
      assertEquals([answer.status, answer.body.topic, answer.body.source], [200, topic, "built-in"]);
      assert(answer.body.content.length > 20);
    }
  }
  refused(await me.call("POST", `${AI}/advice`, { body: { topic: "weather" } }), 400, "invalid");
});

Deno.test("experts are colleagues who show a validated skill, never the asker, and nobody who hides it", async () => {
  const { lead, worker, peer } = await cast();
  const { mooring } = await withGap(worker);
  const ask = async (person: Person) =>
    (await person.call("POST", `${AI}/advice`, { body: { topic: "experts", subject: mooring?.name } })).body
      .facts
      .filter(({ kind }: { kind: string }) => kind === "person").map(({ id }: { id: string }) => id);
  assertEquals(await ask(peer), []);
  await withDatabase((sql) =>
    sql`insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id)
      values (${worker.id}, ${String(mooring?.id)}, 'manager', 4, ${lead.id})`
  );
  await worker.call("PUT", `skills-management/me/skills/${mooring?.id}`, {
    body: { level: 4, visibility: "colleagues" },
  });
  assertEquals(await ask(peer), [worker.id]);
  assertEquals(await ask(worker), []);
});

Deno.test("a message twice is answered once, two at once one after the other; feedback is replaced, and the owner's", async () => {
  const [me, other] = [await register(), await register()];
  const path = await session(me);
  const id = crypto.randomUUID();
  const answers = await Promise.all([1, 2, 3].map(() => say(me, path, "Where am I strong?", id)));
  assert(answers.some(({ status }) => status === 200));
  for (const answer of answers) {
    assert(answer.status === 200 || answer.body.code === "answering", JSON.stringify(answer.body));
  }
  const again = await say(me, path, "Where am I strong?", id);
  assertEquals((await me.call("GET", `${path}/messages?count=true`)).body.total, 2);
  const answer = again.body.message.id;
  refused(await say(other, await session(other), "Hello", id), 409, "duplicate");
  refused(await say(me, path, " "), 400, "invalid");
  refused(await say(me, path, "x".repeat(4001)), 400, "invalid");
  const feedback = (person: Person, message: string, body: Record<string, unknown>) =>
    person.call("POST", `${AI}/messages/${message}/feedback`, { body });
  assertEquals((await feedback(me, answer, { rating: "down", comment: "Too short" })).body.feedback, {
    rating: "down",
    comment: "Too short",
  });
  assertEquals((await feedback(me, answer, { rating: "up" })).body.feedback, { rating: "up", comment: null });
  refused(await feedback(me, answer, { rating: "maybe" }), 400, "invalid");
  refused(await feedback(other, answer, { rating: "up" }), 404, "not_found");
  // One's own words are no answer.
  refused(await feedback(me, id, { rating: "up" }), 404, "not_found");
});

Deno.test("an answer comes as server-sent events to who accepts them, and through supabase-js as JSON", async () => {
  const me = await register();
  await withGap(me);
  const path = await session(me);
  const response = await fetch(`${Deno.env.get("API_URL")}/functions/v1/${path}/messages`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${me.token}`,
      "content-type": "application/json",
      accept: "text/event-stream",
    },
    body: JSON.stringify({ message: "Where am I strong?" }),
  });
  assertEquals(response.headers.get("content-type"), "text/event-stream");
  const events = (await response.text()).trim().split("\n\n").map((event) => {
    const [name = "", data = ""] = event.split("\n");
    return { event: name.replace("event: ", ""), data: JSON.parse(data.replace("data: ", "")) };
  });
  const [token, citation, done] = events.filter(({ event }) => event !== "heartbeat");
  assertEquals([token?.event, citation?.event, done?.event], ["token", "citation", "done"]);
  assertEquals(done?.data.message.content, token?.data.text);
  assertEquals(done?.data.message.facts[0].id, citation?.data.id);
  const supabase = newClient();
  await supabase.auth.signInWithPassword({ email: me.email, password: PASSWORD });
  const { data, error } = await supabase.functions.invoke(`${path}/messages`, {
    body: { message: "Who can mentor me?" },
  });
  assertEquals([error, data.message.source], [null, "built-in"]);
});

Deno.test("who is not well gets reviewed words and people at once; no table, view or log line outside the conversation has any of it", async () => {
  const { boss, lead, worker, hr } = await cast();
  const canary = `Qanary${crypto.randomUUID().replaceAll("-", "")}`;
  const path = await session(worker);
  for (
    const [message, words] of [
      [`${canary} I want to kill myself`, /emergency/],
      [`我想自杀 ${canary}`, /[\u4e00-\u9fff]/],
      [`${canary} saya rasa nak bunuh diri`, /kecemasan|999|112/i],
      [`${canary} தற்கொலை செய்து கொள்ள நினைக்கிறேன்`, /[\u0b80-\u0bff]/],
      [`${canary} ik wil niet meer leven`, /alarmnummer|112/],
      [`${canary} I am so stressed and burned out`, /alone|help/],
    ] as const
  ) {
    const { status, body } = await say(worker, path, message);
    assertEquals([status, body.message.message_type, body.message.source], [200, "resources", "built-in"]);
    assertMatch(body.message.content, words);
    assertMatch(body.message.content, /findahelpline/);
  }
  await withDatabase(async (sql) => {
    const tables = await sql`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'`;
    const found = [];
    for (const { name } of tables) {
      const [row] = await sql.unsafe(`select exists (select from ${name} t where t::text like $1) as there`, [
        `%${canary}%`,
      ]);
      if (row?.there) found.push(name);
    }
    assertEquals(found, ["public.ai_chat_messages"]);
    const [named] =
      await sql`select session_name, (select count(*) from public.audit_log where subject_id = ${worker.id} and table_name like 'ai%')::integer as audited
      from public.ai_chat_sessions where user_id = ${worker.id}`;
    assertEquals([named?.session_name, named?.audited], [null, 0]);
  });
  for (const file of (Deno.env.get("LOGS") ?? "").split(",")) {
    const log = await Deno.readTextFile(file);
    assert(log.length > 0);
    assert(!log.includes(canary), file);
  }
  for (const person of [boss, lead, hr]) {
    refused(await person.call("GET", `${path}/messages`), 404, "not_found");
    assertEquals(
      (await person.supabase.from("ai_chat_messages").select("id").eq("user_id", worker.id)).data,
      [],
    );
  }
  const { body } = await worker.call("GET", "user-management/me/export");
  assert(JSON.stringify(body).includes(canary), "their own export has it");
});

Deno.test("HR keeps the resources that the assistant names; everybody reads them, contractors too", async () => {
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  const body = {
    kind: "well_being",
    name: `House doctor ${crypto.randomUUID()}`,
    phone: "4711",
    reviewed_on: "2026-01-31",
    position: 1,
  };
  refused(await peer.call("POST", `${AI}/resources`, { body }), 403, "forbidden");
  refused(await hr.call("POST", `${AI}/resources`, { body: { ...body, phone: undefined } }), 400, "invalid");
  refused(
    await hr.call("POST", `${AI}/resources`, { body: { ...body, url: "http://plain.example" } }),
    400,
    "invalid",
  );
  const made = await hr.call("POST", `${AI}/resources`, { body });
  assertEquals(made.status, 201);
  const path = `${AI}/resources/${made.body.id}`;
  assert(
    (await peer.call("GET", `${AI}/resources`)).body.items.some(({ id }: { id: string }) =>
      id === made.body.id
    ),
  );
  const talk = await say(peer, await session(peer), "I feel lonely and stressed");
  assertMatch(talk.body.message.content, new RegExp(body.name));
  refused(await hr.call("PATCH", path, { body: { phone: null } }), 400, "invalid");
  const changed = await hr.call("PATCH", path, {
    body: { reviewed_on: "2026-02-01" },
    headers: { "if-match": made.body.etag },
  });
  assertEquals([changed.status, changed.body.reviewed_on], [200, "2026-02-01"]);
  refused(
    await hr.call("PATCH", path, { body: { phone: "1" }, headers: { "if-match": made.body.etag } }),
    412,
    "stale",
  );
  refused(await peer.call("PATCH", path, { body: { phone: "1" } }), 403, "forbidden");
  refused(await peer.call("DELETE", path), 403, "forbidden");
  assertEquals((await hr.call("DELETE", path)).status, 204);
  refused(await hr.call("DELETE", path), 404, "not_found");
});

Deno.test("answers are written with the secret key alone, budgets by nobody; leaving and a year of silence end conversations", async () => {
  const [me, hr] = [await register(), await registerAs("hr_admin")];
  const path = await session(me);
  const { body } = await say(me, path, "Where am I strong?");
  const forged = await me.supabase.rpc("finish_chat_message", {
    answer: body.message.id,
    outcome: { content: "x", source: "model", status: "complete", facts: [], tokens: 0 },
  });
  assertEquals(forged.error?.code, "42501");
  for (const table of ["ai_chat_sessions", "ai_chat_messages", "ai_message_feedback"]) {
    const { error } = await me.supabase.from(table).insert({ user_id: me.id });
    assertEquals(error?.code, "42501", table);
  }
  assertEquals((await me.call("GET", `${AI}/usage`)).body.tokens, 0);
  const quiet = await register();
  const old = await session(quiet);
  await withDatabase(async (sql) => {
    await sql`update public.ai_chat_sessions set last_message_at = now() - interval '366 days' where user_id = ${quiet.id}`;
    await sql`select private.run_job_step('chats')`;
  });
  refused(await quiet.call("GET", old), 404, "not_found");
  assertEquals((await me.call("GET", path)).status, 200);
  assertEquals(
    (await hr.call("POST", `user-management/users/${me.id}/leave`, { body: { last_day: "2026-01-31" } }))
      .status,
    200,
  );
  const [left] = await withDatabase((sql) =>
    sql`select count(*)::integer as n from public.ai_chat_sessions where user_id = ${me.id}`
  );
  assertEquals(left?.n, 0);
});

Deno.test("nobody talks to the assistant without an employee's token", async () => {
  const id = crypto.randomUUID();
  for (
    const [method, route] of [
      ["GET", "sessions"],
      ["POST", "sessions"],
      ["GET", "usage"],
      ["POST", "advice"],
      ["GET", "resources"],
      ["POST", `sessions/${id}/messages`],
    ] as const
  ) {
    refused(
      await call(method, `${AI}/${route}`, method === "POST" ? { body: {} } : {}),
      401,
      "unauthenticated",
    );
  }
});
