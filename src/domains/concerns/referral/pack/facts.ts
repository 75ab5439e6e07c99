import type { Family } from '../../case/page/queries.ts';
import type { CaseAction, CaseRecord } from '../../case/types.ts';
import type { Concern, Party } from '../../types.ts';

/** What a pack is filled in from. */
export interface PackFacts {
  readonly file: CaseRecord;
  readonly concern: Concern;
  readonly parties: readonly Party[];
  readonly families: readonly Family[];
  readonly birthDates: ReadonlyMap<string, string>;
  readonly actions: readonly CaseAction[];
  /** The child whom it is about; nobody where the case names none. */
  readonly subject: Party | undefined;
  /** Whoever makes it, with their duty. */
  readonly maker: string;
}

/** The children whom a pack can be about, those affected first. */
export const childrenOf = (parties: readonly Party[]): readonly Party[] => {
  const children = parties.filter(({ isAdult }) => !isAdult);
  return [
    ...children.filter(({ part }) => part === 'affected'),
    ...children.filter(({ part }) => part !== 'affected'),
  ];
};

/** The child that was chosen, else the first. */
export const subjectOf = (parties: readonly Party[], chosen: string | undefined): Party | undefined => {
  const children = childrenOf(parties);
  return children.find(({ id }) => id === chosen) ?? children[0];
};
