-- Domain: mentorship. The steps of a programme's matching, which several callers take at once.

create table private.programme_steps (
  programme_id uuid not null references private.programme_matchings (programme_id) on delete cascade,
  first integer not null,
  last integer not null,
  primary key (programme_id, first)
);
alter table private.programme_steps enable row level security;
comment on table private.programme_steps is
  'What is left of that part of a matching which can be done in any order: first lists of mentees, by their turn, then proposals, by their number. Whoever takes a step locks it, and deletes it with what came of it.';

create function private.add_steps(programme uuid, size integer) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.programme_steps (programme_id, first, last)
  select r.programme_id, n, least(n + size - 1, r.mentees_total)
  from private.programme_matchings r cross join generate_series(1, r.mentees_total, size) n
  where r.programme_id = programme;
end
$$;
comment on function private.add_steps(uuid, integer) is 'Cuts the mentees of a matching into steps of this size. Checks no right.';

create or replace function private.start_matching(programme uuid) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  mentees uuid[];
  mentors uuid[];
begin
  mentees := array(
    select m.user_id
    from public.programme_members m
    join public.users u on u.id = m.user_id and u.status = 'active' and u.erased_at is null
    left join public.employment_info e on e.user_id = m.user_id
    where m.programme_id = programme and m.role = 'mentee' and e.employment_type is distinct from 'contractor'
      and not exists (
        select from public.mentorships s
        where s.programme_id = programme and s.mentee_id = m.user_id and s.status in ('active', 'paused')
      )
    order by m.user_id
  );
  mentors := array(
    select m.user_id
    from public.programme_members m
    join public.mentor_profiles f on f.user_id = m.user_id and f.is_active
    join private.mentor_inputs i on i.mentor_id = m.user_id and i.is_employee
    where m.programme_id = programme and m.role = 'mentor'
    order by m.user_id
  );
  delete from private.programme_matchings r where r.programme_id = programme;
  insert into private.programme_matchings (programme_id, mentees, mentors, mentees_total, mentors_total, turns)
  select programme, mentees, mentors, cardinality(mentees), cardinality(mentors), array(
    select u.n::integer
    from unnest(mentees) with ordinality as u (id, n)
    left join (
      select g.user_id, min(g.pathway_id::text) as goal from public.user_career_goals g
      where g.user_id = any (mentees) and g.status = 'active' group by g.user_id
    ) g on g.user_id = u.id
    order by g.goal, u.n
  );
  perform private.add_steps(programme, 1000);
end
$$;

create or replace function private.step_matching(programme uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  step private.programme_steps;
  run private.programme_matchings;
  n integer;
begin
  select * into step from private.programme_steps s where s.programme_id = programme order by s.first limit 1 for update skip locked;
  if step.programme_id is null then
    -- What is left is in others' hands: waited for, so that whoever comes first after them pairs.
    perform from private.programme_steps s where s.programme_id = programme order by s.first for update;
    if found then
      return true;
    end if;
    perform from private.programme_matchings r where r.programme_id = programme for no key update;
  end if;
  select * into run from private.programme_matchings r where r.programme_id = programme and r.status = 'running';
  if run.programme_id is null then
    return false;
  elsif step.programme_id is null and run.paired then
    return true;
  end if;
  begin
    if step.programme_id is null then
      perform private.pair_candidates(run);
      delete from public.programme_proposals o where o.programme_id = programme and o.status = 'proposed';
      perform private.add_steps(programme, 2000);
      update private.programme_matchings r set paired = true where r.programme_id = programme returning * into run;
    elsif not run.paired then
      perform private.list_candidates(run, step.first, step.last);
      update private.programme_matchings r set scored = r.scored + step.last - step.first + 1
      where r.programme_id = programme returning * into run;
    else
      n := private.write_proposals(run, step.first, step.last);
      update private.programme_matchings r set written = r.written + step.last - step.first + 1, matched = r.matched + n
      where r.programme_id = programme returning * into run;
    end if;
    delete from private.programme_steps s where s.programme_id = programme and s.first = step.first;
    if run.paired and run.written = run.mentees_total and run.status = 'running' then
      run.status := 'done';
    end if;
  exception when query_canceled or others then
    -- The code alone: a message may quote a person's data.
    run.status := 'failed';
    run.error := sqlstate;
    raise warning 'matching of %: %', programme, sqlerrm;
  end;
  if run.status <> 'running' then
    delete from private.programme_candidates c where c.programme_id = programme;
    update private.programme_matchings r
    set status = run.status, finished_at = clock_timestamp(), mentees = '{}', mentors = '{}', turns = '{}', error = run.error
    where r.programme_id = programme;
  end if;
  return run.status = 'running';
end
$$;
comment on function private.step_matching(uuid) is
  'One step of a programme''s matching: the lists of 1,000 mentees, or who gets whom, or the proposals of 2,000; several at once do different ones. Whether more is left. Checks no right.';

-- A matching that is under way begins anew.
select private.start_matching(r.programme_id) from private.programme_matchings r where r.status = 'running';
