import { z } from "zod";
import { closing, connect } from "../local/postgres.ts";
import type { Bed } from "./bed.ts";
import { print, table } from "./table.ts";

const Profile = z.object({
  id: z.string(),
  titles: z.array(z.string()),
  focus_areas: z.array(z.string()),
  projects: z.array(z.object({
    name: z.string(),
    role: z.string().nullable(),
    description: z.string().nullable(),
    outcomes: z.array(z.string()),
  })),
  text: z.string().nullable(),
  skills: z.array(z.string()),
  arguable: z.array(z.string()),
});
const Labelled = z.object({ profiles: z.array(Profile) });

/** Precision and recall of the first 20 suggestions, on profiles that were labelled before the rules were written. */
export async function suggestions(bed: Bed): Promise<void> {
  const file = new URL("labelled_profiles.json", import.meta.url);
  const { profiles } = Labelled.parse(JSON.parse(await Deno.readTextFile(file)));
  await using sql = closing(connect(bed.stack.dbUrl));
  const sums = new Map<
    string,
    { right: number; wrong: number; labelled: number; ms: number; profiles: number }
  >();
  for (const { id, titles, focus_areas, projects, text, skills, arguable } of profiles) {
    const kinds: [string, (string | null)[]][] = [
      ["title", titles],
      ["focus_area", focus_areas],
      ["project", projects.flatMap(({ name, role, description }) => [name, role, description])],
      ["outcome", projects.flatMap(({ outcomes }) => outcomes)],
      ["text", [text]],
    ];
    const parts = kinds.flatMap(([kind, all]) => all.flatMap((words) => (words ? [{ kind, words }] : [])));
    const start = performance.now();
    const found = await sql.client<{ name: string }[]>`
      select s.name from private.find_skills(${
      sql.client.json(parts)
    }) f join public.skills s on s.id = f.skill_id
      group by s.name order by max(f.score) desc, s.name limit 20`;
    const ms = performance.now() - start;
    // The rules were made by looking at the profiles with odd numbers.
    for (const set of ["all", Number(id.slice(1)) % 2 ? "rules looked at them" : "held out"]) {
      const sum = sums.get(set) ?? { right: 0, wrong: 0, labelled: 0, ms: 0, profiles: 0 };
      const judged = found.filter(({ name }) => !arguable.includes(name));
      sum.right += judged.filter(({ name }) => skills.includes(name)).length;
      sum.wrong += judged.filter(({ name }) => !skills.includes(name)).length;
      sum.labelled += skills.length;
      sum.ms += ms;
      sum.profiles += 1;
      sums.set(set, sum);
    }
  }
  print("Suggestions from a person's own words; what a fair reader could argue about counts neither way:\n");
  table(
    ["", "profiles", "suggested", "precision", "recall", "ms each"],
    [...sums].map(([set, { right, wrong, labelled, ms, profiles }]) => [
      set,
      String(profiles),
      String(right + wrong),
      (right / (right + wrong)).toFixed(2),
      (right / labelled).toFixed(2),
      (ms / profiles).toFixed(1),
    ]),
  );
}
