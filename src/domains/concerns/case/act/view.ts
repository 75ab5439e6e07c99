import type { Me, Tx } from '#platform/db';
import { missingToClose } from '../../policy.ts';
import { findParties } from '../../queries.ts';
import type { CaseAct } from '../../transitions.ts';
import type { Party } from '../../types.ts';
import { findShutOutBy, mayJudge } from '../exclusion/judged.ts';
import { findStaff } from '../exclusion/queries.ts';
import { type Asked, type FormView, openForm } from '../form/view.ts';
import { type FoundHere, lookUp } from '../naming/look-up.ts';
import { type Family, findFamilies, findLinks, type Links } from '../page/queries.ts';
import { findActions, findExclusions, findReaders } from '../queries.ts';
import type { CaseAction, Exclusion, Reader } from '../types.ts';
import { factsOf } from './perform.ts';
import { findLinkTargets } from './queries.ts';

/** What the page of one act shows beside its fields. Parts that this act has no use for are empty. */
export interface ActView extends FormView {
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
}

const needsPeople: ReadonlySet<CaseAct> = new Set([
  'assign',
  'action_add',
  'action_change',
  'exclude',
  'exclude_confirm',
  'exclude_lift',
]);
const needsActions: ReadonlySet<CaseAct> = new Set(['action_done', 'action_drop', 'action_change']);
const none: Links = { policies: [], linked: [], suggested: [], mentioned: [] };

async function family(
  tx: Tx,
  act: CaseAct,
  concernId: string,
): Promise<Pick<ActView, 'parties' | 'families'>> {
  if (act !== 'parents' && act !== 'name_person') return { parties: [], families: [] };
  const parties = await findParties(tx, concernId);
  if (act === 'name_person') return { parties, families: [] };
  const ids = parties.flatMap(({ personId, isAdult }) => (personId === null || isAdult ? [] : [personId]));
  return { parties, families: await findFamilies(tx, ids) };
}

export async function openAct(tx: Tx, me: Me, act: CaseAct, asked: Asked): Promise<ActView> {
  const { concernId, typed } = asked;
  const view = await openForm(tx, me, act, asked);
  const { file } = view;
  const people = needsPeople.has(act);
  const exclusions = people ? await findExclusions(tx, concernId) : [];
  const out = new Set(exclusions.filter(({ state }) => state !== 'lifted').map(({ personId }) => personId));
  const readers = people ? await findReaders(tx, file) : [];
  const lookedUp = typed?.person_search?.[0] ?? '';
  return {
    ...view,
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
    missing: act === 'close' ? missingToClose(factsOf(file, await findShutOutBy(tx, me.id, file))) : [],
  };
}
