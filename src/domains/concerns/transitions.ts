import { dutyRules } from './duty/rules.ts';
import { findingRules } from './finding/rules.ts';
import { pathwayRules } from './pathway/rules.ts';
import { referralRules } from './referral/rules.ts';
import { always, handlers, type RoleKind, type Rule, unclosed, work, working } from './rule.ts';
import { sanctionRules } from './sanction/rules.ts';
import { staffRules } from './staff/rules.ts';
import { supportRules } from './support/rules.ts';
import type { Status } from './types.ts';
import { wrongPersonRules } from './wrong-person/rules.ts';

/**
 * The one table that says what may be done with a case: by whom, in which status, what becomes of it, which fields it
 * needs, and the words on the button and the banner. Buttons, checks and messages are all read from here.
 */

/** Of the case itself: each is a page of its own, `/concerns/:id/<act>`. */
export const caseActs = [
  'acknowledge',
  'assign',
  'categorise',
  'intent',
  'severity',
  'finding',
  'outcome',
  'child',
  'parents',
  'note',
  'message',
  'name_person',
  'action_add',
  'action_done',
  'action_drop',
  'action_change',
  'policies',
  'link',
  'unlink',
  'myconcern',
  'monitor',
  'resume',
  'close',
  'reopen',
  'exclude',
  'exclude_confirm',
  'exclude_lift',
  'about_adult',
] as const;
export type CaseAct = (typeof caseActs)[number];

/** What follows the case has routes of its own; each part brings its lines of the table. */
const followRules = {
  ...referralRules,
  ...dutyRules,
  ...staffRules,
  ...findingRules,
  ...sanctionRules,
  ...supportRules,
  ...pathwayRules,
  ...wrongPersonRules,
} as const satisfies Readonly<Record<string, Rule>>;
export type FollowAct = keyof typeof followRules;

export type Act = CaseAct | FollowAct;

/** What a closed case must have. Each says which act supplies it, and where on the case that is done. */
export const closingNeeds = {
  acknowledged: {
    text: 'Acknowledge it, so that the reporter knows it was read',
    act: 'acknowledge',
    at: '/acknowledge',
  },
  category: { text: 'Choose a category', act: 'categorise', at: '/categorise' },
  severity: { text: 'How serious is it?', act: 'severity', at: '/severity' },
  intent: { text: 'Was it deliberate, careless, an accident …?', act: 'intent', at: '/intent' },
  child: { text: 'How was the child involved or told?', act: 'child', at: '/child' },
  parents: { text: 'Parents: spoken to, or why not?', act: 'parents', at: '/parents' },
  actions: {
    text: 'Actions are still open: mark them done, or say why not',
    act: 'action_done',
    at: '#actions',
  },
  police: {
    text: 'The Police: refer it, or say why not. The decision is due the same day',
    act: 'refer',
    at: '#referrals',
  },
  threshold: {
    text: 'Weigh it: allegation, low-level concern, or neither?',
    act: 'staff_assess',
    at: '/staff/weigh',
  },
  lado: {
    text: 'Tell the designated officer (LADO) of the allegation',
    act: 'refer',
    at: '/referrals/new?to=lado',
  },
  staff_finding: { text: 'Record what came of the allegation', act: 'finding', at: '/finding' },
  staff_outcome: {
    text: 'Record what came of the low-level concern',
    act: 'staff_outcome',
    at: '/staff/outcome',
  },
  support: {
    text: 'Support: everybody affected or cleared has a plan, or a reason why not',
    act: 'support_plan',
    at: '#support',
  },
  pathways: {
    text: 'Pathways: answer every step that has to be, or say why the pathway is not needed',
    act: 'pathway_answer',
    at: '#pathways',
  },
  outcome: { text: 'Write the outcome', act: 'outcome', at: '/outcome' },
  outcome_line: { text: 'Write the line that the reporter is sent', act: 'outcome', at: '/outcome' },
  myconcern: { text: 'Enter the MyConcern reference', act: 'myconcern', at: '/myconcern' },
  // Not by whoever set it: their case page says so, since they cannot do it themselves.
  exclusion: {
    text: 'You shut somebody out who would read this. Another handler confirms or lifts that first',
    act: 'exclude_confirm',
    at: '/exclude_confirm',
  },
} as const satisfies Record<string, { text: string; act: Act; at: string }>;
export type ClosingNeed = keyof typeof closingNeeds;

const caseRules: Readonly<Record<CaseAct, Rule>> = {
  acknowledge: {
    label: 'Acknowledge',
    banner: 'Acknowledged. The reporter has been told.',
    roles: handlers,
    next: { submitted: 'open' },
    fields: [],
    tells: 'acknowledged',
  },
  assign: { ...work('Assign', 'Assigned.', 'assignee'), next: unclosed },
  categorise: work('Categorise', 'Categories saved.', 'categories', 'fourCs'),
  intent: work('Record intent', 'Intent saved.', 'intent'),
  severity: work('Set severity', 'Severity saved.', 'severity'),
  finding: work('Say what was found to have happened', 'Finding saved.', 'finding', 'reason'),
  outcome: work('Write the outcome', 'Outcome saved.', 'outcome', 'outcomeLine'),
  child: work('Record how the child was involved', 'Saved.', 'childInvolved', 'note'),
  parents: work('Answer for parents', 'Saved.', 'parents'),
  note: { ...work('Add a note', 'Note added.', 'body'), next: unclosed },
  message: {
    ...work('Send the reporter a message', 'Message sent.', 'body'),
    next: unclosed,
    tells: 'message',
  },
  name_person: { ...work('Name somebody', 'Named.', 'person', 'part'), next: unclosed },
  action_add: work('Add an action', 'Action added.', 'what', 'owner', 'due', 'childInvolved'),
  action_done: work('Mark an action done', 'Action done.', 'action', 'note', 'childInvolved'),
  action_drop: work('End an action that was not done', 'Action ended.', 'action', 'note'),
  action_change: work('Change an action', 'Action changed.', 'action', 'owner', 'due', 'note'),
  policies: work('Link policies', 'Policies saved.'),
  link: work('Link another concern', 'Concern linked.', 'reference'),
  unlink: work('Take a link away', 'Link taken away.', 'concern'),
  myconcern: {
    ...work('Enter the MyConcern reference', 'Reference saved.', 'reference'),
    next: { ...working, closed: 'closed' },
  },
  monitor: {
    ...work('Keep an eye on it', 'Being monitored. A review is in your actions.', 'watchFor', 'review'),
    button: 'Start monitoring',
    next: { open: 'monitoring', reopened: 'monitoring' },
  },
  resume: { ...work('Work on it again', 'Open again.', 'reason'), next: { monitoring: 'open' } },
  close: {
    ...work('Close the case', 'Closed. The reporter has been sent the outcome line.'),
    next: { open: 'closed', monitoring: 'closed', reopened: 'closed' },
    complete: true,
    tells: 'outcome',
  },
  reopen: {
    ...work('Reopen the case', 'Reopened. The reporter has been told.', 'reason'),
    next: { closed: 'reopened' },
    tells: 'reopened',
  },
  exclude: {
    ...work('Somebody must not see this', 'Saved. They no longer see this concern.', 'person', 'reason'),
    button: 'Shut them out',
    next: always,
  },
  exclude_confirm: { ...work('Confirm an exclusion', 'Confirmed.', 'person', 'reason'), next: always },
  exclude_lift: { ...work('Lift an exclusion', 'Lifted.', 'person', 'reason'), next: always },
  // The one direction in which a lead may move a concern; the new readers begin with acknowledging it.
  about_adult: {
    label: 'It is about an adult after all',
    button: 'Move this concern',
    banner: 'Moved. Those who handle concerns about adults have been told.',
    roles: ['child_handler'],
    next: { submitted: 'submitted', open: 'submitted', monitoring: 'submitted', reopened: 'submitted' },
    fields: ['adult', 'reason'],
  },
};

export const rules: Readonly<Record<Act, Rule>> = { ...caseRules, ...followRules };
export const acts = Object.keys(rules) as Act[];

export interface Transition extends Rule {
  readonly act: Act;
  readonly to: Status;
}

/** What comes of an act; undefined where it is not allowed. */
export function transition(role: RoleKind, status: Status, act: Act): Transition | undefined {
  const rule = rules[act];
  const to = rule.next[status];
  return to !== undefined && rule.roles.includes(role) ? { ...rule, act, to } : undefined;
}

/** Why an act is refused in this status, for the page that says so. */
export function refusal(status: Status): string {
  if (status === 'closed') return 'This case is closed. Reopen it first.';
  if (status === 'submitted') return 'Acknowledge it first, so that the reporter knows it was read.';
  return 'Somebody has changed this case. Look at it again.';
}
