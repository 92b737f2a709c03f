import { createApp } from "@shared/app.ts";
import { audit } from "./audit.ts";
import { openAuth, session } from "./auth.ts";
import { dataQuality } from "./data_quality.ts";
import { delegate } from "./delegate.ts";
import { education } from "./education.ts";
import { imports } from "./imports.ts";
import { languages } from "./languages.ts";
import { lookups } from "./lookups.ts";
import { me } from "./me.ts";
import { notices } from "./notices.ts";
import { orgUnits } from "./org_units.ts";
import { positions } from "./positions.ts";
import { erasureRequests, myData } from "./privacy.ts";
import { users } from "./users.ts";

const app = createApp("user-management", {
  description: "Sign-in, profiles, the organisation, imports, privacy and the audit log.",
  open: { "/auth": openAuth },
  // A chunk of 200 long profiles.
  maxBody: 8 << 20,
})
  .route("/auth", session)
  .route("/me", me)
  .route("/me", myData)
  .route("/me/languages", languages)
  .route("/me/education", education)
  .route("/me/positions", positions)
  .route("/me/delegate", delegate)
  .route("/users", users)
  .route("/org-units", orgUnits)
  .route("/lookups", lookups)
  .route("/notices", notices)
  .route("/imports", imports)
  .route("/data-quality", dataQuality)
  .route("/erasure-requests", erasureRequests)
  .route("/audit", audit);

export default app satisfies Deno.ServeDefaultExport;
