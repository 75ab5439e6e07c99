import { fresh, of } from './case-rows.ts';
import type { Matrix } from './types.ts';

/** Whose a concern is to read, who is told, what waits unanswered, and what was searched for. */

const SET = { ash: 'LEADS', birch: 'birchDsl birchHead lead', cedar: 'CEDAR' };
const streams = (school: string) => `${school}-child ${school}-adult ${school}-head`;

export const watch: Matrix = {
  'concern.caseload': {
    columns: 'id trust_id school_id stream',
    key: 'id',
    grants: { person: { select: 'all' }, escalation: { select: 'all' }, intake: { select: 'all' } },
    sees: {
      [streams('ash')]: 'ASH TRUSTPOST escalation intake',
      [streams('birch')]: 'BIRCH TRUSTPOST escalation intake',
      [streams('cedar')]: 'CEDAR escalation intake',
    },
  },
  'concern.route': {
    columns: 'id school_id stream kind position role at_once',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all', delete: 'row' },
      escalation: { select: 'all' },
      intake: { select: 'all' },
    },
    sees: {
      [streams('ash')]: 'ASH TRUSTPOST escalation intake',
      [streams('birch')]: 'BIRCH TRUSTPOST escalation intake',
      [streams('cedar')]: 'CEDAR escalation intake',
    },
    deletes: {
      [streams('ash')]: SET.ash,
      [streams('birch')]: SET.birch,
      [streams('cedar')]: SET.cedar,
    },
    writes: ['ash', 'birch', 'cedar'].map((school) => ({
      what: `add to the route of ${school}`,
      by: SET[school as keyof typeof SET],
      insert: (s) => ({
        ...fresh(),
        school_id: s.id('people.school', school),
        stream: 'child',
        position: 2,
        role: 'head',
        at_once: false,
      }),
    })),
  },
  'concern.unanswered': {
    columns: 'concern_id school_id seen_by_caseload_id since',
    key: 'concern_id',
    grants: { person: { select: 'all' }, escalation: { select: 'all', insert: 'all', delete: 'row' } },
    // Whoever reads the third caseload, the concern itself or not; nobody who is excluded from it.
    sees: {
      'child conflict headOut lifted closed byOut byLeaver byRenewed adult byDsl aboutHead':
        'chair lead escalation',
      'chairOut birch': 'lead escalation',
      cedar: 'escalation',
    },
    deletes: {
      'child conflict headOut lifted closed byOut byLeaver byRenewed adult byDsl aboutHead chairOut birch cedar':
        'escalation',
    },
    writes: [
      {
        what: 'say that nobody answers',
        by: 'escalation',
        insert: (s) => ({
          concern_id: of(s, 'sending').concern_id,
          school_id: s.id('people.school', 'ash'),
          seen_by_caseload_id: s.id('concern.caseload', 'ash-head'),
          since: s.at,
        }),
      },
    ],
  },
  'concern.saved_filter': {
    columns: 'id person_id name query shared_with made_at',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all', delete: 'row' } },
    sees: {
      dsl: 'dsl dsl1',
      shared: 'HANDLERS dsl1',
      'birch-shared': 'birchDsl birchHead lead',
      cedar: 'CEDAR',
    },
    deletes: { 'dsl shared': 'dsl dsl1', 'birch-shared': 'birchDsl', cedar: 'cedarDsl' },
    writes: [
      {
        what: 'keep a list',
        by: 'PEOPLE',
        insert: (s, me) => ({
          ...fresh(),
          person_id: me,
          name: 'x',
          query: '',
          shared_with: null,
          made_at: s.at,
        }),
      },
      {
        what: 'share a list with Ash',
        by: 'HANDLERS',
        insert: (s, me) => ({
          ...fresh(),
          person_id: me,
          name: 'x',
          query: '',
          shared_with: s.id('people.school', 'ash'),
          made_at: s.at,
        }),
      },
      {
        what: 'keep a list in another name',
        by: '',
        insert: (s) => ({
          ...fresh(),
          person_id: s.id('people.person', 'ashParent'),
          name: 'x',
          query: '',
          made_at: s.at,
        }),
      },
    ],
  },
  'concern.search': {
    columns: 'id person_id words made_at',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all' },
      housekeeper: { select: 'id made_at', delete: 'row' },
    },
    sees: { dsl: 'dsl dsl1', head: 'head head1', lapsed: 'dsl dsl1 housekeeper' },
    deletes: { lapsed: 'housekeeper' },
    writes: [
      {
        what: 'search',
        by: 'PEOPLE',
        insert: (s, me) => ({ ...fresh(), person_id: me, words: 'x', made_at: s.at }),
      },
      {
        what: 'search in another name',
        by: '',
        insert: (s) => ({
          ...fresh(),
          person_id: s.id('people.person', 'ashParent'),
          words: 'x',
          made_at: s.at,
        }),
      },
    ],
  },
};
