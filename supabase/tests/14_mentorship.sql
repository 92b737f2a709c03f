-- Mentors, requests and mentorships: states, places and who reads what, as the database holds them.
begin;
\ir helpers.psql
select plan(28);

select pg_temp.person('ada'), pg_temp.person('ben'), pg_temp.person('cy'), pg_temp.person('dot'), pg_temp.person('temp', kind => 'contractor');
insert into public.skills (name) values ('Test: Knots');
create function pg_temp.knots() returns uuid language sql stable security definer as $$ select id from public.skills where name = 'Test: Knots' $$;
create function pg_temp.offer(places integer) returns text language sql stable as $$
  select format('select public.set_mentor_profile(''{"capacity": %s, "skill_ids": ["%s"]}'') ->> ''places_left''', places, pg_temp.knots())
$$;
create function pg_temp.ask(mentor text) returns text language sql stable security definer as $$
  select format('select public.create_mentorship_request(''{"mentor_id": "%s", "message": "Will you?", "duration_weeks": 4}'') ->> ''status''', pg_temp.id(mentor))
$$;
create function pg_temp.request(mentee text, mentor text) returns uuid language sql stable security definer as $$
  select id from public.mentorship_requests where mentee_id = pg_temp.id(mentee) and mentor_id = pg_temp.id(mentor) order by created_at desc limit 1
$$;
create function pg_temp.move(mentee text, mentor text, move text) returns text language sql stable as $$
  select format('select public.move_mentorship_request(%L, %L) ->> ''status''', pg_temp.request(mentee, mentor), move)
$$;
create function pg_temp.mentorship(mentee text) returns uuid language sql stable security definer as $$
  select id from public.mentorships where mentee_id = pg_temp.id(mentee) order by created_at desc limit 1
$$;
grant execute on function pg_temp.knots(), pg_temp.request(text, text), pg_temp.mentorship(text) to authenticated, anon;

-- Profiles -------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.asks('temp', pg_temp.offer(1)), '42501', 'A contractor should not mentor');
select is(pg_temp.asks('ada', pg_temp.offer(0)), '23514', 'A mentor should have a place');
select is(pg_temp.asks('ada', pg_temp.offer(1)), '1', 'An employee should become a mentor');
select is(pg_temp.asks('ben', format('select count(*) from public.mentor_profiles where user_id = %L', pg_temp.id('ada'))), '1', 'An employee should read who mentors');
select is(pg_temp.asks('temp', 'select count(*) from public.mentor_profiles'), '0', 'A contractor should not');
select is(pg_temp.does('ada', 'update public.mentor_profiles set capacity = 50'), '42501', 'A profile should be written by its function alone');
select is(
  pg_temp.does('ben', format('insert into public.mentor_skills values (%L, %L)', pg_temp.id('ada'), pg_temp.knots())), '42501', 'And so should its skills'
);

-- Requests -------------------------------------------------------------------------------------------------------------------------

select is(pg_temp.asks('ada', pg_temp.ask('ada')), 'PT400 unknown_id', 'Nobody should ask themselves');
select is(pg_temp.asks('ben', pg_temp.ask('dot')), 'PT400 unknown_id', 'Who is no mentor should not be asked');
select is(pg_temp.asks('ben', pg_temp.ask('ada')), 'pending', 'A mentor with a place should be asked');
select is(pg_temp.asks('ben', pg_temp.ask('ada')), 'PT409 already_pending', 'A pair should have one open request');
select is(pg_temp.asks('cy', pg_temp.ask('ada')), 'pending', 'A second should ask too');
select is(pg_temp.asks('dot', pg_temp.move('ben', 'ada', 'accept')), 'PT404 not_found', 'A stranger should find no request');
select is(pg_temp.asks('ben', pg_temp.move('ben', 'ada', 'accept')), '42501', 'The sender should not accept');
select is(pg_temp.asks('ada', pg_temp.move('ben', 'ada', 'withdraw')), '42501', 'The receiver should not withdraw');
select is(pg_temp.asks('ada', pg_temp.move('ben', 'ada', 'forget')), 'PT409 invalid_transition', 'There should be no other moves');
select is(
  pg_temp.does('ada', 'update public.mentorship_requests set status = ''accepted'''), '42501', 'A state should be written by its function alone'
);
select is(pg_temp.readers('mentorship_requests', format('id = %L', pg_temp.request('ben', 'ada'))), 'hr', 'Of others HR alone should read a request');
select is(pg_temp.asks('ada', pg_temp.move('ben', 'ada', 'accept')), 'accepted', 'The receiver should accept');
select is(pg_temp.asks('ada', pg_temp.move('cy', 'ada', 'accept')), 'PT409 capacity_full', 'A second should find the place taken');
select is(pg_temp.asks('dot', pg_temp.ask('ada')), 'waitlisted', 'Who asks a full mentor should wait');
select throws_ok(
  format('insert into public.mentorships (mentee_id, mentor_id) values (%L, %L)', pg_temp.id('ben'), pg_temp.id('cy')),
  '23505', null, 'A mentee should have one open mentorship outside programmes, whoever writes it'
);
select lives_ok(
  format('insert into public.mentorships (mentee_id, mentor_id, status, ended_at) values (%L, %L, ''completed'', now())', pg_temp.id('ben'), pg_temp.id('cy')),
  'Beside those that ended'
);

-- Mentorships -----------------------------------------------------------------------------------------------------------------------

select is(
  pg_temp.asks('ben', format('select public.move_mentorship(%L, ''end'')', (
    select id from public.mentorships where mentee_id = pg_temp.id('ben') and mentor_id = pg_temp.id('ada')
  ))), '23502', 'Ending early should want a reason'
);
select is(
  pg_temp.asks('ben', format('select public.move_mentorship(%L, ''end'', ''It did not fit.'') ->> ''status''', (
    select id from public.mentorships where mentee_id = pg_temp.id('ben') and mentor_id = pg_temp.id('ada')
  ))), 'ended_early', 'Either of the two should end it'
);
select is(
  (select status from public.mentorship_requests where id = pg_temp.request('dot', 'ada')), 'waitlisted',
  'Nobody should move up while another waits for the answer about the place'
);
select is(pg_temp.asks('ada', pg_temp.move('cy', 'ada', 'decline')), 'declined', 'The mentor should decline');
select is((select status from public.mentorship_requests where id = pg_temp.request('dot', 'ada')), 'pending', 'Then the first who waits should move up');

select * from finish();
rollback;
