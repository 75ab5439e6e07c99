import type { ExampleSet } from '../examples.ts';
import { Card } from './card.tsx';
import { VisuallyHidden } from './layout.tsx';
import { WorkList } from './work-list.tsx';

const open = (what: string) => (
  <a href="#open">
    Open <VisuallyHidden>{what}</VisuallyHidden>
  </a>
);

export const workListExamples: ExampleSet = {
  component: 'WorkList',
  examples: [
    {
      name: 'Today',
      node: (
        <Card title="For you today" headingLevel={4}>
          <WorkList
            items={[
              {
                tag: { text: 'Due', tone: 'attention' },
                title: 'Speak to parents · LP-0398',
                detail: 'Action by you, due today',
                when: 'today',
                action: open('LP-0398'),
              },
              {
                tag: { text: 'Answer', tone: 'attention' },
                title: 'Children’s social care has not replied · LP-0377',
                detail: 'Referred 5 days ago, reference held',
                when: '2 days late',
                action: open('LP-0377'),
              },
              {
                tag: { text: 'Sign', tone: 'active' },
                title: 'Incident form LP-0391 is ready for your signature',
                when: 'yesterday',
                action: open('LP-0391'),
              },
            ]}
          />
        </Card>
      ),
    },
    { name: 'Nothing waits', node: <WorkList items={[]} /> },
  ],
};
