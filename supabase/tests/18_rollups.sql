-- Rollups: who stood where, what is queued, days worked out by hand, and who may read them.
begin;
\ir helpers.psql
select plan(37);

insert into public.org_units (name) values ('Quay'), ('Yard');
create function pg_temp.unit(unit_name text) returns uuid language sql stable security definer as $$
  select id from public.org_units where name = unit_name
$$;
create function pg_temp.stays(handle text) returns text language sql stable security definer as $$
  select string_agg(concat_ws(' ', o.name, case when m.from_day = '-infinity' then 'always' else (m.from_day - private.today())::text end,
    (m.until_day - private.today())::text), ', ' order by m.from_day)
  from private.unit_memberships m join public.org_units o on o.id = m.org_unit_id where m.user_id = pg_temp.id(handle)
$$;
-- The job, to its end.
create function pg_temp.night(day date default private.today()) returns bigint language plpgsql as $$
declare
  step jsonb := private.job_rollups(null, day);
  rows bigint := 0;
begin
  while step -> 'next' <> 'null' loop
    step := private.job_rollups(step -> 'next', day);
    rows := rows + (step ->> 'rows')::bigint;
  end loop;
  return rows;
end
$$;

select pg_temp.person('ana');
select pg_temp.person('ben', 'ana');
select pg_temp.person('con', 'ana', 'contractor');
select pg_temp.person('hal');
insert into public.user_roles (user_id, role) values (pg_temp.id('hal'), 'hr_admin');

-- Who stood where ------------------------------------------------------------------------------------------------------

update public.employment_info set org_unit_id = pg_temp.unit('Quay') where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Quay always', 'Where we first knew somebody should be where they were before');
update public.employment_info set org_unit_id = pg_temp.unit('Yard') where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always', 'A first unit that is put right the same day should never have been');

update public.users set created_at = now() - interval '90 days' where id = pg_temp.id('ben');
update public.employment_info set org_unit_id = pg_temp.unit('Quay') where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always 0, Quay 0', 'A move should end one stay and begin another today');
update public.employment_info set org_unit_id = pg_temp.unit('Yard') where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always', 'A move and back on one day should be none');
update public.employment_info set org_unit_id = null where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always 0', 'Who is in no unit should stand nowhere');
update public.employment_info set org_unit_id = pg_temp.unit('Quay') where user_id = pg_temp.id('ben');
update public.employment_info set status = 'left', last_day = private.today() where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always 0', 'Who left should stand nowhere from that day on');
update public.employment_info set status = 'active', last_day = null where user_id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always 0, Quay 0', 'Who comes back should stand where they are');
update public.users set last_login = now() where id = pg_temp.id('ben');
select is(pg_temp.stays('ben'), 'Yard always 0, Quay 0', 'A sign-in should move nobody');

-- Days by hand -----------------------------------------------------------------------------------------------------------

insert into public.skills (name) values ('Knots');
create function pg_temp.knots() returns uuid language sql stable as $$ select id from public.skills where name = 'Knots' $$;
update public.users set created_at = now() - interval '90 days' where id = pg_temp.id('ana');
insert into public.user_skills (user_id, skill_id, created_at) values (pg_temp.id('ana'), pg_temp.knots(), now() - interval '30 days');
insert into public.skill_assessments (user_id, skill_id, source, level, assessed_at) values
  (pg_temp.id('ana'), pg_temp.knots(), 'self', 5, now() - interval '20 days'),
  (pg_temp.id('ana'), pg_temp.knots(), 'manager', 2, now() - interval '10 days');
create function pg_temp.days(handle text) returns text language sql stable security definer as $$
  select string_agg(format('%s: %s/%s/%s/%s %s', a.day - private.today(), a.skills, a.skills_rated, a.skills_validated, a.level_sum, a.skill_changes),
    ', ' order by a.day)
  from public.user_analytics a where a.user_id = pg_temp.id(handle)
$$;
select cmp_ok(pg_temp.night(), '>', 0::bigint, 'The first night should write rows');
select is(pg_temp.days('ana'), '-90: 0/0/0/0 0, -30: 1/0/0/0 0, -20: 1/1/0/5 1, -10: 1/1/1/2 0',
  'A day should say what was had at its end and done on it, and a day on which nothing happened should be none');
select is(pg_temp.night(), 0::bigint, 'A second run of a night should change nothing');

update public.skill_assessments set withdrawn_at = now() - interval '5 days' where user_id = pg_temp.id('ana') and source = 'manager';
select is((select count(*) from private.rollup_queue where user_id = pg_temp.id('ana')), 1::bigint, 'A withdrawn level should queue its person');
select pg_temp.night();
select is(pg_temp.days('ana'), '-90: 0/0/0/0 0, -30: 1/0/0/0 0, -20: 1/1/0/5 1, -10: 1/1/1/2 0, -5: 1/1/0/5 0',
  'A level that was withdrawn late should fall back from that day on');
select is((select count(*) from private.rollup_queue), 0::bigint, 'A night should leave nothing in the queue');

update public.skill_assessments set valid_until = (private.today() - 1)::timestamp at time zone 'utc' + interval '1 hour'
where user_id = pg_temp.id('ana') and source = 'self';
select pg_temp.night();
select is(pg_temp.days('ana'), '-90: 0/0/0/0 0, -30: 1/0/0/0 0, -20: 1/1/0/5 1, -10: 1/1/1/2 0, -5: 1/1/0/5 0, -1: 1/0/0/0 0',
  'A level should be gone from the day on which it expires');

-- A level that expires tomorrow changes nothing until then, and then though nobody writes.
update private.rollup_state set done_until = private.today() - 2;
update public.skill_assessments set withdrawn_at = null where user_id = pg_temp.id('ana') and source = 'manager';
update public.skill_assessments set valid_until = (private.today() - 1)::timestamp at time zone 'utc' where user_id = pg_temp.id('ana') and source = 'manager';
select pg_temp.night(private.today() - 2);
select is(right(pg_temp.days('ana'), 16), ', -10: 1/1/1/2 0', 'What is known of days to come should wait for them');
select pg_temp.night(private.today() - 1);
select is(right(pg_temp.days('ana'), 15), ', -1: 1/0/0/0 0', 'A day that comes should bring what was known of it');
select pg_temp.night(private.today() - 5);
select is(right(pg_temp.days('ana'), 15), ', -1: 1/0/0/0 0', 'A night for a day before should take nothing back');

-- Units ------------------------------------------------------------------------------------------------------------------

-- The clock was turned back above: everybody comes to today.
select private.rebuild_rollups();
select pg_temp.night();
select is((select string_agg(format('%s: %s', day - private.today(), people), ', ' order by day) from public.unit_analytics where org_unit_id = pg_temp.unit('Yard')),
  '-90: 1, 0: 0', 'Who moves should leave a unit');
select is((select string_agg(people::text, ' ') from public.unit_analytics where org_unit_id = pg_temp.unit('Quay')), '1', 'and come into the other');
select private.rebuild_rollups();
select is(pg_temp.night(), 0::bigint, 'Computing everything anew should find every row as it should be');

-- Who stands in no unit ---------------------------------------------------------------------------------------------------

select is(pg_temp.asks('hal', $$select public.get_org_overview() -> 'months' -> -1 ->> 'people'$$),
  (select count(*)::text from public.users where status = 'active' and erased_at is null), 'The company should be everybody, in a unit or in none');
create function pg_temp.alone(handle text) returns text language sql stable security definer as $$
  select string_agg(concat_ws(' ', coalesce(o.name, 'none'), case when m.from_day = '-infinity' then 'always' else (m.from_day - private.today())::text end,
    (m.until_day - private.today())::text), ', ' order by m.from_day)
  from private.unit_memberships m left join public.org_units o on o.id = m.org_unit_id where m.user_id = pg_temp.id(handle)
$$;
select is(pg_temp.alone('con'), 'none always', 'Who never had a unit should stand in none');
update public.users set created_at = now() - interval '90 days' where id = pg_temp.id('con');
update public.employment_info set org_unit_id = pg_temp.unit('Yard') where user_id = pg_temp.id('con');
select is(pg_temp.alone('con'), 'Yard always', 'A first unit should be where they always were, and none no more');
update public.employment_info set org_unit_id = null where user_id = pg_temp.id('con');
select is(pg_temp.alone('con'), 'Yard always 0, none 0', 'Who comes out of a unit should stand in none from that day on');

-- Of many people -----------------------------------------------------------------------------------------------------------

insert into public.org_units (name, parent_id) values ('Port', null), ('Pier', null);
update public.org_units set parent_id = pg_temp.unit('Port') where name = 'Pier';
with made as (
  insert into public.users (full_name, email) select 'Many Example', 'm' || n || '@example.com' from generate_series(1, 2001) n returning id
), hired as (
  insert into public.employment_info (user_id, org_unit_id) select id, pg_temp.unit('Pier') from made
)
insert into public.user_skills (user_id, skill_id, level, source, assessed_at) select id, pg_temp.knots(), 3, 'self', now() from made;
analyze public.users, public.employment_info, public.user_skills;
create function pg_temp.supply(unit text) returns text language sql as $$
  select pg_temp.asks('hal', format(
    'select concat_ws('' '', (r ->> ''as_of'')::date - current_date, r #> ''{items,0,supply}'') from public.get_org_skills(%L, array[%L::uuid]) r',
    pg_temp.unit(unit), pg_temp.knots()))
$$;
create function pg_temp.balance() returns bigint language plpgsql as $$
declare
  step jsonb := private.job_skill_balances(null, private.today());
  steps bigint := 1;
begin
  while step -> 'next' <> 'null' loop
    step := private.job_skill_balances(step -> 'next', private.today());
    steps := steps + 1;
  end loop;
  return steps;
end
$$;
select is(pg_temp.supply('Port'), '0 2001', 'Until a night has counted them a large unit should be asked');
select pg_temp.balance();
update private.balanced_units set as_of = private.today() - 1;
update public.employment_info set employment_type = 'contractor' where user_id = (select id from public.users where email = 'm1@example.com');
select is(pg_temp.supply('Port') || ', ' || pg_temp.supply('Pier'), '-1 2001, -1 2001', 'Then it should stand as of that night, and say so');
insert into public.user_skills (user_id, skill_id, level, source, assessed_at) values (pg_temp.id('ben'), pg_temp.knots(), 1, 'self', now());
select is(pg_temp.supply('Quay'), '0 1', 'A small unit should be asked, whatever the night');
select pg_temp.balance();
select is(pg_temp.supply('Port') || ', ' || pg_temp.supply('Pier'), '0 2000, 0 2000', 'The next night should bring it to what is there');
select is_empty(
  $$select b.org_unit_id from private.balanced_units b
    cross join lateral private.skill_balance_of(nullif(b.org_unit_id, '00000000-0000-0000-0000-000000000000'), null) s
    left join private.skill_balances w on w.org_unit_id = b.org_unit_id and w.skill_id = s.skill_id
    where (w.level, w.jobs, w.goals, w.people) is distinct from (s.level, s.jobs, s.goals, s.people)$$,
  'A night should write what asking finds, skill by skill, of the company too');
update public.employment_info set org_unit_id = pg_temp.unit('Quay') where user_id in (select id from public.users where email in ('m1@example.com', 'm2@example.com'));
select is(pg_temp.supply('Port'), '0 2000', 'A move should wait for the night');
select pg_temp.balance();
select is((select count(*) from private.balanced_units where org_unit_id in (pg_temp.unit('Port'), pg_temp.unit('Pier'))), 0::bigint,
  'A unit that is large no more should be asked again');

-- Who may read them --------------------------------------------------------------------------------------------------------

select is(pg_temp.asks('ana', $$select count(distinct user_id) from public.user_analytics$$), '1', 'A person should read their own days alone, a manager too');
select is(pg_temp.asks('hal', $$select count(distinct user_id) from public.user_analytics$$), '1', 'HR should read nobody else''s days');
select is(pg_temp.does('hal', $$select from public.unit_analytics$$), '42501', 'Nobody should read the sums of units row by row');
select is(pg_temp.does('ana', $$update public.user_analytics set level_sum = 100$$), '42501', 'Nobody should write their own days');

select private.erase_person(pg_temp.id('ana'));
select pg_temp.night();
select is((select count(*) from public.user_analytics where user_id = pg_temp.id('ana')), 0::bigint, 'Of who is erased no day should be left, nor come back at night');

select * from finish();
rollback;
