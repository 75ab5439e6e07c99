import { formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonLink,
  FormErrors,
  InsetText,
  type PageContext,
  RadiosField,
  Table,
  TextareaField,
} from '#platform/ui';
import type { HandOverFacts } from '../service.ts';

export interface HandOverPageProps {
  readonly context: PageContext;
  readonly facts: HandOverFacts;
  readonly form: FormState;
}

function WhatItHolds({ facts }: { readonly facts: HandOverFacts }) {
  return (
    <>
      <p className="govuk-body">
        The file is a zip with the whole of this case, for MyConcern or for another school:
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>the E-Safety Incident/Concern Form as a PDF, to attach or to print</li>
        <li>every field as a table (CSV), to type from</li>
        <li>
          the actions ({facts.actions}) and the chronology ({facts.entries}), internal notes included, as
          tables
        </li>
        <li>the same record as JSON, for a program to read</li>
      </ul>
      <p className="govuk-body">
        It names children. Keep it where only those who need to know can open it, and delete your copy once it
        is attached.
      </p>
    </>
  );
}

function Reference({ facts }: { readonly facts: HandOverFacts }) {
  const page = `/concerns/${facts.id}${facts.takesReference ? '/myconcern' : ''}`;
  if (facts.myconcernReference !== null) {
    return (
      <InsetText>
        <p className="govuk-body">
          MyConcern reference: <strong>{facts.myconcernReference}</strong>.{' '}
          <a className="govuk-link" href={page}>
            Change it
          </a>
        </p>
      </InsetText>
    );
  }
  const chased =
    facts.recordOfTruth === 'myconcern'
      ? 'Your school keeps its record in MyConcern, so this case stays on your list until the reference is there.'
      : 'If you attach it to MyConcern, keep the reference with the case.';
  return (
    <InsetText>
      <p className="govuk-body">
        There is no MyConcern reference yet. {chased}{' '}
        <a className="govuk-link" href={page}>
          Enter it
        </a>
      </p>
    </InsetText>
  );
}

function ReasonForm({ facts, form }: Pick<HandOverPageProps, 'facts' | 'form'>) {
  return (
    <form method="post" action={`/concerns/${facts.id}/hand-over`} noValidate>
      <TextareaField
        form={form}
        name="reason"
        label="Why does it leave Gatehouse?"
        hint="Kept on the case’s timeline with your name and the time."
        rows={3}
      />
      <RadiosField
        form={form}
        name="use"
        label="What will be done with the file?"
        items={[
          { value: 'attached', text: 'Attached to the record in MyConcern' },
          { value: 'typed', text: 'Typed from, into MyConcern' },
          { value: 'other', text: 'Something else, which I have said above' },
        ]}
      />
      <Button>Keep the reason</Button>
    </form>
  );
}

function Earlier({ facts }: { readonly facts: HandOverFacts }) {
  if (facts.earlier.length === 0) return null;
  return (
    <>
      {facts.reasoned ? (
        <p className="govuk-body">
          <ButtonLink href={`/concerns/${facts.id}/hand-over.zip`}>Download the file (zip)</ButtonLink>
        </p>
      ) : null}
      <Table
        caption="Handed over before"
        head={[{ text: 'When' }, { text: 'By' }, { text: 'Why' }]}
        rows={facts.earlier.map(({ at, by, reason }) => [
          { text: formatInstant(at) },
          { text: by },
          { text: reason },
        ])}
      />
    </>
  );
}

export function HandOverPage({ context, facts, form }: HandOverPageProps) {
  return (
    <AppPage
      title="Hand over a case"
      context={context}
      errors={form.errors}
      before={<BackLink href={`/concerns/${facts.id}`}>Back to the case</BackLink>}
      heading={`Hand over ${facts.reference}`}
    >
      <FormErrors form={form} />
      <WhatItHolds facts={facts} />
      <Earlier facts={facts} />
      <Reference facts={facts} />
      <h2 className="govuk-heading-m">{facts.reasoned ? 'Hand it over again' : 'First, say why'}</h2>
      <ReasonForm facts={facts} form={form} />
    </AppPage>
  );
}
