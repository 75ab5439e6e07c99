import type { ExampleSet } from '../examples.ts';
import { SkipLink } from './skip-link.tsx';

export const skipLinkExamples: ExampleSet = {
  component: 'SkipLink',
  examples: [
    { name: 'Seen only with the focus', node: <SkipLink href="#main">Skip to the top of the page</SkipLink> },
  ],
};
