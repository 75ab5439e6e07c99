import { and, fresh, handled, of, reporterOf } from './case-rows.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';
import { casesFromOutside, exclusionsFromOutside, INTAKE, noticesFromOutside } from './ways-in-writes.ts';

/** What handlers write: the case, its timeline, actions and links, and whom it is kept from. */

const opened = (s: Scene, status: string) => ({
  ...of(s, 'sending'),
  ...reporterOf(s, 'sending'),
  school_id: s.id('people.school', 'ash'),
  reported_at: s.at,
  status,
  urgent: false,
  changed_at: s.at,
});

const entry = (s: Scene, concern: string, author_id: string | null) => ({
  ...fresh(),
  ...of(s, concern),
  at: s.at,
  author_id,
  kind: 'note',
});

const action = (s: Scene, concern: string, made_by: string) => ({
  ...fresh(),
  ...of(s, concern),
  what: 'x',
  owner_id: made_by,
  due_on: '2026-12-01',
  made_at: s.at,
  made_by,
  child_involved: 'not_yet',
});

const link = (s: Scene, concern: string, added_by: string, target: string) => ({
  ...of(s, concern),
  kind: 'concern',
  target,
  added_at: s.at,
  added_by,
});

const shutOut = (s: Scene, concern: string, who: string, set_by: string, state = 'provisional') => ({
  ...of(s, concern),
  person_id: s.id('people.person', who),
  state,
  reason: 'x',
  set_by,
  set_at: s.at,
});

const notice = (s: Scene, concern: string, kind: string) => ({
  ...fresh(),
  ...of(s, concern),
  person_id: s.id('people.person', 'head'),
  step: 0,
  kind,
  told_at: s.at,
});

export const cases: Matrix = {
  'concern.case_file': {
    columns:
      'concern_id caseload_id school_id reporter_id reported_at version status urgent severity intent categories four_cs assigned_to acknowledge_by escalation_step acknowledged_at acknowledged_by finding finding_reason outcome outcome_line child_involved parents parents_note myconcern_reference closed_at changed_at',
    key: 'concern_id',
    grants: {
      person: {
        select: 'all',
        insert:
          'concern_id caseload_id school_id reporter_id reported_at status urgent acknowledge_by changed_at',
        update:
          'version status severity intent categories four_cs assigned_to acknowledge_by escalation_step acknowledged_at acknowledged_by finding finding_reason outcome outcome_line child_involved parents parents_note myconcern_reference closed_at changed_at',
      },
      escalation: {
        select:
          'concern_id caseload_id school_id version status assigned_to acknowledge_by escalation_step acknowledged_at myconcern_reference',
        update: 'version acknowledge_by escalation_step',
      },
      intake: { insert: INTAKE.caseFile },
    },
    // The reporter has no right to the case.
    sees: {
      ...and(handled, 'escalation'),
      'child lifted byLeaver byRenewed': 'HANDLERS escalation',
      closed: 'HANDLERS',
    },
    changes: {
      ...and(handled, 'escalation'),
      'child lifted byLeaver byRenewed': 'HANDLERS escalation',
      closed: 'HANDLERS',
    },
    blind: { person: 'version = 1', escalation: 'version = 1' },
    writes: [
      ...casesFromOutside,
      { what: 'open the case of what they send', by: 'teacher', insert: (s) => opened(s, 'submitted') },
      { what: 'open a case as closed already', by: '', insert: (s) => opened(s, 'closed') },
      {
        what: 'move a case to a caseload of their choice',
        by: '',
        row: 'child',
        update: (s) => ({ caseload_id: s.id('concern.caseload', 'ash-head') }),
      },
    ],
  },
  'concern.entry': {
    columns: 'id concern_id caseload_id at author_id kind body details salt',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' }, escalation: { insert: 'all' } },
    sees: { ...handled, 'names-conflict': 'HANDLERS -outDsl' },
    writes: [
      { what: 'write an entry', by: 'HANDLERS', insert: (s, me) => entry(s, 'child', me) },
      {
        what: 'write an entry where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => entry(s, 'conflict', me),
      },
      {
        what: 'write an entry in another name',
        by: '',
        insert: (s) => entry(s, 'child', s.id('people.person', 'trustee')),
      },
      { what: 'write an entry as the system', by: 'escalation', insert: (s) => entry(s, 'child', null) },
    ],
  },
  'concern.action': {
    columns:
      'id concern_id caseload_id version what owner_id due_on made_at made_by done_at done_by done_note dropped child_involved child_involved_note reminded_on',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'all',
        update:
          'version owner_id due_on done_at done_by done_note dropped child_involved child_involved_note reminded_on',
      },
      escalation: {
        select: 'id concern_id caseload_id owner_id due_on done_at reminded_on',
        update: 'reminded_on',
      },
    },
    sees: { ...and(handled, 'escalation'), done: 'HANDLERS' },
    changes: { ...and(handled, 'escalation'), done: 'HANDLERS' },
    blind: { person: 'dropped = false', escalation: 'reminded_on = null' },
    writes: [
      { what: 'plan an action', by: 'HANDLERS', insert: (s, me) => action(s, 'child', me) },
      {
        what: 'plan an action where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => action(s, 'conflict', me),
      },
      {
        what: 'plan an action in another name',
        by: '',
        insert: (s) => action(s, 'child', s.id('people.person', 'trustee')),
      },
    ],
  },
  'concern.link': {
    columns: 'concern_id caseload_id kind target added_at added_by',
    key: 'concern_id kind target',
    grants: { person: { select: 'all', insert: 'all', delete: 'row' } },
    sees: { ...handled, 'to-conflict': 'HANDLERS -outDsl' },
    deletes: { ...handled, 'to-conflict': 'HANDLERS -outDsl' },
    writes: [
      { what: 'link a policy', by: 'HANDLERS', insert: (s, me) => link(s, 'child', me, 'x') },
      {
        what: 'link where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => link(s, 'conflict', me, 'x'),
      },
      {
        what: 'link to a concern that one is excluded from',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => link(s, 'child', me, s.id('concern.concern', 'byOut')),
      },
      {
        what: 'link in another name',
        by: '',
        insert: (s) => link(s, 'child', s.id('people.person', 'trustee'), 'x'),
      },
    ],
  },
  'concern.exclusion': {
    columns: 'concern_id caseload_id person_id state reason set_by set_at id salt',
    key: 'concern_id person_id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'state reason set_by set_at' },
      escalation: { select: 'all' },
      intake: { insert: INTAKE.exclusion },
    },
    sees: and(handled, 'escalation'),
    touch: 'set_by = app.actor()',
    changes: handled,
    writes: [
      ...exclusionsFromOutside,
      {
        what: 'shut out whom they name while sending',
        by: 'teacher head cover',
        insert: (s, me) => shutOut(s, 'sending', 'other', me),
      },
      ...['deputy', 'ta', 'ashPupil'].map((who) => ({
        what: `shut out ${who}, whom the report does not name, or not as an adult who is alleged`,
        by: 'head cover',
        insert: (s: Scene, me: string) => shutOut(s, 'sending', who, me),
      })),
      {
        what: 'shut out whom they name while sending, in another name',
        by: '',
        insert: (s) => shutOut(s, 'sending', 'other', s.id('people.person', 'trustee')),
      },
      {
        what: 'shut out of an old report whom the new one names',
        by: 'HANDLERS',
        insert: (s, me) => shutOut(s, 'child', 'deputy', me),
      },
      {
        what: 'shut somebody out where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s, me) => shutOut(s, 'conflict', 'ta', me),
      },
      {
        what: 'confirm at once whom they name while sending',
        by: '',
        insert: (s, me) => shutOut(s, 'sending', 'other', me, 'confirmed'),
      },
      { what: 'shut somebody out later', by: 'HANDLERS', insert: (s, me) => shutOut(s, 'child', 'ta', me) },
      {
        what: 'shut somebody out in another name',
        by: '',
        insert: (s) => shutOut(s, 'child', 'ta', s.id('people.person', 'trustee')),
      },
      {
        what: 'lift their own exclusion, or another’s',
        by: 'HANDLERS -outDsl',
        row: 'conflict',
        update: (_, me) => ({ state: 'lifted', set_by: me }),
      },
      {
        what: 'lift an exclusion in another name',
        by: '',
        row: 'conflict',
        update: (s) => ({ state: 'lifted', set_by: s.id('people.person', 'trustee') }),
      },
    ],
  },
  'concern.notice': {
    columns: 'id concern_id caseload_id person_id step kind told_at seen_at',
    key: 'id',
    grants: {
      person: { select: 'all', insert: 'all', update: 'seen_at' },
      escalation: { select: 'all', insert: 'all' },
      intake: { insert: INTAKE.notice },
    },
    sees: {
      ...and(handled, 'escalation'),
      'to-out': 'HANDLERS -outDsl escalation',
      'told-now': 'head cover escalation',
    },
    // Each of them told the DSL, who can say of those they may read that they saw them.
    changes: { 'child conflict headOut lifted closed byOut byLeaver byRenewed': 'dsl' },
    blind: { person: 'seen_at = null' },
    writes: [
      ...noticesFromOutside,
      { what: 'tell while sending', by: 'teacher head cover', insert: (s) => notice(s, 'sending', 'new') },
      {
        what: 'tell those to whom they have just moved it out of their own sight',
        by: 'HANDLERS',
        after: (s) => ['select concern.place($1, true, null)', s.id('concern.concern', 'child')],
        insert: (s) => ({ ...notice(s, 'child', 'new'), caseload_id: s.id('concern.caseload', 'ash-adult') }),
      },
      {
        what: 'tell while sending as if it were an escalation',
        by: 'head cover escalation',
        insert: (s) => notice(s, 'sending', 'escalated'),
      },
      ...[{ step: 2 }, { seen_at: '2026-11-20T08:59:00Z' }, { told_at: '2026-11-01T09:00:00Z' }].map(
        (other) => ({
          what: `tell while sending, with another ${Object.keys(other).join()}`,
          by: 'head cover',
          insert: (s: Scene) => ({ ...notice(s, 'sending', 'new'), ...other }),
        }),
      ),
      { what: 'tell when it was sent long ago', by: 'HANDLERS', insert: (s) => notice(s, 'child', 'new') },
      {
        what: 'tell where one is excluded',
        by: 'HANDLERS -outDsl',
        insert: (s) => notice(s, 'conflict', 'assigned'),
      },
      { what: 'escalate', by: 'escalation HANDLERS', insert: (s) => notice(s, 'child', 'escalated') },
    ],
  },
};
