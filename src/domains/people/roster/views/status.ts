import type { Tone } from '#platform/ui';
import type { ImportStatus } from '../imports/types.ts';

export const statusWords: Readonly<Record<ImportStatus, { readonly text: string; readonly tone: Tone }>> = {
  columns: { text: 'Columns to choose', tone: 'attention' },
  reading: { text: 'Being read', tone: 'active' },
  previewed: { text: 'To decide', tone: 'attention' },
  approved: { text: 'To be applied', tone: 'active' },
  applying: { text: 'Being applied', tone: 'active' },
  applied: { text: 'Applied', tone: 'quiet' },
  unchanged: { text: 'Nothing to change', tone: 'quiet' },
  refused: { text: 'Refused', tone: 'attention' },
  discarded: { text: 'Not applied', tone: 'quiet' },
  failed: { text: 'Failed', tone: 'attention' },
};
