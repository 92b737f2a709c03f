import { assert, assertEquals } from "@std/assert";
import { apply, fill, keys, lost, migrations, runJobs, schema, withDatabaseOf } from "./states.ts";
import { withDatabase } from "./support.ts";

const server = { adminUrl: Deno.env.get("ADMIN_URL") ?? "", dbUrl: Deno.env.get("DB_URL") ?? "" };

Deno.test("every migration is applied over the rows that each earlier state has: none is lost, the schema becomes that of an empty database, jobs run", async () => {
  await withDatabaseOf(server, "earlier_states", async (sql, url) => {
    const filled = new Map<string, string>();
    for (const name of await migrations()) {
      const before = await keys(sql);
      await apply(url, [name]);
      assertEquals(lost(before, await keys(sql)), [], name);
      await fill(sql, filled);
    }
    const rows = await keys(sql);
    assertEquals([...rows].flatMap(([table, { size }]) => size === 0 ? [table] : []), []);
    const [grown, empty] = [new Set(await schema(sql)), new Set(await withDatabase(schema))];
    assert(empty.size > 2000, String(empty.size));
    assertEquals([...grown.symmetricDifference(empty)], []);
    assertEquals(await runJobs(sql), []);
    const people = [...rows].filter(([table]) => table === "users");
    assertEquals(lost(new Map(people), await keys(sql)), []);
  });
});
