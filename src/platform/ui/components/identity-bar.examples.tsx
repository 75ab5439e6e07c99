import type { ExampleSet } from '../examples.ts';
import { IdentityBar } from './identity-bar.tsx';

export const identityBarExamples: ExampleSet = {
  component: 'IdentityBar',
  examples: [
    {
      name: 'A case',
      node: (
        <IdentityBar
          label="About this concern"
          facts={[
            { title: 'Amara K.', detail: 'Year 6, Beech · age 10 at the time' },
            { title: 'Affected', detail: 'with 1 other child involved' },
            { title: 'Child in need plan', detail: 'social worker held' },
            { title: 'Open', detail: 'assigned to you · severity high' },
          ]}
        />
      ),
    },
  ],
};
