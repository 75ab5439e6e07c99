import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { allowedActs, isLead, missingToClose, roleIn } from '../../policy.ts';
import { findConcern, findParties } from '../../queries.ts';
import type { Act, ClosingNeed } from '../../transitions.ts';
import type { Concern, Party } from '../../types.ts';
import { factsOf } from '../act/perform.ts';
import { hasShutOut, mayJudge } from '../exclusion/judged.ts';
import { type Following, findFollowing } from '../follow/queries.ts';
import { hasNextInLine } from '../next-in-line/queries.ts';
import { findCase, findEntries, findExclusions, findNames, findReaders } from '../queries.ts';
import type { CaseRecord, Entry, Exclusion, Reader } from '../types.ts';
import {
  type Family,
  findFamilies,
  findLinks,
  findSaid,
  type Links,
  markSeen,
  type Said,
} from './queries.ts';

export interface CaseView {
  readonly concern: Concern;
  readonly file: CaseRecord;
  readonly parties: readonly Party[];
  readonly families: readonly Family[];
  readonly entries: readonly Entry[];
  readonly said: readonly Said[];
  readonly following: Following;
  readonly links: Links;
  readonly readers: readonly Reader[];
  readonly exclusions: readonly Exclusion[];
  /** Those of whom I may confirm or lift the exclusion. */
  readonly judgeable: ReadonlySet<string>;
  /** Of everybody that an id on the page stands for. */
  readonly names: ReadonlyMap<string, string>;
  readonly allowed: ReadonlySet<Act>;
  readonly missing: readonly ClosingNeed[];
  /** Urgent, and somebody who could read it has not been told yet. */
  readonly nextInLine: boolean;
  readonly myId: string;
  /** I may sign as the designated lead. */
  readonly lead: boolean;
  readonly now: Instant;
}

/** Every id of a person that the page shows by name. */
function mentioned(file: CaseRecord, entries: readonly Entry[]): string[] {
  const inEntries = entries.flatMap(({ details }) => [
    details.person,
    ...(details.changes ?? []).flatMap(({ field, from, to }) =>
      field === 'assignedTo' || field === 'owner' ? [from, to] : [],
    ),
  ]);
  const all = [file.reporterId, file.assignedTo, file.acknowledgedBy, ...inEntries];
  return [...new Set(all.filter((id): id is string => typeof id === 'string'))];
}

/** Everything on the case page. Each view is an audit event: who looked, when, at what. */
export async function readCase(tx: Tx, me: Me, concernId: string): Promise<CaseView> {
  const [file, concern, parties, entries, said, following, exclusions] = await Promise.all([
    findCase(tx, concernId),
    findConcern(tx, concernId),
    findParties(tx, concernId),
    findEntries(tx, concernId),
    findSaid(tx, concernId),
    findFollowing(tx, concernId),
    findExclusions(tx, concernId),
  ]);
  if (file === undefined || concern === undefined) throw new NotFound('no such case in this scope');
  const childIds = parties.flatMap(({ personId, isAdult }) =>
    personId === null || isAdult ? [] : [personId],
  );
  const others = entries.flatMap(({ details }) => (details.concern === undefined ? [] : [details.concern]));
  const [families, links, readers, names] = await Promise.all([
    findFamilies(tx, childIds),
    findLinks(tx, file, childIds, others),
    findReaders(tx, file),
    findNames(tx, mentioned(file, entries)),
  ]);
  const waits = file.urgent && file.acknowledgedAt === null;
  const nextInLine = waits && (await hasNextInLine(tx, concernId));
  if (said.some(({ what, personId, seenAt }) => what === 'notice' && personId === me.id && seenAt === null)) {
    await markSeen(tx, concernId, me.id);
  }
  tx.record({
    chain: file.school.id,
    type: 'concern.read/1',
    subject: concernId,
    data: { version: file.version },
  });
  const whose = {
    schoolId: file.school.id,
    stream: file.stream,
    reporterId: file.reporterId,
    excludedIds: [],
  };
  return {
    concern,
    file,
    parties,
    families,
    entries,
    said,
    following,
    links,
    readers,
    exclusions,
    judgeable: new Set(exclusions.filter((one) => mayJudge(one, me.id)).map(({ personId }) => personId)),
    names,
    allowed: file.onItsWay ? new Set() : allowedActs(roleIn(me, whose), file.status),
    missing: missingToClose(factsOf(file, hasShutOut(me.id, exclusions, readers))),
    nextInLine,
    myId: me.id,
    lead: isLead(me, file),
    now: tx.at,
  };
}
