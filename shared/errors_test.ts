import { assertEquals } from "@std/assert";
import { fromDatabase } from "./errors.ts";

const refused = (message: string) => {
  const { status, code, message: told } = fromDatabase({ code: "42501", message, details: null, hint: null });
  return [status, code, told];
};

Deno.test("a right that is missing: our own sentence says why, those of Postgres stay unknown", () => {
  const why = "A learning admin says who was there and who passed.";
  assertEquals(refused(why), [403, "forbidden", why]);
  for (
    const message of [
      "permission denied for table users",
      'new row violates row-level security policy for table "employment_info"',
    ]
  ) assertEquals(refused(message), [403, "forbidden", "You may not do this."]);
});
