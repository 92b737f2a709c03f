-- Domains: skills-management, career-development. What the import of a public classification (ESCO) needs: where a concept
-- came from, and what the classification last said, so that a later import keeps what HR changed.

alter table public.function_areas add column external_uri text unique check (char_length(external_uri) <= 500);
comment on column public.function_areas.external_uri is 'The group in a public classification (ESCO).';
alter table public.specializations add column external_uri text unique check (char_length(external_uri) <= 500);
comment on column public.specializations.external_uri is 'The group in a public classification (ESCO).';
comment on column public.career_pathways.external_uri is 'The occupation in a public classification (ESCO).';

-- taxonomy_sources ---------------------------------------------------------------------------------------------------

create table public.taxonomy_sources (
  name text primary key check (char_length(name) between 1 and 100),
  edition text check (char_length(edition) <= 100),
  attribution text not null check (char_length(attribution) between 1 and 2000),
  url text not null check (url ~ '^https://' and char_length(url) <= 500),
  imported_at timestamptz
);
alter table public.taxonomy_sources enable row level security;
create policy taxonomy_sources_select on public.taxonomy_sources
  for select to authenticated using ((select private.current_employee_id()) is not null);
grant select on public.taxonomy_sources to authenticated;
comment on table public.taxonomy_sources is
  'Public classifications that skills and pathways come from. A frontend that shows these shows the attribution. Written by operators'' commands.';
comment on column public.taxonomy_sources.imported_at is
  'When an import last changed something; null: an import of this edition began and has not come to its end.';

-- imported_concepts --------------------------------------------------------------------------------------------------

create table private.imported_concepts (
  kind text not null check (kind in ('function_area', 'specialization', 'skill', 'relations', 'pathway')),
  uri text not null,
  said jsonb not null,
  kept text[] not null default '{}',
  primary key (kind, uri)
);
alter table private.imported_concepts enable row level security;
-- No policy and no grant: read and written by import_concepts() alone.
comment on table private.imported_concepts is
  'What a classification last said of each concept. An import brings what the classification changed since, where HR has changed nothing.';
comment on column private.imported_concepts.kept is 'Parts that HR had before the classification came, and that stay HR''s.';

create view private.concepts with (security_invoker = true) as
select 'function_area' as kind, external_uri as uri, id, status = 'retired' as retired,
  case when status <> 'retired' then id end as target
from public.function_areas where external_uri is not null
union all
select 'specialization', external_uri, id, status = 'retired', case when status <> 'retired' then id end
from public.specializations where external_uri is not null
union all
select 'skill', external_uri, id, status = 'retired', case when status <> 'retired' then id else merged_into end
from public.skills where external_uri is not null
union all
select 'pathway', external_uri, id, status = 'retired', case when status <> 'retired' then id end
from public.career_pathways where external_uri is not null;
comment on view private.concepts is
  'The row that a concept of a classification became, and the row (target) that stands for it now: where it was merged, else itself, null where HR retired it. A retired row gets no more names or titles, so that a merge is not undone.';

create function private.shorten(value text, longest integer) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return case when char_length(value) > longest then left(value, longest - 1) || '…' else value end;
end
$$;
comment on function private.shorten(text, integer) is 'The text, or its beginning and an ellipsis where it has more characters than this.';

create function private.write_concepts(target regclass, parent text) returns void
language plpgsql set search_path = ''
as $$
declare
  -- Where a name has to be free: a specialization's in its area, a skill's in its specialization, others' everywhere.
  place text := coalesce('t.' || quote_ident(parent), 'null::uuid');
  anywhere boolean := target = 'public.skills'::regclass;
  fill_place text := '';
  move_place text := '';
begin
  if parent is not null then
    fill_place := format($sql$, %1$I = case
      when t.%1$I is null and not exists (select from %2$s o where o.name_key = s.name_key and o.%1$I = s.parent_id)
      then s.parent_id else t.%1$I
    end$sql$, parent, target);
    move_place := format(', %1$I = case when s.taken then t.%1$I else s.parent_id end', parent);
  end if;

  -- The same name without a URI is taken over: in its place, or the only skill of that name wherever it stands.
  execute format($sql$
    with named as (
      select s.uri, t.id, %2$s is not distinct from s.parent_id as here, count(*) over (partition by s.uri) as namesakes
      from pg_temp.staged s join %1$s t on t.name_key = s.name_key and t.external_uri is null
      where s.id is null and (%3$L or %2$s is not distinct from s.parent_id)
    ),
    chosen as (
      select distinct on (id) id, uri
      from (select distinct on (uri) uri, id from named where here or namesakes = 1 order by uri, here desc) one
      order by id, uri
    )
    update %1$s t
    set external_uri = s.uri, description = coalesce(t.description, s.description),
      status = case t.status when 'proposed' then 'active' else t.status end %4$s
    from chosen c join pg_temp.staged s using (uri)
    where t.id = c.id
  $sql$, target, place, anywhere, fill_place);
  execute format($sql$
    update pg_temp.staged s set id = t.id, retired = t.status = 'retired', outcome = 'adopted'
    from %s t where s.id is null and t.external_uri = s.uri
  $sql$, target);

  -- What still is as the classification last said follows it; the rest is HR's. So is all of what HR retired.
  execute format($sql$
    with wanted as (
      select s.id,
        case when t.name = s.was_name then s.name else t.name end as name,
        case when t.description is not distinct from s.was_description then s.description else t.description end as description,
        case when %2$s is not distinct from s.was_parent_id then s.parent_id else %2$s end as parent_id
      from pg_temp.staged s join %1$s t on t.id = s.id
      where s.was is not null and not s.retired
    ),
    judged as (
      select s.*, count(*) over (partition by private.name_key(s.name), s.parent_id) > 1 or exists (
        select from %1$s t
        where t.id <> s.id and t.name_key = private.name_key(s.name) and %2$s is not distinct from s.parent_id
      ) as taken
      from wanted s
    ),
    done as (
      update %1$s t
      set description = s.description, name = case when s.taken then t.name else s.name end %3$s
      from judged s
      where t.id = s.id and (t.description is distinct from s.description
        or not s.taken and (t.name, %2$s) is distinct from (s.name, s.parent_id))
      returning t.id
    )
    update pg_temp.staged s set outcome = 'updated' from done where s.id = done.id
  $sql$, target, place, move_place);

  -- A name that is taken by another concept gets the beginning of its own id.
  execute format($sql$
    insert into %1$s (external_uri, description, name %3$s)
    select s.uri, s.description,
      case when s.taken then left(s.name, 189) || format(' (%%s)', left(substring(s.uri from '[^/]+$'), 8)) else s.name end
      %4$s
    from (
      select s.*, row_number() over (partition by s.name_key, s.parent_id order by s.uri) > 1
        or exists (select from %1$s t where t.name_key = s.name_key and %2$s is not distinct from s.parent_id) as taken
      from pg_temp.staged s where s.id is null
    ) s
  $sql$, target, place, coalesce(', ' || quote_ident(parent), ''), case when parent is not null then ', s.parent_id' else '' end);
  execute format($sql$
    update pg_temp.staged s set id = t.id, outcome = 'created', renamed = t.name <> s.name
    from %s t where s.id is null and t.external_uri = s.uri
  $sql$, target);
end
$$;
comment on function private.write_concepts(regclass, text) is
  'The staged concepts themselves: adopts what has the name and no URI, makes what is new, changes what the classification changed and HR did not.';

create function private.write_aliases() returns jsonb
language plpgsql set search_path = ''
as $$
declare
  counts jsonb;
begin
  with removed as (
    delete from public.skill_aliases a
    using pg_temp.staged s, jsonb_array_elements_text(s.was -> 'aliases') w (alias)
    where a.skill_id = s.id and not s.retired and a.alias_key = private.name_key(w.alias)
      and not exists (
        select from jsonb_array_elements_text(s.now -> 'aliases') n (alias) where private.name_key(n.alias) = a.alias_key
      )
    returning a.skill_id
  ),
  added as (
    insert into public.skill_aliases (skill_id, alias)
    select k.id, n.alias
    from pg_temp.staged s
    join public.skills k on k.id = s.id
    cross join lateral jsonb_array_elements_text(s.now -> 'aliases') n (alias)
    where not s.retired and not coalesce(s.was -> 'aliases', '[]') ? n.alias and private.name_key(n.alias) <> k.name_key
    on conflict (skill_id, alias_key) do nothing
    returning skill_id
  ),
  marked as (
    update pg_temp.staged s set outcome = 'updated'
    where s.outcome = 'unchanged' and s.id in (select skill_id from removed union all select skill_id from added)
  )
  select jsonb_build_object(
    'aliases added', (select count(*) from added), 'aliases removed', (select count(*) from removed)
  ) into counts;
  return counts;
end
$$;
comment on function private.write_aliases() is 'The alternative labels of the staged skills: those that came and those that went.';

create function private.write_relations() returns jsonb
language plpgsql set search_path = ''
as $$
declare
  counts jsonb;
begin
  with pairs as (
    select f.target as from_id, t.target as to_id, k.kind, bool_or(p.is_now) as is_now, bool_or(not p.is_now) as was
    from pg_temp.staged s
    join private.concepts f on f.kind = 'skill' and f.uri = s.uri and f.target is not null
    cross join (values ('essential'), ('optional'), ('broader')) k (kind)
    cross join lateral (
      select true as is_now, jsonb_array_elements_text(s.now -> k.kind) as uri
      union all
      select false, jsonb_array_elements_text(s.was -> k.kind)
    ) p
    join private.concepts t on t.kind = 'skill' and t.uri = p.uri and t.target is not null
    group by 1, 2, 3
  ),
  removed as (
    delete from public.skill_relations r using pairs p
    where (r.from_id, r.to_id, r.kind) = (p.from_id, p.to_id, p.kind) and not p.is_now
    returning r.from_id
  ),
  added as (
    insert into public.skill_relations (from_id, to_id, kind)
    select p.from_id, p.to_id, p.kind from pairs p where not p.was and p.from_id <> p.to_id
    on conflict do nothing
    returning from_id
  ),
  marked as (
    update pg_temp.staged s set outcome = 'updated'
    where s.id in (select from_id from removed union all select from_id from added)
  )
  select jsonb_build_object(
    'relations added', (select count(*) from added), 'relations removed', (select count(*) from removed)
  ) into counts;
  return counts;
end
$$;
comment on function private.write_relations() is 'The relations from the staged skills to others: those that came and those that went.';

create function private.write_requirements() returns jsonb
language plpgsql set search_path = ''
as $$
declare
  counts jsonb;
begin
  -- A pathway that HR had given requirements keeps these and no others.
  update pg_temp.staged s
  set kept = '{essential, optional}', now = s.now - '{essential, optional}'::text[]
  where s.was is null and s.outcome <> 'created'
    and exists (select from public.pathway_requirements r where r.pathway_id = s.id);

  -- The classification knows no levels: what is essential is asked for at 3 with weight 2, what is optional at 2 with 1.
  with pairs as materialized (
    select s.id as pathway_id, k.target as skill_id,
      bool_or(p.mandatory) filter (where not p.is_now) as was, bool_or(p.mandatory) filter (where p.is_now) as is_now
    from pg_temp.staged s
    cross join lateral (
      select true as is_now, true as mandatory, jsonb_array_elements_text(s.now -> 'essential') as uri
      union all
      select true, false, jsonb_array_elements_text(s.now -> 'optional')
      union all
      select false, true, jsonb_array_elements_text(s.was -> 'essential')
      union all
      select false, false, jsonb_array_elements_text(s.was -> 'optional')
    ) p
    join private.concepts k on k.kind = 'skill' and k.uri = p.uri and k.target is not null
    where not s.retired
    group by 1, 2
  ),
  -- What still is as it was said to be.
  ours as materialized (
    select p.* from pairs p join public.pathway_requirements r using (pathway_id, skill_id)
    where p.was is not null
      and (r.level, r.weight, r.mandatory) = (case when p.was then 3 else 2 end, case when p.was then 2 else 1 end, p.was)
  ),
  removed as (
    delete from public.pathway_requirements r using ours o
    where (r.pathway_id, r.skill_id) = (o.pathway_id, o.skill_id) and o.is_now is null
    returning r.pathway_id
  ),
  changed as (
    update public.pathway_requirements r
    set level = case when o.is_now then 3 else 2 end, weight = case when o.is_now then 2 else 1 end, mandatory = o.is_now
    from ours o
    where (r.pathway_id, r.skill_id) = (o.pathway_id, o.skill_id) and o.was <> o.is_now
    returning r.pathway_id
  ),
  added as (
    insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
    select p.pathway_id, p.skill_id, case when p.is_now then 3 else 2 end, case when p.is_now then 2 else 1 end, p.is_now
    from pairs p
    where p.was is null and p.is_now is not null
    order by 1, 2
    on conflict do nothing
    returning pathway_id
  ),
  marked as (
    update pg_temp.staged s set outcome = 'updated'
    where s.outcome = 'unchanged' and s.id in (
      select pathway_id from removed union all select pathway_id from changed union all select pathway_id from added
    )
  )
  select jsonb_build_object(
    'requirements added', (select count(*) from added), 'requirements changed', (select count(*) from changed),
    'requirements removed', (select count(*) from removed),
    'with requirements of their own', (select count(*) from pg_temp.staged s where s.was is null and s.kept <> '{}')
  ) into counts;
  return counts;
end
$$;
comment on function private.write_requirements() is
  'The requirements of the staged pathways: those that came, changed between essential and optional, or went; what HR changed stays.';

create function private.write_titles() returns jsonb
language plpgsql set search_path = ''
as $$
declare
  counts jsonb;
begin
  with removed as (
    delete from public.pathway_titles t
    using pg_temp.staged s, jsonb_array_elements_text(s.was -> 'titles') w (title)
    where t.pathway_id = s.id and not s.retired and t.title_key = private.name_key(w.title)
      and not exists (
        select from jsonb_array_elements_text(s.now -> 'titles') n (title) where private.name_key(n.title) = t.title_key
      )
    returning t.pathway_id
  ),
  added as (
    insert into public.pathway_titles (pathway_id, title)
    select s.id, n.title
    from pg_temp.staged s cross join lateral jsonb_array_elements_text(s.now -> 'titles') n (title)
    where not s.retired and not coalesce(s.was -> 'titles', '[]') ? n.title
      -- The name of another pathway means that one.
      and not exists (select from public.career_pathways p where p.name_key = private.name_key(n.title) and p.id <> s.id)
    order by s.uri
    on conflict (title_key) do nothing
    returning pathway_id
  ),
  marked as (
    update pg_temp.staged s set outcome = 'updated'
    where s.outcome = 'unchanged' and s.id in (select pathway_id from removed union all select pathway_id from added)
  )
  select jsonb_build_object(
    'titles added', (select count(*) from added), 'titles removed', (select count(*) from removed)
  ) into counts;
  return counts;
end
$$;
comment on function private.write_titles() is
  'The job titles that mean the staged pathways: those that came and those that went. A title that means another pathway is left to it.';

create function private.import_concepts(concept_kind text, batch jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  row_kind text := case concept_kind when 'relations' then 'skill' else concept_kind end;
  parent_kind text := case concept_kind when 'specialization' then 'function_area' when 'skill' then 'specialization' end;
  counts jsonb := '{}';
begin
  -- One at a time, and no import of profiles beside it: both make skills where a name is not known.
  perform pg_advisory_xact_lock(hashtext('profile_imports'));
  -- Made anew, so that what reads it is planned anew: these tables grow from nothing to a hundred thousand rows.
  drop table if exists pg_temp.staged;
  create temporary table staged on commit drop as
  select b.item ->> 'uri' as uri, known.id, b.item - coalesce(m.kept, '{}') as now, coalesce(m.kept, '{}') as kept,
    m.said as was,
    private.shorten(b.item ->> 'name', 200) as name, private.name_key(private.shorten(b.item ->> 'name', 200)) as name_key,
    private.shorten(b.item ->> 'description', 4000) as description, place.id as parent_id,
    private.shorten(m.said ->> 'name', 200) as was_name, private.shorten(m.said ->> 'description', 4000) as was_description,
    was_place.id as was_parent_id,
    coalesce(known.retired, false) as retired, 'unchanged' as outcome, false as renamed
  from jsonb_array_elements(batch) as b (item)
  left join private.concepts known on known.kind = row_kind and known.uri = b.item ->> 'uri'
  -- What somebody deleted is as good as never said: it is made again.
  left join private.imported_concepts m on m.kind = concept_kind and m.uri = b.item ->> 'uri' and known.id is not null
  left join private.concepts place on place.kind = parent_kind and place.uri = b.item ->> 'parent'
  left join private.concepts was_place on was_place.kind = parent_kind and was_place.uri = m.said ->> 'parent'
  where m.said is distinct from b.item - coalesce(m.kept, '{}');

  case concept_kind
    when 'function_area' then
      perform private.write_concepts('public.function_areas', null);
    when 'specialization' then
      perform private.write_concepts('public.specializations', 'function_area_id');
    when 'skill' then
      perform private.write_concepts('public.skills', 'specialization_id');
      counts := private.write_aliases();
    when 'relations' then
      counts := private.write_relations();
    when 'pathway' then
      perform private.write_concepts('public.career_pathways', null);
      counts := private.write_requirements() || private.write_titles();
  end case;

  insert into private.imported_concepts as m (kind, uri, said, kept)
  select concept_kind, s.uri, s.now, s.kept from pg_temp.staged s
  on conflict (kind, uri) do update set said = excluded.said, kept = excluded.kept;
  return counts || (
    select jsonb_build_object(
      'created', count(*) filter (where s.outcome = 'created'), 'adopted', count(*) filter (where s.outcome = 'adopted'),
      'updated', count(*) filter (where s.outcome = 'updated'),
      'unchanged', jsonb_array_length(batch) - count(*) filter (where s.outcome <> 'unchanged'),
      'renamed', count(*) filter (where s.renamed), 'shortened', count(*) filter (where char_length(s.now ->> 'name') > 200),
      'retired here', count(*) filter (where s.retired)
    )
    from pg_temp.staged s
  );
end
$$;
comment on function private.import_concepts(text, jsonb) is
  'For operators'' commands: brings one batch of concepts, each {uri, name, description?, parent?} and its parts (skill: aliases; relations: essential, optional, broader; pathway: essential, optional, titles). The same batch again writes nothing. Answers what became of how many.';
