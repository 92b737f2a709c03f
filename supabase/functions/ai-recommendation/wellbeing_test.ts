import { assert, assertEquals } from "@std/assert";
import concerns from "../../../tests/fixtures/concerns.json" with { type: "json" };
import { ANSWERS, concern } from "./wellbeing.ts";

Deno.test("every phrasing of a crisis is recognised, in its language", () => {
  const missed = Object.entries(concerns.crisis).flatMap(([language, texts]) =>
    texts.filter((text) => {
      const found = concern(text);
      return found?.kind !== "crisis" || found.language !== language;
    })
  );
  assertEquals(missed, []);
});

Deno.test("at least 90 of 100 phrasings about well-being are recognised, in each language", () => {
  for (const [language, texts] of Object.entries(concerns.well_being)) {
    const found = texts.filter((text) =>
      concern(text)?.kind === "well_being" && concern(text)?.language === language
    );
    assert(found.length >= 0.9 * texts.length, `${texts.filter((text) => !found.includes(text))}`);
  }
});

Deno.test("ordinary talk about work is never a crisis, and at most 3 of 100 sentences are about well-being", () => {
  assertEquals(concerns.ordinary.filter((text) => concern(text)?.kind === "crisis"), []);
  const taken = concerns.ordinary.filter((text) => concern(text) !== null);
  assert(taken.length <= 0.03 * concerns.ordinary.length, taken.join("\n"));
});

Deno.test("a crisis wins over well-being, wherever it stands in a long text", () => {
  const long = "I am so stressed. ".repeat(500);
  assertEquals(concern(long)?.kind, "well_being");
  assertEquals(concern(`${long} And I want to die. ${long}`)?.kind, "crisis");
});

Deno.test("case, accents, full width, zero width, spaces and look-alikes change nothing", () => {
  for (
    const text of [
      "SUICIDE",
      "su1c1de",
      "súicide",
      "s.u.i.c.i.d.e",
      "suіcіde",
      "su\u200bic\u200did\ufeffe",
      "ｓｕｉｃｉｄｅ",
      "k!ll myself",
      "i’m gonna kill\nmyself",
      "BUNUH   DIRI",
      "自　殺",
      "想_死",
    ]
  ) assertEquals(concern(text)?.kind, "crisis", text);
});

Deno.test("every answer names the help below, and one for a crisis is another than one for well-being", () => {
  for (const { crisis, well_being } of Object.values(ANSWERS)) {
    assert(crisis.length > well_being.length && well_being.length > 60);
  }
});
