import { assertEquals } from "@std/assert";
import { readTap } from "./tap.ts";

Deno.test("a kept plan with one failure counts it and shows its diagnosis", () => {
  const lines = [
    "1..3",
    "ok 1 - a",
    "not ok 2 - b",
    "# Failed test 2",
    "ok 3 - c",
    "# Looks like you failed 1",
  ];
  assertEquals(readTap(lines), { passed: 2, failed: 1, shown: ["not ok 2 - b", "# Failed test 2"] });
});

Deno.test("fewer checks than planned, or none at all, fail", () => {
  assertEquals(readTap(["1..2", "ok 1"]).failed, 1);
  assertEquals(readTap([]).failed, 1);
  assertEquals(readTap(["1..0"]).failed, 1);
});

Deno.test("a failure that is marked as to do passes", () => {
  assertEquals(readTap(["1..1", "not ok 1 - later # TODO not yet"]), { passed: 1, failed: 0, shown: [] });
});
