-- Conversations are their owner's alone; a model's tokens are set aside, settled and limited; answers are written by nobody's hand.
begin;
\ir helpers.psql
select plan(63);

-- A conversation, and a message in it, as a person would begin it.
create function pg_temp.chat(handle text) returns uuid language sql stable as $$
  select id from public.ai_chat_sessions where user_id = pg_temp.id(handle) order by created_at, id limit 1
$$;
create function pg_temp.says(handle text, words text, reserved integer default 0, kind text default 'chat') returns jsonb
language plpgsql as $$
declare
  answer jsonb;
begin
  perform pg_temp.become(handle);
  answer := public.begin_chat_message((select id from public.ai_chat_sessions limit 1),
    jsonb_build_object('content', words, 'message_type', kind), reserved, 1000, 200);
  perform set_config('role', 'none', true), set_config('request.jwt.claims', '', true);
  return answer;
end
$$;
create function pg_temp.finish(begun jsonb, tokens integer, words text default 'An answer.') returns jsonb language sql as $$
  select private.finish_chat_message((begun ->> 'answer_id')::uuid,
    jsonb_build_object('content', words, 'source', 'model', 'status', 'complete', 'facts', '[]'::jsonb, 'tokens', tokens))
$$;

insert into public.ai_chat_sessions (user_id) values (pg_temp.id('worker')), (pg_temp.id('peer'));
insert into public.feature_settings (feature, enabled) values ('model', true)
on conflict (org_unit_id, feature) do update set enabled = true;

-- Who reads, who writes ------------------------------------------------------------------------------------------------------

create temporary table first as select pg_temp.says('worker', 'Hello') as begun;
select pg_temp.finish(begun, 0) from first;
insert into public.ai_message_feedback (message_id, user_id, rating)
select (begun ->> 'answer_id')::uuid, pg_temp.id('worker'), 'up' from first;
select is(pg_temp.asks(who, format('select count(*) from public.%I', place)), case when who = 'worker' then n else '0' end,
  format('%s should see %s of %s', who, case when who = 'worker' then n else '0' end, place))
from unnest(array['worker', 'lead', 'boss', 'hr', 'auditor', 'contractor']) who,
  (values ('ai_chat_messages', '2'), ('ai_message_feedback', '1')) v (place, n);
select is(pg_temp.does(who, statement), '42501', format('%s should not %s', coalesce(who, 'anonymous'), left(statement, 60)))
from unnest(array['worker', 'hr', null]) who, unnest(array[
  'insert into public.ai_chat_sessions (user_id) values (pg_temp.id(''worker''))',
  'insert into public.ai_chat_messages (session_id, user_id, role, content) select id, user_id, ''user'', ''x'' from public.ai_chat_sessions',
  'update public.ai_chat_messages set content = ''x''', 'delete from public.ai_chat_messages', 'update public.ai_chat_sessions set session_name = ''x''',
  'select public.finish_chat_message(gen_random_uuid(), ''{}'')', 'select private.finish_chat_message(gen_random_uuid(), ''{}'')',
  'select * from private.ai_usage', 'select public.extend_ai_reservation(gen_random_uuid(), 1, 1000)'
]) statement;
select is(pg_temp.does(who, format('select public.%s', replace(statement, 'ID', pg_temp.chat('worker')::text))), 'PT404 not_found',
  format('%s should not %s', who, left(statement, 40)))
from unnest(array['lead', 'hr']) who, unnest(array[
  'get_chat_session(''ID'')', 'delete_chat_session(''ID'')', 'begin_chat_message(''ID'', ''{"content": "x", "message_type": "chat"}'', 0, 1, 1)'
]) statement;
select is(pg_temp.does('contractor', 'select public.create_chat_session(''{}'')'), '42501', 'Contractors should have no assistant');
select is((select session_name from public.ai_chat_sessions where id = pg_temp.chat('worker')), 'Hello', 'The first question should name it');

-- Tokens -----------------------------------------------------------------------------------------------------------------------

create temporary table second as select pg_temp.says('worker', 'What now?', 600) as begun;
select is((select begun ->> 'granted' from second), 'true', 'Tokens should be set aside while there are some');
select is(private.tokens_of(pg_temp.id('worker')), 600, 'And count at once');
select throws_ok($$select pg_temp.says('worker', 'And this?', 10)$$, 'PT409', null, 'A second message should wait for the first answer');
select pg_temp.finish(begun, 150) from second;
select is(private.tokens_of(pg_temp.id('worker')), 150, 'What was not spent should be free again');
create temporary table third as select pg_temp.says('worker', 'More', 900) as begun;
select is((select begun ->> 'granted' from third), 'false', 'More than is left should not be granted');
select pg_temp.finish(begun, 0) from third;
create temporary table fourth as select pg_temp.says('worker', 'Again', 700) as begun;
select is(private.extend_ai_reservation((select (begun ->> 'answer_id')::uuid from fourth), 850, 1000), true, 'A later round should set more aside');
select is(private.tokens_of(pg_temp.id('worker')), 1000, 'In all, not on top');
select is(private.extend_ai_reservation((select (begun ->> 'answer_id')::uuid from fourth), 851, 1000), false, 'But not more than the day has');
select is(private.tokens_of(pg_temp.id('worker')), 1000, 'And then keep what it has');
select is(private.extend_ai_reservation((select (begun ->> 'answer_id')::uuid from second), 1, 9000), false, 'An answer that is over should set nothing aside');
delete from public.ai_chat_sessions where id = pg_temp.chat('worker');
select is(private.tokens_of(pg_temp.id('worker')), 1000, 'Who deletes the conversation should get nothing back');
select throws_ok($$select pg_temp.finish(begun, 300) from fourth$$, 'PT404', null, 'There should be no answer to write then');
update private.ai_reservations set made_at = now() - interval '6 minutes';
select is(private.tokens_of(pg_temp.id('worker')), 150, 'A reservation whose process died should count no more after five minutes');
select is(private.tokens_of(pg_temp.id('peer')), 0, 'And nobody pays for another');

-- What a model is told ------------------------------------------------------------------------------------------------------------

select pg_temp.finish(pg_temp.says('peer', 'I am not well', 0, 'resources'), 0, 'Who helps');
select pg_temp.finish(pg_temp.says('peer', 'First ' || repeat('long ', 100)), 0);
select pg_temp.finish(pg_temp.says('peer', 'Second'), 0, 'Two');
create temporary table told as select pg_temp.says('peer', 'Third') -> 'history' as history;
select is((select history -> 'messages' from told), '[{"role": "assistant", "content": "An answer."}, {"role": "user", "content": "Second"}, {"role": "assistant", "content": "Two"}]'::jsonb,
  'What was said before should be told up to the limit, and nothing of somebody''s worries');
select is((select left(history -> 'asked_before' ->> 0, 10) from told), 'First long', 'And the questions before that, shortened');

select * from finish();
rollback;
