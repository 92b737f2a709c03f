-- Domain: skills-management. The taxonomy, what people can do, and where they learned it.

-- function_areas, specializations, skills, skill_aliases ------------------------------------------------------------
-- What an import or a person brings new is proposed: shown on the person, kept out of search until HR approves.

create table public.function_areas (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null unique generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('proposed', 'active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.function_areas for each row execute function private.touch('name_key');
alter table public.function_areas enable row level security;
comment on table public.function_areas is 'First level of the skill taxonomy.';

create table public.specializations (
  id uuid primary key default gen_random_uuid(),
  function_area_id uuid not null references public.function_areas (id) on delete restrict,
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('proposed', 'active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (function_area_id, name_key)
);
create trigger touch before update on public.specializations for each row execute function private.touch('name_key');
alter table public.specializations enable row level security;
comment on table public.specializations is 'Second level of the skill taxonomy; often "Group: Name".';

create table public.skills (
  id uuid primary key default gen_random_uuid(),
  specialization_id uuid references public.specializations (id) on delete restrict,
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('proposed', 'active', 'retired')),
  half_life_months integer not null default 36 check (half_life_months between 1 and 600),
  external_uri text unique check (char_length(external_uri) <= 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique nulls not distinct (specialization_id, name_key)
);
create index on public.skills (name_key);
create trigger touch before update on public.skills for each row execute function private.touch('name_key');
alter table public.skills enable row level security;
comment on table public.skills is 'Third level of the taxonomy: what a person can do. The same name may stand under two specializations.';
comment on column public.skills.half_life_months is 'After this long, confidence in an unrenewed level has halved.';
comment on column public.skills.external_uri is 'The skill in a public classification (ESCO).';

create table public.skill_aliases (
  id uuid primary key default gen_random_uuid(),
  skill_id uuid not null references public.skills (id) on delete cascade,
  alias text not null check (char_length(alias) between 1 and 200),
  alias_key text not null generated always as (private.name_key(alias)) stored,
  unique (skill_id, alias_key)
);
create index on public.skill_aliases (alias_key);
alter table public.skill_aliases enable row level security;
comment on table public.skill_aliases is 'Other names of a skill; an import matches them as it matches the name.';

-- competencies, experience_types -----------------------------------------------------------------------------------

create table public.competencies (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null unique generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('proposed', 'active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.competencies for each row execute function private.touch('name_key');
alter table public.competencies enable row level security;
comment on table public.competencies is 'How a person works (leading, deciding, collaborating), beside what they can do.';

create table public.experience_types (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null unique generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  status text not null default 'active' check (status in ('proposed', 'active', 'retired')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.experience_types for each row execute function private.touch('name_key');
alter table public.experience_types enable row level security;
comment on table public.experience_types is 'Kinds of experience: secondment, rotation, programme, …';

-- user_skills ------------------------------------------------------------------------------------------------------

create table public.user_skills (
  user_id uuid not null references public.users (id) on delete cascade,
  skill_id uuid not null references public.skills (id) on delete restrict,
  level integer check (level between 1 and 5),
  source text check (source in ('self', 'peer', 'manager', 'assessment')),
  assessed_at timestamptz,
  valid_until timestamptz,
  years_experience numeric(4, 1) check (years_experience between 0 and 80),
  last_used date check (private.is_day(last_used)),
  visibility text not null default 'private' check (visibility in ('private', 'colleagues')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, skill_id),
  check ((level is null) = (source is null) and (level is null) = (assessed_at is null))
);
create index on public.user_skills (skill_id, level, user_id);
create trigger touch before update on public.user_skills for each row execute function private.touch();
alter table public.user_skills enable row level security;
comment on table public.user_skills is
  'The skills of a person with the effective level, kept by trigger from skill_assessments; null: unrated. Written through set_my_skills().';

create table public.skill_assessments (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  skill_id uuid not null,
  source text not null check (source in ('self', 'peer', 'manager', 'assessment')),
  level integer not null check (level between 1 and 5),
  assessor_id uuid references public.users (id) on delete set null,
  assessed_at timestamptz not null default now(),
  valid_until timestamptz check (valid_until > assessed_at),
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (user_id, skill_id) references public.user_skills (user_id, skill_id) on delete cascade
);
create index on public.skill_assessments (user_id, skill_id, source);
create index on public.skill_assessments (skill_id);
create index on public.skill_assessments (assessor_id);
alter table public.skill_assessments enable row level security;
comment on table public.skill_assessments is 'Every level that somebody gave, never overwritten: the history behind user_skills.';

-- Effective level ----------------------------------------------------------------------------------------------------

create function private.trust(source text) returns double precision
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return case source when 'assessment' then 1.0 when 'manager' then 0.85 when 'peer' then 0.6 when 'self' then 0.4 end;
end
$$;
comment on function private.trust(text) is 'How far a source of a level is trusted, 0 to 1 (design, effective level).';

create function private.confidence(source text, assessed_at timestamptz, half_life_months integer) returns numeric
language plpgsql stable parallel safe set search_path = ''
as $$
begin
  return round((
    private.trust(source)
      * power(0.5::double precision, greatest(extract(epoch from now() - assessed_at), 0) / (half_life_months * 2629746))
  )::numeric, 3);
end
$$;
comment on function private.confidence(text, timestamptz, integer) is
  'trust × 0.5^(age / half-life), 0 to 1, three decimals; a month is 2,629,746 s (a twelfth of 365.2425 days). Shown beside a level, never multiplied into it.';

create function private.effective_level(person uuid, skill uuid, as_of timestamptz default null)
returns table (level integer, source text, assessed_at timestamptz, valid_until timestamptz)
language plpgsql stable set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with standing as (
    select a.id, a.source, a.level, a.assessor_id, a.assessed_at, a.valid_until
    from public.skill_assessments a
    where a.user_id = person and a.skill_id = skill
      and (as_of is null or a.assessed_at <= as_of)
      and (a.valid_until is null or a.valid_until > coalesce(as_of, now()))
      and (a.withdrawn_at is null or a.withdrawn_at > as_of)
  ),
  latest_peers as (
    select distinct on (assessor_id) * from standing where source = 'peer' order by assessor_id, assessed_at desc, id
  ),
  candidates as (
    select id, source, level, assessed_at, valid_until from standing where source <> 'peer'
    union all
    select min(id::text)::uuid, 'peer', percentile_disc(0.5) within group (order by level),
      max(assessed_at), min(valid_until)
    from latest_peers having count(*) >= 2
  )
  select level, source, assessed_at, valid_until
  from candidates
  order by private.trust(source) desc, assessed_at desc, id
  limit 1;
end
$$;
comment on function private.effective_level(uuid, uuid, timestamptz) is
  'The level that counts at a time (null: now): highest-trust source neither expired nor withdrawn (assessment > manager > lower median of 2 or more peers > self); ties: newest, then lowest id. No row: unrated.';

create function private.refresh_levels(people uuid[], skill_ids uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  -- The lock first: two sources written at once would else leave the wrong winner.
  perform from public.user_skills us
  where (us.user_id, us.skill_id) in (select * from unnest(people, skill_ids))
  order by us.user_id, us.skill_id
  for update;
  update public.user_skills us
  set level = e.level, source = e.source, assessed_at = e.assessed_at, valid_until = e.valid_until
  from (select distinct * from unnest(people, skill_ids)) as p (user_id, skill_id)
  left join lateral private.effective_level(p.user_id, p.skill_id) e on true
  where us.user_id = p.user_id and us.skill_id = p.skill_id
    and (us.level, us.source, us.assessed_at, us.valid_until)
      is distinct from (e.level, e.source, e.assessed_at, e.valid_until);
end
$$;
comment on function private.refresh_levels(uuid[], uuid[]) is
  'Recomputes the effective level of the pairs (people[i], skill_ids[i]).';

create function private.follow_assessments() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refresh_levels(array_agg(user_id), array_agg(skill_id)) from changed having count(*) > 0;
  return null;
end
$$;
comment on function private.follow_assessments() is 'Once a statement: the effective levels behind the assessments that changed.';
create trigger follow_assessments_insert after insert on public.skill_assessments
  referencing new table as changed for each statement execute function private.follow_assessments();
create trigger follow_assessments_update after update on public.skill_assessments
  referencing new table as changed for each statement execute function private.follow_assessments();
create trigger follow_assessments_delete after delete on public.skill_assessments
  referencing old table as changed for each statement execute function private.follow_assessments();

create function private.levels_of(person uuid)
returns table (skill_id uuid, level integer, source text, assessed_at timestamptz, valid_until timestamptz)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select us.skill_id, us.level, us.source, us.assessed_at, us.valid_until
  from public.user_skills us
  where us.user_id = person and (us.valid_until is null or us.valid_until > now())
  union all
  select us.skill_id, e.level, e.source, e.assessed_at, e.valid_until
  from public.user_skills us
  left join lateral private.effective_level(us.user_id, us.skill_id) e on true
  where us.user_id = person and us.valid_until <= now();
end
$$;
comment on function private.levels_of(uuid) is
  'A person''s skills with the level that counts now: a level whose valid_until has passed is recomputed. Checks no right: for functions that did.';

-- user_competencies, user_experiences, projects ----------------------------------------------------------------------

create table public.user_competencies (
  user_id uuid not null references public.users (id) on delete cascade,
  competency_id uuid not null references public.competencies (id) on delete restrict,
  level integer not null check (level between 1 and 5),
  source text not null check (source in ('hr', 'self', 'manager', 'assessment')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, competency_id)
);
create index on public.user_competencies (competency_id);
create trigger touch before update on public.user_competencies for each row execute function private.touch();
alter table public.user_competencies enable row level security;
comment on table public.user_competencies is 'Competencies of a person, 1 to 5: Beginner 1, Intermediate 3, Advanced 5.';

create table public.user_experiences (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  experience_type_id uuid not null references public.experience_types (id) on delete restrict,
  source text not null check (source in ('hr', 'self')),
  organization text check (char_length(organization) <= 300),
  program text check (char_length(program) <= 300),
  started_on date check (private.is_day(started_on)),
  ended_on date check (private.is_day(ended_on)),
  focus text check (char_length(focus) <= 4000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ended_on >= started_on)
);
create unique index on public.user_experiences (
  user_id, source, experience_type_id,
  private.name_key(coalesce(organization, '')), private.name_key(coalesce(program, '')), started_on
) nulls not distinct;
create index on public.user_experiences (experience_type_id);
create trigger touch before update on public.user_experiences for each row execute function private.touch();
alter table public.user_experiences enable row level security;
comment on table public.user_experiences is 'Programmes, secondments and the like that a person went through.';

create table public.projects (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  source text not null check (source in ('hr', 'self')),
  name text not null check (char_length(name) between 1 and 300),
  role text check (char_length(role) <= 300),
  started_on date check (private.is_day(started_on)),
  ended_on date check (private.is_day(ended_on)),
  description text check (char_length(description) <= 4000),
  outcomes text[] not null default '{}'
    check (cardinality(outcomes) <= 200 and private.is_text_list(outcomes, 1000)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ended_on >= started_on)
);
create unique index on public.projects
  (user_id, source, private.name_key(name), private.name_key(coalesce(role, '')), started_on) nulls not distinct;
create trigger touch before update on public.projects for each row execute function private.touch();
alter table public.projects enable row level security;
comment on table public.projects is 'Projects that a person worked on.';

-- Who sees what --------------------------------------------------------------------------------------------------------

create function private.my_skill_ids() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(array_agg(skill_id), '{}') from public.user_skills
    where user_id = (select private.current_employee_id())
  );
end
$$;
comment on function private.my_skill_ids() is 'Skills that the caller has, proposed ones included.';

create function private.holders(wanted uuid[], min_level integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  reports uuid[] := private.my_report_ids();
  hr boolean := private.has_role('hr_admin');
begin
  return (
    with held as (
      select us.user_id, us.visibility,
        case when us.valid_until <= now() then e.level else us.level end as level,
        case when us.valid_until <= now() then e.source else us.source end as source
      from public.user_skills us
      left join lateral private.effective_level(us.user_id, us.skill_id) e on us.valid_until <= now()
      where us.skill_id = any (wanted) and (us.level >= min_level or us.valid_until <= now())
    )
    select coalesce(array_agg(user_id), '{}')
    from (
      select h.user_id from held h
      where h.level >= min_level and me is not null
        and (
          h.user_id = me or hr or h.user_id = any (reports)
          or h.visibility = 'colleagues' and h.source in ('manager', 'assessment')
        )
      group by h.user_id
      having count(*) = (select count(distinct w) from unnest(wanted) w)
    ) all_of_them
  );
end
$$;
comment on function private.holders(uuid[], integer) is
  'Who has all wanted skills at this level, as far as the caller may know: validated and shown, or the caller is self, line, HR. Contractors know of nobody.';

create policy function_areas_select on public.function_areas
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (status <> 'proposed' or (select private.has_role('hr_admin')))
  );
create policy specializations_select on public.specializations
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (status <> 'proposed' or (select private.has_role('hr_admin')))
  );
create policy skills_select on public.skills
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (
      status <> 'proposed'
      or (select private.has_role('hr_admin'))
      or id = any ((select private.my_skill_ids())::uuid[])
    )
  );
create policy skill_aliases_select on public.skill_aliases
  for select to authenticated
  using (skill_id in (select id from public.skills));
create policy competencies_select on public.competencies
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (status <> 'proposed' or (select private.has_role('hr_admin')))
  );
create policy experience_types_select on public.experience_types
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (status <> 'proposed' or (select private.has_role('hr_admin')))
  );
create policy user_skills_select on public.user_skills
  for select to authenticated
  using (
    (select private.current_employee_id()) is not null
    and (
      user_id = (select private.current_employee_id())
      or (source in ('manager', 'assessment') and visibility = 'colleagues'
        and (valid_until is null or valid_until > now())
        -- Whoever is in the directory: a leaver's skills go with their row.
        and exists (select from public.users u where u.id = user_id))
      or user_id = any ((select private.my_report_ids())::uuid[])
      or (select private.has_role('hr_admin'))
    )
  );
create policy skill_assessments_select on public.skill_assessments
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
create policy user_competencies_select on public.user_competencies
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
create policy user_experiences_select on public.user_experiences
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
create policy projects_select on public.projects
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or (select private.has_role('hr_admin'))
  );
-- Reading only: levels, status and source are never written from outside.
grant select on
  public.function_areas, public.specializations, public.skills, public.skill_aliases, public.competencies,
  public.experience_types, public.user_skills, public.skill_assessments, public.user_competencies,
  public.user_experiences, public.projects
to authenticated;

-- What the functions ask -------------------------------------------------------------------------------------------------

create function private.get_my_skills(
  only_skills uuid[], after_name text, after_id uuid, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return (
    with mine as (
      select s.id, s.name, s.name_key, s.status, s.half_life_months, sp.name as specialization, sp.id as specialization_id,
        fa.name as function_area, fa.id as function_area_id,
        l.level, l.source, l.assessed_at, l.valid_until,
        us.years_experience, us.last_used, us.visibility, us.version
      from private.levels_of(me) l
      join public.user_skills us on us.user_id = me and us.skill_id = l.skill_id
      join public.skills s on s.id = l.skill_id
      left join public.specializations sp on sp.id = s.specialization_id
      left join public.function_areas fa on fa.id = sp.function_area_id
      where only_skills is null or s.id = any (only_skills)
    ),
    page as (
      select * from mine
      where after_id is null or (name_key, id) > (after_name, after_id)
      order by name_key, id
      limit page_size + 1
    ),
    shown as (select * from page order by name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', id, 'name', name, 'status', status,
            'specialization', case when specialization_id is not null
              then jsonb_build_object('id', specialization_id, 'name', specialization) end,
            'function_area', case when function_area_id is not null
              then jsonb_build_object('id', function_area_id, 'name', function_area) end),
          'level', level, 'source', source, 'confidence', private.confidence(source, assessed_at, half_life_months),
          'assessed_at', assessed_at, 'valid_until', valid_until,
          'years_experience', years_experience, 'last_used', last_used, 'visibility', visibility,
          'etag', version::text
        ) order by name_key, id) from shown
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(name_key, id) from shown order by name_key desc, id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from mine)) else '{}' end
  );
end
$$;
create function public.get_my_skills(
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_skills(null, after ->> 0, (after ->> 1)::uuid, least(page_size, 200), want_total) $$;
comment on function public.get_my_skills(jsonb, integer, boolean) is
  'GET /me/skills: the caller''s skills by name, each with the level that counts now and the confidence in it. {items, next, total?}.';

create function private.set_my_skills(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  named uuid[];
  unknown jsonb;
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 100 then
    perform private.fail(400, 'invalid', 'items is a list of 1 to 100.');
  end if;
  select array_agg((item ->> 'skill_id')::uuid) into named from jsonb_array_elements(items) item;
  if (select count(distinct id) from unnest(named) id) < jsonb_array_length(items) then
    perform private.fail(400, 'invalid', 'Each item names a skill, and each skill once.');
  end if;
  select jsonb_agg(jsonb_build_object(
    'path', format('items.%s.skill_id', position - 1), 'code', 'unknown_id', 'message', 'There is no such skill.'
  ) order by position) into unknown
  from unnest(named) with ordinality as n (id, position)
  where not exists (select from public.skills s where s.id = n.id and s.status = 'active')
    and not exists (select from public.user_skills us where us.user_id = me and us.skill_id = n.id);
  if unknown is not null then
    perform private.fail(400, 'unknown_id', 'A skill is not known.', unknown);
  end if;

  insert into public.user_skills as us (user_id, skill_id, years_experience, last_used, visibility)
  select me, (item ->> 'skill_id')::uuid, (item ->> 'years_experience')::numeric, (item ->> 'last_used')::date,
    coalesce(item ->> 'visibility', 'private')
  from jsonb_array_elements(items) item
  order by 2
  on conflict (user_id, skill_id) do nothing;
  -- Locked in one order, and before the assessments are read: two writers must see each other.
  perform from public.user_skills where user_id = me and skill_id = any (named) order by skill_id for update;
  update public.user_skills us
  set years_experience = case when item ? 'years_experience' then (item ->> 'years_experience')::numeric else us.years_experience end,
      last_used = case when item ? 'last_used' then (item ->> 'last_used')::date else us.last_used end,
      visibility = coalesce(item ->> 'visibility', us.visibility)
  from jsonb_array_elements(items) item
  where us.user_id = me and us.skill_id = (item ->> 'skill_id')::uuid;

  update public.skill_assessments a
  set withdrawn_at = clock_timestamp()
  from jsonb_array_elements(items) item
  where a.user_id = me and a.skill_id = (item ->> 'skill_id')::uuid and a.source = 'self'
    and a.withdrawn_at is null and item ->> 'level' is null;
  -- The same level again within a day is a retry; later it says that the level still holds.
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
  select me, (item ->> 'skill_id')::uuid, 'self', (item ->> 'level')::integer, me, clock_timestamp()
  from jsonb_array_elements(items) item
  where item ->> 'level' is not null and not exists (
    select from (
      select a.level, a.assessed_at from public.skill_assessments a
      where a.user_id = me and a.skill_id = (item ->> 'skill_id')::uuid and a.source = 'self' and a.withdrawn_at is null
      order by a.assessed_at desc, a.id limit 1
    ) latest
    where latest.level = (item ->> 'level')::integer and latest.assessed_at > now() - interval '1 day'
  );
  return private.get_my_skills(named, null, null, 100, false) - 'next' || '{"next_cursor": null}';
end
$$;
create function public.set_my_skills(items jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_my_skills(items) $$;
comment on function public.set_my_skills(jsonb) is
  'PUT /me/skills: items [{skill_id, level 1..5 | null, years_experience?, last_used?, visibility?}], all or nothing; changes those named, removes none. A level is a self assessment; null withdraws it. 400 unknown_id.';

grant execute on function
  private.my_skill_ids(),
  private.get_my_skills(uuid[], text, uuid, integer, boolean), private.set_my_skills(jsonb),
  public.get_my_skills(jsonb, integer, boolean), public.set_my_skills(jsonb)
to authenticated;
