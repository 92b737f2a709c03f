import { assertEquals } from "@std/assert";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import { z } from "zod";
import {
  answerTo,
  COMMON,
  isAboutSomebody,
  may,
  namedIn,
  type Route,
  ROUTES,
  SOURCES,
  type Table,
  TABLES,
  type Values,
  type Who,
} from "./access.ts";
import {
  type Answer,
  API_URL,
  call,
  documentOf,
  FUNCTIONS,
  newClient,
  PASSWORD,
  type Person,
  PUBLISHABLE_KEY,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

const Row = z.record(z.string(), z.json());
type Row = z.infer<typeof Row>;
const Rows = z.array(Row);

/** Somebody about whom rows are. */
interface Human {
  id: string;
  /** Who stands above them. */
  above: string[];
  left?: boolean;
}

/** Somebody who calls. */
interface Caller {
  name: string;
  /** What is true of them wherever they look (access.ts, Who). */
  words: string[];
  human: Human | null;
  person: Person | null;
  supabase: SupabaseClient;
  headers: Record<string, string>;
}

interface Cast {
  callers: Caller[];
  /** Everybody about whom there are rows: the callers, and people without account. */
  humans: Human[];
  /** The direct manager, who has people without account made below them. */
  lead: Person;
  contractor: Person;
  /** Whom columns such as delegate_id name in rows about others; in rows about themselves, the second. */
  parties: [string, string];
}

async function makeCast(): Promise<Cast> {
  const [worker, peer, boss, lead, contractor, gone, ...admins] = await Promise.all([
    ...Array.from({ length: 6 }, () => register()),
    registerAs("hr_admin"),
    registerAs("learning_admin"),
    registerAs("auditor"),
  ]);
  if (!worker || !peer || !boss || !lead || !contractor || !gone) throw new Error("nobody");
  const [below = "", left = ""] = await withDatabase(async (sql) => {
    const made = await sql`insert into public.users (full_name) values ('Bo Low'), ('Lee Left') returning id`;
    const [below, left] = made.map(({ id }) => String(id));
    await sql`insert into public.employment_info (user_id, manager_id, employment_type, status) values
      (${boss.id}, null, 'employee', 'active'), (${lead.id}, ${boss.id}, 'employee', 'active'),
      (${worker.id}, ${lead.id}, 'employee', 'active'), (${contractor.id}, ${lead.id}, 'contractor', 'active'),
      (${below ?? ""}, ${contractor.id}, 'employee', 'active'), (${left ?? ""}, null, 'employee', 'left')`;
    // The account is still there, and its token is good.
    await sql`delete from public.users where id = ${gone.id}`;
    return [below, left];
  });
  const caller = (name: string, person: Person, words: string[], above: string[] = []): Caller => ({
    name,
    words: ["anyone", "account", "everyone", ...words],
    human: { id: person.id, above },
    person,
    supabase: person.supabase,
    headers: { authorization: `Bearer ${person.token}` },
  });
  const line = [boss.id, lead.id];
  const callers = [
    caller("worker", worker, [], line),
    caller("peer", peer, []),
    caller("boss", boss, ["manager"]),
    caller("lead", lead, ["manager"], [boss.id]),
    caller("contractor", contractor, ["contractor"], line),
    ...["hr_admin", "learning_admin", "auditor"].flatMap((role, i) => {
      const admin = admins[i];
      return admin ? [caller(role, admin, [role])] : [];
    }),
  ];
  const nobody = { human: null, person: null };
  return {
    callers: [
      ...callers,
      { ...caller("recordless", gone, []), words: ["anyone", "account"], human: null },
      {
        name: "anonymous",
        words: ["anyone"],
        ...nobody,
        supabase: newClient(),
        headers: { apikey: PUBLISHABLE_KEY },
      },
      {
        name: "service",
        words: ["anyone", "secret-key"],
        ...nobody,
        supabase: newClient(API_URL, SECRET_KEY),
        headers: { apikey: SECRET_KEY },
      },
    ],
    humans: [
      ...callers.flatMap(({ human }) => human ?? []),
      { id: below, above: [...line, contractor.id] },
      { id: left, above: [], left: true },
    ],
    lead,
    contractor,
    parties: [peer.id, worker.id],
  };
}

let cast: Promise<Cast> | null = null;
const theCast = () => cast ??= makeCast();

/** What is true of a caller beside a row: who they are, and how they stand to whom it is about. */
function wordsBeside(caller: Caller, row: Row, of: string | undefined, human: Human | null): string[] {
  const me = caller.human?.id;
  if (!me) return caller.words;
  const standing = caller.words.includes("contractor") ? [] : [
    ...(human?.above.includes(me) ? ["line"] : []),
    ...Object.keys(row).filter((column) => column !== of && row[column] === me),
  ];
  return [
    // Of people who left nobody reads but roles.
    ...caller.words.filter((word) => !human?.left || word !== "everyone"),
    ...(human?.id === me ? ["self"] : []),
    ...standing,
  ];
}

// Rows ---------------------------------------------------------------------------------------------------------------

/** What "@name" may mean where a row or a body is made. */
interface Scene {
  person: string | null;
  party: string;
  caller?: Caller;
}

const someText = () => crypto.randomUUID().slice(0, 8);

async function valueOf(sql: Sql, name: string, scene: Scene): Promise<unknown> {
  if (name === "party") return scene.party;
  if (name === "about") return scene.person;
  if (name === "caller") return scene.caller?.human?.id ?? scene.party;
  if (name === "password") return PASSWORD;
  if (name === "email") return (scene.caller?.person ?? (await theCast()).lead).email;
  if (name === "refresh_token") {
    const { data } = await (scene.caller?.person ?? (await theCast()).lead).supabase.auth.getSession();
    return data.session?.refresh_token;
  }
  const source = SOURCES[name];
  if (!source) throw new Error(`Nothing is called @${name} in SOURCES.`);
  const [made] = await sql.unsafe(source, source.includes("$1") ? [scene.person] : []);
  return Object.values(made ?? {})[0];
}

/** The value with every # and "@name" in it replaced. */
async function resolve(sql: Sql, value: unknown, scene: Scene): Promise<unknown> {
  if (typeof value === "string") {
    return value.startsWith("@")
      ? await valueOf(sql, value.slice(1), scene)
      : value.replaceAll("#", someText);
  }
  if (Array.isArray(value)) return await Promise.all(value.map((item) => resolve(sql, item, scene)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    await Promise.all(
      Object.entries(value).map(async ([key, inner]) => [key, await resolve(sql, inner, scene)]),
    ),
  );
}

const ruleOf = (name: string): Table => {
  const rule = TABLES[name];
  if (!rule) throw new Error(`There is no table ${name} in TABLES.`);
  return rule;
};

const newValues = async (sql: Sql, name: string, scene: Scene, more: Values = {}): Promise<Row> => {
  const { of, row } = ruleOf(name);
  return Row.parse({
    ...(of ? { [of]: scene.person } : {}),
    ...Row.parse(JSON.parse(JSON.stringify(await resolve(sql, { ...row, ...more }, scene)))),
  });
};

/** Makes a row as the owner, or finds the one that stands where it would. */
async function makeRow(sql: Sql, name: string, scene: Scene, more: Values = {}): Promise<Row> {
  const { of } = ruleOf(name);
  const values = await newValues(sql, name, scene, more);
  const [table, columns] = [sql(`public.${name}`), Object.keys(values)];
  const list = columns.length > 0 ? sql(columns) : sql``;
  const [made] = await sql`insert into ${table} as t (${list})
    select ${list} from jsonb_populate_record(null::${table}, ${sql.json(values)})
    on conflict do nothing returning to_jsonb(t) as row`;
  const [found] = made || !of
    ? [made]
    : await sql`select to_jsonb(t) as row from ${table} t where ${sql(of)} = ${scene.person} limit 1`;
  if (!found) throw new Error(`${name}: another row stands where one was to be made`);
  return Row.parse(found.row);
}

const partyFor = ([first, second]: Cast["parties"], person: string | null) =>
  person === first ? second : first;

interface Target {
  row: Row;
  human: Human | null;
  select: Who;
  update: Who;
  delete: Who;
}

/** Rows of each kind about everybody, and how they are found again. */
async function targetsOf(sql: Sql, name: string): Promise<Target[]> {
  const rule = ruleOf(name);
  const { humans, callers, parties } = await theCast();
  const about: (Human | null)[] = rule.of ? humans : [null];
  const hasAccount = (human: Human | null) => callers.some((caller) => caller.human === human);
  const targets: Target[] = [];
  for (const exception of [undefined, ...Object.values(rule.but ?? {})]) {
    const who = (verb: "select" | "update" | "delete") => exception?.[verb] ?? rule[verb]?.[0] ?? "";
    for (const human of about) {
      const person = human?.id ?? null;
      const scene = { person, party: partyFor(parties, person) };
      const existing = rule.empowers && rule.of
        ? await sql`select to_jsonb(t) as row from ${sql(`public.${name}`)} t where ${
          sql(rule.of)
        } = ${person}`
        : [];
      const made = rule.empowers && hasAccount(human)
        ? []
        : [{ row: await makeRow(sql, name, scene, exception?.row) }];
      for (const { row } of [...existing, ...made]) {
        targets.push({
          row: Row.parse(row),
          human,
          select: who("select"),
          update: who("update"),
          delete: who("delete"),
        });
      }
    }
  }
  return targets;
}

// Tables ---------------------------------------------------------------------------------------------------------------

const VERBS = ["select", "insert", "update"] as const;
const sorted = (columns: string) => columns.split(" ").filter(Boolean).sort().join(" ");

Deno.test("the matrix names every table of public, every column, and every privilege on them, and nothing else", async () => {
  const [columns, privileges, closed] = await withDatabase((sql) =>
    Promise.all([
      sql`select c.relname as name, a.attname as column, v.verb
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        cross join (values ('exists'), ('select'), ('insert'), ('update'), ('references')) v (verb)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and (v.verb = 'exists' or has_column_privilege('authenticated', c.oid, a.attnum, v.verb))`,
      sql`select c.relname as name, w.who, v.verb
        from pg_class c
        cross join (values ('authenticated'), ('service_role')) w (who)
        cross join (values ('select'), ('insert'), ('update'), ('delete'), ('truncate'), ('trigger')) v (verb)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and has_table_privilege(w.who, c.oid, v.verb)`,
      sql`select n.nspname || '.' || c.relname as name, w.who
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join (values ('anon'), ('authenticated'), ('service_role')) w (who)
        where c.relkind in ('r', 'p', 'v', 'm', 'f') and (n.nspname = 'private' or n.nspname = 'public' and w.who = 'anon')
          and (has_any_column_privilege(w.who, c.oid, 'select, insert, update, references')
            or has_table_privilege(w.who, c.oid, 'delete, truncate, trigger'))`,
    ])
  );
  const found = Map.groupBy(columns, ({ name }) => String(name));
  // The schema private is nobody's, and anonymous has nothing.
  const ours: Record<string, unknown> = { closed: [] };
  const theirs: Record<string, unknown> = { closed: closed.map(({ name, who }) => `${who} ${name}`) };
  for (const name of new Set([...found.keys(), ...Object.keys(TABLES)])) {
    const rule = TABLES[name];
    const granted = (verb: string) =>
      sorted(
        (found.get(name) ?? []).filter((row) => row.verb === verb).map(({ column }) => column).join(" "),
      );
    const has = (who: string, verb: string) =>
      privileges.some((row) => row.name === name && row.who === who && row.verb === verb);
    theirs[name] = {
      columns: granted("exists"),
      ...Object.fromEntries([...VERBS, "references"].map((verb) => [verb, granted(verb)])),
      delete: has("authenticated", "delete"),
      more: has("authenticated", "truncate") || has("authenticated", "trigger"),
      service: ["select", "insert", "update", "delete"].filter((verb) => has("service_role", verb)).join(" "),
    };
    ours[name] = rule && {
      columns: sorted(`${rule.select[1]} ${rule.hidden ?? ""}`),
      ...Object.fromEntries(VERBS.map((verb) => [verb, sorted(rule[verb]?.[1] ?? "")])),
      references: "",
      delete: rule.delete !== undefined,
      more: false,
      service: rule.closed ? "" : rule.readOnly ? "select" : "select insert update delete",
    };
  }
  assertEquals(theirs, ours, "left: the database; right: tests/access.ts");
});

Deno.test("the schema private is not exposed, whoever asks", async () => {
  for (const { name, supabase } of (await theCast()).callers) {
    const { error } = await supabase.schema("private").from("settings").select("key").limit(1);
    assertEquals(error?.code, "PGRST106", name);
  }
});

/** A row without what a trigger raises when something else was written. */
const plain = ({ version: _, updated_at: __, ...row }: Row) => JSON.stringify(row);
const wordsIn = (columns: string | undefined) => (columns ?? "").split(" ").filter(Boolean);
// Postgres refuses a generated column before it looks at rights.
const REFUSALS = ["42501", "428C9"];

/** Proves a table's row of the matrix for every caller. */
async function walkTable(sql: Sql, name: string, report: (problem: string) => void): Promise<void> {
  const rule = ruleOf(name);
  const { callers, parties } = await theCast();
  const found = await sql`select a.attname from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = ${`public.${name}`}::regclass and i.indisprimary`;
  const keys = found.map(({ attname }) => String(attname));
  const targets = await targetsOf(sql, name);
  const [example, first] = [targets[0]?.row, keys[0]];
  if (!example || !first) throw new Error(`${name}: no row, or no primary key`);
  const columns = Object.keys(example);
  const anyColumn = { [first]: example[first] ?? null };
  const table = sql(`public.${name}`);
  const rowsOfTargets = sql`jsonb_populate_recordset(null::${table}, ${
    sql.json(targets.map(({ row }) => row))
  })`;
  const keyOf = (row: Row) => keys.map((key) => row[key]).join(" ");
  const now = async () => {
    const rows = await sql`select to_jsonb(t) as row from ${table} t join ${rowsOfTargets} k using (${
      sql(keys)
    })`;
    return new Map(rows.map(({ row }) => Row.parse(row)).map((row) => [keyOf(row), row]));
  };
  const valuesOf = (key: string) => [...new Set(targets.map(({ row }) => row[key]))];
  /** All rows of the targets at once: what is not the caller's must be left alone. */
  const onAll = <Q extends { in: (column: string, values: unknown[]) => Q }>(query: Q) =>
    keys.reduce((narrowed, key) => narrowed.in(key, valuesOf(key)), query);

  for (const caller of callers) {
    const say = (problem: string) => report(`${caller.name}: ${name}: ${problem}`);
    const rest = () => caller.supabase.from(name);
    const theirs = (verb: "select" | "update" | "delete") =>
      new Set(
        targets.filter((target) =>
          caller.name === "service" ||
          may(target[verb], wordsBeside(caller, target.row, rule.of, target.human))
        ).map(({ row }) => keyOf(row)),
      );
    const refused = (verb: string, error: { code: string } | null, codes = ["42501"]) =>
      codes.includes(error?.code ?? "") || say(`${verb} → ${error?.code || "done"}`);
    const reached = (
      verb: "select" | "update" | "delete",
      { data, error }: { data: unknown; error: unknown },
    ) => {
      if (error) return say(`${verb} → ${JSON.stringify(error)}`);
      const [have, want] = [new Set(Rows.parse(data).map(keyOf)), theirs(verb)];
      for (const { row } of targets) {
        const key = keyOf(row);
        if (have.has(key) === want.has(key)) continue;
        say(
          `${verb}s ${have.has(key) ? "a row that it may not" : "not what it may"}: ${JSON.stringify(row)}`,
        );
      }
    };

    // Zero rows of what is not for them, never an error that tells; no column that is withheld.
    const seen = await rest().select(wordsIn(rule.select[1]).join(", ") || "*").in(first, valuesOf(first));
    const closed = caller.name === "anonymous" || rule.closed ||
      rule.select[1] === "" && caller.name !== "service";
    if (closed) refused("select", seen.error);
    else reached("select", seen);
    const hidden = wordsIn(rule.hidden);
    for (const column of caller.name === "service" || hidden.length === 0 ? [] : [...hidden, "*"]) {
      refused(`select ${column}`, (await rest().select(column).limit(1)).error);
    }

    if (caller.name === "service") {
      const { data, error } = await rest().update(anyColumn).eq(first, example[first]).select(first);
      const all = !rule.readOnly && !rule.closed;
      if (all && !data?.length) say(`update → ${JSON.stringify(error)}`);
      if (all) continue;
      refused("update", error);
      refused("insert", (await rest().insert(example)).error);
      refused("delete", (await rest().delete().eq(first, example[first])).error);
      continue;
    }

    const before = await now();
    const body = async (verb: "insert" | "update") => {
      const person = caller.human?.id ?? null;
      const scene = { person, party: partyFor(parties, person), caller };
      const made: Row = { id: crypto.randomUUID(), ...await newValues(sql, name, scene) };
      const missing = wordsIn(rule[verb]?.[1]).filter((column) => !(column in made));
      if (missing.length > 0) throw new Error(`${name}: its row in TABLES has no ${missing.join(", ")}`);
      return Object.fromEntries(wordsIn(rule[verb]?.[1]).map((column) => [column, made[column] ?? null]));
    };
    /** With a column more than is granted: another's id, a level, a status. */
    const tooMuch = async (
      verb: "insert" | "update",
      write: (values: Row) => PromiseLike<{ error: { code: string } | null }>,
    ) => {
      for (const column of columns.filter((column) => !wordsIn(rule[verb]?.[1]).includes(column))) {
        const { error } = await write({ ...await body(verb), [column]: example[column] ?? null });
        refused(`${verb} with ${column}`, error, REFUSALS);
      }
    };

    if (!rule.insert) refused("insert", (await rest().insert(anyColumn)).error);
    else {
      const added = await body("insert");
      const { error } = await rest().insert(added);
      if (may(rule.insert[0], [...caller.words, ...(caller.human ? ["self"] : [])])) {
        const [made] = await sql`delete from ${table} t where to_jsonb(t) @> ${
          sql.json(added)
        } returning to_jsonb(t) as row`;
        if (error || !made) say(`insert → ${JSON.stringify(error)}`);
        else if (rule.of && made.row[rule.of] !== caller.human?.id) say("insert → a row about somebody else");
      } else refused("insert", error, ["42501", "23502"]);
      await tooMuch("insert", (values) => rest().insert(values));
    }

    if (!rule.update || caller.name === "anonymous") {
      refused("update", (await onAll(rest().update(anyColumn))).error);
    } else {
      reached("update", await onAll(rest().update(await body("update"))).select(keys.join(", ")));
      await tooMuch("update", (values) => onAll(rest().update(values)));
    }
    const changed = rule.update ? theirs("update") : new Set();
    const after = await now();
    for (const [key, row] of before) {
      const same = plain(row) === plain(after.get(key) ?? {});
      if (same === changed.has(key)) {
        say(`update ${same ? "did not change" : "changed"} ${JSON.stringify(row)}`);
      }
    }

    if (!rule.delete || caller.name === "anonymous") refused("delete", (await onAll(rest().delete())).error);
    else reached("delete", await onAll(rest().delete()).select(keys.join(", ")));
    const [left, deleted] = [await now(), rule.delete ? theirs("delete") : new Set()];
    const gone = [...after].filter(([key]) => !left.has(key));
    for (const [key, row] of gone) if (!deleted.has(key)) say(`delete removed ${JSON.stringify(row)}`);
    if (gone.length > 0) {
      const stored = await sql`select attname from pg_attribute
        where attrelid = ${`public.${name}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`;
      const list = sql(stored.map(({ attname }) => String(attname)));
      await sql`insert into ${table} (${list}) select ${list} from ${rowsOfTargets} on conflict do nothing`;
    }
  }
}

/** Does something for each item, so many at a time. */
async function inParallel<T>(items: T[], most: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(Array.from({ length: most }, async () => {
    for (const item of waiting) await work(item);
  }));
}

Deno.test("through PostgREST, each role reads, adds, changes and deletes what the matrix says, and nothing else", async () => {
  const problems: string[] = [];
  await withDatabase((sql) =>
    inParallel(
      Object.keys(TABLES),
      4,
      (name) => walkTable(sql, name, (problem) => void problems.push(problem)),
    )
  );
  assertEquals(problems, []);
});

Deno.test("no SQL function answers an account without record or somebody without a token, and the jobs answer no person", async () => {
  const functions = await withDatabase((sql) =>
    sql`select p.proname as name, coalesce(p.proargnames[1:p.pronargs], '{}') as names,
        has_function_privilege('authenticated', p.oid, 'execute') as granted
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
  );
  const problems: string[] = [];
  for (const { name: role, supabase } of (await theCast()).callers) {
    if (role === "service") continue;
    const closed = functions.filter(({ granted }) =>
      !granted || role === "anonymous" || role === "recordless"
    );
    for (const { name, names, granted } of closed) {
      const nothing = Object.fromEntries(
        z.array(z.string()).parse(names).map((argument) => [argument, null]),
      );
      const { error } = await supabase.rpc(name, nothing);
      if (error?.code !== (role === "anonymous" || !granted ? "42501" : "PT403")) {
        problems.push(`${role}: ${name}() → ${error?.code ?? "an answer"}`);
      }
    }
  }
  assertEquals(problems, []);
});

// Routes ---------------------------------------------------------------------------------------------------------------

const rules = FUNCTIONS.flatMap((name) =>
  Object.entries({ ...COMMON, ...ROUTES[name] }).map(([key, rule]) => {
    const [method = "", path = ""] = key.split(" ");
    return { name, method, path, rule };
  })
);

Deno.test("every route has a row in the matrix, and every row is a route", async () => {
  const documented = await Promise.all(
    FUNCTIONS.map(async (name) =>
      Object.entries((await documentOf(name)).paths).flatMap(([path, verbs]) =>
        Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`)
      )
    ),
  );
  const ours = new Set(
    rules.map(({ name, method, path }) => `${method} /${name}${path.replace(/\?.*/, "")}`),
  );
  assertEquals(documented.flat().sort(), [...ours].sort(), "left: the documents; right: tests/access.ts");
});

/** own, line (somebody below the caller), other, or the column that names the caller. */
type Relation = string;

/** Somebody without account, as the caller's relation wants them. */
async function somebody(sql: Sql, relation: Relation, caller: Caller): Promise<string> {
  if (relation === "own" && caller.human) return caller.human.id;
  const [made] = await sql`insert into public.users (full_name) values (${`Vic ${someText()}`}) returning id`;
  const { lead, contractor } = await theCast();
  const manager = caller.human?.id === contractor.id ? contractor : lead;
  if (relation === "line") {
    await sql`insert into public.employment_info (user_id, manager_id) values (${made?.id}, ${manager.id})`;
  }
  return String(made?.id);
}

/** The relations in which a caller's requests to a route differ. */
function relationsOf({ words, human, name }: Caller, { who, sees = "" }: Route): Relation[] {
  if (!human || !isAboutSomebody(`${who} ${sees}`)) return ["other"];
  const named = words.includes("contractor") ? [] : namedIn(`${who} ${sees}`);
  return ["own", "other", ...named, ...(["boss", "lead", "contractor"].includes(name) ? ["line"] : [])];
}

/** One request of the walk. */
interface Visit {
  what: string;
  caller: Caller;
  expected: ReturnType<typeof answerTo>;
  /** Makes what it asks for. */
  prepare: (sql: Sql) => Promise<Request>;
}
interface Request {
  send: () => Promise<Answer>;
  /** The same with an id that nothing has, where the route has one. */
  sendElsewhere: (() => Promise<Answer>) | null;
}

const visitsOf = ({ name, method, path, rule }: (typeof rules)[number], callers: Caller[]): Visit[] =>
  callers.flatMap((caller) =>
    relationsOf(caller, rule).map((relation) => {
      const named = /_id$/.test(relation) ? [relation] : [];
      const above = relation === "line" && !caller.words.includes("contractor");
      // The direct manager decides; for whoever has nobody above, HR.
      const decides = above && caller.name === "lead" ||
        relation === "other" && caller.words.includes("hr_admin");
      const standing = [
        ...(relation === "own" ? ["self"] : above ? ["line"] : named),
        ...(decides ? ["decides"] : []),
      ];
      return {
        what: `${caller.name}: ${method} /${name}${path} (${relation})`,
        caller,
        expected: answerTo(rule, [...caller.words, ...standing]),
        prepare: async (sql) => {
          const hasId = path.includes("{id}");
          const person = hasId || path.includes("@about")
            ? await somebody(sql, relation, caller)
            : caller.human?.id ?? null;
          const scene = { person, party: await somebody(sql, "other", caller), caller };
          const more = Object.fromEntries(named.map((column) => [column, caller.human?.id]));
          const row = rule.on && (hasId || person)
            ? await makeRow(sql, rule.on, scene, { ...rule.row, ...more })
            : null;
          const params = Row.parse(
            await resolve(sql, rule.params ?? {}, { ...scene, person: person ?? scene.party }),
          );
          const body = rule.body && await resolve(sql, rule.body, scene);
          const options = { headers: caller.headers, ...(body === undefined ? {} : { body }) };
          const about = path.replace("@about", String(person));
          const [, queried] = about.match(/=@(\w+)/) ?? [];
          const value = queried && String(await valueOf(sql, queried, scene));
          const to = (id: string) =>
            Object.entries({ id, ...params }).reduce(
              (route, [name, value]) => route.replace(`{${name}}`, String(value)),
              `${name}${about.replace(/@\w+/, value ?? "")}`,
            );
          return {
            send: () => call(method, to(String(row?.id)), options),
            // An id that the rule gives names what is there.
            sendElsewhere: hasId && !rule.params?.id
              ? () => call(method, to(crypto.randomUUID()), options)
              : null,
          };
        },
      };
    })
  );

/** The answer; one that its document does not know is a problem too, and not the end of the walk. */
async function answerOr(
  problems: string[],
  what: string,
  send: Request["send"],
): Promise<Pick<Answer, "status" | "body">> {
  try {
    return await send();
  } catch (error) {
    problems.push(`${what} → ${error instanceof Error ? error.message : error}`);
    return { status: 0, body: {} };
  }
}

/** A fingerprint of each row of each table of public. */
async function fingerprints(sql: Sql): Promise<Map<string, Set<string>>> {
  const tables = await sql`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  const found = await Promise.all(tables.map(async ({ name }) => {
    const rows = await sql`select t::text as row from ${sql(`public.${name}`)} t`;
    return [String(name), new Set(rows.map(({ row }) => String(row)))] as const;
  }));
  return new Map(found);
}

Deno.test("each role is refused the routes that the matrix refuses it, with its status, and nothing changes", async () => {
  const problems: string[] = [];
  await withDatabase(async (sql) => {
    const { callers } = await theCast();
    const nobody = { words: ["anyone"], human: null, person: null, supabase: newClient() };
    const strangers = [
      { ...nobody, name: "nobody", headers: {} },
      { ...nobody, name: "a wrong secret key", headers: { apikey: `${SECRET_KEY}x` } },
    ];
    const refused = rules.flatMap((rule) => visitsOf(rule, [...callers, ...strangers])).filter((
      { expected },
    ) => expected !== true);
    const ready: (Visit & Request)[] = [];
    await inParallel(refused, 4, async (visit) => void ready.push({ ...visit, ...await visit.prepare(sql) }));
    const before = await fingerprints(sql);
    await inParallel(ready, 6, async ({ what, expected, caller, send, sendElsewhere }) => {
      const { status, body } = await answerOr(problems, what, send);
      const withoutRecord = body?.code === "no_employee_record";
      if (status !== expected || status === 403 && withoutRecord !== (caller.name === "recordless")) {
        problems.push(`${what} → ${status} ${body?.code}, not ${expected}`);
      } else if (status === 404 && sendElsewhere) {
        const { body: missing } = await answerOr(problems, what, sendElsewhere);
        if (missing.code !== body.code || missing.message !== body.message) {
          problems.push(`${what} → "${body.message}" tells that it is there`);
        }
      }
    });
    for (const [name, rows] of await fingerprints(sql)) {
      const known = before.get(name);
      for (const row of rows) if (!known?.has(row)) problems.push(`a refused call wrote ${name}: ${row}`);
      for (const row of known ?? []) {
        if (!rows.has(row)) problems.push(`a refused call removed ${name}: ${row}`);
      }
    }
  });
  assertEquals(problems, []);
});

Deno.test("each role gets an answer from the routes that the matrix gives it, and 404 for an id of nothing", async () => {
  const problems: string[] = [];
  await withDatabase(async (sql) => {
    const { callers } = await theCast();
    for (const route of rules) {
      // Routes that need no token are asked without one.
      const asked = callers.filter(({ name }) => route.rule.who !== "anyone" || name === "anonymous");
      const allowed = visitsOf(route, asked).filter(({ expected }) => expected === true);
      await inParallel(allowed, route.rule.alone ? 1 : 4, async ({ what, prepare }) => {
        const { send, sendElsewhere } = await prepare(sql);
        const { status, body } = await answerOr(problems, what, send);
        if (status < 200 || status > 299) problems.push(`${what} → ${status} ${JSON.stringify(body)}`);
        if (!sendElsewhere) return;
        const missing = await answerOr(problems, `${what}, an id of nothing`, sendElsewhere);
        if (missing.status !== 404) problems.push(`${what}, an id of nothing → ${missing.status}`);
      });
    }
  });
  assertEquals(problems, []);
});
