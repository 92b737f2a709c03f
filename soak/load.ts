import postgres from "postgres";
import { z } from "zod";
import { profiles, random } from "../bench/profiles.ts";
import { type Answer, Client, type Mishap, MISHAPS, type Sent } from "./client.ts";
import type { Tally } from "./tally.ts";

const PASSWORD = "a-long-password";
/** How long a write is tried again. */
const PATIENCE_MS = 120_000;
const RESENT = [0, 409, 429, 503];

const Login = z.object({ access_token: z.string() });
const Row = z.looseObject({ id: z.string() });
const Tagged = z.looseObject({ etag: z.string(), bio: z.string().nullish(), status: z.string().nullish() });
const Streamed = z.looseObject({ event: z.string(), code: z.string().optional() });

/** A write that was answered with success, or of which nobody knows. */
export interface Written {
  table: string;
  id: string;
  known: boolean;
}

const READS = [
  "user-management/me",
  "user-management/users?limit=20",
  "user-management/lookups",
  "skills-management/taxonomy",
  "skills-management/me/skills",
  "career-development/pathways?limit=20",
  "career-development/recommendations",
  "career-development/goals",
  "training/courses?limit=20",
  "analytics/me/dashboard",
  "mentorship/mentors",
];

/** The next move of a goal. */
const MOVES: Record<string, [move: string, status: string]> = {
  draft: ["activate", "active"],
  active: ["pause", "paused"],
  paused: ["resume", "active"],
};

/** Somebody at work: reads, creates, changes, moves and asks by chance, and knows what must be there. */
export class Worker {
  readonly written: Written[] = [];
  readonly deleted: string[] = [];
  private readonly deletable: string[] = [];
  /** What the own record must say, and after how many changes. */
  bio: { value: string | null; or: string | null; changes: number } = { value: null, or: null, changes: 0 };
  readonly goals = new Map<string, { status: string; etag: number }>();
  private session = "";
  private count = 0;
  resent = 0;
  moves = 0;

  private constructor(
    readonly id: string,
    readonly name: string,
    private readonly client: Client,
    private readonly next: () => number,
    private readonly pathways: string[],
    private readonly isHr: boolean,
  ) {}

  static async make(
    name: string,
    { apiUrl, tally, sql, seed, isHr = false }: {
      apiUrl: string;
      tally: Tally;
      sql: postgres.Sql;
      seed: number;
      isHr?: boolean;
    },
  ): Promise<Worker> {
    const email = `${name}@port.example`;
    const stranger = new Client(apiUrl, tally);
    const sent = (route: string, body: unknown) => stranger.send({ method: "POST", route, body });
    await sent("user-management/auth/register", { email, password: PASSWORD, full_name: name });
    const login = await sent("user-management/auth/login", { email, password: PASSWORD });
    const client = new Client(apiUrl, tally, Login.parse(login.body).access_token);
    if (isHr) await sql`select private.grant_role(${email}, 'hr_admin')`;
    const me = await client.send({ method: "GET", route: "user-management/me" });
    const pathways = await sql`select id from public.career_pathways order by id`;
    const ids = pathways.map(({ id }) => String(id));
    return new Worker(Row.parse(me.body).id, name, client, random(seed), ids, isHr);
  }

  /** Works until told to stop; what was begun is finished. */
  async work(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const chance = this.next();
      if (this.isHr) await this.import();
      else if (chance < 0.4) await this.read();
      else if (chance < 0.58) await this.create();
      else if (chance < 0.65) await this.remove();
      else if (chance < 0.8) await this.change();
      else if (chance < 0.95) await this.move();
      else await this.ask();
      await pause(20 + 80 * this.next());
    }
  }

  /** Sends until it is answered: with success, or with a refusal that only an earlier sending explains. */
  private async insist(sent: Sent, resend = RESENT): Promise<{ answer: Answer; again: boolean }> {
    let again = false;
    for (const start = Date.now();;) {
      const answer = await this.client.send(sent);
      if (!resend.includes(answer.status) || Date.now() - start > PATIENCE_MS) return { answer, again };
      again = true;
      this.resent++;
      await pause(answer.status === 429 ? 1000 * Number(answer.retryAfter) : 300 + 400 * this.next());
    }
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)];
  }

  /** Whether one can read and write now. */
  async works(): Promise<boolean> {
    const read = await this.client.send({ method: "GET", route: "user-management/me" });
    const id = crypto.randomUUID();
    const body = { id, degree: id };
    const made = await this.client.send({ method: "POST", route: "user-management/me/education", body });
    if (made.status === 201) this.written.push({ table: "education", id, known: true });
    return read.status === 200 && made.status === 201;
  }

  private async read(): Promise<void> {
    await this.client.send({ method: "GET", route: this.pick(READS) ?? "" });
  }

  /** Creates something under an id of its own, sometimes badly at first. */
  async create(how: Mishap | undefined = this.next() < 0.1 ? this.pick(MISHAPS) : undefined): Promise<void> {
    const id = crypto.randomUUID();
    const [table = "", route = "", fields = {}] = this.pick(
      [
        ["education", "user-management/me/education", { degree: id }],
        ["user_career_goals", "career-development/goals", {
          pathway_id: this.pick(this.pathways),
          target_position: id,
        }],
        ["ai_chat_sessions", "ai-recommendation/sessions", { session_name: id }],
      ] as const,
    ) ?? [];
    const sent = { method: "POST", route, body: { id, ...fields } };
    if (how) await this.client.mishap(how, sent);
    const { answer, again } = await this.insist(sent, [0, 429, 503]);
    const known = answer.status === 200 || answer.status === 201;
    this.written.push({ table, id, known });
    // Else what was cut may still arrive after it was deleted.
    if (known && !how && !again && table === "education") this.deletable.push(id);
    if (!known && answer.status !== 0 && answer.status !== 503) this.wrong(`create ${answer.status}`);
    if (known && table === "user_career_goals") {
      this.goals.set(id, { status: "draft", etag: Number(Tagged.parse(answer.body).etag) });
    }
    if (known && table === "ai_chat_sessions") this.session = id;
  }

  /** Deletes what was created. */
  private async remove(): Promise<void> {
    const id = this.deletable.pop();
    if (!id) return;
    const { answer, again } = await this.insist({
      method: "DELETE",
      route: `user-management/me/education/${id}`,
    });
    if (answer.status === 0 || answer.status === 503) return this.forget(id);
    if (answer.status !== 204 && !(again && answer.status === 404)) this.wrong(`delete ${answer.status}`);
    this.forget(id);
    this.deleted.push(id);
  }

  private forget(id: string): void {
    this.written.splice(this.written.findIndex((one) => one.id === id), 1);
  }

  /** Changes the own record under its etag; whether a change that nobody answered was made, reading tells. */
  private async change(): Promise<void> {
    const route = "user-management/me";
    const { answer: before } = await this.insist({ method: "GET", route });
    const read = Tagged.safeParse(before.body).data;
    if (before.status !== 200 || !read) return;
    if (!this.settleBio(read.bio ?? null)) this.wrong("an answered change is lost, or another was made");
    const value = `${this.name} ${++this.count}`;
    this.bio.or = value;
    const { answer } = await this.insist({
      method: "PATCH",
      route,
      body: { bio: value },
      headers: { "if-match": read.etag },
    }, RESENT.filter((status) => status !== 409));
    if (answer.status === 200) this.settleBio(value);
    // Sent again it finds its own change, or that of a degree which a client had given up.
    else if (![0, 412, 503].includes(answer.status)) this.wrong(`change ${answer.status}`);
  }

  /** What the record says now is what it must say, or what nobody answered. */
  private settleBio(now: string | null): boolean {
    const { value, or, changes } = this.bio;
    const isMade = or !== null && now === or;
    this.bio = { value: isMade ? now : value, or: null, changes: changes + (isMade ? 1 : 0) };
    return now === this.bio.value;
  }

  /** Moves a goal on; what became of a move that was refused when it was sent again, reading tells. */
  private async move(): Promise<void> {
    const [id, goal] = this.pick([...this.goals]) ?? [];
    const [move, status] = MOVES[goal?.status ?? ""] ?? [];
    if (!id || !goal || !move || !status) return;
    const route = `career-development/goals/${id}`;
    const { answer, again } = await this.insist({ method: "POST", route: `${route}/${move}` }, [0, 429, 503]);
    let now = Tagged.safeParse(answer.body).data?.status;
    if (answer.status === 409) {
      const { answer: read } = await this.insist({ method: "GET", route });
      now = Tagged.safeParse(read.body).data?.status;
    }
    if (now === status && (answer.status === 200 || again)) {
      this.goals.set(id, { status, etag: goal.etag + 1 });
      this.moves++;
    } else if (answer.status === 0 || answer.status === 503) {
      // Nobody knows what became of it.
      this.goals.delete(id);
      // Another goal for its pathway may be active.
    } else if (answer.status !== 409 || now !== goal.status) this.wrong(`${move} ${answer.status}`);
  }

  /** Asks the assistant and reads its stream to the end. */
  private async ask(): Promise<void> {
    if (!this.session) return;
    const id = crypto.randomUUID();
    const { answer } = await this.untilStreamed({
      method: "POST",
      route: `ai-recommendation/sessions/${this.session}/messages`,
      body: { id, message: "What could I be next?" },
      headers: { accept: "text/event-stream" },
    });
    const event = Streamed.safeParse(answer.body).data?.event;
    this.written.push({ table: "ai_chat_messages", id, known: event === "done" });
  }

  private async untilStreamed(sent: Sent): Promise<{ answer: Answer }> {
    for (const start = Date.now();;) {
      const { answer } = await this.insist(sent);
      const { data } = Streamed.safeParse(answer.body);
      if (data?.event === "done" || Date.now() - start > PATIENCE_MS) return { answer };
      if (data?.code === "internal") this.wrong("a stream that ended with internal");
      if (![0, 200, 409, 503].includes(answer.status)) {
        this.wrong(`ask ${answer.status}`);
        return { answer };
      }
      this.resent++;
      await pause(1000);
    }
  }

  /** An import in three chunks. */
  private async import(): Promise<void> {
    const run = crypto.randomUUID();
    const people = profiles(9, Math.floor(this.next() * 1e9));
    for (let offset = 0; offset < people.length; offset += 3) {
      const part = people.slice(offset, offset + 3);
      const { answer } = await this.insist(
        offset === 0
          ? {
            method: "POST",
            route: "user-management/imports",
            body: { id: run, format: "employee-profiles", profiles: part },
            long: true,
          }
          : {
            method: "POST",
            route: `user-management/imports/${run}/chunks`,
            body: { offset, profiles: part },
            long: true,
          },
        [0, 429, 503],
      );
      const known = answer.status === 200 || answer.status === 201;
      for (const { employee_id } of part) this.written.push({ table: "employees", id: employee_id, known });
      if (!known && answer.status !== 0 && answer.status !== 503) this.wrong(`import ${answer.status}`);
      if (!known) return;
    }
  }

  readonly wrongs: string[] = [];
  private wrong(what: string): void {
    this.wrongs.push(what);
  }
}

export const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** How often each thing stands in the database, by what tells one from the other. */
const COUNTS: Record<string, string> = {
  education: "select degree as id, count(*)::integer as n from public.education group by 1",
  user_career_goals:
    "select target_position as id, count(*)::integer as n from public.user_career_goals group by 1",
  ai_chat_sessions:
    "select session_name as id, count(*)::integer as n from public.ai_chat_sessions group by 1",
  ai_chat_messages:
    "select reply_to::text as id, count(*)::integer as n from public.ai_chat_messages where reply_to is not null group by 1",
  employees:
    "select employee_id as id, count(*)::integer as n from public.users where employee_id is not null group by 1",
};

/** What of what was answered is not there, and what is there twice. */
export async function check(
  sql: postgres.Sql,
  workers: Worker[],
): Promise<{ writes: number; lost: string[]; doubled: string[] }> {
  const lost: string[] = [];
  const doubled: string[] = [];
  let writes = 0;
  for (const [table, query] of Object.entries(COUNTS)) {
    const found = new Map((await sql.unsafe(query)).map(({ id, n }) => [String(id), Number(n)]));
    for (const { id, known } of workers.flatMap(({ written }) => written.filter((w) => w.table === table))) {
      const n = found.get(id) ?? 0;
      if (known) writes++;
      if (known && n === 0) lost.push(`${table} ${id}`);
      if (n > 1) doubled.push(`${table} ${id} ${n}`);
    }
    for (const id of workers.flatMap(({ deleted }) => deleted)) {
      if (found.has(id)) lost.push(`the deletion of ${id}`);
    }
  }
  for (const { id, name, bio, goals, moves, deleted } of workers) {
    const [row] = await sql`
      select bio, (select count(*) from public.audit_log a
        where a.subject_id = user_id and a.table_name = 'user_personal_info' and 'bio' = any (a.changed_columns)) as changes
      from public.user_personal_info where user_id = ${id}`;
    writes += bio.changes + deleted.length;
    const isOther = bio.or !== null && row?.bio === bio.or;
    if (row?.bio !== bio.value && !isOther) lost.push(`bio of ${name}: ${row?.bio}, not ${bio.value}`);
    const more = Number(row?.changes) - bio.changes - (isOther ? 1 : 0);
    if (more > 0) doubled.push(`bio of ${name}: changed ${more} times more`);
    if (more < 0) lost.push(`bio of ${name}: changed ${-more} times less`);
    writes += moves;
    for (const [goal, { status, etag }] of goals) {
      const [row] = await sql`select status, version from public.user_career_goals where id = ${goal}`;
      if (row?.status !== status) lost.push(`goal ${goal}: ${row?.status}, not ${status}`);
      if (Number(row?.version) > etag) {
        doubled.push(`goal ${goal}: moved ${Number(row?.version) - etag} times more`);
      }
    }
  }
  return { writes, lost, doubled };
}
