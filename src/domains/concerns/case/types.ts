import type { Instant, LocalDate } from '#platform/clock';
import type { SchoolRouting } from '../routing/queries.ts';
import type {
  CategoryId,
  ChildInvolvement,
  Finding,
  FourC,
  Intent,
  KindId,
  ParentsAnswer,
  Severity,
  Status,
  Stream,
} from '../types.ts';

/** The policies that a case can be linked to, until the register of policies is there to choose from (CT-note-3). */
export const policyNames = {
  anti_bullying: 'Anti-bullying',
  behaviour: 'Behaviour',
  child_protection: 'Child protection',
  online_safety: 'Online safety',
  acceptable_use: 'Acceptable use',
  staff_conduct: 'Staff code of conduct',
  data_protection: 'Data protection',
} as const;
export type PolicyId = keyof typeof policyNames;
export const policyIds = Object.keys(policyNames) as PolicyId[];

/** How a child took part, as an answer that needs no more asking. */
export type ChildAnswer = Exclude<ChildInvolvement, 'not_yet'>;

/** The fields of a case whose every value is kept in its history. */
export interface CaseValues {
  readonly severity: Severity | null;
  readonly intent: Intent | null;
  readonly categories: readonly CategoryId[];
  readonly fourCs: readonly FourC[];
  readonly assignedTo: string | null;
  readonly finding: Finding | null;
  readonly findingReason: string | null;
  readonly outcome: string | null;
  readonly outcomeLine: string | null;
  readonly childInvolved: ChildAnswer | null;
  readonly parents: ParentsAnswer;
  readonly parentsNote: string | null;
  readonly myconcernReference: string | null;
}

/** The working state of a case, with what its rules look at. */
export interface CaseRecord extends CaseValues {
  readonly concernId: string;
  readonly caseloadId: string;
  readonly reference: string;
  readonly stream: Stream;
  readonly school: SchoolRouting & { readonly recordOfTruth: string };
  readonly reporterId: string | null;
  readonly kinds: readonly KindId[];
  readonly immediateDanger: boolean;
  readonly version: number;
  readonly status: Status;
  readonly urgent: boolean;
  readonly acknowledgeBy: Instant | null;
  readonly acknowledgedAt: Instant | null;
  readonly acknowledgedBy: string | null;
  readonly closedAt: Instant | null;
  readonly openActions: number;
  readonly policeUndecided: boolean;
  readonly staffNeeds: readonly string[];
  /** I am who reads why the Police were not told. */
  readonly hearsPoliceReason: boolean;
  /** Sent to another school, and not signed for: nothing of it changes until then. */
  readonly onItsWay: boolean;
  /** Affected or cleared, with neither a plan of support nor a reason why not. */
  readonly unsupported: number;
  /** Pathways with a step that must be answered and is not. */
  readonly waitingPathways: number;
}

export interface CaseAction {
  readonly id: string;
  readonly what: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly dueOn: LocalDate;
  readonly doneAt: Instant | null;
  readonly doneNote: string | null;
  readonly dropped: boolean;
  readonly childInvolved: ChildInvolvement;
  readonly childInvolvedNote: string | null;
}

/** Somebody who can open the case by duty. */
export interface Reader {
  readonly personId: string;
  readonly name: string;
  /** "designated safeguarding lead, covering". */
  readonly why: string;
}

export interface Exclusion {
  readonly personId: string;
  readonly name: string;
  readonly state: 'provisional' | 'confirmed' | 'lifted';
  readonly reason: string;
  /** Null where somebody from outside named them. */
  readonly setBy: string | null;
  readonly setAt: Instant;
  /** The report named them: nobody's own doing, so any handler may judge it. */
  readonly inReport: boolean;
}

/** One field's old and new value, as the history keeps it. */
export interface Change {
  readonly field: string;
  readonly from: string | readonly string[] | null;
  readonly to: string | readonly string[] | null;
}

export interface EntryDetails {
  /** The version that the case had when this was done. */
  readonly version: number;
  readonly changes?: readonly Change[];
  readonly action?: string;
  readonly concern?: string;
  readonly person?: string;
  /** Of what follows the concern, the row that it was about: a referral. */
  readonly row?: string;
  readonly from?: Stream;
  readonly to?: Stream;
  readonly note?: string;
}

export interface Entry {
  readonly id: string;
  readonly at: Instant;
  readonly authorId: string | null;
  readonly authorName: string | null;
  readonly kind: string;
  readonly body: string | null;
  readonly details: EntryDetails;
}
