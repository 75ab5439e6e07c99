import type { Block } from './types.ts';

export const blockWords: Readonly<Record<Block, string>> = {
  open: 'It is not closed',
  held: 'It is held',
  locked: 'A file of it is locked away: only the Police, or the lead, end that',
  moving: 'It is on its way to another school',
};

export const classWords: Readonly<Record<string, string>> = {
  'child-protection': 'About a child',
  'staff-allegation': 'About an adult',
  'low-level': 'Low-level, about an adult',
};
