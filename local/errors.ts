/** An error whose message is all that the user needs to read: never shown with a stack. */
export class Sentence extends Error {}

const DISK_FULL = /ENOSPC|No space left on device|os error 28\b|not enough space on the disk/i;

/** Whether this is how a program or the system says that no space is left. */
export function saysDiskFull(text: string): boolean {
  return DISK_FULL.test(text);
}

/** What to tell the user about anything that was thrown. */
export function explain(error: unknown, home: string): string {
  const text = error instanceof Error ? error.message : String(error);
  if (saysDiskFull(text)) {
    return `The disk is full. The local stack keeps its data in ${home} and needs about 700 MB there; ` +
      "free some space and start again.";
  }
  if (error instanceof Sentence) return text;
  const shown = Deno.env.has("COMPASS_DEBUG") && error instanceof Error ? error.stack : text;
  return `The local stack failed: ${shown}${
    Deno.env.has("COMPASS_DEBUG") ? "" : "\n(COMPASS_DEBUG=1 shows where.)"
  }`;
}

/** Keeps what libraries print or reject behind our back to one line, and lets it end nothing. */
export function keepErrorsShort(): void {
  if (Deno.env.has("COMPASS_DEBUG")) return;
  const print = console.error.bind(console);
  console.error = (...values) => {
    // lite's, with the stack of a connection that broke.
    const [label, error] = values;
    if (label === "Auth error:" && error instanceof Error) print(`Auth: ${error.message}`);
    else print(...values);
  };
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    print("Unhandled:", event.reason instanceof Error ? event.reason.message : event.reason);
  });
}
