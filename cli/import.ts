import { createClient } from "@supabase/supabase-js";
import { parseArgs } from "node:util";
import { z } from "zod";
import { fail, findConnection } from "./connection.ts";

// Sends a file of employee profiles to the API in chunks, as an HR admin, and shows what became of them.
const MOST_PROFILES = 200;
const MOST_BYTES = 6_000_000;
const Report = z.object({
  id: z.string(),
  created: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  rejected: z.array(z.object({
    index: z.number(),
    employee_id: z.string().nullable(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })),
  })),
  warnings: z.array(z.object({ warnings: z.array(z.object({ code: z.string() })) })),
  taxonomy: z.object({ proposed: z.array(z.object({ kind: z.string(), name: z.string() })) }),
});
const Refusal = z.object({ message: z.string() });

const { values, positionals: [file] } = parseArgs({
  allowPositionals: true,
  options: { "dry-run": { type: "boolean", default: false } },
});
if (!file) fail("Usage: deno task import FILE.json [--dry-run]   (HR_EMAIL and HR_PASSWORD: who imports)");

let profiles: unknown;
try {
  // Windows programs begin a file with a byte order mark.
  profiles = JSON.parse((await Deno.readTextFile(file)).replace(/^\uFEFF/, ""));
} catch (error) {
  fail(`${file} can't be read: ${error instanceof Error ? error.message : error}`);
}
if (!Array.isArray(profiles) || profiles.length === 0) fail(`${file} holds no JSON array of profiles.`);

const connection = await findConnection();
if (!connection.apiUrl || !connection.publishableKey) fail("Set API_URL and PUBLISHABLE_KEY.");
const demo = connection.local
  ? { email: "leila.benyamina@harbour.example", password: "compass-demo-2026" }
  : null;
const email = Deno.env.get("HR_EMAIL") ?? demo?.email;
const password = Deno.env.get("HR_PASSWORD") ?? demo?.password;
if (!email || !password) fail("Set HR_EMAIL and HR_PASSWORD to an account with the role hr_admin.");

const supabase = createClient(connection.apiUrl, connection.publishableKey, {
  auth: { autoRefreshToken: false },
});
const { data: { session }, error } = await supabase.auth.signInWithPassword({ email, password });
if (!session) fail(`${email} can't sign in: ${error?.message ?? "no session"}.`);

async function send(path: string, body: unknown): Promise<z.infer<typeof Report>> {
  // A repeated chunk changes nothing, so what failed on the way is simply sent again.
  for (let attempt = 1;; attempt++) {
    const response = await fetch(`${connection.apiUrl}/functions/v1/user-management/imports${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${session?.access_token}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    }).catch(() => null);
    if (response?.ok) return Report.parse(await response.json());
    const refusal = Refusal.safeParse(await response?.json().catch(() => null)).data;
    const passing = !response || response.status >= 500 || response.status === 429;
    if (!passing || attempt === 4) {
      const advice = passing ? " Run it again: nothing is done twice." : "";
      fail(`\nThe import stopped: ${refusal?.message ?? "The API can't be reached."}${advice}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000 * attempt));
  }
}

/** How many of the profiles from here on fit into one request. */
function chunkSize(from: number): number {
  let bytes = 0;
  let size = 0;
  for (const profile of all.slice(from, from + MOST_PROFILES)) {
    bytes += JSON.stringify(profile).length * 3;
    if (size > 0 && bytes > MOST_BYTES) break;
    size += 1;
  }
  return size;
}

const all: unknown[] = profiles.map((profile, index) => {
  if (JSON.stringify(profile).length * 3 <= MOST_BYTES) return profile;
  console.log(`[${index}] is too large to be sent and is left out.`);
  return null;
});
const id = crypto.randomUUID();
const sum = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
const refused: z.infer<typeof Report>["rejected"] = [];
const proposed = new Set<string>();
let unlinked = 0;
for (let offset = 0, size = 0; offset < all.length; offset += size) {
  size = chunkSize(offset);
  const chunk = all.slice(offset, offset + size);
  const report = offset === 0
    ? await send("", { id, format: "employee-profiles", profiles: chunk, dry_run: values["dry-run"] })
    : await send(`/${id}/chunks`, { offset, profiles: chunk });
  sum.created += report.created;
  sum.updated += report.updated;
  sum.unchanged += report.unchanged;
  sum.rejected += report.rejected.length;
  refused.push(...report.rejected);
  unlinked += report.warnings.length;
  report.taxonomy.proposed.forEach(({ kind, name }) => proposed.add(`${kind.replace("_", " ")} "${name}"`));
  const line = `${offset + size} of ${all.length}: ` +
    Object.entries(sum).map(([what, count]) => `${count} ${what}`).join(", ");
  await Deno.stdout.write(new TextEncoder().encode(Deno.stdout.isTerminal() ? `\r${line}` : `${line}\n`));
}
console.log(Deno.stdout.isTerminal() ? "\n" : "");
for (const { index, employee_id, errors } of refused) {
  for (const { path, message } of errors) {
    console.log(
      `refused [${index}] ${employee_id ?? "(no employee_id)"} ${path || "(whole element)"}: ${message}`,
    );
  }
}
if (unlinked > 0) {
  console.log(
    `${unlinked} managers were not found by name; the text is kept and tried again with each import.`,
  );
}
if (proposed.size > 0) console.log(`proposed, for HR to approve or merge: ${[...proposed].join(", ")}`);
console.log(
  values["dry-run"]
    ? "Nothing was written: this was a dry run (each chunk judged alone)."
    : `Import ${id} is kept: GET /functions/v1/user-management/imports/${id}/rows tells what became of each element.`,
);
Deno.exit(refused.length > 0 ? 2 : 0);
