export interface Repeated {
  readonly text: string;
  /** In how many of the child's concerns. */
  readonly n: number;
}

/** Another child, whom I may see. */
export interface Linked {
  readonly id: string;
  readonly name: string;
  /** How many concerns name both. */
  readonly together: number;
  /** They share a parent or carer in the roster. */
  readonly sameCarer: boolean;
}

export interface Patterns {
  /** Concerns that were reported in this term. */
  readonly inTerm: number;
  readonly addresses: readonly Repeated[];
  readonly places: readonly Repeated[];
  readonly linked: readonly Linked[];
}
