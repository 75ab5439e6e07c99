import type { Tone } from '#platform/ui';
import type { Goes, Transfer, TransferState } from './types.ts';

export const stateTags: Readonly<Record<TransferState, { readonly text: string; readonly tone: Tone }>> = {
  sent: { text: 'Waits for a receipt', tone: 'attention' },
  received: { text: 'Received', tone: 'active' },
  refused: { text: 'Refused', tone: 'urgent' },
  withdrawn: { text: 'Taken back', tone: 'quiet' },
};

export const goesWords: Readonly<Record<Goes, string>> = {
  whole:
    'Goes whole: report, notes, actions, referrals and files. Your school can open it no longer once it is signed for.',
  lines:
    'Other children are in it, so the case stays here. What is told of this child goes as lines, the others masked.',
  unread: 'Cannot go yet: nobody has acknowledged it.',
  gone: 'Is on its way already.',
};

/** What goes, in a line: "2 cases and 5 lines of others". */
export function contentsOf({ manifest, lines, toSchoolId }: Transfer): string {
  if (toSchoolId === null) return 'A locked copy of the file';
  const parts = [
    ...(manifest.length === 0 ? [] : [`${manifest.length} ${manifest.length === 1 ? 'case' : 'cases'}`]),
    ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? 'line' : 'lines'} of cases that stay`]),
  ];
  return parts.length === 0 ? 'What came from elsewhere' : parts.join(', and ');
}
