import { isElsewhere, nameOf, type Reading, readRecords, refers, warnIfNowhere } from './reading.ts';
import type { Row } from './row.ts';
import type { AcademicSession, Course, LocalDate, Org, RosterClass } from './types.ts';
import { readYear } from './year-groups.ts';

const ORG_TYPES = ['school', 'department', 'district', 'local', 'state', 'national'] as const;
const SESSION_TYPES = ['schoolYear', 'term', 'semester', 'gradingPeriod'] as const;
const CLASS_TYPES = ['homeroom', 'scheduled'] as const;

const at = (row: Row, column: string) => ({ file: row.file, line: row.line(), column });

/** A needed value of a closed list. Blank is a fault of its own. */
export const neededChoice = <T extends string>(
  row: Row,
  column: string,
  allowed: readonly T[],
  extension: T | 'other' = 'other',
): T | 'other' | undefined =>
  row.needed(column) === '' ? undefined : row.choice<T | 'other'>(column, allowed, extension);

export const checkDateOrder = (
  row: Row,
  column: string,
  from: LocalDate | null,
  to: LocalDate | null,
): void => {
  if (from === null || to === null || from <= to) return;
  row.error(column, {
    code: 'date-order',
    problem: 'This date is before the one it should follow.',
    remedy: 'Correct the dates in the MIS and export again.',
  });
};

const URN = /^(?:URN[ :-]?)?(\d{6})$/i;

const schoolUrn = (row: Row, lines: Map<string, number>): string | null => {
  const urn = URN.exec(row.raw('identifier'))?.[1];
  if (urn === undefined) {
    row.warning('identifier', {
      code: 'no-urn',
      problem: 'This school has no URN (six digits), so Gatehouse cannot tell which school it is.',
      remedy: 'Put the URN into identifier, or say at import which school it is.',
    });
    return null;
  }
  const first = lines.get(urn);
  if (first !== undefined) {
    row.error('identifier', {
      code: 'urn-twice',
      problem: `The school on line ${first} has the same URN.`,
      remedy: 'Correct the URN of one of them in the MIS.',
    });
  }
  lines.set(urn, row.line());
  return urn;
};

const dropLostParents = <T extends { sourcedId: string; parentSourcedId: string | null }>(
  reading: Reading,
  name: 'orgs' | 'academicSessions',
  records: readonly T[],
): T[] =>
  records.map((record) => {
    const parent = record.parentSourcedId;
    if (parent === null || reading.books[name].lineOf(record.sourcedId) === undefined) return record;
    const line = reading.books[name].lineOf(record.sourcedId);
    const from = { file: nameOf(reading, name), line, column: 'parentSourcedId' };
    return warnIfNowhere(reading, from, name, parent) ? record : { ...record, parentSourcedId: null };
  });

export const readOrgs = async (reading: Reading): Promise<Org[]> => {
  const urnLines = new Map<string, number>();
  const orgs = await readRecords(
    reading,
    'orgs',
    (row): Org | undefined => {
      const type = neededChoice(row, 'type', ORG_TYPES);
      const name = row.neededText('name');
      if (type === undefined) return undefined;
      return {
        sourcedId: row.raw('sourcedId'),
        name,
        type,
        identifier: row.optional('identifier'),
        urn: type === 'school' ? schoolUrn(row, urnLines) : null,
        parentSourcedId: row.raw('parentSourcedId') || null,
      };
    },
    { held: reading.held?.records.orgs ?? [], idOf: (org) => org.sourcedId },
  );
  return dropLostParents(reading, 'orgs', orgs);
};

const readSchoolYear = (row: Row): number => {
  const text = row.needed('schoolYear');
  if (text !== '' && !/^(19|20|21)\d\d$/.test(text)) {
    row.error('schoolYear', {
      code: 'bad-year',
      problem: 'This is not a year of four digits; the school year 2025/26 is written 2026.',
      remedy: 'Correct it in the MIS or in its export settings.',
    });
  }
  return Number(text);
};

const neededDate = (row: Row, column: string): LocalDate | null =>
  row.needed(column) === '' ? null : row.date(column);

export const readSessions = async (reading: Reading): Promise<AcademicSession[]> => {
  const sessions = await readRecords(reading, 'academicSessions', (row): AcademicSession | undefined => {
    const type = neededChoice(row, 'type', SESSION_TYPES);
    const title = row.neededText('title');
    const startDate = neededDate(row, 'startDate');
    const endDate = neededDate(row, 'endDate');
    const schoolYear = readSchoolYear(row);
    checkDateOrder(row, 'endDate', startDate, endDate);
    if (type === undefined || startDate === null || endDate === null) return undefined;
    const parentSourcedId = row.raw('parentSourcedId') || null;
    return { sourcedId: row.raw('sourcedId'), title, type, startDate, endDate, schoolYear, parentSourcedId };
  });
  return dropLostParents(reading, 'academicSessions', sessions);
};

export const readCourses = (reading: Reading): Promise<Course[]> =>
  readRecords(reading, 'courses', (row): Course | undefined => {
    const orgSourcedId = row.needed('orgSourcedId');
    const title = row.neededText('title');
    if (!refers(reading, row, 'orgSourcedId', 'orgs', orgSourcedId)) return undefined;
    const year = row.raw('schoolYearSourcedId');
    const yearStands =
      year !== '' && warnIfNowhere(reading, at(row, 'schoolYearSourcedId'), 'academicSessions', year);
    return {
      sourcedId: row.raw('sourcedId'),
      title,
      courseCode: row.optional('courseCode'),
      orgSourcedId: reading.books.orgs.same(orgSourcedId),
      schoolYearSourcedId: yearStands ? year : null,
    };
  });

const ncYearsOf = (grades: readonly string[]): number[] => {
  const years = grades.map(readYear).flatMap((read) => (read.kind === 'year' ? [read.ncYear] : []));
  return [...new Set(years)].sort((a, b) => a - b);
};

const readClass = (reading: Reading, row: Row): RosterClass | undefined => {
  const type = neededChoice(row, 'classType', CLASS_TYPES);
  const title = row.neededText('title');
  const school = row.needed('schoolSourcedId');
  const course = row.needed('courseSourcedId');
  row.needed('termSourcedIds');
  if (isElsewhere(reading, school)) return undefined;
  if (!refers(reading, row, 'schoolSourcedId', 'orgs', school)) return undefined;
  if (type === undefined || course === '') return undefined;
  warnIfNowhere(reading, at(row, 'courseSourcedId'), 'courses', course);
  const terms = row.list('termSourcedIds');
  const grades = row.list('grades');
  return {
    sourcedId: reading.books.classes.same(row.raw('sourcedId')),
    title,
    classCode: row.optional('classCode'),
    type,
    courseSourcedId: reading.books.courses.same(course),
    schoolSourcedId: reading.books.orgs.same(school),
    termSourcedIds: terms.filter((term) =>
      warnIfNowhere(reading, at(row, 'termSourcedIds'), 'academicSessions', term),
    ),
    grades,
    ncYears: ncYearsOf(grades),
    location: row.optional('location'),
  };
};

export const readClasses = (reading: Reading): Promise<RosterClass[]> =>
  readRecords(reading, 'classes', (row) => readClass(reading, row), {
    held: reading.held?.records.classes ?? [],
    idOf: (aClass) => aClass.sourcedId,
  });
