import type { FormState } from '#platform/forms';
import { AppPage, BackLink, Button, FileUpload, FormErrors, type PageContext } from '#platform/ui';

export interface UploadPageProps {
  readonly context: PageContext;
  readonly uploadId: string;
  readonly folderId: string;
  readonly form: FormState;
}

/** One file, after its answer No. Without a script it is posted; with one it goes on after a break, and shows how far. */
export function UploadPage({ context, uploadId, folderId, form }: UploadPageProps) {
  const path = `/evidence/uploads/${uploadId}`;
  const error = form.errors[0];
  return (
    <AppPage
      title="Choose the file"
      context={context}
      errors={form.errors}
      narrow
      before={
        <>
          <BackLink href={`/evidence/${folderId}`}>Back to the files</BackLink>
          <FormErrors form={form} />
        </>
      }
      heading="Choose the file"
      detail="You said that it shows no child nude, part-nude or sexual."
    >
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
      <form method="post" action={`${path}/give-up`}>
        <Button classes="govuk-button--secondary">Add no file</Button>
      </form>
    </AppPage>
  );
}
