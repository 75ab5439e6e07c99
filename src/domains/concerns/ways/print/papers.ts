import QRCode from 'qrcode';
import { formatDate, type Instant, localDate } from '#platform/clock';
import { Paper, type Picture } from '#platform/pdf';
import { kinds } from '../../types.ts';
import { helpForAdults, helpForPupils } from '../help-now.ts';
import { symbols } from '../symbols.ts';
import { adultTopics, topicIds, topics } from '../topics.ts';

/** What a school prints: the poster, and *Tell someone* on paper for whoever has no device or no wish for one. */

export const paperKinds = ['ks1', 'ks2', 'adult'] as const;
export type PaperKind = (typeof paperKinds)[number];

interface Printing {
  readonly now: Instant;
  readonly reader: string;
}

const QUIET = 4;

function qr(address: string): Picture {
  const { modules } = QRCode.create(address, { errorCorrectionLevel: 'M' });
  const dots = Array.from({ length: modules.size * modules.size }, (_, n) => n).filter(
    (n) => modules.data[n],
  );
  const d = dots
    .map((n) => `M${(n % modules.size) + QUIET} ${Math.trunc(n / modules.size) + QUIET}h1v1h-1z`)
    .join('');
  return { view: modules.size + 2 * QUIET, paths: [{ d }] };
}

const paperOf = (title: string, { now }: Printing, footer: string) =>
  new Paper({
    title,
    made: new Date(now.epochMilliseconds),
    reference: 'Gatehouse',
    footer: `${footer} Printed ${formatDate(localDate(now))}`,
  });

function writeHelp(paper: Paper, help: typeof helpForPupils): void {
  paper.section('Help at any time');
  paper.rows(
    help.map(({ name, phone, what }) => ({
      label: phone === undefined || phone === name ? name : `${name} ${phone}`,
      value: what,
    })),
  );
}

const INTRO = {
  ks1: 'Is something wrong? You are not in trouble. Put a cross in the box. A grown-up can help you write.',
  ks2: 'Something happened online, or worries you? You are not in trouble for telling. Write as much or as little as you like. Spelling does not matter.',
} as const;

const SECRET =
  'We only tell people who need to know. If you or somebody else could get hurt, we must tell people who can keep you safe. We cannot keep that secret.';

function writeYoung(paper: Paper): void {
  paper.section('What is it about?');
  paper.pictured(topicIds.map((id) => ({ picture: symbols[id], size: 40, text: topics[id].ks1, box: true })));
  paper.section('Are you safe right now?');
  paper.pictured([
    { picture: symbols.happy, size: 36, text: 'Yes', box: true },
    { picture: symbols.danger, size: 36, text: 'No. Tell a grown-up near you now', box: true },
  ]);
  paper.section('What happened?');
  paper.rows([
    { label: 'Draw or write', lines: 4, wide: true },
    { label: 'My name', lines: 1 },
    { label: 'My class', lines: 1 },
    { label: 'I would like to talk to', lines: 1 },
  ]);
}

function writeOlder(paper: Paper): void {
  paper.rows([
    { label: 'Are you safe right now?', ticks: ['Yes', 'No', 'I do not know'], columns: 3 },
    {
      label: 'What is it about?',
      hint: 'more than one is fine',
      ticks: topicIds.map((id) => topics[id].ks2),
      columns: 2,
      wide: true,
    },
    { label: 'What happened?', lines: 9, wide: true },
    {
      label: 'Is it about a grown-up at this school?',
      hint: 'If so, give this to another grown-up',
      ticks: ['No', 'Yes', 'Yes, the headteacher'],
      columns: 3,
    },
    { label: 'Their name, if you like', lines: 1 },
    { label: 'I would like to talk to', lines: 1 },
    { label: 'My name and class', hint: 'You need not say', lines: 1 },
  ]);
  paper.paragraph(
    'Do not put pictures with this. Keep the phone or tablet as it is, and show it to an adult you trust.',
  );
}

function writeAdult(paper: Paper): void {
  paper.rows([
    { label: 'Is somebody in danger now?', hint: 'If so, call 999 first', ticks: ['No', 'Yes'], columns: 2 },
    {
      label: 'What is it about?',
      ticks: adultTopics.map((id) => kinds[id].text),
      columns: 2,
      wide: true,
    },
    {
      label: 'What happened?',
      hint: 'what you saw or were told, when, where, who was there',
      lines: 10,
      wide: true,
    },
    {
      label: 'Could a picture or video show anyone under 18 nude, part-nude or sexual?',
      ticks: ['No', 'Not sure', 'Yes'],
      columns: 3,
    },
    {
      label: 'Is it about an adult who works or volunteers here?',
      ticks: ['No', 'Yes', 'Yes, the headteacher'],
      columns: 3,
    },
    { label: 'Your name', hint: 'if you like', lines: 1 },
    { label: 'How to reach you', hint: 'if you like', lines: 1 },
  ]);
  paper.warning(
    'Do not hand in, copy or send such a picture. Keep the device, and tell the school or the police that you have it.',
  );
}

const writers = { ks1: writeYoung, ks2: writeOlder, adult: writeAdult } as const;

/** The empty paper. Whoever gets it types it in as a paper form, with who wrote it. */
export function tellOnPaper(kind: PaperKind, printing: Printing): Promise<Buffer> {
  const title = kind === 'adult' ? 'Tell the school about a worry' : 'Tell someone';
  const paper = paperOf(title, printing, 'Confidential once filled in.');
  paper.title(title);
  paper.paragraph(
    kind === 'adult' ? 'For something that worries you about a child, or that happened online.' : INTRO[kind],
  );
  paper.warning(SECRET);
  writers[kind](paper);
  paper.paragraph(
    'Give it to an adult you trust at the school, in person. They bring it to the safeguarding lead the same day.',
  );
  writeHelp(paper, kind === 'adult' ? helpForAdults : helpForPupils);
  return paper.print(printing.reader);
}

export interface PosterFacts {
  readonly school: string;
  readonly pupils: string;
  readonly parents: string;
}

/** One sheet for the wall: what it is for, the address and its square, and help at any time. */
export function poster({ school, pupils, parents }: PosterFacts, printing: Printing): Promise<Buffer> {
  const paper = paperOf('Tell someone', printing, `${school}.`);
  paper.title('Something wrong? Tell someone.');
  paper.paragraph(
    'Somebody is unkind, a horrible message, something you saw online, something that worries you. You are not in trouble for telling, and you need not say who you are.',
  );
  paper.pictured([
    { picture: qr(pupils), size: 190, text: `Pupils: point a camera at the square, or type ${pupils}` },
  ]);
  paper.pictured([{ picture: qr(parents), size: 120, text: `Parents, carers and visitors: ${parents}` }]);
  paper.warning(SECRET);
  writeHelp(paper, helpForPupils);
  return paper.print(printing.reader);
}
