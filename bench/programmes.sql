-- A programme and who takes part, in one session: `call pg_temp.programme(mentees, mentors)`.
create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
as $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;
-- A die that falls the same way for the same key.
create function pg_temp.die(key text, sides integer) returns integer language sql immutable
as $$ select ((hashtextextended(key, 0) & 1073741823) % sides)::integer $$;
create procedure pg_temp.programme(mentees integer, mentors integer) language plpgsql
as $$
declare
  pathways constant integer := 600;
  skills constant integer := 4000;
  sites text[] := '{Singapore,Rotterdam,Antwerp,Busan,Mumbai,Panama City,Dammam,Gdansk}';
  spoken text[] := '{English,Malay,Mandarin,Tamil,Dutch,French,Korean,Hindi}';
  likes text[];
  kind text;
  total integer;
begin
  likes := array(select 'Interest ' || n from generate_series(1, 200) n);
  insert into public.skills (id, name) select pg_temp.id('skill', n), 'Bench skill ' || n from generate_series(1, skills) n on conflict do nothing;
  insert into public.career_pathways (id, name, level)
  select pg_temp.id('pathway', n), 'Bench pathway ' || n, 1 + n % 6 from generate_series(1, pathways) n on conflict do nothing;
  insert into public.pathway_titles (pathway_id, title)
  select pg_temp.id('pathway', n), 'Bench pathway ' || n from generate_series(1, pathways) n on conflict do nothing;
  -- Skewed: a few skills are asked for by many.
  insert into public.pathway_requirements (pathway_id, skill_id, level)
  select distinct on (n, s) pg_temp.id('pathway', n), pg_temp.id('skill', s), 2 + pg_temp.die(n || 'level' || i, 4)
  from generate_series(1, pathways) n, generate_series(1, 10) i,
    lateral (select 1 + floor(skills * (pg_temp.die(n || 'skill' || i, 100000) / 1e5) ^ 2)::integer) v (s)
  on conflict do nothing;
  insert into public.pathway_distances (from_id, to_id, d)
  select pg_temp.id('pathway', a), pg_temp.id('pathway', b), pg_temp.die('d' || a || ':' || b, 1000) / 1000.0
  from generate_series(1, pathways) a, generate_series(1, pathways) b where a <> b and pg_temp.die('near' || a || ':' || b, 2) = 0
  on conflict do nothing;
  commit;
  foreach kind in array '{mentor,mentee}'::text[] loop
    total := case kind when 'mentor' then mentors else mentees end;
    for start in 1 .. total by 2000 loop
      insert into public.users (id, full_name, office_location)
      select pg_temp.id(kind, n), initcap(kind) || ' ' || n, sites[1 + pg_temp.die(kind || 'site' || n, 8)]
      from generate_series(start, least(start + 1999, total)) n on conflict do nothing;
      insert into public.employment_info (user_id, job_title)
      select pg_temp.id(kind, n), 'Bench pathway ' || 1 + pg_temp.die(kind || 'job' || n, pathways)
      from generate_series(start, least(start + 1999, total)) n on conflict do nothing;
      insert into public.user_languages (user_id, language, proficiency)
      select pg_temp.id(kind, n), spoken[1 + (pg_temp.die(kind || 'first' || n, 3) * l + l) % 8], 'Fluent'
      from generate_series(start, least(start + 1999, total)) n, generate_series(0, pg_temp.die(kind || 'languages' || n, 3)) l on conflict do nothing;
      update public.user_personal_info p
      set interests = array(select distinct likes[1 + floor(200 * (pg_temp.die(kind || 'like' || n || ':' || i, 10000) / 1e4) ^ 2)::integer] from generate_series(1, pg_temp.die(kind || 'likes' || n, 5)) i)
      from generate_series(start, least(start + 1999, total)) n where p.user_id = pg_temp.id(kind, n);
      insert into public.user_skills (user_id, skill_id, level, source, assessed_at)
      select distinct on (n, r.skill_id) pg_temp.id(kind, n), r.skill_id, case kind when 'mentor' then 3 + pg_temp.die(n || 'l' || r.skill_id, 3) else 1 + pg_temp.die(n || 'l' || r.skill_id, 3) end, 'self', now()
      from generate_series(start, least(start + 1999, total)) n
      join public.pathway_requirements r on r.pathway_id = pg_temp.id('pathway', 1 + pg_temp.die(kind || 'job' || n, pathways)) on conflict do nothing;
      if kind = 'mentor' then
        insert into public.mentor_profiles (user_id, capacity)
        select pg_temp.id(kind, n), 1 + pg_temp.die('capacity' || n, 20) from generate_series(start, least(start + 1999, total)) n on conflict do nothing;
        insert into public.mentor_skills (mentor_id, skill_id)
        select u.user_id, u.skill_id from generate_series(start, least(start + 1999, total)) n join lateral (select * from public.user_skills u where u.user_id = pg_temp.id(kind, n) order by u.skill_id limit 5) u on true on conflict do nothing;
      else
        insert into public.user_career_goals (user_id, pathway_id, status, started_at)
        select pg_temp.id(kind, n), pg_temp.id('pathway', 1 + floor(pathways * (pg_temp.die('goal' || n, 10000) / 1e4) ^ 2)::integer), 'active', now()
        from generate_series(start, least(start + 1999, total)) n where pg_temp.die('has goal' || n, 10) > 0 and not exists (select from public.user_career_goals g where g.user_id = pg_temp.id(kind, n));
      end if;
      commit;
    end loop;
  end loop;
  delete from public.programmes where id = pg_temp.id('programme', mentees);
  insert into public.programmes (id, name, status) values (pg_temp.id('programme', mentees), 'Bench programme', 'open');
  insert into public.programme_members (programme_id, user_id, role, places)
  select pg_temp.id('programme', mentees), pg_temp.id('mentor', n), 'mentor', 50 from generate_series(1, mentors) n
  union all select pg_temp.id('programme', mentees), pg_temp.id('mentee', n), 'mentee', null from generate_series(1, mentees) n;
  insert into public.programme_rankings (programme_id, mentee_id, mentor_id, position)
  select pg_temp.id('programme', mentees), pg_temp.id('mentee', n), pg_temp.id('mentor', m), min(i)
  from generate_series(1, mentees) n, generate_series(1, pg_temp.die('ranks' || n, 6)) i, lateral (select 1 + pg_temp.die('wish' || n || ':' || i, mentors)) v (m)
  group by n, m;
end
$$;
