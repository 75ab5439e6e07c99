import type { FormState } from '#platform/forms';
import {
  AppPage,
  Breadcrumbs,
  Button,
  DateField,
  FormErrors,
  type PageContext,
  RadiosField,
  SelectField,
  TextareaField,
  TextField,
} from '#platform/ui';
import type { ReferenceRegister } from '../service.ts';

export interface EditionPageProps {
  readonly context: PageContext;
  readonly register: ReferenceRegister;
  readonly form: FormState;
}

export function EditionPage({ context, register, form }: EditionPageProps) {
  return (
    <AppPage
      title="Add an edition"
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <Breadcrumbs
            items={[{ text: 'Law and guidance', href: '/references' }, { text: 'Add an edition' }]}
          />
          <FormErrors form={form} />
        </>
      }
      heading="Add an edition"
      detail="The earlier editions stay. Records keep the one that was shown when they were made."
    >
      <form method="post" action="/references/new" noValidate>
        <SelectField
          form={form}
          name="work"
          label="Of what?"
          items={[
            { value: '', text: 'Choose' },
            ...register.works.map(({ slug, title }) => ({ value: slug, text: title })),
            { value: 'another', text: 'Something else' },
          ]}
        />
        <TextField form={form} name="title" label="Its title, if it is something else" />
        <TextField form={form} name="edition" label="Edition" hint="“2026”, “2026 (draft)”" width={20} />
        <TextareaField form={form} name="says" label="What does it ask of schools, in your words?" rows={6} />
        <RadiosField
          form={form}
          name="force"
          label="Is it in force?"
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No, or not yet' },
          ]}
        />
        <DateField form={form} name="from" label="In force from (if it is)" />
        <TextField form={form} name="source" label="Who published it, and where did you read it?" />
        <Button preventDoubleClick>Add this edition</Button>
      </form>
    </AppPage>
  );
}
