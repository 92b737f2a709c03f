-- A person's own pages: what waits for whose decision, and what the numbers say, each kind at its threshold and just below it.
begin;
\ir helpers.psql
select plan(84);

create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$ select id from public.skills where name = 'Test: ' || skill_name $$;
create function pg_temp.course(course_name text) returns uuid language sql stable security definer as $$ select id from public.courses where name = 'Test: ' || course_name $$;
create function pg_temp.pathway(pathway_name text) returns uuid language sql stable security definer as $$ select id from public.career_pathways where name = 'Test: ' || pathway_name $$;
grant execute on function pg_temp.skill(text), pg_temp.course(text), pg_temp.pathway(text) to authenticated, anon;
insert into public.skills (name) values ('Test: Knots'), ('Test: Ropes');
insert into public.courses (name, duration_hours, status, completion_rule, validity_months) values
  ('Test: Towing', 8, 'active', 'attendance', 12), ('Test: Short', 4, 'active', 'progress', null), ('Test: Middle', 5, 'active', 'progress', null);
insert into public.career_pathways (name, level) values ('Test: Mate', 3);
insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory) values
  (pg_temp.pathway('Mate'), pg_temp.skill('Knots'), 4, 9, true), (pg_temp.pathway('Mate'), pg_temp.skill('Ropes'), 4, 1, false);

-- The inbox --------------------------------------------------------------------------------------------------------------------

-- Whose inbox has an item of this kind that is about this person (null: about nobody).
create function pg_temp.waits_for(wanted text, about text default 'worker') returns text
language plpgsql as $$
declare
  handle text;
  found text[] := '{}';
begin
  for handle in select split_part(email, '@', 1) from public.users where email like '%@example.com' and status = 'active' order by email loop
    if pg_temp.asks(handle, format(
      'select exists (select from jsonb_array_elements(public.get_inbox(array[%L], null, 200) -> ''items'') i where i #>> ''{about,id}'' is not distinct from %L)',
      wanted, pg_temp.id(about))) = 'true'
    then
      found := found || handle;
    end if;
  end loop;
  return array_to_string(found, ' ');
end
$$;
-- As waits_for(), before and after somebody did something about it.
create function pg_temp.until(wanted text, handle text, statement text, about text default 'worker') returns text
language plpgsql as $$
declare
  before text := pg_temp.waits_for(wanted, about);
  answer text := pg_temp.asks(handle, statement);
begin
  return concat_ws(' | ', before, coalesce(nullif(pg_temp.waits_for(wanted, about), ''), 'nobody'), case when answer ~ '^(PT)?\d{3}' or answer is null then answer end);
end
$$;
-- The enrolment of the worker in a course.
create function pg_temp.taking(course_name text) returns uuid language sql stable security definer as $$
  select id from public.user_training where user_id = pg_temp.id('worker') and course_id = pg_temp.course(course_name)
$$;
grant execute on function pg_temp.taking(text) to authenticated, anon;
create function pg_temp.last(place text, owner_column text default 'user_id') returns uuid language plpgsql stable security definer as $$
declare
  found uuid;
begin
  execute format('select id from public.%I where %I = pg_temp.id(''worker'') order by created_at desc, id limit 1', place, owner_column) into found;
  return found;
end
$$;
grant execute on function pg_temp.last(text, text) to authenticated, anon;

insert into public.user_skills (user_id, skill_id) values (pg_temp.id('worker'), pg_temp.skill('Knots')), (pg_temp.id('crew'), pg_temp.skill('Knots'));
insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id)
select user_id, skill_id, 'self', 2, user_id from public.user_skills where skill_id = pg_temp.skill('Knots');
select pg_temp.asks(h, format('select public.request_validation(%L)', pg_temp.skill('Knots'))) from unnest(array['worker', 'crew']) h;
select is(pg_temp.waits_for('validation'), 'lead', 'A validation should wait for whoever decides for the person, and nobody else');
select is(pg_temp.waits_for('validation', 'crew'), 'boss', 'Below a contractor it should wait for the next manager up');
insert into public.delegations (user_id, delegate_id, starts_on, ends_on)
values (pg_temp.id('lead'), pg_temp.id('rival'), current_date, current_date);
select is(pg_temp.waits_for('validation'), 'lead rival', 'A delegate should find it too');
update public.delegations set starts_on = current_date - 9, ends_on = current_date - 1;
select is(
  pg_temp.until('validation', 'lead', format('select public.decide_validations(jsonb_build_array(jsonb_build_object(''user_id'', %L, ''skill_id'', %L, ''outcome'', ''rejected'')))',
    pg_temp.id('worker'), pg_temp.skill('Knots'))),
  'lead | nobody', 'A decided validation should leave the inbox'
);
update public.skill_validation_requests set status = 'expired' where user_id = pg_temp.id('crew');
select is(pg_temp.waits_for('validation', 'crew'), '', 'An expired one should too');

insert into public.courses (name, duration_hours, status, needs_approval) values ('Test: Dear', 40, 'active', true);
select pg_temp.asks('worker', format('select public.create_enrolment(''{"course_id": "%s"}'')', pg_temp.course('Dear')));
select is(
  pg_temp.until('enrolment', 'lead', format('select public.reject_enrolment(%L)', pg_temp.taking('Dear'))), 'lead | nobody',
  'A requested enrolment should wait for whoever decides, until they do'
);
select pg_temp.asks('contractor', format('select public.create_enrolment(''{"course_id": "%s"}'')', pg_temp.course('Dear')));
select is(pg_temp.waits_for('enrolment', 'contractor'), 'lead', 'A contractor''s should, too');

select pg_temp.asks('worker', 'select public.create_plan(''{"title": "Plan"}'')');
select is(pg_temp.waits_for('plan'), '', 'A draft of a plan should wait for nobody');
select pg_temp.asks('worker', format('select public.move_plan(%L, ''submit'')', pg_temp.last('development_plans')));
select is(
  pg_temp.until('plan', 'lead', format('select public.move_plan(%L, ''return'', ''More.'')', pg_temp.last('development_plans'))), 'lead | nobody',
  'A submitted plan should wait for whoever decides, until they do'
);

insert into public.projects (user_id, source, name) values (pg_temp.id('worker'), 'hr', 'Given');
select is(pg_temp.waits_for('project'), '', 'A project that HR supplied should wait for nobody');
insert into public.projects (user_id, source, name) values (pg_temp.id('worker'), 'self', 'Own');
select is(
  pg_temp.until('project', 'lead', (select format('select public.confirm_project(%L)', id) from public.projects where name = 'Own')), 'lead | nobody',
  'A project that the person wrote should wait to be confirmed'
);

insert into public.mentor_profiles (user_id, capacity) values (pg_temp.id('peer'), 1);
select pg_temp.asks('worker', format('select public.create_mentorship_request(''{"mentor_id": "%s", "message": "Will you?", "duration_weeks": 4}'')', pg_temp.id('peer')));
update public.mentorship_requests set status = 'waitlisted', pending_since = null where mentee_id = pg_temp.id('worker');
select is(pg_temp.waits_for('mentorship_request'), '', 'A request on the wait-list should wait for a place, not for a decision');
update public.mentorship_requests set status = 'pending', pending_since = '2026-03-05T10:00:00Z' where mentee_id = pg_temp.id('worker');
select is(
  pg_temp.asks('peer', 'select public.get_inbox() #>> ''{items,0,due_at}'''), '2026-03-20T00:00:00+00:00',
  'A request should be due at the midnight at which it expires'
);
select is(
  pg_temp.until('mentorship_request', 'peer', format('select public.move_mentorship_request(%L, ''decline'')', pg_temp.last('mentorship_requests', 'mentee_id'))),
  'peer | nobody', 'A request should wait for the mentor'
);

select pg_temp.asks('worker', format('select public.create_enrolment(''{"course_id": "%s"}'')', pg_temp.course('Towing')));
select is(pg_temp.waits_for('session'), '', 'With no session ahead there should be none to choose');
insert into public.course_sessions (course_id, starts_at, ends_at) values (pg_temp.course('Towing'), now() + interval '1 day', now() + interval '2 days');
select is(
  pg_temp.until('session', 'worker', format('select public.update_enrolment(%L, jsonb_build_object(''session_id'', (select id from public.course_sessions where course_id = %L)))',
    pg_temp.taking('Towing'), pg_temp.course('Towing'))),
  'worker | nobody', 'A session should wait to be chosen by whoever is let in'
);
select is(pg_temp.waits_for('result'), '', 'Before a session is over there should be no result to tell');
update public.course_sessions set starts_at = now() - interval '2 days', ends_at = now() - interval '1 minute' where course_id = pg_temp.course('Towing');
select is(
  pg_temp.until('result', 'learning', format('select public.mark_no_show(%L)', pg_temp.taking('Towing'))), 'learning | nobody',
  'How a session went should wait for a learning admin'
);
insert into public.user_training (user_id, course_id, edition, attempt, session_id, status)
select pg_temp.id('learning'), course_id, 1, 1, id, 'enrolled' from public.course_sessions where course_id = pg_temp.course('Towing');
select is(pg_temp.waits_for('result', 'learning'), '', 'But not their own');

insert into public.erasure_requests (user_id, requested_by) select pg_temp.id(h), pg_temp.id(h) from unnest(array['worker', 'hr']) h;
select is(pg_temp.waits_for('erasure', 'hr'), '', 'HR''s own erasure should not wait for themselves');
select is(
  pg_temp.until('erasure', 'hr', (select format('select public.refuse_erasure(%L, ''Not now.'')', id) from public.erasure_requests where user_id = pg_temp.id('worker'))),
  'hr | nobody', 'An erasure should wait for HR'
);

delete from public.programmes;
insert into public.programmes (id, name, status) values ('7b5c9a52-6f0e-4e5e-9d0f-2f3c1c7a4d20', 'Test: Circle', 'open');
insert into private.programme_matchings (programme_id, status, finished_at, mentees, mentors, turns, mentees_total, mentors_total)
values ('7b5c9a52-6f0e-4e5e-9d0f-2f3c1c7a4d20', 'done', now(), '{}', '{}', '{}', 1, 1);
select is(pg_temp.waits_for('programme', null), '', 'A matching without pairs should wait for nobody');
insert into public.programme_proposals (programme_id, mentee_id, mentor_id, score, need, goal, logistics, interests, mentee_rank, mentor_rank)
values ('7b5c9a52-6f0e-4e5e-9d0f-2f3c1c7a4d20', pg_temp.id('worker'), pg_temp.id('peer'), 1, 1, 0, 0, 0, 1, 1);
select is(pg_temp.waits_for('programme', null), 'hr', 'Pairs of a programme should wait for HR');
update private.programme_matchings set status = 'running';
select is(pg_temp.waits_for('programme', null), '', 'While it is matched anew there should be nothing to publish');
update private.programme_matchings set status = 'done';
update public.programme_proposals set status = 'published';
select is(pg_temp.waits_for('programme', null), '', 'What is published should leave the inbox');

update public.skills set status = 'active' where status = 'proposed';
select pg_temp.asks('worker', 'select public.create_skill(''{"name": "Test: Bells"}'')');
select is(
  pg_temp.until('skill_proposal', 'hr', format('select public.retire_skill(%L)', pg_temp.skill('Bells'))), 'hr | nobody', 'A proposed skill should wait for HR'
);
do $$
declare
  item record;
begin
  for item in select * from (values ('function_area', 'function_areas'), ('specialization', 'specializations'), ('competency', 'competencies'),
    ('experience_type', 'experience_types')) as c (kind, place)
  loop
    execute format('update public.%I set status = ''active'' where status = ''proposed''', item.place);
    execute format(case item.kind when 'specialization' then
      'insert into public.%I (name, status, function_area_id) select ''Test: New'', ''proposed'', id from public.function_areas limit 1'
      else 'insert into public.%I (name, status) values (''Test: New'', ''proposed'')' end, item.place);
  end loop;
end
$$;
select is(
  pg_temp.until(c.kind || '_proposal', 'hr', format('select public.approve_catalogue_item(%L, (select id from public.%I where name = ''Test: New''))', c.kind, c.place), null),
  'hr | nobody', format('A proposed %s should wait for HR', c.kind)
)
from (values ('function_area', 'function_areas'), ('specialization', 'specializations'), ('competency', 'competencies'),
  ('experience_type', 'experience_types')) as c (kind, place);

delete from public.surveys;
insert into public.surveys (name, question, status, opened_at) values ('Test: Pulse', 'How?', 'open', now());
select is(
  pg_temp.asks('worker', 'select public.get_inbox(''{survey}'') #>> ''{items,0,title}'''), 'Answer "Test: Pulse"', 'An open survey should wait for an answer'
);
select is(pg_temp.asks('contractor', 'select public.get_inbox(''{survey}'') ->> ''items'''), '[]', 'But not for a contractor''s');
select pg_temp.asks('worker', format('select public.answer_survey(%L, 7)', id)) from public.surveys where name = 'Test: Pulse';
select is(pg_temp.asks('worker', 'select public.get_inbox(''{survey}'') ->> ''items'''), '[]', 'Nor for who has answered');
insert into public.leadership_contests (user_id) select pg_temp.id(h) from unnest(array['worker', 'hr']) h;
update private.features set enabled = false where feature = 'leadership';
delete from public.feature_settings where feature = 'leadership';
select is(pg_temp.waits_for('leadership_contest'), '', 'Where readiness is off, no contest of it should wait for anybody');
update private.features set enabled = true where feature = 'leadership';
select is(pg_temp.waits_for('leadership_contest', 'hr'), '', 'HR''s own contest should not wait for themselves');
select is(
  pg_temp.until('leadership_contest', 'hr', format('select public.take_leadership_contest(%L)', pg_temp.last('leadership_contests'))), 'hr | nobody',
  'A contest should wait for HR to take it up'
);
select is(
  pg_temp.until('leadership_review', 'hr', format('select public.decide_leadership_contest(%L, ''upheld'', ''It holds.'')', pg_temp.last('leadership_contests'))), 'hr | nobody',
  'And then for whoever took it to decide'
);

select set_eq(
  $$select conrelid::regclass::text from pg_constraint
    where contype = 'c' and connamespace = 'public'::regnamespace
      and pg_get_constraintdef(oid) ~ '^CHECK \(\(status = ANY .*''(requested|submitted|pending|proposed|in_review)'''$$,
  $$values ('skill_validation_requests'), ('user_training'), ('development_plans'), ('mentorship_requests'), ('erasure_requests'),
    ('programme_proposals'), ('skills'), ('function_areas'), ('specializations'), ('competencies'), ('experience_types'), ('leadership_contests')$$,
  'Every table with a state that waits for somebody should be one of those above'
);
select set_eq(
  $$select kind from private.inbox_kinds$$,
  $$select distinct m[1] from regexp_matches(pg_get_functiondef('private.inbox_of(uuid,text[])'::regprocedure), 'select ''(\w+)'', \w+\.id', 'g') m$$,
  'Each kind of the inbox should have an arm, and each arm its kind'
);
select is(pg_temp.asks('contractor', 'select public.get_inbox() ->> ''items'''), '[]', 'A contractor should have an inbox, and nothing to decide for others in it');
select is(pg_temp.asks('stranger', 'select public.get_inbox()'), 'PT403 no_employee_record', 'An account with no record should have none');
select is(pg_temp.asks(null, 'select public.get_inbox()'), '42501', 'Nobody should ask without a token');

-- Asked the other way round of everybody, in an organisation with contractors and leavers among the managers.
update public.employment_info set manager_id = null where user_id = pg_temp.id('rival');
select is(
  pg_temp.asks(h, 'select array(select u from unnest(private.people_i_decide_for()) u order by 1)'),
  (select array_agg(u.id order by u.id)::text from public.users u where u.status = 'active' and exists (
    select from private.deciders_of(u.id) d where d.user_id = pg_temp.id(h))),
  format('Whom %s decides for should be those who say so', h)
)
from unnest(array['hr', 'boss', 'lead']) h;

-- In pages as whole.
insert into public.projects (user_id, source, name, created_at)
select pg_temp.id(h), 'self', 'Page ' || n, now() - make_interval(days => n) from unnest(array['worker', 'contractor']) h, generate_series(1, 6) n;
create function pg_temp.in_pages(size integer) returns text language plpgsql as $$
declare
  page jsonb;
  found jsonb := '[]';
  next jsonb := null;
begin
  loop
    page := pg_temp.asks('lead', format('select public.get_inbox(null, %L, %s)', next, size))::jsonb;
    found := found || (page -> 'items');
    next := page -> 'next';
    exit when next = 'null';
  end loop;
  return found;
end
$$;
select is(pg_temp.in_pages(4), pg_temp.in_pages(200), 'The inbox in pages should be the inbox');
select is(
  pg_temp.asks('lead', 'select jsonb_array_length(public.get_inbox(want_total => true) -> ''items'') = (public.get_inbox(want_total => true) ->> ''total'')::integer'),
  'true', 'The total should be how many there are'
);

-- Insights -----------------------------------------------------------------------------------------------------------------------

delete from public.course_assignments;
create table pg_temp.told (kind text);
grant all on pg_temp.told to authenticated;
-- Whether somebody new is told of this kind just below its threshold, and at it. @me is who it is, @other somebody else.
create function pg_temp.told_of(kind text, below text, at_it text) returns text
language plpgsql as $$
declare
  handle text := 'new' || (select count(*) from public.users);
  person uuid := pg_temp.person(handle);
  mentor uuid := pg_temp.person(handle || 'm');
  answers text[] := '{}';
  statement text;
begin
  insert into pg_temp.told values (kind);
  update public.employment_info set hire_date = current_date - 400 where user_id = person;
  foreach statement in array array[below, at_it] loop
    execute replace(replace(statement, '@me', quote_literal(person)), '@other', quote_literal(mentor));
    answers := answers || pg_temp.asks(handle, format(
      'select count(*) from jsonb_array_elements(public.get_insights() -> ''items'') i where i ->> ''kind'' = %L', kind));
  end loop;
  return array_to_string(answers, ' ');
end
$$;
create function pg_temp.has(skill_name text, level integer) returns text language sql as $$
  select format('insert into public.user_skills (user_id, skill_id) values (@me, %1$L) on conflict do nothing; delete from public.skill_assessments where user_id = @me and skill_id = %1$L;',
    pg_temp.skill(skill_name)) || case when level is not null then format('insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id) values (@me, %L, ''self'', %s, @me);',
    pg_temp.skill(skill_name), level) else '' end
$$;
create function pg_temp.learnt(course_name text, ago integer, left_days integer default null) returns text language sql as $$
  select format('delete from public.user_training where user_id = @me and course_id = %1$L; insert into public.user_training
    (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number, certificate_expires_on)
    values (@me, %1$L, 1, 1, ''completed'', 100, now(), current_date - %2$s, private.new_certificate_number(), current_date + %3$L::integer);',
    pg_temp.course(course_name), ago, left_days)
$$;
create function pg_temp.aims(ago integer, left_days integer default null, as_status text default 'active') returns text language sql as $$
  select format('delete from public.user_career_goals where user_id = @me; insert into public.user_career_goals (user_id, pathway_id, status, started_at, target_date, coverage_at_start, ended_at)
    values (@me, %L, %L, date_trunc(''day'', now(), ''utc'') - interval ''%s days'', current_date + %L::integer, 0, case when %2$L = ''abandoned'' then now() end);',
    pg_temp.pathway('Mate'), as_status, ago, left_days)
$$;
create function pg_temp.steps(done integer, of integer) returns text language sql as $$
  select format('insert into public.goal_items (goal_id, user_id, position, kind, title, done_at) select id, @me, n, ''other'', ''Step'', case when n <= %s then now() end
    from public.user_career_goals, generate_series(1, %s) n where user_id = @me;', done, of)
$$;
create function pg_temp.owes(days integer) returns text language sql as $$
  select format('delete from public.course_assignments where user_id = @me; insert into public.course_assignments (course_id, audience, user_id, assigned_on, due_on)
    values (%L, ''person'', @me, current_date - 100, current_date + %s);', pg_temp.course('Short'), days)
$$;

select is(pg_temp.told_of(c.kind, c.below, c.at_it), '0 1', c.sentence)
from (values
  ('training_overdue', pg_temp.owes(0), pg_temp.owes(-1), 'A mandatory course should be overdue from the day after it was due'),
  ('training_due', pg_temp.owes(31), pg_temp.owes(30), 'A mandatory course should be told of 30 days ahead'),
  ('certificate_expiring', pg_temp.learnt('Towing', 300, 61), pg_temp.learnt('Towing', 300, 60), 'A certificate should be told of 60 days ahead'),
  ('certificate_expiring', pg_temp.learnt('Towing', 300, -1), pg_temp.learnt('Towing', 300, 0), 'And until its last day'),
  ('certificate_expiring',
    pg_temp.learnt('Towing', 300, 60) || format('insert into public.user_training (user_id, course_id, edition, attempt, status) values (@me, %L, 1, 2, ''enrolled'')', pg_temp.course('Towing')),
    'update public.user_training set status = ''withdrawn'', ended_at = now() where user_id = @me and attempt = 2', 'But not while it is being renewed'),
  ('certificate_expiring', 'insert into public.certifications (user_id, name, expires_on) values (@me, ''Diver'', current_date + 61)',
    'update public.certifications set expires_on = current_date + 60 where user_id = @me', 'One from elsewhere as well'),
  ('plan_returned', 'insert into public.development_plans (user_id, title, status) values (@me, ''Plan'', ''submitted'')',
    'update public.development_plans set status = ''returned'', decided_at = now() where user_id = @me', 'A plan should be told of when it came back'),
  ('goal_at_risk', pg_temp.aims(49, 51) || pg_temp.steps(1, 4), pg_temp.aims(50, 50) || pg_temp.steps(1, 4), 'A goal should be at risk when the way is 25 points behind the time'),
  ('goal_at_risk', pg_temp.aims(90, 10) || pg_temp.steps(0, 4) || pg_temp.has('Knots', 4), pg_temp.has('Knots', 1), 'But not when it is covered'),
  ('skill_expiring',
    pg_temp.has('Knots', 3) || 'update public.skill_assessments set valid_until = date_trunc(''day'', now(), ''utc'') + interval ''61 days 1 second'' where user_id = @me',
    'update public.skill_assessments set valid_until = date_trunc(''day'', now(), ''utc'') + interval ''61 days'' where user_id = @me', 'A level should be told of 60 days ahead'),
  ('skill_expiring',
    pg_temp.has('Knots', 3) || format('update public.skill_assessments set valid_until = now() + interval ''9 days'' where user_id = @me;
      insert into public.skill_validation_requests (user_id, skill_id) values (@me, %L)', pg_temp.skill('Knots')),
    'update public.skill_validation_requests set status = ''withdrawn'' where user_id = @me', 'But not while somebody is asked to validate it'),
  ('mentorship_quiet',
    'insert into public.mentorships (mentee_id, mentor_id, started_at) values (@me, @other, now() - interval ''100 days'');
      insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at) select id, @me, @other, now() - interval ''41 days'' from public.mentorships where mentee_id = @me',
    'update public.mentorship_meetings set starts_at = now() - interval ''42 days'' where mentee_id = @me', 'A mentorship should be quiet after 6 weeks'),
  ('mentorship_quiet',
    'insert into public.mentorships (mentee_id, mentor_id, started_at) values (@other, @me, now() - interval ''100 days'');
      insert into public.mentorship_meetings (mentorship_id, mentee_id, mentor_id, starts_at) select id, @other, @me, now() + interval ''1 day'' from public.mentorships where mentor_id = @me',
    'delete from public.mentorship_meetings where mentor_id = @me', 'For the mentor too, but not while a meeting is planned'),
  ('mentorship_ending', 'insert into public.mentorships (mentee_id, mentor_id, started_at, duration_weeks) values (@me, @other, now() - interval ''55 days'', 12)',
    'update public.mentorships set started_at = now() - interval ''56 days'' where mentee_id = @me', 'A mentorship should be told of 28 days before its end'),
  ('course_closes_gap',
    pg_temp.aims(1) || pg_temp.has('Knots', 2) || format('insert into public.course_skills (course_id, skill_id, from_level, to_level) values (%L, %L, 2, 3)', pg_temp.course('Middle'), pg_temp.skill('Knots')),
    format('update public.course_skills set to_level = 4 where course_id = %L', pg_temp.course('Middle')), 'A course should close a gap when it leads to the level'),
  ('course_closes_gap', pg_temp.aims(1) || pg_temp.has('Knots', 1), pg_temp.has('Knots', null), 'But only where it begins no higher than the person stands: unrated counts as 2'),
  ('course_closes_gap', pg_temp.aims(1) || pg_temp.has('Knots', 2) || format('insert into public.course_prerequisites values (%L, %L)', pg_temp.course('Middle'), pg_temp.course('Short')),
    format('delete from public.course_prerequisites where course_id = %L', pg_temp.course('Middle')), 'Nor while another comes before it'),
  ('unrated_skills', pg_temp.aims(1) || pg_temp.has('Knots', 1), pg_temp.has('Knots', null), 'A skill that the goal asks for should be rated'),
  ('ready_for_role', pg_temp.has('Knots', 3), pg_temp.has('Knots', 4), 'Somebody should be ready when everything mandatory is met and 90 % covered'),
  ('ready_for_role', pg_temp.has('Knots', 4) || pg_temp.aims(1, null, 'paused'), pg_temp.aims(1, null, 'abandoned'), 'But not be told what is their goal already'),
  ('goal_missing', pg_temp.has('Knots', 2) || pg_temp.aims(1, null, 'paused'), pg_temp.aims(1, null, 'abandoned'), 'A goal should be missing when none is active or paused'),
  ('goal_without_plan', pg_temp.aims(13), pg_temp.aims(14), 'A goal should have steps or a plan after 14 days'),
  ('goal_without_plan', pg_temp.aims(14) || pg_temp.steps(0, 1), 'delete from public.goal_items where user_id = @me', 'One item should do'),
  ('mentor_available',
    pg_temp.aims(1) || pg_temp.has('Knots', 1) || pg_temp.has('Ropes', 4) || replace(pg_temp.has('Knots', 3), '@me', '@other')
      || format('insert into public.mentor_profiles (user_id, capacity) values (@other, 1); insert into public.mentor_skills values (@other, %L)', pg_temp.skill('Knots')),
    replace(pg_temp.has('Knots', 4), '@me', '@other'), 'A mentor should be told of who has the level that the goal needs'),
  ('skill_unused', pg_temp.has('Knots', 3) || 'update public.user_skills set last_used = current_date - interval ''24 months'' where user_id = @me',
    'update public.user_skills set last_used = current_date - interval ''24 months'' - interval ''1 day'' where user_id = @me', 'A skill should be unused after 24 months'),
  ('skill_unused', pg_temp.has('Knots', 2) || 'update public.user_skills set last_used = ''2020-01-01'' where user_id = @me', pg_temp.has('Knots', 3), 'From level 3 on'),
  ('learning_slower', pg_temp.learnt('Towing', 90) || pg_temp.learnt('Middle', 89), pg_temp.learnt('Middle', 200) || pg_temp.learnt('Short', 89), 'Half the hours should be slower'),
  ('learning_faster', pg_temp.learnt('Towing', 89) || pg_temp.learnt('Middle', 90), pg_temp.learnt('Middle', 200) || pg_temp.learnt('Short', 90), 'Twice the hours should be faster'),
  ('profile_incomplete',
    'update public.user_personal_info set bio = ''I am.'' where user_id = @me; insert into public.user_languages (user_id, language, proficiency) values (@me, ''Igbo'', ''Fluent'');
      insert into public.education (user_id, degree) values (@me, ''BSc'')',
    'delete from public.education where user_id = @me', 'A profile should be incomplete when two parts are empty')
) as c (kind, below, at_it, sentence);

select set_eq('select kind from pg_temp.told', 'select kind from private.insight_kinds', 'Every kind of insight should be one of those above');
select is(
  pg_temp.asks('worker', 'select public.get_insights()'), pg_temp.asks('worker', 'select public.get_insights()'), 'The same should be told twice in the same order'
);
insert into public.user_career_goals (user_id, pathway_id, status, started_at) values (pg_temp.id('contractor'), pg_temp.pathway('Mate'), 'active', now() - interval '90 days');
select is(
  pg_temp.asks('contractor', 'select string_agg(distinct i ->> ''kind'', '' '') from jsonb_array_elements(public.get_insights() -> ''items'') i'),
  'profile_incomplete', 'A contractor should be told nothing of the goals that they had'
);
select is(pg_temp.asks('stranger', 'select public.get_insights()'), 'PT403 no_employee_record', 'An account with no record should be told nothing');
select is(pg_temp.asks('stranger', 'select public.get_suggestions()'), 'PT403 no_employee_record', 'And suggested nothing');
select is(pg_temp.asks('stranger', 'select public.get_dashboard()'), 'PT403 no_employee_record', 'And have no dashboard');
select is(pg_temp.does('worker', format('select private.insights_of(%L)', pg_temp.id('peer'))), '42501', 'Nobody should ask about another');
select is(pg_temp.does('worker', format('select private.inbox_of(%L)', pg_temp.id('lead'))), '42501', 'Nor for another''s inbox');

select * from finish();
rollback;
