import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonGroup,
  Card,
  FormErrors,
  type PageContext,
  RadiosField,
  SelectField,
} from '#platform/ui';
import type { Rank, RouteEditing } from '../types.ts';
import { Small } from './parts.tsx';

const rankWords: Readonly<Record<Rank, string>> = {
  once: 'At once',
  next: 'Next',
  after: 'Then',
  last: 'Last',
};
const rankItems = Object.entries(rankWords).map(([value, text]) => ({ value, text }));

export interface RoutePageProps {
  readonly context: PageContext;
  readonly editing: RouteEditing;
  readonly form: FormState;
  /** The rules as this page showed them. */
  readonly seen: string;
}

function Hidden({ editing }: Pick<RoutePageProps, 'editing'>) {
  return (
    <>
      <input type="hidden" name="stream" value={editing.stream} />
      {editing.kind === null ? null : <input type="hidden" name="kind" value={editing.kind} />}
    </>
  );
}

function Remove({ editing }: Pick<RoutePageProps, 'editing'>) {
  return (
    <Card title={editing.kind === null ? 'Back to the usual route' : 'Back to the general route'}>
      <p className="govuk-body">
        {editing.kind === null
          ? 'Gatehouse’s own route: the designated leads at once, then the headteacher, then the trust.'
          : 'This kind then follows the school’s general route for concerns about a child.'}
      </p>
      <form method="post" action={`/settings/routing/${editing.school.id}/route/remove`}>
        <Hidden editing={editing} />
        <Button classes="govuk-button--secondary">Take this route away</Button>
      </form>
    </Card>
  );
}

export function RoutePage({ context, editing, form, seen }: RoutePageProps) {
  const overview = `/settings/routing/${editing.school.id}`;
  return (
    <AppPage
      title="Change who is told"
      context={context}
      errors={form.errors}
      before={<BackLink href={overview}>Who is told</BackLink>}
      heading={editing.title}
      detail={editing.kind === null ? editing.school.name : `A route of its own, at ${editing.school.name}`}
      narrow
    >
      <FormErrors form={form} />
      <form method="post" action={`${overview}/route`} noValidate>
        <Hidden editing={editing} />
        <input type="hidden" name="seen" value={seen} />
        {editing.duties.map(({ role, label, holders }) => (
          <RadiosField
            key={role}
            form={form}
            name={role}
            label={`When is the ${label} told?`}
            hint={`Today: ${holders}`}
            layout="inline"
            items={rankItems}
          />
        ))}
        {editing.stream === 'child' ? (
          <Small>
            An urgent concern goes to the designated leads and the headteacher at once, whatever is chosen
            here. At least two people are always told at once where the school has them.
          </Small>
        ) : null}
        <ButtonGroup>
          <Button>Save</Button>
          <a className="govuk-link" href={overview}>
            Cancel
          </a>
        </ButtonGroup>
      </form>
      {editing.own ? <Remove editing={editing} /> : null}
    </AppPage>
  );
}

export interface KindPageProps {
  readonly context: PageContext;
  readonly schoolId: string;
  readonly kinds: readonly { readonly value: string; readonly text: string }[];
}

/** A GET form: it only leads to the page where the route is set. */
export function KindPage({ context, schoolId, kinds }: KindPageProps) {
  const overview = `/settings/routing/${schoolId}`;
  return (
    <AppPage
      title="Give one kind its own route"
      context={context}
      before={<BackLink href={overview}>Who is told</BackLink>}
      heading="Which kind of concern?"
      narrow
    >
      <form method="get" action={`${overview}/route`}>
        <input type="hidden" name="stream" value="child" />
        <SelectField form={{ values: {}, errors: [] }} name="kind" label="Kind" items={kinds} />
        <Button>Continue</Button>
      </form>
    </AppPage>
  );
}
