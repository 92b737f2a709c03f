import { assertEquals } from "@std/assert";
import { withLogs } from "../local/functions.ts";
import { withStack } from "../local/temporary.ts";
import { contract } from "../soak/contract.ts";

// On a stack of its own: as HR it switches features off, merges skills and sends people away. `deno task soak contract` goes on
// for longer, from another seed with --seed.
const SEED = Number(Deno.env.get("SEED") ?? 1);

Deno.test({
  name: `random requests to every operation, valid and not, are answered as its document says (SEED=${SEED})`,
  // The functions of the stack run in this process.
  sanitizeResources: false,
  sanitizeOps: false,
  fn: async () => {
    const say = () => {};
    const { failed, lines } = await withStack(
      say,
      (stack, signal) => withLogs(say, () => contract({ stack, signal, minutes: 0, seed: SEED, say })),
    );
    assertEquals(failed, 0, lines.join("\n"));
  },
});
