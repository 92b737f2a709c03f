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

-- What a client may write directly is held to what the functions hold it to. A check that is null passes.

create function private.is_text(value text) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return value ~ '\S' and value !~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]';
end
$$;

comment on function private.is_text(text) is
  'Whether this is a text to show: not blank, no control characters, no overrides of the direction of writing. Null for null.';

create function private.is_text_list(list text[], longest integer) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return coalesce(array_ndims(list), 1) = 1
    and not exists (select from unnest(list) t where coalesce(char_length(t) > longest or not private.is_text(t), true));
end
$$;

comment on function private.is_text_list(text[], integer) is
  'Whether this is a flat list of texts to show, none null, each of at most so many characters.';

create function private.is_day(value date) returns boolean
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return value between date '1900-01-01' and date '2199-12-31';
end
$$;

comment on function private.is_day(date) is
  'Whether this is a day of the years that people and plans have; not infinity. Null for null.';

-- Checks and generated columns run with the rights of whoever writes: people, and the operators' secret key.
grant execute on function
  private.name_key(text), private.is_text(text), private.is_text_list(text[], integer), private.is_day(date)
to authenticated, service_role;

create function private.limit_rows() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  crowded boolean;
begin
  execute format(
    'select exists (select from %I.%I t where t.user_id in (select user_id from added) group by t.user_id having count(*) > %L)',
    tg_table_schema, tg_table_name, tg_argv[0]::integer
  ) into crowded;
  if crowded then
    perform private.fail(409, 'too_many', format('A person may have %s of these.', tg_argv[0]), jsonb_build_array(
      jsonb_build_object('path', tg_table_name, 'code', 'too_many', 'message', format('A person may have %s of these.', tg_argv[0]))
    ));
  end if;
  return null;
end
$$;

comment on function private.limit_rows() is
  'After insert, each statement, new table as added: 409 too_many where a person then has more rows than the argument. For what people write themselves: its trigger says when (current_user = ''authenticated'').';

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
