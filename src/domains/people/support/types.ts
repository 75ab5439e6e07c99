export const supportKinds = ['line_manager', 'counselling', 'helpline'] as const;
export type SupportKind = (typeof supportKinds)[number];

/** Whom to turn to, and how. */
export interface SupportContact {
  readonly kind: SupportKind;
  readonly name: string;
  readonly contact: string;
  /** Set by the school; else it is what every school has, and may need checking. */
  readonly own: boolean;
}

export interface SchoolSupport {
  readonly schoolId: string;
  readonly school: string;
  readonly contacts: readonly SupportContact[];
  readonly mayChange: boolean;
}

export const supportWords: Readonly<Record<SupportKind, { readonly title: string; readonly why: string }>> = {
  line_manager: {
    title: 'Somebody at work',
    why: 'To talk over what you saw and what it did to you. You need not give the child’s name to be heard.',
  },
  counselling: {
    title: 'Confidential counselling',
    why: 'Your school is not told that you called, or what you said.',
  },
  helpline: { title: 'A helpline', why: 'When you would rather talk to somebody who does not know you.' },
};
