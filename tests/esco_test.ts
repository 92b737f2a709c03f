import { assert, assertEquals, assertMatch } from "@std/assert";
import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { register, registerAs, withDatabase } from "./support.ts";

// The command itself, against the running stack, with small archives in ESCO's own columns. Each test makes a
// classification of its own: other concepts, other names.
const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const HEADERS = {
  skillGroups_en:
    "conceptType,conceptUri,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,inScheme,description,code",
  skills_en:
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description",
  occupations_en:
    "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,regulatedProfessionNote,scopeNote,definition,inScheme,description,code",
  broaderRelationsSkillPillar: "conceptType,conceptUri,broaderType,broaderUri",
  skillSkillRelations: "originalSkillUri,originalSkillType,relationType,relatedSkillType,relatedSkillUri",
  occupationSkillRelations: "occupationUri,relationType,skillType,skillUri",
};
type File = keyof typeof HEADERS;
type Rows = Record<string, string>[];

interface Pathway {
  id: string;
  name: string;
  level: number | null;
  description: string | null;
  titles: string[];
  /** Of each skill: level, weight, mandatory. */
  required: Record<string, unknown>;
}

/** A classification whose names are like no other's. */
function classification() {
  const mark = crypto.randomUUID().slice(0, 8);
  const uris = new Map<string, string>();
  const files: Record<File, Rows> = {
    skillGroups_en: [],
    skills_en: [],
    occupations_en: [],
    broaderRelationsSkillPillar: [],
    skillSkillRelations: [],
    occupationSkillRelations: [],
  };
  // In the order of their making, so that "the lowest URI" is the one that was named first.
  const uri = (name: string) => {
    const id = `${(uris.size + 1).toString(16).padStart(4, "0")}${mark.slice(0, 4)}-${
      crypto.randomUUID().slice(9)
    }`;
    const known = uris.get(name) ?? `http://data.europa.eu/esco/test/${id}`;
    uris.set(name, known);
    return known;
  };
  const label = (name: string) => `${name} ${mark}`;
  const concept = (name: string, more: Record<string, string>) => ({
    conceptUri: uri(name),
    preferredLabel: label(name),
    description: `About ${name}.`,
    status: "released",
    ...more,
  });
  return {
    files,
    uri,
    label,
    group(name: string, above?: string, more = {}) {
      files.skillGroups_en.push(concept(name, { conceptType: "SkillGroup", ...more }));
      if (above) this.broader(name, above);
    },
    skill(name: string, above: string[], more = {}) {
      files.skills_en.push(concept(name, { conceptType: "KnowledgeSkillCompetence", ...more }));
      above.forEach((other) => this.broader(name, other));
    },
    occupation(name: string, essential: string[], optional: string[], more = {}) {
      files.occupations_en.push(
        concept(name, { conceptType: "Occupation", iscoGroup: "8343", code: "8343.1", ...more }),
      );
      const row = (relationType: string) => (skill: string) =>
        files.occupationSkillRelations.push({ occupationUri: uri(name), relationType, skillUri: uri(skill) });
      essential.forEach(row("essential"));
      optional.forEach(row("optional"));
    },
    broader(name: string, above: string) {
      files.broaderRelationsSkillPillar.push({ conceptUri: uri(name), broaderUri: uri(above) });
    },
    related(from: string, relationType: string, to: string) {
      files.skillSkillRelations.push({ originalSkillUri: uri(from), relationType, relatedSkillUri: uri(to) });
    },
    /** What the database has of it, by the names given here; what HR or the import renamed by its name there. */
    async stored() {
      const all = [...uris.values()];
      const named = new Map([...uris].map(([name, uri]) => [uri, name]));
      return await withDatabase(async (sql) => {
        const skills = await sql`
          select s.external_uri as uri, s.name, s.status, s.description, sp.name as specialization, fa.name as area,
            array(select alias from public.skill_aliases a where a.skill_id = s.id order by alias) as aliases
          from public.skills s left join public.specializations sp on sp.id = s.specialization_id
          left join public.function_areas fa on fa.id = sp.function_area_id
          where s.external_uri = any (${all}) order by s.external_uri`;
        const relations = await sql`
          select f.external_uri as "from", r.kind, t.external_uri as "to"
          from public.skill_relations r join public.skills f on f.id = r.from_id join public.skills t on t.id = r.to_id
          where f.external_uri = any (${all}) order by 1, 2, 3`;
        const pathways = await sql`
          select p.id, p.external_uri as uri, p.name, p.level, p.description,
            array(select title from public.pathway_titles t where t.pathway_id = p.id order by title) as titles,
            (select json_object_agg(coalesce(s.external_uri, s.name), array[r.level, r.weight, r.mandatory::integer])
             from public.pathway_requirements r join public.skills s on s.id = r.skill_id where r.pathway_id = p.id) as required
          from public.career_pathways p where p.external_uri = any (${all}) order by p.external_uri`;
        const short = (text: string) => named.get(text) ?? text.replaceAll(` ${mark}`, "");
        const name = (row: Record<string, string | null>, key: string) => row[key] && short(row[key]);
        return {
          skills: Object.fromEntries(skills.map((row) => [short(row.uri), {
            name: short(row.name),
            place: `${name(row, "area")} > ${name(row, "specialization")}`,
            status: row.status,
            description: row.description,
            aliases: row.aliases.map(short),
          }])),
          relations: relations.map((row) => `${short(row.from)} ${row.kind} ${short(row.to)}`),
          pathways: Object.fromEntries(pathways.map((row): [string, Pathway] => [short(row.uri), {
            id: row.id,
            name: short(row.name),
            level: row.level,
            description: row.description,
            titles: row.titles.map(short),
            required: Object.fromEntries(
              Object.entries(row.required ?? {}).map(([skill, needs]) => [short(skill), needs]),
            ),
          }])),
        };
      });
    },
  };
}
type Classification = ReturnType<typeof classification>;

const quoted = (cell: string) => /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const csv = (header: string, rows: Rows) =>
  [header, ...rows.map((row) => header.split(",").map((column) => quoted(row[column] ?? "")).join())].join(
    "\r\n",
  );

async function zip(path: string, files: Record<string, string>, level = 6) {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(files)) {
    await writer.add(`${name}.csv`, new TextReader(text), { level });
  }
  await Deno.writeFile(path, await writer.close());
  return path;
}

/** Writes the archives as the Commission publishes them, and calls `use` with their paths. */
async function withArchives<T>(
  { files }: Classification,
  use: (paths: string[], folder: string) => Promise<T>,
) {
  const folder = await Deno.makeTempDir();
  const texts = (names: File[]) =>
    Object.fromEntries(names.map((name) => [name, csv(HEADERS[name], files[name])]));
  try {
    const classified = texts(["occupations_en", "skillGroups_en", "skills_en"]);
    // As some programs write: with a byte order mark.
    const marked = Object.fromEntries(
      Object.entries(classified).map(([name, text]) => [name, `\uFEFF${text}`]),
    );
    const related = texts(["broaderRelationsSkillPillar", "skillSkillRelations", "occupationSkillRelations"]);
    return await use([
      await zip(join(folder, "ESCO dataset - v9.8.7 - classification.zip"), marked),
      await zip(join(folder, "relations.zip"), related),
    ], folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const command = (args: string[]) =>
  new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "cli/import_esco.ts", ...args],
    cwd: PROJECT,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  });

async function run(args: string[]) {
  const { code, stdout, stderr } = await command(args).output();
  return { code, out: new TextDecoder().decode(stdout), error: new TextDecoder().decode(stderr) };
}

/** Imports it, and answers what the command printed. */
async function load(esco: Classification, ...more: string[]): Promise<string> {
  const { code, out, error } = await withArchives(esco, (paths) => run([...paths, ...more]));
  assertEquals([code, error], [0, ""], out);
  return out;
}

/** Every row of every table that an import may write, and of what follows it. */
const fingerprint = () =>
  withDatabase(async (sql) => {
    const tables = await sql`
      select schemaname || '.' || tablename as name from pg_tables
      where schemaname = 'public' or schemaname = 'private' and tablename = 'imported_concepts' order by 1`;
    const rows: Record<string, string> = {};
    for (const { name } of tables) {
      const [found] = await sql.unsafe(
        `select count(*) || ':' || coalesce(md5(string_agg(t::text, ',' order by t::text)), '') as sum from ${name} t`,
      );
      rows[name] = found?.sum;
    }
    return rows;
  });

/** Two areas with groups; skills that are needed, useful, odd; two occupations. */
function harbour() {
  const esco = classification();
  esco.group("pillar");
  esco.group("moving", "pillar");
  esco.group("lifting", "moving");
  esco.group("lifting by crane", "lifting");
  esco.group("talking", "pillar");
  esco.group("empty shelf", "talking");
  esco.skill("drive crane", ["lifting by crane"], {
    altLabels: `operate crane\ndrive  crane, "big" ${"x".repeat(200)}`,
  });
  esco.skill("hook load", ["lifting by crane"]);
  esco.skill("speak", ["talking"], { description: 'Say it,\nloudly: "so".' });
  esco.occupation("crane driver", ["drive crane", "hook load"], ["speak"], {
    altLabels: `${esco.label("crane operator")}\n${esco.label("boss")}`,
  });
  esco.occupation("foreman/forewoman", ["speak"], [], {
    altLabels: esco.label("boss"),
    iscoGroup: "1321",
    code: "1321.2",
  });
  return esco;
}

Deno.test("ESCO as it is: skills stand in their groups, occupations are pathways, and what is odd is told", async () => {
  const esco = harbour();
  esco.group("lifting again", "lifting", { preferredLabel: esco.label("lifting") });
  esco.skill("sling", ["lifting again"]);
  esco.skill("in two groups", ["talking", "lifting by crane"]);
  esco.skill("under another", ["in two groups"]);
  esco.skill("adrift", []);
  esco.skill("twin", ["talking"]);
  esco.skill("other twin", ["talking"], { preferredLabel: esco.label("twin") });
  esco.skill('comma, and "quotes"\nover two lines', ["talking"]);
  esco.related("drive crane", "essential", "hook load");
  esco.related("drive crane", "optional", "speak");
  esco.related("speak", "optional", "speak");
  esco.occupation("namesake", ["speak"], []);
  esco.occupation("other namesake", ["no such skill"], ["speak"], { preferredLabel: esco.label("namesake") });
  esco.occupation("long", [], ["speak"], { preferredLabel: `${esco.label("long")} ${"y".repeat(300)}` });
  // Twice the same is once.
  esco.files.skills_en.push(...esco.files.skills_en.slice(0, 2));
  esco.files.occupations_en.push(...esco.files.occupations_en.slice(0, 1));
  esco.files.occupationSkillRelations.push({
    occupationUri: esco.uri("no such occupation"),
    relationType: "essential",
    skillUri: esco.uri("speak"),
  });
  const out = await load(esco);

  const { skills, relations, pathways } = await esco.stored();
  assertEquals(Object.fromEntries(Object.entries(skills).map(([name, { place }]) => [name, place])), {
    "drive crane": "moving > lifting: lifting by crane",
    "hook load": "moving > lifting: lifting by crane",
    "speak": "talking > talking",
    "sling": "moving > lifting",
    "in two groups": "moving > lifting: lifting by crane",
    "under another": "moving > lifting: lifting by crane",
    "adrift": "null > null",
    "twin": "talking > talking",
    "other twin": "talking > talking",
    'comma, and "quotes"\nover two lines': "talking > talking",
  });
  assertEquals(skills["drive crane"]?.aliases, ["operate crane"]);
  assertEquals(skills["speak"]?.description, 'Say it,\nloudly: "so".');
  assertEquals(skills["twin"]?.name, "twin");
  assertMatch(skills["other twin"]?.name ?? "", /^twin \([0-9a-f]{8}\)$/);
  assertEquals(skills['comma, and "quotes"\nover two lines']?.name, 'comma, and "quotes" over two lines');
  assertEquals(relations, [
    "drive crane essential hook load",
    "drive crane optional speak",
    "under another broader in two groups",
  ]);

  const { "crane driver": driver, "foreman/forewoman": foreman, "other namesake": other, long } = pathways;
  assertEquals([driver?.name, driver?.level, driver?.description], [
    "crane driver",
    null,
    "About crane driver.",
  ]);
  assertEquals(driver?.required, { "drive crane": [3, 2, 1], "hook load": [3, 2, 1], "speak": [2, 1, 0] });
  assertEquals(
    driver?.titles,
    ["crane driver", "crane operator"],
    "a label of two occupations is nobody's title",
  );
  assertEquals(foreman?.titles, ["foreman/forewoman"]);
  assertEquals([pathways["namesake"]?.name, pathways["namesake"]?.titles], ["namesake", []]);
  assertMatch(other?.name ?? "", /^namesake \([0-9a-f]{8}\)$/);
  assertEquals(other?.required, { speak: [2, 1, 0] });
  assertEquals([(long?.name.length ?? 0) > 150, long?.name.endsWith("y…"), long?.titles], [true, true, []]);

  for (
    const [line, times] of [
      ["skills: 10 created, 0 updated, 0 unchanged, 1 renamed, 1 aliases added", 1],
      ["pathways: 5 created, 0 updated, 0 unchanged", 1],
      ["skills in several groups (the one with the lowest URI was taken): 1", 1],
      ["skills in no group (the nearest ancestor's was taken): 1", 1],
      ["skills with no group above them either (in no specialization): 1", 1],
      ["relations from a skill to itself (left out): 1", 1],
      ["relations of what the files don't have (left out): 2", 1],
      ["This service uses the ESCO classification of the European Commission.", 1],
      ["ESCO 9.8.7 is in:", 1],
    ] as const
  ) assertEquals(out.split(line).length - 1, times, `${line}\n${out}`);

  const pat = await register();
  const { body: shown } = await pat.call("GET", `career-development/pathways/${driver?.id}`);
  assertEquals([shown.external_uri, shown.requirements.length], [esco.uri("crane driver"), 3]);
  const { data: sources } = await pat.supabase.from("taxonomy_sources").select("*").eq("name", "ESCO");
  assertEquals([sources?.length, sources?.[0].edition, sources?.[0].url], [
    1,
    "9.8.7",
    "https://esco.ec.europa.eu",
  ]);
  assertMatch(
    sources?.[0].attribution,
    /^This service uses the ESCO classification of the European Commission\./,
  );
  assert(sources?.[0].imported_at);
  assertEquals((await pat.supabase.from("skill_relations").select("kind").limit(1)).data?.length, 1);
});

Deno.test("the same archives again write nothing at all", async () => {
  const esco = harbour();
  await load(esco);
  const before = await fingerprint();
  const out = await load(esco);
  assertEquals(await fingerprint(), before);
  assert(out.includes("ESCO 9.8.7 is in, as it was before:"), out);
  assert(out.includes("skills: 0 created, 0 updated, 3 unchanged"), out);

  // What an operator deleted is made again.
  const whole = await esco.stored();
  await withDatabase((sql) =>
    sql`delete from public.career_pathways where external_uri = ${esco.uri("crane driver")}`
  );
  await load(esco);
  const { id: _, ...made } = (await esco.stored()).pathways["crane driver"] ?? {};
  const { id: __, ...was } = whole.pathways["crane driver"] ?? {};
  assertEquals(made, was);
});

Deno.test("what HR changed stays, in the same edition and the next; what HR left alone follows ESCO", async () => {
  const esco = harbour();
  const at = (name: string) => esco.uri(name);
  const needs = (relationType: string, ...skills: string[]) =>
    skills.forEach((skill) =>
      esco.files.occupationSkillRelations.push({
        occupationUri: at("crane driver"),
        relationType,
        skillUri: at(skill),
      })
    );
  esco.skill("signal", ["talking"]);
  esco.related("drive crane", "essential", "hook load");
  esco.related("signal", "essential", "speak");
  needs("optional", "signal");
  await load(esco);
  await withDatabase(async (sql) => {
    const of = (table: string, name: string) =>
      sql`(select id from ${sql(table)} where external_uri = ${at(name)})`;
    const skill = (name: string) => of("skills", name);
    const driver = of("career_pathways", "crane driver");
    await sql`update function_areas set name = ${esco.label("transport")} where id = ${
      of("function_areas", "moving")
    }`;
    await sql`update skills set name = ${esco.label("crane work")} where id = ${skill("drive crane")}`;
    await sql`update skills set status = 'retired' where id = ${skill("hook load")}`;
    await sql`delete from skill_aliases where alias = 'operate crane' and skill_id = ${skill("drive crane")}`;
    await sql`update career_pathways set name = ${esco.label("crane hero")}, level = 2 where id = ${driver}`;
    await sql`update pathway_requirements set level = 5
      where pathway_id = ${driver} and skill_id = ${skill("drive crane")}`;
    await sql`delete from pathway_requirements where pathway_id = ${driver} and skill_id = ${
      skill("signal")
    }`;
  });
  const before = await fingerprint();
  await load(esco);
  assertEquals(await fingerprint(), before);

  // The next edition: new names and descriptions, a skill that moves, relations that change.
  const change = (file: File, name: string, more: Record<string, string>) => {
    for (const row of esco.files[file]) if (row.conceptUri === at(name)) Object.assign(row, more);
  };
  const anew = (text: string) => ({ preferredLabel: esco.label(text), description: `${text}, anew.` });
  change("skillGroups_en", "moving", { preferredLabel: esco.label("conveying") });
  change("skillGroups_en", "lifting", { preferredLabel: esco.label("hoisting") });
  change("skills_en", "drive crane", { ...anew("steer crane"), altLabels: "operate crane\nrun crane" });
  change("skills_en", "hook load", anew("hang load"));
  change("skills_en", "speak", anew("talk"));
  change("occupations_en", "crane driver", {
    ...anew("crane pilot"),
    altLabels: esco.label("crane captain"),
  });
  change("broaderRelationsSkillPillar", "speak", { broaderUri: at("lifting by crane") });
  esco.files.skillSkillRelations = [];
  esco.files.occupationSkillRelations = [];
  esco.files.occupations_en.pop();
  esco.related("drive crane", "optional", "speak");
  esco.skill("new", ["talking"]);
  esco.occupation("rigger", ["hook load", "speak"], []);
  needs("essential", "signal", "speak");
  needs("optional", "drive crane", "hook load", "new");
  const out = await load(esco);

  const { skills, relations, pathways } = await esco.stored();
  assertEquals(skills["drive crane"], {
    name: "crane work",
    place: "transport > hoisting: lifting by crane",
    status: "active",
    description: "steer crane, anew.",
    aliases: ["run crane"],
  });
  assertEquals([skills["hook load"]?.name, skills["hook load"]?.status], ["hook load", "retired"]);
  const { name, place } = skills["speak"] ?? {};
  assertEquals([name, place], ["talk", "transport > hoisting: lifting by crane"]);
  // A retired skill is left as it is, with what it had, and gets nothing new.
  assertEquals(relations, ["drive crane essential hook load", "drive crane optional speak"]);
  const { "crane driver": driver, "foreman/forewoman": foreman, rigger } = pathways;
  assertEquals([driver?.name, driver?.level, driver?.description], ["crane hero", 2, "crane pilot, anew."]);
  assertEquals(driver?.titles, ["crane captain", "crane pilot"]);
  assertEquals(driver?.required, {
    "drive crane": [5, 2, 1],
    "hook load": [3, 2, 1],
    "speak": [3, 2, 1],
    "new": [2, 1, 0],
  });
  assertEquals(rigger?.required, { speak: [3, 2, 1] });
  assertEquals(foreman?.required, { speak: [3, 2, 1] }, "an occupation that is gone is left alone");
  assert(out.includes("pathways: 1 created, 1 updated, 0 unchanged"), out);
});

Deno.test("a later edition asks for what a skill was merged into, and does not undo the merge", async () => {
  const esco = harbour();
  await load(esco);
  const hr = await registerAs("hr_admin");
  const [from, into] = await withDatabase(async (sql) => {
    const id = async (name: string) =>
      String((await sql`select id from skills where external_uri = ${esco.uri(name)}`)[0]?.id);
    return [await id("hook load"), await id("speak")];
  });
  const merged = await hr.call("POST", `skills-management/skills/${from}/merge`, { body: { into } });
  assertEquals(merged.status, 200);
  const { pathways: { "crane driver": before } } = await esco.stored();
  const fingerprintBefore = await fingerprint();
  await load(esco);
  assertEquals(await fingerprint(), fingerprintBefore);

  esco.occupation("rigger", ["hook load"], []);
  esco.related("drive crane", "essential", "hook load");
  await load(esco);
  const { relations, pathways: { rigger, "crane driver": after } } = await esco.stored();
  assertEquals(rigger?.required, { speak: [3, 2, 1] });
  assertEquals(relations, ["drive crane essential speak"]);
  assertEquals(after?.required, before?.required);
});

Deno.test("what HR had under the same name is taken over with all that HR wrote, and what was proposed is approved", async () => {
  const esco = harbour();
  const made = () => crypto.randomUUID();
  const id = {
    area: made(),
    ours: made(),
    one: made(),
    two: made(),
    alone: made(),
    driver: made(),
    foreman: made(),
  };
  await withDatabase(async (sql) => {
    const insert = (table: string, name: string, row: Record<string, string | number> = {}) =>
      sql`insert into ${sql(table)} ${sql({ ...row, name: esco.label(name) })}`;
    const under = { function_area_id: id.area };
    await insert("function_areas", "Moving", { id: id.area, status: "proposed" });
    await insert("specializations", "HR: Cranes", { ...under, id: id.ours });
    await insert("specializations", "HR: One", { ...under, id: id.one });
    await insert("specializations", "HR: Two", { ...under, id: id.two });
    await insert("skills", "Drive Crane", { description: "Ours.", specialization_id: id.ours });
    await insert("skills", "hook load", { status: "proposed" });
    // Two of one name: nobody knows which is meant, so there will be a third.
    await insert("skills", "speak", { specialization_id: id.one });
    await insert("skills", "speak", { specialization_id: id.two });
    await insert("skills", "ours alone", { id: id.alone });
    await insert("career_pathways", "Crane Driver", { id: id.driver, level: 4 });
    await insert("career_pathways", "Foreman/Forewoman", { id: id.foreman });
    await insert("career_pathways", "Crane Operator");
    await sql`insert into pathway_requirements (pathway_id, skill_id, level) values (${id.driver}, ${id.alone}, 5)`;
  });
  const out = await load(esco);
  const { skills, pathways } = await esco.stored();
  assertEquals(skills["drive crane"], {
    name: "Drive Crane",
    place: "Moving > HR: Cranes",
    status: "active",
    description: "Ours.",
    aliases: ["operate crane"],
  });
  assertEquals([skills["hook load"]?.status, skills["hook load"]?.place], [
    "active",
    "Moving > lifting: lifting by crane",
  ]);
  assertEquals(skills["speak"]?.place, "talking > talking");
  const { "crane driver": driver, "foreman/forewoman": foreman } = pathways;
  assertEquals([driver?.id, driver?.name, driver?.level], [id.driver, "Crane Driver", 4]);
  assertEquals(driver?.description, "About crane driver.");
  assertEquals(driver?.titles, ["crane driver"], "the name of another pathway means that one");
  assertEquals(driver?.required, { "ours alone": [5, 1, 0] }, "requirements of HR's own stay the only ones");
  assertEquals([foreman?.id, foreman?.required], [id.foreman, { speak: [3, 2, 1] }]);
  assert(out.includes("2 adopted"), out);

  const before = await fingerprint();
  await load(esco);
  assertEquals(await fingerprint(), before);
  // A next edition does not add to them either.
  for (const row of [...esco.files.occupations_en, ...esco.files.occupationSkillRelations]) {
    Object.assign(row, { description: "Anew.", relationType: "optional" });
  }
  await load(esco);
  const next = (await esco.stored()).pathways;
  assertEquals(next["crane driver"]?.required, { "ours alone": [5, 1, 0] });
  assertEquals([next["crane driver"]?.description, next["foreman/forewoman"]?.required], ["Anew.", {
    speak: [2, 1, 0],
  }]);
});

Deno.test("--occupations takes those whose name, code or ISCO group match, adds to what is there, and skills all come", async () => {
  const esco = harbour();
  const known = async () => Object.keys((await esco.stored()).pathways);
  await load(esco, "--occupations", "8343*");
  assertEquals(await known(), ["crane driver"]);
  assertEquals(Object.keys((await esco.stored()).skills).length, 3);
  await load(esco, "--occupations", "*/FORE*");
  assertEquals(await known(), ["crane driver", "foreman/forewoman"]);
  const none = await withArchives(esco, (paths) => run([...paths, "--occupations", "astronaut"]));
  assertEquals([none.code, none.error], [1, "No occupation matches astronaut. Nothing was imported.\n"]);
});

Deno.test("an import that was killed is completed by running it again", async () => {
  const esco = harbour();
  for (let n = 0; n < 3000; n++) esco.skill(`skill ${n}`, ["lifting by crane"]);
  await withArchives(esco, async (paths) => {
    const child = command(paths).spawn();
    const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
    for (let text = ""; !text.includes("500 of 3,003 skills");) text += (await reader.read()).value ?? "";
    child.kill("SIGKILL");
    await reader.cancel();
    await child.stderr.cancel();
    await child.status;
    // The server ends the batch that it had begun.
    await withDatabase(async (sql) => {
      const busy = () =>
        sql`select from pg_stat_activity where query ~ 'private.import_concepts' and pid <> pg_backend_pid()`;
      while ((await busy()).length > 0) await new Promise((done) => setTimeout(done, 20));
    });
  });
  const found = Object.keys((await esco.stored()).skills).length;
  assert(found >= 500 && found < 3003, `${found}`);
  const out = await load(esco);
  assertMatch(
    out,
    new RegExp(
      ` skills: ${(3003 - found).toLocaleString("en")} created, 0 updated, ${
        found.toLocaleString("en")
      } unchanged`,
    ),
  );
  assertEquals(Object.keys((await esco.stored()).skills).length, 3003);
  assertEquals(Object.keys((await esco.stored()).pathways).length, 2);
  const before = await fingerprint();
  await load(esco);
  assertEquals(await fingerprint(), before);
});

Deno.test("what is not ESCO is refused in a sentence, before anything is written", async () => {
  const esco = harbour();
  await withArchives(esco, async ([classified = "", related = ""], folder) => {
    const whole = await Deno.readFile(classified);
    const write = async (name: string, bytes: Uint8Array) => {
      await Deno.writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const stored = await zip(
      join(folder, "stored.zip"),
      Object.fromEntries(
        Object.entries(HEADERS).map((
          [name, header],
        ) => [name, `${header}\r\nx${",".repeat(header.split(",").length - 1)}\r\n`]),
      ),
      0,
    );
    // One letter is another: only the checksum tells.
    const flipped = (await Deno.readFile(stored)).map((byte, index, all) =>
      byte === 120 && all[index - 1] === 10 && all[index + 1] === 44 ? 121 : byte
    );
    const broken = whole.map((byte, index) => index > 200 && index < 260 ? byte ^ 255 : byte);
    const texts = Object.fromEntries(
      Object.entries(HEADERS).map(([name, header]) => [name, header.replace("preferredLabel", "label")]),
    );
    const cases: [string[], RegExp][] = [
      [[], /^Usage: deno task import-esco CLASSIFICATION\.zip RELATIONS\.zip/],
      [["--levels"], /--levels.*\nUsage/],
      [[join(folder, "none.zip"), related], /none\.zip can't be read/],
      [
        [await write("text.zip", new TextEncoder().encode("conceptUri,label")), related],
        /text\.zip is no zip file/,
      ],
      [
        [await write("half.zip", whole.slice(0, whole.length / 2)), related],
        /half\.zip is no zip file, or a part of one\./,
      ],
      [
        [classified],
        /There is no broaderRelationsSkillPillar\.csv in .*: give ESCO's classification and relations/,
      ],
      [
        [await zip(join(folder, "other.zip"), texts)],
        /skillGroups_en\.csv of other\.zip has no column preferredLabel: it is not ESCO's\./,
      ],
      [[await write("flipped.zip", flipped)], /of flipped\.zip can't be read \(.*\): is it whole\?/],
      [[await write("broken.zip", broken), related], /of broken\.zip can't be read \(.*\): is it whole\?/],
    ];
    for (const [args, wanted] of cases) {
      const { code, error } = await run(args);
      assertEquals([code, error.includes("    at ")], [1, false], error);
      assertMatch(error, wanted);
    }
  });
  assertEquals(await esco.stored(), { skills: {}, relations: [], pathways: {} });
});

Deno.test("a database that can't be reached is told in a sentence", async () => {
  const { code, stderr } = await withArchives(harbour(), (paths) =>
    new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "cli/import_esco.ts", ...paths],
      cwd: PROJECT,
      env: { NO_COLOR: "1", DB_URL: "postgresql://postgres:x@127.0.0.1:9/postgres" },
    }).output());
  const error = new TextDecoder().decode(stderr);
  assertEquals(code, 1);
  assertMatch(
    error,
    /^\nThe import stopped: .*ECONNREFUSED.*\. What is in stays; run it again to go on\.\n$/,
  );
});
