-- Pathways are found by name as skills and courses are: the best match first, where no order is asked for.
set lock_timeout = '5s';

create or replace function private.search_pathways(
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
          when 'name' then 0
          when '-name' then 0
          when 'level' then coalesce(p.level, 7)
          when '-level' then -coalesce(p.level, 0)
          when 'coverage' then coalesce(f.coverage, -1)
          when '-coverage' then -coalesce(f.coverage, -1)
          else coalesce(private.match_rank(key, p.name_key), 0)
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
        or (sort is distinct from '-name' and (rank, name_key, id) > ((after ->> 0)::numeric, after ->> 1, (after ->> 2)::uuid))
        or (sort = '-name' and (name_key, id) < (after ->> 1, (after ->> 2)::uuid))
      order by rank, case when sort is distinct from '-name' then name_key end, case when sort is distinct from '-name' then id end,
        name_key desc, id desc
      limit page_size + 1
    ),
    shown as (
      select *, row_number() over (
        order by rank, case when sort is distinct from '-name' then name_key end, case when sort is distinct from '-name' then id end,
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
create or replace function public.search_pathways(
  q text default null, unit_ids uuid[] default null, levels integer[] default null, with_gap boolean default false,
  sort text default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql volatile security invoker set search_path = ''
as $$
  select coalesce(private.refuse_search(q),
    private.search_pathways(q, unit_ids, levels, with_gap, sort, after, least(page_size, 200), want_total))
$$;
comment on function public.search_pathways(text, uuid[], integer[], boolean, text, jsonb, integer, boolean) is
  'GET /pathways: active pathways by name (with typos), unit, level; sort name | -name | level | -level | coverage | -coverage, else best match, then name; with_gap adds the caller''s coverage and readiness. {items, next, total?}. With q it counts as a search: 429.';

-- The order of goals and role was nobody's: the assistant took the last for the goal, and often told of the current role.
create or replace function private.get_gaps(pathways uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  pathways := coalesce(pathways, array_remove(array(
    select g.pathway_id from public.user_career_goals g where g.user_id = me and g.status = 'active'
    order by array_position('{high,medium,low}'::text[], g.priority), g.target_date nulls last, g.created_at desc, g.id
  ) || private.current_pathway(me), null));
  if exists (select from unnest(pathways) p where not exists (select from public.career_pathways where id = p)) then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(private.gap_json(me, p) order by n), '[]')
    from (select p, min(n) as n from unnest(pathways) with ordinality as u (p, n) group by p) each
  ));
end
$$;
comment on function public.get_gaps(uuid[]) is
  'GET /gaps: the caller''s gap to each pathway in the order asked; none named: the active goals, the most important first, then the current role. 404.';
