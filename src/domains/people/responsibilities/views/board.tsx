import { formatDate } from '#platform/clock';
import type { FormState } from '#platform/forms';
import {
  AppPage,
  Button,
  ButtonLink,
  Card,
  DateField,
  FormErrors,
  InsetText,
  Muted,
  type PageContext,
  Select,
  Tag,
  VisuallyHidden,
} from '#platform/ui';
import {
  type AskedHandover,
  type Board,
  type Holder,
  isGiven,
  type Line,
  type Place,
  responsibilities,
} from '../types.ts';
import { period } from './parts.tsx';

export interface BoardPageProps {
  readonly context: PageContext;
  readonly board: Board;
  readonly form: FormState;
}

interface HeldProps {
  readonly holder: Holder;
  readonly line: Line;
  readonly board: Board;
}

/** What can be done with one holder: only today's page changes anything. */
function Changes({ holder, line, board }: HeldProps) {
  const { kind, id, name, asCover } = holder;
  if (!board.isToday) return null;
  const mine = holder.personId === board.myId && (isGiven(kind) || board.readsCases);
  const mayHandOver = !asCover && kind !== 'searcher' && (line.mayGive || mine);
  return (
    <span className="gh-duty__changes">
      {mayHandOver ? (
        <a href={`/responsibilities/${id}/hand-over`}>
          Hand over
          <VisuallyHidden>
            {' '}
            from {name}: {responsibilities[kind].title}
          </VisuallyHidden>
        </a>
      ) : null}
      {line.mayGive ? (
        <a href={`/responsibilities/${id}/end`}>
          End
          <VisuallyHidden>
            {' '}
            for {name}: {responsibilities[kind].title}
          </VisuallyHidden>
        </a>
      ) : null}
    </span>
  );
}

function Held(props: HeldProps) {
  const { holder } = props;
  return (
    <li className="gh-duty__holder">
      <span className="gh-duty__name">
        <b>{holder.name}</b>
        {holder.asCover ? <Tag tone="active">Cover</Tag> : null}
        {holder.personId === props.board.myId ? (
          <span className="gh-no-print">
            <Tag tone="quiet">You</Tag>
          </span>
        ) : null}
      </span>
      {holder.email === null ? null : <a href={`mailto:${holder.email}`}>{holder.email}</a>}
      <span className="gh-muted">{period(holder)}</span>
      <Changes {...props} />
    </li>
  );
}

function Nobody({ wanted }: { readonly wanted: boolean }) {
  return wanted ? <Tag tone="attention">Nobody</Tag> : <span className="gh-muted">Nobody</span>;
}

function Give({
  line,
  board,
  placeId,
}: {
  readonly line: Line;
  readonly board: Board;
  readonly placeId: string;
}) {
  const { title } = responsibilities[line.kind];
  if (!board.isToday) return null;
  if (line.mayGive) {
    return (
      <p className="gh-duty__changes">
        <a href={`/responsibilities/give?at=${placeId}&kind=${line.kind}`}>
          Give or cover<VisuallyHidden>: {title}</VisuallyHidden>
        </a>
      </p>
    );
  }
  if (isGiven(line.kind) || !board.readsCases) return null;
  return (
    <p className="gh-duty__changes">
      <a href="/people/duties">
        Change, by two people<VisuallyHidden>: {title}</VisuallyHidden>
      </a>
    </p>
  );
}

interface LinesProps {
  readonly title: string;
  readonly place: Place;
  readonly lines: readonly Line[];
  readonly board: Board;
}

function Lines({ title, place, lines, board }: LinesProps) {
  return (
    <Card title={title}>
      {place.phone === null ? null : <Muted>Telephone of the school: {place.phone}</Muted>}
      <ul className="gh-duties">
        {lines.map((line) => {
          const { title: name, means, wanted } = responsibilities[line.kind];
          return (
            <li key={line.kind} className="gh-duty">
              <div className="gh-duty__what">
                <h3 className="gh-duty__title">{name}</h3>
                <p className="gh-muted">{means}</p>
              </div>
              <div className="gh-duty__who">
                {line.holders.length === 0 ? (
                  <Nobody wanted={wanted} />
                ) : (
                  <ul className="gh-duty__holders">
                    {line.holders.map((holder) => (
                      <Held key={holder.id} holder={holder} line={line} board={board} />
                    ))}
                  </ul>
                )}
                <Give line={line} board={board} placeId={place.id} />
              </div>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

function Handovers({
  title,
  list,
  tone,
}: {
  readonly title: string;
  readonly list: readonly AskedHandover[];
  readonly tone?: 'attention';
}) {
  if (list.length === 0) return null;
  return (
    <Card title={title} tone={tone} classes="gh-no-print">
      <ul className="govuk-list">
        {list.map(({ id, kind, fromName, toName, fromDay }) => (
          <li key={id}>
            <a href={`/responsibilities/handover/${id}`}>{responsibilities[kind].title}</a>: {fromName} to{' '}
            {toName}, from {formatDate(fromDay)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Another school, and for whoever leads another day. */
function Choose({ board, form }: Pick<BoardPageProps, 'board' | 'form'>) {
  const { schools, school, leads } = board;
  if (schools.length < 2 && !leads) return null;
  return (
    <form method="get" action="/responsibilities" className="gh-duty-filter gh-no-print" noValidate>
      {schools.length > 1 ? (
        <Select
          name="at"
          id="at"
          label={{ text: 'School' }}
          value={school.id}
          items={schools.map(({ id, name }) => ({ value: id, text: name }))}
        />
      ) : (
        <input type="hidden" name="at" value={school.id} />
      )}
      {leads ? (
        <DateField
          form={form}
          name="on"
          label="On which day?"
          hint="Leave empty for today. Past days stay as they were."
        />
      ) : null}
      <Button classes="govuk-button--secondary">Show</Button>
    </form>
  );
}

function Actions({ board }: { readonly board: Board }) {
  if (!board.leads) return undefined;
  return (
    <>
      {board.leadsTrust ? (
        <ButtonLink href="/responsibilities/trust" classes="govuk-button--secondary">
          All schools
        </ButtonLink>
      ) : null}
      <ButtonLink href={`/responsibilities/history?at=${board.school.id}`} classes="govuk-button--secondary">
        What was given and ended
      </ButtonLink>
    </>
  );
}

/** For everybody of the school, on the screen and on the staff room's wall. */
export function BoardPage({ context, board, form }: BoardPageProps) {
  const { school, trust, day, isToday } = board;
  const when = isToday ? `Today, ${formatDate(day)}` : `As it was, or is planned, on ${formatDate(day)}`;
  return (
    <AppPage
      title="Who is responsible for what"
      context={context}
      errors={form.errors}
      heading="Who is responsible for what"
      detail={`${school.name} · ${when}`}
      actions={<Actions board={board} />}
    >
      <FormErrors form={form} />
      <Choose board={board} form={form} />
      <Handovers title="Handovers that wait to be agreed" list={board.waiting} tone="attention" />
      {board.here.length === 0 ? null : (
        <Lines title={`Online safety at ${school.name}`} place={school} lines={board.here} board={board} />
      )}
      <Lines title={`For all schools: ${trust.name}`} place={trust} lines={board.atTrust} board={board} />
      <Handovers title="Handed over to you, with notes" list={board.notes} />
      <InsetText>
        In immediate danger call 999. Whoever you tell, also <a href="/concerns/report">report it here</a>:
        the right people are told at once.
      </InsetText>
      {board.here.length === 0 ? (
        <Muted>You belong to no school, so only the trust’s own are shown.</Muted>
      ) : null}
    </AppPage>
  );
}
