import { formatDate, formatInstant } from '#platform/clock';
import type { Paper, Row } from '#platform/pdf';
import { duties } from '../duty/duties.ts';
import { recipients } from '../referral/recipients.ts';
import type { Referral } from '../referral/types.ts';
import { stateWords, stepWords } from '../referral/words.ts';
import type { WholeCase } from './types.ts';

/** What followed the concern, on paper and for a program. */

const joined = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', ');

const referralRow = (referral: Referral): Row => ({
  label: recipients[referral.recipient].name,
  hint: stateWords[referral.state],
  value: [
    `Decided ${formatInstant(referral.decidedAt)} by ${referral.decidedByName}: ${referral.reason}`,
    ...(referral.madeOn === null
      ? []
      : [`Made ${joined(formatDate(referral.madeOn), referral.madeTime, referral.how, referral.spokeTo)}`]),
    ...(referral.reference === null ? [] : [`Reference ${referral.reference}`]),
    ...referral.steps
      .toReversed()
      .map(
        ({ step, happenedOn, note, byName }) =>
          `${stepWords[step]} ${formatDate(happenedOn)}: ${note} (${byName})`,
      ),
  ].join('\n'),
});

export function writeReferrals(paper: Paper, { follows: { referrals } }: WholeCase): void {
  if (referrals.length === 0) return;
  paper.section('Referrals');
  paper.rows(referrals.map(referralRow));
}

export function writeDuties(paper: Paper, { follows: { duties: done } }: WholeCase): void {
  if (done.length === 0) return;
  paper.section('Personal legal duties');
  paper.rows(
    done.map(({ duty, who, toldWhom, toldOn, toldTime, reference, note, edition }) => ({
      label: duties[duty].name,
      hint: `Law: ${edition}`,
      value: `${who} told ${joined(toldWhom, formatDate(toldOn), toldTime, reference, note)}`,
    })),
  );
}

export const referralsJson = ({ follows: { referrals } }: WholeCase) =>
  referrals.map((referral) => ({
    to: referral.recipient,
    state: referral.state,
    reason: referral.reason,
    decidedAt: referral.decidedAt.toString(),
    decidedBy: referral.decidedByName,
    madeOn: referral.madeOn?.toString() ?? null,
    madeTime: referral.madeTime,
    how: referral.how,
    spokeTo: referral.spokeTo,
    reference: referral.reference,
    nextCheck: referral.nextCheck?.toString() ?? null,
    heard: referral.steps.map(({ step, happenedOn, note, byName }) => ({
      step,
      on: happenedOn.toString(),
      note,
      by: byName,
    })),
  }));

export const dutiesJson = ({ follows: { duties: done } }: WholeCase) =>
  done.map(({ duty, edition, who, toldWhom, toldOn, toldTime, reference, note }) => ({
    duty,
    edition,
    who,
    toldWhom,
    toldOn: toldOn.toString(),
    toldTime,
    reference,
    note,
  }));
