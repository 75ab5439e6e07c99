import { Card, WorkList } from '#platform/ui';
import type { Fault } from '../../oneroster/index.ts';
import { whereOf } from '../words.ts';

/** Every fault with what is wrong, where, and what to do; errors first. */
export function Faults({ faults }: { readonly faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  const sorted = [...faults].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  const refused = sorted[0]?.severity === 'error';
  return (
    <Card title={refused ? 'What is wrong with the file' : 'What to look at first'}>
      <WorkList
        items={sorted.map((fault) => ({
          tag:
            fault.severity === 'error'
              ? { text: 'Error', tone: 'attention' }
              : { text: 'Warning', tone: 'quiet' },
          title: fault.problem,
          detail: (
            <>
              <b>{whereOf(fault)}</b> · {fault.remedy}
            </>
          ),
        }))}
      />
    </Card>
  );
}
