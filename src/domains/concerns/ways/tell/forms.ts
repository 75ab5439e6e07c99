import { choice, choices, defineForm, optionalChoice, optionalText, type Values } from '#platform/forms';
import { adultTopics, topicIds } from '../topics.ts';

/** The pages of *Tell someone*, one thing each. What was answered travels in the form itself: nothing is kept by us. */
export const steps = ['stage', 'safe', 'about', 'words', 'adult', 'talk', 'who', 'check'] as const;
export type Step = (typeof steps)[number];

const WORDS = { max: 10_000 };
const NAME = { max: 100 };

const stages = ['ks1', 'ks2'] as const;

export const forms = {
  stage: defineForm({ stage: choice(stages, 'Choose the picture or words that fit you') }),
  safe: defineForm({ safe: choice(['yes', 'no', 'not_sure'], 'Choose one answer') }),
  about: defineForm({ topics: choices(topicIds, 'Choose at least one. “Something else” is fine') }),
  words: defineForm({ words: optionalText(WORDS) }),
  adult: defineForm({
    adult: choice(['no', 'adult', 'head'], 'Choose one answer'),
    adult_name: optionalText(NAME),
  }),
  talk: defineForm({ talk: optionalText(NAME) }),
  who: defineForm(
    {
      as: choice(['named', 'in_confidence', 'anonymous'], 'Choose one answer'),
      name: optionalText(NAME),
      class_name: optionalText(NAME),
    },
    ({ as, name }) =>
      as === 'anonymous' || name !== null
        ? []
        : [{ field: 'name', message: 'Write your name, or choose not to say' }],
  ),
} as const;

const fields: Readonly<Record<Step, readonly string[]>> = {
  stage: ['stage'],
  safe: ['safe'],
  about: ['topics'],
  words: ['words'],
  adult: ['adult', 'adult_name'],
  talk: ['talk'],
  who: ['as', 'name', 'class_name'],
  check: [],
};

/** What the form carries from page to page beside the answers of the page itself. */
export const carried = (values: Values, page: Step): [name: string, value: string][] =>
  ['token', ...steps.filter((step) => step !== page).flatMap((step) => fields[step])].flatMap((name) =>
    (values[name] ?? []).map((value): [string, string] => [name, value]),
  );

/** A page whose answers are wrong or missing, with what to say. */
export function firstProblem(values: Values) {
  for (const step of steps) {
    if (step === 'check') continue;
    const parsed = forms[step].parse(values);
    if (!parsed.ok) return { step, state: parsed.state };
  }
  return undefined;
}

export const stepNamed = (name: string | undefined): Step => steps.find((step) => step === name) ?? 'stage';

export function beside(step: Step, way: 1 | -1, offersAdults: boolean): Step {
  const asked = steps.filter((one) => one !== 'talk' || offersAdults);
  return asked[asked.indexOf(step) + way] ?? step;
}

/** What a parent, visitor or hirer fills in: one plain page. */
export const adultForm = defineForm({
  danger: choice(['no', 'yes'], 'Say whether somebody is in danger now'),
  topics: choices(adultTopics, 'Choose at least one. “Something else” is fine'),
  words: optionalText(WORDS),
  image: choice(['no', 'not_sure', 'yes'], 'Say whether there is such a picture'),
  adult: choice(['no', 'adult', 'head'], 'Say whether it is about an adult at the school'),
  adult_name: optionalText(NAME),
  name: optionalText(NAME),
  contact: optionalText({ max: 200 }),
  confidence: optionalChoice(['yes']),
});
