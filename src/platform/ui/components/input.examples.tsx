import type { ExampleSet } from '../examples.ts';
import { Input } from './input.tsx';

export const inputExamples: ExampleSet = {
  component: 'Input',
  examples: [
    {
      name: 'With a hint',
      node: (
        <Input
          name="address"
          type="url"
          label={{ text: 'Address it came from', classes: 'govuk-label--s' }}
          hint={{ text: 'Copy it, do not open it again.' }}
        />
      ),
    },
    {
      name: 'With an error',
      node: (
        <Input
          name="reference"
          label={{ text: 'Police reference', classes: 'govuk-label--s' }}
          errorMessage={{ text: 'Enter the reference' }}
          classes="govuk-input--width-10"
        />
      ),
    },
    {
      name: 'With a suffix',
      node: (
        <Input
          name="limit"
          label={{ text: 'Acknowledge within', classes: 'govuk-label--s' }}
          value="15"
          inputmode="numeric"
          classes="govuk-input--width-3"
          suffix={{ text: 'minutes' }}
        />
      ),
    },
  ],
};
