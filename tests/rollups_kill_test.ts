import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import postgres from "postgres";
import { withStack } from "../local/temporary.ts";

const PEOPLE = 3000;

// A year of some things for people in thirty units, by arithmetic alone.
const WORLD = `
  insert into public.org_units (name) select 'Unit ' || n from generate_series(1, 30) n;
  insert into public.users (full_name, org_unit_id)
  select 'Vic Example', (select id from public.org_units where name = 'Unit ' || 1 + n % 30) from generate_series(1, ${PEOPLE}) n;
  insert into public.employment_info (user_id, org_unit_id, hire_date) select id, org_unit_id, '2020-01-01' from public.users where full_name = 'Vic Example';
  insert into public.skills (name) select 'Skill ' || n from generate_series(1, 6) n;
  alter table public.user_skills disable trigger user;
  alter table public.skill_assessments disable trigger user;
  insert into public.user_skills (user_id, skill_id) select u.id, s.id from public.users u, public.skills s where s.name like 'Skill %';
  insert into public.skill_assessments (user_id, skill_id, source, level, assessed_at)
  select us.user_id, us.skill_id, 'self', 1 + n, now() - make_interval(days => n * 90 + abs(hashtext(us.user_id::text || us.skill_id)) % 90)
  from public.user_skills us, generate_series(0, 2) n;
  alter table public.skill_assessments enable trigger user;
  alter table public.user_skills enable trigger user;
  insert into public.user_diversity (user_id, gender, age_group)
  select id, case when hashtext(id::text) % 3 = 0 then 'woman' else 'man' end, case when hashtext(id::text) % 2 = 0 then 'under_25' else '25_to_34' end
  from public.users where full_name = 'Vic Example';
  insert into public.projects (user_id, name, confirmed_at)
  select id, 'Project', now() - interval '60 days' from public.users where full_name = 'Vic Example' and hashtext(id::text) % 5 > 0;
  insert into public.feature_settings (feature, enabled) values ('leadership', true), ('fairness', true), ('engagement', true)
  on conflict (org_unit_id, feature) do update set enabled = true;
  select private.rebuild_rollups();`;

interface Job {
  name: string;
  /** What is held while a step comes to it, three times, each further on than the one before: there it is killed. */
  holds: [string, string, string];
  /** A number that is another if any row is, and how many rows there are. */
  sums: string;
  /** Makes that nothing was ever done. */
  forget: string;
}

const JOBS: Job[] = [
  {
    name: "rollups",
    // People in the second thousand, the last people, and their units.
    holds: [
      "select from private.rollup_queue order by user_id offset 1500 limit 1 for update",
      "select from private.rollup_queue order by user_id desc limit 1 for update",
      "lock table private.unit_months in share mode",
    ],
    sums: `
      select (select count(*) from public.user_analytics)::integer as rows,
        (select sum(hashtextextended(a::text, 0)::numeric)::text from public.user_analytics a) as people,
        (select sum(hashtextextended(a::text, 0)::numeric)::text from public.unit_analytics a) as units,
        (select sum(hashtextextended(a::text, 0)::numeric)::text from private.unit_months a) as months`,
    forget:
      `delete from public.user_analytics; delete from public.unit_analytics; delete from private.unit_months;
      delete from private.unit_queue; select private.rebuild_rollups()`,
  },
  {
    name: "fairness",
    holds: [
      "lock table private.fairness_reports in share mode",
      "lock table private.fairness_reports in share mode",
      "lock table private.fairness_months in share mode",
    ],
    sums: `
      select (select count(*) from private.fairness_reports)::integer as rows,
        (select sum(hashtextextended(r::text, 0)::numeric)::text from private.fairness_reports r) as reports,
        (select sum(hashtextextended(concat_ws(' ', m.user_id, m.published), 0)::numeric)::text from public.fairness_members m) as members,
        (select count(*)::integer from private.fairness_counts) as left_over`,
    forget:
      `delete from public.fairness_members; delete from private.fairness_reports; delete from private.fairness_cells;
      delete from private.fairness_months`,
  },
  {
    name: "engagement",
    holds: [
      "lock table private.published_cells in share mode",
      "lock table private.published_cells in share mode",
      "lock table private.published_blocks in share mode",
    ],
    sums: `
      select (select count(*) from private.published_cells)::integer as rows,
        (select sum(hashtextextended((to_jsonb(c) - 'publication_id')::text, 0)::numeric)::text from private.published_cells c) as cells,
        (select sum(hashtextextended(concat_ws(' ', b.unit, b.block), 0)::numeric)::text from private.published_blocks b) as blocks,
        (select sum(hashtextextended(s::text, 0)::numeric)::text from public.publication_stays s) as stays`,
    forget: "delete from private.publications; delete from public.publication_stays",
  },
];

/** One step after the other, each its own transaction, until all is done: as a scheduler does. What is committed is written. */
const CALLER = `
  import postgres from "postgres";
  const sql = postgres(Deno.env.get('DB_URL') ?? '', { max: 1, onnotice: () => {}, connection: { synchronous_commit: "on" } });
  const job = Deno.env.get('JOB') ?? '';
  while ((await sql\`select private.run_job_step(\${job}) as step\`)[0].step.status === "running");
  await sql.end();`;

Deno.test({
  name:
    "killed in the middle of a job, the caller, its server process and all of Postgres: the next call goes on, and the rows are those of a quiet run",
  // Processes that are killed leave their pipes and sockets to whoever reads them.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await withStack(() => {}, async ({ dbUrl, place }) => {
      const connect = () =>
        postgres(dbUrl, { max: 1, onnotice: () => {}, connection: { statement_timeout: 0 } });
      /** Asks once more while Postgres comes back. */
      const ask = async (query: string) => {
        for (let attempt = 0;; attempt++) {
          const sql = connect();
          try {
            return [...await sql.unsafe(query)];
          } catch (error) {
            if (attempt > 600) throw error;
            await new Promise((done) => setTimeout(done, 100));
          } finally {
            await sql.end({ timeout: 0 }).catch(() => {});
          }
        }
      };
      const sql = connect();
      await sql.unsafe(WORLD);
      await sql.end();

      for (const { name, holds, sums, forget } of JOBS) {
        await t.step(name, async () => {
          const caller = () =>
            new Deno.Command(Deno.execPath(), {
              args: ["eval", "--quiet", CALLER],
              cwd: new URL("..", import.meta.url),
              env: { DB_URL: dbUrl, JOB: name },
              stdout: "null",
              stderr: "null",
            }).spawn();
          const run = `select status, steps from private.job_runs where job = '${name}'`;
          const active =
            "select from pg_stat_activity where query ~ 'run_job_step' and state = 'active' and pid <> pg_backend_pid()";
          const waiting =
            `select pid from pg_stat_activity where query ~ 'run_job_step' and wait_event_type = 'Lock'`;
          /** Calls until a step waits for what is held, kills, and lets go. */
          const stop = async (
            hold: string,
            kill: (client: Deno.ChildProcess, server: number) => Promise<void> | void,
          ) => {
            const holder = connect();
            await holder.unsafe(`begin; ${hold}`);
            const client = caller();
            const start = Date.now();
            let [step] = await ask(waiting);
            while (!step) {
              assert(Date.now() - start < 60_000, "no step comes to what is held");
              [step] = await ask(waiting);
            }
            await kill(client, Number(step.pid));
            await holder.end({ timeout: 0 }).catch(() => {});
            await client.status;
          };
          await stop(holds[0], (client) => client.kill("SIGKILL"));
          // Its server process hears of it when the step is done.
          while ((await ask(active)).length > 0);

          await stop(holds[1], (_client, server) => Deno.kill(server, "SIGKILL"));
          // It is back before anybody calls.
          const [between] = await ask(run);
          assertEquals(between?.status, "running");

          await stop(holds[2], async (_client, server) => {
            const file = await Deno.readTextFile(join(place.data, "postgres", "postmaster.pid"));
            Deno.kill(Number(file.split("\n")[0]), "SIGKILL");
            // Or it would hold on to the memory that they share until its step is done.
            Deno.kill(server, "SIGKILL");
          });
          const [left] = await ask(run);
          assertEquals(left?.status, "running");
          assert(left?.steps > between?.steps && between?.steps > 1, "each time it is further on");

          assertEquals((await caller().status).code, 0);
          assertEquals((await ask(run)).map(({ status }) => status), ["done"]);
          const [disturbed] = await ask(sums);

          await ask(forget);
          assertEquals((await caller().status).code, 0);
          const [quiet] = await ask(sums);
          assert(quiet?.rows > 0);
          assertEquals(disturbed, quiet);
        });
      }
    });
  },
});
