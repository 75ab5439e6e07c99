import { expect, test } from 'vitest';
import { roleKinds } from './rule.ts';
import { type Act, acts, rules, transition } from './transitions.ts';
import { type Status, statuses } from './types.ts';

/**
 * What a handler may do, written down a second time by hand: per act the statuses in the order submitted, open,
 * monitoring, closed, reopened; "-" is refused, "=" stays, a letter is the first of the next status.
 */
const expected: Readonly<Record<Act, string>> = {
  acknowledge: 'o----',
  assign: '===-=',
  categorise: '-==-=',
  intent: '-==-=',
  severity: '-==-=',
  finding: '-==-=',
  outcome: '-==-=',
  child: '-==-=',
  parents: '-==-=',
  note: '===-=',
  message: '===-=',
  name_person: '===-=',
  action_add: '-==-=',
  action_done: '-==-=',
  action_drop: '-==-=',
  action_change: '-==-=',
  policies: '-==-=',
  link: '-==-=',
  unlink: '-==-=',
  myconcern: '-====',
  monitor: '-m--m',
  resume: '--o--',
  close: '-cc-c',
  reopen: '---r-',
  exclude: '=====',
  exclude_confirm: '=====',
  exclude_lift: '=====',
  about_adult: 'sss-s',
  refer: '-==-=',
  pack: '-==-=',
  not_refer: '-==-=',
  referral_step: '-====',
  police_reason_seen: '=====',
  duty_done: '-====',
  staff_assess: '-==-=',
  staff_outcome: '-==-=',
  staff_tell: '-====',
  staff_measure: '-==-=',
  staff_child: '-====',
  find: '-==-=',
  sanction_propose: '-==-=',
  sanction_decide: '-==-=',
  sanction_drop: '-==-=',
  sanction_tell: '-==-=',
  sanction_appeal: '-==-=',
  sanction_answer: '-==-=',
  sanction_serve: '-==-=',
  sanction_reverse: '-==-=',
  support_plan: '-==-=',
  support_check_in: '-==-=',
  support_end: '-==-=',
  pathway_open: '-==-=',
  pathway_answer: '-==-=',
  pathway_not_needed: '-==-=',
  wrong_person: '-==-=',
};

const order: readonly Status[] = ['submitted', 'open', 'monitoring', 'closed', 'reopened'];
const byLetter: Readonly<Record<string, Status>> = {
  s: 'submitted',
  o: 'open',
  m: 'monitoring',
  c: 'closed',
  r: 'reopened',
};

const handlers = ['child_handler', 'adult_handler', 'head_handler'] as const;

test.each(acts.flatMap((act) => order.map((status, at) => [act, status, expected[act].charAt(at)] as const)))(
  '%s on a %s case',
  (act, status, letter) => {
    const next = letter === '-' ? undefined : letter === '=' ? status : byLetter[letter];
    for (const role of handlers) {
      const childrens = role === 'child_handler';
      const mayMove = act === 'about_adult' ? childrens : !(act.startsWith('staff_') && childrens);
      expect(transition(role, status, act)?.to, role).toBe(mayMove ? next : undefined);
    }
  },
);

test('a reporter and somebody who is excluded may do nothing with a case', () => {
  for (const role of ['reporter', 'nobody'] as const) {
    for (const status of statuses)
      for (const act of acts) expect(transition(role, status, act)).toBeUndefined();
  }
});

test('every status is reached and left, and every role is spoken of', () => {
  expect(order).toHaveLength(statuses.length);
  const reached = new Set(
    acts.flatMap((act) => order.flatMap((status) => transition('child_handler', status, act)?.to ?? [])),
  );
  expect([...reached].sort()).toEqual([...statuses].sort());
  expect(roleKinds).toHaveLength(5);
});

test('only closing asks that nothing is missing, and only four acts tell the reporter', () => {
  expect(acts.filter((act) => rules[act].complete)).toEqual(['close']);
  expect(acts.filter((act) => rules[act].tells !== undefined)).toEqual([
    'acknowledge',
    'message',
    'close',
    'reopen',
  ]);
});

test('no banner or label names anybody or says what a concern is about', () => {
  for (const act of acts) expect(`${rules[act].label} ${rules[act].banner}`).not.toMatch(/\$\{|%s/);
});
