import { createApp } from "@shared/app.ts";
import { features } from "./features.ts";
import { notifications } from "./notifications.ts";
import { organisation } from "./organisation.ts";
import { preferences } from "./preferences.ts";
import { rollups, runRollups } from "./rollups.ts";
import { teams } from "./teams.ts";

const app = createApp("analytics", {
  description:
    "Notifications, features, scheduled work; dashboards, leadership readiness and engagement to come.",
  open: ["/rollups", runRollups],
})
  .route("/notifications", notifications)
  .route("/notification-preferences", preferences)
  .route("/features", features)
  .route("/teams", teams)
  .route("/org", organisation)
  .route("/rollups", rollups);

export default app satisfies Deno.ServeDefaultExport;
