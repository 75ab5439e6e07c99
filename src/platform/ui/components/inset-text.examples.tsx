import type { ExampleSet } from '../examples.ts';
import { InsetText } from './inset-text.tsx';

export const insetTextExamples: ExampleSet = {
  component: 'InsetText',
  examples: [
    { name: 'Default', node: <InsetText>Reports are read from 08:00 to 17:00 on school days.</InsetText> },
  ],
};
