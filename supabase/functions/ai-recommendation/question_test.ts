import { assert, assertEquals } from "@std/assert";
import questions from "../../../tests/fixtures/questions.json" with { type: "json" };
import { understand } from "./question.ts";

Deno.test("the ten questions are recognised in at least 90 of 100 phrasings, and what is unrelated in 95 of 100", () => {
  const asked = Object.entries(questions.questions);
  const right = asked.flatMap(([topic, texts]) => texts.filter((text) => understand(text)?.topic === topic));
  const phrasings = asked.flatMap(([, texts]) => texts);
  assert(right.length >= 0.9 * phrasings.length, `${right.length} of ${phrasings.length}`);
  const refused = questions.unrelated.filter((text) => understand(text) === null);
  assert(refused.length >= 0.95 * questions.unrelated.length, `${refused.length} unrelated`);
});

Deno.test("what people asked in other words, found since", () => {
  for (const text of ["What do I need to learn?", "what do I have to learn for my goal"]) {
    assertEquals(understand(text)?.topic, "first_course", text);
  }
});
