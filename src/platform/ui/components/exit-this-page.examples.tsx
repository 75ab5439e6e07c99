import type { ExampleSet } from '../examples.ts';
import { ExitThisPage } from './exit-this-page.tsx';

export const exitThisPageExamples: ExampleSet = {
  component: 'ExitThisPage',
  examples: [{ name: 'Default', node: <ExitThisPage /> }],
};
