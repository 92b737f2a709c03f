-- Domain: skills-management. What people can do: history, evidence, endorsements, validation, certifications, competencies,
-- experiences, projects, and all of it side by side for a team.

-- Asked by every inbox. Whoever has no manager is HR's at once: before managers are loaded, that is everybody.
create or replace function private.people_i_decide_for() returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
begin
  return (
    with recursive managers (id) as (
      select me
      union
      select d.user_id from public.delegations d left join public.employment_info e on e.user_id = d.user_id
      where d.delegate_id = me and (now() at time zone 'utc')::date between d.starts_on and d.ends_on
        and e.employment_type is distinct from 'contractor'
    ),
    -- Below contractors and leavers the next manager up decides.
    below (id, active, passes) as (
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from managers m join public.employment_info e on e.manager_id = m.id
      union
      select e.user_id, e.status = 'active', e.employment_type = 'contractor' or e.status = 'left'
      from below b join public.employment_info e on e.manager_id = b.id
      where b.passes
    )
    select coalesce(array_agg(distinct id), '{}')
    from (
      select id from below where active
      union all
      select u.id
      from public.users u
      left join public.employment_info e on e.user_id = u.id
      left join public.employment_info m on m.user_id = e.manager_id
      where private.has_role('hr_admin') and u.status = 'active'
        and (e.manager_id is null or (m.employment_type = 'contractor' or m.status = 'left')
          and not exists (select from private.deciders_of(u.id) d where d.capacity <> 'hr_admin'))
    ) everybody
    where id <> me and me is not null
  );
end
$$;

-- skill_assessments --------------------------------------------------------------------------------------------------------

alter table public.skill_assessments add column counts boolean not null default true;
alter table public.skill_assessments add column declined_at timestamptz check (declined_at >= withdrawn_at);
alter table public.skill_assessments add check (declined_at is null or withdrawn_at is not null and source = 'peer');
comment on column public.skill_assessments.counts is
  'False for an endorsement that answers one within the hour: two people who endorse each other count once.';
comment on column public.skill_assessments.declined_at is 'When the endorsed person declined it; it is withdrawn then, too.';
create index on public.user_skills (valid_until) where valid_until is not null;

create or replace function private.effective_level(person uuid, skill uuid, as_of timestamptz default null)
returns table (level integer, source text, assessed_at timestamptz, valid_until timestamptz)
language plpgsql stable set search_path = ''
as $$
#variable_conflict use_column
begin
  return query
  with standing as (
    select a.id, a.source, a.level, a.assessor_id, a.assessed_at, a.valid_until
    from public.skill_assessments a
    where a.user_id = person and a.skill_id = skill and a.counts
      and (as_of is null or a.assessed_at <= as_of)
      and (a.valid_until is null or a.valid_until > coalesce(as_of, now()))
      and (a.withdrawn_at is null or a.withdrawn_at > as_of)
  ),
  latest_peers as (
    select distinct on (assessor_id) * from standing where source = 'peer' order by assessor_id, assessed_at desc, id
  ),
  candidates as (
    select id, source, level, assessed_at, valid_until from standing where source <> 'peer'
    union all
    select min(id::text)::uuid, 'peer', percentile_disc(0.5) within group (order by level),
      max(assessed_at), min(valid_until)
    from latest_peers having count(*) >= 2
  )
  select level, source, assessed_at, valid_until
  from candidates
  order by private.trust(source) desc, assessed_at desc, id
  limit 1;
end
$$;
comment on function private.effective_level(uuid, uuid, timestamptz) is
  'The level that counts at a time (null: now): highest-trust source neither expired nor withdrawn (assessment > manager > lower median of 2 or more peers > self; endorsements that do not count left out); ties: newest, then lowest id. No row: unrated.';

-- Whose level has expired is asked for alone: a lateral join that is to find nothing would be asked for everybody.
create or replace function private.holders(wanted uuid[], min_level integer) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  reports uuid[] := private.my_report_ids();
  hr boolean := private.has_role('hr_admin');
begin
  return (
    with held as (
      select us.user_id, us.visibility, us.source
      from public.user_skills us
      where us.skill_id = any (wanted) and us.level >= min_level and (us.valid_until is null or us.valid_until > now())
      union all
      select us.user_id, us.visibility, e.source
      from public.user_skills us cross join lateral private.effective_level(us.user_id, us.skill_id) e
      where us.skill_id = any (wanted) and us.valid_until <= now() and e.level >= min_level
    )
    select coalesce(array_agg(user_id), '{}')
    from (
      select h.user_id from held h
      where me is not null
        and (
          h.user_id = me or hr or h.user_id = any (reports)
          or h.visibility = 'colleagues' and h.source in ('manager', 'assessment')
        )
      group by h.user_id
      having count(*) = (select count(distinct w) from unnest(wanted) w)
    ) all_of_them
  );
end
$$;

-- What HR may read is a range, so that everybody else reads by the index (private.everybody_if).
alter policy skill_assessments_select on public.skill_assessments using (
  user_id = (select private.current_employee_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy user_competencies_select on public.user_competencies using (
  user_id = (select private.current_employee_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy user_experiences_select on public.user_experiences using (
  user_id = (select private.current_employee_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);
alter policy projects_select on public.projects using (
  user_id = (select private.current_employee_id())
  or user_id = any ((select private.my_report_ids())::uuid[])
  or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
);

-- skill_evidence -------------------------------------------------------------------------------------------------------------

create table public.skill_evidence (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  skill_id uuid not null,
  title text not null check (char_length(title) <= 200 and private.is_text(title)),
  url text check (url ~ '^https://[^\s"<>\\]+$' and char_length(url) <= 2000),
  note text check (char_length(note) <= 2000 and private.is_text(note)),
  added_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  foreign key (user_id, skill_id) references public.user_skills (user_id, skill_id) on delete cascade
);
create index on public.skill_evidence (user_id, skill_id, added_at);
alter table public.skill_evidence enable row level security;
create policy skill_evidence_select on public.skill_evidence
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.skill_evidence to authenticated;
comment on table public.skill_evidence is
  'What shows that somebody can do something. Append-only: it is withdrawn, never changed. Written through add_evidence().';

-- skill_validation_requests, skill_validations ----------------------------------------------------------------------------------

create table public.skill_validation_requests (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  skill_id uuid not null,
  note text check (char_length(note) <= 2000 and private.is_text(note)),
  status text not null default 'submitted'
    check (status in ('submitted', 'validated', 'adjusted', 'rejected', 'withdrawn', 'expired')),
  requested_at timestamptz not null default now(),
  decided_by uuid references public.users (id) on delete set null,
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (user_id, skill_id) references public.user_skills (user_id, skill_id) on delete cascade,
  check ((status in ('validated', 'adjusted', 'rejected')) = (decided_at is not null))
);
create unique index on public.skill_validation_requests (user_id, skill_id) where status = 'submitted';
create index on public.skill_validation_requests (user_id, skill_id, requested_at);
create index on public.skill_validation_requests (requested_at) where status = 'submitted';
create index on public.skill_validation_requests (decided_by);
create trigger touch before update on public.skill_validation_requests for each row execute function private.touch();
alter table public.skill_validation_requests enable row level security;
create policy skill_validation_requests_select on public.skill_validation_requests
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.skill_validation_requests to authenticated;
comment on table public.skill_validation_requests is
  'A person asks whoever decides for them to confirm a level. submitted → validated | adjusted | rejected; withdrawn by the person, expired after 90 days.';

create table public.skill_validations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  skill_id uuid not null,
  request_id uuid references public.skill_validation_requests (id) on delete set null,
  assessment_id uuid references public.skill_assessments (id) on delete set null,
  outcome text not null check (outcome in ('validated', 'adjusted', 'rejected')),
  level integer check (level between 1 and 5),
  comment text check (char_length(comment) <= 2000 and private.is_text(comment)),
  decided_by uuid references public.users (id) on delete set null,
  decided_at timestamptz not null default clock_timestamp(),
  foreign key (user_id, skill_id) references public.user_skills (user_id, skill_id) on delete cascade,
  check ((outcome = 'rejected') = (level is null))
);
create index on public.skill_validations (user_id, skill_id, decided_at);
create index on public.skill_validations (request_id);
create index on public.skill_validations (assessment_id);
create index on public.skill_validations (decided_by);
alter table public.skill_validations enable row level security;
create policy skill_validations_select on public.skill_validations
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or decided_by = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.skill_validations to authenticated;
comment on table public.skill_validations is
  'What was decided about a level, and the comment, which the person, who decided and HR read; the line reads the assessment. Written through decide_validations().';

-- certifications -----------------------------------------------------------------------------------------------------------------

create table public.certifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default private.current_user_id() references public.users (id) on delete cascade,
  source text not null default 'self' check (source in ('hr', 'self')),
  name text not null check (char_length(name) <= 200 and private.is_text(name)),
  issuer text check (char_length(issuer) <= 200 and private.is_text(issuer)),
  credential_id text check (char_length(credential_id) <= 200 and private.is_text(credential_id)),
  skill_id uuid references public.skills (id) on delete set null,
  issued_on date check (private.is_day(issued_on)),
  expires_on date check (private.is_day(expires_on)),
  evidence_url text check (evidence_url ~ '^https://[^\s"<>\\]+$' and char_length(evidence_url) <= 2000),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (expires_on >= issued_on)
);
create unique index on public.certifications
  (user_id, source, private.name_key(name), private.name_key(coalesce(issuer, '')), issued_on) nulls not distinct;
create index on public.certifications (skill_id);
create index on public.certifications (expires_on, id);
create trigger touch before update on public.certifications for each row execute function private.touch();
create trigger limit_rows after insert on public.certifications
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('400');
alter table public.certifications enable row level security;
create policy certifications_select on public.certifications
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id = any ((select private.my_report_ids())::uuid[])
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
create policy certifications_insert on public.certifications
  for insert to authenticated with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy certifications_update on public.certifications
  for update to authenticated
  using (user_id = (select private.current_employee_id()) and source = 'self')
  with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy certifications_delete on public.certifications
  for delete to authenticated using (user_id = (select private.current_employee_id()) and source = 'self');
grant select, delete on public.certifications to authenticated;
grant insert (id, name, issuer, credential_id, skill_id, issued_on, expires_on, evidence_url) on public.certifications to authenticated;
grant update (name, issuer, credential_id, skill_id, issued_on, expires_on, evidence_url) on public.certifications to authenticated;
comment on table public.certifications is
  'Certificates of a person, which may expire; rows of source hr stay as HR wrote them. Self, line and HR.';

create function private.check_certified_skill() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  if private.current_employee_id() is not null then
    perform private.refuse_unknown('skill_id', new.skill_id is null or private.may_read_skill(new.skill_id), 'There is no such skill.');
    new.skill_id := coalesce((select s.merged_into from public.skills s where s.id = new.skill_id), new.skill_id);
  end if;
  return new;
end
$$;
comment on function private.check_certified_skill() is
  'Before a person names the skill of a certificate: 400 unknown_id for one that they don''t read; a merged one becomes what it went into.';
create trigger check_certified_skill before insert or update of skill_id on public.certifications
  for each row when (current_user = 'authenticated') execute function private.check_certified_skill();

-- user_experiences, projects: what people keep themselves ---------------------------------------------------------------------------

alter table public.user_experiences
  alter column user_id set default private.current_user_id(), alter column source set default 'self',
  add check (private.is_text(organization)), add check (private.is_text(program)), add check (private.is_text(focus));
create trigger limit_rows after insert on public.user_experiences
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('400');
create policy user_experiences_insert on public.user_experiences
  for insert to authenticated with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy user_experiences_update on public.user_experiences
  for update to authenticated
  using (user_id = (select private.current_employee_id()) and source = 'self')
  with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy user_experiences_delete on public.user_experiences
  for delete to authenticated using (user_id = (select private.current_employee_id()) and source = 'self');
grant insert (id, experience_type_id, organization, program, started_on, ended_on, focus) on public.user_experiences to authenticated;
grant update (experience_type_id, organization, program, started_on, ended_on, focus) on public.user_experiences to authenticated;
grant delete on public.user_experiences to authenticated;

create function private.check_experience_type() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.refuse_unknown('experience_type_id', private.current_employee_id() is null or exists (
    select from public.experience_types t
    where t.id = new.experience_type_id
      and (t.status = 'active' or t.status = 'proposed' and (private.has_role('hr_admin') or t.id = any (private.my_taxonomy_ids())))
  ), 'There is no such type of experience.');
  return new;
end
$$;
comment on function private.check_experience_type() is 'Before a person names the type of an experience: 400 unknown_id for one that they don''t read, or that is retired.';
create trigger check_experience_type before insert or update of experience_type_id on public.user_experiences
  for each row when (current_user = 'authenticated') execute function private.check_experience_type();

alter table public.projects
  alter column user_id set default private.current_user_id(), alter column source set default 'self',
  add column confirmed_by uuid references public.users (id) on delete set null,
  add column confirmed_at timestamptz,
  add check (private.is_text(name)), add check (private.is_text(role)), add check (private.is_text(description)),
  add check (confirmed_by is null or confirmed_at is not null);
create index on public.projects (confirmed_by);
create trigger limit_rows after insert on public.projects
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.limit_rows('400');
create policy projects_insert on public.projects
  for insert to authenticated with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy projects_update on public.projects
  for update to authenticated
  using (user_id = (select private.current_employee_id()) and source = 'self')
  with check (user_id = (select private.current_employee_id()) and source = 'self');
create policy projects_delete on public.projects
  for delete to authenticated using (user_id = (select private.current_employee_id()) and source = 'self');
grant insert (id, name, role, started_on, ended_on, description, outcomes) on public.projects to authenticated;
grant update (name, role, started_on, ended_on, description, outcomes) on public.projects to authenticated;
grant delete on public.projects to authenticated;
comment on column public.projects.confirmed_at is 'When whoever decided for the person confirmed it; a later change of what it says takes that back.';

create function private.unconfirm_project() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.confirmed_by := null;
  new.confirmed_at := null;
  return new;
end
$$;
comment on function private.unconfirm_project() is 'Before a project says something else: what was confirmed is no longer what stands there.';
create trigger unconfirm before update on public.projects
  for each row when (
    old.confirmed_at is not null and (old.name, old.role, old.started_on, old.ended_on, old.description, old.outcomes)
      is distinct from (new.name, new.role, new.started_on, new.ended_on, new.description, new.outcomes)
  )
  execute function private.unconfirm_project();

create function public.my_certifications() returns setof public.certifications
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return query select * from public.certifications where user_id = me;
end
$$;
comment on function public.my_certifications() is 'The caller''s certificates; 403 for contractors and no_employee_record.';

create function public.my_experiences() returns setof public.user_experiences
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return query select * from public.user_experiences where user_id = me;
end
$$;
comment on function public.my_experiences() is 'The caller''s experiences; 403 for contractors and no_employee_record.';

create function public.my_projects() returns setof public.projects
language plpgsql stable security invoker set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return query select * from public.projects where user_id = me;
end
$$;
comment on function public.my_projects() is 'The caller''s projects; 403 for contractors and no_employee_record.';

-- user_competencies -------------------------------------------------------------------------------------------------------------------

alter table public.user_competencies
  add column self_level integer check (self_level between 1 and 5),
  add column validated_by uuid references public.users (id) on delete set null,
  add column validated_at timestamptz;
create index on public.user_competencies (validated_by);
comment on column public.user_competencies.self_level is
  'What the person says, beside level: a lower source (assessment > manager > hr > self) never overrides a higher.';

-- What follows a merge ------------------------------------------------------------------------------------------------------------------

create function private.move_holders(people uuid[], skill uuid, target uuid) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  perform from public.user_skills
  where skill_id in (skill, target) and user_id = any (people) order by user_id, skill_id for update;
  insert into public.user_skills as us (user_id, skill_id, years_experience, last_used, visibility)
  select o.user_id, target, o.years_experience, o.last_used, o.visibility
  from public.user_skills o where o.skill_id = skill and o.user_id = any (people)
  order by 1
  on conflict (user_id, skill_id) do update
    set years_experience = greatest(us.years_experience, excluded.years_experience),
        last_used = greatest(us.last_used, excluded.last_used);
  -- Of two open requests, and of one colleague's two endorsements, one stays open.
  update public.skill_validation_requests r set status = 'withdrawn'
  where r.skill_id = skill and r.user_id = any (people) and r.status = 'submitted' and exists (
    select from public.skill_validation_requests t where t.user_id = r.user_id and t.skill_id = target and t.status = 'submitted'
  );
  update public.skill_assessments a set skill_id = target where a.skill_id = skill and a.user_id = any (people);
  update public.skill_assessments a set withdrawn_at = clock_timestamp()
  where a.skill_id = target and a.user_id = any (people) and a.source = 'peer' and a.withdrawn_at is null and exists (
    select from public.skill_assessments later
    where later.user_id = a.user_id and later.skill_id = target and later.source = 'peer' and later.withdrawn_at is null
      and later.assessor_id = a.assessor_id and later.counts >= a.counts
      and (later.assessed_at, a.id) > (a.assessed_at, later.id)
  );
  update public.skill_evidence set skill_id = target where skill_id = skill and user_id = any (people);
  update public.skill_validation_requests set skill_id = target where skill_id = skill and user_id = any (people);
  update public.skill_validations set skill_id = target where skill_id = skill and user_id = any (people);
  delete from public.user_skills where skill_id = skill and user_id = any (people);
end
$$;
comment on function private.move_holders(uuid[], uuid, uuid) is
  'These people''s skill becomes another, with its history, evidence and requests; who has both keeps the target''s visibility, the greater years and the later use.';

create function private.merge_holders() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.move_holders(array(select user_id from public.user_skills where skill_id = new.id), new.id, new.merged_into);
  update public.certifications set skill_id = new.merged_into where skill_id = new.id;
  return null;
end
$$;
comment on function private.merge_holders() is 'After a skill was merged: what people hold of it becomes the target''s.';
create trigger merge_holders after update of merged_into on public.skills
  for each row when (old.merged_into is null and new.merged_into is not null) execute function private.merge_holders();

create function private.follow_merges() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform private.move_holders(array_agg(a.user_id), s.id, s.merged_into)
  from added a join public.skills s on s.id = a.skill_id
  where s.merged_into is not null
  group by s.id;
  return null;
end
$$;
comment on function private.follow_merges() is 'After insert, each statement: who got a skill that was merged meanwhile has what it went into.';
create trigger follow_merges after insert on public.user_skills
  referencing new table as added for each statement execute function private.follow_merges();

-- A person's skills -----------------------------------------------------------------------------------------------------------------------

create function private.page_of_skills(
  person uuid, only_shown boolean, only_skills uuid[], after jsonb, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with held as (
      select s.id, s.name, s.name_key, s.status, s.half_life_months, sp.name as specialization, sp.id as specialization_id,
        fa.name as function_area, fa.id as function_area_id,
        l.level, l.source, l.assessed_at, l.valid_until,
        us.years_experience, us.last_used, us.visibility, us.version
      from private.levels_of(person) l
      join public.user_skills us on us.user_id = person and us.skill_id = l.skill_id
      join public.skills s on s.id = l.skill_id
      left join public.specializations sp on sp.id = s.specialization_id
      left join public.function_areas fa on fa.id = sp.function_area_id
      where (only_skills is null or s.id = any (only_skills))
        and (not only_shown or us.visibility = 'colleagues' and l.source in ('manager', 'assessment') and s.status <> 'proposed')
    ),
    page as (
      select * from held
      where after is null or (name_key, id) > (after ->> 0, (after ->> 1)::uuid)
      order by name_key, id
      limit page_size + 1
    ),
    shown as (select * from page order by name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', id, 'name', name, 'status', status,
            'specialization', case when specialization_id is not null
              then jsonb_build_object('id', specialization_id, 'name', specialization) end,
            'function_area', case when function_area_id is not null
              then jsonb_build_object('id', function_area_id, 'name', function_area) end),
          'level', level, 'source', source, 'confidence', private.confidence(source, assessed_at, half_life_months),
          'assessed_at', assessed_at, 'valid_until', valid_until,
          'years_experience', years_experience, 'last_used', last_used, 'visibility', visibility,
          'etag', version::text
        ) order by name_key, id) from shown
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(name_key, id) from shown order by name_key desc, id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from held)) else '{}' end
  );
end
$$;
comment on function private.page_of_skills(uuid, boolean, uuid[], jsonb, integer, boolean) is
  'A person''s skills by name with the level that counts now; only_shown: those validated and shown to colleagues. Checks no right.';

create or replace function private.get_my_skills(
  only_skills uuid[], after_name text, after_id uuid, page_size integer, want_total boolean
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.page_of_skills(private.require_employee(), false, only_skills,
    case when after_id is not null then jsonb_build_array(after_name, after_id) end, page_size, want_total);
end
$$;

create function private.get_user_skills(person uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not exists (select from public.users u where u.id = person and (u.status = 'active' or private.has_role('hr_admin'))) then
    perform private.fail(404, 'not_found', 'There is no such person.');
  end if;
  return private.page_of_skills(person, not private.may_read_work_of(person), null, after, page_size, want_total);
end
$$;
create function public.get_user_skills(
  person uuid, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_user_skills(person, after, least(page_size, 200), want_total) $$;
comment on function public.get_user_skills(uuid, jsonb, integer, boolean) is
  'GET /users/:id/skills: all for self, line and HR; for others those that were validated and that the person shows. {items, next, total?}. 404.';

create or replace function private.set_my_skills(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  named uuid[];
  unknown jsonb;
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 100 then
    perform private.fail(400, 'invalid', 'items is a list of 1 to 100.');
  end if;
  select array_agg((item ->> 'skill_id')::uuid) into named from jsonb_array_elements(items) item;
  if (select count(distinct id) from unnest(named) id) < jsonb_array_length(items) then
    perform private.fail(400, 'invalid', 'Each item names a skill, and each skill once.');
  end if;
  -- Whoever merges one of them waits, or was waited for.
  perform from public.skills where id = any (named) order by id for key share;
  select jsonb_agg(jsonb_build_object(
    'path', format('items.%s.skill_id', position - 1), 'code', 'unknown_id', 'message', 'There is no such skill.'
  ) || case when s.merged_into is null then '{}' else jsonb_build_object('params', jsonb_build_object('merged_into', s.merged_into)) end
  order by position) into unknown
  from unnest(named) with ordinality as n (id, position)
  left join public.skills s on s.id = n.id
  where s.status is distinct from 'active'
    and not exists (select from public.user_skills us where us.user_id = me and us.skill_id = n.id);
  if unknown is not null then
    perform private.fail(400, 'unknown_id', 'A skill is not known.', unknown);
  end if;

  insert into public.user_skills as us (user_id, skill_id, years_experience, last_used, visibility)
  select me, (item ->> 'skill_id')::uuid, (item ->> 'years_experience')::numeric, (item ->> 'last_used')::date,
    coalesce(item ->> 'visibility', 'private')
  from jsonb_array_elements(items) item
  order by 2
  on conflict (user_id, skill_id) do nothing;
  -- Locked in one order, and before the assessments are read: two writers must see each other.
  perform from public.user_skills where user_id = me and skill_id = any (named) order by skill_id for update;
  update public.user_skills us
  set years_experience = case when item ? 'years_experience' then (item ->> 'years_experience')::numeric else us.years_experience end,
      last_used = case when item ? 'last_used' then (item ->> 'last_used')::date else us.last_used end,
      visibility = coalesce(item ->> 'visibility', us.visibility)
  from jsonb_array_elements(items) item
  where us.user_id = me and us.skill_id = (item ->> 'skill_id')::uuid;

  update public.skill_assessments a
  set withdrawn_at = clock_timestamp()
  from jsonb_array_elements(items) item
  where a.user_id = me and a.skill_id = (item ->> 'skill_id')::uuid and a.source = 'self'
    and a.withdrawn_at is null and item ->> 'level' is null;
  -- The same level again within a day is a retry; later it says that the level still holds.
  insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
  select me, (item ->> 'skill_id')::uuid, 'self', (item ->> 'level')::integer, me, clock_timestamp()
  from jsonb_array_elements(items) item
  where item ->> 'level' is not null and not exists (
    select from (
      select a.level, a.assessed_at from public.skill_assessments a
      where a.user_id = me and a.skill_id = (item ->> 'skill_id')::uuid and a.source = 'self' and a.withdrawn_at is null
      order by a.assessed_at desc, a.id limit 1
    ) latest
    where latest.level = (item ->> 'level')::integer and latest.assessed_at > now() - interval '1 day'
  );
  return private.get_my_skills(named, null, null, 100, false) - 'next' || '{"next_cursor": null}';
end
$$;

create function private.set_my_skill(skill uuid, fields jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  current_version integer;
begin
  -- In the order of set_my_skills(): the skill, then what one has of it.
  perform from public.skills where id = skill for key share;
  select us.version into current_version from public.user_skills us where us.user_id = me and us.skill_id = skill for update;
  if current_version is null and not exists (select from public.skills s where s.id = skill and s.status = 'active') then
    perform private.fail(404, 'not_found', 'There is no such skill.');
  end if;
  perform private.check_version(coalesce(current_version, 0), expected_etag);
  return private.set_my_skills(jsonb_build_array(fields || jsonb_build_object('skill_id', skill))) #> '{items,0}';
end
$$;
create function public.set_my_skill(skill uuid, fields jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_my_skill(skill, fields, expected_etag) $$;
comment on function public.set_my_skill(uuid, jsonb, text) is
  'PUT /me/skills/:skill_id: one skill as set_my_skills() sets many. 404, 412 stale.';

create function private.require_my_skill(skill uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  perform from public.user_skills where user_id = me and skill_id = skill for update;
  if not found then
    perform private.fail(404, 'not_found', 'This is no skill of yours.');
  end if;
  return me;
end
$$;
comment on function private.require_my_skill(uuid) is 'The caller''s users.id if they have this skill, which is locked: 403, 404.';

create function private.remove_my_skill(skill uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_my_skill(skill);
begin
  if exists (
    select from public.skill_assessments
    where user_id = me and skill_id = skill and source in ('manager', 'assessment')
  ) then
    perform private.fail(409, 'validated', 'Somebody decided about this skill: keep it private instead.');
  end if;
  delete from public.user_skills where user_id = me and skill_id = skill;
end
$$;
create function public.remove_my_skill(skill uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.remove_my_skill(skill) $$;
comment on function public.remove_my_skill(uuid) is
  'DELETE /me/skills/:skill_id, with its history. 404, 409 validated for one about which somebody decided.';

create function private.get_skill_history(skill uuid, as_of timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not exists (select from public.user_skills where user_id = me and skill_id = skill) then
    perform private.fail(404, 'not_found', 'This is no skill of yours.');
  end if;
  return jsonb_build_object(
    'skill', private.skill_ref(skill), 'as_of', coalesce(as_of, now()), 'level', null, 'source', null, 'assessed_at', null, 'valid_until', null
  ) || coalesce((select to_jsonb(e) from private.effective_level(me, skill, as_of) e), '{}') || jsonb_build_object(
    'items', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', a.id, 'source', a.source, 'level', a.level, 'assessor', private.person_ref(a.assessor_id),
        'assessed_at', a.assessed_at, 'valid_until', a.valid_until, 'withdrawn_at', a.withdrawn_at,
        'declined_at', a.declined_at, 'counts', a.counts, 'comment', v.comment
      ) order by a.assessed_at desc, a.id), '[]')
      from public.skill_assessments a left join public.skill_validations v on v.assessment_id = a.id
      where a.user_id = me and a.skill_id = skill
    )
  );
end
$$;
create function public.get_skill_history(skill uuid, as_of timestamptz default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_skill_history(skill, as_of) $$;
comment on function public.get_skill_history(uuid, timestamptz) is
  'GET /me/skills/:skill_id/history: every level that somebody gave, newest first, and the one that counted at a time (now). 404.';

-- Evidence ----------------------------------------------------------------------------------------------------------------------------------

create function private.evidence_json(e public.skill_evidence) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', e.id, 'skill', private.skill_ref(e.skill_id), 'title', e.title, 'url', e.url, 'note', e.note,
    'added_at', e.added_at, 'withdrawn_at', e.withdrawn_at, 'etag', case when e.withdrawn_at is null then '1' else '2' end
  );
end
$$;
comment on function private.evidence_json(public.skill_evidence) is 'Evidence as resource.';

create function private.get_evidence(skill uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not exists (select from public.user_skills where user_id = me and skill_id = skill) then
    perform private.fail(404, 'not_found', 'This is no skill of yours.');
  end if;
  return (
    with page as (
      select e.added_at, e.id, private.evidence_json(e) as item from public.skill_evidence e
      where e.user_id = me and e.skill_id = skill
        and (after is null or (e.added_at, e.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by e.added_at desc, e.id desc limit page_size + 1
    ),
    shown as (select * from page order by added_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(s.item order by s.added_at desc, s.id desc) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.added_at, s.id) from shown s order by s.added_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from public.skill_evidence e where e.user_id = me and e.skill_id = skill
    )) else '{}' end
  );
end
$$;
create function public.get_evidence(
  skill uuid, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_evidence(skill, after, least(page_size, 200), want_total) $$;
comment on function public.get_evidence(uuid, jsonb, integer, boolean) is
  'GET /me/skills/:skill_id/evidence: the caller''s, newest first, withdrawn ones included. {items, next, total?}. 404.';

create function private.add_evidence(skill uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_my_skill(skill);
  made public.skill_evidence;
begin
  select * into made from public.skill_evidence where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', (made.user_id, made.skill_id) <> (me, skill), 'This id belongs to something else.');
    return private.evidence_json(made) || '{"repeated": true}';
  end if;
  if 100 <= (select count(*) from public.skill_evidence where user_id = me and skill_id = skill) then
    perform private.fail(409, 'too_many', 'A skill may have 100 of these.');
  end if;
  insert into public.skill_evidence (id, user_id, skill_id, title, url, note)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, skill, fields ->> 'title', fields ->> 'url', fields ->> 'note')
  returning * into made;
  return private.evidence_json(made);
end
$$;
create function public.add_evidence(skill uuid, fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.add_evidence(skill, fields) $$;
comment on function public.add_evidence(uuid, jsonb) is
  'POST /me/skills/:skill_id/evidence: {id?, title, url?, note?}. The evidence, and whether it was there already. 404, 409 duplicate or too_many.';

create function private.withdraw_evidence(evidence uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  e public.skill_evidence;
begin
  select * into e from public.skill_evidence where id = evidence for update;
  if e.id is null or not private.may_read_work_of(e.user_id) then
    perform private.fail(404, 'not_found', 'There is no such evidence.');
  elsif e.user_id <> me then
    raise insufficient_privilege using message = 'This is somebody else''s.';
  elsif e.withdrawn_at is not null then
    perform private.fail(409, 'invalid_transition', 'This was withdrawn already.');
  end if;
  update public.skill_evidence set withdrawn_at = now() where id = evidence returning * into e;
  return private.evidence_json(e);
end
$$;
create function public.withdraw_evidence(evidence uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.withdraw_evidence(evidence) $$;
comment on function public.withdraw_evidence(uuid) is
  'POST /evidence/:id/withdraw, by the person: it stays, and no longer shows anything. 403, 404, 409 invalid_transition.';

-- Endorsements -------------------------------------------------------------------------------------------------------------------------------
-- An endorsement is an assessment of source peer. Whoever endorses learns nothing: neither whether the person has the skill,
-- nor what they rate it, nor that they declined.

create function private.endorse_skill(person uuid, skill uuid, given integer, endorsement uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  declined boolean;
  made public.skill_assessments;
  at timestamptz;
begin
  perform private.require_feature('peer_endorsement');
  perform from public.skills s where s.id = skill and s.status = 'active' for key share;
  if not found or not exists (select from public.users u where u.id = person and u.status = 'active' and u.erased_at is null) then
    perform private.fail(404, 'not_found', 'There is no such colleague, or no such skill.');
  elsif person = me then
    raise insufficient_privilege using message = 'Others endorse you.';
  end if;
  -- Before reading: of two people who endorse each other at once, the second must see the first.
  perform pg_advisory_xact_lock(hashtextextended(least(me::text, person::text) || greatest(me::text, person::text), 0));
  select * into made from public.skill_assessments where id = endorsement;
  if made.id is not null then
    perform private.refuse_duplicate('id',
      (made.user_id, made.skill_id, made.assessor_id, made.source) is distinct from (person, skill, me, 'peer'),
      'This id belongs to something else.');
    return private.endorsement_given(made) || '{"repeated": true}';
  end if;
  if 50 <= (
    select count(*) from public.skill_assessments a
    where a.assessor_id = me and a.source = 'peer' and a.created_at > now() - interval '1 day'
  ) then
    perform private.fail(429, 'rate_limited', 'Fifty endorsements a day are enough.');
  end if;
  insert into public.user_skills (user_id, skill_id) values (person, skill) on conflict do nothing;
  perform from public.user_skills where user_id = person and skill_id = skill for update;
  at := clock_timestamp();
  declined := exists (
    select from public.skill_assessments a
    where a.user_id = person and a.skill_id = skill and a.assessor_id = me and a.declined_at is not null
  );
  insert into public.skill_assessments (id, user_id, skill_id, source, level, assessor_id, assessed_at, withdrawn_at, declined_at, counts)
  values (coalesce(endorsement, gen_random_uuid()), person, skill, 'peer', given, me, at,
    case when declined then at end, case when declined then at end,
    not declined and not exists (
      select from public.skill_assessments a
      where a.user_id = me and a.assessor_id = person and a.source = 'peer' and a.counts and a.assessed_at > at - interval '1 hour'
    ))
  returning * into made;
  -- One endorsement of each colleague stands; one that does not count takes the place of none that does.
  update public.skill_assessments a set withdrawn_at = at
  where a.user_id = person and a.skill_id = skill and a.assessor_id = me and a.source = 'peer'
    and a.withdrawn_at is null and a.id <> made.id and made.counts >= a.counts;
  perform private.notify(person, 'skills.endorsement',
    format('{actor} endorsed your skill "%s"', (select s.name from public.skills s where s.id = skill)),
    action_url => '/me/endorsements', actor => me, dedupe_key => made.id::text) where not declined;
  return private.endorsement_given(made);
end
$$;
create function private.endorsement_given(made public.skill_assessments) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', made.id, 'user', private.person_ref(made.user_id), 'skill', private.skill_ref(made.skill_id),
    'level', made.level, 'given_at', made.assessed_at, 'etag', '1'
  );
end
$$;
comment on function private.endorsement_given(public.skill_assessments) is 'An endorsement as whoever gave it reads it: what they said, and nothing of what became of it.';
create function public.endorse_skill(person uuid, skill uuid, given integer, endorsement uuid default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.endorse_skill(person, skill, given, endorsement) $$;
comment on function public.endorse_skill(uuid, uuid, integer, uuid) is
  'POST /users/:id/skills/:skill_id/endorsements: a level for any active skill of any colleague; the answer is the same whether they have it, show it or declined. 403 for oneself, 404 (also where the feature is off), 409 duplicate, 429.';

create function private.endorsement_status(a public.skill_assessments) returns text
language plpgsql immutable set search_path = ''
as $$
begin
  return case when a.declined_at is not null then 'declined' when a.withdrawn_at is not null then 'withdrawn' else 'standing' end;
end
$$;
comment on function private.endorsement_status(public.skill_assessments) is
  'standing | declined by the endorsed | withdrawn, as the same colleague said something else later.';

create function private.endorsement_json(a public.skill_assessments) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', a.id, 'endorser', private.person_ref(a.assessor_id), 'skill', private.skill_ref(a.skill_id), 'level', a.level,
    'given_at', a.assessed_at, 'counts', a.counts and a.withdrawn_at is null, 'status', private.endorsement_status(a),
    'etag', case when a.withdrawn_at is null then '1' else '2' end
  );
end
$$;
comment on function private.endorsement_json(public.skill_assessments) is 'An endorsement as the endorsed person reads it.';

create function private.get_my_endorsements(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return (
    with found as not materialized (
      select * from public.skill_assessments a
      where a.user_id = me and a.source = 'peer' and private.endorsement_status(a) = any (statuses)
    ),
    page as (
      select f.assessed_at, f.id from found f
      where after is null or (f.assessed_at, f.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by f.assessed_at desc, f.id desc limit page_size + 1
    ),
    shown as (select * from page order by assessed_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.endorsement_json(a) order by s.assessed_at desc, s.id desc)
        from shown s join public.skill_assessments a on a.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.assessed_at, s.id) from shown s order by s.assessed_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_my_endorsements(
  statuses text[] default '{standing}', after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_endorsements(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_my_endorsements(text[], jsonb, integer, boolean) is
  'GET /me/endorsements: what colleagues said of the caller, newest first; standing | declined | withdrawn. {items, next, total?}.';

create function private.decline_endorsement(endorsement uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  a public.skill_assessments;
begin
  select * into a from public.skill_assessments where id = endorsement and source = 'peer' for update;
  if a.id is null or not private.may_read_work_of(a.user_id) then
    perform private.fail(404, 'not_found', 'There is no such endorsement.');
  elsif a.user_id <> me then
    raise insufficient_privilege using message = 'The endorsed person declines.';
  elsif a.withdrawn_at is not null then
    perform private.fail(409, 'invalid_transition', 'This stands no more.');
  end if;
  -- With whatever else this colleague said of the skill, and will say.
  update public.skill_assessments o set withdrawn_at = clock_timestamp(), declined_at = clock_timestamp()
  where o.user_id = me and o.skill_id = a.skill_id and o.source = 'peer' and o.withdrawn_at is null
    and o.assessor_id is not distinct from a.assessor_id;
  select * into a from public.skill_assessments where id = endorsement;
  return private.endorsement_json(a);
end
$$;
create function public.decline_endorsement(endorsement uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decline_endorsement(endorsement) $$;
comment on function public.decline_endorsement(uuid) is
  'POST /endorsements/:id/decline, by the endorsed: it counts no more, nor does what this colleague says of the skill later; they are not told. 403, 404, 409 invalid_transition.';

-- Validation -----------------------------------------------------------------------------------------------------------------------------------

create function private.self_level(person uuid, skill uuid) returns integer
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select a.level from public.skill_assessments a
    where a.user_id = person and a.skill_id = skill and a.source = 'self' and a.withdrawn_at is null
    order by a.assessed_at desc, a.id limit 1
  );
end
$$;
comment on function private.self_level(uuid, uuid) is 'What a person says their level is, or null.';

create function private.request_json(r public.skill_validation_requests) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v public.skill_validations;
begin
  select * into v from public.skill_validations o where o.request_id = r.id order by o.decided_at desc limit 1;
  return jsonb_build_object(
    'id', r.id, 'user', private.person_ref(r.user_id), 'skill', private.skill_ref(r.skill_id),
    'self_level', private.self_level(r.user_id, r.skill_id), 'note', r.note, 'status', r.status, 'requested_at', r.requested_at,
    'level', v.level, 'decided_by', private.person_ref(r.decided_by), 'decided_at', r.decided_at,
    'comment', case when private.current_employee_id() in (v.user_id, v.decided_by) or private.has_role('hr_admin') then v.comment end,
    'etag', r.version::text
  );
end
$$;
comment on function private.request_json(public.skill_validation_requests) is
  'A validation request as resource; with the comment for the person, who decided, and HR.';

create function private.request_validation(skill uuid, fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_my_skill(skill);
  made public.skill_validation_requests;
begin
  select * into made from public.skill_validation_requests where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', (made.user_id, made.skill_id) <> (me, skill), 'This id belongs to something else.');
    return private.request_json(made) || '{"repeated": true}';
  end if;
  if exists (select from public.skill_validation_requests where user_id = me and skill_id = skill and status = 'submitted') then
    perform private.fail(409, 'already_pending', 'You have asked already.');
  end if;
  insert into public.skill_validation_requests (id, user_id, skill_id, note)
  values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me, skill, fields ->> 'note') returning * into made;
  perform private.notify(d.user_id, 'skills.validation_requested',
    format('{actor} asks you to validate the skill "%s"', (select s.name from public.skills s where s.id = skill)),
    action_url => '/validations', actor => me, dedupe_key => made.id::text)
  from private.deciders_of(me) d;
  return private.request_json(made);
end
$$;
create function public.request_validation(skill uuid, fields jsonb default '{}') returns jsonb
language sql security invoker set search_path = ''
as $$ select private.request_validation(skill, fields) $$;
comment on function public.request_validation(uuid, jsonb) is
  'POST /me/skills/:skill_id/validation-requests: {id?, note?}; tells who decides. The request, and whether it was there already. 404, 409 already_pending or duplicate.';

create function private.withdraw_validation_request(request uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  r public.skill_validation_requests;
begin
  select * into r from public.skill_validation_requests where id = request for update;
  if r.id is null or not (private.may_read_work_of(r.user_id) or private.decides_for(r.user_id)) then
    perform private.fail(404, 'not_found', 'There is no such request.');
  elsif r.user_id <> me then
    raise insufficient_privilege using message = 'This is somebody else''s.';
  elsif r.status <> 'submitted' then
    perform private.fail(409, 'invalid_transition', format('This is %s already.', r.status));
  end if;
  update public.skill_validation_requests set status = 'withdrawn' where id = request returning * into r;
  return private.request_json(r);
end
$$;
create function public.withdraw_validation_request(request uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.withdraw_validation_request(request) $$;
comment on function public.withdraw_validation_request(uuid) is
  'POST /validation-requests/:id/withdraw, by the person. 403, 404, 409 invalid_transition.';

create function private.page_of_requests(people uuid[], statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
begin
  return (
    with page as (
      select r.requested_at, r.id, private.request_json(r) as item from public.skill_validation_requests r
      where r.user_id in (select unnest(people)) and (statuses is null or r.status = any (statuses))
        and (after is null or (r.requested_at, r.id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by r.requested_at, r.id limit page_size + 1
    ),
    shown as (select * from page order by requested_at, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(s.item order by s.requested_at, s.id) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.requested_at, s.id) from shown s order by s.requested_at desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from public.skill_validation_requests r
      where r.user_id in (select unnest(people)) and (statuses is null or r.status = any (statuses))
    )) else '{}' end
  );
end
$$;
comment on function private.page_of_requests(uuid[], text[], jsonb, integer, boolean) is 'These people''s validation requests, oldest first. Checks no right.';

create function private.get_my_validation_requests(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.page_of_requests(array[private.require_employee()], statuses, after, page_size, want_total);
end
$$;
create function public.get_my_validation_requests(
  statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_validation_requests(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_my_validation_requests(text[], jsonb, integer, boolean) is
  'GET /me/validation-requests: the caller''s, oldest first. {items, next, total?}.';

create function private.get_validations(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return private.page_of_requests(private.people_i_decide_for(), statuses, after, page_size, want_total);
end
$$;
create function public.get_validations(
  statuses text[] default '{submitted}', after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_validations(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_validations(text[], jsonb, integer, boolean) is
  'GET /validations: requests of everybody for whom the caller decides now, oldest first. {items, next, total?}.';

create function private.validation_json(v public.skill_validations) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', v.id, 'user', private.person_ref(v.user_id), 'skill', private.skill_ref(v.skill_id), 'request_id', v.request_id,
    'outcome', v.outcome, 'level', v.level, 'comment', v.comment, 'decided_by', private.person_ref(v.decided_by),
    'decided_at', v.decided_at, 'etag', '1'
  );
end
$$;
comment on function private.validation_json(public.skill_validations) is 'A decision about a level as resource.';

create function private.decide_validation(item jsonb, path text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.current_employee_id();
  person uuid := item ->> 'user_id';
  skill uuid := item ->> 'skill_id';
  decision text := item ->> 'outcome';
  given integer := case when decision = 'rejected' then null else coalesce((item ->> 'level')::integer,
    case when decision = 'validated' then private.self_level(person, skill) end) end;
  request uuid;
  before public.skill_validations;
  made public.skill_validations;
  assessment uuid;
begin
  if decision <> 'rejected' and given is null then
    perform private.fail(400, 'invalid', 'Say which level.',
      jsonb_build_array(jsonb_build_object('path', path || '.level', 'code', 'required', 'message', 'Say which level.')));
  end if;
  select r.id into request from public.skill_validation_requests r
  where r.user_id = person and r.skill_id = skill and r.status = 'submitted' for update;
  select * into before from public.skill_validations v
  where v.user_id = person and v.skill_id = skill and v.decided_at > now() - interval '1 day'
  order by v.decided_at desc limit 1;
  -- What somebody decided stands for a day against others who saw what they saw.
  if request is null and before.id is not null then
    if (before.outcome, before.level) is not distinct from (decision, given) and (before.decided_by = me or before.request_id is null) then
      return private.validation_json(before);
    elsif before.decided_by is distinct from me then
      perform private.fail(409, 'invalid_transition', 'Somebody else has decided this.',
        jsonb_build_array(jsonb_build_object('path', path, 'code', 'invalid_transition', 'message', 'Somebody else has decided this.')));
    end if;
  end if;
  if given is not null then
    insert into public.skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at)
    values (person, skill, 'manager', given, me, clock_timestamp()) returning id into assessment;
  end if;
  insert into public.skill_validations (user_id, skill_id, request_id, assessment_id, outcome, level, comment, decided_by)
  values (person, skill, request, assessment, decision, given, item ->> 'comment', me) returning * into made;
  update public.skill_validation_requests set status = decision, decided_by = me, decided_at = made.decided_at where id = request;
  perform private.notify(person, 'skills.validation',
    format('{actor} %s your skill "%s"', decision, (select s.name from public.skills s where s.id = skill)),
    action_url => '/me/skills/' || skill, actor => me, dedupe_key => made.id::text);
  return private.validation_json(made);
end
$$;
comment on function private.decide_validation(jsonb, text) is
  'Writes one decision of decide_validations(), which has checked the right and locked the skill; path names the item in refusals.';

create function private.decide_validations(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  refused jsonb;
begin
  if jsonb_typeof(items) is distinct from 'array' or jsonb_array_length(items) not between 1 and 100
    or (select count(distinct (i ->> 'user_id', i ->> 'skill_id')) from jsonb_array_elements(items) i) < jsonb_array_length(items)
  then
    perform private.fail(400, 'invalid', 'items is a list of 1 to 100, each skill of a person once.');
  end if;
  with named as (
    select i.position - 1 as place, (i.item ->> 'user_id')::uuid as person, (i.item ->> 'skill_id')::uuid as skill
    from jsonb_array_elements(items) with ordinality as i (item, position)
  ),
  people as materialized (
    select p.person, private.decides_for(p.person) as decides, private.may_read_work_of(p.person) as reads
    from (select distinct person from named) p
    where exists (select from public.users u where u.id = p.person and u.status = 'active')
  ),
  judged as (
    select n.place, case
      when not coalesce(p.decides or p.reads, false) then 'user_id'
      when not exists (select from public.user_skills us where us.user_id = n.person and us.skill_id = n.skill) then 'skill_id'
      when not p.decides then ''
    end as wrong
    from named n left join people p using (person)
  )
  select jsonb_agg(jsonb_build_object(
    'path', concat_ws('.', 'items', j.place, nullif(j.wrong, '')),
    'code', case when j.wrong = '' then 'forbidden' else 'unknown_id' end,
    'message', case j.wrong when '' then 'Somebody else decides for this person.' when 'user_id' then 'There is no such person for whom you decide.' else 'The person has no such skill.' end
  ) order by j.place) into refused
  from judged j where j.wrong is not null;
  if refused @> '[{"code": "unknown_id"}]' then
    perform private.fail(400, 'unknown_id', 'An item names nothing about which you decide.', refused);
  elsif refused is not null then
    perform private.fail(403, 'forbidden', 'Somebody else decides for this person.', refused);
  end if;
  -- In one order, and before anything is read: the second of two deciders sees what the first decided.
  perform from public.user_skills us
  where (us.user_id, us.skill_id) in (select (i ->> 'user_id')::uuid, (i ->> 'skill_id')::uuid from jsonb_array_elements(items) i)
  order by us.user_id, us.skill_id for update;
  return jsonb_build_object('next_cursor', null, 'items', (
    select jsonb_agg(private.decide_validation(i.item, 'items.' || i.position - 1) order by i.position)
    from jsonb_array_elements(items) with ordinality as i (item, position)
  ));
end
$$;
create function public.decide_validations(items jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_validations(items) $$;
comment on function public.decide_validations(jsonb) is
  'POST /validations, by who decides: items [{user_id, skill_id, outcome, level?, comment?}], all or nothing, with or without a request; validated takes the person''s own level unless one is given. The decisions. 400 unknown_id, 403, 409 invalid_transition for what somebody else has decided within the day.';

-- Competencies ---------------------------------------------------------------------------------------------------------------------------------

create function private.page_of_competencies(person uuid, only_ids uuid[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with held as (
      select c.name_key, c.id, jsonb_build_object(
        'competency', jsonb_build_object('id', c.id, 'name', c.name, 'status', c.status),
        'level', uc.level, 'source', uc.source, 'self_level', uc.self_level,
        'validated_by', private.person_ref(uc.validated_by), 'validated_at', uc.validated_at, 'etag', uc.version::text
      ) as item
      from public.user_competencies uc join public.competencies c on c.id = uc.competency_id
      where uc.user_id = person and (only_ids is null or c.id = any (only_ids))
    ),
    page as (
      select * from held where after is null or (name_key, id) > (after ->> 0, (after ->> 1)::uuid)
      order by name_key, id limit page_size + 1
    ),
    shown as (select * from page order by name_key, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((select jsonb_agg(s.item order by s.name_key, s.id) from shown s), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.name_key, s.id) from shown s order by s.name_key desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from held)) else '{}' end
  );
end
$$;
comment on function private.page_of_competencies(uuid, uuid[], jsonb, integer, boolean) is 'A person''s competencies by name. Checks no right.';

create function private.get_competencies_of(person uuid, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not (private.may_read_work_of(coalesce(person, me)) or private.decides_for(person))
    or not exists (select from public.users where id = coalesce(person, me))
  then
    perform private.fail(404, 'not_found', 'There is no such person in your line.');
  end if;
  return private.page_of_competencies(coalesce(person, me), null, after, page_size, want_total);
end
$$;
create function public.get_competencies_of(
  person uuid default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_competencies_of(person, after, least(page_size, 200), want_total) $$;
comment on function public.get_competencies_of(uuid, jsonb, integer, boolean) is
  'GET /me/competencies, and /users/:id/competencies for line, deciders and HR: by name. {items, next, total?}. 404.';

create function private.set_my_competencies(items jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  named uuid[] := array(select (i ->> 'competency_id')::uuid from jsonb_array_elements(items) i);
  unknown jsonb;
begin
  select jsonb_agg(jsonb_build_object(
    'path', format('items.%s.competency_id', n.position - 1), 'code', 'unknown_id', 'message', 'There is no such competency.'
  ) order by n.position) into unknown
  from unnest(named) with ordinality as n (id, position)
  where not exists (select from public.competencies c where c.id = n.id and c.status = 'active')
    and not exists (select from public.user_competencies uc where uc.user_id = me and uc.competency_id = n.id);
  if unknown is not null then
    perform private.fail(400, 'unknown_id', 'A competency is not known.', unknown);
  end if;
  insert into public.user_competencies as uc (user_id, competency_id, level, source, self_level)
  select me, i.competency_id, i.level, 'self', i.level
  from jsonb_to_recordset(items) as i (competency_id uuid, level integer)
  where i.level is not null
  order by 2
  on conflict (user_id, competency_id) do update
    set self_level = excluded.self_level, level = case when uc.source = 'self' then excluded.level else uc.level end;
  delete from public.user_competencies uc
  using jsonb_to_recordset(items) as i (competency_id uuid, level integer)
  where uc.user_id = me and uc.competency_id = i.competency_id and i.level is null and uc.source = 'self';
  update public.user_competencies uc set self_level = null
  from jsonb_to_recordset(items) as i (competency_id uuid, level integer)
  where uc.user_id = me and uc.competency_id = i.competency_id and i.level is null;
  return private.page_of_competencies(me, named, null, 100, false) - 'next' || '{"next_cursor": null}';
end
$$;
create function public.set_my_competencies(items jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_my_competencies(items) $$;
comment on function public.set_my_competencies(jsonb) is
  'PUT /me/competencies: items [{competency_id, level 1..5 | null}], changes those named; beside what HR or a manager said, which stays what counts. Null withdraws one''s own. 400 unknown_id.';

create function private.validate_competency(person uuid, competency uuid, given integer) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  if not (private.may_read_work_of(person) or private.decides_for(person))
    or not exists (select from public.users where id = person and status = 'active')
    or not exists (
      select from public.competencies c
      where c.id = competency and (c.status = 'active' or exists (
        select from public.user_competencies uc where uc.user_id = person and uc.competency_id = c.id
      ))
    )
  then
    perform private.fail(404, 'not_found', 'There is no such person in your line, or no such competency.');
  elsif not private.decides_for(person) then
    raise insufficient_privilege using message = 'Somebody else decides for this person.';
  end if;
  insert into public.user_competencies as uc (user_id, competency_id, level, source, validated_by, validated_at)
  values (person, competency, given, 'manager', me, now())
  on conflict (user_id, competency_id) do update
    set level = given, source = 'manager', validated_by = me, validated_at = now()
    where uc.source <> 'assessment';
  if not found then
    perform private.fail(409, 'outranked', 'An assessment says more than a decision.');
  end if;
  perform private.notify(person, 'skills.validation',
    format('{actor} validated your competency "%s"', (select c.name from public.competencies c where c.id = competency)),
    action_url => '/me/competencies', actor => me);
  return private.page_of_competencies(person, array[competency], null, 1, false) #> '{items,0}';
end
$$;
create function public.validate_competency(person uuid, competency uuid, given integer) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.validate_competency(person, competency, given) $$;
comment on function public.validate_competency(uuid, uuid, integer) is
  'POST /users/:id/competencies/:competency_id/validations, by who decides: the level that counts from here on. 403, 404, 409 outranked.';

-- Projects -----------------------------------------------------------------------------------------------------------------------------------------

create function private.project_json(p public.projects) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', p.id, 'user', private.person_ref(p.user_id), 'name', p.name, 'role', p.role, 'started_on', p.started_on,
    'ended_on', p.ended_on, 'description', p.description, 'outcomes', p.outcomes, 'source', p.source,
    'confirmed_by', private.person_ref(p.confirmed_by), 'confirmed_at', p.confirmed_at, 'etag', p.version::text
  );
end
$$;
comment on function private.project_json(public.projects) is 'A project as resource for others than its person.';

create function private.get_projects(confirmed boolean, after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_employee();
  people uuid[] := private.people_i_decide_for();
begin
  return (
    with found as (
      select p.created_at, p.id from public.projects p
      where p.user_id in (select unnest(people)) and (confirmed is null or (p.confirmed_at is not null) = confirmed)
    ),
    page as (
      select * from found
      where after is null or (created_at, id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at, id limit page_size + 1
    ),
    shown as (select * from page order by created_at, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.project_json(p) order by s.created_at, s.id) from shown s join public.projects p on p.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_projects(
  confirmed boolean default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_projects(confirmed, after, least(page_size, 200), want_total) $$;
comment on function public.get_projects(boolean, jsonb, integer, boolean) is
  'GET /projects: of everybody for whom the caller decides, confirmed or not, oldest first. {items, next, total?}.';

create function private.confirm_project(project uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  p public.projects;
begin
  select * into p from public.projects where id = project for update;
  if p.id is null or not (private.may_read_work_of(p.user_id) or private.decides_for(p.user_id)) then
    perform private.fail(404, 'not_found', 'There is no such project.');
  elsif not private.decides_for(p.user_id) then
    raise insufficient_privilege using message = 'Somebody else decides for this person.';
  elsif p.confirmed_at is not null and p.confirmed_by is distinct from me then
    perform private.fail(409, 'invalid_transition', 'This is confirmed already.');
  end if;
  if p.confirmed_at is null then
    update public.projects set confirmed_by = me, confirmed_at = now() where id = project returning * into p;
    perform private.notify(p.user_id, 'skills.validation', '{actor} confirmed a project of yours',
      action_url => '/me/projects', actor => me, dedupe_key => p.id || ':' || p.version);
  end if;
  return private.project_json(p);
end
$$;
create function public.confirm_project(project uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.confirm_project(project) $$;
comment on function public.confirm_project(uuid) is
  'POST /projects/:id/confirm, by who decides for the person; again by the same changes nothing. 403, 404, 409 invalid_transition.';

-- The matrix ------------------------------------------------------------------------------------------------------------------------------------------

create function private.get_matrix(unit uuid, skill_ids uuid[]) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
declare
  me uuid := private.require_employee();
  hr boolean := private.has_role('hr_admin');
  line uuid[] := private.my_report_ids();
  units uuid[];
  people uuid[];
  unknown jsonb;
begin
  if not hr and line = '{}' then
    raise insufficient_privilege using message = 'Only for managers and HR.';
  elsif unit is not null and not exists (select from public.org_units where id = unit) then
    perform private.fail(404, 'not_found', 'There is no such unit.');
  end if;
  with recursive below (id) as (
    select unit union select o.id from below b join public.org_units o on o.parent_id = b.id
  )
  select array_agg(id) into units from below;
  people := array(
    select u.id from public.users u left join public.employment_info e on e.user_id = u.id
    where u.status = 'active' and e.employment_type is distinct from 'contractor'
      and (unit is null or u.org_unit_id = any (units))
      and (u.id = any (line) or unit is not null and hr)
  );
  if cardinality(people) > 500 then
    perform private.fail(400, 'too_many', 'A matrix has 500 people at most: choose a unit below.', jsonb_build_array(jsonb_build_object(
      'path', 'scope', 'code', 'too_many', 'message', 'A matrix has 500 people at most: choose a unit below.',
      'params', jsonb_build_object('count', cardinality(people)))));
  end if;
  if skill_ids is null then
    skill_ids := array(
      select s.id from public.user_skills us join public.skills s on s.id = us.skill_id and s.status = 'active'
      where us.user_id = any (people) group by s.id order by count(*) desc, s.name_key, s.id limit 50
    );
  else
    select jsonb_agg(jsonb_build_object('path', 'skill_id.' || w.position - 1, 'code', 'unknown_id', 'message', 'There is no such active skill.')
      order by w.position) into unknown
    from unnest(skill_ids) with ordinality as w (id, position)
    where not exists (select from public.skills s where s.id = w.id and s.status = 'active');
    if unknown is not null then
      perform private.fail(400, 'unknown_id', 'A skill is not known.', unknown);
    end if;
  end if;
  return (
    with wanted as materialized (
      select s.id, s.name, s.half_life_months, row_number() over (order by s.name_key, s.id) as place
      from public.skills s where s.id = any (skill_ids)
    ),
    cells as materialized (
      select us.user_id, us.skill_id, us.level, us.source, us.assessed_at
      from public.user_skills us
      where us.user_id = any (people) and us.skill_id = any (skill_ids) and (us.valid_until is null or us.valid_until > now())
      union all
      select us.user_id, us.skill_id, e.level, e.source, e.assessed_at
      from public.user_skills us left join lateral private.effective_level(us.user_id, us.skill_id) e on true
      where us.user_id = any (people) and us.skill_id = any (skill_ids) and us.valid_until <= now()
    ),
    -- private.confidence(), for ten thousand at once.
    trusts as materialized (
      select source, private.trust(source) as trust from unnest('{self, peer, manager, assessment}'::text[]) source
    ),
    by_person as (
      select c.user_id, jsonb_agg(jsonb_build_object('skill_id', c.skill_id, 'level', c.level, 'source', c.source, 'confidence',
        round((t.trust * power(0.5::double precision,
          greatest(extract(epoch from now() - c.assessed_at), 0)::double precision / (w.half_life_months * 2629746)))::numeric, 3)
      ) order by w.place) as cells
      from cells c join wanted w on w.id = c.skill_id left join trusts t on t.source = c.source
      group by c.user_id
    ),
    by_skill as (
      select skill_id, count(*) as holders, count(*) filter (where level >= 3) as working from cells group by skill_id
    )
    select jsonb_build_object(
      'people', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'person', jsonb_build_object('id', u.id, 'name', coalesce(u.preferred_name, u.full_name), 'title', u.job_title,
            'unit', case when o.id is not null then jsonb_build_object('id', o.id, 'name', o.name) end, 'photo_url', u.photo_url),
          'cells', coalesce(b.cells, '[]')
        ) order by u.name_key, u.id), '[]')
        from public.users u
        left join public.org_units o on o.id = u.org_unit_id
        left join by_person b on b.user_id = u.id
        where u.id = any (people)
      ),
      'skills', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', w.id, 'name', w.name), 'holders', coalesce(b.holders, 0),
          'bus_factor', coalesce(b.working, 0),
          'coverage', round(coalesce(b.working, 0) / nullif(cardinality(people), 0)::numeric, 3)
        ) order by w.place), '[]')
        from wanted w left join by_skill b on b.skill_id = w.id
      )
    )
  );
end
$$;
create function public.get_matrix(unit uuid default null, skill_ids uuid[] default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_matrix(unit, skill_ids) $$;
comment on function public.get_matrix(uuid, uuid[]) is
  'GET /matrix, managers and hr_admin: the caller''s line, or of a unit and those below the people of the line (HR: all), at most 500, contractors left out, × skills (null: the 50 that most hold). Per skill: holders; bus_factor, who has level 3 or more; coverage, their share. 400 too_many or unknown_id, 403, 404.';

-- Leaving, and work that runs by itself ------------------------------------------------------------------------------------------------------------------

create function private.leave_validations() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.skill_validation_requests set status = 'withdrawn' where user_id = new.id and status = 'submitted';
  return null;
end
$$;
comment on function private.leave_validations() is 'After somebody left: what they asked is withdrawn. What they had to decide, their successor decides.';
create trigger leave_validations after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_validations();

create function private.job_validation_requests(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  n integer;
begin
  update public.skill_validation_requests set status = 'expired' where id in (
    select id from public.skill_validation_requests
    where status = 'submitted' and requested_at < as_of - 90 order by requested_at limit 1000
  );
  get diagnostics n = row_count;
  return jsonb_build_object('rows', n, 'next', case when n = 1000 then to_jsonb(0) end);
end
$$;
comment on function private.job_validation_requests(jsonb, date) is 'Job: requests that nobody decided within 90 days expire, 1,000 a step.';

create function private.job_skill_levels(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  people uuid[];
  skills uuid[];
begin
  select array_agg(user_id), array_agg(skill_id) into people, skills from (
    select user_id, skill_id from public.user_skills where valid_until <= now() order by valid_until limit 1000
  ) expired;
  perform private.refresh_levels(people, skills) where people is not null;
  return jsonb_build_object('rows', coalesce(cardinality(people), 0), 'next', case when cardinality(people) = 1000 then to_jsonb(0) end);
end
$$;
comment on function private.job_skill_levels(jsonb, date) is 'Job: levels whose valid_until has passed are written as they are read, 1,000 a step.';

create function private.job_certificates(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  due jsonb;
begin
  with page as (
    select c.id, c.user_id, c.name, c.expires_on,
      case when c.expires_on - as_of <= 7 then 7 when c.expires_on - as_of <= 30 then 30 else 90 end as days
    from public.certifications c
    where c.expires_on between as_of and as_of + 90
      and (cursor is null or (c.expires_on, c.id) > ((cursor ->> 0)::date, (cursor ->> 1)::uuid))
    order by c.expires_on, c.id limit 1000
  ),
  told as (
    select p.*, private.notify(p.user_id, 'skills.certificate', format('Your certificate "%s" expires on %s', p.name, p.expires_on),
      action_url => '/me/certifications', dedupe_key => format('%s:%s:%s', p.id, p.expires_on, p.days))
    from page p
  )
  select jsonb_build_object('rows', count(*), 'next', case when count(*) = 1000 then (
    select jsonb_build_array(p.expires_on, p.id) from page p order by p.expires_on desc, p.id desc limit 1
  ) end) into due
  from told;
  return due;
end
$$;
comment on function private.job_certificates(jsonb, date) is
  'Job: who has a certificate that expires within 90, 30 or 7 days is told, once for each, 1,000 a step.';

insert into private.notification_kinds values
  ('skills.endorsement', 'A colleague endorses a skill of mine', false),
  ('skills.validation_requested', 'Somebody asks me to validate a skill', false),
  ('skills.validation', 'Somebody decided about a skill, competency or project of mine', false),
  ('skills.certificate', 'A certificate of mine is about to expire', false);
select private.schedule_job('validation_requests', '30 0 * * *', 'Validation requests that nobody decided expire');
select private.schedule_job('skill_levels', '10 1 * * *', 'Levels whose time has passed are recomputed');
select private.schedule_job('certificates', '0 5 * * *', 'People are told of certificates that are about to expire');

select private.declare_personal('skill_evidence', audit_values => '{skill_id, added_at, withdrawn_at}', audit_names => '{title, url, note}');
select private.declare_personal('skill_validation_requests',
  audit_values => '{skill_id, status, requested_at, decided_by, decided_at}', audit_names => '{note}');
select private.declare_personal('skill_validations',
  audit_values => '{skill_id, request_id, assessment_id, outcome, level, decided_by, decided_at}', audit_names => '{comment}');
select private.declare_personal('certifications', kept => 'source = ''hr''', retention => 'employment',
  cleared => '{"credential_id": null, "evidence_url": null}',
  audit_values => '{source, name, issuer, skill_id, issued_on, expires_on}', audit_names => '{credential_id, evidence_url}');
update private.privacy_registry set audit_values = audit_values || case table_name
  when 'skill_assessments' then '{counts, declined_at}'::text[]
  when 'projects' then '{confirmed_by, confirmed_at}'
  when 'user_competencies' then '{self_level, validated_by, validated_at}'
end
where table_name in ('skill_assessments', 'projects', 'user_competencies');

-- Called by the invokers my_…().
grant execute on function private.require_employee() to authenticated;
grant execute on function
  public.my_certifications(), public.my_experiences(), public.my_projects(),
  private.get_user_skills(uuid, jsonb, integer, boolean), public.get_user_skills(uuid, jsonb, integer, boolean),
  private.set_my_skill(uuid, jsonb, text), public.set_my_skill(uuid, jsonb, text),
  private.remove_my_skill(uuid), public.remove_my_skill(uuid),
  private.get_skill_history(uuid, timestamptz), public.get_skill_history(uuid, timestamptz),
  private.get_evidence(uuid, jsonb, integer, boolean), public.get_evidence(uuid, jsonb, integer, boolean),
  private.add_evidence(uuid, jsonb), public.add_evidence(uuid, jsonb), private.withdraw_evidence(uuid), public.withdraw_evidence(uuid),
  private.endorse_skill(uuid, uuid, integer, uuid), public.endorse_skill(uuid, uuid, integer, uuid),
  private.get_my_endorsements(text[], jsonb, integer, boolean), public.get_my_endorsements(text[], jsonb, integer, boolean),
  private.decline_endorsement(uuid), public.decline_endorsement(uuid),
  private.request_validation(uuid, jsonb), public.request_validation(uuid, jsonb),
  private.withdraw_validation_request(uuid), public.withdraw_validation_request(uuid),
  private.get_my_validation_requests(text[], jsonb, integer, boolean), public.get_my_validation_requests(text[], jsonb, integer, boolean),
  private.get_validations(text[], jsonb, integer, boolean), public.get_validations(text[], jsonb, integer, boolean),
  private.decide_validations(jsonb), public.decide_validations(jsonb),
  private.get_competencies_of(uuid, jsonb, integer, boolean), public.get_competencies_of(uuid, jsonb, integer, boolean),
  private.set_my_competencies(jsonb), public.set_my_competencies(jsonb),
  private.validate_competency(uuid, uuid, integer), public.validate_competency(uuid, uuid, integer),
  private.get_projects(boolean, jsonb, integer, boolean), public.get_projects(boolean, jsonb, integer, boolean),
  private.confirm_project(uuid), public.confirm_project(uuid),
  private.get_matrix(uuid, uuid[]), public.get_matrix(uuid, uuid[])
to authenticated;
