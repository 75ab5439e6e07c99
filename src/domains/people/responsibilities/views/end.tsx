import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonGroup,
  DateField,
  FormErrors,
  type PageContext,
  TextareaField,
} from '#platform/ui';
import type { Ending } from '../change.ts';
import { responsibilities } from '../types.ts';
import { boardPath, period } from './parts.tsx';

export interface EndPageProps {
  readonly context: PageContext;
  readonly ending: Ending;
  readonly form: FormState;
}

export function EndPage({ context, ending, form }: EndPageProps) {
  const { place, holder } = ending;
  const { title, wanted } = responsibilities[holder.kind];
  return (
    <AppPage
      title="End a responsibility"
      context={context}
      errors={form.errors}
      narrow
      before={<BackLink href={boardPath(place.id)} />}
      heading={`End this for ${holder.name}?`}
      detail={place.name}
    >
      <FormErrors form={form} />
      <p>
        {title}
        {holder.asCover ? ', as cover' : ''}, {period(holder)}. Who held it until then stays in the record.
        {wanted ? ' Somebody must hold it: think of who follows.' : ''}
      </p>
      <form method="post" action={`/responsibilities/${holder.id}/end`} noValidate>
        <DateField form={form} name="until" label="Last day" hint="Leave empty to end it now." />
        <TextareaField form={form} name="reason" label="Why?" rows={3} />
        <ButtonGroup>
          <Button classes="govuk-button--warning" preventDoubleClick>
            End it
          </Button>
          <a href={boardPath(place.id)}>Leave it</a>
        </ButtonGroup>
      </form>
    </AppPage>
  );
}
