import { z } from "zod";

const whole = (most: number, or: number) => z.coerce.number().int().min(1).max(most).catch(or);

const Settings = z.object({
  /** Without a key there is no model, and nothing of its client is loaded. */
  apiKey: z.string().min(1).nullable().catch(null),
  model: z.string().min(1).catch("gpt-5-mini"),
  baseUrl: z.url().optional().catch(undefined),
  dailyTokens: whole(100_000_000, 100_000),
  answerTokens: whole(100_000, 1_500),
  historyTokens: whole(1_000_000, 4_000),
  timeoutMs: whole(120_000, 30_000),
  heartbeatMs: whole(60_000, 10_000),
});
export type Settings = z.infer<typeof Settings>;

/** What the environment says of the model and its limits; what is missing or makes no sense is the default. */
export const settings: Settings = Settings.parse({
  apiKey: Deno.env.get("OPENAI_API_KEY") || null,
  model: Deno.env.get("OPENAI_MODEL") || undefined,
  baseUrl: Deno.env.get("OPENAI_BASE_URL") || undefined,
  dailyTokens: Deno.env.get("ASSISTANT_DAILY_TOKENS"),
  answerTokens: Deno.env.get("ASSISTANT_ANSWER_TOKENS"),
  historyTokens: Deno.env.get("ASSISTANT_HISTORY_TOKENS"),
  timeoutMs: Deno.env.get("ASSISTANT_TIMEOUT_MS"),
  heartbeatMs: Deno.env.get("ASSISTANT_HEARTBEAT_MS"),
});

/** How many tokens a text has, at most: three bytes each. English has about four, other scripts about three. */
export const tokensOf = (text: string): number => Math.ceil(new TextEncoder().encode(text).length / 3);
