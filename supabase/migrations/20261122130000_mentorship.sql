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
    or user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.mentor_profiles to authenticated;
comment on table public.mentor_profiles is
  'Who mentors, by their own choice; every employee, while it is active. Its row lock guards the mentor''s places. Written through set_mentor_profile().';
comment on column public.mentor_profiles.capacity is 'How many mentorships at once, paused ones and those of programmes counted.';
comment on column public.mentor_profiles.is_active is 'False: a pause, no new requests.';

create table public.mentor_skills (
  mentor_id uuid not null references public.mentor_profiles (user_id) on delete cascade,
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
  check ((status in ('completed', 'ended_early')) = (ended_at is not null)),
  -- For what belongs to a mentorship and carries both people, so that its policy need not look here.
  unique (id, mentee_id, mentor_id)
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
  reason text not null check (char_length(reason) <= 2000 and private.is_text(reason)),
  created_at timestamptz not null default now()
);
create index on public.mentorship_end_reasons (user_id);
alter table public.mentorship_end_reasons enable row level security;
create policy mentorship_end_reasons_select on public.mentorship_end_reasons
  for select to authenticated using ((select private.has_role('hr_admin')));
grant select on public.mentorship_end_reasons to authenticated;
comment on table public.mentorship_end_reasons is 'Why somebody (user_id) ended a mentorship early; HR alone. Written through move_mentorship().';

-- mentorship_meetings, mentorship_goals, mentorship_feedback ------------------------------------------------------------------------

create table public.mentorship_meetings (
  id uuid primary key default gen_random_uuid(),
  mentorship_id uuid not null,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  starts_at timestamptz not null check (private.is_day((starts_at at time zone 'utc')::date)),
  duration_minutes integer check (duration_minutes between 1 and 1440),
  topic text check (char_length(topic) <= 300 and private.is_text(topic)),
  notes text check (char_length(notes) <= 4000 and private.is_text(notes)),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (mentorship_id, mentee_id, mentor_id) references public.mentorships (id, mentee_id, mentor_id) on delete cascade
);
create index on public.mentorship_meetings (mentorship_id, mentee_id, mentor_id);
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
  mentorship_id uuid not null,
  mentee_id uuid not null references public.users (id) on delete cascade,
  mentor_id uuid not null references public.users (id) on delete cascade,
  title text not null check (char_length(title) <= 300 and private.is_text(title)),
  skill_id uuid references public.skills (id) on delete restrict,
  due_on date check (private.is_day(due_on)),
  done_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (mentorship_id, mentee_id, mentor_id) references public.mentorships (id, mentee_id, mentor_id) on delete cascade
);
create index on public.mentorship_goals (mentorship_id, mentee_id, mentor_id);
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
