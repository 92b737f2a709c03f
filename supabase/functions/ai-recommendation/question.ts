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

const ROLE = "(?:role|job|position|career|profession|occupation)s?";
const SHORT_OF =
  "(?:miss(?:ing)?|lack(?:ing)?|gaps?|fall short|short of|requirements?|required|qualif(?:y|ied)|apply|eligible)";

/** In this order: the first that fits decides, so what says more stands before what says less. */
const RULES: [Topic, RegExp][] = [
  [
    "leadership",
    /\b(?:leadership|leaders?\b(?! of\b)|(?:to|could|can|should) (?:i )?lead\b|lead (?:a |the |my )?(?:team|people|others|staff)|manag(?:e|ing) people|people manager)/,
  ],
  [
    "certificates",
    /\b(?:re)?certifi|\blicen[cs]es?\b|\bpermits?\b|\bcredentials?\b|\bqualifications? (?:\w+ )?(?:runs?|ends?|expire)|\brenew|\bexpir(?:e|y|ing)|\blapses?\b/,
  ],
  ["mentors", /\bment(?:or|ee)|\bcoach|\bguide me\b|\bguidance from\b/],
  [
    "quarter",
    /\bquarter|\b(?:last|past|previous|these) (?:\w+ )?(?:days|weeks|months?)\b|\bthree months ago\b|\b(?:recent(?:ly)?|lately)\b|\bwhat(?: i|')?s new (?:with|for|about) me\b|\bwhat (?:has )?changed\b/,
  ],
  [
    "experts",
    /\bwho(?:m| else)?(?: (?:here|in (?:the|our|this) company))? (?:knows?|has (?:experience|knowledge)|could explain|can explain|would know|understands)\b|\bwho(?:m|'?s| is| are|) .*\b(?:experts?|specialists?|good|skilled|go to person) (?:in|on|at|for|with)\b|\bwho(?:m)? (?:can|could|do|should|may|would) (?:i )?(?:help(?: me)? (?:with|in)|ask|contact|turn to|talk to)\b|\b(?:any(?:one|body)|some(?:one|body)|people|colleagues?|person) (?:here )?(?:who |that |with |has |have |to )*(?:(?:the )?skills?|knowledge|know|speak|skilled|experience|good|ask|talk|versed)|\b(?:have|any|point me to|find|need|show me) (?:an? )?(?:experts?|specialists?) (?:in|on|for|with)\b|\bwhom (?:do|can|could|should) i (?:ask|contact)|\b(?:which|any) colleagues?\b/,
  ],
  [
    "first_course",
    /\b(?:courses?|trainings?|class(?:es)?|lessons?|e learning|study|studying|workshops?|seminars?)\b|\blearning (?:plan|is|path|should)|\blearn(?:ing)? (?:next|first|now)|\bstart (?:to )?learn|\b(?:should|could|do|must) i learn\b|\b(?:need|have) to learn\b/,
  ],
  [
    "become",
    new RegExp(
      `\\b(?:become|becoming)\\b|\\bget promoted to\\b|\\b(?:path|route|way|road|steps?|stones|ladder)s? (?:\\w+ ){0,4}(?:to|up to|from)\\b|\\b(?:how|can|could) (?:\\w+ ){0,3}(?:get|go|rise|work my way up) to\\b|\\bget(?:ting)? to be\\b|\\bleads? to\\b|\\bgo through to\\b|\\bget there\\b|\\bone day\\b`,
    ),
  ],
  [
    "next_role",
    new RegExp(
      `\\b(?:which|what|any|other|some|my next|next|find me an?|suggest|recommend|good) (?:\\w+ ){0,3}?${ROLE}\\b(?! of| as| like)(?! do i lack)|\\b${ROLE} (?:\\w+ ){0,3}(?:fits?|suits?|match|next|options)|\\bcareer (?:moves?|paths?|steps?|opportunit\\w+|options?|wise)|\\bpromotion\\b|\\bwhere (?:can|could|do) i go\\b|\\bafter my (?:current|present) ${ROLE}|\\bmove (?:on|to another|internally)\\b|\\bnext for me\\b|\\bother department`,
    ),
  ],
  [
    "gap_for",
    new RegExp(
      `\\b${SHORT_OF}\\b|\\bhow (?:far|close|near|well) (?:am|do) i\\b|\\bcompare (?:me|my skills)\\b|\\b(?:stands?|is) between\\b|\\b(?:still )?need (?:\\w+ ){0,3}for\\b|\\bimprove (?:\\w+ ){0,3}(?:for|to be)\\b|\\bfit (?:for|the ${ROLE})\\b`,
    ),
  ],
  [
    "strengths",
    /\bstr(?:ong(?:est|er)?|engths?)\b|\bgood at\b|\b(?:top|best|highest|strongest|main) (?:\w+ )?(?:skills?|competenc\w+|abilit\w+)|\bdo(?:ing)? best\b|\bstand out\b|\bexcel\b|\bskills? .*\b(?:high|expert|top|first|level|advanced)|\bshine\b|\bskill ?wise\b|\boverview of my skills\b|\badvanced in\b|\bbiggest asset\b|\bmy (?:own )?skills\b$/,
  ],
];

/** Where the words before end and the subject begins. */
const SUBJECTS: Partial<Record<Topic, RegExp>> = {
  gap_for:
    /(?:\bto be(?:come)?|\bfor|\bfrom|\bas|\bto|\bwith those of|\bof|\bbetween me and|\bmeet the requirements of) (.+)/,
  become:
    /(?:\bbecom(?:e|ing)|\bto be|\bget to be|\bget to|\bpromoted to|\blead to|\bleads to|\breach|\btakes me to|\bup to|\bpath to|\bway to|\broute to|\bstones to|\b(?<!want |like |have |take )to) (.+)/,
  experts:
    /(?:\babout|\bspecialists? (?:for|in|on)|\bexperts? (?:on|in|for)|\bhelp (?:me )?with|\bskilled in|\bgood at|\bknowledge of|\bperson for|\bexperience (?:with|in)|\bthe skills?|\bspeaks? about|\bquestion (?:on|about)|\bhelp with|\bknows?|\bexplain) (.+)/,
};

/**
 * What a question is about, by fixed rules, and whom or what it names; null for what the advisor can't answer.
 * In: a text in English, of any length (the first 500 characters count).
 */
export function understand(text: string): Question | null {
  const plain = text.slice(0, 500).toLowerCase().replace(/[’`]/g, "'").replace(/[^\p{L}\p{N}'+#.&/,]+/gu, " ")
    .trim();
  const words = plain.replace(/[,.]+(?= |$)/g, " ").replace(/ {2,}/g, " ").trim();
  const topic = RULES.find(([, rule]) => rule.test(words))?.[0];
  return topic ? { topic, subject: subjectOf(topic, plain) } : null;
}

function subjectOf(topic: Topic, plain: string): string | null {
  // A clause ends what is named: "a Project Manager, how?"
  const found = plain.split(/, | and how\b| or what\b/).map((clause) => SUBJECTS[topic]?.exec(clause)?.[1])
    .find((subject) => subject && subject !== "me");
  const subject = found
    ?.replace(/^(?:about|reach|get promoted to|improve for|being|be) /, "")
    .replace(/^(?:an?|the|my|our) /, "")
    .replace(/^(?:role|position|job|post) (?:of|as) (?:an? |the )?/, "")
    .replace(
      /\s+(?:(?:role|job|position)s?|please|one day|that i.*|to me|here|then|don't i.*|do i.*|would know|whom.*|who.*)$/,
      "",
    )
    .replace(/[.,]+$/, "").trim();
  return subject || null;
}
