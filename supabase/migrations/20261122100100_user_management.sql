-- Domain: user-management. People and accounts, organisation, employment, personal data, and who may see them.

-- org_units ------------------------------------------------------------------------------------------------------
-- (one block a table: columns, indexes, triggers, policies, grants, comment)

create table public.org_units (
  id uuid primary key default gen_random_uuid(),
  parent_id uuid references public.org_units (id) on delete restrict,
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null generated always as (private.name_key(name)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (parent_id <> id),
  unique nulls not distinct (parent_id, name_key)
);
create trigger touch before update on public.org_units for each row execute function private.touch('name_key');
alter table public.org_units enable row level security;
comment on table public.org_units is 'The organisation as a tree: departments and their units.';

-- users ----------------------------------------------------------------------------------------------------------
-- The employee, not the account. HR loads people first; an account claims its record later.

create table public.users (
  id uuid primary key default gen_random_uuid(),
  auth_id uuid unique references auth.users (id) on delete set null,
  employee_id text unique check (char_length(employee_id) between 1 and 100),
  email text unique check (email = lower(email) and email ~ '^[\x21-\x7e]+@[\x21-\x7e]+$' and char_length(email) <= 254),
  full_name text not null check (char_length(full_name) between 1 and 200),
  preferred_name text check (char_length(preferred_name) <= 200 and private.is_text(preferred_name)),
  job_title text check (char_length(job_title) <= 200),
  org_unit_id uuid references public.org_units (id) on delete set null,
  office_location text check (char_length(office_location) <= 200),
  photo_url text check (photo_url ~ '^https://[^\s"<>\\]+$' and char_length(photo_url) <= 2000),
  status text not null default 'active' check (status in ('active', 'left')),
  last_login timestamptz,
  erased_at timestamptz,
  name_key text not null generated always as (private.name_key(full_name)) stored,
  search_text text not null generated always as
    (private.name_key(full_name || ' ' || coalesce(preferred_name, '') || ' ' || coalesce(job_title, ''))) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.users (org_unit_id);
create index on public.users (name_key, id);
create index on public.users using gin (search_text extensions.gin_trgm_ops);
-- A sign-in changes nothing that a client edits, so it leaves the etag alone.
create trigger touch before update on public.users
  for each row when (old.last_login is not distinct from new.last_login)
  execute function private.touch('name_key', 'search_text');
alter table public.users enable row level security;
comment on table public.users is
  'The directory: one row a person. email, employee_id, auth_id, last_login are granted to nobody; job_title, org_unit_id, status are copied from employment_info.';
comment on column public.users.auth_id is 'The account that claimed this person (private.claim), null until then.';

-- Who is asking. Every policy starts here.

create function private.current_user_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select id from public.users where auth_id = (select auth.uid()) and status = 'active' and erased_at is null
  );
end
$$;
comment on function private.current_user_id() is
  'The caller''s users.id; null for an account with no employee record, a leaver, an erased person, anonymous.';

create function private.require_user() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_user_id();
begin
  if me is null then
    perform private.fail(403, 'no_employee_record', 'This account belongs to no active employee.');
  end if;
  return me;
end
$$;
comment on function private.require_user() is 'The caller''s users.id, or 403 no_employee_record.';

-- employment_info ------------------------------------------------------------------------------------------------

create table public.employment_info (
  user_id uuid primary key references public.users (id) on delete cascade,
  employment_type text not null default 'employee' check (employment_type in ('employee', 'contractor')),
  status text not null default 'active' check (status in ('active', 'left')),
  job_title text check (char_length(job_title) <= 200),
  org_unit_id uuid references public.org_units (id) on delete set null,
  grade text check (char_length(grade) <= 50),
  manager_id uuid references public.users (id) on delete set null,
  -- Whether manager_id came from the name, and so goes when the name means two.
  manager_by_name boolean not null default false,
  line_manager text check (char_length(line_manager) <= 200),
  hire_date date check (private.is_day(hire_date)),
  in_role_since date check (private.is_day(in_role_since)),
  last_day date check (private.is_day(last_day)),
  source_updated_on date check (private.is_day(source_updated_on)),
  line_manager_key text generated always as (private.name_key(line_manager)) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (manager_id <> user_id)
);
create index on public.employment_info (org_unit_id);
create index on public.employment_info (manager_id);
create index on public.employment_info (line_manager_key);
create trigger touch before update on public.employment_info
  for each row execute function private.touch('line_manager_key');
alter table public.employment_info enable row level security;
comment on table public.employment_info is 'What HR decides about a person. Nobody edits their own.';
comment on column public.employment_info.line_manager is
  'The manager as the source named them; manager_id is set when exactly one active person has that name.';
comment on column public.employment_info.source_updated_on is 'When the source system last changed this record.';

-- user_roles -----------------------------------------------------------------------------------------------------
-- Manager and mentor are facts, not roles.

create table public.user_roles (
  user_id uuid not null references public.users (id) on delete cascade,
  role text not null check (role in ('hr_admin', 'learning_admin', 'auditor')),
  granted_at timestamptz not null default now(),
  primary key (user_id, role)
);
alter table public.user_roles enable row level security;
comment on table public.user_roles is 'Who may administer what. The first hr_admin comes from `deno task grant-role`.';

-- reporting_lines ------------------------------------------------------------------------------------------------

create table public.reporting_lines (
  manager_id uuid not null references public.users (id) on delete cascade,
  report_id uuid not null references public.users (id) on delete cascade,
  depth integer not null check (depth > 0),
  primary key (manager_id, report_id)
);
create index on public.reporting_lines (report_id, depth);
alter table public.reporting_lines enable row level security;
comment on table public.reporting_lines is
  'Closure of employment_info.manager_id: everybody above and below, with the distance. Kept by trigger.';

-- Rights as functions: each takes no row, so that a policy evaluates it once a query.

create function private.current_employee_id() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select u.id
    from public.users u
    left join public.employment_info e on e.user_id = u.id
    where u.auth_id = (select auth.uid()) and u.status = 'active' and u.erased_at is null
      and e.employment_type is distinct from 'contractor'
  );
end
$$;
comment on function private.current_employee_id() is
  'As current_user_id(), and null for contractors, who have directory and training only.';

create function private.require_employee() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  if me is null then
    perform private.require_user();
    raise insufficient_privilege using message = 'Contractors have the directory and training only.';
  end if;
  return me;
end
$$;
comment on function private.require_employee() is 'The caller''s users.id; 403 for contractors and for accounts with no record.';

create function private.has_role(wanted text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select exists (select from public.user_roles where user_id = (select private.current_user_id()) and role = wanted)
  );
end
$$;
comment on function private.has_role(text) is 'Whether the caller is an active employee with this role.';

create function private.require_role(wanted text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  if not private.has_role(wanted) then
    raise insufficient_privilege using message = format('Only for the role %s.', wanted);
  end if;
  return me;
end
$$;
comment on function private.require_role(text) is 'The caller''s users.id; 403 without the role.';

create function private.my_report_ids() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(array_agg(report_id), '{}') from public.reporting_lines
    where manager_id = (select private.current_employee_id())
  );
end
$$;
comment on function private.my_report_ids() is
  'Everybody below the caller, any depth; nobody for a contractor. An array: `in (select setof())` in a policy is 180 times slower.';

create function private.may_read_work_of(person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select person = private.current_user_id()
      or private.has_role('hr_admin')
      or exists (
        select from public.reporting_lines where manager_id = private.current_employee_id() and report_id = person
      )
  );
end
$$;
comment on function private.may_read_work_of(uuid) is
  'Whether the caller may read this person''s employment and skills: self, line above, HR. One person; policies over sets use my_report_ids().';

create policy org_units_select on public.org_units
  for select to authenticated
  using ((select private.current_user_id()) is not null);
grant select (id, parent_id, name, version, created_at, updated_at) on public.org_units to authenticated;

create policy users_select on public.users
  for select to authenticated
  using (
    (select private.current_user_id()) is not null
    and (status = 'active' or (select private.has_role('hr_admin')))
  );
create policy users_update on public.users
  for update to authenticated
  using (id = (select private.current_user_id()))
  with check (id = (select private.current_user_id()));
grant select (
  id, full_name, preferred_name, job_title, org_unit_id, office_location, photo_url, status, version, created_at, updated_at
) on public.users to authenticated;
grant update (preferred_name, photo_url) on public.users to authenticated;

create policy employment_info_select on public.employment_info
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
grant select on public.employment_info to authenticated;

create policy user_roles_select on public.user_roles
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
grant select on public.user_roles to authenticated;

create policy reporting_lines_select on public.reporting_lines
  for select to authenticated
  using (
    report_id = (select private.current_user_id())
    or manager_id = (select private.current_employee_id())
    or (select private.has_role('hr_admin'))
  );
grant select on public.reporting_lines to authenticated;

-- user_personal_info ---------------------------------------------------------------------------------------------

create table public.user_personal_info (
  user_id uuid primary key references public.users (id) on delete cascade,
  phone text check (phone ~ '^[+\d][\d\s().-]{2,39}$'),
  bio text check (char_length(bio) <= 4000 and (bio = '' or private.is_text(bio))),
  interests text[] not null default '{}'
    check (cardinality(interests) <= 50 and private.is_text_list(interests, 100)),
  locale text check (locale ~ '^[A-Za-z0-9-]{2,35}$'),
  time_zone text check (time_zone ~ '^[A-Za-z0-9_/+:-]{1,60}$'),
  accessibility jsonb not null default '{}' check (
    jsonb_typeof(accessibility) = 'object'
    and accessibility - '{screen_reader, high_contrast, large_text, reduced_motion, captions}'::text[] = '{}'
    and not jsonb_path_exists(accessibility, '$.* ? (@.type() != "boolean")')
  ),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.user_personal_info for each row execute function private.touch();
alter table public.user_personal_info enable row level security;
create policy user_personal_info_select on public.user_personal_info
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
create policy user_personal_info_update on public.user_personal_info
  for update to authenticated
  using (user_id = (select private.current_user_id()))
  with check (user_id = (select private.current_user_id()));
grant select on public.user_personal_info to authenticated;
grant update (phone, bio, interests, locale, time_zone, accessibility) on public.user_personal_info to authenticated;
comment on table public.user_personal_info is
  'What a person says about themselves; self and HR. Its version is the etag of /me, raised also by languages and education.';

create function private.add_personal_info() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.user_personal_info (user_id) select id from added;
  return null;
end
$$;
comment on function private.add_personal_info() is 'Every person has a personal-info row from the start.';
create trigger add_personal_info after insert on public.users
  referencing new table as added for each statement execute function private.add_personal_info();

-- What hangs on a person and raises the etag of /me.

create function private.touch_me() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Once a transaction is enough: updated_at says whether this one raised it already.
  if new is distinct from old then
    update public.user_personal_info set updated_at = now()
    where user_id = (to_jsonb(coalesce(new, old)) ->> coalesce(tg_argv[0], 'user_id'))::uuid and updated_at <> now();
  end if;
  return null;
end
$$;
comment on function private.touch_me() is
  'After a change of what /me shows: raises its etag, once a transaction. Argument: the column that names the person, user_id unless given.';
create trigger touch_me after update of preferred_name, photo_url on public.users
  for each row when ((old.preferred_name, old.photo_url) is distinct from (new.preferred_name, new.photo_url))
  execute function private.touch_me('id');

-- user_languages -------------------------------------------------------------------------------------------------

create table public.user_languages (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default private.current_user_id() references public.users (id) on delete cascade,
  language text not null check (char_length(language) <= 100 and private.is_text(language)),
  proficiency text not null
    check (proficiency in ('Fluent', 'Professional', 'Intermediate', 'Conversational', 'Beginner')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index on public.user_languages (user_id, private.name_key(language));
create trigger touch before update on public.user_languages for each row execute function private.touch();
create trigger touch_me after insert or update or delete on public.user_languages
  for each row execute function private.touch_me();
create trigger limit_rows after insert on public.user_languages
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('200');
alter table public.user_languages enable row level security;
create policy user_languages_select on public.user_languages
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
create policy user_languages_insert on public.user_languages
  for insert to authenticated with check (user_id = (select private.current_user_id()));
create policy user_languages_update on public.user_languages
  for update to authenticated
  using (user_id = (select private.current_user_id())) with check (user_id = (select private.current_user_id()));
create policy user_languages_delete on public.user_languages
  for delete to authenticated using (user_id = (select private.current_user_id()));
grant select, delete on public.user_languages to authenticated;
grant insert (id, language, proficiency) on public.user_languages to authenticated;
grant update (language, proficiency) on public.user_languages to authenticated;
comment on table public.user_languages is 'Languages a person speaks; self and HR.';

-- education ------------------------------------------------------------------------------------------------------

create table public.education (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default private.current_user_id() references public.users (id) on delete cascade,
  degree text not null check (char_length(degree) <= 300 and private.is_text(degree)),
  institution text check (char_length(institution) <= 300 and private.is_text(institution)),
  started_on date check (private.is_day(started_on)),
  ended_on date check (private.is_day(ended_on)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ended_on >= started_on)
);
create unique index on public.education (user_id, private.name_key(degree), private.name_key(coalesce(institution, '')));
create trigger touch before update on public.education for each row execute function private.touch();
create trigger touch_me after insert or update or delete on public.education
  for each row execute function private.touch_me();
create trigger limit_rows after insert on public.education
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('200');
alter table public.education enable row level security;
create policy education_select on public.education
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
create policy education_insert on public.education
  for insert to authenticated with check (user_id = (select private.current_user_id()));
create policy education_update on public.education
  for update to authenticated
  using (user_id = (select private.current_user_id())) with check (user_id = (select private.current_user_id()));
create policy education_delete on public.education
  for delete to authenticated using (user_id = (select private.current_user_id()));
grant select, delete on public.education to authenticated;
grant insert (id, degree, institution, started_on, ended_on) on public.education to authenticated;
grant update (degree, institution, started_on, ended_on) on public.education to authenticated;
comment on table public.education is 'Degrees and schools of a person; self and HR.';

-- position_history -----------------------------------------------------------------------------------------------

create table public.position_history (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default private.current_user_id() references public.users (id) on delete cascade,
  source text not null default 'self' check (source in ('hr', 'self')),
  role_title text not null check (char_length(role_title) <= 200 and private.is_text(role_title)),
  organization text check (char_length(organization) <= 200 and private.is_text(organization)),
  started_on date check (private.is_day(started_on)),
  ended_on date check (private.is_day(ended_on)),
  focus_areas text[] not null default '{}'
    check (cardinality(focus_areas) <= 200 and private.is_text_list(focus_areas, 300)),
  key_skills text[] not null default '{}'
    check (cardinality(key_skills) <= 200 and private.is_text_list(key_skills, 300)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ended_on >= started_on)
);
create unique index on public.position_history
  (user_id, source, private.name_key(role_title), private.name_key(coalesce(organization, '')), started_on)
  nulls not distinct;
create trigger touch before update on public.position_history for each row execute function private.touch();
create trigger touch_me after insert or update or delete on public.position_history
  for each row execute function private.touch_me();
create trigger limit_rows after insert on public.position_history
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('400');
alter table public.position_history enable row level security;
create policy position_history_select on public.position_history
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
-- A person keeps own rows only; what HR confirmed stays as HR wrote it.
create policy position_history_insert on public.position_history
  for insert to authenticated with check (user_id = (select private.current_user_id()) and source = 'self');
create policy position_history_update on public.position_history
  for update to authenticated
  using (user_id = (select private.current_user_id()) and source = 'self')
  with check (user_id = (select private.current_user_id()) and source = 'self');
create policy position_history_delete on public.position_history
  for delete to authenticated using (user_id = (select private.current_user_id()) and source = 'self');
grant select, delete on public.position_history to authenticated;
grant insert (id, role_title, organization, started_on, ended_on, focus_areas, key_skills)
  on public.position_history to authenticated;
grant update (role_title, organization, started_on, ended_on, focus_areas, key_skills)
  on public.position_history to authenticated;
comment on table public.position_history is
  'Jobs a person had. Rows of source hr are facts (routes and leadership count them); rows of source self are what the person added.';

-- Employment reaches the directory and the history ----------------------------------------------------------------

create function private.publish_employment() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.users u
  set job_title = c.job_title, org_unit_id = c.org_unit_id, status = c.status
  from changed c
  where u.id = c.user_id
    and (u.job_title, u.org_unit_id, u.status) is distinct from (c.job_title, c.org_unit_id, c.status);
  return null;
end
$$;
comment on function private.publish_employment() is 'Copies title, unit and status of employment into the directory row.';
create trigger publish_employment_insert after insert on public.employment_info
  referencing new table as changed for each statement execute function private.publish_employment();
create trigger publish_employment_update after update on public.employment_info
  referencing new table as changed for each statement execute function private.publish_employment();

create function private.record_job_change() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  -- A date that stayed as it was belongs to the job before.
  changed_on date := case when new.in_role_since is distinct from old.in_role_since then new.in_role_since end;
begin
  if changed_on is null then
    changed_on := least(coalesce(new.source_updated_on, current_date), current_date);
    update public.employment_info set in_role_since = changed_on where user_id = new.user_id and in_role_since is null;
  end if;
  -- The job that ends, if nobody wrote it down while it went on.
  if old.job_title is not null and not exists (
    select from public.position_history
    where user_id = new.user_id and source = 'hr' and private.name_key(role_title) = private.name_key(old.job_title)
  ) then
    insert into public.position_history (user_id, source, role_title, started_on)
    values (new.user_id, 'hr', old.job_title, least(old.in_role_since, changed_on));
  end if;
  update public.position_history
  set ended_on = greatest(changed_on, started_on)
  where user_id = new.user_id and source = 'hr' and ended_on is null
    and private.name_key(role_title) is distinct from private.name_key(new.job_title);
  if new.job_title is not null and not exists (
    select from public.position_history
    where user_id = new.user_id and source = 'hr' and ended_on is null
      and private.name_key(role_title) = private.name_key(new.job_title)
  ) then
    insert into public.position_history (user_id, source, role_title, started_on)
    values (new.user_id, 'hr', new.job_title, changed_on)
    on conflict do nothing;
  end if;
  return null;
end
$$;
comment on function private.record_job_change() is 'A change of job closes the open history row and opens the next.';
create trigger record_job_change after update of job_title on public.employment_info
  for each row when (private.name_key(old.job_title) is distinct from private.name_key(new.job_title))
  execute function private.record_job_change();

-- The closure -----------------------------------------------------------------------------------------------------

create function private.rebuild_lines(changed uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  subtree uuid[];
begin
  -- Before reading: two opposite moves at once must see each other, or both commit and make a cycle.
  perform pg_advisory_xact_lock(hashtext('reporting_lines'));
  select array_agg(distinct id) into subtree
  from (
    select unnest(changed) as id
    union all
    select report_id from public.reporting_lines where manager_id = any (changed)
  ) below;

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

  delete from public.reporting_lines where report_id = any (subtree);
  insert into public.reporting_lines (manager_id, report_id, depth)
  with recursive up (report_id, manager_id, depth) as (
    select e.user_id, e.manager_id, 1 from public.employment_info e
    where e.user_id = any (subtree) and e.manager_id is not null
    union all
    select up.report_id, e.manager_id, up.depth + 1
    from up join public.employment_info e on e.user_id = up.manager_id
    where e.manager_id is not null
  )
  select manager_id, report_id, depth from up;
end
$$;
comment on function private.rebuild_lines(uuid[]) is
  'Rewrites the closure for people whose manager changed and for everybody below them; 409 reporting_cycle.';

create function private.follow_managers() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  changed uuid[];
begin
  -- The closure knows who it was before; joining the old rows would compare all with all. Where the manager's record
  -- was deleted, the line to them is gone already, and those above them are what is left to end.
  select array_agg(c.user_id) into changed
  from changed_rows c
  left join public.reporting_lines l on l.report_id = c.user_id and l.depth = 1
  where tg_op = 'DELETE' or c.manager_id is distinct from l.manager_id
    or c.manager_id is null and exists (select from public.reporting_lines above where above.report_id = c.user_id);
  if changed is not null then
    perform private.rebuild_lines(changed);
  end if;
  return null;
end
$$;
comment on function private.follow_managers() is 'Once a statement: keeps reporting_lines after managers changed.';
create trigger follow_managers_insert after insert on public.employment_info
  referencing new table as changed_rows for each statement execute function private.follow_managers();
create trigger follow_managers_update after update on public.employment_info
  referencing new table as changed_rows for each statement execute function private.follow_managers();
create trigger follow_managers_delete after delete on public.employment_info
  referencing old table as changed_rows for each statement execute function private.follow_managers();

-- Planned at each call: a plan kept from when the tables were small reads all people for each name.
create function private.link_managers(renamed text[] default '{}') returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  perform pg_advisory_xact_lock(hashtext('reporting_lines'));
  update public.employment_info e
  set manager_id = null, manager_by_name = false
  where e.manager_by_name and e.line_manager_key = any (renamed)
    and (
      select count(*) from public.users m
      where m.name_key = e.line_manager_key and m.status = 'active' and m.employee_id is not null and m.id <> e.user_id
    ) > 1;

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
  where e.user_id = w.user_id and not exists (select from up where up.start = w.user_id and up.id = w.user_id);
end
$$;
comment on function private.link_managers(text[]) is
  'Links line_manager names: exactly one active person of that name whom HR loaded, not oneself, and no cycle; the others keep their text and are tried again. renamed: name keys of people who came or changed names; links by a name that now means two are undone.';

-- Accounts -------------------------------------------------------------------------------------------------------

create function private.claim(account uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  a record;
begin
  select id, email, raw_user_meta_data ->> 'full_name' as full_name into a
  from auth.users
  where id = account and email_confirmed_at is not null
    and not coalesce(is_sso_user, false) and not coalesce(is_anonymous, false)
    -- ASCII before lower(): U+212A lowers to "k", and an address is no place for look-alikes.
    and email ~ '^[\x21-\x7e]+@[\x21-\x7e]+$' and char_length(email) <= 254;
  if not found or exists (select from public.users where auth_id = account) then
    return;
  end if;
  -- Account and record made at the same moment must not miss each other: whoever comes second sees the first.
  perform pg_advisory_xact_lock(hashtext('claim'), hashtext(lower(a.email)));
  update public.users set auth_id = account
  where email = lower(a.email) and auth_id is null and status = 'active' and erased_at is null;
  if not found and (select value from private.settings where key = 'registration') = '"open"' then
    insert into public.users (auth_id, email, full_name)
    values (
      account, lower(a.email), coalesce(nullif(left(btrim(a.full_name), 200), ''), left(split_part(a.email, '@', 1), 200))
    )
    on conflict do nothing;
  end if;
exception when others then
  -- Neither signing up nor HR's write may fail because of a claim; the account then simply has no record.
  raise warning 'account % claimed nothing: %', account, sqlerrm;
end
$$;
comment on function private.claim(uuid) is
  'Links an account to the employee with its confirmed, ASCII, equal address, if both are free and the employee is active; with open registration makes a record instead of finding none. SSO and anonymous accounts claim nothing. Never raises.';

create function private.claim_on_confirmation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.claim(new.id);
  return null;
end
$$;
comment on function private.claim_on_confirmation() is 'After an account''s address was first confirmed: private.claim.';
create trigger claim_on_sign_up after insert on auth.users
  for each row when (new.email_confirmed_at is not null) execute function private.claim_on_confirmation();
-- Only the first confirmation of the address signed up with: a later change of e-mail links nothing.
create trigger claim_on_confirmation after update of email_confirmed_at on auth.users
  for each row when (
    old.email_confirmed_at is null and new.email_confirmed_at is not null and old.email is not distinct from new.email
  )
  execute function private.claim_on_confirmation();

create function private.record_login() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.users set last_login = new.last_sign_in_at where auth_id = new.id;
  return null;
exception when others then
  raise warning 'last login of account % not recorded: %', new.id, sqlerrm;
  return null;
end
$$;
comment on function private.record_login() is 'After a sign-in: users.last_login. Never raises.';
create trigger record_login after update of last_sign_in_at on auth.users
  for each row when (old.last_sign_in_at is distinct from new.last_sign_in_at)
  execute function private.record_login();

create function private.claim_by_record() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if tg_op = 'UPDATE' and old.auth_id is not null and new.auth_id = old.auth_id then
    -- The foreign key clears auth_id; deleting the account ends its refresh tokens too.
    delete from auth.users where id = old.auth_id;
  end if;
  if new.status = 'active' and new.erased_at is null and new.email is not null then
    perform pg_advisory_xact_lock(hashtext('claim'), hashtext(new.email));
    -- As Auth keeps addresses (lower case) and indexes them (without those of SSO, which claim nothing).
    perform private.claim(a.id) from auth.users a where a.email = new.email and a.is_sso_user = false;
  end if;
  return null;
end
$$;
comment on function private.claim_by_record() is
  'After a record was made, or its e-mail, status or erasure changed: the old account is deleted, and a waiting account with the new address claims by the rules of private.claim.';
create trigger claim_by_new_record after insert on public.users
  for each row when (new.auth_id is null) execute function private.claim_by_record();
create trigger claim_by_changed_record after update of email, status, erased_at on public.users
  for each row when (
    old.email is distinct from new.email or old.status is distinct from new.status
    or old.erased_at is distinct from new.erased_at
  )
  execute function private.claim_by_record();

create function private.grant_role(address text, wanted text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid;
begin
  select id into person from public.users where email = lower(address) and status = 'active' and erased_at is null;
  -- The first of an installation comes before any import: the record that is made here, the import adopts.
  if person is null and wanted = 'hr_admin' and not exists (select from public.user_roles where role = 'hr_admin') then
    insert into public.users (email, full_name) values (lower(address), left(split_part(address, '@', 1), 200))
    returning id into person;
  end if;
  if person is null then
    raise exception 'no active employee has the address %', address;
  end if;
  insert into public.user_roles (user_id, role) values (person, wanted) on conflict do nothing;
  return person;
end
$$;
comment on function private.grant_role(text, text) is
  'For operators with the database URL (deno task grant-role): gives an active employee a role; answers users.id. The first hr_admin gets a record if there is none. Granted to nobody.';

-- What the functions ask ------------------------------------------------------------------------------------------

create function private.unit_ref(unit uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', id, 'name', name) from public.org_units where id = unit
  );
end
$$;
comment on function private.unit_ref(uuid) is 'A unit as reference: {id, name}; null for none.';

create function private.person_ref(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'id', id, 'name', coalesce(preferred_name, full_name), 'title', job_title,
      'unit', private.unit_ref(org_unit_id), 'photo_url', photo_url
    )
    from public.users where id = person
  );
end
$$;
comment on function private.person_ref(uuid) is 'A person as reference: {id, name, title, unit, photo_url}; null for none.';

create function private.employment_of(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'employment_type', e.employment_type, 'status', e.status, 'job_title', e.job_title,
      'department', coalesce(private.unit_ref(o.parent_id), private.unit_ref(o.id)),
      'unit', private.unit_ref(o.id), 'grade', e.grade,
      'manager', private.person_ref(e.manager_id), 'line_manager', e.line_manager,
      'hire_date', e.hire_date, 'in_role_since', e.in_role_since, 'last_day', e.last_day
    )
    from public.employment_info e
    left join public.org_units o on o.id = e.org_unit_id
    where e.user_id = person
  );
end
$$;
comment on function private.employment_of(uuid) is
  'Employment with manager as reference, or null. Checks no right: for functions that did.';

create function private.get_me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return (
    select jsonb_build_object(
      'id', u.id, 'employee_id', u.employee_id, 'email', u.email, 'full_name', u.full_name,
      'preferred_name', u.preferred_name, 'photo_url', u.photo_url, 'job_title', u.job_title,
      'unit', private.unit_ref(u.org_unit_id), 'office_location', u.office_location, 'status', u.status,
      'last_login', u.last_login,
      'phone', p.phone, 'bio', p.bio, 'interests', p.interests,
      'preferences', jsonb_build_object('locale', p.locale, 'time_zone', p.time_zone, 'accessibility', p.accessibility),
      'languages', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', l.id, 'language', l.language, 'proficiency', l.proficiency, 'etag', l.version::text
        ) order by l.language, l.id), '[]')
        from public.user_languages l where l.user_id = me
      ),
      'education', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', d.id, 'degree', d.degree, 'institution', d.institution,
          'started_on', d.started_on, 'ended_on', d.ended_on, 'etag', d.version::text
        ) order by d.ended_on desc nulls first, d.id), '[]')
        from public.education d where d.user_id = me
      ),
      'employment', private.employment_of(me),
      'positions', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'id', h.id, 'role_title', h.role_title, 'organization', h.organization,
          'started_on', h.started_on, 'ended_on', h.ended_on,
          'focus_areas', h.focus_areas, 'key_skills', h.key_skills, 'source', h.source, 'etag', h.version::text
        ) order by h.ended_on desc nulls first, h.started_on desc nulls last, h.id), '[]')
        from public.position_history h where h.user_id = me
      ),
      'roles', (select coalesce(jsonb_agg(r.role order by r.role), '[]') from public.user_roles r where r.user_id = me),
      'etag', p.version::text
    )
    from public.users u join public.user_personal_info p on p.user_id = u.id
    where u.id = me
  );
end
$$;
create function public.get_me() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_me() $$;
comment on function public.get_me() is
  'GET /me: the caller with personal info, languages, education, employment, positions, roles. 403 no_employee_record.';

create function public.update_me(patch jsonb, expected_etag text default null) returns jsonb
language plpgsql security invoker set search_path = ''
as $$
declare
  me uuid := private.require_user();
  own public.user_personal_info;
begin
  select * into own from public.user_personal_info where user_id = me for update;
  perform private.check_version(own.version, expected_etag);

  update public.users
  set preferred_name = case when patch ? 'preferred_name' then patch ->> 'preferred_name' else preferred_name end,
      photo_url = case when patch ? 'photo_url' then patch ->> 'photo_url' else photo_url end
  where id = me and (patch ? 'preferred_name' or patch ? 'photo_url');

  own := jsonb_populate_record(
    own, (patch - 'preferences') || coalesce(patch -> 'preferences', '{}')
  );
  update public.user_personal_info
  set phone = own.phone, bio = own.bio, interests = coalesce(own.interests, '{}'),
      locale = own.locale, time_zone = own.time_zone, accessibility = coalesce(own.accessibility, '{}')
  where user_id = me;

  -- Whole lists: what stays keeps its id.
  if patch ? 'languages' then
    delete from public.user_languages l
    where l.user_id = me and private.name_key(l.language) not in (
      select private.name_key(n ->> 'language') from jsonb_array_elements(patch -> 'languages') n
    );
    update public.user_languages l
    set language = n.language, proficiency = n.proficiency
    from jsonb_to_recordset(patch -> 'languages') as n (language text, proficiency text)
    where l.user_id = me and private.name_key(l.language) = private.name_key(n.language)
      and (l.language, l.proficiency) is distinct from (n.language, n.proficiency);
    insert into public.user_languages (language, proficiency)
    select n.language, n.proficiency
    from jsonb_to_recordset(patch -> 'languages') as n (language text, proficiency text)
    where not exists (
      select from public.user_languages l
      where l.user_id = me and private.name_key(l.language) = private.name_key(n.language)
    );
  end if;
  if patch ? 'education' then
    delete from public.education d
    where d.user_id = me and not exists (
      select from jsonb_to_recordset(patch -> 'education') as n (degree text, institution text)
      where private.name_key(d.degree) = private.name_key(n.degree)
        and private.name_key(coalesce(d.institution, '')) = private.name_key(coalesce(n.institution, ''))
    );
    update public.education d
    set degree = n.degree, institution = n.institution, started_on = n.started_on, ended_on = n.ended_on
    from jsonb_to_recordset(patch -> 'education') as n (degree text, institution text, started_on date, ended_on date)
    where d.user_id = me and private.name_key(d.degree) = private.name_key(n.degree)
      and private.name_key(coalesce(d.institution, '')) = private.name_key(coalesce(n.institution, ''))
      and (d.degree, d.institution, d.started_on, d.ended_on)
        is distinct from (n.degree, n.institution, n.started_on, n.ended_on);
    insert into public.education (degree, institution, started_on, ended_on)
    select n.degree, n.institution, n.started_on, n.ended_on
    from jsonb_to_recordset(patch -> 'education') as n (degree text, institution text, started_on date, ended_on date)
    where not exists (
      select from public.education d
      where d.user_id = me and private.name_key(d.degree) = private.name_key(n.degree)
        and private.name_key(coalesce(d.institution, '')) = private.name_key(coalesce(n.institution, ''))
    );
  end if;
  return private.get_me();
end
$$;
comment on function public.update_me(jsonb, text) is
  'PATCH /me: changes the named fields, languages and education as whole lists; 412 stale; runs under the caller''s own rights. Answers get_me().';

-- The caller's own rows: HR may read others' languages, and /me must not show them.

create function public.my_languages() returns setof public.user_languages
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return query select * from public.user_languages where user_id = me;
end
$$;
comment on function public.my_languages() is 'The caller''s languages; 403 no_employee_record.';

create function public.my_education() returns setof public.education
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return query select * from public.education where user_id = me;
end
$$;
comment on function public.my_education() is 'The caller''s education; 403 no_employee_record.';

create function public.my_positions() returns setof public.position_history
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return query select * from public.position_history where user_id = me;
end
$$;
comment on function public.my_positions() is 'The caller''s past and present jobs; 403 no_employee_record.';

create function private.search_users(
  q text, unit_ids uuid[], ids uuid[], wanted_skills uuid[], min_level integer,
  after_rank integer, after_name text, after_id uuid, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  hr boolean := private.has_role('hr_admin');
  key text := nullif(private.name_key(q), '');
  holders uuid[] := case when wanted_skills is not null then private.holders(wanted_skills, coalesce(min_level, 1)) end;
begin
  return (
    with found as not materialized (
      select u.id, u.name_key, u.full_name, u.preferred_name, u.job_title, u.org_unit_id, u.office_location,
        u.photo_url, u.status, u.version,
        case when key is null then 0 else -(1000 * extensions.word_similarity(key, u.search_text))::integer end as rank
      from public.users u
      where (u.status = 'active' or hr)
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
create function public.search_users(
  q text default null, unit_ids uuid[] default null, ids uuid[] default null, wanted_skills uuid[] default null,
  min_level integer default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select private.search_users(q, unit_ids, ids, wanted_skills, min_level,
    (after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid, least(page_size, 200), want_total)
$$;
comment on function public.search_users(text, uuid[], uuid[], uuid[], integer, jsonb, integer, boolean) is
  'GET /users: the directory, found by name or title with typos, by unit, id, and by skills that the person shows and somebody validated. Best match first, then name. {items, next, total?}.';

create function private.get_user(person uuid) returns jsonb
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
create function public.get_user(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_user(person) $$;
comment on function public.get_user(uuid) is
  'GET /users/:id: the directory row; employment for self, line above and HR; employee_id and email for self and HR; else null. 404.';

-- The default of a column runs with the rights of whoever inserts.
grant execute on function private.current_user_id() to service_role;
grant execute on function
  private.current_user_id(), private.require_user(), private.current_employee_id(),
  private.has_role(text), private.my_report_ids(),
  private.fail(integer, text, text, jsonb), private.check_version(integer, text),
  private.get_me(), private.get_user(uuid),
  private.search_users(text, uuid[], uuid[], uuid[], integer, integer, text, uuid, integer, boolean),
  public.get_me(), public.update_me(jsonb, text), public.get_user(uuid),
  public.my_languages(), public.my_education(), public.my_positions(),
  public.search_users(text, uuid[], uuid[], uuid[], integer, jsonb, integer, boolean)
to authenticated;
