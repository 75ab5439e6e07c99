import type { Matrix } from './types.ts';

/** What keeping a roster leaves behind. */

/** Of Ash nothing is held yet. */
const HELD = { birch: 'BIRCHROSTER', cedar: 'cedarHead' };

export const rosters: Matrix = {
  'people.list_mapping': {
    columns: 'school_id kind columns set_at',
    key: 'school_id kind',
    grants: {
      person: { select: 'all', insert: 'all', update: 'columns set_at' },
      roster: { select: 'all', insert: 'all', update: 'columns set_at' },
    },
    sees: HELD,
    changes: HELD,
    writes: [
      {
        what: 'remember the columns of a list of Ash',
        by: 'ROSTER',
        insert: (s) => ({
          school_id: s.id('people.school', 'ash'),
          kind: 'staff',
          columns: '{}',
          set_at: s.at,
        }),
      },
    ],
  },
  'people.roster_held': {
    columns: 'school_id fingerprint taken_at body',
    key: 'school_id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'fingerprint taken_at body' },
      roster: { select: 'all', insert: 'all', update: 'fingerprint taken_at body' },
    },
    sees: HELD,
    changes: HELD,
    writes: [
      {
        what: 'hold what a file said of Ash',
        by: 'ROSTER',
        insert: (s) => ({
          school_id: s.id('people.school', 'ash'),
          fingerprint: 'new',
          taken_at: s.at,
          body: Buffer.from('new'),
        }),
      },
    ],
  },
};
