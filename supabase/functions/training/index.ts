import { createApp } from "@shared/app.ts";

const app = createApp("training", { description: "Courses, enrolment, progress and certificates." });

export default app satisfies Deno.ServeDefaultExport;
