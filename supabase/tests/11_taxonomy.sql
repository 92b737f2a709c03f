-- Who keeps the taxonomy, who finds what in it, and what becomes of merged and imported skills.
begin;
\ir helpers.psql
select plan(83);

insert into public.function_areas (name, status) values ('Tap Area', 'active'), ('Tap New Area', 'proposed'), ('Tap Old Area', 'retired');
insert into public.specializations (function_area_id, name, status)
select id, 'Tap Place', 'active' from public.function_areas where name = 'Tap Area'
union all select id, 'Tap New Place', 'proposed' from public.function_areas where name = 'Tap New Area';
insert into public.skills (specialization_id, name, status)
select p.id, v.name, v.status from public.specializations p, (values
  ('Tapknots', 'active'), ('Tapknots Advanced', 'active'), ('Tapropes', 'active'), ('Tapflags', 'retired'), ('Taplamps', 'proposed')
) v (name, status) where p.name = 'Tap Place'
union all select p.id, 'Tapdrones', 'proposed' from public.specializations p where p.name = 'Tap New Place';
create function pg_temp.skill(skill_name text) returns uuid language sql stable security definer as $$
  select id from public.skills where name = skill_name
$$;
grant execute on function pg_temp.skill(text) to authenticated, anon;
insert into public.skill_aliases (skill_id, alias) values (pg_temp.skill('Tapropes'), 'Tapcordage'), (pg_temp.skill('Taplamps'), 'Taplanterns');
insert into public.competencies (name, status) values ('Tap Leading', 'proposed');
insert into public.experience_types (name, status) values ('Tap Abroad', 'proposed');
insert into public.user_skills (user_id, skill_id) values (pg_temp.id('worker'), pg_temp.skill('Tapdrones')), (pg_temp.id('contractor'), pg_temp.skill('Tapdrones'));
insert into public.user_competencies (user_id, competency_id, level, source)
select pg_temp.id('worker'), id, 3, 'hr' from public.competencies where name = 'Tap Leading';
insert into public.user_experiences (user_id, experience_type_id, source)
select pg_temp.id('worker'), id, 'hr' from public.experience_types where name = 'Tap Abroad';

-- Who reads what is proposed ------------------------------------------------------------------------------------------------

select is(pg_temp.readers(place, condition), 'worker hr', 'Proposed ' || place || ' should be read by who has them, and HR')
from (values
  ('function_areas', 'name = ''Tap New Area'''), ('specializations', 'name = ''Tap New Place'''), ('skills', 'name = ''Tapdrones'''),
  ('competencies', 'name = ''Tap Leading'''), ('experience_types', 'name = ''Tap Abroad''')
) v (place, condition);
insert into public.skill_proposals (skill_id, user_id) values (pg_temp.skill('Tapdrones'), pg_temp.id('worker'));
select is(pg_temp.readers('skill_proposals', 'true'), 'worker hr', 'Who proposed a skill should be read by themselves and HR');
insert into public.skill_relations values
  (pg_temp.skill('Tapknots'), pg_temp.skill('Tapropes'), 'essential'), (pg_temp.skill('Tapknots'), pg_temp.skill('Tapdrones'), 'related');
select is(pg_temp.readers('skill_relations', 'kind = ''essential'''), 'boss lead worker peer rival hr learning auditor', 'Employees, not contractors, should read relations');
select is(pg_temp.readers('skill_relations', 'kind = ''related'''), 'worker hr', 'Relations to a proposed skill should be read as the skill is');

-- Who may write ---------------------------------------------------------------------------------------------------------------

create function pg_temp.statements() returns table (statement text) language sql as $$
  values
    ('select public.create_catalogue_item(''competency'', ''{"name": "Tap Mine"}'')'),
    (format('select public.update_catalogue_item(''competency'', %L, ''{"name": "Tap Mine"}'')', (select id from public.competencies where name = 'Tap Leading'))),
    (format('select public.approve_catalogue_item(''competency'', %L)', (select id from public.competencies where name = 'Tap Leading'))),
    (format('select public.retire_catalogue_item(''competency'', %L)', (select id from public.competencies where name = 'Tap Leading'))),
    (format('select public.update_skill(%L, ''{"name": "Mine"}'')', pg_temp.skill('Tapdrones'))),
    (format('select public.approve_skill(%L)', pg_temp.skill('Tapdrones'))),
    (format('select public.retire_skill(%L)', pg_temp.skill('Tapdrones'))),
    (format('select public.merge_skill(%L, %L)', pg_temp.skill('Tapdrones'), pg_temp.skill('Tapknots'))),
    (format('select public.set_skill_relations(%L, ''[]'')', pg_temp.skill('Tapdrones'))),
    ('select public.import_taxonomy(''[]'')')
$$;
select is_empty(
  $$select who, statement, pg_temp.does(who, statement) from unnest('{worker, lead, contractor, learning, auditor}'::text[]) who, pg_temp.statements()
    where pg_temp.does(who, statement) <> '42501'$$, 'Nobody but HR should keep the taxonomy, whoever has or proposed it'
);
select is_empty(
  $$select who, statement, pg_temp.does(who, statement) from unnest('{stranger, leaver}'::text[]) who, pg_temp.statements()
    where pg_temp.does(who, statement) <> 'PT403 no_employee_record'$$, 'Nor an account without a record'
);
select is_empty('select statement, pg_temp.does(''hr'', statement) from pg_temp.statements() where pg_temp.does(''hr'', statement) <> ''1 row''', 'HR should');
select is(pg_temp.asks('contractor', query), '42501', 'A contractor should not read it: ' || query)
from unnest(array['select public.get_taxonomy()', 'select public.search_skills()', 'select public.search_catalogue(''competency'')',
  format('select public.get_skill(%L)', pg_temp.skill('Tapknots')), 'select public.create_skill(''{"name": "X"}'')']) query;
select is(
  pg_temp.asks('hr', 'select public.create_catalogue_item(''user'', ''{"name": "X"}'')') like 'PT404%', true, 'A kind that is none should reach no table'
);
select is(pg_temp.asks('hr', 'select public.get_catalogue_item(''users'', gen_random_uuid())') like 'PT404%', true, 'Nor by reading');

-- Search --------------------------------------------------------------------------------------------------------------------------

create function pg_temp.finds(handle text, arguments text) returns text language sql as $$
  select pg_temp.asks(handle, format(
    'select coalesce(string_agg(item ->> ''name'', '', '' order by n), ''nothing'') from jsonb_array_elements(public.search_skills(%s) -> ''items'') with ordinality as i (item, n)', arguments
  ))
$$;
select is(pg_temp.finds(who, arguments), found, says)
from (values
  ('peer', 'q => ''tapknots''', 'Tapknots, Tapknots Advanced', 'The same name should come first'),
  ('peer', 'q => ''  TAPKNOTS ''', 'Tapknots, Tapknots Advanced', 'However it is written'),
  ('peer', 'q => ''tapkn''', 'Tapknots, Tapknots Advanced', 'A word that is begun should find'),
  ('peer', 'q => ''advanced tapknots''', 'Tapknots Advanced', 'In any order, all words'),
  ('peer', 'q => ''tapcordage''', 'Tapropes', 'An alias should find its skill'),
  ('peer', 'q => ''tapcordgae''', 'Tapropes', 'Also with letters changed about'),
  ('peer', 'q => ''tapknost''', 'Tapknots, Tapknots Advanced', 'A name with a typo should find'),
  ('peer', 'q => ''tapflags''', 'nothing', 'A retired skill should not be found'),
  ('peer', 'q => ''tapflags'', statuses => ''{retired}''', 'Tapflags', 'Unless it is asked for'),
  ('peer', 'q => ''taplamps'', statuses => ''{proposed, active}''', 'nothing', 'A proposed skill should not be found by others'),
  ('peer', 'q => ''taplanterns'', statuses => ''{proposed, active}''', 'nothing', 'Nor by its alias'),
  ('worker', 'q => ''tapdrones'', statuses => ''{proposed}''', 'Tapdrones', 'Who has it should find it'),
  ('worker', 'q => ''taplamps'', statuses => ''{proposed}''', 'nothing', 'And nothing of others'),
  ('hr', 'q => ''taplamps'', statuses => ''{proposed}''', 'Taplamps', 'HR should find all'),
  ('peer', 'q => ''%''', 'nothing', 'What is special in patterns should be a letter'),
  ('peer', 'q => ''/''', 'nothing', 'And what is no letter should find nothing'),
  ('peer', format('q => ''tapknots'', place_ids => array[%L::uuid]', gen_random_uuid()), 'nothing', 'In another place there should be none'),
  ('peer', format('q => ''tapknots'', area_ids => array[%L::uuid]', (select id from public.function_areas where name = 'Tap Area')), 'Tapknots, Tapknots Advanced', 'In its area there should be')
) v (who, arguments, found, says);
select is(
  pg_temp.asks('peer', 'select public.search_skills(statuses => ''{proposed}'', want_total => true) ->> ''total'''), '0', 'A total should not tell of proposed skills of others'
);
select is(
  pg_temp.asks('worker', 'select public.search_skills(statuses => ''{proposed}'', want_total => true) ->> ''total'''), '1', 'But of one''s own'
);
-- A page at a time is the whole, for any filter.
create function pg_temp.pages(handle text, arguments text, size integer) returns text language plpgsql as $$
declare
  page jsonb;
  key jsonb;
  seen text[] := '{}';
begin
  loop
    page := pg_temp.asks(handle, format('select public.search_skills(%s, after => %L, page_size => %s)', arguments, key, size))::jsonb;
    seen := seen || array(select item ->> 'id' from jsonb_array_elements(page -> 'items') item);
    key := nullif(page -> 'next', 'null');
    exit when key is null;
  end loop;
  return array_to_string(seen, ' ');
end
$$;
select is(pg_temp.pages('hr', arguments, 7), pg_temp.pages('hr', arguments, 200), 'Pages should be the whole: ' || arguments)
from unnest(array['q => ''ma''', 'q => ''maintenence''', 'statuses => ''{active, proposed, retired}''']) arguments;

-- Against the slow version: what has all words begun, by name or alias.
select is_empty(
  $$select q, found, wanted from (
      select q, array(select jsonb_array_elements(pg_temp.asks('hr', format('select public.search_skills(q => %L, page_size => 200) -> ''items''', q))::jsonb) ->> 'id' order by 1) as found,
        array(select s.id::text from public.skills s where s.status = 'active' and exists (
          select from (select s.name_key as name union all select a.alias_key from public.skill_aliases a where a.skill_id = s.id) n
          where not exists (select from unnest(string_to_array(q, ' ')) w where not exists (
            select from regexp_split_to_table(translate(n.name, '()/-,&', '      '), ' ') part where starts_with(part, w))))
        order by 1) as wanted
      from unnest(array['data', 'cra', 'man', 'project man', 'e', 'safety of', 'risk a', 'port st', 'k8']) q
    ) x where found <> wanted and wanted <> '{}'$$, 'Where something has each word, a search should find that and nothing else'
);

-- Proposing -----------------------------------------------------------------------------------------------------------------------

select is(pg_temp.asks('peer', 'select public.create_skill(''{"name": "Tapnets"}'') ->> ''status'''), 'proposed', 'Everybody should propose');
select results_eq(
  $$select p.user_id, us.level, us.visibility from public.skill_proposals p join public.user_skills us using (skill_id, user_id) where p.skill_id = pg_temp.skill('Tapnets')$$,
  $$values (pg_temp.id('peer'), null::integer, 'private')$$, 'And have what they proposed, unrated'
);
select is(pg_temp.asks('rival', 'select (public.create_skill(''{"name": "TAPNETS"}'') ->> ''id'')::uuid = pg_temp.skill(''Tapnets'')'), 'true', 'Who proposes the same should share it');
select is(pg_temp.asks('rival', format('select public.create_skill(%L)', jsonb_build_object('name', name, 'specialization_id', (select id from public.specializations where name = 'Tap Place')))), 'PT409 duplicate', says)
from (values ('tapknots', 'A name that is there should not be proposed'), ('Tapcordage', 'Nor an alias'), ('Tapflags', 'Nor a retired one')) v (name, says);
select is(
  pg_temp.asks('rival', format('select public.create_skill(%L)', jsonb_build_object('name', 'X', 'specialization_id', (select id from public.specializations where name = 'Tap New Place')))),
  'PT400 unknown_id', 'A place that is proposed should be none for others'
);
select is(
  pg_temp.asks('worker', format('select public.create_skill(%L) ->> ''status''', jsonb_build_object('name', 'Tapkites', 'specialization_id', (select id from public.specializations where name = 'Tap New Place')))),
  'proposed', 'But for who has a skill there'
);
select is(pg_temp.asks('hr', format('select public.approve_skill(%L) ->> ''status''', pg_temp.skill('Tapkites'))), 'active', 'HR should approve');
select is(
  (select p.status || ' ' || a.status from public.specializations p join public.function_areas a on a.id = p.function_area_id where p.name = 'Tap New Place'),
  'active active', 'And with it the place that it stands in'
);
select is((select title from public.notifications where user_id = pg_temp.id('worker') and kind = 'skills.proposal'), 'Your proposal "Tapkites" is in the catalogue', 'Who proposed it should be told');
select is(pg_temp.asks('hr', format('select public.retire_catalogue_item(''specialization'', %L)', (select id from public.specializations where name = 'Tap New Place'))), 'PT409 not_empty', 'A place with skills in it should stay');

-- Merging ----------------------------------------------------------------------------------------------------------------------------

create function pg_temp.merge(skill_name text, target text) returns text language sql as $$
  select pg_temp.asks('hr', format('select public.merge_skill(%L, %L) ->> ''name''', pg_temp.skill(skill_name), pg_temp.skill(target)))
$$;
insert into public.user_skills (user_id, skill_id, years_experience, visibility) values
  (pg_temp.id('boss'), pg_temp.skill('Tapropes'), 9, 'colleagues'), (pg_temp.id('boss'), pg_temp.skill('Tapknots'), 2, 'private'),
  (pg_temp.id('lead'), pg_temp.skill('Tapropes'), null, 'colleagues');
insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at) values
  (pg_temp.id('boss'), pg_temp.skill('Tapropes'), 'assessment', 2, null, now() - interval '3 days'), (pg_temp.id('boss'), pg_temp.skill('Tapknots'), 'self', 5, null, now()),
  (pg_temp.id('boss'), pg_temp.skill('Tapropes'), 'peer', 3, pg_temp.id('peer'), now() - interval '2 days'),
  (pg_temp.id('boss'), pg_temp.skill('Tapknots'), 'peer', 4, pg_temp.id('peer'), now() - interval '1 day'),
  (pg_temp.id('lead'), pg_temp.skill('Tapropes'), 'self', 4, null, now());
create temporary table before as select id, user_id, level, source from public.skill_assessments;
-- Both open: one stays.
insert into public.skill_validation_requests (user_id, skill_id) values (pg_temp.id('boss'), pg_temp.skill('Tapropes')), (pg_temp.id('boss'), pg_temp.skill('Tapknots'));
select is(pg_temp.merge('Tapropes', 'Tapknots'), 'Tapknots', 'HR should merge a skill into another');
select results_eq(
  $$select user_id, level, source, years_experience, visibility from public.user_skills where skill_id = pg_temp.skill('Tapknots') order by level$$,
  $$values (pg_temp.id('boss'), 2, 'assessment', 9.0, 'private'), (pg_temp.id('lead'), 4, 'self', null, 'colleagues')$$,
  'Who has both should have the target, with the level that the rules give, the greater years, the target''s visibility'
);
select bag_eq('select id, user_id, level, source from public.skill_assessments', 'select * from before', 'And every assessment should be there still');
select is((select count(*) from public.skill_assessments where skill_id = pg_temp.skill('Tapropes')), 0::bigint, 'With the target');
select is(
  (select count(*) from public.skill_assessments where skill_id = pg_temp.skill('Tapknots') and source = 'peer' and withdrawn_at is null), 1::bigint,
  'Of one colleague''s two endorsements the later should stand'
);
select bag_eq($$select status from public.skill_validation_requests where skill_id = pg_temp.skill('Tapknots')$$, $$values ('submitted'), ('withdrawn')$$, 'And of two open requests one');
select is((select count(*) from public.user_skills where skill_id = pg_temp.skill('Tapropes')), 0::bigint, 'Nobody should have the old skill');
select bag_eq($$select alias from public.skill_aliases where skill_id = pg_temp.skill('Tapknots')$$, $$values ('Tapcordage'), ('Tapropes')$$, 'Its names should be the target''s');
select is_empty($$select from public.skill_relations where pg_temp.skill('Tapropes') in (from_id, to_id)$$, 'Its relations should have gone along');
insert into public.user_skills (user_id, skill_id) values (pg_temp.id('rival'), pg_temp.skill('Tapropes')), (pg_temp.id('boss'), pg_temp.skill('Tapropes'));
select bag_eq(
  $$select user_id from public.user_skills where skill_id in (pg_temp.skill('Tapropes'), pg_temp.skill('Tapknots'))$$,
  $$values (pg_temp.id('boss')), (pg_temp.id('lead')), (pg_temp.id('rival'))$$, 'Who gets the old skill afterwards, as by an import, should have the target, once'
);
select is(pg_temp.merge(skill, into_skill), 'PT409 invalid_transition', says)
from (values
  ('Tapknots', 'Tapknots', 'A skill should not be merged into itself'), ('Tapropes', 'Tapkites', 'Nor twice'),
  ('Tapknots', 'Tapropes', 'Nor into what went into it'), ('Tapkites', 'Tapflags', 'Nor into a retired one'), ('Tapkites', 'Taplamps', 'Nor into a proposed one')
) v (skill, into_skill, says);
select is(pg_temp.merge('Tapknots', 'Tapkites'), 'Tapkites', 'A chain should go on');
select is_empty($$select name from public.skills where merged_into is not null and merged_into <> pg_temp.skill('Tapkites')$$, 'And lead to its end');
select throws_ok($$update public.skills set status = 'active' where name = 'Tapknots'$$, '23514', null, 'What was merged should stay retired');
select throws_ok($$update public.skills set merged_into = id, status = 'retired' where name = 'Taplamps'$$, '23514', null, 'And never be merged into itself');

-- Imports -------------------------------------------------------------------------------------------------------------------------------

create function pg_temp.row(at integer, area text, place text, skill text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('at', at, 'function_area', area, 'specialization', place, 'skill', skill) || more
$$;
create function pg_temp.import(rows jsonb, dry boolean default false) returns text language sql as $$
  select (a ->> 'created') || ' ' || (a ->> 'updated') || ' ' || (a ->> 'unchanged') || coalesce((
    select string_agg(' ' || (r ->> 'at') || ':' || (r #>> '{errors,0,code}'), '' order by (r ->> 'at')::integer) from jsonb_array_elements(a -> 'rejected') r
  ), '') from (select pg_temp.asks('hr', format('select public.import_taxonomy(%L, %L)', rows, dry))::jsonb as a) x
$$;
create temporary table file as select jsonb_build_array(
  pg_temp.row(0, 'Tap Ships', 'Deck', 'Tapmooring', '{"aliases": ["Tapberthing", "tapberthing"], "external_uri": "https://tap.example/1"}'),
  pg_temp.row(1, 'TAP SHIPS', 'deck', 'Tapmooring'), pg_temp.row(2, 'Tap Ships', 'Engine', 'Tapmooring'),
  pg_temp.row(3, 'Tap Old Area', 'Deck', 'Taprowing'), pg_temp.row(4, 'Tap Area', 'Tap Place', 'Tapflags'),
  pg_temp.row(5, 'Tap Area', 'Tap Place', 'Tapropes'), pg_temp.row(6, 'Tap Area', 'Tap Place', 'Taplamps'),
  pg_temp.row(7, 'Tap Ships', 'Engine', 'Tapdiesel', '{"external_uri": "https://tap.example/1"}')
) as rows;
select is(pg_temp.import(rows, true), '2 2 2 3:retired 4:retired', 'A dry run should say what would happen') from file;
select is((select count(*) from public.skills where name = 'Tapmooring'), 0::bigint, 'And write nothing');
select is(pg_temp.import(rows), '2 2 2 3:retired 4:retired', 'New, approved and renamed, known and merged, refused: each row for itself') from file;
select results_eq(
  $$select s.name, p.name from public.skills s join public.specializations p on p.id = s.specialization_id where s.external_uri = 'https://tap.example/1'$$,
  $$values ('Tapdiesel', 'Engine')$$, 'An address should stand for one skill, which takes its last name and place'
);
select is(pg_temp.import((select jsonb_agg(r) from jsonb_array_elements(rows) r where r ->> 'at' in ('2', '5', '6', '7'))), '0 0 4', 'The same rows again should change nothing') from file;
select is((select count(*) from public.skill_aliases where alias_key = 'tapberthing'), 1::bigint, 'An alias should stand once');
select is(pg_temp.import(jsonb_build_array(pg_temp.row(0, 'Tap Ships', 'Engine', 'Tapmooring', '{"external_uri": "https://tap.example/1"}'))), '0 0 0 0:duplicate', 'An address that another skill has should be refused');
select is(pg_temp.import('[]'), '0 0 0', 'Nothing should be nothing');

-- The tree --------------------------------------------------------------------------------------------------------------------------------

select is_empty(
  $$select a.item ->> 'name', (a.item ->> 'skills')::bigint, counted.n
    from jsonb_array_elements(pg_temp.asks('peer', 'select public.get_taxonomy() -> ''items''')::jsonb) a (item)
    cross join lateral (
      select count(*) as n from public.skills s join public.specializations p on p.id = s.specialization_id
      where p.function_area_id = (a.item ->> 'id')::uuid and p.status = 'active' and s.status = 'active'
    ) counted
    where (a.item ->> 'skills')::bigint <> counted.n$$, 'The tree should count what there is'
);
select bag_eq(
  $$select (item ->> 'id')::uuid from jsonb_array_elements(pg_temp.asks('peer', 'select public.get_taxonomy() -> ''items''')::jsonb) item$$,
  $$select id from public.function_areas where status = 'active'$$, 'It should hold every active area, and no other'
);

select * from finish();
rollback;
