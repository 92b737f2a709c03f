-- Programmes: who reads and joins them, what matching proposes, and who may do what with it.
begin;
\ir helpers.psql
select plan(33);

insert into public.org_units (id, name) values ('5d1f3c7e-8a52-4a37-9f0a-0d7b5f3e2a11', 'Test Docks');
insert into public.org_units (id, parent_id, name)
values ('5d1f3c7e-8a52-4a37-9f0a-0d7b5f3e2a12', '5d1f3c7e-8a52-4a37-9f0a-0d7b5f3e2a11', 'Test Cranes');
update public.employment_info set org_unit_id = '5d1f3c7e-8a52-4a37-9f0a-0d7b5f3e2a12', hire_date = current_date - 365
where user_id in (pg_temp.id('worker'), pg_temp.id('peer'), pg_temp.id('contractor'));
create temporary table programmes as
select n as name, (pg_temp.asks('hr', format('select public.create_programme(%L) ->> ''id''', fields)))::uuid as id
from (values
  ('all', '{"name": "For all"}'), ('docks', '{"name": "Docks", "unit_ids": ["5d1f3c7e-8a52-4a37-9f0a-0d7b5f3e2a11"], "max_months": 24}'),
  ('draft', '{"name": "Draft"}'), ('old', '{"name": "Old hands", "min_months": 24}')
) v (n, fields);
grant select on programmes to authenticated;
create function pg_temp.p(name text) returns uuid language sql stable security definer as $$ select id from programmes where programmes.name = p.name $$;
grant execute on function pg_temp.p(text) to authenticated, anon;
select pg_temp.asks('hr', format('select public.move_programme(%L, ''open'')', id)) from programmes where name <> 'draft';

-- Who reads ----------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('programmes', format('id = %L', pg_temp.p(name))), seen, format('Who reads: %s', name))
from (values
  ('all', 'boss lead worker peer rival hr learning auditor'), ('docks', 'worker peer hr'), ('draft', 'hr'), ('old', 'hr')
) v (name, seen);
insert into public.mentor_profiles (user_id, capacity) values (pg_temp.id('rival'), 2), (pg_temp.id('boss'), 3);
select is(pg_temp.readers('programmes', format('id = %L', pg_temp.p('docks'))), 'boss worker peer rival hr', 'Mentors should read what they may mentor in');
update public.mentor_profiles set is_active = false where user_id = pg_temp.id('boss');
select is(pg_temp.readers('programmes', format('id = %L', pg_temp.p('docks'))), 'worker peer rival hr', 'But not while they pause');
update public.mentor_profiles set is_active = true where user_id = pg_temp.id('boss');

-- Joining --------------------------------------------------------------------------------------------------------------------------------

create function pg_temp.join(who text, name text, as_role text, places text default 'null') returns text language sql as $$
  select pg_temp.asks(who, format('select public.join_programme(%L, %L, %s) #>> ''{mine,role}''', pg_temp.p(name), as_role, places))
$$;
select is(pg_temp.join(who, name, as_role, places), answer, format('%s as %s in %s', who, as_role, name))
from (values
  ('worker', 'docks', 'mentee', 'null', 'mentee'), ('worker', 'docks', 'mentee', 'null', 'mentee'), ('worker', 'docks', 'mentor', 'null', 'PT409 already_joined'),
  ('peer', 'docks', 'mentee', 'null', 'mentee'), ('boss', 'docks', 'mentee', 'null', 'PT409 not_eligible'), ('lead', 'docks', 'mentee', 'null', 'PT404 not_found'),
  ('contractor', 'docks', 'mentee', 'null', '42501'), ('worker', 'draft', 'mentee', 'null', 'PT404 not_found'),
  ('rival', 'docks', 'mentor', '3', 'PT409 capacity_full'), ('rival', 'docks', 'mentor', '1', 'mentor'), ('boss', 'docks', 'mentor', 'null', 'mentor'),
  ('peer', 'all', 'mentor', 'null', 'PT409 no_mentor_profile')
) v (who, name, as_role, places, answer);
select results_eq(
  $$select split_part(u.email, '@', 1), m.places from public.programme_members m join public.users u on u.id = m.user_id
    where m.programme_id = pg_temp.p('docks') and m.role = 'mentor' order by 1$$,
  $$values ('boss', 3), ('rival', 1)$$, 'A mentor should give the places they say, else their capacity'
);
select is(pg_temp.readers('programme_members', format('user_id = %L', pg_temp.id('worker'))), 'worker hr', 'Who takes part should be the person''s and HR''s');
select is(
  pg_temp.asks('worker', 'select public.set_programme_rankings(pg_temp.p(''docks''), array[pg_temp.id(''boss''), pg_temp.id(''rival'')]) #>> ''{mine,ranking,0,name}'''),
  'Boss Example', 'A mentee should say whom they wish for'
);
select is(pg_temp.readers('programme_rankings', 'true'), 'worker hr', 'The mentors should not read it');

-- Matching: boss is above worker and peer, rival above peer only. --------------------------------------------------------------

select is(pg_temp.asks(who, 'select public.match_programme(pg_temp.p(''docks''))'), '42501', format('%s should not match', who))
from unnest(array['worker', 'boss', 'learning', 'auditor']) who;
select pg_temp.asks('hr', format('select public.match_programme(pg_temp.p(''docks''), %s)', (n = 0)::text)) from generate_series(0, 3) n;
select results_eq(
  $$select split_part(a.email, '@', 1), split_part(b.email, '@', 1), o.wish from public.programme_proposals o
    join public.users a on a.id = o.mentee_id join public.users b on b.id = o.mentor_id order by 1$$,
  $$values ('worker', 'rival', 2)$$, 'Nobody should be matched with their own line, whatever they wish'
);
select is(pg_temp.readers('programme_proposals', 'true'), 'hr', 'Proposals should be HR''s alone');
select is_empty('select from private.programme_candidates', 'What it worked with should be gone');
select is(
  pg_temp.asks('hr', 'select public.publish_proposals(pg_temp.p(''docks'')) - ''next'''), '{"skipped": [], "published": 1}', 'HR should publish them'
);
select is(
  pg_temp.asks('hr', 'select public.publish_proposals(pg_temp.p(''docks'')) - ''next'''), '{"skipped": [], "published": 0}', 'Twice should be once'
);
select bag_eq(
  $$select split_part(u.email, '@', 1) from public.notifications n join public.users u on u.id = n.user_id where n.kind = 'mentorship.matched'$$,
  $$values ('worker'), ('rival')$$, 'Both sides should be told'
);

-- Leaving --------------------------------------------------------------------------------------------------------------------------------

update public.employment_info set status = 'left' where user_id = pg_temp.id('rival');
select is_empty($$select from public.programme_members where user_id = pg_temp.id('rival')$$, 'Who leaves the company should leave its programmes');

select * from finish();
rollback;
