import type postgres from "postgres";

/** Rows that compare. */
const plain = (rows: postgres.RowList<postgres.Row[]>) => rows.map((row) => ({ ...row }));

// What a person's day is, asked day by day of the definitions: slow, and with nothing in common with private.person_days().
// :d is a day, d.end its last moment.
const ON = (column: string) => `(${column} at time zone 'utc')::date = d.day`;
const BY = (column: string) => `(${column} at time zone 'utc')::date <= d.day`;

const COUNTS: Record<string, string> = {
  skills: `(select count(*) from public.user_skills us where us.user_id = p.id and (${
    BY("us.created_at")
  } or exists (
    select from public.skill_assessments a where a.user_id = p.id and a.skill_id = us.skill_id and a.counts and ${
    BY("a.assessed_at")
  })))`,
  skills_rated: `(select count(l.level) from levels l where l.id = p.id and l.day = d.day)`,
  skills_validated:
    `(select count(*) from levels l where l.id = p.id and l.day = d.day and l.source in ('manager', 'assessment'))`,
  level_sum: `(select coalesce(sum(l.level), 0) from levels l where l.id = p.id and l.day = d.day)`,
  courses_completed:
    `(select count(*) from public.user_training t where t.user_id = p.id and t.completed_on <= d.day)`,
  learning_minutes:
    `(select coalesce(sum(round(60 * c.duration_hours)), 0) from public.user_training t join public.courses c on c.id = t.course_id
      where t.user_id = p.id and t.completed_on <= d.day)`,
  goals_active: `(select count(*) from public.user_career_goals g where g.user_id = p.id and ${
    BY("g.started_at")
  } and not coalesce(${BY("g.ended_at")}, false))`,
  goals_achieved:
    `(select count(*) from public.user_career_goals g where g.user_id = p.id and g.status = 'achieved' and ${
      BY("g.ended_at")
    })`,
  mentorships_active:
    `(select count(*) from public.mentorships m where p.id in (m.mentee_id, m.mentor_id) and ${
      BY("m.started_at")
    } and not coalesce(${BY("m.ended_at")}, false))`,
  completions:
    `(select count(*) from public.user_training t where t.user_id = p.id and t.completed_on = d.day)`,
  minutes_learned:
    `(select coalesce(sum(round(60 * c.duration_hours)), 0) from public.user_training t join public.courses c on c.id = t.course_id
      where t.user_id = p.id and t.completed_on = d.day)`,
  goal_moves: `(select count(*) from public.user_career_goals g where g.user_id = p.id and ${
    ON("g.started_at")
  })
    + (select count(*) from public.user_career_goals g where g.user_id = p.id and g.status = 'achieved' and ${
    ON("g.ended_at")
  })
    + (select count(*) from public.goal_items i where i.user_id = p.id and ${ON("i.done_at")})`,
  meetings:
    `(select count(*) from public.mentorship_meetings m where p.id in (m.mentee_id, m.mentor_id) and ${
      ON("m.starts_at")
    })`,
  feedback_given: `(select count(*) from public.mentorship_feedback f where f.author_id = p.id and ${
    ON("f.created_at")
  })`,
  skill_changes:
    `(select count(*) from public.skill_assessments a where a.user_id = p.id and a.source = 'self' and a.counts and ${
      ON("a.assessed_at")
    })
    + (select count(*) from public.skill_evidence e where e.user_id = p.id and ${ON("e.added_at")})`,
  endorsements_given:
    `(select count(*) from public.skill_assessments a where a.assessor_id = p.id and a.source = 'peer' and ${
      ON("a.assessed_at")
    })`,
};

/** A day is told of when a level changed or something is dated on it, even if the sums stay. */
const HAPPENED = `
  exists (select from levels l full join levels b on b.id = l.id and b.skill_id = l.skill_id and b.day = l.day - 1
    where l.id = p.id and l.day = d.day and (l.level, l.source in ('manager', 'assessment')) is distinct from (b.level, b.source in ('manager', 'assessment')))
  or exists (select from public.user_career_goals g where g.user_id = p.id and g.started_at is not null and ${
  ON("g.ended_at")
})
  or exists (select from public.mentorships m where p.id in (m.mentee_id, m.mentor_id) and (${
  ON("m.started_at")
} or coalesce(${ON("m.ended_at")}, false)))`;

const names = Object.keys(COUNTS).join(", ");
const flows = Object.keys(COUNTS).slice(9).join(" + ");

/** The rows of user_analytics that these people ought to have from a day to another, day by day. */
export async function model(
  sql: postgres.Sql,
  people: string[],
  from: string,
  to: string,
): Promise<unknown[]> {
  return plain(
    await sql.unsafe(
      `
    with days as materialized (
      select d::date as day, (d::date + 1)::timestamp at time zone 'utc' - interval '1 microsecond' as last
      from generate_series($2::date - 1, $3::date, interval '1 day') d
    ),
    p as materialized (
      select u.id, u.created_at, e.hire_date from public.users u left join public.employment_info e on e.user_id = u.id
      where u.id = any ($1::uuid[]) and u.erased_at is null
    ),
    levels as materialized (
      select p.id, us.skill_id, d.day, e.level, e.source from p join public.user_skills us on us.user_id = p.id cross join days d
      left join lateral private.effective_level(p.id, us.skill_id, d.last) e on true
    ),
    each_day as materialized (
      select p.id, p.created_at, p.hire_date, d.day, ${HAPPENED} as happened, ${
        Object.entries(COUNTS).map(([name, count]) => `${count} as ${name}`).join(", ")
      }
      from p cross join days d
    ),
    told as (
      select e.*, happened or ${flows} > 0 or skills <> lag(skills, 1, 0) over (partition by e.id order by e.day) as is_told from each_day e
    ),
    firsts as (
      select t.id, least((t.created_at at time zone 'utc')::date, coalesce(t.hire_date, min(t.day) filter (where t.is_told))) as day
      from told t where t.day >= $2::date group by t.id, t.created_at, t.hire_date
    ),
    rows as (
      select t.*, (
        select coalesce(m.org_unit_id, '00000000-0000-0000-0000-000000000000') from private.unit_memberships m
        where m.user_id = t.id and t.day >= f.day and m.from_day <= t.day and coalesce(m.until_day > t.day, true)
      ) as unit
      from told t join firsts f on f.id = t.id
      where t.day >= $2::date and (t.is_told or t.day = f.day or t.day > f.day and exists (
        select from private.unit_memberships m where m.user_id = t.id and t.day in (m.from_day, m.until_day)
      ))
    )
    select id as user_id, day::text, (lead(day) over (partition by id order by day))::text as until_day, unit as org_unit_id, ${
        Object.keys(COUNTS).map((name) => `${name}::integer`).join(", ")
      }
    from rows order by 1, 2`,
      [people, from, to],
    ),
  );
}

/** The rows that are there. */
export async function personDays(sql: postgres.Sql, people: string[]): Promise<unknown[]> {
  return plain(
    await sql.unsafe(
      `select user_id, day::text, until_day::text, org_unit_id, ${names} from public.user_analytics where user_id = any ($1::uuid[]) order by 1, 2`,
      [people],
    ),
  );
}

/** What a unit's days ought to be: of each day on which somebody came, went or has a row, the sums over who stands in it. */
export async function unitModel(sql: postgres.Sql, units: string[]): Promise<unknown[]> {
  const sums = Object.keys(COUNTS).map((name, n) =>
    n < 9
      ? `coalesce(sum(a.${name}), 0)::integer as ${name}`
      : `coalesce(sum(a.${name}) filter (where a.day = d.day), 0)::integer as ${name}`
  );
  return plain(
    await sql.unsafe(
      `
    select d.org_unit_id, d.day::text, count(a.user_id)::integer as people, ${sums.join(", ")}
    from (
      select org_unit_id, day from public.user_analytics where org_unit_id = any ($1::uuid[])
      union select org_unit_id, until_day from public.user_analytics where org_unit_id = any ($1::uuid[]) and until_day is not null
    ) d
    left join public.user_analytics a
      on a.org_unit_id = d.org_unit_id and a.day <= d.day and (a.until_day is null or a.until_day > d.day)
    group by d.org_unit_id, d.day order by 1, 2`,
      [units],
    ),
  );
}

export async function unitDays(sql: postgres.Sql, units: string[]): Promise<unknown[]> {
  return plain(
    await sql.unsafe(
      `select org_unit_id, day::text, people, ${names} from public.unit_analytics where org_unit_id = any ($1::uuid[]) order by 1, 2`,
      [units],
    ),
  );
}

/** The months, and what they ought to be: the growth of what is had, the sum of what is done. */
export async function unitMonths(sql: postgres.Sql, units: string[]): Promise<[unknown[], unknown[]]> {
  const there = plain(
    await sql.unsafe(
      `select org_unit_id, month::text, people, ${names} from private.unit_months where org_unit_id = any ($1::uuid[]) order by 1, 2`,
      [units],
    ),
  );
  const had = ["people", ...Object.keys(COUNTS).slice(0, 9)].map((name) =>
    `(last.${name} - coalesce(before.${name}, 0))::integer as ${name}`
  );
  const done = Object.keys(COUNTS).slice(9).map((name) => `sums.${name}::integer`);
  const wanted = plain(
    await sql.unsafe(
      `
    with sums as (
      select org_unit_id, date_trunc('month', day)::date as month, max(day) as last_day, ${
        Object.keys(COUNTS).slice(9).map((name) => `sum(${name}) as ${name}`).join(", ")
      }
      from public.unit_analytics where org_unit_id = any ($1::uuid[]) group by 1, 2
    )
    select sums.org_unit_id, sums.month::text, ${[...had, ...done].join(", ")}
    from sums
    join public.unit_analytics last on last.org_unit_id = sums.org_unit_id and last.day = sums.last_day
    left join lateral (
      select * from public.unit_analytics b where b.org_unit_id = sums.org_unit_id and b.day < sums.month order by b.day desc limit 1
    ) before on true
    order by 1, 2`,
      [units],
    ),
  );
  return [there, wanted];
}
