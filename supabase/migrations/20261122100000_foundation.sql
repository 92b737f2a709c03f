-- What every domain stands on: no access by default, the private schema, settings, and helpers that know no domain.

-- Supabase grants ALL on every new table to anon and authenticated, which would void column grants.
-- From here on, what nobody granted is refused.
alter default privileges for role postgres in schema public revoke all on tables from anon, authenticated;
alter default privileges for role postgres in schema public revoke all on functions from anon, authenticated;
alter default privileges for role postgres in schema public revoke all on sequences from anon, authenticated;
alter default privileges for role postgres revoke execute on functions from public;

create extension if not exists pg_trgm with schema extensions;

-- Definer functions live here; PostgREST does not expose it. Usage lets wrappers and policies call what is granted.
create schema private;
grant usage on schema private to authenticated, service_role;

create table private.settings (
  key text primary key,
  value jsonb not null
);

alter table private.settings enable row level security;
-- No policy and no grant: read by definer functions, written by operators.

comment on table private.settings is
  'Switches of this installation. registration: "directory" (an account needs an employee record made by HR) or "open" (sign-up makes one).';

insert into private.settings (key, value) values ('registration', '"directory"');

create function private.name_key(name text) returns text
language plpgsql immutable strict parallel safe set search_path = ''
as $$
declare
  -- plpgsql, and regular expressions only where needed: four times as fast, and an import calls it 80 times a person.
  key text := lower(btrim(case when octet_length(name) = char_length(name) then name else normalize(name, nfkc) end));
begin
  if key ~ '\s\s|[\t\n\r:/]' then
    key := btrim(regexp_replace(regexp_replace(key, '\s+', ' ', 'g'), ' ?([:/]) ?', '\1 ', 'g'));
  end if;
  return key;
end
$$;

comment on function private.name_key(text) is
  'The form in which two spellings of one name are equal: NFKC, lower case, single spaces, "A : B" as "A: B".';

create function private.touch() returns trigger
language plpgsql set search_path = ''
as $$
begin
  -- Generated columns are not computed yet in NEW: the trigger names them, and they are left out.
  if (case when tg_nargs = 0 then new is distinct from old else to_jsonb(new) - tg_argv <> to_jsonb(old) - tg_argv end) then
    new.version := old.version + 1;
    new.updated_at := now();
  end if;
  return new;
end
$$;

comment on function private.touch() is
  'Before update, each row: raises version (the etag) and updated_at when anything changed but the generated columns that the trigger names; a write that changes nothing keeps both.';

create function private.fail(status integer, code text, message text, details jsonb default null) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  raise exception using errcode = 'PT' || status, message = message, hint = code, detail = coalesce(details::text, '');
end
$$;

comment on function private.fail(integer, text, text, jsonb) is
  'Refuses the call: PostgREST answers the HTTP status; code and message (and details: [{path, code, message}]) reach the client.';

create function private.check_version(current integer, expected text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if expected is not null and expected <> current::text then
    perform private.fail(412, 'stale', 'This was changed since you read it: read it again.');
  end if;
end
$$;

comment on function private.check_version(integer, text) is
  'Refuses (412 stale) when the caller named an etag and it is not the current version; null expects nothing.';
