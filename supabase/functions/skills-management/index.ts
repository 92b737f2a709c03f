import { createApp } from "@shared/app.ts";
import { mySkills } from "./my_skills.ts";
import { suggestions } from "./suggestions.ts";

const app = createApp("skills-management", { description: "The skill taxonomy, and what people can do." })
  .route("/me/skills", mySkills)
  .route("/me/skills/suggestions", suggestions);

export default app satisfies Deno.ServeDefaultExport;
