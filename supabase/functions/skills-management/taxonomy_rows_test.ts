import { ApiError } from "@shared/errors.ts";
import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { read as readCsv } from "./taxonomy_rows.ts";

const HEADER = "function_area,specialization,skill,description,aliases,external_uri";
const read = (...lines: string[]) => readCsv([HEADER, ...lines].join("\n"));
const refused = (...lines: string[]) =>
  read(...lines).flatMap(({ at, errors }) => errors?.map(({ code }) => [at, code]) ?? []);

Deno.test("a row of a file: cells trimmed, empty ones left out, aliases apart", () => {
  assertEquals(read(' IT ,Cloud," Kubernetes, managed ",,k8s| Kube |,https://classes.example/1'), [{
    at: 2,
    row: {
      function_area: "IT",
      specialization: "Cloud",
      skill: "Kubernetes, managed",
      description: undefined,
      aliases: ["k8s", "Kube"],
      external_uri: "https://classes.example/1",
    },
  }]);
});

Deno.test("an unquoted comma in a name: that row is refused with its line, the others are read", () => {
  const rows = read("IT,Cloud,Kubernetes,,,", "IT,Cloud,Cost, Control,,,", "", "IT,Cloud,Terraform,,,");
  assertEquals(rows.map(({ at, errors }) => [at, errors?.[0]?.code]), [
    [2, undefined],
    [3, "column_count"],
    [5, undefined],
  ]);
});

Deno.test("a row is told by the line on which it begins, also after cells of several lines", () => {
  assertEquals(
    refused('IT,Cloud,Kubernetes,"one\ntwo\n\nthree",,', "IT,Cloud,,,,", 'IT,Cloud,"a""b",,,', "IT,,,,,"),
    [[6, "invalid_type"], [8, "invalid_type"], [8, "invalid_type"]],
  );
});

Deno.test("a quote out of place spoils its own row; a file that never closes one says where", () => {
  assertEquals(refused('IT,Cloud,12" pipe,,,', "IT,Cloud"), [[2, "invalid_opening_quote"], [
    3,
    "column_count",
  ]]);
  assertEquals(refused("IT,Cloud,Terraform,,,", 'IT,Cloud,"Kubernetes,,,', "IT,Cloud,Go,,,"), [
    [3, "csv_quote_not_closed"],
  ]);
});

Deno.test("line ends and a byte order mark of any system; columns in any order", () => {
  const rows = readCsv("\ufeffSkill,Specialization,Function_Area\r\nGo,Cloud,IT\r\n");
  assertEquals(rows.map((row) => row.errors ? row.errors : row.row.skill), ["Go"]);
});

Deno.test("a header that lacks a column, has one twice or an unknown one → 400", () => {
  for (
    const file of [
      "",
      "skill",
      "function_area,specialization,skill,skill",
      "function_area,specialization,skill,level",
    ]
  ) {
    assertThrows(() => readCsv(file), ApiError);
  }
});

Deno.test("what a program wrote with every cell quoted is read as it was meant, each row on its line", () => {
  const cell = fc.stringMatching(/^[a-z"',\n;|]{0,8}[a-z]$/).map((value) => value.trim());
  const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
  fc.assert(fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), (rows) => {
    let line = 2;
    const wanted = rows.map((row) => {
      const at = line;
      line += 1 + row.join("").split("\n").length - 1;
      return [at, ...row];
    });
    const file = ["function_area,specialization,skill", ...rows.map((row) => row.map(quote).join(","))];
    assertEquals(
      readCsv(file.join("\n")).map((checked) =>
        checked.errors
          ? [checked.at]
          : [checked.at, checked.row.function_area, checked.row.specialization, checked.row.skill]
      ),
      wanted,
    );
  }));
});
