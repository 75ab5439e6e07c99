import type { Call } from './calls.ts';
import { ROSTER } from './calls-roster.ts';
import type { Scene } from './scene.ts';

/** Sessions, sign-ins and the way back to them. */

export const who = (name: string) => (s: Scene) => [s.id('people.person', name)];
export const LEADERS = 'head cover lead';
const CODE = Buffer.from('code');

export const enteringCalls: readonly Call[] = [
  {
    what: 'enter as somebody',
    of: 'app.enter_person',
    sql: `select app.enter_person($1, now(), true)`,
    values: who('dsl'),
    by: 'app',
  },
  {
    what: 'enter as a school’s import',
    of: 'app.enter_roster',
    sql: 'select app.enter_roster($1, now())',
    values: (s) => [s.id('people.school', 'ash')],
    by: 'app',
  },
  {
    what: 'look a session up',
    of: 'signin.find_session',
    sql: `select signin.find_session($1, now(), '30 minutes')`,
    values: (s) => [s.row('signin.session', 'teacher').token_hash],
    by: 'app',
  },
  {
    what: 'ask whether Gatehouse is set up',
    of: 'signin.is_set_up',
    sql: 'select signin.is_set_up()',
    values: () => [],
    by: 'visitor',
  },
  {
    what: 'set up what is set up already',
    of: 'signin.set_up',
    sql: `select signin.set_up('{}', $1)`,
    values: () => [CODE],
    by: '',
  },
];

export const signInCalls: readonly Call[] = [
  {
    what: 'invite a teacher',
    of: 'signin.invite',
    sql: `select signin.invite($1, 'new', uuidv7(), '\\x01')`,
    values: who('teacher'),
    by: ROSTER,
  },
  {
    what: 'invite a case reader, alone',
    of: 'signin.invite',
    sql: `select signin.invite($1, 'new', uuidv7(), '\\x01')`,
    values: who('dsl'),
    by: '',
  },
  {
    what: 'give themself a new code',
    of: 'signin.invite',
    sql: `select signin.invite($1, 'new', uuidv7(), '\\x01')`,
    values: (_, me) => [me],
    by: '',
  },
  {
    what: 'invite somebody who works at two schools',
    of: 'signin.invite',
    sql: `select signin.invite($1, 'new', uuidv7(), '\\x01')`,
    values: who('both'),
    by: 'trustIt',
  },
  {
    what: 'invite one of the trust’s own people',
    of: 'signin.invite',
    sql: `select signin.invite($1, 'new', uuidv7(), '\\x01')`,
    values: who('trustee'),
    by: 'trustIt lead',
  },
  {
    what: 'close a teacher’s account',
    of: 'signin.set_disabled',
    sql: 'select signin.set_disabled($1, true)',
    values: who('teacher'),
    by: ROSTER,
  },
  {
    what: 'close a case reader’s account',
    of: 'signin.set_disabled',
    sql: 'select signin.set_disabled($1, true)',
    values: who('dsl'),
    by: LEADERS,
  },
  {
    what: 'close the chair’s account',
    of: 'signin.set_disabled',
    sql: 'select signin.set_disabled($1, true)',
    values: who('chair'),
    by: 'lead',
  },
  {
    what: 'close the account of a case reader of another school',
    of: 'signin.set_disabled',
    sql: 'select signin.set_disabled($1, true)',
    values: who('birchDsl'),
    by: 'birchHead lead',
  },
  {
    // Reset by the office alone.
    what: 'vouch for somebody whose sign-in was given anew',
    of: 'signin.vouch',
    sql: 'select signin.vouch($1)',
    values: who('renewed'),
    by: 'dsl deputy outDsl head cover chair lead',
  },
  {
    what: 'vouch for somebody whose sign-in nobody gave anew',
    of: 'signin.vouch',
    sql: 'select signin.vouch($1)',
    values: who('teacher'),
    by: '',
  },
  {
    what: 'start a recovery',
    of: 'signin.start_recovery',
    sql: `select signin.start_recovery(uuidv7(), $1, 'lost', 'new')`,
    values: who('deputy'),
    by: LEADERS,
  },
  {
    what: 'start their own recovery',
    of: 'signin.start_recovery',
    sql: `select signin.start_recovery(uuidv7(), $1, 'lost', 'new')`,
    values: (_, me) => [me],
    by: '',
  },
  {
    what: 'repeat a first code while there is no second case reader',
    of: 'signin.repeat_first_code',
    sql: `select signin.repeat_first_code($1, uuidv7(), '\\x01')`,
    values: who('dsl'),
    by: LEADERS,
  },
  {
    // Not by the Head, who asked, nor by the DSL, whom it is for.
    what: 'agree to a recovery',
    of: 'signin.confirm_recovery',
    sql: `select signin.confirm_recovery($1, uuidv7(), '\\x01')`,
    values: (s) => [s.id('signin.recovery', 'ours')],
    by: 'READERS -dsl -head',
  },
  {
    what: 'agree to a recovery of another trust, or to their own',
    of: 'signin.confirm_recovery',
    sql: `select signin.confirm_recovery($1, uuidv7(), '\\x01')`,
    values: (s) => [s.id('signin.recovery', 'theirs')],
    by: '',
  },
  {
    what: 'stop a recovery',
    of: 'signin.cancel_recovery',
    sql: 'select signin.cancel_recovery($1)',
    values: (s) => [s.id('signin.recovery', 'ours')],
    by: 'READERS',
  },
];
