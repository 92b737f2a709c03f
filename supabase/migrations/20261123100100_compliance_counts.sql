-- Domain: training. How many of a large unit did what they must, counted at night.
set lock_timeout = '5s';

create table private.compliance_parts (
  org_unit_id uuid not null,
  course_id uuid not null,
  state text not null,
  duties integer not null,
  people integer not null,
  primary key (org_unit_id, course_id, state)
);
alter table private.compliance_parts enable row level security;
comment on table private.compliance_parts is
  'What private.job_compliance_counts() has counted so far of those who stand in a unit itself; 00000000-…: in none.';

create table private.compliance_counts (
  org_unit_id uuid not null,
  course_id uuid not null,
  state text not null,
  duties integer not null,
  people integer not null,
  primary key (org_unit_id, course_id, state)
);
alter table private.compliance_counts enable row level security;
comment on table private.compliance_counts is
  'Of each large unit with all below it, and the company (00000000-…), as of the last night.';
comment on column private.compliance_counts.duties is 'Rows of private.compliance_of() in this state.';
comment on column private.compliance_counts.people is 'People who are in this state, as their worst, where a course is assigned to them twice.';

create table private.counted_units (
  org_unit_id uuid primary key,
  as_of date not null
);
alter table private.counted_units enable row level security;
comment on table private.counted_units is
  'Of which units private.compliance_counts stands, and as of which day; all others are counted when somebody asks.';

create function private.compliance_night(scope text, unit uuid) returns date
language plpgsql stable security definer set search_path = ''
as $$
begin
  -- A manager asks of their line, which is counted when they ask.
  if scope = 'team' or not (private.has_role('learning_admin') or private.has_role('hr_admin')) then
    return null;
  end if;
  return (
    select c.as_of from private.counted_units c
    where c.org_unit_id = case when scope = 'org_unit' then unit else '00000000-0000-0000-0000-000000000000' end
  );
end
$$;
comment on function private.compliance_night(text, uuid) is
  'Of which day the counts of a scope are, where it is a large one that was counted at night; null: count it now. For who may see the scope.';

create or replace function private.get_compliance(
  scope text, unit uuid, states text[], course uuid, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  today constant date := private.today();
  most constant integer := 2000;
  people uuid[] := private.compliance_scope(scope, unit);
  night date := private.compliance_night(scope, unit);
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
  ) || case
    when want_total and night is null then jsonb_build_object('as_of', today, 'total', (
      select count(*) from private.compliance_of(people, today) r
      where (states is null or r.state = any (states)) and (course is null or r.course_id = course)
    ))
    when want_total then jsonb_build_object('as_of', night, 'total', (
      select coalesce(sum(k.duties), 0) from private.compliance_counts k
      where k.org_unit_id = case when scope = 'org_unit' then unit else '00000000-0000-0000-0000-000000000000' end
        and (states is null or k.state = any (states)) and (course is null or k.course_id = course)
    ))
    else '{}'
  end;
end
$$;
comment on function public.get_compliance(text, uuid, text[], uuid, jsonb, integer, boolean) is
  'GET /compliance: what the people of a scope must learn and whether they did, by name. A page looks at 2,000 people at most, so that it may hold fewer than asked for, or none, and still have a next one. The total is of the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night. {items, next, total?, as_of?}. 403, 404.';

create or replace function private.count_compliance(scope text, unit uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  people uuid[] := private.compliance_scope(scope, unit);
  night date := private.compliance_night(scope, unit);
begin
  return jsonb_build_object('next_cursor', null, 'as_of', coalesce(night, private.today()), 'items', (
    -- Where a course is assigned twice to somebody, the worse counts.
    with worst as (
      select r.user_id, r.course_id,
        min(case r.state when 'overdue' then 1 when 'due' then 2 when 'expiring' then 3 when 'compliant' then 4 else 5 end) as rank
      from private.compliance_of(people, private.today()) r where night is null group by 1, 2
    ),
    states as (
      select w.course_id, ('{overdue,due,expiring,compliant,exempt}'::text[])[w.rank] as state, count(*) as people from worst w group by 1, 2
      union all
      select k.course_id, k.state, k.people from private.compliance_counts k
      where night is not null
        and k.org_unit_id = case when scope = 'org_unit' then unit else '00000000-0000-0000-0000-000000000000' end
    ),
    counted as (
      select s.course_id, sum(s.people) as people,
        coalesce(sum(s.people) filter (where s.state = 'overdue'), 0) as overdue, coalesce(sum(s.people) filter (where s.state = 'due'), 0) as due,
        coalesce(sum(s.people) filter (where s.state = 'expiring'), 0) as expiring,
        coalesce(sum(s.people) filter (where s.state = 'compliant'), 0) as compliant,
        coalesce(sum(s.people) filter (where s.state = 'exempt'), 0) as exempt
      from states s group by s.course_id
    )
    select coalesce(jsonb_agg(
      jsonb_build_object('course', private.course_ref(c.id)) || (to_jsonb(k) - 'course_id') order by c.name_key, c.id
    ), '[]')
    from counted k join public.courses c on c.id = k.course_id
  ));
end
$$;
comment on function public.count_compliance(text, uuid) is
  'GET /compliance/courses: per assigned course how many people of a scope are in which state, each once, in their worst, on the day as_of: today, or, of all or of a unit with more than 2,000 people, the last night. 403, 404.';

create function private.job_compliance_counts(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  nowhere constant uuid := '00000000-0000-0000-0000-000000000000';
  most constant integer := 2500;
  -- One day for all, whichever hour the last step comes to.
  on_day date := coalesce((cursor ->> 'on')::date, private.today());
  last_seen uuid := (cursor ->> 'after')::uuid;
  large uuid[] := array(select l.org_unit_id from private.large_units() l);
  batch uuid[];
  people uuid[];
begin
  if cursor is null then
    delete from private.compliance_parts;
  end if;
  if large <> '{}' then
    select array_agg(d.unit order by d.unit) into batch
    from (
      select p.unit, sum(count(*)) over (order by p.unit) as total, row_number() over (order by p.unit) as nth
      from (
        select coalesce(e.org_unit_id, nowhere) as unit
        from public.users u left join public.employment_info e on e.user_id = u.id where u.status = 'active'
      ) p
      where last_seen is null or p.unit > last_seen
      group by p.unit
    ) d
    where d.total <= most or d.nth = 1;
  end if;
  if batch is null then
    delete from private.compliance_counts;
    delete from private.counted_units;
    insert into private.compliance_counts (org_unit_id, course_id, state, duties, people)
    with recursive below (root, id) as (
      select l, l from unnest(large) l where l <> nowhere
      union all
      select b.root, o.id from below b join public.org_units o on o.parent_id = b.id
    )
    select b.root, p.course_id, p.state, sum(p.duties), sum(p.people)
    from below b join private.compliance_parts p on p.org_unit_id = b.id group by 1, 2, 3
    union all
    select nowhere, p.course_id, p.state, sum(p.duties), sum(p.people)
    from private.compliance_parts p where nowhere = any (large) group by 2, 3;
    insert into private.counted_units (org_unit_id, as_of) select l, on_day from unnest(large) l;
    return '{"rows": 0, "next": null}';
  end if;
  people := array(
    select u.id from public.users u left join public.employment_info e on e.user_id = u.id
    where u.status = 'active' and coalesce(e.org_unit_id, nowhere) = any (batch)
  );
  delete from private.compliance_parts p where p.org_unit_id = any (batch);
  insert into private.compliance_parts (org_unit_id, course_id, state, duties, people)
  select coalesce(e.org_unit_id, nowhere), s.course_id, s.state, count(*), count(*) filter (where s.nth = 1)
  from (
    select r.user_id, r.course_id, r.state, row_number() over (
      partition by r.user_id, r.course_id order by array_position('{overdue,due,expiring,compliant,exempt}'::text[], r.state)
    ) as nth
    from private.compliance_of(people, on_day) r
  ) s
  left join public.employment_info e on e.user_id = s.user_id
  group by 1, 2, 3;
  return jsonb_build_object('rows', cardinality(people),
    'next', jsonb_build_object('on', on_day, 'after', batch[cardinality(batch)]));
end
$$;
comment on function private.job_compliance_counts(jsonb, date) is
  'Job: counts the compliance of the company and its large units, 2,500 people a step, unit by unit; the last step alone shows it.';
select private.schedule_job('compliance_counts', '40 4 * * *', 'How many of the company and its large units did what they must learn');
