import { z } from "zod";
import { HANG_MS, LONG_MS, type Tally } from "./tally.ts";

const ErrorBody = z.object({ code: z.string(), message: z.string(), request_id: z.string() });

/** An answer; status 0: nobody answered, or not to the end. */
export interface Answer {
  status: number;
  body: unknown;
  retryAfter: string | null;
}

/** What is sent. */
export interface Sent {
  method: string;
  /** `user-management/me`. */
  route: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** May take a minute. */
  long?: boolean;
}

/** How a client may go wrong while it sends. */
export const MISHAPS = ["half a body", "gone before the answer", "slow"] as const;
export type Mishap = (typeof MISHAPS)[number];

/** A client of the stack that counts what becomes of its requests. */
export class Client {
  constructor(
    private readonly apiUrl: string,
    private readonly tally: Tally,
    private readonly token = "",
  ) {}

  /** Sends once. */
  async send({ method, route, body, headers, long = false }: Sent): Promise<Answer> {
    const limit = long ? LONG_MS : HANG_MS;
    const fault = this.tally.current;
    const start = performance.now();
    let answer: Answer = { status: 0, body: null, retryAfter: null };
    let text = "";
    try {
      const response = await fetch(`${this.apiUrl}/functions/v1/${route}`, {
        method,
        headers: {
          ...this.token ? { authorization: `Bearer ${this.token}` } : {},
          ...body === undefined ? {} : { "content-type": "application/json" },
          ...headers,
        },
        ...body === undefined ? {} : { body: JSON.stringify(body) },
        signal: AbortSignal.timeout(limit + 5_000),
      });
      text = await response.text();
      answer = { status: response.status, body: null, retryAfter: response.headers.get("retry-after") };
    } catch {
      // Nobody is there, or the connection was cut.
    }
    const wrong = read(answer, text);
    this.tally.add(fault, { status: answer.status, ms: performance.now() - start, limit, wrong });
    return answer;
  }

  /** Sends a request on a socket of its own, and does so badly. */
  async mishap(how: Mishap, { method, route, body }: Sent): Promise<void> {
    const { hostname, port } = new URL(this.apiUrl);
    const encode = (text: string) => new TextEncoder().encode(text);
    const content = encode(JSON.stringify(body));
    const head = encode(
      `${method} /functions/v1/${route} HTTP/1.1\r\nhost: ${hostname}:${port}\r\nauthorization: Bearer ${this.token}\r\n` +
        `content-type: application/json\r\ncontent-length: ${content.length}\r\nconnection: close\r\n\r\n`,
    );
    const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
    try {
      using socket = await Deno.connect({ hostname, port: Number(port) });
      await socket.write(head);
      if (how === "slow") {
        for (const byte of content) {
          await socket.write(new Uint8Array([byte]));
          await pause(20);
        }
        await socket.read(new Uint8Array(1024));
      } else {
        await socket.write(how === "half a body" ? content.subarray(0, content.length / 2) : content);
        await pause(Math.random() * 40);
      }
    } catch {
      // The server may be gone, which is as good.
    }
  }
}

/** Reads the body into the answer and says what no client should see of it. */
function read(answer: Answer, text: string): string | undefined {
  const { status } = answer;
  if (status === 0 || status === 204) return;
  try {
    // Of a stream the last event is what counts.
    const last = text.startsWith("event: ") ? text.trim().split("\n\n").at(-1) ?? "" : "";
    answer.body = last ? { event: last.match(/^event: (.*)$/m)?.[1] } : JSON.parse(text);
    const said = last.match(/^data: (.*)$/m)?.[1];
    if (said && last.startsWith("event: error")) answer.body = { event: "error", ...JSON.parse(said) };
  } catch {
    return `${status} with a body that is no JSON`;
  }
  if (status < 400) return;
  if (status >= 500 && status !== 503) return `${status} ${text.slice(0, 100)}`;
  if (!ErrorBody.safeParse(answer.body).success) return `${status} without our error's shape`;
  if (status === 503 && !answer.retryAfter) return "503 without retry-after";
}
