import { formatInstant } from '#platform/clock';
import { AppPage, Breadcrumbs, Button, Card, type PageContext, SummaryList } from '#platform/ui';
import { recipients } from '../../recipients.ts';
import { packOf } from '../packs.ts';
import type { PackOfCase } from '../service.ts';

/** What goes out, word for word; then the file. */
export function PackPage({ context, found }: { readonly context: PageContext; readonly found: PackOfCase }) {
  const { file, pack, mine } = found;
  const base = `/concerns/${file.concernId}/referrals`;
  return (
    <AppPage
      title={`Pack: concern ${file.reference}`}
      context={context}
      narrow
      before={
        <Breadcrumbs
          items={[
            { text: file.reference, href: `/concerns/${file.concernId}#referrals` },
            { text: 'Packs', href: `${base}/packs` },
            { text: recipients[pack.recipient].name },
          ]}
        />
      }
      heading={`Pack for: ${recipients[pack.recipient].name}`}
      detail={`made ${formatInstant(pack.madeAt)}${pack.othersNamed ? ' · other children are named in it' : ''}`}
    >
      <Card title="What goes out">
        <SummaryList
          rows={packOf(pack.recipient)
            .filter(({ id }) => pack.fields[id] !== undefined)
            .map(({ id, label }) => ({
              key: { text: label },
              value: { text: pack.fields[id], classes: 'gh-kept' },
            }))}
        />
        <p className="govuk-body">Files are not inside: each is listed with its hash.</p>
      </Card>
      {pack.codeShownAt !== null ? (
        <p className="govuk-body">
          Its file was made {formatInstant(pack.codeShownAt)}. To make another, make the pack again.
        </p>
      ) : mine ? (
        <form method="post" action={`${base}/pack/${pack.id}/code`}>
          <p className="govuk-body">
            The file opens with a pass-code. It is shown once, on the next page: have pen and paper ready.
          </p>
          <Button preventDoubleClick>Make the file</Button>
        </form>
      ) : (
        <p className="govuk-body">Whoever made it makes the file.</p>
      )}
      <p className="govuk-body">
        <a className="govuk-link" href={`${base}/packs/${pack.recipient}`}>
          Make it again, changed
        </a>
      </p>
    </AppPage>
  );
}
