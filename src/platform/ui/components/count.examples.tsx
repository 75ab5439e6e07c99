import type { ExampleSet } from '../examples.ts';
import { Count } from './count.tsx';

export const countExamples: ExampleSet = {
  component: 'Count',
  examples: [
    {
      name: 'Some, many, none',
      node: (
        <p>
          Today <Count value={6} /> Alerts <Count value={240} /> Concerns <Count value={0} />
        </p>
      ),
    },
  ],
};
