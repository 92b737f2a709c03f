import { z } from "zod";

/** Anything inside an answer that is not a person: never a bare id. */
export const Ref = z.object({ id: z.uuid(), name: z.string() }).meta({ id: "Ref" });

/** A person inside an answer. */
export const PersonRef = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string().nullable(),
  unit: Ref.nullable(),
  photo_url: z.string().nullable(),
}).meta({ id: "PersonRef" });

/** A call of this API, as answers name it. */
export const ApiCall = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  /** Below /functions/v1. */
  path: z.string(),
  /** Null: none. A null inside it is to be filled in, or left out. */
  body: z.looseObject({}).nullable(),
}).meta({ id: "ApiCall" });
