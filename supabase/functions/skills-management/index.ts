import { createApp } from "@shared/app.ts";
import { mySkills } from "./my_skills.ts";

const app = createApp("skills-management", { description: "The skill taxonomy, and what people can do." })
  .route("/me/skills", mySkills);

export default app satisfies Deno.ServeDefaultExport;
