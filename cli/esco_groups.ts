/** A concept of ESCO: a skill group, by its own name or by the names of those above it too. */
export interface Group {
  uri: string;
  name: string;
  description: string | null;
}

/** Where a skill stands: what ESCO's four levels become in our three. */
export interface Place {
  area: Group;
  specialization: Group;
  /** In how many groups the skill stands by itself: 0 where the nearest ancestor's was taken. */
  groups: number;
}

/**
 * Finds where skills stand. ESCO's hierarchy is pillar > group > group > group > skill. The group under the
 * pillar is the function area; the skill's own group is the specialization, called "Group: Name" after what
 * is between. A group that is called like the one above is that one (ESCO has many: "law" > "law").
 */
export function placer(
  groups: Map<string, Group>,
  broader: Map<string, string[]>,
): (skill: string) => Place | null {
  const above = (uri: string) => broader.get(uri) ?? [];

  // The lowest URI of the nearest groups, through broader skills where the skill itself has none.
  function nearest(skill: string): { group: Group; count: number } | null {
    const seen = new Set([skill]);
    for (let reached = [skill]; reached.length > 0;) {
      const next = [...new Set(reached.flatMap(above))].filter((uri) => !seen.has(uri));
      next.forEach((uri) => seen.add(uri));
      const found = next.flatMap((uri) => groups.get(uri) ?? []).sort((a, b) => a.uri < b.uri ? -1 : 1);
      if (found[0]) return { group: found[0], count: reached[0] === skill ? found.length : 0 };
      reached = next;
    }
    return null;
  }

  function path(group: Group): Group[] {
    const found = [group];
    for (let top: Group | undefined = group; top;) {
      const [uri] = above(top.uri).filter((uri) => groups.has(uri)).sort();
      top = uri === undefined ? undefined : groups.get(uri);
      if (!top || found.includes(top)) break;
      found.unshift(top);
    }
    return found;
  }

  const known = new Map<string, Omit<Place, "groups">>();
  function place(group: Group): Omit<Place, "groups"> {
    const way = path(group);
    const [area = group, ...below] = way.length > 1 ? way.slice(1) : way;
    const distinct = below.filter(({ name }, index) =>
      name.toLowerCase() !== (below[index - 1] ?? area).name.toLowerCase()
    );
    const own = distinct.at(-1) ?? area;
    const name = distinct.length > 0 ? distinct.map(({ name }) => name).join(": ") : area.name;
    return { area, specialization: { ...own, name } };
  }

  return (skill) => {
    const found = nearest(skill);
    if (!found) return null;
    const there = known.get(found.group.uri) ?? place(found.group);
    known.set(found.group.uri, there);
    return { ...there, groups: found.count };
  };
}
