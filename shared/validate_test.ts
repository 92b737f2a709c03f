import { assertEquals } from "@std/assert";
import { z } from "zod";
import { date, details, text } from "./validate.ts";

Deno.test("what is wrong with a field is said in words for people, and the schema's own words stay", () => {
  const Form = z.object({
    name: text(5),
    born: date,
    age: z.int().min(18).max(99),
    level: z.enum(["low", "high"]),
    tags: z.array(z.string()).max(1),
    id: z.uuid(),
  });
  const said = (form: object) =>
    details(Form.safeParse(form).error?.issues ?? []).map(({ message }) => message);
  assertEquals(said({}), Array(6).fill("Is missing."));
  assertEquals(said({ name: "", born: "soon", age: 17, level: "no", tags: ["a", "b"], id: "1" }), [
    "Is empty.",
    "Has to be a date, such as 2026-01-31.",
    "Has to be at least 18.",
    "Has to be one of low, high.",
    "Has to be at most 1 items.",
    "Has to be an id (a uuid).",
  ]);
  assertEquals(said({ name: "\u0000", born: "1799-01-01", age: 1.5, level: "low", tags: "a", id: 1 }), [
    "Is blank or too short, or holds characters that can't be stored.",
    "Not a year from 1900 to 2199.",
    "Has to be a whole number.",
    "Has to be a list.",
    "Has to be a text.",
  ]);
});

Deno.test("text: trimmed, storable, visible; everything else is refused", () => {
  const verdict = (value: string) => text(10).safeParse(value).success;
  for (const good of ["a", " a ", "日本語", "a\tb\nc", "😀", "a  b", "é"]) {
    assertEquals(verdict(good), true, good);
  }
  for (
    const bad of [
      "",
      "  ",
      "\t",
      "a\u0000",
      "\u0001",
      "\ud800",
      "a\u202eb",
      "\u2066",
      "x".repeat(11),
      "\u0085",
    ]
  ) {
    assertEquals(verdict(bad), false, JSON.stringify(bad));
  }
});

Deno.test("text: a long text that fails at its end is refused in linear time, before and after the limit", () => {
  const long = "a".repeat(2_000_000) + "\u0001";
  // Quadratic, this would take hours; the test would not end.
  assertEquals(text(3_000_000).safeParse(long).success, false);
  assertEquals(text(100).safeParse(long).success, false);
  assertEquals(text(3_000_000).safeParse(" ".repeat(2_000_000) + "\u0001").success, false);
});
