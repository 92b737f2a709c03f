import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import postgres from "postgres";
import { withStack } from "../local/temporary.ts";

const PEOPLE = 5000;

// A year of some things for people in thirty units, by arithmetic alone.
const WORLD = `
  insert into public.org_units (name) select 'Unit ' || n from generate_series(1, 30) n;
  insert into public.users (full_name, org_unit_id)
  select 'Vic Example', (select id from public.org_units where name = 'Unit ' || 1 + n % 30) from generate_series(1, ${PEOPLE}) n;
  insert into public.skills (name) select 'Skill ' || n from generate_series(1, 10) n;
  alter table public.user_skills disable trigger user;
  alter table public.skill_assessments disable trigger user;
  insert into public.user_skills (user_id, skill_id) select u.id, s.id from public.users u, public.skills s where s.name like 'Skill %';
  insert into public.skill_assessments (user_id, skill_id, source, level, assessed_at)
  select us.user_id, us.skill_id, 'self', 1 + n, now() - make_interval(days => n * 90 + abs(hashtext(us.user_id::text || us.skill_id)) % 90)
  from public.user_skills us, generate_series(0, 3) n;
  alter table public.skill_assessments enable trigger user;
  alter table public.user_skills enable trigger user;
  select private.rebuild_rollups();`;

/** A number that is another if any row is. */
const SUMS = `
  select (select count(*) from public.user_analytics)::integer as days,
    (select sum(hashtextextended(a::text, 0)::numeric)::text from public.user_analytics a) as people,
    (select sum(hashtextextended(a::text, 0)::numeric)::text from public.unit_analytics a) as units,
    (select sum(hashtextextended(a::text, 0)::numeric)::text from private.unit_months a) as months`;

/** One step after the other, each its own transaction, until all is done: as a scheduler does. */
const CALLER = `
  import postgres from "postgres";
  const sql = postgres(Deno.env.get('DB_URL') ?? '', { max: 1, onnotice: () => {} });
  while ((await sql\`select private.run_job_step('rollups') as step\`)[0].step.status === "running");
  await sql.end();`;

Deno.test({
  name:
    "killed in the middle of a night, the caller, its server process and all of Postgres: the next call goes on, and the rows are those of a quiet night",
  // Processes that are killed leave their pipes and sockets to whoever reads them.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
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
      const caller = () =>
        new Deno.Command(Deno.execPath(), {
          args: ["eval", "--quiet", CALLER],
          cwd: new URL("..", import.meta.url),
          env: { DB_URL: dbUrl },
          stdout: "null",
          stderr: "null",
        }).spawn();
      const written = async () =>
        Number((await ask("select count(distinct user_id) as n from public.user_analytics"))[0]?.n);
      /** Waits for a step to be at work, some people being done, and tells its server process. */
      const atWork = async (done: number) => {
        for (const start = Date.now();;) {
          assert(Date.now() - start < 60_000, "no step is at work");
          const [row] = await ask(`
            select pid from pg_stat_activity
            where query ~ 'run_job_step' and state = 'active' and pid <> pg_backend_pid() and now() - query_start > interval '50 ms'`);
          if (row && await written() >= done) return Number(row.pid);
        }
      };
      const sql = connect();
      await sql.unsafe(WORLD);
      await sql.end();

      const first = caller();
      await atWork(1);
      first.kill("SIGKILL");
      await first.status;
      const afterCaller = await written();
      assert(afterCaller > 0 && afterCaller < PEOPLE, `${afterCaller} people are done`);

      const second = caller();
      Deno.kill(await atWork(afterCaller), "SIGKILL");
      await second.status;
      // It is back before anybody calls.
      await written();

      const third = caller();
      const server = await atWork(afterCaller);
      const [postmaster] = (await Deno.readTextFile(join(place.data, "postgres", "postmaster.pid"))).split(
        "\n",
      );
      Deno.kill(Number(postmaster), "SIGKILL");
      // Or it would hold on to the memory that they share until its step is done.
      Deno.kill(server, "SIGKILL");
      await third.status;
      const [left] = await ask("select status, next_cursor from private.job_runs where job = 'rollups'");
      assertEquals(left?.status, "running");

      assertEquals((await caller().status).code, 0);
      const runs = await ask("select status, changes from private.job_runs where job = 'rollups'");
      assertEquals(runs.map(({ status }) => status), ["done"]);
      assert(runs[0]?.changes.people >= PEOPLE);
      const [disturbed] = await ask(SUMS);

      await ask(`
        delete from public.user_analytics; delete from public.unit_analytics; delete from private.unit_months;
        delete from private.unit_queue; select private.rebuild_rollups()`);
      assertEquals((await caller().status).code, 0);
      const [quiet] = await ask(SUMS);
      assert(quiet?.days > PEOPLE);
      assertEquals(disturbed, quiet);
    });
  },
});
