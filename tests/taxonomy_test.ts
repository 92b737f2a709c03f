import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { API_URL, call, cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const SKILLS = "skills-management/skills";
const MINE = "skills-management/me/skills";
const someName = (what: string) => `${what} ${crypto.randomUUID()}`;

const add = async (hr: Person, more: Record<string, unknown> = {}) => {
  const { status, body } = await hr.call("POST", SKILLS, { body: { name: someName("Skill"), ...more } });
  assertEquals(status, 201, JSON.stringify(body));
  return body;
};
const find = async (viewer: Person, q: string, more = "") =>
  (await viewer.call("GET", `${SKILLS}?q=${encodeURIComponent(q)}${more}`)).body.items
    .map(({ id }: { id: string }) => id);
const place = async (hr: Person) => {
  const area =
    (await hr.call("POST", "skills-management/function-areas", { body: { name: someName("Area") } }))
      .body;
  const { body } = await hr.call("POST", "skills-management/specializations", {
    body: { name: someName("Place"), function_area_id: area.id },
  });
  return { area, specialization: body };
};

Deno.test("the four small catalogues: add, read, change under an etag, retire, take back, find with a typo", async () => {
  const [hr, person] = [await registerAs("hr_admin"), await register()];
  const { area } = await place(hr);
  for (
    const [path, more] of [
      ["function-areas", {}],
      ["specializations", { function_area_id: area.id }],
      ["competencies", {}],
      ["experience-types", {}],
    ] as const
  ) {
    const at = `skills-management/${path}`;
    const id = crypto.randomUUID();
    const name = someName("Quayside Handling");
    const made = await hr.call("POST", at, { body: { id, name, ...more } });
    assertEquals([made.status, made.body.status, made.body.id], [201, "active", id], path);
    assertEquals((await hr.call("POST", at, { body: { id, name, ...more } })).status, 200);
    refused(
      await hr.call("POST", at, { body: { name: ` ${name.toUpperCase()} `, ...more } }),
      409,
      "duplicate",
    );
    refused(await hr.call("POST", at, { body: { name: " ", ...more } }), 400, "invalid");
    const changed = await hr.call("PATCH", `${at}/${id}`, {
      body: { description: "What it is." },
      headers: { "if-match": made.body.etag },
    });
    assertEquals(changed.body.description, "What it is.");
    refused(
      await hr.call("PATCH", `${at}/${id}`, { body: { name }, headers: { "if-match": made.body.etag } }),
      412,
      "stale",
    );
    const listed = async (query: string) =>
      (await person.call("GET", `${at}?q=${encodeURIComponent(name.replace("dl", "ld"))}${query}`)).body.items
        .some((item: { id: string }) => item.id === id);
    assert(await listed(""));
    assertEquals((await hr.call("POST", `${at}/${id}/retire`)).body.status, "retired");
    refused(await hr.call("POST", `${at}/${id}/retire`), 409, "invalid_transition");
    assertEquals([await listed(""), await listed("&status=retired")], [false, true]);
    assertEquals((await person.call("GET", `${at}/${id}`)).body.status, "retired");
    assertEquals((await hr.call("POST", `${at}/${id}/approve`)).body.status, "active");
    refused(await hr.call("POST", `${at}/${id}/approve`), 409, "invalid_transition");
    refused(await person.call("GET", `${at}/${crypto.randomUUID()}`), 404, "not_found");
    refused(
      await hr.call("PATCH", `${at}/${crypto.randomUUID()}`, { body: { name: "X" } }),
      404,
      "not_found",
    );
    for (const query of ["status=mood", "q=", "limit=0", "function_area_id=1"]) {
      refused(await person.call("GET", `${at}?${query}`), 400, "invalid");
    }
  }
  refused(
    await hr.call("POST", "skills-management/specializations", {
      body: { name: "X", function_area_id: crypto.randomUUID() },
    }),
    400,
    "unknown_id",
  );
});

Deno.test("the tree: areas with specializations and counts of active skills; 304 until something changes", async () => {
  const [hr, person] = [await registerAs("hr_admin"), await register()];
  const { area, specialization } = await place(hr);
  const tree = async () => {
    const answer = await person.call("GET", "skills-management/taxonomy");
    const found = answer.body.items.find(({ id }: { id: string }) => id === area.id);
    return { etag: answer.headers.get("etag") ?? "", found };
  };
  const before = await tree();
  assertEquals([before.found.skills, before.found.specializations[0].skills], [0, 0]);
  const made = await add(hr, { specialization_id: specialization.id });
  const after = await tree();
  assertEquals([after.found.skills, after.found.specializations[0].skills], [1, 1]);
  assertNotEquals(after.etag, before.etag);
  // An area with something in it stays.
  for (const at of [`function-areas/${area.id}`, `specializations/${specialization.id}`]) {
    refused(await hr.call("POST", `skills-management/${at}/retire`), 409, "not_empty");
  }
  await hr.call("POST", `${SKILLS}/${made.id}/retire`);
  await hr.call("POST", `skills-management/specializations/${specialization.id}/retire`);
  assertEquals((await hr.call("POST", `skills-management/function-areas/${area.id}/retire`)).status, 200);
  assertEquals((await tree()).found, undefined);
});

Deno.test("search: by name and alias, words begun, typos; the same name first; every page once; place and status", async () => {
  const [hr, person] = [await registerAs("hr_admin"), await register()];
  const { area, specialization } = await place(hr);
  const word = `Zq${crypto.randomUUID().replaceAll("-", "").slice(0, 10)}`;
  const exact = await add(hr, { name: word });
  const longer = await add(hr, { name: `${word} Handling`, specialization_id: specialization.id });
  const aliased = await add(hr, { aliases: [`Safe ${word} Lifting`] });
  assertEquals(await find(person, word.toLowerCase()), [exact.id, longer.id, aliased.id]);
  assertEquals(await find(person, `${word} hand`), [longer.id]);
  assertEquals(await find(person, `lifting ${word}`), [aliased.id]);
  assertEquals(await find(person, word, `&specialization_id=${specialization.id}`), [longer.id]);
  assertEquals(await find(person, word, `&function_area_id=${area.id}`), [longer.id]);
  assertEquals(await find(person, word, "&status=retired"), []);
  const typo = word.slice(0, 6) + "x" + word.slice(7);
  assertEquals((await find(person, typo))[0], exact.id);
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await person.call("GET", `${SKILLS}?q=${word}&limit=1&count=true${cursor}`);
    assertEquals(body.total, 3);
    seen.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
  } while (cursor);
  assertEquals(seen, [exact.id, longer.id, aliased.id]);
  // What is special in patterns and in trigrams is a letter like others.
  for (const q of ["%", "_", "\\", "C++", "a'b", "(", "/", "🙂", "\u4e2d"]) {
    assertEquals((await person.call("GET", `${SKILLS}?q=${encodeURIComponent(q)}`)).status, 200);
  }
  const sharp = await add(hr, { name: `${word}++ (100%)` });
  assertEquals((await find(person, `${word}++ (100%)`))[0], sharp.id);
});

Deno.test("POST /skills by an employee proposes: theirs to rate, nobody else's to see, HR's to decide", async () => {
  const [person, peer, hr] = [await register(), await register(), await registerAs("hr_admin")];
  const name = someName("Drone Piloting");
  const id = crypto.randomUUID();
  const made = await person.call("POST", SKILLS, { body: { id, name, description: "By day." } });
  assertEquals([made.status, made.body.status, made.body.proposed_by], [201, "proposed", null]);
  assertEquals((await person.call("POST", SKILLS, { body: { id, name } })).status, 200);
  assertEquals(
    (await person.call("PUT", `${MINE}/${id}`, { body: { level: 3 } })).body.skill.status,
    "proposed",
  );

  // In no route, count or cursor of a peer.
  for (const status of ["", "&status=proposed", "&status=proposed&status=active"]) {
    const { body } = await peer.call(
      "GET",
      `${SKILLS}?q=${encodeURIComponent(name)}&count=true&limit=200${status}`,
    );
    assert(!JSON.stringify(body).includes(id) && !JSON.stringify(body.items).includes(name));
  }
  const proposed = await peer.call("GET", `${SKILLS}?status=proposed&count=true`);
  assertEquals([proposed.body.total, proposed.body.items], [0, []]);
  refused(await peer.call("GET", `${SKILLS}/${id}`), 404, "not_found");
  refused(await peer.call("PUT", `${MINE}/${id}`, { body: { level: 3 } }), 404, "not_found");
  refused(await peer.call("POST", SKILLS, { body: { id, name: someName("Other") } }), 409, "duplicate");
  refused(
    await peer.call("POST", `skills-management/users/${person.id}/skills/${id}/endorsements`, {
      body: { level: 3 },
    }),
    404,
    "not_found",
  );
  assertEquals(await find(person, name, "&status=proposed"), [id]);

  assertEquals((await hr.call("GET", `${SKILLS}/${id}`)).body.proposed_by.id, person.id);
  refused(await person.call("POST", `${SKILLS}/${id}/approve`), 403, "forbidden");
  assertEquals((await hr.call("POST", `${SKILLS}/${id}/approve`)).body.status, "active");
  assertEquals(await find(peer, name), [id]);
  const { body: { items: [note] } } = await person.call("GET", "analytics/notifications");
  assertEquals([note.kind, note.title], ["skills.proposal", `Your proposal "${name}" is in the catalogue`]);

  // What is there already says which it is; what is HR's to say nobody else says.
  const again = await peer.call("POST", SKILLS, { body: { name: name.toUpperCase() } });
  refused(again, 409, "duplicate");
  assertEquals(again.body.details[0].params, { id });
  for (
    const more of [{ external_uri: "https://classes.example/1" }, { aliases: ["A"] }, { half_life_months: 1 }]
  ) {
    refused(await peer.call("POST", SKILLS, { body: { name: someName("X"), ...more } }), 403, "forbidden");
  }
  refused(
    await peer.call("POST", SKILLS, { body: { name: "X", specialization_id: crypto.randomUUID() } }),
    400,
    "unknown_id",
  );
});

Deno.test("two who propose the same at the same moment share one proposal; fifty open ones are enough", async () => {
  const [one, two] = [await register(), await register()];
  const name = someName("Shared");
  const answers = await Promise.all(
    [one, two].map((person) => person.call("POST", SKILLS, { body: { name } })),
  );
  assertEquals(answers.map(({ status }) => status).sort(), [200, 201]);
  assertEquals(answers[0]?.body.id, answers[1]?.body.id);
  for (const person of [one, two]) assertEquals((await person.call("GET", MINE)).body.items.length, 1);

  await withDatabase((sql) =>
    sql`with made as (
        insert into public.skills (name, status) select gen_random_uuid()::text, 'proposed' from generate_series(1, 48) returning id
      )
      insert into public.skill_proposals (skill_id, user_id) select id, ${two.id} from made`
  );
  const proposed = await withDatabase((sql) =>
    sql`select count(*)::integer as n from public.skill_proposals where user_id = ${two.id}`
  );
  const free = 50 - proposed[0]?.n;
  const more = await Promise.all(
    Array.from({ length: free + 2 }, () => two.call("POST", SKILLS, { body: { name: someName("More") } })),
  );
  assertEquals(more.filter(({ status }) => status === 201).length, free);
  more.filter(({ status }) => status !== 201).forEach((answer) => refused(answer, 409, "too_many"));
});

Deno.test("PATCH /skills: every field, aliases as a whole list, names that are taken, etags; relations", async () => {
  const hr = await registerAs("hr_admin");
  const { specialization } = await place(hr);
  const skill = await add(hr, { aliases: ["Old Alias"] });
  const other = await add(hr, { aliases: [someName("Taken")] });
  const at = `${SKILLS}/${skill.id}`;
  const uri = `https://classes.example/${skill.id}`;
  const changed = (await hr.call("PATCH", at, {
    body: {
      description: "D",
      aliases: ["New Alias", "new alias", skill.name],
      half_life_months: 12,
      external_uri: uri,
    },
    headers: { "if-match": skill.etag },
  })).body;
  assertEquals(
    [changed.aliases, changed.half_life_months, changed.external_uri, changed.description],
    [["New Alias"], 12, uri, "D"],
  );
  assertNotEquals(changed.etag, skill.etag);
  assertEquals((await hr.call("PATCH", at, { body: { aliases: ["NEW ALIAS"] } })).body.etag, changed.etag);
  refused(
    await hr.call("PATCH", at, { body: { name: "X" }, headers: { "if-match": skill.etag } }),
    412,
    "stale",
  );
  for (const name of [other.name, other.aliases[0]]) {
    const answer = await hr.call("PATCH", at, { body: { name } });
    refused(answer, 409, "duplicate");
    assertEquals(answer.body.details[0].params, { id: other.id });
  }
  refused(await hr.call("PATCH", `${SKILLS}/${other.id}`, { body: { external_uri: uri } }), 409, "duplicate");
  refused(
    await hr.call("PATCH", at, { body: { specialization_id: crypto.randomUUID() } }),
    400,
    "unknown_id",
  );
  for (
    const body of [{ status: "retired" }, { external_uri: "javascript:1" }, { aliases: [""] }, { name: null }]
  ) {
    refused(await hr.call("PATCH", at, { body }), 400, "invalid");
  }
  const moved = (await hr.call("PATCH", at, { body: { specialization_id: specialization.id } })).body;
  assertEquals(moved.specialization.id, specialization.id);
  assertEquals((await hr.call("PATCH", at, { body: { specialization_id: null } })).body.specialization, null);

  const relate = (items: unknown[], headers = {}) =>
    hr.call("PUT", `${at}/relations`, { body: { items }, headers });
  const related = await relate([{ skill_id: other.id, kind: "essential" }]);
  assertEquals(related.body.relations, [
    { skill: { id: other.id, name: other.name }, kind: "essential", direction: "to" },
  ]);
  assertEquals((await hr.call("GET", `${SKILLS}/${other.id}`)).body.relations[0].direction, "from");
  refused(await relate([], { "if-match": moved.etag }), 412, "stale");
  refused(await relate([{ skill_id: skill.id, kind: "related" }]), 400, "unknown_id");
  refused(await relate([{ skill_id: crypto.randomUUID(), kind: "related" }]), 400, "unknown_id");
  refused(await relate([{ skill_id: other.id, kind: "friend" }]), 400, "invalid");
  assertEquals((await relate([])).body.relations, []);
});

Deno.test("merge: what people, pathways and names hold goes along; the old id answers with where it went", async () => {
  const { worker, lead, peer, hr } = await cast();
  const [old, target] = [await add(hr, { aliases: ["Bosun's Work"] }), await add(hr)];
  const pathways = await withDatabase(async (sql) => {
    const made = await sql`insert into public.career_pathways (name)
      select gen_random_uuid()::text from generate_series(1, 2) returning id`;
    const [both, one] = made.map(({ id }): string => id);
    // In both: the greater of level and weight, mandatory if either is.
    await sql`insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory) values
      (${both ?? ""}, ${old.id}, 4, 1, true), (${both ?? ""}, ${target.id}, 2, 3, false), (${
      one ?? ""
    }, ${old.id}, 5, 2, false)`;
    return { both, one };
  });
  const rate = (who: Person, skill: { id: string }, more: Record<string, unknown>) =>
    who.call("PUT", `${MINE}/${skill.id}`, { body: more });
  await rate(worker, old, {
    level: 2,
    years_experience: 5,
    last_used: "2020-01-01",
    visibility: "colleagues",
  });
  await rate(worker, target, { level: 4, years_experience: 2, last_used: "2025-01-01" });
  await rate(peer, old, { level: 3, visibility: "colleagues" });
  const proof = await peer.call("POST", `${MINE}/${old.id}/evidence`, { body: { title: "Photo" } });
  const request = await worker.call("POST", `${MINE}/${old.id}/validation-requests`, { body: {} });
  await worker.call("POST", "skills-management/me/certifications", {
    body: { name: "Bosun", skill_id: old.id },
  });

  const merged = await hr.call("POST", `${SKILLS}/${old.id}/merge`, { body: { into: target.id } });
  assertEquals([merged.body.id, merged.body.aliases], [target.id, ["Bosun's Work", old.name]]);
  const gone = (await worker.call("GET", `${SKILLS}/${old.id}`)).body;
  assertEquals([gone.status, gone.merged_into], ["retired", { id: target.id, name: target.name }]);
  assertEquals(await find(peer, old.name), [target.id]);

  const [mine, theirs] = [await worker.call("GET", MINE), await peer.call("GET", MINE)];
  // The target's 4 was said later than the old one's 2; of both the greater years, the later use, the target's visibility.
  assertEquals(mine.body.items.length, 1);
  const [kept] = mine.body.items;
  assertEquals(
    [kept.skill.id, kept.level, kept.years_experience, kept.last_used, kept.visibility],
    [target.id, 4, 5, "2025-01-01", "private"],
  );
  assertEquals([theirs.body.items[0].level, theirs.body.items[0].visibility], [3, "colleagues"]);
  const history = await worker.call("GET", `${MINE}/${target.id}/history`);
  assertEquals(history.body.items.map(({ level }: { level: number }) => level), [4, 2]);
  assertEquals((await peer.call("GET", `${MINE}/${target.id}/evidence`)).body.items[0].id, proof.body.id);
  assertEquals((await lead.call("GET", "skills-management/validations")).body.items[0].skill.id, target.id);
  assertEquals(
    (await worker.call("GET", "skills-management/me/validation-requests")).body.items[0].id,
    request.body.id,
  );
  assertEquals(
    (await worker.call("GET", "skills-management/me/certifications")).body.items[0].skill.id,
    target.id,
  );
  const requirements = async (id: string | undefined) =>
    (await worker.call("GET", `career-development/pathways/${id}`)).body.requirements
      .map((
        { skill, level, weight, mandatory }: Record<string, { id: string }>,
      ) => [skill?.id, level, weight, mandatory]);
  assertEquals(await requirements(pathways.both), [[target.id, 4, 3, true]]);
  assertEquals(await requirements(pathways.one), [[target.id, 5, 2, false]]);

  // A phone with the old id is told the new one.
  const stale = await worker.call("PUT", MINE, { body: { items: [{ skill_id: old.id, level: 5 }] } });
  refused(stale, 400, "unknown_id");
  assertEquals(stale.body.details[0].params, { merged_into: target.id });
});

Deno.test("merges: chains lead to the end; into itself, a merged, a retired or a proposed one → 409", async () => {
  const hr = await registerAs("hr_admin");
  const [a, b, c, retired] = [await add(hr), await add(hr), await add(hr), await add(hr)];
  const merge = (from: { id: string }, into: { id: string }) =>
    hr.call("POST", `${SKILLS}/${from.id}/merge`, { body: { into: into.id } });
  await hr.call("POST", `${SKILLS}/${retired.id}/retire`);
  refused(await merge(a, a), 409, "invalid_transition");
  refused(await merge(a, retired), 409, "invalid_transition");
  refused(await merge(a, { id: crypto.randomUUID() }), 400, "unknown_id");
  refused(await merge({ id: crypto.randomUUID() }, a), 404, "not_found");
  await merge(a, b);
  refused(await merge(a, c), 409, "invalid_transition");
  refused(await merge(b, a), 409, "invalid_transition");
  await merge(b, c);
  for (const old of [a, b]) {
    assertEquals((await hr.call("GET", `${SKILLS}/${old.id}`)).body.merged_into.id, c.id);
    refused(await hr.call("POST", `${SKILLS}/${old.id}/approve`), 409, "invalid_transition");
    refused(
      await hr.call("PATCH", `${SKILLS}/${old.id}`, { body: { name: "X" } }),
      409,
      "invalid_transition",
    );
  }
  assertEquals((await hr.call("GET", `${SKILLS}/${c.id}`)).body.aliases.sort(), [a.name, b.name].sort());
  assertEquals((await merge(retired, c)).status, 200);
});

Deno.test("two opposite merges at once: one happens; a rating at the same moment is not lost", async () => {
  const hr = await registerAs("hr_admin");
  for (let round = 0; round < 5; round++) {
    const [a, b, person] = [await add(hr), await add(hr), await register()];
    const merge = (from: string, into: string) =>
      hr.call("POST", `${SKILLS}/${from}/merge`, { body: { into } });
    const [one, two, rated] = await Promise.all([
      merge(a.id, b.id),
      merge(b.id, a.id),
      person.call("PUT", MINE, { body: { items: [{ skill_id: a.id, level: 2 }] } }),
    ]);
    assertEquals([one.status, two.status].sort(), [200, 409]);
    const standing = one.status === 200 ? b.id : a.id;
    const { body: { items } } = await person.call("GET", MINE);
    if (rated.status === 200) {
      assertEquals(items.map((i: { skill: { id: string }; level: number }) => [i.skill.id, i.level]), [
        [standing, 2],
      ]);
    } else {
      refused(rated, 400, "unknown_id");
      assertEquals(items, []);
    }
  }
});

Deno.test("random merges lose nothing: each assessment, and each person's best knowledge of it, is still there", async () => {
  const hr = await registerAs("hr_admin");
  const people = await Promise.all(Array.from({ length: 3 }, () => register()));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(2), fc.nat(4), fc.integer({ min: 1, max: 5 })), {
        minLength: 1,
        maxLength: 10,
      }),
      fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 5 }),
      async (ratings, merges) => {
        const skills: string[] = [];
        for (let i = 0; i < 5; i++) skills.push((await add(hr)).id);
        for (const [who, what, level] of ratings) {
          await people[who]?.call("PUT", `${MINE}/${skills[what]}`, { body: { level } });
        }
        const levels = () =>
          withDatabase((sql) =>
            sql`select a.id, a.user_id, a.level, a.skill_id, s.status from public.skill_assessments a
              join public.skills s on s.id = a.skill_id where a.skill_id = any (${skills}) order by a.id`
          );
        const before = await levels();
        // The slow version: where each skill is now.
        const now = skills.map((_, i) => i);
        for (const [from, into] of merges) {
          const { status } = await hr.call("POST", `${SKILLS}/${skills[from]}/merge`, {
            body: { into: skills[into] },
          });
          const possible = now[from] === from && now[into] === into && from !== into;
          assertEquals(status, possible ? 200 : 409);
          if (possible) now.forEach((place, i) => place === from && (now[i] = into));
        }
        const wanted = before.map(({ id, user_id, level, skill_id }) => [
          id,
          user_id,
          level,
          skills[now[skills.indexOf(skill_id)] ?? -1],
        ]);
        assertEquals((await levels()).map((row) => [row.id, row.user_id, row.level, row.skill_id]), wanted);
        const held = await withDatabase((sql) =>
          sql`select us.user_id, us.skill_id, us.level, e.level as slow from public.user_skills us
            left join lateral private.effective_level(us.user_id, us.skill_id) e on true where us.skill_id = any (${skills})`
        );
        for (const row of held) assertEquals(row.level, row.slow);
        assertEquals(
          new Set(held.map((row) => `${row.user_id} ${row.skill_id}`)),
          new Set(wanted.map(([, user, , skill]) => `${user} ${skill}`)),
        );
      },
    ),
    { numRuns: 8 },
  );
});

// Imports ------------------------------------------------------------------------------------------------------------------

const IMPORTS = "skills-management/taxonomy/imports";
const sendCsv = (hr: Person, body: string, query = "") =>
  call("POST", IMPORTS + query, {
    token: hr.token,
    body,
    headers: { "content-type": "text/csv; charset=utf-8" },
  });

Deno.test("an import of JSON rows: dry run, then the same twice; each row for itself", async () => {
  const hr = await registerAs("hr_admin");
  const area = someName("Area");
  const skill = someName("Skill");
  const uri = `https://classes.example/${crypto.randomUUID()}`;
  const rows = [
    { function_area: area, specialization: "Group: One", skill, aliases: ["One", "Two"], external_uri: uri },
    { function_area: area, specialization: "Group: One", skill: "" },
    { function_area: area, specialization: "Group: Two", skill, description: "The other." },
    { function_area: area, specialization: "Group: Two", skill, level: 3 },
  ];
  const report = (more = {}) => hr.call("POST", IMPORTS, { body: { rows, ...more } });
  const counts = (
    { body }: { body: Record<string, unknown> },
  ) => [body.created, body.updated, body.unchanged];
  const dry = await report({ dry_run: true });
  assertEquals([dry.body.dry_run, ...counts(dry)], [true, 2, 0, 0]);
  assertEquals(
    dry.body.rejected.map((r: { index: number; errors: { path: string }[] }) => [r.index, r.errors[0]?.path]),
    [
      [1, "skill"],
      [3, "level"],
    ],
  );
  assertEquals(await find(hr, skill), []);
  assertEquals(counts(await report()), [2, 0, 0]);
  assertEquals(counts(await report()), [0, 0, 2]);
  const found = (await hr.call("GET", `${SKILLS}?q=${skill}`)).body.items;
  assertEquals(found.length, 2);
  // Known by its address, it takes its new name; a new alias comes to those that are there.
  const renamed = someName("Renamed");
  rows[0] = { ...rows[0], skill: renamed, aliases: ["Three"] } as typeof rows[0];
  assertEquals(counts(await report()), [0, 1, 1]);
  const { body } = await hr.call("GET", `${SKILLS}?q=${renamed}`);
  assertEquals([body.items[0].aliases, body.items[0].external_uri], [["One", "Three", "Two"], uri]);

  // What was merged stays merged; what is retired is said.
  const [one, two] = [body.items[0], found.find(({ description }: { description: string }) => description)];
  await hr.call("POST", `${SKILLS}/${two.id}/merge`, { body: { into: one.id } });
  assertEquals(counts(await report()), [0, 0, 2]);
  await hr.call("POST", `${SKILLS}/${one.id}/retire`);
  assertEquals((await report()).body.rejected[0].errors[0].code, "retired");
  for (const body of [{ rows: [] }, { rows: "x" }, { rows: Array.from({ length: 5001 }, () => ({})) }, {}]) {
    refused(await hr.call("POST", IMPORTS, { body }), 400, "invalid");
  }
});

Deno.test("an import of a real CSV file: unquoted commas cost their own row, told by line; the others go in, once", async () => {
  const hr = await registerAs("hr_admin");
  const area = someName("Area");
  const file = [
    "function_area,specialization,skill,description,aliases",
    `${area},"Ports, Terminals",Mooring,Ties ships up.,Line Handling|Berthing`,
    `${area},Ports, Terminals,Pilotage,Guides ships.,`,
    `${area},"Ports, Terminals",Towage,,`,
    "",
  ].join("\r\n");
  const dry = await sendCsv(hr, file, "?dry_run=true");
  assertEquals([dry.status, dry.body.dry_run, dry.body.created], [200, true, 2]);
  for (const [created, unchanged] of [[2, 0], [0, 2]]) {
    const { body } = await sendCsv(hr, file);
    assertEquals([body.created, body.unchanged], [created, unchanged]);
    assertEquals(
      body.rejected.map((
        row: { line: number; errors: { code: string }[] },
      ) => [row.line, row.errors[0]?.code]),
      [
        [3, "column_count"],
      ],
    );
  }
  refused(await sendCsv(hr, "skill\nX"), 400, "invalid");
  refused(await sendCsv(hr, "function_area,specialization,skill\n"), 400, "invalid");
  refused(await sendCsv(hr, file, "?dry_run=maybe"), 400, "invalid");
  refused(await sendCsv(await register(), file), 403, "forbidden");
  // CSV goes nowhere else.
  const elsewhere = await fetch(`${API_URL}/functions/v1/${SKILLS}`, {
    method: "POST",
    headers: { authorization: `Bearer ${hr.token}`, "content-type": "text/csv" },
    body: file,
  });
  assertEquals(elsewhere.status, 415);
  await elsewhere.body?.cancel();
});

Deno.test("five thousand rows go in as one call; two imports of the same rows at once make each skill once", async () => {
  const hr = await registerAs("hr_admin");
  const area = someName("Area");
  const rows = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      function_area: area,
      specialization: `Place ${n % 50}`,
      skill: `Skill ${n}`,
      description: "What it is, in a sentence of some length, as classifications have them.",
      aliases: [`Alias ${n}`],
    }));
  const twice = await Promise.all([1, 2].map(() => hr.call("POST", IMPORTS, { body: { rows: rows(300) } })));
  assertEquals(twice.map(({ body }) => body.created).sort(), [0, 300]);
  const all = await hr.call("POST", IMPORTS, { body: { rows: rows(5000) } });
  assertEquals([all.status, all.body.created, all.body.unchanged], [200, 4700, 300]);
});
