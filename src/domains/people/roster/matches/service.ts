import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import { mayImport } from '../imports/service.ts';
import {
  countMatches,
  findJoined,
  findMatch,
  findMatches,
  findSides,
  joinMatch,
  removeMatch,
  schoolOfMerge,
  undoMerge,
} from './queries.ts';
import type { Joined, JoinRefusal, Match, Side } from './types.ts';

export interface MatchList {
  readonly matches: readonly Match[];
  /** All of them; the page shows the first. */
  readonly waiting: number;
  readonly joined: readonly Joined[];
}

export async function matchesOf(tx: Tx, me: Me): Promise<MatchList> {
  mayImport(me);
  return {
    matches: await findMatches(tx, me.rosterSchoolIds),
    waiting: await countMatches(tx, me.rosterSchoolIds),
    joined: await findJoined(tx, me.rosterSchoolIds),
  };
}

export interface MatchPage {
  readonly match: Match;
  /** Empty where one of the two is not mine to see: then somebody else decides. */
  readonly sides: readonly Side[];
}

async function requireMatch(tx: Tx, me: Me, id: string): Promise<Match> {
  mayImport(me);
  const match = await findMatch(tx, me.rosterSchoolIds, id);
  if (match === undefined) throw new NotFound('no such match of my schools');
  return match;
}

export async function openMatch(tx: Tx, me: Me, id: string): Promise<MatchPage> {
  const match = await requireMatch(tx, me, id);
  return { match, sides: match.refusal === 'rights' ? [] : await findSides(tx, match) };
}

/** What stands in the way, in words; the page says it in place of the button. */
export const refusalWords: Readonly<Record<JoinRefusal, string>> = {
  rights:
    'One of the two is known at a school whose roster you do not keep. The trust’s IT team, which keeps them all, decides.',
  reader: 'One of the two reads concerns here. No roster touches them: end that duty first, if it is over.',
  kinds: 'One is a pupil and the other an adult: they cannot be one person.',
  accounts:
    'Both have a sign-in. Close one of them first, and have its account removed by whoever runs Gatehouse.',
  joined: 'One of the two has been joined to somebody already. Take that back first.',
};

/** The same person: what hangs on one goes to the other, in the database and in one step. */
export async function join(tx: Tx, me: Me, id: string): Promise<void> {
  const match = await requireMatch(tx, me, id);
  if (match.refusal !== null) throw new Conflict('these two may not be joined', refusalWords[match.refusal]);
  const merge = tx.ids.uuid();
  const kept = await joinMatch(tx, id, merge);
  if (kept === undefined) throw new NotFound('decided already');
  tx.record({
    chain: match.schoolId,
    type: 'people.joined/1',
    subject: kept,
    data: { merged: kept === match.personId ? match.candidateId : match.personId },
    content: [{ table: 'people.person_merge', id: merge }],
  });
}

/** Different people. Only newcomers are ever compared, so these two are not asked about again. */
export async function tellApart(tx: Tx, me: Me, id: string): Promise<void> {
  const match = await requireMatch(tx, me, id);
  if (match.refusal === 'rights') throw new NotFound('not mine to decide');
  if (!(await removeMatch(tx, id))) throw new NotFound('decided already');
  tx.record({
    chain: match.schoolId,
    type: 'people.told_apart/1',
    subject: match.personId,
    data: { other: match.candidateId },
  });
}

export async function takeApart(tx: Tx, me: Me, mergeId: string): Promise<void> {
  mayImport(me);
  const schoolId = await schoolOfMerge(tx, mergeId);
  const kept = schoolId === undefined ? undefined : await undoMerge(tx, mergeId);
  if (schoolId === undefined || kept === undefined)
    throw new NotFound('no joining of my schools to take back');
  tx.record({ chain: schoolId, type: 'people.taken_apart/1', subject: kept, data: { merge: mergeId } });
}
