import { z } from "zod";

/** A call of this API, as answers name it. */
export const ApiCall = z.object({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  /** Below /functions/v1. */
  path: z.string(),
  /** Null: none. A null inside it is to be filled in, or left out. */
  body: z.record(z.string(), z.json()).nullable(),
}).meta({ id: "ApiCall" });
