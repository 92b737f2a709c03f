-- What fills a year, in one session: `call pg_temp.live(first, last)` for the people generated with these numbers, after
-- organisation.sql. Few do much and many do little.

-- From 0 to 1, the same for the same key.
create function pg_temp.chance(key text) returns double precision language sql immutable
as $$ select (hashtextextended(key, 0) & 1048575) / 1048576.0 $$;
-- A moment of the year before today, the same for the same key.
create function pg_temp.moment(key text) returns timestamptz language sql stable
as $$ select date_trunc('day', now()) - make_interval(secs => 3600 + 364 * 86400 * pg_temp.chance(key || 'moment')) $$;

create procedure pg_temp.live(first integer, last integer) language plpgsql
as $$
declare
  name text;
  chunk constant integer := 2500;
begin
  insert into public.courses (id, name, duration_hours, status)
  select pg_temp.id('course', n), 'Bench course ' || n, 1 + n % 40, 'active' from generate_series(1, 400) n on conflict do nothing;
  insert into public.career_pathways (id, name, level)
  select pg_temp.id('pathway', n), 'Bench pathway ' || n, 1 + n % 6 from generate_series(1, 100) n on conflict do nothing;
  -- Nobody did what is made here: no audit, and everybody is computed anew afterwards.
  foreach name in array '{skill_assessments,skill_evidence,user_training,user_career_goals,goal_items,mentorships,mentorship_meetings}'::text[] loop
    execute format('alter table public.%I disable trigger user', name);
  end loop;
  drop table if exists lives;
  create temp table lives as select id, number, manager_id, key from generated where number between first and last;
  for start in first .. last by chunk loop
    -- People rate their skills on a few days.
    update public.skill_assessments a set assessed_at = pg_temp.moment(l.key || 'rated' || pg_temp.die(l.key, a.skill_id::text, 3))
    from lives l where l.number between start and start + chunk - 1 and a.user_id = l.id;
    insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, withdrawn_at)
    select l.id, s.skills[1 + pg_temp.die(l.key, 'skill' || n, cardinality(s.skills))],
      case when n % 4 = 0 and l.manager_id is not null then 'manager' else 'self' end, 1 + pg_temp.die(l.key, 'level' || n, 5),
      case when n % 4 = 0 and l.manager_id is not null then l.manager_id else l.id end, pg_temp.moment(l.key || 'assessed' || n),
      case when n % 20 = 7 then now() - interval '1 hour' end
    from lives l
    cross join lateral (select array_agg(us.skill_id order by us.skill_id) as skills from public.user_skills us where us.user_id = l.id) s
    cross join lateral generate_series(1, floor(30 * pg_temp.chance(l.key || 'assessments') ^ 2)::integer) n
    where l.number between start and start + chunk - 1;
    insert into public.skill_evidence (user_id, skill_id, title, added_at)
    select l.id, s.skill_id, 'Evidence', pg_temp.moment(l.key || 'evidence' || n)
    from lives l
    cross join lateral (select us.skill_id from public.user_skills us where us.user_id = l.id order by us.skill_id limit 1) s
    cross join lateral generate_series(1, floor(6 * pg_temp.chance(l.key || 'evidence') ^ 3)::integer) n
    where l.number between start and start + chunk - 1;
    insert into public.user_training (
      user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number
    )
    select l.id, pg_temp.id('course', 1 + pg_temp.die(l.key, 'course' || n, 400)), 1, n, 'completed', 100, now(),
      pg_temp.moment(l.key || 'course' || n)::date,
      regexp_replace(upper(left(md5(l.id::text || n), 16)), '(....)(....)(....)(....)', '\1-\2-\3-\4')
    from lives l cross join lateral generate_series(1, floor(16 * pg_temp.chance(l.key || 'courses') ^ 2)::integer) n
    where l.number between start and start + chunk - 1;
    with goals as (
      insert into public.user_career_goals (id, user_id, pathway_id, status, started_at, ended_at)
      select pg_temp.id('goal', l.key), l.id, pg_temp.id('pathway', 1 + pg_temp.die(l.key, 'goal', 100)),
        case when ends then 'achieved' else 'active' end, pg_temp.moment(l.key || 'goal'), case when ends then now() - interval '1 hour' end
      from lives l cross join lateral (select pg_temp.die(l.key, 'ends', 4) = 0 as ends) e
      where l.number between start and start + chunk - 1 and pg_temp.die(l.key, 'has a goal', 2) = 0
      returning id, user_id
    )
    insert into public.goal_items (goal_id, user_id, position, kind, title, done_at)
    select g.id, g.user_id, n, 'other', 'Step ' || n, case when n < 5 then pg_temp.moment(g.id::text || n) end
    from goals g cross join generate_series(1, 6) n;
    with pairs as (
      insert into public.mentorships (mentee_id, mentor_id, started_at)
      select l.id, l.manager_id, pg_temp.moment(l.key || 'mentorship') from lives l
      where l.number between start and start + chunk - 1 and l.manager_id is not null and pg_temp.die(l.key, 'mentored', 10) = 0
      returning id, mentee_id, mentor_id
    )
    insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at)
    select p.id, p.mentee_id, p.mentor_id, pg_temp.moment(p.id::text || n) from pairs p cross join generate_series(1, 10) n;
    commit;
  end loop;
  foreach name in array '{skill_assessments,skill_evidence,user_training,user_career_goals,goal_items,mentorships,mentorship_meetings}'::text[] loop
    execute format('alter table public.%I enable trigger user', name);
  end loop;
end
$$;
