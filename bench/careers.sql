-- What fills a taxonomy like ESCO's, in one session: `call pg_temp.pathways(count)`. A larger count adds to a smaller one.

create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
as $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;
-- A die that falls the same way for the same key, from 0 to 1.
create function pg_temp.chance(key text) returns double precision language sql immutable
as $$ select (hashtextextended(key, 0) & 1048575) / 1048576.0 $$;

create procedure pg_temp.pathways(total integer) language plpgsql
as $$
declare
  skills constant integer := 13900;
  -- Some fall on the same skill twice: about 41 stay.
  each constant integer := 43;
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
      then 1 + floor(600 * pg_temp.chance(n || 'common' || i) ^ 1.3)::integer
      else 1 + (601 + 41 * (n / 10) + floor(200 * pg_temp.chance(n || 'own' || i))::integer) % skills end
  ) s (skill)
  on conflict do nothing;
  insert into public.pathway_edges (from_id, to_id, kind)
  select pg_temp.id('pathway', n), pg_temp.id('pathway', 1 + (n + step) % total), case when step = 1 then 'vertical' else 'lateral' end
  from generate_series(1, total) n, unnest(array[1, 3, 7, 12, 29]) step on conflict do nothing;
end
$$;

-- Makes of somebody a person with a job of some 41 requirements, like most, and so many of its and a neighbour's skills.
create function pg_temp.person(person uuid, skills integer, out home uuid, out goal uuid) language plpgsql
as $$
begin
  select r.pathway_id into home from public.pathway_requirements r group by 1 order by abs(count(*) - 41), md5(r.pathway_id::text) limit 1;
  select o.pathway_id into goal
  from public.pathway_requirements r join public.pathway_requirements o on o.skill_id = r.skill_id and o.pathway_id <> home
  where r.pathway_id = home group by 1 order by count(*) desc, o.pathway_id limit 1;
  insert into public.employment_info (user_id) values (person) on conflict do nothing;
  update public.employment_info set pathway_id = home where user_id = person;
  delete from public.user_skills where user_id = person;
  insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
  select person, r.skill_id, 1 + (hashtext(r.skill_id::text) & 3), 'self', now()
  from (
    select skill_id from public.pathway_requirements where pathway_id in (home, goal) group by 1 order by md5(skill_id::text) limit skills
  ) r;
end
$$;

-- How long a query takes in the database, in milliseconds; $1 is its parameters, as texts.
create function pg_temp.ms(query text, parameters text[]) returns double precision language plpgsql
as $$
declare
  began timestamptz := clock_timestamp();
begin
  execute query using parameters;
  return 1000 * extract(epoch from clock_timestamp() - began);
end
$$;
