import type { ExampleSet } from '../examples.ts';
import { BackLink } from './back-link.tsx';

export const backLinkExamples: ExampleSet = {
  component: 'BackLink',
  examples: [{ name: 'Default', node: <BackLink href="#concerns">Back to concerns</BackLink> }],
};
