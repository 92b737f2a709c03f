import { assert, assertEquals } from "@std/assert";
import { deployed, LICENCES, PERMISSIVE, printLicences } from "./licences.ts";

Deno.test("functions load nothing whose licence asks for more than its own text, and docs/licences.md is current", async () => {
  const packages = await deployed();
  assert(packages.some(({ name }) => name === "hono"));
  assertEquals(packages.filter(({ licence }) => !PERMISSIVE.has(licence)), []);
  assertEquals(
    await Deno.readTextFile(LICENCES),
    await printLicences(),
    "run `deno task licences` and commit what it writes",
  );
});
