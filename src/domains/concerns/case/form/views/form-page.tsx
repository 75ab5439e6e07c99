import type { ReactNode } from 'react';
import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import { Alert, AppPage, Breadcrumbs, Button, ButtonGroup, FormErrors, type PageContext } from '#platform/ui';
import { rules } from '../../../transitions.ts';
import { Changes } from '../../page/views/changes.tsx';
import { deedName } from '../../words.ts';
import type { FormView } from '../view.ts';

/** What somebody else did while this form was being filled in: who, when, old to new. */
function Since({ view }: { readonly view: FormView }) {
  return (
    <Alert variant="warning" title="Somebody changed this case while you were writing" showTitleAsHeading>
      <p className="govuk-body">
        Nothing of yours is lost: it is below. {view.refused ?? 'Compare, then save again.'}
      </p>
      <ul className="govuk-list">
        {view.since.map((entry) => (
          <li key={entry.id}>
            <b>{deedName(entry.kind)}</b>, {entry.authorName ?? 'Gatehouse'}, {formatInstant(entry.at)}
            {entry.body === null ? null : <p className="govuk-body gh-kept">{entry.body}</p>}
            <Changes entry={entry} names={view.names} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}

export interface FormPageProps {
  readonly context: PageContext;
  readonly view: FormView;
  readonly form: FormState;
  /** Where it is sent, and where the way back leads. */
  readonly action: string;
  readonly back: string;
  /** Its fields. */
  readonly children: ReactNode;
}

/** One form about a case, one page: its fields, the version that was shown, and the way back. */
export function FormPage({ context, view, form, action, back, children }: FormPageProps) {
  const { file, act } = view;
  const { label, button = label } = rules[act];
  return (
    <AppPage
      title={`${label}: concern ${file.reference}`}
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <Breadcrumbs
            items={[
              { text: 'Concerns', href: '/concerns' },
              { text: file.reference, href: back },
              { text: label },
            ]}
          />
          <FormErrors form={form} />
          {view.since.length > 0 || view.refused !== undefined ? <Since view={view} /> : null}
        </>
      }
      heading={label}
    >
      <form method="post" action={action} noValidate>
        <input type="hidden" name="version" value={file.version} />
        {children}
        <ButtonGroup>
          {view.missing.length > 0 || view.nothingToSend ? null : (
            <Button preventDoubleClick>{view.since.length > 0 ? 'Save all the same' : button}</Button>
          )}
          <a className="govuk-link" href={back}>
            Back to the case
          </a>
        </ButtonGroup>
      </form>
    </AppPage>
  );
}
