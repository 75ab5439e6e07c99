import { formatDate, formatInstant, type Instant } from '#platform/clock';
import { Paper } from '#platform/pdf';
import type { CaseView } from '../../case/page/service.ts';
import { findingWords } from '../../case/words.ts';
import { questionIds, questions } from '../questions.ts';
import type { Assessment } from '../types.ts';
import { agreerWords, decisionWords, levelWords, outcomeWords, tellingWords, workerWords } from '../words.ts';

const NOT_YET = 'Not yet';

function writeJudgement(paper: Paper, latest: Assessment): void {
  paper.section('The adult, and how it was weighed');
  paper.rows([
    { label: 'Adult', value: latest.name },
    { label: 'What they are to the school', value: workerWords[latest.worker] },
    ...(latest.employer === null
      ? []
      : [{ label: 'Agency, employer or organisation', value: latest.employer }]),
    ...questionIds.map((id) => ({
      label: questions[id],
      value: `${latest.answers[id].met ? 'Yes, or it may be so' : 'No'}. ${latest.answers[id].why}`,
      wide: true,
    })),
    { label: levelWords[latest.level], value: latest.reason, wide: true },
    { label: 'Weighed', value: `${latest.byName}, ${formatInstant(latest.at)}` },
    { label: 'Guidance of that day', value: latest.edition },
  ]);
}

function writeMeanwhile(paper: Paper, { staff }: CaseView['following']): void {
  paper.section('Where they work meanwhile');
  if (staff.measures.length === 0) paper.paragraph('Nothing was recorded.');
  for (const one of staff.measures)
    paper.rows([
      { label: formatDate(one.fromOn), value: decisionWords[one.decision] },
      { label: 'Why', value: one.reason, wide: true },
      { label: 'What else was thought of', value: one.alternatives, wide: true },
      { label: 'Looked at again', value: one.reviewOn === null ? 'Not planned' : formatDate(one.reviewOn) },
      { label: 'They may turn to', value: one.contact },
      { label: 'Support', value: one.support },
    ]);
  paper.section('What was told, and by whose leave');
  if (staff.tellings.length === 0) paper.paragraph('Nobody has told them anything.');
  else
    paper.rows(
      staff.tellings.map((one) => ({
        label: `${formatDate(one.happenedOn)}: ${tellingWords[one.kind]}`,
        value: [
          one.what,
          `By ${one.toldBy}${one.toldWhom === null ? '' : `, to ${one.toldWhom}`}`,
          ...(one.agreedWith === null
            ? []
            : [`${agreerWords[one.agreedWith]} ${one.agreement ?? ''}`.trim()]),
        ].join('\n'),
        wide: true,
      })),
    );
}

function writeOthers(paper: Paper, { file, following }: CaseView, latest: Assessment): void {
  const { earlier, outcomes } = following.staff;
  paper.section('What came of it');
  const result =
    latest.level === 'allegation'
      ? file.finding && findingWords[file.finding]
      : outcomes[0] && outcomeWords[outcomes[0].outcome];
  paper.rows([{ label: 'Outcome', value: result ?? NOT_YET }]);
  paper.section('Other concerns about them');
  if (earlier.length === 0) paper.paragraph('None is kept here.');
  else
    paper.rows(
      earlier.map((one) => ({
        label: formatDate(one.reportedOn),
        value: `${one.reference}: ${levelWords[one.level]}`,
      })),
    );
}

/** What the Head takes to a meeting with the designated officer. No child is named in it. */
export function meetingPaper(
  view: CaseView,
  latest: Assessment,
  now: Instant,
  reader: string,
): Promise<Buffer> {
  const { reference } = view.file;
  const paper = new Paper({
    title: `Meeting about concern ${reference}`,
    made: new Date(now.epochMilliseconds),
    reference,
    footer: 'Confidential: for the meeting alone. Never in a child’s file',
  });
  paper.title('For a meeting with the designated officer');
  paper.warning('Confidential. No child is named here. Take it back with you, and do not send it by mail.');
  writeJudgement(paper, latest);
  writeMeanwhile(paper, view.following);
  writeOthers(paper, view, latest);
  paper.ifReplaced(
    'Words in [square brackets] may stand for letters that the font of this page does not have.',
  );
  return paper.print(reader);
}
