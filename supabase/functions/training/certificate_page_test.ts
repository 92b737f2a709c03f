import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { certificatePage, type PrintedCertificate } from "./certificate_page.ts";

const certificate: PrintedCertificate = {
  number: "0123-4567-89AB-CDEF",
  holder: "Pat Example",
  course: { name: "Knots" },
  provider: null,
  edition: 2,
  completed_on: "2026-01-31",
  expires_on: null,
  score: null,
  skills: [],
};
const page = async (fields: Partial<PrintedCertificate>) =>
  String(await certificatePage({ ...certificate, ...fields }));
const tags = (html: string) => html.match(/<[a-z/!][^>]*>/gi)?.join("") ?? "";

Deno.test("whatever stands in a name, the page has the same tags", async () => {
  const plain = tags(await page({ provider: "P", skills: [{ skill: { name: "S" }, level: 3 }] }));
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" })),
      async ([a, b]) => {
        const text = `${a}"'</p><script>${b}&`;
        const html = await page({
          holder: text,
          course: { name: text },
          provider: text,
          skills: [{ skill: { name: text }, level: 3 }],
        });
        assertEquals(tags(html), plain);
      },
    ),
  );
});

Deno.test("the page says what there is, and nothing of what there is not", async () => {
  const bare = await page({});
  assert(bare.includes("without limit") && !bare.includes("Score") && !bare.includes("Skills"));
  const full = await page({
    expires_on: "2027-01-31",
    score: 0,
    provider: "Port Academy",
    skills: [{ skill: { name: "Ropes" }, level: 3 }, { skill: { name: "Knots" }, level: 2 }],
  });
  for (
    const text of [
      "2027-01-31",
      "0 of 100",
      "Port Academy",
      "<bdi>Ropes</bdi> (to level 3), <bdi>Knots</bdi>",
    ]
  ) {
    assert(full.includes(text), text);
  }
});
