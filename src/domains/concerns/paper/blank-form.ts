import { formatInstant, type Instant } from '#platform/clock';
import { Paper, type Row } from '#platform/pdf';
import { kindIds, kinds } from '../types.ts';
import { FORM_TITLE } from './filled-form.ts';
import type { SchoolDesk } from './types.ts';

const write = (label: string, lines: number, hint?: string): Row => ({
  label,
  lines,
  wide: lines > 2,
  ...(hint === undefined ? {} : { hint }),
});

/** Names where we know them; a line to write on where we do not. */
const known = (label: string, names: readonly string[] | undefined, hint?: string): Row =>
  names === undefined || names.length === 0
    ? write(label, 1, hint)
    : { label, value: names.join('\n'), ...(hint === undefined ? {} : { hint }) };

function writeAdvice(paper: Paper, desk: SchoolDesk | undefined): void {
  paper.warning(
    'If anyone is in danger now, call 999. Then find a safeguarding lead and tell them face to face. Do not wait to fill in this form.',
  );
  paper.warning(
    'A picture or video that could show anyone under 18 nude, part-nude or sexual (real, drawn or made by AI): do not look again, copy, print, photograph, send or delete it. Hide the screen, keep the device safe, and tell a safeguarding lead now. On this form write only what it was and where it is.',
  );
  paper.section('Whom to hand this form to, today');
  paper.rows([
    known('Safeguarding leads', desk?.leads, 'for everything about a child'),
    known('Headteacher', desk?.heads, 'about an adult who works or volunteers here: nobody else'),
    known('Chair of governors', desk?.chairs, 'about the headteacher: nobody else'),
    known('School telephone', desk?.phone ? [desk.phone] : undefined),
  ]);
  paper.paragraph(
    'A child can talk to Childline at any hour: 0800 1111. Hand this form over in person; do not leave it in a tray, post it or photograph it.',
  );
}

function writeWhoAndWhen(paper: Paper, desk: SchoolDesk | undefined): void {
  paper.section('The concern');
  paper.rows([
    known('School', desk ? [desk.name] : undefined),
    write('Designated senior leader', 1),
    write(
      'Name and age of the child',
      3,
      'one line for each child, and whether affected, involved, or may have done this',
    ),
    write('Date and time', 1, 'when it happened'),
    { label: 'Place', ticks: ['Home', 'School', 'Elsewhere', 'Not known'], columns: 4 },
  ]);
}

function writeNature(paper: Paper): void {
  paper.section('Nature of the concern or incident');
  paper.rows([
    {
      label: 'Kind',
      hint: 'tick all that fit',
      ticks: kindIds.map((id) => kinds[id].text),
      columns: 2,
      wide: true,
    },
    write('What the child said', 6, 'in their own words, as nearly as you can'),
    write('What you saw', 6, 'facts only'),
    write('What you think', 3, 'say that it is your view'),
  ]);
}

function writeEvidence(paper: Paper): void {
  paper.section('Evidence');
  paper.rows([
    write('Evidence', 3, 'text, e-mail, print-out, screenshot …: what it is and where it is'),
    { label: 'Is it still available?', ticks: ['Yes', 'No', 'Not known'], columns: 3 },
    write('Address it came from', 1, 'website, account, e-mail or number'),
    { label: 'Is the screen hidden?', ticks: ['Yes', 'No', 'No screen'], columns: 3 },
    {
      label: 'Could it show anyone under 18 nude, part-nude or sexual?',
      hint: 'real, drawn or made by AI',
      ticks: ['Yes', 'No', 'Not sure'],
      columns: 3,
    },
  ]);
}

function writePeople(paper: Paper): void {
  paper.section('Reported by, witnesses, reported to');
  paper.rows([
    write('Reported by', 1, 'your name'),
    write('Designation', 1, 'your post'),
    write('Other witnesses: pupils', 1),
    write('Other witnesses: adults', 2),
    write('Reported to', 1, 'name'),
    write('Signed by the witness', 1),
    write('Date and time of writing', 1),
  ]);
}

function writeOffice(paper: Paper): void {
  paper.section('For the designated senior leader only');
  paper.rows([
    write(
      'Action',
      5,
      'who does what, by when; how the child was involved or told, or why not; whether parents were spoken to',
    ),
    write('Outcome', 3),
    write('Signed by the designated senior leader', 1),
    write('Date and time', 1),
  ]);
  paper.section('Entered in Gatehouse');
  paper.paragraph(
    'Whoever types this in: “Report a concern”, then “I am typing in a paper form”, with the date and time of writing and the reporter’s name. The form must be in Gatehouse before the end of the school day.',
  );
  paper.rows([write('Entered by, and when', 1), write('Reference', 1, 'given by Gatehouse')]);
}

/** The form to write on by hand. Names of the school's leads are those of the day it was printed. */
export function blankForm(desk: SchoolDesk | undefined, now: Instant, reader: string): Promise<Buffer> {
  const paper = new Paper({
    title: FORM_TITLE,
    made: new Date(now.epochMilliseconds),
    reference: 'Blank form',
    footer: `Confidential once filled in. Printed ${formatInstant(now)}`,
  });
  paper.title(FORM_TITLE);
  writeAdvice(paper, desk);
  writeWhoAndWhen(paper, desk);
  writeNature(paper);
  writeEvidence(paper);
  writePeople(paper);
  writeOffice(paper);
  return paper.print(reader);
}
