import { fresh, handled, of } from './case-rows.ts';
import { writtenByHandlers } from './follows.ts';
import type { Matrix } from './types.ts';

/** Pathways: read and worked by the case's handlers; what was answered, and what was not needed, stays. */

type Values = Parameters<typeof writtenByHandlers>[1];

const pathway: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  definition: 'radicalisation',
  version: 1,
  opened_at: s.at,
  opened_by: me,
  required_open: 1,
});

const answer: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  pathway_id: s.id('concern.pathway', concern),
  step: 'adult',
  answer: 'no',
  at: s.at,
  by_id: me,
});

const NOT_NEEDED = 'not_needed_at not_needed_by not_needed_why';
const pathwayOpened = 'id concern_id caseload_id definition version opened_at opened_by required_open due_on';
const answerColumns = 'id pathway_id concern_id caseload_id step answer reason details at by_id';

export const pathways: Matrix = {
  'concern.pathway': {
    columns: `${pathwayOpened} ${NOT_NEEDED}`,
    key: 'id',
    grants: {
      person: { select: 'all', insert: pathwayOpened, update: `required_open due_on ${NOT_NEEDED}` },
    },
    sees: { ...handled, 'not-needed': 'HANDLERS' },
    changes: handled,
    touch: 'required_open = required_open',
    blind: { person: 'required_open = 0' },
    writes: [
      ...writtenByHandlers('open a pathway', pathway, 'opened_by', 'opened_at'),
      {
        what: 'open a pathway by itself',
        by: 'HANDLERS',
        insert: (s, me) => ({ ...pathway(s, 'child', me), opened_by: null }),
      },
      {
        what: 'say that a pathway is not needed in another name',
        by: '',
        row: 'child',
        update: (s) => ({
          not_needed_at: s.at,
          not_needed_by: s.id('people.person', 'trustee'),
          not_needed_why: 'x',
        }),
      },
      {
        what: 'say that a pathway is not needed',
        by: 'HANDLERS',
        row: 'child',
        update: (s, me) => ({ not_needed_at: s.at, not_needed_by: me, not_needed_why: 'x' }),
      },
      {
        what: 'say that a pathway is not needed as if earlier',
        by: '',
        row: 'child',
        update: (_, me) => ({
          not_needed_at: '2026-11-20T08:00:00Z',
          not_needed_by: me,
          not_needed_why: 'x',
        }),
      },
    ],
  },
  'concern.pathway_answer': {
    columns: `${answerColumns} salt`,
    key: 'id',
    grants: { person: { select: answerColumns, insert: answerColumns } },
    sees: handled,
    writes: writtenByHandlers('answer a step', answer, 'by_id', 'at'),
  },
};
