-- Who reads pathways, what is kept beside them, and the gap, worked out by hand.
begin;
\ir helpers.psql
select plan(92);

insert into public.function_areas (name) values ('Test Area');
insert into public.specializations (function_area_id, name) select id, 'Test: Special' from public.function_areas where name = 'Test Area';
insert into public.skills (specialization_id, name)
select s.id, v from public.specializations s, unnest(array['Knots', 'Ropes', 'Flags', 'Lamps']) v where s.name = 'Test: Special';
insert into public.competencies (name) values ('Testing Others'), ('Testing Oneself');
insert into public.career_pathways (name, level) values ('Test Bosun', 3), ('Test Captain', 5), ('Test Admiral', 6), ('Test Nothing', 1);

create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select k.id from public.skills k join public.specializations s on s.id = k.specialization_id
  where s.name = 'Test: Special' and k.name = skill_name
$$;
create function pg_temp.pathway(pathway_name text) returns uuid language sql stable security definer as $$
  select id from public.career_pathways where name = 'Test ' || pathway_name
$$;
grant execute on function pg_temp.skill(text), pg_temp.pathway(text) to authenticated, anon;

-- Sets what a pathway requires: 'Knots 5 x 2 !' is level 5, weight 2, mandatory.
create function pg_temp.require(pathway_name text, variadic asked text[]) returns void
language sql as $$
  delete from public.pathway_requirements where pathway_id = pg_temp.pathway(pathway_name);
  insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory)
  select pg_temp.pathway(pathway_name), pg_temp.skill(m[1]), m[2]::integer, m[3]::numeric, m[4] = '!'
  from unnest(asked) a, regexp_match(a, '^(\w+) (\d) x ([\d.]+) ?(!?)$') m;
$$;
-- Sets the levels of a person: 'Knots 3'; 'Knots ?' is unrated.
create function pg_temp.has(handle text, variadic held text[]) returns void
language sql as $$
  delete from public.user_skills where user_id = pg_temp.id(handle);
  insert into public.user_skills (user_id, skill_id) select pg_temp.id(handle), pg_temp.skill(split_part(h, ' ', 1)) from unnest(held) h;
  insert into public.skill_assessments (user_id, skill_id, source, level)
  select pg_temp.id(handle), pg_temp.skill(split_part(h, ' ', 1)), 'self', split_part(h, ' ', 2)::integer
  from unnest(held) h where h !~ '\?';
$$;
create function pg_temp.gap(handle text, pathway_name text, person text default null) returns jsonb
language sql as $$
  select coalesce(pg_temp.asks(handle, format('select public.get_gap(%L, %L)', pg_temp.pathway(pathway_name), pg_temp.id(person))), 'null')::jsonb
$$;
create function pg_temp.fit(pathway_name text) returns text
language sql as $$
  select concat(round((g ->> 'coverage')::numeric, 6), ' ', g ->> 'readiness') from pg_temp.gap('worker', pathway_name) g
$$;

-- Totals are kept --------------------------------------------------------------------------------------------------------

create temporary view counted as
select p.id as pathway_id, count(*)::integer as requirements, (count(*) filter (where r.mandatory))::integer as mandatory, sum(r.weight) as weight
from public.career_pathways p join public.pathway_requirements r on r.pathway_id = p.id group by p.id;
create function pg_temp.version(pathway_name text) returns integer language sql as $$
  select version from public.career_pathways where id = pg_temp.pathway(pathway_name)
$$;

select bag_eq('select * from public.pathway_totals', 'select * from counted', 'The seed''s totals should be right');
insert into public.pathway_requirements (pathway_id, skill_id, level, weight, mandatory) values
  (pg_temp.pathway('Bosun'), pg_temp.skill('Knots'), 3, 2, true), (pg_temp.pathway('Bosun'), pg_temp.skill('Ropes'), 2, 1.5, false),
  (pg_temp.pathway('Captain'), pg_temp.skill('Knots'), 5, 4, true);
select results_eq(
  $$select requirements, mandatory, weight from public.pathway_totals
    where pathway_id in (pg_temp.pathway('Bosun'), pg_temp.pathway('Captain'), pg_temp.pathway('Nothing')) order by weight$$,
  $$values (2, 1, 3.5), (1, 1, 4.0)$$,
  'Totals should follow requirements of several pathways added in one statement; none, no row'
);
select is(pg_temp.version('Bosun'), 2, 'New requirements should raise the etag of their pathway');
select is(pg_temp.version('Nothing'), 1, 'Other pathways should keep theirs');
update public.pathway_requirements set weight = weight * 2, mandatory = not mandatory
where pathway_id in (pg_temp.pathway('Bosun'), pg_temp.pathway('Captain'));
select bag_eq('select * from public.pathway_totals', 'select * from counted', 'Totals should follow changed requirements of several pathways');
update public.pathway_requirements set pathway_id = pg_temp.pathway('Nothing')
where pathway_id = pg_temp.pathway('Bosun') and skill_id = pg_temp.skill('Ropes');
select bag_eq('select * from public.pathway_totals', 'select * from counted', 'Totals should follow a requirement that moves to another pathway, on both sides');
delete from public.pathway_requirements where pathway_id in (pg_temp.pathway('Bosun'), pg_temp.pathway('Captain'));
select bag_eq('select * from public.pathway_totals', 'select * from counted', 'Totals should follow deleted requirements of several pathways');
insert into public.pathway_requirements (pathway_id, skill_id, level)
select p.id, pg_temp.skill('Flags'), 1 + floor(random() * 5)::integer from public.career_pathways p;
update public.pathway_requirements set level = level;
delete from public.pathway_requirements where skill_id = pg_temp.skill('Flags');
select bag_eq('select * from public.pathway_totals', 'select * from counted', 'Totals should follow statements over all pathways');
insert into public.pathway_requirements (pathway_id, skill_id, level) values (pg_temp.pathway('Admiral'), pg_temp.skill('Flags'), 1);
delete from public.career_pathways where id = pg_temp.pathway('Admiral');
select bag_eq('select * from public.pathway_totals', 'select * from counted', 'A deleted pathway should take its totals with it');
select throws_ok(
  $$insert into public.pathway_requirements (pathway_id, skill_id, level, weight) values (pg_temp.pathway('Bosun'), pg_temp.skill('Flags'), 1, 0)$$,
  '23514', null, 'A requirement of no weight should be refused'
);
delete from public.pathway_requirements where pathway_id = pg_temp.pathway('Nothing');

-- Titles resolve jobs ------------------------------------------------------------------------------------------------------

create function pg_temp.job(handle text) returns text language sql as $$
  select concat_ws(', ', coalesce(e.job_title, 'none') || ' = ' || coalesce(p.name, '?'), (
    select string_agg(h.role_title || ' = ' || coalesce(q.name, '?'), ', ' order by h.role_title)
    from public.position_history h left join public.career_pathways q on q.id = h.pathway_id where h.user_id = e.user_id and h.source = 'self'
  ))
  from public.employment_info e left join public.career_pathways p on p.id = e.pathway_id where e.user_id = pg_temp.id(handle)
$$;
update public.employment_info set job_title = 'Boatswain' where user_id = pg_temp.id('worker');
insert into public.position_history (user_id, source, role_title) values (pg_temp.id('worker'), 'self', 'Skipper'), (pg_temp.id('worker'), 'self', 'Boatswain');
select is(pg_temp.job('worker'), 'Boatswain = ?, Boatswain = ?, Skipper = ?', 'A title that nobody mapped should mean no pathway');
insert into public.pathway_titles (pathway_id, title) values (pg_temp.pathway('Bosun'), 'BOATSWAIN'), (pg_temp.pathway('Captain'), 'Skipper');
select is(
  pg_temp.job('worker'), 'Boatswain = Test Bosun, Boatswain = Test Bosun, Skipper = Test Captain',
  'A new title should resolve jobs that were there before, present and past, however they are written'
);
update public.employment_info set job_title = 'skipper ' where user_id = pg_temp.id('peer');
insert into public.position_history (user_id, source, role_title) values (pg_temp.id('peer'), 'self', 'boatswain');
select is(
  pg_temp.job('peer'), 'skipper  = Test Captain, boatswain = Test Bosun',
  'A job written after its title should resolve at once'
);
update public.employment_info set job_title = 'Painter' where user_id = pg_temp.id('peer');
update public.position_history set role_title = 'Cook' where user_id = pg_temp.id('peer') and source = 'self';
select is(pg_temp.job('peer'), 'Painter = ?, Cook = ?', 'Another title should mean the old pathway no more');
delete from public.pathway_titles where title = 'Skipper';
select is(
  pg_temp.job('worker'), 'Boatswain = Test Bosun, Boatswain = Test Bosun, Skipper = ?',
  'A deleted title should mean its pathway no more'
);
update public.pathway_titles set pathway_id = pg_temp.pathway('Captain') where title = 'BOATSWAIN';
select is(
  pg_temp.job('worker'), 'Boatswain = Test Captain, Boatswain = Test Captain, Skipper = ?',
  'A title that comes to mean another pathway should take its jobs along'
);
update public.pathway_titles set title = 'Skipper' where title = 'BOATSWAIN';
select is(
  pg_temp.job('worker'), 'Boatswain = ?, Boatswain = ?, Skipper = Test Captain',
  'A title that is written otherwise should leave its old jobs and find the new'
);
select throws_ok(
  $$insert into public.pathway_titles (pathway_id, title) values (pg_temp.pathway('Bosun'), ' skipper')$$, '23505', null,
  'A title should mean one pathway only'
);

-- Who reads pathways ---------------------------------------------------------------------------------------------------------

select pg_temp.require('Bosun', 'Knots 3 x 2 !', 'Ropes 2 x 1');
insert into public.pathway_competencies (pathway_id, competency_id, level) select pg_temp.pathway('Bosun'), id, 3 from public.competencies where name = 'Testing Others';
insert into public.pathway_edges values (pg_temp.pathway('Bosun'), pg_temp.pathway('Captain'), 'vertical');
insert into public.pathway_titles (pathway_id, title) values (pg_temp.pathway('Bosun'), 'Chief of Ropes');
select is(
  pg_temp.readers(place, format('%I = pg_temp.pathway(''Bosun'')', key)), 'boss lead worker peer rival hr learning auditor',
  format('%s should be read by every employee, not by contractors and accounts without a record', place)
)
from (values
  ('career_pathways', 'id'), ('pathway_requirements', 'pathway_id'), ('pathway_competencies', 'pathway_id'),
  ('pathway_titles', 'pathway_id'), ('pathway_edges', 'from_id'), ('pathway_totals', 'pathway_id')
) v (place, key);
select is_empty(
  $$select who, statement, pg_temp.does(who, statement)
    from unnest(array['worker', 'boss', 'contractor', 'hr', 'learning', 'stranger']) who,
      unnest(array[
        'career_pathways', 'pathway_requirements', 'pathway_competencies', 'pathway_titles', 'pathway_edges', 'pathway_totals'
      ]) place,
      lateral (
        select format('insert into public.%I default values', place)
        union all select format('delete from public.%I', place)
        union all select format('update public.%I set %2$I = %2$I', place, attname)
        from pg_attribute where attrelid = ('public.' || place)::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      ) s (statement)
    where pg_temp.does(who, statement) <> '42501'$$,
  'Nobody should write pathways directly'
);
select is(
  pg_temp.asks(who, call), expected, format('%s: %s', who, call)
)
from (values
  ('worker', 'select public.get_pathway(pg_temp.pathway(''Bosun'')) ->> ''name''', 'Test Bosun'),
  ('worker', 'select public.get_pathway(pg_temp.pathway(''Bosun'')) #>> ''{edges,0,to,name}''', 'Test Captain'),
  ('worker', 'select public.get_pathway(pg_temp.pathway(''Bosun'')) ->> ''titles''', '["Chief of Ropes"]'),
  ('worker', 'select jsonb_array_length(public.get_pathway(pg_temp.pathway(''Bosun'')) -> ''requirements'')', '2'),
  ('worker', 'select public.get_pathway(gen_random_uuid())', 'PT404 not_found'),
  ('contractor', 'select public.get_pathway(pg_temp.pathway(''Bosun''))', '42501'),
  ('contractor', 'select public.search_pathways()', '42501'),
  ('contractor', 'select public.get_gap(pg_temp.pathway(''Bosun''))', '42501'),
  ('foreman', 'select public.get_gap(pg_temp.pathway(''Bosun''), pg_temp.id(''crew''))', '42501'),
  ('stranger', 'select public.search_pathways()', 'PT403 no_employee_record'),
  ('leaver', 'select public.get_gap(pg_temp.pathway(''Bosun''))', 'PT403 no_employee_record')
) v (who, call, expected);

-- The gap, by hand ----------------------------------------------------------------------------------------------------------

-- C = Σ w·min(L, R)/R ÷ Σ w; g = w(1 − a) ÷ Σ w.
-- Knots: R 5, w 2, L 3 → a 0.6; Ropes: R 4, w 1, L 5 → a 1; Flags: R 2, w 1, none → a 0.
-- C = (1.2 + 1 + 0) ÷ 4 = 0.55; g = 0.8 ÷ 4 = 0.2, 0, 1 ÷ 4 = 0.25. No mandatory, C under 0.7: develop.
select pg_temp.require('Bosun', 'Knots 5 x 2', 'Ropes 4 x 1', 'Flags 2 x 1'), pg_temp.has('worker', 'Knots 3', 'Ropes 5');
delete from public.pathway_competencies;
select is(pg_temp.fit('Bosun'), '0.550000 develop', 'Coverage should be the weighted share of what is met; surplus in one skill should not pay for another');
select results_eq(
  $$select item #>> '{skill,name}', (item ->> 'required')::integer, (item ->> 'current')::integer, round((item ->> 'share')::numeric, 6), item ? 'assumed'
    from jsonb_array_elements(pg_temp.gap('worker', 'Bosun') -> 'gaps') with ordinality as g (item, n) order by n$$,
  $$values ('Flags', 2, 0, 0.250000, false), ('Knots', 5, 3, 0.200000, false), ('Ropes', 4, 5, 0.000000, false)$$,
  'Gaps should be listed with their share, the largest first; a skill that is missing counts as 0'
);
select results_eq(
  $$select g -> 'unrated', g -> 'competencies', g #>> '{pathway,name}', g #>> '{person,name}' from pg_temp.gap('worker', 'Bosun') g$$,
  $$values ('[]'::jsonb, '[]'::jsonb, 'Test Bosun', 'Worker Example')$$,
  'The answer should name pathway and person, and list nothing that is not there'
);
-- One step in Knots, 3 → 4: C + 2 × (1/5) ÷ 4 = 0.65.
select pg_temp.has('worker', 'Knots 4', 'Ropes 5');
select is(pg_temp.fit('Bosun'), '0.650000 develop', 'One level more should move coverage by weight ÷ required ÷ all weights');
select pg_temp.require('Bosun', 'Flags 2 x 10', 'Ropes 4 x 10', 'Knots 5 x 20');
select is(pg_temp.fit('Bosun'), '0.650000 develop', 'Scaling all weights and another order should change nothing');
-- Thirds stay exact: R 3, w 1, L 1 three times over: C = 1/3.
select pg_temp.require('Bosun', 'Knots 3 x 1', 'Ropes 3 x 1', 'Flags 3 x 1'), pg_temp.has('worker', 'Knots 1', 'Ropes 1', 'Flags 1');
select is(pg_temp.fit('Bosun'), '0.333333 develop', 'A third should be a third');

-- Unrated counts as 2, and leaves its mandatory requirement unmet.
-- Knots R 4 w 1, unrated → a 0.5; Ropes R 1 w 1, unrated → a 1 (min(2, 1)). C = 1.5 ÷ 2 = 0.75.
select pg_temp.require('Bosun', 'Knots 4 x 1', 'Ropes 1 x 1'), pg_temp.has('worker', 'Knots ?', 'Ropes ?');
select is(pg_temp.fit('Bosun'), '0.750000 near', 'An unrated skill should count as 2');
select results_eq(
  $$select item #>> '{skill,name}', item -> 'current', item ->> 'assumed', round((item ->> 'share')::numeric, 6), item -> 'confidence'
    from jsonb_array_elements(pg_temp.gap('worker', 'Bosun') -> 'gaps') item order by 1$$,
  $$values ('Knots', 'null'::jsonb, '2', 0.250000, 'null'::jsonb), ('Ropes', 'null', '2', 0.000000, 'null')$$,
  'An unrated skill should say so: current null, assumed 2'
);
select is(
  (select string_agg(item ->> 'name', ' ') from jsonb_array_elements(pg_temp.gap('worker', 'Bosun') -> 'unrated') item), 'Knots Ropes',
  'Unrated skills should be listed'
);
-- All covered by assumption: C = 1, and yet one mandatory requirement is unmet.
select pg_temp.require('Bosun', 'Knots 2 x 1 !', 'Ropes 1 x 1'), pg_temp.has('worker', 'Knots ?', 'Ropes 1');
select is(pg_temp.fit('Bosun'), '1.000000 near', 'An unrated skill should leave its mandatory requirement unmet, even at full coverage');
select pg_temp.require('Bosun', 'Knots 2 x 1 !', 'Ropes 1 x 1 !'), pg_temp.has('worker', 'Knots ?', 'Ropes ?');
select is(pg_temp.fit('Bosun'), '1.000000 develop', 'Two mandatory requirements unmet should be develop, at any coverage');

-- The borders: a requirement of weight w that is met beside one of weight 10 − w that is missing gives C = w ÷ 10.
select pg_temp.has('worker', 'Knots 3');
select pg_temp.require('Bosun', 'Knots 3 x 9', 'Ropes 1 x 1');
select is(pg_temp.fit('Bosun'), '0.900000 ready', 'Exactly 0.9 should be ready');
select pg_temp.require('Bosun', 'Knots 3 x 8.99', 'Ropes 1 x 1.01');
select is(pg_temp.fit('Bosun'), '0.899000 near', 'A little under 0.9 should be near');
select pg_temp.require('Bosun', 'Knots 3 x 7', 'Ropes 1 x 3');
select is(pg_temp.fit('Bosun'), '0.700000 near', 'Exactly 0.7 should be near');
select pg_temp.require('Bosun', 'Knots 3 x 6.99', 'Ropes 1 x 3.01');
select is(pg_temp.fit('Bosun'), '0.699000 develop', 'A little under 0.7 should be develop');
select pg_temp.require('Bosun', 'Knots 3 x 9', 'Ropes 1 x 1 !');
select is(pg_temp.fit('Bosun'), '0.900000 near', '0.9 with one mandatory unmet should be near');
select pg_temp.require('Bosun', 'Knots 3 x 7', 'Ropes 1 x 3 !');
select is(pg_temp.fit('Bosun'), '0.700000 near', '0.7 with one mandatory unmet should be near');
select pg_temp.require('Bosun', 'Knots 3 x 8', 'Ropes 1 x 1 !', 'Flags 1 x 1 !');
select is(pg_temp.fit('Bosun'), '0.800000 develop', '0.8 with two mandatory unmet should be develop');
select pg_temp.require('Bosun', 'Knots 3 x 0.3', 'Ropes 1 x 0.8'), pg_temp.has('worker', 'Knots 2', 'Ropes 1');
-- C = (0.3 × 2/3 + 0.8) ÷ 1.1 = 1.0 ÷ 1.1 = 0.909091.
select is(pg_temp.fit('Bosun'), '0.909091 ready', 'Part of a level should earn its part');
select pg_temp.require('Bosun', 'Knots 3 x 0.3', 'Ropes 1 x 0.7'), pg_temp.has('worker', 'Knots 2', 'Ropes 1');
-- C = (0.2 + 0.7) ÷ 1.0: 0.9 exactly, where 2/3 as a decimal fraction would fall short.
select is(pg_temp.fit('Bosun'), '0.900000 ready', '0.9 out of thirds should be 0.9');

-- C + Σ g = 1, for random requirements and levels.
do $$
declare
  names text[] := array['Knots', 'Ropes', 'Flags', 'Lamps'];
  answer jsonb;
  slow numeric;
begin
  perform setseed(0.3);
  create temporary table off (round integer, answer jsonb, slow numeric);
  for round in 1..40 loop
    perform pg_temp.require('Captain', variadic array(
      select format('%s %s x %s', n, 1 + floor(random() * 5), 1 + floor(random() * 9)) || case when random() < 0.3 then ' !' else '' end
      from unnest(names) n where random() < 0.9 or n = 'Knots'));
    perform pg_temp.has('worker', variadic array(
      select n || ' ' || case when random() < 0.2 then '?' else (1 + floor(random() * 5))::text end from unnest(names) n where random() < 0.7));
    answer := pg_temp.gap('worker', 'Captain');
    select sum(r.weight * least(case when us.user_id is null then 0 else coalesce(us.level, 2) end, r.level)::numeric / r.level) / sum(r.weight)
    into slow
    from public.pathway_requirements r
    left join public.user_skills us on us.skill_id = r.skill_id and us.user_id = pg_temp.id('worker')
    where r.pathway_id = pg_temp.pathway('Captain');
    if abs((answer ->> 'coverage')::numeric - slow) > 1e-9
      or abs((answer ->> 'coverage')::numeric + (select sum((g ->> 'share')::numeric) from jsonb_array_elements(answer -> 'gaps') g) - 1) > 1e-9
    then
      insert into off values (round, answer, slow);
    end if;
  end loop;
end
$$;
select is_empty('select * from off', 'Coverage should be the written formula, and with all shares add up to 1, for 40 random people');

-- Competencies stay out of coverage; an unmet mandatory one counts.
select pg_temp.require('Bosun', 'Knots 3 x 1'), pg_temp.has('worker', 'Knots 3');
insert into public.pathway_competencies (pathway_id, competency_id, level, mandatory)
select pg_temp.pathway('Bosun'), id, 3, name = 'Testing Others' from public.competencies where name in ('Testing Others', 'Testing Oneself');
select is(pg_temp.fit('Bosun'), '1.000000 near', 'An unmet mandatory competency should keep from ready, and leave coverage');
insert into public.user_competencies (user_id, competency_id, level, source)
select pg_temp.id('worker'), id, 2, 'hr' from public.competencies where name = 'Testing Others';
select is(pg_temp.fit('Bosun'), '1.000000 near', 'A competency under its level should be unmet');
update public.user_competencies set level = 3 where user_id = pg_temp.id('worker');
select is(pg_temp.fit('Bosun'), '1.000000 ready', 'A competency at its level should be met, and one that is not mandatory keep from nothing');
select results_eq(
  $$select c #>> '{competency,name}', (c ->> 'required')::integer, (c ->> 'current')::integer, (c ->> 'mandatory')::boolean, (c ->> 'met')::boolean
    from jsonb_array_elements(pg_temp.gap('worker', 'Bosun') -> 'competencies') c$$,
  $$values ('Testing Oneself', 3, 0, false, false), ('Testing Others', 3, 3, true, true)$$,
  'Competencies should be listed with what is met'
);
select results_eq(
  $$select g -> 'coverage', g -> 'readiness', g -> 'gaps' from pg_temp.gap('worker', 'Nothing') g$$,
  $$values ('null'::jsonb, 'null'::jsonb, '[]'::jsonb)$$,
  'A pathway without requirements should have no coverage and no readiness'
);

-- An expired level counts no more, with no write.
select pg_temp.require('Bosun', 'Knots 5 x 1');
delete from public.user_skills where user_id = pg_temp.id('worker');
insert into public.user_skills (user_id, skill_id) values (pg_temp.id('worker'), pg_temp.skill('Knots'));
insert into public.skill_assessments (user_id, skill_id, source, level, assessed_at, valid_until) values
  (pg_temp.id('worker'), pg_temp.skill('Knots'), 'assessment', 5, now() - interval '2 days', now() + interval '1 day'),
  (pg_temp.id('worker'), pg_temp.skill('Knots'), 'self', 1, now() - interval '2 days', null);
delete from public.pathway_competencies;
select is(pg_temp.fit('Bosun'), '1.000000 ready', 'A level should count until it expires');
alter table public.skill_assessments disable trigger user;
update public.skill_assessments set valid_until = now() where source = 'assessment' and user_id = pg_temp.id('worker');
alter table public.skill_assessments enable trigger user;
update public.user_skills set valid_until = now() where user_id = pg_temp.id('worker');
select is(pg_temp.fit('Bosun'), '0.200000 develop', 'Then the gap should open by itself');

-- Whose gap one may see ---------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, 'select public.get_gap(pg_temp.pathway(''Bosun''), pg_temp.id(''worker'')) #>> ''{person,name}'''), sees,
  format('The gap of a person should %s to %s', case when sees like 'PT%' then 'not exist' else 'be shown' end, who)
)
from (values
  ('worker', 'Worker Example'), ('lead', 'Worker Example'), ('boss', 'Worker Example'), ('hr', 'Worker Example'),
  ('peer', 'PT404 not_found'), ('rival', 'PT404 not_found'), ('learning', 'PT404 not_found'), ('auditor', 'PT404 not_found')
) v (who, sees);
select is(
  pg_temp.asks(who, call), 'PT404 not_found', says
)
from (values
  ('peer', 'select public.get_gap(pg_temp.pathway(''Bosun''), gen_random_uuid())', 'Another''s gap should answer like that of nobody'),
  ('hr', 'select public.get_gap(pg_temp.pathway(''Bosun''), gen_random_uuid())', 'A person who does not exist should have no gap, for HR too'),
  ('worker', 'select public.get_gap(gen_random_uuid())', 'A pathway that does not exist should have no gap')
) v (who, call, says);

-- search_pathways ------------------------------------------------------------------------------------------------------------

create function pg_temp.found(arguments text) returns text
language sql as $$
  select pg_temp.asks('worker', format(
    'select coalesce(string_agg(replace(item ->> ''name'', ''Test '', ''''), '' '' order by n), ''none'')
     from jsonb_array_elements(public.search_pathways(%s) -> ''items'') with ordinality as i (item, n) where item ->> ''name'' ~ ''^Test ''', arguments))
$$;
insert into public.career_pathways (name, status) values ('Test Retired', 'retired');
select is(pg_temp.found($$q => 'test '$$), 'Bosun Captain Nothing', 'Pathways should be found by name, retired ones not');
select is(pg_temp.found($$q => 'test capitan'$$), 'Captain', 'A typing error should not matter');
select is(pg_temp.found($$q => 'test ', sort => '-name'$$), 'Nothing Captain Bosun', 'They should sort by name downward');
select is(pg_temp.found($$q => 'test ', sort => '-level'$$), 'Captain Bosun Nothing', 'They should sort by level downward');
select is(pg_temp.found($$q => 'test ', sort => '-coverage'$$), 'Bosun Captain Nothing', 'They should sort by coverage, what has none last');
select is(pg_temp.found($$q => 'test ', levels => array[5, 1]$$), 'Captain Nothing', 'They should filter by level');
select is(pg_temp.found($$q => '%'$$), 'none', 'A percent sign should be a letter like others');
select is(
  pg_temp.asks('worker', 'select item ->> ''coverage'' || '' '' || (item ->> ''readiness'') from jsonb_array_elements(public.search_pathways(q => ''test bosun'', with_gap => true) -> ''items'') item'),
  '0.2 develop', 'With the gap they should carry the caller''s coverage'
);
create function pg_temp.walk(sorting text, size integer, q text default null) returns setof text
language plpgsql as $$
declare
  answer jsonb;
  key jsonb;
begin
  loop
    answer := pg_temp.asks('worker', format('select public.search_pathways(%L, sort => %L, after => %L, page_size => %s)', q, sorting, key, size))::jsonb;
    return query select item ->> 'id' from jsonb_array_elements(answer -> 'items') item;
    key := nullif(answer -> 'next', 'null');
    exit when key is null;
  end loop;
end
$$;
select results_eq(
  format('select * from pg_temp.walk(%L, 7)', sorting), format('select * from pg_temp.walk(%L, 10000)', sorting),
  'Pages put together should be the list, by ' || sorting
)
from unnest(array['name', '-name', 'level', '-level', 'coverage', '-coverage']) sorting;
select is(
  (select count(*) from pg_temp.walk('name', 7)), (select count(*) from public.career_pathways where status = 'active'),
  'The pages should hold every active pathway'
);
insert into public.career_pathways (name) values ('Test Assistant of the Captain');
select is(
  pg_temp.found($$q => 'test captain'$$), 'Captain Assistant of the Captain',
  'The best match should come first where no order is asked for'
);
select results_eq(
  $$select * from pg_temp.walk(null, 1, 'planner')$$, $$select * from pg_temp.walk(null, 10000, 'planner')$$,
  'Pages put together should be the list, by match'
);

select * from finish();
rollback;
