import type { ReactNode } from 'react';

/** A component as it is used, for the tests and for the gallery at /dev/ui. */
export interface Example {
  readonly name: string;
  readonly node: ReactNode;
}

export interface ExampleSet {
  readonly component: string;
  readonly examples: readonly Example[];
}
