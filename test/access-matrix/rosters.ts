import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** What keeping a roster leaves behind. */

/** Of Ash nothing is held yet. */
const HELD = { birch: 'BIRCHROSTER', cedar: 'cedarHead' };

const KEPT = { ash: 'ROSTER', birch: 'BIRCHROSTER', cedar: 'cedarHead' };
const decision = (s: Scene, person: string, me: string) => ({
  id: crypto.randomUUID(),
  school_id: s.id('people.school', 'ash'),
  person_id: s.id('people.person', person),
  import_id: s.id('people.roster_import', 'ash'),
  proposed_at: s.at,
  decision: 'left',
  last_day: '2026-11-20',
  decided_at: s.at,
  decided_by: me,
});
const PEOPLE_KEEP = { ash: 'ROSTER -roster', birch: 'BIRCHROSTER', cedar: 'cedarHead' };

const MERGE_COLUMNS = 'id trust_id school_id kept_id merged_id merged_at merged_by undone_at';

export const rosters: Matrix = {
  // Written by people.join_match and people.undo_merge alone. Whoever reads a case or keeps a roster of the trust may know
  // which ids are one person.
  'people.person_merge': {
    columns: `${MERGE_COLUMNS} salt moved undone_by`,
    key: 'id',
    grants: { person: { select: MERGE_COLUMNS }, roster: { select: MERGE_COLUMNS } },
    sees: { standing: 'READERS ROSTER BIRCHROSTER', cedar: 'CEDAR' },
  },
  'people.leaver_decision': {
    columns:
      'id salt school_id person_id import_id proposed_at decision last_day reason decided_at decided_by ended undone_at undone_by',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all', update: 'undone_at undone_by' } },
    sees: PEOPLE_KEEP,
    touch: 'undone_by = app.actor(), undone_at = app.at()',
    blind: { person: 'undone_by = app.actor(), undone_at = app.at()' },
    changes: PEOPLE_KEEP,
    writes: [
      {
        what: 'decide that a pupil of Ash has left',
        by: 'ROSTER -roster',
        insert: (s, me) => decision(s, 'ashPupil', me),
      },
      {
        what: 'decide in another’s name',
        by: '',
        insert: (s) => decision(s, 'ashPupil', s.id('people.person', 'governor')),
      },
      {
        what: 'decide about a pupil of another trust',
        by: '',
        insert: (s, me) => decision(s, 'cedarPupil', me),
      },
      {
        what: 'take a decision back in another’s name',
        by: '',
        row: 'ash',
        update: (s) => ({ undone_at: s.at, undone_by: s.id('people.person', 'governor') }),
      },
    ],
  },
  'people.inbox_file': {
    columns: 'id school_id file_name stamp state reason import_id seen_at decided_at moved noted_by',
    key: 'id',
    grants: {
      person: { select: 'all', update: 'noted_by' },
      roster: {
        select: 'all',
        insert: 'all',
        update: 'stamp state reason import_id seen_at decided_at moved noted_by',
      },
    },
    sees: KEPT,
    touch: 'noted_by = app.actor()',
    blind: { person: 'noted_by = app.actor()', roster: 'noted_by = app.actor()' },
    changes: KEPT,
    writes: [
      {
        what: 'note a file in the folder of Ash',
        by: 'roster',
        insert: (s) => ({
          id: crypto.randomUUID(),
          school_id: s.id('people.school', 'ash'),
          file_name: 'new.zip',
          stamp: '1 1',
          state: 'seen',
          seen_at: s.at,
        }),
      },
      {
        what: 'say of another that they know of a refused file',
        by: 'roster',
        row: 'ash',
        update: (s) => ({ noted_by: s.id('people.person', 'governor') }),
      },
    ],
  },
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
