import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const ASSIGNMENTS = "training/assignments";
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

/** An active course. */
async function newCourse(fields: { needs_approval?: boolean; hours?: number } = {}): Promise<string> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.courses (name, duration_hours, status, needs_approval)
      values (gen_random_uuid()::text, ${fields.hours ?? 2}, 'active', ${
      fields.needs_approval ?? false
    }) returning id`
  );
  return String(made?.id);
}

async function newUnit(parent: string | null = null): Promise<string> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.org_units (name, parent_id) values (gen_random_uuid()::text, ${parent}) returning id`
  );
  return String(made?.id);
}

async function assign(by: Person, body: Record<string, unknown>) {
  const made = await by.call("POST", ASSIGNMENTS, { body });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  return made.body;
}

/** What somebody owes of these courses: [state, due_on]. */
async function owes(person: Person, ...courses: string[]) {
  const { status, body } = await person.call("GET", "training/me/compliance");
  assertEquals(status, 200);
  return body.items.filter(({ course }: { course: { id: string } }) => courses.includes(course.id))
    .map(({ state, due_on }: { state: string; due_on: string }) => [state, due_on]);
}

const placed = (hr: Person, person: Person, org_unit_id: string | null) =>
  hr.call("PATCH", `user-management/users/${person.id}`, { body: { org_unit_id } });

Deno.test("recommended courses: of the pathway that is named, else of the active goal with the highest priority, else 400", async () => {
  const person = await register();
  refused(await person.call("GET", "training/recommendations"), 400, "no_active_goal");
  const course = await newCourse();
  const [made] = await withDatabase((sql) =>
    sql`with skill as (insert into public.skills (name) values (gen_random_uuid()::text) returning id),
        taught as (insert into public.course_skills (course_id, skill_id, to_level) select ${course}::uuid, id, 3 from skill),
        pathway as (insert into public.career_pathways (name) values (gen_random_uuid()::text), (gen_random_uuid()::text) returning id)
      insert into public.pathway_requirements (pathway_id, skill_id, level)
      select pathway.id, skill.id, 4 from pathway, skill returning skill_id as skill, (select array_agg(id) from pathway) as pathways`
  );
  const [first, second]: string[] = made?.pathways;
  for (const [pathway_id, priority] of [[first, "low"], [second, "high"]] as const) {
    const goal = await person.call("POST", "career-development/goals", { body: { pathway_id, priority } });
    await person.call("POST", `career-development/goals/${goal.body.id}/activate`);
  }
  const { body } = await person.call("GET", "training/recommendations");
  assertEquals([body.pathway.id, body.coverage_before, body.coverage_after, body.total_hours], [
    second,
    0,
    0.75,
    2,
  ]);
  assertEquals(body.courses.map((chosen: { course: { id: string } }) => chosen.course.id), [course]);
  assertEquals(
    body.open.map(({ reached, required, share }: Record<string, number>) => [reached, required, share]),
    [[
      3,
      4,
      0.25,
    ]],
  );
  const named = await person.call("GET", `training/recommendations?pathway_id=${first}`);
  assertEquals(named.body.pathway.id, first);
  const unknown = `training/recommendations?pathway_id=${crypto.randomUUID()}`;
  refused(await person.call("GET", unknown), 404, "not_found");
  refused(await person.call("GET", "training/recommendations?pathway_id=x"), 400, "invalid");
  // What was begun by oneself and completed is left out, and the skill that it taught is there.
  const enrolled = await person.call("POST", "training/enrolments", { body: { course_id: course } });
  const path = `training/enrolments/${enrolled.body.id}`;
  await person.call("PATCH", path, { body: { progress_percentage: 100 } });
  assertEquals((await person.call("POST", `${path}/complete`, { body: {} })).status, 200);
  assertEquals((await person.call("GET", "training/recommendations")).body.courses, []);
});

Deno.test("an assignment: made once by its id, changed by its etag, gone for everybody once deleted", async () => {
  const [admin, other, person] = [
    await registerAs("learning_admin"),
    await registerAs("learning_admin"),
    await register(),
  ];
  const course = await newCourse();
  const id = crypto.randomUUID();
  const body = {
    id,
    course_id: course,
    audience: "person",
    user_id: person.id,
    due_on: day(60),
    reason: "Law",
  };
  const [first, second] = await Promise.all([1, 2].map(() => admin.call("POST", ASSIGNMENTS, { body })));
  assertEquals([first?.status, second?.status].sort(), [200, 201]);
  assertEquals(first?.body, second?.body);
  refused(await other.call("POST", ASSIGNMENTS, { body }), 409, "duplicate");
  const twice = await other.call("POST", ASSIGNMENTS, {
    body: { course_id: course, audience: "person", user_id: person.id },
  });
  refused(twice, 409, "duplicate");
  assertEquals(await owes(person, course), [["due", day(60)]]);
  const [told] = (await person.call("GET", "analytics/notifications")).body.items;
  assertEquals([told.kind, told.action_url], ["training.assigned", "/me/compliance"]);

  const path = `${ASSIGNMENTS}/${id}`;
  const changed = await admin.call("PATCH", path, {
    body: { due_on: null, due_days: 7 },
    headers: { "if-match": first?.body.etag },
  });
  assertEquals([changed.body.due_on, changed.body.due_days, changed.body.reason], [null, 7, "Law"]);
  refused(
    await other.call("PATCH", path, { body: { due_days: 1 }, headers: { "if-match": first?.body.etag } }),
    412,
    "stale",
  );
  assertEquals(await owes(person, course), [["due", day(7)]]);
  assertEquals((await person.call("GET", path)).body.id, id);
  refused(await person.call("PATCH", path, { body: { due_days: 99 } }), 403, "forbidden");
  refused(await (await register()).call("GET", path), 404, "not_found");
  assertEquals((await other.call("DELETE", path)).status, 204);
  refused(await admin.call("GET", path), 404, "not_found");
  assertEquals(await owes(person, course), []);
});

Deno.test("assignments: what is malformed or unknown is refused with its path", async () => {
  const admin = await registerAs("learning_admin");
  const course_id = await newCourse();
  const everybody = { course_id, audience: "everybody" };
  for (
    const [body, code, path] of [
      [{ ...everybody, course_id: crypto.randomUUID() }, "unknown_id", "course_id"],
      [{ course_id, audience: "person", user_id: crypto.randomUUID() }, "unknown_id", "user_id"],
      [{ course_id, audience: "unit", org_unit_id: crypto.randomUUID() }, "unknown_id", "org_unit_id"],
      [{ course_id, audience: "pathway", pathway_id: crypto.randomUUID() }, "unknown_id", "pathway_id"],
      [{ course_id, audience: "unit" }, "invalid", "org_unit_id"],
      [{ ...everybody, user_id: admin.id }, "invalid", "user_id"],
      [{ ...everybody, line_id: admin.id }, "invalid", "line_id"],
      [{ ...everybody, due_days: -1 }, "invalid", "due_days"],
      [{ ...everybody, due_on: "soon" }, "invalid", "due_on"],
      [{ course_id, audience: "friends" }, "invalid", "audience"],
    ] as const
  ) {
    const answer = await admin.call("POST", ASSIGNMENTS, { body });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, path);
  }
  for (const scope of ["", "?scope=mine", "?scope=org_unit:x", "?scope=team&state=late"]) {
    refused(await admin.call("GET", `training/compliance${scope}`), 400, "invalid");
  }
  refused(
    await admin.call("GET", `training/compliance?scope=org_unit:${crypto.randomUUID()}`),
    404,
    "not_found",
  );
});

Deno.test("a manager assigns to the line alone; who comes into it owes at once, who goes does not; the course asks nobody and is marked mandatory", async () => {
  const { boss, lead, worker, peer, hr } = await cast();
  const course = await newCourse({ needs_approval: true });
  for (const user_id of [peer.id, boss.id, lead.id]) {
    const outside = await lead.call("POST", ASSIGNMENTS, {
      body: { course_id: course, audience: "person", user_id },
    });
    refused(outside, 403, "forbidden");
  }
  const body = { course_id: course, audience: "everybody" };
  for (const nobody of [worker, peer, hr]) {
    refused(await nobody.call("POST", ASSIGNMENTS, { body }), 403, "forbidden");
  }
  const made = await assign(lead, { ...body, due_days: 14 });
  assertEquals([made.line.id, made.created_by.id], [lead.id, lead.id]);
  for (const person of [boss, lead, peer, hr]) assertEquals(await owes(person, course), []);
  assertEquals(await owes(worker, course), [["due", day(14)]]);

  await hr.call("PATCH", `user-management/users/${peer.id}`, { body: { manager_id: lead.id } });
  assertEquals(await owes(peer, course), [["due", day(14)]]);
  const enrolled = await peer.call("POST", "training/enrolments", { body: { course_id: course } });
  assertEquals([enrolled.status, enrolled.body.status], [201, "enrolled"]);
  const [row] = await withDatabase((sql) =>
    sql`select mandatory, source from public.user_training where user_id = ${peer.id}`
  );
  assertEquals({ ...row }, { mandatory: true, source: "assignment" });
  const team = await lead.call("GET", `training/compliance?scope=team&course_id=${course}`);
  assertEquals(
    team.body.items.map((item: { person: { id: string }; enrolment: { status: string } | null }) => [
      item.person.id,
      item.enrolment?.status ?? null,
    ]).sort(),
    [[peer.id, "enrolled"], [worker.id, null]].sort(),
  );
  await hr.call("PATCH", `user-management/users/${worker.id}`, { body: { manager_id: boss.id } });
  assertEquals(await owes(worker, course), []);

  // The boss reads it, and neither changes it nor exempts from it; who leaves takes it with them.
  const path = `${ASSIGNMENTS}/${made.id}`;
  assertEquals((await boss.call("GET", path)).status, 200);
  refused(await boss.call("DELETE", path), 403, "forbidden");
  const exempt = { body: { reason: "Did it elsewhere" } };
  refused(await boss.call("PUT", `${path}/exemptions/${peer.id}`, exempt), 403, "forbidden");
  refused(await lead.call("PUT", `${path}/exemptions/${worker.id}`, exempt), 403, "forbidden");
  assertEquals((await lead.call("PUT", `${path}/exemptions/${peer.id}`, exempt)).body.granted_by.id, lead.id);
  assertEquals((await owes(peer, course))[0][0], "exempt");
  assertEquals((await lead.call("DELETE", `${path}/exemptions/${peer.id}`)).status, 204);
  await hr.call("POST", `user-management/users/${lead.id}/leave`, { body: { last_day: day(-1) } });
  refused(await boss.call("GET", path), 404, "not_found");
  assertEquals(await owes(peer, course), []);
});

Deno.test("contractors owe what everybody of a unit owes, and see nobody else's", async () => {
  const { worker, hr } = await cast();
  const admin = await registerAs("learning_admin");
  const unit = await newUnit();
  await placed(hr, worker, await newUnit(unit));
  await withDatabase((sql) =>
    sql`update public.employment_info set employment_type = 'contractor' where user_id = ${worker.id}`
  );
  const course = await newCourse();
  await assign(admin, { course_id: course, audience: "unit", org_unit_id: unit, due_days: 3 });
  assertEquals(await owes(worker, course), [["due", day(3)]]);
  for (const scope of ["team", "all", `org_unit:${unit}`]) {
    refused(await worker.call("GET", `training/compliance?scope=${scope}`), 403, "forbidden");
    refused(await worker.call("GET", `training/compliance/courses?scope=${scope}`), 403, "forbidden");
  }
  refused(await worker.call("GET", "training/recommendations"), 403, "forbidden");
  assertEquals(await owes(admin, course), []);
});

Deno.test("a manager sees the line's compliance alone, whatever scope they name to the database", async () => {
  const { lead, worker, peer } = await cast();
  const admin = await registerAs("learning_admin");
  const course = await newCourse();
  for (const user_id of [worker.id, peer.id]) {
    await assign(admin, { course_id: course, audience: "person", user_id });
  }
  refused(await lead.call("GET", "training/compliance?scope=all"), 403, "forbidden");
  for (const scope of [null, "all", "everybody", ""]) {
    for (const name of ["get_compliance", "count_compliance"]) {
      assertEquals((await lead.supabase.rpc(name, { scope })).error?.code, "42501", `${name}(${scope})`);
    }
  }
  const { data } = await lead.supabase.rpc("get_compliance", { scope: "team", course });
  assertEquals(data.items.map((item: { person: { id: string } }) => item.person.id), [worker.id]);
});

Deno.test("compliance in pages holds every row once, by name; filters and counts agree", async () => {
  const admin = await registerAs("learning_admin");
  const unit = await newUnit();
  const courses = [await newCourse(), await newCourse()];
  await withDatabase((sql) =>
    sql`with made as (
        insert into public.users (full_name) select 'Member ' || n % 4 from generate_series(1, 11) n returning id
      ), placed as (insert into public.employment_info (user_id, org_unit_id) select id, ${unit}::uuid from made)
      insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
      select id, ${
      courses[0] ?? ""
    }::uuid, 1, 1, 'completed', 100, now(), current_date, private.new_certificate_number()
      from made limit 4`
  );
  for (const course_id of courses) {
    await assign(admin, { course_id, audience: "unit", org_unit_id: unit });
  }
  const walk = async (filter: string) => {
    const found: { person: { id: string; name: string }; course: { id: string }; state: string }[] = [];
    let cursor: string | null = null;
    let total = 0;
    do {
      const query: string = `scope=org_unit:${unit}&limit=3&count=true${filter}${
        cursor ? `&cursor=${cursor}` : ""
      }`;
      const { status, body } = await admin.call("GET", `training/compliance?${query}`);
      assertEquals(status, 200);
      found.push(...body.items);
      total = body.total;
      cursor = body.next_cursor;
    } while (cursor);
    assertEquals(found.length, total);
    assertEquals(new Set(found.map(({ person, course }) => person.id + course.id)).size, total);
    const names = found.map(({ person }) => person.name);
    assertEquals(names, [...names].sort());
    // Other tests may have assigned something to everybody.
    return found.filter(({ course }) => courses.includes(course.id));
  };
  assertEquals((await walk("")).length, 22);
  assertEquals((await walk("&state=compliant")).length, 4);
  assertEquals((await walk(`&state=due&state=overdue&course_id=${courses[1]}`)).length, 11);
  const counts = await admin.call("GET", `training/compliance/courses?scope=org_unit:${unit}`);
  assertEquals(
    counts.body.items.filter((item: { course: { id: string } }) => courses.includes(item.course.id)).map((
      item: { course: { id: string }; people: number; compliant: number; due: number },
    ) => [
      item.course.id,
      item.people,
      item.compliant,
      item.due,
    ]).sort(),
    [[courses[0], 11, 4, 7], [courses[1], 11, 0, 11]].sort(),
  );
});

Deno.test("wherever people and units move, also at once, everybody belongs to their unit and all above it", async () => {
  const units = await Promise.all(Array.from({ length: 6 }, () => newUnit()));
  const [, people] = await withDatabase(async (sql) => {
    const made =
      await sql`insert into public.users (full_name) select 'Mover' from generate_series(1, 5) returning id`;
    const ids = made.map(({ id }) => String(id));
    await sql`insert into public.employment_info (user_id) select unnest(${ids}::uuid[])`;
    return [null, ids] as const;
  });
  const pick = fc.oneof(
    fc.record({ kind: fc.constant("person"), who: fc.nat(4), to: fc.option(fc.nat(5)) }),
    fc.record({ kind: fc.constant("unit"), who: fc.nat(5), to: fc.option(fc.nat(5)) }),
  );
  await withDatabase(async (sql) => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(pick, { minLength: 1, maxLength: 6 }), async (moves) => {
        await Promise.all(moves.map(({ kind, who, to }) => {
          const target = to === null ? null : units[to] ?? null;
          const move = kind === "person"
            ? sql`update public.employment_info set org_unit_id = ${target} where user_id = ${
              people[who] ?? ""
            }`
            : sql`update public.org_units set parent_id = ${target} where id = ${units[who] ?? ""}`;
          // A unit can't come under itself, and of two that wait for each other one is rolled back.
          return move.then(() => moved++).catch(() => {});
        }));
        const wrong = await sql`
          with recursive belongs as (
            select user_id, org_unit_id from public.employment_info where user_id = any (${people}::uuid[]) and org_unit_id is not null
            union
            select b.user_id, o.parent_id from belongs b join public.org_units o on o.id = b.org_unit_id where o.parent_id is not null
          ),
          kept as (select user_id, org_unit_id from public.placements where user_id = any (${people}::uuid[]))
          (select * from belongs except select * from kept) union all (select * from kept except select * from belongs)`;
        assertEquals(wrong.length, 0);
      }),
      { numRuns: 60 },
    );
    assert(moved > 60, "hardly anything moved");
  });
});
