import { z } from "zod";
import { addressOf, demoProfiles } from "./demo_people.ts";
import { Sentence } from "./errors.ts";
import { closing, connect } from "./postgres.ts";
import type { Stack } from "./stack.ts";

const PASSWORD = "compass-demo-2026";

// One sign-in per role.
const SIGN_INS = [
  { who: "employee", name: "Amara Okafor", note: "a vessel planner who looks at the next job" },
  { who: "manager", name: "Rafael Monteiro", note: "three team leads and their teams below him" },
  { who: "hr_admin", name: "Leila Benyamina", note: "everybody's profile, and imports" },
  { who: "learning_admin", name: "Tevita Latu", note: "the course catalogue" },
  { who: "auditor", name: "Giulia Ferrante", note: "the audit log" },
  { who: "contractor", name: "Jonas Lindqvist", note: "directory and training only" },
] as const;
const ROLES = ["hr_admin", "learning_admin", "auditor"];

const TARGET = "Senior Terminal Planner";
// What the employee says about herself; the other half of her skills stays unrated.
const RATINGS: Record<string, number> = {
  "Stowage Planning": 4,
  "Berth Planning": 3,
  "Crane Work Sequencing": 4,
  "EDI Vessel Messages": 4,
  "Terminal Operating Systems": 3,
  "Yard Planning": 2,
};

const Session = z.object({ access_token: z.string() });
const Settings = z.object({ mailer_autoconfirm: z.boolean() });
const Report = z.object({ rejected: z.array(z.unknown()) });
const Skills = z.object({
  items: z.array(z.object({ skill: z.object({ id: z.string(), name: z.string() }) })),
});

/**
 * Fills a new stack with people to try it with, through its API; again after an interruption it only adds what is
 * missing. False when they can't be made now: a function they need is not served, or Auth wants confirmed addresses.
 */
export async function seedDemo(stack: Stack): Promise<boolean> {
  const served = ["user-management", "skills-management"].every((name) => stack.functions.includes(name));
  if (!served || !await autoconfirms(stack)) return false;
  await using sql = closing(connect(stack.dbUrl));

  // The HR admin first: who registers where registration is open gets a record, and the import adopts it.
  const hr = addressOf(personAs("hr_admin"));
  await register(stack, hr);
  await sql.client`select private.grant_role(${hr}, 'hr_admin')`;
  const report = Report.parse(
    await call(stack, "POST", "user-management/imports", {
      body: { format: "employee-profiles", profiles: demoProfiles() },
      token: await login(stack, hr),
    }),
  );
  if (report.rejected.length > 0) {
    throw new Sentence(`Demo people were refused: ${JSON.stringify(report.rejected)}`);
  }

  const addresses = SIGN_INS.map(({ name }) => addressOf(name));
  await Promise.all(addresses.filter((address) => address !== hr).map((address) => register(stack, address)));
  for (const role of ROLES) {
    await sql.client`select private.grant_role(${addressOf(personAs(role))}, ${role})`;
  }
  // The import format knows no employment type, and no route sets it yet.
  await sql.client`
    update public.employment_info set employment_type = 'contractor'
    where user_id = (select id from public.users where email = ${addressOf(personAs("contractor"))})
      and employment_type <> 'contractor'`;

  const token = await login(stack, addressOf(personAs("employee")));
  const mine = Skills.parse(await call(stack, "GET", "skills-management/me/skills", { token }));
  const items = mine.items.flatMap(({ skill }) => {
    const level = RATINGS[skill.name];
    return level === undefined ? [] : [{ skill_id: skill.id, level }];
  });
  await call(stack, "PUT", "skills-management/me/skills", { body: { items }, token });
  return true;
}

/** What the closing text says of these people: how to sign in, and a line to try. */
export async function demoText(stack: Stack): Promise<string> {
  const employee = addressOf(personAs("employee"));
  await using sql = closing(connect(stack.dbUrl));
  const [found] = await sql.client<{ id: string }[]>`
    select p.id from public.career_pathways p
    where p.name = ${TARGET} and exists (
      select from public.users u where u.email = ${employee} and u.auth_id is not null)`;
  if (!found) return "";
  const functions = `${stack.apiUrl}/functions/v1`;
  const body = JSON.stringify({ email: employee, password: PASSWORD });
  const people = SIGN_INS.map(({ who, name, note }) =>
    `  ${who.padEnd(15)} ${addressOf(name).padEnd(34)} ${note}`
  );
  const signIns = `Sign in as (password ${PASSWORD}):\n${people.join("\n")}`;
  const served = ["user-management", "career-development"].every((name) => stack.functions.includes(name));
  if (!served) return signIns;
  return `${signIns}

What separates ${personAs("employee")} from the job "${TARGET}":

  TOKEN=$(curl -s ${functions}/user-management/auth/login -H 'content-type: application/json' \\
    -d '${body}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s ${functions}/career-development/pathways/${found.id}/gap -H "authorization: Bearer $TOKEN" \\
    | awk '{ gsub(/[{]"(share|met)"|"(person|pathway|unrated|coverage|competencies)":/, "\\n&") } 1'`;
}

function personAs(role: string): string {
  return SIGN_INS.find(({ who }) => who === role)?.name ?? "";
}

async function autoconfirms({ apiUrl, keys }: Stack): Promise<boolean> {
  const response = await fetch(`${apiUrl}/auth/v1/settings`, { headers: { apikey: keys.publishable } });
  return Settings.parse(await response.json()).mailer_autoconfirm;
}

async function register(stack: Stack, email: string): Promise<void> {
  await call(stack, "POST", "user-management/auth/register", { body: { email, password: PASSWORD } });
}

async function login(stack: Stack, email: string): Promise<string> {
  const session = await call(stack, "POST", "user-management/auth/login", {
    body: { email, password: PASSWORD },
  });
  return Session.parse(session).access_token;
}

async function call(
  { apiUrl }: Stack,
  method: string,
  path: string,
  { body, token }: { body?: unknown; token?: string },
): Promise<unknown> {
  const response = await fetch(`${apiUrl}/functions/v1/${path}`, {
    method,
    headers: { "content-type": "application/json", ...token ? { authorization: `Bearer ${token}` } : {} },
    ...body === undefined ? {} : { body: JSON.stringify(body) },
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Sentence(
      `The demo people could not be made: ${method} ${path} answered ${response.status}: ${text}`,
    );
  }
  return text ? JSON.parse(text) : null;
}
