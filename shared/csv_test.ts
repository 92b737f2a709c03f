import { assertEquals } from "@std/assert";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { Hono } from "hono";
import { sendCsv, wantsCsv } from "./csv.ts";

const answer = async (rows: { name: string; n: number }[], accept?: string) =>
  await new Hono().get(
    "/",
    (c) => wantsCsv(c) ? sendCsv(c, rows, { name: (row) => row.name, n: (row) => row.n }) : c.json(rows),
  ).request(
    "/",
    accept ? { headers: { accept } } : {},
  );

Deno.test("CSV goes to who prefers it, JSON to everybody else", async () => {
  const types: Record<string, string> = {
    "text/csv": "text/csv",
    "text/csv, application/json;q=0.5": "text/csv",
    "application/json, text/csv;q=0.5": "application/json",
    "*/*": "application/json",
    "image/png": "application/json",
  };
  for (const [accept, type] of Object.entries(types)) {
    const { headers } = await answer([], accept);
    assertEquals([accept, headers.get("content-type")?.split(";")[0]], [accept, type]);
    assertEquals(headers.get("vary"), "accept");
  }
  assertEquals((await answer([])).headers.get("content-type"), "application/json");
});

Deno.test("What is written can be read back, and no text begins a formula", async () => {
  const rows = fc.array(fc.record({ name: fc.string({ unit: "binary" }), n: fc.integer() }), {
    minLength: 1,
  });
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      const text = await (await answer(rows, "text/csv")).text();
      const [titles, ...read] = parse(text, { bom: true, record_delimiter: "\r\n" });
      assertEquals(titles, ["name", "n"]);
      const safe = (name: string) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(name) ? `'${name}` : name;
      assertEquals(read, rows.map(({ name, n }) => [safe(name.toWellFormed()), String(n)]));
    }),
    { examples: [[[{ name: '=HYPERLINK("x")', n: -5 }, { name: 'a,"b\nc', n: 0 }]]] },
  );
});
