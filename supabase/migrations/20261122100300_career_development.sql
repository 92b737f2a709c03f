-- Domain: career-development. Pathways (the jobs one can aim at), what they require, and what separates a person from one.

-- career_pathways ----------------------------------------------------------------------------------------------------

create table public.career_pathways (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) between 1 and 200),
  name_key text not null unique generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000),
  org_unit_id uuid references public.org_units (id) on delete set null,
  level integer check (level between 1 and 6),
  min_years_experience integer check (min_years_experience >= 0),
  max_years_experience integer check (max_years_experience >= min_years_experience),
  status text not null default 'active' check (status in ('active', 'retired')),
  external_uri text unique check (char_length(external_uri) <= 500),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.career_pathways (org_unit_id);
create index on public.career_pathways using gin (name_key extensions.gin_trgm_ops);
create trigger touch before update on public.career_pathways for each row execute function private.touch('name_key');
alter table public.career_pathways enable row level security;
comment on table public.career_pathways is 'A job one can aim at. level: Junior 1, Mid 2, Senior 3, Lead 4, Manager 5, Director 6.';

-- pathway_requirements -------------------------------------------------------------------------------------------------

create table public.pathway_requirements (
  pathway_id uuid not null references public.career_pathways (id) on delete cascade,
  skill_id uuid not null references public.skills (id) on delete restrict,
  level integer not null check (level between 1 and 5),
  weight numeric(6, 2) not null default 1 check (weight > 0),
  mandatory boolean not null default false,
  primary key (pathway_id, skill_id)
);
create index on public.pathway_requirements (skill_id, pathway_id) include (level, weight, mandatory);
alter table public.pathway_requirements enable row level security;
comment on table public.pathway_requirements is 'Skills that a pathway asks for: level 1 to 5, weight in the coverage, mandatory or not.';

create table public.pathway_competencies (
  pathway_id uuid not null references public.career_pathways (id) on delete cascade,
  competency_id uuid not null references public.competencies (id) on delete restrict,
  level integer not null check (level between 1 and 5),
  mandatory boolean not null default false,
  primary key (pathway_id, competency_id)
);
create index on public.pathway_competencies (competency_id);
alter table public.pathway_competencies enable row level security;
comment on table public.pathway_competencies is 'Competencies that a pathway asks for. They stay out of coverage; an unmet mandatory one counts for readiness.';

-- pathway_titles, pathway_edges, pathway_totals -------------------------------------------------------------------------

create table public.pathway_titles (
  id uuid primary key default gen_random_uuid(),
  pathway_id uuid not null references public.career_pathways (id) on delete cascade,
  title text not null check (char_length(title) between 1 and 200),
  title_key text not null unique generated always as (private.name_key(title)) stored
);
create index on public.pathway_titles (pathway_id);
alter table public.pathway_titles enable row level security;
comment on table public.pathway_titles is 'Job titles that mean this pathway; a title means one pathway only.';

create table public.pathway_edges (
  from_id uuid not null references public.career_pathways (id) on delete cascade,
  to_id uuid not null references public.career_pathways (id) on delete cascade,
  kind text not null check (kind in ('vertical', 'lateral')),
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index on public.pathway_edges (to_id);
alter table public.pathway_edges enable row level security;
comment on table public.pathway_edges is 'Moves that the company supports: up (vertical) or sideways (lateral).';

create table public.pathway_totals (
  pathway_id uuid primary key references public.career_pathways (id) on delete cascade,
  requirements integer not null,
  mandatory integer not null,
  weight numeric not null
);
alter table public.pathway_totals enable row level security;
comment on table public.pathway_totals is
  'Count and weight of each pathway''s requirements, so that a search over all pathways starts from the person''s own skills. Kept by trigger.';

create function private.follow_requirements() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    select array_agg(distinct pathway_id) into touched from new_rows;
  elsif tg_op = 'DELETE' then
    select array_agg(distinct pathway_id) into touched from old_rows;
  else
    select array_agg(distinct pathway_id) into touched
    from (select pathway_id from new_rows union select pathway_id from old_rows) both_rows;
  end if;
  -- The lock first: two writers of one pathway must count each other's rows.
  perform from public.career_pathways where id = any (touched) order by id for update;
  delete from public.pathway_totals where pathway_id = any (touched);
  insert into public.pathway_totals (pathway_id, requirements, mandatory, weight)
  select pathway_id, count(*), count(*) filter (where mandatory), sum(weight)
  from public.pathway_requirements where pathway_id = any (touched)
  group by pathway_id;
  update public.career_pathways set version = version + 1, updated_at = now() where id = any (touched);
  return null;
end
$$;
comment on function private.follow_requirements() is 'Once a statement: pathway_totals and the etag of each pathway whose requirements changed.';
create trigger follow_requirements_insert after insert on public.pathway_requirements
  referencing new table as new_rows for each statement execute function private.follow_requirements();
create trigger follow_requirements_update after update on public.pathway_requirements
  referencing old table as old_rows new table as new_rows for each statement execute function private.follow_requirements();
create trigger follow_requirements_delete after delete on public.pathway_requirements
  referencing old table as old_rows for each statement execute function private.follow_requirements();

-- Titles resolve jobs ------------------------------------------------------------------------------------------------

alter table public.employment_info add column pathway_id uuid references public.career_pathways (id) on delete set null;
create index on public.employment_info (pathway_id);
comment on column public.employment_info.pathway_id is 'The pathway that the job title means (pathway_titles), null when none does.';
alter table public.position_history add column pathway_id uuid references public.career_pathways (id) on delete set null;
create index on public.position_history (pathway_id);
comment on column public.position_history.pathway_id is 'The pathway that the title of this job means, null when none does.';

create function private.pathway_of_title(job_title text) returns uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select t.pathway_id from public.pathway_titles t where t.title_key = private.name_key(job_title));
end
$$;
comment on function private.pathway_of_title(text) is 'The pathway that a job title means, or null.';

create function private.resolve_job_title() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.pathway_id := private.pathway_of_title(new.job_title);
  return new;
end
$$;
comment on function private.resolve_job_title() is 'Before a job title is written: its pathway.';
create trigger resolve_job_title before insert or update of job_title on public.employment_info
  for each row execute function private.resolve_job_title();

create function private.resolve_role_title() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  new.pathway_id := private.pathway_of_title(new.role_title);
  return new;
end
$$;
comment on function private.resolve_role_title() is 'Before a past job''s title is written: its pathway.';
create trigger resolve_role_title before insert or update of role_title on public.position_history
  for each row execute function private.resolve_role_title();

create function private.follow_titles() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.employment_info e set pathway_id = private.pathway_of_title(e.job_title)
  from changed c
  where private.name_key(e.job_title) = c.title_key and e.pathway_id is distinct from private.pathway_of_title(e.job_title);
  update public.position_history h set pathway_id = private.pathway_of_title(h.role_title)
  from changed c
  where private.name_key(h.role_title) = c.title_key and h.pathway_id is distinct from private.pathway_of_title(h.role_title);
  return null;
end
$$;
comment on function private.follow_titles() is 'Once a statement: people whose title came to mean a pathway, or ceased to.';
create trigger follow_titles_insert after insert on public.pathway_titles
  referencing new table as changed for each statement execute function private.follow_titles();
create trigger follow_titles_update after update on public.pathway_titles
  referencing new table as changed for each statement execute function private.follow_titles();
create trigger follow_titles_rename after update on public.pathway_titles
  referencing old table as changed for each statement execute function private.follow_titles();
create trigger follow_titles_delete after delete on public.pathway_titles
  referencing old table as changed for each statement execute function private.follow_titles();
create index on public.employment_info (private.name_key(job_title));
create index on public.position_history (private.name_key(role_title));

-- Who sees what: every employee the catalogue, nobody writes it from outside ---------------------------------------------

create policy career_pathways_select on public.career_pathways
  for select to authenticated using ((select private.current_employee_id()) is not null);
create policy pathway_requirements_select on public.pathway_requirements
  for select to authenticated using ((select private.current_employee_id()) is not null);
create policy pathway_competencies_select on public.pathway_competencies
  for select to authenticated using ((select private.current_employee_id()) is not null);
create policy pathway_titles_select on public.pathway_titles
  for select to authenticated using ((select private.current_employee_id()) is not null);
create policy pathway_edges_select on public.pathway_edges
  for select to authenticated using ((select private.current_employee_id()) is not null);
create policy pathway_totals_select on public.pathway_totals
  for select to authenticated using ((select private.current_employee_id()) is not null);
grant select on
  public.career_pathways, public.pathway_requirements, public.pathway_competencies,
  public.pathway_titles, public.pathway_edges, public.pathway_totals
to authenticated;

-- The gap ----------------------------------------------------------------------------------------------------------------

create function private.requirement_fit(person uuid, pathways uuid[])
returns table (
  pathway_id uuid, skill_id uuid, required integer, weight numeric, mandatory boolean,
  has boolean, current integer, earned numeric, met boolean, source text, assessed_at timestamptz
)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select r.pathway_id, r.skill_id, r.level, r.weight, r.mandatory,
    l.skill_id is not null,
    case when l.skill_id is null then 0 else l.level end,
    -- Sixtieths, as 60 is divisible by every level: coverage stays exact, and 0.9 is 0.9.
    r.weight * (60 / r.level) * least(case when l.skill_id is null then 0 else coalesce(l.level, 2) end, r.level),
    coalesce(l.level, 0) >= r.level,
    l.source, l.assessed_at
  from public.pathway_requirements r
  left join private.levels_of(person) l on l.skill_id = r.skill_id
  where r.pathway_id = any (pathways);
end
$$;
comment on function private.requirement_fit(uuid, uuid[]) is
  'Each requirement of the pathways beside the person''s level (0: lacks it; null: unrated, which earns as 2 and meets nothing). earned = 60 × weight × min(level, required) / required. Checks no right.';

create function private.pathway_fit(person uuid, pathways uuid[])
returns table (pathway_id uuid, coverage numeric, mandatory_unmet integer, readiness text)
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with skills as (
    select f.pathway_id, sum(f.earned) / (60 * sum(f.weight)) as coverage,
      count(*) filter (where f.mandatory and not f.met) as unmet
    from private.requirement_fit(person, pathways) f
    group by f.pathway_id
  ),
  competencies as (
    select pc.pathway_id, count(*) as unmet
    from public.pathway_competencies pc
    left join public.user_competencies uc on uc.user_id = person and uc.competency_id = pc.competency_id
    where pc.pathway_id = any (pathways) and pc.mandatory and coalesce(uc.level, 0) < pc.level
    group by pc.pathway_id
  ),
  fit as (
    select s.pathway_id, s.coverage, (s.unmet + coalesce(c.unmet, 0))::integer as unmet
    from skills s left join competencies c using (pathway_id)
  )
  select fit.pathway_id, fit.coverage, fit.unmet,
    case
      when fit.unmet = 0 and fit.coverage >= 0.9 then 'ready'
      when fit.unmet <= 1 and fit.coverage >= 0.7 then 'near'
      else 'develop'
    end
  from fit;
end
$$;
comment on function private.pathway_fit(uuid, uuid[]) is
  'How far a person covers each pathway: coverage 0 to 1, unmet mandatory requirements and competencies, ready | near | develop (design, gap). No row for a pathway with no requirements. Checks no right.';

create function private.pathway_ref(pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select jsonb_build_object('id', id, 'name', name, 'level', level) from public.career_pathways where id = pathway
  );
end
$$;
comment on function private.pathway_ref(uuid) is 'A pathway as reference: {id, name, level}.';

create function private.get_gap(pathway uuid, person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  target jsonb := private.pathway_ref(pathway);
begin
  person := coalesce(person, me);
  if target is null or not private.may_read_work_of(person) or not exists (select from public.users where id = person) then
    perform private.fail(404, 'not_found', 'There is no such pathway, or no such person in your line.');
  end if;
  return (
    with fit as (
      select f.*, s.name, s.half_life_months,
        -- w(1 - a) / Σw, from the same exact sixtieths.
        (60 * f.weight - f.earned) / (60 * sum(f.weight) over ()) as share
      from private.requirement_fit(person, array[pathway]) f
      join public.skills s on s.id = f.skill_id
    )
    select jsonb_build_object(
      'pathway', target,
      'person', private.person_ref(person),
      'coverage', whole.coverage::double precision,
      'readiness', whole.readiness,
      'unrated', coalesce(
        (select jsonb_agg(jsonb_build_object('id', f.skill_id, 'name', f.name) order by f.name, f.skill_id)
         from fit f where f.current is null), '[]'
      ),
      'gaps', coalesce((
        select jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', f.skill_id, 'name', f.name),
          'required', f.required, 'current', f.current, 'weight', f.weight, 'mandatory', f.mandatory,
          'share', f.share::double precision,
          'confidence', private.confidence(f.source, f.assessed_at, f.half_life_months)
        ) || case when f.current is null then '{"assumed": 2}'::jsonb else '{}' end
        order by f.share desc, f.name, f.skill_id) from fit f
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
    left join private.pathway_fit(person, array[pathway]) whole on true
  );
end
$$;
create function public.get_gap(pathway uuid, person uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_gap(pathway, person) $$;
comment on function public.get_gap(uuid, uuid) is
  'GET /pathways/:id/gap: what separates a person (the caller, or one in the own line, or anybody for HR) from a pathway, as design section 6 defines it; 404 for another''s.';

create function private.get_pathway(pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found_pathway jsonb;
begin
  select jsonb_build_object(
    'id', p.id, 'name', p.name, 'description', p.description, 'level', p.level,
    'unit', private.unit_ref(p.org_unit_id),
    'min_years_experience', p.min_years_experience, 'max_years_experience', p.max_years_experience,
    'status', p.status, 'external_uri', p.external_uri,
    'requirements', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'skill', jsonb_build_object('id', s.id, 'name', s.name),
        'level', r.level, 'weight', r.weight, 'mandatory', r.mandatory
      ) order by r.mandatory desc, r.weight desc, s.name, s.id), '[]')
      from public.pathway_requirements r join public.skills s on s.id = r.skill_id where r.pathway_id = p.id
    ),
    'competencies', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'competency', jsonb_build_object('id', c.id, 'name', c.name), 'level', pc.level, 'mandatory', pc.mandatory
      ) order by c.name, c.id), '[]')
      from public.pathway_competencies pc join public.competencies c on c.id = pc.competency_id where pc.pathway_id = p.id
    ),
    'titles', (
      select coalesce(jsonb_agg(t.title order by t.title), '[]') from public.pathway_titles t where t.pathway_id = p.id
    ),
    'edges', (
      select coalesce(jsonb_agg(jsonb_build_object('to', private.pathway_ref(e.to_id), 'kind', e.kind)
        order by e.kind desc, e.to_id), '[]')
      from public.pathway_edges e where e.from_id = p.id
    ),
    'etag', p.version::text
  ) into found_pathway
  from public.career_pathways p where p.id = pathway;
  if found_pathway is null then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return found_pathway;
end
$$;
create function public.get_pathway(pathway uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_pathway(pathway) $$;
comment on function public.get_pathway(uuid) is 'GET /pathways/:id: a pathway with requirements, competencies, titles and moves from it. 404.';

create function private.search_pathways(
  q text, unit_ids uuid[], levels integer[], with_gap boolean, sort text, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  key text := nullif(private.name_key(q), '');
  matching uuid[];
begin
  select coalesce(array_agg(p.id), '{}') into matching
  from public.career_pathways p
  where p.status = 'active'
    and (key is null or p.name_key like '%' || replace(replace(replace(key, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      or key operator(extensions.<%) p.name_key)
    and (unit_ids is null or p.org_unit_id = any (unit_ids))
    and (levels is null or p.level = any (levels));
  return (
    with keyed as (
      select p.id, p.name_key,
        case sort
          when 'level' then coalesce(p.level, 7)
          when '-level' then -coalesce(p.level, 0)
          when 'coverage' then coalesce(f.coverage, -1)
          when '-coverage' then -coalesce(f.coverage, -1)
          else 0
        end as rank
      from public.career_pathways p
      left join (
        select * from private.pathway_fit(me, case when sort in ('coverage', '-coverage') then matching else '{}' end)
      ) f on f.pathway_id = p.id
      where p.id = any (matching)
    ),
    page as (
      select * from keyed
      where after is null
        or (sort <> '-name' and (rank, name_key, id) > ((after ->> 0)::numeric, after ->> 1, (after ->> 2)::uuid))
        or (sort = '-name' and (name_key, id) < (after ->> 1, (after ->> 2)::uuid))
      order by rank, case when sort <> '-name' then name_key end, case when sort <> '-name' then id end,
        name_key desc, id desc
      limit page_size + 1
    ),
    shown as (
      select *, row_number() over (
        order by rank, case when sort <> '-name' then name_key end, case when sort <> '-name' then id end,
          name_key desc, id desc
      ) as position
      from page
    ),
    fit as (
      select f.* from private.pathway_fit(
        me, case when with_gap then (select array_agg(id) from shown where position <= page_size) end
      ) f
    )
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(
          jsonb_build_object(
            'id', p.id, 'name', p.name, 'description', p.description, 'level', p.level,
            'unit', private.unit_ref(p.org_unit_id),
            'min_years_experience', p.min_years_experience, 'max_years_experience', p.max_years_experience,
            'etag', p.version::text
          ) || case when with_gap then jsonb_build_object(
            'coverage', fit.coverage::double precision, 'readiness', fit.readiness,
            'mandatory_unmet', fit.mandatory_unmet
          ) else '{}' end
          order by s.position
        )
        from shown s join public.career_pathways p on p.id = s.id left join fit on fit.pathway_id = s.id
        where s.position <= page_size
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.rank::text, s.name_key, s.id) from shown s where s.position = page_size
      ) end
    ) || case when want_total then jsonb_build_object('total', cardinality(matching)) else '{}' end
  );
end
$$;
create function public.search_pathways(
  q text default null, unit_ids uuid[] default null, levels integer[] default null, with_gap boolean default false,
  sort text default 'name', after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.search_pathways(q, unit_ids, levels, with_gap, sort, after, least(page_size, 200), want_total) $$;
comment on function public.search_pathways(text, uuid[], integer[], boolean, text, jsonb, integer, boolean) is
  'GET /pathways: active pathways by name (with typos), unit, level; sort name | -name | level | -level | coverage | -coverage; with_gap adds the caller''s coverage and readiness. {items, next, total?}.';

grant execute on function
  private.get_gap(uuid, uuid), private.get_pathway(uuid),
  private.search_pathways(text, uuid[], integer[], boolean, text, jsonb, integer, boolean),
  public.get_gap(uuid, uuid), public.get_pathway(uuid),
  public.search_pathways(text, uuid[], integer[], boolean, text, jsonb, integer, boolean)
to authenticated;
