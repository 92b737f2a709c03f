-- Domain: training. The catalogue, who takes what, and what becomes of it.

-- courses --------------------------------------------------------------------------------------------------------------------

create table public.courses (
  id uuid primary key default gen_random_uuid(),
  external_id text unique check (char_length(external_id) between 1 and 200 and private.is_text(external_id)),
  name text not null check (char_length(name) between 1 and 200 and private.is_text(name)),
  name_key text not null generated always as (private.name_key(name)) stored,
  description text check (char_length(description) <= 4000 and private.is_text(description)),
  provider text check (char_length(provider) <= 200 and private.is_text(provider)),
  category text check (char_length(category) <= 100 and private.is_text(category)),
  difficulty text not null default 'beginner' check (difficulty in ('beginner', 'intermediate', 'advanced')),
  duration_hours numeric(6, 2) not null check (duration_hours > 0 and duration_hours <= 2000),
  language text not null default 'en' check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' and char_length(language) <= 35),
  url text check (url ~ '^https://[^\s"<>\\]+$' and char_length(url) <= 2000),
  needs_approval boolean not null default false,
  completion_rule text not null default 'progress' check (completion_rule in ('progress', 'attendance', 'test')),
  pass_mark integer check (pass_mark between 1 and 100),
  validity_months integer check (validity_months between 1 and 600),
  status text not null default 'draft' check (status in ('draft', 'active', 'retired')),
  edition integer not null default 1 check (edition > 0),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((completion_rule = 'test') = (pass_mark is not null))
);
create index on public.courses (name_key, id);
create index on public.courses (category);
create index on public.courses (provider);
create trigger touch before update on public.courses for each row execute function private.touch('name_key');
alter table public.courses enable row level security;
create policy courses_select on public.courses
  for select to authenticated
  using (
    (select private.current_user_id()) is not null
    and (status <> 'draft' or (select private.has_role('learning_admin')))
  );
grant select on public.courses to authenticated;
comment on table public.courses is
  'The catalogue; whoever works here reads it, contractors too; drafts only learning admins. Written through create_course(), update_course() and import_courses().';
comment on column public.courses.external_id is 'What an import knows the course by.';
comment on column public.courses.completion_rule is
  'progress: the person gets to 100 and says so; attendance: a learning admin says who was there; test: a score of at least pass_mark.';
comment on column public.courses.validity_months is 'How long a completion counts; null: for good.';
comment on column public.courses.edition is 'Raised when the content changes so much that it is said; an enrolment keeps the edition that it was for.';

create table public.course_editions (
  course_id uuid not null references public.courses (id) on delete cascade,
  edition integer not null check (edition > 0),
  completion_rule text not null,
  pass_mark integer,
  validity_months integer,
  note text check (char_length(note) <= 2000 and private.is_text(note)),
  published_at timestamptz not null default now(),
  primary key (course_id, edition)
);
alter table public.course_editions enable row level security;
create policy course_editions_select on public.course_editions
  for select to authenticated using (course_id in (select c.id from public.courses c));
grant select on public.course_editions to authenticated;
comment on table public.course_editions is
  'What holds for those who take this edition of a course: the rule that stood when it was published or last corrected. Who reads the course reads it.';

create table public.course_skills (
  course_id uuid not null references public.courses (id) on delete cascade,
  skill_id uuid not null references public.skills (id) on delete restrict,
  from_level integer not null default 0 check (from_level between 0 and 4),
  to_level integer not null check (to_level between 1 and 5),
  outcome text not null default 'evidence' check (outcome in ('none', 'evidence', 'recommend', 'sets')),
  primary key (course_id, skill_id),
  check (from_level < to_level)
);
create index on public.course_skills (skill_id, course_id) include (from_level, to_level, outcome);
alter table public.course_skills enable row level security;
create policy course_skills_select on public.course_skills
  for select to authenticated using (course_id in (select c.id from public.courses c));
grant select on public.course_skills to authenticated;
comment on table public.course_skills is 'What a course teaches, from which level to which. Who reads the course reads it. Written through set_course_skills() and imports.';
comment on column public.course_skills.from_level is 'What one should bring; 0: nothing.';
comment on column public.course_skills.outcome is
  'What completing does to the person''s skill: none; evidence; recommend: the level as self-level evidence; sets: an assessment where somebody else assessed or a test was passed, else as recommend.';

create table public.course_prerequisites (
  course_id uuid not null references public.courses (id) on delete cascade,
  prerequisite_id uuid not null references public.courses (id) on delete restrict,
  primary key (course_id, prerequisite_id),
  check (course_id <> prerequisite_id)
);
create index on public.course_prerequisites (prerequisite_id);
alter table public.course_prerequisites enable row level security;
create policy course_prerequisites_select on public.course_prerequisites
  for select to authenticated using (course_id in (select c.id from public.courses c));
grant select on public.course_prerequisites to authenticated;
comment on table public.course_prerequisites is
  'A course needs another before it, all of them; acyclic. Who reads the course reads it. Written through set_course_prerequisites() and imports.';

create table public.course_sessions (
  id uuid primary key default gen_random_uuid(),
  course_id uuid not null references public.courses (id) on delete cascade,
  starts_at timestamptz not null check (private.is_day((starts_at at time zone 'utc')::date)),
  ends_at timestamptz not null check (private.is_day((ends_at at time zone 'utc')::date)),
  seats integer check (seats between 0 and 10000),
  location text check (char_length(location) <= 300 and private.is_text(location)),
  url text check (url ~ '^https://[^\s"<>\\]+$' and char_length(url) <= 2000),
  instructor text check (char_length(instructor) <= 200 and private.is_text(instructor)),
  status text not null default 'scheduled' check (status in ('scheduled', 'cancelled')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, course_id),
  check (starts_at < ends_at)
);
create index on public.course_sessions (course_id, starts_at, id);
create trigger touch before update on public.course_sessions for each row execute function private.touch();
alter table public.course_sessions enable row level security;
create policy course_sessions_select on public.course_sessions
  for select to authenticated using (course_id in (select c.id from public.courses c));
grant select on public.course_sessions to authenticated;
comment on table public.course_sessions is
  'When and where a course is held. Who reads the course reads it. Written through create_session() and update_session().';
comment on column public.course_sessions.seats is 'Null: as many as come.';

-- user_training --------------------------------------------------------------------------------------------------------------

create table public.user_training (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  course_id uuid not null references public.courses (id) on delete restrict,
  edition integer not null,
  attempt integer not null check (attempt > 0),
  session_id uuid,
  status text not null check (status in (
    'requested', 'approved', 'rejected', 'waitlisted', 'enrolled', 'in_progress', 'completed', 'failed', 'withdrawn', 'no_show'
  )),
  mandatory boolean not null default false,
  progress_percentage integer not null default 0 check (progress_percentage between 0 and 100),
  score numeric(5, 2) check (score between 0 and 100),
  decided_by uuid references public.users (id) on delete set null,
  decided_at timestamptz,
  queued_at timestamptz,
  enrolled_at timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  completed_on date check (private.is_day(completed_on)),
  assessed_by uuid references public.users (id) on delete set null,
  source text not null default 'self' check (source in ('self', 'assignment', 'import')),
  certificate_number text unique check (certificate_number ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$'),
  certificate_expires_on date check (private.is_day(certificate_expires_on)),
  certificate_url text check (certificate_url ~ '^https://[^\s"<>\\]+$' and char_length(certificate_url) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (session_id, course_id) references public.course_sessions (id, course_id) on delete restrict,
  unique (user_id, course_id, attempt),
  check ((status in ('rejected', 'completed', 'failed', 'withdrawn', 'no_show')) = (ended_at is not null)),
  check ((status = 'completed') = (completed_on is not null)),
  check ((status = 'completed') = (certificate_number is not null)),
  check (status <> 'completed' or progress_percentage = 100),
  check (status = 'completed' or certificate_expires_on is null and certificate_url is null)
);
create unique index user_training_one_open on public.user_training (user_id, course_id)
  where status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress');
create index on public.user_training (user_id, created_at, id);
create index on public.user_training (course_id, status);
create index on public.user_training (session_id, course_id);
create index on public.user_training (decided_by);
create index on public.user_training (assessed_by);
create index on public.user_training (certificate_expires_on, id) where status = 'completed';
create trigger touch before update on public.user_training for each row execute function private.touch();
alter table public.user_training enable row level security;
create policy user_training_select on public.user_training
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or user_id = any ((select private.people_i_decide_for())::uuid[])
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or user_id between (select private.everybody_if('learning_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.user_training to authenticated;
comment on table public.user_training is
  'Who takes which course, each attempt: self, contractors too, line, whoever decides, HR and learning admins. Moved only by its own functions. requested → approved | rejected | waitlisted | enrolled → in_progress → completed | failed | withdrawn | no_show.';
comment on column public.user_training.status is
  'requested: whoever decides is asked; approved: let in, no session chosen yet; waitlisted: the session is full; enrolled: may begin.';
comment on column public.user_training.mandatory is 'Somebody assigned it; such rows are kept when personal data is erased.';
comment on column public.user_training.queued_at is 'When the person asked for the session that they have or wait for: the wait-list''s order.';
comment on column public.user_training.assessed_by is 'Who said that the course was completed or failed, unless the person themselves.';
comment on column public.user_training.certificate_number is 'Not to be guessed: who knows it may ask whether it holds.';

create table public.enrolment_comments (
  id uuid primary key default gen_random_uuid(),
  enrolment_id uuid not null references public.user_training (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  author_id uuid references public.users (id) on delete set null,
  comment text not null check (char_length(comment) <= 2000 and private.is_text(comment)),
  created_at timestamptz not null default now()
);
create index on public.enrolment_comments (enrolment_id, created_at);
create index on public.enrolment_comments (user_id);
create index on public.enrolment_comments (author_id);
alter table public.enrolment_comments enable row level security;
create policy enrolment_comments_select on public.enrolment_comments
  for select to authenticated
  using (
    user_id = (select private.current_user_id())
    or author_id = (select private.current_user_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.enrolment_comments to authenticated;
comment on table public.enrolment_comments is
  'Why an enrolment was approved or rejected: between the person, whoever wrote it, and HR; not for the rest of the line.';
