import type { Instant, LocalDate } from '#platform/clock';
import type {
  CategoryId,
  ChildInvolvement,
  FourC,
  Intent,
  ParentsAnswer,
  Severity,
} from './concern-words.ts';
import type { Sent } from './report.ts';
import type { Row } from './rows.ts';
import type { Staff } from './world.ts';

/** The values of a case that its history keeps, by the names that the history gives them. */
export interface Values {
  severity: Severity | null;
  intent: Intent | null;
  categories: readonly CategoryId[];
  fourCs: readonly FourC[];
  assignedTo: string | null;
  finding: string | null;
  findingReason: string | null;
  outcome: string | null;
  outcomeLine: string | null;
  childInvolved: ChildInvolvement | null;
  parents: ParentsAnswer;
  parentsNote: string | null;
  myconcernReference: string | null;
}

export const blank: Values = {
  severity: null,
  intent: null,
  categories: [],
  fourCs: [],
  assignedTo: null,
  finding: null,
  findingReason: null,
  outcome: null,
  outcomeLine: null,
  childInvolved: null,
  parents: 'not_yet',
  parentsNote: null,
  myconcernReference: null,
};

export interface ActionRow {
  readonly id: string;
  readonly what: string;
  readonly owner: Staff;
  readonly dueOn: LocalDate;
  readonly made: Instant;
  readonly madeBy: Staff;
  childInvolved: ChildInvolvement;
  childNote: string | null;
  done?: { readonly at: Instant; readonly by: Staff; readonly note: string };
}

export function actionRow({ done, ...action }: ActionRow, sent: Sent): Row {
  return {
    id: action.id,
    concern_id: sent.id,
    caseload_id: sent.caseloadId,
    version: done ? 2 : 1,
    what: action.what,
    owner_id: action.owner.id,
    due_on: action.dueOn.toString(),
    made_at: action.made.toString(),
    made_by: action.madeBy.id,
    done_at: done?.at.toString() ?? null,
    done_by: done?.by.id ?? null,
    done_note: done?.note ?? null,
    dropped: false,
    child_involved: action.childInvolved,
    child_involved_note: action.childNote,
    reminded_on: null,
  };
}
