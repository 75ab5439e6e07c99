import { formatInstant, type Instant } from '#platform/clock';
import { Paper } from '#platform/pdf';
import type { Certificate } from './queries.ts';
import { certificateLines } from './words.ts';

export function certificatePaper(one: Certificate, now: Instant, reader: string): Promise<Buffer> {
  const paper = new Paper({
    title: `Certificate of destruction ${one.reference}`,
    made: new Date(now.epochMilliseconds),
    reference: one.reference,
    footer: 'It holds nothing of what was destroyed',
  });
  paper.title('Certificate of destruction');
  paper.rows(certificateLines(one).map(([label, value]) => ({ label, value, wide: true })));
  paper.paragraph(`Printed ${formatInstant(now)}. The audit record holds the event that vouches for it.`);
  return paper.print(reader);
}
