-- What fills compliance, in one session: `call pg_temp.comply(managers)`. Again, it begins anew.

create or replace function pg_temp.id(kind text, n bigint) returns uuid language sql immutable
as $$ select overlay(overlay(md5(kind || n) placing '4' from 13) placing '8' from 17)::uuid $$;

-- Ten courses for everybody, six for the six largest units below the company, four by managers for their line. Of three who
-- must, one has completed it; every second certificate expires, some of them soon, some did.
create procedure pg_temp.comply(managers uuid[]) language plpgsql
as $$
begin
  delete from public.course_assignments;
  delete from public.user_training;
  insert into public.courses (id, name, duration_hours, status)
  select pg_temp.id('mandatory', n), 'Mandatory course ' || n, 1, 'active' from generate_series(1, 20) n on conflict do nothing;
  insert into public.course_assignments (course_id, audience, assigned_on, due_days)
  select pg_temp.id('mandatory', n), 'everybody', current_date - 60, 30 + 10 * n from generate_series(1, 10) n;
  insert into public.course_assignments (course_id, audience, org_unit_id, assigned_on, due_days)
  select pg_temp.id('mandatory', 10 + u.n), 'unit', u.id, current_date - 60, 80
  from (
    select p.org_unit_id as id, row_number() over (order by count(*) desc, p.org_unit_id) as n
    from public.placements p join public.org_units o on o.id = p.org_unit_id and o.parent_id is not null group by 1
  ) u
  where u.n <= 6;
  insert into public.course_assignments (course_id, audience, line_id, assigned_on, due_days)
  select pg_temp.id('mandatory', 16 + m.n), 'everybody', m.id, current_date - 20, 30
  from unnest(managers) with ordinality as m (id, n);
  -- What nobody did need not be in the audit log.
  alter table public.user_training disable trigger user;
  insert into public.user_training (
    user_id, course_id, edition, attempt, status, progress_percentage, ended_at, completed_on, certificate_number, certificate_expires_on
  )
  select u.id, pg_temp.id('mandatory', n), 1, 1, 'completed', 100, now(), current_date - 10,
    regexp_replace(upper(left(md5(u.id::text || n), 16)), '(....)(....)(....)(....)', '\1-\2-\3-\4'),
    case when die.die % 2 = 0 then current_date - 30 + die.die % 600 end
  from public.users u, generate_series(1, 20) n,
    lateral (select (hashtextextended(u.id::text, n) & 1048575)::integer as die) die
  where u.status = 'active' and die.die / 2 % 3 = 0;
  alter table public.user_training enable trigger user;
end
$$;
