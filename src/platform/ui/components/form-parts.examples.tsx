import type { ExampleSet } from '../examples.ts';
import { ErrorMessage } from './error-message.tsx';
import { Fieldset } from './fieldset.tsx';
import { Hint } from './hint.tsx';
import { Label } from './label.tsx';

/** The parts that controls are made of, for the rare control that has no component of its own. */
export const formPartsExamples: ExampleSet = {
  component: 'Fieldset, Label, Hint, ErrorMessage',
  examples: [
    {
      name: 'Around a control of one’s own',
      node: (
        <Fieldset legend={{ text: 'Alerts', classes: 'govuk-fieldset__legend--s' }}>
          <Label text="Lowest severity shown" htmlFor="severity" />
          <Hint id="severity-hint" text="From 1, every word, to 5, danger only." />
          <ErrorMessage id="severity-error" text="Choose a number from 1 to 5" />
          <input id="severity" type="range" min="1" max="5" aria-describedby="severity-hint severity-error" />
        </Fieldset>
      ),
    },
  ],
};
