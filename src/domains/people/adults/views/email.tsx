import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, FormErrors, Muted, type PageContext, TextField } from '#platform/ui';
import type { Reachable } from '../queries.ts';

export interface EmailPageProps {
  readonly context: PageContext;
  readonly person: Reachable;
  readonly form: FormState;
}

export function EmailPage({ context, person, form }: EmailPageProps) {
  return (
    <AppPage
      title="E-mail address"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href={`/people/${person.id}`} />}
      heading="E-mail address"
      detail={person.name}
    >
      <FormErrors form={form} />
      <form method="post" action={`/people/${person.id}/email`} noValidate>
        <TextField
          form={form}
          name="email"
          type="email"
          label="Work e-mail"
          hint="One that they alone read. Empty means that Gatehouse sends them no mail."
        />
        <Button>Save</Button>
      </form>
      <Muted>If the roster holds another address, the next import brings that one back.</Muted>
    </AppPage>
  );
}
