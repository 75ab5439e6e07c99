import type { ExampleSet } from '../examples.ts';
import { Textarea } from './textarea.tsx';

export const textareaExamples: ExampleSet = {
  component: 'Textarea',
  examples: [
    {
      name: 'With a hint',
      node: (
        <Textarea
          name="saw"
          label={{ text: 'What I saw', classes: 'govuk-label--s' }}
          hint={{ text: 'Only what you saw yourself. What the child said has its own box.' }}
        />
      ),
    },
    {
      name: 'With an error',
      node: (
        <Textarea
          name="reason"
          rows={2}
          label={{ text: 'Reason', classes: 'govuk-label--s' }}
          errorMessage={{ text: 'Give a reason: it is kept with the change' }}
        />
      ),
    },
  ],
};
