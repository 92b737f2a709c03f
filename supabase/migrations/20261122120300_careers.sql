-- Domain: career-development. Pathways as HR keeps them, how far apart jobs are, recommendations, routes, what-if, goals, plans.

-- The gap, over one pathway or all ----------------------------------------------------------------------------------------

drop function private.requirement_fit(uuid, uuid[]);
drop function private.pathway_fit(uuid, uuid[]);

create function private.levels_as_if(person uuid, what_if jsonb)
returns table (skill_id uuid, level integer, source text, assessed_at timestamptz)
language plpgsql stable security definer rows 30 set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select l.skill_id, l.level, l.source, l.assessed_at
  from private.levels_of(person) l
  where what_if is null or not exists (select from jsonb_array_elements(what_if) w where (w ->> 'skill_id')::uuid = l.skill_id)
  union all
  select (w ->> 'skill_id')::uuid, (w ->> 'level')::integer, null, null from jsonb_array_elements(what_if) w;
end
$$;
comment on function private.levels_as_if(uuid, jsonb) is
  'A person''s levels, and those of what_if ([{skill_id, level}]) in their place. Checks no right.';

create function private.pathway_fit(person uuid, pathways uuid[], what_if jsonb default null, all_shared boolean default false)
returns table (pathway_id uuid, coverage numeric, mandatory_unmet integer, readiness text)
-- Its plan is the same for everybody, and planning takes longer than one pathway.
language plpgsql stable security definer rows 300 set search_path = '' set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  few constant integer := 50;
begin
  return query
  with held as materialized (
    select l.skill_id, l.level from private.levels_as_if(person, what_if) l
  ),
  -- What the person lacks earns nothing, and the totals know of it. Sixtieths, as 60 is divisible by every level: coverage
  -- stays exact, and 0.9 is 0.9. For many pathways from the person's own skills through the index …
  earned as (
    select r.pathway_id, sum(r.weight * (60 / r.level) * least(coalesce(h.level, 2), r.level)) as sixtieths,
      count(*) filter (where r.mandatory and h.level >= r.level) as met
    from held h join public.pathway_requirements r on r.skill_id = h.skill_id
    where (all_shared or cardinality(pathways) > few) and (all_shared or r.pathway_id in (select unnest(pathways)))
    group by r.pathway_id
    union all
    -- … for a few from what these ask for: some skills are asked for by a thousand.
    select r.pathway_id, sum(r.weight * (60 / r.level) * least(coalesce(h.level, 2), r.level)) filter (where h.skill_id is not null),
      count(*) filter (where r.mandatory and h.level >= r.level)
    from (select distinct unnest(pathways) as id) p
    join public.pathway_requirements r on r.pathway_id = p.id
    left join held h on h.skill_id = r.skill_id
    where cardinality(pathways) <= few
    group by r.pathway_id
  ),
  asked as materialized (
    select t.* from earned e join public.pathway_totals t on t.pathway_id = e.pathway_id where all_shared
    union all
    select t.* from (select distinct unnest(pathways) as id) p join public.pathway_totals t on t.pathway_id = p.id
  ),
  lacking as (
    select pc.pathway_id, count(*) as competencies
    from asked a
    join public.pathway_competencies pc on pc.pathway_id = a.pathway_id
    left join public.user_competencies uc on uc.user_id = person and uc.competency_id = pc.competency_id
    where pc.mandatory and coalesce(uc.level, 0) < pc.level
    group by pc.pathway_id
  ),
  fit as (
    select a.pathway_id, coalesce(e.sixtieths, 0) / (60 * a.weight) as coverage,
      (a.mandatory - coalesce(e.met, 0) + coalesce(l.competencies, 0))::integer as unmet
    from asked a
    left join earned e on e.pathway_id = a.pathway_id
    left join lacking l on l.pathway_id = a.pathway_id
  )
  select f.pathway_id, f.coverage, f.unmet,
    case
      when f.unmet = 0 and f.coverage >= 0.9 then 'ready'
      when f.unmet <= 1 and f.coverage >= 0.7 then 'near'
      else 'develop'
    end
  from fit f;
end
$$;
comment on function private.pathway_fit(uuid, uuid[], jsonb, boolean) is
  'How far a person covers the pathways (all_shared: all that share a skill with them): coverage 0 to 1, unmet mandatory requirements and competencies, ready | near | develop (design, gap). No row for a pathway with no requirements. Checks no right.';

create function private.gap_json(person uuid, pathway uuid, what_if jsonb default null) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with asked as (
      select s.id, s.name, r.level as required, r.weight, r.mandatory,
        -- 0: lacks it; null: unrated, which earns as 2 and meets nothing.
        case when l.skill_id is null then 0 else l.level end as current,
        r.weight * (60 / r.level) * least(case when l.skill_id is null then 0 else coalesce(l.level, 2) end, r.level) as earned,
        private.confidence(l.source, l.assessed_at, s.half_life_months) as confidence
      from public.pathway_requirements r
      join public.skills s on s.id = r.skill_id
      left join private.levels_as_if(person, what_if) l on l.skill_id = r.skill_id
      where r.pathway_id = pathway
    ),
    fit as (
      -- w(1 - a) / Σw, from the same exact sixtieths.
      select *, (60 * weight - earned) / (60 * sum(weight) over ()) as share from asked
    )
    select jsonb_build_object(
      'pathway', private.pathway_ref(pathway),
      'person', private.person_ref(person),
      'coverage', whole.coverage::double precision,
      'readiness', whole.readiness,
      'unrated', coalesce(
        (select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.name, f.id) from fit f where f.current is null), '[]'
      ),
      'gaps', coalesce((
        select jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', f.id, 'name', f.name),
          'required', f.required, 'current', f.current, 'weight', f.weight, 'mandatory', f.mandatory,
          'share', f.share::double precision, 'confidence', f.confidence
        ) || case when f.current is null then '{"assumed": 2}'::jsonb else '{}' end
        order by f.share desc, f.name, f.id) from fit f
      ), '[]'),
      'competencies', coalesce((
        select jsonb_agg(jsonb_build_object(
          'competency', jsonb_build_object('id', c.id, 'name', c.name),
          'required', pc.level, 'current', coalesce(uc.level, 0),
          'mandatory', pc.mandatory, 'met', coalesce(uc.level, 0) >= pc.level
        ) order by c.name, c.id)
        from public.pathway_competencies pc
        join public.competencies c on c.id = pc.competency_id
        left join public.user_competencies uc on uc.user_id = person and uc.competency_id = pc.competency_id
        where pc.pathway_id = pathway
      ), '[]')
    )
    from (values (1)) one
    left join private.pathway_fit(person, array[pathway], what_if) whole on true
  );
end
$$;
comment on function private.gap_json(uuid, uuid, jsonb) is
  'What separates a person from a pathway (design, gap), the largest share first. Checks no right.';

create or replace function private.get_gap(pathway uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  person := coalesce(person, me);
  if not exists (select from public.career_pathways where id = pathway)
    or not private.may_read_work_of(person) or not exists (select from public.users where id = person)
  then
    perform private.fail(404, 'not_found', 'There is no such pathway, or no such person in your line.');
  end if;
  return private.gap_json(person, pathway);
end
$$;

create function private.current_pathway(person uuid) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select e.pathway_id from public.employment_info e where e.user_id = person);
end
$$;
comment on function private.current_pathway(uuid) is 'The pathway that a person''s job title means, or null. Checks no right.';

create function private.get_current_gap(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not private.may_read_work_of(person) or not exists (select from public.users where id = person) then
    perform private.fail(404, 'not_found', 'There is no such person in your line.');
  end if;
  return private.gap_json(person, private.current_pathway(person));
end
$$;
create function public.get_current_gap(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_current_gap(person) $$;
comment on function public.get_current_gap(uuid) is
  'GET /users/:id/gap, for self, line and HR: what separates a person from their current role; pathway null and no gaps where the job title means none. 404.';

create function private.get_gaps(pathways uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  pathways := coalesce(pathways, array(
    select private.current_pathway(me) where private.current_pathway(me) is not null
    union
    select g.pathway_id from public.user_career_goals g where g.user_id = me and g.status = 'active'
  ));
  if exists (select from unnest(pathways) p where not exists (select from public.career_pathways where id = p)) then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(private.gap_json(me, p) order by n), '[]')
    from (select p, min(n) as n from unnest(pathways) with ordinality as u (p, n) group by p) each
  ));
end
$$;
create function public.get_gaps(pathways uuid[] default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_gaps(pathways) $$;
comment on function public.get_gaps(uuid[]) is
  'GET /gaps: the caller''s gap to each pathway in the order asked; none named: the current role and the active goals. 404.';

-- Pathways as HR keeps them -----------------------------------------------------------------------------------------------

create function private.touch_parent() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  -- Once a transaction is enough: updated_at says whether this one raised the etag already.
  if new is distinct from old then
    execute format('update public.%I set updated_at = now() where id = $1 and updated_at <> now()', tg_argv[0])
    using (to_jsonb(coalesce(new, old)) ->> tg_argv[1])::uuid;
  end if;
  return null;
end
$$;
comment on function private.touch_parent() is
  'After each row: raises the etag of the row it belongs to, once a transaction. Arguments: that table, and the column that names the row.';
create trigger touch_parent after insert or update or delete on public.pathway_competencies
  for each row execute function private.touch_parent('career_pathways', 'pathway_id');
create trigger touch_parent after insert or update or delete on public.pathway_titles
  for each row execute function private.touch_parent('career_pathways', 'pathway_id');
create trigger touch_parent after insert or update or delete on public.pathway_edges
  for each row execute function private.touch_parent('career_pathways', 'from_id');

create function private.open_pathway(pathway uuid, expected_etag text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  current_version integer;
begin
  perform private.require_role('hr_admin');
  -- Foreign keys of others' edges need not wait for it.
  select version into current_version from public.career_pathways where id = pathway for no key update;
  if not found then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  perform private.check_version(current_version, expected_etag);
end
$$;
comment on function private.open_pathway(uuid, text) is
  'Locks a pathway that HR is about to change, so that writers take turns. 403 unless hr_admin, 404, 412 stale.';

create function private.refuse_items(path text, items jsonb, code text, message text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  if items is not null then
    perform private.fail(case code when 'duplicate' then 409 else 400 end, code, message, (
      select jsonb_agg(jsonb_build_object('path', format(path, n), 'code', code, 'message', message) order by n::integer)
      from jsonb_array_elements_text(items) n
    ));
  end if;
end
$$;
comment on function private.refuse_items(text, jsonb, text, text) is
  'Refuses (409 duplicate, else 400) a list of which these positions are wrong, each with its path (%s is the position); null: none is.';

create function private.write_pathway(pathway uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  p public.career_pathways;
begin
  perform private.refuse_unknown('org_unit_id', fields ->> 'org_unit_id' is null
    or exists (select from public.org_units where id = (fields ->> 'org_unit_id')::uuid), 'There is no such unit.');
  perform private.refuse_duplicate('name', exists (
    select from public.career_pathways o where o.name_key = private.name_key(fields ->> 'name') and o.id <> pathway
  ), 'Another pathway has this name.');
  perform private.refuse_duplicate('external_uri', exists (
    select from public.career_pathways o where o.external_uri = fields ->> 'external_uri' and o.id <> pathway
  ), 'Another pathway has this URI.');
  select * into p from public.career_pathways where id = pathway;
  p := jsonb_populate_record(p, fields);
  if p.max_years_experience < p.min_years_experience then
    perform private.fail(400, 'invalid', 'The most is less than the least.', jsonb_build_array(jsonb_build_object(
      'path', 'max_years_experience', 'code', 'reversed', 'message', 'The most is less than the least.')));
  end if;
  update public.career_pathways
  set name = p.name, description = p.description, org_unit_id = p.org_unit_id, level = p.level, status = p.status,
      min_years_experience = p.min_years_experience, max_years_experience = p.max_years_experience, external_uri = p.external_uri
  where id = pathway;
end
$$;
comment on function private.write_pathway(uuid, jsonb) is
  'Writes the fields of a pathway that are named; null empties. 400 unknown_id for a unit, 409 duplicate. Checks no right.';

create function private.create_pathway(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
begin
  perform private.refuse_duplicate('name', exists (
    select from public.career_pathways where name_key = private.name_key(fields ->> 'name') and id <> made
  ), 'Another pathway has this name.');
  insert into public.career_pathways (id, name) values (made, fields ->> 'name') on conflict (id) do nothing;
  if not found then
    return private.get_pathway(made) || '{"repeated": true}';
  end if;
  perform private.write_pathway(made, fields - 'id');
  return private.get_pathway(made);
end
$$;
create function public.create_pathway(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_pathway(fields) $$;
comment on function public.create_pathway(jsonb) is
  'POST /pathways, hr_admin: {id?, name, …}. The pathway, and whether the id was there already. 400 unknown_id, 409 duplicate.';

create function private.update_pathway(pathway uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_pathway(pathway, expected_etag);
  perform private.write_pathway(pathway, patch - 'id');
  return private.get_pathway(pathway);
end
$$;
create function public.update_pathway(pathway uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_pathway(pathway, patch, expected_etag) $$;
comment on function public.update_pathway(uuid, jsonb, text) is
  'PATCH /pathways/:id, hr_admin: also status; a retired pathway is neither found, recommended nor passed through. 400, 404, 409 duplicate, 412 stale.';

create function private.set_pathway_requirements(pathway uuid, items jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_pathway(pathway, expected_etag);
  perform private.refuse_items('requirements.%s.skill_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(items) with ordinality as i (item, n)
    where not exists (select from public.skills where id = (item ->> 'skill_id')::uuid and status = 'active')
  ), 'unknown_id', 'There is no such active skill.');
  delete from public.pathway_requirements r
  where r.pathway_id = pathway and not exists (select from jsonb_array_elements(items) i where (i ->> 'skill_id')::uuid = r.skill_id);
  insert into public.pathway_requirements as r (pathway_id, skill_id, level, weight, mandatory)
  select pathway, i.skill_id, i.level, coalesce(i.weight, 1), coalesce(i.mandatory, false)
  from jsonb_to_recordset(items) as i (skill_id uuid, level integer, weight numeric, mandatory boolean)
  where not exists (
    select from public.pathway_requirements o
    where o.pathway_id = pathway and o.skill_id = i.skill_id
      and (o.level, o.weight, o.mandatory) = (i.level, coalesce(i.weight, 1), coalesce(i.mandatory, false))
  )
  on conflict (pathway_id, skill_id) do update
    set level = excluded.level, weight = excluded.weight, mandatory = excluded.mandatory;
  perform private.refresh_distances(array[pathway], null);
  perform private.refresh_distances(null, array[pathway]);
  return private.get_pathway(pathway);
end
$$;
create function public.set_pathway_requirements(pathway uuid, items jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_pathway_requirements(pathway, items, expected_etag) $$;
comment on function public.set_pathway_requirements(uuid, jsonb, text) is
  'PUT /pathways/:id/requirements, hr_admin: [{skill_id, level, weight?, mandatory?}] and no others; its distances follow at once. 400 unknown_id for a skill that is not active, 404, 412 stale.';

create function private.set_pathway_competencies(pathway uuid, items jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_pathway(pathway, expected_etag);
  perform private.refuse_items('competencies.%s.competency_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(items) with ordinality as i (item, n)
    where not exists (select from public.competencies where id = (item ->> 'competency_id')::uuid and status = 'active')
  ), 'unknown_id', 'There is no such active competency.');
  delete from public.pathway_competencies c
  where c.pathway_id = pathway and not exists (select from jsonb_array_elements(items) i where (i ->> 'competency_id')::uuid = c.competency_id);
  insert into public.pathway_competencies as c (pathway_id, competency_id, level, mandatory)
  select pathway, i.competency_id, i.level, coalesce(i.mandatory, false)
  from jsonb_to_recordset(items) as i (competency_id uuid, level integer, mandatory boolean)
  on conflict (pathway_id, competency_id) do update set level = excluded.level, mandatory = excluded.mandatory;
  return private.get_pathway(pathway);
end
$$;
create function public.set_pathway_competencies(pathway uuid, items jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_pathway_competencies(pathway, items, expected_etag) $$;
comment on function public.set_pathway_competencies(uuid, jsonb, text) is
  'PUT /pathways/:id/competencies, hr_admin: [{competency_id, level, mandatory?}] and no others. 400 unknown_id, 404, 412 stale.';

create function private.set_pathway_edges(pathway uuid, items jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_pathway(pathway, expected_etag);
  perform private.refuse_items('edges.%s.to_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(items) with ordinality as i (item, n)
    where (item ->> 'to_id')::uuid = pathway
      or not exists (select from public.career_pathways where id = (item ->> 'to_id')::uuid and status = 'active')
  ), 'unknown_id', 'There is no such other active pathway.');
  delete from public.pathway_edges e
  where e.from_id = pathway and not exists (select from jsonb_array_elements(items) i where (i ->> 'to_id')::uuid = e.to_id);
  insert into public.pathway_edges (from_id, to_id, kind)
  select pathway, i.to_id, i.kind from jsonb_to_recordset(items) as i (to_id uuid, kind text)
  on conflict (from_id, to_id) do update set kind = excluded.kind;
  return private.get_pathway(pathway);
end
$$;
create function public.set_pathway_edges(pathway uuid, items jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_pathway_edges(pathway, items, expected_etag) $$;
comment on function public.set_pathway_edges(uuid, jsonb, text) is
  'PUT /pathways/:id/edges, hr_admin: the moves from it, [{to_id, kind}], and no others. 400 unknown_id, 404, 412 stale.';

create function private.set_pathway_titles(pathway uuid, titles text[], expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_pathway(pathway, expected_etag);
  -- Whoever else gives out a title now is seen, or waits.
  perform pg_advisory_xact_lock(hashtext('pathway_titles'));
  perform private.refuse_items('titles.%s', (
    select jsonb_agg(n - 1) from unnest(titles) with ordinality as t (wanted, n)
    where exists (select from public.pathway_titles o where o.title_key = private.name_key(wanted) and o.pathway_id <> pathway)
      or private.name_key(wanted) = any (select private.name_key(earlier) from unnest(titles[:n - 1]) earlier)
  ), 'duplicate', 'A title means one pathway only, and stands in its list once.');
  delete from public.pathway_titles t
  where t.pathway_id = pathway and t.title_key <> all (array(select private.name_key(n) from unnest(titles) n));
  insert into public.pathway_titles as t (pathway_id, title) select pathway, n from unnest(titles) n
  on conflict (title_key) do update set title = excluded.title where t.title <> excluded.title;
  return private.get_pathway(pathway);
end
$$;
create function public.set_pathway_titles(pathway uuid, titles text[], expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_pathway_titles(pathway, titles, expected_etag) $$;
comment on function public.set_pathway_titles(uuid, text[], text) is
  'PUT /pathways/:id/titles, hr_admin: the job titles that mean it, and no others; people follow at once. 404, 409 duplicate for another''s, 412 stale.';

create function private.get_unmapped_titles(after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  return (
    with found as materialized (
      select private.name_key(e.job_title) as key, min(e.job_title) as title, count(*) as people
      from public.employment_info e
      where e.status = 'active' and e.pathway_id is null and e.job_title is not null
      group by 1
    ),
    page as (
      select * from found
      where after is null or (-people, key) > ((after ->> 0)::bigint, after ->> 1)
      order by -people, key limit page_size + 1
    ),
    shown as (select * from page order by -people, key limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object('title', s.title, 'people', s.people) order by -s.people, s.key) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(-s.people, s.key) from shown s order by -s.people desc, s.key desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_unmapped_titles(
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_unmapped_titles(after, least(page_size, 200), want_total) $$;
comment on function public.get_unmapped_titles(jsonb, integer, boolean) is
  'GET /unmapped-titles, hr_admin: job titles that mean no pathway, those of most people first. {items, next, total?}.';

-- How far apart jobs are, and who moves between them ------------------------------------------------------------------------

create table public.pathway_distances (
  from_id uuid not null references public.career_pathways (id) on delete cascade,
  to_id uuid not null references public.career_pathways (id) on delete cascade,
  d double precision not null check (d between 0 and 1),
  primary key (from_id, to_id) include (d)
);
create index on public.pathway_distances (to_id);
alter table public.pathway_distances enable row level security;
create policy pathway_distances_select on public.pathway_distances
  for select to authenticated using ((select private.current_employee_id()) is not null);
grant select on public.pathway_distances to authenticated;
comment on table public.pathway_distances is
  'How far it is from one pathway to another (design, distance), to three decimals, so that a new pathway somewhere does not rewrite all; only pairs that share a skill, all others are 1 apart. Kept by PUT requirements and the job "distances".';

create function private.distances(from_ids uuid[], to_ids uuid[], person uuid default null)
returns table (from_id uuid, to_id uuid, d double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
begin
  return query
  with held as materialized (
    select r.pathway_id as holder, r.skill_id, r.level from public.pathway_requirements r
    where person is null and (from_ids is null or r.pathway_id = any (from_ids))
    union all
    select null, l.skill_id, coalesce(l.level, 2) from private.levels_of(person) l where person is not null
  ),
  aims as materialized (
    select p.id as pathway_id from public.career_pathways p
    where case when to_ids is not null then p.id = any (to_ids)
      -- Of all pathways those that share something.
      else p.id in (select r.pathway_id from public.pathway_requirements r where r.skill_id in (select h.skill_id from held h)) end
  ),
  asked as materialized (
    select r.pathway_id, r.skill_id, r.level, r.weight::double precision as weight
    from aims a join public.pathway_requirements r on r.pathway_id = a.pathway_id
  ),
  idf as materialized (
    select r.skill_id, ln((1 + (select count(*) from public.pathway_totals))::double precision / (1 + count(*))) as idf
    from public.pathway_requirements r where r.skill_id in (select a.skill_id from asked a)
    group by r.skill_id
  ),
  weighed as materialized (
    select a.pathway_id, a.skill_id, a.level, a.weight * i.idf as weight from asked a join idf i on i.skill_id = a.skill_id
  ),
  totals as (
    select w.pathway_id, sum(w.weight) as weight from weighed w group by w.pathway_id
  ),
  shared as (
    select h.holder, w.pathway_id, sum(w.weight * least(h.level, w.level) / w.level) as weight
    from held h join weighed w on w.skill_id = h.skill_id and w.pathway_id is distinct from h.holder
    group by h.holder, w.pathway_id
  )
  -- What all pathways ask for weighs nothing; a pathway that asks for nothing else is near to all.
  select s.holder, s.pathway_id,
    coalesce(greatest(0, 1 - s.weight / nullif(t.weight, 0)), 0)
  from shared s join totals t on t.pathway_id = s.pathway_id;
end
$$;
comment on function private.distances(uuid[], uuid[], uuid) is
  'D(a→b) = Σ w_b·idf·max(0, R_b − R_a)/R_b ÷ Σ w_b·idf, idf = ln((1+N)/(1+df)), of the pairs that share a skill; null: all pathways. With a person, their levels take the place of R_a (unrated counts as 2) and from_id is null. Checks no right.';

create function private.refresh_distances(from_ids uuid[], to_ids uuid[]) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
  perform pg_advisory_xact_lock(hashtext('pathway_distances'));
  -- Planned for these pathways; a setting would hold for the checks of each row's foreign keys, too.
  execute $query$
    with now as materialized (
      select x.from_id, x.to_id, round(x.d::numeric, 3)::double precision as d from private.distances($1, $2) x
    ),
    gone as (
      delete from public.pathway_distances o
      where ($1 is null or o.from_id = any ($1)) and ($2 is null or o.to_id = any ($2))
        and not exists (select from now where now.from_id = o.from_id and now.to_id = o.to_id)
    )
    insert into public.pathway_distances as o (from_id, to_id, d)
    select now.from_id, now.to_id, now.d
    from now left join public.pathway_distances before on before.from_id = now.from_id and before.to_id = now.to_id
    where before.d is distinct from now.d
    on conflict (from_id, to_id) do update set d = excluded.d
  $query$ using from_ids, to_ids;
  get diagnostics n = row_count;
  return n;
end
$$;
comment on function private.refresh_distances(uuid[], uuid[]) is
  'Rewrites pathway_distances from and to these pathways (null: all) where they changed; answers how many rows it wrote.';

create table private.pathway_moves (
  from_id uuid not null references public.career_pathways (id) on delete cascade,
  to_id uuid not null references public.career_pathways (id) on delete cascade,
  people integer not null,
  primary key (from_id, to_id)
);
create index on private.pathway_moves (to_id);
alter table private.pathway_moves enable row level security;
comment on table private.pathway_moves is
  'How many people went from one pathway straight to another, by the jobs that HR confirmed. Shown from 5 people on. Kept by the job "distances".';

create table private.pathway_people (
  pathway_id uuid primary key references public.career_pathways (id) on delete cascade,
  people integer not null
);
alter table private.pathway_people enable row level security;
comment on table private.pathway_people is 'How many active people have this pathway as their job. Shown from 5 people on. Kept by the job "distances".';

create function private.refresh_moves() returns void
language plpgsql security definer set search_path = ''
as $$
begin
  delete from private.pathway_moves where true;
  insert into private.pathway_moves (from_id, to_id, people)
  select j.before, j.pathway_id, count(distinct j.user_id)
  from (
    select h.user_id, h.pathway_id, lag(h.pathway_id) over (
      partition by h.user_id order by h.started_on nulls first, h.ended_on nulls last, h.id
    ) as before
    from public.position_history h where h.source = 'hr'
  ) j
  where j.before <> j.pathway_id
  group by j.before, j.pathway_id;
  delete from private.pathway_people where true;
  insert into private.pathway_people (pathway_id, people)
  select e.pathway_id, count(*) from public.employment_info e
  where e.status = 'active' and e.pathway_id is not null group by e.pathway_id;
end
$$;
comment on function private.refresh_moves() is 'Counts again who moved between pathways, and who has which.';

create view private.career_moves with (security_invoker = true) as
  select from_id, to_id from public.pathway_edges
  union all
  select from_id, to_id from private.pathway_moves where people >= 5;
comment on view private.career_moves is
  'The edges of the graph of jobs: moves that HR drew, and moves that 5 people or more made; what is both stands there twice, or the indexes below could not be used.';

create function private.job_distances(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  most constant integer := 12;
  batch uuid[];
begin
  if cursor is null then
    perform private.refresh_moves();
  end if;
  batch := array(
    select p.id from public.career_pathways p where cursor is null or p.id > (cursor ->> 0)::uuid order by p.id limit most
  );
  return jsonb_build_object(
    'rows', private.refresh_distances(batch, null),
    'next', case when cardinality(batch) = most then jsonb_build_array(batch[most]) end
  );
end
$$;
comment on function private.job_distances(jsonb, date) is
  'Job: moves and headcounts anew, then the distances from all pathways, 12 a step; only what changed is written.';

-- Recommendations ------------------------------------------------------------------------------------------------------------

create table public.pathway_dismissals (
  user_id uuid not null references public.users (id) on delete cascade,
  pathway_id uuid not null references public.career_pathways (id) on delete cascade,
  dismissed_at timestamptz not null default now(),
  primary key (user_id, pathway_id)
);
create index on public.pathway_dismissals (pathway_id);
alter table public.pathway_dismissals enable row level security;
create policy pathway_dismissals_select on public.pathway_dismissals
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.pathway_dismissals to authenticated;
comment on table public.pathway_dismissals is 'Pathways in which a person is not interested; nobody''s business but theirs. Written through dismiss_pathway().';

create function private.ranked_pathways(person uuid, dismissed boolean default false, what_if jsonb default null)
returns table (pathway_id uuid, class integer, coverage numeric, mandatory_unmet integer, distance double precision, readiness text)
language plpgsql stable security definer rows 300 set search_path = ''
as $$
#variable_conflict use_column
declare
  here uuid := private.current_pathway(person);
  -- Until the job came by, a pair that is not there says nothing.
  measured boolean := exists (select from public.pathway_distances where from_id = here);
begin
  return query
  select f.pathway_id, array_position(array['ready', 'near', 'develop'], f.readiness), f.coverage, f.mandatory_unmet,
    case when measured then coalesce(d.d, 1) end, f.readiness
  from private.pathway_fit(person, null, what_if, all_shared => true) f
  join public.career_pathways p on p.id = f.pathway_id and p.status = 'active'
  left join public.pathway_distances d on d.from_id = here and d.to_id = f.pathway_id
  left join public.pathway_dismissals n on n.user_id = person and n.pathway_id = f.pathway_id
  where f.pathway_id is distinct from here and (n.user_id is not null) = dismissed;
end
$$;
comment on function private.ranked_pathways(uuid, boolean, jsonb) is
  'What may be recommended to a person: active pathways that share a skill with them, but their own and those they dismissed (dismissed: those alone), with what ranks them: class (ready 1, near 2, develop 3), coverage down, mandatory unmet, distance from the current pathway (null without one, or before its distances are computed), id. Checks no right.';

create function private.recommendations(person uuid, dismissed boolean, what_if jsonb, after jsonb, page_size integer, want_total boolean)
returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  own_level integer := (select p.level from public.career_pathways p where p.id = private.current_pathway(person));
begin
  return (
    with found as materialized (
      select r.*, coalesce(r.distance, 1) as far from private.ranked_pathways(person, dismissed, what_if) r
    ),
    page as materialized (
      select *, row_number() over (order by class, -coverage, mandatory_unmet, far, pathway_id) as n
      from found
      where after is null or (class, -coverage, mandatory_unmet, far, pathway_id) > (
        (after ->> 0)::integer, (after ->> 1)::numeric, (after ->> 2)::integer, (after ->> 3)::double precision, (after ->> 4)::uuid
      )
      order by class, -coverage, mandatory_unmet, far, pathway_id limit page_size + 1
    ),
    asked as (
      select r.pathway_id, r.skill_id, r.level, r.weight, r.mandatory,
        case when l.skill_id is null then 0 else l.level end as current,
        -- What counts of the level, as in the gap.
        least(r.level, case when l.skill_id is null then 0 else coalesce(l.level, 2) end) as counted
      from public.pathway_requirements r
      left join private.levels_as_if(person, what_if) l on l.skill_id = r.skill_id
      where r.pathway_id = any (array(select page.pathway_id from page where page.n <= page_size))
    ),
    ordered as (
      select *, count(*) over whole as requirements, count(*) filter (where counted > 0) over whole as shared, sum(weight) over whole as weights,
        row_number() over (whole order by weight * counted / level desc, skill_id) as best,
        row_number() over (whole order by weight * (level - counted) / level desc, skill_id) as worst
      from asked
      window whole as (partition by pathway_id)
    ),
    -- Named one by one: a join would read all skills for a few.
    told as (
      select o.*, (select jsonb_build_object('id', s.id, 'name', s.name) from public.skills s where s.id = o.skill_id) as skill
      from ordered o where o.best <= 3 or o.worst <= 3
    ),
    explained as (
      select pathway_id, max(requirements) as requirements, max(shared) as shared,
        jsonb_agg(jsonb_build_object('skill', skill, 'required', level, 'current', current) order by best)
          filter (where best <= 3 and counted > 0) as matches,
        jsonb_agg(jsonb_build_object(
          'skill', skill, 'required', level, 'current', current, 'mandatory', mandatory,
          'share', (weight * (level - counted) / (level * weights))::double precision
        ) order by worst) filter (where worst <= 3 and counted < level) as missing
      from told
      group by pathway_id
    )
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'pathway', jsonb_build_object('id', p.id, 'name', p.name, 'level', p.level),
          'readiness', page.readiness, 'coverage', page.coverage::double precision, 'mandatory_unmet', page.mandatory_unmet,
          'distance', page.distance, 'level_step', p.level - own_level,
          'colleagues', case when h.people >= 5 then h.people end,
          'shared', e.shared, 'requirements', e.requirements, 'matches', e.matches, 'missing', coalesce(e.missing, '[]')
        ) order by page.n)
        from page
        join explained e on e.pathway_id = page.pathway_id
        join public.career_pathways p on p.id = page.pathway_id
        left join private.pathway_people h on h.pathway_id = page.pathway_id
      ), '[]'),
      'next', (
        select jsonb_build_array(class, (-coverage)::text, mandatory_unmet, far::text, pathway_id) from page
        where n = page_size and exists (select from page where n > page_size)
      )
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
comment on function private.recommendations(uuid, boolean, jsonb, jsonb, integer, boolean) is
  'A page of a person''s recommendations, each explained: the three skills that match best, the three that are missing most, the step in level, how many colleagues have it (5 or more, else null). {items, next, total?}. Checks no right.';

create function private.get_recommendations(dismissed boolean, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return private.recommendations(me, coalesce(dismissed, false), null, after, page_size, want_total);
end
$$;
create function public.get_recommendations(
  dismissed boolean default false, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_recommendations(dismissed, after, least(page_size, 200), want_total) $$;
comment on function public.get_recommendations(boolean, jsonb, integer, boolean) is
  'GET /recommendations: pathways for the caller, best first as design section 6 ranks them, each with its reasons; dismissed: those they are not interested in. {items, next, total?}.';

create function private.dismiss_pathway(pathway uuid, dismissed boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not exists (select from public.career_pathways where id = pathway) then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  if dismissed then
    insert into public.pathway_dismissals (user_id, pathway_id) values (me, pathway) on conflict do nothing;
  else
    delete from public.pathway_dismissals where user_id = me and pathway_id = pathway;
  end if;
  return jsonb_build_object('pathway', private.pathway_ref(pathway), 'dismissed', dismissed);
end
$$;
create function public.dismiss_pathway(pathway uuid, dismissed boolean default true) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.dismiss_pathway(pathway, dismissed) $$;
comment on function public.dismiss_pathway(uuid, boolean) is
  'POST /recommendations/:pathway_id/dismiss|restore: the caller is not interested, or is again; again changes nothing. 404.';

create function private.what_if(skills jsonb, pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  perform private.refuse_items('skills.%s.skill_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(skills) with ordinality as i (item, n)
    where not exists (select from public.skills s where s.id = (item ->> 'skill_id')::uuid and s.status <> 'proposed')
      and not exists (select from public.user_skills us where us.user_id = me and us.skill_id = (item ->> 'skill_id')::uuid)
  ), 'unknown_id', 'There is no such skill.');
  perform private.refuse_unknown('pathway_id',
    pathway is null or exists (select from public.career_pathways where id = pathway), 'There is no such pathway.');
  return jsonb_build_object(
    'gap', case when pathway is not null then private.gap_json(me, pathway, skills) end,
    'recommendations', case when pathway is null then private.recommendations(me, false, skills, null, 10, false) -> 'items' end
  );
end
$$;
create function public.what_if(skills jsonb, pathway uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.what_if(skills, pathway) $$;
comment on function public.what_if(jsonb, uuid) is
  'POST /what-if: the caller''s gap to a pathway, or without one the 10 best recommendations, as if they had these levels ([{skill_id, level}]). Writes nothing. 400 unknown_id.';

-- Routes ---------------------------------------------------------------------------------------------------------------------

create function private.hop_missing(person uuid, from_id uuid, to_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  return (
    with held as (
      select r.skill_id, r.level from public.pathway_requirements r where person is null and r.pathway_id = from_id
      union all
      select l.skill_id, coalesce(l.level, 2) from private.levels_of(person) l where person is not null
    ),
    missing as (
      select s.id, s.name, r.level as required, coalesce(h.level, 0) as current, r.weight * (r.level - coalesce(h.level, 0)) / r.level as lost
      from public.pathway_requirements r
      join public.skills s on s.id = r.skill_id
      left join held h on h.skill_id = r.skill_id
      where r.pathway_id = to_id and coalesce(h.level, 0) < r.level
      order by lost desc, s.name, s.id limit 5
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'skill', jsonb_build_object('id', m.id, 'name', m.name), 'required', m.required, 'current', m.current
    ) order by m.lost desc, m.name, m.id), '[]') from missing m
  );
end
$$;
comment on function private.hop_missing(uuid, uuid, uuid) is
  'The five skills that a hop asks for most beyond what the job before it (or, with a person, that person) brings. Checks no right.';

create function private.routes(person uuid, target uuid, k integer)
returns table (route integer, hop integer, from_id uuid, to_id uuid, cost double precision, distance double precision, probability double precision)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  here uuid := private.current_pathway(person);
begin
  return query
  with nexts as materialized (
    select distinct m.to_id from private.career_moves m join public.career_pathways p on p.id = m.to_id and p.status = 'active'
    where m.from_id = here and m.to_id <> here
  ),
  lasts as materialized (
    select distinct m.from_id from private.career_moves m join public.career_pathways p on p.id = m.from_id and p.status = 'active'
    where m.to_id = target and m.from_id <> here and exists (select from public.career_pathways t where t.id = target and t.status = 'active')
  ),
  -- All simple paths of at most three hops: from both ends, so that the graph beyond them is not looked at.
  paths as (
    select array[here, n.to_id] as nodes from nexts n where n.to_id = target
    union
    select array[here, l.from_id, target] from nexts n join lasts l on l.from_id = n.to_id where here <> target
    union
    select array[here, n.to_id, l.from_id, target]
    from nexts n
    join private.career_moves m on m.from_id = n.to_id
    join lasts l on l.from_id = m.to_id
    where here <> target and n.to_id <> target and n.to_id <> l.from_id
  ),
  numbered as materialized (
    select row_number() over (order by cardinality(nodes), nodes) as path, nodes from paths
  ),
  hops as materialized (
    select n.path, i as hop, n.nodes[i] as from_id, n.nodes[i + 1] as to_id
    from numbered n, generate_series(1, cardinality(n.nodes) - 1) i
  ),
  -- The first hop begins with what the person can do, every other with what the job before it asks for.
  own as materialized (
    select o.to_id, o.d from private.distances(null, array(select distinct h.to_id from hops h where h.hop = 1), person) o
  ),
  leaving as materialized (
    select m.from_id, sum(m.people) as people from private.pathway_moves m
    where m.from_id in (select h.from_id from hops h) group by m.from_id
  ),
  moves as materialized (
    select e.first, e.from_id, e.to_id,
      coalesce(case when e.first then o.d else d.d end, 1) as distance,
      (coalesce(m.people, 0) + 5 * coalesce(q.people, 0)::double precision / greatest(1, everybody.people)) / (coalesce(l.people, 0) + 5) as probability,
      0.1 * greatest(0, b.level - a.level - 1) as leap
    from (select distinct h.hop = 1 as first, h.from_id, h.to_id from hops h) e
    join public.career_pathways a on a.id = e.from_id
    join public.career_pathways b on b.id = e.to_id
    left join own o on o.to_id = e.to_id
    left join public.pathway_distances d on d.from_id = e.from_id and d.to_id = e.to_id
    left join private.pathway_moves m on m.from_id = e.from_id and m.to_id = e.to_id
    left join leaving l on l.from_id = e.from_id
    left join private.pathway_people q on q.pathway_id = e.to_id
    cross join (select coalesce(sum(p.people), 0) as people from private.pathway_people p) everybody
  ),
  priced as materialized (
    select h.path, h.hop, m.*, 0.6 * m.distance + 0.4 * (1 - m.probability) + coalesce(m.leap, 0) as cost
    from hops h join moves m on m.first = (h.hop = 1) and m.from_id = h.from_id and m.to_id = h.to_id
  ),
  ranked as (
    select p.path, row_number() over (order by round(sum(p.cost)::numeric, 9), p.path) as rank from priced p group by p.path
  )
  select r.rank::integer, p.hop, p.from_id, p.to_id, p.cost, p.distance, p.probability
  from ranked r join priced p on p.path = r.path
  where r.rank <= k
  order by r.rank, p.hop;
end
$$;
comment on function private.routes(uuid, uuid, integer) is
  'The k cheapest simple routes of at most 3 hops from a person''s current pathway to another (design, routes): cost = 0.6·D + 0.4·(1 − P) + 0.1·max(0, Δlevel − 1) a hop; equal ones: fewer hops, then ids. Checks no right.';

create function private.get_routes(target uuid, k integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not exists (select from public.career_pathways where id = target and status = 'active') then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return jsonb_build_object(
    'from', private.pathway_ref(private.current_pathway(me)), 'to', private.pathway_ref(target),
    'routes', (
      select coalesce(jsonb_agg(r.item order by r.route), '[]')
      from (
        select h.route, jsonb_build_object('cost', round(sum(h.cost)::numeric, 2), 'hops', jsonb_agg(jsonb_build_object(
          'from', private.pathway_ref(h.from_id), 'to', private.pathway_ref(h.to_id),
          'cost', round(h.cost::numeric, 2), 'distance', h.distance,
          'reasons', jsonb_build_object(
            'curated', e.kind, 'seen', case when m.people >= 5 then m.people end, 'overlap', 1 - h.distance
          ),
          'missing', private.hop_missing(case when h.hop = 1 then me end, h.from_id, h.to_id)
        ) order by h.hop)) as item
        from private.routes(me, target, least(k, 10)) h
        left join public.pathway_edges e on e.from_id = h.from_id and e.to_id = h.to_id
        left join private.pathway_moves m on m.from_id = h.from_id and m.to_id = h.to_id
        group by h.route
      ) r
    )
  );
end
$$;
create function public.get_routes(target uuid, k integer default 3) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_routes(target, k) $$;
comment on function public.get_routes(uuid, integer) is
  'GET /routes: the k (3, at most 10) cheapest routes of at most 3 hops from the caller''s current pathway, each hop with reasons and what it asks for; from null and no routes where the job title means no pathway. 404.';

-- Goals ----------------------------------------------------------------------------------------------------------------------

create table public.user_career_goals (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  pathway_id uuid not null references public.career_pathways (id) on delete restrict,
  target_position text check (char_length(target_position) <= 200 and private.is_text(target_position)),
  target_date date check (private.is_day(target_date)),
  priority text not null default 'medium' check (priority in ('low', 'medium', 'high')),
  route uuid[] not null default '{}' check (cardinality(route) <= 3),
  status text not null default 'draft' check (status in ('draft', 'active', 'paused', 'achieved', 'abandoned')),
  shared boolean not null default false,
  coverage_at_start numeric check (coverage_at_start between 0 and 1),
  started_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((status in ('achieved', 'abandoned')) = (ended_at is not null))
);
create unique index user_career_goals_one_active on public.user_career_goals (user_id, pathway_id) where status = 'active';
create index on public.user_career_goals (user_id, created_at, id);
create index on public.user_career_goals (pathway_id);
create trigger touch before update on public.user_career_goals for each row execute function private.touch();
alter table public.user_career_goals enable row level security;
create policy user_career_goals_select on public.user_career_goals
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or shared and (
      user_id = any ((select private.my_report_ids())::uuid[]) or user_id = any ((select private.people_i_decide_for())::uuid[])
    )
  );
grant select on public.user_career_goals to authenticated;
comment on table public.user_career_goals is
  'Where a person wants to go; self and HR, the line and whoever decides those that are shared. Written through create_goal(), update_goal() and move_goal().';
comment on column public.user_career_goals.route is 'The pathways on the way, the goal last, as a route of GET /routes has them.';
comment on column public.user_career_goals.coverage_at_start is 'How far the person covered the pathway when the goal first became active.';

create table public.goal_notes (
  goal_id uuid primary key references public.user_career_goals (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  notes text not null check (char_length(notes) <= 4000 and private.is_text(notes))
);
create index on public.goal_notes (user_id);
create trigger touch_parent after insert or update or delete on public.goal_notes
  for each row execute function private.touch_parent('user_career_goals', 'goal_id');
alter table public.goal_notes enable row level security;
create policy goal_notes_select on public.goal_notes
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.goal_notes to authenticated;
comment on table public.goal_notes is 'What a person notes about a goal: theirs alone, shared or not.';

create table public.goal_items (
  id uuid primary key default gen_random_uuid(),
  goal_id uuid not null references public.user_career_goals (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  position integer not null,
  kind text not null check (kind in ('skill', 'course', 'other')),
  skill_id uuid references public.skills (id) on delete restrict,
  level integer check (level between 1 and 5),
  title text check (char_length(title) <= 300 and private.is_text(title)),
  done_at timestamptz,
  check ((kind = 'skill') = (skill_id is not null)),
  check (kind = 'skill' or level is null),
  check (kind = 'skill' or title is not null)
);
create index on public.goal_items (goal_id, position);
create index on public.goal_items (user_id);
create index on public.goal_items (skill_id);
create trigger touch_parent after insert or update or delete on public.goal_items
  for each row execute function private.touch_parent('user_career_goals', 'goal_id');
alter table public.goal_items enable row level security;
create policy goal_items_select on public.goal_items
  for select to authenticated using (goal_id in (select g.id from public.user_career_goals g));
grant select on public.goal_items to authenticated;
comment on table public.goal_items is 'The steps to a goal: a skill to a level, a course, or anything else in words; who reads the goal reads them.';

create function private.goal_json(goal public.user_career_goals) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', goal.id, 'user', private.person_ref(goal.user_id), 'pathway', private.pathway_ref(goal.pathway_id),
    'target_position', goal.target_position, 'target_date', goal.target_date, 'priority', goal.priority,
    'notes', (select n.notes from public.goal_notes n where n.goal_id = goal.id and n.user_id = private.current_employee_id()),
    'status', goal.status, 'shared', goal.shared,
    'route', (select coalesce(jsonb_agg(private.pathway_ref(p) order by i), '[]') from unnest(goal.route) with ordinality as r (p, i)),
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', i.id, 'kind', i.kind,
        'skill', case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end,
        'level', i.level, 'title', i.title, 'done_at', i.done_at
      ) order by i.position, i.id), '[]')
      from public.goal_items i left join public.skills s on s.id = i.skill_id where i.goal_id = goal.id
    ),
    'progress', (
      select jsonb_build_object(
        'coverage', (select f.coverage::double precision from private.pathway_fit(goal.user_id, array[goal.pathway_id]) f),
        'coverage_at_start', goal.coverage_at_start::double precision,
        'items_done', count(i.done_at), 'items', count(i.id)
      )
      from public.goal_items i where i.goal_id = goal.id
    ),
    'started_at', goal.started_at, 'ended_at', goal.ended_at, 'created_at', goal.created_at, 'etag', goal.version::text
  );
end
$$;
comment on function private.goal_json(public.user_career_goals) is
  'A goal as resource, with progress; notes for their owner alone. Checks no right.';

create function private.may_read_goal(goal public.user_career_goals) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return goal.user_id = private.current_employee_id() or private.has_role('hr_admin')
    or goal.shared and (goal.user_id = any (private.my_report_ids()) or private.decides_for(goal.user_id));
end
$$;
comment on function private.may_read_goal(public.user_career_goals) is 'Whether the caller may read a goal, as its policy says.';

create function private.open_goal(goal uuid, writing boolean) returns public.user_career_goals
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found_goal public.user_career_goals;
begin
  if writing then
    select * into found_goal from public.user_career_goals where id = goal for update;
  else
    select * into found_goal from public.user_career_goals where id = goal;
  end if;
  if found_goal.id is null or not coalesce(private.may_read_goal(found_goal), false) then
    perform private.fail(404, 'not_found', 'There is no such goal.');
  end if;
  if writing and found_goal.user_id <> me then
    raise insufficient_privilege using message = 'A goal is its owner''s to change.';
  end if;
  return found_goal;
end
$$;
comment on function private.open_goal(uuid, boolean) is
  'A goal that the caller may read (404) or, to write, locked and their own (403).';

create function private.write_goal(goal uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  g public.user_career_goals;
begin
  perform private.refuse_items('route.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'route') with ordinality as r (id, n)
    where not exists (select from public.career_pathways p where p.id = r.id::uuid)
  ), 'unknown_id', 'There is no such pathway.');
  perform private.refuse_items('items.%s.id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    where item ->> 'id' is not null
      and exists (select from public.goal_items o where o.id = (item ->> 'id')::uuid and o.goal_id <> goal)
  ), 'unknown_id', 'There is no such item of this goal.');
  select * into g from public.user_career_goals where id = goal;
  perform private.refuse_items('items.%s.skill_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    where item ->> 'skill_id' is not null
      and not exists (select from public.skills s where s.id = (item ->> 'skill_id')::uuid and s.status <> 'proposed')
      and not exists (select from public.user_skills us where us.user_id = g.user_id and us.skill_id = (item ->> 'skill_id')::uuid)
  ), 'unknown_id', 'There is no such skill.');
  g := jsonb_populate_record(g, fields - 'route');
  update public.user_career_goals
  set target_position = g.target_position, target_date = g.target_date, priority = g.priority,
      route = case when fields ? 'route' then array(select jsonb_array_elements_text(fields -> 'route'))::uuid[] else route end
  where id = goal;
  if fields ? 'notes' then
    delete from public.goal_notes where goal_id = goal and fields ->> 'notes' is null;
    insert into public.goal_notes as n (goal_id, user_id, notes)
    select goal, g.user_id, fields ->> 'notes' where fields ->> 'notes' is not null
    on conflict (goal_id) do update set notes = excluded.notes where n.notes <> excluded.notes;
  end if;
  if fields ? 'items' then
    delete from public.goal_items o
    where o.goal_id = goal and not exists (select from jsonb_array_elements(fields -> 'items') i where (i ->> 'id')::uuid = o.id);
    insert into public.goal_items as o (id, goal_id, user_id, position, kind, skill_id, level, title, done_at)
    select coalesce((item ->> 'id')::uuid, gen_random_uuid()), goal, g.user_id, n, item ->> 'kind', (item ->> 'skill_id')::uuid,
      (item ->> 'level')::integer, item ->> 'title', case when (item ->> 'done')::boolean then now() end
    from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    on conflict (id) do update
      set position = excluded.position, kind = excluded.kind, skill_id = excluded.skill_id, level = excluded.level,
          title = excluded.title, done_at = case when excluded.done_at is not null then coalesce(o.done_at, excluded.done_at) end
      where o.goal_id = goal;
  end if;
end
$$;
comment on function private.write_goal(uuid, jsonb) is
  'Writes the fields of a goal that are named; items as a whole list, in which what names its id stays. 400 unknown_id. Checks no right.';

create function private.create_goal(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  made public.user_career_goals;
begin
  -- One after the other: the same id twice at once makes one, and nobody gets past the limit.
  perform from public.users where id = me for no key update;
  select * into made from public.user_career_goals where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.user_id <> me, 'This id belongs to something else.');
    return private.goal_json(made) || '{"repeated": true}';
  end if;
  perform private.refuse_unknown('pathway_id',
    exists (select from public.career_pathways where id = (fields ->> 'pathway_id')::uuid and status = 'active'), 'There is no such active pathway.');
  if (select count(*) from public.user_career_goals where user_id = me) >= 100 then
    perform private.fail(409, 'too_many', 'A person may have 100 goals.');
  end if;
  insert into public.user_career_goals (id, user_id, pathway_id)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, (fields ->> 'pathway_id')::uuid)
  returning * into made;
  perform private.write_goal(made.id, fields - '{id, pathway_id}'::text[]);
  return private.goal_json(private.open_goal(made.id, false));
end
$$;
create function public.create_goal(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_goal(fields) $$;
comment on function public.create_goal(jsonb) is
  'POST /goals: {id?, pathway_id, route?, items?, …}, a draft. The goal, and whether the id was there already. 400 unknown_id, 409 duplicate or too_many.';

create function private.get_goal(goal uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.goal_json(private.open_goal(goal, false));
end
$$;
create function public.get_goal(goal uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_goal(goal) $$;
comment on function public.get_goal(uuid) is 'GET /goals/:id, for self and HR, and the line where it is shared: with progress. 404.';

create function private.get_goals(person uuid, statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
begin
  person := coalesce(person, me);
  if not private.may_read_work_of(person) or not exists (select from public.users where id = person) then
    perform private.fail(404, 'not_found', 'There is no such person in your line.');
  end if;
  return (
    with found as not materialized (
      select g.id, g.created_at from public.user_career_goals g
      where g.user_id = person and (statuses is null or g.status = any (statuses)) and private.may_read_goal(g)
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.goal_json(g) order by s.created_at desc, s.id desc)
        from shown s join public.user_career_goals g on g.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_goals(
  person uuid default null, statuses text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_goals(person, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_goals(uuid, text[], jsonb, integer, boolean) is
  'GET /goals: the caller''s, or those of another that they may read (shared ones for the line, all for HR), newest first. {items, next, total?}. 404.';

create function private.update_goal(goal uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  g public.user_career_goals := private.open_goal(goal, true);
begin
  perform private.check_version(g.version, expected_etag);
  if g.ended_at is not null then
    perform private.fail(409, 'invalid_transition', 'This goal has come to its end.');
  end if;
  perform private.write_goal(goal, patch);
  return private.get_goal(goal);
end
$$;
create function public.update_goal(goal uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_goal(goal, patch, expected_etag) $$;
comment on function public.update_goal(uuid, jsonb, text) is
  'PATCH /goals/:id, of the owner: fields, notes, route, items as a whole list. 400 unknown_id, 403, 404, 409 invalid_transition once it ended, 412 stale.';

create function private.delete_goal(goal uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  g public.user_career_goals := private.open_goal(goal, true);
begin
  if g.status <> 'draft' then
    perform private.fail(409, 'invalid_transition', 'Only a draft is deleted; abandon this one.');
  end if;
  delete from public.user_career_goals where id = goal;
end
$$;
create function public.delete_goal(goal uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_goal(goal) $$;
comment on function public.delete_goal(uuid) is 'DELETE /goals/:id, of the owner, a draft. 403, 404, 409 invalid_transition.';

create function private.move_goal(goal uuid, move text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  g public.user_career_goals := private.open_goal(goal, true);
  becomes text := case
    when move = 'activate' and g.status = 'draft' then 'active'
    when move = 'pause' and g.status = 'active' then 'paused'
    when move = 'resume' and g.status = 'paused' then 'active'
    when move = 'achieve' and g.status in ('active', 'paused') then 'achieved'
    when move = 'abandon' and g.status in ('active', 'paused') then 'abandoned'
    when move in ('share', 'unshare') then g.status
  end;
begin
  if becomes is null then
    perform private.fail(409, 'invalid_transition', format('This goal is %s: %s is not possible.', g.status, move));
  end if;
  perform private.refuse_duplicate('pathway_id', becomes = 'active' and exists (
    select from public.user_career_goals o
    where o.user_id = g.user_id and o.pathway_id = g.pathway_id and o.status = 'active' and o.id <> g.id
  ), 'Another goal for this pathway is active.');
  update public.user_career_goals
  set status = becomes,
      shared = case move when 'share' then true when 'unshare' then false else shared end,
      started_at = coalesce(started_at, case when becomes = 'active' then now() end),
      coverage_at_start = case when move = 'activate'
        then (select f.coverage from private.pathway_fit(g.user_id, array[g.pathway_id]) f) else coverage_at_start end,
      ended_at = case when becomes in ('achieved', 'abandoned') then coalesce(ended_at, now()) end
  where id = goal;
  return private.get_goal(goal);
end
$$;
create function public.move_goal(goal uuid, move text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_goal(goal, move) $$;
comment on function public.move_goal(uuid, text) is
  'POST /goals/:id/activate | pause | resume | achieve | abandon | share | unshare, of the owner. 403, 404, 409 invalid_transition, or duplicate where another goal for the pathway is active.';

-- Plans ----------------------------------------------------------------------------------------------------------------------

create table public.development_plans (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  title text not null check (char_length(title) <= 200 and private.is_text(title)),
  status text not null default 'draft' check (status in ('draft', 'submitted', 'approved', 'returned')),
  submitted_at timestamptz,
  decided_by uuid references public.users (id) on delete set null,
  decided_at timestamptz,
  snapshot jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status <> 'approved' or snapshot is not null)
);
create index on public.development_plans (user_id, created_at, id);
create index on public.development_plans (decided_by);
create trigger touch before update on public.development_plans for each row execute function private.touch();
alter table public.development_plans enable row level security;
create policy development_plans_select on public.development_plans
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or status <> 'draft' and (
      user_id = any ((select private.my_report_ids())::uuid[]) or user_id = any ((select private.people_i_decide_for())::uuid[])
    )
  );
grant select on public.development_plans to authenticated;
comment on table public.development_plans is
  'What a person means to do about their goals, sent to whoever decides for them; self and HR, the line and whoever decides once it is sent. Written through create_plan(), update_plan() and move_plan().';
comment on column public.development_plans.snapshot is 'Goals, items and gaps as they were when it was last approved.';

create table public.development_plan_goals (
  plan_id uuid not null references public.development_plans (id) on delete cascade,
  goal_id uuid not null references public.user_career_goals (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  primary key (plan_id, goal_id)
);
create index on public.development_plan_goals (goal_id);
create index on public.development_plan_goals (user_id);
create trigger touch_parent after insert or update or delete on public.development_plan_goals
  for each row execute function private.touch_parent('development_plans', 'plan_id');
alter table public.development_plan_goals enable row level security;
create policy development_plan_goals_select on public.development_plan_goals
  for select to authenticated using (plan_id in (select p.id from public.development_plans p));
grant select on public.development_plan_goals to authenticated;
comment on table public.development_plan_goals is 'The goals that a plan is for; who reads the plan reads that they are there.';

create table public.development_plan_items (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references public.development_plans (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  position integer not null,
  title text not null check (char_length(title) <= 300 and private.is_text(title)),
  skill_id uuid references public.skills (id) on delete restrict,
  due_on date check (private.is_day(due_on)),
  done_at timestamptz
);
create index on public.development_plan_items (plan_id, position);
create index on public.development_plan_items (user_id);
create index on public.development_plan_items (skill_id);
create trigger touch_parent after insert or update or delete on public.development_plan_items
  for each row execute function private.touch_parent('development_plans', 'plan_id');
alter table public.development_plan_items enable row level security;
create policy development_plan_items_select on public.development_plan_items
  for select to authenticated using (plan_id in (select p.id from public.development_plans p));
grant select on public.development_plan_items to authenticated;
comment on table public.development_plan_items is 'What the person will do, and until when; who reads the plan reads them.';

create table public.development_plan_comments (
  id uuid primary key default gen_random_uuid(),
  plan_id uuid not null references public.development_plans (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  author_id uuid references public.users (id) on delete set null,
  comment text not null check (char_length(comment) <= 2000 and private.is_text(comment)),
  created_at timestamptz not null default now()
);
create index on public.development_plan_comments (plan_id, created_at);
create index on public.development_plan_comments (user_id);
create index on public.development_plan_comments (author_id);
alter table public.development_plan_comments enable row level security;
create policy development_plan_comments_select on public.development_plan_comments
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or author_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.development_plan_comments to authenticated;
comment on table public.development_plan_comments is
  'Why a plan was returned: between the person, whoever wrote it, and HR; not for the rest of the line.';

create function private.may_read_plan(plan public.development_plans) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return plan.user_id = private.current_employee_id() or private.has_role('hr_admin')
    or plan.status <> 'draft' and (plan.user_id = any (private.my_report_ids()) or private.decides_for(plan.user_id));
end
$$;
comment on function private.may_read_plan(public.development_plans) is 'Whether the caller may read a plan, as its policy says.';

create function private.plan_goals(plan uuid) returns setof public.user_career_goals
language plpgsql stable security definer set search_path = ''
as $$
begin
  return query
  select g.* from public.development_plan_goals p join public.user_career_goals g on g.id = p.goal_id
  where p.plan_id = plan order by g.created_at, g.id;
end
$$;
comment on function private.plan_goals(uuid) is 'The goals of a plan. Checks no right.';

create function private.plan_items_json(plan uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', i.id, 'title', i.title, 'skill', case when s.id is not null then jsonb_build_object('id', s.id, 'name', s.name) end,
      'due_on', i.due_on, 'done_at', i.done_at
    ) order by i.position, i.id), '[]')
    from public.development_plan_items i left join public.skills s on s.id = i.skill_id where i.plan_id = plan
  );
end
$$;
comment on function private.plan_items_json(uuid) is 'The items of a plan. Checks no right.';

create function private.plan_json(plan public.development_plans) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  hr boolean := private.has_role('hr_admin');
begin
  return jsonb_build_object(
    'id', plan.id, 'user', private.person_ref(plan.user_id), 'title', plan.title, 'status', plan.status,
    'goals', (
      -- Sending the plan shared them; what was taken back since is not shown.
      select coalesce(jsonb_agg(private.goal_json(g) order by g.created_at, g.id), '[]')
      from private.plan_goals(plan.id) g where g.shared or plan.user_id = me or hr
    ),
    'items', private.plan_items_json(plan.id),
    'comments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'author', private.person_ref(c.author_id), 'comment', c.comment, 'created_at', c.created_at
      ) order by c.created_at desc, c.id), '[]')
      from public.development_plan_comments c where c.plan_id = plan.id and (me in (c.user_id, c.author_id) or hr)
    ),
    'submitted_at', plan.submitted_at, 'decided_by', private.person_ref(plan.decided_by), 'decided_at', plan.decided_at,
    'snapshot', plan.snapshot, 'created_at', plan.created_at, 'etag', plan.version::text
  );
end
$$;
comment on function private.plan_json(public.development_plans) is 'A plan as resource, as far as the caller may see it. Checks no right to the plan itself.';

create function private.open_plan(plan uuid, writing boolean) returns public.development_plans
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found_plan public.development_plans;
begin
  if writing then
    select * into found_plan from public.development_plans where id = plan for update;
  else
    select * into found_plan from public.development_plans where id = plan;
  end if;
  if found_plan.id is null or not coalesce(private.may_read_plan(found_plan), false) then
    perform private.fail(404, 'not_found', 'There is no such plan.');
  end if;
  return found_plan;
end
$$;
comment on function private.open_plan(uuid, boolean) is 'A plan that the caller may read, locked if it is to be written. 404.';

create function private.require_owner(owner uuid) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  if owner is distinct from private.current_employee_id() then
    raise insufficient_privilege using message = 'This is for its owner alone.';
  end if;
end
$$;
comment on function private.require_owner(uuid) is 'Refuses (403) everybody but this person.';

create function private.write_plan(plan uuid, owner uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refuse_items('goal_ids.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'goal_ids') with ordinality as i (id, n)
    where not exists (select from public.user_career_goals g where g.id = i.id::uuid and g.user_id = owner)
  ), 'unknown_id', 'You have no such goal.');
  perform private.refuse_items('items.%s.id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    where exists (select from public.development_plan_items o where o.id = (item ->> 'id')::uuid and o.plan_id <> plan)
  ), 'unknown_id', 'There is no such item of this plan.');
  perform private.refuse_items('items.%s.skill_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    where item ->> 'skill_id' is not null
      and not exists (select from public.skills s where s.id = (item ->> 'skill_id')::uuid and s.status <> 'proposed')
      and not exists (select from public.user_skills us where us.user_id = owner and us.skill_id = (item ->> 'skill_id')::uuid)
  ), 'unknown_id', 'There is no such skill.');
  update public.development_plans set title = coalesce(fields ->> 'title', title) where id = plan;
  if fields ? 'goal_ids' then
    delete from public.development_plan_goals where plan_id = plan and not fields -> 'goal_ids' ? goal_id::text;
    insert into public.development_plan_goals (plan_id, goal_id, user_id)
    select plan, id::uuid, owner from jsonb_array_elements_text(fields -> 'goal_ids') id on conflict do nothing;
  end if;
  if fields ? 'items' then
    delete from public.development_plan_items o
    where o.plan_id = plan and not exists (select from jsonb_array_elements(fields -> 'items') i where (i ->> 'id')::uuid = o.id);
    insert into public.development_plan_items as o (id, plan_id, user_id, position, title, skill_id, due_on, done_at)
    select coalesce((item ->> 'id')::uuid, gen_random_uuid()), plan, owner, n, item ->> 'title', (item ->> 'skill_id')::uuid,
      (item ->> 'due_on')::date, case when (item ->> 'done')::boolean then now() end
    from jsonb_array_elements(fields -> 'items') with ordinality as i (item, n)
    on conflict (id) do update
      set position = excluded.position, title = excluded.title, skill_id = excluded.skill_id, due_on = excluded.due_on,
          done_at = case when excluded.done_at is not null then coalesce(o.done_at, excluded.done_at) end
      where o.plan_id = plan;
  end if;
end
$$;
comment on function private.write_plan(uuid, uuid, jsonb) is
  'Writes the fields of a plan that are named; goals and items as whole lists. 400 unknown_id. Checks no right.';

create function private.create_plan(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  made public.development_plans;
begin
  -- One after the other: the same id twice at once makes one, and nobody gets past the limit.
  perform from public.users where id = me for no key update;
  select * into made from public.development_plans where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.user_id <> me, 'This id belongs to something else.');
    return private.plan_json(made) || '{"repeated": true}';
  end if;
  if (select count(*) from public.development_plans where user_id = me) >= 100 then
    perform private.fail(409, 'too_many', 'A person may have 100 plans.');
  end if;
  insert into public.development_plans (id, user_id, title)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, fields ->> 'title')
  returning * into made;
  perform private.write_plan(made.id, me, fields);
  return private.plan_json(made);
end
$$;
create function public.create_plan(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_plan(fields) $$;
comment on function public.create_plan(jsonb) is
  'POST /plans: {id?, title, goal_ids?, items?}, a draft. The plan, and whether the id was there already. 400 unknown_id, 409 duplicate or too_many.';

create function private.get_plan(plan uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.plan_json(private.open_plan(plan, false));
end
$$;
create function public.get_plan(plan uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_plan(plan) $$;
comment on function public.get_plan(uuid) is
  'GET /plans/:id, for self and HR, and once it is sent the line and whoever decides. 404.';

create function private.get_plans(scope text, statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
  people uuid[] := case scope
    when 'approvals' then private.people_i_decide_for()
    when 'team' then private.my_report_ids()
    else array[me]
  end;
begin
  return (
    with found as not materialized (
      select p.id, p.created_at from public.development_plans p
      where p.user_id = any (people) and (statuses is null or p.status = any (statuses))
        and (scope is distinct from 'approvals' or p.status = 'submitted') and (scope is distinct from 'team' or p.status <> 'draft')
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.plan_json(p) order by s.created_at desc, s.id desc)
        from shown s join public.development_plans p on p.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_plans(
  scope text default 'mine', statuses text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_plans(scope, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_plans(text, text[], jsonb, integer, boolean) is
  'GET /plans: the caller''s; approvals: those that wait for their decision; team: those that their line sent. Newest first. {items, next, total?}.';

create function private.update_plan(plan uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  p public.development_plans := private.open_plan(plan, true);
begin
  perform private.require_owner(p.user_id);
  perform private.check_version(p.version, expected_etag);
  if p.status not in ('draft', 'returned') then
    perform private.fail(409, 'invalid_transition', format('This plan is %s: take it back or reopen it first.', p.status));
  end if;
  perform private.write_plan(plan, p.user_id, patch);
  return private.get_plan(plan);
end
$$;
create function public.update_plan(plan uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_plan(plan, patch, expected_etag) $$;
comment on function public.update_plan(uuid, jsonb, text) is
  'PATCH /plans/:id, of the owner, a draft or returned one: title, goal_ids and items as whole lists. 400 unknown_id, 403, 404, 409 invalid_transition, 412 stale.';

create function private.delete_plan(plan uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  p public.development_plans := private.open_plan(plan, true);
begin
  perform private.require_owner(p.user_id);
  if p.status <> 'draft' or p.snapshot is not null then
    perform private.fail(409, 'invalid_transition', 'Only a draft that was never approved is deleted.');
  end if;
  delete from public.development_plans where id = plan;
end
$$;
create function public.delete_plan(plan uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_plan(plan) $$;
comment on function public.delete_plan(uuid) is 'DELETE /plans/:id, of the owner, a draft. 403, 404, 409 invalid_transition.';

create function private.move_plan(plan uuid, move text, comment text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  p public.development_plans := private.open_plan(plan, true);
  becomes text := case
    when move = 'submit' and p.status in ('draft', 'returned') then 'submitted'
    when move = 'withdraw' and p.status = 'submitted' then 'draft'
    when move = 'approve' and p.status = 'submitted' then 'approved'
    when move = 'return' and p.status = 'submitted' then 'returned'
    when move = 'reopen' and p.status = 'approved' then 'draft'
  end;
  deciding boolean := move in ('approve', 'return');
begin
  if not deciding then
    perform private.require_owner(p.user_id);
  elsif not private.decides_for(p.user_id) then
    raise insufficient_privilege using message = 'Whoever decides for this person does that.';
  end if;
  if becomes is null then
    perform private.fail(409, 'invalid_transition', format('This plan is %s: %s is not possible.', p.status, move));
  end if;
  if move = 'submit' then
    update public.user_career_goals g set shared = true
    where g.id in (select d.goal_id from public.development_plan_goals d where d.plan_id = plan) and not g.shared;
    perform private.notify(d.user_id, 'career.plan_submitted', '{actor} sends you a development plan',
      action_url => '/plans/' || plan, actor => me, dedupe_key => format('%s:%s', plan, p.version))
    from private.deciders_of(me) d;
  elsif move = 'return' then
    insert into public.development_plan_comments (plan_id, user_id, author_id, comment) values (plan, p.user_id, me, comment);
  end if;
  update public.development_plans
  set status = becomes,
      submitted_at = case when move = 'submit' then now() else submitted_at end,
      decided_by = case when deciding then me when move = 'submit' then null else decided_by end,
      decided_at = case when deciding then now() when move = 'submit' then null else decided_at end,
      snapshot = case when move <> 'approve' then snapshot else jsonb_build_object(
        'approved_at', now(),
        'goals', (
          select coalesce(jsonb_agg(private.goal_json(g) - '{user, notes}'::text[]), '[]') from private.plan_goals(plan) g where g.shared
        ),
        'items', private.plan_items_json(plan),
        'gaps', (
          select coalesce(jsonb_agg(private.gap_json(p.user_id, g.pathway_id) - 'person'), '[]') from private.plan_goals(plan) g where g.shared
        )
      ) end
  where id = plan;
  if deciding then
    perform private.notify(p.user_id, 'career.plan_' || becomes,
      case move when 'approve' then '{actor} approved your development plan' else '{actor} returned your development plan' end,
      action_url => '/plans/' || plan, actor => me, dedupe_key => format('%s:%s', plan, p.version));
  end if;
  return private.get_plan(plan);
end
$$;
create function public.move_plan(plan uuid, move text, comment text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_plan(plan, move, comment) $$;
comment on function public.move_plan(uuid, text, text) is
  'POST /plans/:id/submit | withdraw | reopen, of the owner, and /approve | return (with a comment), of whoever decides for them. Submitting shares its goals with the line and whoever decides; approving freezes goals, items and gaps. 403, 404, 409 invalid_transition.';

create function private.leave_careers() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.development_plans set status = 'draft' where user_id = new.id and status = 'submitted';
  update public.user_career_goals set status = 'abandoned', ended_at = now() where user_id = new.id and status in ('active', 'paused');
  return null;
end
$$;
comment on function private.leave_careers() is 'After somebody left: plans that wait are withdrawn, goals that run end.';
create trigger leave_careers after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_careers();

-- Declared, told, scheduled, granted -----------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('career.plan_submitted', 'Somebody sends me a development plan to decide', false),
  ('career.plan_approved', 'My development plan is approved', false),
  ('career.plan_returned', 'My development plan is returned', false);

select private.schedule_job('distances', '20 3 * * *', 'Who moved between pathways, who has which, and how far apart they are');

select private.declare_personal('career_pathways', subject => null, exported => false, kept => 'true',
  audit_values => '{name, org_unit_id, level, min_years_experience, max_years_experience, status, external_uri}', audit_names => '{description}');
select private.declare_personal('pathway_dismissals', row_key => '{user_id, pathway_id}', at_once => true, unaudited => '{dismissed_at}');
select private.declare_personal('user_career_goals', audit_values => '{status, shared}',
  audit_names => '{pathway_id, target_position, target_date, priority, route, coverage_at_start, started_at, ended_at}');
select private.declare_personal('goal_notes', row_key => '{goal_id}', at_once => true, audit_names => '{notes}');
select private.declare_personal('goal_items', audit_names => '{kind, skill_id, level, title, done_at}', unaudited => '{goal_id, position}');
select private.declare_personal('development_plans', audit_values => '{status, submitted_at, decided_by, decided_at}',
  audit_names => '{title, snapshot}');
select private.declare_personal('development_plan_goals', row_key => '{plan_id, goal_id}');
select private.declare_personal('development_plan_items', audit_names => '{title, skill_id, due_on, done_at}', unaudited => '{plan_id, position}');
select private.declare_personal('development_plan_comments', audit_values => '{author_id}', audit_names => '{comment}', unaudited => '{plan_id}');

grant execute on function
  private.people_i_decide_for(),
  private.get_current_gap(uuid), public.get_current_gap(uuid), private.get_gaps(uuid[]), public.get_gaps(uuid[]),
  private.create_pathway(jsonb), public.create_pathway(jsonb),
  private.update_pathway(uuid, jsonb, text), public.update_pathway(uuid, jsonb, text),
  private.set_pathway_requirements(uuid, jsonb, text), public.set_pathway_requirements(uuid, jsonb, text),
  private.set_pathway_competencies(uuid, jsonb, text), public.set_pathway_competencies(uuid, jsonb, text),
  private.set_pathway_edges(uuid, jsonb, text), public.set_pathway_edges(uuid, jsonb, text),
  private.set_pathway_titles(uuid, text[], text), public.set_pathway_titles(uuid, text[], text),
  private.get_unmapped_titles(jsonb, integer, boolean), public.get_unmapped_titles(jsonb, integer, boolean),
  private.get_recommendations(boolean, jsonb, integer, boolean), public.get_recommendations(boolean, jsonb, integer, boolean),
  private.dismiss_pathway(uuid, boolean), public.dismiss_pathway(uuid, boolean),
  private.what_if(jsonb, uuid), public.what_if(jsonb, uuid),
  private.get_routes(uuid, integer), public.get_routes(uuid, integer),
  private.create_goal(jsonb), public.create_goal(jsonb), private.get_goal(uuid), public.get_goal(uuid),
  private.get_goals(uuid, text[], jsonb, integer, boolean), public.get_goals(uuid, text[], jsonb, integer, boolean),
  private.update_goal(uuid, jsonb, text), public.update_goal(uuid, jsonb, text),
  private.delete_goal(uuid), public.delete_goal(uuid), private.move_goal(uuid, text), public.move_goal(uuid, text),
  private.create_plan(jsonb), public.create_plan(jsonb), private.get_plan(uuid), public.get_plan(uuid),
  private.get_plans(text, text[], jsonb, integer, boolean), public.get_plans(text, text[], jsonb, integer, boolean),
  private.update_plan(uuid, jsonb, text), public.update_plan(uuid, jsonb, text),
  private.delete_plan(uuid), public.delete_plan(uuid), private.move_plan(uuid, text, text), public.move_plan(uuid, text, text)
to authenticated;
