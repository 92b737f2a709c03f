-- A year of the demo people's history, told in days before today. Nobody could live it through the API, which knows only now; so it is
-- written as the owner, in the states and with the traces that living it would have left. Chance is drawn from names: it falls the same
-- way every time.
begin;

create function pg_temp.draw(what text, sides integer) returns integer language sql immutable
as $$ select (abs(hashtextextended(what, 7)) % sides)::integer $$;
create function pg_temp.day(ago integer) returns date language sql stable as $$ select (now() at time zone 'utc')::date - ago $$;
-- During office hours, some minutes of which depend on who it is; never in the future.
create function pg_temp.moment(ago integer, who text default '') returns timestamptz language sql stable strict
as $$ select least(((pg_temp.day(ago) + time '08:00') at time zone 'utc') + make_interval(mins => pg_temp.draw(who || ago, 480)), now() - interval '5 minutes') $$;
create function pg_temp.who(wanted text) returns uuid language sql stable as $$ select id from public.users where full_name = wanted and email like '%@harbour.example' $$;
create function pg_temp.course(wanted text) returns uuid language sql stable as $$ select id from public.courses where name = wanted $$;
create function pg_temp.skill(wanted text) returns uuid language sql stable as $$ select id from public.skills where name = wanted and status = 'active' order by id limit 1 $$;

create temp table people on commit drop as
select u.id, u.full_name as name, u.org_unit_id as unit, e.manager_id as manager, e.pathway_id as pathway, coalesce(p.level, 6) as level,
  e.employment_type = 'employee' as works, greatest(e.hire_date, pg_temp.day(360)) as first_day
from public.users u
join public.employment_info e on e.user_id = u.id
left join public.career_pathways p on p.id = e.pathway_id
where u.email like '%@harbour.example' and u.status = 'active';
create unique index on people (id);
analyze people;

-- Skills: a first rating a year ago, what courses brought, another rating, endorsements, and what managers said ---------------------

create temp table held on commit drop as
select p.id, p.name, p.manager, us.skill_id, s.name as skill, us.level is null as untouched,
  coalesce(us.level, least(5, greatest(1, (array[2, 3, 3, 4, 4, 4])[p.level] + pg_temp.draw(p.name || s.name, 3) - 1))) as now_level,
  pg_temp.draw('rated' || p.name || s.name, 100) as luck,
  least(360 - pg_temp.draw('first' || p.name || s.name, 60), pg_temp.day(0) - p.first_day) as first_ago
from people p
join public.user_skills us on us.user_id = p.id
join public.skills s on s.id = us.skill_id and s.status = 'active'
where p.works;

update public.user_skills us
set created_at = pg_temp.moment(h.first_ago, h.name), visibility = case when h.luck % 2 = 0 then 'colleagues' else 'private' end,
    years_experience = 1 + pg_temp.draw('years' || h.name || h.skill, 9),
    last_used = case
      when h.luck >= 94 then pg_temp.day(800 + pg_temp.draw('used' || h.name || h.skill, 400))
      when h.luck >= 80 then pg_temp.day(100 + pg_temp.draw('used' || h.name || h.skill, 400))
      else pg_temp.day(pg_temp.draw('used' || h.name || h.skill, 60)) end
from held h where us.user_id = h.id and us.skill_id = h.skill_id;
-- Some are left unrated: the employee of the closing text has hers to rate.
insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, created_at)
select h.id, h.skill_id, 'self', greatest(1, h.now_level - 1), h.id, pg_temp.moment(h.first_ago, h.name), pg_temp.moment(h.first_ago, h.name)
from held h where not h.untouched or h.luck >= 12 and h.name <> 'Amara Okafor';

-- Training ------------------------------------------------------------------------------------------------------------------------

insert into public.course_assignments (course_id, audience, org_unit_id, assigned_on, due_on, due_days, reason, created_by, created_at)
select pg_temp.course(a.course), a.audience, (select id from public.org_units where name = a.unit order by id limit 1), pg_temp.day(a.ago), pg_temp.day(a.ago - 60), 60,
  a.reason, pg_temp.who('Tevita Latu'), pg_temp.moment(a.ago)
from (values
  ('Port Safety Induction', 'everybody', null, 340, 'Before anybody sets foot on the quay.'),
  ('Port Facility Security Awareness', 'everybody', null, 330, 'ISPS asks for it every year.'),
  ('Fire Response on Quay and Vessel', 'unit', 'Crane Operations', 120, 'Cranes are where fires begin.')
) as a (course, audience, unit, ago, reason);

insert into public.course_sessions (course_id, starts_at, ends_at, seats, location, instructor, created_at)
select c.id, (pg_temp.day(-n) + time '07:00') at time zone 'utc', (pg_temp.day(-n) + time '15:00') at time zone 'utc',
  24, 'Training Centre, Room ' || 1 + pg_temp.draw(c.name, 4), 'Tevita Latu', pg_temp.moment(greatest(-n, 0) + 45)
from public.courses c, unnest(array[-260, -150, -60, -5, 18, 70]) n
where c.name in ('First Aid at Work', 'Fire Response on Quay and Vessel', 'Lashing and Securing', 'Hydraulics of Lifting Equipment', 'Control Room Decisions');

-- Who took what: duties that most have done, and of what teaches their own skills a few.
create temp table taken on commit drop as
with wanted as (
  select p.id, p.name, c.id as course, c.name as course_name, c.completion_rule as rule, c.needs_approval, c.edition, true as mandatory,
    case a.course when 1 then 330 - pg_temp.draw('induction' || p.name, 120) else 355 - pg_temp.draw('security' || p.name, 330) end as ago,
    case when pg_temp.draw('duty' || a.course || p.name, 100) < 88 then 'completed' else 'open' end as became
  from people p, (values (1, 'Port Safety Induction'), (2, 'Port Facility Security Awareness')) as a (course, called)
  join public.courses c on c.name = a.called
  union all
  select p.id, p.name, c.id, c.name, c.completion_rule, c.needs_approval, c.edition, false,
    5 + pg_temp.draw('when' || p.name || c.name, case pg_temp.draw('recent' || p.name || c.name, 3) when 0 then 340 else 170 end),
    (array['completed', 'completed', 'completed', 'completed', 'completed', 'in_progress', 'in_progress', 'enrolled', 'failed', 'withdrawn', 'rejected', 'no_show', 'requested', 'requested'])
      [1 + pg_temp.draw('became' || p.name || c.name, 14)]
  from people p
  join lateral (
    select c.*, row_number() over (order by pg_temp.draw(p.name || c.name, 1000), c.id) as n
    from public.courses c
    where c.status = 'active' and c.name not in ('Port Safety Induction', 'Port Facility Security Awareness') and exists (
      select from public.course_skills k join held h on h.skill_id = k.skill_id and h.id = p.id where k.course_id = c.id and k.from_level <= h.now_level
    ) and not exists (
      select from public.course_prerequisites q join public.courses b on b.id = q.prerequisite_id where q.course_id = c.id and b.name <> 'Port Safety Induction'
    )
  ) c on c.n <= 5
  where p.works
)
select w.*, s.id as session, (s.starts_at at time zone 'utc')::date as held_on
from wanted w
left join lateral (
  select * from public.course_sessions s
  where s.course_id = w.course and w.rule = 'attendance' and (s.starts_at < now()) = (w.became in ('completed', 'failed', 'no_show'))
  order by abs(extract(epoch from now() - s.starts_at) / 86400 - w.ago) limit 1
) s on true
where w.became <> 'open' and w.ago < pg_temp.day(0) - (select first_day from people where people.id = w.id) + 5;
-- What has its state from a session needs one, what asks nobody was never asked, progress needs no test.
update taken set became = case
  when became in ('failed', 'no_show') and rule = 'progress' then 'withdrawn'
  when became in ('completed', 'failed', 'no_show') and rule = 'attendance' and session is null then 'withdrawn'
  when became in ('requested', 'rejected') and not needs_approval then case when rule = 'progress' then 'in_progress' else 'enrolled' end
  when became = 'in_progress' and rule <> 'progress' then 'enrolled'
  else became end;
update taken set session = null where became in ('withdrawn', 'rejected', 'requested');
update taken set ago = pg_temp.day(0) - held_on where session is not null and became in ('completed', 'failed', 'no_show');
update taken set ago = 5 + ago % 25 where became in ('in_progress', 'enrolled', 'requested');
-- A seat in a session is asked for before the course begins.
update taken t set became = 'waitlisted'
from (select id, course, row_number() over (partition by session order by ago desc, name) as n, session from taken where became = 'enrolled' and session is not null) q
join public.course_sessions s on s.id = q.session and s.starts_at > now()
where t.id = q.id and t.course = q.course and q.n > s.seats;
-- First the induction.
delete from taken t
where exists (select from public.course_prerequisites q where q.course_id = t.course) and not exists (
  select from taken i where i.id = t.id and i.course_name = 'Port Safety Induction' and i.became = 'completed' and i.ago > t.ago + 26
);
update taken set became = 'approved' where became = 'enrolled' and rule = 'attendance' and session is null;
-- The last session of all is over, and nobody has said yet who was there.
update taken set became = 'enrolled'
where became in ('completed', 'failed', 'no_show') and session is not null and held_on >= pg_temp.day(5) and pg_temp.draw('late' || name, 2) = 0;

insert into public.user_training (
  user_id, course_id, edition, attempt, session_id, status, mandatory, source, progress_percentage, score, decided_by, decided_at, queued_at,
  enrolled_at, started_at, ended_at, completed_on, assessed_by, certificate_number, certificate_expires_on, created_at
)
select t.id, t.course, t.edition, 1, t.session, t.became, t.mandatory, case when t.mandatory then 'assignment' else 'self' end,
  case t.became when 'completed' then 100 when 'in_progress' then 10 * (2 + pg_temp.draw('at' || t.name || t.course_name, 7)) when 'withdrawn' then 20 else 0 end,
  case when t.rule = 'test' and t.became = 'completed' then 78 + pg_temp.draw('score' || t.name || t.course_name, 22)
    when t.rule = 'test' and t.became = 'failed' then 40 + pg_temp.draw('score' || t.name || t.course_name, 25) end,
  case when t.needs_approval and t.became <> 'requested' then p.manager end,
  case when t.needs_approval and t.became <> 'requested' then pg_temp.moment(t.ago + 20, t.name) end,
  case when t.session is not null then pg_temp.moment(t.ago + 25, t.name) end,
  case when t.became not in ('requested', 'rejected', 'approved', 'waitlisted') then pg_temp.moment(t.ago + 18, t.name) end,
  case when t.became in ('completed', 'failed', 'in_progress', 'withdrawn') then pg_temp.moment(t.ago + 9, t.name) end,
  case when t.became in ('completed', 'failed', 'no_show', 'withdrawn', 'rejected') then pg_temp.moment(t.ago, t.name) end,
  case when t.became = 'completed' then pg_temp.day(t.ago) end,
  case when t.rule <> 'progress' and t.became in ('completed', 'failed', 'no_show') and t.name <> 'Tevita Latu' then pg_temp.who('Tevita Latu')
    when t.rule <> 'progress' and t.became in ('completed', 'failed', 'no_show') then pg_temp.who('Leila Benyamina') end,
  case when t.became = 'completed' then private.new_certificate_number() end,
  case when t.became = 'completed' then (pg_temp.day(t.ago) + make_interval(months => c.validity_months))::date end,
  pg_temp.moment(t.ago + 26, t.name)
from taken t
join people p on p.id = t.id
join public.courses c on c.id = t.course;
-- What each completion did to skills, in the order in which it happened.
do $$
declare
  e public.user_training;
begin
  for e in select t.* from public.user_training t join people p on p.id = t.user_id where t.status = 'completed' order by t.completed_on, t.id loop
    perform private.teach(e);
  end loop;
end
$$;
update public.skill_evidence v set added_at = t.ended_at
from public.user_training t where v.user_id = t.user_id and v.note = format('Certificate %s, %s', t.certificate_number, t.completed_on);

-- Skills, the second half of the year ---------------------------------------------------------------------------------------------------

insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, created_at)
select h.id, h.skill_id, 'self', h.now_level, h.id, m.at, m.at
from held h
cross join lateral (select pg_temp.moment(20 + pg_temp.draw('second' || h.name || h.skill, 240), h.name) as at) m
where h.untouched and h.luck >= 12 and h.luck % 3 > 0 and h.name <> 'Amara Okafor' and h.now_level > coalesce(private.self_level(h.id, h.skill_id), 0);
-- Two colleagues of the same team.
insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, created_at)
select h.id, h.skill_id, 'peer', greatest(1, h.now_level - pg_temp.draw('kind' || c.name || h.name, 2)), c.id, m.at, m.at
from held h
join lateral (
  select o.id, o.name from people o
  where o.unit = (select unit from people p where p.id = h.id) and o.id <> h.id and o.id is distinct from h.manager and o.works
  order by pg_temp.draw(o.name || h.skill, 1000), o.id limit 2
) c on true
cross join lateral (select pg_temp.moment(10 + pg_temp.draw('peer' || c.name || h.name || h.skill, 300), c.name) as at) m
where h.luck % 6 = 1;

create temp table validated on commit drop as
select h.*, coalesce(private.self_level(h.id, h.skill_id), h.now_level) as own, 8 + pg_temp.draw('validated' || h.name || h.skill, 280) as ago,
  gen_random_uuid() as request, gen_random_uuid() as assessment,
  case when h.luck % 10 = 0 and h.name <> 'Amara Okafor' then 'adjusted' else 'validated' end as outcome
from held h
where h.manager is not null and private.self_level(h.id, h.skill_id) is not null and case h.name
  when 'Amara Okafor' then h.skill in ('Stowage Planning', 'Berth Planning')
  else h.luck % 4 = 1 or h.luck % 10 = 0 end;
insert into public.skill_validation_requests (id, user_id, skill_id, note, status, requested_at, decided_by, decided_at, created_at)
select request, id, skill_id, null, outcome, pg_temp.moment(ago + 6, name), manager, pg_temp.moment(ago, name), pg_temp.moment(ago + 6, name) from validated;
-- Some levels hold for a year only, and are about to expire.
insert into public.skill_assessments (id, user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, created_at)
select assessment, id, skill_id, 'manager', case outcome when 'adjusted' then greatest(1, own - 1) else own end, manager, pg_temp.moment(ago, name),
  case when luck % 8 = 1 then pg_temp.moment(ago, name) + interval '300 days' end, pg_temp.moment(ago, name)
from validated;
insert into public.skill_validations (user_id, skill_id, request_id, assessment_id, outcome, level, comment, decided_by, decided_at)
select id, skill_id, request, assessment, outcome, case outcome when 'adjusted' then greatest(1, own - 1) else own end,
  case outcome when 'adjusted' then 'Nearly there: show me on the next big call.' end, manager, pg_temp.moment(ago, name)
from validated;
-- And what waits for managers now.
insert into public.skill_validation_requests (user_id, skill_id, note, status, requested_at, created_at)
select h.id, h.skill_id, 'I have done this since spring.', 'submitted', m.at, m.at
from (
  select *, row_number() over (partition by manager order by pg_temp.draw('asks' || name || skill, 1000), id) as n from held h
  where h.manager is not null and not exists (select from validated v where v.id = h.id and v.skill_id = h.skill_id)
    and private.self_level(h.id, h.skill_id) is not null
) h
cross join lateral (select pg_temp.moment(2 + pg_temp.draw(h.name || h.skill, 20), h.name) as at) m
where h.n <= 2 and pg_temp.draw('inbox' || h.name, 10) < 7;

-- Leading people was judged too.
update public.user_competencies uc
set source = 'manager', validated_by = p.manager, validated_at = pg_temp.moment(30 + pg_temp.draw('competent' || p.name, 200), p.name)
from people p where p.id = uc.user_id and p.manager is not null and p.works and p.level >= 3 and pg_temp.draw('judged' || p.name || uc.competency_id, 3) > 0;
update public.projects j
set confirmed_by = p.manager, confirmed_at = pg_temp.moment(15 + pg_temp.draw('confirmed' || j.name || p.name, 300), p.name)
from people p where p.id = j.user_id and p.manager is not null and pg_temp.draw('project' || p.name || j.name, 4) > 0;
insert into public.projects (user_id, source, name, role, started_on, description, created_at)
select p.id, 'self', j.name, j.role, pg_temp.day(j.ago + 90), j.description, pg_temp.moment(j.ago, p.name)
from (values
  ('Lin Jia Hui', 'Late Arrival Board', 'Planner in the team', 12, 'One screen for the ships that will be late, agreed with the control room.'),
  ('Olumide Adeyemi', 'Spare Parts on the Quay', 'Lead', 9, 'Small stores beside the cranes: the fitter no longer drives for a seal.'),
  ('Samuel Tesfaye', 'Phishing Drill', 'Analyst', 21, 'Three letters nobody should have opened, and a talk with those who did.')
) as j (who, name, role, ago, description)
join people p on p.name = j.who;
insert into public.certifications (user_id, source, name, issuer, skill_id, issued_on, expires_on)
select p.id, 'hr', c.name, c.issuer, pg_temp.skill(c.skill), pg_temp.day(c.ago), pg_temp.day(-c.left_days)
from (values
  ('Amara Okafor', 'Vessel Stability Certificate', 'Maritime Authority', 'Vessel Stability Calculation', 1055, 41),
  ('Noura Al Marri', 'VTS Operator, V-103', 'Maritime Authority', null, 1500, 326), ('Sofia Petrova', 'Cloud Architect, Professional', 'Cloud Institute', null, 690, 40),
  ('Eitan Mizrahi', 'CISSP', 'ISC2', null, 900, 195), ('Grace Wanjiku', 'Remote Operator Licence', 'Port Authority', null, 700, 25),
  ('Joaquim Nhantumbo', 'Port Facility Security Officer', 'Port Authority', 'ISPS Compliance', 1700, 125), ('Giulia Ferrante', 'CIA', 'IIA', null, 1200, 530),
  ('Sunita Gurung', 'Authorised Person, High Voltage', 'Technical College', null, 1000, 88)
) as c (who, name, issuer, skill, ago, left_days)
join people p on p.name = c.who;

-- Who they are, in their own words ---------------------------------------------------------------------------------------------------

update public.user_personal_info i
set bio = format('%s, %s years with the port.', (select u.job_title from public.users u where u.id = p.id),
      extract(year from now()) - extract(year from (select e.hire_date from public.employment_info e where e.user_id = p.id))),
    interests = array(
      select w from unnest('{Sailing,Data,Coaching,Cycling,Automation,Shipping history,Languages,Green ports,Chess,Photography}'::text[]) w
      order by pg_temp.draw(p.name || w, 1000) limit 3
    )
from people p where p.id = i.user_id and (p.name = 'Amara Okafor' or pg_temp.draw('bio' || p.name, 10) < 7);

-- Goals and plans -----------------------------------------------------------------------------------------------------------------------

create temp table aims on commit drop as
select gen_random_uuid() as goal, gen_random_uuid() as plan, p.id, p.name, p.manager, t.pathway, t.title,
  case when p.name = 'Amara Okafor' then 270 else 30 + pg_temp.draw('aim' || p.name, 300) end as ago,
  case when p.name = 'Amara Okafor' then 'active' else
    (array['active', 'active', 'active', 'active', 'active', 'active', 'active', 'paused', 'abandoned', 'draft'])[1 + pg_temp.draw('goal' || p.name, 10)] end as status,
  case when p.name = 'Amara Okafor' then 'approved' when p.name = 'Priya Raghunathan' then 'submitted' else
    (array['approved', 'approved', 'approved', 'submitted', 'returned', 'draft', null, null])[1 + pg_temp.draw('plan' || p.name, 8)] end as planned
from people p
join lateral (
  select w.id as pathway, w.name as title
  from public.pathway_edges e join public.career_pathways w on w.id = e.to_id
  where e.from_id = p.pathway
  order by w.name = 'Senior Terminal Planner' and p.name = 'Amara Okafor' desc, e.kind desc, pg_temp.draw(p.name || w.name, 1000), w.id limit 1
) t on true
where p.works and (pg_temp.draw('has a goal' || p.name, 10) < 8 or p.name = 'Amara Okafor');
update aims set ago = least(ago, pg_temp.day(0) - (select first_day from people p where p.id = aims.id));
-- Some of those who cover it nearly say that they are there.
update aims set status = 'achieved'
where status = 'active' and name <> 'Amara Okafor' and pg_temp.draw('there' || name, 2) = 0
  and (select f.coverage from private.pathway_fit(aims.id, array[aims.pathway]) f) > 0.85;

insert into public.user_career_goals (
  id, user_id, pathway_id, target_position, target_date, priority, route, status, shared, coverage_at_start, started_at, ended_at, created_at
)
select a.goal, a.id, a.pathway, a.title, pg_temp.day(case when pg_temp.draw('late' || a.name, 9) = 0 then 4 else -30 - pg_temp.draw('until' || a.name, 400) end),
  (array['high', 'medium', 'medium', 'low'])[1 + pg_temp.draw('weight' || a.name, 4)], array[a.pathway], a.status,
  a.status in ('active', 'paused') and coalesce(a.planned, '') in ('submitted', 'approved', 'returned'),
  case when a.status <> 'draft' then f.coverage end, case when a.status <> 'draft' then pg_temp.moment(a.ago, a.name) end,
  case when a.status in ('achieved', 'abandoned') then pg_temp.moment(a.ago / 3, a.name) end, pg_temp.moment(a.ago + 2, a.name)
from aims a
cross join lateral (
  select jsonb_agg(jsonb_build_object('skill_id', us.skill_id, 'level', e.level)) as levels
  from public.user_skills us left join lateral private.effective_level(us.user_id, us.skill_id, pg_temp.moment(a.ago, a.name)) e on true
  where us.user_id = a.id
) held_then
left join private.pathway_fit(a.id, array[a.pathway], held_then.levels) f on true;
-- The heaviest of what is asked for, a course, and a talk.
insert into public.goal_items (goal_id, user_id, position, kind, skill_id, level, title, done_at)
select a.goal, a.id, i.position, i.kind, i.skill_id, i.level, i.title,
  case when i.done_at > pg_temp.moment(a.ago, a.name) and a.status <> 'draft' then i.done_at end
from aims a
cross join lateral (
  (select row_number() over (order by r.weight desc, s.name) as position, 'skill' as kind, r.skill_id, r.level, null as title,
    case when us.level >= r.level then us.assessed_at end as done_at
  from public.pathway_requirements r
  join public.skills s on s.id = r.skill_id
  left join public.user_skills us on us.user_id = a.id and us.skill_id = r.skill_id
  where r.pathway_id = a.pathway and (us.level is null or us.level < r.level or us.assessed_at > pg_temp.moment(a.ago, a.name))
  order by r.weight desc, s.name limit 3)
  union all
  (select 4, 'course', null, null, c.name, case when t.status = 'completed' then t.ended_at end
  from public.user_training t join public.courses c on c.id = t.course_id
  where t.user_id = a.id and not t.mandatory and t.status in ('completed', 'in_progress', 'enrolled', 'requested') order by t.created_at desc, c.name limit 1)
  union all
  select 5, 'other', null, null, 'Spend a day with somebody who has the job',
    case when pg_temp.draw('day' || a.name, 2) = 0 then pg_temp.moment(a.ago / 2, a.name) end
) i
where pg_temp.draw('bare' || a.name, 7) > 0 or a.name = 'Amara Okafor';

delete from aims where status in ('draft', 'abandoned', 'achieved') or planned is null;
insert into public.development_plans (id, user_id, title, status, submitted_at, decided_by, decided_at, created_at)
select plan, id, 'On the way to ' || title, 'draft', case when planned <> 'draft' then pg_temp.moment(least(ago, 200) / 2 + 6, name) end,
  case when planned in ('approved', 'returned') then manager end,
  case when planned in ('approved', 'returned') then pg_temp.moment(least(ago, 200) / 2, name) end, pg_temp.moment(least(ago, 200) / 2 + 12, name)
from aims;
update public.development_plans d set submitted_at = pg_temp.moment(2 + pg_temp.draw('sent' || a.name, 9), a.name) from aims a where a.plan = d.id and a.planned = 'submitted';
insert into public.development_plan_goals (plan_id, goal_id, user_id) select plan, goal, id from aims;
insert into public.development_plan_items (plan_id, user_id, position, title, skill_id, due_on, done_at)
select a.plan, a.id, i.position, coalesce('Practise ' || s.name || ' on the job', i.title), i.skill_id, pg_temp.day(-20 * i.position - pg_temp.draw(a.name, 60)), i.done_at
from aims a join public.goal_items i on i.goal_id = a.goal left join public.skills s on s.id = i.skill_id;
insert into public.development_plan_comments (plan_id, user_id, author_id, comment, created_at)
select plan, id, manager, 'Say by when, and which of it I can open a door for.', pg_temp.moment(least(ago, 200) / 2, name) from aims where planned = 'returned' and manager is not null;
update public.development_plans d
set status = a.planned, snapshot = case when a.planned = 'approved' then jsonb_build_object(
  'approved_at', d.decided_at, 'goals', jsonb_build_array(private.goal_json(g) - '{user, notes}'::text[]), 'items', private.plan_items_json(d.id),
  'gaps', jsonb_build_array(private.gap_json(d.user_id, g.pathway_id) - 'person')) end
from aims a join public.user_career_goals g on g.id = a.goal where a.plan = d.id and a.planned <> 'draft';

-- Mentorship ------------------------------------------------------------------------------------------------------------------------------

insert into public.mentor_profiles (user_id, capacity, bio, created_at)
select p.id, 2, 'Ask me what nobody wrote down.', pg_temp.moment(355, p.name)
from people p where p.name in ('Catarina Vaz', 'Olumide Adeyemi', 'Zanele Khumalo', 'Hélène Marchand');
insert into public.mentor_skills (mentor_id, skill_id)
select p.id, o.skill_id from people p
cross join lateral (
  select us.skill_id from public.user_skills us join public.skills s on s.id = us.skill_id where us.user_id = p.id and us.level >= 3 order by us.level desc, s.name limit 5
) o
where p.name in ('Catarina Vaz', 'Olumide Adeyemi', 'Zanele Khumalo', 'Hélène Marchand');

create temp table pairs on commit drop as
select gen_random_uuid() as id, gen_random_uuid() as request, e.id as mentee, e.name as mentee_name, r.id as mentor, r.name as mentor_name,
  w.ago, w.weeks, w.status, w.ended, w.met_until
from (values
  ('Amara Okafor', 'Noura Al Marri', 110, 26, 'active', null, 0), ('Yusuf Demir', 'Siosaia Fonua', 60, 20, 'active', null, 0),
  ('Aroha Ngata', 'Catarina Vaz', 200, 30, 'active', null, 0), ('Arjun Thapa', 'Olumide Adeyemi', 130, 26, 'active', null, 55),
  ('Patrick Mwamba', 'Hélène Marchand', 40, 16, 'active', null, 0), ('Min-jun Seo', 'Zanele Khumalo', 150, 26, 'paused', null, 30),
  ('Thandiwe Dlamini', 'Kwabena Asante', 330, 26, 'completed', 150, 150), ('Chidi Eze', 'Catarina Vaz', 350, 20, 'completed', 205, 205),
  ('Valentina Rojas', 'Zanele Khumalo', 340, 26, 'completed', 160, 160), ('Mei-Ling Tan', 'Hélène Marchand', 300, 20, 'completed', 165, 165),
  ('Marek Novotný', 'Olumide Adeyemi', 280, 26, 'ended_early', 230, 230),
  ('Lin Jia Hui', 'Kwabena Asante', 3, 16, 'pending', null, 0), ('Pavlo Shevchenko', 'Tomasz Wieczorek', 9, 12, 'pending', null, 0),
  ('Sunita Gurung', 'Siosaia Fonua', 90, 12, 'declined', 86, 0)
) as w (mentee, mentor, ago, weeks, status, ended, met_until)
join people e on e.name = w.mentee join people r on r.name = w.mentor;
insert into public.mentorship_requests (id, mentee_id, mentor_id, message, duration_weeks, status, pending_since, closed_at, created_at)
select request, mentee, mentor, 'I would like to see your work from nearby, and to have somebody to ask.', weeks,
  case when status in ('pending', 'declined') then status else 'accepted' end, pg_temp.moment(ago + case status when 'pending' then 0 else 4 end, mentee_name),
  case status when 'pending' then null when 'declined' then pg_temp.moment(ended, mentor_name) else pg_temp.moment(ago, mentor_name) end,
  pg_temp.moment(ago + case status when 'pending' then 0 else 4 end, mentee_name)
from pairs;
insert into public.mentorship_request_skills (request_id, skill_id, user_id)
select p.request, o.skill_id, p.mentee from pairs p
cross join lateral (select s.id as skill_id from public.mentor_skills m join public.skills s on s.id = m.skill_id where m.mentor_id = p.mentor order by s.name limit 2) o;
delete from pairs where status in ('pending', 'declined');
insert into public.mentorships (id, mentee_id, mentor_id, request_id, duration_weeks, status, started_at, ended_at, ended_by, created_at)
select id, mentee, mentor, request, weeks, status, pg_temp.moment(ago, mentor_name), pg_temp.moment(ended, mentee_name), case when ended is not null then mentee end,
  pg_temp.moment(ago, mentor_name) from pairs;
insert into public.mentorship_end_reasons (mentorship_id, user_id, about_id, reason, created_at)
select id, mentee, mentor, 'Our shifts never met.', pg_temp.moment(ended, mentee_name) from pairs where status = 'ended_early';
insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at, duration_minutes, topic, notes, created_at)
select p.id, p.mentee, p.mentor, pg_temp.moment(n, p.mentee_name), 60,
  (array['Getting to know each other', 'A day that went wrong', 'What the next job asks for', 'Saying no to a ship', 'Whom to know', 'Looking back'])[1 + n % 6],
  case when n % 2 = 0 then 'Agreed on what to try until next time.' end, pg_temp.moment(least(n + 7, p.ago), p.mentee_name)
from pairs p cross join generate_series(p.ago - 3, greatest(p.met_until, 1), -21) n;
insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at, duration_minutes, topic, created_at)
select p.id, p.mentee, p.mentor, (pg_temp.day(-n) + time '09:00') at time zone 'utc', 60, 'What the next job asks for', pg_temp.moment(6, p.mentee_name)
from pairs p cross join lateral (select 3 + pg_temp.draw(p.mentee_name, 12) as n) x where p.status = 'active' and p.met_until = 0;
insert into public.mentorship_goals (mentorship_id, mentee_id, mentor_id, title, due_on, done_at, created_at)
select p.id, p.mentee, p.mentor, g.title, pg_temp.day(p.ago - 7 * p.weeks * g.n / 2), case when p.status = 'completed' or g.n = 1 and p.ago > 90 and p.status = 'active' then pg_temp.moment(greatest(coalesce(p.ended, 0), p.ago - 70), p.mentee_name) end,
  pg_temp.moment(p.ago - 3, p.mentee_name)
from pairs p cross join (values (1, 'Shadow a whole shift'), (2, 'Lead one handover alone')) as g (n, title);
insert into public.mentorship_feedback (mentorship_id, author_id, about_id, rating, comment, shown, created_at)
select p.id, f.author, f.about, 4 + pg_temp.draw(p.mentee_name || f.comment, 2), f.comment, true, pg_temp.moment(p.ended - 2, p.mentee_name)
from pairs p
cross join lateral (values
  (p.mentee, p.mentor, 'Always had time, and never the answer before the question.'), (p.mentor, p.mentee, 'Comes prepared, and tries what we agreed on.')
) as f (author, about, comment)
where p.status = 'completed';

-- A programme that was matched, for HR to publish.
do $$
declare
  made uuid;
begin
  insert into public.programmes (name, description, status, duration_weeks)
  values ('Across the Quay', 'A mentor from another department for half a year.', 'open', 26) returning id into made;
  insert into public.programme_members (programme_id, user_id, role, places, joined_at)
  select made, p.id, m.role, case m.role when 'mentor' then 1 end, pg_temp.moment(20, p.name)
  from (values ('Keisha Baptiste', 'mentee'), ('Radu Ionescu', 'mentee'), ('Samuel Tesfaye', 'mentee'), ('Fatoumata Diallo', 'mentee'),
    ('Tomasz Wieczorek', 'mentor'), ('Kwabena Asante', 'mentor'), ('Catarina Vaz', 'mentor')) as m (who, role)
  join people p on p.name = m.who;
  perform private.start_matching(made);
  while private.step_matching(made) loop
  end loop;
end
$$;

-- Two pulses: one that was told of, one that asks now.
do $$
declare
  s public.surveys;
begin
  insert into public.surveys (name, question, created_by, created_at)
  values ('Pulse, half-year', 'How likely are you to recommend working here to a friend?', pg_temp.who('Leila Benyamina'), pg_temp.moment(40)) returning * into s;
  perform private.begin_survey(s);
  insert into public.pulse_participations (survey_id, user_id, org_unit_id)
  select s.id, p.id, p.unit from people p where p.works and pg_temp.draw('answers' || p.name, 10) < 8 order by p.id;
  insert into private.pulse_counts (survey_id, org_unit_id, counts)
  select s.id, a.unit, array(select count(*) filter (where a2.score = n) from unnest(a.scores) a2 (score), generate_series(0, 10) n group by n order by n)
  from (
    select p.unit, array_agg(5 + pg_temp.draw('score' || p.name, 6)) as scores
    from people p join public.pulse_participations k on k.survey_id = s.id and k.user_id = p.id group by p.unit
  ) a;
  insert into private.pulse_comments (survey_id, comment) values
    (s.id, 'The new handover page saves me half an hour a shift.'), (s.id, 'Tell us earlier when the rota changes.'), (s.id, 'More time for the courses that we are sent to.');
  select * into s from public.surveys where id = s.id;
  perform private.end_survey(s);
  update public.surveys set opened_at = pg_temp.moment(39), closed_at = pg_temp.moment(25) where id = s.id;
  insert into public.surveys (name, question, closes_on, created_by, created_at)
  values ('Pulse, safety', 'How safe do you feel to say that something is wrong?', pg_temp.day(-9), pg_temp.who('Leila Benyamina'), pg_temp.moment(5)) returning * into s;
  perform private.begin_survey(s);
end
$$;

insert into public.erasure_requests (user_id, requested_by, requested_at, created_at)
select id, id, pg_temp.moment(4, name), pg_temp.moment(4, name) from people where name = 'Emeka Nwosu';

-- Who leads has led since they have the job. And what most said of themselves, of their own will.
update public.teams_led t set reached_on = e.in_role_since from public.employment_info e join people p on p.id = e.user_id where e.user_id = t.user_id and e.in_role_since is not null;
insert into public.user_diversity (user_id, gender, age_group, caring_responsibilities, created_at)
select p.id, case when pg_temp.draw('says' || p.name, 12) = 0 then 'prefer_not_to_say' when p.name ~ '^(Ingrid|Hana|Manaia|Beatriz|Margarethe|Leila|Priya|Amara|Lin|Mar.a|Noura|Grace|Thandiwe|Sunita|Anneliese|Nguy|Sofia|Aroha|Katar|Catarina|Fatoumata|Elif|Saskia|Keisha|Zanele|Aylin|Giulia|H.l.ne|Valentina|Mei-Ling|Sigr)'
    then 'woman' else 'man' end,
  case when i.hire_date < pg_temp.day(4000) then '45_to_54' when i.hire_date < pg_temp.day(2500) then '35_to_44' else '25_to_34' end,
  case when pg_temp.draw('cares' || p.name, 3) = 0 then 'yes' else 'no' end, pg_temp.moment(100, p.name)
from people p join public.employment_info i on i.user_id = p.id where p.works and pg_temp.draw('declares' || p.name, 10) < 8;

-- What they were told -----------------------------------------------------------------------------------------------------------------------

insert into public.notifications (user_id, kind, title, actor_id, action_url, dedupe_key, created_at)
select t.user_id, 'training.result', format('You completed "%s"', c.name), t.assessed_by, '/enrolments/' || t.id, t.id::text, t.ended_at
from public.user_training t join people p on p.id = t.user_id join public.courses c on c.id = t.course_id where t.status = 'completed' and t.assessed_by is not null
union all
select t.user_id, 'training.decided', format(case t.status when 'rejected' then '{actor} rejected your request for "%s"' else '{actor} approved your request for "%s"' end, c.name),
  t.decided_by, '/enrolments/' || t.id, t.id::text, t.decided_at
from public.user_training t join people p on p.id = t.user_id join public.courses c on c.id = t.course_id where t.decided_at is not null
union all
select p.manager, 'training.requested', format('{actor} asks to take "%s"', c.name), t.user_id, '/enrolments/' || t.id, t.id::text, t.created_at
from public.user_training t join people p on p.id = t.user_id and p.manager is not null join public.courses c on c.id = t.course_id where t.status = 'requested'
union all
select v.user_id, 'skills.validation', format('{actor} %s your skill "%s"', v.outcome, s.name), v.decided_by, '/me/skills/' || v.skill_id, v.id::text, v.decided_at
from public.skill_validations v join people p on p.id = v.user_id join public.skills s on s.id = v.skill_id
union all
select p.manager, 'skills.validation_requested', format('{actor} asks you to validate the skill "%s"', s.name), r.user_id, '/validations', r.id::text, r.requested_at
from public.skill_validation_requests r join people p on p.id = r.user_id and p.manager is not null join public.skills s on s.id = r.skill_id where r.status = 'submitted'
union all
select a.user_id, 'skills.endorsement', format('{actor} endorsed your skill "%s"', s.name), a.assessor_id, '/me/endorsements', a.id::text, a.assessed_at
from public.skill_assessments a join people p on p.id = a.user_id join public.skills s on s.id = a.skill_id where a.source = 'peer'
union all
select d.user_id, 'career.plan_' || d.status, format('{actor} %s your development plan', d.status), d.decided_by, '/plans/' || d.id, d.id::text, d.decided_at
from public.development_plans d join people p on p.id = d.user_id where d.status in ('approved', 'returned')
union all
select p.manager, 'career.plan_submitted', '{actor} sends you a development plan', d.user_id, '/plans/' || d.id, d.id::text, d.submitted_at
from public.development_plans d join people p on p.id = d.user_id and p.manager is not null where d.status = 'submitted'
union all
select r.mentor_id, 'mentorship.requested', '{actor} asks you to be their mentor', r.mentee_id, '/requests/' || r.id, r.id::text, r.created_at
from public.mentorship_requests r join people p on p.id = r.mentor_id
union all
select r.mentee_id, 'mentorship.' || r.status, case r.status when 'accepted' then '{actor} is your mentor now' else '{actor} declined your request' end, r.mentor_id,
  '/requests/' || r.id, r.id::text, r.closed_at
from public.mentorship_requests r join people p on p.id = r.mentee_id where r.status in ('accepted', 'declined');
update public.notifications n set created_at = s.closed_at from public.surveys s where n.kind = 'engagement.survey_closed' and n.dedupe_key = s.id::text;
-- What is older was read, of the last fortnight half.
update public.notifications n set read_at = least(n.created_at + interval '5 hours', now())
from people p where p.id = n.user_id and (n.created_at < pg_temp.moment(14) or pg_temp.draw(n.kind || p.name || n.created_at::date, 2) = 0);

update public.users u set last_login = pg_temp.moment(pg_temp.draw('login' || p.name, 9), p.name) from people p where p.id = u.id and u.last_login is null and pg_temp.draw('seen' || p.name, 10) > 1;
commit;
