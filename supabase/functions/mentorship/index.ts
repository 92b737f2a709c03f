import { createApp } from "@shared/app.ts";
import { matches } from "./matches.ts";
import { meetings, mentorshipGoals } from "./meetings_and_goals.ts";
import { mentors, myMentorProfile } from "./mentors.ts";
import { feedback, mentorships } from "./mentorships.ts";
import { programmes } from "./programmes.ts";
import { requests } from "./requests.ts";

const app = createApp("mentorship", { description: "Mentors, matching, requests and mentorships." })
  .route("/me/mentor-profile", myMentorProfile)
  .route("/mentors", mentors)
  .route("/matches", matches)
  .route("/requests", requests)
  .route("/mentorships", mentorships)
  .route("/mentorships/:id/meetings", meetings)
  .route("/mentorships/:id/goals", mentorshipGoals)
  .route("/mentorships/:id/feedback", feedback)
  .route("/programmes", programmes);

export default app satisfies Deno.ServeDefaultExport;
