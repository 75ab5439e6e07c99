import type { Instant } from '#platform/clock';

/** What decides who is told of a concern, and how fast. */
export const settingKinds = ['lado', 'wait', 'head_route', 'hours', 'closures'] as const;
export type SettingKind = (typeof settingKinds)[number];

export interface NewChange {
  readonly what: SettingKind;
  /** In words; null where nothing was set. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface SettingChange extends NewChange {
  readonly id: string;
  readonly at: Instant;
  readonly by: string;
  /** Whether I was told of it and had not looked yet. */
  readonly isNew: boolean;
}

export interface SettingHistory {
  readonly school: { readonly id: string; readonly name: string };
  readonly changes: readonly SettingChange[];
}
