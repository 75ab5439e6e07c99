import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  ButtonLink,
  Card,
  FormErrors,
  type PageContext,
  RadiosField,
  TextareaField,
} from '#platform/ui';
import { ItemList } from '../../item/views/item-list.tsx';
import type { Folder, Item } from '../../types.ts';
import { backOf, guardQuestion } from '../../words.ts';
import { LockedCard } from './locked.tsx';

export interface FolderPageProps {
  readonly context: PageContext;
  readonly folder: Folder;
  readonly items: readonly Item[];
  readonly form: FormState;
  /** Whether a virus check stands behind the upload. */
  readonly checked: boolean;
}

/** Asked before every file anew: the answer to one says nothing of the next. */
function Question({ folder, form, checked }: Pick<FolderPageProps, 'folder' | 'form' | 'checked'>) {
  return (
    <Card title="Add a file">
      <form method="post" action={`/evidence/${folder.id}`} noValidate>
        <RadiosField
          form={form}
          name="answer"
          label={guardQuestion}
          hint="The file that you are going to add: real, drawn or made by AI. If you are in doubt, choose Not sure."
          layout="cards"
          items={[
            { value: 'yes', text: 'Yes' },
            { value: 'not_sure', text: 'Not sure' },
            { value: 'no', text: 'No' },
          ]}
        />
        <Button>Continue</Button>
      </form>
      <p className="gh-muted">
        A picture, video, e-mail file, PDF or anything else, up to 500 MB. It is sealed as it arrives and
        opened only by those who handle the case, with a reason.{' '}
        {checked ? 'It is checked for viruses.' : 'It is not checked for viruses.'}
      </p>
    </Card>
  );
}

function Settle({ folder, form }: Pick<FolderPageProps, 'folder' | 'form'>) {
  return (
    <Card title="You are sure that it shows no child in that way?">
      <form method="post" action={`/evidence/${folder.id}/settle`} noValidate>
        <TextareaField
          form={form}
          name="reason"
          label="How do you know?"
          hint="Do not look at it to find out. Your answer becomes No, files open again, and this reason is kept."
          rows={3}
        />
        <Button classes="govuk-button--secondary">Change Not sure to No</Button>
      </form>
    </Card>
  );
}

/** The files of one report: what is there, and the guard before anything more. */
export function FolderPage({ context, folder, items, form, checked }: FolderPageProps) {
  const back = backOf(folder);
  const locked = folder.guard === 'yes' || folder.guard === 'not_sure';
  return (
    <AppPage
      title="Files"
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <BackLink href={back.href}>{back.text}</BackLink>
          <FormErrors form={form} />
        </>
      }
      heading="Files"
      detail={folder.concernId === null ? 'They go with your report when you send it.' : undefined}
    >
      {items.length === 0 ? null : (
        <Card title={items.length === 1 ? '1 file' : `${items.length} files`}>
          <ItemList items={items} handled={folder.handled} sent={folder.concernId !== null} />
        </Card>
      )}
      {locked && folder.guard !== null ? (
        <LockedCard guard={folder.guard} handled={folder.handled} />
      ) : (
        <Question folder={folder} form={form} checked={checked} />
      )}
      {folder.guard === 'not_sure' && folder.lead ? <Settle folder={folder} form={form} /> : null}
      <ButtonLink href={back.href} classes="govuk-button--secondary">
        {folder.concernId === null ? 'Go on with the report' : back.text}
      </ButtonLink>
    </AppPage>
  );
}
