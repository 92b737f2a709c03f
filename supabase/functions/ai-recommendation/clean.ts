import { decoded } from "./echo.ts";
import { EMAIL, ID, type Known, LINK, numbersIn, plainId, replacePhones } from "./known.ts";

/** A piece of text without what may not leave, and what was in it. */
export interface Cleaned {
  text: string;
  cited: string[];
  ids: number;
  contacts: number;
  links: number;
  numbers: string[];
}

/** A short word without a sign in it: nothing to find. */
const PLAIN = /^[\p{L}\p{M}]{0,15}[.,;:!?]?$/u;
const ROUNDS = 8;

/**
 * Takes unknown ids, addresses, phone numbers and links out of a piece of text, and known ids as citations.
 * In: one word, or a run of digits with spaces. Forms that a reader's screen would put together again count:
 * full width, entities, signs of Markdown in between, base64.
 */
export function clean(piece: string, known: Known): Cleaned {
  let out: Cleaned = { text: piece, cited: [], ids: 0, contacts: 0, links: 0, numbers: [] };
  if (PLAIN.test(piece)) return out;
  let rounds = 0;
  // What is left can come together to something new, hence until nothing is found.
  for (const form of [(text: string) => text.normalize("NFKC"), bare]) {
    for (let found = true; found && rounds < ROUNDS; rounds++) {
      const next = cleanPlain(form(out.text), known);
      found = isTouched(next);
      if (found) out = join(out, next);
    }
  }
  const inner = decoded(out.text);
  const hidden = inner === null ? null : cleanPlain(inner, known);
  const bad = hidden !== null && hidden.ids + hidden.contacts + hidden.links > 0;
  if (bad) out = join(out, hidden);
  const text = bad || rounds === ROUNDS ? "" : out.text;
  const numbers = numbersIn(text.normalize("NFKC")).filter((written) =>
    !known.number(written) && !(written.length >= 7 && known.phone(written))
  );
  return { ...out, text, numbers };
}

function cleanPlain(piece: string, known: Known): Cleaned {
  const seen: Cleaned = { text: "", cited: [], ids: 0, contacts: 0, links: 0, numbers: [] };
  const contact = () => {
    seen.contacts++;
    return "[removed]";
  };
  const link = ([written = ""]: string[]) => {
    const target = trimmed(written);
    if (known.link(written) || known.link(target)) return written;
    seen.links++;
    return written.slice(target.length);
  };
  const id = ([, open = "", id = "", close = ""]: string[]) => {
    if (known.id(id)) seen.cited.push(plainId(id));
    else seen.ids++;
    // A round bracket or a backtick is dropped in pairs only.
    if (`${open}${close}` === "()" || `${open}${close}` === "``") return "";
    return `${open}${close}`.replace(/[[\]]/g, "");
  };
  const email = ([address = ""]: string[]) => known.email(address) ? address : contact();
  const digits = (text: string) => replacePhones(text, known, contact);
  const ids = (text: string) => replaceParts(text, ID, id, digits);
  const emails = (text: string) => replaceParts(text, EMAIL, email, ids);
  const text = replaceParts(piece, LINK, link, emails);
  // What only parted ids goes with them.
  const parted = seen.cited.length + seen.ids > 0 && /^[,;[\]]*$/.test(text);
  // What stood apart must not become a link or a tag now.
  seen.text = parted ? "" : text.replaceAll("](", "] (").replace(/<(?=[a-z/!?])/gi, "");
  return seen;
}

/** Each match through one function, what stands between through the other. */
function replaceParts(
  text: string,
  rule: RegExp,
  match: (found: string[]) => string,
  between: (text: string) => string,
): string {
  let out = "";
  let at = 0;
  for (const found of text.matchAll(rule)) {
    out += between(text.slice(at, found.index)) + match(found);
    at = found.index + found[0].length;
  }
  return out + between(text.slice(at));
}

const isTouched = ({ cited, ids, contacts, links }: Cleaned): boolean =>
  cited.length + ids + contacts + links > 0;

const join = (first: Cleaned, second: Cleaned): Cleaned => ({
  text: second.text,
  cited: [...first.cited, ...second.cited],
  ids: first.ids + second.ids,
  contacts: first.contacts + second.contacts,
  links: first.links + second.links,
  numbers: [],
});

/** Without the signs that a screen doesn't show. */
const bare = (text: string): string =>
  text.replace(
    /&#(?:x([0-9a-f]{1,5})|(\d{1,6}));/gi,
    (_, hex, decimal) => String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  )
    .replace(/&commat;/gi, "@").replace(/&period;/gi, ".").replace(/[*`~\\]|__/g, "");

/** A link without the signs of the sentence after it. */
function trimmed(link: string): string {
  let end = link.length;
  while (end > 0 && ".,;:!?)]}'*_。，、；：！？）】」》".includes(link[end - 1] ?? "")) end--;
  return link.slice(0, end);
}
