-- Domain: user-management. Import of employee profiles: one element at a time, all or nothing, into every domain's tables.

create table public.imports (
  id uuid primary key default gen_random_uuid(),
  format text not null check (format in ('employee-profiles')),
  dry_run boolean not null,
  created_by uuid references public.users (id) on delete set null,
  first_answer jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.imports (created_by);
create trigger touch before update on public.imports for each row execute function private.touch();
alter table public.imports enable row level security;
create policy imports_select on public.imports
  for select to authenticated using ((select private.has_role('hr_admin')));
grant select (id, format, dry_run, created_by, version, created_at, updated_at) on public.imports to authenticated;
comment on table public.imports is 'One run of an import, sent in chunks; HR only. Written through import_profiles().';
comment on column public.imports.first_answer is 'What the creating call was answered, for a client that repeats it.';

create table public.import_rows (
  import_id uuid not null references public.imports (id) on delete cascade,
  index integer not null check (index >= 0),
  chunk integer not null,
  employee_id text,
  user_id uuid references public.users (id) on delete set null,
  status text not null check (status in ('created', 'updated', 'unchanged', 'rejected')),
  changed text[] not null default '{}',
  errors jsonb not null default '[]',
  warnings jsonb not null default '[]',
  primary key (import_id, index)
);
create index on public.import_rows (user_id);
create index on public.import_rows (import_id, employee_id);
alter table public.import_rows enable row level security;
create policy import_rows_select on public.import_rows
  for select to authenticated using ((select private.has_role('hr_admin')));
grant select on public.import_rows to authenticated;
comment on table public.import_rows is 'What became of each element of an import, by its place in the file: created, changed (what), unchanged or refused (where, why). HR only.';

-- Matching. A name is found or proposed; whoever proposes sees it at once, search does not.

create function private.org_unit_named(unit_name text, parent uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  found_id uuid;
begin
  if nullif(btrim(unit_name), '') is null then
    return parent;
  end if;
  select id into found_id from public.org_units
  where name_key = private.name_key(unit_name) and parent_id is not distinct from parent;
  if found_id is null then
    insert into public.org_units (name, parent_id) values (btrim(unit_name), parent) returning id into found_id;
  end if;
  return found_id;
end
$$;
comment on function private.org_unit_named(text, uuid) is
  'The unit of this name under the parent (null: top), made if new; an empty name is the parent itself.';

create function private.skill_named(area text, specialization text, skill text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  wanted text := private.name_key(skill);
  area_id uuid;
  place uuid;
  placed boolean := nullif(btrim(area), '') is not null and nullif(btrim(specialization), '') is not null;
  candidate record;
  named_elsewhere uuid[] := '{}';
  alias_elsewhere uuid[] := '{}';
begin
  select id into area_id from public.function_areas where name_key = private.name_key(area);
  select id into place from public.specializations
  where function_area_id = area_id and name_key = private.name_key(specialization);

  -- By name, else by alias, in its specialization; else the only active skill of this name anywhere, else of this alias.
  for candidate in
    select s.id, s.status, named.kind,
      case when placed then coalesce(s.specialization_id = place, false) else s.specialization_id is null end as here
    from (
      select id, 'name' as kind from public.skills where name_key = wanted
      union all
      select skill_id, 'alias' from public.skill_aliases where alias_key = wanted
    ) named
    join public.skills s using (id)
    where s.status <> 'retired'
    order by here desc, named.kind = 'name' desc, s.status = 'active' desc, s.id
  loop
    if candidate.here then
      return candidate.id;
    elsif candidate.status = 'active' and candidate.kind = 'name' then
      named_elsewhere := named_elsewhere || candidate.id;
    elsif candidate.status = 'active' then
      alias_elsewhere := alias_elsewhere || candidate.id;
    end if;
  end loop;
  if cardinality(named_elsewhere) = 1 then
    return named_elsewhere[1];
  elsif named_elsewhere = '{}' and cardinality(alias_elsewhere) = 1 then
    return alias_elsewhere[1];
  end if;

  if area_id is null and placed then
    insert into public.function_areas (name, status) values (btrim(area), 'proposed') returning id into area_id;
  end if;
  if place is null and placed then
    insert into public.specializations (function_area_id, name, status)
    values (area_id, btrim(specialization), 'proposed') returning id into place;
  end if;
  insert into public.skills (specialization_id, name, status) values (place, btrim(skill), 'proposed')
  -- A retired namesake keeps the place of its name.
  on conflict (specialization_id, name_key) do update set name = public.skills.name
  returning id into place;
  return place;
end
$$;
comment on function private.skill_named(text, text, text) is
  'The skill of this name or alias in its specialization (none named: among those without one); else the only active skill of this name, else of this alias; else a proposed one, made with its specialization and area.';

create function private.competency_named(competency text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  found_id uuid;
begin
  select id into found_id from public.competencies where name_key = private.name_key(competency);
  if found_id is null then
    insert into public.competencies (name, status) values (btrim(competency), 'proposed') returning id into found_id;
  end if;
  return found_id;
end
$$;
comment on function private.competency_named(text) is 'The competency of this name, proposed if new.';

create function private.experience_type_named(kind text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  found_id uuid;
begin
  select id into found_id from public.experience_types where name_key = private.name_key(kind);
  if found_id is null then
    insert into public.experience_types (name, status) values (btrim(kind), 'proposed') returning id into found_id;
  end if;
  return found_id;
end
$$;
comment on function private.experience_type_named(text) is 'The experience type of this name, proposed if new.';

-- One element ----------------------------------------------------------------------------------------------------

create function private.import_profile(p jsonb, out person uuid, out status text, out changed text[])
language plpgsql security definer set search_path = ''
as $$
declare
  who jsonb := p -> 'personal_info';
  job jsonb := coalesce(nullif(p -> 'employment_info', 'null'), '{}');
  owner public.users;
  address text := lower(who ->> 'email');
  unit uuid;
  n integer;
begin
  changed := '{}';
  select * into owner from public.users where employee_id = p ->> 'employee_id' for update;
  person := owner.id;
  if owner.erased_at is not null then
    perform private.fail(409, 'erased', 'This person was erased.',
      jsonb_build_array(jsonb_build_object('path', 'employee_id', 'code', 'erased', 'message', 'This person was erased.')));
  end if;
  select * into owner from public.users where email = address and id is distinct from person for update;
  if found and (person is not null or owner.employee_id is not null) then
    perform private.fail(409, 'duplicate', 'This e-mail belongs to another employee.', jsonb_build_array(jsonb_build_object(
      'path', 'personal_info.email', 'code', 'duplicate', 'message', 'This e-mail belongs to another employee.')));
  end if;

  -- The directory row: made, adopted from an open registration, or brought up to date.
  if person is null and owner.id is null then
    status := 'created';
    insert into public.users (employee_id, email, full_name, office_location)
    values (p ->> 'employee_id', address, who ->> 'name', who ->> 'office_location')
    returning id into person;
  else
    status := 'unchanged';
    person := coalesce(person, owner.id);
    update public.users u
    set employee_id = p ->> 'employee_id', email = address, full_name = who ->> 'name',
        office_location = coalesce(who ->> 'office_location', u.office_location)
    where u.id = person
      and (u.employee_id, u.email, u.full_name, u.office_location) is distinct from
        (p ->> 'employee_id', address, who ->> 'name', coalesce(who ->> 'office_location', u.office_location));
    if found then changed := changed || 'users'::text; end if;
  end if;

  -- What is HR's: positions first, so that a change of title finds its new row there.
  insert into public.position_history as h
    (user_id, source, role_title, organization, started_on, ended_on, focus_areas, key_skills)
  select distinct on (private.name_key(r.role_title), private.name_key(coalesce(r.organization, '')), r.period ->> 'start')
    person, 'hr', r.role_title, r.organization, (r.period ->> 'start')::date, (r.period ->> 'end')::date,
    coalesce(r.focus_areas, '{}'), coalesce(r.key_skills_used, '{}')
  from jsonb_to_recordset(coalesce(nullif(p -> 'positions_history', 'null'), '[]'))
    as r (role_title text, organization text, period jsonb, focus_areas text[], key_skills_used text[])
  order by private.name_key(r.role_title), private.name_key(coalesce(r.organization, '')), r.period ->> 'start'
  on conflict (user_id, source, private.name_key(role_title), private.name_key(coalesce(organization, '')), started_on)
  do update set ended_on = coalesce(excluded.ended_on, h.ended_on), focus_areas = excluded.focus_areas,
    key_skills = excluded.key_skills
  where (coalesce(excluded.ended_on, h.ended_on), excluded.focus_areas, excluded.key_skills)
    is distinct from (h.ended_on, h.focus_areas, h.key_skills);
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'position_history'::text; end if;

  unit := private.org_unit_named(job ->> 'unit', private.org_unit_named(job ->> 'department', null));
  -- Updated, else inserted: an upsert would fire the triggers of both.
  update public.employment_info e
  set job_title = f.job_title, org_unit_id = f.org_unit_id, in_role_since = f.in_role_since, hire_date = f.hire_date,
      source_updated_on = f.source_updated_on, line_manager = f.line_manager,
      -- Another name means another manager: unlinked here, linked with the chunk.
      manager_id = case when f.same_manager then e.manager_id end,
      manager_by_name = f.same_manager and e.manager_by_name
  from (
    select o.user_id,
      coalesce(job ->> 'job_title', o.job_title) as job_title,
      coalesce(unit, o.org_unit_id) as org_unit_id,
      -- The date of the job before says nothing of the next.
      coalesce((job ->> 'in_role_since')::date, case
        when job ->> 'job_title' is null or private.name_key(job ->> 'job_title') = private.name_key(o.job_title)
        then o.in_role_since
      end) as in_role_since,
      coalesce((job ->> 'hire_date')::date, o.hire_date) as hire_date,
      coalesce((job ->> 'last_updated')::date, o.source_updated_on) as source_updated_on,
      coalesce(nullif(btrim(job ->> 'line_manager'), ''), o.line_manager) as line_manager,
      private.name_key(coalesce(nullif(btrim(job ->> 'line_manager'), ''), o.line_manager))
        is not distinct from o.line_manager_key as same_manager
    from public.employment_info o where o.user_id = person
  ) f
  where e.user_id = f.user_id
    and (e.job_title, e.org_unit_id, e.in_role_since, e.hire_date, e.source_updated_on, e.line_manager)
      is distinct from (f.job_title, f.org_unit_id, f.in_role_since, f.hire_date, f.source_updated_on, f.line_manager);
  get diagnostics n = row_count;
  if n = 0 and not exists (select from public.employment_info where user_id = person) then
    insert into public.employment_info
      (user_id, job_title, org_unit_id, line_manager, in_role_since, hire_date, source_updated_on)
    values (
      person, job ->> 'job_title', unit, nullif(btrim(job ->> 'line_manager'), ''),
      (job ->> 'in_role_since')::date, (job ->> 'hire_date')::date, (job ->> 'last_updated')::date
    );
    n := 1;
  end if;
  if n > 0 then changed := changed || 'employment_info'::text; end if;

  -- What is the person's: added, never overwritten.
  insert into public.user_languages (user_id, language, proficiency)
  select person, l ->> 'language', l ->> 'proficiency'
  from jsonb_array_elements(coalesce(nullif(who -> 'languages', 'null'), '[]')) l
  on conflict do nothing;
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'user_languages'::text; end if;

  insert into public.education (user_id, degree, institution, started_on, ended_on)
  select person, d ->> 'degree', d ->> 'institution', (d #>> '{period,start}')::date, (d #>> '{period,end}')::date
  from jsonb_array_elements(coalesce(nullif(p -> 'education', 'null'), '[]')) d
  on conflict do nothing;
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'education'::text; end if;

  insert into public.user_skills (user_id, skill_id)
  -- Most are known by name in their place: one query for all of them, and a call for each of the others.
  select person, coalesce(known.id, private.skill_named(s.function_area, s.specialization, s.skill_name))
  from jsonb_to_recordset(coalesce(nullif(p -> 'skills', 'null'), '[]'))
    as s (function_area text, specialization text, skill_name text)
  left join lateral (
    select k.id
    from public.function_areas a
    join public.specializations sp on sp.function_area_id = a.id and sp.name_key = private.name_key(s.specialization)
    join public.skills k on k.specialization_id = sp.id and k.name_key = private.name_key(s.skill_name)
    where a.name_key = private.name_key(s.function_area) and k.status <> 'retired'
  ) known on true
  on conflict do nothing;
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'user_skills'::text; end if;

  insert into public.user_competencies as uc (user_id, competency_id, level, source)
  select distinct on (private.name_key(c.name)) person, private.competency_named(c.name),
    case c.level when 'Beginner' then 1 when 'Intermediate' then 3 when 'Advanced' then 5 end, 'hr'
  from jsonb_to_recordset(coalesce(nullif(p -> 'competencies', 'null'), '[]')) as c (name text, level text)
  order by private.name_key(c.name), 3 desc
  on conflict (user_id, competency_id) do update set level = excluded.level
  where uc.source = 'hr' and uc.level <> excluded.level;
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'user_competencies'::text; end if;

  insert into public.user_experiences as x
    (user_id, source, experience_type_id, organization, program, started_on, ended_on, focus)
  select distinct on (
      private.name_key(r.type), private.name_key(coalesce(r.organization, '')), private.name_key(coalesce(r.program, '')),
      r.period ->> 'start'
    )
    person, 'hr', private.experience_type_named(r.type), r.organization, r.program,
    (r.period ->> 'start')::date, (r.period ->> 'end')::date, r.focus
  from jsonb_to_recordset(coalesce(nullif(p -> 'experiences', 'null'), '[]'))
    as r (type text, organization text, program text, period jsonb, focus text)
  order by private.name_key(r.type), private.name_key(coalesce(r.organization, '')),
    private.name_key(coalesce(r.program, '')), r.period ->> 'start'
  on conflict (user_id, source, experience_type_id,
    private.name_key(coalesce(organization, '')), private.name_key(coalesce(program, '')), started_on)
  do update set ended_on = excluded.ended_on, focus = excluded.focus
  where (excluded.ended_on, excluded.focus) is distinct from (x.ended_on, x.focus);
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'user_experiences'::text; end if;

  insert into public.projects as x (user_id, source, name, role, started_on, ended_on, description, outcomes)
  select distinct on (private.name_key(r.project_name), private.name_key(coalesce(r.role, '')), r.period ->> 'start')
    person, 'hr', r.project_name, r.role, (r.period ->> 'start')::date, (r.period ->> 'end')::date,
    r.description, coalesce(r.outcomes, '{}')
  from jsonb_to_recordset(coalesce(nullif(p -> 'projects', 'null'), '[]'))
    as r (project_name text, role text, period jsonb, description text, outcomes text[])
  order by private.name_key(r.project_name), private.name_key(coalesce(r.role, '')), r.period ->> 'start'
  on conflict (user_id, source, private.name_key(name), private.name_key(coalesce(role, '')), started_on)
  do update set ended_on = excluded.ended_on, description = excluded.description, outcomes = excluded.outcomes
  where (excluded.ended_on, excluded.description, excluded.outcomes) is distinct from (x.ended_on, x.description, x.outcomes);
  get diagnostics n = row_count;
  if n > 0 then changed := changed || 'projects'::text; end if;

  if status = 'unchanged' and changed <> '{}' then
    status := 'updated';
  end if;
end
$$;
comment on function private.import_profile(jsonb) is
  'Writes one validated element of the employee-profiles format: the person, created | updated | unchanged, and the tables that changed. Refuses an e-mail of another employee and an erased person.';

-- One chunk ------------------------------------------------------------------------------------------------------

create function private.import_chunk(run uuid, first_index integer, elements jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  element jsonb;
  result record;
  problem_detail text;
  rows jsonb := '[]';
  row_report jsonb;
  sent integer := 0;
  seen text[] := '{}';
begin
  for element in select * from jsonb_array_elements(elements) loop
    row_report := jsonb_build_object('index', first_index + sent, 'employee_id', element -> 'employee_id');
    sent := sent + 1;
    if element -> 'errors' is not null then
      rows := rows || (row_report || jsonb_build_object('status', 'rejected', 'errors', element -> 'errors'));
      continue;
    end if;
    if exists (
      select from public.import_rows
      where import_id = run and employee_id = element ->> 'employee_id' and status <> 'rejected'
        and index <> first_index + sent - 1
    ) or element ->> 'employee_id' = any (seen) then
      rows := rows || (row_report || jsonb_build_object('status', 'rejected', 'errors', jsonb_build_array(jsonb_build_object(
        'path', 'employee_id', 'code', 'duplicate', 'message', 'An earlier element of this import has this employee_id.'))));
      continue;
    end if;
    begin
      select * into result from private.import_profile(element -> 'profile');
      seen := seen || (element ->> 'employee_id');
      rows := rows || (row_report || jsonb_build_object(
        'user_id', result.person, 'status', result.status, 'changed', to_jsonb(result.changed)));
    exception
      when sqlstate 'PT409' then
        get stacked diagnostics problem_detail = pg_exception_detail;
        rows := rows || (row_report || jsonb_build_object('status', 'rejected', 'errors',
          coalesce(nullif(problem_detail, '')::jsonb, '[]')));
      -- A value that passed our checks and not the table's. Anything else is no fault of the element: the call fails.
      when data_exception or integrity_constraint_violation then
        raise warning 'import %, element %: % %', run, first_index + sent - 1, sqlstate, sqlerrm;
        rows := rows || (row_report || jsonb_build_object('status', 'rejected', 'errors', jsonb_build_array(
          jsonb_build_object('path', '', 'code', case when sqlstate = '23505' then 'duplicate' else 'invalid' end,
            'message', 'The database refused a value of this element.'))));
    end;
  end loop;

  perform private.link_managers(array(
    select u.name_key from public.users u where u.id in (select (r ->> 'user_id')::uuid from jsonb_array_elements(rows) r)
  ));
  -- What could not be linked is said beside the element that named it.
  select coalesce(jsonb_agg(
    case when e.user_id is not null then r || jsonb_build_object('warnings', jsonb_build_array(jsonb_build_object(
      'path', 'employment_info.line_manager', 'code', 'manager_unresolved',
      'message', format('"%s" names no one active person above; the text is kept and tried again.', e.line_manager)))) else r end
    order by n
  ), '[]') into rows
  from jsonb_array_elements(rows) with ordinality as l (r, n)
  left join public.employment_info e
    on e.user_id = (r ->> 'user_id')::uuid and e.line_manager is not null and e.manager_id is null;

  return jsonb_build_object(
    'rows', rows,
    -- now() is the start of this transaction: what was made in it, and by nobody else's.
    'proposed', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'name', name, 'in', parent) order by kind, name), '[]')
      from (
        select 'function_area' as kind, name, null as parent from public.function_areas
        where status = 'proposed' and created_at = now()
        union all
        select 'specialization', s.name, a.name from public.specializations s
        join public.function_areas a on a.id = s.function_area_id
        where s.status = 'proposed' and s.created_at = now()
        union all
        select 'skill', s.name, p.name from public.skills s left join public.specializations p on p.id = s.specialization_id
        where s.status = 'proposed' and s.created_at = now()
        union all
        select 'competency', name, null from public.competencies where status = 'proposed' and created_at = now()
        union all
        select 'experience_type', name, null from public.experience_types where status = 'proposed' and created_at = now()
      ) made
    )
  );
end
$$;
comment on function private.import_chunk(uuid, integer, jsonb) is
  'Writes the elements of a chunk ({employee_id, profile} or {employee_id, errors}), each all or nothing, then links managers; answers {rows, proposed}.';

create function private.import_profiles(run uuid, first_index integer, elements jsonb, is_new boolean, is_dry_run boolean)
returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  known public.imports;
  report jsonb;
  answer jsonb;
begin
  -- One chunk at a time: two that bring the same new skill or person would refuse each other's elements.
  perform pg_advisory_xact_lock(hashtext('profile_imports'));
  select * into known from public.imports where id = run for update;
  if is_new then
    if known.id is not null then
      if known.created_by is distinct from me or known.first_answer is null then
        perform private.fail(409, 'duplicate', 'Another import has this id.');
      end if;
      return known.first_answer || '{"repeated": true}';
    end if;
    insert into public.imports (id, format, dry_run, created_by)
    values (coalesce(run, gen_random_uuid()), 'employee-profiles', is_dry_run, me)
    returning * into known;
  elsif known.id is null then
    perform private.fail(404, 'not_found', 'There is no such import.');
  end if;

  begin
    report := private.import_chunk(known.id, first_index, elements);
    if known.dry_run then
      raise exception using errcode = 'ZDRY1', message = 'dry run';
    end if;
  exception when sqlstate 'ZDRY1' then
    -- All that the chunk wrote is rolled back; the report of it is a variable and stays.
    null;
  end;

  delete from public.import_rows where import_id = known.id and chunk = first_index;
  insert into public.import_rows (import_id, index, chunk, employee_id, user_id, status, changed, errors, warnings)
  select known.id, (r ->> 'index')::integer, first_index, left(r ->> 'employee_id', 100),
    (select u.id from public.users u where u.id = (r ->> 'user_id')::uuid), r ->> 'status',
    array(select jsonb_array_elements_text(r -> 'changed')), coalesce(r -> 'errors', '[]'), coalesce(r -> 'warnings', '[]')
  from jsonb_array_elements(report -> 'rows') r
  on conflict (import_id, index) do update
  set chunk = excluded.chunk, employee_id = excluded.employee_id, user_id = excluded.user_id, status = excluded.status,
      changed = excluded.changed, errors = excluded.errors, warnings = excluded.warnings;

  select jsonb_build_object(
    'id', known.id, 'dry_run', known.dry_run,
    'created', count(*) filter (where r ->> 'status' = 'created'),
    'updated', count(*) filter (where r ->> 'status' = 'updated'),
    'unchanged', count(*) filter (where r ->> 'status' = 'unchanged'),
    'rejected', coalesce(jsonb_agg(
      jsonb_build_object('index', r -> 'index', 'employee_id', r -> 'employee_id', 'errors', r -> 'errors') order by (r ->> 'index')::integer
    ) filter (where r ->> 'status' = 'rejected'), '[]'),
    'warnings', coalesce(jsonb_agg(
      jsonb_build_object('index', r -> 'index', 'employee_id', r -> 'employee_id', 'warnings', r -> 'warnings') order by (r ->> 'index')::integer
    ) filter (where r ? 'warnings'), '[]'),
    'taxonomy', jsonb_build_object('proposed', report -> 'proposed')
  ) into answer
  from jsonb_array_elements(report -> 'rows') r;
  if is_new then
    update public.imports set first_answer = answer where id = known.id;
  end if;
  return answer;
end
$$;
create function public.import_profiles(
  run uuid, first_index integer, elements jsonb, is_new boolean default false, is_dry_run boolean default false
) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_profiles(run, first_index, elements, is_new, is_dry_run) $$;
comment on function public.import_profiles(uuid, integer, jsonb, boolean, boolean) is
  'POST /imports (is_new) and POST /imports/:id/chunks, hr_admin: elements as private.import_chunk takes them. The report of this chunk; a repeated creation answers the first report.';

create function private.get_import(run uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  found_import jsonb;
begin
  select jsonb_build_object(
    'id', i.id, 'format', i.format, 'dry_run', i.dry_run, 'created_by', private.person_ref(i.created_by),
    'created_at', i.created_at,
    'rows', (
      select jsonb_build_object(
        'created', count(*) filter (where status = 'created'), 'updated', count(*) filter (where status = 'updated'),
        'unchanged', count(*) filter (where status = 'unchanged'), 'rejected', count(*) filter (where status = 'rejected')
      )
      from public.import_rows where import_id = i.id
    ),
    'etag', i.version::text
  ) into found_import
  from public.imports i where i.id = run;
  if found_import is null then
    perform private.fail(404, 'not_found', 'There is no such import.');
  end if;
  return found_import;
end
$$;
create function public.get_import(run uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_import(run) $$;
comment on function public.get_import(uuid) is 'GET /imports/:id, hr_admin: a run and how many elements became what. 404.';

create function private.get_import_rows(run uuid, statuses text[], after_index integer, page_size integer, want_total boolean)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.get_import(run);
  return (
    with page as (
      select * from public.import_rows
      where import_id = run and (statuses is null or status = any (statuses)) and (after_index is null or index > after_index)
      order by index limit page_size + 1
    ),
    shown as (select * from page order by index limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'index', s.index, 'employee_id', s.employee_id, 'user', private.person_ref(s.user_id), 'status', s.status,
          'changed', s.changed, 'errors', s.errors, 'warnings', s.warnings
        ) order by s.index) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (select jsonb_build_array(max(index)) from shown) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from public.import_rows where import_id = run and (statuses is null or status = any (statuses))
    )) else '{}' end
  );
end
$$;
create function public.get_import_rows(
  run uuid, statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_import_rows(run, statuses, (after ->> 0)::integer, least(page_size, 200), want_total) $$;
comment on function public.get_import_rows(uuid, text[], jsonb, integer, boolean) is
  'GET /imports/:id/rows, hr_admin: what became of each element, in the order of the file. {items, next, total?}. 404.';

grant execute on function
  private.import_profiles(uuid, integer, jsonb, boolean, boolean), private.get_import(uuid),
  private.get_import_rows(uuid, text[], integer, integer, boolean),
  public.import_profiles(uuid, integer, jsonb, boolean, boolean), public.get_import(uuid),
  public.get_import_rows(uuid, text[], jsonb, integer, boolean)
to authenticated;
