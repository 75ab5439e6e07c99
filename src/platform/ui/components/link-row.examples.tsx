import type { ExampleSet } from '../examples.ts';
import { LinkRow } from './link-row.tsx';

export const linkRowExamples: ExampleSet = {
  component: 'LinkRow',
  examples: [
    {
      name: 'Acts of one row',
      node: (
        <LinkRow
          links={[
            { href: '#done', text: 'Done', about: 'Ring the family' },
            { href: '#change', text: 'Change', about: 'Ring the family' },
            { href: '#print', text: 'Print' },
          ]}
        />
      ),
    },
  ],
};
