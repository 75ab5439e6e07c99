import { and, fresh, handled, handledAndReported } from './case-rows.ts';
import { addedNow, coming, file, guarded, reporter } from './evidence-writes.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/**
 * What is known of the files: handlers see it with the case, and whoever sent something sees that. A key is read by
 * nobody, but for the one under which the sender's own file comes in.
 */

const earlier = '2026-11-20T08:00:00Z';
const DRAFTS = {
  'draft-reporter': 'reporter',
  // Withheld from whoever has that sign-in now, until somebody vouches for them.
  'draft-renewed': '',
  'draft-renewed-since': 'renewed',
  'draft-dsl': 'dsl dsl1',
  // Nobody's: one's draft was purged, the other is in the middle of being sent and tied to nothing yet.
  'orphan unsent': '',
};

/** Files, by the names that an answer and a file share. */
const filesSeen = {
  ...handledAndReported,
  ...DRAFTS,
  'now-reporter quarantined-lifted quarantined-closed destroyed infected': 'HANDLERS reporter',
  // Not the reporter, who is told what a handler writes for them; nor, once excluded, whoever added it.
  'by-dsl now-dsl': 'HANDLERS',
  'by-out': 'HANDLERS -outDsl',
  'now-draft': 'dsl dsl1',
  'quarantined-adult': 'head cover reporter',
  'quarantined-aboutHead': 'chair lead reporter',
  'quarantined-draft-reporter': 'reporter',
};

const limitOf = (school: string) => (s: Scene, me: string) => ({
  ...fresh(),
  school_id: s.id('people.school', school),
  version: 2,
  bytes: 1,
  set_by: me,
  set_at: s.at,
  reason: 'x',
});

const places: Matrix = {
  'evidence.school_key': {
    columns: 'school_id wrapped made_at',
    key: 'school_id',
    grants: {
      person: { select: 'all', insert: 'all' },
      keyholder: { select: 'school_id wrapped', update: 'wrapped' },
    },
    sees: { ash: 'ASH TRUSTPOST keyholder', cedar: 'CEDAR keyholder' },
    changes: { 'ash cedar': 'keyholder' },
    blind: { keyholder: `wrapped = '\\x01'` },
    writes: [
      {
        what: 'make the key of a school that has none',
        by: 'BIRCH TRUSTPOST',
        insert: (s) => ({
          school_id: s.id('people.school', 'birch'),
          wrapped: Buffer.from('x'),
          made_at: s.at,
        }),
      },
    ],
  },
  'evidence.quota': {
    columns: 'id school_id version bytes set_by set_at reason salt',
    key: 'id',
    grants: {
      person: {
        select: 'id school_id version bytes set_by set_at reason',
        insert: 'id school_id version bytes set_by set_at reason',
      },
    },
    sees: { ash: 'LEADS trustIt', cedar: 'CEDAR' },
    writes: [
      { what: 'set the limit of Ash', by: 'LEADS trustIt', insert: limitOf('ash') },
      { what: 'set the limit of Birch', by: 'birchDsl birchHead lead trustIt', insert: limitOf('birch') },
      { what: 'set the limit of Cedar', by: 'CEDAR', insert: limitOf('cedar') },
      {
        what: 'set a limit in the trustee’s name',
        by: '',
        insert: (s) => limitOf('ash')(s, s.id('people.person', 'trustee')),
      },
      {
        what: 'set a limit as if earlier',
        by: '',
        insert: (s, me) => ({ ...limitOf('ash')(s, me), set_at: earlier }),
      },
    ],
  },
  'evidence.folder': {
    columns: 'id school_id author_id concern_id caseload_id guard made_at',
    key: 'id',
    grants: { person: { select: 'all' } },
    sees: { ...handledAndReported, ...DRAFTS },
  },
  'evidence.answer': {
    columns: 'id folder_id concern_id caseload_id answered_by answered_at answer reason used salt',
    key: 'id',
    grants: { person: { select: 'all' } },
    sees: {
      ...filesSeen,
      'free-reporter free-not-sure free-yes said-not_sure said-yes upload-child upload-stale':
        'HANDLERS reporter',
      'free-dsl upload-by-dsl': 'HANDLERS',
      'free-out upload-by-out': 'HANDLERS -outDsl',
      'free-draft': 'dsl dsl1',
      'upload-byRenewed': 'HANDLERS',
      'upload-birch': 'birchDsl birchHead lead birchTeacher',
      'upload-cedar': 'CEDAR',
      'upload-draft-reporter': 'reporter',
      'upload-draft-renewed': '',
      'upload-draft-renewed-since': 'renewed',
    },
  },
};

const uploadsSeen = {
  'child draft-reporter': 'reporter',
  'by-dsl': 'dsl',
  'by-out byRenewed draft-renewed': '',
  birch: 'birchTeacher',
  cedar: 'cedarHead',
  'draft-renewed-since': 'renewed',
  stale: 'reporter housekeeper',
};

const files: Matrix = {
  'evidence.upload': {
    columns: 'id folder_id answer_id by_id said wrapped_key begun_at',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'id folder_id answer_id by_id wrapped_key begun_at',
        delete: 'row',
      },
      housekeeper: { select: 'id folder_id begun_at', delete: 'row' },
    },
    sees: uploadsSeen,
    deletes: uploadsSeen,
    writes: [
      ...guarded('send a file', coming),
      {
        what: 'send a file as if it had been begun before',
        by: '',
        insert: (s, me) => ({ ...coming(s, 'child', 'free-reporter', me), begun_at: earlier }),
      },
      {
        what: 'send a second file on one answer',
        by: '',
        insert: (s, me) => coming(s, 'child', 'now-reporter', me),
      },
    ],
  },
  'evidence.item': {
    columns:
      'id folder_id answer_id school_id concern_id caseload_id added_by said added_at called bytes sha256 media_type flags virus wrapped_key quarantined_at destroyed_at salt',
    key: 'id',
    grants: {
      person: {
        select:
          'id folder_id answer_id school_id concern_id caseload_id added_by added_at called bytes sha256 media_type flags virus quarantined_at destroyed_at',
        insert:
          'id folder_id answer_id school_id concern_id caseload_id added_by added_at called bytes sha256 media_type flags virus wrapped_key',
      },
      keyholder: { select: 'id school_id wrapped_key bytes destroyed_at' },
    },
    sees: { ...and(filesSeen, 'keyholder'), destroyed: 'HANDLERS reporter' },
    writes: [
      ...guarded('add a file', file),
      {
        what: 'add a file as if it had been there before',
        by: '',
        insert: (s, me) => ({ ...file(s, 'child', 'free-reporter', me), added_at: earlier }),
      },
      {
        what: 'add a file as if of another concern than its folder',
        by: '',
        insert: (s, me) => ({
          ...file(s, 'child', 'free-dsl', me),
          concern_id: s.id('concern.concern', 'lifted'),
        }),
      },
      {
        what: 'add a file as if of another school than its folder',
        by: '',
        insert: (s, me) => ({
          ...file(s, 'child', 'free-dsl', me),
          school_id: s.id('people.school', 'birch'),
        }),
      },
      {
        what: 'add a file of a draft to somebody’s caseload',
        by: '',
        insert: (s, me) => ({
          ...file(s, 'draft-dsl', 'free-draft', me),
          caseload_id: s.id('concern.caseload', 'ash-child'),
        }),
      },
    ],
  },
  'evidence.withdrawn_key': { columns: 'item_id wrapped_key', key: 'item_id', grants: {}, sees: {} },
};

const log: Matrix = {
  'evidence.custody': {
    columns: 'id item_id concern_id caseload_id at person_id act reason salt',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'id item_id concern_id caseload_id at person_id act reason' },
    },
    // Who opened a file is for whoever works the case, not for who reported it.
    sees: {
      ...handled,
      'by-dsl now-dsl now-reporter quarantined-lifted quarantined-closed destroyed infected revealed revealed-before':
        'HANDLERS',
      'by-out': 'HANDLERS -outDsl',
      'quarantined-adult': 'head cover',
      'quarantined-aboutHead': 'chair lead',
    },
    writes: [
      { what: 'log their own file', by: 'reporter', insert: (s, me) => addedNow(s, 'now-reporter', me) },
      {
        what: 'log the file that they added as a handler',
        by: 'dsl',
        insert: (s, me) => addedNow(s, 'now-dsl', me),
      },
      { what: 'log a file of their draft', by: 'dsl dsl1', insert: (s, me) => addedNow(s, 'now-draft', me) },
      {
        what: 'log a file as if another had added it',
        by: '',
        insert: (s, me) =>
          addedNow(s, 'now-dsl', me === reporter(s) ? s.id('people.person', 'dsl') : reporter(s)),
      },
      {
        what: 'log that they opened a file, and so have it open',
        by: '',
        insert: (s, me) => ({ ...addedNow(s, 'now-dsl', me), act: 'revealed' }),
      },
      {
        what: 'log a file as if earlier',
        by: '',
        insert: (s, me) => ({ ...addedNow(s, 'now-dsl', me), at: earlier }),
      },
      {
        what: 'log again a file that they added before',
        by: '',
        insert: (s, me) => addedNow(s, 'by-dsl', me),
      },
      {
        what: 'log a file of their own under another concern',
        by: '',
        insert: (s, me) => ({
          ...addedNow(s, 'now-dsl', me),
          concern_id: s.id('concern.concern', 'lifted'),
        }),
      },
      {
        what: 'log a file of a draft in somebody’s caseload',
        by: '',
        insert: (s, me) => ({
          ...addedNow(s, 'now-draft', me),
          caseload_id: s.id('concern.caseload', 'ash-child'),
        }),
      },
    ],
  },
};

export const evidence: Matrix = { ...places, ...files, ...log };
