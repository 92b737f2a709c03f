-- Domain: skills-management. The taxonomy as HR keeps it: search, proposals, merges, relations, imports.

-- skills -----------------------------------------------------------------------------------------------------------------

alter table public.skills add column merged_into uuid references public.skills (id) on delete set null;
alter table public.skills add check (merged_into is null or status = 'retired' and merged_into <> id);
create index on public.skills (merged_into);
create index on public.skills (specialization_id);
create index on public.skills (status, name_key, id);
-- What is searched: each word after a blank.
alter table public.skills add column search_text text not null
  generated always as (' ' || translate(private.name_key(name), '()/-,&', '      ')) stored;
create index on public.skills using gin (search_text extensions.gin_trgm_ops);
alter table public.skill_aliases add column search_text text not null
  generated always as (' ' || translate(private.name_key(alias), '()/-,&', '      ')) stored;
create index on public.skill_aliases using gin (search_text extensions.gin_trgm_ops);
create or replace trigger touch before update on public.skills
  for each row execute function private.touch('name_key', 'search_text');
comment on column public.skills.merged_into is
  'The active skill that this one became, never another merged one. What names skills follows in a trigger after update of merged_into.';

-- skill_words ----------------------------------------------------------------------------------------------------------------

create table private.skill_words (
  word text primary key
);
create index on private.skill_words using gin (word extensions.gin_trgm_ops);
alter table private.skill_words enable row level security;
comment on table private.skill_words is
  'Every word of a name or alias of a skill, for words with typos: few beside the names. Kept by trigger; a word that is used no more stays.';

create function private.learn_words() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.skill_words (word)
  select distinct w from added a, regexp_split_to_table(a.search_text, ' +') w where w <> '' order by w
  on conflict do nothing;
  return null;
end
$$;
comment on function private.learn_words() is 'Once a statement: the words of new names.';
create trigger learn_words_insert after insert on public.skills
  referencing new table as added for each statement execute function private.learn_words();
create trigger learn_words_update after update on public.skills
  referencing new table as added for each statement execute function private.learn_words();
create trigger learn_words_insert after insert on public.skill_aliases
  referencing new table as added for each statement execute function private.learn_words();
insert into private.skill_words (word)
select distinct w
from (select search_text from public.skills union all select search_text from public.skill_aliases) n, regexp_split_to_table(n.search_text, ' +') w
where w <> '';

-- skill_proposals ----------------------------------------------------------------------------------------------------------

create table public.skill_proposals (
  skill_id uuid primary key references public.skills (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  proposed_at timestamptz not null default now()
);
create index on public.skill_proposals (user_id);
alter table public.skill_proposals enable row level security;
create policy skill_proposals_select on public.skill_proposals
  for select to authenticated
  using (user_id = (select private.current_employee_id()) or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff');
grant select on public.skill_proposals to authenticated;
comment on table public.skill_proposals is 'Who proposed a skill; self and HR. Skills that imports brought have no row.';

-- skill_relations ----------------------------------------------------------------------------------------------------------

create table public.skill_relations (
  from_id uuid not null references public.skills (id) on delete cascade,
  to_id uuid not null references public.skills (id) on delete cascade,
  kind text not null check (kind in ('essential', 'optional', 'related', 'broader')),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index on public.skill_relations (to_id);
alter table public.skill_relations enable row level security;
create policy skill_relations_select on public.skill_relations
  for select to authenticated
  using (from_id in (select id from public.skills) and to_id in (select id from public.skills));
grant select on public.skill_relations to authenticated;
comment on table public.skill_relations is 'A skill (from) needs another (essential), is helped by it (optional), goes with it (related), or is a kind of it (broader). Written through set_skill_relations() and imports.';

-- Who reads what is proposed: HR, and whoever has it --------------------------------------------------------------------------

create function private.my_taxonomy_ids() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  return (
    select coalesce(array_agg(distinct id), '{}')
    from (
      select unnest(array[sp.id, sp.function_area_id]) as id
      from public.user_skills us
      join public.skills s on s.id = us.skill_id
      join public.specializations sp on sp.id = s.specialization_id
      where us.user_id = me
      union all
      select competency_id from public.user_competencies where user_id = me
      union all
      select experience_type_id from public.user_experiences where user_id = me
    ) mine
  );
end
$$;
comment on function private.my_taxonomy_ids() is
  'Specializations and areas of the caller''s skills, the caller''s competencies and types of experience: read by who has them while they are proposed.';

alter policy function_areas_select on public.function_areas
  using (
    (select private.current_employee_id()) is not null
    and (
      status <> 'proposed' or (select private.has_role('hr_admin'))
      or id = any ((select private.my_taxonomy_ids())::uuid[])
    )
  );
alter policy specializations_select on public.specializations
  using (
    (select private.current_employee_id()) is not null
    and (
      status <> 'proposed' or (select private.has_role('hr_admin'))
      or id = any ((select private.my_taxonomy_ids())::uuid[])
    )
  );
alter policy competencies_select on public.competencies
  using (
    (select private.current_employee_id()) is not null
    and (
      status <> 'proposed' or (select private.has_role('hr_admin'))
      or id = any ((select private.my_taxonomy_ids())::uuid[])
    )
  );
alter policy experience_types_select on public.experience_types
  using (
    (select private.current_employee_id()) is not null
    and (
      status <> 'proposed' or (select private.has_role('hr_admin'))
      or id = any ((select private.my_taxonomy_ids())::uuid[])
    )
  );

create function private.match_rank(key text, name text) returns integer
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return -(1000 * (extensions.word_similarity(key, name) + extensions.similarity(key, name)))::integer
    - case when name = key then 1000 else 0 end;
end
$$;
comment on function private.match_rank(text, text) is
  'How well a name answers what was searched, lowest first: the same name, then names with its words, the shortest first, then those with typos.';

-- Areas, specializations, competencies, types of experience: one shape, so one function a verb -----------------------------------

create function private.catalogue_table(kind text) returns regclass
language plpgsql immutable set search_path = ''
as $$
begin
  return case kind
    when 'function_area' then 'public.function_areas'
    when 'specialization' then 'public.specializations'
    when 'competency' then 'public.competencies'
    when 'experience_type' then 'public.experience_types'
  end::regclass;
end
$$;
comment on function private.catalogue_table(text) is 'The table of a kind of catalogue item; null for another word.';

create function private.catalogue_row(kind text, item uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_row jsonb;
begin
  if private.catalogue_table(kind) is not null then
    execute format('select to_jsonb(t) from %s t where t.id = $1', private.catalogue_table(kind)) into found_row using item;
  end if;
  return found_row;
end
$$;
comment on function private.catalogue_row(text, uuid) is 'A catalogue item as its table has it, or null. Checks no right.';

create function private.catalogue_json(kind text, found_row jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', found_row -> 'id', 'name', found_row -> 'name', 'description', found_row -> 'description',
    'status', found_row -> 'status', 'etag', found_row ->> 'version'
  ) || case when kind = 'specialization' then jsonb_build_object('function_area', (
    select jsonb_build_object('id', a.id, 'name', a.name) from public.function_areas a
    where a.id = (found_row ->> 'function_area_id')::uuid
  )) else '{}' end;
end
$$;
comment on function private.catalogue_json(text, jsonb) is
  'A row of a catalogue as resource: {id, name, description, status, etag}, specializations with function_area.';

create function private.search_catalogue(
  kind text, q text, area_ids uuid[], statuses text[], after jsonb, page_size integer, want_total boolean, only_id uuid default null
) returns jsonb
language plpgsql stable security definer set search_path = '' set pg_trgm.word_similarity_threshold = 0.42
as $$
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
  answer jsonb;
begin
  execute format($query$
    with found as (
      select t.id, t.name_key, to_jsonb(t) as row, case when $1 is null then 0 else private.match_rank($1, t.name_key) end as rank
      from %s t
      where ($1 is null or t.name_key = $1 or $1 operator(extensions.<%%) t.name_key)
        and ($2 is null or (to_jsonb(t) ->> 'function_area_id')::uuid = any ($2))
        and ($3 is null or t.status = any ($3))
        and (t.status <> 'proposed' or $4 or t.id = any ($5))
        and ($6 is null or t.id = $6)
    ),
    page as (
      select * from found
      where $7 is null or (rank, name_key, id) > (($7 ->> 0)::integer, $7 ->> 1, ($7 ->> 2)::uuid)
      order by rank, name_key, id limit $8 + 1
    ),
    shown as (select * from page order by rank, name_key, id limit $8)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.catalogue_json($10, s.row) order by s.rank, s.name_key, s.id) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > $8 then (
        select jsonb_build_array(s.rank, s.name_key, s.id) from shown s order by s.rank desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when $9 then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  $query$, private.catalogue_table(kind)) into answer
  using nullif(private.name_key(q), ''), area_ids, statuses, hr, case when hr then null else private.my_taxonomy_ids() end,
    only_id, after, page_size, want_total, kind;
  return answer;
end
$$;
create function public.search_catalogue(
  kind text, q text default null, area_ids uuid[] default null, statuses text[] default '{active}',
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.search_catalogue(kind, q, area_ids, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.search_catalogue(text, text, uuid[], text[], jsonb, integer, boolean) is
  'GET /function-areas, /specializations, /competencies, /experience-types (kind function_area | specialization | competency | experience_type): by name with typos, area and status; best match first, then name. {items, next, total?}.';

create function private.get_catalogue_item(kind text, item uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_item jsonb := private.search_catalogue(kind, null, null, null, null, 1, false, item) #> '{items,0}';
begin
  if found_item is null then
    perform private.fail(404, 'not_found', 'There is no such thing, or it is not for you.');
  end if;
  return found_item;
end
$$;
create function public.get_catalogue_item(kind text, item uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_catalogue_item(kind, item) $$;
comment on function public.get_catalogue_item(text, uuid) is 'GET /function-areas/:id and the like. 404.';

create function private.create_catalogue_item(kind text, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
  n integer;
begin
  if kind = 'specialization' then
    perform private.refuse_unknown('function_area_id',
      exists (select from public.function_areas where id = (fields ->> 'function_area_id')::uuid), 'There is no such area.');
    insert into public.specializations (id, function_area_id, name, description)
    values (made, (fields ->> 'function_area_id')::uuid, fields ->> 'name', fields ->> 'description')
    on conflict (id) do nothing;
  else
    execute format('insert into %s (id, name, description) values ($1, $2, $3) on conflict (id) do nothing',
      private.catalogue_table(kind)) using made, fields ->> 'name', fields ->> 'description';
  end if;
  get diagnostics n = row_count;
  return private.catalogue_json(kind, private.catalogue_row(kind, made)) || jsonb_build_object('repeated', n = 0);
end
$$;
create function public.create_catalogue_item(kind text, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_catalogue_item(kind, fields) $$;
comment on function public.create_catalogue_item(text, jsonb) is
  'POST /function-areas and the like, hr_admin: {id?, name, description?, function_area_id for a specialization}; active. The item, and whether it was there already. 400 unknown_id, 409 duplicate.';

create function private.lock_catalogue_row(kind text, item uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  found_row jsonb;
begin
  execute format('select to_jsonb(t) from %s t where t.id = $1 for update', private.catalogue_table(kind)) into found_row using item;
  if found_row is null then
    perform private.fail(404, 'not_found', 'There is no such thing, or it is not for you.');
  end if;
  return found_row;
end
$$;
comment on function private.lock_catalogue_row(text, uuid) is 'For HR: a catalogue item, locked. 403, 404.';

create function private.update_catalogue_item(kind text, item uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := private.lock_catalogue_row(kind, item);
begin
  perform private.check_version((before ->> 'version')::integer, expected_etag);
  execute format(
    'update %s set name = coalesce($2 ->> ''name'', name),
       description = case when $2 ? ''description'' then $2 ->> ''description'' else description end where id = $1',
    private.catalogue_table(kind)
  ) using item, patch;
  if kind = 'specialization' and patch ? 'function_area_id' then
    perform private.refuse_unknown('function_area_id',
      exists (select from public.function_areas where id = (patch ->> 'function_area_id')::uuid), 'There is no such area.');
    update public.specializations set function_area_id = (patch ->> 'function_area_id')::uuid where id = item;
  end if;
  return private.catalogue_json(kind, private.catalogue_row(kind, item));
end
$$;
create function public.update_catalogue_item(kind text, item uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_catalogue_item(kind, item, patch, expected_etag) $$;
comment on function public.update_catalogue_item(text, uuid, jsonb, text) is
  'PATCH /function-areas/:id and the like, hr_admin: name, description, function_area_id of a specialization. 400 unknown_id, 404, 409 duplicate, 412 stale.';

create function private.approve_place(specialization uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  update public.specializations set status = 'active' where id = specialization and status = 'proposed';
  update public.function_areas a set status = 'active'
  from public.specializations s where s.id = specialization and a.id = s.function_area_id and a.status = 'proposed';
end
$$;
comment on function private.approve_place(uuid) is 'What stands in a proposed specialization or area was approved: so are these.';

create function private.move_catalogue_item(kind text, item uuid, to_status text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  before jsonb := private.lock_catalogue_row(kind, item);
begin
  if before ->> 'status' = to_status then
    perform private.fail(409, 'invalid_transition', format('This is %s already.', to_status));
  end if;
  if to_status = 'retired' and (
    kind = 'function_area' and exists (select from public.specializations where function_area_id = item and status <> 'retired')
    or kind = 'specialization' and exists (select from public.skills where specialization_id = item and status <> 'retired')
  ) then
    perform private.fail(409, 'not_empty', 'Retire or move what stands in it first.');
  end if;
  execute format('update %s set status = $2 where id = $1', private.catalogue_table(kind)) using item, to_status;
  if kind = 'specialization' and to_status = 'active' then
    perform private.approve_place(item);
  end if;
  return private.catalogue_json(kind, private.catalogue_row(kind, item));
end
$$;
create function public.approve_catalogue_item(kind text, item uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_catalogue_item(kind, item, 'active') $$;
comment on function public.approve_catalogue_item(text, uuid) is
  'POST /function-areas/:id/approve and the like, hr_admin: proposed or retired → active, with the area that a specialization stands in. 404, 409 invalid_transition.';
create function public.retire_catalogue_item(kind text, item uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_catalogue_item(kind, item, 'retired') $$;
comment on function public.retire_catalogue_item(text, uuid) is
  'POST /function-areas/:id/retire and the like, hr_admin: proposed or active → retired. 404, 409 invalid_transition, or not_empty where something stands in it.';

-- The tree -------------------------------------------------------------------------------------------------------------------

create function private.get_taxonomy() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    with counted as (
      select specialization_id, count(*) as skills from public.skills where status = 'active' group by specialization_id
    ),
    specialized as (
      select s.function_area_id, sum(coalesce(c.skills, 0)) as skills,
        jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'skills', coalesce(c.skills, 0)) order by s.name_key, s.id) as items
      from public.specializations s left join counted c on c.specialization_id = s.id
      where s.status = 'active'
      group by s.function_area_id
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', a.id, 'name', a.name, 'skills', coalesce(s.skills, 0), 'specializations', coalesce(s.items, '[]')
    ) order by a.name_key, a.id), '[]')
    from public.function_areas a left join specialized s on s.function_area_id = a.id
    where a.status = 'active'
  ));
end
$$;
create function public.get_taxonomy() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_taxonomy() $$;
comment on function public.get_taxonomy() is 'GET /taxonomy: active areas with their active specializations, each with how many active skills it has.';

-- Skills ------------------------------------------------------------------------------------------------------------------------

create function private.skill_ref(skill uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select jsonb_build_object('id', id, 'name', name) from public.skills where id = skill);
end
$$;
comment on function private.skill_ref(uuid) is 'A skill as reference: {id, name}; null for none. Checks no right.';

create function private.may_read_skill(skill uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  return me is not null and exists (
    select from public.skills s
    where s.id = skill and (
      s.status <> 'proposed' or private.has_role('hr_admin')
      or exists (select from public.user_skills us where us.user_id = me and us.skill_id = s.id)
    )
  );
end
$$;
comment on function private.may_read_skill(uuid) is 'Whether the caller reads this skill: as the policy on skills, for one.';

create function private.skills_json(skills uuid[]) returns table (id uuid, item jsonb)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select s.id, jsonb_build_object(
    'id', s.id, 'name', s.name, 'description', s.description, 'status', s.status,
    'specialization', case when sp.id is not null then jsonb_build_object('id', sp.id, 'name', sp.name) end,
    'function_area', case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.name) end,
    'aliases', coalesce(l.aliases, '[]'), 'half_life_months', s.half_life_months, 'external_uri', s.external_uri,
    'merged_into', case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end, 'etag', s.version::text
  )
  from public.skills s
  left join public.specializations sp on sp.id = s.specialization_id
  left join public.function_areas a on a.id = sp.function_area_id
  left join public.skills m on m.id = s.merged_into
  left join (
    select o.skill_id, jsonb_agg(o.alias order by o.alias_key) as aliases
    from public.skill_aliases o where o.skill_id = any (skills) group by o.skill_id
  ) l on l.skill_id = s.id
  where s.id = any (skills);
end
$$;
comment on function private.skills_json(uuid[]) is 'Skills as in lists. Checks no right.';

create function private.get_skill(skill uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not private.may_read_skill(skill) then
    perform private.fail(404, 'not_found', 'There is no such skill.');
  end if;
  return (select j.item from private.skills_json(array[skill]) j) || jsonb_build_object(
    'proposed_by', case when private.has_role('hr_admin') then (
      select private.person_ref(p.user_id) from public.skill_proposals p where p.skill_id = skill
    ) end,
    'relations', (
      select coalesce(jsonb_agg(jsonb_build_object('skill', jsonb_build_object('id', s.id, 'name', s.name),
        'kind', r.kind, 'direction', r.direction) order by r.direction desc, r.kind, s.name_key, s.id), '[]')
      from (
        select to_id as id, kind, 'to' as direction from public.skill_relations where from_id = skill
        union all
        select from_id, kind, 'from' from public.skill_relations where to_id = skill
      ) r join public.skills s on s.id = r.id
      where s.status = 'active'
    )
  );
end
$$;
create function public.get_skill(skill uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_skill(skill) $$;
comment on function public.get_skill(uuid) is
  'GET /skills/:id: a skill with aliases, relations to active skills, where it went when it was merged, and for HR who proposed it. 404.';

create function private.word_pattern(word text) returns text
language plpgsql immutable parallel safe set search_path = ''
as $$
begin
  return '% ' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%';
end
$$;
comment on function private.word_pattern(text) is 'What a search_text is like that has a word, or a longer one that begins so.';

create function private.matching_skills(key text, statuses text[], proposals uuid[], out ids uuid[], out ranks integer[])
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
set pg_trgm.word_similarity_threshold = 0.42
as $$
declare
  -- The longest words tell most, and so ask the index.
  words text[] := array(
    select w from regexp_split_to_table(translate(key, '()/-,&', '      '), ' +') w where w <> '' order by char_length(w) desc limit 10
  );
  patterns text[] := array(select private.word_pattern(w) from unnest(words) w);
  typos text[];
  likenesses jsonb;
begin
  select array_agg(f.id), array_agg(f.rank) into ids, ranks
  from (
    -- The same name, then names that begin so, then others; the shortest first.
    select s.id, min(char_length(n.name) + n.is_alias
      + case when n.name = key then 0 when starts_with(n.name, key) then 1000 else 2000 end) as rank
    from (
      select id, name_key as name, search_text, 0 as is_alias from public.skills
      union all
      select skill_id, alias_key, search_text, 1 from public.skill_aliases
    ) n join public.skills s on s.id = n.id
    where n.search_text like patterns[1] and n.search_text like coalesce(patterns[2], patterns[1]) and n.search_text like all (patterns)
      and s.status = any (statuses) and (s.status <> 'proposed' or s.id = any (proposals) or proposals is null)
    group by s.id
  ) f;
  -- Nothing is called so: words that begin no known word are taken for typos, and if that does not help, all are.
  typos := array(
    select w from unnest(words) w where not exists (select from private.skill_words k where k.word like substr(private.word_pattern(w), 3))
  );
  for attempt in 1..2 loop
    exit when ids is not null;
    continue when attempt = 1 and typos = '{}';
    typos := case attempt when 1 then typos else words end;
    patterns := array(select private.word_pattern(w) from unnest(words) w where w <> all (typos));
    -- In place of each one of the words most like it; what begins with another of them is found with that one.
    likenesses := (
      select jsonb_agg((
        with alike as (
          (
            select o.word from private.skill_words o where t.w operator(extensions.<%) o.word
            order by extensions.word_similarity(t.w, o.word) desc, extensions.similarity(t.w, o.word) desc, o.word limit 5
          )
          union select t.w where attempt = 2
        )
        select coalesce(jsonb_agg(private.word_pattern(a.word)), '[]') from alike a
        where not exists (select from alike b where b.word <> a.word and starts_with(a.word, b.word))
      ) order by n)
      from unnest(typos) with ordinality t (w, n)
    );
    select array_agg(f.id), array_agg(f.rank) into ids, ranks
    from (
      select s.id,
        min((1000 * (1 - extensions.word_similarity(key, n.search_text)))::integer * 1000 + char_length(n.search_text)) as rank
      from jsonb_array_elements_text(likenesses -> 0) one
      cross join lateral (
        select id, search_text from public.skills
        where search_text like one and search_text like coalesce(patterns[1], one) and search_text like coalesce(patterns[2], one)
        union all
        select skill_id, search_text from public.skill_aliases
        where search_text like one and search_text like coalesce(patterns[1], one) and search_text like coalesce(patterns[2], one)
      ) n
      join public.skills s on s.id = n.id
      where s.status = any (statuses) and (s.status <> 'proposed' or s.id = any (proposals) or proposals is null)
        and n.search_text like all (patterns)
        and not exists (
          select from jsonb_array_elements(likenesses - 0) word
          where not exists (select from jsonb_array_elements_text(word) w where n.search_text like w)
        )
      group by s.id
    ) f;
  end loop;
end
$$;
comment on function private.matching_skills(text, text[], uuid[]) is
  'Skills of these statuses by name and alias, and how well they match, lowest first: those with all the words, the last letters of which may be missing; if there is none, those with words that are like them. proposals: the proposed ones that may be found, null for all. Checks no right.';

create function private.search_skills(
  q text, place_ids uuid[], area_ids uuid[], statuses text[], after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_employee();
  -- Proposed ones are found by HR and by who has them.
  proposals uuid[] := case when private.has_role('hr_admin') then null else private.my_skill_ids() end;
  key text := nullif(private.name_key(q), '');
  ids uuid[];
  ranks integer[];
begin
  if key is not null then
    select m.ids, m.ranks into ids, ranks from private.matching_skills(key, statuses, proposals) m;
  end if;
  return (
    with matching as not materialized (
      select s.id, s.name_key, s.specialization_id, 0 as rank from public.skills s
      where key is null and s.status = any (statuses) and (s.status <> 'proposed' or s.id = any (proposals) or proposals is null)
      union all
      select s.id, s.name_key, s.specialization_id, m.rank
      from unnest(ids, ranks) as m (id, rank) join public.skills s on s.id = m.id
      where key is not null
    ),
    found as not materialized (
      select id, name_key, rank from matching
      where (place_ids is null or specialization_id = any (place_ids))
        and (area_ids is null or specialization_id in (select sp.id from public.specializations sp where sp.function_area_id = any (area_ids)))
    ),
    page as (
      select * from found
      where after is null or (rank, name_key, id) > ((after ->> 0)::integer, after ->> 1, (after ->> 2)::uuid)
      order by rank, name_key, id limit page_size + 1
    ),
    shown as (select * from page order by rank, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(j.item order by s.rank, s.name_key, s.id)
        from private.skills_json(array(select id from shown)) j join shown s on s.id = j.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.rank, s.name_key, s.id) from shown s order by s.rank desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.search_skills(
  q text default null, place_ids uuid[] default null, area_ids uuid[] default null, statuses text[] default '{active}',
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.search_skills(q, place_ids, area_ids, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.search_skills(text, uuid[], uuid[], text[], jsonb, integer, boolean) is
  'GET /skills: by name and alias with typos, specialization, area, status (active unless said; proposed ones for HR and who has them). The same name first, then the best match, then name. {items, next, total?}.';

-- Writing skills ----------------------------------------------------------------------------------------------------------------

create function private.refuse_taken(place uuid, wanted text, but uuid default null) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  taken public.skills;
begin
  select s.* into taken from public.skills s
  where s.specialization_id is not distinct from place and s.id is distinct from but and (
    -- A retired skill keeps the place of its name.
    s.name_key = private.name_key(wanted)
    or s.status = 'active' and exists (
      select from public.skill_aliases l where l.skill_id = s.id and l.alias_key = private.name_key(wanted)
    )
  )
  order by s.name_key = private.name_key(wanted) desc, s.id limit 1;
  if taken.id is not null then
    perform private.fail(409, 'duplicate', 'There is a skill of this name here.', jsonb_build_array(jsonb_build_object(
      'path', 'name', 'code', 'duplicate', 'message', 'There is a skill of this name here.',
      'params', jsonb_build_object('id', coalesce(taken.merged_into, taken.id)))));
  end if;
end
$$;
comment on function private.refuse_taken(uuid, text, uuid) is
  'Refuses (409 duplicate, with the id in params; of a merged one where it went) a name that another skill of the specialization has, or an active one as alias.';

create function private.set_aliases(skill uuid, aliases text[]) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  gone integer;
  added integer;
begin
  delete from public.skill_aliases l
  where l.skill_id = skill and l.alias_key not in (select private.name_key(a) from unnest(aliases) a);
  get diagnostics gone = row_count;
  insert into public.skill_aliases (skill_id, alias)
  select skill, a from unnest(aliases) a
  where private.name_key(a) <> (select s.name_key from public.skills s where s.id = skill)
  on conflict (skill_id, alias_key) do nothing;
  get diagnostics added = row_count;
  if gone + added > 0 then
    update public.skills set updated_at = now() where id = skill;
  end if;
  return gone + added > 0;
end
$$;
comment on function private.set_aliases(uuid, text[]) is
  'Gives a skill these aliases and no others, its own name left out; raises its etag and answers true if that changed anything. Checks no right.';

create function private.create_skill(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
  place uuid := fields ->> 'specialization_id';
  made public.skills;
  repeated boolean;
begin
  if not hr and fields ?| '{aliases, half_life_months, external_uri}'::text[] then
    raise insufficient_privilege using message = 'Only for the role hr_admin.';
  end if;
  perform private.refuse_unknown('specialization_id', place is null or exists (
    select from public.specializations s
    where s.id = place and (s.status = 'active' or hr or s.status = 'proposed' and s.id = any (private.my_taxonomy_ids()))
  ), 'There is no such specialization.');
  select * into made from public.skills where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', not private.may_read_skill(made.id), 'This id belongs to something else.');
    return private.get_skill(made.id) || '{"repeated": true}';
  end if;
  -- One proposal of a person after the other, or the bound would hold each of many at once.
  perform pg_advisory_xact_lock(hashtext('skill_proposals'), hashtext(me::text)) where not hr;
  if not hr and 50 <= (
    select count(*) from public.skill_proposals p join public.skills s on s.id = p.skill_id
    where p.user_id = me and s.status = 'proposed'
  ) then
    perform private.fail(409, 'too_many', 'Fifty proposals of yours wait for HR.');
  end if;

  insert into public.skills (id, specialization_id, name, description, status, half_life_months, external_uri)
  select coalesce((fields ->> 'id')::uuid, gen_random_uuid()), place, fields ->> 'name', fields ->> 'description',
    case when hr then 'active' else 'proposed' end, coalesce((fields ->> 'half_life_months')::integer, 36), fields ->> 'external_uri'
  where not exists (
    select from public.skills s join public.skill_aliases l on l.skill_id = s.id
    where s.specialization_id is not distinct from place and s.status = 'active' and l.alias_key = private.name_key(fields ->> 'name')
  )
  on conflict (specialization_id, name_key) do nothing
  returning * into made;
  repeated := made.id is null;
  if repeated and not hr then
    -- What somebody else proposed is the caller's too from here on.
    select * into made from public.skills s
    where s.specialization_id is not distinct from place and s.name_key = private.name_key(fields ->> 'name') and s.status = 'proposed';
  end if;
  if made.id is null then
    perform private.refuse_taken(place, fields ->> 'name');
  end if;
  if hr then
    perform private.set_aliases(made.id, array(select jsonb_array_elements_text(fields -> 'aliases')));
    perform private.approve_place(place);
  else
    insert into public.skill_proposals (skill_id, user_id) values (made.id, me) on conflict do nothing;
    insert into public.user_skills (user_id, skill_id) values (me, made.id) on conflict do nothing;
  end if;
  return private.get_skill(made.id) || jsonb_build_object('repeated', repeated);
end
$$;
create function public.create_skill(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_skill(fields) $$;
comment on function public.create_skill(jsonb) is
  'POST /skills: {id?, name, specialization_id?, description?}, by HR also aliases, half_life_months, external_uri. Active by HR; by others proposed and among their own skills, unrated; what somebody proposed already is shared. The skill, and whether it was there already. 400 unknown_id, 409 duplicate with the id of the skill in params, or too_many.';

create function private.lock_skill(skill uuid, out locked public.skills)
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  select * into locked from public.skills where id = skill for update;
  if locked.id is null then
    perform private.fail(404, 'not_found', 'There is no such skill.');
  end if;
end
$$;
comment on function private.lock_skill(uuid) is 'For HR: a skill, locked. 403, 404.';

create function private.update_skill(skill uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.skills := private.lock_skill(skill);
begin
  perform private.check_version(s.version, expected_etag);
  if s.merged_into is not null then
    perform private.fail(409, 'invalid_transition', 'This skill was merged.');
  end if;
  s := jsonb_populate_record(s, patch - '{id, status, merged_into, version, name_key, created_at, updated_at}'::text[]);
  perform private.refuse_unknown('specialization_id',
    s.specialization_id is null or exists (select from public.specializations where id = s.specialization_id),
    'There is no such specialization.');
  if patch ? 'name' or patch ? 'specialization_id' then
    perform private.refuse_taken(s.specialization_id, s.name, skill);
  end if;
  perform private.refuse_duplicate('external_uri',
    exists (select from public.skills o where o.external_uri = s.external_uri and o.id <> skill),
    'Another skill has this address.');
  update public.skills
  set name = s.name, specialization_id = s.specialization_id, description = s.description,
      half_life_months = s.half_life_months, external_uri = s.external_uri
  where id = skill;
  perform private.set_aliases(skill, array(select jsonb_array_elements_text(patch -> 'aliases'))) where patch ? 'aliases';
  return private.get_skill(skill);
end
$$;
create function public.update_skill(skill uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_skill(skill, patch, expected_etag) $$;
comment on function public.update_skill(uuid, jsonb, text) is
  'PATCH /skills/:id, hr_admin: name, specialization_id, description, half_life_months, external_uri, aliases (the whole list). 400 unknown_id, 404, 409 duplicate, or invalid_transition when it was merged, 412 stale.';

create function private.tell_proposer(skill uuid, news text) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.notify(p.user_id, 'skills.proposal', format(news, s.name), action_url => '/skills/' || skill,
    actor => private.current_user_id())
  from public.skill_proposals p join public.skills s on s.id = p.skill_id where p.skill_id = skill;
end
$$;
comment on function private.tell_proposer(uuid, text) is 'Tells whoever proposed a skill what became of it; %s in the text is its name.';

create function private.move_skill(skill uuid, to_status text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.skills := private.lock_skill(skill);
begin
  if s.status = to_status or s.merged_into is not null then
    perform private.fail(409, 'invalid_transition', case when s.merged_into is not null then 'This skill was merged.' else format('This is %s already.', to_status) end);
  end if;
  update public.skills set status = to_status where id = skill;
  if to_status = 'active' then
    perform private.approve_place(s.specialization_id);
  end if;
  if s.status = 'proposed' then
    perform private.tell_proposer(skill, case when to_status = 'active' then 'Your proposal "%s" is in the catalogue' else 'Your proposal "%s" was not taken over' end);
  end if;
  return private.get_skill(skill);
end
$$;
create function public.approve_skill(skill uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_skill(skill, 'active') $$;
comment on function public.approve_skill(uuid) is
  'POST /skills/:id/approve, hr_admin: proposed or retired → active, with the specialization and area that it stands in. 404, 409 invalid_transition.';
create function public.retire_skill(skill uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_skill(skill, 'retired') $$;
comment on function public.retire_skill(uuid) is
  'POST /skills/:id/retire, hr_admin: proposed or active → retired: kept by who has it, found by nobody. 404, 409 invalid_transition.';

create function private.set_skill_relations(skill uuid, items jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.skills := private.lock_skill(skill);
  unknown jsonb;
  changed integer := 0;
  n integer;
begin
  perform private.check_version(s.version, expected_etag);
  select jsonb_agg(jsonb_build_object('path', format('items.%s.skill_id', i.position - 1), 'code', 'unknown_id',
    'message', 'There is no such skill, or it is this one.') order by i.position) into unknown
  from jsonb_array_elements(items) with ordinality as i (item, position)
  left join public.skills o on o.id = (i.item ->> 'skill_id')::uuid and o.status <> 'retired' and o.id <> skill
  where o.id is null;
  if unknown is not null then
    perform private.fail(400, 'unknown_id', 'A skill is not known.', unknown);
  end if;
  delete from public.skill_relations r
  where r.from_id = skill and (r.to_id, r.kind) not in (
    select i.skill_id, i.kind from jsonb_to_recordset(items) as i (skill_id uuid, kind text)
  );
  get diagnostics changed = row_count;
  insert into public.skill_relations (from_id, to_id, kind)
  select skill, i.skill_id, i.kind from jsonb_to_recordset(items) as i (skill_id uuid, kind text) order by 2, 3
  on conflict do nothing;
  get diagnostics n = row_count;
  if changed + n > 0 then
    update public.skills set updated_at = now() where id = skill;
  end if;
  return private.get_skill(skill);
end
$$;
create function public.set_skill_relations(skill uuid, items jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_skill_relations(skill, items, expected_etag) $$;
comment on function public.set_skill_relations(uuid, jsonb, text) is
  'PUT /skills/:id/relations, hr_admin: what this skill needs, goes with or is a kind of, items [{skill_id, kind}], the whole list. The skill. 400 unknown_id, 404, 412 stale.';

-- Merging -------------------------------------------------------------------------------------------------------------------------
-- The old row stays, retired, with where it went. What names skills follows in a trigger of its own domain: after update of
-- merged_into on public.skills, when (old.merged_into is null and new.merged_into is not null).

create function private.merge_skill(skill uuid, target uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  s public.skills;
  t public.skills;
begin
  -- In one order, or two opposite merges would wait for each other.
  perform from public.skills where id in (skill, target) order by id for update;
  select * into s from public.skills where id = skill;
  select * into t from public.skills where id = target;
  if s.id is null then
    perform private.fail(404, 'not_found', 'There is no such skill.');
  end if;
  perform private.refuse_unknown('into', t.id is not null, 'There is no such skill.');
  if s.id = t.id or s.merged_into is not null or t.status <> 'active' then
    perform private.fail(409, 'invalid_transition', 'A skill is merged once, into another one that is active.');
  end if;
  update public.skills set status = 'retired', merged_into = target where id = skill;
  -- What was merged into it before goes along: an old id leads to the end.
  update public.skills set merged_into = target where merged_into = skill;
  perform private.set_aliases(target, array(
    select l.alias from public.skill_aliases l where l.skill_id in (skill, target) union all select s.name
  ));
  delete from public.skill_aliases where skill_id = skill;
  insert into public.skill_relations (from_id, to_id, kind)
  select case when r.from_id = skill then target else r.from_id end, case when r.to_id = skill then target else r.to_id end, r.kind
  from public.skill_relations r
  where skill in (r.from_id, r.to_id) and target not in (r.from_id, r.to_id)
  on conflict do nothing;
  delete from public.skill_relations where skill in (from_id, to_id);
  if s.status = 'proposed' then
    perform private.tell_proposer(skill, format('Your proposal "%%s" is in the catalogue as "%s"', replace(t.name, '%', '%%')));
  end if;
  return private.get_skill(target);
end
$$;
create function public.merge_skill(skill uuid, target uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.merge_skill(skill, target) $$;
comment on function public.merge_skill(uuid, uuid) is
  'POST /skills/:id/merge, hr_admin: what people, pathways and others hold of a skill becomes the target''s, its names the target''s aliases; nothing is lost, and the old id tells where it went. The target. 400 unknown_id, 404, 409 invalid_transition into itself, a merged, retired or proposed one.';

create function private.merge_requirements() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.pathway_requirements as r (pathway_id, skill_id, level, weight, mandatory)
  select o.pathway_id, new.merged_into, o.level, o.weight, o.mandatory
  from public.pathway_requirements o where o.skill_id = new.id
  order by 1
  on conflict (pathway_id, skill_id) do update
    set level = greatest(r.level, excluded.level), weight = greatest(r.weight, excluded.weight),
        mandatory = r.mandatory or excluded.mandatory;
  delete from public.pathway_requirements where skill_id = new.id;
  return null;
end
$$;
comment on function private.merge_requirements() is
  'After a skill was merged: pathways ask for the target; those that asked for both keep the greater level and weight, mandatory if either was.';
create trigger merge_requirements after update of merged_into on public.skills
  for each row when (old.merged_into is null and new.merged_into is not null) execute function private.merge_requirements();

-- Import of rows -------------------------------------------------------------------------------------------------------------------

create function private.import_skill(row_data jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  area public.function_areas;
  place public.specializations;
  s public.skills;
  by_uri public.skills;
  changed boolean := false;
  problem jsonb;
begin
  select * into area from public.function_areas where name_key = private.name_key(row_data ->> 'function_area');
  select * into place from public.specializations
  where function_area_id = area.id and name_key = private.name_key(row_data ->> 'specialization');
  select * into s from public.skills where specialization_id = place.id and name_key = private.name_key(row_data ->> 'skill');
  select * into by_uri from public.skills where external_uri = row_data ->> 'external_uri';
  if s.merged_into is not null or by_uri.merged_into is not null then
    return '{"status": "unchanged"}';
  end if;
  problem := case
    when area.status = 'retired' then '{"path": "function_area", "code": "retired", "message": "This area is retired."}'
    when place.status = 'retired' then '{"path": "specialization", "code": "retired", "message": "This specialization is retired."}'
    when coalesce(by_uri.status, s.status) = 'retired' then '{"path": "skill", "code": "retired", "message": "This skill is retired."}'
    when s.id <> by_uri.id or by_uri.id is null and s.external_uri <> row_data ->> 'external_uri'
      then '{"path": "external_uri", "code": "duplicate", "message": "Another skill has this address, or this one has another."}'
  end;
  if problem is not null then
    return jsonb_build_object('status', 'rejected', 'errors', jsonb_build_array(problem));
  end if;

  if area.id is null then
    insert into public.function_areas (name) values (row_data ->> 'function_area') returning * into area;
  end if;
  if place.id is null then
    insert into public.specializations (function_area_id, name) values (area.id, row_data ->> 'specialization') returning * into place;
  end if;
  perform private.approve_place(place.id) where 'proposed' in (area.status, place.status);
  if s.id is null and by_uri.id is null then
    insert into public.skills (specialization_id, name, description, external_uri)
    values (place.id, row_data ->> 'skill', row_data ->> 'description', row_data ->> 'external_uri') returning * into s;
    perform private.set_aliases(s.id, array(select jsonb_array_elements_text(row_data -> 'aliases'))) where row_data ? 'aliases';
    return '{"status": "created"}';
  end if;
  s := case when by_uri.id is not null then by_uri else s end;
  update public.skills o
  set specialization_id = place.id, name = row_data ->> 'skill', status = 'active',
      description = coalesce(row_data ->> 'description', o.description), external_uri = coalesce(row_data ->> 'external_uri', o.external_uri)
  where o.id = s.id and (o.specialization_id, o.name_key, o.status, o.description, o.external_uri) is distinct from
    (place.id, private.name_key(row_data ->> 'skill'), 'active',
      coalesce(row_data ->> 'description', o.description), coalesce(row_data ->> 'external_uri', o.external_uri));
  changed := found;
  -- Added to those that there are: people's words, and the names of what was merged, stay.
  if private.set_aliases(s.id, array(
    select l.alias from public.skill_aliases l where l.skill_id = s.id
    union all select jsonb_array_elements_text(row_data -> 'aliases')
  )) then
    changed := true;
  end if;
  return jsonb_build_object('status', case when changed then 'updated' else 'unchanged' end);
end
$$;
comment on function private.import_skill(jsonb) is
  'Writes one row {function_area, specialization, skill, description?, aliases?, external_uri?}: the skill with this address, else of this name in its place, else a new one. {status: created | updated | unchanged | rejected, errors?}; what was merged is unchanged. Checks no right.';

create function private.import_new_skills(rows jsonb) returns integer[]
language plpgsql security definer set search_path = ''
as $$
declare
  fresh jsonb;
begin
  select jsonb_agg(f.row_data) into fresh
  from (
    select r.row_data,
      row_number() over (partition by r.area_key, r.place_key, r.skill_key order by r.at) as of_name,
      row_number() over (partition by coalesce(r.uri, r.at::text) order by r.at) as of_uri
    from (
      select (row_data ->> 'at')::integer as at, private.name_key(row_data ->> 'function_area') as area_key,
        private.name_key(row_data ->> 'specialization') as place_key, private.name_key(row_data ->> 'skill') as skill_key,
        row_data ->> 'external_uri' as uri, row_data
      from jsonb_array_elements(rows) row_data
    ) r
    left join public.function_areas a on a.name_key = r.area_key
    left join public.specializations p on p.function_area_id = a.id and p.name_key = r.place_key
    left join public.skills s on s.specialization_id = p.id and s.name_key = r.skill_key
    left join public.skills u on u.external_uri = r.uri
    where s.id is null and u.id is null and a.status is distinct from 'retired' and p.status is distinct from 'retired'
  ) f
  where f.of_name = 1 and f.of_uri = 1;
  if fresh is null then
    return '{}';
  end if;
  insert into public.function_areas (name)
  select f.function_area from jsonb_to_recordset(fresh) as f (at integer, function_area text) order by f.at
  on conflict (name_key) do nothing;
  update public.function_areas a set status = 'active'
  from jsonb_to_recordset(fresh) as f (function_area text)
  where a.name_key = private.name_key(f.function_area) and a.status = 'proposed';
  insert into public.specializations (function_area_id, name)
  select a.id, f.specialization
  from jsonb_to_recordset(fresh) as f (at integer, function_area text, specialization text)
  join public.function_areas a on a.name_key = private.name_key(f.function_area)
  order by f.at
  on conflict (function_area_id, name_key) do nothing;
  with placed as (
    select p.id as place, f.*
    from jsonb_to_recordset(fresh) as f
      (function_area text, specialization text, skill text, description text, external_uri text, aliases jsonb)
    join public.function_areas a on a.name_key = private.name_key(f.function_area)
    join public.specializations p on p.function_area_id = a.id and p.name_key = private.name_key(f.specialization)
  ),
  approved as (
    update public.specializations p set status = 'active' where p.status = 'proposed' and p.id in (select place from placed)
  ),
  made as (
    insert into public.skills (specialization_id, name, description, external_uri)
    select place, skill, description, external_uri from placed
    returning id, specialization_id, name_key
  )
  insert into public.skill_aliases (skill_id, alias)
  select made.id, alias
  from placed join made on made.specialization_id = placed.place and made.name_key = private.name_key(placed.skill),
    jsonb_array_elements_text(placed.aliases) alias
  where private.name_key(alias) <> made.name_key
  on conflict (skill_id, alias_key) do nothing;
  return array(select (f ->> 'at')::integer from jsonb_array_elements(fresh) f);
end
$$;
comment on function private.import_new_skills(jsonb) is
  'Writes those rows of an import that bring a new skill to a place that is not retired, all at once; answers their places. Checks no right.';

create function private.import_taxonomy(rows jsonb, is_dry_run boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  created integer[];
  outcomes jsonb;
begin
  -- With the imports of profiles, which propose skills.
  perform pg_advisory_xact_lock(hashtext('profile_imports'));
  begin
    created := private.import_new_skills(rows);
    select jsonb_agg(private.import_skill(r) || jsonb_build_object('at', r -> 'at')) into outcomes
    from jsonb_array_elements(rows) r where (r ->> 'at')::integer not in (select unnest(created));
    if is_dry_run then
      raise exception using errcode = 'ZDRY1', message = 'dry run';
    end if;
  exception when sqlstate 'ZDRY1' then
    -- All that was written is rolled back; the outcomes are variables and stay.
    null;
  end;
  return (
    select jsonb_build_object(
      'created', cardinality(created) + count(*) filter (where o ->> 'status' = 'created'),
      'updated', count(*) filter (where o ->> 'status' = 'updated'),
      'unchanged', count(*) filter (where o ->> 'status' = 'unchanged'),
      'rejected', coalesce(jsonb_agg(jsonb_build_object('at', o -> 'at', 'errors', o -> 'errors')) filter (where o ->> 'status' = 'rejected'), '[]')
    )
    from jsonb_array_elements(coalesce(outcomes, '[]')) o
  );
end
$$;
create function public.import_taxonomy(rows jsonb, is_dry_run boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_taxonomy(rows, is_dry_run) $$;
-- Five thousand rows on a busy machine take more than a request has.
alter function public.import_taxonomy(jsonb, boolean) set statement_timeout = '60s';
comment on function public.import_taxonomy(jsonb, boolean) is
  'POST /taxonomy/imports, hr_admin: rows [{at, function_area, specialization, skill, description?, aliases?, external_uri?}], each for itself; the same rows twice change nothing. {created, updated, unchanged, rejected: [{at, errors}]}; a dry run writes nothing.';

insert into private.notification_kinds values ('skills.proposal', 'A skill that I proposed is taken over, or not', false);

select private.declare_personal('skill_proposals', row_key => '{skill_id}', audit_values => '{proposed_at}');

grant execute on function
  private.my_taxonomy_ids(),
  private.search_catalogue(text, text, uuid[], text[], jsonb, integer, boolean, uuid),
  public.search_catalogue(text, text, uuid[], text[], jsonb, integer, boolean),
  private.get_catalogue_item(text, uuid), public.get_catalogue_item(text, uuid),
  private.create_catalogue_item(text, jsonb), public.create_catalogue_item(text, jsonb),
  private.update_catalogue_item(text, uuid, jsonb, text), public.update_catalogue_item(text, uuid, jsonb, text),
  private.move_catalogue_item(text, uuid, text), public.approve_catalogue_item(text, uuid), public.retire_catalogue_item(text, uuid),
  private.get_taxonomy(), public.get_taxonomy(), private.get_skill(uuid), public.get_skill(uuid),
  private.search_skills(text, uuid[], uuid[], text[], jsonb, integer, boolean),
  public.search_skills(text, uuid[], uuid[], text[], jsonb, integer, boolean),
  private.create_skill(jsonb), public.create_skill(jsonb), private.update_skill(uuid, jsonb, text), public.update_skill(uuid, jsonb, text),
  private.move_skill(uuid, text), public.approve_skill(uuid), public.retire_skill(uuid),
  private.set_skill_relations(uuid, jsonb, text), public.set_skill_relations(uuid, jsonb, text),
  private.merge_skill(uuid, uuid), public.merge_skill(uuid, uuid),
  private.import_taxonomy(jsonb, boolean), public.import_taxonomy(jsonb, boolean)
to authenticated;
