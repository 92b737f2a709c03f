import { ownCollection } from "@shared/own.ts";
import { Ref } from "@shared/refs.ts";
import { date, link, text } from "@shared/validate.ts";
import { z } from "zod";

const Fields = z.strictObject({
  name: text(200),
  issuer: text(200).nullish(),
  credential_id: text(200).nullish(),
  skill_id: z.uuid().nullish(),
  issued_on: date.nullish(),
  expires_on: date.nullish(),
  evidence_url: link().nullish(),
});
interface Validity {
  issued_on?: string | null | undefined;
  expires_on?: string | null | undefined;
}
const inOrder = <T extends z.ZodType<Validity>>(schema: T) =>
  schema.refine(({ issued_on, expires_on }) => !issued_on || !expires_on || issued_on <= expires_on, {
    path: ["expires_on"],
    message: "Expires before it was issued.",
  });

const Certification = z.object({
  id: z.uuid(),
  name: z.string(),
  issuer: z.string().nullable(),
  credential_id: z.string().nullable(),
  skill: Ref.nullable(),
  issued_on: z.string().nullable(),
  expires_on: z.string().nullable(),
  evidence_url: z.string().nullable(),
  /** Rows of `hr` are facts and stay as HR wrote them. */
  source: z.enum(["hr", "self"]),
  etag: z.string(),
}).meta({ id: "Certification" });

export const certifications = ownCollection({
  table: "certifications",
  own: "my_certifications",
  columns:
    "id, name, issuer, credential_id, skill:skills(id, name), issued_on, expires_on, evidence_url, source, etag:version::text",
  noun: "certificate",
  Resource: Certification,
  New: inOrder(Fields.extend({ id: z.uuid().optional() })),
  Patch: inOrder(Fields.partial()),
});
