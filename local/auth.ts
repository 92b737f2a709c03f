import { App, type EmailMessage } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import { decodeJwt, SignJWT } from "jose";
import { closing, connect, type Database, databaseUrl } from "./postgres.ts";

/** A mail that Auth would have sent. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  code: string | null;
  link: string | null;
  sent_at: string;
}

/** The Auth API, and in place of a mail server the mails themselves, newest first. */
export interface Auth {
  fetch(request: Request): Promise<Response>;
  rest(request: Request): Promise<Response>;
  mails: Mail[];
  close(): Promise<void>;
}

const KEY_ID = "local";
const QUIET = { onnotice: () => {} };

/** The key by which functions check tokens, as SUPABASE_JWKS has it. */
export function jwks(jwtSecret: string): string {
  const k = new TextEncoder().encode(jwtSecret).toBase64({ alphabet: "base64url", omitPadding: true });
  return JSON.stringify({ keys: [{ kty: "oct", alg: "HS256", kid: KEY_ID, k }] });
}

/** Who issues tokens, as Supabase names it. */
export const issuerOf = (apiUrl: string) => `${apiUrl}/auth/v1`;

/** The legacy API key of a role: a JWT that PostgREST understands. */
export function roleToken(role: "anon" | "service_role", jwtSecret: string): Promise<string> {
  return sign({ role, iss: "supabase" }, jwtSecret, "10y");
}

/** Makes the schema auth, which migrations refer to, and mends where it differs from Supabase's. */
export async function prepareAuth(url: string, jwtSecret: string): Promise<void> {
  const connection = createPostgresConnection({ url, postgresOptions: QUIET });
  const app = new App({ connection, auth: { jwt_secret: jwtSecret } });
  await app.init();
  await app.ensureSystemSchema();
  await connection.close();
  await mendAuth(url);
}

/** Repeats what differs from Supabase's schema auth; cheap enough for every start. */
async function mendAuth(url: string): Promise<void> {
  await using sql = closing(connect(url));
  await sql.client.unsafe(await Deno.readTextFile(new URL("auth.sql", import.meta.url)));
}

/** Opens the Auth API (and, for platforms with no PostgREST, lite's own Data API) over a prepared database. */
export async function openAuth(
  database: Database,
  options: {
    apiUrl: string;
    issuer: string;
    confirmEmail: boolean;
    rest: boolean;
    print: (line: string) => void;
  },
): Promise<Auth> {
  const { keys } = database;
  const { issuer } = options;
  const mails: Mail[] = [];
  const email = {
    send({ to, subject, text = "" }: EmailMessage) {
      const code = text.match(/\b\d{6}\b/)?.[0] ?? null;
      const link = text.match(/https?:\/\/\S+/)?.[0] ?? null;
      mails.unshift({ to, subject, text, code, link, sent_at: new Date().toISOString() });
      mails.splice(1000);
      options.print(`Mail to ${to}: ${subject}\n  code ${code ?? "none"}\n  link ${link ?? "none"}`);
      return Promise.resolve();
    },
  };
  const config = {
    auth: {
      jwt_secret: keys.jwtSecret,
      publishable_key: keys.publishable,
      secret_key: keys.secret,
      minimum_password_length: 8,
      site_url: options.apiUrl,
      additional_redirect_urls: ["http://localhost:*/**", "http://127.0.0.1:*/**"],
      email: { enable_confirmations: options.confirmEmail, double_confirm_changes: true },
    },
    api: { max_rows: 1000 },
    options: { drivers: { email }, server: { disableStudio: true } },
  };
  const open = (role: string) =>
    createPostgresConnection({ url: databaseUrl(database, role), postgresOptions: QUIET });
  // On Supabase, too, Auth comes with a role of its own.
  const connection = open("supabase_auth_admin");
  const app = new App({ connection, ...config });
  await app.init();
  // lite reads the schema by what its role may see, then changes to the caller's.
  const restConnection = options.rest ? open("supabase_admin") : null;
  // Else lite would grant everybody everything on the tables that it serves.
  if (restConnection) Object.assign(restConnection, { rlsState: "active" });
  const restApp = restConnection && await new App({ connection: restConnection, ...config }).init();
  return {
    mails,
    rest: (request) => restApp ? restApp.fetch(request) : Promise.reject(new Error("PostgREST serves it")),
    fetch: async (request) => await resigned(await app.fetch(request), issuer, keys.jwtSecret),
    close: async () => {
      await connection.close();
      await restConnection?.close();
    },
  };
}

// lite signs tokens with no key id, which @supabase/server refuses, and no issuer; it takes one back with any of both.
async function resigned(response: Response, iss: string, jwtSecret: string): Promise<Response> {
  const location = response.headers.get("location");
  if (location?.includes("access_token=")) {
    const headers = new Headers(response.headers);
    const token = new URLSearchParams(location.split("#")[1]).get("access_token") ?? "";
    headers.set("location", location.replace(token, await sign({ ...decodeJwt(token), iss }, jwtSecret)));
    return new Response(response.body, { status: response.status, headers });
  }
  if (!response.body || !response.headers.get("content-type")?.includes("application/json")) return response;
  const body = await response.json().catch(() => null);
  if (typeof body?.access_token === "string") {
    body.access_token = await sign({ ...decodeJwt(body.access_token), iss }, jwtSecret);
  }
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(JSON.stringify(body), { status: response.status, headers });
}

function sign(claims: Record<string, unknown>, jwtSecret: string, lifetime?: string): Promise<string> {
  const token = new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT", kid: KEY_ID });
  if (lifetime) token.setIssuedAt().setExpirationTime(lifetime);
  return token.sign(new TextEncoder().encode(jwtSecret));
}
