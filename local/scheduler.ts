import { Cron } from "croner";
import { connect } from "./postgres.ts";

/** Runs the database's jobs on their schedules, as pg_cron does on Supabase; answers how to stop. */
export async function startScheduler(
  dbUrl: string,
  say: (line: string) => void,
): Promise<() => Promise<void>> {
  const sql = connect(dbUrl);
  const jobs = await sql<{ name: string; schedule: string; command: string }[]>`
    select name, schedule, private.job_command(name) as command from private.jobs`;
  const timers = jobs.map(({ name, schedule, command }) =>
    new Cron(schedule, {
      timezone: "UTC",
      protect: true,
      catch: (error) => say(`Job ${name}: ${error instanceof Error ? error.message : error}`),
    }, async () => void await sql.unsafe(command))
  );
  return async () => {
    for (const timer of timers) timer.stop();
    await sql.end({ timeout: 1 });
  };
}
