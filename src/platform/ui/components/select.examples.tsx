import type { ExampleSet } from '../examples.ts';
import { Select } from './select.tsx';

export const selectExamples: ExampleSet = {
  component: 'Select',
  examples: [
    {
      name: 'One chosen',
      node: (
        <Select
          name="severity-of-concern"
          label={{ text: 'Severity', classes: 'govuk-label--s' }}
          value="high"
          items={[
            { value: 'low', text: 'Low' },
            { value: 'high', text: 'High' },
          ]}
        />
      ),
    },
  ],
};
