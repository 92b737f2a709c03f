-- Operations: numbers to watch, a log that quotes nobody, and what is done again after a backup was restored.
set lock_timeout = '5s';

-- The log ---------------------------------------------------------------------------------------------------------------

-- An error of Postgres quotes the values that it met, and the server writes it down with its statement. What comes through the
-- Data API fails with a SQLSTATE that the functions log; the server's own log keeps what is said by `raise log`, and worse.
do $$
begin
  alter role authenticator set log_min_messages = 'log';
exception when insufficient_privilege then
  raise warning 'the log of Postgres may quote personal data: a superuser has to run: alter role authenticator set log_min_messages = ''log''';
end
$$;

create function private.places_in(context text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return (
    select string_agg(format('%s:%s', m[1], m[2]), ' < ' order by position)
    from regexp_matches(context, 'PL/pgSQL function ([\w.]+)[^\n]*? line (\d+) at', 'g') with ordinality as found (m, position)
  );
end
$$;
comment on function private.places_in(text) is
  'Where an error arose, from its context: functions and lines, innermost first, and none of the values that a context quotes.';

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
  context text;
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
    -- The code and the place alone: a message may quote a person's data.
    run.status := 'failed';
    run.error := sqlstate;
    get stacked diagnostics context = pg_exception_context;
    raise log 'job % failed: % in %', wanted, sqlstate, private.places_in(context);
  end;
  update private.job_runs r
  set status = run.status, error = run.error, next_cursor = run.next_cursor, rows = run.rows, changes = run.changes, steps = r.steps + 1,
      ms = r.ms + (1000 * extract(epoch from clock_timestamp() - began))::integer,
      finished_at = case when run.status <> 'running' then clock_timestamp() end
  where r.id = run.id;
  return jsonb_build_object('job', wanted, 'status', run.status, 'as_of', run.as_of, 'rows', coalesce((result ->> 'rows')::bigint, 0));
end
$$;

create or replace function private.step_matching(programme uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  step private.programme_steps;
  run private.programme_matchings;
  n integer;
  context text;
begin
  select * into step from private.programme_steps s where s.programme_id = programme order by s.first limit 1 for update skip locked;
  if step.programme_id is null then
    -- What is left is in others' hands: waited for, so that whoever comes first after them pairs.
    perform from private.programme_steps s where s.programme_id = programme order by s.first for update;
    if found then
      return true;
    end if;
    perform from private.programme_matchings r where r.programme_id = programme for no key update;
  end if;
  select * into run from private.programme_matchings r where r.programme_id = programme and r.status = 'running';
  if run.programme_id is null then
    return false;
  elsif step.programme_id is null and run.paired then
    return true;
  end if;
  begin
    if step.programme_id is null then
      perform private.pair_candidates(run);
      delete from public.programme_proposals o where o.programme_id = programme and o.status = 'proposed';
      perform private.add_steps(programme, 2000);
      update private.programme_matchings r set paired = true where r.programme_id = programme returning * into run;
    elsif not run.paired then
      perform private.list_candidates(run, step.first, step.last);
      update private.programme_matchings r set scored = r.scored + step.last - step.first + 1
      where r.programme_id = programme returning * into run;
    else
      n := private.write_proposals(run, step.first, step.last);
      update private.programme_matchings r set written = r.written + step.last - step.first + 1, matched = r.matched + n
      where r.programme_id = programme returning * into run;
    end if;
    delete from private.programme_steps s where s.programme_id = programme and s.first = step.first;
    if run.paired and run.written = run.mentees_total and run.status = 'running' then
      run.status := 'done';
    end if;
  exception when query_canceled or others then
    -- The code and the place alone: a message may quote a person's data.
    run.status := 'failed';
    run.error := sqlstate;
    get stacked diagnostics context = pg_exception_context;
    raise log 'matching of % failed: % in %', programme, sqlstate, private.places_in(context);
  end;
  if run.status <> 'running' then
    delete from private.programme_candidates c where c.programme_id = programme;
    update private.programme_matchings r
    set status = run.status, finished_at = clock_timestamp(), mentees = '{}', mentors = '{}', turns = '{}', error = run.error
    where r.programme_id = programme;
  end if;
  return run.status = 'running';
end
$$;

create or replace function private.claim(account uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  a record;
  context text;
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
  get stacked diagnostics context = pg_exception_context;
  raise log 'account % claimed nothing: % in %', account, sqlstate, private.places_in(context);
end
$$;

create or replace function private.record_login() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  context text;
begin
  update public.users set last_login = new.last_sign_in_at where auth_id = new.id;
  return null;
exception when others then
  get stacked diagnostics context = pg_exception_context;
  raise log 'last login of account % not recorded: % in %', new.id, sqlstate, private.places_in(context);
  return null;
end
$$;

create or replace function private.import_chunk(run uuid, first_index integer, elements jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  element jsonb;
  result record;
  problem_detail text;
  context text;
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
        get stacked diagnostics context = pg_exception_context;
        raise log 'import %, element %: % in %', run, first_index + sent - 1, sqlstate, private.places_in(context);
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

-- What became of questions to the assistant --------------------------------------------------------------------------------

create table private.ai_outcomes (
  outcome text primary key check (outcome ~ '^[a-z_]+$'),
  n bigint not null check (n > 0)
);
alter table private.ai_outcomes enable row level security;
comment on table private.ai_outcomes is
  'How many questions, where a model is switched on, a model answered (model), and how many the built-in advisor answered or cut short, by reason. Of nobody; questions about well-being are not counted.';

create or replace function private.finish_chat_message(answer uuid, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid;
  spent integer := greatest(0, (outcome ->> 'tokens')::integer);
  written public.ai_chat_messages;
begin
  delete from private.ai_reservations r where r.message_id = answer returning r.user_id into person;
  if person is not null and spent > 0 then
    insert into private.ai_usage as u (user_id, day, tokens, calls) values (person, private.today(), spent, 1)
    on conflict (user_id, day) do update set tokens = u.tokens + excluded.tokens, calls = u.calls + 1;
  end if;
  update public.ai_chat_messages m
  set content = left(outcome ->> 'content', 20000), source = outcome ->> 'source', status = outcome ->> 'status', facts = outcome -> 'facts'
  where m.id = answer and m.status = 'answering'
  returning * into written;
  if written.id is null then
    perform private.fail(404, 'not_found', 'There is no such answer under way.');
  end if;
  if outcome ->> 'outcome' is not null then
    insert into private.ai_outcomes as o values (outcome ->> 'outcome', 1)
    on conflict on constraint ai_outcomes_pkey do update set n = o.n + 1;
  end if;
  return private.chat_message_json(written);
end
$$;

-- Numbers to watch -----------------------------------------------------------------------------------------------------------

create function private.get_metrics() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  scheduled bigint := 0;
  version text;
begin
  if to_regclass('cron.job') is not null then
    execute 'select count(*) from cron.job where jobname like ''compass\_%'' and active' into scheduled;
  end if;
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select max(version) from supabase_migrations.schema_migrations' into version;
  end if;
  return (
    with jobs as (
      select jsonb_build_object('job', j.name) as labels, done.finished_at, done.ms, open.started_at as open_since, coalesce(failed.n, 0) as failures
      from private.jobs j
      left join lateral (
        select r.finished_at, r.ms from private.job_runs r
        where r.job = j.name and r.status = 'done' order by r.started_at desc limit 1
      ) done on true
      left join lateral (
        select r.started_at from private.job_runs r where r.job = j.name and r.status = 'running' order by r.started_at limit 1
      ) open on true
      left join lateral (
        select count(*) as n from private.job_runs r
        where r.job = j.name and r.status = 'failed' and r.started_at > now() - interval '1 day'
      ) failed on true
    ),
    sessions as (
      select * from pg_catalog.pg_stat_activity a
      where a.datname = current_database() and a.backend_type = 'client backend' and a.pid <> pg_backend_pid()
    ),
    tables as (
      select format('%s.%s', t.schemaname, t.relname) as name, t.n_live_tup as live, t.n_dead_tup as dead
      from pg_catalog.pg_stat_user_tables t where t.schemaname in ('public', 'private', 'auth')
    ),
    families (position, name, type, help) as (values
      (1, 'compass_migration_info', 'gauge', 'The newest migration that was applied.'),
      (2, 'compass_jobs', 'gauge', 'Jobs that there are.'),
      (3, 'compass_jobs_scheduled', 'gauge', 'Jobs that pg_cron runs; 0 where a caller of POST /rollups does.'),
      (4, 'compass_jobs_never_done', 'gauge', 'Jobs that have not ended well once.'),
      (5, 'compass_job_last_success_timestamp_seconds', 'gauge', 'When the job last ended well.'),
      (6, 'compass_job_last_success_age_seconds', 'gauge', 'How long ago the job last ended well.'),
      (7, 'compass_job_last_duration_seconds', 'gauge', 'Time in the database of the last run that ended well.'),
      (8, 'compass_job_open_run_age_seconds', 'gauge', 'Since when the job''s unfinished run goes on.'),
      (9, 'compass_job_failures_last_day', 'gauge', 'Runs of the job that failed within 24 hours.'),
      (10, 'compass_queue_length', 'gauge', 'What waits to be computed anew.'),
      (11, 'compass_audit_months_ahead', 'gauge', 'Months to come for which the audit log has a partition.'),
      (12, 'compass_audit_rows_unplaced', 'gauge', 'Rows of the audit log in months that have no partition.'),
      (13, 'compass_database_size_bytes', 'gauge', 'Size of the database.'),
      (14, 'compass_connections', 'gauge', 'Connections to the database by state.'),
      (15, 'compass_connections_max', 'gauge', 'Connections that the server takes.'),
      (16, 'compass_oldest_transaction_age_seconds', 'gauge', 'How long the oldest transaction goes on.'),
      (17, 'compass_transaction_ids_used_ratio', 'gauge', 'Share of the transaction ids used since the oldest row was frozen; at 1 the server stops.'),
      (18, 'compass_dead_rows_ratio', 'gauge', 'Share of dead rows in all tables.'),
      (19, 'compass_table_dead_rows_ratio', 'gauge', 'Share of dead rows in a table of more than 10,000 rows.'),
      (20, 'compass_assistant_answers_total', 'counter', 'Answers where a model is switched on: by the model, or why not.'),
      (21, 'compass_assistant_tokens_today', 'gauge', 'Tokens of the model spent since midnight (UTC).'),
      (22, 'compass_import_rows_rejected_last_week', 'gauge', 'Rejected rows of the imports of the last 7 days, dry runs apart.'),
      (23, 'compass_accounts_unclaimed', 'gauge', 'Confirmed accounts that belong to no employee.'),
      (24, 'compass_erasure_requests_open', 'gauge', 'Erasure requests that wait for HR.'),
      (25, 'compass_erasure_request_oldest_age_seconds', 'gauge', 'Age of the oldest of them.'),
      (26, 'compass_log_quotes_values', 'gauge', '1 where the log of Postgres may quote what requests hold.')
    ),
    samples (name, labels, value) as (
      select 'compass_migration_info', jsonb_build_object('version', version), 1::numeric where version is not null
      union all select 'compass_jobs', '{}', count(*) from jobs
      union all select 'compass_jobs_scheduled', '{}', scheduled
      union all select 'compass_jobs_never_done', '{}', count(*) from jobs where finished_at is null
      union all select 'compass_job_last_success_timestamp_seconds', labels, round(extract(epoch from finished_at), 3)
        from jobs where finished_at is not null
      union all select 'compass_job_last_success_age_seconds', labels, round(extract(epoch from clock_timestamp() - finished_at), 3)
        from jobs where finished_at is not null
      union all select 'compass_job_last_duration_seconds', labels, round(ms / 1000.0, 3) from jobs where ms is not null
      union all select 'compass_job_open_run_age_seconds', labels, round(extract(epoch from clock_timestamp() - open_since), 3)
        from jobs where open_since is not null
      union all select 'compass_job_failures_last_day', labels, failures from jobs
      union all select 'compass_queue_length', '{"queue": "people"}', count(*) from private.rollup_queue
      union all select 'compass_queue_length', '{"queue": "units"}', count(*) from private.unit_queue
      union all select 'compass_audit_months_ahead', '{}', count(*)
        from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'public.audit_log'::regclass and c.relname ~ '^audit_log_\d{6}$'
          and right(c.relname, 6) > to_char(now() at time zone 'utc', 'YYYYMM')
      union all select 'compass_audit_rows_unplaced', '{}', count(*) from private.audit_log_other
      union all select 'compass_database_size_bytes', '{}', pg_database_size(current_database())
      union all select 'compass_connections', jsonb_build_object('state', coalesce(state, 'unknown')), count(*) from sessions group by state
      union all select 'compass_connections_max', '{}', current_setting('max_connections')::numeric
      union all select 'compass_oldest_transaction_age_seconds', '{}',
        coalesce(round(extract(epoch from max(clock_timestamp() - xact_start)), 3), 0) from sessions
      union all select 'compass_transaction_ids_used_ratio', '{}', round(max(age(datfrozenxid)) / 2147483648.0, 4) from pg_catalog.pg_database
      union all select 'compass_dead_rows_ratio', '{}', coalesce(round(sum(dead) / nullif(sum(live + dead), 0), 4), 0) from tables
      union all select 'compass_table_dead_rows_ratio', jsonb_build_object('table', name), round(dead::numeric / (live + dead), 4)
        from tables where live + dead > 10000
      union all select 'compass_assistant_answers_total', jsonb_build_object('outcome', outcome), n from private.ai_outcomes
      union all select 'compass_assistant_tokens_today', '{}', coalesce(sum(tokens), 0) from private.ai_usage where day = private.today()
      union all select 'compass_import_rows_rejected_last_week', '{}', count(*)
        from public.imports i join public.import_rows r on r.import_id = i.id
        where i.created_at > now() - interval '7 days' and not i.dry_run and r.status = 'rejected'
      union all select 'compass_accounts_unclaimed', '{}', count(*)
        from auth.users a
        where a.email_confirmed_at is not null and not exists (select from public.users u where u.auth_id = a.id)
      union all select 'compass_erasure_requests_open', '{}', count(*) from public.erasure_requests where status = 'requested'
      union all select 'compass_erasure_request_oldest_age_seconds', '{}',
        coalesce(round(extract(epoch from now() - min(requested_at)), 3), 0) from public.erasure_requests where status = 'requested'
      union all select 'compass_log_quotes_values', '{}',
        (not exists (
          select from pg_catalog.pg_roles r
          where r.rolname = 'authenticator' and r.rolconfig && '{log_min_messages=log,log_min_messages=fatal,log_min_messages=panic}'
        ))::integer
    )
    select jsonb_agg(jsonb_build_object(
      'name', f.name, 'type', f.type, 'help', f.help,
      'samples', (
        select coalesce(jsonb_agg(jsonb_build_object('labels', s.labels, 'value', s.value) order by s.labels), '[]')
        from samples s where s.name = f.name
      )
    ) order by f.position)
    from families f
  );
end
$$;
create function public.get_metrics() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_metrics() $$;
comment on function public.get_metrics() is
  'For the secret key: GET /metrics, numbers about the installation and about nobody. [{name, type: gauge | counter, help, samples: [{labels, value}]}].';
grant execute on function private.get_metrics(), public.get_metrics() to service_role;

-- After a backup was restored ---------------------------------------------------------------------------------------------------

create function private.departures(since timestamptz default '-infinity') returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(d order by d ->> 'at', d ->> 'user_id'), '[]')
    from (
      select jsonb_build_object('user_id', u.id, 'what', 'erased', 'at', u.erased_at) as d
      from public.users u where u.erased_at >= since
      union all
      select jsonb_build_object('user_id', r.user_id, 'what', 'erasure_requested', 'at', r.requested_at)
      from public.erasure_requests r where r.status = 'requested' and r.requested_at >= since
      union all
      select jsonb_build_object('user_id', u.id, 'what', 'left', 'at', e.updated_at, 'last_day', e.last_day)
      from public.users u join public.employment_info e on e.user_id = u.id
      where u.status = 'left' and u.erased_at is null and e.updated_at >= since
    ) listed
  );
end
$$;
comment on function private.departures(timestamptz) is
  'For operators: who left, was erased, or asked to be, since then: [{user_id, what: left | erased | erasure_requested, at, last_day?}]. Ids and days, no names. Kept apart from the database, it says what a restored backup has to forget again.';

create function private.repeat_departures(list jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  d record;
  done jsonb := '{"left": 0, "erased": 0, "erasure_requested": 0, "unknown": 0}';
  what text;
begin
  for d in
    select e.user_id, e.what, e.last_day, u.id, u.status, u.erased_at
    from jsonb_to_recordset(list) as e (user_id uuid, what text, at timestamptz, last_day date)
    left join public.users u on u.id = e.user_id
    order by e.at, e.user_id
  loop
    what := d.what;
    if d.id is null then
      what := 'unknown';
    elsif d.erased_at is not null or what = 'left' and d.status = 'left' then
      continue;
    elsif what = 'erased' then
      update public.erasure_requests set status = 'carried_out', decided_at = now() where user_id = d.user_id and status = 'requested';
      perform private.erase_person(d.user_id);
    elsif what = 'left' then
      perform private.leave(d.user_id, d.last_day);
    elsif exists (select from public.erasure_requests r where r.user_id = d.user_id and r.status = 'requested') then
      continue;
    else
      perform private.request_erasure(d.user_id, d.user_id);
    end if;
    done := jsonb_set(done, array[what], to_jsonb((done ->> what)::integer + 1));
  end loop;
  return done;
end
$$;
comment on function private.repeat_departures(jsonb) is
  'For operators, after a restore: does again what private.departures() listed and the backup does not know: {left, erased, erasure_requested, unknown}, how many. Again changes nothing. unknown: people whom the backup never had.';
