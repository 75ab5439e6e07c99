import type { SettingKind } from './types.ts';

export const settingWords: Readonly<Record<SettingKind, string>> = {
  lado: 'How to reach the designated officer (LADO)',
  wait: 'How long an urgent concern may wait',
  head_route: 'Who is told of a concern about the headteacher',
  hours: 'The school week',
  closures: 'Days without school',
};
