/** Where the commands work: API_URL, PUBLISHABLE_KEY and DB_URL of the environment, else of the running local stack. */
export interface Connection {
  apiUrl: string;
  publishableKey: string;
  dbUrl: string;
  /** Whether this is the local stack, with its demo people. */
  local: boolean;
}

/** Finds the installation to work on; ends with a sentence when there is none. */
export async function findConnection(): Promise<Connection> {
  const given = Deno.env.toObject();
  if (given.API_URL || given.DB_URL) {
    return {
      apiUrl: given.API_URL ?? "",
      publishableKey: given.PUBLISHABLE_KEY ?? "",
      dbUrl: given.DB_URL ?? "",
      local: false,
    };
  }
  const status = await new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "status", "-o", "env"],
    cwd: new URL("..", import.meta.url),
    stderr: "null",
  }).output();
  if (!status.success) fail("No local stack runs, and neither API_URL nor DB_URL is set.");
  const found = Object.fromEntries(
    new TextDecoder().decode(status.stdout).matchAll(/^(\w+)="(.*)"$/gm).map((
      [, name, value],
    ) => [name, value]),
  );
  return { apiUrl: found.API_URL, publishableKey: found.PUBLISHABLE_KEY, dbUrl: found.DB_URL, local: true };
}

/** Ends the command with one sentence. */
export function fail(sentence: string): never {
  console.error(sentence);
  Deno.exit(1);
}
