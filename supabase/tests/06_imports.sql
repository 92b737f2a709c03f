-- An import of untidy employee profiles, as the database takes it.
begin;
\ir helpers.psql
select plan(115);

-- A taxonomy of this file: Knots stands under two specializations, Ropes has an alias, Sextants are retired.
insert into public.function_areas (name) values ('Test Area');
insert into public.specializations (function_area_id, name)
select id, v from public.function_areas, unnest(array['Test: Special', 'Test: Other']) v where function_areas.name = 'Test Area';
insert into public.skills (specialization_id, name, status)
select s.id, v.name, v.status
from (values
  ('Test: Special', 'Knots', 'active'), ('Test: Other', 'Knots', 'active'), ('Test: Special', 'Ropework', 'active'),
  ('Test: Special', 'Signal Flags', 'active'), ('Test: Special', 'Sextants', 'retired')
) v (place, name, status) join public.specializations s on s.name = v.place;
insert into public.skill_aliases (skill_id, alias) select id, 'Splicing' from public.skills where name = 'Ropework';
insert into public.competencies (name) values ('Testing Others');
insert into public.experience_types (name) values ('Testing Abroad');

-- One element as the function sends it: a profile that was checked, or the errors of one that was not good.
create function pg_temp.profile(number text, full_name text, address text, more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object('employee_id', number, 'profile',
    jsonb_build_object('employee_id', number,
      'personal_info', jsonb_build_object('name', full_name, 'email', address) || coalesce(more -> 'personal_info', '{}'))
    || (more - 'personal_info'))
$$;
create function pg_temp.broken(number text, at text) returns jsonb
language sql as $$
  select jsonb_build_object('employee_id', number, 'errors', jsonb_build_array(jsonb_build_object('path', at, 'code', 'invalid', 'message', 'No.')))
$$;

-- What was proposed so far is made to be of an earlier transaction: a report names what its own made.
create function pg_temp.later() returns void
language sql as $$
  update public.function_areas set created_at = '2026-01-01' where created_at = now();
  update public.specializations set created_at = '2026-01-01' where created_at = now();
  update public.skills set created_at = '2026-01-01' where created_at = now();
  update public.competencies set created_at = '2026-01-01' where created_at = now();
  update public.experience_types set created_at = '2026-01-01' where created_at = now();
$$;
-- A new run with these elements, by HR.
create function pg_temp.import(variadic elements jsonb[]) returns jsonb
language sql as $$
  select pg_temp.later();
  select pg_temp.asks('hr', format('select public.import_profiles(null, 0, %L, true)', to_jsonb(elements)))::jsonb;
$$;
-- created/updated/unchanged, then "number: path code" of each refused element.
create function pg_temp.brief(answer jsonb) returns text
language sql as $$
  select concat_ws(' ', concat_ws('/', answer ->> 'created', answer ->> 'updated', answer ->> 'unchanged'), (
    select string_agg(format('%s: %s %s', r ->> 'employee_id', r #>> '{errors,0,path}', r #>> '{errors,0,code}'), ', ' order by (r ->> 'index')::integer)
    from jsonb_array_elements(answer -> 'rejected') r
  ))
$$;
create function pg_temp.who(number text) returns uuid
language sql stable as $$ select id from public.users where employee_id = number $$;
create function pg_temp.manager_of(number text) returns text
language sql as $$
  select coalesce((select m.employee_id from public.employment_info e join public.users m on m.id = e.manager_id where e.user_id = pg_temp.who(number)), 'nobody')
$$;
create function pg_temp.skills_of(number text) returns text
language sql as $$
  select coalesce(string_agg(format('%s > %s > %s (%s)', a.name, s.name, k.name, k.status), ', ' order by a.name, s.name, k.name), 'none')
  from public.user_skills us join public.skills k on k.id = us.skill_id
  left join public.specializations s on s.id = k.specialization_id left join public.function_areas a on a.id = s.function_area_id
  where us.user_id = pg_temp.who(number)
$$;
-- Every row of every table but those of the imports themselves.
create function pg_temp.everything() returns table (name text, rows bigint, contents text)
language plpgsql as $$
begin
  for name in
    select relname from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relname not in ('imports', 'import_rows') order by 1
  loop
    execute format('select count(*), md5(string_agg(t::text, ''|'' order by t::text)) from public.%I t', name) into rows, contents;
    return next;
  end loop;
end
$$;

-- Who may import -------------------------------------------------------------------------------------------------------

create temporary table at_first as select * from pg_temp.everything();
select is(
  pg_temp.asks(who, format('select public.import_profiles(null, 0, %L, true)', jsonb_build_array(pg_temp.profile('P-0', 'Nobody', 'p0@example.com')))),
  case who when 'stranger' then 'PT403 no_employee_record' when 'leaver' then 'PT403 no_employee_record' else '42501' end,
  format('%s should not be able to import', who)
)
from unnest(array['worker', 'boss', 'contractor', 'learning', 'auditor', 'leaver', 'stranger']) who;
select results_eq('select * from pg_temp.everything()', 'select * from at_first', 'Refused imports should write nothing');
select is((select count(*) from public.imports), 0::bigint, 'Nor leave a record');

-- One whole profile -----------------------------------------------------------------------------------------------------

create temporary table whole as select pg_temp.profile('P-1', 'Paula Prima', 'Paula@Example.com', '{
  "personal_info": {"office_location": "Quay 1", "languages": [
    {"language": "Dutch", "proficiency": "Fluent"}, {"language": "Spanish", "proficiency": "Beginner"}]},
  "employment_info": {"job_title": "Bosun", "department": "Deck : Crew", "unit": "Night Watch", "line_manager": "Boss Example",
    "in_role_since": "2023-02-01", "hire_date": "2020-01-15", "last_updated": "2026-04-01"},
  "skills": [
    {"function_area": "test  area", "specialization": "Test : Special", "skill_name": "knots"},
    {"function_area": "Test Area", "specialization": "Test: Special", "skill_name": "SPLICING"},
    {"function_area": "Somewhere", "specialization": "Else: Where", "skill_name": "Signal Flags"},
    {"function_area": "Test Area", "specialization": "Test: Special", "skill_name": "Underwater Chess"},
    {"function_area": "Test Area", "specialization": "Test: Special", "skill_name": "underwater  chess"}],
  "competencies": [{"name": "testing others", "level": "Advanced"}, {"name": "Whistling", "level": "Beginner"}],
  "experiences": [
    {"type": "Testing Abroad", "organization": "Far Port", "program": null, "period": {"start": "2021-01-01", "end": null}, "focus": "Knots"},
    {"type": "Castaway", "organization": null, "program": null, "period": null, "focus": null}],
  "positions_history": [
    {"role_title": "Sailor", "organization": "Old Line", "period": {"start": "2018-01-01", "end": "2019-12-31"}, "focus_areas": ["Deck"], "key_skills_used": ["Knots"]},
    {"role_title": "Bosun", "organization": null, "period": {"start": "2023-02-01", "end": null}, "focus_areas": [], "key_skills_used": []}],
  "projects": [{"project_name": "New Mast", "role": "Lead", "period": {"start": "2024-01-01", "end": null}, "description": "Taller.", "outcomes": ["Tall"]}],
  "education": [{"degree": "BSc Sailing", "institution": "Sea School", "period": {"start": "2014-09-01", "end": "2018-06-30"}}]
}') as element;
create temporary table first_answer as select pg_temp.import((select element from whole)) as answer;

select is((select pg_temp.brief(answer) from first_answer), '1/0/0', 'A new person should be created');
select results_eq(
  $$select u.email, u.full_name, u.office_location, u.job_title, o.name, d.name, u.status from public.users u
    join public.org_units o on o.id = u.org_unit_id join public.org_units d on d.id = o.parent_id where u.employee_id = 'P-1'$$,
  $$values ('paula@example.com', 'Paula Prima', 'Quay 1', 'Bosun', 'Night Watch', 'Deck : Crew', 'active')$$,
  'The directory row should be made, the address in lower case, with title and unit of the employment'
);
select results_eq(
  $$select m.full_name, e.line_manager, e.hire_date, e.in_role_since, e.source_updated_on, e.employment_type
    from public.employment_info e join public.users m on m.id = e.manager_id where e.user_id = pg_temp.who('P-1')$$,
  $$values ('Boss Example', 'Boss Example', '2020-01-15'::date, '2023-02-01'::date, '2026-04-01'::date, 'employee')$$,
  'Employment should be written, and the manager found by name'
);
select isnt_empty(
  'select from public.reporting_lines where manager_id = pg_temp.id(''boss'') and report_id = pg_temp.who(''P-1'')', 'The manager should see the person at once'
);
select is(
  pg_temp.skills_of('P-1'),
  'Test Area > Test: Special > Knots (active), Test Area > Test: Special > Ropework (active), Test Area > Test: Special > Signal Flags (active), Test Area > Test: Special > Underwater Chess (proposed)',
  'Skills should be found by name in their place, by alias, as the only active one of the name, or else proposed, once'
);
select is(
  (select count(level) from public.user_skills where user_id = pg_temp.who('P-1')), 0::bigint, 'Imported skills should be unrated'
);
select results_eq(
  $$select c.name, c.status, uc.level, uc.source from public.user_competencies uc join public.competencies c on c.id = uc.competency_id
    where uc.user_id = pg_temp.who('P-1') order by 1$$,
  $$values ('Testing Others', 'active', 5, 'hr'), ('Whistling', 'proposed', 1, 'hr')$$,
  'Competencies should be found or proposed; Advanced is 5, Beginner 1'
);
select results_eq(
  $$select t.name, t.status, x.organization, x.started_on, x.source from public.user_experiences x join public.experience_types t on t.id = x.experience_type_id
    where x.user_id = pg_temp.who('P-1') order by 1$$,
  $$values ('Castaway', 'proposed', null::text, null::date, 'hr'), ('Testing Abroad', 'active', 'Far Port', '2021-01-01', 'hr')$$,
  'Experiences should be written, with types found or proposed, also without dates'
);
select results_eq(
  $$select role_title, organization, started_on, ended_on, focus_areas, key_skills, source from public.position_history where user_id = pg_temp.who('P-1') order by 1$$,
  $$values ('Bosun', null::text, '2023-02-01'::date, null::date, '{}'::text[], '{}'::text[], 'hr'),
    ('Sailor', 'Old Line', '2018-01-01', '2019-12-31', '{Deck}', '{Knots}', 'hr')$$,
  'Past jobs should be written as HR''s'
);
select results_eq(
  $$select (select string_agg(language || ' ' || proficiency, ', ' order by language) from public.user_languages where user_id = pg_temp.who('P-1')),
    (select row(degree, institution, started_on, ended_on)::text from public.education where user_id = pg_temp.who('P-1')),
    (select row(name, role, description, outcomes, source)::text from public.projects where user_id = pg_temp.who('P-1'))$$,
  $$values ('Dutch Fluent, Spanish Beginner', '("BSc Sailing","Sea School",2014-09-01,2018-06-30)', '("New Mast",Lead,Taller.,{Tall},hr)')$$,
  'Languages, education and projects should be written'
);
select results_eq(
  $$select p ->> 'kind', p ->> 'name', p ->> 'in' from first_answer, jsonb_array_elements(answer #> '{taxonomy,proposed}') p order by 1$$,
  $$values ('competency', 'Whistling', null), ('experience_type', 'Castaway', null), ('skill', 'Underwater Chess', 'Test: Special')$$,
  'The report should name what is new in the taxonomy'
);

-- The same again ----------------------------------------------------------------------------------------------------------

select pg_temp.later();
create temporary table once as select * from pg_temp.everything();
create temporary table second_answer as select pg_temp.import((select element from whole)) as answer;
select is((select pg_temp.brief(answer) from second_answer), '0/0/1', 'The same file again should be unchanged');
select results_eq(
  'select * from pg_temp.everything()', 'select * from once', 'The same file again should add and change no row of any table'
);
select is(
  (select answer #>> '{taxonomy,proposed}' from second_answer), '[]', 'Nor propose anything again'
);
create temporary table third as select * from pg_temp.everything();
select is(
  pg_temp.asks('hr', format('select public.import_profiles(%L, 0, %L)', (select answer ->> 'id' from second_answer), jsonb_build_array((select element from whole)))),
  (select answer::text from second_answer), 'A chunk that is sent again should be answered the same'
);
select results_eq('select * from pg_temp.everything()', 'select * from third', 'And change nothing');
select is(
  (select count(*) from public.import_rows where import_id = (select (answer ->> 'id')::uuid from second_answer)), 1::bigint,
  'Nor be reported twice'
);

-- Creating a run twice.
create temporary table run as select gen_random_uuid() as id;
grant select on run to authenticated;
create function pg_temp.create_run(handle text) returns text language sql as $$
  select pg_temp.asks(handle, format('select public.import_profiles(%L, 0, %L, true)', (select id from run),
    jsonb_build_array(pg_temp.profile('P-2', 'Peter Secundus', 'p2@example.com'))))
$$;
create temporary table created as select pg_temp.create_run('hr')::jsonb as answer;
select is(pg_temp.brief((select answer from created)), '1/0/0', 'A client may choose the id of a run');
select is(
  pg_temp.create_run('hr')::jsonb, (select answer || '{"repeated": true}' from created), 'Creating it again should be answered as the first time'
);
insert into public.user_roles (user_id, role) values (pg_temp.id('boss'), 'hr_admin');
select is(pg_temp.create_run('boss'), 'PT409 duplicate', 'Nobody else should take its id');
delete from public.user_roles where user_id = pg_temp.id('boss');
select is(
  pg_temp.asks('hr', 'select public.import_profiles(gen_random_uuid(), 0, ''[]'')'), 'PT404 not_found', 'A chunk of no run should be refused'
);

-- Accounts and addresses ---------------------------------------------------------------------------------------------------

select is(
  pg_temp.brief(pg_temp.import(
    pg_temp.profile('P-3', 'Thief', 'PAULA@example.com'),
    pg_temp.profile('P-2', 'Peter Secundus', 'paula@example.com'),
    pg_temp.profile('P-4', 'Quarta', 'p4@example.com'),
    pg_temp.profile('P-5', 'Quinta', 'p4@example.com')
  )),
  '1/0/0 P-3: personal_info.email duplicate, P-2: personal_info.email duplicate, P-5: personal_info.email duplicate',
  'The address of another employee should be refused: for a new person, for a known one, and within one file'
);
select is(
  (select string_agg(employee_id || ' ' || email, ', ' order by employee_id) from public.users where employee_id ~ '^P-'),
  'P-1 paula@example.com, P-2 p2@example.com, P-4 p4@example.com', 'A refused element should leave everybody''s address as it was'
);

update private.settings set value = '"open"' where key = 'registration';
insert into auth.users (id, aud, role, email, email_confirmed_at)
values (gen_random_uuid(), 'authenticated', 'authenticated', 'early@example.com', now());
update private.settings set value = '"directory"' where key = 'registration';
create temporary table early as select id, auth_id from public.users where email = 'early@example.com';
select is(
  pg_temp.brief(pg_temp.import(pg_temp.profile('P-6', 'Early Bird', 'EARLY@example.com', '{"employment_info": {"job_title": "Cook"}}'))),
  '0/1/0', 'A person who registered before HR knew them should be adopted'
);
select results_eq(
  'select u.id, u.auth_id, u.full_name, u.job_title from public.users u where employee_id = ''P-6''',
  'select id, auth_id, ''Early Bird'', ''Cook'' from early',
  'The adopted record should keep its id and account'
);

insert into auth.users (id, aud, role, email, email_confirmed_at)
values (gen_random_uuid(), 'authenticated', 'authenticated', 'p2@example.com', now());
create temporary table moved as select auth_id from public.users where employee_id = 'P-2';
select isnt((select auth_id from moved), null, 'P-2 should have an account');
select is(pg_temp.brief(pg_temp.import(pg_temp.profile('P-2', 'Peter Secundus', 'p2.new@example.com'))), '0/1/0', 'HR should change an address by import');
select is_empty('select from auth.users where id = (select auth_id from moved)', 'The account of the old address should then be deleted');
select is(pg_temp.brief(pg_temp.import(pg_temp.profile('P-7', 'Septima', 'p2@example.com'))), '1/0/0', 'The old address should be free for another');

update public.users set erased_at = now() where employee_id = 'P-7';
select is(
  pg_temp.brief(pg_temp.import(pg_temp.profile('P-7', 'Septima', 'p7@example.com'))), '0/0/0 P-7: employee_id erased',
  'An erased person should not come back by import'
);
update public.employment_info set status = 'left' where user_id = pg_temp.who('P-4');
select pg_temp.import(pg_temp.profile('P-4', 'Quarta Nova', 'p4@example.com', '{"employment_info": {"job_title": "Cook"}}')) is not null;
select is(
  (select status || ' ' || full_name from public.users where employee_id = 'P-4'), 'left Quarta Nova', 'A leaver should stay a leaver'
);

-- Managers ---------------------------------------------------------------------------------------------------------------------

create function pg_temp.under(number text, full_name text, manager text) returns jsonb
language sql as $$
  select pg_temp.profile(number, full_name, lower(number) || '@example.com', jsonb_build_object('employment_info', jsonb_build_object('line_manager', manager)))
$$;
select is(
  pg_temp.brief(pg_temp.import(
    pg_temp.under('M-1', 'Mona Low', 'Mona High'), pg_temp.under('M-2', 'Mona High', 'Head of Nothing'),
    pg_temp.under('M-3', 'Twin', null), pg_temp.under('M-4', 'Twin', null), pg_temp.under('M-5', 'Under Twin', 'TWIN'),
    pg_temp.under('M-6', 'Round A', 'Round B'), pg_temp.under('M-7', 'Round B', 'Round C'), pg_temp.under('M-8', 'Round C', 'Round A'),
    pg_temp.under('M-9', 'Self', 'Self'), pg_temp.under('M-10', 'Left Behind', 'Leaver Example')
  )),
  '10/0/0', 'Names of managers should refuse nobody'
);
select is(pg_temp.manager_of(number), manager, says)
from (values
  ('M-1', 'M-2', 'A manager who comes later in the file should be linked'),
  ('M-2', 'nobody', 'A post that is no name should link nobody'),
  ('M-5', 'nobody', 'A name that two people have should link neither'),
  ('M-6', 'nobody', 'A cycle of names should not be linked'),
  ('M-7', 'nobody', 'Nor its second'),
  ('M-8', 'nobody', 'Nor its third'),
  ('M-9', 'nobody', 'Nobody should be linked to themselves'),
  ('M-10', 'nobody', 'A leaver should not be linked')
) v (number, manager, says);
select is(
  (select string_agg(employee_id || ' ' || (w ->> 'path') || ' ' || (w ->> 'code'), ', ' order by index)
   from public.import_rows, jsonb_array_elements(warnings) w where employee_id ~ '^M-'),
  'M-2 employment_info.line_manager manager_unresolved, M-5 employment_info.line_manager manager_unresolved, '
    || 'M-6 employment_info.line_manager manager_unresolved, M-7 employment_info.line_manager manager_unresolved, '
    || 'M-8 employment_info.line_manager manager_unresolved, M-9 employment_info.line_manager manager_unresolved, '
    || 'M-10 employment_info.line_manager manager_unresolved',
  'Each name that was not linked should be reported beside its element'
);
select is(
  (select line_manager from public.employment_info where user_id = pg_temp.who('M-5')), 'TWIN', 'The name should stay as the source wrote it'
);
select pg_temp.import(pg_temp.under('M-11', 'Head of Nothing', null)) is not null;
select is(pg_temp.manager_of('M-2'), 'M-11', 'A manager who comes with a later import should be linked then');
select pg_temp.import(pg_temp.under('M-4', 'Twin the Second', null)) is not null;
select is(pg_temp.manager_of('M-5'), 'M-3', 'A name that becomes unique should be linked then');
select is(
  pg_temp.brief(pg_temp.import(pg_temp.under('M-1', 'Mona Low', 'Boss Example'))), '0/1/0', 'Another manager should be a change'
);
select is(
  (select string_agg(u.full_name, ', ') from public.reporting_lines l join public.users u on u.id = l.manager_id where l.report_id = pg_temp.who('M-1')),
  'Boss Example', 'Another name should move the person under the other manager'
);
select pg_temp.import(pg_temp.under('M-1', 'Mona Low', 'Nobody We Know')) is not null;
select is_empty(
  'select from public.reporting_lines where report_id = pg_temp.who(''M-1'')', 'A name that nobody has should end the old manager''s sight'
);
select pg_temp.import(pg_temp.under('M-5', 'Under Twin', null)) is not null;
select is(pg_temp.manager_of('M-5'), 'M-3', 'No name should leave the manager who is known');
select pg_temp.import(pg_temp.under('M-3', 'Twin', 'Under Twin')) is not null;
select is(pg_temp.manager_of('M-3'), 'nobody', 'A name below oneself should not be linked');

-- Skills ------------------------------------------------------------------------------------------------------------------------

create function pg_temp.skilled(number text, area text, specialization text, skill text) returns text
language sql as $$
  select pg_temp.import(pg_temp.profile(number, 'Skilled', lower(number) || '@example.com', jsonb_build_object('skills',
    jsonb_build_array(jsonb_build_object('function_area', area, 'specialization', specialization, 'skill_name', skill))))) is null
$$;
do $$
begin
  perform pg_temp.skilled('S-1', 'Test Area', 'TEST :other', 'Knots');
  perform pg_temp.skilled('S-2', 'Test Area', 'Test: Third', 'Knots');
  perform pg_temp.skilled('S-3', 'Test Area', 'Test: Third', 'Ropework');
  perform pg_temp.skilled('S-4', 'New World', 'New: Place', 'New Thing');
  perform pg_temp.skilled('S-5', 'new world', 'New : Place', 'NEW thing');
  perform pg_temp.skilled('S-6', 'Other World', 'Other: Place', 'New Thing');
  perform pg_temp.skilled('S-7', null, null, 'Homeless Thing');
  perform pg_temp.skilled('S-8', null, null, 'homeless thing');
  perform pg_temp.skilled('S-9', null, null, 'Splicing');
  perform pg_temp.skilled('S-10', 'Test Area', 'Test: Special', 'Sextants');
end
$$;
select is(pg_temp.skills_of(number), found, says)
from (values
  ('S-1', 'Test Area > Test: Other > Knots (active)', 'Of one name under two specializations the one in its place should be taken'),
  ('S-2', 'Test Area > Test: Third > Knots (proposed)', 'Of two elsewhere neither: it should be proposed in its own place'),
  ('S-3', 'Test Area > Test: Special > Ropework (active)', 'The only active one of the name should be taken from elsewhere'),
  ('S-4', 'New World > New: Place > New Thing (proposed)', 'A skill in a new area should be proposed with its place'),
  ('S-5', 'New World > New: Place > New Thing (proposed)', 'The next who brings it should share the proposal'),
  ('S-6', 'Other World > Other: Place > New Thing (proposed)', 'A proposal elsewhere is not an active skill: it should not be taken'),
  ('S-7', ' >  > Homeless Thing (proposed)', 'A skill without a place should be proposed without one'),
  ('S-8', ' >  > Homeless Thing (proposed)', 'The next who brings it should share it'),
  ('S-9', 'Test Area > Test: Special > Ropework (active)', 'An alias should be found from anywhere'),
  ('S-10', 'Test Area > Test: Special > Sextants (retired)', 'A retired skill in its place should stand for its name, and not be made anew')
) v (number, found, says);
select results_eq(
  $$select status, count(*) from public.function_areas where name ilike 'new world' or name = 'Other World' group by 1$$,
  $$values ('proposed', 2::bigint)$$, 'New areas should be proposed, once each'
);
select results_eq(
  $$select status, count(*) from public.specializations where name ~* '^new ?: place' group by 1$$,
  $$values ('proposed', 1::bigint)$$, '"New : Place" and "New: Place" should be one specialization'
);

-- What the person entered -----------------------------------------------------------------------------------------------------------

insert into public.user_languages (user_id, language, proficiency) values (pg_temp.id('worker'), 'Dutch', 'Beginner');
insert into public.education (user_id, degree, institution, started_on) values (pg_temp.id('worker'), 'BSc Sailing', 'Sea School', '2001-01-01');
insert into public.position_history (user_id, source, role_title, organization, started_on, focus_areas)
values (pg_temp.id('worker'), 'self', 'Sailor', 'Old Line', '2018-01-01', '{Mine}');
select pg_temp.asks('worker', format('select public.set_my_skills(%L) is not null', jsonb_build_array(jsonb_build_object(
  'skill_id', (select k.id from public.skills k join public.specializations s on s.id = k.specialization_id where s.name = 'Test: Special' and k.name = 'Knots'),
  'level', 4, 'years_experience', 3, 'visibility', 'colleagues'))));
insert into public.user_competencies (user_id, competency_id, level, source)
select pg_temp.id('worker'), id, 2, 'manager' from public.competencies where name = 'Testing Others';
update public.user_personal_info set phone = '+31 10 555 0100' where user_id = pg_temp.id('worker');
update public.users set preferred_name = 'Wo', photo_url = 'https://example.com/wo.jpg' where id = pg_temp.id('worker');
create temporary table entered as select us.* from public.user_skills us where user_id = pg_temp.id('worker');
select is(
  pg_temp.brief(pg_temp.import((select jsonb_set(jsonb_set(element, '{profile}', element -> 'profile' || jsonb_build_object(
    'employee_id', 'T-worker', 'personal_info', jsonb_build_object('name', 'Worker Example', 'email', 'worker@example.com') || jsonb_build_object(
      'languages', element #> '{profile,personal_info,languages}'))), '{employee_id}', '"T-worker"') from whole))),
  '0/1/0', 'A profile of a person who entered things should be taken'
);
select results_eq(
  'select language, proficiency from public.user_languages where user_id = pg_temp.id(''worker'') order by 1',
  $$values ('Dutch', 'Beginner'), ('Spanish', 'Beginner')$$, 'A language that the person entered should stay, a new one be added'
);
select results_eq(
  'select degree, started_on from public.education where user_id = pg_temp.id(''worker'')',
  $$values ('BSc Sailing', '2001-01-01'::date)$$, 'Education that the person entered should stay'
);
select results_eq(
  'select source, focus_areas from public.position_history where user_id = pg_temp.id(''worker'') and role_title = ''Sailor'' order by 1',
  $$values ('hr', '{Deck}'::text[]), ('self', '{Mine}')$$, 'A past job that the person entered should stay beside HR''s'
);
select results_eq(
  'select us.* from public.user_skills us join entered e using (user_id, skill_id)', 'select * from entered',
  'A skill that the person rated should keep level, visibility and etag'
);
select is(
  (select level || ' ' || source from public.user_competencies uc join public.competencies c on c.id = uc.competency_id
   where uc.user_id = pg_temp.id('worker') and c.name = 'Testing Others'), '2 manager', 'A competency that somebody else decided should stay'
);
select is(
  (select row(u.preferred_name, u.photo_url, i.phone)::text from public.users u join public.user_personal_info i on i.user_id = u.id where u.id = pg_temp.id('worker')),
  '(Wo,https://example.com/wo.jpg,"+31 10 555 0100")', 'Preferred name, photo and phone should stay'
);

-- Changes of HR's ----------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.brief(pg_temp.import(pg_temp.profile('P-1', 'Paula Prima', 'paula@example.com', '{
    "employment_info": {"job_title": "Mate", "in_role_since": "2026-03-01"},
    "competencies": [{"name": "Testing Others", "level": "Intermediate"}]}'))),
  '0/1/0', 'Changed fields should be a change'
);
select results_eq(
  $$select changed from public.import_rows where employee_id = 'P-1' and status = 'updated'$$,
  $$values ('{employment_info,user_competencies}'::text[])$$, 'The report should say what changed'
);
select results_eq(
  $$select role_title, started_on, ended_on from public.position_history where user_id = pg_temp.who('P-1') and started_on > '2020-01-01' order by 2$$,
  $$values ('Bosun', '2023-02-01'::date, '2026-03-01'::date), ('Mate', '2026-03-01', null)$$,
  'A new title should close the old job and open the new'
);
select results_eq(
  $$select e.hire_date, e.line_manager, o.name, u.office_location from public.employment_info e join public.org_units o on o.id = e.org_unit_id
    join public.users u on u.id = e.user_id where e.user_id = pg_temp.who('P-1')$$,
  $$values ('2020-01-15'::date, 'Boss Example', 'Night Watch', 'Quay 1')$$, 'What a file leaves out should stay'
);
select is(
  (select count(*) from public.user_skills where user_id = pg_temp.who('P-1')), 4::bigint, 'Skills that a file leaves out should stay'
);
-- The source's list of past jobs is older than the change of title, and says something new of the old job.
select pg_temp.import(pg_temp.profile('P-1', 'Paula Prima', 'paula@example.com', '{
  "positions_history": [{"role_title": "Bosun", "organization": null, "period": {"start": "2023-02-01", "end": null}, "focus_areas": ["Deck"]}]}')) is not null;
select results_eq(
  $$select focus_areas, ended_on from public.position_history where user_id = pg_temp.who('P-1') and role_title = 'Bosun'$$,
  $$values ('{Deck}'::text[], '2026-03-01'::date)$$, 'A job that a change of title closed should not be opened again by a list that names no end'
);

-- Dry runs ------------------------------------------------------------------------------------------------------------------------------

create temporary table before_dry as select * from pg_temp.everything();
create temporary table dry as select pg_temp.asks('hr', format('select public.import_profiles(null, 0, %L, true, true)', jsonb_build_array(
  pg_temp.profile('D-1', 'Dry One', 'd1@example.com', '{"skills": [{"function_area": "Dry Area", "specialization": "Dry", "skill_name": "Dry Skill"}],
    "employment_info": {"line_manager": "Nobody We Know"}}'),
  pg_temp.profile('P-1', 'Paula Prima', 'paula.dry@example.com'),
  pg_temp.profile('P-2', 'Peter Secundus', 'p2.new@example.com'),
  pg_temp.profile('D-2', 'Dry Two', 'paula.dry@example.com'),
  pg_temp.broken('D-3', 'personal_info.email')
)))::jsonb as answer;
select is(
  pg_temp.brief((select answer from dry)), '1/1/1 D-2: personal_info.email duplicate, D-3: personal_info.email invalid',
  'A dry run should say what would become of each element'
);
select is((select answer ->> 'dry_run' from dry), 'true', 'And that it was dry');
select cmp_ok((select jsonb_array_length(answer #> '{taxonomy,proposed}') from dry), '>=', 3, 'And what it would propose');
select results_eq('select * from pg_temp.everything()', 'select * from before_dry', 'A dry run should write nothing but its record');
select results_eq(
  $$select index, status, user_id is not null, jsonb_array_length(warnings) from public.import_rows
    where import_id = (select (answer ->> 'id')::uuid from dry) order by 1$$,
  $$values (0, 'created', false, 1), (1, 'updated', true, 0), (2, 'unchanged', true, 0), (3, 'rejected', false, 0), (4, 'rejected', false, 0)$$,
  'Its record should hold each element, and nobody who was not made'
);
select is(
  pg_temp.asks('hr', format('select public.import_profiles(%L, 5, %L, false, false) ->> ''dry_run''', (select answer ->> 'id' from dry),
    jsonb_build_array(pg_temp.profile('D-4', 'Dry Four', 'd4@example.com')))),
  'true', 'The chunks of a dry run should be dry, whatever they say'
);
select results_eq('select * from pg_temp.everything()', 'select * from before_dry', 'They too should write nothing');

-- One broken element of many --------------------------------------------------------------------------------------------------------------

create temporary table mixed as select pg_temp.import(
  pg_temp.profile('B-1', 'Good One', 'b1@example.com'),
  pg_temp.broken('B-2', 'skills.0.skill_name'),
  pg_temp.profile('B-3', 'Reversed', 'b3@example.com', '{"skills": [{"function_area": "Test Area", "specialization": "Test: Special", "skill_name": "Left Over"}],
    "education": [{"degree": "MSc", "institution": null, "period": {"start": "2020-01-01", "end": "2019-01-01"}}]}'),
  pg_temp.profile('B-4', repeat('x', 201), 'b4@example.com'),
  pg_temp.profile('B-5', 'No Address', U&'b\0435@example.com'),
  pg_temp.profile('B-6', 'No Date', 'b6@example.com', '{"employment_info": {"hire_date": "some day"}}'),
  pg_temp.profile('B-1', 'Again', 'b1.again@example.com'),
  pg_temp.profile('B-7', 'Good Two', 'b7@example.com'),
  pg_temp.broken(null, '')
) as answer;
select is(
  pg_temp.brief((select answer from mixed)),
  '2/0/0 B-2: skills.0.skill_name invalid, B-3:  invalid, B-4:  invalid, B-5:  invalid, B-6:  invalid, B-1: employee_id duplicate, :  invalid',
  'Broken elements should be refused with path and reason, and the others go in'
);
select is(
  (select string_agg(employee_id || ' ' || full_name, ', ' order by employee_id) from public.users where employee_id ~ '^B-'),
  'B-1 Good One, B-7 Good Two', 'The good ones should be there'
);
select is_empty('select from public.skills where name = ''Left Over''', 'A refused element should leave nothing behind: all or nothing');
select is(
  pg_temp.asks('hr', format('select public.import_profiles(%L, 9, %L) ->> ''created''', (select answer ->> 'id' from mixed),
    jsonb_build_array(pg_temp.profile('B-2', 'Mended', 'b2@example.com')))),
  '1', 'A refused employee may come again in a later chunk'
);
select is(
  pg_temp.brief(pg_temp.asks('hr', format('select public.import_profiles(%L, 10, %L)', (select answer ->> 'id' from mixed),
    jsonb_build_array(pg_temp.profile('B-7', 'Third', 'b7@example.com'))))::jsonb),
  '0/0/0 B-7: employee_id duplicate', 'An employee who went in with an earlier chunk should be refused'
);

-- What remains of it ------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('imports', 'true'), 'hr', 'Imports should be read by HR alone');
select is(pg_temp.readers('import_rows', 'true'), 'hr', 'What became of each element should be read by HR alone');
select is(pg_temp.asks('hr', 'select first_answer from public.imports'), '42501', 'The stored answer should be granted to nobody');
select is(
  pg_temp.asks('hr', format('select public.get_import(%L) ->> ''rows''', (select answer ->> 'id' from mixed)))::jsonb,
  '{"created": 3, "updated": 0, "unchanged": 0, "rejected": 8}'::jsonb, 'A run should count what became of its elements'
);
select is(
  pg_temp.asks('hr', format(
    'select string_agg(item ->> ''index'', '' '' order by n) from jsonb_array_elements(public.get_import_rows(%L, array[''rejected''], page_size => 3) -> ''items'') with ordinality as i (item, n)',
    (select answer ->> 'id' from mixed))),
  '1 2 3', 'Its elements should be listed in the order of the file, filtered by what became of them'
);
select is(
  pg_temp.asks('hr', format(
    'select string_agg(item ->> ''index'', '' '') from jsonb_array_elements(public.get_import_rows(%L, array[''rejected''], ''[3]'', 50) -> ''items'') item',
    (select answer ->> 'id' from mixed))),
  '4 5 6 8 10', 'The next page should begin after the last'
);
select is(pg_temp.asks('hr', 'select public.get_import(gen_random_uuid())'), 'PT404 not_found', 'A run that does not exist should not be found');
select is(
  pg_temp.asks(who, format(call, (select answer ->> 'id' from mixed))), '42501', format('%s should not call %s', who, call)
)
from unnest(array['worker', 'boss', 'contractor', 'learning', 'auditor']) who,
  unnest(array['select public.get_import(%L)', 'select public.get_import_rows(%L)']) call;

-- Every table has rows now: a write that changes nothing keeps the etags, one that changes each row raises each by one.
create function pg_temp.etags_that_move() returns table (name text, after_nothing bigint, after_change bigint)
language plpgsql as $$
declare
  filled text;
  rows bigint;
  sum_before bigint;
  sum_between bigint;
  sum_after bigint;
begin
  for name, filled in
    select c.relname, (
      select a.attname from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by a.attnum limit 1
    )
    from pg_class c join pg_attribute v on v.attrelid = c.oid and v.attname = 'version'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1
  loop
    execute format('select sum(version), count(*) from public.%I', name) into sum_before, rows;
    execute format('update public.%I set %2$I = %2$I', name, filled);
    execute format('select sum(version) from public.%I', name) into sum_between;
    execute format('update public.%I set created_at = ''2001-01-01''', name);
    execute format('select sum(version) from public.%I', name) into sum_after;
    after_nothing := sum_between - sum_before;
    after_change := (sum_after - sum_between) - rows;
    return next;
  end loop;
end
$$;
create temporary table moves as select * from pg_temp.etags_that_move();
select isnt_empty('select from moves where name = ''users'' and after_nothing is not null', 'There should be etags to look at');
select is_empty(
  'select name, after_nothing from moves where after_nothing <> 0', 'In every table a write that changes nothing should keep the etags'
);
select is_empty(
  'select name, after_change from moves where after_change <> 0', 'In every table a change should raise the etag by one'
);

select * from finish();
rollback;
