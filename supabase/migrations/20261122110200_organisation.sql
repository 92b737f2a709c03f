-- Domain: user-management. The organisation as HR keeps it: units, people, roles, who decides for whom, leaving, notices.

-- org_units ------------------------------------------------------------------------------------------------------------

create index on public.org_units using gin (name_key extensions.gin_trgm_ops);

create function private.refuse_unit_cycle() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Before reading: two opposite moves at once must see each other.
  perform pg_advisory_xact_lock(hashtext('org_units'));
  if exists (
    with recursive up (id) as (
      select new.parent_id
      union
      select o.parent_id from up join public.org_units o on o.id = up.id
    )
    select from up where id = new.id
  ) then
    perform private.fail(409, 'unit_cycle', 'A unit can''t stand below itself, at any distance.');
  end if;
  return null;
end
$$;
comment on function private.refuse_unit_cycle() is 'After a unit moved: 409 unit_cycle.';
create trigger refuse_cycle after update of parent_id on public.org_units
  for each row when (old.parent_id is distinct from new.parent_id) execute function private.refuse_unit_cycle();

create function private.unit_json(unit uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'id', o.id, 'name', o.name, 'parent', private.unit_ref(o.parent_id),
      'children', (select count(*) from public.org_units c where c.parent_id = o.id), 'etag', o.version::text
    )
    from public.org_units o where o.id = unit
  );
end
$$;
comment on function private.unit_json(uuid) is 'A unit as resource: {id, name, parent, children: how many, etag}.';

-- A word with one wrong letter of six is 0.43 like the right one; two letters changed about, 0.5. (The call loads pg_trgm,
-- else only a superuser could set what it reads.)
select extensions.word_similarity('a', 'a');
create or replace function private.search_users(
  q text, unit_ids uuid[], ids uuid[], wanted_skills uuid[], min_level integer,
  after_rank integer, after_name text, after_id uuid, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.42
as $$
declare
  me uuid := private.require_user();
  hr boolean := private.has_role('hr_admin');
  key text := nullif(private.name_key(q), '');
  holders uuid[] := case when wanted_skills is not null then private.holders(wanted_skills, coalesce(min_level, 1)) end;
begin
  -- Of a long text a typo spoils little: asking for more of it leaves a quarter of the candidates.
  if char_length(key) >= 10 then
    perform set_config('pg_trgm.word_similarity_threshold', '0.55', true);
  end if;
  return (
    with found as not materialized (
      select u.id, u.name_key, u.full_name, u.preferred_name, u.job_title, u.org_unit_id, u.office_location,
        u.photo_url, u.status, u.version,
        case when key is null then 0 else -(1000 * extensions.word_similarity(key, u.search_text))::integer end as rank
      from public.users u
      where (u.status = 'active' or hr and u.erased_at is null)
        and (key is null or key operator(extensions.<%) u.search_text)
        and (unit_ids is null or u.org_unit_id = any (unit_ids))
        and (ids is null or u.id = any (ids))
        and (holders is null or u.id = any (holders))
    ),
    page as (
      select * from found
      where after_id is null or (rank, name_key, id) > (after_rank, after_name, after_id)
      order by rank, name_key, id
      limit page_size + 1
    ),
    shown as (select * from page order by rank, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', s.id, 'full_name', s.full_name, 'preferred_name', s.preferred_name, 'job_title', s.job_title,
          'unit', private.unit_ref(s.org_unit_id), 'office_location', s.office_location,
          'photo_url', s.photo_url, 'status', s.status, 'etag', s.version::text
        ) order by s.rank, s.name_key, s.id) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.rank, s.name_key, s.id) from shown s order by s.rank desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;

-- A chunk of 200 long profiles, each of them audited, on a busy machine.
alter function public.import_profiles(uuid, integer, jsonb, boolean, boolean) set statement_timeout = '60s';

create function private.search_org_units(
  q text, parents uuid[], top boolean, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
set pg_trgm.word_similarity_threshold = 0.42
as $$
declare
  me uuid := private.require_user();
  key text := nullif(private.name_key(q), '');
begin
  return (
    with found as not materialized (
      select o.id, o.name_key,
        case when key is null then 0 else -(1000 * extensions.word_similarity(key, o.name_key))::integer end as rank
      from public.org_units o
      where (key is null or key operator(extensions.<%) o.name_key)
        and (parents is null and not coalesce(top, false) or o.parent_id = any (parents) or top and o.parent_id is null)
    ),
    page as (
      select * from found
      where after is null or (rank, name_key, id) > ((after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid)
      order by rank, name_key, id limit page_size + 1
    ),
    shown as (select * from page order by rank, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(private.unit_json(s.id) order by s.rank, s.name_key, s.id) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.rank, s.name_key, s.id) from shown s order by s.rank desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.search_org_units(
  q text default null, parents uuid[] default null, top boolean default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.search_org_units(q, parents, top, after, least(page_size, 200), want_total) $$;
comment on function public.search_org_units(text, uuid[], boolean, jsonb, integer, boolean) is
  'GET /org-units: units by name with typos, below given parents, or (top) those below none; best match first, then name. {items, next, total?}.';

create function private.get_org_unit(unit uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  found_unit jsonb := private.unit_json(unit);
begin
  if found_unit is null then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  return found_unit;
end
$$;
create function public.get_org_unit(unit uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_org_unit(unit) $$;
comment on function public.get_org_unit(uuid) is 'GET /org-units/:id. 404.';

create function private.refuse_unknown(path text, known boolean, message text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if not coalesce(known, false) then
    perform private.fail(400, 'unknown_id', message,
      jsonb_build_array(jsonb_build_object('path', path, 'code', 'unknown_id', 'message', message)));
  end if;
end
$$;
comment on function private.refuse_unknown(text, boolean, text) is
  'Refuses (400 unknown_id, with the path of the field) an id in a body that names nothing the caller can read.';

create function private.create_org_unit(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  parent uuid := fields ->> 'parent_id';
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
begin
  perform private.refuse_unknown('parent_id', parent is null or exists (select from public.org_units where id = parent),
    'There is no such unit.');
  insert into public.org_units (id, name, parent_id) values (made, fields ->> 'name', parent)
  on conflict (id) do nothing;
  return private.unit_json(made) || jsonb_build_object('repeated', not found);
end
$$;
create function public.create_org_unit(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_org_unit(fields) $$;
comment on function public.create_org_unit(jsonb) is
  'POST /org-units, hr_admin: {id?, name, parent_id?}. The unit, and whether it was there already. 400 unknown_id, 409 duplicate for a name that the parent has.';

create function private.update_org_unit(unit uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  current_version integer;
begin
  select version into current_version from public.org_units where id = unit for update;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  perform private.check_version(current_version, expected_etag);
  perform private.refuse_unknown('parent_id', patch ->> 'parent_id' is null
    or exists (select from public.org_units where id = (patch ->> 'parent_id')::uuid), 'There is no such unit.');
  if patch ->> 'parent_id' = unit::text then
    perform private.fail(409, 'unit_cycle', 'A unit can''t stand below itself, at any distance.');
  end if;
  update public.org_units
  set name = coalesce(patch ->> 'name', name),
      parent_id = case when patch ? 'parent_id' then (patch ->> 'parent_id')::uuid else parent_id end
  where id = unit;
  return private.unit_json(unit);
end
$$;
create function public.update_org_unit(unit uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_org_unit(unit, patch, expected_etag) $$;
comment on function public.update_org_unit(uuid, jsonb, text) is
  'PATCH /org-units/:id, hr_admin: name, parent_id. 400 unknown_id, 404, 409 duplicate or unit_cycle, 412 stale.';

-- delegations -------------------------------------------------------------------------------------------------------------

create table public.delegations (
  user_id uuid primary key references public.users (id) on delete cascade,
  delegate_id uuid not null references public.users (id) on delete cascade,
  starts_on date not null check (private.is_day(starts_on)),
  ends_on date not null check (private.is_day(ends_on)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (user_id <> delegate_id),
  check (ends_on between starts_on and starts_on + 366)
);
create index on public.delegations (delegate_id);
create trigger touch before update on public.delegations for each row execute function private.touch();
alter table public.delegations enable row level security;
create policy delegations_select on public.delegations
  for select to authenticated
  using ((select private.current_employee_id()) in (user_id, delegate_id) or (select private.has_role('hr_admin')));
grant select on public.delegations to authenticated;
comment on table public.delegations is 'Who decides in a manager''s place, from and until a day (UTC), both included. Written through set_delegate().';

create function private.deciders_of(person uuid)
returns table (user_id uuid, capacity text)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  manager uuid;
begin
  -- Contractors have no say over others: the next manager above them has.
  select l.manager_id into manager
  from public.reporting_lines l
  join public.users u on u.id = l.manager_id and u.status = 'active' and u.erased_at is null
  left join public.employment_info e on e.user_id = l.manager_id
  where l.report_id = person and e.employment_type is distinct from 'contractor'
  order by l.depth limit 1;
  if manager is null then
    return query select r.user_id, 'hr_admin' from public.user_roles r
      join public.users u on u.id = r.user_id and u.status = 'active'
      left join public.employment_info e on e.user_id = r.user_id
      where r.role = 'hr_admin' and r.user_id <> person and e.employment_type is distinct from 'contractor';
    return;
  end if;
  return query select manager, 'manager';
  return query select d.delegate_id, 'delegate' from public.delegations d
    left join public.employment_info e on e.user_id = d.delegate_id
    where d.user_id = manager and d.delegate_id <> person and e.employment_type is distinct from 'contractor'
      and (now() at time zone 'utc')::date between d.starts_on and d.ends_on;
end
$$;
comment on function private.deciders_of(uuid) is
  'Who decides for a person now, and as what: the manager (leavers and contractors passed over: the next one up) and from–until their delegate; without any manager everybody with hr_admin. Never the person.';

create function private.decides_for(person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return exists (select from private.deciders_of(person) d where d.user_id = private.current_employee_id());
end
$$;
comment on function private.decides_for(uuid) is 'Whether the caller decides for this person now.';

create function private.people_i_decide_for() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  return (
    with recursive managers (id) as (
      select me
      union
      select d.user_id from public.delegations d left join public.employment_info e on e.user_id = d.user_id
      where d.delegate_id = me and (now() at time zone 'utc')::date between d.starts_on and d.ends_on
        and e.employment_type is distinct from 'contractor'
    ),
    -- Below contractors and leavers the next manager up decides.
    below (id, active, passes) as (
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from managers m join public.employment_info e on e.manager_id = m.id
      union
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from below b join public.employment_info e on e.manager_id = b.id
      where b.passes
    )
    select coalesce(array_agg(distinct id), '{}')
    from (
      select id from below where active
      union all
      select u.id
      from public.users u
      left join public.employment_info e on e.user_id = u.id
      left join public.employment_info m on m.user_id = e.manager_id
      where private.has_role('hr_admin') and u.status = 'active'
        and (e.manager_id is null or m.employment_type = 'contractor' or m.status = 'left')
        and not exists (select from private.deciders_of(u.id) d where d.capacity <> 'hr_admin')
    ) everybody
    where id <> me and me is not null
  );
end
$$;
comment on function private.people_i_decide_for() is
  'Everybody for whom the caller decides now: private.decides_for() the other way round, for inboxes.';

create function private.delegation_json(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('delegate', private.person_ref(d.delegate_id), 'from', d.starts_on, 'until', d.ends_on, 'etag', d.version::text)
    from public.delegations d where d.user_id = person
  );
end
$$;
comment on function private.delegation_json(uuid) is 'Whom a person named to decide in their place: {delegate, from, until, etag}; null for nobody.';

create function private.get_delegate() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  mine jsonb := private.delegation_json(private.require_employee());
begin
  if mine is null then
    perform private.fail(404, 'not_found', 'You named no delegate.');
  end if;
  return mine;
end
$$;
create function public.get_delegate() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_delegate() $$;
comment on function public.get_delegate() is 'GET /me/delegate. 404 when none is named.';

create function private.set_delegate(delegate uuid, starts_on date, ends_on date, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
  before public.delegations;
begin
  perform private.refuse_unknown('user_id', exists (
    select from public.users u left join public.employment_info e on e.user_id = u.id
    where u.id = delegate and u.status = 'active' and e.employment_type is distinct from 'contractor'
  ), 'There is no such employee.');
  if delegate = me then
    perform private.fail(400, 'invalid', 'Somebody else decides in your place.', jsonb_build_array(jsonb_build_object(
      'path', 'user_id', 'code', 'self', 'message', 'Somebody else decides in your place.')));
  end if;
  select * into before from public.delegations d where d.user_id = me for update;
  perform private.check_version(coalesce(before.version, 0), expected_etag);
  insert into public.delegations as d (user_id, delegate_id, starts_on, ends_on) values (me, delegate, starts_on, ends_on)
  on conflict (user_id) do update
    set delegate_id = excluded.delegate_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on;
  if before.delegate_id is distinct from delegate then
    perform private.notify(before.delegate_id, 'organisation.delegate', 'You no longer decide in the place of {actor}', actor => me);
  end if;
  if (before.delegate_id, before.starts_on, before.ends_on) is distinct from (delegate, starts_on, ends_on) then
    perform private.notify(delegate, 'organisation.delegate',
      format('You decide in the place of {actor} from %s until %s', starts_on, ends_on), actor => me);
  end if;
  return private.delegation_json(me);
end
$$;
create function public.set_delegate(delegate uuid, starts_on date, ends_on date, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_delegate(delegate, starts_on, ends_on, expected_etag) $$;
comment on function public.set_delegate(uuid, date, date, text) is
  'PUT /me/delegate: who decides in the caller''s place, both days included, at most a year. 400 unknown_id for whoever is no active employee, 412 stale.';

create function private.remove_delegate() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  before uuid;
begin
  delete from public.delegations where user_id = me returning delegate_id into before;
  if before is null then
    perform private.fail(404, 'not_found', 'You named no delegate.');
  end if;
  perform private.notify(before, 'organisation.delegate', 'You no longer decide in the place of {actor}', actor => me);
end
$$;
create function public.remove_delegate() returns void
language sql security invoker set search_path = ''
as $$ select private.remove_delegate() $$;
comment on function public.remove_delegate() is 'DELETE /me/delegate. 404 when none is named.';

create function private.get_deciders(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_user();
  if not private.may_read_work_of(person) or not exists (select from public.users where id = person and status = 'active') then
    perform private.fail(404, 'not_found', 'There is no such person.');
  end if;
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(private.person_ref(d.user_id) || jsonb_build_object('as', d.capacity)
      order by d.capacity = 'manager' desc, d.user_id), '[]')
    from private.deciders_of(person) d
  ));
end
$$;
create function public.get_deciders(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_deciders(person) $$;
comment on function public.get_deciders(uuid) is
  'GET /users/:id/deciders, for self, line and HR: who decides for a person now, and as what. 404.';

-- The closure at 50,000 people: a move rewrites the lines that lead above whoever moved, not all lines of all people below.

alter table public.reporting_lines drop constraint reporting_lines_pkey, add primary key (report_id, manager_id);
drop index public.reporting_lines_report_id_depth_idx;
create index on public.reporting_lines (manager_id, depth, report_id);

create or replace function private.rebuild_lines(changed uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- Before reading: two opposite moves at once must see each other, or both commit and make a cycle.
  perform pg_advisory_xact_lock(hashtext('reporting_lines'));
  if exists (
    with recursive up (start, id) as (
      select e.user_id, e.manager_id from public.employment_info e
      where e.user_id = any (changed) and e.manager_id is not null
      union all
      select up.start, e.manager_id from up join public.employment_info e on e.user_id = up.id
      where e.manager_id is not null
    ) cycle id set looped using path
    select from up where looped or id = start
  ) then
    perform private.fail(409, 'reporting_cycle', 'Nobody can report to themselves, at any distance.');
  end if;

  -- The lines below the changed stand; those that lead above them end, begin, or get another depth.
  -- Planned at each call by "execute": plan_cache_mode would hold for every check of a foreign key, too.
  execute $q$
    with recursive up (start, manager_id, depth) as (
      select e.user_id, e.manager_id, 1 from public.employment_info e
      where e.user_id = any ($1) and e.manager_id is not null
      union all
      select up.start, e.manager_id, up.depth + 1
      from up join public.employment_info e on e.user_id = up.manager_id
      where e.manager_id is not null
    ),
    -- Who is below which of the changed (the nearest), and how far.
    trees (start, report_id, depth) as materialized (
      select distinct on (report_id) start, report_id, depth
      from (
        select c as start, c as report_id, 0 as depth from unnest($1) c
        union all
        select manager_id, report_id, depth from public.reporting_lines where manager_id = any ($1)
      ) below
      order by report_id, depth
    ),
    ended as (
      delete from public.reporting_lines l
      using trees t
      where l.report_id = t.report_id and l.depth > t.depth
        and not exists (select from up where up.start = t.start and up.manager_id = l.manager_id)
    )
    insert into public.reporting_lines as l (manager_id, report_id, depth)
    select up.manager_id, t.report_id, up.depth + t.depth
    from up join trees t on t.start = up.start
    on conflict (report_id, manager_id) do update set depth = excluded.depth where l.depth <> excluded.depth
  $q$ using changed;
end
$$;
comment on function private.rebuild_lines(uuid[]) is
  'Brings the closure up to date for people whose manager changed and for everybody below them; 409 reporting_cycle.';

create or replace function private.link_managers(renamed text[] default '{}') returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('reporting_lines'));
  execute $q$
    update public.employment_info e
    set manager_id = null, manager_by_name = false
    where e.manager_by_name and e.line_manager_key = any ($1)
      and (
        select count(*) from public.users m
        where m.name_key = e.line_manager_key and m.status = 'active' and m.employee_id is not null and m.id <> e.user_id
      ) > 1
  $q$ using renamed;

  execute $q$
    with recursive wanted as (
      select e.user_id, (array_agg(m.id))[1] as manager_id
      from public.employment_info e
      join public.users m on m.name_key = e.line_manager_key and m.status = 'active' and m.id <> e.user_id
        -- Whoever registers may choose any name: only people whom HR loaded are meant.
        and m.employee_id is not null
      where e.manager_id is null and e.status = 'active'
      group by e.user_id
      having count(*) = 1
    ),
    edges as materialized (
      select user_id, manager_id from public.employment_info where manager_id is not null
      union all
      select user_id, manager_id from wanted
    ),
    -- Everybody above each candidate, over the links that stand and those that are about to.
    up as (
      select user_id as start, manager_id as id from wanted
      union
      select up.start, edges.manager_id from up join edges on edges.user_id = up.id
    )
    update public.employment_info e
    set manager_id = w.manager_id, manager_by_name = true
    from wanted w
    where e.user_id = w.user_id and not exists (select from up where up.start = w.user_id and up.id = w.user_id)
  $q$;
end
$$;

-- A reference in one query instead of two nested calls.
create or replace function private.person_ref(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'id', u.id, 'name', coalesce(u.preferred_name, u.full_name), 'title', u.job_title,
      'unit', case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end, 'photo_url', u.photo_url
    )
    from public.users u left join public.org_units o on o.id = u.org_unit_id
    where u.id = person
  );
end
$$;

-- The line ------------------------------------------------------------------------------------------------------------------

create function private.get_reports(person uuid, max_depth integer, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
begin
  if not private.may_read_work_of(person) or not exists (select from public.users where id = person and (status = 'active' or hr)) then
    perform private.fail(404, 'not_found', 'There is no such person.');
  end if;
  return (
    with found as not materialized (
      select u.id, u.name_key, l.depth
      from public.reporting_lines l
      -- One by one, in the order of depth: the planner would rather read everybody than some hundred.
      cross join lateral (select * from public.users where id = l.report_id and status = 'active' offset 0) u
      where l.manager_id = person and l.depth <= max_depth
    ),
    page as (
      select * from found
      where after is null
        or (depth >= (after ->> 0)::integer and (depth, name_key, id) > ((after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid))
      order by depth, name_key, id limit page_size + 1
    ),
    shown as (select * from page order by depth, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.person_ref(s.id) || jsonb_build_object(
          'depth', s.depth, 'manager', private.person_ref(e.manager_id), 'employment_type', e.employment_type
        ) order by s.depth, s.name_key, s.id)
        from shown s join public.employment_info e on e.user_id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.depth, s.name_key, s.id) from shown s order by s.depth desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_reports(
  person uuid, max_depth integer default 1, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_reports(person, max_depth, after, least(page_size, 200), want_total) $$;
comment on function public.get_reports(uuid, integer, jsonb, integer, boolean) is
  'GET /users/:id/reports, for self, line and HR: the active people below somebody down to a depth, nearest first, then by name. {items, next, total?}. 404.';

-- Leaving --------------------------------------------------------------------------------------------------------------------
-- However a status becomes "left", these triggers close what the person held; each domain adds its own, after update of
-- status on public.users when (old.status = 'active' and new.status = 'left'). The account goes by claim_by_changed_record.

create function private.leave_the_line() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  on_day date;
  successor uuid;
  report uuid;
begin
  select e.last_day, e.manager_id into on_day, successor from public.employment_info e where e.user_id = new.id;
  on_day := coalesce(on_day, (now() at time zone 'utc')::date);
  for report in
    update public.employment_info set manager_id = successor, manager_by_name = false where manager_id = new.id returning user_id
  loop
    perform private.tell_of_manager(report, new.id);
  end loop;
  -- Without a last day its retention would never begin.
  update public.employment_info e set manager_id = null, manager_by_name = false, last_day = on_day
  where e.user_id = new.id and (e.manager_id is not null or e.last_day is null);
  update public.position_history h set ended_on = greatest(on_day, h.started_on)
  where h.user_id = new.id and h.source = 'hr' and h.ended_on is null;
  delete from public.user_roles where user_id = new.id;
  delete from public.delegations where new.id in (user_id, delegate_id);
  return null;
end
$$;
comment on function private.leave_the_line() is
  'After somebody left: reports move up to the next manager, the open job, roles and delegations end.';
create trigger leave_the_line after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_the_line();

create function private.keep_an_hr_admin() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  if not exists (
    select from public.user_roles r
    join public.users u on u.id = r.user_id and u.status = 'active' and u.erased_at is null
    left join public.employment_info e on e.user_id = r.user_id
    where r.role = 'hr_admin' and e.employment_type is distinct from 'contractor'
  ) then
    perform private.fail(409, 'last_hr_admin', 'Somebody must stay who is hr_admin.');
  end if;
end
$$;
comment on function private.keep_an_hr_admin() is
  'Refuses (409 last_hr_admin) a change that leaves nobody in charge. Whoever calls it waited in private.require_hr_for() before.';

create function private.require_hr_for(person uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid;
begin
  perform private.require_role('hr_admin');
  -- And once more when it is our turn: of two HR admins who take each other's role at once, the second is none any more.
  perform pg_advisory_xact_lock(hashtext('user_roles'));
  me := private.require_role('hr_admin');
  perform from public.users where id = person for update;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such person.');
  end if;
  if person = me then
    raise insufficient_privilege using message = 'Somebody else decides about your own record.';
  end if;
  return me;
end
$$;
comment on function private.require_hr_for(uuid) is
  'The caller''s users.id if they are hr_admin and this is somebody else''s record, which is locked: 403, 404. Role changes wait for each other.';

create function private.leave(person uuid, on_day date, today date default (now() at time zone 'utc')::date) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.employment_info (user_id) values (person) on conflict do nothing;
  update public.employment_info
  set last_day = on_day,
      status = case when on_day <= today then 'left' else status end
  where user_id = person;
end
$$;
comment on function private.leave(uuid, date, date) is
  'Ends employment: at once if the last day is not after today, else the job "leavers" does on the day after.';

create function private.leave_user(person uuid, last_day date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_hr_for(person);
  employment public.employment_info;
begin
  select * into employment from public.employment_info e where e.user_id = person for update;
  if (select u.status from public.users u where u.id = person) = 'left' then
    perform private.fail(409, 'invalid_transition', 'This person has left already.');
  end if;
  if last_day < employment.hire_date then
    perform private.fail(400, 'invalid', 'The last day is before the first.', jsonb_build_array(jsonb_build_object(
      'path', 'last_day', 'code', 'before_hire_date', 'message', 'The last day is before the first.')));
  end if;
  perform private.leave(person, last_day);
  perform private.keep_an_hr_admin();
  return private.get_user(person);
end
$$;
create function public.leave_user(person uuid, last_day date) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.leave_user(person, last_day) $$;
comment on function public.leave_user(uuid, date) is
  'POST /users/:id/leave, hr_admin: sign-in ends, reports move up, retention starts, every domain closes what it holds; a day to come is kept until then. 400, 403 for oneself, 404, 409 invalid_transition.';

create function private.job_leavers(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  due uuid[];
begin
  due := array(
    select e.user_id from public.employment_info e where e.status = 'active' and e.last_day < as_of order by e.user_id limit 100
  );
  perform private.leave(d, e.last_day, as_of)
  from unnest(due) d join public.employment_info e on e.user_id = d;
  return jsonb_build_object('rows', cardinality(due), 'next', case when cardinality(due) = 100 then to_jsonb(0) end);
end
$$;
comment on function private.job_leavers(jsonb, date) is 'Job: people whose last day has passed leave, 100 a step.';
create index on public.employment_info (last_day) where status = 'active' and last_day is not null;

-- HR's create and update ------------------------------------------------------------------------------------------------------

create function private.write_employment(person uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  manager uuid := fields ->> 'manager_id';
  e public.employment_info;
begin
  perform private.refuse_unknown('org_unit_id', fields ->> 'org_unit_id' is null
    or exists (select from public.org_units where id = (fields ->> 'org_unit_id')::uuid), 'There is no such unit.');
  perform private.refuse_unknown('manager_id', manager is null
    or exists (select from public.users where id = manager and status = 'active'), 'There is no such active person.');
  if manager = person then
    perform private.fail(409, 'reporting_cycle', 'Nobody can report to themselves, at any distance.');
  end if;
  insert into public.employment_info (user_id) values (person) on conflict do nothing;
  select * into e from public.employment_info where user_id = person for update;
  e := jsonb_populate_record(e, fields - '{id, user_id, status, manager_by_name, line_manager_key, version, created_at, updated_at, pathway_id, email}'::text[]);
  update public.employment_info
  set employment_type = coalesce(e.employment_type, 'employee'), job_title = e.job_title, org_unit_id = e.org_unit_id,
      grade = e.grade, hire_date = e.hire_date, in_role_since = e.in_role_since,
      -- Another name means another manager; to have none is also to forget the name, or it would be linked again.
      line_manager = case when fields ? 'line_manager' or not fields ? 'manager_id' or manager is not null then e.line_manager end,
      manager_id = case when fields ? 'manager_id' then manager
        when fields ? 'line_manager' and private.name_key(e.line_manager) is distinct from line_manager_key then null
        else e.manager_id end,
      manager_by_name = manager_by_name and not fields ? 'manager_id'
        and (not fields ? 'line_manager' or private.name_key(e.line_manager) is not distinct from line_manager_key)
  where user_id = person;
end
$$;
comment on function private.write_employment(uuid, jsonb) is
  'Writes the employment fields that are named; null empties. 400 unknown_id for a unit or manager that is not there, 409 reporting_cycle. Checks no right.';

create function private.tell_of_manager(person uuid, before uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  manager uuid;
begin
  select manager_id into manager from public.employment_info where user_id = person;
  if manager is not null and manager is distinct from before then
    perform private.notify(person, 'organisation.manager', '{actor} is your manager now', actor => manager);
    perform private.notify(manager, 'organisation.manager', '{actor} reports to you now', actor => person);
  end if;
end
$$;
comment on function private.tell_of_manager(uuid, uuid) is 'Tells a person and their manager of each other, if it is another manager than before.';

create function private.refuse_duplicate(path text, taken boolean, message text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if taken then
    perform private.fail(409, 'duplicate', message,
      jsonb_build_array(jsonb_build_object('path', path, 'code', 'duplicate', 'message', message)));
  end if;
end
$$;
comment on function private.refuse_duplicate(text, boolean, text) is 'Refuses (409 duplicate, with the path of the field) what another row has.';

create function private.write_user(person uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  u public.users;
begin
  perform private.refuse_duplicate('employee_id',
    exists (select from public.users o where o.employee_id = fields ->> 'employee_id' and o.id <> person),
    'This employee id belongs to somebody else.');
  perform private.refuse_duplicate('email',
    exists (select from public.users o where o.email = lower(fields ->> 'email') and o.id <> person),
    'This e-mail belongs to somebody else.');
  select * into u from public.users where id = person;
  u := jsonb_populate_record(u, fields);
  update public.users
  set employee_id = u.employee_id, email = lower(u.email), full_name = u.full_name, office_location = u.office_location
  where id = person;
end
$$;
comment on function private.write_user(uuid, jsonb) is
  'Writes the directory fields that are named; null empties. 409 duplicate for an e-mail or employee id of somebody else. Checks no right.';

create function private.create_user(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
begin
  insert into public.users (id, full_name) values (made, fields ->> 'full_name') on conflict (id) do nothing;
  if not found then
    return private.get_user(made) || '{"repeated": true}';
  end if;
  perform private.write_user(made, fields - 'id');
  perform private.write_employment(made, fields);
  perform private.link_managers(array(select name_key from public.users where id = made));
  perform private.tell_of_manager(made, null);
  return private.get_user(made);
end
$$;
create function public.create_user(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_user(fields) $$;
comment on function public.create_user(jsonb) is
  'POST /users, hr_admin: a person with employment. The person, and whether the id was there already. 400 unknown_id, 409 duplicate.';

create function private.update_user(person uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_hr_for(person);
  u public.users;
  manager_before uuid;
begin
  select * into u from public.users where id = person;
  perform private.check_version(u.version, expected_etag);
  if u.erased_at is not null then
    perform private.fail(409, 'erased', 'This person was erased.');
  end if;
  select manager_id into manager_before from public.employment_info where user_id = person;
  perform private.write_user(person, patch);
  -- Who comes back comes back before the rest is looked at.
  if patch ->> 'status' = 'active' then
    update public.employment_info set status = 'active', last_day = null
    where user_id = person and (status = 'left' or last_day is not null);
  end if;
  if patch ?| '{employment_type, job_title, org_unit_id, grade, manager_id, line_manager, hire_date, in_role_since}'::text[] then
    perform private.write_employment(person, patch);
  end if;
  if patch ->> 'status' = 'left' and u.status = 'active' then
    perform private.leave(person, (now() at time zone 'utc')::date);
  end if;
  perform private.keep_an_hr_admin();
  if patch ?| '{full_name, employee_id, line_manager, status}'::text[] then
    perform private.link_managers(array(select name_key from public.users where id = person));
  end if;
  perform private.tell_of_manager(person, manager_before);
  return private.get_user(person);
end
$$;
create function public.update_user(person uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_user(person, patch, expected_etag) $$;
comment on function public.update_user(uuid, jsonb, text) is
  'PATCH /users/:id, hr_admin: directory and employment fields; status left as leave_user(today), active brings somebody back. 400 unknown_id, 403 for oneself, 404, 409 duplicate, reporting_cycle or erased, 412 stale.';

create function private.set_roles(person uuid, roles text[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_hr_for(person);
  before text[];
begin
  if (select status from public.users where id = person) <> 'active' then
    perform private.fail(409, 'invalid_transition', 'Somebody who left has no roles.');
  end if;
  if roles <> '{}' and exists (select from public.employment_info where user_id = person and employment_type = 'contractor') then
    perform private.fail(409, 'invalid_transition', 'A contractor has no roles.');
  end if;
  before := array(select role from public.user_roles where user_id = person order by role);
  delete from public.user_roles r where r.user_id = person and r.role <> all (roles);
  insert into public.user_roles (user_id, role) select distinct person, r from unnest(roles) r on conflict do nothing;
  perform private.keep_an_hr_admin();
  if before is distinct from array(select role from public.user_roles where user_id = person order by role) then
    perform private.notify(person, 'organisation.roles', coalesce(
      'Your roles are now: ' || (select string_agg(r, ', ' order by r) from unnest(roles) r), 'You have no role any more'), actor => me);
  end if;
  return private.get_user(person);
end
$$;
create function public.set_roles(person uuid, roles text[]) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_roles(person, roles) $$;
comment on function public.set_roles(uuid, text[]) is
  'PUT /users/:id/roles, hr_admin: these roles and no others. The person. 403 for oneself, 404, 409 last_hr_admin.';

create or replace function private.has_role(wanted text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from public.user_roles where user_id = (select private.current_employee_id()) and role = wanted)
  );
end
$$;
comment on function private.has_role(text) is 'Whether the caller is an active employee with this role; contractors have none.';

-- Who may read, as conditions that an index serves: `or (select has_role())` has every reader walk the whole table.

create function private.everybody_if(wanted text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return case when private.has_role(wanted) then '00000000-0000-0000-0000-000000000000'::uuid end;
end
$$;
comment on function private.everybody_if(text) is
  'For policies: "user_id between (select private.everybody_if(''hr_admin'')) and ''ffffffff-…''" is everybody''s row for the role and nobody''s else (null). A range of two bounds, which the planner takes for small, so that everybody else reads by the index.';
grant execute on function private.everybody_if(text) to authenticated;

alter policy employment_info_select on public.employment_info using (
  user_id = (select private.current_user_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy position_history_select on public.position_history using (
  user_id = (select private.current_user_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy user_languages_select on public.user_languages using (
  user_id = (select private.current_user_id())
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy education_select on public.education using (
  user_id = (select private.current_user_id())
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy user_personal_info_select on public.user_personal_info using (
  user_id = (select private.current_user_id())
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy reporting_lines_select on public.reporting_lines using (
  report_id = (select private.current_user_id())
  or manager_id = (select private.current_employee_id())
  or report_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);

-- The record's own version tells of employment too, so that one etag serves HR's PATCH.
create or replace function private.publish_employment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.users u
  set job_title = c.job_title, org_unit_id = c.org_unit_id, status = c.status, updated_at = now()
  from changed c
  where u.id = c.user_id
    and (u.updated_at <> now() and c.updated_at = now() and c.version > 1
      or (u.job_title, u.org_unit_id, u.status) is distinct from (c.job_title, c.org_unit_id, c.status));
  return null;
end
$$;
comment on function private.publish_employment() is
  'Copies title, unit and status of employment into the directory row, and raises its etag with every change of employment, once a transaction.';

-- notices --------------------------------------------------------------------------------------------------------------------

create table public.notices (
  id uuid primary key default gen_random_uuid(),
  edition integer not null unique check (edition > 0),
  title text not null check (char_length(title) <= 200 and private.is_text(title)),
  body text not null check (char_length(body) <= 20000 and private.is_text(body)),
  published_by uuid references public.users (id) on delete set null,
  published_at timestamptz not null default now()
);
create index on public.notices (published_by);
alter table public.notices enable row level security;
create policy notices_select on public.notices
  for select to authenticated using ((select private.current_user_id()) is not null);
grant select on public.notices to authenticated;
comment on table public.notices is
  'What everybody has to have read, such as the privacy notice: the newest edition counts, the others are its history.';

create table public.notice_acknowledgements (
  user_id uuid not null references public.users (id) on delete cascade,
  notice_id uuid not null references public.notices (id) on delete cascade,
  acknowledged_at timestamptz not null default now(),
  primary key (user_id, notice_id)
);
create index on public.notice_acknowledgements (notice_id);
alter table public.notice_acknowledgements enable row level security;
create policy notice_acknowledgements_select on public.notice_acknowledgements
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
grant select on public.notice_acknowledgements to authenticated;
comment on table public.notice_acknowledgements is 'Who acknowledged which notice, and when; self and HR. Written through acknowledge_notice().';

create function private.notice_json(notice public.notices, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', notice.id, 'version', notice.edition, 'title', notice.title, 'body', notice.body, 'published_at', notice.published_at,
    'acknowledged_at', (select a.acknowledged_at from public.notice_acknowledgements a where a.user_id = person and a.notice_id = notice.id),
    'etag', '1'
  );
end
$$;
comment on function private.notice_json(public.notices, uuid) is 'A notice as resource, and when a person acknowledged it.';

create function private.current_notice(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select case when notice ->> 'acknowledged_at' is null then notice else notice || '{"body": null}' end
    from (select private.notice_json(n, person) as notice from public.notices n order by n.edition desc limit 1) newest
  );
end
$$;
comment on function private.current_notice(uuid) is 'The notice that counts, or null, and when a person acknowledged it; with its body until then.';

create function private.get_notices(after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return (
    with page as (
      select n.edition, private.notice_json(n, me) as item from public.notices n
      where after is null or n.edition < (after ->> 0)::integer
      order by n.edition desc limit page_size + 1
    ),
    shown as (select * from page order by edition desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(s.item order by s.edition desc) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (select jsonb_build_array(min(edition)) from shown) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from public.notices)) else '{}' end
  );
end
$$;
create function public.get_notices(
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_notices(after, least(page_size, 200), want_total) $$;
comment on function public.get_notices(jsonb, integer, boolean) is 'GET /notices: newest first, each with when the caller acknowledged it. {items, next, total?}.';

create function private.publish_notice(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made public.notices;
begin
  perform pg_advisory_xact_lock(hashtext('notices'));
  select * into made from public.notices where id = (fields ->> 'id')::uuid;
  if found then
    return private.notice_json(made, me) || '{"repeated": true}';
  end if;
  insert into public.notices (id, edition, title, body, published_by)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()),
    1 + coalesce((select max(edition) from public.notices), 0), fields ->> 'title', fields ->> 'body', me)
  returning * into made;
  return private.notice_json(made, me);
end
$$;
create function public.publish_notice(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.publish_notice(fields) $$;
comment on function public.publish_notice(jsonb) is
  'POST /notices, hr_admin: {id?, title, body} becomes the next version, which everybody acknowledges anew.';

create function private.acknowledge_notice(notice uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  given public.notices;
begin
  select * into given from public.notices where id = notice for share;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such notice.');
  end if;
  if exists (select from public.notices where edition > given.edition) then
    perform private.fail(409, 'invalid_transition', 'There is a newer version: read that one.');
  end if;
  insert into public.notice_acknowledgements (user_id, notice_id) values (me, notice) on conflict do nothing;
  return private.notice_json(given, me);
end
$$;
create function public.acknowledge_notice(notice uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.acknowledge_notice(notice) $$;
comment on function public.acknowledge_notice(uuid) is
  'POST /notices/:id/acknowledge: the caller has read it; again changes nothing. 404, 409 invalid_transition when there is a newer one.';

-- data quality ---------------------------------------------------------------------------------------------------------------

create function private.data_problems(kinds text[]) returns table (kind text, user_id uuid, detail text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  select 'manager_unresolved', e.user_id, e.line_manager
  from public.employment_info e
  where 'manager_unresolved' = any (kinds) and e.status = 'active' and e.manager_id is null and e.line_manager is not null
  union all
  select 'manager_missing', u.id, null
  from public.users u left join public.employment_info e on e.user_id = u.id
  where 'manager_missing' = any (kinds) and u.status = 'active' and e.manager_id is null and e.line_manager is null
  union all
  select 'email_missing', u.id, null from public.users u
  where 'email_missing' = any (kinds) and u.status = 'active' and u.email is null
  union all
  select 'employee_id_missing', u.id, null from public.users u
  where 'employee_id_missing' = any (kinds) and u.status = 'active' and u.employee_id is null
  union all
  select 'unit_missing', u.id, null from public.users u
  where 'unit_missing' = any (kinds) and u.status = 'active' and u.org_unit_id is null
  union all
  select 'title_missing', u.id, null from public.users u
  where 'title_missing' = any (kinds) and u.status = 'active' and u.job_title is null
  union all
  select 'same_name', u.id, u.full_name from public.users u
  where 'same_name' = any (kinds) and u.status = 'active'
    and exists (select from public.users o where o.name_key = u.name_key and o.status = 'active' and o.id <> u.id)
  union all
  select 'not_registered', u.id, null from public.users u
  where 'not_registered' = any (kinds) and u.status = 'active' and u.auth_id is null;
end
$$;
comment on function private.data_problems(text[]) is
  'What HR should look at in the records of active people: (kind, who, what the source says). Checks no right.';

create function private.data_problem_kinds() returns text[]
language plpgsql immutable set search_path = ''
as $$
begin
  return '{email_missing, employee_id_missing, manager_missing, manager_unresolved, not_registered, same_name, title_missing, unit_missing}';
end
$$;
comment on function private.data_problem_kinds() is 'The kinds of private.data_problems().';

create function private.get_data_quality(kinds text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return (
    with found as materialized (
      select p.kind, p.user_id as id, p.detail, u.name_key, u.employee_id
      from private.data_problems(coalesce(kinds, private.data_problem_kinds())) p join public.users u on u.id = p.user_id
    ),
    page as (
      select * from found
      where after is null or (kind, name_key, id) > (after ->> 0, after ->> 1, (after ->> 2)::uuid)
      order by kind, name_key, id limit page_size + 1
    ),
    shown as (select * from page order by kind, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object('kind', s.kind, 'user', private.person_ref(s.id), 'employee_id', s.employee_id, 'detail', s.detail)
          order by s.kind, s.name_key, s.id) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.kind, s.name_key, s.id) from shown s order by s.kind desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_data_quality(
  kinds text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_data_quality(kinds, after, least(page_size, 200), want_total) $$;
comment on function public.get_data_quality(text[], jsonb, integer, boolean) is
  'GET /data-quality, hr_admin: who has which problem, by kind and name. {items, next, total?}.';

create function private.count_data_quality() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select jsonb_agg(jsonb_build_object('kind', k, 'count', (select count(*) from private.data_problems(array[k]))) order by k)
    from unnest(private.data_problem_kinds()) k
  ));
end
$$;
create function public.count_data_quality() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.count_data_quality() $$;
comment on function public.count_data_quality() is 'GET /data-quality/summary, hr_admin: how many people have each problem.';

create function private.job_managers(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  before integer := (select count(*) from public.employment_info where manager_id is null);
begin
  perform private.link_managers();
  return jsonb_build_object('next', null, 'rows', before - (select count(*) from public.employment_info where manager_id is null));
end
$$;
comment on function private.job_managers(jsonb, date) is 'Job: managers who are named and not linked are tried again, in one step.';

create function public.my_id() returns uuid
language sql stable security invoker set search_path = ''
as $$ select private.require_user() $$;
comment on function public.my_id() is 'The caller''s users.id, for filters on own rows; 403 no_employee_record.';

-- What /me and /users/:id show -------------------------------------------------------------------------------------------------

create or replace function private.get_user(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  hr boolean := private.has_role('hr_admin');
  found_user jsonb;
begin
  select jsonb_build_object(
    'id', u.id, 'full_name', u.full_name, 'preferred_name', u.preferred_name, 'job_title', u.job_title,
    'unit', private.unit_ref(u.org_unit_id), 'office_location', u.office_location,
    'photo_url', u.photo_url, 'status', u.status,
    'employee_id', case when hr or u.id = me then u.employee_id end,
    'email', case when hr or u.id = me then u.email end,
    'employment', case when private.may_read_work_of(u.id) then private.employment_of(u.id) end,
    'roles', case when hr or u.id = me then (
      select coalesce(jsonb_agg(r.role order by r.role), '[]') from public.user_roles r where r.user_id = u.id
    ) end,
    'etag', u.version::text
  ) into found_user
  from public.users u
  where u.id = person and (u.status = 'active' or hr);
  if found_user is null then
    perform private.fail(404, 'not_found', 'There is no such person.');
  end if;
  return found_user;
end
$$;
comment on function public.get_user(uuid) is
  'GET /users/:id: the directory row; employment for self, line above and HR; employee_id, email and roles for self and HR; else null. 404.';

alter function private.get_me() rename to profile_of_me;
comment on function private.profile_of_me() is 'What the caller''s profile is made of; private.get_me() adds what other tables say.';
revoke execute on function private.profile_of_me() from authenticated;
create function private.get_me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  profile jsonb := private.profile_of_me();
begin
  return profile || jsonb_build_object(
    'delegate', private.delegation_json((profile ->> 'id')::uuid),
    'notice', private.current_notice((profile ->> 'id')::uuid),
    'features', private.features_of((profile #>> '{unit,id}')::uuid),
    'erasure_request', (
      select jsonb_build_object('id', r.id, 'status', r.status, 'requested_at', r.requested_at)
      from public.erasure_requests r where r.user_id = (profile ->> 'id')::uuid order by r.requested_at desc limit 1
    )
  );
end
$$;
comment on function public.get_me() is
  'GET /me: the caller with personal info, languages, education, employment, positions, roles, delegate, notice, features, erasure request. 403 no_employee_record.';

insert into private.notification_kinds values
  ('organisation.delegate', 'Somebody names me to decide in their place', false),
  ('organisation.manager', 'I have another manager, or somebody else reports to me', false),
  ('organisation.roles', 'My roles change', true);

select private.schedule_job('leavers', '5 0 * * *', 'People whose last day has passed leave');
select private.schedule_job('managers', '20 1 * * *', 'Managers who are named and not linked are tried again');

select private.declare_personal('delegations', row_key => '{user_id}', audit_values => '{delegate_id, starts_on, ends_on}');
select private.declare_personal('notice_acknowledgements', row_key => '{user_id, notice_id}', kept => 'true', retention => 'employment',
  audit_values => '{acknowledged_at}');
select private.declare_personal('notices', subject => null, exported => false, kept => 'true',
  audit_values => '{edition, title, published_by, published_at}', audit_names => '{body}');
select private.declare_personal('org_units', subject => null, exported => false, kept => 'true', audit_values => '{parent_id, name}');

grant execute on function
  private.search_org_units(text, uuid[], boolean, jsonb, integer, boolean), public.search_org_units(text, uuid[], boolean, jsonb, integer, boolean),
  private.get_org_unit(uuid), public.get_org_unit(uuid),
  private.create_org_unit(jsonb), public.create_org_unit(jsonb),
  private.update_org_unit(uuid, jsonb, text), public.update_org_unit(uuid, jsonb, text),
  private.get_delegate(), public.get_delegate(), private.remove_delegate(), public.remove_delegate(),
  private.set_delegate(uuid, date, date, text), public.set_delegate(uuid, date, date, text),
  private.get_deciders(uuid), public.get_deciders(uuid),
  private.get_reports(uuid, integer, jsonb, integer, boolean), public.get_reports(uuid, integer, jsonb, integer, boolean),
  private.leave_user(uuid, date), public.leave_user(uuid, date),
  private.create_user(jsonb), public.create_user(jsonb),
  private.update_user(uuid, jsonb, text), public.update_user(uuid, jsonb, text),
  private.set_roles(uuid, text[]), public.set_roles(uuid, text[]),
  private.get_notices(jsonb, integer, boolean), public.get_notices(jsonb, integer, boolean),
  private.publish_notice(jsonb), public.publish_notice(jsonb),
  private.acknowledge_notice(uuid), public.acknowledge_notice(uuid),
  private.get_data_quality(text[], jsonb, integer, boolean), public.get_data_quality(text[], jsonb, integer, boolean),
  private.count_data_quality(), public.count_data_quality(),
  private.get_me(), public.my_id()
to authenticated;
