import { type Instant, localDate } from '#platform/clock';
import type { Paper, Row } from '#platform/pdf';
import { findingWords, intentWords } from '../case/words.ts';
import { clearedWords, selfWords } from '../finding/words.ts';
import { spanWords, stateWord, toldWords } from '../sanction/words.ts';
import type { WholeCase } from './types.ts';

/** What was found about each person of a case and what followed for them, on paper and for a program. */

type Follows = Pick<WholeCase, 'follows' | 'parties'>;

const lines = (...parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join('\n');

/** A finding may be about whoever was named wrongly, and stands there still. */
function nameOf({ follows, parties }: Follows, partyId: string): string {
  const party = parties.find(({ id }) => id === partyId);
  return party?.name ?? follows.cleared.find((one) => one.partyId === partyId)?.name ?? 'Name held elsewhere';
}

export function writeFollows(paper: Paper, record: WholeCase, now: Instant): void {
  const { findings, cleared, sanctions, supports } = record.follows;
  const rows: Row[] = [
    ...findings.map((one) => ({
      label: 'Finding',
      hint: nameOf(record, one.partyId),
      value: lines(findingWords[one.finding], `${intentWords[one.intent]}; ${selfWords(one)}`, one.reason),
    })),
    ...cleared.map((one) => ({ label: 'Named wrongly', hint: one.name, value: clearedWords(one) })),
    ...sanctions.map((one) => ({
      label: `Sanction: ${one.called}`,
      hint: one.name,
      value: lines(
        stateWord(one, localDate(now)),
        spanWords(one),
        one.reason,
        one.told.length === 0 ? null : `Told: ${toldWords(one)}`,
        one.endedWhy,
      ),
    })),
    ...supports.map((one) => ({
      label: one.noneBecause === null ? 'Support' : 'No plan of support',
      hint: one.name,
      value: lines(
        one.adultName === null ? null : `With ${one.adultName}`,
        one.steps,
        one.voice,
        one.noneBecause,
        one.endedHow,
      ),
    })),
  ];
  if (rows.length === 0) return;
  paper.section('Finding, sanction and support');
  paper.rows(rows);
}

export function followsJson(record: Follows) {
  const { findings, cleared, sanctions, supports } = record.follows;
  return {
    findings: findings.map((one) => ({
      about: nameOf(record, one.partyId),
      finding: one.finding,
      intent: one.intent,
      selfReported: one.selfReported,
      reason: one.reason,
      foundAt: one.foundAt.toString(),
    })),
    namedWrongly: cleared.map(({ name, part, on }) => ({ name, part, clearedAt: on.toString() })),
    sanctions: sanctions.map((one) => ({
      on: one.name,
      called: one.called,
      withdraws: one.withdraws,
      state: one.state,
      reason: one.reason,
      startsOn: one.startsOn?.toString() ?? null,
      endsOn: one.endsOn?.toString() ?? null,
      appealOutcome: one.appealOutcome,
      told: one.told.map(({ who, names, on }) => ({ who, names, on: on.toString() })),
      endedWhy: one.endedWhy,
    })),
    support: supports.map((one) => ({
      for: one.name,
      namedAdult: one.adultName,
      steps: one.steps,
      voice: one.voice,
      noneBecause: one.noneBecause,
      endedAt: one.endedAt?.toString() ?? null,
      endedHow: one.endedHow,
    })),
  };
}
