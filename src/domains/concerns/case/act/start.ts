import { emptyForm, type FormState } from '#platform/forms';
import type { CaseAct } from '../../transitions.ts';
import { kinds } from '../../types.ts';
import { dayValues } from '../form/start.ts';
import type { ActView } from './view.ts';

type Start = (view: ActView) => Readonly<Record<string, string | readonly string[] | undefined>>;

/** What a form holds when it is opened: what the case says now. */
const starts: Partial<Readonly<Record<CaseAct, Start>>> = {
  assign: ({ file }) => ({ assignee: file.assignedTo ?? undefined }),
  categorise: ({ file }) => ({
    categories: file.categories,
    fourCs: file.fourCs.length > 0 ? file.fourCs : [...new Set(file.kinds.map((kind) => kinds[kind].c))],
  }),
  intent: ({ file }) => ({ intent: file.intent ?? undefined }),
  severity: ({ file }) => ({ severity: file.severity ?? undefined }),
  finding: ({ file }) => ({ finding: file.finding ?? undefined, reason: file.findingReason ?? undefined }),
  outcome: ({ file }) => ({ outcome: file.outcome ?? undefined, outcomeLine: file.outcomeLine ?? undefined }),
  child: ({ file }) => ({ childInvolved: file.childInvolved ?? undefined }),
  parents: ({ file }) => ({ parents: file.parents, note: file.parentsNote ?? undefined }),
  policies: ({ policies }) => ({ policies }),
  myconcern: ({ file }) => ({ reference: file.myconcernReference ?? undefined }),
  name_person: ({ parties }) => ({
    identifies: parties.find(({ personId }) => personId === null)?.id,
    part: parties.find(({ personId }) => personId === null)?.part,
  }),
  action_add: ({ myId }) => ({ owner: myId }),
};

/** `chosen` is what the link to the page names: which action, which person, which concern. */
export function startOf(view: ActView, chosen: Readonly<Record<string, string>>): FormState {
  const action = view.openActions.find(({ id }) => id === chosen.action);
  const fromAction =
    view.act === 'action_change' && action !== undefined
      ? { owner: action.ownerId, ...dayValues('due', action.dueOn) }
      : {};
  return emptyForm({ ...chosen, ...starts[view.act as CaseAct]?.(view), ...fromAction });
}
