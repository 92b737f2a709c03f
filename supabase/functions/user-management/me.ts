import type { Env } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { ifMatch } from "@shared/etag.ts";
import { documentation } from "@shared/openapi.ts";
import { link, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";
import { Education, EducationFields } from "./education.ts";
import { Language, LanguageFields } from "./languages.ts";
import { directoryFields, Employment } from "./person.ts";
import { Delegation } from "./delegate.ts";
import { MyNotice } from "./notices.ts";
import { Position } from "./positions.ts";
import { ERASURE_STATUSES } from "./privacy.ts";
import { ROLES } from "./person.ts";

const Accessibility = z.strictObject({
  screen_reader: z.boolean().optional(),
  high_contrast: z.boolean().optional(),
  large_text: z.boolean().optional(),
  reduced_motion: z.boolean().optional(),
  captions: z.boolean().optional(),
});

const Me = z.object({
  ...directoryFields,
  employee_id: z.string().nullable(),
  email: z.string().nullable(),
  last_login: z.string().nullable(),
  phone: z.string().nullable(),
  bio: z.string().nullable(),
  interests: z.array(z.string()),
  preferences: z.object({
    locale: z.string().nullable(),
    time_zone: z.string().nullable(),
    accessibility: z.record(z.string(), z.boolean()),
  }),
  languages: z.array(Language),
  education: z.array(Education),
  employment: Employment.nullable(),
  positions: z.array(Position),
  roles: z.array(z.enum(ROLES)),
  delegate: Delegation.nullable(),
  notice: MyNotice.nullable(),
  features: z.record(z.string(), z.boolean()),
  erasure_request: z.object({
    id: z.uuid(),
    status: z.enum(ERASURE_STATUSES),
    requested_at: z.string(),
  }).nullable(),
}).meta({ id: "Me" });

const isTimeZone = (name: string) => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
};
const isLocale = (name: string) => {
  try {
    return Intl.getCanonicalLocales(name).length === 1;
  } catch {
    return false;
  }
};

/** In a list that replaces the old one, a thing stands once. */
const once = <T extends z.ZodType>(item: T, key: (value: z.output<T>) => string) =>
  z.array(item).max(50).refine((items) => new Set(items.map(key)).size === items.length, {
    message: "The same thing stands twice.",
  });
const nameKey = (name: string) =>
  name.normalize("NFKC").replace(/\s+/g, " ").replace(/ ?([:/]) ?/g, "$1 ").trim().toLowerCase();

const MePatch = z.strictObject({
  preferred_name: text(200).nullable(),
  photo_url: link().nullable(),
  phone: text(40, 3).regex(/^\s*[+\d][\d\s().-]*$/, "Digits, spaces and + ( ) - only.").nullable(),
  bio: text(4000, 0).nullable(),
  interests: z.array(text(100)).max(50),
  preferences: z.strictObject({
    locale: text(35, 2).regex(/^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\s*$/).refine(
      isLocale,
      "Not a locale such as en-SG.",
    ).nullable(),
    time_zone: text(60).regex(/^\s*[A-Za-z_]+(\/[\w+-]+)*\s*$/).refine(
      isTimeZone,
      "Not a time zone such as Asia/Singapore.",
    ).nullable(),
    accessibility: Accessibility,
  }).partial(),
  languages: once(LanguageFields, ({ language }) => nameKey(language)),
  education: once(EducationFields, ({ degree, institution }) => nameKey(`${degree}|${institution ?? ""}`)),
}).partial();

export const me = new Hono<Env>()
  .get(
    "/",
    documentation("You: profile, employment, positions, roles, delegate, notice, features", { 200: Me }),
    async (c) => c.json(await call(c, "get_me")),
  )
  // Up to five tables and one etag: one SQL function.
  .patch(
    "/",
    documentation("Change your profile; never employment", { 200: Me }, { ifMatch: true }),
    validate("json", MePatch),
    async (c) =>
      c.json(await call(c, "update_me", { patch: c.req.valid("json"), expected_etag: ifMatch(c) })),
  );
