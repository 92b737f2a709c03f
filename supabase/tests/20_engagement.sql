-- Pulse surveys and engagement past every route: who may do what, what is told of how many, and what is left behind.
begin;
\ir helpers.psql
select plan(61);

insert into public.org_units (name) values ('Test: Port');
create function pg_temp.unit(unit_name text) returns uuid language sql stable security definer as $$
  select id from public.org_units where name = unit_name
$$;
insert into public.org_units (name, parent_id) select v.name, pg_temp.unit('Test: Port') from (values ('Test: Quay'), ('Test: Yard')) v (name);
create function pg_temp.survey(survey_name text) returns uuid language sql stable security definer as $$
  select id from public.surveys where name = survey_name
$$;
grant execute on function pg_temp.unit(text), pg_temp.survey(text) to authenticated, anon;
update public.users set org_unit_id = pg_temp.unit('Test: Quay') where id in (pg_temp.id('worker'), pg_temp.id('lead'));

create function pg_temp.moves(handle text, what text, whose text, more text default '') returns text language sql as $$
  select pg_temp.asks(handle, format('select public.%I(%L%s) ->> ''status''', what, pg_temp.survey(whose), more))
$$;

-- Surveys ----------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, $$select public.create_survey('{"name": "No", "question": "No?"}') ->> 'status'$$), answer,
  format('%s making a survey should get %s', coalesce(who, 'anonymous'), answer)
)
from (values ('worker', '42501'), ('boss', '42501'), ('learning', '42501'), ('auditor', '42501'), ('contractor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, answer);
select is(
  pg_temp.asks('hr', format('select public.create_survey(%L) ->> ''status''', jsonb_build_object(
    'name', 'Quay', 'question', 'How is the quay?', 'org_unit_id', pg_temp.unit('Test: Quay')))),
  'draft', 'HR should make a survey, a draft'
);
select is(
  pg_temp.asks('hr', format('select public.create_survey(%L) ->> ''status''', jsonb_build_object('name', 'All', 'question', 'How are you?'))),
  'draft', 'HR should make a survey for everybody'
);
select is(pg_temp.moves('worker', 'get_survey', 'Quay'), 'PT404 not_found', 'A draft should not be there for those it will ask');
select is(pg_temp.moves('worker', 'move_survey', 'Quay', ', ''open'''), '42501', 'An employee should not open a survey');
select is(pg_temp.moves('hr', 'move_survey', 'Quay', ', ''close'''), 'PT409 invalid_transition', 'A draft should not be closed');
select is(pg_temp.moves('hr', 'move_survey', 'Quay', ', ''open'''), 'open', 'HR should open a survey');
select is(pg_temp.moves('hr', 'move_survey', 'All', ', ''open'''), 'open', 'HR should open another question');
select is(pg_temp.moves(who, 'get_survey', 'Quay'), answer, format('%s looking at a survey of the quay should get %s', who, answer))
from (values ('worker', 'open'), ('hr', 'open'), ('boss', 'PT404 not_found'), ('contractor', '42501')) v (who, answer);
select is(pg_temp.moves(who, 'answer_survey', 'Quay', ', 7'), answer, format('%s answering the quay should get %s', who, answer))
from (values ('worker', 'open'), ('worker', 'PT409 already_answered'), ('boss', 'PT404 not_found'), ('hr', 'PT404 not_found'),
  ('contractor', '42501'), ('leaver', 'PT403 no_employee_record'), (null, '42501')) v (who, answer);
select is(pg_temp.moves('lead', 'answer_survey', 'Quay', more), 'PT400 invalid', format('An answer of%s should be refused', more))
from (values (', 11'), (', -1'), (', null')) v (more);
select is(
  (select counts from private.pulse_counts where survey_id = pg_temp.survey('Quay')), '{0,0,0,0,0,0,0,1,0,0,0}', 'One answer should be counted once'
);
select is(pg_temp.does('worker', format('select from public.%I', place)), '42501', format('%s should be open to nobody', place))
from (values ('surveys'), ('pulse_participations'), ('publication_stays')) v (place);
select is(pg_temp.does('hr', format('select from private.%I', place)), '42501', format('%s should not be open to HR', place))
from (values ('pulse_counts'), ('pulse_comments'), ('published_cells'), ('published_blocks')) v (place);
select is(pg_temp.asks('hr', format('select public.delete_survey(%L)', pg_temp.survey('Quay'))), 'PT409 invalid_transition', 'What was opened should not be deleted');
select is(pg_temp.asks('worker', format('select public.get_survey_results(%L)', pg_temp.survey('Quay'))), 'PT409 invalid_transition',
  'An open survey should have no results: they would tell each answer as it comes');
select is(pg_temp.moves('hr', 'move_survey', 'Quay', ', ''close'''), 'closed', 'HR should close a survey');
select is(pg_temp.moves('lead', 'answer_survey', 'Quay', ', 7'), 'PT409 invalid_transition', 'A closed survey should take no answer');
select is(
  pg_temp.asks(who, format('select public.get_survey_results(%L) #>> ''{result,suppressed}''', pg_temp.survey('Quay'))), 'true',
  format('One answer should not be told to %s', who)
)
from (values ('worker'), ('hr')) v (who);
select is_empty($$select from private.pulse_counts where survey_id = pg_temp.survey('Quay')$$, 'Closing should destroy the counts');

-- Where it is off ----------------------------------------------------------------------------------------------------------------

insert into public.feature_settings (org_unit_id, feature, enabled) values (pg_temp.unit('Test: Port'), 'engagement', false);
select is(pg_temp.asks('worker', call), 'PT404 not_found', format('Where engagement is off, %s should not be there', call))
from (values ('select public.get_my_engagement()'), ('select public.get_surveys()'),
  (format('select public.answer_survey(%L, 5)', pg_temp.survey('All')))) v (call);
select bag_eq(
  $$select w.enabled, (private.features_of(w.unit) ->> 'engagement')::boolean from private.unit_switches('engagement') w
    where w.unit in (pg_temp.unit('Test: Port'), pg_temp.unit('Test: Quay')) or w.unit is null$$,
  $$values (false, false), (false, false), (true, true)$$, 'Switches for all at once should be those of each'
);
select is_empty(
  $$select from private.engaged_people(current_date) e where e.user_id = pg_temp.id('worker')$$, 'Where engagement is off nobody should be counted'
);
delete from public.feature_settings where org_unit_id = pg_temp.unit('Test: Port');
select bag_eq(
  $$select u.full_name from private.engaged_people(current_date) e join public.users u on u.id = e.user_id where u.email like '%@example.com'$$,
  $$select initcap(h) || ' Example' from unnest('{boss,lead,worker,rival,peer,crew,hr,learning,auditor}'::text[]) h$$,
  'Everybody who works here should be counted, without contractors and leavers'
);

-- Rules ------------------------------------------------------------------------------------------------------------------------------

select is(private.engagement_parts(m, g, e, f), parts, format('%s minutes, %s goals, %s meetings, %s feedbacks', m, g, e, f))
from (values (0, 0, 0, 0, '{0,0,0,0}'::integer[]), (14, 1, 1, 1, '{0,5,4,4}'), (15, 4, 5, 5, '{1,20,20,20}'),
  (600, 5, 6, 6, '{40,20,20,20}'), (6000, 100, 100, 100, '{40,20,20,20}'), (null, null, null, null, '{0,0,0,0}')) v (m, g, e, f, parts);
select is(private.enps(counts), answer, format('eNPS of %s', counts))
from (values ('{0,0,0,0,0,0,0,0,0,0,0}'::integer[], null::integer), ('{1,0,0,0,0,0,0,0,0,0,0}', -100), ('{0,0,0,0,0,0,0,0,0,1,1}', 100),
  ('{0,0,0,0,0,0,1,1,1,1,0}', 0), ('{0,0,0,0,0,0,0,3,2,1,0}', 17)) v (counts, answer);

select * from finish();
rollback;
