import type { LocalDate } from '#platform/clock';

/** Pupils on a page of the roll. */
export const PAGE_SIZE = 100;
/** Pupils, and staff, that a search by name shows at most. */
export const MOST_FOUND = 50;

export interface RollSchool {
  readonly id: string;
  readonly name: string;
}

export interface RollClass {
  readonly id: string;
  readonly title: string;
}

/** Somebody on the roll, as every member of staff may see them. */
export interface RollPupil {
  readonly id: string;
  readonly name: string;
  readonly ncYear: number | null;
  readonly group: string | null;
}

export interface RollAdult {
  readonly id: string;
  readonly name: string;
  /** "Teacher, Year 6 lead; School office". */
  readonly posts: readonly { readonly role: string; readonly designation: string | null }[];
}

export interface RollFilter {
  readonly schoolId: string;
  readonly ncYear: number | null;
  readonly classId: string | null;
  readonly page: number;
}

/** A page of a school's roll. */
export interface Roll {
  readonly schools: readonly RollSchool[];
  readonly filter: RollFilter;
  /** A governor is shown the staff, never a child. */
  readonly showsPupils: boolean;
  readonly classes: readonly RollClass[];
  readonly years: readonly number[];
  readonly pupils: readonly RollPupil[];
  readonly pupilCount: number;
  readonly staff: readonly RollAdult[];
  /** I keep this school's roster. */
  readonly mayAdd: boolean;
}

export interface FoundPeople {
  readonly schools: readonly RollSchool[];
  readonly schoolId: string;
  readonly name: string;
  readonly pupils: readonly RollPupil[];
  readonly staff: readonly RollAdult[];
}

export interface PersonFacts {
  readonly id: string;
  readonly kind: 'pupil' | 'adult';
  readonly givenName: string;
  readonly familyName: string;
  readonly knownAs: string | null;
  readonly birthDate: LocalDate | null;
  /** Every school that ever knew them. */
  readonly schoolIds: readonly string[];
  readonly email: string | null;
}

interface Held {
  readonly schoolName: string;
  readonly from: LocalDate;
  /** The last day, where one is known. */
  readonly lastDay: LocalDate | null;
  readonly current: boolean;
}

export interface HeldEnrolment extends Held {
  readonly ncYear: number | null;
  readonly group: string | null;
}
export interface HeldClass extends Held {
  readonly title: string;
  readonly part: 'pupil' | 'teacher';
}
export interface HeldPost extends Held {
  readonly role: string;
  readonly designation: string | null;
  readonly asCover: boolean;
}

export interface Relative {
  readonly id: string;
  readonly name: string;
  readonly relation: string | null;
  readonly parentalResponsibility: 'unknown' | 'yes' | 'no';
  readonly contact: 'unknown' | 'allowed' | 'no_contact';
}

/** What the school knows of one person. `more` is null for who sees name, class and year alone. */
export interface PersonPageData {
  readonly person: PersonFacts;
  readonly enrolments: readonly HeldEnrolment[];
  readonly classes: readonly HeldClass[];
  readonly posts: readonly HeldPost[];
  readonly keyStage: string | null;
  /** I keep where mail reaches them. */
  readonly mayChangeEmail: boolean;
  readonly more: {
    readonly age: number | null;
    readonly adults: readonly Relative[];
    readonly children: readonly Relative[];
    /** May have been missing from the last roster. */
    readonly proposedLeaver: boolean;
  } | null;
}
