-- Domain: analytics. What people and units had and did, day by day, and what teams, the company and its skills look like.

-- unit_memberships ---------------------------------------------------------------------------------------------------------

create table private.unit_memberships (
  user_id uuid not null references public.users (id) on delete cascade,
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
  from_day date not null,
  until_day date,
  primary key (user_id, from_day),
  check (until_day > from_day)
);
create unique index on private.unit_memberships (user_id) where until_day is null;
create index on private.unit_memberships (org_unit_id);
alter table private.unit_memberships enable row level security;
comment on table private.unit_memberships is
  'Who stood in which unit, from a day on until the day before another, kept by trigger from users. Nobody who left stands anywhere.';
comment on column private.unit_memberships.from_day is
  '-infinity: where we first knew somebody is where they stood before, from their first day on.';

-- user_analytics -----------------------------------------------------------------------------------------------------------

create table public.user_analytics (
  user_id uuid not null,
  day date not null,
  until_day date,
  org_unit_id uuid,
  skills integer not null,
  skills_rated integer not null,
  skills_validated integer not null,
  level_sum integer not null,
  courses_completed integer not null,
  learning_minutes integer not null,
  goals_active integer not null,
  goals_achieved integer not null,
  mentorships_active integer not null,
  completions integer not null,
  minutes_learned integer not null,
  goal_moves integer not null,
  meetings integer not null,
  feedback_given integer not null,
  skill_changes integer not null,
  endorsements_given integer not null,
  primary key (user_id, day),
  check (until_day > day)
);
create index on public.user_analytics (org_unit_id, coalesce(until_day, 'infinity'));
alter table public.user_analytics enable row level security;
create policy user_analytics_select on public.user_analytics
  for select to authenticated using (user_id = (select private.current_user_id()));
grant select on public.user_analytics to authenticated;
comment on table public.user_analytics is
  'What a person had at the end of a day and did on it; a row for each day on which something changed or happened, none for others. The person''s alone. Written by private.job_rollups(): a pure function of dated facts.';
comment on column public.user_analytics.until_day is 'The day of the next row; null: this is the latest.';
comment on column public.user_analytics.org_unit_id is 'The unit of that day; null: none, or before the first or after the last day.';
comment on column public.user_analytics.skills_validated is 'Whose level comes from a manager or a test.';
comment on column public.user_analytics.learning_minutes is 'Of all courses completed so far, each as long as the catalogue says; minutes_learned: of that day.';
comment on column public.user_analytics.goals_active is 'Begun and not ended; a pause leaves no date.';
comment on column public.user_analytics.goal_moves is 'Goals activated or achieved, and items of goals done.';
comment on column public.user_analytics.meetings is 'Of mentorships, that were to begin on that day.';
comment on column public.user_analytics.feedback_given is 'On mentorships.';
comment on column public.user_analytics.skill_changes is 'Levels that the person gave themselves, and evidence.';

-- unit_analytics, unit_months ------------------------------------------------------------------------------------------------

create table public.unit_analytics (
  org_unit_id uuid not null,
  day date not null,
  people integer not null,
  skills integer not null,
  skills_rated integer not null,
  skills_validated integer not null,
  level_sum integer not null,
  courses_completed integer not null,
  learning_minutes integer not null,
  goals_active integer not null,
  goals_achieved integer not null,
  mentorships_active integer not null,
  completions integer not null,
  minutes_learned integer not null,
  goal_moves integer not null,
  meetings integer not null,
  feedback_given integer not null,
  skill_changes integer not null,
  endorsements_given integer not null,
  primary key (org_unit_id, day)
);
alter table public.unit_analytics enable row level security;
-- No policy and no grant: a small unit would tell of persons. Functions publish what their reader may know.
comment on table public.unit_analytics is
  'The sums of user_analytics over those who stood in the unit itself on that day, for each day on which one of them has a row, came or went. A subtree is a sum over units.';

create table private.unit_months (
  org_unit_id uuid not null,
  month date not null check (extract(day from month) = 1),
  people integer not null,
  skills integer not null,
  skills_rated integer not null,
  skills_validated integer not null,
  level_sum integer not null,
  courses_completed integer not null,
  learning_minutes integer not null,
  goals_active integer not null,
  goals_achieved integer not null,
  mentorships_active integer not null,
  completions integer not null,
  minutes_learned integer not null,
  goal_moves integer not null,
  meetings integer not null,
  feedback_given integer not null,
  skill_changes integer not null,
  endorsements_given integer not null,
  primary key (org_unit_id, month)
);
alter table private.unit_months enable row level security;
comment on table private.unit_months is
  'By how much unit_analytics changed in a month, and what was done in it: the sums of any units over any months need no day.';

-- What is to be computed anew ------------------------------------------------------------------------------------------------

create table private.rollup_queue (
  user_id uuid not null,
  id bigint generated always as identity,
  primary key (user_id, id)
);
create index on private.rollup_queue (id);
alter table private.rollup_queue enable row level security;
comment on table private.rollup_queue is
  'Whose days private.job_rollups() computes anew. Those who write only ever add to it, so nobody waits for anybody; no foreign key, which would lock people.';

create table private.unit_queue (
  org_unit_id uuid not null,
  from_day date not null,
  id bigint generated always as identity,
  primary key (org_unit_id, id)
);
alter table private.unit_queue enable row level security;
comment on table private.unit_queue is 'From which day on a unit''s sums are computed anew, once the people''s days are.';

create table private.rollup_state (
  done_until date not null,
  single boolean primary key default true check (single)
);
alter table private.rollup_state enable row level security;
insert into private.rollup_state values ('-infinity');
comment on table private.rollup_state is 'One row: until which day the rows reach. What is known of later days waits: a level that expires, a meeting that is planned.';

create function private.queue_rollups() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  execute format('insert into private.rollup_queue (user_id) select distinct p from %s r, unnest(array[%s]) p where p is not null',
    case tg_op
      when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows' else '(select * from old_rows union all select * from new_rows)'
    end,
    (select string_agg('r.' || quote_ident(c), ', ') from unnest(tg_argv) c));
  return null;
end
$$;
comment on function private.queue_rollups() is
  'After each statement that wrote facts (transition tables old_rows, new_rows): the people whom the columns of the arguments name are computed anew.';

create function private.queue_rollup() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.rollup_queue (user_id) values ((to_jsonb(new) ->> tg_argv[0])::uuid);
  return null;
end
$$;
comment on function private.queue_rollup() is
  'After a row changed in something that seldom does: whom the column of the argument names is computed anew.';

create function private.queue_course() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.rollup_queue (user_id)
  select distinct t.user_id from public.user_training t where t.course_id = new.id and t.status = 'completed';
  return null;
end
$$;
comment on function private.queue_course() is 'After a course became longer or shorter: so did what people learned in it.';

do $$
declare
  source record;
  verb text;
begin
  for source in
    select * from (values
      ('public.skill_assessments', '{insert,update,delete}'::text[], 'user_id, assessor_id'),
      ('public.user_skills', '{insert,delete}', 'user_id'),
      ('public.skill_evidence', '{insert,delete}', 'user_id'),
      ('public.user_training', '{insert,update,delete}', 'user_id'),
      ('public.user_career_goals', '{insert,update,delete}', 'user_id'),
      ('public.goal_items', '{insert,update,delete}', 'user_id'),
      ('public.mentorships', '{insert,update,delete}', 'mentee_id, mentor_id'),
      ('public.mentorship_meetings', '{insert,update,delete}', 'mentee_id, mentor_id'),
      ('public.mentorship_feedback', '{insert,delete}', 'author_id'),
      ('private.unit_memberships', '{insert,update,delete}', 'user_id'),
      ('public.employment_info', '{insert}', 'user_id'),
      ('public.users', '{insert}', 'id')
    ) as v (name, verbs, columns)
  loop
    foreach verb in array source.verbs loop
      execute format('create trigger queue_rollups_%1$s after %1$s on %2$s referencing %3$s
        for each statement execute function private.queue_rollups(%4$s)', verb, source.name,
        concat_ws(' ', case when verb <> 'insert' then 'old table as old_rows' end, case when verb <> 'delete' then 'new table as new_rows' end),
        source.columns);
    end loop;
  end loop;
end
$$;
create trigger queue_rollup after update of hire_date on public.employment_info
  for each row when (old.hire_date is distinct from new.hire_date) execute function private.queue_rollup('user_id');
create trigger queue_rollup after update of erased_at on public.users
  for each row when (old.erased_at is distinct from new.erased_at) execute function private.queue_rollup('id');
create trigger queue_course after update of duration_hours on public.courses
  for each row when (old.duration_hours <> new.duration_hours) execute function private.queue_course();
-- Found by their day, once it has come.
create index on public.skill_assessments (valid_until) where valid_until is not null;
create index on public.mentorship_meetings (starts_at);

create function private.queue_units() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.unit_queue (org_unit_id, from_day)
  select o.org_unit_id, min(o.day) from old_rows o where o.org_unit_id is not null group by 1;
  return null;
end
$$;
comment on function private.queue_units() is 'After people''s days were deleted, by an erasure too: the sums of their units are computed anew.';
create trigger queue_units after delete on public.user_analytics
  referencing old table as old_rows for each statement execute function private.queue_units();

create function private.follow_memberships() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  today date := private.today();
  moved uuid[];
begin
  if tg_op = 'INSERT' then
    moved := array(select n.id from new_rows n where n.org_unit_id is not null);
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
    and (u.erased_at is not null or m.from_day = today or m.from_day = '-infinity' and (u.created_at at time zone 'utc')::date = today);
  update private.unit_memberships m
  set until_day = case when u.status = 'active' and u.org_unit_id = m.org_unit_id then null else today end
  from public.users u
  where m.user_id = any (moved) and u.id = m.user_id and (m.until_day is null or m.until_day = today);
  insert into private.unit_memberships (user_id, org_unit_id, from_day)
  select u.id, u.org_unit_id,
    case when exists (select from private.unit_memberships m where m.user_id = u.id) then today else '-infinity'::date end
  from public.users u
  where u.id = any (moved) and u.org_unit_id is not null and u.status = 'active' and u.erased_at is null
    and not exists (select from private.unit_memberships m where m.user_id = u.id and m.until_day is null);
  return null;
end
$$;
comment on function private.follow_memberships() is
  'Once a statement: whoever came into a unit, moved, left, came back or was erased stands there, or nowhere, from today (UTC) on.';
create trigger follow_memberships_insert after insert on public.users
  referencing new table as new_rows for each statement execute function private.follow_memberships();
create trigger follow_memberships_update after update on public.users
  referencing old table as old_rows new table as new_rows for each statement execute function private.follow_memberships();
insert into private.unit_memberships (user_id, org_unit_id, from_day)
select id, org_unit_id, '-infinity' from public.users where status = 'active' and org_unit_id is not null and erased_at is null;

-- The rows ------------------------------------------------------------------------------------------------------------------------

create function private.person_days(people uuid[], last_day date) returns setof public.user_analytics
language plpgsql stable security definer rows 50000 set search_path = '' set plan_cache_mode = force_custom_plan set work_mem = '64MB'
set enable_nestloop = off
as $$
#variable_conflict use_variable
begin
  people := array(select u.id from public.users u where u.id = any (people) and u.erased_at is null);
  return query
  -- Each skill with each level that somebody gave, or with nulls.
  with assessed as materialized (
    select us.user_id, us.skill_id, (us.created_at at time zone 'utc')::date as made, a.id, a.source, a.level, a.assessor_id, a.assessed_at,
      (a.assessed_at at time zone 'utc')::date as from_day,
      least((a.valid_until at time zone 'utc')::date, (a.withdrawn_at at time zone 'utc')::date) as until_day,
      row_number() over by_skill as nth,
      lead(us.user_id) over by_skill is null and row_number() over by_skill = 1 and a.source <> 'peer' as is_alone
    from public.user_skills us
    left join public.skill_assessments a on a.user_id = us.user_id and a.skill_id = us.skill_id and a.counts and a.user_id = any (people)
    where us.user_id = any (people)
    window by_skill as (partition by us.user_id, us.skill_id order by a.assessed_at)
  ),
  -- private.effective_level() at the end of each day on which it may change, for all at once.
  moments as materialized (
    select user_id, skill_id, from_day as day from assessed
    where not is_alone and from_day is not null and (until_day is null or until_day > from_day)
    union
    select user_id, skill_id, until_day from assessed where not is_alone and until_day > from_day
  ),
  standing as materialized (
    select m.day, a.user_id, a.skill_id, a.id, a.source, a.level, a.assessor_id, a.assessed_at
    from moments m join assessed a on a.user_id = m.user_id and a.skill_id = m.skill_id
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
    select e.user_id, (e.added_at at time zone 'utc')::date, 'skill_changes', 1
    from public.skill_evidence e where e.user_id = any (people)
    union all
    select a.assessor_id, (a.assessed_at at time zone 'utc')::date, 'endorsements_given', 1
    from public.skill_assessments a where a.assessor_id = any (people) and a.source = 'peer'
    union all
    select t.user_id, t.completed_on, m.measure, m.n
    from public.user_training t
    join public.courses c on c.id = t.course_id
    cross join lateral (values ('completions', 1), ('minutes_learned', round(60 * c.duration_hours)::integer)) m (measure, n)
    where t.user_id = any (people) and t.status = 'completed'
    union all
    select g.user_id, (g.started_at at time zone 'utc')::date, m.measure, 1
    from public.user_career_goals g cross join (values ('goals_active'), ('goal_moves')) m (measure)
    where g.user_id = any (people) and g.started_at is not null
    union all
    select g.user_id, (g.ended_at at time zone 'utc')::date, m.measure, m.n
    from public.user_career_goals g
    join (values ('goals_active', -1), ('goals_achieved', 1), ('goal_moves', 1)) m (measure, n)
      on g.status = 'achieved' or m.measure = 'goals_active'
    where g.user_id = any (people) and g.started_at is not null and g.ended_at is not null
    union all
    select i.user_id, (i.done_at at time zone 'utc')::date, 'goal_moves', 1
    from public.goal_items i where i.user_id = any (people) and i.done_at is not null
    union all
    select m.user_id, (d.at at time zone 'utc')::date, 'mentorships_active', d.n
    from (
      select mentee_id as user_id, started_at, ended_at from public.mentorships where mentee_id = any (people)
      union all
      select mentor_id, started_at, ended_at from public.mentorships where mentor_id = any (people)
    ) m
    cross join lateral (values (m.started_at, 1), (m.ended_at, -1)) d (at, n)
    where d.at is not null
    union all
    select m.user_id, (m.starts_at at time zone 'utc')::date, 'meetings', 1
    from (
      select mentee_id as user_id, starts_at from public.mentorship_meetings where mentee_id = any (people)
      union all
      select mentor_id, starts_at from public.mentorship_meetings where mentor_id = any (people)
    ) m
    union all
    select f.author_id, (f.created_at at time zone 'utc')::date, 'feedback_given', 1
    from public.mentorship_feedback f where f.author_id = any (people)
  ),
  facts (user_id, day, skills, skills_rated, skills_validated, level_sum, measure, n) as (
    select user_id, made, 1, 0, 0, 0, null::text, 0 from assessed where nth = 1 and (from_day is null or made < from_day)
    union all
    select user_id, from_day, (nth = 1 and made >= from_day)::integer, 0, 0, 0,
      case when source = 'self' then 'skill_changes' end, (source = 'self')::integer
    from assessed where not is_alone and (nth = 1 and made >= from_day or source = 'self')
    union all
    select user_id, from_day, (made >= from_day)::integer, (until_day is null or until_day > from_day)::integer,
      (source in ('manager', 'assessment') and (until_day is null or until_day > from_day))::integer,
      case when until_day is null or until_day > from_day then level else 0 end,
      case when source = 'self' then 'skill_changes' end, (source = 'self')::integer
    from assessed where is_alone and (made >= from_day or source = 'self' or until_day is null or until_day > from_day)
    union all
    select user_id, until_day, 0, -1, -(source in ('manager', 'assessment'))::integer, -level, null, 0
    from assessed where is_alone and until_day > from_day
    union all
    select user_id, day, 0, sign(level)::integer - sign(level_before)::integer, validated - validated_before, level - level_before, null, 0
    from levels where (level, validated) <> (level_before, validated_before)
    union all
    select user_id, day, 0, 0, 0, 0, measure, n from doings
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
      coalesce(sum(f.n) filter (where f.measure = 'skill_changes'), 0)::integer as skill_changes,
      coalesce(sum(f.n) filter (where f.measure = 'endorsements_given'), 0)::integer as endorsements_given
    from facts f
    where f.day <= last_day
    group by f.user_id, f.day
  ),
  -- Who has no day of hire came with the first that is known of them.
  firsts as materialized (
    select u.id as user_id, least((u.created_at at time zone 'utc')::date, coalesce(e.hire_date, b.day)) as day
    from public.users u
    left join public.employment_info e on e.user_id = u.id
    left join (select b.user_id, min(b.day) as day from busy b group by 1) b on b.user_id = u.id
    where u.id = any (people)
  ),
  stays as materialized (
    select m.user_id, m.org_unit_id, greatest(m.from_day, f.day) as from_day, m.until_day
    from firsts f join private.unit_memberships m on m.user_id = f.user_id and m.user_id = any (people) and (m.until_day is null or m.until_day > f.day)
  ),
  days as (
    select * from busy
    union all
    select q.user_id, q.day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    from (
      select f.user_id, f.day from firsts f
      union
      select s.user_id, d.day from stays s cross join lateral (values (s.from_day), (s.until_day)) d (day)
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
  window by_day as (partition by d.user_id order by d.day);
end
$$;
comment on function private.person_days(uuid[], date) is
  'The rows of user_analytics of these people until a day, from the facts alone; none of who was erased. Nothing is joined row by row: with no statistics yet that takes minutes. Checks no right.';

create function private.roll_up_people(people uuid[], last_day date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
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
comment on function private.roll_up_people(uuid[], date) is
  'Writes the days of these people until a day that are not as they should be, and queues their units. {people, person_days}: how many were looked at, how many rows changed.';

create function private.roll_up_units(units uuid[]) returns jsonb
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
  delete from private.unit_months m using unnest(units, starts) u (id, start) where m.org_unit_id = u.id and m.month >= u.start;
  execute $q$
    with affected as materialized (select u.id, u.start from unnest($1, $2) u (id, start)),
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
      from affected u
      join public.user_analytics a on a.org_unit_id = u.id and coalesce(a.until_day, 'infinity') >= u.start
      cross join lateral (values (1, a.day), (-1, a.until_day)) d (sign, day)
      where d.day >= u.start
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
        select a.* from affected u join public.unit_analytics a on a.org_unit_id = u.id and a.day >= u.start
      ) t on t.org_unit_id = w.org_unit_id and t.day = w.day
      where w.* is distinct from t.*
    ),
    gone as (
      delete from public.unit_analytics a using affected u
      where a.org_unit_id = u.id and a.day >= u.start
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
  $q$ into n using units, starts;
  return jsonb_build_object('units', cardinality(units), 'unit_days', n);
end
$$;
comment on function private.roll_up_units(uuid[]) is
  'Takes these units from the queue and writes their days, from the first month on in which something changed, that are not the sums of their people''s. {units, unit_days}: how many were looked at, how many rows changed.';

create function private.job_rollups(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  reached date := (select done_until from private.rollup_state);
  until bigint := (cursor ->> 'until')::bigint;
  last_seen uuid := coalesce((cursor ->> 'after')::uuid, '00000000-0000-0000-0000-000000000000');
  batch uuid[];
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
      select distinct q.user_id from private.rollup_queue q where q.user_id > last_seen and q.id <= until order by 1 limit 1000
    );
    if batch = '{}' then
      return jsonb_build_object('rows', 0, 'next', '{"units": true}'::jsonb);
    end if;
    -- First, and in a statement of its own: whatever is queued while the facts are read stays queued.
    delete from private.rollup_queue where user_id = any (batch);
    changes := private.roll_up_people(batch, reached);
  else
    batch := array(select distinct q.org_unit_id from private.unit_queue q where q.org_unit_id > last_seen order by 1 limit 100);
    if batch = '{}' then
      return jsonb_build_object('rows', 0, 'next', null);
    end if;
    changes := private.roll_up_units(batch);
  end if;
  return jsonb_build_object(
    'rows', coalesce((changes ->> 'person_days')::bigint, 0) + coalesce((changes ->> 'unit_days')::bigint, 0),
    'changes', changes, 'next', cursor || jsonb_build_object('after', batch[cardinality(batch)])
  );
end
$$;
comment on function private.job_rollups(jsonb, date) is
  'Job: what people and units had and did, until a day (never less far than it was done before). First whom a day has changed is queued, then come the people of the queue, then their units.';

create function private.rebuild_rollups() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.rollup_queue (user_id) select id from public.users;
  insert into private.unit_queue (org_unit_id, from_day) select id, '-infinity' from public.org_units;
end
$$;
comment on function private.rebuild_rollups() is
  'For operators: the next run of the job computes everybody and every unit anew, from the facts alone.';
select private.rebuild_rollups();

-- What each run did ----------------------------------------------------------------------------------------------------------------

alter table private.job_runs add column changes jsonb not null default '{}';
comment on column private.job_runs.changes is 'What a job says that it did, by kind: the sums over its steps.';

create or replace function private.run_job_step(job text, as_of date default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  wanted text := job;
  day date := coalesce(as_of, (now() at time zone 'utc')::date);
  run private.job_runs;
  result jsonb;
  began timestamptz := clock_timestamp();
begin
  if not exists (select from private.jobs where name = wanted) then
    perform private.fail(404, 'not_found', 'There is no such job.');
  end if;
  -- Or a slip of the pen would find everybody's retention over.
  if day > (now() at time zone 'utc')::date then
    perform private.fail(400, 'invalid', 'A job runs as of today or a day before.', jsonb_build_array(jsonb_build_object(
      'path', 'as_of', 'code', 'in_the_future', 'message', 'A job runs as of today or a day before.')));
  end if;
  -- Whoever comes second leaves it to the first.
  if not pg_try_advisory_xact_lock(hashtext('job'), hashtext(wanted)) then
    return jsonb_build_object('job', wanted, 'status', 'busy', 'rows', 0);
  end if;
  select * into run from private.job_runs r where r.job = wanted and r.status = 'running' order by r.started_at limit 1;
  if run.id is null then
    insert into private.job_runs (job, as_of) values (wanted, day) returning * into run;
  end if;
  begin
    execute format('select private.%I($1, $2)', 'job_' || wanted) into strict result using run.next_cursor, run.as_of;
    run.next_cursor := nullif(result -> 'next', 'null');
    run.status := case when run.next_cursor is null then 'done' else 'running' end;
    run.rows := run.rows + coalesce((result ->> 'rows')::bigint, 0);
    run.changes := run.changes || coalesce((
      select jsonb_object_agg(c.key, c.value::bigint + coalesce((run.changes ->> c.key)::bigint, 0))
      from jsonb_each_text(result -> 'changes') c
    ), '{}');
  exception when query_canceled or others then
    -- The code alone: a message may quote a person's data.
    run.status := 'failed';
    run.error := sqlstate;
    raise warning 'job %: %', wanted, sqlerrm;
  end;
  update private.job_runs r
  set status = run.status, error = run.error, next_cursor = run.next_cursor, rows = run.rows, changes = run.changes, steps = r.steps + 1,
      ms = r.ms + (1000 * extract(epoch from clock_timestamp() - began))::integer,
      finished_at = case when run.status <> 'running' then clock_timestamp() end
  where r.id = run.id;
  return jsonb_build_object('job', wanted, 'status', run.status, 'as_of', run.as_of, 'rows', coalesce((result ->> 'rows')::bigint, 0));
end
$$;
comment on table private.jobs is
  'Work that runs by itself: private.job_<name>(cursor jsonb, as_of date) does one step under 5 s and answers {next, rows, changes?: {kind: number}}; next null: done. Steps are idempotent. schedule: cron, UTC.';

create or replace function private.get_job_runs(jobs text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return (
    with page as (
      select * from private.job_runs r
      where (jobs is null or r.job = any (jobs))
        and (after is null or (r.started_at, r.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by r.started_at desc, r.id desc limit page_size + 1
    ),
    shown as (select * from page order by started_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', s.id, 'job', s.job, 'as_of', s.as_of, 'status', s.status, 'started_at', s.started_at,
          'finished_at', s.finished_at, 'steps', s.steps, 'rows', s.rows, 'changes', s.changes, 'ms', s.ms, 'error', s.error
        ) order by s.started_at desc, s.id desc) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.started_at, s.id) from shown s order by s.started_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from private.job_runs r where jobs is null or r.job = any (jobs)
    )) else '{}' end
  );
end
$$;

select private.schedule_job('rollups', '30 3 * * *', 'What people and units had and did, day by day');

-- A team ---------------------------------------------------------------------------------------------------------------------------

create function private.team_of_mine(scope text) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  line uuid[] := private.my_report_ids();
begin
  if line = '{}' then
    raise insufficient_privilege using message = 'Only for managers.';
  end if;
  return array(
    select l.report_id from public.reporting_lines l join public.users u on u.id = l.report_id
    where l.manager_id = me and l.report_id = any (line) and u.status = 'active' and (scope = 'line' or l.depth = 1)
  );
end
$$;
comment on function private.team_of_mine(text) is 'The caller''s own people: direct, or line: all below. 403 for who has none.';

create function private.levels_of_all(people uuid[])
returns table (user_id uuid, skill_id uuid, level integer, source text)
language plpgsql stable security definer rows 10000 set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select us.user_id, us.skill_id, us.level, us.source from public.user_skills us
  where us.user_id = any (people) and (us.valid_until is null or us.valid_until > now())
  union all
  select us.user_id, us.skill_id, e.level, e.source
  from public.user_skills us left join lateral private.effective_level(us.user_id, us.skill_id) e on true
  where us.user_id = any (people) and us.valid_until <= now();
end
$$;
comment on function private.levels_of_all(uuid[]) is 'private.levels_of(), of many people. Checks no right.';

create function private.get_team_overview(scope text, from_day date, to_day date) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  people uuid[] := private.team_of_mine(scope);
  mine uuid[] := private.people_i_decide_for();
  today date := private.today();
begin
  return jsonb_build_object('scope', scope, 'from', from_day, 'to', to_day)
    || (
      select jsonb_build_object('people', count(*), 'contractors', count(*) filter (where e.employment_type = 'contractor'))
      from unnest(people) p left join public.employment_info e on e.user_id = p
    )
    || jsonb_build_object(
      'skills', (
        with held as materialized (select * from private.levels_of_all(people)),
        alone as (
          select h.skill_id, min(h.user_id::text)::uuid as user_id, min(h.level) as level
          from held h where h.level >= 3 group by h.skill_id having count(*) = 1
        ),
        shown as (
          select a.*, s.name from alone a join public.skills s on s.id = a.skill_id and s.status = 'active'
          order by a.level desc, s.name_key, s.id limit 10
        )
        select jsonb_build_object(
          'held', count(*), 'rated', count(h.level), 'validated', count(*) filter (where h.source in ('manager', 'assessment')),
          'average_level', round(avg(h.level), 2),
          'single_holders', (
            select coalesce(jsonb_agg(jsonb_build_object('skill', jsonb_build_object('id', s.skill_id, 'name', s.name),
              'person', private.person_ref(s.user_id), 'level', s.level) order by s.level desc, s.name, s.skill_id), '[]')
            from shown s where cardinality(people) > 1
          )
        )
        from held h
      ),
      'goals', (
        select jsonb_build_object('active', count(*) filter (where g.status = 'active'),
          'achieved', count(*) filter (where g.status = 'achieved' and (g.ended_at at time zone 'utc')::date between from_day and to_day))
        from public.user_career_goals g where g.user_id = any (people) and g.shared
      ),
      'training', (
        select jsonb_build_object(
          'open', count(*) filter (where t.ended_at is null),
          'completed', count(*) filter (where t.completed_on between from_day and to_day),
          'hours', coalesce(sum(c.duration_hours) filter (where t.completed_on between from_day and to_day), 0)
        )
        from public.user_training t join public.courses c on c.id = t.course_id where t.user_id = any (people)
      ),
      'certificates_expiring', (
        select count(*) from (
          select from public.certifications c where c.user_id = any (people) and c.expires_on between today and today + 90
          union all
          select from public.user_training t
          where t.user_id = any (people) and t.status = 'completed' and t.certificate_expires_on between today and today + 90
        ) c
      ),
      'compliance', (
        select jsonb_build_object('overdue', count(*) filter (where c.state = 'overdue'), 'due', count(*) filter (where c.state = 'due'),
          'expiring', count(*) filter (where c.state = 'expiring'), 'people_overdue', count(distinct c.user_id) filter (where c.state = 'overdue'))
        from private.compliance_of(people, today) c
      ),
      -- Whoever decides: also for others' people, as a delegate.
      'approvals', jsonb_build_object(
        'enrolments', (select count(*) from public.user_training t where t.user_id = any (mine) and t.status = 'requested'),
        'plans', (select count(*) from public.development_plans p where p.user_id = any (mine) and p.status = 'submitted'),
        'validations', (select count(*) from public.skill_validation_requests r where r.user_id = any (mine) and r.status = 'submitted')
      )
    );
end
$$;
create function public.get_team_overview(scope text, from_day date, to_day date) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_team_overview(scope, from_day, to_day) $$;
comment on function public.get_team_overview(text, date, date) is
  'GET /teams/overview, managers: skills, shared goals, training, certificates and mandatory training of the direct reports or of the line, as they are now and were done in a period, and what waits for the caller''s decision. 403.';

create function private.get_team_people(
  scope text, from_day date, to_day date, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  people uuid[] := private.team_of_mine(scope);
  today date := private.today();
  keys text[];
  shown uuid[];
begin
  select array_agg(p.id order by p.name_key, p.id), array_agg(p.name_key order by p.name_key, p.id) into shown, keys
  from (
    select u.id, u.name_key from public.users u
    where u.id = any (people) and (after is null or (u.name_key, u.id) > (after ->> 0, (after ->> 1)::uuid))
    order by u.name_key, u.id limit page_size + 1
  ) p;
  return jsonb_build_object(
    'items', (
      with here as (select p.id, p.place from unnest(shown) with ordinality as p (id, place) where p.place <= page_size),
      skills as (
        select h.user_id, count(*) as held, count(h.level) as rated, count(*) filter (where h.source in ('manager', 'assessment')) as validated,
          round(avg(h.level), 2) as average
        from private.levels_of_all(shown) h group by 1
      ),
      compliance as (
        select c.user_id, count(*) as overdue from private.compliance_of(shown, today) c where c.state = 'overdue' group by 1
      )
      select coalesce(jsonb_agg(jsonb_build_object(
        'person', private.person_ref(h.id),
        'skills', coalesce(s.held, 0), 'skills_rated', coalesce(s.rated, 0), 'skills_validated', coalesce(s.validated, 0),
        'average_level', s.average,
        'goals_active', (select count(*) from public.user_career_goals g where g.user_id = h.id and g.shared and g.status = 'active'),
        'courses_completed', t.completed, 'hours_learned', t.hours, 'overdue', coalesce(c.overdue, 0),
        'certificates_expiring', t.expiring
          + (select count(*) from public.certifications k where k.user_id = h.id and k.expires_on between today and today + 90)
      ) order by h.place), '[]')
      from here h
      left join skills s on s.user_id = h.id
      left join compliance c on c.user_id = h.id
      cross join lateral (
        select count(*) filter (where t.completed_on between from_day and to_day) as completed,
          coalesce(sum(k.duration_hours) filter (where t.completed_on between from_day and to_day), 0) as hours,
          count(*) filter (where t.certificate_expires_on between today and today + 90) as expiring
        from public.user_training t join public.courses k on k.id = t.course_id where t.user_id = h.id
      ) t
    ),
    'next', case when cardinality(shown) > page_size then jsonb_build_array(keys[page_size], shown[page_size]) end
  ) || case when want_total then jsonb_build_object('total', cardinality(people)) else '{}' end;
end
$$;
create function public.get_team_people(
  scope text, from_day date, to_day date, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_team_people(scope, from_day, to_day, after, least(page_size, 1000), want_total) $$;
comment on function public.get_team_people(text, date, date, jsonb, integer, boolean) is
  'GET /teams/people, managers: the numbers of get_team_overview() person by person, by name. {items, next, total?}. 403.';

-- The company ------------------------------------------------------------------------------------------------------------------------

create function private.units_below(unit uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  if unit is not null and not exists (select from public.org_units where id = unit) then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  return array(
    with recursive below (id) as (
      select o.id from public.org_units o where case when unit is null then o.parent_id is null else o.id = unit end
      union
      select o.id from below b join public.org_units o on o.parent_id = b.id
    )
    select id from below
  );
end
$$;
comment on function private.units_below(uuid) is 'A unit and all below it, as the tree is today; null: all units. 404.';

create function private.get_org_overview(unit uuid, from_month date, to_month date) returns jsonb
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
    -- The unit itself belongs to none of those below it.
    with recursive below (root, id) as (
      select null::uuid, unit where unit is not null
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
create function public.get_org_overview(unit uuid default null, from_month date default null, to_month date default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_org_overview(unit, from_month, to_month) $$;
comment on function public.get_org_overview(uuid, date, date) is
  'GET /org/overview, hr_admin: of a unit and all below it (null: all units) what its people had at the end of each month and did in it, and the same of each unit next below, from the rollups until a day. 404.';

create function private.get_org_skills(unit uuid, skill_ids uuid[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
  units uuid[] := private.units_below(unit);
begin
  return (
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
    ),
    found as materialized (
      select distinct on (t.skill_id) s.id, s.name, s.name_key, case when t.is_asked then t.level end as level,
        t.jobs, t.goals, t.jobs + t.goals as demand, t.people as supply, t.jobs + t.goals - t.people as gap
      from steps t join public.skills s on s.id = t.skill_id and s.status = 'active'
      order by t.skill_id, t.is_asked desc, case when t.is_asked then t.jobs + t.goals - t.people end desc, t.level
    ),
    page as (
      select * from found f
      where after is null or (-f.gap, f.name_key, f.id) > (-(after ->> 0)::numeric, after ->> 1, (after ->> 2)::uuid)
      order by f.gap desc, f.name_key, f.id limit page_size + 1
    ),
    shown as (select * from page order by gap desc, name_key, id limit page_size)
    select jsonb_build_object(
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
create function public.get_org_skills(
  unit uuid default null, skill_ids uuid[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_org_skills(unit, skill_ids, after, least(page_size, 20000), want_total) $$;
comment on function public.get_org_skills(uuid, uuid[], jsonb, integer, boolean) is
  'GET /org/skills, hr_admin: of a unit and all below it (null: everybody, contractors apart) per skill how many jobs and active goals ask for it, how many people have it, at the level at which most is missing, the largest gap first. {items, next, total?}. 404.';

-- Privacy ----------------------------------------------------------------------------------------------------------------------------

-- Erasure destroys it; the job makes nothing for the erased, and the sums of their units follow.
select private.declare_personal('user_analytics', row_key => '{user_id, day}', unaudited => '{until_day, org_unit_id, skills,
  skills_rated, skills_validated, level_sum, courses_completed, learning_minutes, goals_active, goals_achieved, mentorships_active,
  completions, minutes_learned, goal_moves, meetings, feedback_given, skill_changes, endorsements_given}');

grant execute on function
  private.get_team_overview(text, date, date), public.get_team_overview(text, date, date),
  private.get_team_people(text, date, date, jsonb, integer, boolean), public.get_team_people(text, date, date, jsonb, integer, boolean),
  private.get_org_overview(uuid, date, date), public.get_org_overview(uuid, date, date),
  private.get_org_skills(uuid, uuid[], jsonb, integer, boolean), public.get_org_skills(uuid, uuid[], jsonb, integer, boolean)
to authenticated;
