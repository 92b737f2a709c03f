export type Language = "en" | "zh" | "ms" | "ta" | "nl";
export type Kind = "crisis" | "well_being";
export interface Concern {
  kind: Kind;
  language: Language;
}

/** Words stand apart by one space; compact is the same without spaces, for scripts that need none. */
type View = "words" | "compact";

const TRADE = "(?! ?(?:cast|cut|design|set|sink|press|attach|bond|mak|block|tool|stamp))";
const CLASS =
  "(?! (?:prevention )?(?:for|course|training|certificat\\w+|polic\\w+|programme|officer|module))";
const STUDY =
  "(?! (?:management|tests?|testing|analys\\w+|training|courses?|polic\\w+|prevention|engineer\\w*))";
const MACHINE = "(?<!\\b(?:bateri|telefon|enjin|mesin|motor|lampu|pelayan|server|komputer|laptop|skrin) )";
const KIN =
  "(?:fathers?|dad|mothers?|mum|mom|parents?|wife|husband|partner|son|daughter|child|baby|brother|sister|friends?|colleagues?|grand\\w+|uncle|aunt|dog|cat)";

/** In this order, crisis first; within a language, one line a meaning. Where in doubt, it is a crisis. */
const RULES: [Kind, Language, View, string[]][] = [
  ["crisis", "en", "words", [
    `\\b(?:want|wants|wanted|wanting|like|love|ready|going|prefer|hope|deserve|trying|planning|wish|time) (?:\\w+ ){0,2}to (?:just )?die\\b${TRADE}`,
    `\\b(?:wanna|gonna) (?:just )?(?:die\\b${TRADE}|be dead|kms|disappear)`,
    "\\b(?:want|going|have|need) to kms\\b|\\bkys\\b|\\bunalive\\b|\\blet me die\\b",
    "\\bi (?:should|could) (?:just )?(?:die|be dead)\\b|\\bhope i die\\b|\\brather (?:be dead|die)\\b|\\bbetter off dead\\b|\\bfeel like dying\\b|\\bwant to be dead\\b",
    "\\b(?:kil+(?:ing|ed)?|hang(?:ing)?|drown(?:ing)?|poison(?:ing)?|harm(?:ing)?|shoot(?:ing)?|offing|off|stab(?:bing)?) (?:my|him|her|your|them) ?sel(?:f|fe|ve|ves)\\b(?! in the foot)",
    "\\b(?:hurting|cutting|burning) myself\\b(?! (?:off|short|some|out))",
    "\\b(?:want|wanna|going|gonna|urge|feel like|keep|started|thinking)\\b(?: \\w+){0,3} (?:hurt|cut|burn)(?:ting|ing)? myself\\b(?! (?:off|short|some|out))",
    "\\b(?:hurt|cut|burned) myself (?:\\w+ )?(?:on purpose|again|deliberately|intentionally)\\b",
    "\\b(?:end|ending|ended|take|taking|took|finish) (?:my|his|her|their|your) (?:own |whole )?life\\b(?! (?:insurance|cycle|of))",
    "\\bend(?:ing)? (?:it all|my pain|my suffering|it tonight|it once and for all|things for good)\\b",
    "\\b(?:no|any|a|the) (?:reason|point) (?:to|in|for me to) (?:live|living|life|going on|go on|being alive|be alive)\\b|\\bnothing (?:left )?to live for\\b|\\b(?:cant|cannot) live (?:any ?more|like this|with myself)\\b",
    "\\b(?:not|isnt|aint) (?:really )?worth living\\b|\\bmy life is (?:over|pointless|meaningless|worthless)\\b|\\b(?:tired of|done with) (?:living|life|being alive)\\b(?! (?:in|cycle))|\\bout of (?:this|my) life\\b",
    "\\b(?:better|happier) (?:off )?(?:without me|if i (?:was|were|am) (?:dead|gone|not (?:here|alive))|if i (?:died|wasnt here|werent here|didnt exist))\\b",
    "\\b(?:not|dont|don t|doesnt|no longer|never) (?:really )?(?:want|wanna|wish) ?(?:to )?(?:be )?(?:live|living|alive|exist|wake up)\\b(?! (?:in|near|at|abroad|events?|streams?|demos?|calls?|time|on) )",
    "\\b(?:dont|not|no longer) want to be here any ?more\\b|\\bnever wake up\\b|\\bwant to (?:just )?disappear\\b",
    `\\bwish (?:that )?i (?:was|were|am) (?:dead|gone|never born|not alive)\\b|\\bwish i (?:could (?:just )?die|had never been born|was never born|didnt exist|(?:wouldnt|would not|never) wake up)\\b|\\bif i (?:died|were dead|was dead)\\b|\\b(?:way|ways|how) to die\\b${TRADE}`,
    "\\bi (?:\\w+ )?(?:cant|cannot|can not|cant even) go on (?:living|like this|with life|any ?more|any longer|much longer)\\b",
    `\\b(?:suicid\\w*|sucid(?:e|al)|suisid\\w*|suicde|suiced\\w*|siucid\\w*|suecid\\w*|sewerslide)\\b(?! prevention${
      CLASS.slice(3)
    }`,
    "\\b(?:to|will|might|could|take an|taking an|took an) overdose\\b(?! of (?:chlorine|chemical))|\\boverdos(?:e|ing) (?:on|myself)\\b|\\bsl(?:it|ash) my wrists?\\b",
    `\\bself ?(?:harm(?:ing|ed)?|injur\\w+|mutilat\\w+)\\b${CLASS}`,
    "\\b(?:jump|jumping|leap|throw(?:ing)? myself) (?:off|from|out of|in front of|under) (?:\\w+ ){0,2}(?:roof|bridge|building|balcony|window|ledge|train|mrt|car|truck|bus)\\b",
  ]],
  ["crisis", "zh", "compact", [
    "(?<![来來])自[杀殺](?!毒|(?:预防|預防|防治|干预|干預).{0,3}(?:课|課|培))|[轻輕]生|[寻尋]死|[寻尋]短[见見]|求死|去死(?![锁鎖记記角])",
    "想死(?![锁鎖磕记記板机機你您他她大])|不如死(?![机機记記])|死了(?:算了|更好|就好|就解[脱脫]|就不用)",
    "不想(?:再|继续|繼續)?活|活不下去|活[够夠]了|活[腻膩]|不想存在|生[无無]可[恋戀]|一了百了",
    "(?:活[着著]|人生|生活).{0,4}(?:[没沒]有?|毫[无無])(?:什么|什麼|任何)?(?:意[义義]|意思|希望)",
    "[结結]束.{0,4}生命(?![周週])|[结結]束(?:我)?自己|了[结結](?:我|自己|生命|[残殘]生|一切)",
    "自[残殘]|(?<![来來])自[伤傷]|割腕|[伤傷]害(?:我)?自己|[遗遺][书書]",
    "跳[楼樓](?![价價大])|跳[桥橋河轨軌]|[卧臥][轨軌]|[想要去][烧燒]炭|[想要去]上吊|上吊[自死]|(?:吞|吃)(?:一瓶|一整瓶|大量)?安眠[药藥]",
    "[没沒]有我(?![们們]).{0,8}(?:更好|[会會]好|比[较較]好)|想(?:就|直接|[彻徹]底|自己)?(?:[从從][这這](?:个|個)?世界上?)?消失|[离離][开開][这這][个個]?世界",
  ]],
  ["crisis", "ms", "words", [
    "\\bm?e?m?b(?:u|o)?n(?:u|o)h (?:diri|(?:saya|aku) sendiri)\\b|\\bgantung diri\\b",
    `${MACHINE}\\b(?:mahu|mau|nak|ingin|hendak|harap|biar|patut|baik|rela|rasa)(?: (?:saya|aku|macam|nak|terus|cepat|je))* mati\\b(?! pucuk)`,
    "\\b(?:tidak|tak|dah tak|x|tiada) (?:mahu|nak|ingin|hendak|mau|sanggup|larat|guna|perlu|ada sebab)(?: (?:saya|aku|untuk|terus|lagi))* hidup\\b(?! (?:di|dengan) )|\\btaknak hidup\\b",
    "\\b(?:menamatkan|tamatkan|mengakhiri|akhiri|menghabiskan|ambil|mencabut) (?:riwayat )?(?:hidup|nyawa|diri)\\b",
    "(?<!\\b(?:tidak|elak|daripada|tanpa) )\\b(?:mencederakan|cederakan|sakiti|menyakiti|lukakan|melukakan) diri\\b|\\b(?:toreh|menoreh|kelar|mengelar) (?:\\w+ )?(?:tangan|pergelangan|diri)\\b",
    "\\bhidup (?:\\w+ ){0,3}(?:tiada|tidak|tak|tak ada) (?:ber)?(?:makna|guna|erti|tujuan|harapan)\\b|\\b(?:penat|letih|bosan|jemu) (?:nak )?hidup\\b",
    "\\blebih (?:baik|gembira|senang) (?:\\w+ )?tanpa (?:saya|aku)\\b|\\bterjun (?:dari )?(?:bangunan|jambatan|tingkat|flat|balkoni)\\b|\\bhilang dari dunia\\b",
  ]],
  ["crisis", "ta", "compact", [
    "தற்கொலை|தற்கொல|சாவதேமேல்|சாக(?:விரும்ப|வேண்டும்|ணும்|தோன்ற|தோணு|போகி|போறே|லாம்|ஆசை)|செத்து(?:விட|வி|(?:ப்)?போ|டலா|ரலா|டணு|தொலை)",
    "உயிரை(?:யே|நானே)?(?:மாய்|எடுத்து|விட்டு|விட|போக்கி|முடித்து)|வாழ்க்கையை(?:யே)?முடித்து",
    "வாழ(?:வே)?(?:பிடிக்க|ப்பிடிக்க|விரும்பவில்லை|முடியவில்லை|முடியல|ஆசையில்லை|இஷ்டமில்லை)|உயிரோடு(?:இருக்க)?(?:விரும்பவில்லை|வேண்டாம்|பிடிக்க)",
    "வாழ்வதில்(?:அர்த்தம்|பயன்|பிரயோஜனம்)|வாழ்ந்து(?:என்ன)?பயன்|வாழ்க்கையில்(?:அர்த்தம்|பயன்)இல்லை|வாழ்க்கை(?:யே)?(?:வெறுத்து|வேண்டாம்)",
    "இறக்க(?:விரும்ப|வேண்டும்|(?:ப்)?போகி)|இறந்து(?:விட|(?:ப்)?போக)(?:லாம்|ணும்|வேண்டும்)|நான்இல்லாமல்(?:இருந்தால்|போனால்).{0,20}நல்ல",
    "என்னை(?:யே)?(?:நானே|நான்)?(?:காயப்|வெட்டி|கொன்று|கொல்)|தூக்கு(?:ப்)?போட்டு|தூக்கில்|(?:மாடி|பாலம்|பாலத்தி|கட்டிட).{0,20}குதி(?:த்து|க்க)|விஷம்குடி",
  ]],
  ["crisis", "ta", "words", [
    "\\bthar?kk?olai|\\btarkolai|\\bsaa?ga(?:num| (?:poren|virumb\\w*|venum|pora\\w*))|\\bseth(?:u|udalam|uda\\w*) ?(?:poga\\w*|poren|pola)|\\bvaa?zha (?:pidik\\w*|virumb\\w*)",
  ]],
  ["crisis", "nl", "words", [
    "\\bzelf ?mo+r?[dt]\\b|\\bzelfmoord(?!preventie)|\\bzelfdoding|\\bzelfbeschadig|\\bzelfverwond|\\bautomutil|\\beuthanasie voor mezelf\\b",
    "\\bwil (?:ik )?(?:gewoon |echt |alleen |maar |het |liefst |liever |nu )*(?:dood|sterven)\\b(?! (?:hout|proces|spoor|gewicht))|\\b(?:wou|wilde|wenste) (?:dat )?ik (?:\\w+ )?dood\\b",
    "\\bwas ik maar dood\\b|\\bik (?:ben|ga|was) (?:\\w+ )?(?:liever|beter) dood\\b|\\bliefst (?:\\w+ ){0,2}dood\\b|\\bbeter dood\\b",
    "\\bniet (?:meer|langer) (?:te |wil |willen |verder |hoeven te )*(?:leven|bestaan)\\b(?! (?:in|van|op) )|\\ber niet meer (?:te )?(?:zijn|wezen|wil zijn)\\b",
    "\\beinde? aan (?:mijn|het|m n) leven\\b|\\ber (?:\\w+ ){0,2}einde? aan (?:te )?ma(?:ken|ak)\\b|\\buit het leven stap|\\bvan kant (?:te )?ma(?:ken|ak)\\b",
    "\\bleven (?:heeft|had) (?:\\w+ ){0,2}geen (?:zin|nut)\\b|\\bleven niet (?:meer )?zitten\\b|\\bleven is (?:zinloos|niets waard)\\b|\\bleven (?:te )?beeindig|\\bhoeft voor mij niet meer\\b|\\bvoor (?:de|een) (?:trein|metro) (?:te )?spring|\\blevensmoe\\b",
    "\\bmezelf (?:\\w+ )?(?:iets|wat) (?:aan te doen|aandoen|aan doen)\\b|\\bdoe(?:n)? (?:ik )?mezelf (?:\\w+ )?(?:pijn|iets aan)\\b|\\bmezelf (?:\\w+ )?(?:pijn (?:te )?doen|snijden|ophangen|doden|beschadigen|verwonden)\\b",
    "\\b(?:snijd?|beschadig|verwond|kras) (?:ik )?(?:mezelf|me zelf)\\b|\\b(?:beter|gelukkiger) (?:af )?zonder mij\\b|\\boverdosis (?:pillen|nemen)\\b",
    "\\bspring(?:en)? (?:\\w+ )?(?:voor|van|onder) (?:\\w+ )?(?:trein|metro|brug|dak|flat|gebouw|balkon|auto)\\b",
  ]],
  ["well_being", "en", "words", [
    "\\b(?:i|im|ive|we|were|feel|feeling|felt|so|too|very|completely|totally|always|constantly|me) (?:\\w+ ){0,3}(?:stressed|burn(?:ed|t)? ?out|burning out|anxious|depressed|exhausted|overwhelmed|drained|worn out|lonely|isolated|hopeless|worthless|miserable|desperate|overworked|traumati[sz]ed|unsafe|suffering|heartbroken)\\b(?! (?:key|test))",
    `\\b(?:my|have|has|having|had|got|suffer\\w*|struggl\\w*|dealing|cope|coping|diagnosed|from|under|much|of|the) (?:\\w+ ){0,3}(?<!and )(?:anxiety|depression|burn ?out|insomnia|grief|loneliness|mental health|ptsd|exhaustion)\\b${STUDY}`,
    `\\b(?:my|so much|too much|a lot of|under|suffer\\w* from) (?:work )?stress\\b${STUDY}|\\bpanic attacks?\\b|\\b(?:nervous|mental) breakdown\\b|\\bmentally (?:ill|drained|tired|exhausted)\\b`,
    "\\b(?:bull(?:y|ies|ied|ying)|harass(?:es|ed|ing)?|humiliat(?:es?|ed|ing)|intimidat(?:es?|ed|ing)|threaten(?:s|ed|ing)?|abus(?:es?|ed|ing)|assault(?:s|ed|ing)?|mobb(?:ed|ing)|grop(?:es?|ed|ing)|yell(?:s|ed|ing)? at|scream(?:s|ed|ing)? at|touch(?:es|ed|ing)) (?:\\w+ )?me\\b",
    "\\b(?:i|im|ive|am|being|been|was|get|getting) (?:\\w+ ){0,2}(?:bullied|harassed|humiliated|intimidated|abused|assaulted|discriminated|molested|raped)\\b|\\bwithout my consent\\b",
    `\\bmy (?:\\w+ )?${KIN} (?:\\w+ )?(?:died|passed away|is dying|was killed|is dead)\\b|\\blost my (?:\\w+ )?${KIN}\\b|\\bgrieving\\b|\\bmiscarriage\\b`,
    "\\b(?:cant|cannot|can not|couldnt) (?:\\w+ )?(?:sleep|cope|breathe|stop crying|handle (?:it|this)|take (?:it|this) any ?more|do this any ?more)\\b|\\bsleepless\\b|\\bnot sleeping\\b|\\b(?:killing|breaking|crushing) me\\b",
    "\\bi (?:\\w+ ){0,2}(?:cry|cried|crying)\\b|\\bim crying\\b",
  ]],
  ["well_being", "zh", "compact", [
    "(?:我|工作|精神|心理|生活).{0,6}(?<![水气氣油液])[压壓]力(?![测測容管传傳表机機试試计計分])|焦[虑慮]|抑[郁鬱]|[忧憂][郁鬱]|失眠|[惊驚]恐|恐慌|[绝絕]望|[无無]助|倦怠",
    "(?:我|快|快要|精神|情[绪緒]|心[态態])崩[溃潰]|身心俱疲|心累|[太好很]累|疲[惫憊]|[撑撐]不[住下]|受不了|睡不[着著好]|走不出|想哭|一直哭|[孤][独獨]|寂寞|[难難]受",
    "霸凌|欺[负負凌]|(?<![反防])(?:性)?[骚騷][扰擾](?!.{0,4}(?:课|課|培|政策))|[职職][场場]冷暴力|去世|[过過]世|心理(?:健康|[问問][题題]|[医醫]生)(?!.{0,3}(?:课|課|培))",
  ]],
  ["well_being", "ms", "words", [
    "\\b(?:saya|aku|kami|rasa|sangat|amat|asyik|terlalu|begitu) (?:\\w+ ){0,2}(?:tertekan|stress?|cemas|murung|letih|penat|sunyi|kesunyian|keseorangan|sedih|burn ?out|lesu|putus asa|trauma|menangis)\\b(?! (?:test|analysis))",
    "\\b(?:kemurungan|depresi|insomnia|keletihan melampau|keresahan|tekanan (?:kerja|perasaan|jiwa|mental|emosi))\\b(?! untuk)|\\bkesihatan mental (?:saya|aku)\\b|\\bmenangis\\b",
    "\\b(?:tak|tidak|susah|sukar|payah)(?: (?:boleh|dapat|nak|hendak|mahu|untuk|lena))* (?:tidur|lena)\\b|\\b(?:saya|aku|dah) (?:\\w+ )?(?:tak|tidak) tahan\\b(?! (?:panas|karat|air|lasak))",
    "\\b(?:di|mem)buli\\b|\\bbuli saya\\b|\\b(?:meng|di)?ganggu(?:an)? (?:\\w+ ){0,2}seksual\\b(?! untuk)|\\bdi(?:ugut|hina|maki|lecehkan)\\b|\\bmeninggal\\b|\\bkehilangan (?:ayah|ibu|suami|isteri|anak|emak|bapa|kawan)\\b",
  ]],
  ["well_being", "ta", "compact", [
    "மனஅழுத்த|மனவழுத்த|மனஉளைச்சல்|மன(?:ச்)?சோர்வு|பதட்ட(?:மா|ம்)|பதற்ற(?:மா|ம்)|சோர்வாக|சோர்ந்து|களைப்பாக|விரக்தி|கவலையாக|பயமாக|அழுகி|அழுகை",
    "தூக்கம்(?:வர|இல்லை)|தூங்க(?:வே)?முடிய|தாங்க(?:வே)?முடிய|மனநல|தனிமை(?:யாக|யில்|யை)|துக்கம்|(?:அப்பா|அம்மா|தந்தை|தாய்|கணவர்|மனைவி|நண்பர்|மகன்|மகள்)(?:இறந்து|காலமா)",
    "கொடுமை(?:ப்)?படுத்து|துன்புறுத்து|மிரட்டு|கேலிசெய்|பாலியல்(?:தொல்லை|தொந்தரவு|வன்)",
  ]],
  ["well_being", "ta", "words", [
    "\\b(?:romba|enaku|enakku) (?:\\w+ )?(?:stress|tension|kashtam|kavalai|bayam)\\b|\\bstress ah iruk",
  ]],
  ["well_being", "nl", "words", [
    "\\bburn ?out\\b(?! ?(?:prevent|cursus|test|training))|\\bik (?:\\w+ ){0,4}(?:overspannen|opgebrand|uitgeput|overbelast|depressief|doodmoe|gestresst?|eenzaam|wanhopig|angstig|somber)\\b",
    "\\b(?:veel|last van|heb|door de|door) (?:te veel |veel |zoveel )?stress\\b(?! ?test)|\\bpaniekaanval|\\bangstaanval|\\b(?:een|mijn) depressie\\b|\\bpsychische (?:klachten|problemen)\\b|\\bmijn mentale gezondheid\\b",
    "\\bvoel (?:ik )?(?:me|mij) (?:\\w+ ){0,3}(?:alleen|slecht|rot|leeg|waardeloos|onveilig|opgejaagd|ellendig|hopeloos|buitengesloten|moe)\\b",
    "\\b(?:niet|slecht|nauwelijks|amper) (?:\\w+ )?slapen\\b|\\bslaap (?:\\w+ ){0,2}(?:slecht|niet|nauwelijks)\\b|\\bslapeloos|\\bwordt (?:me|mij) (?:\\w+ )?te veel\\b|\\bzit er (?:\\w+ )?doorheen\\b|\\btrek het niet meer\\b",
    "\\bgepest\\b|\\bpest(?:en)? (?:me|mij)\\b|\\bintimide\\w+ (?:me|mij)\\b|\\bgeintimideerd\\b|\\blastig ?gevallen\\b|\\bvalt (?:me|mij) lastig\\b|\\bmijn (?:\\w+ ){1,2}is (?:\\w+ ){0,2}(?:overleden|gestorven)\\b|\\brouw\\b|\\bverdriet\\b|\\bhuil(?:en)?\\b",
  ]],
];

const COMPILED = RULES.map(([kind, language, view, rules]) => ({
  kind,
  language,
  view,
  rule: new RegExp(rules.join("|"), "u"),
}));

/** Written letter by letter ("s u i c i d e"): only what cannot be anything else. */
const SPELT =
  /suicid|kill?my?self|want(?:to|2)die|endmylife|selfharm|bunuhdiri|(?:nak|mahu)mati|zelfmoord|wildood|tharkolai/;

/** English words are at home in the other four; these tell whose sentence it is. */
const AT_HOME: [Language, RegExp][] = [
  ["en", /\b(?:i|im|my|me|the|to|is|am|and|at|of|in|for|have|was|feel)\b/g],
  ["ms", /\b(?:saya|aku|nak|tak|tidak|yang|dan|rasa|sangat|di|ini|itu|lagi|dah|kerja)\b/g],
  ["nl", /\b(?:ik|mijn|me|het|een|de|niet|en|voel|heb|ben|op|van|wil|aan)\b/g],
  ["ta", /[\u0b80-\u0bff]+|\b(?:romba|iruku|irukku|enaku|enakku|naan|nu|pola|illa|ah)\b/g],
  ["zh", /\p{Script=Han}/gu],
];

const LOOKALIKES: Record<string, string> = {
  ...{
    "а": "a",
    "е": "e",
    "о": "o",
    "р": "p",
    "с": "c",
    "у": "y",
    "х": "x",
    "і": "i",
    "ѕ": "s",
    "ԁ": "d",
    "ı": "i",
  },
  ...{ "0": "o", "1": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", "$": "s" },
};

/**
 * Whether a text speaks of a crisis or of somebody's well-being, and in which language to answer; null for neither.
 * In: a text of any length, in any of the five languages; spaced out, accented, full-width and misspelt forms count.
 */
export function concern(text: string): Concern | null {
  const plain = text.normalize("NFKD").replace(/[\u0300-\u036f\p{Default_Ignorable_Code_Point}]/gu, "")
    .normalize("NFC").toLowerCase().replace(/['’`´]/g, "");
  // Digits and signs that stand for letters do so inside a word.
  const meant = plain.replace(
    /(?<=\p{L})[01!34@5$]|[01!34@5$](?=\p{L})|[а-яіѕԁı]/gu,
    (sign) => LOOKALIKES[sign] ?? sign,
  );
  const words = wordsOf(plain);
  const views = [{ words, compact: words.replaceAll(" ", "") }, { words: wordsOf(meant), compact: "" }];
  const found = COMPILED.find(({ rule, view }) => views.some((each) => rule.test(each[view])));
  if (found?.kind === "crisis") return { kind: "crisis", language: speaks(words, found.language) };
  if (views.some((each) => SPELT.test(spelt(each.words)))) {
    return { kind: "crisis", language: speltIn(words) };
  }
  return found ? { kind: found.kind, language: speaks(words, found.language) } : null;
}

const wordsOf = (text: string): string => text.replace(/[^\p{L}\p{M}\p{N}]+/gu, " ").trim();

/** The runs of four or more single letters, joined. */
const spelt = (words: string): string =>
  (words.match(/(?<!\S)(?:\S ){3,}\S(?!\S)/g) ?? []).join(" ").replace(/(?<=\S) (?=\S)/g, "");

function speltIn(words: string): Language {
  const letters = spelt(words);
  return /bunuhdiri|mati/.test(letters)
    ? "ms"
    : /zelfmoord|wildood/.test(letters)
    ? "nl"
    : speaks(words, "en");
}

function speaks(words: string, rule: Language): Language {
  if (rule !== "en") return rule;
  const counted = AT_HOME.map(([language, rule]) => ({ language, count: words.match(rule)?.length ?? 0 }));
  return counted.reduce((most, each) => each.count > most.count ? each : most).language;
}

/** What is said at once, before the list of people and places; nothing in it is made by a model. */
export const ANSWERS: Record<Language, Record<Kind, string>> = {
  en: {
    crisis:
      "I am glad that you wrote this. You are not alone, and what you feel right now can change. If you are in danger or might hurt yourself, please call your local emergency number now, or go to the nearest hospital. The people and places below can help right now, day and night; if you can, tell somebody near you as well. This stays between you and this conversation.",
    well_being:
      "Thank you for telling me; that sounds hard. You are not alone in this, and it is all right to ask for help. The people and places below can help now, in confidence. This stays between you and this conversation.",
  },
  zh: {
    crisis:
      "谢谢你愿意说出来。你并不孤单，现在的感受是可以改变的。如果你有危险，或可能伤害自己，请立即拨打当地的紧急电话，或前往最近的医院。下面的人员和机构现在就可以帮助你；如果可以，也请告诉身边你信任的人。这些话只留在你与这段对话之间。",
    well_being:
      "谢谢你告诉我，这听起来很不容易。你并不孤单，寻求帮助是完全可以的。下面的人员和机构现在就可以帮助你，并且会为你保密。这些话只留在你与这段对话之间。",
  },
  ms: {
    crisis:
      "Terima kasih kerana meluahkan perkara ini. Anda tidak keseorangan, dan perasaan ini boleh berubah. Jika anda dalam bahaya atau mungkin mencederakan diri, sila hubungi nombor kecemasan tempatan sekarang, atau pergi ke hospital terdekat. Orang dan tempat di bawah boleh membantu sekarang; jika boleh, beritahu juga seseorang yang dekat dengan anda. Perkara ini kekal antara anda dan perbualan ini.",
    well_being:
      "Terima kasih kerana memberitahu saya; keadaan itu tentu berat. Anda tidak keseorangan, dan tidak mengapa untuk meminta bantuan. Orang dan tempat di bawah boleh membantu sekarang, secara sulit. Perkara ini kekal antara anda dan perbualan ini.",
  },
  ta: {
    crisis:
      "இதைச் சொன்னதற்கு நன்றி. நீங்கள் தனியாக இல்லை; இப்போது இருக்கும் உணர்வு மாறக்கூடியது. நீங்கள் ஆபத்தில் இருந்தால், அல்லது உங்களை நீங்களே காயப்படுத்திக்கொள்ளக்கூடும் என்றால், உடனே உங்கள் பகுதியின் அவசர உதவி எண்ணை அழையுங்கள், அல்லது அருகிலுள்ள மருத்துவமனைக்குச் செல்லுங்கள். கீழே உள்ளவர்களும் இடங்களும் இப்போதே உதவ முடியும்; முடிந்தால், அருகில் இருக்கும் ஒருவரிடமும் சொல்லுங்கள். இது உங்களுக்கும் இந்த உரையாடலுக்கும் இடையில் மட்டுமே இருக்கும்.",
    well_being:
      "இதைப் பகிர்ந்ததற்கு நன்றி; இது கடினமாக இருக்கும். நீங்கள் தனியாக இல்லை; உதவி கேட்பதில் தவறில்லை. கீழே உள்ளவர்களும் இடங்களும் இப்போதே, இரகசியம் காத்து உதவ முடியும். இது உங்களுக்கும் இந்த உரையாடலுக்கும் இடையில் மட்டுமே இருக்கும்.",
  },
  nl: {
    crisis:
      "Goed dat je dit opschrijft. Je bent niet alleen, en wat je nu voelt kan veranderen. Ben je in gevaar, of zou je jezelf iets kunnen aandoen, bel dan nu het alarmnummer of ga naar het dichtstbijzijnde ziekenhuis. De mensen en plekken hieronder kunnen nu helpen; vertel het als het kan ook aan iemand in je buurt. Dit blijft tussen jou en dit gesprek.",
    well_being:
      "Dank je dat je dit vertelt; dat klinkt zwaar. Je bent niet alleen, en het is goed om hulp te vragen. De mensen en plekken hieronder kunnen nu helpen, in vertrouwen. Dit blijft tussen jou en dit gesprek.",
  },
};
