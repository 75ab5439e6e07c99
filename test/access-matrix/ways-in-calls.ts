import type { Call } from './calls.ts';

const takes = (what: string, concern: string, by: string): Call => ({
  what: `open who told ${what}`,
  of: 'concern.take_identity',
  sql: 'select 1 where concern.take_identity($1) is not null',
  values: (s) => [s.id('concern.concern', concern)],
  by,
});

/** What owner functions do for whoever has no account, and for intake. */
export const waysInCalls: readonly Call[] = [
  {
    what: 'take on a conversation',
    of: 'app.enter_correspondent',
    sql: 'select app.enter_correspondent($1, now())',
    values: (s) => [s.id('concern.concern', 'child')],
    by: 'app',
  },
  {
    what: 'look at a school’s public page',
    of: 'concern.way_in',
    sql: 'select 1 from concern.way_in($1)',
    values: (s) => [s.row('people.school', 'ash').urn],
    by: 'outsider',
  },
  {
    what: 'follow a hirer’s link',
    of: 'concern.hirer_way',
    sql: 'select 1 from concern.hirer_way($1)',
    values: (s) => [s.row('concern.hirer', 'ash').link_hash],
    by: 'outsider',
  },
  {
    what: 'find what a code’s secret is compared with',
    of: 'concern.receipt',
    sql: 'select 1 from concern.receipt($1)',
    values: (s) => [s.row('concern.outside_report', 'child').locator],
    by: 'outsider intake',
  },
  {
    what: 'find who may be the adult in question',
    of: 'concern.readers_called',
    sql: 'select 1 from concern.readers_called($1, $2)',
    values: (s) => [s.id('people.school', 'ash'), s.row('people.person', 'dsl').family_name],
    by: 'intake',
  },
  {
    what: 'add to their conversation',
    of: 'concern.write_back',
    sql: `select 1 where concern.write_back(gen_random_uuid(), 'x') is not null`,
    values: () => [],
    by: 'correspondent',
  },
  takes('what two agreed on', 'closed', 'HANDLERS'),
  takes('what one alone asked for', 'child', ''),
];
