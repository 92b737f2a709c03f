import { createApp } from "@shared/app.ts";
import { gaps, users } from "./gaps.ts";
import { goals } from "./goals.ts";
import { pathways, unmappedTitles } from "./pathways.ts";
import { plans } from "./plans.ts";
import { recommendations, whatIf } from "./recommendations.ts";
import { routes } from "./routes.ts";

const app = createApp("career-development", {
  description: "Career pathways, what separates a person from one, ways to it, goals and development plans.",
})
  .route("/pathways", pathways)
  .route("/unmapped-titles", unmappedTitles)
  .route("/gaps", gaps)
  .route("/users", users)
  .route("/recommendations", recommendations)
  .route("/what-if", whatIf)
  .route("/routes", routes)
  .route("/goals", goals)
  .route("/plans", plans);

export default app satisfies Deno.ServeDefaultExport;
