-- The audit log: what it keeps, of what, and that nobody changes it. Jobs: steps, failures, schedules.
begin;
\ir helpers.psql
select plan(207);

-- From here on as an operator, with no token.
create function pg_temp.operate(claims text default '', headers text default '') returns void language sql as $$
  select set_config('request.jwt.claims', claims, true), set_config('request.headers', headers, true)
$$;
select pg_temp.operate();

-- What was logged since the last look, a line a row: "table op whose columns before -> after". Times are no part of it.
create temporary table seen as select id from public.audit_log;
create function pg_temp.logged() returns setof text
language plpgsql as $$
begin
  return query
  select concat_ws(' ', l.table_name, l.op, coalesce(split_part(u.email, '@', 1), '-'),
    coalesce(nullif(array_to_string(array(select c from unnest(l.changed_columns) c where c <> 'granted_at'), ','), ''), '-'),
    coalesce((l.before - 'granted_at')::text, '-'), coalesce((l.after - 'granted_at')::text, '-'))
  from public.audit_log l left join public.users u on u.id = l.subject_id
  where l.id not in (select id from seen);
  insert into seen select id from public.audit_log on conflict do nothing;
end
$$;
alter table seen add primary key (id);
create function pg_temp.last(wanted text) returns text
language plpgsql as $$
declare
  value text;
begin
  select string_agg(distinct coalesce(to_jsonb(l) ->> wanted, '-'), ' ') into value
  from public.audit_log l where l.id not in (select id from seen);
  insert into seen select id from public.audit_log on conflict do nothing;
  return value;
end
$$;

-- What is written ------------------------------------------------------------------------------------------------------

update public.employment_info set grade = 'G1' where user_id = pg_temp.id('worker');
select bag_eq(
  'select pg_temp.logged()', $$values ('employment_info update worker grade {"grade": null} {"grade": "G1"}')$$,
  'An update should log the columns that changed, with their values before and after'
);
update public.employment_info set grade = case user_id when pg_temp.id('worker') then 'G1' else 'G2' end
where user_id in (pg_temp.id('worker'), pg_temp.id('peer'), pg_temp.id('crew'));
select bag_eq(
  'select pg_temp.logged()',
  $$values ('employment_info update peer grade {"grade": null} {"grade": "G2"}'), ('employment_info update crew grade {"grade": null} {"grade": "G2"}')$$,
  'One statement over many rows should log each row that changed, and no other'
);
update public.employment_info set grade = grade, updated_at = updated_at;
update public.users set last_login = now();
update public.user_personal_info set updated_at = now() - interval '1 day';
update public.employment_info set grade = 'none' where false;
delete from public.user_languages where user_id = pg_temp.id('worker');
select is_empty('select pg_temp.logged()', 'What changes nothing that is audited should leave no row');

insert into public.user_roles (user_id, role) values (pg_temp.id('worker'), 'learning_admin'), (pg_temp.id('peer'), 'learning_admin');
select bag_eq(
  'select pg_temp.logged()',
  $$values ('user_roles insert worker role - {"role": "learning_admin"}'), ('user_roles insert peer role - {"role": "learning_admin"}')$$,
  'An insert of many rows should log each'
);
update public.user_roles set role = 'auditor' where user_id = pg_temp.id('worker');
select bag_eq(
  $$select op, row_id, before ->> 'role' as was, after ->> 'role' as became from public.audit_log where id not in (select id from seen)$$,
  $$values ('delete', pg_temp.id('worker') || ':learning_admin', 'learning_admin', null),
    ('insert', pg_temp.id('worker') || ':auditor', null, 'auditor')$$,
  'A changed key should log the end of one row and the beginning of another'
);
select pg_temp.logged();
delete from public.user_roles where user_id in (pg_temp.id('worker'), pg_temp.id('peer'));
select bag_eq(
  'select pg_temp.logged()',
  $$values ('user_roles delete worker - {"role": "auditor"} -'), ('user_roles delete peer - {"role": "learning_admin"} -')$$,
  'A delete of many rows should log each with what it was'
);
insert into public.competencies (name) values ('Audit First'), ('Audit Second');
insert into public.user_competencies (user_id, competency_id, level, source)
select pg_temp.id('worker'), c.id, 2, 'self' from public.competencies c where c.name = 'Audit First';
select pg_temp.logged();
insert into public.user_competencies as c (user_id, competency_id, level, source)
select pg_temp.id('worker'), c.id, 3, 'self' from public.competencies c where c.name ~ '^Audit '
on conflict (user_id, competency_id) do update set level = excluded.level;
select bag_eq(
  'select pg_temp.logged()',
  $$values ('user_competencies update worker level {"level": 2} {"level": 3}'),
    ('user_competencies insert worker level,source - {"level": 3, "source": "self"}')$$,
  'An insert that meets a row should log the update, and the insert of the others'
);
insert into public.users (full_name, employee_id) values ('Passing Person', 'T-passing');
insert into public.employment_info (user_id, grade) select id, 'G7' from public.users where employee_id = 'T-passing';
select pg_temp.logged();
delete from public.users where employee_id = 'T-passing';
select bag_eq(
  $$select table_name from public.audit_log where op = 'delete' and id not in (select id from seen)$$,
  $$values ('users'), ('employment_info'), ('user_personal_info')$$,
  'What goes with another row should be logged too'
);
select pg_temp.logged();

-- Who, as what, and in which request --------------------------------------------------------------------------------------

update public.employment_info set grade = 'G3' where user_id = pg_temp.id('worker');
select is(pg_temp.last('role'), 'postgres', 'An operator''s write should be logged as the operator''s');
update public.employment_info set grade = 'G4' where user_id = pg_temp.id('worker');
select is(pg_temp.last('actor_id'), '-', 'An operator is nobody of the people');
select pg_temp.operate('{"role": "service_role"}');
update public.employment_info set grade = 'G5' where user_id = pg_temp.id('worker');
select is(pg_temp.last('role'), 'service_role', 'A write with the secret key should be logged as the key''s');
select pg_temp.asks('worker', 'select public.update_me(''{"phone": "+31 20 000 0000"}'')');
select bag_eq(
  $$select table_name, op, actor_id, role, subject_id, changed_columns from public.audit_log where id not in (select id from seen)$$,
  $$values ('user_personal_info', 'update', pg_temp.id('worker'), 'authenticated', pg_temp.id('worker'), '{phone}'::text[])$$,
  'A person''s write should be logged as the person''s'
);
select pg_temp.logged();
select pg_temp.asks('hr', 'select public.update_user(pg_temp.id(''worker''), ''{"grade": "G6"}'')');
select bag_eq(
  $$select table_name, actor_id, subject_id, before, after from public.audit_log where id not in (select id from seen)$$,
  $$values ('employment_info', pg_temp.id('hr'), pg_temp.id('worker'), '{"grade": "G5"}'::jsonb, '{"grade": "G6"}'::jsonb)$$,
  'What HR does about somebody should name HR as the actor and the person as the subject'
);
select pg_temp.logged();

create function pg_temp.with_header(value text) returns text
language plpgsql as $$
begin
  perform pg_temp.operate('', json_build_object('authorization', 'Bearer secret.token.here', 'x-request-id', value)::text);
  update public.employment_info set grade = left(md5(random()::text), 20) where user_id = pg_temp.id('worker');
  return pg_temp.last('request_id');
end
$$;
select is(pg_temp.with_header(value), expected, says)
from (values
  ('7c9E_a.b=c-1', '7c9E_a.b=c-1', 'A sane request id should be kept'),
  (repeat('a', 64), repeat('a', 64), 'A request id of 64 characters should be kept'),
  (repeat('a', 65), '-', 'One of 65 should not'),
  (repeat('a', 10240), '-', 'Nor one of 10 KB'),
  ('a"b', '-', 'Nor one with a quote'), ('a''; drop table users; --', '-', 'Nor one with SQL'),
  (E'abc\n', '-', 'Nor one that ends in a newline'), (E'abc\nrole: admin', '-', 'Nor one with a second line'),
  (E'\nabc', '-', 'Nor one that begins with a newline'),
  ('ä', '-', 'Nor one with other letters'), ('', '-', 'Nor an empty one'), (null, '-', 'Nor none')
) v (value, expected, says);
select pg_temp.operate('', '{}');
update public.employment_info set grade = 'G8' where user_id = pg_temp.id('worker');
select is(pg_temp.last('request_id'), '-', 'A request without the header should have no id');
select is_empty(
  $$select from public.audit_log l where to_jsonb(l)::text ~ 'secret\.token'$$,
  'Nothing else of the headers should be kept: they hold the token'
);
select pg_temp.operate();

-- Only what the registry allows ---------------------------------------------------------------------------------------------

insert into public.function_areas (name) values ('Audit Area');
insert into public.experience_types (name) values ('Audit Stay');
select pg_temp.asks('worker', $$select public.update_me('{"phone": "+31 99 7777 1111", "bio": "qqxbio", "interests": ["qqxinterest"],
  "photo_url": "https://photos.example/qqxphoto.png", "preferences": {"locale": "qq-QX", "time_zone": "qqx/zone"},
  "languages": [{"language": "qqxlanguage", "proficiency": "Fluent"}],
  "education": [{"degree": "qqxdegree", "institution": "qqxinstitution"}]}')$$);
select pg_temp.asks('worker', $$insert into public.position_history (role_title, organization, focus_areas, key_skills)
  values ('qqxtitle', 'qqxorganization', '{qqxfocus}', '{qqxskill}') returning id$$);
select pg_temp.operate();
update public.employment_info set line_manager = 'qqxmanager' where user_id = pg_temp.id('worker');
insert into public.projects (user_id, source, name, role, description, outcomes)
values (pg_temp.id('worker'), 'self', 'qqxproject', 'qqxrole', 'qqxdescription', '{qqxoutcome}');
insert into public.user_experiences (user_id, source, experience_type_id, organization, program, focus)
select pg_temp.id('worker'), 'self', id, 'qqxorg', 'qqxprogram', 'qqxfocus' from public.experience_types where name = 'Audit Stay';
update public.projects set description = 'qqxother' where name = 'qqxproject';
update public.user_personal_info set bio = 'qqxbio again' where user_id = pg_temp.id('worker');
delete from public.user_languages where user_id = pg_temp.id('worker');
delete from public.education where user_id = pg_temp.id('worker');
delete from public.projects where user_id = pg_temp.id('worker');
insert into public.notifications (user_id, kind, title, body) select pg_temp.id('worker'), kind, 'qqxnotification', 'qqxbody'
from private.notification_kinds limit 1;
select is_empty(
  $$select l.table_name, l.op, l.before, l.after from public.audit_log l where to_jsonb(l)::text ~* 'qqx|7777'$$,
  'No value of a phone number, a free text or a named manager should be in the audit log, whichever way it was written'
);
select bag_eq(
  $$select table_name, op, array_to_string(changed_columns, ' ') from public.audit_log where id not in (select id from seen)$$,
  $$values ('user_personal_info', 'update', 'bio interests locale phone time_zone'), ('users', 'update', 'photo_url'),
    ('user_languages', 'insert', 'language proficiency'), ('education', 'insert', 'degree institution'),
    ('position_history', 'insert', 'focus_areas key_skills organization role_title source'),
    ('employment_info', 'update', 'line_manager'), ('projects', 'insert', 'description name outcomes role source'),
    ('user_experiences', 'insert', 'experience_type_id focus organization program source'),
    ('projects', 'update', 'description'), ('user_personal_info', 'update', 'bio'),
    ('user_languages', 'delete', ''), ('education', 'delete', ''), ('projects', 'delete', '')$$,
  'But that they were written should be'
);
select pg_temp.logged();
update public.users set full_name = 'Worker Renamed', office_location = 'Pier 4' where id = pg_temp.id('worker');
select is(
  (select before || after from public.audit_log where id not in (select id from seen)),
  '{"full_name": "Worker Renamed", "office_location": "Pier 4"}'::jsonb,
  'Of the directory the values should be kept'
);
select pg_temp.logged();

-- Nobody changes it ---------------------------------------------------------------------------------------------------------

create function pg_temp.as_role(role_name text, statement text) returns text
language plpgsql as $$
declare
  outcome text;
  n bigint;
begin
  perform pg_temp.operate(format('{"role": "%s"}', role_name));
  perform set_config('role', role_name, true);
  begin
    execute statement;
    get diagnostics n = row_count;
    raise exception using errcode = 'ZZ001', message = n || ' rows';
  exception when others then
    outcome := case when sqlstate = 'ZZ001' then sqlerrm else sqlstate end;
  end;
  perform set_config('role', 'none', true);
  perform pg_temp.operate();
  return outcome;
end
$$;
create function pg_temp.month() returns text language sql as $$ select 'private.audit_log_' || to_char(now(), 'YYYYMM') $$;

select is(pg_temp.does(who, statement), '42501', format('%s should not be able to %s', who, statement))
from unnest(array['worker', 'hr', 'auditor', 'stranger', null]) who,
  unnest(array[
    'update public.audit_log set role = ''x''', 'delete from public.audit_log', 'truncate public.audit_log',
    'insert into public.audit_log (role, table_name, row_id, op) values (''x'', ''users'', ''1'', ''update'')',
    'call private.blank_audit(pg_temp.id(''worker''))', 'select private.drop_audit_months(current_date)',
    'select private.make_audit_months(current_date, 1)'
  ]) statement;
select is(pg_temp.does('auditor', 'select from ' || pg_temp.month()), '42501', 'An auditor should not read a part of the log by itself');
select is(
  pg_temp.as_role('service_role', statement), '42501', format('The secret key should not be able to %s', statement)
)
from unnest(array[
  'update public.audit_log set role = ''x''', 'delete from public.audit_log', 'truncate public.audit_log',
  'insert into public.audit_log (role, table_name, row_id, op) values (''x'', ''users'', ''1'', ''update'')',
  'update ' || pg_temp.month() || ' set role = ''x''', 'delete from ' || pg_temp.month(), 'truncate ' || pg_temp.month(),
  'call private.blank_audit(pg_temp.id(''worker''))', 'select private.drop_audit_months(current_date)',
  'select * from private.audit_log_other', 'alter table public.audit_log disable trigger all'
]) statement;
select is(pg_temp.as_role('service_role', 'select from public.audit_log limit 1'), '1 rows', 'The secret key should read it');
select is(
  pg_temp.as_role('none', statement), '42501', format('Even its owner should not be able to %s', statement)
)
from unnest(array[
  'update public.audit_log set role = ''x''', 'delete from public.audit_log', 'truncate public.audit_log',
  'update ' || pg_temp.month() || ' set role = ''x''', 'delete from ' || pg_temp.month(), 'truncate ' || pg_temp.month(),
  'truncate private.audit_log_other'
]) statement;
select set_config('compass.blanking', 'on', true);
select is(
  pg_temp.does(who, 'update public.audit_log set before = null'), '42501',
  format('%s should not change the log by naming the setting of the erasure', who)
) from unnest(array['worker', 'auditor', 'hr']) who;
select is(
  pg_temp.as_role('service_role', 'update public.audit_log set before = null'), '42501', 'Nor should the secret key'
);
select set_config('compass.blanking', 'off', true);

create temporary table others as
select md5(string_agg(l::text, '' order by l.id)) as sum from public.audit_log l where subject_id is distinct from pg_temp.id('worker');
select pg_temp.become('hr');
select set_config('role', 'none', true);
call private.blank_audit(pg_temp.id('worker'));
select pg_temp.operate();
select is_empty(
  $$select from public.audit_log where subject_id = pg_temp.id('worker') and (before is not null or after is not null)$$,
  'Blanking should leave no value of the person'
);
select isnt_empty(
  $$select from public.audit_log where subject_id = pg_temp.id('worker') and op = 'update' and changed_columns = '{grade}'$$,
  'But that something changed should stay'
);
select is(
  (select sum from others),
  (select md5(string_agg(l::text, '' order by l.id)) from public.audit_log l where subject_id is distinct from pg_temp.id('worker')),
  'What is logged of others should stay as it was'
);
select results_eq(
  $$select actor_id, role, table_name, row_id, subject_id, op, before is null and after is null from public.audit_log where op = 'erase'$$,
  $$values (pg_temp.id('hr'), 'authenticated', 'audit_log', pg_temp.id('worker')::text, pg_temp.id('worker'), 'erase', true)$$,
  'The blanking should itself be logged'
);
select is(
  pg_temp.as_role('none', statement), '42501', format('After a blanking the owner should again not be able to %s', statement)
) from unnest(array['update public.audit_log set role = ''x''', 'delete from public.audit_log', 'truncate public.audit_log']) statement;

-- Who reads it ----------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('audit_log', 'true'), 'auditor', 'The audit log should be read by auditors alone');
select is(
  pg_temp.asks(who, 'select jsonb_array_length(public.get_audit() -> ''items'') > 0'), expected,
  format('get_audit should answer %s: %s', coalesce(who, 'anonymous'), expected)
)
from (values
  ('auditor', 'true'), ('worker', '42501'), ('lead', '42501'), ('hr', '42501'), ('learning', '42501'), ('contractor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')
) v (who, expected);

create function pg_temp.walk(arguments text, size integer) returns setof uuid
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('auditor', format('select public.get_audit(%s after => %L, page_size => %s)', arguments, key, size))::jsonb;
    return query select (i ->> 'id')::uuid from jsonb_array_elements(answer -> 'items') i;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
-- The rows of a test are all of one moment: two of another.
insert into public.audit_log (at, role, table_name, row_id, op, subject_id) values
  (now() - interval '1 hour', 'x', 'made_up', '1', 'update', pg_temp.id('peer')),
  (now() + interval '1 hour', 'x', 'made_up', '2', 'update', pg_temp.id('peer')),
  (now() + interval '40 years', 'x', 'made_up', '3', 'update', pg_temp.id('crew'));
select results_eq(
  'select pg_temp.walk('''', 7)', 'select id from public.audit_log order by at desc, id desc',
  'Walking the log in pages should find every row once, newest first'
);
select bag_eq(
  $$select pg_temp.walk(format('subjects => array[%L::uuid, %L], ', pg_temp.id('peer'), pg_temp.id('crew')), 200)$$,
  $$select id from public.audit_log where subject_id in (pg_temp.id('peer'), pg_temp.id('crew'))$$,
  'The log should be found by whom it tells of'
);
select bag_eq(
  $$select pg_temp.walk('tables => ''{made_up, user_roles}'', ', 3)$$,
  $$select id from public.audit_log where table_name in ('made_up', 'user_roles')$$, 'And by table'
);
select bag_eq(
  $$select pg_temp.walk('tables => ''{made_up}'', since => now(), until => now() + interval ''1 hour'', ', 3)$$,
  $$select id from public.audit_log where table_name = 'made_up' and false$$, 'Until a moment should leave that moment out'
);
select bag_eq(
  $$select pg_temp.walk('tables => ''{made_up}'', since => now() + interval ''1 hour'', ', 3)$$,
  $$select id from public.audit_log where table_name = 'made_up' and row_id in ('2', '3')$$, 'Since a moment should hold that moment'
);
select is(
  pg_temp.asks('auditor', 'select public.get_audit(tables => ''{made_up}'', page_size => 1, want_total => true) ->> ''total'''), '3',
  'A total should count all that is found, not the page'
);
select is(
  pg_temp.asks('auditor', 'select public.get_audit(tables => ''{made_up}'', page_size => 1) ? ''total'''), 'false',
  'A total should be counted for whoever asks for it alone'
);
select is(
  pg_temp.asks('auditor', 'select string_agg(k, '' '' order by k) from jsonb_object_keys(public.get_audit(tables => ''{user_roles}'') #> ''{items,0}'') k'),
  'actor after at before changed_columns id op request_id role row_id subject table', 'An entry should have these fields'
);
select is(
  pg_temp.asks('auditor', 'select jsonb_array_length(public.get_audit(page_size => 100000) -> ''items'') <= 200'), 'true',
  'A page should have 200 entries at most'
);
select pg_temp.operate();

-- Months -----------------------------------------------------------------------------------------------------------------------

create function pg_temp.months(pattern text) returns text language sql as $$
  select string_agg(right(c.relname, 6), ' ' order by c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'public.audit_log'::regclass and c.relname ~ pattern
$$;
select is_empty(
  $$select to_char(date_trunc('month', now()) + make_interval(months => n), 'YYYYMM') from generate_series(0, 3) n
    except select right(c.relname, 6) from pg_class c where c.relname ~ '^audit_log_\d{6}$'$$,
  'The log should have this month and the three that come'
);
select ok(
  (select tableoid::regclass::text from public.audit_log where at = now() limit 1) = pg_temp.month(), 'Rows should lie in their month'
);
select is(
  (select tableoid::regclass::text from public.audit_log where row_id = '3' and table_name = 'made_up'), 'private.audit_log_other',
  'A row of a month that nobody made should be kept too'
);
select private.make_audit_months('2031-11-17', 2);
select is(pg_temp.months('^audit_log_203[12]'), '203111 203112 203201', 'Months should be made beyond a year''s end, the day''s own first');
select lives_ok('select private.make_audit_months(''2031-11-30'', 2)', 'Months that are there should stay');
select ok(
  (select relrowsecurity and relacl is null from pg_class where oid = 'private.audit_log_203112'::regclass),
  'A new month should be closed to everybody'
);
insert into public.audit_log (at, role, table_name, row_id, op) values ('2031-12-31 23:59:59+00', 'x', 'made_up', '4', 'update');
select is(
  pg_temp.as_role('none', statement), '42501', format('A new month should refuse %s', statement)
) from unnest(array['update private.audit_log_203112 set role = ''y''', 'delete from private.audit_log_203112', 'truncate private.audit_log_203112']) statement;
select lives_ok(
  format('select private.make_audit_months(%L, 0)', (now() + interval '40 years')::date),
  'Making a month of which rows are kept already should not fail'
);
select is(
  (select count(*) from public.audit_log where table_name = 'made_up'), 4::bigint, 'Nor lose them'
);
select private.make_audit_months('2020-01-31', 1);
insert into public.audit_log (at, role, table_name, row_id, op) values
  ('2020-01-15', 'x', 'old', '1', 'update'), ('2020-02-29 23:00+00', 'x', 'old', '2', 'update');
select is(private.drop_audit_months('2020-01-31'), 0, 'A month should not go while a day of it is kept');
select is(private.drop_audit_months('2020-02-01'), 1, 'It should go when its last day is past its time');
select results_eq('select row_id from public.audit_log where table_name = ''old''', 'values (''2'')', 'And with it its rows, and no others');
select private.drop_audit_months('2020-03-01');
select is_empty('select from public.audit_log where table_name = ''old''', 'A leap day is a day of February');
select isnt(
  to_regclass('private.audit_log_other'), null, 'What keeps the rows of other months should never be dropped'
);

-- Jobs: steps ----------------------------------------------------------------------------------------------------------------

create table private.test_calls (cursor jsonb, as_of date);
-- Three steps of 10 rows; a cursor of -1 fails, with a name in the message.
create function private.job_test_steps(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.test_calls values (cursor, as_of);
  if (cursor #>> '{}')::integer = -1 then
    raise exception using errcode = '22012', message = 'Ana Smith, ana@example.com', detail = 'Ana Smith';
  end if;
  return jsonb_build_object('rows', 10, 'next', nullif(coalesce((cursor #>> '{}')::integer, 0) + 1, 3));
end
$$;
select private.schedule_job('test_steps', '1 2 * * *', 'A test.');
create function pg_temp.step(job text, as_of date default null) returns text language sql as $$
  select concat_ws(' ', r ->> 'status', r ->> 'as_of', r ->> 'rows') from private.run_job_step(job, as_of) r
$$;
create function pg_temp.runs(name text) returns setof text language sql as $$
  select concat_ws(' ', status, as_of, steps, rows, coalesce(next_cursor::text, '-'), coalesce(error, '-'), finished_at is not null)
  from private.job_runs where job = name order by started_at
$$;
select is(pg_temp.step('test_steps', '2026-01-05'), 'running 2026-01-05 10', 'A first step should begin a run as of the day that is named');
select results_eq(
  'select pg_temp.runs(''test_steps'')', 'values (''running 2026-01-05 1 10 1 - f'')', 'How far a run came should be written down'
);
select is(pg_temp.step('test_steps', '2026-01-09'), 'running 2026-01-05 10', 'The next step should go on with the run that is open');
select is(pg_temp.step('test_steps'), 'done 2026-01-05 10', 'Until nothing is left');
select results_eq(
  'select cursor, as_of from private.test_calls',
  $$values (null::jsonb, '2026-01-05'::date), ('1', '2026-01-05'), ('2', '2026-01-05')$$,
  'Each step should begin where the last one ended'
);
select results_eq(
  'select pg_temp.runs(''test_steps'')', 'values (''done 2026-01-05 3 30 - - t'')', 'A run should add up its steps and rows, and end'
);
select ok(
  exists (
    select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and granted
      and classid = (hashtext('job')::bigint & 4294967295)::oid and objid = (hashtext('test_steps')::bigint & 4294967295)::oid
  ),
  'A step should hold the lock of its job until its transaction ends'
);
select is(
  pg_temp.step('test_steps'), format('running %s 10', (now() at time zone 'utc')::date), 'The next run should be as of today (UTC) unless told'
);
update private.job_runs set next_cursor = '-1' where job = 'test_steps' and status = 'running';
delete from private.test_calls;
select is(
  pg_temp.step('test_steps'), format('failed %s 0', (now() at time zone 'utc')::date), 'A step that fails should say so and not raise'
);
select is_empty('select from private.test_calls', 'Nothing that it wrote should stay');
select is(
  (select error from private.job_runs where job = 'test_steps' and status = 'failed'), '22012', 'The code of the failure should be written down'
);
select is_empty(
  $$select from private.job_runs r where to_jsonb(r)::text ~* 'ana'$$, 'Its message should not: it may quote a person''s data'
);
select is(pg_temp.step('test_steps', '2026-02-01'), 'running 2026-02-01 10', 'The next call should begin anew');
select results_eq('select cursor from private.test_calls', 'values (null::jsonb)', 'From the start');
select throws_ok('select private.run_job_step(''nothing'')', 'PT404', null, 'A job that nobody declared should be 404');
select throws_ok('select private.run_job_step(''test_steps(null, null); --'')', 'PT404', null, 'Nor is SQL the name of a job');
select throws_ok(
  $$insert into private.jobs values ('x; drop', '* * * * *', 'x')$$, '23514', null, 'A job should have a plain name'
);

-- Jobs: which, when, by whom ---------------------------------------------------------------------------------------------------

select bag_eq(
  $$select 'private.job_' || name || '(jsonb,date)' from private.jobs$$,
  $$select oid::regprocedure::text from pg_proc where pronamespace = 'private'::regnamespace and proname ~ '^job_' and prorettype = 'jsonb'::regtype$$,
  'Every job should have its function, and every function of a job its schedule'
);
select is_empty(
  $$select name, schedule from private.jobs where schedule !~ '^(\*|[0-9,*/-]+)( [0-9,*/-]+){4}$'$$, 'Every schedule should be five fields of cron'
);
delete from private.job_runs;
insert into private.job_runs (job, as_of, status, finished_at)
select 'leavers', current_date, 'done', now() - interval '3 hours' union all
select 'leavers', current_date, 'done', now() - interval '1 hour' union all
select 'managers', current_date, 'failed', now() - interval '2 hours' union all
select 'retention', current_date, 'running', null;
select results_eq(
  $$select name from jsonb_array_elements_text(private.due_jobs()) name where name in ('leavers', 'managers', 'retention', 'test_steps')$$,
  $$values ('retention'), ('test_steps'), ('managers'), ('leavers')$$,
  'What never ended should be due first, then what ended longest ago'
);
select is(
  (select count(*) from jsonb_array_elements(private.due_jobs())), (select count(*) from private.jobs), 'Every job should be due'
);
select is(
  pg_temp.does(who, statement), '42501', format('%s should not be able to %s', coalesce(who, 'Anonymous'), statement)
)
from unnest(array['worker', 'hr', 'auditor', 'contractor', 'stranger', null]) who,
  unnest(array['select public.run_job_step(''leavers'')', 'select public.due_jobs()', 'select private.job_leavers(null, current_date)',
    'select private.schedule_jobs()', 'select private.job_command(''leavers'')', 'select from private.job_runs']) statement;
select is(
  pg_temp.as_role('service_role', 'select public.run_job_step(''test_steps'')'), '1 rows', 'The secret key should run a step'
);
select is(pg_temp.as_role('service_role', 'select public.due_jobs()'), '1 rows', 'And ask which are due');
select is(
  pg_temp.as_role('service_role', statement), '42501', format('But it should not %s', statement)
) from unnest(array['select private.job_command(''leavers'')', 'select private.schedule_jobs()', 'select private.job_retention(null, current_date)',
  'insert into private.jobs values (''x'', ''* * * * *'', ''x'')']) statement;
select is(
  pg_temp.asks(who, 'select public.get_job_runs(jobs => ''{managers}'', want_total => true) ->> ''total'''), expected,
  format('get_job_runs should answer %s: %s', coalesce(who, 'anonymous'), expected)
)
from (values
  ('hr', '1'), ('worker', '42501'), ('auditor', '42501'), ('lead', '42501'), ('contractor', '42501'), ('stranger', 'PT403 no_employee_record'), (null, '42501')
) v (who, expected);
update private.job_runs set started_at = now() - interval '1 hour';
create function pg_temp.walk_runs(size integer) returns setof uuid
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('hr', format('select public.get_job_runs(after => %L, page_size => %s)', key, size))::jsonb;
    return query select (i ->> 'id')::uuid from jsonb_array_elements(answer -> 'items') i;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
select results_eq(
  'select pg_temp.walk_runs(1)', 'select id from private.job_runs order by started_at desc, id desc', 'The run log should be walked whole, newest first'
);
select pg_temp.operate();

-- The schedule of pg_cron, or of something like it where there is none.
select is(
  case when to_regprocedure('cron.schedule(text,text,text)') is null then private.schedule_jobs() else 0 end, 0,
  'Without pg_cron nothing should be scheduled'
);
do $$
begin
  if to_regprocedure('cron.schedule(text,text,text)') is null then
    create schema cron;
    create table cron.job (jobname text primary key, schedule text, command text);
    create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql
    begin atomic
      insert into cron.job values (job_name, schedule, command)
      on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command;
      select 1::bigint;
    end;
  end if;
end
$$;
select is(private.schedule_jobs()::bigint, (select count(*) from private.jobs), 'Whoever enables pg_cron later should get every job scheduled');
select private.schedule_jobs();
select bag_eq(
  $$select jobname, schedule, command from cron.job where jobname ~ '^compass_'$$,
  $$select 'compass_' || name, schedule, private.job_command(name) from private.jobs$$,
  'Once each, under the same names, at the declared times'
);
select is_empty(
  $$select name from private.jobs where private.job_command(name) !~ format('run_job_step\(%L\);\s+commit;\s+exit when result ->> ''status'' <> ''running'' or', name)$$,
  'What the schedule calls should run steps of its job, each in a transaction of its own, until none is left'
);
create function private.job_test_later(cursor jsonb, as_of date) returns jsonb language sql set search_path = '' as 'select null::jsonb';
select private.schedule_job('test_later', '3 4 * * 1', 'A test.');
select results_eq(
  $$select schedule from cron.job where jobname = 'compass_test_later'$$, $$values ('3 4 * * 1')$$, 'A job that is declared should be scheduled at once'
);

select * from finish();
rollback;
