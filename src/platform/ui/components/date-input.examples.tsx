import type { ExampleSet } from '../examples.ts';
import { DateInput } from './date-input.tsx';

export const dateInputExamples: ExampleSet = {
  component: 'DateInput',
  examples: [
    {
      name: 'With a hint',
      node: (
        <DateInput
          id="happened"
          namePrefix="happened"
          fieldset={{ legend: { text: 'When did it happen?', classes: 'govuk-fieldset__legend--s' } }}
          hint={{ text: 'For example, 19 11 2026' }}
        />
      ),
    },
    {
      name: 'With an error in one part',
      node: (
        <DateInput
          id="due"
          namePrefix="due"
          fieldset={{ legend: { text: 'When is it due?', classes: 'govuk-fieldset__legend--s' } }}
          errorMessage={{ text: 'The year must have four digits' }}
          items={[
            { name: 'day', value: '3' },
            { name: 'month', value: '12' },
            { name: 'year', value: '26', error: true },
          ]}
        />
      ),
    },
  ],
};
