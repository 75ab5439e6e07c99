import type { Call } from './calls.ts';
import { of as as, get, post, type RouteRow } from './route-row.ts';
import type { Scene } from './scene.ts';
import type { Matrix } from './types.ts';

const transferColumns =
  'id trust_id child_id from_school_id from_caseload_id to_school_id to_caseload_id to_name how concern_ids manifest lines note state sent_at sent_by ended_at ended_by reason receipt_name receipt_role receipt_on receipt_hash';
const historyColumns = 'id caseload_id transfer_id person_id at day_only source title body written_by';

const BIRCH_HANDLERS = 'birchDsl birchHead lead';

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
const packing = '/children/{people.person/ashPupil}/transfer';

export const transferRoutes: readonly RouteRow[] = [
  get(packing, { 200: 'dsl outDsl lead' }, as('/children/:id/transfer')),
  post(packing, { 422: 'dsl outDsl lead' }, as('/children/:id/transfer')),
  get('/transfers', { 200: `${SEE} CEDAR` }),
  get(open, { 200: SEE }, as('/transfers/:id')),
  ...['accept', 'refuse', 'withdraw', 'receipt'].map((deed) =>
    post(`${open}/${deed}`, { 422: SEE }, as(`/transfers/:id/${deed}`)),
  ),
];
