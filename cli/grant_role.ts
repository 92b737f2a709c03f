import postgres from "postgres";
import { fail, findConnection } from "./connection.ts";

// Gives an employee a role: the only way to the first hr_admin of an installation.
const ROLES = ["hr_admin", "learning_admin", "auditor"];
const [email, role] = Deno.args;
if (!email || !role || !ROLES.includes(role)) fail(`Usage: deno task grant-role EMAIL ${ROLES.join("|")}`);

const { dbUrl } = await findConnection();
if (!dbUrl) fail("Set DB_URL to the database's URL (Supabase: Project settings, Database).");
const sql = postgres(dbUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
try {
  await sql`select private.grant_role(${email}, ${role})`;
  console.log(`${email} is ${role} now.`);
} catch (error) {
  fail(`Not granted: ${error instanceof Error ? error.message : error}.`);
} finally {
  await sql.end();
}
