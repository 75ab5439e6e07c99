import type { Status, Stream } from './types.ts';

/** What a rule of the table in transitions.ts says, and the shapes that many of them share. */

/** What somebody is to a case. Whoever is excluded is nobody, whatever their duties. */
export const roleKinds = ['child_handler', 'adult_handler', 'head_handler', 'reporter', 'nobody'] as const;
export type RoleKind = (typeof roleKinds)[number];

export interface Rule {
  /** On the link and as the heading of its page. */
  readonly label: string;
  /** On the button that does it, where the label is no order. */
  readonly button?: string;
  /** Said on the next page. It names nobody. */
  readonly banner: string;
  readonly roles: readonly RoleKind[];
  /** Status before → status after. A status that is not here refuses the act. */
  readonly next: Partial<Readonly<Record<Status, Status>>>;
  /** The fields of its form that must be answered. */
  readonly fields: readonly string[];
  /** Refused while anything that closing needs is missing. */
  readonly complete?: true;
  /** What the reporter hears of it. */
  readonly tells?: 'acknowledged' | 'message' | 'outcome' | 'reopened';
}

export const handlers: readonly RoleKind[] = ['child_handler', 'adult_handler', 'head_handler'];

export const handlerKind: Readonly<Record<Stream, RoleKind>> = {
  child: 'child_handler',
  adult: 'adult_handler',
  head: 'head_handler',
};

/** Acknowledged and not closed: the case stays where it stands. */
export const working = { open: 'open', monitoring: 'monitoring', reopened: 'reopened' } as const;
export const unclosed = { submitted: 'submitted', ...working } as const;
export const always = { ...unclosed, closed: 'closed' } as const;

/** What a handler does to an acknowledged case without changing where it stands. */
export const work = (label: string, banner: string, ...fields: string[]): Rule => ({
  label,
  banner,
  fields,
  roles: handlers,
  next: working,
});
