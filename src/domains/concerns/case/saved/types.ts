/** A list of concerns that somebody wants again. */
export interface SavedFilter {
  readonly id: string;
  readonly name: string;
  /** Of the list's address, without the question mark; empty is the whole list. */
  readonly query: string;
  readonly mine: boolean;
  /** The school whose others see it too. */
  readonly sharedWith: string | null;
}
