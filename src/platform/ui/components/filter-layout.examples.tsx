import type { ExampleSet } from '../examples.ts';
import { FilterLayout } from './filter-layout.tsx';
import { Select } from './select.tsx';

export const filterLayoutExamples: ExampleSet = {
  component: 'FilterLayout',
  examples: [
    {
      name: 'With one filter chosen',
      node: (
        <FilterLayout
          action="#filter"
          selected={[{ text: 'Open', href: '#all' }]}
          clearHref="#all"
          options={
            <Select
              name="status"
              label={{ text: 'Status', classes: 'govuk-label--s' }}
              value="open"
              items={[
                { value: 'open', text: 'Open' },
                { value: 'closed', text: 'Closed' },
              ]}
            />
          }
        >
          <p>3 concerns</p>
        </FilterLayout>
      ),
    },
  ],
};
