-- Who reads and writes what of a person, and how employment, etags and reporting lines follow.
begin;
\ir helpers.psql
select plan(179);

-- The same in the hands of the owner, whom no policy restricts.
create function pg_temp.does_as_owner(statement text) returns text
language plpgsql as $$
declare
  hint text;
begin
  execute statement;
  raise exception using errcode = 'ZZ001', message = 'done';
exception when others then
  get stacked diagnostics hint = pg_exception_hint;
  return case when sqlstate = 'ZZ001' then sqlerrm when sqlstate like 'PT%' then sqlstate || ' ' || hint else sqlstate end;
end
$$;

-- Facts of worker's, and of some others, for the matrix.
insert into public.user_languages (user_id, language, proficiency) values
  (pg_temp.id('worker'), 'Dutch', 'Fluent'), (pg_temp.id('crew'), 'Dutch', 'Fluent');
insert into public.education (user_id, degree, institution) values
  (pg_temp.id('worker'), 'BSc Logistics', 'Port School'), (pg_temp.id('crew'), 'BSc Logistics', 'Port School');
insert into public.position_history (user_id, source, role_title, started_on) values
  (pg_temp.id('worker'), 'hr', 'Clerk', '2020-01-01'), (pg_temp.id('worker'), 'self', 'Volunteer', '2019-01-01'),
  (pg_temp.id('crew'), 'hr', 'Clerk', '2020-01-01');
insert into public.user_roles (user_id, role) values (pg_temp.id('worker'), 'learning_admin');
insert into public.org_units (name) values ('Quay of Tests');

-- Who reads what of a person ------------------------------------------------------------------------------------------

select is(
  pg_temp.readers('users', 'id = pg_temp.id(''worker'')'),
  'boss lead worker peer rival contractor foreman hr learning auditor',
  'Every active person, contractors too, should read the directory; others nothing'
);
select is(
  pg_temp.readers('users', 'id = pg_temp.id(''leaver'')'), 'hr',
  'A leaver should be in the directory for HR alone'
);
select is(
  pg_temp.readers('org_units', 'name = ''Quay of Tests'''),
  'boss lead worker peer rival contractor foreman hr learning auditor',
  'Every active person should read the organisation'
);
select is(
  pg_temp.readers('user_personal_info', 'user_id = pg_temp.id(''worker'')'), 'worker hr',
  'Personal info should be read by the person and HR, not by the line, not by peers'
);
select is(
  pg_temp.readers('user_languages', 'user_id = pg_temp.id(''worker'')'), 'worker hr',
  'Languages should be read by the person and HR'
);
select is(
  pg_temp.readers('education', 'user_id = pg_temp.id(''worker'')'), 'worker hr',
  'Education should be read by the person and HR'
);
select is(
  pg_temp.readers('employment_info', 'user_id = pg_temp.id(''worker'')'), 'boss lead worker hr',
  'Employment should be read by the person, the line above at any depth, and HR'
);
select is(
  pg_temp.readers('position_history', 'user_id = pg_temp.id(''worker'') and source = ''hr'''), 'boss lead worker hr',
  'Past jobs should be read by the person, the line above at any depth, and HR'
);
select is(
  pg_temp.readers('user_roles', 'user_id = pg_temp.id(''worker'')'), 'worker hr',
  'Roles should be read by their holder and HR'
);
select is(
  pg_temp.readers('reporting_lines', 'report_id = pg_temp.id(''worker'') and manager_id = pg_temp.id(''lead'')'), 'lead worker hr',
  'A line should be read by its two ends and HR'
);
select is(
  pg_temp.readers('reporting_lines', 'report_id = pg_temp.id(''worker'') and manager_id = pg_temp.id(''boss'')'), 'boss worker hr',
  'A line over two levels should be read by its two ends and HR, not by those between'
);
select is(
  pg_temp.readers('employment_info', 'user_id = pg_temp.id(''boss'')'), 'boss hr',
  'Nobody should read the employment of those above'
);
select is(
  pg_temp.readers('employment_info', 'user_id = pg_temp.id(''contractor'')'), 'boss lead contractor hr',
  'Contractors should read their own employment'
);
select is(
  pg_temp.readers('employment_info', 'user_id = pg_temp.id(''crew'')'), 'boss hr',
  'A contractor should not read the employment of reports: contractors have directory and training only'
);
select is(
  pg_temp.readers('position_history', 'user_id = pg_temp.id(''crew'')'), 'boss hr',
  'A contractor should not read past jobs of reports'
);
select is(
  pg_temp.asks('peer', 'select count(*) from public.user_personal_info'), '1',
  'A peer should see one row of personal info, their own'
);
select is(
  pg_temp.asks('lead', 'select string_agg(u.full_name, '', '' order by u.full_name) from public.employment_info e join public.users u on u.id = e.user_id'),
  'Contractor Example, Lead Example, Worker Example',
  'A manager should see the employment of those below and their own, and no leaver by the directory'
);
select is(pg_temp.asks('worker', 'select email from public.users'), '42501', 'Nobody should read an e-mail from the directory');
select is(pg_temp.asks('hr', 'select employee_id from public.users'), '42501', 'HR neither: it comes through functions');
select is(pg_temp.asks('hr', 'select * from public.users'), '42501', 'Nobody should read all columns of the directory');
select is(
  pg_temp.asks('peer', 'select count(*) from public.users where id in (select user_id from public.user_personal_info where bio is null)'), '1',
  'A join should show no more than its parts'
);
select is(pg_temp.asks('hr', 'select key from private.settings'), '42501', 'Nobody should read the settings');

-- A move changes who may see, at once.
update public.employment_info set manager_id = pg_temp.id('rival') where user_id = pg_temp.id('worker');
select is(
  pg_temp.readers('employment_info', 'user_id = pg_temp.id(''worker'')'), 'boss worker rival hr',
  'After a move the new manager should see the person, and the old one nothing any more'
);
update public.employment_info set manager_id = pg_temp.id('lead') where user_id = pg_temp.id('worker');
delete from public.user_roles where user_id = pg_temp.id('hr');
select is(
  pg_temp.readers('user_personal_info', 'user_id = pg_temp.id(''worker'')'), 'worker',
  'Who loses the role should see nothing of others at once'
);
insert into public.user_roles (user_id, role) values (pg_temp.id('hr'), 'hr_admin');

-- Who writes what -------------------------------------------------------------------------------------------------------

select is(pg_temp.does(who, statement), expected, format('%s: %s', coalesce(who, 'anonymous'), says))
from (values
  -- users
  ('worker', 'update public.users set preferred_name = ''Wo'' where id = pg_temp.id(''worker'')', '1 row', 'should be able to set the own preferred name'),
  ('worker', 'update public.users set preferred_name = ''Wo''', '1 row', 'should change nobody else by leaving out the condition'),
  ('peer', 'update public.users set preferred_name = ''Wo'' where id = pg_temp.id(''worker'')', '0 rows', 'should not change the name of another'),
  ('lead', 'update public.users set preferred_name = ''Wo'' where id = pg_temp.id(''worker'')', '0 rows', 'should not change the name of a report'),
  ('hr', 'update public.users set preferred_name = ''Wo'' where id = pg_temp.id(''worker'')', '0 rows', 'should not change a preferred name'),
  ('worker', 'update public.users set full_name = ''King'' where id = pg_temp.id(''worker'')', '42501', 'should not change the own full name'),
  ('worker', 'update public.users set job_title = ''King'' where id = pg_temp.id(''worker'')', '42501', 'should not change the own title'),
  ('worker', 'update public.users set status = ''active'' where id = pg_temp.id(''worker'')', '42501', 'should not change the own status'),
  ('worker', 'update public.users set email = ''king@example.com'' where id = pg_temp.id(''worker'')', '42501', 'should not change the own e-mail'),
  ('worker', 'update public.users set auth_id = null where id = pg_temp.id(''worker'')', '42501', 'should not unlink the account'),
  ('worker', 'update public.users set preferred_name = ''Wo'', version = 99 where id = pg_temp.id(''worker'')', '42501', 'should not set a version'),
  ('worker', 'update public.users set photo_url = ''javascript:alert(1)'' where id = pg_temp.id(''worker'')', '23514', 'should not set a photo that is no https address'),
  ('worker', 'insert into public.users (full_name) values (''Ghost'')', '42501', 'should not make people'),
  ('hr', 'insert into public.users (full_name) values (''Ghost'')', '42501', 'should not make people but by import'),
  ('worker', 'delete from public.users where id = pg_temp.id(''worker'')', '42501', 'should not delete themselves'),
  ('leaver', 'update public.users set preferred_name = ''Wo''', '0 rows', 'should change nothing after leaving'),
  ('stranger', 'update public.users set preferred_name = ''Wo''', '0 rows', 'should change nothing without a record'),
  (null, 'update public.users set preferred_name = ''Wo''', '42501', 'should change nothing'),
  -- user_personal_info
  ('worker', 'update public.user_personal_info set phone = ''+31 10 555 0100'', bio = ''Hi'' where user_id = pg_temp.id(''worker'')', '1 row', 'should be able to change the own personal info'),
  ('contractor', 'update public.user_personal_info set phone = ''+31 10 555 0100''', '1 row', 'should be able to change the own personal info'),
  ('peer', 'update public.user_personal_info set phone = ''+31'' where user_id = pg_temp.id(''worker'')', '0 rows', 'should not change personal info of another'),
  ('lead', 'update public.user_personal_info set bio = ''Lazy'' where user_id = pg_temp.id(''worker'')', '0 rows', 'should not change personal info of a report'),
  ('hr', 'update public.user_personal_info set bio = ''Lazy'' where user_id = pg_temp.id(''worker'')', '0 rows', 'should read personal info and not change it'),
  ('worker', 'update public.user_personal_info set user_id = pg_temp.id(''peer'') where user_id = pg_temp.id(''worker'')', '42501', 'should not give personal info to another'),
  ('worker', 'insert into public.user_personal_info (user_id) values (pg_temp.id(''worker''))', '42501', 'should not make personal info'),
  ('worker', 'delete from public.user_personal_info', '42501', 'should not delete personal info'),
  -- employment_info, user_roles, reporting_lines, org_units: nobody from outside
  ('worker', 'update public.employment_info set grade = ''A'' where user_id = pg_temp.id(''worker'')', '42501', 'should not change the own employment'),
  ('lead', 'update public.employment_info set grade = ''A'' where user_id = pg_temp.id(''worker'')', '42501', 'should not change the employment of a report'),
  ('hr', 'update public.employment_info set grade = ''A'' where user_id = pg_temp.id(''worker'')', '42501', 'should not change employment but through functions'),
  ('worker', 'insert into public.employment_info (user_id) values (pg_temp.id(''worker''))', '42501', 'should not make employment'),
  ('worker', 'delete from public.employment_info', '42501', 'should not delete employment'),
  ('worker', 'insert into public.user_roles (user_id, role) values (pg_temp.id(''worker''), ''hr_admin'')', '42501', 'should not give themselves a role'),
  ('hr', 'insert into public.user_roles (user_id, role) values (pg_temp.id(''hr''), ''auditor'')', '42501', 'should not give themselves a role'),
  ('worker', 'update public.user_roles set role = ''hr_admin''', '42501', 'should not change a role'),
  ('hr', 'delete from public.user_roles', '42501', 'should not take roles away'),
  ('worker', 'insert into public.reporting_lines values (pg_temp.id(''worker''), pg_temp.id(''boss''), 1)', '42501', 'should not put themselves above others'),
  ('worker', 'update public.reporting_lines set manager_id = pg_temp.id(''worker'')', '42501', 'should not change a line'),
  ('worker', 'delete from public.reporting_lines', '42501', 'should not delete a line'),
  ('hr', 'insert into public.org_units (name) values (''New'')', '42501', 'should not make units but by import'),
  ('hr', 'update public.org_units set name = ''New''', '42501', 'should not rename units'),
  ('hr', 'delete from public.org_units', '42501', 'should not delete units'),
  ('hr', 'update private.settings set value = ''"open"''', '42501', 'should not open the registration'),
  -- user_languages
  ('worker', 'insert into public.user_languages (language, proficiency) values (''English'', ''Beginner'')', '1 row', 'should be able to add a language'),
  ('contractor', 'insert into public.user_languages (language, proficiency) values (''English'', ''Beginner'')', '1 row', 'should be able to add a language'),
  ('worker', 'insert into public.user_languages (language, proficiency) values (''  DUTCH '', ''Beginner'')', '23505', 'should not have a language twice, however it is written'),
  ('worker', 'insert into public.user_languages (language, proficiency) values (''English'', ''Perfect'')', '23514', 'should not use other words for a proficiency'),
  ('peer', 'insert into public.user_languages (user_id, language, proficiency) values (pg_temp.id(''worker''), ''English'', ''Beginner'')', '42501', 'should not add a language to another'),
  ('worker', 'insert into public.user_languages (user_id, language, proficiency) values (pg_temp.id(''worker''), ''English'', ''Beginner'')', '42501', 'should not name an owner at all'),
  ('worker', 'insert into public.user_languages (language, proficiency, version) values (''English'', ''Beginner'', 9)', '42501', 'should not set a version'),
  ('worker', 'update public.user_languages set proficiency = ''Beginner''', '1 row', 'should be able to change the own language'),
  ('peer', 'update public.user_languages set proficiency = ''Beginner''', '0 rows', 'should not change a language of another'),
  ('lead', 'update public.user_languages set proficiency = ''Beginner''', '0 rows', 'should not change a language of a report'),
  ('hr', 'update public.user_languages set proficiency = ''Beginner''', '0 rows', 'should not change a language of another'),
  ('worker', 'update public.user_languages set user_id = pg_temp.id(''peer'')', '42501', 'should not give a language to another'),
  ('worker', 'delete from public.user_languages', '1 row', 'should be able to delete the own languages and no other'),
  ('hr', 'delete from public.user_languages', '0 rows', 'should not delete a language of another'),
  -- education
  ('worker', 'insert into public.education (degree) values (''MSc'')', '1 row', 'should be able to add education'),
  ('worker', 'insert into public.education (degree, institution) values (''bsc  logistics'', ''PORT SCHOOL'')', '23505', 'should not have one degree of one school twice'),
  ('worker', 'insert into public.education (degree, started_on, ended_on) values (''MSc'', ''2022-01-01'', ''2021-01-01'')', '23514', 'should not finish before beginning'),
  ('peer', 'insert into public.education (user_id, degree) values (pg_temp.id(''worker''), ''MSc'')', '42501', 'should not add education to another'),
  ('peer', 'update public.education set degree = ''None''', '0 rows', 'should not change education of another'),
  ('hr', 'update public.education set degree = ''None''', '0 rows', 'should not change education of another'),
  ('worker', 'update public.education set degree = ''MSc''', '1 row', 'should be able to change the own education'),
  ('worker', 'update public.education set user_id = pg_temp.id(''peer'')', '42501', 'should not give education to another'),
  ('hr', 'delete from public.education', '0 rows', 'should not delete education of another'),
  ('worker', 'delete from public.education', '1 row', 'should be able to delete the own education and no other'),
  -- position_history
  ('worker', 'insert into public.position_history (role_title) values (''Sailor'')', '1 row', 'should be able to add a past job'),
  ('worker', 'insert into public.position_history (role_title, source) values (''Sailor'', ''hr'')', '42501', 'should not say that HR confirmed a job'),
  ('worker', 'insert into public.position_history (role_title, pathway_id) values (''Sailor'', null)', '42501', 'should not choose the pathway of a job'),
  ('peer', 'insert into public.position_history (user_id, role_title) values (pg_temp.id(''worker''), ''Thief'')', '42501', 'should not add a job to another'),
  ('worker', 'update public.position_history set role_title = ''Sailor'' where source = ''self''', '1 row', 'should be able to change the own entry'),
  ('worker', 'update public.position_history set role_title = ''Director'' where source = ''hr''', '0 rows', 'should not change what HR confirmed'),
  ('worker', 'update public.position_history set source = ''hr''', '42501', 'should not turn an entry into a confirmed one'),
  ('worker', 'update public.position_history set user_id = pg_temp.id(''peer'')', '42501', 'should not give a job to another'),
  ('worker', 'delete from public.position_history', '1 row', 'should be able to delete the own entry and not what HR confirmed'),
  ('lead', 'update public.position_history set role_title = ''Thief''', '0 rows', 'should read past jobs of a report and not change them'),
  ('hr', 'update public.position_history set role_title = ''Thief''', '0 rows', 'should not change past jobs of others'),
  ('hr', 'delete from public.position_history', '0 rows', 'should not delete past jobs of others'),
  -- without a record
  ('stranger', 'insert into public.user_languages (language, proficiency) values (''Dutch'', ''Fluent'')', '42501', 'should add nothing without a record'),
  ('leaver', 'insert into public.position_history (role_title) values (''Sailor'')', '42501', 'should add nothing after leaving'),
  ('leaver', 'delete from public.user_languages', '0 rows', 'should delete nothing after leaving')
) v (who, statement, expected, says);

-- Etags ----------------------------------------------------------------------------------------------------------------

create temporary view etags as
select (select version from public.users where id = pg_temp.id('worker')) as directory,
  (select version from public.user_personal_info where user_id = pg_temp.id('worker')) as me;
create temporary table before as select * from etags;
-- As if the row had last changed in another transaction: touch_me raises the etag once in each.
create function pg_temp.later() returns void language sql as $$
  alter table public.user_personal_info disable trigger touch;
  update public.user_personal_info set updated_at = '2026-01-01';
  alter table public.user_personal_info enable trigger touch;
  delete from before;
  insert into before select * from etags;
$$;

select pg_temp.later();
select pg_temp.become('worker');
update public.users set preferred_name = 'Wo' where id = pg_temp.id('worker');
reset role;
select is((select directory from etags), (select directory + 1 from before), 'A change of the directory row should raise its etag by one');
select pg_temp.later();
select pg_temp.become('worker');
update public.users set preferred_name = 'Wo' where id = pg_temp.id('worker');
update public.user_personal_info set phone = phone;
reset role;
select results_eq('select * from etags', 'select * from before', 'A write that changes nothing should keep the etags');
select pg_temp.become('worker');
update public.user_personal_info set bio = 'Hello';
reset role;
select is((select me from etags), (select me + 1 from before), 'A change of personal info should raise the etag of /me');

select pg_temp.later();
select pg_temp.become('worker');
insert into public.user_languages (language, proficiency) values ('Frisian', 'Beginner');
reset role;
select is((select me from etags), (select me + 1 from before), 'A new language should raise the etag of /me');
select pg_temp.become('worker');
insert into public.user_languages (language, proficiency) values ('Danish', 'Beginner');
reset role;
select is((select me from etags), (select me + 1 from before), 'Once a transaction is enough');
select pg_temp.later();
delete from public.user_languages where language = 'Danish';
select is((select me from etags), (select me + 1 from before), 'A deleted language should raise the etag of /me');
select pg_temp.later();
update public.education set institution = 'Sea School' where user_id = pg_temp.id('worker');
select is((select me from etags), (select me + 1 from before), 'Changed education should raise the etag of /me');
select pg_temp.later();
insert into public.position_history (user_id, source, role_title) values (pg_temp.id('worker'), 'hr', 'Docker');
select is((select me from etags), (select me + 1 from before), 'A new past job should raise the etag of /me');
select pg_temp.later();
insert into public.user_languages (user_id, language, proficiency) values (pg_temp.id('peer'), 'Danish', 'Beginner');
select is((select me from etags), (select me from before), 'What others write should leave it alone');

-- update_me ------------------------------------------------------------------------------------------------------------

create function pg_temp.patch(handle text, patch jsonb, etag text default null) returns text
language sql as $$
  select pg_temp.asks(handle, format('select case when public.update_me(%L, %L) ? ''id'' then ''done'' end', patch, etag))
$$;
create function pg_temp.etag(handle text) returns text
language sql as $$ select pg_temp.asks(handle, 'select public.get_me() ->> ''etag''') $$;

select is(pg_temp.patch('worker', '{"phone": "+31 1"}', '999'), 'PT412 stale', 'A change under an old etag should be refused');
select is(
  pg_temp.patch('worker', '{"phone": "+31 10 555 0101", "bio": null, "preferences": {"locale": "nl-NL"}}', pg_temp.etag('worker')),
  'done', 'A change under the current etag should be taken'
);
select is(
  (select row(phone, bio, locale)::text from public.user_personal_info where user_id = pg_temp.id('worker')),
  '("+31 10 555 0101",,nl-NL)', 'Named fields should change, null should empty them'
);
select pg_temp.patch('worker', '{"bio": "Back"}');
select is(
  (select phone from public.user_personal_info where user_id = pg_temp.id('worker')), '+31 10 555 0101',
  'Fields that are not named should stay'
);
select pg_temp.later();
create temporary table first_etag as select pg_temp.etag('worker') as etag;
select pg_temp.patch('worker', '{"preferred_name": "Wolf"}');
select isnt(
  pg_temp.etag('worker'), (select etag from first_etag),
  'A change of the preferred name should raise the etag of /me: else two windows overwrite each other'
);
select is(
  pg_temp.patch('worker', '{"preferred_name": "Other"}', (select etag from first_etag)), 'PT412 stale',
  'A second window with the etag from before should be refused'
);
create temporary table kept as
select u.*, i.phone from public.users u join public.user_personal_info i on i.user_id = u.id where u.email ~ '@example.com$';
select pg_temp.patch('worker', format(
  '{"id": "%1$s", "user_id": "%1$s", "full_name": "King", "email": "king@example.com", "employee_id": "K", "status": "left",
    "job_title": "King", "version": 99, "roles": ["hr_admin"], "last_login": null, "created_at": "2000-01-01"}', pg_temp.id('peer')
)::jsonb);
select results_eq(
  $$select u.*, i.phone from public.users u join public.user_personal_info i on i.user_id = u.id where u.email ~ '@example.com$' order by u.id$$,
  'select * from kept order by id',
  'update_me should ignore everything that a person may not change'
);
select is(pg_temp.patch('peer', '{"phone": "12"}'), '23514', 'A value that the table refuses should be refused');
create temporary table languages as select id, language from public.user_languages where user_id = pg_temp.id('worker');
select pg_temp.patch('worker', '{"languages": [{"language": "dutch", "proficiency": "Professional"}, {"language": "Greek", "proficiency": "Beginner"}]}');
select results_eq(
  $$select l.language, l.proficiency, k.id is not null from public.user_languages l left join languages k using (id)
    where l.user_id = pg_temp.id('worker') order by 1$$,
  $$values ('dutch', 'Professional', true), ('Greek', 'Beginner', false)$$,
  'Languages should be replaced as a list, and what stays should keep its id'
);
select is(
  (select count(*) from public.user_languages where user_id in (pg_temp.id('crew'), pg_temp.id('peer'))), 2::bigint,
  'Nobody else''s languages should change'
);
select pg_temp.patch('worker', '{"languages": []}');
select is((select count(*) from public.user_languages where user_id = pg_temp.id('worker')), 0::bigint, 'An empty list should leave none');
select pg_temp.patch('hr', '{"languages": [], "education": []}');
select is(
  (select count(*) from public.user_languages) + (select count(*) from public.education), 4::bigint,
  'HR emptying the own lists should empty nobody else''s'
);

-- Functions answer as the tables would ---------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, 'select (public.get_user(pg_temp.id(''worker'')) ->> ''email'') is not null'), sees_email::text,
  format('get_user should %s the e-mail to %s', case when sees_email then 'show' else 'hide' end, who)
)
from (values ('worker', true), ('hr', true), ('lead', false), ('boss', false), ('peer', false), ('contractor', false)) v (who, sees_email);
select is(
  pg_temp.asks(who, 'select public.get_user(pg_temp.id(''worker'')) #>> ''{employment,job_title}'''), title,
  format('get_user should %s employment to %s', case when title is null then 'hide' else 'show' end, who)
)
from (values ('worker', 'Tester'), ('hr', 'Tester'), ('lead', 'Tester'), ('boss', 'Tester'), ('peer', null), ('rival', null), ('contractor', null)) v (who, title);
select is(
  pg_temp.asks('foreman', 'select public.get_user(pg_temp.id(''crew'')) #>> ''{employment,job_title}'''), null,
  'get_user should hide the employment of reports from a contractor'
);
select is(pg_temp.asks('peer', 'select public.get_user(pg_temp.id(''leaver''))'), 'PT404 not_found', 'get_user should not know a leaver');
select is(pg_temp.asks('peer', 'select public.get_user(gen_random_uuid())'), 'PT404 not_found', 'A leaver should answer as a person who never was');
select is(pg_temp.asks('hr', 'select public.get_user(pg_temp.id(''leaver'')) ->> ''status'''), 'left', 'get_user should show a leaver to HR');
select is(
  pg_temp.asks('peer', 'select public.search_users(ids => array[pg_temp.id(''worker''), pg_temp.id(''leaver'')], want_total => true) ->> ''total'''), '1',
  'search_users should find no leaver'
);
select is(
  pg_temp.asks('hr', 'select public.search_users(ids => array[pg_temp.id(''worker''), pg_temp.id(''leaver'')], want_total => true) ->> ''total'''), '2',
  'search_users should find leavers for HR'
);
select is(
  pg_temp.asks('contractor', 'select public.search_users(q => ''worker exampel'') #>> ''{items,0,full_name}'''), 'Worker Example',
  'search_users should find a person in spite of a typing error, for contractors too'
);
select is(
  pg_temp.asks('peer', 'select count(*) from jsonb_object_keys(public.search_users(ids => array[pg_temp.id(''worker'')]) #> ''{items,0}'') k where k in (''email'', ''employee_id'', ''auth_id'', ''employment'')'), '0',
  'search_users should answer directory columns only'
);
select is(pg_temp.asks('contractor', 'select public.get_me() ->> ''full_name'''), 'Contractor Example', 'A contractor should read /me');
select is(pg_temp.asks('hr', 'select count(*) from public.my_education()'), '0', 'HR''s own education should be HR''s own alone');
select is(pg_temp.asks('hr', 'select count(*) from public.my_languages()'), '0', 'HR''s own languages should be HR''s own alone');
select is(pg_temp.asks('lead', 'select count(*) from public.my_positions()'), '0', 'A manager''s own past jobs should be the manager''s own alone');

-- Pages put together are the list, once each.
create function pg_temp.walk(handle text, size integer) returns setof text
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks(handle, format('select public.search_users(after => %L, page_size => %s)', key, size))::jsonb;
    return query select item ->> 'id' from jsonb_array_elements(answer -> 'items') item;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
select results_eq(
  'select * from pg_temp.walk(''peer'', 4)',
  'select id::text from public.users where status = ''active'' order by name_key, id',
  'Pages of the directory should show each person once, by name'
);

-- Employment reaches the directory and the history ---------------------------------------------------------------------

select pg_temp.person('joiner', 'lead');
insert into public.position_history (user_id, source, role_title, started_on, ended_on) values
  (pg_temp.id('joiner'), 'hr', 'Tester', '2022-05-01', null),
  (pg_temp.id('joiner'), 'hr', 'Trainee', '2020-05-01', '2022-05-01'),
  (pg_temp.id('joiner'), 'self', 'Coach', '2021-01-01', null);
update public.employment_info set job_title = 'Senior Tester', in_role_since = '2025-03-01',
  org_unit_id = (select id from public.org_units where name = 'Quay of Tests')
where user_id = pg_temp.id('joiner');
select results_eq(
  $$select u.job_title, o.name, u.status from public.users u join public.org_units o on o.id = u.org_unit_id where u.id = pg_temp.id('joiner')$$,
  $$values ('Senior Tester', 'Quay of Tests', 'active')$$,
  'Title, unit and status of employment should reach the directory'
);
select results_eq(
  $$select role_title, source, started_on, ended_on from public.position_history where user_id = pg_temp.id('joiner') order by started_on$$,
  $$values
    ('Trainee', 'hr', '2020-05-01'::date, '2022-05-01'::date),
    ('Coach', 'self', '2021-01-01', null),
    ('Tester', 'hr', '2022-05-01', '2025-03-01'),
    ('Senior Tester', 'hr', '2025-03-01', null)$$,
  'A change of job should close the open HR row on the day the new one begins, open the next, and leave the person''s own rows'
);
update public.employment_info set job_title = 'SENIOR  tester' where user_id = pg_temp.id('joiner');
select is(
  (select count(*) from public.position_history where user_id = pg_temp.id('joiner')), 4::bigint,
  'Another spelling of the title should be no change of job'
);
update public.employment_info set grade = 'B', in_role_since = '2025-04-01' where user_id = pg_temp.id('joiner');
select is(
  (select count(*) from public.position_history where user_id = pg_temp.id('joiner')), 4::bigint,
  'A change of grade should be no change of job'
);
update public.employment_info set job_title = 'Clerk', in_role_since = '2025-02-01' where user_id = pg_temp.id('joiner');
select results_eq(
  $$select role_title, started_on, ended_on from public.position_history where user_id = pg_temp.id('joiner') and source = 'hr' and started_on >= '2025-01-01' order by 1$$,
  $$values ('Clerk', '2025-02-01'::date, null::date), ('Senior Tester', '2025-03-01', '2025-03-01')$$,
  'A job that began before the last one did should not end it before its beginning'
);
update public.employment_info set job_title = null where user_id = pg_temp.id('joiner');
select is_empty(
  $$select from public.position_history where user_id = pg_temp.id('joiner') and source = 'hr' and ended_on is null$$,
  'No job should leave no open row'
);

-- The closure ------------------------------------------------------------------------------------------------------------

create temporary view lines as
with recursive up (manager_id, report_id, depth) as (
  select manager_id, user_id, 1 from public.employment_info where manager_id is not null
  union all
  select e.manager_id, up.report_id, depth + 1
  from up join public.employment_info e on e.user_id = up.manager_id where e.manager_id is not null and depth < 100
)
select * from up;

select results_eq(
  $$select u.full_name, l.depth from public.reporting_lines l join public.users u on u.id = l.manager_id
    where l.report_id = pg_temp.id('worker') order by depth$$,
  $$values ('Lead Example', 1), ('Boss Example', 2)$$,
  'The lines should hold everybody above, with the distance'
);
select throws_ok(
  'update public.employment_info set manager_id = user_id where user_id = pg_temp.id(''worker'')', '23514', null,
  'Nobody should report to themselves'
);
select is(
  pg_temp.does_as_owner(statement), 'PT409 reporting_cycle', says
)
from (values
  ('update public.employment_info set manager_id = pg_temp.id(''worker'') where user_id = pg_temp.id(''lead'')', 'A cycle of two should be refused'),
  ('update public.employment_info set manager_id = pg_temp.id(''worker'') where user_id = pg_temp.id(''boss'')', 'A cycle of three should be refused'),
  ($$update public.employment_info set manager_id = case user_id when pg_temp.id('peer') then pg_temp.id('crew') else pg_temp.id('peer') end
     where user_id in (pg_temp.id('peer'), pg_temp.id('crew'))$$, 'A cycle made within one statement should be refused')
) v (statement, says);
select bag_eq(
  'select manager_id, report_id, depth from public.reporting_lines', 'select * from lines',
  'After refused moves the lines should be as before'
);
-- Two who trade places.
update public.employment_info
set manager_id = case user_id when pg_temp.id('lead') then pg_temp.id('worker') else pg_temp.id('boss') end
where user_id in (pg_temp.id('lead'), pg_temp.id('worker'));
select bag_eq(
  'select manager_id, report_id, depth from public.reporting_lines', 'select * from lines',
  'Two who trade places in one statement should not be taken for a cycle'
);
update public.employment_info
set manager_id = case user_id when pg_temp.id('worker') then pg_temp.id('lead') else pg_temp.id('boss') end
where user_id in (pg_temp.id('lead'), pg_temp.id('worker'));

-- 60 people, 40 moves, one to three people a move: against the recursive query.
do $$
declare
  staff uuid[];
  person uuid;
  chief uuid;
  below uuid[];
  refused boolean;
  old_chief uuid;
begin
  perform setseed(0.42);
  create temporary table surprises (turn integer, what text);
  with made as (
    insert into public.users (employee_id, full_name) select 'R-' || n, 'Random ' || n from generate_series(1, 60) n returning id
  )
  select array_agg(id) into staff from made;
  insert into public.employment_info (user_id, manager_id)
  select staff[n], case when n > 1 and random() < 0.95 then staff[1 + floor(random() * (n - 1))::integer] end
  from generate_series(1, 60) n;
  if exists (table lines except select manager_id, report_id, depth from public.reporting_lines) or exists (select manager_id, report_id, depth from public.reporting_lines except table lines) then
    insert into surprises values (0, 'closure differs');
  end if;
  for turn in 1..40 loop
    person := staff[1 + floor(random() * 60)::integer];
    chief := case when random() < 0.9 then staff[1 + floor(random() * 60)::integer] end;
    continue when chief = person;
    select coalesce(array_agg(report_id), '{}') into below from lines where manager_id = person;
    refused := false;
    begin
      update public.employment_info set manager_id = chief where user_id = person;
    exception when sqlstate 'PT409' then
      refused := true;
    end;
    if refused <> coalesce(chief = any (below), false) then
      insert into surprises values (turn, 'cycle: ' || refused);
    end if;
    -- Every fourth move takes two more along.
    if turn % 4 = 0 then
      begin
        update public.employment_info set manager_id = person
        where user_id in (staff[1 + turn], staff[61 - turn]) and user_id <> person;
      exception when sqlstate 'PT409' then
        null;
      end;
    end if;
    if exists (table lines except select manager_id, report_id, depth from public.reporting_lines) or exists (select manager_id, report_id, depth from public.reporting_lines except table lines) then
      insert into surprises values (turn, 'closure differs');
    end if;
  end loop;
end
$$;
select is_empty(
  'select * from surprises',
  'After each of 40 random moves among 60 people the lines should equal a recursive query, and exactly the cycles be refused'
);
select cmp_ok((select max(depth) from public.reporting_lines), '>', 3, 'Those trees should have been deep');

-- Names of managers ------------------------------------------------------------------------------------------------------

create function pg_temp.named(handle text, manager_name text) returns void language sql as $$
  insert into public.users (employee_id, email, full_name) values ('N-' || handle, handle || '@example.com', 'Named ' || handle);
  insert into public.employment_info (user_id, line_manager) values (pg_temp.id(handle), manager_name);
$$;
create function pg_temp.manager_of(handle text) returns text language sql as $$
  select u.full_name from public.employment_info e join public.users u on u.id = e.manager_id where e.user_id = pg_temp.id(handle)
$$;
select pg_temp.named('n1', '  lead   EXAMPLE '), pg_temp.named('n2', 'Head of Everything'), pg_temp.named('n3', 'Named n3'),
  pg_temp.named('n4', 'Twin'), pg_temp.named('n5', 'Leaver Example'),
  pg_temp.named('n6', 'Named n7'), pg_temp.named('n7', 'Named n8'), pg_temp.named('n8', 'Named n6'), pg_temp.named('n9', 'Named n6');
insert into public.users (employee_id, full_name) values ('TW-1', 'Twin'), ('TW-2', 'Twin');
select private.link_managers();
select is(pg_temp.manager_of('n1'), 'Lead Example', 'A name should link the one active person of that name, however it is written');
select is(pg_temp.manager_of('n2'), null, 'A name that nobody has should link nobody');
select is(pg_temp.manager_of('n3'), null, 'One''s own name should not link oneself');
select is(pg_temp.manager_of('n4'), null, 'A name that two people have should link neither');
select is(pg_temp.manager_of('n5'), null, 'A leaver''s name should link nobody');
select is(
  concat_ws(' ', pg_temp.manager_of('n6'), pg_temp.manager_of('n7'), pg_temp.manager_of('n8')), '',
  'Names that make a cycle should not link'
);
select is(pg_temp.manager_of('n9'), 'Named n6', 'Somebody under a cycle of names should be linked');
select is(
  (select line_manager from public.employment_info where user_id = pg_temp.id('n2')), 'Head of Everything',
  'The text should stay as it was supplied'
);
delete from public.users where employee_id = 'TW-2';
select private.link_managers();
select is(pg_temp.manager_of('n4'), 'Twin', 'A name that has become unique should link when tried again');
select bag_eq('select manager_id, report_id, depth from public.reporting_lines', 'select * from lines', 'Linking by name should keep the lines');

-- People who go -----------------------------------------------------------------------------------------------------------
select pg_temp.person('middle', 'lead'), pg_temp.person('junior', 'middle');
delete from public.users where id = pg_temp.id('middle');
select is_empty(
  'select manager_id, depth from public.reporting_lines where report_id = pg_temp.id(''junior'')',
  'When a manager''s record is deleted, the lines through it should go'
);
select pg_temp.person('centre', 'lead'), pg_temp.person('novice', 'centre');
delete from public.employment_info where user_id = pg_temp.id('centre');
select bag_eq(
  'select manager_id, report_id, depth from public.reporting_lines where report_id in (pg_temp.id(''novice''), pg_temp.id(''centre''))',
  'select * from lines where report_id in (pg_temp.id(''novice''), pg_temp.id(''centre''))',
  'When a manager''s employment is deleted, those above should see those below no more'
);

select * from finish();
rollback;
