-- What fills a catalogue, in one session after careers.sql: `call pg_temp.courses(count)`. A larger count adds to a smaller one.

-- They teach what the pathways 71 to 130 ask for: each skill by a handful of them, hundreds are worth a look for pathway 100.
create procedure pg_temp.courses(total integer) language plpgsql
as $$
begin
  insert into public.courses (id, name, duration_hours, status)
  select pg_temp.id('course', n), 'Bench course ' || n, 1 + floor(40 * pg_temp.chance('hours' || n))::integer, 'active'
  from generate_series(1, total) n on conflict do nothing;
  insert into public.course_skills (course_id, skill_id, from_level, to_level)
  select distinct on (n, s.skill_id) pg_temp.id('course', n), s.skill_id, f.level,
    least(5, f.level + 1 + floor(3 * pg_temp.chance('to' || n || ':' || i))::integer)
  from generate_series(1, total) n, generate_series(1, 1 + n % 4) i,
    lateral (select array_agg(distinct r.skill_id) as ids from public.pathway_requirements r
      where r.pathway_id = any (array(select pg_temp.id('pathway', p) from generate_series(71, 130) p)) offset 0) asked,
    lateral (select asked.ids[1 + floor(cardinality(asked.ids) * pg_temp.chance('skill' || n || ':' || i))::integer] as skill_id) s,
    lateral (select greatest(0, floor(6 * pg_temp.chance('from' || n || ':' || i))::integer - 2) as level) f
  on conflict do nothing;
  -- Every fourth needs an earlier one.
  insert into public.course_prerequisites (course_id, prerequisite_id)
  select pg_temp.id('course', n), pg_temp.id('course', 1 + floor((n - 1) * pg_temp.chance('before' || n))::integer)
  from generate_series(4, total, 4) n on conflict do nothing;
end
$$;
