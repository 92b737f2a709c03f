import type { Sql } from "postgres";
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
const ROLES = ["learning_admin", "auditor"];
const FEATURES = ["leadership", "model", "fairness"];
const NOTICE = {
  id: "6f0d6a52-6f0c-4b8e-9d5e-0d1d7c2f7b43",
  title: "How your data is used here",
  body:
    "You see what is held about you under your profile, and take it along from there. Your line sees your job, " +
    "skills and training; nobody but you sees your chats. Levels and matches are advice, never decisions.",
};

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

// Neither above nor below the employee. They offer the first of what their profiles name.
const MENTORS = ["Tomasz Wieczorek", "Kwabena Asante", "Noura Al Marri", "Siosaia Fonua"];

// What the night makes of a year.
const NIGHTLY = ["certificates", "learning_reminders", "rollups"];
const MONTHLY = ["engagement", "fairness"];

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
  const needed = ["user-management", "skills-management", "mentorship", "analytics"];
  const served = needed.every((name) => stack.functions.includes(name));
  if (!served || !await autoconfirms(stack)) return false;
  await using sql = closing(connect(stack.dbUrl));
  // Their history is all there or not at all, and comes last.
  const [lived] = await sql.client`select from public.user_career_goals limit 1`;
  if (lived) return true;

  // The HR admin first: who registers where registration is open gets a record, and the import adopts it.
  const hr = addressOf(personAs("hr_admin"));
  await register(stack, hr);
  await sql.client`select private.grant_role(${hr}, 'hr_admin')`;
  const asHr = await login(stack, hr);
  const report = Report.parse(
    await call(stack, "POST", "user-management/imports", {
      body: { format: "employee-profiles", profiles: demoProfiles() },
      token: asHr,
    }),
  );
  if (report.rejected.length > 0) {
    throw new Sentence(`Demo people were refused: ${JSON.stringify(report.rejected)}`);
  }

  const addresses = SIGN_INS.map(({ name }) => addressOf(name));
  await Promise.all(addresses.filter((address) => address !== hr).map((address) => register(stack, address)));
  const people = await sql.client<{ id: string; email: string }[]>`select id, email from public.users`;
  const route = (who: string) =>
    `user-management/users/${people.find(({ email }) => email === addressOf(personAs(who)))?.id}`;
  for (const role of ROLES) {
    await call(stack, "PUT", `${route(role)}/roles`, { body: { roles: [role] }, token: asHr });
  }
  const contractor = { employment_type: "contractor" };
  await call(stack, "PATCH", route("contractor"), { body: contractor, token: asHr });
  const items = FEATURES.map((feature) => ({ feature, enabled: true }));
  await call(stack, "PUT", "analytics/features", { body: { items }, token: asHr });
  await call(stack, "POST", "user-management/notices", { body: NOTICE, token: asHr });

  const token = await login(stack, addressOf(personAs("employee")));
  const mine = Skills.parse(await call(stack, "GET", "skills-management/me/skills", { token }));
  const ratings = mine.items.flatMap(({ skill }) => {
    const level = RATINGS[skill.name];
    return level === undefined ? [] : [{ skill_id: skill.id, level }];
  });
  await call(stack, "PUT", "skills-management/me/skills", { body: { items: ratings }, token });
  for (const mentor of MENTORS.map(addressOf)) await offer(stack, mentor);
  await night(sql.client, "distances");
  await sql.client.unsafe(await Deno.readTextFile(new URL("demo_history.sql", import.meta.url))).simple();
  for (const job of NIGHTLY) await night(sql.client, job);
  for (const job of MONTHLY) await sql.client.unsafe(monthsOf(job));
  return true;
}

/** Runs a job to its end, as the night would. */
async function night(sql: Sql, job: string): Promise<void> {
  const [found] = await sql`select private.job_command(${job}) as command`;
  await sql.unsafe(String(found?.command));
}

/** A year of a monthly job, the oldest month first. */
const monthsOf = (job: string) => `
  do $$
  declare
    step jsonb;
  begin
    for ago in reverse 11..0 loop
      step := '{}';
      loop
        step := private.job_${job}(nullif(step -> 'next', 'null'), (date_trunc('month', now()) - make_interval(months => ago))::date);
        exit when coalesce(step -> 'next', 'null') = 'null';
      end loop;
    end loop;
  end
  $$`;

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
  const served = ["user-management", "career-development", "analytics"].every((name) =>
    stack.functions.includes(name)
  );
  if (!served) return signIns;
  return `${signIns}

What separates ${personAs("employee")} from the job "${TARGET}":

  TOKEN=$(curl -s ${functions}/user-management/auth/login -H 'content-type: application/json' \\
    -d '${body}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  curl -s ${functions}/career-development/pathways/${found.id}/gap -H "authorization: Bearer $TOKEN" \\
    | awk '{ gsub(/[{]"(share|met)"|"(person|pathway|unrated|coverage|competencies)":/, "\\n&") } 1'

Her whole home page: goals, courses, mentor, what is due, what to do next:

  curl -s ${functions}/analytics/me/dashboard -H "authorization: Bearer $TOKEN" \\
    | awk '{ gsub(/"(me|features|notice|unread|inbox|suggestions|goals|courses|duties|certificates|mentorships|skills|rank)":/, "\\n&") } 1'`;
}

/** Makes a mentor of somebody who says that they know what they offer. */
async function offer(stack: Stack, mentor: string): Promise<void> {
  await register(stack, mentor);
  const token = await login(stack, mentor);
  const mine = Skills.parse(await call(stack, "GET", "skills-management/me/skills", { token }));
  const skill_ids = mine.items.slice(0, 5).map(({ skill }) => skill.id);
  const items = skill_ids.map((skill_id) => ({ skill_id, level: 4 }));
  await call(stack, "PUT", "skills-management/me/skills", { body: { items }, token });
  await call(stack, "PUT", "mentorship/me/mentor-profile", { body: { capacity: 2, skill_ids }, token });
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
