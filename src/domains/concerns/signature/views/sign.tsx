import { AppPage, BackLink, Button, InsetText, type PageContext } from '#platform/ui';
import type { SignedAs } from '../queries.ts';

export interface SignPageProps {
  readonly context: PageContext;
  readonly path: string;
  readonly signedAs: SignedAs;
  readonly reference: string;
  readonly files: number;
  /** Of what would be signed. */
  readonly version: string;
  /** It changed between the page and the press. */
  readonly changed: boolean;
}

const whatIsSigned: Readonly<Record<SignedAs, string>> = {
  witness:
    'You sign what you reported and added: that it is what you saw, heard or were told, as well as you know.',
  lead: 'You sign the whole record as it stands: the report, what was added, its files and everything that was done.',
};

/** One press, which carries the version that was shown. */
export function SignPage({ context, path, signedAs, reference, files, version, changed }: SignPageProps) {
  return (
    <AppPage
      title="Sign"
      context={context}
      narrow
      before={<BackLink href={path}>Back</BackLink>}
      heading={signedAs === 'witness' ? 'Sign your report' : 'Sign as the designated lead'}
      detail={`${reference} · ${files === 1 ? '1 file' : `${files} files`}`}
    >
      {changed ? (
        <InsetText>Something was added since you opened this page. Go back, read it, then sign.</InsetText>
      ) : null}
      <p className="govuk-body">{whatIsSigned[signedAs]}</p>
      <p className="govuk-body">
        Your name, your post and the time are kept with it. If something is added later, your signature still
        says which version you signed.
      </p>
      <form method="post" action={`${path}/sign`}>
        <input type="hidden" name="version" value={version} />
        <Button preventDoubleClick>Sign</Button>
      </form>
    </AppPage>
  );
}
