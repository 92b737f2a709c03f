import process from "node:process";
import type { ApiOptions } from "./api.ts";
import { issuerOf, openAuth, roleToken } from "./auth.ts";
import { explain, keepErrorsShort } from "./errors.ts";
import { loadFunctions } from "./functions.ts";
import { gateway } from "./gateway.ts";
import { keysOf } from "./place.ts";
import { outlivesTerminal } from "./process.ts";

// The process of a stack that serves. `startApi` starts it, and it ends with who did.
const { place, databasePort, restUrl, functions: names, at, printMails }: ApiOptions = JSON.parse(
  Deno.args[1] ?? "",
);

async function main(): Promise<void> {
  const keys = await keysOf(place);
  const database = { port: databasePort, keys };
  const tokens = {
    anon: await roleToken("anon", keys.jwtSecret),
    service: await roleToken("service_role", keys.jwtSecret),
  };
  const functions = await loadFunctions(names, (line) => console.error(line));
  const issuer = issuerOf(at[0]?.url ?? "");
  const stops: (() => Promise<void>)[] = [];
  for (const { url, confirmEmail } of at) {
    const print = printMails ? console.log : () => {};
    const auth = await openAuth(database, {
      apiUrl: url,
      issuer,
      confirmEmail,
      rest: restUrl === null,
      print,
    });
    const stop = serve(Number(new URL(url).port), gateway({ keys, tokens, auth, restUrl, functions }));
    stops.push(async () => {
      await stop();
      await auth.close();
    });
  }
  const ended = Promise.withResolvers<void>();
  const signals: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, () => ended.resolve());
  if (outlivesTerminal()) Deno.addSignalListener("SIGHUP", () => {});
  process.stdin.on("end", () => ended.resolve()).resume();
  await ended.promise;
  await Promise.all(stops.map((stop) => stop()));
}

// Returns how to stop: requests get half a second to finish, then they are cut.
function serve(port: number, handler: Deno.ServeHandler): () => Promise<void> {
  const cut = new AbortController();
  const server = Deno.serve({ hostname: "127.0.0.1", port, signal: cut.signal, onListen: () => {} }, handler);
  return async () => {
    const patience = setTimeout(() => cut.abort(), 500);
    await server.shutdown();
    clearTimeout(patience);
  };
}

keepErrorsShort();
await main().catch((error) => {
  console.error(explain(error, place.home));
  Deno.exit(1);
});
Deno.exit(0);
