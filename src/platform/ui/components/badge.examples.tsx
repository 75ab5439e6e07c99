import type { ExampleSet } from '../examples.ts';
import { Badge } from './badge.tsx';

export const badgeExamples: ExampleSet = {
  component: 'Badge',
  examples: [
    {
      name: 'Every tone',
      node: (
        <p>
          Year 6 <Badge>SEND</Badge> <Badge tone="urgent">No contact</Badge>{' '}
          <Badge tone="attention">Social worker</Badge> <Badge tone="quiet">Left</Badge>
        </p>
      ),
    },
  ],
};
