import { formatDate } from '#platform/clock';
import { AppPage, ButtonLink, Card, Details, Muted, type PageContext, Tag } from '#platform/ui';
import type { ReferenceRegister, Work } from '../service.ts';
import type { Reference } from '../types.ts';
import { forceWords } from '../words.ts';

function Edition({ edition }: { readonly edition: Reference }) {
  return (
    <div className="govuk-!-margin-bottom-4">
      <p className="govuk-body">
        <Tag tone={edition.inForce ? 'active' : 'attention'}>
          {edition.inForce ? 'In force' : 'Not in force'}
        </Tag>{' '}
        <b>{edition.edition}</b>, {forceWords(edition)}
      </p>
      <p className="govuk-body gh-kept">{edition.says}</p>
      <Muted>
        {edition.source} · checked {formatDate(edition.checkedOn)} ·{' '}
        {edition.ofGatehouse ? 'came with Gatehouse' : 'added by your trust'}
      </Muted>
    </div>
  );
}

function WorkCard({ work }: { readonly work: Work }) {
  const [now, ...others] = work.editions;
  const toCome = others.filter(({ inForce }) => !inForce);
  const before = others.filter(({ inForce }) => inForce);
  return (
    <Card title={work.title}>
      {now === undefined ? null : <Edition edition={now} />}
      {toCome.map((edition) => (
        <Edition key={edition.id} edition={edition} />
      ))}
      {before.length === 0 ? null : (
        <Details summary={`Earlier (${before.length})`}>
          {before.map((edition) => (
            <Edition key={edition.id} edition={edition} />
          ))}
        </Details>
      )}
    </Card>
  );
}

export function ReferencesPage({
  context,
  register,
}: {
  readonly context: PageContext;
  readonly register: ReferenceRegister;
}) {
  return (
    <AppPage
      title="Law and guidance"
      context={context}
      heading="Law and guidance"
      detail="What Gatehouse rests on, in plain words, with its edition and the day on which somebody checked it. Not legal advice: read the text itself."
      actions={register.mayAdd ? <ButtonLink href="/references/new">Add an edition</ButtonLink> : undefined}
    >
      {register.works.map((work) => (
        <WorkCard key={work.slug} work={work} />
      ))}
    </AppPage>
  );
}
