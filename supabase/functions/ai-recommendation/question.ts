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

/** A question that was understood: its topic, and the role or skill that it names in the asker's own words. */
export interface Question {
  topic: Topic;
  subject: string | null;
}

const raw = String.raw;

/** Whether the asker speaks of themselves. */
const MINE = /\b(?:i|i'?m|i'?ve|i'?d|me|my|mine|myself)\b/;

const ROLE =
  "(?:roles?|jobs?|positions?|posts?|functions?|careers?|professions?|occupations?|vacanc(?:y|ies)|openings?)";
const SKILL = raw`(?:skills?|competenc\w+|abilit\w+|strengths?|talents?|qualities)`;
const COURSE =
  "(?:courses?|trainings?|class(?:es)?|lessons?|modules?|e ?learning|workshops?|seminars?|stud(?:y|ying)|enrol(?:l|ling)?|learn|learning)";
const PEOPLE = "(?:people|others|team|staff|them|shift|crew|group|gang|department)";
const WHO =
  "(?:who(?:m|'?s)?|(?:any|some)(?:one|body)|(?:(?:which|any|an?|more) )?(?:persons?|people|colleagues?|employees?))";
const KNOWS =
  "(?:knows?|knowledge|understands?|familiar|versed|experienced?|skill(?:s|ed)?|good (?:at|in|on|with|for)|experts?|gurus?|specialists? (?:in|on|for|with)|fluent|done|(?:could|can) (?:explain|teach|show)|(?:help|assist|support)(?: me)? (?:with|in)|speaks? (?:about|to|with)|talk to|ask|questions?|discuss|contact|call for|turn to|go (?:to person|to|with))";
const PERIOD = "(?:days|weeks|months?)";
const SINCE =
  raw`(?:(?:last|past|previous|these|for|three|two) (?:\w+ )?${PERIOD}|${PERIOD} ago|since (?:the )?(?:last|previous|spring|summer|autumn|fall|winter|\w+uary|march|april|may|june|july|august|\w+ber)|recent(?:ly)?|lately)`;
const CHANGE =
  "(?:chang|new|updat|differ|mov|progress|develop|happen|achiev|learn|complet|did|done|review|summ|recap|activit|miss|doing|further|forward|ahead|better|improv|grow|go(?:ne)? up|went up)";
const VALID = raw`\b(?:run(?:s|ning)? out|ends?|expir\w+|lapses?|(?:in|out of|up to) date|(?:in)?valid)\b`;

/** What says a topic by itself, and what says it when the asker speaks of themselves. */
interface Rule {
  topic: Topic;
  alone?: string[];
  mine?: string[];
}

/** In this order: the first that fits decides, so what says more stands before what says less. */
const RULES: Rule[] = [
  {
    topic: "leadership",
    alone: [
      raw`\bleadership|\bleading (?:position|role)|\bpeople manager|\b(?:boss|management) material`,
      raw`\blead(?:ing)? (?:an? |the |my )?${PEOPLE}`,
    ],
    mine: [
      raw`(?<!becom(?:e|ing) (?:an? |the )?(?:\w+ )?)\bleaders?\b(?! of\b)|\b(?:to|could|can|should) (?:i )?lead\b`,
      raw`\b(?:manag|supervis)(?:e|ing) (?:an? |the |my )?${PEOPLE}|\bin charge of\b|\bresponsib\w+ for (?:an? )?${PEOPLE}`,
      raw`\b(?:good|great|better) (?:manager|supervisor|boss|chief)$`,
    ],
  },
  {
    topic: "certificates",
    alone: [
      raw`(?<!birth |death |marriage |gift )\b(?:re)?cert(?:s|if\w+)?\b|\blicen[cs]es?\b|\bcredentials?\b`,
      raw`\b(?:qualification|ticket|permit)s? .*${VALID}|${VALID}.*\bpermits?\b`,
    ],
    mine: [
      raw`\b(?:have|need|must) (?:i )?(?:to )?(?:renew|refresh|redo|repeat)(?! (?:it|my|the)\b)`,
      raw`\bmy (?:\w+ ){0,3}permits?\b|\b(?:papers?|documents?|cards?|permits?|trainings?|qualifications?)\b.*${VALID}|\brenew\b.*\b(?:trainings?|qualifications?)\b`,
      raw`\b(?:what|which|anything) .*\b(?:expires?|expiring|lapses?)\b`,
    ],
  },
  {
    topic: "mentors",
    alone: [raw`(?<!\b(?:that|this|the) )\bment(?:or|ee)`],
    mine: [
      raw`\bcoach|\bguid(?:e me|ance)\b|\bunder (?:\w+ )wings?\b|\bthe ropes\b|\brole model|\blearn from\b`,
    ],
  },
  {
    topic: "quarter",
    alone: [
      raw`\bwhat(?: has|'?s| is)? changed\b`,
      raw`\b${CHANGE}.*\b(?:quarter|qtr|q[1-4])\b|\b(?:quarter|qtr|q[1-4])\b.*\b${CHANGE}`,
    ],
    mine: [
      raw`\bquarter|\bqtr\b|\bq[1-4]\b|\bwhat(?: i|')?s new (?:with|for|about) me\b`,
      raw`\b${SINCE}\b.*\b${CHANGE}|\b${CHANGE}.*\b${SINCE}\b`,
    ],
  },
  {
    topic: "experts",
    alone: [
      raw`\b${WHO} (?:[\w']+ ){0,6}${KNOWS}\b|\bwho to (?:ask|contact)\b`,
      raw`\b(?<!become an? )(?:experts?|specialists?) (?:in|on|for|with|at)\b`,
    ],
    mine: [raw`\bto (?:talk|speak) (?:to|with) ${WHO}`],
  },
  {
    topic: "first_course",
    alone: [
      raw`\b(?:suggest|recommend|propose|good|best) (?:\w+ ){0,2}(?<!three )${COURSE}\b(?! dinner)`,
      raw`\b${COURSE} .*\b(?:suggest|recommend|first|begin|start)\b`,
    ],
    mine: [raw`(?<!of |golf )\b${COURSE}\b`],
  },
  {
    topic: "become",
    alone: [
      // What others become is no question about a career: "how do tadpoles become frogs".
      raw`(?<!\b(?:do|does|did|can|will) (?!(?:i|you|one|we|people|others|an?|to|who) )\w+ )\bbec[oa]m(?:e|ing)\b`,
      raw`\b(?:path|route|way|road(?: ?map)?|(?<!next )step|stone|ladder)s? (?:\w+ ){0,4}(?:to|up to|from|into)\b(?! work)`,
      raw`\bget promoted to\b|\b(?:lead|go through|make it)s? to\b|\bget(?:ting)? (?:to be|into the)\b`,
    ],
    mine: [
      raw`\b(?:how|can|could) (?:\w+ ){0,3}(?:get|go|rise|work my way up) to\b|\bgets? (?:me )?(?:to|there)\b`,
      raw`\bone day\b|\breach (?:the |an? )?(?:${ROLE}|level) of\b|\b(?:dream|hope|plan|aim)\w* (?:of|to|is to) (?:be|being|work)\b`,
    ],
  },
  {
    topic: "next_role",
    alone: [
      raw`\b(?:recommend|suggest) (?:\w+ ){0,3}${ROLE}\b|\b${ROLE} (?:\w+ ){0,3}(?:recommend|suggest)\b`,
    ],
    mine: [
      raw`\b(?:which|what|any|other|another|some|new|next|following|suggest|recommend|find|good) (?:\w+ ){0,3}?${ROLE}\b(?! of| as| like)(?! do i lack)`,
      raw`\b${ROLE} (?:\w+ ){0,3}(?:fits?|suits?|match|next|following|options|grow)\b|\bafter my (?:current |present )?${ROLE}`,
      raw`\bcareer (?:moves?|paths?|steps?|opportunit\w+|options?|wise)|\bpromotion\b|\bnext (?:for me|step up)\b`,
      raw`\bwhere (?:can|could|do|might|should) i (?:go|move)\b|\bmove (?:on|up|to another|internally)\b|\bother department|\belse (?:can|could) i do\b`,
    ],
  },
  {
    topic: "gap_for",
    alone: [
      raw`\b${SKILL} (?:missing|gap|required|needed)|\bmissing ${SKILL}|\bgap (?:analysis|to|for|between)\b|\brequire(?:d|ments?) (?:of|for|to)\b`,
    ],
    mine: [
      raw`\b(?:miss(?:ing)?|lack(?:ing)?|gaps?|fall short|short of|requirements?|required|qualif(?:y|ied)|apply|eligible)\b`,
      raw`\bhow (?:far|close|near|well) (?:am|do) i\b|\b(?:ready|readiness|suitable|accepted) (?:for|as|to be)\b|\bcompare (?:me|my)\b|\b(?:stands?|is|lies?) between\b|\bkeep(?:s|ing) me from\b|\bam i (?!known)(?:\w+ ){0,3}for (?:an? |the )?\w|\bstill (?:without|have to)\b|\b(?:difference|distance) (?:between|from|to)\b`,
      raw`\bstill need (?:\w+ ){0,3}for\b|\b(?:need|have) to (?:\w+ ){0,4}(?:for|to be|before i)\b|\bimprove (?:\w+ ){0,3}(?:for|to be)\b|\bfit (?:for|the ${ROLE})\b`,
      raw`\b(?:not|don'?t|haven'?t)\b.*\b(?:have|got|enough|yet)\b.*\b(?:for|needs?|requires?)\b|\b(?:asks? for|needs?|requires?)\b.*\b(?:not|don'?t|haven'?t)\b`,
    ],
  },
  {
    topic: "strengths",
    mine: [
      raw`\bstr(?:ong(?:est|er)?|engths?)\b|\b(?:good|best|better) (?:at|than)\b|\bdo(?:ing)? (?:\w+ )?(?:best|well)\b`,
      raw`\b(?:top|best|highest|strongest|main) (?:\w+ )?${SKILL}|\b${SKILL} .*\b(?:high|expert|top|first|level|advanced)|\bscore (?:\w+ )?high|\bskill ?wise\b`,
      raw`\bstand out\b|\bexcel\b|\bshine\b|\bbrag\b|\bproud of\b|\bknown for\b|\badvanced in\b|\bbiggest asset\b`,
      raw`\boverview of (?:my|the) ${SKILL}|\bmy (?:own )?${SKILL}$`,
    ],
  },
];
const COMPILED = RULES.map(({ topic, alone, mine }) => ({
  topic,
  alone: alone && new RegExp(alone.join("|")),
  mine: mine && new RegExp(mine.join("|")),
}));

/** Words that decide; one slip in them is forgiven. */
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

/**
 * What a question is about, by fixed rules, and whom or what it names; null for what the advisor can't answer.
 * In: a text in English, of any length (the first 500 characters count).
 */
export function understand(text: string): Question | null {
  const plain = text.slice(0, 500).toLowerCase().replace(/[’`]/g, "'")
    .replace(/[?!;:]+(?=\s|$)|\s[-–—]+\s/g, ", ").replace(/[^\p{L}\p{N}'+#.&/,]+/gu, " ")
    .replace(/^ +|[,. ]+$/g, "").replace(/[a-z]{5,}/g, corrected);
  const words = plain.replace(/[,.]+(?= |$)/g, " ").replace(/ {2,}/g, " ").trim();
  // Whoever writes three words leaves themselves out.
  const isMine = MINE.test(words) || words.split(" ").length <= 3;
  const topic = COMPILED.find(({ alone, mine }) =>
    (alone && alone.test(words)) || (mine && isMine && mine.test(words))
  )?.topic;
  return topic ? { topic, subject: subjectOf(topic, plain) } : null;
}

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
