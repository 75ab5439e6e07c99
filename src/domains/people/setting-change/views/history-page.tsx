import { formatInstant } from '#platform/clock';
import { AppPage, Card, type PageContext, SummaryList, Tag } from '#platform/ui';
import type { SettingChange, SettingHistory } from '../types.ts';
import { settingWords } from '../words.ts';

interface HistoryPageProps {
  readonly context: PageContext;
  readonly history: SettingHistory;
}

function Change({ change }: { readonly change: SettingChange }) {
  const { what, before, after, at, by, isNew } = change;
  return (
    <Card title={settingWords[what]} actions={isNew ? <Tag tone="active">New to you</Tag> : null}>
      <p className="govuk-body">
        {by}, {formatInstant(at)}
      </p>
      <SummaryList
        rows={[
          {
            key: { text: 'Before' },
            value: { text: <span className="gh-kept">{before ?? 'Nothing set'}</span> },
          },
          {
            key: { text: 'Since then' },
            value: { text: <span className="gh-kept">{after ?? 'Nothing set'}</span> },
          },
        ]}
      />
    </Card>
  );
}

export function HistoryPage({ context, history: { school, changes } }: HistoryPageProps) {
  return (
    <AppPage
      title="What was changed"
      context={context}
      heading="What was changed"
      detail={`${school.name}: who is told of a concern, and when`}
    >
      <p className="govuk-body">
        The chair of governors and the trust’s safeguarding lead are told of each of these changes when it is
        made. If one looks wrong to you, ask whoever made it, and the trust.
      </p>
      {changes.length === 0 ? <p className="govuk-body">Nothing has been changed yet.</p> : null}
      {changes.map((change) => (
        <Change key={change.id} change={change} />
      ))}
    </AppPage>
  );
}
