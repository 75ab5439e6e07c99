import { formatInstant, type Instant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  FormErrors,
  Muted,
  type PageContext,
  SummaryList,
  TextareaField,
  WarningText,
} from '#platform/ui';
import type { Reveal } from '../service.ts';

interface IdentityPageProps {
  readonly context: PageContext;
  readonly reveal: Reveal;
  readonly form: FormState;
}

type Row = readonly [string, string | null];

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <SummaryList
      rows={rows.flatMap(([text, value]) =>
        value === null || value === '' ? [] : [{ key: { text }, value: { text: value, classes: 'gh-kept' } }],
      )}
    />
  );
}

const said = (who: string | null, at: Instant | null, why: string | null): string | null =>
  at === null ? null : `${who ?? 'Somebody who has left'}, ${formatInstant(at)}: ${why ?? ''}`;

function Ask({ reveal, form }: Omit<IdentityPageProps, 'context'>) {
  const { sealed, askedByMe } = reveal;
  if (askedByMe)
    return <p className="govuk-body">You have asked. Somebody else who handles this concern must agree.</p>;
  const isAsked = sealed.askedBy !== null;
  const path = `/concerns/${sealed.concernId}/identity`;
  return (
    <form method="post" action={isAsked ? `${path}/agree` : path} noValidate>
      <WarningText>
        Whoever told this was promised that their name stays locked away unless two people find that it must
        be known. Ask them first, with a message, if that is safe.
      </WarningText>
      <TextareaField
        form={form}
        name="reason"
        label={isAsked ? 'Why you agree' : 'Why the identity must be known'}
        hint="It stands on the timeline."
        rows={4}
      />
      <Button preventDoubleClick classes={isAsked ? 'govuk-button--warning' : undefined}>
        {isAsked ? 'Agree, and open it' : 'Ask'}
      </Button>
    </form>
  );
}

/** Who told in confidence: sealed, asked for, or opened. */
export function IdentityPage({ context, reveal, form }: IdentityPageProps) {
  const { sealed, identity } = reveal;
  return (
    <AppPage
      title={`Told in confidence ${sealed.reference}`}
      context={context}
      errors={form.errors}
      before={
        <Breadcrumbs
          items={[
            { text: 'Concerns', href: '/concerns' },
            { text: sealed.reference, href: `/concerns/${sealed.concernId}` },
            { text: 'Told in confidence' },
          ]}
        />
      }
      heading="Who told this in confidence?"
    >
      <FormErrors form={form} />
      <Rows
        rows={[
          ['Asked by', said(sealed.askerName, sealed.askedAt, sealed.reason)],
          ['Agreed by', said(sealed.agreerName, sealed.agreedAt, sealed.agreedReason)],
          ...(identity === undefined
            ? []
            : ([
                ['Name, not checked', identity.name],
                ['Class', identity.className],
                ['Can be reached at', identity.contact],
              ] as const)),
        ]}
      />
      {identity === undefined ? <Ask reveal={reveal} form={form} /> : null}
      <Muted>Opening this page is recorded.</Muted>
    </AppPage>
  );
}
