import fc from "fast-check";
import { createHash } from "node:crypto";
import postgres from "postgres";
import { z } from "zod";
import type { Stack } from "../local/stack.ts";
import { documentsAt, type Operation } from "../tests/documents.ts";
import { arbitraryOf, Schema, spoilt } from "./arbitrary.ts";

const LONGEST_MS = 10_000;
const AT_ONCE = 5;
const PASSWORD = "a-long-password";
/** Who calls, those with rights more often: what is refused to everybody teaches little. */
const CALLERS = [
  "hr_admin",
  "hr_admin",
  "hr_admin",
  "learning_admin",
  "auditor",
  "manager",
  "manager",
  "employee",
  "employee",
  "contractor",
  "recordless",
  "anonymous",
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
/**
 * What may be read after it was deleted: an employee asks for erasure, and stays one until HR decides; who declares nothing reads
 * an empty form.
 */
const STAYS = ["/user-management/me", "/analytics/me/diversity"];
/** Slow on purpose, or for a minute: one in so many. */
const RARE: Record<string, number> = {
  "POST /analytics/rollups": 20,
  "POST /user-management/auth/login": 3,
  "POST /user-management/auth/register": 3,
  "POST /user-management/auth/password-reset": 3,
};

const Session = z.object({ access_token: z.string() });
const Refused = z.object({
  code: z.string(),
  details: z.array(z.object({ path: z.string(), code: z.string() })).default([]),
});
const Paged = z.looseObject({ next_cursor: z.string().nullable() });
const Identified = z.looseObject({ id: z.uuid(), etag: z.string().optional() });

interface Route {
  name: string;
  method: string;
  path: string;
  operation: Operation;
}

interface Call {
  route: Route;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Whether to try it without a token, too. */
  tried: boolean;
  /** What the document has against it; null where nothing. */
  wrong: string | null;
}

interface Answer {
  status: number;
  headers: Headers;
  body: unknown;
  ms: number;
}

export interface Options {
  stack: Pick<Stack, "apiUrl" | "dbUrl" | "keys" | "functions">;
  signal: AbortSignal;
  /** For so long; each operation is tried in any case. */
  minutes: number;
  seed: number;
  say(line: string): void;
}

/**
 * Sends random requests to every operation, made from the OpenAPI documents alone: valid ones and others, as everybody who may
 * call and who may not. No answer is a 500, takes long or differs from its document; what the document allows is not refused
 * for its form, and what it forbids is.
 */
export async function contract({ stack, signal, minutes, seed, say }: Options) {
  const { documentOf, wrong, check } = documentsAt(stack.apiUrl);
  const sql = postgres(stack.dbUrl, { max: 2, onnotice: () => {} });
  let drawn = 0;
  const draw = <T>(arbitrary: fc.Arbitrary<T>): T => {
    const [value] = fc.sample(arbitrary, { seed: (seed * 1_000_003 + drawn++) | 0, numRuns: 1 });
    return value as T; // one run gives one value
  };
  const chance = (share: number) => draw(fc.double({ min: 0, max: 1, noNaN: true })) < share;
  const oneOf = <T>(...values: T[]): T => draw(fc.constantFrom(...values));

  const found = new Map<string, { times: number; example: string }>();
  const note = (what: string, example: string) => {
    const known = found.get(what) ?? { times: 0, example };
    if (known.times === 0) say(`${what}\n    ${example}`);
    found.set(what, { ...known, times: known.times + 1 });
  };
  const counts = { requests: 0, valid: 0, invalid: 0 };
  const statuses = new Map<number, number>();
  const custom = new Map<string, number>();

  // Ids by what they name, from every answer: so that requests are about things that are there.
  const ids = new Map<string, string[]>();
  const etags = new Map<string, string>();
  const cursors = new Map<string, string[]>();
  function keep(value: unknown, kind: string): void {
    if (Array.isArray(value)) return value.forEach((item) => keep(item, kind));
    if (typeof value !== "object" || value === null) return;
    const { data } = Identified.safeParse(value);
    if (data) {
      ids.set(kind, [...(ids.get(kind) ?? []).filter((id) => id !== data.id), data.id].slice(-80));
      if (data.etag) etags.set(data.id, data.etag);
    }
    for (const [name, inner] of Object.entries(value)) keep(inner, name === "items" ? kind : kindOf(name));
  }
  const idFor = (field: string, at: number): string => {
    const share = (at * 1000) % 1;
    const fresh = uuidFrom(at);
    if (share < (field === "id" ? 0.7 : 0.1)) return fresh;
    const kind = ids.get(kindOf(field)) ?? [...ids.values()].flat();
    return kind[Math.floor(((at * 1_000_000) % 1) * kind.length)] ?? fresh;
  };

  const routes: Route[] = [];
  for (const name of stack.functions) {
    for (const [path, verbs] of Object.entries((await documentOf(name)).paths)) {
      for (const [method, operation] of Object.entries(verbs)) {
        routes.push({ name, method: method.toUpperCase(), path, operation });
      }
    }
  }
  const titleOf = ({ method, path }: Route) => `${method} ${path}`;
  const arbitraries = new Map<string, fc.Arbitrary<unknown>>();
  async function valueFor({ name, ...route }: Route, field: string, schema: object): Promise<unknown> {
    const key = `${name} ${field} ${JSON.stringify(schema)}`;
    const schemas = z.record(z.string(), Schema).parse((await documentOf(name)).components.schemas);
    const arbitrary = arbitraries.get(key) ?? arbitraryOf(Schema.parse(schema), field, { schemas, idFor });
    arbitraries.set(key, arbitrary);
    for (let attempt = 0; attempt < 50; attempt++) {
      const value = draw(arbitrary);
      if (!await wrong(name, schema, value)) return value;
    }
    note(`no valid ${field} was found: ${titleOf({ name, ...route })}`, JSON.stringify(schema).slice(0, 300));
    return undefined;
  }

  async function prepare(route: Route, valid: boolean): Promise<Call> {
    const { name, path, operation: { parameters, requestBody } } = route;
    const problems: string[] = [];
    const judge = async (where: string, schema: object, value: unknown) => {
      const why = await wrong(name, schema, value);
      if (why) problems.push(`${where}: ${why}`);
    };
    let url = `${stack.apiUrl}/functions/v1${path}`;
    const query = new URLSearchParams();
    const headers: Record<string, string> = {};
    const places = [
      ...parameters.map(({ in: place }) => place).filter((place) => place !== "header"),
      ...(requestBody ? ["body", "body", "body"] : []),
    ];
    const spoil = valid ? "nothing" : oneOf("query", ...places);
    for (const { in: place, name: field, required, schema } of parameters) {
      if (place === "path") {
        const before = path.split(`/{${field}}`)[0]?.split("/").at(-1) ?? "";
        let value = await valueFor(route, field === "id" ? before : field, schema);
        if (spoil === "path" && chance(0.7)) {
          value = oneOf<unknown>(
            "nonsense",
            "0",
            "null",
            "%",
            "..%2f",
            "😀",
            "11111111-1111-1111-1111-111111111111",
          );
        }
        await judge(field, schema, String(value));
        url = url.replace(`{${field}}`, encodeURIComponent(String(value)));
      } else if (
        place === "query" && (required || chance(spoil === "query" ? 0.6 : field === "cursor" ? 0.1 : 0.3))
      ) {
        let value = field === "cursor"
          ? oneOf(...cursors.get(path) ?? [], "nonsense")
          : await valueFor(route, field, schema);
        if (field === "cursor" && !valid) {
          value = oneOf(...cursors.values().toArray().flat(), "nonsense", "WyJ", "=");
        }
        if (spoil === "query" && chance(0.6)) {
          value = oneOf<unknown>(
            "",
            "nonsense",
            "0",
            "-1",
            "1e9",
            "0x10",
            " 5",
            "999999999999",
            ["1", "2"],
            value,
          );
        }
        const texts = [value].flat().map(String);
        texts.forEach((text) => query.append(field, text));
        const [type] = [Schema.parse(schema).type].flat();
        const read = texts.map((text) =>
          numeric(schema) && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text
        );
        if (texts.length > 0) {
          await judge(field, schema, read.length > 1 || type === "array" ? read : read[0]);
        }
      } else if (place === "header" && chance(0.3)) {
        const known = oneOf("", ...etags.values());
        headers[field] = oneOf(
          "*",
          `"${known}"`,
          `W/"${known}"`,
          known,
          "0",
          "-1",
          "99999999999",
          "nonsense",
          '"',
        );
      }
    }
    if (spoil === "query" && chance(0.4)) {
      query.append(oneOf("colour", "select", "limit[]", "__proto__"), "1");
      if (parameters.some(({ in: place }) => place === "query")) problems.push("query: unknown");
    }
    let body: string | undefined;
    const json = requestBody?.content["application/json"]?.schema;
    if (requestBody && json && (requestBody.required || !valid || chance(0.8))) {
      let value = await valueFor(route, "body", json);
      if (spoil === "body") { for (let i = oneOf(1, 1, 2); i > 0; i--) value = draw(spoilt(value)); }
      body = JSON.stringify(value);
      headers["content-type"] = oneOf(
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON",
      );
      // As it arrives: undefined and NaN are gone.
      if (body !== undefined) await judge("body", json, JSON.parse(body));
      else if (requestBody.required) problems.push("body: none");
      const spoiling = spoil === "body" ? oneOf("type", "json", ...Array(8).fill("value")) : "";
      if (spoiling === "type") {
        const other = oneOf(
          "text/plain",
          "multipart/form-data; boundary=x",
          "application/xml",
          "nonsense",
          "",
        );
        delete headers["content-type"];
        if (other) headers["content-type"] = other;
        problems.push("body: another type");
      } else if (spoiling === "json") {
        body = oneOf(
          "{",
          "",
          "[1,]",
          "NaN",
          '{"a":1,}',
          "\u0000",
          "[".repeat(10_000),
          body?.slice(0, -1) ?? "",
        );
        problems.push("body: no JSON");
      }
    }
    const csv = requestBody?.content["text/csv"];
    if (csv && chance(0.3)) {
      body = draw(
        fc.array(fc.array(fc.string({ unit: "grapheme", maxLength: 9 }), { maxLength: 5 }), { maxLength: 5 }),
      )
        .map((cells) => cells.join(",")).join("\r\n");
      headers["content-type"] = "text/csv";
      // Its columns stand in no schema.
      problems.length = 0;
      problems.push("");
    }
    if (chance(0.15)) {
      headers.accept = oneOf(
        "*/*",
        "application/json",
        "text/csv",
        "text/html",
        "text/event-stream",
        ";;q=x",
        "",
      );
    }
    if (chance(0.05)) headers["x-request-id"] = oneOf("mine", "x".repeat(70), "a b", '"');
    const search = query.size > 0 ? `?${query}` : "";
    return {
      route,
      url: url + search,
      headers,
      body,
      tried: chance(0.1),
      wrong: problems.length > 0 ? problems.join("; ") : null,
    };
  }

  async function send(
    method: string,
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    const start = performance.now();
    const response = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(6 * LONGEST_MS)]),
    });
    const text = await response.text();
    counts.requests += 1;
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return {
      status: response.status,
      headers: response.headers,
      body: text === "" ? null : isJson ? JSON.parse(text) : text,
      ms: performance.now() - start,
    };
  }

  let tokens: Record<string, string> = {};
  const authorization = (who: string): Record<string, string> =>
    who === "service"
      ? { apikey: stack.keys.secret }
      : tokens[who]
      ? { authorization: `Bearer ${tokens[who]}` }
      : {};

  async function judge(
    { route, url, headers, body, tried, wrong: forbidden }: Call,
    who: string,
  ): Promise<void> {
    const title = titleOf(route);
    const shown = `${route.method} ${url.slice(stack.apiUrl.length, 1500)} as ${who} ${
      JSON.stringify(headers)
    } ${body?.slice(0, 3000) ?? ""}`;
    const answer = await send(route.method, url, { ...headers, ...authorization(who) }, body);
    const { status } = answer;
    const said = JSON.stringify(answer.body)?.slice(0, 700);
    counts[forbidden === null ? "valid" : "invalid"] += 1;
    if (status >= 500) note(`${status}: ${title}`, `${shown}\n    ${said}`);
    if (answer.ms > LONGEST_MS && title !== "POST /analytics/rollups") {
      note(`${LONGEST_MS / 1000} s and more: ${title}`, `${shown} took ${Math.round(answer.ms)} ms`);
    }
    const path = new URL(url).pathname.slice("/functions/v1".length);
    await check(route.name, route.method, path, answer).catch((error) =>
      note(`not as documented: ${title} ${status}`, `${shown}\n    ${error.message.slice(0, 900)}`)
    );
    if (forbidden && status < 400) {
      note(`forbidden, but answered ${status}: ${title}`, `${shown}\n    ${forbidden}`);
    }
    if (forbidden === null && status === 400) {
      const { code, details } = Refused.parse(answer.body);
      const why = details.map((detail) => `${detail.path.replace(/\d+/g, "#")} ${detail.code}`).join(", ") ||
        code;
      if (code === "invalid" && details.every((detail) => FORM.includes(detail.code))) {
        note(`allowed, but refused: ${title} ${why}`, `${shown}\n    ${said}`);
      } else custom.set(`${title}: ${why}`, (custom.get(`${title}: ${why}`) ?? 0) + 1);
    }
    const closed = route.operation.security?.length !== 0;
    if (closed && who === "anonymous" && ![401, 413, 415].includes(status)) {
      note(`open to anybody: ${title}`, `${shown}\n    ${status}`);
    }
    if (status >= 400) return;
    const { next_cursor } = Paged.safeParse(answer.body).data ?? {};
    if (next_cursor) cursors.set(route.path, [...(cursors.get(route.path) ?? []).slice(-5), next_cursor]);
    const segments = route.path.split("/");
    const last = segments.findLastIndex((segment) => segment.startsWith("{"));
    keep(answer.body, kindOf(segments[last > 0 ? last - 1 : segments.length - 1] ?? ""));
    if (closed && tried) {
      for (const token of [{}, { authorization: "Bearer nonsense" }, { apikey: stack.keys.publishable }]) {
        const { status } = await send(route.method, url, { ...headers, ...token }, body);
        if (status !== 401) note(`no token, but ${status}: ${title}`, shown);
      }
    }
    // What was made is there, what was deleted is gone.
    const reads = (path: string) => routes.find((other) => other.method === "GET" && other.path === path);
    const [plain = ""] = url.split("?");
    const made = Identified.safeParse(answer.body).data;
    const child = routes.find((other) =>
      other.method === "GET" && other.path.replace(/\/\{\w+\}$/, "") === route.path
    );
    if (status === 201 && made && child && child.path !== route.path) {
      const read = await send("GET", `${plain}/${made.id}`, authorization(who));
      if (read.status !== 200) note(`made, but not there: ${title}`, `${shown}\n    ${read.status}`);
    }
    if (route.method === "DELETE" && reads(route.path) && !STAYS.includes(route.path)) {
      const read = await send("GET", plain, authorization(who));
      if (read.status !== 404) note(`deleted, but there: ${title}`, `${shown}\n    ${read.status}`);
    }
  }

  /** New people each round: the last ones may have left, be erased, or have lost their roles. */
  async function people(): Promise<void> {
    const names = [...new Set(CALLERS)].filter((name) => name !== "anonymous");
    const made = await Promise.all(names.map(async (name) => {
      const account = JSON.stringify({
        email: `${name}.${crypto.randomUUID()}@port.example`,
        password: PASSWORD,
      });
      const headers = { "content-type": "application/json" };
      const auth = `${stack.apiUrl}/functions/v1/user-management/auth`;
      await send("POST", `${auth}/register`, headers, account);
      const { access_token } = Session.parse((await send("POST", `${auth}/login`, headers, account)).body);
      const token = { authorization: `Bearer ${access_token}` };
      const me = await send("GET", `${stack.apiUrl}/functions/v1/user-management/me`, token);
      return { name, token: access_token, id: Identified.parse(me.body).id };
    }));
    tokens = Object.fromEntries(made.map(({ name, token }) => [name, token]));
    const idOf = (name: string) => made.find((one) => one.name === name)?.id ?? "";
    ids.set("user", [...(ids.get("user") ?? []).slice(-30), ...made.map(({ id }) => id)]);
    await sql`insert into public.employment_info (user_id, manager_id, employment_type) values
      (${idOf("manager")}, null, 'employee'), (${idOf("employee")}, ${idOf("manager")}, 'employee'),
      (${idOf("contractor")}, ${idOf("manager")}, 'contractor')
      on conflict (user_id) do update set manager_id = excluded.manager_id, employment_type = excluded.employment_type`;
    await sql`delete from public.users where id = ${idOf("recordless")}`;
    const withRole = ["hr_admin", "learning_admin", "auditor"].map(idOf);
    await sql`insert into public.user_roles (user_id, role)
      select * from unnest(${withRole}::uuid[], array['hr_admin', 'learning_admin', 'auditor'])`;
    // What HR switched off in the last round is on again.
    await sql`delete from public.feature_settings`;
    await sql`insert into public.feature_settings (feature, enabled)
      select feature, true from private.features where feature <> 'model'`;
  }

  async function otherMethods(): Promise<void> {
    const byPath = Map.groupBy(routes, ({ path }) => path);
    const fits = (pattern: string, path: string) =>
      new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(path);
    for (const [path, known] of byPath) {
      // A name that stands where another route has an id.
      if ([...byPath.keys()].some((other) => other !== path && fits(other, path))) continue;
      const url = `${stack.apiUrl}/functions/v1${path.replace(/\{\w+\}/g, crypto.randomUUID())}`;
      const others = METHODS.filter((one) => !known.some((route) => route.method === one));
      for (const method of minutes > 1 ? others : [oneOf(...others)]) {
        const answer = await send(method, url, authorization("employee")).catch(() => null);
        const allow = answer?.headers.get("allow")?.split(", ").sort().join();
        if (answer?.status !== 405 || allow !== known.map(({ method }) => method).sort().join()) {
          note(`no 405: ${method} ${path}`, `${answer?.status} allow: ${allow}`);
        }
      }
    }
  }

  async function round(): Promise<void> {
    await people();
    const shuffled = draw(fc.shuffledSubarray(routes, { minLength: routes.length }));
    // What tells of things comes before what needs their ids.
    const isList = ({ method, path }: Route) => method === "GET" && !path.includes("{");
    const chosen = shuffled.filter((route) => chance(1 / (RARE[titleOf(route)] ?? 1)))
      .toSorted((a, b) => Number(isList(b)) - Number(isList(a)));
    const kinds = [{ valid: true, fits: true }, { valid: false, fits: true }];
    if (minutes > 0) kinds.push({ valid: chance(0.5), fits: false });
    const tries = kinds.flatMap(({ valid, fits }) => chosen.map((route) => ({ route, valid, fits })));
    while (tries.length > 0 && !signal.aborted) {
      const calls: [Call, string][] = [];
      for (const { route, valid, fits } of tries.splice(0, AT_ONCE)) {
        const role = route.operation.summary.match(/\((hr_admin|learning_admin|auditor)\)/)?.[1];
        const secret = route.operation.security?.some((way) => "secretKey" in way);
        const who = secret ? oneOf("service", "hr_admin") : fits && role ? role : oneOf(...CALLERS);
        calls.push([await prepare(route, valid), who]);
      }
      await Promise.all(calls.map(([call, who]) => judge(call, who)));
    }
  }

  try {
    await sql`update private.settings set value = '"open"' where key = 'registration'`;
    const end = performance.now() + minutes * 60_000;
    let rounds = 0;
    do {
      await round();
      if (rounds++ === 0) await otherMethods();
      say(`${rounds} rounds, ${counts.requests} requests, ${found.size} findings`);
    } while (performance.now() < end && !signal.aborted);
    const sorted = (map: Map<string | number, number>) => [...map].sort(([, a], [, b]) => b - a);
    return {
      title: "Contract",
      lines: [
        `Seed ${seed}: ${counts.requests} requests to ${routes.length} operations in ${rounds} rounds,`,
        `${counts.valid} of them valid by the documents, ${counts.invalid} not.`,
        `Answers: ${sorted(statuses).map(([status, times]) => `${status}: ${times}`).join(", ")}.`,
        "",
        found.size === 0 ? "Nothing was found." : "Found:",
        ...[...found].map(([what, { times, example }]) => `- ${what} (${times})\n    ${example}`),
      ],
      /** Valid by the document, refused for what no schema can say. */
      unsayable: sorted(custom),
      failed: found.size,
    };
  } finally {
    await sql.end();
  }
}

/** Codes of what a schema could say. */
const FORM = [
  "invalid_type",
  "too_big",
  "too_small",
  "invalid_format",
  "not_multiple_of",
  "unrecognized_keys",
  "invalid_union",
  "invalid_key",
  "invalid_element",
  "invalid_value",
];

const PEOPLE =
  /^(user|person|mentor|mentee|manager|delegate|me|actor|subject|report|member|decider|requester)$/;
function kindOf(name: string): string {
  const one = name.replaceAll("-", "_").replace(/_ids?$/, "").replace(/ies$/, "y").replace(/s$/, "");
  return PEOPLE.test(one) ? "user" : one;
}

const numeric = (schema: object): boolean => {
  const { type, anyOf = [], items } = Schema.parse(schema);
  return ["integer", "number"].includes(String(type)) || anyOf.some(numeric) ||
    items !== undefined && numeric(items);
};

function uuidFrom(at: number): string {
  const hex = createHash("sha256").update(String(at)).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
    .join("-");
}
