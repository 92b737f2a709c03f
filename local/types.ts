import { join } from "node:path";
import { explain } from "./errors.ts";
import { findPlace, lock, PROJECT, read, type Running } from "./place.ts";
import { withStack } from "./temporary.ts";
import { installTools, supabase, type Tools } from "./tools.ts";

/** Where the generated types are kept. */
export const TYPES = join(PROJECT, "shared", "database.types.ts");

/** The types of the schema public, as the Supabase CLI reads them from a database. */
export async function generateTypes(tools: Tools, dbUrl: string): Promise<string> {
  return await supabase(tools, ["gen", "types", "typescript", `--remote=${dbUrl}`, "--schema", "public"]);
}

async function main(): Promise<void> {
  const place = await findPlace();
  const held = await lock(place);
  held?.close();
  const running = held ? null : await read<Running>(place, "running");
  const types = running
    ? await generateTypes(await installTools(place, console.log), running.dbUrl)
    : await withStack(console.log, (stack) => generateTypes(stack.tools, stack.dbUrl));
  await Deno.writeTextFile(TYPES, types);
  console.log(`${TYPES} is current.`);
}

if (import.meta.main) {
  try {
    await main();
    Deno.exit(0);
  } catch (error) {
    console.error(explain(error, "the temporary folder"));
    Deno.exit(1);
  }
}
