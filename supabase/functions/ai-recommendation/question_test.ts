import { assert, assertEquals } from "@std/assert";
import unseen from "../../../tests/fixtures/questions_unseen.json" with { type: "json" };
import { PHRASINGS } from "./phrasings.ts";
import { learned, TOPICS, understand } from "./question.ts";

for (
  const [name, set, topics, unrelated] of [
    ["first", PHRASINGS.first, 0.85, 0.95],
    ["blind", PHRASINGS.blind, 0.85, 0.95],
    ["indirect", PHRASINGS.indirect, 0.55, 0.9],
    ["plain", PHRASINGS.plain, 0.85, 0.9],
  ] as const
) {
  Deno.test(`learned from the other sets only, the set "${name}" is recognised, and what is unrelated is not`, () => {
    const understood = learned(Object.values(PHRASINGS).filter((other) => other !== set));
    const asked = TOPICS.flatMap((topic) => set[topic].map((text) => ({ topic, text })));
    const missed = asked.filter(({ topic, text }) => understood(text)?.topic !== topic);
    assert(missed.length <= (1 - topics) * asked.length, missed.map(({ text }) => text).join("\n"));
    const taken = set.unrelated.filter((text) => understood(text) !== null);
    assert(taken.length <= (1 - unrelated) * set.unrelated.length, taken.join("\n"));
  });
}

Deno.test("a set that nothing was learned from is recognised in at least 95 of 100 phrasings, and what is unrelated in 95", () => {
  const asked = TOPICS.flatMap((topic) => unseen.questions[topic].map((text) => ({ topic, text })));
  const missed = asked.filter(({ topic, text }) => understand(text)?.topic !== topic);
  assert(missed.length <= 0.05 * asked.length, missed.map(({ text }) => text).join("\n"));
  const taken = unseen.unrelated.filter((text) => understand(text) !== null);
  assert(taken.length <= 0.05 * unseen.unrelated.length, taken.join("\n"));
});

Deno.test("what is asked about is found in the asker's own words, without what stands around it", () => {
  for (
    const [text, subject] of [
      ["What do I miss for the role of Head of Logistics?", "head of logistics"],
      ["Which requirements for Finance Manager don't I meet yet?", "finance manager"],
      ["What don't I have that a Crane Technician needs?", "crane technician"],
      ["What stands between me and my goal?", null],
      ["I want to be a Vessel Planner, how do I get there?", "vessel planner"],
      ["Which steps should I take in order to become an HR Business Partner?", "hr business partner"],
      ["How does one get into the Project Manager job from where I am?", "project manager"],
      ["I have a question on customs law, who would know?", "customs law"],
      ["Crane maintenance - who to ask", "crane maintenance"],
      ["Python expert in my team?", "python"],
      ["Who knows Node.js here?", "node.js"],
    ] as const
  ) assertEquals(understand(text)?.subject, subject, text);
});

Deno.test("one slip in a word that decides is forgiven, two are not", () => {
  assertEquals(understand("Who could be my menotr?")?.topic, "mentors");
  assertEquals(understand("My leadrship score?")?.topic, "leadership");
  assertEquals(understand("My ladershpi score?"), null);
});

Deno.test("what people asked in other words, found since", () => {
  for (const text of ["What do I need to learn?", "what do I have to learn for my goal"]) {
    assertEquals(understand(text)?.topic, "first_course", text);
  }
});
