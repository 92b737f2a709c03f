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
