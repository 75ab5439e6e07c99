import { formatDate, formatInstant, type Instant } from '#platform/clock';
import { Paper, type Row } from '#platform/pdf';
import { policyNames } from '../case/types.ts';
import {
  childWords,
  deedName,
  findingWords,
  fourCWords,
  intentWords,
  parentsWords,
  severityWords,
  statusWords,
} from '../case/words.ts';
import { categories } from '../types.ts';
import { writeFollows } from './findings-part.ts';
import { writeDuties, writeReferrals } from './follow-part.ts';
import { writePathways } from './pathways-part.ts';
import { field, writeAdditions, writeReportPart } from './report-part.ts';
import type { Action, OwnReport, ReportPart, WholeCase } from './types.ts';
import { entryText, updateText, updateWords } from './words.ts';

export const FORM_TITLE = 'E-Safety Incident/Concern Form';

function startPaper({ concern }: ReportPart, now: Instant, footer: string): Paper {
  const paper = new Paper({
    title: `${FORM_TITLE} ${concern.reference}`,
    made: new Date(now.epochMilliseconds),
    reference: concern.reference,
    footer,
  });
  paper.title(FORM_TITLE);
  return paper;
}

/** Said at the end, and only where it happened. */
function tellOfGaps(paper: Paper): void {
  paper.ifReplaced(
    'Words in [square brackets] stand for letters or pictures that the font of this page does not have. They are kept exactly in Gatehouse, in the hand-over file, and behind the brackets for screen readers.',
  );
}

const joined = (...parts: readonly (string | null | undefined)[]) => parts.filter((part) => part).join('. ');

function actionRow(action: Action, index: number): Row {
  const ended = action.dropped ? 'Ended without being done' : 'Done';
  const done =
    action.doneAt === null
      ? 'Not done yet'
      : `${ended} ${formatInstant(action.doneAt)} by ${action.doneBy ?? 'Gatehouse'}`;
  return {
    label: `Action ${index + 1}`,
    hint: `${action.owner}, due ${formatDate(action.dueOn)}`,
    value: [
      action.what,
      joined(done, action.doneNote),
      `The child: ${joined(childWords[action.childInvolved].toLowerCase(), action.childInvolvedNote)}`,
      `Decided ${formatInstant(action.madeAt)} by ${action.madeBy}`,
    ].join('\n'),
  };
}

function writeActions(paper: Paper, { actions, file }: WholeCase): void {
  paper.section('Action (completed by the designated senior leader)');
  paper.rows([
    ...(actions.length === 0 ? [field('Action', 'None recorded')] : actions.map(actionRow)),
    field('How the child was involved', file.childInvolved && childWords[file.childInvolved]),
    field('Parents', joined(parentsWords[file.parents], file.parentsNote)),
  ]);
}

const policyName = (id: string) => (isPolicy(id) ? policyNames[id] : id);
const isPolicy = (id: string): id is keyof typeof policyNames => id in policyNames;

function writeOutcome(paper: Paper, { file, links, concern }: WholeCase): void {
  paper.section('Outcome (completed by the designated person)');
  const policies = links.filter(({ kind }) => kind === 'policy').map(({ text }) => policyName(text ?? ''));
  const concerns = links
    .filter(({ kind }) => kind === 'concern')
    .map(({ text }) => text ?? 'another concern');
  const acknowledged =
    file.acknowledgedAt &&
    joined(`${formatInstant(file.acknowledgedAt)} by ${file.acknowledgedBy ?? 'Gatehouse'}`);
  paper.rows([
    field('Outcome', file.outcome),
    field('Line for the reporter', file.outcomeLine),
    field('Finding', file.finding && joined(findingWords[file.finding], file.findingReason)),
    field(
      'Where it stands',
      [statusWords[file.status], file.closedAt && formatInstant(file.closedAt)].filter(Boolean).join(', '),
    ),
    field('Acknowledged', acknowledged),
    field('Assigned to', file.assignedTo),
    field('Category', file.categories.map((id) => categories[id]).join('\n')),
    field('Kinds of risk', file.fourCs.map((c) => fourCWords[c]).join(', ')),
    field('Severity', file.severity && severityWords[file.severity]),
    field('Intent', file.intent && intentWords[file.intent]),
    field('Related policies', policies.join('\n')),
    field('Related concerns', concerns.join('\n')),
    field('MyConcern reference', file.myconcernReference),
    field('Gatehouse reference', concern.reference),
  ]);
}

function writeTimeline(paper: Paper, { entries, names }: WholeCase): void {
  if (entries.length === 0) return;
  paper.section('What was done, in order');
  paper.rows(
    entries.map((entry) => ({
      label: deedName(entry.kind),
      hint: `${formatInstant(entry.at)}\n${entry.by ?? 'Gatehouse'}`,
      value: entryText(entry, names) || 'Nothing more was written.',
    })),
  );
}

function writeUpdates(paper: Paper, heading: string, { updates }: OwnReport): void {
  if (updates.length === 0) return;
  paper.section(heading);
  paper.rows(
    updates.map((update) => ({
      label: updateWords[update.kind],
      hint: formatInstant(update.at),
      value: updateText(update),
    })),
  );
}

/** The whole form with the case behind it, for handlers. */
export function filledForm(record: WholeCase, now: Instant, reader: string): Promise<Buffer> {
  const paper = startPaper(
    record,
    now,
    `Confidential: only for those who need to know. Printed ${formatInstant(now)}`,
  );
  writeReportPart(paper, record, record.told);
  writeActions(paper, record);
  writeFollows(paper, record, now);
  writeOutcome(paper, record);
  writePathways(paper, record);
  writeReferrals(paper, record);
  writeDuties(paper, record);
  writeAdditions(paper, record);
  writeUpdates(paper, 'What the reporter was told', record);
  writeTimeline(paper, record);
  tellOfGaps(paper);
  return paper.print(reader);
}

/** The reporter's part alone: no action, no note, nobody who was told. */
export function ownForm(report: OwnReport, now: Instant, reader: string): Promise<Buffer> {
  const paper = startPaper(report, now, `Confidential: your own report. Printed ${formatInstant(now)}`);
  paper.paragraph(
    'This copy holds what you reported and what you were told. Action and outcome are recorded by the designated senior leader.',
  );
  writeReportPart(paper, report);
  writeAdditions(paper, report);
  writeUpdates(paper, 'What you were told', report);
  tellOfGaps(paper);
  return paper.print(reader);
}
