import type { Call } from './calls.ts';
import { fresh, of } from './case-rows.ts';
import { of as as, get, post, type RouteRow } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix, Write } from './types.ts';

/** What is judged of an adult: the Head's (and cover's), and of a Head the chair's and the trust's; no lead's or deputy's. */

type Values = (s: Scene, concern: string, me: string) => Readonly<Record<string, unknown>>;

const sees: Readonly<Record<string, string>> = {
  'adult byDsl': 'head cover',
  aboutHead: 'chair lead',
  chairOut: 'lead',
};

function writtenBy(what: string, values: Values, by: string, moment: string): readonly Write[] {
  return [
    { what, by: 'head cover', insert: (s, me) => values(s, 'adult', me) },
    { what: `${what} of the Head`, by: 'chair lead', insert: (s, me) => values(s, 'aboutHead', me) },
    {
      what: `${what} of the Head where the chair is excluded`,
      by: 'lead',
      insert: (s, me) => values(s, 'chairOut', me),
    },
    { what: `${what} with a case about a child`, by: '', insert: (s, me) => values(s, 'child', me) },
    {
      what: `${what} in another name`,
      by: '',
      insert: (s, me) => ({ ...values(s, 'adult', me), [by]: s.id('people.person', 'trustee') }),
    },
    {
      what: `${what} as if earlier`,
      by: '',
      insert: (s, me) => ({ ...values(s, 'adult', me), [moment]: '2026-11-20T08:00:00Z' }),
    },
  ];
}

const assessment: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  described_as: 'x',
  worker: 'staff',
  answers: JSON.stringify({ harmed: {}, offence: {}, risk: {}, suitable: {} }),
  edition: 'x',
  level: 'neither',
  reason: 'x',
  assessed_at: s.at,
  assessed_by: me,
});

const outcome: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  outcome: 'advice',
  reason: 'x',
  decided_at: s.at,
  decided_by: me,
});

const telling: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  kind: 'hold',
  what: 'x',
  told_by: 'x',
  happened_on: '2026-11-20',
  at: s.at,
  by_id: me,
});

const measure: Values = (s, concern, me) => ({
  ...fresh(),
  ...of(s, concern),
  decision: 'stays',
  alternatives: 'x',
  reason: 'x',
  from_on: '2026-11-20',
  contact: 'x',
  support: 'x',
  decided_at: s.at,
  decided_by: me,
});

const assessmentColumns =
  'id concern_id caseload_id person_id described_as worker employer answers edition level reason lado_by assessed_at assessed_by';
const outcomeColumns = 'id concern_id caseload_id outcome reason decided_at decided_by';
const tellingColumns =
  'id concern_id caseload_id kind what told_by told_whom happened_on happened_time agreed_with agreement at by_id';
const measureColumns =
  'id concern_id caseload_id decision alternatives reason from_on review_on contact support decided_at decided_by';

const person = (columns: string) => ({ person: { select: columns, insert: columns } });

export const staff: Matrix = {
  'concern.staff_assessment': {
    columns: `${assessmentColumns} reminded_on salt`,
    key: 'id',
    grants: person(assessmentColumns),
    sees,
    writes: [
      ...writtenBy('judge an adult', assessment, 'assessed_by', 'assessed_at'),
      {
        what: 'judge somebody who is not shut out',
        by: '',
        insert: (s, me) => ({
          ...assessment(s, 'adult', me),
          described_as: null,
          person_id: s.id('people.person', 'ta'),
        }),
      },
    ],
  },
  'concern.staff_outcome': {
    columns: `${outcomeColumns} salt`,
    key: 'id',
    grants: person(outcomeColumns),
    sees,
    writes: writtenBy('say what came of it', outcome, 'decided_by', 'decided_at'),
  },
  'concern.staff_telling': {
    columns: `${tellingColumns} salt`,
    key: 'id',
    grants: person(tellingColumns),
    sees,
    writes: writtenBy('write what an adult was told', telling, 'by_id', 'at'),
  },
  'concern.staff_measure': {
    columns: `${measureColumns} salt`,
    key: 'id',
    grants: person(measureColumns),
    sees,
    writes: writtenBy('decide where an adult works', measure, 'decided_by', 'decided_at'),
  },
};

const lacks = (concern: string, by: string): Call => ({
  what: `learn what the case ${concern} lacks`,
  of: 'concern.staff_needs',
  sql: `select 1 where concern.staff_needs($1) is not null`,
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

export const staffCalls: readonly Call[] = [
  lacks('adult', 'head cover'),
  lacks('aboutHead', 'chair lead'),
  lacks('child', ''),
  {
    what: 'learn that somebody is judged',
    of: 'concern.is_judged',
    sql: 'select 1 where concern.is_judged($1, $2)',
    values: (s) => [s.id('concern.concern', 'aboutHead'), s.id('people.person', 'head')],
    by: 'chair lead',
  },
  {
    what: 'learn of which allegations the designated officer should know',
    of: 'concern.take_lado_due',
    sql: `select concern_id from concern.take_lado_due('2027-01-01')`,
    values: () => [],
    by: 'escalation',
  },
];

const adult = '/concerns/{concern.concern/adult}';
const act = (path: string): readonly RouteRow[] => [
  get(`${adult}/staff/${path}`, { '200 303': 'head cover' }, as(`/concerns/:id/staff/${path}`)),
  post(`${adult}/staff/${path}`, { '409 422': 'head cover' }, as(`/concerns/:id/staff/${path}`)),
];

export const staffRoutes: readonly RouteRow[] = [
  ...['weigh', 'outcome', 'told', 'work', 'child'].flatMap(act),
  get(`${adult}/staff/meeting.pdf`, { 200: 'head cover' }, as('/concerns/:id/staff/meeting.pdf')),
  get('/staff-concerns', { 200: 'head cover birchHead chair lead cedarHead' }),
  get('/staff-concerns/{people.person/other}', { 200: 'head cover' }, as('/staff-concerns/:person')),
  get('/staff-concerns/{people.person/head}', { 200: 'chair lead' }, as('/staff-concerns/:person')),
];
