import { createApp } from "@shared/app.ts";
import { assignments } from "./assignments.ts";
import { compliance, myCompliance } from "./compliance.ts";
import { recommendations } from "./recommendations.ts";

const app = createApp("training", { description: "Courses, enrolment, progress and certificates." })
  .route("/recommendations", recommendations)
  .route("/assignments", assignments)
  .route("/me/compliance", myCompliance)
  .route("/compliance", compliance);

export default app satisfies Deno.ServeDefaultExport;
