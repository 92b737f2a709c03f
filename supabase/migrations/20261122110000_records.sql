-- What every domain leans on: the audit log, the privacy registry, and scheduled jobs. Nothing here knows a domain.

-- privacy_registry ---------------------------------------------------------------------------------------------------

create table private.privacy_registry (
  table_name text primary key,
  subject text,
  row_key text[] not null,
  exported boolean not null,
  kept text not null,
  retention text not null check (retention in ('none', 'employment', 'nameless')),
  cleared jsonb not null,
  at_once boolean not null,
  audit_values text[] not null,
  audit_names text[] not null,
  unaudited text[] not null
);
alter table private.privacy_registry enable row level security;
comment on table private.privacy_registry is
  'Each table about people, once: what export, erasure and audit do with it. Written by private.declare_personal().';
comment on column private.privacy_registry.subject is 'The column that names the person whose data a row is; null for tables that are about nobody and audited all the same.';
comment on column private.privacy_registry.kept is
  'Which rows stay when a person is erased, as a condition; the others are destroyed.';
comment on column private.privacy_registry.retention is
  'Until when the kept rows stay. employment: private.settings.retention months after the last day; nameless: for good, with what names the person replaced.';
comment on column private.privacy_registry.cleared is 'What erasure writes into the columns of the kept rows.';
comment on column private.privacy_registry.at_once is 'Whether DELETE /me does this at once, without HR''s decision.';
comment on column private.privacy_registry.audit_values is 'Columns of which the audit log keeps the values; of audit_names it keeps that they changed; of unaudited nothing.';

-- audit_log ------------------------------------------------------------------------------------------------------------

create table public.audit_log (
  id uuid not null default gen_random_uuid(),
  at timestamptz not null default now(),
  actor_id uuid,
  role text not null,
  table_name text not null,
  row_id text not null,
  subject_id uuid,
  op text not null check (op in ('insert', 'update', 'delete', 'erase')),
  changed_columns text[] not null default '{}',
  before jsonb,
  after jsonb,
  request_id text,
  primary key (at, id)
) partition by range (at);
create index on public.audit_log (subject_id, at);
create index on public.audit_log (table_name, at);
alter table public.audit_log enable row level security;
-- Supabase gives new tables to service_role; this one is read only even for keys.
revoke all on public.audit_log from service_role;
grant select on public.audit_log to authenticated, service_role;
create policy audit_log_select on public.audit_log
  for select to authenticated using ((select private.has_role('auditor')));
comment on table public.audit_log is
  'Who changed what about whom. Written by triggers; read by auditors; changed by nobody. No foreign keys: it outlives what it tells of.';
comment on column public.audit_log.role is 'The database role that wrote: authenticated for people, service_role for keys, postgres for operators and jobs.';
comment on column public.audit_log.before is 'Values before, of the changed columns whose values the privacy registry lets us keep.';

create function private.refuse_audit_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if current_setting('compass.blanking', true) is distinct from 'on' then
    raise insufficient_privilege using message = 'The audit log is not changed.';
  end if;
  return new;
end
$$;
comment on function private.refuse_audit_change() is
  'Before update, delete or truncate of the audit log: refused, even to its owner, but for the blanking of an erased person.';
create trigger refuse_change before update or delete on public.audit_log
  for each row execute function private.refuse_audit_change();
create trigger refuse_truncate before truncate on public.audit_log
  for each statement execute function private.refuse_audit_change();

create function private.make_audit_months(from_day date, months integer) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  month date;
  partition text;
begin
  for i in 0..months loop
    month := date_trunc('month', from_day) + make_interval(months => i);
    partition := 'audit_log_' || to_char(month, 'YYYYMM');
    if to_regclass('private.' || partition) is null
      and not exists (select from private.audit_log_other where at >= month and at < month + interval '1 month')
    then
      execute format('create table private.%I partition of public.audit_log for values from (%L) to (%L)',
        partition, month, month + interval '1 month');
      execute format('alter table private.%I enable row level security', partition);
      execute format('create trigger refuse_truncate before truncate on private.%I
        for each statement execute function private.refuse_audit_change()', partition);
      execute format('comment on table private.%I is %L', partition, 'One month of the audit log.');
    end if;
  end loop;
end
$$;
comment on function private.make_audit_months(date, integer) is
  'Makes the audit log''s partitions of a day''s month and of so many months after it; what exists stays.';

-- Where rows go if no job has run for months: a write never fails for want of a partition.
create table private.audit_log_other partition of public.audit_log default;
alter table private.audit_log_other enable row level security;
create trigger refuse_truncate before truncate on private.audit_log_other
  for each statement execute function private.refuse_audit_change();
comment on table private.audit_log_other is 'Audit rows of months that have no partition.';
select private.make_audit_months(current_date, 3);

create function private.drop_audit_months(before_day date) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  partition text;
  n integer := 0;
begin
  for partition in
    select c.relname from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.audit_log'::regclass and c.relname ~ '^audit_log_\d{6}$'
      and to_date(right(c.relname, 6), 'YYYYMM') + interval '1 month' <= before_day
  loop
    execute format('drop table private.%I', partition);
    n := n + 1;
  end loop;
  return n;
end
$$;
comment on function private.drop_audit_months(date) is 'Drops the audit log''s months that ended before a day; answers how many.';

create function private.request_id() returns text
language plpgsql stable set search_path = ''
as $$
begin
  return substring(nullif(current_setting('request.headers', true), '')::json ->> 'x-request-id' from '^[A-Za-z0-9_=.-]{1,64}$');
end
$$;
comment on function private.request_id() is
  'The header x-request-id if it is up to 64 safe characters, else null. Nothing else of the headers is ever stored: they hold the token.';

create function private.audit() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  declared private.privacy_registry;
  actor uuid;
  written_by text;
begin
  -- (offset 0: else the planner makes jsonb of the row anew for each column that is named.)
  select * into declared from private.privacy_registry where table_name = tg_table_name;
  actor := private.current_user_id();
  written_by := coalesce(nullif(current_setting('request.jwt.claims', true), '')::json ->> 'role', session_user);
  if tg_op = 'INSERT' then
    insert into public.audit_log (actor_id, role, table_name, row_id, subject_id, op, changed_columns, after, request_id)
    select actor, written_by, tg_table_name, private.row_key(r.row, declared.row_key), (r.row ->> declared.subject)::uuid, 'insert',
      array(select c from unnest(declared.audit_values || declared.audit_names) c where r.row -> c <> 'null' order by c),
      (select jsonb_object_agg(c, r.row -> c) from unnest(declared.audit_values) c where r.row -> c <> 'null'),
      private.request_id()
    from (select to_jsonb(t) as row from new_rows t offset 0) r;
  elsif tg_op = 'DELETE' then
    insert into public.audit_log (actor_id, role, table_name, row_id, subject_id, op, before, request_id)
    select actor, written_by, tg_table_name, private.row_key(r.row, declared.row_key), (r.row ->> declared.subject)::uuid, 'delete',
      (select jsonb_object_agg(c, r.row -> c) from unnest(declared.audit_values) c where r.row -> c <> 'null'),
      private.request_id()
    from (select to_jsonb(t) as row from old_rows t offset 0) r;
  else
    insert into public.audit_log
      (actor_id, role, table_name, row_id, subject_id, op, changed_columns, before, after, request_id)
    select actor, written_by, tg_table_name, coalesce(n.key, o.key), (coalesce(n.row, o.row) ->> declared.subject)::uuid,
      -- A changed key is the end of one row and the beginning of another.
      case when o.row is null then 'insert' when n.row is null then 'delete' else 'update' end,
      changed.columns,
      (select jsonb_object_agg(c, o.row -> c) from unnest(declared.audit_values) c where o.row is not null and c = any (changed.columns)),
      (select jsonb_object_agg(c, n.row -> c) from unnest(declared.audit_values) c where n.row is not null and c = any (changed.columns)),
      private.request_id()
    from (select private.row_key(to_jsonb(t), declared.row_key) as key, to_jsonb(t) as row from old_rows t offset 0) o
    full join (select private.row_key(to_jsonb(t), declared.row_key) as key, to_jsonb(t) as row from new_rows t offset 0) n on n.key = o.key
    cross join lateral (
      select array(
        select c from unnest(declared.audit_values || declared.audit_names) c where n.row -> c is distinct from o.row -> c order by c
      ) as columns offset 0
    ) changed
    where changed.columns <> '{}';
  end if;
  return null;
end
$$;
comment on function private.audit() is
  'After each statement that wrote a declared table (transition tables old_rows, new_rows): a row of the audit log for each row that changed in a column that is audited.';

create function private.row_key(row_data jsonb, key text[]) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if cardinality(key) = 1 then
    return row_data ->> key[1];
  end if;
  return (select string_agg(row_data ->> k, ':' order by i) from unnest(key) with ordinality as u (k, i));
end
$$;
comment on function private.row_key(jsonb, text[]) is 'The values of a row''s key columns, joined by colons.';

create function private.declare_personal(
  table_name text, subject text default 'user_id', row_key text[] default '{id}', exported boolean default true,
  kept text default 'false', retention text default 'none', cleared jsonb default '{}', at_once boolean default false,
  audit_values text[] default '{}', audit_names text[] default '{}', unaudited text[] default '{}'
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.privacy_registry values
    (table_name, subject, row_key, exported, kept, retention, cleared, at_once, audit_values, audit_names, unaudited);
  if audit_values || audit_names <> '{}' then
    execute format('create trigger audit_insert after insert on public.%I
      referencing new table as new_rows for each statement execute function private.audit()', table_name);
    execute format('create trigger audit_update after update on public.%I
      referencing old table as old_rows new table as new_rows for each statement execute function private.audit()', table_name);
    execute format('create trigger audit_delete after delete on public.%I
      referencing old table as old_rows for each statement execute function private.audit()', table_name);
  end if;
end
$$;
comment on function private.declare_personal(text, text, text[], boolean, text, text, jsonb, boolean, text[], text[], text[]) is
  'For migrations: declares a table about people (or, with a null subject, one that is only audited) in the privacy registry and puts the audit triggers on it. Every column but keys, version and times is in one of the three audit lists; a test compares.';

create function private.get_audit(
  subjects uuid[], tables text[], since timestamptz, until timestamptz, last_seen jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_role('auditor');
begin
  return (
    with found as not materialized (
      select * from public.audit_log a
      where (subjects is null or a.subject_id = any (subjects))
        and (tables is null or a.table_name = any (tables))
        and (since is null or a.at >= since)
        and (until is null or a.at < until)
    ),
    page as (
      select * from found
      -- The first condition alone tells which months need not be read.
      where last_seen is null
        or (at <= (last_seen ->> 0)::timestamptz and (at, id) < ((last_seen ->> 0)::timestamptz, (last_seen ->> 1)::uuid))
      order by at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', s.id, 'at', s.at, 'actor', private.person_ref(s.actor_id), 'role', s.role, 'table', s.table_name,
          'row_id', s.row_id, 'subject', private.person_ref(s.subject_id), 'op', s.op,
          'changed_columns', s.changed_columns, 'before', s.before, 'after', s.after, 'request_id', s.request_id
        ) order by s.at desc, s.id desc) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.at, s.id) from shown s order by s.at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_audit(
  subjects uuid[] default null, tables text[] default null, since timestamptz default null, until timestamptz default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_audit(subjects, tables, since, until, after, least(page_size, 200), want_total) $$;
comment on function public.get_audit(uuid[], text[], timestamptz, timestamptz, jsonb, integer, boolean) is
  'GET /audit, auditor: who changed what about whom, newest first. {items, next, total?}.';

-- Jobs -------------------------------------------------------------------------------------------------------------------

create table private.jobs (
  name text primary key check (name ~ '^[a-z_]+$'),
  schedule text not null,
  description text not null
);
alter table private.jobs enable row level security;
comment on table private.jobs is
  'Work that runs by itself: private.job_<name>(cursor jsonb, as_of date) does one step under 5 s and answers {next, rows}; next null: done. Steps are idempotent. schedule: cron, UTC.';

create table private.job_runs (
  id uuid primary key default gen_random_uuid(),
  job text not null references private.jobs (name),
  as_of date not null,
  status text not null default 'running' check (status in ('running', 'done', 'failed')),
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  steps integer not null default 0,
  rows bigint not null default 0,
  ms integer not null default 0,
  next_cursor jsonb,
  error text
);
create index on private.job_runs (job, started_at);
create index on private.job_runs (started_at, id);
alter table private.job_runs enable row level security;
comment on table private.job_runs is 'The run log: how far each run of a job came, and what it cost. A run that was killed goes on where its last step ended.';

create function private.run_job_step(job text, as_of date default null) returns jsonb
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
  exception when query_canceled or others then
    -- The code alone: a message may quote a person's data.
    run.status := 'failed';
    run.error := sqlstate;
    raise warning 'job %: %', wanted, sqlerrm;
  end;
  update private.job_runs r
  set status = run.status, error = run.error, next_cursor = run.next_cursor, rows = run.rows, steps = r.steps + 1,
      ms = r.ms + (1000 * extract(epoch from clock_timestamp() - began))::integer,
      finished_at = case when run.status <> 'running' then clock_timestamp() end
  where r.id = run.id;
  return jsonb_build_object('job', wanted, 'status', run.status, 'as_of', run.as_of, 'rows', coalesce((result ->> 'rows')::bigint, 0));
end
$$;
create function public.run_job_step(job text, as_of date default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.run_job_step(job, as_of) $$;
comment on function public.run_job_step(text, date) is
  'For the secret key: one step of a job, of the run that is open or else of a new one as of a day (UTC, default today). {job, status: running | done | failed | busy, as_of, rows}. 400 for a day to come, 404.';

create function private.due_jobs() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(j.name order by r.finished_at nulls first, j.name), '[]')
    from private.jobs j
    left join lateral (
      select max(finished_at) as finished_at from private.job_runs where job = j.name
    ) r on true
  );
end
$$;
create function public.due_jobs() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.due_jobs() $$;
comment on function public.due_jobs() is
  'For the secret key: the names of all jobs, the one that finished longest ago first, so that a caller who runs out of time goes on with the others.';

create function private.job_command(job text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  -- Each step in a transaction of its own, for which a function can't commit and a block can.
  return format($command$
    do $job$
    declare
      deadline timestamptz := clock_timestamp() + interval '100 seconds';
      result jsonb;
    begin
      loop
        result := private.run_job_step(%L);
        commit;
        exit when result ->> 'status' <> 'running' or clock_timestamp() > deadline;
      end loop;
    end
    $job$
  $command$, job);
end
$$;
comment on function private.job_command(text) is
  'What pg_cron and the local scheduler run: a job''s steps, each in a transaction of its own, until it is done or 100 s have passed; the next time goes on.';

create function private.schedule_job(name text, schedule text, description text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.jobs values (name, schedule, description);
  perform private.schedule_jobs();
end
$$;
comment on function private.schedule_job(text, text, text) is 'For migrations: adds a job and, where pg_cron is, its schedule (cron, UTC).';

create function private.schedule_jobs() returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  job private.jobs;
  n integer := 0;
begin
  if to_regprocedure('cron.schedule(text,text,text)') is null then
    return 0;
  end if;
  for job in select * from private.jobs order by name loop
    execute 'select cron.schedule($1, $2, $3)'
      using 'compass_' || job.name, job.schedule, private.job_command(job.name);
    n := n + 1;
  end loop;
  return n;
end
$$;
comment on function private.schedule_jobs() is
  'For operators who enable pg_cron later: schedules every job in it (again, under the same names); answers how many, 0 without pg_cron.';

do $$
begin
  if exists (select from pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
  end if;
exception when others then
  -- A project that may not have it calls POST /analytics/rollups instead.
  raise notice 'pg_cron is not used: %', sqlerrm;
end
$$;

create function private.get_job_runs(jobs text[], after jsonb, page_size integer, want_total boolean) returns jsonb
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
          'finished_at', s.finished_at, 'steps', s.steps, 'rows', s.rows, 'ms', s.ms, 'error', s.error
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
create function public.get_job_runs(
  jobs text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_job_runs(jobs, after, least(page_size, 200), want_total) $$;
comment on function public.get_job_runs(text[], jsonb, integer, boolean) is
  'GET /rollups, hr_admin: the run log, newest first. {items, next, total?}.';

grant execute on function
  private.get_audit(uuid[], text[], timestamptz, timestamptz, jsonb, integer, boolean),
  public.get_audit(uuid[], text[], timestamptz, timestamptz, jsonb, integer, boolean),
  private.get_job_runs(text[], jsonb, integer, boolean), public.get_job_runs(text[], jsonb, integer, boolean)
to authenticated;
grant execute on function
  private.run_job_step(text, date), private.due_jobs(), public.run_job_step(text, date), public.due_jobs()
to service_role;
