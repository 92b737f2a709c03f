import { assert, assertEquals } from "@std/assert";
import { seedDemo } from "../local/demo.ts";
import { closing, connect } from "../local/postgres.ts";
import type { Stack } from "../local/stack.ts";
import { withStack } from "../local/temporary.ts";

/** What living it could not have left, each with a query that finds it. */
const IMPOSSIBLE: Record<string, string> = {
  "a session with more people than seats":
    "select id from public.course_sessions s where private.seats_taken(id) > seats",
  "a mentor with more mentorships than places":
    "select user_id from public.mentor_profiles where private.places_taken(user_id) > capacity",
  "a level that its assessments do not give": `
    select us.skill_id from public.user_skills us left join lateral private.effective_level(us.user_id, us.skill_id) e on true
    where (us.valid_until is null or us.valid_until > now()) and us.level is distinct from e.level`,
  "a skill rated before the person came": `
    select a.id from public.skill_assessments a join public.employment_info e using (user_id) where a.assessed_at < e.hire_date`,
  "an enrolment whose times run backwards": `
    select id from public.user_training
    where not (created_at <= coalesce(decided_at, enrolled_at, now()) and coalesce(decided_at, created_at) <= coalesce(enrolled_at, now())
      and coalesce(enrolled_at, created_at) <= coalesce(started_at, now()) and coalesce(started_at, created_at) <= coalesce(ended_at, now()))`,
  "a course taken before what comes before it": `
    select t.id from public.user_training t join public.course_prerequisites p using (course_id)
    where t.status not in ('requested', 'rejected', 'withdrawn') and not exists (
      select from public.user_training b where b.user_id = t.user_id and b.course_id = p.prerequisite_id and b.completed_on <= coalesce(t.completed_on, current_date))`,
  "a course that asks for approval and has none": `
    select t.id from public.user_training t join public.courses c on c.id = t.course_id
    where c.needs_approval and t.status not in ('requested', 'withdrawn') and t.decided_by is null`,
  "somebody who decided about themselves": `
    select id from public.user_training where user_id in (decided_by, assessed_by)
    union all select id from public.skill_validation_requests where user_id = decided_by
    union all select id from public.development_plans where user_id = decided_by
    union all select id from public.skill_assessments where source in ('peer', 'manager') and user_id = assessor_id`,
  "a certificate of a course that does not say how long it holds, or for another time": `
    select t.id from public.user_training t join public.course_editions e on e.course_id = t.course_id and e.edition = t.edition
    where t.certificate_expires_on is distinct from (t.completed_on + make_interval(months => e.validity_months))::date`,
  "a mentorship within a line": `
    select m.id from public.mentorships m
    join public.reporting_lines l on (l.manager_id, l.report_id) in ((m.mentee_id, m.mentor_id), (m.mentor_id, m.mentee_id))`,
  "a meeting outside of its mentorship": `
    select e.id from public.mentorship_meetings e join public.mentorships m on m.id = e.mentorship_id
    where e.starts_at < m.started_at or e.starts_at > m.ended_at`,
  "a goal that ended before it began, or began further than it is": `
    select id from public.user_career_goals where ended_at < started_at or started_at > now() or (status = 'draft') <> (started_at is null)`,
  "a plan whose goals its readers may not see": `
    select p.id from public.development_plans p join public.development_plan_goals d on d.plan_id = p.id join public.user_career_goals g on g.id = d.goal_id
    where p.status <> 'draft' and not g.shared`,
  "news of the future, or read before it came": `
    select id from public.notifications where created_at > now() or read_at < created_at`,
};

Deno.test({
  name:
    "the demo has lived a year: every page has something to show, and nothing that could not have happened",
  // A stack's pools and processes end in their own time.
  sanitizeOps: false,
  sanitizeResources: false,
  fn: () =>
    withStack(() => {}, async (stack) => {
      await using session = closing(connect(stack.dbUrl));
      const sql = session.client;
      assert(await seedDemo(stack));
      for (const [what, query] of Object.entries(IMPOSSIBLE)) {
        assertEquals([...await sql.unsafe(query)], [], what);
      }
      const [{ people, months, tired } = {}] = await sql`select
        (select count(distinct user_id)::integer from public.user_training where status = 'completed') as people,
        (select count(distinct date_trunc('month', completed_on))::integer from public.user_training where completed_on > current_date - 360) as months,
        (select count(*)::integer from public.users u where u.status = 'active' and not exists (
          select from public.notifications n where n.user_id = u.id)) as tired`;
      assert(
        Number(people) >= 50 && Number(months) >= 11 && Number(tired) < 20,
        `${people} ${months} ${tired}`,
      );

      const [amara, rafael, leila, jonas] = await Promise.all(
        ["amara.okafor", "rafael.monteiro", "leila.benyamina", "jonas.lindqvist"].map((name) =>
          homeOf(stack, name)
        ),
      );
      for (const part of ["goals", "courses", "mentorships", "certificates", "suggestions"]) {
        assert(amara[part].length > 0, part);
      }
      assert(amara.unread > 0 && amara.mentorships[0].next_meeting && amara.skills.validated > 0);
      assert(rafael.inbox.count > 0 && leila.inbox.count > 0);
      assertEquals([jonas.skills, jonas.goals], [null, []]);
      const kinds = await sql`
        select distinct i.kind from public.users u cross join lateral private.insights_of(u.id) i where u.status = 'active'`;
      assert(kinds.length >= 12, `only ${kinds.map(({ kind }) => kind)}`);

      const rows = () =>
        sql`select (select count(*) from public.user_training) + (select count(*) from public.skill_assessments)
          + (select count(*) from public.notifications) + (select count(*) from public.user_career_goals) as n`;
      const before = await rows();
      assert(await seedDemo(stack));
      assertEquals([...await rows()], [...before], "made again, nothing is added");
    }),
});

// deno-lint-ignore no-explicit-any -- what is asserted above says what it holds.
async function homeOf({ apiUrl }: Stack, name: string): Promise<any> {
  const base = `${apiUrl}/functions/v1`;
  const login = await fetch(`${base}/user-management/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: `${name}@harbour.example`, password: "compass-demo-2026" }),
  });
  const { access_token } = await login.json();
  const answer = await fetch(`${base}/analytics/me/dashboard`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  assertEquals(answer.status, 200, name);
  return await answer.json();
}
