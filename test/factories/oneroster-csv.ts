import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Roster, RosterVersion, User } from '../../src/domains/people/oneroster/index.ts';

type Cell = string | number | boolean | null;
type Table = { header: string; rows: () => Iterable<readonly Cell[]> };

const quote = (cell: Cell): string => {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as text, in pieces of some thousand lines. */
export function* csvText({ header, rows }: Table): Generator<string> {
  let piece = `${header}\r\n`;
  for (const row of rows()) {
    piece += `${row.map(quote).join(',')}\r\n`;
    if (piece.length > 100_000) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

const table = <T>(columns: string, records: readonly T[], cells: (record: T) => readonly Cell[]): Table => ({
  header: `sourcedId,status,dateLastModified,${columns}`,
  *rows() {
    for (const record of records) yield cells(record);
  },
});

const userIds = (user: User): string => user.userIds.map(({ type, id }) => `{${type}:${id}}`).join(',');

const nameCells = (user: User): Cell[] => [
  user.username,
  userIds(user),
  user.givenName,
  user.familyName,
  user.middleName,
  user.identifier,
  user.email,
  null,
  null,
  user.agentSourcedIds.join(','),
  user.grades.join(','),
  null,
];

const NAME_COLUMNS =
  'username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password';

const users11 = (roster: Roster): Table =>
  table(`enabledUser,orgSourcedIds,role,${NAME_COLUMNS}`, roster.users, (user) => [
    ...[user.sourcedId, null, null, user.enabled],
    ...[user.roles.map((role) => role.orgSourcedId).join(','), user.roles[0]?.role ?? null],
    ...nameCells(user),
  ]);

const users12 = (roster: Roster): Table =>
  table(
    `enabledUser,${NAME_COLUMNS},userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns`,
    roster.users,
    (user) => [
      ...[user.sourcedId, null, null, user.enabled],
      ...nameCells(user),
      ...[user.userMasterIdentifier, user.preferredGivenName, user.preferredMiddleName],
      ...[user.preferredFamilyName, user.primaryOrgSourcedId, user.pronouns],
    ],
  );

const roles12 = (roster: Roster): Table => {
  const held = roster.users.flatMap((user) => user.roles.map((role, place) => ({ user, role, place })));
  return table(
    'userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
    held,
    ({ user, role, place }) => [
      ...[`role-${user.sourcedId}-${place}`, null, null, user.sourcedId],
      ...[role.primary ? 'primary' : 'secondary', role.role, role.beginDate, role.endDate],
      ...[role.orgSourcedId, null],
    ],
  );
};

const structure = (roster: Roster): Record<string, Table> => ({
  orgs: table('name,type,identifier,parentSourcedId', roster.orgs, (org) => [
    ...[org.sourcedId, null, null, org.name, org.type, org.identifier, org.parentSourcedId],
  ]),
  academicSessions: table(
    'title,type,startDate,endDate,parentSourcedId,schoolYear',
    roster.academicSessions,
    (session) => [
      ...[session.sourcedId, null, null, session.title, session.type, session.startDate, session.endDate],
      ...[session.parentSourcedId, session.schoolYear],
    ],
  ),
  courses: table(
    'schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes',
    roster.courses,
    (course) => [
      ...[course.sourcedId, null, null, course.schoolYearSourcedId, course.title, course.courseCode, null],
      ...[course.orgSourcedId, null, null],
    ],
  ),
  classes: table(
    'title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
    roster.classes,
    (aClass) => [
      ...[aClass.sourcedId, null, null, aClass.title, aClass.grades.join(','), aClass.courseSourcedId],
      ...[aClass.classCode, aClass.type, aClass.location, aClass.schoolSourcedId],
      ...[aClass.termSourcedIds.join(','), null, null, null],
    ],
  ),
});

const RACES =
  'americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white';
const ORIGINS =
  'demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus';

const members = (roster: Roster): Record<string, Table> => ({
  enrollments: table(
    'classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate',
    roster.enrollments,
    (enrollment) => [
      ...[enrollment.sourcedId, null, null, enrollment.classSourcedId, enrollment.schoolSourcedId],
      ...[enrollment.userSourcedId, enrollment.role, enrollment.primary],
      ...[enrollment.beginDate, enrollment.endDate],
    ],
  ),
  demographics: table(`birthDate,sex,${RACES},${ORIGINS}`, roster.demographics, (demographics) => [
    ...[demographics.userSourcedId, null, null, demographics.birthDate, demographics.sex],
    ...new Array<null>(11).fill(null),
  ]),
});

const manifest = (names: readonly string[]): Table => ({
  header: 'propertyName,value',
  rows: () => [
    ['manifest.version', '1.0'],
    ['oneroster.version', names.includes('roles') ? '1.2' : '1.1'],
    ...names.map((name): [string, string] => [`file.${name}`, 'bulk']),
    ...['categories', 'lineItems', 'resources', 'results'].map((name): [string, string] => [
      `file.${name}`,
      'absent',
    ]),
    ['source.systemName', 'Made-up MIS'],
    ['source.systemCode', 'made-up'],
  ],
});

/** The files of a bulk export, by name. */
export const csvFiles = (roster: Roster, version: RosterVersion): Record<string, Table> => {
  const people =
    version === '1.1' ? { users: users11(roster) } : { users: users12(roster), roles: roles12(roster) };
  const tables: Record<string, Table> = { ...structure(roster), ...people, ...members(roster) };
  const all: Record<string, Table> = { manifest: manifest(Object.keys(tables)), ...tables };
  return Object.fromEntries(Object.entries(all).map(([name, found]) => [`${name}.csv`, found]));
};

const writeZip = async (files: Record<string, Table>, path: string): Promise<void> => {
  const zip = new ZipFile();
  const mtime = new Date('2026-09-01T12:00:00Z');
  for (const [name, found] of Object.entries(files)) {
    zip.addReadStream(Readable.from(csvText(found)), name, { mtime, mode: 0o100644 });
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
};

/** Writes a bulk export: a zip when the path ends in `.zip`, else a folder. */
export const writeRoster = async (roster: Roster, version: RosterVersion, path: string): Promise<void> => {
  const files = csvFiles(roster, version);
  if (path.endsWith('.zip')) {
    await mkdir(dirname(path), { recursive: true });
    return writeZip(files, path);
  }
  await mkdir(path, { recursive: true });
  for (const [name, found] of Object.entries(files)) {
    await writeFile(join(path, name), Readable.from(csvText(found)));
  }
};
