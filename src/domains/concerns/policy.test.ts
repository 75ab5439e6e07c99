import { expect, test } from 'vitest';
import type { Me } from '#platform/db';
import { allowedActs, type CaseFacts, missingToClose, roleIn, type WhoseCase } from './policy.ts';
import { statuses } from './types.ts';

const SCHOOL = 'school';

function somebody(facts: Partial<Me> = {}): Me {
  return {
    id: 'me',
    trustId: 'trust',
    givenName: 'Some',
    familyName: 'Body',
    secondFactor: true,
    appointments: [],
    schoolIds: [SCHOOL],
    reportSchoolIds: [SCHOOL],
    childSchoolIds: [],
    adultSchoolIds: [],
    headSchoolIds: [],
    rosterSchoolIds: [],
    earlierWithheld: false,
    leadSchoolIds: [],
    ...facts,
  };
}

const file = (facts: Partial<WhoseCase> = {}): WhoseCase => ({
  schoolId: SCHOOL,
  stream: 'child',
  reporterId: 'reporter',
  excludedIds: [],
  ...facts,
});

test('a duty counts for its own stream and school alone', () => {
  const dsl = somebody({ childSchoolIds: [SCHOOL] });
  expect(roleIn(dsl, file())).toBe('child_handler');
  expect(roleIn(dsl, file({ stream: 'adult' }))).toBe('nobody');
  expect(roleIn(dsl, file({ stream: 'head' }))).toBe('nobody');
  expect(roleIn(dsl, file({ schoolId: 'another' }))).toBe('nobody');
  expect(roleIn(somebody({ adultSchoolIds: [SCHOOL] }), file({ stream: 'adult' }))).toBe('adult_handler');
  expect(roleIn(somebody({ headSchoolIds: [SCHOOL] }), file({ stream: 'head' }))).toBe('head_handler');
});

test('whoever is excluded is nobody, unless they reported it: then they are its reporter and no more', () => {
  const head = somebody({ childSchoolIds: [SCHOOL], adultSchoolIds: [SCHOOL] });
  expect(roleIn(head, file({ stream: 'adult', excludedIds: ['me'] }))).toBe('nobody');
  expect(roleIn(head, file({ excludedIds: ['me'], reporterId: 'me' }))).toBe('reporter');
});

test('a teacher is the reporter of their own report and nobody to any other', () => {
  expect(roleIn(somebody(), file({ reporterId: 'me' }))).toBe('reporter');
  expect(roleIn(somebody(), file())).toBe('nobody');
  for (const status of statuses) {
    expect(allowedActs('reporter', status).size).toBe(0);
    expect(allowedActs('nobody', status).size).toBe(0);
  }
});

const complete: CaseFacts = {
  status: 'open',
  categories: ['online_bullying'],
  severity: 'low',
  intent: 'careless',
  childInvolved: 'told',
  parents: 'not_safe',
  openActions: 0,
  policeUndecided: false,
  staffNeeds: [],
  unsupported: 0,
  waitingPathways: 0,
  outcome: 'Spoken with both.',
  outcomeLine: 'We have spoken with everybody.',
  myconcernReference: null,
  shutOutByMe: false,
  recordOfTruth: 'gatehouse',
};

test('a complete case can be closed; "not safe to tell" is an answer for parents', () => {
  expect(missingToClose(complete)).toEqual([]);
});

test.each([
  [{ status: 'submitted' }, 'acknowledged'],
  [{ categories: [] }, 'category'],
  [{ severity: null }, 'severity'],
  [{ intent: null }, 'intent'],
  [{ childInvolved: null }, 'child'],
  [{ parents: 'not_yet' }, 'parents'],
  [{ openActions: 1 }, 'actions'],
  [{ policeUndecided: true }, 'police'],
  [{ unsupported: 1 }, 'support'],
  [{ waitingPathways: 1 }, 'pathways'],
  [{ outcome: null }, 'outcome'],
  [{ outcomeLine: null }, 'outcome_line'],
  [{ recordOfTruth: 'myconcern' }, 'myconcern'],
] as const)('%o is missing %s', (change, need) => {
  expect(missingToClose({ ...complete, ...change })).toEqual([need]);
});

test('an intent that cannot be known is an answer', () => {
  expect(missingToClose({ ...complete, intent: 'unknown' })).toEqual([]);
});
