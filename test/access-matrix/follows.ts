import type { Call } from './calls.ts';
import { and, fresh, handled, of } from './case-rows.ts';
import { of as as, get, post, type RouteRow, signedIn } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix, Write } from './types.ts';

/** What follows a concern, a part after the other: each row lies with its concern, and is its handlers' alone. */

type Values = (s: Scene, concern: string, me: string) => Readonly<Record<string, unknown>>;

/** A handler writes it, in their own name and now; `moment` is the column that says when. */
export function writtenByHandlers(
  what: string,
  values: Values,
  by: string,
  moment: string,
): readonly Write[] {
  return [
    { what, by: 'HANDLERS', insert: (s, me) => values(s, 'child', me) },
    {
      what: `${what} where one is excluded`,
      by: 'HANDLERS -outDsl',
      insert: (s, me) => values(s, 'conflict', me),
    },
    {
      what: `${what} in another name`,
      by: '',
      insert: (s, me) => ({ ...values(s, 'child', me), [by]: s.id('people.person', 'trustee') }),
    },
    {
      what: `${what} as if earlier`,
      by: '',
      insert: (s, me) => ({ ...values(s, 'child', me), [moment]: '2026-11-20T08:00:00Z' }),
    },
  ];
}

const referral: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  recipient: 'police',
  state: 'made',
  reason: 'x',
  decided_at: s.at,
  decided_by: me,
  made_on: '2026-11-20',
  how: 'x',
});

const step: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  referral_id: s.id('concern.referral', concern),
  step: 'checked',
  happened_on: '2026-11-20',
  note: 'x',
  at: s.at,
  by_id: me,
});

const pack: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  recipient: 'prevent',
  fields: '{}',
  others_named: false,
  made_at: s.at,
  made_by: me,
});

const duty: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  duty: 'fgm',
  edition: 'x',
  person_id: me,
  told_whom: 'x',
  told_on: '2026-11-20',
  recorded_at: s.at,
  recorded_by: me,
});

const reference = (s: Scene, trust: string, me: string) => ({
  ...fresh(),
  trust_id: s.id('people.trust', trust),
  slug: 'x',
  title: 'x',
  edition: 'x',
  says: 'x',
  in_force: true,
  checked_on: '2026-11-20',
  source: 'x',
  added_at: s.at,
  added_by: me,
});

const stepColumns = 'id referral_id concern_id caseload_id step happened_on note at by_id';
const packColumns = 'id concern_id caseload_id recipient fields others_named made_at made_by';
const dutyColumns =
  'id concern_id caseload_id duty edition person_id told_whom told_on told_time reference note recorded_at recorded_by';

export const follows: Matrix = {
  'concern.referral': {
    columns:
      'id concern_id caseload_id recipient state reason decided_at decided_by made_on made_time how spoke_to reference next_check reminded_on seen_at seen_by',
    key: 'id',
    grants: {
      person: {
        select: 'all',
        insert: 'all',
        update: 'state reference next_check reminded_on seen_at seen_by',
      },
      escalation: {
        select: 'id concern_id caseload_id decided_by next_check reminded_on',
        update: 'reminded_on',
      },
    },
    sees: { ...and(handled, 'escalation'), ended: 'HANDLERS' },
    changes: { ...and(handled, 'escalation'), ended: 'HANDLERS' },
    touch: 'reminded_on = reminded_on',
    blind: { person: 'reminded_on = null', escalation: 'reminded_on = null' },
    writes: [
      ...writtenByHandlers('record a referral', referral, 'decided_by', 'decided_at'),
      {
        what: 'have read why the Police were not told',
        by: 'head cover',
        row: 'ended',
        update: (s, me) => ({ seen_at: s.at, seen_by: me }),
      },
      {
        what: 'have read why the Police were not told, as if earlier',
        by: '',
        row: 'ended',
        update: (_, me) => ({ seen_at: '2026-11-20T08:00:00Z', seen_by: me }),
      },
    ],
  },
  'concern.referral_step': {
    columns: `${stepColumns} salt`,
    key: 'id',
    grants: { person: { select: stepColumns, insert: stepColumns } },
    sees: handled,
    writes: writtenByHandlers('write what was heard of a referral', step, 'by_id', 'at'),
  },
  'concern.referral_pack': {
    columns: `${packColumns} code_shown_at salt`,
    key: 'id',
    grants: {
      person: { select: `${packColumns} code_shown_at`, insert: packColumns, update: 'code_shown_at' },
    },
    sees: { ...handled, shown: 'HANDLERS', 'by-out': 'HANDLERS -outDsl' },
    changes: { 'child lifted closed byLeaver byRenewed conflict byOut headOut': 'dsl' },
    touch: 'code_shown_at = app.at()',
    blind: { person: 'code_shown_at = app.at()' },
    writes: [
      ...writtenByHandlers('make a pack', pack, 'made_by', 'made_at'),
      {
        what: 'have seen its pass-code as if earlier',
        by: '',
        row: 'child',
        update: () => ({ code_shown_at: '2026-11-20T08:00:00Z' }),
      },
    ],
  },
  'concern.legal_duty': {
    columns: `${dutyColumns} salt`,
    key: 'id',
    grants: { person: { select: dutyColumns, insert: dutyColumns } },
    sees: handled,
    writes: writtenByHandlers('record a duty', duty, 'recorded_by', 'recorded_at'),
  },
  'policy.reference': {
    columns: 'id trust_id slug title edition says in_force in_force_from checked_on source added_at added_by',
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' } },
    sees: { everybodys: 'PEOPLE', ours: 'TRUST', theirs: 'CEDAR' },
    others: 'passed over',
    writes: [
      { what: 'add an edition', by: 'lead', insert: (s, me) => reference(s, 'first', me) },
      { what: 'add an edition for the other trust', by: '', insert: (s, me) => reference(s, 'second', me) },
      {
        what: 'add an edition in another name',
        by: '',
        insert: (s) => reference(s, 'first', s.id('people.person', 'trustee')),
      },
      {
        what: 'add an edition as if earlier',
        by: '',
        insert: (s, me) => ({ ...reference(s, 'first', me), added_at: '2026-11-20T08:00:00Z' }),
      },
    ],
  },
};

const hears = (what: string, concern: string, by: string): Call => ({
  what: `be who reads why the Police were not told, ${what}`,
  of: 'concern.hears_police_reason',
  sql: 'select 1 where concern.hears_police_reason($1)',
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

export const followCalls: readonly Call[] = [
  hears('of a child’s case', 'child', 'head cover'),
  hears('where the Head is shut out', 'headOut', 'cover'),
  hears('of one about an adult', 'adult', 'head cover'),
  hears('of one about the Head', 'aboutHead', 'chair lead'),
  hears('where the chair is shut out', 'chairOut', 'lead'),
  hears('at Birch', 'birch', 'birchHead'),
  hears('in the other trust', 'cedar', 'cedarHead'),
  {
    what: 'learn which decisions about the Police are late',
    of: 'concern.police_late',
    sql: `select concern_id from concern.police_late('2027-01-01')`,
    values: () => [],
    by: 'escalation',
  },
];

const child = '/concerns/{concern.concern/child}';
const referralOf = '{concern.referral/child}';
const packOf = 'referrals/pack/{concern.referral_pack/child}';
const told = '{concern.referral/ended}';

/** A form of a part under a row of the scene. */
function form(of: string, table: string, row: string, deed: string): readonly RouteRow[] {
  const [at, pattern] = [`${child}/${of}/{${table}/${row}}/${deed}`, `/concerns/:id/${of}/:row/${deed}`];
  return [get(at, { '200 303': 'HANDLERS' }, as(pattern)), post(at, { '409 422': 'HANDLERS' }, as(pattern))];
}

export const followRoutes: readonly RouteRow[] = [
  get('/references', signedIn(200)),
  get('/references/new', { 200: 'lead' }),
  post('/references/new', { 422: 'lead' }),
  get(`${child}/duties/fgm`, { '200 303': 'HANDLERS' }, as('/concerns/:id/duties/:row')),
  post(`${child}/duties/fgm`, { '409 422': 'HANDLERS' }, as('/concerns/:id/duties/:row')),
  get('/children/{people.person/ashPupil}', { 200: 'HANDLERS' }, as('/children/:id')),
  get('/children/{people.person/ashPupil}/export', { 200: 'HANDLERS' }, as('/children/:id/export')),
  post('/children/{people.person/ashPupil}/export', { 422: 'HANDLERS' }, as('/children/:id/export')),
  get('/meeting', { 200: 'HANDLERS birchDsl birchHead cedarDsl cedarHead' }),
  get('/meeting.pdf', { 200: 'HANDLERS birchDsl birchHead cedarDsl cedarHead' }),
  get('/referrals', { 200: 'READERS CEDAR' }),
  get('/referrals.csv', { 200: 'READERS CEDAR' }),
  get(`${child}/referrals/new`, { '200 303': 'HANDLERS' }, as('/concerns/:id/referrals/new')),
  post(`${child}/referrals/new`, { '409 422': 'HANDLERS' }, as('/concerns/:id/referrals/new')),
  get(`${child}/referrals/packs`, { 200: 'HANDLERS' }, as('/concerns/:id/referrals/packs')),
  get(
    `${child}/referrals/packs/prevent`,
    { '200 303': 'HANDLERS' },
    as('/concerns/:id/referrals/packs/:row'),
  ),
  post(
    `${child}/referrals/packs/prevent`,
    { '409 422': 'HANDLERS' },
    as('/concerns/:id/referrals/packs/:row'),
  ),
  get(`${child}/${packOf}`, { 200: 'HANDLERS' }, as('/concerns/:id/referrals/pack/:pack')),
  post(`${child}/${packOf}/code`, { '200 303': 'dsl' }, as('/concerns/:id/referrals/pack/:pack/code')),
  get(`${child}/${packOf}/file.pdf`, { '200 404': 'dsl' }, as('/concerns/:id/referrals/pack/:pack/file.pdf')),
  get(`${child}/referrals/not`, { '200 303': 'HANDLERS' }, as('/concerns/:id/referrals/not')),
  post(`${child}/referrals/not`, { '409 422': 'HANDLERS' }, as('/concerns/:id/referrals/not')),
  get(
    `${child}/referrals/${referralOf}/heard`,
    { '200 303': 'HANDLERS' },
    as('/concerns/:id/referrals/:row/heard'),
  ),
  post(
    `${child}/referrals/${referralOf}/heard`,
    { '409 422': 'HANDLERS' },
    as('/concerns/:id/referrals/:row/heard'),
  ),
  get(`${child}/referrals/${told}/seen`, { '200 303': 'HANDLERS' }, as('/concerns/:id/referrals/:row/seen')),
  post(`${child}/referrals/${told}/seen`, { '409 422': 'HANDLERS' }, as('/concerns/:id/referrals/:row/seen')),
  ...['finding', 'sanction', 'support', 'wrong-person'].flatMap((deed) =>
    form('people', 'concern.party', 'childDone', deed),
  ),
  ...['decide', 'drop', 'tell', 'appeal', 'answer', 'serve', 'reverse'].flatMap((deed) =>
    form('sanctions', 'concern.sanction', 'child', deed),
  ),
  ...['check-in', 'end'].flatMap((deed) => form('supports', 'concern.support', 'child', deed)),
  get(`${child}/pathways/new`, { '200 303': 'HANDLERS' }, as('/concerns/:id/pathways/new')),
  post(`${child}/pathways/new`, { '409 422': 'HANDLERS' }, as('/concerns/:id/pathways/new')),
  get(`${child}/pathways/{concern.pathway/child}`, { 200: 'HANDLERS' }, as('/concerns/:id/pathways/:row')),
  ...['answer', 'not-needed'].flatMap((deed) => form('pathways', 'concern.pathway', 'child', deed)),
  get('/restrictions', { 200: 'ASH -governor BIRCH CEDAR' }),
];
