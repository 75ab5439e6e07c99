import { fresh, handled, of } from './case-rows.ts';
import { of as as, get, post, type RouteRow } from './route-row.ts';
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

const referralColumns =
  'id concern_id caseload_id recipient state reason decided_at decided_by made_on made_time how spoke_to reference next_check';

export const follows: Matrix = {
  'concern.referral': {
    columns: referralColumns,
    key: 'id',
    grants: { person: { select: 'all', insert: 'all' } },
    sees: handled,
    writes: writtenByHandlers('record a referral', referral, 'decided_by', 'decided_at'),
  },
};

const child = '/concerns/{concern.concern/child}';

/** A form of a part under a row of the scene. */
function form(of: string, table: string, row: string, deed: string): readonly RouteRow[] {
  const [at, pattern] = [`${child}/${of}/{${table}/${row}}/${deed}`, `/concerns/:id/${of}/:row/${deed}`];
  return [get(at, { '200 303': 'HANDLERS' }, as(pattern)), post(at, { '409 422': 'HANDLERS' }, as(pattern))];
}

export const followRoutes: readonly RouteRow[] = [
  get(`${child}/referrals/new`, { '200 303': 'HANDLERS' }, as('/concerns/:id/referrals/new')),
  post(`${child}/referrals/new`, { '409 422': 'HANDLERS' }, as('/concerns/:id/referrals/new')),
  ...['finding', 'sanction', 'support', 'wrong-person'].flatMap((deed) =>
    form('people', 'concern.party', 'childDone', deed),
  ),
  ...['decide', 'drop', 'tell', 'appeal', 'answer', 'serve', 'reverse'].flatMap((deed) =>
    form('sanctions', 'concern.sanction', 'child', deed),
  ),
  ...['check-in', 'end'].flatMap((deed) => form('supports', 'concern.support', 'child', deed)),
  get('/restrictions', { 200: 'ASH -governor BIRCH CEDAR' }),
];
