import { LLMock } from "@copilotkit/aimock";
import { join } from "node:path";
import { z } from "zod";
import { apart } from "../local/apart.ts";
import { functionNames } from "../local/functions.ts";
import { Sentence } from "../local/errors.ts";
import { PROJECT } from "../local/place.ts";
import { closing, connect } from "../local/postgres.ts";
import { PHRASINGS } from "../supabase/functions/ai-recommendation/phrasings.ts";
import { learned, TOPICS, understand } from "../supabase/functions/ai-recommendation/question.ts";
import type { Bed } from "./bed.ts";
import { print, table } from "./table.ts";

const ROUNDS = 30;
const WORDS = Array.from({ length: 400 }, (_, n) => `word${n}`).join(" ");
/** As a provider: some time to the first token, then a hundred pieces a second. */
const PACE = { streamingProfile: { ttft: 100, tps: 100 }, chunkSize: 20 };

/** How much of what people ask is understood, what the function adds to a model's stream, and what a cold start costs. */
export async function assistant(bed: Bed): Promise<void> {
  await recognition();
  await streams(bed);
  await coldStarts();
}

const Unseen = z.object({
  questions: z.object(Object.fromEntries(TOPICS.map((topic) => [topic, z.array(z.string())]))),
  unrelated: z.array(z.string()),
});

/** Each set by what was learned from the others, and the one that nothing was ever learned from. */
async function recognition(): Promise<void> {
  const path = join(PROJECT, "tests", "fixtures", "questions_unseen.json");
  const { questions, unrelated } = Unseen.parse(JSON.parse(await Deno.readTextFile(path)));
  const sets = Object.entries(PHRASINGS);
  const rows = [
    ...sets.flatMap(([name, set]) =>
      recognised(
        `set "${name}", learned from the others`,
        learned(sets.filter(([other]) => other !== name).map(([, other]) => other)),
        set,
      )
    ),
    ...recognised("at first sight, learned from all sets", understand, { ...questions, unrelated }),
  ];
  print("");
  table(["built-in advisor", "right", "of", "%"], rows);
}

function recognised(
  title: string,
  understood: typeof understand,
  { unrelated = [], ...questions }: Record<string, string[]>,
): string[][] {
  const asked = Object.entries(questions).flatMap(([topic, texts]) => texts.map((text) => ({ topic, text })));
  const row = (title: string, right: number, of: number) => [
    title,
    String(right),
    String(of),
    (100 * right / of).toFixed(1),
  ];
  return [
    row(
      `ten questions: ${title}`,
      asked.filter(({ topic, text }) => understood(text)?.topic === topic).length,
      asked.length,
    ),
    row(
      `unrelated, answered honestly: ${title}`,
      unrelated.filter((text) => understood(text) === null).length,
      unrelated.length,
    ),
  ];
}

interface Run {
  first: number;
  rate: number;
}

/** Reads a stream to its end: when the first piece came, and how many characters a second after it. */
async function read(request: Request, isPiece: RegExp, piece: (data: string) => string): Promise<Run> {
  const start = performance.now();
  const response = await fetch(request);
  if (!response.ok || !response.body) throw new Sentence(`${request.url}: ${response.status}`);
  let [text, first, characters, last] = ["", 0, 0, 0];
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const event = text.slice(0, end);
      text = text.slice(end + 2);
      if (!isPiece.test(event)) continue;
      last = performance.now();
      first ||= last;
      characters += piece(event.slice(event.indexOf("data: ") + 6)).length;
    }
  }
  if (characters < WORDS.length - 20) throw new Sentence(`${request.url}: ${characters} characters arrived.`);
  return { first: first - start, rate: characters / ((last - first) / 1000) };
}

async function streams(bed: Bed): Promise<void> {
  const provider = new URL(Deno.env.get("OPENAI_BASE_URL") ?? "");
  const model = new LLMock({ port: Number(provider.port), host: provider.hostname, logLevel: "silent" });
  model.on({}, { content: WORDS }, PACE);
  await model.start();
  try {
    await using session = closing(connect(bed.stack.dbUrl));
    await session.client`insert into public.feature_settings (feature, enabled) values ('model', true)
      on conflict (org_unit_id, feature) do update set enabled = true`;
    const { headers } = await bed.employee();
    const ai = `${bed.stack.apiUrl}/functions/v1/ai-recommendation`;
    const json = { ...headers, "content-type": "application/json" };
    const Made = z.object({ id: z.string() });
    const direct = () =>
      read(
        new Request(`${provider.href}/responses`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: "Bearer of-the-bench" },
          body: JSON.stringify({ model: "any", input: "Tell me", stream: true }),
        }),
        /response\.output_text\.delta/,
        (data) => z.object({ delta: z.string() }).parse(JSON.parse(data)).delta,
      );
    const through = async () => {
      const made = await fetch(`${ai}/sessions`, { method: "POST", headers: json, body: "{}" });
      const { id } = Made.parse(await made.json());
      return await read(
        new Request(`${ai}/sessions/${id}/messages`, {
          method: "POST",
          headers: { ...json, accept: "text/event-stream" },
          body: JSON.stringify({ message: "Tell me" }),
        }),
        /^event: token/,
        (data) => z.object({ text: z.string() }).parse(JSON.parse(data)).text,
      );
    };
    await direct();
    await through();
    const runs: { direct: Run[]; through: Run[] } = { direct: [], through: [] };
    for (let round = 0; round < ROUNDS; round++) {
      runs.direct.push(await direct());
      runs.through.push(await through());
      await session.client`delete from private.ai_usage`;
    }
    const [stub, ours] = [runs.direct, runs.through].map((all) => ({
      first: median(all.map(({ first }) => first)),
      rate: median(all.map(({ rate }) => rate)),
    }));
    if (!stub || !ours) throw new Sentence("Nothing was measured.");
    print("");
    table(["a model's stream", "first token, ms", "characters a second"], [
      ["the provider's stand-in itself", stub.first.toFixed(1), stub.rate.toFixed(0)],
      ["through the function", ours.first.toFixed(1), ours.rate.toFixed(0)],
      [
        "the function adds",
        (ours.first - stub.first).toFixed(1),
        `${(100 * (1 - ours.rate / stub.rate)).toFixed(1)} %`,
      ],
    ]);
  } finally {
    await model.stop();
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function coldStarts(): Promise<void> {
  const rows: string[][] = [];
  const packages = new Map<string, Map<string, number>>();
  for (const name of await functionNames()) {
    const starts: { ms: number; mebibytes: number }[] = [];
    for (let round = 0; round < 5; round++) {
      starts.push(await apart(name, {}, async ({ ms, pid }) => ({ ms, mebibytes: await memoryOf(pid) })));
    }
    const loaded = await apart(name, { inspect: true }, ({ loaded }) => loaded());
    const own = loaded.get("") ?? 0;
    const all = loaded.values().reduce((sum, bytes) => sum + bytes, 0);
    rows.push([
      name,
      median(starts.map(({ ms }) => ms)).toFixed(0),
      kibibytes(own),
      kibibytes(all - own),
      median(starts.map(({ mebibytes }) => mebibytes)).toFixed(0),
    ]);
    loaded.delete("");
    for (const [dependency, bytes] of loaded) {
      const by = packages.get(dependency) ?? new Map<string, number>();
      packages.set(dependency, by.set(name, bytes));
    }
  }
  print("");
  table(["cold start", "ms to the first answer", "KiB, own source", "KiB, packages", "MiB in memory"], rows);
  print("");
  table(
    ["package", "KiB loaded", "by"],
    [...packages].map(([dependency, by]) => ({ dependency, by, most: Math.max(...by.values()) }))
      .sort((a, b) => b.most - a.most)
      .map(({ dependency, by, most }) => [
        dependency,
        kibibytes(most),
        by.size === rows.length ? "all" : [...by.keys()].join(", "),
      ]),
  );
}

const kibibytes = (bytes: number) => (bytes / 1024).toFixed(0);

/** With the runtime and all packages; 0 where the system does not tell. */
async function memoryOf(pid: number): Promise<number> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
}
