import { createApp } from "@shared/app.ts";
import { competencies, experienceTypes, functionAreas, specializations } from "./catalogue.ts";
import { certifications } from "./certifications.ts";
import { endorsements, myEndorsements } from "./endorsements.ts";
import { evidence } from "./evidence.ts";
import { experiences } from "./experiences.ts";
import { matrix } from "./matrix.ts";
import { myCompetencies } from "./competencies.ts";
import { mySkills } from "./my_skills.ts";
import { myProjects, projects } from "./projects.ts";
import { skills } from "./skills.ts";
import { suggestions } from "./suggestions.ts";
import { taxonomy } from "./taxonomy.ts";
import { users } from "./users.ts";
import { myValidationRequests, validationRequests, validations } from "./validations.ts";

const app = createApp("skills-management", {
  description: "The skill taxonomy, and what people can do.",
  // 5,000 rows with descriptions.
  csv: { paths: ["/taxonomy/imports"], maxBody: 8 << 20 },
})
  .route("/taxonomy", taxonomy)
  .route("/function-areas", functionAreas)
  .route("/specializations", specializations)
  .route("/competencies", competencies)
  .route("/experience-types", experienceTypes)
  .route("/skills", skills)
  .route("/me/skills/suggestions", suggestions)
  .route("/me/skills", mySkills)
  .route("/me/endorsements", myEndorsements)
  .route("/me/validation-requests", myValidationRequests)
  .route("/me/competencies", myCompetencies)
  .route("/me/experiences", experiences)
  .route("/me/projects", myProjects)
  .route("/me/certifications", certifications)
  .route("/users", users)
  .route("/evidence", evidence)
  .route("/endorsements", endorsements)
  .route("/validation-requests", validationRequests)
  .route("/validations", validations)
  .route("/projects", projects)
  .route("/matrix", matrix);

export default app satisfies Deno.ServeDefaultExport;
