import { assert, assertEquals } from "@std/assert";
import type { Sql } from "postgres";
import { z } from "zod";
import { SOURCES, TABLES } from "./access.ts";
import { newAddress, type Person, register, withDatabase } from "./support.ts";

const Row = z.record(z.string(), z.json());
type Row = z.infer<typeof Row>;

/** Somebody about whom there is a row in every table about people, with one word in every text that is not public. */
interface Victim {
  id: string;
  canary: string;
  /** Theirs, and that of a row in each table. */
  ids: string[];
}

const aboutPeople = Object.entries(TABLES).flatMap(([name, { of, row, select }]) =>
  of ? [{ name, of, row, isPublic: /\beveryone\b/.test(select[0]) }] : []
);

async function valueOf(
  sql: Sql,
  value: unknown,
  victim: string,
  party: string,
  canary: string,
): Promise<unknown> {
  if (Array.isArray(value)) {
    return await Promise.all(value.map((item) => valueOf(sql, item, victim, party, canary)));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      await Promise.all(
        Object.entries(value).map(async (
          [key, inner],
        ) => [key, await valueOf(sql, inner, victim, party, canary)]),
      ),
    );
  }
  if (typeof value !== "string") return value;
  if (!value.startsWith("@")) return value.replaceAll("#", canary);
  const source = SOURCES[value.slice(1)];
  if (!source) return party;
  const [made] = await sql.unsafe(source, source.includes("$1") ? [victim] : []);
  return Object.values(made ?? {})[0];
}

const rowsAbout = async (
  sql: Sql,
  { name, of }: { name: string; of: string },
  person: string,
): Promise<Row[]> =>
  (await sql`select to_jsonb(t) as row from ${sql(`public.${name}`)} t where ${sql(of)} = ${person}`)
    .map(({ row }) => Row.parse(row));

async function makeVictim(sql: Sql, party: string): Promise<Victim> {
  const person = await register(newAddress("victim"), "Vera Victim");
  const canary = `canary${crypto.randomUUID().slice(0, 8)}`;
  const ids = new Set([person.id]);
  for (const table of aboutPeople) {
    const { name, of, row, isPublic } = table;
    const values = Row.parse(JSON.parse(JSON.stringify({
      [of]: person.id,
      ...Row.parse(await valueOf(sql, row, person.id, party, canary)),
    })));
    const at = sql(`public.${name}`);
    await sql`insert into ${at} (${sql(Object.keys(values))})
      select ${sql(Object.keys(values))} from jsonb_populate_record(null::${at}, ${
      sql.json(values)
    }) on conflict do nothing`;
    // Where only certain words may stand, a check says so.
    if (!isPublic) {
      await sql.unsafe(`do $$
        declare
          place name;
        begin
          for place in select attname from pg_attribute
            where attrelid = 'public.${name}'::regclass and attnum > 0 and not attisdropped
              and attgenerated = '' and atttypid = 'text'::regtype and attname <> 'job_title'
          loop
            begin
              execute format('update public.${name} set %I = %L where ${of} = %L', place, '${canary}', '${person.id}');
            exception when others then
            end;
          end loop;
        end $$`);
    }
    const made = await rowsAbout(sql, table, person.id);
    assert(made.length > 0, `${name}: no row about the victim`);
    const { data: id } = z.uuid().safeParse(isPublic ? null : made.at(-1)?.id);
    if (id) ids.add(id);
  }
  return { id: person.id, canary, ids: [...ids] };
}

/** What each table holds about somebody. */
const recordOf = async (sql: Sql, person: string) =>
  Object.fromEntries(
    await Promise.all(
      aboutPeople.map(async (table) =>
        [table.name, (await rowsAbout(sql, table, person)).map((row) => JSON.stringify(row)).sort()] as const
      ),
    ),
  );

const SPOILS: Record<string, string> = {
  "text": "left",
  "text[]": "{hr_admin}",
  "integer": "1",
  "integer[]": "{1}",
  "numeric": "1",
  "boolean": "true",
  "date": "2026-01-31",
  "timestamp with time zone": "2026-01-31T00:00:00Z",
};

/** Calls a SQL function as PostgREST would, once with each list of arguments, and answers what each call said. */
async function attack(
  sql: Sql,
  attacker: Person,
  name: string,
  calls: { arguments: Record<string, string | null>; types: Record<string, string> }[],
): Promise<string[]> {
  const auth = JSON.parse(
    atob((attacker.token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")),
  );
  await sql`begin`;
  try {
    await sql`select set_config('request.jwt.claims', ${JSON.stringify(auth)}, true)`;
    await sql`set local role authenticated`;
    const rows = await sql`select pg_temp.attempt(call) as said from jsonb_array_elements(${
      sql.json(
        calls.map(({ arguments: given, types }) =>
          `select to_jsonb(t)::text from public.${name}(${
            Object.entries(given).map(([argument, value]) =>
              `${argument} => ${value === null ? "null" : `'${value.replaceAll("'", "''")}'`}::${
                types[argument]
              }`
            ).join(", ")
          }) t`
        ),
      )
    }) with ordinality as c (call, place) order by place`;
    return rows.map(({ said }) => String(said));
  } finally {
    await sql`commit`;
  }
}

Deno.test("SQL functions with somebody else's ids, each id in each place: none tells a private text, and no row changes", async () => {
  const [peer, contractor] = [await register(), await register()];
  const problems: string[] = [];
  let tried = 0;
  await withDatabase(async (sql) => {
    await sql`insert into public.employment_info (user_id, employment_type) values (${contractor.id}, 'contractor')`;
    const victim = await makeVictim(sql, (await register()).id);
    const before = await recordOf(sql, victim.id);
    const marked = Object.entries(before).filter(([, rows]) =>
      rows.some((row) => row.includes(victim.canary))
    );
    assert(marked.length >= 30, `only ${marked.length} tables hold the word`);
    const functions = await sql`select p.proname as name, p.proargnames[1:p.pronargs] as names,
        array(select format_type(t, null) from unnest(p.proargtypes) t) as types
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
        and has_function_privilege('authenticated', p.oid, 'execute')
        and p.proargtypes::oid[] && '{uuid, uuid[], jsonb}'::regtype[]::oid[]`;
    const connection = await sql.reserve();
    try {
      await connection`create function pg_temp.attempt(call jsonb) returns text language plpgsql as $$
        declare said text;
        begin
          execute call #>> '{}' into said;
          return coalesce(said, 'null');
        exception when others then
          return 'refused ' || sqlstate || ' ' || sqlerrm;
        end $$`;
      // The session that made it may call it in whatever role.
      await connection`grant execute on function pg_temp.attempt(jsonb) to authenticated`;
      for (const { name, names, types } of functions) {
        const at = z.array(z.string()).parse(types);
        const given = z.array(z.string()).parse(names);
        const kinds = Object.fromEntries(given.map((argument, i) => [argument, at[i] ?? ""]));
        const places = given.filter((_, i) => /^(uuid|uuid\[\]|jsonb)$/.test(at[i] ?? ""));
        const value = (type: string, argument: string, id: string) =>
          type === "uuid"
            ? id
            : type === "uuid[]"
            ? `{${id}}`
            : type === "jsonb"
            ? (argument === "after" || argument === "cursor" ? null : JSON.stringify(
              /items|rows|elements|skills|goals/.test(argument) ? [bodyOf(id)] : bodyOf(id),
            ))
            : SPOILS[type] ?? "";
        const calls = victim.ids.flatMap((id) =>
          // The id everywhere, and in the first place beside the person themselves.
          [null, ...(places.length > 1 ? places.slice(0, 1) : [])].map((place) => ({
            types: kinds,
            arguments: Object.fromEntries(given.map((argument) => [
              argument,
              value(kinds[argument] ?? "", argument, place === null || place === argument ? id : victim.id),
            ])),
          }))
        );
        for (const [attacker, most] of [[peer, calls.length], [contractor, 4]] as const) {
          const said = await attack(connection, attacker, String(name), calls.slice(0, most));
          tried += said.length;
          said.forEach((words, i) => {
            if (words.includes(victim.canary)) {
              problems.push(`${name}(${JSON.stringify(calls[i]?.arguments)}) told: ${words.slice(0, 300)}`);
            }
            if (/^refused (XX|25|0A|42(?!501))/.test(words)) problems.push(`${name}: ${words}`);
          });
        }
      }
    } finally {
      connection.release();
    }
    const after = await recordOf(sql, victim.id);
    for (const [name, rows] of Object.entries(before)) {
      for (const row of rows) if (!after[name]?.includes(row)) problems.push(`${name} changed: ${row}`);
    }
  });
  assert(tried > 3_000, `only ${tried} calls`);
  assertEquals([...new Set(problems)].slice(0, 40), []);
});

/** A body that names somebody else's things by every name that a field may have. */
const bodyOf = (id: string) => ({
  id,
  user_id: id,
  person: id,
  mentor_id: id,
  mentee_id: id,
  skill_id: id,
  skill_ids: [id],
  goal_id: id,
  goal_ids: [id],
  pathway_id: id,
  course_id: id,
  session_id: id,
  org_unit_id: id,
  manager_id: id,
  delegate_id: id,
  parent_id: id,
  message_id: id,
  full_name: "Owned",
  name: "Owned",
  title: "Owned",
  message: "Owned",
  content: "Owned",
  reason: "Owned",
  level: 3,
  rating: 1,
  duration_weeks: 4,
});
