-- Domain: analytics. Notifications, and which features are on for whom.

-- notification_kinds, notifications, notification_preferences ---------------------------------------------------------

create table private.notification_kinds (
  kind text primary key check (kind ~ '^[a-z_]+\.[a-z_]+$'),
  label text not null,
  mandatory boolean not null default false
);
alter table private.notification_kinds enable row level security;
comment on table private.notification_kinds is
  'Every kind of notification, "<domain>.<what>", added by the migration that sends it. mandatory: can''t be switched off.';

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  kind text not null references private.notification_kinds (kind),
  title text not null check (char_length(title) between 1 and 300),
  body text check (char_length(body) <= 2000),
  actor_id uuid references public.users (id) on delete set null,
  action_url text check (char_length(action_url) <= 500),
  dedupe_key text check (char_length(dedupe_key) <= 200),
  read_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
create unique index on public.notifications (user_id, kind, dedupe_key);
create index on public.notifications (user_id, created_at, id);
create index on public.notifications (user_id) where read_at is null;
create index on public.notifications (kind);
create index on public.notifications (actor_id);
create index on public.notifications (created_at);
alter table public.notifications enable row level security;
create policy notifications_select on public.notifications
  for select to authenticated using (user_id = (select private.current_user_id()));
grant select (id, user_id, kind, title, body, actor_id, action_url, read_at, created_at) on public.notifications to authenticated;
comment on table public.notifications is 'What a person is told. Written by private.notify() alone, in the transaction of what it tells of.';
comment on column public.notifications.title is
  'May hold {actor}: the functions put the name of actor_id there, so that no name outlives an erasure.';
comment on column public.notifications.action_url is 'Where a frontend goes from here: a path such as /erasure-requests/….';

do $$
begin
  if exists (select from pg_publication where pubname = 'supabase_realtime') then
    alter publication supabase_realtime add table public.notifications;
  end if;
end
$$;

create table public.notification_preferences (
  user_id uuid not null references public.users (id) on delete cascade,
  kind text not null references private.notification_kinds (kind),
  enabled boolean not null,
  primary key (user_id, kind)
);
create index on public.notification_preferences (kind);
alter table public.notification_preferences enable row level security;
create policy notification_preferences_select on public.notification_preferences
  for select to authenticated using (user_id = (select private.current_user_id()));
grant select on public.notification_preferences to authenticated;
comment on table public.notification_preferences is
  'What a person wants to be told; no row: yes. Written through set_notification_preferences().';

create function private.notify(
  person uuid, kind text, title text, body text default null, action_url text default null, actor uuid default null,
  dedupe_key text default null
) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  insert into public.notifications (user_id, kind, title, body, action_url, actor_id, dedupe_key)
  select person, kind, title, body, action_url, actor, dedupe_key
  where exists (select from public.users u where u.id = person and u.status = 'active' and u.erased_at is null)
    and not exists (
      select from public.notification_preferences p
      join private.notification_kinds k on k.kind = p.kind
      where p.user_id = person and p.kind = notify.kind and not p.enabled and not k.mandatory
    )
  on conflict do nothing;
end
$$;
comment on function private.notify(uuid, text, text, text, text, uuid, text) is
  'Tells a person something, in the transaction of what it tells of: nothing if they left or switched the kind off, and once for each (person, kind, dedupe_key); a null key is never a repetition. The kind must be one of private.notification_kinds.';

create function private.get_notifications(
  unread boolean, kinds text[], after jsonb, page_size integer, want_total boolean, only_id uuid default null
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_user();
begin
  return (
    with found as not materialized (
      select * from public.notifications n
      where n.user_id = me and (unread is null or (n.read_at is null) = unread) and (kinds is null or n.kind = any (kinds))
        and (only_id is null or n.id = only_id)
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'id', s.id, 'kind', s.kind, 'title', replace(s.title, '{actor}', coalesce(private.person_ref(s.actor_id) ->> 'name', 'Somebody')),
          'body', s.body, 'actor', private.person_ref(s.actor_id), 'action_url', s.action_url,
          'read_at', s.read_at, 'created_at', s.created_at,
          'etag', case when s.read_at is null then '1' else '2' end
        ) order by s.created_at desc, s.id desc) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_notifications(
  unread boolean default null, kinds text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_notifications(unread, kinds, after, least(page_size, 200), want_total) $$;
comment on function public.get_notifications(boolean, text[], jsonb, integer, boolean) is
  'GET /notifications: the caller''s, newest first, all, unread or read ones. {items, next, total?}.';

create function private.count_unread_notifications() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object('count', (select count(*) from public.notifications where user_id = me and read_at is null));
end
$$;
create function public.count_unread_notifications() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.count_unread_notifications() $$;
comment on function public.count_unread_notifications() is 'GET /notifications/unread-count: {count}.';

create function private.read_notification(notification uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  perform from public.notifications where id = notification and user_id = me for update;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such notification.');
  end if;
  update public.notifications set read_at = now() where id = notification and read_at is null;
  return private.get_notifications(null, null, null, 1, false, notification) #> '{items,0}';
end
$$;
create function public.read_notification(notification uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.read_notification(notification) $$;
comment on function public.read_notification(uuid) is 'POST /notifications/:id/read: marks it; again changes nothing. 404.';

create function private.read_all_notifications(before timestamptz) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  n integer;
begin
  update public.notifications set read_at = now()
  where user_id = me and read_at is null and (before is null or created_at <= before);
  get diagnostics n = row_count;
  return jsonb_build_object('read', n) || private.count_unread_notifications();
end
$$;
create function public.read_all_notifications(before timestamptz default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.read_all_notifications(before) $$;
comment on function public.read_all_notifications(timestamptz) is
  'POST /notifications/read-all: marks those made until then (null: all). {read: how many now, count: how many are still unread}.';

create function private.get_notification_preferences() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', k.kind, 'label', k.label, 'mandatory', k.mandatory, 'enabled', k.mandatory or coalesce(p.enabled, true)
    ) order by k.kind), '[]')
    from private.notification_kinds k
    left join public.notification_preferences p on p.kind = k.kind and p.user_id = me
  ));
end
$$;
create function public.get_notification_preferences() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_notification_preferences() $$;
comment on function public.get_notification_preferences() is
  'GET /notification-preferences: every kind, whether the caller wants it, and whether that can be changed.';

create function private.set_notification_preferences(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  refused jsonb;
begin
  select jsonb_agg(jsonb_build_object(
    'path', format('items.%s.%s', i.position - 1, case when k.kind is null then 'kind' else 'enabled' end),
    'code', case when k.kind is null then 'unknown_kind' else 'mandatory' end,
    'message', case when k.kind is null then 'There is no such kind.' else 'This kind can''t be switched off.' end
  )) into refused
  from jsonb_array_elements(items) with ordinality as i (item, position)
  left join private.notification_kinds k on k.kind = i.item ->> 'kind'
  where k.kind is null or k.mandatory and not (i.item ->> 'enabled')::boolean;
  if refused is not null then
    perform private.fail(400, 'invalid', 'A preference can''t be set.', refused);
  end if;
  insert into public.notification_preferences as p (user_id, kind, enabled)
  select distinct on (i.kind) me, i.kind, i.enabled from jsonb_to_recordset(items) as i (kind text, enabled boolean)
  order by i.kind
  on conflict (user_id, kind) do update set enabled = excluded.enabled where p.enabled <> excluded.enabled;
  return private.get_notification_preferences();
end
$$;
create function public.set_notification_preferences(items jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_notification_preferences(items) $$;
comment on function public.set_notification_preferences(jsonb) is
  'PUT /notification-preferences: items [{kind, enabled}], changes those named. 400 for a kind that is unknown or mandatory.';

-- feature_settings ---------------------------------------------------------------------------------------------------------

create table private.features (
  feature text primary key check (feature ~ '^[a-z_]+$'),
  label text not null,
  enabled boolean not null
);
alter table private.features enable row level security;
comment on table private.features is 'What can be switched on and off, and whether it is on where nobody said.';
insert into private.features values
  ('leadership', 'Leadership readiness', false),
  ('engagement', 'Engagement and pulse surveys', true),
  ('model', 'A language model behind the assistant', false),
  ('peer_endorsement', 'Endorsement of skills by colleagues', true),
  ('fairness', 'Fairness report', false),
  ('programme_matching', 'Matching in mentorship programmes', true);

create table public.feature_settings (
  id uuid primary key default gen_random_uuid(),
  org_unit_id uuid references public.org_units (id) on delete cascade,
  feature text not null references private.features (feature),
  enabled boolean not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (org_unit_id, feature)
);
create index on public.feature_settings (feature);
create trigger touch before update on public.feature_settings for each row execute function private.touch();
alter table public.feature_settings enable row level security;
create policy feature_settings_select on public.feature_settings
  for select to authenticated using ((select private.has_role('hr_admin')));
grant select on public.feature_settings to authenticated;
comment on table public.feature_settings is
  'Switches by unit (null: the whole company): the nearest unit above that says something wins, else the default. HR.';

create function private.features_of(unit uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with recursive up (id, parent_id, distance) as (
      select o.id, o.parent_id, 0 from public.org_units o where o.id = unit
      union all
      select o.id, o.parent_id, up.distance + 1 from up join public.org_units o on o.id = up.parent_id
    )
    select jsonb_object_agg(f.feature, coalesce((
      select s.enabled from public.feature_settings s left join up on up.id = s.org_unit_id
      where s.feature = f.feature and (s.org_unit_id is null or up.id is not null)
      order by up.distance nulls last limit 1
    ), f.enabled))
    from private.features f
  );
end
$$;
comment on function private.features_of(uuid) is 'Which features are on in a unit (null: for whoever has none): {feature: boolean}.';

create function private.require_feature(feature text) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if (private.features_of((select org_unit_id from public.users where id = private.require_user())) ->> feature)::boolean is not true then
    perform private.fail(404, 'not_found', 'There is no such thing here.');
  end if;
end
$$;
comment on function private.require_feature(text) is 'Refuses (404) where the feature is off for the caller''s unit: what is off is not there, and not computed.';

create function private.get_features() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select jsonb_agg(jsonb_build_object(
      'feature', f.feature, 'label', f.label, 'default', f.enabled,
      'enabled', coalesce((select s.enabled from public.feature_settings s where s.feature = f.feature and s.org_unit_id is null), f.enabled),
      'units', (
        select coalesce(jsonb_agg(jsonb_build_object('unit', private.unit_ref(s.org_unit_id), 'enabled', s.enabled)
          order by o.name_key, o.id), '[]')
        from public.feature_settings s join public.org_units o on o.id = s.org_unit_id
        where s.feature = f.feature
      )
    ) order by f.feature)
    from private.features f
  ));
end
$$;
create function public.get_features() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_features() $$;
comment on function public.get_features() is
  'GET /features, hr_admin: every feature, whether it is on in the company, and the units that say otherwise.';

create function private.set_features(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  refused jsonb;
begin
  select jsonb_agg(jsonb_build_object(
    'path', format('items.%s.%s', i.position - 1, case when f.feature is null then 'feature' else 'org_unit_id' end),
    'code', case when f.feature is null then 'unknown_feature' else 'unknown_id' end,
    'message', case when f.feature is null then 'There is no such feature.' else 'There is no such unit.' end
  )) into refused
  from jsonb_array_elements(items) with ordinality as i (item, position)
  left join private.features f on f.feature = i.item ->> 'feature'
  left join public.org_units o on o.id = (i.item ->> 'org_unit_id')::uuid
  where f.feature is null or (i.item ->> 'org_unit_id') is not null and o.id is null;
  if refused is not null then
    perform private.fail(400, case when refused @> '[{"code": "unknown_id"}]' then 'unknown_id' else 'invalid' end,
      'A setting names something that is not there.', refused);
  end if;
  delete from public.feature_settings s
  using jsonb_to_recordset(items) as i (feature text, org_unit_id uuid, enabled boolean)
  where s.feature = i.feature and s.org_unit_id is not distinct from i.org_unit_id and i.enabled is null;
  insert into public.feature_settings as s (feature, org_unit_id, enabled)
  select distinct on (i.feature, i.org_unit_id) i.feature, i.org_unit_id, i.enabled
  from jsonb_to_recordset(items) as i (feature text, org_unit_id uuid, enabled boolean)
  where i.enabled is not null
  order by i.feature, i.org_unit_id
  on conflict (org_unit_id, feature) do update set enabled = excluded.enabled where s.enabled <> excluded.enabled;
  return private.get_features();
end
$$;
create function public.set_features(items jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_features(items) $$;
comment on function public.set_features(jsonb) is
  'PUT /features, hr_admin: items [{feature, org_unit_id | null, enabled | null}], changes those named; enabled null: as inherited. 400.';

-- Privacy ----------------------------------------------------------------------------------------------------------------

select private.declare_personal('notifications',
  unaudited => '{user_id, kind, title, body, actor_id, action_url, dedupe_key, read_at}');
select private.declare_personal('notification_preferences', row_key => '{user_id, kind}', at_once => true,
  audit_names => '{enabled}');
select private.declare_personal('feature_settings', subject => null, exported => false, kept => 'true',
  audit_values => '{org_unit_id, feature, enabled}');

grant execute on function
  private.get_notifications(boolean, text[], jsonb, integer, boolean, uuid),
  public.get_notifications(boolean, text[], jsonb, integer, boolean),
  private.count_unread_notifications(), public.count_unread_notifications(),
  private.read_notification(uuid), public.read_notification(uuid),
  private.read_all_notifications(timestamptz), public.read_all_notifications(timestamptz),
  private.get_notification_preferences(), public.get_notification_preferences(),
  private.set_notification_preferences(jsonb), public.set_notification_preferences(jsonb),
  private.get_features(), public.get_features(), private.set_features(jsonb), public.set_features(jsonb)
to authenticated;
