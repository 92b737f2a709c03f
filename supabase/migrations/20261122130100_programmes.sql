-- Domain: mentorship. Programmes: who may join, whom mentees wish for, matching, proposals, publishing.

-- programmes, programme_units --------------------------------------------------------------------------------------------------

create table public.programmes (
  id uuid primary key default gen_random_uuid(),
  name text not null check (char_length(name) <= 200 and private.is_text(name)),
  description text check (char_length(description) <= 4000 and private.is_text(description)),
  status text not null default 'draft' check (status in ('draft', 'open', 'closed')),
  duration_weeks integer not null default 26 check (duration_weeks between 1 and 104),
  min_level integer check (min_level between 1 and 6),
  max_level integer check (max_level between 1 and 6),
  min_months integer check (min_months between 0 and 600),
  max_months integer check (max_months between 0 and 600),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (min_level <= max_level),
  check (min_months <= max_months)
);
create index on public.programmes (created_at, id);
create trigger touch before update on public.programmes for each row execute function private.touch();
alter table public.programmes enable row level security;

create table public.programme_units (
  programme_id uuid not null references public.programmes (id) on delete cascade,
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
  primary key (programme_id, org_unit_id)
);
create index on public.programme_units (org_unit_id);
create trigger touch_parent after insert or update or delete on public.programme_units
  for each row execute function private.touch_parent('programmes', 'programme_id');
alter table public.programme_units enable row level security;

-- programme_members, programme_rankings ----------------------------------------------------------------------------------------

create table public.programme_members (
  programme_id uuid not null references public.programmes (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  role text not null check (role in ('mentee', 'mentor')),
  places integer check (places between 1 and 50),
  joined_at timestamptz not null default now(),
  primary key (programme_id, user_id),
  check ((role = 'mentor') = (places is not null))
);
create index on public.programme_members (programme_id, role, joined_at, user_id);
create index on public.programme_members (user_id);
alter table public.programme_members enable row level security;
create policy programme_members_select on public.programme_members
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.programme_members to authenticated;
comment on table public.programme_members is
  'Who takes part in a programme: the person and HR; its mentors are shown to whoever reads the programme by get_programme_members(). Written through join_programme() and leave_programme().';
comment on column public.programme_members.places is 'How many mentees a mentor takes from this programme; their capacity holds beside it.';

create table public.programme_rankings (
  programme_id uuid not null,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  position integer not null check (position between 1 and 25),
  primary key (programme_id, mentee_id, mentor_id),
  unique (programme_id, mentee_id, position),
  foreign key (programme_id, mentee_id) references public.programme_members (programme_id, user_id) on delete cascade,
  foreign key (programme_id, mentor_id) references public.programme_members (programme_id, user_id) on delete cascade,
  check (mentee_id <> mentor_id)
);
create index on public.programme_rankings (programme_id, mentor_id);
create index on public.programme_rankings (mentee_id);
create index on public.programme_rankings (mentor_id);
alter table public.programme_rankings enable row level security;
create policy programme_rankings_select on public.programme_rankings
  for select to authenticated
  using (
    mentee_id = (select private.current_employee_id())
    or mentee_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.programme_rankings to authenticated;
comment on table public.programme_rankings is
  'Which mentors a mentee of a programme wishes for, the first first; the mentee''s and HR''s, never the mentors''. Written through set_programme_rankings().';

-- programme_proposals ------------------------------------------------------------------------------------------------------------

create table public.programme_proposals (
  id uuid primary key default gen_random_uuid(),
  programme_id uuid not null references public.programmes (id) on delete cascade,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  status text not null default 'proposed' check (status in ('proposed', 'published')),
  score integer not null,
  need integer not null,
  goal integer not null,
  logistics integer not null,
  interests integer not null,
  wish integer,
  mentee_rank integer not null,
  mentor_rank integer not null,
  mentorship_id uuid references public.mentorships (id) on delete set null,
  created_at timestamptz not null default now(),
  check (status = 'published' or mentorship_id is null)
);
create unique index programme_proposals_one_open on public.programme_proposals (programme_id, mentee_id) where status = 'proposed';
create index on public.programme_proposals (programme_id, score, id);
create index on public.programme_proposals (mentee_id);
create index on public.programme_proposals (mentor_id);
create index on public.programme_proposals (mentorship_id);
alter table public.programme_proposals enable row level security;
create policy programme_proposals_select on public.programme_proposals
  for select to authenticated
  using (mentee_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff');
grant select on public.programme_proposals to authenticated;
comment on table public.programme_proposals is
  'Which mentor the matching proposes for a mentee, and why; HR alone, until it is published as a mentorship. Written by the matching and publish_proposals().';
comment on column public.programme_proposals.score is 'Ten-thousandths; need, goal, logistics and interests are its parts, as in match_mentors(), and add up to it.';
comment on column public.programme_proposals.wish is 'Where the mentee ranked this mentor, null where they did not.';
comment on column public.programme_proposals.mentee_rank is 'How many mentors of the mentee''s list come first, this one included; mentor_rank: how many mentees of those on whose list the mentor is.';

-- Who may read a programme -------------------------------------------------------------------------------------------------------

create function private.may_be_mentee(programme public.programmes, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
  unit uuid := (select org_unit_id from public.users where id = person);
  level integer;
  hired date;
begin
  select p.level, e.hire_date into level, hired
  from public.employment_info e left join public.career_pathways p on p.id = e.pathway_id where e.user_id = person;
  return (programme.min_level is null or coalesce(level >= programme.min_level, false))
    and (programme.max_level is null or coalesce(level <= programme.max_level, false))
    and (programme.min_months is null or coalesce(hired <= current_date - make_interval(months => programme.min_months), false))
    and (programme.max_months is null or coalesce(hired > current_date - make_interval(months => programme.max_months), false))
    and (
      not exists (select from public.programme_units u where u.programme_id = programme.id)
      or exists (
        with recursive up (id, parent_id) as (
          select o.id, o.parent_id from public.org_units o where o.id = unit
          union all
          select o.id, o.parent_id from up join public.org_units o on o.id = up.parent_id
        )
        select from up join public.programme_units u on u.org_unit_id = up.id where u.programme_id = programme.id
      )
    );
end
$$;
comment on function private.may_be_mentee(public.programmes, uuid) is
  'Whether a person fits a programme as mentee: unit (or one above it), level of the current pathway, months since they were hired. What is not known does not fit. Checks no right.';

create function private.my_programme_ids() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  if me is null then
    return '{}';
  end if;
  return array(
    select p.id from public.programmes p
    where p.status <> 'draft' and (
      exists (select from public.programme_members m where m.programme_id = p.id and m.user_id = me)
      or exists (select from public.mentor_profiles f where f.user_id = me and f.is_active)
      or private.may_be_mentee(p, me)
    )
  );
end
$$;
comment on function private.my_programme_ids() is
  'The programmes that concern the caller, drafts apart: those they joined or may join, as mentee or, with an active profile, as mentor.';

create policy programmes_select on public.programmes
  for select to authenticated
  using (
    id = any ((select private.my_programme_ids())::uuid[])
    or id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.programmes to authenticated;
comment on table public.programmes is
  'A mentorship programme: whoever joined or may join reads it once it is not a draft, HR always. Written through create_programme(), update_programme() and move_programme().';
comment on column public.programmes.min_level is 'Mentees: the level of their current pathway; min_months and max_months: since they were hired; programme_units: where they work. Null or none: anybody.';
create policy programme_units_select on public.programme_units
  for select to authenticated using (programme_id in (select p.id from public.programmes p));
grant select on public.programme_units to authenticated;
comment on table public.programme_units is 'The units whose people, those of units below too, may join a programme as mentees; no row: all.';

alter table public.mentorships add foreign key (programme_id) references public.programmes (id) on delete restrict;

-- Matching: the algorithm -----------------------------------------------------------------------------------------------------------
create function private.deferred_acceptance(
  mentees integer[], mentors integer[], places integer[], scores integer[], capacities integer[]
) returns table (mentee integer, mentor integer, mentee_rank integer)
language plpgsql stable security definer rows 20000 set search_path = '' set work_mem = '64MB'
as $$
#variable_conflict use_column
declare
  -- One element a candidate, as the mentees ask: who asks, whom, and how much the mentor likes it.
  asker integer[];
  asked integer[];
  liked integer[];
  -- One element a mentee: the candidate before their first, the one to ask next, and their last.
  first integer[];
  next integer[];
  final integer[];
  -- One element a mentor: the place before their first, how many are taken, and which of these holds the one they like least.
  base integer[];
  taken integer[] := array_fill(0, array[cardinality(capacities)]);
  least_liked integer[] := taken;
  held integer[] := array_fill(0, array[(select coalesce(sum(c), 0)::integer from unnest(capacities) c)]);
  someone integer;
  at integer;
  m integer;
  slot integer;
  out integer;
begin
  select array_agg(r.mentee), array_agg(r.mentor), array_agg(r.score) into asker, asked, liked
  from (
    select c.* from unnest(mentees, mentors, places, scores) as c (mentee, mentor, place, score)
    order by c.mentee, c.place, c.score desc, c.mentor
  ) r;
  select array_agg(f.final - f.n order by f.mentee), array_agg(f.final order by f.mentee) into first, final
  from (
    select s.mentee, count(c.mentee)::integer as n, (sum(count(c.mentee)) over (order by s.mentee))::integer as final
    from generate_series(1, (select max(c.mentee) from unnest(mentees) as c (mentee))) as s (mentee)
    left join unnest(mentees) as c (mentee) on c.mentee = s.mentee
    group by s.mentee
  ) f;
  select array_agg(b.base order by b.n) into base
  from (
    select u.n, (sum(u.capacity) over (order by u.n) - u.capacity)::integer as base
    from unnest(capacities) with ordinality as u (capacity, n)
  ) b;

  next := first;
  for starter in 1 .. coalesce(cardinality(next), 0) loop
    someone := starter;
    while next[someone] < final[someone] loop
      at := next[someone] + 1;
      next[someone] := at;
      m := asked[at];
      slot := least_liked[m];
      if taken[m] < capacities[m] then
        taken[m] := taken[m] + 1;
        held[base[m] + taken[m]] := at;
        if slot = 0 or liked[at] < liked[held[slot]] or liked[at] = liked[held[slot]] and someone > asker[held[slot]] then
          least_liked[m] := base[m] + taken[m];
        end if;
        exit;
      end if;
      continue when slot = 0 or liked[at] < liked[held[slot]] or liked[at] = liked[held[slot]] and someone > asker[held[slot]];
      -- The one they like least makes room, and asks on.
      out := held[slot];
      held[slot] := at;
      for other in base[m] + 1 .. base[m] + taken[m] loop
        if liked[held[other]] < liked[held[slot]] or liked[held[other]] = liked[held[slot]] and asker[held[other]] > asker[held[slot]] then
          slot := other;
        end if;
      end loop;
      least_liked[m] := slot;
      someone := asker[out];
    end loop;
  end loop;
  return query
  select asker[h.at], asked[h.at], h.at - first[asker[h.at]] from unnest(held) as h (at) where h.at > 0 order by 1;
end
$$;
comment on function private.deferred_acceptance(integer[], integer[], integer[], integer[], integer[]) is
  'Mentees ask, mentors hold those they like best, up to their capacity (Gale and Shapley): stable, and of all stable outcomes the one best for every mentee. In: an element a candidate (mentee and mentor numbered from 1; place: the mentee''s order, ties by score, then mentor; the mentor''s order: score, then mentee), and a capacity a mentor. Out: the pairs, and where on the mentee''s list the mentor stands. In whatever order the candidates come, the same.';

-- Matching: the work of a programme --------------------------------------------------------------------------------------------------

create table private.programme_matchings (
  programme_id uuid primary key references public.programmes (id) on delete cascade,
  status text not null default 'running' check (status in ('running', 'done', 'failed')),
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  mentees uuid[] not null,
  mentors uuid[] not null,
  turns integer[] not null,
  mentees_total integer not null,
  mentors_total integer not null,
  scored integer not null default 0,
  paired boolean not null default false,
  written integer not null default 0,
  matched integer not null default 0,
  error text
);
alter table private.programme_matchings enable row level security;
comment on table private.programme_matchings is
  'The last matching of each programme. While it runs it knows who takes part: the number of a mentee or mentor is their place in the list.';
comment on column private.programme_matchings.turns is 'The numbers of the mentees in the order of their goals: those of one goal are worked on together.';
comment on column private.programme_matchings.scored is 'Up to which mentee the candidates stand; then all are paired at once, then the proposals are written up to a mentee.';

create table private.programme_candidates (
  programme_id uuid not null references private.programme_matchings (programme_id) on delete cascade,
  mentee integer not null,
  mentors integer[] not null,
  needs integer[] not null,
  goals integer[] not null,
  logistics integer[] not null,
  interests integer[] not null,
  wishes integer[] not null,
  chosen integer,
  primary key (programme_id, mentee)
);
alter table private.programme_candidates enable row level security;
comment on table private.programme_candidates is
  'While a matching runs: the mentors of a mentee''s list, those they ranked first, then by score, with the weighed parts of the score; and which of them it became.';

create function private.start_matching(programme uuid) returns void
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
end
$$;
comment on function private.start_matching(uuid) is
  'Begins a programme''s matching anew: active employees who joined it, mentees who have no open mentorship of it. Checks no right.';

create function private.list_candidates(run private.programme_matchings, first integer, last integer) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_custom_plan
  set work_mem = '64MB' set enable_nestloop = off set enable_mergejoin = off
as $$
#variable_conflict use_column
declare
  most constant integer := 25;
  half_a_year constant timestamptz := now() - interval '6 months';
  ids uuid[] := array(select run.mentees[t] from unnest(run.turns[first:last]) t);
begin
  insert into private.programme_candidates (programme_id, mentee, mentors, needs, goals, logistics, interests, wishes)
  with focus as materialized (
    select * from private.focus_of(ids, null)
  ),
  wanted as materialized (
    select t.n as mentee, i.user_id, i.site, i.languages, i.interests, f.size,
      -- Nobody's, where there is no goal: it is near to nothing.
      coalesce(f.goal_id, '00000000-0000-0000-0000-000000000000') as goal_id
    from unnest(run.turns[first:last]) as t (n)
    join private.match_inputs(ids) i on i.user_id = run.mentees[t.n]
    join (select user_id, goal_id, count(skill_id) as size from focus group by 1, 2) f on f.user_id = i.user_id
  ),
  mentors as materialized (
    select u.n::integer as mentor, i.*, (dense_rank() over (order by i.languages))::integer as tongues,
      (dense_rank() over (order by i.pathway_id))::integer as job
    from unnest(run.mentors) with ordinality as u (id, n) left join private.mentor_inputs i on i.mentor_id = u.id
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
  -- An element a job of mentors: what they score for being near to a goal.
  goals as materialized (
    select g.goal_id, array_agg(
      case when m.pathway_id = g.goal_id then 2500 else coalesce(round(2500 * (1 - d.d)), 0)::integer end order by m.job
    ) as near
    from (select distinct goal_id from wanted) g
    cross join (select distinct job, pathway_id from mentors) m
    left join (
      select * from public.pathway_distances where to_id = any (array(select distinct goal_id from wanted))
    ) d on d.to_id = g.goal_id and d.from_id = m.pathway_id
    group by g.goal_id
  ),
  -- An element a set of languages that mentors speak: what they score for having one in common.
  spoken as materialized (
    select w.languages, array_agg(case when m.languages && w.languages then 750 else 0 end order by m.tongues) as common
    from (select distinct languages from wanted) w
    cross join (select distinct tongues, languages from mentors) m
    group by w.languages
  ),
  wishes as materialized (
    select w.mentee, m.mentor, r.position
    from public.programme_rankings r
    join wanted w on w.user_id = r.mentee_id
    join mentors m on m.mentor_id = r.mentor_id
    where r.programme_id = run.programme_id and r.mentee_id = any (ids)
  ),
  -- Beside goal and logistics only few of many mentors score: those that offer what is needed, at the level, or share
  -- interests; and those whom the mentee wishes for are on the list whatever they score.
  sparse as materialized (
    -- One sum is faster than two: an interest counts 1000.
    select s.mentee, s.mentor, sum(s.points)::integer as points
    from (
      select w.mentee, o.mentor, 1 as points
      from focus f
      join wanted w on w.user_id = f.user_id
      join (
        select m.mentor, o.skill_id, case when us.valid_until <= now()
          then (select e.level from private.effective_level(us.user_id, us.skill_id) e) else us.level end as level
        from mentors m
        join public.mentor_skills o on o.mentor_id = m.mentor_id
        join public.user_skills us on us.user_id = o.mentor_id and us.skill_id = o.skill_id
      ) o on o.skill_id = f.skill_id and o.level >= f.needed
      union all
      select w.mentee, m.mentor, 1000
      from (select mentee, unnest(interests) as interest from wanted) w
      join (select mentor, unnest(interests) as interest from mentors) m on m.interest = w.interest
      union all
      select s.mentee, s.mentor, 0 from wishes s
    ) s
    group by 1, 2
  ),
  scored as materialized (
    select s.mentee, s.mentor, g.near[m.job] as goal,
      -- Rounded as numeric is.
      case when w.size > 0 then (9000 * (s.points % 1000) + w.size) / (2 * w.size) else 0 end as need,
      case when w.interests <> '{}' then (3000 * (s.points / 1000) + cardinality(w.interests)) / (2 * cardinality(w.interests)) else 0 end as interests,
      l.common[m.tongues] + case when m.site = w.site then 750 else 0 end as logistics
    from sparse s
    join wanted w on w.mentee = s.mentee
    join goals g on g.goal_id = w.goal_id
    join spoken l on l.languages = w.languages
    join mentors m on m.mentor = s.mentor
  ),
  -- What it takes, at least, to be on a full list, in steps of 50: nobody who scores less need be looked at.
  bars as materialized (
    select w.mentee, w.goal_id, w.site, l.common, greatest(coalesce(s.bar, 0), coalesce(g.bar, 0)) as bar
    from wanted w
    join spoken l on l.languages = w.languages
    left join (
      select c.mentee, max(c.step) * 50 as bar
      from (
        select s.mentee, (s.need + s.interests + s.goal + s.logistics) / 50 as step,
          sum(count(*)) over (partition by s.mentee order by (s.need + s.interests + s.goal + s.logistics) / 50 desc) as n
        from scored s group by 1, 2
      ) c
      left join (select x.mentee, count(*) as n from excluded x group by 1) x on x.mentee = c.mentee
      where c.n >= most + coalesce(x.n, 0)
      group by 1
    ) s on s.mentee = w.mentee
    left join (
      select g.goal_id, (
        select g.near[m.job] from mentors m order by 1 desc
        offset most - 1 + (select coalesce(max(x.n), 0) from (select count(*) as n from excluded group by mentee) x) limit 1
      ) as bar
      from goals g
    ) g on g.goal_id = w.goal_id
  ),
  others as materialized (
    select b.mentee, m.mentor, n.goal, b.common[m.tongues] + case when m.site = b.site then 750 else 0 end as logistics
    from (
      select g.goal_id, n.job, n.goal
      from (select b.goal_id, min(b.bar) as bar from bars b group by 1) b
      join goals g on g.goal_id = b.goal_id
      cross join unnest(g.near) with ordinality as n (goal, job)
      where n.goal + 1500 >= b.bar
    ) n
    join bars b on b.goal_id = n.goal_id
    join mentors m on m.job = n.job and m.mentor_id is not null
    where n.goal + b.common[m.tongues] + case when m.site = b.site then 750 else 0 end >= b.bar
  ),
  listed as (
    select l.*, s.position as wish,
      row_number() over (partition by l.mentee order by s.position, l.need + l.goal + l.logistics + l.interests desc, l.mentor) as place
    from (
      select s.mentee, s.mentor, s.need, s.goal, s.logistics, s.interests from scored s
      join bars b on b.mentee = s.mentee and s.need + s.interests + s.goal + s.logistics >= b.bar
      union
      select s.mentee, s.mentor, s.need, s.goal, s.logistics, s.interests from scored s
      join wishes w on w.mentee = s.mentee and w.mentor = s.mentor
      union
      select o.mentee, o.mentor, 0, o.goal, o.logistics, 0 from others o
      where not exists (select from sparse s where s.mentee = o.mentee and s.mentor = o.mentor)
    ) l
    left join wishes s on s.mentee = l.mentee and s.mentor = l.mentor
    where not exists (select from excluded x where x.mentee = l.mentee and x.mentor = l.mentor)
  )
  select run.programme_id, l.mentee, array_agg(l.mentor order by l.place), array_agg(l.need order by l.place), array_agg(l.goal order by l.place),
    array_agg(l.logistics order by l.place), array_agg(l.interests order by l.place), array_agg(l.wish order by l.place)
  from listed l where l.place <= most
  group by l.mentee;
end
$$;
comment on function private.list_candidates(private.programme_matchings, integer, integer) is
  'The lists of the mentees whose turn is from the first to the last: the mentors they ranked, then the best by score as match_mentors() says, 25 in all, capacity ignored. Who has an open request to a mentor may get them here. Checks no right.';

create function private.step_matching(programme uuid) returns boolean
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  scored_at_once constant integer := 1000;
  written_at_once constant integer := 2000;
  run private.programme_matchings;
begin
  -- Whoever comes second leaves it to the first.
  select * into run from private.programme_matchings r where r.programme_id = programme and r.status = 'running' for update skip locked;
  if run.programme_id is null then
    return false;
  end if;
  begin
    if run.scored < run.mentees_total then
      perform private.list_candidates(run, run.scored + 1, run.scored + scored_at_once);
      run.scored := least(run.scored + scored_at_once, run.mentees_total);
    elsif not run.paired then
      perform private.pair_candidates(run);
      delete from public.programme_proposals o where o.programme_id = programme and o.status = 'proposed';
      run.paired := true;
    else
      run.matched := run.matched + private.write_proposals(run, run.written + 1, run.written + written_at_once);
      run.written := least(run.written + written_at_once, run.mentees_total);
    end if;
    if run.paired and run.written = run.mentees_total then
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
    run.finished_at := clock_timestamp();
    run.mentees := '{}';
    run.mentors := '{}';
    run.turns := '{}';
  end if;
  update private.programme_matchings r
  set status = run.status, finished_at = run.finished_at, mentees = run.mentees, mentors = run.mentors, turns = run.turns, scored = run.scored,
      paired = run.paired, written = run.written, matched = run.matched, error = run.error
  where r.programme_id = programme;
  return run.status = 'running';
end
$$;
comment on function private.step_matching(uuid) is
  'One step of a programme''s matching: the candidates of 1,000 mentees, or who gets whom, or the proposals of 2,000. Whether more is left to do here; false also while somebody else is at it. Checks no right.';

create function private.pair_candidates(run private.programme_matchings) returns void
language plpgsql security definer set search_path = '' 
as $$
declare
  mentees integer[];
  mentors integer[];
  places integer[];
  scores integer[];
begin
  select array_agg(c.mentee), array_agg(l.mentor), array_agg(l.place::integer), array_agg(l.need + l.goal + l.logistics + l.interests)
  into mentees, mentors, places, scores
  from private.programme_candidates c
  cross join unnest(c.mentors, c.needs, c.goals, c.logistics, c.interests) with ordinality as l (mentor, need, goal, logistics, interests, place)
  where c.programme_id = run.programme_id;
  update private.programme_candidates c
  set chosen = d.mentee_rank
  from private.deferred_acceptance(mentees, mentors, places, scores, private.programme_places(run.programme_id, run.mentors)) d
  where c.programme_id = run.programme_id and c.mentee = d.mentee;
end
$$;
comment on function private.pair_candidates(private.programme_matchings) is 'Who gets whom, of all candidates of a matching. Checks no right.';

create function private.programme_places(programme uuid, mentors uuid[]) returns integer[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return array(
    select case when m.user_id is null or f.user_id is null then 0
      else greatest(0, least(m.places - coalesce(t.here, 0), f.capacity - coalesce(t.everywhere, 0)))::integer end
    from unnest(mentors) with ordinality as u (id, n)
    left join public.programme_members m on m.programme_id = programme and m.user_id = u.id and m.role = 'mentor'
    left join public.mentor_profiles f on f.user_id = u.id and f.is_active
    left join (
      select s.mentor_id, count(*) as everywhere, count(*) filter (where s.programme_id = programme) as here
      from public.mentorships s where s.mentor_id = any (mentors) and s.status in ('active', 'paused')
      group by s.mentor_id
    ) t on t.mentor_id = u.id
    order by u.n
  );
end
$$;
comment on function private.programme_places(uuid, uuid[]) is
  'How many mentees each of these mentors could take from a programme now: what is left of the places they gave it, and of their capacity. Checks no right.';

create function private.write_proposals(run private.programme_matchings, first integer, last integer) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
  insert into public.programme_proposals
    (programme_id, mentee_id, mentor_id, score, need, goal, logistics, interests, wish, mentee_rank)
  select run.programme_id, mentee.user_id, mentor.user_id,
    c.needs[c.chosen] + c.goals[c.chosen] + c.logistics[c.chosen] + c.interests[c.chosen],
    c.needs[c.chosen], c.goals[c.chosen], c.logistics[c.chosen], c.interests[c.chosen], c.wishes[c.chosen], c.chosen
  from private.programme_candidates c
  -- Whoever left meanwhile gets none.
  join public.programme_members mentee on mentee.programme_id = run.programme_id and mentee.user_id = run.mentees[c.mentee]
  join public.programme_members mentor on mentor.programme_id = run.programme_id and mentor.user_id = run.mentors[c.mentors[c.chosen]]
  where c.programme_id = run.programme_id and c.mentee between first and last and c.chosen is not null;
  get diagnostics n = row_count;
  return n;
end
$$;
comment on function private.write_proposals(private.programme_matchings, integer, integer) is
  'Writes the proposals of the mentees of these numbers; how many. Checks no right.';

create function private.job_programmes(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  programme uuid := (
    select r.programme_id from private.programme_matchings r where r.status = 'running' order by r.requested_at, r.programme_id limit 1
  );
  before integer := (select count(*) from private.programme_matchings where status = 'running');
  more boolean;
begin
  more := programme is not null and private.step_matching(programme);
  return jsonb_build_object('rows', (programme is not null)::integer, 'next', case when more or before > 1 then '[]'::jsonb end);
end
$$;
comment on function private.job_programmes(jsonb, date) is
  'Job: goes on with the matching of the programme that waits longest, one step; matchings whose caller went away come to their end.';
