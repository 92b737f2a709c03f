import { assertEquals } from "@std/assert";
import { text } from "./validate.ts";

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
