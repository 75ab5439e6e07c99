import { Card, SummaryList } from '#platform/ui';
import type { CaseView } from '../../../case/page/service.ts';
import { toldAsWords, toldBy, wayInWords } from '../../../outside.ts';
import type { Concern, OutsideTold } from '../../../types.ts';

const stageWords = { ks1: 'Nursery to Year 2, as they say', ks2: 'Year 3 or above, as they say' } as const;

type Row = readonly [string, string | null];

const rowsOf = (concern: Concern, told: OutsideTold): Row[] => [
  ['Who', toldBy(concern, undefined)],
  ['How sure', toldAsWords[told.toldAs]],
  ['Came by', wayInWords[told.wayIn]],
  ['Age', told.keyStage === null ? null : stageWords[told.keyStage]],
  ['Wants to talk to', told.wantsAdult],
  ['Can be reached at', told.contact],
  ['Words', told.soundsUrgent ? 'A word in it sounded urgent' : null],
];

/** Who told it, how, and how sure that is, of a concern that came from outside; with the way to answer them. */
export function TellerCard({ view }: { readonly view: Pick<CaseView, 'concern' | 'allowed'> }) {
  const { concern, allowed } = view;
  if (concern.outside === null) return null;
  return (
    <Card title="Who told us">
      <SummaryList
        rows={rowsOf(concern, concern.outside).flatMap(([text, value]) =>
          value === null ? [] : [{ key: { text }, value: { text: value, classes: 'gh-kept' } }],
        )}
      />
      <ul className="govuk-list">
        {allowed.has('message') ? (
          <li>
            <a className="govuk-link" href={`/concerns/${concern.id}/message`}>
              Answer them
            </a>{' '}
            <span className="gh-muted">They read it when they come back with their code.</span>
          </li>
        ) : null}
        {concern.outside.toldAs === 'in_confidence' ? (
          <li>
            <a className="govuk-link" href={`/concerns/${concern.id}/identity`}>
              Who is it? Two people must agree
            </a>
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
