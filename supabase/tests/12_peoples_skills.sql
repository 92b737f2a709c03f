-- Who says what of people's skills, which level counts for whom, and what happens by itself.
begin;
\ir helpers.psql
select plan(79);

insert into public.skills (name, status) values
  ('Manyknots', 'active'), ('Manyropes', 'active'), ('Manyflags', 'active'), ('Manylamps', 'proposed'), ('Manycharts', 'active'), ('Manysails', 'retired');
create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select id from public.skills where name = skill_name
$$;
grant execute on function pg_temp.skill(text) to authenticated, anon;
create function pg_temp.rate(
  handle text, skill_name text, from_source text, given integer, assessor text default null,
  at timestamptz default now(), until timestamptz default null, counting boolean default true
) returns void
language sql as $$
  insert into public.user_skills (user_id, skill_id) values (pg_temp.id(handle), pg_temp.skill(skill_name)) on conflict do nothing;
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, counts)
  values (pg_temp.id(handle), pg_temp.skill(skill_name), from_source, given, pg_temp.id(assessor), at, until, counting);
$$;
create function pg_temp.level(handle text, skill_name text) returns text language sql as $$
  select concat_ws(' ', level, source) from public.user_skills where user_id = pg_temp.id(handle) and skill_id = pg_temp.skill(skill_name)
$$;
create function pg_temp.show(handle text, skill_name text) returns void language sql as $$
  update public.user_skills set visibility = 'colleagues' where user_id = pg_temp.id(handle) and skill_id = pg_temp.skill(skill_name)
$$;

-- Which level counts: four sources, and endorsements that don't count --------------------------------------------------------------

select pg_temp.rate('peer', 'Manyknots', 'self', 5), pg_temp.rate('peer', 'Manyknots', 'peer', 1, 'worker'), pg_temp.rate('peer', 'Manyknots', 'peer', 1, 'boss', counting => false);
select is(pg_temp.level('peer', 'Manyknots'), '5 self', 'An endorsement that does not count should be no second voice');
select pg_temp.rate('peer', 'Manyknots', 'peer', 3, 'lead');
select is(pg_temp.level('peer', 'Manyknots'), '1 peer', 'Nor one of the median');
select pg_temp.rate('peer', 'Manyknots', 'peer', 5, 'worker', now() + interval '1 second', counting => false);
select is(pg_temp.level('peer', 'Manyknots'), '1 peer', 'Nor should it take the place of one that counts');
delete from public.skill_assessments;

-- Random histories of all four sources: now, in any order, and as of any time; the past stays what it was.
create function pg_temp.slow_level(person uuid, skill uuid, at timestamptz) returns text language plpgsql as $$
declare
  kind text;
  levels integer[];
  best record;
begin
  foreach kind in array array['assessment', 'manager', 'peer', 'self'] loop
    if kind = 'peer' then
      select array_agg(level order by level) into levels from (
        select (array_agg(a.level order by a.assessed_at desc, a.id))[1] as level from public.skill_assessments a
        where a.user_id = person and a.skill_id = skill and a.source = 'peer' and a.counts and a.assessed_at <= at
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
  skill uuid := pg_temp.skill('Manycharts');
  raters uuid[] := array[pg_temp.id('boss'), pg_temp.id('lead'), pg_temp.id('worker'), pg_temp.id('peer')];
  a record;
  past jsonb;
begin
  perform setseed(0.3);
  create temporary table wrong (round integer, what text, got text, wanted text);
  create temporary table won (source text);
  insert into public.user_skills (user_id, skill_id) values (person, skill);
  for round in 1..60 loop
    delete from public.skill_assessments where user_id = person;
    past := '{}';
    -- Day by day: what counted on each day is written down that day, and asked again at the end.
    for day in reverse 30..0 loop
      if random() < 0.4 then
        insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, counts)
        select person, skill, source, 1 + floor(random() * 5)::integer, raters[1 + floor(random() * 4)::integer], now() - day * interval '1 day',
          case when random() < 0.3 then now() - day * interval '1 day' + interval '10 days' end, source <> 'peer' or random() < 0.7
        from (select (array['self', 'self', 'peer', 'peer', 'peer', 'manager', 'assessment'])[1 + floor(random() * 7)::integer] as source) s;
      end if;
      if random() < 0.1 then
        update public.skill_assessments set withdrawn_at = now() - day * interval '1 day'
        where id = (select id from public.skill_assessments where user_id = person and withdrawn_at is null order by random() limit 1);
      end if;
      past := past || jsonb_build_object(day, pg_temp.slow_level(person, skill, now() - day * interval '1 day'));
    end loop;
    for a in select key::integer as day, value as level from jsonb_each_text(past) loop
      insert into wrong
      select round, 'as of day -' || a.day, e.level, a.level
      from (select coalesce((select level || ' ' || source from private.effective_level(person, skill, now() - a.day * interval '1 day')), '') as level) e
      where e.level <> a.level;
    end loop;
    insert into wrong select round, 'now', pg_temp.level('auditor', 'Manycharts'), past ->> '0' where pg_temp.level('auditor', 'Manycharts') <> past ->> '0';
    insert into won values (split_part(past ->> '0', ' ', 2));
  end loop;
  delete from public.user_skills where user_id = person;
end
$$;
select is_empty('select * from wrong', 'What counted on a day should be what is said of that day later, for 60 random months of four sources');
select is((select count(distinct source) from won where source <> ''), 4::bigint, 'Each source should have won');

-- What peers see: nothing hidden, in no list, count or cursor ------------------------------------------------------------------------

select pg_temp.rate('worker', 'Manyknots', 'manager', 4, 'lead'), pg_temp.show('worker', 'Manyknots');
select pg_temp.rate('worker', 'Manyropes', 'manager', 4, 'lead'), pg_temp.rate('worker', 'Manyflags', 'self', 4), pg_temp.show('worker', 'Manyflags');
select pg_temp.rate('worker', 'Manylamps', 'manager', 4, 'lead'), pg_temp.show('worker', 'Manylamps');
create function pg_temp.shown(handle text, of text) returns text language sql as $$
  select pg_temp.asks(handle, format(
    'select (a ->> ''total'') || coalesce('' '' || (select string_agg(i #>> ''{skill,name}'', '' '') from jsonb_array_elements(a -> ''items'') i), '''') || coalesce('' then '' || (a ->> ''next''), '''')
     from (select public.get_user_skills(%L, want_total => true) as a) x', pg_temp.id(of)))
$$;
select is(pg_temp.shown(viewer, 'worker'), sees, viewer || ' should see: ' || sees)
from (values
  ('peer', '1 Manyknots'), ('rival', '1 Manyknots'), ('worker', '4 Manyflags Manyknots Manylamps Manyropes'), ('lead', '4 Manyflags Manyknots Manylamps Manyropes'),
  ('boss', '4 Manyflags Manyknots Manylamps Manyropes'), ('hr', '4 Manyflags Manyknots Manylamps Manyropes'), ('contractor', '42501'), ('stranger', 'PT403 no_employee_record')
) v (viewer, sees);
select is(pg_temp.shown('peer', 'leaver'), 'PT404 not_found', 'Of who left nobody should see anything');
select is(pg_temp.asks('peer', 'select public.get_user_skills(gen_random_uuid())'), 'PT404 not_found', 'Nor of nobody');
update public.skill_assessments set valid_until = now() + interval '1 day' where user_id = pg_temp.id('worker') and skill_id = pg_temp.skill('Manyknots');
alter table public.skill_assessments disable trigger user;
update public.skill_assessments set valid_until = now() - interval '1 second', assessed_at = now() - interval '1 year' where user_id = pg_temp.id('worker') and skill_id = pg_temp.skill('Manyknots');
alter table public.skill_assessments enable trigger user;
update public.user_skills set valid_until = now() - interval '1 second' where user_id = pg_temp.id('worker') and skill_id = pg_temp.skill('Manyknots');
select is(pg_temp.shown('peer', 'worker'), '0', 'What has expired should be validated no more');
select is((private.job_skill_levels(null, current_date) ->> 'rows'), '1', 'The job should find it');
select is(pg_temp.level('worker', 'Manyknots'), '', 'And write what counts');
select is((private.job_skill_levels(null, current_date) ->> 'rows'), '0', 'Once');

-- Who reads what was said -----------------------------------------------------------------------------------------------------------------

insert into public.skill_validation_requests (user_id, skill_id) values (pg_temp.id('worker'), pg_temp.skill('Manyropes'));
insert into public.skill_validations (user_id, skill_id, outcome, comment, decided_by) values (pg_temp.id('worker'), pg_temp.skill('Manyropes'), 'rejected', 'No.', pg_temp.id('rival'));
insert into public.skill_evidence (user_id, skill_id, title) values (pg_temp.id('worker'), pg_temp.skill('Manyropes'), 'Photo');
insert into public.certifications (user_id, name) values (pg_temp.id('worker'), 'Lifting'), (pg_temp.id('contractor'), 'Driving'), (pg_temp.id('crew'), 'Diving');
select is(pg_temp.readers(place, condition), sees, says)
from (values
  ('skill_validation_requests', 'true', 'boss lead worker hr', 'A request should be read by self, line and HR'),
  ('skill_validations', 'true', 'worker rival hr', 'A comment by the person, who decided, and HR; not by the line'),
  ('skill_evidence', 'true', 'boss lead worker hr', 'Evidence by self, line and HR'),
  ('certifications', 'name = ''Lifting''', 'boss lead worker hr', 'Certificates by self, line and HR'),
  ('certifications', 'name = ''Driving''', 'boss lead hr', 'A contractor should not read even their own'),
  ('certifications', 'name = ''Diving''', 'boss hr', 'Nor those of reports')
) v (place, condition, sees, says);

-- What people keep themselves ---------------------------------------------------------------------------------------------------------------

insert into public.experience_types (name, status) values ('Many Abroad', 'active'), ('Many Proposed', 'proposed');
create function pg_temp.kind(type_name text) returns uuid language sql stable security definer as $$ select id from public.experience_types where name = type_name $$;
grant execute on function pg_temp.kind(text) to authenticated;
select is(pg_temp.does(who, statement), outcome, says)
from (values
  ('worker', 'insert into public.certifications (name) values (''Own'')', '1 row', 'A person should keep certificates'),
  ('contractor', 'insert into public.certifications (name) values (''Own'')', '42501', 'A contractor should not'),
  ('worker', 'insert into public.certifications (name, source) values (''Own'', ''hr'')', '42501', 'Nobody should say that HR wrote one'),
  ('worker', format('insert into public.certifications (name, user_id) values (''Own'', %L)', pg_temp.id('peer')), '42501', 'Nor that it is another''s'),
  ('worker', format('insert into public.certifications (name, skill_id) values (''Own'', %L)', pg_temp.skill('Manylamps')), '1 row', 'It should name a skill that one reads'),
  ('peer', format('insert into public.certifications (name, skill_id) values (''Own'', %L)', pg_temp.skill('Manylamps')), 'PT400 unknown_id', 'And no other'),
  ('worker', format('insert into public.user_experiences (experience_type_id) values (%L)', pg_temp.kind('Many Abroad')), '1 row', 'A person should keep experiences'),
  ('worker', format('insert into public.user_experiences (experience_type_id) values (%L)', pg_temp.kind('Many Proposed')), 'PT400 unknown_id', 'Of kinds that one reads'),
  ('worker', 'insert into public.projects (name) values (''Own'')', '1 row', 'And projects'),
  ('worker', 'insert into public.projects (name) values (E''\u202eno'')', '23514', 'In letters that show what they are'),
  ('worker', 'insert into public.projects (name, confirmed_at) values (''Own'', now())', '42501', 'Nobody should confirm by writing'),
  ('hr', 'update public.projects set name = ''X''', '0 rows', 'HR should not write what is another''s'),
  ('worker', 'insert into public.certifications (name) select ''C'' || n from generate_series(1, 401) n', 'PT409 too_many', 'There should be an end to it')
) v (who, statement, outcome, says);

-- Deciding ----------------------------------------------------------------------------------------------------------------------------------------

create function pg_temp.decide(handle text, of text, skill_name text, outcome text, level integer default null) returns text language sql as $$
  select pg_temp.asks(handle, format('select public.decide_validations(%L) #>> ''{items,0,outcome}''', jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'user_id', pg_temp.id(of), 'skill_id', pg_temp.skill(skill_name), 'outcome', outcome, 'level', level)))))
$$;
select pg_temp.rate(handle, 'Manyflags', 'self', 3) from unnest('{boss, lead, peer, crew, contractor}'::text[]) handle;
select is(pg_temp.decide(who, of, 'Manyflags', 'validated'), outcome, format('%s deciding for %s: %s', who, of, outcome))
from (values
  ('lead', 'worker', 'validated'), ('worker', 'worker', 'PT403 forbidden'), ('boss', 'worker', 'PT403 forbidden'), ('peer', 'worker', 'PT400 unknown_id'),
  ('hr', 'worker', 'PT403 forbidden'), ('hr', 'boss', 'validated'), ('boss', 'boss', 'PT403 forbidden'), ('foreman', 'crew', '42501'), ('boss', 'crew', 'validated'),
  ('stranger', 'worker', 'PT403 no_employee_record')
) v (who, of, outcome);
select is(pg_temp.decide('lead', 'worker', 'Manyflags', 'validated', 9), '23514', 'A level should be one');
select is(pg_temp.decide('lead', 'worker', 'Manyknots', 'validated'), 'PT400 invalid', 'Who says nothing of themselves should be given a level');
select is(pg_temp.decide('lead', 'worker', 'Manycharts', 'adjusted', 3), 'PT400 unknown_id', 'A skill that the person has not should not be validated');
select is(pg_temp.asks('lead', format('select public.decide_validations(%L)', items)), 'PT400 invalid', 'This should be no list of decisions: ' || left(items::text, 30))
from (values ('[]'::jsonb), ('{}'), (jsonb_build_array('{"user_id": "a", "skill_id": "b"}'::jsonb, '{"user_id": "a", "skill_id": "b"}'::jsonb))) v (items);

-- Endorsing: an exchange within the hour counts once, whoever was first ------------------------------------------------------------------------------

create function pg_temp.endorse(handle text, of text, skill_name text, level integer default 3) returns text language sql as $$
  select pg_temp.asks(handle, format('select public.endorse_skill(%L, %L, %s) #>> ''{skill,name}''', pg_temp.id(of), pg_temp.skill(skill_name), level))
$$;
create function pg_temp.voices(handle text, skill_name text) returns text language sql as $$
  select coalesce(string_agg(case when a.counts then 'yes' else 'no' end || case when a.withdrawn_at is not null then '*' else '' end, ' ' order by a.assessed_at), '')
  from public.skill_assessments a where a.user_id = pg_temp.id(handle) and a.skill_id = pg_temp.skill(skill_name) and a.source = 'peer'
$$;
select is(pg_temp.endorse(who, of, skill), outcome, says)
from (values
  ('peer', 'rival', 'Manyropes', 'Manyropes', 'A colleague should endorse'), ('peer', 'peer', 'Manyropes', '42501', 'Nobody themselves'),
  ('peer', 'leaver', 'Manyropes', 'PT404 not_found', 'Nobody who left'), ('peer', 'rival', 'Manylamps', 'PT404 not_found', 'No proposed skill'),
  ('peer', 'rival', 'Manysails', 'PT404 not_found', 'No retired one'), ('contractor', 'rival', 'Manyropes', '42501', 'A contractor should not'),
  ('rival', 'peer', 'Manyflags', 'Manyflags', 'An answer should be taken')
) v (who, of, skill, outcome, says);
select is(pg_temp.voices('rival', 'Manyropes') || ' ' || pg_temp.voices('peer', 'Manyflags'), 'yes no', 'But only the first should count');
select pg_temp.endorse('rival', 'peer', 'Manyflags', 4);
select is(pg_temp.voices('peer', 'Manyflags'), 'no* no', 'Also when it is repeated');
update public.skill_assessments set assessed_at = assessed_at - interval '1 hour' where source = 'peer' and user_id in (pg_temp.id('peer'), pg_temp.id('rival'));
select pg_temp.endorse('rival', 'peer', 'Manyflags', 5);
select is(pg_temp.voices('peer', 'Manyflags'), 'no* no* yes', 'After an hour it should');
select pg_temp.endorse('peer', 'rival', 'Manyropes', 5);
select is(pg_temp.voices('rival', 'Manyropes'), 'yes no', 'And the answer to that one should not, nor take the place of one that counts');

-- The matrix, against the slow version ------------------------------------------------------------------------------------------------------------------

create temporary table matrix as select pg_temp.asks('boss', format('select public.get_matrix(skill_ids => %L)',
  array[pg_temp.skill('Manyknots'), pg_temp.skill('Manyropes'), pg_temp.skill('Manyflags')]))::jsonb as m;
select bag_eq(
  $$select (p #>> '{person,id}')::uuid as person, (c ->> 'skill_id')::uuid as skill, (c ->> 'level')::integer as level, c ->> 'source' as source, (c ->> 'confidence')::numeric as confidence
    from matrix, jsonb_array_elements(m -> 'people') p, jsonb_array_elements(p -> 'cells') c$$,
  $$select l.report_id, us.skill_id, e.level, e.source, private.confidence(e.source, e.assessed_at, 36)
    from public.reporting_lines l join public.users u on u.id = l.report_id and u.status = 'active'
    join public.employment_info i on i.user_id = u.id and i.employment_type = 'employee'
    join public.user_skills us on us.user_id = u.id and us.skill_id in (pg_temp.skill('Manyknots'), pg_temp.skill('Manyropes'), pg_temp.skill('Manyflags'))
    left join lateral private.effective_level(us.user_id, us.skill_id) e on true
    where l.manager_id = pg_temp.id('boss')$$,
  'A matrix should hold each level of each employee of the line, as it is read elsewhere'
);
select is(
  (select m #> '{people,0,person}' from matrix), (select private.person_ref((m #>> '{people,0,person,id}')::uuid) from matrix), 'With people as they are referred to elsewhere'
);
select is_empty(
  $$select s from matrix, jsonb_array_elements(m -> 'skills') s, lateral (
      select count(*) as holders, count(*) filter (where (c ->> 'level')::integer >= 3) as working
      from jsonb_array_elements(m -> 'people') p, jsonb_array_elements(p -> 'cells') c where c ->> 'skill_id' = s #>> '{skill,id}'
    ) slow
    where (s ->> 'holders')::bigint <> slow.holders or (s ->> 'bus_factor')::bigint <> slow.working
      or (s ->> 'coverage')::numeric <> round(slow.working / jsonb_array_length(m -> 'people')::numeric, 3)$$,
  'And count what it holds'
);
select is(pg_temp.asks(who, 'select jsonb_typeof(public.get_matrix())'), outcome, format('%s asking for a matrix: %s', who, outcome))
from (values ('lead', 'object'), ('hr', 'object'), ('worker', '42501'), ('foreman', '42501'), ('contractor', '42501'), ('learning', '42501'), ('stranger', 'PT403 no_employee_record')) v (who, outcome);
select is(pg_temp.asks('lead', format('select public.get_matrix(skill_ids => array[%L::uuid])', pg_temp.skill('Manylamps'))), 'PT400 unknown_id', 'A proposed skill should be in no matrix');

-- Old rows ------------------------------------------------------------------------------------------------------------------------------------------------

select pg_temp.become(null);
reset role;
update public.skill_validation_requests set requested_at = current_date - 90;
select is((private.job_validation_requests(null, current_date) ->> 'rows'), '0', 'A request should wait for 90 days');
select is((private.job_validation_requests(null, current_date + 1) ->> 'rows'), '1', 'And then expire');
select is((private.job_validation_requests(null, current_date + 1) ->> 'rows'), '0', 'Once');

select * from finish();
rollback;
