-- Who may do what with courses and enrolments, past every route; seats, levels and dates worked out by hand.
begin;
\ir helpers.psql
select plan(57);

insert into public.skills (name) values ('Trained Knots'), ('Trained Ropes');
create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select id from public.skills where name = skill_name
$$;
insert into public.courses (external_id, name, duration_hours, status, completion_rule, needs_approval, pass_mark, validity_months)
values
  ('T-plain', 'Plain course', 4, 'active', 'progress', false, null, 1),
  ('T-asks', 'Asking course', 4, 'active', 'progress', true, null, null),
  ('T-room', 'Course in a room', 4, 'active', 'attendance', false, null, null),
  ('T-test', 'Course with a test', 4, 'active', 'test', false, 60, null),
  ('T-draft', 'Course to come', 4, 'draft', 'progress', false, null, null);
create function pg_temp.course(code text) returns uuid language sql stable security definer as $$
  select id from public.courses where external_id = 'T-' || code
$$;
create function pg_temp.enrolment(handle text, code text) returns uuid language sql stable security definer as $$
  select id from public.user_training where user_id = pg_temp.id(handle) and course_id = pg_temp.course(code) order by attempt desc limit 1
$$;
create function pg_temp.session() returns uuid language sql stable security definer as $$
  select id from public.course_sessions where course_id = pg_temp.course('room')
$$;
grant execute on function pg_temp.skill(text), pg_temp.course(text), pg_temp.enrolment(text, text), pg_temp.session() to authenticated, anon;
insert into public.course_sessions (course_id, starts_at, ends_at, seats)
values (pg_temp.course('room'), now() + interval '3 days', now() + interval '4 days', 1);
insert into public.course_skills (course_id, skill_id, to_level, outcome) values
  (pg_temp.course('plain'), pg_temp.skill('Trained Knots'), 3, 'sets'), (pg_temp.course('test'), pg_temp.skill('Trained Knots'), 3, 'sets');

create function pg_temp.takes(handle text, code text, in_session boolean default false) returns text language sql as $$
  select pg_temp.asks(handle, format('select public.create_enrolment(%L) ->> ''status''', jsonb_build_object('course_id', pg_temp.course(code))
    || case when in_session then jsonb_build_object('session_id', pg_temp.session()) else '{}' end))
$$;
-- One move of an enrolment in somebody's hands: what it becomes, or the code it is refused with.
create function pg_temp.moves(handle text, call text, whose text, code text, more text default '') returns text language sql as $$
  select pg_temp.asks(handle, format('select public.%I(%L%s) ->> ''status''', call, pg_temp.enrolment(whose, code), more))
$$;

-- The catalogue ----------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('courses', $$external_id = 'T-plain'$$), 'boss lead worker peer rival contractor foreman hr learning auditor',
  'Everybody who works here should read the catalogue, contractors too');
select is(pg_temp.readers('courses', $$external_id = 'T-draft'$$), 'learning', 'Drafts should be for learning admins alone');
select is(pg_temp.readers('course_editions', 'course_id = ' || quote_literal(pg_temp.course('draft'))), 'learning', 'So should what hangs on them');
select is(pg_temp.does('hr', 'insert into public.courses (name, duration_hours) values (''X'', 1)'), '42501', 'Nobody should write a course past the functions');
select is(pg_temp.does('learning', 'insert into public.course_prerequisites values (gen_random_uuid(), gen_random_uuid())'), '42501', 'Not even a learning admin');
select is(pg_temp.asks('hr', 'select public.create_course(''{"name": "X", "duration_hours": 1}'') ->> ''status'''), '42501', 'HR is no learning admin');
select is(pg_temp.asks('learning', 'select public.create_course(''{"name": "X", "duration_hours": 1}'') ->> ''status'''), 'draft', 'A learning admin should add a course, a draft at first');
select throws_ok(
  $$insert into public.course_prerequisites values (pg_temp.course('plain'), pg_temp.course('plain'))$$, '23514', null,
  'No course should come before itself'
);
insert into public.course_prerequisites values (pg_temp.course('asks'), pg_temp.course('plain'));
select is(private.prerequisite_cycle(pg_temp.course('plain'), array[pg_temp.course('asks')]),
  array[pg_temp.course('plain'), pg_temp.course('asks'), pg_temp.course('plain')], 'A cycle should be named from its beginning to its beginning');
select is(private.prerequisite_cycle(pg_temp.course('asks'), array[pg_temp.course('plain')]), null, 'What is no cycle should be none');
select is(
  pg_temp.asks('learning', format('select public.set_course_prerequisites(%L, array[%L]::uuid[])', pg_temp.course('plain'), pg_temp.course('asks'))),
  'PT409 prerequisite_cycle', 'A cycle should be refused');
delete from public.course_prerequisites where course_id = pg_temp.course('asks');

-- Approval ---------------------------------------------------------------------------------------------------------------------

select is(pg_temp.takes('worker', 'asks'), 'requested', 'A course that asks for approval should be requested');
select is(pg_temp.takes('worker', 'asks'), 'PT409 duplicate', 'One open enrolment a course should be enough');
select is(pg_temp.takes('stranger', 'plain'), 'PT403 no_employee_record', 'Somebody without a record should take no course');
select is(pg_temp.takes('leaver', 'plain'), 'PT403 no_employee_record', 'Nor should somebody who left');
select is(pg_temp.takes('learning', 'draft'), 'PT400 unknown_id', 'Nobody should take a draft');
select is(pg_temp.readers('user_training', format('id = %L', pg_temp.enrolment('worker', 'asks'))), 'boss lead worker hr learning',
  'The line, HR and learning admins should read an enrolment, and nobody else');
select is(pg_temp.moves('peer', 'approve_enrolment', 'worker', 'asks'), 'PT404 not_found', 'What one does not read one should not find');
select is(pg_temp.moves('worker', 'approve_enrolment', 'worker', 'asks'), '42501', 'Nobody should approve their own request');
select is(pg_temp.moves('boss', 'approve_enrolment', 'worker', 'asks'), '42501', 'Nor should somebody further up');
select is(pg_temp.moves('learning', 'approve_enrolment', 'worker', 'asks'), '42501', 'Nor a learning admin');
select is(pg_temp.moves('lead', 'approve_enrolment', 'worker', 'asks', ', ''Go ahead.'''), 'enrolled', 'Whoever decides should approve');
select is(pg_temp.moves('lead', 'reject_enrolment', 'worker', 'asks'), 'PT409 invalid_transition', 'And once');
select is(pg_temp.readers('enrolment_comments', format('enrolment_id = %L', pg_temp.enrolment('worker', 'asks'))), 'lead worker hr',
  'The comment should be for the person, who wrote it, and HR');
select is(pg_temp.does('lead', format('update public.user_training set status = ''completed'' where id = %L', pg_temp.enrolment('worker', 'asks'))), '42501',
  'No state should be written past the functions');
select is(pg_temp.does('worker', format('insert into public.user_training (user_id, course_id, edition, attempt, status) values (%L, %L, 1, 9, ''completed'')',
  pg_temp.id('worker'), pg_temp.course('plain'))), '42501', 'Nobody should insert an enrolment');
select is(pg_temp.does('worker', format('select private.finish(%L, current_date, null, null)', pg_temp.enrolment('worker', 'asks'))), '42501',
  'Nobody should call what completes without asking');

-- Seats ------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.takes('worker', 'room'), 'approved', 'Without a session one should be let in and choose');
select is(pg_temp.takes('peer', 'room', true), 'enrolled', 'The first should have the seat');
select is(pg_temp.takes('rival', 'room', true), 'waitlisted', 'The second should wait');
select is(pg_temp.takes('contractor', 'room', true), 'waitlisted', 'A contractor waits like everybody');
-- All within one transaction: the order is that of clock_timestamp().
select is(pg_temp.moves('peer', 'withdraw_enrolment', 'peer', 'room'), 'withdrawn', 'Who has the seat may give it up');
select is((select status from public.user_training where id = pg_temp.enrolment('rival', 'room')), 'enrolled', 'Who waited longest should have it');
select is((select status from public.user_training where id = pg_temp.enrolment('contractor', 'room')), 'waitlisted', 'And nobody else');
select is((select count(*)::integer from public.notifications where user_id = pg_temp.id('rival') and kind = 'training.seat'), 1, 'They should be told');
select is(pg_temp.asks('learning', format('select public.update_session(%L, ''{"seats": 0}'')', pg_temp.session())), 'PT409 capacity_full', 'A given seat should not be taken away');
update public.employment_info set status = 'left' where user_id = pg_temp.id('rival');
select is((select status from public.user_training where id = pg_temp.enrolment('rival', 'room')), 'withdrawn', 'Leaving should withdraw what runs');
select is((select status from public.user_training where id = pg_temp.enrolment('contractor', 'room')), 'enrolled', 'And give the seat to the next');
select is((select count(*)::integer from public.user_training where session_id = pg_temp.session() and status = 'enrolled'), 1, 'There should never be more than one on one seat');

-- Completing -------------------------------------------------------------------------------------------------------------------

select is(pg_temp.takes('worker', 'plain'), 'enrolled', 'A course that asks nobody should begin at once');
select is(pg_temp.moves('worker', 'complete_enrolment', 'worker', 'plain'), 'PT409 not_finished', 'What is not done should not be completed');
select is(pg_temp.moves('worker', 'update_enrolment', 'worker', 'plain', ', ''{"progress_percentage": 100}'''), 'in_progress', 'Progress should be the person''s to say');
select is(pg_temp.moves('worker', 'update_enrolment', 'worker', 'plain', ', ''{"progress_percentage": 99}'''), 'PT409 invalid_transition', 'It should only go forward');
select is(pg_temp.moves('lead', 'complete_enrolment', 'worker', 'plain'), '42501', 'A manager should not complete for others');
select is(pg_temp.moves('worker', 'complete_enrolment', 'worker', 'plain'), 'completed', 'The person should');
select is(
  (select certificate_expires_on from public.user_training where id = pg_temp.enrolment('worker', 'plain')),
  ((now() at time zone 'utc')::date + interval '1 month')::date, 'The certificate should end with the month that the course says');
select is((select concat_ws(' ', level, source) from public.user_skills where user_id = pg_temp.id('worker') and skill_id = pg_temp.skill('Trained Knots')), '3 self',
  'Completing alone should give a level of one''s own, even where the course sets one');
select is(pg_temp.takes('worker', 'test'), 'enrolled', 'A test course should begin');
select is(pg_temp.moves('worker', 'complete_enrolment', 'worker', 'test', ', 100'), '42501', 'Nobody should say their own score');
select is(pg_temp.moves('learning', 'complete_enrolment', 'worker', 'test'), 'PT400 invalid', 'A test should have a score');
select is(pg_temp.moves('learning', 'complete_enrolment', 'worker', 'test', ', 59.99'), 'failed', 'Below the mark should be failed');
select is(pg_temp.takes('worker', 'test'), 'enrolled', 'And one may try again');
select is((select attempt from public.user_training where id = pg_temp.enrolment('worker', 'test')), 2, 'As the second attempt');
select is(pg_temp.moves('learning', 'complete_enrolment', 'worker', 'test', ', 60'), 'completed', 'The mark itself should pass');
select is((select concat_ws(' ', level, source) from public.user_skills where user_id = pg_temp.id('worker') and skill_id = pg_temp.skill('Trained Knots')), '3 assessment',
  'A test should set the level');
select is(pg_temp.readers('user_training', format('id = %L', pg_temp.enrolment('worker', 'test'))), 'boss lead worker hr learning', 'Certificates should be read by the same');
select is(
  pg_temp.asks('stranger', format('select public.check_certificate(%L)', (select certificate_number from public.user_training where id = pg_temp.enrolment('worker', 'test')))),
  'PT403 no_employee_record', 'Somebody without a record should check no certificate');

select * from finish();
rollback;
