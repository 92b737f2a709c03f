import { createApp } from "@shared/app.ts";

const app = createApp("analytics", {
  description: "Dashboards, leadership readiness, engagement and notifications.",
});

export default app satisfies Deno.ServeDefaultExport;
