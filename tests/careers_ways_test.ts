import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type postgres from "postgres";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const CAREERS = "career-development";
const PATHWAYS = `${CAREERS}/pathways`;
const RECOMMENDATIONS = `${CAREERS}/recommendations`;

const skills = (count: number): Promise<string[]> =>
  withDatabase(async (sql) =>
    (await sql`insert into public.skills (name) select gen_random_uuid()::text from generate_series(1, ${count}) returning id`)
      .map(({ id }) => String(id))
  );
const named = () => `Pathway ${crypto.randomUUID()}`;

async function newPathway(hr: Person, fields: Record<string, unknown> = {}, requirements: unknown[] = []) {
  const made = await hr.call("POST", PATHWAYS, { body: { name: named(), ...fields } });
  assertEquals(made.status, 201, JSON.stringify(made.body));
  if (requirements.length === 0) return made.body;
  const put = await hr.call("PUT", `${PATHWAYS}/${made.body.id}/requirements`, { body: { requirements } });
  assertEquals(put.status, 200, JSON.stringify(put.body));
  return put.body;
}
const rate = (person: Person, levels: Record<string, number>) =>
  person.call("PUT", "skills-management/me/skills", {
    body: { items: Object.entries(levels).map(([skill_id, level]) => ({ skill_id, level })) },
  });
/** Gives somebody a job of this pathway, by a title that means it. */
async function employ(hr: Person, person: Person, pathway: string) {
  const title = `Title ${crypto.randomUUID()}`;
  await hr.call("PUT", `${PATHWAYS}/${pathway}/titles`, { body: { titles: [title] } });
  await hr.call("PATCH", `user-management/users/${person.id}`, { body: { job_title: title } });
}

Deno.test("HR keeps a pathway: fields, requirements, competencies, moves and titles as whole lists, each raising its etag", async () => {
  const hr = await registerAs("hr_admin");
  const [one = "", two = ""] = await skills(2);
  const next = await newPathway(hr);
  const body = { id: crypto.randomUUID(), name: named(), level: 2, min_years_experience: 1 };
  const made = await hr.call("POST", PATHWAYS, { body });
  assertEquals((await hr.call("POST", PATHWAYS, { body })).body, made.body);
  refused(await hr.call("POST", PATHWAYS, { body: { name: body.name.toUpperCase() } }), 409, "duplicate");
  const path = `${PATHWAYS}/${body.id}`;
  const put = async (part: string, items: unknown) => {
    const before = (await hr.call("GET", path)).body.etag;
    const answer = await hr.call("PUT", `${path}/${part}`, {
      body: { [part]: items },
      headers: { "if-match": before },
    });
    assertEquals(answer.status, 200, JSON.stringify(answer.body));
    assert(answer.body.etag !== before, part);
    refused(
      await hr.call("PUT", `${path}/${part}`, { body: { [part]: items }, headers: { "if-match": before } }),
      412,
      "stale",
    );
    assertEquals(
      (await hr.call("PUT", `${path}/${part}`, { body: { [part]: items } })).body.etag,
      answer.body.etag,
    );
    return answer.body;
  };
  await put("requirements", [{ skill_id: one, level: 3 }, {
    skill_id: two,
    level: 5,
    weight: 2.5,
    mandatory: true,
  }]);
  const whole = await put("requirements", [{ skill_id: two, level: 4 }]);
  assertEquals(whole.requirements.map((r: Record<string, unknown>) => [r.level, r.weight, r.mandatory]), [[
    4,
    1,
    false,
  ]]);
  const competency = await withDatabase(async (sql) =>
    (await sql`insert into public.competencies (name) values (gen_random_uuid()::text) returning id`)[0]?.id
  );
  await put("competencies", [{ competency_id: competency, level: 3, mandatory: true }]);
  assertEquals((await put("edges", [{ to_id: next.id, kind: "vertical" }])).edges[0].to.id, next.id);
  const titles = [`A ${crypto.randomUUID()}`, `B ${crypto.randomUUID()}`];
  assertEquals((await put("titles", titles)).titles, titles);

  for (
    const [part, items, code, at] of [
      [
        "requirements",
        [{ skill_id: crypto.randomUUID(), level: 3 }],
        "unknown_id",
        "requirements.0.skill_id",
      ],
      [
        "requirements",
        [{ skill_id: one, level: 3 }, { skill_id: one, level: 4 }],
        "invalid",
        "requirements.1.skill_id",
      ],
      ["requirements", [{ skill_id: one, level: 6 }], "invalid", "requirements.0.level"],
      ["requirements", [{ skill_id: one, level: 3, weight: 0 }], "invalid", "requirements.0.weight"],
      ["competencies", [{ competency_id: one, level: 3 }], "unknown_id", "competencies.0.competency_id"],
      ["edges", [{ to_id: body.id, kind: "lateral" }], "unknown_id", "edges.0.to_id"],
      ["edges", [{ to_id: next.id, kind: "diagonal" }], "invalid", "edges.0.kind"],
      ["titles", [""], "invalid", "titles.0"],
    ] as const
  ) {
    const answer = await hr.call("PUT", `${path}/${part}`, { body: { [part]: items } });
    refused(answer, 400, code);
    assertEquals(answer.body.details[0].path, at);
  }
  const taken = await hr.call("PUT", `${PATHWAYS}/${next.id}/titles`, {
    body: { titles: ["New", ` ${titles[0]?.toUpperCase()}`] },
  });
  refused(taken, 409, "duplicate");
  assertEquals(taken.body.details[0].path, "titles.1");

  const reversed = await hr.call("PATCH", path, { body: { max_years_experience: 0 } });
  refused(reversed, 400, "invalid");
  assertEquals(reversed.body.details[0].path, "max_years_experience");
  await hr.call("PATCH", path, { body: { status: "retired", level: null } });
  const found = await hr.call("GET", `${PATHWAYS}?q=${body.name}`);
  assert(!found.body.items.some(({ id }: { id: string }) => id === body.id));
  assertEquals((await hr.call("GET", path)).body.status, "retired");
});

Deno.test("two writers at once: of two with the same etag one is stale; of two who claim a title one gets 409", async () => {
  const hr = await registerAs("hr_admin");
  const [skill = ""] = await skills(1);
  const [a, b] = await Promise.all([newPathway(hr), newPathway(hr)]);
  const changes = await Promise.all(
    [1, 2, 3].map((level) =>
      hr.call("PUT", `${PATHWAYS}/${a.id}/requirements`, {
        body: { requirements: [{ skill_id: skill, level }] },
        headers: { "if-match": a.etag },
      })
    ),
  );
  assertEquals(changes.map(({ status }) => status).sort(), [200, 412, 412]);
  const title = `Twice ${crypto.randomUUID()}`;
  const claims = await Promise.all(
    [a, b].map(({ id }) => hr.call("PUT", `${PATHWAYS}/${id}/titles`, { body: { titles: [title] } })),
  );
  assertEquals(claims.map(({ status }) => status).sort(), [200, 409]);
  const lost = claims.find(({ status }) => status === 409);
  assertEquals([lost?.body.code, lost?.body.details[0].path], ["duplicate", "titles.0"]);
  // Moves drawn both ways at once: nobody waits for the other in a circle.
  const edges = await Promise.all(
    [[a, b], [b, a]].map(([from, to]) =>
      hr.call("PUT", `${PATHWAYS}/${from.id}/edges`, { body: { edges: [{ to_id: to.id, kind: "lateral" }] } })
    ),
  );
  assertEquals(edges.map(({ status }) => status), [200, 200]);
});

Deno.test("an unmapped title is listed with its people until it is mapped, and then their gap is there", async () => {
  const { worker, lead, peer, hr } = await cast();
  const title = `Unmapped ${crypto.randomUUID()}`;
  const CURRENT = `${CAREERS}/users/${worker.id}/gap`;
  await hr.call("PATCH", `user-management/users/${worker.id}`, { body: { job_title: title } });
  const listed = async () => {
    const seen: { title: string; people: number }[] = [];
    for (let cursor = "";;) {
      const { body } = await hr.call("GET", `${CAREERS}/unmapped-titles?limit=50${cursor}`);
      seen.push(...body.items);
      if (!body.next_cursor) return seen;
      cursor = `&cursor=${body.next_cursor}`;
    }
  };
  const before = await listed();
  assertEquals(before.find((row) => row.title === title)?.people, 1);
  assertEquals(
    before.map(({ people }) => people),
    before.map(({ people }) => people).toSorted((a, b) => b - a),
  );
  assertEquals((await worker.call("GET", CURRENT)).body.pathway, null);
  const [skill = ""] = await skills(1);
  const pathway = await newPathway(hr, {}, [{ skill_id: skill, level: 2 }]);
  await hr.call("PUT", `${PATHWAYS}/${pathway.id}/titles`, { body: { titles: [title] } });
  assertEquals((await listed()).find((row) => row.title === title), undefined);
  for (const reader of [worker, lead, hr]) {
    assertEquals((await reader.call("GET", CURRENT)).body.pathway.id, pathway.id);
  }
  refused(await peer.call("GET", CURRENT), 404, "not_found");
  // Named in the order asked, each once; none named: active goals, then the current role.
  const other = await newPathway(hr);
  const GAPS = `${CAREERS}/gaps`;
  const ids = ({ body }: { body: { items: { pathway: { id: string } }[] } }) =>
    body.items.map((gap) => gap.pathway.id);
  const query = [other.id, pathway.id, other.id].map((id) => `pathway_id=${id}`).join("&");
  assertEquals(ids(await worker.call("GET", `${GAPS}?${query}`)), [other.id, pathway.id]);
  const goal = await worker.call("POST", `${CAREERS}/goals`, { body: { pathway_id: other.id } });
  assertEquals(ids(await worker.call("GET", GAPS)), [pathway.id]);
  await worker.call("POST", `${CAREERS}/goals/${goal.body.id}/activate`);
  assertEquals(ids(await worker.call("GET", GAPS)), [other.id, pathway.id]);
  refused(await worker.call("GET", `${GAPS}?pathway_id=${crypto.randomUUID()}`), 404, "not_found");
  refused(await worker.call("GET", `${GAPS}?pathway_id=1`), 400, "invalid");
  const many = Array.from({ length: 51 }, () => `pathway_id=${other.id}`).join("&");
  refused(await worker.call("GET", `${GAPS}?${many}`), 400, "invalid");
});

Deno.test("recommendations: pages put together are the list; dismissed ones go and come back; what-if writes nothing", async () => {
  const hr = await registerAs("hr_admin");
  const person = await register();
  const [a = "", b = "", c = ""] = await skills(3);
  const asks = (...levels: [string, number][]) => levels.map(([skill_id, level]) => ({ skill_id, level }));
  const ready = await newPathway(hr, { level: 4 }, asks([a, 2], [b, 3]));
  const near = await newPathway(hr, { level: 3 }, asks([a, 4], [b, 3]));
  const develop = await newPathway(hr, {}, asks([a, 5], [c, 5]));
  const own = await newPathway(hr, { level: 3 }, asks([a, 1]));
  await newPathway(hr, {}, asks([c, 1]));
  await rate(person, { [a]: 2, [b]: 3 });
  await employ(hr, person, own.id);
  // C: (1 + 1) / 2; (2/4 + 1) / 2 = 0.75; (2/5 + 0) / 2 = 0.2.
  const all = (await person.call("GET", RECOMMENDATIONS)).body.items;
  const shown = all.map((
    item: { pathway: { id: string }; readiness: string; coverage: number; level_step: number },
  ) => [
    item.pathway.id,
    item.readiness,
    item.coverage,
    item.level_step,
  ]);
  assertEquals(shown, [[ready.id, "ready", 1, 1], [near.id, "near", 0.75, 0], [
    develop.id,
    "develop",
    0.2,
    null,
  ]]);
  assertEquals([all[1].shared, all[1].missing[0].skill.id, all[1].missing[0].share, all[1].colleagues], [
    2,
    a,
    0.25,
    null,
  ]);
  const paged: unknown[] = [];
  let cursor = "";
  do {
    const { body } = await person.call("GET", `${RECOMMENDATIONS}?limit=1${cursor}`);
    paged.push(...body.items);
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "";
  } while (cursor);
  assertEquals(paged, all);

  for (const what of ["dismiss", "dismiss", "restore", "restore", "dismiss"]) {
    const { body } = await person.call("POST", `${RECOMMENDATIONS}/${near.id}/${what}`);
    assertEquals([body.pathway.id, body.dismissed], [near.id, what === "dismiss"]);
  }
  const ids = async (query = "") =>
    (await person.call("GET", `${RECOMMENDATIONS}${query}`)).body.items.map((
      item: { pathway: { id: string } },
    ) => item.pathway.id);
  assertEquals(await ids(), [ready.id, develop.id]);
  assertEquals(await ids("?dismissed=true"), [near.id]);
  refused(await person.call("POST", `${RECOMMENDATIONS}/${crypto.randomUUID()}/dismiss`), 404, "not_found");

  const before = (await person.call("GET", "skills-management/me/skills")).body;
  const asIf = (body: unknown) => person.call("POST", `${CAREERS}/what-if`, { body });
  const better = await asIf({ skills: [{ skill_id: a, level: 5 }, { skill_id: c, level: 5 }] });
  assertEquals([better.body.gap, better.body.recommendations.length], [null, 3]);
  const { body: { gap } } = await asIf({ skills: [{ skill_id: c, level: 5 }], pathway_id: develop.id });
  assertEquals([gap.coverage, gap.gaps[1].confidence], [0.7, null]);
  refused(await asIf({ skills: [{ skill_id: crypto.randomUUID(), level: 5 }] }), 400, "unknown_id");
  refused(
    await asIf({ skills: [{ skill_id: a, level: 5 }], pathway_id: crypto.randomUUID() }),
    400,
    "unknown_id",
  );
  refused(await asIf({ skills: [{ skill_id: a, level: 5 }, { skill_id: a, level: 1 }] }), 400, "invalid");
  refused(await asIf({ skills: [] }), 400, "invalid");
  assertEquals((await person.call("GET", "skills-management/me/skills")).body, before);
});

Deno.test("routes over the API: hops with reasons, k, and no route from a title that means nothing", async () => {
  const hr = await registerAs("hr_admin");
  const person = await register();
  const [a = ""] = await skills(1);
  const [from, over, to] = await Promise.all(
    [1, 2, 3].map((level) => newPathway(hr, { level }, [{ skill_id: a, level }])),
  );
  const ROUTES = `${CAREERS}/routes?to=${to.id}`;
  const nowhere = await person.call("GET", ROUTES);
  assertEquals([nowhere.body.from, nowhere.body.routes], [null, []]);
  await employ(hr, person, from.id);
  assertEquals((await person.call("GET", ROUTES)).body.routes, []);
  const edge = (start: { id: string }, ...ends: { id: string }[]) =>
    hr.call("PUT", `${PATHWAYS}/${start.id}/edges`, {
      body: { edges: ends.map(({ id }) => ({ to_id: id, kind: "vertical" })) },
    });
  await edge(from, over, to);
  await edge(over, to);
  const { body: { routes } } = await person.call("GET", ROUTES);
  assertEquals(routes.map((route: { hops: unknown[] }) => route.hops.length), [1, 2]);
  const [, second] = routes[1].hops;
  // From level 2 to 3 of its one skill: a third is missing.
  assertEquals([second.distance, second.reasons.curated, second.reasons.seen, second.missing[0].current], [
    0.333,
    "vertical",
    null,
    2,
  ]);
  assertEquals(routes[0].hops[0].missing[0].current, 0);
  assertEquals((await person.call("GET", `${ROUTES}&k=1`)).body.routes.length, 1);
  for (const query of ["", "?to=1", `?to=${to.id}&k=0`, `?to=${to.id}&k=11`]) {
    refused(await person.call("GET", `${CAREERS}/routes${query}`), 400, "invalid");
  }
  refused(await person.call("GET", `${CAREERS}/routes?to=${crypto.randomUUID()}`), 404, "not_found");
});

Deno.test("two sessions write levels of one skill at once: what counts is the higher source, and the gap says so", async () => {
  const { lead, worker, hr } = await cast();
  const [skill = ""] = await skills(1);
  const { id } = await newPathway(hr, {}, [{ skill_id: skill, level: 5 }]);
  await rate(worker, { [skill]: 1 });
  await withDatabase(async (sql) => {
    for (let round = 1; round <= 10; round++) {
      const level = 1 + round % 5;
      await Promise.all([
        rate(worker, { [skill]: 6 - level }),
        sql`insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
          values (${worker.id}, ${skill}, 'manager', ${level}, ${lead.id}, clock_timestamp())`,
      ]);
      const { body } = await worker.call("GET", `${PATHWAYS}/${id}/gap`);
      assertEquals([body.gaps[0].current, body.coverage], [level, level / 5]);
    }
  });
});

// Against slow obvious versions ---------------------------------------------------------------------------------------

interface Pathway {
  /** Junior 1 to Director 6. */
  rung: number | null;
  retired: boolean;
  /** Skill → what is asked. */
  asks: Record<number, { level: number; weight: number; mandatory: boolean }>;
}
interface World {
  pathways: Pathway[];
  /** Skill → level, null unrated. */
  has: Record<number, number | null>;
  here: number;
  edges: [number, number][];
  moves: [number, number, number][];
  people: number[];
}
const PLACES = 6;
const place = fc.integer({ min: 0, max: PLACES - 1 });
const skill = fc.integer({ min: 0, max: 4 });
const level = fc.integer({ min: 1, max: 5 });
const record = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<number, T>> =>
  fc.array(fc.tuple(skill, value), { maxLength: 4 }).map((entries) => Object.fromEntries(entries));
const pair = fc.tuple(place, place).filter(([from, to]) => from !== to);
const world: fc.Arbitrary<World> = fc.record({
  pathways: fc.array(
    fc.record({
      rung: fc.option(fc.integer({ min: 1, max: 6 })),
      retired: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      asks: record(fc.record({ level, weight: fc.integer({ min: 1, max: 4 }), mandatory: fc.boolean() })),
    }),
    { minLength: PLACES, maxLength: PLACES },
  ),
  has: record(fc.option(level)),
  here: place,
  edges: fc.uniqueArray(pair, { maxLength: 14, selector: String }),
  moves: fc.uniqueArray(fc.tuple(place, place, fc.integer({ min: 1, max: 12 })).filter(([a, b]) => a !== b), {
    maxLength: 5,
    selector: ([a, b]) => `${a} ${b}`,
  }),
  people: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: PLACES, maxLength: PLACES }),
});

interface Asked {
  fit: { place: number; coverage: number; unmet: number; readiness: string }[];
  ranked: { place: number; distance: number }[];
  distances: { from: number; to: number; d: number }[];
  own: { to: number; d: number }[];
  routes: { places: number[]; cost: number }[][];
  /** How many other pathways ask for something. */
  others: number;
}

/** Writes a world into the database and asks it everything, in a transaction that never lasts. */
async function databaseAnswers(sql: postgres.Sql, person: string, made: World): Promise<Asked> {
  const rollback = new Error("rollback");
  let answers: Asked | null = null;
  await sql.begin(async (tx) => {
    const [{ others } = { others: 0 }] =
      await tx`select count(*)::integer as others from public.pathway_totals`;
    // Ids in order, as ties are broken by them.
    const ids = made.pathways.map((_, n) => `f0000000-0000-4000-8000-${String(n).padStart(12, "0")}`);
    const known = Array.from(
      { length: 5 },
      (_, n) => `f0000000-0000-4000-9000-${String(n).padStart(12, "0")}`,
    );
    const id = (n: number) => ids[n] ?? "";
    await tx`insert into public.skills (id, name) select s, s::text from unnest(${known}::uuid[]) s`;
    for (const [n, { rung, retired, asks }] of made.pathways.entries()) {
      await tx`insert into public.career_pathways (id, name, level, status)
        values (${id(n)}, ${id(n)}, ${rung}, ${retired ? "retired" : "active"})`;
      const rows = Object.entries(asks).map(([s, ask]) => ({
        ...ask,
        pathway_id: id(n),
        skill_id: known[Number(s)] ?? "",
      }));
      if (rows.length > 0) await tx`insert into public.pathway_requirements ${tx(rows)}`;
    }
    for (const [s, level] of Object.entries(made.has)) {
      await tx`insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
        values (${person}, ${known[Number(s)] ?? ""}, ${level}, ${level && "self"}, ${level && new Date()})`;
    }
    await tx`insert into public.employment_info (user_id) values (${person}) on conflict do nothing`;
    await tx`update public.employment_info set pathway_id = ${id(made.here)} where user_id = ${person}`;
    for (const [from, to] of made.edges) {
      await tx`insert into public.pathway_edges values (${id(from)}, ${id(to)}, 'lateral')`;
    }
    await tx`delete from private.pathway_people where true`;
    for (const [from, to, people] of made.moves) {
      await tx`insert into private.pathway_moves values (${id(from)}, ${id(to)}, ${people})`;
    }
    for (const [n, people] of made.people.entries()) {
      if (people > 0) await tx`insert into private.pathway_people values (${id(n)}, ${people})`;
    }
    await tx`select private.refresh_distances(${ids}::uuid[], null)`;
    const placeOf = (value: unknown) => ids.indexOf(String(value));
    const routes = [];
    for (const to of ids) {
      const hops = await tx`select * from private.routes(${person}, ${to}, 3)`;
      routes.push(
        [...Map.groupBy(hops, ({ route }) => Number(route)).values()].map((route) => ({
          places: [made.here, ...route.map(({ to_id }) => placeOf(to_id))],
          cost: route.reduce((sum, { cost }) => sum + Number(cost), 0),
        })),
      );
    }
    answers = {
      others: Number(others),
      fit:
        (await tx`select * from private.pathway_fit(${person}, null, all_shared => true) order by pathway_id`)
          .map((row) => ({
            place: placeOf(row.pathway_id),
            coverage: Number(row.coverage),
            unmet: Number(row.mandatory_unmet),
            readiness: String(row.readiness),
          })),
      ranked: (await tx`select * from private.ranked_pathways(${person})
        order by class, coverage desc, mandatory_unmet, distance, pathway_id`).map((row) => ({
        place: placeOf(row.pathway_id),
        distance: Number(row.distance),
      })),
      distances: (await tx`select * from private.distances(${ids}::uuid[], ${ids}::uuid[])`).map((row) => ({
        from: placeOf(row.from_id),
        to: placeOf(row.to_id),
        d: Number(row.d),
      })),
      own: (await tx`select * from private.distances(null, ${ids}::uuid[], ${person})`).map((row) => ({
        to: placeOf(row.to_id),
        d: Number(row.d),
      })),
      routes,
    };
    throw rollback;
  }).catch((error) => {
    if (error !== rollback) throw error;
  });
  if (!answers) throw new Error("no answers");
  return answers;
}

const counted = (has: number | null | undefined) => (has === undefined ? 0 : has ?? 2);

/** Design section 6, distance, word by word; null where nothing is shared. */
function slowDistance(made: World, others: number, from: Record<number, number>, to: number): number | null {
  const asking = made.pathways.map(({ asks }) => asks).filter((asks) => Object.keys(asks).length > 0);
  const asks = Object.entries(made.pathways[to]?.asks ?? {}).map(([s, ask]) => ({ s: Number(s), ...ask }));
  if (!asks.some(({ s }) => s in from)) return null;
  const idf = (s: number) =>
    Math.log((1 + others + asking.length) / (1 + asking.filter((asks) => s in asks).length));
  const total = asks.reduce((sum, { s, weight }) => sum + weight * idf(s), 0);
  const far = asks.reduce(
    (sum, { s, weight, level }) => sum + weight * idf(s) * Math.max(0, level - (from[s] ?? 0)) / level,
    0,
  );
  return total === 0 ? 0 : far / total;
}
const levelsAsked = ({ asks }: Pathway) =>
  Object.fromEntries(Object.entries(asks).map(([s, ask]) => [s, ask.level]));
const ownLevels = ({ has }: World) =>
  Object.fromEntries(Object.entries(has).map(([s, l]) => [s, counted(l)]));

/** Every simple path of at most three hops, with its cost: brute force. */
function slowRoutes(made: World, others: number, to: number): { places: number[]; cost: number }[] {
  const everybody = Math.max(1, made.people.reduce((a, b) => a + b));
  const moved = (a: number, b: number) => made.moves.find(([from, to]) => from === a && to === b)?.[2] ?? 0;
  const isEdge = (a: number, b: number) =>
    made.edges.some(([x, y]) => x === a && y === b) || moved(a, b) >= 5;
  const cost = (a: number, b: number, first: boolean) => {
    const [from, to] = [made.pathways[a], made.pathways[b]];
    if (!from || !to) throw new Error("nowhere");
    const d = slowDistance(made, others, first ? ownLevels(made) : levelsAsked(from), b) ?? 1;
    const leaving = made.moves.filter(([x]) => x === a).reduce((sum, [, , n]) => sum + n, 0);
    const p = (moved(a, b) + 5 * (made.people[b] ?? 0) / everybody) / (leaving + 5);
    const leap = from.rung === null || to.rung === null ? 0 : Math.max(0, to.rung - from.rung - 1);
    return 0.6 * d + 0.4 * (1 - p) + 0.1 * leap;
  };
  const found: { places: number[]; cost: number }[] = [];
  const walk = (places: number[], sum: number) => {
    const last = places.at(-1) ?? made.here;
    if (last === to && places.length > 1) return void found.push({ places, cost: sum });
    if (places.length > 3) return;
    for (let next = 0; next < PLACES; next++) {
      if (places.includes(next) || !isEdge(last, next) || made.pathways[next]?.retired) continue;
      walk([...places, next], sum + cost(last, next, places.length === 1));
    }
  };
  walk([made.here], 0);
  return found.sort((a, b) => a.cost - b.cost);
}

/** Coverage and unmet mandatory ones, word by word. */
function slowFit({ pathways, has }: World, place: number) {
  const asks = Object.entries(pathways[place]?.asks ?? {}).map(([s, ask]) => ({
    ...ask,
    has: has[Number(s)],
  }));
  const total = asks.reduce((sum, { weight }) => sum + weight, 0);
  return {
    place,
    coverage:
      asks.reduce((sum, { has, level, weight }) => sum + weight * Math.min(counted(has), level) / level, 0) /
      total,
    unmet: asks.filter(({ mandatory, level, has }) => mandatory && (has ?? 0) < level).length,
    shared: asks.some(({ has }) => has !== undefined),
  };
}

Deno.test("distances, ranks and routes are those of the slow obvious versions, on random worlds", async () => {
  const { id } = await register();
  await withDatabase((sql) =>
    fc.assert(
      fc.asyncProperty(world, async (made) => {
        const fast = await databaseAnswers(sql, id, made);
        const { others } = fast;
        // Distances: bounds, the formula, and rows for exactly the pairs that share something.
        for (const [from, pathway] of made.pathways.entries()) {
          for (let to = 0; to < PLACES; to++) {
            const row = fast.distances.find((row) => row.from === from && row.to === to);
            const slow = from === to ? null : slowDistance(made, others, levelsAsked(pathway), to);
            assertEquals(row === undefined, slow === null);
            if (row && slow !== null) assertAlmostEquals(row.d, slow, 1e-9);
            if (row) assert(row.d >= 0 && row.d <= 1);
          }
          if (slowDistance(made, others, levelsAsked(pathway), from) !== null) {
            assertEquals(slowDistance(made, others, levelsAsked(pathway), from), 0);
          }
        }
        for (const { to, d } of fast.own) {
          assertAlmostEquals(d, slowDistance(made, others, ownLevels(made), to) ?? NaN, 1e-9);
        }

        // The set over all pathways: those that share something, each with its coverage.
        const slow = made.pathways.map((_, place) => slowFit(made, place)).filter(({ shared }) => shared);
        assertEquals(fast.fit.map(({ place }) => place), slow.map(({ place }) => place));
        fast.fit.forEach(({ coverage, unmet }, n) => {
          assertAlmostEquals(coverage, slow[n]?.coverage ?? NaN, 1e-9);
          assertEquals(unmet, slow[n]?.unmet);
        });
        // Ranked: each before the next in class, coverage, unmet, distance, id; none missing.
        const expected = fast.fit.filter(({ place }) =>
          place !== made.here && !made.pathways[place]?.retired
        );
        assertEquals(fast.ranked.map(({ place }) => place).sort(), expected.map(({ place }) => place).sort());
        const keys = fast.ranked.map(({ place, distance }) => {
          const fit = expected.find((one) => one.place === place);
          if (!fit) throw new Error("nowhere");
          return [
            ["ready", "near", "develop"].indexOf(fit.readiness),
            -fit.coverage,
            fit.unmet,
            distance,
            place,
          ];
        });
        assertEquals(
          keys,
          keys.toSorted((a, b) => a.map((value, n) => value - (b[n] ?? 0)).find((d) => d !== 0) ?? 0),
        );

        // Routes: the three cheapest simple paths. The table rounds distances to three decimals.
        fast.routes.forEach((routes, to) => {
          const slow = slowRoutes(made, others, to);
          assertEquals(routes.length, Math.min(3, slow.length));
          routes.forEach(({ places, cost }, n) => {
            const same = slow.find((route) => route.places.join() === places.join());
            assertAlmostEquals(cost, same?.cost ?? NaN, 0.001);
            assertAlmostEquals(cost, slow[n]?.cost ?? NaN, 0.001);
          });
        });
      }),
      { numRuns: 40 },
    )
  );
});

Deno.test("a level more never lowers coverage or readiness and never lengthens a way; scaling weights changes nothing", async () => {
  const { id } = await register();
  await withDatabase((sql) =>
    fc.assert(
      fc.asyncProperty(world, skill, fc.integer({ min: 2, max: 5 }), async (made, raised, factor) => {
        const before = await databaseAnswers(sql, id, made);
        const now = made.has[raised];
        const better = { ...made, has: { ...made.has, [raised]: Math.min(5, counted(now) + 1) } };
        const after = await databaseAnswers(sql, id, better);
        const class_ = (readiness: string) => ["develop", "near", "ready"].indexOf(readiness);
        for (const fit of before.fit) {
          const then = after.fit.find(({ place }) => place === fit.place);
          if (!then) throw new Error("a level more, and nothing is shared");
          assert(then.coverage >= fit.coverage && then.unmet <= fit.unmet);
          assert(class_(then.readiness) >= class_(fit.readiness));
        }
        before.routes.forEach((routes, to) => {
          const [best, then] = [routes[0], after.routes[to]?.[0]];
          if (best) assert(then && then.cost <= best.cost + 1e-9);
        });
        const scaled = {
          ...made,
          pathways: made.pathways.map((pathway) => ({
            ...pathway,
            asks: Object.fromEntries(
              Object.entries(pathway.asks).toReversed().map((
                [s, ask],
              ) => [s, { ...ask, weight: ask.weight * factor }]),
            ),
          })),
        };
        const same = await databaseAnswers(sql, id, scaled);
        assertEquals(same.fit, before.fit);
        assertEquals(same.ranked.map(({ place }) => place), before.ranked.map(({ place }) => place));
        assertEquals(
          same.routes.map((routes) => routes.map(({ places }) => places)),
          before.routes.map((routes) => routes.map(({ places }) => places)),
        );
      }),
      { numRuns: 15 },
    )
  );
});
