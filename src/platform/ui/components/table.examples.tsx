import type { ExampleSet } from '../examples.ts';
import { Table } from './table.tsx';
import { TableRegion } from './table-region.tsx';
import { Tag } from './tag.tsx';

export const tableExamples: ExampleSet = {
  component: 'Table, TableRegion',
  examples: [
    {
      name: 'Concerns, scrolling by itself where it is narrow',
      node: (
        <TableRegion label="Concerns">
          <Table
            caption="Concerns"
            firstCellIsHeader
            head={[
              { text: 'Number' },
              { text: 'Kind' },
              { text: 'State' },
              { text: 'Age', format: 'numeric' },
            ]}
            rows={[
              [
                { text: <a href="#lp-0412">LP-0412</a> },
                { text: 'Online bullying' },
                { text: <Tag tone="urgent">Not acknowledged</Tag> },
                { text: '8 min', format: 'numeric' },
              ],
              [
                { text: <a href="#lp-0398">LP-0398</a> },
                { text: 'Contact by a stranger' },
                { text: <Tag tone="attention">Action due</Tag> },
                { text: '3 days', format: 'numeric' },
              ],
              [
                { text: <a href="#lp-0377">LP-0377</a> },
                { text: 'Self-harm content' },
                { text: <Tag>Referred</Tag> },
                { text: '12 days', format: 'numeric' },
              ],
              [
                { text: <a href="#lp-0351">LP-0351</a> },
                { text: 'Screen time' },
                { text: <Tag tone="quiet">Closed</Tag> },
                { text: '6 days', format: 'numeric' },
              ],
            ]}
          />
        </TableRegion>
      ),
    },
  ],
};
