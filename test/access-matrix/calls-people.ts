import type { Call } from './calls.ts';
import type { Scene } from './scene.ts';

/** Functions of the register of responsibilities: what each actor gets from them. */

const ash = (s: Scene) => s.id('people.school', 'ash');
const trust = (s: Scene) => s.id('people.trust', 'first');
const who = (s: Scene, name: string) => s.id('people.person', name);
const FROM_TODAY = '[2026-11-20,)';
const LEADERS = 'head cover lead';

const give = (
  what: string,
  by: string,
  facts: (s: Scene, me: string) => readonly [place: string, kind: string, person: string, during?: string],
): Call => ({
  what,
  of: 'people.give_responsibility',
  sql: "select people.give_responsibility(uuidv7(), uuidv7(), $1, $2, $3, false, $4, 'x')",
  values: (s, me) => {
    const [place, kind, person, during = FROM_TODAY] = facts(s, me);
    return [place, kind, person, during];
  },
  by,
});

const end = (what: string, row: string, by: string, until = '2026-11-20'): Call => ({
  what,
  of: 'people.end_responsibility',
  sql: "select people.end_responsibility($1, uuidv7(), $2, 'x')",
  values: (s) => [s.id('people.responsibility', row), until],
  by,
});

const handOver = (what: string, row: string, by: string, day = '2026-12-01'): Call => ({
  what,
  of: 'people.ask_handover',
  sql: "select people.ask_handover(uuidv7(), $1, $2, $3, 'x')",
  values: (s) => [s.id('people.responsibility', row), who(s, row === 'link' ? 'chair' : 'dsl'), day],
  by,
});

const sees = (what: string, row: string, by: string): Call => ({
  what,
  of: 'people.held',
  sql: 'select 1 from people.held(array[$1::uuid, $2::uuid, $3::uuid]) where id = $4',
  values: (s) => [ash(s), trust(s), s.id('people.school', 'cedar'), s.id('people.responsibility', row)],
  by,
});

export const responsibilityCalls: readonly Call[] = [
  give('make a senior leader counter-signer', LEADERS, (s) => [ash(s), 'counter_signer', who(s, 'dsl')]),
  give('authorise somebody to search, which the Head alone does', 'head cover', (s) => [
    ash(s),
    'searcher',
    who(s, 'ta'),
  ]),
  give('authorise themself to search', '', (s, me) => [ash(s), 'searcher', me]),
  give('make somebody Information Manager', 'lead', (s) => [
    trust(s),
    'information_manager',
    who(s, 'trustee'),
    '[2027-01-01,)',
  ]),
  give('let somebody have held it yesterday', '', (s) => [
    ash(s),
    'counter_signer',
    who(s, 'dsl'),
    '[2026-11-19,)',
  ]),
  give('make a teacher link governor', '', (s) => [ash(s), 'link_governor', who(s, 'teacher')]),
  give('give it to somebody of a sister school', '', (s) => [ash(s), 'counter_signer', who(s, 'birchDsl')]),
  give('give it to a leaver', '', (s) => [ash(s), 'counter_signer', who(s, 'leaver')]),
  give('give a duty that reads cases this way', '', (s) => [ash(s), 'dsl', who(s, 'teacher')]),
  end('end a responsibility', 'counter', LEADERS),
  end('end an authorisation to search', 'search', 'head cover'),
  end('end a responsibility at the trust', 'trustIt', 'lead'),
  end('end one of another trust', 'cedar', 'cedarHead'),
  end('say that it ended last week', 'counter', '', '2026-11-13'),
  handOver('hand over what one holds', 'another', 'outDsl head cover lead'),
  handOver('hand over a governor’s', 'link', 'governor head cover lead'),
  handOver('hand an authorisation to search on', 'search', ''),
  handOver('hand over from last week', 'another', '', '2026-11-13'),
  {
    what: 'agree to a handover',
    of: 'people.decide_handover',
    sql: "select people.decide_handover($1, true, uuidv7(), uuidv7(), uuidv7(), 'x')",
    values: (s) => [s.id('people.handover', 'counter')],
    by: LEADERS,
  },
  {
    what: 'take a handover back',
    of: 'people.decide_handover',
    sql: "select people.decide_handover($1, false, uuidv7(), uuidv7(), uuidv7(), 'x')",
    values: (s) => [s.id('people.handover', 'counter')],
    by: `deputy ${LEADERS}`,
  },
  {
    what: 'leave notes for a fellow lead',
    of: 'people.leave_notes',
    sql: "select people.leave_notes(uuidv7(), $1, $2, 'x')",
    values: (s) => [s.id('people.appointment', 'dsl'), who(s, 'outDsl')],
    by: 'dsl',
  },
  {
    what: 'leave notes for who has not been given the duty',
    of: 'people.leave_notes',
    sql: "select people.leave_notes(uuidv7(), $1, $2, 'x')",
    values: (s) => [s.id('people.appointment', 'dsl'), who(s, 'teacher')],
    by: '',
  },
  sees('see who counter-signs at Ash', 'counter', 'ASH'),
  sees('see who leads IT in the trust', 'trustIt', 'TRUST'),
  sees('see who counter-signs at Cedar', 'cedar', 'CEDAR'),
  {
    what: 'ask who is Head of Ash',
    of: 'people.holders',
    sql: "select 1 from people.holders($1, 'nominated_senior_person', '2026-11-20')",
    values: (s) => [ash(s)],
    by: 'ASH',
  },
  {
    what: 'ask who was DSL of Ash last year',
    of: 'people.holders',
    sql: "select 1 from people.holders($1, 'dsl', '2025-11-20') where person_id = $2",
    values: (s) => [ash(s), who(s, 'leaver')],
    by: LEADERS,
  },
  {
    what: 'learn what is missing at Ash',
    of: 'people.responsibility_gaps',
    sql: "select 1 from people.responsibility_gaps() where place_id = $1 and kind = 'filtering_lead'",
    values: (s) => [ash(s)],
    by: LEADERS,
  },
];
