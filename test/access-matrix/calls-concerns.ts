import type { Call } from './calls.ts';

/** Owner functions of concerns: what each actor gets from them. */

const place = (what: string, concern: string, aboutAdult: boolean, by: string): Call => ({
  what,
  of: 'concern.place',
  sql: 'select concern.place($1, $2, null)',
  values: (s) => [s.id('concern.concern', concern), aboutAdult],
  by,
});

const tell = (what: string, addition: string, by: string): Call => ({
  what,
  of: 'concern.tell_of_addition',
  sql: 'select concern.tell_of_addition($1)',
  values: (s) => [s.id('concern.addition', addition)],
  by,
});

/** A row a term that is over, be it of nothing: who is given none has none. */
const trends = (school: string, by: string): Call => ({
  what: `be given trends of ${school}`,
  of: 'concern.trends',
  sql: `select 1 from concern.trends($1) where breakdown = 'all'`,
  values: (s) => [s.id('people.school', school)],
  by,
});

/** One search for each concern: whether it is among what is found. */
const search = (concern: string, by: string): Call => ({
  what: `find "${concern}" by its number`,
  of: 'concern.search_cases',
  sql: 'select 1 from concern.search_cases($1, $1) where concern_id = $2',
  values: (s) => [s.row('concern.concern', concern).reference, s.id('concern.concern', concern)],
  by,
});

/** Every action of the scene is the DSL's of Ash, who reads none about adults, about the Head or of another school. */
const leftBehind = (school: string): Call => ({
  what: `find what lies with somebody who does not read it, at ${school}`,
  of: 'concern.left_behind',
  sql: 'select 1 from concern.left_behind() where person_id = $1 and school_id = $2',
  values: (s) => [s.id('people.person', 'dsl'), s.id('people.school', school)],
  by: { ash: 'head cover chair lead', birch: 'birchDsl birchHead lead' }[school] ?? 'CEDAR',
});

export const concernCalls: readonly Call[] = [
  {
    what: 'shut the Head out of a report about the Head, in sending it',
    of: 'concern.shut_heads_out',
    sql: 'select concern.shut_heads_out($1)',
    values: (s) => [s.id('concern.concern', 'sending-head')],
    by: 'teacher',
  },
  {
    what: 'shut the Head out of a report about another adult',
    of: 'concern.shut_heads_out',
    sql: 'select concern.shut_heads_out($1)',
    values: (s) => [s.id('concern.concern', 'sending')],
    by: '',
  },
  {
    what: 'shut the Head out of what was sent long ago',
    of: 'concern.shut_heads_out',
    sql: 'select concern.shut_heads_out($1)',
    values: (s) => [s.id('concern.concern', 'chairOut')],
    by: '',
  },
  {
    what: 'learn who was told when they sent a report',
    of: 'concern.told_at_sending',
    sql: 'select 1 from concern.told_at_sending($1)',
    values: (s) => [s.id('concern.concern', 'sending-too')],
    by: 'reporter',
  },
  {
    what: 'learn that a reader was shut out of a concern that is not theirs to open',
    of: 'concern.shut_out_below',
    sql: 'select 1 from concern.shut_out_below() where concern_id = $1',
    values: (s) => [s.id('concern.concern', 'headOut')],
    by: 'chair',
  },
  place('move a concern to the Head', 'child', true, 'HANDLERS'),
  place('move a concern that one is excluded from', 'conflict', true, 'HANDLERS -outDsl'),
  place('have a concern moved that nobody can read', 'child', false, 'HANDLERS reporter'),
  place('move a concern about an adult', 'adult', true, 'head cover'),
  place('move a concern about the Head', 'aboutHead', true, 'chair lead'),
  tell('tell of an addition', 'child', 'reporter'),
  tell('tell of somebody else’s addition', 'cedar', 'cedarHead'),
  search('child', 'HANDLERS'),
  search('conflict', 'HANDLERS -outDsl'),
  search('headOut', 'HANDLERS -head'),
  search('lifted', 'HANDLERS'),
  search('byOut', 'HANDLERS -outDsl'),
  search('adult', 'head cover'),
  search('aboutHead', 'chair lead'),
  search('chairOut', 'lead'),
  search('birch', 'birchDsl birchHead lead'),
  search('cedar', 'CEDAR'),
  trends('ash', 'governor chair trustee'),
  trends('birch', 'trustee'),
  trends('cedar', ''),
  ...['ash', 'birch', 'cedar'].map(leftBehind),
  {
    what: 'learn who of a school could not open what they are told',
    of: 'concern.cannot_sign_in',
    sql: 'select person_id from concern.cannot_sign_in($1)',
    values: (s) => [s.id('people.school', 'cedar')],
    by: 'CEDAR escalation intake',
  },
  {
    what: 'read whom to tell next',
    of: 'concern.ladder_of',
    sql: 'select concern.ladder_of($1)',
    values: (s) => [s.id('concern.concern', 'child')],
    by: 'escalation',
  },
];
