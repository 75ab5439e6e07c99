import { findingWords, parentsWords, partWords } from '../case/words.ts';
import { duties, isDuty } from '../duty/duties.ts';
import { isRecipient, recipients } from '../referral/recipients.ts';
import { stepWords } from '../referral/words.ts';
import { stateNames } from '../sanction/words.ts';
import type { Period } from './filter.ts';
import type { FileItem, FileKind, RowKind } from './types.ts';

export const kindWords: Readonly<Record<FileKind, string>> = {
  concern: 'Concerns',
  action: 'Actions',
  referral: 'Referrals',
  duty: 'Legal duties',
  sanction: 'Findings and sanctions',
  support: 'Support',
  parents: 'Contact with parents',
  outcome: 'Outcomes',
  note: 'Notes',
};

export const periodWords: Readonly<Record<Period, string>> = {
  30: 'The last 30 days',
  90: 'The last 90 days',
  365: 'The last year',
};

const named = (names: Readonly<Record<string, string>>, word: string | null) =>
  (word === null ? undefined : names[word]) ?? word ?? '';

const titles: Readonly<Record<RowKind, (item: FileItem) => string>> = {
  concern: () => 'Concern reported',
  addition: () => 'The reporter added',
  action: () => 'Action decided',
  action_ended: ({ not }) => (not ? 'Action ended without being done' : 'Action done'),
  referral: ({ word, not }) => {
    const whom = word !== null && isRecipient(word) ? recipients[word].name : (word ?? '');
    return `${not ? 'Decided not to refer' : 'Referred'}: ${whom}`;
  },
  heard: ({ word }) => `Heard of a referral: ${named(stepWords, word)}`,
  duty: ({ word }) => `Legal duty done. ${word !== null && isDuty(word) ? duties[word].name : ''}`,
  finding: ({ word, not }) =>
    `${not ? 'Finding taken back, it was somebody else' : 'Finding about them'}: ${named(findingWords, word)}`,
  sanction: ({ word, not }) => `${not ? 'Sanction that does not stand' : 'Sanction'}: ${word ?? ''}`,
  sanction_ended: ({ word }) => `Sanction over: ${named(stateNames, word)}`,
  support: ({ not }) => (not ? 'No plan of support' : 'Plan of support'),
  support_ended: () => 'Plan of support ended',
  parents: ({ word }) => (word === null ? 'Parents' : `Parents: ${named(parentsWords, word)}`),
  outcome: () => 'Outcome written',
  close: () => 'Closed',
  reopen: () => 'Reopened',
  note: () => 'Note',
};

/** What this child was to a concern: whoever was named wrongly is cleared, and it counts as nothing against them. */
export const partOf = ({ part, cleared }: Pick<FileItem, 'part' | 'cleared'>): string =>
  cleared ? `Named wrongly as “${partWords[part].toLowerCase()}”, and cleared` : partWords[part];

/** What a row of the file is called. */
export const titleOf = (item: FileItem): string => titles[item.kind](item);
