import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import type { Sql } from "postgres";
import { API_URL, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const SURVEYS = "analytics/surveys";
const question = () => `How likely is it that you tell a friend to work here? ${crypto.randomUUID()}`;

async function unit(sql: Sql, parent: string | null = null): Promise<string> {
  const [row] =
    await sql`insert into public.org_units (name, parent_id) values (${crypto.randomUUID()}, ${parent}) returning id`;
  return String(row?.id);
}

/** People of a unit, with accounts. */
async function staff(where: string, many: number): Promise<[Person, ...Person[]]> {
  const [first, ...others] = await Promise.all(Array.from({ length: many }, () => register()));
  if (!first) throw new Error("nobody");
  const people: [Person, ...Person[]] = [first, ...others];
  await withDatabase((sql) =>
    sql`update public.users set org_unit_id = ${where} where id = any (${people.map(({ id }) => id)})`
  );
  return people;
}

/** People of a unit, without: for what the database does. */
async function crowd(sql: Sql, where: string, many: number): Promise<string[]> {
  const made = await sql`insert into public.users (full_name, org_unit_id)
    select 'Vic Example', ${where} from generate_series(1, ${many}) returning id`;
  return made.map(({ id }) => String(id));
}

/** Answers as somebody without account would, past the check of who asks. */
const count = (sql: Sql, survey: string, where: string, people: string[], scores: number[]) =>
  sql.begin(async (tx) => {
    await tx`insert into public.pulse_participations (survey_id, user_id, org_unit_id)
      select ${survey}, p, ${where} from unnest(${people}::uuid[]) p`;
    const counts = Array.from({ length: 11 }, (_, score) => scores.filter((given) => given === score).length);
    await tx`insert into private.pulse_counts (survey_id, org_unit_id, counts) values (${survey}, ${where}, ${counts})`;
  });

async function newSurvey(hr: Person, fields: Record<string, unknown> = {}) {
  const made = await hr.call("POST", SURVEYS, { body: { name: "Pulse", question: question(), ...fields } });
  assertEquals(made.status, 201);
  return made.body;
}

async function openSurvey(hr: Person, fields: Record<string, unknown> = {}): Promise<string> {
  const { id } = await newSurvey(hr, fields);
  assertEquals((await hr.call("POST", `${SURVEYS}/${id}/open`)).status, 200);
  return id;
}

Deno.test("a survey is a draft of HR, is opened, answered once by those it asks, closed, and then has results", async () => {
  const [hr, home] = [await registerAs("hr_admin"), await withDatabase((sql) => unit(sql))];
  const [one, ...others] = await staff(home, 5);
  const id = crypto.randomUUID();
  const body = { id, name: "Pulse", question: question(), org_unit_id: home };
  const draft = await hr.call("POST", SURVEYS, { body });
  assertEquals([draft.status, draft.body.status, draft.body.unit.id], [201, "draft", home]);
  assertEquals((await hr.call("POST", SURVEYS, { body })).status, 200);
  refused(await one.call("GET", `${SURVEYS}/${id}`), 404, "not_found");
  refused(await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 5 } }), 404, "not_found");
  refused(
    await hr.call("PATCH", `${SURVEYS}/${id}`, { body: { name: "B" }, headers: { "if-match": "99" } }),
    412,
  );
  assertEquals((await hr.call("PATCH", `${SURVEYS}/${id}`, { body: { name: "Well?" } })).body.name, "Well?");
  refused(await hr.call("POST", `${SURVEYS}/${id}/close`), 409, "invalid_transition");
  assertEquals((await hr.call("POST", `${SURVEYS}/${id}/open`)).body.status, "open");
  refused(await hr.call("POST", `${SURVEYS}/${id}/open`), 409, "invalid_transition");
  refused(await hr.call("DELETE", `${SURVEYS}/${id}`), 409, "invalid_transition");
  refused(
    await hr.call("PATCH", `${SURVEYS}/${id}`, { body: { question: "Other?" } }),
    409,
    "invalid_transition",
  );

  const seen = await one.call("GET", `${SURVEYS}?status=open`);
  const mine = seen.body.items.find((item: { id: string }) => item.id === id);
  assertEquals([mine.asked, mine.answered], [true, false]);
  assert(/can't be changed or taken back/.test(mine.terms));
  refused(await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 11 } }), 400, "invalid");
  refused(await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 7.5 } }), 400, "invalid");
  const answered = await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 10 } });
  assertEquals([answered.status, answered.body.answered], [201, true]);
  refused(
    await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 0 } }),
    409,
    "already_answered",
  );
  refused(await hr.call("GET", `${SURVEYS}/${id}/results`), 409, "invalid_transition");
  // 10, 9, 8, 6, 5: two promoters, one passive, two detractors.
  for (const [i, score] of [9, 8, 6, 5].entries()) {
    assertEquals(
      (await others[i]?.call("POST", `${SURVEYS}/${id}/answers`, { body: { score } }))?.status,
      201,
    );
  }
  assertEquals((await hr.call("POST", `${SURVEYS}/${id}/close`)).body.status, "closed");
  refused(await hr.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 1 } }), 404);
  refused(
    await one.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 1 } }),
    409,
    "invalid_transition",
  );
  const results = await one.call("GET", `${SURVEYS}/${id}/results`);
  assertEquals(results.status, 200);
  const { mean, enps, people, suppressed } = results.body.result;
  assertEquals({ mean, enps, people, suppressed }, { mean: 8, enps: 0, people: 5, suppressed: false });
  refused(await one.call("GET", `${SURVEYS}/${id}/comments`), 403);
});

Deno.test("a survey is HR's to make and its unit's to answer; where engagement is off there is none", async () => {
  const [hr, peer] = [await registerAs("hr_admin"), await register()];
  const [home, quiet] = await withDatabase(async (sql) => [await unit(sql), await unit(sql)]);
  assert(home && quiet);
  const [[inside], [off], [contractor]] = await Promise.all([
    staff(home, 1),
    staff(quiet, 1),
    staff(home, 1),
  ]);
  await withDatabase((sql) =>
    sql`insert into public.employment_info (user_id, employment_type, org_unit_id) values (${contractor.id}, 'contractor', ${home})`
  );
  refused(await peer.call("POST", SURVEYS, { body: { name: "A", question: "B?" } }), 403);
  refused(
    await hr.call("POST", SURVEYS, { body: { name: "A", question: "B?", org_unit_id: crypto.randomUUID() } }),
    400,
    "unknown_id",
  );
  refused(
    await hr.call("POST", SURVEYS, {
      body: { name: "A", question: "B?", opens_on: "2026-02-02", closes_on: "2026-02-01" },
    }),
    400,
  );
  const id = await openSurvey(hr, { org_unit_id: home, comments: false });
  const everybody = await openSurvey(hr);
  refused(await peer.call("GET", `${SURVEYS}/${id}`), 404);
  refused(await peer.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 5 } }), 404);
  refused(await hr.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 5 } }), 404);
  refused(await contractor.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 5 } }), 403);
  refused(await inside.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 5, comment: "No" } }), 400);
  refused(await inside.call("POST", `${SURVEYS}/${id}/close`), 403);
  // Straight to the database it is the same.
  assertEquals((await peer.supabase.rpc("answer_survey", { survey: id, score: 5 })).error?.code, "PT404");
  assertEquals((await inside.supabase.rpc("answer_survey", { survey: id, score: 11 })).error?.code, "PT400");
  assertEquals(
    (await inside.supabase.rpc("answer_survey", { survey: id, score: null })).error?.code,
    "PT400",
  );
  assertEquals((await inside.supabase.from("pulse_participations").select()).error?.code, "42501");

  assertEquals((await off.call("GET", `${SURVEYS}/${everybody}`)).status, 200);
  assertEquals(
    (await hr.call("PUT", "analytics/features", {
      body: { items: [{ feature: "engagement", org_unit_id: quiet, enabled: false }] },
    })).status,
    200,
  );
  for (const route of [SURVEYS, `${SURVEYS}/${everybody}`, "analytics/me/engagement"]) {
    refused(await off.call("GET", route), 404);
  }
  refused(await off.call("POST", `${SURVEYS}/${everybody}/answers`, { body: { score: 5 } }), 404);
});

Deno.test("a double click counts once, and whoever answers while it closes is counted or refused, never half", async () => {
  const [hr, home] = [await registerAs("hr_admin"), await withDatabase((sql) => unit(sql))];
  const people = await staff(home, 8);
  const [first] = people;
  const id = await openSurvey(hr, { org_unit_id: home });
  const clicks = await Promise.all(
    Array.from(
      { length: 6 },
      () => first.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 3, comment: "Once" } }),
    ),
  );
  assertEquals(clicks.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409]);
  const counted = await withDatabase(async (sql) => ({
    scores: (await sql`select counts from private.pulse_counts where survey_id = ${id}`).map((row) =>
      row.counts
    ),
    comments: (await sql`select comment from private.pulse_comments where survey_id = ${id}`).length,
  }));
  assertEquals(counted, { scores: [[0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]], comments: 1 });
  const [closed, again, ...answers] = await Promise.all([
    hr.call("POST", `${SURVEYS}/${id}/close`),
    hr.call("POST", `${SURVEYS}/${id}/close`),
    ...people.slice(1).map((person) =>
      person.call("POST", `${SURVEYS}/${id}/answers`, { body: { score: 3 } })
    ),
  ]);
  assertEquals([closed?.status, again?.status].sort(), [200, 409]);
  assert(answers.every(({ status }) => status === 201 || status === 409));
  const counts = 1 + answers.filter(({ status }) => status === 201).length;
  const { result } = (await hr.call("GET", `${SURVEYS}/${id}/results`)).body;
  assertEquals(result.suppressed, counts < 5);
  assertEquals(result.people, counts < 5 ? null : counts);
  const rows = await withDatabase((sql) =>
    sql`select from public.pulse_participations where survey_id = ${id}`
  );
  assertEquals(rows.length, counts);
});

Deno.test("results are there from five answers, comments from ten, and what is closer than that is destroyed", async () => {
  const hr = await registerAs("hr_admin");
  for (
    const [answers, results, comments] of [[4, false, 0], [5, true, 0], [9, true, 0], [10, true, 10]] as const
  ) {
    const home = await withDatabase((sql) => unit(sql));
    const id = await openSurvey(hr, { org_unit_id: home });
    await withDatabase(async (sql) => {
      await count(sql, id, home, await crowd(sql, home, answers), Array(answers).fill(9));
      await sql`insert into private.pulse_comments (survey_id, comment) select ${id}, 'Comment ' || n from generate_series(1, ${answers}) n`;
    });
    refused(await hr.call("GET", `${SURVEYS}/${id}/results`), 409);
    assertEquals((await hr.call("GET", `${SURVEYS}/${id}/comments?count=true`)).body, {
      items: [],
      next_cursor: null,
      total: 0,
    });
    await hr.call("POST", `${SURVEYS}/${id}/close`);
    const { result } = (await hr.call("GET", `${SURVEYS}/${id}/results`)).body;
    assertEquals(
      [result.suppressed, result.mean, result.enps, result.people],
      results ? [false, 9, 100, answers] : [true, null, null, null],
    );
    const page = await hr.call("GET", `${SURVEYS}/${id}/comments?count=true&limit=3`);
    assertEquals(page.body.total, comments);
    assertEquals(page.body.items.length, Math.min(3, comments));
    const left = await withDatabase((sql) => sql`select from private.pulse_counts where survey_id = ${id}`);
    assertEquals(left.length, 0);
  }
});

Deno.test("of units HR sees what tells of five and more, and a small one hides the next smallest", async () => {
  const hr = await registerAs("hr_admin");
  const [home, small, middle, large] = await withDatabase(async (sql) => {
    const home = await unit(sql);
    return [home, await unit(sql, home), await unit(sql, home), await unit(sql, home)];
  });
  assert(home && small && middle && large);
  const id = await openSurvey(hr, { org_unit_id: home });
  const scores: Record<string, number[]> = {
    [small]: [0, 0],
    [middle]: Array(6).fill(10),
    [large]: Array(9).fill(5),
  };
  await withDatabase(async (sql) => {
    for (const [where, given] of Object.entries(scores)) {
      await count(sql, id, where, await crowd(sql, where, given.length), given);
    }
  });
  await hr.call("POST", `${SURVEYS}/${id}/close`);
  const { result, units } = (await hr.call("GET", `${SURVEYS}/${id}/results`)).body;
  assertEquals([result.people, result.mean, result.enps], [17, 6, -29]);
  const shown = new Map(
    units.map((cell: { unit: { id: string }; mean: number | null }) => [cell.unit.id, cell.mean]),
  );
  assertEquals([shown.get(small), shown.get(middle), shown.get(large)], [null, null, 5]);
});

Deno.test("a pulse asked again repeats for a unit in which one person came, and tells the others anew", async () => {
  const hr = await registerAs("hr_admin");
  const asked = question();
  const [home, steady, changed] = await withDatabase(async (sql) => {
    const home = await unit(sql);
    return [home, await unit(sql, home), await unit(sql, home)];
  });
  assert(home && steady && changed);
  const people = await withDatabase(async (sql) => ({
    steady: await crowd(sql, steady, 8),
    changed: await crowd(sql, changed, 8),
  }));
  const run = async (newcomers: number, score: number) => {
    const id = await openSurvey(hr, { org_unit_id: home, question: asked });
    refused(
      await hr.call(
        "POST",
        `${SURVEYS}/${(await newSurvey(hr, { org_unit_id: home, question: asked })).id}/open`,
      ),
      409,
      "duplicate",
    );
    await withDatabase(async (sql) => {
      people.changed.push(...await crowd(sql, changed, newcomers));
      await count(sql, id, steady, people.steady, people.steady.map(() => score));
      await count(sql, id, changed, people.changed, people.changed.map(() => score));
    });
    await hr.call("POST", `${SURVEYS}/${id}/close`);
    const { result, units } = (await hr.call("GET", `${SURVEYS}/${id}/results`)).body;
    const of = (where: string) => units.find((cell: { unit: { id: string } }) => cell.unit.id === where);
    return {
      whole: result.mean,
      steady: of(steady).mean,
      changed: of(changed).mean,
      counted: of(changed).people,
    };
  };
  assertEquals(await run(0, 8), { whole: 8, steady: 8, changed: 8, counted: 8 });
  // With one more the whole repeats, too: else the two would tell of the newcomer.
  assertEquals(await run(1, 2), { whole: 8, steady: 2, changed: 8, counted: 8 });
  assertEquals(await run(4, 3), { whole: 3, steady: 3, changed: 3, counted: 13 });
});

// Somebody who may read every table, the columns that the database adds among them.
Deno.test("with every table open, row versions and places of rows lead from nobody to an answer or a comment", async () => {
  const [hr, home] = [await registerAs("hr_admin"), await withDatabase((sql) => unit(sql))];
  const people = await staff(home, 12);
  const id = await openSurvey(hr, { org_unit_id: home });
  for (const [i, person] of people.entries()) {
    const comment = i % 3 === 0 ? null : `Comment ${i}`;
    const answer = await person.call("POST", `${SURVEYS}/${id}/answers`, {
      body: { score: i % 11, comment },
    });
    assertEquals(answer.status, 201);
  }
  await withDatabase(async (sql) => {
    // One row holds all that a unit answered, so its version is that of whoever came last, and of no score.
    assertEquals((await sql`select from private.pulse_counts where survey_id = ${id}`).length, 1);
    const versions = await sql`select p.user_id, count(c.comment)::integer as comments
      from public.pulse_participations p left join private.pulse_comments c on c.xmin = p.xmin and c.survey_id = p.survey_id
      where p.survey_id = ${id} group by p.user_id`;
    assert(versions.some(({ comments }) => comments > 0), "the attack has to find what it could use");
    for (const { comments } of versions) {
      assertNotEquals(comments, 1, "one person's version is one comment's");
    }
    const places =
      await sql`select comment from private.pulse_comments where survey_id = ${id} order by ctid`;
    const ids = await sql`select comment from private.pulse_comments where survey_id = ${id} order by id`;
    const given = people.flatMap((_, i) => i % 3 === 0 ? [] : [`Comment ${i}`]);
    for (const order of [places, ids]) {
      assertEquals(order.length, given.length);
      assertNotEquals(order.map(({ comment }) => comment), given);
    }
    const told = await sql`select c.table_name, c.column_name from information_schema.columns c
      where c.table_name like 'pulse%' and (c.data_type ~ 'time|date' or c.table_schema = 'private' and c.column_name ~ 'user|person')`;
    assertEquals([...told], []);
    const audited =
      await sql`select from public.audit_log where table_name like 'pulse%' or row_id like ${`%${id}%`} and table_name <> 'surveys'`;
    assertEquals(audited.length, 0);
  });
  const exported = await people[1]?.call("GET", "user-management/me/export");
  assertEquals(exported?.body.tables.pulse_participations.length, 1);
  assert(
    !JSON.stringify(exported?.body).includes("Comment 1"),
    "an export with an answer would be one's own to show, and anybody's to ask for",
  );

  await hr.call("POST", `${SURVEYS}/${id}/close`);
  const comments = await hr.call("GET", `${SURVEYS}/${id}/comments`);
  assertEquals(new Set(comments.body.items.map(({ comment }: { comment: string }) => comment)).size, 8);
  const versions = await withDatabase((sql) =>
    sql`select distinct xmin from private.pulse_comments where survey_id = ${id}`
  );
  assertEquals(versions.length, 1);
});

Deno.test("on their days surveys open and close by themselves, and those they ask are told once", async () => {
  const [hr, home] = [await registerAs("hr_admin"), await withDatabase((sql) => unit(sql))];
  const [[asked], [busy]] = await Promise.all([staff(home, 1), staff(home, 1)]);
  const peer = await register();
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const due = await newSurvey(hr, { org_unit_id: home, opens_on: day(0), closes_on: day(0) });
  const later = await newSurvey(hr, { org_unit_id: home, opens_on: day(1) });
  const over = await openSurvey(hr, { org_unit_id: home });
  assertEquals((await busy.call("POST", `${SURVEYS}/${over}/answers`, { body: { score: 1 } })).status, 201);
  const run = () =>
    withDatabase(async (sql) => {
      for (let steps = 0; steps < 500; steps++) {
        const [step] = await sql`select private.run_job_step('surveys') as answer`;
        if (step?.answer.status === "done") return;
      }
      throw new Error("the job does not end");
    });
  await run();
  const status = async (id: string) => (await hr.call("GET", `${SURVEYS}/${id}`)).body.status;
  assertEquals([await status(due.id), await status(later.id), await status(over)], ["open", "draft", "open"]);
  await withDatabase((sql) => sql`update public.surveys set closes_on = ${day(-1)} where id = ${over}`);
  await run();
  assertEquals([await status(due.id), await status(over)], ["open", "closed"]);
  const told = async (person: Person, kind: string) =>
    (await person.call("GET", `analytics/notifications?kind=${kind}`)).body.items.map((
      item: { action_url: string },
    ) => item.action_url);
  assertEquals(
    (await told(asked, "engagement.survey_opened")).filter((url: string) => url === `/surveys/${due.id}`)
      .length,
    1,
  );
  assertEquals((await told(busy, "engagement.survey_opened")).includes(`/surveys/${over}`), false);
  assertEquals((await told(peer, "engagement.survey_opened")).includes(`/surveys/${due.id}`), false);
  assertEquals(await told(hr, "engagement.survey_closed"), [`/surveys/${over}`]);
});

Deno.test("eNPS is the share of 9 and 10 minus the share of 0 to 6", async () => {
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 60 }),
        async (scores) => {
          const counts = Array.from(
            { length: 11 },
            (_, score) => scores.filter((given) => given === score).length,
          );
          const [row] = await sql`select private.enps(${counts}) as enps`;
          const share = (from: number, to: number) =>
            100 * scores.filter((score) => score >= from && score <= to).length /
            scores.length;
          const exact = share(9, 10) - share(0, 6);
          assert(Math.abs(row?.enps - exact) <= 0.5 + 1e-9, `${row?.enps} for ${exact}`);
          assert(Number.isInteger(row?.enps) && Math.abs(row?.enps) <= 100);
        },
      ),
      { numRuns: 40 },
    );
  });
});

Deno.test("the engagement index is the sum of its parts, each with its most, and nobody else's", async () => {
  const [me, peer, hr] = [await register(), await register(), await registerAs("hr_admin")];
  const month = new Date().toISOString().slice(0, 7);
  const first = `${month}-01`;
  const flows = {
    minutes_learned: 200,
    goal_moves: 2,
    meetings: 9,
    feedback_given: 1,
    endorsements_given: 1,
    skill_changes: 50,
  };
  await withDatabase(async (sql) => {
    const row = {
      user_id: me.id,
      skills: 0,
      skills_rated: 0,
      skills_validated: 0,
      level_sum: 0,
      courses_completed: 0,
      learning_minutes: 0,
      goals_active: 0,
      goals_achieved: 0,
      mentorships_active: 0,
      completions: 0,
      ...flows,
    };
    // This month, the first day that counts, and one before it.
    const [days] =
      await sql`select ${first}::date::text as now, (${first}::date - interval '2 months')::date::text as still,
      (${first}::date - interval '2 months' - interval '1 day')::date::text as not_now`;
    for (const day of [days?.now, days?.still, days?.not_now]) {
      await sql`insert into public.user_analytics ${sql({ ...row, day })}`;
    }
  });
  const { body } = await me.call("GET", "analytics/me/engagement");
  const points = Object.fromEntries(
    body.parts.map(({ part, points }: { part: string; points: number }) => [part, points]),
  );
  // 400 minutes, 4 moves, 18 meetings, 4 given.
  assertEquals(points, { learning: 26, goals: 20, mentoring: 20, feedback: 16 });
  assertEquals(body.index, 82);
  assertEquals(body.trend.length, 12);
  assertEquals(body.trend.at(-1), { month, index: 82 });
  assertEquals((await peer.call("GET", "analytics/me/engagement")).body.index, 0);
  assertEquals((await hr.supabase.from("user_analytics").select("day").eq("user_id", me.id)).data, []);
  refused(await me.call("GET", "analytics/org/engagement"), 403);
});

Deno.test("the last month's index is published by unit, once, after a kill too; HR alone reads it, as JSON and CSV", async () => {
  const hr = await registerAs("hr_admin");
  const [home, large, small, other] = await withDatabase(async (sql) => {
    const home = await unit(sql);
    const units = [home, await unit(sql, home), await unit(sql, home), await unit(sql, home)] as const;
    await crowd(sql, units[1], 12);
    await crowd(sql, units[2], 3);
    await crowd(sql, units[3], 6);
    return units;
  });
  const step = (sql: Sql) =>
    sql`select private.run_job_step('engagement') as answer`.then(([row]) => row?.answer.status);
  const counts = await withDatabase(async (sql) => {
    // Another test's run may have published this month.
    await sql`delete from private.publications where measure = 'engagement'`;
    await sql`delete from public.publication_stays where measure = 'engagement'`;
    assertEquals(await step(sql), "running");
    // Killed in the middle: the step's transaction is gone, the run goes on from the one before.
    await sql.begin(async (tx) => {
      await tx`select private.run_job_step('engagement')`;
      throw new Error("killed");
    }).catch(() => {});
    refused(await hr.call("GET", `analytics/org/engagement?org_unit_id=${crypto.randomUUID()}`), 404);
    assertEquals((await hr.call("GET", `analytics/org/engagement?org_unit_id=${home}`)).body.items, []);
    let status = "running";
    for (let steps = 0; status === "running" && steps < 50; steps++) status = await step(sql);
    assertEquals(status, "done");
    const count = () =>
      sql`select count(*)::integer as n from private.publications where measure = 'engagement'`.then((
        [row],
      ) => row?.n);
    const once = await count();
    assertEquals(await step(sql), "done");
    return [once, await count()];
  });
  assertEquals(counts, [1, 1]);
  const { body } = await hr.call("GET", `analytics/org/engagement?org_unit_id=${home}&count=true`);
  const of = (where: string) => body.items.find((cell: { unit: { id: string } }) => cell.unit.id === where);
  assertEquals([of(home).people, of(home).index, of(home).suppressed], [21, 0, false]);
  assertEquals([of(large).people, of(large).index], [12, 0]);
  for (const hidden of [small, other]) {
    assertEquals([of(hidden).people, of(hidden).index, of(hidden).suppressed], [null, null, true]);
  }
  const { month } = of(home);
  assertEquals(
    (await hr.call("GET", `analytics/org/engagement?org_unit_id=${home}&from=${month}&to=${month}`)).body
      .items.length,
    4,
  );
  assertEquals(
    (await hr.call("GET", `analytics/org/engagement?org_unit_id=${home}&to=2000-01`)).body.items,
    [],
  );
  refused(await hr.call("GET", "analytics/org/engagement?from=2026-13"), 400);
  const csv = await fetch(`${API_URL}/functions/v1/analytics/org/engagement?org_unit_id=${home}`, {
    headers: { authorization: `Bearer ${hr.token}`, accept: "text/csv" },
  });
  const [head, ...rows] = (await csv.text()).trim().split("\r\n");
  assertEquals([csv.status, head?.replace("\ufeff", ""), rows.length], [
    200,
    "month,unit,unit_id,rest,people,index,as_of,suppressed",
    4,
  ]);
});
