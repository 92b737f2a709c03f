import { createApp } from "@shared/app.ts";
import { features } from "./features.ts";
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
  .route("/rollups", rollups);

export default app satisfies Deno.ServeDefaultExport;
