-- Domain: training. Which courses close a gap, what people must learn, and whether they did.

-- The course set --------------------------------------------------------------------------------------------------------------

create function private.valid_completions(person uuid) returns uuid[]
language plpgsql stable security definer set search_path = ''
as $$
begin
  return array(
    select distinct t.course_id from public.user_training t
    where t.user_id = person and t.status = 'completed'
      and (t.certificate_expires_on is null or t.certificate_expires_on >= (now() at time zone 'utc')::date)
  );
end
$$;
comment on function private.valid_completions(uuid) is
  'The courses that a person completed and whose certificate holds; it holds on its last day, too. Checks no right.';

create function private.order_courses(courses uuid[], done uuid[], skills uuid[], levels integer[])
returns table (course_id uuid, round integer)
language plpgsql stable security definer rows 100 set search_path = ''
as $$
#variable_conflict use_column
declare
  waiting uuid[] := courses;
  taken uuid[] := '{}';
  batch uuid[];
  n integer := 0;
begin
  loop
    batch := array(
      with held as (
        select h.skill_id, max(h.level) as level
        from (
          select s as skill_id, l as level from unnest(skills, levels) as u (s, l)
          union all
          select cs.skill_id, cs.to_level from public.course_skills cs where cs.course_id = any (taken)
        ) h
        group by h.skill_id
      )
      select w from unnest(waiting) w
      where not exists (
          select from public.course_prerequisites p
          where p.course_id = w and p.prerequisite_id <> all (done) and p.prerequisite_id <> all (taken)
        )
        and not exists (
          select from public.course_skills cs left join held h on h.skill_id = cs.skill_id
          where cs.course_id = w and cs.from_level > coalesce(h.level, 0)
        )
    );
    exit when batch = '{}';
    return query select b, n from unnest(batch) b;
    taken := taken || batch;
    waiting := array(select w from unnest(waiting) w where w <> all (batch));
    n := n + 1;
  end loop;
end
$$;
comment on function private.order_courses(uuid[], uuid[], uuid[], integer[]) is
  'Which of these courses can be taken at all, and in which round from 0 on, by somebody who has done these others and has these skills at these levels: each needs its prerequisites, and its from_level in every skill, from rounds before. Checks no right.';

create function private.course_set(person uuid, pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
#variable_conflict use_column
declare
  done uuid[] := private.valid_completions(person);
  skills uuid[];
  levels integer[];
  wanted uuid[];
  required integer[];
  weights numeric[];
  reached integer[];
  total numeric;
  useful uuid[];
  rounds integer[];
  member_of uuid[];
  members uuid[];
  member_hours numeric[];
  teacher uuid[];
  taught integer[];
  taught_to integer[];
  best uuid;
  chosen uuid[] := '{}';
  rest uuid[];
  spare uuid;
begin
  -- An unrated skill counts as 2 here too, as in the gap.
  select array_agg(l.skill_id), array_agg(coalesce(l.level, 2)) into skills, levels from private.levels_of(person) l;
  select array_agg(r.skill_id order by r.skill_id), array_agg(r.level order by r.skill_id), array_agg(r.weight order by r.skill_id),
    array_agg(coalesce(h.level, 0) order by r.skill_id), sum(r.weight)
  into wanted, required, weights, reached, total
  from public.pathway_requirements r left join unnest(skills, levels) as h (skill_id, level) on h.skill_id = r.skill_id
  where r.pathway_id = pathway;

  -- Courses that close something, and whatever leads to one of them.
  with recursive held as materialized (
    select h.skill_id, h.level from unnest(skills, levels) as h (skill_id, level)
  ),
  open as materialized (
    select c.id from public.courses c where c.status = 'active' and c.id <> all (done)
  ),
  useful_ones (id) as (
    select o.id
    from unnest(wanted, required, reached) as r (skill_id, required, reached)
    join public.course_skills cs on cs.skill_id = r.skill_id and r.reached < least(cs.to_level, r.required)
    join open o on o.id = cs.course_id
    union
    select o.id
    from useful_ones l
    cross join lateral (
      select p.prerequisite_id as id from public.course_prerequisites p where p.course_id = l.id
      union all
      select cs.course_id
      from public.course_skills needs
      left join held h on h.skill_id = needs.skill_id
      join public.course_skills cs on cs.skill_id = needs.skill_id and cs.to_level >= needs.from_level
      where needs.course_id = l.id and needs.from_level > coalesce(h.level, 0)
    ) before
    join open o on o.id = before.id
  )
  select array_agg(id) into useful from useful_ones;
  select array_agg(o.course_id order by o.round, o.course_id), array_agg(o.round order by o.round, o.course_id) into useful, rounds
  from private.order_courses(useful, done, skills, levels) o;

  -- Each course that closes something, with all that it needs before: prerequisites, and for each level that the person has
  -- not reached the shortest course of an earlier round that leads to it.
  with recursive reach as materialized (
    select c.id, u.round, c.duration_hours as hours
    from unnest(useful, rounds) as u (id, round) join public.courses c on c.id = u.id
  ),
  held as materialized (
    select h.skill_id, h.level from unnest(skills, levels) as h (skill_id, level)
  ),
  needs as materialized (
    select p.course_id, p.prerequisite_id as needed
    from reach r join public.course_prerequisites p on p.course_id = r.id and p.prerequisite_id <> all (done)
    union
    select r.id, leads.id
    from reach r
    join public.course_skills cs on cs.course_id = r.id and cs.from_level > 0
    left join held h on h.skill_id = cs.skill_id
    cross join lateral (
      select b.id from public.course_skills t join reach b on b.id = t.course_id
      where t.skill_id = cs.skill_id and t.to_level >= cs.from_level and b.round < r.round
      order by b.hours, b.id limit 1
    ) leads
    where cs.from_level > coalesce(h.level, 0)
  ),
  closes as materialized (
    select r.id as course_id, w.place, cs.to_level
    from reach r
    join public.course_skills cs on cs.course_id = r.id
    join unnest(wanted, required, reached) with ordinality as w (skill_id, required, reached, place) on w.skill_id = cs.skill_id
    where w.reached < least(cs.to_level, w.required)
  ),
  closure (course_id, member) as (
    select distinct c.course_id, c.course_id from closes c
    union
    select c.course_id, n.needed from closure c join needs n on n.course_id = c.member
  )
  select
    (select array_agg(c.course_id order by c.course_id, c.member) from closure c),
    (select array_agg(c.member order by c.course_id, c.member) from closure c),
    (select array_agg(r.hours order by c.course_id, c.member) from closure c join reach r on r.id = c.member),
    (select array_agg(c.course_id order by c.course_id, c.place) from (
      select distinct c.course_id, t.place from closure c join closes t on t.course_id = c.member) c),
    (select array_agg(c.place order by c.course_id, c.place) from (
      select distinct c.course_id, t.place from closure c join closes t on t.course_id = c.member) c),
    (select array_agg(c.to_level order by c.course_id, c.place) from (
      select c.course_id, t.place, max(t.to_level) as to_level
      from closure c join closes t on t.course_id = c.member group by 1, 2) c)
  into member_of, members, member_hours, teacher, taught, taught_to;

  -- Greedy: the most gap closed per hour; the shorter one, then the lower id of equals.
  loop
    select gains.course_id into best
    from (
      select t.course_id,
        sum(weights[t.place] * (60 / required[t.place]) * greatest(least(t.to_level, required[t.place]) - reached[t.place], 0)) as sixtieths
      from unnest(teacher, taught, taught_to) as t (course_id, place, to_level)
      group by t.course_id
    ) gains
    join (
      select m.course_id, sum(m.hours) filter (where m.member <> all (chosen)) as hours
      from unnest(member_of, members, member_hours) as m (course_id, member, hours)
      group by m.course_id
    ) costs on costs.course_id = gains.course_id
    where gains.sixtieths > 0
    order by round(gains.sixtieths / costs.hours, 9) desc, costs.hours, gains.course_id
    limit 1;
    exit when best is null;
    chosen := chosen || array(
      select m.member from unnest(member_of, members) as m (course_id, member)
      where m.course_id = best and m.member <> all (chosen) order by array_position(useful, m.member)
    );
    reached := array(
      select greatest(r.level, t.to_level)
      from unnest(reached) with ordinality as r (level, place)
      left join unnest(teacher, taught, taught_to) as t (course_id, place, to_level) on t.course_id = best and t.place = r.place
      order by r.place
    );
  end loop;

  -- What later choices made superfluous goes, the longest first.
  for spare in
    select c.id from public.courses c where c.id = any (chosen) order by c.duration_hours desc, c.id
  loop
    -- Most are the only one that leads so far in something.
    continue when spare <> all (chosen) or exists (
      select from unnest(wanted, required, reached) as r (skill_id, required, reached)
      join public.course_skills cs on cs.course_id = spare and cs.skill_id = r.skill_id and cs.to_level >= least(r.reached, r.required)
      left join unnest(skills, levels) as h (skill_id, level) on h.skill_id = r.skill_id
      where coalesce(h.level, 0) < least(r.reached, r.required) and not exists (
        select from public.course_skills other
        where other.skill_id = r.skill_id and other.course_id = any (chosen) and other.course_id <> spare
          and other.to_level >= least(r.reached, r.required)
      )
    );
    rest := array(select o.course_id from private.order_courses(array_remove(chosen, spare), done, skills, levels) o);
    chosen := case when exists (
      select from unnest(wanted, required, reached) as r (skill_id, required, reached)
      left join unnest(skills, levels) as h (skill_id, level) on h.skill_id = r.skill_id
      where coalesce(h.level, 0) < least(r.reached, r.required) and not exists (
        select from public.course_skills cs
        where cs.skill_id = r.skill_id and cs.course_id = any (rest) and cs.to_level >= least(r.reached, r.required)
      )
    ) then chosen else array(select c from unnest(chosen) with ordinality as u (c, n) where c = any (rest) order by n) end;
  end loop;

  return (
    with held as materialized (
      select h.skill_id, h.level from unnest(skills, levels) as h (skill_id, level)
    ),
    asked as materialized (
      select r.skill_id, s.name, r.level as required, r.weight, r.mandatory, coalesce(h.level, 0) as level,
        r.weight * (60 / r.level) as step, case when l.skill_id is null then 0 else l.level end as current
      from public.pathway_requirements r
      join public.skills s on s.id = r.skill_id
      left join held h on h.skill_id = r.skill_id
      left join private.levels_of(person) l on l.skill_id = r.skill_id
      where r.pathway_id = pathway
    ),
    taking as materialized (
      select c.id, c.name, c.duration_hours as hours, row_number() over (order by o.round, array_position(chosen, c.id)) as place
      from private.order_courses(chosen, done, skills, levels) o join public.courses c on c.id = o.course_id
    ),
    moves as materialized (
      select t.id, t.place, a.skill_id, a.name, a.required, a.step,
        least(a.required, greatest(a.level, max(cs.to_level) over (
          partition by cs.skill_id order by t.place rows between unbounded preceding and 1 preceding))) as before,
        least(a.required, greatest(a.level, max(cs.to_level) over (partition by cs.skill_id order by t.place))) as after
      from taking t join public.course_skills cs on cs.course_id = t.id join asked a on a.skill_id = cs.skill_id
    ),
    left_open as (
      select a.*, greatest(least(a.level, a.required), coalesce((select max(m.after) from moves m where m.skill_id = a.skill_id), 0)) as reached
      from asked a
    ),
    supports as (
      select p.prerequisite_id as id, t.id as for_id from taking t join public.course_prerequisites p on p.course_id = t.id
      union
      select cs.course_id, t.id
      from taking t
      join public.course_skills needs on needs.course_id = t.id
      left join held h on h.skill_id = needs.skill_id
      join taking b on b.place < t.place
      join public.course_skills cs on cs.course_id = b.id and cs.skill_id = needs.skill_id and cs.to_level >= needs.from_level
      where needs.from_level > coalesce(h.level, 0)
    )
    select jsonb_build_object(
      'pathway', private.pathway_ref(pathway),
      'coverage_before', (select (sum(a.step * least(a.level, a.required)) / (60 * total))::double precision from asked a),
      'coverage_after', (select (sum(o.step * o.reached) / (60 * total))::double precision from left_open o),
      'total_hours', (select coalesce(sum(t.hours), 0) from taking t),
      'courses', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'course', jsonb_build_object('id', t.id, 'name', t.name), 'hours', t.hours,
          'closes', (
            select coalesce(jsonb_agg(jsonb_build_object(
              'skill', jsonb_build_object('id', m.skill_id, 'name', m.name), 'from', m.before, 'to', m.after, 'required', m.required,
              'share', (m.step * (m.after - m.before) / (60 * total))::double precision
            ) order by m.step * (m.after - m.before) desc, m.name, m.skill_id), '[]')
            from moves m where m.id = t.id and m.after > m.before
          ),
          'needed_for', (
            select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) order by f.place), '[]')
            from supports s join taking f on f.id = s.for_id where s.id = t.id
          )
        ) order by t.place), '[]')
        from taking t
      ),
      'open', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'skill', jsonb_build_object('id', o.skill_id, 'name', o.name), 'required', o.required, 'current', o.current,
          'reached', o.reached, 'mandatory', o.mandatory,
          'share', (o.step * (o.required - o.reached) / (60 * total))::double precision
        ) order by o.step * (o.required - o.reached) desc, o.name, o.skill_id), '[]')
        from left_open o where o.reached < o.required
      )
    )
  );
end
$$;
comment on function private.course_set(uuid, uuid) is
  'The courses that close most of a person''s gap to a pathway in the fewest hours, in an order that can be taken (design, course set: greedy by gap closed per hour with what each course needs before; what became superfluous is dropped), and what stays open. Courses with a completion that holds are left out. Checks no right.';

create function private.get_course_set(pathway uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  me uuid := private.require_employee();
begin
  pathway := coalesce(pathway, (
    select g.pathway_id from public.user_career_goals g where g.user_id = me and g.status = 'active'
    order by array_position('{high,medium,low}'::text[], g.priority), g.target_date nulls last, g.created_at desc, g.id limit 1
  ));
  if pathway is null then
    perform private.fail(400, 'no_active_goal', 'Name a pathway: you have no active goal.', jsonb_build_array(jsonb_build_object(
      'path', 'pathway_id', 'code', 'no_active_goal', 'message', 'Name a pathway: you have no active goal.')));
  elsif not exists (select from public.career_pathways where id = pathway) then
    perform private.fail(404, 'not_found', 'There is no such pathway.');
  end if;
  return private.course_set(me, pathway);
end
$$;
create function public.get_course_set(pathway uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.get_course_set(pathway) $$;
comment on function public.get_course_set(uuid) is
  'GET /recommendations, employees: the courses that close the gap to a pathway (null: of the active goal with the highest priority, then the earliest target). 400 no_active_goal, 404.';
