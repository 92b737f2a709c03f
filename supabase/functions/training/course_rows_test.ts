import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { check, read } from "./course_rows.ts";

const HEADER = "external_id,name,duration_hours,skills,prerequisites,needs_approval";
const rows = (...lines: string[]) => read([HEADER, ...lines].join("\n"));
const problems = (...lines: string[]) =>
  rows(...lines).flatMap(({ at, errors }) => errors?.map(({ path }) => [at, path]) ?? []);

Deno.test("a row of a file: numbers, yes or no, skills with levels and outcome, prerequisites apart", () => {
  const [row] = rows("A-1,Knots,7.5,Ropes 2>4 sets|Yard Planning 1 > 3,A-0 | B-0,TRUE");
  assertEquals(row?.errors ? row.errors : row?.row, {
    external_id: "A-1",
    name: "Knots",
    duration_hours: 7.5,
    needs_approval: true,
    skills: [
      { skill: "Ropes", from_level: 2, to_level: 4, outcome: "sets" },
      { skill: "Yard Planning", from_level: 1, to_level: 3, outcome: undefined },
    ],
    prerequisites: ["A-0", "B-0"],
  });
});

Deno.test("what is no number, no level or neither yes nor no is refused with its line and path", () => {
  assertEquals(
    problems(
      "A,Knots,long,,,",
      "B,Knots,1,Ropes,,",
      "C,Knots,1,Ropes 3>3,,",
      "D,Knots,1,,,perhaps",
      "E,Knots,1,,,",
    ),
    [[2, "duration_hours"], [3, "skills.0.to_level"], [4, "skills.0.to_level"], [5, "needs_approval"]],
  );
});

Deno.test("a file says what the same rows as JSON say", () => {
  const word = fc.stringMatching(/^[a-z][a-z ]{0,10}[a-z]$/);
  const level = fc.integer({ min: 0, max: 4 });
  const skill = fc.record({
    skill: word,
    from_level: level,
    up: fc.integer({ min: 1, max: 5 }),
    outcome: fc.constantFrom("none", "evidence", "recommend", "sets"),
  }).map(({ up, ...rest }) => ({ ...rest, to_level: Math.min(5, rest.from_level + up) }));
  const course = fc.record({
    external_id: word,
    name: word,
    duration_hours: fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4),
    skills: fc.array(skill, { minLength: 1, maxLength: 3 }),
    prerequisites: fc.array(word, { minLength: 1, maxLength: 3 }),
    needs_approval: fc.boolean(),
  });
  fc.assert(fc.property(fc.array(course, { minLength: 1, maxLength: 5 }), (courses) => {
    const lines = courses.map((c) =>
      [
        c.external_id,
        c.name,
        c.duration_hours,
        c.skills.map((s) => `${s.skill} ${s.from_level}>${s.to_level} ${s.outcome}`).join(" | "),
        c.prerequisites.join("|"),
        c.needs_approval,
      ].join(",")
    );
    const byFile = rows(...lines).map((row) => row.errors ?? row.row);
    assertEquals(
      byFile,
      courses.map((c, i) => {
        const row = check(c, i);
        return row.errors ?? row.row;
      }),
    );
  }));
});
