const DASH = "[-\u2010-\u2015\u2212]?";
const HEX = "[0-9a-f]";
const UUID = `${HEX}{8}${DASH}${HEX}{4}${DASH}${HEX}{4}${DASH}${HEX}{4}${DASH}${HEX}{12}`;

/** An id with the brackets around it. */
export const ID = new RegExp(`(\\[{1,2}|\\(|\`)?(${UUID})(\\]{1,2}|\\)|\`)?`, "gi");
export const EMAIL =
  /[\p{L}\p{N}._%+'-]{1,64}(?:@|\(at\)|\[at\])[\p{L}\p{N}-]{1,63}(?:(?:\.|\(dot\)|\[dot\])[\p{L}\p{N}-]{1,63})*/giu;
const BARE =
  "(?<!\\w@)(?<![\\w.-])[a-z0-9-]{1,63}(?<!\\basp)\\.(?:com|net|org|io|example|test|dev|app|xyz|info|biz|link|site|top|online|ru|cn)[/?#]";
export const LINK = new RegExp(
  `(?:[a-z][a-z0-9+.-]{1,30}:[\\\\/]{2}|https?:(?=\\S)|(?:javascript|vbscript|data|mailto|tel|sms|blob|file):(?=\\S)|[\\\\/]{2}(?=[a-z0-9[])|www\\.|${BARE})[^\\s<>"\`]*`,
  "gi",
);
const NUMBER = /(?<![\p{L}\p{N}.,])\d+(?:[.,]\d+)*/gu;
/** Digits with at least one more among them and what people put between them; `phones` decides. */
const DIGITS = /[+(]{0,2}\d(?:[\s().\-\u2010-\u2015/]{0,3}\d){6,}/gu;

const AMOUNT =
  /(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3},\d+)(?![\d,]|\.\d)/g;
const DATE =
  /\b(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.][0-3]?\d\b|\b[0-3]?\d[-/.][0-3]?\d[-/.](?:19|20)\d\d\b/g;

/** What the tools have shown to the caller, and hence may be said. */
export interface Known {
  learn(toolResult: string): void;
  id(id: string): boolean;
  email(address: string): boolean;
  link(target: string): boolean;
  phone(digits: string): boolean;
  number(written: string): boolean;
}

export function createKnown(): Known {
  const ids = new Set<string>();
  const emails = new Set<string>();
  const links = new Set<string>();
  const phones = new Set<string>();
  const numbers = new Set<number>();

  function learnText(text: string, whole: boolean) {
    const trimmed = text.trim();
    // Inside of a longer text, an id or a link may be somebody's invention: only a field of its own counts.
    for (const [all, , id] of text.matchAll(ID)) if (id && (!whole || all === trimmed)) ids.add(plainId(id));
    if (!whole) { for (const [link] of text.matchAll(LINK)) links.add(link); }
    else if (/^\/(?![/\\])\S*$/.test(trimmed) || isWhole(LINK, trimmed)) links.add(trimmed);
    for (const [address] of text.matchAll(EMAIL)) emails.add(address.toLowerCase());
    for (const [digits] of text.matchAll(DIGITS)) phones.add(digitsOf(digits));
    for (const written of numbersIn(text)) readings(written).forEach(learnNumber);
  }

  function learnNumber(n: number) {
    for (const each of Math.abs(n) <= 1 ? [n, n * 100] : [n]) {
      for (const scale of [1, 10, 100]) numbers.add(Math.round(Math.abs(each) * scale) / scale);
    }
    numbers.add(Math.abs(n));
  }

  function learnValue(value: unknown) {
    if (typeof value === "string") learnText(value, true);
    else if (typeof value === "number") {
      learnNumber(value);
      for (const [digits] of String(value).matchAll(DIGITS)) phones.add(digitsOf(digits));
    } else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        learnText(key, true);
        learnValue(inner);
      }
    }
  }

  return {
    learn(toolResult) {
      let value: unknown;
      try {
        value = JSON.parse(toolResult);
      } catch {
        return learnText(toolResult, false);
      }
      learnValue(value);
    },
    id: (id) => ids.has(plainId(id)),
    email: (address) => emails.has(address.toLowerCase()),
    link: (target) => links.has(target),
    phone: (digits) =>
      [...phones].some((phone) =>
        phone.endsWith(digits) || (digits.endsWith(phone) && digits.length < phone.length + 5)
      ),
    number: (written) => readings(written).some((n) => numbers.has(n)),
  };
}

/** An id as the database writes it. */
export const plainId = (id: string): string =>
  id.toLowerCase().replace(/[^0-9a-f]/g, "").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

export const digitsOf = (text: string): string => text.replace(/\D/g, "");

export const numbersIn = (text: string): string[] => text.match(NUMBER) ?? [];

/** Replaces the phone numbers in a text; dates, years, thousands, decimals and rows of known numbers are none. */
export function replacePhones(text: string, known: Known, replaced: () => string): string {
  let at = 0;
  let out = "";
  for (const amount of text.matchAll(AMOUNT)) {
    out += withoutPhones(text.slice(at, amount.index), known, replaced) + amount[0];
    at = amount.index + amount[0].length;
  }
  return out + withoutPhones(text.slice(at), known, replaced);
}

function withoutPhones(text: string, known: Known, replaced: () => string): string {
  return text.replace(DIGITS, (run) => {
    const undated = run.replace(DATE, " ").trim();
    const groups = undated.split(/\D+/).filter(Boolean);
    const digits = groups.join("");
    const row = groups.length > 1 &&
      groups.every((each) => each.length < 7 && (isYear(each) || known.number(each)));
    const amount = /^(?:\d{1,3}(?:\.\d{3}){2}|\d{1,3}\.\d{7,})$/.test(undated);
    return digits.length < 7 || row || amount || known.phone(digits)
      ? run
      : (run.startsWith("(") && !run.includes(")") ? "(" : "") + replaced();
  });
}

const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits);

/** What a written number can mean: 1.234 is a thousand and more in one country, and one and a bit in another. */
export function readings(written: string): number[] {
  const english = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/.test(written) ? [written.replaceAll(",", "")] : [];
  const other = /^(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/.test(written)
    ? [written.replaceAll(".", "").replace(",", ".")]
    : [];
  return [...english, ...other].map(Number);
}

function isWhole(rule: RegExp, text: string): boolean {
  const [found] = text.match(rule) ?? [];
  return found === text;
}
