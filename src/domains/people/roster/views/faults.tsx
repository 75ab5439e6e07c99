import { Card, Table, TableRegion, Tag } from '#platform/ui';
import type { Fault } from '../../oneroster/index.ts';

/** Every fault with its place, what is wrong and what to do; errors first. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  const sorted = [...faults].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  return (
    <Card title="What is wrong with the file">
      <TableRegion label="Faults of the file">
        <Table
          caption="Faults of the file"
          captionClasses="govuk-visually-hidden"
          head={[
            { text: 'Weight' },
            { text: 'File' },
            { text: 'Line' },
            { text: 'Column' },
            { text: 'What is wrong, and what to do' },
          ]}
          rows={sorted.map((fault) => [
            {
              text: (
                <Tag tone={fault.severity === 'error' ? 'urgent' : 'attention'}>
                  {fault.severity === 'error' ? 'Error' : 'Warning'}
                </Tag>
              ),
            },
            { text: fault.file },
            { text: fault.line ?? '' },
            { text: fault.column ?? '' },
            {
              text: (
                <>
                  {fault.problem} <b>{fault.remedy}</b>
                </>
              ),
            },
          ])}
        />
      </TableRegion>
    </Card>
  );
}
