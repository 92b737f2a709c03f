-- What people do in a year, in one session after careers.sql: `call pg_temp.live()`, for everybody who has done nothing yet.

create procedure pg_temp.live() language plpgsql
as $$
declare
  courses uuid[] := array(select c.id from public.courses c where c.name like 'Bench %' order by c.id);
  pathways uuid[] := array(select p.id from public.career_pathways p where p.name like 'Bench pathway %' order by p.id);
begin
  drop table if exists living;
  create temp table living as
  select u.id, row_number() over (order by u.id) as n, e.manager_id
  from public.users u join public.employment_info e on e.user_id = u.id
  where u.status = 'active' and not exists (select from public.user_training t where t.user_id = u.id);
  create index on living (id);
  analyze living;
  update public.employment_info e set pathway_id = pathways[1 + floor(cardinality(pathways) * pg_temp.chance(e.user_id::text))::integer]
  from living l where l.id = e.user_id and e.pathway_id is null;
  -- What is made here nobody did.
  alter table public.user_training disable trigger audit_insert;
  insert into public.user_training (
    user_id, course_id, edition, attempt, status, progress_percentage, started_at, ended_at, completed_on, certificate_number, certificate_expires_on, created_at
  )
  select distinct on (l.id, c.id) l.id, c.id, 1, 1, 'completed', 100, now(), now(), current_date - d.ago, private.new_certificate_number(),
    case when i = 1 then current_date - d.ago + 400 end, now() - make_interval(days => d.ago + 20)
  from living l, generate_series(1, 5) i,
    lateral (select courses[1 + floor(cardinality(courses) * pg_temp.chance(l.id || 'course' || i))::integer] as id) c,
    lateral (select floor(360 * pg_temp.chance(l.id || 'ago' || i))::integer as ago) d
  on conflict do nothing;
  insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, created_at)
  select l.id, courses[1 + (l.n % cardinality(courses))::integer], 1, 1, case when l.n % 20 = 0 then 'requested' else 'in_progress' end, case when l.n % 20 = 0 then 0 else 40 end, now() - interval '9 days'
  from living l on conflict do nothing;
  alter table public.user_training enable trigger audit_insert;
  insert into public.user_career_goals (user_id, pathway_id, status, started_at, target_date, coverage_at_start, shared)
  select l.id, pathways[1 + floor(cardinality(pathways) * pg_temp.chance(l.id || 'goal'))::integer], 'active', now() - interval '200 days', current_date + 100, 0.3, true
  from living l where l.n % 2 = 0;
  insert into public.development_plans (user_id, title, status, submitted_at) select l.id, 'Plan', 'submitted', now() from living l where l.n % 25 = 0;
  insert into public.skill_validation_requests (user_id, skill_id)
  select l.id, s.skill_id from living l cross join lateral (select us.skill_id from public.user_skills us where us.user_id = l.id order by us.skill_id limit 1) s
  where l.n % 15 = 0;
  insert into public.notifications (user_id, kind, title, read_at, created_at)
  select l.id, 'skills.validation', 'Something happened', case when i > 3 then now() end, now() - make_interval(days => i * 9) from living l, generate_series(1, 10) i;
  insert into public.mentor_profiles (user_id, capacity) select l.id, 1 + l.n % 4 from living l where l.n % 25 = 1;
  insert into public.mentor_skills (mentor_id, skill_id)
  select l.id, s.skill_id from living l
  cross join lateral (select us.skill_id from public.user_skills us where us.user_id = l.id order by us.level desc nulls last, us.skill_id limit 8) s
  where l.n % 25 = 1;
  insert into public.mentorships (mentee_id, mentor_id, started_at, duration_weeks)
  select e.id, m.id, now() - interval '90 days', 26 from living m join living e on e.n = m.n + 2 where m.n % 25 = 1;
end
$$;
