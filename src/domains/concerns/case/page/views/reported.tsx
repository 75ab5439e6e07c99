import type { ReactNode } from 'react';
import { formatDate, formatInstant } from '#platform/clock';
import { Card, Muted, SummaryList, Tag, WarningText } from '#platform/ui';
import { toldBy, whenSaid } from '../../../outside.ts';
import { kinds, type Party } from '../../../types.ts';
import { partWords, placeWords } from '../../words.ts';
import type { CaseView } from '../service.ts';

type Row = readonly [string, ReactNode];

const screenWords = { yes: 'Yes', no: 'No', not_applicable: 'There was no screen' } as const;
const imageWords = { yes: 'Yes', not_sure: 'Not sure', no: 'No' } as const;
const stillWords = {
  yes: 'still available',
  no: 'no longer available',
  unknown: 'not known whether it is still available',
} as const;

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <SummaryList
      rows={rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([key, value]) => ({ key: { text: key }, value: { text: value, classes: 'gh-kept' } }))}
    />
  );
}

function evidenceLines({ concern }: CaseView): string {
  return concern.evidence
    .map(
      ({ what, where, available }) => `${what}${where === '' ? '' : ` (${where})`}: ${stillWords[available]}`,
    )
    .join('\n');
}

/** Stays red until the case is closed: whoever opens it later must not miss it. */
function dangerThen({ concern, file }: CaseView): ReactNode {
  if (!concern.immediateDanger) return 'No';
  return file.status === 'closed' ? 'Yes' : <Tag tone="urgent">Yes</Tag>;
}

/** A pupil is not asked about such pictures; until a lead settles it, the guard stays shut. */
const neverAsked = ({ outside, indecentImage, guard }: CaseView['concern']) =>
  outside?.wayIn === 'pupil' && indecentImage === 'not_sure' && guard !== 'yes' && guard !== 'no';

/** Whom a handler has named since is said to be so: the report did not name them. */
function whoLine({ name, part, reportedAs, namedLater }: Party): string {
  const since =
    typeof reportedAs === 'string'
      ? ` (reported as “${reportedAs}”, identified since)`
      : namedLater
        ? ' (named since)'
        : '';
  return `${name}${since}: ${partWords[part].toLowerCase()}`;
}

/** The report as it was sent: words, not links, so that nobody opens what it is about. */
export function WhatWasReported({ view }: { readonly view: CaseView }) {
  const { concern, parties, names } = view;
  const reporter = toldBy(concern, names.get(concern.reporterId ?? ''));
  const written = concern.onPaper
    ? `${concern.paperAuthor ?? 'Somebody'} on paper; typed in by ${reporter}`
    : reporter;
  return (
    <Card title="What was reported">
      {concern.indecentImage === 'no' || neverAsked(concern) ? null : (
        <WarningText>
          It could show somebody under 18 nude, part-nude or sexual. Do not look, copy, forward, print or
          delete.
        </WarningText>
      )}
      <Rows
        rows={[
          ['Somebody in danger when reported', dangerThen(view)],
          ['In the child’s words', concern.childWords === null ? null : `“${concern.childWords}”`],
          ['What the reporter saw', concern.seen],
          ['What the reporter thinks', concern.thought],
          ['Kind', concern.kinds.map((kind) => kinds[kind].text).join('; ')],
          ['Who', parties.map(whoLine).join('\n')],
          ['Where', [placeWords[concern.place], concern.placeDetail].filter(Boolean).join(': ')],
          ['Address it came from', concern.address],
          ['Screen hidden', concern.screenHidden === null ? null : screenWords[concern.screenHidden]],
          [
            'Could it show somebody under 18 nude or sexual',
            neverAsked(concern)
              ? 'Not asked: a pupil told it. Ask before a file is added'
              : concern.guard === null || concern.guard === concern.indecentImage
                ? imageWords[concern.indecentImage]
                : `${imageWords[concern.indecentImage]} when reported; ${imageWords[concern.guard].toLowerCase()} now`,
          ],
          ['Evidence described', evidenceLines(view)],
          ['Other witnesses', concern.otherWitnesses],
          ['Also told', concern.reportedTo],
          ['How it came out', concern.selfReported ? 'The child told us of their own accord' : null],
          ['Reported by', `${written}, ${concern.reporterDesignation}`],
          ['Designated lead then', concern.leadName],
        ]}
      />
      {concern.onPaper ? (
        <Muted>
          Written {formatInstant(concern.reportedAt)}, typed in {formatInstant(concern.enteredAt)}.
        </Muted>
      ) : null}
    </Card>
  );
}

/** "Conduct · Bullying or unkind messages · at home · happened 19 Nov 2026, 19:30 · reported Thu 20 Nov 2026, 08:41". */
export function factLine({ concern, file }: CaseView): string {
  const cs = new Set(file.fourCs.length > 0 ? file.fourCs : concern.kinds.map((kind) => kinds[kind].c));
  const happened =
    concern.happenedOn === null
      ? 'day not known'
      : `happened ${formatDate(concern.happenedOn)}${concern.happenedTime === null ? '' : `, ${concern.happenedTime}`}`;
  return [
    [...cs].map((c) => `${c.charAt(0).toUpperCase()}${c.slice(1)}`).join(', '),
    concern.kinds.map((kind) => kinds[kind].text).join(', '),
    placeWords[concern.place],
    happened,
    `reported ${whenSaid(concern, concern.reportedAt)}`,
  ].join(' · ');
}
