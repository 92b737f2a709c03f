import { type Env, secretKey } from "@shared/auth.ts";
import { A_STEP, call, callPage } from "@shared/call.ts";
import { documentation, listOf } from "@shared/openapi.ts";
import { Page } from "@shared/page.ts";
import { date, repeated, text, validate } from "@shared/validate.ts";
import { Hono } from "hono";
import { z } from "zod";

/** A call of POST /rollups ends before the platform ends it. */
const MOST_MS = 60_000;

const status = z.enum(["running", "done", "failed", "busy"]);
const Step = z.object({ status, rows: z.int() });
const Work = z.object({
  /** False: call again, or wait for whoever is at it. */
  done: z.boolean(),
  jobs: z.array(z.object({ job: z.string(), status, steps: z.int(), rows: z.int(), ms: z.int() })),
}).meta({ id: "RollupReport" });
const Run = z.object({
  id: z.uuid(),
  job: z.string(),
  as_of: z.string(),
  status: z.enum(["running", "done", "failed"]),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  steps: z.int(),
  rows: z.int(),
  /** What it did, by kind, where the job says so. */
  changes: z.record(z.string(), z.int()),
  ms: z.int(),
  /** The SQLSTATE of what went wrong. */
  error: z.string().nullable(),
}).meta({ id: "JobRun" });

/** For schedulers, with a secret key. */
export const runRollups = new Hono<Env>()
  .post(
    "/",
    documentation("Do the scheduled work now, for at most a minute; 202 when something is left", {
      200: Work,
      202: Work,
    }, { secret: true }),
    secretKey("cron", "default"),
    validate("json", z.strictObject({ as_of: date.optional() })),
    async (c) => {
      const { as_of } = c.req.valid("json");
      const end = performance.now() + MOST_MS;
      const names = z.array(z.string()).parse(await call(c, "due_jobs"));
      const jobs: z.infer<typeof Work>["jobs"] = [];
      for (const job of names) {
        if (performance.now() > end) break;
        const start = performance.now();
        let step: z.infer<typeof Step> = { status: "running", rows: 0 };
        let [steps, rows] = [0, 0];
        while (step.status === "running" && performance.now() < end) {
          step = Step.parse(await call(c, "run_job_step", { job, as_of }, A_STEP));
          steps += 1;
          rows += step.rows;
        }
        jobs.push({ job, status: step.status, steps, rows, ms: Math.round(performance.now() - start) });
      }
      const done = jobs.length === names.length &&
        jobs.every(({ status }) => status === "done" || status === "failed");
      return c.json({ done, jobs }, done ? 200 : 202);
    },
  );

export const rollups = new Hono<Env>()
  .get(
    "/",
    documentation("What the scheduled work did, newest first (hr_admin)", { 200: listOf(Run) }),
    validate("query", Page.extend({ job: repeated(text(100)).optional() })),
    async (c) => {
      const query = c.req.valid("query");
      return await callPage(c, "get_job_runs", query, { jobs: query.job });
    },
  );
