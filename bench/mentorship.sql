-- What fills a company with mentors, in one session after careers.sql: `call pg_temp.mentoring(people, mentors)`. A larger count
-- adds to a smaller one.

create procedure pg_temp.mentoring(people integer, mentors integer) language plpgsql
as $$
declare
  pathways constant integer := (select count(*) from public.career_pathways where name like 'Bench pathway %');
begin
  drop table if exists added;
  create temp table added as
  select n, pg_temp.id('mentoring', n) as id, 1 + n % pathways as job, 1 + (n + 10) % pathways as aim, n <= mentors as mentors
  from generate_series(1, people) n where not exists (select from public.users u where u.id = pg_temp.id('mentoring', n));
  insert into public.users (id, employee_id, full_name, office_location)
  select id, 'MEN-' || n, 'Person ' || n, 'Site ' || n % 8 from added;
  -- Teams of eight, as deep as it takes.
  insert into public.employment_info (user_id, manager_id)
  select id, case when n > 1 then pg_temp.id('mentoring', (n + 6) / 8) end from added;
  update public.employment_info e set pathway_id = pg_temp.id('pathway', job) from added where added.id = e.user_id;
  insert into public.user_languages (user_id, language, proficiency)
  select id, 'Language ' || (n + i * (1 + n % 3)) % 8, 'Fluent' from added, generate_series(0, 1) i;
  update public.user_personal_info p set interests = array(
    select 'Interest ' || 1 + floor(60 * pg_temp.chance(n || 'interest' || i))::integer from generate_series(1, 3) i
  )
  from added where added.id = p.user_id;
  -- Mentors, and a hundred who ask, have 25 skills of what their role and the next ask for.
  insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
  select a.id, r.skill_id, 1 + floor(5 * pg_temp.chance(n || r.skill_id::text))::integer, 'self', now()
  from added a
  cross join lateral (
    select distinct r.skill_id, hashtext(n || r.skill_id::text) as chance from public.pathway_requirements r
    where r.pathway_id in (pg_temp.id('pathway', job), pg_temp.id('pathway', aim)) order by 2 limit 25
  ) r
  where n <= mentors + 100;
  insert into public.user_career_goals (user_id, pathway_id, status, started_at)
  select id, pg_temp.id('pathway', aim), 'active', now() from added where n > mentors and n <= mentors + 100;
  insert into public.mentor_profiles (user_id, capacity) select id, 1 + n % 5 from added where mentors;
  insert into public.mentor_skills (mentor_id, skill_id)
  select a.id, s.skill_id from added a
  cross join lateral (
    select us.skill_id from public.user_skills us where us.user_id = a.id order by us.level desc, us.skill_id limit 8
  ) s
  where a.mentors;
  -- A third of the mentors have somebody.
  insert into public.mentorships (mentee_id, mentor_id)
  select pg_temp.id('mentoring', people - n), id from added where mentors and n % 3 = 0;
  perform private.refresh_distances(array(select pg_temp.id('pathway', n) from generate_series(1, pathways) n), null);
end
$$;

-- The same question, pair by pair: what nobody would wait for, and everybody understands.
create function pg_temp.slow_matches(mentee uuid) returns table (mentor_id uuid, score integer) language sql stable
as $$
  with goal as (
    select pathway_id from public.user_career_goals where user_id = mentee and status = 'active'
    order by array_position(array['high', 'medium', 'low'], priority), started_at desc, id limit 1
  ),
  focus as (
    select r.skill_id, r.level from goal join public.pathway_requirements r on r.pathway_id = goal.pathway_id
    where r.level > coalesce((select coalesce(us.level, 2) from public.user_skills us where us.user_id = mentee and us.skill_id = r.skill_id), 0)
  )
  select p.user_id,
    coalesce(round(4500.0 * (
      select count(*) from focus f join public.mentor_skills o on o.skill_id = f.skill_id and o.mentor_id = p.user_id
      join public.user_skills us on us.user_id = p.user_id and us.skill_id = f.skill_id and us.level >= f.level
    ) / nullif((select count(*) from focus), 0)), 0)::integer
    + coalesce((
      select round(2500 * (1 - case when g.pathway_id = e.pathway_id then 0 else coalesce((
        select d.d from public.pathway_distances d where d.from_id = e.pathway_id and d.to_id = g.pathway_id
      ), 1) end)) from goal g where e.pathway_id is not null
    ), 0)::integer
    + case when exists (
      select from public.user_languages a join public.user_languages b on private.name_key(a.language) = private.name_key(b.language)
      where a.user_id = mentee and b.user_id = p.user_id
    ) then 750 else 0 end
    + case when private.name_key(u.office_location) = private.name_key(me.office_location) then 750 else 0 end
    + coalesce(round(1500.0 * (
      select count(distinct private.name_key(a)) from unnest(mine.interests) a where private.name_key(a) in (select private.name_key(b) from unnest(theirs.interests) b)
    ) / nullif((select count(distinct private.name_key(a)) from unnest(mine.interests) a), 0)), 0)::integer
  from public.mentor_profiles p
  join public.users u on u.id = p.user_id
  join public.employment_info e on e.user_id = p.user_id
  join public.user_personal_info theirs on theirs.user_id = p.user_id
  join public.users me on me.id = mentee
  join public.user_personal_info mine on mine.user_id = mentee
  where p.user_id <> mentee and p.is_active and u.status = 'active'
    and p.capacity > (select count(*) from public.mentorships s where s.mentor_id = p.user_id and s.status in ('active', 'paused'))
    and not exists (select from public.reporting_lines l where (l.manager_id, l.report_id) in ((mentee, p.user_id), (p.user_id, mentee)))
    and not exists (select from public.mentorships s where s.mentor_id = p.user_id and s.mentee_id = mentee)
    and not exists (select from public.mentorship_requests r where r.mentor_id = p.user_id and r.mentee_id = mentee)
$$;
