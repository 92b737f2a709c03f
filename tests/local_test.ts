import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { join } from "node:path";
import postgres from "postgres";
import { alive } from "../local/process.ts";

// The stack that `deno task test` made, and the same data behind a port whose Auth asks for a confirmed e-mail.
const env = (name: string) => Deno.env.get(name) ?? "";
const auth = { persistSession: false, autoRefreshToken: false };
const client = (url = env("API_URL"), key = env("PUBLISHABLE_KEY")) => createClient(url, key, { auth });
const person = () => ({ email: `${crypto.randomUUID()}@example.com`, password: "a-long-password" });

async function mailTo(address: string): Promise<{ code: string; link: string; subject: string }> {
  const [mail] = await (await fetch(`${env("CONFIRM_URL")}/mail?to=${encodeURIComponent(address)}`)).json();
  return mail;
}

Deno.test("Auth: sign-up, sign-in, refresh and a changed password, with tokens that carry a key id", async () => {
  const one = person();
  const supabase = client();
  const made = await supabase.auth.signUp(one);
  assertEquals(made.error, null);
  const header = JSON.parse(atob(made.data.session?.access_token.split(".")[0] ?? ""));
  assertEquals(header.kid, "local");
  assertEquals((await supabase.auth.refreshSession()).error, null);
  assertEquals((await supabase.auth.getUser()).data.user?.email, one.email);
  assertEquals((await supabase.auth.getClaims()).data?.claims.email, one.email);
  assertEquals((await supabase.auth.updateUser({ password: "another-password" })).error, null);
  assertEquals((await client().auth.signInWithPassword(one)).error?.code, "invalid_credentials");
  const { error } = await client().auth.signInWithPassword({ ...one, password: "another-password" });
  assertEquals(error, null);
  assertEquals((await client().auth.signUp({ ...person(), password: "short" })).error?.code, "weak_password");
});

Deno.test("Auth with confirmation: no sign-in before the code of the mail, sign-in after it", async () => {
  const one = person();
  const supabase = client(env("CONFIRM_URL"));
  assertEquals((await supabase.auth.signUp(one)).data.session, null);
  assertEquals((await supabase.auth.signInWithPassword(one)).error?.code, "email_not_confirmed");
  const { code } = await mailTo(one.email);
  const confirmed = await supabase.auth.verifyOtp({ email: one.email, token: code, type: "signup" });
  assertEquals(confirmed.error, null);
  assertEquals((await supabase.auth.signInWithPassword(one)).error, null);
});

Deno.test("Auth with confirmation: the link of the mail confirms too, and gives a token with a key id", async () => {
  const one = person();
  await client(env("CONFIRM_URL")).auth.signUp(one);
  const response = await fetch((await mailTo(one.email)).link, { redirect: "manual" });
  assertEquals(response.status, 303);
  const fragment = new URLSearchParams(new URL(response.headers.get("location") ?? "").hash.slice(1));
  const { data } = await client().auth.getUser(fragment.get("access_token") ?? "");
  assertEquals(data.user?.email, one.email);
  assertEquals(JSON.parse(atob(fragment.get("access_token")?.split(".")[0] ?? "")).kid, "local");
});

Deno.test("Auth: a forgotten password comes by mail", async () => {
  const one = person();
  await client(env("CONFIRM_URL")).auth.signUp(one);
  const { code } = await mailTo(one.email);
  const supabase = client(env("CONFIRM_URL"));
  await supabase.auth.verifyOtp({ email: one.email, token: code, type: "signup" });
  assertEquals((await supabase.auth.resetPasswordForEmail(one.email)).error, null);
  const mail = await mailTo(one.email);
  assertMatch(mail.subject, /reset/i);
  const used = await supabase.auth.verifyOtp({ email: one.email, token: mail.code, type: "recovery" });
  assertEquals(used.error, null);
});

Deno.test("the database: postgres is no superuser, and may do with auth what it may on Supabase", async () => {
  const one = person();
  const { data } = await client().auth.signUp({ ...one, options: { data: { full_name: "Ann" } } });
  const sql = postgres(env("DB_URL"), { max: 1, onnotice: () => {} });
  try {
    const [role] = await sql`select rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
    assertEquals({ ...role }, { rolsuper: false, rolbypassrls: true });
    const id = data.user?.id ?? "";
    const [user] =
      await sql`select raw_user_meta_data ->> 'full_name' as name from auth.users where id = ${id}`;
    assertEquals(user?.name, "Ann");
    await sql.begin(async (sql) => {
      await sql`create function public.f() returns trigger language plpgsql as 'begin return new; end'`;
      await sql`create trigger t after insert on auth.users for each row execute function public.f()`;
      await sql.unsafe("rollback; begin");
    });
    await sql`delete from auth.users where id = ${id}`;
    const { error } = await client().auth.signInWithPassword(one);
    assertEquals(error?.code, "invalid_credentials");
    const limits = await sql`
      select rolname, rolconfig from pg_roles where rolname in ('anon', 'authenticated', 'authenticator') order by 1`;
    assertEquals(limits.map(({ rolconfig }) => rolconfig[0]), [
      "statement_timeout=3s",
      "statement_timeout=8s",
      "statement_timeout=8s",
    ]);
  } finally {
    await sql.end();
  }
});

Deno.test("the Data API: the secret key is the service role, the publishable key is anonymous", async () => {
  const role = async (key: string) => {
    const response = await fetch(`${env("API_URL")}/rest/v1/`, { headers: { apikey: key } });
    await response.body?.cancel();
    return response.status;
  };
  assertEquals(await role(env("SECRET_KEY")), 200);
  assertEquals(await role("sb_secret_guess"), 401);
  const { error } = await client(undefined, env("PUBLISHABLE_KEY")).from("users").select("email");
  assertNotEquals(error, null);
});

// From here on: starting and stopping, with a stack of its own.

interface Started {
  child: Deno.ChildProcess;
  text(): string;
  /** Waits until the output has this. */
  said(pattern: RegExp): Promise<void>;
}

/** Runs a script of local/ on the data in `home`. */
function run(home: string, script: string, ...args: string[]): Started {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--unstable-no-legacy-abort", `local/${script}.ts`, ...args],
    cwd: new URL("..", import.meta.url),
    env: { COMPASS_LOCAL: home, PORT: "0", NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  let text = "";
  let ended = false;
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const chunk of stream.pipeThrough(new TextDecoderStream())) text += chunk;
  };
  Promise.all([read(child.stdout), read(child.stderr)]).then(() => ended = true);
  return {
    child,
    text: () => text,
    async said(pattern) {
      while (!pattern.test(text)) {
        assert(!ended, `waited for ${pattern}, but it ended:\n${text}`);
        await new Promise((done) => setTimeout(done, 20));
      }
    },
  };
}

async function outcome(home: string, script: string, ...args: string[]): Promise<[number, string]> {
  const started = run(home, script, ...args);
  const { code } = await started.child.status;
  await new Promise((done) => setTimeout(done, 20));
  return [code, started.text()];
}

/** The processes that a running stack wrote down, itself first. */
async function pids(home: string): Promise<number[]> {
  const { pid, children } = JSON.parse(await Deno.readTextFile(join(home, "data", "running.json")));
  return [pid, ...children];
}

/** The processes that are kept running, by name. */
async function parts(home: string): Promise<Record<string, number>> {
  return JSON.parse(await Deno.readTextFile(join(home, "data", "running.json"))).parts;
}

async function answers(home: string): Promise<void> {
  const [code, text] = await outcome(home, "status", "-o", "env");
  assertEquals(code, 0, text);
  const value = (name: string) => text.match(new RegExp(`^${name}="(.+)"$`, "m"))?.[1] ?? "";
  const { error } = await client(value("API_URL"), value("PUBLISHABLE_KEY")).auth.signUp(person());
  assertEquals(error, null);
  const rest = await fetch(`${value("API_URL")}/rest/v1/`, { headers: { apikey: value("SECRET_KEY") } });
  await rest.body?.cancel();
  assertEquals(rest.status, 200);
}

Deno.test({
  name: "a stack: starts, tells its state, survives kills and half-made data, and leaves no process behind",
  // lite's pools and the piped output of killed processes end in their own time.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const folder = Deno.build.os !== "windows" && Deno.uid() === 0 ? "/var/tmp" : undefined;
    const home = await Deno.makeTempDir({
      ...folder ? { dir: folder } : {},
      prefix: "workforce-compass-test-",
    });
    if (folder) await Deno.chmod(home, 0o755);
    const start = async () => {
      const started = run(home, "start", "--no-demo");
      stacks.push(started);
      await started.said(/Ctrl-C stops everything/);
      return started;
    };
    const stop = async ({ child }: Started, signal: Deno.Signal = "SIGTERM") => {
      const processes = await pids(home);
      child.kill(signal);
      assertEquals((await child.status).code, 0);
      assertEquals(processes.filter(alive), []);
    };
    const stacks: Started[] = [];
    const current = () => {
      const last = stacks.at(-1);
      if (!last) throw new Error("no stack was started");
      return last;
    };
    try {
      await t.step(
        "killed while it makes its data, and while it migrates: the next start completes it",
        async () => {
          for (const pattern of [/Starting Postgres/, /Applying migrations/]) {
            const { child, said } = run(home, "start", "--no-demo");
            await said(pattern);
            child.kill("SIGKILL");
            await child.status;
          }
          await stop(await start());
        },
      );
      await t.step(
        "starts, answers, and says so; a second start and a reset are refused meanwhile",
        async () => {
          assertEquals((await outcome(home, "status"))[0], 1);
          await start();
          assertMatch(current().text(), /API URL: http:\/\/127\.0\.0\.1:\d+/);
          await answers(home);
          const [code, text] = await outcome(home, "start");
          assertEquals(code, 1);
          assertMatch(text, /^The stack of this folder runs already at http\S+\.\n$/);
          assertEquals((await outcome(home, "reset"))[0], 1);
        },
      );
      await t.step("a function that there is not is a sentence, and so is an unknown option", async () => {
        const other = await Deno.makeTempDir({ ...folder ? { dir: folder } : {} });
        assertMatch(
          (await outcome(other, "start", "nothing"))[1],
          /^There is no function nothing\. There are: /,
        );
        assertMatch((await outcome(other, "start", "--colour"))[1], /^Unknown option '--colour'/);
        assertMatch((await outcome(other, "start", "--port", "http"))[1], /^'http' is not a port\.\n$/);
        await Deno.remove(other, { recursive: true });
      });
      await t.step("a port that is taken is a sentence", async () => {
        const port = current().text().match(/API URL: \S+:(\d+)/)?.[1] ?? "";
        const other = await Deno.makeTempDir({ ...folder ? { dir: folder } : {} });
        const [code, text] = await outcome(other, "start", "--port", port);
        assertEquals(code, 1);
        assertMatch(text, /^Port \d+ is taken\..*\n$/);
        await Deno.remove(other, { recursive: true });
      });
      await t.step(
        "a part is killed, the first of them four times: it comes back, and all answers again",
        async () => {
          for (const [index, name] of Object.keys(await parts(home)).entries()) {
            for (let time = 1; time <= (index === 0 ? 4 : 1); time++) {
              Deno.kill((await parts(home))[name] ?? 0, "SIGKILL");
              await current().said(new RegExp(`(${name} is back[^]*){${time}}`));
            }
            await answers(home);
          }
        },
      );
      await t.step("stopped while a part can't start: every process ends", async () => {
        const version = join(home, "data", "postgres", "PG_VERSION");
        await Deno.rename(version, `${version}.away`);
        Deno.kill((await parts(home)).Postgres ?? 0, "SIGKILL");
        await current().said(/Postgres ended unexpectedly(?![^]*Postgres is back)/);
        await stop(current());
        await Deno.rename(`${version}.away`, version);
        await start();
      });
      await t.step("the stack is killed: the next start ends what it left behind", async () => {
        const left = await pids(home);
        current().child.kill("SIGKILL");
        await current().child.status;
        await start();
        assertEquals(left.filter(alive), []);
        await answers(home);
      });
      await t.step("SIGTERM and Ctrl-C end every process, with 0", async () => {
        await stop(current());
        assertEquals((await outcome(home, "status"))[0], 1);
        await stop(await start(), "SIGINT");
      });
      await t.step("a lock file of a process that is gone, or somebody else's, is mended", async () => {
        await Deno.writeTextFile(join(home, "data", "postgres", "postmaster.pid"), `${Deno.pid}\n`);
        await stop(await start());
      });
      await t.step("reset drops the data", async () => {
        assertEquals((await outcome(home, "reset"))[0], 0);
        assertEquals(await Deno.stat(join(home, "data")).then(() => true, () => false), false);
      });
    } finally {
      for (const { child } of stacks) {
        try {
          child.kill("SIGTERM");
        } catch {
          // It has ended.
        }
        await child.status;
      }
      await Deno.remove(home, { recursive: true }).catch(() => {});
    }
  },
});
