-- How often somebody may do what costs much, or what could be tried until it works.
set lock_timeout = '5s';

create table private.rate_limits (
  action text not null check (action <> ''),
  per text not null check (per in ('person', 'address', 'email')),
  most integer not null check (most >= 0),
  seconds integer not null check (seconds > 0),
  primary key (action, per)
);
alter table private.rate_limits enable row level security;
-- No policy and no grant: read by definer functions, written by operators.

comment on table private.rate_limits is
  'How often (most) an action is allowed in a window of so many seconds to one person, address or e-mail. A change holds at once; without a row nothing is limited.';

-- A company may sit behind one address: what is per address stops machines, not offices.
insert into private.rate_limits (action, per, most, seconds) values
  ('login', 'email', 10, 300), ('login', 'address', 300, 60),
  ('register', 'email', 5, 3600), ('register', 'address', 300, 60),
  ('password_reset', 'email', 5, 3600), ('password_reset', 'address', 300, 60),
  ('refresh', 'address', 3000, 60),
  ('session', 'person', 30, 60), ('session', 'address', 600, 60),
  ('assistant', 'person', 20, 60), ('assistant', 'address', 600, 60),
  ('import', 'person', 300, 60), ('import', 'address', 600, 60),
  ('search', 'person', 120, 60);

create unlogged table private.rate_counts (
  key bytea not null,
  -- When it ends.
  "window" timestamptz not null,
  n integer not null,
  primary key (key, "window")
) with (fillfactor = 70);
create index on private.rate_counts ("window");
alter table private.rate_counts enable row level security;
-- No policy and no grant: counted by definer functions.

comment on table private.rate_counts is
  'How often each key did something in a window. Keys are hashed with a salt of the installation: no person, address or e-mail. Unlogged: it costs little, and after a crash of Postgres everybody begins at 0.';

insert into private.settings (key, value) values ('rate_salt', to_jsonb(gen_random_uuid()));

create function private.seconds_over_limit(wanted text, who jsonb) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  salt text := (select value #>> '{}' from private.settings where key = 'rate_salt');
  wait integer;
begin
  with counted as materialized (
    select sha256(convert_to(concat_ws(' ', salt, l.action, l.per, who ->> l.per), 'utf8')) as key,
      to_timestamp((floor(extract(epoch from now()) / l.seconds) + 1) * l.seconds) as "window", l.most
    from private.rate_limits l
    where l.action = wanted and who ->> l.per is not null
  ),
  hit as (
    insert into private.rate_counts as c (key, "window", n)
    -- In one order, or two who count the same keys could wait for each other.
    select w.key, w."window", 1 from counted w order by w.key
    on conflict (key, "window") do update set n = c.n + 1
    returning c.key, c.n
  )
  select max(greatest(1, ceil(extract(epoch from w."window" - clock_timestamp())))) into wait
  from hit join counted w on w.key = hit.key
  where hit.n > w.most;
  return wait;
end
$$;
comment on function private.seconds_over_limit(text, jsonb) is
  'Counts an action for {person, address, email}, where there is a limit. Null, or the seconds after which it is allowed again. Those who count the same wait for each other until the transaction ends, so exactly as many pass as may.';

create function private.refuse_too_many(wait integer) returns jsonb
language plpgsql set search_path = ''
as $$
begin
  -- Raised, it would take back the count.
  perform set_config('response.status', '429', true),
    set_config('response.headers', jsonb_build_array(jsonb_build_object('retry-after', wait::text))::text, true);
  return jsonb_build_object('code', 'PT429', 'message', format('Too many requests: try again in %s s.', wait),
    'details', wait::text, 'hint', 'rate_limited');
end
$$;
comment on function private.refuse_too_many(integer) is
  'Answers 429 with retry-after, without an exception: the body that an exception would have had, with the seconds as details.';

create function private.refuse_search(q text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  wait integer;
begin
  if btrim(q) <> '' then
    wait := private.seconds_over_limit('search', jsonb_build_object('person', private.require_user()));
    if wait is not null then
      return private.refuse_too_many(wait);
    end if;
  end if;
  return null;
end
$$;
comment on function private.refuse_search(text) is
  'Counts a search of the caller: null, or what to answer instead (429). A list without q is no search. 403 no_employee_record.';

create function private.count_request(action text, person uuid, address text, email text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  wait integer := private.seconds_over_limit(action, jsonb_build_object(
    'person', person,
    'address', case
      when not pg_input_is_valid(address, 'inet') then left(address, 100)
      -- Whoever has one address of IPv6 has all 2^64 of its network.
      when family(address::inet) = 6 then network(set_masklen(address::inet, 64))::text
      else host(address::inet)
    end,
    'email', lower(email)
  ));
begin
  return case when wait is not null then private.refuse_too_many(wait) end;
end
$$;
create function public.count_request(action text, person uuid default null, address text default null, email text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.count_request(action, person, address, email) $$;
comment on function public.count_request(text, uuid, text, text) is
  'For the secret key: counts an action of private.rate_limits for a person (their account), an address and an e-mail. Null, or 429 with retry-after.';

-- Searches ----------------------------------------------------------------------------------------------------------------------
-- Volatile, since they count: PostgREST answers them to POST, and 405 to GET.

create or replace function public.search_users(
  q text default null, unit_ids uuid[] default null, ids uuid[] default null, wanted_skills uuid[] default null,
  min_level integer default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q), private.search_users(q, unit_ids, ids, wanted_skills, min_level,
    (after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid, least(page_size, 200), want_total))
$$;

create or replace function public.search_org_units(
  q text default null, parents uuid[] default null, top boolean default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q), private.search_org_units(q, parents, top, after, least(page_size, 200), want_total))
$$;

create or replace function public.search_catalogue(
  kind text, q text default null, area_ids uuid[] default null, statuses text[] default '{active}',
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q),
    private.search_catalogue(kind, q, area_ids, statuses, after, least(page_size, 200), want_total))
$$;

create or replace function public.search_skills(
  q text default null, place_ids uuid[] default null, area_ids uuid[] default null, statuses text[] default '{active}',
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q),
    private.search_skills(q, place_ids, area_ids, statuses, after, least(page_size, 200), want_total))
$$;

create or replace function public.search_pathways(
  q text default null, unit_ids uuid[] default null, levels integer[] default null, with_gap boolean default false,
  sort text default 'name', after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q),
    private.search_pathways(q, unit_ids, levels, with_gap, sort, after, least(page_size, 200), want_total))
$$;

create or replace function public.search_mentors(
  q text default null, wanted_skills uuid[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q), private.search_mentors(q, wanted_skills, null, after, least(page_size, 200), want_total))
$$;

create or replace function public.search_courses(
  q text default null, skill_ids uuid[] default null, categories text[] default null, providers text[] default null,
  difficulties text[] default null, languages text[] default null, max_hours numeric default null,
  statuses text[] default '{active}', sort text default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q), private.search_courses(
    q, skill_ids, categories, providers, difficulties, languages, max_hours, statuses, sort, after, least(page_size, 200), want_total
  ))
$$;

do $$
declare
  search regprocedure;
begin
  for search in
    select oid::regprocedure from pg_proc where pronamespace = 'public'::regnamespace and proname ^@ 'search_'
  loop
    execute format('comment on function %s is %L', search, obj_description(search) || ' With q it counts as a search: 429.');
  end loop;
end
$$;

-- Sweeping ----------------------------------------------------------------------------------------------------------------------

create function private.job_rate_counts(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  most constant integer := 20000;
  n integer;
begin
  delete from private.rate_counts c where c.ctid = any (array(
    select o.ctid from private.rate_counts o where o."window" < now() - interval '1 minute' limit most
  ));
  get diagnostics n = row_count;
  return jsonb_build_object('rows', n, 'next', case when n = most then to_jsonb(0) end);
end
$$;
comment on function private.job_rate_counts(jsonb, date) is 'Job: counts of windows that ended go.';
select private.schedule_job('rate_counts', '*/20 * * * *', 'Counts of rate limits whose window ended go');

grant execute on function private.refuse_search(text) to authenticated;
grant execute on function
  private.count_request(text, uuid, text, text), public.count_request(text, uuid, text, text)
to service_role;

-- The catalogue ----------------------------------------------------------------------------------------------------------------

create or replace function private.catalogue_table(kind text) returns regclass
language plpgsql immutable set search_path = ''
as $$
begin
  -- Called directly with another word, the functions of the catalogue went on with no table, to an error of Postgres.
  if kind in ('function_area', 'specialization', 'competency', 'experience_type') is not true then
    perform private.fail(404, 'not_found', 'There is no such kind.');
  end if;
  return case kind
    when 'function_area' then 'public.function_areas'
    when 'specialization' then 'public.specializations'
    when 'competency' then 'public.competencies'
    when 'experience_type' then 'public.experience_types'
  end::regclass;
end
$$;
comment on function private.catalogue_table(text) is 'The table of a kind of catalogue item; 404 for another word.';
