-- Domain: user-management. What a person may take along, have deleted, and what erasure leaves; which data is kept how long.

insert into private.settings (key, value) values ('retention', '{
  "employment_months": 84, "audit_months": 84, "import_days": 90, "job_run_days": 90,
  "read_notification_days": 90, "notification_days": 365
}');

-- erasure_requests ---------------------------------------------------------------------------------------------------------

create table public.erasure_requests (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  requested_by uuid references public.users (id) on delete set null,
  status text not null default 'requested' check (status in ('requested', 'carried_out', 'refused')),
  reason text check (char_length(reason) <= 2000),
  requested_at timestamptz not null default now(),
  decided_by uuid references public.users (id) on delete set null,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status = 'requested') = (decided_at is null)),
  check (status = 'refused' or reason is null)
);
create unique index on public.erasure_requests (user_id) where status = 'requested';
create index on public.erasure_requests (user_id, requested_at);
create index on public.erasure_requests (requested_by);
create index on public.erasure_requests (decided_by);
create index on public.erasure_requests (requested_at, id);
create trigger touch before update on public.erasure_requests for each row execute function private.touch();
alter table public.erasure_requests enable row level security;
create policy erasure_requests_select on public.erasure_requests
  for select to authenticated
  using (user_id = (select private.current_user_id()) or (select private.has_role('hr_admin')));
grant select on public.erasure_requests to authenticated;
comment on table public.erasure_requests is
  'Somebody wants to be forgotten: requested by DELETE /me or HR, carried out or refused by HR, never by oneself; self and HR.';

-- The registry of what there is so far -----------------------------------------------------------------------------------------

select private.declare_personal('users', subject => 'id', kept => 'true', retention => 'nameless',
  cleared => '{"employee_id": null, "email": null, "full_name": "Erased person", "preferred_name": null, "photo_url": null,
    "office_location": null, "last_login": null}',
  audit_values => '{employee_id, email, full_name, preferred_name, job_title, org_unit_id, office_location, status, erased_at}',
  audit_names => '{auth_id, photo_url}', unaudited => '{last_login}');
select private.declare_personal('employment_info', row_key => '{user_id}', kept => 'true', retention => 'employment',
  cleared => '{"line_manager": null}',
  audit_values => '{employment_type, status, job_title, org_unit_id, grade, manager_id, manager_by_name, hire_date, in_role_since, last_day, source_updated_on, pathway_id}',
  audit_names => '{line_manager}');
select private.declare_personal('user_roles', row_key => '{user_id, role}', audit_values => '{role, granted_at}');
select private.declare_personal('reporting_lines', subject => 'report_id', row_key => '{report_id, manager_id}', exported => false,
  unaudited => '{depth}');
select private.declare_personal('user_personal_info', row_key => '{user_id}', kept => 'true', retention => 'employment', at_once => true,
  cleared => '{"phone": null, "bio": null, "interests": [], "locale": null, "time_zone": null, "accessibility": {}}',
  audit_names => '{phone, bio, interests, locale, time_zone, accessibility}');
select private.declare_personal('user_languages', at_once => true, audit_names => '{language, proficiency}');
select private.declare_personal('education', audit_names => '{degree, institution, started_on, ended_on}');
select private.declare_personal('position_history', kept => 'source = ''hr''', retention => 'employment',
  cleared => '{"focus_areas": [], "key_skills": []}',
  audit_values => '{source, pathway_id}',
  audit_names => '{role_title, organization, started_on, ended_on, focus_areas, key_skills}');
select private.declare_personal('user_skills', row_key => '{user_id, skill_id}',
  audit_values => '{level, source, assessed_at, valid_until}', audit_names => '{years_experience, last_used, visibility}');
select private.declare_personal('skill_assessments',
  audit_values => '{skill_id, source, level, assessor_id, assessed_at, valid_until, withdrawn_at}');
select private.declare_personal('user_competencies', row_key => '{user_id, competency_id}', audit_values => '{level, source}');
select private.declare_personal('user_experiences', audit_values => '{experience_type_id, source}',
  audit_names => '{organization, program, started_on, ended_on, focus}');
select private.declare_personal('projects', audit_values => '{source}',
  audit_names => '{name, role, started_on, ended_on, description, outcomes}');
select private.declare_personal('imports', subject => 'created_by', exported => false, kept => 'true', retention => 'employment',
  cleared => '{"first_answer": null}', unaudited => '{format, dry_run, first_answer}');
select private.declare_personal('import_rows', row_key => '{import_id, index}', kept => 'true', retention => 'employment',
  cleared => '{"employee_id": null, "errors": [], "warnings": []}',
  unaudited => '{chunk, employee_id, status, changed, errors, warnings}');
select private.declare_personal('erasure_requests', kept => 'true', retention => 'nameless', cleared => '{"reason": null}',
  audit_values => '{requested_by, status, requested_at, decided_by, decided_at}', audit_names => '{reason}');

-- Export -----------------------------------------------------------------------------------------------------------------------

create function private.export_table(declared private.privacy_registry, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  names text;
  rows jsonb;
begin
  -- An id that stands for something with a name is told with it.
  select string_agg(format('%L, (select %s from %s n where n.id = t.%I)', regexp_replace(a.attname, '_id$', '_name'),
    case when c.confrelid = 'public.users'::regclass then 'coalesce(n.preferred_name, n.full_name)' else 'n.name' end,
    c.confrelid::regclass, a.attname), ', ') into names
  from pg_catalog.pg_constraint c
  join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.conrelid = ('public.' || declared.table_name)::regclass and c.contype = 'f' and cardinality(c.conkey) = 1
    and a.attname <> declared.subject and a.attname ~ '_id$'
    and exists (
      select from pg_catalog.pg_attribute n
      where n.attrelid = c.confrelid and (n.attname = 'name' or c.confrelid = 'public.users'::regclass and n.attname = 'full_name')
    );
  execute format(
    'select coalesce(jsonb_agg(to_jsonb(t) - %L::text[] || jsonb_build_object(%s)), ''[]'') from public.%I t where t.%I = $1',
    array(
      select a.attname::text from pg_catalog.pg_attribute a
      where a.attrelid = ('public.' || declared.table_name)::regclass and (a.attgenerated <> '' or a.attname = 'version')
    ), names, declared.table_name, declared.subject
  ) into rows using person;
  return rows;
end
$$;
comment on function private.export_table(private.privacy_registry, uuid) is
  'A person''s rows of a declared table, without what is computed, and with the names of what ids stand for. Checks no right.';

create function private.export_me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object(
    'exported_at', now(),
    'person', private.person_ref(me),
    'account', (
      select jsonb_build_object('email', a.email, 'created_at', a.created_at, 'last_sign_in_at', a.last_sign_in_at)
      from auth.users a join public.users u on u.auth_id = a.id where u.id = me
    ),
    'tables', (
      select jsonb_object_agg(d.table_name, private.export_table(d, me))
      from private.privacy_registry d where d.exported and d.subject is not null
    )
  );
end
$$;
create function public.export_me() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.export_me() $$;
comment on function public.export_me() is
  'GET /me/export: everything that the system holds about the caller, table by table, as the privacy registry declares it.';

-- Erasure ----------------------------------------------------------------------------------------------------------------------

create function private.erase_table(declared private.privacy_registry, person uuid, kept text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  columns text;
begin
  execute format('delete from public.%I where %I = $1 and not (%s)', declared.table_name, declared.subject, kept) using person;
  select string_agg(format('%1$I = r.%1$I', k), ', ') into columns from jsonb_object_keys(declared.cleared) k;
  if columns is not null then
    execute format(
      'update public.%1$I t set %2$s from jsonb_populate_record(null::public.%1$I, $2) r where t.%3$I = $1',
      declared.table_name, columns, declared.subject
    ) using person, declared.cleared;
  end if;
end
$$;
comment on function private.erase_table(private.privacy_registry, uuid, text) is
  'Destroys a person''s rows of a declared table that are not kept, and clears the kept ones.';

create function private.forget_name(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  who public.users;
  quoted_name text;
begin
  select * into who from public.users where id = person;
  -- As the manager of others, unless somebody else has that name.
  update public.employment_info e set line_manager = null
  where e.manager_id = person or e.line_manager_key = who.name_key
    and not exists (select from public.users o where o.name_key = who.name_key and o.id <> person);
  -- Reports of imports: by the employee id of what was refused, and in what others were warned of.
  quoted_name := private.name_key(trim('"' from to_jsonb('"' || who.full_name || '"')::text));
  update public.import_rows r set employee_id = null where r.employee_id = who.employee_id;
  update public.import_rows r set warnings = '[]' where position(quoted_name in private.name_key(r.warnings::text)) > 0;
  update public.imports i set first_answer = null
  where position(quoted_name in private.name_key(i.first_answer::text)) > 0
    or position(to_jsonb(who.employee_id)::text in i.first_answer::text) > 0;
  -- Auth keeps a log of its own, with addresses; it stays when the account goes.
  if to_regclass('auth.audit_log_entries') is not null then
    delete from auth.audit_log_entries a
    where position(who.email in a.payload::text) > 0 or position(who.auth_id::text in a.payload::text) > 0;
  end if;
end
$$;
comment on function private.forget_name(uuid) is 'Removes a person''s name, e-mail, employee id and account from what stands in others'' records and in Auth''s log. While the account is still linked.';

create procedure private.blank_audit(person uuid)
language plpgsql security definer set search_path = ''
as $$
begin
  perform set_config('compass.blanking', 'on', true);
  update public.audit_log set before = null, after = null
  where subject_id = person and (before is not null or after is not null);
  perform set_config('compass.blanking', 'off', true);
  insert into public.audit_log (actor_id, role, table_name, row_id, subject_id, op, changed_columns, request_id)
  values (private.current_user_id(),
    coalesce(nullif(current_setting('request.jwt.claims', true), '')::json ->> 'role', session_user),
    'audit_log', person, person, 'erase', '{before, after}', private.request_id());
end
$$;
comment on procedure private.blank_audit(uuid) is
  'Empties the values that the audit log keeps of an erased person, and writes down that it did. The only way to change the log.';

create function private.erase_person(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  declared private.privacy_registry;
begin
  perform private.forget_name(person);
  perform private.leave(person, least(
    coalesce((select last_day from public.employment_info where user_id = person), (now() at time zone 'utc')::date),
    (now() at time zone 'utc')::date
  ));
  for declared in select * from private.privacy_registry where subject is not null order by table_name <> 'users', table_name loop
    perform private.erase_table(declared, person, declared.kept);
  end loop;
  update public.users set erased_at = now() where id = person and erased_at is null;
  call private.blank_audit(person);
end
$$;
comment on function private.erase_person(uuid) is
  'Erases a person as the privacy registry declares it: they leave, the account goes, a nameless row stays, and what must be kept stays until its time has come.';

create function private.purge_person(person uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  declared private.privacy_registry;
begin
  if exists (select from public.users where id = person and erased_at is null) then
    perform private.erase_person(person);
  end if;
  for declared in select * from private.privacy_registry where retention = 'employment' order by table_name loop
    perform private.erase_table(declared, person, 'false');
  end loop;
  -- A title can be as good as a name.
  update public.users set job_title = null, org_unit_id = null where id = person;
  update public.erasure_requests set status = 'carried_out', decided_at = now() where user_id = person and status = 'requested';
end
$$;
comment on function private.purge_person(uuid) is 'Destroys what was kept of somebody whose retention period is over; erases them first if nobody did.';

create function private.erasure_json(request public.erasure_requests) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', request.id, 'user', private.person_ref(request.user_id), 'requested_by', private.person_ref(request.requested_by),
    'status', request.status, 'reason', request.reason, 'requested_at', request.requested_at,
    'decided_by', private.person_ref(request.decided_by), 'decided_at', request.decided_at, 'etag', request.version::text
  );
end
$$;
comment on function private.erasure_json(public.erasure_requests) is 'An erasure request as resource.';

create function private.request_erasure(person uuid, requester uuid, request uuid default gen_random_uuid()) returns public.erasure_requests
language plpgsql security definer set search_path = ''
as $$
declare
  made public.erasure_requests;
begin
  insert into public.erasure_requests (id, user_id, requested_by) values (request, person, requester)
  on conflict do nothing returning * into made;
  if made.id is not null then
    perform private.notify(r.user_id, 'privacy.erasure_requested', 'Somebody asks to be erased',
      action_url => '/erasure-requests/' || made.id, actor => requester, dedupe_key => made.id::text)
    from public.user_roles r where r.role = 'hr_admin' and r.user_id <> person;
  end if;
  return made;
end
$$;
comment on function private.request_erasure(uuid, uuid, uuid) is
  'Opens an erasure request and tells HR; nothing (nulls) where one is open or the id is taken.';

create function private.delete_me(confirmation text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  declared private.privacy_registry;
begin
  if lower(btrim(confirmation)) is distinct from (select email from public.users where id = me) then
    perform private.fail(400, 'invalid', 'Confirm with your own e-mail address.', jsonb_build_array(jsonb_build_object(
      'path', 'confirm', 'code', 'not_your_email', 'message', 'Confirm with your own e-mail address.')));
  end if;
  for declared in select * from private.privacy_registry where at_once order by table_name loop
    perform private.erase_table(declared, me, declared.kept);
  end loop;
  update public.users set preferred_name = null, photo_url = null where id = me;
  perform private.request_erasure(me, me);
end
$$;
create function public.delete_me(confirmation text) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_me(confirmation) $$;
comment on function public.delete_me(text) is
  'DELETE /me: what is optional (registry: at_once) goes now, the rest is an erasure request; again changes nothing. 400 unless the caller''s own e-mail confirms it.';

create function private.create_erasure_request(person uuid, request uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made public.erasure_requests;
begin
  select * into made from public.erasure_requests where id = request;
  perform private.refuse_duplicate('id', made.user_id <> person, 'This id belongs to another request.');
  if made.id is not null then
    return private.erasure_json(made) || '{"repeated": true}';
  end if;
  perform private.refuse_unknown('user_id', exists (select from public.users where id = person and erased_at is null),
    'There is no such person.');
  made := private.request_erasure(person, me, coalesce(request, gen_random_uuid()));
  if made.id is null then
    perform private.fail(409, 'already_pending', 'A request of this person is open already.');
  end if;
  return private.erasure_json(made);
end
$$;
create function public.create_erasure_request(person uuid, request uuid default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_erasure_request(person, request) $$;
comment on function public.create_erasure_request(uuid, uuid) is
  'POST /erasure-requests, hr_admin: for somebody who asked by other means, such as a leaver. 400 unknown_id, 409 already_pending.';

create function private.get_erasure_requests(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return (
    with found as not materialized (
      select * from public.erasure_requests r where statuses is null or r.status = any (statuses)
    ),
    page as (
      select f.requested_at, f.id, private.erasure_json(r) as item
      from found f join public.erasure_requests r on r.id = f.id
      where after is null or (f.requested_at, f.id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by f.requested_at, f.id limit page_size + 1
    ),
    shown as (select * from page order by requested_at, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(s.item order by s.requested_at, s.id) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.requested_at, s.id) from shown s order by s.requested_at desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_erasure_requests(
  statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_erasure_requests(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_erasure_requests(text[], jsonb, integer, boolean) is
  'GET /erasure-requests, hr_admin: oldest first. {items, next, total?}.';

create function private.decide_erasure(request uuid, outcome text, why text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  asked public.erasure_requests;
begin
  select * into asked from public.erasure_requests where id = request for update;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such request.');
  end if;
  perform private.require_hr_for(asked.user_id);
  if asked.status <> 'requested' then
    perform private.fail(409, 'invalid_transition', 'This was decided already.');
  end if;
  if outcome = 'refused' and private.is_text(why) is not true then
    perform private.fail(400, 'invalid', 'A refusal has a reason.', jsonb_build_array(jsonb_build_object(
      'path', 'reason', 'code', 'required', 'message', 'A refusal has a reason.')));
  end if;
  update public.erasure_requests set status = outcome, reason = why, decided_by = me, decided_at = now()
  where id = request returning * into asked;
  if outcome = 'carried_out' then
    perform private.erase_person(asked.user_id);
    perform private.keep_an_hr_admin();
  else
    perform private.notify(asked.user_id, 'privacy.erasure_refused', 'Your request to be erased was refused', body => why, actor => me,
      dedupe_key => request::text);
  end if;
  return private.erasure_json(asked);
end
$$;
create function public.carry_out_erasure(request uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_erasure(request, 'carried_out', null) $$;
comment on function public.carry_out_erasure(uuid) is
  'POST /erasure-requests/:id/carry-out, hr_admin: the person leaves and is erased. 403 for oneself, 404, 409 invalid_transition or last_hr_admin.';
create function public.refuse_erasure(request uuid, reason text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_erasure(request, 'refused', reason) $$;
comment on function public.refuse_erasure(uuid, text) is
  'POST /erasure-requests/:id/refuse, hr_admin: with the reason, which the person reads. 403 for oneself, 404, 409 invalid_transition.';

-- Retention --------------------------------------------------------------------------------------------------------------------

create function private.job_retention(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  keep jsonb := (select value from private.settings where key = 'retention');
  most constant integer := 5000;
  person uuid;
  n integer;
  total integer := 0;
begin
  -- Each step takes so many of each kind; a step that found fewer of all is the last.
  delete from public.notifications where id in (
    select o.id from public.notifications o
    where o.created_at < as_of - (keep ->> 'notification_days')::integer
      or o.created_at < as_of - (keep ->> 'read_notification_days')::integer and o.read_at is not null
    limit most
  );
  get diagnostics n = row_count;
  total := total + n;
  delete from public.import_rows where (import_id, index) in (
    select r.import_id, r.index from public.imports i join public.import_rows r on r.import_id = i.id
    where i.created_at < as_of - (keep ->> 'import_days')::integer limit most
  );
  get diagnostics n = row_count;
  total := total + n;
  delete from public.imports i
  where i.created_at < as_of - (keep ->> 'import_days')::integer
    and not exists (select from public.import_rows r where r.import_id = i.id);
  delete from private.job_runs where started_at < as_of - (keep ->> 'job_run_days')::integer and status <> 'running';
  for person in
    select e.user_id from public.employment_info e
    where e.status = 'left' and e.last_day < as_of - make_interval(months => (keep ->> 'employment_months')::integer)
    order by e.user_id limit 50
  loop
    perform private.purge_person(person);
    total := total + 1;
  end loop;
  perform private.make_audit_months(as_of, 3);
  perform private.drop_audit_months((as_of - make_interval(months => (keep ->> 'audit_months')::integer))::date);
  return jsonb_build_object('rows', total, 'next', case when total >= 50 then to_jsonb(0) end);
end
$$;
comment on function private.job_retention(jsonb, date) is
  'Job: what is past its time goes (private.settings, key retention): notifications, import reports, run logs, the records of leavers, audit months. Makes the audit months to come.';
create index on public.employment_info (last_day) where status = 'left';
create index on public.imports (created_at);

insert into private.notification_kinds values
  ('privacy.erasure_requested', 'Somebody asks HR to be erased', true),
  ('privacy.erasure_refused', 'My request to be erased was refused', true);
select private.schedule_job('retention', '40 2 * * *', 'What is past its retention period goes');

grant execute on function
  private.export_me(), public.export_me(), private.delete_me(text), public.delete_me(text),
  private.create_erasure_request(uuid, uuid), public.create_erasure_request(uuid, uuid),
  private.get_erasure_requests(text[], jsonb, integer, boolean), public.get_erasure_requests(text[], jsonb, integer, boolean),
  private.decide_erasure(uuid, text, text), public.carry_out_erasure(uuid), public.refuse_erasure(uuid, text)
to authenticated;
