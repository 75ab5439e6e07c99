import type { ExampleSet } from '../examples.ts';
import { Panel } from './panel.tsx';

export const panelExamples: ExampleSet = {
  component: 'Panel',
  examples: [
    {
      name: 'Sent',
      node: (
        <Panel title="Your report is sent" headingLevel={4}>
          Its number is LP-0412. The designated lead reads it now.
        </Panel>
      ),
    },
  ],
};
