-- What fills an organisation, in one session: `call pg_temp.organise(…)`. The same arguments make the same people.

-- A die that falls the same way for the same person and purpose.
create function pg_temp.die(person bigint, purpose text, sides integer) returns integer language sql immutable
as $$ select ((hashint8extended(person, hashtext(purpose)) & 2147483647) % sides)::integer $$;
create function pg_temp.pick(person bigint, purpose text, list text[]) returns text language sql immutable
as $$ select list[1 + pg_temp.die(person, purpose, cardinality(list))] $$;
-- The first of a list are many times as frequent as the last, as names are.
create function pg_temp.pick_skewed(person bigint, purpose text, list text[]) returns text language sql immutable
as $$ select list[1 + floor(cardinality(list) * (pg_temp.die(person, purpose, 1000000) / 1e6) ^ 2)::integer] $$;
create function pg_temp.day(person bigint, purpose text, year integer) returns date language sql immutable
as $$ select make_date(year, 1, 1) + pg_temp.die(person, purpose, 365) $$;
create function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
as $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;
-- Every first half with every second, in no order.
create function pg_temp.words(starts text, ends text) returns text[] language sql immutable
as $$
  select array_agg(a || b order by md5(a || b))
  from unnest(string_to_array(starts, ' ')) a, unnest(string_to_array(ends, ' ')) b
$$;

create procedure pg_temp.place(people integer, seed integer, division integer, team integer) language plpgsql
as $$
begin
  drop table if exists generated;
  -- Three trees, each a head with levels that grow by a constant factor: the company, and in it the division and the
  -- team. Whoever is i-th of a level reports to whoever stands at the same share of the level above.
  create temp table generated as
  with recursive trees (tree, top, size) as (
    values ('company', 1, people - division - team - 2), ('division', 2, division + 1), ('team', 6, team + 1)
  ),
  sized as (
    select tree, top, level, (
      round(size ^ ((level - top) / (8.0 - top)))
        - case when level > top then round(size ^ ((level - 1 - top) / (8.0 - top))) else 0 end
    )::integer as size
    from trees, generate_series(top, 8) as level
  ),
  levels as (select *, (sum(size) over (order by level, tree))::integer - size as first from sized),
  numbered as (
    select l.tree, l.level, l.first + i as number, a.first + (i::bigint * a.size / l.size)::integer as manager
    from levels l
    left join levels a on a.level = l.level - 1 and a.tree = case when l.level > l.top then l.tree else 'company' end
    cross join generate_series(0, l.size - 1) as i
  ),
  -- A manager down to the fifth level heads a unit; the others sit in their manager's.
  placed as (
    select n.*, n.number as unit, null::integer as parent from numbered n where n.level = 1
    union all
    select n.*, case when n.level <= 5 then n.number else p.unit end, p.unit
    from numbered n join placed p on p.number = n.manager
  )
  select tree, level, number, seed * 1000000::bigint + number as key,
    pg_temp.id('person', seed * 1000000::bigint + number) as id,
    pg_temp.id('person', seed * 1000000::bigint + manager) as manager_id,
    pg_temp.id('unit', seed * 1000000::bigint + unit) as unit_id,
    pg_temp.id('unit', seed * 1000000::bigint + parent) as parent_id
  from placed;
  create index on generated (number);
  analyze generated;
end
$$;

-- What is made here nobody did: it need not be in the audit log. Levels are written as the triggers would.
create procedure pg_temp.triggers(wanted text) language plpgsql
as $$
declare
  t record;
begin
  for t in
    select tgrelid::regclass as name, tgname from pg_trigger
    where not tgisinternal and (tgname like 'audit%' or tgname like 'follow_assessments%')
      and tgrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
  loop
    execute format('alter table %s %s trigger %I', t.name, wanted, t.tgname);
  end loop;
end
$$;

create procedure pg_temp.organise(people integer, seed integer, division integer, team integer, skills integer)
language plpgsql
as $$
declare
  given text[] := pg_temp.words(
    'Ama Bea Cla Dan Eli Fara Gia Han Isa Jo Kari Le Mar Na Oli Ra Sofi Ta Uma Vi',
    'an bel da dine ek fa h in ko la lia mir na ra s th'
  );
  family text[] := pg_temp.words(
    'Abra Alva Ander Bakk Bor Cald Chan Dela Eriks Fern Gal Hask Ivan Jans Kal Kov Lind Mak Mend Nav Ols Per Quin Ros '
      'Sal Tan Ula Vand Wag Yam',
    'a aro berg dez eira en er es ez gard i ini is ito kar ley lund man mayer nen o off oto ova sen ska son stra well yan'
  );
  areas text[] := '{Operations,Engineering,Technology,Finance,People,Safety,Logistics,Marine,Commercial,Legal}';
  trades text[] := '{Crane Operator,Berth Planner,Yard Planner,Marine Pilot,Tug Master,Data Engineer,Data Analyst,'
    'Software Engineer,Network Engineer,Safety Officer,Security Officer,Customs Agent,Accountant,Auditor,Recruiter,'
    'Training Coordinator,Buyer,Warehouse Supervisor,Forklift Driver,Reefer Technician,Electrician,Mechanic,Welder,'
    'Naval Architect,Process Engineer,Sustainability Analyst,Legal Counsel,Product Owner,Freight Forwarder}';
  leaders text[] := '{Chief Executive,Division Head,Director,Senior Manager,Manager,Team Lead}';
  spoken text[] := '{English,Malay,Mandarin,Tamil,Dutch,French,Korean,Hindi}';
  known uuid[] := array(select s.id from public.skills s where s.status = 'active' order by s.name, s.id);
  chunk constant integer := 2000;
begin
  call pg_temp.triggers('disable');
  call pg_temp.place(people, seed, division, team);
  drop table if exists jobs;
  create temp table jobs as
  select row_number() over (order by pathway_id) - 1 as place, array_agg(skill_id order by skill_id) as skills
  from public.pathway_requirements r join public.skills k on k.id = r.skill_id and k.status = 'active'
  group by pathway_id having 5 * count(*) >= 3 * skills and count(*) > 0;
  insert into public.org_units (id, parent_id, name)
  select unit_id, parent_id,
    case level when 1 then 'Harbour Group ' || seed else pg_temp.pick(key, 'unit', areas) || ' ' || number end
  from generated where level <= 5;
  commit;

  -- A transaction each: every person who comes takes a lock, and the server has room for some thousands.
  for start in 0 .. people - 1 by chunk loop
    insert into public.users (id, employee_id, email, full_name, preferred_name, job_title, org_unit_id, office_location)
    select id, format('ORG-%s-%s', seed, number), format('p%s.%s@organisation.example', seed, number),
      pg_temp.pick_skewed(key, 'given', given) || ' ' || pg_temp.pick_skewed(key, 'family', family)
        || case when pg_temp.die(key, 'double', 20) = 0 then '-' || pg_temp.pick_skewed(key, 'second', family) else '' end,
      case when pg_temp.die(key, 'preferred', 10) = 0 then pg_temp.pick(key, 'preferred name', given) end,
      coalesce(leaders[level] || ' ' || pg_temp.pick(key, 'area', areas),
        pg_temp.pick(key, 'rank', '{"","","Junior ","Senior ","Lead "}') || pg_temp.pick_skewed(key, 'trade', trades)),
      unit_id, pg_temp.pick(key, 'city', '{Singapore,Rotterdam,Antwerp,Busan,Mumbai,Panama City,Dammam,Gdansk}')
    from generated where number between start and start + chunk - 1;
    insert into public.user_languages (user_id, language, proficiency)
    select id, spoken[1 + (pg_temp.die(key, 'language', 8) + n) % 8],
      pg_temp.pick(key + n, 'proficiency', '{Fluent,Professional,Intermediate,Conversational,Beginner}')
    from generated, generate_series(0, pg_temp.die(key, 'languages', 3)) as n
    where number between start and start + chunk - 1;
    insert into public.education (user_id, degree, institution, started_on, ended_on)
    select id, (array['B.Eng. ', 'M.Sc. '])[n] || pg_temp.pick(key, 'subject', areas),
      'University ' || pg_temp.die(key + n, 'university', 40),
      pg_temp.day(key, 'studied', 1992 + 4 * n), pg_temp.day(key, 'graduated', 1996 + 4 * n)
    from generated, generate_series(1, 1 + pg_temp.die(key, 'degrees', 2)) as n
    where number between start and start + chunk - 1;
    insert into public.position_history (
      user_id, source, role_title, organization, started_on, ended_on, focus_areas, key_skills
    )
    select id, pg_temp.pick(key + n, 'source', '{hr,self}'), 'Junior ' || pg_temp.pick(key + n, 'trade', trades),
      'Harbour Group', pg_temp.day(key, 'started', 2004 + 4 * n), pg_temp.day(key, 'ended', 2008 + 4 * n),
      '{Yard planning,Berth allocation}', '{Scheduling}'
    from generated, generate_series(1, pg_temp.die(key, 'positions', 5)) as n
    where number between start and start + chunk - 1;
    -- Three fifths are skills of one job, the others any; three of four are rated, by the person or the manager.
    with chosen as materialized (
      select distinct on (p.id, s.skill) p.id, p.manager_id, s.skill, pg_temp.pick(p.key + n, 'visibility', '{private,colleagues}') as visibility,
        pg_temp.die(p.key, s.skill::text, 1000000) as die
      from (
        select g.id, g.manager_id, g.key, j.skills as job
        from generated g left join jobs j on j.place = pg_temp.die(g.key, 'job', (select greatest(1, count(*))::integer from jobs))
        where g.number between start and start + chunk - 1
      ) p
      cross join generate_series(1, skills) as n
      cross join lateral (select coalesce(
        case when 5 * n <= 3 * skills then job[1 + (pg_temp.die(p.key, 'first', cardinality(job)) + n) % cardinality(job)] end,
        known[1 + (pg_temp.die(p.key, 'skill', cardinality(known)) + 7 * n) % cardinality(known)]
      ) as skill) s
    ),
    rated as materialized (
      select *, 1 + die % 5 as level, case when die % 3 = 0 then 'manager' else 'self' end as source,
        now() - make_interval(days => die % 1000) as assessed_at
      from chosen where die % 4 > 0 and (die % 3 > 0 or manager_id is not null)
    ),
    held as (
      insert into public.user_skills (user_id, skill_id, visibility, level, source, assessed_at)
      select c.id, c.skill, c.visibility, r.level, r.source, r.assessed_at
      from chosen c left join rated r on r.id = c.id and r.skill = c.skill
    )
    insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
    select id, skill, source, level, case source when 'self' then id else manager_id end, assessed_at from rated;
    commit;
  end loop;

  -- At once: the closure is built in one statement.
  insert into public.employment_info (
    user_id, job_title, org_unit_id, grade, manager_id, manager_by_name, line_manager, hire_date, in_role_since,
    source_updated_on
  )
  select g.id, u.job_title,
    g.unit_id, 'G' || 9 - g.level, g.manager_id, g.manager_id is not null, m.full_name,
    pg_temp.day(g.key, 'hired', 2000), pg_temp.day(g.key, 'in role', 2021), date '2026-09-30'
  from generated g
  join public.users u on u.id = g.id
  left join public.users m on m.id = g.manager_id;
  call pg_temp.triggers('enable');
end
$$;
