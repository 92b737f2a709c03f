import { createApp } from "@shared/app.ts";
import { myEngagement, orgEngagement } from "./engagement.ts";
import { features } from "./features.ts";
import { notifications } from "./notifications.ts";
import { organisation } from "./organisation.ts";
import { preferences } from "./preferences.ts";
import { rollups, runRollups } from "./rollups.ts";
import { surveys } from "./surveys.ts";
import { teams } from "./teams.ts";

const app = createApp("analytics", {
  description:
    "Notifications, features, scheduled work; dashboards, leadership readiness and engagement to come.",
  open: ["/rollups", runRollups],
})
  .route("/notifications", notifications)
  .route("/notification-preferences", preferences)
  .route("/features", features)
  .route("/surveys", surveys)
  .route("/me/engagement", myEngagement)
  .route("/org/engagement", orgEngagement)
  .route("/teams", teams)
  .route("/org", organisation)
  .route("/rollups", rollups);

export default app satisfies Deno.ServeDefaultExport;
