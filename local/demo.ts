import type { Stack } from "./stack.ts";

/** Fills a new stack with people to try it with, through its API. */
export async function seedDemo(_stack: Stack): Promise<void> {
}

/** What the closing text says of these people: how to sign in, and a line to try. */
export function demoText(_stack: Stack): Promise<string> {
  return Promise.resolve("");
}
