import { clean } from "./clean.ts";
import { createEcho, type Echo } from "./echo.ts";
import { createKnown } from "./known.ts";
import { createMarkup } from "./markup.ts";

export interface Report {
  removed_ids: number;
  removed_contacts: number;
  removed_links: number;
  stopped: boolean;
  unverified_numbers: string[];
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}|[^\P{Cc}\t\n\r]/u;

/**
 * What may leave of a model's text: facts that a tool has shown, without the instructions, links and tags.
 * Works sign by sign, hence a text gives the same however it is cut. Held back are the last word, a bracket that is
 * open (for 500 signs), and words that repeat the instructions.
 */
export class Guard {
  readonly report: Report = {
    removed_ids: 0,
    removed_contacts: 0,
    removed_links: 0,
    stopped: false,
    unverified_numbers: [],
  };
  /** The ids that the text leans on, each once, in their order. */
  readonly citations: string[] = [];

  #known = createKnown();
  #markup = createMarkup((target) => this.#known.link(target), () => this.report.removed_links++);
  #echo: Echo;
  #year = String(new Date().getUTCFullYear());
  #surrogate = "";
  /** The white space before the word, the word, and the white space after a word that ends in a digit. */
  #before = "";
  #word = "";
  #after = "";
  #lineBegins = true;

  constructor(options: { instructions: string }) {
    this.#echo = createEcho(options.instructions);
  }

  /** What a tool has answered may be said: its ids and links where they are fields of their own, its contacts, its numbers. */
  learn(toolResult: string): void {
    this.#known.learn(toolResult);
  }

  /** The next piece of the model's text; returns what may be sent now. */
  push(delta: string): string {
    let out = "";
    for (let at = 0; at < delta.length && !this.report.stopped; at++) out += this.#unit(delta.charAt(at));
    return out;
  }

  /** The model has ended; returns the rest. */
  end(): string {
    let out = this.#plain(this.#take(this.#surrogate));
    if (!this.report.stopped) out += this.#plain(this.#markup.end());
    if (!this.report.stopped) out += this.#flush();
    if (!this.report.stopped) out += this.#echo.end() + this.#before;
    this.#before = "";
    this.#surrogate = "";
    return out;
  }

  /** One UTF-16 unit; the first half of a pair waits for the second. */
  #unit(unit: string): string {
    const sign = this.#surrogate + unit;
    this.#surrogate = /[\ud800-\udbff]$/.test(unit) ? unit : "";
    if (this.#surrogate) return this.#plain(this.#take(sign.slice(0, -1)));
    return this.#plain(this.#take(sign));
  }

  #take(sign: string): string {
    return INVISIBLE.test(sign) ? "" : this.#markup.push(sign);
  }

  /** Text without links and tags, cut into words. */
  #plain(text: string): string {
    let out = "";
    for (const sign of text) {
      if (this.report.stopped) return out;
      out += /\s/.test(sign) ? this.#space(sign) : this.#sign(sign);
    }
    return out;
  }

  #space(sign: string): string {
    if (this.#word === "") this.#before += sign;
    else {
      this.#after += sign;
      // A phone number goes on after a space, but not in the next line.
      if (!/[\d)]$/.test(this.#word) || sign === "\n" || this.#after.length > 3) return this.#flush();
    }
    return "";
  }

  #sign(sign: string): string {
    const alone = /\p{Script=Han}/u.test(sign);
    let out = "";
    if (alone || (this.#after !== "" && !/[\d(+\-–]/.test(sign))) out = this.#flush();
    if (this.report.stopped) return out;
    this.#word += this.#after + sign;
    this.#after = "";
    return alone ? out + this.#flush() : out;
  }

  /** The word is whole. */
  #flush(): string {
    const word = this.#word;
    const cleaned = clean(word, this.#known);
    const begins = this.#lineBegins || this.#before.includes("\n");
    this.report.removed_ids += cleaned.ids;
    this.report.removed_contacts += cleaned.contacts;
    this.report.removed_links += cleaned.links;
    for (const id of cleaned.cited) if (!this.citations.includes(id)) this.citations.push(id);
    if (!(begins && /^\(?\d{1,3}[.)]$/.test(word))) this.#count(cleaned.numbers);
    // The space before what is gone, or before the sign that followed it, goes too.
    const tidy = cleaned.text !== word && /^(?:$|[.,;:?)])/.test(cleaned.text) &&
      !this.#before.includes("\n");
    const piece = (tidy ? "" : this.#before) + cleaned.text;
    this.#lineBegins = begins && cleaned.text === "";
    this.#before = this.#after;
    this.#word = "";
    this.#after = "";
    const out = this.#echo.push(piece);
    if (out === null) this.report.stopped = true;
    return out ?? "";
  }

  #count(numbers: string[]): void {
    for (const written of numbers) {
      const counts = !/^(?:0?\d|10)$/.test(written) && written !== this.#year;
      if (counts && !this.report.unverified_numbers.includes(written)) {
        this.report.unverified_numbers.push(written);
      }
    }
  }
}
