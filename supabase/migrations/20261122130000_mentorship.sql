-- Domain: mentorship. Mentors, who fits whom, requests, mentorships with their meetings, goals and feedback.

-- mentor_profiles, mentor_skills -----------------------------------------------------------------------------------------------

create table public.mentor_profiles (
  user_id uuid primary key references public.users (id) on delete cascade,
  capacity integer not null check (capacity between 1 and 50),
  bio text check (char_length(bio) <= 2000 and private.is_text(bio)),
  is_active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.mentor_profiles for each row execute function private.touch();
alter table public.mentor_profiles enable row level security;
create policy mentor_profiles_select on public.mentor_profiles
  for select to authenticated
  using (
    is_active and (select private.current_employee_id()) is not null
      and exists (select from public.users u where u.id = user_id and u.status = 'active')
    or user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.mentor_profiles to authenticated;
comment on table public.mentor_profiles is
  'Who mentors, by their own choice; every employee, while it is active. Its row lock guards the mentor''s places. Written through set_mentor_profile().';
comment on column public.mentor_profiles.capacity is 'How many mentorships at once, paused ones and those of programmes counted.';
comment on column public.mentor_profiles.is_active is 'False: a pause, no new requests.';

create table public.mentor_skills (
  mentor_id uuid not null references public.mentor_profiles (user_id) on delete cascade references public.users (id) on delete cascade,
  skill_id uuid not null references public.skills (id) on delete restrict,
  primary key (mentor_id, skill_id)
);
create index on public.mentor_skills (skill_id, mentor_id);
alter table public.mentor_skills enable row level security;
create policy mentor_skills_select on public.mentor_skills
  for select to authenticated using (mentor_id in (select p.user_id from public.mentor_profiles p));
grant select on public.mentor_skills to authenticated;
comment on table public.mentor_skills is 'What a mentor offers; who reads the profile reads it. Matches may tell whether the level of an offered skill suffices.';

-- mentorship_requests ------------------------------------------------------------------------------------------------------------

-- Whatever became of it, the row stays: matching leaves out who was declined.
create table public.mentorship_requests (
  id uuid primary key default gen_random_uuid(),
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  message text not null check (char_length(message) <= 2000 and private.is_text(message)),
  duration_weeks integer not null check (duration_weeks between 1 and 104),
  status text not null
    check (status in ('waitlisted', 'pending', 'accepted', 'declined', 'withdrawn', 'expired', 'auto_cancelled')),
  pending_since timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (mentee_id <> mentor_id),
  check (status <> 'pending' or pending_since is not null),
  check ((status in ('waitlisted', 'pending')) = (closed_at is null))
);
create unique index mentorship_requests_one_open on public.mentorship_requests (mentee_id, mentor_id)
  where status in ('waitlisted', 'pending');
create index on public.mentorship_requests (mentee_id, created_at, id);
create index on public.mentorship_requests (mentor_id, created_at, id);
create index on public.mentorship_requests (mentor_id, status);
create index on public.mentorship_requests (pending_since) where status = 'pending';
create trigger touch before update on public.mentorship_requests for each row execute function private.touch();
alter table public.mentorship_requests enable row level security;
create policy mentorship_requests_select on public.mentorship_requests
  for select to authenticated
  using (
    mentee_id = (select private.current_employee_id())
    or mentor_id = (select private.current_employee_id())
    or mentee_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.mentorship_requests to authenticated;
comment on table public.mentorship_requests is
  'A mentee''s request to one mentor, and what became of it; the two and HR. Written through create_mentorship_request() and move_mentorship_request().';
comment on column public.mentorship_requests.pending_since is 'When the 14 days to answer began: at once, or when a place became free.';

create table public.mentorship_request_skills (
  request_id uuid not null references public.mentorship_requests (id) on delete cascade,
  skill_id uuid not null references public.skills (id) on delete restrict,
  user_id uuid not null references public.users (id) on delete cascade,
  primary key (request_id, skill_id)
);
create index on public.mentorship_request_skills (skill_id);
create index on public.mentorship_request_skills (user_id);
alter table public.mentorship_request_skills enable row level security;
create policy mentorship_request_skills_select on public.mentorship_request_skills
  for select to authenticated using (request_id in (select r.id from public.mentorship_requests r));
grant select on public.mentorship_request_skills to authenticated;
comment on table public.mentorship_request_skills is 'What the mentee wants to learn; who reads the request reads it.';

-- mentorships, mentorship_end_reasons ------------------------------------------------------------------------------------------------

create table public.mentorships (
  id uuid primary key default gen_random_uuid(),
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  request_id uuid unique references public.mentorship_requests (id) on delete set null,
  programme_id uuid,
  duration_weeks integer check (duration_weeks between 1 and 104),
  status text not null default 'active' check (status in ('active', 'paused', 'completed', 'ended_early')),
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  ended_by uuid references public.users (id) on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (mentee_id <> mentor_id),
  check ((status in ('completed', 'ended_early')) = (ended_at is not null))
);
create unique index mentorships_one_open on public.mentorships (mentee_id)
  where programme_id is null and status in ('active', 'paused');
create unique index mentorships_pair_open on public.mentorships (mentor_id, mentee_id) where status in ('active', 'paused');
create index on public.mentorships (mentee_id, created_at, id);
create index on public.mentorships (mentor_id, created_at, id);
create index on public.mentorships (programme_id);
create index on public.mentorships (ended_by);
create trigger touch before update on public.mentorships for each row execute function private.touch();
alter table public.mentorships enable row level security;
create policy mentorships_select on public.mentorships
  for select to authenticated
  using (
    mentee_id = (select private.current_employee_id())
    or mentor_id = (select private.current_employee_id())
    or mentee_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.mentorships to authenticated;
comment on table public.mentorships is
  'Who mentors whom, from an accepted request or a programme; the two, and HR the fact. A mentee has one open (active or paused) outside programmes. Written through move_mentorship_request() and move_mentorship().';
comment on column public.mentorships.programme_id is 'The programme that brought them together, null for a request of their own.';

create table public.mentorship_end_reasons (
  mentorship_id uuid primary key references public.mentorships (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  about_id uuid not null references public.users (id) on delete cascade,
  reason text not null check (char_length(reason) <= 2000 and private.is_text(reason)),
  created_at timestamptz not null default now()
);
create index on public.mentorship_end_reasons (user_id);
create index on public.mentorship_end_reasons (about_id);
alter table public.mentorship_end_reasons enable row level security;
create policy mentorship_end_reasons_select on public.mentorship_end_reasons
  for select to authenticated
  using ((select private.has_role('hr_admin')) and (select private.current_employee_id()) not in (user_id, about_id));
grant select on public.mentorship_end_reasons to authenticated;
comment on table public.mentorship_end_reasons is
  'Why somebody (user_id) ended a mentorship with another (about_id) early; HR alone, and of HR neither of the two. Written through move_mentorship().';

-- mentorship_meetings, mentorship_goals, mentorship_feedback ------------------------------------------------------------------------

create table public.mentorship_meetings (
  id uuid primary key default gen_random_uuid(),
  mentorship_id uuid not null references public.mentorships (id) on delete cascade,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  starts_at timestamptz not null check (private.is_day((starts_at at time zone 'utc')::date)),
  duration_minutes integer check (duration_minutes between 1 and 1440),
  topic text check (char_length(topic) <= 300 and private.is_text(topic)),
  notes text check (char_length(notes) <= 4000 and private.is_text(notes)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.mentorship_meetings (mentorship_id, starts_at, id);
create index on public.mentorship_meetings (mentee_id);
create index on public.mentorship_meetings (mentor_id);
create trigger touch before update on public.mentorship_meetings for each row execute function private.touch();
alter table public.mentorship_meetings enable row level security;
create policy mentorship_meetings_select on public.mentorship_meetings
  for select to authenticated
  using (mentee_id = (select private.current_employee_id()) or mentor_id = (select private.current_employee_id()));
grant select on public.mentorship_meetings to authenticated;
comment on table public.mentorship_meetings is
  'When the two meet or met, and what they noted; theirs alone, HR''s neither. Written through save_mentorship_meeting().';

create table public.mentorship_goals (
  id uuid primary key default gen_random_uuid(),
  mentorship_id uuid not null references public.mentorships (id) on delete cascade,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  title text not null check (char_length(title) <= 300 and private.is_text(title)),
  skill_id uuid references public.skills (id) on delete restrict,
  due_on date check (private.is_day(due_on)),
  done_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on public.mentorship_goals (mentorship_id, created_at, id);
create index on public.mentorship_goals (mentee_id);
create index on public.mentorship_goals (mentor_id);
create index on public.mentorship_goals (skill_id);
create trigger touch before update on public.mentorship_goals for each row execute function private.touch();
alter table public.mentorship_goals enable row level security;
create policy mentorship_goals_select on public.mentorship_goals
  for select to authenticated
  using (mentee_id = (select private.current_employee_id()) or mentor_id = (select private.current_employee_id()));
grant select on public.mentorship_goals to authenticated;
comment on table public.mentorship_goals is 'What the two want to reach together; theirs alone. Written through save_mentorship_goal().';

create table public.mentorship_feedback (
  id uuid primary key default gen_random_uuid(),
  mentorship_id uuid not null references public.mentorships (id) on delete cascade,
  author_id uuid not null references public.users (id) on delete cascade,
  about_id uuid not null references public.users (id) on delete cascade,
  rating integer not null check (rating between 1 and 5),
  comment text check (char_length(comment) <= 4000 and private.is_text(comment)),
  shown boolean not null default false,
  created_at timestamptz not null default now(),
  unique (mentorship_id, author_id),
  check (author_id <> about_id)
);
create index on public.mentorship_feedback (author_id);
create index on public.mentorship_feedback (about_id);
alter table public.mentorship_feedback enable row level security;
create policy mentorship_feedback_select on public.mentorship_feedback
  for select to authenticated
  using (author_id = (select private.current_employee_id()) or shown and about_id = (select private.current_employee_id()));
grant select on public.mentorship_feedback to authenticated;
comment on table public.mentorship_feedback is
  'What each of the two says of the mentorship: the author''s, and the other''s once it is shown; nobody else''s. Written through give_mentorship_feedback().';
comment on column public.mentorship_feedback.shown is 'Whether the other may read it: both gave theirs, or the mentorship ended.';

-- What matching looks at --------------------------------------------------------------------------------------------------------------

create table private.mentor_inputs (
  mentor_id uuid primary key references public.mentor_profiles (user_id) on delete cascade,
  pathway_id uuid references public.career_pathways (id) on delete set null,
  site text,
  languages text[] not null,
  interests text[] not null,
  is_employee boolean not null
);
create index on private.mentor_inputs (pathway_id);
alter table private.mentor_inputs enable row level security;
comment on table private.mentor_inputs is
  'All that matching knows of a mentor beside skills, places and line: no name, photo, title, unit, grade or age. Kept by triggers, so that a match reads one row a mentor.';

create function private.match_inputs(people uuid[])
returns table (user_id uuid, pathway_id uuid, site text, languages text[], interests text[], is_employee boolean)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  select u.id, e.pathway_id, private.name_key(u.office_location),
    array(select private.name_key(l.language) from public.user_languages l where l.user_id = u.id order by 1),
    array(select distinct private.name_key(i) from unnest(p.interests) i order by 1),
    u.status = 'active' and u.erased_at is null and e.employment_type is distinct from 'contractor'
  from public.users u
  left join public.employment_info e on e.user_id = u.id
  left join public.user_personal_info p on p.user_id = u.id
  where u.id = any (people);
end
$$;
comment on function private.match_inputs(uuid[]) is
  'What matching looks at of people, mentors or mentees: the current pathway, site, languages, interests. Checks no right.';

create function private.update_mentor_inputs() returns trigger
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  person uuid := (to_jsonb(coalesce(new, old)) ->> tg_argv[0])::uuid;
begin
  if tg_table_name = 'mentor_profiles' then
    insert into private.mentor_inputs select * from private.match_inputs(array[person]);
    return null;
  end if;
  if not exists (select from private.mentor_inputs where mentor_id = person) then
    return null;
  end if;
  if exists (
    select from private.mentor_inputs m join private.match_inputs(array[person]) i on i.user_id = m.mentor_id
    where (m.pathway_id, m.site, m.languages, m.interests, m.is_employee)
      is distinct from (i.pathway_id, i.site, i.languages, i.interests, i.is_employee)
  ) then
    -- Two changes at once: the second waits, and looks again.
    perform from private.mentor_inputs where mentor_id = person for update;
    update private.mentor_inputs m
    set pathway_id = i.pathway_id, site = i.site, languages = i.languages, interests = i.interests, is_employee = i.is_employee
    from private.match_inputs(array[person]) i where m.mentor_id = person;
  end if;
  return null;
end
$$;
comment on function private.update_mentor_inputs() is
  'After each row that matching looks at: keeps mentor_inputs, where the person (in the column that the argument names) mentors. Its triggers come after touch_me by name, so that both lock in one order.';
create trigger update_mentor_inputs after insert on public.mentor_profiles
  for each row execute function private.update_mentor_inputs('user_id');
create trigger update_mentor_inputs after update of office_location, status, erased_at on public.users
  for each row when ((old.office_location, old.status, old.erased_at) is distinct from (new.office_location, new.status, new.erased_at))
  execute function private.update_mentor_inputs('id');
create trigger update_mentor_inputs_of_new after insert on public.employment_info
  for each row execute function private.update_mentor_inputs('user_id');
create trigger update_mentor_inputs after update of pathway_id, employment_type, job_title on public.employment_info
  for each row when ((old.pathway_id, old.employment_type) is distinct from (new.pathway_id, new.employment_type))
  execute function private.update_mentor_inputs('user_id');
create trigger update_mentor_inputs after insert or update or delete on public.user_languages
  for each row execute function private.update_mentor_inputs('user_id');
create trigger update_mentor_inputs after update of interests on public.user_personal_info
  for each row when (old.interests is distinct from new.interests) execute function private.update_mentor_inputs('user_id');

-- Matching ------------------------------------------------------------------------------------------------------------------------------

create function private.focus_of(mentees uuid[], skills uuid[])
returns table (user_id uuid, skill_id uuid, needed integer, goal_id uuid)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with goals as materialized (
    select distinct on (g.user_id) g.user_id, g.pathway_id
    from public.user_career_goals g
    where g.user_id = any (mentees) and g.status = 'active'
    order by g.user_id, array_position(array['high', 'medium', 'low'], g.priority), g.started_at desc, g.id
  ),
  held as materialized (
    -- Unrated counts as 2, as in a gap.
    select us.user_id, us.skill_id, coalesce(case when us.valid_until <= now()
      then (select e.level from private.effective_level(us.user_id, us.skill_id) e) else us.level end, 2) as level
    from public.user_skills us where us.user_id = any (mentees)
  ),
  asked as (
    select g.user_id, r.skill_id, r.level from goals g join public.pathway_requirements r on r.pathway_id = g.pathway_id
    where skills is null
    union all
    select m, s, coalesce(r.level, 0) from unnest(mentees) m cross join (select distinct s from unnest(skills) s) s
    left join goals g on g.user_id = m
    left join public.pathway_requirements r on r.pathway_id = g.pathway_id and r.skill_id = s
  ),
  focus as (
    select a.user_id, a.skill_id, greatest(a.level, coalesce(h.level, 0) + 1) as needed
    from asked a left join held h on h.user_id = a.user_id and h.skill_id = a.skill_id
    where skills is not null or a.level > coalesce(h.level, 0)
  )
  select m, f.skill_id, f.needed, g.pathway_id
  from unnest(mentees) m
  left join goals g on g.user_id = m
  left join focus f on f.user_id = m;
end
$$;
comment on function private.focus_of(uuid[], uuid[]) is
  'What mentees want to learn, and the level that a mentor needs for it, max(target, mentee + 1): the skills, or where null what they lack for their active goal (of several the one of the highest priority, then the latest). A row with no skill where there is none; goal_id: that goal''s pathway. Checks no right.';

create function private.match_weights() returns table (need integer, goal integer, language integer, site integer, interests integer)
language plpgsql immutable rows 1 set search_path = ''
as $$
begin
  return query values (4500, 2500, 750, 750, 1500);
end
$$;
comment on function private.match_weights() is 'What each part of a match counts at most, in ten-thousandths: for matching one mentee and for the lists of programmes.';

create function private.match_mentors(mentees uuid[], skills uuid[] default null, only_free boolean default true)
returns table (mentee_id uuid, mentor_id uuid, score integer, need integer, goal integer, logistics integer, interests integer)
-- One plan a session: it is the same for all, and planning takes as long as matching.
language plpgsql stable security definer rows 1000 set search_path = '' set plan_cache_mode = force_generic_plan set jit = off
as $$
#variable_conflict use_column
declare
  half_a_year constant timestamptz := now() - interval '6 months';
  weight record;
begin
  select * into weight from private.match_weights();
  return query
  with focus as materialized (
    select * from private.focus_of(mentees, skills)
  ),
  wanted as materialized (
    select i.user_id, i.site, i.languages, i.interests, f.size, f.goal_id
    from private.match_inputs(mentees) i
    join (select user_id, goal_id, count(skill_id) as size from focus group by 1, 2) f on f.user_id = i.user_id
  ),
  mentors as materialized (
    select m.* from private.mentor_inputs m
    join public.mentor_profiles p on p.user_id = m.mentor_id
    left join (
      select s.mentor_id, count(*) as taken from public.mentorships s where s.status in ('active', 'paused') group by 1
    ) t on t.mentor_id = m.mentor_id
    where p.is_active and m.is_employee and (not only_free or p.capacity > coalesce(t.taken, 0))
  ),
  excluded as materialized (
    select l.report_id as user_id, l.manager_id as mentor_id from public.reporting_lines l where l.report_id = any (mentees)
    union
    select l.manager_id, l.report_id from public.reporting_lines l
    where l.manager_id = any (mentees) and l.report_id in (select m.mentor_id from mentors m)
    union
    select r.mentee_id, r.mentor_id from public.mentorship_requests r
    where r.mentee_id = any (mentees) and (r.status in ('waitlisted', 'pending') or r.status = 'declined' and r.closed_at > half_a_year)
    union
    select s.mentee_id, s.mentor_id from public.mentorships s
    where s.mentee_id = any (mentees) and (s.ended_at is null or s.ended_at > half_a_year)
    union
    select m, m from unnest(mentees) m
  ),
  near as materialized (
    select g.goal_id, d.from_id, d.d
    from (select distinct goal_id from wanted where goal_id is not null) g
    -- Goal by goal through its index: the planner can't know how few they are.
    cross join lateral (select n.from_id, n.d from public.pathway_distances n where n.to_id = g.goal_id offset 0) d
  ),
  -- Only few of many mentors offer what is needed, at the level, or share interests.
  offered as materialized (
    select f.user_id, f.skill_id, f.needed, o.mentor_id from focus f join public.mentor_skills o on o.skill_id = f.skill_id
  ),
  sparse as materialized (
    select s.user_id, s.mentor_id, sum(s.need) as need, sum(s.interest) as interest
    from (
      select o.user_id, o.mentor_id, 1 as need, 0 as interest
      from offered o
      join public.user_skills us on us.user_id = o.mentor_id and us.skill_id = o.skill_id
      where o.needed <= case when us.valid_until <= now()
        then (select e.level from private.effective_level(us.user_id, us.skill_id) e) else us.level end
      union all
      select w.user_id, m.mentor_id, 0, 1
      -- Compared as bytes: sorting texts as a language does took longer than all the rest.
      from (select user_id, unnest(interests) collate "C" as interest from wanted) w
      join (select mentor_id, unnest(interests) collate "C" as interest from mentors) m on m.interest = w.interest
    ) s
    group by 1, 2
  ),
  scored as (
    select w.user_id, m.mentor_id,
      coalesce(round(1.0 * weight.need * s.need / nullif(w.size, 0)), 0)::integer as need,
      case when m.pathway_id = w.goal_id then weight.goal else coalesce(round(weight.goal * (1 - n.d)), 0)::integer end as goal,
      case when m.languages && w.languages then weight.language else 0 end + case when m.site = w.site then weight.site else 0 end as logistics,
      coalesce(round(1.0 * weight.interests * s.interest / nullif(cardinality(w.interests), 0)), 0)::integer as interests
    from wanted w
    cross join mentors m
    left join near n on n.goal_id = w.goal_id and n.from_id = m.pathway_id
    left join sparse s on s.user_id = w.user_id and s.mentor_id = m.mentor_id
    where not exists (select from excluded x where x.user_id = w.user_id and x.mentor_id = m.mentor_id)
  )
  select s.user_id, s.mentor_id, s.need + s.goal + s.logistics + s.interests, s.need, s.goal, s.logistics, s.interests
  from scored s;
end
$$;
comment on function private.match_mentors(uuid[], uuid[], boolean) is
  'Who fits whom (design, mentor match), in ten-thousandths, the parts adding up to the score, none above its match_weights(): need, the share of the focus skills (focus_of) that the mentor offers and has at the level; goal, 1 − D from the mentor''s pathway to the goal''s; logistics, a common language and the same site; interests, the share of the mentee''s that the mentor has. Left out: who is no active employee, has paused, has no place left (only_free), the mentee, their line up and down, pairs with an open request or mentorship or with one declined or ended within 6 months. Checks no right.';

create function private.skill_refs(skills uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.name, s.id), '[]')
    from public.skills s where s.id = any (skills)
  );
end
$$;
comment on function private.skill_refs(uuid[]) is 'Skills as references, by name. Checks no right.';

create function private.get_matches(skills uuid[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  perform private.refuse_items('skill_id.%s', (
    select jsonb_agg(n - 1) from unnest(skills) with ordinality as s (id, n) where not private.may_read_skill(s.id)
  ), 'unknown_id', 'There is no such skill.');
  return (
    with found as materialized (
      select * from private.match_mentors(array[me], skills)
    ),
    page as (
      select * from found
      where after is null or (-score, mentor_id) > ((after ->> 0)::integer, (after ->> 1)::uuid)
      order by score desc, mentor_id limit page_size + 1
    ),
    shown as (select * from page order by score desc, mentor_id limit page_size),
    focus as (select f.skill_id, f.needed from private.focus_of(array[me], skills) f where f.skill_id is not null)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'mentor', private.person_ref(s.mentor_id), 'bio', p.bio,
          'skills', private.skill_refs(array(select o.skill_id from public.mentor_skills o where o.mentor_id = s.mentor_id)),
          'score', (s.score / 10000.0)::double precision,
          'parts', jsonb_build_object(
            'need', (s.need / 10000.0)::double precision, 'goal', (s.goal / 10000.0)::double precision,
            'logistics', (s.logistics / 10000.0)::double precision, 'interests', (s.interests / 10000.0)::double precision
          ),
          'covers', private.skill_refs(array(
            select f.skill_id from focus f
            join public.mentor_skills o on o.mentor_id = s.mentor_id and o.skill_id = f.skill_id
            cross join lateral private.effective_level(s.mentor_id, f.skill_id) e
            where e.level >= f.needed
          ))
        ) order by s.score desc, s.mentor_id)
        from shown s join public.mentor_profiles p on p.user_id = s.mentor_id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(-s.score, s.mentor_id) from shown s order by s.score, s.mentor_id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_matches(
  skills uuid[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_matches(skills, after, least(page_size, 200), want_total) $$;
comment on function public.get_matches(uuid[], jsonb, integer, boolean) is
  'GET /matches: mentors with a place for the caller, best first, each with the parts of the score and the skills that it covers; no skills: those that the caller lacks for the active goal. {items, next, total?}. 400 unknown_id.';

-- Mentors -----------------------------------------------------------------------------------------------------------------------------------

create function private.places_taken(mentor uuid) returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select count(*) from public.mentorships where mentor_id = mentor and status in ('active', 'paused'));
end
$$;
comment on function private.places_taken(uuid) is 'How many mentorships of a mentor are open, those of programmes too. Checks no right.';

create function private.mentor_json(profile public.mentor_profiles) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  taken integer := private.places_taken(profile.user_id);
begin
  return jsonb_build_object(
    'mentor', private.person_ref(profile.user_id), 'bio', profile.bio,
    'skills', private.skill_refs(array(select o.skill_id from public.mentor_skills o where o.mentor_id = profile.user_id)),
    'is_active', profile.is_active, 'capacity', profile.capacity, 'places_left', greatest(0, profile.capacity - taken),
    'etag', profile.version::text
  );
end
$$;
comment on function private.mentor_json(public.mentor_profiles) is 'A mentor as resource. Checks no right.';

create function private.get_mentor_profile() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  profile public.mentor_profiles;
begin
  select * into profile from public.mentor_profiles where user_id = me;
  if profile.user_id is null then
    perform private.fail(404, 'not_found', 'You are no mentor.');
  end if;
  return private.mentor_json(profile);
end
$$;
create function public.get_mentor_profile() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentor_profile() $$;
comment on function public.get_mentor_profile() is 'GET /me/mentor-profile. 404 while the caller is no mentor.';

create function private.promote_waitlisted(mentors uuid[]) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  profile public.mentor_profiles;
  next public.mentorship_requests;
begin
  for profile in
    select * from public.mentor_profiles where user_id = any (mentors) and is_active order by user_id for no key update
  loop
    for next in
      update public.mentorship_requests set status = 'pending', pending_since = now()
      where id in (
        select r.id from public.mentorship_requests r
        where r.mentor_id = profile.user_id and r.status = 'waitlisted' order by r.created_at, r.id
        limit greatest(0, profile.capacity - private.places_taken(profile.user_id) - (
          select count(*) from public.mentorship_requests p where p.mentor_id = profile.user_id and p.status = 'pending'
        ))
      ) returning *
    loop
      perform private.notify(next.mentee_id, 'mentorship.place_free', '{actor} has a place: your request was sent',
        action_url => '/requests/' || next.id, actor => next.mentor_id, dedupe_key => next.id::text);
      perform private.notify(next.mentor_id, 'mentorship.requested', '{actor} asks you to be their mentor',
        action_url => '/requests/' || next.id, actor => next.mentee_id, dedupe_key => next.id::text);
    end loop;
  end loop;
end
$$;
comment on function private.promote_waitlisted(uuid[]) is
  'Sends the oldest waitlisted requests to mentors who have more places than requests that wait for their answer. Locks the mentors, in order of id. After whatever frees a place or answers a request.';

create function private.set_mentor_profile(fields jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  wanted uuid[] := array(select distinct s::uuid from jsonb_array_elements_text(fields -> 'skill_ids') s order by 1);
  profile public.mentor_profiles;
begin
  perform from public.skills where id = any (wanted) order by id for key share;
  perform private.refuse_items('skill_ids.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'skill_ids') with ordinality as s (id, n)
    where not exists (select from public.skills k where k.id = s.id::uuid and k.status = 'active')
  ), 'unknown_id', 'There is no such active skill.');
  -- What matching looks at does not change between being read and being kept.
  perform from public.user_personal_info where user_id = me for no key update;
  select * into profile from public.mentor_profiles where user_id = me for no key update;
  if expected_etag is not null then
    perform private.check_version(coalesce(profile.version, 0), expected_etag);
  end if;
  insert into public.mentor_profiles as p (user_id, capacity, bio, is_active)
  values (me, (fields ->> 'capacity')::integer, fields ->> 'bio', coalesce((fields ->> 'is_active')::boolean, true))
  on conflict (user_id) do update
    set capacity = excluded.capacity, bio = excluded.bio, is_active = excluded.is_active,
        updated_at = case when wanted = array(select o.skill_id from public.mentor_skills o where o.mentor_id = me order by 1)
          then p.updated_at else clock_timestamp() end;
  delete from public.mentor_skills where mentor_id = me and skill_id <> all (wanted);
  insert into public.mentor_skills (mentor_id, skill_id) select me, s from unnest(wanted) s on conflict do nothing;
  perform private.promote_waitlisted(array[me]);
  return private.get_mentor_profile();
end
$$;
create function public.set_mentor_profile(fields jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_mentor_profile(fields, expected_etag) $$;
comment on function public.set_mentor_profile(jsonb, text) is
  'PUT /me/mentor-profile: {capacity, skill_ids, bio?, is_active?}, the whole of it; the caller is a mentor from then on. Fewer places than mentorships end none. 400 unknown_id, 412 stale.';

create function private.delete_mentor_profile() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  perform private.get_mentor_profile();
  delete from public.mentor_profiles where user_id = me;
end
$$;
create function public.delete_mentor_profile() returns void
language sql security invoker set search_path = ''
as $$ select private.delete_mentor_profile() $$;
comment on function public.delete_mentor_profile() is
  'DELETE /me/mentor-profile: the caller mentors nobody new; open requests to them are cancelled, mentorships go on. 404.';

create function private.close_requests(requests uuid[], but_tell uuid default null) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  closed public.mentorship_requests;
  mentors uuid[] := '{}';
begin
  for closed in
    update public.mentorship_requests set status = 'auto_cancelled', closed_at = now()
    where id = any (requests) and status in ('waitlisted', 'pending') returning *
  loop
    perform private.notify(p.person, 'mentorship.cancelled', 'A request between you and {actor} was cancelled',
      action_url => '/requests/' || closed.id, actor => p.actor, dedupe_key => closed.id::text)
    from (values (closed.mentee_id, closed.mentor_id), (closed.mentor_id, closed.mentee_id)) p (person, actor)
    where p.person is distinct from but_tell;
    mentors := mentors || closed.mentor_id;
  end loop;
  perform private.promote_waitlisted(mentors);
end
$$;
comment on function private.close_requests(uuid[], uuid) is
  'Cancels those of the requests that are open, tells both sides (but one), and sends on who waits for the mentors.';

create function private.forget_mentor() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.close_requests(array(
    select r.id from public.mentorship_requests r
    where r.mentor_id = old.user_id and r.status in ('waitlisted', 'pending') order by r.id
  ), old.user_id);
  return null;
end
$$;
comment on function private.forget_mentor() is 'After a mentor profile went, by whatever way: the open requests to them are cancelled.';
create trigger forget_mentor after delete on public.mentor_profiles for each row execute function private.forget_mentor();

create function private.search_mentors(q text, wanted_skills uuid[], only_id uuid, after jsonb, page_size integer, want_total boolean)
returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
  set pg_trgm.word_similarity_threshold = 0.42
as $$
declare
  me uuid := private.require_employee();
  key text := nullif(private.name_key(q), '');
begin
  return (
    with found as not materialized (
      select u.id, u.name_key
      from public.mentor_profiles p
      join private.mentor_inputs m on m.mentor_id = p.user_id
      join public.users u on u.id = p.user_id
      where p.is_active and m.is_employee and (only_id is null or p.user_id = only_id)
        and (key is null or key operator(extensions.<%) u.search_text)
        and (wanted_skills is null or (
          select count(*) from public.mentor_skills o where o.mentor_id = p.user_id and o.skill_id = any (wanted_skills)
        ) = (select count(distinct w) from unnest(wanted_skills) w))
    ),
    page as (
      select * from found
      where after is null or (name_key, id) > (after ->> 0, (after ->> 1)::uuid)
      order by name_key, id limit page_size + 1
    ),
    shown as (select * from page order by name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.mentor_json(p) order by s.name_key, s.id)
        from shown s join public.mentor_profiles p on p.user_id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.name_key, s.id) from shown s order by s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.search_mentors(
  q text default null, wanted_skills uuid[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.search_mentors(q, wanted_skills, null, after, least(page_size, 200), want_total) $$;
comment on function public.search_mentors(text, uuid[], jsonb, integer, boolean) is
  'GET /mentors: who mentors now, by name, whose name or title is like q and who offer all of the skills. {items, next, total?}.';

create function private.get_mentor(person uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_mentor jsonb := private.search_mentors(null, null, person, null, 1, false) #> '{items,0}';
begin
  if found_mentor is null then
    perform private.fail(404, 'not_found', 'There is no such mentor.');
  end if;
  return found_mentor;
end
$$;
create function public.get_mentor(person uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentor(person) $$;
comment on function public.get_mentor(uuid) is 'GET /mentors/:id, somebody who mentors now. 404.';

-- Requests ----------------------------------------------------------------------------------------------------------------------------------

create function private.request_json(request public.mentorship_requests) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', request.id, 'mentee', private.person_ref(request.mentee_id), 'mentor', private.person_ref(request.mentor_id),
    'message', request.message, 'duration_weeks', request.duration_weeks,
    'skills', private.skill_refs(array(select s.skill_id from public.mentorship_request_skills s where s.request_id = request.id)),
    'status', request.status, 'created_at', request.created_at,
    'expires_at', case when request.status = 'pending' then request.pending_since + interval '14 days' end,
    'closed_at', request.closed_at,
    'mentorship_id', (select m.id from public.mentorships m where m.request_id = request.id),
    'etag', request.version::text
  );
end
$$;
comment on function private.request_json(public.mentorship_requests) is 'A request as resource. Checks no right.';

create function private.create_mentorship_request(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  asked uuid := (fields ->> 'mentor_id')::uuid;
  wanted uuid[] := array(select distinct s::uuid from jsonb_array_elements_text(fields -> 'skill_ids') s order by 1);
  made public.mentorship_requests;
  profile public.mentor_profiles;
begin
  -- Locks: the mentee, then mentors by id, then requests.
  perform from public.users where id = me for no key update;
  select * into made from public.mentorship_requests where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.mentee_id <> me, 'This id belongs to something else.');
    return private.request_json(made) || '{"repeated": true}';
  end if;
  select p.* into profile from public.mentor_profiles p
  join private.mentor_inputs m on m.mentor_id = p.user_id
  where p.user_id = asked and p.user_id <> me and p.is_active and m.is_employee for no key update of p;
  perform private.refuse_unknown('mentor_id', profile.user_id is not null, 'There is no such mentor for you.');
  perform from public.skills where id = any (wanted) order by id for key share;
  perform private.refuse_items('skill_ids.%s', (
    select jsonb_agg(n - 1) from jsonb_array_elements_text(fields -> 'skill_ids') with ordinality as s (id, n)
    where not exists (select from public.skills k where k.id = s.id::uuid and k.status = 'active')
  ), 'unknown_id', 'There is no such active skill.');
  if exists (
    select from public.reporting_lines l where (l.manager_id, l.report_id) in ((me, asked), (asked, me))
  ) then
    perform private.fail(409, 'same_line', 'A mentor stands outside your reporting line.');
  end if;
  if exists (
    select from public.mentorships m
    where m.mentee_id = me and m.status in ('active', 'paused') and (m.programme_id is null or m.mentor_id = asked)
  ) then
    perform private.fail(409, 'already_mentored', 'You have a mentor already.');
  end if;
  if exists (
    select from public.mentorship_requests r where r.mentee_id = me and r.mentor_id = asked and r.status in ('waitlisted', 'pending')
  ) then
    perform private.fail(409, 'already_pending', 'A request of yours to this mentor is open.');
  end if;
  if exists (
    select from public.mentorship_requests r
    where r.mentee_id = me and r.mentor_id = asked and r.status = 'declined' and r.closed_at > now() - interval '6 months'
  ) then
    perform private.fail(409, 'declined_recently', 'This mentor declined a request of yours within the last 6 months.');
  end if;
  if (select count(*) from public.mentorship_requests r where r.mentee_id = me and r.status in ('waitlisted', 'pending')) >= 5 then
    perform private.fail(409, 'too_many', 'A person may have 5 open requests.');
  end if;
  insert into public.mentorship_requests (id, mentee_id, mentor_id, message, duration_weeks, status, pending_since)
  select coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, asked, fields ->> 'message', (fields ->> 'duration_weeks')::integer,
    case when w.waits then 'waitlisted' else 'pending' end, case when not w.waits then now() end
  from (
    select profile.capacity <= private.places_taken(asked)
      or exists (select from public.mentorship_requests r where r.mentor_id = asked and r.status = 'waitlisted') as waits
  ) w
  returning * into made;
  insert into public.mentorship_request_skills (request_id, skill_id, user_id) select made.id, s, me from unnest(wanted) s;
  if made.status = 'pending' then
    perform private.notify(asked, 'mentorship.requested', '{actor} asks you to be their mentor',
      action_url => '/requests/' || made.id, actor => me, dedupe_key => made.id::text);
  end if;
  return private.request_json(made);
end
$$;
create function public.create_mentorship_request(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_mentorship_request(fields) $$;
comment on function public.create_mentorship_request(jsonb) is
  'POST /requests: {id?, mentor_id, message, skill_ids, duration_weeks}; pending, or waitlisted while the mentor is full or others wait. The request, and whether the id was there already. 400 unknown_id, 409 duplicate, already_pending, already_mentored, same_line, declined_recently, or too_many beyond 5 open ones.';

create function private.find_request(request uuid) returns public.mentorship_requests
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  r public.mentorship_requests;
begin
  select * into r from public.mentorship_requests where id = request;
  if not coalesce(me in (r.mentee_id, r.mentor_id) or private.has_role('hr_admin'), false) then
    perform private.fail(404, 'not_found', 'There is no such request.');
  end if;
  return r;
end
$$;
comment on function private.find_request(uuid) is 'A request that the caller may read: one of the two, or HR. 404.';

create function private.get_mentorship_request(request uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.request_json(private.find_request(request));
end
$$;
create function public.get_mentorship_request(request uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship_request(request) $$;
comment on function public.get_mentorship_request(uuid) is 'GET /requests/:id, for the two and HR. 404.';

create function private.get_mentorship_requests(
  box text, person uuid, statuses text[], after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
begin
  person := coalesce(person, me);
  if person <> me and not (private.has_role('hr_admin') and exists (select from public.users where id = person)) then
    perform private.fail(404, 'not_found', 'There is no such person whose requests you may read.');
  end if;
  return (
    with found as not materialized (
      select r.id, r.created_at from public.mentorship_requests r
      where (box = 'sent' and r.mentee_id = person or box = 'received' and r.mentor_id = person)
        and (statuses is null or r.status = any (statuses))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.request_json(r) order by s.created_at desc, s.id desc)
        from shown s join public.mentorship_requests r on r.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_mentorship_requests(
  box text default 'sent', person uuid default null, statuses text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship_requests(box, person, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_mentorship_requests(text, uuid, text[], jsonb, integer, boolean) is
  'GET /requests: box sent or received, the caller''s or for HR a person''s, newest first. {items, next, total?}. 404.';

create function private.move_mentorship_request(request uuid, move text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  r public.mentorship_requests := private.find_request(request);
  profile public.mentor_profiles;
  becomes text := case move when 'accept' then 'accepted' when 'decline' then 'declined' when 'withdraw' then 'withdrawn' end;
begin
  if me <> (case move when 'withdraw' then r.mentee_id else r.mentor_id end) then
    raise insufficient_privilege using message = 'Only the receiver answers a request, and only the sender withdraws it.';
  end if;
  -- Locks: the mentee, then by id the mentors whose requests accepting would cancel, then requests.
  perform from public.users where id = r.mentee_id for no key update;
  perform from public.mentor_profiles p
  where p.user_id = r.mentor_id or move = 'accept' and p.user_id in (
    select o.mentor_id from public.mentorship_requests o where o.mentee_id = r.mentee_id and o.status in ('waitlisted', 'pending')
  ) order by p.user_id for no key update;
  select * into r from public.mentorship_requests where id = request for update;
  if becomes is null or r.status not in ('pending', 'waitlisted') then
    perform private.fail(409, 'invalid_transition', format('This request is %s: %s is not possible.', r.status, move));
  end if;
  if move = 'accept' then
    select * into profile from public.mentor_profiles where user_id = r.mentor_id;
    if r.status = 'waitlisted' or coalesce(profile.capacity, 0) <= private.places_taken(r.mentor_id) then
      perform private.fail(409, 'capacity_full', 'You have no place left for this request.');
    end if;
    if exists (
      select from public.mentorships m
      where m.mentee_id = r.mentee_id and m.status in ('active', 'paused') and (m.programme_id is null or m.mentor_id = r.mentor_id)
    ) then
      perform private.fail(409, 'already_mentored', 'They have a mentor already.');
    end if;
    insert into public.mentorships (mentee_id, mentor_id, request_id, duration_weeks)
    values (r.mentee_id, r.mentor_id, r.id, r.duration_weeks);
  end if;
  update public.mentorship_requests
  set status = becomes, closed_at = now() where id = request;
  if move = 'accept' then
    perform private.close_requests(array(
      select o.id from public.mentorship_requests o
      where o.mentee_id = r.mentee_id and o.status in ('waitlisted', 'pending') order by o.id
    ));
  else
    perform private.promote_waitlisted(array[r.mentor_id]);
  end if;
  if move <> 'withdraw' then
    perform private.notify(r.mentee_id, 'mentorship.' || becomes,
      case move when 'accept' then '{actor} is your mentor now' else '{actor} declined your request' end,
      action_url => '/requests/' || request, actor => me, dedupe_key => request::text);
  end if;
  return private.get_mentorship_request(request);
end
$$;
create function public.move_mentorship_request(request uuid, move text) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_mentorship_request(request, move) $$;
comment on function public.move_mentorship_request(uuid, text) is
  'POST /requests/:id/accept | decline, of the receiver, and /withdraw, of the sender. Accepting opens the mentorship and cancels the mentee''s other requests; whoever waits moves up. 403, 404, 409 invalid_transition, capacity_full or already_mentored.';

-- Mentorships -------------------------------------------------------------------------------------------------------------------------------

create function private.mentorship_json(mentorship public.mentorships) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', mentorship.id, 'mentee', private.person_ref(mentorship.mentee_id), 'mentor', private.person_ref(mentorship.mentor_id),
    'request_id', mentorship.request_id, 'programme_id', mentorship.programme_id,
    'skills', private.skill_refs(array(
      select s.skill_id from public.mentorship_request_skills s where s.request_id = mentorship.request_id
    )),
    'duration_weeks', mentorship.duration_weeks, 'status', mentorship.status, 'started_at', mentorship.started_at,
    'due_at', mentorship.started_at + make_interval(weeks => mentorship.duration_weeks),
    'ended_at', mentorship.ended_at, 'ended_by', private.person_ref(mentorship.ended_by),
    'end_reason', case when private.has_role('hr_admin') and private.current_employee_id() not in (mentorship.mentee_id, mentorship.mentor_id)
      then (select e.reason from public.mentorship_end_reasons e where e.mentorship_id = mentorship.id) end,
    'etag', mentorship.version::text
  );
end
$$;
comment on function private.mentorship_json(public.mentorships) is
  'A mentorship as resource; why it ended early for HR alone, and not for an HR admin who is one of the two. Checks no right.';

create function private.find_mentorship(mentorship uuid, inside boolean) returns public.mentorships
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  m public.mentorships;
begin
  select * into m from public.mentorships where id = mentorship;
  if not coalesce(me in (m.mentee_id, m.mentor_id) or not inside and private.has_role('hr_admin'), false) then
    perform private.fail(404, 'not_found', 'There is no such mentorship.');
  end if;
  return m;
end
$$;
comment on function private.find_mentorship(uuid, boolean) is
  'A mentorship that the caller may read: one of the two, or HR; for what is inside it (meetings, goals, feedback) the two alone. 404.';

create function private.get_mentorship(mentorship uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.mentorship_json(private.find_mentorship(mentorship, false));
end
$$;
create function public.get_mentorship(mentorship uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship(mentorship) $$;
comment on function public.get_mentorship(uuid) is 'GET /mentorships/:id, for the two and HR. 404.';

create function private.get_mentorships(
  part text, person uuid, statuses text[], after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_employee();
begin
  person := coalesce(person, me);
  if person <> me and not (private.has_role('hr_admin') and exists (select from public.users where id = person)) then
    perform private.fail(404, 'not_found', 'There is no such person whose mentorships you may read.');
  end if;
  return (
    with found as not materialized (
      select m.id, m.created_at from public.mentorships m
      where (m.mentee_id = person and part is distinct from 'mentor' or m.mentor_id = person and part is distinct from 'mentee')
        and (statuses is null or m.status = any (statuses))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.mentorship_json(m) order by s.created_at desc, s.id desc)
        from shown s join public.mentorships m on m.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_mentorships(
  part text default null, person uuid default null, statuses text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorships(part, person, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_mentorships(text, uuid, text[], jsonb, integer, boolean) is
  'GET /mentorships: the caller''s, or for HR a person''s, newest first; part: as mentee or as mentor alone. {items, next, total?}. 404.';

create function private.move_mentorship(mentorship uuid, move text, why text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  m public.mentorships := private.find_mentorship(mentorship, false);
  becomes text;
begin
  if me not in (m.mentee_id, m.mentor_id) then
    raise insufficient_privilege using message = 'This is for the two of them alone.';
  end if;
  perform from public.mentor_profiles where user_id = m.mentor_id for no key update;
  select * into m from public.mentorships where id = mentorship for update;
  becomes := case
    when move = 'pause' and m.status = 'active' then 'paused'
    when move = 'resume' and m.status = 'paused' then 'active'
    when move = 'complete' and m.status in ('active', 'paused') then 'completed'
    when move = 'end' and m.status in ('active', 'paused') then 'ended_early'
  end;
  if becomes is null then
    perform private.fail(409, 'invalid_transition', format('This mentorship is %s: %s is not possible.', m.status, move));
  end if;
  if move = 'end' then
    insert into public.mentorship_end_reasons (mentorship_id, user_id, about_id, reason)
    values (mentorship, me, case me when m.mentee_id then m.mentor_id else m.mentee_id end, why);
  end if;
  update public.mentorships
  set status = becomes, ended_at = case when becomes in ('completed', 'ended_early') then now() end,
      ended_by = case when becomes in ('completed', 'ended_early') then me end
  where id = mentorship;
  perform private.notify(case me when m.mentee_id then m.mentor_id else m.mentee_id end, 'mentorship.moved',
    case move
      when 'pause' then '{actor} paused your mentorship' when 'resume' then '{actor} resumed your mentorship'
      when 'complete' then '{actor} completed your mentorship' else '{actor} ended your mentorship'
    end,
    action_url => '/mentorships/' || mentorship, actor => me, dedupe_key => format('%s:%s', mentorship, m.version));
  return private.get_mentorship(mentorship);
end
$$;
create function public.move_mentorship(mentorship uuid, move text, why text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.move_mentorship(mentorship, move, why) $$;
comment on function public.move_mentorship(uuid, text, text) is
  'POST /mentorships/:id/pause | resume | complete | end, of either of the two; end is early and says why, which only HR reads. 403, 404, 409 invalid_transition.';

create function private.follow_endings() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.mentorship_feedback set shown = true where mentorship_id = new.id and not shown;
  perform private.promote_waitlisted(array[new.mentor_id]);
  return null;
end
$$;
comment on function private.follow_endings() is 'After a mentorship ended: feedback is shown to the other side, and who waits for the mentor moves up.';
create trigger follow_endings after update of status on public.mentorships
  for each row when (old.ended_at is null and new.ended_at is not null) execute function private.follow_endings();

-- Meetings, goals, feedback: what is inside a mentorship ------------------------------------------------------------------------------------

create function private.mentorship_table(kind text) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  if kind not in ('meeting', 'goal') then
    perform private.fail(404, 'not_found', 'There is no such thing in a mentorship.');
  end if;
  return 'mentorship_' || kind || 's';
end
$$;
comment on function private.mentorship_table(text) is 'The table of what is inside a mentorship: meeting or goal. 404 for anything else.';

create function private.mentorship_item_json(kind text, item jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object('id', item -> 'id') || case kind
    when 'meeting' then jsonb_build_object(
      'starts_at', (item ->> 'starts_at')::timestamptz, 'duration_minutes', item -> 'duration_minutes',
      'topic', item -> 'topic', 'notes', item -> 'notes')
    else jsonb_build_object(
      'title', item -> 'title', 'skill', private.skill_ref((item ->> 'skill_id')::uuid),
      'due_on', item -> 'due_on', 'done_at', (item ->> 'done_at')::timestamptz)
  end || jsonb_build_object('created_at', (item ->> 'created_at')::timestamptz, 'etag', item ->> 'version');
end
$$;
comment on function private.mentorship_item_json(text, jsonb) is 'A row of mentorship_meetings or mentorship_goals as resource. Checks no right.';

create function private.get_mentorship_items(
  mentorship uuid, kind text, after jsonb, page_size integer, want_total boolean, only_id uuid default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  m public.mentorships := private.find_mentorship(mentorship, true);
  page jsonb;
begin
  execute format($query$
    with found as not materialized (
      select t.*, %2$s as at from public.%1$I t where t.mentorship_id = $1 and ($5 is null or t.id = $5)
    ),
    page as (
      select * from found where $2 is null or (at, id) > (($2 ->> 0)::timestamptz, ($2 ->> 1)::uuid) order by at, id limit $3 + 1
    ),
    shown as (select * from page order by at, id limit $3)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.mentorship_item_json(%3$L, to_jsonb(s)) order by s.at, s.id) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > $3 then (
        select jsonb_build_array(s.at, s.id) from shown s order by s.at desc, s.id desc limit 1
      ) end
    ) || case when $4 then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  $query$, private.mentorship_table(kind), case kind when 'meeting' then 't.starts_at' else 't.created_at' end, kind)
  into page using m.id, after, page_size, want_total, only_id;
  return page;
end
$$;
create function public.get_mentorship_items(
  mentorship uuid, kind text, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship_items(mentorship, kind, after, least(page_size, 200), want_total) $$;
comment on function public.get_mentorship_items(uuid, text, jsonb, integer, boolean) is
  'GET /mentorships/:id/meetings | goals (kind meeting | goal), for the two alone, oldest first. {items, next, total?}. 404.';

create function private.get_mentorship_item(mentorship uuid, kind text, item uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  found_item jsonb := private.get_mentorship_items(mentorship, kind, null, 1, false, item) #> '{items,0}';
begin
  if found_item is null then
    perform private.fail(404, 'not_found', format('There is no such %s.', kind));
  end if;
  return found_item;
end
$$;
create function public.get_mentorship_item(mentorship uuid, kind text, item uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship_item(mentorship, kind, item) $$;
comment on function public.get_mentorship_item(uuid, text, uuid) is 'GET /mentorships/:id/meetings/:item_id | goals/:item_id, for the two alone. 404.';

create function private.open_mentorship(mentorship uuid) returns public.mentorships
language plpgsql security definer set search_path = ''
as $$
declare
  m public.mentorships := private.find_mentorship(mentorship, true);
begin
  select * into m from public.mentorships where id = mentorship for no key update;
  if m.ended_at is not null then
    perform private.fail(409, 'invalid_transition', 'This mentorship has come to its end.');
  end if;
  return m;
end
$$;
comment on function private.open_mentorship(uuid) is 'A mentorship of the caller''s, locked, that has not ended. 404, 409 invalid_transition.';

create function private.write_mentorship_item(kind text, item uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  meeting public.mentorship_meetings;
  goal public.mentorship_goals;
begin
  if kind = 'meeting' then
    select * into meeting from public.mentorship_meetings where id = item;
    meeting := jsonb_populate_record(meeting, fields);
    update public.mentorship_meetings
    set starts_at = meeting.starts_at, duration_minutes = meeting.duration_minutes, topic = meeting.topic, notes = meeting.notes
    where id = item;
  else
    if fields ->> 'skill_id' is not null then
      perform from public.skills where id = (fields ->> 'skill_id')::uuid and status = 'active' for key share;
      perform private.refuse_unknown('skill_id', found, 'There is no such active skill.');
    end if;
    select * into goal from public.mentorship_goals where id = item;
    goal := jsonb_populate_record(goal, fields);
    update public.mentorship_goals
    set title = goal.title, skill_id = goal.skill_id, due_on = goal.due_on,
        done_at = case when not fields ? 'done' then done_at when (fields ->> 'done')::boolean then coalesce(done_at, now()) end
    where id = item;
  end if;
end
$$;
comment on function private.write_mentorship_item(text, uuid, jsonb) is 'Writes the fields of a meeting or goal that are named. 400 unknown_id. Checks no right.';

create function private.create_mentorship_item(mentorship uuid, kind text, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  m public.mentorships := private.find_mentorship(mentorship, true);
  item uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
  belongs_to uuid;
begin
  execute format('select t.mentorship_id from public.%I t where t.id = $1', private.mentorship_table(kind)) into belongs_to using item;
  if belongs_to is null then
    m := private.open_mentorship(mentorship);
    execute format('select t.mentorship_id from public.%I t where t.id = $1', private.mentorship_table(kind)) into belongs_to using item;
  end if;
  if belongs_to is not null then
    perform private.refuse_duplicate('id', belongs_to <> mentorship, 'This id belongs to something else.');
    return private.get_mentorship_item(mentorship, kind, item) || '{"repeated": true}';
  end if;
  if kind = 'meeting' then
    if (select count(*) from public.mentorship_meetings t where t.mentorship_id = m.id) >= 500 then
      perform private.fail(409, 'too_many', 'A mentorship may have 500 meetings.');
    end if;
    insert into public.mentorship_meetings (id, mentorship_id, mentee_id, mentor_id, starts_at)
    values (item, m.id, m.mentee_id, m.mentor_id, (fields ->> 'starts_at')::timestamptz);
    perform private.notify(case me when m.mentee_id then m.mentor_id else m.mentee_id end, 'mentorship.meeting',
      '{actor} planned a meeting with you', action_url => '/mentorships/' || m.id, actor => me, dedupe_key => item::text)
    where (fields ->> 'starts_at')::timestamptz > now();
  else
    if (select count(*) from public.mentorship_goals t where t.mentorship_id = m.id) >= 100 then
      perform private.fail(409, 'too_many', 'A mentorship may have 100 goals.');
    end if;
    insert into public.mentorship_goals (id, mentorship_id, mentee_id, mentor_id, title)
    values (item, m.id, m.mentee_id, m.mentor_id, fields ->> 'title');
  end if;
  perform private.write_mentorship_item(kind, item, fields - 'id');
  return private.get_mentorship_item(mentorship, kind, item);
end
$$;
create function public.create_mentorship_item(mentorship uuid, kind text, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_mentorship_item(mentorship, kind, fields) $$;
comment on function public.create_mentorship_item(uuid, text, jsonb) is
  'POST /mentorships/:id/meetings {id?, starts_at, …} | goals {id?, title, …}, of either of the two. The item, and whether the id was there already. 400 unknown_id, 404, 409 duplicate, too_many, or invalid_transition once the mentorship ended.';

create function private.lock_mentorship_item(mentorship uuid, kind text, item uuid) returns integer
language plpgsql security definer set search_path = ''
as $$
declare
  m public.mentorships;
  version integer;
begin
  perform private.get_mentorship_item(mentorship, kind, item);
  m := private.open_mentorship(mentorship);
  execute format('select t.version from public.%I t where t.id = $1 and t.mentorship_id = $2 for update', private.mentorship_table(kind))
  into version using item, m.id;
  if version is null then
    perform private.fail(404, 'not_found', format('There is no such %s.', kind));
  end if;
  return version;
end
$$;
comment on function private.lock_mentorship_item(uuid, text, uuid) is
  'Locks a meeting or goal of an open mentorship of the caller''s; its version. 404, 409 invalid_transition.';

create function private.update_mentorship_item(mentorship uuid, kind text, item uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.check_version(private.lock_mentorship_item(mentorship, kind, item), expected_etag);
  perform private.write_mentorship_item(kind, item, patch);
  return private.get_mentorship_item(mentorship, kind, item);
end
$$;
create function public.update_mentorship_item(mentorship uuid, kind text, item uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_mentorship_item(mentorship, kind, item, patch, expected_etag) $$;
comment on function public.update_mentorship_item(uuid, text, uuid, jsonb, text) is
  'PATCH /mentorships/:id/meetings/:item_id | goals/:item_id, of either of the two. 400 unknown_id, 404, 409 invalid_transition once the mentorship ended, 412 stale.';

create function private.delete_mentorship_item(mentorship uuid, kind text, item uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.lock_mentorship_item(mentorship, kind, item);
  execute format('delete from public.%I where id = $1', private.mentorship_table(kind)) using item;
end
$$;
create function public.delete_mentorship_item(mentorship uuid, kind text, item uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.delete_mentorship_item(mentorship, kind, item) $$;
comment on function public.delete_mentorship_item(uuid, text, uuid) is
  'DELETE /mentorships/:id/meetings/:item_id | goals/:item_id, of either of the two. 404, 409 invalid_transition once the mentorship ended.';

create function private.feedback_json(feedback public.mentorship_feedback) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', feedback.id, 'author', private.person_ref(feedback.author_id), 'about', private.person_ref(feedback.about_id),
    'rating', feedback.rating, 'comment', feedback.comment, 'shown', feedback.shown, 'created_at', feedback.created_at,
    'etag', case when feedback.shown then '2' else '1' end
  );
end
$$;
comment on function private.feedback_json(public.mentorship_feedback) is 'Feedback as resource. Checks no right.';

create function private.get_mentorship_feedback(mentorship uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  m public.mentorships := private.find_mentorship(mentorship, true);
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(private.feedback_json(f) order by f.created_at, f.id), '[]')
    from public.mentorship_feedback f where f.mentorship_id = m.id and (f.author_id = me or f.shown)
  ));
end
$$;
create function public.get_mentorship_feedback(mentorship uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_mentorship_feedback(mentorship) $$;
comment on function public.get_mentorship_feedback(uuid) is
  'GET /mentorships/:id/feedback, for the two alone: one''s own, and the other''s once both gave it or the mentorship ended. 404.';

create function private.give_mentorship_feedback(mentorship uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  m public.mentorships := private.find_mentorship(mentorship, true);
  made public.mentorship_feedback;
begin
  select * into m from public.mentorships where id = mentorship for no key update;
  select * into made from public.mentorship_feedback where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', (made.mentorship_id, made.author_id) <> (mentorship, me), 'This id belongs to something else.');
    return private.feedback_json(made) || '{"repeated": true}';
  end if;
  if exists (select from public.mentorship_feedback f where f.mentorship_id = mentorship and f.author_id = me) then
    perform private.fail(409, 'duplicate', 'You gave your feedback already.');
  end if;
  insert into public.mentorship_feedback (id, mentorship_id, author_id, about_id, rating, comment, shown)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), mentorship, me, case me when m.mentee_id then m.mentor_id else m.mentee_id end,
    (fields ->> 'rating')::integer, fields ->> 'comment', m.ended_at is not null);
  update public.mentorship_feedback f set shown = true
  where f.mentorship_id = mentorship and not f.shown
    and (select count(*) from public.mentorship_feedback b where b.mentorship_id = mentorship) = 2;
  select * into made from public.mentorship_feedback f where f.mentorship_id = mentorship and f.author_id = me;
  perform private.notify(made.about_id, 'mentorship.feedback', '{actor} gave feedback on your mentorship',
    action_url => '/mentorships/' || mentorship, actor => me, dedupe_key => made.id::text);
  return private.feedback_json(made);
end
$$;
create function public.give_mentorship_feedback(mentorship uuid, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.give_mentorship_feedback(mentorship, fields) $$;
comment on function public.give_mentorship_feedback(uuid, jsonb) is
  'POST /mentorships/:id/feedback {id?, rating, comment?}, once by each of the two, while it runs or after. The feedback, and whether the id was there already. 404, 409 duplicate.';

-- Leaving, merged skills, work that runs by itself ------------------------------------------------------------------------------------------

create function private.leave_mentorship() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  ended public.mentorships;
begin
  update public.mentor_profiles set is_active = false where user_id = new.id and is_active;
  -- As after every move: mentors by id before anything of theirs.
  perform from public.mentor_profiles p where p.user_id in (
    select r.mentor_id from public.mentorship_requests r where r.mentee_id = new.id and r.status in ('waitlisted', 'pending')
    union select m.mentor_id from public.mentorships m where m.mentee_id = new.id and m.status in ('active', 'paused')
  ) order by p.user_id for no key update;
  perform private.close_requests(array(
    select r.id from public.mentorship_requests r
    where new.id in (r.mentee_id, r.mentor_id) and r.status in ('waitlisted', 'pending') order by r.id
  ));
  for ended in
    update public.mentorships set status = 'ended_early', ended_at = now()
    where new.id in (mentee_id, mentor_id) and status in ('active', 'paused') returning *
  loop
    perform private.notify(case new.id when ended.mentee_id then ended.mentor_id else ended.mentee_id end, 'mentorship.moved',
      'Your mentorship with {actor} has ended', action_url => '/mentorships/' || ended.id, actor => new.id,
      dedupe_key => format('%s:%s', ended.id, ended.version));
  end loop;
  return null;
end
$$;
comment on function private.leave_mentorship() is
  'After somebody left: they mentor no more, their requests, sent and received, are cancelled and their mentorships end; the others are told.';
create trigger leave_mentorship after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_mentorship();

create function private.merge_mentorship_skills() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.mentor_skills (mentor_id, skill_id)
  select o.mentor_id, new.merged_into from public.mentor_skills o where o.skill_id = new.id order by 1 on conflict do nothing;
  delete from public.mentor_skills where skill_id = new.id;
  insert into public.mentorship_request_skills (request_id, skill_id, user_id)
  select o.request_id, new.merged_into, o.user_id from public.mentorship_request_skills o where o.skill_id = new.id
  order by 1 on conflict do nothing;
  delete from public.mentorship_request_skills where skill_id = new.id;
  update public.mentorship_goals set skill_id = new.merged_into where skill_id = new.id;
  return null;
end
$$;
comment on function private.merge_mentorship_skills() is 'After a skill was merged: mentors offer, requests and goals name the target.';
create trigger merge_mentorship_skills after update of merged_into on public.skills
  for each row when (old.merged_into is null and new.merged_into is not null) execute function private.merge_mentorship_skills();

create function private.job_mentorship_requests(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  most constant integer := 200;
  mentors uuid[];
  expired public.mentorship_requests;
  n integer := 0;
begin
  mentors := array(
    select distinct r.mentor_id from (
      select mentor_id from public.mentorship_requests where status = 'pending' and pending_since < as_of - 14
      order by pending_since limit most
    ) r order by 1
  );
  -- Mentors before their requests, as everywhere.
  perform from public.mentor_profiles where user_id = any (mentors) order by user_id for no key update;
  for expired in
    update public.mentorship_requests set status = 'expired', closed_at = now()
    where mentor_id = any (mentors) and status = 'pending' and pending_since < as_of - 14 returning *
  loop
    n := n + 1;
    perform private.notify(p.person, 'mentorship.expired', 'A request between you and {actor} was not answered in time',
      action_url => '/requests/' || expired.id, actor => p.actor, dedupe_key => expired.id::text)
    from (values (expired.mentee_id, expired.mentor_id), (expired.mentor_id, expired.mentee_id)) p (person, actor);
  end loop;
  perform private.promote_waitlisted(mentors);
  return jsonb_build_object('rows', n, 'next', case when n >= most then to_jsonb(array[0]) end);
end
$$;
comment on function private.job_mentorship_requests(jsonb, date) is
  'Job: requests that nobody answered within 14 days expire, those of at most 200 mentors a step; who waits moves up.';

-- Declared, told, scheduled, granted --------------------------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('mentorship.requested', 'Somebody asks me to be their mentor', false),
  ('mentorship.place_free', 'A mentor for whom I wait has a place', false),
  ('mentorship.accepted', 'A mentor accepts my request', false),
  ('mentorship.declined', 'A mentor declines my request', false),
  ('mentorship.cancelled', 'A request of mine or to me is cancelled', false),
  ('mentorship.expired', 'A request of mine or to me was not answered in time', false),
  ('mentorship.moved', 'A mentorship of mine is paused, resumed or ended by the other', false),
  ('mentorship.meeting', 'A mentor or mentee plans a meeting with me', false),
  ('mentorship.feedback', 'A mentor or mentee gives feedback', false);

select private.schedule_job('mentorship_requests', '10 0 * * *', 'Mentorship requests that nobody answered in time, and who waits for their mentors');

select private.declare_personal('mentor_profiles', row_key => '{user_id}', at_once => true,
  audit_values => '{capacity, is_active}', audit_names => '{bio}');
select private.declare_personal('mentor_skills', subject => 'mentor_id', row_key => '{mentor_id, skill_id}', at_once => true);
select private.declare_personal('mentorship_requests', subject => 'mentee_id',
  audit_values => '{mentor_id, status, pending_since, closed_at}', audit_names => '{message, duration_weeks}');
select private.declare_personal('mentorship_request_skills', row_key => '{request_id, skill_id}');
select private.declare_personal('mentorships', subject => 'mentee_id', kept => 'true', retention => 'employment',
  audit_values => '{mentor_id, request_id, programme_id, status, started_at, ended_at, ended_by}', audit_names => '{duration_weeks}');
select private.declare_personal('mentorship_end_reasons', row_key => '{mentorship_id}', audit_names => '{reason}', unaudited => '{about_id}');
select private.declare_personal('mentorship_meetings', subject => 'mentee_id',
  audit_names => '{starts_at, duration_minutes, topic, notes}', unaudited => '{mentorship_id, mentor_id}');
select private.declare_personal('mentorship_goals', subject => 'mentee_id',
  audit_names => '{title, skill_id, due_on, done_at}', unaudited => '{mentorship_id, mentor_id}');
select private.declare_personal('mentorship_feedback', subject => 'author_id',
  audit_names => '{rating, comment}', unaudited => '{mentorship_id, about_id, shown}');

-- What two people share is in the export of both.
alter table private.privacy_registry add column shared_with text[] not null default '{}';
comment on column private.privacy_registry.shared_with is 'Columns that name others who read the whole row: it is in their export, too; erasure and audit do not look at them.';
update private.privacy_registry set shared_with = '{mentor_id}'
where table_name in ('mentorship_requests', 'mentorships', 'mentorship_meetings', 'mentorship_goals');

create or replace function private.export_me() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
begin
  return jsonb_build_object(
    'exported_at', now(),
    'person', private.person_ref(me),
    'account', (
      select jsonb_build_object('email', a.email, 'created_at', a.created_at, 'last_sign_in_at', a.last_sign_in_at)
      from auth.users a join public.users u on u.auth_id = a.id where u.id = me
    ),
    'tables', (
      select jsonb_object_agg(d.table_name, (
        select jsonb_path_query_array(jsonb_agg(private.export_table(jsonb_populate_record(d, jsonb_build_object('subject', s.name)), me)), '$[*][*]')
        from unnest(d.subject || d.shared_with) s (name)
      ))
      from private.privacy_registry d where d.exported and d.subject is not null
    )
  );
end
$$;

grant execute on function
  private.get_matches(uuid[], jsonb, integer, boolean), public.get_matches(uuid[], jsonb, integer, boolean),
  private.get_mentor_profile(), public.get_mentor_profile(),
  private.set_mentor_profile(jsonb, text), public.set_mentor_profile(jsonb, text),
  private.delete_mentor_profile(), public.delete_mentor_profile(),
  private.search_mentors(text, uuid[], uuid, jsonb, integer, boolean), public.search_mentors(text, uuid[], jsonb, integer, boolean),
  private.get_mentor(uuid), public.get_mentor(uuid),
  private.create_mentorship_request(jsonb), public.create_mentorship_request(jsonb),
  private.get_mentorship_request(uuid), public.get_mentorship_request(uuid),
  private.get_mentorship_requests(text, uuid, text[], jsonb, integer, boolean),
  public.get_mentorship_requests(text, uuid, text[], jsonb, integer, boolean),
  private.move_mentorship_request(uuid, text), public.move_mentorship_request(uuid, text),
  private.get_mentorship(uuid), public.get_mentorship(uuid),
  private.get_mentorships(text, uuid, text[], jsonb, integer, boolean),
  public.get_mentorships(text, uuid, text[], jsonb, integer, boolean),
  private.move_mentorship(uuid, text, text), public.move_mentorship(uuid, text, text),
  private.get_mentorship_items(uuid, text, jsonb, integer, boolean, uuid),
  public.get_mentorship_items(uuid, text, jsonb, integer, boolean),
  private.get_mentorship_item(uuid, text, uuid), public.get_mentorship_item(uuid, text, uuid),
  private.create_mentorship_item(uuid, text, jsonb), public.create_mentorship_item(uuid, text, jsonb),
  private.update_mentorship_item(uuid, text, uuid, jsonb, text), public.update_mentorship_item(uuid, text, uuid, jsonb, text),
  private.delete_mentorship_item(uuid, text, uuid), public.delete_mentorship_item(uuid, text, uuid),
  private.get_mentorship_feedback(uuid), public.get_mentorship_feedback(uuid),
  private.give_mentorship_feedback(uuid, jsonb), public.give_mentorship_feedback(uuid, jsonb)
to authenticated;
