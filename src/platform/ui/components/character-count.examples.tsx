import type { ExampleSet } from '../examples.ts';
import { CharacterCount } from './character-count.tsx';

export const characterCountExamples: ExampleSet = {
  component: 'CharacterCount',
  examples: [
    {
      name: 'With a limit of 200',
      node: (
        <CharacterCount
          name="outcome-line"
          label={{ text: 'Outcome line for the reporter', classes: 'govuk-label--s' }}
          hint={{ text: 'They see this line and nothing else of what you did.' }}
          maxlength={200}
          rows={3}
        />
      ),
    },
  ],
};
