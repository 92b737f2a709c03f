-- Distances, recommendations, routes, goals and plans: worked out by hand, and who may do what with them.
begin;
\ir helpers.psql
select plan(124);

-- From here on a small world of its own: what the seed brought would change every number.
delete from public.pathway_edges;
delete from public.career_pathways;
insert into public.function_areas (name) values ('Test Area');
insert into public.specializations (function_area_id, name) select id, 'Test: Special' from public.function_areas where name = 'Test Area';
insert into public.skills (specialization_id, name)
select s.id, v from public.specializations s, unnest(array['Knots', 'Ropes', 'Flags', 'Lamps']) v where s.name = 'Test: Special';
insert into public.career_pathways (name, level) values ('Deckhand', 1), ('Bosun', 3), ('Mate', 4), ('Captain', 6), ('Cook', 2), ('Ghost', 1);

create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select k.id from public.skills k join public.specializations s on s.id = k.specialization_id
  where s.name = 'Test: Special' and k.name = skill_name
$$;
create function pg_temp.pathway(pathway_name text) returns uuid language sql stable security definer as $$
  select id from public.career_pathways where name = pathway_name
$$;
create function pg_temp.named(pathway uuid) returns text language sql stable security definer as $$
  select name from public.career_pathways where id = pathway
$$;
grant execute on function pg_temp.skill(text), pg_temp.pathway(text), pg_temp.named(uuid) to authenticated, anon;

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
create function pg_temp.works_as(handle text, pathway_name text) returns void
language sql as $$
  update public.employment_info set pathway_id = pg_temp.pathway(pathway_name) where user_id = pg_temp.id(handle)
$$;
create function pg_temp.run_distances() returns void
language plpgsql as $$
declare
  step jsonb := '{}';
begin
  loop
    step := private.job_distances(step -> 'next', current_date);
    exit when step -> 'next' = 'null';
  end loop;
end
$$;
create function pg_temp.d(origin text, destination text) returns numeric language sql as $$
  select round(d::numeric, 3) from public.pathway_distances
  where from_id = pg_temp.pathway(origin) and to_id = pg_temp.pathway(destination)
$$;

-- Distances --------------------------------------------------------------------------------------------------------------------

-- N = 5 pathways ask for something. Knots in 4 (idf ln(6/5) = 0.18232), Ropes in 2 (ln(6/3) = 0.69315),
-- Flags in 2 (0.69315), Lamps in 1 (ln(6/2) = 1.09861).
select pg_temp.require('Deckhand', 'Knots 2 x 1', 'Ropes 2 x 1'), pg_temp.require('Bosun', 'Knots 4 x 1', 'Ropes 4 x 2'),
  pg_temp.require('Mate', 'Knots 4 x 1', 'Flags 3 x 1'), pg_temp.require('Captain', 'Knots 5 x 1', 'Flags 5 x 3'), pg_temp.require('Cook', 'Lamps 3 x 1');
select pg_temp.run_distances();
-- Deckhand → Bosun: half of each is there: (0.18232·1/2 + 2·0.69315·1/2) ÷ (0.18232 + 1.38629) = 0.5.
select is(pg_temp.d('Deckhand', 'Bosun'), 0.500, 'Half of every level should be half the way');
-- Back: Bosun has more than a deckhand needs: 0.
select is(pg_temp.d('Bosun', 'Deckhand'), 0.000, 'Down should be no distance: it is not symmetric');
-- Bosun → Mate: Knots are there, Flags are not: 0.69315 ÷ (0.18232 + 0.69315) = 0.792.
select is(pg_temp.d('Bosun', 'Mate'), 0.792, 'What few ask for should weigh more than what all ask for');
-- Mate → Captain: (0.18232·1/5 + 3·0.69315·2/5) ÷ (0.18232 + 2.07944) = (0.03646 + 0.83178) ÷ 2.26176 = 0.384.
select is(pg_temp.d('Mate', 'Captain'), 0.384, 'Missing levels should count by weight and idf');
select is(pg_temp.d('Deckhand', 'Cook'), null, 'A pair that shares nothing should have no row: it is 1 apart');
select is(pg_temp.d('Mate', 'Mate'), null, 'Nor should a pathway have one to itself: it is 0');
select is_empty(
  'select from public.pathway_distances where d not between 0 and 1', 'Every distance should be between 0 and 1'
);
-- The slow obvious version, over all pairs.
create temporary view slow as
with idf as (
  select skill_id, ln((1 + (select count(*) from public.pathway_totals))::numeric / (1 + count(*))) as idf
  from public.pathway_requirements group by skill_id
)
select a.id as from_id, b.id as to_id, round(
  sum(rb.weight * i.idf * greatest(0, rb.level - coalesce(ra.level, 0)) / rb.level) / sum(rb.weight * i.idf), 3
) as d
from public.career_pathways a
join public.career_pathways b on b.id <> a.id
join public.pathway_requirements rb on rb.pathway_id = b.id
join idf i on i.skill_id = rb.skill_id
left join public.pathway_requirements ra on ra.pathway_id = a.id and ra.skill_id = rb.skill_id
group by a.id, b.id having count(ra.skill_id) > 0;
select bag_eq('select from_id, to_id, round(d::numeric, 3) from public.pathway_distances', 'select * from slow', 'The job should write the written formula');
create temporary table before as select xmin::text as written, * from public.pathway_distances;
select pg_temp.run_distances();
select bag_eq('select xmin::text as written, * from public.pathway_distances', 'select * from before', 'Run again it should write nothing');
select pg_temp.asks('hr', format(
  'select public.set_pathway_requirements(pg_temp.pathway(''Cook''), ''[{"skill_id": "%s", "level": 2}, {"skill_id": "%s", "level": 4, "weight": 2.5, "mandatory": true}]'')',
  pg_temp.skill('Ropes'), pg_temp.skill('Lamps')));
select bag_eq(
  $$select from_id, to_id, round(d::numeric, 3) from public.pathway_distances where pg_temp.pathway('Cook') in (from_id, to_id)$$,
  $$select * from slow where pg_temp.pathway('Cook') in (from_id, to_id)$$,
  'When HR changes what a pathway asks for, its distances both ways should follow at once'
);
select pg_temp.asks('hr', 'select public.set_pathway_requirements(pg_temp.pathway(''Cook''), ''[]'')');
select is_empty(
  $$select from public.pathway_distances where pg_temp.pathway('Cook') in (from_id, to_id)$$, 'A pathway that asks for nothing more should have none'
);
select pg_temp.require('Cook', 'Lamps 3 x 1');
select pg_temp.run_distances();
-- A person's own levels in the place of a role's: Ropes 4, Knots unrated (2): Bosun = 0.18232·(2/4) ÷ 1.56861 = 0.058.
select pg_temp.has('worker', 'Knots ?', 'Ropes 4');
select results_eq(
  $$select pg_temp.named(to_id), round(d::numeric, 3) from private.distances(null, array[pg_temp.pathway('Bosun'), pg_temp.pathway('Cook')], pg_temp.id('worker'))$$,
  $$values ('Bosun', 0.058)$$, 'A person''s own levels should measure the first step, unrated as 2'
);

-- Recommendations --------------------------------------------------------------------------------------------------------------

create function pg_temp.recommended(handle text, arguments text default '') returns text
language sql as $$
  select pg_temp.asks(handle, format(
    'select coalesce(string_agg(item #>> ''{pathway,name}'' || '' '' || (item ->> ''readiness''), '', '' order by n), ''none'')
     from jsonb_array_elements(public.get_recommendations(%s) -> ''items'') with ordinality as i (item, n)', arguments))
$$;
-- Knots 4, Ropes 4: Bosun C 1, ready. Deckhand C 1, ready. Mate: Knots of two equal ones: 0.5. Captain: 0.8 of weight 1 of 4: 0.2.
-- Bosun and Deckhand tie at class, coverage and unmet; there is no current pathway, so the id decides.
select pg_temp.has('worker', 'Knots 4', 'Ropes 4'), pg_temp.works_as('worker', null);
select is(
  pg_temp.recommended('worker'),
  (select string_agg(name || ' ready', ', ' order by id) from public.career_pathways where name in ('Bosun', 'Deckhand')) || ', Mate develop, Captain develop',
  'Recommendations should rank by class and coverage; what shares nothing should be left out; ties by id'
);
-- Working as Mate: Mate itself is left out. D(Mate → Deckhand): Ropes are lacking: 0.69315 ÷ 0.87547 = 0.792;
-- D(Mate → Bosun): 1.38629 ÷ 1.56861 = 0.884. Deckhand is nearer.
select pg_temp.works_as('worker', 'Mate');
select is(pg_temp.recommended('worker'), 'Deckhand ready, Bosun ready, Captain develop', 'The own role should be left out, and of equals the nearer come first');
-- A mandatory one unmet: Deckhand asks for Knots 5, mandatory: C = (4/5 + 1) ÷ 2 = 0.9, near.
select pg_temp.require('Deckhand', 'Knots 5 x 1 !', 'Ropes 2 x 1');
select is(pg_temp.recommended('worker'), 'Bosun ready, Deckhand near, Captain develop', 'Class should come before everything else');
select results_eq(
  $$select i #>> '{pathway,name}', round((i ->> 'coverage')::numeric, 6), (i ->> 'mandatory_unmet')::integer, (i ->> 'level_step')::integer, i -> 'colleagues',
      (i ->> 'shared')::integer, (i ->> 'requirements')::integer, i #>> '{matches,0,skill,name}', i #>> '{missing,0,skill,name}', round((i #>> '{missing,0,share}')::numeric, 6)
    from jsonb_array_elements(pg_temp.asks('worker', 'select public.get_recommendations()')::jsonb -> 'items') i offset 1$$,
  $$values ('Deckhand', 0.900000, 1, -3, 'null'::jsonb, 2, 2, 'Ropes', 'Knots', 0.100000),
    ('Captain', 0.200000, 0, 2, 'null', 1, 2, 'Knots', 'Flags', 0.750000)$$,
  'Each should say what matches, what is missing most, and the step in level'
);
select is(
  pg_temp.asks('worker', format('select jsonb_path_query_array(public.get_recommendations(after => public.get_recommendations(page_size => %s) -> ''next'') -> ''items'', ''$[*].pathway.name'')', size)),
  rest, format('A page of %s should be followed by the others', size)
)
from (values (1, '["Deckhand", "Captain"]'), (2, '["Captain"]')) v (size, rest);
select pg_temp.works_as(h, 'Bosun') from unnest(array['lead', 'peer', 'rival', 'boss']) h;
select pg_temp.run_distances();
select is(
  pg_temp.asks('worker', 'select public.get_recommendations() #> ''{items,0,colleagues}'''), 'null', 'Four colleagues should be nobody''s number'
);
select pg_temp.works_as('crew', 'Bosun');
select pg_temp.run_distances();
select is(pg_temp.asks('worker', 'select public.get_recommendations() #> ''{items,0,colleagues}'''), '5', 'Five should be told');
select is(
  pg_temp.asks('worker', $$select private.what_if(jsonb_build_array(jsonb_build_object('skill_id', pg_temp.skill('Flags'), 'level', 5)), pg_temp.pathway('Captain')) #>> '{gap,coverage}'$$),
  '0.95', 'What if Flags were 5: 0.8/4 + 3/4 = 0.95'
);
select is(
  pg_temp.asks('worker', $$select private.what_if(jsonb_build_array(jsonb_build_object('skill_id', pg_temp.skill('Lamps'), 'level', 3)), null) #>> '{recommendations,0,pathway,name}'$$),
  (select name from public.career_pathways where name in ('Bosun', 'Cook') order by name = 'Cook', id limit 1), 'What if may also ask for recommendations'
);
select is((select count(*)::integer from public.user_skills where user_id = pg_temp.id('worker')), 2, 'It should write nothing');
select is(
  pg_temp.asks('worker', $$select public.what_if(jsonb_build_array(jsonb_build_object('skill_id', gen_random_uuid(), 'level', 3)))$$),
  'PT400 unknown_id', 'It should know its skills'
);

select pg_temp.asks('worker', 'select public.dismiss_pathway(pg_temp.pathway(''Bosun''))') from generate_series(1, 2);
select is(pg_temp.recommended('worker'), 'Deckhand near, Captain develop', 'What does not interest should go, however often it is said');
select is(pg_temp.recommended('worker', 'dismissed => true'), 'Bosun ready', 'And be found among the dismissed');
select is(pg_temp.recommended('peer'), (select pg_temp.recommended('peer')), 'Others should not notice');
select is(pg_temp.readers('pathway_dismissals', 'true'), 'worker', 'Nobody else should know of it, HR included');
select pg_temp.asks('worker', 'select public.dismiss_pathway(pg_temp.pathway(''Bosun''), false)') from generate_series(1, 2);
select is(pg_temp.recommended('worker'), 'Bosun ready, Deckhand near, Captain develop', 'Restored it should be back');
update public.career_pathways set status = 'retired' where name = 'Bosun';
select is(pg_temp.recommended('worker'), 'Deckhand near, Captain develop', 'A retired pathway should not be recommended');
update public.career_pathways set status = 'active' where name = 'Bosun';

-- Routes -----------------------------------------------------------------------------------------------------------------------

create function pg_temp.routes(destination text, k integer default 3) returns setof text
language sql as $$
  select string_agg(pg_temp.named(r.to_id), ' > ' order by r.hop) || ' ' || round(sum(r.cost)::numeric, 3)
  from private.routes(pg_temp.id('worker'), pg_temp.pathway(destination), k) r group by r.route order by r.route
$$;
select pg_temp.require('Deckhand', 'Knots 2 x 1', 'Ropes 2 x 1'), pg_temp.works_as('worker', 'Deckhand'), pg_temp.has('worker', 'Knots 4', 'Ropes 2');
insert into public.pathway_edges (from_id, to_id, kind)
select pg_temp.pathway(split_part(e, ' ', 1)), pg_temp.pathway(split_part(e, ' ', 2)), 'vertical'
from unnest(array['Deckhand Bosun', 'Bosun Mate', 'Mate Captain', 'Deckhand Captain', 'Captain Deckhand', 'Bosun Deckhand', 'Deckhand Cook']) e;
delete from private.pathway_moves where true;
delete from private.pathway_people where true;
select pg_temp.run_distances();
update public.employment_info set pathway_id = null where user_id <> pg_temp.id('worker') and pathway_id is not null;
select private.refresh_moves();
-- One person of one is a Deckhand: q = 1 there, 0 elsewhere. n = 0, so P(b|a) = 5·q ÷ 5 = q.
-- Deckhand > Bosun, own levels Knots 4, Ropes 2: D = 1.38629·(2/4) ÷ 1.56861 = 0.44189; cost 0.6·D + 0.4·1 + 0.1·(2 − 1) = 0.76513.
-- Bosun > Mate: D 0.792; cost 0.4752 + 0.4 = 0.8752. Mate > Captain: D 0.384: 0.2304 + 0.4 + 0.1·(2 − 1) = 0.7304. Sum 2.371.
-- Deckhand > Captain: own Knots 4 of 5, no Flags: D = (0.18232/5 + 2.07944) ÷ 2.26176 = 0.93551; 0.56131 + 0.4 + 0.1·4 = 1.361.
select results_eq('select * from pg_temp.routes(''Captain'')', $$values ('Captain 1.361'), ('Bosun > Mate > Captain 2.371')$$,
  'Routes should be the simple paths of at most three hops, the cheapest first');
select results_eq('select * from pg_temp.routes(''Captain'', 1)', $$values ('Captain 1.361')$$, 'As many as were asked for');
select is_empty('select * from pg_temp.routes(''Deckhand'')', 'To where one is there should be no route');
select is_empty('select * from pg_temp.routes(''Ghost'')', 'Nor to where no move leads');
update public.career_pathways set status = 'retired' where name = 'Bosun';
select results_eq('select * from pg_temp.routes(''Captain'')', $$values ('Captain 1.361')$$, 'No route should pass through a retired pathway');
update public.career_pathways set status = 'active' where name = 'Bosun';

-- Moves that people made: four are no edge, five are. Rows that people wrote themselves count for nothing.
insert into public.pathway_titles (pathway_id, title) values (pg_temp.pathway('Cook'), 'Test Cook'), (pg_temp.pathway('Ghost'), 'Test Ghost');
create function pg_temp.moved(person uuid, source text default 'hr') returns void language sql as $$
  insert into public.position_history (user_id, source, role_title, started_on, ended_on)
  values (person, source, 'Test Cook', '2001-01-01', '2002-01-01'), (person, source, 'Test Ghost', '2002-01-01', '2003-01-01')
$$;
select pg_temp.moved(pg_temp.id(h)) from unnest(array['boss', 'lead', 'peer', 'rival']) h;
select pg_temp.moved(pg_temp.id('hr'), 'self');
select private.refresh_moves();
select results_eq('select people from private.pathway_moves', 'values (4)', 'Moves should be counted from what HR wrote');
select is_empty('select * from pg_temp.routes(''Ghost'')', 'Four people should make no edge');
select pg_temp.moved(pg_temp.id('crew'));
select private.refresh_moves();
-- Deckhand > Cook: nothing shared: 0.6 + 0.4 + 0 = 1. Cook > Ghost: n 5 of 5, q 0: P = 5/10; 0.6 + 0.4·0.5 = 0.8.
select results_eq('select * from pg_temp.routes(''Ghost'')', $$values ('Cook > Ghost 1.800')$$, 'Five people should, with their probability');
select results_eq(
  $$select h #>> '{from,name}', h -> 'reasons', h #>> '{missing,0,skill,name}'
    from jsonb_array_elements(pg_temp.asks('worker', 'select public.get_routes(pg_temp.pathway(''Ghost''))')::jsonb #> '{routes,0,hops}') h$$,
  $$values ('Deckhand', '{"curated": "vertical", "seen": null, "overlap": 0}'::jsonb, 'Lamps'), ('Cook', '{"curated": null, "seen": 5, "overlap": 0}', null)$$,
  'Each hop should give its reasons'
);
select pg_temp.works_as('worker', null);
select is(pg_temp.asks('worker', 'select public.get_routes(pg_temp.pathway(''Captain''))')::jsonb - 'to', '{"from": null, "routes": []}', 'Whoever''s title means no pathway should have no routes');
select pg_temp.works_as('worker', 'Deckhand');

-- Gaps of several, and of the current role -----------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, 'select public.get_current_gap(pg_temp.id(''worker'')) #>> ''{pathway,name}'''), sees, format('The current gap, for %s', who)
)
from (values ('worker', 'Deckhand'), ('lead', 'Deckhand'), ('boss', 'Deckhand'), ('hr', 'Deckhand'), ('peer', 'PT404 not_found'), ('contractor', '42501')) v (who, sees);
select is(
  pg_temp.asks('peer', 'select public.get_current_gap(pg_temp.id(''peer'')) - ''person'''),
  '{"gaps": [], "pathway": null, "unrated": [], "coverage": null, "readiness": null, "competencies": []}', 'A title that means nothing should have no gap'
);

-- HR and pathways -------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks(who, statement), '42501', format('%s should not: %s', who, statement)
)
from unnest(array['worker', 'boss', 'learning', 'auditor', 'contractor']) who,
  unnest(array[
    'select public.create_pathway(''{"name": "Pirate"}'')', 'select public.update_pathway(pg_temp.pathway(''Cook''), ''{"level": 6}'')',
    'select public.set_pathway_titles(pg_temp.pathway(''Cook''), ''{Pirate}'')', 'select public.get_unmapped_titles()'
  ]) statement;
select is(
  pg_temp.asks('hr', 'select public.set_pathway_titles(pg_temp.pathway(''Ghost''), ''{Spook,"test  COOK",spook}'')'), 'PT409 duplicate',
  'A title should mean one pathway only'
);
select is(
  pg_temp.does('hr', 'select public.set_pathway_titles(pg_temp.pathway(''Cook''), ''{"Tester"}'')'), '1 row', 'HR should map titles'
);
select is(pg_temp.asks('hr', 'select public.set_pathway_titles(pg_temp.pathway(''Cook''), ''{Chef,chef}'')'), 'PT409 duplicate', 'And stand in its list once');
select is(
  pg_temp.asks('hr', 'select (item ->> ''people'')::integer > 5 from jsonb_array_elements(public.get_unmapped_titles() -> ''items'') item where item ->> ''title'' = ''Tester'''),
  'true', 'What nobody mapped should be listed with how many people have it'
);

-- Goals ------------------------------------------------------------------------------------------------------------------------------

create function pg_temp.goal(fields text default '{}') returns text language sql as $$
  select pg_temp.asks('worker', format('select public.create_goal(%L::jsonb || jsonb_build_object(''pathway_id'', pg_temp.pathway(''Captain''))) ->> ''id''', fields))
$$;
create temporary table goals as
select pg_temp.goal('{"notes": "Not for the boss", "items": [{"kind": "other", "title": "Ask Ada"}, {"kind": "other", "title": "Read", "done": true}]}')::uuid as one, pg_temp.goal()::uuid as two;
grant select on goals to authenticated;
create function pg_temp.move(move text, which text default 'one', who text default 'worker') returns text language sql as $$
  select pg_temp.asks(who, format('select public.move_goal((select %I from goals), %L) ->> ''status''', which, move))
$$;
select is(pg_temp.move(move), 'PT409 invalid_transition', format('A draft should not %s', move)) from unnest(array['pause', 'resume', 'achieve', 'abandon']) move;
select is(pg_temp.move('activate'), 'active', 'A draft should begin');
select is(pg_temp.move('activate', 'two'), 'PT409 duplicate', 'Another for the same pathway should not, meanwhile');
select is(pg_temp.move('pause'), 'paused', 'It should pause');
select is(pg_temp.move('activate', 'two'), 'active', 'Then the other may');
select is(pg_temp.move('resume'), 'PT409 duplicate', 'And it should wait');
select is(pg_temp.move('abandon', 'two'), 'abandoned', 'Until the other is given up');
select is(pg_temp.move('activate', 'two'), 'PT409 invalid_transition', 'What ended should stay ended');
select is(pg_temp.move('resume'), 'active', 'And go on');
-- Knots 4 of 5, weight 1 of 4: 0.2 at the start. Then Flags 5: 0.95.
select pg_temp.has('worker', 'Knots 4', 'Flags 5');
select is(
  pg_temp.asks('worker', 'select public.get_goal((select one from goals)) -> ''progress'''),
  '{"items": 2, "coverage": 0.95, "items_done": 1, "coverage_at_start": 0.2}', 'Progress should be then and now'
);
select is(pg_temp.readers('user_career_goals', 'id = (select one from goals)'), 'worker hr', 'A goal should be its owner''s and HR''s');
select is(pg_temp.move('share'), 'active', 'Its owner should share it');
select is(pg_temp.readers(place, format('%I = (select one from goals)', key)), 'boss lead worker hr', format('%s of a shared goal should be the line''s too', place))
from (values ('user_career_goals', 'id'), ('goal_items', 'goal_id')) v (place, key);
select is(pg_temp.readers('goal_notes', 'true'), 'worker', 'Its notes should stay the owner''s alone');
select is(pg_temp.asks('lead', 'select public.get_goal((select one from goals)) -> ''notes'''), 'null', 'Through the function too');
select is(pg_temp.move('unshare', 'one', 'lead'), '42501', 'The line should change nothing about it');
select is(pg_temp.move('share', 'one', 'peer'), 'PT404 not_found', 'To others it should not be there');
update public.employment_info set manager_id = pg_temp.id('rival') where user_id = pg_temp.id('worker');
select is(pg_temp.readers('user_career_goals', 'id = (select one from goals)'), 'boss worker rival hr', 'A move should end the old manager''s reading');
update public.employment_info set manager_id = pg_temp.id('lead') where user_id = pg_temp.id('worker');
select is(pg_temp.does('worker', 'select public.delete_goal((select one from goals))'), 'PT409 invalid_transition', 'Only drafts should be deleted');

-- Plans ------------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.move('unshare'), 'active', 'Before the plan the goal is not shared');
create temporary table plans as
select pg_temp.asks('worker', 'select public.create_plan(jsonb_build_object(''title'', ''My year'', ''goal_ids'', array[(select one from goals)], ''items'', ''[{"title": "Sail"}]''::jsonb)) ->> ''id''')::uuid as id;
grant select on plans to authenticated;
create function pg_temp.plan(move text, who text default 'worker') returns text language sql as $$
  select pg_temp.asks(who, format('select public.move_plan((select id from plans), %L, ''Which ship?'') ->> ''status''', move))
$$;
select is(pg_temp.readers('development_plans', 'true'), 'worker hr', 'A draft should be its owner''s and HR''s');
select is(pg_temp.plan('approve', 'lead'), 'PT404 not_found', 'A draft should not be there for whoever decides');
select is(pg_temp.plan(move), 'PT409 invalid_transition', format('A draft should not %s', move)) from unnest(array['withdraw', 'reopen']) move;
insert into public.delegations (user_id, delegate_id, starts_on, ends_on)
values (pg_temp.id('lead'), pg_temp.id('peer'), (now() at time zone 'utc')::date, (now() at time zone 'utc')::date);
select is(pg_temp.plan('submit'), 'submitted', 'Its owner should send it');
select bag_eq(
  $$select split_part(u.email, '@', 1), n.kind from public.notifications n join public.users u on u.id = n.user_id where n.kind ~ '^career'$$,
  $$values ('lead', 'career.plan_submitted'), ('peer', 'career.plan_submitted')$$, 'Whoever decides should be told, the delegate too'
);
select is(pg_temp.readers(place, 'true'), 'boss lead worker peer hr', format('%s should be read by the line and the delegate', place))
from unnest(array['development_plans', 'development_plan_goals', 'development_plan_items']) place;
select is(pg_temp.readers('user_career_goals', 'id = (select one from goals)'), 'boss lead worker peer hr', 'Sending should share its goals with the line and whoever decides');
select is(pg_temp.plan('approve', who), refusal, format('%s should not approve', who))
from (values ('worker', '42501'), ('boss', '42501'), ('hr', '42501'), ('rival', 'PT404 not_found'), ('contractor', '42501')) v (who, refusal);
select is(pg_temp.does('worker', 'select public.update_plan((select id from plans), ''{"title": "Another"}'')'), 'PT409 invalid_transition', 'What waits should not change');
select is(pg_temp.plan('return', 'lead'), 'returned', 'Whoever decides should return it');
select is(pg_temp.readers('development_plan_comments', 'comment = ''Which ship?'''), 'lead worker hr', 'The comment should be between them and HR');
select is(pg_temp.plan('submit'), 'submitted', 'It should be sent again');
select is(pg_temp.plan('withdraw'), 'draft', 'And taken back');
select is(pg_temp.plan('submit'), 'submitted', 'And sent once more');
select is(pg_temp.plan('approve', 'peer'), 'approved', 'The delegate should approve');
select is(pg_temp.plan('return', 'lead'), 'PT409 invalid_transition', 'The second to decide should come too late');
select pg_temp.has('worker', 'Knots 1'), pg_temp.asks('worker', $$select public.update_goal((select one from goals), '{"items": []}')$$);
select results_eq(
  $$select s #>> '{goals,0,progress,coverage}', s #>> '{goals,0,items,0,title}', s #>> '{items,0,title}', s #>> '{gaps,0,coverage}', s::text ~ 'notes|Not for|Worker'
    from public.development_plans, jsonb_build_object('a', snapshot) w, lateral (select w -> 'a') x (s)$$,
  $$values ('0.95', 'Ask Ada', 'Sail', '0.95', false)$$, 'The snapshot should stay as it was, with no notes and no name'
);
select is(pg_temp.plan('reopen', 'lead'), '42501', 'Its owner alone should reopen it');
select is(pg_temp.plan('reopen'), 'draft', 'Reopened it should be a draft');
select is(pg_temp.does('worker', 'select public.delete_plan((select id from plans))'), 'PT409 invalid_transition', 'What was approved once should not be deleted');
select is(pg_temp.plan('submit'), 'submitted', 'And be sent again');
update public.employment_info set status = 'left' where user_id = pg_temp.id('worker');
select results_eq(
  'select p.status, g.status from public.development_plans p, public.user_career_goals g where g.id = (select one from goals)',
  $$values ('draft', 'abandoned')$$, 'When somebody leaves, plans that wait should be withdrawn and goals end'
);

select * from finish();
rollback;
