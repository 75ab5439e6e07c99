import type { ExampleSet } from '../examples.ts';
import { Details } from './details.tsx';

export const detailsExamples: ExampleSet = {
  component: 'Details',
  examples: [
    {
      name: 'Closed',
      node: <Details summary="Who can see this?">You, the Head and the deputy DSL.</Details>,
    },
  ],
};
