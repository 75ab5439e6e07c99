import type { Call } from './calls.ts';
import { fresh, handled, of } from './case-rows.ts';
import { writtenByHandlers } from './follows.ts';
import { of as as, get, post, type RouteRow, signedIn } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

/** How long records are kept, what is held, decided and destroyed. */

const LEADS = 'dsl outDsl head cover lead';

const newTerm = (s: Scene, trust: string, school: string | null, me: string) => ({
  ...fresh(),
  trust_id: s.id('people.trust', trust),
  school_id: school === null ? null : s.id('people.school', school),
  class: 'low-level',
  version: 1,
  amount: 9,
  reason: 'x',
  set_at: s.at,
  set_by: me,
});

const held = (s: Scene, me: string) => ({
  ...fresh(),
  trust_id: s.id('people.trust', 'first'),
  school_id: s.id('people.school', 'ash'),
  reason: 'x',
  from_day: '2026-11-20',
  set_at: s.at,
  set_by: me,
});
const ofChild = (s: Scene, me: string, who = 'ashPupil') => ({
  ...held(s, me),
  person_id: s.id('people.person', who),
});
const ofFile = (s: Scene, me: string, item: string) => ({
  ...held(s, me),
  ...of(s, 'child'),
  item_id: s.id('evidence.item', item),
});

const termColumns = 'id trust_id school_id class version amount reason set_at set_by';
const holdColumns =
  'id trust_id school_id concern_id caseload_id item_id person_id reason from_day set_at set_by';
const lifting = 'lifted_at lifted_by lifted_reason';
const lift = `lifted_at = app.at(), lifted_by = app.actor(), lifted_reason = 'x'`;
const decisionColumns =
  'id concern_id caseload_id what keep_until reason decided_at decided_by ended_at ended_by';
const destructionColumns =
  'id trust_id school_id caseload_id concern_id reference class source amount due_on birth_known asked_by asked_at agreed_by destroyed_at row_counts files backups_until';

export const retention: Matrix = {
  'retention.rule': {
    columns: 'class position title counted_from amount unit settable review two_people says source edition',
    key: 'class',
    grants: { person: { select: 'all' } },
    sees: { 'made-up': 'PEOPLE' },
    others: 'passed over',
  },
  'retention.term': {
    columns: `${termColumns} salt`,
    key: 'id',
    grants: { person: { select: termColumns, insert: termColumns } },
    sees: { 'ours ash': 'TRUST', theirs: 'CEDAR' },
    writes: [
      { what: 'set a term of Ash', by: LEADS, insert: (s, me) => newTerm(s, 'first', 'ash', me) },
      { what: 'set a term of the trust', by: 'lead', insert: (s, me) => newTerm(s, 'first', null, me) },
      { what: 'set a term of the other trust', by: '', insert: (s, me) => newTerm(s, 'second', null, me) },
      {
        what: 'set a term in another name',
        by: '',
        insert: (s) => newTerm(s, 'first', 'ash', s.id('people.person', 'trustee')),
      },
      {
        what: 'set a term of the trust in another name',
        by: '',
        insert: (s) => newTerm(s, 'first', null, s.id('people.person', 'trustee')),
      },
      ...['ash', null].map((school) => ({
        what: `set a term of ${school ?? 'the trust'} as if earlier`,
        by: '',
        insert: (s: Scene, me: string) => ({
          ...newTerm(s, 'first', school, me),
          set_at: '2026-11-20T08:00:00Z',
        }),
      })),
      {
        what: 'set a term that is not to be set',
        by: '',
        insert: (s, me) => ({ ...newTerm(s, 'first', 'ash', me), class: 'audit' }),
      },
    ],
  },
  'retention.hold': {
    columns: `${holdColumns} ${lifting} salt`,
    key: 'id',
    grants: { person: { select: `${holdColumns} ${lifting}`, insert: holdColumns, update: lifting } },
    sees: {
      ...handled,
      'by-dsl was-lifted of-child of-child-by-dsl of-child-lifted': 'HANDLERS',
      'of-birch-child': 'birchDsl birchHead lead',
    },
    changes: {
      ...handled,
      'child lifted closed byLeaver byRenewed': '',
      'child lifted byLeaver byRenewed': 'HANDLERS',
      'by-dsl of-child-by-dsl': 'HANDLERS -dsl',
      'of-child': 'HANDLERS',
      'of-birch-child': 'birchDsl birchHead lead',
    },
    touch: lift,
    blind: { person: lift },
    writes: [
      ...writtenByHandlers(
        'hold a case',
        (s, concern, me) => ({ ...held(s, me), ...of(s, concern) }),
        'set_by',
        'set_at',
      ),
      { what: 'hold a child', by: 'HANDLERS', insert: (s, me) => ofChild(s, me) },
      {
        what: 'hold a child who was never at the school',
        by: '',
        insert: (s, me) => ofChild(s, me, 'birchPupil'),
      },
      { what: 'hold an adult', by: '', insert: (s, me) => ofChild(s, me, 'teacher') },
      {
        what: 'hold a child in another name',
        by: '',
        insert: (s) => ofChild(s, s.id('people.person', 'trustee')),
      },
      {
        what: 'hold a child as if earlier',
        by: '',
        insert: (s, me) => ({ ...ofChild(s, me), set_at: '2026-11-20T08:00:00Z' }),
      },
      { what: 'hold a file', by: 'HANDLERS', insert: (s, me) => ofFile(s, me, 'child') },
      { what: 'hold a file of another case', by: '', insert: (s, me) => ofFile(s, me, 'closed') },
      ...['child', 'of-child'].flatMap((row) => [
        {
          what: `lift ${row} in another name`,
          by: '',
          row,
          update: (s: Scene) => ({
            lifted_at: s.at,
            lifted_by: s.id('people.person', 'trustee'),
            lifted_reason: 'x',
          }),
        },
        {
          what: `lift ${row} as if earlier`,
          by: '',
          row,
          update: (_: Scene, me: string) => ({
            lifted_at: '2026-11-20T08:00:00Z',
            lifted_by: me,
            lifted_reason: 'x',
          }),
        },
      ]),
    ],
  },
  'retention.decision': {
    columns: `${decisionColumns} salt`,
    key: 'id',
    grants: { person: { select: decisionColumns } },
    sees: handled,
  },
  'retention.destruction': {
    columns: `${destructionColumns} salt`,
    key: 'id',
    grants: { person: { select: destructionColumns } },
    // Whoever reads that caseload today, and whoever manages the trust's information; they read no case.
    sees: {
      child: 'HANDLERS trustIt',
      adult: 'head cover trustIt',
      aboutHead: 'chair lead trustIt',
      birch: 'birchDsl birchHead lead trustIt',
      cedar: 'CEDAR',
    },
  },
};

const due = (concern: string, by: string): Call => ({
  what: `have "${concern}" to decide about`,
  of: 'retention.due',
  sql: 'select 1 from retention.due() where concern_id = $1',
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

const decide = (concern: string, by: string, what: 'keep' | 'destroy' = 'keep'): Call => ({
  what: `decide to ${what} "${concern}"`,
  of: 'retention.decide',
  sql: `select 1 where retention.decide($1, $2, '${what}', 'x', ${what === 'keep' ? "'2027-01-01'" : 'null'})`,
  values: (s) => [crypto.randomUUID(), s.id('concern.concern', concern)],
  by,
});

const takeBack = (concern: string, by: string): Call => ({
  what: `take back what was decided of "${concern}"`,
  of: 'retention.take_back',
  sql: 'select 1 where retention.take_back($1)',
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

const stateOf = (concern: string, by: string): Call => ({
  what: `see when "${concern}" is due`,
  of: 'retention.state_of',
  sql: 'select 1 from retention.state_of($1)',
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

const destroy = (concern: string, by: string): Call => ({
  what: `agree to destroy "${concern}"`,
  of: 'retention.destroy',
  sql: 'select 1 where retention.destroy($1, $2, null) is not null',
  values: (s) => [crypto.randomUUID(), s.id('concern.concern', concern)],
  by,
});

/**
 * `closed` is old enough, and its destruction was asked for by the DSL; but a file of it is locked away. Who destroys what
 * nothing keeps: src/domains/data-protection/review/review.db.test.ts.
 */
export const retentionCalls: readonly Call[] = [
  due('closed', 'HANDLERS'),
  due('child', ''),
  stateOf('child', 'HANDLERS'),
  stateOf('conflict', 'HANDLERS -outDsl'),
  stateOf('cedar', 'CEDAR'),
  decide('closed', 'dsl outDsl lead'),
  decide('closed', '', 'destroy'),
  decide('child', '', 'destroy'),
  takeBack('child', 'HANDLERS'),
  takeBack('conflict', 'HANDLERS -outDsl'),
  destroy('closed', ''),
  destroy('child', ''),
  {
    what: 'count what is due in the trust, opening none of it',
    of: 'retention.due_counts',
    sql: 'select 1 from retention.due_counts() where due > 0',
    values: () => [],
    by: 'trustIt',
  },
];

const child = '/retention/cases/{concern.concern/child}';
const gone = '/retention/certificates/{retention.destruction/child}';
const term = '/retention/terms/child-protection';
const SETS = 'dsl outDsl head cover lead birchDsl birchHead CEDAR';
const deed = (path: string, status: number) =>
  post(`${child}/${path}`, { [status]: 'HANDLERS' }, as(`/retention/cases/:id/${path}`));

export const retentionRoutes: readonly RouteRow[] = [
  get('/retention', signedIn(200)),
  get(term, { 200: SETS }, as('/retention/terms/:class')),
  post(term, { 422: SETS }, as('/retention/terms/:class')),
  get('/retention/review', { 200: 'READERS CEDAR trustIt' }),
  get('/retention/holds', { 200: 'READERS CEDAR' }),
  get(child, { 200: 'HANDLERS' }, as('/retention/cases/:id')),
  ...['hold', 'lift', 'keep', 'destroy'].map((path) => deed(path, 422)),
  deed('agree', 409),
  post(`${child}/take-back`, { '303 409': 'HANDLERS' }, as('/retention/cases/:id/take-back')),
  get('/retention/certificates', { 200: 'READERS CEDAR trustIt' }),
  get('/retention/certificates.csv', { 200: 'READERS CEDAR trustIt' }),
  get(gone, { 200: 'HANDLERS trustIt' }, as('/retention/certificates/:id')),
  get(`${gone}/file.pdf`, { 200: 'HANDLERS trustIt' }, as('/retention/certificates/:id/file.pdf')),
];
