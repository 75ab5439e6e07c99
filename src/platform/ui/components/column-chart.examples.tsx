import type { ExampleSet } from '../examples.ts';
import { Bar, ColumnChart } from './column-chart.tsx';

export const columnChartExamples: ExampleSet = {
  component: 'ColumnChart, Bar',
  examples: [
    {
      name: 'Over time, one of them hidden',
      node: (
        <ColumnChart
          title="Concerns by term"
          description="From 12 in autumn to 20 in summer; spring is hidden."
          columns={[
            { label: 'Autumn 2025', value: 12 },
            { label: 'Spring 2026', value: null },
            { label: 'Summer 2026', value: 20 },
          ]}
        />
      ),
    },
    { name: 'A bar beside a number', node: <Bar value={7} most={20} /> },
  ],
};
