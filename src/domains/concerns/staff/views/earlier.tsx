import { formatDate } from '#platform/clock';
import { findingWords, statusWords } from '../../case/words.ts';
import { kinds } from '../../types.ts';
import type { FiledConcern, StaffSide } from '../types.ts';
import { levelWords, outcomeWords } from '../words.ts';

/** What one concern came to, in the words of its level. */
export function resultOf({ level, finding, outcome, status }: FiledConcern): string {
  if (level === 'allegation' && finding !== null) return findingWords[finding];
  if (level === 'low_level' && outcome !== null) return outcomeWords[outcome];
  return statusWords[status];
}

/** Other concerns about the same adult: one alone says little, together they may say more. */
export function EarlierConcerns({ staff: { earlier } }: { readonly staff: Pick<StaffSide, 'earlier'> }) {
  if (earlier.length === 0) return <p className="govuk-body">No other concern about them is kept here.</p>;
  return (
    <>
      <p className="govuk-body">
        <b>Other concerns about them</b>
      </p>
      <ul className="govuk-list govuk-list--bullet">
        {earlier.map((one) => (
          <li key={one.concernId}>
            {formatDate(one.reportedOn)}:{' '}
            <a className="govuk-link" href={`/concerns/${one.concernId}#staff`}>
              {one.reference}
            </a>
            , {levelWords[one.level].toLowerCase()}, {resultOf(one).toLowerCase()}.{' '}
            {one.kinds.map((kind) => kinds[kind].text).join('; ')}
            {one.selfTold ? '. They told of it themselves' : ''}
          </li>
        ))}
      </ul>
    </>
  );
}
