import type { ReactNode } from 'react';
import { formatDate, formatInstant } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  Alert,
  AppPage,
  Breadcrumbs,
  Button,
  ButtonGroup,
  Card,
  FormErrors,
  Muted,
  type PageContext,
  Table,
  TableRegion,
  WorkList,
} from '#platform/ui';
import { type MatchList, type MatchPage, refusalWords } from '../matches/service.ts';
import type { Joined, Match, Side } from '../matches/types.ts';

const START = { text: 'Roster import', href: '/people/import' };

const row = (match: Match) => ({
  tag:
    match.refusal === 'rights'
      ? ({ text: 'For the trust', tone: 'quiet' } as const)
      : ({ text: 'To decide', tone: 'attention' } as const),
  title: match.name ?? 'Somebody of another school',
  detail: `${match.schoolName} · in the roster of ${formatInstant(match.proposedAt)}`,
  action: (
    <a className="govuk-link" href={`/people/matches/${match.id}`}>
      Compare<span className="govuk-visually-hidden"> {match.name ?? 'them'}</span>
    </a>
  ),
});

function JoinedList({ joined }: { readonly joined: readonly Joined[] }) {
  if (joined.length === 0) return null;
  return (
    <Card title="Joined">
      <WorkList
        items={joined.map((one) => ({
          title: one.name ?? 'Somebody of another school',
          detail: `${one.schoolName} · ${formatInstant(one.mergedAt)}${one.mergedBy === null ? '' : `, by ${one.mergedBy}`}`,
          action: (
            <form method="post" action={`/people/matches/joined/${one.id}/undo`}>
              <Button classes="govuk-button--secondary">
                Take it back<span className="govuk-visually-hidden"> for {one.name ?? 'them'}</span>
              </Button>
            </form>
          ),
        }))}
      />
      <Muted>What came to the person after the joining stays with them.</Muted>
    </Card>
  );
}

export function MatchesPage({
  context,
  matches,
  waiting,
  joined,
}: MatchList & { readonly context: PageContext }) {
  return (
    <AppPage
      title="People who may be one"
      context={context}
      before={<Breadcrumbs items={[START, { text: 'People who may be one' }]} />}
      heading="People who may be one"
      detail={waiting > matches.length ? `${waiting} to decide, ${matches.length} at a time` : undefined}
    >
      <Card>
        <WorkList empty="Nobody waits for a decision." items={matches.map(row)} />
      </Card>
      <JoinedList joined={joined} />
    </AppPage>
  );
}

const lines = (texts: readonly string[]): ReactNode =>
  texts.length === 0 ? 'None known' : texts.map((text) => <div key={text}>{text}</div>);

function Sides({ sides }: { readonly sides: readonly Side[] }) {
  const adult = sides[0]?.kind === 'adult';
  const facts: readonly (readonly [string, (side: Side) => ReactNode])[] = [
    ['Name', ({ name }) => name],
    ['Name on the register', ({ registerName }) => registerName],
    ...(adult
      ? ([['E-mail', ({ email }: Side) => email ?? 'None known']] as const)
      : ([
          ['Birth date', ({ birthDate }: Side) => (birthDate === null ? 'Not known' : formatDate(birthDate))],
        ] as const)),
    ['UPN and ids', ({ ids }) => lines(ids)],
    [adult ? 'Posts' : 'On roll', ({ places }) => lines(places)],
    ['Classes', ({ classes }) => lines(classes)],
    [adult ? 'Children' : 'Parents and carers', ({ family }) => lines(family)],
  ];
  return (
    <Card>
      <TableRegion label="The two, side by side">
        <Table
          cards
          caption="The two, side by side"
          captionClasses="govuk-visually-hidden"
          head={[{ text: '' }, { text: 'In the last roster' }, { text: 'Known before' }]}
          firstCellIsHeader
          rows={facts.map(([what, say]) => [{ text: what }, ...sides.map((side) => ({ text: say(side) }))])}
        />
      </TableRegion>
    </Card>
  );
}

function Decide({ match, sides }: MatchPage) {
  const adult = sides[0]?.kind === 'adult';
  return (
    <>
      {match.refusal === null ? (
        <p className="govuk-body">
          If you join them, places on the roll and in classes, {adult ? 'posts, ' : ''}family, UPN and ids go
          to one of the two; both ids lead there from then on. Nothing is deleted, and it can be taken back.
          Who reads which concern does not change.
        </p>
      ) : (
        <Alert variant="warning" title="They cannot be joined" showTitleAsHeading>
          <p className="govuk-body">{refusalWords[match.refusal]}</p>
        </Alert>
      )}
      <form method="post" action={`/people/matches/${match.id}`} noValidate>
        <ButtonGroup>
          {match.refusal === null ? (
            <Button name="decision" value="same" preventDoubleClick>
              They are the same person
            </Button>
          ) : null}
          <Button name="decision" value="different" classes="govuk-button--secondary">
            They are different people: do not ask again
          </Button>
        </ButtonGroup>
      </form>
    </>
  );
}

/** Two who may be one, side by side: what a roster knows, and nothing of any concern. The title names nobody. */
export function MatchPageView(
  props: MatchPage & { readonly context: PageContext; readonly form: FormState },
) {
  const { context, match, sides, form } = props;
  return (
    <AppPage
      title="Are they one person?"
      context={context}
      errors={form.errors}
      before={
        <Breadcrumbs
          items={[START, { text: 'People who may be one', href: '/people/matches' }, { text: 'Compare' }]}
        />
      }
      heading="Are they one person?"
      detail={`From the roster of ${match.schoolName}, ${formatInstant(match.proposedAt)}`}
    >
      <FormErrors form={form} />
      {sides.length === 2 ? (
        <>
          <Sides sides={sides} />
          <Decide match={match} sides={sides} />
        </>
      ) : (
        <Alert variant="information" title="Somebody else decides this" showTitleAsHeading>
          <p className="govuk-body">{refusalWords.rights}</p>
        </Alert>
      )}
    </AppPage>
  );
}
