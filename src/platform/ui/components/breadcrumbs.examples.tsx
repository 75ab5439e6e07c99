import type { ExampleSet } from '../examples.ts';
import { Breadcrumbs } from './breadcrumbs.tsx';

export const breadcrumbsExamples: ExampleSet = {
  component: 'Breadcrumbs',
  examples: [
    {
      name: 'With the page itself last',
      node: (
        <Breadcrumbs
          labelText="Breadcrumb example"
          items={[{ text: 'Concerns', href: '#concerns' }, { text: 'LP-0412' }]}
        />
      ),
    },
  ],
};
