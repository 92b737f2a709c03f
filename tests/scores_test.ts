import { assert, assertEquals } from "@std/assert";
import { register, withDatabase } from "./support.ts";

/** The sections of docs/ai.md that stand for a score: what each says, by its name. */
async function readDocument(): Promise<Map<string, Record<string, unknown>>> {
  const text = await Deno.readTextFile(new URL("../docs/ai.md", import.meta.url));
  const sections = text.split(/^## /m).flatMap((section) => {
    const [title = "", ...lines] = section.trim().split("\n");
    const [, label, score] = title.match(/^(.+) \(`(\w+)`\)$/) ?? [];
    if (!score) return [];
    const field = (name: string) =>
      lines.find((line) => line.startsWith(`- ${name}: `))?.slice(name.length + 4);
    const list = (name: string) => {
      const from = lines.indexOf(`- ${name}:`) + 1;
      const length = lines.slice(from).findIndex((line) => !line.startsWith("  - "));
      return lines.slice(from, from + length).map((line) => line.slice(4).replaceAll("`", ""));
    };
    return [
      [score, {
        label,
        purpose: lines[1],
        inputs: list("Inputs"),
        never_inputs: list("Never inputs"),
        functions: (field("Functions") ?? "").split(", ").map((name) =>
          name.replace(/^`private\.(\w+)`$/, "$1")
        ),
        model_version: field("Version"),
        contest: field("Contest"),
        feature: field("Switch") === "none" ? null : field("Switch")?.replaceAll("`", ""),
        log_retention: field("Kept"),
      }] as const,
    ];
  });
  assertEquals(new Set(sections.map(([score]) => score)).size, sections.length, "a score has two sections");
  return new Map(sections);
}

Deno.test("docs/ai.md says of each score what the registry says, and of no other", async () => {
  const rows = await withDatabase((sql) => sql`select * from private.scores`);
  const registry = new Map(rows.map(({ score, ...row }) => [String(score), row]));
  const document = await readDocument();
  assertEquals([...document.keys()].sort(), [...registry.keys()].sort());
  for (const [score, row] of registry) assertEquals(document.get(score), row, score);
  assert(registry.size > 5);
});

Deno.test("GET /scores tells everybody what is computed about people, and whether it is on for them", async () => {
  const [person, other] = [await register(), await register()];
  await withDatabase(async (sql) => {
    for (const [{ id }, enabled] of [[person, true], [other, false]] as const) {
      const [unit] =
        await sql`insert into public.org_units (name) values (gen_random_uuid()::text) returning id`;
      await sql`insert into public.feature_settings (org_unit_id, feature, enabled) values (${unit?.id}, 'leadership', ${enabled})`;
      await sql`insert into public.employment_info (user_id, org_unit_id) values (${id}, ${unit?.id})`;
    }
  });
  for (const [reader, enabled] of [[person, true], [other, false]] as const) {
    const { body } = await reader.call("GET", "analytics/scores");
    const found = (score: string) => body.items.find((item: { score: string }) => item.score === score);
    assertEquals([found("leadership").enabled, found("leadership").feature], [enabled, "leadership"]);
    assertEquals([found("gap").enabled, found("gap").feature], [true, null]);
  }
});
