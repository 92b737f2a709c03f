import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Group, placer } from "./esco_groups.ts";

const group = (uri: string, name = uri): [string, Group] => [uri, { uri, name, description: null }];
// Pillar > area > group > group, three names of which are repeated below themselves.
const GROUPS = new Map([
  group("p", "skills"),
  group("a", "law"),
  group("b", "Law"),
  group("c", "courts"),
  group("d", "moving"),
  group("e", "lifting"),
  group("f", "lifting"),
  group("g", "driving"),
]);
const ABOVE = Object.entries({ a: "p", b: "a", c: "b", d: "p", e: "d", f: "e", g: "e" });
const place = (broader: Record<string, string[]>) =>
  placer(
    GROUPS,
    new Map([...ABOVE.map(([uri, up]): [string, string[]] => [uri, [up]]), ...Object.entries(broader)]),
  )("skill");

Deno.test("a skill's group is its specialization, called after what is between it and the area", () => {
  const named = (uri: string) => {
    const found = place({ skill: [uri] });
    return [found?.area.name, found?.specialization.name, found?.specialization.uri];
  };
  assertEquals(named("g"), ["moving", "lifting: driving", "g"]);
  assertEquals(named("e"), ["moving", "lifting", "e"]);
  assertEquals(named("f"), ["moving", "lifting", "e"], "called like the one above, it is that one");
  assertEquals(named("c"), ["law", "courts", "c"]);
  assertEquals(named("b"), ["law", "law", "a"]);
  assertEquals(named("a"), ["law", "law", "a"], "an area's own skills stand in a specialization of its name");
  assertEquals(named("p"), ["skills", "skills", "p"]);
  assertEquals(named("nowhere"), [undefined, undefined, undefined]);
});

Deno.test("groups that stand above themselves end nothing and hang nothing", () => {
  const round = placer(
    new Map([group("x"), group("y")]),
    new Map([["skill", ["x"]], ["x", ["y"]], ["y", ["x"]]]),
  );
  assertEquals(round("skill")?.specialization.uri, "x");
  assertEquals(placer(GROUPS, new Map([["skill", ["other"]], ["other", ["skill"]]]))("skill"), null);
});

Deno.test("the nearest group is found as by walking every way up, and of several the lowest URI", () => {
  const skills = ["skill", "s1", "s2", "s3", "s4"];
  const upward = fc.uniqueArray(fc.constantFrom(...skills, "a", "b", "c", "d", "e", "f", "g"), {
    maxLength: 3,
  });
  fc.assert(fc.property(fc.tuple(...skills.map(() => upward)), (lists) => {
    const broader = Object.fromEntries(skills.map((uri, index) => [uri, lists[index] ?? []]));
    let ways = [["skill"]];
    let found: string[] = [];
    while (ways.length > 0 && found.length === 0) {
      ways = ways.flatMap((way) =>
        (broader[way[0] ?? ""] ?? []).filter((up) => !way.includes(up)).map((up) => [up, ...way])
      );
      found = [...new Set(ways.flatMap(([up = ""]) => GROUPS.has(up) ? [up] : []))].sort();
    }
    const alone = found[0] === undefined ? null : place({ skill: [found[0]] });
    const direct = lists[0]?.filter((uri) => GROUPS.has(uri)).length;
    assertEquals(place(broader), alone && { ...alone, groups: direct });
  }));
});
