-- Domain: analytics. A person's own pages: what waits for their decision, what the numbers say, what to do next, and all of it at once.

-- The inbox ----------------------------------------------------------------------------------------------------------------

create index on public.skill_validation_requests (user_id) where status = 'submitted';
create index on public.user_training (user_id) where status = 'requested';
create index on public.user_training (session_id) where status in ('enrolled', 'in_progress');
create index on public.development_plans (user_id) where status = 'submitted';
create index on public.projects (user_id) where source = 'self' and confirmed_at is null;
create index on public.programme_proposals (programme_id) where status = 'proposed';
create index on public.erasure_requests (requested_at) where status = 'requested';
create index on public.skills (created_at) where status = 'proposed';
create index on public.leadership_contests (created_at) where status in ('open', 'in_review');

create index on public.employment_info (user_id) where manager_id is null;
create index on public.employment_info (user_id) where employment_type = 'contractor' or status = 'left';

-- As before, but for HR from the few who have nobody above them, and not from all people.
create or replace function private.people_i_decide_for() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  hr boolean := private.has_role('hr_admin');
begin
  return (
    with recursive managers (id) as (
      select me
      union
      select d.user_id from public.delegations d left join public.employment_info e on e.user_id = d.user_id
      where d.delegate_id = me and (now() at time zone 'utc')::date between d.starts_on and d.ends_on
        and e.employment_type is distinct from 'contractor'
    ),
    -- Below contractors and leavers the next manager up decides.
    below (id, active, passes) as (
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from managers m join public.employment_info e on e.manager_id = m.id
      union
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from below b join public.employment_info e on e.manager_id = b.id
      where b.passes
    ),
    hrs (id) as (
      select u.id from public.users u where not exists (select from public.employment_info e where e.user_id = u.id)
      union all
      select e.user_id from public.employment_info e where e.manager_id is null
      union all
      select e.user_id from public.employment_info m join public.employment_info e on e.manager_id = m.user_id
      where (m.employment_type = 'contractor' or m.status = 'left')
        and not exists (select from private.deciders_of(e.user_id) d where d.capacity <> 'hr_admin')
    )
    select coalesce(array_agg(distinct id), '{}')
    from (
      select id from below where active
      union all
      select u.id from hrs h join public.users u on u.id = h.id and u.status = 'active' where hr
    ) everybody
    where id <> me and me is not null
  );
end
$$;

create table private.inbox_kinds (
  kind text primary key check (kind ~ '^[a-z_]+$'),
  title text not null,
  calls jsonb not null
);
alter table private.inbox_kinds enable row level security;
comment on table private.inbox_kinds is
  'What may wait for somebody''s decision, added by the migration that adds its arm to private.inbox_of(): its title, with {subject}, and the calls that decide, with {id}, {about} and {ref} of the arm''s row. A null in a body is for the caller to fill in or to leave out.';

insert into private.inbox_kinds values
  ('validation', 'Validate the skill "{subject}"', '[
    {"name": "validate", "method": "POST", "path": "/skills-management/validations",
      "body": {"items": [{"user_id": "{about}", "skill_id": "{ref}", "outcome": "validated"}]}},
    {"name": "adjust", "method": "POST", "path": "/skills-management/validations",
      "body": {"items": [{"user_id": "{about}", "skill_id": "{ref}", "outcome": "adjusted", "level": null, "comment": null}]}},
    {"name": "reject", "method": "POST", "path": "/skills-management/validations",
      "body": {"items": [{"user_id": "{about}", "skill_id": "{ref}", "outcome": "rejected", "comment": null}]}}]'),
  ('enrolment', 'Approve "{subject}"', '[
    {"name": "approve", "method": "POST", "path": "/training/enrolments/{id}/approve", "body": {"comment": null}},
    {"name": "reject", "method": "POST", "path": "/training/enrolments/{id}/reject", "body": {"comment": null}}]'),
  ('plan', 'Decide the development plan "{subject}"', '[
    {"name": "approve", "method": "POST", "path": "/career-development/plans/{id}/approve", "body": null},
    {"name": "return", "method": "POST", "path": "/career-development/plans/{id}/return", "body": {"comment": null}}]'),
  ('project', 'Confirm the project "{subject}"', '[
    {"name": "confirm", "method": "POST", "path": "/skills-management/projects/{id}/confirm", "body": null}]'),
  ('mentorship_request', 'Be the mentor of a colleague', '[
    {"name": "accept", "method": "POST", "path": "/mentorship/requests/{id}/accept", "body": null},
    {"name": "decline", "method": "POST", "path": "/mentorship/requests/{id}/decline", "body": null}]'),
  ('session', 'Choose a session of "{subject}"', '[
    {"name": "choose", "method": "PATCH", "path": "/training/enrolments/{id}", "body": {"session_id": null}},
    {"name": "withdraw", "method": "POST", "path": "/training/enrolments/{id}/withdraw", "body": null}]'),
  ('result', 'Say how "{subject}" went', '[
    {"name": "complete", "method": "POST", "path": "/training/enrolments/{id}/complete", "body": {"score": null}},
    {"name": "fail", "method": "POST", "path": "/training/enrolments/{id}/fail", "body": {"score": null}},
    {"name": "no_show", "method": "POST", "path": "/training/enrolments/{id}/no-show", "body": null}]'),
  ('erasure', 'Decide about an erasure', '[
    {"name": "carry_out", "method": "POST", "path": "/user-management/erasure-requests/{id}/carry-out", "body": null},
    {"name": "refuse", "method": "POST", "path": "/user-management/erasure-requests/{id}/refuse", "body": {"reason": null}}]'),
  ('programme', 'Publish the pairs of "{subject}"', '[
    {"name": "publish", "method": "POST", "path": "/mentorship/programmes/{id}/publish", "body": {"all": true}}]'),
  ('skill_proposal', 'Take the skill "{subject}" into the catalogue', '[
    {"name": "approve", "method": "POST", "path": "/skills-management/skills/{id}/approve", "body": null},
    {"name": "merge", "method": "POST", "path": "/skills-management/skills/{id}/merge", "body": {"into": null}},
    {"name": "retire", "method": "POST", "path": "/skills-management/skills/{id}/retire", "body": null}]'),
  ('leadership_contest', 'Take up a contest of a leadership readiness', '[
    {"name": "take", "method": "POST", "path": "/analytics/leadership/contests/{id}/take", "body": null}]'),
  ('leadership_review', 'Decide a contest of a leadership readiness', '[
    {"name": "uphold", "method": "POST", "path": "/analytics/leadership/contests/{id}/decide", "body": {"outcome": "upheld", "explanation": null}},
    {"name": "correct", "method": "POST", "path": "/analytics/leadership/contests/{id}/decide",
      "body": {"outcome": "corrected", "explanation": null, "exclude": null, "restore": null}},
    {"name": "release", "method": "POST", "path": "/analytics/leadership/contests/{id}/release", "body": null}]'),
  ('survey', 'Answer "{subject}"', '[
    {"name": "answer", "method": "POST", "path": "/analytics/surveys/{id}/answers", "body": {"score": null, "comment": null}}]');
insert into private.inbox_kinds
select kind || '_proposal', format('Take the %s "{subject}" into the catalogue', replace(kind, '_', ' ')), jsonb_build_array(
  jsonb_build_object('name', 'approve', 'method', 'POST', 'path', format('/skills-management/%s/{id}/approve', path), 'body', null),
  jsonb_build_object('name', 'retire', 'method', 'POST', 'path', format('/skills-management/%s/{id}/retire', path), 'body', null))
from (values ('function_area', 'function-areas'), ('specialization', 'specializations'), ('competency', 'competencies'),
  ('experience_type', 'experience-types')) as c (kind, path);

create function private.inbox_of(me uuid, kinds text[] default null)
returns table (kind text, id uuid, about uuid, ref uuid, subject text, since timestamptz, due_at timestamptz)
-- One plan a session, as few ever wait: the partial indexes take people one after the other.
language plpgsql stable security definer rows 20 set search_path = '' set plan_cache_mode = force_generic_plan set jit = off
as $$
#variable_conflict use_column
declare
  worker uuid := private.current_employee_id();
  people uuid[] := private.people_i_decide_for();
  hr boolean := private.has_role('hr_admin');
  learning boolean := private.has_role('learning_admin');
  asked boolean := worker is not null and (
    private.features_of((select u.org_unit_id from public.users u where u.id = worker)) ->> 'engagement'
  )::boolean;
  reviews boolean := hr and (
    exists (select from private.features f where f.feature = 'leadership' and f.enabled)
    or exists (select from public.feature_settings f where f.feature = 'leadership' and f.enabled)
  );
begin
  return query
  with waiting as (
    -- After 90 days, and 14, nobody has to decide any more: the night after.
    select 'validation', r.id, r.user_id, r.skill_id, s.name, r.requested_at, date_trunc('day', r.requested_at, 'utc') + interval '91 days'
    from public.skill_validation_requests r join public.skills s on s.id = r.skill_id
    where r.status = 'submitted' and r.user_id = any (people)
    union all
    select 'enrolment', t.id, t.user_id, t.course_id, c.name, t.created_at, x.starts_at
    from public.user_training t
    join public.courses c on c.id = t.course_id
    left join public.course_sessions x on x.id = t.session_id
    where t.status = 'requested' and t.user_id = any (people)
    union all
    select 'plan', p.id, p.user_id, null, p.title, coalesce(p.submitted_at, p.created_at), null
    from public.development_plans p where p.status = 'submitted' and p.user_id = any (people)
    union all
    -- What HR supplied asks for nobody's word.
    select 'project', p.id, p.user_id, null, p.name, p.created_at, null
    from public.projects p where p.source = 'self' and p.confirmed_at is null and p.user_id = any (people)
    union all
    select 'mentorship_request', r.id, r.mentee_id, null, null, r.pending_since, date_trunc('day', r.pending_since, 'utc') + interval '15 days'
    from public.mentorship_requests r where r.mentor_id = worker and r.status = 'pending'
    union all
    select 'session', t.id, t.user_id, t.course_id, c.name, coalesce(t.decided_at, t.created_at), x.starts_at
    from public.user_training t
    join public.courses c on c.id = t.course_id
    join lateral (
      select max(x.starts_at) as starts_at from public.course_sessions x where x.course_id = c.id and x.status = 'scheduled' and x.starts_at > now()
    ) x on x.starts_at is not null
    where t.user_id = me and t.status = 'approved'
    union all
    select 'result', t.id, t.user_id, t.course_id, c.name, x.ends_at, null
    from public.user_training t
    join public.course_sessions x on x.id = t.session_id and x.ends_at < now() and x.status = 'scheduled'
    join public.courses c on c.id = t.course_id
    join public.course_editions e on e.course_id = t.course_id and e.edition = t.edition and e.completion_rule <> 'progress'
    where learning and t.status in ('enrolled', 'in_progress') and t.user_id <> me
    union all
    select 'erasure', r.id, r.user_id, null, null, r.requested_at, null
    from public.erasure_requests r where hr and r.status = 'requested' and r.user_id <> me
    union all
    select 'programme', p.id, null, null, p.name, coalesce(m.finished_at, m.requested_at), null
    from public.programmes p join private.programme_matchings m on m.programme_id = p.id and m.status = 'done'
    where hr and exists (select from public.programme_proposals o where o.programme_id = p.id and o.status = 'proposed')
    union all
    select 'skill_proposal', s.id, p.user_id, null, s.name, s.created_at, null
    from public.skills s left join public.skill_proposals p on p.skill_id = s.id where hr and s.status = 'proposed'
    union all
    select 'leadership_contest', c.id, c.user_id, null, null, c.created_at, null
    from public.leadership_contests c
    where reviews and c.user_id <> me
      -- Or taken by somebody who is not in HR any more.
      and (c.status = 'open' or c.status = 'in_review' and c.reviewer_id is distinct from me and not exists (
        select from public.user_roles r where r.user_id = c.reviewer_id and r.role = 'hr_admin'
      ))
      and not exists (select from public.reporting_lines l where l.manager_id = me and l.report_id = c.user_id)
    union all
    select 'leadership_review', c.id, c.user_id, null, null, c.created_at, null
    from public.leadership_contests c
    where reviews and c.status = 'in_review' and c.reviewer_id = me
      and not exists (select from public.reporting_lines l where l.manager_id = me and l.report_id = c.user_id)
    union all
    select 'survey', s.id, null, null, s.name, s.opened_at, (s.closes_on + 1)::timestamp at time zone 'utc'
    from public.surveys s
    where asked and s.status = 'open' and private.may_answer(s)
      and not exists (select from public.pulse_participations p where p.survey_id = s.id and p.user_id = me)
    union all
    select 'function_area_proposal', a.id, null, null, a.name, a.created_at, null from public.function_areas a where hr and a.status = 'proposed'
    union all
    select 'specialization_proposal', z.id, null, null, z.name, z.created_at, null from public.specializations z where hr and z.status = 'proposed'
    union all
    select 'competency_proposal', c.id, null, null, c.name, c.created_at, null from public.competencies c where hr and c.status = 'proposed'
    union all
    select 'experience_type_proposal', t.id, null, null, t.name, t.created_at, null from public.experience_types t where hr and t.status = 'proposed'
  )
  select * from waiting as w (kind, id, about, ref, subject, since, due_at) where kinds is null or w.kind = any (kinds);
end
$$;
comment on function private.inbox_of(uuid, text[]) is
  'All that waits for the caller''s decision (me: their users.id), an arm for each of private.inbox_kinds: what (id), about whom, since when, and when it is too late (null: never). Who decides for people is asked of people_i_decide_for(). Checks no right.';

create function private.inbox_page(me uuid, kinds text[], after jsonb, page_size integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with found as materialized (
      select i.*, coalesce(i.due_at, 'infinity') as by from private.inbox_of(me, kinds) i
    ),
    page as (
      select * from found f
      where after is null or (f.by, f.since, f.kind, f.id)
        > ((after ->> 0)::timestamptz, (after ->> 1)::timestamptz, after ->> 2, (after ->> 3)::uuid)
      order by f.by, f.since, f.kind, f.id limit page_size + 1
    ),
    shown as (select * from page p order by p.by, p.since, p.kind, p.id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'kind', s.kind, 'id', s.id, 'title', replace(k.title, '{subject}', coalesce(s.subject, '')), 'about', private.person_ref(s.about),
          'since', s.since, 'due_at', s.due_at, 'calls', replace(replace(replace(k.calls::text, '{id}', s.id::text),
            '{about}', coalesce(s.about::text, '')), '{ref}', coalesce(s.ref::text, ''))::jsonb
        ) order by s.by, s.since, s.kind, s.id)
        from shown s join private.inbox_kinds k on k.kind = s.kind
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.by, s.since, s.kind, s.id) from shown s order by s.by desc, s.since desc, s.kind desc, s.id desc limit 1
      ) end,
      'total', (select count(*) from found)
    )
  );
end
$$;
comment on function private.inbox_page(uuid, text[], jsonb, integer) is
  'A page of private.inbox_of() as clients see it, what expires first before what waits longest: {items, next, total}. Checks no right.';

create function private.get_inbox(kinds text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  page jsonb := private.inbox_page(private.require_user(), kinds, after, page_size);
begin
  return case when want_total then page else page - 'total' end;
end
$$;
create function public.get_inbox(
  kinds text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_inbox(kinds, after, least(page_size, 200), want_total) $$;
comment on function public.get_inbox(text[], jsonb, integer, boolean) is
  'GET /me/inbox: all that waits for the caller''s decision, of these kinds, each with the calls that decide it; what expires first, then what waits longest. {items, next, total?}.';

-- Insights and suggestions -------------------------------------------------------------------------------------------------------

create table private.insight_kinds (
  kind text primary key check (kind ~ '^[a-z_]+$'),
  position integer not null unique,
  severity text not null check (severity in ('urgent', 'watch', 'idea', 'good')),
  definition text not null
);
alter table private.insight_kinds enable row level security;
comment on table private.insight_kinds is
  'What an insight may say, in the order in which they are told, and when it is said. The arms of private.insights_of() say so.';
insert into private.insight_kinds values
  ('training_overdue', 10, 'urgent', 'A mandatory course was due and is not completed.'),
  ('certificate_expiring', 20, 'urgent', 'A certificate expires within 60 days and is not being renewed.'),
  ('training_due', 30, 'watch', 'A mandatory course is due within 30 days.'),
  ('plan_returned', 40, 'watch', 'A development plan came back with a comment.'),
  ('goal_at_risk', 50, 'watch',
    'An active goal with a target date is less than 90 % covered, and more of the time than of the way has passed, by 25 points or more. The way: the gap closed since the goal began, or the items done, whichever is more.'),
  ('skill_expiring', 60, 'watch', 'A level expires within 60 days and nobody was asked to validate it again.'),
  ('mentorship_quiet', 70, 'watch', 'A mentorship that runs had no meeting for 6 weeks, and none is planned.'),
  ('mentorship_ending', 80, 'watch', 'A mentorship that runs comes to its agreed end within 28 days, or has passed it.'),
  ('course_closes_gap', 90, 'idea',
    'One course that can be taken now brings a skill from the person''s level to what the first active goal asks for; of several the shortest, at most 3 courses.'),
  ('unrated_skills', 100, 'idea', 'The current role or an active goal asks for skills that the person has and has not rated.'),
  ('ready_for_role', 110, 'idea',
    'The first recommendation of class ready that is not below the current role and is no goal of the person yet.'),
  ('goal_missing', 120, 'idea', 'There is no active or paused goal: the best recommendation of those not ready yet that is not below the current role.'),
  ('goal_without_plan', 130, 'idea', 'A goal is active for 14 days, has no items, and stands in no development plan.'),
  ('mentor_available', 140, 'idea',
    'No mentor and no open request, an active goal, and the best match covers a skill that it needs and scores 40 % or more.'),
  ('skill_unused', 150, 'idea', 'A skill at level 3 or more was last used more than 24 months ago; the 3 longest unused.'),
  ('learning_slower', 160, 'idea', 'Of 8 hours or more of courses in the quarter before the last 90 days, half or less in these.'),
  ('profile_incomplete', 170, 'idea', 'Two or more of bio, interests, languages and education are empty.'),
  ('learning_faster', 180, 'good', '8 hours or more of courses in the last 90 days, at least twice those of the 90 before.');

create function private.api_call(method text, path text, body jsonb default null) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return jsonb_build_object('method', method, 'path', path, 'body', body);
end
$$;
comment on function private.api_call(text, text, jsonb) is 'A call of this API as answers name it: method, path below /functions/v1, body (null: none).';

create function private.course_call(person uuid, course uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  enrolment uuid := (
    select t.id from public.user_training t
    where t.user_id = person and t.course_id = course and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress')
  );
begin
  return case
    when enrolment is not null then private.api_call('GET', '/training/enrolments/' || enrolment)
    when private.missing_prerequisites(course, private.valid_completions(person)) <> '[]' or not exists (
      select from public.courses c where c.id = course and c.status = 'active'
    ) then private.api_call('GET', '/training/courses/' || course)
    else private.api_call('POST', '/training/enrolments', jsonb_build_object('course_id', course))
  end;
end
$$;
comment on function private.course_call(uuid, uuid) is
  'What somebody does next about a course: enrol; look at what they lack for it; or go on where they are enrolled. Checks no right.';

create function private.insights_of(person uuid)
returns table (kind text, urgency numeric, text text, suggestion text, facts jsonb, ids uuid[], because jsonb, action jsonb)
-- One plan a session: planning takes longer than finding.
language plpgsql stable security definer rows 20 set search_path = '' set plan_cache_mode = force_generic_plan set jit = off
as $$
#variable_conflict use_column
declare
  today date := private.today();
  -- Contractors have training and their profile only.
  worker uuid := (select person where not exists (
    select from public.employment_info e where e.user_id = person and e.employment_type = 'contractor'));
  here uuid := private.current_pathway(worker);
  done uuid[] := private.valid_completions(person);
  goal_ids uuid[] := array(
    select g.id from public.user_career_goals g where g.user_id = worker and g.status = 'active'
    order by array_position('{high,medium,low}'::text[], g.priority), g.target_date nulls last, g.created_at desc, g.id
  );
  aims uuid[] := array(
    select g.pathway_id from unnest(goal_ids) with ordinality as i (id, n) join public.user_career_goals g on g.id = i.id order by n
  );
  mentored boolean := exists (select from public.mentorships m where m.mentee_id = worker and m.status in ('active', 'paused'))
    or exists (select from public.mentorship_requests r where r.mentee_id = worker and r.status in ('waitlisted', 'pending'));
begin
  return query
  with levels as materialized (
    select * from private.levels_of(worker)
  ),
  goals as materialized (
    select g.*, p.name, f.coverage, least(1, (today - g.started_at::date)::numeric / nullif(greatest(g.target_date - g.started_at::date, 0), 0)) as gone,
      greatest((f.coverage - g.coverage_at_start) / nullif(1 - g.coverage_at_start, 0), i.done::numeric / nullif(i.items, 0), 0) as way, i.items
    from public.user_career_goals g
    join public.career_pathways p on p.id = g.pathway_id
    left join private.pathway_fit(worker, aims) f on f.pathway_id = g.pathway_id
    cross join lateral (select count(*) as items, count(o.done_at) as done from public.goal_items o where o.goal_id = g.id) i
    where g.id = any (goal_ids)
  ),
  asked as materialized (
    -- Unrated counts as 2, as in the gap.
    select r.skill_id, r.level as required, r.weight, sum(r.weight) over () as weights,
      case when l.skill_id is null then 0 else coalesce(l.level, 2) end as level
    from public.pathway_requirements r left join levels l on l.skill_id = r.skill_id where r.pathway_id = aims[1]
  ),
  trained as materialized (
    select t.course_id, t.id, t.status, t.completed_on, t.certificate_expires_on, c.name, c.duration_hours
    from public.user_training t join public.courses c on c.id = t.course_id where t.user_id = person
  ),
  duties as materialized (
    select distinct on (r.course_id) r.course_id, r.state, r.due_on, c.name
    from private.compliance_of(array[person], today) r join public.courses c on c.id = r.course_id
    where r.state in ('overdue', 'due') order by r.course_id, r.due_on
  ),
  ranked as materialized (
    select r.pathway_id, r.class, r.coverage, row_number() over (order by r.class, -r.coverage, r.mandatory_unmet, coalesce(r.distance, 1), r.pathway_id) as n
    from private.ranked_pathways(worker) r where worker is not null
  ),
  running as materialized (
    select m.*, m.started_at + make_interval(weeks => m.duration_weeks) as due_at, o.id as other, coalesce(o.preferred_name, o.full_name) as other_name
    from public.mentorships m
    join public.users o on o.id = case m.mentee_id when worker then m.mentor_id else m.mentee_id end
    where worker in (m.mentee_id, m.mentor_id) and m.status = 'active'
  ),
  hours as materialized (
    select trim_scale(coalesce(sum(t.duration_hours) filter (where t.completed_on > today - 90), 0)) as now,
      trim_scale(coalesce(sum(t.duration_hours) filter (where t.completed_on <= today - 90), 0)) as before
    from trained t where t.status = 'completed' and t.completed_on > today - 180 and t.completed_on <= today
  )

  select 'training_overdue', (d.due_on - today)::numeric, format('The mandatory course "%s" was due on %s.', d.name, d.due_on),
    format('Complete "%s"', d.name),
    jsonb_build_object('course', private.course_ref(d.course_id), 'due_on', d.due_on, 'days', today - d.due_on),
    array[d.course_id], private.api_call('GET', '/training/me/compliance'), private.course_call(person, d.course_id)
  from duties d where d.state = 'overdue'
  union all
  select 'training_due', d.due_on - today, format('The mandatory course "%s" is due on %s.', d.name, d.due_on),
    format('Complete "%s"', d.name),
    jsonb_build_object('course', private.course_ref(d.course_id), 'due_on', d.due_on, 'days', d.due_on - today),
    array[d.course_id], private.api_call('GET', '/training/me/compliance'), private.course_call(person, d.course_id)
  from duties d where d.state = 'due' and d.due_on <= today + 30
  union all
  select 'certificate_expiring', c.expires_on - today, format('Your certificate of "%s" expires on %s.', c.name, c.expires_on),
    format('Renew "%s"', c.name),
    jsonb_build_object('course', private.course_ref(c.course_id), 'expires_on', c.expires_on, 'days', c.expires_on - today),
    array[c.course_id], private.api_call('GET', '/training/enrolments?status=completed&course_id=' || c.course_id),
    private.course_call(person, c.course_id)
  from (
    select t.course_id, t.name, max(coalesce(t.certificate_expires_on, 'infinity')) filter (where t.status = 'completed') as expires_on
    from trained t group by t.course_id, t.name
    having not bool_or(t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress'))
  ) c
  where c.expires_on between today and today + 60
  union all
  select 'certificate_expiring', c.expires_on - today, format('Your certificate "%s" expires on %s.', c.name, c.expires_on), null,
    jsonb_build_object('certificate', jsonb_build_object('id', c.id, 'name', c.name), 'expires_on', c.expires_on, 'days', c.expires_on - today),
    array[c.id], private.api_call('GET', '/skills-management/me/certifications'), null
  from public.certifications c
  where c.user_id = worker and c.expires_on between today and today + 60 and not exists (
    select from public.certifications o
    where o.user_id = worker and private.name_key(o.name) = private.name_key(c.name) and coalesce(o.expires_on, 'infinity') > c.expires_on
  )
  union all
  select 'plan_returned', extract(epoch from p.decided_at), format('Your development plan "%s" came back with a comment.', p.title),
    format('Send "%s" again', p.title),
    jsonb_build_object('plan', jsonb_build_object('id', p.id, 'name', p.title), 'decided_at', p.decided_at),
    array[p.id], private.api_call('GET', '/career-development/plans/' || p.id), private.api_call('POST', format('/career-development/plans/%s/submit', p.id))
  from public.development_plans p where p.user_id = worker and p.status = 'returned'
  union all
  select 'goal_at_risk', g.way - g.gone,
    format('%s %% of the time for your goal "%s" has passed, and %s %% of the way.', round(100 * g.gone), g.name, round(100 * g.way)),
    format('See which courses bring you to "%s"', g.name),
    jsonb_build_object('goal_id', g.id, 'pathway', private.pathway_ref(g.pathway_id), 'target_date', g.target_date,
      'time', round(g.gone, 2), 'way', round(g.way, 2), 'coverage', round(g.coverage, 2)),
    array[g.id, g.pathway_id], private.api_call('GET', '/career-development/goals/' || g.id),
    private.api_call('GET', '/training/recommendations?pathway_id=' || g.pathway_id)
  from goals g where g.target_date is not null and g.coverage < 0.9 and g.gone - g.way >= 0.25
  union all
  select 'skill_expiring', extract(epoch from l.valid_until), format('Your level of "%s" holds until %s.', s.name, (l.valid_until at time zone 'utc')::date),
    format('Ask to validate "%s" again', s.name),
    jsonb_build_object('skill', jsonb_build_object('id', s.id, 'name', s.name), 'level', l.level, 'valid_until', l.valid_until),
    array[s.id], private.api_call('GET', format('/skills-management/me/skills/%s/history', s.id)),
    private.api_call('POST', format('/skills-management/me/skills/%s/validation-requests', s.id), '{}')
  from levels l join public.skills s on s.id = l.skill_id
  where l.valid_until between now() and today + interval '61 days' and not exists (
    select from public.skill_validation_requests r where r.user_id = worker and r.skill_id = s.id and r.status = 'submitted'
  )
  union all
  select 'mentorship_quiet', extract(epoch from m.last_met), format('You and %s have not met for %s weeks, and no meeting is planned.', m.other_name, m.weeks),
    format('Plan a meeting with %s', m.other_name),
    jsonb_build_object('mentorship_id', m.id, 'person', private.person_ref(m.other), 'last_met', m.last_met, 'weeks', m.weeks),
    array[m.id], private.api_call('GET', format('/mentorship/mentorships/%s/meetings', m.id)),
    private.api_call('POST', format('/mentorship/mentorships/%s/meetings', m.id), '{"starts_at": null, "topic": null}')
  from (
    select r.*, i.last_met, floor(extract(epoch from now() - coalesce(i.last_met, r.started_at)) / 604800)::integer as weeks, i.planned
    from running r cross join lateral (
      select max(e.starts_at) filter (where e.starts_at <= now()) as last_met, bool_or(e.starts_at > now()) as planned
      from public.mentorship_meetings e where e.mentorship_id = r.id
    ) i
  ) m
  where m.weeks >= 6 and m.planned is not true
  union all
  select 'mentorship_ending', extract(epoch from m.due_at),
    format(case when m.due_at > now() then 'Your mentorship with %s ends on %s.' else 'Your mentorship with %s was to end on %s.' end,
      m.other_name, (m.due_at at time zone 'utc')::date),
    format(case when m.due_at > now() then 'Plan the last meeting with %s' else 'Complete the mentorship with %s' end, m.other_name),
    jsonb_build_object('mentorship_id', m.id, 'person', private.person_ref(m.other), 'due_at', m.due_at),
    array[m.id], private.api_call('GET', '/mentorship/mentorships/' || m.id),
    case when m.due_at > now() then private.api_call('POST', format('/mentorship/mentorships/%s/meetings', m.id), '{"starts_at": null, "topic": null}')
      else private.api_call('POST', format('/mentorship/mentorships/%s/complete', m.id)) end
  from running m where m.due_at <= now() + interval '28 days'
  union all
  (
    select 'course_closes_gap', -c.share / c.hours,
      format('"%s" (%s hours) brings you to the level that your goal asks for in %s.', c.name, c.hours, c.skills),
      format('Take "%s"', c.name),
      jsonb_build_object('course', private.course_ref(c.course_id), 'hours', c.hours, 'pathway', private.pathway_ref(aims[1]),
        'share', round(c.share, 2), 'skills', c.refs),
      c.course_id || c.skill_ids, private.api_call('GET', format('/career-development/pathways/%s/gap', aims[1])), private.course_call(person, c.course_id)
    from (
      select b.course_id, b.name, b.hours, sum(b.share) as share, string_agg(s.name, ', ' order by s.name, s.id) as skills,
        array_agg(s.id order by s.name, s.id) as skill_ids, private.skill_refs(array_agg(s.id)) as refs
      from (
        select distinct on (a.skill_id) a.skill_id, c.id as course_id, c.name, trim_scale(c.duration_hours) as hours,
          a.weight * (a.required - a.level) / (a.required * a.weights) as share
        from asked a
        join public.course_skills k on k.skill_id = a.skill_id and k.from_level <= a.level and k.to_level >= a.required
        join public.courses c on c.id = k.course_id and c.status = 'active' and c.id <> all (done)
        where a.level < a.required
          and not exists (select from public.course_prerequisites p where p.course_id = c.id and p.prerequisite_id <> all (done))
          and not exists (select from trained t where t.course_id = c.id and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress'))
          and not exists (
            select from public.course_skills o left join levels l on l.skill_id = o.skill_id
            where o.course_id = c.id and o.from_level > case when l.skill_id is null then 0 else coalesce(l.level, 2) end
          )
        order by a.skill_id, c.duration_hours, c.id
      ) b
      join public.skills s on s.id = b.skill_id
      group by b.course_id, b.name, b.hours
    ) c
    order by 2, c.course_id limit 3
  )
  union all
  select 'unrated_skills', -count(*), format('%s of your skills that your role or a goal asks for %s not rated: %s.', count(*),
      case count(*) when 1 then 'is' else 'are' end, string_agg(u.name, ', ' order by u.name, u.id)),
    'Rate the skills that count',
    jsonb_build_object('count', count(*), 'skills', private.skill_refs(array_agg(u.id))),
    array_agg(u.id order by u.name, u.id), private.api_call('GET', '/career-development/gaps'),
    private.api_call('PUT', '/skills-management/me/skills', jsonb_build_object('items',
      jsonb_agg(jsonb_build_object('skill_id', u.id, 'level', null) order by u.name, u.id)))
  from (
    select s.id, s.name from levels l join public.skills s on s.id = l.skill_id
    where l.level is null and exists (
      select from public.pathway_requirements r where r.skill_id = l.skill_id and r.pathway_id = any (aims || here)
    )
    order by s.name, s.id limit 20
  ) u
  having count(*) > 0
  union all
  (
    select 'ready_for_role', r.n, format('You are ready to be %s: you cover %s %% of what it asks for.', p.name, round(100 * r.coverage)),
      format('Make "%s" your goal', p.name),
      jsonb_build_object('pathway', private.pathway_ref(p.id), 'coverage', round(r.coverage, 2)),
      array[p.id], private.api_call('GET', format('/career-development/pathways/%s/gap', p.id)),
      private.api_call('POST', '/career-development/goals', jsonb_build_object('pathway_id', p.id))
    from ranked r join public.career_pathways p on p.id = r.pathway_id
    where r.class = 1 and coalesce(p.level, 0) >= coalesce((select o.level from public.career_pathways o where o.id = here), 0) and not exists (
      select from public.user_career_goals g where g.user_id = worker and g.pathway_id = p.id and g.status <> 'abandoned'
    )
    order by r.n limit 1
  )
  union all
  (
    select 'goal_missing', r.n, format('You have no goal. %s fits you best: you cover %s %% of what it asks for.', p.name, round(100 * r.coverage)),
      format('Make "%s" your goal', p.name),
      jsonb_build_object('pathway', private.pathway_ref(p.id), 'coverage', round(r.coverage, 2)),
      array[p.id], private.api_call('GET', '/career-development/recommendations?limit=10'),
      private.api_call('POST', '/career-development/goals', jsonb_build_object('pathway_id', p.id))
    from ranked r join public.career_pathways p on p.id = r.pathway_id
    where r.class > 1 and coalesce(p.level, 0) >= coalesce((select o.level from public.career_pathways o where o.id = here), 0) and not exists (
      select from public.user_career_goals g where g.user_id = worker and g.status in ('active', 'paused')
    )
    order by r.n limit 1
  )
  union all
  select 'goal_without_plan', extract(epoch from g.started_at), format('Your goal "%s" has no steps and no plan yet.', g.name),
    format('Make a plan for "%s"', g.name),
    jsonb_build_object('goal_id', g.id, 'pathway', private.pathway_ref(g.pathway_id), 'days', today - g.started_at::date),
    array[g.id, g.pathway_id], private.api_call('GET', '/career-development/goals/' || g.id),
    private.api_call('POST', '/career-development/plans', jsonb_build_object('title', left(g.name, 200), 'goal_ids', array[g.id]))
  from goals g
  where g.items = 0 and g.started_at::date <= today - 14
    and not exists (select from public.development_plan_goals p where p.goal_id = g.id)
  union all
  select 'mentor_available', -m.score, format('%s has a place as mentor and knows %s.', o.name, string_agg(s.name, ', ' order by s.name, s.id)),
    format('Ask %s to be your mentor', o.name),
    jsonb_build_object('person', private.person_ref(m.mentor_id), 'score', (m.score / 10000.0)::double precision, 'skills', private.skill_refs(array_agg(s.id))),
    m.mentor_id || array_agg(s.id order by s.name, s.id), private.api_call('GET', '/mentorship/matches'),
    private.api_call('POST', '/mentorship/requests', jsonb_build_object('mentor_id', m.mentor_id, 'skill_ids', (array_agg(s.id order by s.name, s.id))[:20],
      'duration_weeks', 12, 'message', format('I would like to learn from you: %s.', string_agg(s.name, ', ' order by s.name, s.id))))
  from (
    select x.mentor_id, x.score from private.match_mentors(array[worker]) x
    where not mentored and aims <> '{}' and x.need > 0 and x.score >= 4000
    order by x.score desc, x.mentor_id limit 1
  ) m
  join private.focus_of(array[worker], null) f on true
  join public.mentor_skills k on k.mentor_id = m.mentor_id and k.skill_id = f.skill_id
  join lateral private.effective_level(m.mentor_id, f.skill_id) e on e.level >= f.needed
  join public.skills s on s.id = f.skill_id
  cross join lateral (select coalesce(u.preferred_name, u.full_name) as name from public.users u where u.id = m.mentor_id) o
  group by m.mentor_id, m.score, o.name
  union all
  (
    select 'skill_unused', us.last_used - today, format('You last used "%s" on %s.', s.name, us.last_used),
      format('See courses about "%s"', s.name),
      jsonb_build_object('skill', jsonb_build_object('id', s.id, 'name', s.name), 'level', us.level, 'last_used', us.last_used),
      array[s.id], private.api_call('GET', '/skills-management/me/skills'), private.api_call('GET', '/training/courses?skill_id=' || s.id)
    from public.user_skills us join public.skills s on s.id = us.skill_id
    where us.user_id = worker and us.level >= 3 and us.last_used < today - interval '24 months'
    order by us.last_used, s.id limit 3
  )
  union all
  select 'learning_slower', h.now / h.before, format('%s hours of courses in the last 90 days, %s in the 90 before.', h.now, h.before), 'Look for a course',
    jsonb_build_object('hours', h.now, 'hours_before', h.before), '{}',
    private.api_call('GET', '/training/enrolments?status=completed'),
    private.api_call('GET', case when aims <> '{}' then '/training/recommendations' else '/training/courses' end)
  from hours h where h.before >= 8 and h.now <= h.before / 2
  union all
  select 'learning_faster', -h.now, format('%s hours of courses in the last 90 days, %s in the 90 before.', h.now, h.before), null,
    jsonb_build_object('hours', h.now, 'hours_before', h.before), '{}', private.api_call('GET', '/training/enrolments?status=completed'), null
  from hours h where h.now >= 8 and h.now >= 2 * h.before
  union all
  select 'profile_incomplete', -cardinality(e.missing), format('Your profile lacks %s.', array_to_string(e.missing, ', ')), 'Fill in your profile',
    jsonb_build_object('missing', e.missing), '{}', private.api_call('GET', '/user-management/me'),
    private.api_call('PATCH', '/user-management/me', (select jsonb_object_agg(field, null) from unnest(e.missing) field))
  from (
    select array_remove(array[
      case when coalesce(i.bio, '') = '' then 'bio' end,
      case when i.interests = '{}' then 'interests' end,
      case when not exists (select from public.user_languages l where l.user_id = person) then 'languages' end,
      case when not exists (select from public.education o where o.user_id = person) then 'education' end
    ], null) as missing
    from public.user_personal_info i where i.user_id = person
  ) e
  where cardinality(e.missing) >= 2;
end
$$;
comment on function private.insights_of(uuid) is
  'What the numbers about a person say, an arm for each of private.insight_kinds, whose thresholds stand there: in words, with the facts, what they are about (ids), the call on which they rest, and what to do about it (suggestion and action, null: nothing). A smaller urgency comes first within its kind; a null in a body is to be filled in. All of it is what the person may read about themselves. Checks no right.';

create function private.get_insights() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', i.kind, 'severity', k.severity, 'text', i.text, 'facts', i.facts, 'ids', i.ids, 'because', i.because, 'action', i.action,
      'definition', k.definition
    ) order by k.position, i.urgency, i.ids), '[]')
    from private.insights_of(me) i join private.insight_kinds k on k.kind = i.kind
  ));
end
$$;
create function public.get_insights() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_insights() $$;
comment on function public.get_insights() is
  'GET /me/insights, contractors too: what the numbers about the caller say, the most pressing first, each with its facts, the call on which it rests, and the definition of its kind.';

create function private.suggestions_of(person uuid, most integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'rank', s.rank, 'kind', s.kind, 'title', s.suggestion, 'reason', s.text, 'facts', s.facts, 'ids', s.ids, 'because', s.because, 'action', s.action
    ) order by s.rank), '[]')
    from (
      select i.*, row_number() over (order by k.position, i.urgency, i.ids) as rank
      from private.insights_of(person) i join private.insight_kinds k on k.kind = i.kind where i.action is not null
    ) s
    where s.rank <= most
  );
end
$$;
comment on function private.suggestions_of(uuid, integer) is 'The insights about which a person can do something, ranked, as what to do. Checks no right.';

create function private.get_suggestions(most integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object('next_cursor', null, 'items', private.suggestions_of(me, most));
end
$$;
create function public.get_suggestions(most integer default 10) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_suggestions(least(most, 50)) $$;
comment on function public.get_suggestions(integer) is
  'What the caller may do next, ranked: what (title), why (reason, facts, the ids that they are about, the call on which they rest) and the call that does it (method, path, body; a null in it is to be filled in).';

-- The dashboard -----------------------------------------------------------------------------------------------------------------------

create function private.get_dashboard() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  few constant integer := 5;
  me uuid := private.require_user();
  worker uuid := private.current_employee_id();
  here uuid := private.current_pathway(worker);
  today date := private.today();
  unit uuid := (select u.org_unit_id from public.users u where u.id = me);
  inbox jsonb := private.inbox_page(me, null, null, 3);
  notice jsonb := private.current_notice(me);
begin
  return jsonb_build_object(
    'me', private.person_ref(me) || (
      select jsonb_build_object(
        'manager', private.person_ref(e.manager_id), 'pathway', private.pathway_ref(here), 'in_role_since', e.in_role_since,
        'contractor', worker is null, 'manages', exists (select from public.reporting_lines l where l.manager_id = worker),
        'roles', (select coalesce(jsonb_agg(r.role order by r.role), '[]') from public.user_roles r where r.user_id = worker)
      )
      from (values (1)) one left join public.employment_info e on e.user_id = me
    ),
    'features', private.features_of(unit),
    'notice', case when notice ->> 'acknowledged_at' is null then notice end,
    'unread', private.count_unread_notifications() -> 'count',
    'inbox', jsonb_build_object('count', inbox -> 'total', 'items', inbox -> 'items'),
    'suggestions', private.suggestions_of(me, few),
    'goals', (
      select coalesce(jsonb_agg(private.goal_json(g) - '{user, notes, route}'::text[] || jsonb_build_object('readiness', (
        select f.readiness from private.pathway_fit(worker, array[g.pathway_id]) f
      )) order by g.n), '[]')
      from (
        select g, g.pathway_id, row_number() over (
          order by array_position('{high,medium,low}'::text[], g.priority), g.target_date nulls last, g.created_at desc, g.id
        ) as n
        from public.user_career_goals g where g.user_id = worker and g.status = 'active'
      ) g where g.n <= few
    ),
    'courses', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'enrolment_id', t.id, 'course', jsonb_build_object('id', t.course_id, 'name', t.name), 'status', t.status, 'mandatory', t.mandatory,
        'progress_percentage', t.progress_percentage, 'session', t.session
      ) order by t.n), '[]')
      from (
        select t.*, c.name, case when s.id is not null then
            jsonb_build_object('id', s.id, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'location', s.location, 'url', s.url) end as session,
          row_number() over (order by s.starts_at nulls last, t.progress_percentage desc, t.created_at, t.id) as n
        from public.user_training t
        join public.courses c on c.id = t.course_id
        left join public.course_sessions s on s.id = t.session_id
        where t.user_id = me and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress')
      ) t where t.n <= few
    ),
    'duties', (
      select coalesce(jsonb_agg(jsonb_build_object('course', private.course_ref(d.course_id), 'state', d.state, 'due_on', d.due_on) order by d.n), '[]')
      from (
        select r.course_id, r.state, min(r.due_on) as due_on, row_number() over (order by min(r.due_on), r.course_id) as n
        from private.compliance_of(array[me], today) r where r.state in ('overdue', 'due') group by r.course_id, r.state
      ) d where d.n <= few
    ),
    'certificates', (
      select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'course', private.course_ref(c.course_id), 'expires_on', c.expires_on)
        order by c.n), '[]')
      from (
        select *, row_number() over (order by expires_on, id) as n
        from (
          select (array_agg(t.id order by t.certificate_expires_on desc))[1] as id, c.name, c.id as course_id, max(t.certificate_expires_on) as expires_on
          from public.user_training t join public.courses c on c.id = t.course_id
          where t.user_id = me and t.status = 'completed' group by c.id having bool_and(t.certificate_expires_on is not null)
          union all
          select o.id, o.name, null, o.expires_on from public.certifications o where o.user_id = worker
        ) held where expires_on between today and today + 90
      ) c where c.n <= few
    ),
    'mentorships', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'as', case m.mentee_id when worker then 'mentee' else 'mentor' end,
        'person', private.person_ref(case m.mentee_id when worker then m.mentor_id else m.mentee_id end), 'status', m.status,
        'due_at', m.started_at + make_interval(weeks => m.duration_weeks),
        'next_meeting', (
          select jsonb_build_object('id', e.id, 'starts_at', e.starts_at, 'topic', e.topic)
          from public.mentorship_meetings e where e.mentorship_id = m.id and e.starts_at > now() order by e.starts_at, e.id limit 1
        ),
        'goals', (select count(*) from public.mentorship_goals o where o.mentorship_id = m.id),
        'goals_done', (select count(o.done_at) from public.mentorship_goals o where o.mentorship_id = m.id)
      ) order by m.mentor_id = worker, m.started_at, m.id), '[]')
      from public.mentorships m where worker in (m.mentee_id, m.mentor_id) and m.status in ('active', 'paused')
    ),
    'skills', case when worker is not null then (
      select jsonb_build_object(
        'held', count(*), 'rated', count(l.level), 'validated', count(*) filter (where l.source in ('manager', 'assessment')),
        'role', (
          select jsonb_build_object('pathway', private.pathway_ref(here), 'coverage', round(f.coverage, 4)::double precision, 'readiness', f.readiness)
          from private.pathway_fit(worker, array[here]) f
        ),
        'best', (
          select coalesce(jsonb_agg(jsonb_build_object('skill', jsonb_build_object('id', b.id, 'name', b.name), 'level', b.level, 'source', b.source)
            order by b.n), '[]')
          from (
            select s.id, s.name, o.level, o.source, row_number() over (order by o.level desc, private.trust(o.source) desc, s.name, s.id) as n
            from private.levels_of(worker) o join public.skills s on s.id = o.skill_id where o.level is not null
          ) b where b.n <= few
        )
      )
      from private.levels_of(worker) l
    ) end
  );
end
$$;
create function public.get_dashboard() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_dashboard() $$;
comment on function public.get_dashboard() is
  'GET /me/dashboard: what a home page shows, in one call: me, features, an open notice, unread notifications, the inbox, suggestions, active goals, open courses and duties, certificates that expire within 90 days, mentorships, skills. Contractors get what they may see, and the rest empty.';

grant execute on function
  private.get_inbox(text[], jsonb, integer, boolean), public.get_inbox(text[], jsonb, integer, boolean),
  private.get_insights(), public.get_insights(), private.get_suggestions(integer), public.get_suggestions(integer),
  private.get_dashboard(), public.get_dashboard()
to authenticated;
