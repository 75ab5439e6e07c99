import type { ExampleSet } from '../examples.ts';
import { Pagination } from './pagination.tsx';

export const paginationExamples: ExampleSet = {
  component: 'Pagination',
  examples: [
    {
      name: 'Pages of a list',
      node: (
        <Pagination
          landmarkLabel="Pages of concerns"
          previous={{ href: '#page-1' }}
          next={{ href: '#page-3' }}
          items={[
            { number: 1, href: '#page-1' },
            { number: 2, href: '#page-2', current: true },
            { number: 3, href: '#page-3' },
            { ellipsis: true },
            { number: 12, href: '#page-12' },
          ]}
        />
      ),
    },
    {
      name: 'Earlier and later',
      node: (
        <Pagination
          landmarkLabel="Weeks"
          previous={{ href: '#week-46', text: 'Earlier', labelText: 'Week of 9 November' }}
          next={{ href: '#week-48', text: 'Later', labelText: 'Week of 23 November' }}
        />
      ),
    },
  ],
};
