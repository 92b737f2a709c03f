import { type Env, secretKey } from "@shared/auth.ts";
import { call } from "@shared/call.ts";
import { documentation } from "@shared/openapi.ts";
import { Hono } from "hono";
import { accepts } from "hono/accepts";
import { z } from "zod";
import { exposition, Metric } from "./exposition.ts";

const Metrics = z.object({ metrics: z.array(Metric) }).meta({ id: "Metrics" });

/** For operators, with a secret key: numbers about the installation, and about nobody. */
export const metrics = new Hono<Env>()
  .get(
    "/",
    documentation("Numbers to watch, as JSON or in the text format of Prometheus", { 200: Metrics }, {
      secret: true,
      also: ["text/plain"],
    }),
    secretKey("cron", "default"),
    async (c) => {
      const metrics = z.array(Metric).parse(await call(c, "get_metrics"));
      c.header("vary", "accept");
      const supports = ["application/json", "text/plain"];
      if (accepts(c, { header: "Accept", supports, default: "application/json" }) === "application/json") {
        return c.json({ metrics }, 200);
      }
      return c.body(exposition(metrics), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    },
  );
