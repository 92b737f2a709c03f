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
comment on column public.programme_proposals.mentee_rank is 'How many mentors of the mentee''s list come first, this one included; mentor_rank: where the mentee stands among those whom this mentor gets.';

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
create function private.deferred_acceptance(mentees integer[], lists integer[], scores integer[], capacities integer[])
returns table (mentee integer, mentor integer, mentee_rank integer)
language plpgsql immutable security definer rows 20000 set search_path = ''
as $$
#variable_conflict use_column
declare
  -- One element a mentee: how many of their list they have asked.
  asked integer[] := array_fill(0, array[cardinality(mentees)]);
  -- One element a mentor: the place before their first, how many are taken, and once all are: which of these holds the one they
  -- like least, and how much they like that.
  base integer[] := array(
    select (sum(u.capacity) over (order by u.n) - u.capacity)::integer from unnest(capacities) with ordinality as u (capacity, n) order by u.n
  );
  taken integer[] := array_fill(0, array[cardinality(capacities)]);
  last_place integer[] := taken;
  bar bigint[] := array(select case when c > 0 then 0 else 9223372036854775807 end from unnest(capacities) c);
  -- One element a place: whom it holds, and how much the mentor likes that, no two as much.
  held integer[] := array_fill(0, array[(select coalesce(sum(c), 0)::integer from unnest(capacities) c)]);
  liked bigint[] := held;
  someone integer;
  m integer;
  slot integer;
  out integer;
  liking bigint;
begin
  for starter in 1 .. cardinality(mentees) loop
    someone := starter;
    while asked[someone] < array_length(lists, 2) loop
      asked[someone] := asked[someone] + 1;
      m := lists[someone][asked[someone]];
      exit when m = 0;
      liking := (scores[someone][asked[someone]] + 1) * 4294967296 - mentees[someone];
      continue when liking < bar[m];
      out := 0;
      if taken[m] < capacities[m] then
        taken[m] := taken[m] + 1;
        slot := base[m] + taken[m];
      else
        -- The one they like least makes room, and asks on.
        slot := last_place[m];
        out := held[slot];
      end if;
      held[slot] := someone;
      liked[slot] := liking;
      if taken[m] = capacities[m] then
        for other in base[m] + 1 .. base[m] + taken[m] loop
          if liked[other] < liked[slot] then
            slot := other;
          end if;
        end loop;
        last_place[m] := slot;
        bar[m] := liked[slot];
      end if;
      exit when out = 0;
      someone := out;
    end loop;
  end loop;
  return query
  select mentees[h.n], lists[h.n][asked[h.n]], asked[h.n] from unnest(held) as h (n) where h.n > 0 order by 1;
end
$$;
comment on function private.deferred_acceptance(integer[], integer[], integer[], integer[]) is
  'Mentees ask, mentors hold those they like best, up to their capacity (Gale and Shapley): stable, and of all stable outcomes the one best for every mentee. In: the number of each mentee, from 1; for each a list of mentors (numbers from 1), the first first, and how well each fits, both filled up with 0 to one length; a capacity a mentor. A mentor''s order: score, then mentee. Out: the pairs, and where on the mentee''s list the mentor stands. In whatever order the mentees come, the same.';

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
  scores integer[] not null,
  needs integer[] not null,
  goals integer[] not null,
  logistics integer[] not null,
  interests integer[] not null,
  wishes integer[] not null,
  chosen integer,
  mentor_rank integer,
  primary key (programme_id, mentee)
);
alter table private.programme_candidates enable row level security;
comment on table private.programme_candidates is
  'While a matching runs: the mentors of a mentee''s list, those they ranked first, then by score, with the score and its parts; and which of them it became.';

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
  sparse as (
    -- One sum is faster than two: an interest counts 1000.
    select s.mentee, s.mentor, sum(s.points)::integer as points, max(s.wish) as wish
    from (
      select n.mentee, o.mentor, 1 as points, null::integer as wish
      from needed n join offered o on o.skill_id = n.skill_id and o.level >= n.level
      union all
      select w.mentee, m.mentor, 1000, null
      from (select mentee, unnest(interests) collate "C" as interest from wanted) w
      join (select mentor, unnest(interests) collate "C" as interest from mentors) m on m.interest = w.interest
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
        case when w.size > 0 then (2 * weight.need * (s.points % 1000) + w.size) / (2 * w.size) else 0 end as need,
        w.common[m.tongues] + case when m.site = w.site then weight.site else 0 end as logistics,
        case when w.likes > 0 then (2 * weight.interests * (s.points / 1000) + w.likes) / (2 * w.likes) else 0 end as interests
      from sparse s
      join (
        select w.mentee, b.bar, w.size, cardinality(w.interests) as likes, w.site, c.common, c.near
        from wanted w join classes c on c.class = w.class join bars b on b.class = w.class limit cardinality(ids)
      ) w on w.mentee = s.mentee
      join mentors m on m.mentor = s.mentor
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
language plpgsql security definer set search_path = '' set work_mem = '64MB'
as $$
declare
  mentees integer[];
  lists integer[];
  scores integer[];
begin
  select array_agg(c.mentee), array_agg(c.mentors || f.filling), array_agg(c.scores || f.filling) into mentees, lists, scores
  from (select *, max(cardinality(l.mentors)) over () as longest from private.programme_candidates l where l.programme_id = run.programme_id) c
  cross join lateral array_fill(0, array[c.longest - cardinality(c.mentors)]) f (filling);
  if mentees is null then
    return;
  end if;
  update private.programme_candidates c
  set chosen = d.mentee_rank, mentor_rank = d.mentor_rank
  from (
    select d.*, row_number() over (partition by d.mentor order by k.scores[d.mentee_rank] desc, d.mentee) as mentor_rank
    from private.deferred_acceptance(mentees, lists, scores, private.programme_places(run.programme_id, run.mentors)) d
    join private.programme_candidates k on k.programme_id = run.programme_id and k.mentee = d.mentee
  ) d
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
    (programme_id, mentee_id, mentor_id, score, need, goal, logistics, interests, wish, mentee_rank, mentor_rank)
  select run.programme_id, mentee.user_id, mentor.user_id,
    c.scores[c.chosen], c.needs[c.chosen], c.goals[c.chosen], c.logistics[c.chosen], c.interests[c.chosen], c.wishes[c.chosen], c.chosen, c.mentor_rank
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

-- Programmes as HR keeps them -----------------------------------------------------------------------------------------------------------

create function private.programme_json(programme public.programmes) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  hr boolean := private.has_role('hr_admin');
begin
  return jsonb_build_object(
    'id', programme.id, 'name', programme.name, 'description', programme.description, 'status', programme.status,
    'duration_weeks', programme.duration_weeks,
    'units', (
      select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name, o.id), '[]')
      from public.programme_units u join public.org_units o on o.id = u.org_unit_id where u.programme_id = programme.id
    ),
    'min_level', programme.min_level, 'max_level', programme.max_level,
    'min_months', programme.min_months, 'max_months', programme.max_months,
    'eligible', private.may_be_mentee(programme, me),
    'mine', (
      select jsonb_build_object('role', m.role, 'places', m.places, 'joined_at', m.joined_at, 'ranking', (
        select coalesce(jsonb_agg(private.person_ref(r.mentor_id) order by r.position), '[]')
        from public.programme_rankings r where r.programme_id = programme.id and r.mentee_id = me
      ))
      from public.programme_members m where m.programme_id = programme.id and m.user_id = me
    ),
    'members', case when hr then (
      select jsonb_build_object('mentees', count(*) filter (where m.role = 'mentee'), 'mentors', count(*) filter (where m.role = 'mentor'))
      from public.programme_members m where m.programme_id = programme.id
    ) end,
    'matching', case when hr then (
      select jsonb_build_object(
        'status', r.status, 'requested_at', r.requested_at, 'finished_at', r.finished_at, 'mentees', r.mentees_total, 'mentors', r.mentors_total,
        'mentees_scored', r.scored, 'matched', r.matched, 'error', r.error
      )
      from private.programme_matchings r where r.programme_id = programme.id
    ) end,
    'created_at', programme.created_at, 'etag', programme.version::text
  );
end
$$;
comment on function private.programme_json(public.programmes) is
  'A programme as resource: with what the caller is in it, for HR also how many take part and how the matching goes. Checks no right.';

create function private.find_programme(programme uuid, hr_only boolean default false, writing boolean default false) returns public.programmes
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  found_programme public.programmes;
begin
  if hr_only then
    perform private.require_role('hr_admin');
  end if;
  if writing then
    select * into found_programme from public.programmes where id = programme for no key update;
  else
    select * into found_programme from public.programmes where id = programme;
  end if;
  if found_programme.id is null or not (private.has_role('hr_admin') or programme = any (private.my_programme_ids())) then
    perform private.fail(404, 'not_found', 'There is no such programme.');
  end if;
  return found_programme;
end
$$;
comment on function private.find_programme(uuid, boolean, boolean) is
  'A programme that the caller may read (404), locked if it is to be written; hr_only: 403 to others.';

create function private.get_programme(programme uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.programme_json(private.find_programme(programme));
end
$$;
create function public.get_programme(programme uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_programme(programme) $$;
comment on function public.get_programme(uuid) is
  'GET /programmes/:id, for whoever joined or may join, and HR: with what the caller is in it, and for HR the state of the matching. 404.';

create function private.get_programmes(statuses text[], mine boolean, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
  readable uuid[] := private.my_programme_ids();
begin
  return (
    with found as not materialized (
      select p.id, p.created_at from public.programmes p
      where (hr or p.id = any (readable)) and (statuses is null or p.status = any (statuses))
        and (mine is null or mine = exists (select from public.programme_members m where m.programme_id = p.id and m.user_id = me))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.programme_json(p) order by s.created_at desc, s.id desc)
        from shown s join public.programmes p on p.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_programmes(
  statuses text[] default null, mine boolean default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_programmes(statuses, mine, after, least(page_size, 200), want_total) $$;
comment on function public.get_programmes(text[], boolean, jsonb, integer, boolean) is
  'GET /programmes: those that the caller joined or may join, HR all, newest first; mine: joined or not. {items, next, total?}.';

create function private.write_programme(programme uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  p public.programmes;
begin
  perform private.refuse_items('unit_ids.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'unit_ids') with ordinality as u (id, n)
    where not exists (select from public.org_units o where o.id = u.id::uuid)
  ), 'unknown_id', 'There is no such unit.');
  select * into p from public.programmes where id = programme;
  p := jsonb_populate_record(p, fields - 'unit_ids');
  update public.programmes
  set name = p.name, description = p.description, duration_weeks = p.duration_weeks,
      min_level = p.min_level, max_level = p.max_level, min_months = p.min_months, max_months = p.max_months
  where id = programme;
  if fields ? 'unit_ids' then
    delete from public.programme_units u where u.programme_id = programme and not fields -> 'unit_ids' ? u.org_unit_id::text;
    insert into public.programme_units (programme_id, org_unit_id)
    select programme, id::uuid from jsonb_array_elements_text(fields -> 'unit_ids') id on conflict do nothing;
  end if;
end
$$;
comment on function private.write_programme(uuid, jsonb) is
  'Writes the fields of a programme that are named, units as a whole list. 400 unknown_id. Checks no right.';

create function private.create_programme(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
  made public.programmes;
begin
  insert into public.programmes (id, name) values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), fields ->> 'name')
  on conflict (id) do nothing returning * into made;
  if made.id is null then
    select * into made from public.programmes where id = (fields ->> 'id')::uuid;
    return private.programme_json(made) || '{"repeated": true}';
  end if;
  perform private.write_programme(made.id, fields - 'id');
  return private.get_programme(made.id);
end
$$;
create function public.create_programme(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_programme(fields) $$;
comment on function public.create_programme(jsonb) is
  'POST /programmes, hr_admin: {id?, name, …, unit_ids?}, a draft. The programme, and whether the id was there already. 400 unknown_id, 403.';

create function private.update_programme(programme uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  p public.programmes := private.find_programme(programme, hr_only => true, writing => true);
begin
  perform private.check_version(p.version, expected_etag);
  perform private.write_programme(programme, patch);
  return private.get_programme(programme);
end
$$;
create function public.update_programme(programme uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_programme(programme, patch, expected_etag) $$;
comment on function public.update_programme(uuid, jsonb, text) is
  'PATCH /programmes/:id, hr_admin: fields, units as a whole list; who joined stays. 400 unknown_id, 403, 404, 412 stale.';

create function private.delete_programme(programme uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  p public.programmes := private.find_programme(programme, hr_only => true, writing => true);
begin
  if p.status <> 'draft' then
    perform private.fail(409, 'invalid_transition', 'Only a draft is deleted; close this one.');
  end if;
  delete from public.programmes where id = programme;
end
$$;
create function public.delete_programme(programme uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_programme(programme) $$;
comment on function public.delete_programme(uuid) is 'DELETE /programmes/:id, hr_admin, a draft. 403, 404, 409 invalid_transition.';

create function private.move_programme(programme uuid, move text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  p public.programmes := private.find_programme(programme, hr_only => true, writing => true);
  becomes text := case
    when move = 'open' and p.status in ('draft', 'closed') then 'open'
    when move = 'close' and p.status = 'open' then 'closed'
  end;
begin
  if becomes is null then
    perform private.fail(409, 'invalid_transition', format('This programme is %s: %s is not possible.', p.status, move));
  end if;
  update public.programmes set status = becomes where id = programme;
  return private.get_programme(programme);
end
$$;
create function public.move_programme(programme uuid, move text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_programme(programme, move) $$;
comment on function public.move_programme(uuid, text) is
  'POST /programmes/:id/open | close, hr_admin: from then on people may join and rank, or no more. 403, 404, 409 invalid_transition.';

-- Joining ---------------------------------------------------------------------------------------------------------------------------------

create function private.join_programme(programme uuid, as_role text, wanted_places integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  p public.programmes := private.find_programme(programme);
  member public.programme_members;
  profile public.mentor_profiles;
begin
  -- Closing waits for who joins; these do not wait for each other, but each for themselves.
  select * into p from public.programmes where id = programme for share;
  perform from public.users where id = me for no key update;
  select * into member from public.programme_members m where m.programme_id = programme and m.user_id = me;
  if member.role <> as_role then
    perform private.fail(409, 'already_joined', format('You joined as %s: leave first.', member.role));
  end if;
  if p.status <> 'open' then
    perform private.fail(409, 'invalid_transition', 'This programme takes nobody in now.');
  end if;
  if as_role = 'mentor' then
    select * into profile from public.mentor_profiles f where f.user_id = me and f.is_active for key share;
    if profile.user_id is null then
      perform private.fail(409, 'no_mentor_profile', 'Offer to be a mentor first.');
    end if;
    if wanted_places > profile.capacity then
      perform private.fail(409, 'capacity_full', format('Your capacity is %s.', profile.capacity));
    end if;
  elsif member.user_id is null and not private.may_be_mentee(p, me) then
    perform private.fail(409, 'not_eligible', 'This programme is for others.');
  end if;
  insert into public.programme_members as m (programme_id, user_id, role, places)
  values (programme, me, as_role, case when as_role = 'mentor' then coalesce(wanted_places, member.places, profile.capacity) end)
  on conflict (programme_id, user_id) do update set places = excluded.places where m.places is distinct from excluded.places;
  return private.programme_json(p);
end
$$;
create function public.join_programme(programme uuid, as_role text, wanted_places integer default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.join_programme(programme, as_role, wanted_places) $$;
comment on function public.join_programme(uuid, text, integer) is
  'POST /programmes/:id/join: as mentee who is eligible, or as mentor with an active profile and so many places (their capacity unless given); again: other places. 404, 409 invalid_transition unless open, not_eligible, no_mentor_profile, capacity_full, already_joined in the other role.';

create function private.drop_members(people uuid[], programme uuid default null) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  delete from public.programme_proposals o
  where (o.mentee_id = any (people) or o.mentor_id = any (people)) and o.status = 'proposed'
    and (programme is null or o.programme_id = programme);
  delete from public.programme_members m where m.user_id = any (people) and (programme is null or m.programme_id = programme);
end
$$;
comment on function private.drop_members(uuid[], uuid) is
  'Takes people out of a programme (null: all) with their rankings, the rankings that name them and the open proposals; mentorships go on. Checks no right.';

create function private.leave_programme(programme uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  p public.programmes := private.find_programme(programme);
begin
  -- Not while it is matched anew or published.
  perform from public.programmes where id = programme for share;
  perform private.drop_members(array[me], programme);
  return private.programme_json(p);
end
$$;
create function public.leave_programme(programme uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.leave_programme(programme) $$;
comment on function public.leave_programme(uuid) is
  'POST /programmes/:id/leave, whatever its state, and whether one is in it or not: rankings and open proposals go, mentorships go on. 404.';

create function private.set_programme_rankings(programme uuid, mentors uuid[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
  p public.programmes := private.find_programme(programme);
begin
  select * into p from public.programmes where id = programme for share;
  -- One list after the other.
  perform from public.programme_members m where m.programme_id = programme and m.user_id = me and m.role = 'mentee' for no key update;
  if not found then
    raise insufficient_privilege using message = 'The mentees of a programme rank its mentors.';
  end if;
  if p.status <> 'open' then
    perform private.fail(409, 'invalid_transition', 'Rankings are taken while a programme is open.');
  end if;
  perform private.refuse_items('mentor_ids.%s', (
    select jsonb_agg(u.n - 1) from unnest(mentors) with ordinality as u (id, n)
    where not exists (select from public.programme_members m where m.programme_id = programme and m.user_id = u.id and m.role = 'mentor')
  ), 'unknown_id', 'There is no such mentor in this programme.');
  delete from public.programme_rankings r where r.programme_id = programme and r.mentee_id = me;
  insert into public.programme_rankings (programme_id, mentee_id, mentor_id, position)
  select programme, me, u.id, u.n from unnest(mentors) with ordinality as u (id, n);
  return private.programme_json(p);
end
$$;
create function public.set_programme_rankings(programme uuid, mentors uuid[]) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_programme_rankings(programme, mentors) $$;
comment on function public.set_programme_rankings(uuid, uuid[]) is
  'PUT /programmes/:id/rankings, of a mentee while it is open: the mentors they wish for, the first first, the whole list. 400 unknown_id, 403, 404, 409 invalid_transition.';

create function private.get_programme_members(programme uuid, of_role text, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  -- Who learns is theirs to tell, and HR's to know.
  p public.programmes := private.find_programme(programme, hr_only => of_role <> 'mentor');
begin
  return (
    with found as not materialized (
      select m.* from public.programme_members m where m.programme_id = programme and m.role = of_role
    ),
    page as (
      select * from found
      where after is null or (joined_at, user_id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by joined_at, user_id limit page_size + 1
    ),
    shown as (select * from page order by joined_at, user_id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'person', private.person_ref(s.user_id), 'role', s.role, 'places', s.places, 'joined_at', s.joined_at
        ) order by s.joined_at, s.user_id)
        from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.joined_at, s.user_id) from shown s order by s.joined_at desc, s.user_id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_programme_members(
  programme uuid, of_role text default 'mentor', after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_programme_members(programme, of_role, after, least(page_size, 200), want_total) $$;
comment on function public.get_programme_members(uuid, text, jsonb, integer, boolean) is
  'GET /programmes/:id/members: its mentors, for whoever reads it; its mentees for hr_admin alone (403). Who joined first comes first. {items, next, total?}. 404.';

-- Matching and publishing, for HR -----------------------------------------------------------------------------------------------------------

create function private.match_programme(programme uuid, start boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  p public.programmes := private.find_programme(programme, hr_only => true);
  more boolean := true;
begin
  if start then
    p := private.find_programme(programme, hr_only => true, writing => true);
    if p.status = 'draft' then
      perform private.fail(409, 'invalid_transition', 'Open the programme first.');
    end if;
    if not exists (select from private.programme_matchings r where r.programme_id = programme and r.status = 'running') then
      perform private.start_matching(programme);
    end if;
  else
    more := private.step_matching(programme);
  end if;
  return jsonb_build_object('more', more, 'programme', private.programme_json(p));
end
$$;
create function public.match_programme(programme uuid, start boolean default true) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.match_programme(programme, start) $$;
comment on function public.match_programme(uuid, boolean) is
  'POST /programmes/:id/match, hr_admin: begins the matching anew unless it runs (start), or does one step of it. {more: whether to call for the next step, programme}. 403, 404, 409 invalid_transition for a draft.';

create function private.proposal_json(proposal public.programme_proposals) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', proposal.id, 'mentee', private.person_ref(proposal.mentee_id), 'mentor', private.person_ref(proposal.mentor_id),
    'status', proposal.status, 'score', proposal.score / 10000.0,
    'parts', jsonb_build_object(
      'need', proposal.need / 10000.0, 'goal', proposal.goal / 10000.0, 'logistics', proposal.logistics / 10000.0,
      'interests', proposal.interests / 10000.0
    ),
    'wish', proposal.wish, 'mentee_rank', proposal.mentee_rank, 'mentor_rank', proposal.mentor_rank,
    'mentorship_id', proposal.mentorship_id, 'created_at', proposal.created_at,
    'etag', case proposal.status when 'proposed' then '1' else '2' end
  );
end
$$;
comment on function private.proposal_json(public.programme_proposals) is 'A proposal as resource, with its explanation. Checks no right.';

create function private.get_programme_proposals(programme uuid, statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  p public.programmes := private.find_programme(programme, hr_only => true);
begin
  return (
    with found as not materialized (
      select o.id, o.score from public.programme_proposals o
      where o.programme_id = programme and (statuses is null or o.status = any (statuses))
    ),
    page as (
      select * from found
      where after is null or (score, id) < ((after ->> 0)::integer, (after ->> 1)::uuid)
      order by score desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by score desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.proposal_json(o) order by s.score desc, s.id desc)
        from shown s join public.programme_proposals o on o.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.score, s.id) from shown s order by s.score, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_programme_proposals(
  programme uuid, statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_programme_proposals(programme, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_programme_proposals(uuid, text[], jsonb, integer, boolean) is
  'GET /programmes/:id/proposals, hr_admin: who is proposed for whom and why, the best first. {items, next, total?}. 403, 404.';

create function private.publish_proposals(programme uuid, proposals uuid[], after uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  at_once constant integer := 1000;
  me uuid := private.require_employee();
  p public.programmes := private.find_programme(programme, hr_only => true, writing => true);
  batch uuid[];
  made uuid[];
  answer jsonb;
begin
  if exists (select from private.programme_matchings r where r.programme_id = programme and r.status = 'running') then
    perform private.fail(409, 'matching', 'The matching of this programme is under way.');
  end if;
  perform private.refuse_items('proposal_ids.%s', (
    select jsonb_agg(u.n - 1) from unnest(proposals) with ordinality as u (id, n)
    where not exists (select from public.programme_proposals o where o.id = u.id and o.programme_id = programme)
  ), 'unknown_id', 'There is no such proposal in this programme.');
  batch := array(
    select o.id from public.programme_proposals o
    where o.programme_id = programme and o.status = 'proposed' and (proposals is null or o.id = any (proposals))
      and (after is null or o.id > after)
    order by o.id limit at_once
  );
  -- Locks as for accepting a request: mentees, then mentors, by id.
  perform from public.users u
  where u.id in (select o.mentee_id from public.programme_proposals o where o.id = any (batch)) order by u.id for no key update;
  perform from public.mentor_profiles f
  where f.user_id in (select o.mentor_id from public.programme_proposals o where o.id = any (batch)) order by f.user_id for no key update;
  with judged as materialized (
    select o.*, case
      when not exists (select from public.programme_members m where m.programme_id = programme and m.user_id = o.mentee_id and m.role = 'mentee')
        then 'mentee_left'
      when not exists (
        select from public.programme_members m join public.mentor_profiles f on f.user_id = m.user_id and f.is_active
        where m.programme_id = programme and m.user_id = o.mentor_id and m.role = 'mentor'
      ) then 'mentor_unavailable'
      when exists (
        select from public.mentorships s
        where s.mentee_id = o.mentee_id and s.status in ('active', 'paused') and (s.programme_id = programme or s.mentor_id = o.mentor_id)
      ) then 'already_mentored'
      when exists (
        select from public.reporting_lines l where (l.manager_id, l.report_id) in ((o.mentee_id, o.mentor_id), (o.mentor_id, o.mentee_id))
      ) then 'reporting_line'
    end as obstacle
    from public.programme_proposals o where o.id = any (batch)
  ),
  seated as materialized (
    select j.id, j.mentee_id, j.mentor_id, coalesce(j.obstacle, case
      when row_number() over (partition by j.mentor_id, j.obstacle is null order by j.mentor_rank, j.id) > t.places then 'capacity_full'
    end) as obstacle, gen_random_uuid() as mentorship
    from judged j
    join (
      select u.id, u.places from (select array_agg(distinct mentor_id) as ids from judged) m
      cross join unnest(m.ids, private.programme_places(programme, m.ids)) as u (id, places)
    ) t on t.id = j.mentor_id
  ),
  made as (
    insert into public.mentorships (id, mentee_id, mentor_id, programme_id, duration_weeks)
    select s.mentorship, s.mentee_id, s.mentor_id, programme, p.duration_weeks from seated s where s.obstacle is null
  ),
  marked as (
    update public.programme_proposals o set status = 'published', mentorship_id = s.mentorship
    from seated s where o.id = s.id and s.obstacle is null
  )
  select jsonb_build_object(
    'published', count(*) filter (where s.obstacle is null),
    'skipped', coalesce(jsonb_agg(jsonb_build_object('proposal_id', s.id, 'reason', s.obstacle) order by s.id) filter (where s.obstacle is not null), '[]'),
    'next', case when cardinality(batch) = at_once then batch[at_once] end
  ), array_agg(s.mentorship) filter (where s.obstacle is null) into answer, made
  from seated s;
  perform private.notify(s.mentee_id, 'mentorship.matched', '{actor} is your mentor now', action_url => '/mentorships/' || s.id,
      actor => s.mentor_id, dedupe_key => s.id::text),
    private.notify(s.mentor_id, 'mentorship.matched', 'You are the mentor of {actor} now', action_url => '/mentorships/' || s.id,
      actor => s.mentee_id, dedupe_key => s.id::text)
  from public.mentorships s where s.id = any (made) order by s.id;
  return answer;
end
$$;
create function public.publish_proposals(programme uuid, proposals uuid[] default null, after uuid default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.publish_proposals(programme, proposals, after) $$;
comment on function public.publish_proposals(uuid, uuid[], uuid) is
  'POST /programmes/:id/publish, hr_admin: the proposals, or null: all, that are not yet published and come after an id, 1,000 a call, become mentorships; both sides are told. {published, skipped: [{proposal_id, reason}], next: after which to call again, or null}. What is published stays so. 400 unknown_id, 403, 404, 409 matching.';

-- Leaving -----------------------------------------------------------------------------------------------------------------------------------

create function private.leave_programmes() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.drop_members(array[new.id]);
  return null;
end
$$;
comment on function private.leave_programmes() is 'After somebody left: they take part in no programme, and are proposed to nobody.';
create trigger leave_programmes after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_programmes();

create function private.forget_programme_mentor() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.programme_proposals o where o.mentor_id = old.user_id and o.status = 'proposed';
  delete from public.programme_members m where m.user_id = old.user_id and m.role = 'mentor';
  return null;
end
$$;
comment on function private.forget_programme_mentor() is 'After a mentor profile went: they are no programme''s mentor.';
create trigger forget_programme_mentor after delete on public.mentor_profiles
  for each row execute function private.forget_programme_mentor();

-- Declared, told, scheduled, granted --------------------------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('mentorship.matched', 'A programme gives me a mentor or mentee', false);

select private.schedule_job('programmes', '*/5 * * * *', 'Matchings of mentorship programmes that were not finished');

select private.declare_personal('programmes', subject => null, exported => false, kept => 'true',
  audit_values => '{name, status, duration_weeks, min_level, max_level, min_months, max_months}', audit_names => '{description}');
select private.declare_personal('programme_members', row_key => '{programme_id, user_id}', audit_values => '{role, places}',
  unaudited => '{joined_at}');
select private.declare_personal('programme_rankings', subject => 'mentee_id', row_key => '{programme_id, mentee_id, mentor_id}',
  audit_names => '{position}');
-- Not exported: what HR does not publish is not told, and what it does is a mentorship.
select private.declare_personal('programme_proposals', subject => 'mentee_id', exported => false, audit_values => '{programme_id, mentor_id, status, mentorship_id}',
  unaudited => '{score, need, goal, logistics, interests, wish, mentee_rank, mentor_rank}');

grant execute on function
  private.my_programme_ids(),
  private.get_programme(uuid), public.get_programme(uuid),
  private.get_programmes(text[], boolean, jsonb, integer, boolean), public.get_programmes(text[], boolean, jsonb, integer, boolean),
  private.create_programme(jsonb), public.create_programme(jsonb),
  private.update_programme(uuid, jsonb, text), public.update_programme(uuid, jsonb, text),
  private.delete_programme(uuid), public.delete_programme(uuid), private.move_programme(uuid, text), public.move_programme(uuid, text),
  private.join_programme(uuid, text, integer), public.join_programme(uuid, text, integer),
  private.leave_programme(uuid), public.leave_programme(uuid),
  private.set_programme_rankings(uuid, uuid[]), public.set_programme_rankings(uuid, uuid[]),
  private.get_programme_members(uuid, text, jsonb, integer, boolean), public.get_programme_members(uuid, text, jsonb, integer, boolean),
  private.match_programme(uuid, boolean), public.match_programme(uuid, boolean),
  private.get_programme_proposals(uuid, text[], jsonb, integer, boolean), public.get_programme_proposals(uuid, text[], jsonb, integer, boolean),
  private.publish_proposals(uuid, uuid[], uuid), public.publish_proposals(uuid, uuid[], uuid)
to authenticated;
