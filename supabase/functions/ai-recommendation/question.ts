import { learn } from "./learn.ts";
import { PHRASINGS, type Phrasings } from "./phrasings.ts";

/** What the built-in advisor can answer. */
export const TOPICS = [
  "strengths",
  "next_role",
  "gap_for",
  "first_course",
  "mentors",
  "become",
  "quarter",
  "certificates",
  "leadership",
  "experts",
] as const;
export type Topic = (typeof TOPICS)[number];
const LABELS = [...TOPICS, "unrelated"] as const;

/** A question that was understood: its topic, and the role or skill that it names in the asker's own words. */
export interface Question {
  topic: Topic;
  subject: string | null;
}

/** Words that say much about a topic; one slip in them is forgiven. */
const KEYWORDS = [
  "become",
  "certificate",
  "colleague",
  "course",
  "leadership",
  "licence",
  "mentor",
  "position",
  "quarter",
  "strength",
  "training",
];
const corrected = (word: string): string => KEYWORDS.find((keyword) => isSlip(word, keyword)) ?? word;

/** Whether one letter is wrong, missing, too much or swapped with the next; the first is right. */
function isSlip(word: string, keyword: string): boolean {
  let same = 0;
  while (same < word.length && word[same] === keyword[same]) same++;
  const [written, meant] = [word.slice(same), keyword.slice(same)];
  const swapped = written[0] === meant[1] && written[1] === meant[0] && written.slice(2) === meant.slice(2);
  return same > 0 && (swapped || written.slice(1) === meant.slice(1) || written.slice(1) === meant ||
    written === meant.slice(1));
}

/** Where the words before end and the subject begins. */
const SUBJECTS: Partial<Record<Topic, RegExp>> = {
  gap_for:
    /(?:\b(?:that|what)(?= an? .* (?:needs|requires)\b)|\bto be(?:come)?\b|\bfor|\bfrom|\bas|\bto|\bwith those of|\bof|\bbetween me and|\bgap(?: analysis)?) (.+)/,
  become:
    /(?:\bbecom(?:e|ing)|\bto be|\bget (?:in)?to(?: be)?|\bpromoted to|\bleads? to|\breach|\btakes me to|\bup to|\b(?:path|way|route|road|stones|steps|make it) to|\b(?<!want |like |have |take )to) (.+)/,
  experts:
    /(?:\babout|\bspecialists? (?:for|in|on)|\bexperts? (?:on|in|for)(?! (?:my|our|the)\b)|\b(?:help(?: me)?|struggling) with|\bskilled in|\bgood (?:at|with|in)|\bknowledge of|\bperson for|\bask for|\bexperience (?:with|in)|\bthe skills?|\bquestion (?:on|about)|\bknows?|\bunderstands?|\bexplain) (.+)/,
};

/** How sure the advisor must be of a topic: with less it answers what is unrelated, with more it misses what is asked. */
const SURE = 0.35;

/**
 * Tells what a question is about, from the phrasings that it is most like, and whom or what it names; null for what the
 * advisor can't answer. In: a text in English, of any length (the first 500 characters count).
 */
export function learned(phrasings: Phrasings[]): (text: string) => Question | null {
  const judge = learn(
    phrasings.flatMap((set) =>
      LABELS.flatMap((label) => set[label].map((text) => ({ label, text: wordsOf(plainOf(text)) })))
    ),
  );
  return (text) => {
    const plain = plainOf(text);
    const sure = judge(wordsOf(plain));
    const [topic] = TOPICS.filter((topic) => (sure.get(topic) ?? 0) >= SURE)
      .sort((a, b) => (sure.get(b) ?? 0) - (sure.get(a) ?? 0));
    return topic ? { topic, subject: subjectOf(topic, plain) } : null;
  };
}

let known: ReturnType<typeof learned> | undefined;

/** As `learned`, from all phrasings; they are learned when the first question comes, so no other route waits for it. */
export function understand(text: string): Question | null {
  known ??= learned(Object.values(PHRASINGS));
  return known(text);
}

const plainOf = (text: string): string =>
  text.slice(0, 500).toLowerCase().replace(/[’`]/g, "'")
    .replace(/[?!;:]+(?=\s|$)|\s[-–—]+\s/g, ", ").replace(/[^\p{L}\p{N}'+#.&/,]+/gu, " ")
    .replace(/^ +|[,. ]+$/g, "").replace(/[a-z]{5,}/g, corrected);
const wordsOf = (plain: string): string[] => plain.match(/[\p{L}\p{N}'+#]+/gu) ?? [];

function subjectOf(topic: Topic, plain: string): string | null {
  // A clause ends what is named: "a Project Manager, how?"
  const clauses = plain.split(/[,.] | and (?:how|via|was|would)\b| or (?:what|is|am)\b/);
  const found = clauses.map((clause) => SUBJECTS[topic]?.exec(clause)?.[1])
    .find((subject) => subject && subject !== "me");
  // "Python expert?", or "crane maintenance, who to ask?"
  const [before] = topic === "experts"
    ? /^.+?(?= (?:experts?|specialists?)\b)/.exec(plain) ?? (/^who/.test(clauses[1] ?? "") ? clauses : [])
    : [];
  const subject = (found ?? before)
    ?.replace(/^.*\b(?:become|becoming|requirements (?:of|for)|meet (?:the|all)|most about) /, "")
    .replace(/^(?:about|for|to|from|of|between me and|reach|get promoted to|improve for|being|be) /, "")
    .replace(/^(?:an?|any|the|my|our) /, "")
    .replace(/^(?:role|position|job|post) (?:of|as) (?:an? |the )?/, "")
    .replace(
      /\s+(?:(?:role|job|position|requirement)s?(?: from .*)?|please|one day|that i.*|to me|here|then|don't i.*|do i.*|i am.*|needs.*|requires.*|would know|whom.*|who.*)$/,
      "",
    )
    .replace(/[.,]+$/, "").trim();
  return subject && !/^(?:goals?|target)\b/.test(subject) ? subject : null;
}
