import { join } from "node:path";
import {
  answerTo,
  COMMON,
  isAboutSomebody,
  may,
  namedIn,
  type Role,
  ROLES,
  type Route,
  ROUTES,
  type Table,
  TABLES,
  type Who,
} from "../tests/access.ts";
import { PROJECT } from "./place.ts";

/** Where the printed matrix is kept. */
export const ACCESS = join(PROJECT, "docs", "access.md");

const roles = ROLES.map(([role]) => role);
const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const table = (head: string[], body: string[][]) =>
  [row(head), row(head.map(() => "---")), ...body.map(row)].join("\n");
const code = (columns: string) => columns.split(" ").map((column) => `\`${column}\``).join(" ");

/** What is true of somebody in a role: with a thing of their own, with one of a person below, and with any other. */
function wordsOf(role: Role): Record<"own" | "line" | "all", string[]> {
  if (role === "recordless" || role === "anonymous" || role === "service") {
    const outside = { recordless: ["account"], anonymous: [], service: ["secret-key"] };
    const words = ["anyone", ...outside[role]];
    return { own: words, line: words, all: words };
  }
  const all = ["anyone", "account", "everyone", ...role === "self" || role === "peer" ? [] : [role]];
  return {
    all: role === "hr_admin" ? [...all, "decides"] : all,
    own: [...all, "self"],
    line: role === "manager" ? [...all, "line", "decides"] : all,
  };
}

function rowsFor(who: Who, role: Role): string {
  if (role === "service") return "all";
  const { own, line, all } = wordsOf(role);
  if (may(who, all)) return "all";
  if (role === "manager" && may(who, line)) return "line";
  if ((role === "self" || role === "contractor") && may(who, own)) return "own";
  const named = role === "peer" ? namedIn(who) : [];
  return named.length > 0 ? `if ${code(named.join(" "))}` : "–";
}

const VERBS = [["select", "read"], ["insert", "add"], ["update", "change"], ["delete", "delete"]] as const;

function tableRows([name, rule]: [string, Table]): string[][] {
  const rows: string[][] = [];
  for (const [verb, word] of VERBS) {
    const who = rule[verb]?.[0];
    if (who === undefined) continue;
    const cells = (who: Who) =>
      roles.map((role) =>
        role === "service" && (rule.closed || rule.readOnly && verb !== "select") ? "–" : rowsFor(who, role)
      );
    rows.push([`\`${name}\``, word, ...cells(who)]);
    for (const [kind, exception] of Object.entries(rule.but ?? {})) {
      const other = verb === "insert" ? undefined : exception[verb];
      if (other !== undefined) rows.push([`… ${kind}`, word, ...cells(other)]);
    }
  }
  return rows;
}

function answerCell(route: Route, role: Role): string {
  const { own, line, all } = wordsOf(role);
  const show = (answer: ReturnType<typeof answerTo>) => answer === true ? "yes" : String(answer);
  const [self, other] = [show(answerTo(route, own)), show(answerTo(route, all))];
  if (role === "self") return self;
  if (role === "manager") return show(answerTo(route, line));
  if (role !== "peer" && isAboutSomebody(`${route.who} ${route.sees ?? ""}`) && self !== other) {
    return `${other}, own: ${self}`;
  }
  return other;
}

const routeRows = (routes: Record<string, Route>) =>
  Object.entries(routes).map(([route, rule]) => [
    `\`${route.replace(/=@\w+/, "=…")}\``,
    ...roles.map((role) => answerCell(rule, role)),
  ]);

/** The matrix as a document. */
export function printAccess(): string {
  const routes = Object.entries({ "every function": COMMON, ...ROUTES }).filter(([, rows]) =>
    Object.keys(rows).length > 0
  );
  return `<!-- deno-fmt-ignore-file -->
<!-- Printed by \`deno task access\` from tests/access.ts: change that. -->

# Who may do what

Each cell is proved on the running stack by \`tests/access_test.ts\`, with a real token of each role.

${ROLES.map(([role, meaning]) => `- **${role}**: ${meaning}.`).join("\n")}

## Tables

Directly through \`/rest/v1\`. **own**: rows about the caller; **line**: rows about people below the caller; **all**: all rows,
of people who left only to hr_admin; **if** a column: rows in which it names the caller; **–**: reading finds nothing, writing
changes nothing or is refused. A verb that a table doesn't list is refused to everybody but service. Anonymous is refused
everything (42501). Role holders have what self and peer have too. The schema \`private\` is not exposed to anybody.

${table(["table", "verb", ...roles], Object.entries(TABLES).flatMap(tableRows))}

## Columns

What of a row may be read and written; a column that is not named in a verb can't be written, whoever asks.

${
    table(
      ["table", "read", "nobody reads", "add", "change"],
      Object.entries(TABLES).map(([name, { select, hidden, insert, update }]) => [
        `\`${name}\``,
        ...[select[1], hidden, insert?.[1], update?.[1]].map((columns) => columns ? code(columns) : "–"),
      ]),
    )
  }

## Routes

**yes**, or the status that refuses. Where a route is about a person, **self** and **own** mean a thing of the caller's, **manager** one of
somebody directly below, and every other column one of somebody else. What waits for whoever decides is also decided by a manager's
delegate, and by hr_admin for whoever has nobody above. 404 is also what a thing that is not there answers.

${routes.map(([name, rows]) => `### ${name}\n\n${table(["route", ...roles], routeRows(rows))}`).join("\n\n")}
`;
}

if (import.meta.main) {
  await Deno.mkdir(join(PROJECT, "docs"), { recursive: true });
  await Deno.writeTextFile(ACCESS, printAccess());
  console.log(`${ACCESS} is current.`);
}
