-- Domain: ai-recommendation. Conversations with the assistant, which their owner alone reads; what may be spent on a model;
-- resources for who is not well.

-- ai_chat_sessions, ai_chat_messages ------------------------------------------------------------------------------------

create table public.ai_chat_sessions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  session_name text check (char_length(session_name) <= 200 and private.is_text(session_name)),
  context_data jsonb not null default '{}' check (jsonb_typeof(context_data) = 'object' and pg_column_size(context_data) <= 4096),
  last_message_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.ai_chat_sessions (user_id, last_message_at, id);
create index on public.ai_chat_sessions (last_message_at);
create trigger touch before update on public.ai_chat_sessions for each row execute function private.touch();
alter table public.ai_chat_sessions enable row level security;
create policy ai_chat_sessions_select on public.ai_chat_sessions
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.ai_chat_sessions to authenticated;
comment on table public.ai_chat_sessions is 'A conversation with the assistant. Its owner''s alone, always: no manager, no HR, no audit.';
comment on column public.ai_chat_sessions.context_data is 'What a frontend keeps beside it, as an object of at most 4 KB; never shown to a model.';

create table public.ai_chat_messages (
  id uuid primary key default gen_random_uuid(),
  session_id uuid not null references public.ai_chat_sessions (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  reply_to uuid references public.ai_chat_messages (id) on delete cascade,
  role text not null check (role in ('user', 'assistant')),
  message_type text not null default 'chat' check (message_type in ('chat', 'resources')),
  content text not null check (char_length(content) <= 20000),
  source text check (source in ('built-in', 'model')),
  status text not null default 'complete' check (status in ('answering', 'complete', 'incomplete')),
  facts jsonb not null default '[]',
  created_at timestamptz not null default clock_timestamp(),
  check ((role = 'assistant') = (reply_to is not null)),
  check (role = 'assistant' or source is null and status = 'complete')
);
create index on public.ai_chat_messages (session_id, created_at, id);
create index on public.ai_chat_messages (user_id);
create unique index on public.ai_chat_messages (reply_to);
alter table public.ai_chat_messages enable row level security;
create policy ai_chat_messages_select on public.ai_chat_messages
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.ai_chat_messages to authenticated;
comment on table public.ai_chat_messages is 'What a person and the assistant said, the owner''s alone. Written by begin_chat_message() and, for answers, with the secret key alone.';
comment on column public.ai_chat_messages.message_type is 'resources: somebody was not well; such messages and their answers are never sent to a model.';
comment on column public.ai_chat_messages.status is 'answering until the answer is there; incomplete when it was cut: content is what arrived.';
comment on column public.ai_chat_messages.facts is 'What an answer rests on: [{id, kind, name, path}], each readable for the owner when it was answered.';

create table public.ai_message_feedback (
  message_id uuid primary key references public.ai_chat_messages (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  rating text not null check (rating in ('up', 'down')),
  comment text check (char_length(comment) <= 2000 and private.is_text(comment)),
  given_at timestamptz not null default now()
);
create index on public.ai_message_feedback (user_id);
alter table public.ai_message_feedback enable row level security;
create policy ai_message_feedback_select on public.ai_message_feedback
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.ai_message_feedback to authenticated;
comment on table public.ai_message_feedback is 'What the owner thought of an answer; theirs alone.';

-- What a model costs -------------------------------------------------------------------------------------------------------

create table private.ai_usage (
  user_id uuid not null references public.users (id) on delete cascade,
  day date not null,
  tokens integer not null check (tokens >= 0),
  calls integer not null check (calls >= 0),
  primary key (user_id, day)
);
create index on private.ai_usage (day);
alter table private.ai_usage enable row level security;
comment on table private.ai_usage is 'Tokens of a model that a person spent on a day (UTC). Numbers, nothing of what was said.';

create table private.ai_reservations (
  message_id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  tokens integer not null check (tokens > 0),
  made_at timestamptz not null default clock_timestamp()
);
create index on private.ai_reservations (user_id);
create index on private.ai_reservations (made_at);
alter table private.ai_reservations enable row level security;
comment on table private.ai_reservations is
  'Tokens set aside for an answer under way; it settles them. No key on messages: who deletes a conversation gets nothing back. After five minutes a reservation counts no more: its process died.';

create function private.tokens_of(person uuid) returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  return coalesce((select u.tokens from private.ai_usage u where u.user_id = person and u.day = private.today()), 0)
    + coalesce((
      select sum(r.tokens) from private.ai_reservations r
      where r.user_id = person and r.made_at > clock_timestamp() - interval '5 minutes'
    ), 0);
end
$$;
comment on function private.tokens_of(uuid) is 'Tokens that a person spent today (UTC), those set aside included. Checks no right.';

create function private.get_ai_usage(daily_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  spent integer := private.tokens_of(me);
begin
  return jsonb_build_object(
    'day', private.today(), 'tokens', spent, 'limit', daily_limit, 'left', greatest(0, daily_limit - spent),
    'calls', coalesce((select u.calls from private.ai_usage u where u.user_id = me and u.day = private.today()), 0),
    'resets_at', ((private.today() + 1)::timestamp at time zone 'utc'),
    'model', (private.features_of((select org_unit_id from public.users where id = me)) ->> 'model')::boolean
  );
end
$$;
create function public.get_ai_usage(daily_limit integer) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_ai_usage(daily_limit) $$;
comment on function public.get_ai_usage(integer) is
  'GET /usage: what the caller spent today of so many tokens, and whether a model is switched on for their unit. {day, tokens, limit, left, calls, resets_at, model}. 403 for contractors.';

-- Sessions -------------------------------------------------------------------------------------------------------------------

create function private.chat_session_json(session public.ai_chat_sessions) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', session.id, 'session_name', session.session_name, 'context_data', session.context_data,
    'messages', (select count(*) from public.ai_chat_messages m where m.session_id = session.id),
    'last_message_at', session.last_message_at, 'created_at', session.created_at, 'etag', session.version::text
  );
end
$$;
comment on function private.chat_session_json(public.ai_chat_sessions) is 'A conversation as its owner sees it. Checks no right.';

create function private.find_chat_session(session uuid) returns public.ai_chat_sessions
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found public.ai_chat_sessions;
begin
  select * into found from public.ai_chat_sessions s where s.id = session and s.user_id = me for update;
  if found.id is null then
    perform private.fail(404, 'not_found', 'There is no such conversation, or it is not yours.');
  end if;
  return found;
end
$$;
comment on function private.find_chat_session(uuid) is 'The caller''s conversation, locked. 404.';

create function private.get_chat_sessions(after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return (
    with page as (
      select s.* from public.ai_chat_sessions s
      where s.user_id = me and (after is null or (s.last_message_at, s.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by s.last_message_at desc, s.id desc limit page_size + 1
    ),
    shown as (select * from page order by last_message_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(private.chat_session_json(s) order by s.last_message_at desc, s.id desc) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.last_message_at, s.id) from shown s order by s.last_message_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from public.ai_chat_sessions s where s.user_id = me)) else '{}' end
  );
end
$$;
create function public.get_chat_sessions(after jsonb default null, page_size integer default 50, want_total boolean default false) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_chat_sessions(after, least(page_size, 200), want_total) $$;
comment on function public.get_chat_sessions(jsonb, integer, boolean) is
  'GET /sessions: the caller''s conversations, the one that was spoken in last first. {items, next, total?}. 403 for contractors.';

create function private.get_chat_session(session uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found public.ai_chat_sessions;
begin
  select * into found from public.ai_chat_sessions s where s.id = session and s.user_id = me;
  if found.id is null then
    perform private.fail(404, 'not_found', 'There is no such conversation, or it is not yours.');
  end if;
  return private.chat_session_json(found);
end
$$;
create function public.get_chat_session(session uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_chat_session(session) $$;
comment on function public.get_chat_session(uuid) is 'GET /sessions/:id, the caller''s. 404.';

create function private.create_chat_session(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  made public.ai_chat_sessions;
begin
  insert into public.ai_chat_sessions (id, user_id, session_name, context_data)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, fields ->> 'session_name', coalesce(fields -> 'context_data', '{}'))
  on conflict (id) do nothing returning * into made;
  if made.id is null then
    select * into made from public.ai_chat_sessions s where s.id = (fields ->> 'id')::uuid and s.user_id = me;
    if made.id is null then
      perform private.fail(409, 'duplicate', 'This id is taken.');
    end if;
    return private.chat_session_json(made) || '{"repeated": true}';
  end if;
  return private.chat_session_json(made);
end
$$;
create function public.create_chat_session(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_chat_session(fields) $$;
comment on function public.create_chat_session(jsonb) is
  'POST /sessions: {id?, session_name?, context_data?}; the same id again is the same one. 403 for contractors, 409 duplicate.';

create function private.update_chat_session(session uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  found public.ai_chat_sessions := private.find_chat_session(session);
begin
  perform private.check_version(found.version, expected_etag);
  update public.ai_chat_sessions s
  set session_name = case when patch ? 'session_name' then patch ->> 'session_name' else s.session_name end,
      context_data = coalesce(patch -> 'context_data', s.context_data)
  where s.id = session returning * into found;
  return private.chat_session_json(found);
end
$$;
create function public.update_chat_session(session uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_chat_session(session, patch, expected_etag) $$;
comment on function public.update_chat_session(uuid, jsonb, text) is 'PATCH /sessions/:id: {session_name | null, context_data}. 404, 412.';

create function private.delete_chat_session(session uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.find_chat_session(session);
  delete from public.ai_chat_sessions where id = session;
end
$$;
create function public.delete_chat_session(session uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_chat_session(session) $$;
comment on function public.delete_chat_session(uuid) is 'DELETE /sessions/:id, with all that was said in it. 404.';

-- Messages -------------------------------------------------------------------------------------------------------------------

create function private.chat_message_json(message public.ai_chat_messages) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', message.id, 'role', message.role, 'message_type', message.message_type, 'content', message.content, 'source', message.source,
    'status', message.status, 'reply_to', message.reply_to, 'facts', message.facts,
    'feedback', (select jsonb_build_object('rating', f.rating, 'comment', f.comment) from public.ai_message_feedback f where f.message_id = message.id),
    'created_at', message.created_at
  );
end
$$;
comment on function private.chat_message_json(public.ai_chat_messages) is 'A message as its owner sees it. Checks no right.';

create function private.get_chat_messages(session uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.get_chat_session(session);
  return (
    with page as (
      select m.* from public.ai_chat_messages m
      where m.session_id = session and (after is null or (m.created_at, m.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by m.created_at desc, m.id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.chat_message_json(row(s.*)::public.ai_chat_messages) order by s.created_at desc, s.id desc) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from public.ai_chat_messages m where m.session_id = session)) else '{}' end
  );
end
$$;
create function public.get_chat_messages(session uuid, after jsonb default null, page_size integer default 50, want_total boolean default false) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_chat_messages(session, after, least(page_size, 200), want_total) $$;
comment on function public.get_chat_messages(uuid, jsonb, integer, boolean) is
  'GET /sessions/:id/messages: what was said in the caller''s conversation, newest first. {items, next, total?}. 404.';

create function private.chat_history(session uuid, most_tokens integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with said as (
      select m.role, m.content, m.created_at, m.id,
        sum(octet_length(m.content) / 3 + 8) over (order by m.created_at desc, m.id desc) as tokens
      from (
        select * from public.ai_chat_messages m
        where m.session_id = session and m.message_type = 'chat' and m.status <> 'answering' and m.content <> ''
        order by m.created_at desc, m.id desc limit 200
      ) m
    )
    select jsonb_build_object(
      'messages', coalesce((
        select jsonb_agg(jsonb_build_object('role', s.role, 'content', s.content) order by s.created_at, s.id) from said s where s.tokens <= most_tokens
      ), '[]'),
      'asked_before', coalesce((
        select jsonb_agg(left(s.content, 150) order by s.created_at, s.id)
        from (select * from said where tokens > most_tokens and role = 'user' order by created_at desc, id desc limit 20) s
      ), '[]')
    )
  );
end
$$;
comment on function private.chat_history(uuid, integer) is
  'What a model is told of a conversation: the newest messages up to so many tokens (three bytes each, never fewer than there are), and of what came before the questions, shortened, at most twenty. What was about somebody''s well-being is left out. Checks no right.';

create function private.begin_chat_message(session uuid, message jsonb, reserved integer, daily_limit integer, history_tokens integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  s public.ai_chat_sessions := private.find_chat_session(session);
  history jsonb := private.chat_history(session, history_tokens);
  wants_model boolean := reserved > 0
    and (private.features_of((select org_unit_id from public.users where id = s.user_id)) ->> 'model')::boolean;
  granted boolean := false;
  asked public.ai_chat_messages;
  answer public.ai_chat_messages;
begin
  update public.ai_chat_messages m set status = 'incomplete'
  where m.session_id = session and m.status = 'answering' and m.created_at < clock_timestamp() - interval '1 minute';
  select * into asked from public.ai_chat_messages m where m.id = (message ->> 'id')::uuid;
  if asked.id is not null then
    select * into answer from public.ai_chat_messages m where m.reply_to = asked.id and m.session_id = session;
    if answer.id is null then
      perform private.fail(409, 'duplicate', 'This id is taken.');
    elsif answer.status <> 'answering' then
      return jsonb_build_object('repeated', private.chat_message_json(answer));
    end if;
  end if;
  if exists (select from public.ai_chat_messages m where m.session_id = session and m.status = 'answering') then
    perform private.fail(409, 'answering', 'The last message is being answered: wait for it.');
  end if;
  insert into public.ai_chat_messages (id, session_id, user_id, role, message_type, content)
  values (coalesce((message ->> 'id')::uuid, gen_random_uuid()), session, s.user_id, 'user', message ->> 'message_type', message ->> 'content')
  returning * into asked;
  insert into public.ai_chat_messages (session_id, user_id, reply_to, role, message_type, content, status)
  values (session, s.user_id, asked.id, 'assistant', asked.message_type, '', 'answering') returning * into answer;
  update public.ai_chat_sessions c
  set last_message_at = clock_timestamp(),
      session_name = case when asked.message_type = 'chat' then coalesce(c.session_name, left(trim(regexp_replace(asked.content, '\s+', ' ', 'g')), 60)) else c.session_name end
  where c.id = session;
  if wants_model then
    -- One answer of a person after the other, or two would spend the same tokens.
    perform pg_advisory_xact_lock(hashtext('ai_reservations'), hashtext(s.user_id::text));
    if private.tokens_of(s.user_id) + reserved <= daily_limit then
      insert into private.ai_reservations (message_id, user_id, tokens) values (answer.id, s.user_id, reserved);
      granted := true;
    end if;
  end if;
  return jsonb_build_object(
    'question_id', asked.id, 'answer_id', answer.id, 'model', wants_model, 'granted', granted, 'history', history
  );
end
$$;
create function public.begin_chat_message(session uuid, message jsonb, reserved integer, daily_limit integer, history_tokens integer) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.begin_chat_message(session, message, reserved, daily_limit, history_tokens) $$;
comment on function public.begin_chat_message(uuid, jsonb, integer, integer, integer) is
  'POST /sessions/:id/messages, its first half: keeps {id?, content, message_type}, sets tokens aside for a model where one is switched on for the caller''s unit and today''s limit allows, and answers what a model is told. {question_id, answer_id, model, granted, history: {messages, asked_before}}, or {repeated} with the answer that there is. 404, 409 answering | duplicate.';

create function private.finish_chat_message(answer uuid, outcome jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid;
  spent integer := greatest(0, (outcome ->> 'tokens')::integer);
  written public.ai_chat_messages;
begin
  delete from private.ai_reservations r where r.message_id = answer returning r.user_id into person;
  if person is not null and spent > 0 then
    insert into private.ai_usage as u (user_id, day, tokens, calls) values (person, private.today(), spent, 1)
    on conflict (user_id, day) do update set tokens = u.tokens + excluded.tokens, calls = u.calls + 1;
  end if;
  update public.ai_chat_messages m
  set content = left(outcome ->> 'content', 20000), source = outcome ->> 'source', status = outcome ->> 'status', facts = outcome -> 'facts'
  where m.id = answer and m.status = 'answering'
  returning * into written;
  if written.id is null then
    perform private.fail(404, 'not_found', 'There is no such answer under way.');
  end if;
  return private.chat_message_json(written);
end
$$;
create function public.finish_chat_message(answer uuid, outcome jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.finish_chat_message(answer, outcome) $$;
comment on function public.finish_chat_message(uuid, jsonb) is
  'For the secret key: the second half of a message: what was answered, and the tokens that it cost ({content, source, status, facts, tokens}); what was set aside and not spent is free again. 404 when the conversation is gone.';

create function private.set_message_feedback(message uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  about public.ai_chat_messages;
begin
  select * into about from public.ai_chat_messages m where m.id = message and m.user_id = me and m.role = 'assistant' for update;
  if about.id is null then
    perform private.fail(404, 'not_found', 'There is no such answer, or it is not yours.');
  end if;
  insert into public.ai_message_feedback as f (message_id, user_id, rating, comment)
  values (message, me, fields ->> 'rating', fields ->> 'comment')
  on conflict (message_id) do update set rating = excluded.rating, comment = excluded.comment, given_at = now();
  return private.chat_message_json(about);
end
$$;
create function public.set_message_feedback(message uuid, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_message_feedback(message, fields) $$;
comment on function public.set_message_feedback(uuid, jsonb) is
  'POST /messages/:id/feedback: {rating: up | down, comment?}, the owner about an answer; again replaces it. 404.';

-- What changed: for the advisor -------------------------------------------------------------------------------------------

create function private.get_my_changes(since date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return jsonb_build_object(
    'since', since,
    'completions', (
      select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'course', jsonb_build_object('id', c.id, 'name', c.name), 'on', t.completed_on)
        order by t.completed_on desc, t.id), '[]')
      from public.user_training t join public.courses c on c.id = t.course_id
      where t.user_id = me and t.status = 'completed' and t.completed_on >= since
    ),
    'levels', (
      select coalesce(jsonb_agg(jsonb_build_object('skill', private.skill_ref(a.skill_id), 'level', a.level, 'source', a.source, 'on', a.assessed_at::date)
        order by a.assessed_at desc, a.id), '[]')
      from (
        select distinct on (a.skill_id) a.* from public.skill_assessments a
        where a.user_id = me and a.withdrawn_at is null and a.assessed_at >= since
        order by a.skill_id, a.assessed_at desc, a.id
      ) a
    ),
    'goals', (
      select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'pathway', private.pathway_ref(g.pathway_id), 'status', g.status) order by g.updated_at desc, g.id), '[]')
      from public.user_career_goals g where g.user_id = me and g.status <> 'draft' and g.updated_at >= since
    ),
    'meetings', (
      select count(*) from public.mentorship_meetings m join public.mentorships s on s.id = m.mentorship_id
      where me in (s.mentee_id, s.mentor_id) and m.starts_at >= since and m.starts_at <= now()
    )
  );
end
$$;
create function public.get_my_changes(since date) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_changes(since) $$;
comment on function public.get_my_changes(date) is
  'What the caller completed, was assessed at, moved towards and met for since a day: {since, completions, levels, goals, meetings}. 403 for contractors.';

-- support_resources --------------------------------------------------------------------------------------------------------

create table public.support_resources (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('crisis', 'well_being')),
  name text not null check (char_length(name) <= 200 and private.is_text(name)),
  description text check (char_length(description) <= 1000 and private.is_text(description)),
  phone text check (char_length(phone) <= 50 and private.is_text(phone)),
  url text check (url ~ '^https://' and char_length(url) <= 500),
  country text check (country ~ '^[A-Z]{2}$'),
  reviewed_on date check (private.is_day(reviewed_on)),
  position integer not null default 100,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (num_nonnulls(phone, url) > 0)
);
create index on public.support_resources (position, id);
create trigger touch before update on public.support_resources for each row execute function private.touch();
alter table public.support_resources enable row level security;
create policy support_resources_select on public.support_resources
  for select to authenticated using ((select private.current_user_id()) is not null);
grant select on public.support_resources to authenticated;
comment on table public.support_resources is
  'Who helps somebody who is not well; everybody reads them, HR keeps and reviews them. The assistant names these alone.';
comment on column public.support_resources.reviewed_on is 'When HR last checked that it is right; null: nobody here did yet, as with those that come with the product.';

insert into public.support_resources (kind, name, description, phone, url, country, reviewed_on, position) values
  ('crisis', 'Find A Helpline', 'Helplines of every country, by topic', null, 'https://findahelpline.com', null, null, 10),
  ('crisis', 'Befrienders Worldwide', 'Centres that listen, in many countries', null, 'https://www.befrienders.org', null, null, 11),
  ('crisis', 'Samaritans of Singapore', 'Day and night', '1767', 'https://www.sos.org.sg', 'SG', null, 20),
  ('crisis', 'Befrienders Kuala Lumpur', 'Day and night', '+60 3-7627 2929', 'https://www.befrienders.org.my', 'MY', null, 21),
  ('crisis', '113 Zelfmoordpreventie', 'Dag en nacht', '113', 'https://www.113.nl', 'NL', null, 22),
  ('crisis', 'Tele-MANAS', 'Day and night, in Tamil, too', '14416', null, 'IN', null, 23),
  ('crisis', 'Samaritans', 'Day and night', '116 123', 'https://www.samaritans.org', 'GB', null, 24),
  ('crisis', '988 Suicide and Crisis Lifeline', 'Day and night', '988', 'https://988lifeline.org', 'US', null, 25);

create function private.support_resource_json(resource public.support_resources) returns jsonb
language plpgsql immutable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', resource.id, 'kind', resource.kind, 'name', resource.name, 'description', resource.description, 'phone', resource.phone,
    'url', resource.url, 'country', resource.country, 'reviewed_on', resource.reviewed_on, 'position', resource.position,
    'etag', resource.version::text
  );
end
$$;
comment on function private.support_resource_json(public.support_resources) is 'A resource as it is shown.';

create function private.get_support_resources() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.require_user();
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(private.support_resource_json(r) order by r.position, r.id), '[]') from public.support_resources r
  ));
end
$$;
create function public.get_support_resources() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_support_resources() $$;
comment on function public.get_support_resources() is 'GET /resources: who helps somebody who is not well, contractors too.';

create function private.write_support_resource(resource uuid, fields jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
  r public.support_resources;
begin
  if resource is null then
    insert into public.support_resources (id, kind, name, description, phone, url, country, reviewed_on, position)
    select coalesce(f.id, gen_random_uuid()), f.kind, f.name, f.description, f.phone, f.url, f.country, f.reviewed_on, coalesce(f.position, 100)
    from jsonb_populate_record(null::public.support_resources, fields) f
    on conflict (id) do nothing returning * into r;
    if r.id is null then
      select * into r from public.support_resources o where o.id = (fields ->> 'id')::uuid;
      return private.support_resource_json(r) || '{"repeated": true}';
    end if;
    return private.support_resource_json(r);
  end if;
  select * into r from public.support_resources o where o.id = resource for update;
  if r.id is null then
    perform private.fail(404, 'not_found', 'There is no such resource.');
  end if;
  perform private.check_version(r.version, expected_etag);
  if fields is null then
    delete from public.support_resources o where o.id = resource;
    return null;
  end if;
  r := jsonb_populate_record(r, fields);
  if num_nonnulls(r.phone, r.url) = 0 then
    perform private.fail(400, 'invalid', 'A resource has a phone number or an address.', jsonb_build_array(jsonb_build_object(
      'path', 'phone', 'code', 'required', 'message', 'A phone number, or a url.')));
  end if;
  update public.support_resources o
  set kind = r.kind, name = r.name, description = r.description, phone = r.phone, url = r.url, country = r.country,
      reviewed_on = r.reviewed_on, position = r.position
  where o.id = resource returning * into r;
  return private.support_resource_json(r);
end
$$;
comment on function private.write_support_resource(uuid, jsonb, text) is
  'Creates (resource null), changes or (fields null) deletes a resource, for hr_admin. 403, 404, 412.';
create function public.create_support_resource(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.write_support_resource(null, fields, null) $$;
comment on function public.create_support_resource(jsonb) is 'POST /resources, hr_admin; the same id again is the same one.';
create function public.update_support_resource(resource uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.write_support_resource(resource, coalesce(patch, '{}'), expected_etag) $$;
comment on function public.update_support_resource(uuid, jsonb, text) is 'PATCH /resources/:id, hr_admin. 404, 412.';
create function public.delete_support_resource(resource uuid, expected_etag text default null) returns void
language sql security invoker set search_path = ''
as $$ select private.write_support_resource(resource, null, expected_etag) $$;
comment on function public.delete_support_resource(uuid, text) is 'DELETE /resources/:id, hr_admin. 404, 412.';

-- Leaving, retention, privacy -------------------------------------------------------------------------------------------------

create function private.forget_chats() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.ai_chat_sessions where user_id = new.id;
  delete from private.ai_usage where user_id = new.id;
  delete from private.ai_reservations where user_id = new.id;
  return null;
end
$$;
comment on function private.forget_chats() is 'After somebody left: nobody may read their conversations any more, so they go, and what was spent on them.';
create trigger forget_chats after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.forget_chats();

update private.settings set value = value || '{"chat_days": 365}' where key = 'retention';
create function private.job_chats(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  days integer := (select (value ->> 'chat_days')::integer from private.settings where key = 'retention');
  most constant integer := 500;
  n integer;
begin
  update public.ai_chat_messages m set status = 'incomplete' where m.status = 'answering' and m.created_at < clock_timestamp() - interval '5 minutes';
  delete from private.ai_reservations r where r.made_at < clock_timestamp() - interval '5 minutes';
  delete from private.ai_usage u where u.day < as_of - days;
  delete from public.ai_chat_sessions s where s.id in (
    select o.id from public.ai_chat_sessions o where o.last_message_at < as_of - days order by o.last_message_at limit most
  );
  get diagnostics n = row_count;
  return jsonb_build_object('rows', n, 'next', case when n = most then to_jsonb(0) end);
end
$$;
comment on function private.job_chats(jsonb, date) is
  'Job: conversations in which nobody spoke for private.settings.retention.chat_days go, and what processes that died left behind.';
create index on public.ai_chat_messages (created_at) where status = 'answering';
select private.schedule_job('chats', '50 2 * * *', 'Old conversations with the assistant go');

select private.declare_personal('ai_chat_sessions', at_once => true, unaudited => '{session_name, context_data, last_message_at}');
select private.declare_personal('ai_chat_messages', at_once => true,
  unaudited => '{session_id, reply_to, role, message_type, content, source, status, facts}');
select private.declare_personal('ai_message_feedback', row_key => '{message_id}', at_once => true, unaudited => '{rating, comment, given_at}');
select private.declare_personal('support_resources', subject => null, exported => false, kept => 'true',
  audit_values => '{kind, name, url, country, reviewed_on, position}', audit_names => '{description, phone}');

grant execute on function
  private.get_ai_usage(integer), public.get_ai_usage(integer),
  private.get_chat_sessions(jsonb, integer, boolean), public.get_chat_sessions(jsonb, integer, boolean),
  private.get_chat_session(uuid), public.get_chat_session(uuid),
  private.create_chat_session(jsonb), public.create_chat_session(jsonb),
  private.update_chat_session(uuid, jsonb, text), public.update_chat_session(uuid, jsonb, text),
  private.delete_chat_session(uuid), public.delete_chat_session(uuid),
  private.get_chat_messages(uuid, jsonb, integer, boolean), public.get_chat_messages(uuid, jsonb, integer, boolean),
  private.begin_chat_message(uuid, jsonb, integer, integer, integer), public.begin_chat_message(uuid, jsonb, integer, integer, integer),
  private.set_message_feedback(uuid, jsonb), public.set_message_feedback(uuid, jsonb),
  private.get_my_changes(date), public.get_my_changes(date),
  private.get_support_resources(), public.get_support_resources(),
  private.write_support_resource(uuid, jsonb, text), public.create_support_resource(jsonb),
  public.update_support_resource(uuid, jsonb, text), public.delete_support_resource(uuid, text)
to authenticated;
grant execute on function private.finish_chat_message(uuid, jsonb), public.finish_chat_message(uuid, jsonb) to service_role;
