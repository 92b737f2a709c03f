-- Every grant that Supabase's old default privileges could have left behind, the secret key's included; numbers for operators;
-- and what is done again after a backup was restored.
begin;
\ir helpers.psql
select plan(26);

-- Grants -------------------------------------------------------------------------------------------------------------------

create temporary view things as
select c.oid, n.nspname::text as schema, c.relname::text as name, c.relkind, c.relowner as owner, c.relacl as acl
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'private') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e');

-- A right by its letters, as psql prints it.
create function pg_temp.letters(acl aclitem[], who oid) returns text language sql as $$
  select string_agg(left(lower(x.privilege_type), 3) || case when x.is_grantable then '*' else '' end, ' ' order by x.privilege_type)
  from aclexplode(acl) x where x.grantee = who
$$;

select bag_eq(
  $$select defaclnamespace::regnamespace::text as place, defaclobjtype::text as kind, x.grantee::regrole::text as who, x.privilege_type
    from pg_default_acl, aclexplode(defaclacl) x
    where defaclrole = 'postgres'::regrole and x.grantee <> defaclrole
      and (defaclnamespace = 0 or defaclnamespace in ('public'::regnamespace, 'private'::regnamespace))$$,
  $$select 'public' as place, kind, 'service_role' as who, unnest(string_to_array(rights, ' ')) as right
    from (values ('r', 'SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER MAINTAIN'), ('S', 'SELECT UPDATE USAGE'), ('f', 'EXECUTE')) v (kind, rights)$$,
  'By default the secret key should get what is made in public, and nobody else anything'
);

select bag_eq(
  $$select n.nspname::text, case x.grantee when 0 then 'public' else x.grantee::regrole::text end as who, x.privilege_type
    from pg_namespace n, aclexplode(n.nspacl) x
    where n.nspname in ('public', 'private') and x.grantee <> n.nspowner
      and x.grantee in (0, 'anon'::regrole, 'authenticated'::regrole, 'service_role'::regrole, 'authenticator'::regrole)$$,
  $$values ('public', 'public', 'USAGE'), ('public', 'anon', 'USAGE'), ('public', 'authenticated', 'USAGE'), ('public', 'service_role', 'USAGE'),
    ('private', 'authenticated', 'USAGE'), ('private', 'service_role', 'USAGE')$$,
  'Schemas should be used by these and made things in by nobody'
);

select bag_eq(
  $$select schema || '.' || name as place, pg_temp.letters(acl, 'service_role'::regrole) as rights from things
    where schema = 'public' and relkind in ('r', 'p')
      and pg_temp.letters(acl, 'service_role'::regrole) is distinct from 'del ins mai ref sel tri tru upd'$$,
  $$values ('public.audit_log', 'sel'), ('public.fairness_members', null), ('public.publication_stays', null),
    ('public.pulse_participations', null), ('public.user_diversity', null)$$,
  'The secret key should have every right on every public table but these'
);

select is_empty(
  $$select schema, name from things where schema = 'private' and pg_temp.letters(acl, 'service_role'::regrole) is not null$$,
  'The secret key should have no right on a private table or sequence'
);

select is_empty(
  $$select t.name, a.attname, x.grantee::regrole from things t join pg_attribute a on a.attrelid = t.oid, aclexplode(a.attacl) x
    where x.grantee <> 'authenticated'::regrole$$,
  'No column should be granted to anybody but signed-in people'
);

select is_empty(
  $$select t.schema, t.name, x.grantee, x.privilege_type from things t, aclexplode(t.acl) x
    where x.grantee <> t.owner and x.grantee not in ('authenticated'::regrole, 'service_role'::regrole)
    union all
    select n.nspname, p.proname, x.grantee, x.privilege_type
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) x
    where n.nspname in ('public', 'private') and x.grantee <> p.proowner and x.grantee not in ('authenticated'::regrole, 'service_role'::regrole)
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')$$,
  'No other role, and not everybody, should have a right on a table, sequence or function'
);

select is_empty(
  $$select t.name, x.privilege_type from things t, aclexplode(t.acl) x where x.is_grantable and x.grantee <> t.owner
    union all
    select t.name, x.privilege_type from things t join pg_attribute a on a.attrelid = t.oid, aclexplode(a.attacl) x where x.is_grantable and x.grantee <> t.owner
    union all
    select p.proname, x.privilege_type from pg_proc p, aclexplode(p.proacl) x
    where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and x.is_grantable and x.grantee <> p.proowner$$,
  'Nobody should hand rights on'
);

select is_empty(
  $$select t.schema, t.name, r.who from things t, (values ('anon'), ('authenticated')) r (who)
    where t.relkind = 'S' and has_sequence_privilege(r.who, t.oid, 'usage, select, update')
    union all
    select t.schema, t.name, r.who from things t, (values ('anon'), ('authenticated')) r (who)
    where t.relkind <> 'S' and has_table_privilege(r.who, t.oid, 'truncate, references, trigger, maintain')$$,
  'People should have no sequence, and no right on a table beyond reading and writing'
);

select is_empty(
  $$select t.typname from pg_type t
    where t.typnamespace in ('public'::regnamespace, 'private'::regnamespace)
      and t.typtype <> 'c' and t.typcategory <> 'A' and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')
    union all
    select t.typname from pg_type t join pg_class c on c.oid = t.typrelid
    where t.typnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind = 'c'$$,
  'There should be no types of our own, on which everybody has rights'
);

select bag_eq(
  $$select p.oid::regprocedure::text as signature from pg_proc p
    where p.pronamespace = 'public'::regnamespace and has_function_privilege('service_role', p.oid, 'execute')
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
      and not has_function_privilege('authenticated', p.oid, 'execute')$$,
  $$values ('run_job_step(text,date)'), ('due_jobs()'), ('finish_chat_message(uuid,jsonb)'), ('get_metrics()'),
    ('extend_ai_reservation(uuid,integer,integer)'), ('count_request(text,uuid,text,text)')$$,
  'These public functions should be the secret key''s alone'
);

select is_empty(
  $$select p.oid::regprocedure from pg_proc p
    where p.pronamespace = 'public'::regnamespace and has_function_privilege('service_role', p.oid, 'execute')
      and has_function_privilege('authenticated', p.oid, 'execute') and p.prosrc ~ '\mprivate\.'
      and has_function_privilege('service_role', (regexp_match(p.prosrc, '(private\.\w+)\('))[1]::regproc, 'execute')$$,
  'What people call should be closed to the secret key behind its wrapper'
);

create function pg_temp.asked(outcome text) returns jsonb language plpgsql as $$
declare
  answer jsonb;
begin
  perform pg_temp.become('asker');
  answer := public.begin_chat_message((select id from public.ai_chat_sessions limit 1),
    jsonb_build_object('content', coalesce(outcome, 'x'), 'message_type', 'chat'), 0, 1, 1);
  perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
  return answer;
end
$$;

-- Numbers ---------------------------------------------------------------------------------------------------------------------

create temporary view numbers as
select m ->> 'name' as name, s -> 'labels' as labels, (s ->> 'value')::numeric as value
from jsonb_array_elements(private.get_metrics()) m left join jsonb_array_elements(m -> 'samples') s on true;

select is_empty(
  $$select distinct samples[1] from regexp_matches(pg_get_functiondef('private.get_metrics()'::regprocedure), 'select ''(compass_\w+)''', 'g') samples
    where samples[1] not in (select name from numbers)$$,
  'Every number should belong to a family that has a type and a sentence'
);
select is_empty(
  $$select name, labels from numbers where labels is not null group by 1, 2 having count(*) > 1$$,
  'No number should be told twice'
);
-- Answers to a person's questions: two by a model, one it was late with, one of which nothing is to be counted.
insert into public.ai_chat_sessions (user_id) values (pg_temp.person('asker'));
create temporary table counted as select labels ->> 'outcome' as outcome, value from numbers where name = 'compass_assistant_answers_total';
select private.finish_chat_message(
  (public_answer ->> 'answer_id')::uuid,
  jsonb_build_object('content', 'Words', 'source', 'built-in', 'status', 'complete', 'facts', '[]'::jsonb, 'tokens', 0, 'outcome', outcome)
)
from unnest(array['model', 'model', 'timeout', null]) outcome, lateral pg_temp.asked(outcome) public_answer;
select bag_eq(
  $$select n.labels ->> 'outcome' as outcome, n.value - coalesce(c.value, 0) as more
    from numbers n left join counted c on c.outcome = n.labels ->> 'outcome'
    where n.name = 'compass_assistant_answers_total' and n.value <> coalesce(c.value, 0)$$,
  $$values ('model', 2::numeric), ('timeout', 1::numeric)$$,
  'Answers should be counted by what became of the question'
);
select is_empty(
  $$select column_name from information_schema.columns
    where table_schema = 'private' and table_name = 'ai_outcomes' and column_name not in ('outcome', 'n')$$,
  'They should be counted of nobody'
);
select ok((select value >= 1 from numbers where name = 'compass_audit_months_ahead'), 'The audit log should have a partition of the next month');
select is(private.places_in(
  E'SQL statement "select ''Ann''::date"\nPL/pgSQL function private.job_x(jsonb,date) line 3 at EXECUTE\nPL/pgSQL function inline_code_block line 2 at SQL statement'
), 'private.job_x:3 < inline_code_block:2', 'An error''s places should hold no statement');

-- After a restore --------------------------------------------------------------------------------------------------------------

-- What the backup has of three people, and of a fourth whom nothing happened to.
select pg_temp.person(handle) from unnest(array['gone', 'forgotten', 'asking', 'staying']) handle;
create temporary table list as
select jsonb_agg(jsonb_build_object('user_id', user_id, 'what', what, 'at', now(), 'last_day', last_day)) as departures
from (values
  (pg_temp.id('gone'), 'left', current_date), (pg_temp.id('forgotten'), 'erased', null), (pg_temp.id('asking'), 'erasure_requested', null),
  (gen_random_uuid(), 'erased', null)
) v (user_id, what, last_day);
create temporary table cast_ids as select handle, pg_temp.id(handle) as id from unnest(array['gone', 'forgotten', 'asking', 'staying']) handle;

select is(private.repeat_departures(departures), '{"left": 1, "erased": 1, "erasure_requested": 1, "unknown": 1}'::jsonb,
  'Whoever left or was erased after the backup should leave and be erased again') from list;
select is((select status from public.users where id = i.id), 'left', 'Who left should have left') from cast_ids i where handle = 'gone';
select is((select row(full_name, email, erased_at is not null)::text from public.users where id = i.id), '("Erased person",,t)',
  'Who was erased should have no name') from cast_ids i where handle = 'forgotten';
select is((select count(*)::integer from auth.users where email in ('gone@example.com', 'forgotten@example.com')), 0,
  'Neither should be able to sign in');
select is((select count(*)::integer from public.erasure_requests r where r.user_id = i.id and r.status = 'requested'), 1,
  'Who asked should be waiting for HR') from cast_ids i where handle = 'asking';
select is((select row(status, email)::text from public.users where id = i.id), '(active,staying@example.com)',
  'Nothing should happen to anybody else') from cast_ids i where handle = 'staying';
select is(private.repeat_departures(departures), '{"left": 0, "erased": 0, "erasure_requested": 0, "unknown": 1}'::jsonb,
  'Doing it again should change nothing') from list;
select is(
  (select count(*)::integer from jsonb_array_elements(private.departures(now())) d join cast_ids i on i.id = (d ->> 'user_id')::uuid
   where (i.handle, d ->> 'what') in (('gone', 'left'), ('forgotten', 'erased'), ('asking', 'erasure_requested'))),
  3, 'The list should name all three, by their ids');
select ok(not (select departures::text ~ '@|Example' from (select private.departures() as departures) d), 'The list should hold no name or address');

select * from finish();
rollback;
