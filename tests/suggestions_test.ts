import { assert, assertEquals } from "@std/assert";
import { type Person, refused, register, withDatabase } from "./support.ts";

const SUGGESTIONS = "skills-management/me/skills/suggestions";

interface Suggestion {
  skill: { id: string; name: string };
  level_guess: number;
  quotes: { from: string; text: string }[];
}
const suggest = async (person: Person, text?: string): Promise<Suggestion[]> => {
  const answer = await person.call("POST", SUGGESTIONS, { body: { text } });
  assertEquals(answer.status, 200, JSON.stringify(answer.body));
  return answer.body.items;
};
const names = (items: Suggestion[]) => items.map(({ skill }) => skill.name).sort();

Deno.test("a pasted text: names and aliases are found in any order and form, and quoted", async () => {
  const person = await register();
  const found = await suggest(
    person,
    "Planning of yards for transhipment. Wrote SQL every day. Root-cause analysis after each stop; GDPR officer since 2021.",
  );
  assertEquals(names(found), ["Data Protection", "Root Cause Analysis", "SQL", "Yard Planning"]);
  for (const { level_guess, quotes } of found) {
    assert(level_guess >= 1 && level_guess <= 3);
    assertEquals(quotes.length, 1);
  }
  const [yard] = found.filter(({ skill }) => skill.name === "Yard Planning");
  assertEquals(yard?.quotes[0], { from: "text", text: "Planning of yards for transhipment" });
});

Deno.test("what one denies, wishes, leaves to others, or names a firm after is no skill", async () => {
  const person = await register();
  for (
    const text of [
      "No experience with Python.",
      "I would like to learn SQL.",
      "I don't do yard planning.",
      "Reporting to the crane maintenance planning manager.",
      "Berth planning is done by the control room.",
      "I worked closely with the data protection team.",
      "Then I drove for Excel Logistics Ltd and sailed the Java Sea.",
      "Residual current monitors (RCM) on every rack.",
      "",
      " – ",
    ].filter((text) => text.trim())
  ) {
    assertEquals(names(await suggest(person, text)), [], text);
  }
});

Deno.test("without a text: the person's own record is read; one PUT confirms, and it is suggested no more", async () => {
  const person = await register();
  await person.call("POST", "user-management/me/positions", {
    body: {
      role_title: "Yard Planner",
      focus_areas: ["Yard planning for reefers", "Dangerous goods handling"],
    },
  });
  const found = await suggest(person);
  assertEquals(names(found), ["Dangerous Goods Handling", "Yard Planning"]);
  const yard = found.find(({ skill }) => skill.name === "Yard Planning");
  assertEquals([yard?.level_guess, yard?.quotes.map(({ from }) => from).sort()], [3, [
    "focus_area",
    "title",
  ]]);
  const items = found.map(({ skill, level_guess }) => ({ skill_id: skill.id, level: level_guess }));
  assertEquals((await person.call("PUT", "skills-management/me/skills", { body: { items } })).status, 200);
  assertEquals(await suggest(person), []);
});

Deno.test("a pasted text is stored nowhere, and others' words and proposed skills are not read", async () => {
  const [person, other] = [await register(), await register()];
  const mark = `zqx${crypto.randomUUID().slice(0, 8)}`;
  await withDatabase((sql) =>
    sql`insert into public.skills (name, status) values (${`Secret ${mark}`}, 'proposed')`
  );
  assertEquals(await suggest(person, `I do secret ${mark} all day.`), []);
  await other.call("POST", "user-management/me/positions", { body: { role_title: "Berth planning lead" } });
  assertEquals(await suggest(person), []);
  await withDatabase(async (sql) => {
    const tables = await sql<{ name: string }[]>`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'private') and c.relkind = 'r'`;
    for (const { name } of tables) {
      const [row] = await sql.unsafe(
        `select count(*)::int as n from ${name} t where t::text like '%all day%'`,
      );
      assertEquals(row?.n, 0, name);
    }
  });
});

Deno.test("bad bodies → 400; a long text and strange characters → an answer in time", async () => {
  const person = await register();
  for (const body of [{ text: "" }, { text: 7 }, { text: "x".repeat(20_001) }, { words: "x" }, []]) {
    refused(await person.call("POST", SUGGESTIONS, { body }), 400, "invalid");
  }
  const long = "Yard planning, berth planning (GDPR) and 5 whys - ".repeat(390).trim();
  assert((await suggest(person, long)).length >= 3);
  assertEquals(await suggest(person, "%_\\ '\"$$ ((((( ????? —…"), []);
});
