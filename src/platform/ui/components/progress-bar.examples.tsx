import type { ExampleSet } from '../examples.ts';
import { ProgressBar } from './progress-bar.tsx';

export const progressBarExamples: ExampleSet = {
  component: 'ProgressBar',
  examples: [
    {
      name: 'An import',
      node: <ProgressBar label="Reading the roster" value={1200} max={4000} text="1,200 of 4,000 people" />,
    },
  ],
};
