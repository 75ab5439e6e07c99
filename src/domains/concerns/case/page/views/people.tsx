import { formatDate, localDate } from '#platform/clock';
import { Card, Muted } from '#platform/ui';
import type { Party } from '../../../types.ts';
import { contextWords, parentsWords, partWords } from '../../words.ts';
import type { CaseView } from '../service.ts';
import { Guardians } from './guardians.tsx';

export function childFacts(view: CaseView): { readonly party: Party; readonly context: readonly string[] }[] {
  return view.parties
    .filter(({ isAdult }) => !isAdult)
    .map((party) => ({
      party,
      context: contextWords(view.families.find(({ childId }) => childId === party.personId)),
    }));
}

/** Where somebody is and how old they were: "Year 6, Beech · age 10 at the time". */
export function partyLine({ where, age, part, reportedAs }: Party): string {
  const old = age === null ? null : `age ${age} at the time`;
  const known = typeof reportedAs === 'string' ? `reported as “${reportedAs}”` : null;
  return [partWords[part], where, old, known].filter((words) => words !== null).join(' · ');
}

export function ParentsCard({ view }: { readonly view: CaseView }) {
  const { file, allowed } = view;
  return (
    <Card title="Parents and carers">
      <Guardians families={view.families} parties={view.parties} />
      <p className="govuk-body">
        <b>Spoken to?</b> {parentsWords[file.parents]}
        {file.parentsNote === null ? null : `. ${file.parentsNote}`}
      </p>
      {allowed.has('parents') ? (
        <a className="govuk-link" href={`/concerns/${file.concernId}/parents`}>
          Answer for parents
        </a>
      ) : null}
    </Card>
  );
}

function ExcludedLine({ view, index }: { readonly view: CaseView; readonly index: number }) {
  const exclusion = view.exclusions[index];
  if (exclusion === undefined) return null;
  const { file, allowed } = view;
  const mine = !view.judgeable.has(exclusion.personId);
  const open = (act: string) => `/concerns/${file.concernId}/${act}?person=${exclusion.personId}`;
  return (
    <li>
      <b>{exclusion.name}</b>{' '}
      {exclusion.state === 'lifted' ? 'was excluded; lifted' : `cannot see this (${exclusion.state})`}
      <br />
      <span className="gh-muted">
        {exclusion.reason} · {formatDate(localDate(exclusion.setAt))}
      </span>
      <br />
      {mine ? <span className="gh-muted">Another handler confirms or lifts this. </span> : null}
      {!mine && exclusion.state === 'provisional' && allowed.has('exclude_confirm') ? (
        <>
          <a className="govuk-link" href={open('exclude_confirm')}>
            Confirm<span className="govuk-visually-hidden"> that {exclusion.name} is excluded</span>
          </a>{' '}
        </>
      ) : null}
      {!mine && exclusion.state !== 'lifted' && allowed.has('exclude_lift') ? (
        <a className="govuk-link" href={open('exclude_lift')}>
          Lift<span className="govuk-visually-hidden"> the exclusion of {exclusion.name}</span>
        </a>
      ) : null}
    </li>
  );
}

/** Who can open this, by which duty, and who cannot although they hold one. */
export function WhoCanSee({ view }: { readonly view: CaseView }) {
  const out = new Set(
    view.exclusions.filter(({ state }) => state !== 'lifted').map(({ personId }) => personId),
  );
  return (
    <Card title="Who can see this">
      <ul className="govuk-list">
        {view.readers
          .filter(({ personId }) => !out.has(personId))
          .map(({ personId, name, why }) => (
            <li key={personId}>
              {personId === view.myId ? 'You' : name}, <span className="gh-muted">{why}</span>
            </li>
          ))}
      </ul>
      <Muted>
        {view.concern.outside === null
          ? 'The reporter sees the report, what they are sent, and nothing else.'
          : 'Whoever told it sees, with their code, what they wrote since and what they are sent, and nothing else.'}
      </Muted>
      {view.exclusions.length > 0 ? (
        <ul className="govuk-list">
          {view.exclusions.map(({ personId }, index) => (
            <ExcludedLine key={personId} view={view} index={index} />
          ))}
        </ul>
      ) : null}
      {view.allowed.has('exclude') ? (
        <a className="govuk-link" href={`/concerns/${view.file.concernId}/exclude`}>
          This concerns me, my family or another handler
        </a>
      ) : null}
    </Card>
  );
}
