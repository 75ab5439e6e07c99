import type { Matrix } from './types.ts';

/** What keeping a roster leaves behind. */

/** Of Ash nothing is held yet. */
const HELD = { birch: 'BIRCHROSTER', cedar: 'cedarHead' };

export const rosters: Matrix = {
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
