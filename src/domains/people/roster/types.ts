import type { Fault, LocalDate } from '../oneroster/index.ts';

/** Days are compared as their ISO text throughout: a roster has hundreds of thousands of them. */
export type Day = LocalDate;

/** The school that a roster is applied to. */
export interface RosterSchool {
  readonly id: string;
  readonly trustId: string;
  readonly urn: string;
  readonly name: string;
}

export type PersonKind = 'pupil' | 'adult';

/** Somebody as the file gives them. */
export interface WantedPerson {
  readonly sourceId: string;
  readonly kind: PersonKind;
  readonly givenName: string;
  readonly familyName: string;
  readonly knownAs: string | null;
  readonly birthDate: Day | null;
  readonly email: string | null;
  readonly upn: string | null;
}

export interface Place {
  readonly ncYear: number | null;
  readonly group: string | null;
}

/** Posts that a roster may bring. None of them reads cases (design rule 2). */
export type RosterPost = 'teacher' | 'teaching_assistant' | 'office';

export interface WantedEnrolment extends Place {
  readonly person: string;
  readonly from: Day | null;
}

export interface WantedPost {
  readonly person: string;
  readonly role: RosterPost;
  readonly designation: string | null;
  readonly from: Day | null;
}

export interface WantedClass {
  readonly sourceId: string;
  readonly title: string;
  readonly kind: 'registration' | 'teaching';
}

export type MemberPart = 'pupil' | 'teacher';

export interface WantedMember {
  readonly person: string;
  readonly classSourceId: string;
  readonly part: MemberPart;
  readonly from: Day | null;
}

export interface WantedFamily {
  readonly child: string;
  readonly adult: string;
  readonly relation: string;
}

export type IdSystem = 'oneroster' | 'csv';

/** How far a file's word goes. */
export interface Coverage {
  /** Whose ids these are: a list's need not be those of the OneRoster export. */
  readonly system: IdSystem;
  /** Who of those it leaves out may have left: everybody, one kind of people, or at most these ids. */
  readonly leavers: 'all' | 'pupils' | 'staff' | ReadonlySet<string>;
  /** Which places in classes end where it does not name them. */
  readonly places: 'all' | 'registration' | 'none';
}

/** What a file says of one school on one day; people are named by their sourcedId. */
export interface Wanted {
  readonly coverage: Coverage;
  readonly people: readonly WantedPerson[];
  readonly enrolments: readonly WantedEnrolment[];
  readonly posts: readonly WantedPost[];
  readonly classes: readonly WantedClass[];
  readonly members: readonly WantedMember[];
  readonly families: readonly WantedFamily[];
  /** URNs of the other schools in the file: the same id there is the same person. */
  readonly sisterUrns: readonly string[];
  /** People of this school whose role begins later, or whose role Gatehouse has no post for. */
  readonly notYet: number;
  readonly withoutPost: number;
}

export interface KnownPerson {
  readonly id: string;
  readonly kind: PersonKind;
  readonly givenName: string;
  readonly familyName: string;
  readonly knownAs: string | null;
  readonly birthDate: Day | null;
  readonly email: string | null;
  readonly upns: readonly string[];
  /** Was ever part of another school of the trust. */
  readonly elsewhere: boolean;
  /** Reads cases, so that no roster changes their details. */
  readonly readsCases: boolean;
  /** Has or had posts in the trust, none of them here: no roster of this school brings one. */
  readonly worksElsewhere: boolean;
}

/** Something that holds from a day until another, or until further notice. */
export interface Span<D> {
  readonly key: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly details: D;
}

export interface EnrolmentDetails extends Place {
  readonly personId: string;
}
export interface MemberDetails {
  readonly classId: string;
  readonly personId: string;
  readonly part: MemberPart;
}
export interface PostDetails {
  /** Of the appointment; empty until it is written. */
  readonly id: string;
  readonly personId: string;
  readonly role: string;
  readonly designation: string | null;
  readonly byRoster: boolean;
}

/** Spans that hold today or later, and for each key the day on which an earlier one ended. */
export interface Timeline<D> {
  readonly spans: readonly Span<D>[];
  readonly ended: ReadonlyMap<string, Day>;
}

/** What Gatehouse knows that the file may change. */
export interface Known {
  /** `source id` to person; see `identifierKey`. */
  readonly identifiers: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly enrolments: Timeline<EnrolmentDetails>;
  readonly posts: Timeline<PostDetails>;
  readonly classes: readonly (WantedClass & { readonly id: string })[];
  readonly members: Timeline<MemberDetails>;
  readonly families: ReadonlySet<string>;
  readonly proposed: ReadonlySet<string>;
  /** Of these, the ones whom a person has joined from two records. */
  readonly joined: ReadonlySet<string>;
}

export interface NewPerson extends Omit<WantedPerson, 'sourceId' | 'upn'> {
  readonly id: string;
}

export interface NewIdentifier {
  readonly source: string;
  readonly externalId: string;
  readonly personId: string;
}

/** `amend` keeps the first day and changes the rest. */
export interface Changes<D> {
  readonly begin: readonly Span<D>[];
  readonly amend: readonly Span<D>[];
  readonly end: readonly Span<D>[];
}

export interface RosterWrites {
  readonly newPeople: readonly NewPerson[];
  readonly changedPeople: readonly NewPerson[];
  readonly identifiers: readonly NewIdentifier[];
  readonly enrolments: Changes<EnrolmentDetails>;
  readonly posts: Changes<PostDetails>;
  readonly newClasses: readonly (WantedClass & { readonly id: string })[];
  readonly changedClasses: readonly (WantedClass & { readonly id: string })[];
  readonly members: Changes<MemberDetails>;
  readonly families: readonly {
    readonly childId: string;
    readonly adultId: string;
    readonly relation: string;
  }[];
  readonly leavers: readonly string[];
  readonly withdrawn: readonly string[];
  /** New here, and like somebody who is known: the same name and birth date under other ids, or an adult's id and name
   * in a sister school's system. A person decides. */
  readonly matches: readonly { readonly personId: string; readonly candidateId: string }[];
}

/** Names of what is counted; the page and the command line say them in words. */
export const countNames = [
  'pupilsJoining',
  'pupilsFromSister',
  'pupilsReturning',
  'pupilsMoving',
  'staffJoining',
  'postsBeginning',
  'postsEnding',
  'detailsChanged',
  'detailsKept',
  'leaversProposed',
  'leaversWithdrawn',
  'matchesProposed',
  'guardiansJoining',
  'familiesLinked',
  'classesNew',
  'classesChanged',
  'membersBeginning',
  'membersEnding',
  'idsLinked',
] as const;
export type CountName = (typeof countNames)[number];
export type RosterCounts = Readonly<Record<CountName, number>>;

/** Somebody in a list of the preview. */
export interface Listed {
  readonly name: string;
  readonly detail: string;
}

export interface RosterLists {
  readonly joining: readonly Listed[];
  readonly moving: readonly Listed[];
  readonly leaving: readonly Listed[];
  readonly staff: readonly Listed[];
  readonly changed: readonly Listed[];
}

/** What applying would do; nothing has been done yet. */
export interface RosterPlan {
  readonly school: RosterSchool;
  readonly today: Day;
  readonly faults: readonly Fault[];
  readonly counts: RosterCounts;
  readonly lists: RosterLists;
  readonly writes: RosterWrites;
  /** People of the file whom Gatehouse knew. */
  readonly recognised: ReadonlySet<string>;
}

/** True when a plan would write nothing. */
export function changesNothing(plan: Pick<RosterPlan, 'counts'>): boolean {
  // Kept details are said, not written.
  return countNames.every((name) => name === 'detailsKept' || plan.counts[name] === 0);
}
