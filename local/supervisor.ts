import { end, type Watch } from "./process.ts";
import type { Server } from "./postgres.ts";

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2_000;
/** Who ran so long starts again at once. */
const WELL_MS = 10_000;
/** Whatever can't be started for so long won't be. */
const PATIENCE_MS = 120_000;

/**
 * Starts a part and starts it again whenever it ends, as Docker's policy `always`: at once, then after waits that double
 * while it does not last. Answers how to stop it for good; `gaveUp` is told why it can't be started any more.
 */
export async function supervise(
  name: string,
  run: (watch: Watch) => Promise<Server>,
  { watch, say, gaveUp }: { watch: Watch; say: (line: string) => void; gaveUp: (error: unknown) => void },
): Promise<() => Promise<void>> {
  let starting = 0;
  const noted: Watch = {
    ...watch,
    async started(pid) {
      starting = pid;
      await watch.started?.(pid);
    },
  };
  let server = await run(noted);
  const stopped = Promise.withResolvers<true>();
  let stopping = false;
  const follow = async () => {
    for (let wait = FIRST_WAIT_MS, since = Date.now();;) {
      const { code, signal } = await server.ended;
      if (stopping) return;
      say(`${name} ended unexpectedly (${signal ?? `exit ${code}`}). Starting it again …`);
      const ended = Date.now();
      if (ended - since > WELL_MS) wait = FIRST_WAIT_MS;
      for (let back = false; !back; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
        await Promise.race([new Promise((done) => setTimeout(done, wait)), stopped.promise]);
        if (stopping) return;
        try {
          server = await run(noted);
          back = true;
        } catch (error) {
          if (stopping) return;
          if (Date.now() - ended > PATIENCE_MS) throw error;
        }
      }
      since = Date.now();
      if (stopping) return await server.stop();
      say(`${name} is back.`);
    }
  };
  const following = follow().catch(gaveUp);
  return async () => {
    stopping = true;
    stopped.resolve(true);
    const { pid } = server;
    await server.stop();
    // It may just be starting again.
    if (starting !== pid) await end(starting, "SIGINT");
    await following;
  };
}
