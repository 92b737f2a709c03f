import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { refused, register, registerAs, withDatabase } from "./support.ts";

const MINE = "skills-management/me/skills";

/** Some active skills of the seed, by name. */
const someSkills = (count: number) =>
  withDatabase(async (sql) => {
    const rows =
      await sql`select id from public.skills where status = 'active' order by name_key, id limit ${count}`;
    return rows.map(({ id }): string => id);
  });

Deno.test("PUT /me/skills rates, keeps what is not named, withdraws with null, and a retry changes nothing", async () => {
  const person = await register();
  const [a, b] = await someSkills(2);
  const rated = await person.call("PUT", MINE, {
    body: {
      items: [
        { skill_id: a, level: 3, years_experience: 2.5, last_used: "2026-01-31", visibility: "colleagues" },
        { skill_id: b, level: null },
      ],
    },
  });
  assertEquals([rated.status, rated.body.items.length], [200, 2]);
  const [first] = rated.body.items.filter(({ level }: { level: number | null }) => level === 3);
  // A level that is minutes old, by oneself: confidence 0.4 × 0.5^(0 / 36) = 0.4.
  assertEquals([first.source, first.confidence, first.years_experience, first.visibility], [
    "self",
    0.4,
    2.5,
    "colleagues",
  ]);

  const again = await person.call("PUT", MINE, { body: { items: [{ skill_id: a, level: 3 }] } });
  assertEquals(again.body.items[0], first);
  const higher = await person.call("PUT", MINE, {
    body: { items: [{ skill_id: a, level: 4, last_used: null }] },
  });
  assertEquals([higher.body.items[0].level, higher.body.items[0].last_used], [4, null]);
  assertEquals(higher.body.items[0].years_experience, 2.5);
  assertNotEquals(higher.body.items[0].etag, first.etag);
  const gone = await person.call("PUT", MINE, { body: { items: [{ skill_id: a, level: null }] } });
  assertEquals([gone.body.items[0].level, gone.body.items[0].source], [null, null]);
  assertEquals((await person.call("GET", `${MINE}?count=true`)).body.total, 2);
  const history = await withDatabase((sql) =>
    sql`select level, withdrawn_at is not null as withdrawn from public.skill_assessments where user_id = ${person.id} order by assessed_at`
  );
  assertEquals(history.map(({ level, withdrawn }) => [level, withdrawn]), [[3, true], [4, true]]);
});

Deno.test("PUT /me/skills is all or nothing: an unknown skill → 400 unknown_id with its place", async () => {
  const person = await register();
  const [a] = await someSkills(1);
  const answer = await person.call("PUT", MINE, {
    body: { items: [{ skill_id: a, level: 3 }, { skill_id: crypto.randomUUID(), level: 2 }] },
  });
  refused(answer, 400, "unknown_id");
  assertEquals(answer.body.details.map(({ path }: { path: string }) => path), ["items.1.skill_id"]);
  assertEquals((await person.call("GET", MINE)).body.items, []);
  for (
    const items of [
      [],
      [{ skill_id: a }],
      [{ skill_id: a, level: 0 }],
      [{ skill_id: a, level: 6 }],
      [{ skill_id: a, level: 2.5 }],
      [{ skill_id: a, level: "3" }],
      [{ skill_id: a, level: 3, source: "assessment" }],
      [{ skill_id: a, level: 3, visibility: "everyone" }],
      [{ skill_id: a, level: 3 }, { skill_id: a, level: 4 }],
      Array.from({ length: 101 }, () => ({ skill_id: crypto.randomUUID(), level: 1 })),
    ]
  ) {
    refused(await person.call("PUT", MINE, { body: { items } }), 400, "invalid");
  }
});

Deno.test("a proposed skill is seen on the person who has it, and by nobody else but HR", async () => {
  const [person, peer, hr] = [await register(), await register(), await registerAs("hr_admin")];
  const name = `Proposed ${crypto.randomUUID()}`;
  const id = await withDatabase(async (sql) => {
    const [row] =
      await sql`insert into public.skills (name, status) values (${name}, 'proposed') returning id`;
    await sql`insert into public.user_skills (user_id, skill_id) values (${person.id}, ${row?.id})`;
    return row?.id;
  });
  assertEquals((await person.call("GET", MINE)).body.items[0].skill.status, "proposed");
  assertEquals(
    (await person.call("PUT", MINE, { body: { items: [{ skill_id: id, level: 2 }] } })).status,
    200,
  );
  refused(await peer.call("PUT", MINE, { body: { items: [{ skill_id: id, level: 2 }] } }), 400, "unknown_id");
  for (const [viewer, count] of [[person, 1], [peer, 0], [hr, 1]] as const) {
    assertEquals((await viewer.supabase.from("skills").select("id").eq("id", id)).data?.length, count);
  }
});

Deno.test("ten writers of one skill at once: the level that stands is the last one written, and the history is whole", async () => {
  const person = await register();
  const [a] = await someSkills(1);
  const answers = await Promise.all(
    Array.from(
      { length: 10 },
      (_, n) => person.call("PUT", MINE, { body: { items: [{ skill_id: a, level: 1 + (n % 5) }] } }),
    ),
  );
  assert(answers.every(({ status }) => status === 200));
  const [row] = await withDatabase((sql) =>
    sql`select us.level, (select a.level from public.skill_assessments a where a.user_id = us.user_id order by a.assessed_at desc limit 1) as last
      from public.user_skills us where us.user_id = ${person.id}`
  );
  assertEquals(row?.level, row?.last);
});

Deno.test("contractors have no skills here → 403; the directory stays theirs; peers find only what is validated and shown", async () => {
  const [contractor, owner, peer] = [await register(), await register(), await register()];
  const [a] = await someSkills(1);
  await withDatabase(async (sql) => {
    await sql`insert into public.employment_info (user_id, employment_type) values (${contractor.id}, 'contractor')`;
  });
  refused(await contractor.call("GET", MINE), 403, "forbidden");
  refused(
    await contractor.call("PUT", MINE, { body: { items: [{ skill_id: a, level: 3 }] } }),
    403,
    "forbidden",
  );
  refused(await contractor.call("GET", "career-development/pathways"), 403, "forbidden");
  assertEquals((await contractor.supabase.from("skills").select("id")).data, []);
  assertEquals((await contractor.call("GET", "user-management/users?limit=1")).status, 200);

  const find = async (viewer: typeof peer) =>
    (await viewer.call("GET", `user-management/users?skill_id=${a}&min_level=3&id=${owner.id}`)).body.items
      .length;
  await owner.call("PUT", MINE, { body: { items: [{ skill_id: a, level: 5, visibility: "colleagues" }] } });
  assertEquals([await find(owner), await find(peer)], [1, 0]);
  await withDatabase((sql) =>
    sql`insert into public.skill_assessments (user_id, skill_id, source, level) values (${owner.id}, ${
      a ?? ""
    }, 'manager', 4)`
  );
  assertEquals([await find(peer), await find(contractor)], [1, 0]);
  await owner.call("PUT", MINE, { body: { items: [{ skill_id: a, level: 5, visibility: "private" }] } });
  assertEquals([await find(owner), await find(peer)], [1, 0]);
  // The manager's 4 outranks the person's 5.
  assertEquals((await owner.call("GET", MINE)).body.items[0].level, 4);
});
