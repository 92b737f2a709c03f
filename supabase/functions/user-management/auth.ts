import { type Env, PATIENCE_MS } from "@shared/auth.ts";
import { config } from "@shared/config.ts";
import { ApiError } from "@shared/errors.ts";
import { addressOf, count, limited } from "@shared/limits.ts";
import { documentation } from "@shared/openapi.ts";
import { characters, email, text, validate } from "@shared/validate.ts";
import { type Context, Hono } from "hono";
import { z } from "zod";

// bcrypt reads 72 bytes and ignores the rest.
const Password = characters(72, 8).refine((value) => new TextEncoder().encode(value).length <= 72, {
  message: "A password may have 72 bytes.",
});
const Registration = z.strictObject({ email, password: Password, full_name: text(200).optional() });
const Login = z.strictObject({ email, password: characters(1000, 1) });
const Refresh = z.strictObject({ refresh_token: characters(1000, 1) });
const Reset = z.strictObject({ email });
const NewPassword = z.strictObject({ password: Password });

const Empty = z.strictObject({});
const Session = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.string(),
  expires_in: z.number(),
  expires_at: z.number().optional(),
});
const AuthError = z.object({ error_code: z.string().optional(), code: z.unknown() });

interface AuthAnswer {
  ok: boolean;
  body: unknown;
  /** Auth's own word for what was wrong, such as `weak_password`. */
  code: string;
}

// Auth limits by address, and would take all that comes through here for one: to the secret key it believes another.
function callerOf(c: Context<Env>): Record<string, string> {
  if (c.var.token) return { apikey: config.publishableKey, authorization: `Bearer ${c.var.token}` };
  const address = addressOf(c);
  return {
    apikey: config.supabase.secretKeys.default ?? config.publishableKey,
    ...(address ? { "sb-forwarded-for": address } : {}),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Calls Auth; throws only for what is nobody's secret: too many calls, or Auth being away. */
async function callAuth(c: Context<Env>, method: string, path: string, body: unknown): Promise<AuthAnswer> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(config.authUrl + path, {
      method,
      headers: { ...callerOf(c), "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    text = await response.text();
  } catch {
    throw new ApiError(503, "unavailable", "Sign-in can't be reached: try again.");
  }
  if (response.status >= 500) throw new ApiError(503, "unavailable", "Sign-in can't be reached: try again.");
  const answer = parse(text);
  const error = AuthError.safeParse(answer).data;
  const code = error?.error_code ?? (typeof error?.code === "string" ? error.code : "");
  // Auth limits mails an address, and only where it has an account: to say so would tell that it has one.
  if (response.status === 429 && code !== "over_email_send_rate_limit") {
    throw new ApiError(429, "rate_limited", "Too many attempts: wait a little.");
  }
  return { ok: response.ok, body: answer, code };
}

// Auth hashes a password for some addresses and not for others; few answers are slower than this.
const FLOOR_MS = 400;

/** Waits until an answer took as long as it would have for any address. */
const untilFloor = (started: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, started + FLOOR_MS - performance.now())));

/** Whether Auth disliked the password itself: that says nothing about the address. */
function refuseWeak({ ok, code }: AuthAnswer): void {
  if (!ok && (code === "weak_password" || code === "same_password")) {
    const message = code === "same_password"
      ? "This is your password already."
      : "This password is too easy to guess.";
    throw new ApiError(400, "invalid", message, [{ path: "password", code, message }]);
  }
}

/** What needs no token. No answer tells whether an address has an account. */
export const openAuth = new Hono<Env>()
  .post(
    "/register",
    documentation("Sign up; the answer is the same whether the address is known or not", { 202: Empty }, {
      open: true,
      limited: true,
    }),
    validate("json", Registration),
    async (c) => {
      const { email, password, full_name } = c.req.valid("json");
      const started = performance.now();
      await count(c, "register", email);
      refuseWeak(
        await callAuth(c, "POST", "/signup", { email, password, data: full_name ? { full_name } : {} }),
      );
      await untilFloor(started);
      return c.json({}, 202);
    },
  )
  .post(
    "/login",
    documentation("Sign in: what supabase.auth.setSession takes", { 200: Session }, {
      open: true,
      limited: true,
      refuses: [401],
    }),
    validate("json", Login),
    async (c) => {
      const started = performance.now();
      await count(c, "login", c.req.valid("json").email);
      const { ok, body } = await callAuth(c, "POST", "/token?grant_type=password", c.req.valid("json"));
      if (!ok) {
        await untilFloor(started);
        throw new ApiError(
          401,
          "unauthenticated",
          "E-mail or password is wrong, or the address is not confirmed yet.",
        );
      }
      return c.json(Session.parse(body), 200);
    },
  )
  .post(
    "/refresh",
    documentation("A new session for a refresh token", { 200: Session }, {
      open: true,
      limited: true,
      refuses: [401],
    }),
    limited("refresh"),
    validate("json", Refresh),
    async (c) => {
      const { ok, body } = await callAuth(c, "POST", "/token?grant_type=refresh_token", c.req.valid("json"));
      if (!ok) {
        throw new ApiError(401, "unauthenticated", "The refresh token is not valid any more: sign in.");
      }
      return c.json(Session.parse(body), 200);
    },
  )
  .post(
    "/password-reset",
    documentation("Send a reset link, if the address has an account", { 202: Empty }, {
      open: true,
      limited: true,
    }),
    validate("json", Reset),
    async (c) => {
      const started = performance.now();
      await count(c, "password_reset", c.req.valid("json").email);
      await callAuth(c, "POST", "/recover", c.req.valid("json"));
      await untilFloor(started);
      return c.json({}, 202);
    },
  );

/** What a signed-in account does with its session; it needs no employee record. */
export const session = new Hono<Env>()
  .post(
    "/logout",
    documentation("End every session of this account", { 204: null }, { limited: true }),
    limited("session"),
    async (c) => {
      await callAuth(c, "POST", "/logout", {});
      return c.body(null, 204);
    },
  )
  .patch(
    "/password",
    documentation("Choose another password", { 204: null }, { limited: true }),
    limited("session"),
    validate("json", NewPassword),
    async (c) => {
      const answer = await callAuth(c, "PUT", "/user", c.req.valid("json"));
      refuseWeak(answer);
      if (!answer.ok) throw new ApiError(401, "unauthenticated", "Sign in again to change the password.");
      return c.body(null, 204);
    },
  );
