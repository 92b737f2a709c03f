import { parseArgs } from "node:util";
import { demoText } from "./demo.ts";
import { explain, keepErrorsShort, Sentence } from "./errors.ts";
import { findPlace } from "./place.ts";
import { outlivesTerminal, whenAbandoned } from "./process.ts";
import { type Stack, startStack } from "./stack.ts";

const USAGE = `deno task start [NAME] [--port N] [--confirm-email] [--no-demo]
  NAME             serve this function alone, beside Auth and data
  --port N         the port of the API (default 54321, or the next free one; also PORT=N)
  --confirm-email  Auth asks for a confirmed e-mail; the mails are printed here
  --no-demo        make no demo people`;

function options() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        "port": { type: "string" },
        "confirm-email": { type: "boolean" },
        "no-demo": { type: "boolean" },
        "help": { type: "boolean", short: "h" },
      },
    });
    const told = values.port ?? Deno.env.get("PORT");
    const port = Number(told);
    if (told !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
      throw new Sentence(`'${told}' is not a port.`);
    }
    if (positionals.length > 1) throw new Sentence("Name one function, or none.");
    return { ...values, port: told === undefined ? { wanted: 54321 } : { told: port }, only: positionals[0] };
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

async function closingText(stack: Stack): Promise<string> {
  const { apiUrl, dbUrl, keys, functions, place } = stack;
  const demo = await demoText(stack);
  return `
         API URL: ${apiUrl}
          DB URL: ${dbUrl}
 Publishable key: ${keys.publishable}
      Secret key: ${keys.secret}
       Functions: ${
    functions.map((name) => `/functions/v1/${name}`).join("\n                  ") || "none yet"
  }
            Data: ${place.data}
${demo ? `\n${demo}\n` : ""}
Ctrl-C stops everything.`;
}

async function main(): Promise<number> {
  const stopped = new AbortController();
  const signals: Deno.Signal[] = Deno.build.os === "windows"
    ? ["SIGINT", "SIGBREAK"]
    : ["SIGINT", "SIGTERM", "SIGHUP"];
  const nohup = outlivesTerminal();
  for (const signal of signals) {
    // Deno itself would end at a SIGHUP that nobody listens to, even under nohup.
    Deno.addSignalListener(signal, () => nohup && signal === "SIGHUP" ? undefined : stopped.abort());
  }
  whenAbandoned(() => stopped.abort());

  let home = ".local";
  try {
    const { port, only, ...flags } = options();
    if (flags.help) {
      console.log(USAGE);
      return 0;
    }
    const place = await findPlace();
    home = place.home;
    const stack = await startStack({
      place,
      port,
      confirmEmail: flags["confirm-email"] ?? false,
      demo: !flags["no-demo"],
      schedule: true,
      ...only === undefined ? {} : { only },
      signal: stopped.signal,
      say: console.log.bind(console),
      printMails: true,
    });
    console.log(await closingText(stack));
    const aborted = new Promise<null>((done) => stopped.signal.addEventListener("abort", () => done(null)));
    const failure = stopped.signal.aborted ? null : await Promise.race([stack.failed, aborted]);
    if (failure === null) console.log("Stopping …");
    await stack.stop();
    if (failure !== null) throw new Sentence(failure);
    return 0;
  } catch (error) {
    if (stopped.signal.aborted) return 0;
    console.error(explain(error, home));
    return 1;
  }
}

keepErrorsShort();
Deno.exit(await main());
