import { placeOf, searchPeople } from '#domains/people';
import type { Me, Tx } from '#platform/db';
import { missingToClose } from '../../policy.ts';
import { findParties } from '../../queries.ts';
import type { Act, ClosingNeed } from '../../transitions.ts';
import type { Party } from '../../types.ts';
import { findShutOutBy, mayJudge } from '../exclusion/judged.ts';
import { findStaff } from '../exclusion/queries.ts';
import { type Family, findFamilies, findLinks, type Links } from '../page/queries.ts';
import { findActions, findEntriesSince, findExclusions, findNames, findReaders } from '../queries.ts';
import type { CaseAction, CaseRecord, Entry, Exclusion, Reader } from '../types.ts';
import { factsOf, openForAct } from './perform.ts';
import { findLinkTargets } from './queries.ts';

interface FoundHere {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

/** What the page of one act shows beside its fields. Parts that this act has no use for are empty. */
export interface ActView {
  readonly act: Act;
  readonly file: CaseRecord;
  readonly myId: string;
  /** Whoever can take the case on, or be excluded from it. */
  readonly eligible: readonly Reader[];
  /** Those that I may judge. */
  readonly exclusions: readonly Exclusion[];
  readonly openActions: readonly CaseAction[];
  readonly staff: readonly { readonly id: string; readonly name: string }[];
  readonly policies: readonly string[];
  readonly links: Links;
  readonly parties: readonly Party[];
  readonly families: readonly Family[];
  /** Who was looked up without a script; undefined where nobody was. */
  readonly found: readonly FoundHere[] | undefined;
  /** What somebody else did since the page was opened; for a form that came too late. */
  readonly since: readonly Entry[];
  readonly names: ReadonlyMap<string, string>;
  readonly refused?: string;
  /** What is missing before it can be closed; for the page that closes it. */
  readonly missing: readonly ClosingNeed[];
}

const needsPeople: ReadonlySet<Act> = new Set([
  'assign',
  'action_add',
  'action_change',
  'exclude',
  'exclude_confirm',
  'exclude_lift',
]);
const needsActions: ReadonlySet<Act> = new Set(['action_done', 'action_drop', 'action_change']);
const none: Links = { policies: [], linked: [], suggested: [], mentioned: [] };

async function family(tx: Tx, act: Act, concernId: string): Promise<Pick<ActView, 'parties' | 'families'>> {
  if (act !== 'parents' && act !== 'name_person') return { parties: [], families: [] };
  const parties = await findParties(tx, concernId);
  if (act === 'name_person') return { parties, families: [] };
  const ids = parties.flatMap(({ personId, isAdult }) => (personId === null || isAdult ? [] : [personId]));
  return { parties, families: await findFamilies(tx, ids) };
}

function personIds(entries: readonly Entry[]): string[] {
  const ids = entries.flatMap(({ details }) =>
    (details.changes ?? []).flatMap(({ field, from, to }) =>
      field === 'assignedTo' || field === 'owner' ? [from, to] : [],
    ),
  );
  return ids.filter((id): id is string => typeof id === 'string');
}

async function lookUp(tx: Tx, file: CaseRecord, words: string): Promise<FoundHere[]> {
  const found = await searchPeople(tx, file.school.id, words);
  return found.map((person) => ({ id: person.id, name: person.name, place: placeOf(person) }));
}

/** Every act's page shows something of the case, so opening it is an event like reading the case. */
function recordRead(tx: Tx, act: Act, file: CaseRecord): void {
  tx.record({
    chain: file.school.id,
    type: 'concern.read/1',
    subject: file.concernId,
    data: { version: file.version, page: act },
  });
}

/** The first version that anybody is shown. A form that names none was shown nothing that could have changed. */
const FIRST_VERSION = 1;

/** @param seenVersion given where the form came too late: then also what changed since */
export async function openAct(
  tx: Tx,
  me: Me,
  act: Act,
  concernId: string,
  seenVersion?: number,
  lookedUp = '',
): Promise<ActView> {
  const { file, ...refused } = await openForAct(tx, me, concernId, act, seenVersion !== undefined);
  const people = needsPeople.has(act);
  const exclusions = people ? await findExclusions(tx, concernId) : [];
  const out = new Set(exclusions.filter(({ state }) => state !== 'lifted').map(({ personId }) => personId));
  const readers = people ? await findReaders(tx, file) : [];
  const since =
    seenVersion === undefined || seenVersion < FIRST_VERSION
      ? []
      : await findEntriesSince(tx, concernId, seenVersion);
  recordRead(tx, act, file);
  return {
    act,
    file,
    myId: me.id,
    exclusions: exclusions.filter((exclusion) => mayJudge(exclusion, me.id)),
    eligible: readers.filter(({ personId }) => !out.has(personId)),
    openActions: needsActions.has(act)
      ? (await findActions(tx, concernId)).filter(({ doneAt }) => doneAt === null)
      : [],
    staff: act === 'about_adult' ? await findStaff(tx, file.school.id) : [],
    policies: act === 'policies' ? await findLinkTargets(tx, concernId, 'policy') : [],
    links: act === 'unlink' ? await findLinks(tx, file, [], []) : none,
    ...(await family(tx, act, concernId)),
    found: act === 'name_person' && lookedUp !== '' ? await lookUp(tx, file, lookedUp) : undefined,
    since,
    ...refused,
    missing: act === 'close' ? missingToClose(factsOf(file, await findShutOutBy(tx, me.id, file))) : [],
    names: await findNames(tx, personIds(since)),
  };
}
