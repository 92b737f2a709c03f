import { createApp } from "@shared/app.ts";
import { openAuth, session } from "./auth.ts";
import { education } from "./education.ts";
import { imports } from "./imports.ts";
import { languages } from "./languages.ts";
import { me } from "./me.ts";
import { positions } from "./positions.ts";
import { users } from "./users.ts";

const app = createApp("user-management", {
  description: "Sign-in, profiles, the directory, and the import of employee profiles.",
  open: ["/auth", openAuth],
  // A chunk of 200 long profiles.
  maxBody: 8 << 20,
})
  .route("/auth", session)
  .route("/me", me)
  .route("/me/languages", languages)
  .route("/me/education", education)
  .route("/me/positions", positions)
  .route("/users", users)
  .route("/imports", imports);

export default app satisfies Deno.ServeDefaultExport;
