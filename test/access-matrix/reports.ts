import { calledAfter, fresh, handled, handledAndReported, of, reporterOf } from './case-rows.ts';
import type { Scene } from './scene.ts';
import { signing } from './signatures.ts';
import type { Matrix } from './types.ts';
import { adultsFromOutside, INTAKE, receiptsFromOutside, toldFromOutside } from './ways-in-writes.ts';

/** What reporters write: the report, whom it names, what they add, what they are told, their drafts. */

const report = (s: Scene, reporter_id: string, caseload = 'ash-child', school = 'ash') => ({
  ...fresh(),
  caseload_id: s.id('concern.caseload', caseload),
  school_id: s.id('people.school', school),
  reference: 'ASH-NEW',
  reporter_id,
  reporter_designation: 'Teacher',
  submitted_key: crypto.randomUUID(),
  reported_at: s.at,
  entered_at: s.at,
  headline: 'x',
  place: 'school',
  immediate_danger: false,
  about_adult: false,
  kinds: ['other'],
  indecent_image: 'no',
  lead_name: 'x',
});

const named = (s: Scene, concern: string, added_by: string) => ({
  ...fresh(),
  ...of(s, concern),
  ...reporterOf(s, concern),
  part: 'witness',
  described_as: 'x',
  is_adult: false,
  added_at: s.at,
  added_by,
});

const added = (s: Scene, concern: string, author_id: string) => ({
  ...fresh(),
  ...of(s, concern),
  author_id,
  added_at: s.at,
  body: 'x',
});

const told = (s: Scene, concern: string, kind: string) => ({
  ...fresh(),
  ...of(s, concern),
  ...reporterOf(s, concern),
  at: s.at,
  kind,
});

const draft = (s: Scene, author_id: string) => ({
  ...fresh(),
  author_id,
  school_id: s.id('people.school', 'ash'),
  made_at: s.at,
  saved_at: s.at,
});

export const reports: Matrix = {
  'concern.concern': {
    columns:
      'id caseload_id school_id reference reporter_id way_in reporter_designation submitted_key reported_at entered_at on_paper paper_author headline happened_on happened_time place place_detail immediate_danger about_adult kinds child_words seen thought address screen_hidden indecent_image self_reported evidence other_witnesses reported_to lead_name salt',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' }, intake: { insert: INTAKE.concern } },
    sees: {
      ...handledAndReported,
      sending: 'head cover teacher',
      'sending-too': 'head cover reporter',
      'sending-head': 'chair lead teacher',
    },
    writes: [
      toldFromOutside,
      { what: 'report at Ash', by: 'ASH TRUSTPOST', insert: (s, me) => report(s, me) },
      {
        what: 'report at Birch',
        by: 'BIRCH TRUSTPOST',
        insert: (s, me) => report(s, me, 'birch-child', 'birch'),
      },
      {
        what: 'report in another name',
        by: '',
        insert: (s, me) =>
          report(s, s.id('people.person', me === s.id('people.person', 'trustee') ? 'ta' : 'trustee')),
      },
      {
        what: 'report at Ash into the caseload of another school',
        by: '',
        insert: (s, me) => report(s, me, 'cedar-child'),
      },
      {
        what: 'report as if it had been sent before',
        by: '',
        insert: (s, me) => ({ ...report(s, me), entered_at: '2026-11-01T09:00:00Z' }),
      },
      { what: 'change a report', by: '', row: 'child', update: () => ({ headline: 'y' }) },
    ],
  },
  'concern.party': {
    columns:
      'id concern_id caseload_id reporter_id part person_id described_as is_adult age added_at added_by identifies salt',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' }, intake: { insert: INTAKE.party } },
    // Whom a handler names later is not the reporter's to know.
    sees: {
      ...handledAndReported,
      'sending witness alleged-child': 'head cover teacher',
      'sending-too': 'head cover reporter',
      'named-then': 'HANDLERS reporter',
      'added-by-dsl': 'HANDLERS',
      ...calledAfter(handled, 'Done'),
    },
    writes: [
      ...adultsFromOutside,
      {
        what: 'name somebody while sending',
        by: 'teacher head cover',
        insert: (s, me) => named(s, 'sending', me),
      },
      { what: 'name somebody after it was sent', by: 'HANDLERS', insert: (s, me) => named(s, 'child', me) },
      {
        what: 'name somebody where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => named(s, 'conflict', me),
      },
      {
        what: 'name somebody as if another had',
        by: '',
        insert: (s) => named(s, 'child', s.id('people.person', 'trustee')),
      },
      {
        what: 'name somebody while sending as if another had',
        by: '',
        insert: (s) => named(s, 'sending', s.id('people.person', 'trustee')),
      },
      {
        what: 'name somebody in a concern that they say is theirs',
        by: '',
        insert: (s, me) => ({ ...named(s, 'cedar', me), reporter_id: s.id('people.person', 'trustee') }),
      },
    ],
  },
  'concern.addition': {
    columns: 'id concern_id caseload_id author_id added_at body salt',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all' },
      correspondent: { select: 'id concern_id author_id added_at body' },
    },
    sees: {
      ...handledAndReported,
      'by-dsl': 'HANDLERS dsl1',
      'child-from-outside': 'HANDLERS correspondent',
      'conflict-from-outside': 'HANDLERS -outDsl',
    },
    writes: [
      { what: 'add to their report', by: 'reporter', insert: (s, me) => added(s, 'child', me) },
      {
        what: 'add to the report of the excluded lead',
        by: 'outDsl',
        insert: (s, me) => added(s, 'byOut', me),
      },
      {
        what: 'add in another name',
        by: '',
        insert: (s, me) =>
          added(
            s,
            'child',
            s.id('people.person', me === s.id('people.person', 'reporter') ? 'dsl' : 'reporter'),
          ),
      },
    ],
  },
  'concern.signature': {
    columns: 'id concern_id caseload_id signed_as person_id name designation at digest salt',
    key: 'id',
    grants: {
      person: {
        select: 'id concern_id caseload_id signed_as person_id name designation at digest',
        insert: 'id concern_id caseload_id signed_as person_id name designation at digest',
      },
    },
    sees: { ...handledAndReported, 'lead-child': 'HANDLERS' },
    writes: signing,
  },
  'concern.reporter_update': {
    columns: 'id concern_id caseload_id reporter_id at kind body salt',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all' },
      intake: { insert: INTAKE.receipt },
      correspondent: { select: 'id concern_id at kind body' },
    },
    sees: { ...handledAndReported, child: 'HANDLERS reporter correspondent' },
    writes: [
      ...receiptsFromOutside,
      { what: 'give the receipt', by: 'teacher', insert: (s) => told(s, 'sending', 'sent') },
      {
        what: 'tell the reporter that it was read',
        by: 'HANDLERS',
        insert: (s) => told(s, 'child', 'acknowledged'),
      },
      {
        what: 'tell the reporter where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s) => told(s, 'conflict', 'outcome'),
      },
      {
        what: 'tell somebody who did not report it',
        by: '',
        insert: (s, me) => ({
          ...told(s, 'child', 'outcome'),
          reporter_id: me === s.id('people.person', 'reporter') ? s.id('people.person', 'ta') : me,
        }),
      },
    ],
  },
  'concern.draft': {
    columns: 'id author_id school_id fields version made_at saved_at sent_concern_id prompted_at',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'all',
        update: 'fields version saved_at sent_concern_id',
        delete: 'row',
      },
      housekeeper: {
        select: 'id author_id saved_at sent_concern_id prompted_at',
        update: 'prompted_at',
        delete: 'row',
      },
    },
    sees: {
      teacher: 'teacher',
      reporter: 'reporter',
      renewed: '',
      'renewed-since': 'renewed',
      dsl: 'dsl dsl1',
      'week-old lapsed': 'teacher housekeeper',
    },
    changes: {
      teacher: 'teacher',
      reporter: 'reporter',
      'renewed-since': 'renewed',
      dsl: 'dsl dsl1',
      'week-old lapsed': 'teacher housekeeper',
    },
    deletes: {
      'teacher week-old': 'teacher',
      reporter: 'reporter',
      'renewed-since': 'renewed',
      dsl: 'dsl dsl1',
      lapsed: 'teacher housekeeper',
    },
    blind: { person: 'version = 1', housekeeper: 'prompted_at = null' },
    writes: [
      { what: 'begin a draft', by: 'PEOPLE', insert: (s, me) => draft(s, me) },
      {
        what: 'begin a draft of another',
        by: '',
        insert: (s) => draft(s, s.id('people.person', 'ashParent')),
      },
    ],
  },
};
