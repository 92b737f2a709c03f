import { kill } from "node:process";

/** Whether a process of this id runs. */
export function alive(pid: number): boolean {
  try {
    kill(pid, 0);
    // In a container nobody may ask for the exit code of an orphan: it stays, dead.
    return Deno.build.os !== "linux" || !/\) [ZX] /.test(Deno.readTextFileSync(`/proc/${pid}/stat`));
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** The command line of a process, or "" when it is gone: ids are used again, so look before ending one. */
export async function commandOf(pid: number): Promise<string> {
  try {
    if (Deno.build.os === "linux") {
      return (await Deno.readTextFile(`/proc/${pid}/cmdline`)).replaceAll("\0", " ");
    }
    const [name, args] = Deno.build.os === "windows"
      ? ["powershell", [
        "-NoProfile",
        "-Command",
        `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
      ]] as const
      : ["ps", ["-o", "args=", "-p", String(pid)]] as const;
    const { stdout } = await new Deno.Command(name, { args: [...args], stderr: "null" }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    return "";
  }
}

/** Asks a process to end, and ends it when it has not after `patience` milliseconds. */
export async function end(pid: number, signal: Deno.Signal, patience = 5000): Promise<void> {
  const send = (name: Deno.Signal) => {
    try {
      Deno.kill(pid, name);
    } catch {
      // It is gone already.
    }
  };
  send(Deno.build.os === "windows" ? "SIGKILL" : signal);
  for (const started = Date.now(); alive(pid);) {
    if (Date.now() - started > patience) send("SIGKILL");
    await new Promise((done) => setTimeout(done, 20));
    if (Date.now() - started > patience + 2000) return;
  }
}

/** What a step that runs programs is told: when to give up, and whom to tell of each, should this process be killed. */
export interface Watch {
  signal?: AbortSignal;
  started?(pid: number): Promise<void>;
  ended?(pid: number): void;
}

/** Runs a program to its end. */
export async function runProgram(
  program: string,
  options: Deno.CommandOptions,
  watch: Watch,
): Promise<{ success: boolean; out: string; err: string }> {
  const child = new Deno.Command(program, {
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...options,
    ...watch.signal ? { signal: watch.signal } : {},
  }).spawn();
  const [{ success, stdout, stderr }] = await Promise.all([child.output(), watch.started?.(child.pid)]);
  watch.ended?.(child.pid);
  const [out = "", err = ""] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { success, out, err };
}

/** Ends what a killed start left running; each is known by what its command line must hold. */
export async function endOrphans(pids: number[], signs: string[]): Promise<void> {
  for (const pid of pids) {
    if (!alive(pid)) continue;
    const command = await commandOf(pid);
    // For Postgres SIGTERM would mean to wait for every client.
    if (signs.some((sign) => command.includes(sign))) await end(pid, "SIGINT");
  }
}

/** A port on the loopback: the first free one from `wanted` on, or any. */
export function freePort(wanted = 0): number {
  for (let port = wanted; port < 65536; port++) {
    if (wanted === 0 || isFree(port)) {
      const listener = Deno.listen({ hostname: "127.0.0.1", port });
      listener.close();
      return listener.addr.port;
    }
  }
  return freePort();
}

/** Whether a port of the loopback can be listened on. */
export function isFree(port: number): boolean {
  try {
    Deno.listen({ hostname: "127.0.0.1", port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse || error instanceof Deno.errors.PermissionDenied) return false;
    throw error;
  }
}

/** Hands every line that a process writes to `line`, until it ends. */
export async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  line: (text: string) => void,
): Promise<void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(line);
  }
  if (rest) line(rest);
}

/** Whether whoever started this process wants it to outlive the terminal (nohup). */
export function outlivesTerminal(): boolean {
  if (Deno.build.os !== "linux") return false;
  const ignored = Deno.readTextFileSync("/proc/self/status").match(/^SigIgn:\s*([0-9a-f]+)/m)?.[1] ?? "0";
  return (BigInt(`0x${ignored}`) & 1n) === 1n;
}

/** Calls back when what started this process is gone. npx doesn't pass a SIGTERM on: only its end can be seen. */
export function whenAbandoned(callback: () => void): void {
  if (Deno.build.os !== "linux" || Deno.env.get("npm_command") !== "exec") return;
  const parents = () => {
    const chain = [Deno.pid];
    for (let pid = parentOf(Deno.pid); pid > 1; pid = parentOf(pid)) chain.push(pid);
    return chain;
  };
  const started = parents();
  const npx = started.findIndex((pid) => /\bnpm exec\b|\bnpx\b/.test(titleOf(pid)));
  if (npx < 0) return;
  const chain = started.slice(0, npx + 1).join();
  const timer = setInterval(() => {
    if (parents().slice(0, npx + 1).join() === chain) return;
    clearInterval(timer);
    callback();
  }, 500);
  Deno.unrefTimer(timer);
}

function parentOf(pid: number): number {
  try {
    return Number(Deno.readTextFileSync(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ")[1]);
  } catch {
    return 0;
  }
}

function titleOf(pid: number): string {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  } catch {
    return "";
  }
}
