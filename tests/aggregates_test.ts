import { assert, assertEquals } from "@std/assert";
import type { Sql, TransactionSql } from "postgres";
import { fewestTold, type Told } from "./aggregates_attacker.ts";
import { withDatabase } from "./support.ts";

const NOWHERE = "00000000-0000-0000-0000-000000000000";

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Unit {
  id: string;
  parent: Unit | null;
}
interface Human {
  id: string;
  unit: Unit | null;
  here: boolean;
}
interface Cell {
  unit: string;
  rest: boolean;
  status: string;
  people: number;
  shown_people: number | null;
}

/** Units 2 to 4 deep with 1 to 30 people each, some who stand in a unit above others, and a few who stand in none. */
class Organisation {
  readonly units: Unit[] = [];
  readonly people: Human[] = [];
  constructor(readonly random: () => number) {
    const grow = (parent: Unit | null, level: number, deepest: number) => {
      const unit = { id: crypto.randomUUID(), parent };
      this.units.push(unit);
      const below = level < deepest ? this.between(level === 1 ? 2 : 0, 4) : 0;
      for (let n = 0; n < below; n++) grow(unit, level + 1, deepest);
      this.hire(below === 0 ? this.between(1, 30) : this.between(0, 1) * this.between(1, 6), unit);
    };
    const deepest = this.between(2, 4);
    for (let n = this.between(1, 2); n > 0; n--) grow(null, 1, deepest);
    if (random() < 0.3) this.hire(this.between(1, 3), null);
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.random() * (most - least + 1));
  }
  hire(many: number, unit: Unit | null = this.anyUnit()) {
    for (let n = 0; n < many; n++) this.people.push({ id: crypto.randomUUID(), unit, here: true });
  }
  anyUnit(): Unit | null {
    return this.units[this.between(0, this.units.length - 1)] ?? null;
  }
  /** A month: some leave, some move, some come, some come back; sometimes a few move together. */
  live(churn: number) {
    const here = this.people.filter((person) => person.here);
    for (const person of here) {
      const luck = this.random();
      if (luck < churn / 2) person.here = false;
      else if (luck < churn) person.unit = this.anyUnit();
    }
    for (const person of this.people) if (!person.here && this.random() < 0.1) person.here = true;
    const [from, to, many] = [this.anyUnit(), this.anyUnit(), this.between(0, 8)];
    for (const person of here.filter(({ unit }) => unit === from).slice(0, many)) person.unit = to;
    this.hire(Math.round(here.length * churn * this.random()));
  }
  membersOf({ unit, rest }: Pick<Cell, "unit" | "rest">): Set<number> {
    const stands = (at: Unit | null): boolean =>
      at === null ? unit === NOWHERE : at.id === unit || (!rest && stands(at.parent));
    return new Set(this.people.flatMap((person, i) => person.here && stands(person.unit) ? [i] : []));
  }
}

async function publish(sql: TransactionSql, organisation: Organisation, key: string): Promise<Cell[]> {
  const here = organisation.people.filter((person) => person.here);
  await sql`insert into public.org_units (id, parent_id, name)
    select u.id, u.parent, u.id::text from unnest(${organisation.units.map(({ id }) => id)}::uuid[],
      ${
    organisation.units.map(({ parent }) => parent?.id ?? null)
  }::uuid[]) u (id, parent) on conflict do nothing`;
  await sql`insert into public.users (id, full_name) select p, 'Vic Example'
    from unnest(${here.map(({ id }) => id)}::uuid[]) p on conflict do nothing`;
  const [made] = await sql`select private.publish_cells('test', ${key}, current_date, ${
    here.map(({ id }) => id)
  }::uuid[],
    ${here.map(({ unit }) => unit?.id ?? null)}::uuid[], ${here.map(() => 50)}::numeric[]) as id`;
  return await sql<Cell[]>`select unit, rest, status, people, shown_people from private.published_cells
    where publication_id = ${made?.id} order by cell`;
}

const rolledBack = async (sql: Sql, work: (sql: TransactionSql) => Promise<void>) => {
  const done = new Error("rolled back");
  await sql.begin(async (tx) => {
    await work(tx);
    throw done;
  }).catch((error) => {
    if (error !== done) throw error;
  });
};

Deno.test("nothing of fewer than five is told by any page, any two publications, or any three in a row", async () => {
  let [fresh, hidden] = [0, 0];
  await withDatabase(async (sql) => {
    for (let seed = 1; seed <= 12; seed++) {
      await rolledBack(sql, async (tx) => {
        const organisation = new Organisation(numbers(seed));
        const churn = [0.01, 0.04, 0.1, 0.25][seed % 4] ?? 0;
        const looks: Told[][] = [];
        const latest = new Map<string, Told>();
        const attack = (told: Told[], how: string) => {
          const fewest = fewestTold(told, 6, organisation.random);
          assert(fewest >= 5, `organisation ${seed}: ${how} tells of ${fewest}`);
        };
        for (let month = 0; month < 7; month++) {
          if (month > 0) organisation.live(churn);
          const cells = await publish(tx, organisation, String(month));
          const [now, page]: [Told[], Told[]] = [[], []];
          for (const cell of cells) {
            const name = `${cell.unit} ${cell.rest}`;
            if (cell.status === "fresh") {
              const told = { people: organisation.membersOf(cell) };
              assertEquals([told.people.size, cell.shown_people], [cell.people, cell.people]);
              now.push(told);
              latest.set(name, told);
            }
            const shown = cell.status === "suppressed" ? undefined : latest.get(name);
            assertEquals(shown?.people.size ?? null, cell.shown_people);
            if (shown) page.push(shown);
          }
          fresh += now.length;
          hidden += cells.length - now.length;
          attack(page, `the page of month ${month}`);
          for (const [before, told] of looks.entries()) {
            attack([...now, ...told], `months ${before} and ${month}`);
          }
          looks.push(now);
          attack(looks.slice(-3).flat(), `the three months until ${month}`);
        }
      });
    }
  });
  assert(fresh > 100 && hidden > 100, `${fresh} told, ${hidden} not: nothing was tried`);
});

Deno.test("the attacker finds what parent and siblings, each right by itself, tell of one", () => {
  const people = (...numbers: number[]) => ({ people: new Set(numbers) });
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  // Five go from B to A and one comes to A: each of the two differs by five or more, their sum by one.
  const [a, b] = [people(...range(0, 10)), people(...range(10, 25))];
  const [a2, b2] = [people(...range(0, 15), 99), people(...range(15, 25))];
  assertEquals(fewestTold([a, b, a2, b2], 20, numbers(1)), 1);
  assertEquals(fewestTold([a, b], 20, numbers(1)), 10);
  // Parent minus the shown children.
  assertEquals(
    fewestTold([people(...range(0, 30)), people(...range(0, 12)), people(...range(12, 26))], 20, numbers(1)),
    4,
  );
});

Deno.test("a cell that came back to nearly what it once was repeats, though it differs much from the last time", async () => {
  await withDatabase((sql) =>
    rolledBack(sql, async (tx) => {
      const organisation = new Organisation(() => 0);
      organisation.units.splice(0);
      organisation.people.splice(0);
      const [home, away] = [{ id: crypto.randomUUID(), parent: null }, {
        id: crypto.randomUUID(),
        parent: null,
      }];
      organisation.units.push(home, away);
      organisation.hire(20, home);
      organisation.hire(20, away);
      const statusOf = (cells: Cell[]) => cells.find(({ unit }) => unit === home.id)?.status;
      assertEquals(statusOf(await publish(tx, organisation, "1")), "fresh");
      const gone = organisation.people.filter(({ unit }) => unit === home).slice(0, 6);
      for (const person of gone) person.here = false;
      assertEquals(statusOf(await publish(tx, organisation, "2")), "fresh");
      for (const person of gone.slice(1)) person.here = true;
      // Five more than the last time, and one fewer than the first.
      assertEquals(statusOf(await publish(tx, organisation, "3")), "repeated");
    })
  );
});
