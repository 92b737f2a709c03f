import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { z } from "zod";

const Named = z.record(z.string(), z.unknown());
const Content = z.record(z.string(), z.object({ schema: Named }));
const Response = z.object({
  content: Content.default({}),
  headers: z.record(z.string(), z.object({ $ref: z.string() })).default({}),
});
const SOME_ERROR = Response.parse({
  content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
});
const Parameter = z.object({
  in: z.string(),
  name: z.string(),
  required: z.boolean().default(false),
  schema: Named,
});
const Operation = z.object({
  summary: z.string(),
  security: z.array(Named).optional(),
  parameters: z.array(Parameter).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: Content }).optional(),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), Response])),
});
export type Operation = z.infer<typeof Operation>;
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: Named, responses: z.record(z.string(), Response) }),
});
export type Document = z.infer<typeof Document>;

/** What of an answer a document speaks of. */
export interface Told {
  status: number;
  headers: Headers;
  body: unknown;
}

/** The schema with no field but those it names: an answer must not hold what its document keeps quiet about. */
function sealed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(sealed) as T; // same shape
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, sealed(value)]));
  return {
    ...("type" in inner && "properties" in inner ? { additionalProperties: false } : {}),
    ...inner,
  } as T; // same shape
}

/** The OpenAPI documents of a stack, and what checks against them. */
export function documentsAt(apiUrl: string) {
  const documents = new Map<string, Promise<Document>>();
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  const validators = new Map<string, ValidateFunction>();

  /** The OpenAPI document of a function. */
  function documentOf(name: string): Promise<Document> {
    const known = documents.get(name) ??
      fetch(`${apiUrl}/functions/v1/${name}/openapi.json`).then(async (answer) =>
        Document.parse(await answer.json())
      );
    documents.set(name, known);
    return known;
  }

  /** What is wrong with a value by a schema of a function's document; null where nothing is. */
  async function wrong(name: string, schema: object, value: unknown, seal = false): Promise<string | null> {
    const key = `${seal} ${name} ${JSON.stringify(schema)}`;
    const { components } = await documentOf(name);
    const whole = { ...schema, components };
    const validate = validators.get(key) ?? ajv.compile(seal ? sealed(whole) : whole);
    validators.set(key, validate);
    return validate(value) ? null : ajv.errorsText(validate.errors);
  }

  /** Throws where an answer of a route (`/training/courses`) is not what the document of its function says. */
  async function check(name: string, method: string, path: string, { status, headers, body }: Told) {
    const { paths, components } = await documentOf(name);
    const verbs = Object.entries(paths).find(([pattern, verbs]) =>
      new RegExp(`^${pattern.replace(/\{\w+\}/g, "[^/]+")}$`).test(path) && verbs[method.toLowerCase()]
    )?.[1];
    // A route that is not there refuses in the shape that the others have.
    const operation = verbs?.[method.toLowerCase()];
    const described = operation ? operation.responses[status] : SOME_ERROR;
    const response = described && "$ref" in described
      ? components.responses[described.$ref.split("/").at(-1) ?? ""]
      : described;
    const answered = `${method} ${path} answered ${status}`;
    if (!response) throw new Error(`${answered}, which its document does not know`);
    const missing = Object.keys(response.headers).find((header) => !headers.has(header));
    if (missing) throw new Error(`${answered} with no ${missing}`);
    const media = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
    const schema = response.content[media]?.schema;
    if (body === null && Object.keys(response.content).length === 0) return;
    if (!schema) throw new Error(`${answered} with "${media}", which its document does not know`);
    const why = await wrong(name, schema, body, true);
    if (why) throw new Error(`${answered}: ${why}\n${JSON.stringify(body)}`);
  }

  return { documentOf, wrong, check };
}
