import { and, fresh, handled, of } from './case-rows.ts';
import type { Scene } from './scene.ts';
import type { Matrix, TableMatrix } from './types.ts';
import { arriving, INTAKE } from './ways-in-writes.ts';

/** Ways in for whoever has no account: what is known of them, what is sealed, whom a school offers, who hires. */

const SET = { ash: 'LEADS', birch: 'birchDsl birchHead lead', cedar: 'CEDAR' };

const report = (s: Scene) => ({
  ...fresh(),
  ...of(s, 'sending'),
  school_id: s.id('people.school', 'ash'),
  way_in: 'pupil',
  told_as: 'anonymous',
  sounds_urgent: false,
  sent_on: '2026-11-20',
  locator: crypto.randomUUID(),
  secret: Buffer.from('x'),
});

const ask = (s: Scene, concern: string, asked_by: string) => ({
  ...fresh(),
  ...of(s, concern),
  asked_by,
  asked_at: s.at,
  reason: 'x',
});

const stranger = (s: Scene) => s.id('people.person', 'trustee');

const reveal: TableMatrix = {
  columns: 'id concern_id caseload_id asked_by asked_at reason agreed_by agreed_at agreed_reason',
  key: 'id',
  grants: {
    person: {
      select: 'all',
      insert: 'id concern_id caseload_id asked_by asked_at reason',
      update: 'agreed_by agreed_at agreed_reason',
    },
  },
  sees: {
    'child closed': 'HANDLERS',
    conflict: 'HANDLERS -outDsl',
    adult: 'head cover',
    aboutHead: 'chair lead',
    birch: 'birchDsl birchHead lead',
    cedar: 'CEDAR',
  },
  touch: `agreed_by = app.actor(), agreed_at = app.at(), agreed_reason = 'x'`,
  blind: { person: `agreed_by = app.actor(), agreed_at = app.at(), agreed_reason = 'x'` },
  // The DSL asked for each: another agrees, and to what is opened already nobody.
  changes: {
    child: 'HANDLERS -dsl',
    conflict: 'HANDLERS -outDsl -dsl',
    adult: 'head cover',
    aboutHead: 'chair lead',
    birch: 'birchDsl birchHead lead',
    cedar: 'CEDAR',
  },
  writes: [
    { what: 'ask who told it', by: 'HANDLERS', insert: (s, me) => ask(s, 'lifted', me) },
    {
      what: 'ask who told it where one is excluded',
      by: 'HANDLERS -outDsl',
      insert: (s, me) => ask(s, 'byOut', me),
    },
    { what: 'ask in another name', by: '', insert: (s) => ask(s, 'lifted', stranger(s)) },
    {
      what: 'ask as if earlier',
      by: '',
      insert: (s, me) => ({ ...ask(s, 'lifted', me), asked_at: '2026-11-20T08:00:00Z' }),
    },
    {
      what: 'agree in another name',
      by: '',
      row: 'child',
      update: (s) => ({ agreed_by: stranger(s), agreed_at: s.at, agreed_reason: 'x' }),
    },
    {
      what: 'agree as if earlier',
      by: '',
      row: 'child',
      update: (_, me) => ({ agreed_by: me, agreed_at: '2026-11-20T08:00:00Z', agreed_reason: 'x' }),
    },
  ],
};

export const waysIn: Matrix = {
  'concern.outside_report': {
    columns:
      'id concern_id caseload_id school_id way_in told_as key_stage name class contact wants_adult hirer_id sounds_urgent sent_on locator secret salt',
    key: 'concern_id',
    grants: {
      person: {
        select:
          'id concern_id caseload_id school_id way_in told_as key_stage name class contact wants_adult hirer_id sounds_urgent sent_on',
      },
      intake: { insert: INTAKE.outsideReport },
      keyholder: { select: 'concern_id locator secret', update: 'secret' },
    },
    sees: and(handled, 'keyholder'),
    changes: Object.fromEntries(Object.keys(handled).map((names) => [names, 'keyholder'])),
    blind: { keyholder: `secret = '\\x01'` },
    writes: arriving('write down who told it', 'sending', report),
  },
  'concern.sealed_identity': {
    columns: 'concern_id caseload_id sealed',
    key: 'concern_id',
    grants: {
      intake: { insert: INTAKE.sealed },
      keyholder: { select: 'concern_id sealed', update: 'sealed' },
    },
    sees: Object.fromEntries(Object.keys(handled).map((names) => [names, 'keyholder'])),
    changes: Object.fromEntries(Object.keys(handled).map((names) => [names, 'keyholder'])),
    blind: { keyholder: `sealed = '\\x01'` },
    writes: arriving('seal who told it', 'sending', (s) => ({
      ...of(s, 'sending'),
      sealed: Buffer.from('x'),
    })),
  },
  'concern.identity_reveal': reveal,
  'concern.offered_adult': {
    columns: 'school_id person_id called offered_at offered_by',
    key: 'school_id person_id',
    grants: { person: { select: 'all', insert: 'all', delete: 'row' } },
    sees: SET,
    deletes: SET,
    writes: [
      ...(['ash', 'birch', 'cedar'] as const).map((school) => ({
        what: `offer an adult at ${school}`,
        by: SET[school],
        insert: (s: Scene, me: string) => ({ ...offer(s, me), school_id: s.id('people.school', school) }),
      })),
      { what: 'offer an adult in another name', by: '', insert: (s) => offer(s, stranger(s)) },
    ],
  },
  'concern.hirer': {
    columns: 'id school_id name lead_name lead_email link_hash made_at made_by ended_at',
    key: 'id',
    grants: {
      person: {
        select: 'id school_id name lead_name lead_email made_at made_by ended_at',
        insert: 'id school_id name lead_name lead_email link_hash made_at made_by',
        update: 'link_hash ended_at',
      },
    },
    sees: SET,
    changes: SET,
    touch: 'ended_at = ended_at',
    blind: { person: 'ended_at = null' },
    writes: (['ash', 'birch', 'cedar'] as const).map((school) => ({
      what: `make a link for who hires at ${school}`,
      by: SET[school],
      insert: (s: Scene, me: string) => ({
        ...fresh(),
        school_id: s.id('people.school', school),
        name: 'x',
        lead_name: 'x',
        link_hash: Buffer.from(crypto.randomUUID()),
        made_at: s.at,
        made_by: me,
      }),
    })),
  },
};

const offer = (s: Scene, offered_by: string) => ({
  school_id: s.id('people.school', 'ash'),
  person_id: s.id('people.person', 'ta'),
  called: 'x',
  offered_at: s.at,
  offered_by,
});
