-- Domain: ai-recommendation. An answer that takes more rounds than was set aside for sets aside more, or ends.
set lock_timeout = '5s';

create function private.extend_ai_reservation(answer uuid, needed integer, daily_limit integer) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid := (select r.user_id from private.ai_reservations r where r.message_id = answer);
  held integer;
begin
  -- The lock of begin_chat_message(): whoever asks for more and whoever begins wait for each other.
  perform pg_advisory_xact_lock(hashtext('ai_reservations'), hashtext(person::text));
  select r.tokens into held from private.ai_reservations r
  where r.message_id = answer and r.made_at > clock_timestamp() - interval '5 minutes';
  if held is null or private.tokens_of(person) - held + needed > daily_limit then
    return false;
  end if;
  update private.ai_reservations set tokens = needed where message_id = answer and tokens < needed;
  return true;
end
$$;
create function public.extend_ai_reservation(answer uuid, needed integer, daily_limit integer) returns boolean
language sql security invoker set search_path = ''
as $$ select private.extend_ai_reservation(answer, needed, daily_limit) $$;
comment on function public.extend_ai_reservation(uuid, integer, integer) is
  'For the secret key: sets so many tokens in all aside for an answer under way; false when its owner''s day has no more, or the answer is over.';

grant execute on function private.extend_ai_reservation(uuid, integer, integer), public.extend_ai_reservation(uuid, integer, integer) to service_role;
