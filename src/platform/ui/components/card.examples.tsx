import type { ExampleSet } from '../examples.ts';
import { Button } from './button.tsx';
import { Card } from './card.tsx';
import { Tag } from './tag.tsx';
import { WorkList } from './work-list.tsx';

export const cardExamples: ExampleSet = {
  component: 'Card',
  examples: [
    {
      name: 'Plain, with an action',
      node: (
        <Card title="What was reported" headingLevel={4} actions={<a href="#add">Add to it</a>}>
          <p>Six messages on her tablet, from two accounts.</p>
        </Card>
      ),
    },
    {
      name: 'Urgent',
      node: (
        <Card tone="urgent">
          <WorkList
            items={[
              {
                tag: { text: 'Urgent', tone: 'urgent' },
                title: (
                  <>
                    <b>Concern LP-0412</b> waits to be acknowledged
                  </>
                ),
                detail: 'Reported 8 minutes ago by a teacher in Year 6 · next in line is told in 7 minutes',
                action: <Button>Acknowledge</Button>,
              },
            ]}
          />
        </Card>
      ),
    },
    {
      name: 'Attention',
      node: (
        <Card tone="attention" title="Unfinished report" headingLevel={4}>
          <p>
            <Tag tone="attention">Draft</Tag> You started a report yesterday at 15:20.
          </p>
        </Card>
      ),
    },
    {
      name: 'Help',
      node: (
        <Card tone="help">
          <b>In danger now?</b> Call 999. To talk to someone: Childline 0800 1111, any time, free.
        </Card>
      ),
    },
  ],
};
