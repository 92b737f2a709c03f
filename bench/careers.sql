-- What fills a taxonomy like ESCO's, in one session: `call pg_temp.pathways(count)`. The same count makes the same pathways.

create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
as $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;
-- A die that falls the same way for the same key, from 0 to 1.
create function pg_temp.chance(key text) returns double precision language sql immutable
as $$ select (hashtextextended(key, 0) & 1048575) / 1048576.0 $$;

create procedure pg_temp.pathways(total integer) language plpgsql
as $$
declare
  skills constant integer := 13900;
  each constant integer := 41;
begin
  insert into public.skills (id, name)
  select pg_temp.id('skill', n), 'Bench skill ' || n from generate_series(1, skills) n on conflict do nothing;
  insert into public.career_pathways (id, name, level)
  select pg_temp.id('pathway', n), 'Bench pathway ' || n, 1 + n % 6 from generate_series(1, total) n on conflict do nothing;
  -- As there, a few skills are asked for by hundreds of pathways, most by a few of one field.
  insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
  select distinct on (n, skill) pg_temp.id('pathway', n), pg_temp.id('skill', skill), 1 + (n + i) % 5, 1 + i % 3, i % 4 = 0
  from generate_series(1, total) n, generate_series(1, each) i, lateral (
    select case when pg_temp.chance(n || ':' || i) < 0.3
      then 1 + floor(600 * pg_temp.chance(n || 'common' || i) ^ 2)::integer
      else 1 + (601 + 41 * (n / 10) + floor(200 * pg_temp.chance(n || 'own' || i))::integer) % skills end
  ) s (skill)
  on conflict do nothing;
  insert into public.pathway_edges (from_id, to_id, kind)
  select pg_temp.id('pathway', n), pg_temp.id('pathway', 1 + (n + step) % total), case when step = 1 then 'vertical' else 'lateral' end
  from generate_series(1, total) n, unnest(array[1, 3, 7, 12, 29]) step on conflict do nothing;
end
$$;
