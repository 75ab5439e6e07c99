import { scopeWords } from '#domains/access';
import { findingWords, parentsWords } from '../case/words.ts';
import { duties, isDuty } from '../duty/duties.ts';
import { partWords } from '../part-words.ts';
import { pathwayNames } from '../pathway/words.ts';
import { isRecipient, recipients } from '../referral/recipients.ts';
import { stepWords } from '../referral/words.ts';
import type { FileItem, FileKind, RowKind } from './types.ts';

export const kindWords: Readonly<Record<FileKind, string>> = {
  concern: 'Concerns',
  action: 'Actions',
  pathway: 'Pathways',
  referral: 'Referrals',
  duty: 'Legal duties',
  parents: 'Contact with parents',
  finding: 'Findings',
  sanction: 'Sanctions',
  access: 'Access withdrawn',
  support: 'Support',
  signed: 'Signatures',
  outcome: 'Outcomes',
  note: 'Notes',
  history: 'From elsewhere',
};

const named = (names: Readonly<Record<string, string>>, word: string | null) =>
  (word === null ? undefined : names[word]) ?? word ?? '';

const titles: Readonly<Record<RowKind, (item: FileItem) => string>> = {
  concern: () => 'Concern reported',
  addition: () => 'The reporter added',
  action: () => 'Action decided',
  action_ended: ({ not }) => (not ? 'Action ended without being done' : 'Action done'),
  pathway: ({ word, not }) => `${not ? 'Pathway not needed' : 'Pathway'}: ${named(pathwayNames, word)}`,
  referral: ({ word, not }) => {
    const whom = word !== null && isRecipient(word) ? recipients[word].name : (word ?? '');
    return `${not ? 'Decided not to refer' : 'Referred'}: ${whom}`;
  },
  heard: ({ word }) => `Heard of a referral: ${named(stepWords, word)}`,
  duty: ({ word }) => `Legal duty done. ${word !== null && isDuty(word) ? duties[word].name : ''}`,
  parents: ({ word }) => (word === null ? 'Parents' : `Parents: ${named(parentsWords, word)}`),
  finding: ({ word }) => `Finding: ${named(findingWords, word)}`,
  cleared: ({ word }) => `Was wrongly named as “${named(partWords, word).toLowerCase()}”; cleared`,
  sanction: ({ word, not }) => `${not ? 'Sanction proposed' : 'Sanction'}: ${word ?? ''}`,
  sanction_tell: ({ word }) => `Told of the sanction: ${word ?? ''}`,
  sanction_appeal: ({ word }) => `Appeal against: ${word ?? ''}`,
  sanction_answer: ({ word }) => `Appeal answered: ${word ?? ''}`,
  sanction_served: ({ word }) => `Sanction served: ${word ?? ''}`,
  sanction_reversed: ({ word }) => `Sanction reversed: ${word ?? ''}`,
  sanction_dropped: ({ word }) => `Proposed sanction not taken: ${word ?? ''}`,
  restriction: ({ word }) => `Access withdrawn: ${named(scopeWords, word)}`,
  restriction_lifted: ({ word }) => `Access given back: ${named(scopeWords, word)}`,
  support: ({ not }) => (not ? 'Support: none, with a reason' : 'Support planned'),
  support_end: () => 'Support ended',
  signed: ({ word }) => (word === 'lead' ? 'Signed by the designated lead' : 'Signed by whoever reported it'),
  outcome: () => 'Outcome written',
  close: () => 'Closed',
  reopen: () => 'Reopened',
  note: () => 'Note',
  history: ({ word }) => word ?? '',
};

/** What this child was to the case: whoever was named wrongly is cleared wherever the file goes. */
export function partOf({ part, cleared }: Pick<FileItem, 'part' | 'cleared'>): string {
  if (part === null) return '';
  return cleared ? `Named wrongly as “${partWords[part].toLowerCase()}”, and cleared` : partWords[part];
}

/** What a row of the file is called. */
export const titleOf = (item: FileItem): string => titles[item.kind](item);
