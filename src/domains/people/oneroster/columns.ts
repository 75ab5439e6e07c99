import type { FileMode, RosterVersion } from './types.ts';

/** The files that Gatehouse reads, in the order in which their references can be followed. */
export const rosterFileNames = [
  'orgs',
  'academicSessions',
  'courses',
  'classes',
  'users',
  'roles',
  'enrollments',
  'demographics',
] as const;
export type RosterFileName = (typeof rosterFileNames)[number];

/** Files of the standard that say nothing Gatehouse needs: marks, teaching resources, other systems' logins. */
export const unreadFileNames: readonly string[] = [
  'categories',
  'classResources',
  'courseResources',
  'lineItems',
  'lineItemLearningObjectiveIds',
  'lineItemScoreScales',
  'resources',
  'results',
  'resultLearningObjectiveIds',
  'resultScoreScales',
  'scoreScales',
  'userProfiles',
  'userResources',
];

export interface FileShape {
  /** A file without one of these cannot be read. */
  readonly required: readonly string[];
  /** Read when they are there; a warning names those that are not. */
  readonly optional: readonly string[];
  /** Columns of the standard that are skipped without a word. */
  readonly skipped: readonly string[];
}

const skippedEverywhere = ['status', 'dateLastModified'] as const;

const shape = (required: string, optional: string, skipped = ''): FileShape => ({
  required: ['sourcedId', ...required.split(' ')].filter((name) => name !== ''),
  optional: optional.split(' ').filter((name) => name !== ''),
  skipped: [...skippedEverywhere, ...skipped.split(' ')].filter((name) => name !== ''),
});

const common = {
  orgs: shape('name type', 'identifier parentSourcedId'),
  academicSessions: shape('title type startDate endDate schoolYear', 'parentSourcedId'),
  courses: shape('title orgSourcedId', 'schoolYearSourcedId courseCode', 'grades subjects subjectCodes'),
  classes: shape(
    'title courseSourcedId classType schoolSourcedId termSourcedIds',
    'grades classCode location',
    'subjects subjectCodes periods',
  ),
  enrollments: shape('classSourcedId schoolSourcedId userSourcedId role', 'primary beginDate endDate'),
  demographics: shape(
    '',
    'birthDate sex',
    'americanIndianOrAlaskaNative asian blackOrAfricanAmerican nativeHawaiianOrOtherPacificIslander white ' +
      'demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation ' +
      'cityOfBirth publicSchoolResidenceStatus',
  ),
  roles: shape('userSourcedId roleType role orgSourcedId', 'beginDate endDate', 'userProfileSourcedId'),
} as const;

const aboutAPerson = 'userIds middleName identifier email agentSourcedIds grades';
const users11 = shape(
  'enabledUser orgSourcedIds role username givenName familyName',
  aboutAPerson,
  'sms phone password',
);
const users12 = shape(
  'enabledUser username givenName familyName',
  `${aboutAPerson} userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName ` +
    'primaryOrgSourcedId pronouns',
  'sms phone password',
);

/** A delta must say of each record what became of it, and when. */
const asDelta = ({ required, optional, skipped }: FileShape): FileShape => ({
  required: [...required, ...skippedEverywhere],
  optional,
  skipped: skipped.filter((name) => !skippedEverywhere.some((one) => one === name)),
});

export const shapeOf = (file: RosterFileName, version: RosterVersion, mode: FileMode = 'bulk'): FileShape => {
  const shape = file !== 'users' ? common[file] : version === '1.1' ? users11 : users12;
  return mode === 'delta' ? asDelta(shape) : shape;
};

/** The files there must be: without them there is nobody to know, or nowhere to put them. */
export const neededFiles = (version: RosterVersion): readonly RosterFileName[] =>
  version === '1.1' ? ['orgs', 'users'] : ['orgs', 'users', 'roles'];

export const isExtensionColumn = (name: string): boolean => name.startsWith('metadata.');
