import type { ExampleSet } from '../examples.ts';
import { Card } from './card.tsx';
import { SummaryList } from './summary-list.tsx';

const rows = [
  { key: { text: 'In the child’s words' }, value: { text: '“They keep sending it every night.”' } },
  { key: { text: 'What I saw' }, value: { text: 'Six messages on her tablet, from two accounts.' } },
];

const change = (what: string) => ({
  items: [{ href: '#change', text: 'Change', visuallyHiddenText: what }],
});

export const summaryListExamples: ExampleSet = {
  component: 'SummaryList',
  examples: [
    {
      name: 'In a card',
      node: (
        <Card title="What was reported" headingLevel={4}>
          <SummaryList rows={rows} />
        </Card>
      ),
    },
    {
      name: 'Check before sending',
      node: (
        <SummaryList
          rows={rows.map((row, index) => ({ ...row, actions: change(index ? 'what I saw' : 'their words') }))}
        />
      ),
    },
    {
      name: 'As a summary card',
      node: (
        <SummaryList
          card={{
            title: { text: 'First child', headingLevel: 4 },
            actions: { items: [{ href: '#remove', text: 'Remove' }] },
          }}
          rows={[{ key: { text: 'How' }, value: { text: 'Affected' } }]}
        />
      ),
    },
  ],
};
