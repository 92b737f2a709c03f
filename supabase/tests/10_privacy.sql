-- What a person may take along, what an erasure destroys and leaves, and what goes when its time has come.
begin;
\ir helpers.psql
select plan(156);

create function pg_temp.operate() returns void language sql as $$ select set_config('request.jwt.claims', '', true) $$;
create function pg_temp.today() returns date language sql stable as $$ select (now() at time zone 'utc')::date $$;
select pg_temp.operate();

insert into private.notification_kinds values ('test.privacy', 'A test', false);
insert into public.skills (name) values ('Privacy Skill');
insert into public.competencies (name) values ('Privacy Competency');
insert into public.career_pathways (name) values ('Privacy Pathway');
insert into public.experience_types (name) values ('Privacy Stay');
insert into public.notices (edition, title, body) values (1000000, 'Privacy', 'Text');
insert into public.courses (name, duration_hours, status) values ('Privacy Course', 1, 'active');

-- Somebody with a row in every table about people, under the manager lead, who is a manager, a delegate and has one.
create function pg_temp.rich(handle text, full_name text, phone text) returns void
language plpgsql as $$
declare
  me uuid := pg_temp.person(handle, 'lead');
  run uuid := gen_random_uuid();
  pathway uuid := (select p.id from public.career_pathways p where p.name = 'Privacy Pathway');
  mentor uuid;
  asked uuid;
  mentorship uuid;
  programme uuid;
  goal uuid;
  plan uuid;
  enrolment uuid;
  contest uuid;
  survey uuid;
  chat uuid;
  question uuid;
begin
  update public.users set full_name = rich.full_name, preferred_name = rich.full_name || ' P', photo_url = 'https://photos.example/' || handle || '.png',
    office_location = handle || ' pier', last_login = now() where id = me;
  update public.user_personal_info set phone = rich.phone, bio = 'I am ' || rich.full_name, interests = array[handle || 'ing'], locale = 'nl-NL', time_zone = 'Europe/Amsterdam',
    accessibility = '{"captions": true}' where user_id = me;
  insert into public.user_languages (user_id, language, proficiency) values (me, handle || 'ish', 'Fluent');
  insert into public.education (user_id, degree) values (me, 'Degree of ' || rich.full_name);
  insert into public.position_history (user_id, source, role_title, started_on, focus_areas) values (me, 'hr', 'Captain', '2019-01-01', array['Focus of ' || rich.full_name]),
    (me, 'self', 'Friend of ' || rich.full_name, '2019-01-01', '{}');
  insert into public.user_skills (user_id, skill_id) select me, s.id from public.skills s where s.name = 'Privacy Skill';
  insert into public.skill_assessments (user_id, skill_id, source, level) select me, s.id, 'self', 3 from public.skills s where s.name = 'Privacy Skill';
  insert into public.skill_evidence (user_id, skill_id, title, note) select me, s.id, rich.full_name, rich.full_name from public.skills s where s.name = 'Privacy Skill';
  insert into public.skill_validation_requests (user_id, skill_id, note) select me, s.id, rich.full_name from public.skills s where s.name = 'Privacy Skill';
  insert into public.skill_validations (user_id, skill_id, outcome, comment) select me, s.id, 'rejected', rich.full_name from public.skills s where s.name = 'Privacy Skill';
  insert into public.certifications (user_id, source, name, credential_id) values (me, 'hr', 'Lifting', 'Of ' || rich.full_name), (me, 'self', 'Of ' || rich.full_name, null);
  with made as (insert into public.skills (name, status) values ('Skill ' || gen_random_uuid(), 'proposed') returning id)
  insert into public.skill_proposals (skill_id, user_id) select id, me from made;
  insert into public.user_competencies (user_id, competency_id, level, source) select me, c.id, 3, 'self' from public.competencies c where c.name = 'Privacy Competency';
  insert into public.user_experiences (user_id, source, experience_type_id, focus) select me, 'self', t.id, 'Stay of ' || rich.full_name from public.experience_types t where t.name = 'Privacy Stay';
  insert into public.projects (user_id, source, name, description) values (me, 'self', 'Project of ' || rich.full_name, rich.full_name);
  insert into public.user_roles (user_id, role) values (me, 'learning_admin');
  perform pg_temp.person('under' || handle, handle);
  insert into public.delegations (user_id, delegate_id, starts_on, ends_on) values (me, pg_temp.id('under' || handle), pg_temp.today(), pg_temp.today()),
    (pg_temp.id('under' || handle), me, pg_temp.today(), pg_temp.today());
  insert into public.imports (id, format, dry_run, created_by, first_answer) values (run, 'employee-profiles', false, me, jsonb_build_object('rejected', jsonb_build_array('T-' || handle)));
  insert into public.import_rows (import_id, index, chunk, employee_id, user_id, status, errors, warnings) values
    (run, 0, 0, 'T-' || handle, me, 'rejected', jsonb_build_array(handle || '@example.com'), jsonb_build_array(rich.full_name));
  insert into public.notifications (user_id, kind, title, body, actor_id) values (me, 'test.privacy', 'Hello ' || rich.full_name, rich.full_name, me);
  insert into public.notification_preferences (user_id, kind, enabled) values (me, 'test.privacy', false);
  insert into public.notice_acknowledgements (user_id, notice_id) select me, n.id from public.notices n where n.edition = 1000000;
  insert into public.pathway_dismissals (user_id, pathway_id) values (me, pathway);
  insert into public.user_career_goals (user_id, pathway_id, target_position) values (me, pathway, rich.full_name) returning id into goal;
  insert into public.goal_notes (goal_id, user_id, notes) values (goal, me, rich.full_name);
  insert into public.goal_items (goal_id, user_id, position, kind, title) values (goal, me, 1, 'other', rich.full_name);
  insert into public.development_plans (user_id, title) values (me, rich.full_name) returning id into plan;
  insert into public.development_plan_goals (plan_id, goal_id, user_id) values (plan, goal, me);
  insert into public.development_plan_items (plan_id, user_id, position, title) values (plan, me, 1, rich.full_name);
  insert into public.development_plan_comments (plan_id, user_id, comment) values (plan, me, rich.full_name);
  insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number, certificate_url)
  select me, c.id, 1, 1, 'completed', 100, now(), pg_temp.today(), private.new_certificate_number(), 'https://proof.example/' || handle
  from public.courses c where c.name = 'Privacy Course' returning id into enrolment;
  insert into public.enrolment_comments (enrolment_id, user_id, comment) values (enrolment, me, rich.full_name);
  insert into public.placements (user_id, pathway_id) values (me, pathway);
  with made as (
    insert into public.course_assignments (course_id, audience, user_id, reason)
    select c.id, 'person', me, rich.full_name from public.courses c where c.name = 'Privacy Course' returning id
  )
  insert into public.assignment_exemptions (assignment_id, user_id, reason) select id, me, rich.full_name from made;
  insert into public.mentor_profiles (user_id, capacity, bio) values (me, 1, rich.full_name);
  insert into public.mentor_skills (mentor_id, skill_id) select me, k.id from public.skills k order by k.id limit 1;
  insert into public.users (full_name) values ('Mentor Of Somebody') returning id into mentor;
  insert into public.mentorship_requests (id, mentee_id, mentor_id, message, duration_weeks, status, closed_at)
  values (gen_random_uuid(), me, mentor, rich.full_name, 4, 'accepted', now()) returning id into asked;
  insert into public.mentorship_request_skills (request_id, skill_id, user_id) select asked, k.id, me from public.skills k order by k.id limit 1;
  insert into public.mentorships (mentee_id, mentor_id, request_id) values (me, mentor, asked) returning id into mentorship;
  insert into public.mentorship_end_reasons (mentorship_id, user_id, about_id, reason) values (mentorship, me, mentor, rich.full_name);
  insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at, notes) values (mentorship, me, mentor, now(), rich.full_name);
  insert into public.mentorship_goals (mentorship_id, mentee_id, mentor_id, title) values (mentorship, me, mentor, rich.full_name);
  insert into public.mentorship_feedback (mentorship_id, author_id, about_id, rating, comment) values (mentorship, me, mentor, 3, rich.full_name);
  insert into public.programmes (name) values ('Privacy Programme') returning id into programme;
  insert into public.programme_members (programme_id, user_id, role, places) values (programme, me, 'mentee', null), (programme, mentor, 'mentor', 1);
  insert into public.programme_rankings (programme_id, mentee_id, mentor_id, position) values (programme, me, mentor, 1);
  insert into public.programme_proposals (programme_id, mentee_id, mentor_id, score, need, goal, logistics, interests, mentee_rank, mentor_rank)
  values (programme, me, mentor, 0, 0, 0, 0, 0, 1, 1);
  insert into public.user_analytics values (me, pg_temp.today(), null, null, 1, 1, 0, 3, 1, 60, 1, 0, 1, 1, 60, 0, 1, 0, 1, 0);
  insert into public.competency_validations (user_id, competency_id, source, level, validated_at)
  select me, c.id, 'manager', 3, now() from public.competencies c where c.name = 'Privacy Competency';
  insert into public.leadership_contests (user_id, status, closed_at) values (me, 'withdrawn', now()) returning id into contest;
  insert into public.leadership_contest_cases (contest_id, user_id, reason, contested) values (contest, me, rich.full_name, '{}');
  insert into public.leadership_contest_readings (contest_id, user_id) values (contest, me);
  insert into public.leadership_exclusions (user_id, kind, evidence) values (me, 'project', gen_random_uuid());
  insert into public.user_diversity (user_id, gender) values (me, 'woman');
  insert into public.fairness_members (user_id, basis, attribute, answer, published) values (me, 'everybody', 'gender', 'woman', true);
  insert into public.surveys (name, question) values ('Privacy Survey', 'Privacy?') returning id into survey;
  insert into public.pulse_participations (survey_id, user_id) values (survey, me);
  insert into public.publication_stays (measure, user_id, from_no, unit) values ('privacy', me, 1, gen_random_uuid());
  insert into public.ai_chat_sessions (user_id, session_name) values (me, rich.full_name) returning id into chat;
  insert into public.ai_chat_messages (session_id, user_id, role, content) values (chat, me, 'user', rich.full_name) returning id into question;
  with answer as (
    insert into public.ai_chat_messages (session_id, user_id, reply_to, role, content, source) values (chat, me, question, 'assistant', rich.full_name, 'built-in') returning id
  )
  insert into public.ai_message_feedback (message_id, user_id, rating, comment) select id, me, 'up', rich.full_name from answer;
  insert into public.erasure_requests (user_id, requested_by, status, reason, decided_at) values (me, me, 'refused', rich.full_name || ' has our keys', now());
end
$$;
select pg_temp.rich('zuleika', 'Zuleika Maiden', '+31 6 4242 4242'), pg_temp.rich('witness', 'Wit Ness', '+31 6 1111 1111');
-- Married since: whoever was under Zuleika still has the name of before. Others name her in their own spelling.
update public.employment_info set line_manager = 'Zuleika Maiden' where user_id = pg_temp.id('underzuleika');
update public.users set full_name = 'Zuleika "Zu" Qwertz' where id = pg_temp.id('zuleika');
update public.employment_info set line_manager = 'ZULEIKA  "zu" Qwertz' where user_id = pg_temp.id('peer');
insert into public.imports (id, format, dry_run, created_by, first_answer)
select gen_random_uuid(), 'employee-profiles', true, pg_temp.id('hr'), '{"privacy_test": 1}';
create temporary table reports as select i.id from public.imports i where first_answer = '{"privacy_test": 1}';
insert into public.import_rows (import_id, index, chunk, employee_id, user_id, status, errors, warnings)
select id, n, 0, number, pg_temp.id(who), status, '[]', warnings
from reports, (values
  (0, 'T-peer', 'peer', 'updated', jsonb_build_array(jsonb_build_object('message', '"ZULEIKA  "zu" Qwertz" names no one'))),
  (1, 'T-crew', 'crew', 'updated', jsonb_build_array(jsonb_build_object('message', '"Zuleika "Zu" Qwertz" names no one'))),
  (2, 'T-zuleika', null, 'rejected', '[]'), (3, 'T-rival', 'rival', 'updated', '[{"message": "\"Somebody Else\" names no one"}]')
) v (n, number, who, status, warnings);
update public.imports set first_answer = (
  select jsonb_build_object('warnings', jsonb_agg(warnings), 'rejected', jsonb_agg(employee_id)) from public.import_rows r where r.import_id = imports.id
) where id in (select id from reports);

insert into public.imports (format, dry_run, first_answer) values
  ('employee-profiles', true, '{"warnings": "\"zuleika \"ZU\" Qwertz\" names no one"}'), ('employee-profiles', true, '{"rejected": [{"employee_id": "T-zuleika"}]}');

create temporary view about as select d.* from private.privacy_registry d where d.subject is not null;
create function pg_temp.rows_of(table_name text, person uuid) returns bigint language plpgsql as $$
declare
  n bigint;
begin
  execute format('select count(*) from public.%I t where t.%I = $1', table_name, (select subject from about where about.table_name = rows_of.table_name)) into n using person;
  return n;
end
$$;
create temporary table cast_ids as select h as handle, u.id, u.auth_id from unnest(array['zuleika', 'witness']) h join public.users u on u.email = h || '@example.com';
select is_empty(
  'select c.handle, a.table_name from cast_ids c, about a where pg_temp.rows_of(a.table_name, c.id) = 0', 'The people of this test should have a row in every table about people'
);

-- In which tables and how often something stands, of everything there is.
create function pg_temp.found(pattern text) returns table (place text, n bigint) language plpgsql as $$
begin
  for place in select c.oid::regclass::text from pg_class c where c.relkind in ('r', 'p') and not c.relispartition
    and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace, 'auth'::regnamespace)
  loop
    execute format('select count(*) from %s t where to_jsonb(t)::text ~* $1', place) into n using pattern;
    if n > 0 then
      return next;
    end if;
  end loop;
end
$$;
-- All that the tables hold of somebody, and what the log says of them.
create function pg_temp.everything(person uuid) returns jsonb language plpgsql as $$
declare
  a record;
  sum jsonb := '{}';
  rows text;
begin
  for a in select * from about loop
    execute format('select coalesce(string_agg(t::text, '' '' order by t::text), '''') from public.%I t where t.%I = $1', a.table_name, a.subject) into rows using person;
    sum := sum || jsonb_build_object(a.table_name, rows);
  end loop;
  return sum || jsonb_build_object('audit', (select string_agg(l::text, ' ' order by l::text) from public.audit_log l where l.subject_id = person),
    'account', (select string_agg(x::text, '') from auth.users x join public.users u on u.auth_id = x.id where u.id = person));
end
$$;

-- Export -----------------------------------------------------------------------------------------------------------------------

create temporary table exported as select handle, pg_temp.asks(handle, 'select public.export_me()')::jsonb as file from cast_ids;
select pg_temp.operate();
select bag_eq(
  'select jsonb_object_keys(file -> ''tables'') from exported where handle = ''zuleika''', 'select table_name from about where exported',
  'An export should hold every table that is declared to be exported'
);
select is_empty(
  $$select c.handle, a.table_name from cast_ids c join exported e using (handle), about a
    where a.exported and jsonb_array_length(file -> 'tables' -> a.table_name) <> pg_temp.rows_of(a.table_name, c.id)$$,
  'With all of the person''s rows, and no other''s'
);
select is_empty(
  $$select a.table_name from cast_ids c join exported e using (handle), about a, jsonb_array_elements(file -> 'tables' -> a.table_name) r
    where a.exported and r ->> a.subject <> c.id::text$$, 'Each row the person''s own'
);
select is(file #>> '{tables,user_personal_info,0,phone}', '+31 6 4242 4242', 'With the values') from exported where handle = 'zuleika';
select is(file #>> '{tables,employment_info,0,manager_name}', 'Lead Example', 'And the names of what ids stand for') from exported where handle = 'zuleika';
select is(file #>> '{account,email}', 'zuleika@example.com', 'And the account') from exported where handle = 'zuleika';
select ok(file::text !~* 'witness|1111 1111|wit ness', 'And nothing of another''s') from exported where handle = 'zuleika';
select is_empty(
  $$select k from exported, jsonb_each(file -> 'tables') t, jsonb_array_elements(t.value) r, jsonb_object_keys(r) k where k ~ '(name|manager)_key$|^version$|search_text'$$,
  'What is computed is no data of anybody'
);
select is(pg_temp.asks(who, 'select public.export_me() #>> ''{person,name}'''), expected, format('export_me should answer %s: %s', coalesce(who, 'anonymous'), expected))
from (values ('worker', 'Worker Example'), ('contractor', 'Contractor Example'), ('hr', 'Hr Example'), ('leaver', 'PT403 no_employee_record'),
  ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected);

-- DELETE /me ---------------------------------------------------------------------------------------------------------------------

select pg_temp.rich('goer', 'Goer Example', '+31 6 3333 3333'), pg_temp.person('hrtwo');
insert into public.user_roles (user_id, role) values (pg_temp.id('hrtwo'), 'hr_admin');
create function pg_temp.open_requests(handle text) returns bigint language sql as $$
  select count(*) from public.erasure_requests where user_id = pg_temp.id(handle) and status = 'requested'
$$;
create temporary table goer_before as select pg_temp.everything(pg_temp.id('goer')) as all_of_it;
create function pg_temp.delete_me(who text, address text) returns text language sql as $$
  select coalesce(pg_temp.asks(who, format('select public.delete_me(%L)::text', address)), 'done')
$$;
select is(pg_temp.delete_me('goer', address), 'PT400 invalid', format('DELETE /me should not be confirmed by %s', coalesce(quote_literal(address), 'nothing')))
from unnest(array['worker@example.com', '', 'goer', null, 'goer@example.com.example', '%']) address;
select is(pg_temp.everything(pg_temp.id('goer')), all_of_it, 'And then change nothing') from goer_before;
select is(pg_temp.delete_me('goer', ' Goer@EXAMPLE.com '), 'done', 'The own e-mail should confirm it');
select pg_temp.operate();
select results_eq(
  $$select phone, bio, interests, locale, time_zone, accessibility from public.user_personal_info where user_id = pg_temp.id('goer')$$,
  $$values (null::text, null::text, '{}'::text[], null::text, null::text, '{}'::jsonb)$$, 'What somebody said about themselves should go at once'
);
select is(pg_temp.rows_of('user_languages', pg_temp.id('goer')) + pg_temp.rows_of('notification_preferences', pg_temp.id('goer')), 0::bigint, 'And what they chose');
select results_eq(
  $$select preferred_name, photo_url, full_name, status from public.users where email = 'goer@example.com'$$, $$values (null::text, null::text, 'Goer Example', 'active')$$, 'And name and photo of the own choice'
);
select is_empty(
  $$select a.table_name from about a where not a.at_once and pg_temp.rows_of(a.table_name, pg_temp.id('goer')) = 0$$, 'The rest should wait for HR'
);
select is(pg_temp.open_requests('goer'), 1::bigint, 'Which should be asked');
select is(pg_temp.delete_me('goer', 'goer@example.com'), 'done', 'Again should be as once');
select is(pg_temp.open_requests('goer'), 1::bigint, 'With one request');
select bag_eq(
  $$select u.email from public.notifications n join public.users u on u.id = n.user_id where n.kind = 'privacy.erasure_requested' and n.actor_id = pg_temp.id('goer')$$,
  $$values ('hr@example.com'), ('hrtwo@example.com')$$, 'Every HR admin should be told, once'
);
select is(pg_temp.delete_me('hr', 'hr@example.com'), 'done', 'HR should go as everybody else');
select bag_eq(
  $$select u.email from public.notifications n join public.users u on u.id = n.user_id where n.kind = 'privacy.erasure_requested' and n.actor_id = pg_temp.id('hr')$$,
  $$values ('hrtwo@example.com')$$, 'And not be asked about herself'
);
select is(pg_temp.delete_me(who, who || '@example.com'), expected, format('%s and DELETE /me: %s', coalesce(who, 'anonymous'), expected))
from (values ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501'), ('contractor', 'done')) v (who, expected);

-- Requests ---------------------------------------------------------------------------------------------------------------------

create function pg_temp.request(handle text) returns uuid language sql stable security definer as $$
  select id from public.erasure_requests where user_id = (select id from public.users where email = handle || '@example.com') order by status = 'requested' desc, requested_at desc limit 1
$$;
create function pg_temp.decide(who text, request uuid, reason text default null) returns text language sql as $$
  select pg_temp.asks(who, case when reason is null then format('select public.carry_out_erasure(%L) ->> ''status''', request)
    else format('select public.refuse_erasure(%L, %L) ->> ''status''', request, reason) end)
$$;
select is(pg_temp.decide(who, pg_temp.request('goer'), reason), expected, format('%s should not decide an erasure', coalesce(who, 'anonymous')))
from (values ('goer', '42501'), ('peer', '42501'), ('lead', '42501'), ('boss', '42501'), ('learning', '42501'), ('auditor', '42501'), ('contractor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected), (values (null), ('No.')) r (reason);
select is(pg_temp.asks(who, statement), expected, format('%s should not %s', coalesce(who, 'anonymous'), left(statement, 50)))
from (values ('goer', '42501'), ('peer', '42501'), ('lead', '42501'), ('auditor', '42501'), ('contractor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected),
  unnest(array['select public.get_erasure_requests()', format('select public.create_erasure_request(%L)', pg_temp.id('peer'))]) statement;
select is(pg_temp.readers('erasure_requests', 'user_id = ' || quote_literal(pg_temp.id('goer'))), 'hr', 'A request should be seen by HR');
select is(pg_temp.asks('goer', 'select count(*) from public.erasure_requests'), '2', 'And by the person alone');
select is(pg_temp.does(who, statement), '42501', format('%s should not %s', who, left(statement, 60)))
from unnest(array['goer', 'hr']) who, unnest(array[
  'update public.erasure_requests set status = ''carried_out'', decided_at = now()', 'delete from public.erasure_requests',
  'insert into public.erasure_requests (user_id) values (pg_temp.id(''peer''))', 'select private.erase_person(pg_temp.id(''peer''))', 'select private.purge_person(pg_temp.id(''peer''))',
  'select private.export_table(d, pg_temp.id(''peer'')) from private.privacy_registry d', 'select private.request_erasure(pg_temp.id(''peer''), pg_temp.id(''peer''))'
]) statement;
select is(pg_temp.decide('hr', pg_temp.request('hr')), '42501', 'HR should not carry out her own');
select is(pg_temp.decide('hr', pg_temp.request('hr'), 'No.'), '42501', 'Nor refuse it');
select is(pg_temp.decide('hr', gen_random_uuid()), 'PT404 not_found', 'Nor decide one that is not there');
select is(pg_temp.asks('hr', format('select public.refuse_erasure(%L, null)', pg_temp.request('goer'))), 'PT400 invalid', 'A refusal should have a reason');
select is(pg_temp.decide('hr', pg_temp.request('goer'), 'Not before the audit.'), 'refused', 'HR should refuse');
select is(
  (select body from public.notifications where user_id = pg_temp.id('goer') and kind = 'privacy.erasure_refused'), 'Not before the audit.', 'And the person read why'
);
create temporary table decided as select id from public.erasure_requests where user_id = pg_temp.id('goer') and reason = 'Not before the audit.';
select is(pg_temp.decide('hr', id), 'PT409 invalid_transition', 'What is decided should not be decided again') from decided;
select is(pg_temp.decide('hrtwo', id, 'No.'), 'PT409 invalid_transition', 'By nobody') from decided;
select is(pg_temp.asks('goer', 'select public.get_me() #>> ''{erasure_request,status}'''), 'refused', '/me should say how it stands');
select is(pg_temp.delete_me('goer', 'goer@example.com'), 'done', 'Who was refused may ask again');
select is(pg_temp.asks('hr', format('select public.create_erasure_request(%L)', pg_temp.id('goer'))), 'PT409 already_pending', 'HR should not ask beside');
select is(pg_temp.asks('hr', 'select public.create_erasure_request(gen_random_uuid())'), 'PT400 unknown_id', 'Nor for nobody');
create temporary table own_id as select gen_random_uuid() as id;
select is(pg_temp.asks('hr', format('select public.create_erasure_request(%L, %L) ->> ''status''', pg_temp.id('leaver'), id)), 'requested', 'For a leaver HR should ask') from own_id;
select is(pg_temp.asks('hr', format('select public.create_erasure_request(%L, %L) ->> ''repeated''', pg_temp.id('leaver'), id)), 'true', 'Twice as once') from own_id;
select is(
  pg_temp.asks('hr', 'select string_agg(r ->> ''id'', '' '') from jsonb_array_elements(public.get_erasure_requests(statuses => ''{requested}'') -> ''items'') r'),
  (select string_agg(id::text, ' ' order by requested_at, id) from public.erasure_requests where status = 'requested'), 'HR should find what waits, oldest first'
);
select is(
  pg_temp.asks('hr', 'select public.get_erasure_requests(page_size => 1, want_total => true) ->> ''total'''), (select count(*)::text from public.erasure_requests), 'And how many there are'
);

-- Erasure ------------------------------------------------------------------------------------------------------------------------

select pg_temp.operate();
create temporary table before as select handle, id, auth_id, pg_temp.everything(id) as all_of_it from cast_ids;
create temporary table patterns as
select * from (values ('a name', 'zuleika|qwertz|maiden'), ('an e-mail', 'zuleika@'), ('an employee id', 'T-zuleika'), ('a phone number', '4242 4242')) v (what, pattern)
union all select 'an account', auth_id::text from cast_ids where handle = 'zuleika';
select cmp_ok((select count(*) from pg_temp.found(pattern)), '>', 0::bigint, 'There should be ' || what || ' to forget') from patterns;
-- Her own report belongs to another, whose address shows her name: that one is called otherwise from here on.
update public.users set email = 'underz@example.com', employee_id = 'T-underz', full_name = 'Underz Example' where email = 'underzuleika@example.com';
update auth.users set email = 'underz@example.com' where email = 'underzuleika@example.com';
insert into auth.users (id, aud, role, email, email_confirmed_at)
select gen_random_uuid(), 'authenticated', 'authenticated', 'underz@example.com', now() where not exists (select from auth.users where email = 'underz@example.com');
create temporary table zu as select id from cast_ids where handle = 'zuleika';
select is(
  pg_temp.asks('hr', format('select public.carry_out_erasure((public.create_erasure_request(%L) ->> ''id'')::uuid) ->> ''status''', id)), 'carried_out', 'HR should carry out an erasure'
) from zu;
select pg_temp.operate();
create function pg_temp.places(pattern text) returns text language sql as $$
  select coalesce(string_agg(place || ' ' || n, ', ' order by place), 'nowhere') from pg_temp.found(pattern) where place !~ 'audit_log$'
$$;
select is(pg_temp.places(pattern), 'nowhere', format('After an erasure %s should be nowhere', what)) from patterns;
select is_empty(
  format($$select l.table_name, l.op, l.before, l.after from public.audit_log l
    where to_jsonb(l)::text ~* 'zuleika|qwertz|maiden|4242 4242' and l.subject_id is distinct from pg_temp.id('underz')$$),
  'Nor in the audit log'
);
select is_empty(
  'select l.* from public.audit_log l, zu where l.subject_id = zu.id and (l.before is not null or l.after is not null)', 'Which should keep no value of an erased person'
);
select is((select count(*) from public.audit_log l, zu where l.op = 'erase' and l.subject_id = zu.id and l.actor_id = pg_temp.id('hr')), 1::bigint, 'But who erased them');
select results_eq(
  'select u.full_name, u.email, u.employee_id, u.auth_id, u.preferred_name, u.photo_url, u.office_location, u.last_login, u.status, u.erased_at is not null from public.users u join zu using (id)',
  $$values ('Erased person', null::text, null::text, null::uuid, null::text, null::text, null::text, null::timestamptz, 'left', true)$$, 'A nameless row should stay'
);
select is_empty('select a.* from auth.users a join before b on b.auth_id = a.id where b.handle = ''zuleika''', 'The account should be gone');
select results_eq(
  'select e.status, e.job_title, e.last_day, e.line_manager, e.manager_id from public.employment_info e join zu on zu.id = e.user_id',
  $$values ('left', 'Tester', pg_temp.today(), null::text, null::uuid)$$, 'Employment should stay for its time, without the name of a manager'
);
select results_eq(
  'select source, role_title, ended_on, focus_areas from public.position_history h join zu on zu.id = h.user_id', $$values ('hr', 'Captain', pg_temp.today(), '{}'::text[])$$,
  'And the jobs that HR wrote down, and none that the person did'
);
select bag_eq(
  'select a.table_name from about a, zu where pg_temp.rows_of(a.table_name, zu.id) > 0',
  $$values ('users'), ('employment_info'), ('user_personal_info'), ('position_history'), ('certifications'), ('user_training'), ('imports'), ('import_rows'), ('notice_acknowledgements'), ('erasure_requests'), ('mentorships'), ('pulse_participations'), ('publication_stays')$$,
  'And a row of these tables, and of no other'
);
select results_eq(
  'select phone, bio, interests, locale, time_zone, accessibility from public.user_personal_info i join zu on zu.id = i.user_id',
  $$values (null::text, null::text, '{}'::text[], null::text, null::text, '{}'::jsonb)$$, 'Personal info should be empty'
);
select results_eq(
  'select e.line_manager, e.manager_id from public.employment_info e where e.user_id in (pg_temp.id(''peer''), pg_temp.id(''underz'')) order by e.manager_id = pg_temp.id(''lead'')',
  $$values (null::text, pg_temp.id('rival')), (null, pg_temp.id('lead'))$$, 'Whoever was under them, or named them, should have the next manager and no name'
);
select is((select warnings -> 0 ->> 'message' from public.import_rows where index = 3 and import_id in (select id from reports)), '"Somebody Else" names no one', 'Reports should keep what tells of others');
select is(pg_temp.everything(b.id) - 'audit', b.all_of_it - 'audit', 'All that there is of another should be as it was') from before b where handle = 'witness';
select is(pg_temp.everything(b.id) -> 'audit', b.all_of_it -> 'audit', 'And all that is logged of them') from before b where handle = 'witness';
select is(pg_temp.asks('hr', format('select public.create_erasure_request(%L)', id)), 'PT400 unknown_id', 'An erased person should not be erased again') from zu;
select is(pg_temp.asks('worker', format('select public.get_user(%L)', id)), 'PT404 not_found', 'Nobody should find an erased person') from zu;
select pg_temp.operate();
insert into auth.users (id, aud, role, email, email_confirmed_at) values (gen_random_uuid(), 'authenticated', 'authenticated', 'zuleika@example.com', now());
select is(pg_temp.asks('zuleika', 'select public.my_id()'), 'PT403 no_employee_record', 'A new account with the address should be nobody');
-- Two of one name: the other keeps being named.
select pg_temp.operate(), pg_temp.person('twina'), pg_temp.person('twinb');
update public.users set full_name = 'Same Twin' where email in ('twina@example.com', 'twinb@example.com');
update public.employment_info set line_manager = 'Same Twin' where user_id = pg_temp.id('crew');
select private.erase_person(pg_temp.id('twina'));
select is((select line_manager from public.employment_info where user_id = pg_temp.id('crew')), 'Same Twin', 'A name that is somebody else''s too should stay');
select private.erase_person(pg_temp.id('twinb'));
select is((select line_manager from public.employment_info where user_id = pg_temp.id('crew')), null, 'Until that one goes too');
select is(pg_temp.decide('hrtwo', pg_temp.request('hr')), 'carried_out', 'One HR admin should carry out another''s');
select pg_temp.operate();
select is((select count(*) from public.user_roles r where role = 'hr_admin' and user_id not in (select id from public.users where status = 'active')), 0::bigint, 'Who then is none any more');

-- Retention ------------------------------------------------------------------------------------------------------------------------

create function pg_temp.day(days_ago integer) returns timestamptz language sql as $$ select (pg_temp.today() - days_ago)::timestamptz $$;
delete from public.notifications;
insert into public.notifications (user_id, kind, title, created_at, read_at)
select pg_temp.id('worker'), 'test.privacy', title, at, case when title ~ '^read' then now() end
from (values ('read kept', pg_temp.day(90)), ('read gone', pg_temp.day(90) - interval '1 second'), ('unread kept', pg_temp.day(365)),
  ('unread gone', pg_temp.day(365) - interval '1 second'), ('unread kept too', pg_temp.day(91))) v (title, at);
insert into public.imports (id, format, dry_run, created_at) values
  ('00000000-0000-4000-8000-000000000001', 'employee-profiles', false, pg_temp.day(90)), ('00000000-0000-4000-8000-000000000002', 'employee-profiles', false, pg_temp.day(90) - interval '1 second');
insert into public.import_rows (import_id, index, chunk, status)
select i.id, n, 0, 'created' from public.imports i, generate_series(1, 3) n where i.id::text ~ '^00000000-0000-4000';
insert into private.job_runs (job, as_of, status, started_at) values
  ('leavers', '2026-01-01', 'done', pg_temp.day(90)), ('leavers', '2026-01-02', 'done', pg_temp.day(90) - interval '1 second'), ('leavers', '2026-01-03', 'running', pg_temp.day(900));
select private.make_audit_months((pg_temp.today() - interval '86 months')::date, 3);
select pg_temp.rich('oldone', 'Oldone Gone', '+31 6 5555 5555'), pg_temp.rich('justnot', 'Justnot Gone', '+31 6 6666 6666'), pg_temp.rich('nodate', 'Nodate Here', '+31 6 7777 7777');
create temporary table leavers as select h as handle, pg_temp.id(h) as id from unnest(array['oldone', 'justnot', 'zuleika']) h;
update leavers set id = (select id from zu) where handle = 'zuleika';
-- The last days: 84 months ago, and one day more.
update public.employment_info e set status = 'left', last_day = (pg_temp.today() - interval '84 months')::date - case l.handle when 'justnot' then 0 else 1 end
from leavers l where l.id = e.user_id;
update public.users set email = 'under1@example.com', employee_id = 'T-under1', full_name = 'Under One' where email = 'underoldone@example.com';
-- A day to leave that was never come to, of somebody who is still here; and a month to come that is not made yet.
update public.employment_info set last_day = '2001-01-01' where user_id = pg_temp.id('nodate');
do $$
begin
  execute 'drop table if exists private.audit_log_' || to_char(date_trunc('month', pg_temp.today()) + interval '3 months', 'YYYYMM');
end
$$;
create temporary table counted as select private.job_retention(null, pg_temp.today()) as answer;
select results_eq(
  $$select title from public.notifications where kind = 'test.privacy' and user_id = pg_temp.id('worker') order by title collate "C"$$, $$values ('read kept'), ('unread kept'), ('unread kept too')$$,
  'Notifications should go 90 days after they were made if read, else after 365'
);
select results_eq(
  $$select i.id::text, (select count(*) from public.import_rows r where r.import_id = i.id) from public.imports i where i.id::text ~ '^00000000-0000-4000'$$,
  $$values ('00000000-0000-4000-8000-000000000001', 3::bigint)$$, 'Reports of imports should go after 90 days, whole'
);
select bag_eq($$select as_of from private.job_runs where as_of < '2026-01-10'$$, $$values ('2026-01-01'::date), ('2026-01-03')$$, 'The run log should go after 90 days, but for what still runs');
select is_empty(
  $$select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where c.relname ~ '^audit_log_\d{6}$' and right(c.relname, 6) < to_char(pg_temp.today() - interval '84 months', 'YYYYMM')$$,
  'Months of the audit log should go after 84 months'
);
select isnt(to_regclass('private.audit_log_' || to_char(pg_temp.today() - interval '84 months', 'YYYYMM')), null, 'The month in which the time ends should stay');
select isnt(to_regclass('private.audit_log_' || to_char(date_trunc('month', pg_temp.today()) + interval '3 months', 'YYYYMM')), null, 'And the months to come should be made');
select bag_eq(
  $$select l.handle, a.table_name from leavers l, about a where l.handle <> 'justnot' and pg_temp.rows_of(a.table_name, l.id) > 0$$,
  $$values ('oldone', 'users'), ('oldone', 'erasure_requests'), ('oldone', 'publication_stays'), ('zuleika', 'users'), ('zuleika', 'erasure_requests'), ('zuleika', 'publication_stays')$$, 'After the time of retention a nameless row should be left, and that there was a request'
);
select is_empty(
  $$select full_name, job_title, org_unit_id, email, employee_id from public.users u join leavers l using (id)
    where l.handle <> 'justnot' and (full_name, job_title, org_unit_id, email, employee_id, preferred_name, photo_url, office_location) is distinct from ('Erased person', null, null, null, null, null, null, null)$$,
  'That says nothing of who it was'
);
select is(pg_temp.places('oldone|5555 5555'), 'nowhere', 'Also of whoever was not erased before');
select is_empty(
  $$select a.table_name from leavers l, about a where l.handle = 'justnot' and pg_temp.rows_of(a.table_name, l.id) = 0 and a.table_name not in ('user_roles', 'delegations', 'reporting_lines', 'course_assignments', 'assignment_exemptions', 'programme_members', 'programme_rankings', 'programme_proposals', 'user_diversity', 'ai_chat_sessions', 'ai_chat_messages', 'ai_message_feedback')$$,
  'On the last day of the time everything should still be there'
);
select is((select full_name from public.users u join leavers l using (id) where l.handle = 'justnot'), 'Justnot Gone', 'With the name');
select is((select full_name from public.users where email = 'nodate@example.com'), 'Nodate Here', 'And of whoever works here');
select is((private.job_retention(null, pg_temp.today()) ->> 'rows'), '0', 'Once');
select is((private.job_retention(null, pg_temp.today() + 1) ->> 'rows')::integer > 0, true, 'And the next day the next');
select is(pg_temp.everything(b.id) - '{audit, notifications}'::text[], b.all_of_it - '{audit, notifications}'::text[], 'All that there is of others should be as it was') from before b where handle = 'witness';

-- Many at once: a step takes so many, and the next the others.
insert into public.users (full_name) select 'Longgone ' || n from generate_series(1, 60) n;
insert into public.employment_info (user_id, status, last_day) select id, 'left', '2001-01-01' from public.users where full_name ~ '^Longgone';
select is(private.job_retention(null, pg_temp.today()) -> 'next', '0', 'A step that found many should not be the last');
select is((select count(*) from public.users where full_name ~ '^Longgone'), 10::bigint, 'It should take fifty people');
select is(private.job_retention(null, pg_temp.today()) -> 'next', 'null', 'Until none is left');
select is((select count(*) from public.users where full_name ~ '^Longgone'), 0::bigint, 'And then none is');
select throws_ok($$select private.run_job_step('retention', (current_date + 400)::date)$$, 'PT400', null, 'Nobody should destroy what is not past its time by naming a day to come');

select * from finish();
rollback;
