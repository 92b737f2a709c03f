import { assertEquals, assertMatch } from "@std/assert";
import {
  CONFIRM_URL,
  newAddress,
  newClient,
  PASSWORD,
  PUBLISHABLE_KEY,
  SECRET_KEY,
  withDatabase,
} from "./support.ts";

// The claim rules, attacked through Auth itself with confirmations on (their SQL side is in supabase/tests).

const load = (email: string) =>
  withDatabase(async (sql) => {
    const [row] =
      await sql`insert into public.users (email, full_name, employee_id) values (${email}, 'Loaded', ${email}) returning id`;
    return row?.id;
  });
const ownerOf = (id: string) =>
  withDatabase(async (sql) => (await sql`select auth_id from public.users where id = ${id}`)[0]?.auth_id);
const codeFor = async (email: string): Promise<string> => {
  const [mail] = await (await fetch(`${CONFIRM_URL}/mail?to=${encodeURIComponent(email)}`)).json();
  return mail.code;
};
async function signUp(email: string) {
  const supabase = newClient(CONFIRM_URL);
  const { data } = await supabase.auth.signUp({ email, password: PASSWORD });
  return { supabase, id: data.user?.id };
}
async function confirm(email: string) {
  const { supabase } = await signUp(email);
  const { data } = await supabase.auth.verifyOtp({ email, token: await codeFor(email), type: "signup" });
  return { supabase, id: data.user?.id };
}

Deno.test("whoever registers another's address claims nothing until the mail's code proves it", async () => {
  const email = newAddress();
  const employee = await load(email);
  const { supabase } = await signUp(email);
  assertEquals(await ownerOf(employee), null);
  const { data } = await supabase.auth.verifyOtp({ email, token: await codeFor(email), type: "signup" });
  assertEquals(await ownerOf(employee), data.user?.id);
});

Deno.test("a record that arrives after its account claims it, if the account is confirmed", async () => {
  const [ready, waiting] = [newAddress(), newAddress()];
  await withDatabase((sql) =>
    sql`update private.settings set value = '"directory"' where key = 'registration'`
  );
  try {
    const account = await confirm(ready);
    await signUp(waiting);
    assertEquals(await ownerOf(await load(ready)), account.id);
    assertEquals(await ownerOf(await load(waiting)), null);
  } finally {
    await withDatabase((sql) => sql`update private.settings set value = '"open"' where key = 'registration'`);
  }
});

Deno.test("our auth routes, with confirmations on: known, unconfirmed and unknown addresses answer alike", async () => {
  const known = newAddress();
  await confirm(known);
  const unconfirmed = newAddress();
  await signUp(unconfirmed);
  // The function itself, with an Auth that asks for confirmation.
  const code = `
    const { default: app } = await import("./supabase/functions/user-management/index.ts");
    console.log = () => {};
    for (const email of ${JSON.stringify([known, unconfirmed, newAddress()])}) {
      for (const [path, password] of [["register", "${PASSWORD}"], ["login", "wrong-password"], ["password-reset", undefined]]) {
        const answer = await app.fetch(new Request("http://local/user-management/auth/" + path, {
          method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email, password }),
        }));
        const { request_id: _, ...body } = await answer.json();
        console.error("ANSWER", path, answer.status, JSON.stringify(body));
      }
    }`;
  const { stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-check", code],
    env: {
      SUPABASE_URL: CONFIRM_URL,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: PUBLISHABLE_KEY }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
      SUPABASE_JWKS: '{"keys":[]}',
    },
  }).output();
  const answers = new TextDecoder().decode(stderr).split("\n").filter((line) => line.startsWith("ANSWER"));
  assertEquals(answers.length, 9, new TextDecoder().decode(stderr));
  assertEquals(answers.slice(0, 3), answers.slice(3, 6));
  assertEquals(answers.slice(0, 3), answers.slice(6, 9));
  assertMatch(answers[0] ?? "", /register 202 \{\}/);
  assertMatch(answers[1] ?? "", /login 401/);
  assertMatch(answers[2] ?? "", /password-reset 202 \{\}/);
});
