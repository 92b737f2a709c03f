import { createApp } from "@shared/app.ts";
import { assignments } from "./assignments.ts";
import { certificates } from "./certificates.ts";
import { completions } from "./completions.ts";
import { compliance, myCompliance } from "./compliance.ts";
import { courses } from "./courses.ts";
import { enrolments } from "./enrolments.ts";
import { recommendations } from "./recommendations.ts";
import { courseSessions, sessions } from "./sessions.ts";

const app = createApp("training", {
  description: "Courses, enrolment, progress and certificates; what to learn, and what must be.",
  csv: { paths: ["/courses/imports", "/completions/imports"], maxBody: 8 << 20 },
})
  .route("/courses", courses)
  .route("/courses", courseSessions)
  .route("/sessions", sessions)
  .route("/enrolments", enrolments)
  .route("/certificates", certificates)
  .route("/completions", completions)
  .route("/recommendations", recommendations)
  .route("/assignments", assignments)
  .route("/me/compliance", myCompliance)
  .route("/compliance", compliance);

export default app satisfies Deno.ServeDefaultExport;
