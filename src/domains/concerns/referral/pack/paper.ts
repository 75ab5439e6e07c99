import { kindOfFile } from '#domains/evidence';
import { formatInstant, type Instant } from '#platform/clock';
import { Paper } from '#platform/pdf';
import type { Concern, ConcernFile } from '../../types.ts';
import { recipients } from '../recipients.ts';
import { packOf } from './packs.ts';
import type { Pack } from './queries.ts';

/** What is held is named by its hash, so that it can be told later to be the same; it is never inside. */
const held = ({ called, mediaType, sha256, locked }: ConcernFile) => ({
  label: called,
  value: locked
    ? `Locked away: it could show a child. Nobody opens it.\nSHA-256 ${sha256}`
    : `${kindOfFile(mediaType)}\nSHA-256 ${sha256}`,
});

/** The pack as a tagged PDF that opens with its pass-code alone. */
export function packPaper(
  { pack, concern }: { readonly pack: Pack; readonly concern: Concern },
  passCode: string,
  now: Instant,
  reader: string,
): Promise<Buffer> {
  const paper = new Paper({
    title: `Referral ${concern.reference}`,
    made: new Date(now.epochMilliseconds),
    reference: concern.reference,
    footer: 'Confidential: for the addressee alone',
    passCode,
  });
  paper.title(`Referral: ${recipients[pack.recipient].name}`);
  paper.warning(
    'Confidential. For whoever it is addressed to, for the protection of a child. Do not pass it on.',
  );
  paper.rows(
    packOf(pack.recipient)
      .filter(({ id }) => pack.fields[id] !== undefined)
      .map(({ id, label }) => ({ label, value: pack.fields[id] ?? '', wide: true })),
  );
  paper.section('Material that the school holds (not in this file)');
  if (concern.files.length === 0) paper.paragraph('None is held as a file.');
  else paper.rows(concern.files.map(held));
  paper.paragraph(`Read through and made ${formatInstant(pack.madeAt)}.`);
  paper.ifReplaced(
    'Words in [square brackets] may stand for letters that the font of this page does not have.',
  );
  return paper.print(reader);
}
