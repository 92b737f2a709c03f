-- Domain: analytics. What people and units had and did, day by day, and what teams, the company and its skills look like.

-- unit_memberships ---------------------------------------------------------------------------------------------------------

create table private.unit_memberships (
  user_id uuid not null references public.users (id) on delete cascade,
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
  from_day date not null,
  until_day date,
  primary key (user_id, from_day),
  check (until_day > from_day)
);
create unique index on private.unit_memberships (user_id) where until_day is null;
create index on private.unit_memberships (org_unit_id);
alter table private.unit_memberships enable row level security;
comment on table private.unit_memberships is
  'Who stood in which unit, from a day on until the day before another, kept by trigger from users. Nobody who left stands anywhere.';
comment on column private.unit_memberships.from_day is
  '-infinity: where we first knew somebody is where they stood before, from their first day on.';

-- user_analytics -----------------------------------------------------------------------------------------------------------

create table public.user_analytics (
  user_id uuid not null references public.users (id) on delete cascade,
  day date not null,
  until_day date,
  org_unit_id uuid references public.org_units (id) on delete set null,
  skills integer not null,
  skills_rated integer not null,
  skills_validated integer not null,
  level_sum integer not null,
  courses_completed integer not null,
  learning_minutes integer not null,
  goals_active integer not null,
  goals_achieved integer not null,
  mentorships_active integer not null,
  completions integer not null,
  minutes_learned integer not null,
  goal_moves integer not null,
  meetings integer not null,
  feedback_given integer not null,
  skill_changes integer not null,
  endorsements_given integer not null,
  primary key (user_id, day),
  check (until_day > day)
);
create index on public.user_analytics (org_unit_id, day);
create index on public.user_analytics (org_unit_id, until_day);
alter table public.user_analytics enable row level security;
create policy user_analytics_select on public.user_analytics
  for select to authenticated using (user_id = (select private.current_user_id()));
grant select on public.user_analytics to authenticated;
comment on table public.user_analytics is
  'What a person had at the end of a day and did on it; a row for each day on which something changed or happened, none for others. The person''s alone. Written by private.job_rollups(): a pure function of dated facts.';
comment on column public.user_analytics.until_day is 'The day of the next row; null: this is the latest.';
comment on column public.user_analytics.org_unit_id is 'The unit of that day; null: none, or before the first or after the last day.';
comment on column public.user_analytics.skills_validated is 'Whose level comes from a manager or a test.';
comment on column public.user_analytics.learning_minutes is 'Of all courses completed so far, each as long as the catalogue says; minutes_learned: of that day.';
comment on column public.user_analytics.goals_active is 'Begun and not ended; a pause leaves no date.';
comment on column public.user_analytics.goal_moves is 'Goals activated or achieved, and items of goals done.';
comment on column public.user_analytics.meetings is 'Of mentorships, that were to begin on that day.';
comment on column public.user_analytics.feedback_given is 'On mentorships.';
comment on column public.user_analytics.skill_changes is 'Levels that the person gave themselves, and evidence.';

-- unit_analytics, unit_months ------------------------------------------------------------------------------------------------

create table public.unit_analytics (
  org_unit_id uuid not null references public.org_units (id) on delete cascade,
  day date not null,
  people integer not null,
  skills integer not null,
  skills_rated integer not null,
  skills_validated integer not null,
  level_sum integer not null,
  courses_completed integer not null,
  learning_minutes integer not null,
  goals_active integer not null,
  goals_achieved integer not null,
  mentorships_active integer not null,
  completions integer not null,
  minutes_learned integer not null,
  goal_moves integer not null,
  meetings integer not null,
  feedback_given integer not null,
  skill_changes integer not null,
  endorsements_given integer not null,
  primary key (org_unit_id, day)
);
alter table public.unit_analytics enable row level security;
-- No policy and no grant: a small unit would tell of persons. Functions publish what their reader may know.
comment on table public.unit_analytics is
  'The sums of user_analytics over those who stood in the unit itself on that day, for each day on which one of them has a row, came or went. A subtree is a sum over units.';

