import { type Instant, type LocalDate, localDate } from '#platform/clock';
import {
  choice,
  choices,
  clockTime,
  defineForm,
  type Field,
  type FieldError,
  type Form,
  idChoice,
  idList,
  optionalChoice,
  optionalDay,
  optionalText,
  textList,
} from '#platform/forms';
import {
  type KindId,
  kindIds,
  type Part,
  type Place,
  parts,
  places,
  type Stream,
  streams,
} from '../types.ts';
import { happenedAnswers } from './happened.ts';
import { MOST_PEOPLE } from './people.ts';

const SHORT = { max: 200 };
const LONG = { max: 20_000 };
const yesNo = ['yes', 'no'] as const;

export interface StartAnswers {
  readonly school: string;
  readonly danger: 'yes' | 'no';
  /** A child or something else; an adult who works or volunteers here; the headteacher. */
  readonly about: Stream;
  readonly on_paper: readonly 'yes'[];
  readonly paper_author: string | null;
  readonly paper_date: LocalDate | null;
  readonly paper_time: string | null;
}

const none = () => [];

function checkStart(value: Partial<StartAnswers>, today: LocalDate): FieldError[] {
  const errors: FieldError[] = [];
  if ((value.on_paper ?? []).length > 0 && value.paper_date === null) {
    errors.push({ field: 'paper_date', message: 'Enter the date that is written on the paper form.' });
  }
  if (value.paper_date && value.paper_date.until(today).sign < 0) {
    errors.push({ field: 'paper_date', message: 'The date on the paper form cannot be after today.' });
  }
  return errors;
}

export const startForm = (now: Instant): Form<StartAnswers> =>
  defineForm<StartAnswers>(
    {
      school: idChoice('Choose the school that this is about.'),
      danger: choice(yesNo, 'Say whether somebody is in danger now.'),
      about: choice(streams, 'Say whether it is about an adult who works or volunteers here.'),
      on_paper: choices(['yes'], 'Tick the box or leave it.', 0),
      paper_author: optionalText(SHORT),
      paper_date: optionalDay(),
      paper_time: clockTime(),
    },
    none,
    (value) => checkStart(value, localDate(now)),
  );

export interface WhoAnswers {
  readonly person: readonly string[];
  readonly person_part: readonly string[];
  readonly unknown: readonly string[];
  readonly unknown_part: readonly string[];
  readonly unknown_adult: readonly string[];
}

export interface DescribedParty {
  readonly personId: string | null;
  readonly describedAs: string | null;
  readonly part: Part;
  readonly isAdult: boolean | null;
}

const asPart = (text: string | undefined): Part => parts.find((part) => part === text) ?? 'affected';

/** One row a person; whether somebody on the roll is an adult is the roll's to say. */
export function partiesOf(who: WhoAnswers): DescribedParty[] {
  const known = who.person.map((personId, at) => ({
    personId,
    describedAs: null,
    part: asPart(who.person_part[at]),
    isAdult: null,
  }));
  const described = who.unknown.flatMap((text, at) =>
    text === ''
      ? []
      : [
          {
            personId: null,
            describedAs: text,
            part: asPart(who.unknown_part[at]),
            isAdult: who.unknown_adult[at] === 'yes',
          },
        ],
  );
  return [...known, ...described];
}

export const whoForm: Form<WhoAnswers> = defineForm<WhoAnswers>(
  {
    person: idList('Choose people from the list.', MOST_PEOPLE),
    person_part: textList({ max: 20, most: MOST_PEOPLE }),
    unknown: textList({ max: 200, most: MOST_PEOPLE }),
    unknown_part: textList({ max: 20, most: MOST_PEOPLE }),
    unknown_adult: textList({ max: 3, most: MOST_PEOPLE }),
  },
  (value) =>
    partiesOf(value).length > 0
      ? []
      : [{ field: 'person_search', message: 'Add who it is about, or press “I do not know who”.' }],
);

export interface WhatAnswers {
  readonly kinds: readonly KindId[];
  readonly headline: string | null;
  readonly happened_when: (typeof happenedAnswers)[number] | null;
  readonly happened: LocalDate | null;
  readonly happened_time: string | null;
  readonly place: Place;
  readonly place_detail: string | null;
}

function checkHappened({ happened, happened_when }: Partial<WhatAnswers>, today: LocalDate): FieldError[] {
  if (happened)
    return happened.until(today).sign < 0
      ? [{ field: 'happened', message: 'The date cannot be after today.' }]
      : [];
  return happened_when === 'another' && happened === null
    ? [{ field: 'happened', message: 'Enter the date, or choose Not known.' }]
    : [];
}

/** A date alone is an answer too: without a script its boxes are there whatever was chosen. */
const whenItHappened: Field<WhatAnswers['happened_when']> = (values, name) => {
  const read = optionalChoice(happenedAnswers)(values, name);
  const dated = ['day', 'month', 'year'].some((part) => values[`happened-${part}`]?.[0]?.trim());
  return 'problem' in read || read.value !== null || dated
    ? read
    : { problem: 'Say when it happened, or choose Not known.' };
};

export const whatForm = (now: Instant): Form<WhatAnswers> =>
  defineForm<WhatAnswers>(
    {
      kinds: choices(kindIds, 'Tick at least one. If nothing fits, tick “Something else”.'),
      headline: optionalText({ max: 120 }),
      happened_when: whenItHappened,
      happened: optionalDay(),
      happened_time: clockTime(),
      place: choice(places, 'Say where it happened.'),
      place_detail: optionalText(SHORT),
    },
    none,
    (value) => checkHappened(value, localDate(now)),
  );

export const imageAnswers = ['yes', 'not_sure', 'no'] as const;

export interface ImageAnswers {
  readonly indecent_image: (typeof imageAnswers)[number];
}

export const imageForm: Form<ImageAnswers> = defineForm<ImageAnswers>({
  indecent_image: choice(
    imageAnswers,
    'Choose Yes, Not sure or No. If nobody has seen any picture, choose No.',
  ),
});

export const evidenceRows = 5;

export interface WordsAnswers {
  readonly child_words: string | null;
  readonly seen: string | null;
  readonly thought: string | null;
  readonly address: string | null;
  readonly screen_hidden: 'yes' | 'no' | 'not_applicable' | null;
  readonly evidence_what: readonly string[];
  readonly evidence_where: readonly string[];
  readonly evidence_available: readonly string[];
  readonly other_witnesses: string | null;
  readonly reported_to: string | null;
  readonly self_reported: readonly 'yes'[];
}

export const wordsForm: Form<WordsAnswers> = defineForm<WordsAnswers>(
  {
    child_words: optionalText(LONG),
    seen: optionalText(LONG),
    thought: optionalText(LONG),
    address: optionalText({ max: 2000 }),
    screen_hidden: optionalChoice(['yes', 'no', 'not_applicable']),
    evidence_what: textList({ max: 300, most: evidenceRows }),
    evidence_where: textList({ max: 300, most: evidenceRows }),
    evidence_available: textList({ max: 10, most: evidenceRows }),
    other_witnesses: optionalText({ max: 1000 }),
    reported_to: optionalText(SHORT),
    self_reported: choices(['yes'], 'Tick the box or leave it.', 0),
  },
  none,
  (value) =>
    [value.child_words, value.seen, value.thought].some((text) => text !== null)
      ? []
      : [{ field: 'seen', message: 'Write what the child said or what you saw. One sentence is enough.' }],
);

/** Added after sending; what was sent never changes. */
export const additionForm = defineForm<{ readonly addition: string }>({
  addition: (values, name) => {
    const read = optionalText(LONG)(values, name);
    if ('problem' in read) return read;
    return read.value === null ? { problem: 'Write what you want to add.' } : { value: read.value };
  },
});
