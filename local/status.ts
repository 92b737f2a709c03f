import { parseArgs } from "node:util";
import { findPlace, type Keys, lock, read, type Running } from "./place.ts";

// What `supabase status` says of its own stack, for this one.
const { values } = parseArgs({ options: { output: { type: "string", short: "o", default: "pretty" } } });
const place = await findPlace();
const held = await lock(place);
held?.close();
const running = held ? null : await read<Running>(place, "running");
const keys = await read<Keys>(place, "keys");
if (!running?.ready || !keys) {
  console.error(
    held ? "The stack is not running. `deno task start` starts it." : "The stack is still starting.",
  );
  Deno.exit(1);
}
if (values.output === "env") {
  console.log(`API_URL="${running.apiUrl}"`);
  console.log(`DB_URL="${running.dbUrl}"`);
  console.log(`PUBLISHABLE_KEY="${keys.publishable}"`);
  console.log(`SECRET_KEY="${keys.secret}"`);
} else {
  console.log(`The stack runs (process ${running.pid}).\n`);
  console.log(`         API URL: ${running.apiUrl}`);
  console.log(`          DB URL: ${running.dbUrl}`);
  console.log(` Publishable key: ${keys.publishable}`);
  console.log(`      Secret key: ${keys.secret}`);
  console.log(`            Data: ${place.data}`);
}
