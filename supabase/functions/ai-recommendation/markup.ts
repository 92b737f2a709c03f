/** A link, an image or a tag longer than this is taken for text. */
const LIMIT = 500;

export interface Markup {
  /** The next piece of a text; returns what is plain text for certain. */
  push(piece: string): string;
  end(): string;
}

type Seen = { end: number; text: string; kind: "link" | "address" | "removed" | "closed" } | "text" | "open";

/**
 * Takes links, images and tags out of Markdown: of a link the words stay, of a link that is known everything.
 * What it lets through cannot become a link, an image or a tag by being put together.
 */
export function createMarkup(isKnown: (target: string) => boolean, removed: () => void): Markup {
  let rest = "";
  let last = "";

  function read(final: boolean): string {
    let out = "";
    let at = 0;
    const add = (text: string) => {
      // "](" would make a link of what stands around it.
      if (last === "]" && text.startsWith("(")) out += " ";
      out += text.replaceAll("](", "] (");
      last = text.at(-1) ?? last;
    };
    while (at < rest.length) {
      const special = indexOfSpecial(rest, at);
      add(rest.slice(at, special));
      at = special;
      if (at === rest.length) break;
      const seen = look(rest.slice(at, at + LIMIT + 2), final || rest.length - at > LIMIT + 1);
      if (seen === "open") break;
      if (seen === "text") {
        if (rest[at] !== "<" || /[\s\d=-]/.test(rest[at + 1] ?? "")) add(rest[at] ?? "");
        at++;
      } else {
        if (seen.kind === "removed") removed();
        if (seen.kind === "link") {
          out += seen.text;
          last = ")";
        } else add(seen.text);
        at += seen.end;
      }
    }
    rest = rest.slice(at);
    return out;
  }

  /** What begins here: `open` while it isn't decided, `text` if it is nothing. `whole`: more would change nothing. */
  function look(text: string, whole: boolean): Seen {
    const undecided = whole ? "text" : "open";
    if (text[0] === "<") {
      if (text.length < 2) return undecided;
      if (!/[a-z/!?]/i.test(text[1] ?? "")) return "text";
      const end = text.indexOf(">");
      if (end < 0 || end > LIMIT) return undecided;
      const inner = text.slice(1, end);
      const address = /^[^\s<>]+[@:][^\s<>]*$/.test(inner);
      if (address) return { end: end + 1, text: inner, kind: "address" };
      return { end: end + 1, text: "", kind: inner.startsWith("/") ? "closed" : "removed" };
    }
    const image = text[0] === "!";
    if (image && text[1] !== "[") return text.length < 2 ? undecided : "text";
    const close = closing(text, image ? 1 : 0, "[", "]");
    if (close === null) return "text";
    if (close === undefined || close + 1 === text.length) return undecided;
    if (text[close + 1] !== "(") return "text";
    const end = closing(text, close + 1, "(", ")");
    if (end === null) return "text";
    if (end === undefined) return undecided;
    if (image) return { end: end + 1, text: "", kind: "removed" };
    const target = text.slice(close + 2, end).trim().replace(/\s+["'(].*$/s, "").replace(/^<(.*)>$/s, "$1");
    const inner = createMarkup(isKnown, removed);
    const words = inner.push(text.slice(1, close)) + inner.end();
    return isKnown(target)
      ? { end: end + 1, text: `[${words}](${target})`, kind: "link" }
      : { end: end + 1, text: words, kind: "removed" };
  }

  return {
    push(piece) {
      rest += piece;
      return read(false);
    },
    end: () => read(true),
  };
}

function indexOfSpecial(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === "<" || sign === "[" || (sign === "!" && (at + 1 === text.length || text[at + 1] === "["))) {
      return at;
    }
  }
  return text.length;
}

/** Where the bracket at `from` closes; undefined if it doesn't yet, null if it can't. */
function closing(text: string, from: number, open: string, close: string): number | null | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (at > LIMIT || (text[at] === "\n" && text[at - 1] === "\n")) return null;
    if (text[at] === open) depth++;
    if (text[at] === close && --depth === 0) return at;
  }
  return undefined;
}
