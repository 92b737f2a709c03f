import { createApp } from "@shared/app.ts";

const app = createApp("mentorship", { description: "Mentors, matching, requests and mentorships." });

export default app satisfies Deno.ServeDefaultExport;
