import type { ExampleSet } from '../examples.ts';
import { Input } from './input.tsx';
import { Radios } from './radios.tsx';

export const radiosExamples: ExampleSet = {
  component: 'Radios',
  examples: [
    {
      name: 'As cards, one chosen',
      node: (
        <Radios
          name="guard"
          classes="gh-choices--cards"
          value="unsure"
          fieldset={{
            legend: {
              text: 'Could it show anyone under 18 nude, part-nude or sexual?',
              classes: 'govuk-fieldset__legend--l',
            },
          }}
          hint={{ text: 'Real, drawn or made by AI. If in doubt, choose Not sure.' }}
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'unsure', text: 'Not sure' },
            { value: 'no', text: 'No', hint: { text: 'You can add files on the next page' } },
          ]}
        />
      ),
    },
    {
      name: 'With a conditional question and a divider',
      node: (
        <Radios
          name="parents"
          value="told"
          fieldset={{ legend: { text: 'Were parents spoken to?', classes: 'govuk-fieldset__legend--s' } }}
          items={[
            { value: 'told', text: 'Yes', conditional: <Input name="when" label={{ text: 'When?' }} /> },
            { value: 'later', text: 'Not yet' },
            { divider: 'or' },
            { value: 'unsafe', text: 'Considered: not safe to tell' },
          ]}
        />
      ),
    },
    {
      name: 'Inline, with an error',
      node: (
        <Radios
          name="hidden"
          classes="govuk-radios--inline"
          fieldset={{ legend: { text: 'Is the screen hidden?', classes: 'govuk-fieldset__legend--s' } }}
          errorMessage={{ text: 'Choose whether the screen is hidden' }}
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
        />
      ),
    },
    {
      name: 'Small',
      node: (
        <Radios
          name="order"
          classes="govuk-radios--small"
          fieldset={{ legend: { text: 'Order', classes: 'govuk-fieldset__legend--s' } }}
          value="new"
          items={[
            { value: 'new', text: 'Newest first' },
            { value: 'severe', text: 'Most severe first' },
          ]}
        />
      ),
    },
  ],
};
