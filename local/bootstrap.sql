-- What a new Supabase database has before any migration: the roles, the schema for extensions, the limits, and
-- the old default privileges, so that a migration that forgets to revoke is seen here.
-- Run once by the superuser; :password is replaced.

create role postgres login createrole createdb replication bypassrls password :'password';
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password :'password';
create role supabase_auth_admin login noinherit createrole password :'password';
grant anon, authenticated, service_role to postgres with admin option;
grant anon, authenticated, service_role to authenticator;
-- As hosted, where postgres reads everybody's statistics and may set how much is logged.
grant pg_monitor to postgres;
grant set on parameter log_min_messages to postgres;
grant authenticator to postgres with admin option, inherit false, set false;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;

alter database postgres owner to postgres;
grant usage on schema public to postgres, anon, authenticated, service_role;
create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create extension pgcrypto with schema extensions;
create extension "uuid-ossp" with schema extensions;
create extension pg_stat_statements with schema extensions;

alter default privileges for role postgres in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;

create publication supabase_realtime;
alter publication supabase_realtime owner to postgres;
