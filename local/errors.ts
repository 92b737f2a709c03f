/** An error whose message is all that the user needs to read: never shown with a stack. */
export class Sentence extends Error {}

const DISK_FULL = /ENOSPC|No space left on device|os error 28\b|not enough space on the disk/i;

/** What to tell the user about anything that was thrown. */
export function explain(error: unknown, home: string): string {
  const text = error instanceof Error ? error.message : String(error);
  if (DISK_FULL.test(text)) {
    return `The disk is full. The local stack keeps its data in ${home} and needs about 700 MB there; ` +
      "free some space and start again.";
  }
  if (error instanceof Sentence) return text;
  const shown = Deno.env.has("COMPASS_DEBUG") && error instanceof Error ? error.stack : text;
  return `The local stack failed: ${shown}${
    Deno.env.has("COMPASS_DEBUG") ? "" : "\n(COMPASS_DEBUG=1 shows where.)"
  }`;
}
