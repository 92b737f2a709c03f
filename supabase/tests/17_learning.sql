-- Mandatory courses: whom an assignment covers, by when, who is told, and who may do what with it.
begin;
\ir helpers.psql
select plan(114);

create function pg_temp.course(course_name text) returns uuid language sql stable security definer as $$
  select id from public.courses where name = course_name
$$;
create function pg_temp.unit(unit_name text) returns uuid language sql stable security definer as $$
  select id from public.org_units where name = unit_name
$$;
create function pg_temp.assignment(why text) returns uuid language sql stable security definer as $$
  select id from public.course_assignments where reason = why
$$;
create function pg_temp.pathway(pathway_name text) returns uuid language sql stable security definer as $$
  select id from public.career_pathways where name = pathway_name
$$;
grant execute on function pg_temp.course(text), pg_temp.unit(text), pg_temp.assignment(text), pg_temp.pathway(text) to authenticated, anon;

insert into public.courses (name, duration_hours, status, validity_months) values
  ('Test: Safety', 2, 'active', 12), ('Test: Fire', 1, 'active', null), ('Test: Crane', 8, 'active', 24), ('Test: Old', 1, 'retired', null),
  ('Test: Draft', 1, 'draft', null);
insert into public.org_units (name) values ('Test: Port'), ('Test: Office');
insert into public.org_units (name, parent_id) select 'Test: Quay', pg_temp.unit('Test: Port');
insert into public.org_units (name, parent_id) select 'Test: Berth', pg_temp.unit('Test: Quay');
insert into public.career_pathways (name, level) values ('Test: Rigger', 1);

-- Somebody's rows of compliance, as 'Safety overdue -3, …': days until due.
create function pg_temp.owes(handle text, on_day date default current_date) returns text language sql stable security definer as $$
  select coalesce(string_agg(concat_ws(' ', replace(c.name, 'Test: ', ''), r.state, r.due_on - on_day), ', ' order by c.name, r.due_on), 'nothing')
  from private.compliance_of(array[pg_temp.id(handle)], on_day) r join public.courses c on c.id = r.course_id
$$;
-- A completion so many days ago, valid until so many days from now (null: for good).
create function pg_temp.completed(handle text, course_name text, ago integer, left_days integer) returns void language sql as $$
  insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number, certificate_expires_on)
  select pg_temp.id(handle), pg_temp.course(course_name), 1,
    1 + (select count(*) from public.user_training where user_id = pg_temp.id(handle) and course_id = pg_temp.course(course_name)),
    'completed', 100, now(), current_date - ago, private.new_certificate_number(), current_date + left_days
$$;
create function pg_temp.assign(handle text, fields jsonb) returns text language sql as $$
  select pg_temp.asks(handle, format('select public.create_assignment(%L::jsonb) #>> ''{course,name}''', fields))
$$;

-- Who may assign ------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Safety'), 'audience', 'everybody', 'reason', 'all')),
  'Test: Safety', 'A learning admin should assign a course to everybody'
);
select is(
  pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Safety'), 'audience', 'everybody')),
  'PT409 duplicate', 'The same course should be assigned to the same people once'
);
select is(
  pg_temp.assign('boss', jsonb_build_object('course_id', pg_temp.course('Test: Crane'), 'audience', 'unit', 'org_unit_id', pg_temp.unit('Test: Port'), 'reason', 'boss')),
  'Test: Crane', 'A manager should assign a course to those of a unit who are below them'
);
select results_eq(
  $$select line_id, audience from public.course_assignments where reason in ('all', 'boss') order by reason$$,
  $$values (null::uuid, 'everybody'), (pg_temp.id('boss'), 'unit')$$, 'What a manager assigns should hold for their line, what a learning admin assigns for the company'
);
select is(
  pg_temp.assign(who, jsonb_build_object('course_id', pg_temp.course('Test: Fire'), 'audience', 'person', 'user_id', pg_temp.id('worker'))),
  answer, format('%s assigning to worker should get %s', who, answer)
)
from (values ('peer', '42501'), ('worker', '42501'), ('rival', '42501'), ('contractor', '42501'), ('foreman', '42501'), ('hr', '42501'),
  ('auditor', '42501'), ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, answer);
select is(
  pg_temp.assign('lead', jsonb_build_object('course_id', pg_temp.course('Test: Fire'), 'audience', 'person', 'user_id', pg_temp.id('worker'), 'reason', 'lead', 'due_days', 10)),
  'Test: Fire', 'A manager should assign a course to somebody below them'
);
select is(
  pg_temp.assign('lead', jsonb_build_object('course_id', pg_temp.course('Test: Fire'), 'audience', 'person', 'user_id', pg_temp.id(who))),
  '42501', format('A manager should not assign a course to %s, who is not below them', who)
)
from (values ('lead'), ('boss'), ('peer')) v (who);
select is(
  pg_temp.assign('learning', jsonb_build_object('course_id', c, 'audience', 'everybody')), 'PT400 unknown_id', format('%s should be refused', why)
)
from (values (pg_temp.course('Test: Old'), 'A retired course'), (pg_temp.course('Test: Draft'), 'A draft'), (gen_random_uuid(), 'A course that is not there')) v (c, why);
select is(
  pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Fire'), 'audience', 'person', 'user_id', pg_temp.id('leaver'))),
  'PT400 unknown_id', 'Nothing should be assigned to somebody who left'
);
select is(
  pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Crane'), 'audience', 'pathway', 'pathway_id', pg_temp.pathway('Test: Rigger'), 'reason', 'riggers')),
  'Test: Crane', 'A learning admin should assign a course to a pathway'
);

-- Who reads and changes -------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('course_assignments', 'reason = ''all'''), 'hr learning', 'What holds for the company should be read by HR and learning admins');
select is(pg_temp.readers('course_assignments', 'reason = ''boss'''), 'boss hr learning', 'What a manager assigned should be read by them, too');
select is(pg_temp.readers('course_assignments', 'reason = ''lead'''), 'boss lead worker hr learning', 'What is assigned to a person they, their line and the manager''s line should read');
select is(
  pg_temp.does(who, 'select public.update_assignment(pg_temp.assignment(''lead''), ''{"due_days": 20}'')'), answer, format('%s changing it should get %s', who, answer)
)
from (values ('lead', '1 row'), ('learning', '1 row'), ('boss', '42501'), ('worker', '42501'), ('hr', '42501'), ('peer', 'PT404 not_found'), ('contractor', 'PT404 not_found')) v (who, answer);
select is(
  pg_temp.does(who, 'select public.delete_assignment(pg_temp.assignment(''lead''))'), answer, format('%s deleting it should get %s', who, answer)
)
from (values ('lead', '1 row'), ('learning', '1 row'), ('boss', '42501'), ('worker', '42501'), ('peer', 'PT404 not_found')) v (who, answer);
select is(
  pg_temp.does('learning', 'select public.update_assignment(pg_temp.assignment(''all''), ''{}'', ''7'')'), 'PT412 stale', 'A stale etag should be refused'
);
insert into public.course_assignments (course_id, audience, user_id, reason) select pg_temp.course('Test: Fire'), 'person', pg_temp.id('contractor'), 'own';
select is(pg_temp.does('contractor', 'select public.' || move), '42501', 'Contractors should not change what is assigned to them: ' || move)
from unnest(array['update_assignment(pg_temp.assignment(''own''), ''{}'')', 'delete_assignment(pg_temp.assignment(''own''))', 'set_exemption(pg_temp.assignment(''own''), pg_temp.id(''crew''), ''{"reason": "No"}'')']) move;
delete from public.course_assignments where reason = 'own';
select is(pg_temp.does('learning', 'update public.course_assignments set due_days = 1'), '42501', 'Nobody should write assignments past the functions');

-- Whom it covers, at once --------------------------------------------------------------------------------------------------------------

select is(pg_temp.owes('contractor'), 'Safety due 30', 'Everybody should mean contractors, too, in 30 days unless said otherwise');
select is(pg_temp.owes('leaver'), 'nothing', 'Somebody who left should owe nothing');
select is(pg_temp.owes('worker'), 'Fire due 10, Safety due 30', 'A course assigned to a person should be due in the days that it says');
update public.employment_info set org_unit_id = pg_temp.unit('Test: Berth') where user_id in (pg_temp.id('worker'), pg_temp.id('learning'));
select is(pg_temp.owes('worker'), 'Crane due 30, Fire due 10, Safety due 30', 'Who moves into a unit far below should be covered at once');
select is(pg_temp.owes('learning'), 'Safety due 30', 'Who is not below the manager should not');
select results_eq(
  $$select o.name from public.placements p join public.org_units o on o.id = p.org_unit_id where p.user_id = pg_temp.id('worker') order by o.name$$,
  $$values ('Test: Berth'), ('Test: Port'), ('Test: Quay')$$, 'Everybody should belong to their unit and those above'
);
update public.org_units set parent_id = pg_temp.unit('Test: Office') where name = 'Test: Quay';
select is(pg_temp.owes('worker'), 'Fire due 10, Safety due 30', 'When a unit comes under another, its people should be covered no longer');
update public.org_units set parent_id = pg_temp.unit('Test: Port') where name = 'Test: Quay';
update public.employment_info set manager_id = pg_temp.id('hr') where user_id = pg_temp.id('lead');
select is(pg_temp.owes('worker'), 'Fire due 10, Safety due 30', 'Who leaves the manager''s line should be covered no longer');
update public.employment_info set manager_id = pg_temp.id('boss') where user_id = pg_temp.id('lead');
update public.employment_info set pathway_id = pg_temp.pathway('Test: Rigger') where user_id = pg_temp.id('peer');
select is(pg_temp.owes('peer'), 'Crane due 30, Safety due 30', 'Who has the job should be covered');
update public.employment_info set pathway_id = null where user_id = pg_temp.id('peer');
select is(pg_temp.owes('peer'), 'Safety due 30', 'Who has it no longer should not');

-- By when ------------------------------------------------------------------------------------------------------------------------------

update public.course_assignments set assigned_on = current_date - 100 where reason = 'all';
update public.users set created_at = now() - interval '100 days' where id in (pg_temp.id('worker'), pg_temp.id('peer'), pg_temp.id('lead'));
select is(pg_temp.owes('peer'), 'Safety overdue -70', 'Days should count from when it was assigned');
update public.employment_info set hire_date = current_date - 5 where user_id = pg_temp.id('peer');
select is(pg_temp.owes('peer'), 'Safety due 25', 'For who joined later they should count from then');
update public.course_assignments set due_on = current_date - 20 where reason = 'all';
select is(pg_temp.owes('lead'), 'Safety overdue -20', 'A due date should hold for who was there by then');
select is(pg_temp.owes('peer'), 'Safety due 25', 'Who came after the due date should have their days');
update public.course_assignments set assigned_on = current_date - 300, due_on = null where reason = 'boss';
update public.placements set since = current_date - 40 where user_id = pg_temp.id('worker');
update public.reporting_lines set since = current_date - 200 where report_id = pg_temp.id('worker');
select is(pg_temp.owes('worker'), 'Crane overdue -10, Fire due 10, Safety overdue -20', 'In a unit days should count from the day of the move');
update public.reporting_lines set since = current_date - 3 where report_id = pg_temp.id('worker') and manager_id = pg_temp.id('boss');
select is(pg_temp.owes('worker'), 'Crane due 27, Fire due 10, Safety overdue -20', 'And in a manager''s line from the day they came into it');
update public.employment_info set org_unit_id = pg_temp.unit('Test: Quay') where user_id = pg_temp.id('worker');
select is(
  (select p.since from public.placements p where p.user_id = pg_temp.id('worker') and p.org_unit_id = pg_temp.unit('Test: Port')),
  current_date - 40, 'A move within the unit should not begin it anew'
);

-- What counts --------------------------------------------------------------------------------------------------------------------------

select pg_temp.completed('worker', 'Test: Safety', 100, 200);
select is(pg_temp.owes('worker'), 'Crane due 27, Fire due 10, Safety compliant 200', 'A completion that holds should be compliant until it expires');
select is(pg_temp.owes('worker', current_date + 110), 'Crane overdue -83, Fire overdue -100, Safety expiring 90', '90 days before it should be expiring');
select is(pg_temp.owes('worker', current_date + 200), 'Crane overdue -173, Fire overdue -190, Safety expiring 0', 'On its last day the certificate should hold');
select is(pg_temp.owes('worker', current_date + 201), 'Crane overdue -174, Fire overdue -191, Safety overdue -1', 'After it, it should be overdue since that day');
select pg_temp.completed('worker', 'Test: Safety', 1, 364);
select is(pg_temp.owes('worker'), 'Crane due 27, Fire due 10, Safety compliant 364', 'A renewal should count before the old one expires');
select pg_temp.completed('worker', 'Test: Fire', 900, null);
select is(pg_temp.owes('worker'), 'Crane due 27, Fire compliant, Safety compliant 364', 'What does not expire should be done for good, whenever it was');
select pg_temp.completed('peer', 'Test: Safety', 800, -400);
select is(pg_temp.owes('peer'), 'Safety due 25', 'What expired before it was assigned should be due when the assignment says');
update public.courses set status = 'retired' where name = 'Test: Crane';
select is(pg_temp.owes('worker'), 'Fire compliant, Safety compliant 364', 'A retired course should be owed by nobody');
update public.courses set status = 'active' where name = 'Test: Crane';

-- Exemptions -----------------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.does(who, format('select public.set_exemption(pg_temp.assignment(%L), pg_temp.id(%L), ''{"reason": "Ill"}'')', why, person)), answer,
  format('%s exempting %s from %s''s should get %s', who, person, why, answer)
)
from (values
  ('learning', 'all', 'lead', '1 row'), ('learning', 'all', 'learning', '42501'), ('boss', 'boss', 'worker', '1 row'), ('boss', 'boss', 'peer', '1 row'),
  ('boss', 'boss', 'hr', '42501'), ('boss', 'all', 'worker', 'PT404 not_found'), ('lead', 'boss', 'worker', 'PT404 not_found'), ('worker', 'lead', 'worker', '42501'),
  ('hr', 'all', 'worker', '42501'), ('learning', 'all', 'leaver', 'PT404 not_found')
) v (who, why, person, answer);
select pg_temp.asks('learning', 'select public.set_exemption(pg_temp.assignment(''all''), pg_temp.id(''lead''), ''{"reason": "Wrote it"}'')');
select is(pg_temp.owes('lead'), 'Safety exempt -20', 'Who is exempt should be so');
select is(pg_temp.readers('assignment_exemptions', 'reason = ''Wrote it'''), 'lead hr learning', 'Why should be read by the person, HR and learning admins, not by the line');
select pg_temp.asks('learning', format('select public.set_exemption(pg_temp.assignment(''all''), pg_temp.id(''lead''), ''{"reason": "Wrote it", "until": "%s"}'')', current_date));
select is(pg_temp.owes('lead') || ', ' || pg_temp.owes('lead', current_date + 1), 'Safety exempt -20, Safety overdue -21', 'Until its last day');
select is(pg_temp.does('learning', 'select public.remove_exemption(pg_temp.assignment(''all''), pg_temp.id(''peer''))'), '1 row', 'Ending what is not there should change nothing');
select pg_temp.asks('learning', 'select public.remove_exemption(pg_temp.assignment(''all''), pg_temp.id(''lead''))');
select is(pg_temp.owes('lead'), 'Safety overdue -20', 'Who is exempt no longer should owe it again');

-- Who sees whose ---------------------------------------------------------------------------------------------------------------------------

create function pg_temp.sees(handle text, arguments text) returns text language sql as $$
  select pg_temp.asks(handle, format(
    'select coalesce(string_agg(distinct lower(split_part(i #>> ''{person,name}'', '' '', 1)), '' '' order by lower(split_part(i #>> ''{person,name}'', '' '', 1))), ''nobody'')
     from jsonb_array_elements(public.get_compliance(%s) -> ''items'') i', arguments))
$$;
select is(pg_temp.sees('lead', '''team'''), 'contractor worker', 'A manager should see the line');
select is(pg_temp.sees('boss', '''team'''), 'contractor crew foreman lead peer rival worker', 'At every depth, contractors too');
select is(pg_temp.sees('boss', format('''org_unit'', %L', pg_temp.unit('Test: Port'))), 'worker', 'Of a unit a manager should see the line only');
select is(pg_temp.sees('learning', format('''org_unit'', %L', pg_temp.unit('Test: Port'))), 'learning worker', 'A learning admin should see all of a unit and those below it');
select is(pg_temp.sees(who, '''all'''), answer, format('%s asking for all should see %s', who, answer))
from (values ('boss', '42501'), ('worker', '42501'), ('contractor', '42501'), ('auditor', '42501'), ('stranger', 'PT403 no_employee_record')) v (who, answer);
select is(
  pg_temp.asks('hr', 'select public.get_compliance(''all'', page_size => 200, want_total => true) ->> ''total'''),
  (select count(*)::text from private.compliance_of(null, current_date)), 'HR should see everybody'
);
select is(
  (select string_agg(concat_ws(' ', i #>> '{course,name}', i ->> 'people', i ->> 'overdue', i ->> 'due', i ->> 'expiring', i ->> 'compliant', i ->> 'exempt'), ', ')
   from jsonb_array_elements(pg_temp.asks('lead', 'select public.count_compliance(''team'')')::jsonb -> 'items') i),
  'Test: Crane 1 0 1 0 0 0, Test: Fire 1 0 0 0 1 0, Test: Safety 2 0 1 0 1 0', 'Counts should tell people of a scope by state'
);
select pg_temp.assign('boss', jsonb_build_object('course_id', pg_temp.course('Test: Safety'), 'audience', 'everybody', 'due_days', 5));
select is(
  (select i ->> 'people' from jsonb_array_elements(pg_temp.asks('lead', 'select public.count_compliance(''team'')')::jsonb -> 'items') i where i #>> '{course,name}' = 'Test: Safety'),
  '2', 'Who must take a course twice over should count once'
);

-- Who is told ----------------------------------------------------------------------------------------------------------------------------------

create function pg_temp.told(handle text) returns text language sql as $$
  select coalesce(string_agg(replace(kind, 'training.', ''), ' ' order by kind), 'nothing') from public.notifications
  where user_id = pg_temp.id(handle) and kind ~ '^training'
$$;
create function pg_temp.remind(on_day date) returns void language plpgsql as $$
declare
  step jsonb := '{}';
begin
  delete from public.notifications;
  for n in 1 .. 2 loop
    step := '{}';
    loop
      step := private.job_learning_reminders(step -> 'next', on_day);
      exit when step -> 'next' = 'null';
    end loop;
  end loop;
end
$$;
delete from public.course_assignments;
select is((select string_agg(title, ' ') from public.notifications where user_id = pg_temp.id('worker') and kind = 'training.assigned'), '{actor} assigned you the course "Test: Fire"', 'Somebody to whom a course is assigned should be told at once');
insert into public.course_assignments (course_id, audience, user_id, due_on, assigned_on)
values (pg_temp.course('Test: Crane'), 'person', pg_temp.id('worker'), current_date + 200, current_date - 10);
insert into public.course_assignments (course_id, audience, line_id, due_on, assigned_on)
values (pg_temp.course('Test: Crane'), 'everybody', pg_temp.id('boss'), current_date + 210, current_date - 300);
update public.users set created_at = now() - interval '400 days';
update public.employment_info set hire_date = null;
delete from public.user_training;
select pg_temp.remind(current_date + 109);
select is(pg_temp.told('worker'), 'nothing', '91 days before nobody should be told');
select pg_temp.remind(current_date + n), is(pg_temp.told('worker') || ' ' || pg_temp.told('lead'), 'due nothing', format('%s days before the person should be told once, however often it runs', 200 - n))
from (values (110), (140), (170), (193), (200)) v (n) where n < 120;
select is(
  (select count(*) from public.notifications n where n.user_id = pg_temp.id('worker')), 1::bigint, 'Two assignments of one course should tell once'
);
do $$
declare
  n integer;
begin
  delete from public.notifications;
  for n in 100 .. 230 loop
    perform private.job_learning_reminders(null, current_date + n);
  end loop;
end
$$;
select is(pg_temp.told('worker'), 'due due due due overdue', 'Over the days there should be four reminders, then once that it is overdue');
select is(
  (select string_agg(distinct (u.full_name), ' ') from public.notifications n join public.users u on u.id = n.user_id where n.kind = 'training.overdue_of' and n.actor_id = pg_temp.id('worker')),
  'Lead Example', 'And whoever decides for the person, nobody else'
);
select is(
  (select count(*) from public.notifications n where n.kind = 'training.overdue_of' and n.actor_id = pg_temp.id('worker')), 1::bigint, 'Once'
);
delete from public.course_assignments;
select pg_temp.completed('contractor', 'Test: Safety', 100, 60);
select pg_temp.remind(current_date);
select is(pg_temp.told('contractor'), 'renewal', 'A certificate that expires should be told of, assigned or not');
select pg_temp.completed('contractor', 'Test: Safety', 0, 300);
select pg_temp.remind(current_date);
select is(pg_temp.told('contractor'), 'nothing', 'But not one that was renewed');

-- Leaving ------------------------------------------------------------------------------------------------------------------------------------------

select pg_temp.assign('lead', jsonb_build_object('course_id', pg_temp.course('Test: Crane'), 'audience', 'everybody', 'reason', 'by lead'));
select pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Crane'), 'audience', 'person', 'user_id', pg_temp.id('lead'), 'reason', 'to lead'));
select pg_temp.assign('learning', jsonb_build_object('course_id', pg_temp.course('Test: Crane'), 'audience', 'everybody', 'reason', 'for all'));
select pg_temp.asks('learning', 'select public.set_exemption(pg_temp.assignment(''for all''), pg_temp.id(''lead''), ''{"reason": "Wrote it"}'')');
update public.employment_info set status = 'left' where user_id = pg_temp.id('lead');
select results_eq('select reason from public.course_assignments', array['for all'], 'Leaving should end what was assigned to and by the person');
select is_empty('select from public.assignment_exemptions', 'And their exemptions');
select is(pg_temp.owes('lead'), 'nothing', 'And what they owe');
update public.employment_info set status = 'active', org_unit_id = pg_temp.unit('Test: Port') where user_id = pg_temp.id('lead');
select is(
  (select since from public.placements where user_id = pg_temp.id('lead')), current_date, 'Who comes back should begin anew'
);

-- Of many people -----------------------------------------------------------------------------------------------------------------------------------

insert into public.org_units (name, parent_id) values ('Test: Pier', pg_temp.unit('Test: Port'));
with made as (
  insert into public.users (full_name, email) select 'Many Example', 'm' || n || '@example.com' from generate_series(1, 2001) n returning id
), hired as (
  insert into public.employment_info (user_id, org_unit_id) select id, pg_temp.unit('Test: Pier') from made
)
insert into public.user_training (user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number)
select id, pg_temp.course('Test: Crane'), 1, 1, 'completed', 100, now(), current_date, private.new_certificate_number() from made limit 700;
analyze public.users, public.employment_info, public.placements, public.user_training, public.reporting_lines;
-- Assigned to them twice: the worse state counts once, and both are duties.
insert into public.course_assignments (course_id, audience, org_unit_id, due_on, assigned_on)
values (pg_temp.course('Test: Crane'), 'unit', pg_temp.unit('Test: Port'), current_date - 5, current_date - 10);
create function pg_temp.count_at_night() returns void language plpgsql as $$
declare
  step jsonb := private.job_compliance_counts(null, current_date);
begin
  while step -> 'next' <> 'null' loop
    step := private.job_compliance_counts(step -> 'next', current_date);
  end loop;
end
$$;
create function pg_temp.counted(reader text) returns text language sql as $$
  select pg_temp.asks(reader, format($q$
    select jsonb_build_array(
      (public.count_compliance('all') -> 'items'), public.count_compliance('org_unit', %1$L) -> 'items',
      public.get_compliance('all', null, want_total => true) -> 'total',
      public.get_compliance('org_unit', %1$L, '{compliant,due}', want_total => true) -> 'total',
      public.get_compliance('org_unit', %1$L, null, %2$L, want_total => true) -> 'total')::text
  $q$, pg_temp.unit('Test: Port'), pg_temp.course('Test: Crane')))
$$;
create function pg_temp.compliant(who text, place text) returns text language sql as $$
  select pg_temp.asks(who, format($q$
    select concat_ws(' ', (r ->> 'as_of')::date - current_date, r -> 'total')
    from public.get_compliance(%L, %L, '{compliant}', %L, want_total => true) r
  $q$, place, case when place = 'org_unit' then pg_temp.unit('Test: Port') end, pg_temp.course('Test: Crane')))
$$;
create temporary table asked as select pg_temp.counted('learning') as answer;
select pg_temp.count_at_night();
select is((select count(*) from private.counted_units), 3::bigint, 'A night should count the company and each unit of many people');
select is(pg_temp.counted('learning'), (select answer from asked), 'And tell what asking told, by course, state and unit');
select pg_temp.completed(split_part(email, '@', 1), 'Test: Crane', 0, null) from public.users where email = 'm2001@example.com';
update private.counted_units set as_of = current_date - 1;
select is(pg_temp.compliant('learning', 'org_unit'), '-1 1400', 'Until the next night it should stand as of the last, and say so');
select is(pg_temp.compliant('boss', 'team'), '0 0', 'A line should be counted when it is asked of');
select pg_temp.count_at_night();
select is(pg_temp.compliant('learning', 'org_unit'), '0 1402', 'Then it should be what is there');
select is(pg_temp.asks('boss', 'select public.count_compliance(''all'')::text'), '42501', 'Nobody should see more for its being counted');

select * from finish();
rollback;
