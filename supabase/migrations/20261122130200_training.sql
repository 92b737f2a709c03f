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
  -- What is searched: each word after a blank.
  search_text text not null generated always as (
    ' ' || translate(private.name_key(name || ' ' || coalesce(provider, '') || ' ' || coalesce(category, '')), '()/-,&', '      ')
  ) stored,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check ((completion_rule = 'test') = (pass_mark is not null))
);
create index on public.courses (name_key, id);
create index on public.courses using gin (search_text extensions.gin_trgm_ops);
create index on public.courses (category);
create index on public.courses (provider);
create trigger touch before update on public.courses for each row execute function private.touch('name_key', 'search_text');
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
create index on public.user_training (created_at, id);
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
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
    or user_id between (select private.everybody_if('learning_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.user_training to authenticated;
comment on table public.user_training is
  'Who takes which course, each attempt: self, contractors too, line, HR and learning admins; whoever decides through functions. Moved only by its own functions. requested → approved | rejected | waitlisted | enrolled → in_progress → completed | failed | withdrawn | no_show.';
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

-- The catalogue ----------------------------------------------------------------------------------------------------------------

create function private.keep_edition() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.course_editions as e (course_id, edition, completion_rule, pass_mark, validity_months)
  values (new.id, new.edition, new.completion_rule, new.pass_mark, new.validity_months)
  on conflict (course_id, edition) do update
    set completion_rule = excluded.completion_rule, pass_mark = excluded.pass_mark, validity_months = excluded.validity_months;
  return null;
end
$$;
comment on function private.keep_edition() is 'After a course or its rule was written: what holds for its current edition.';
create trigger keep_edition after insert or update of edition, completion_rule, pass_mark, validity_months on public.courses
  for each row execute function private.keep_edition();

create function private.today() returns date
language plpgsql stable set search_path = ''
as $$
begin
  return (now() at time zone 'utc')::date;
end
$$;
comment on function private.today() is 'The day, in UTC.';

create function private.course_ref(course uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (select jsonb_build_object('id', id, 'name', name) from public.courses where id = course);
end
$$;
comment on function private.course_ref(uuid) is 'A course as reference: {id, name}; null for none. Checks no right.';

create function private.valid_completions(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return array(
    select distinct t.course_id from public.user_training t
    where t.user_id = person and t.status = 'completed' and coalesce(t.certificate_expires_on >= private.today(), true)
  );
end
$$;
comment on function private.valid_completions(uuid) is 'The courses that a person has completed, where that still counts today. Checks no right.';

create function private.missing_prerequisites(course uuid, done uuid[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name_key, c.id), '[]')
    from public.course_prerequisites p join public.courses c on c.id = p.prerequisite_id
    where p.course_id = course and p.prerequisite_id <> all (done)
  );
end
$$;
comment on function private.missing_prerequisites(uuid, uuid[]) is
  'What a course needs before it and is not among what was done: references, by name. Checks no right.';

create function private.courses_json(courses uuid[], person uuid) returns table (id uuid, item jsonb)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  done uuid[] := private.valid_completions(person);
begin
  return query
  with last_attempts as (
    select distinct on (t.course_id) t.course_id, t.id, t.status
    from public.user_training t where t.user_id = person and t.course_id = any (courses)
    order by t.course_id, t.attempt desc
  ),
  needed as (
    select p.course_id, jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name_key, n.id) as refs,
      jsonb_agg(jsonb_build_object('id', n.id, 'name', n.name) order by n.name_key, n.id) filter (where n.id <> all (done)) as missing
    from public.course_prerequisites p join public.courses n on n.id = p.prerequisite_id
    where p.course_id = any (courses) group by p.course_id
  ),
  taught as (
    select k.course_id, jsonb_agg(jsonb_build_object(
      'skill', jsonb_build_object('id', s.id, 'name', s.name),
      'from_level', k.from_level, 'to_level', k.to_level, 'outcome', k.outcome
    ) order by s.name_key, s.id) as items
    from public.course_skills k join public.skills s on s.id = k.skill_id
    where k.course_id = any (courses) group by k.course_id
  )
  select c.id, jsonb_build_object(
    'id', c.id, 'external_id', c.external_id, 'name', c.name, 'description', c.description, 'provider', c.provider,
    'category', c.category, 'difficulty', c.difficulty, 'duration_hours', c.duration_hours, 'language', c.language, 'url', c.url,
    'needs_approval', c.needs_approval, 'completion_rule', c.completion_rule, 'pass_mark', c.pass_mark,
    'validity_months', c.validity_months, 'status', c.status, 'edition', c.edition,
    'skills', coalesce(k.items, '[]'), 'prerequisites', coalesce(n.refs, '[]'),
    'mine', jsonb_build_object('enrolment_id', l.id, 'status', l.status, 'missing_prerequisites', coalesce(n.missing, '[]')),
    'etag', c.version::text
  )
  from public.courses c
  left join last_attempts l on l.course_id = c.id
  left join needed n on n.course_id = c.id
  left join taught k on k.course_id = c.id
  where c.id = any (courses);
end
$$;
comment on function private.courses_json(uuid[], uuid) is
  'Courses as in lists, with the person''s last attempt and what they lack for it. Checks no right.';

create function private.open_course(course uuid, expected_etag text default null, writing boolean default false) returns public.courses
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := case when writing then private.require_role('learning_admin') else private.require_user() end;
  c public.courses;
begin
  if writing then
    select * into c from public.courses where id = course for no key update;
  else
    select * into c from public.courses where id = course;
  end if;
  if c.id is null or c.status = 'draft' and not private.has_role('learning_admin') then
    perform private.fail(404, 'not_found', 'There is no such course.');
  end if;
  perform private.check_version(c.version, expected_etag);
  return c;
end
$$;
comment on function private.open_course(uuid, text, boolean) is
  'A course that the caller reads (404) or, for learning admins to write, locked: 403, 412 stale.';

create function private.get_course(course uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.open_course(course);
  return (select j.item from private.courses_json(array[course], private.current_user_id()) j) || jsonb_build_object(
    'editions', (
      select jsonb_agg(jsonb_build_object(
        'edition', e.edition, 'completion_rule', e.completion_rule, 'pass_mark', e.pass_mark,
        'validity_months', e.validity_months, 'note', e.note, 'published_at', e.published_at
      ) order by e.edition desc)
      from public.course_editions e where e.course_id = course
    )
  );
end
$$;
create function public.get_course(course uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_course(course) $$;
comment on function public.get_course(uuid) is 'GET /courses/:id: a course with its editions, contractors too; drafts for learning admins. 404.';

create function private.matching_courses(key text) returns table (id uuid, rank integer)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
set pg_trgm.word_similarity_threshold = 0.42
as $$
#variable_conflict use_column
declare
  words text[] := array(select w from regexp_split_to_table(translate(key, '()/-,&', '      '), ' +') w where w <> '' limit 10);
  patterns text[] := array(select private.word_pattern(w) from unnest(words) w);
begin
  return query
  select c.id, char_length(c.name_key)
    + case when c.name_key = key then 0 when starts_with(c.name_key, key) then 1000 else 2000 end
  from public.courses c where c.search_text like all (patterns);
  if not found then
    return query
    select c.id, private.match_rank(key, c.name_key) from public.courses c
    where not exists (select from unnest(words) w where not w operator(extensions.<%) c.search_text);
  end if;
end
$$;
comment on function private.matching_courses(text) is
  'Courses by the words of name, provider and category, and how well they match, lowest first: those with all the words, the last letters of which may be missing; if there is none, those with words that are like them. Checks no right.';

create function private.search_courses(
  q text, skill_ids uuid[], categories text[], providers text[], difficulties text[], languages text[], max_hours numeric,
  statuses text[], sort text, after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  me uuid := private.require_user();
  drafts boolean := private.has_role('learning_admin');
  key text := nullif(private.name_key(q), '');
begin
  return (
    with found as not materialized (
      select c.id, c.name_key, case search_courses.sort
        when 'name' then 0 when 'duration_hours' then c.duration_hours when '-duration_hours' then -c.duration_hours
        when '-created_at' then -round(extract(epoch from c.created_at) * 1000)
        else coalesce(m.rank, 0)
      end as place
      from public.courses c left join private.matching_courses(key) m on m.id = c.id
      where (key is null or m.id is not null)
        and c.status = any (statuses) and (c.status <> 'draft' or drafts)
        and (skill_ids is null or exists (select from public.course_skills k where k.course_id = c.id and k.skill_id = any (skill_ids)))
        and (categories is null or c.category = any (categories))
        and (providers is null or c.provider = any (providers))
        and (difficulties is null or c.difficulty = any (difficulties))
        and (languages is null or c.language = any (languages))
        and (max_hours is null or c.duration_hours <= max_hours)
    ),
    page as (
      select * from found
      where after is null or (place, name_key, id) > ((after ->> 0)::numeric, after ->> 1, (after ->> 2)::uuid)
      order by place, name_key, id limit page_size + 1
    ),
    shown as (select * from page order by place, name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(j.item order by s.place, s.name_key, s.id)
        from private.courses_json(array(select id from shown), me) j join shown s on s.id = j.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.place, s.name_key, s.id) from shown s order by s.place desc, s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.search_courses(
  q text default null, skill_ids uuid[] default null, categories text[] default null, providers text[] default null,
  difficulties text[] default null, languages text[] default null, max_hours numeric default null,
  statuses text[] default '{active}', sort text default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$
  select private.search_courses(
    q, skill_ids, categories, providers, difficulties, languages, max_hours, statuses, sort, after, least(page_size, 200), want_total
  )
$$;
comment on function public.search_courses(text, uuid[], text[], text[], text[], text[], numeric, text[], text, jsonb, integer, boolean) is
  'GET /courses: by words with typos, any of the skills, category, provider, difficulty, language, length; sort name | duration_hours | -duration_hours | -created_at, else best match, then name. Each with the caller''s last attempt and missing prerequisites. {items, next, total?}.';

create function private.write_course(course uuid, fields jsonb) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  c public.courses;
begin
  select * into c from public.courses where id = course;
  c := jsonb_populate_record(c, fields);
  if (c.completion_rule = 'test') <> (c.pass_mark is not null) and not (fields ? 'pass_mark') and c.completion_rule <> 'test' then
    c.pass_mark := null;
  end if;
  if (c.completion_rule = 'test') <> (c.pass_mark is not null) then
    perform private.fail(400, 'invalid', 'A test has a pass mark, and nothing else has one.', jsonb_build_array(jsonb_build_object(
      'path', 'pass_mark', 'code', 'pass_mark', 'message', 'A test has a pass mark, and nothing else has one.')));
  end if;
  update public.courses
  set external_id = c.external_id, name = c.name, description = c.description, provider = c.provider, category = c.category,
      difficulty = c.difficulty, duration_hours = c.duration_hours, language = c.language, url = c.url,
      needs_approval = c.needs_approval, completion_rule = c.completion_rule, pass_mark = c.pass_mark,
      validity_months = c.validity_months, status = c.status
  where id = course;
end
$$;
comment on function private.write_course(uuid, jsonb) is 'Writes the fields of a course that are named. 400 where rule and pass mark don''t agree. Checks no right.';

create function private.create_course(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('learning_admin');
  made uuid := coalesce((fields ->> 'id')::uuid, gen_random_uuid());
begin
  -- A repeated id waits for the first.
  perform pg_advisory_xact_lock(hashtextextended(made::text, 0));
  if exists (select from public.courses where id = made) then
    return private.get_course(made) || '{"repeated": true}';
  end if;
  insert into public.courses (id, name, duration_hours) values (made, fields ->> 'name', (fields ->> 'duration_hours')::numeric);
  perform private.write_course(made, fields - 'id');
  return private.get_course(made);
end
$$;
create function public.create_course(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_course(fields) $$;
comment on function public.create_course(jsonb) is
  'POST /courses, learning_admin: {id?, name, duration_hours, …}, a draft unless it says otherwise. The course, and whether the id was there already. 400, 403, 409 duplicate.';

create function private.update_course(course uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.courses := private.open_course(course, expected_etag, true);
begin
  if patch ->> 'status' = 'draft' and c.status <> 'draft' then
    perform private.fail(409, 'invalid_transition', format('This course is %s: it can''t become a draft again.', c.status));
  end if;
  perform private.write_course(course, patch - 'id');
  return private.get_course(course);
end
$$;
create function public.update_course(course uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_course(course, patch, expected_etag) $$;
comment on function public.update_course(uuid, jsonb, text) is
  'PATCH /courses/:id, learning_admin: also status (draft → active ⇄ retired); a retired course takes nobody new. A change of the rule corrects the current edition. 400, 403, 404, 409 duplicate or invalid_transition, 412 stale.';

create function private.publish_edition(course uuid, fields jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.courses := private.open_course(course, expected_etag, true);
begin
  update public.courses set edition = edition + 1 where id = course;
  perform private.write_course(course, fields - 'note');
  update public.course_editions set note = fields ->> 'note' where course_id = course and edition = c.edition + 1;
  return private.get_course(course);
end
$$;
create function public.publish_edition(course uuid, fields jsonb default '{}', expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.publish_edition(course, fields, expected_etag) $$;
comment on function public.publish_edition(uuid, jsonb, text) is
  'POST /courses/:id/editions, learning_admin: {note?, completion_rule?, pass_mark?, validity_months?}; whoever is enrolled keeps the edition that they have. The course. 400, 403, 404, 412 stale.';

create function private.write_course_skills(course uuid, items jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  changed integer;
  n integer;
begin
  delete from public.course_skills k
  where k.course_id = course and not exists (select from jsonb_array_elements(items) i where (i ->> 'skill_id')::uuid = k.skill_id);
  get diagnostics changed = row_count;
  insert into public.course_skills as k (course_id, skill_id, from_level, to_level, outcome)
  select course, i.skill_id, coalesce(i.from_level, 0), i.to_level, coalesce(i.outcome, 'evidence')
  from jsonb_to_recordset(items) as i (skill_id uuid, from_level integer, to_level integer, outcome text)
  order by 2
  on conflict (course_id, skill_id) do update
    set from_level = excluded.from_level, to_level = excluded.to_level, outcome = excluded.outcome
    where (k.from_level, k.to_level, k.outcome) <> (excluded.from_level, excluded.to_level, excluded.outcome);
  get diagnostics n = row_count;
  return changed + n > 0;
end
$$;
comment on function private.write_course_skills(uuid, jsonb) is
  'What a course teaches is this list [{skill_id, from_level?, to_level, outcome?}] and nothing else; whether that changed it. Checks nothing.';

create function private.set_course_skills(course uuid, items jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.open_course(course, expected_etag, true);
  -- Whoever merges one of them waits, or was waited for.
  perform from public.skills s where s.id in (select (i ->> 'skill_id')::uuid from jsonb_array_elements(items) i) order by s.id for key share;
  perform private.refuse_items('skills.%s.skill_id', (
    select jsonb_agg(n - 1) from jsonb_array_elements(items) with ordinality as i (item, n)
    where not exists (select from public.skills s where s.id = (item ->> 'skill_id')::uuid and s.status = 'active')
      and not exists (select from public.course_skills k where k.course_id = course and k.skill_id = (item ->> 'skill_id')::uuid)
  ), 'unknown_id', 'There is no such active skill.');
  if private.write_course_skills(course, items) then
    update public.courses set updated_at = now() where id = course;
  end if;
  return private.get_course(course);
end
$$;
create function public.set_course_skills(course uuid, items jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_course_skills(course, items, expected_etag) $$;
comment on function public.set_course_skills(uuid, jsonb, text) is
  'PUT /courses/:id/skills, learning_admin: what it teaches, items [{skill_id, from_level?, to_level, outcome?}], and nothing else. The course. 400 unknown_id, 403, 404, 412 stale.';

create function private.prerequisite_cycle(course uuid, needed uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with recursive ways (at, path) as (
      select n, array[course, n] from unnest(needed) n
      union all
      select p.prerequisite_id, w.path || p.prerequisite_id
      from ways w join public.course_prerequisites p on p.course_id = w.at
      where w.at <> course
    ) cycle at set looped using seen
    select w.path from ways w where w.at = course order by cardinality(w.path), w.path limit 1
  );
end
$$;
comment on function private.prerequisite_cycle(uuid, uuid[]) is
  'The shortest cycle that these prerequisites of a course would close, the course first and last; null for none.';

create function private.refuse_cycle(course uuid, needed uuid[]) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
  round_trip uuid[] := private.prerequisite_cycle(course, needed);
  message text := (
    select string_agg(c.name, ' → ' order by n) from unnest(round_trip) with ordinality r (id, n) join public.courses c on c.id = r.id
  );
begin
  if round_trip is not null then
    perform private.fail(409, 'prerequisite_cycle', 'A course can''t need itself: ' || message, jsonb_build_array(jsonb_build_object(
      'path', 'course_ids.' || array_position(needed, round_trip[2]) - 1, 'code', 'prerequisite_cycle', 'message', message,
      'params', jsonb_build_object('cycle', (
        select jsonb_agg(private.course_ref(id) order by n) from unnest(round_trip) with ordinality r (id, n)
      )))));
  end if;
end
$$;
comment on function private.refuse_cycle(uuid, uuid[]) is
  'Refuses (409 prerequisite_cycle, with the courses in order) prerequisites that would close a cycle.';

create function private.write_prerequisites(course uuid, needed uuid[]) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  changed integer;
  n integer;
begin
  delete from public.course_prerequisites p where p.course_id = course and p.prerequisite_id <> all (needed);
  get diagnostics changed = row_count;
  perform private.refuse_cycle(course, needed);
  insert into public.course_prerequisites (course_id, prerequisite_id) select distinct course, i from unnest(needed) i order by 2
  on conflict do nothing;
  get diagnostics n = row_count;
  return changed + n > 0;
end
$$;
comment on function private.write_prerequisites(uuid, uuid[]) is
  'What a course needs before it is this list and nothing else; whether that changed it. 409 prerequisite_cycle. The caller holds the lock of prerequisites.';

create function private.set_course_prerequisites(course uuid, needed uuid[], expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.require_role('learning_admin');
  -- Before reading: of two opposite writes the second must see the first.
  perform pg_advisory_xact_lock(hashtext('course_prerequisites'));
  perform private.open_course(course, expected_etag, true);
  perform private.refuse_items('course_ids.%s', (
    select jsonb_agg(n - 1) from unnest(needed) with ordinality as i (id, n)
    where not exists (select from public.courses c where c.id = i.id and c.status <> 'retired')
      and not exists (select from public.course_prerequisites p where p.course_id = course and p.prerequisite_id = i.id)
  ), 'unknown_id', 'There is no such course, or it is retired.');
  if private.write_prerequisites(course, needed) then
    update public.courses set updated_at = now() where id = course;
  end if;
  return private.get_course(course);
end
$$;
create function public.set_course_prerequisites(course uuid, needed uuid[], expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_course_prerequisites(course, needed, expected_etag) $$;
comment on function public.set_course_prerequisites(uuid, uuid[], text) is
  'PUT /courses/:id/prerequisites, learning_admin: what it needs before it, all of them, and nothing else. The course. 400 unknown_id, 403, 404, 409 prerequisite_cycle, 412 stale.';

create function private.merge_course_skills() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.course_skills as k (course_id, skill_id, from_level, to_level, outcome)
  select o.course_id, new.merged_into, o.from_level, o.to_level, o.outcome
  from public.course_skills o where o.skill_id = new.id
  order by 1
  on conflict (course_id, skill_id) do update
    set from_level = least(k.from_level, excluded.from_level), to_level = greatest(k.to_level, excluded.to_level),
        outcome = case when array_position('{none, evidence, recommend, sets}'::text[], k.outcome)
          >= array_position('{none, evidence, recommend, sets}'::text[], excluded.outcome) then k.outcome else excluded.outcome end;
  delete from public.course_skills where skill_id = new.id;
  return null;
end
$$;
comment on function private.merge_course_skills() is
  'After a skill was merged: courses teach the target; those that taught both do so from the lower to the higher level, with the outcome that does more.';
create trigger merge_course_skills after update of merged_into on public.skills
  for each row when (old.merged_into is null and new.merged_into is not null) execute function private.merge_course_skills();

-- Sessions and their seats -------------------------------------------------------------------------------------------------------
-- Whoever gives or frees a seat holds the session's row, taken before any enrolment's: the last seat goes once.

create function private.seats_taken(session uuid) returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select count(*) from public.user_training t
    where t.session_id = session and t.status in ('enrolled', 'in_progress', 'completed', 'failed', 'no_show')
  );
end
$$;
comment on function private.seats_taken(uuid) is 'How many seats of a session are given. Checks no right.';

create function private.session_json(s public.course_sessions) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  taken integer := private.seats_taken(s.id);
begin
  return jsonb_build_object(
    'id', s.id, 'course', private.course_ref(s.course_id), 'starts_at', s.starts_at, 'ends_at', s.ends_at,
    'location', s.location, 'url', s.url, 'instructor', s.instructor, 'status', s.status,
    'seats', s.seats, 'seats_free', case when s.seats is not null then greatest(s.seats - taken, 0) end,
    'waiting', (select count(*) from public.user_training t where t.session_id = s.id and t.status = 'waitlisted'),
    'etag', s.version::text
  );
end
$$;
comment on function private.session_json(public.course_sessions) is 'A session as resource. Checks no right.';

create function private.is_open(s public.course_sessions) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return s.status = 'scheduled' and s.starts_at > now();
end
$$;
comment on function private.is_open(public.course_sessions) is 'Whether one can still get a seat: neither cancelled nor begun.';

create function private.fill_seats(session uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  s public.course_sessions;
  moved public.user_training;
begin
  select * into s from public.course_sessions where id = session;
  if s.id is null or not private.is_open(s) then
    return;
  end if;
  for moved in
    update public.user_training t set status = 'enrolled', enrolled_at = now()
    where t.id in (
      select w.id from public.user_training w
      where w.session_id = session and w.status = 'waitlisted'
      order by w.queued_at, w.id
      limit case when s.seats is not null then greatest(s.seats - private.seats_taken(session), 0) end
    )
    returning *
  loop
    perform private.notify(moved.user_id, 'training.seat', format('You have a seat in "%s"', private.course_ref(moved.course_id) ->> 'name'),
      action_url => '/enrolments/' || moved.id, dedupe_key => format('%s:%s', moved.id, session));
  end loop;
end
$$;
comment on function private.fill_seats(uuid) is
  'Gives free seats of a session, which the caller has locked, to who has waited longest, and tells them; nothing once it has begun.';

create function private.get_sessions(
  course uuid, period text, statuses text[], after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform private.open_course(course);
  return (
    with found as not materialized (
      select s.id, s.starts_at from public.course_sessions s
      where s.course_id = course and s.status = any (statuses)
        and (period = 'all' or (s.ends_at > now()) = (period = 'upcoming'))
    ),
    page as (
      select * from found
      where after is null or (starts_at, id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by starts_at, id limit page_size + 1
    ),
    shown as (select * from page order by starts_at, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.session_json(s) order by s.starts_at, s.id) from shown o join public.course_sessions s on s.id = o.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.starts_at, s.id) from shown s order by s.starts_at desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_sessions(
  course uuid, period text default 'upcoming', statuses text[] default '{scheduled}',
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_sessions(course, period, statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_sessions(uuid, text, text[], jsonb, integer, boolean) is
  'GET /courses/:id/sessions: upcoming (not over yet), past or all, the earliest first, with free seats and how many wait. {items, next, total?}. 404.';

create function private.create_session(course uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.courses := private.open_course(course, null, true);
  made public.course_sessions;
begin
  -- The course's row is held: a repeated id waits for the first.
  select * into made from public.course_sessions where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.course_id <> course, 'This id belongs to something else.');
    return private.session_json(made) || '{"repeated": true}';
  end if;
  made := jsonb_populate_record(made, fields);
  insert into public.course_sessions (id, course_id, starts_at, ends_at, seats, location, url, instructor)
  values (coalesce(made.id, gen_random_uuid()), course, made.starts_at, made.ends_at, made.seats, made.location, made.url, made.instructor)
  returning * into made;
  return private.session_json(made);
end
$$;
create function public.create_session(course uuid, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_session(course, fields) $$;
comment on function public.create_session(uuid, jsonb) is
  'POST /courses/:id/sessions, learning_admin: {id?, starts_at, ends_at, seats?, location?, url?, instructor?}. The session, and whether the id was there already. 400, 403, 404, 409 duplicate.';

create function private.update_session(session uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('learning_admin');
  old public.course_sessions;
  s public.course_sessions;
  news text;
begin
  select * into old from public.course_sessions where id = session for no key update;
  if old.id is null then
    perform private.fail(404, 'not_found', 'There is no such session.');
  end if;
  perform private.check_version(old.version, expected_etag);
  s := jsonb_populate_record(old, patch - 'id');
  if s.ends_at <= s.starts_at then
    perform private.fail(400, 'invalid', 'It ends before it begins.', jsonb_build_array(jsonb_build_object(
      'path', 'ends_at', 'code', 'before_starts_at', 'message', 'It ends before it begins.')));
  elsif s.seats < private.seats_taken(session) and s.seats is distinct from old.seats then
    perform private.fail(409, 'capacity_full', 'More seats are given than that.');
  elsif old.status = 'cancelled' and s.status <> 'cancelled' then
    perform private.fail(409, 'invalid_transition', 'This session is cancelled: make another.');
  end if;
  update public.course_sessions
  set starts_at = s.starts_at, ends_at = s.ends_at, seats = s.seats, location = s.location, url = s.url,
      instructor = s.instructor, status = s.status
  where id = session returning * into s;
  news := case
    when s.status <> old.status then 'A session of "%s" is cancelled: choose another'
    when (s.starts_at, s.ends_at, s.location) is distinct from (old.starts_at, old.ends_at, old.location) then 'A session of "%s" is at another time or place'
  end;
  perform private.notify(t.user_id, 'training.session', format(news, c.name), action_url => '/enrolments/' || t.id, actor => me,
    dedupe_key => format('%s:%s', t.id, s.version))
  from public.user_training t join public.courses c on c.id = t.course_id
  where news is not null and t.session_id = session and t.status in ('requested', 'waitlisted', 'enrolled', 'in_progress');
  if s.status = 'cancelled' then
    update public.user_training
    set session_id = null, queued_at = null, status = case when status in ('waitlisted', 'enrolled') then 'approved' else status end
    where session_id = session and status in ('requested', 'waitlisted', 'enrolled', 'in_progress');
  end if;
  perform private.fill_seats(session);
  return private.session_json(s);
end
$$;
create function public.update_session(session uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_session(session, patch, expected_etag) $$;
comment on function public.update_session(uuid, jsonb, text) is
  'PATCH /sessions/:id, learning_admin: time, place, seats (never fewer than are given; new ones go to who waits), status cancelled (whoever had a seat chooses again). Who is in it is told. 400, 403, 404, 409 capacity_full or invalid_transition, 412 stale.';

-- Enrolments -----------------------------------------------------------------------------------------------------------------------

create function private.may_read_enrolment(e public.user_training) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return e.id is not null and (
    e.user_id = private.current_user_id() or private.has_role('hr_admin') or private.has_role('learning_admin')
    or e.user_id = any (private.my_report_ids()) or private.decides_for(e.user_id)
  );
end
$$;
comment on function private.may_read_enrolment(public.user_training) is 'Whether the caller may read an enrolment: as its policy says, or because they decide for the person.';

create function private.enrolment_json(e public.user_training) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_user_id();
  hr boolean := private.has_role('hr_admin');
begin
  return jsonb_build_object(
    'id', e.id, 'user', private.person_ref(e.user_id), 'course', private.course_ref(e.course_id), 'edition', e.edition,
    'attempt', e.attempt, 'status', e.status, 'mandatory', e.mandatory, 'source', e.source,
    'session', (
      select jsonb_build_object('id', s.id, 'starts_at', s.starts_at, 'ends_at', s.ends_at, 'location', s.location, 'url', s.url,
        'instructor', s.instructor)
      from public.course_sessions s where s.id = e.session_id
    ),
    'waiting_place', case when e.status = 'waitlisted' then (
      select count(*) from public.user_training t
      where t.session_id = e.session_id and t.status = 'waitlisted' and (t.queued_at, t.id) <= (e.queued_at, e.id)
    ) end,
    'progress_percentage', e.progress_percentage, 'score', e.score,
    'decided_by', private.person_ref(e.decided_by), 'decided_at', e.decided_at,
    'comments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'author', private.person_ref(c.author_id), 'comment', c.comment, 'created_at', c.created_at
      ) order by c.created_at desc, c.id), '[]')
      from public.enrolment_comments c where c.enrolment_id = e.id and (me in (c.user_id, c.author_id) or hr)
    ),
    'enrolled_at', e.enrolled_at, 'started_at', e.started_at, 'ended_at', e.ended_at, 'completed_on', e.completed_on,
    'assessed_by', private.person_ref(e.assessed_by),
    'certificate', case when e.status = 'completed' then jsonb_build_object(
      'number', e.certificate_number, 'expires_on', e.certificate_expires_on,
      'valid', coalesce(e.certificate_expires_on >= private.today(), true), 'url', e.certificate_url
    ) end,
    'created_at', e.created_at, 'etag', e.version::text
  );
end
$$;
comment on function private.enrolment_json(public.user_training) is
  'An enrolment as resource; comments for the person, who wrote them, and HR. Checks no right to the enrolment itself.';

create function private.open_enrolment(enrolment uuid, next_session uuid default null) returns public.user_training
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  e public.user_training;
  seen_session uuid;
begin
  select * into e from public.user_training where id = enrolment;
  if not coalesce(private.may_read_enrolment(e), false) then
    perform private.fail(404, 'not_found', 'There is no such enrolment.');
  end if;
  seen_session := e.session_id;
  perform from public.course_sessions where id in (seen_session, next_session) order by id for no key update;
  select * into e from public.user_training where id = enrolment for update;
  if e.session_id is distinct from seen_session then
    raise serialization_failure using message = 'The session changed meanwhile.';
  end if;
  return e;
end
$$;
comment on function private.open_enrolment(uuid, uuid) is
  'An enrolment that the caller may read (404), locked after its session and the one it shall change to.';

create function private.refuse_move(e public.user_training, move text) returns void
language plpgsql immutable set search_path = ''
as $$
begin
  perform private.fail(409, 'invalid_transition', format('This enrolment is %s: %s is not possible.', replace(e.status, '_', ' '), move));
end
$$;
comment on function private.refuse_move(public.user_training, text) is 'Refuses (409 invalid_transition) a move that the state forbids.';

create function private.is_assigned(person uuid, course uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  return false;
end
$$;
comment on function private.is_assigned(uuid, uuid) is
  'Whether somebody has to take a course: such an enrolment is mandatory and asks nobody. Nothing is assigned yet.';

create function private.admitted(rule text, session uuid) returns text
language plpgsql security definer set search_path = ''
as $$
declare
  s public.course_sessions;
begin
  select * into s from public.course_sessions where id = session;
  return case
    when s.id is null then case rule when 'attendance' then 'approved' else 'enrolled' end
    when private.seats_taken(session) < s.seats or s.seats is null then 'enrolled'
    else 'waitlisted'
  end;
end
$$;
comment on function private.admitted(text, uuid) is
  'The state of who may take a course: enrolled, waitlisted where the session (locked by the caller) is full, approved where a session has yet to be chosen.';

create function private.require_open_session(course uuid, session uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  s public.course_sessions;
begin
  select * into s from public.course_sessions where id = session for no key update;
  perform private.refuse_unknown('session_id', s.course_id = course, 'There is no such session of this course.');
  if not private.is_open(s) then
    perform private.fail(409, 'session_closed', 'This session has begun or is cancelled.');
  end if;
end
$$;
comment on function private.require_open_session(uuid, uuid) is
  'Locks a session of a course: 400 unknown_id, 409 session_closed once it has begun or was cancelled.';

create function private.create_enrolment(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  session uuid := fields ->> 'session_id';
  c public.courses;
  made public.user_training;
  missing jsonb;
  assigned boolean;
  becomes text;
begin
  -- One after the other: the same twice at once makes one, and nobody gets past the limit.
  perform from public.users where id = me for no key update;
  select * into made from public.user_training where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.user_id <> me, 'This id belongs to something else.');
    return private.enrolment_json(made) || '{"repeated": true}';
  end if;
  select * into c from public.courses where id = (fields ->> 'course_id')::uuid for share;
  perform private.refuse_unknown('course_id', c.status <> 'draft', 'There is no such course.');
  if c.status = 'retired' then
    perform private.fail(409, 'retired', 'This course is not held any more.');
  end if;
  perform private.refuse_duplicate('course_id', exists (
    select from public.user_training t where t.user_id = me and t.course_id = c.id
      and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress')
  ), 'You are enrolled already.');
  if 100 <= (
    select count(*) from public.user_training t
    where t.user_id = me and (t.course_id = c.id or t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress'))
  ) then
    perform private.fail(409, 'too_many', 'A hundred at once are enough.');
  end if;
  missing := private.missing_prerequisites(c.id, private.valid_completions(me));
  if missing <> '[]' then
    perform private.fail(409, 'prerequisite_missing', 'Other courses come before this one.', (
      select jsonb_agg(jsonb_build_object('path', 'course_id', 'code', 'prerequisite_missing',
        'message', format('Complete "%s" first.', m ->> 'name'), 'params', m)) from jsonb_array_elements(missing) m
    ));
  end if;
  perform private.require_open_session(c.id, session) where session is not null;
  assigned := private.is_assigned(me, c.id);
  becomes := case when c.needs_approval and not assigned then 'requested' else private.admitted(c.completion_rule, session) end;
  insert into public.user_training (
    id, user_id, course_id, edition, attempt, session_id, status, mandatory, source, queued_at, enrolled_at
  )
  select coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, c.id, c.edition, coalesce(max(t.attempt), 0) + 1, session, becomes,
    assigned, case when assigned then 'assignment' else 'self' end,
    case when session is not null then clock_timestamp() end, case when becomes = 'enrolled' then now() end
  from public.user_training t where t.user_id = me and t.course_id = c.id
  returning * into made;
  perform private.notify(d.user_id, 'training.requested', format('{actor} asks to take "%s"', c.name),
    action_url => '/enrolments/' || made.id, actor => me, dedupe_key => made.id::text)
  from private.deciders_of(me) d where becomes = 'requested';
  return private.enrolment_json(made);
end
$$;
create function public.create_enrolment(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_enrolment(fields) $$;
comment on function public.create_enrolment(jsonb) is
  'POST /enrolments: {id?, course_id, session_id?}, contractors too: requested where the course asks for approval (whoever decides is told), waitlisted where the session is full, approved where a session has yet to be chosen, else enrolled. The enrolment, and whether the id was there already. 400 unknown_id, 409 duplicate, prerequisite_missing, retired, session_closed or too_many.';

create function private.get_enrolment(enrolment uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  e public.user_training;
begin
  select * into e from public.user_training where id = enrolment;
  if not coalesce(private.may_read_enrolment(e), false) then
    perform private.fail(404, 'not_found', 'There is no such enrolment.');
  end if;
  return private.enrolment_json(e);
end
$$;
create function public.get_enrolment(enrolment uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_enrolment(enrolment) $$;
comment on function public.get_enrolment(uuid) is 'GET /enrolments/:id, for self, line, whoever decides, HR and learning admins. 404.';

create function private.get_enrolments(
  scope text, statuses text[], course_ids uuid[], session_ids uuid[], user_ids uuid[],
  after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_user();
  people uuid[] := case scope
    when 'approvals' then private.people_i_decide_for()
    when 'team' then private.my_report_ids()
    when 'mine' then array[me]
  end;
begin
  if scope = 'all' and not (private.has_role('learning_admin') or private.has_role('hr_admin')) then
    raise insufficient_privilege using message = 'Only for learning admins and HR.';
  end if;
  return (
    with found as not materialized (
      select t.id, t.created_at from public.user_training t
      where (scope = 'all' or t.user_id = any (people)) and (statuses is null or t.status = any (statuses))
        and (scope <> 'approvals' or t.status = 'requested')
        and (course_ids is null or t.course_id = any (course_ids))
        and (session_ids is null or t.session_id = any (session_ids))
        and (user_ids is null or t.user_id = any (user_ids))
    ),
    page as (
      select * from found
      where after is null or (created_at, id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at desc, id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.enrolment_json(t) order by s.created_at desc, s.id desc)
        from shown s join public.user_training t on t.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_enrolments(
  scope text default 'mine', statuses text[] default null, course_ids uuid[] default null, session_ids uuid[] default null,
  user_ids uuid[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_enrolments(scope, statuses, course_ids, session_ids, user_ids, after, least(page_size, 200), want_total) $$;
comment on function public.get_enrolments(text, text[], uuid[], uuid[], uuid[], jsonb, integer, boolean) is
  'GET /enrolments: the caller''s; approvals: those that wait for their decision; team: of their line; all: everybody''s, for learning admins and HR. Newest first. {items, next, total?}. 403.';

create function private.update_enrolment(enrolment uuid, patch jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  session uuid := patch ->> 'session_id';
  progress integer := patch ->> 'progress_percentage';
  e public.user_training := private.open_enrolment(enrolment, session);
  becomes text := e.status;
begin
  if e.user_id <> private.current_user_id() then
    raise insufficient_privilege using message = 'This is somebody else''s.';
  end if;
  perform private.check_version(e.version, expected_etag);
  if session is distinct from e.session_id and session is not null then
    if e.status not in ('requested', 'approved', 'waitlisted', 'enrolled') then
      perform private.refuse_move(e, 'another session');
    end if;
    perform private.require_open_session(e.course_id, session);
    if e.status <> 'requested' then
      becomes := private.admitted(null, session);
    end if;
    update public.user_training
    set session_id = session, queued_at = clock_timestamp(), status = becomes,
        enrolled_at = case when becomes = 'enrolled' then coalesce(enrolled_at, now()) end
    where id = enrolment;
    perform private.fill_seats(e.session_id);
  end if;
  if progress is not null then
    if becomes not in ('enrolled', 'in_progress') then
      perform private.refuse_move(e, 'progress');
    elsif progress < e.progress_percentage then
      perform private.fail(409, 'invalid_transition', format('Progress only goes forward, and is at %s.', e.progress_percentage));
    end if;
    update public.user_training
    set progress_percentage = progress, status = case when progress > 0 then 'in_progress' else status end,
        started_at = coalesce(started_at, case when progress > 0 then now() end)
    where id = enrolment;
  end if;
  return private.get_enrolment(enrolment);
end
$$;
create function public.update_enrolment(enrolment uuid, patch jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.update_enrolment(enrolment, patch, expected_etag) $$;
comment on function public.update_enrolment(uuid, jsonb, text) is
  'PATCH /enrolments/:id, of the person: progress_percentage (only forward, to 100), session_id (before it began; the old seat goes to who waits). 400 unknown_id, 403, 404, 409 invalid_transition or session_closed, 412 stale.';

create function private.decide_enrolment(enrolment uuid, decision text, comment text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  e public.user_training := private.open_enrolment(enrolment);
  me uuid := private.current_user_id();
  s public.course_sessions;
  becomes text := 'rejected';
begin
  if not private.decides_for(e.user_id) then
    raise insufficient_privilege using message = 'Whoever decides for this person does that.';
  elsif e.status <> 'requested' then
    perform private.refuse_move(e, decision);
  end if;
  if decision = 'approve' then
    select * into s from public.course_sessions where id = e.session_id;
    -- Meanwhile it may have begun: another is to be chosen.
    if s.id is not null and not private.is_open(s) then
      e.session_id := null;
    end if;
    becomes := private.admitted(case when s.id is not null then 'attendance' else (
      select completion_rule from public.course_editions where course_id = e.course_id and edition = e.edition
    ) end, e.session_id);
  end if;
  update public.user_training
  set status = becomes, session_id = e.session_id, queued_at = case when e.session_id is not null then queued_at end,
      decided_by = me, decided_at = now(),
      enrolled_at = case when becomes = 'enrolled' then now() end, ended_at = case when becomes = 'rejected' then now() end
  where id = enrolment returning * into e;
  insert into public.enrolment_comments (enrolment_id, user_id, author_id, comment)
  select enrolment, e.user_id, me, comment where comment is not null;
  perform private.notify(e.user_id, 'training.decided',
    format(case becomes when 'rejected' then '{actor} rejected your request for "%s"' when 'waitlisted' then '{actor} approved "%s": you wait for a seat'
      else '{actor} approved your request for "%s"' end, private.course_ref(e.course_id) ->> 'name'),
    action_url => '/enrolments/' || enrolment, actor => me, dedupe_key => enrolment::text);
  return private.enrolment_json(e);
end
$$;
create function public.approve_enrolment(enrolment uuid, comment text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_enrolment(enrolment, 'approve', comment) $$;
comment on function public.approve_enrolment(uuid, text) is
  'POST /enrolments/:id/approve, by who decides for the person, who is told: enrolled, waitlisted where the session is full, approved where one has to be chosen. 403, 404, 409 invalid_transition.';
create function public.reject_enrolment(enrolment uuid, comment text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_enrolment(enrolment, 'reject', comment) $$;
comment on function public.reject_enrolment(uuid, text) is
  'POST /enrolments/:id/reject, by who decides for the person, who is told. 403, 404, 409 invalid_transition.';

create function private.withdraw_enrolment(enrolment uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  e public.user_training := private.open_enrolment(enrolment);
  me uuid := private.current_user_id();
begin
  if e.user_id <> me and not private.has_role('learning_admin') then
    raise insufficient_privilege using message = 'This is somebody else''s.';
  elsif e.ended_at is not null then
    perform private.refuse_move(e, 'withdraw');
  end if;
  update public.user_training set status = 'withdrawn', ended_at = now() where id = enrolment;
  perform private.fill_seats(e.session_id);
  perform private.notify(e.user_id, 'training.decided', format('{actor} withdrew you from "%s"', private.course_ref(e.course_id) ->> 'name'),
    action_url => '/enrolments/' || enrolment, actor => me, dedupe_key => format('%s:%s', enrolment, e.version)) where me <> e.user_id;
  return private.get_enrolment(enrolment);
end
$$;
create function public.withdraw_enrolment(enrolment uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.withdraw_enrolment(enrolment) $$;
comment on function public.withdraw_enrolment(uuid) is
  'POST /enrolments/:id/withdraw, by the person or a learning admin: whoever waits longest gets the seat. 403, 404, 409 invalid_transition.';

-- What a completion does -------------------------------------------------------------------------------------------------------------

create function private.new_certificate_number() returns text
language plpgsql volatile set search_path = ''
as $$
declare
  random bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
begin
  return (
    select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', get_byte(random, i) % 32 + 1, 1)
      || case when i in (3, 7, 11) then '-' else '' end, '' order by i)
    from generate_series(0, 15) i
  );
end
$$;
comment on function private.new_certificate_number() is '80 random bits, to be read out: no letter looks like a digit.';

create function private.teach(e public.user_training) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  at timestamptz := least(e.completed_on + interval '1 day' - interval '1 second', clock_timestamp());
begin
  -- Contractors have no skills here.
  if exists (select from public.employment_info i where i.user_id = e.user_id and i.employment_type = 'contractor') then
    return;
  end if;
  -- In the order of set_my_skills(): the skills, then what the person has of them, before anything is read.
  perform from public.skills s
  where s.id in (select k.skill_id from public.course_skills k where k.course_id = e.course_id and k.outcome <> 'none')
  order by s.id for key share;
  insert into public.user_skills (user_id, skill_id)
  select e.user_id, k.skill_id from public.course_skills k where k.course_id = e.course_id and k.outcome <> 'none'
  order by 2
  on conflict do nothing;
  perform from public.user_skills us
  where us.user_id = e.user_id
    and us.skill_id in (select k.skill_id from public.course_skills k where k.course_id = e.course_id and k.outcome <> 'none')
  order by us.skill_id for update;
  insert into public.skill_evidence (user_id, skill_id, title, note)
  select e.user_id, k.skill_id, left('Completed: ' || c.name, 200), format('Certificate %s, %s', e.certificate_number, e.completed_on)
  from public.course_skills k join public.courses c on c.id = k.course_id
  where k.course_id = e.course_id and k.outcome <> 'none';
  -- It says "at least": what a manager or another test said is not lowered by it.
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until)
  select e.user_id, k.skill_id, 'assessment', k.to_level, e.assessed_by, at, (e.certificate_expires_on + 1)::timestamp at time zone 'utc'
  from public.course_skills k
  where k.course_id = e.course_id and k.outcome = 'sets' and e.assessed_by is not null and not exists (
    select from private.effective_level(e.user_id, k.skill_id) l where l.source in ('manager', 'assessment') and l.level > k.to_level
  );
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
  select e.user_id, k.skill_id, 'self', k.to_level, e.user_id, at
  from public.course_skills k
  where k.course_id = e.course_id and (k.outcome = 'recommend' or k.outcome = 'sets' and e.assessed_by is null)
    and k.to_level > coalesce(private.self_level(e.user_id, k.skill_id), 0);
end
$$;
comment on function private.teach(public.user_training) is
  'What a completed course does to the person''s skills: evidence; with recommend the level as self-level evidence, never lower than what they say; with sets an assessment, valid as long as the certificate, where somebody else assessed.';

create function private.finish(
  enrolment uuid, day date, result numeric, assessor uuid, expires date default null, url text default null
) returns public.user_training
language plpgsql security definer set search_path = ''
as $$
declare
  e public.user_training;
begin
  update public.user_training t
  set status = 'completed', progress_percentage = 100, score = result, completed_on = day, ended_at = now(),
      enrolled_at = coalesce(t.enrolled_at, now()), started_at = coalesce(t.started_at, now()), assessed_by = assessor,
      certificate_number = private.new_certificate_number(), certificate_url = url,
      certificate_expires_on = coalesce(expires, (day + make_interval(months => (
        select d.validity_months from public.course_editions d where d.course_id = t.course_id and d.edition = t.edition
      )))::date)
  where t.id = enrolment returning * into e;
  perform private.teach(e);
  return e;
end
$$;
comment on function private.finish(uuid, date, numeric, uuid, date, text) is
  'Completes an enrolment, which the caller has locked and checked: certificate, and what the course teaches, in one transaction.';

create function private.complete_enrolment(enrolment uuid, score numeric) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  e public.user_training := private.open_enrolment(enrolment);
  me uuid := private.current_user_id();
  admin boolean := private.has_role('learning_admin') and e.user_id <> me;
  terms public.course_editions;
begin
  select * into terms from public.course_editions d where d.course_id = e.course_id and d.edition = e.edition;
  if not admin and (e.user_id <> me or terms.completion_rule <> 'progress' or score is not null) then
    raise insufficient_privilege using message = 'A learning admin says who was there and who passed.';
  elsif not (e.status in ('enrolled', 'in_progress') or admin and e.status in ('approved', 'waitlisted')) then
    perform private.refuse_move(e, 'complete');
  elsif not admin and e.progress_percentage < 100 then
    perform private.fail(409, 'not_finished', format('Progress is at %s of 100.', e.progress_percentage));
  elsif terms.completion_rule = 'test' and score is null then
    perform private.fail(400, 'invalid', 'Say the score.', jsonb_build_array(jsonb_build_object(
      'path', 'score', 'code', 'required', 'message', 'Say the score.')));
  end if;
  if score < terms.pass_mark then
    return private.end_enrolment(enrolment, 'failed', score);
  end if;
  e := private.finish(enrolment, private.today(), score, case when admin then me end);
  perform private.notify(e.user_id, 'training.result', format('You completed "%s"', private.course_ref(e.course_id) ->> 'name'),
    action_url => '/enrolments/' || enrolment, actor => me, dedupe_key => enrolment::text) where admin;
  return private.enrolment_json(e);
end
$$;
create function public.complete_enrolment(enrolment uuid, score numeric default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.complete_enrolment(enrolment, score) $$;
comment on function public.complete_enrolment(uuid, numeric) is
  'POST /enrolments/:id/complete: by the person where the rule is progress and it is at 100; by a learning admin for others, with the score of a test (below the pass mark: failed). Certificate and skills follow at once. 400, 403, 404, 409 invalid_transition or not_finished.';

create function private.end_enrolment(enrolment uuid, becomes text, score numeric default null) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('learning_admin');
  e public.user_training := private.open_enrolment(enrolment);
begin
  if e.user_id = me then
    raise insufficient_privilege using message = 'Somebody else says what you achieved.';
  elsif not (e.status in ('enrolled', 'in_progress') or becomes = 'failed' and e.status in ('approved', 'waitlisted')) then
    perform private.refuse_move(e, replace(becomes, '_', ' '));
  end if;
  update public.user_training t
  set status = becomes, score = end_enrolment.score, ended_at = now(), assessed_by = me
  where t.id = enrolment;
  perform private.notify(e.user_id, 'training.result',
    format(case becomes when 'failed' then 'You did not pass "%s"' else 'You were missed at "%s"' end, private.course_ref(e.course_id) ->> 'name'),
    action_url => '/enrolments/' || enrolment, actor => me, dedupe_key => enrolment::text);
  return private.get_enrolment(enrolment);
end
$$;
create function public.fail_enrolment(enrolment uuid, score numeric default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.end_enrolment(enrolment, 'failed', score) $$;
comment on function public.fail_enrolment(uuid, numeric) is
  'POST /enrolments/:id/fail, by a learning admin for others. 403, 404, 409 invalid_transition.';
create function public.mark_no_show(enrolment uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.end_enrolment(enrolment, 'no_show') $$;
comment on function public.mark_no_show(uuid) is
  'POST /enrolments/:id/no-show, by a learning admin for others. 403, 404, 409 invalid_transition.';

create function private.certificate_json(e public.user_training) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'number', e.certificate_number, 'user', private.person_ref(e.user_id),
    'holder', (select u.full_name from public.users u where u.id = e.user_id), 'course', private.course_ref(e.course_id),
    'edition', e.edition, 'provider', (select c.provider from public.courses c where c.id = e.course_id),
    'completed_on', e.completed_on, 'expires_on', e.certificate_expires_on,
    'valid', coalesce(e.certificate_expires_on >= private.today(), true)
  );
end
$$;
comment on function private.certificate_json(public.user_training) is 'What a certificate says. Checks no right.';

create function private.get_certificate(enrolment uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  e public.user_training;
begin
  select * into e from public.user_training where id = enrolment;
  if not coalesce(private.may_read_enrolment(e) and e.status = 'completed', false) then
    perform private.fail(404, 'not_found', 'There is no such certificate.');
  end if;
  return private.certificate_json(e) || jsonb_build_object(
    'score', e.score, 'url', e.certificate_url,
    'skills', (
      select coalesce(jsonb_agg(jsonb_build_object('skill', jsonb_build_object('id', s.id, 'name', s.name), 'level', k.to_level)
        order by s.name_key, s.id), '[]')
      from public.course_skills k join public.skills s on s.id = k.skill_id where k.course_id = e.course_id
    )
  );
end
$$;
create function public.get_certificate(enrolment uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_certificate(enrolment) $$;
comment on function public.get_certificate(uuid) is
  'GET /enrolments/:id/certificate, for whoever reads the enrolment, once it is completed. 404.';

create function private.check_certificate(number text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  e public.user_training;
begin
  select * into e from public.user_training t where t.certificate_number = upper(number);
  if e.id is null then
    perform private.fail(404, 'not_found', 'There is no such certificate.');
  end if;
  return private.certificate_json(e);
end
$$;
create function public.check_certificate(number text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.check_certificate(number) $$;
comment on function public.check_certificate(text) is
  'GET /certificates/:number, for anybody who works here and has the number: whose it is, for what, and whether it holds. 404.';

-- Imports ------------------------------------------------------------------------------------------------------------------------
-- Five to ten milliseconds a row, audited, on a busy machine: more than the usual 8 s for a full import.

create function private.import_course(row_data jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.courses;
  before integer;
  named jsonb;
  wrong jsonb;
  changed boolean := false;
begin
  select * into c from public.courses where external_id = row_data ->> 'external_id' for no key update;
  before := c.version;
  -- A name means the active skill of that name, else the one with that alias, if there is only one.
  select jsonb_agg(k.item || jsonb_build_object('skill_id', k.ids[1]) order by k.n),
    jsonb_agg(jsonb_build_object('path', format('skills.%s.skill', k.n - 1),
      'code', case when k.ids = '{}' then 'unknown_id' else 'ambiguous' end,
      'message', case when k.ids = '{}' then 'There is no such active skill.' else 'Several skills have this name.' end
    ) order by k.n) filter (where cardinality(k.ids) <> 1)
  into named, wrong
  from (
    select i.item, i.n, case when by_name.ids <> '{}' then by_name.ids else array(
      select distinct l.skill_id from public.skill_aliases l join public.skills s on s.id = l.skill_id
      where l.alias_key = private.name_key(i.item ->> 'skill') and s.status = 'active'
    ) end as ids
    from jsonb_array_elements(row_data -> 'skills') with ordinality as i (item, n)
    cross join lateral (
      select array(
        select s.id from public.skills s where s.name_key = private.name_key(i.item ->> 'skill') and s.status = 'active'
      ) as ids
    ) by_name
  ) k;
  wrong := coalesce(wrong, '[]') || case
    when coalesce(row_data ->> 'completion_rule', c.completion_rule) = 'test' and coalesce(row_data ->> 'pass_mark', c.pass_mark::text) is null
      then '[{"path": "pass_mark", "code": "pass_mark", "message": "A test has a pass mark."}]'::jsonb
    when (select count(distinct i ->> 'skill_id') < count(*) from jsonb_array_elements(named) i)
      then '[{"path": "skills", "code": "duplicate", "message": "A skill stands here twice."}]'
    else '[]'
  end;
  if wrong <> '[]' then
    return jsonb_build_object('status', 'rejected', 'errors', wrong);
  end if;
  if c.id is null then
    insert into public.courses (external_id, name, duration_hours, status)
    values (row_data ->> 'external_id', row_data ->> 'name', (row_data ->> 'duration_hours')::numeric, 'active') returning * into c;
  end if;
  perform private.write_course(c.id, jsonb_strip_nulls(row_data - '{at, skills, prerequisites}'::text[]));
  if row_data ? 'skills' then
    changed := private.write_course_skills(c.id, named);
  end if;
  select changed or o.version is distinct from before into changed from public.courses o where o.id = c.id;
  return jsonb_build_object('status', case when before is null then 'created' when changed then 'updated' else 'unchanged' end);
end
$$;
comment on function private.import_course(jsonb) is
  'Writes one row of an import but its prerequisites: the course with this external_id, else a new, active one; what the row leaves out stays. {status: created | updated | unchanged | rejected, errors?}. Checks no right.';

create function private.import_prerequisites(row_data jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  course uuid := (select c.id from public.courses c where c.external_id = row_data ->> 'external_id');
  needed uuid[];
  wrong jsonb;
  round_trip uuid[];
begin
  select array_agg(c.id order by n), jsonb_agg(jsonb_build_object('path', format('prerequisites.%s', n - 1), 'code', 'unknown_id',
    'message', 'There is no such course.') order by n) filter (where c.id is null)
  into needed, wrong
  from jsonb_array_elements_text(row_data -> 'prerequisites') with ordinality as i (external_id, n)
  left join public.courses c on c.external_id = i.external_id;
  needed := coalesce(needed, '{}');
  round_trip := case when wrong is null then private.prerequisite_cycle(course, needed) end;
  if round_trip is not null then
    wrong := jsonb_build_array(jsonb_build_object('path', 'prerequisites', 'code', 'prerequisite_cycle', 'message', (
      select string_agg(c.name, ' → ' order by n) from unnest(round_trip) with ordinality r (id, n) join public.courses c on c.id = r.id
    )));
  end if;
  if wrong is not null then
    return jsonb_build_object('status', 'rejected', 'errors', wrong);
  end if;
  return jsonb_build_object('status', case when private.write_prerequisites(course, needed) then 'updated' else 'unchanged' end);
end
$$;
comment on function private.import_prerequisites(jsonb) is
  'Writes the prerequisites of one row of an import, by external_id, once all courses are there. {status: updated | unchanged | rejected, errors?}. Checks no right.';

create function private.import_courses(rows jsonb, is_dry_run boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('learning_admin');
  refused jsonb := '[]';
  broken jsonb;
  outcomes jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('course_prerequisites'));
  loop
    begin
      select jsonb_object_agg(r ->> 'at', private.import_course(r)) into outcomes
      from jsonb_array_elements(rows) r where not refused @> jsonb_build_array(jsonb_build_object('at', r -> 'at'));
      select coalesce(jsonb_object_agg(r ->> 'at', private.import_prerequisites(r)), '{}') || coalesce(jsonb_object_agg(
        r ->> 'at', outcomes -> (r ->> 'at')) filter (where outcomes -> (r ->> 'at') ->> 'status' = 'rejected'), '{}') into broken
      from jsonb_array_elements(rows) r where r ? 'prerequisites' and outcomes ? (r ->> 'at')
        and outcomes -> (r ->> 'at') ->> 'status' <> 'rejected';
      -- A course whose prerequisites alone changed is changed.
      outcomes := coalesce((
        select jsonb_object_agg(o.at, case when o.outcome ->> 'status' = 'unchanged' and broken -> o.at ->> 'status' = 'updated' or broken -> o.at ->> 'status' = 'rejected'
          then broken -> o.at else o.outcome end)
        from jsonb_each(outcomes) as o (at, outcome)
      ), '{}');
      broken := (
        select jsonb_agg(jsonb_build_object('at', o.at::integer, 'errors', o.outcome -> 'errors') order by o.at::integer)
        from jsonb_each(outcomes) as o (at, outcome) where o.outcome ->> 'status' = 'rejected'
      );
      if broken is not null or is_dry_run then
        raise exception using errcode = 'ZDRY1', message = 'dry run';
      end if;
    exception when sqlstate 'ZDRY1' then
      -- All that was written is rolled back; the outcomes are variables and stay.
      null;
    end;
    exit when broken is null;
    -- Once more without what can't go in: what needs that can't either.
    refused := refused || broken;
  end loop;
  return (
    select jsonb_build_object(
      'created', count(*) filter (where o ->> 'status' = 'created'),
      'updated', count(*) filter (where o ->> 'status' = 'updated'),
      'unchanged', count(*) filter (where o ->> 'status' = 'unchanged'),
      'rejected', refused
    )
    from jsonb_each(outcomes) as r (at, o)
  );
end
$$;
create function public.import_courses(rows jsonb, is_dry_run boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_courses(rows, is_dry_run) $$;
alter function public.import_courses(jsonb, boolean) set statement_timeout = '60s';
comment on function public.import_courses(jsonb, boolean) is
  'POST /courses/imports, learning_admin: rows [{at, external_id, name, duration_hours, …, skills?: [{skill, from_level?, to_level, outcome?}], prerequisites?: [external_id]}], each for itself, whole or not at all; the same rows twice change nothing. {created, updated, unchanged, rejected: [{at, errors}]}; a dry run writes nothing.';

create function private.import_completion(row_data jsonb, importer uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  person uuid := (
    select u.id from public.users u
    where u.status = 'active' and u.erased_at is null
      and case when row_data ? 'employee_id' then u.employee_id = row_data ->> 'employee_id' else u.email = lower(row_data ->> 'email') end
  );
  c public.courses;
  e public.user_training;
  day date := row_data ->> 'completed_on';
  result numeric := row_data ->> 'score';
  wrong jsonb;
begin
  select * into c from public.courses where external_id = row_data ->> 'course' and status <> 'draft';
  wrong := case
    when person is null then jsonb_build_object('path', case when row_data ? 'employee_id' then 'employee_id' else 'email' end,
      'code', 'unknown_id', 'message', 'There is no such active person.')
    when person = importer then '{"path": "", "code": "forbidden", "message": "Somebody else says what you completed."}'
    when c.id is null then '{"path": "course", "code": "unknown_id", "message": "There is no such course."}'
    when day > private.today() then '{"path": "completed_on", "code": "in_the_future", "message": "That day is yet to come."}'
    when (row_data ->> 'expires_on')::date < day then '{"path": "expires_on", "code": "before_completed_on", "message": "It expires before it was completed."}'
    when c.completion_rule = 'test' and result is null then '{"path": "score", "code": "required", "message": "This course ends with a test: say the score."}'
    when result < c.pass_mark then '{"path": "score", "code": "below_pass_mark", "message": "This is below the pass mark."}'
  end;
  if wrong is not null then
    return jsonb_build_object('status', 'rejected', 'errors', jsonb_build_array(wrong));
  end if;
  perform from public.users where id = person for no key update;
  if exists (
    select from public.user_training t where t.user_id = person and t.course_id = c.id and t.status = 'completed' and t.completed_on = day
  ) then
    return '{"status": "unchanged"}';
  end if;
  select * into e from public.user_training t
  where t.user_id = person and t.course_id = c.id and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress')
    and t.created_at < day + 1
  for update;
  if e.id is null then
    insert into public.user_training (user_id, course_id, edition, attempt, status, mandatory, source, ended_at)
    select person, c.id, c.edition, coalesce(max(t.attempt), 0) + 1, 'withdrawn', private.is_assigned(person, c.id), 'import', now()
    from public.user_training t where t.user_id = person and t.course_id = c.id
    returning * into e;
    perform private.finish(e.id, day, result, importer, (row_data ->> 'expires_on')::date, row_data ->> 'certificate_url');
    return '{"status": "created"}';
  end if;
  perform private.finish(e.id, day, result, importer, (row_data ->> 'expires_on')::date, row_data ->> 'certificate_url');
  return '{"status": "updated"}';
end
$$;
comment on function private.import_completion(jsonb, uuid) is
  'Writes one completion: it ends the open enrolment that began before it, else is an attempt of its own; one of the same day is there already. {status: created | updated | unchanged | rejected, errors?}. Checks no right.';

create function private.import_completions(rows jsonb, is_dry_run boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('learning_admin');
  outcomes jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('completion_imports'));
  begin
    select jsonb_agg(private.import_completion(r.row_data, me) || jsonb_build_object('at', r.row_data -> 'at')) into outcomes
    from (select row_data from jsonb_array_elements(rows) row_data order by row_data ->> 'completed_on', (row_data ->> 'at')::integer) r;
    if is_dry_run then
      raise exception using errcode = 'ZDRY1', message = 'dry run';
    end if;
  exception when sqlstate 'ZDRY1' then
    -- All that was written is rolled back; the outcomes are variables and stay.
    null;
  end;
  return (
    select jsonb_build_object(
      'created', count(*) filter (where o ->> 'status' = 'created'),
      'updated', count(*) filter (where o ->> 'status' = 'updated'),
      'unchanged', count(*) filter (where o ->> 'status' = 'unchanged'),
      'rejected', coalesce(jsonb_agg(jsonb_build_object('at', o -> 'at', 'errors', o -> 'errors')) filter (where o ->> 'status' = 'rejected'), '[]')
    )
    from jsonb_array_elements(coalesce(outcomes, '[]')) o
  );
end
$$;
create function public.import_completions(rows jsonb, is_dry_run boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.import_completions(rows, is_dry_run) $$;
alter function public.import_completions(jsonb, boolean) set statement_timeout = '60s';
comment on function public.import_completions(jsonb, boolean) is
  'POST /completions/imports, learning_admin: rows [{at, employee_id | email, course, completed_on, score?, expires_on?, certificate_url?}], each for itself, never one''s own; the same rows twice change nothing. {created, updated, unchanged, rejected: [{at, errors}]}; a dry run writes nothing.';

-- Leaving, and work that runs by itself ------------------------------------------------------------------------------------------------

create function private.leave_training() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  sessions uuid[];
begin
  sessions := array(
    select s.id from public.course_sessions s
    where s.id in (
      select t.session_id from public.user_training t
      where t.user_id = new.id and t.status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress')
    )
    order by s.id for no key update
  );
  update public.user_training set status = 'withdrawn', ended_at = now()
  where user_id = new.id and status in ('requested', 'approved', 'waitlisted', 'enrolled', 'in_progress');
  perform private.fill_seats(s) from unnest(sessions) s;
  return null;
end
$$;
comment on function private.leave_training() is
  'After somebody left: what they take or wait for is withdrawn, their seats go to who waits. What they had to decide, their successor decides.';
create trigger leave_training after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_training();

create function private.job_waitlists(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  e public.user_training;
  n integer := 0;
begin
  for e in
    update public.user_training t set status = 'approved', session_id = null, queued_at = null
    where t.id in (
      select w.id from public.user_training w join public.course_sessions s on s.id = w.session_id
      where w.status = 'waitlisted' and s.starts_at <= now() limit 500 for update of w skip locked
    )
    returning *
  loop
    n := n + 1;
    perform private.notify(e.user_id, 'training.seat', format('No seat came free in "%s": choose another session', private.course_ref(e.course_id) ->> 'name'),
      action_url => '/enrolments/' || e.id, dedupe_key => format('%s:%s', e.id, e.version));
  end loop;
  return jsonb_build_object('rows', n, 'next', case when n = 500 then to_jsonb(0) end);
end
$$;
comment on function private.job_waitlists(jsonb, date) is
  'Job: who still waits when a session begins may choose another, 500 a step.';

insert into private.notification_kinds values
  ('training.requested', 'Somebody asks me whether they may take a course', false),
  ('training.decided', 'Somebody decided about an enrolment of mine', false),
  ('training.seat', 'I got a seat that I waited for, or none', false),
  ('training.session', 'A session that I am in is moved or cancelled', false),
  ('training.result', 'The result of a course of mine is there', false);
select private.schedule_job('waitlists', '5 * * * *', 'Who still waits for a seat when a session begins may choose another');

select private.declare_personal('courses', subject => null, exported => false, kept => 'true',
  audit_values => '{external_id, name, provider, category, difficulty, duration_hours, language, needs_approval, completion_rule, pass_mark, validity_months, status, edition}',
  audit_names => '{description, url}');
select private.declare_personal('user_training', kept => 'mandatory or status = ''completed''', retention => 'employment',
  cleared => '{"certificate_url": null}',
  audit_values => '{course_id, edition, attempt, session_id, status, mandatory, source, progress_percentage, score, decided_by, decided_at, queued_at, enrolled_at, started_at, ended_at, completed_on, assessed_by, certificate_number, certificate_expires_on}',
  audit_names => '{certificate_url}');
select private.declare_personal('enrolment_comments', audit_values => '{author_id}', audit_names => '{comment}', unaudited => '{enrolment_id}');

grant execute on function
  private.get_course(uuid), public.get_course(uuid),
  private.search_courses(text, uuid[], text[], text[], text[], text[], numeric, text[], text, jsonb, integer, boolean),
  public.search_courses(text, uuid[], text[], text[], text[], text[], numeric, text[], text, jsonb, integer, boolean),
  private.create_course(jsonb), public.create_course(jsonb), private.update_course(uuid, jsonb, text), public.update_course(uuid, jsonb, text),
  private.publish_edition(uuid, jsonb, text), public.publish_edition(uuid, jsonb, text),
  private.set_course_skills(uuid, jsonb, text), public.set_course_skills(uuid, jsonb, text),
  private.set_course_prerequisites(uuid, uuid[], text), public.set_course_prerequisites(uuid, uuid[], text),
  private.get_sessions(uuid, text, text[], jsonb, integer, boolean), public.get_sessions(uuid, text, text[], jsonb, integer, boolean),
  private.create_session(uuid, jsonb), public.create_session(uuid, jsonb),
  private.update_session(uuid, jsonb, text), public.update_session(uuid, jsonb, text),
  private.create_enrolment(jsonb), public.create_enrolment(jsonb), private.get_enrolment(uuid), public.get_enrolment(uuid),
  private.get_enrolments(text, text[], uuid[], uuid[], uuid[], jsonb, integer, boolean),
  public.get_enrolments(text, text[], uuid[], uuid[], uuid[], jsonb, integer, boolean),
  private.update_enrolment(uuid, jsonb, text), public.update_enrolment(uuid, jsonb, text),
  private.decide_enrolment(uuid, text, text), public.approve_enrolment(uuid, text), public.reject_enrolment(uuid, text),
  private.withdraw_enrolment(uuid), public.withdraw_enrolment(uuid),
  private.complete_enrolment(uuid, numeric), public.complete_enrolment(uuid, numeric),
  private.end_enrolment(uuid, text, numeric), public.fail_enrolment(uuid, numeric), public.mark_no_show(uuid),
  private.get_certificate(uuid), public.get_certificate(uuid), private.check_certificate(text), public.check_certificate(text),
  private.import_courses(jsonb, boolean), public.import_courses(jsonb, boolean),
  private.import_completions(jsonb, boolean), public.import_completions(jsonb, boolean)
to authenticated;
