import openapiTS, { astToString } from "openapi-typescript";
import { join } from "node:path";
import ts from "typescript";
import { z } from "zod";
import { functionNames, loadFunctions, withLogs } from "../local/functions.ts";
import { PROJECT } from "../local/place.ts";

const FOLDER = join(PROJECT, "client");

/** Where the generated types are kept. */
export const PATHS = join(FOLDER, "paths.ts");
const DIST = join(FOLDER, "dist");

const Named = z.record(z.string(), z.unknown());
const Operation = z.looseObject({
  responses: z.record(z.string(), z.object({ content: z.unknown().optional() })),
});
const Document = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: Named }),
});

/** The types of every route, from the documents that the functions give of themselves; no stack is needed. */
export async function generatePaths(): Promise<string> {
  const paths: z.infer<typeof Named> = {};
  const schemas: z.infer<typeof Named> = {};
  const functions = await loadFunctions(await functionNames(), (line) => {
    throw new Error(line);
  });
  for (const [name, app] of functions) {
    const request = new Request(`http://localhost/${name}/openapi.json`);
    const answer = await withLogs(() => {}, async () => await app.fetch(request));
    const document = Document.parse(JSON.parse(await answer.text(), forPrograms));
    Object.assign(paths, document.paths);
    for (const operation of Object.values(document.paths).flatMap((verbs) => Object.values(verbs))) {
      // What is refused has one shape, which the client knows.
      const good = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
      operation.responses = Object.fromEntries(good);
    }
    for (const [title, schema] of Object.entries(document.components.schemas)) {
      if (JSON.stringify(schemas[title] ?? schema) !== JSON.stringify(schema)) {
        throw new Error(`The schema ${title} of ${name} is not what another function calls ${title}.`);
      }
      schemas[title] = schema;
    }
  }
  const document = { openapi: "3.1.0", info: { title: "", version: "" }, paths, components: { schemas } };
  const types = astToString(await openapiTS(JSON.stringify(document)));
  return `// Made by \`deno task client\` from what the functions say of themselves.\n${types}`;
}

/**
 * A query's "true" is a program's true; z.json(), which refers to itself without a name, is any value; and what an object asks of
 * its fields together (one of two, …) types would only blur.
 */
const forPrograms: Parameters<typeof JSON.parse>[1] = (key, value) => {
  if (key.startsWith("__schema")) return {};
  if (value?.properties && value.type === "object") return { ...value, anyOf: undefined, oneOf: undefined };
  return String(value?.enum) === "true,false" ? { type: "boolean" } : value;
};

const PACKAGE = {
  name: "workforce-compass",
  version: "1.0.0",
  description: "Typed calls to the Workforce Compass API over a supabase-js client",
  type: "module",
  exports: { types: "./compass.d.ts", default: "./compass.js" },
  sideEffects: false,
  files: ["compass.js", "compass.d.ts"],
  peerDependencies: { "@supabase/supabase-js": "^2" },
};

const README = `# workforce-compass

Typed calls to every function of Workforce Compass, under the session of your supabase-js client.

    import { createClient } from "@supabase/supabase-js";
    import { compass } from "workforce-compass";

    const api = compass(createClient(API_URL, PUBLISHABLE_KEY));

    const { data: me, error } = await api.get("/user-management/me");
    if (error) throw error; // { status, code, message, details?, request_id }
    await api.patch("/user-management/me", { body: { bio: "At sea since 1998." }, ifMatch: me.etag });
    await api.get("/user-management/users", { query: { q: "crane", limit: 20, count: true } });
    await api.get("/user-management/users/{id}", { path: { id: me.id } });

- Paths, parameters, bodies and answers are checked by TypeScript. \`Schemas["Me"]\` names a shape,
  \`Data<"get", "/user-management/me">\` what a call answers, \`Options<…>\` what it takes.
- Nothing throws: no connection is an error too (status 0, code \`unreachable\`). A 204 answers null.
  \`error.cause\` is the error of supabase-js, with the response in its \`context\`.
- Repeat a filter with an array: \`query: { id: [a, b] }\`.
- The browser's cache asks with \`If-None-Match\` by itself. Where you send it, a 304 is an error \`not_modified\`.
`;

/** Makes the npm package of the client in a folder: its code, one file of types, package.json, README. */
export async function buildPackage(folder: string): Promise<void> {
  const source = await Deno.readTextFile(join(FOLDER, "compass.ts"));
  const paths = (await Deno.readTextFile(PATHS)).replaceAll(/^export /gm, "");
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, strict: true };
  const code = ts.transpileModule(source, { compilerOptions });
  const types = ts.transpileDeclaration(
    source.replace(/^import type .* from ".\/paths.ts";$/m, () => paths),
    {
      compilerOptions,
      reportDiagnostics: true,
    },
  );
  const wrong = types.diagnostics?.map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n")
  );
  if (wrong?.length) throw new Error(wrong.join("\n"));
  const files = {
    "compass.js": code.outputText,
    "compass.d.ts": types.outputText,
    "package.json": `${JSON.stringify(PACKAGE, null, 2)}\n`,
    "README.md": README,
  };
  await Deno.mkdir(folder, { recursive: true });
  await Promise.all(
    Object.entries(files).map(([name, text]) => Deno.writeTextFile(join(folder, name), text)),
  );
}

if (import.meta.main) {
  await Deno.writeTextFile(PATHS, await generatePaths());
  await buildPackage(DIST);
  console.log(`${PATHS} is current, ${DIST} is the package.`);
}
