import { fresh, handled, of } from './case-rows.ts';
import { writtenByHandlers } from './follows.ts';
import { of as as, get, post, type RouteRow } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** Findings, sanctions, support, and the access that a sanction withdraws. */

type Values = Parameters<typeof writtenByHandlers>[1];

const ofParty = (s: Scene, concern: string) => ({
  ...fresh(),
  ...of(s, concern),
  party_id: s.id('concern.party', `${concern}Done`),
});

const finding: Values = (s, concern, me) => ({
  ...ofParty(s, concern),
  number: 2,
  finding: 'substantiated',
  intent: 'careless',
  self_reported: false,
  reason: 'x',
  found_at: s.at,
  found_by: me,
});

const sanction: Values = (s, concern, me) => ({
  ...ofParty(s, concern),
  step_id: s.id('concern.sanction_step', 'ash'),
  state: 'proposed',
  reason: 'x',
  proposed_at: s.at,
  proposed_by: me,
});

const told: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  sanction_id: s.id('concern.sanction', concern),
  who: 'staff',
  names: 'x',
  told_on: '2026-11-20',
  noted_at: s.at,
  noted_by: me,
});

const support: Values = (s, concern, me) => ({
  ...ofParty(s, concern),
  none_because: 'x',
  made_at: s.at,
  made_by: me,
});

const restriction: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  school_id: s.id('people.school', 'ash'),
  person_id: s.id('people.person', 'ashPupil'),
  of_adult: false,
  scope: 'email',
  during: '[2026-11-20T09:00:00Z,)',
  reason_kind: 'sanction',
  source_id: s.id('concern.sanction', concern),
  made_at: s.at,
  made_by: me,
});

const step = (s: Scene, school: string) => ({
  ...fresh(),
  school_id: s.id('people.school', school),
  for_adults: false,
  place: 1,
  called: 'x',
  decider: 'handler',
});

const sanctionWork =
  'state decided_at decided_by starts_on ends_on appeal_by appealed_on appeal_words appeal_outcome ended_at ended_by ended_why';
const LIFTED = 'lifted_at lifted_by lifted_why';
const LIFT = `lifted_at = app.at(), lifted_by = app.actor(), lifted_why = 'x'`;

export const sanctions: Matrix = {
  'concern.finding': {
    columns:
      'id concern_id caseload_id party_id number finding intent self_reported reason found_at found_by',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' } },
    sees: handled,
    writes: writtenByHandlers('record a finding', finding, 'found_by', 'found_at'),
  },
  'concern.sanction_step': {
    columns: 'id school_id for_adults place called decider withdraws neutral retired_at',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'id school_id for_adults place called decider withdraws neutral',
        update: 'place retired_at',
      },
    },
    sees: { ash: 'TRUST', birch: 'TRUST', cedar: 'CEDAR' },
    changes: { ash: 'head cover', birch: 'birchHead', cedar: 'cedarHead' },
    others: 'passed over',
    writes: [
      { what: 'add a step', by: 'head cover', insert: (s) => step(s, 'ash') },
      { what: 'add a step elsewhere', by: 'birchHead', insert: (s) => step(s, 'birch') },
    ],
  },
  'concern.sanction': {
    columns: `id concern_id caseload_id party_id step_id thing reason proposed_at proposed_by ${sanctionWork}`,
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'id concern_id caseload_id party_id step_id state thing reason proposed_at proposed_by',
        update: sanctionWork,
      },
    },
    sees: handled,
    changes: handled,
    blind: { person: `ended_why = 'x'` },
    writes: writtenByHandlers('propose a sanction', sanction, 'proposed_by', 'proposed_at'),
  },
  'concern.sanction_told': {
    columns: 'id concern_id caseload_id sanction_id who names told_on noted_at noted_by',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' } },
    sees: handled,
    writes: writtenByHandlers('note who was told', told, 'noted_by', 'noted_at'),
  },
  'concern.support': {
    columns:
      'id concern_id caseload_id party_id named_adult_id steps voice none_because made_at made_by check_in_id ended_at ended_by ended_how',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert:
          'id concern_id caseload_id party_id named_adult_id steps voice none_because made_at made_by check_in_id',
        update: 'check_in_id ended_at ended_by ended_how',
      },
    },
    sees: handled,
    changes: handled,
    blind: { person: 'check_in_id = null' },
    writes: writtenByHandlers('plan support', support, 'made_by', 'made_at'),
  },
  'access.restriction': {
    columns: `id school_id person_id of_adult scope device during reason_kind source_id concern_id caseload_id made_at made_by ${LIFTED}`,
    key: 'id',
    grants: {
      person: {
        select: 'id school_id person_id of_adult scope device during source_id lifted_at',
        insert:
          'id school_id person_id of_adult scope device during reason_kind source_id concern_id caseload_id made_at made_by',
        update: LIFTED,
      },
    },
    // Of a child, whoever supervises there knows it, also where they may not know of the case.
    sees: {
      ...handled,
      'lifted-child': 'HANDLERS',
      conflictSeen: 'ASH -governor',
      birchSeen: 'BIRCH',
      cedarSeen: 'CEDAR',
    },
    changes: {
      ...handled,
      conflictSeen: 'HANDLERS -outDsl',
      birchSeen: 'birchDsl birchHead lead',
      cedarSeen: 'CEDAR',
    },
    touch: LIFT,
    writes: [
      ...writtenByHandlers('withdraw access', restriction, 'made_by', 'made_at'),
      {
        what: 'lift in another name',
        by: '',
        row: 'child',
        update: (s) => ({
          lifted_at: s.at,
          lifted_by: s.id('people.person', 'trustee'),
          lifted_why: 'x',
        }),
      },
      {
        what: 'lift as if earlier',
        by: '',
        row: 'child',
        update: (_, me) => ({ lifted_at: '2026-11-20T08:00:00Z', lifted_by: me, lifted_why: 'x' }),
      },
    ],
  },
};

const ash = '{people.school/ash}';
const STEP = '{concern.sanction_step/ash}';
/** Read by the leads, changed by the Head: what cannot be read changes nothing. */
export const ladderRoutes: readonly RouteRow[] = [
  get(`/settings/sanctions/${ash}`, { 200: 'LEADS' }, as('/settings/sanctions/:school')),
  get(
    `/settings/sanctions/${ash}/new/adults`,
    { 200: 'head cover' },
    as('/settings/sanctions/:school/new/:ladder'),
  ),
  post(
    `/settings/sanctions/${ash}/new/adults`,
    { 422: 'head cover' },
    as('/settings/sanctions/:school/new/:ladder'),
  ),
  get(`/settings/sanctions/${ash}/${STEP}`, { 200: 'head cover' }, as('/settings/sanctions/:school/:step')),
  ...(['reword', 'move'] as const).map((act) =>
    post(
      `/settings/sanctions/${ash}/${STEP}/${act}`,
      { 422: 'head cover' },
      as(`/settings/sanctions/:school/:step/${act}`),
    ),
  ),
  post(
    `/settings/sanctions/${ash}/${STEP}/retire`,
    { '303 404': 'head cover' },
    as('/settings/sanctions/:school/:step/retire'),
  ),
];
