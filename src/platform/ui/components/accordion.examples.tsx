import type { ExampleSet } from '../examples.ts';
import { Accordion } from './accordion.tsx';

export const accordionExamples: ExampleSet = {
  component: 'Accordion',
  examples: [
    {
      name: 'Two parts, the first open',
      node: (
        <Accordion
          id="guidance"
          headingLevel={4}
          items={[
            {
              heading: 'What to say to the child',
              summary: 'Before anything is written down',
              content: 'Listen. Do not promise to keep it secret. Say what happens next.',
              expanded: true,
            },
            { heading: 'What to do with the device', content: 'Lock it, keep it with you, call the DSL.' },
          ]}
        />
      ),
    },
  ],
};
