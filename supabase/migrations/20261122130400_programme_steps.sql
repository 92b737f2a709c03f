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

-- As before, with fewer pairs looked at: two at once wait for memory.
create or replace function private.list_candidates(run private.programme_matchings, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
  set work_mem = '64MB' set jit = off set enable_nestloop = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  most constant integer := 25;
  half_a_year constant timestamptz := now() - interval '6 months';
  ids uuid[] := array(select run.mentees[t] from unnest(run.turns[first:last]) t);
  weight record;
begin
  select * into weight from private.match_weights();
  insert into private.programme_candidates (programme_id, mentee, mentors, scores, needs, goals, logistics, interests, wishes)
  with focus as materialized (
    select * from private.focus_of(ids, null)
  ),
  mentors as materialized (
    select u.n::integer as mentor, (dense_rank() over (order by i.pathway_id))::integer as job,
      (dense_rank() over (order by i.languages collate "C"))::integer as tongues, i.site, i.mentor_id, i.pathway_id, i.languages, i.interests
    from unnest(run.mentors) with ordinality as u (id, n) join private.mentor_inputs i on i.mentor_id = u.id
  ),
  -- A class shares goal, site and languages, and with them all that most mentors score.
  wanted as materialized (
    select t.n as mentee, i.user_id, i.site, i.languages, i.interests, f.size,
      -- Nobody's, where there is no goal: it is near to nothing.
      coalesce(f.goal_id, '00000000-0000-0000-0000-000000000000') as goal_id,
      dense_rank() over (order by f.goal_id, i.site collate "C", i.languages collate "C") as class
    from unnest(run.turns[first:last]) as t (n)
    join private.match_inputs(ids) i on i.user_id = run.mentees[t.n]
    join (select user_id, goal_id, count(skill_id)::integer as size from focus group by 1, 2) f on f.user_id = i.user_id
  ),
  excluded as materialized (
    select w.mentee, m.mentor
    from (
      select l.report_id as mentee_id, l.manager_id as mentor_id from public.reporting_lines l where l.report_id = any (ids)
      union
      select l.manager_id, l.report_id from public.reporting_lines l
      where l.manager_id = any (ids) and l.report_id in (select m.mentor_id from mentors m)
      union
      select r.mentee_id, r.mentor_id from public.mentorship_requests r
      where r.mentee_id = any (ids) and r.status = 'declined' and r.closed_at > half_a_year
      union
      select s.mentee_id, s.mentor_id from public.mentorships s
      where s.mentee_id = any (ids) and (s.ended_at is null or s.ended_at > half_a_year)
    ) x
    join wanted w on w.user_id = x.mentee_id
    join mentors m on m.mentor_id = x.mentor_id
  ),
  near as materialized (
    select g.goal_id, m.job, m.n,
      case when m.pathway_id = g.goal_id then weight.goal else coalesce(round(weight.goal * (1 - d.d)), 0)::integer end as points
    from (select distinct goal_id from wanted) g
    cross join (select job, pathway_id, count(*)::integer as n from mentors group by 1, 2) m
    left join (
      select * from public.pathway_distances where to_id = any (array(select distinct goal_id from wanted))
    ) d on d.to_id = g.goal_id and d.from_id = m.pathway_id
  ),
  -- With an element a job of mentors (near), and one a set of languages that mentors speak (common).
  classes as materialized (
    select c.class, c.enough, c.goal_id, c.site, l.common, g.near
    from (
      -- Enough: to fill the list of each, whomever it leaves out.
      select w.class, w.goal_id, w.site, w.languages, most + coalesce(max(x.n), 0)::integer as enough
      from wanted w left join (select x.mentee, count(*) as n from excluded x group by 1) x on x.mentee = w.mentee
      group by 1, 2, 3, 4
    ) c
    join (select n.goal_id, array_agg(n.points order by n.job) as near from near n group by 1) g on g.goal_id = c.goal_id
    join (
      select w.languages, array_agg(case when m.languages && w.languages then weight.language else 0 end order by m.tongues) as common
      from (select distinct languages from wanted) w cross join (select distinct tongues, languages from mentors) m
      group by 1
    ) l on l.languages = c.languages
    -- Limits that cut nothing tell the planner how few there are.
    limit cardinality(ids)
  ),
  -- Who scores less than enough others do by the goal alone is on no list.
  floors as materialized (
    select f.goal_id, f.enough, coalesce(max(f.points) filter (where f.reached >= f.enough), 0) as floor
    from (
      select e.goal_id, e.enough, n.points, sum(n.n) over (partition by e.goal_id, e.enough order by n.points desc) as reached
      from (select distinct goal_id, enough from classes) e join near n on n.goal_id = e.goal_id
    ) f
    group by 1, 2
  ),
  -- Mentors at the site first: after enough of them, only the best of the others count.
  here as materialized (
    select c.class, m.mentor, c.near[m.job] as goal, c.common[m.tongues] + weight.site as logistics
    from classes c
    join floors f on f.goal_id = c.goal_id and f.enough = c.enough
    join mentors m on m.site = c.site
    where c.near[m.job] + c.common[m.tongues] + weight.site >= f.floor
  ),
  bars as materialized (
    select c.class, c.goal_id, greatest(f.floor, h.scores[c.enough]) as bar
    from classes c
    join floors f on f.goal_id = c.goal_id and f.enough = c.enough
    left join (select h.class, array_agg(h.goal + h.logistics order by h.goal + h.logistics desc) as scores from here h group by 1) h
      on h.class = c.class
  ),
  ranked as materialized (
    select r.*, row_number() over (partition by r.class order by r.goal + r.logistics desc, r.mentor) as place
    from (
      select h.* from here h join bars b on b.class = h.class where h.goal + h.logistics >= b.bar
      union all
      select c.class, m.mentor, n.points, c.common[m.tongues]
      from (
        select n.goal_id, n.job, n.points from near n join (select b.goal_id, min(b.bar) as bar from bars b group by 1) b on b.goal_id = n.goal_id
        where n.points + weight.language >= b.bar
      ) n
      join bars b on b.goal_id = n.goal_id
      join classes c on c.class = b.class
      join mentors m on m.job = n.job
      where n.points + c.common[m.tongues] >= b.bar and (m.site = c.site) is not true
    ) r
  ),
  -- Few mentors score more than that: those that offer what is needed, at the level, or share interests; and whom the mentee
  -- wishes for is on the list whatever they score.
  offered as materialized (
    select m.mentor, o.skill_id, case when us.valid_until <= now()
      then (select e.level from private.effective_level(us.user_id, us.skill_id) e) else us.level end as level
    from mentors m
    join public.mentor_skills o on o.mentor_id = m.mentor_id
    join public.user_skills us on us.user_id = o.mentor_id and us.skill_id = o.skill_id and us.user_id = any (run.mentors)
  ),
  needed as materialized (
    select w.mentee, f.skill_id, f.needed as level from focus f join wanted w on w.user_id = f.user_id
  ),
  -- Interests as bits, so that what two share is counted at once.
  topics as materialized (
    select t.interest, row_number() over () as n, count(*) over () as total
    from (select distinct unnest(interests) collate "C" as interest from wanted) t
  ),
  seekers as materialized (
    select w.mentee, b.bar, w.size, cardinality(w.interests) as likes, w.site, c.common, c.near, l.bits
    from wanted w
    join classes c on c.class = w.class
    join bars b on b.class = w.class
    left join (
      select l.mentee, bit_or(set_bit(repeat('0', t.total::integer)::varbit, t.n::integer - 1, 1)) as bits
      from (select mentee, unnest(interests) collate "C" as interest from wanted) l join topics t on t.interest = l.interest
      group by 1
    ) l on l.mentee = w.mentee
    limit cardinality(ids)
  ),
  givers as materialized (
    select m.mentor, m.job, m.tongues, m.site, l.bits
    from mentors m
    left join (
      select l.mentor, bit_or(set_bit(repeat('0', t.total::integer)::varbit, t.n::integer - 1, 1)) as bits
      from (select mentor, unnest(interests) collate "C" as interest from mentors) l join topics t on t.interest = l.interest
      group by 1
    ) l on l.mentor = m.mentor
    limit cardinality(run.mentors)
  ),
  sparse as (
    select s.mentee, s.mentor, sum(s.needs)::integer as needs, max(s.wish) as wish
    from (
      select n.mentee, o.mentor, 1 as needs, null::integer as wish
      from needed n join offered o on o.skill_id = n.skill_id and o.level >= n.level
      union all
      -- Whoever offers nothing that is needed is worth a look only above the bar.
      select w.mentee, m.mentor, 0, null
      from (select mentee, unnest(interests) collate "C" as interest from wanted) l
      join (select mentor, unnest(interests) collate "C" as interest from mentors) k on k.interest = l.interest
      join seekers w on w.mentee = l.mentee
      join givers m on m.mentor = k.mentor
      where w.near[m.job] + w.common[m.tongues] + case when m.site = w.site then weight.site else 0 end
        + (2 * weight.interests * bit_count(m.bits & w.bits) + w.likes) / (2 * w.likes) >= w.bar
      union all
      select w.mentee, m.mentor, 0, r.position
      from public.programme_rankings r
      join wanted w on w.user_id = r.mentee_id
      join mentors m on m.mentor_id = r.mentor_id
      where r.programme_id = run.programme_id and r.mentee_id = any (ids)
    ) s
    group by 1, 2
  ),
  scored as materialized (
    select *
    from (
      select s.mentee, s.mentor, s.wish, w.bar, w.near[m.job] as goal,
        -- Rounded as numeric is.
        case when w.size > 0 then (2 * weight.need * s.needs + w.size) / (2 * w.size) else 0 end as need,
        w.common[m.tongues] + case when m.site = w.site then weight.site else 0 end as logistics,
        case when w.likes > 0 and m.bits is not null
          then (2 * weight.interests * bit_count(m.bits & w.bits) + w.likes) / (2 * w.likes) else 0 end::integer as interests
      from sparse s
      join seekers w on w.mentee = s.mentee
      join givers m on m.mentor = s.mentor
    ) s
    where s.wish is not null or s.need + s.goal + s.logistics + s.interests >= s.bar
  ),
  listed as (
    select l.*, l.need + l.goal + l.logistics + l.interests as score
    from (
      select s.mentee, s.mentor, s.wish, s.need, s.goal, s.logistics, s.interests from scored s
      union all
      select w.mentee, r.mentor, null, 0, r.goal, r.logistics, 0
      from ranked r
      join classes c on c.class = r.class and r.place <= c.enough
      join wanted w on w.class = r.class
      -- Who is ranked scores no less with something in common, and so is among the scored.
      where not exists (select from scored s where s.mentee = w.mentee and s.mentor = r.mentor)
    ) l
    where not exists (select from excluded x where x.mentee = l.mentee and x.mentor = l.mentor)
  )
  select run.programme_id, l.mentee,
    (array_agg(l.mentor order by l.wish, l.score desc, l.mentor))[:most], (array_agg(l.score order by l.wish, l.score desc, l.mentor))[:most],
    (array_agg(l.need order by l.wish, l.score desc, l.mentor))[:most], (array_agg(l.goal order by l.wish, l.score desc, l.mentor))[:most],
    (array_agg(l.logistics order by l.wish, l.score desc, l.mentor))[:most], (array_agg(l.interests order by l.wish, l.score desc, l.mentor))[:most],
    (array_agg(l.wish order by l.wish, l.score desc, l.mentor))[:most]
  from listed l
  group by l.mentee;
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
