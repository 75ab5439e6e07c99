import { formatDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  CheckboxesField,
  DateField,
  FormErrors,
  InsetText,
  type PageContext,
  SelectField,
  TextareaField,
} from '#platform/ui';
import type { GiveChoices } from '../change.ts';
import { neverToOneself, responsibilities } from '../types.ts';
import { boardPath } from './parts.tsx';

export interface GivePageProps {
  readonly context: PageContext;
  readonly choices: GiveChoices;
  readonly form: FormState;
}

function Current({ current }: Pick<GiveChoices, 'current'>) {
  if (current === undefined) return null;
  return (
    <InsetText>
      {current.name} has it {current.lastDay === null ? 'now' : `until ${formatDate(current.lastDay)}`}. To
      pass it on, <a href={`/responsibilities/${current.id}/hand-over`}>hand it over from them</a>. Here you
      can say who covers for them.
    </InsetText>
  );
}

/** Whom it could be: without anybody the page says what to do first. */
function Fields({ choices, form }: Omit<GivePageProps, 'context'>) {
  const people = choices.people.map(({ personId, name }) => ({ value: personId, text: name }));
  return (
    <>
      <SelectField
        form={form}
        name="personId"
        label="Who takes it?"
        hint={
          neverToOneself(choices.kind)
            ? 'You are not in the list: somebody else has to give you this one.'
            : undefined
        }
        unchosen="Choose"
        items={people}
      />
      <CheckboxesField
        form={form}
        name="cover"
        label="Cover"
        items={[{ value: 'yes', text: 'As cover for somebody who is away' }]}
        layout="small"
      />
      <DateField form={form} name="from" label="First day" hint="Leave empty for today." />
      <DateField
        form={form}
        name="until"
        label="Last day"
        hint="Cover ends by itself after it. Otherwise leave it empty when there is none yet."
      />
      <TextareaField
        form={form}
        name="reason"
        label="Why?"
        hint="Such as: agreed with governors on 12 September; trained in May"
        rows={3}
      />
      <Button preventDoubleClick>Give it</Button>
    </>
  );
}

export function GivePage({ context, choices, form }: GivePageProps) {
  const { place, kind, people, current } = choices;
  const { title, means } = responsibilities[kind];
  return (
    <AppPage
      title="Give a responsibility"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href={boardPath(place.id)} />}
      heading={title}
      detail={place.name}
    >
      <FormErrors form={form} />
      <p>{means}</p>
      <Current current={current} />
      {people.length === 0 ? (
        <InsetText>
          Nobody here has a post from which this is held. The office adds people and posts under{' '}
          <a href="/people">People</a>.
        </InsetText>
      ) : (
        <form method="post" action={`/responsibilities/give?at=${place.id}&kind=${kind}`} noValidate>
          <Fields choices={choices} form={form} />
        </form>
      )}
    </AppPage>
  );
}
