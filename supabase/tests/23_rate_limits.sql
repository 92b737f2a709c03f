-- How often: what is counted together, what apart, and what is left of it.
begin;
select plan(13);

-- The limits of this test, whatever an installation made of them; a window of years, in which nothing ends meanwhile.
insert into private.rate_limits (action, per, most, seconds) values
  ('test', 'person', 2, 90000000), ('test', 'address', 3, 90000000), ('test', 'email', 1, 90000000);

create function pg_temp.counts(how_often integer, who jsonb, wanted text default 'test') returns text
language sql as $$
  select string_agg(case when private.seconds_over_limit(wanted, who) is null then 'in' else 'out' end, ' ')
  from generate_series(1, how_often)
$$;

select is(
  pg_temp.counts(4, '{"address": "a"}'), 'in in in out',
  'As many should pass as may, and no more'
);
select ok(
  private.seconds_over_limit('test', '{"address": "a"}') between 1 and 90000000,
  'Who is refused should learn after how many seconds the window ends'
);
select is(pg_temp.counts(1, '{"address": "b"}'), 'in', 'Another address should have a count of its own');
select is(pg_temp.counts(1, '{"email": "a"}'), 'in', 'The same word as an e-mail should be another key');
select is(pg_temp.counts(1, '{"address": "c", "email": "a"}'), 'out', 'One limit that is reached should be enough');
select is(pg_temp.counts(3, '{"address": "c"}'), 'in in out', 'What was refused should have counted for the others');
select is(pg_temp.counts(99, '{"person": "x"}', 'unheard_of'), repeat('in ', 98) || 'in', 'Without a limit nothing should be refused');

select is(
  (public.count_request('test', address => '2001:db8:1:2:3::1'), public.count_request('test', address => '2001:db8:1:2:ffff::2'),
    public.count_request('test', address => '2001:db8:1:2::3'), public.count_request('test', address => '2001:db8:1:2::4') ->> 'code',
    public.count_request('test', address => '2001:db8:1:3::4'))::text,
  row (null::jsonb, null::jsonb, null::jsonb, 'PT429', null::jsonb)::text,
  'The addresses of one network of IPv6 should be one'
);
select is(
  (public.count_request('test', email => 'Kim@port.example'), public.count_request('test', email => 'kim@PORT.example') ->> 'hint')::text,
  row (null::jsonb, 'rate_limited')::text,
  'An e-mail should be one however it is written'
);
select is(
  current_setting('response.status') || ' ' || current_setting('response.headers'),
  '429 ' || jsonb_build_array(jsonb_build_object('retry-after',
    public.count_request('test', email => 'kim@port.example') ->> 'details'))::text,
  'A refusal should be an answer of 429 with retry-after, not an exception that takes the count back'
);

update private.rate_counts set "window" = "window" - interval '90000000 seconds' where "window" > now();
select is(pg_temp.counts(3, '{"address": "a"}'), 'in in in', 'After the window everybody should begin again');

do $$ begin perform private.job_rate_counts(null, current_date); end $$;
select is(
  (select count(*) filter (where "window" < now() - interval '1 minute') = 0 and count(*) > 0 from private.rate_counts),
  true, 'The job should remove counts of windows that ended, and no others'
);

select is_empty(
  $$select oid::regprocedure from pg_proc
    where pronamespace = 'public'::regnamespace and 'q' = any (proargnames)
      and (provolatile <> 'v' or prosrc !~ 'coalesce\(private\.refuse_search\(q\),\s+private\.')$$,
  'Every function that takes q should count before it searches'
);

select * from finish();
rollback;
