-- Scores about people and what they rest on; who reads readiness, contests and declarations.
begin;
\ir helpers.psql
select plan(53);

-- Whatever is switched on where this runs.
delete from public.feature_settings;

-- The registry -----------------------------------------------------------------------------------------------------------

-- What each score's functions call in schema private, to any depth.
create temporary view computing as
with recursive called (score, oid, name, source) as (
  select s.score, p.oid, p.proname::text, p.prosrc
  from private.scores s, unnest(s.functions) f
  join pg_proc p on p.proname = f and p.pronamespace = 'private'::regnamespace
  union
  select c.score, p.oid, p.proname::text, p.prosrc
  from called c, regexp_matches(c.source, 'private\.(\w+)\s*\(', 'g') m
  join pg_proc p on p.proname = m[1] and p.pronamespace = 'private'::regnamespace
)
select * from called;

create temporary view reading as
select distinct c.score, c.name, to_regclass(m[1]) as place
from computing c, regexp_matches(c.source, '\y((?:public|private)\.\w+)(?!\w|\s*\()', 'g') m
where to_regclass(m[1]) is not null;

create temporary view inputs as
select s.score, i as input, to_regclass(case when m[1] like 'private.%' then m[1] else 'public.' || m[1] end) as place,
  regexp_split_to_array(m[2], ', ') as columns
from private.scores s, unnest(s.inputs) i, regexp_match(i, '^([\w.]+) \(([\w, ]+)\)$') m;

select is_empty(
  $$select s.score, f from private.scores s, unnest(s.functions) f
    where not exists (select from pg_proc p where p.proname = f and p.pronamespace = 'private'::regnamespace)$$,
  'The functions of a score should be there'
);
select is_empty(
  'select score, input from inputs where place is null',
  'Inputs should be tables, each with its columns in brackets'
);
select is_empty(
  $$select i.score, i.input, c from inputs i, unnest(i.columns) c
    where not exists (select from pg_attribute a where a.attrelid = i.place and a.attname = c and not a.attisdropped)$$,
  'Inputs should name columns that are there'
);
select is_empty(
  $$select r.score, r.name, r.place from reading r
    where not exists (select from inputs i where i.score = r.score and i.place = r.place)$$,
  'No function of a score should read a table that is not among its inputs'
);
select is_empty(
  $$select i.score, i.input from inputs i where not exists (select from reading r where r.score = i.score and r.place = i.place)$$,
  'No input should be named that nothing reads'
);
select is_empty(
  $$select score, name from computing
    where name <> 'person_ref' and source ~* 'diversity|fairness|full_name|preferred_name|photo_url|ai_chat|pulse|survey|well_?being|absence|accessibility'$$,
  'Nothing that computes a score should know of diversity, names, photos, chat, pulse, well-being or absence'
);
select is_empty(
  $$select score, name from computing where source ~* 'execute format|execute ''' and name not in (select unnest(functions) from private.scores)$$,
  'Nothing below a score should put statements together, which this test could not read'
);
select bag_eq(
  $$select p.proname::text from pg_proc p where p.pronamespace = 'private'::regnamespace and p.prosrc ~ 'user_diversity'$$,
  $$values ('get_diversity'), ('set_diversity'), ('delete_diversity'), ('count_fairness'), ('leave_leadership'), ('forget_answers')$$,
  'Only the person''s own functions, leaving and the fairness report should know of declarations'
);
select bag_eq(
  $$select c.relname::text from pg_class c, unnest(array['anon', 'authenticated', 'service_role']) r
    where c.oid in ('public.user_diversity'::regclass, 'public.fairness_members'::regclass)
      and (has_any_column_privilege(r, c.oid, 'select, insert, update, references') or has_table_privilege(r, c.oid, 'delete, truncate, trigger'))$$,
  $$select null::text where false$$,
  'No role should reach declarations, the secret key neither'
);
select is_empty(
  $$select tgrelid::regclass from pg_trigger where tgfoid = 'private.audit()'::regprocedure
    and tgrelid in ('public.user_diversity'::regclass, 'public.fairness_members'::regclass)$$,
  'The audit log should not know of declarations'
);

-- Readiness: off, and on --------------------------------------------------------------------------------------------------

select is(pg_temp.asks('worker', 'select public.get_leadership()'), 'PT404 not_found', 'Readiness should not be there where it is off');
select is(pg_temp.asks('contractor', 'select public.get_leadership()'), '42501', 'Contractors should have no readiness');
select is(pg_temp.asks('hr', 'select public.get_leadership_contests()'), 'PT404 not_found', 'Nor should contests, where it is off everywhere');
insert into public.feature_settings (feature, enabled) values ('leadership', true), ('fairness', true);
select is(pg_temp.asks('worker', $$select public.get_leadership() ->> 'score'$$), null, 'Without evidence there should be no number');
select is(pg_temp.asks('worker', $$select jsonb_array_length(public.get_leadership() -> 'missing')$$), '6', 'But what is missing');
select is(pg_temp.asks('lead', 'select private.leadership_of(private.current_user_id(), current_date)'), '42501', 'Nobody should call the computation itself');
select is(pg_temp.asks('lead', 'select * from private.leadership_parts(array[private.current_user_id()], current_date)'), '42501', 'Nor its parts');

-- boss, lead, rival and foreman lead somebody; lead had the leaver, too.
select is(pg_temp.readers('teams_led', format('user_id = %L', pg_temp.id('boss'))), 'boss', 'Since when somebody leads should be theirs alone');
select is(
  (select string_agg(at_least::text, ' ' order by at_least) from public.teams_led where user_id = pg_temp.id('boss')), '1 5',
  'Leading one person, and five, should be written down'
);
insert into public.competencies (name) values ('Test: Steering');
insert into public.user_competencies (user_id, competency_id, level, source, validated_at)
select pg_temp.id('worker'), id, 3, 'manager', now() from public.competencies where name = 'Test: Steering';
select is(pg_temp.readers('competency_validations', format('user_id = %L', pg_temp.id('worker'))), 'worker', 'What was validated before should be their own');
update public.user_competencies set self_level = 5 where user_id = pg_temp.id('worker');
select is((select count(*) from public.competency_validations where user_id = pg_temp.id('worker')), 1::bigint, 'What is no decision should not be kept as one');
select is(pg_temp.does('peer', $$select public.set_leadership_competencies('{}')$$), '42501', 'Only HR should say which competencies count');
select is(pg_temp.readers('leadership_competencies', 'true'), 'boss lead worker peer rival hr learning auditor', 'Employees should read which competencies count');

-- Contests -------------------------------------------------------------------------------------------------------------------

select is(pg_temp.does('worker', $$insert into public.leadership_contests (id) values (gen_random_uuid())$$), '42501', 'A contest should be made by its function alone');
select pg_temp.become('worker');
select public.create_leadership_contest('{"id": "7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01", "reason": "Secret words"}');
select set_config('role', 'none', true);
select is(pg_temp.readers('leadership_contests', format('user_id = %L', pg_temp.id('worker'))), 'worker hr', 'The person and HR should know of a contest');
select is(pg_temp.readers('leadership_contest_cases', format('user_id = %L', pg_temp.id('worker'))), 'worker', 'Its words and the score should be the person''s');
select is(pg_temp.does('worker', $$update public.leadership_contests set status = 'corrected'$$), '42501', 'Nobody should write its state');
select is(pg_temp.does('worker', $$select public.create_leadership_contest('{"reason": "Again"}')$$), 'PT409 already_pending', 'One contest should be open at a time');
select is(pg_temp.does('peer', $$select public.create_leadership_contest('{"id": "7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01", "reason": "Mine"}')$$), 'PT409 duplicate', 'Another''s id should be refused');
select is(pg_temp.does('peer', $$select public.withdraw_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01')$$), 'PT404 not_found', 'Another''s contest should not be there');
select is(pg_temp.does('lead', $$select public.take_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01')$$), '42501', 'A manager should not take it');
select is(pg_temp.does('hr', $$select public.decide_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01', 'upheld', 'Because')$$), 'PT409 invalid_transition', 'HR should take it before deciding');
select is(pg_temp.does('hr', $$select public.take_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c02')$$), 'PT404 not_found', 'A contest of nobody should not be there');
insert into public.user_roles (user_id, role) values (pg_temp.id('boss'), 'hr_admin');
select is(pg_temp.does('boss', $$select public.take_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01')$$), '42501', 'HR above the person should not take it');
delete from public.user_roles where user_id = pg_temp.id('boss');
select is(pg_temp.asks('hr', $$select public.get_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01') -> 'review'$$), 'null', 'HR that has not taken it should read no score');
select pg_temp.become('hr');
select public.take_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01');
select public.get_leadership_contest('7b0f7f38-4d1b-4c0c-8f0f-8a4f2f6d8c01');
select set_config('role', 'none', true);
select is(
  (select string_agg(distinct after ->> 'reader_id', ' ') from public.audit_log where table_name = 'leadership_contest_readings' and subject_id = pg_temp.id('worker')),
  pg_temp.id('hr')::text, 'Reading a contested score should stand in the audit log'
);
select is(pg_temp.readers('leadership_contest_readings', format('user_id = %L', pg_temp.id('worker'))), 'worker', 'The person should see who read it');
update public.leadership_contests set status = 'upheld', closed_at = now() - interval '25 months' where user_id = pg_temp.id('worker');
select is(private.job_leadership_contests(null, current_date) ->> 'rows', '1', 'Contests that were closed long ago should go');

-- Declarations ---------------------------------------------------------------------------------------------------------------------

select is(pg_temp.does('worker', $$select public.set_diversity('{"gender": "anything"}')$$), '23514', 'Answers should be from the closed lists');
select pg_temp.become('worker');
select public.set_diversity('{"gender": "woman", "disability": "prefer_not_to_say"}');
select set_config('role', 'none', true);
select is(pg_temp.asks('worker', $$select public.get_diversity() ->> 'gender'$$), 'woman', 'A person should read what they declared');
select is(pg_temp.asks('peer', $$select public.get_diversity() ->> 'gender'$$), null, 'And nobody else''s');
select is(pg_temp.asks('hr', 'select gender from public.user_diversity'), '42501', 'HR should read no declaration');
select is(pg_temp.asks('worker', 'select gender from public.user_diversity'), '42501', 'Nor should the person, but by the function');
select is_empty(
  $$select from public.audit_log where subject_id = pg_temp.id('worker') and (table_name ~ 'diversity' or (before::text || after::text) ~ 'woman')$$,
  'The audit log should not know that somebody declared something'
);
select is(
  (select jsonb_array_length(private.export_table(r, pg_temp.id('worker'))) from private.privacy_registry r where r.table_name = 'user_diversity'), 1,
  'A declaration should be in the export'
);
select is((select count(*) from private.diversity_answers((select d from public.user_diversity d where user_id = pg_temp.id('worker')))), 1::bigint, 'Whoever prefers not to say should have said nothing');
update public.feature_settings set enabled = false where feature = 'fairness';
select is(pg_temp.does('worker', $$select public.set_diversity('{}')$$), 'PT404 not_found', 'Without the report nobody should be asked');
select is(pg_temp.does('worker', 'select public.delete_diversity()'), '1 row', 'Withdrawing should be possible always');
select is(pg_temp.asks('hr', 'select public.get_fairness()'), 'PT404 not_found', 'The report should not be there where it is off');
update public.users set status = 'left' where id = pg_temp.id('worker');
select is_empty($$select from public.user_diversity where user_id = pg_temp.id('worker')$$, 'Whoever leaves should leave no declaration');

-- What fairness measures ---------------------------------------------------------------------------------------------------------

insert into public.career_pathways (name, level) values ('Test: Second', 2), ('Test: Also second', 2), ('Test: Third', 3);
insert into public.position_history (user_id, source, role_title, started_on)
select pg_temp.id(handle), source, title, current_date - ago
from (values ('rival', 'hr', 'A', 900), ('rival', 'hr', 'B', 100), ('peer', 'hr', 'A', 900), ('peer', 'hr', 'C', 100), ('peer', 'self', 'B', 50),
  ('lead', 'hr', 'A', 900), ('lead', 'hr', 'B', 400)) v (handle, source, title, ago);
update public.position_history h set pathway_id = p.id from public.career_pathways p
where h.user_id = any (array[pg_temp.id('rival'), pg_temp.id('peer'), pg_temp.id('lead')])
  and p.name = case h.role_title when 'A' then 'Test: Second' when 'B' then 'Test: Third' else 'Test: Also second' end;
insert into public.courses (name, duration_hours, status) values ('Test: Knots', 2.5, 'active');
insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
select pg_temp.id('rival'), c.id, 1, n, 'completed', 100, now(), current_date - 200 * n, private.new_certificate_number()
from public.courses c, generate_series(1, 3) n where c.name = 'Test: Knots';
insert into public.mentorships (mentee_id, mentor_id, status, ended_at) values
  (pg_temp.id('peer'), pg_temp.id('boss'), 'completed', now() - interval '100 days'), (pg_temp.id('lead'), pg_temp.id('hr'), 'completed', now() - interval '400 days');
create function pg_temp.measured(handle text) returns text language sql as $$
  select string_agg(concat_ws(' ', measure, amount), ', ' order by measure) from private.fairness_amounts(array[pg_temp.id(handle)], current_date)
$$;
select is(pg_temp.measured('rival'), 'learning_hours 3, mentored 0, promoted 1', 'A job of a higher level and hours within the year should count');
select is(pg_temp.measured('peer'), 'learning_hours 0, mentored 1, promoted 0', 'A mentor within the year should count, a job beside not, nor what they say themselves');
select is(pg_temp.measured('lead'), 'learning_hours 0, mentored 0, promoted 0', 'What is longer ago should not count');

select * from finish();
rollback;
