import { createApp } from "@shared/app.ts";

const app = createApp("ai-recommendation", { description: "Grounded advice, chat and quick suggestions." });

export default app satisfies Deno.ServeDefaultExport;
