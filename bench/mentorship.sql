-- What mentors and mentees are made of, in one session after careers.sql: `call pg_temp.mentoring(mentors)`, among the
-- people of organisation.sql. A larger count adds to a smaller one.

create procedure pg_temp.mentoring(mentors integer) language plpgsql
as $$
declare
  pathways constant integer := (select count(*) from public.career_pathways where name like 'Bench pathway %');
begin
  drop table if exists numbered;
  create temp table numbered as
  select u.id, row_number() over (order by u.id) as n from public.users u where u.employee_id like 'ORG-%';
  create index on numbered (id);
  analyze numbered;
  update public.employment_info e set pathway_id = pg_temp.id('pathway', 1 + n % pathways)
  from numbered where numbered.id = e.user_id and e.pathway_id is null;
  update public.user_personal_info p set interests = array(
    select 'Interest ' || 1 + floor(60 * pg_temp.chance(n || 'interest' || i))::integer from generate_series(1, 3) i
  )
  from numbered where numbered.id = p.user_id and p.interests = '{}';
  -- 25 skills each, most of what the own role and the next ask for; every third person wants to be what the next role is.
  insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
  select p.id, r.skill_id, 1 + floor(5 * pg_temp.chance(n || r.skill_id::text))::integer, 'self', now()
  from numbered p
  cross join lateral (
    select r.skill_id from public.pathway_requirements r
    where r.pathway_id in (pg_temp.id('pathway', 1 + n % pathways), pg_temp.id('pathway', 1 + (n + 10) % pathways))
    order by hashtext(n || r.skill_id::text) limit 25
  ) r
  where n % 10 = 0 or n % 3 = 0
  on conflict do nothing;
  insert into public.user_career_goals (user_id, pathway_id, status, started_at)
  select p.id, pg_temp.id('pathway', 1 + (n + 10) % pathways), 'active', now() from numbered p
  where n % 3 = 0 and not exists (select from public.user_career_goals g where g.user_id = p.id);
  insert into public.mentor_profiles (user_id, capacity)
  select p.id, 1 + n % 5 from numbered p where n % 10 = 0 order by n limit mentors on conflict do nothing;
  insert into public.mentor_skills (mentor_id, skill_id)
  select m.user_id, s.skill_id from public.mentor_profiles m
  cross join lateral (
    select us.skill_id from public.user_skills us where us.user_id = m.user_id order by us.level desc, us.skill_id limit 8
  ) s
  on conflict do nothing;
  -- A third of the mentors have somebody.
  insert into public.mentorships (mentee_id, mentor_id)
  select p.id, m.user_id
  from (select user_id, row_number() over (order by user_id) as place from public.mentor_profiles) m
  join numbered p on p.n = 10 * m.place + 1
  where m.place % 3 = 0 and m.user_id <> p.id
  on conflict do nothing;
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
