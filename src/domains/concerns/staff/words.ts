import type { Finding } from '../types.ts';
import type { Agreer, Decision, Level, LowLevelOutcome, TellingKind, Worker } from './types.ts';

/** What the timeline says was done. */
export const staffDeeds = {
  staff_assess: 'Weighed: allegation, low-level, or neither',
  staff_outcome: 'What came of the low-level concern',
  staff_tell: 'What was told, or may not be',
  staff_measure: 'Where they work meanwhile',
  staff_child: 'The child’s needs were recorded apart',
} as const;

export const levelWords: Readonly<Record<Level, string>> = {
  allegation: 'Allegation',
  low_level: 'Low-level concern',
  neither: 'Neither',
};

export const levelHints: Readonly<Record<Level, string>> = {
  allegation: 'At least one answer is yes. The designated officer (LADO) is told within one working day.',
  low_level: 'Not what a colleague should do, but none of the four. Kept in their low-level file.',
  neither: 'Nothing in what they did was out of place. It is kept here, and not in their file.',
};

export const workerWords: Readonly<Record<Worker, string>> = {
  staff: 'Member of this school’s staff',
  trust: 'Works for the trust, not for one school',
  supply: 'Supply staff, from an agency',
  contractor: 'Contractor, or works for another organisation here',
  volunteer: 'Volunteer',
  governor: 'Governor or trustee',
  hirer: 'Of an organisation that hires or uses the school',
};

/** Whoever else must know where it is not the school that employs them. */
export const employerName: Partial<Readonly<Record<Worker, string>>> = {
  supply: 'agency',
  contractor: 'employer',
  hirer: 'organisation',
};

export const outcomeWords: Readonly<Record<LowLevelOutcome, string>> = {
  no_further_action: 'No further action',
  advice: 'Advice',
  support: 'Support',
  training: 'Training',
  moved_to_allegation: 'Moved to an allegation',
  hr_process: 'Capability or disciplinary process (HR)',
};

export const tellingWords: Readonly<Record<TellingKind, string>> = {
  told: 'The adult was told',
  employer_told: 'Their employer or agency was told',
  hold: 'Nothing may be told for now',
  released: 'It may be told again',
};

export const agreerWords: Readonly<Record<Agreer, string>> = {
  lado: 'The designated officer (LADO)',
  police: 'The Police',
  social_care: 'Children’s social care',
  nobody: 'Nobody else needed to agree',
};

export const decisionWords: Readonly<Record<Decision, string>> = {
  stays: 'They work as before',
  adjusted: 'They work, but differently',
  suspended: 'Suspended: a neutral act, no judgement',
  returned: 'Back at work as before',
};

/** What of it may stand in a reference for a new employer, as the guidance has it. */
export const referenceWords: Readonly<Record<Finding, string>> = {
  substantiated: 'May be named in a reference: the facts alone, no opinion.',
  unsubstantiated: 'Never in a reference. It neither says that it happened nor that it did not.',
  unfounded: 'Never in a reference.',
  false: 'Never in a reference, and taken out of their personnel file.',
  malicious: 'Never in a reference, and taken out of their personnel file.',
  no_finding: 'Nothing is decided, so nothing of it may stand in a reference.',
};

export const LOW_LEVEL_REFERENCE =
  'Never in a reference while it is low-level, unless it is of a kind that a reference would name anyhow, as misconduct that was dealt with formally.';
