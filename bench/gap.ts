import { z } from "zod";
import type { Bed } from "./bed.ts";
import { race } from "./load.ts";

const Same = z.object({
  pathway: z.object({ name: z.string() }),
  person: z.object({ name: z.string(), unit: z.object({ name: z.string() }) }),
  // Two ways to compute the same number differ in the last bits.
  coverage: z.number().transform((coverage) => coverage.toFixed(9)),
  readiness: z.string(),
  unrated: z.array(z.object({ name: z.string() })).length(1),
  gaps: z.array(z.object({
    skill: z.object({ id: z.string(), name: z.string() }),
    required: z.number(),
    current: z.number().nullable(),
    share: z.number().transform((share) => share.toFixed(9)),
  })).length(10).transform((gaps) => gaps.sort((a, b) => (a.skill.id < b.skill.id ? -1 : 1))),
});

/** `GET /career-development/pathways/:id/gap`: ten requirements beside what the caller can do. */
export async function gap(bed: Bed): Promise<void> {
  const { apiUrl } = bed.stack;
  const { headers, pathway } = await bed.employee();
  const same = (answer: unknown) => Same.parse(answer);
  await race(bed, [
    {
      name: "the function",
      url: `${apiUrl}/functions/v1/career-development/pathways/${pathway}/gap`,
      headers,
      same,
    },
    {
      name: "PostgREST, rpc/get_gap",
      url: `${apiUrl}/rest/v1/rpc/get_gap`,
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: { pathway },
      same,
      yardstick: "PostgREST",
    },
    {
      name: "Express and supabase-js",
      url: `${await bed.express()}/pathways/${pathway}/gap`,
      headers,
      same,
      yardstick: "Express",
    },
    { name: "the function's /health", url: `${apiUrl}/functions/v1/career-development/health` },
  ]);
}
