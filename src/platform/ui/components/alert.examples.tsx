import type { ExampleSet } from '../examples.ts';
import { Alert } from './alert.tsx';

export const alertExamples: ExampleSet = {
  component: 'Alert',
  examples: [
    { name: 'Information', node: <Alert title="The filter list was updated at 06:00." /> },
    {
      name: 'Success',
      node: <Alert variant="success" title="The concern is closed. The reporter was told." />,
    },
    {
      name: 'Warning with a heading',
      node: (
        <Alert variant="warning" title="Nobody covers for you on Friday" showTitleAsHeading>
          <p>Name a deputy, or urgent concerns go to the Head.</p>
        </Alert>
      ),
    },
    { name: 'Error', node: <Alert variant="error" title="The mail could not be sent. It is tried again." /> },
  ],
};
