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
  user_id uuid not null references public.users (id) on delete cascade,
  day date not null,
  until_day date,
  org_unit_id uuid references public.org_units (id) on delete set null,
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
create index on public.user_analytics (org_unit_id, day);
create index on public.user_analytics (org_unit_id, until_day);
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
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
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
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
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
language plpgsql stable security definer rows 50000 set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with who as materialized (
    select u.id, (u.created_at at time zone 'utc')::date as made, e.hire_date
    from public.users u left join public.employment_info e on e.user_id = u.id
    where u.id = any (people) and u.erased_at is null
  ),
  -- private.effective_level() at the end of each day on which it may change, for all at once.
  assessed as materialized (
    select a.user_id, a.skill_id, a.id, a.source, a.level, a.assessor_id, a.assessed_at,
      (a.assessed_at at time zone 'utc')::date as from_day,
      least((a.valid_until at time zone 'utc')::date, (a.withdrawn_at at time zone 'utc')::date) as until_day
    from public.skill_assessments a join who w on w.id = a.user_id
    where a.counts
  ),
  moments as materialized (
    select user_id, skill_id, from_day as day from assessed where until_day is null or until_day > from_day
    union
    select user_id, skill_id, until_day from assessed where until_day > from_day
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
  facts as materialized (
    select us.user_id, least((us.created_at at time zone 'utc')::date, a.day) as day, 'skills' as measure, 1 as n
    from who w
    join public.user_skills us on us.user_id = w.id
    left join (select a.user_id, a.skill_id, min(a.from_day) as day from assessed a group by 1, 2) a
      on a.user_id = us.user_id and a.skill_id = us.skill_id
    union all
    select l.user_id, l.day, m.measure, m.n
    from levels l
    cross join lateral (values
      ('skills_rated', (l.level > 0)::integer - (l.level_before > 0)::integer),
      ('skills_validated', l.validated - l.validated_before),
      ('level_sum', l.level - l.level_before)
    ) m (measure, n)
    where m.n <> 0
    union all
    select a.user_id, a.from_day, 'skill_changes', 1 from assessed a where a.source = 'self'
    union all
    select w.id, (e.added_at at time zone 'utc')::date, 'skill_changes', 1
    from who w join public.skill_evidence e on e.user_id = w.id
    union all
    select w.id, (a.assessed_at at time zone 'utc')::date, 'endorsements_given', 1
    from who w join public.skill_assessments a on a.assessor_id = w.id and a.source = 'peer'
    union all
    select w.id, t.completed_on, m.measure, m.n
    from who w
    join public.user_training t on t.user_id = w.id and t.status = 'completed'
    join public.courses c on c.id = t.course_id
    cross join lateral (values ('completions', 1), ('minutes_learned', round(60 * c.duration_hours)::integer)) m (measure, n)
    union all
    select w.id, (g.started_at at time zone 'utc')::date, m.measure, 1
    from who w
    join public.user_career_goals g on g.user_id = w.id and g.started_at is not null
    cross join (values ('goals_active'), ('goal_moves')) m (measure)
    union all
    select w.id, (g.ended_at at time zone 'utc')::date, m.measure, m.n
    from who w
    join public.user_career_goals g on g.user_id = w.id and g.started_at is not null and g.ended_at is not null
    join (values ('goals_active', -1), ('goals_achieved', 1), ('goal_moves', 1)) m (measure, n)
      on g.status = 'achieved' or m.measure = 'goals_active'
    union all
    select w.id, (i.done_at at time zone 'utc')::date, 'goal_moves', 1
    from who w join public.goal_items i on i.user_id = w.id and i.done_at is not null
    union all
    select m.user_id, (d.at at time zone 'utc')::date, 'mentorships_active', d.n
    from (
      select mentee_id as user_id, started_at, ended_at from public.mentorships where mentee_id = any (people)
      union all
      select mentor_id, started_at, ended_at from public.mentorships where mentor_id = any (people)
    ) m
    join who w on w.id = m.user_id
    cross join lateral (values (m.started_at, 1), (m.ended_at, -1)) d (at, n)
    where d.at is not null
    union all
    select m.user_id, (m.starts_at at time zone 'utc')::date, 'meetings', 1
    from (
      select mentee_id as user_id, starts_at from public.mentorship_meetings where mentee_id = any (people)
      union all
      select mentor_id, starts_at from public.mentorship_meetings where mentor_id = any (people)
    ) m
    join who w on w.id = m.user_id
    union all
    select w.id, (f.created_at at time zone 'utc')::date, 'feedback_given', 1
    from who w join public.mentorship_feedback f on f.author_id = w.id
  ),
  -- Who has no day of hire came with the first that is known of them.
  firsts as materialized (
    select w.id as user_id, least(w.made, coalesce(w.hire_date, min(f.day))) as day
    from who w left join facts f on f.user_id = w.id group by w.id, w.made, w.hire_date
  ),
  days as (
    select d.user_id, d.day,
      coalesce(sum(d.n) filter (where d.measure = 'skills'), 0) as skills,
      coalesce(sum(d.n) filter (where d.measure = 'skills_rated'), 0) as skills_rated,
      coalesce(sum(d.n) filter (where d.measure = 'skills_validated'), 0) as skills_validated,
      coalesce(sum(d.n) filter (where d.measure = 'level_sum'), 0) as level_sum,
      coalesce(sum(d.n) filter (where d.measure = 'goals_active'), 0) as goals_active,
      coalesce(sum(d.n) filter (where d.measure = 'goals_achieved'), 0) as goals_achieved,
      coalesce(sum(d.n) filter (where d.measure = 'mentorships_active'), 0) as mentorships_active,
      coalesce(sum(d.n) filter (where d.measure = 'completions'), 0) as completions,
      coalesce(sum(d.n) filter (where d.measure = 'minutes_learned'), 0) as minutes_learned,
      coalesce(sum(d.n) filter (where d.measure = 'goal_moves'), 0) as goal_moves,
      coalesce(sum(d.n) filter (where d.measure = 'meetings'), 0) as meetings,
      coalesce(sum(d.n) filter (where d.measure = 'feedback_given'), 0) as feedback_given,
      coalesce(sum(d.n) filter (where d.measure = 'skill_changes'), 0) as skill_changes,
      coalesce(sum(d.n) filter (where d.measure = 'endorsements_given'), 0) as endorsements_given
    from (
      select f.user_id, f.day, f.measure, f.n from facts f
      union all
      select f.user_id, f.day, null, 0 from firsts f
      union all
      select m.user_id, d.day, null, 0
      from private.unit_memberships m
      join firsts f on f.user_id = m.user_id
      cross join lateral (values (m.from_day), (m.until_day)) d (day)
      where d.day > f.day
    ) d
    where d.day <= last_day
    group by d.user_id, d.day
  )
  select d.user_id, d.day, lead(d.day) over by_day, m.org_unit_id,
    (sum(d.skills) over by_day)::integer, (sum(d.skills_rated) over by_day)::integer,
    (sum(d.skills_validated) over by_day)::integer, (sum(d.level_sum) over by_day)::integer,
    (sum(d.completions) over by_day)::integer, (sum(d.minutes_learned) over by_day)::integer,
    (sum(d.goals_active) over by_day)::integer, (sum(d.goals_achieved) over by_day)::integer,
    (sum(d.mentorships_active) over by_day)::integer, d.completions::integer, d.minutes_learned::integer,
    d.goal_moves::integer, d.meetings::integer, d.feedback_given::integer, d.skill_changes::integer,
    d.endorsements_given::integer
  from days d
  join firsts f on f.user_id = d.user_id
  left join private.unit_memberships m
    on m.user_id = d.user_id and d.day >= f.day and m.from_day <= d.day and (m.until_day is null or m.until_day > d.day)
  window by_day as (partition by d.user_id order by d.day);
end
$$;
comment on function private.person_days(uuid[], date) is
  'The rows of user_analytics of these people until a day, from the facts alone; none of who was erased. Checks no right.';

create function private.roll_up_people(people uuid[], last_day date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
  execute $q$
    with wanted as materialized (select * from private.person_days($1, $2)),
    there as materialized (select * from public.user_analytics where user_id = any ($1)),
    changed as materialized (
      select coalesce(w.user_id, t.user_id) as user_id, coalesce(w.day, t.day) as day, w.user_id is null as gone,
        array[w.org_unit_id, t.org_unit_id] as units
      from wanted w full join there t on t.user_id = w.user_id and t.day = w.day
      where w.* is distinct from t.*
    ),
    deleted as (
      delete from public.user_analytics a using changed c where c.gone and a.user_id = c.user_id and a.day = c.day
    ),
    written as (
      insert into public.user_analytics
      select w.* from wanted w join changed c on c.user_id = w.user_id and c.day = w.day
      on conflict (user_id, day) do update set
        until_day = excluded.until_day, org_unit_id = excluded.org_unit_id,
        skills = excluded.skills, skills_rated = excluded.skills_rated, skills_validated = excluded.skills_validated,
        level_sum = excluded.level_sum, courses_completed = excluded.courses_completed,
        learning_minutes = excluded.learning_minutes, goals_active = excluded.goals_active,
        goals_achieved = excluded.goals_achieved, mentorships_active = excluded.mentorships_active,
        completions = excluded.completions, minutes_learned = excluded.minutes_learned, goal_moves = excluded.goal_moves,
        meetings = excluded.meetings, feedback_given = excluded.feedback_given, skill_changes = excluded.skill_changes,
        endorsements_given = excluded.endorsements_given
    ),
    queued as (
      insert into private.unit_queue (org_unit_id, from_day)
      select u, min(c.day) from changed c, unnest(c.units) u where u is not null group by u
    )
    select count(*) from changed
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
    from taken t join public.org_units o on o.id = t.org_unit_id group by 1
  )
  select coalesce(array_agg(e.id), '{}'), array_agg(e.start) into units, starts from earliest e;
  delete from private.unit_months m using unnest(units, starts) u (id, start) where m.org_unit_id = u.id and m.month >= u.start;
  execute $q$
    with affected as materialized (select u.id, u.start from unnest($1, $2) u (id, start)),
    moved as materialized (
      select d.org_unit_id, d.day, sum(d.sign)::integer as people,
        sum(d.sign * d.skills)::integer as skills, sum(d.sign * d.skills_rated)::integer as skills_rated,
        sum(d.sign * d.skills_validated)::integer as skills_validated, sum(d.sign * d.level_sum)::integer as level_sum,
        sum(d.sign * d.courses_completed)::integer as courses_completed,
        sum(d.sign * d.learning_minutes)::integer as learning_minutes,
        sum(d.sign * d.goals_active)::integer as goals_active, sum(d.sign * d.goals_achieved)::integer as goals_achieved,
        sum(d.sign * d.mentorships_active)::integer as mentorships_active,
        coalesce(sum(d.completions) filter (where d.sign > 0), 0)::integer as completions,
        coalesce(sum(d.minutes_learned) filter (where d.sign > 0), 0)::integer as minutes_learned,
        coalesce(sum(d.goal_moves) filter (where d.sign > 0), 0)::integer as goal_moves,
        coalesce(sum(d.meetings) filter (where d.sign > 0), 0)::integer as meetings,
        coalesce(sum(d.feedback_given) filter (where d.sign > 0), 0)::integer as feedback_given,
        coalesce(sum(d.skill_changes) filter (where d.sign > 0), 0)::integer as skill_changes,
        coalesce(sum(d.endorsements_given) filter (where d.sign > 0), 0)::integer as endorsements_given
      from (
        select 1 as sign, a.* from affected u join public.user_analytics a on a.org_unit_id = u.id and a.day >= u.start
        union all
        select -1, a.user_id, a.until_day, a.until_day, a.org_unit_id,
          a.skills, a.skills_rated, a.skills_validated, a.level_sum, a.courses_completed, a.learning_minutes,
          a.goals_active, a.goals_achieved, a.mentorships_active, a.completions, a.minutes_learned, a.goal_moves,
          a.meetings, a.feedback_given, a.skill_changes, a.endorsements_given
        from affected u join public.user_analytics a on a.org_unit_id = u.id and a.until_day >= u.start
      ) d
      group by d.org_unit_id, d.day
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
    there as materialized (
      select a.* from affected u join public.unit_analytics a on a.org_unit_id = u.id and a.day >= u.start
    ),
    changed as materialized (
      select coalesce(w.org_unit_id, t.org_unit_id) as org_unit_id, coalesce(w.day, t.day) as day, w.org_unit_id is null as gone
      from wanted w full join there t on t.org_unit_id = w.org_unit_id and t.day = w.day
      where w.* is distinct from t.*
    ),
    deleted as (
      delete from public.unit_analytics a using changed c where c.gone and a.org_unit_id = c.org_unit_id and a.day = c.day
    ),
    written as (
      insert into public.unit_analytics
      select w.* from wanted w join changed c on c.org_unit_id = w.org_unit_id and c.day = w.day
      on conflict (org_unit_id, day) do update set
        people = excluded.people,
        skills = excluded.skills, skills_rated = excluded.skills_rated, skills_validated = excluded.skills_validated,
        level_sum = excluded.level_sum, courses_completed = excluded.courses_completed,
        learning_minutes = excluded.learning_minutes, goals_active = excluded.goals_active,
        goals_achieved = excluded.goals_achieved, mentorships_active = excluded.mentorships_active,
        completions = excluded.completions, minutes_learned = excluded.minutes_learned, goal_moves = excluded.goal_moves,
        meetings = excluded.meetings, feedback_given = excluded.feedback_given, skill_changes = excluded.skill_changes,
        endorsements_given = excluded.endorsements_given
    )
    select count(*) from changed
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
      select distinct q.user_id from private.rollup_queue q where q.user_id > last_seen and q.id <= until order by 1 limit 2500
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

-- Privacy ----------------------------------------------------------------------------------------------------------------------------

-- Erasure destroys it; the job makes nothing for the erased, and the sums of their units follow.
select private.declare_personal('user_analytics', row_key => '{user_id, day}', unaudited => '{until_day, org_unit_id, skills,
  skills_rated, skills_validated, level_sum, courses_completed, learning_minutes, goals_active, goals_achieved, mentorships_active,
  completions, minutes_learned, goal_moves, meetings, feedback_given, skill_changes, endorsements_given}');
