import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROJECT } from "./place.ts";
import { freePort } from "./process.ts";

/** A function in a process of its own, as an edge runtime starts it. */
export interface Apart {
  /** With the function's name: what follows is a route. */
  url: string;
  /** From no process to the first answer. */
  ms: number;
  pid: number;
  /** Bytes of what it has loaded until now, by package; "" is the project's own. Only with `inspect`. */
  loaded(): Promise<Map<string, number>>;
}

/** Does something with a function that was started alone, and ends it. */
export async function apart<T>(
  name: string,
  { env = {}, inspect = false }: { env?: Record<string, string>; inspect?: boolean },
  work: (started: Apart) => Promise<T>,
): Promise<T> {
  const [port, inspector] = [freePort(), freePort()];
  const start = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "serve",
      "-A",
      "--no-check",
      "--quiet",
      ...inspect ? [`--inspect=127.0.0.1:${inspector}`] : [],
      ...["--host", "127.0.0.1", "--port", String(port)],
      join(PROJECT, "supabase", "functions", name, "index.ts"),
    ],
    cwd: PROJECT,
    env,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const url = `http://127.0.0.1:${port}/${name}`;
  try {
    for (;;) {
      const answer = await fetch(`${url}/health`).catch(() => null);
      await answer?.body?.cancel();
      if (answer?.ok) break;
      if (performance.now() - start > 30_000) throw new Error(`${name} does not start.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const ms = performance.now() - start;
    return await work({ url, ms, pid: child.pid, loaded: () => loadedBy(inspector) });
  } finally {
    child.kill("SIGKILL");
    await child.status;
  }
}

/** Asks V8 for its scripts: what a process really has, and not what it might load. */
async function loadedBy(inspector: number): Promise<Map<string, number>> {
  const [target] = await (await fetch(`http://127.0.0.1:${inspector}/json/list`)).json();
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  const urls = await new Promise<string[]>((resolve, reject) => {
    const seen: string[] = [];
    socket.onopen = () => socket.send(JSON.stringify({ id: 1, method: "Debugger.enable" }));
    socket.onerror = () => reject(new Error("The inspector does not answer."));
    socket.onmessage = ({ data }) => {
      const { id, method, params } = JSON.parse(data);
      if (method === "Debugger.scriptParsed") seen.push(params.url);
      if (id === 1) resolve(seen);
    };
  });
  socket.close();
  const packages = new Map<string, number>();
  for (const url of new Set(urls.filter((url) => url.startsWith("file:")))) {
    const name = [...url.matchAll(/node_modules\/((?:@[^/]+\/)?[^/.][^/]*)/g)].at(-1)?.[1] ?? "";
    const { size } = await Deno.stat(fileURLToPath(url));
    packages.set(name, (packages.get(name) ?? 0) + size);
  }
  return packages;
}
