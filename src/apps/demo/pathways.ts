import {
  answeredWords,
  choicesOf,
  type Deeds,
  definitions,
  type Given,
  pathwaysFor,
  type Step,
  standingOf,
} from '#domains/concerns';
import { type Instant, localDate } from '#platform/clock';
import type { CategoryId } from './concern-words.ts';
import { type Hand, type Opened, wait } from './hand.ts';
import { notRefer } from './referrals.ts';
import type { Row } from './rows.ts';
import { isBefore } from './stage.ts';

/** The pathways of the year's cases: open, late, answered to the end, or not needed. */

/** Opens what a case calls for and has not yet; gives what the entry says of it. */
export function openPathways(hand: Hand, at: Instant, categories: readonly CategoryId[]) {
  const { kinds } = hand.work.report;
  const called = pathwaysFor(definitions, { kinds, categories, couldShowChild: false });
  const opened = called.map(({ id }) => id).filter((id) => !hand.pathways.some((one) => one.id === id));
  hand.pathways.push(...opened.map((id) => ({ id, at })));
  return opened.length === 0 ? [] : [{ field: 'pathways', from: null, to: opened }];
}

/** What was referred already answers the steps that ask for it. */
function deedsOf({ stage, book }: Hand): Deeds {
  const rows = stage.rows.of('concern.referral').filter((row) => row.concern_id === book.sent.id);
  const referrals = rows.map(({ recipient, state, reason }) => ({ recipient, state, reason }));
  return { referrals: referrals.toReversed() as unknown as Deeds['referrals'], sanctions: [] };
}

const why: Readonly<Record<string, string>> = {
  danger: 'Seen and spoken with; she is with her mother, and knows whom to ring.',
  decision: 'Nothing that the guidance asks to be referred; talked through with the deputy.',
  concern: 'More than schoolwork: the same channel, again and again, and its words.',
  health: 'Known there already; an appointment this week.',
  considered: 'One comment, taken back; both families know. Looked at again if there is another.',
  intent: 'So it looks from what both say.',
};

/** As a lead who has it in hand would answer. */
function answerOf(step: Step, at: Instant): Pick<Given, 'step' | 'answer' | 'reason' | 'details'> {
  if (step.kind === 'log') {
    const on = localDate(at).toString();
    const held = { what: 'Phone, switched off', where: 'In the safe of the office; the Head', on };
    return {
      step: step.id,
      answer: null,
      reason: null,
      details: step.log === 'viewing' ? { none: true } : held,
    };
  }
  const choices = choicesOf(step);
  const calm = ['no', 'school'].flatMap((id) => choices.filter((one) => one.id === id));
  const asksHowItIs = step.kind === 'question' && (choices.length === 3 || step.id === 'danger');
  const choice = (asksHowItIs || step.id === 'considered' ? calm[0] : undefined) ?? choices[0];
  const reason = choice?.reason ? (why[step.id] ?? 'The facts on the timeline bear it out.') : null;
  return { step: step.id, answer: choice?.id ?? null, reason, details: {} };
}

interface Kept {
  readonly id: string;
  readonly definition: string;
  readonly version: number;
  readonly given: Given[];
  notNeeded?: { readonly at: Instant; readonly why: string };
}

function answer(hand: Hand, kept: Kept, step: Step): boolean {
  if (step.kind === 'referral') {
    notRefer(hand, step.recipient);
    return isBefore(hand.clock, hand.stage.now);
  }
  const at = wait(hand, 1, 6);
  const made = answerOf(step, at);
  const { lead, book } = hand;
  const body = answeredWords(step, made);
  if (!book.note({ at, by: lead, act: 'pathway_answer', body, details: { row: kept.id } })) return false;
  kept.given.push({ ...made, at, byName: lead.name });
  return true;
}

function setAside(hand: Hand, kept: Kept): void {
  const at = wait(hand, 2, 20);
  const because = 'Looked at with the deputy: it turned out to be something else.';
  const { lead: by, book } = hand;
  if (book.note({ at, by, act: 'pathway_not_needed', body: because, details: { row: kept.id } }))
    kept.notNeeded = { at, why: because };
}

const ofCase = ({ sent }: Hand['book']): Row => ({ concern_id: sent.id, caseload_id: sent.caseloadId });

function write(hand: Hand, opened: Opened, kept: Kept): void {
  const { stage, book, lead } = hand;
  const { missing, today } = standingOf(kept, deedsOf(hand));
  stage.rows.add('concern.pathway', {
    id: kept.id,
    ...ofCase(book),
    definition: kept.definition,
    version: kept.version,
    opened_at: opened.at.toString(),
    required_open: missing.length,
    due_on: today ? localDate(opened.at).toString() : null,
    not_needed_at: kept.notNeeded?.at.toString() ?? null,
    not_needed_by: kept.notNeeded === undefined ? null : lead.id,
    not_needed_why: kept.notNeeded?.why ?? null,
  });
  for (const { step, answer: choice, reason, details, at } of kept.given) {
    stage.rows.add('concern.pathway_answer', {
      id: stage.random.uuid(at),
      pathway_id: kept.id,
      ...ofCase(book),
      step,
      answer: choice,
      reason,
      details,
      at: at.toString(),
      by_id: lead.id,
      salt: `\\x${kept.id.replaceAll('-', '')}`,
    });
  }
}

/** @param most how many steps were answered, as far as today lets it; a case that closes has answered all */
export function answerPathways(hand: Hand, most: number | 'all'): void {
  const { stage } = hand;
  const kept = hand.pathways.flatMap((opened) => {
    const version = definitions.find(({ id }) => id === opened.id)?.version ?? 1;
    const row: Kept = { id: stage.random.uuid(opened.at), definition: opened.id, version, given: [] };
    return isBefore(opened.at, stage.now) ? [{ opened, row }] : [];
  });
  for (const { row } of kept) {
    if (most === 'all' && stage.random.chance(0.07)) setAside(hand, row);
    for (let left = most === 'all' ? Number.POSITIVE_INFINITY : most; left > 0; left -= 1) {
      const [next] = row.notNeeded === undefined ? standingOf(row, deedsOf(hand)).missing : [];
      if (next === undefined || !answer(hand, row, next)) break;
    }
  }
  // Counted once all of them are answered: what was referred for one answers the others too.
  for (const { opened, row } of kept) write(hand, opened, row);
}
