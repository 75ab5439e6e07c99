import type { ExampleSet } from '../examples.ts';
import { WarningText } from './warning-text.tsx';

export const warningTextExamples: ExampleSet = {
  component: 'WarningText',
  examples: [
    {
      name: 'Default',
      node: <WarningText>Do not look again, copy, forward, print or delete.</WarningText>,
    },
  ],
};
