import type { ExampleSet } from '../examples.ts';
import { TaskList } from './task-list.tsx';

export const taskListExamples: ExampleSet = {
  component: 'TaskList',
  examples: [
    {
      name: 'Setting a school up',
      node: (
        <TaskList
          idPrefix="set-up"
          items={[
            { title: { text: 'Import the roster' }, href: '#roster', status: { text: 'Done' } },
            {
              title: { text: 'Say who is told' },
              href: '#routing',
              hint: 'Always two people, with cover',
              status: { tag: { children: 'To do', tone: 'attention' } },
            },
            { title: { text: 'Open to staff' }, status: { tag: { children: 'Not yet', tone: 'quiet' } } },
          ]}
        />
      ),
    },
  ],
};
