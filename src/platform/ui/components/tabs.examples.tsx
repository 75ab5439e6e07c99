import type { ExampleSet } from '../examples.ts';
import { Tabs } from './tabs.tsx';

export const tabsExamples: ExampleSet = {
  component: 'Tabs',
  examples: [
    {
      name: 'Two parts',
      node: (
        <Tabs
          idPrefix="case-parts"
          title="Parts of the case"
          items={[
            { label: 'Actions', panel: <p>2 open, 5 done.</p> },
            { label: 'Notes', panel: <p>The reporter never sees these.</p> },
          ]}
        />
      ),
    },
  ],
};
