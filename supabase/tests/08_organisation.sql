-- The organisation as HR keeps it: who decides for whom, leaving, units, managers, roles, notices, data quality.
begin;
\ir helpers.psql
select plan(436);

create function pg_temp.operate() returns void language sql as $$ select set_config('request.jwt.claims', '', true) $$;
create function pg_temp.today() returns date language sql stable as $$ select (now() at time zone 'utc')::date $$;
grant execute on function pg_temp.today() to authenticated;
create function pg_temp.handle(person uuid) returns text language sql stable security definer as $$
  select split_part(email, '@', 1) from public.users where id = person
$$;
create function pg_temp.manager_of(handle text) returns text language sql as $$
  select coalesce(pg_temp.handle(manager_id), 'nobody') from public.employment_info where user_id = pg_temp.id(handle)
$$;

-- Who decides for whom ---------------------------------------------------------------------------------------------------

create function pg_temp.deciders(handle text) returns text language sql as $$
  select coalesce(string_agg(pg_temp.handle(user_id) || ' as ' || capacity, ', ' order by capacity desc, pg_temp.handle(user_id)), 'nobody')
  from private.deciders_of(pg_temp.id(handle))
$$;
create function pg_temp.inbox(who text) returns uuid[] language plpgsql as $$
begin
  perform pg_temp.become(who);
  perform set_config('role', 'none', true);
  return private.people_i_decide_for();
end
$$;
-- The delegate of somebody from so many days after today until so many.
create function pg_temp.delegate(of text, to_whom text, from_day integer default 0, until_day integer default 0) returns void language sql as $$
  delete from public.delegations where user_id = pg_temp.id(of);
  insert into public.delegations (user_id, delegate_id, starts_on, ends_on)
  select pg_temp.id(of), pg_temp.id(to_whom), pg_temp.today() + from_day, pg_temp.today() + until_day where to_whom is not null
$$;

select is(pg_temp.deciders('worker'), 'lead as manager', 'The manager should decide for a person');
select is(pg_temp.deciders('crew'), 'boss as manager', 'Below a contractor the next manager up should decide');
select is(pg_temp.deciders('boss'), 'hr as hr_admin', 'For whoever has nobody above, HR should decide');
select is(pg_temp.deciders('hr'), 'nobody', 'An HR admin without a manager should never decide for herself');
select pg_temp.person('hrtwo');
insert into public.user_roles (user_id, role) values (pg_temp.id('hrtwo'), 'hr_admin');
select is(pg_temp.deciders('hr'), 'hrtwo as hr_admin', 'Another HR admin should');
select is(pg_temp.deciders('boss'), 'hr as hr_admin, hrtwo as hr_admin', 'Every HR admin should decide for whoever has nobody above');
update public.employment_info set manager_id = pg_temp.id('foreman') where user_id = pg_temp.id('hrtwo');
update public.employment_info set manager_id = null where user_id = pg_temp.id('foreman');
select is(pg_temp.deciders('crew'), 'hr as hr_admin, hrtwo as hr_admin', 'A contractor above and nobody above them should be nobody above');
update public.employment_info set manager_id = pg_temp.id('boss') where user_id = pg_temp.id('foreman');
update public.employment_info set manager_id = null where user_id = pg_temp.id('hrtwo');

-- A leaver in the line, as an operator may leave one.
update public.employment_info set manager_id = pg_temp.id('boss') where user_id = pg_temp.id('leaver');
update public.employment_info set manager_id = pg_temp.id('leaver') where user_id = pg_temp.id('peer');
select is(pg_temp.deciders('peer'), 'boss as manager', 'A manager who left should be passed over');
select ok(pg_temp.id('peer') = any (pg_temp.inbox('boss')), 'And the inbox of the next one up should hold the person');
update public.employment_info set manager_id = pg_temp.id('rival') where user_id = pg_temp.id('peer');
update public.employment_info set manager_id = null where user_id = pg_temp.id('leaver');

select is(
  (select pg_temp.deciders('worker') from pg_temp.delegate('lead', 'rival', from_day, until_day)), expected, says
)
from (values
  (0, 0, 'lead as manager, rival as delegate', 'The manager''s delegate should decide too, on the one day that is named'),
  (-3, 0, 'lead as manager, rival as delegate', 'And on the last day'), (0, 9, 'lead as manager, rival as delegate', 'And on the first'),
  (1, 9, 'lead as manager', 'But not on the day before'), (-9, -1, 'lead as manager', 'Nor on the day after')
) v (from_day, until_day, expected, says);
select pg_temp.delegate('lead', 'worker');
select is(pg_temp.deciders('worker'), 'lead as manager', 'A delegate should never decide for himself');
select is(pg_temp.deciders('contractor'), 'lead as manager, worker as delegate', 'But for the others of that manager');
select pg_temp.delegate('foreman', 'peer');
select is(pg_temp.deciders('crew'), 'boss as manager', 'A contractor should have no say to hand on');
select pg_temp.delegate('boss', 'peer');
select is(pg_temp.deciders('crew'), 'boss as manager, peer as delegate', 'The delegate of the next one up should decide below a contractor too');
select pg_temp.delegate('foreman', null), pg_temp.delegate('boss', null), pg_temp.delegate('lead', 'rival');
update public.employment_info set employment_type = 'contractor' where user_id = pg_temp.id('rival');
select is(pg_temp.deciders('worker'), 'lead as manager', 'A delegate who became a contractor should decide for nobody');
update public.employment_info set employment_type = 'employee' where user_id = pg_temp.id('rival');

create function pg_temp.decides(who text, for_whom text) returns boolean
language plpgsql as $$
begin
  perform pg_temp.become(who);
  perform set_config('role', 'none', true);
  return private.decides_for(pg_temp.id(for_whom));
end
$$;
select is(
  pg_temp.decides(who, 'worker'), who in ('lead', 'rival'),
  format('%s should %sdecide for worker', coalesce(who, 'anonymous'), case when who in ('lead', 'rival') then '' else 'not ' end)
)
from unnest(array['lead', 'rival', 'boss', 'worker', 'peer', 'contractor', 'foreman', 'hr', 'learning', 'auditor', 'leaver', 'stranger']) who;
select is(pg_temp.decides('foreman', 'crew'), false, 'A contractor should not decide for those below');
select is(pg_temp.decides('hr', 'hr'), false, 'Nobody should decide for themselves');
select is(pg_temp.decides('hr', 'boss'), true, 'HR should decide for the top');
select pg_temp.delegate('lead', null);

-- The inbox is the other way round of the same rule, on an organisation made by chance: managers, contractors, leavers, delegates.
create function pg_temp.random_organisation(size integer) returns void
language plpgsql as $$
declare
  i integer;
begin
  perform setseed(0.4711);
  for i in 1..size loop
    perform pg_temp.person('r' || i, case when random() < 0.85 and i > 1 then 'r' || (1 + floor(random() * (i - 1)))::integer end,
      case when random() < 0.3 then 'contractor' else 'employee' end);
  end loop;
  insert into public.user_roles (user_id, role) select pg_temp.id('r' || n), 'hr_admin' from generate_series(3, size, 9) n;
  insert into public.delegations (user_id, delegate_id, starts_on, ends_on)
  select pg_temp.id('r' || n), pg_temp.id('r' || m), pg_temp.today() + a, pg_temp.today() + a + b
  from (
    select n, (1 + floor(random() * size))::integer as m, (floor(random() * 5) - 3)::integer as a, floor(random() * 4)::integer as b
    from generate_series(1, size, 2) n
  ) d where n <> m;
  update public.employment_info set status = 'left' where user_id in (select pg_temp.id('r' || n) from generate_series(4, size, 8) n);
  -- Some stand below a leaver again, as an operator may write it.
  update public.employment_info set manager_id = pg_temp.id('r4')
  where user_id in (pg_temp.id('r5'), pg_temp.id('r7')) and not exists (
    select from public.reporting_lines where manager_id in (pg_temp.id('r5'), pg_temp.id('r7')) and report_id = pg_temp.id('r4')
  );
  update public.employment_info set manager_id = pg_temp.id('r1') where user_id = pg_temp.id('r4');
end
$$;
-- The rule once more, as a person would follow it.
create function pg_temp.slow_deciders(person uuid) returns setof uuid
language plpgsql as $$
declare
  above uuid := (select manager_id from public.employment_info where user_id = person);
begin
  while above is not null and exists (
    select from public.employment_info e where e.user_id = above and (e.status = 'left' or e.employment_type = 'contractor')
  ) loop
    above := (select manager_id from public.employment_info where user_id = above);
  end loop;
  if above is null then
    return query select r.user_id from public.user_roles r where r.role = 'hr_admin' and r.user_id <> person;
    return;
  end if;
  return next above;
  return query select d.delegate_id from public.delegations d join public.employment_info e on e.user_id = d.delegate_id
  where d.user_id = above and d.delegate_id <> person and pg_temp.today() >= d.starts_on and pg_temp.today() <= d.ends_on
    and e.employment_type = 'employee' and e.status = 'active';
end
$$;
select pg_temp.operate(), pg_temp.random_organisation(40);
create temporary table pairs (who text, whom text, asked boolean, listed boolean, obvious boolean);
do $$
declare
  person record;
  listed uuid[];
begin
  for person in select u.id, split_part(u.email, '@', 1) as handle from public.users u where u.email ~ '@example.com$' loop
    listed := pg_temp.inbox(person.handle);
    insert into pairs
    select person.handle, split_part(u.email, '@', 1), private.decides_for(u.id), u.id = any (listed),
      private.current_employee_id() is not null and person.id in (select pg_temp.slow_deciders(u.id))
    from public.users u where u.email ~ '@example.com$' and u.status = 'active';
  end loop;
end
$$;
select is_empty('select * from pairs where asked <> obvious', 'Who decides should be as somebody who follows the line would find, for everybody');
select is_empty('select * from pairs where asked <> listed', 'The people for whom somebody decides should be those for whom decides_for says so, for everybody');
select cmp_ok(
  (select count(*) from pairs where listed), '>', (select count(distinct whom) from pairs), 'There should be delegates and HR among those who decide'
);
select is_empty('select * from pairs where listed and who = whom', 'Nobody should be among the people for whom they decide');
select is_empty(
  $$select u.email from public.users u, unnest(array['hr', 'hrtwo', 'boss', 'r1', 'r3', 'r12']) who where u.id = any (pg_temp.inbox(who)) and u.status <> 'active'$$,
  'Nor should anybody who left be among them'
);
select is(
  cardinality(pg_temp.inbox(who)), 0,
  format('%s should decide for nobody', coalesce(who, 'anonymous'))
) from unnest(array['stranger', 'leaver', 'contractor', null]) who;
select pg_temp.operate();

-- Delegates ---------------------------------------------------------------------------------------------------------------

create function pg_temp.name_delegate(who text, delegate text, etag text default null) returns text language sql as $$
  select pg_temp.asks(who, format(
    'select (d ->> ''from'')::date - pg_temp.today() || '' '' || (d ->> ''until'')::date - pg_temp.today() || '' '' || (d ->> ''etag'')
     from public.set_delegate(%L, pg_temp.today(), pg_temp.today() + 5, %L) d', pg_temp.id(delegate), etag))
$$;
select is(pg_temp.name_delegate('lead', 'peer'), '0 5 1', 'A manager should name a delegate');
select is(pg_temp.name_delegate('lead', 'peer'), '0 5 1', 'Again should change nothing');
select is(pg_temp.name_delegate('lead', 'rival', '1'), '0 5 2', 'Another should take the place of the first');
select is(pg_temp.name_delegate('lead', 'peer', '1'), 'PT412 stale', 'An etag from before should be refused');
select is(pg_temp.name_delegate('boss', 'peer', '1'), 'PT412 stale', 'Nor is there an etag where none was named');
select is(pg_temp.name_delegate('lead', 'lead'), 'PT400 invalid', 'Nobody should be the own delegate');
select is(pg_temp.name_delegate('lead', 'contractor'), 'PT400 unknown_id', 'Nor a contractor');
select is(pg_temp.name_delegate('lead', 'leaver'), 'PT400 unknown_id', 'Nor a leaver');
select is(pg_temp.asks('lead', 'select public.set_delegate(gen_random_uuid(), current_date, current_date)'), 'PT400 unknown_id', 'Nor nobody');
select is(pg_temp.asks('lead', format('select public.set_delegate(%L, current_date, current_date - 1)', pg_temp.id('peer'))), '23514', 'It should not end before it begins');
select is(pg_temp.asks('lead', format('select public.set_delegate(%L, current_date, current_date + 367)', pg_temp.id('peer'))), '23514', 'Nor last beyond a year');
select is(pg_temp.asks('lead', format('select public.set_delegate(%L, null, null)', pg_temp.id('peer'))), '23502', 'Nor have no days');
select is(pg_temp.name_delegate(who, 'peer'), expected, format('%s should not name a delegate', coalesce(who, 'anonymous')))
from (values ('contractor', '42501'), ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected);
select is(pg_temp.readers('delegations', 'user_id = ' || quote_literal(pg_temp.id('lead'))), 'lead rival hr', 'A delegation should be seen by both and HR');
select is(pg_temp.does(who, statement), '42501', format('%s should not %s', who, statement))
from unnest(array['lead', 'rival', 'hr', 'auditor']) who, unnest(array[
  'insert into public.delegations (user_id, delegate_id, starts_on, ends_on) values (pg_temp.id(''boss''), pg_temp.id(''peer''), current_date, current_date)',
  'update public.delegations set delegate_id = pg_temp.id(''peer'')', 'delete from public.delegations'
]) statement;
select is(pg_temp.asks('lead', 'select public.get_delegate() #>> ''{delegate,name}'''), 'Rival Example', 'A manager should read whom he named');
select is(pg_temp.asks('rival', 'select public.get_delegate()'), 'PT404 not_found', 'The delegate named nobody');
select is(pg_temp.asks('rival', 'select public.remove_delegate()'), 'PT404 not_found', 'Nor does he end what another named');
select is(pg_temp.asks('lead', 'select public.get_me() #>> ''{delegate,delegate,name}'''), 'Rival Example', '/me should show the delegate');
select bag_eq(
  $$select pg_temp.handle(user_id) as told, pg_temp.handle(actor_id) as by, split_part(title, ' {', 1) from public.notifications where kind = 'organisation.delegate'$$,
  $$values ('peer', 'lead', 'You decide in the place of'), ('peer', 'lead', 'You no longer decide in the place of'),
    ('rival', 'lead', 'You decide in the place of')$$,
  'Whoever becomes a delegate, or is one no more, should be told, once'
);
select pg_temp.asks('lead', 'select public.remove_delegate()');
select is((select count(*) from public.delegations where user_id = pg_temp.id('lead')), 0::bigint, 'A delegation should be ended');
select pg_temp.name_delegate('lead', 'rival');
select is(
  (select count(*) from public.notifications where user_id = pg_temp.id('rival') and title ~ '^You decide'), 2::bigint,
  'Whoever is named again for the same days should be told again'
);
select pg_temp.asks('lead', 'select public.remove_delegate()');

-- The line ------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, format('select string_agg(d ->> ''as'', '' '') from jsonb_array_elements(public.get_deciders(%L) -> ''items'') d', pg_temp.id('worker'))),
  expected, format('get_deciders should answer %s: %s', coalesce(who, 'anonymous'), expected)
)
from (values
  ('worker', 'manager'), ('lead', 'manager'), ('boss', 'manager'), ('hr', 'manager'),
  ('peer', 'PT404 not_found'), ('rival', 'PT404 not_found'), ('contractor', 'PT404 not_found'), ('learning', 'PT404 not_found'),
  ('auditor', 'PT404 not_found'), ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')
) v (who, expected);
select is(pg_temp.asks('foreman', format('select public.get_deciders(%L)', pg_temp.id('crew'))), 'PT404 not_found', 'A contractor should not learn who decides for those below');
select is(pg_temp.asks('hr', format('select public.get_deciders(%L)', pg_temp.id('leaver'))), 'PT404 not_found', 'For a leaver nobody decides');
select is(pg_temp.asks('peer', 'select public.get_deciders(gen_random_uuid())'), 'PT404 not_found', 'Another''s id should answer as one that is not there');
create function pg_temp.reports(who text, of text, depth integer default 1) returns text language sql as $$
  select pg_temp.asks(who, format(
    'select string_agg(r ->> ''depth'' || (r ->> ''name''), '' '') from jsonb_array_elements(public.get_reports(%L, %s) -> ''items'') r', pg_temp.id(of), depth))
$$;
select is(pg_temp.reports(who, 'lead'), expected, format('get_reports should answer %s: %s', coalesce(who, 'anonymous'), expected))
from (values
  ('lead', '1Contractor Example 1Worker Example'), ('boss', '1Contractor Example 1Worker Example'), ('hr', '1Contractor Example 1Worker Example'),
  ('worker', 'PT404 not_found'), ('peer', 'PT404 not_found'), ('rival', 'PT404 not_found'), ('learning', 'PT404 not_found'), ('auditor', 'PT404 not_found'),
  ('contractor', '42501'), ('foreman', '42501'), ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')
) v (who, expected);
select is(
  pg_temp.reports('boss', 'boss', 2), '1Foreman Example 1Lead Example 1Rival Example 2Contractor Example 2Crew Example 2Peer Example 2Worker Example',
  'Reports should come nearest first, then by name, down to the depth that is asked'
);
create function pg_temp.walk_reports(size integer) returns setof text
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('boss', format('select public.get_reports(%L, 9, %L, %s, true)', pg_temp.id('boss'), key, size))::jsonb;
    return query select i ->> 'name' from jsonb_array_elements(answer -> 'items') i;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
select results_eq(
  'select pg_temp.walk_reports(2)', 'select pg_temp.walk_reports(200)', 'In pages they should be the same'
);
update public.employment_info set manager_id = pg_temp.id('lead') where user_id = pg_temp.id('leaver');
select is(pg_temp.reports('lead', 'lead'), '1Contractor Example 1Worker Example', 'Leavers should not be among the reports');
update public.employment_info set manager_id = null where user_id = pg_temp.id('leaver');

-- Leaving by each way -----------------------------------------------------------------------------------------------------

create function pg_temp.team(way text) returns void language plpgsql as $$
begin
  perform pg_temp.person('top' || way, 'boss'), pg_temp.person('mid' || way, 'top' || way);
  perform pg_temp.person('one' || way, 'mid' || way), pg_temp.person('two' || way, 'mid' || way), pg_temp.person('low' || way, 'one' || way);
  insert into public.user_roles (user_id, role) values (pg_temp.id('mid' || way), 'learning_admin'), (pg_temp.id('mid' || way), 'auditor');
  insert into public.delegations (user_id, delegate_id, starts_on, ends_on) values
    (pg_temp.id('mid' || way), pg_temp.id('one' || way), pg_temp.today(), pg_temp.today()),
    (pg_temp.id('top' || way), pg_temp.id('mid' || way), pg_temp.today(), pg_temp.today());
  insert into public.position_history (user_id, source, role_title, started_on) values
    (pg_temp.id('mid' || way), 'hr', 'Captain', '2020-01-01'), (pg_temp.id('mid' || way), 'self', 'Volunteer', '2020-01-01');
end
$$;
create temporary table teams (way text, mid uuid, account uuid);
select pg_temp.team(way) from unnest(array['rpc', 'patch', 'plain', 'erased', 'job']) way;
insert into teams select way, u.id, u.auth_id from unnest(array['rpc', 'patch', 'plain', 'erased', 'job']) way
join public.users u on u.email = 'mid' || way || '@example.com';
select is(
  pg_temp.asks('hr', format('select public.leave_user(%L, %L) #>> ''{employment,status}''', pg_temp.id('midrpc'), pg_temp.today())), 'left',
  'HR should end an employment today'
);
select is(pg_temp.asks('hr', format('select public.update_user(%L, ''{"status": "left"}'') ->> ''status''', pg_temp.id('midpatch'))), 'left', 'Or by the status');
select pg_temp.operate();
update public.employment_info set status = 'left' where user_id = (select mid from teams where way = 'plain');
select pg_temp.asks('hr', format(
  'select public.carry_out_erasure((public.create_erasure_request(%L) ->> ''id'')::uuid)', (select mid from teams where way = 'erased')));
select is(
  pg_temp.asks('hr', format('select public.leave_user(%L, %L) #>> ''{employment,status}''', pg_temp.id('midjob'), pg_temp.today() + 1)), 'active',
  'Whose last day is to come should stay until then'
);
select pg_temp.operate();
-- Days pass: the last day is yesterday.
update public.employment_info set last_day = pg_temp.today() - 1 where user_id = (select mid from teams where way = 'job');
select is(private.job_leavers(null, pg_temp.today() - 1) ->> 'rows', '0', 'On the last day nobody should leave');
select is(
  (select status from public.users where id = (select mid from teams where way = 'job')), 'active', 'And on the last day people should still sign in'
);
select is(private.job_leavers(null, pg_temp.today()) ->> 'rows', '1', 'On the day after they should');
select is(private.job_leavers(null, pg_temp.today()), '{"next": null, "rows": 0}', 'Once');

select is((select u.status || e.status from public.users u join public.employment_info e on e.user_id = u.id where u.id = mid), 'leftleft', way || ': status should be left in both places')
from teams;
select is((select count(*) from auth.users where id = account), 0::bigint, way || ': the account should be gone') from teams;
select is((select auth_id from public.users where id = mid), null, way || ': the record should be nobody''s') from teams;
select is(pg_temp.manager_of('one' || way) || ' ' || pg_temp.manager_of('two' || way), format('top%s top%s', way, way), way || ': reports should move to the next manager') from teams;
select is((select manager_id from public.employment_info where user_id = mid), null, way || ': the leaver should report to nobody') from teams;
select is((select count(*) from public.user_roles where user_id = mid), 0::bigint, way || ': roles should end') from teams;
select is((select count(*) from public.delegations where mid in (user_id, delegate_id)), 0::bigint, way || ': delegations should end, from and to them') from teams;
select is((select count(*) from public.position_history where user_id = mid and source = 'hr' and ended_on is null), 0::bigint, way || ': the open job should end') from teams;
select is((select last_day - pg_temp.today() from public.employment_info where user_id = mid), case way when 'job' then -1 else 0 end, way || ': there should be a last day, from which retention counts') from teams;
select is(
  (select ended_on - pg_temp.today() from public.position_history where user_id = mid and source = 'hr'), case way when 'job' then -1 else 0 end,
  way || ': the job should end on the last day'
) from teams;
select is((select count(*) from public.reporting_lines where mid in (manager_id, report_id)), 0::bigint, way || ': the closure should know the leaver no more') from teams;
select bag_eq(
  format('select pg_temp.handle(report_id), depth from public.reporting_lines where manager_id = pg_temp.id(%L)', 'top' || way),
  format('values (%L, 1), (%L, 1), (%L, 2)', 'one' || way, 'two' || way, 'low' || way), way || ': the closure should hold the others where they are now'
) from teams;
select is(pg_temp.reports('top' || way, 'top' || way), format('1One%s Example 1Two%s Example', way, way), way || ': the manager above should see the reports at once') from teams;
select is(
  (select count(*) from public.notifications where user_id in (pg_temp.id('one' || way), pg_temp.id('two' || way)) and actor_id = pg_temp.id('top' || way)), 2::bigint,
  way || ': each report should be told of the new manager'
) from teams;
select is(
  (select count(*) from public.notifications where user_id = pg_temp.id('top' || way) and title = '{actor} reports to you now'), 2::bigint,
  way || ': and the manager of each report'
) from teams;
select is((select count(*) from public.notifications where user_id = mid and created_at >= now()), 0::bigint, way || ': the leaver should be told nothing') from teams;
select is(
  (select ended_on from public.position_history where user_id = (select mid from teams where way = 'rpc') and source = 'self'), null,
  'What the leaver said about themselves should stay as it was'
);
select is((select auth_id is not null from public.users where email = 'topplain@example.com'), true, 'Nobody else''s account should go');

select is(
  pg_temp.asks('hr', format('select public.leave_user(%L, %L)', pg_temp.id('midrpc'), pg_temp.today())), 'PT409 invalid_transition', 'Nobody should leave twice'
);
update public.employment_info set hire_date = '2026-01-10' where user_id = pg_temp.id('toprpc');
select is(
  pg_temp.asks('hr', format('select public.leave_user(%L, ''2026-01-09'')', pg_temp.id('toprpc'))), 'PT400 invalid', 'Nor before they came'
);
select is(pg_temp.asks('hr', 'select public.leave_user(gen_random_uuid(), current_date)'), 'PT404 not_found', 'Nor somebody who is not there');
-- A chain that leaves in one statement.
select pg_temp.team('chain'), pg_temp.operate();
update public.employment_info set status = 'left' where user_id in (pg_temp.id('topchain'), pg_temp.id('midchain'), pg_temp.id('onechain'));
select is(
  pg_temp.manager_of('lowchain') || ' ' || pg_temp.manager_of('twochain'), 'boss boss', 'When a whole chain leaves at once, the others should come to who stays'
);
-- Nobody above.
select pg_temp.person('solo'), pg_temp.person('under', 'solo');
update public.employment_info set status = 'left' where user_id = pg_temp.id('solo');
select is(pg_temp.manager_of('under'), 'nobody', 'Where nobody is above, nobody should follow');
select matches(pg_temp.deciders('under'), 'hr as hr_admin, hrtwo as hr_admin', 'And HR should decide');
update public.users set status = 'left' where id = (select id from public.users where email = 'under@example.com');
select ok(
  not exists (select from auth.users where email = 'under@example.com'), 'However the status becomes left, the account should go'
);
update public.users set status = 'active' where id = pg_temp.id('under');

-- Coming back.
select pg_temp.asks('hr', format('select public.update_user(%L, ''{"status": "active"}'')', pg_temp.id('midrpc')));
select results_eq(
  format('select u.status, e.status, e.last_day, e.manager_id, u.auth_id from public.users u join public.employment_info e on e.user_id = u.id where u.id = %L', pg_temp.id('midrpc')),
  $$values ('active', 'active', null::date, null::uuid, null::uuid)$$, 'Who comes back should be active, without a last day, a manager or the old account'
);
select is((select count(*) from public.user_roles where user_id = pg_temp.id('midrpc')), 0::bigint, 'Nor the old roles');
select pg_temp.operate();
insert into auth.users (id, aud, role, email, email_confirmed_at) values (gen_random_uuid(), 'authenticated', 'authenticated', 'midrpc@example.com', now());
select is(pg_temp.asks('midrpc', 'select public.my_id()'), pg_temp.id('midrpc')::text, 'And should sign up and be themselves again');
select is(
  pg_temp.asks('hr', format('select public.leave_user(%L, %L) ->> ''status''', pg_temp.id('midrpc'), pg_temp.today())), 'left', 'And should be able to leave again'
);
select pg_temp.asks('hr', format('select public.leave_user(%L, %L)', pg_temp.id('toprpc'), pg_temp.today() + 9));
select pg_temp.asks('hr', format('select public.update_user(%L, ''{"status": "active"}'')', pg_temp.id('toprpc')));
select is((select last_day from public.employment_info where user_id = pg_temp.id('toprpc')), null, 'A leave that is to come should be taken back by the status');

-- Roles and HR herself --------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, format(statement, pg_temp.id(who))), '42501', format('%s should not do it about herself: %s', who, statement)
)
from unnest(array['hr', 'hrtwo']) who, unnest(array[
  'select public.leave_user(%L, current_date)', 'select public.update_user(%L, ''{"grade": "X"}'')', 'select public.set_roles(%L, ''{hr_admin, auditor}'')',
  'select public.set_roles(%L, ''{}'')', 'select public.update_user(%L, ''{"status": "left"}'')'
]) statement;
select is(
  pg_temp.asks('hr', format('select (public.set_roles(%L, ''{auditor, learning_admin, auditor}'') -> ''roles'')::text', pg_temp.id('peer'))),
  '["auditor", "learning_admin"]', 'HR should give roles'
);
select pg_temp.asks('hr', format('select public.set_roles(%L, ''{auditor, learning_admin}'')', pg_temp.id('peer')));
select is(
  (select count(*) from public.notifications where user_id = pg_temp.id('peer') and kind = 'organisation.roles'), 1::bigint, 'The person should be told once of what changed'
);
select is(
  pg_temp.asks('hr', format('select (public.set_roles(%L, ''{learning_admin}'') -> ''roles'')::text', pg_temp.id('peer'))), '["learning_admin"]', 'And take them'
);
select is(pg_temp.asks('hr', format('select public.set_roles(%L, ''{king}'')', pg_temp.id('peer'))), '23514', 'There should be no other roles');
select is(pg_temp.asks('hr', format('select public.set_roles(%L, ''{auditor}'')', pg_temp.id('leaver'))), 'PT409 invalid_transition', 'A leaver should have none');
select is(pg_temp.asks('hr', format('select (public.set_roles(%L, ''{}'') -> ''roles'')::text', pg_temp.id('hrtwo'))), '[]', 'One HR admin should take the role of another');
select is(pg_temp.asks('hrtwo', format('select public.set_roles(%L, ''{}'')', pg_temp.id('hr'))), '42501', 'Who should then be one no more');
select pg_temp.operate();
select throws_ok(
  $do$do $d$ begin delete from public.user_roles where role = 'hr_admin'; perform private.keep_an_hr_admin(); end $d$ $do$, 'PT409', null,
  'A change that leaves nobody in charge should be refused'
);
select throws_ok(
  $do$do $d$ begin update public.users set status = 'left' where id in (select user_id from public.user_roles where role = 'hr_admin');
    insert into public.user_roles (user_id, role) values (pg_temp.id('leaver'), 'hr_admin'); perform private.keep_an_hr_admin(); end $d$ $do$, 'PT409', null,
  'A leaver with the role should not count'
);

-- What only HR does, asked by everybody else -----------------------------------------------------------------------------------

create temporary table hr_only (statement text);
insert into hr_only values
  ('select public.create_user(''{"full_name": "X"}'')'), (format('select public.update_user(%L, ''{"grade": "X"}'')', pg_temp.id('worker'))),
  (format('select public.leave_user(%L, current_date)', pg_temp.id('worker'))), (format('select public.set_roles(%L, ''{hr_admin}'')', pg_temp.id('worker'))),
  (format('select public.set_roles(%L, ''{hr_admin}'')', pg_temp.id('learning'))),
  ('select public.create_org_unit(''{"name": "X"}'')'), ('select public.update_org_unit(gen_random_uuid(), ''{"name": "X"}'')'),
  ('select public.publish_notice(''{"title": "X", "body": "X"}'')'), ('select public.get_data_quality()'), ('select public.count_data_quality()');
select is(
  pg_temp.asks(who, statement), expected, format('%s should not: %s', coalesce(who, 'anonymous'), left(statement, 60))
)
from hr_only, (values
  ('worker', '42501'), ('peer', '42501'), ('lead', '42501'), ('boss', '42501'), ('contractor', '42501'), ('learning', '42501'), ('auditor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')
) v (who, expected);

-- HR's create and update ---------------------------------------------------------------------------------------------------------

create temporary table units as select
  (pg_temp.asks('hr', 'select public.create_org_unit(''{"name": "Harbour"}'') ->> ''id'''))::uuid as harbour, null::uuid as quay, null::uuid as crane;
update units set quay = pg_temp.asks('hr', format('select public.create_org_unit(''{"name": "Quay", "parent_id": "%s"}'') ->> ''id''', harbour))::uuid;
update units set crane = pg_temp.asks('hr', format('select public.create_org_unit(''{"name": "Crane", "parent_id": "%s"}'') ->> ''id''', quay))::uuid;
grant select on units to authenticated;
create function pg_temp.move(unit uuid, parent uuid) returns text language sql as $$
  select pg_temp.asks('hr', format('select public.update_org_unit(%L, %L) #>> ''{parent,name}''', unit, jsonb_build_object('parent_id', parent)))
$$;
select is(pg_temp.move(harbour, crane), 'PT409 unit_cycle', 'A unit should not be moved below itself') from units;
select is(pg_temp.move(harbour, harbour), 'PT409 unit_cycle', 'Nor into itself') from units;
select is(pg_temp.move(quay, crane), 'PT409 unit_cycle', 'At no distance') from units;
select pg_temp.operate();
select throws_ok('update public.org_units set parent_id = (select crane from units) where id = (select harbour from units)', 'PT409', null, 'By no way');
select is(pg_temp.move(crane, harbour), 'Harbour', 'A unit should be moved elsewhere') from units;
select is(pg_temp.move(crane, gen_random_uuid()), 'PT400 unknown_id', 'But not below one that is not there') from units;
select is(pg_temp.asks('hr', format('select public.create_org_unit(''{"name": "X", "parent_id": "%s"}'')', gen_random_uuid())), 'PT400 unknown_id', 'Nor made there');
select is(pg_temp.asks('hr', 'select public.create_org_unit(''{"name": " HARBOUR "}'')'), '23505', 'A name should be there once below a parent, however spelled');
select is(
  pg_temp.asks('hr', format('select public.create_org_unit(''{"id": "%s", "name": "Other"}'') ->> %L', harbour, k)), expected, 'A repeated creation should answer what is there: ' || k
) from units, (values ('repeated', 'true'), ('name', 'Harbour')) v (k, expected);
select is(pg_temp.asks('hr', format('select public.update_org_unit(%L, ''{"name": "Dock"}'', ''99'')', harbour)), 'PT412 stale', 'An etag from before should be refused') from units;
select is(pg_temp.asks('hr', 'select public.update_org_unit(gen_random_uuid(), ''{"name": "Dock"}'')'), 'PT404 not_found', 'As a unit that is not there');
select is(pg_temp.asks('hr', format('select public.update_org_unit(%L, ''{"name": "Quayside"}'') #>> ''{parent,name}''', quay)), 'Harbour', 'Renaming should not move') from units;
create function pg_temp.found(who text, arguments text) returns text language sql as $$
  select pg_temp.asks(who, format('select string_agg(u ->> ''name'', '' '') from jsonb_array_elements(public.search_org_units(%s) -> ''items'') u', arguments))
$$;
select is(pg_temp.found('contractor', format('parents => array[%L::uuid]', harbour)), 'Crane Quayside', 'Everybody should find the units below one, by name') from units;
select is(pg_temp.found('worker', 'q => ''quaysdie'''), 'Quayside', 'And by a name with a typing error');
select ok(pg_temp.found('worker', 'top => true, page_size => 200') ~ 'Harbour' and pg_temp.found('worker', 'top => true, page_size => 200') !~ 'Quayside', 'And those below none');
select is(pg_temp.asks('worker', 'select public.get_org_unit(gen_random_uuid())'), 'PT404 not_found', 'A unit that is not there should be 404');
select is(pg_temp.asks('stranger', statement), 'PT403 no_employee_record', 'A stranger should not ' || statement)
from unnest(array['select public.search_org_units()', 'select public.get_org_unit(gen_random_uuid())']) statement;

create function pg_temp.patch(handle text, patch jsonb, etag text default null) returns text language sql as $$
  select pg_temp.asks('hr', format('select coalesce(public.update_user(%L, %L, %L) #>> ''{employment,manager,name}'', ''nobody'')', pg_temp.id(handle), patch, etag))
$$;
select is(pg_temp.patch('peer', '{"line_manager": "Boss Example"}'), 'Boss Example', 'A manager who is named should be found by the name');
select is((select manager_by_name from public.employment_info where user_id = pg_temp.id('peer')), true, 'And it should be known that it was by name');
select is(pg_temp.patch('peer', '{"line_manager": " boss  EXAMPLE "}'), 'Boss Example', 'The same name in another spelling should change nobody');
select is(pg_temp.patch('peer', jsonb_build_object('manager_id', pg_temp.id('lead'))), 'Lead Example', 'An id should say more than a name');
select is((select manager_by_name from public.employment_info where user_id = pg_temp.id('peer')), false, 'And no longer be by name');
select pg_temp.operate(), private.link_managers('{"boss example"}'), private.job_managers(null, current_date);
select is(pg_temp.manager_of('peer'), 'lead', 'And stay when names are looked at again');
select is(pg_temp.patch('peer', '{"manager_id": null}'), 'nobody', 'None should be none');
select is((select line_manager from public.employment_info where user_id = pg_temp.id('peer')), null, 'And the name be forgotten');
select pg_temp.operate(), private.link_managers('{"boss example"}'), private.job_managers(null, current_date);
select is(pg_temp.manager_of('peer'), 'nobody', 'So that nobody links it again');
select is(pg_temp.patch('peer', '{"line_manager": "Nobody Yet"}'), 'nobody', 'A name of nobody should wait');
select is(pg_temp.patch('peer', '{"grade": "P"}'), 'nobody', 'And stay when something else is written');
select is((select line_manager from public.employment_info where user_id = pg_temp.id('peer')), 'Nobody Yet', 'As it was written');
select pg_temp.operate();
insert into public.users (full_name, employee_id) values ('Nobody Yet', 'T-yet');
select is(private.job_managers(null, current_date), '{"next": null, "rows": 1}', 'Until the job finds somebody of that name');
select is((select manager_id from public.employment_info where user_id = pg_temp.id('peer')), (select id from public.users where employee_id = 'T-yet'), 'Who is then the manager');
select is(pg_temp.patch('peer', '{"line_manager": "Rival Example"}'), 'Rival Example', 'Another name should be another manager');
select is(pg_temp.patch('peer', '{"line_manager": "Unheard Of"}'), 'nobody', 'Also a name of nobody');
select is(pg_temp.patch('peer', jsonb_build_object('manager_id', pg_temp.id('rival'), 'line_manager', 'Rival Example')), 'Rival Example', 'Both together should be both');
select is(pg_temp.patch('boss', jsonb_build_object('manager_id', pg_temp.id('worker'))), 'PT409 reporting_cycle', 'Nobody should report to somebody below');
select is(pg_temp.patch('boss', jsonb_build_object('manager_id', pg_temp.id('boss'))), 'PT409 reporting_cycle', 'Nor to themselves');
select is(pg_temp.patch('boss', jsonb_build_object('manager_id', pg_temp.id('leaver'))), 'PT400 unknown_id', 'Nor to a leaver');
select is(pg_temp.patch('boss', jsonb_build_object('manager_id', gen_random_uuid())), 'PT400 unknown_id', 'Nor to nobody');
select is(pg_temp.patch('boss', jsonb_build_object('org_unit_id', gen_random_uuid())), 'PT400 unknown_id', 'Nor sit in a unit that is not there');
select is(pg_temp.patch('boss', '{"email": "LEAD@example.com"}'), 'PT409 duplicate', 'Nobody should have another''s e-mail');
select is(pg_temp.patch('boss', '{"employee_id": "T-lead"}'), 'PT409 duplicate', 'Nor employee id');
select is(pg_temp.patch('boss', '{"grade": "X"}', '999'), 'PT412 stale', 'An etag from before should be refused');
select is(pg_temp.asks('hr', 'select public.update_user(gen_random_uuid(), ''{"grade": "X"}'')'), 'PT404 not_found', 'As a person who is not there');
select is(pg_temp.asks('hr', format('select public.update_user(%L, ''{"grade": "X"}'')', mid)), 'PT409 erased', 'An erased person should not be written') from teams where way = 'erased';
select is(pg_temp.asks('hr', format('select public.update_user(%L, ''{"status": "active"}'')', mid)), 'PT409 erased', 'Nor come back') from teams where way = 'erased';
select pg_temp.operate();
create temporary table kept as select e.* from public.employment_info e where user_id = pg_temp.id('worker');
select pg_temp.patch('worker', format('{"user_id": "%s", "id": "%1$s", "version": 99, "manager_by_name": true, "pathway_id": null, "last_day": "2020-01-01",
  "created_at": "2000-01-01", "erased_at": "2000-01-01", "auth_id": null, "last_login": "2000-01-01", "preferred_name": "King", "in_role_since": null}', pg_temp.id('peer'))::jsonb);
select results_eq(
  'select * from public.employment_info where user_id = pg_temp.id(''worker'')', 'select * from kept', 'What HR does not write there should stay, whatever a patch says'
);
select is((select preferred_name from public.users where id = pg_temp.id('worker')), null, 'Nor does HR choose what somebody likes to be called');
-- As if the record had been written in an earlier transaction.
alter table public.users disable trigger touch;
update public.users set updated_at = now() - interval '1 day' where id = pg_temp.id('worker');
alter table public.users enable trigger touch;
select is(pg_temp.asks('hr', format('select (public.update_user(%L, ''{"grade": "New"}'') ->> ''etag'')::integer > %L', pg_temp.id('worker'), (select version from public.users where id = pg_temp.id('worker')))), 'true',
  'A change of employment should raise the etag of the record');
select is(
  (select count(*) from public.notifications where user_id = pg_temp.id('peer') and title = '{actor} is your manager now' and actor_id = pg_temp.id('rival')), 2::bigint,
  'Whoever gets another manager should be told, each time'
);

insert into auth.users (id, aud, role, email, email_confirmed_at) values (gen_random_uuid(), 'authenticated', 'authenticated', 'newcomer@example.com', now());
create temporary table made as select pg_temp.asks('hr', format(
  'select public.create_user(''{"full_name": "New Comer", "email": "NewComer@example.com", "employee_id": "T-new", "manager_id": "%s", "grade": "G1"}'')', pg_temp.id('lead')))::jsonb as person;
select is(person #>> '{employment,manager,name}', 'Lead Example', 'HR should make a person with a manager') from made;
select is(pg_temp.asks('newcomer', 'select public.my_id()'), person ->> 'id', 'Whose account waits should be theirs at once') from made;
select is(pg_temp.asks('hr', format('select public.create_user(''{"id": "%s", "full_name": "Other"}'') ->> ''repeated''', person ->> 'id')), 'true', 'A repeated creation should say so') from made;
select is(pg_temp.asks('hr', format('select public.create_user(''{"id": "%s", "full_name": "Other"}'') ->> ''full_name''', person ->> 'id')), 'New Comer', 'And change nothing') from made;
select is(pg_temp.asks('hr', 'select public.create_user(''{"full_name": "X", "email": "worker@example.com"}'')'), 'PT409 duplicate', 'An e-mail should be one person''s');
select is(pg_temp.asks('hr', format('select public.create_user(''{"full_name": "X", "manager_id": "%s"}'')', gen_random_uuid())), 'PT400 unknown_id', 'A manager should be somebody');

-- Notices ---------------------------------------------------------------------------------------------------------------------------

select pg_temp.operate();
delete from public.notices;
select is(pg_temp.asks('worker', 'select public.get_me() ->> ''notice'''), null, 'Where there is no notice nobody should have to read one');
create temporary table notices_made as select pg_temp.asks('hr', 'select public.publish_notice(''{"title": "Privacy", "body": "One"}'')')::jsonb as first, null::jsonb as second;
grant select on notices_made to authenticated;
create function pg_temp.notice(who text) returns text language sql as $$
  select pg_temp.asks(who, 'select concat_ws('' '', n ->> ''version'', n ->> ''body'', n ->> ''acknowledged_at'' is not null) from (select public.get_me() -> ''notice'' as n) me')
$$;
select is(pg_temp.notice(who), (first ->> 'version') || ' One f', who || ' should be shown the notice') from notices_made, unnest(array['worker', 'contractor', 'hr']) who;
select is(pg_temp.asks('worker', format('select public.acknowledge_notice(%L) ->> ''acknowledged_at'' is not null', first ->> 'id')), 'true', 'A person should acknowledge it') from notices_made;
select is(pg_temp.asks('worker', format('select public.acknowledge_notice(%L) ->> ''acknowledged_at'' is not null', first ->> 'id')), 'true', 'Twice should be as once') from notices_made;
select is(pg_temp.notice('worker'), (first ->> 'version') || ' t', 'Then it should not be shown again') from notices_made;
select is(pg_temp.notice('contractor'), (first ->> 'version') || ' One f', 'But to whoever has not') from notices_made;
update notices_made set second = pg_temp.asks('hr', 'select public.publish_notice(''{"title": "Privacy", "body": "Two"}'')')::jsonb;
select is((second ->> 'version')::integer, (first ->> 'version')::integer + 1, 'The next notice should be the next version') from notices_made;
select is(pg_temp.notice('worker'), (second ->> 'version') || ' Two f', 'Which everybody should acknowledge anew') from notices_made;
select is(pg_temp.asks('worker', format('select public.acknowledge_notice(%L)', first ->> 'id')), 'PT409 invalid_transition', 'The old one should be acknowledged no more') from notices_made;
select is(pg_temp.asks('worker', 'select public.acknowledge_notice(gen_random_uuid())'), 'PT404 not_found', 'Nor one that is not there');
select is(pg_temp.asks('hr', format('select public.publish_notice(''{"id": "%s", "title": "X", "body": "X"}'') ->> ''body''', first ->> 'id')), 'One', 'A repeated publication should answer what is there') from notices_made;
select is(pg_temp.asks('hr', format('select public.publish_notice(''{"id": "%s", "title": "X", "body": "X"}'') ->> ''repeated''', first ->> 'id')), 'true', 'And say so') from notices_made;
select is(
  pg_temp.readers('notice_acknowledgements', 'user_id = ' || quote_literal(pg_temp.id('worker'))), 'worker hr', 'Who acknowledged should be seen by self and HR'
);
select is(pg_temp.readers('notices', 'true'), 'boss lead worker peer rival contractor foreman hr learning auditor', 'A notice should be read by everybody who works here');
select is(pg_temp.asks(who, statement), 'PT403 no_employee_record', format('%s should not %s', who, statement))
from unnest(array['stranger', 'leaver']) who, unnest(array['select public.get_notices()', 'select public.acknowledge_notice(gen_random_uuid())', 'select public.my_id()']) statement;
select is(pg_temp.does(who, statement), '42501', format('%s should not %s', who, statement))
from unnest(array['worker', 'hr']) who, unnest(array[
  'insert into public.notice_acknowledgements (user_id, notice_id) select pg_temp.id(''peer''), id from public.notices',
  'update public.notices set body = ''X''', 'delete from public.notices', 'delete from public.notice_acknowledgements'
]) statement;

-- Data quality ------------------------------------------------------------------------------------------------------------------------

select pg_temp.operate();
insert into public.users (full_name) values ('Twin Example'), ('twin  example');
insert into public.users (full_name, status) values ('Twin Example', 'left');
update public.employment_info set manager_id = null, line_manager = 'Who Ever' where user_id = pg_temp.id('crew');
create function pg_temp.problems(kind text, named text) returns text language sql as $$
  select pg_temp.asks('hr', format(
    'select coalesce(string_agg(p #>> ''{user,name}'', '', '' order by p #>> ''{user,name}'' collate "C"), ''none'') from jsonb_array_elements(public.get_data_quality(array[%L], page_size => 200) -> ''items'') p where p #>> ''{user,name}'' ~* %L', kind, named))
$$;
select is(pg_temp.problems(kind, named), expected, format('%s: %s', kind, expected))
from (values
  ('same_name', 'twin', 'Twin Example, twin  example'), ('same_name', 'worker', 'none'), ('email_missing', 'twin', 'Twin Example, twin  example'),
  ('employee_id_missing', 'twin', 'Twin Example, twin  example'), ('employee_id_missing', '^worker', 'none'), ('unit_missing', '^worker', 'Worker Example'),
  ('title_missing', 'twin', 'Twin Example, twin  example'), ('title_missing', '^worker', 'none'), ('manager_unresolved', '^crew', 'Crew Example'),
  ('manager_unresolved', '^worker', 'none'), ('manager_missing', '^boss', 'Boss Example'), ('manager_missing', '^crew', 'none'), ('manager_missing', '^worker', 'none'),
  ('not_registered', 'twin', 'Twin Example, twin  example'), ('not_registered', '^worker', 'none'), ('not_registered', '^leaver', 'none')
) v (kind, named, expected) ;
select is(
  pg_temp.asks('hr', 'select string_agg(i ->> ''kind'' || (i ->> ''count''), '' '' order by i ->> ''kind'') from jsonb_array_elements(public.count_data_quality() -> ''items'') i'),
  (select string_agg(kind || n, ' ' order by kind) from (
    select k as kind, (select count(*) from private.data_problems(array[k])) as n from unnest(private.data_problem_kinds()) k) c),
  'The summary should count each kind'
);
select is(
  pg_temp.asks('hr', 'select public.get_data_quality(want_total => true, page_size => 1) ->> ''total'''),
  (select count(*)::text from private.data_problems(private.data_problem_kinds())), 'The total should be over all kinds'
);
create function pg_temp.walk_problems(size integer) returns setof jsonb
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('hr', format('select public.get_data_quality(after => %L, page_size => %s)', key, size))::jsonb;
    return query select i from jsonb_array_elements(answer -> 'items') i;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
select results_eq('select pg_temp.walk_problems(17)', 'select pg_temp.walk_problems(200)', 'In pages it should be the same');

select * from finish();
rollback;
