/**
 * What a roster says, once read. OneRoster 1.1 and 1.2 both become this one model.
 *
 * Columns that Gatehouse has no use for are not here and never leave the reader: passwords, telephone
 * numbers, ethnicity, place of birth. What is not kept cannot leak.
 */

export type RosterVersion = '1.1' | '1.2';

declare const localDate: unique symbol;
/** A day in the calendar, `YYYY-MM-DD`, checked to exist. */
export type LocalDate = string & { readonly [localDate]: 'LocalDate' };

export type Severity = 'error' | 'warning';

/**
 * Something wrong in what was handed over. An error means the roster must not be applied; a warning
 * says what Gatehouse made of it. Lines count from 1, the header being line 1.
 */
export interface Fault {
  readonly file: string;
  readonly line?: number;
  readonly column?: string;
  readonly severity: Severity;
  readonly problem: string;
  readonly remedy: string;
  readonly code: string;
}

export type OrgType = 'school' | 'department' | 'district' | 'local' | 'state' | 'national' | 'other';

export interface Org {
  readonly sourcedId: string;
  readonly name: string;
  readonly type: OrgType;
  readonly identifier: string | null;
  /** The school's unique reference number, when `identifier` holds one. */
  readonly urn: string | null;
  readonly parentSourcedId: string | null;
}

export type SessionType = 'schoolYear' | 'term' | 'semester' | 'gradingPeriod' | 'other';

export interface AcademicSession {
  readonly sourcedId: string;
  readonly title: string;
  readonly type: SessionType;
  readonly startDate: LocalDate;
  readonly endDate: LocalDate;
  /** The calendar year in which the school year ends. */
  readonly schoolYear: number;
  readonly parentSourcedId: string | null;
}

export interface Course {
  readonly sourcedId: string;
  readonly title: string;
  readonly courseCode: string | null;
  readonly orgSourcedId: string;
  readonly schoolYearSourcedId: string | null;
}

export type ClassType = 'homeroom' | 'scheduled' | 'other';

export interface RosterClass {
  readonly sourcedId: string;
  readonly title: string;
  readonly classCode: string | null;
  /** `homeroom` is what an English school calls a tutor or registration group. */
  readonly type: ClassType;
  readonly courseSourcedId: string;
  readonly schoolSourcedId: string;
  readonly termSourcedIds: readonly string[];
  readonly grades: readonly string[];
  readonly ncYears: readonly number[];
  readonly location: string | null;
}

export type UserRoleName =
  | 'student'
  | 'teacher'
  | 'aide'
  | 'principal'
  | 'administrator'
  | 'siteAdministrator'
  | 'districtAdministrator'
  | 'systemAdministrator'
  | 'counselor'
  | 'proctor'
  | 'guardian'
  | 'parent'
  | 'relative'
  | 'other';

/** A role at an organisation. It says what the MIS calls somebody; it grants nothing in Gatehouse. */
export interface UserRole {
  readonly role: UserRoleName;
  readonly orgSourcedId: string;
  readonly primary: boolean;
  readonly beginDate: LocalDate | null;
  readonly endDate: LocalDate | null;
}

export interface UserId {
  readonly type: string;
  readonly id: string;
}

export interface User {
  readonly sourcedId: string;
  readonly enabled: boolean;
  readonly username: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly middleName: string | null;
  readonly preferredGivenName: string | null;
  readonly preferredMiddleName: string | null;
  readonly preferredFamilyName: string | null;
  readonly pronouns: string | null;
  readonly email: string | null;
  readonly identifier: string | null;
  readonly userMasterIdentifier: string | null;
  readonly userIds: readonly UserId[];
  /** The unique pupil number, only when its check letter is right. */
  readonly upn: string | null;
  readonly grades: readonly string[];
  /** National Curriculum year: nursery is below 0, Reception 0, Year 1 is 1. */
  readonly ncYear: number | null;
  readonly primaryOrgSourcedId: string | null;
  readonly roles: readonly UserRole[];
  /** People who act for this one: parents, guardians. Says nothing about parental responsibility. */
  readonly agentSourcedIds: readonly string[];
}

export type EnrollmentRole = 'student' | 'teacher' | 'aide' | 'administrator' | 'proctor' | 'other';

export interface Enrollment {
  readonly sourcedId: string;
  readonly classSourcedId: string;
  readonly schoolSourcedId: string;
  readonly userSourcedId: string;
  readonly role: EnrollmentRole;
  readonly primary: boolean | null;
  readonly beginDate: LocalDate | null;
  readonly endDate: LocalDate | null;
}

export type Sex = 'male' | 'female' | 'other' | 'unspecified';

export interface Demographics {
  readonly userSourcedId: string;
  readonly birthDate: LocalDate | null;
  readonly sex: Sex | null;
}

export interface Roster {
  readonly orgs: readonly Org[];
  readonly academicSessions: readonly AcademicSession[];
  readonly courses: readonly Course[];
  readonly classes: readonly RosterClass[];
  readonly users: readonly User[];
  readonly enrollments: readonly Enrollment[];
  readonly demographics: readonly Demographics[];
}

export type FileMode = 'bulk' | 'delta';

/** A person as their own row gives them; what depends on their roles is added when these are known. */
export type UserDraft = Omit<User, 'upn' | 'ncYear'>;

/** A line of roles.csv, by an id of its own. */
export interface HeldRole extends UserRole {
  readonly sourcedId: string;
  readonly userSourcedId: string;
}

/** The records of one school as they stand after all files so far: what a delta changes. */
export interface RosterRecords {
  readonly version: RosterVersion;
  readonly orgs: readonly Org[];
  readonly classes: readonly RosterClass[];
  readonly users: readonly UserDraft[];
  /** OneRoster 1.2 alone: in 1.1 they stand in `users`. */
  readonly roles: readonly HeldRole[];
  readonly enrollments: readonly Enrollment[];
  readonly demographics: readonly Demographics[];
  /** The latest `dateLastModified` so far, where the files give any. */
  readonly stamp: string | null;
}

/** What Gatehouse holds of a school's roster, and which state of it that is. */
export interface HeldRoster {
  readonly urn: string;
  readonly fingerprint: string;
  readonly records: RosterRecords;
}

/** Where a roster comes from and how far its word goes. */
export interface RosterChanges {
  readonly records: RosterRecords;
  /** The state that the files were read against; null where there was none. */
  readonly base: string | null;
  readonly isDelta: boolean;
  /** Whom it proposes as leavers: everybody it leaves out, or at most those whom it speaks of. */
  readonly leavers: 'all' | ReadonlySet<string>;
}

export interface RosterReading {
  readonly version: RosterVersion;
  readonly roster: Roster;
  readonly faults: readonly Fault[];
  /** Missing where the roster was not read out of OneRoster files. */
  readonly changes?: RosterChanges;
  /** Of a plain list: what it is called, and how far its word goes. */
  readonly list?: {
    readonly label: string;
    readonly leavers: 'pupils' | 'staff';
    readonly places: 'registration' | 'none';
  };
}

/** How far the reading is, for a progress bar. */
export interface RosterProgress {
  readonly file: string;
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

export interface ReadRosterOptions {
  /** What faults call the zip or folder, where its own name is not the one that people know. */
  readonly label?: string;
  /** What is known of the school's roster already; a delta cannot be read without it. */
  readonly held?: HeldRoster | null;
  readonly limits?: Partial<RosterLimits>;
  readonly onProgress?: (progress: RosterProgress) => void;
  readonly signal?: AbortSignal;
}

/** Where a zip or a folder stops being a roster and starts being an attack on our memory or disk. */
export interface RosterLimits {
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** How many times larger than its compressed form a file may be. */
  readonly ratio: number;
  /** A single line, in bytes. */
  readonly lineBytes: number;
  /** How many faults of one kind are listed one by one before the rest are only counted. */
  readonly faultsOfAKind: number;
}

export const defaultLimits: RosterLimits = {
  entries: 200,
  fileBytes: 512 * 1024 * 1024,
  totalBytes: 1024 * 1024 * 1024,
  ratio: 200,
  lineBytes: 64 * 1024,
  faultsOfAKind: 50,
};
