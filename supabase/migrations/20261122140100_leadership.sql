-- Domain: analytics. What is computed about people: the registry of scores, leadership readiness and its contests; voluntary
-- declarations of diversity, and the fairness report.

-- scores ---------------------------------------------------------------------------------------------------------------------

create table private.scores (
  score text primary key check (score ~ '^[a-z_]+$'),
  label text not null,
  purpose text not null,
  inputs text[] not null check (cardinality(inputs) > 0),
  never_inputs text[] not null check (cardinality(never_inputs) > 0),
  functions text[] not null check (cardinality(functions) > 0),
  model_version text not null,
  contest text not null,
  feature text references private.features (feature),
  log_retention text not null
);
create index on private.scores (feature);
alter table private.scores enable row level security;
comment on table private.scores is
  'Everything that the system computes about a person, one row a score, added by the migration that computes it; docs/ai.md says the same, and a test compares.';
comment on column private.scores.inputs is 'Tables, and what their columns mean is with them; a test finds no other table in what the functions say.';
comment on column private.scores.functions is 'Functions of schema private that compute it, from which a test follows every call.';
comment on column private.scores.log_retention is 'What is kept of the computed value, and how long.';

create function private.declare_score(
  score text, label text, purpose text, inputs text[], never_inputs text[], functions text[], contest text,
  version text default '1', feature text default null, log_retention text default 'Nothing is kept: it is computed when it is read.'
) returns void
language plpgsql security definer set search_path = ''
as $$
begin
  insert into private.scores values (score, label, purpose, inputs, never_inputs, functions, version, contest, feature, log_retention);
end
$$;
comment on function private.declare_score(text, text, text, text[], text[], text[], text, text, text, text) is
  'For migrations: declares a score about people in the registry. docs/ai.md gets a section with the same words.';

create function private.get_scores() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_user();
  features jsonb := private.features_of((select org_unit_id from public.users where id = me));
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select jsonb_agg(jsonb_build_object(
      'score', s.score, 'label', s.label, 'purpose', s.purpose, 'inputs', s.inputs, 'never_inputs', s.never_inputs,
      'version', s.model_version, 'contest', s.contest, 'feature', s.feature,
      'enabled', s.feature is null or (features ->> s.feature)::boolean, 'log_retention', s.log_retention
    ) order by s.label) from private.scores s
  ));
end
$$;
create function public.get_scores() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_scores() $$;
comment on function public.get_scores() is
  'GET /scores: what is computed about people, from what and never from what, how to contest it, and whether it is on for the caller.';

-- teams_led ----------------------------------------------------------------------------------------------------------------------
-- reporting_lines knows the present only.

create table public.teams_led (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  at_least integer not null check (at_least in (1, 5, 15)),
  reached_on date not null default (now() at time zone 'utc')::date
);
create index on public.teams_led (user_id, at_least);
alter table public.teams_led enable row level security;
create policy teams_led_select on public.teams_led
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.teams_led to authenticated;
comment on table public.teams_led is
  'Since when somebody has led so many people, at whatever depth: a fact for leadership readiness that outlasts the line. Kept by trigger, at the bounds that count and no others; their own.';

-- competency_validations ---------------------------------------------------------------------------------------------------------
-- user_competencies keeps the last decision only.

create table public.competency_validations (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  competency_id uuid not null references public.competencies (id) on delete cascade,
  source text not null check (source in ('manager', 'assessment')),
  level integer not null check (level between 1 and 5),
  validated_at timestamptz not null
);
create index on public.competency_validations (user_id, competency_id, validated_at);
create index on public.competency_validations (competency_id);
alter table public.competency_validations enable row level security;
create policy competency_validations_select on public.competency_validations
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.competency_validations to authenticated;
comment on table public.competency_validations is
  'Each level of a competency that a manager or an assessment gave, so that the past can be told. Kept by trigger from user_competencies; their own.';

create function private.keep_validation() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.competency_validations (user_id, competency_id, source, level, validated_at)
  values (new.user_id, new.competency_id, new.source, new.level, coalesce(new.validated_at, now()));
  return null;
end
$$;
comment on function private.keep_validation() is 'After a competency was validated: the decision is kept beside those before it.';
create trigger keep_validation_insert after insert on public.user_competencies
  for each row when (new.source in ('manager', 'assessment')) execute function private.keep_validation();
create trigger keep_validation_update after update on public.user_competencies
  for each row when (
    new.source in ('manager', 'assessment')
    and (new.source, new.level, new.validated_at) is distinct from (old.source, old.level, old.validated_at)
  ) execute function private.keep_validation();
insert into public.competency_validations (user_id, competency_id, source, level, validated_at)
select user_id, competency_id, source, level, coalesce(validated_at, updated_at)
from public.user_competencies where source in ('manager', 'assessment');

-- leadership_competencies ----------------------------------------------------------------------------------------------------------

create table public.leadership_competencies (
  competency_id uuid not null references public.competencies (id) on delete cascade,
  valid_from date not null,
  valid_until date,
  primary key (competency_id, valid_from),
  check (valid_until > valid_from)
);
create unique index on public.leadership_competencies (competency_id) where valid_until is null;
alter table public.leadership_competencies enable row level security;
create policy leadership_competencies_select on public.leadership_competencies
  for select to authenticated using ((select private.current_employee_id()) is not null);
grant select on public.leadership_competencies to authenticated;
comment on table public.leadership_competencies is
  'Which competencies count for leadership readiness, from when until before when. Written through set_leadership_competencies().';

create function private.get_leadership_competencies() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return jsonb_build_object('next_cursor', null, 'items', (
    select coalesce(jsonb_agg(jsonb_build_object(
      'competency', jsonb_build_object('id', c.id, 'name', c.name), 'valid_from', l.valid_from
    ) order by c.name_key, c.id), '[]')
    from public.leadership_competencies l join public.competencies c on c.id = l.competency_id
    where l.valid_until is null
  ));
end
$$;
create function public.get_leadership_competencies() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_leadership_competencies() $$;
comment on function public.get_leadership_competencies() is
  'GET /leadership/competencies, employees: those that count for leadership readiness now, by name.';

create function private.set_leadership_competencies(competencies uuid[]) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  me uuid := private.require_role('hr_admin');
  today date := private.today();
begin
  perform private.refuse_items('competency_ids.%s', (
    select jsonb_agg(n - 1) from unnest(competencies) with ordinality as i (id, n)
    where not exists (select from public.competencies c where c.id = i.id and c.status = 'active')
      and not exists (select from public.leadership_competencies l where l.competency_id = i.id and l.valid_until is null)
  ), 'unknown_id', 'There is no such competency.');
  perform pg_advisory_xact_lock(hashtext('leadership_competencies'));
  delete from public.leadership_competencies l
  where l.valid_until is null and l.valid_from = today and l.competency_id <> all (competencies);
  update public.leadership_competencies l set valid_until = today
  where l.valid_until is null and l.competency_id <> all (competencies);
  -- What ended today goes on.
  update public.leadership_competencies l set valid_until = null
  where l.valid_until = today and l.competency_id = any (competencies);
  insert into public.leadership_competencies (competency_id, valid_from)
  select c, today from unnest(competencies) c
  where not exists (select from public.leadership_competencies l where l.competency_id = c and l.valid_until is null);
  return private.get_leadership_competencies();
end
$$;
create function public.set_leadership_competencies(competencies uuid[]) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_leadership_competencies(competencies) $$;
comment on function public.set_leadership_competencies(uuid[]) is
  'PUT /leadership/competencies, hr_admin: the whole list, from today on; the past keeps the list it had. 400 unknown_id.';

-- leadership_contests ----------------------------------------------------------------------------------------------------------------

create table public.leadership_contests (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  status text not null default 'open' check (status in ('open', 'in_review', 'upheld', 'corrected', 'withdrawn')),
  reviewer_id uuid references public.users (id) on delete set null,
  taken_at timestamptz,
  closed_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (status in ('in_review', 'upheld', 'corrected') or reviewer_id is null),
  check ((status in ('upheld', 'corrected', 'withdrawn')) = (closed_at is not null)),
  check (reviewer_id <> user_id)
);
create unique index leadership_contests_one_open on public.leadership_contests (user_id) where status in ('open', 'in_review');
create index on public.leadership_contests (user_id, created_at, id);
create index on public.leadership_contests (reviewer_id);
create index on public.leadership_contests (created_at, id);
create trigger touch before update on public.leadership_contests for each row execute function private.touch();
alter table public.leadership_contests enable row level security;
create policy leadership_contests_select on public.leadership_contests
  for select to authenticated
  using (
    user_id = (select private.current_employee_id())
    or user_id between (select private.everybody_if('hr_admin')) and 'ffffffff-ffff-ffff-ffff-ffffffffffff'
  );
grant select on public.leadership_contests to authenticated;
comment on table public.leadership_contests is
  'Somebody contests their leadership readiness, and one hr_admin takes it up and decides; self and HR. What was contested and why stands in leadership_contest_cases. It writes nothing about employment.';

create table public.leadership_contest_cases (
  contest_id uuid primary key references public.leadership_contests (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  reason text not null check (char_length(reason) <= 4000 and private.is_text(reason)),
  contested jsonb not null,
  explanation text check (char_length(explanation) <= 4000 and private.is_text(explanation))
);
create index on public.leadership_contest_cases (user_id);
alter table public.leadership_contest_cases enable row level security;
create policy leadership_contest_cases_select on public.leadership_contest_cases
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.leadership_contest_cases to authenticated;
comment on table public.leadership_contest_cases is
  'Why somebody contests, what they contest, and what was explained to them: their own; the hr_admin who took it reads it until it is decided, by get_leadership_contest() alone, which writes that down.';
comment on column public.leadership_contest_cases.contested is 'The answer of GET /me/leadership when it was contested.';

create table public.leadership_contest_readings (
  id uuid primary key default gen_random_uuid(),
  contest_id uuid not null references public.leadership_contests (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  reader_id uuid references public.users (id) on delete set null,
  read_at timestamptz not null default clock_timestamp()
);
create index on public.leadership_contest_readings (contest_id, read_at);
create index on public.leadership_contest_readings (user_id);
create index on public.leadership_contest_readings (reader_id);
alter table public.leadership_contest_readings enable row level security;
create policy leadership_contest_readings_select on public.leadership_contest_readings
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.leadership_contest_readings to authenticated;
comment on table public.leadership_contest_readings is 'Each time that somebody else read a contested score; the person sees it, and the audit log has it.';

create table public.leadership_exclusions (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  kind text not null check (kind in ('position', 'team', 'project', 'competency', 'goal_item')),
  evidence uuid not null,
  contest_id uuid references public.leadership_contests (id) on delete set null,
  excluded_by uuid references public.users (id) on delete set null,
  excluded_at timestamptz not null default now(),
  unique (user_id, kind, evidence)
);
create index on public.leadership_exclusions (contest_id);
create index on public.leadership_exclusions (excluded_by);
alter table public.leadership_exclusions enable row level security;
create policy leadership_exclusions_select on public.leadership_exclusions
  for select to authenticated using (user_id = (select private.current_employee_id()));
grant select on public.leadership_exclusions to authenticated;
comment on table public.leadership_exclusions is
  'Evidence that counts no more for somebody''s leadership readiness, on whatever day one looks, because a contest found it wrong; their own. The explanation stands with the contest.';
comment on column public.leadership_exclusions.evidence is 'The id of the row that GET /me/leadership names as evidence.';

create function private.keep_team_sizes() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.teams_led (user_id, at_least)
  select m.manager_id, b.bound
  from (select distinct manager_id from new_rows) m cross join (values (1), (5), (15)) b (bound)
  where not exists (
    select from public.teams_led t
    where t.user_id = m.manager_id and t.at_least >= b.bound and not exists (
      select from public.leadership_exclusions x where x.user_id = t.user_id and x.kind = 'team' and x.evidence = t.id
    )
  )
  -- Not further than the bound, however large the line.
  and b.bound = (select count(*) from (select from public.reporting_lines l where l.manager_id = m.manager_id limit b.bound) reports)
  order by 1, 2;
  return null;
end
$$;
comment on function private.keep_team_sizes() is
  'Once a statement, after people came below somebody: writes down when that made 1, 5 or 15 for the first time.';
create trigger keep_team_sizes after insert on public.reporting_lines
  referencing new table as new_rows for each statement execute function private.keep_team_sizes();
insert into public.teams_led (user_id, at_least, reached_on)
select manager_id, n, since
from (select manager_id, since, row_number() over (partition by manager_id order by since, report_id) as n from public.reporting_lines) l
where n in (1, 5, 15);

-- Leadership readiness -------------------------------------------------------------------------------------------------------------------

create function private.leadership_evidence(people uuid[], as_of date)
returns table (user_id uuid, component text, kind text, id uuid, name text, on_day date, amount integer, excluded boolean)
language plpgsql stable security definer rows 100 set search_path = '' set plan_cache_mode = force_custom_plan set jit = off
as $$
#variable_conflict use_column
declare
  -- The end of the day, or now.
  cut constant timestamptz := least(now(), (as_of + 1)::timestamp at time zone 'utc');
begin
  return query
  with disputed as materialized (
    select x.user_id, x.kind, x.evidence from public.leadership_exclusions x where x.user_id = any (people)
  ),
  jobs as materialized (
    select h.user_id, h.id, h.role_title, h.started_on, h.pathway_id, nullif(private.name_key(h.organization), '') as site,
      exists (select from disputed x where x.user_id = h.user_id and x.kind = 'position' and x.evidence = h.id) as excluded
    from public.position_history h
    where h.user_id = any (people) and h.source = 'hr' and h.started_on <= as_of
  ),
  functions as (
    select distinct on (r.pathway_id) r.pathway_id, f.function_area_id
    from (select distinct pathway_id from jobs where pathway_id is not null) j
    join public.pathway_requirements r on r.pathway_id = j.pathway_id
    join public.skills s on s.id = r.skill_id
    join public.specializations f on f.id = s.specialization_id
    group by r.pathway_id, f.function_area_id
    order by r.pathway_id, sum(r.weight) desc, f.function_area_id
  ),
  placed as (
    select j.*, f.function_area_id,
      row_number() over (partition by j.user_id, j.excluded, f.function_area_id order by j.started_on, j.id) as nth_of_function,
      row_number() over (partition by j.user_id, j.excluded, j.site order by j.started_on, j.id) as nth_of_site
    from jobs j left join functions f on f.pathway_id = j.pathway_id
    where f.function_area_id is not null or j.site is not null
  ),
  planned as (
    select distinct on (i.user_id, excluded, i.skill_id) i.user_id, i.id, i.skill_id, i.level, (g.started_at at time zone 'utc')::date as started_on,
      exists (select from disputed x where x.user_id = i.user_id and x.kind = 'goal_item' and x.evidence = i.id) as excluded
    from public.user_career_goals g join public.goal_items i on i.goal_id = g.id
    where g.user_id = any (people) and g.started_at < cut and i.kind = 'skill' and i.level is not null
      and not (g.status = 'abandoned' and g.ended_at < cut)
    order by i.user_id, excluded, i.skill_id, i.level desc, g.started_at, i.id
  )
  select p.user_id, 'breadth', 'position', p.id, p.role_title, p.started_on,
    case when p.function_area_id is not null and p.nth_of_function = 1 then 20 else 0 end
      + case when p.site is not null and p.nth_of_site = 1 then 20 else 0 end,
    p.excluded
  from placed p
  union all
  select t.user_id, 'people', 'team', t.id, null, t.reached_on, case t.at_least when 1 then 40 when 5 then 70 else 100 end,
    exists (select from disputed x where x.user_id = t.user_id and x.kind = 'team' and x.evidence = t.id)
  from public.teams_led t where t.user_id = any (people) and t.reached_on <= as_of
  union all
  select p.user_id, 'projects', 'project', p.id, p.name, (p.confirmed_at at time zone 'utc')::date, 25,
    exists (select from disputed x where x.user_id = p.user_id and x.kind = 'project' and x.evidence = p.id)
  from public.projects p where p.user_id = any (people) and p.confirmed_at < cut
  union all
  select v.user_id, 'competencies', 'competency', v.id, c.name, (v.validated_at at time zone 'utc')::date, 5 * v.level, v.excluded
  from (
    select distinct on (v.user_id, excluded, v.competency_id) v.*,
      exists (select from disputed x where x.user_id = v.user_id and x.kind = 'competency' and x.evidence = v.id) as excluded
    from public.competency_validations v
    where v.user_id = any (people) and v.validated_at < cut
    order by v.user_id, excluded, v.competency_id, v.validated_at desc, v.id
  ) v
  join public.competencies c on c.id = v.competency_id
  where exists (
    select from public.leadership_competencies l
    where l.competency_id = v.competency_id and l.valid_from <= as_of and (l.valid_until is null or l.valid_until > as_of)
  )
  union all
  select p.user_id, 'agility', 'goal_item', p.id, s.name, case when closed.level is null then p.started_on else (closed.assessed_at at time zone 'utc')::date end,
    case when closed.level is null then 0 else 1 end, p.excluded
  from planned p
  join public.skills s on s.id = p.skill_id
  left join lateral (
    select e.level, e.assessed_at from private.effective_level(p.user_id, p.skill_id, cut) e where e.source <> 'self' and e.level >= p.level
  ) closed on true;
end
$$;
comment on function private.leadership_evidence(uuid[], date) is
  'What counts for these people''s leadership readiness as of the end of a day, one row an evidence: its table''s id, since when, and what it gives its component (breadth: 20 for each function or site that is new with it; agility: 1 for a gap that others say is closed, 0 for one that is open). excluded: a contest found it wrong, it counts for nothing. Checks no right.';

create function private.leadership_parts(people uuid[], as_of date)
returns table (user_id uuid, n integer, component text, weight integer, value integer, points integer, score integer, coverage integer)
language plpgsql stable security definer rows 6 set search_path = '' set plan_cache_mode = force_custom_plan set jit = off
as $$
#variable_conflict use_column
begin
  return query
  with evidence as materialized (
    select * from private.leadership_evidence(people, as_of) where not excluded
  ),
  measured as (
    select p.user_id, c.n, c.component, c.weight, case
        when count(e.user_id) = 0 then null
        when c.component = 'people' then max(e.amount)
        when c.component = 'agility' then round(100.0 * sum(e.amount) / count(*))::integer
        else least(100, sum(e.amount))
      end::integer as value
    from unnest(people) p (user_id)
    -- Nothing gives feedback yet.
    cross join (values
      (1, 'breadth', 15), (2, 'people', 20), (3, 'projects', 20), (4, 'competencies', 20), (5, 'agility', 15), (6, 'feedback', 10)
    ) c (n, component, weight)
    left join evidence e on e.user_id = p.user_id and e.component = c.component
    group by p.user_id, c.n, c.component, c.weight
  ),
  summed as (
    select m.*, coalesce(sum(m.weight) filter (where m.value is not null) over (partition by m.user_id), 0)::integer as known,
      sum(m.weight * m.value) over (partition by m.user_id)::integer as total
    from measured m
  ),
  scored as (
    select s.*, case when s.known >= 60 then (2 * s.total + s.known) / (2 * s.known) end as score,
      case when s.known >= 60 then s.weight * s.value / s.known end as floor,
      case when s.known >= 60 then s.weight * s.value % s.known end as rest
    from summed s
  )
  -- Whole numbers that add up: what rounding down left over goes to the largest remainders.
  select s.user_id, s.n, s.component, s.weight, case when s.score is not null then s.value end,
    s.floor + case
      when row_number() over (partition by s.user_id order by s.rest desc nulls last, s.n)
        <= s.score - sum(s.floor) over (partition by s.user_id) then 1 else 0
    end,
    s.score, s.known
  from scored s;
end
$$;
comment on function private.leadership_parts(uuid[], date) is
  'Leadership readiness of these people as of the end of a day (design: Σwx/Σw over the components that have evidence): six rows each, weight and coverage in percent, value 0 to 100 and the points that it gives of the score, all whole, the points adding up to the score. Under a coverage of 60 score, values and points are null. Checks no right.';

create function private.leadership_of(person uuid, as_of date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    with evidence as materialized (
      select * from private.leadership_evidence(array[person], as_of)
    ),
    parts as materialized (
      select * from private.leadership_parts(array[person], as_of)
    )
    select jsonb_build_object(
      'as_of', as_of,
      'model', (select jsonb_build_object('name', s.score, 'version', s.model_version) from private.scores s where s.score = 'leadership'),
      'score', min(p.score),
      'coverage', min(p.coverage),
      'parts', jsonb_agg(jsonb_build_object(
        'component', p.component, 'weight', p.weight, 'value', p.value, 'points', p.points,
        'evidence', (
          select coalesce(jsonb_agg(jsonb_build_object(
            'kind', e.kind, 'id', e.id, 'name', e.name, 'on', e.on_day, 'counts', e.amount > 0 and not e.excluded, 'excluded', e.excluded
          ) order by e.on_day, e.id), '[]')
          from evidence e where e.component = p.component
        )
      ) order by p.n),
      'missing', coalesce(jsonb_agg(jsonb_build_object('component', p.component, 'message', case p.component
        when 'breadth' then 'No job with a date that HR recorded, in a function or at a site that is known.'
        when 'people' then 'Nobody has reported to you since teams are recorded.'
        when 'projects' then 'No project that whoever decided for you has confirmed.'
        when 'competencies' then 'No leadership competency that your manager or an assessment has validated.'
        when 'agility' then 'No active goal with a skill and the level to reach.'
        else 'Feedback from all sides does not exist yet.'
      end) order by p.n) filter (
        where not exists (select from evidence e where e.component = p.component and not e.excluded)
      ), '[]')
    )
    from parts p
  );
end
$$;
comment on function private.leadership_of(uuid, date) is
  'Somebody''s leadership readiness as of the end of a day: {as_of, model, score, coverage, parts with their evidence, missing}. Names nobody. Checks no right.';

create function private.contest_json(contest public.leadership_contests) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', contest.id, 'user', private.person_ref(contest.user_id), 'status', contest.status,
    'reviewer', private.person_ref(contest.reviewer_id), 'taken_at', contest.taken_at, 'closed_at', contest.closed_at,
    'created_at', contest.created_at, 'etag', contest.version::text
  );
end
$$;
comment on function private.contest_json(public.leadership_contests) is 'A contest as every hr_admin may see it. Checks no right.';

create function private.my_contest_json(contest public.leadership_contests) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return private.contest_json(contest) || (
    select jsonb_build_object(
      'reason', c.reason, 'contested', c.contested, 'explanation', c.explanation,
      'readings', (
        select coalesce(jsonb_agg(jsonb_build_object('reader', private.person_ref(r.reader_id), 'read_at', r.read_at) order by r.read_at, r.id), '[]')
        from public.leadership_contest_readings r where r.contest_id = contest.id
      )
    )
    from public.leadership_contest_cases c where c.contest_id = contest.id
  );
end
$$;
comment on function private.my_contest_json(public.leadership_contests) is 'A contest with all that its person sees of it. Checks no right.';

create function private.get_leadership(as_of date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  perform private.require_feature('leadership');
  if as_of > private.today() then
    perform private.fail(400, 'invalid', 'Nobody knows the days to come.', jsonb_build_array(jsonb_build_object(
      'path', 'as_of', 'code', 'in_the_future', 'message', 'Nobody knows the days to come.')));
  end if;
  return private.leadership_of(me, coalesce(as_of, private.today())) || jsonb_build_object('contest', (
    select private.contest_json(c) from public.leadership_contests c where c.user_id = me and c.status in ('open', 'in_review')
  ));
end
$$;
create function public.get_leadership(as_of date default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_leadership(as_of) $$;
comment on function public.get_leadership(date) is
  'GET /me/leadership: the caller''s own readiness, as of today or a day before, and the contest that is open. 400 for a day to come, 404 where the feature is off.';

create function private.create_leadership_contest(fields jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  made public.leadership_contests;
begin
  perform private.require_feature('leadership');
  -- One after the other: the same id twice at once makes one.
  perform from public.users where id = me for no key update;
  select * into made from public.leadership_contests where id = (fields ->> 'id')::uuid;
  if made.id is not null then
    perform private.refuse_duplicate('id', made.user_id <> me, 'This id belongs to something else.');
    return private.my_contest_json(made) || '{"repeated": true}';
  end if;
  if exists (select from public.leadership_contests c where c.user_id = me and c.status in ('open', 'in_review')) then
    perform private.fail(409, 'already_pending', 'A contest of yours is open already.');
  end if;
  insert into public.leadership_contests (id, user_id) values (coalesce((fields ->> 'id')::uuid, gen_random_uuid()), me)
  returning * into made;
  insert into public.leadership_contest_cases (contest_id, user_id, reason, contested)
  values (made.id, me, fields ->> 'reason', private.leadership_of(me, private.today()));
  perform private.notify(r.user_id, 'leadership.contested', '{actor} contests a leadership readiness: it waits for somebody in HR',
    action_url => '/leadership/contests/' || made.id, actor => me, dedupe_key => made.id::text)
  from public.user_roles r where r.role = 'hr_admin' and r.user_id <> me;
  return private.my_contest_json(made);
end
$$;
create function public.create_leadership_contest(fields jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.create_leadership_contest(fields) $$;
comment on function public.create_leadership_contest(jsonb) is
  'POST /me/leadership/contests: {id?, reason}; keeps the readiness as it is now, and tells HR. The contest, and whether the id was there already. 404 where the feature is off, 409 duplicate or already_pending.';

create function private.get_my_leadership_contests(after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  return (
    with page as (
      select c.id, c.created_at from public.leadership_contests c join public.leadership_contest_cases k on k.contest_id = c.id
      where c.user_id = me and (after is null or (c.created_at, c.id) < ((after ->> 0)::timestamptz, (after ->> 1)::uuid))
      order by c.created_at desc, c.id desc limit page_size + 1
    ),
    shown as (select * from page order by created_at desc, id desc limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.my_contest_json(c) order by s.created_at desc, s.id desc)
        from shown s join public.leadership_contests c on c.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at, s.id limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (
      select count(*) from public.leadership_contests c where c.user_id = me
    )) else '{}' end
  );
end
$$;
create function public.get_my_leadership_contests(after jsonb default null, page_size integer default 50, want_total boolean default false)
returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_my_leadership_contests(after, least(page_size, 200), want_total) $$;
comment on function public.get_my_leadership_contests(jsonb, integer, boolean) is
  'GET /me/leadership/contests: the caller''s, newest first, with what was explained and who read the score; also where the feature is off by now. {items, next, total?}.';

create function private.withdraw_leadership_contest(contest uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  c public.leadership_contests;
begin
  select * into c from public.leadership_contests where id = contest and user_id = me for update;
  if c.id is null then
    perform private.fail(404, 'not_found', 'There is no such contest.');
  elsif c.status not in ('open', 'in_review') then
    perform private.fail(409, 'invalid_transition', format('This contest is %s already.', c.status));
  end if;
  if c.reviewer_id is not null then
    perform private.notify(c.reviewer_id, 'leadership.contest_withdrawn', '{actor} withdrew a contest that you had taken',
      actor => me, dedupe_key => contest::text);
  end if;
  update public.leadership_contests set status = 'withdrawn', reviewer_id = null, closed_at = now() where id = contest returning * into c;
  return private.my_contest_json(c);
end
$$;
create function public.withdraw_leadership_contest(contest uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.withdraw_leadership_contest(contest) $$;
comment on function public.withdraw_leadership_contest(uuid) is
  'POST /me/leadership/contests/:id/withdraw: whoever had taken it is told and reads it no more. 404, 409 invalid_transition.';

create function private.review_contests() returns uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_role('hr_admin');
begin
  if not exists (select from private.features f where f.feature = 'leadership' and f.enabled)
    and not exists (select from public.feature_settings s where s.feature = 'leadership' and s.enabled)
  then
    perform private.fail(404, 'not_found', 'There is no such thing here.');
  end if;
  return me;
end
$$;
comment on function private.review_contests() is
  'The caller''s users.id; 403 without the role hr_admin, 404 where leadership readiness is on nowhere in the company.';

create function private.open_contest(contest uuid) returns public.leadership_contests
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.review_contests();
  c public.leadership_contests;
begin
  select * into c from public.leadership_contests where id = contest for update;
  if c.id is null then
    perform private.fail(404, 'not_found', 'There is no such contest.');
  elsif c.user_id = me then
    raise insufficient_privilege using message = 'Somebody else decides about your own contest.';
  elsif exists (select from public.reporting_lines l where l.manager_id = me and l.report_id = c.user_id) then
    raise insufficient_privilege using message = 'Managers don''t read the readiness of their line: somebody else decides.';
  end if;
  return c;
end
$$;
comment on function private.open_contest(uuid) is
  'A contest, locked, for an hr_admin who is neither the person nor above them. 403, 404.';

create function private.take_leadership_contest(contest uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.review_contests();
  c public.leadership_contests := private.open_contest(contest);
begin
  if c.status not in ('open', 'in_review') then
    perform private.fail(409, 'invalid_transition', format('This contest is %s already.', c.status));
  elsif c.reviewer_id <> me and exists (
    select from public.user_roles r where r.user_id = c.reviewer_id and r.role = 'hr_admin'
  ) then
    perform private.fail(409, 'already_taken', 'Somebody else has taken this contest.');
  end if;
  if c.reviewer_id is distinct from me then
    update public.leadership_contests set status = 'in_review', reviewer_id = me, taken_at = now() where id = contest returning * into c;
  end if;
  return private.contest_json(c);
end
$$;
create function public.take_leadership_contest(contest uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.take_leadership_contest(contest) $$;
comment on function public.take_leadership_contest(uuid) is
  'POST /leadership/contests/:id/take, hr_admin: from here on the caller alone reads the contested score, until it is decided, released or withdrawn. 403 for one''s own, 404, 409 already_taken or invalid_transition.';

create function private.own_review(contest uuid) returns public.leadership_contests
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.review_contests();
  c public.leadership_contests := private.open_contest(contest);
begin
  if c.status in ('in_review', 'upheld', 'corrected') and c.reviewer_id is distinct from me then
    raise insufficient_privilege using message = 'Whoever took this contest decides about it.';
  elsif c.status <> 'in_review' then
    perform private.fail(409, 'invalid_transition', format('This contest is %s: take one that is open first.', c.status));
  end if;
  return c;
end
$$;
comment on function private.own_review(uuid) is 'A contest that the caller has taken, locked. 403, 404, 409 invalid_transition.';

create function private.release_leadership_contest(contest uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  c public.leadership_contests := private.own_review(contest);
begin
  update public.leadership_contests set status = 'open', reviewer_id = null, taken_at = null where id = contest returning * into c;
  return private.contest_json(c);
end
$$;
create function public.release_leadership_contest(contest uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.release_leadership_contest(contest) $$;
comment on function public.release_leadership_contest(uuid) is
  'POST /leadership/contests/:id/release, of whoever took it: somebody else may take it. 403, 404, 409 invalid_transition.';

create function private.get_leadership_contests(statuses text[], after jsonb, page_size integer, want_total boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.review_contests();
begin
  return (
    with found as not materialized (
      select c.id, c.created_at from public.leadership_contests c where statuses is null or c.status = any (statuses)
    ),
    page as (
      select * from found where after is null or (created_at, id) > ((after ->> 0)::timestamptz, (after ->> 1)::uuid)
      order by created_at, id limit page_size + 1
    ),
    shown as (select * from page order by created_at, id limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(private.contest_json(c) order by s.created_at, s.id) from shown s join public.leadership_contests c on c.id = s.id
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.created_at, s.id) from shown s order by s.created_at desc, s.id desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_leadership_contests(
  statuses text[] default null, after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_leadership_contests(statuses, after, least(page_size, 200), want_total) $$;
comment on function public.get_leadership_contests(text[], jsonb, integer, boolean) is
  'GET /leadership/contests, hr_admin: who contests, in which state and with whom, oldest first; no score and no reason. {items, next, total?}.';

create function private.get_leadership_contest(contest uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.review_contests();
  c public.leadership_contests;
  reviewed jsonb;
begin
  -- In step with withdrawing, releasing and deciding: after these nobody else's score is read.
  select * into c from public.leadership_contests where id = contest for share;
  if c.id is null then
    perform private.fail(404, 'not_found', 'There is no such contest.');
  end if;
  if c.status = 'in_review' and c.reviewer_id = me then
    insert into public.leadership_contest_readings (contest_id, user_id, reader_id) values (contest, c.user_id, me);
    select jsonb_build_object('reason', k.reason, 'contested', k.contested) into reviewed
    from public.leadership_contest_cases k where k.contest_id = contest;
  end if;
  return private.contest_json(c) || jsonb_build_object('review', reviewed);
end
$$;
create function public.get_leadership_contest(contest uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.get_leadership_contest(contest) $$;
comment on function public.get_leadership_contest(uuid) is
  'GET /leadership/contests/:id, hr_admin: its state; for whoever took it, until it is decided, also the reason and the contested score, and that they read it is written down. 404.';

create function private.decide_leadership_contest(contest uuid, outcome text, explanation text, exclude jsonb, restore jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  c public.leadership_contests := private.own_review(contest);
  before jsonb := (select k.contested from public.leadership_contest_cases k where k.contest_id = contest);
begin
  if outcome not in ('upheld', 'corrected') or outcome = 'upheld' and exclude || restore <> '[]' then
    perform private.fail(400, 'invalid', 'Evidence is excluded and restored where something is corrected.', jsonb_build_array(jsonb_build_object(
      'path', 'outcome', 'code', 'invalid', 'message', 'Evidence is excluded and restored where something is corrected.')));
  elsif private.is_text(explanation) is not true then
    perform private.fail(400, 'invalid', 'A decision is explained.', jsonb_build_array(jsonb_build_object(
      'path', 'explanation', 'code', 'required', 'message', 'A decision is explained.')));
  end if;
  perform private.refuse_items('exclude.%s', (
    select jsonb_agg(i.n - 1) from jsonb_array_elements(exclude) with ordinality i (item, n)
    where not exists (
      select from private.leadership_evidence(array[c.user_id], private.today()) e
      where not e.excluded and e.kind = i.item ->> 'kind' and e.id = (i.item ->> 'id')::uuid
    )
  ), 'unknown_id', 'No such evidence counts.');
  perform private.refuse_items('restore.%s', (
    select jsonb_agg(i.n - 1) from jsonb_array_elements(restore) with ordinality i (item, n)
    where not exists (
      select from public.leadership_exclusions x
      where x.user_id = c.user_id and x.kind = i.item ->> 'kind' and x.evidence = (i.item ->> 'id')::uuid
    )
  ), 'unknown_id', 'No such evidence is excluded.');
  delete from public.leadership_exclusions x using jsonb_array_elements(restore) i
  where x.user_id = c.user_id and x.kind = i ->> 'kind' and x.evidence = (i ->> 'id')::uuid;
  insert into public.leadership_exclusions (user_id, kind, evidence, contest_id, excluded_by)
  select distinct c.user_id, i ->> 'kind', (i ->> 'id')::uuid, contest, c.reviewer_id from jsonb_array_elements(exclude) i;
  -- A score follows from its evidence: nothing was corrected where that is as it was.
  if outcome = 'corrected' and private.leadership_of(c.user_id, private.today()) -> 'parts' = before -> 'parts' then
    perform private.fail(409, 'nothing_corrected', 'The evidence is what it was: correct it where it stands, exclude or restore some, or uphold the score.');
  end if;
  update public.leadership_contest_cases k set explanation = explanation where k.contest_id = contest;
  update public.leadership_contests set status = outcome, closed_at = now() where id = contest returning * into c;
  perform private.notify(c.user_id, 'leadership.contest_decided', case outcome
      when 'corrected' then '{actor} corrected what your leadership readiness rests on'
      else '{actor} looked at your leadership readiness: it stays as it is' end,
    action_url => '/me/leadership/contests', actor => c.reviewer_id, dedupe_key => contest::text);
  return private.contest_json(c);
end
$$;
create function public.decide_leadership_contest(
  contest uuid, outcome text, explanation text, exclude jsonb default '[]', restore jsonb default '[]'
) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.decide_leadership_contest(contest, outcome, explanation, exclude, restore) $$;
comment on function public.decide_leadership_contest(uuid, text, text, jsonb, jsonb) is
  'POST /leadership/contests/:id/decide, of whoever took it: upheld, or corrected where the evidence has changed since, or changes now: exclude and restore, each [{kind, id}]. The explanation goes to the person. It writes no score and nothing about employment. 400 unknown_id, 403, 404, 409 invalid_transition or nothing_corrected.';

-- user_diversity -----------------------------------------------------------------------------------------------------------------------

create table public.user_diversity (
  user_id uuid primary key references public.users (id) on delete cascade,
  gender text check (gender in ('woman', 'man', 'non_binary', 'prefer_not_to_say')),
  age_group text check (age_group in ('under_25', '25_to_34', '35_to_44', '45_to_54', '55_and_over', 'prefer_not_to_say')),
  ethnic_minority text check (ethnic_minority in ('yes', 'no', 'prefer_not_to_say')),
  disability text check (disability in ('yes', 'no', 'prefer_not_to_say')),
  caring_responsibilities text check (caring_responsibilities in ('yes', 'no', 'prefer_not_to_say')),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on public.user_diversity for each row execute function private.touch();
alter table public.user_diversity enable row level security;
-- No policy and no grant: people see and change their own by functions, and the fairness report alone reads it beside them.
revoke all on public.user_diversity from service_role;
comment on table public.user_diversity is
  'What people say about themselves of their own will, for the fairness report and nothing else. Withdrawn and erased at once, in no audit log, input of no score.';

create function private.diversity_answers(d public.user_diversity) returns table (attribute text, answer text)
language plpgsql immutable rows 5 set search_path = ''
as $$
begin
  return query
  select v.attribute, v.answer from (values
    ('gender', d.gender), ('age_group', d.age_group), ('ethnic_minority', d.ethnic_minority), ('disability', d.disability),
    ('caring_responsibilities', d.caring_responsibilities)
  ) v (attribute, answer)
  where v.answer <> 'prefer_not_to_say';
end
$$;
comment on function private.diversity_answers(public.user_diversity) is 'The answers of a declaration, one row each; whoever prefers not to say has said nothing.';

create function private.get_diversity() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  d public.user_diversity;
begin
  select * into d from public.user_diversity where user_id = me;
  return jsonb_build_object(
    'gender', d.gender, 'age_group', d.age_group, 'ethnic_minority', d.ethnic_minority, 'disability', d.disability,
    'caring_responsibilities', d.caring_responsibilities, 'declared_at', d.updated_at, 'etag', coalesce(d.version, 0)::text
  );
end
$$;
create function public.get_diversity() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_diversity() $$;
comment on function public.get_diversity() is
  'GET /me/diversity: what the caller declared, nulls where nothing; also where the report is off by now.';

create function private.set_diversity(fields jsonb, expected_etag text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
  d public.user_diversity := jsonb_populate_record(null::public.user_diversity, fields);
  known integer;
begin
  -- Without the report nobody needs to know.
  perform private.require_feature('fairness');
  perform from public.users where id = me for no key update;
  select version into known from public.user_diversity where user_id = me;
  perform private.check_version(coalesce(known, 0), expected_etag);
  insert into public.user_diversity as u (user_id, gender, age_group, ethnic_minority, disability, caring_responsibilities)
  values (me, d.gender, d.age_group, d.ethnic_minority, d.disability, d.caring_responsibilities)
  on conflict (user_id) do update
    set gender = excluded.gender, age_group = excluded.age_group, ethnic_minority = excluded.ethnic_minority,
        disability = excluded.disability, caring_responsibilities = excluded.caring_responsibilities;
  return private.get_diversity();
end
$$;
create function public.set_diversity(fields jsonb, expected_etag text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.set_diversity(fields, expected_etag) $$;
comment on function public.set_diversity(jsonb, text) is
  'PUT /me/diversity: the whole declaration; what is left out is nothing. 404 where the fairness report is off, 412 stale.';

create function private.delete_diversity() returns void
language plpgsql security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  delete from public.user_diversity where user_id = me;
end
$$;
create function public.delete_diversity() returns void
language sql security invoker set search_path = ''
as $$ select private.delete_diversity() $$;
comment on function public.delete_diversity() is 'DELETE /me/diversity: withdrawn and gone at once; again changes nothing.';

-- Fairness -----------------------------------------------------------------------------------------------------------------------------------

create table private.fairness_measures (
  measure text primary key,
  basis text not null check (basis in ('everybody', 'scored'))
);
alter table private.fairness_measures enable row level security;
comment on table private.fairness_measures is
  'What the fairness report looks at, and of whom: of everybody, or of those only who have a readiness score.';
insert into private.fairness_measures values
  ('leadership', 'scored'), ('learning_hours', 'everybody'), ('promoted', 'everybody'), ('mentored', 'everybody');

create table private.fairness_months (
  month date primary key check (extract(day from month) = 1),
  made_at timestamptz not null default now()
);
alter table private.fairness_months enable row level security;
comment on table private.fairness_months is 'The months of which there is a fairness report.';

create table private.fairness_reports (
  month date not null,
  measure text not null references private.fairness_measures (measure),
  attribute text not null,
  answer text not null,
  people integer,
  above integer,
  measured_on date,
  primary key (month, measure, attribute, answer),
  check (num_nonnulls(people, above, measured_on) in (0, 3))
);
create index on private.fairness_reports (measure);
alter table private.fairness_reports enable row level security;
comment on table private.fairness_reports is
  'The fairness report of a month, one row a measure and group: how many there are and how many of them are above the median of all. Nulls: hidden. What is told is the share.';
comment on column private.fairness_reports.measured_on is
  'The day as of which the numbers are: an earlier one where too few came or went since, whom the difference would tell.';

create table private.fairness_cells (
  basis text not null check (basis in ('everybody', 'scored')),
  attribute text not null,
  answer text not null,
  measured_on date not null,
  gone integer not null default 0,
  primary key (basis, attribute, answer)
);
alter table private.fairness_cells enable row level security;
comment on table private.fairness_cells is 'When the numbers of a group were last measured anew.';
comment on column private.fairness_cells.gone is 'How many of those who were in it then have withdrawn their answer since: of them no more is known.';

create table public.fairness_members (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.users (id) on delete cascade,
  basis text not null check (basis in ('everybody', 'scored')),
  attribute text not null,
  answer text,
  published boolean not null,
  check (published or answer is not null)
);
create index on public.fairness_members (basis, attribute, published, answer);
create index on public.fairness_members (user_id);
alter table public.fairness_members enable row level security;
-- No policy and no grant.
revoke all on public.fairness_members from service_role;
comment on table public.fairness_members is
  'Who was in a group of the fairness report when its numbers were last measured (published), or is while they are measured: a cell is told anew only when nobody, or enough people, came or went.';
comment on column public.fairness_members.answer is 'Null: they were in a group and have withdrawn or changed their answer since.';

create table private.fairness_counts (
  batch integer not null,
  measure text not null references private.fairness_measures (measure),
  attribute text not null,
  answer text not null,
  amount integer not null,
  people integer not null,
  primary key (batch, measure, attribute, answer, amount)
);
create index on private.fairness_counts (measure);
alter table private.fairness_counts enable row level security;
comment on table private.fairness_counts is
  'While a fairness report is made: how many have which amount of a measure, of everybody (no attribute) and of each group. No person''s amount is written down; empty between reports.';

create function private.forget_answers() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  kept public.user_diversity;
begin
  if tg_op = 'UPDATE' then
    kept := new;
  end if;
  with withdrawn as (
    select o.attribute from private.diversity_answers(old) o
    where not exists (select from private.diversity_answers(kept) n where n = o)
  ),
  running as (
    delete from public.fairness_members m using withdrawn w
    where m.user_id = old.user_id and m.attribute = w.attribute and not m.published
  ),
  emptied as (
    update public.fairness_members m set answer = null
    from public.fairness_members was join withdrawn w on w.attribute = was.attribute
    where was.user_id = old.user_id and was.published and was.answer is not null and m.id = was.id
    returning was.basis, was.attribute, was.answer
  )
  update private.fairness_cells c set gone = c.gone + 1
  from emptied e where (c.basis, c.attribute, c.answer) = (e.basis, e.attribute, e.answer);
  return null;
end
$$;
comment on function private.forget_answers() is
  'After a declaration was withdrawn or an answer changed: the fairness report forgets the answer, and counts that somebody went.';
create trigger forget_answers after update or delete on public.user_diversity
  for each row execute function private.forget_answers();

create function private.hidden_groups(sizes integer[]) returns boolean[]
language plpgsql immutable set search_path = ''
as $$
declare
  everybody integer := (select sum(s) from unnest(sizes) s);
  hidden boolean[] := array(select s < 5 or 50 * s < everybody from unnest(sizes) with ordinality u (s, n) order by n);
  next integer;
begin
  while true = any (hidden)
    and (select count(*) < 2 or sum(s) < 5 from unnest(sizes, hidden) u (s, h) where h)
  loop
    select n into next from unnest(sizes, hidden) with ordinality u (s, h, n) where not h order by s, n limit 1;
    exit when next is null;
    hidden[next] := true;
  end loop;
  return hidden;
end
$$;
comment on function private.hidden_groups(integer[]) is
  'Which groups of these sizes are hidden: those under 5 or under 2 % of all, and where any is, the next smallest until at least two are and they total 5 or more.';

create function private.fairness_amounts(people uuid[], day date) returns table (user_id uuid, measure text, amount integer)
language plpgsql stable security definer rows 1000 set search_path = '' set plan_cache_mode = force_custom_plan set jit = off
as $$
#variable_conflict use_column
declare
  units uuid[] := array(
    -- (offset 0: a unit is asked about once, not for each person in it.)
    select o.id from (select distinct u.org_unit_id as id from public.users u where u.id = any (people) offset 0) o
    where (private.features_of(o.id) ->> 'leadership')::boolean
  );
  measured uuid[] := array(
    select u.id from public.users u where u.id = any (people) and exists (select from unnest(units) n where n is not distinct from u.org_unit_id)
  );
begin
  return query
  with jobs as (
    select h.user_id, h.started_on, w.level, lag(w.level) over (partition by h.user_id order by h.started_on, h.id) as level_before
    from public.position_history h left join public.career_pathways w on w.id = h.pathway_id
    where h.user_id = any (people) and h.source = 'hr' and h.started_on <= day
  ),
  counted as (
    select t.user_id, 'learning_hours' as measure, round(sum(c.duration_hours))::integer as amount
    from public.user_training t join public.courses c on c.id = t.course_id
    where t.user_id = any (people) and t.completed_on > day - interval '1 year' and t.completed_on <= day
    group by t.user_id
    union all
    select distinct j.user_id, 'promoted', 1 from jobs j where j.level > j.level_before and j.started_on > day - interval '1 year'
    union all
    select distinct m.mentee_id, 'mentored', 1 from public.mentorships m
    where m.mentee_id = any (people) and m.started_at < day + 1 and (m.ended_at is null or m.ended_at > day - interval '1 year')
  )
  select p.user_id, 'leadership', p.score from private.leadership_parts(measured, day) p where p.n = 1 and p.score is not null
  union all
  select p.id, f.measure, coalesce(c.amount, 0)
  from unnest(people) p (id)
  cross join private.fairness_measures f
  left join counted c on c.user_id = p.id and c.measure = f.measure
  where f.basis = 'everybody';
end
$$;
comment on function private.fairness_amounts(uuid[], date) is
  'What the fairness report measures of these people as of the end of a day: the readiness score of those who have one where it is on; hours of courses completed, whether a job of a higher level began, and whether they had a mentor, within a year. Checks no right.';

create function private.count_fairness(batch integer, people uuid[], day date) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
begin
  delete from private.fairness_counts c where c.batch = batch;
  delete from public.fairness_members m where m.user_id = any (people) and not m.published;
  -- One pass: who is counted is who stands among the members.
  execute $q$
    with amounts as materialized (select * from private.fairness_amounts($2, $3)),
    answers as materialized (
      select d.user_id, a.attribute, a.answer
      from public.user_diversity d cross join lateral private.diversity_answers(d) a where d.user_id = any ($2)
    ),
    members as (
      insert into public.fairness_members (user_id, basis, attribute, answer, published)
      select a.user_id, b.basis, a.attribute, a.answer, false
      from answers a
      join (values ('everybody'), ('scored')) b (basis) on b.basis = 'everybody' or exists (
        select from amounts m where m.user_id = a.user_id and m.measure = 'leadership'
      )
    )
    insert into private.fairness_counts (batch, measure, attribute, answer, amount, people)
    select $1, m.measure, '', '', m.amount, count(*) from amounts m group by m.measure, m.amount
    union all
    select $1, m.measure, a.attribute, a.answer, m.amount, count(*) from amounts m join answers a on a.user_id = m.user_id
    group by m.measure, a.attribute, a.answer, m.amount
  $q$ using batch, people, day;
end
$$;
comment on function private.count_fairness(integer, uuid[], date) is
  'Counts these people for a fairness report as of a day, in the place of what the batch counted before, and notes who is in which group.';

create function private.publish_fairness(cells_of text, topic text, month date) returns void
language plpgsql security definer set search_path = ''
as $$
#variable_conflict use_variable
declare
  day constant date := month - 1;
  cell record;
  fresh boolean;
begin
  if exists (
    select from private.fairness_reports r join private.fairness_measures f on f.measure = r.measure
    where r.month = month and r.attribute = topic and f.basis = cells_of
  ) then
    -- What was told stays told.
    return;
  end if;
  -- In step with who withdraws an answer now.
  perform from private.fairness_cells c where c.basis = cells_of and c.attribute = topic order by c.answer for update;
  for cell in
    with sized as (
      select coalesce(n.answer, o.answer) as answer, count(n.user_id)::integer as people,
        count(n.user_id) filter (where o.user_id is null)::integer as came,
        count(o.user_id) filter (where n.user_id is null)::integer as went,
        count(n.user_id) filter (where d.user_id is not null)::integer as doubtful
      from (
        select m.user_id, m.answer from public.fairness_members m
        where m.basis = cells_of and m.attribute = topic and not m.published
      ) n
      full join (
        select m.user_id, m.answer from public.fairness_members m
        where m.basis = cells_of and m.attribute = topic and m.published and m.answer is not null
      ) o on o.user_id = n.user_id and o.answer = n.answer
      left join (
        select distinct m.user_id from public.fairness_members m
        where m.basis = cells_of and m.attribute = topic and m.published and m.answer is null
      ) d on d.user_id = n.user_id
      group by 1 having count(n.user_id) > 0
    ),
    hiding as (
      select array_agg(s.answer order by s.answer) as answers, private.hidden_groups(array_agg(s.people order by s.answer)) as hidden from sized s
    )
    select s.*, h.hidden, c.measured_on, coalesce(c.gone, 0) as gone,
      -- Others, when somebody withdrew while it was counted.
      (
        select sum(n.people) from private.fairness_counts n
        where n.measure = (select max(f.measure) from private.fairness_measures f where f.basis = cells_of)
          and n.attribute = topic and n.answer = s.answer
      ) as counted
    from sized s
    join (select unnest(answers) as answer, unnest(hidden) as hidden from hiding) h on h.answer = s.answer
    left join private.fairness_cells c on (c.basis, c.attribute, c.answer) = (cells_of, topic, s.answer)
  loop
    -- Whoever withdrew may be among those who are in the group again, or not: it is told anew only if either way nobody, or
    -- at least 5, came or went.
    fresh := cell.people = cell.counted and (
      cell.measured_on is null or cell.came + cell.went + cell.gone = 0
      or cell.came + cell.went + cell.gone - 2 * least(cell.doubtful, cell.gone) >= 5
    );
    insert into private.fairness_reports (month, measure, attribute, answer, people, above, measured_on)
    select month, f.measure, topic, cell.answer, n.people, n.above, n.measured_on
    from private.fairness_measures f
    left join lateral (
      select sum(c.people)::integer as people,
        coalesce(sum(c.people) filter (where c.amount > (
          select percentile_cont(0.5) within group (order by a.amount)
          from private.fairness_counts a, generate_series(1, a.people) where a.measure = f.measure and a.attribute = ''
        )), 0)::integer as above,
        day as measured_on
      from private.fairness_counts c
      where fresh and c.measure = f.measure and c.attribute = topic and c.answer = cell.answer
      having count(*) > 0
      union all
      select r.people, r.above, r.measured_on from private.fairness_reports r
      where not fresh and r.measure = f.measure and r.attribute = topic and r.answer = cell.answer
        and r.measured_on = cell.measured_on and r.month < month
      limit 1
    ) n on not cell.hidden
    where f.basis = cells_of;
    if fresh and not cell.hidden then
      delete from public.fairness_members m
      where m.basis = cells_of and m.attribute = topic and m.published and m.answer = cell.answer;
      update public.fairness_members m set published = true
      where m.basis = cells_of and m.attribute = topic and not m.published and m.answer = cell.answer;
      insert into private.fairness_cells as c (basis, attribute, answer, measured_on) values (cells_of, topic, cell.answer, day)
      on conflict (basis, attribute, answer) do update set measured_on = day, gone = 0;
    end if;
  end loop;
  delete from public.fairness_members m
  where m.basis = cells_of and m.attribute = topic and (not m.published or m.answer is null and not exists (
    select from private.fairness_cells c where c.basis = cells_of and c.attribute = topic and c.gone > 0
  ));
end
$$;
comment on function private.publish_fairness(text, text, date) is
  'Writes the month''s rows of the fairness report for the groups of one attribute, of everybody or of those with a score, from what was counted: hidden, measured anew, or as they were last told.';

create function private.job_fairness(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = '' set jit = off
as $$
#variable_conflict use_variable
declare
  month constant date := date_trunc('month', as_of);
  places constant jsonb := '[["everybody", "gender"], ["everybody", "age_group"], ["everybody", "ethnic_minority"],
    ["everybody", "disability"], ["everybody", "caring_responsibilities"], ["scored", "gender"], ["scored", "age_group"],
    ["scored", "ethnic_minority"], ["scored", "disability"], ["scored", "caring_responsibilities"]]';
  batch integer := coalesce((cursor ->> 'batch')::integer, 0);
  place integer := (cursor ->> 'place')::integer;
  most constant integer := 1000;
  people uuid[];
begin
  if cursor is null then
    if exists (select from private.fairness_months m where m.month >= month)
      or (private.features_of(null) ->> 'fairness')::boolean is not true
    then
      return '{"rows": 0, "next": null}';
    end if;
    -- Of a run that did not come to its end.
    delete from private.fairness_counts;
    delete from public.fairness_members m where not m.published;
  end if;
  if place is null then
    people := array(
      select u.id from public.users u left join public.employment_info e on e.user_id = u.id
      where u.id > coalesce((cursor ->> 'after')::uuid, '00000000-0000-0000-0000-000000000000') and u.status = 'active' and u.erased_at is null
        and e.employment_type is distinct from 'contractor'
      order by u.id limit most
    );
    perform private.count_fairness(batch, people, month - 1);
    if cardinality(people) < most then
      -- It was empty when anybody last looked how large it is.
      analyze public.fairness_members;
    end if;
    return jsonb_build_object('rows', cardinality(people), 'next', case when cardinality(people) < most
      then '{"place": 0}' else jsonb_build_object('batch', batch + 1, 'after', people[most]) end);
  end if;
  perform private.publish_fairness(places #>> array[place::text, '0'], places #>> array[place::text, '1'], month);
  if place + 1 < jsonb_array_length(places) then
    return jsonb_build_object('rows', 0, 'next', jsonb_build_object('place', place + 1));
  end if;
  delete from private.fairness_counts;
  insert into private.fairness_months (month) values (month) on conflict do nothing;
  return '{"rows": 0, "next": null}';
end
$$;
comment on function private.job_fairness(jsonb, date) is
  'Job: once a month, where the fairness report is on for the company, it is made as of the last day of the month before: 1,000 people a step, then the groups of one attribute a step.';

create function private.get_fairness(from_month date, until_month date, measures text[], after jsonb, page_size integer, want_total boolean)
returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan
as $$
#variable_conflict use_column
declare
  me uuid := private.require_role('hr_admin');
  latest date := (select max(month) from private.fairness_months);
begin
  perform private.require_feature('fairness');
  return (
    with found as materialized (
      select r.*, (r.people is null) as hidden, round(100.0 * r.above / r.people)::integer as share, best.above as best_above, best.people as best_people
      from private.fairness_reports r
      left join lateral (
        select b.above, b.people from private.fairness_reports b
        where b.month = r.month and b.measure = r.measure and b.attribute = r.attribute and b.people is not null
        order by b.above::numeric / b.people desc limit 1
      ) best on true
      where r.month between date_trunc('month', coalesce(from_month, until_month, latest)) and least(until_month, latest)
        and (measures is null or r.measure = any (measures))
    ),
    page as (
      select * from found
      where after is null or (month, measure, attribute, answer) > ((after ->> 0)::date, after ->> 1, after ->> 2, after ->> 3)
      order by month, measure, attribute, answer limit page_size + 1
    ),
    shown as (select * from page order by month, measure, attribute, answer limit page_size)
    select jsonb_build_object(
      'items', coalesce((
        select jsonb_agg(jsonb_build_object(
          'month', s.month, 'measure', s.measure, 'attribute', s.attribute, 'group', s.answer,
          'share', s.share,
          'ratio', case when s.best_above > 0 then round(s.above::numeric * s.best_people / (s.people::numeric * s.best_above), 2) end,
          'flagged', coalesce(10::bigint * s.above * s.best_people < 8::bigint * s.best_above * s.people, false),
          'suppressed', s.hidden, 'measured_on', s.measured_on
        ) order by s.month, s.measure, s.attribute, s.answer) from shown s
      ), '[]'),
      'next', case when (select count(*) from page) > page_size then (
        select jsonb_build_array(s.month, s.measure, s.attribute, s.answer) from shown s
        order by s.month desc, s.measure desc, s.attribute desc, s.answer desc limit 1
      ) end
    ) || case when want_total then jsonb_build_object('total', (select count(*) from found)) else '{}' end
  );
end
$$;
create function public.get_fairness(
  from_month date default null, until_month date default null, measures text[] default null,
  after jsonb default null, page_size integer default 50, want_total boolean default false
) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_fairness(from_month, until_month, measures, after, least(page_size, 200), want_total) $$;
comment on function public.get_fairness(date, date, text[], jsonb, integer, boolean) is
  'GET /org/fairness, hr_admin: by month (the last unless given), measure and group the share above the median of all and its ratio to the best group''s that is shown. {items, next, total?}. 404 where the feature is off.';

-- Leaving, retention --------------------------------------------------------------------------------------------------------------------

create function private.leave_leadership() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.user_diversity where user_id = new.id;
  update public.leadership_contests set status = 'withdrawn', reviewer_id = null, closed_at = now()
  where user_id = new.id and status in ('open', 'in_review');
  update public.leadership_contests set status = 'open', reviewer_id = null, taken_at = null
  where reviewer_id = new.id and status = 'in_review';
  return null;
end
$$;
comment on function private.leave_leadership() is
  'After somebody left: their declaration is gone, their contest withdrawn, and what they had taken waits for somebody else.';
create trigger leave_leadership after update of status on public.users
  for each row when (old.status = 'active' and new.status = 'left') execute function private.leave_leadership();

create function private.job_leadership_contests(cursor jsonb, as_of date) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  months constant integer := (select (value ->> 'contest_months')::integer from private.settings where key = 'retention');
  n integer;
begin
  delete from public.leadership_contests where id in (
    select c.id from public.leadership_contests c where c.closed_at < as_of - make_interval(months => months) limit 1000
  );
  get diagnostics n = row_count;
  return jsonb_build_object('rows', n, 'next', case when n = 1000 then to_jsonb(0) end);
end
$$;
comment on function private.job_leadership_contests(jsonb, date) is
  'Job: contests that were closed long ago go, with the score that they kept (private.settings, retention.contest_months); what they excluded stays excluded.';
create index on public.leadership_contests (closed_at);
update private.settings set value = value || '{"contest_months": 24}' where key = 'retention';

-- The registry of scores -------------------------------------------------------------------------------------------------------------------

select private.declare_score('skill_level', 'Level of a skill, and how sure it is',
  'Says how well somebody can do something: the level of whoever is trusted most, and beside it how sure that still is.',
  '{"skill_assessments (user_id, skill_id, source, level, assessor_id, assessed_at, valid_until, withdrawn_at, counts)", "user_skills (level, source, assessed_at, valid_until)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence"}', '{levels_of, effective_level, confidence}',
  'Ask for validation (POST /me/skills/:skill_id/validation-requests), decline an endorsement, or add evidence: whoever decides for you looks again.',
  log_retention => 'The level stays with the skill, each assessment with its history, until erasure.');
select private.declare_score('gap', 'Gap to a job',
  'Says what separates somebody from a job: how much of what it asks is covered, and whether that is ready, near, or to be developed.',
  '{"pathway_requirements (skill_id, level, weight, mandatory)", "pathway_competencies (competency_id, level, mandatory)", "pathway_totals (weight, mandatory)", "user_skills (level, valid_until)", "user_competencies (level)", "skill_assessments (level, source, valid_until)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Grade, years in the company"}', '{pathway_fit}',
  'Contest the level of a skill that it rests on; HR corrects what a pathway asks for.',
  log_retention => 'A goal keeps the coverage at its start, an approved plan its gaps, until erasure; otherwise nothing is kept.');
select private.declare_score('pathway_recommendations', 'Jobs to look at',
  'Ranks the jobs for which somebody is ready or near. Advice to the person alone: nobody else reads the list.',
  '{"pathway_requirements (skill_id, level, weight, mandatory)", "pathway_competencies (competency_id, level, mandatory)", "pathway_totals (weight, mandatory)", "pathway_distances (d)", "pathway_dismissals (pathway_id)", "career_pathways (status)", "employment_info (pathway_id)", "user_skills (level, valid_until)", "user_competencies (level)", "skill_assessments (level, source, valid_until)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Grade, years in the company"}', '{ranked_pathways}',
  'Dismiss a job (POST /recommendations/:pathway_id/dismiss), or contest the level of a skill that it rests on.');
select private.declare_score('career_routes', 'Ways to a job',
  'Finds the ways to a job by how far jobs are apart and how often people have moved between them.',
  '{"pathway_requirements (skill_id, level, weight)", "pathway_totals (weight)", "pathway_distances (d)", "private.career_moves (from_id, to_id)", "private.pathway_moves (people)", "private.pathway_people (people)", "career_pathways (level, status)", "employment_info (pathway_id)", "user_skills (level, valid_until)", "skill_assessments (level, source, valid_until)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Moves that fewer than 5 people made"}', '{routes}',
  'Contest the level of a skill that it rests on; HR corrects moves and requirements.');
select private.declare_score('course_set', 'Courses that close a gap',
  'Chooses the courses that close the gap to a job in the fewest hours, in an order in which they can be taken.',
  '{"pathway_requirements (skill_id, level, weight)", "course_skills (skill_id, from_level, to_level, outcome)", "course_prerequisites (prerequisite_id)", "courses (duration_hours, status)", "user_training (course_id, status)", "user_skills (level, valid_until)", "skill_assessments (level, source, valid_until)", "skills (status)", "career_pathways (status)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence"}', '{course_set}',
  'Choose other courses: nothing is enrolled by it. Contest the level of a skill that it rests on.');
select private.declare_score('mentor_match', 'Match with a mentor',
  'Ranks mentors for a mentee: what the mentee needs and the mentor offers, how near their jobs are, language, site and interests.',
  '{"private.mentor_inputs (pathway_id, site, languages, interests, is_employee)", "mentor_profiles (capacity, is_active)", "mentor_skills (skill_id)", "mentorships (status, ended_at)", "mentorship_requests (status, closed_at)", "reporting_lines (manager_id, report_id)", "pathway_distances (d)", "pathway_requirements (skill_id, level)", "user_career_goals (pathway_id, status, priority)", "employment_info (pathway_id, employment_type)", "user_languages (language)", "user_personal_info (interests)", "user_skills (level, valid_until)", "skill_assessments (level, source, valid_until)", "users (office_location, status)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Grade, age, feedback on other mentorships"}', '{match_mentors}',
  'The answer shows the parts; ask any mentor whatever their place in the list.');
select private.declare_score('programme_matching', 'Pairs of a mentorship programme',
  'Proposes pairs for a programme: each mentee with the best mentor who has a place and whom no other mentee fits better. HR publishes them, or does not.',
  '{"private.mentor_inputs (pathway_id, site, languages, interests, is_employee)", "private.programme_matchings (programme_id)", "private.programme_candidates (mentors, scores)", "private.programme_steps (first, last)", "programme_members (role, places)", "programme_rankings (mentor_id, position)", "programme_proposals (mentee_id, mentor_id)", "mentor_profiles (capacity, is_active)", "mentor_skills (skill_id)", "mentorships (status, ended_at)", "mentorship_requests (status, closed_at)", "reporting_lines (manager_id, report_id)", "pathway_distances (d)", "pathway_requirements (skill_id, level)", "user_career_goals (pathway_id, status, priority)", "employment_info (pathway_id, employment_type)", "user_languages (language)", "user_personal_info (interests)", "user_skills (level, valid_until)", "skill_assessments (level, source, valid_until)", "users (office_location, status)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Grade, age, feedback on other mentorships"}', '{step_matching}',
  'Rank mentors yourself (PUT /programmes/:id/rankings), leave the programme, or ask HR before it publishes.',
  feature => 'programme_matching', log_retention => 'Proposals with their parts stay with the programme until erasure.');
select private.declare_score('skill_suggestions', 'Skills that somebody may have',
  'Finds skills in a person''s own words, titles and projects, with a guess at the level, for the person to confirm.',
  '{"private.skill_terms (skill_id, term)", "skills (status, name)", "user_skills (skill_id, level)", "position_history (role_title, focus_areas, key_skills)", "employment_info (job_title)", "projects (name, role, description, outcomes)", "user_experiences (program, focus)", "users (status)"}',
  '{"Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "What others wrote about the person"}', '{suggest_skills}',
  'Leave a suggestion aside: nothing is written before the person rates the skill.');
select private.declare_score('leadership', 'Leadership readiness',
  'Shows somebody which evidence of leading there is about them, counted, and what is missing. It is no prediction, nobody else reads it, and it decides nothing.',
  '{"position_history (source, organization, started_on, pathway_id)", "pathway_requirements (skill_id, weight)", "skills (specialization_id)", "specializations (function_area_id)", "teams_led (at_least, reached_on)", "projects (confirmed_at)", "competency_validations (competency_id, level, validated_at)", "leadership_competencies (competency_id, valid_from, valid_until)", "competencies (name)", "user_career_goals (started_at, status, ended_at)", "goal_items (skill_id, level)", "skill_assessments (level, source, assessed_at, valid_until, withdrawn_at, counts)", "leadership_exclusions (kind, evidence)", "private.scores (model_version)"}',
  '{"Ratings of potential", "Name, photo, declared diversity", "Chat, well-being, pulse surveys, absence", "Grade, age, years in the company, what people say of their own levels and jobs"}',
  '{leadership_of, leadership_parts}',
  'POST /me/leadership/contests: one hr_admin, who is neither the person nor above them, looks at the evidence, corrects it or explains why it stands.',
  feature => 'leadership',
  log_retention => 'Nothing is kept but what was contested, for 24 months after the decision.');

-- Declared, told, scheduled, granted -----------------------------------------------------------------------------------------------------

insert into private.notification_kinds values
  ('leadership.contested', 'Somebody contests their leadership readiness (HR)', false),
  ('leadership.contest_withdrawn', 'A contest that I had taken was withdrawn (HR)', false),
  ('leadership.contest_decided', 'My contest of my leadership readiness was decided', true);

select private.schedule_job('fairness', '30 4 * * *', 'Once a month: whether chances are alike between groups of people who said that they belong to them');
select private.schedule_job('leadership_contests', '50 2 * * *', 'Contests that were closed long ago go');

select private.declare_personal('teams_led', unaudited => '{at_least, reached_on}');
select private.declare_personal('competency_validations', unaudited => '{competency_id, source, level, validated_at}');
select private.declare_personal('leadership_competencies', subject => null, row_key => '{competency_id, valid_from}', exported => false, kept => 'true',
  audit_values => '{valid_until}');
select private.declare_personal('leadership_contests', audit_values => '{status, reviewer_id, taken_at, closed_at}');
select private.declare_personal('leadership_contest_cases', row_key => '{contest_id}', audit_names => '{reason, contested, explanation}');
select private.declare_personal('leadership_contest_readings', audit_values => '{contest_id, reader_id, read_at}');
select private.declare_personal('leadership_exclusions', audit_values => '{kind, evidence, contest_id, excluded_by, excluded_at}');
select private.declare_personal('user_diversity', row_key => '{user_id}', at_once => true,
  unaudited => '{gender, age_group, ethnic_minority, disability, caring_responsibilities}');
select private.declare_personal('fairness_members', unaudited => '{basis, attribute, answer, published}');

grant execute on function
  private.get_scores(), public.get_scores(),
  private.get_leadership_competencies(), public.get_leadership_competencies(),
  private.set_leadership_competencies(uuid[]), public.set_leadership_competencies(uuid[]),
  private.get_leadership(date), public.get_leadership(date),
  private.create_leadership_contest(jsonb), public.create_leadership_contest(jsonb),
  private.get_my_leadership_contests(jsonb, integer, boolean), public.get_my_leadership_contests(jsonb, integer, boolean),
  private.withdraw_leadership_contest(uuid), public.withdraw_leadership_contest(uuid),
  private.take_leadership_contest(uuid), public.take_leadership_contest(uuid),
  private.release_leadership_contest(uuid), public.release_leadership_contest(uuid),
  private.get_leadership_contests(text[], jsonb, integer, boolean), public.get_leadership_contests(text[], jsonb, integer, boolean),
  private.get_leadership_contest(uuid), public.get_leadership_contest(uuid),
  private.decide_leadership_contest(uuid, text, text, jsonb, jsonb), public.decide_leadership_contest(uuid, text, text, jsonb, jsonb),
  private.get_diversity(), public.get_diversity(), private.set_diversity(jsonb, text), public.set_diversity(jsonb, text),
  private.delete_diversity(), public.delete_diversity(),
  private.get_fairness(date, date, text[], jsonb, integer, boolean), public.get_fairness(date, date, text[], jsonb, integer, boolean)
to authenticated;
