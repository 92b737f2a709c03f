import { createApp } from "@shared/app.ts";
import { pathways } from "./pathways.ts";

const app = createApp("career-development", {
  description: "Career pathways, and what separates a person from one.",
})
  .route("/pathways", pathways);

export default app satisfies Deno.ServeDefaultExport;
