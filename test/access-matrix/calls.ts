import { concernCalls } from './calls-concerns.ts';
import { dutyCalls } from './calls-duties.ts';
import { responsibilityCalls } from './calls-people.ts';
import { joiningCalls, matchingCalls } from './calls-roster.ts';
import { enteringCalls, signInCalls } from './calls-sign-in.ts';
import { evidenceCalls } from './evidence-calls.ts';
import { followCalls } from './follows.ts';
import { retentionCalls } from './retention.ts';
import type { Scene } from './scene.ts';
import { settingCalls } from './settings.ts';
import { signatureCalls } from './signatures.ts';
import { staffCalls } from './staff.ts';
import { transferCalls } from './transfers.ts';
import { waysInCalls } from './ways-in-calls.ts';

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
  'retention.amount_for': 'works with the caller’s own rights on retention.term',
  'retention.managed_trusts': 'says of which trust oneself manages the information',
  'evidence.in_force': 'works with the caller’s own rights on a folder they see and on their own drafts',
  'concern.is_free_reference': 'says yes or no of a number that is drawn by lot',
  'concern.outside_today': 'counts what was told at a school in a day',
  'concern.way_code': 'gives what stands on the school’s poster',
  'concern.words': 'works on the text it is given and reads no row',
  'concern.asked': 'works on the text it is given and reads no row',
  'concern.described': 'works on what it is given and reads no row',
  'concern.tally': 'works with the caller’s own rights on cases, parties and enrolments',
  'concern.trend_schools': 'says where oneself helps to lead or govern',
  'concern.ladder': 'works with the caller’s own rights on concern.route',
  'concern.police_decided': 'works with the caller’s own rights on concern.referral',
  'concern.lado_told': 'works with the caller’s own rights on concern.referral',
  'concern.police_due_on': 'works with the caller’s own rights on the case and its entries',
  'concern.police_matter': 'says something of what it is given, and reads no row',
  'concern.unsupported': 'works with the caller’s own rights on the people and plans of a case',
  'concern.may_answer': 'says yes or no of what oneself may do',
  'concern.names_others': 'works with the caller’s own rights on the people of a case',
  'concern.may_decide': 'says yes or no of what oneself may do',
  'people.led_places': 'says where oneself leads',
  'people.lock_roster': 'waits its turn where one keeps a roster, and says nothing',
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
  'signin.may_confirm_duty': 'says yes or no of what oneself may do',
  'signin.may_vouch': 'says yes or no of what oneself may do',
  'signin.still_leads_school_of':
    'says yes or no of somebody whose id one has: who is Head stands on the school’s wall',
  'signin.vouchers': 'gives ids alone, to tell those whom a policy hides from whoever must tell them',
};

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
  ...enteringCalls,
  ...matchingCalls,
  ...joiningCalls,
  ...signInCalls,
  ...dutyCalls,
  ...concernCalls,
  ...signatureCalls,
  ...waysInCalls,
  ...followCalls,
  ...staffCalls,
  ...retentionCalls,
  ...settingCalls,
  ...transferCalls,
  ...evidenceCalls,
  ...responsibilityCalls,
  ...audit,
];
