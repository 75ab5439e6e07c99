import { type Instant, type LocalDate, localDate } from '#platform/clock';
import { headOf } from './casting.ts';
import { type Hand, wait, waitDays } from './hand.ts';
import { inSchool, isBefore } from './stage.ts';
import { schoolDaysAgo } from './story-parts.ts';

/** Whom the cases of the year were referred to, and what was heard of it. */

interface Plan {
  readonly to: string;
  readonly how: string;
  readonly why: string;
  readonly reference: string;
}

const plans: Readonly<Record<string, readonly Plan[]>> = {
  grooming: [
    {
      to: 'ceop',
      how: 'By their report form',
      why: 'An adult nobody knows asked a child for pictures.',
      reference: 'CEOP-',
    },
    {
      to: 'social_care',
      how: 'By telephone, then the form',
      why: 'A child at risk from somebody online.',
      reference: 'MASH-',
    },
  ],
  radicalisation: [
    {
      to: 'prevent',
      how: 'By the national form',
      why: 'More than curiosity: the same channel for weeks, and words of its own from it.',
      reference: 'PRV-',
    },
  ],
  self_harm: [
    {
      to: 'social_care',
      how: 'By telephone, then the form',
      why: 'Help that school alone cannot give.',
      reference: 'MASH-',
    },
  ],
  circumvention: [
    {
      to: 'internet_provider',
      how: 'Through the trust’s IT team',
      why: 'A way round the filter that others will find too.',
      reference: 'T-',
    },
  ],
};

const policeMatters: ReadonlySet<string> = new Set([
  ...['nudes', 'pornography', 'hate', 'violence', 'drugs', 'copyright', 'criminal_exploitation'],
  ...['indecent_image', 'hatred', 'illegal_acts'],
]);

const toPolice: Plan = {
  to: 'police',
  how: 'By telephone on 101',
  why: 'It may be a crime. The call handler was told what was seen, and that nobody has copied it.',
  reference: '26/',
};

interface Heard {
  readonly at: Instant;
  readonly step: 'acknowledged' | 'accepted' | 'declined' | 'outcome' | 'checked';
  readonly note: string;
}

const stateAfter = (heard: readonly Heard[]) =>
  heard.findLast(({ step }) => step !== 'checked')?.step ?? 'made';

const answers: readonly (readonly [Heard['step'], string])[] = [
  ['acknowledged', 'They have it; an officer will ring.'],
  ['accepted', 'They act on it, and ask us to go on as we do.'],
  ['outcome', 'Nothing more from them. The family has been spoken to.'],
];

/** Heard over the days that follow, as far as today lets it. */
function listen(hand: Hand, row: string, last: number): readonly Heard[] {
  const heard: Heard[] = [];
  for (const [step, note] of answers.slice(0, last)) {
    const at = waitDays(hand, hand.stage.random.between(1, 3));
    const changes = [{ field: 'referral', from: stateAfter(heard), to: step }];
    const details = { row };
    if (hand.book.note({ at, by: hand.lead, act: 'referral_step', body: note, details, changes }))
      heard.push({ at, step, note });
  }
  return heard;
}

/** Nothing heard for long: the lead rings again, so that no check is late by more than days. */
function ask(hand: Hand, row: string, heard: Heard[]): void {
  const { stage, book, lead } = hand;
  const at = inSchool(stage, schoolDaysAgo(stage, stage.random.between(2, 4)));
  if (!isBefore(hand.clock, at)) return;
  const note = 'Rung again: they have it, and no news yet.';
  if (!book.note({ at, by: lead, act: 'referral_step', body: note, details: { row } })) return;
  heard.push({ at, step: 'checked', note });
  hand.clock = at;
}

interface Decided {
  readonly row: string;
  readonly at: Instant;
  readonly to: string;
  readonly reason: string;
}

function write(
  hand: Hand,
  { row, at, to, reason }: Decided,
  rest: Readonly<Record<string, string | null>>,
): void {
  const { stage, book, lead } = hand;
  stage.rows.add('concern.referral', {
    id: row,
    concern_id: book.sent.id,
    caseload_id: book.sent.caseloadId,
    recipient: to,
    reason,
    decided_at: at.toString(),
    decided_by: lead.id,
    ...rest,
  });
}

function writeSteps(hand: Hand, row: string, heard: readonly Heard[]): void {
  const { stage, book, lead } = hand;
  for (const { at, step, note } of heard) {
    stage.rows.add('concern.referral_step', {
      id: stage.random.uuid(at),
      referral_id: row,
      concern_id: book.sent.id,
      caseload_id: book.sent.caseloadId,
      step,
      happened_on: localDate(at).toString(),
      note,
      at: at.toString(),
      by_id: lead.id,
      salt: `\\x${row.replaceAll('-', '')}`,
    });
  }
}

function refer(hand: Hand, plan: Plan, last: number): void {
  const { stage, book, lead } = hand;
  const at = wait(hand, 10, 60);
  const row = stage.random.uuid(at);
  if (!book.note({ at, by: lead, act: 'refer', body: plan.why, details: { row } })) return;
  const made: LocalDate = localDate(at);
  const heard = [...listen(hand, row, last)];
  if (stateAfter(heard) !== 'outcome') ask(hand, row, heard);
  const state = stateAfter(heard);
  write(
    hand,
    { row, at, to: plan.to, reason: plan.why },
    {
      state,
      made_on: made.toString(),
      how: plan.how,
      reference: heard.length === 0 ? null : `${plan.reference}${stage.random.between(1000, 9999)}`,
      next_check:
        state === 'outcome' ? null : stage.calendar.later(localDate(heard.at(-1)?.at ?? at), 2).toString(),
    },
  );
  writeSteps(hand, row, heard);
}

const NO_OFFENCE =
  'Talked through on 101: no offence that they would look into. Known to the family, and answered in school.';
const NO_THRESHOLD =
  'Talked through with them by telephone: below what they act on. School and family answer it.';

/** Why not; of the Police the Head reads it the same day or the next. */
export function notRefer(hand: Hand, to = 'police'): void {
  const { stage, book, lead, work } = hand;
  const at = wait(hand, 10, 60);
  const row = stage.random.uuid(at);
  const reason = to === 'police' ? NO_OFFENCE : NO_THRESHOLD;
  if (!book.note({ at, by: lead, act: 'not_refer', body: reason, details: { row } })) return;
  const head = headOf(stage, work.report.school);
  const seenAt = wait(hand, 30, 300);
  const seen = to === 'police' && isBefore(seenAt, stage.now) && head !== lead;
  if (seen) book.note({ at: seenAt, by: head, act: 'police_reason_seen', details: { row } });
  const decided = {
    state: 'considered',
    seen_at: seen ? seenAt.toString() : null,
    seen_by: seen ? head.id : null,
  };
  write(hand, { row, at, to, reason }, decided);
}

/** @param settled the case goes on to its end, so most of what was referred is answered */
export function referCase(hand: Hand, settled: boolean): void {
  const { stage, work } = hand;
  const { random } = stage;
  const named = [...work.tale.categories, ...work.tale.kinds];
  if (named.some((name) => policeMatters.has(name))) {
    if (random.chance(0.4)) refer(hand, toPolice, settled ? 3 : random.between(0, 1));
    else notRefer(hand);
  }
  for (const plan of work.tale.categories.flatMap((category) => plans[category] ?? []))
    if (random.chance(0.7)) refer(hand, plan, settled ? 3 : random.between(0, 1));
}
