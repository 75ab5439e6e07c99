import type { ReactNode } from 'react';
import { formatInstant, formatTime, type Instant, localDate, Temporal } from '#platform/clock';
import {
  AppPage,
  Breadcrumbs,
  ButtonLink,
  Card,
  IdentityBar,
  type IdentityFact,
  Muted,
  type PageContext,
  Tag,
  TwoColumns,
} from '#platform/ui';
import { SignaturesCard } from '../../../signature/views/signatures.tsx';
import { type Act, rules } from '../../../transitions.ts';
import type { Party } from '../../../types.ts';
import { TellerCard } from '../../../ways/identity/views/teller-card.tsx';
import { FollowingCards } from '../../follow/views/cards.tsx';
import { severityWords, shortName, statusWords } from '../../words.ts';
import type { CaseView } from '../service.ts';
import { ActionsCard, OutcomeCard } from './actions.tsx';
import { FilesCard } from './files.tsx';
import { childFacts, ParentsCard, partyLine, WhoCanSee } from './people.tsx';
import { factLine, WhatWasReported } from './reported.tsx';
import { AcknowledgeButton, AssessmentCard, LadoCard, LinksCard, MoreCard, NextCard } from './side.tsx';
import { CaseTimeline } from './timeline.tsx';

function stateFact({ file, names, myId }: CaseView): IdentityFact {
  const who =
    file.assignedTo === null
      ? 'nobody'
      : file.assignedTo === myId
        ? 'you'
        : (names.get(file.assignedTo) ?? 'somebody who has left');
  const severity =
    file.severity === null ? 'severity not set' : `severity ${severityWords[file.severity].toLowerCase()}`;
  return { title: statusWords[file.status], detail: `assigned to ${who} · ${severity}` };
}

/** A name is shortened, a description is not: "Not known" is no surname. */
const nameOf = ({ personId, name }: Party) => (personId === null ? name : shortName(name));

/** Leads to everything that is held about them; whoever reads a case about an adult may have no such file. */
const ChildName = ({ party, view }: { readonly party: Party; readonly view: CaseView }) =>
  party.personId === null || view.file.stream !== 'child' ? (
    nameOf(party)
  ) : (
    <a className="govuk-link" href={`/children/${party.personId}`}>
      {shortName(party.name)}
    </a>
  );

/** Each child with what changes how the case is handled, adults by what they are to it, then where it stands. */
function facts(view: CaseView): IdentityFact[] {
  const named = childFacts(view);
  const children = named.flatMap(({ party, context }): IdentityFact[] => {
    const whose = named.length > 1 ? [`about ${nameOf(party)}`] : [];
    return [
      { title: <ChildName party={party} view={view} />, detail: partyLine(party) },
      ...(context.length === 0
        ? []
        : [{ title: context[0], detail: [...context.slice(1), ...whose].join(' · ') }]),
    ];
  });
  const adults = view.parties
    .filter(({ isAdult }) => isAdult)
    .map((party): IdentityFact => ({ title: party.name, detail: `${partyLine(party)} · adult` }));
  const nobody: IdentityFact[] = children.length + adults.length === 0 ? [{ title: 'Nobody named' }] : [];
  return [...children, ...adults, ...nobody, stateFact(view)];
}

function Buttons({ view }: { readonly view: CaseView }) {
  const link = (act: Act, classes?: string) =>
    view.allowed.has(act) ? (
      <ButtonLink href={`/concerns/${view.file.concernId}/${act}`} classes={classes}>
        {rules[act].label}
      </ButtonLink>
    ) : null;
  return (
    <>
      <AcknowledgeButton view={view} />
      {link('note', 'govuk-button--secondary')}
      {link('close', 'govuk-button--secondary')}
      {link('reopen')}
    </>
  );
}

const momentWords = (at: Instant, now: Instant): string =>
  localDate(at).equals(localDate(now)) ? formatTime(at) : formatInstant(at);

/** Danger that the reporter named stays in sight until the case is closed, acknowledged or not. */
function DangerLine({ view }: { readonly view: CaseView }) {
  if (!view.file.immediateDanger || view.file.status === 'closed') return null;
  return (
    <Card tone="urgent">
      <Tag tone="urgent">Danger</Tag> The reporter said that somebody was in danger. If they may still be,
      call <a href="tel:999">999</a>.
    </Card>
  );
}

const nextWords = (next: boolean, late: boolean): string => {
  if (next) return late ? 'The next in line has been or is being told.' : 'then the next in line is told.';
  return late
    ? 'Nobody is next in line: whoever was told has been or is being told again.'
    : 'nobody is next in line, so then whoever was told is told again.';
};

/** Urgent and not acknowledged: how long until the next in line is told. */
function UrgentLine({ view }: { readonly view: CaseView }) {
  const { file, now } = view;
  if (!file.urgent || file.acknowledgedAt !== null) return null;
  const by = file.acknowledgeBy;
  const late = by !== null && Temporal.Instant.compare(by, now) <= 0;
  return (
    <Card tone="urgent">
      <Tag tone="urgent">Urgent</Tag>{' '}
      {by === null
        ? 'Please acknowledge it now.'
        : late
          ? nextWords(view.nextInLine, true)
          : `Please acknowledge it by ${momentWords(by, now)}; ${nextWords(view.nextInLine, false)}`}
    </Card>
  );
}

export interface CasePageProps {
  readonly context: PageContext;
  readonly view: CaseView;
  /** Where whoever does this work finds support (CT-well). */
  readonly beside: ReactNode;
}

export function CasePage({ context, view, beside }: CasePageProps) {
  const { concern, file } = view;
  return (
    <AppPage
      title={`Concern ${concern.reference}`}
      context={context}
      before={
        <>
          <p className="gh-print-only">Confidential: safeguarding record of {file.school.name}</p>
          <Breadcrumbs items={[{ text: 'Concerns', href: '/concerns' }, { text: concern.reference }]} />
          <IdentityBar label="Whom this concern is about" facts={facts(view)} />
        </>
      }
      heading={concern.headline}
      detail={`${concern.reference} · ${factLine(view)}`}
      actions={<Buttons view={view} />}
    >
      <DangerLine view={view} />
      <UrgentLine view={view} />
      <TwoColumns
        sideLabel="What this case needs"
        first={<NextCard view={view} />}
        side={
          <>
            <LadoCard view={view} />
            <TellerCard view={view} />
            <AssessmentCard view={view} />
            <ParentsCard view={view} />
            <WhoCanSee view={view} />
            <LinksCard view={view} />
            <SignaturesCard
              signatures={concern.signatures}
              sign={view.lead ? { as: 'lead', href: `/concerns/${concern.id}/sign` } : undefined}
            />
            <MoreCard view={view} />
            {beside}
          </>
        }
      >
        <WhatWasReported view={view} />
        <FilesCard view={view} />
        <div id="actions">
          <ActionsCard view={view} />
        </div>
        <FollowingCards view={view} />
        <OutcomeCard view={view} />
        <h2 className="govuk-heading-m">Timeline</h2>
        <CaseTimeline view={view} />
        <Muted>{file.school.name} · opening this page is recorded.</Muted>
      </TwoColumns>
    </AppPage>
  );
}
