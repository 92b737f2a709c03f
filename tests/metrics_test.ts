import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  API_URL,
  call,
  newAddress,
  PUBLISHABLE_KEY,
  refused,
  register,
  registerAs,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

const METRICS = "analytics/metrics";
const operator = { headers: { apikey: SECRET_KEY } };

interface Family {
  name: string;
  samples: { labels: Record<string, string>; value: number }[];
}

/** The numbers of a family by its labels. */
async function numbers(name: string): Promise<Record<string, number>> {
  const { status, body } = await call("GET", METRICS, operator);
  assertEquals(status, 200);
  const family = body.metrics.find((metric: Family) => metric.name === name);
  assert(family, name);
  return Object.fromEntries(
    family.samples.map((
      { labels, value }: Family["samples"][number],
    ) => [Object.values(labels).join(), value]),
  );
}

Deno.test("GET /metrics: a secret key alone reads them, through the function and past it", async () => {
  const hr = await registerAs("hr_admin");
  for (const apikey of ["", PUBLISHABLE_KEY, `${SECRET_KEY}x`, hr.token]) {
    refused(await call("GET", METRICS, { headers: { apikey } }), 401, "unauthenticated");
    refused(await call("GET", METRICS, { headers: { apikey }, token: hr.token }), 401, "unauthenticated");
  }
  assertEquals((await hr.supabase.rpc("get_metrics")).error?.code, "42501");
});

Deno.test("GET /metrics: jobs by when they last ended well, failures, runs that hang; queues, requests and accounts that wait", async () => {
  while ((await call("POST", "analytics/rollups", { ...operator, body: {} })).status === 202);
  const names = await withDatabase((sql) => sql`select name from private.jobs`);
  const ages = await numbers("compass_job_last_success_age_seconds");
  assertEquals(Object.keys(ages).sort(), names.map(({ name }) => String(name)).sort());
  const open = await numbers("compass_erasure_requests_open");
  const unclaimed = await numbers("compass_accounts_unclaimed");
  const failed = await numbers("compass_job_failures_last_day");
  const queued = await numbers("compass_queue_length");
  const leaver = await register();
  await leaver.call("DELETE", "user-management/me", { body: { confirm: leaver.email } });
  await withDatabase(async (sql) => {
    const account = newAddress("nobody");
    await sql`insert into auth.users (id, aud, role, email, email_confirmed_at)
      values (gen_random_uuid(), 'authenticated', 'authenticated', ${account}, now())`;
    await sql`update public.users set auth_id = null where email = ${account}`;
    await sql`update public.erasure_requests set requested_at = now() - interval '40 days' where user_id = ${leaver.id}`;
    await sql`insert into private.job_runs (job, as_of, status, error) values ('retention', '2001-01-01', 'failed', '22012')`;
    await sql`insert into private.job_runs (job, as_of, started_at) values ('surveys', '2001-01-01', now() - interval '3 hours')`;
  });
  try {
    const more = (name: string, before: number | undefined, after: number | undefined) =>
      assert((after ?? 0) > (before ?? 0), `${name}: ${before}, then ${after}`);
    more("open", open[""], (await numbers("compass_erasure_requests_open"))[""]);
    more("old", 39 * 86_400, (await numbers("compass_erasure_request_oldest_age_seconds"))[""]);
    more("unclaimed", unclaimed[""], (await numbers("compass_accounts_unclaimed"))[""]);
    more("failed", failed.retention, (await numbers("compass_job_failures_last_day")).retention);
    more("hangs", 10_000, (await numbers("compass_job_open_run_age_seconds")).surveys);
    assertEquals(Object.keys(queued), ["people", "units"]);
  } finally {
    await withDatabase(async (sql) => {
      await sql`delete from private.job_runs where as_of = '2001-01-01'`;
      await sql`delete from public.erasure_requests where user_id = ${leaver.id}`;
    });
  }
});

Deno.test("GET /metrics: a transaction that goes on is told, and so is a log that may quote values", async () => {
  await withDatabase(async (sql) => {
    await sql.begin(async (transaction) => {
      await transaction`select pg_sleep(1.2)`;
      const { "": age = 0 } = await numbers("compass_oldest_transaction_age_seconds");
      assert(age >= 1, String(age));
      const states = await numbers("compass_connections");
      assert((states["idle in transaction"] ?? 0) >= 1, JSON.stringify(states));
    });
    assertEquals(await numbers("compass_log_quotes_values"), { "": 0 });
  });
});

Deno.test("GET /metrics in Prometheus' text format, to who accepts what a scraper does", async () => {
  const response = await fetch(`${API_URL}/functions/v1/${METRICS}`, {
    headers: {
      apikey: SECRET_KEY,
      accept: "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
    },
  });
  assertEquals(response.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  const families = (await call("GET", METRICS, operator)).body.metrics;
  assert(families.length > 20);
  for (const { name, type } of families) assert(text.includes(`# TYPE ${name} ${type}\n`), name);
  for (const line of text.trimEnd().split("\n")) {
    assertMatch(
      line,
      /^# (HELP|TYPE) [a-z_]+ .+$|^[a-z_]+(\{([a-z_]+="(\\.|[^"\\])*",?)+\})? -?[\d.]+(e[+-]?\d+)?$/,
    );
  }
});

Deno.test("no number is about a person: neither ids nor addresses are labels", async () => {
  const person = await register(newAddress("canary"));
  await person.call("POST", "ai-recommendation/sessions", { body: {} });
  const { body } = await call("GET", METRICS, operator);
  const labels = body.metrics.flatMap(({ samples }: Family) =>
    samples.flatMap((sample) => Object.keys(sample.labels))
  );
  const known = ["job", "outcome", "queue", "state", "table", "version"];
  assertEquals([...new Set(labels)].filter((label) => !known.includes(String(label))), []);
  assert(!/@|[0-9a-f]{8}-/.test(JSON.stringify(body)), "an id or an address");
});
