import { createApp } from "@shared/app.ts";
import { advice, suggestions, usage } from "./advice.ts";
import { chat, messages } from "./messages.ts";
import { resources } from "./resources.ts";
import { sessions } from "./sessions.ts";

const app = createApp("ai-recommendation", { description: "Grounded advice, chat and quick suggestions." })
  .route("/sessions", sessions)
  .route("/sessions", chat)
  .route("/messages", messages)
  .route("/advice", advice)
  .route("/suggestions", suggestions)
  .route("/usage", usage)
  .route("/resources", resources);

export default app satisfies Deno.ServeDefaultExport;
