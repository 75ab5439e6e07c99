import { Card } from '#platform/ui';

/** Stands beside the work of whoever reports or handles a concern (CT-well). */
export function WellbeingNote() {
  return (
    <Card title="Looking after you">
      <p className="gh-muted">
        This work is heavy. Your line manager, confidential counselling and the helpline are{' '}
        <a href="/wellbeing">one press away</a>.
      </p>
    </Card>
  );
}
