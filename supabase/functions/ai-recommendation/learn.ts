/** A text's words, and what they are an example of. */
export interface Example<Label extends string> {
  label: Label;
  text: string[];
}

/** What a text has that is counted, and how much of it. */
type Features = [feature: string, amount: number][];
/** The weight of each label, and by how much it counts. */
type Weighed = { row: Float64Array; amount: number }[];

// By cross-validation over the sets of phrasings.
const PAIR = 0.5;
const PASSES = 3;
const STEP = 5;
/** What every text has: how common a label is. */
const BASE = "";
const BASE_AMOUNT = 0.3;
/** No number of examples is a multiple of this prime, so steps of it visit each once, the labels mixed. */
const STRIDE = 7919;

const stem = (word: string): string =>
  word.length > 3
    ? word.replace(/ies$/, "y").replace(/(?:'s|ings?|ed|es|s|e|ly)$/, "").replace(/(.)\1$/, "$1")
    : word;

/** Words without their endings, and pairs of neighbours, which say less often more. */
function featuresOf(text: string[]): Features {
  const stems = text.map(stem);
  const pairs = ["^", ...stems].map((word, n) => `${word} ${stems[n] ?? "$"}`);
  return [
    ...new Set(stems).values().map((word): [string, number] => [word, 1]),
    ...new Set(pairs).values().map((pair): [string, number] => [pair, PAIR]),
  ];
}

/**
 * How sure it is of each label for a text, from what examples have in common with it: multinomial logistic regression over
 * words and pairs of words, the rarer the weightier. The same examples in the same order give the same answers.
 */
export function learn<Label extends string>(
  examples: Example<Label>[],
): (text: string[]) => Map<Label, number> {
  const featured = examples.map(({ label, text }) => ({ label, features: featuresOf(text) }));
  const labels = [...new Set(examples.map(({ label }) => label))];
  const seen = new Map<string, number>();
  for (const { features } of featured) {
    for (const [feature] of features) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
  const weights = new Map(
    [BASE, ...seen.keys()].map((feature) => [feature, new Float64Array(labels.length)]),
  );
  /** What is known of the features, and how much it counts in this text. */
  const weigh = (features: Features): Weighed => {
    const all = features.map(([feature, amount]) => ({
      row: weights.get(feature),
      amount: amount * Math.log((examples.length + 1) / ((seen.get(feature) ?? 0) + 0.5)),
    }));
    const length = Math.hypot(...all.map(({ amount }) => amount)) || 1;
    return [
      { row: weights.get(BASE), amount: BASE_AMOUNT },
      ...all.map(({ row, amount }) => ({ row, amount: amount / length })),
    ].flatMap(({ row, amount }) => row ? [{ row, amount }] : []);
  };
  const judge = (features: Weighed): Float64Array => {
    const odds = new Float64Array(labels.length);
    for (const { row, amount } of features) {
      for (let n = 0; n < odds.length; n++) odds[n] = (odds[n] ?? 0) + (row[n] ?? 0) * amount;
    }
    let sum = 0;
    for (let n = 0; n < odds.length; n++) sum += odds[n] = Math.exp(odds[n] ?? 0);
    return odds.map((one) => one / sum);
  };
  const weighed = featured.map(({ label, features }) => ({
    label: labels.indexOf(label),
    features: weigh(features),
  }));
  for (let turn = 0; turn < PASSES * weighed.length; turn++) {
    const example = weighed[turn * STRIDE % weighed.length];
    if (!example) break;
    const sure = judge(example.features);
    for (const { row, amount } of example.features) {
      for (let n = 0; n < row.length; n++) {
        row[n] = (row[n] ?? 0) + STEP * amount * (Number(n === example.label) - (sure[n] ?? 0));
      }
    }
  }
  return (text) => {
    const sure = judge(weigh(featuresOf(text)));
    return new Map(labels.map((label, n) => [label, sure[n] ?? 0]));
  };
}
