import { assert, assertEquals } from "@std/assert";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const CAREERS = "career-development";
const GOALS = `${CAREERS}/goals`;
const PLANS = `${CAREERS}/plans`;
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** A skill and a pathway that asks for it at level 4, and nothing else. */
async function target() {
  const [made] = await withDatabase((sql) =>
    sql`with skill as (insert into public.skills (name) values (gen_random_uuid()::text) returning id),
        pathway as (insert into public.career_pathways (name, level) values (gen_random_uuid()::text, 3) returning id)
      insert into public.pathway_requirements (pathway_id, skill_id, level)
      select pathway.id, skill.id, 4 from pathway, skill returning pathway_id as pathway, skill_id as skill`
  );
  return { pathway: String(made?.pathway), skill: String(made?.skill) };
}

const rate = (person: Person, skill_id: string, level: number) =>
  person.call("PUT", "skills-management/me/skills", { body: { items: [{ skill_id, level }] } });

async function newGoal(person: Person, body: Record<string, unknown>) {
  const made = await person.call("POST", GOALS, { body });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

const move = (person: Person, path: string, name: string, body?: unknown) =>
  person.call("POST", `${path}/${name}`, body === undefined ? {} : { body });

Deno.test("a goal from draft to achieved: items keep their ids, progress counts from the start, the same id again is the same goal", async () => {
  const person = await register();
  const { pathway, skill } = await target();
  await rate(person, skill, 1);
  const id = crypto.randomUUID();
  const body = {
    id,
    pathway_id: pathway,
    target_position: "Harbour master",
    target_date: day(365),
    priority: "high",
    notes: "Tell nobody yet.",
    route: [pathway],
    items: [{ kind: "skill", skill_id: skill, level: 4 }, { kind: "course", title: "Towage" }],
  };
  const made = await newGoal(person, body);
  assertEquals([made.status, made.notes, made.route[0].id, made.progress.items], [
    "draft",
    "Tell nobody yet.",
    pathway,
    2,
  ]);
  const again = await person.call("POST", GOALS, { body });
  assertEquals([again.status, again.body], [200, made]);
  refused(await (await register()).call("POST", GOALS, { body }), 409, "duplicate");

  const path = `${GOALS}/${id}`;
  assertEquals((await move(person, path, "activate")).body.progress.coverage_at_start, 0.25);
  await rate(person, skill, 3);
  const [first, second] = made.items;
  const changed = await person.call("PATCH", path, {
    body: {
      notes: null,
      items: [{ ...pick(second), done: true }, { ...pick(first), skill_id: skill, level: 4 }, {
        kind: "other",
        title: "Ask Ada",
      }],
    },
    headers: { "if-match": (await person.call("GET", path)).body.etag },
  });
  assertEquals(changed.body.items.slice(0, 2).map((item: { id: string }) => item.id), [second.id, first.id]);
  assertEquals(changed.body.progress, { coverage: 0.75, coverage_at_start: 0.25, items_done: 1, items: 3 });
  assertEquals(changed.body.notes, null);
  refused(
    await person.call("PATCH", path, { body: { priority: "low" }, headers: { "if-match": made.etag } }),
    412,
    "stale",
  );
  assertEquals((await person.call("PATCH", path, { body: {} })).body.etag, changed.body.etag);
  assertEquals((await move(person, path, "achieve")).body.status, "achieved");
  refused(await person.call("PATCH", path, { body: { priority: "low" } }), 409, "invalid_transition");
  refused(await person.call("DELETE", path), 409, "invalid_transition");
  const listed = await person.call("GET", `${GOALS}?status=achieved&status=abandoned&count=true`);
  assertEquals([listed.body.total, listed.body.items[0].id], [1, id]);
});

const pick = ({ id, kind, title }: { id: string; kind: string; title: string | null }) => ({
  id,
  kind,
  ...(title ? { title } : {}),
});

Deno.test("goals: what is malformed, unknown or another's is refused, each with its path", async () => {
  const [person, other] = [await register(), await register()];
  const { pathway, skill } = await target();
  const theirs = await newGoal(other, { pathway_id: pathway, items: [{ kind: "other", title: "Mine" }] });
  for (
    const [body, code, path] of [
      [{ pathway_id: crypto.randomUUID() }, "unknown_id", "pathway_id"],
      [{ pathway_id: pathway, route: [pathway, crypto.randomUUID()] }, "unknown_id", "route.1"],
      [
        { pathway_id: pathway, items: [{ kind: "skill", skill_id: crypto.randomUUID() }] },
        "unknown_id",
        "items.0.skill_id",
      ],
      [
        { pathway_id: pathway, items: [{ id: theirs.items[0].id, kind: "other", title: "Taken" }] },
        "unknown_id",
        "items.0.id",
      ],
      [{ pathway_id: pathway, items: [{ kind: "other", skill_id: skill }] }, "invalid", "items.0.title"],
      [{ pathway_id: pathway, priority: "urgent" }, "invalid", "priority"],
      [{ pathway_id: pathway, user_id: person.id }, "invalid", "user_id"],
      [{ pathway_id: pathway, status: "achieved" }, "invalid", "status"],
    ] as const
  ) {
    const answer = await person.call("POST", GOALS, { body });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, path);
  }
  for (const [method, suffix] of [["GET", ""], ["PATCH", ""], ["DELETE", ""], ["POST", "/share"]] as const) {
    refused(
      await person.call(method, `${GOALS}/${theirs.id}${suffix}`, method === "PATCH" ? { body: {} } : {}),
      404,
      "not_found",
    );
  }
  refused(await person.call("GET", `${GOALS}?user_id=${other.id}`), 404, "not_found");
  assertEquals((await other.call("DELETE", `${GOALS}/${theirs.id}`)).status, 204);
  refused(await other.call("GET", `${GOALS}/${theirs.id}`), 404, "not_found");
});

Deno.test("the line reads shared goals without notes, and changes none; a move ends it", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const { pathway } = await target();
  const secret = await newGoal(worker, { pathway_id: pathway, notes: "Away from here." });
  const shown = await newGoal(worker, { pathway_id: pathway, notes: "Also mine alone." });
  await move(worker, `${GOALS}/${shown.id}`, "share");
  for (const above of [boss, lead]) {
    const { body } = await above.call("GET", `${GOALS}?user_id=${worker.id}`);
    assertEquals(body.items.map((goal: { id: string; notes: unknown }) => [goal.id, goal.notes]), [[
      shown.id,
      null,
    ]]);
    refused(await above.call("GET", `${GOALS}/${secret.id}`), 404, "not_found");
    refused(await above.call("PATCH", `${GOALS}/${shown.id}`, { body: {} }), 403, "forbidden");
  }
  refused(await peer.call("GET", `${GOALS}/${shown.id}`), 404, "not_found");
  assertEquals((await hr.call("GET", `${GOALS}/${secret.id}`)).body.notes, null);
  await hr.call("PATCH", `user-management/users/${worker.id}`, { body: { manager_id: peer.id } });
  refused(await lead.call("GET", `${GOALS}/${shown.id}`), 404, "not_found");
  assertEquals((await peer.call("GET", `${GOALS}/${shown.id}`)).status, 200);
  await move(worker, `${GOALS}/${shown.id}`, "unshare");
  refused(await peer.call("GET", `${GOALS}/${shown.id}`), 404, "not_found");
});

Deno.test("two goals for one pathway begun at once: one is active, the other 409", async () => {
  const person = await register();
  const { pathway } = await target();
  const goals = await Promise.all([1, 2, 3].map(() => newGoal(person, { pathway_id: pathway })));
  const answers = await Promise.all(goals.map(({ id }) => move(person, `${GOALS}/${id}`, "activate")));
  assertEquals(answers.map(({ status }) => status).sort(), [200, 409, 409]);
  for (const answer of answers) if (answer.status === 409) refused(answer, 409, "duplicate");
});

Deno.test("a plan is sent, returned with a comment, sent again, approved and frozen, reopened", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const { pathway, skill } = await target();
  await rate(worker, skill, 2);
  const goal = await newGoal(worker, { pathway_id: pathway, notes: "Private." });
  const id = crypto.randomUUID();
  const body = {
    id,
    title: "This year",
    goal_ids: [goal.id],
    items: [{ title: "Night shifts", skill_id: skill, due_on: day(90) }],
  };
  const made = await worker.call("POST", PLANS, { body });
  assertEquals([made.status, made.body.status, made.body.goals[0].notes], [201, "draft", "Private."]);
  assertEquals((await worker.call("POST", PLANS, { body })).status, 200);
  const path = `${PLANS}/${id}`;
  refused(await lead.call("GET", path), 404, "not_found");
  assertEquals((await move(worker, path, "submit")).body.status, "submitted");
  assertEquals(
    (await lead.call("GET", `${PLANS}?scope=approvals`)).body.items.map(({ id }: { id: string }) => id),
    [id],
  );
  assertEquals((await boss.call("GET", `${PLANS}?scope=approvals`)).body.items, []);
  assertEquals((await boss.call("GET", `${PLANS}?scope=team`)).body.items[0].goals[0].notes, null);
  const [told] = (await lead.call("GET", "analytics/notifications")).body.items.filter((
    { kind }: { kind: string },
  ) => kind === "career.plan_submitted");
  assertEquals(told.action_url, `/plans/${id}`);

  refused(await worker.call("PATCH", path, { body: { title: "Other" } }), 409, "invalid_transition");
  for (const other of [worker, boss, hr]) refused(await move(other, path, "approve"), 403, "forbidden");
  refused(await move(peer, path, "approve"), 404, "not_found");
  refused(await move(lead, path, "return", {}), 400, "invalid");
  assertEquals((await move(lead, path, "return", { comment: "Until when?" })).body.status, "returned");
  const returned = (await worker.call("GET", path)).body;
  assertEquals([returned.comments[0].comment, returned.comments[0].author.id], ["Until when?", lead.id]);
  assertEquals((await boss.call("GET", path)).body.comments, []);
  assertEquals((await worker.call("PATCH", path, { body: { title: "This half year" } })).status, 200);
  await move(worker, path, "submit");
  const approved = (await move(lead, path, "approve")).body;
  assertEquals([approved.status, approved.decided_by.id], ["approved", lead.id]);
  // Level 2 of 4 when it was approved; what happens later does not reach the snapshot.
  assertEquals([approved.snapshot.gaps[0].coverage, approved.snapshot.items[0].title], [0.5, "Night shifts"]);
  await rate(worker, skill, 4);
  refused(await move(lead, path, "reopen"), 403, "forbidden");
  const reopened = (await move(worker, path, "reopen")).body;
  assertEquals([reopened.status, reopened.snapshot], ["draft", approved.snapshot]);
  assertEquals(reopened.goals[0].progress.coverage, 1);
  assert(!JSON.stringify(approved.snapshot).includes("Private."));
  refused(await worker.call("DELETE", path), 409, "invalid_transition");
});

Deno.test("two who decide at once: one wins, the other gets 409; HR decides for whoever has nobody above", async () => {
  const { lead, worker, peer } = await cast();
  await lead.call("PUT", "user-management/me/delegate", {
    body: { user_id: peer.id, from: day(-1), until: day(1) },
  });
  for (let round = 0; round < 5; round++) {
    const { body: { id } } = await worker.call("POST", PLANS, { body: { title: `Round ${round}` } });
    await move(worker, `${PLANS}/${id}`, "submit");
    const answers = await Promise.all([
      move(lead, `${PLANS}/${id}`, "approve"),
      move(peer, `${PLANS}/${id}`, "return", { comment: "No." }),
    ]);
    assertEquals(answers.map(({ status }) => status).sort(), [200, 409]);
    const { body } = await worker.call("GET", `${PLANS}/${id}`);
    assertEquals(body.status, answers[0].status === 200 ? "approved" : "returned");
    assertEquals(body.comments.length, answers[0].status === 200 ? 0 : 1);
  }
  const [alone, hr] = [await register(), await registerAs("hr_admin")];
  const { body: { id } } = await alone.call("POST", PLANS, { body: { title: "Alone" } });
  await move(alone, `${PLANS}/${id}`, "submit");
  assertEquals((await move(hr, `${PLANS}/${id}`, "approve")).body.decided_by.id, hr.id);
  const own = (await hr.call("POST", PLANS, { body: { title: "My own" } })).body;
  await move(hr, `${PLANS}/${own.id}`, "submit");
  refused(await move(hr, `${PLANS}/${own.id}`, "approve"), 403, "forbidden");
});

Deno.test("plans: another's goals and items, unknown skills and states are refused", async () => {
  const [person, other] = [await register(), await register()];
  const { pathway } = await target();
  const theirs = await newGoal(other, { pathway_id: pathway });
  for (
    const [fields, code, path] of [
      [{ goal_ids: [theirs.id] }, "unknown_id", "goal_ids.0"],
      [{ items: [{ title: "A", skill_id: crypto.randomUUID() }] }, "unknown_id", "items.0.skill_id"],
      [{ items: [{ title: " " }] }, "invalid", "items.0.title"],
      [{ status: "approved" }, "invalid", "status"],
    ] as const
  ) {
    const answer = await person.call("POST", PLANS, { body: { title: "Plan", ...fields } });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, path);
  }
  const { body: plan } = await person.call("POST", PLANS, { body: { title: "Plan" } });
  for (const name of ["withdraw", "reopen"]) {
    refused(await move(person, `${PLANS}/${plan.id}`, name), 409, "invalid_transition");
  }
  assertEquals((await person.call("DELETE", `${PLANS}/${plan.id}`)).status, 204);
});
