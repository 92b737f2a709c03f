import { createApp } from "@shared/app.ts";
import { dashboard } from "./dashboard.ts";
import { diversity } from "./diversity.ts";
import { myEngagement, orgEngagement } from "./engagement.ts";
import { fairness } from "./fairness.ts";
import { features } from "./features.ts";
import { inbox } from "./inbox.ts";
import { insights } from "./insights.ts";
import { leadership, myLeadership } from "./leadership.ts";
import { metrics } from "./metrics.ts";
import { notifications } from "./notifications.ts";
import { organisation } from "./organisation.ts";
import { preferences } from "./preferences.ts";
import { rollups, runRollups } from "./rollups.ts";
import { scores } from "./scores.ts";
import { surveys } from "./surveys.ts";
import { teams } from "./teams.ts";

const app = createApp("analytics", {
  description:
    "Notifications, features, scheduled work, numbers for operators; a person's dashboard, inbox and insights; leadership readiness, fairness, engagement, surveys; overviews of teams and the company.",
  open: { "/rollups": runRollups, "/metrics": metrics },
})
  .route("/notifications", notifications)
  .route("/notification-preferences", preferences)
  .route("/features", features)
  .route("/me/dashboard", dashboard)
  .route("/me/inbox", inbox)
  .route("/me/insights", insights)
  .route("/scores", scores)
  .route("/me/leadership", myLeadership)
  .route("/leadership", leadership)
  .route("/me/diversity", diversity)
  .route("/org/fairness", fairness)
  .route("/surveys", surveys)
  .route("/me/engagement", myEngagement)
  .route("/org/engagement", orgEngagement)
  .route("/teams", teams)
  .route("/org", organisation)
  .route("/rollups", rollups);

export default app satisfies Deno.ServeDefaultExport;
