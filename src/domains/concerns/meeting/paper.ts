import { formatDay, formatInstant } from '#platform/clock';
import { Paper } from '#platform/pdf';
import type { Meeting } from './types.ts';
import { childTitle, isNew, stateLine, summary, todoLines } from './words.ts';

/** The list on paper, by child. */
export function meetingPaper(meeting: Meeting, reader: string): Promise<Buffer> {
  const { at, school, byChild } = meeting;
  const paper = new Paper({
    title: 'List for the safeguarding meeting',
    made: new Date(at.epochMilliseconds),
    reference: school.name,
    footer: `Confidential: for the safeguarding team alone. Made ${formatInstant(at)}`,
  });
  paper.title(`Safeguarding meeting, ${formatDay(at)}`);
  paper.paragraph(`${school.name}: ${summary(meeting)}.`);
  paper.warning('Confidential. Take it back with you, and shred it after the meeting.');
  for (const { child, cases } of byChild) {
    paper.section(childTitle(child));
    paper.rows(
      cases.map((one) => ({
        label: [isNew(one, meeting) ? 'New' : '', one.urgent ? 'Urgent' : '', one.reference]
          .filter((part) => part !== '')
          .join(' · '),
        hint: stateLine(one),
        value: [one.headline, ...todoLines(one)].join('\n'),
      })),
    );
  }
  if (byChild.length === 0) paper.paragraph('No case is open that you may see.');
  paper.ifReplaced(
    'Words in [square brackets] may stand for letters that the font of this page does not have.',
  );
  return paper.print(reader);
}
