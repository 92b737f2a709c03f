import { z } from "zod";
import { Sentence } from "../local/errors.ts";
import { closing, connect } from "../local/postgres.ts";

/** What is generated. */
export interface Options {
  people: number;
  /** Another seed makes other people; they come beside those who are there. */
  seed: number;
  /** How many are below the head of the largest division; two fifths of all unless given. */
  division?: number;
  /** How many skills a person has, most of them rated; 5 unless given. */
  skills?: number;
}

const Person = z.object({ id: z.uuid(), name: z.string(), email: z.string(), below: z.coerce.number() });
const Organisation = z.object({
  chief: Person,
  division: Person,
  neighbour: Person,
  manager: Person,
  employee: Person,
});
/** Somebody who was generated, and how many people are below them; `signUp` with the address is their account. */
export type Person = z.output<typeof Person>;
/**
 * Whom to ask about: the chief of all, the head of the largest division, the head of another, a manager of 340 people
 * and an employee of nobody.
 */
export type Organisation = z.output<typeof Organisation>;

const TEAM = 340;

/**
 * Fills the database with an organisation, the same for the same options, through the tables' own triggers
 * but for audit and levels: units, people with names, titles, languages, education, positions and skills, and eight levels of managers.
 */
export async function organisation(dbUrl: string, options: Options): Promise<Organisation> {
  const { people, seed, division = Math.floor(people * 2 / 5), skills = 5 } = options;
  await using session = closing(connect(dbUrl));
  const sql = session.client;
  await sql.unsafe(await Deno.readTextFile(new URL("organisation.sql", import.meta.url)));
  // No transaction around it: it commits chunk by chunk.
  await sql`call pg_temp.organise(${people}, ${seed}, ${division}, ${TEAM}, ${skills})`;
  await sql`vacuum analyze`;
  const rows = await sql`
    select distinct on (part) part, u.id, u.full_name as name, u.email,
      (select count(*) from public.reporting_lines where manager_id = u.id) as below
    from pg_temp.generated g
    join public.users u using (id)
    cross join lateral (
      select case when g.number = 0 then 'chief' when g.number = ${people}::integer - 1 then 'employee'
        when g.tree = 'team' and g.level = 6 then 'manager' when g.tree = 'division' and g.level = 2 then 'division'
        when g.level = 2 then 'neighbour' end as part
    ) p
    where part is not null
    order by part, g.number`;
  const [odd] = await sql`
    select count(*) from (select id from pg_temp.generated order by number desc limit 40) g
    join public.user_skills us on us.user_id = g.id
    left join lateral private.effective_level(us.user_id, us.skill_id) e on true
    where (e.level, e.source, e.assessed_at) is distinct from (us.level, us.source, us.assessed_at)`;
  if (odd?.count !== "0") throw new Sentence(`${odd?.count} levels are not those of their assessments.`);
  const made = Organisation.parse(Object.fromEntries(rows.map(({ part, ...person }) => [part, person])));
  const below = [made.chief, made.division, made.manager, made.employee].map((person) => person.below).join();
  const wanted = [people - 1, division, TEAM, 0].join();
  if (below !== wanted) throw new Sentence(`The generated have ${below} people below them, not ${wanted}.`);
  return made;
}
