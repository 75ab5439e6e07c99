import { dutyDeeds } from '../duty/words.ts';
import { findingDeeds } from '../finding/words.ts';
import { pathwayDeeds, pathwayNames } from '../pathway/words.ts';
import { referralDeeds, stateWords } from '../referral/words.ts';
import { appealWords, sanctionDeeds, stateNames } from '../sanction/words.ts';
import { levelWords, staffDeeds } from '../staff/words.ts';
import { supportDeeds } from '../support/words.ts';
import type { Act } from '../transitions.ts';
import {
  type ChildInvolvement,
  categories,
  type Finding,
  type FourC,
  type Intent,
  type ParentsAnswer,
  type Place,
  type Severity,
  type Status,
  type Stream,
} from '../types.ts';
import { wrongPersonDeeds } from '../wrong-person/words.ts';
import type { Family } from './page/queries.ts';
import type { Place as FoundPlace } from './search/queries.ts';
import { policyNames } from './types.ts';

/** The field's words for what is stored, the same on every page of a case. */

export const statusWords: Readonly<Record<Status, string>> = {
  submitted: 'New',
  open: 'Open',
  monitoring: 'Monitoring',
  closed: 'Closed',
  reopened: 'Reopened',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  immediate: 'Immediate danger',
};

export const intentWords: Readonly<Record<Intent, string>> = {
  accidental: 'Accidental',
  curricular: 'Part of learning',
  careless: 'Careless',
  deliberate: 'Deliberate',
  coerced: 'Coerced: somebody made them',
  unknown: 'Cannot be known',
};

export const findingWords: Readonly<Record<Finding, string>> = {
  substantiated: 'Substantiated',
  unsubstantiated: 'Unsubstantiated',
  unfounded: 'Unfounded',
  false: 'False',
  malicious: 'Malicious',
  no_finding: 'No finding',
};

export const parentsWords: Readonly<Record<ParentsAnswer, string>> = {
  not_yet: 'Not yet',
  spoken_to: 'Spoken to',
  not_safe: 'Considered: not safe to tell them',
  not_needed: 'Considered: not needed',
};

export const childWords: Readonly<Record<ChildInvolvement, string>> = {
  involved: 'Took part in deciding what happens',
  told: 'Told what happens',
  not_yet: 'Not yet',
  not_appropriate: 'Not appropriate, with a reason',
};

export const fourCWords: Readonly<Record<FourC, string>> = {
  content: 'Content',
  contact: 'Contact',
  conduct: 'Conduct',
  commerce: 'Commerce',
};

export const fourCHints: Readonly<Record<FourC, string>> = {
  content: 'What was seen or read',
  contact: 'Who got in touch',
  conduct: 'How somebody behaved',
  commerce: 'Money, scams, gambling, advertising',
};

export const placeWords: Readonly<Record<Place, string>> = {
  school: 'at school',
  home: 'at home',
  elsewhere: 'elsewhere',
  unknown: 'place not known',
};

/** Where a search found what was looked for. */
export const placeFound: Readonly<Record<FoundPlace, string>> = {
  number: 'The number',
  name: 'A name',
  described: 'Somebody described',
  headline: 'The headline',
  report: 'The report',
  addition: 'Added by the reporter',
  entry: 'The timeline',
  action: 'An action',
  outcome: 'The outcome',
  alike: 'A name that is alike',
};

export { partWords } from '../part-words.ts';

export const streamWords: Readonly<Record<Stream, string>> = {
  child: 'those who handle concerns about children',
  adult: 'those who handle concerns about adults',
  head: 'the chair of governors and the trust',
};

/** What the timeline says was done. */
export const deedWords: Readonly<Record<Act | 'moved' | 'transferred', string>> = {
  ...referralDeeds,
  ...dutyDeeds,
  ...staffDeeds,
  ...findingDeeds,
  ...sanctionDeeds,
  ...supportDeeds,
  ...pathwayDeeds,
  ...wrongPersonDeeds,
  acknowledge: 'Acknowledged. The reporter was told',
  assign: 'Assigned',
  categorise: 'Categorised',
  intent: 'Intent recorded',
  severity: 'Severity set',
  finding: 'Finding about what happened',
  outcome: 'Outcome written',
  child: 'How the child was involved',
  parents: 'Parents',
  note: 'Note',
  message: 'Message to the reporter',
  name_person: 'Somebody was named',
  action_add: 'Action added',
  action_done: 'Action done',
  action_drop: 'Action ended without being done',
  action_change: 'Action changed',
  policies: 'Policies linked',
  link: 'Concern linked',
  unlink: 'Link taken away',
  myconcern: 'MyConcern reference entered',
  monitor: 'Monitoring began',
  resume: 'Work taken up again',
  close: 'Closed. The reporter was sent the outcome line',
  reopen: 'Reopened. The reporter was told',
  exclude: 'Excluded from this concern, provisionally',
  exclude_confirm: 'Exclusion confirmed',
  exclude_lift: 'Exclusion lifted',
  about_adult: 'Found to be about an adult',
  moved: 'Moved',
  transferred: 'Came from another school with the child. Its receipt was signed',
};

const isDeed = (kind: string): kind is keyof typeof deedWords => kind in deedWords;

/** What an entry's kind is called; the escalation job and others write kinds of their own. */
export function deedName(kind: string): string {
  if (isDeed(kind)) return deedWords[kind];
  const words = kind.replaceAll('_', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

const fieldNames: Readonly<Record<string, string>> = {
  severity: 'Severity',
  intent: 'Intent',
  categories: 'Categories',
  fourCs: 'Kinds of risk',
  assignedTo: 'Assigned to',
  finding: 'Finding',
  findingReason: 'Reason for the finding',
  outcome: 'Outcome',
  outcomeLine: 'Line for the reporter',
  childInvolved: 'Child',
  parents: 'Parents',
  parentsNote: 'Note on parents',
  myconcernReference: 'MyConcern reference',
  policies: 'Policies',
  owner: 'Who does it',
  due: 'Due',
  exclusion: 'Exclusion',
  referral: 'Referral',
  level: 'Weighed as',
  selfReported: 'Told of it themselves',
  sanction: 'Sanction',
  sanctionDays: 'From and to',
  appeal: 'Answer to the appeal',
  attributed: 'Who it was',
  pathways: 'Pathways opened',
};

export const fieldName = (field: string): string => fieldNames[field] ?? field;

const valueWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  severity: severityWords,
  intent: intentWords,
  categories,
  fourCs: fourCWords,
  finding: findingWords,
  childInvolved: childWords,
  parents: parentsWords,
  policies: policyNames,
  referral: stateWords,
  level: levelWords,
  sanction: stateNames,
  appeal: appealWords,
  pathways: pathwayNames,
  exclusion: { provisional: 'provisional', confirmed: 'confirmed', lifted: 'lifted' },
};

/** A stored value as it is said; `names` turns ids of persons into what they are called. */
export function sayValue(
  field: string,
  value: string | readonly string[] | null,
  names: ReadonlyMap<string, string>,
): string {
  if (value === null || value.length === 0) return 'nothing';
  if (typeof value !== 'string') return value.map((one) => sayValue(field, one, names)).join(', ');
  if (field === 'assignedTo' || field === 'owner') return names.get(value) ?? 'somebody who has left';
  return valueWords[field]?.[value] ?? value;
}

/** "Amara K.": enough to know whom it is about, no more than that. */
export function shortName(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? name : `${words.slice(0, -1).join(' ')} ${last.charAt(0)}.`;
}

/** "ehcp" as a lead says it. What is not known is not shown as a no. */
export function contextWords(family: Family | undefined): string[] {
  if (family === undefined) return [];
  const { send, plan, lookedAfter, socialWorker, youngCarer, firstLanguage } = family;
  return [
    plan === 'child_protection'
      ? 'Child protection plan'
      : plan === 'child_in_need'
        ? 'Child in need plan'
        : '',
    lookedAfter === true ? 'Looked after' : '',
    socialWorker === null ? '' : `Social worker: ${socialWorker}`,
    send === 'ehcp' ? 'SEND: EHC plan' : send === 'support' ? 'SEND support' : '',
    youngCarer === true ? 'Young carer' : '',
    firstLanguage === null ? '' : `First language ${firstLanguage}`,
  ].filter((words) => words !== '');
}
