import type { Call } from './calls.ts';
import { LEADERS, who } from './calls-sign-in.ts';

/** Duties that read cases: asked for, agreed to, ended. */

const held = '[2026-12-01,)';

export const dutyCalls: readonly Call[] = [
  {
    what: 'ask that a teacher becomes DSL',
    of: 'signin.ask_duty',
    sql: `select signin.ask_duty(uuidv7(), $1, $2, 'dsl', false, $3, 'new')`,
    values: (s) => [...who('teacher')(s), s.id('people.school', 'ash'), held],
    by: LEADERS,
  },
  {
    what: 'ask to become Head',
    of: 'signin.ask_duty',
    sql: `select signin.ask_duty(uuidv7(), $1, $2, 'head', false, $3, 'new')`,
    values: (s, me) => [me, s.id('people.school', 'ash'), held],
    by: '',
  },
  {
    what: 'ask that somebody was DSL already, last month',
    of: 'signin.ask_duty',
    sql: `select signin.ask_duty(uuidv7(), $1, $2, 'dsl', false, '[2026-10-20,)', 'new')`,
    values: (s) => [...who('teacher')(s), s.id('people.school', 'ash')],
    by: '',
  },
  {
    what: 'ask for cover without an end',
    of: 'signin.ask_duty',
    sql: `select signin.ask_duty(uuidv7(), $1, $2, 'dsl', true, $3, 'new')`,
    values: (s) => [...who('teacher')(s), s.id('people.school', 'ash'), held],
    by: '',
  },
  {
    what: 'ask that somebody leads safeguarding in the trust',
    of: 'signin.ask_duty',
    sql: `select signin.ask_duty(uuidv7(), $1, null, 'trust_safeguarding_lead', false, $2, 'new')`,
    values: (s) => [...who('deputy')(s), held],
    by: 'lead',
  },
  {
    what: 'agree to a duty',
    of: 'signin.confirm_duty',
    sql: `select signin.confirm_duty($1, uuidv7(), uuidv7(), '\\x01')`,
    values: (s) => [s.id('signin.duty_grant', 'ours')],
    by: 'READERS -dsl -head',
  },
  {
    what: 'agree to a duty that whoever asked for it could ask for no longer',
    of: 'signin.confirm_duty',
    sql: `select signin.confirm_duty($1, uuidv7(), uuidv7(), '\\x01')`,
    values: (s) => [s.id('signin.duty_grant', 'stale')],
    by: '',
  },
  {
    what: 'agree to a recovery that whoever started it could start no longer',
    of: 'signin.confirm_recovery',
    sql: `select signin.confirm_recovery($1, uuidv7(), '\\x01')`,
    values: (s) => [s.id('signin.recovery', 'stale')],
    by: '',
  },
  {
    what: 'take back what was asked',
    of: 'signin.cancel_duty',
    sql: 'select signin.cancel_duty($1)',
    values: (s) => [s.id('signin.duty_grant', 'ours')],
    by: 'READERS',
  },
  {
    what: 'end the deputy’s duty',
    of: 'signin.end_duty',
    sql: 'select signin.end_duty($1)',
    values: (s) => [s.id('people.appointment', 'deputy')],
    by: LEADERS,
  },
  {
    what: 'end the chair’s duty',
    of: 'signin.end_duty',
    sql: 'select signin.end_duty($1)',
    values: (s) => [s.id('people.appointment', 'chair')],
    by: 'lead',
  },
  {
    what: 'end the Head’s duty',
    of: 'signin.end_duty',
    sql: 'select signin.end_duty($1)',
    values: (s) => [s.id('people.appointment', 'head')],
    by: 'cover lead',
  },
  {
    what: 'end a duty that reads no cases',
    of: 'signin.end_duty',
    sql: 'select signin.end_duty($1)',
    values: (s) => [s.id('people.appointment', 'it')],
    by: '',
  },
];
