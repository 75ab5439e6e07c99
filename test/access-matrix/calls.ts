import { responsibilityCalls } from './calls-people.ts';
import { evidenceCalls } from './evidence-calls.ts';
import type { Scene } from './scene.ts';
import { signatureCalls } from './signatures.ts';

/** Functions that work as the owner, past every policy: what each actor gets from them. */
export interface Call {
  readonly what: string;
  /** `schema.name`, so that none is left out. */
  readonly of: string;
  readonly sql: string;
  readonly values: (scene: Scene, me: string) => readonly unknown[];
  /** Whom it does it for; everybody else it refuses, or finds nothing for. */
  readonly by: string;
}

/**
 * Open to more than those who have a use for it, and why that is no harm. Nothing here takes an id and tells what
 * its row says.
 */
export const harmless: Readonly<Record<string, string>> = {
  'app.actor': 'says who oneself is',
  'app.at': 'says what time it is',
  'app.ids': 'says what one’s own scope is',
  'app.case_readers': 'gives ids alone, where one keeps the trust’s roster, to leave those people alone',
  'app.sees_backups': 'says yes or no of what oneself may see',
  'app.is_told_of_backups': 'says yes or no of what oneself is told',
  'evidence.in_force': 'works with the caller’s own rights on a folder they see and on their own drafts',
  'concern.ladder': 'works with the caller’s own rights on concern.route',
  'concern.unsupported': 'works with the caller’s own rights on the people and plans of a case',
  'concern.may_decide': 'says yes or no of what oneself may do',
  'people.led_places': 'says where oneself leads',
  'people.gives': 'says yes or no of what oneself may do',
  'people.posts_for': 'names posts, no people',
  'people.trust_holders':
    'gives ids alone, of those who are responsible at one’s own trust: everybody may know them',
  'people.roster_kind':
    'says whether somebody whose id one has is a pupil or an adult, where one keeps a roster of their trust',
  'people.join_refusal':
    'says a word about two whose ids one has, and “rights” of everybody who is not on one’s own rosters',
  'people.same_person': 'works with the caller’s own rights on people.person_merge',
  'signin.today': 'says what day it is',
  'signin.my_account': 'says what one’s own account is called',
  'signin.case_readers': 'gives ids alone, to tell those whom a policy hides from whoever must tell them',
  'signin.reads_cases':
    'says yes or no of somebody whose id one has: who leads safeguarding is on the school’s wall',
  'signin.keeps_roster_of': 'says yes or no of what oneself may do',
  'signin.leads_person': 'says yes or no of what oneself may do',
  'signin.has_second': 'says yes or no: whether a second person could agree',
  'signin.stands_over': 'says yes or no of what oneself may do',
  'signin.stands_over_person': 'says yes or no of what oneself may do',
  'signin.may_vouch': 'says yes or no of what oneself may do',
  'signin.still_leads_school_of':
    'says yes or no of somebody whose id one has: who is Head stands on the school’s wall',
  'signin.vouchers': 'gives ids alone, to tell those whom a policy hides from whoever must tell them',
};

const who = (name: string) => (s: Scene) => [s.id('people.person', name)];
const CODE = Buffer.from('code');
const LEADERS = 'head cover lead';
const ROSTER = 'office it head head1 cover trustIt';
const held = '[2026-12-01,)';
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

const matching: readonly Call[] = [
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

const joining: readonly Call[] = [
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

const entering: readonly Call[] = [
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

const signIns: readonly Call[] = [
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

const duties: readonly Call[] = [
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

const concerns: readonly Call[] = [
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
  ...['ash', 'birch', 'cedar'].map(leftBehind),
  {
    what: 'learn who of a school could not open what they are told',
    of: 'concern.cannot_sign_in',
    sql: 'select person_id from concern.cannot_sign_in($1)',
    values: (s) => [s.id('people.school', 'cedar')],
    by: 'CEDAR escalation',
  },
  {
    what: 'read whom to tell next',
    of: 'concern.ladder_of',
    sql: 'select concern.ladder_of($1)',
    values: (s) => [s.id('concern.concern', 'child')],
    by: 'escalation',
  },
];

const event = (what: string, actor: string, by: string): Call => ({
  what,
  of: 'audit.append',
  sql: `select audit.append(jsonb_build_array(jsonb_build_object('chain', uuidv7(), 'type', 'test.happened/1')), now(), ${actor}, null)`,
  values: (_, me) => (actor.includes('$1') ? [me] : []),
  by,
});

const audit: readonly Call[] = [
  event('write an event in their own name', `'person:' || $1`, 'PEOPLE'),
  event('write an event in another’s name', `'person:' || uuidv7()`, ''),
  event('write an event as the escalation', `'system:escalation'`, 'escalation'),
  event('write an event as whoever turns the keys', `'system:keyholder'`, 'keyholder'),
  event('write an event as the sign-in', `'system:signin'`, 'signin'),
  {
    what: 'ask for the hash of a report',
    of: 'audit.content_hash',
    sql: `select audit.content_hash('concern.concern', $1)`,
    values: (s) => [s.id('concern.concern', 'child')],
    by: 'auditor',
  },
];

export const calls: readonly Call[] = [
  ...entering,
  ...matching,
  ...joining,
  ...signIns,
  ...duties,
  ...concerns,
  ...signatureCalls,
  ...evidenceCalls,
  ...responsibilityCalls,
  ...audit,
];
