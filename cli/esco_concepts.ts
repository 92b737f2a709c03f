import type { EscoFiles } from "./esco_files.ts";
import { type Group, placer } from "./esco_groups.ts";

/** The longest alias and job title that the database takes. */
const LONGEST_LABEL = 200;

/** ESCO as private.import_concepts() takes it. */
export interface EscoConcepts {
  /** What is not as simple as the rest, and how often; known when everything was read. */
  odd: {
    inTwoGroups: number;
    inNoGroup: number;
    nowhere: number;
    toItself: number;
    unknown: number;
    sharedTitles: number;
    longLabels: number;
  };
  /** To be sent in this order: each refers to those before. */
  steps: Step[];
}

/** The concepts of one kind. */
export interface Step {
  kind: "function_area" | "specialization" | "skill" | "relations" | "pathway";
  title: string;
  count: number;
  batch: number;
  all(): AsyncIterable<unknown> | Iterable<unknown>;
}

// Labels have stray spaces, descriptions control characters.
const line = (text: string) => text.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
const prose = (text: string) => text.split(/\r?\n/).map(line).join("\n").trim() || null;
const lines = (text: string) => [...new Set(text.split(/[\r\n]+/).map(line))].filter((label) => label !== "");
const key = (label: string) => label.normalize("NFKC").toLowerCase();

/** The value of a name, made when it is first asked for. */
function at<V>(map: Map<string, V>, name: string, make: () => V): V {
  const value = map.get(name) ?? make();
  map.set(name, value);
  return value;
}

/**
 * Looks through ESCO's files. Kept of them is which skill stands where and what a title means; rows are read
 * again when they are asked for. `wants` chooses occupations by their names and codes.
 */
export async function readEsco(
  files: EscoFiles,
  wants: (...names: string[]) => boolean,
): Promise<EscoConcepts> {
  const odd = {
    inTwoGroups: 0,
    inNoGroup: 0,
    nowhere: 0,
    toItself: 0,
    unknown: 0,
    sharedTitles: 0,
    longLabels: 0,
  };
  const groups = new Map<string, Group>();
  for await (const { conceptUri: uri, preferredLabel, description } of files.rows("skillGroups")) {
    groups.set(uri, { uri, name: line(preferredLabel), description: prose(description) });
  }
  const broader = new Map<string, string[]>();
  for await (const { conceptUri, broaderUri } of files.rows("broaderRelationsSkillPillar")) {
    at(broader, conceptUri, () => []).push(broaderUri);
  }

  // Groups without any skill would be empty shelves: they stay out.
  const placeOf = placer(groups, broader);
  const areas = new Map<string, Group>();
  const specializations = new Map<string, Group & { parent: string }>();
  const skills = new Map<string, { uri: string; parent: string | null }>();
  for await (const { conceptUri: uri } of files.rows("skills")) {
    const place = placeOf(uri);
    if (!place) odd.nowhere += 1;
    else if (place.groups === 0) odd.inNoGroup += 1;
    else if (place.groups > 1) odd.inTwoGroups += 1;
    if (place) {
      areas.set(place.area.uri, place.area);
      specializations.set(place.specialization.uri, { ...place.specialization, parent: place.area.uri });
    }
    skills.set(uri, { uri, parent: place?.specialization.uri ?? null });
  }

  const wanted = new Set<string>();
  const occupations = new Set<string>();
  // Whom a title means, null for several; a name goes before another's alternative label.
  const names = new Map<string, string | null>();
  const otherNames = new Map<string, string | null>();
  const claim = (claims: Map<string, string | null>, label: string, uri: string) =>
    claims.set(key(label), claims.has(key(label)) && claims.get(key(label)) !== uri ? null : uri);
  for await (
    const { conceptUri: uri, preferredLabel, altLabels, code, iscoGroup } of files.rows("occupations")
  ) {
    occupations.add(uri);
    if (wants(line(preferredLabel), code, iscoGroup)) wanted.add(uri);
    claim(names, line(preferredLabel), uri);
    for (const label of lines(altLabels)) claim(otherNames, label, uri);
  }
  const means = (label: string) => names.has(key(label)) ? names.get(key(label)) : otherNames.get(key(label));

  function short(label: string): boolean {
    if (label.length > LONGEST_LABEL) odd.longLabels += 1;
    return label.length <= LONGEST_LABEL;
  }

  // Essential and optional skills. A URI is kept once, or 124,000 of them would take 20 MB.
  type Links = Record<"essential" | "optional", string[]>;
  function link(links: Map<string, Links>, from: string, kind: string, to: string) {
    const skill = skills.get(to)?.uri;
    if (skill === undefined || kind !== "essential" && kind !== "optional") odd.unknown += 1;
    else if (from === to) odd.toItself += 1;
    else at(links, from, () => ({ essential: [], optional: [] }))[kind].push(skill);
  }

  async function* allSkills() {
    const sent = new Set<string>();
    for await (const { conceptUri: uri, preferredLabel, altLabels, description } of files.rows("skills")) {
      if (sent.has(uri)) continue;
      sent.add(uri);
      const aliases = lines(altLabels).filter(short);
      yield { ...skills.get(uri), name: line(preferredLabel), description: prose(description), aliases };
    }
  }

  async function* allRelations() {
    const links = new Map<string, Links>();
    for await (
      const { originalSkillUri, relationType, relatedSkillUri } of files.rows("skillSkillRelations")
    ) {
      link(links, originalSkillUri, relationType, relatedSkillUri);
    }
    for (const uri of skills.keys()) {
      const above = (broader.get(uri) ?? []).filter((other) => skills.has(other));
      yield { uri, essential: [], optional: [], ...links.get(uri), broader: above };
    }
  }

  async function* allOccupations() {
    const links = new Map<string, Links>();
    for await (const { occupationUri, relationType, skillUri } of files.rows("occupationSkillRelations")) {
      if (wanted.has(occupationUri)) link(links, occupationUri, relationType, skillUri);
      else if (!occupations.has(occupationUri)) odd.unknown += 1;
    }
    for await (
      const { conceptUri: uri, preferredLabel, altLabels, description } of files.rows("occupations")
    ) {
      if (!wanted.delete(uri)) continue;
      const name = line(preferredLabel);
      const labels = [...new Set([name, ...lines(altLabels)])];
      const titles = labels.filter((label) => means(label) === uri);
      odd.sharedTitles += labels.length - titles.length;
      const required = { essential: [], optional: [], ...links.get(uri) };
      yield { uri, name, description: prose(description), titles: titles.filter(short), ...required };
    }
  }

  const steps: Step[] = [
    {
      kind: "function_area",
      title: "function areas",
      count: areas.size,
      batch: 500,
      all: () => areas.values(),
    },
    {
      kind: "specialization",
      title: "specializations",
      count: specializations.size,
      batch: 500,
      all: () => specializations.values(),
    },
    { kind: "skill", title: "skills", count: skills.size, batch: 500, all: allSkills },
    { kind: "relations", title: "skills' relations", count: skills.size, batch: 1000, all: allRelations },
    { kind: "pathway", title: "pathways", count: wanted.size, batch: 100, all: allOccupations },
  ];
  return { odd, steps };
}
