import type { Stack } from "../local/stack.ts";

/** What a part of the soak is given: a stack of its own, which it may break, and how long and by what chance it goes. */
export interface Options {
  stack: Stack;
  /** Aborted when somebody interrupts. */
  signal: AbortSignal;
  minutes: number;
  seed: number;
  say(line: string): void;
}

/** What a part found: lines of Markdown, and how many things were not as promised. */
export interface Report {
  title: string;
  lines: string[];
  failed: number;
}
