import { yearName } from '#domains/people';
import { fourCWords, intentWords, severityWords } from '../case/words.ts';
import { categories, kinds } from '../types.ts';

/** What concerns are counted by; as concern.tally names it. */
export const breakdownIds = [
  'kind',
  'category',
  'four_c',
  'year',
  'place',
  'intent',
  'severity',
  'child',
] as const;
export type BreakdownId = (typeof breakdownIds)[number];

export interface Breakdown {
  readonly title: string;
  /** Said under the title. */
  readonly note?: string;
  /** Every value there can be, in the order in which they stand, so that an empty one is seen to be empty. */
  readonly values: readonly (readonly [value: string, text: string])[];
}

const notSet = ['none', 'Not judged yet'] as const;
const several = 'A concern can be of several, and then counts in each.';

const yearGroups = Array.from({ length: 16 }, (_, n) => n - 1).map((n) => [`${n}`, yearName(n)] as const);

export const breakdowns: Readonly<Record<BreakdownId, Breakdown>> = {
  kind: {
    title: 'Kind, as reported',
    note: several,
    values: Object.entries(kinds).map(([id, { text }]) => [id, text] as const),
  },
  category: {
    title: 'Category, as judged',
    note: several,
    values: [...Object.entries(categories), notSet],
  },
  four_c: { title: 'The four Cs', note: several, values: [...Object.entries(fourCWords), notSet] },
  year: {
    title: 'Year group',
    note: 'Of children who were affected or involved. A concern with children of two years counts in both.',
    values: [...yearGroups, ['none', 'Not on the roll']],
  },
  place: {
    title: 'Where it happened',
    values: [
      ['school', 'At school'],
      ['home', 'At home'],
      ['elsewhere', 'Elsewhere'],
      ['unknown', 'Not known'],
    ],
  },
  intent: { title: 'Intent', values: [...Object.entries(intentWords), notSet] },
  severity: { title: 'Severity', values: [...Object.entries(severityWords), notSet] },
  child: {
    title: 'How the child was involved',
    note: 'At every stage a child takes part in what is done, or is told of it.',
    values: [
      ['involved', 'Took part in deciding'],
      ['told', 'Was told'],
      ['not_appropriate', 'Not appropriate, with a reason'],
      ['none', 'Missing'],
    ],
  },
};
