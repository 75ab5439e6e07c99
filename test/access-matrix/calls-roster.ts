import type { Call } from './calls.ts';
import type { Scene } from './scene.ts';

/** Matching and joining people of rosters: what each actor gets from it. */

export const ROSTER = 'office it head head1 cover trustIt';
const BORN = '2015-03-09';

/** Matching answers about whom the file names: by UPN, or by an id, and in a sister's system by the name as well. */
const match = (
  what: string,
  by: string,
  values: (s: Scene) => readonly [source: string, id: string, upn: string, given: string, family: string],
): Call => ({
  what,
  of: 'people.roster_matches',
  sql: 'select person_id from people.roster_matches(array[$1], array[$2], array[$3], array[$4], array[$5])',
  values,
  by,
});
const sourceOf = (s: Scene, school: string) => `oneroster:${s.row('people.school', school).urn}`;
const nameOf = (s: Scene, person: string) => {
  const { given_name, family_name } = s.row('people.person', person);
  return [String(given_name), String(family_name)] as const;
};

export const matchingCalls: readonly Call[] = [
  match('find a pupil of Birch by UPN', `${ROSTER} roster birchHead`, () => ['', '', 'birch-upn', 'x', 'x']),
  match('find a pupil of the other trust by UPN', 'cedarHead', () => ['', '', 'cedar-upn', 'x', 'x']),
  match('find a parent by the school’s id', `${ROSTER} roster`, (s) => [
    sourceOf(s, 'ash'),
    'parent',
    '',
    'x',
    'x',
  ]),
  match('find a parent by a sister school’s id', 'birchHead trustIt', (s) => [
    sourceOf(s, 'birch'),
    'parent',
    '',
    'x',
    'x',
  ]),
  match('find a parent by a sister school’s id and their name', `${ROSTER} roster birchHead`, (s) => [
    sourceOf(s, 'birch'),
    'parent',
    '',
    ...nameOf(s, 'birchParent'),
  ]),
  {
    what: 'find a pupil of the name and birth date',
    of: 'people.roster_lookalikes',
    sql: 'select candidate_id from people.roster_lookalikes(array[$1::uuid], array[$2], array[$3], array[$4::date])',
    values: (s) => [s.id('people.person', 'newcomer'), ...nameOf(s, 'birchPupil'), BORN],
    by: `${ROSTER} roster birchHead`,
  },
];

export const joiningCalls: readonly Call[] = [
  {
    what: 'join two pupils of Ash',
    of: 'people.join_match',
    sql: 'select kept from people.join_match($1, $2) as kept where kept is not null',
    values: (s) => [s.id('people.proposed_match', 'twins'), crypto.randomUUID()],
    by: ROSTER,
  },
  {
    what: 'join a pupil and an adult',
    of: 'people.join_match',
    sql: 'select kept from people.join_match($1, $2) as kept where kept is not null',
    values: (s) => [s.id('people.proposed_match', 'ash'), crypto.randomUUID()],
    by: '',
  },
  {
    what: 'read the ids of two who may be one',
    of: 'people.match_identifiers',
    sql: 'select external_id from people.match_identifiers($1)',
    values: (s) => [s.id('people.proposed_match', 'twins')],
    by: ROSTER,
  },
  {
    what: 'take a joining back',
    of: 'people.undo_merge',
    sql: 'select kept from people.undo_merge($1, $2) as kept where kept is not null',
    values: (s) => [s.id('people.person_merge', 'standing'), crypto.randomUUID()],
    by: ROSTER,
  },
];
