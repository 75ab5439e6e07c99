import { kindOfFile, sizeWords } from '#domains/evidence';
import { formatDate, formatInstant } from '#platform/clock';
import type { Paper, Row } from '#platform/pdf';
import { whenSaid } from '../outside.ts';
import { type Concern, type ConcernFile, kinds, type Party, type Signature } from '../types.ts';
import type { ReportPart, Told } from './types.ts';
import {
  availableWords,
  imageWords,
  partWords,
  partyWords,
  placeWords,
  screenWords,
  yesNo,
} from './words.ts';

/** What stands in a field that nobody answered: a filled form has no gaps that could be filled in later by hand. */
export const NOT_GIVEN = 'Not given';

export const field = (label: string, value: string | null | undefined): Row => ({
  label,
  value: value === null || value === undefined || value === '' ? NOT_GIVEN : value,
});

const listed = (lines: readonly string[], none: string) => (lines.length === 0 ? none : lines.join('\n'));

const witnesses = (parties: readonly Party[], adults: boolean) =>
  listed(parties.filter((p) => p.part === 'witness' && p.isAdult === adults).map(partyWords), 'None named');

function writeHead(paper: Paper, { concern, schoolName, parties }: ReportPart): void {
  paper.rows([
    field('School', schoolName),
    { ...field('Designated senior leader', concern.leadName), hint: 'as at that time' },
  ]);
  paper.section('Who it is about');
  const named = parties.filter((party) => party.part !== 'witness');
  if (named.length === 0) paper.rows([field('Name and age of the child', 'Not known')]);
  else
    paper.rows(
      named.map((party) => ({
        label: party.isAdult ? 'Adult' : 'Child',
        hint: partWords[party.part],
        value: partyWords(party),
      })),
    );
}

function writeConcern(paper: Paper, { concern }: ReportPart): void {
  paper.section('Date, time and place');
  const place = [placeWords[concern.place], concern.placeDetail].filter((text) => text !== null).join(': ');
  paper.rows([
    field('Date', concern.happenedOn && formatDate(concern.happenedOn)),
    field('Time', concern.happenedTime),
    { ...field('Place', place), hint: 'home or school' },
  ]);
  paper.section('Nature of the concern or incident');
  paper.rows([
    field('In short', concern.headline),
    field('Kind', concern.kinds.map((kind) => kinds[kind].text).join('\n')),
    field('Somebody in danger when it was reported', yesNo(concern.immediateDanger)),
    field('About an adult who works or volunteers here', yesNo(concern.aboutAdult)),
    field('What the child said, in their words', concern.childWords),
    field('What was seen', concern.seen),
    field('What the reporter thinks', concern.thought),
    field('Self-reported', yesNo(concern.selfReported)),
  ]);
}

/** What it is and its hash: never the file itself. */
const fileWords = ({ called, mediaType, bytes, sha256, locked }: ConcernFile) =>
  [
    `${called}: ${kindOfFile(mediaType)}, ${sizeWords(bytes)}, kept sealed in Gatehouse`,
    ...(locked ? ['Locked away: nobody opens it'] : []),
    `SHA-256 ${sha256}`,
  ].join('\n');

function writeEvidence(paper: Paper, { concern }: ReportPart): void {
  paper.section('Evidence');
  const evidence = concern.evidence.flatMap(({ what, where, available }, i): Row[] => [
    field(
      `Evidence ${i + 1}`,
      [what, where === '' ? undefined : `Where it is: ${where}`].filter((t) => t !== undefined).join('\n'),
    ),
    field('Is it still available?', availableWords[available]),
  ]);
  paper.rows([
    ...(evidence.length === 0 ? [field('Evidence', 'None described')] : evidence),
    ...concern.files.map((file, at) => field(`File ${at + 1}`, fileWords(file))),
    field('Address it came from', concern.address),
    field('Is the screen hidden?', concern.screenHidden && screenWords[concern.screenHidden]),
    field('Could it show anyone under 18 nude, part-nude or sexual?', imageWords[concern.indecentImage]),
  ]);
}

/** Somebody else's paper form: the reporter is who wrote it, not who typed it in. The name comes with the post there. */
const reportedBy = ({ concern, reporterName }: Pick<ReportPart, 'concern' | 'reporterName'>) =>
  concern.paperAuthor ?? reporterName;
const designation = ({ paperAuthor, reporterDesignation }: Concern) =>
  paperAuthor === null ? reporterDesignation : 'As written beside the name';

function writePeople(
  paper: Paper,
  { concern, reporterName, parties }: ReportPart,
  told: readonly Told[] | undefined,
): void {
  paper.section('Reported by, witnesses, reported to');
  const typist = `${reporterName}, ${concern.reporterDesignation}, ${formatInstant(concern.enteredAt)}`;
  paper.rows([
    field('Reported by', reportedBy({ concern, reporterName })),
    field('Designation', designation(concern)),
    field(concern.onPaper ? 'Written on paper' : 'Reported', whenSaid(concern, concern.reportedAt)),
    ...(concern.onPaper ? [field('Entered in Gatehouse by', typist)] : []),
    field('Other witnesses: pupils', witnesses(parties, false)),
    field('Other witnesses: adults', witnesses(parties, true)),
    field('Other witnesses, as described', concern.otherWitnesses),
    field('Reported to', concern.reportedTo),
    ...(told
      ? [
          field(
            'Told by Gatehouse',
            listed(
              told.map(({ name, at }) => `${name}, ${whenSaid(concern, at)}`),
              'Nobody yet',
            ),
          ),
        ]
      : []),
  ]);
}

/** Every signature with its version; where there is none, a line to sign on. */
function signedRow(label: string, { signatures }: Concern, who: Signature['signedAs']): Row {
  const lines = signatures
    .filter(({ signedAs }) => signedAs === who)
    .map(
      ({ name, designation, at, digest, current }) =>
        `${name}, ${designation}, ${formatInstant(at)}. Version ${digest.slice(0, 16)}, ${current ? 'as printed here' : 'before later additions'}`,
    );
  return lines.length === 0 ? { label, lines: 1 } : field(label, lines.join('\n'));
}

function writeSignatures(paper: Paper, { concern, reporterName }: ReportPart): void {
  paper.section('Signatures');
  paper.rows([
    signedRow('Signed by the witness', concern, 'witness'),
    field('Name', reportedBy({ concern, reporterName })),
    field('Designation', designation(concern)),
    field(
      concern.onPaper ? 'Written on paper' : concern.outside === null ? 'Sent with their sign-in' : 'Sent',
      whenSaid(concern, concern.reportedAt),
    ),
    signedRow('Signed by the designated senior leader', concern, 'lead'),
    field('Name', concern.leadName),
    ...(concern.signatures.some(({ signedAs }) => signedAs === 'lead')
      ? []
      : [{ label: 'Date and time', lines: 1 }]),
  ]);
}

/** The form as far as the reporter fills it in, in the order of the trust's own form. */
export function writeReportPart(paper: Paper, report: ReportPart, told?: readonly Told[]): void {
  writeHead(paper, report);
  writeConcern(paper, report);
  writeEvidence(paper, report);
  writePeople(paper, report, told);
  writeSignatures(paper, report);
}

export function writeAdditions(paper: Paper, { additions, concern }: ReportPart): void {
  if (additions.length === 0) return;
  paper.section('Added by the reporter afterwards');
  paper.rows(additions.map(({ at, body }) => ({ label: 'Added', hint: whenSaid(concern, at), value: body })));
}
