-- Notifications, what people want to be told, and which features are on for whom.
begin;
\ir helpers.psql
select plan(136);

create function pg_temp.operate() returns void language sql as $$ select set_config('request.jwt.claims', '', true) $$;
select pg_temp.operate();
insert into private.notification_kinds values ('test.optional', 'A test', false), ('test.mandatory', 'A test', true);
create function pg_temp.tell(handle text, what text, key text default null, kind text default 'test.optional') returns void language sql as $$
  select private.notify(pg_temp.id(handle), kind, what, dedupe_key => key)
$$;
create function pg_temp.told(handle text) returns text language sql as $$
  select coalesce(string_agg(title, ' ' order by created_at), '-') from public.notifications where user_id = pg_temp.id(handle) and kind ~ '^test'
$$;

-- Telling -------------------------------------------------------------------------------------------------------------------

select pg_temp.tell('worker', 'one'), pg_temp.tell('worker', 'two');
select is(pg_temp.told('worker'), 'one two', 'Whoever works here should be told');
select pg_temp.tell('worker', 'three', 'k'), pg_temp.tell('worker', 'four', 'k'), pg_temp.tell('peer', 'five', 'k');
select pg_temp.tell('worker', 'six', 'k', 'test.mandatory'), pg_temp.tell('worker', 'seven', 'l');
select is(pg_temp.told('worker'), 'one two three six seven', 'One thing should be told once to each, of each kind');
select is(pg_temp.told('peer'), 'five', 'And what one was told should keep nothing from another');
select pg_temp.tell('worker', 'eight'), pg_temp.tell('worker', 'eight');
select is(pg_temp.told('worker'), 'one two three six seven eight eight', 'Without a key nothing should be a repetition');
select pg_temp.tell('leaver', 'x', kind => 'test.mandatory');
select is(pg_temp.told('leaver'), '-', 'A leaver should be told nothing');
update public.users set erased_at = now() where id = pg_temp.id('rival');
select pg_temp.tell('rival', 'x', kind => 'test.mandatory');
select is(pg_temp.told('rival'), '-', 'Nor an erased person');
update public.users set erased_at = null where id = pg_temp.id('rival');
select lives_ok('select private.notify(null, ''test.optional'', ''x'')', 'Telling nobody should be nothing');
select throws_ok($$select private.notify(pg_temp.id('worker'), 'test.unheard', 'x')$$, '23503', null, 'There should be no kind that nobody declared');
select is(pg_temp.does(who, statement), '42501', format('%s should not %s', coalesce(who, 'anonymous'), left(statement, 70)))
from unnest(array['worker', 'hr', 'auditor', 'contractor', null]) who, unnest(array[
  'select private.notify(pg_temp.id(''peer''), ''test.optional'', ''x'')', 'insert into public.notifications (user_id, kind, title) values (pg_temp.id(''worker''), ''test.optional'', ''x'')',
  'update public.notifications set title = ''x''', 'update public.notifications set read_at = now()', 'delete from public.notifications',
  'insert into public.notification_preferences values (pg_temp.id(''worker''), ''test.mandatory'', false)', 'update public.notification_preferences set enabled = false'
]) statement;
select is(pg_temp.asks('worker', 'select dedupe_key from public.notifications'), '42501', 'How repetitions are known should be nobody''s to read');

-- Preferences ----------------------------------------------------------------------------------------------------------------

create function pg_temp.prefer(who text, kind text, enabled boolean) returns text language sql as $$
  select pg_temp.asks(who, format('select p ->> ''enabled'' from jsonb_array_elements(public.set_notification_preferences(%L) -> ''items'') p where p ->> ''kind'' = %L',
    jsonb_build_array(jsonb_build_object('kind', kind, 'enabled', enabled)), kind))
$$;
create function pg_temp.wants(who text, kind text) returns text language sql as $$
  select pg_temp.asks(who, format('select p ->> ''enabled'' from jsonb_array_elements(public.get_notification_preferences() -> ''items'') p where p ->> ''kind'' = %L', kind))
$$;
select is(pg_temp.wants('worker', 'test.optional'), 'true', 'Everything should be wanted until somebody says otherwise');
select is(pg_temp.prefer('worker', 'test.optional', false), 'false', 'A kind should be switched off');
select is(pg_temp.wants('peer', 'test.optional'), 'true', 'For oneself alone');
select pg_temp.operate(), pg_temp.tell('worker', 'muted'), pg_temp.tell('peer', 'heard'), pg_temp.tell('worker', 'must', null, 'test.mandatory');
select is(pg_temp.told('worker'), 'one two three six seven eight eight must', 'What is switched off should not be told, the rest should');
select is(pg_temp.told('peer'), 'five heard', 'Others should be told');
select is(pg_temp.prefer('worker', 'test.optional', true), 'true', 'It should be switched on again');
select pg_temp.operate(), pg_temp.tell('worker', 'again');
select is(pg_temp.told('worker'), 'one two three six seven eight eight must again', 'And told again');
select is(pg_temp.prefer('worker', 'test.mandatory', false), 'PT400 invalid', 'What is mandatory should not be switched off');
select is(pg_temp.prefer('worker', 'test.mandatory', true), 'true', 'That it is on may be said');
select is(pg_temp.prefer('worker', 'test.unheard', false), 'PT400 invalid', 'A kind that is not there should be refused');
select is(
  pg_temp.asks('worker', 'select public.set_notification_preferences(''[{"kind": "test.optional", "enabled": false}, {"kind": "test.unheard", "enabled": true}]'')'),
  'PT400 invalid', 'One wrong item should refuse all'
);
select is(pg_temp.wants('worker', 'test.optional'), 'true', 'And change nothing');
-- A kind that became mandatory after somebody switched it off.
select pg_temp.prefer('worker', 'test.optional', false), pg_temp.operate();
update private.notification_kinds set mandatory = true where kind = 'test.optional';
select pg_temp.tell('worker', 'now');
select ok(pg_temp.told('worker') ~ 'again now$', 'What became mandatory should be told to whoever had switched it off');
select is(pg_temp.wants('worker', 'test.optional'), 'true', 'And shown as wanted');
update private.notification_kinds set mandatory = false where kind = 'test.optional';
select pg_temp.prefer('worker', 'test.optional', true), pg_temp.operate();
select is(pg_temp.readers('notification_preferences', 'user_id = ' || quote_literal(pg_temp.id('worker'))), 'worker', 'Preferences should be seen by nobody else');

-- Reading --------------------------------------------------------------------------------------------------------------------

select is(pg_temp.readers('notifications', 'user_id = ' || quote_literal(pg_temp.id('worker'))), 'worker', 'Notifications should be seen by nobody else, not by HR either');
delete from public.notifications where user_id in (pg_temp.id('worker'), pg_temp.id('peer'));
insert into public.notifications (user_id, kind, title, created_at, actor_id) values
  (pg_temp.id('worker'), 'test.optional', 'a {actor}', '2026-01-01', pg_temp.id('lead')), (pg_temp.id('worker'), 'test.optional', 'b', '2026-01-02', null),
  (pg_temp.id('worker'), 'test.mandatory', 'c {actor}', '2026-01-03', null), (pg_temp.id('peer'), 'test.optional', 'p', '2026-01-01', null);
create function pg_temp.list(who text, arguments text default '') returns text language sql as $$
  select pg_temp.asks(who, format('select string_agg(n ->> ''title'', '', '') from jsonb_array_elements(public.get_notifications(%s) -> ''items'') n', arguments))
$$;
create function pg_temp.unread(who text) returns text language sql as $$ select pg_temp.asks(who, 'select public.count_unread_notifications() ->> ''count''') $$;
create function pg_temp.read(who text, of text, wanted text) returns text language sql as $$
  select pg_temp.asks(who, format('select (public.read_notification(%L) ->> ''read_at'') is not null', n.id)) from public.notifications n where n.user_id = pg_temp.id(of) and n.title ~ wanted
$$;
select is(pg_temp.list('worker'), 'c Somebody, b, a Lead Example', 'A person should read their own, newest first, with the name of who did it');
select is(pg_temp.list('contractor'), null, 'Whoever was told nothing should find nothing');
select is(pg_temp.list('worker', 'kinds => ''{test.mandatory}'''), 'c Somebody', 'And by kind');
select is(pg_temp.unread('worker'), '3', 'All should be unread at first');
select is(pg_temp.read(who, 'worker', 'b'), expected, format('%s should not read another''s', coalesce(who, 'anonymous')))
from (values ('peer', 'PT404 not_found'), ('lead', 'PT404 not_found'), ('hr', 'PT404 not_found'), ('auditor', 'PT404 not_found'), ('contractor', 'PT404 not_found'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected);
select is(pg_temp.unread('worker'), '3', 'And it should stay unread');
select is(pg_temp.asks('worker', 'select public.read_notification(gen_random_uuid())'), 'PT404 not_found', 'As one that is not there');
select is(pg_temp.read('worker', 'worker', 'b'), 'true', 'A person should mark their own');
update public.notifications set read_at = '2026-02-02 00:00+00' where title = 'b';
select pg_temp.read('worker', 'worker', 'b');
select is((select read_at from public.notifications where title = 'b'), '2026-02-02 00:00+00', 'Again should change nothing');
select is(pg_temp.unread('worker'), '2', 'One less should be unread');
select is(pg_temp.list('worker', 'unread => true'), 'c Somebody, a Lead Example', 'The unread should be found');
select is(pg_temp.list('worker', 'unread => false'), 'b', 'And the read');
select is(
  pg_temp.asks('worker', 'select public.read_all_notifications(''2026-01-01'')'), '{"read": 1, "count": 1}', 'All until a moment should be marked, that moment included'
);
select is(pg_temp.asks('worker', 'select public.read_all_notifications()'), '{"read": 1, "count": 0}', 'And then all');
select is(pg_temp.asks('worker', 'select public.read_all_notifications()'), '{"read": 0, "count": 0}', 'Until none is left');
select is(pg_temp.unread('peer'), '1', 'Nobody else''s should be marked');
select is(pg_temp.asks('worker', 'select public.get_notifications(page_size => 1, want_total => true) ->> ''total'''), '3', 'A total should count the caller''s own');
create function pg_temp.walk(size integer) returns setof text
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('worker', format('select public.get_notifications(after => %L, page_size => %s)', key, size))::jsonb;
    return query select i ->> 'id' from jsonb_array_elements(answer -> 'items') i;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
insert into public.notifications (user_id, kind, title, created_at) select pg_temp.id('worker'), 'test.optional', 'same', '2026-01-05' from generate_series(1, 5);
select results_eq(
  'select pg_temp.walk(2)', 'select id::text from public.notifications where user_id = pg_temp.id(''worker'') order by created_at desc, id desc',
  'In pages every one should come once, also those of one moment'
);
select is(pg_temp.asks(who, statement), expected, format('%s should not %s', coalesce(who, 'anonymous'), statement))
from (values ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected), unnest(array[
  'select public.get_notifications()', 'select public.count_unread_notifications()', 'select public.read_all_notifications()',
  'select public.get_notification_preferences()', 'select public.set_notification_preferences(''[]'')'
]) statement;

-- Features ---------------------------------------------------------------------------------------------------------------------

select pg_temp.operate();
insert into private.features values ('test_off', 'A test', false), ('test_on', 'A test', true);
insert into public.org_units (name) values ('Feature Top');
insert into public.org_units (name, parent_id) select 'Feature Middle', id from public.org_units where name = 'Feature Top';
insert into public.org_units (name, parent_id) select 'Feature Low', id from public.org_units where name = 'Feature Middle';
insert into public.org_units (name) values ('Feature Other');
create function pg_temp.unit(wanted text) returns uuid language sql stable as $$ select id from public.org_units where name = wanted $$;
create function pg_temp.on(feature text) returns text language sql as $$
  select string_agg(case when (private.features_of(pg_temp.unit(u)) ->> feature)::boolean then 'on' else 'off' end, ' ' order by n)
  from unnest(array['Feature Top', 'Feature Middle', 'Feature Low', 'Feature Other', 'none']) with ordinality as l (u, n)
$$;
create function pg_temp.set(feature text, unit text, enabled boolean) returns text language sql as $$
  select pg_temp.asks('hr', format('select f ->> ''enabled'' from jsonb_array_elements(public.set_features(%L) -> ''items'') f where f ->> ''feature'' = %L',
    jsonb_build_array(jsonb_build_object('feature', feature, 'org_unit_id', pg_temp.unit(unit), 'enabled', enabled)), feature))
$$;
select is(pg_temp.on('test_off') || ', ' || pg_temp.on('test_on'), 'off off off off off, on on on on on', 'Where nobody said, the default should count');
select pg_temp.set('test_off', 'Feature Middle', true);
select is(pg_temp.on('test_off'), 'off on on off off', 'What a unit says should count below it too, and nowhere else');
select pg_temp.set('test_off', 'Feature Low', false);
select is(pg_temp.on('test_off'), 'off on off off off', 'The nearest unit that says something should count');
select is(pg_temp.set('test_off', null, true), 'true', 'The whole company should be switched');
select is(pg_temp.on('test_off'), 'on on off on on', 'And count where no unit says otherwise');
select pg_temp.set('test_off', 'Feature Middle', false);
select is(pg_temp.on('test_off'), 'on off off on on', 'A unit should say more than the company');
select pg_temp.set('test_off', 'Feature Low', null), pg_temp.set('test_off', 'Feature Middle', null);
select is(pg_temp.on('test_off'), 'on on on on on', 'What a unit no longer says should be inherited again');
select is(pg_temp.set('test_off', null, null), 'false', 'Also by the company');
select is((select count(*) from public.feature_settings where feature = 'test_off'), 0::bigint, 'And nothing should be left of it');
select is(pg_temp.set('test_unheard', null, true), 'PT400 invalid', 'A feature that is not there should be refused');
select is(
  pg_temp.asks('hr', format('select public.set_features(''[{"feature": "test_on", "org_unit_id": "%s", "enabled": true}]'')', gen_random_uuid())), 'PT400 unknown_id', 'As a unit'
);
select is(pg_temp.asks(who, statement), expected, format('%s should not %s', coalesce(who, 'anonymous'), statement))
from (values ('worker', '42501'), ('lead', '42501'), ('learning', '42501'), ('auditor', '42501'), ('contractor', '42501'),
  ('leaver', 'PT403 no_employee_record'), ('stranger', 'PT403 no_employee_record'), (null, '42501')) v (who, expected),
  unnest(array['select public.get_features()', 'select public.set_features(''[{"feature": "test_on", "org_unit_id": null, "enabled": false}]'')']) statement;
select is(pg_temp.readers('feature_settings', 'true'), '', 'Without settings there should be nothing to read');
select pg_temp.set('test_off', 'Feature Middle', true);
select is(pg_temp.readers('feature_settings', 'true'), 'hr', 'Settings should be read by HR alone');

create function pg_temp.needs(who text, feature text) returns text
language plpgsql as $$
begin
  perform pg_temp.become(who);
  perform set_config('role', 'none', true);
  perform private.require_feature(feature);
  return 'there';
exception when others then
  return sqlstate;
end
$$;
update public.users set org_unit_id = pg_temp.unit('Feature Low') where id = pg_temp.id('worker');
select is(pg_temp.needs(who, feature), expected, format('%s: %s should be %s', feature, who, expected))
from (values
  ('worker', 'test_off', 'there'), ('peer', 'test_off', 'PT404'), ('peer', 'test_on', 'there'), ('worker', 'test_unheard', 'PT404'), ('stranger', 'test_on', 'PT403')
) v (who, feature, expected);
select is(pg_temp.asks('worker', 'select public.get_me() #>> ''{features,test_off}'''), 'true', '/me should say what is on');
select is(pg_temp.asks('peer', 'select public.get_me() #>> ''{features,test_off}'''), 'false', 'And what is off');

select * from finish();
rollback;
