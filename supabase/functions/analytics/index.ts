import { createApp } from "@shared/app.ts";
import { dashboard } from "./dashboard.ts";
import { features } from "./features.ts";
import { inbox } from "./inbox.ts";
import { insights } from "./insights.ts";
import { notifications } from "./notifications.ts";
import { preferences } from "./preferences.ts";
import { rollups, runRollups } from "./rollups.ts";

const app = createApp("analytics", {
  description:
    "Notifications, features, scheduled work; dashboards, leadership readiness and engagement to come.",
  open: ["/rollups", runRollups],
})
  .route("/notifications", notifications)
  .route("/notification-preferences", preferences)
  .route("/features", features)
  .route("/rollups", rollups)
  .route("/me/dashboard", dashboard)
  .route("/me/inbox", inbox)
  .route("/me/insights", insights);

export default app satisfies Deno.ServeDefaultExport;
