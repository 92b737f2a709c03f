import { asService, type Env } from "@shared/auth.ts";
import { call, callPage } from "@shared/call.ts";
import { ApiError, unwrap } from "@shared/errors.ts";
import { limited } from "@shared/limits.ts";
import { logFailure } from "@shared/log.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { ById, text, validate } from "@shared/validate.ts";
import { accepts } from "hono/accepts";
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import { advise } from "./advisor.ts";
import { ask, Checks, type Emit, hasModel, History, type Reason, REASONS, reserve } from "./model.ts";
import { understand } from "./question.ts";
import { supportFor } from "./resources.ts";
import { settings } from "./settings.ts";
import { Fact } from "./tools.ts";
import { type Concern, concern } from "./wellbeing.ts";

const Message = z.object({
  id: z.uuid(),
  role: z.enum(["user", "assistant"]),
  /** resources: somebody was not well, and got who helps; no model saw it. */
  message_type: z.enum(["chat", "resources"]),
  content: z.string(),
  /** Who spoke: a language model, or the fixed rules of this product. */
  source: z.enum(["built-in", "model"]).nullable(),
  /** incomplete: it was cut, and content is what arrived. */
  status: z.enum(["answering", "complete", "incomplete"]),
  reply_to: z.uuid().nullable(),
  facts: z.array(Fact),
  feedback: z.object({ rating: z.enum(["up", "down"]), comment: z.string().nullable() }).nullable(),
  created_at: z.string(),
}).meta({ id: "ChatMessage" });

const Answered = z.object({
  message: Message,
  /** Why the built-in advisor spoke, or the answer is incomplete, where a model is switched on. */
  fallback: z.enum(REASONS).nullable(),
  checks: Checks.nullable(),
}).meta({ id: "ChatAnswer" });
type Answered = z.infer<typeof Answered>;

const NewMessage = z.strictObject({ id: z.uuid().optional(), message: text(4000) });

const Begun = z.object({
  question_id: z.uuid(),
  answer_id: z.uuid(),
  /** Whether a model is switched on for the caller's unit. */
  model: z.boolean(),
  granted: z.boolean(),
  history: History,
});
const Repeated = z.object({ repeated: Message });

interface Outcome {
  content: string;
  source: "built-in" | "model";
  status: "complete" | "incomplete";
  facts: Fact[];
  tokens: number;
}

type Asked = z.infer<typeof NewMessage>;

/** Keeps the question and sets tokens aside; refusals come from here, before anything is sent. */
async function begin(c: Context<Env>, session: string, { id, message }: Asked) {
  const worry = concern(message);
  const begun = z.union([Repeated, Begun]).parse(
    await call(c, "begin_chat_message", {
      session,
      message: { id, content: message, message_type: worry ? "resources" : "chat" },
      reserved: worry ? 0 : reserve(message),
      daily_limit: settings.dailyTokens,
      history_tokens: settings.historyTokens,
    }),
  );
  return { begun, worry };
}

/** Answers what was begun, piece by piece, and keeps the answer, whatever becomes of who asked. */
async function answer(
  c: Context<Env>,
  { begun, worry }: Awaited<ReturnType<typeof begin>>,
  question: string,
  emit: Emit,
  left: AbortSignal,
): Promise<Answered> {
  if ("repeated" in begun) return { message: begun.repeated, fallback: null, checks: null };
  const finish = async (
    { content, source, status, facts, tokens }: Outcome,
    outcome: "model" | "failed" | Reason | null = null,
  ) =>
    Message.parse(unwrap(
      await asService(c).rpc("finish_chat_message", {
        answer: begun.answer_id,
        outcome: { content, source, status, facts, tokens, outcome },
      }),
    ));
  let spent = 0;
  try {
    if (worry) return { message: await finish(await support(c, worry, emit)), fallback: null, checks: null };
    if (!begun.granted) {
      const fallback = begun.model && hasModel() ? "budget" : null;
      return { message: await finish(await builtIn(c, question, emit), fallback), fallback, checks: null };
    }
    const extend = async (needed: number) => {
      const more = { answer: begun.answer_id, needed, daily_limit: settings.dailyTokens };
      return unwrap(await asService(c).rpc("extend_ai_reservation", more)) === true;
    };
    const { cut, checks, ...reply } = await ask(c, question, begun.history, emit, extend, left);
    spent = reply.tokens;
    const message = await finish(
      reply.content || cut === "left"
        ? { ...reply, source: "model", status: cut ? "incomplete" : "complete" }
        : { ...await builtIn(c, question, emit), tokens: spent },
      cut ?? "model",
    );
    return { message, fallback: cut, checks: message.source === "model" ? checks : null };
  } catch (error) {
    // Or the conversation would wait for this answer.
    const nothing: Outcome = {
      content: "",
      source: "built-in",
      status: "incomplete",
      facts: [],
      tokens: spent,
    };
    await finish(nothing, "failed").catch(() => {});
    throw error;
  }
}

async function builtIn(c: Context<Env>, question: string, emit: Emit): Promise<Outcome> {
  const { content, facts } = await advise(c, understand(question));
  await emit("token", { text: content });
  for (const fact of facts) await emit("citation", { ...fact });
  return { content, facts, source: "built-in", status: "complete", tokens: 0 };
}

async function support(c: Context<Env>, worry: Concern, emit: Emit): Promise<Outcome> {
  const content = await supportFor(c, worry);
  await emit("token", { text: content });
  return { content, facts: [], source: "built-in", status: "complete", tokens: 0 };
}

/** The answer as server-sent events; a heartbeat keeps what stands between from closing a quiet connection. */
function stream(c: Context<Env>, begun: Awaited<ReturnType<typeof begin>>, question: string) {
  const left = new AbortController();
  return streamSSE(c, async (sse) => {
    sse.onAbort(() => left.abort());
    const emit: Emit = async (event, data) => {
      if (!sse.aborted) await sse.writeSSE({ event, data: JSON.stringify(data) });
    };
    const heartbeat = setInterval(
      () => void sse.writeSSE({ event: "heartbeat", data: "{}" }).catch(() => {}),
      settings.heartbeatMs,
    );
    try {
      const answered = await answer(c, begun, question, emit, left.signal);
      if (answered.message.status === "incomplete") {
        await sse.writeSSE({
          event: "error",
          data: JSON.stringify({ code: "incomplete", message: "The answer was cut: what arrived is kept." }),
        });
      }
      await sse.writeSSE({ event: "done", data: JSON.stringify(answered) });
    } catch (error) {
      logFailure(c, "ai-recommendation", error);
      const { code, message } = error instanceof ApiError
        ? error
        : new ApiError(500, "internal", "Something went wrong here.");
      await sse.writeSSE({
        event: "error",
        data: JSON.stringify({ code, message, request_id: c.var.requestId }),
      });
    } finally {
      clearInterval(heartbeat);
    }
  });
}

/** What is said in a conversation: /sessions/:id/messages. */
export const chat = new Hono<Env>()
  .get(
    "/:id/messages",
    documentation("What was said, newest first", { 200: listOf(Message) }),
    validate("param", ById),
    validate("query", Page),
    async (c) =>
      await callPage(c, "get_chat_messages", c.req.valid("query"), { session: c.req.valid("param").id }),
  )
  .post(
    "/:id/messages",
    documentation(
      "Say something; `accept: text/event-stream` streams the answer: token, tool, citation, done, error",
      {
        200: Answered,
      },
      { also: ["text/event-stream"], limited: true },
    ),
    limited("assistant"),
    validate("param", ById),
    validate("json", NewMessage),
    async (c) => {
      const asked = c.req.valid("json");
      const begun = await begin(c, c.req.valid("param").id, asked);
      const type = accepts(c, {
        header: "Accept",
        supports: ["application/json", "text/event-stream"],
        default: "application/json",
      });
      return type === "text/event-stream"
        ? stream(c, begun, asked.message)
        : c.json(await answer(c, begun, asked.message, async () => {}, c.req.raw.signal));
    },
  );

const Feedback = z.strictObject({ rating: z.enum(["up", "down"]), comment: text(2000).optional() });

export const messages = new Hono<Env>()
  .post(
    "/:id/feedback",
    documentation("What you think of an answer; again replaces it, and nobody else reads it", {
      200: Message,
    }),
    validate("param", ById),
    validate("json", Feedback),
    async (c) =>
      c.json(
        await call(c, "set_message_feedback", {
          message: c.req.valid("param").id,
          fields: c.req.valid("json"),
        }),
      ),
  );
