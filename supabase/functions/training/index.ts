import { createApp } from "@shared/app.ts";
import { certificates } from "./certificates.ts";
import { completions } from "./completions.ts";
import { courses } from "./courses.ts";
import { enrolments } from "./enrolments.ts";
import { courseSessions, sessions } from "./sessions.ts";

const app = createApp("training", {
  description: "Courses, enrolment, progress and certificates.",
  csv: { paths: ["/courses/imports", "/completions/imports"], maxBody: 8 << 20 },
})
  .route("/courses", courses)
  .route("/courses", courseSessions)
  .route("/sessions", sessions)
  .route("/enrolments", enrolments)
  .route("/certificates", certificates)
  .route("/completions", completions);

export default app satisfies Deno.ServeDefaultExport;
