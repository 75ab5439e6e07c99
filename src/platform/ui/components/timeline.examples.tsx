import type { ExampleSet } from '../examples.ts';
import { Timeline } from './timeline.tsx';

export const timelineExamples: ExampleSet = {
  component: 'Timeline',
  examples: [
    {
      name: 'Of a case',
      node: (
        <Timeline
          headingLevel={4}
          items={[
            {
              label: { text: 'You acknowledged' },
              datetime: { timestamp: '2026-11-20T08:52:00Z', text: 'Today 08:52' },
              children: <p>The reporter was told.</p>,
            },
            {
              label: { text: 'Head and deputy DSL told' },
              datetime: { timestamp: '2026-11-20T08:44:00Z', text: 'Today 08:44' },
              children: <p>Routing: online bullying.</p>,
              tone: 'quiet',
            },
            {
              label: { text: 'Reported' },
              byline: 'a Year 6 teacher',
              datetime: { timestamp: '2026-11-20T08:41:00Z', text: 'Today 08:41' },
              tone: 'urgent',
            },
          ]}
        />
      ),
    },
  ],
};
