import { createConfig, lintFromString } from "@redocly/openapi-core";
import { assertEquals } from "@std/assert";
import { z } from "zod";
import { functionNames, loadFunctions, withLogs } from "./functions.ts";

const Named = z.record(z.string(), z.unknown());
const Document = z.looseObject({
  paths: z.record(z.string(), Named),
  components: z.looseObject({ schemas: Named }),
});
const Routes = z.object({ routes: z.array(z.object({ method: z.string(), path: z.string() })) });

const functions = await loadFunctions(await functionNames(), (line) => {
  throw new Error(line);
});
const documents = await Promise.all([...functions].map(async ([name, app]) => {
  const request = new Request(`http://localhost/${name}/openapi.json`);
  const answer = await withLogs(() => {}, async () => await app.fetch(request));
  return { name, app, document: Document.parse(await answer.json()) };
}));

Deno.test("the OpenAPI documents pass the linter's strict rules", async () => {
  // `/health` refuses nobody.
  const rules = { "info-license": "off", "operation-4xx-response": "off" } as const;
  const config = await createConfig({ extends: ["recommended-strict"], rules });
  for (const { name, document } of documents) {
    const source = JSON.stringify(document);
    const problems = await lintFromString({ source, absoluteRef: `${name}.json`, config });
    const told = problems.map(({ ruleId, message, location }) =>
      `${ruleId}: ${message} ${location[0]?.pointer}`
    );
    assertEquals(told, [], name);
  }
});

Deno.test("every route that is mounted is in its document, and no other", () => {
  for (const { app, document } of documents) {
    const mounted = Routes.parse(app).routes.filter(({ method }) => method !== "ALL").map((
      { method, path },
    ) => `${method} ${path.replace(/\/$/, "").replace(/:(\w+)/g, "{$1}")}`);
    const described = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((method) => `${method.toUpperCase()} ${path.replace(/\/$/, "")}`)
    );
    assertEquals(described.toSorted(), [...new Set(mounted)].sort());
  }
});

Deno.test("what two documents call by one name is one thing", () => {
  const known = new Map<string, string>();
  for (const { name, document } of documents) {
    for (const [title, schema] of Object.entries(document.components.schemas)) {
      const text = JSON.stringify(schema);
      assertEquals(text, known.get(title) ?? text, `${title} of ${name}`);
      known.set(title, text);
    }
  }
});
