-- Which account becomes which employee, and everything that must not. Design: people and accounts.
begin;
select plan(92);

update private.settings set value = '"directory"' where key = 'registration';

-- An account as Auth makes it: confirmed, with e-mail and password, unless told otherwise.
create function pg_temp.sign_up(
  address text, confirmed boolean default true, sso boolean default false, anonymous boolean default false,
  meta jsonb default '{}'
) returns uuid
language sql as $$
  insert into auth.users (id, aud, role, email, email_confirmed_at, is_sso_user, is_anonymous, raw_user_meta_data)
  values (gen_random_uuid(), 'authenticated', 'authenticated', address, case when confirmed then now() end, sso, anonymous, meta)
  returning id
$$;
create function pg_temp.confirm(account uuid) returns void
language sql as $$ update auth.users set email_confirmed_at = now() where id = account $$;

-- A record as HR makes it.
create function pg_temp.hire(address text) returns uuid
language sql as $$
  insert into public.users (employee_id, email, full_name) values ('E-' || address, address, 'Somebody') returning id
$$;

-- Who owns a record: 'the account', 'another account', 'nobody'.
create function pg_temp.owner(address text, account uuid) returns text
language sql as $$
  select case when auth_id = account then 'the account' when auth_id is null then 'nobody' else 'another account' end
  from public.users where email = address
$$;
create function pg_temp.records_of(account uuid) returns bigint
language sql as $$ select count(*) from public.users where auth_id = account $$;

create temporary table accounts (name text primary key, id uuid);

-- Confirmed addresses --------------------------------------------------------------------------------------------------

select pg_temp.hire('ana@example.com');
insert into accounts select 'ana', pg_temp.sign_up('ana@example.com');
select is(
  pg_temp.owner('ana@example.com', (select id from accounts where name = 'ana')), 'the account',
  'An account with an employee''s confirmed address should claim the employee'
);

select pg_temp.hire('ben@example.com');
insert into accounts select 'ben', pg_temp.sign_up('ben@example.com', confirmed => false);
select is(
  pg_temp.owner('ben@example.com', (select id from accounts where name = 'ben')), 'nobody',
  'An account with an unconfirmed address should claim nobody'
);
select pg_temp.confirm(id) from accounts where name = 'ben';
select is(
  pg_temp.owner('ben@example.com', (select id from accounts where name = 'ben')), 'the account',
  'An account should claim the employee once its address is confirmed'
);

-- Later changes of e-mail ----------------------------------------------------------------------------------------------

select pg_temp.hire('carla@example.com');
insert into accounts select 'mallory', pg_temp.sign_up('mallory@example.com');
update auth.users set email = 'carla@example.com' where id = (select id from accounts where name = 'mallory');
select is(
  pg_temp.owner('carla@example.com', (select id from accounts where name = 'mallory')), 'nobody',
  'An account that changes its address to an employee''s should claim nobody'
);
update auth.users set email_confirmed_at = now() + interval '1 second', last_sign_in_at = now()
where id = (select id from accounts where name = 'mallory');
select is(
  pg_temp.owner('carla@example.com', (select id from accounts where name = 'mallory')), 'nobody',
  'Nor when the new address is confirmed again, or signs in'
);
insert into accounts select 'eve', pg_temp.sign_up('eve@example.com', confirmed => false);
select pg_temp.hire('dora@example.com');
update auth.users set email = 'dora@example.com', email_confirmed_at = now()
where id = (select id from accounts where name = 'eve');
select is(
  pg_temp.owner('dora@example.com', (select id from accounts where name = 'eve')), 'nobody',
  'An account that changes and confirms its address at once should claim nobody'
);

select pg_temp.hire('emil@example.com');
update auth.users set email = 'emil@example.com' where id = (select id from accounts where name = 'ana');
select is(
  pg_temp.owner('ana@example.com', (select id from accounts where name = 'ana')), 'the account',
  'An account that changes its address should keep its employee'
);
select is(
  pg_temp.owner('emil@example.com', (select id from accounts where name = 'ana')), 'nobody',
  'An account that has an employee should not take a second by changing its address'
);

-- Letters --------------------------------------------------------------------------------------------------------------

select pg_temp.hire('frank.k@example.com');
insert into accounts select 'frank', pg_temp.sign_up('Frank.K@EXAMPLE.com');
select is(
  pg_temp.owner('frank.k@example.com', (select id from accounts where name = 'frank')), 'the account',
  'Upper and lower case should make no difference'
);

select pg_temp.hire('karl@example.com');
insert into accounts
select 'look-alike ' || n, pg_temp.sign_up(address)
from (values
  (1, U&'\212Aarl@example.com'),            -- the Kelvin sign, whose lower case is k
  (2, U&'k\0430rl@example.com'),            -- a Cyrillic a
  (3, U&'\FF4B\FF41\FF52\FF4C@example.com'), -- full-width letters
  (4, U&'karl@ex\00E4mple.com'),
  (5, U&'karl\200B@example.com'),           -- a space of no width
  (6, ' karl@example.com'),
  (7, E'karl@example.com\n'),
  (8, U&'karl@example.\0441om')             -- a Cyrillic c
) v (n, address);
select is(
  pg_temp.owner('karl@example.com', null), 'nobody',
  'Addresses that only look like an employee''s should claim nobody'
);
select is(
  (select count(*) from public.users u join accounts a on a.id = u.auth_id where a.name ~ '^look-alike'), 0::bigint,
  'Accounts with look-alike addresses should have no record'
);
update private.settings set value = '"open"' where key = 'registration';
select pg_temp.sign_up(U&'\212Aurt@example.com');
select is_empty(
  $$select from public.users where email = 'kurt@example.com' or auth_id in (select id from auth.users where email = U&'\212Aurt@example.com')$$,
  'Open registration should make no record for a look-alike address'
);
update private.settings set value = '"directory"' where key = 'registration';
select throws_ok(
  $$insert into public.users (email, full_name) values (U&'\212Aarla@example.com', 'Somebody')$$, '23514', null,
  'HR should not be able to store an address outside ASCII'
);
select throws_ok(
  $$insert into public.users (email, full_name) values ('Karla@example.com', 'Somebody')$$, '23514', null,
  'HR should not be able to store an address in upper case'
);

-- SSO and anonymous accounts ----------------------------------------------------------------------------------------------

select pg_temp.hire('gina@example.com');
select pg_temp.sign_up('gina@example.com', sso => true);
select is(pg_temp.owner('gina@example.com', null), 'nobody', 'An SSO account should claim nobody: its provider is not our proof');
select pg_temp.sign_up('gina@example.com', anonymous => true);
select is(pg_temp.owner('gina@example.com', null), 'nobody', 'An anonymous account should claim nobody');
select pg_temp.hire('gustav@example.com');
select pg_temp.sign_up('gustav@example.com', sso => true);
update public.users set email = 'gustav.new@example.com' where email = 'gustav@example.com';
update public.users set email = 'gustav@example.com' where email = 'gustav.new@example.com';
select is(pg_temp.owner('gustav@example.com', null), 'nobody', 'Nor when the record comes to have its address');

-- Leavers ----------------------------------------------------------------------------------------------------------------

select pg_temp.hire('hanna@example.com');
insert into accounts select 'hanna', pg_temp.sign_up('hanna@example.com');
insert into public.employment_info (user_id) select id from public.users where email = 'hanna@example.com';
update public.employment_info set status = 'left' where user_id = (select id from public.users where email = 'hanna@example.com');
select is_empty(
  $$select from auth.users where id = (select id from accounts where name = 'hanna')$$,
  'The account of a leaver should be deleted, which ends its refresh tokens too'
);
select is(pg_temp.owner('hanna@example.com', null), 'nobody', 'The leaver''s record should stay, without an account');
insert into accounts select 'hanna again', pg_temp.sign_up('hanna@example.com');
select is(pg_temp.owner('hanna@example.com', null), 'nobody', 'A leaver should not be claimed again');
update private.settings set value = '"open"' where key = 'registration';
select pg_temp.sign_up('HANNA@example.com');
select is(
  (select count(*) from public.users where email = 'hanna@example.com'), 1::bigint,
  'Open registration should make no second record with a leaver''s address'
);
select is(pg_temp.owner('hanna@example.com', null), 'nobody', 'Nor give the leaver''s record away');
update private.settings set value = '"directory"' where key = 'registration';

update public.employment_info set status = 'active' where user_id = (select id from public.users where email = 'hanna@example.com');
select is(
  pg_temp.owner('hanna@example.com', (select id from accounts where name = 'hanna again')), 'the account',
  'A leaver who comes back should be claimed by the confirmed account that waits'
);

select pg_temp.hire('ivan@example.com');
insert into accounts select 'ivan', pg_temp.sign_up('ivan@example.com');
update public.users set erased_at = now() where email = 'ivan@example.com';
select is_empty(
  $$select from auth.users where id = (select id from accounts where name = 'ivan')$$,
  'The account of an erased person should be deleted'
);
select pg_temp.sign_up('ivan@example.com');
select is(pg_temp.owner('ivan@example.com', null), 'nobody', 'An erased person should not be claimed');

-- One account a person, one person an account ------------------------------------------------------------------------------

select pg_temp.hire('jana@example.com');
insert into accounts select 'jana', pg_temp.sign_up('jana@example.com');
insert into accounts select 'second jana', pg_temp.sign_up('JANA@example.com');
select is(
  pg_temp.owner('jana@example.com', (select id from accounts where name = 'jana')), 'the account',
  'A second account should not take an employee who has one'
);
select is(
  pg_temp.records_of((select id from accounts where name = 'second jana')), 0::bigint,
  'The second account should have no record'
);
delete from auth.users where id in (select id from accounts where name in ('jana', 'second jana'));
select is(pg_temp.owner('jana@example.com', null), 'nobody', 'An employee whose account was deleted should stay, unclaimed');
insert into accounts select 'third jana', pg_temp.sign_up('jana@example.com');
select is(
  pg_temp.owner('jana@example.com', (select id from accounts where name = 'third jana')), 'the account',
  'An account made anew after deletion should claim the active employee again'
);

-- The record after the account -----------------------------------------------------------------------------------------------

insert into accounts select 'lena', pg_temp.sign_up('lena@example.com');
insert into accounts select 'lars', pg_temp.sign_up('lars@example.com', confirmed => false);
select pg_temp.hire('lena@example.com'), pg_temp.hire('lars@example.com');
select is(
  pg_temp.owner('lena@example.com', (select id from accounts where name = 'lena')), 'the account',
  'A record made after its account should be claimed by it'
);
select is(
  pg_temp.owner('lars@example.com', (select id from accounts where name = 'lars')), 'nobody',
  'A record made after an account that is not confirmed should be claimed by nobody'
);
insert into public.users (email, full_name, status) values ('lisa@example.com', 'Lisa', 'left');
insert into accounts select 'lisa', pg_temp.sign_up('lisa@example.com');
select is(pg_temp.owner('lisa@example.com', null), 'nobody', 'A person who had left when the account came should not be claimed');

-- HR changes the e-mail ----------------------------------------------------------------------------------------------------

select pg_temp.hire('mia@example.com');
insert into accounts select 'mia', pg_temp.sign_up('mia@example.com');
update public.users set email = 'mia.new@example.com' where email = 'mia@example.com';
select is_empty(
  $$select from auth.users where id = (select id from accounts where name = 'mia')$$,
  'When HR changes the e-mail, the account of the old one should be deleted'
);
select is(pg_temp.owner('mia.new@example.com', null), 'nobody', 'The record should then wait for an account with the new address');
insert into accounts select 'old mia', pg_temp.sign_up('mia@example.com');
insert into accounts select 'new mia', pg_temp.sign_up('mia.new@example.com');
select is(
  pg_temp.owner('mia.new@example.com', (select id from accounts where name = 'new mia')), 'the account',
  'The new address should be claimed by its own account'
);
select is(
  pg_temp.records_of((select id from accounts where name = 'old mia')), 0::bigint,
  'The old address should claim nothing any more'
);
insert into accounts select 'mara', pg_temp.sign_up('mara.new@example.com');
select pg_temp.hire('mara@example.com');
insert into accounts select 'old mara', pg_temp.sign_up('mara@example.com');
update public.users set email = 'mara.new@example.com' where email = 'mara@example.com';
select is(
  pg_temp.owner('mara.new@example.com', (select id from accounts where name = 'mara')), 'the account',
  'A confirmed account that waits with the new address should claim at once'
);
update public.users set full_name = 'Mara the Second', preferred_name = 'Mara' where email = 'mara.new@example.com';
select is(
  pg_temp.owner('mara.new@example.com', (select id from accounts where name = 'mara')), 'the account',
  'A change of anything else should leave the account alone'
);

-- Last login ---------------------------------------------------------------------------------------------------------------

create temporary table before_login as select version from public.users where email = 'mara.new@example.com';
update auth.users set last_sign_in_at = '2026-05-01T10:00:00Z' where id = (select id from accounts where name = 'mara');
select is(
  (select last_login from public.users where email = 'mara.new@example.com'), '2026-05-01T10:00:00Z'::timestamptz,
  'A sign-in should be recorded as last login'
);
select is(
  (select version from public.users where email = 'mara.new@example.com'), (select version from before_login),
  'A sign-in should not change the etag of the record'
);

-- Registration: directory -----------------------------------------------------------------------------------------------------

update private.settings set value = '"directory"' where key = 'registration';
insert into accounts select 'nobody', pg_temp.sign_up('stranger@example.com', meta => '{"full_name": "A Stranger"}');
select is(
  pg_temp.records_of((select id from accounts where name = 'nobody')), 0::bigint,
  'With registration from the directory an account that HR does not know should have no record'
);

-- As that account, each table is asked for its rows; what is not granted counts as none.
create function pg_temp.rows_seen() returns table (name text, rows bigint)
language plpgsql as $$
begin
  for name in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1 loop
    begin
      execute format(
        'select count(*) from (select %s from public.%I) t',
        (select string_agg(quote_ident(attname), ', ') from pg_attribute
         where attrelid = ('public.' || quote_ident(name))::regclass and attnum > 0 and not attisdropped
           and has_column_privilege(attrelid, attnum, 'select')),
        name
      ) into rows;
      return next;
    exception when insufficient_privilege or syntax_error then
      rows := 0;
      return next;
    end;
  end loop;
end
$$;
grant execute on function pg_temp.rows_seen() to authenticated;

select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true)
from accounts where name = 'nobody';
set local role authenticated;
select cmp_ok(
  (select count(*) from pg_temp.rows_seen()), '>=', 26::bigint, 'Every table should be asked'
);
select is_empty(
  'select * from pg_temp.rows_seen() where rows > 0',
  'An account without a record should see no row of any table'
);
select throws_ok(call, 'PT403', 'This account belongs to no active employee.', 'An account without a record should be refused: ' || call)
from unnest(array[
  'select get_me()',
  'select update_me(''{}'')',
  'select * from my_languages()',
  'select * from my_education()',
  'select * from my_positions()',
  'select search_users()',
  'select get_user(gen_random_uuid())',
  'select get_my_skills()',
  'select set_my_skills(''[]'')',
  'select get_gap(gen_random_uuid())',
  'select get_pathway(gen_random_uuid())',
  'select search_pathways()',
  'select import_profiles(null, 0, ''[]'', true)',
  'select get_import(gen_random_uuid())',
  'select get_import_rows(gen_random_uuid())'
]) call;
-- The hint becomes the code that a client reads.
create function pg_temp.hint_of(call text) returns text
language plpgsql as $$
declare
  hint text;
begin
  execute call;
  return null;
exception when others then
  get stacked diagnostics hint = pg_exception_hint;
  return hint;
end
$$;
select is(pg_temp.hint_of('select get_me()'), 'no_employee_record', 'The refusal should carry its code');
select throws_ok(
  $$insert into public.user_languages (language, proficiency) values ('Dutch', 'Fluent')$$, null, null,
  'An account without a record should not be able to write'
);
reset role;

-- Anonymous: the role of a request without a token.
select set_config('request.jwt.claims', '{"role": "anon"}', true);
set local role anon;
select throws_ok('select id from public.users', '42501', null, 'Somebody who is not signed in should not read the directory');
select throws_ok('select public.get_me()', '42501', null, 'Somebody who is not signed in should not call a function');
reset role;

-- A leaver's token stays valid until it expires; it shows nothing.
select pg_temp.hire('otto@example.com');
insert into accounts select 'otto', pg_temp.sign_up('otto@example.com');
update public.users set status = 'left' where email = 'otto@example.com';
select set_config('request.jwt.claims', json_build_object('sub', id, 'role', 'authenticated')::text, true)
from accounts where name = 'otto';
set local role authenticated;
select is_empty('select * from pg_temp.rows_seen() where rows > 0', 'A leaver''s old token should show no row of any table');
select throws_ok('select get_me()', 'PT403', null, 'A leaver''s old token should be refused');
reset role;

-- Registration: open ---------------------------------------------------------------------------------------------------------

update private.settings set value = '"open"' where key = 'registration';
insert into accounts select 'paul', pg_temp.sign_up('Paul@example.com', meta => '{"full_name": "  Paul Klee  "}');
select results_eq(
  $$select email, full_name, employee_id, status from public.users
    where auth_id = (select id from accounts where name = 'paul')$$,
  $$values ('paul@example.com', 'Paul Klee', null::text, 'active')$$,
  'With open registration a confirmed account should get a record, without an employee id'
);
select isnt_empty(
  $$select from public.user_personal_info i join public.users u on u.id = i.user_id where u.email = 'paul@example.com'$$,
  'That record should have personal info'
);
insert into accounts select 'pia', pg_temp.sign_up('pia@example.com', confirmed => false);
select is_empty(
  'select from public.users where email = ''pia@example.com''',
  'Open registration should make no record before the address is confirmed'
);
select pg_temp.confirm(id) from accounts where name = 'pia';
select isnt_empty(
  'select from public.users where email = ''pia@example.com'' and auth_id is not null',
  'Open registration should make the record once the address is confirmed'
);
select pg_temp.sign_up('petra@example.com', sso => true);
select pg_temp.sign_up('peter@example.com', anonymous => true);
select is_empty(
  'select from public.users where email in (''petra@example.com'', ''peter@example.com'')',
  'Open registration should make no record for SSO and anonymous accounts'
);
update auth.users set email = 'paul.second@example.com', email_confirmed_at = now() + interval '1 minute'
where id = (select id from accounts where name = 'paul');
select is(
  pg_temp.records_of((select id from accounts where name = 'paul')), 1::bigint,
  'A change of address should make no second record'
);

-- Never in the way of Auth -----------------------------------------------------------------------------------------------------

select lives_ok(
  format('select pg_temp.sign_up(%L, meta => %L)', address, meta),
  'Signing up should never fail: ' || why
)
from (values
  ('long@example.com', jsonb_build_object('full_name', repeat('x', 10000)), 'a name of 10,000 characters'),
  ('blank@example.com', '{"full_name": "   "}', 'a blank name'),
  ('none@example.com', '{}', 'no name'),
  ('null@example.com', '{"full_name": null}', 'a null name'),
  ('number@example.com', '{"full_name": 42}', 'a name that is a number'),
  ('object@example.com', '{"full_name": {"first": "A"}}', 'a name that is an object'),
  ('list@example.com', '["full_name"]', 'metadata that is a list'),
  ('emoji@example.com', jsonb_build_object('full_name', repeat(U&'\+01F600', 300)), 'a name of 300 emoji'),
  (null, '{"full_name": "No Address"}', 'no e-mail'),
  ('no-address', '{}', 'an e-mail that is none'),
  ('@example.com', '{}', 'an e-mail with nothing before the at sign'),
  (repeat('a', 240) || '@example.com', '{}', 'an e-mail that is almost too long'),
  (repeat('b', 243) || '@example.com', '{}', 'an e-mail that is too long')
) v (address, meta, why);
select lives_ok(
  'select pg_temp.sign_up(null, confirmed => false)', 'Signing up should never fail: no e-mail, not confirmed'
);
select results_eq(
  $$select email, char_length(full_name) from public.users where email in ('long@example.com', 'blank@example.com', 'none@example.com') order by email$$,
  $$values ('blank@example.com', 5), ('long@example.com', 200), ('none@example.com', 4)$$,
  'A long name should be cut, and a missing one taken from the address'
);
-- Whatever goes wrong inside, the account is made.
alter table public.users add constraint refuse_all check (full_name <> 'Refused') not valid;
select lives_ok(
  $$select pg_temp.sign_up('refused@example.com', meta => '{"full_name": "Refused"}')$$,
  'Signing up should not fail when the record can''t be made'
);
select isnt_empty('select from auth.users where email = ''refused@example.com''', 'The account should then exist');
select is_empty('select from public.users where email = ''refused@example.com''', 'It should then have no record');
alter table public.users drop constraint refuse_all;

-- Roles ---------------------------------------------------------------------------------------------------------------------

select lives_ok($$select private.grant_role('MARA.new@example.com', 'hr_admin')$$, 'An operator should give a role by e-mail');
select lives_ok($$select private.grant_role('mara.new@example.com', 'hr_admin')$$, 'Giving it twice should do no harm');
select throws_ok($$select private.grant_role('otto@example.com', 'hr_admin')$$, 'P0001', null, 'A leaver should get no role');
select throws_ok($$select private.grant_role('mara.new@example.com', 'king')$$, '23514', null, 'There should be no other roles');

select * from finish();
rollback;
