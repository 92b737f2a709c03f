import { findPlace, lock, read, type Running } from "./place.ts";
import { end } from "./process.ts";

// Ends the stack of this folder, as Ctrl-C where it runs would.
const place = await findPlace();
const held = await lock(place);
const running = await read<Running>(place, "running");
if (held || !running) {
  console.log("The stack is not running.");
} else {
  await end(running.pid, "SIGTERM", 10_000);
  console.log("Stopped.");
}
held?.close();
