import { explain } from "./errors.ts";
import { findPlace, lock } from "./place.ts";
import { endOrphan } from "./postgres.ts";

// Drops the data; what runs is never pulled from under its user.
const place = await findPlace();
try {
  const held = await lock(place);
  if (!held) {
    console.error("The stack is running: stop it first (Ctrl-C where it runs, or `deno task stop`).");
    Deno.exit(1);
  }
  await endOrphan(place);
  await Deno.remove(place.data, { recursive: true });
  held.close();
  console.log("The data is gone. `deno task start` makes it anew.");
} catch (error) {
  console.error(explain(error, place.home));
  Deno.exit(1);
}
