import { formatDate } from '#platform/clock';
import { Card } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { type DutyId, duties, dutiesOf, dutyIds } from '../duties.ts';
import type { DutyDone } from '../queries.ts';
import { WhatTheLawSays } from './law.tsx';

function Done({ done }: { readonly done: DutyDone }) {
  const when = `${formatDate(done.toldOn)}${done.toldTime === null ? '' : ` at ${done.toldTime}`}`;
  return (
    <li>
      <b>{done.who}</b> told {done.toldWhom}, {when}
      {done.reference === null ? null : `, reference ${done.reference}`}
      {done.note === null ? null : `. ${done.note}`}{' '}
      <span className="gh-muted">(edition then: {done.edition})</span>
    </li>
  );
}

function One({ duty, view }: { readonly duty: DutyId; readonly view: CaseView }) {
  const { name, whose, reference: slug } = duties[duty];
  const done = view.following.duties.filter((one) => one.duty === duty);
  return (
    <>
      <h3 className="govuk-heading-s">{name}</h3>
      <WhatTheLawSays reference={view.following.references.find((one) => one.slug === slug)} />
      <p className="govuk-body">{whose}</p>
      {done.length === 0 ? (
        <p className="govuk-body">Nobody has recorded it yet.</p>
      ) : (
        <ul className="govuk-list">
          {done.map((one) => (
            <Done key={one.id} done={one} />
          ))}
        </ul>
      )}
      {view.allowed.has('duty_done') ? (
        <p className="govuk-body">
          <a className="govuk-link" href={`/concerns/${view.file.concernId}/duties/${duty}`}>
            Record how it was done<span className="govuk-visually-hidden">: {name}</span>
          </a>
        </p>
      ) : null}
    </>
  );
}

/** Duties of persons that this case calls for, or that were recorded on it. */
export function DutiesCard({ view }: { readonly view: CaseView }) {
  const { kinds, categories } = view.file;
  const called = dutiesOf(kinds, categories);
  const shown = dutyIds.filter(
    (id) => called.includes(id) || view.following.duties.some(({ duty }) => duty === id),
  );
  if (shown.length === 0) return null;
  return (
    <div id="duties">
      <Card title="Personal legal duties">
        {shown.map((duty) => (
          <One key={duty} duty={duty} view={view} />
        ))}
      </Card>
    </div>
  );
}
