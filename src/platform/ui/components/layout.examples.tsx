import type { ExampleSet } from '../examples.ts';
import { Card } from './card.tsx';
import { Muted, TwoColumns } from './layout.tsx';

export const layoutExamples: ExampleSet = {
  component: 'TwoColumns',
  examples: [
    {
      name: 'Work and what helps with it',
      node: (
        <TwoColumns
          sideLabel="Beside the work"
          side={
            <Card title="Looking after you" headingLevel={4}>
              <Muted>
                This work is heavy. Your line manager, confidential counselling and the helpline are{' '}
                <a href="#wellbeing">on this page</a>.
              </Muted>
            </Card>
          }
        >
          <Card title="The work" headingLevel={4}>
            <p>One below the other where it is narrow.</p>
          </Card>
        </TwoColumns>
      ),
    },
  ],
};
