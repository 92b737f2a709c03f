-- After Auth (lite) has made its schema, at every start: what differs from Supabase.

-- lite's read request.jwt.claim.* alone, which PostgREST no longer sets.
create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
create or replace function auth.uid() returns uuid language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
create or replace function auth.role() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;
create or replace function auth.email() returns text language sql stable as $$
  select coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;

-- lite writes these as a JSON string that holds JSON.
create or replace function auth.unwrap_meta_data() returns trigger language plpgsql set search_path = '' as $$
begin
  if jsonb_typeof(new.raw_user_meta_data) = 'string' then
    new.raw_user_meta_data := (new.raw_user_meta_data #>> '{}')::jsonb;
  end if;
  if jsonb_typeof(new.raw_app_meta_data) = 'string' then
    new.raw_app_meta_data := (new.raw_app_meta_data #>> '{}')::jsonb;
  end if;
  return new;
end
$$;
create or replace trigger "00_unwrap_meta_data" before insert or update on auth.users
  for each row execute function auth.unwrap_meta_data();

grant usage on schema auth to postgres, anon, authenticated, service_role;
grant all on all tables in schema auth to postgres;
grant select on all tables in schema auth to postgres with grant option;

-- On Supabase the Auth server's own role owns its tables, so a trigger function on them that is no definer
-- function runs with no right over public.
do $$
declare
  name text;
begin
  execute 'alter schema auth owner to supabase_auth_admin';
  for name in select format('%s %s', case relkind when 'S' then 'sequence' else 'table' end, oid::regclass)
    from pg_class where relnamespace = 'auth'::regnamespace and relkind in ('r', 'S', 'p') order by relkind desc
  loop
    execute format('alter %s owner to supabase_auth_admin', name);
  end loop;
  if to_regnamespace('supabase_migrations') is not null then
    execute 'alter schema supabase_migrations owner to postgres';
    for name in select oid::regclass::text
      from pg_class where relnamespace = 'supabase_migrations'::regnamespace and relkind = 'r'
    loop
      execute format('alter table %s owner to postgres', name);
    end loop;
  end if;
end
$$;
