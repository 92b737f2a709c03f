-- What fills a catalogue, in one session after careers.sql: `call pg_temp.courses(count, dense)`. A larger count adds to a smaller one.

-- Spread, they teach what skills are there, a third of them the common ones, as pathways ask for them: some tens teach something
-- of pathway 100. Dense, they teach what the pathways 71 to 130 ask for: each skill by a handful, hundreds something of pathway 100.
create procedure pg_temp.courses(total integer, dense boolean) language plpgsql
as $$
declare
  kind text := case when dense then 'dense course' else 'course' end;
  asked uuid[] := array(
    select distinct r.skill_id from public.pathway_requirements r
    where r.pathway_id = any (array(select pg_temp.id('pathway', p) from generate_series(71, 130) p)) order by r.skill_id
  );
begin
  -- What a course needs goes before it.
  delete from public.course_prerequisites p using public.courses c
  where c.id = p.course_id and c.name like 'Bench %' and c.name not like format('Bench %s %%', kind);
  delete from public.courses where name like 'Bench %' and name not like format('Bench %s %%', kind);
  insert into public.courses (id, name, duration_hours, status)
  select pg_temp.id(kind, n), format('Bench %s %s', kind, n), 1 + floor(40 * pg_temp.chance('hours' || n))::integer, 'active'
  from generate_series(1, total) n on conflict do nothing;
  insert into public.course_skills (course_id, skill_id, from_level, to_level)
  select distinct on (n, s.skill_id) pg_temp.id(kind, n), s.skill_id, f.level,
    least(5, f.level + 1 + floor(3 * pg_temp.chance('to' || n || ':' || i))::integer)
  from generate_series(1, total) n, generate_series(1, 1 + n % 4) i,
    lateral (select pg_temp.chance('skill' || n || ':' || i) as chance) die,
    lateral (select case
      when dense then asked[1 + floor(cardinality(asked) * die.chance)::integer]
      when (n + i) % 3 = 0 then pg_temp.id('skill', 1 + floor(600 * die.chance ^ 1.3)::integer)
      else pg_temp.id('skill', 1 + floor(13900 * die.chance)::integer)
    end as skill_id) s,
    lateral (select greatest(0, floor(6 * pg_temp.chance('from' || n || ':' || i))::integer - 2) as level) f
  on conflict do nothing;
  -- Every fourth needs an earlier one.
  insert into public.course_prerequisites (course_id, prerequisite_id)
  select pg_temp.id(kind, n), pg_temp.id(kind, 1 + floor((n - 1) * pg_temp.chance('before' || n))::integer)
  from generate_series(4, total, 4) n on conflict do nothing;
end
$$;

-- How much of a pathway somebody covers who takes every course that can be taken.
create function pg_temp.most(person uuid, pathway uuid) returns double precision language plpgsql
as $$
begin
  create temp table reached (skill_id uuid primary key, level integer) on commit drop;
  insert into reached select l.skill_id, coalesce(l.level, 2) from private.levels_of(person) l;
  create temp table taken (course_id uuid primary key) on commit drop;
  loop
    insert into taken
    select c.id from public.courses c
    where c.status = 'active' and not exists (select from taken t where t.course_id = c.id)
      and not exists (
        select from public.course_prerequisites p
        where p.course_id = c.id and not exists (select from taken t where t.course_id = p.prerequisite_id)
      )
      and not exists (
        select from public.course_skills cs
        where cs.course_id = c.id and cs.from_level > coalesce((select r.level from reached r where r.skill_id = cs.skill_id), 0)
      );
    exit when not found;
    insert into reached as r
    select cs.skill_id, max(cs.to_level) from taken t join public.course_skills cs on cs.course_id = t.course_id group by 1
    on conflict (skill_id) do update set level = greatest(r.level, excluded.level);
  end loop;
  return (
    select sum(r.weight * least(1, coalesce((select h.level from reached h where h.skill_id = r.skill_id), 0)::numeric / r.level)) / sum(r.weight)
    from public.pathway_requirements r where r.pathway_id = pathway
  );
end
$$;
