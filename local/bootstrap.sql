-- What a new Supabase database has before any migration: the roles with their limits. Run once by the superuser; :password is
-- replaced. database.sql is the rest.

create role postgres login createrole createdb replication bypassrls password :'password';
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password :'password';
create role supabase_auth_admin login noinherit createrole password :'password';
grant anon, authenticated, service_role to postgres with admin option;
grant anon, authenticated, service_role to authenticator;
-- As hosted, where postgres reads everybody's statistics, says how much is logged, and restores backups.
grant pg_monitor to postgres;
grant set on parameter log_min_messages, session_replication_role to postgres;
grant authenticator to postgres with admin option, inherit false, set false;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
