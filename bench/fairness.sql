-- What readiness and fairness look at, in one session: `call pg_temp.deserve()`. Again, it begins anew.

-- Of five people three declared something; four in five have jobs that HR recorded, two in five a confirmed project, half a validated
-- competency, a third a goal with two skills that others rated, one in eight a mentor.
create procedure pg_temp.deserve() language plpgsql
as $$
declare
  people uuid[] := array(select id from public.users where status = 'active' order by id);
begin
  delete from public.user_diversity;
  delete from public.fairness_members;
  delete from private.fairness_reports;
  delete from private.fairness_cells;
  delete from private.fairness_months;
  insert into public.feature_settings (feature, enabled) values ('leadership', true), ('fairness', true)
  on conflict (org_unit_id, feature) do update set enabled = true;
  -- What nobody did need not be in the audit log.
  alter table public.projects disable trigger user;
  alter table public.position_history disable trigger user;
  insert into public.user_diversity (user_id, gender, age_group, ethnic_minority, disability, caring_responsibilities)
  select p, (array['woman', 'man', 'man', 'woman', 'non_binary'])[1 + n % 5],
    (array['under_25', '25_to_34', '35_to_44', '45_to_54', '55_and_over'])[1 + (n / 5) % 5], (array['yes', 'no', 'no'])[1 + (n / 7) % 3],
    (array['no', 'no', 'no', 'yes'])[1 + (n / 11) % 4], (array['yes', 'no'])[1 + (n / 3) % 2]
  from unnest(people) with ordinality u (p, n) where n % 5 < 3;
  insert into public.position_history (user_id, source, role_title, organization, started_on, pathway_id)
  select p, 'hr', 'Job ' || j, 'Site ' || (n + j) % 9, current_date - (400 * j + n % 300)::integer, w.ids[1 + ((n + j) % cardinality(w.ids))::integer]
  from unnest(people) with ordinality u (p, n), generate_series(1, 3) j, (select array_agg(id) as ids from public.career_pathways) w
  where n % 5 < 4
  on conflict do nothing;
  insert into public.projects (user_id, name, confirmed_at)
  select p, 'Bench project ' || k, now() - interval '40 days' from unnest(people) with ordinality u (p, n), generate_series(1, 2) k
  where n % 5 < 2 on conflict do nothing;
  insert into public.competency_validations (user_id, competency_id, source, level, validated_at)
  select p, l.competency_id, 'manager', (1 + n % 5)::integer, now() - interval '50 days'
  from unnest(people) with ordinality u (p, n)
  cross join lateral (select competency_id from public.leadership_competencies where valid_until is null order by 1 limit 3) l
  where n % 2 = 0;
  insert into public.mentorships (mentee_id, mentor_id, started_at)
  select p, people[1], now() - interval '60 days' from unnest(people) with ordinality u (p, n) where n % 8 = 1 and n > 1
  on conflict do nothing;
  alter table public.projects enable trigger user;
  alter table public.position_history enable trigger user;
end
$$;
