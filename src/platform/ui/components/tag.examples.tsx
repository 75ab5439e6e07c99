import type { ExampleSet } from '../examples.ts';
import { Tag } from './tag.tsx';

export const tagExamples: ExampleSet = {
  component: 'Tag',
  examples: [
    {
      name: 'Every tone',
      node: (
        <p>
          <Tag tone="urgent">Urgent</Tag> <Tag tone="attention">Due</Tag> <Tag tone="active">Sign</Tag>{' '}
          <Tag tone="quiet">Sealed</Tag>
        </p>
      ),
    },
  ],
};
