import { type Instant, localDate, Temporal } from '#platform/clock';
import { CaseBook } from './case-book.ts';
import { workCase } from './casework.ts';
import { castChildren, castReporter, leadsOn } from './casting.ts';
import type { Depth } from './hand.ts';
import { type Occasion, occasions } from './moments.ts';
import { type NamedParty, type Report, type Sent, send } from './report.ts';
import { type Tale, tales } from './scenarios/index.ts';
import { called, isBefore, laterAtWork, type Stage } from './stage.ts';
import type { Pupil } from './world.ts';

const urgentKinds = new Set([
  'indecent_image',
  'grooming',
  'self_harm',
  'radicalisation',
  'threats',
  'sexual_harassment',
]);

function chooseTale({ random }: Stage, { day }: Occasion): Tale {
  return random.weighted(tales, ({ weight, season }) =>
    season?.includes(day.month) ? weight * 2.2 : weight,
  );
}

/** What is older is closed; of what is new, some has hardly been begun. */
function depthOf({ random, today }: Stage, { day }: Occasion): Depth {
  const age = day.until(today).days;
  if (age > 60)
    return random.weighted(
      ['closed', 'monitoring', 'reopened'] as const,
      (d) => ({ closed: 98, monitoring: 1, reopened: 1 })[d],
    );
  if (age > 14)
    return random.weighted(
      ['closed', 'monitoring', 'worked', 'begun'] as const,
      (d) => ({ closed: 82, monitoring: 10, worked: 6, begun: 2 })[d],
    );
  if (age > 4)
    return random.weighted(
      ['closed', 'worked', 'begun', 'acknowledged'] as const,
      (d) => ({ closed: 45, worked: 33, begun: 18, acknowledged: 4 })[d],
    );
  return random.weighted(
    ['closed', 'begun', 'worked', 'acknowledged'] as const,
    (d) => ({ closed: 10, begun: 50, worked: 20, acknowledged: 20 })[d],
  );
}

function partiesOf({ random }: Stage, tale: Tale, children: readonly Pupil[]): NamedParty[] {
  return tale.parts.map((part, index) => {
    const pupil = children[index];
    const unknown = index > 0 && random.chance(0.2);
    if (pupil === undefined || unknown) return { part, describedAs: 'Not known' };
    return { part, pupil };
  });
}

const filler = (children: readonly Pupil[]) => (text: string) =>
  text
    .replaceAll('{c}', children[0]?.given ?? 'the child')
    .replaceAll('{o}', children[1]?.given ?? 'the other child');

function evidenceOf({ random }: Stage, tale: Tale): Report['evidence'] {
  if (tale.evidence === undefined || random.chance(0.4)) return [];
  const [what, where, available] = random.pick(tale.evidence);
  return [{ what, where, available }];
}

function paperOf(stage: Stage, at: Instant): Report['paper'] {
  if (!stage.random.chance(0.03)) return undefined;
  const enteredAt = laterAtWork(stage, at, stage.random.between(200, 400));
  return isBefore(enteredAt, stage.now)
    ? {
        enteredAt,
        author: stage.random.pick(['Supply teacher', 'Coach of the football club', 'Parent helper']),
      }
    : undefined;
}

function wordsOf({ random }: Stage, tale: Tale, telling: number, fill: (text: string) => string) {
  const told = (list: readonly string[]) => fill(list[telling % list.length] ?? '');
  const said = random.chance(0.82);
  return {
    words: said ? told(tale.words) : null,
    seen: !said || random.chance(0.85) ? told(tale.seen) : null,
    thought: random.chance(0.6) ? fill(random.pick(tale.thought)) : null,
  };
}

function reportOf(
  stage: Stage,
  occasion: Occasion,
  tale: Tale,
): { report: Report; fill: (text: string) => string } {
  const { random } = stage;
  const { school, at, day } = occasion;
  const children = castChildren(stage, school, day, tale.years, tale.parts.length);
  const telling = random.between(0, tale.headlines.length - 1);
  const place = random.pick(tale.places);
  const paper = paperOf(stage, at);
  const fill = filler(children);
  const report: Report = {
    school,
    at,
    stream: 'child',
    reporter: paper
      ? called(stage, school.code === 'LP' ? 'Beverley Stott' : 'Maureen Tidy')
      : castReporter(stage, school, day, children[0]),
    headline: tale.headlines[telling] ?? '',
    kinds: tale.kinds,
    parties: partiesOf(stage, tale, children),
    place,
    placeDetail: random.chance(0.7) ? random.pick(tale.placeDetail) : null,
    happenedOn: place === 'school' ? day : day.subtract({ days: random.between(0, 3) }),
    happenedTime:
      place === 'home' && random.chance(0.6) ? random.pick(['18:00', '19:30', '20:15', '21:00']) : null,
    ...wordsOf(stage, tale, telling, fill),
    address: tale.address && random.chance(0.7) ? random.pick(tale.address) : null,
    screenHidden: place === 'school' ? random.pick(['yes', 'not_applicable'] as const) : 'not_applicable',
    image: tale.image ?? 'no',
    selfReported: random.chance(0.3),
    evidence: evidenceOf(stage, tale),
    witnesses: random.chance(0.15) ? 'The lunchtime supervisor on duty' : null,
    urgent: (tale.image ?? 'no') !== 'no' || tale.kinds.some((kind) => urgentKinds.has(kind)),
    ...(paper ? { paper } : {}),
  };
  return { report, fill };
}

/** Told to the leads, who open it the same day; the newest still waits on their Today. */
function addition(stage: Stage, report: Report, sent: Sent): void {
  const { id: concernId, caseloadId } = sent;
  const at = laterAtWork(stage, report.paper?.enteredAt ?? report.at, stage.random.between(60, 300));
  if (!stage.random.chance(0.06) || !isBefore(at, stage.now)) return;
  const id = stage.random.uuid(at);
  stage.rows.add('concern.addition', {
    id,
    concern_id: concernId,
    caseload_id: caseloadId,
    author_id: report.reporter?.id ?? null,
    added_at: at.toString(),
    body: stage.random.pick([
      'I have remembered that it was before lunch, not after.',
      'Mother told me at the gate that it happened again last night.',
      'A second child came to me with the same story.',
    ]),
  });
  stage.chain.tell(at, report.reporter?.id ?? null, {
    chain: report.school.id,
    type: 'concern.added-to/1',
    subject: concernId,
    content: [{ table: 'concern.addition', id }],
  });
  const waits = localDate(at).until(stage.today).days <= 3;
  const leads = leadsOn(stage, report.school, localDate(at));
  new CaseBook(stage, report, sent).notice(at, leads, 'addition', 0, waits ? null : at.add({ minutes: 90 }));
}

/** The year of a school: what was reported, and what was done about it. */
export function addYear(stage: Stage): void {
  for (const school of stage.schools) {
    const inTime = occasions(stage, school, school.code === 'LP' ? 150 : 62).toSorted((a, b) =>
      Temporal.Instant.compare(a.at, b.at),
    );
    for (const occasion of inTime) {
      const tale = chooseTale(stage, occasion);
      const { report, fill } = reportOf(stage, occasion, tale);
      const sent = send(stage, report);
      addition(stage, report, sent);
      workCase(stage, { report, sent, tale, fill, depth: depthOf(stage, occasion) });
    }
  }
}
