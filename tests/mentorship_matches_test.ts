import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { TransactionSql } from "postgres";
import { cast, type Person, refused, register, registerAs, withDatabase } from "./support.ts";

const MATCHES = "mentorship/matches";
const PROFILE = "mentorship/me/mentor-profile";

interface Match {
  mentor: { id: string };
  score: number;
  parts: { need: number; goal: number; logistics: number; interests: number };
  covers: { id: string }[];
}

async function newSkill(): Promise<string> {
  const [made] = await withDatabase((sql) =>
    sql`insert into public.skills (name) values (gen_random_uuid()::text) returning id`
  );
  return String(made?.id);
}

const rate = (person: Person, levels: Record<string, number>) =>
  person.call("PUT", "skills-management/me/skills", {
    body: { items: Object.entries(levels).map(([skill_id, level]) => ({ skill_id, level })) },
  });

/** Somebody who mentors, with these levels of what they offer. */
async function newMentor(levels: Record<string, number>, capacity = 1): Promise<Person> {
  const mentor = await register();
  await rate(mentor, levels);
  const made = await mentor.call("PUT", PROFILE, { body: { capacity, skill_ids: Object.keys(levels) } });
  assertEquals(made.status, 200, JSON.stringify(made.body));
  return mentor;
}

/** The matches among these mentors, whoever else there is. */
async function matches(person: Person, among: Person[], query = ""): Promise<Match[]> {
  const found: Match[] = [];
  for (let cursor = ""; cursor !== "end";) {
    const { status, body } = await person.call("GET", `${MATCHES}?limit=200${query}${cursor}`);
    assertEquals(status, 200, JSON.stringify(body));
    found.push(...body.items);
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "end";
  }
  return found.filter(({ mentor }) => among.some(({ id }) => id === mentor.id));
}

const at = (person: Person, office_location: string, languages: string[], interests: string[]) =>
  withDatabase(async (sql) => {
    await sql`update public.users set office_location = ${office_location} where id = ${person.id}`;
    for (const language of languages) {
      await sql`insert into public.user_languages (user_id, language, proficiency) values (${person.id}, ${language}, 'Fluent')`;
    }
    await sql`update public.user_personal_info set interests = ${interests} where user_id = ${person.id}`;
  });

Deno.test("a match is worked out by hand: need, goal, logistics and interests, which add up to the score", async () => {
  const [knots, ropes, flags, lamps] = [
    await newSkill(),
    await newSkill(),
    await newSkill(),
    await newSkill(),
  ];
  const [site, language] = [crypto.randomUUID(), crypto.randomUUID()];
  const mentee = await register();
  const [made] = await withDatabase((sql) =>
    sql`with goal as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id),
        job as (insert into public.career_pathways (name) values (gen_random_uuid()::text) returning id),
        asked as (
          insert into public.pathway_requirements (pathway_id, skill_id, level)
          select goal.id, s.skill::uuid, s.level
          from goal, (values (${knots}, 3), (${ropes}, 4), (${flags}, 2)) s (skill, level)
        ),
        near as (insert into public.pathway_distances (from_id, to_id, d) select job.id, goal.id, 0.2 from goal, job)
      select goal.id as goal, job.id as job from goal, job`
  );
  // Knots are known well enough; ropes at 2 and flags at none are the gap.
  await rate(mentee, { [knots]: 3, [ropes]: 2 });
  await at(mentee, `${site} `, [language.toUpperCase()], ["Sailing", "Chess ", "Tea", "Jazz"]);
  const good = await newMentor({ [ropes]: 4, [flags]: 2, [knots]: 5 });
  await at(good, site, [language, "Esperanto"], ["chess", "Sailing", "Rugby"]);
  const half = await newMentor({ [ropes]: 3, [flags]: 5 });
  await at(half, site, [], []);
  const none = await newMentor({ [lamps]: 5 });
  const all = [good, half, none];

  // No goal yet: nothing to need, nothing to be near to.
  const before = await matches(mentee, all);
  assertEquals(before.map(({ parts }) => [parts.need, parts.goal]), [[0, 0], [0, 0], [0, 0]]);
  const { body: goal } = await mentee.call("POST", "career-development/goals", {
    body: { pathway_id: made?.goal },
  });
  await mentee.call("POST", `career-development/goals/${goal.id}/activate`);
  await withDatabase(async (sql) => {
    await sql`insert into public.employment_info (user_id) values (${good.id}), (${half.id})`;
    await sql`update public.employment_info set pathway_id = ${made?.job} where user_id = ${good.id}`;
    await sql`update public.employment_info set pathway_id = ${made?.goal} where user_id = ${half.id}`;
  });
  const [first, second, third] = await matches(mentee, all);
  assertEquals(first?.mentor.id, good.id);
  // Both of two; 1 − 0.2 of 0.25; both halves; two of four.
  assertEquals(first?.parts, { need: 0.45, goal: 0.2, logistics: 0.15, interests: 0.075 });
  assertEquals(first?.score, 0.875);
  assertEquals(first?.covers.map(({ id }) => id).sort(), [ropes, flags].sort());
  // Ropes at 3 are not the 4 that the goal asks for; the goal's own role is 0 away.
  assertEquals([second?.mentor.id, second?.parts], [half.id, {
    need: 0.225,
    goal: 0.25,
    logistics: 0.075,
    interests: 0,
  }]);
  assertEquals([third?.mentor.id, third?.score], [none.id, 0]);

  // Asked for one skill that the goal has: its level counts; for one that it has not: one more than one's own.
  const [asked] = await matches(mentee, [half], `&skill_id=${ropes}&skill_id=${lamps}`);
  assertEquals([asked?.parts.need, asked?.covers], [0, []]);
  const [other] = await matches(mentee, [none], `&skill_id=${ropes}&skill_id=${lamps}`);
  assertEquals([other?.parts.need, other?.covers.map(({ id }) => id)], [0.225, [lamps]]);
  await rate(mentee, { [lamps]: 5 });
  const [better] = await matches(mentee, [none], `&skill_id=${lamps}`);
  assertEquals(better?.parts.need, 0, "nobody has more than 5");
  refused(await mentee.call("GET", `${MATCHES}?skill_id=${crypto.randomUUID()}`), 400, "unknown_id");
});

Deno.test("left out are oneself, the line, who is full or paused, who declined or ended within half a year, who was asked", async () => {
  const { boss, lead, worker, peer } = await cast();
  const skill = await newSkill();
  const [full, asked, former, longAgo, contractor] = [
    await newMentor({ [skill]: 5 }),
    await newMentor({ [skill]: 5 }),
    await newMentor({ [skill]: 5 }),
    await newMentor({ [skill]: 5 }),
    await newMentor({ [skill]: 5 }),
  ];
  for (const person of [boss, lead, worker, peer]) {
    await person.call("PUT", PROFILE, { body: { capacity: 1, skill_ids: [skill] } });
  }
  const everybody = [boss, lead, worker, peer, full, asked, former, longAgo, contractor];
  const found = async (person: Person) => {
    const list = await matches(person, everybody, `&skill_id=${skill}`);
    return everybody.filter(({ id }) => list.some(({ mentor }) => mentor.id === id));
  };
  // The lead's line goes up and down.
  assertEquals(await found(lead), [peer, full, asked, former, longAgo, contractor]);
  await withDatabase(async (sql) => {
    const [mentee] = await sql`insert into public.users (full_name) values ('Vic Example') returning id`;
    await sql`insert into public.mentorships (mentee_id, mentor_id, status, ended_at) values
      (${mentee?.id}, ${full.id}, 'paused', null),
      (${worker.id}, ${former.id}, 'completed', now() - interval '5 months'),
      (${worker.id}, ${longAgo.id}, 'ended_early', now() - interval '7 months')`;
    await sql`insert into public.employment_info (user_id, employment_type) values (${contractor.id}, 'contractor')`;
  });
  const request = await worker.call("POST", "mentorship/requests", {
    body: { mentor_id: asked.id, message: "Will you?", duration_weeks: 1 },
  });
  assertEquals(await found(worker), [peer, longAgo]);
  await asked.call("POST", `mentorship/requests/${request.body.id}/decline`);
  assertEquals(await found(worker), [peer, longAgo]);
  await withDatabase((sql) =>
    sql`update public.mentorship_requests set closed_at = now() - interval '7 months' where id = ${request.body.id}`
  );
  assertEquals(await found(worker), [peer, asked, longAgo]);
  await peer.call("PUT", PROFILE, { body: { capacity: 1, skill_ids: [skill], is_active: false } });
  assertEquals(await found(worker), [asked, longAgo]);
});

Deno.test("names, photos, titles and all else that says who somebody is change nothing; what should count does", async () => {
  const [ropes, flags] = [await newSkill(), await newSkill()];
  const [site, language] = [crypto.randomUUID(), crypto.randomUUID()];
  const mentee = await register();
  await at(mentee, site, [language], ["Tea"]);
  const mentors = [
    await newMentor({ [ropes]: 5 }),
    await newMentor({ [ropes]: 5, [flags]: 5 }),
    await newMentor({ [flags]: 1 }),
  ];
  for (const mentor of mentors) await at(mentor, site, [language], ["tea"]);
  const query = `&skill_id=${ropes}&skill_id=${flags}`;
  const numbers = async () =>
    (await matches(mentee, mentors, query)).map(({ mentor, score, parts }) => [mentor.id, score, parts]);
  const before = await numbers();
  assertEquals(before.length, 3);
  await withDatabase(async (sql) => {
    for (const [n, { id }] of [mentee, ...mentors].entries()) {
      await sql`update public.users set full_name = ${`Ms Aisha ${n}`}, preferred_name = ${
        ["Bob", "Mary", "Li", "José"][n] ?? ""
      },
        photo_url = ${`https://photos.example/${n}.jpg`} where id = ${id}`;
      await sql`update public.user_personal_info set phone = '+65 6123 4567', bio = 'She is a mother of two, born in 1961.',
        locale = 'ar-SA', time_zone = 'Asia/Riyadh', accessibility = '{"screen_reader": true}' where user_id = ${id}`;
      await sql`insert into public.employment_info (user_id, hire_date, grade, in_role_since) values (${id}, '1985-01-01', ${`G${n}`}, '1999-01-01')
        on conflict (user_id) do update set hire_date = excluded.hire_date, grade = excluded.grade, in_role_since = excluded.in_role_since`;
      await sql`insert into public.education (user_id, degree, institution, started_on) values (${id}, 'B.A.', 'Girls'' College', '1979-01-01')`;
      await sql`update public.mentor_profiles set bio = 'He/him.' where user_id = ${id}`;
      const [unit] =
        await sql`insert into public.org_units (name) values (gen_random_uuid()::text) returning id`;
      await sql`update public.employment_info set job_title = ${`Chief ${n}`}, org_unit_id = ${unit?.id} where user_id = ${id}`;
    }
  });
  assertEquals(await numbers(), before);
  // The same walk sees what may count.
  const [best] = mentors;
  if (!best) throw new Error("nobody");
  await best.call("PATCH", "user-management/me", { body: { interests: ["Coffee"] } });
  const after = await numbers();
  assert(JSON.stringify(after) !== JSON.stringify(before));
  const { body: languages } = await best.call("GET", "user-management/me/languages");
  await best.call("DELETE", `user-management/me/languages/${languages.items[0].id}`);
  const [{ parts } = { parts: null }] = await matches(mentee, [best], query);
  assertEquals([parts?.logistics, parts?.interests], [0.075, 0]);
});

Deno.test("matching reads no column that says who somebody is", async () => {
  const found = await withDatabase((sql) =>
    sql`select attname from pg_attribute where attrelid = 'private.mentor_inputs'::regclass and attnum > 0 and not attisdropped order by attnum`
  );
  assertEquals(found.map(({ attname }) => attname), [
    "mentor_id",
    "pathway_id",
    "site",
    "languages",
    "interests",
    "is_employee",
  ]);
});

// Against the slow obvious version ------------------------------------------------------------------------------------

interface World {
  mentors: {
    skills: number[];
    interests: number[];
    languages: number[];
    site: number;
    pathway: number;
    capacity: number;
    taken: number;
    active: boolean;
  }[];
  mentees: { skills: number[]; interests: number[]; languages: number[]; site: number; goal: number }[];
  requirements: number[][];
  distances: number[][];
  lines: [number, number, boolean][];
}
const SKILLS = 4;
const PATHWAYS = 3;
const level = fc.integer({ min: 0, max: 5 });
const few = (most: number) => fc.uniqueArray(fc.integer({ min: 0, max: most - 1 }), { maxLength: most });
const world: fc.Arbitrary<World> = fc.record({
  mentors: fc.array(
    fc.record({
      // 0: does not offer it.
      skills: fc.array(level, { minLength: SKILLS, maxLength: SKILLS }),
      interests: few(3),
      languages: few(3),
      site: fc.integer({ min: 0, max: 2 }),
      pathway: fc.integer({ min: -1, max: PATHWAYS - 1 }),
      capacity: fc.integer({ min: 1, max: 2 }),
      taken: fc.integer({ min: 0, max: 1 }),
      active: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  ),
  mentees: fc.array(
    fc.record({
      skills: fc.array(level, { minLength: SKILLS, maxLength: SKILLS }),
      interests: few(3),
      languages: few(3),
      site: fc.integer({ min: 0, max: 2 }),
      goal: fc.integer({ min: -1, max: PATHWAYS - 1 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  requirements: fc.array(fc.array(level, { minLength: SKILLS, maxLength: SKILLS }), {
    minLength: PATHWAYS,
    maxLength: PATHWAYS,
  }),
  distances: fc.array(
    fc.array(fc.constantFrom(0, 0.125, 0.5, 1), { minLength: PATHWAYS, maxLength: PATHWAYS }),
    {
      minLength: PATHWAYS,
      maxLength: PATHWAYS,
    },
  ),
  lines: fc.array(fc.tuple(fc.nat(7), fc.nat(3), fc.boolean()), { maxLength: 4 }),
});

interface Ids {
  mentors: string[];
  mentees: string[];
}

/** As design section 6 says it, pair by pair. */
function slow(
  { mentors, mentees, requirements, distances, lines }: World,
  ids: Ids,
  onlyFree: boolean,
) {
  return mentees.flatMap((mentee, e) => {
    const aims = requirements[mentee.goal] ?? [];
    const focus = aims.flatMap((target, s) => target > (mentee.skills[s] ?? 0) ? [{ s, target }] : []);
    return mentors.flatMap((mentor, r) => {
      const inLine = lines.some(([m, t]) => m % mentors.length === r && t % mentees.length === e);
      if (!mentor.active || inLine || onlyFree && mentor.taken >= mentor.capacity) return [];
      const covered = focus.filter(({ s, target }) =>
        (mentor.skills[s] ?? 0) >= Math.max(target, (mentee.skills[s] ?? 0) + 1)
      );
      const need = focus.length === 0 ? 0 : Math.round(4500 * covered.length / focus.length);
      const d = mentor.pathway === mentee.goal ? 0 : distances[mentor.pathway]?.[mentee.goal] ?? 1;
      const goal = mentee.goal < 0 || mentor.pathway < 0 ? 0 : Math.round(2500 * (1 - d));
      const shared = (a: number[], b: number[]) => a.filter((n) => b.includes(n)).length;
      const logistics = (shared(mentor.languages, mentee.languages) > 0 ? 750 : 0) +
        (mentor.site === mentee.site && mentor.site > 0 ? 750 : 0);
      const interests = mentee.interests.length === 0
        ? 0
        : Math.round(1500 * shared(mentee.interests, mentor.interests) / mentee.interests.length);
      const score = need + goal + logistics + interests;
      return [[ids.mentees[e] ?? "", ids.mentors[r] ?? "", score, need, goal, logistics, interests] as const];
    });
  }).map((row) => row.join(" ")).sort();
}

async function build(
  sql: TransactionSql,
  { mentors, mentees, requirements, distances, lines }: World,
): Promise<Ids> {
  const make = async (into: string) =>
    String((await sql.unsafe(`insert into public.${into} returning id`))[0]?.id);
  const skills: string[] = [];
  for (let s = 0; s < SKILLS; s++) skills.push(await make("skills (name) values (gen_random_uuid()::text)"));
  const pathways: string[] = [];
  for (const levels of requirements) {
    const id = await make("career_pathways (name) values (gen_random_uuid()::text)");
    pathways.push(id);
    for (const [s, level] of levels.entries()) {
      if (level > 0) {
        await sql`insert into public.pathway_requirements (pathway_id, skill_id, level) values (${id}, ${
          skills[s] ?? ""
        }, ${level})`;
      }
    }
  }
  for (const [a, row] of distances.entries()) {
    for (const [b, d] of row.entries()) {
      if (a !== b && d < 1) {
        await sql`insert into public.pathway_distances (from_id, to_id, d) values (${pathways[a] ?? ""}, ${
          pathways[b] ?? ""
        }, ${d})`;
      }
    }
  }
  const person = async (
    { skills: levels, interests, languages, site }: World["mentees"][number] | World["mentors"][number],
  ) => {
    const id = await make(
      `users (full_name, office_location) values ('Vic Example', ${site > 0 ? `'Site ${site}'` : "null"})`,
    );
    await sql`update public.user_personal_info set interests = ${
      interests.map((n) => `Interest ${n}`)
    } where user_id = ${id}`;
    for (const n of languages) {
      await sql`insert into public.user_languages (user_id, language, proficiency) values (${id}, ${`Language ${n}`}, 'Fluent')`;
    }
    for (const [s, level] of levels.entries()) {
      if (level > 0) {
        await sql`insert into public.user_skills (user_id, skill_id, level, source, assessed_at) values (${id}, ${
          skills[s] ?? ""
        }, ${level}, 'self', now())`;
      }
    }
    return id;
  };
  const ids: Ids = { mentors: [], mentees: [] };
  for (const mentee of mentees) {
    const id = await person(mentee);
    ids.mentees.push(id);
    if (mentee.goal >= 0) {
      await sql`insert into public.user_career_goals (user_id, pathway_id, status, started_at) values (${id}, ${
        pathways[mentee.goal] ?? ""
      }, 'active', now())`;
    }
  }
  for (const mentor of mentors) {
    const id = await person(mentor);
    ids.mentors.push(id);
    await sql`insert into public.mentor_profiles (user_id, capacity, is_active) values (${id}, ${mentor.capacity}, ${mentor.active})`;
    await sql`insert into public.employment_info (user_id) values (${id})`;
    await sql`update public.employment_info set pathway_id = ${
      pathways[mentor.pathway] ?? null
    } where user_id = ${id}`;
    for (const [s, level] of mentor.skills.entries()) {
      if (level > 0) {
        await sql`insert into public.mentor_skills (mentor_id, skill_id) values (${id}, ${skills[s] ?? ""})`;
      }
    }
    for (let n = 0; n < mentor.taken; n++) {
      const other = await make("users (full_name) values ('Vic Example')");
      await sql`insert into public.mentorships (mentee_id, mentor_id) values (${other}, ${id})`;
    }
  }
  for (const [m, t, above] of lines) {
    const [mentor, mentee] = [ids.mentors[m % mentors.length] ?? "", ids.mentees[t % mentees.length] ?? ""];
    await sql`insert into public.reporting_lines (manager_id, report_id, depth)
      values (${above ? mentor : mentee}, ${above ? mentee : mentor}, 2) on conflict do nothing`;
  }
  return ids;
}

Deno.test("matches are those of the slow obvious version, for one and for many mentees at once", async () => {
  await withDatabase(async (sql) => {
    await fc.assert(
      fc.asyncProperty(world, fc.boolean(), async (made, onlyFree) => {
        await sql.begin(async (inside) => {
          await inside`delete from public.mentor_profiles`;
          const ids = await build(inside, made);
          const ours = async (mentees: string[]) =>
            (await inside`select * from private.match_mentors(${mentees}, null, ${onlyFree})`).map((
              row,
            ) => Object.values(row).join(" ")).sort();
          assertEquals(await ours([...ids.mentees].reverse()), slow(made, ids, onlyFree));
          const [first = ""] = ids.mentees;
          assertEquals(
            await ours([first]),
            slow(
              {
                ...made,
                mentees: made.mentees.slice(0, 1),
                lines: made.lines.filter(([, t]) => t % made.mentees.length === 0).map((
                  [m, _, up],
                ) => [m, 0, up]),
              },
              ids,
              onlyFree,
            ),
          );
          throw new Undone();
        }).catch((error) => {
          if (!(error instanceof Undone)) throw error;
        });
      }),
      { numRuns: 30 },
    );
  });
});

/** Ends a transaction of which nothing is to stay. */
class Undone extends Error {}

Deno.test("GET /matches: pages, and who may ask", async () => {
  const skill = await newSkill();
  const [mentee, hr] = [await register(), await registerAs("hr_admin")];
  const mentors = [
    await newMentor({ [skill]: 2 }),
    await newMentor({ [skill]: 3 }),
    await newMentor({ [skill]: 4 }),
  ];
  const seen: string[] = [];
  let total = 0;
  for (let cursor = ""; cursor !== "end";) {
    const { body } = await mentee.call("GET", `${MATCHES}?skill_id=${skill}&limit=2&count=true${cursor}`);
    seen.push(...body.items.map(({ mentor }: Match) => mentor.id));
    total = body.total;
    cursor = body.next_cursor ? `&cursor=${body.next_cursor}` : "end";
  }
  assertEquals([seen.length, new Set(seen).size], [total, total]);
  assertEquals(seen.slice(0, 3).sort(), mentors.map(({ id }) => id).sort());
  assertEquals((await hr.call("GET", `${MATCHES}?skill_id=${skill}&limit=1`)).body.items.length, 1);
  refused(await mentee.call("GET", `${MATCHES}?user_id=${hr.id}`), 400, "invalid");
});
