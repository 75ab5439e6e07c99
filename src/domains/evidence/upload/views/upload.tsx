import type { FormState } from '#platform/forms';
import {
  AppPage,
  BackLink,
  Button,
  FileUpload,
  FormErrors,
  type PageContext,
  WarningText,
} from '#platform/ui';

export interface UploadPageProps {
  readonly context: PageContext;
  readonly uploadId: string;
  readonly folderId: string;
  readonly form: FormState;
  /** The school has no room left. */
  readonly full: boolean;
}

function Choose({ path, form }: { readonly path: string; readonly form: FormState }) {
  const error = form.errors[0];
  return (
    <form method="post" action={path} encType="multipart/form-data" noValidate data-upload={path}>
      <FileUpload
        name="file"
        label={{
          text: 'Screenshot, photo, video, e-mail file, PDF or other file',
          classes: 'govuk-label--s',
        }}
        hint={{ text: 'Up to 500 MB. You can also drop it here or paste a picture.' }}
        errorMessage={error && { text: error.message }}
      />
      <div className="gh-progress" data-upload-progress hidden>
        <progress className="gh-progress__bar" max={100} value={0} aria-label="How much is there" />
        <p className="gh-muted" role="status" data-upload-status />
      </div>
      <Button>Add this file</Button>
    </form>
  );
}

function Full() {
  return (
    <WarningText>
      Your school has no room left for files. Your report is not lost, and can be sent without the file: say
      in words what it shows, and keep it where it is. Your safeguarding lead or IT team can make room.
    </WarningText>
  );
}

/** One file, after its answer No. Without a script it is posted; with one it goes on after a break, and shows how far. */
export function UploadPage({ context, uploadId, folderId, form, full }: UploadPageProps) {
  const path = `/evidence/uploads/${uploadId}`;
  return (
    <AppPage
      title="Choose the file"
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <BackLink href={`/evidence/${folderId}`}>Back to the files</BackLink>
          {full ? null : <FormErrors form={form} />}
        </>
      }
      heading={full ? 'No room for the file' : 'Choose the file'}
      detail="You said that it shows no child nude, part-nude or sexual."
    >
      {full ? <Full /> : <Choose path={path} form={form} />}
      <form method="post" action={`${path}/give-up`}>
        <Button classes="govuk-button--secondary">{full ? 'Go on without the file' : 'Add no file'}</Button>
      </form>
    </AppPage>
  );
}
