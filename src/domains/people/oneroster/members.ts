import { isDelta, isElsewhere, type Reading, readRecords, refers, warnIfNowhere } from './reading.ts';
import type { Row } from './row.ts';
import { checkDateOrder, neededChoice } from './structure.ts';
import type { Demographics, Enrollment, RosterClass } from './types.ts';

const ROLES = ['student', 'teacher', 'aide', 'administrator', 'proctor'] as const;
const SEXES = ['male', 'female', 'other', 'unspecified'] as const;

const warnOfSchool = (row: Row): void =>
  row.warning('schoolSourcedId', {
    code: 'school-differs',
    problem: 'The class of this enrolment belongs to another school than the enrolment says.',
    remedy: 'Gatehouse goes by the class. Correct it in the MIS.',
  });

const readEnrollment = (
  reading: Reading,
  row: Row,
  schoolOf: ReadonlyMap<string, string>,
): Enrollment | undefined => {
  const aClass = row.needed('classSourcedId');
  const school = row.needed('schoolSourcedId');
  const user = row.needed('userSourcedId');
  const role = neededChoice(row, 'role', ROLES);
  const primary = row.flag('primary');
  const beginDate = row.date('beginDate');
  const endDate = row.date('endDate');
  checkDateOrder(row, 'endDate', beginDate, endDate);
  if (reading.books.classes.fateOf(aClass) === 'unknown' && isElsewhere(reading, school)) return undefined;
  const classStands = refers(reading, row, 'classSourcedId', 'classes', aClass);
  const userStands = refers(reading, row, 'userSourcedId', 'users', user);
  const schoolStands = refers(reading, row, 'schoolSourcedId', 'orgs', school);
  if (!classStands || !userStands || !schoolStands || role === undefined) return undefined;
  const classSchool = schoolOf.get(aClass) ?? school;
  if (classSchool !== school) warnOfSchool(row);
  const { books } = reading;
  return {
    sourcedId: books.enrollments.same(row.raw('sourcedId')),
    classSourcedId: books.classes.same(aClass),
    schoolSourcedId: books.orgs.same(classSchool),
    userSourcedId: books.users.same(user),
    role,
    primary,
    beginDate,
    endDate,
  };
};

export const readEnrollments = (reading: Reading, classes: readonly RosterClass[]): Promise<Enrollment[]> => {
  const schoolOf = new Map(classes.map((aClass) => [aClass.sourcedId, aClass.schoolSourcedId]));
  return readRecords(reading, 'enrollments', (row) => readEnrollment(reading, row, schoolOf), {
    held: reading.held?.records.enrollments ?? [],
    idOf: (enrollment) => enrollment.sourcedId,
  });
};

/** The sourcedId of a demographics record is that of its person. Only birth date and sex are read. */
export const readDemographics = (reading: Reading): Promise<Demographics[]> =>
  readRecords(
    reading,
    'demographics',
    (row): Demographics | undefined => {
      const user = row.raw('sourcedId');
      const from = { file: row.file, line: row.line(), column: 'sourcedId' };
      const birthDate = row.date('birthDate');
      const sex = row.choice('sex', SEXES) ?? null;
      if (isDelta(reading) && reading.books.users.fateOf(user) === 'unknown') return undefined;
      if (user === '' || !warnIfNowhere(reading, from, 'users', user)) return undefined;
      return { userSourcedId: reading.books.users.same(user), birthDate, sex };
    },
    { held: reading.held?.records.demographics ?? [], idOf: (one) => one.userSourcedId },
  );
