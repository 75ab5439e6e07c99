import { formatInstant } from '#platform/clock';
import { AppPage, Breadcrumbs, Card, type PageContext, SummaryList, WorkList } from '#platform/ui';
import type { CaseRecord } from '../../../case/types.ts';
import { recipientIds, recipients } from '../../recipients.ts';
import { packOf } from '../packs.ts';
import type { Pack } from '../queries.ts';

export interface PacksPageProps {
  readonly context: PageContext;
  readonly file: CaseRecord;
  readonly packs: readonly Pack[];
}

/** Whom a pack can be made for, and those that were made. */
export function PacksPage({ context, file, packs }: PacksPageProps) {
  const back = `/concerns/${file.concernId}`;
  return (
    <AppPage
      title={`Packs: concern ${file.reference}`}
      context={context}
      narrow
      before={
        <Breadcrumbs
          items={[
            { text: 'Concerns', href: '/concerns' },
            { text: file.reference, href: `${back}#referrals` },
            { text: 'Packs' },
          ]}
        />
      }
      heading="Packs for a referral"
      detail="What a recipient needs to know, put together from the case. You read it through, then take it as a locked file."
    >
      <Card title="Made before">
        <WorkList
          empty="None yet."
          items={packs.map((pack) => ({
            title: recipients[pack.recipient].name,
            detail: `made ${formatInstant(pack.madeAt)}`,
            action: (
              <a className="govuk-link" href={`${back}/referrals/pack/${pack.id}`}>
                Read
                <span className="govuk-visually-hidden"> the pack for {recipients[pack.recipient].name}</span>
              </a>
            ),
          }))}
        />
      </Card>
      <Card title="Make one for">
        <SummaryList
          rows={recipientIds.map((id) => {
            const { name, whatFor, neverSend } = recipients[id];
            return {
              key: {
                text:
                  packOf(id).length === 0 ? (
                    name
                  ) : (
                    <a className="govuk-link" href={`${back}/referrals/packs/${id}`}>
                      {name}
                    </a>
                  ),
              },
              value: { text: packOf(id).length === 0 ? `No pack. ${neverSend}` : whatFor },
            };
          })}
        />
      </Card>
    </AppPage>
  );
}
