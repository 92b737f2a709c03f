-- Domain: analytics. The rollups and the overviews at 50,000 people.
set lock_timeout = '5s';

-- The rows ------------------------------------------------------------------------------------------------------------------------

-- The indexes are made while their tables can't be written: a second each, and rollups are written at night.
-- A row that ends is found by its end, one that stands by its beginning: units look for what moved since a day.
-- squawk-ignore require-concurrent-index-deletion
drop index public.user_analytics_org_unit_id_coalesce_idx;
-- squawk-ignore require-concurrent-index-creation
create index on public.user_analytics (org_unit_id, until_day) where until_day is not null;
-- squawk-ignore require-concurrent-index-creation
create index on public.user_analytics (org_unit_id, day) where until_day is null;
-- Few assessments are of colleagues, and only these are looked for by who gave them.
-- squawk-ignore require-concurrent-index-creation
create index on public.skill_assessments (assessor_id) where source = 'peer';

create or replace function private.person_days(people uuid[], last_day date) returns setof public.user_analytics
language plpgsql stable security definer rows 50000 set search_path = '' set plan_cache_mode = force_custom_plan set work_mem = '64MB'
set enable_nestloop = off set timezone = 'UTC'
as $$
#variable_conflict use_variable
begin
  people := array(select u.id from public.users u where u.id = any (people) and u.erased_at is null);
  return query
  -- Each skill with each level that somebody gave, or with nulls; of two at the same time the later one here counts.
  with assessed as materialized (
    select us.user_id, us.skill_id, us.created_at::date as made, a.id, a.source, a.level, a.assessor_id, a.assessed_at,
      a.assessed_at::date as from_day, least(a.valid_until::date, a.withdrawn_at::date) as until_day,
      row_number() over by_skill as nth,
      lead(us.user_id) over by_skill is null and row_number() over by_skill = 1 and a.source <> 'peer' as is_alone
    from public.user_skills us
    left join public.skill_assessments a on a.user_id = us.user_id and a.skill_id = us.skill_id and a.counts and a.user_id = any (people)
    where us.user_id = any (people)
    window by_skill as (partition by us.user_id, us.skill_id order by a.assessed_at, a.id desc)
  ),
  -- Where nothing ends and no colleague has a say, each level takes over from the best before it: whose level counts goes
  -- before, then the latest, and the level is the last digit.
  several as materialized (
    select a.user_id, a.skill_id, a.id, a.source, a.level, a.assessor_id, a.assessed_at, a.from_day, a.until_day,
      bool_or(a.source = 'peer' or a.until_day is not null) over (partition by a.user_id, a.skill_id)
        or bool_or(a.is_doubled) over (partition by a.user_id, a.skill_id) as is_hard,
      max(10 * a.nth + a.level + case a.source when 'assessment' then 200000000 when 'manager' then 100000000 else 0 end)
        over (partition by a.user_id, a.skill_id order by a.assessed_at, a.id desc rows unbounded preceding) as best
    from (
      -- Two on one day that leave the level as it was are no change.
      select *, source <> 'self' and coalesce(lag(source) over by_skill <> 'self' and lag(from_day) over by_skill = from_day, false) as is_doubled
      from assessed where not is_alone and from_day is not null
      window by_skill as (partition by user_id, skill_id order by assessed_at, id desc)
    ) a
  ),
  plain as (
    select s.user_id, s.from_day as day, (lag(s.best) over by_skill is null)::integer as skills_rated,
      (s.best > 100000000)::integer - coalesce((lag(s.best) over by_skill > 100000000)::integer, 0) as skills_validated,
      (s.best % 10 - coalesce(lag(s.best) over by_skill % 10, 0))::integer as level_sum
    from several s where not s.is_hard
    window by_skill as (partition by s.user_id, s.skill_id order by s.assessed_at, s.id desc)
  ),
  hard as materialized (select * from several where is_hard),
  -- private.effective_level() at the end of each day on which it may change, for all at once.
  moments as materialized (
    select user_id, skill_id, from_day as day from hard where until_day is null or until_day > from_day
    union
    select user_id, skill_id, until_day from hard where until_day > from_day
  ),
  standing as materialized (
    select m.day, a.user_id, a.skill_id, a.id, a.source, a.level, a.assessor_id, a.assessed_at
    from moments m join hard a on a.user_id = m.user_id and a.skill_id = m.skill_id
    where a.from_day <= m.day and (a.until_day is null or a.until_day > m.day)
  ),
  effective as (
    select distinct on (user_id, skill_id, day) user_id, skill_id, day, source, level
    from (
      select user_id, skill_id, day, source, level, assessed_at, id from standing where source <> 'peer'
      union all
      select user_id, skill_id, day, 'peer', percentile_disc(0.5) within group (order by level), max(assessed_at), min(id::text)::uuid
      from (
        select distinct on (user_id, skill_id, day, assessor_id) * from standing where source = 'peer'
        order by user_id, skill_id, day, assessor_id, assessed_at desc, id
      ) latest_peers
      group by 1, 2, 3 having count(*) >= 2
    ) candidates
    order by user_id, skill_id, day, array_position('{assessment,manager,peer,self}'::text[], source), assessed_at desc, id
  ),
  levels as (
    select m.user_id, m.day,
      coalesce(e.level, 0) as level, coalesce(lag(e.level) over by_skill, 0) as level_before,
      coalesce(e.source in ('manager', 'assessment'), false)::integer as validated,
      coalesce(lag((e.source in ('manager', 'assessment'))::integer) over by_skill, 0) as validated_before
    from moments m left join effective e on e.user_id = m.user_id and e.skill_id = m.skill_id and e.day = m.day
    window by_skill as (partition by m.user_id, m.skill_id order by m.day)
  ),
  doings (user_id, day, measure, n) as (
    select a.assessor_id, a.assessed_at::date, 'endorsements_given', 1
    from public.skill_assessments a where a.assessor_id = any (people) and a.source = 'peer'
    union all
    select t.user_id, t.completed_on,
      unnest('{completions,minutes_learned}'::text[]), unnest(array[1, round(60 * c.duration_hours)::integer])
    from public.user_training t join public.courses c on c.id = t.course_id
    where t.user_id = any (people) and t.status = 'completed'
    union all
    select g.user_id, g.started_at::date, unnest('{goals_active,goal_moves}'::text[]), 1
    from public.user_career_goals g where g.user_id = any (people) and g.started_at is not null
    union all
    select g.user_id, g.ended_at::date, 'goals_active', -1
    from public.user_career_goals g where g.user_id = any (people) and g.started_at is not null and g.ended_at is not null
    union all
    select g.user_id, g.ended_at::date, unnest('{goals_achieved,goal_moves}'::text[]), 1
    from public.user_career_goals g
    where g.user_id = any (people) and g.started_at is not null and g.ended_at is not null and g.status = 'achieved'
    union all
    select i.user_id, i.done_at::date, 'goal_moves', 1
    from public.goal_items i where i.user_id = any (people) and i.done_at is not null
    union all
    select m.mentee_id, unnest(array[m.started_at, m.ended_at])::date, 'mentorships_active', unnest('{1,-1}'::integer[])
    from public.mentorships m where m.mentee_id = any (people)
    union all
    select m.mentor_id, unnest(array[m.started_at, m.ended_at])::date, 'mentorships_active', unnest('{1,-1}'::integer[])
    from public.mentorships m where m.mentor_id = any (people)
    union all
    select m.mentee_id, m.starts_at::date, 'meetings', 1
    from public.mentorship_meetings m where m.mentee_id = any (people)
    union all
    select m.mentor_id, m.starts_at::date, 'meetings', 1
    from public.mentorship_meetings m where m.mentor_id = any (people)
    union all
    select f.author_id, f.created_at::date, 'feedback_given', 1
    from public.mentorship_feedback f where f.author_id = any (people)
  ),
  facts (user_id, day, skills, skills_rated, skills_validated, level_sum, skill_changes, measure, n) as (
    select user_id, made, 1, 0, 0, 0, 0, null::text, 0 from assessed where nth = 1 and (from_day is null or made < from_day)
    union all
    select user_id, from_day, (nth = 1 and made >= from_day)::integer, 0, 0, 0, (source = 'self')::integer, null, 0
    from assessed where not is_alone and (nth = 1 and made >= from_day or source = 'self')
    union all
    select user_id, from_day, (made >= from_day)::integer, (until_day is null or until_day > from_day)::integer,
      (source in ('manager', 'assessment') and (until_day is null or until_day > from_day))::integer,
      case when until_day is null or until_day > from_day then level else 0 end, (source = 'self')::integer, null, 0
    from assessed where is_alone and (made >= from_day or source = 'self' or until_day is null or until_day > from_day)
    union all
    select user_id, until_day, 0, -1, -(source in ('manager', 'assessment'))::integer, -level, 0, null, 0
    from assessed where is_alone and until_day > from_day
    union all
    select user_id, day, 0, skills_rated, skills_validated, level_sum, 0, null, 0
    from plain where (skills_rated, skills_validated, level_sum) <> (0, 0, 0)
    union all
    select l.user_id, l.day, 0, sign(l.level)::integer - sign(l.level_before)::integer, l.validated - l.validated_before,
      l.level - l.level_before, 0, null, 0
    from levels l where (l.level, l.validated) <> (l.level_before, l.validated_before)
    union all
    select e.user_id, e.added_at::date, 0, 0, 0, 0, 1, null, 0 from public.skill_evidence e where e.user_id = any (people)
    union all
    select d.user_id, d.day, 0, 0, 0, 0, 0, d.measure, d.n from doings d
  ),
  busy as materialized (
    select f.user_id, f.day,
      sum(f.skills)::integer as skills, sum(f.skills_rated)::integer as skills_rated,
      sum(f.skills_validated)::integer as skills_validated, sum(f.level_sum)::integer as level_sum,
      coalesce(sum(f.n) filter (where f.measure = 'goals_active'), 0)::integer as goals_active,
      coalesce(sum(f.n) filter (where f.measure = 'goals_achieved'), 0)::integer as goals_achieved,
      coalesce(sum(f.n) filter (where f.measure = 'mentorships_active'), 0)::integer as mentorships_active,
      coalesce(sum(f.n) filter (where f.measure = 'completions'), 0)::integer as completions,
      coalesce(sum(f.n) filter (where f.measure = 'minutes_learned'), 0)::integer as minutes_learned,
      coalesce(sum(f.n) filter (where f.measure = 'goal_moves'), 0)::integer as goal_moves,
      coalesce(sum(f.n) filter (where f.measure = 'meetings'), 0)::integer as meetings,
      coalesce(sum(f.n) filter (where f.measure = 'feedback_given'), 0)::integer as feedback_given,
      sum(f.skill_changes)::integer as skill_changes,
      coalesce(sum(f.n) filter (where f.measure = 'endorsements_given'), 0)::integer as endorsements_given
    from facts f
    where f.day <= last_day
    group by f.user_id, f.day
  ),
  -- Who has no day of hire came with the first that is known of them.
  firsts as materialized (
    select u.id as user_id, least(u.created_at::date, coalesce(e.hire_date, b.day)) as day
    from public.users u
    left join public.employment_info e on e.user_id = u.id
    left join (select b.user_id, min(b.day) as day from busy b group by 1) b on b.user_id = u.id
    where u.id = any (people)
  ),
  stays as materialized (
    select m.user_id, coalesce(m.org_unit_id, '00000000-0000-0000-0000-000000000000') as org_unit_id,
      greatest(m.from_day, f.day) as from_day, m.until_day
    from firsts f join private.unit_memberships m on m.user_id = f.user_id and m.user_id = any (people) and (m.until_day is null or m.until_day > f.day)
  ),
  days as (
    select * from busy
    union all
    select q.user_id, q.day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from (
      select f.user_id, f.day from firsts f
      union
      select s.user_id, unnest(array[s.from_day, s.until_day]) from stays s
    ) q
    where q.day <= last_day and not exists (select from busy b where b.user_id = q.user_id and b.day = q.day)
  )
  select d.user_id, d.day, lead(d.day) over by_day, s.org_unit_id,
    (sum(d.skills) over by_day)::integer, (sum(d.skills_rated) over by_day)::integer,
    (sum(d.skills_validated) over by_day)::integer, (sum(d.level_sum) over by_day)::integer,
    (sum(d.completions) over by_day)::integer, (sum(d.minutes_learned) over by_day)::integer,
    (sum(d.goals_active) over by_day)::integer, (sum(d.goals_achieved) over by_day)::integer,
    (sum(d.mentorships_active) over by_day)::integer, d.completions, d.minutes_learned, d.goal_moves, d.meetings,
    d.feedback_given, d.skill_changes, d.endorsements_given
  from days d
  left join stays s on s.user_id = d.user_id and s.from_day <= d.day and (s.until_day is null or s.until_day > d.day)
  window by_day as (partition by d.user_id order by d.day rows unbounded preceding);
end
$$;
comment on function private.person_days(uuid[], date) is
  'The rows of user_analytics of these people until a day, from the facts alone; none of who was erased. Nothing is joined row by row: with no statistics yet that takes minutes. Days are of UTC, which is also the time zone in here: a cast costs less than "at time zone". Checks no right.';

create or replace function private.roll_up_people(people uuid[], last_day date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
  if not exists (select from public.user_analytics a where a.user_id = any (people)) then
    with inserted as (
      insert into public.user_analytics select * from private.person_days(people, last_day) returning org_unit_id, day
    ),
    queued as (
      insert into private.unit_queue (org_unit_id, from_day)
      select i.org_unit_id, min(i.day) from inserted i where i.org_unit_id is not null group by 1
    )
    select count(*) into n from inserted;
    return jsonb_build_object('people', cardinality(people), 'person_days', n);
  end if;
  execute $q$
    with wanted as materialized (select * from private.person_days($1, $2)),
    changed as materialized (
      select w.*, t.user_id is null as is_new, t.org_unit_id as former_unit_id,
        -- Where only the end is another, a unit's sums are as they were until then.
        case when (w.org_unit_id,
          w.skills, w.skills_rated, w.skills_validated, w.level_sum, w.courses_completed, w.learning_minutes,
          w.goals_active, w.goals_achieved, w.mentorships_active, w.completions, w.minutes_learned, w.goal_moves,
          w.meetings, w.feedback_given, w.skill_changes, w.endorsements_given
        ) is not distinct from (t.org_unit_id,
          t.skills, t.skills_rated, t.skills_validated, t.level_sum, t.courses_completed, t.learning_minutes,
          t.goals_active, t.goals_achieved, t.mentorships_active, t.completions, t.minutes_learned, t.goal_moves,
          t.meetings, t.feedback_given, t.skill_changes, t.endorsements_given
        ) then least(w.until_day, t.until_day) else w.day end as from_day
      from wanted w
      left join (select * from public.user_analytics where user_id = any ($1)) t on t.user_id = w.user_id and t.day = w.day
      where w.* is distinct from t.*
    ),
    gone as (
      delete from public.user_analytics a
      where a.user_id = any ($1) and not exists (select from wanted w where w.user_id = a.user_id and w.day = a.day)
      returning 1
    ),
    updated as (
      update public.user_analytics a
      set until_day = c.until_day, org_unit_id = c.org_unit_id,
        skills = c.skills, skills_rated = c.skills_rated, skills_validated = c.skills_validated, level_sum = c.level_sum,
        courses_completed = c.courses_completed, learning_minutes = c.learning_minutes, goals_active = c.goals_active,
        goals_achieved = c.goals_achieved, mentorships_active = c.mentorships_active, completions = c.completions,
        minutes_learned = c.minutes_learned, goal_moves = c.goal_moves, meetings = c.meetings,
        feedback_given = c.feedback_given, skill_changes = c.skill_changes, endorsements_given = c.endorsements_given
      from changed c
      where not c.is_new and a.user_id = any ($1) and a.user_id = c.user_id and a.day = c.day
    ),
    inserted as (
      insert into public.user_analytics
      select user_id, day, until_day, org_unit_id,
        skills, skills_rated, skills_validated, level_sum, courses_completed, learning_minutes, goals_active,
        goals_achieved, mentorships_active, completions, minutes_learned, goal_moves, meetings, feedback_given,
        skill_changes, endorsements_given
      from changed where is_new
    ),
    queued as (
      insert into private.unit_queue (org_unit_id, from_day)
      select u, min(c.from_day) from changed c, unnest(array[c.org_unit_id, c.former_unit_id]) u where u is not null group by u
    )
    select (select count(*) from changed) + (select count(*) from gone)
  $q$ into n using people, last_day;
  return jsonb_build_object('people', cardinality(people), 'person_days', n);
end
$$;

drop function private.roll_up_units(uuid[]);
create function private.roll_up_units(units uuid[], before date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  starts date[];
  n integer;
begin
  with taken as (
    delete from private.unit_queue q where q.org_unit_id = any (units) returning q.org_unit_id, q.from_day
  ),
  earliest as (
    select t.org_unit_id as id, date_trunc('month', min(t.from_day))::date as start
    from taken t group by 1
  )
  select coalesce(array_agg(e.id), '{}'), array_agg(e.start) into units, starts from earliest e;
  delete from private.unit_months m using unnest(units, starts) u (id, start) where m.org_unit_id = u.id and m.month >= u.start and m.month < before;
  execute $q$
    with affected as materialized (select u.id, u.start from unnest($1, $2) u (id, start)),
    -- What begins from then on or ends. A row that ends is found by its end, one that stands by its beginning.
    rows as (
      select a.*, u.start from affected u join public.user_analytics a on a.org_unit_id = u.id and a.until_day >= u.start
      union all
      select a.*, u.start from affected u join public.user_analytics a on a.org_unit_id = u.id and a.until_day is null and a.day >= u.start
    ),
    moved as materialized (
      select a.org_unit_id, d.day, sum(d.sign)::integer as people,
        sum(d.sign * a.skills)::integer as skills, sum(d.sign * a.skills_rated)::integer as skills_rated,
        sum(d.sign * a.skills_validated)::integer as skills_validated, sum(d.sign * a.level_sum)::integer as level_sum,
        sum(d.sign * a.courses_completed)::integer as courses_completed,
        sum(d.sign * a.learning_minutes)::integer as learning_minutes,
        sum(d.sign * a.goals_active)::integer as goals_active, sum(d.sign * a.goals_achieved)::integer as goals_achieved,
        sum(d.sign * a.mentorships_active)::integer as mentorships_active,
        coalesce(sum(a.completions) filter (where d.sign > 0), 0)::integer as completions,
        coalesce(sum(a.minutes_learned) filter (where d.sign > 0), 0)::integer as minutes_learned,
        coalesce(sum(a.goal_moves) filter (where d.sign > 0), 0)::integer as goal_moves,
        coalesce(sum(a.meetings) filter (where d.sign > 0), 0)::integer as meetings,
        coalesce(sum(a.feedback_given) filter (where d.sign > 0), 0)::integer as feedback_given,
        coalesce(sum(a.skill_changes) filter (where d.sign > 0), 0)::integer as skill_changes,
        coalesce(sum(a.endorsements_given) filter (where d.sign > 0), 0)::integer as endorsements_given
      from rows a
      cross join lateral (values (1, a.day), (-1, a.until_day)) d (sign, day)
      where d.day >= a.start and d.day < $3
      group by a.org_unit_id, d.day
    ),
    months as (
      insert into private.unit_months
      select org_unit_id, date_trunc('month', day)::date, sum(people),
        sum(skills), sum(skills_rated), sum(skills_validated), sum(level_sum), sum(courses_completed),
        sum(learning_minutes), sum(goals_active), sum(goals_achieved), sum(mentorships_active), sum(completions),
        sum(minutes_learned), sum(goal_moves), sum(meetings), sum(feedback_given), sum(skill_changes),
        sum(endorsements_given)
      from moved group by 1, 2
    ),
    bases as materialized (
      select u.id, b.*
      from affected u
      left join lateral (
        select * from public.unit_analytics a where a.org_unit_id = u.id and a.day < u.start order by a.day desc limit 1
      ) b on true
    ),
    wanted as materialized (
      select m.org_unit_id, m.day, (coalesce(b.people, 0) + sum(m.people) over by_day)::integer as people,
        (coalesce(b.skills, 0) + sum(m.skills) over by_day)::integer as skills,
        (coalesce(b.skills_rated, 0) + sum(m.skills_rated) over by_day)::integer as skills_rated,
        (coalesce(b.skills_validated, 0) + sum(m.skills_validated) over by_day)::integer as skills_validated,
        (coalesce(b.level_sum, 0) + sum(m.level_sum) over by_day)::integer as level_sum,
        (coalesce(b.courses_completed, 0) + sum(m.courses_completed) over by_day)::integer as courses_completed,
        (coalesce(b.learning_minutes, 0) + sum(m.learning_minutes) over by_day)::integer as learning_minutes,
        (coalesce(b.goals_active, 0) + sum(m.goals_active) over by_day)::integer as goals_active,
        (coalesce(b.goals_achieved, 0) + sum(m.goals_achieved) over by_day)::integer as goals_achieved,
        (coalesce(b.mentorships_active, 0) + sum(m.mentorships_active) over by_day)::integer as mentorships_active,
        m.completions, m.minutes_learned, m.goal_moves, m.meetings, m.feedback_given, m.skill_changes,
        m.endorsements_given
      from moved m join bases b on b.id = m.org_unit_id
      window by_day as (partition by m.org_unit_id order by m.day)
    ),
    changed as materialized (
      select w.*, t.org_unit_id is null as is_new
      from wanted w
      left join (
        select a.* from affected u join public.unit_analytics a on a.org_unit_id = u.id and a.day >= u.start and a.day < $3
      ) t on t.org_unit_id = w.org_unit_id and t.day = w.day
      where w.* is distinct from t.*
    ),
    gone as (
      delete from public.unit_analytics a using affected u
      where a.org_unit_id = u.id and a.day >= u.start and a.day < $3
        and not exists (select from wanted w where w.org_unit_id = a.org_unit_id and w.day = a.day)
      returning 1
    ),
    updated as (
      update public.unit_analytics a
      set people = c.people,
        skills = c.skills, skills_rated = c.skills_rated, skills_validated = c.skills_validated, level_sum = c.level_sum,
        courses_completed = c.courses_completed, learning_minutes = c.learning_minutes, goals_active = c.goals_active,
        goals_achieved = c.goals_achieved, mentorships_active = c.mentorships_active, completions = c.completions,
        minutes_learned = c.minutes_learned, goal_moves = c.goal_moves, meetings = c.meetings,
        feedback_given = c.feedback_given, skill_changes = c.skill_changes, endorsements_given = c.endorsements_given
      from changed c
      where not c.is_new and a.org_unit_id = c.org_unit_id and a.day = c.day
    ),
    inserted as (
      insert into public.unit_analytics
      select org_unit_id, day, people,
        skills, skills_rated, skills_validated, level_sum, courses_completed, learning_minutes, goals_active,
        goals_achieved, mentorships_active, completions, minutes_learned, goal_moves, meetings, feedback_given,
        skill_changes, endorsements_given
      from changed where is_new
    )
    select (select count(*) from changed) + (select count(*) from gone)
  $q$ into n using units, starts, before;
  return jsonb_build_object('units', cardinality(units), 'unit_days', n);
end
$$;

create or replace function private.job_rollups(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
  reached date := (select done_until from private.rollup_state);
  until bigint := (cursor ->> 'until')::bigint;
  last_seen uuid := (cursor ->> 'after')::uuid;
  batch uuid[];
  before date := 'infinity';
  changes jsonb;
begin
  if cursor is null then
    -- What nobody wrote and a day has brought all the same.
    insert into private.rollup_queue (user_id)
    select a.user_id from public.skill_assessments a
    where a.valid_until >= (reached + 1)::timestamp at time zone 'utc' and a.valid_until < (as_of + 1)::timestamp at time zone 'utc'
    union
    select p from public.mentorship_meetings m, unnest(array[m.mentee_id, m.mentor_id]) p
    where m.starts_at >= (reached + 1)::timestamp at time zone 'utc' and m.starts_at < (as_of + 1)::timestamp at time zone 'utc';
    update private.rollup_state set done_until = greatest(reached, as_of);
    -- What is queued from now on is the next run's.
    return jsonb_build_object('rows', 0, 'next',
      jsonb_build_object('people', true, 'until', (select coalesce(max(id), 0) from private.rollup_queue)));
  elsif cursor ? 'people' then
    batch := array(
      select distinct q.user_id from private.rollup_queue q where (last_seen is null or q.user_id > last_seen) and q.id <= until order by 1 limit 400
    );
    if batch = '{}' then
      return jsonb_build_object('rows', 0, 'next', '{"units": true}'::jsonb);
    end if;
    -- First, and in a statement of its own: whatever is queued while the facts are read stays queued.
    delete from private.rollup_queue where user_id = any (batch);
    changes := private.roll_up_people(batch, reached);
  else
    -- As many as have so many months of people to be summed up.
    batch := array(
      select b.id
      from (
        select s.id, sum(s.people * s.months) over (order by s.id) as total, row_number() over (order by s.id) as nth
        from (
          select q.org_unit_id as id, (reached - greatest(min(q.from_day), reached - 365)) / 30 + 2 as months, coalesce(min(m.people), 0) + 1 as people
          from private.unit_queue q
          left join (
            select coalesce(m.org_unit_id, nowhere) as id, count(*) as people from private.unit_memberships m group by 1
          ) m on m.id = q.org_unit_id
          where last_seen is null or q.org_unit_id > last_seen
          group by q.org_unit_id
        ) s
      ) b
      where b.total <= 20000 or b.nth = 1 order by b.id
    );
    if batch = '{}' then
      return jsonb_build_object('rows', 0, 'next', null);
    end if;
    -- One that is large comes in slices: until the month with which its rows are too many.
    if cardinality(batch) = 1 then
      select coalesce(min(s.month), 'infinity') into before
      from (
        select t.month, sum(t.n) over (order by t.month) as total, row_number() over (order by t.month) as nth
        from (
          select date_trunc('month', a.until_day)::date as month, count(*) as n from public.user_analytics a
          where a.org_unit_id = batch[1] and a.until_day >= (
            select date_trunc('month', min(q.from_day))::date from private.unit_queue q where q.org_unit_id = batch[1])
          group by 1
        ) t
      ) s
      where s.total > 40000 and s.nth > 1;
    end if;
    changes := private.roll_up_units(batch, before);
  end if;
  return jsonb_build_object(
    'rows', coalesce((changes ->> 'person_days')::bigint, 0) + coalesce((changes ->> 'unit_days')::bigint, 0),
    'changes', changes, 'next', case when before = 'infinity' then cursor || jsonb_build_object('after', batch[cardinality(batch)]) else cursor end
  );
end
$$;

-- Who stands in no unit ----------------------------------------------------------------------------------------------------------

-- squawk-ignore ban-drop-not-null
alter table private.unit_memberships alter column org_unit_id drop not null;
comment on column private.unit_memberships.org_unit_id is 'Null: here, and in no unit.';
comment on column public.user_analytics.org_unit_id is
  'The unit of that day; 00000000-…: here, and in none; null: before the first or after the last day.';
comment on table private.unit_memberships is
  'Who stood in which unit, from a day on until the day before another, kept by trigger from users. Nobody who left stands anywhere.';
comment on table public.unit_analytics is
  'The sums of user_analytics over those who stood in the unit itself on that day, for each day on which one of them has a row, came or went; 00000000-…: in none. A subtree is a sum over units.';

create or replace function private.follow_memberships() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  today date := private.today();
  moved uuid[];
begin
  if tg_op = 'INSERT' then
    moved := array(select n.id from new_rows n);
  else
    moved := array(
      select n.id from new_rows n join old_rows o on o.id = n.id
      where (n.org_unit_id, n.status, n.erased_at) is distinct from (o.org_unit_id, o.status, o.erased_at)
    );
  end if;
  if moved = '{}' then
    return null;
  end if;
  -- Where somebody came today they have not been yet, nor where they were put wrong on the day on which their record was made.
  delete from private.unit_memberships m using public.users u
  where m.user_id = any (moved) and u.id = m.user_id
    and (
      u.erased_at is not null or m.from_day = today or m.from_day = '-infinity' and (u.created_at at time zone 'utc')::date = today
      -- Whose first unit is known now has always stood there.
      or u.org_unit_id is not null and not exists (select from private.unit_memberships o where o.user_id = u.id and o.org_unit_id is not null)
    );
  update private.unit_memberships m
  set until_day = case when u.status = 'active' and u.org_unit_id is not distinct from m.org_unit_id then null else today end
  from public.users u
  where m.user_id = any (moved) and u.id = m.user_id and (m.until_day is null or m.until_day = today);
  insert into private.unit_memberships (user_id, org_unit_id, from_day)
  select u.id, u.org_unit_id,
    case when exists (select from private.unit_memberships m where m.user_id = u.id) then today else '-infinity'::date end
  from public.users u
  where u.id = any (moved) and u.status = 'active' and u.erased_at is null
    and not exists (select from private.unit_memberships m where m.user_id = u.id and m.until_day is null);
  return null;
end
$$;
insert into private.unit_memberships (user_id, from_day)
select u.id, coalesce((select max(m.until_day) from private.unit_memberships m where m.user_id = u.id), '-infinity')
from public.users u
where u.status = 'active' and u.erased_at is null
  and not exists (select from private.unit_memberships m where m.user_id = u.id and m.until_day is null);

create or replace function private.get_org_overview(unit uuid, from_month date, to_month date) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
begin
  if unit is not null and not exists (select from public.org_units where id = unit) then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  to_month := date_trunc('month', coalesce(to_month, private.today()));
  from_month := date_trunc('month', coalesce(from_month, to_month - interval '11 months'));
  if to_month < from_month or to_month >= from_month + interval '10 years' then
    perform private.fail(400, 'invalid', 'A trend has 1 to 120 months.', jsonb_build_array(jsonb_build_object(
      'path', 'from', 'code', 'too_many', 'message', 'A trend has 1 to 120 months.')));
  end if;
  -- No meetings and no feedback: HR does not read whose they are, and a unit may be two people.
  return (
    -- The unit itself, or who stands in none, belongs to none of those below it.
    with recursive below (root, id) as (
      select null::uuid, coalesce(unit, '00000000-0000-0000-0000-000000000000')
      union all
      select o.id, o.id from public.org_units o where o.parent_id is not distinct from unit
      union all
      select b.root, o.id from below b join public.org_units o on o.parent_id = b.id where b.root is not null
    ),
    cells as materialized (
      select b.root, m.month,
        sum(m.people)::integer as people, sum(m.skills)::integer as skills, sum(m.skills_rated)::integer as skills_rated,
        sum(m.skills_validated)::integer as skills_validated, sum(m.level_sum)::integer as level_sum,
        sum(m.courses_completed)::integer as courses_completed, sum(m.goals_active)::integer as goals_active,
        sum(m.goals_achieved)::integer as goals_achieved, sum(m.mentorships_active)::integer as mentorships_active,
        sum(m.completions)::integer as completions, sum(m.minutes_learned)::integer as minutes_learned,
        sum(m.goal_moves)::integer as goal_moves, sum(m.skill_changes)::integer as skill_changes,
        sum(m.endorsements_given)::integer as endorsements_given
      from below b join private.unit_months m on m.org_unit_id = b.id and m.month <= to_month
      group by b.root, m.month
    ),
    sums as materialized (
      select c.month,
        sum(c.people) as people, sum(c.skills) as skills, sum(c.skills_rated) as skills_rated,
        sum(c.skills_validated) as skills_validated, sum(c.level_sum) as level_sum, sum(c.courses_completed) as courses_completed,
        sum(c.goals_active) as goals_active, sum(c.goals_achieved) as goals_achieved,
        sum(c.mentorships_active) as mentorships_active, sum(c.completions) as completions,
        sum(c.minutes_learned) as minutes_learned, sum(c.goal_moves) as goal_moves, sum(c.skill_changes) as skill_changes,
        sum(c.endorsements_given) as endorsements_given
      from cells c group by c.month
    ),
    months as (
      select d::date as month from generate_series(from_month, to_month, interval '1 month') d
    ),
    trend as (
      select o.month,
        coalesce(sum(s.people), 0) as people, coalesce(sum(s.skills), 0) as skills, coalesce(sum(s.skills_rated), 0) as skills_rated,
        coalesce(sum(s.skills_validated), 0) as skills_validated, round(sum(s.level_sum) / nullif(sum(s.skills_rated), 0), 2) as average_level,
        coalesce(sum(s.courses_completed), 0) as courses_completed, coalesce(sum(s.goals_active), 0) as goals_active,
        coalesce(sum(s.goals_achieved), 0) as goals_achieved, coalesce(sum(s.mentorships_active), 0) as mentorships_active,
        coalesce(sum(s.completions) filter (where s.month = o.month), 0) as completions,
        round(coalesce(sum(s.minutes_learned) filter (where s.month = o.month), 0) / 60.0, 1) as hours_learned,
        coalesce(sum(s.goal_moves) filter (where s.month = o.month), 0) as goal_moves,
        coalesce(sum(s.skill_changes) filter (where s.month = o.month), 0) as skill_changes,
        coalesce(sum(s.endorsements_given) filter (where s.month = o.month), 0) as endorsements_given
      from months o left join sums s on s.month <= o.month group by o.month
    ),
    parts as (
      select o.id, o.name, o.name_key, jsonb_build_object(
        'people', coalesce(sum(c.people), 0), 'skills', coalesce(sum(c.skills), 0), 'skills_rated', coalesce(sum(c.skills_rated), 0),
        'skills_validated', coalesce(sum(c.skills_validated), 0),
        'average_level', round(sum(c.level_sum)::numeric / nullif(sum(c.skills_rated), 0), 2),
        'goals_active', coalesce(sum(c.goals_active), 0), 'mentorships_active', coalesce(sum(c.mentorships_active), 0),
        'completions', coalesce(sum(c.completions) filter (where c.month >= from_month), 0),
        'hours_learned', round(coalesce(sum(c.minutes_learned) filter (where c.month >= from_month), 0) / 60.0, 1)
      ) as numbers
      from public.org_units o left join cells c on c.root = o.id
      where o.parent_id is not distinct from unit
      group by o.id
    )
    select jsonb_build_object(
      'unit', private.unit_ref(unit),
      'until', (select nullif(s.done_until, '-infinity') from private.rollup_state s),
      'months', (select jsonb_agg(to_jsonb(t) order by t.month) from trend t),
      'units', (
        select coalesce(jsonb_agg(p.numbers || jsonb_build_object('unit', jsonb_build_object('id', p.id, 'name', p.name))
          order by p.name_key, p.id), '[]')
        from parts p
      )
    )
  );
end
$$;

-- Skills asked for and there --------------------------------------------------------------------------------------------------

create table private.skill_balances (
  org_unit_id uuid not null,
  skill_id uuid not null,
  level integer,
  jobs integer not null,
  goals integer not null,
  people integer not null,
  primary key (org_unit_id, skill_id)
);
alter table private.skill_balances enable row level security;
comment on table private.skill_balances is
  'What private.skill_balance_of() found in the last night of each large unit with all below it; the company is unit 00000000-….';

create table private.balanced_units (
  org_unit_id uuid primary key,
  as_of date not null
);
alter table private.balanced_units enable row level security;
comment on table private.balanced_units is
  'Of which units private.skill_balances stands, and as of which day; of all others it is asked when somebody reads it.';

create function private.large_units() returns table (org_unit_id uuid, people bigint)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  most constant integer := 2000;
begin
  return query
  with recursive direct as materialized (
    select u.org_unit_id as id, count(*) as n from public.users u where u.status = 'active' group by 1
  ),
  above (id, n) as (
    select d.id, d.n from direct d where d.id is not null
    union all
    select o.parent_id, a.n from above a join public.org_units o on o.id = a.id where o.parent_id is not null
  )
  select a.id, sum(a.n)::bigint from above a group by 1 having sum(a.n) > most
  union all
  select '00000000-0000-0000-0000-000000000000', sum(d.n)::bigint from direct d having sum(d.n) > most;
end
$$;
comment on function private.large_units() is
  'Units with more than 2,000 people in them and below, and the company (00000000-…) if it has: what is counted of them is counted at night.';

create function private.skill_balance_of(unit uuid, skill_ids uuid[])
returns table (skill_id uuid, level integer, jobs integer, goals integer, people integer)
language plpgsql stable security definer rows 1000 set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  units uuid[] := private.units_below(unit);
begin
  return query
  with staff as materialized (
    select u.id, e.pathway_id
    from public.users u left join public.employment_info e on e.user_id = u.id
    where u.status = 'active' and e.employment_type is distinct from 'contractor' and (unit is null or u.org_unit_id = any (units))
  ),
  wishes as materialized (
    select w.pathway_id, count(*) filter (where w.is_job) as jobs, count(*) filter (where not w.is_job) as goals
    from (
      select s.pathway_id, true as is_job from staff s where s.pathway_id is not null
      union all
      select g.pathway_id, false from public.user_career_goals g join staff s on s.id = g.user_id where g.status = 'active'
    ) w
    group by 1
  ),
  demand as (
    select r.skill_id, r.level, sum(w.jobs) as jobs, sum(w.goals) as goals
    from wishes w join public.pathway_requirements r on r.pathway_id = w.pathway_id
    where skill_ids is null or r.skill_id = any (skill_ids) group by 1, 2
  ),
  -- A level that expired since the last night counts until the next.
  supply as (
    select us.skill_id, us.level, count(*) as people
    from public.user_skills us join staff s on s.id = us.user_id
    where us.level is not null and (skill_ids is null or us.skill_id = any (skill_ids)) group by 1, 2
  ),
  both_sides as (
    select skill_id, level, jobs, goals, 0 as people from demand
    union all
    select skill_id, level, 0, 0, people from supply
  ),
  -- Of level and above: who can more can also less.
  steps as (
    select skill_id, level,
      sum(sum(jobs)) over up as jobs, sum(sum(goals)) over up as goals, sum(sum(people)) over up as people, sum(jobs) + sum(goals) > 0 as is_asked
    from both_sides group by skill_id, level
    window up as (partition by skill_id order by level desc)
  )
  select distinct on (t.skill_id) t.skill_id, case when t.is_asked then t.level end, t.jobs::integer, t.goals::integer, t.people::integer
  from steps t
  order by t.skill_id, t.is_asked desc, case when t.is_asked then t.jobs + t.goals - t.people end desc, t.level;
end
$$;
comment on function private.skill_balance_of(uuid, uuid[]) is
  'Of a unit and all below it (null: everybody, contractors apart): per skill how many jobs and active goals ask for it and how many people have it, at the level at which most is missing (null: nothing asks). 404. Checks no right.';

create or replace function private.get_org_skills(unit uuid, skill_ids uuid[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
  place uuid := coalesce(unit, '00000000-0000-0000-0000-000000000000');
  night date := (select b.as_of from private.balanced_units b where b.org_unit_id = place);
begin
  return (
    with balances as (
      select b.skill_id, b.level, b.jobs, b.goals, b.people from private.skill_balances b
      where night is not null and b.org_unit_id = place and (skill_ids is null or b.skill_id = any (skill_ids))
      union all
      select * from private.skill_balance_of(unit, skill_ids) where night is null
    ),
    found as materialized (
      select s.id, s.name, s.name_key, b.level, b.jobs, b.goals, b.jobs + b.goals as demand, b.people as supply, b.jobs + b.goals - b.people as gap
      from balances b join public.skills s on s.id = b.skill_id and s.status = 'active'
    ),
    page as (
      select * from found f
      where after is null or (-f.gap, f.name_key, f.id) > (-(after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid)
      order by f.gap desc, f.name_key, f.id limit page_size + 1
    ),
    shown as (select * from page order by gap desc, name_key, id limit page_size)
    select jsonb_build_object(
      'as_of', coalesce(night, private.today()),
      'items', coalesce((
        select jsonb_agg(jsonb_build_object('skill', jsonb_build_object('id', s.id, 'name', s.name), 'level', s.level,
          'jobs', s.jobs, 'goals', s.goals, 'demand', s.demand, 'supply', s.supply, 'gap', s.gap
        ) order by s.gap desc, s.name_key, s.id) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.gap, s.name_key, s.id) from shown s order by s.gap, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
comment on function public.get_org_skills(uuid, uuid[], jsonb, integer, boolean) is
  'GET /org/skills, hr_admin: of a unit and all below it (null: everybody, contractors apart) per skill how many jobs and active goals ask for it, how many people have it, at the level at which most is missing, the largest gap first. Of more than 2,000 people as the last night found it, as_of says of which day. {as_of, items, next, total?}. 404.';

create function private.job_skill_balances(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  -- A step looks at so many people, each once for every unit above; the company is a step of its own.
  most constant integer := 50000;
  last_seen uuid := (cursor ->> 0)::uuid;
  batch uuid[];
  n integer;
begin
  if cursor is null then
    delete from private.balanced_units b where b.org_unit_id not in (select l.org_unit_id from private.large_units() l);
    delete from private.skill_balances b where b.org_unit_id not in (select u.org_unit_id from private.balanced_units u);
  end if;
  select array_agg(l.org_unit_id order by l.org_unit_id) into batch
  from (
    select l.org_unit_id, sum(l.people) over (order by l.org_unit_id) as total, row_number() over (order by l.org_unit_id) as nth
    from private.large_units() l where last_seen is null or l.org_unit_id > last_seen
  ) l
  where l.total <= most or l.nth = 1;
  if batch is null then
    return '{"rows": 0, "next": null}';
  end if;
  with wanted as materialized (
    select u.id as org_unit_id, b.*
    from unnest(batch) u (id)
    cross join lateral private.skill_balance_of(nullif(u.id, '00000000-0000-0000-0000-000000000000'), null) b
  ),
  gone as (
    delete from private.skill_balances b
    where b.org_unit_id = any (batch)
      and not exists (select from wanted w where w.org_unit_id = b.org_unit_id and w.skill_id = b.skill_id)
    returning 1
  ),
  written as (
    insert into private.skill_balances as b (org_unit_id, skill_id, level, jobs, goals, people)
    select w.org_unit_id, w.skill_id, w.level, w.jobs, w.goals, w.people from wanted w
    on conflict (org_unit_id, skill_id) do update
      set level = excluded.level, jobs = excluded.jobs, goals = excluded.goals, people = excluded.people
      where (b.level, b.jobs, b.goals, b.people) is distinct from (excluded.level, excluded.jobs, excluded.goals, excluded.people)
    returning 1
  )
  select (select count(*) from gone) + (select count(*) from written) into n;
  -- What it finds is of now, whichever day it is told to be of.
  insert into private.balanced_units (org_unit_id, as_of) select unnest(batch), private.today()
  on conflict (org_unit_id) do update set as_of = excluded.as_of;
  return jsonb_build_object('rows', n, 'next', jsonb_build_array(batch[cardinality(batch)]));
end
$$;
comment on function private.job_skill_balances(jsonb, date) is
  'Job: writes which skills are asked for and there in each large unit; who reads it sees a unit as it was before or as it is now, never in between.';
select private.schedule_job('skill_balances', '0 4 * * *', 'Which skills the company and its large units ask for and have');

-- Publications: who is counted may be counted step by step ---------------------------------------------------------------------------

create function private.open_publication(measure text, key text, on_day date) returns uuid
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  made uuid;
begin
  perform pg_advisory_xact_lock(hashtext('publication'), hashtext(measure));
  insert into private.publications (measure, no, key, published_on)
  select measure, coalesce(max(p.no), 0) + 1, key, on_day from private.publications p where p.measure = measure
  returning id into made;
  return made;
end
$$;
comment on function private.open_publication(text, text, date) is
  'Begins the next publication of a measure: count_people() until all are counted, draw_cells(), settle_cells() and end_publication() follow. Its id; fails where the measure has this key already. Checks no right.';

create function private.count_people(publication uuid, people uuid[], units uuid[], after uuid, until uuid) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
#variable_conflict use_variable
declare
  places uuid[] := array_replace(units, null, '00000000-0000-0000-0000-000000000000');
  this private.publications;
begin
  select * into this from private.publications where id = publication;
  execute $query$
    update public.publication_stays s set until_no = $3
    where s.measure = $4 and s.until_no is null and ($5 is null or s.user_id > $5) and ($6 is null or s.user_id <= $6) and not exists (
      select from unnest($1, $2) n (user_id, unit) where n.user_id = s.user_id and n.unit = s.unit
    )
  $query$ using people, places, this.no, this.measure, after, until;
  execute $query$
    insert into public.publication_stays (measure, user_id, unit, from_no)
    select $4, n.user_id, n.unit, $3 from unnest($1, $2) n (user_id, unit)
    where not exists (
      select from public.publication_stays s
      where s.measure = $4 and s.until_no is null and s.user_id = n.user_id and s.unit = n.unit
    )
  $query$ using people, places, this.no, this.measure;
end
$$;
comment on function private.count_people(uuid, uuid[], uuid[], uuid, uuid) is
  'Counts these people in a publication, each with their unit (null: none) at the same position: all whom it is to count after an id and up to another (nulls: all). Whoever was counted before and is not among them is counted no more. Checks no right.';

create function private.draw_cells(publication uuid) returns void
language plpgsql security definer set search_path = '' set enable_nestloop = off
as $$
begin
  execute $query$
    with recursive direct as materialized (
      select s.unit, count(*) as n from public.publication_stays s where s.measure = $2 and s.until_no is null group by 1
    ),
    -- Each unit of somebody, and each above; the company is above all.
    above (unit, ancestor, distance) as (
      select d.unit, d.unit, 0 from direct d where d.unit <> $1
      union all
      select a.unit, o.parent_id, a.distance + 1 from above a join public.org_units o on o.id = a.ancestor where o.parent_id is not null
    ),
    depths as (
      select a.unit, max(a.distance) as depth from above a group by 1
    ),
    heads as (
      select a.ancestor as unit, coalesce(o.parent_id, $1) as parent, min(t.depth - a.distance) as depth, sum(d.n) as n
      from above a join direct d on d.unit = a.unit join depths t on t.unit = a.unit join public.org_units o on o.id = a.ancestor
      group by 1, 2
      union all
      select $1, null, -1, sum(d.n) from direct d
    ),
    cells as (
      select h.unit, false as rest, h.parent, h.depth, h.n from heads h where h.n > 0
      union all
      select d.unit, true, d.unit, h.depth + 1, d.n from direct d join heads h on h.unit = d.unit
      where exists (select from heads b where b.parent = d.unit)
    ),
    -- Who stands above has the smaller number.
    numbered as (
      select c.*, row_number() over (order by c.depth, c.n desc, c.unit) as cell from cells c
    )
    insert into private.published_cells (publication_id, cell, parent, unit, rest, people)
    select $3, c.cell, coalesce(p.cell, 0), c.unit, c.rest, c.n
    from numbered c left join numbered p on p.unit = c.parent and not p.rest
  $query$ using '00000000-0000-0000-0000-000000000000'::uuid, (select p.measure from private.publications p where p.id = publication), publication;
  perform private.hide_small_cells(publication);
end
$$;
comment on function private.draw_cells(uuid) is
  'The cells of a publication, once its people are counted: units, siblings'' rest, and what is hidden for being small. Checks no right.';

create or replace function private.begin_publication(measure text, key text, on_day date, people uuid[], units uuid[]) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  made uuid := private.open_publication(measure, key, on_day);
begin
  perform private.count_people(made, people, units, null, null);
  perform private.draw_cells(made);
  return made;
end
$$;

create or replace function private.engaged_people(on_day date) returns table (user_id uuid, unit uuid)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
begin
  return query
  select u.id, m.org_unit_id
  from public.users u
  left join public.employment_info e on e.user_id = u.id
  left join private.unit_memberships m on m.user_id = u.id and m.from_day <= on_day and (m.until_day > on_day or m.until_day is null)
  -- Two nulls are one here, and a join by equality is one by hash.
  join private.unit_switches('engagement') w on coalesce(w.unit, nowhere) = coalesce(m.org_unit_id, nowhere) and w.enabled
  where e.employment_type is distinct from 'contractor'
    and (e.hire_date is null or e.hire_date <= on_day)
    and case when u.status = 'active' then true else e.last_day >= on_day end
  -- Whoever has gone stands nowhere, and was somewhere.
    and (u.status = 'active' or m.user_id is not null);
end
$$;

create or replace function private.job_engagement(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  most constant integer := 10000;
  last_day date := (date_trunc('month', as_of) - interval '1 day')::date;
  p private.publications;
  step integer;
  people uuid[];
  units uuid[];
  amounts numeric[];
begin
  if cursor is null then
    -- What another run did not end begins anew; months are published in their order and once.
    delete from private.publications o where o.measure = 'engagement' and not o.done;
    perform private.unpublish_stays('engagement');
    if exists (select from private.publications o where o.measure = 'engagement' and o.key >= to_char(last_day, 'YYYY-MM')) then
      return '{"rows": 0, "next": null}';
    end if;
    if not exists (select from private.engaged_people(last_day)) then
      return '{"rows": 0, "next": null}';
    end if;
    perform private.open_publication('engagement', to_char(last_day, 'YYYY-MM'), last_day);
    return '{"rows": 0, "next": ["count", null]}';
  end if;
  select * into strict p from private.publications o where o.measure = 'engagement' and not o.done;
  if cursor ->> 0 = 'count' then
    select array_agg(e.user_id order by e.user_id), array_agg(e.unit order by e.user_id) into people, units
    from (
      select e.* from private.engaged_people(p.published_on) e
      where cursor ->> 1 is null or e.user_id > (cursor ->> 1)::uuid order by e.user_id limit most
    ) e;
    perform private.count_people(p.id, people, units, (cursor ->> 1)::uuid, people[most]);
    return jsonb_build_object('rows', coalesce(cardinality(people), 0),
      'next', case when people[most] is null then '["draw"]' else jsonb_build_array('count', people[most]) end);
  end if;
  if cursor ->> 0 = 'draw' then
    perform private.draw_cells(p.id);
    return '{"rows": 0, "next": ["settle", 0]}';
  end if;
  if cursor ->> 0 = 'settle' then
    step := private.settle_cells(p.id, (cursor ->> 1)::integer);
    return jsonb_build_object('rows', 0, 'next', case when step is null then '["show"]' else jsonb_build_array('settle', step) end);
  end if;
  execute $query$
    with done as (
      select a.user_id, sum(a.minutes_learned) as minutes, sum(a.goal_moves) as goals, sum(a.meetings) as meetings,
        sum(a.feedback_given + a.endorsements_given) as feedback
      from public.user_analytics a where a.day between private.engagement_from($1) and $1 group by 1
    )
    select array_agg(s.user_id), array_agg(i.amount)
    from public.publication_stays s left join done d on d.user_id = s.user_id
    cross join lateral (
      select sum(x) as amount from unnest(private.engagement_parts(d.minutes, d.goals, d.meetings, d.feedback)) x
    ) i
    where s.measure = 'engagement' and s.until_no is null
  $query$ into people, amounts using p.published_on;
  perform private.show_mean(p.id, 'index', people, amounts);
  perform private.end_publication(p.id);
  return jsonb_build_object('rows', cardinality(people), 'next', null);
end
$$;
comment on function private.job_engagement(jsonb, date) is
  'Job: publishes the engagement index of the last whole month by unit: who is counted, 10,000 a step, what may be shown (settle_cells()), and the means. Nobody reads it before it is whole.';
