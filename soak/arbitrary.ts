import fc from "fast-check";
import { z } from "zod";

/** What of JSON Schema the documents use. */
export interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
  const?: unknown;
  not?: Schema | undefined;
  enum?: unknown[] | undefined;
  format?: string | undefined;
  pattern?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  multipleOf?: number | undefined;
  items?: Schema | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  uniqueItems?: boolean | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  additionalProperties?: boolean | Schema | undefined;
  propertyNames?: Schema | undefined;
}
export const Schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    anyOf: z.array(Schema).optional(),
    oneOf: z.array(Schema).optional(),
    allOf: z.array(Schema).optional(),
    not: Schema.optional(),
    enum: z.array(z.unknown()).optional(),
    format: z.string().optional(),
    pattern: z.string().optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    multipleOf: z.number().optional(),
    items: Schema.optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    uniqueItems: z.boolean().optional(),
    properties: z.record(z.string(), Schema).optional(),
    required: z.array(z.string()).optional(),
    additionalProperties: z.union([z.boolean(), Schema]).optional(),
    propertyNames: Schema.optional(),
  })
);

/** Where a value stands: the schemas that others refer to, and an id for a field of that name. */
export interface Surroundings {
  schemas: Record<string, Schema>;
  idFor: (field: string, chance: number) => string;
}

const WORDS = [
  "Ada Lovelace",
  "  trimmed?  ",
  "Crane Operation",
  "نص من اليمين",
  "Ærøskøbing 東京 😀",
  "😀",
  "e\u0301",
  "\ufeff",
  "' or 1=1; --",
  "<script>alert(1)</script>",
  "a\tb\nc",
  "%",
  "_",
  "\\",
  "*",
  "(",
  ",",
  '"',
  "null",
  "=1+1",
  "ß",
  "İ",
];
const DATES = ["1900-01-01", "2199-12-31", "2024-02-29", "2026-11-23", "2026-12-01", "2030-06-30"];
const URLS = ["https://example.com/a?b=c#d", "http://a.example", "https://xn--bcher-kva.example/ü"];
const DEEPEST = 6;

/** Values that fit a schema, nearly all: whoever draws checks them. */
export function arbitraryOf(
  schema: Schema,
  field: string,
  around: Surroundings,
  depth = 0,
): fc.Arbitrary<unknown> {
  const inner = (other: Schema, name = field) => arbitraryOf(other, name, around, depth + 1);
  if (depth > DEEPEST) return fc.constantFrom(null, "deep", {}, []);
  if (schema.$ref) return inner(around.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if ("const" in schema && schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    const { anyOf: _, oneOf: __, ...rest } = schema;
    return fc.oneof(...choices.map((choice) => inner(both(rest, choice))));
  }
  const { allOf = [], ...own } = schema;
  if (allOf.length > 0) {
    // Only the most telling pattern: what fails the others is not drawn.
    const patterns = [own.pattern, ...allOf.map(({ pattern }) => pattern)].filter((one) => one !== undefined);
    const pattern = patterns.toSorted((a, b) => Number(isText(a)) - Number(isText(b)))[0];
    return inner(Object.assign({}, ...allOf, own, { pattern }));
  }
  const types = [schema.type ?? (Object.keys(schema.properties ?? {}).length ? "object" : "any")].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema, field, around, inner)));
}

/** What two schemas ask for, field by field. */
function both(one: Schema, other: Schema): Schema {
  const properties = { ...one.properties };
  for (const [name, inner] of Object.entries(other.properties ?? {})) {
    if (inner.not) delete properties[name];
    else properties[name] = { ...properties[name], ...inner };
  }
  const required = [...one.required ?? [], ...other.required ?? []];
  return { ...one, ...other, properties, required };
}

const isText = (pattern: string) => pattern.includes("\\u202a");

function ofType(
  type: string,
  schema: Schema,
  field: string,
  around: Surroundings,
  inner: (schema: Schema, name?: string) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const { minimum = schema.exclusiveMinimum ?? -1000, maximum = Math.max(minimum, 0) + 1000 } = schema;
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.oneof(
        fc.constantFrom(Math.ceil(minimum), Math.floor(maximum)),
        fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31) }),
      );
    case "number": {
      const step = schema.multipleOf;
      if (step) return fc.integer({ min: minimum / step, max: maximum / step }).map((n) => n * step);
      const min = schema.exclusiveMinimum ?? minimum;
      return fc.oneof(
        fc.constantFrom(minimum, maximum),
        fc.double({ min, max: maximum, noNaN: true, minExcluded: schema.exclusiveMinimum !== undefined }),
      );
    }
    case "string":
      return textOf(schema, field, around);
    case "array": {
      const { minItems = 0, maxItems = 5, items = {}, uniqueItems } = schema;
      const limits = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) };
      return uniqueItems ? fc.uniqueArray(inner(items), limits) : fc.array(inner(items), limits);
    }
    case "object": {
      const { properties = {}, required = [], additionalProperties, propertyNames } = schema;
      const model = Object.fromEntries(
        Object.entries(properties).map(([name, property]) => [name, inner(property, name)]),
      );
      const known = fc.record(model, { requiredKeys: required });
      if (typeof additionalProperties !== "object" || Object.keys(properties).length > 0) return known;
      const names = inner(propertyNames ?? { type: "string", minLength: 1, maxLength: 20 }, "name").map(
        String,
      );
      return fc.dictionary(names, inner(additionalProperties), { maxKeys: 4 });
    }
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf(
  { format, pattern, minLength = 0, maxLength = 60 }: Schema,
  field: string,
  around: Surroundings,
): fc.Arbitrary<string> {
  if (format === "uuid") return fc.double({ min: 0, max: 1, noNaN: true }).map((n) => around.idFor(field, n));
  const dates = fc.oneof(
    fc.constantFrom(...DATES),
    fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true }).map((date) =>
      date.toISOString().slice(0, 10)
    ),
  );
  if (format === "date-time" || pattern?.includes("-02-29") && pattern.includes("T")) {
    return fc.tuple(
      dates,
      fc.constantFrom("T00:00:00Z", "T23:59:59.999Z", "T12:00:00+14:00", "T12:00:00-12:00"),
    )
      .map(([date, time]) => date + time);
  }
  if (pattern?.includes("-02-29") || pattern?.startsWith("^(19|20|21)") && pattern.length < 20) return dates;
  if (pattern && !isText(pattern) && !pattern.startsWith("^https")) {
    if (field === "email") {
      return fc.uuid().map((id) => `fuzz.${id}@port.example`);
    }
    return fc.stringMatching(new RegExp(pattern, "u"));
  }
  if (format === "uri" || pattern?.startsWith("^https")) {
    return fc.oneof(
      fc.constantFrom(...URLS),
      fc.webUrl({ withQueryParameters: true, validSchemes: ["https"] }),
    );
  }
  return fc.oneof(
    fc.constantFrom(...WORDS),
    fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, 60) }),
    fc.string({ unit: "binary", minLength, maxLength: Math.min(maxLength, 20) }),
    fc.constantFrom("x", "😀", "é").map((letter) => letter.repeat(Math.min(maxLength, 5000))),
  ).map((value) => value.padEnd(minLength, "x"));
}

const ODD = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  "",
  " ",
  "0",
  "\u0000",
  "\ud800",
  "\u202e",
  "x".repeat(5001),
  "0000-00-00",
  "2026-02-30",
  "9999-12-31",
  "1899-12-31",
  "2026-13-01T25:00:00Z",
  "11111111-1111-1111-1111-111111111111",
  [],
  {},
  [[[[[[]]]]]],
  [null],
  { "": null },
];
const NAMES = ["__proto__", "constructor", "is_admin", "user_id", "id", "", "version", "a.b"];

/** The value with one thing in it changed, left out or put in: most often wrong, not always. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom(...ODD);
  if (Array.isArray(value)) {
    return fc.oneof(
      odd,
      fc.constant(Array.from({ length: 1001 }, () => value[0])),
      odd.map((one) => [...value, one]),
      ...value.map((item, i) => spoilt(item).map((other) => value.with(i, other))),
    );
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value);
    const extra = fc.tuple(fc.constantFrom(...NAMES), odd).map(([name, other]) =>
      Object.fromEntries([...entries, [name, other]])
    );
    return fc.oneof(
      odd,
      extra,
      ...entries.map(([name]) =>
        fc.constant(Object.fromEntries(entries.filter(([other]) => other !== name)))
      ),
      ...entries.map(([name, item]) =>
        spoilt(item).map((other) => Object.fromEntries([...entries, [name, other]]))
      ),
    );
  }
  return odd;
}
