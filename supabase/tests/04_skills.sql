-- Who reads the taxonomy and what people can do, which level counts, and how people rate themselves.
begin;
\ir helpers.psql
select plan(121);

-- A taxonomy of this file, beside the seed's: three skills of an active area, one retired, one proposed that worker has.
insert into public.function_areas (name, status) values ('Test Area', 'active'), ('New Area', 'proposed'), ('Old Area', 'retired');
insert into public.specializations (function_area_id, name, status)
select id, 'Test: Special', 'active' from public.function_areas where name = 'Test Area'
union all select id, 'Test: New', 'proposed' from public.function_areas where name = 'Test Area';
insert into public.skills (specialization_id, name, status)
select s.id, v.name, v.status
from public.specializations s, (values
  ('Knots', 'active'), ('Ropes', 'active'), ('Flags', 'active'), ('Lamps', 'active'), ('Charts', 'active'),
  ('Sextants', 'retired'), ('Drones', 'proposed')
) v (name, status)
where s.name = 'Test: Special';
create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select k.id from public.skills k join public.specializations s on s.id = k.specialization_id
  where s.name = 'Test: Special' and k.name = skill_name
$$;
grant execute on function pg_temp.skill(text) to authenticated, anon;
insert into public.skill_aliases (skill_id, alias) values
  (pg_temp.skill('Knots'), 'Hitches and Bends'), (pg_temp.skill('Drones'), 'Unmanned Aircraft');
insert into public.competencies (name, status) values ('Testing Others', 'active'), ('Proposing', 'proposed');
insert into public.experience_types (name, status) values ('Testing Abroad', 'active'), ('Proposed Abroad', 'proposed');

create function pg_temp.rate(
  handle text, skill_name text, from_source text, given integer, assessor text default null,
  at timestamptz default now(), until timestamptz default null
) returns void
language sql as $$
  insert into public.user_skills (user_id, skill_id) values (pg_temp.id(handle), pg_temp.skill(skill_name)) on conflict do nothing;
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until)
  values (pg_temp.id(handle), pg_temp.skill(skill_name), from_source, given, pg_temp.id(assessor), at, until);
$$;
create function pg_temp.level(handle text, skill_name text) returns text
language sql as $$
  select concat_ws(' ', level, source) from public.user_skills
  where user_id = pg_temp.id(handle) and skill_id = pg_temp.skill(skill_name)
$$;
create function pg_temp.show(handle text, skill_name text) returns void
language sql as $$
  update public.user_skills set visibility = 'colleagues'
  where user_id = pg_temp.id(handle) and skill_id = pg_temp.skill(skill_name)
$$;

-- worker: validated and shown, validated and private, only self-rated and shown, peer-rated and shown, proposed.
select pg_temp.rate('worker', 'Knots', 'manager', 4, 'lead'), pg_temp.show('worker', 'Knots');
select pg_temp.rate('worker', 'Ropes', 'assessment', 5);
select pg_temp.rate('worker', 'Flags', 'self', 3, 'worker'), pg_temp.show('worker', 'Flags');
select pg_temp.rate('worker', 'Lamps', 'peer', 3, 'peer'), pg_temp.rate('worker', 'Lamps', 'peer', 3, 'rival'), pg_temp.show('worker', 'Lamps');
insert into public.user_skills (user_id, skill_id) values (pg_temp.id('worker'), pg_temp.skill('Drones'));
select pg_temp.rate(handle, 'Knots', 'manager', 4, 'lead'), pg_temp.show(handle, 'Knots') from unnest(array['crew', 'contractor', 'leaver']) handle;
insert into public.user_competencies (user_id, competency_id, level, source)
select pg_temp.id(handle), id, 3, 'hr' from public.competencies, unnest(array['worker', 'crew', 'contractor']) handle where name = 'Testing Others';
insert into public.user_experiences (user_id, experience_type_id, source)
select pg_temp.id(handle), id, 'hr' from public.experience_types, unnest(array['worker', 'crew', 'contractor']) handle where name = 'Testing Abroad';
insert into public.projects (user_id, source, name) select pg_temp.id(handle), 'hr', 'New Quay' from unnest(array['worker', 'crew', 'contractor']) handle;

-- Who reads the taxonomy -----------------------------------------------------------------------------------------------

create temporary table employees as select 'boss lead worker peer rival hr learning auditor'::text as names;

select is(pg_temp.readers(place, condition), (select names from employees), says)
from (values
  ('function_areas', 'name = ''Test Area''', 'Employees, not contractors, should read function areas'),
  ('function_areas', 'name = ''Old Area''', 'Employees should read retired function areas, which old rows still name'),
  ('specializations', 'name = ''Test: Special''', 'Employees, not contractors, should read specializations'),
  ('skills', 'id = pg_temp.skill(''Knots'')', 'Employees, not contractors, should read skills'),
  ('skills', 'id = pg_temp.skill(''Sextants'')', 'Employees should read retired skills'),
  ('skill_aliases', 'alias = ''Hitches and Bends''', 'Employees, not contractors, should read aliases'),
  ('competencies', 'name = ''Testing Others''', 'Employees, not contractors, should read competencies'),
  ('experience_types', 'name = ''Testing Abroad''', 'Employees, not contractors, should read experience types')
) v (place, condition, says);
select is(pg_temp.readers(place, condition), sees, says)
from (values
  ('function_areas', 'name = ''New Area''', 'hr', 'Proposed function areas should be read by HR'),
  ('specializations', 'name = ''Test: New''', 'hr', 'Proposed specializations should be read by HR'),
  ('skills', 'id = pg_temp.skill(''Drones'')', 'worker hr', 'Proposed skills should be read by who has them, and HR'),
  ('skill_aliases', 'alias = ''Unmanned Aircraft''', 'worker hr', 'Aliases of proposed skills should be read as the skills are'),
  ('competencies', 'name = ''Proposing''', 'hr', 'Proposed competencies should be read by HR'),
  ('experience_types', 'name = ''Proposed Abroad''', 'hr', 'Proposed experience types should be read by HR')
) v (place, condition, sees, says);

-- Who reads what people can do ------------------------------------------------------------------------------------------

create function pg_temp.of(handle text, skill_name text) returns text language sql as $$
  select format('user_id = %L and skill_id = %L', pg_temp.id(handle), pg_temp.skill(skill_name))
$$;
select is(pg_temp.readers(place, condition), sees, says)
from (values
  ('user_skills', pg_temp.of('worker', 'Knots'), (select names from employees), 'A skill that somebody validated and the owner shows should be read by all employees'),
  ('user_skills', pg_temp.of('worker', 'Ropes'), 'boss lead worker hr', 'A validated skill that the owner keeps private should be read by self, line and HR'),
  ('user_skills', pg_temp.of('worker', 'Flags'), 'boss lead worker hr', 'A self-rated skill should be read by self, line and HR, even when the owner shows it'),
  ('user_skills', pg_temp.of('worker', 'Lamps'), 'boss lead worker hr', 'A skill that only peers rated should be read by self, line and HR'),
  ('user_skills', pg_temp.of('worker', 'Drones'), 'boss lead worker hr', 'A skill nobody rated should be read by self, line and HR'),
  ('user_skills', pg_temp.of('crew', 'Knots'), (select names from employees), 'A contractor should not read the skills of reports'),
  ('user_skills', pg_temp.of('contractor', 'Ropes'), '', 'What is not there should be read by nobody'),
  ('user_skills', pg_temp.of('leaver', 'Knots'), 'hr', 'Skills of a leaver should be read by HR alone: who left has no line'),
  ('skill_assessments', pg_temp.of('worker', 'Knots'), 'boss lead worker hr', 'Who gave which level should be read by self, line and HR, even when the level is shown'),
  ('skill_assessments', pg_temp.of('crew', 'Knots'), 'boss hr', 'A contractor should not read assessments of reports'),
  ('skill_assessments', pg_temp.of('contractor', 'Knots'), 'boss lead hr', 'A contractor should not read assessments'),
  ('user_competencies', format('user_id = %L', pg_temp.id('worker')), 'boss lead worker hr', 'Competencies of a person should be read by self, line and HR'),
  ('user_competencies', format('user_id = %L', pg_temp.id('crew')), 'boss hr', 'A contractor should not read competencies of reports'),
  ('user_competencies', format('user_id = %L', pg_temp.id('contractor')), 'boss lead hr', 'A contractor should not read competencies'),
  ('user_experiences', format('user_id = %L', pg_temp.id('worker')), 'boss lead worker hr', 'Experiences of a person should be read by self, line and HR'),
  ('user_experiences', format('user_id = %L', pg_temp.id('crew')), 'boss hr', 'A contractor should not read experiences of reports'),
  ('user_experiences', format('user_id = %L', pg_temp.id('contractor')), 'boss lead hr', 'A contractor should not read experiences'),
  ('projects', format('user_id = %L', pg_temp.id('worker')), 'boss lead worker hr', 'Projects of a person should be read by self, line and HR'),
  ('projects', format('user_id = %L', pg_temp.id('crew')), 'boss hr', 'A contractor should not read projects of reports'),
  ('projects', format('user_id = %L', pg_temp.id('contractor')), 'boss lead hr', 'A contractor should not read projects')
) v (place, condition, sees, says);

-- Nobody writes any of it from outside.
select is_empty(
  $$select who, statement, pg_temp.does(who, statement)
    from unnest(array['worker', 'lead', 'contractor', 'hr', 'learning', 'leaver', 'stranger']) who,
      unnest(array[
        'function_areas', 'specializations', 'skills', 'skill_aliases', 'competencies', 'experience_types', 'user_skills',
        'skill_assessments', 'user_competencies', 'skill_relations', 'skill_proposals', 'skill_evidence',
        'skill_validation_requests', 'skill_validations'
      ]) place,
      lateral (
        select format('insert into public.%I default values', place)
        union all select format('delete from public.%I', place)
        union all select format('update public.%I set %2$I = %2$I', place, attname)
        from pg_attribute where attrelid = ('public.' || place)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      ) s (statement)
    where pg_temp.does(who, statement) <> '42501'$$,
  'Nobody, HR included, should write the taxonomy, levels, status or source of anything directly'
);

-- Finding people by skill shows no more than the rows do.
create function pg_temp.finds(handle text, skill_name text, at_least integer default 1) returns text
language sql as $$
  select pg_temp.asks(handle, format(
    'select coalesce(string_agg(item ->> ''full_name'', '', '' order by item ->> ''full_name''), ''nobody'')
     from jsonb_array_elements(public.search_users(wanted_skills => array[%L::uuid], min_level => %s) -> ''items'') item',
    pg_temp.skill(skill_name), at_least
  ))
$$;
select is(pg_temp.finds(who, skill, at_least), found, says)
from (values
  ('peer', 'Knots', 4, 'Contractor Example, Crew Example, Worker Example', 'A peer should find people by a skill that was validated and is shown'),
  ('peer', 'Knots', 5, 'nobody', 'A peer should not find them above their level'),
  ('peer', 'Ropes', 1, 'nobody', 'A peer should not find people by a skill that they keep private'),
  ('peer', 'Flags', 1, 'nobody', 'A peer should not find people by what they say of themselves'),
  ('lead', 'Ropes', 5, 'Worker Example', 'A manager should find people of the line by private skills'),
  ('hr', 'Flags', 3, 'Worker Example', 'HR should find people by any skill'),
  ('contractor', 'Knots', 1, 'nobody', 'A contractor should find nobody by skill'),
  ('worker', 'Ropes', 5, 'Worker Example', 'People should find themselves by any skill of theirs')
) v (who, skill, at_least, found, says);

-- The effective level ------------------------------------------------------------------------------------------------------

create temporary table own as select 'peer'::text as handle;
select pg_temp.rate('peer', 'Knots', 'self', 5, 'peer');
select is(pg_temp.level('peer', 'Knots'), '5 self', 'With nothing else the level should be one''s own');
select pg_temp.rate('peer', 'Knots', 'peer', 1, 'worker');
select is(pg_temp.level('peer', 'Knots'), '5 self', 'One peer should not count');
select pg_temp.rate('peer', 'Knots', 'peer', 2, 'worker', now() + interval '1 hour');
select is(pg_temp.level('peer', 'Knots'), '5 self', 'One peer twice should still be one');
select pg_temp.rate('peer', 'Knots', 'peer', 4, 'lead');
select is(pg_temp.level('peer', 'Knots'), '2 peer', 'Two peers should count before oneself, by the lower of the two, and the latest of each');
select pg_temp.rate('peer', 'Knots', 'peer', 3, 'boss');
select is(pg_temp.level('peer', 'Knots'), '3 peer', 'Of three peers the middle should count');
select pg_temp.rate('peer', 'Knots', 'peer', 5, 'hr');
select is(pg_temp.level('peer', 'Knots'), '3 peer', 'Of four peers the lower of the middle two should count');
select pg_temp.rate('peer', 'Knots', 'manager', 1, 'rival', now() - interval '3 years');
select is(pg_temp.level('peer', 'Knots'), '1 manager', 'A manager should count before peers, however old');
select pg_temp.rate('peer', 'Knots', 'self', 4, 'peer', now() + interval '2 hours');
select is(pg_temp.level('peer', 'Knots'), '1 manager', 'A lower source that comes later should never override a higher one');
select pg_temp.rate('peer', 'Knots', 'manager', 2, 'rival');
select is(pg_temp.level('peer', 'Knots'), '2 manager', 'Of two from one source the newest should count');
select pg_temp.rate('peer', 'Knots', 'manager', 5, 'rival', now() - interval '1 year');
select is(pg_temp.level('peer', 'Knots'), '2 manager', 'Also when the older one arrives later');
select pg_temp.rate('peer', 'Knots', 'assessment', 3, null, now() - interval '2 years');
select is(pg_temp.level('peer', 'Knots'), '3 assessment', 'An assessment should count before a manager');
update public.skill_assessments set withdrawn_at = now() where user_id = pg_temp.id('peer') and source = 'assessment';
select is(pg_temp.level('peer', 'Knots'), '2 manager', 'A withdrawn assessment should not count');
delete from public.skill_assessments where user_id = pg_temp.id('peer') and source = 'manager';
select is(pg_temp.level('peer', 'Knots'), '3 peer', 'A deleted level should not count');
select results_eq(
  $$select level, source, assessed_at is not null, valid_until from public.user_skills where user_id = pg_temp.id('peer')$$,
  $$values (3, 'peer', true, null::timestamptz)$$, 'The level should stand with source and date'
);
delete from public.skill_assessments where user_id = pg_temp.id('peer');
select results_eq(
  $$select level, source, assessed_at, valid_until from public.user_skills where user_id = pg_temp.id('peer')$$,
  $$values (null::integer, null::text, null::timestamptz, null::timestamptz)$$, 'With no level left the skill should stay, unrated'
);

insert into public.skill_assessments (id, user_id, skill_id, source, level)
select id::uuid, pg_temp.id('peer'), pg_temp.skill('Knots'), 'manager', level
from (values ('b0000000-0000-4000-8000-000000000000', 5), ('a0000000-0000-4000-8000-000000000000', 2)) v (id, level);
select is(pg_temp.level('peer', 'Knots'), '2 manager', 'Of two at the same moment the one with the lowest id should count');
delete from public.skill_assessments where user_id = pg_temp.id('peer');

-- Time passes: what was true is still written, and reads recompute.
select pg_temp.rate('peer', 'Knots', 'self', 2, 'peer', now() - interval '3 years');
select pg_temp.rate('peer', 'Knots', 'manager', 5, 'rival', now() - interval '2 years', now() + interval '1 day');
select pg_temp.show('peer', 'Knots');
select is(pg_temp.level('peer', 'Knots'), '5 manager', 'A level should count until it expires');
select is(pg_temp.finds('worker', 'Knots', 5), 'Peer Example', 'A colleague should find it until then');
select is(
  (select row(level, source)::text from private.effective_level(pg_temp.id('peer'), pg_temp.skill('Knots'), now() + interval '1 day')),
  '(2,self)', 'A level should not count from the moment of its expiry'
);
alter table public.skill_assessments disable trigger user;
update public.skill_assessments set valid_until = now() where user_id = pg_temp.id('peer') and source = 'manager';
alter table public.skill_assessments enable trigger user;
update public.user_skills set valid_until = now() where user_id = pg_temp.id('peer');
select is(pg_temp.level('peer', 'Knots'), '5 manager', 'Expiry should write nothing');
select is(
  pg_temp.asks('peer', 'select item ->> ''level'' || '' '' || (item ->> ''source'') from jsonb_array_elements(public.get_my_skills() -> ''items'') item'),
  '2 self', 'The person should read the level that counts now'
);
select is(pg_temp.finds('worker', 'Knots'), 'Contractor Example, Crew Example, Worker Example', 'A colleague should not find a person by an expired level');
select is(
  pg_temp.readers('user_skills', pg_temp.of('peer', 'Knots')), 'boss peer rival hr',
  'An expired level should be read by self, line and HR alone'
);
select private.refresh_levels(array[pg_temp.id('peer')], array[pg_temp.skill('Knots')]);
select is(pg_temp.level('peer', 'Knots'), '2 self', 'Recomputing should write the level that counts now');
select is(
  (select row(level, source)::text from private.effective_level(pg_temp.id('peer'), pg_temp.skill('Knots'), now() - interval '1 year')),
  '(5,manager)', 'As of a date in the past the level should be what it was'
);
select is(
  (select row(level, source)::text from private.effective_level(pg_temp.id('peer'), pg_temp.skill('Knots'), now() - interval '30 months')),
  '(2,self)', 'As of a date before the manager''s level there should be one''s own'
);
select is_empty(
  $$select private.effective_level(pg_temp.id('peer'), pg_temp.skill('Knots'), now() - interval '10 years')$$,
  'As of a date before all levels there should be none'
);
delete from public.skill_assessments where user_id = pg_temp.id('peer');

-- Random assessments in random order, against the rules written out one by one.
create function pg_temp.slow_level(person uuid, skill uuid, at timestamptz) returns text
language plpgsql as $$
declare
  kind text;
  levels integer[];
  best record;
begin
  foreach kind in array array['assessment', 'manager', 'peer', 'self'] loop
    if kind = 'peer' then
      select array_agg(level order by level) into levels from (
        select (array_agg(a.level order by a.assessed_at desc, a.id))[1] as level
        from public.skill_assessments a
        where a.user_id = person and a.skill_id = skill and a.source = 'peer' and a.assessed_at <= at
          and (a.valid_until is null or at < a.valid_until) and (a.withdrawn_at is null or at < a.withdrawn_at)
        group by a.assessor_id
      ) one_each;
      if cardinality(levels) >= 2 then
        return levels[(cardinality(levels) + 1) / 2] || ' peer';
      end if;
    else
      select a.level into best from public.skill_assessments a
      where a.user_id = person and a.skill_id = skill and a.source = kind and a.assessed_at <= at
        and (a.valid_until is null or at < a.valid_until) and (a.withdrawn_at is null or at < a.withdrawn_at)
      order by a.assessed_at desc, a.id limit 1;
      if found then
        return best.level || ' ' || kind;
      end if;
    end if;
  end loop;
  return '';
end
$$;
do $$
declare
  person uuid := pg_temp.id('auditor');
  skill uuid := pg_temp.skill('Charts');
  raters uuid[] := array[pg_temp.id('boss'), pg_temp.id('lead'), pg_temp.id('worker'), pg_temp.id('peer'), pg_temp.id('rival')];
  row_of public.skill_assessments;
  stored text;
  first_stored text;
  at timestamptz;
begin
  perform setseed(0.7);
  create temporary table wrong (round integer, what text, got text, wanted text);
  create temporary table seen_sources (source text);
  create temporary table given (like public.skill_assessments including defaults);
  insert into public.user_skills (user_id, skill_id) values (person, skill);
  for round in 1..100 loop
    delete from given;
    insert into given (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, withdrawn_at)
    select person, skill, (array['self', 'peer', 'peer', 'peer', 'manager', 'assessment'])[1 + floor(random() * 6)::integer],
      1 + floor(random() * 5)::integer, raters[1 + floor(random() * 5)::integer], day,
      case when random() < 0.4 then day + (1 + floor(random() * 300)::integer) * interval '1 day' end,
      case when random() < 0.3 then day + floor(random() * 300)::integer * interval '1 day' end
    -- Few days, so that some fall on the same.
    from (select now() - floor(random() * 20)::integer * interval '20 days' as day from generate_series(1, 1 + floor(random() * 9)::integer)) days;
    update given set withdrawn_at = null where withdrawn_at > now();
    for arrival in 1..2 loop
      delete from public.skill_assessments where user_id = person and skill_id = skill;
      for row_of in select * from given order by random() loop
        insert into public.skill_assessments select row_of.*;
      end loop;
      select concat_ws(' ', level, us.source) into stored from public.user_skills us where user_id = person and skill_id = skill;
      if stored <> pg_temp.slow_level(person, skill, now()) then
        insert into wrong values (round, 'now', stored, pg_temp.slow_level(person, skill, now()));
      end if;
      insert into seen_sources values (split_part(stored, ' ', 2));
      if arrival = 1 then
        first_stored := stored;
      elsif stored <> first_stored then
        insert into wrong values (round, 'order of arrival', stored, first_stored);
      end if;
    end loop;
    for days in 0..5 loop
      at := now() - days * interval '67 days';
      stored := coalesce((select level || ' ' || e.source from private.effective_level(person, skill, at) e), '');
      if stored <> pg_temp.slow_level(person, skill, at) then
        insert into wrong values (round, 'as of ' || at, stored, pg_temp.slow_level(person, skill, at));
      end if;
    end loop;
  end loop;
  delete from public.user_skills where user_id = person and skill_id = skill;
end
$$;
select is_empty(
  'select * from wrong',
  '100 random sets of assessments should give the level of the written rules, in any order of arrival and as of any date'
);
select is(
  (select count(distinct source) from seen_sources), 5::bigint,
  'Those sets should have been won by each source, and by none'
);

-- Confidence is shown beside the level: trust × 0.5^(age / half-life).
select is(private.confidence(source, now() - age * interval '2629746 seconds', half_life), wanted, format('Confidence of %s after %s months', source, age))
from (values
  ('self', 0, 36, 0.400), ('peer', 0, 36, 0.600), ('manager', 0, 36, 0.850), ('assessment', 0, 36, 1.000),
  ('assessment', 36, 36, 0.500), ('self', 72, 36, 0.100), ('manager', 12, 12, 0.425), ('assessment', 18, 36, 0.707)
) v (source, age, half_life, wanted);
select is(private.confidence(null, null, 36), null, 'An unrated skill should have no confidence');
select is(private.confidence('self', now() + interval '1 year', 36), 0.400, 'A date in the future should not make it more than trust');

-- set_my_skills ---------------------------------------------------------------------------------------------------------

create function pg_temp.set_skills(handle text, items jsonb) returns text
language sql as $$
  select pg_temp.asks(handle, format('select case when public.set_my_skills(%L) ? ''items'' then ''done'' end', items))
$$;
create function pg_temp.refusal(handle text, items jsonb) returns jsonb
language plpgsql as $$
declare
  detail text;
begin
  perform pg_temp.become(handle);
  begin
    perform public.set_my_skills(items);
  exception when others then
    get stacked diagnostics detail = pg_exception_detail;
  end;
  perform set_config('role', 'none', true);
  return nullif(detail, '')::jsonb;
end
$$;
create function pg_temp.item(skill_name text, more jsonb) returns jsonb
language sql as $$ select jsonb_build_object('skill_id', pg_temp.skill(skill_name)) || more $$;
create temporary view mine as
select k.name, us.level, us.source, us.years_experience, us.last_used, us.visibility,
  (select count(*) from public.skill_assessments a where a.user_id = us.user_id and a.skill_id = us.skill_id) as assessments
from public.user_skills us join public.skills k on k.id = us.skill_id
where us.user_id = pg_temp.id('rival');

select is(
  pg_temp.set_skills('rival', jsonb_build_array(
    pg_temp.item('Knots', '{"level": 3, "years_experience": 2.5, "last_used": "2026-01-31", "visibility": "colleagues"}'),
    pg_temp.item('Ropes', '{"level": null}'), pg_temp.item('Flags', '{"level": 1}')
  )),
  'done', 'A person should rate skills of their own'
);
select results_eq(
  'select * from mine order by name',
  $$values ('Flags', 1, 'self', null::numeric, null::date, 'private', 1::bigint),
    ('Knots', 3, 'self', 2.5, '2026-01-31', 'colleagues', 1), ('Ropes', null, null, null, null, 'private', 0)$$,
  'Levels should be of source self, and the rest as said; private unless shown'
);
select is(
  (select string_agg(distinct u.full_name, ', ') from public.skill_assessments a join public.users u on u.id = a.assessor_id
   where a.user_id = pg_temp.id('rival')), 'Rival Example', 'The assessor should be the person'
);
create temporary table versions as select skill_id, version from public.user_skills where user_id = pg_temp.id('rival');
select pg_temp.set_skills('rival', jsonb_build_array(pg_temp.item('Knots', '{"level": 3}'), pg_temp.item('Flags', '{"level": 1}')));
select is((select sum(assessments) from mine), 2::numeric, 'A repeated call should make no second assessment');
select results_eq(
  $$select skill_id, version from public.user_skills where user_id = pg_temp.id('rival') order by 1$$, 'select * from versions order by 1',
  'A repeated call should keep the etags'
);
select results_eq(
  $$select years_experience, last_used, visibility from mine where name = 'Knots'$$,
  $$values (2.5, '2026-01-31'::date, 'colleagues')$$,
  'What is not named should stay'
);
select pg_temp.set_skills('rival', jsonb_build_array(pg_temp.item('Knots', '{"level": 4, "years_experience": null}')));
select results_eq(
  $$select level, years_experience, assessments from mine where name = 'Knots'$$, $$values (4, null::numeric, 2::bigint)$$,
  'Another level should be another assessment beside the first; null should empty a field'
);
select isnt(
  (select version from public.user_skills where user_id = pg_temp.id('rival') and skill_id = pg_temp.skill('Knots')),
  (select version from versions where skill_id = pg_temp.skill('Knots')), 'A change should raise the etag'
);
select results_eq(
  $$select us.version = v.version from public.user_skills us join versions v using (skill_id) where us.user_id = pg_temp.id('rival') and skill_id <> pg_temp.skill('Knots')$$,
  'values (true), (true)', 'The etags of the other skills should stay'
);
select pg_temp.rate('rival', 'Knots', 'manager', 2, 'boss');
select pg_temp.set_skills('rival', jsonb_build_array(pg_temp.item('Knots', '{"level": 5}')));
select is(pg_temp.level('rival', 'Knots'), '2 manager', 'One''s own level should not override the manager''s');
select pg_temp.set_skills('rival', jsonb_build_array(pg_temp.item('Knots', '{"level": null}'), pg_temp.item('Flags', '{"level": null}')));
select is(pg_temp.level('rival', 'Knots'), '2 manager', 'null should withdraw one''s own level, not the manager''s');
select is(pg_temp.level('rival', 'Flags'), '', 'null should leave a skill that only oneself rated unrated');
select results_eq(
  $$select source, count(*), count(withdrawn_at) from public.skill_assessments where user_id = pg_temp.id('rival') group by 1 order by 1$$,
  $$values ('manager', 1::bigint, 0::bigint), ('self', 4, 4)$$,
  'Withdrawn levels should stay as history'
);

create temporary table unchanged as select * from mine;
select is(pg_temp.set_skills('rival', items), outcome, says)
from (values
  ('[]'::jsonb, 'PT400 invalid', 'An empty list should be refused'),
  ('{"skill_id": 1}', 'PT400 invalid', 'What is no list should be refused'),
  (null, 'PT400 invalid', 'Nothing should be refused'),
  ((select jsonb_agg(jsonb_build_object('skill_id', gen_random_uuid(), 'level', 1)) from generate_series(1, 101)), 'PT400 invalid', 'More than 100 items should be refused'),
  (jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'), pg_temp.item('Charts', '{"level": 3}')), 'PT400 invalid', 'One skill twice should be refused'),
  ('[{"level": 2}]', 'PT400 invalid', 'An item without a skill should be refused'),
  (jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'), jsonb_build_object('skill_id', gen_random_uuid(), 'level', 2)), 'PT400 unknown_id', 'A skill that does not exist should be refused'),
  (jsonb_build_array(pg_temp.item('Drones', '{"level": 2}')), 'PT400 unknown_id', 'A proposed skill of others should be refused like one that does not exist'),
  (jsonb_build_array(pg_temp.item('Sextants', '{"level": 2}')), 'PT400 unknown_id', 'A retired skill should not be begun'),
  (jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'), pg_temp.item('Lamps', '{"level": 6}')), '23514', 'A level above 5 should be refused'),
  (jsonb_build_array(pg_temp.item('Charts', '{"level": 0}')), '23514', 'A level under 1 should be refused'),
  (jsonb_build_array(pg_temp.item('Charts', '{"level": 2, "visibility": "everybody"}')), '23514', 'Another visibility should be refused')
) v (items, outcome, says);
select bag_eq('select * from mine', 'select * from unchanged', 'Each refused call should have changed nothing: all or nothing');
select is(
  pg_temp.refusal('rival', jsonb_build_array(
    pg_temp.item('Charts', '{"level": 2}'), '{"skill_id": "00000000-0000-4000-8000-000000000000", "level": 2}'::jsonb, pg_temp.item('Drones', '{"level": 2}')
  )),
  '[{"path": "items.1.skill_id", "code": "unknown_id", "message": "There is no such skill."},
    {"path": "items.2.skill_id", "code": "unknown_id", "message": "There is no such skill."}]'::jsonb,
  'The refusal should name the place of each unknown skill'
);
select pg_temp.set_skills('rival', jsonb_build_array(pg_temp.item('Charts',
  jsonb_build_object('level', 5, 'user_id', pg_temp.id('peer'), 'source', 'assessment', 'assessor_id', pg_temp.id('boss'), 'valid_until', '2099-01-01', 'version', 9)
)));
select is(pg_temp.level('rival', 'Charts'), '5 self', 'Owner, source and assessor should not be for the caller to choose');
select is_empty(
  $$select from public.user_skills where user_id = pg_temp.id('peer') and skill_id = pg_temp.skill('Charts')$$,
  'Nobody else''s skills should change'
);
select is(pg_temp.set_skills('worker', jsonb_build_array(pg_temp.item('Drones', '{"level": 2}'))), 'done', 'Who has a proposed skill should be able to rate it');
select is(pg_temp.set_skills('contractor', jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'))), '42501', 'A contractor should not rate skills');
select is(pg_temp.set_skills('stranger', jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'))), 'PT403 no_employee_record', 'An account without a record should not rate skills');
select is(pg_temp.set_skills('leaver', jsonb_build_array(pg_temp.item('Charts', '{"level": 2}'))), 'PT403 no_employee_record', 'A leaver should not rate skills');

-- get_my_skills -----------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks('worker', 'select string_agg(item #>> ''{skill,name}'', '' '' order by n) from jsonb_array_elements(public.get_my_skills() -> ''items'') with ordinality as i (item, n)'),
  'Drones Flags Knots Lamps Ropes', 'A person should read all skills of their own by name, proposed ones included'
);
select is(
  pg_temp.asks('worker', 'select public.get_my_skills(page_size => 2) #>> ''{next,0}'''), 'flags', 'A page should end with the key of its last row'
);
select is(
  pg_temp.asks('worker', 'select string_agg(item #>> ''{skill,name}'', '' '') from jsonb_array_elements(public.get_my_skills(after => public.get_my_skills(page_size => 2) -> ''next'', page_size => 2) -> ''items'') item'),
  'Knots Lamps', 'The next page should begin after it'
);
select is(pg_temp.asks('worker', 'select public.get_my_skills(want_total => true) ->> ''total'''), '5', 'The total should count all');
select is(pg_temp.asks('hr', 'select public.get_my_skills(want_total => true) ->> ''total'''), '0', 'HR''s own skills should be HR''s own alone');
select is(pg_temp.asks('contractor', 'select public.get_my_skills()'), '42501', 'A contractor should have no skills to read');

select * from finish();
rollback;
