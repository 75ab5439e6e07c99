import type { Call } from './calls.ts';
import { fresh } from './case-rows.ts';
import { of as as, get, post, type RouteRow } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

const transferColumns =
  'id trust_id child_id from_school_id from_caseload_id to_school_id to_caseload_id to_name how concern_ids manifest lines note state sent_at sent_by ended_at ended_by reason receipt_name receipt_role receipt_on receipt_hash';
const historyColumns =
  'id caseload_id transfer_id import_id person_id at day_only source title body written_by';

const BIRCH_HANDLERS = 'birchDsl birchHead lead';

const importKept = 'id school_id caseload_id source file_name headers lines columns made_at made_by';
const importColumns = `${importKept} chosen state entries changed_at changed_by`;

const brought = (s: Scene, concern: string, me: string) => {
  const { school_id, caseload_id } = s.row('concern.concern', concern);
  return {
    ...fresh(),
    school_id,
    caseload_id,
    source: 'x',
    file_name: 'x',
    headers: '{x}',
    lines: '[]',
    columns: '{}',
    made_at: s.at,
    made_by: me,
  };
};

/** What moves with a child is known to whoever handles concerns where it comes from, and where it goes. */
export const transfers: Matrix = {
  'concern.transfer': {
    columns: `${transferColumns} salt`,
    key: 'id',
    grants: { person: { select: transferColumns } },
    sees: {
      open: `HANDLERS ${BIRCH_HANDLERS}`,
      'refused toAsh': `HANDLERS -outDsl ${BIRCH_HANDLERS}`,
      outside: 'HANDLERS',
      cedar: 'CEDAR',
    },
  },
  'concern.history_import': {
    columns: importColumns,
    key: 'id',
    grants: { person: { select: importColumns, insert: importKept, update: 'columns chosen' } },
    sees: { 'child taken': 'HANDLERS', birch: BIRCH_HANDLERS, cedar: 'CEDAR' },
    changes: { child: 'HANDLERS', taken: '', birch: BIRCH_HANDLERS, cedar: 'CEDAR' },
    touch: 'chosen = chosen',
    blind: { person: `chosen = '{}'` },
    writes: [
      { what: 'bring a file of histories', by: 'HANDLERS', insert: (s, me) => brought(s, 'child', me) },
      { what: 'bring one for Birch', by: BIRCH_HANDLERS, insert: (s, me) => brought(s, 'birch', me) },
      {
        what: 'bring one in another name',
        by: '',
        insert: (s) => brought(s, 'child', s.id('people.person', 'trustee')),
      },
      {
        what: 'bring one as if earlier',
        by: '',
        insert: (s, me) => ({ ...brought(s, 'child', me), made_at: '2026-11-20T08:00:00Z' }),
      },
    ],
  },
  'concern.history': {
    columns: `${historyColumns} origin salt`,
    key: 'id',
    grants: { person: { select: historyColumns } },
    sees: { ash: 'HANDLERS', onItsWay: '', birch: BIRCH_HANDLERS, cedar: 'CEDAR' },
  },
};

const transfer = (s: Scene, name: string) => s.id('concern.transfer', name);

const sending = (what: string, concern: string | null, by: string): Call => ({
  what,
  of: 'concern.send_transfer',
  sql: `select 1 where concern.send_transfer(gen_random_uuid(), $1, $2, $3, null, $4, '[]', null) is not null`,
  values: (s) => [
    s.id('people.person', 'ashGone'),
    s.id('people.school', 'ash'),
    s.id('people.school', 'birch'),
    concern === null ? [] : [s.id('concern.concern', concern)],
  ],
  by,
});

const ending = (name: string, goal: 'withdrawn' | 'refused', by: string): Call => ({
  what: `have "${name}" ${goal}`,
  of: 'concern.end_transfer',
  sql: `select 1 where concern.end_transfer($1, '${goal}', 'x') is not null`,
  values: (s) => [transfer(s, name)],
  by,
});

/** A case on its way, its files and their keys: src/domains/concerns/child-file/transfer/transfer.db.test.ts. */
export const transferCalls: readonly Call[] = [
  sending('send a child’s file', null, 'dsl outDsl lead'),
  sending('send a case about an adult', 'adult', ''),
  sending('send a case of another school', 'birch', ''),
  ending('open', 'withdrawn', 'dsl outDsl lead'),
  ending('open', 'refused', 'birchDsl lead'),
  ending('toAsh', 'withdrawn', ''),
  {
    what: 'sign for a child’s file',
    of: 'concern.accept_transfer',
    sql: `select 1 where concern.accept_transfer($1, 'x', 'x', '{}') is not null`,
    values: (s) => [transfer(s, 'open')],
    by: 'birchDsl lead',
  },
  {
    what: 'have the keys of a child’s file without evidence',
    of: 'concern.transfer_keys',
    sql: 'select 1 from concern.transfer_keys($1)',
    values: (s) => [transfer(s, 'open')],
    by: '',
  },
  {
    what: 'keep a receipt from outside the trust',
    of: 'concern.receive_outside',
    sql: `select 1 where concern.receive_outside($1, 'x', 'x', '2026-11-19')`,
    values: (s) => [transfer(s, 'outside')],
    by: 'dsl outDsl lead',
  },
  {
    what: 'keep a receipt in the name of another school of the trust',
    of: 'concern.receive_outside',
    sql: `select 1 where concern.receive_outside($1, 'x', 'x', '2026-11-19')`,
    values: (s) => [transfer(s, 'open')],
    by: '',
  },
  ...(
    [
      ['child', 'discarded', 'dsl outDsl lead'],
      ['child', 'kept', ''],
      ['taken', 'kept', 'dsl outDsl lead'],
      ['taken', 'undone', 'dsl outDsl lead'],
      ['birch', 'discarded', 'birchDsl lead'],
    ] as const
  ).map(
    ([name, goal, by]): Call => ({
      what: `have "${name}" ${goal}`,
      of: 'concern.end_history',
      sql: `select 1 where concern.end_history($1, '${goal}') is not null`,
      values: (s) => [s.id('concern.history_import', name)],
      by,
    }),
  ),
  ...(['child', 'taken'] as const).map(
    (name): Call => ({
      what: `take in "${name}"`,
      of: 'concern.take_history',
      sql: `select 1 where concern.take_history($1, '[]')`,
      values: (s) => [s.id('concern.history_import', name)],
      by: name === 'child' ? 'dsl outDsl lead' : '',
    }),
  ),
  {
    what: 'have the UPNs of a school whose file is open',
    of: 'concern.import_upns',
    sql: 'select 1 from concern.import_upns($1)',
    values: (s) => [s.id('concern.history_import', 'child')],
    by: 'dsl outDsl lead',
  },
  {
    what: 'see that a case is on its way which is not',
    of: 'concern.mine_on_its_way',
    sql: 'select 1 where concern.mine_on_its_way($1)',
    values: (s) => [s.id('concern.concern', 'child')],
    by: '',
  },
];

const SEE = 'HANDLERS birchDsl birchHead';
const open = '/transfers/{concern.transfer/open}';
const one = '/histories/{concern.history_import/child}';
const LEADS = 'dsl outDsl lead birchDsl cedarDsl';
const packing = '/children/{people.person/ashPupil}/transfer';

export const transferRoutes: readonly RouteRow[] = [
  get(packing, { 200: 'dsl outDsl lead' }, as('/children/:id/transfer')),
  post(packing, { 422: 'dsl outDsl lead' }, as('/children/:id/transfer')),
  get('/transfers', { 200: `${SEE} CEDAR` }),
  get(open, { 200: SEE }, as('/transfers/:id')),
  get('/histories', { 200: LEADS }),
  get(one, { 200: 'dsl outDsl lead' }, as('/histories/:id')),
  post('/histories', { 406: LEADS }),
  post(`${one}/columns`, { 422: 'dsl outDsl lead' }, as('/histories/:id/columns')),
  post(`${one}/children`, { 303: 'dsl outDsl lead' }, as('/histories/:id/children')),
  post(`${one}/take`, { 422: 'dsl outDsl lead' }, as('/histories/:id/take')),
  post(`${one}/end`, { 422: 'dsl outDsl lead' }, as('/histories/:id/end')),
  ...['accept', 'refuse', 'withdraw', 'receipt'].map((deed) =>
    post(`${open}/${deed}`, { 422: SEE }, as(`/transfers/:id/${deed}`)),
  ),
];
