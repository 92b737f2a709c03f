-- Domain: training. Which courses close a gap, what people must learn, and whether they did.

-- The course set --------------------------------------------------------------------------------------------------------------

create function private.order_courses(
  courses integer[], firsts integer[], skills integer[], from_levels integer[], to_levels integer[], inout levels integer[],
  out ordered integer[], out rounds integer[]
)
language plpgsql immutable set search_path = ''
as $$
declare
  waiting integer[] := courses;
  later integer[];
  ready boolean;
  course integer;
  taken integer := 0;
  round integer := 0;
begin
  ordered := '{}';
  rounds := '{}';
  loop
    later := '{}';
    foreach course in array waiting loop
      ready := true;
      for r in firsts[course] .. firsts[course + 1] - 1 loop
        ready := from_levels[r] <= levels[skills[r]];
        exit when not ready;
      end loop;
      if ready then
        ordered := ordered || course;
        rounds := rounds || round;
      else
        later := later || course;
      end if;
    end loop;
    exit when taken = cardinality(ordered);
    for n in taken + 1 .. cardinality(ordered) loop
      for r in firsts[ordered[n]] .. firsts[ordered[n] + 1] - 1 loop
        if to_levels[r] > levels[skills[r]] then
          levels[skills[r]] := to_levels[r];
        end if;
      end loop;
    end loop;
    taken := cardinality(ordered);
    waiting := later;
    round := round + 1;
  end loop;
end
$$;
comment on function private.order_courses(integer[], integer[], integer[], integer[], integer[], integer[]) is
  'Which of these courses can be taken at all by somebody with these levels, in which round from 0 on, and the levels afterwards. Courses and skills are numbers. Of a course the rows firsts[course] to firsts[course + 1] - 1 say in which skill it begins at a level, which rounds before must have led to, and leads to a level. Within a round the order stays.';

create function private.choose_courses(
  hours integer[], firsts integer[], skills integer[], from_levels integer[], to_levels integer[],
  levels integer[], required integer[], worth integer[]
) returns integer[]
language plpgsql immutable set search_path = ''
as $$
#variable_conflict use_variable
declare
  courses integer[] := array(select generate_series(1, cardinality(hours)));
  rounds integer[];
  -- By skill and level the shortest course of the rounds before that leads there; by row the one that it takes first.
  shortest integer[] := array_fill(null::integer, array[5 * cardinality(levels)]);
  needs integer[] := array_fill(null::integer, array[cardinality(skills)]);
  -- Candidates close something. Members are a candidate and all that it needs before; leads the skills that they close, and
  -- how far. Those of a candidate begin at its first one and end before the next candidate's.
  members integer[] := '{}';
  first_member integer[] := '{1}';
  leads integer[] := '{}';
  leads_to integer[] := '{}';
  first_lead integer[] := '{1}';
  member_of integer[] := array_fill(0, array[cardinality(hours)]);
  lead_at integer[] := array_fill(0, array[cardinality(levels)]);
  live integer[] := '{}';
  still integer[];
  reached integer[] := levels;
  chosen integer[] := '{}';
  is_chosen boolean[] := array_fill(false, array[cardinality(hours)]);
  -- By skill and level how many of the chosen lead there, and the sum of their numbers: of one its number.
  ways integer[] := array_fill(0, array[5 * cardinality(levels)]);
  ways_sum integer[] := ways;
  stays integer[];
  gain double precision;
  cost integer;
  best integer;
  best_gain double precision;
  best_cost integer;
  rest integer[];
  left_with integer[];
  course integer;
  skill integer;
  other integer;
  level integer;
  closes boolean;
  own integer;
  k integer := 0;
  m integer := 1;
begin
  select o.ordered, o.rounds into courses, rounds
  from private.order_courses(courses, firsts, skills, from_levels, to_levels, levels) o;

  for n in 1 .. cardinality(courses) loop
    while rounds[m] < rounds[n] loop
      course := courses[m];
      for r in firsts[course] .. firsts[course + 1] - 1 loop
        for l in reverse to_levels[r] .. levels[skills[r]] + 1 loop
          other := shortest[5 * (skills[r] - 1) + l];
          exit when hours[other] < hours[course] or hours[other] = hours[course] and other < course;
          shortest[5 * (skills[r] - 1) + l] := course;
        end loop;
      end loop;
      m := m + 1;
    end loop;
    course := courses[n];
    for r in firsts[course] .. firsts[course + 1] - 1 loop
      if from_levels[r] > levels[skills[r]] then
        needs[r] := shortest[5 * (skills[r] - 1) + from_levels[r]];
      end if;
    end loop;
  end loop;

  for course in select c from unnest(courses) c order by c loop
    closes := false;
    for r in firsts[course] .. firsts[course + 1] - 1 loop
      closes := closes or least(to_levels[r], required[skills[r]]) > levels[skills[r]];
    end loop;
    continue when not closes;
    k := k + 1;
    live := live || k;
    members := members || course;
    member_of[course] := k;
    m := first_member[k];
    while m <= cardinality(members) loop
      for r in firsts[members[m]] .. firsts[members[m] + 1] - 1 loop
        if member_of[needs[r]] < k then
          members := members || needs[r];
          member_of[needs[r]] := k;
        end if;
        skill := skills[r];
        level := least(to_levels[r], required[skill]);
        continue when level <= levels[skill];
        if lead_at[skill] < first_lead[k] then
          leads := leads || skill;
          leads_to := leads_to || level;
          lead_at[skill] := cardinality(leads);
        elsif leads_to[lead_at[skill]] < level then
          leads_to[lead_at[skill]] := level;
        end if;
      end loop;
      m := m + 1;
    end loop;
    first_member := first_member || m;
    first_lead := first_lead || cardinality(leads) + 1;
  end loop;

  -- Greedy: the most gap closed per hour; the shorter one, then the lower number of equals.
  loop
    best := null;
    still := '{}';
    foreach k in array live loop
      gain := 0;
      for l in first_lead[k] .. first_lead[k + 1] - 1 loop
        if leads_to[l] > reached[leads[l]] then
          gain := gain + worth[leads[l]] * (leads_to[l] - reached[leads[l]]);
        end if;
      end loop;
      continue when gain = 0;
      still := still || k;
      cost := 0;
      for m in first_member[k] .. first_member[k + 1] - 1 loop
        if not is_chosen[members[m]] then
          cost := cost + hours[members[m]];
        end if;
      end loop;
      if best is null or gain / cost > best_gain / best_cost or gain / cost = best_gain / best_cost and cost < best_cost then
        best := k;
        best_gain := gain;
        best_cost := cost;
      end if;
    end loop;
    exit when best is null;
    live := still;
    for l in first_lead[best] .. first_lead[best + 1] - 1 loop
      reached[leads[l]] := greatest(reached[leads[l]], leads_to[l]);
    end loop;
    for m in first_member[best] .. first_member[best + 1] - 1 loop
      if not is_chosen[members[m]] then
        chosen := chosen || members[m];
        is_chosen[members[m]] := true;
      end if;
    end loop;
  end loop;

  -- What alone leads to a level that is reached stays, and what alone leads to one that such a course begins at.
  foreach course in array chosen loop
    for r in firsts[course] .. firsts[course + 1] - 1 loop
      for l in 5 * (skills[r] - 1) + levels[skills[r]] + 1 .. 5 * (skills[r] - 1) + to_levels[r] loop
        ways[l] := ways[l] + 1;
        ways_sum[l] := ways_sum[l] + course;
      end loop;
    end loop;
  end loop;
  leads := array(select distinct s from unnest(leads) s where reached[s] > levels[s]);
  stays := array(select ways_sum[5 * (s - 1) + reached[s]] from unnest(leads) s where ways[5 * (s - 1) + reached[s]] = 1);
  m := 1;
  while m <= cardinality(stays) loop
    course := stays[m];
    if is_chosen[course] then
      is_chosen[course] := false;
      for r in firsts[course] .. firsts[course + 1] - 1 loop
        level := 5 * (skills[r] - 1) + from_levels[r];
        own := (to_levels[r] >= from_levels[r])::integer;
        if from_levels[r] > levels[skills[r]] and ways[level] - own = 1 then
          stays := stays || ways_sum[level] - own * course;
        end if;
      end loop;
    end if;
    m := m + 1;
  end loop;
  -- What else later choices made superfluous goes, the longest first, and with it what can't be taken any more.
  for course in select c from unnest(chosen) c where is_chosen[c] order by hours[c] desc, c loop
    continue when course <> all (chosen);
    select o.ordered, o.levels into rest, left_with
    from private.order_courses(array_remove(chosen, course), firsts, skills, from_levels, to_levels, levels) o;
    if not exists (select from unnest(leads) s where left_with[s] < reached[s]) then
      chosen := rest;
    end if;
  end loop;
  select o.ordered into chosen from private.order_courses(chosen, firsts, skills, from_levels, to_levels, levels) o;
  return chosen;
end
$$;
comment on function private.choose_courses(integer[], integer[], integer[], integer[], integer[], integer[], integer[], integer[]) is
  'Of courses as private.order_courses() takes them, with their hours, those that lead from these levels to the required ones (0: not asked for) in the fewest hours, in an order that can be taken. Greedy: each time the course that closes the most per hour, all that it needs before included; worth is what each level of a skill closes. What became superfluous is dropped.';

create function private.course_set(person uuid, pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  done uuid[] := private.valid_completions(person);
  total numeric := (select sum(r.weight) from public.pathway_requirements r where r.pathway_id = pathway);
  ids uuid[];
  hours integer[];
  firsts integer[];
  skills integer[];
  from_levels integer[];
  to_levels integer[];
  levels integer[];
  required integer[];
  worth integer[];
  chosen uuid[];
begin
  with recursive held as materialized (
    -- An unrated skill counts as 2 here too, as in the gap.
    select l.skill_id, coalesce(l.level, 2) as level from private.levels_of(person) l
  ),
  asked as materialized (
    select r.skill_id, r.level as required, (100 * r.weight * (60 / r.level))::integer as worth, coalesce(h.level, 0) as level
    from public.pathway_requirements r left join held h on h.skill_id = r.skill_id
    where r.pathway_id = pathway
  ),
  -- From what is asked for to the courses that teach it, from a course to the skills and courses that it needs before.
  useful (course_id, skill_id) as (
    select null::uuid, a.skill_id from asked a where a.level < a.required
    union
    select before.*
    from useful u
    cross join lateral (
      select cs.course_id, null::uuid from public.course_skills cs where cs.skill_id = u.skill_id
      union all
      select b.prerequisite_id, b.skill_id
      from public.courses c
      cross join lateral (
        select null::uuid as prerequisite_id, cs.skill_id from public.course_skills cs where cs.course_id = c.id and cs.from_level > 0
        union all
        select p.prerequisite_id, null from public.course_prerequisites p where p.course_id = c.id
      ) b
      where c.id = u.course_id and c.status = 'active' and c.id <> all (done)
    ) before
  ),
  numbered as materialized (
    select c.id, (100 * c.duration_hours)::integer as hours, row_number() over (order by c.id)::integer as n
    from public.courses c where c.id in (select u.course_id from useful u) and c.status = 'active' and c.id <> all (done)
  ),
  -- To have done a prerequisite is like a level, to which it alone leads.
  taught as materialized (
    select c.n as course, false as is_course, cs.skill_id as id, cs.from_level, cs.to_level
    from numbered c join public.course_skills cs on cs.course_id = c.id
    union all
    select c.n, true, p.prerequisite_id, 1, 0
    from numbered c join public.course_prerequisites p on p.course_id = c.id where p.prerequisite_id <> all (done)
    union all
    select c.n, true, c.id, 0, 1 from numbered c where exists (select from public.course_prerequisites p where p.prerequisite_id = c.id)
  ),
  known as materialized (
    select k.is_course, k.id, row_number() over ()::integer as n, coalesce(h.level, 0) as level, coalesce(a.required, 0) as required, a.worth
    from (select t.is_course, t.id from taught t group by 1, 2) k
    left join held h on h.skill_id = k.id and not k.is_course
    left join asked a on a.skill_id = k.id and not k.is_course
  ),
  listed as (
    select array_agg(l.skill) as skills, array_agg(l.from_level) as from_levels, array_agg(l.to_level) as to_levels
    from (
      select k.n as skill, t.from_level, t.to_level from taught t join known k on k.id = t.id and k.is_course = t.is_course order by t.course
    ) l
  ),
  courses as (
    select array_agg(c.id) as ids, array_agg(c.hours) as hours, array_agg(c.first) || max(c.first + c.rows)::integer as firsts
    from (
      select c.id, c.hours, t.rows, (1 + sum(t.rows) over (order by c.n) - t.rows)::integer as first
      from numbered c join (select t.course, count(*) as rows from taught t group by t.course) t on t.course = c.n
      order by c.n
    ) c
  )
  select c.ids, c.hours, c.firsts, l.skills, l.from_levels, l.to_levels, k.levels, k.required, k.worth
  into ids, hours, firsts, skills, from_levels, to_levels, levels, required, worth
  from courses c, listed l, (
    select array_agg(k.level) as levels, array_agg(k.required) as required, array_agg(k.worth) as worth
    from (select * from known k order by k.n) k
  ) k;
  chosen := case when ids is null then '{}' else array(
    select ids[c]
    from unnest(private.choose_courses(hours, firsts, skills, from_levels, to_levels, levels, required, worth))
      with ordinality as u (c, n) order by n
  ) end;

  return (
    with held as materialized (
      select l.skill_id, l.level as current, coalesce(l.level, 2) as level from private.levels_of(person) l
    ),
    asked as materialized (
      select r.skill_id, s.name, r.level as required, r.mandatory, coalesce(h.level, 0) as level,
        r.weight * (60 / r.level) as step, case when h.skill_id is null then 0 else h.current end as current
      from public.pathway_requirements r
      join public.skills s on s.id = r.skill_id
      left join held h on h.skill_id = r.skill_id
      where r.pathway_id = pathway
    ),
    taking as materialized (
      select c.id, c.name, c.duration_hours as hours, t.place
      from unnest(chosen) with ordinality as t (id, place) join public.courses c on c.id = t.id
    ),
    moves as materialized (
      select t.id, t.place, a.skill_id, a.name, a.required, a.step,
        least(a.required, greatest(a.level, max(cs.to_level) over (
          partition by cs.skill_id order by t.place rows between unbounded preceding and 1 preceding))) as before,
        least(a.required, greatest(a.level, max(cs.to_level) over (partition by cs.skill_id order by t.place))) as after
      from taking t join public.course_skills cs on cs.course_id = t.id join asked a on a.skill_id = cs.skill_id
    ),
    left_open as (
      select a.*, greatest(least(a.level, a.required), coalesce((select max(m.after) from moves m where m.skill_id = a.skill_id), 0)) as reached
      from asked a
    ),
    supports as (
      select p.prerequisite_id as id, t.id as for_id from taking t join public.course_prerequisites p on p.course_id = t.id
      union
      select cs.course_id, t.id
      from taking t
      join public.course_skills needs on needs.course_id = t.id
      left join held h on h.skill_id = needs.skill_id
      join taking b on b.place < t.place
      join public.course_skills cs on cs.course_id = b.id and cs.skill_id = needs.skill_id and cs.to_level >= needs.from_level
      where needs.from_level > coalesce(h.level, 0)
    )
    select jsonb_build_object(
      'pathway', private.pathway_ref(pathway),
      'coverage_before', (select (sum(a.step * least(a.level, a.required)) / (60 * total))::double precision from asked a),
      'coverage_after', (select (sum(o.step * o.reached) / (60 * total))::double precision from left_open o),
      'total_hours', (select coalesce(sum(t.hours), 0) from taking t),
      'courses', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'course', jsonb_build_object('id', t.id, 'name', t.name), 'hours', t.hours,
          'closes', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'skill', jsonb_build_object('id', m.skill_id, 'name', m.name), 'from', m.before, 'to', m.after, 'required', m.required,
              'share', (m.step * (m.after - m.before) / (60 * total))::double precision
            ) order by m.step * (m.after - m.before) desc, m.name, m.skill_id), '[]')
            from moves m where m.id = t.id and m.after > m.before
          ),
          'needed_for', (
            select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.place), '[]')
            from supports s join taking f on f.id = s.for_id where s.id = t.id
          )
        ) order by t.place), '[]')
        from taking t
      ),
      'open', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', o.skill_id, 'name', o.name), 'required', o.required, 'current', o.current,
          'reached', o.reached, 'mandatory', o.mandatory,
          'share', (o.step * (o.required - o.reached) / (60 * total))::double precision
        ) order by o.step * (o.required - o.reached) desc, o.name, o.skill_id), '[]')
        from left_open o where o.reached < o.required
      )
    )
  );
end
$$;
comment on function private.course_set(uuid, uuid) is
  'The courses that close most of a person''s gap to a pathway in the fewest hours, in an order that can be taken (design, course set: greedy by gap closed per hour with what each course needs before; what became superfluous is dropped), and what stays open. Courses with a completion that holds are left out. Checks no right.';

create function private.get_course_set(pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  pathway := coalesce(pathway, (
    select g.pathway_id from public.user_career_goals g where g.user_id = me and g.status = 'active'
    order by array_position('{high,medium,low}'::text[], g.priority), g.target_date nulls last, g.created_at desc, g.id limit 1
  ));
  if pathway is null then
    perform private.fail(400, 'no_active_goal', 'Name a pathway: you have no active goal.', jsonb_build_array(jsonb_build_object(
      'path', 'pathway_id', 'code', 'no_active_goal', 'message', 'Name a pathway: you have no active goal.')));
  elsif not exists (select from public.career_pathways where id = pathway) then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return private.course_set(me, pathway);
end
$$;
create function public.get_course_set(pathway uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_course_set(pathway) $$;
comment on function public.get_course_set(uuid) is
  'GET /recommendations, employees: the courses that close the gap to a pathway (null: of the active goal with the highest priority, then the earliest target). 400 no_active_goal, 404.';

-- Who belongs where, and since when ------------------------------------------------------------------------------------------------

alter table public.reporting_lines add column since date not null default (now() at time zone 'utc')::date;
comment on column public.reporting_lines.since is 'Since when the one stands above the other, at whatever depth.';

create table public.placements (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  org_unit_id uuid references public.org_units (id) on delete cascade,
  pathway_id uuid references public.career_pathways (id) on delete cascade,
  since date,
  unique nulls not distinct (user_id, org_unit_id, pathway_id),
  check (num_nonnulls(org_unit_id, pathway_id) = 1)
);
create index on public.placements (org_unit_id, user_id);
create index on public.placements (pathway_id, user_id);
alter table public.placements enable row level security;
-- No policy and no grant: everybody reads the unit in the directory; this is how assignments find people.
comment on table public.placements is
  'Each person''s unit with all units above it, and their pathway. Kept by trigger from employment_info and org_units.';
comment on column public.placements.since is 'When they came; null: they were there when their employment was first written.';

create function private.place_people(people uuid[], came date) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- Shared: only a move of units (private.follow_units) must not happen beside it, or one would miss the other.
  perform pg_advisory_xact_lock_shared(hashtext('placements'));
  execute $q$
    with recursive belongs (user_id, org_unit_id) as (
      select e.user_id, e.org_unit_id from public.employment_info e where e.user_id = any ($1) and e.org_unit_id is not null
      union
      select b.user_id, o.parent_id from belongs b join public.org_units o on o.id = b.org_unit_id where o.parent_id is not null
    ),
    wanted as materialized (
      select b.user_id, b.org_unit_id, null::uuid as pathway_id from belongs b
      union all
      select e.user_id, null, e.pathway_id from public.employment_info e where e.user_id = any ($1) and e.pathway_id is not null
    ),
    gone as (
      delete from public.placements p
      where p.user_id = any ($1) and not exists (
        select from wanted w where w.user_id = p.user_id and (w.org_unit_id = p.org_unit_id or w.pathway_id = p.pathway_id)
      )
    )
    insert into public.placements (user_id, org_unit_id, pathway_id, since)
    select w.user_id, w.org_unit_id, w.pathway_id, $2 from wanted w
    on conflict do nothing
  $q$ using people, came;
end
$$;
comment on function private.place_people(uuid[], date) is
  'Writes where these people belong; who stays somewhere keeps their day, who comes gets this one.';

create function private.follow_placements() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  today date := private.today();
  moved uuid[];
  back uuid[];
begin
  if tg_op = 'INSERT' then
    perform private.place_people(array(select n.user_id from new_rows n), null);
    return null;
  end if;
  select array_agg(n.user_id), array_agg(n.user_id) filter (where o.status = 'left' and n.status = 'active') into moved, back
  from new_rows n join old_rows o on o.user_id = n.user_id
  where (n.org_unit_id, n.pathway_id) is distinct from (o.org_unit_id, o.pathway_id) or o.status = 'left' and n.status = 'active';
  if moved is not null then
    delete from public.placements where user_id = any (back);
    perform private.place_people(moved, today);
  end if;
  return null;
end
$$;
comment on function private.follow_placements() is
  'Once a statement: people who moved to another unit or job belong there at once; who comes back after leaving begins anew.';
create trigger follow_placements_insert after insert on public.employment_info
  referencing new table as new_rows for each statement execute function private.follow_placements();
create trigger follow_placements_update after update on public.employment_info
  referencing old table as old_rows new table as new_rows for each statement execute function private.follow_placements();

create function private.follow_units() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('placements'));
  perform private.place_people(
    array(select p.user_id from public.placements p where p.org_unit_id = new.id), private.today()
  );
  return null;
end
$$;
comment on function private.follow_units() is 'After a unit came under another: everybody in it and below belongs there.';
create trigger follow_units after update of parent_id on public.org_units
  for each row when (old.parent_id is distinct from new.parent_id) execute function private.follow_units();

select private.place_people(array(select user_id from public.employment_info), null);

-- course_assignments -----------------------------------------------------------------------------------------------------------------

create table public.course_assignments (
  id uuid primary key default gen_random_uuid(),
  course_id uuid not null references public.courses (id) on delete restrict,
  audience text not null check (audience in ('everybody', 'pathway', 'unit', 'person')),
  pathway_id uuid references public.career_pathways (id) on delete cascade,
  org_unit_id uuid references public.org_units (id) on delete cascade,
  user_id uuid references public.users (id) on delete cascade,
  line_id uuid references public.users (id) on delete cascade,
  due_on date check (private.is_day(due_on)),
  due_days integer not null default 30 check (due_days between 0 and 3650),
  reason text check (char_length(reason) <= 1000 and private.is_text(reason)),
  assigned_on date not null default (now() at time zone 'utc')::date,
  created_by uuid references public.users (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (course_id, audience, pathway_id, org_unit_id, user_id, line_id),
  check ((audience = 'pathway') = (pathway_id is not null)),
  check ((audience = 'unit') = (org_unit_id is not null)),
  check ((audience = 'person') = (user_id is not null))
);
create index on public.course_assignments (pathway_id);
create index on public.course_assignments (org_unit_id);
create index on public.course_assignments (user_id);
create index on public.course_assignments (line_id);
create index on public.course_assignments (created_by);
create index on public.course_assignments (created_at, id);
create trigger touch before update on public.course_assignments for each row execute function private.touch();
alter table public.course_assignments enable row level security;
create policy course_assignments_select on public.course_assignments
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or line_id = (select private.current_employee_id())
    or line_id = any ((select private.my_report_ids())::uuid[])
    or id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or id between (select private.everybody_if('learning_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.course_assignments to authenticated;
comment on table public.course_assignments is
  'A course that people must have completed, and again when its certificate expires: everybody, whoever works in a pathway or in a unit and those below it, or a person. Who is covered follows the organisation. Written through create_assignment(), update_assignment() and delete_assignment().';
comment on column public.course_assignments.line_id is
  'The manager who assigned it: of the audience only the people below them. Null: the whole company, from a learning admin.';
comment on column public.course_assignments.due_on is 'For whoever is covered by then; who comes later, or where there is none, has due_days.';
comment on column public.course_assignments.due_days is 'Days from when it was assigned, or from when the person came to be covered, whichever is later.';

create table public.assignment_exemptions (
  assignment_id uuid not null references public.course_assignments (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  reason text not null check (char_length(reason) <= 1000 and private.is_text(reason)),
  until_day date check (private.is_day(until_day)),
  granted_by uuid references public.users (id) on delete set null,
  granted_at timestamptz not null default now(),
  primary key (assignment_id, user_id)
);
create index on public.assignment_exemptions (user_id);
create index on public.assignment_exemptions (granted_by);
alter table public.assignment_exemptions enable row level security;
create policy assignment_exemptions_select on public.assignment_exemptions
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or granted_by = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or user_id between (select private.everybody_if('learning_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.assignment_exemptions to authenticated;
comment on table public.assignment_exemptions is
  'Who need not take an assigned course, and why: for the person, whoever exempted them, HR and learning admins; the line sees only that they are exempt.';
comment on column public.assignment_exemptions.until_day is 'The last day on which it holds; null: for good.';

create function private.assignment_json(assignment public.course_assignments) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', assignment.id,
    'course', private.course_ref(assignment.course_id),
    'audience', assignment.audience, 'pathway', private.pathway_ref(assignment.pathway_id),
    'unit', private.unit_ref(assignment.org_unit_id), 'person', private.person_ref(assignment.user_id),
    'line', private.person_ref(assignment.line_id),
    'due_on', assignment.due_on, 'due_days', assignment.due_days, 'reason', assignment.reason, 'assigned_on', assignment.assigned_on,
    'created_by', private.person_ref(assignment.created_by), 'created_at', assignment.created_at, 'etag', assignment.version::text
  );
end
$$;
comment on function private.assignment_json(public.course_assignments) is 'An assignment as resource. Checks no right.';

create function private.open_assignment(assignment uuid, writing boolean) returns public.course_assignments
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  line uuid[] := private.my_report_ids();
  a public.course_assignments;
begin
  if writing then
    select * into a from public.course_assignments where id = assignment for update;
  else
    select * into a from public.course_assignments where id = assignment;
  end if;
  if a.id is null or not coalesce(
    private.has_role('learning_admin') or private.has_role('hr_admin') or a.user_id = me or a.user_id = any (line)
      or a.line_id = private.current_employee_id() or a.line_id = any (line), false
  ) then
    perform private.fail(404, 'not_found', 'There is no such assignment.');
  elsif writing and not private.has_role('learning_admin') and not coalesce(a.line_id = private.current_employee_id(), false) then
    raise insufficient_privilege using message = 'Only for learning admins and the manager who assigned it.';
  end if;
  return a;
end
$$;
comment on function private.open_assignment(uuid, boolean) is
  'An assignment that the caller may read (404: as its policy says) or, to write, locked and theirs to change (403).';

create function private.create_assignment(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  me uuid := private.require_user();
  admin boolean := private.has_role('learning_admin');
  a public.course_assignments := jsonb_populate_record(null::public.course_assignments, fields);
  made public.course_assignments;
begin
  if not admin and private.my_report_ids() = '{}' then
    raise insufficient_privilege using message = 'Only for learning admins and managers.';
  end if;
  -- One after the other: the same id twice at once makes one.
  perform from public.users where id = me for no key update;
  select * into made from public.course_assignments where id = a.id;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.created_by is distinct from me, 'This id belongs to something else.');
    return private.assignment_json(made) || '{"repeated": true}';
  end if;
  -- Nobody leaves before this is written.
  perform from public.courses where id = a.course_id and status = 'active' for share;
  perform private.refuse_unknown('course_id', found, 'There is no such active course.');
  perform from public.users where id = a.user_id and status = 'active' for share;
  perform private.refuse_unknown('user_id', a.user_id is null or found, 'There is no such active person.');
  perform private.refuse_unknown('pathway_id',
    a.pathway_id is null or exists (select from public.career_pathways where id = a.pathway_id), 'There is no such pathway.');
  perform private.refuse_unknown('org_unit_id',
    a.org_unit_id is null or exists (select from public.org_units where id = a.org_unit_id), 'There is no such unit.');
  if not admin and a.user_id <> all (private.my_report_ids()) then
    raise insufficient_privilege using message = 'Managers assign courses to their own line.';
  end if;
  insert into public.course_assignments (id, course_id, audience, pathway_id, org_unit_id, user_id, line_id, due_on, due_days, reason, created_by)
  values (coalesce(a.id, gen_random_uuid()), a.course_id, a.audience, a.pathway_id, a.org_unit_id, a.user_id, case when not admin then me end,
    a.due_on, coalesce(a.due_days, 30), a.reason, me)
  on conflict (course_id, audience, pathway_id, org_unit_id, user_id, line_id) do nothing
  returning * into made;
  perform private.refuse_duplicate('course_id', made.id is null, 'This course is assigned to them already.');
  if made.user_id is not null and made.user_id <> me then
    perform private.notify(made.user_id, 'training.assigned', format('{actor} assigned you the course "%s"', c.name),
      action_url => '/me/compliance', actor => me, dedupe_key => made.id::text)
    from public.courses c where c.id = made.course_id;
  end if;
  return private.assignment_json(made);
end
$$;
create function public.create_assignment(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_assignment(fields) $$;
comment on function public.create_assignment(jsonb) is
  'POST /assignments: {id?, course_id, audience, pathway_id | org_unit_id | user_id, due_on?, due_days?, reason?}, by a learning admin for the company or a manager for their line. The assignment, and whether the id was there already. 400 unknown_id, 403, 409 duplicate.';

create function private.get_assignment(assignment uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.assignment_json(private.open_assignment(assignment, false));
end
$$;
create function public.get_assignment(assignment uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_assignment(assignment) $$;
comment on function public.get_assignment(uuid) is
  'GET /assignments/:id, for learning admins and HR; a manager''s for them and those above; a person''s for them and their line. 404.';

create function private.get_assignments(course uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_user();
  all_of_them boolean := private.has_role('learning_admin') or private.has_role('hr_admin');
  line uuid[] := private.my_report_ids();
begin
  if not all_of_them and line = '{}' then
    raise insufficient_privilege using message = 'Only for learning admins, HR and managers.';
  end if;
  return (
    with found as not materialized (
      select a.id, a.created_at from public.course_assignments a
      where (course is null or a.course_id = course)
        and (all_of_them or a.line_id = me or a.line_id = any (line) or a.user_id = me or a.user_id = any (line))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.assignment_json(a) order by s.created_at desc, s.id desc)
        from shown s join public.course_assignments a on a.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_assignments(
  course uuid default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_assignments(course, after, least(page_size, 200), want_total) $$;
comment on function public.get_assignments(uuid, jsonb, integer, boolean) is
  'GET /assignments: all of them for learning admins and HR, those that a manager or their line made and those of their people for the manager; newest first. {items, next, total?}. 403.';

create function private.update_assignment(assignment uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  a public.course_assignments := private.open_assignment(assignment, true);
begin
  perform private.check_version(a.version, expected_etag);
  a := jsonb_populate_record(a, patch);
  update public.course_assignments set due_on = a.due_on, due_days = a.due_days, reason = a.reason where id = assignment;
  return private.get_assignment(assignment);
end
$$;
create function public.update_assignment(assignment uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_assignment(assignment, patch, expected_etag) $$;
comment on function public.update_assignment(uuid, jsonb, text) is
  'PATCH /assignments/:id: {due_on?, due_days?, reason?}, by a learning admin or the manager who assigned it. 403, 404, 412 stale.';

create function private.delete_assignment(assignment uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  a public.course_assignments := private.open_assignment(assignment, true);
begin
  delete from public.course_assignments where id = a.id;
end
$$;
create function public.delete_assignment(assignment uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_assignment(assignment) $$;
comment on function public.delete_assignment(uuid) is
  'DELETE /assignments/:id, by a learning admin or the manager who assigned it: nobody must take the course for its sake any more. 403, 404.';

create function private.exempt(assignment uuid, person uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  a public.course_assignments := private.open_assignment(assignment, true);
begin
  perform from public.users where id = person and status = 'active' for share;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such person.');
  elsif person = me then
    raise insufficient_privilege using message = 'Nobody exempts themselves.';
  elsif not private.has_role('learning_admin') and person <> all (private.my_report_ids()) then
    raise insufficient_privilege using message = 'Managers exempt people of their own line.';
  end if;
  if fields is null then
    delete from public.assignment_exemptions where assignment_id = assignment and user_id = person;
    return null;
  end if;
  insert into public.assignment_exemptions as e (assignment_id, user_id, reason, until_day, granted_by)
  values (assignment, person, fields ->> 'reason', (fields ->> 'until')::date, me)
  on conflict (assignment_id, user_id) do update
    set reason = excluded.reason, until_day = excluded.until_day, granted_by = excluded.granted_by, granted_at = now()
    where (e.reason, e.until_day) is distinct from (excluded.reason, excluded.until_day);
  return (
    select jsonb_build_object('person', private.person_ref(e.user_id), 'reason', e.reason, 'until', e.until_day,
      'granted_by', private.person_ref(e.granted_by), 'granted_at', e.granted_at)
    from public.assignment_exemptions e where e.assignment_id = assignment and e.user_id = person
  );
end
$$;
comment on function private.exempt(uuid, uuid, jsonb) is
  'Exempts a person from an assignment, or (fields null) no longer, for whoever may change the assignment. Checks the right.';
create function public.set_exemption(assignment uuid, person uuid, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.exempt(assignment, person, coalesce(fields, '{}')) $$;
comment on function public.set_exemption(uuid, uuid, jsonb) is
  'PUT /assignments/:id/exemptions/:user_id: {reason, until?}, by a learning admin, or the manager who assigned it for their line; never for oneself. 403, 404.';
create function public.remove_exemption(assignment uuid, person uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.exempt(assignment, person, null) $$;
comment on function public.remove_exemption(uuid, uuid) is
  'DELETE /assignments/:id/exemptions/:user_id, by who may exempt; again changes nothing. 403, 404.';

-- Compliance ---------------------------------------------------------------------------------------------------------------------------

create function private.compliance_of(people uuid[], as_of date)
returns table (
  user_id uuid, assignment_id uuid, course_id uuid, state text, due_on date, enrolment_id uuid, completed_on date, expires_on date
)
language plpgsql stable security definer rows 1000 set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with who as materialized (
    select u.id, coalesce(e.hire_date, (u.created_at at time zone 'utc')::date) as joined
    from public.users u left join public.employment_info e on e.user_id = u.id
    where u.status = 'active' and (people is null or u.id = any (people))
  ),
  assignments as materialized (
    select a.* from public.course_assignments a join public.courses c on c.id = a.course_id and c.status = 'active'
  ),
  -- From the people on, not from the assignments: a line or a unit may be half the company.
  lines as materialized (
    select l.report_id, l.manager_id, l.since from public.reporting_lines l
    where (people is null or l.report_id = any (people)) and l.manager_id in (select a.line_id from assignments a)
  ),
  places as materialized (
    select p.user_id, p.org_unit_id is null as is_pathway, coalesce(p.org_unit_id, p.pathway_id) as place, p.since
    from public.placements p where people is null or p.user_id = any (people)
  ),
  found as (
    select w.id as user_id, a.id as assignment_id, w.joined as came, null::date as in_line_since
    from who w cross join assignments a where a.audience = 'everybody' and a.line_id is null
    union all
    select w.id, a.id, w.joined, l.since
    from assignments a join lines l on l.manager_id = a.line_id join who w on w.id = l.report_id
    where a.audience = 'everybody'
    union all
    select p.user_id, p.assignment_id, p.came, l.since
    from (
      select w.id as user_id, a.id as assignment_id, coalesce(p.since, w.joined) as came, a.line_id
      from assignments a
      join places p on p.place = coalesce(a.org_unit_id, a.pathway_id) and p.is_pathway = (a.audience = 'pathway')
      join who w on w.id = p.user_id
      union all
      select w.id, a.id, w.joined, a.line_id from assignments a join who w on w.id = a.user_id
    ) p
    left join lines l on l.manager_id = p.line_id and l.report_id = p.user_id
    where p.line_id is null or l.manager_id is not null
  ),
  taken as materialized (
    select t.user_id, t.course_id,
      max(coalesce(t.certificate_expires_on, 'infinity')) filter (where t.status = 'completed') as valid_until,
      max(t.completed_on) as completed_on,
      (array_agg(t.id order by t.attempt desc))[1] as enrolment_id
    from public.user_training t
    where (people is null or t.user_id = any (people)) and t.course_id in (select a.course_id from assignments a)
    group by t.user_id, t.course_id
  ),
  due as (
    select f.user_id, a.id, a.course_id, t.valid_until, t.enrolment_id, t.completed_on,
      case
        when a.due_on >= greatest(a.assigned_on, f.came, f.in_line_since) then a.due_on
        else greatest(a.assigned_on, f.came, f.in_line_since) + a.due_days
      end as first_due,
      exists (
        select from public.assignment_exemptions x
        where x.assignment_id = a.id and x.user_id = f.user_id and (x.until_day is null or x.until_day >= as_of)
      ) as exempt
    from found f
    join assignments a on a.id = f.assignment_id
    left join taken t on t.user_id = f.user_id and t.course_id = a.course_id
  )
  select d.user_id, d.id, d.course_id,
    case
      when d.exempt then 'exempt'
      when d.valid_until > as_of + 90 then 'compliant'
      when d.valid_until >= as_of then 'expiring'
      when greatest(d.first_due, d.valid_until) >= as_of then 'due'
      else 'overdue'
    end,
    case when d.valid_until >= as_of then nullif(d.valid_until, 'infinity') else greatest(d.first_due, d.valid_until) end,
    d.enrolment_id, d.completed_on, nullif(d.valid_until, 'infinity')
  from due d;
end
$$;
comment on function private.compliance_of(uuid[], date) is
  'What these people (null: everybody) must learn, and whether they did, on a day: per person and assignment compliant, expiring (within 90 days), due, overdue or exempt; by when (null: done for good); their latest attempt. The certificate holds on its last day; what expired is due since that day. Checks no right.';

create or replace function private.is_assigned(person uuid, course uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (
    select from private.compliance_of(array[person], private.today()) r where r.course_id = course and r.state <> 'exempt'
  );
end
$$;
comment on function private.is_assigned(uuid, uuid) is
  'Whether somebody has to take a course: such an enrolment is mandatory and asks nobody. Checks no right.';

create function private.compliance_json(person uuid, assignment uuid, state text, due_on date, enrolment uuid, completed_on date, expires_on date)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  return (
    select jsonb_build_object(
      'person', private.person_ref(person), 'assignment_id', a.id, 'course', private.course_ref(a.course_id),
      'state', state, 'due_on', due_on, 'completed_on', completed_on, 'expires_on', expires_on,
      'enrolment', (
        select jsonb_build_object('id', t.id, 'status', t.status, 'progress_percentage', t.progress_percentage)
        from public.user_training t where t.id = enrolment
      )
    )
    from public.course_assignments a where a.id = assignment
  );
end
$$;
comment on function private.compliance_json(uuid, uuid, text, date, uuid, date, date) is
  'A row of private.compliance_of() as clients see it. Checks no right.';

create function private.get_my_compliance() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(
      private.compliance_json(r.user_id, r.assignment_id, r.state, r.due_on, r.enrolment_id, r.completed_on, r.expires_on)
      order by array_position('{overdue,due,expiring,compliant,exempt}'::text[], r.state), r.due_on, r.assignment_id
    ), '[]')
    from private.compliance_of(array[me], private.today()) r
  ));
end
$$;
create function public.get_my_compliance() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_compliance() $$;
comment on function public.get_my_compliance() is
  'GET /me/compliance, contractors too: what the caller must learn, the most pressing first.';

create function private.compliance_scope(scope text, unit uuid) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_user();
  all_of_them boolean := private.has_role('learning_admin') or private.has_role('hr_admin');
  line uuid[] := private.my_report_ids();
begin
  if not all_of_them and (line = '{}' or scope is null or scope not in ('team', 'org_unit')) then
    raise insufficient_privilege using message = 'Only for learning admins and HR; for managers their line.';
  elsif scope = 'org_unit' and not exists (select from public.org_units where id = unit) then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  return case scope
    when 'team' then line
    when 'org_unit' then array(
      select p.user_id from public.placements p where p.org_unit_id = unit and (all_of_them or p.user_id = any (line))
    )
  end;
end
$$;
comment on function private.compliance_scope(text, uuid) is
  'Whose compliance the caller may see in a scope: team, the line below them; org_unit, of a unit and those below it their line (learning admins and HR: all); all (null), learning admins and HR. 403, 404.';

create function private.get_compliance(
  scope text, unit uuid, states text[], course uuid, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  today constant date := private.today();
  most constant integer := 2000;
  people uuid[] := private.compliance_scope(scope, unit);
  from_name text := after ->> 0;
  from_id uuid := (after ->> 1)::uuid;
  including boolean := true;
  looked integer := 0;
  batch uuid[];
  rows jsonb;
  items jsonb := '[]';
  next jsonb;
begin
  loop
    select array_agg(u.id order by u.name_key, u.id) into batch
    from (
      select u.id, u.name_key from public.users u
      where u.status = 'active' and (people is null or u.id = any (people))
        and (from_name is null or (u.name_key, u.id) > (from_name, from_id) or including and u.id = from_id)
      order by u.name_key, u.id limit case when looked = 0 then page_size + 1 else 500 end
    ) u;
    exit when batch is null;
    looked := looked + cardinality(batch);
    -- One more than is missing: whether there is a next page.
    select jsonb_agg(jsonb_build_array(
      p.name_key, p.user_id, p.assignment_id,
      private.compliance_json(p.user_id, p.assignment_id, p.state, p.due_on, p.enrolment_id, p.completed_on, p.expires_on)
    ) order by p.name_key, p.user_id, p.assignment_id) into rows
    from (
      select u.name_key, r.*
      from private.compliance_of(batch, today) r join public.users u on u.id = r.user_id
      where (states is null or r.state = any (states)) and (course is null or r.course_id = course)
        and (after is null or r.user_id <> (after ->> 1)::uuid or r.assignment_id > (after ->> 2)::uuid)
      order by u.name_key, r.user_id, r.assignment_id limit page_size + 1 - jsonb_array_length(items)
    ) p;
    items := items || coalesce(rows, '[]');
    exit when jsonb_array_length(items) > page_size;
    select u.name_key, u.id into from_name, from_id from public.users u where u.id = batch[cardinality(batch)];
    including := false;
    if looked >= most then
      next := jsonb_build_array(from_name, from_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
      exit;
    end if;
  end loop;
  if jsonb_array_length(items) > page_size then
    items := items - page_size;
    next := jsonb_path_query_array(items -> -1, '$[0 to 2]');
  end if;
  return jsonb_build_object(
    'items', coalesce((select jsonb_agg(i -> 3 order by n) from jsonb_array_elements(items) with ordinality as u (i, n)), '[]'),
    'next', next
  ) || case when want_total then jsonb_build_object('total', (
    select count(*) from private.compliance_of(people, today) r
    where (states is null or r.state = any (states)) and (course is null or r.course_id = course)
  )) else '{}' end;
end
$$;
create function public.get_compliance(
  scope text, unit uuid default null, states text[] default null, course uuid default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_compliance(scope, unit, states, course, after, least(page_size, 200), want_total) $$;
comment on function public.get_compliance(text, uuid, text[], uuid, jsonb, integer, boolean) is
  'GET /compliance: what the people of a scope must learn and whether they did, by name. A page looks at 2,000 people at most, so that it may hold fewer than asked for, or none, and still have a next one. {items, next, total?}. 403, 404.';

create function private.count_compliance(scope text, unit uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  people uuid[] := private.compliance_scope(scope, unit);
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    -- Where a course is assigned twice to somebody, the worse counts.
    with worst as (
      select r.user_id, r.course_id,
        min(case r.state when 'overdue' then 1 when 'due' then 2 when 'expiring' then 3 when 'compliant' then 4 else 5 end) as rank
      from private.compliance_of(people, private.today()) r group by 1, 2
    ),
    counted as (
      select w.course_id, count(*) as people, count(*) filter (where rank = 1) as overdue, count(*) filter (where rank = 2) as due,
        count(*) filter (where rank = 3) as expiring, count(*) filter (where rank = 4) as compliant, count(*) filter (where rank = 5) as exempt
      from worst w group by w.course_id
    )
    select coalesce(jsonb_agg(
      jsonb_build_object('course', private.course_ref(c.id)) || (to_jsonb(k) - 'course_id') order by c.name_key, c.id
    ), '[]')
    from counted k join public.courses c on c.id = k.course_id
  ));
end
$$;
create function public.count_compliance(scope text, unit uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.count_compliance(scope, unit) $$;
comment on function public.count_compliance(text, uuid) is
  'GET /compliance/courses: per assigned course how many people of a scope are in which state, each once, in their worst. 403, 404.';

-- Reminders, leaving -----------------------------------------------------------------------------------------------------------------------

create function private.reminder(days integer) returns integer
language plpgsql immutable set search_path = ''
as $$
begin
  return case when days <= 7 then 7 when days <= 30 then 30 when days <= 60 then 60 else 90 end;
end
$$;
comment on function private.reminder(integer) is 'Which of the reminders, 90, 60, 30 or 7 days before, somebody has when so many are left.';

create function private.job_learning_reminders(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  most constant integer := 500;
  batch uuid[];
begin
  batch := array(
    select u.id from public.users u where u.status = 'active' and (cursor is null or u.id > (cursor ->> 0)::uuid) order by u.id limit most
  );
  -- By course: who must take it twice over is told once.
  perform private.notify(t.told, t.kind, format(t.title, o.name, o.due_on), action_url => t.url, actor => t.about,
    dedupe_key => format('%s:%s:%s:%s', o.user_id, o.course_id, o.due_on, case o.state when 'due' then private.reminder(o.due_on - as_of) end))
  from (
    select distinct on (r.user_id, r.course_id) r.user_id, r.course_id, r.state, r.due_on, c.name
    from private.compliance_of(batch, as_of) r join public.courses c on c.id = r.course_id
    where r.state in ('due', 'overdue')
    order by r.user_id, r.course_id, r.due_on
  ) o
  cross join lateral (
    select o.user_id as told, 'training.due' as kind, 'The mandatory course "%s" is due on %s' as title, '/me/compliance' as url, null::uuid as about
    where o.state = 'due'
    union all
    select o.user_id, 'training.overdue', 'The mandatory course "%s" was due on %s', '/me/compliance', null where o.state = 'overdue'
    union all
    select d.user_id, 'training.overdue_of', '{actor} is overdue with "%s", due on %s', '/compliance?scope=team', o.user_id
    from private.deciders_of(o.user_id) d where o.state = 'overdue'
  ) t
  -- Notices are kept for a while only: who was told long ago is not told again.
  where o.due_on between as_of - 30 and as_of + 90;
  perform private.notify(e.user_id, 'training.renewal', format('Your certificate of "%s" expires on %s', c.name, e.expires_on),
    action_url => '/enrolments', dedupe_key => format('%s:%s:%s', e.course_id, e.expires_on, private.reminder(e.expires_on - as_of)))
  from (
    select t.user_id, t.course_id, max(coalesce(t.certificate_expires_on, 'infinity')) as expires_on
    from public.user_training t where t.user_id = any (batch) and t.status = 'completed' group by 1, 2
  ) e
  join public.courses c on c.id = e.course_id
  where e.expires_on between as_of and as_of + 90;
  return jsonb_build_object('rows', cardinality(batch), 'next', case when cardinality(batch) = most then jsonb_build_array(batch[most]) end);
end
$$;
comment on function private.job_learning_reminders(jsonb, date) is
  'Job: who has a mandatory course due or a certificate that expires within 90, 60, 30 or 7 days is told, once for each; once it is overdue they and whoever decides for them. 500 people a step.';

create function private.leave_learning() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.course_assignments where new.id in (user_id, line_id);
  delete from public.assignment_exemptions where user_id = new.id;
  return null;
end
$$;
comment on function private.leave_learning() is
  'After somebody left: what was assigned to them alone, what they assigned to their line, and their exemptions end.';
create trigger leave_learning after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_learning();

-- Declared, told, scheduled, granted ----------------------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('training.assigned', 'Somebody assigns a mandatory course to me', false),
  ('training.due', 'A mandatory course of mine is due soon', false),
  ('training.overdue', 'A mandatory course of mine is overdue', true),
  ('training.overdue_of', 'Somebody for whom I decide is overdue with a mandatory course', false),
  ('training.renewal', 'A certificate of a course of mine is about to expire', false);

select private.schedule_job('learning_reminders', '20 5 * * *', 'People are told of mandatory courses and of certificates that are about to expire');

select private.declare_personal('placements', unaudited => '{org_unit_id, pathway_id, since}');
update private.privacy_registry set unaudited = unaudited || '{since}'::text[] where table_name = 'reporting_lines';
select private.declare_personal('course_assignments',
  audit_values => '{course_id, audience, pathway_id, org_unit_id, line_id, due_on, due_days, assigned_on, created_by}', audit_names => '{reason}');
select private.declare_personal('assignment_exemptions', row_key => '{assignment_id, user_id}',
  audit_values => '{until_day, granted_by, granted_at}', audit_names => '{reason}');

grant execute on function
  private.get_course_set(uuid), public.get_course_set(uuid),
  private.create_assignment(jsonb), public.create_assignment(jsonb),
  private.get_assignment(uuid), public.get_assignment(uuid),
  private.get_assignments(uuid, jsonb, integer, boolean), public.get_assignments(uuid, jsonb, integer, boolean),
  private.update_assignment(uuid, jsonb, text), public.update_assignment(uuid, jsonb, text),
  private.delete_assignment(uuid), public.delete_assignment(uuid),
  private.exempt(uuid, uuid, jsonb), public.set_exemption(uuid, uuid, jsonb), public.remove_exemption(uuid, uuid),
  private.get_my_compliance(), public.get_my_compliance(),
  private.get_compliance(text, uuid, text[], uuid, jsonb, integer, boolean), public.get_compliance(text, uuid, text[], uuid, jsonb, integer, boolean),
  private.count_compliance(text, uuid), public.count_compliance(text, uuid)
to authenticated;
