import { validator } from "hono-openapi";
import { z } from "zod";
import type { $ZodIssue, $ZodRawIssue } from "zod/v4/core";
import type { ValidationTargets } from "hono";
import type { Env } from "./auth.ts";
import { ApiError, type Detail } from "./errors.ts";

/** Checks a part of the request against a schema; 400 `invalid` with a detail for each thing that is wrong. */
export function validate<T extends keyof ValidationTargets, S extends z.ZodType>(target: T, schema: S) {
  return validator<S, T, Env, string>(target, schema, (result) => {
    if (!result.success) {
      throw new ApiError(
        400,
        "invalid",
        `The ${NAMES[target] ?? target} is not valid.`,
        details(result.error as $ZodIssue[]),
      );
    }
  });
}

// Zod speaks to programmers of types; these sentences reach people who fill in forms and load files.
z.config({ customError: sentence });

const KINDS: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};
const FORMATS: Record<string, string> = {
  uuid: "an id (a uuid)",
  date: "a date, such as 2026-01-31",
  datetime: "a point in time, such as 2026-01-31T12:00:00Z",
  url: "an address, such as https://port.example",
};
const UNITS: Record<string, string> = { string: " characters", array: " items" };

/** What to say where a schema has no message of its own; nothing: as Zod says it. */
function sentence(issue: $ZodRawIssue): string | undefined {
  if (issue.input === undefined && issue.code !== "custom") return "Is missing.";
  const kind = (known: Record<string, string>, name = "") => known[name] && `Has to be ${known[name]}.`;
  switch (issue.code) {
    case "invalid_type":
      return kind(KINDS, issue.expected);
    case "invalid_format":
      return kind(FORMATS, issue.format);
    case "invalid_value":
      return `Has to be ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}.`;
    case "invalid_union":
      return "Has none of the forms that are allowed here.";
    case "too_small":
      return issue.origin === "string" && issue.minimum === 1
        ? "Is empty."
        : `Has to be at least ${issue.minimum}${UNITS[issue.origin] ?? ""}.`;
    case "too_big":
      return `Has to be at most ${issue.maximum}${UNITS[issue.origin] ?? ""}.`;
  }
}

const NAMES: Partial<Record<keyof ValidationTargets, string>> = { json: "body", param: "path" };

const LIMITS = ["expected", "format", "minimum", "maximum", "values"];
const Params = z.record(z.string(), z.json()).catch({});

/** What Zod found, as our details: one a field, unknown fields by their own name. */
export function details(issues: readonly $ZodIssue[]): Detail[] {
  return issues.flatMap(({ code, path, message, ...rest }): Detail[] => {
    if ("keys" in rest && code === "unrecognized_keys") {
      return rest.keys.map((key) => ({
        path: storable([...path, key].join(".")),
        code,
        message: "This field is not known here.",
      }));
    }
    const params = Params.parse(
      Object.fromEntries(Object.entries(rest).filter(([key]) => LIMITS.includes(key))),
    );
    return [{
      path: storable(path.join(".")),
      code,
      message,
      ...(Object.keys(params).length ? { params } : {}),
    }];
  });
}

/** A text with what can't be stored replaced: for echoing what a caller sent. */
export const storable = (value: string) => value.toWellFormed().replace(UNSTORABLE, "\ufffd");

/** The path of every route about one thing. */
export const ById = z.strictObject({ id: z.uuid() });

// What Postgres can't store as text, or what hides in it: control characters, overrides of the
// direction of writing, halves of surrogate pairs. Linear (a blank start, then anything), and written so that
// every reader of the OpenAPI documents understands the pattern, not only JavaScript.
const CONTROL = String
  .raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff`;
const UNSTORABLE = new RegExp(`[${CONTROL}]`, "gu");
const STORABLE = new RegExp(`^[^${CONTROL}]*$`, "u");
const STORABLE_NOT_BLANK = new RegExp(`^\\s*[^${CONTROL}\\s][^${CONTROL}]*$`, "u");

/** A trimmed text of min to max characters that can be stored. */
export const text = (max: number, min = 1) =>
  z.string().trim().min(min, { abort: true }).max(max, { abort: true })
    .regex(min > 0 ? STORABLE_NOT_BLANK : STORABLE, "Is blank, or holds characters that can't be stored.");

/** A calendar date, `2026-01-31`, of the years that people and plans have. */
export const date = z.iso.date({ abort: true }).regex(/^(19|20|21)/, "Not a year from 1900 to 2199.");

/** A point in time, `2026-01-31T12:00:00Z`, or the beginning of a day in UTC. */
export const instant = z.union([z.iso.datetime({ offset: true }), date]);

/** A filter that may be repeated: `?id=a&id=b`. */
export const repeated = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).max(200)]).transform((value) =>
    (Array.isArray(value) ? value : [value]) as z.output<T>[]
  );

/** An e-mail address as the directory keeps it: ASCII, lower case. The pattern comes first: U+212A lowers to "k". */
export const email = z.string().trim().max(254, { abort: true }).regex(
  z.regexes.email,
  "Not an e-mail address (ASCII only).",
)
  .toLowerCase();
