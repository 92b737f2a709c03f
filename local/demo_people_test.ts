import { assertEquals, assertNotEquals } from "@std/assert";
import { demoProfiles } from "./demo_people.ts";

const people = demoProfiles();
const byName = new Map(people.map((person) => [person.personal_info.name, person]));

Deno.test("the demo has sixty people, each with a name, an address and a number of their own", () => {
  assertEquals(people.length, 60);
  assertEquals(byName.size, 60);
  assertEquals(new Set(people.map((person) => person.personal_info.email)).size, 60);
  assertEquals(new Set(people.map((person) => person.employee_id)).size, 60);
});

Deno.test("everybody in the demo reports to the chief over at most three levels", () => {
  const depth = (name: string): number => {
    const manager = byName.get(name)?.employment_info.line_manager ?? "";
    return byName.has(manager) ? 1 + depth(manager) : 0;
  };
  const levels = Map.groupBy(byName.keys(), depth);
  assertEquals([...levels.keys()].sort(), [0, 1, 2, 3]);
  assertEquals([0, 1, 2, 3].map((level) => levels.get(level)?.length), [1, 7, 14, 38]);
});

Deno.test("all but a few skills of the demo are in the reference data", async () => {
  const seed = await Deno.readTextFile(new URL("../supabase/seed.sql", import.meta.url));
  const rows =
    seed.split("insert into public.skills")[0]?.split("\n").filter((row) => row.startsWith("    ('")) ?? [];
  assertNotEquals(rows.length, 0);
  const unknown = people.flatMap(({ skills }) =>
    skills.filter(({ specialization, skill_name }) =>
      !rows.some((row) => {
        const [, place, name, aliases = ""] = row.match(/^ {4}\('(.*?)', '(.*?)', '\{(.*?)\}'/) ?? [];
        return place === specialization && [name, ...aliases.split(", ")].includes(skill_name);
      })
    ).map(({ skill_name }) => skill_name)
  );
  assertEquals(unknown.sort(), ["Biodiversity Assessment", "Drone Patrols", "Gearbox Alignment"]);
});

Deno.test("every demo person has 8 to 15 skills, none twice", () => {
  for (const { personal_info, skills } of people) {
    const keys = new Set(skills.map(({ specialization, skill_name }) => `${specialization}/${skill_name}`));
    assertEquals([keys.size, keys.size >= 8 && keys.size <= 15], [skills.length, true], personal_info.name);
  }
});
