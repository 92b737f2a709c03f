import { join } from "node:path";
import { keepErrorsShort } from "./errors.ts";
import { findPlace, PROJECT } from "./place.ts";
import { installLinter } from "./tools.ts";

// Migrations that would hold locks for long, or could not be undone; .squawk.toml says which rules hold.
keepErrorsShort();
const migrations = join("supabase", "migrations");
const names = (await Array.fromAsync(Deno.readDir(join(PROJECT, migrations)))).map(({ name }) => name).sort();
const { success, stdout, stderr } = await new Deno.Command(
  await installLinter(await findPlace(), console.error.bind(console)),
  { args: names.map((name) => join(migrations, name)), cwd: PROJECT, env: { NO_COLOR: "1" } },
).output();
if (!success) {
  console.error(new TextDecoder().decode(stdout), new TextDecoder().decode(stderr));
  Deno.exit(1);
}
