import {
  end,
  type Facts,
  find,
  type Pen,
  partiesOf,
  sanction,
  type Terms,
  tell,
  type Who,
} from './follow-up.ts';
import { type Hand, wait, waitDays } from './hand.ts';

/** How the cases of the year ended for whoever was said to have done it. */

const ladder = ['Restorative conversation', 'Warning', 'Meeting with parents', 'Internet withdrawn'] as const;

const reasons: Readonly<Record<Facts['finding'], string>> = {
  substantiated: 'Seen by an adult, and told by themselves in the same way.',
  unsubstantiated: 'Two children tell it differently, and nobody else saw it. It may have been so.',
  unfounded: 'The account belongs to a child of another school.',
  false: 'The pictures were from another day. Nobody meant harm by saying so.',
  malicious: 'Made up after a quarrel; two children say so themselves.',
};

const share: Readonly<Record<Facts['finding'], number>> = {
  substantiated: 70,
  unsubstantiated: 12,
  unfounded: 8,
  false: 6,
  malicious: 4,
};

function factsOf({ stage, work, book }: Hand): Facts {
  const { random } = stage;
  const finding = random.weighted(Object.keys(share) as Facts['finding'][], (one) => share[one]);
  const intent = book.intent ?? random.pick(work.tale.intents);
  const selfReported = work.report.selfReported ?? false;
  return { finding, intent, selfReported, reason: reasons[finding] };
}

/** How often they were given one before, so that the answer is proportionate. */
function earlierOf({ stage }: Pen, { personId }: Who): number {
  const own = new Set(
    stage.rows
      .of('concern.party')
      .filter((row) => row.person_id === personId)
      .map((row) => row.id),
  );
  return stage.rows
    .of('concern.sanction')
    .filter((row) => own.has(row.party_id ?? '') && row.state !== 'reversed').length;
}

function termsOf(hand: Hand, pen: Pen, who: Who): Terms {
  const { tale } = hand.work;
  const isDevice = tale.categories.some((one) => one === 'circumvention' || one === 'device_misuse');
  const rung = earlierOf(pen, who) + (tale.severities.includes('high') ? 1 : 0);
  const called =
    isDevice && rung > 0 ? 'Device withdrawn or confiscated' : (ladder[Math.min(rung, 3)] ?? 'Warning');
  const withdraws = called === 'Internet withdrawn' || called === 'Device withdrawn or confiscated';
  const reason =
    rung === 0
      ? 'The first time, and sorry for it: no more than this is needed.'
      : 'It happened before, or it hurt somebody badly: one step more than the mildest.';
  return { called, reason, days: withdraws ? 5 : 1 };
}

/** Found, and where that allows it given a step of the ladder, told to the family, and served before the case is closed. */
export function answerFor(hand: Hand): void {
  const { stage, book, lead, work } = hand;
  const pen: Pen = { stage, book, by: lead, school: work.report.school };
  for (const who of partiesOf(pen, 'alleged')) {
    const facts = factsOf(hand);
    if (!find(pen, wait(hand, 10, 60), who, facts)) return;
    const isAccident = facts.intent === 'accidental' && facts.selfReported;
    if (facts.finding !== 'substantiated' || isAccident) continue;
    const terms = termsOf(hand, pen, who);
    const made = sanction(pen, wait(hand, 5, 40), who, terms);
    if (made === undefined) return;
    tell(pen, wait(hand, 20, 90), made, 'parents', 'Mother, by telephone');
    end(pen, waitDays(hand, terms.days + 1), made, 'served', 'Kept to it, and knows why.');
  }
}
