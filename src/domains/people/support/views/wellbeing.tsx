import { AppPage, ButtonLink, Card, type PageContext } from '#platform/ui';
import { type SchoolSupport, supportWords } from '../types.ts';

interface SchoolProps {
  readonly school: SchoolSupport;
  /** Named only where a person has more than one. */
  readonly named: boolean;
}

function School({ school, named }: SchoolProps) {
  return (
    <section aria-label={school.school}>
      {named ? <h2>{school.school}</h2> : null}
      {school.contacts.map(({ kind, name, contact }) => (
        <Card key={kind} title={supportWords[kind].title} headingLevel={named ? 3 : 2}>
          <p>
            <b>{name}</b>
            <br />
            {contact}
          </p>
          <p className="gh-muted">{supportWords[kind].why}</p>
        </Card>
      ))}
      {school.contacts.every(({ own }) => own) ? null : (
        <p className="gh-muted">
          Your school has not added all of its own yet, so what is the same everywhere stands here.
        </p>
      )}
      {school.mayChange ? (
        <p>
          <ButtonLink href={`/wellbeing/${school.schoolId}`} classes="govuk-button--secondary">
            Change these{named ? ` for ${school.school}` : ''}
          </ButtonLink>
        </p>
      ) : null}
    </section>
  );
}

export interface WellbeingPageProps {
  readonly context: PageContext;
  readonly schools: readonly SchoolSupport[];
}

export function WellbeingPage({ context, schools }: WellbeingPageProps) {
  return (
    <AppPage
      context={context}
      title="Looking after yourself"
      heading="Looking after yourself"
      detail="What children tell us can stay with us. That is no weakness, and you need not carry it alone."
      narrow
    >
      <p>
        Take a few minutes before your next lesson. Tell somebody that it was a hard one. If it comes back at
        night, or has not left you after a week, talk to one of these.
      </p>
      {schools.map((school) => (
        <School key={school.schoolId} school={school} named={schools.length > 1} />
      ))}
      <Card title="If you are not safe yourself" headingLevel={2} tone="help">
        <p>
          In danger now? Call <a href="tel:999">999</a>. To talk at any hour: Samaritans,{' '}
          <a href="tel:116123">116 123</a>, free.
        </p>
      </Card>
    </AppPage>
  );
}
