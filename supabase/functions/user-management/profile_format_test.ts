import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { toElement } from "./profile_format.ts";

const someone = (more: Record<string, unknown> = {}, personal: Record<string, unknown> = {}) => ({
  employee_id: "EMP-1",
  personal_info: { name: "Somebody", email: "some.body@port.example", ...personal },
  ...more,
});
const errors = (element: unknown) => toElement(element).errors?.map(({ path }) => path);

Deno.test("the least that a profile may be: id, name, address", () => {
  const { profile } = toElement(someone());
  assertEquals([profile?.employee_id, profile?.skills, profile?.education], ["EMP-1", [], []]);
});

Deno.test("nothing may be written in several ways: missing, null, blank", () => {
  for (const nothing of [undefined, null, "", "  "]) {
    const element = someone({
      employment_info: { job_title: nothing, hire_date: nothing, line_manager: nothing },
      experiences: [{ type: "Rotation", organization: nothing, period: { start: nothing, end: nothing } }],
    });
    assertEquals(errors(element), undefined, JSON.stringify(nothing));
  }
  assertEquals(errors(someone({ projects: null, skills: null, employment_info: null })), undefined);
});

Deno.test("dates: years and months mean their first day, time stamps their date, an open end is null", () => {
  const dates = (start: unknown, end: unknown) =>
    toElement(someone({ education: [{ degree: "B.A.", period: { start, end } }] })).profile?.education[0]
      ?.period;
  assertEquals(dates("2012", "2016-05"), { start: "2012-01-01", end: "2016-05-01" });
  assertEquals(dates("2012-03-04T00:00:00Z", "present"), { start: "2012-03-04", end: null });
  assertEquals(errors(someone({ education: [{ degree: "B.A.", period: { start: "04/03/2012" } }] })), [
    "education.0.period.start",
  ]);
  assertEquals(errors(someone({ education: [{ degree: "B.A.", period: { start: "2012-02-30" } }] })), [
    "education.0.period.start",
  ]);
  assertEquals(errors(someone({ education: [{ degree: "B.A.", period: { start: "2012", end: "2011" } }] })), [
    "education.0.period.end",
  ]);
});

Deno.test("closed words are read however they are capitalised; others are refused with what is allowed", () => {
  const read = toElement(someone({}, { languages: [{ language: "Malay", proficiency: " fluent" }] }));
  assertEquals(read.profile?.personal_info.languages[0]?.proficiency, "Fluent");
  const refused = toElement(someone({ competencies: [{ name: "Leading", level: "Expert" }] })).errors?.[0];
  assertEquals([refused?.path, refused?.params?.values], ["competencies.0.level", [
    "Beginner",
    "Intermediate",
    "Advanced",
  ]]);
});

Deno.test("unknown fields are refused by name; addresses are lowered, look-alikes refused", () => {
  assertEquals(errors(someone({ salary: 1, skills: [{ skill_name: "A", rank: 2 }] }))?.sort(), [
    "salary",
    "skills.0.rank",
  ]);
  assertEquals(
    toElement(someone({}, { email: " Some.Body@PORT.example " })).profile?.personal_info.email,
    "some.body@port.example",
  );
  assertEquals(errors(someone({}, { email: "\u212Aelvin@port.example" })), ["personal_info.email"]);
});

Deno.test("whatever comes, an element is a profile or a list of reasons, and its id is storable", () => {
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ employee_id: fc.string() })), (element) => {
    const { employee_id, profile, errors } = toElement(element);
    assertEquals(profile === undefined, errors !== undefined && errors.length > 0);
    assertEquals(employee_id?.includes("\0") ?? false, false);
  }));
});
