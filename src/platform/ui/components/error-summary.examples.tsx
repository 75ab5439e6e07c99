import type { ExampleSet } from '../examples.ts';
import { ErrorSummary } from './error-summary.tsx';

export const errorSummaryExamples: ExampleSet = {
  component: 'ErrorSummary',
  examples: [
    {
      name: 'Two problems',
      node: (
        <ErrorSummary
          title="There is a problem"
          disableAutoFocus
          errorList={[
            { text: 'Say what you saw', href: '#saw' },
            { text: 'Choose whether the screen is hidden', href: '#hidden' },
          ]}
        />
      ),
    },
  ],
};
