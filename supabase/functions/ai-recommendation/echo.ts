/** How many words in a row are no coincidence. */
const LIMIT = 8;
const START = 3;

/** A place in the instructions that the text has followed so far. */
interface Trail {
  at: number;
  words: number;
  /** The piece of the text where it began, and whether at the beginning of a word. */
  piece: number;
  atWord: boolean;
}

export interface Echo {
  /** The next whole piece of the text; what may be sent now, or null for nothing any more. */
  push(piece: string): string | null;
  end(): string;
}

/**
 * Holds back what repeats the instructions, as long as it does, and ends the text at eight words in a row.
 * Compared are letters alone, so that case, spaces, signs and numbering change nothing; backwards, by word or as a whole,
 * in ROT13 or in base64 is found as well.
 */
export function createEcho(instructions: string): Echo {
  const { letters, ends, starts } = index(instructions);
  let trails: Trail[] = [];
  let held: string[] = [];
  let first = 0; // the number of the first piece held
  let count = 0;
  let latest: { sign: string; atWord: boolean; piece: number }[] = [];

  function follow(text: string): boolean {
    let atWord = true;
    for (const sign of text.normalize("NFKD").toLowerCase()) {
      if (/\p{M}/u.test(sign)) continue;
      if (!/\p{L}/u.test(sign)) {
        atWord = true;
        continue;
      }
      trails = trails.filter((trail) => letters[trail.at] === sign);
      for (const trail of trails) if (ends.has(++trail.at)) trail.words++;
      latest = [...latest, { sign, atWord, piece: count }].slice(-START);
      for (const at of starts.get(latest.map((each) => each.sign).join("")) ?? []) trails.push(begin(at));
      if (trails.some(({ words }) => words >= LIMIT)) return false;
      atWord = false;
    }
    return true;
  }

  /** A trail is taken up when its first three signs have been seen. */
  function begin(at: number): Trail {
    const words = [1, 2, 3].filter((length) => ends.has(at + length)).length;
    return { at: at + START, words, piece: latest[0]?.piece ?? count, atWord: latest[0]?.atWord ?? false };
  }

  return {
    push(piece) {
      if (!follow(decoded(piece) ?? piece)) {
        held = [];
        return null;
      }
      held.push(piece);
      count++;
      const from = trails.filter(({ words, atWord }) => words >= 3 || (words >= 1 && atWord))
        .reduce((least, trail) => Math.min(least, trail.piece), count);
      const free = held.splice(0, Math.max(0, from - first));
      first += free.length;
      return free.join("");
    },
    end: () => held.splice(0).join(""),
  };
}

/** The text behind a word in base64, if there is one. */
export function decoded(word: string): string | null {
  const [code] = /[A-Za-z0-9+/_-]{16,}/.exec(word) ?? [];
  if (!code || code.length % 4 === 1) return null;
  try {
    const bytes = Uint8Array.from(
      atob(code.replaceAll("-", "+").replaceAll("_", "/")),
      (byte) => byte.charCodeAt(0),
    );
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}

const indexes = new Map<string, ReturnType<typeof build>>();

/** Instructions are few and stay: each text is indexed once. */
function index(instructions: string) {
  const found = indexes.get(instructions) ?? build(instructions);
  if (indexes.size > 8) indexes.clear();
  indexes.set(instructions, found);
  return found;
}

function build(instructions: string) {
  const words = instructions.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(/\p{L}+/gu) ?? [];
  const backwards = words.map((word) => [...word].reverse().join(""));
  const forms = [words, backwards, words.toReversed(), backwards.toReversed(), words.map(rot13)];
  const letters: string[] = [];
  const ends = new Set<number>();
  const starts = new Map<string, number[]>();
  for (const form of words.length < LIMIT ? [] : forms) {
    const begins: number[] = [];
    for (const word of form) {
      begins.push(letters.length);
      letters.push(...word);
      ends.add(letters.length);
    }
    letters.push("");
    for (const at of begins) {
      const signs = letters.slice(at, at + START).join("");
      starts.set(signs, [...starts.get(signs) ?? [], at]);
    }
  }
  return { letters, ends, starts };
}

const rot13 = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => String.fromCharCode((letter.charCodeAt(0) - 84) % 26 + 97));
