import { assertEquals } from "@std/assert";
import { withLogs } from "../local/functions.ts";
import { withStack } from "../local/temporary.ts";
import { FAULTS, faults } from "../soak/faults.ts";

Deno.test({
  name:
    "Postgres, PostgREST, gateway and functions are killed under load, the database is away, clients are cut: nothing answered is lost, nothing is there twice, all works again by itself",
  // Processes that are killed leave their pipes and sockets to whoever reads them.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const names = /kill -9 (Postgres|PostgREST|gateway)|is down|are cut/;
    const short = {
      outageMs: 1000,
      settleMs: 300,
      people: 3,
      only: FAULTS.filter(({ name }) => names.test(name)),
    };
    await withStack(
      () => {},
      async (stack, signal) => {
        const options = { stack, signal, minutes: 0, seed: 7, say: () => {} };
        const { lines, failed } = await withLogs(() => {}, () => faults(options, short));
        assertEquals(failed, 0, lines.join("\n"));
      },
      // What was answered must outlive a kill.
      { fast: false },
    );
  },
});
