import type { Me, Role } from '#platform/db';
import { handlerKind, type RoleKind } from './rule.ts';
import { type Act, acts, type ClosingNeed, closingNeeds, transition } from './transitions.ts';
import type { ChildInvolvement, Intent, ParentsAnswer, Severity, Status, Stream } from './types.ts';

/** The same access rule as in the database's policies, for buttons and messages; test/access-matrix sees that they agree. */

export interface WhoseCase {
  readonly schoolId: string;
  readonly stream: Stream;
  /** Null where it was told from outside. */
  readonly reporterId: string | null;
  /** Adults who are alleged or in conflict, and not cleared. */
  readonly excludedIds: readonly string[];
}

const handled: Readonly<Record<Stream, (me: Me) => readonly string[]>> = {
  child: (me) => me.childSchoolIds,
  adult: (me) => me.adultSchoolIds,
  head: (me) => me.headSchoolIds,
};

export function roleIn(me: Me, file: WhoseCase): RoleKind {
  const mine = handled[file.stream](me).includes(file.schoolId);
  if (mine && !file.excludedIds.includes(me.id)) return handlerKind[file.stream];
  return file.reporterId === me.id ? 'reporter' : 'nobody';
}

/** Who signs for the school, and settles what the guard asked: the lead, not a deputy (concern.leads in the database). */
const leading: Readonly<Record<Stream, readonly Role[]>> = {
  child: ['dsl', 'trust_safeguarding_lead'],
  adult: ['head'],
  head: ['chair_of_governors', 'trust_safeguarding_lead'],
};

/** Asked of a case that I handle. */
export const isLead = (
  me: Me,
  { stream, school }: { readonly stream: Stream; readonly school: { readonly id: string } },
) =>
  me.appointments.some(
    ({ role, schoolId }) => leading[stream].includes(role) && (schoolId === null || schoolId === school.id),
  );

export function allowedActs(role: RoleKind, status: Status): ReadonlySet<Act> {
  return new Set(acts.filter((act) => transition(role, status, act) !== undefined));
}

/** What closing looks at. */
export interface CaseFacts {
  readonly status: Status;
  readonly categories: readonly string[];
  readonly severity: Severity | null;
  readonly intent: Intent | null;
  readonly childInvolved: ChildInvolvement | null;
  readonly parents: ParentsAnswer;
  readonly openActions: number;
  /** Deliberate access to what is a crime, or it appears so, and nobody has decided about the Police (SY-3.1.4). */
  readonly policeUndecided: boolean;
  /** What a case about an adult still lacks (concern.staff_needs in the database). */
  readonly staffNeeds: readonly string[];
  /** Affected or cleared, with neither a plan nor a reason why not. */
  readonly unsupported: number;
  /** Pathways with a step that must be answered and is not. */
  readonly waitingPathways: number;
  readonly outcome: string | null;
  readonly outcomeLine: string | null;
  readonly myconcernReference: string | null;
  readonly recordOfTruth: string;
  /** Whoever would close it shut another reader out, and nobody else has looked at that yet. */
  readonly shutOutByMe: boolean;
}

const isMissing: Readonly<Record<ClosingNeed, (facts: CaseFacts) => boolean>> = {
  acknowledged: ({ status }) => status === 'submitted',
  category: ({ categories }) => categories.length === 0,
  severity: ({ severity }) => severity === null,
  intent: ({ intent }) => intent === null,
  child: ({ childInvolved }) => childInvolved === null,
  parents: ({ parents }) => parents === 'not_yet',
  actions: ({ openActions }) => openActions > 0,
  police: ({ policeUndecided }) => policeUndecided,
  threshold: ({ staffNeeds }) => staffNeeds.includes('threshold'),
  lado: ({ staffNeeds }) => staffNeeds.includes('lado'),
  staff_finding: ({ staffNeeds }) => staffNeeds.includes('staff_finding'),
  staff_outcome: ({ staffNeeds }) => staffNeeds.includes('staff_outcome'),
  support: ({ unsupported }) => unsupported > 0,
  pathways: ({ waitingPathways }) => waitingPathways > 0,
  outcome: ({ outcome }) => outcome === null,
  outcome_line: ({ outcomeLine }) => outcomeLine === null,
  myconcern: (facts) => facts.recordOfTruth === 'myconcern' && facts.myconcernReference === null,
  exclusion: ({ shutOutByMe }) => shutOutByMe,
};

/** What must still be done before the case can be closed, in the order of doing it. */
export function missingToClose(facts: CaseFacts): readonly ClosingNeed[] {
  return (Object.keys(closingNeeds) as ClosingNeed[]).filter((need) => isMissing[need](facts));
}
