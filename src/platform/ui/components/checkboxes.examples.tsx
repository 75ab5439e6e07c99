import type { ExampleSet } from '../examples.ts';
import { Checkboxes } from './checkboxes.tsx';

const legend = { text: 'Who was told?', classes: 'govuk-fieldset__legend--s' };

export const checkboxesExamples: ExampleSet = {
  component: 'Checkboxes',
  examples: [
    {
      name: 'With hints, a divider and none',
      node: (
        <Checkboxes
          name="told"
          fieldset={{ legend }}
          hint={{ text: 'Choose all that apply.' }}
          values={['head']}
          items={[
            { value: 'head', text: 'The Head' },
            { value: 'parents', text: 'Parents', hint: { text: 'Or whoever holds parental responsibility' } },
            { divider: 'or' },
            { value: 'none', text: 'Nobody yet', behaviour: 'exclusive' },
          ]}
        />
      ),
    },
    {
      name: 'With an error and a conditional question, as cards',
      node: (
        <Checkboxes
          name="told-cards"
          classes="gh-choices--cards"
          fieldset={{ legend }}
          errorMessage={{ text: 'Choose who was told, or Nobody yet' }}
          items={[
            { value: 'police', text: 'Police', conditional: <p>Give the reference below.</p> },
            { value: 'none', text: 'Nobody yet', hint: { text: 'You are asked again tomorrow' } },
          ]}
        />
      ),
    },
  ],
};
